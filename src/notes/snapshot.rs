//! The text that was annotated, kept in the sidecar.

/// Whether the annotated text is kept in the sidecar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Snapshot {
    /// Kept, once for each text: what finds anchors again when the text changes.
    #[default]
    Keep,
    /// Left out: the text may not be copied.
    Omit,
}
