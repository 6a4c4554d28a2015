//! Where a quote stands, and what is kept to find it again.

use std::ops::Range;

/// The words of a reader's selection with what stood around them, as they were when it was made.
/// It is never rewritten: finding the place again in a changed text is done anew each time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    pub(super) exact: String,
    pub(super) prefix: String,
    pub(super) suffix: String,
    pub(super) position: Position,
    pub(super) text: String,
    pub(super) occurrence: (usize, usize),
}

/// What the file says of the position of a quote, in code points.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Position {
    /// Nothing: another tool's quote.
    #[default]
    Missing,
    /// Something that is no stretch of any text.
    Broken,
    /// A stretch that is not empty.
    At(Range<usize>),
}

impl Anchor {
    /// The words selected.
    #[must_use]
    pub fn exact(&self) -> &str {
        &self.exact
    }

    /// What stood before them; empty where nothing is known.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// What stood after them; empty where nothing is known.
    #[must_use]
    pub fn suffix(&self) -> &str {
        &self.suffix
    }

    /// The first code point in the text of [`Anchor::text`]; 0 where the file does not say.
    #[must_use]
    pub fn start(&self) -> usize {
        self.position().map_or(0, |range| range.start)
    }

    /// The code point after the last; 0 where the file does not say.
    #[must_use]
    pub fn end(&self) -> usize {
        self.position().map_or(0, |range| range.end)
    }

    /// Start and end in code points, where the file gives a range that is one.
    #[must_use]
    pub fn position(&self) -> Option<Range<usize>> {
        match &self.position {
            Position::At(range) => Some(range.clone()),
            Position::Missing | Position::Broken => None,
        }
    }

    /// The hash of the text that was annotated, `sha256:…`; empty where nothing is known.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Which one of how many equal quotes it was, from 1; `(0, 0)` where nothing is known.
    #[must_use]
    pub fn occurrence(&self) -> (usize, usize) {
        self.occurrence
    }
}
