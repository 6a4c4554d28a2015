//! A document with its notes, read for one command.

use std::io::Read;
use std::path::Path;

use jiff::Timestamp;
use uuid::Uuid;

use crate::notes::{Annotation, Canon, Id, Moment, Place, Store};
use crate::shell::cli::{OneFile, answer, open};
use crate::shell::error::Error;
use crate::shell::files::Opened;
use crate::shell::keep::Kept;

/// A document, its notes, and where they are kept.
pub(in crate::shell::cli) struct Annotated {
    pub opened: Opened,
    pub kept: Kept,
    pub store: Store,
}

/// What an id, or the beginning of one, stands for.
pub(super) enum Meant {
    One(Id),
    None,
    Several(usize),
}

impl Annotated {
    /// Reads a document and its notes. Notes that cannot be read are an error.
    pub(in crate::shell::cli) fn open(document: &OneFile) -> Result<Annotated, Error> {
        let opened = open(document)?;
        let mut kept = Kept::open(&document.file, || Canon::new().hash(opened.document.text()).to_owned())?;
        let sidecar = kept.sidecar();
        kept.notices().iter().chain(sidecar.remarks()).for_each(|notice| answer::tell(notice));
        if let Some(error) = kept.unread() {
            return Err(error);
        }
        let store = Store::open(sidecar, &opened.document, kept.device());
        Ok(Annotated { opened, kept, store })
    }

    /// The annotations that stand in the text, in its order, then those that stand in none.
    pub(in crate::shell::cli) fn all(&self) -> impl Iterator<Item = (&Annotation, &Place)> {
        let placed = self.store.placed().iter().map(|placed| placed.id);
        placed.filter_map(|id| self.store.get(id).zip(self.store.place(id))).chain(self.store.unplaced())
    }

    /// Saves the notes.
    pub(super) fn save(&mut self) -> Result<(), Error> {
        let saved = self.kept.save(self.store.sidecar())?;
        saved.notices.iter().for_each(|notice| answer::tell(notice));
        Ok(())
    }

    /// The annotation whose id starts with `prefix`.
    pub(super) fn meant(&self, prefix: &str) -> Meant {
        let prefix = prefix.trim_start_matches("urn:uuid:").to_lowercase();
        let ids = self.store.sidecar().annotations().map(Annotation::id);
        let mut matching = ids.filter(|id| id.to_string().starts_with(&prefix));
        match (matching.next(), matching.count()) {
            (Some(id), 0) => Meant::One(id),
            (Some(_), others) => Meant::Several(others + 1),
            (None, _) => Meant::None,
        }
    }

    /// The annotations that `prefixes` stand for; `None` after having said which one stands for none
    /// or for several.
    pub(super) fn all_meant(&self, doing: &'static str, prefixes: &[String]) -> Option<Vec<Id>> {
        let one = |prefix: &String| match self.meant(prefix) {
            Meant::One(id) => Some(id),
            Meant::None => self.deny(doing, &format!("no annotation has the id {prefix}")),
            Meant::Several(count) => self.deny(
                doing,
                &format!("{count} annotations have ids that begin with {prefix}; give more of it"),
            ),
        };
        prefixes.iter().map(one).collect()
    }

    fn deny<T>(&self, doing: &'static str, why: &str) -> Option<T> {
        answer::complain(&Error::new(doing, &self.opened.path, why));
        None
    }
}

/// This moment, for one change.
pub(super) fn now() -> Moment {
    Moment { time: Timestamp::now(), id: Uuid::now_v7() }
}

/// The note that was given; `-` reads it from standard input, without the line feed at its end.
pub(super) fn note_text(given: &str, document: &Path) -> Result<String, Error> {
    let stdin = Path::new("-");
    if given != "-" {
        return Ok(given.to_owned());
    }
    if document == stdin {
        return Err(Error::new("read the note", stdin, "it is the document; give the note another way"));
    }
    let mut note = String::new();
    let read = std::io::stdin().lock().read_to_string(&mut note);
    read.map_err(|source| Error::io("read the note", stdin, source, ""))?;
    Ok(note.trim_end_matches(['\r', '\n']).to_owned())
}
