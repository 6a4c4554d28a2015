//! Cuts a paragraph into rows of a width.
//!
//! Rows end where UAX #14 lets a line end (Thai, Lao, Khmer and Burmese by dictionary), and columns
//! are those of [`super::sanitise`], so that what is measured is what is painted. Nothing is
//! copied: a row is a range of the text. It never hyphenates and never looks past its paragraph.

use std::borrow::Cow;
use std::iter;
use std::ops::Range;

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

use super::Breaks;
use super::sanitise::{Kind, is_space, row_glyphs};

/// The rows of one paragraph at one width. They tile the wrapped text and start on grapheme
/// boundaries; an empty text has one empty row.
///
/// White space at the end of a row hangs: it belongs to the row but may reach past the width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    starts: Vec<usize>,
    len: usize,
}

impl Rows {
    /// How many rows there are: at least one.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The bytes of row `row` of the wrapped text; past the last row, the empty range at the end.
    #[must_use]
    pub fn range(&self, row: usize) -> Range<usize> {
        let start = |row: usize| self.starts.get(row).copied().unwrap_or(self.len);
        start(row)..start(row.saturating_add(1))
    }

    /// The row that holds byte `offset` of the wrapped text; past the end, the last row.
    #[must_use]
    pub fn row_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }
}

/// The rows of `source` at `width` columns; a width of 0 counts as 1.
///
/// A soft line feed is a space, a kept one ends its row. A number such as `30/2020/NĐ-CP` is broken
/// only where it is wider than a row; a word wider than a row is broken between graphemes, and a
/// grapheme wider than a row has a row of its own.
///
/// ```
/// use postil::text::{Breaks, wrap::wrap};
///
/// let text = "Hội nghị lần thứ hai";
/// let rows = wrap(text, Breaks::Soft, 9);
/// let shown: Vec<_> = (0..rows.count()).map(|row| &text[rows.range(row)]).collect();
/// assert_eq!(shown, ["Hội nghị ", "lần thứ ", "hai"]);
/// ```
#[must_use]
pub fn wrap(source: &str, breaks: Breaks, width: usize) -> Rows {
    let width = width.max(1);
    let spaced = spaced(source, breaks);
    let mut opportunities = Opportunities::new(&spaced, breaks, width).peekable();
    let mut starts = vec![0];
    let mut start = 0;
    while let Some(rest) = source.get(start..).filter(|rest| !rest.is_empty()) {
        let end = start + row_end(rest, start, breaks, width, &mut opportunities);
        if end < source.len() {
            starts.push(end);
        }
        start = end;
    }
    Rows { starts, len: source.len() }
}

/// Where the row that begins at `rest` ends, in bytes of `rest`; `start` is where `rest` begins in
/// the text of the opportunities.
fn row_end(
    rest: &str,
    start: usize,
    breaks: Breaks,
    width: usize,
    opportunities: &mut iter::Peekable<impl Iterator<Item = usize>>,
) -> usize {
    let (mut column, mut allowed) = (0, None);
    for glyph in row_glyphs(rest, breaks) {
        if column + glyph.width > width && glyph.start > 0 && !glyph.hangs() {
            return allowed.unwrap_or(glyph.start);
        }
        if glyph.kind == Kind::Break && glyph.width == 0 {
            return glyph.end;
        }
        column += glyph.width;
        while opportunities.next_if(|&at| at < start + glyph.end).is_some() {}
        if opportunities.next_if_eq(&(start + glyph.end)).is_some() {
            allowed = Some(glyph.end);
        }
    }
    rest.len()
}

/// `source` with soft line feeds as spaces, so that the rules of UAX #14 see the line as it is read.
fn spaced(source: &str, breaks: Breaks) -> Cow<'_, str> {
    match breaks {
        Breaks::Soft if memchr::memchr2(b'\n', b'\r', source.as_bytes()).is_some() => {
            Cow::Owned(source.replace(['\n', '\r'], " "))
        }
        Breaks::Soft | Breaks::Kept => Cow::Borrowed(source),
    }
}

/// Where a row may end, in ascending order.
struct Opportunities<'a, I: Iterator<Item = usize>> {
    text: &'a str,
    breaks: Breaks,
    width: usize,
    found: I,
    /// Where the word begins that is looked at.
    word: usize,
    /// What was found of a word ahead of its turn.
    ahead: std::vec::IntoIter<usize>,
}

impl<'a> Opportunities<'a, iter::Empty<usize>> {
    fn new(text: &'a str, breaks: Breaks, width: usize) -> Opportunities<'a, impl Iterator<Item = usize>> {
        let segmenter = LineSegmenter::new_dictionary(LineBreakOptions::default());
        let found = segmenter.segment_str(text).skip(1).filter(|&at| may_end(text, at));
        Opportunities { text, breaks, width, found, word: 0, ahead: Vec::new().into_iter() }
    }
}

impl<I: Iterator<Item = usize>> Iterator for Opportunities<'_, I> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if let Some(at) = self.ahead.next() {
            return Some(at);
        }
        let at = self.found.next()?;
        if !is_joint(self.text, at) {
            self.word = at;
            return Some(at);
        }
        let mut ends = vec![at];
        for at in self.found.by_ref() {
            ends.push(at);
            if !is_joint(self.text, at) {
                break;
            }
        }
        let end = ends.last().copied().unwrap_or(at);
        let word = self.text.get(self.word..end).unwrap_or_default();
        self.word = end;
        if is_number(word) && fits(word, self.breaks, self.width) {
            return Some(end);
        }
        self.ahead = ends.into_iter();
        self.ahead.next()
    }
}

/// Whether a row may end at `at`, where UAX #14 allows it: not before white space, which hangs, and
/// not at a soft hyphen, as none is painted.
fn may_end(text: &str, at: usize) -> bool {
    let Some(after) = text.get(at..).and_then(|after| after.chars().next()) else { return true };
    !is_space(after) && !text.get(..at).is_some_and(|before| before.ends_with('\u{ad}'))
}

/// Whether `at` stands after a dash or slash inside a word: `02-|NQ/|TU`.
fn is_joint(text: &str, at: usize) -> bool {
    let inside = |c: char| !c.is_whitespace();
    let mut before = text.get(..at).unwrap_or_default().chars().rev();
    let after = text.get(at..).unwrap_or_default().chars().next();
    before.next().is_some_and(|c| matches!(c, '-' | '/' | '\u{2010}' | '\u{2013}'))
        && before.next().is_some_and(inside)
        && after.is_some_and(inside)
}

fn is_number(word: &str) -> bool {
    word.chars().any(char::is_numeric)
}

/// Whether `word` is no wider than `width` columns without the white space at its end.
fn fits(word: &str, breaks: Breaks, width: usize) -> bool {
    let mut column = 0;
    row_glyphs(word, breaks).all(|glyph| {
        column += glyph.width;
        column <= width || glyph.hangs()
    })
}

#[cfg(test)]
mod tests;
