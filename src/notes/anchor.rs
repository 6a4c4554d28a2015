//! Where a quote stands, and what is kept to find it again.

use std::ops::Range;

use memchr::memmem;

use super::json::{Json, Members};
use super::{Canon, find};
use crate::text::fold::{Profile, fold};
use crate::text::{Document, Span, grapheme};

/// How many code points of context an anchor has at first, by how many it is lengthened where that
/// is not enough to tell its place from all others, and how many it has at most.
const CONTEXT: (usize, usize, usize) = (64, 32, 192);

/// The words of a reader's selection with what stood around them, as they were when it was made.
/// It is never rewritten: finding the place again in a changed text is done anew each time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    pub(super) exact: String,
    pub(super) prefix: String,
    pub(super) suffix: String,
    pub(super) position: Position,
    pub(super) text: String,
    pub(super) occurrence: (usize, usize),
}

/// What the file says of the position of a quote, in code points.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Position {
    /// Nothing: another tool's quote.
    #[default]
    Missing,
    /// Something that is no stretch of any text.
    Broken,
    /// A stretch that is not empty.
    At(Range<usize>),
}

impl Anchor {
    /// The words selected.
    #[must_use]
    pub fn exact(&self) -> &str {
        &self.exact
    }

    /// What stood before them; empty where nothing is known.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// What stood after them; empty where nothing is known.
    #[must_use]
    pub fn suffix(&self) -> &str {
        &self.suffix
    }

    /// The first code point in the text of [`Anchor::text`]; 0 where the file does not say.
    #[must_use]
    pub fn start(&self) -> usize {
        self.position().map_or(0, |range| range.start)
    }

    /// The code point after the last; 0 where the file does not say.
    #[must_use]
    pub fn end(&self) -> usize {
        self.position().map_or(0, |range| range.end)
    }

    /// Start and end in code points, where the file gives a range that is one.
    #[must_use]
    pub fn position(&self) -> Option<Range<usize>> {
        match &self.position {
            Position::At(range) => Some(range.clone()),
            Position::Missing | Position::Broken => None,
        }
    }

    /// The hash of the text that was annotated, `sha256:…`; empty where nothing is known.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Which one of how many equal quotes it was, from 1; `(0, 0)` where nothing is known.
    #[must_use]
    pub fn occurrence(&self) -> (usize, usize) {
        self.occurrence
    }

    /// The anchor of a passage: its words and as much of what stands around them as tells it from
    /// every other place, within bounds.
    pub(super) fn new(doc: &Document, canon: &Canon, span: Span) -> Anchor {
        let text = doc.text();
        let (first, step, most) = CONTEXT;
        let contexts = (first..=most).step_by(step).map(|length| around(text, span, length));
        let mut widest = span.range();
        for context in contexts {
            let settled = context == widest;
            widest = context;
            if settled || is_unique(text, &widest) {
                break;
            }
        }
        let points = canon.points(text);
        let words = |range: Range<usize>| text.get(range).unwrap_or_default().to_owned();
        Anchor {
            exact: doc.quote(span).to_owned(),
            prefix: words(widest.start..span.start()),
            suffix: words(span.end()..widest.end),
            position: Position::At(points.of_byte(span.start())..points.of_byte(span.end())),
            text: canon.hash(text).to_owned(),
            occurrence: occurrence_of(doc, canon, span),
        }
    }

    /// The words as they are looked for in a folded text.
    pub(super) fn folded(&self) -> String {
        folded(&self.exact)
    }

    /// The anchor of an annotation; `None` where it speaks of the whole of its target.
    pub(super) fn read(annotation: &Members) -> Option<Anchor> {
        let selectors =
            annotation.get("target")?.list().iter().find_map(|target| target.object()?.get("selector"))?;
        let selectors = selectors.list();
        let selector = |kind: &str| {
            let mut members = selectors.iter().filter_map(Json::object);
            members.find(|selector| selector.string("type").is_some_and(|is| is == kind))
        };
        if selectors.is_empty() {
            return None;
        }
        let quote = selector("TextQuoteSelector");
        let words = |name| quote.and_then(|quote| quote.string(name)).map(Into::into).unwrap_or_default();
        let postil = annotation.object("postil");
        Some(Anchor {
            exact: words("exact"),
            prefix: words("prefix"),
            suffix: words("suffix"),
            position: selector("TextPositionSelector").map_or(Position::Missing, position),
            text: postil.and_then(|postil| postil.string("text")).map(Into::into).unwrap_or_default(),
            occurrence: postil.and_then(|postil| occurrence(postil.get("occ")?)).unwrap_or_default(),
        })
    }

    /// The selectors of the file.
    pub(super) fn selectors(&self) -> Json<'static> {
        let text = |text: &str| Json::of_str(text);
        let quote = Members::of([
            ("type", text("TextQuoteSelector")),
            ("exact", text(&self.exact)),
            ("prefix", text(&self.prefix)),
            ("suffix", text(&self.suffix)),
        ]);
        let position = Members::of([
            ("type", text("TextPositionSelector")),
            ("start", Json::of_number(self.start())),
            ("end", Json::of_number(self.end())),
        ]);
        Json::Array(vec![quote.into(), position.into()])
    }
}

/// The span with up to `length` code points before and after it, in whole graphemes.
fn around(text: &str, span: Span, length: usize) -> Range<usize> {
    let (before, after) = text.split_at_checked(span.start()).unwrap_or_default();
    let after = after.get(span.end() - span.start()..).unwrap_or_default();
    let start = before.char_indices().rev().take(length).last().map_or(span.start(), |(at, _)| at);
    let end = after.char_indices().nth(length).map_or(text.len(), |(at, _)| span.end() + at);
    let (start, end) = (grapheme::ceil(text, start), grapheme::floor(text, end));
    start.min(span.start())..end.max(span.end())
}

fn is_unique(text: &str, range: &Range<usize>) -> bool {
    let Some(words) = text.get(range.clone()) else { return true };
    let mut places = memmem::find_iter(text.as_bytes(), words.as_bytes());
    places.next() == Some(range.start) && places.next().is_none()
}

/// Which one of how many equal quotes the span is, both folded.
fn occurrence_of(doc: &Document, canon: &Canon, span: Span) -> (usize, usize) {
    let quote = folded(doc.quote(span));
    let text = canon.folded(doc.text());
    let hits = find::find(text.text(), &quote);
    let source = |start: usize| text.to_source(doc.text(), start..start + quote.len()).start;
    let ordinal = hits.starts.partition_point(|start| source(*start) < span.end());
    (ordinal.max(1), hits.count.max(1))
}

/// A quote as it is looked for: folded, without white space around it.
pub(super) fn folded(quote: &str) -> String {
    fold(quote, Profile::Quote).trim().to_owned()
}

fn position(selector: &Members) -> Position {
    let number = |name| selector.get(name).and_then(Json::number);
    match (number("start"), number("end")) {
        (Some(start), Some(end)) if start < end => Position::At(start..end),
        _ => Position::Broken,
    }
}

fn occurrence(value: &Json) -> Option<(usize, usize)> {
    match value.list() {
        [ordinal, total] => Some((ordinal.number()?, total.number()?)),
        _ => None,
    }
}
