//! Where the reader is in the text: the top of the screen, the cursor, the selection.
//!
//! All of it is byte offsets, never rows, so that a resize keeps the place.

use std::ops::Range;

use crate::text::flow::{Flow, Line, Row};
use crate::text::motion::{self, Unit};
use crate::text::{Document, Span, grapheme};

/// How much room to keep between the cursor and the edges of the screen, in rows.
const MARGIN: usize = 2;

/// What a selection is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// Characters, from `anchor` to `head`, both included.
    Characters,
    /// Whole rows.
    Rows,
}

/// A selection: `anchor` stays, `head` moves with the cursor. Both are starts of graphemes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The end that stays.
    pub anchor: usize,
    /// The end that moves.
    pub head: usize,
    /// What it is made of.
    pub grain: Grain,
}

/// The text as it lies on the screen now.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The document.
    pub doc: &'a Document,
    /// Its rows at the width of the screen.
    pub flow: &'a Flow,
    /// The rows that the screen has for text; at least 1.
    pub height: usize,
}

/// The reader's place.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    top: usize,
    cursor: usize,
    goal: Option<usize>,
    selection: Option<Selection>,
    before: Option<Selection>,
    jumps: Vec<usize>,
}

impl Reader {
    /// The offset of the first row on the screen.
    #[must_use]
    pub fn top(&self) -> usize {
        self.top
    }

    /// The offset of the grapheme under the cursor.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// What is selected.
    #[must_use]
    pub fn selection(&self) -> Option<Selection> {
        self.selection
    }

    /// Moves the cursor, extending a selection, and scrolls as little as shows it.
    pub fn go(&mut self, view: View<'_>, offset: usize) {
        self.goal = None;
        self.put(view, offset);
    }

    fn put(&mut self, view: View<'_>, offset: usize) {
        self.cursor = grapheme::floor(view.doc.text(), offset.min(motion::last(view.doc)));
        if let Some(selection) = &mut self.selection {
            selection.head = self.cursor;
        }
        self.reveal(view);
    }

    /// Takes the cursor out of what is folded away, to the nearest row of text.
    pub fn leave_hidden(&mut self, view: View<'_>) {
        let row = view.flow.row_at(view.doc, self.cursor);
        if view.flow.is_folded(row) {
            let start = view.flow.range(view.doc, view.flow.shown(view.doc, row)).start;
            self.go(view, start);
        }
    }

    /// Moves the cursor far, remembering where it came from.
    pub fn jump(&mut self, view: View<'_>, offset: usize) {
        const REMEMBERED: usize = 100;
        if self.jumps.last() != Some(&self.cursor) {
            self.jumps.push(self.cursor);
        }
        if self.jumps.len() > REMEMBERED {
            self.jumps.remove(0);
        }
        self.go(view, offset);
    }

    /// Goes back to where the last jump began; `false` where there was none.
    pub fn jump_back(&mut self, view: View<'_>) -> bool {
        let Some(offset) = self.jumps.pop() else { return false };
        self.go(view, offset);
        true
    }

    /// Moves the cursor by rows, keeping its column.
    pub fn move_rows(&mut self, view: View<'_>, rows: isize) {
        let mut row = view.flow.row_at(view.doc, self.cursor);
        let column = self.goal_column(view, row);
        for _ in 0..rows.unsigned_abs() {
            let step =
                if rows > 0 { view.flow.next(view.doc, row) } else { view.flow.previous(view.doc, row) };
            let Some(stepped) = step else { break };
            row = stepped;
        }
        self.put_in_row(view, row, column);
    }

    fn goal_column(&mut self, view: View<'_>, row: Row) -> usize {
        let cursor = self.cursor;
        *self.goal.get_or_insert_with(|| view.flow.column_of(view.doc, row, cursor))
    }

    fn put_in_row(&mut self, view: View<'_>, row: Row, column: usize) {
        self.put(view, view.flow.offset_at(view.doc, row, column));
        self.goal = Some(column);
    }

    /// Scrolls by screen lines and takes the cursor along.
    pub fn page(&mut self, view: View<'_>, lines: isize) {
        let cursor = view.flow.row_at(view.doc, self.cursor);
        let column = self.goal_column(view, cursor);
        let top = view.flow.row_at(view.doc, self.top);
        let by = lines.unsigned_abs();
        let (moved, target) = if lines > 0 {
            (view.flow.forward(view.doc, top, by), view.flow.forward(view.doc, cursor, by))
        } else {
            (view.flow.back(view.doc, top, by), view.flow.back(view.doc, cursor, by))
        };
        self.top = view.flow.range(view.doc, self.not_past_end(view, moved)).start;
        let above = (lines < 0 && view.flow.is_folded(target)).then(|| view.flow.previous(view.doc, target));
        let target = above.flatten().unwrap_or_else(|| view.flow.shown(view.doc, target));
        self.put_in_row(view, target, column);
    }

