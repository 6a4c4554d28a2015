//! The mouse: scroll, click, drag.

use super::App;
use super::key::{Mouse, MouseAction};
use super::layout::Pane;
use super::reader::Grain;
use crate::text::flow::Line;

/// The rows that one notch of the wheel scrolls.
const NOTCH: isize = 3;

impl App {
    pub(super) fn pointed(&mut self, mouse: Mouse) {
        self.message = None;
        match mouse.action {
            MouseAction::ScrollDown => self.turn_wheel(mouse, NOTCH),
            MouseAction::ScrollUp => self.turn_wheel(mouse, -NOTCH),
            MouseAction::Press => self.click(mouse),
            MouseAction::Drag => self.drag(mouse),
            MouseAction::Release => self.dragging = false,
        }
    }

    fn turn_wheel(&mut self, mouse: Mouse, rows: isize) {
        if self.step_overlay(rows) || self.takes_text() {
            return;
        }
        let layout = self.layout();
        if layout.outline.contains(mouse.column, mouse.row) {
            let height = usize::from(layout.outline.height);
            self.panes.outline.step(&self.doc, rows, height);
        } else {
            self.with_view(|reader, view| reader.scroll(view, rows));
        }
    }

    fn click(&mut self, mouse: Mouse) {
        if self.overlay.is_some() {
            return;
        }
        let layout = self.layout();
        if layout.outline.contains(mouse.column, mouse.row) {
            let row = usize::from(mouse.row - layout.outline.y);
            let clicked =
                self.panes.outline.visible(&self.doc, usize::from(layout.outline.height)).get(row).copied();
            if let Some(section) = clicked {
                self.go_to_section(section);
            }
        } else if layout.notes.contains(mouse.column, mouse.row) {
            if let Some(id) = self.beside_at(mouse.row - layout.notes.y) {
                self.go_to_annotation(id);
            }
        } else if let Some(offset) = self.folded_under(mouse).or_else(|| self.offset_under(mouse)) {
            self.panes.focus = Pane::Reader;
            self.dragging = true;
            self.reader.deselect();
            self.refit();
            self.go_to(offset);
        }
    }

    fn drag(&mut self, mouse: Mouse) {
        if self.overlay.is_some() || self.panes.focus != Pane::Reader || !self.dragging {
            return;
        }
        let Some(offset) = self.offset_under(mouse) else { return };
        if self.reader.selection().is_none() {
            self.reader.toggle_selection(Grain::Characters);
        }
        self.go_to(offset);
    }

    /// Where the run begins on whose line the mouse is.
    fn folded_under(&self, mouse: Mouse) -> Option<usize> {
        let area = self.layout().text;
        let row = area.contains(mouse.column, mouse.row).then(|| usize::from(mouse.row - area.y))?;
        match self.lines().get(row)? {
            Line::Folded { range, .. } => Some(range.start),
            Line::Text { .. } | Line::Gap { .. } => None,
        }
    }

    /// The offset of the grapheme under the mouse; where no text is, the nearest above.
    fn offset_under(&self, mouse: Mouse) -> Option<usize> {
        let area = self.layout().text;
        let gutter = self.layout().gutter;
        if !area.contains(mouse.column, mouse.row) && !gutter.contains(mouse.column, mouse.row) {
            return None;
        }
        let lines = self.lines();
        let row = usize::from(mouse.row - area.y);
        let row = lines.into_iter().take(row + 1).rev().find_map(Line::row)?;
        let column = usize::from(mouse.column.saturating_sub(area.x));
        Some(self.flow.offset_at(&self.doc, row, column))
    }
}
