use super::super::tests::picture::{annotated, carried, device, moment, picture, shown};
use super::super::{Sidecar, Store};
use super::*;

const BEFORE: &str = "Năm 2020 tỉnh phải đối mặt với tình hình xâm nhập mặn sâu, kéo dài và dịch Covid-19. ";
const QUOTE: &str = "Tỉnh ủy đã lãnh đạo thực hiện tốt nhiệm vụ kép";
const AFTER: &str = ", vừa phòng chống dịch vừa phát triển kinh tế và bảo đảm an sinh xã hội.";

/// `old` annotated and looked for in `new`, with `«` for the words before the quote and `»` for
/// those after it, and `…` for the quote itself.
fn find(old: &str, new: &str) -> String {
    let words = |text: &str| text.replace('«', BEFORE).replace('»', AFTER).replace('…', QUOTE);
    let found = carried(&words(old), &words(new));
    found.replace(QUOTE, "…").replace(BEFORE, "«").replace(AFTER, "»")
}

#[test]
fn the_same_text_gives_the_same_place() {
    assert_eq!(find("«[…]»", "«…»"), "«[…]» = exact");
    assert_eq!(find("[«]…»", "«…»"), "[«]…» = exact");
}

#[test]
fn a_text_changed_elsewhere_gives_the_same_place() {
    let far =
        "Một câu khác ở xa, đủ dài để không ai nhầm với câu nào khác trong cả bài này, kể cả khi đọc vội. ";
    let old = format!("«[…]»{far}{far}");
    let new = format!("«…»{far}Một câu mới.");
    assert_eq!(find(&old, &new), format!("«[…]»{far}Một câu mới. = exact"));
}

#[test]
fn a_quote_that_moved_is_found_again() {
    assert_eq!(find("«[…]»", "Lời nói đầu.\n«…»"), "Lời nói đầu.\n«[…]» = moved");
    assert_eq!(find("«[…]»", "…"), "[…] = moved");
}

#[test]
fn typography_wrapping_and_encoding_do_not_matter() {
    assert_eq!(
        carried("“Đại hội” – [lần “thứ” 20]…", "\"Đại hội\" - lần\n\"thứ\"\u{a0}20..."),
        "\"Đại hội\" - [lần\n\"thứ\"\u{a0}20]... = moved"
    );
    assert_eq!(
        carried(
            "x [Hội nghị lần thứ sáu] y",
            "x Ho\u{302}\u{323}i nghi\u{323} la\u{302}\u{300}n thu\u{31b}\u{301} sa\u{301}u y"
        ),
        "x [Ho\u{302}\u{323}i nghi\u{323} la\u{302}\u{300}n thu\u{31b}\u{301} sa\u{301}u] y = moved"
    );
}

#[test]
fn a_deleted_quote_is_an_orphan() {
    assert_eq!(find("«[…]»", "«»"), "«» = orphan: these words are no longer in the text");
}

#[test]
fn a_short_quote_between_other_words_is_not_it() {
    let elsewhere =
        "Công an phường tuyên truyền về [an ninh] trật tự cho các hộ dân ở khu phố này vào tối thứ bảy.";
    let other =
        "Nhà máy nước sạch mới khánh thành giúp an ninh nguồn nước của huyện đảo được bảo đảm lâu dài hơn.";
    let found = carried(elsewhere, other);
    assert_eq!(found, format!("{other} = orphan: {}", Reason::ContextDiffers));
}

#[test]
fn of_several_hits_the_one_between_the_same_words_is_it() {
    assert_eq!(find("«[…]» …", "Mở đầu. … «…»"), "Mở đầu. … «[…]» = moved");
    assert_eq!(find("… «[…]»", "… … … «…» …"), "… … … «[…]» … = moved");
}

#[test]
fn where_context_does_not_tell_the_ordinal_does_if_the_count_is_the_same() {
    let row = |mark: &str| format!("| tổng số | {mark} | tổng số | ");
    let rows = |marks: &[&str]| marks.iter().map(|mark| row(mark)).collect::<String>();
    let (a, b) = ("100 tỷ", "[100 tỷ]");
    assert_eq!(
        carried(&rows(&[a, a, a, a, b, a, a, a, a]), &format!("x{}", rows(&[a; 9]))),
        format!("x{} = moved", rows(&[a, a, a, a, b, a, a, a, a])),
    );
    assert_eq!(
        carried(&rows(&[a, a, a, a, b, a, a, a, a]), &format!("x{}", rows(&[a; 8]))),
        format!("x{} = orphan: {}", rows(&[a; 8]), Reason::Ambiguous { count: 8 }),
    );
}

#[test]
fn one_left_of_several_equal_quotes_must_stand_between_the_same_words() {
    let other = "Ở một huyện khác người ta cũng đã bàn về chuyện này rất lâu trước khi có kết quả, và rồi ";
    let found = find(&format!("«[…]» {other}…"), &format!("{other}…"));
    assert_eq!(found, format!("{other}… = orphan: {}", Reason::ContextDiffers));
}

