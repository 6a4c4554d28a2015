//! The name of an annotation.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A UUID (version 7 where postil made it, so that ids sort by time). `Display` is the bare UUID;
/// the file says `urn:uuid:…`; both are parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Uuid);

impl Id {
    /// The spelling of the file: `urn:uuid:…`.
    #[must_use]
    pub fn urn(self) -> String {
        self.0.urn().to_string()
    }

    /// An id that depends on `seed` alone: for what has none of its own, or another's.
    pub(crate) fn derived(seed: &str) -> Id {
        let digest = Sha256::digest(seed.as_bytes());
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(digest.iter()).for_each(|(to, from)| *to = *from);
        Id(uuid::Builder::from_bytes(bytes)
            .with_variant(uuid::Variant::RFC4122)
            .with_version(uuid::Version::Custom)
            .into_uuid())
    }

    /// When the id was made, in milliseconds since 1970, if it says so (version 7).
    pub(crate) fn millisecond(self) -> Option<i64> {
        let (seconds, nanos) = self.0.get_timestamp()?.to_unix();
        i64::try_from(seconds).ok()?.checked_mul(1000)?.checked_add(i64::from(nanos / 1_000_000))
    }
}

impl From<Uuid> for Id {
    fn from(uuid: Uuid) -> Id {
        Id(uuid)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Id {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Id, uuid::Error> {
        Uuid::parse_str(text).map(Id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_name_the_same_annotation() {
        let bare: Id = "0198c2a4-7d10-7000-8000-000000000001".parse().unwrap();
        assert_eq!(bare.urn().parse(), Ok(bare));
        assert_eq!(bare.to_string(), "0198c2a4-7d10-7000-8000-000000000001");
        assert!("note 1".parse::<Id>().is_err());
    }

    #[test]
    fn a_derived_id_depends_on_its_seed_alone() {
        assert_eq!(Id::derived("a"), Id::derived("a"));
        assert_ne!(Id::derived("a"), Id::derived("b"));
    }
}
