//! What the reader asks of the world, and what the world answers.

use crate::export::cite::Style;
use crate::text::Span;

/// What the reader asks of the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Write the sidecar.
    Save,
    /// Send words to the terminal's clipboard.
    Copy(String),
    /// Send a passage with its citation to the terminal's clipboard.
    Cite {
        /// The passage.
        span: Span,
        /// How it is written.
        style: Style,
    },
    /// Export to the file of that name, beside the document unless it says otherwise.
    Export {
        /// The name as typed.
        name: String,
        /// What to do with a file that is there already.
        existing: Existing,
    },
    /// Set the damaged sidecar aside.
    SetAside,
    /// Open another of the documents named at the start, by its index.
    Open(usize),
    /// Take the mouse, or give it to the terminal.
    Mouse(MouseOwner),
    /// Draw everything anew.
    Redraw,
    /// Stop until the shell resumes us.
    Suspend,
    /// End the program.
    Quit,
}

/// What to do with a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Leave it and say so.
    Keep,
    /// Replace it.
    Replace,
}

/// Who gets the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseOwner {
    /// We do.
    Postil,
    /// The terminal does: its own selection works.
    Terminal,
}

/// What the world answers.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The sidecar is safe on disk; with what the reader should know of it, in sentences.
    Saved(Vec<String>),
    /// So it is, together with what another writer had put there; with sentences as above.
    Merged(crate::notes::Sidecar, Vec<String>),
    /// It is not; a sentence says why.
    NotSaved(String),
    /// The export was written to the file of that name.
    Exported(String),
    /// A file of that name exists.
    ExportExists(String),
    /// The damaged sidecar now has that name.
    WasSetAside(String),
    /// Something else could not be done; a sentence.
    Failed(String),
}