    /// Scrolls without a key for it (the wheel): the cursor stays where it is while it is in view.
    pub fn scroll(&mut self, view: View<'_>, lines: isize) {
        let top = view.flow.row_at(view.doc, self.top);
        let by = lines.unsigned_abs();
        let moved =
            if lines > 0 { view.flow.forward(view.doc, top, by) } else { view.flow.back(view.doc, top, by) };
        let top = self.not_past_end(view, moved);
        self.top = view.flow.range(view.doc, top).start;
        self.drag_cursor(view, top);
    }

    /// Keeps the cursor on the screen after the screen moved.
    fn drag_cursor(&mut self, view: View<'_>, top: Row) {
        let cursor = view.flow.row_at(view.doc, self.cursor);
        let column = self.goal_column(view, cursor);
        let lines = view.flow.lines(view.doc, top, view.height);
        let mut rows = lines.into_iter().filter_map(Line::row);
        let first = rows.next().unwrap_or_else(|| view.flow.shown(view.doc, top));
        let shown = cursor.min(rows.next_back().unwrap_or(first)).max(first);
        if shown != cursor {
            self.cursor = view.flow.offset_at(view.doc, shown, column);
            if let Some(selection) = &mut self.selection {
                selection.head = self.cursor;
            }
        }
    }

    fn not_past_end(&self, view: View<'_>, top: Row) -> Row {
        top.min(furthest_top(view).max(view.flow.row_at(view.doc, self.top)))
    }

    /// Scrolls as little as brings the cursor into view with some rows around it; far jumps put it
    /// into the upper third.
    pub fn reveal(&mut self, view: View<'_>) {
        let (flow, doc) = (view.flow, view.doc);
        let margin = MARGIN.min(view.height.saturating_sub(1) / 2);
        let cursor = flow.row_at(doc, self.cursor);
        let top = flow.row_at(doc, self.top);
        let lowest = view.height.saturating_sub(1 + margin);
        let place = match flow.distance(doc, top, cursor, view.height * 2) {
            Some(lines) if lines < margin => flow.back(doc, cursor, margin),
            Some(lines) if lines <= lowest => top,
            Some(lines) if lines < view.height + margin => flow.back(doc, cursor, lowest),
            None if flow.distance(doc, cursor, top, view.height).is_some() => flow.back(doc, cursor, margin),
            Some(_) | None => flow.back(doc, cursor, view.height / 3),
        };
        let place = if place == top { top } else { place.min(furthest_top(view)) };
        self.top = flow.range(doc, place).start;
    }

    /// Puts the row of the cursor `lines` screen lines below the top, as far as the text goes on
    /// below the screen.
    pub fn place_cursor_row(&mut self, view: View<'_>, lines: usize) {
        let row = view.flow.row_at(view.doc, self.cursor);
        let top = view.flow.back(view.doc, row, lines.min(view.height.saturating_sub(1)));
        self.top = view.flow.range(view.doc, top.min(furthest_top(view))).start;
    }

    /// The start or the last character of the cursor's row.
    pub fn row_edge(&mut self, view: View<'_>, end: RowEdge) {
        let row = view.flow.row_at(view.doc, self.cursor);
        let range = view.flow.range(view.doc, row);
        match end {
            RowEdge::Start => self.go(view, range.start),
            RowEdge::End => {
                let trimmed = trim(view.doc.text(), range.clone());
                let last =
                    trimmed.map_or(range.start, |words| grapheme::previous(view.doc.text(), words.end));
                self.go(view, last);
            }
        }
    }

    /// Begins a selection at the cursor, or turns the one there is into `grain`; the same grain
    /// again drops it.
    pub fn toggle_selection(&mut self, grain: Grain) {
        match &mut self.selection {
            Some(selection) if selection.grain == grain => self.deselect(),
            Some(selection) => selection.grain = grain,
            None => self.selection = Some(Selection { anchor: self.cursor, head: self.cursor, grain }),
        }
    }

    /// Selects exactly `span`, the cursor at its end.
    pub fn select(&mut self, view: View<'_>, span: Span) {
        let head = grapheme::previous(view.doc.text(), span.end());
        self.selection = Some(Selection { anchor: span.start(), head, grain: Grain::Characters });
        self.cursor = head;
        self.goal = None;
        self.reveal_span(view, span);
    }

