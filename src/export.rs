//! What was written, for use elsewhere: a document's annotations as the text of a file.
//!
//! Each format is a pure function of document, annotations and the name of the source; the same
//! input gives the same bytes. An annotation that stands in the text comes in text order, then what
//! speaks of the whole document, then what was not found, with its old quote; each exactly once.
//! Nothing here writes a file, and no control character of a text reaches an export raw.

pub mod cite;

mod json;
mod markdown;

pub use json::json;
pub use markdown::markdown;

use std::borrow::Cow;

use crate::notes::{Anchor, Annotation, Place, Reason, Store};
use crate::text::{Document, Span};

/// A format to export to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Notes to read and to link, by section.
    Markdown,
    /// A page of the W3C Web Annotation model.
    Json,
}

/// What is said of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatEntry {
    /// The format.
    pub format: Format,
    /// The name by which it is asked for.
    pub name: &'static str,
    /// The ending of its files, without a dot.
    pub ending: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
}

/// Every format.
pub const FORMATS: [FormatEntry; 2] = [
    FormatEntry {
        format: Format::Markdown,
        name: "markdown",
        ending: "md",
        about: "quotes and notes by section, as Obsidian and others read them",
    },
    FormatEntry {
        format: Format::Json,
        name: "json",
        ending: "json",
        about: "a page of the W3C Web Annotation model",
    },
];

impl Format {
    /// The format of that name, or of that file ending.
    ///
    /// ```
    /// use postil::export::Format;
    /// assert_eq!(Format::named("markdown"), Some(Format::Markdown));
    /// assert_eq!(Format::named("md"), Some(Format::Markdown));
    /// assert_eq!(Format::named("scroll"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Format> {
        FORMATS.iter().find(|entry| entry.name == name || entry.ending == name).map(|entry| entry.format)
    }

    /// The annotations of `store` on `doc` that `keep` picks, in this format; `source` is the file
    /// name or address of the document.
    #[must_use]
    pub fn export(
        self,
        doc: &Document,
        store: &Store,
        source: &str,
        keep: impl Fn(&Annotation) -> bool,
    ) -> String {
        match self {
            Format::Markdown => markdown(doc, store, source, keep),
            Format::Json => json(doc, store, source, keep),
        }
    }
}

/// The annotations to export, each once.
struct Picked<'a> {
    /// Those that stand in the text, in text order.
    placed: Vec<(&'a Annotation, &'a Place, Span)>,
    /// Those on the whole document, by id.
    whole: Vec<&'a Annotation>,
    /// Those that were not found, in the order of the text they were made in.
    orphans: Vec<(&'a Annotation, &'a Reason)>,
}

impl<'a> Picked<'a> {
    fn new(store: &'a Store, keep: impl Fn(&Annotation) -> bool) -> Picked<'a> {
        let kept = |annotation: &&Annotation| keep(annotation);
        let placed = store.placed().iter().filter_map(|placed| {
            let annotation = store.get(placed.id).filter(kept)?;
            Some((annotation, store.place(placed.id)?, placed.span))
        });
        let (mut whole, mut orphans) = (Vec::new(), Vec::new());
        for (annotation, place) in store.unplaced().filter(|(annotation, _)| keep(annotation)) {
            match place {
                Place::Orphan { reason } => orphans.push((annotation, reason)),
                Place::Document | Place::Exact(_) | Place::Moved { .. } => whole.push(annotation),
            }
        }
        whole.sort_by_key(|annotation| annotation.id());
        orphans
            .sort_by_key(|(annotation, _)| (annotation.anchor().map_or(0, Anchor::start), annotation.id()));
        Picked { placed: placed.collect(), whole, orphans }
    }

    fn len(&self) -> usize {
        self.placed.len() + self.whole.len() + self.orphans.len()
    }

    fn annotations(&self) -> impl Iterator<Item = &'a Annotation> {
        let placed = self.placed.iter().map(|(annotation, ..)| *annotation);
        placed.chain(self.whole.iter().copied()).chain(self.orphans.iter().map(|(annotation, _)| *annotation))
    }
}

/// `text` with LF as its only line ends, and without control characters but those and tabs.
fn printable(text: &str) -> Cow<'_, str> {
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !text.contains(control) {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}'], "\n");
    Cow::Owned(lines.replace(control, ""))
}

/// `text` on one line, printable.
fn one_line(text: &str) -> String {
    printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::notes::{Device, Draft, Moment, Sidecar, Snapshot};

    /// A document with its annotations, for tests.
    pub(super) struct Desk {
        pub(super) doc: Document,
        pub(super) store: Store,
        made: u128,
    }

    impl Desk {
        pub(super) fn new(text: &str) -> Desk {
            Desk::of(text, Sidecar::new())
        }

        fn of(text: &str, sidecar: Sidecar) -> Desk {
            let doc = Document::plain(text.to_owned());
            let store = Store::open(sidecar, &doc, Device::new("k7f3m2q9").unwrap());
            Desk { doc, store, made: 0 }
        }

        /// The same annotations on another text.
        pub(super) fn with_text(&self, text: &str) -> Desk {
            Desk::of(text, self.store.sidecar().clone())
        }

        /// Annotates the first `quote` of the text.
        pub(super) fn add(&mut self, quote: &str, pen: Option<&str>, note: &str, tags: &[&str]) {
            let start = self.doc.text().find(quote).unwrap();
            let span = self.doc.span(start..start + quote.len());
            self.draft(Draft {
                span,
                pen: pen.map(Into::into),
                note: note.into(),
                tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
                snapshot: Snapshot::Omit,
            });
        }

        pub(super) fn add_on_the_whole(&mut self, note: &str) {
            self.draft(Draft { note: note.into(), snapshot: Snapshot::Omit, ..Draft::default() });
        }

        fn draft(&mut self, draft: Draft) {
            self.made += 1;
            let time = "2020-09-29T20:56:00Z".parse().unwrap();
            let id = Uuid::from_u128(0x0174_db3e_6a00_7000_8000_0000_0000_0000 + self.made);
            self.store.add(&self.doc, draft, &Moment { time, id });
        }
    }

    /// A document with the annotations that stand in these lines of a notes file.
    pub(super) fn store_of(text: &str, lines: &str) -> Desk {
        let file = format!("{{\"type\":\"AnnotationSet\",\"items\":[\n{lines}\n]}}\n");
        Desk::of(text, Sidecar::parse(file.as_bytes()).unwrap())
    }

    #[test]
    fn every_format_is_found_by_its_name_and_ending() {
        for entry in FORMATS {
            assert_eq!(Format::named(entry.name), Some(entry.format));
            assert_eq!(Format::named(entry.ending), Some(entry.format));
        }
    }

    #[test]
    fn control_characters_go_and_line_ends_become_one_kind() {
        assert_eq!(printable("a\u{1b}[31mb\tc\r\nd\re\u{9b}f\u{85}g\u{7f}"), "a[31mb\tc\nd\nef\ng");
        assert_eq!(one_line("  Đại\n hội\u{a0}\u{7}10 "), "Đại hội 10");
    }
}
