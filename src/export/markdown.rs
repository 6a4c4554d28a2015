//! Markdown: by section, each annotation with its paragraph, pen, tags and date, its quote, its note.
//!
//! ```text
//! ## 1. Về kết quả
//!
//! **¶12** · pen: figures · tags: #economy/growth · 2020-09-29
//!
//! > Giá trị sản xuất ước đạt 24.300 tỷ đồng
//!
//! Compare with the year of the drought.
//! ```
//!
//! What a reader or a document wrote is escaped: a Markdown engine shows the very text, and nothing
//! in it becomes a link, a heading or HTML. The front matter is flat, as Obsidian wants it.

mod escape;

use std::collections::BTreeSet;

use super::{Picked, one_line};
use crate::notes::{Annotation, Place, Store};
use crate::text::{Breaks, Document, Section, SectionKind, Span};
use escape::{block, inline};

/// The annotations of `store` on `doc` that `keep` picks, as Markdown; `source` is the file name or
/// address of the document.
#[must_use]
pub fn markdown(doc: &Document, store: &Store, source: &str, keep: impl Fn(&Annotation) -> bool) -> String {
    let picked = Picked::new(store, keep);
    let title = one_line(doc.meta().title.as_deref().unwrap_or(source));
    let mut blocks = vec![
        front_matter(doc, &picked, &title, source),
        format!("# {}", inline(&title)),
        format!("Source: {}", inline(&one_line(source))),
    ];
    push_whole(&mut blocks, &picked);
    push_placed(&mut blocks, doc, &picked);
    push_orphans(&mut blocks, &picked);
    blocks.join("\n\n") + "\n"
}

/// `text` as Markdown that shows that text, wherever in a line it is put.
pub(super) fn escaped(text: &str) -> String {
    block(text, Breaks::Soft)
}

fn front_matter(doc: &Document, picked: &Picked<'_>, title: &str, source: &str) -> String {
    let mut yaml =
        vec!["---".to_owned(), format!("title: {}", quoted(title)), format!("source: {}", quoted(source))];
    yaml.extend(doc.meta().date.as_deref().map(|date| format!("dateline: {}", quoted(date))));
    yaml.push(format!("annotations: {}", picked.len()));
    let tags: BTreeSet<_> =
        picked.annotations().flat_map(Annotation::tags).filter_map(|tag| nameable(tag)).collect();
    if !tags.is_empty() {
        yaml.push("tags:".to_owned());
        yaml.extend(tags.iter().map(|tag| format!("  - {}", quoted(tag))));
    }
    yaml.join("\n") + "\n---"
}

/// A YAML double-quoted scalar on one line, which is written as a JSON string is.
fn quoted(text: &str) -> String {
    serde_json::Value::from(one_line(text)).to_string()
}

fn push_whole(blocks: &mut Vec<String>, picked: &Picked<'_>) {
    blocks.extend(picked.whole.first().map(|_| "## On the whole document".to_owned()));
    for annotation in &picked.whole {
        push(blocks, annotation, &[], "");
    }
}

fn push_placed(blocks: &mut Vec<String>, doc: &Document, picked: &Picked<'_>) {
    let mut open = None;
    for &(annotation, place, span) in &picked.placed {
        let paragraph = doc.paragraphs().get(doc.paragraph_at(span.start()));
        let section = paragraph.and_then(|paragraph| doc.sections().get(paragraph.section));
        if section.map(|section| section.start) != open {
            open = section.map(|section| section.start);
            blocks.extend(section.map(heading));
        }
        let number = paragraph.and_then(|paragraph| paragraph.number).map(|number| format!("**¶{number}**"));
        let facts: Vec<_> = number.into_iter().chain(moved(place)).collect();
        let quote = match place {
            Place::Exact(_) => passage(doc, span),
            Place::Moved { .. } | Place::Orphan { .. } | Place::Document => {
                block(annotation.quote(), Breaks::Soft)
            }
        };
        push(blocks, annotation, &facts, &quote);
    }
}

