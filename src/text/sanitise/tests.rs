use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::*;

/// Characters that a sanitiser meets on a bad day, and letters for them to act upon.
const TROUBLE: &str = "abÁ 9.-/(「好」」한ᄀᄀ각ᅡᆨกำक्षि\u{903}\u{600}\u{70f}\u{d4e}🇻🇳👨👩❤🏴🏻Ⓜ☕✈ﾊﾟ\u{301}\u{323}\u{20dd}\u{338}\
    \t\n\r\u{b}\u{c}\u{85}\u{2028}\u{2029}\0\u{1b}\u{7f}\u{9b}\u{202e}\u{2066}\u{200e}\u{61c}\u{200b}\u{2060}\u{feff}\u{ad}\
    \u{2063}\u{180e}\u{115f}\u{1160}\u{3164}\u{ffa0}\u{200c}\u{200d}\u{fe0e}\u{fe0f}\u{fe00}\u{e0101}\u{180b}\
    \u{e0001}\u{e0067}\u{e007f}\u{fdd0}\u{ffff}\u{fff9}\u{e000}\u{10eeee}\u{f0000}\u{a0}\u{3000}\u{1a15}\u{17d2}\u{1780}";

fn troubled() -> impl Strategy<Value = String> {
    let trouble: Vec<char> = TROUBLE.chars().collect();
    let one = prop_oneof![
        8 => prop::sample::select(trouble.clone()).prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
        1 => (prop::sample::select(trouble), 2..24_usize).prop_map(|(c, n)| String::from(c).repeat(n)),
    ];
    prop::collection::vec(one, 0..24).prop_map(|parts| parts.concat())
}

/// The glyphs of `source`: text, `[picture]`, `~` for what is hidden, `⏎` for a break.
fn drawn(source: &str) -> String {
    let draw = |glyph: Glyph<'_>| match glyph.kind {
        Kind::Plain => glyph.text.into_owned(),
        Kind::Picture => format!("[{}]", glyph.text),
        Kind::Hidden => "~".to_owned(),
        Kind::Break => "⏎".to_owned(),
    };
    glyphs(source, 0).map(draw).collect()
}

/// The column after `text` painted by ratatui.
fn painted_columns(text: &str) -> usize {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 2000, 1));
    usize::from(buffer.set_stringn(0, 0, text, usize::MAX, Style::default()).0)
}

fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

#[test]
fn text_stands_as_it_is() {
    for text in [
        "Hội nghị Trung ương 6 khoá XII — “Một số vấn đề…”",
        "Ho\u{302}\u{323}i nghi\u{323}",
        "中国共产党第十九届中央委员会",
        "한국어 각",
        "किंतु क्ष",
        "می\u{200c}خواهم",
        "ประชุม กำลัง",
        "မြန်မာနိုင်ငံ အစိုးရ၏",
        "៤០៩ ព្រះរាជាណាចក្រកម្ពុជា",
        "\u{600}١٢٣",
        "👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}\u{200d}🔥 👍🏽 1\u{fe0f}\u{20e3} 🇻🇳",
        "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
        "葛\u{e0100}",
        "\u{a0}\u{202f}",
    ] {
        assert_eq!(drawn(text), text);
        assert_eq!(sanitise(text).hidden(), 0);
    }
}

#[test]
fn controls_are_pictures() {
    assert_eq!(drawn("\u{1b}]0;x\u{7}"), "[␛]]0;x[␇]");
    assert_eq!(drawn("\0\u{7f}"), "[␀][␡]");
    assert_eq!(drawn("\u{9b}31m\u{80}"), "[<9B>]31m[<80>]");
    assert_eq!(drawn("\u{202e}gpj\u{202c}\u{2066}\u{2069}"), "[·]gpj[·][·][·]");
}

#[test]
fn every_break_is_one() {
    assert_eq!(drawn("a\nb\r\nc\rd\u{b}e\u{c}f\u{85}g\u{2028}h\u{2029}"), "a⏎b⏎c⏎d⏎e⏎f⏎g⏎h⏎");
}

#[test]
fn tabs_reach_the_next_stop() {
    assert_eq!(drawn("\ta\tđ\n\t"), "        a       đ⏎        ");
    assert_eq!(drawn("1234567\t8"), "1234567 8");
    assert_eq!(drawn("好\tx"), "好      x");
    assert_eq!(glyphs("\t", 5).map(|glyph| glyph.width).collect::<Vec<_>>(), [3]);
}

#[test]
fn what_has_no_width_is_hidden() {
    let invisible = "\u{200b}\u{2060}\u{feff}\u{ad}\u{200e}\u{200f}\u{61c}\u{2061}\u{2062}\u{2063}\u{2064}\
                     \u{180e}\u{115f}\u{3164}\u{ffa0}\u{e0001}\u{206a}";
    for c in invisible.chars() {
        assert_eq!(drawn(&format!("a{c}b")), "a~b", "U+{:04X}", u32::from(c));
    }
    assert_eq!(sanitise(invisible).hidden(), invisible.chars().count());
}

