//! Undo and redo.

use super::Id;

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