fn push_orphans(blocks: &mut Vec<String>, picked: &Picked<'_>) {
    blocks.extend(picked.orphans.first().map(|_| "## Needs attention".to_owned()));
    for (annotation, reason) in &picked.orphans {
        push(blocks, annotation, &[inline(&reason.to_string())], &block(annotation.quote(), Breaks::Soft));
    }
}

/// What is said of an annotation that was found elsewhere than it was made.
fn moved(place: &Place) -> Option<String> {
    match place {
        Place::Moved { score, .. } => Some(format!("moved ({:.0} % sure)", score * 100.0)),
        Place::Exact(_) | Place::Orphan { .. } | Place::Document => None,
    }
}

/// The words at `span`, each paragraph by itself.
fn passage(doc: &Document, span: Span) -> String {
    let rest = doc.paragraphs().get(doc.paragraph_at(span.start())..).unwrap_or_default();
    let parts = rest.iter().take_while(|paragraph| paragraph.start < span.end()).filter_map(|paragraph| {
        let part = doc.text().get(paragraph.start.max(span.start())..paragraph.end.min(span.end()))?;
        Some(block(part, paragraph.breaks)).filter(|part| !part.is_empty())
    });
    parts.collect::<Vec<_>>().join("\n\n")
}

/// One annotation: what is known of it on a line, its quote, its note.
fn push(blocks: &mut Vec<String>, annotation: &Annotation, facts: &[String], quote: &str) {
    let pen = annotation.pen().map(|pen| format!("pen: {}", inline(&one_line(pen))));
    let tags: Vec<_> = annotation.tags().iter().map(|tag| hashtag(tag)).collect();
    let tags = Some(format!("tags: {}", tags.join(", "))).filter(|_| !tags.is_empty());
    let date = annotation.created().strftime("%Y-%m-%d").to_string();
    let facts: Vec<_> = facts.iter().cloned().chain(pen).chain(tags).chain([date]).collect();
    let quote: Vec<_> = quote
        .lines()
        .map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") })
        .collect();
    let note = block(annotation.note(), Breaks::Kept);
    blocks.extend([facts.join(" · "), quote.join("\n"), note].into_iter().filter(|block| !block.is_empty()));
}

/// The heading of a section: its label and its title, or what it is.
fn heading(section: &Section) -> String {
    let (label, title) = (inline(&one_line(&section.label)), inline(&one_line(&section.title)));
    let name = match (label.is_empty(), title.is_empty()) {
        (false, false) if label.ends_with(|c: char| c.is_ascii_alphanumeric()) => format!("{label}. {title}"),
        (false, false) => format!("{label} {title}"),
        (true, true) => kind(section.kind).to_owned(),
        (false, true) | (true, false) => label + &title,
    };
    format!("## {name}")
}

fn kind(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Front => "Before the first section",
        SectionKind::Closing => "After the last section",
        SectionKind::Heading
        | SectionKind::NumberedSection
        | SectionKind::Article
        | SectionKind::Fallback => "Text",
    }
}

/// A tag as Obsidian and others link it, `#economy/growth`; its plain words where it cannot be one.
fn hashtag(tag: &str) -> String {
    match nameable(tag) {
        Some(name) if name == tag => format!("#{tag}"),
        Some(_) | None => inline(&one_line(tag)),
    }
}

