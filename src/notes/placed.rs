//! The annotations that stand in the text, by position.

use super::Id;
use crate::text::Span;

/// An annotation that stands in the text. Ordered as the text is: by start, end, id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The annotation.
    pub id: Id,
    /// Where it stands.
    pub span: Span,
}