#[test]
fn joiners_selectors_and_tags_need_a_reason() {
    assert_eq!(drawn("\u{200d}a\u{200c}b\u{200d}\u{fe0f}"), "~ab");
    assert_eq!(drawn("👨\u{200d} 👩"), "👨 👩");
    assert_eq!(drawn("a\u{e0061}\u{e0062}"), "a");
    assert_eq!(drawn("\u{1f3f4}\u{e0061}"), "\u{1f3f4}");
    assert_eq!(drawn("\u{fe0f}"), "~");
    assert_eq!(drawn("😀\u{e0101}\u{e0102}"), "😀");
    assert_eq!(sanitise("a\u{200d}\u{e0061}\u{e0062}").hidden(), 3);
}

#[test]
fn marks_have_a_base_and_are_at_most_fifteen() {
    assert_eq!(drawn("\u{301}a"), "◌\u{301}a");
    assert_eq!(drawn("\nำ\u{600}\n"), "⏎◌ำ\u{600}◌⏎");
    assert_eq!(drawn("\n\u{93f}"), "⏎◌\u{93f}");
    let tower = format!("a{}", "\u{301}".repeat(100_000));
    assert_eq!(drawn(&tower), format!("a{}", "\u{301}".repeat(15)));
    assert_eq!(sanitise(&tower).hidden(), 100_000 - 15);
}

#[test]
fn what_has_no_meaning_is_replaced() {
    assert_eq!(drawn("\u{fdd0}\u{ffff}\u{10ffff}\u{fff9}\u{e000}\u{10eeee}\u{f0000}"), "�".repeat(7));
    assert_eq!(drawn("\u{e000}\u{301}"), "�\u{301}");
    assert_eq!(drawn("ᅡ"), "�");
    assert_eq!(drawn(&"ᄀ".repeat(40)), "�");
}

#[test]
fn clusters_do_not_join_over_what_is_hidden() {
    assert_eq!(drawn("🇻\u{200b}🇳"), "🇻~·🇳");
    assert_eq!(drawn("क्\u{ad}ष"), "क्~·ष");
    assert_eq!(drawn("a\u{200b}b"), "a~b");
}

#[test]
fn a_soft_line_feed_is_a_space() {
    let row =
        |text, breaks| row_glyphs(text, breaks).map(|g| (g.text.into_owned(), g.width)).collect::<Vec<_>>();
    let glyph = |text: &str| (text.to_owned(), text.len());
    assert_eq!(row("a\nb", Breaks::Soft), [glyph("a"), glyph(" "), glyph("b")]);
    assert_eq!(row("a\nb", Breaks::Kept), [glyph("a"), glyph(""), glyph("b")]);
    assert_eq!(row("a\u{2028}b", Breaks::Soft), [glyph("a"), glyph(""), glyph("b")]);
}

#[test]
fn a_title_is_one_line() {
    assert_eq!(line("THÔNG BÁO\r\n\nKết quả\u{2028}Hội nghị"), "THÔNG BÁO Kết quả Hội nghị");
    assert!(matches!(line("Kết quả"), Cow::Borrowed(_)));
    assert_eq!(line("\u{1b}[2J"), "␛[2J");
    assert_eq!(columns("好\n好"), 5);
}

#[test]
fn clipping_says_so() {
    assert_eq!(clip("Hội nghị", 8), "Hội nghị");
    assert_eq!(clip("Hội nghị", 7), "Hội ng…");
    assert_eq!(clip("好好好", 5), "好好…");
    assert_eq!(clip("好好好", 4), "好…");
    assert_eq!(clip("好", 1), "…");
    assert_eq!(clip("好", 0), "");
    assert_eq!(clip("", 0), "");
    assert_eq!(clip("a\u{200b}", 1), "a");
}

#[test]
fn offsets_map_both_ways() {
    let shown = sanitise("a\u{200b}\tb\u{1b}c");
    assert_eq!(shown.text(), "a       b␛c");
    let source: Vec<_> = [0, 1, 4, 8, 9, 11, 12, 13].map(|display| shown.to_source(display)).into();
    assert_eq!(source, [0, 4, 4, 5, 6, 6, 7, 8]);
    let display: Vec<_> = [0, 1, 4, 5, 6, 7, 8].map(|source| shown.to_display(source)).into();
    assert_eq!(display, [0, 1, 1, 8, 9, 12, 13]);
    assert_eq!((shown.to_source(99), shown.to_display(99)), (8, 13));
}

