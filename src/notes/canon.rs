//! What anchoring needs of a text, each part computed on first use.

use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use super::CodePoints;
use crate::text::fold::{Folded, Profile};

/// The hash, the index and the folded copy of one text. The text itself is lent to each call, and must be the same
/// one every time.
#[derive(Debug, Default)]
pub struct Canon {
    hash: OnceLock<String>,
    points: OnceLock<CodePoints>,
    folded: OnceLock<Folded>,
}

impl Canon {
    /// Nothing computed yet.
    #[must_use]
    pub fn new() -> Canon {
        Canon::default()
    }

    /// `sha256:` and the hash of the text's UTF-8 in hexadecimal.
    pub fn hash(&self, text: &str) -> &str {
        self.hash.get_or_init(|| hash(text))
    }

    /// The index of the text's code points.
    pub fn points(&self, text: &str) -> &CodePoints {
        self.points.get_or_init(|| CodePoints::new(text))
    }

    /// The copy of the text in which quotes are looked for.
    pub(super) fn folded(&self, text: &str) -> &Folded {
        self.folded.get_or_init(|| Folded::new(text, Profile::Quote))
    }
}

/// `sha256:` and the hash of the text's UTF-8 in hexadecimal.
pub(super) fn hash(text: &str) -> String {
    use std::fmt::Write;
    Sha256::digest(text.as_bytes()).iter().fold("sha256:".to_owned(), |mut hash, byte| {
        let _ = write!(hash, "{byte:02x}");
        hash
    })
}
