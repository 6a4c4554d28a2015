//! What was read last and where: so that `postil` without a name goes on, and a document opens at
//! the place where it was left.
//!
//! Nothing depends on this file: what cannot be read or written is passed over in silence.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::files::{LARGEST, read_regular};

use super::keep::{self, Reach};

/// How many documents are remembered.
const REMEMBERED: usize = 100;

/// One document and the byte offset of the cursor in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    path: PathBuf,
    offset: usize,
}

/// The documents read, the last one first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    documents: Vec<Entry>,
}

impl Recent {
    /// What is remembered in `folder`.
    #[must_use]
    pub fn load(folder: &Path) -> Recent {
        let bytes = read_regular(&file(folder), LARGEST).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// The document read last that is still there.
    #[must_use]
    pub fn last(&self) -> Option<&Path> {
        self.documents.iter().map(|entry| entry.path.as_path()).find(|path| path.exists())
    }

    /// The byte offset at which a document was left.
    #[must_use]
    pub fn place(&self, path: &Path) -> Option<usize> {
        let path = absolute(path);
        self.documents.iter().find(|entry| entry.path == path).map(|entry| entry.offset)
    }

    /// Remembers where a document was left.
    pub fn remember(&mut self, path: &Path, offset: usize) {
        let path = absolute(path);
        if path.to_str().is_none() {
            return;
        }
        self.documents.retain(|entry| entry.path != path);
        self.documents.insert(0, Entry { path, offset });
        self.documents.truncate(REMEMBERED);
    }

    /// Writes it to `folder`, which is made if need be.
    pub fn save(&self, folder: &Path) {
        let Ok(json) = serde_json::to_vec(self) else { return };
        if keep::make_folder(folder).is_ok() {
            let _ = keep::replace(&file(folder), &json, Reach::Private);
        }
    }
}

fn file(folder: &Path) -> PathBuf {
    folder.join("recent.json")
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_document_opens_where_it_was_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let document = folder.path().join("a.txt");
        std::fs::write(&document, "x").expect("a document");
        let mut recent = Recent::default();
        recent.remember(&document, 7);
        recent.remember(&folder.path().join("gone.txt"), 3);
        recent.save(folder.path());
        let again = Recent::load(folder.path());
        assert_eq!((again.last(), again.place(&document)), (Some(document.as_path()), Some(7)));
    }

    #[cfg(unix)]
    #[test]
    fn a_memory_that_is_no_file_is_not_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        rustix::fs::mkfifoat(rustix::fs::CWD, file(folder.path()), rustix::fs::Mode::RUSR).expect("a FIFO");
        assert_eq!(Recent::load(folder.path()), Recent::default());
    }

    #[test]
    fn a_damaged_memory_is_an_empty_one() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(file(folder.path()), "{").expect("a file");
        assert_eq!(Recent::load(folder.path()), Recent::default());
    }
}
