//! Why a notes file could not be read.

/// What is wrong with a notes file and where; its `Display` is a sentence for the reader.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {what}")]
pub struct Damage {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) what: String,
}

impl Damage {
    /// The 1-based line of the file.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// The 1-based column of that line, in code points.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }
}
