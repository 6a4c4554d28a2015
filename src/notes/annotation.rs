//! One annotation of the sidecar, as a view of its line.

use jiff::Timestamp;

use super::{Anchor, Id};

/// One annotation. Its line of JSON is the truth, unknown members included; the fields are what
/// postil reads in it.
#[derive(Clone, Debug)]
pub struct Annotation {
    line: String,
    id: Id,
    created: Timestamp,
    modified: Timestamp,
    note: String,
    tags: Vec<String>,
    pen: Option<String>,
    anchor: Option<Anchor>,
}

impl Annotation {
    /// Its name.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }

    /// When it was made.
    #[must_use]
    pub fn created(&self) -> Timestamp {
        self.created
    }

    /// When it was last changed.
    #[must_use]
    pub fn modified(&self) -> Timestamp {
        self.modified
    }

    /// The reader's note; empty where there is none.
    #[must_use]
    pub fn note(&self) -> &str {
        &self.note
    }

    /// Other versions of the note that were written elsewhere at the same time and wait for the
    /// reader to settle it; the newest first.
    #[must_use]
    pub fn conflicts(&self) -> &[String] {
        &[]
    }

    /// The tags, sorted; a hierarchy is written `economy/growth`.
    #[must_use]
    pub fn tags(&self) -> &[String] {
        &self.tags
    }

    /// The pen's name, which may be one that is not in [`super::pen::PENS`].
    #[must_use]
    pub fn pen(&self) -> Option<&str> {
        self.pen.as_deref()
    }

    /// Where it stands; `None` for a note on the whole document.
    #[must_use]
    pub fn anchor(&self) -> Option<&Anchor> {
        self.anchor.as_ref()
    }

    /// The words it stands on; empty for a note on the whole document.
    #[must_use]
    pub fn quote(&self) -> &str {
        self.anchor.as_ref().map_or("", Anchor::exact)
    }
}
