//! An export is inert: in Markdown no link, no HTML and no heading that is not ours, in JSON valid.
#![no_main]

use libfuzzer_sys::fuzz_target;
use postil::export::{json, markdown};
use postil::formats::load;
use postil::notes::{Draft, Sidecar, Snapshot, Store};
use postil::text::grapheme;
use postil_fuzz::{device, moment};
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;

fuzz_target!(|input: (u8, u8, bool, &str, &str, &str, &str)| {
    let (from, length, marked, note, tag, source, text) = input;
    let Ok(loaded) = load(text.as_bytes(), if marked { "a.md" } else { "a.txt" }) else { return };
    let doc = loaded.document;
    let mut store = Store::open(Sidecar::new(), &doc, device("fuzzfuzz"));
    let start = grapheme::floor(doc.text(), usize::from(from));
    for (count, span) in [doc.span(start..start + usize::from(length)), None].into_iter().enumerate() {
        let draft = Draft {
            span,
            pen: Some(tag.to_owned()),
            note: note.to_owned(),
            tags: vec![tag.to_owned(), note.to_owned()],
            snapshot: Snapshot::Omit,
        };
        store.add(&doc, draft, &moment(count as u32));
    }
    check_markdown(&markdown(&doc, &store, source, |_| true));
    let page = json(&doc, &store, source, |_| true);
    assert!(!page.contains(|c: char| c.is_control() && c != '\n'));
    let value: Value = serde_json::from_str(&page).expect("JSON");
    assert_eq!(value["items"].as_array().map(Vec::len), Some(2));
});

fn check_markdown(page: &str) {
    assert!(!page.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')), "{page:?}");
    let (matter, body) = page
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .unwrap_or_else(|| panic!("front matter in {page}"));
    assert!(matter.lines().all(|line| line.starts_with("  - ") || line.contains(':')), "{matter}");
    let mut headings = 0;
    for event in Parser::new_ext(body, Options::all()) {
        match event {
            Event::Start(Tag::Heading { .. }) => headings += 1,
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Code(_)
            | Event::Rule
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::Start(
                Tag::Link { .. }
                | Tag::Image { .. }
                | Tag::CodeBlock(_)
                | Tag::HtmlBlock
                | Tag::List(_)
                | Tag::Table(_)
                | Tag::FootnoteDefinition(_)
                | Tag::DefinitionList
                | Tag::MetadataBlock(_),
            ) => panic!("{event:?} in {page}"),
            Event::Start(_) | Event::End(_) | Event::Text(_) | Event::SoftBreak | Event::HardBreak => {}
        }
    }
    assert!(headings <= 3, "{headings} headings in {page}");
}