#[test]
fn every_character_is_measured_as_it_is_painted() {
    for c in '\0'..=char::MAX {
        let source = String::from(c);
        for glyph in glyphs(&source, 0) {
            let painted = if glyph.text.is_empty() { 0 } else { painted_width(&glyph.text) };
            assert_eq!(glyph.width, painted, "U+{:04X}", u32::from(c));
            assert!(glyph.kind != Kind::Plain || glyph.width > 0, "U+{:04X}", u32::from(c));
        }
    }
}

/// Columns of all cells that `text` takes.
fn painted_width(text: &str) -> usize {
    text.graphemes(true).map(|cluster| usize::from(cluster.cell_width())).sum()
}

#[test]
fn simple_characters_never_join() {
    let neighbours = ["a", "é", "Ж", "好", "ー", "각", "가", "Ａ", "\n", "\0"];
    for c in ('\0'..=char::MAX).filter(|&c| simple_width(c).is_some()) {
        assert_eq!(
            simple_width(c),
            Some(usize::from(String::from(c).cell_width())),
            "U+{:04X}",
            u32::from(c)
        );
        for next in neighbours {
            assert!(grapheme::is_boundary(&format!("{c}{next}"), c.len_utf8()), "{c:?} {next:?}");
            assert!(
                next.is_empty() || grapheme::is_boundary(&format!("{next}{c}"), next.len()),
                "{next:?} {c:?}"
            );
        }
    }
}

#[test]
fn nothing_that_is_shown_attaches_to_what_was_shown_before() {
    for c in '\0'..=char::MAX {
        for text in glyphs(&String::from(c), 0).map(|glyph| glyph.text) {
            assert!(text.is_empty() || !joins("a", &text), "U+{:04X}", u32::from(c));
            assert!(text.is_empty() || !joins(&text, "a"), "U+{:04X}", u32::from(c));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn glyphs_are_the_graphemes(text in troubled()) {
        let starts: Vec<_> = glyphs(&text, 0).map(|glyph| (glyph.start, glyph.end)).collect();
        let clusters: Vec<_> = text.grapheme_indices(true).map(|(at, c)| (at, at + c.len())).collect();
        prop_assert_eq!(starts, clusters);
    }

    #[test]
    fn nothing_dangerous_comes_out(text in troubled()) {
        for glyph in glyphs(&text, 0) {
            prop_assert!(!glyph.text.chars().any(|c| c.is_control() || is_bidi(c)), "{:?}", glyph);
            let lone = glyph.text.graphemes(true).any(|cluster| cluster.cell_width() == 0);
            prop_assert!(!lone, "{:?}", glyph);
            let long = glyph.text.graphemes(true).any(|cluster| cluster.chars().count() > 16);
            prop_assert!(!long, "{:?}", glyph);
        }
        prop_assert!(!sanitise(&text).text().chars().any(|c| c != '\n' && (c.is_control() || is_bidi(c))));
    }

    #[test]
    fn widths_are_what_is_painted(text in troubled()) {
        for glyph in glyphs(&text, 0) {
            prop_assert_eq!(glyph.width, painted_columns(&glyph.text), "{:?}", glyph);
        }
        prop_assert_eq!(columns(&text), painted_columns(&line(&text)));
    }

    #[test]
    fn sanitising_twice_changes_nothing(text in troubled()) {
        let once = sanitise(&text);
        let twice = sanitise(once.text());
        prop_assert_eq!(twice.text(), once.text());
        prop_assert_eq!(twice.hidden(), 0);
        let title = line(&text).into_owned();
        let again = line(&title);
        prop_assert_eq!(again.as_ref(), title.as_str());
    }

    #[test]
    fn the_map_is_monotone_and_total(text in troubled()) {
        let shown = sanitise(&text);
        prop_assert_eq!(shown.to_source(shown.text().len()), text.len());
        prop_assert_eq!(shown.to_display(text.len()), shown.text().len());
        for display in 0..shown.text().len() {
            prop_assert!(shown.to_source(display) <= shown.to_source(display + 1));
            prop_assert!(shown.to_display(shown.to_source(display)) <= display);
        }
        for source in 0..text.len() {
            prop_assert!(shown.to_display(source) <= shown.to_display(source + 1));
        }
        for glyph in glyphs(&text, 0).filter(|glyph| glyph.kind != Kind::Hidden) {
            prop_assert_eq!(shown.to_source(shown.to_display(glyph.start)), glyph.start);
        }
    }

    #[test]
    fn a_clipped_text_keeps_to_its_columns(text in troubled(), width in 0..40_usize) {
        let clipped = clip(&text, width);
        prop_assert!(painted_columns(&clipped) <= width);
        let whole = line(&text);
        prop_assert_eq!(clipped == whole, columns(&text) <= width);
    }
}
