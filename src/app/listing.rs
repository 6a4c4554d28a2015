//! The list of annotations and the scrolling of what lies over the text.

use super::App;
use super::overlay::{Choice, List, Overlay};
use crate::notes::Query;

/// The rows of the screen that an overlay leaves free above and below itself.
const AROUND: u16 = 4;
/// The rows that one entry of the list takes.
pub const ENTRY_ROWS: u16 = 2;

impl App {
    /// The rows that the content of an overlay has, where there is one that scrolls.
    #[must_use]
    pub fn overlay_rows(&self) -> Option<usize> {
        let rows = self.size.1.saturating_sub(AROUND).max(1);
        match &self.overlay {
            Some(Overlay::List(_)) => Some(usize::from((rows / ENTRY_ROWS).max(1))),
            Some(Overlay::Help(_) | Overlay::Documents(_)) => Some(usize::from(rows)),
            _ => None,
        }
    }

    /// Scrolls what lies over the text; `false` where nothing there scrolls.
    pub(super) fn step_overlay(&mut self, by: isize) -> bool {
        let Some(rows) = self.overlay_rows() else { return false };
        match &mut self.overlay {
            Some(Overlay::List(list)) => list.step(by, rows),
            Some(Overlay::Documents(choice)) => choice.step(by, self.documents.len(), rows),
            Some(Overlay::Help(help)) => {
                let furthest = help.lines().len().saturating_sub(rows);
                help.top = help.top.saturating_add_signed(by).min(furthest);
            }
            _ => return false,
        }
        true
    }

    /// Opens the list of annotations at the one that the cursor is at or before.
    pub(super) fn list_notes(&mut self) {
        let at = self.reader.cursor();
        self.overlay = Some(Overlay::List(List::default()));
        self.refresh_list();
        let orphans = self.store.unplaced().count();
        let placed = self.store.placed();
        let here = placed.partition_point(|placed| placed.span.start() <= at).saturating_sub(1);
        let by = isize::try_from(if placed.is_empty() { 0 } else { orphans + here }).unwrap_or(0);
        self.step_overlay(by);
    }

    /// Opens the list of documents at this one.
    pub(super) fn list_documents(&mut self) {
        self.overlay = Some(Overlay::Documents(Choice::default()));
        self.step_overlay(isize::try_from(self.document).unwrap_or(0));
    }

    /// Fills the list anew after a change: what needs attention first, then in text order.
    pub(super) fn refresh_list(&mut self) {
        let Some(rows) = self.overlay_rows() else { return };
        let Some(Overlay::List(list)) = &mut self.overlay else { return };
        let query = Query::parse(list.filter.buffer.text());
        let unplaced = self.store.unplaced().map(|(annotation, _)| annotation.id());
        let placed = self.store.placed().iter().map(|placed| placed.id);
        list.entries = unplaced
            .chain(placed)
            .filter(|&id| self.store.get(id).is_some_and(|annotation| query.matches(annotation)))
            .collect();
        list.step(0, rows);
    }

    /// Edits the note of the entry that is selected, or of the annotation under the cursor.
    pub(super) fn edit_entry(&mut self) {
        let id = match &self.overlay {
            Some(Overlay::List(list)) => list.chosen(),
            _ => self.annotation_here(),
        };
        let Some(id) = id else { return };
        self.overlay = None;
        if self.store.place(id).and_then(crate::notes::Place::span).is_some() {
            self.go_to_annotation(id);
        }
        self.edit(id);
    }
}
