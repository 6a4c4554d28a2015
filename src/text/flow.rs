//! The rows of a document at one width, wrapped when they are asked for.
//!
//! A screen is a walk over paragraphs: their rows, and a blank row after those that have a gap. A run
//! of paragraphs that is [`Hidden`] is one line, on which no cursor stands. A [`Flow`] never wraps
//! more than the walk touches and never knows how many rows there are in all.

mod hidden;
mod spread;

use std::cell::RefCell;
use std::collections::HashMap;
use std::mem;
use std::ops::Range;
use std::rc::Rc;

use super::direction::Direction;
use super::sanitise::Glyph;
use super::wrap::{Rows, wrap};
use super::{Breaks, Document};

pub use self::hidden::Hidden;
pub use self::spread::Ends;
use self::spread::Spread;

/// How many paragraphs one half of the cache holds: some screens.
const REMEMBERED: usize = 512;

/// A row of text, as paragraph and row in that paragraph, both from 0. The line of a folded run is the
/// row 0 of its first paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row {
    /// The index of the paragraph in [`Document::paragraphs`].
    pub paragraph: usize,
    /// The row in the paragraph.
    pub row: usize,
}

/// What one line of the screen shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A row of text.
    Text {
        /// Which one.
        row: Row,
        /// Its bytes in the document's text.
        range: Range<usize>,
    },
    /// The one line of a run of paragraphs that is folded away.
    Folded {
        /// Its row.
        row: Row,
        /// The bytes of the run in the document's text.
        range: Range<usize>,
        /// How many paragraphs it has.
        paragraphs: usize,
    },
    /// The blank line after a paragraph.
    Gap {
        /// The paragraph before it.
        paragraph: usize,
    },
}

impl Line {
    /// The bytes of a row of text.
    #[must_use]
    pub fn text(self) -> Option<Range<usize>> {
        match self {
            Line::Text { range, .. } => Some(range),
            Line::Folded { .. } | Line::Gap { .. } => None,
        }
    }

    /// Which row of text it is.
    #[must_use]
    pub fn row(self) -> Option<Row> {
        match self {
            Line::Text { row, .. } => Some(row),
            Line::Folded { .. } | Line::Gap { .. } => None,
        }
    }
}

/// The rows of one document at one width.
///
/// # Right to left
///
/// Some terminals reorder Arabic and Hebrew themselves, most do not, and none says which. So the cells
/// keep the order of the text, which the first kind turns round and the second leaves: turned round
/// here, it would be turned twice by the first. What both can do is to set the rows of a paragraph
/// that runs to the left against the right edge, where its reader looks for them.
///
/// Every method is to be given the same document.
#[derive(Debug)]
pub struct Flow {
    width: usize,
    hidden: Hidden,
    ends: Ends,
    cache: RefCell<Cache>,
}

/// Wrapped paragraphs: those asked for lately, and those before them, which go next.
#[derive(Debug, Default)]
struct Cache {
    late: HashMap<usize, Rc<Wrapped>>,
    early: HashMap<usize, Rc<Wrapped>>,
}

/// A paragraph as it was wrapped.
#[derive(Debug)]
struct Wrapped {
    rows: Rows,
    direction: Direction,
}

impl Cache {
    fn find(&mut self, paragraph: usize) -> Option<Rc<Wrapped>> {
        if let Some(rows) = self.late.get(&paragraph) {
            return Some(Rc::clone(rows));
        }
        let rows = self.early.remove(&paragraph)?;
        self.keep(paragraph, &rows);
        Some(rows)
    }

    fn keep(&mut self, paragraph: usize, rows: &Rc<Wrapped>) {
        if self.late.len() >= REMEMBERED {
            self.early = mem::take(&mut self.late);
        }
        self.late.insert(paragraph, Rc::clone(rows));
    }
}

impl Flow {
    /// A flow of `width` columns in which some runs of paragraphs are folded away, and whose rows end
    /// so; nothing is wrapped yet.
    #[must_use]
    pub fn new(width: usize, hidden: Hidden, ends: Ends) -> Flow {
        Flow { width, hidden, ends, cache: RefCell::default() }
    }

