//! The passage that a command speaks of: by its words, or by its place.

use std::ops::Range;
use std::path::Path;

use clap::Args;

use super::answer;
use super::quote::{self, Quote};
use crate::notes::CodePoints;
use crate::shell::error::Error;
use crate::text::{Document, Span};

/// A passage, as it is named on the command line.
#[derive(Debug, Args)]
pub(super) struct Passage {
    #[command(flatten)]
    place: Place,
    /// The words that stand before the quote
    #[arg(long, value_name = "TEXT", requires = "quote")]
    prefix: Option<String>,
    /// The words that stand after the quote
    #[arg(long, value_name = "TEXT", requires = "quote")]
    suffix: Option<String>,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Place {
    /// The words of the passage
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    quote: Option<String>,
    /// Its characters, counted in code points from 0, the end not included
    #[arg(long, value_name = "START..END", value_parser = range)]
    range: Option<(usize, usize)>,
}

impl Passage {
    /// Its span in `document`, which was read from `path`; `None` after having said, as what cannot
    /// be done, how many places match the quote.
    pub(super) fn find(
        &self,
        doing: &'static str,
        path: &Path,
        document: &Document,
    ) -> Result<Option<Span>, Error> {
        if let Some((start, end)) = self.place.range {
            let found = in_range(document, start..end);
            return found.map(Some).map_err(|why| Error::new(doing, path, why));
        }
        let words = self.place.quote.as_deref().unwrap_or_default();
        let quote = Quote { words, prefix: self.prefix.as_deref(), suffix: self.suffix.as_deref() };
        let why = match quote::find(document, &quote).as_slice() {
            [place] => return Ok(document.span(place.clone())),
            [] => "0 places match the quote".to_owned(),
            places => {
                let bound = if places.len() < quote::MOST { "" } else { "at least " };
                let count = places.len();
                format!("{bound}{count} places match the quote; narrow it with --prefix or --suffix")
            }
        };
        answer::complain(&Error::new(doing, path, why));
        Ok(None)
    }
}

fn in_range(document: &Document, range: Range<usize>) -> Result<Span, String> {
    let points = CodePoints::new(document.text());
    let bytes = points.to_byte(range.start).zip(points.to_byte(range.end));
    bytes.and_then(|(start, end)| document.span(start..end)).ok_or_else(|| {
        let count = points.of_byte(document.text().len());
        format!("{}..{} is no part of its {count} characters", range.start, range.end)
    })
}

fn range(value: &str) -> Result<(usize, usize), String> {
    let numbers =
        value.split_once("..").and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
    numbers.ok_or_else(|| "two numbers with two dots between, such as 120..145".to_owned())
}
