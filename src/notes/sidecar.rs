//! The notes file as a value.

use super::{Annotation, Damage, Id};

/// The notes file. Every member that is not known here comes back as it was.
#[derive(Clone, Debug, Default)]
pub struct Sidecar {}

/// What the sidecar says of the document; empty fields are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Where the document came from: an address or a file name. Never used as a path to open.
    pub source: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Who issued it.
    pub publisher: Option<String>,
    /// Its date as printed.
    pub date: Option<String>,
    /// Its language (BCP 47).
    pub language: Option<String>,
    /// Its media type.
    pub format: Option<String>,
}

impl Sidecar {
    /// A sidecar without annotations.
    #[must_use]
    pub fn new() -> Sidecar {
        Sidecar::default()
    }

    /// The sidecar in these bytes.
    ///
    /// # Errors
    /// The bytes are not one whole sidecar: the damage says what is wrong and where.
    pub fn parse(_bytes: &[u8]) -> Result<Sidecar, Damage> {
        Ok(Sidecar::default())
    }

    /// The file: one annotation a line, ordered by id, a line feed at the end.
    #[must_use]
    pub fn to_json(&self) -> String {
        String::new()
    }

    /// This sidecar and another one of the same document as one. Commutative, associative,
    /// idempotent; nothing that the other side had not seen is lost.
    #[must_use]
    pub fn merge(&self, _other: &Sidecar) -> Sidecar {
        self.clone()
    }

    /// Whether a newer version of postil wrote the file: it can be read, and must not be written.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        false
    }

    /// Whether there is nothing to keep: no annotation, not even one that was removed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        true
    }

    /// The annotations by id, without those removed.
    pub fn annotations(&self) -> impl Iterator<Item = &Annotation> {
        std::iter::empty()
    }

    /// The annotation of that id, unless it was removed.
    #[must_use]
    pub fn get(&self, _id: Id) -> Option<&Annotation> {
        None
    }

    /// What had to be mended while reading, a sentence each: ids that stood twice or were empty.
    #[must_use]
    pub fn remarks(&self) -> &[String] {
        &[]
    }

    /// The hashes of the texts that were annotated, `sha256:…`.
    pub fn text_hashes(&self) -> impl Iterator<Item = &str> {
        std::iter::empty()
    }

    /// The text of that hash, if the sidecar keeps it whole and unharmed.
    #[must_use]
    pub fn snapshot(&self, _hash: &str) -> Option<String> {
        None
    }
}
