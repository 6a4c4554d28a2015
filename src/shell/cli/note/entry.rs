//! An annotation as it is printed.

use std::path::Path;

use serde::Serialize;

use super::Annotated;
use crate::notes::{Annotation, CodePoints, Place};
use crate::shell::cli::address::Cite;
use crate::shell::cli::one_line;
use crate::text::sanitise;

/// How many columns of a quote are shown on a line.
const QUOTE_COLUMNS: usize = 60;

/// An annotation in JSON.
#[derive(Serialize)]
pub(in crate::shell::cli) struct Entry {
    pub id: String,
    pub status: &'static str,
    pub score: Option<f64>,
    pub start: Option<usize>,
    pub end: Option<usize>,
    pub quote: String,
    pub pen: Option<String>,
    pub note: String,
    pub tags: Vec<String>,
    pub created: String,
    pub modified: String,
    pub section: Option<String>,
    pub paragraph: Option<u32>,
    pub source: String,
}

impl Entry {
    pub(in crate::shell::cli) fn new(
        annotation: &Annotation,
        place: &Place,
        annotated: &Annotated,
        points: &CodePoints,
    ) -> Entry {
        let span = place.span();
        let cite = span.map_or_else(Cite::default, |span| Cite::at(&annotated.opened.document, span.start()));
        Entry {
            id: annotation.id().to_string(),
            status: place.status(),
            score: score(place),
            start: span.map(|span| points.of_byte(span.start())),
            end: span.map(|span| points.of_byte(span.end())),
            quote: annotation.quote().to_owned(),
            pen: annotation.pen().map(str::to_owned),
            note: annotation.note().to_owned(),
            tags: annotation.tags().to_vec(),
            created: annotation.created().to_string(),
            modified: annotation.modified().to_string(),
            section: cite.section.map(str::to_owned),
            paragraph: cite.paragraph,
            source: source(&annotated.opened.path),
        }
    }

    /// `start..end`, status, pen, tags, quote, note, by tabs; without ids and times.
    pub(super) fn plain(&self) -> String {
        let range =
            self.start.zip(self.end).map_or_else(|| "-".to_owned(), |(start, end)| format!("{start}..{end}"));
        let fields = [
            range.as_str(),
            self.status,
            self.pen.as_deref().unwrap_or_default(),
            &self.tags.join(","),
            &self.quote,
            &self.note,
        ];
        fields.map(escaped).join("\t")
    }

    /// `ID  §1 ¶12  figures  “quote”  note  #tag`, with what is not exact named before it.
    pub(super) fn line(&self, id: &str) -> String {
        let cite = Cite { section: self.section.as_deref(), paragraph: self.paragraph };
        let status = if self.status == "exact" { String::new() } else { format!("[{}]", self.status) };
        let quote = if self.quote.is_empty() {
            String::new()
        } else {
            format!("“{}”", sanitise::clip(&one_line(&self.quote), QUOTE_COLUMNS))
        };
        let tags: Vec<_> = self.tags.iter().map(|tag| format!("#{tag}")).collect();
        let pen = self.pen.clone().unwrap_or_default();
        let fields = [id.to_owned(), status, cite.words(), pen, quote, one_line(&self.note), tags.join(" ")];
        fields.into_iter().filter(|field| !field.is_empty()).collect::<Vec<_>>().join("  ")
    }

    /// All that is known of it, on lines of its own.
    pub(super) fn whole(&self) -> String {
        let cite = Cite { section: self.section.as_deref(), paragraph: self.paragraph };
        let tags: Vec<_> = self.tags.iter().map(|tag| format!("#{tag}")).collect();
        let heads = [
            ("id", self.id.clone()),
            ("status", self.status.to_owned()),
            ("place", cite.words()),
            ("pen", self.pen.clone().unwrap_or_default()),
            ("tags", tags.join(" ")),
            ("created", self.created.clone()),
            ("modified", self.modified.clone()),
            ("source", self.source.clone()),
        ];
        let heads = heads
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}: {value}"));
        let quote = self.quote.lines().map(|line| format!("> {line}"));
        let mut lines: Vec<String> = heads.chain(quote).collect();
        lines.extend(self.note.lines().map(str::to_owned));
        lines.join("\n")
    }
}

/// How sure it is that the annotation stands in its place; `None` where it stands in none.
pub(in crate::shell::cli) fn score(place: &Place) -> Option<f64> {
    match place {
        Place::Exact(_) | Place::Document => Some(1.0),
        Place::Moved { score, .. } => Some(*score),
        Place::Orphan { .. } => None,
    }
}

/// A path as it stands in JSON.
pub(in crate::shell::cli) fn source(path: &Path) -> String {
    path.display().to_string()
}

fn escaped(field: &str) -> String {
    field.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}