    /// The width in columns.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// What is folded away.
    #[must_use]
    pub fn hidden(&self) -> &Hidden {
        &self.hidden
    }

    /// How rows end.
    #[must_use]
    pub fn ends(&self) -> Ends {
        self.ends
    }

    /// Which way a paragraph runs.
    #[must_use]
    pub fn direction(&self, doc: &Document, paragraph: usize) -> Direction {
        self.wrapped(doc, paragraph).direction
    }

    /// A paragraph's content, wrapped; the offsets of its rows count from the content's start.
    fn wrapped(&self, doc: &Document, paragraph: usize) -> Rc<Wrapped> {
        if let Some(wrapped) = self.cache.borrow_mut().find(paragraph) {
            return wrapped;
        }
        let (content, breaks) = match doc.paragraphs().get(paragraph) {
            Some(found) => (doc.text().get(found.content.clone()), found.breaks),
            None => (None, Breaks::Soft),
        };
        let content = content.unwrap_or_default();
        let (rows, direction) = (wrap(content, breaks, self.width), Direction::of(content));
        let wrapped = Rc::new(Wrapped { rows, direction });
        self.cache.borrow_mut().keep(paragraph, &wrapped);
        wrapped
    }

    /// The row that shows byte `offset`, or the line of the run in which it is folded away. White space
    /// between paragraphs belongs to the row before it, or to the first row.
    #[must_use]
    pub fn row_at(&self, doc: &Document, offset: usize) -> Row {
        let mut paragraph = doc.paragraph_at(offset);
        if paragraph > 0 && offset < content_start(doc, paragraph) {
            paragraph -= 1;
        }
        if let Some(run) = self.hidden.run_at(paragraph) {
            return Row { paragraph: run.start, row: 0 };
        }
        let within = offset.saturating_sub(content_start(doc, paragraph));
        Row { paragraph, row: self.wrapped(doc, paragraph).rows.row_of(within) }
    }

    /// The bytes of `row` in the document's text; all of a run that is folded away; empty for a row
    /// that is not there.
    #[must_use]
    pub fn range(&self, doc: &Document, row: Row) -> Range<usize> {
        if let Some(run) = self.hidden.run_at(row.paragraph) {
            let end = doc.paragraphs().get(run.end - 1).map_or(0, |last| last.content.end);
            return content_start(doc, run.start)..end;
        }
        let Some(paragraph) = doc.paragraphs().get(row.paragraph) else { return 0..0 };
        let (start, within) = (paragraph.content.start, self.wrapped(doc, row.paragraph).rows.range(row.row));
        start + within.start..start + within.end
    }

    /// Whether a row is the line of a run that is folded away.
    #[must_use]
    pub fn is_folded(&self, row: Row) -> bool {
        self.hidden.run_at(row.paragraph).is_some()
    }

    /// The row of text below `row`.
    #[must_use]
    pub fn next(&self, doc: &Document, row: Row) -> Option<Row> {
        let below = self.below(doc, row)?;
        if self.is_folded(below) { self.below(doc, below) } else { Some(below) }
    }

    /// The row of text above `row`.
    #[must_use]
    pub fn previous(&self, doc: &Document, row: Row) -> Option<Row> {
        let above = self.above(doc, row)?;
        if self.is_folded(above) { self.above(doc, above) } else { Some(above) }
    }

    /// `row`, or the nearest row of text where that is folded away: below it, else above.
    #[must_use]
    pub fn shown(&self, doc: &Document, row: Row) -> Row {
        if !self.is_folded(row) {
            return row;
        }
        self.next(doc, row).or_else(|| self.previous(doc, row)).unwrap_or(row)
    }

