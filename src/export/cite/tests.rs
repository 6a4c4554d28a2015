use super::*;

const NOTICE: &str = "Thông báo kết quả Hội nghị\n\nBến Tre, ngày 29 tháng 9 năm 2020\n\n\
    1. Về kết quả\n\nGRDP tăng 9,62 % so với cùng kỳ. Hội nghị nhất trí với báo cáo.\n\n\
    2. Về nhiệm vụ\n\nHội nghị kết thúc sau hai ngày làm việc. Kinh tế tăng là cao.\n";

const SOURCE: Source<'_> = Source { name: "thong-bao.txt" };

fn cited(text: &str, quote: &str, style: Style, template: Option<&str>) -> Result<String, TemplateError> {
    let doc = Document::plain(text.to_owned());
    let start = doc.text().find(quote).unwrap();
    let span = doc.span(start..start + quote.len()).unwrap();
    cite(&doc, &SOURCE, span, style, template)
}

const GROWTH: &str = "GRDP tăng 9,62 % so với cùng kỳ.";

#[test]
fn plain_is_one_line() {
    assert_eq!(
        cited(NOTICE, GROWTH, Style::Plain, None).unwrap(),
        "“GRDP tăng 9,62 % so với cùng kỳ.” — Thông báo kết quả Hội nghị, \
         Bến Tre, ngày 29 tháng 9 năm 2020, §1, [¶ 2]"
    );
}

#[test]
fn the_marks_of_the_document_stand_around_the_words() {
    let quoted = |text: &str| cited(text, "x", Style::Plain, Some("{{ quoted }}")).unwrap();
    assert_eq!(quoted("x. Le plan « Eau »."), "«\u{a0}x\u{a0}»");
    assert_eq!(quoted("x. План «Вода»."), "«x»");
    assert_eq!(quoted("x. Der Plan „Wasser“."), "„x“");
    assert_eq!(quoted("x. Plan „Woda”."), "„x”");
    assert_eq!(quoted("x「水」。"), "「x」");
    assert_eq!(quoted("x. No marks."), "“x”");
}

#[test]
fn printed_numbers_stand_without_brackets() {
    let points = (1..6).map(|n| format!("{n}. We, the members, agree on point {n} today."));
    let text = points.collect::<Vec<_>>().join("\n\n");
    let words = cited(&text, "point 3", Style::Plain, Some("{{ quote }}: {{ paragraph }}")).unwrap();
    assert_eq!(words, "point 3: ¶ 3");
    let words = cited(&text, "point 3 today.\n\n4. We", Style::Plain, Some("{{ paragraph }}")).unwrap();
    assert_eq!(words, "¶ 3–4");
}

#[test]
fn a_template_may_ask_for_every_word() {
    let doc = Document::plain(NOTICE.to_owned());
    let words = Words::of(&doc, &SOURCE, doc.span(0..5).unwrap());
    for (name, value) in words.named() {
        let template = format!("{{{{ {name} }}}}");
        assert_eq!(
            cite(&doc, &SOURCE, doc.span(0..5).unwrap(), Style::Plain, Some(&template)).unwrap(),
            value
        );
    }
}

#[test]
fn a_template_that_asks_for_what_there_is_not_is_told_with_its_line() {
    let error = |template| cited(NOTICE, GROWTH, Style::Plain, Some(template)).unwrap_err().to_string();
    assert!(error("{{ quote }}\n{{ publisher }}").starts_with("line 2: "), "{}", error("\n{{ publisher }}"));
    assert!(error("{% if").starts_with("line 1: "));
    let refused = cited(NOTICE, GROWTH, Style::CslJson, Some("x")).unwrap_err();
    assert_eq!(refused.to_string(), "csl-json is not written by a template");
}

const HOSTILE: &str = "[a](javascript:b) *x* <img> R&D 5 % {y}_z \\end #1 `c` \"q\"";

fn hostile() -> String {
    format!("{HOSTILE}\n\nA first paragraph that says little. {HOSTILE} stands here as well.\n")
}

#[test]
fn markdown_shows_the_very_words() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    for style in [Style::Markdown, Style::Footnote] {
        let cited = cited(&hostile(), HOSTILE, style, None).unwrap();
        let options = Options::ENABLE_FOOTNOTES;
        let mut shown = String::new();
        for event in Parser::new_ext(&cited, options) {
            match event {
                Event::Text(text) => shown.push_str(&text),
                other => assert!(
                    !matches!(
                        other,
                        Event::Html(_)
                            | Event::InlineHtml(_)
                            | Event::Code(_)
                            | Event::Start(Tag::Link { .. } | Tag::Image { .. })
                    ),
                    "{other:?} in {cited}"
                ),
            }
        }
        assert_eq!(shown.matches(HOSTILE).count(), 2, "quote and title: {shown}");
    }
}

#[test]
fn a_footnote_is_called_by_its_label() {
    let cited = cited(NOTICE, GROWTH, Style::Footnote, None).unwrap();
    assert_eq!(
        cited,
        "“GRDP tăng 9,62 % so với cùng kỳ.”[^thong-bao-ket-qua-2020-2]\n\n\
         [^thong-bao-ket-qua-2020-2]: *Thông báo kết quả Hội nghị*, \
         Bến Tre, ngày 29 tháng 9 năm 2020, §1, \\[¶ 2\\]."
    );
}

#[test]
fn biblatex_has_balanced_braces_and_a_stable_key() {
    let entry = cited(NOTICE, GROWTH, Style::Biblatex, None).unwrap();
    assert_eq!(
        entry,
        "@misc{thong-bao-ket-qua-2020,\n  title = {{Thông báo kết quả Hội nghị}},\n  \
         date = {2020-09-29},\n  location = {Bến Tre},\n  addendum = {§1, [¶ 2]},\n  \
         annotation = {“GRDP tăng 9,62 \\% so với cùng kỳ.”},\n}"
    );
    let entry = cited(&hostile(), HOSTILE, Style::Biblatex, None).unwrap();
    let depth = entry.chars().fold(0_i32, |depth, c| match c {
        '{' => depth + 1,
        '}' => depth - 1,
        _ => depth,
    });
    assert_eq!(depth, 0, "{entry}");
}

#[test]
fn csl_json_is_an_item_with_its_locator() {
    let json: serde_json::Value =
        serde_json::from_str(&cited(NOTICE, GROWTH, Style::CslJson, None).unwrap()).unwrap();
    assert_eq!(json[0]["id"], "thong-bao-ket-qua-2020");
    assert_eq!(json[0]["locator"], "§1, [¶ 2]");
    assert_eq!(json[0]["custom"]["quote"], "GRDP tăng 9,62 % so với cùng kỳ.");
    assert_eq!(json[0]["issued"]["date-parts"], serde_json::json!([[2020, 9, 29]]));
}

#[test]
fn every_style_is_found_by_its_name() {
    for entry in STYLES {
        assert_eq!(Style::named(entry.name), Some(entry.style));
        assert_eq!(entry.style.name(), entry.name);
    }
}
