//! Finds the place of an anchor in the text at hand.

use crate::text::Span;

/// Where an annotation stands in the text at hand.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// Where it was made, in the same words.
    Exact(Span),
    /// Found again elsewhere, or in a text that changed.
    Moved {
        /// Where it was found.
        span: Span,
        /// How sure that is, up to 1.
        score: f64,
    },
    /// Not found.
    Orphan {
        /// Why not.
        reason: Reason,
    },
    /// It speaks of the whole document.
    Document,
}

impl Place {
    /// The name used in JSON: `exact`, `moved`, `orphan`, `document`.
    #[must_use]
    pub fn status(&self) -> &'static str {
        match self {
            Place::Exact(_) => "exact",
            Place::Moved { .. } => "moved",
            Place::Orphan { .. } => "orphan",
            Place::Document => "document",
        }
    }

    /// Where it stands, if it stands in the text.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self {
            Place::Exact(span) | Place::Moved { span, .. } => Some(*span),
            Place::Orphan { .. } | Place::Document => None,
        }
    }
}

/// Why an annotation was not found; `Display` is a sentence for the reader.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The words are not in the text.
    #[error("these words are no longer in the text")]
    Gone,
    /// The words stand in several places, and nothing tells which was meant.
    #[error("these words stand in {count} places, and it is not clear which one was meant")]
    Ambiguous {
        /// How many places.
        count: usize,
    },
    /// The words stand in one place, but between other words than they did.
    #[error("these words stand in one place, but what stands around them is different")]
    ContextDiffers,
    /// The positions in the file are no stretch of the text.
    #[error("the position in the notes file is not a place in the text")]
    BadRange,
    /// The position lies inside a character.
    #[error("the position in the notes file cuts a character in two")]
    CutsCharacter,
    /// The annotation holds no words to look for.
    #[error("the notes file does not say which words were marked")]
    NoQuote,
    /// Too many annotations of too common words; this one was not looked for.
    #[error("there were too many places to look at, so this one was not looked for")]
    NotLookedFor,
}
