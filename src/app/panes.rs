//! The panes: which one has the keys, and which ones are on the screen.

use super::layout::{Pane, Wish};
use super::outline::Outline;
use super::{App, words};

/// The panes: which one has the keys and which ones are wished for.
#[derive(Clone, Debug, Default)]
pub struct Panes {
    /// The pane that has the keys.
    pub focus: Pane,
    /// The state of the outline.
    pub outline: Outline,
    /// Whether the outline is wished for.
    pub show_outline: Wish,
    /// Whether the notes are wished for.
    pub show_notes: Wish,
}

/// A way round the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    On,
    Back,
}

impl App {
    pub(super) fn toggle(&mut self, pane: Pane) {
        let layout = self.layout();
        let (wish, shown) = match pane {
            Pane::Outline => (&mut self.panes.show_outline, layout.outline.width > 0),
            Pane::Notes => (&mut self.panes.show_notes, layout.notes.width > 0),
            Pane::Reader => return,
        };
        *wish = if shown { Wish::Hidden } else { Wish::Shown };
        if shown && self.panes.focus == pane {
            self.panes.focus = Pane::Reader;
        }
        self.refit();
    }

    pub(super) fn focus(&mut self, pane: Pane) {
        self.reader.deselect();
        self.panes.focus = pane;
        self.refit();
    }

    pub(super) fn focus_outline(&mut self) {
        let pane = if self.panes.focus == Pane::Outline { Pane::Reader } else { Pane::Outline };
        self.focus(pane);
    }

    /// Tells why the selected section is one.
    pub(super) fn explain_section(&mut self) {
        let why = words::why(&self.doc, self.panes.outline.selected());
        self.tell(why);
    }

    pub(super) fn turn_focus(&mut self, turn: Turn) {
        let pane = match (turn, self.panes.focus) {
            (Turn::On, Pane::Reader) | (Turn::Back, Pane::Notes) => Pane::Outline,
            (Turn::On, Pane::Outline) | (Turn::Back, Pane::Reader) => Pane::Notes,
            (Turn::On, Pane::Notes) | (Turn::Back, Pane::Outline) => Pane::Reader,
        };
        self.focus(pane);
    }
}
