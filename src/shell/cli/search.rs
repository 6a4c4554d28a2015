//! `search`: words in documents, or in the notes on them.

use std::ops::Range;
use std::path::Path;

use clap::Args;
use serde::Serialize;

use super::address::{Cite, lines_at};
use super::answer::{Answer, Shape};
use super::note::{Annotated, source};
use super::{Files, Verdict, each, one_line, open};
use crate::notes::{Annotation, CodePoints, Place};
use crate::shell::error::Error;
use crate::shell::files::Opened;
use crate::text::fold::{Folded, Profile};
use crate::text::search::{self, Query};
use crate::text::{Span, grapheme, sanitise};

/// How many bytes of a line are shown before and after a match, and how many columns of a quote.
const AROUND: usize = 60;

#[derive(Debug, Args)]
pub(super) struct Search {
    /// What to look for: in any case and without accents, unless it has capitals or accents itself
    #[arg(value_name = "QUERY")]
    query: String,
    #[command(flatten)]
    documents: Files,
    /// The query is a regular expression
    #[arg(long, conflicts_with = "exact")]
    regex: bool,
    /// Find these very letters, in this case and with these accents
    #[arg(long)]
    exact: bool,
    /// Search notes and tags instead of the text
    #[arg(long)]
    notes: bool,
    #[command(flatten)]
    shape: Shape,
}

#[derive(Default, Serialize)]
struct Match {
    source: String,
    start: Option<usize>,
    end: Option<usize>,
    line: Option<usize>,
    section: Option<String>,
    paragraph: Option<u32>,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    /// The words as a person sees them.
    #[serde(skip)]
    shown: String,
}

pub(super) fn run(args: &Search, answer: &mut Answer) -> Result<Verdict, Error> {
    let query = query(args)?;
    let mut matches = Vec::new();
    let verdict = each(&args.documents, |document| {
        if args.notes {
            matches.extend(in_notes(&Annotated::open(document)?, &query));
        } else {
            matches.extend(in_text(&open(document)?, &query));
        }
        Ok(())
    });
    if args.shape.is_for_programs() {
        answer.list(args.shape, &matches)?;
    } else {
        matches.iter().try_for_each(|found| answer.line(found.line()))?;
    }
    Ok(if verdict == Verdict::Yes { Verdict::of(!matches.is_empty()) } else { verdict })
}

fn query(args: &Search) -> Result<Query, Error> {
    let cannot = |why: String| Error::new("search for", Path::new(&args.query), why);
    if args.regex {
        return Query::regex(&args.query).map_err(cannot);
    }
    let query = if args.exact { Query::exact(&args.query) } else { Query::new(&args.query) };
    query.ok_or_else(|| cannot("there is no letter in it to look for".to_owned()))
}

fn in_text(opened: &Opened, query: &Query) -> Vec<Match> {
    let document = &opened.document;
    let text = document.text();
    let places = search::find(text, &Folded::new(text, Profile::Search), query);
    let points = CodePoints::new(text);
    let starts: Vec<_> = places.iter().map(|place| place.start).collect();
    let lines = lines_at(document, opened.format, &starts);
    let found = |(place, line): (Range<usize>, Option<usize>)| Match {
        source: source(&opened.path),
        start: Some(points.of_byte(place.start)),
        end: Some(points.of_byte(place.end)),
        line,
        text: text.get(place.clone()).unwrap_or_default().to_owned(),
        shown: around(text, &place),
        id: None,
        ..Match::cited(Cite::at(document, place.start))
    };
    places.into_iter().zip(lines).map(found).collect()
}

fn in_notes(annotated: &Annotated, query: &Query) -> Vec<Match> {
    let document = &annotated.opened.document;
    let holds = |words: &str| !search::find(words, &Folded::new(words, Profile::Search), query).is_empty();
    let fits = |note: &Annotation| holds(note.note()) || note.tags().iter().any(|tag| holds(tag));
    let found: Vec<_> = annotated.all().filter(|(note, _)| fits(note)).collect();
    let points = CodePoints::new(document.text());
    let starts: Vec<_> = found.iter().filter_map(|(_, place)| place.span()).map(Span::start).collect();
    // Those without a place come last, and have no line.
    let lines =
        lines_at(document, annotated.opened.format, &starts).into_iter().chain(std::iter::repeat(None));
    let matched = |((note, place), line): ((&Annotation, &Place), Option<usize>)| {
        let span = place.span();
        Match {
            source: source(&annotated.opened.path),
            start: span.map(|span| points.of_byte(span.start())),
            end: span.map(|span| points.of_byte(span.end())),
            line,
            text: note.note().to_owned(),
            id: Some(note.id().to_string()),
            shown: note_line(note),
            ..Match::cited(span.map_or_else(Cite::default, |span| Cite::at(document, span.start())))
        }
    };
    found.into_iter().zip(lines).map(matched).collect()
}

/// `“quote”  note  #tag`.
fn note_line(note: &Annotation) -> String {
    let quote = format!("“{}”", sanitise::clip(&one_line(note.quote()), AROUND));
    let tags = note.tags().iter().map(|tag| format!("#{tag}"));
    let fields = [quote, one_line(note.note())].into_iter().chain(tags);
    fields.filter(|field| !field.is_empty()).collect::<Vec<_>>().join("  ")
}

impl Match {
    fn cited(cite: Cite) -> Match {
        Match { section: cite.section.map(str::to_owned), paragraph: cite.paragraph, ..Match::default() }
    }

    /// `notice.txt:12: §1 ¶12  … the words around …`.
    fn line(&self) -> String {
        let line = self.line.map_or_else(String::new, |line| format!("{line}:"));
        let cite = Cite { section: self.section.as_deref(), paragraph: self.paragraph }.words();
        format!("{}:{line} {cite}  {}", self.source, self.shown)
    }
}

/// What stands around `place` on its line, cut at graphemes.
fn around(text: &str, place: &Range<usize>) -> String {
    let from = grapheme::floor(text, place.start.saturating_sub(AROUND));
    let to = grapheme::ceil(text, place.end.saturating_add(AROUND));
    let before = text.get(from..place.start).unwrap_or_default();
    let after = text.get(place.end..to).unwrap_or_default();
    let (start, cut_before) = before.rfind('\n').map_or((from, from > 0), |at| (from + at + 1, false));
    let (end, cut_after) = after.find('\n').map_or((to, to < text.len()), |at| (place.end + at, false));
    let mark = |cut| if cut { "…" } else { "" };
    format!("{}{}{}", mark(cut_before), one_line(text.get(start..end).unwrap_or_default()), mark(cut_after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_match_is_shown_within_its_line() {
        let text = "first\nthe second line\nthird";
        assert_eq!(around(text, &(10..16)), "the second line");
        let long = format!("{}Đảng{}", "ộ".repeat(50), "ộ".repeat(50));
        let at = 50 * "ộ".len();
        assert_eq!(around(&long, &(at..at + "Đảng".len())), format!("…{0}Đảng{0}…", "ộ".repeat(20)));
    }
}
