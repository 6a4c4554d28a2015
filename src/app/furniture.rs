//! What belongs to the page rather than to the communiqué: folded away until it is wanted.
//!
//! A run of such paragraphs is unfolded, and only that run, when the cursor comes to stand in it: by
//! a match, an annotation, a jump, or a motion over the text. One that holds an annotation is never
//! folded. Rows and pages pass over what is folded.

use super::App;
use super::words::Word;
use crate::text::flow::{Flow, Hidden, Row};
use crate::text::motion;

/// Whether page furniture is wanted on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Furniture {
    /// Each run of it is one line.
    #[default]
    Folded,
    /// All of it is there, dimmed.
    Shown,
}

impl App {
    pub(super) fn toggle_furniture(&mut self) {
        self.furniture = match self.furniture {
            Furniture::Folded if !self.flow.hidden().is_empty() => Furniture::Shown,
            Furniture::Folded | Furniture::Shown => Furniture::Folded,
        };
        let hidden = self.to_hide();
        let word = match self.furniture {
            Furniture::Shown => Word::FurnitureShown,
            Furniture::Folded if hidden.is_empty() => Word::NoFurniture,
            Furniture::Folded => Word::FurnitureFolded,
        };
        self.flow = Flow::new(self.flow.width(), hidden, self.flow.ends());
        self.with_view(|reader, view| {
            reader.leave_hidden(view);
            reader.reveal(view);
        });
        self.tell(word.text().to_owned());
    }

    /// What is to be folded away now: nothing that holds an annotation.
    pub(super) fn to_hide(&self) -> Hidden {
        match self.furniture {
            Furniture::Shown => Hidden::default(),
            Furniture::Folded => {
                let mut hidden = Hidden::furniture(&self.doc);
                for placed in self.store.placed() {
                    let paragraph = |offset| self.doc.paragraph_at(offset);
                    hidden.open(paragraph(placed.span.start())..=paragraph(placed.span.end() - 1));
                }
                hidden
            }
        }
    }

    /// Unfolds the run in which the cursor stands; `false` where it stands in none.
    pub(super) fn unfold_here(&mut self) -> bool {
        let row = self.flow.row_at(&self.doc, self.reader.cursor());
        if !self.flow.is_folded(row) {
            return false;
        }
        let mut hidden = self.flow.hidden().clone();
        hidden.open(row.paragraph..=row.paragraph);
        self.flow = Flow::new(self.flow.width(), hidden, self.flow.ends());
        true
    }

    /// Where the text begins that is not folded away.
    pub(super) fn first_shown(&self) -> usize {
        let first = motion::first(&self.doc);
        self.shown_beside(first).map_or(first, |row| self.flow.range(&self.doc, row).start)
    }

    /// The last grapheme of the text that is not folded away.
    pub(super) fn last_shown(&self) -> usize {
        let last = motion::last(&self.doc);
        self.shown_beside(last).map_or(last, |row| self.flow.offset_at(&self.doc, row, usize::MAX))
    }

    /// The nearest row of text to `offset`, where that is folded away.
    fn shown_beside(&self, offset: usize) -> Option<Row> {
        let row = Some(self.flow.row_at(&self.doc, offset)).filter(|&row| self.flow.is_folded(row))?;
        Some(self.flow.shown(&self.doc, row))
    }
}