    /// What stands on a screen of `height` lines whose first line is `top`: fewer lines where the
    /// document ends.
    #[must_use]
    pub fn lines(&self, doc: &Document, top: Row, height: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut at = Some(self.clamped(doc, top)).filter(|_| !doc.paragraphs().is_empty());
        while let Some(row) = at.filter(|_| lines.len() < height) {
            lines.push(self.line(doc, row));
            at = self.below(doc, row);
            let ends = at.is_some_and(|next| next.paragraph != row.paragraph);
            let paragraph = self.block(row.paragraph).end - 1;
            if ends && gap(doc, paragraph) > 0 && lines.len() < height {
                lines.push(Line::Gap { paragraph });
            }
        }
        lines
    }

    /// The top that puts `row` `lines` lines down the screen, or less far where a gap or the
    /// document's start is in the way. One line up from the first row of a paragraph is the last
    /// row of the one before, across the gap: a step up always moves.
    #[must_use]
    pub fn back(&self, doc: &Document, row: Row, lines: usize) -> Row {
        let row = self.clamped(doc, row);
        if lines == 1 {
            return self.above(doc, row).unwrap_or(row);
        }
        let (mut top, mut left) = (row, lines);
        while left > top.row {
            let above = top.paragraph.checked_sub(1).and_then(|above| self.last_row(doc, above));
            let Some(above) = above else {
                return Row { row: 0, ..top };
            };
            let needed = top.row + 1 + self.gap_after(doc, above);
            if needed > left {
                return Row { row: 0, ..top };
            }
            (top, left) = (above, left - needed);
        }
        Row { row: top.row - left, ..top }
    }

    /// The row `lines` lines below `row`; where a gap is there, the row below the gap; at most the
    /// last row.
    #[must_use]
    pub fn forward(&self, doc: &Document, row: Row, lines: usize) -> Row {
        let (mut at, mut left) = (self.clamped(doc, row), lines);
        loop {
            let below = self.count(doc, at.paragraph).saturating_sub(at.row + 1);
            if left <= below {
                return Row { row: at.row + left, ..at };
            }
            let after = self.block(at.paragraph).end;
            if after >= doc.paragraphs().len() {
                return Row { row: at.row + below, ..at };
            }
            left = left.saturating_sub(below + 1 + self.gap_after(doc, at));
            at = Row { paragraph: after, row: 0 };
        }
    }

    /// How many lines `to` stands below `from`; `None` where that is more than `most` or where it
    /// stands above.
    #[must_use]
    pub fn distance(&self, doc: &Document, from: Row, to: Row, most: usize) -> Option<usize> {
        let (mut at, to) = (self.clamped(doc, from), self.clamped(doc, to));
        let mut lines = 0;
        while at.paragraph < to.paragraph && lines <= most {
            lines += self.count(doc, at.paragraph).saturating_sub(at.row) + self.gap_after(doc, at);
            at = Row { paragraph: self.block(at.paragraph).end, row: 0 };
        }
        let distance = (lines + to.row).checked_sub(at.row).filter(|_| at.paragraph == to.paragraph);
        distance.filter(|&distance| distance <= most)
    }

    /// The column of byte `offset` in `row`: where its grapheme begins; past the row, where the row
    /// ends.
    #[must_use]
    pub fn column_of(&self, doc: &Document, row: Row, offset: usize) -> usize {
        let within = offset.saturating_sub(self.range(doc, row).start);
        let (indent, glyphs) = self.painted(doc, row);
        indent + glyphs.take_while(|glyph| glyph.end <= within).map(|glyph| glyph.width).sum::<usize>()
    }

    /// The byte of the document's text at which the grapheme begins that covers `column` of `row`;
    /// before the row, its first; past it, its last grapheme that is not white space.
    #[must_use]
    pub fn offset_at(&self, doc: &Document, row: Row, column: usize) -> usize {
        let start = self.range(doc, row).start;
        let (indent, glyphs) = self.painted(doc, row);
        let (mut last, mut after) = (start, indent);
        for glyph in glyphs.filter(|glyph| glyph.width > 0) {
            after += glyph.width;
            if column < after {
                return start + glyph.start;
            }
            if !glyph.hangs() {
                last = start + glyph.start;
            }
        }
        last
    }

