//! The margin: which annotations stand beside the text on the screen, and on which rows.

use std::ops::Range;

use super::App;
use crate::notes::{Annotation, Id};
use crate::text::flow::Line;
use crate::text::{Breaks, wrap};

/// The rows of a note that are shown at most; the editor shows all of it.
const NOTE_ROWS: usize = 8;

/// An annotation in the margin: a row for pen and tags, then its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Which one.
    pub id: Id,
    /// Its first row, from the top of the margin.
    pub row: u16,
    /// The rows of words below the first.
    pub words: u16,
}

/// The annotations of what is on the screen, each beside its passage where there is room, else
/// below the one before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Margin {
    /// Those that fit, from the top.
    pub beside: Vec<Beside>,
    /// How many did not fit.
    pub more: usize,
}

impl App {
    /// The margin as it stands on the screen now.
    #[must_use]
    pub fn margin(&self) -> Margin {
        let area = self.layout().notes;
        let width = usize::from(area.width.saturating_sub(1)).max(1);
        let lines = self.lines();
        let range = range_of(&lines).unwrap_or_else(|| self.reader.top()..self.doc.text().len());
        let shown: Vec<_> = self.store.overlapping(range).take(usize::from(area.height)).collect();
        let mut margin = Margin::default();
        let mut free = if self.orphans() > 0 { 2 } else { 0 };
        for (index, placed) in shown.iter().enumerate() {
            let Some(annotation) = self.store.get(placed.id) else { continue };
            let row = free.max(row_of(&lines, placed.span.start()).unwrap_or(0));
            let left = shown.len() - index;
            if row + 1 >= area.height && left > 1 || row >= area.height {
                margin.more = left;
                break;
            }
            let words = u16::try_from(words_rows(annotation, width)).unwrap_or(u16::MAX);
            margin.beside.push(Beside { id: placed.id, row, words });
            free = row.saturating_add(words).saturating_add(2);
        }
        margin
    }

    /// The annotation in the margin at `row`, counted from its top.
    pub(super) fn beside_at(&self, row: u16) -> Option<Id> {
        let margin = self.margin();
        let hit = |beside: &&Beside| (beside.row..=beside.row.saturating_add(beside.words)).contains(&row);
        margin.beside.iter().find(hit).map(|beside| beside.id)
    }
}

/// The bytes of the document on the lines of the screen.
#[must_use]
pub fn range_of(lines: &[Line]) -> Option<Range<usize>> {
    let mut rows = lines.iter().filter_map(|line| line.clone().text());
    let first = rows.next()?;
    let last = rows.next_back().unwrap_or_else(|| first.clone());
    Some(first.start..last.end)
}

fn row_of(lines: &[Line], offset: usize) -> Option<u16> {
    let holds = |line: &Line| line.clone().text().is_some_and(|range| range.contains(&offset));
    lines.iter().position(holds).and_then(|row| u16::try_from(row).ok())
}

/// What the margin shows of an annotation: its note, or its passage where it has none.
#[must_use]
pub fn words(annotation: &Annotation) -> &str {
    match annotation.note() {
        "" => annotation.quote(),
        note => note,
    }
}

fn words_rows(annotation: &Annotation, width: usize) -> usize {
    let most = if annotation.note().is_empty() { 1 } else { NOTE_ROWS };
    wrap::wrap(words(annotation), Breaks::Kept, width).count().min(most)
}
