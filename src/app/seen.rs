//! What may be seen of the reader's state from outside: `ui` reads it, nothing changes it.

use std::ops::Range;

use super::finding::Search;
use super::keymap::Mode;
use super::layout::{self, Layout, Pane};
use super::overlay::{Overlay, Question};
use super::reader::Reader;
use super::{App, Keeping, MouseOwner, Panes, Tone};
use crate::notes::{Place, Store};
use crate::text::Document;
use crate::text::flow::{Flow, Line};

impl App {
    /// The document.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.doc
    }

    /// The name of the document for the screen.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The annotations.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The note that is being typed.
    #[must_use]
    pub fn draft(&self) -> Option<&str> {
        match &self.overlay {
            Some(Overlay::Note(note) | Overlay::Question(Question::Abandon(note))) => {
                Some(note.buffer.text())
            }
            _ => None,
        }
    }

    /// How many annotations stand nowhere in the text.
    #[must_use]
    pub fn orphans(&self) -> usize {
        self.store.unplaced().filter(|(_, place)| matches!(place, Place::Orphan { .. })).count()
    }

    /// The rows of the text.
    #[must_use]
    pub fn flow(&self) -> &Flow {
        &self.flow
    }

    /// What stands on the lines of the text's area, from its top.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let area = self.layout().text;
        if area.width == 0 {
            return Vec::new();
        }
        let top = self.flow.row_at(&self.doc, self.reader.top());
        self.flow.lines(&self.doc, top, usize::from(area.height))
    }

    /// The reader's place.
    #[must_use]
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The selected bytes as they are painted.
    #[must_use]
    pub fn selected_range(&self) -> Option<Range<usize>> {
        self.reader.selected_range(self.view())
    }

    /// The panes.
    #[must_use]
    pub fn panes(&self) -> &Panes {
        &self.panes
    }

    /// What lies over the text.
    #[must_use]
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// The search.
    #[must_use]
    pub fn search(&self) -> &Search {
        &self.search
    }

    /// Keys typed that are not yet a command.
    #[must_use]
    pub fn pending(&self) -> String {
        self.keymap.typed()
    }

    /// Whether what was done is safe.
    #[must_use]
    pub fn keeping(&self) -> &Keeping {
        &self.keeping
    }

    /// The documents of this sitting.
    #[must_use]
    pub fn documents(&self) -> &[String] {
        &self.documents
    }

    /// The size of the screen, in columns and rows.
    #[must_use]
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// Who has the mouse.
    #[must_use]
    pub fn mouse(&self) -> MouseOwner {
        self.mouse
    }

    /// What to tell the reader.
    #[must_use]
    pub fn message(&self) -> Option<(Tone, &str)> {
        self.message.as_ref().map(|(tone, message)| (*tone, message.as_str()))
    }

    /// Whether the whole text is there.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// What the keys mean now.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match (&self.overlay, self.panes.focus) {
            (Some(Overlay::Help(_)), _) => Mode::Help,
            (Some(Overlay::List(_)), _) => Mode::List,
            (Some(Overlay::Documents(_)), _) => Mode::Documents,
            (_, Pane::Outline) => Mode::Outline,
            (_, Pane::Notes) => Mode::Notes,
            (_, Pane::Reader) if self.reader.selection().is_some() => Mode::Select,
            (_, Pane::Reader) => Mode::Read,
        }
    }

    /// Where the panes stand.
    #[must_use]
    pub fn layout(&self) -> Layout {
        let editing =
            matches!(self.overlay, Some(Overlay::Note(_) | Overlay::Question(Question::Abandon(_))));
        let (width, height) = self.size;
        layout::layout(
            width,
            height,
            self.panes.focus,
            self.panes.show_outline,
            self.panes.show_notes,
            editing,
        )
    }
}

/// How far the reader is.
impl App {
    /// How much of the text that is shown stands before the cursor, in per cent.
    #[must_use]
    pub fn progress(&self) -> usize {
        let last = self.last_shown();
        (self.reader.cursor().min(last) * 100).checked_div(last).unwrap_or(100)
    }

    /// The minutes that reading the rest takes, rounded; 0 for less than half a minute.
    #[must_use]
    pub fn minutes_left(&self) -> usize {
        let rest = self.doc.text().len().saturating_sub(self.reader.cursor());
        self.pace.minutes(rest)
    }
}
