//! Undo and redo: edits and their inverses.

use super::{Id, Stamp};

/// What an undo or a redo did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The annotation that changed.
    pub id: Id,
    /// What happened to it.
    pub kind: ChangeKind,
}

/// What happened to an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is there now and was not.
    Added,
    /// It was there and is not now.
    Removed,
    /// Its note changed.
    Note,
    /// Its pen changed.
    Pen,
    /// Its tags changed.
    Tags,
}

/// One edit of an annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Edit {
    /// The note, and the versions beside it that are still to be settled.
    Note(String, Vec<(Stamp, String)>),
    Pen(Option<String>),
    Tags(Vec<String>),
    Remove,
    Revive,
}

/// An edit that is to be made, of the annotation of that id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) id: Id,
    pub(super) edit: Edit,
}

/// The edits that take back what was done, and those that do it again; the last one first.
#[derive(Debug, Default)]
pub(super) struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
}

/// The two ways through a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Back,
    Forth,
}

impl History {
    /// Notes what takes a new edit back; what was taken back before can no longer be done again.
    pub(super) fn record(&mut self, inverse: Step) {
        self.undo.push(inverse);
        self.redo.clear();
    }

    /// The next edit on that way.
    pub(super) fn next(&mut self, way: Way) -> Option<Step> {
        match way {
            Way::Back => self.undo.pop(),
            Way::Forth => self.redo.pop(),
        }
    }

    /// Notes what undoes a step just made on that way.
    pub(super) fn passed(&mut self, way: Way, inverse: Step) {
        match way {
            Way::Back => self.redo.push(inverse),
            Way::Forth => self.undo.push(inverse),
        }
    }
}