/// The tag in the characters that a tag may have elsewhere: letters, figures, `-`, `/` and, inside,
/// `_`; not figures alone.
fn nameable(tag: &str) -> Option<String> {
    let allowed = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '-' | '/' | '_')
            || unicode_normalization::char::is_combining_mark(c)
    };
    let words: Vec<_> = tag.split(|c| !allowed(c)).filter(|word| !word.is_empty()).collect();
    let levels: Vec<_> =
        words.join("-").split('/').map(|level| level.trim_matches(['-', '_']).to_owned()).collect();
    let name = levels.into_iter().filter(|level| !level.is_empty()).collect::<Vec<_>>().join("/");
    name.contains(|c: char| !c.is_numeric()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::tests::Desk;
    use super::*;

    const TEXT: &str =
        "# Thông báo: kết quả\n\n## 1. Về kết quả\n\nNăm 2020 đạt 24.300 tỷ.\n\nTP. Bến Tre tăng 9,6 %.\n";

    fn export(desk: &Desk) -> String {
        markdown(&desk.doc, &desk.store, "bao_cao.txt", |_| true)
    }

    #[test]
    fn annotations_stand_by_section_in_text_order() {
        let mut desk = Desk::new(TEXT);
        desk.add("tỷ.\n\nTP. Bến Tre", None, "hơn\n1. năm trước", &[]);
        desk.add("24.300 tỷ", Some("figures"), "", &["kinh tế/tăng trưởng", "2020", "mặn"]);
        desk.add_on_the_whole("Đọc *lại*");
        let number = |quote: &str| {
            let at = desk.doc.paragraph_at(TEXT.find(quote).unwrap());
            desk.doc.paragraphs()[at].number.map_or_else(String::new, |number| format!("**¶{number}** · "))
        };
        let title = desk.doc.meta().title.clone().unwrap_or_else(|| "bao_cao.txt".into());
        let section = heading(&desk.doc.sections()[desk.doc.section_at(TEXT.find("24.300").unwrap())]);
        let number = number("24.300");
        let expected = format!(
            "---\ntitle: \"{title}\"\nsource: \"bao_cao.txt\"\nannotations: 3\ntags:\n  \
             - \"kinh-tế/tăng-trưởng\"\n  - \"mặn\"\n---\n\n# {}\n\nSource: bao\\_cao.txt\n\n\
             ## On the whole document\n\n2020-09-29\n\nĐọc \\*lại\\*\n\n\
             {section}\n\n{number}pen: figures · tags: 2020, kinh tế/tăng trưởng, #mặn · 2020-09-29\n\n> 24.300 tỷ\n\n\
             {number}2020-09-29\n\n> tỷ.\n>\n> TP. Bến Tre\n\nhơn\\\n1\\. năm trước\n",
            inline(&title)
        );
        assert_eq!(export(&desk), expected);
    }

    #[test]
    fn what_was_not_found_comes_last_with_its_reason_and_old_quote() {
        let mut desk = Desk::new("Đại hội lần thứ mười thành công tốt đẹp.\n");
        desk.add("thành công", Some("key"), "vì sao?", &[]);
        let page = export(&desk.with_text("Không có gì ở đây cả, hoàn toàn khác.\n"));
        let (_, last) = page.split_once("## Needs attention\n\n").unwrap();
        assert_eq!(
            last,
            "these words are no longer in the text · pen: key · 2020-09-29\n\n> thành công\n\nvì sao?\n"
        );
    }

    #[test]
    fn only_what_is_kept_is_exported() {
        let mut desk = Desk::new(TEXT);
        desk.add("24.300 tỷ", Some("figures"), "", &["a"]);
        desk.add("Bến Tre", Some("key"), "", &["b"]);
        let page = markdown(&desk.doc, &desk.store, "a", |annotation| annotation.pen() == Some("key"));
        assert!(page.contains("annotations: 1\ntags:\n  - \"b\"\n---") && !page.contains("24.300"));
    }

    #[test]
    fn hostile_words_stay_words() {
        let text = "Title\n\n</p><img src=x onerror=alert(1)> [a](javascript:b) `c` \u{1b}[31m\u{9b}x\n\nEnd of it.\n";
        let mut desk = Desk::new(text);
        let quote = text.lines().nth(2).unwrap();
        desk.add(quote, Some("---\n# x"), "---\n<script>\n```", &["a\n---\nb: c", "#x y_"]);
        let page = markdown(&desk.doc, &desk.store, "a\"\n---\n<b>", |_| true);
        assert!(!page.contains(|c: char| c.is_control() && c != '\n'));
        let (_, body) = page.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
        let options = pulldown_cmark::Options::all();
        for event in pulldown_cmark::Parser::new_ext(body, options) {
            use pulldown_cmark::{Event, Tag};
            assert!(
                !matches!(
                    event,
                    Event::Html(_)
                        | Event::InlineHtml(_)
                        | Event::Code(_)
                        | Event::Rule
                        | Event::Start(
                            Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock
                        )
                ),
                "{event:?} in {page}"
            );
        }
    }
}