    fn reveal_span(&mut self, view: View<'_>, span: Span) {
        let head = self.cursor;
        self.cursor = span.start();
        self.reveal(view);
        self.cursor = head;
        self.reveal(view);
    }

    /// Selects the `unit` around the cursor; when it is selected already, extends by the next one.
    /// `false` where there is none.
    pub fn select_unit(&mut self, view: View<'_>, unit: Unit) -> bool {
        let Some(selection) = self.selection else {
            let Some(span) = motion::around(view.doc, unit, self.cursor) else { return false };
            self.select(view, span);
            return true;
        };
        let text = view.doc.text();
        let (start, end) = (selection.anchor.min(selection.head), selection.anchor.max(selection.head));
        let Some(here) = motion::around(view.doc, unit, end) else { return false };
        let whole = here.end() > grapheme::next(text, end) || start > here.start();
        let target = if whole { here } else { following(view, unit, end).unwrap_or(here) };
        let first = motion::around(view.doc, unit, start).map_or(start, |span| span.start().min(start));
        if let Some(span) = view.doc.span(first..target.end().max(here.end())) {
            self.select(view, span);
        }
        true
    }

    /// Extends the selection so that it covers `span`, or selects it where nothing is selected.
    pub fn extend_over(&mut self, view: View<'_>, span: Span) {
        let Some(selection) = self.selection else { return self.select(view, span) };
        let start = selection.anchor.min(selection.head).min(span.start());
        let end = selection.anchor.max(selection.head).max(grapheme::previous(view.doc.text(), span.end()));
        let (anchor, head) = if span.start() < selection.anchor { (end, start) } else { (start, end) };
        self.selection = Some(Selection { anchor, head, grain: Grain::Characters });
        self.cursor = head;
        self.reveal(view);
    }

    /// Swaps the ends of the selection.
    pub fn other_end(&mut self, view: View<'_>) {
        if let Some(selection) = &mut self.selection {
            std::mem::swap(&mut selection.anchor, &mut selection.head);
            self.cursor = selection.head;
            self.goal = None;
            self.reveal(view);
        }
    }

    /// Drops the selection; `reselect` brings it back.
    pub fn deselect(&mut self) {
        if let Some(selection) = self.selection.take() {
            self.before = Some(selection);
        }
    }

    /// Selects again what was selected before; `false` where nothing was.
    pub fn reselect(&mut self, view: View<'_>) -> bool {
        let Some(before) = self.before else { return false };
        self.selection = Some(before);
        self.cursor = before.head;
        self.reveal(view);
        true
    }

    /// The selected words, without white space at the ends; `None` where nothing is selected or
    /// only white space is.
    #[must_use]
    pub fn selected(&self, view: View<'_>) -> Option<Span> {
        let range = self.selected_range(view)?;
        let words = trim(view.doc.text(), range)?;
        view.doc.span(words)
    }

    /// The selected bytes as they are painted.
    #[must_use]
    pub fn selected_range(&self, view: View<'_>) -> Option<Range<usize>> {
        let selection = self.selection?;
        let (start, end) = (selection.anchor.min(selection.head), selection.anchor.max(selection.head));
        Some(match selection.grain {
            Grain::Characters => start..grapheme::next(view.doc.text(), end),
            Grain::Rows => {
                let first = view.flow.range(view.doc, view.flow.row_at(view.doc, start));
                let last = view.flow.range(view.doc, view.flow.row_at(view.doc, end));
                first.start..last.end
            }
        })
    }
}

/// The unit after the one at `from`.
fn following(view: View<'_>, unit: Unit, from: usize) -> Option<Span> {
    let next = motion::next(view.doc, unit, from);
    (next > from).then(|| motion::around(view.doc, unit, next)).flatten()
}

/// The top of the screen that shows the end of the text at its foot.
fn furthest_top(view: View<'_>) -> Row {
    let last = view.flow.row_at(view.doc, motion::last(view.doc));
    view.flow.back(view.doc, last, view.height.saturating_sub(1))
}

/// An end of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowEdge {
    /// Its first character.
    Start,
    /// Its last character that is no white space.
    End,
}

/// `range` without the white space at its ends; `None` where nothing else is in it.
fn trim(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let words = text.get(range.clone())?;
    let start = range.start + (words.len() - words.trim_start().len());
    let end = range.start + words.trim_end().len();
    (start < end).then_some(start..end)
}
