//! A sidecar beside its document.

use std::ops::Range;

use super::{About, Annotation, Change, Device, Id, Moment, Place, Placed, Sidecar, Snapshot};
use crate::text::{Document, Span};

/// What a reader wants to annotate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The passage; `None` for a note on the whole document.
    pub span: Option<Span>,
    /// The pen's name.
    pub pen: Option<String>,
    /// The note; empty for a highlight.
    pub note: String,
    /// The tags.
    pub tags: Vec<String>,
    /// Whether the annotated text is kept in the sidecar.
    pub snapshot: Snapshot,
}

/// The annotations of a document: where each stands, and every edit with its inverse.
///
/// Every `doc` lent to a method is the document that the store was opened with.
#[derive(Debug)]
pub struct Store {
    sidecar: Sidecar,
    device: Device,
}

impl Store {
    /// The annotations of `doc`, each looked for in its text.
    #[must_use]
    pub fn open(sidecar: Sidecar, _doc: &Document, device: Device) -> Store {
        Store { sidecar, device }
    }

    /// The file as it should be saved.
    #[must_use]
    pub fn sidecar(&self) -> &Sidecar {
        &self.sidecar
    }

    /// The annotations that stand in the text, by start, end and id.
    #[must_use]
    pub fn placed(&self) -> &[Placed] {
        &[]
    }

    /// Those that share at least one byte with `range`, in the order of [`Store::placed`]; the
    /// work grows with the hits, not with the annotations.
    pub fn overlapping(&self, _range: Range<usize>) -> impl Iterator<Item = &Placed> {
        std::iter::empty()
    }

    /// Those that do not stand in the text: first the ones that were not found, then the notes on
    /// the whole document.
    pub fn unplaced(&self) -> impl Iterator<Item = (&Annotation, &Place)> {
        std::iter::empty()
    }

    /// The annotation of that id.
    #[must_use]
    pub fn get(&self, id: Id) -> Option<&Annotation> {
        self.sidecar.get(id)
    }

    /// Where the annotation of that id stands.
    #[must_use]
    pub fn place(&self, _id: Id) -> Option<&Place> {
        None
    }

    /// How many annotations there are.
    #[must_use]
    pub fn len(&self) -> usize {
        0
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What the sidecar says of the document, unless it already says something.
    pub fn set_about(&mut self, _about: &About) {}

    /// Adds an annotation and gives its id.
    pub fn add(&mut self, _doc: &Document, _draft: Draft, now: &Moment) -> Id {
        Id::from(now.id)
    }

    /// Changes the note; empty removes it. Whether anything changed.
    pub fn set_note(&mut self, _id: Id, _note: String, _now: &Moment) -> bool {
        false
    }

    /// Changes the pen. Whether anything changed.
    pub fn set_pen(&mut self, _id: Id, _pen: Option<String>, _now: &Moment) -> bool {
        false
    }

    /// Changes the tags. Whether anything changed.
    pub fn set_tags(&mut self, _id: Id, _tags: Vec<String>, _now: &Moment) -> bool {
        false
    }

    /// Removes the annotation. Whether anything changed.
    pub fn remove(&mut self, _id: Id, _now: &Moment) -> bool {
        false
    }

    /// Takes the last change back and says what happened.
    pub fn undo(&mut self, _doc: &Document, _now: &Moment) -> Option<Change> {
        None
    }

    /// Makes the change again that was last taken back.
    pub fn redo(&mut self, _doc: &Document, _now: &Moment) -> Option<Change> {
        None
    }

    /// Takes over what a save merged from another writer; the history stays.
    pub fn absorb(&mut self, merged: Sidecar, _doc: &Document) {
        self.sidecar = merged;
    }
}