    /// A row as it stands on the screen: the column of its first glyph, and its glyphs, whose offsets
    /// count from the row's start.
    pub fn painted<'a>(
        &self,
        doc: &'a Document,
        row: Row,
    ) -> (usize, impl Iterator<Item = Glyph<'a>> + use<'a>) {
        let words = doc.text().get(self.range(doc, row)).unwrap_or_default();
        let breaks = doc.paragraphs().get(row.paragraph).map_or(Breaks::Soft, |found| found.breaks);
        let spread = self.spread(doc, row, words, breaks);
        (spread.indent, spread.glyphs(words, breaks))
    }

    fn spread(&self, doc: &Document, row: Row, words: &str, breaks: Breaks) -> Spread {
        let spread = match (self.ends, breaks) {
            (Ends::Even, Breaks::Soft) if row.row + 1 < self.count(doc, row.paragraph) => {
                Spread::over(words, breaks, self.width)
            }
            (Ends::Even | Ends::Ragged, Breaks::Soft | Breaks::Kept) => Spread::NONE,
        };
        match self.direction(doc, row.paragraph) {
            Direction::LeftToRight => spread,
            Direction::RightToLeft => spread.to_right(words, breaks, self.width),
        }
    }

    fn line(&self, doc: &Document, row: Row) -> Line {
        let range = self.range(doc, row);
        match self.hidden.run_at(row.paragraph) {
            Some(run) => Line::Folded { row, range, paragraphs: run.len() },
            None => Line::Text { row, range },
        }
    }

    /// The row below, folded or not.
    fn below(&self, doc: &Document, row: Row) -> Option<Row> {
        let Row { paragraph, row } = row;
        if row + 1 < self.count(doc, paragraph) {
            return Some(Row { paragraph, row: row + 1 });
        }
        let after = self.block(paragraph).end;
        (after < doc.paragraphs().len()).then_some(Row { paragraph: after, row: 0 })
    }

    /// The row above, folded or not.
    fn above(&self, doc: &Document, row: Row) -> Option<Row> {
        let Row { paragraph, row } = self.clamped(doc, row);
        match row.checked_sub(1) {
            Some(row) => Some(Row { paragraph, row }),
            None => self.last_row(doc, paragraph.checked_sub(1)?),
        }
    }

    /// The paragraphs that stand or fold together with one.
    fn block(&self, paragraph: usize) -> Range<usize> {
        self.hidden.run_at(paragraph).unwrap_or(paragraph..paragraph + 1)
    }

    fn count(&self, doc: &Document, paragraph: usize) -> usize {
        if self.hidden.run_at(paragraph).is_some() {
            return 1;
        }
        self.wrapped(doc, paragraph).rows.count()
    }

    fn gap_after(&self, doc: &Document, row: Row) -> usize {
        gap(doc, self.block(row.paragraph).end - 1)
    }

    fn last_row(&self, doc: &Document, paragraph: usize) -> Option<Row> {
        doc.paragraphs().get(paragraph)?;
        let row = self.count(doc, paragraph).saturating_sub(1);
        Some(Row { paragraph: self.block(paragraph).start, row })
    }

    /// The nearest row that is there.
    fn clamped(&self, doc: &Document, row: Row) -> Row {
        let last = doc.paragraphs().len().saturating_sub(1);
        let row = if row.paragraph > last { Row { paragraph: last, row: usize::MAX } } else { row };
        match self.last_row(doc, row.paragraph) {
            Some(last) => row.min(last),
            None => Row::default(),
        }
    }
}

fn content_start(doc: &Document, paragraph: usize) -> usize {
    doc.paragraphs().get(paragraph).map_or(0, |paragraph| paragraph.content.start)
}

/// How many blank lines stand between a paragraph and the next.
fn gap(doc: &Document, paragraph: usize) -> usize {
    usize::from(doc.paragraphs().get(paragraph).is_some_and(|paragraph| paragraph.gap))
}

#[cfg(test)]
mod tests;