#[test]
fn an_unrelated_text_anchors_nothing() {
    let old =
        "[Các] [đại biểu] đã [thảo luận] sôi nổi [về] tình hình [kinh tế] - xã hội [của tỉnh] trong năm qua.";
    let new =
        "Về mùa lũ, các hồ chứa của tỉnh xả nước sớm; kinh tế vườn nhờ vậy ít thiệt hại hơn năm ngoái nhiều.";
    assert!(!carried(old, new).contains("moved"), "{}", carried(old, new));
}

#[test]
fn part_of_a_character_is_no_hit() {
    assert!(carried("gia đình [👩] và con", "gia đình 👩\u{200d}👩\u{200d}👧 và con").contains("orphan"));
}

#[test]
fn an_import_without_position_or_context_is_found_by_its_words() {
    let (doc, _) = picture("Hội nghị Ban Chấp hành Đảng bộ tỉnh lần thứ 20.");
    let import = |selector: &str| {
        let item = format!(r#"{{"items":[{{"id":"x","target":{{"selector":{selector}}}}}]}}"#);
        let sidecar = Sidecar::parse(item.as_bytes()).unwrap();
        shown(&doc, &Store::open(sidecar, &doc, device("aaaaaaaa")))
    };
    let text = doc.text();
    let quote = r#"{"type":"TextQuoteSelector","exact":"Đảng bộ tỉnh"}"#;
    assert_eq!(import(quote), "Hội nghị Ban Chấp hành [Đảng bộ tỉnh] lần thứ 20. = moved");
    let only_elsewhere = r#"[{"type":"FragmentSelector","value":"p=1"}]"#;
    assert_eq!(import(only_elsewhere), format!("{text} = orphan: {}", Reason::NoQuote));
    assert_eq!(import("[]"), format!("{text} = document"));
}

#[test]
fn a_range_that_is_none_is_an_orphan() {
    let (doc, store, _) = annotated("Hội [nghị] 👩\u{200d}👧");
    let json = store.sidecar().to_json();
    let place = |start: &str, end: &str, exact: &str| {
        let json = json
            .replace("\"start\":4", &format!("\"start\":{start}"))
            .replace("\"end\":8", &format!("\"end\":{end}"))
            .replace("\"exact\":\"nghị\"", &format!("\"exact\":\"{exact}\""));
        let store = Store::open(Sidecar::parse(json.as_bytes()).unwrap(), &doc, device("aaaaaaaa"));
        let annotation = store.sidecar().annotations().next().unwrap().id();
        store.place(annotation).unwrap().clone()
    };
    assert_eq!(place("4", "8", "nghị").status(), "exact");
    for (start, end) in [
        ("4", "99"),
        ("98", "99"),
        ("-4", "8"),
        ("8", "4"),
        ("4", "4"),
        ("4", "18446744073709551616"),
        ("18446744073709551615", "18446744073709551615"),
        ("\"4\"", "8"),
        ("4.5", "8"),
        ("1e400", "8"),
        ("null", "8"),
    ] {
        assert_eq!(place(start, end, "nghị"), orphan(Reason::BadRange), "{start}..{end}");
    }
    assert_eq!(place("9", "10", "👩"), orphan(Reason::CutsCharacter));
}

#[test]
fn confidence_grows_with_the_context_that_is_left() {
    let score = |old: &str, new: &str| {
        let words = |text: &str| text.replace('«', BEFORE).replace('»', AFTER).replace('…', QUOTE);
        let (_, store, ids) = annotated(&words(old));
        let doc = Document::plain(words(new));
        match Store::open(store.sidecar().clone(), &doc, device("aaaaaaaa")).place(ids[0]) {
            Some(Place::Moved { score, .. }) => *score,
            other => panic!("{other:?}"),
        }
    };
    let (all, half, none) = (score("«[…]»", "x «…»"), score("«[…]»", "x «…"), score("«[…]»", "x … y"));
    assert!((0.85..0.86).contains(&none) && none < half && half < all && all <= 1.0, "{none} {half} {all}");
}

#[test]
fn many_quotes_are_looked_for_in_one_pass() {
    let line =
        |n: u64| format!("Điều {n}. Ủy ban nhân dân tỉnh giao sở số {n} thực hiện việc thứ {n} trong quý.\n");
    let old: String = (0..300).map(line).collect();
    let doc = Document::plain(old.clone());
    let mut store = Store::open(Sidecar::new(), &doc, device("aaaaaaaa"));
    for n in 0..300 {
        let words = format!("giao sở số {n} thực hiện");
        let start = old.find(&words).unwrap();
        let span = doc.span(start..start + words.len());
        store.add(&doc, super::super::Draft { span, ..Default::default() }, &moment(n));
    }
    let new = Document::plain(format!("Lời mở đầu mới.\n{old}"));
    let store = Store::open(store.sidecar().clone(), &new, device("aaaaaaaa"));
    assert_eq!(store.placed().len(), 300);
    for placed in store.placed() {
        assert_eq!(new.quote(placed.span), store.get(placed.id).unwrap().quote());
    }
}
