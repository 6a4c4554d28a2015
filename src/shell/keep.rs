//! Where the notes of a document live and how they are written.
//!
//! They stand beside the document as `NAME.EXT.postil.json`; where that folder cannot be written,
//! in the user's data folder under a name made of the document's path. What cannot be read is never
//! written over, the document itself is never touched, and none of a sidecar's strings is ever used
//! as a path.
//!
//! A save locks, reads again, merges what another program wrote meanwhile, replaces the file as a
//! whole and makes it last; only then has it been saved.

mod device;
mod find;
mod lock;
mod places;
mod replace;

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest, Sha256};

use self::find::{Homes, Look, Refusal};
use self::lock::{Lock, Unlocked};
pub use self::places::Places;
pub(super) use self::places::make_folder;
use self::replace::Owner;
pub(super) use self::replace::{Reach, replace};
use super::error::{Error, reason};
use crate::notes::{Device, Moment, Sidecar};

/// Whether notes can be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// They can.
    Writable,
    /// They cannot; a sentence that says why and what to do.
    ReadOnly(String),
}

/// What a save did besides saving.
#[derive(Debug, Default)]
pub struct Saved {
    /// The notes as they now are on disk, where another program had changed them meanwhile.
    pub merged: Option<Sidecar>,
    /// Sentences for the reader.
    pub notices: Vec<String>,
}

/// The place of a document's notes, and what is known of the file there.
#[derive(Debug)]
pub struct Kept {
    path: PathBuf,
    sidecar: Sidecar,
    seen: Option<Hash>,
    access: Access,
    refusal: Option<Refusal>,
    notices: Vec<String>,
    places: Places,
    device: Device,
    patience: Duration,
    saved_before: bool,
    /// A damaged file that a save met after the notes had been read.
    damaged_since: Option<Hash>,
}

/// The hash of a file's bytes.
type Hash = [u8; 32];

fn hash(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// The first 16 hexadecimal digits of the hash of `bytes`.
fn short_hash(bytes: &[u8]) -> String {
    let digits = hash(bytes).into_iter().take(8).flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

impl Kept {
    /// Finds the notes of `document`, in this user's folders. `text_hash` gives the hash of the
    /// document's text (`sha256:…`) and is asked only where nothing is found by name.
    ///
    /// # Errors
    /// Where the document's own path cannot be resolved. Notes that cannot be read are no error:
    /// they are read-only.
    pub fn open(document: &Path, text_hash: impl Fn() -> String) -> Result<Kept, Error> {
        Kept::open_in(Places::of_user(), document, text_hash)
    }

    /// As [`Kept::open`], with the user's folders given.
    ///
    /// # Errors
    /// As [`Kept::open`].
    pub fn open_in(places: Places, document: &Path, text_hash: impl Fn() -> String) -> Result<Kept, Error> {
        let homes = Homes::of(document, &places, &text_hash)?;
        let found = find::find(&homes, &places, &text_hash);
        let refusal = found.refusal.or_else(|| homes.refusal());
        let access = match &refusal {
            None => Access::Writable,
            Some(refusal) => Access::ReadOnly(refusal.error(&found.path).to_string()),
        };
        Ok(Kept {
            path: found.path,
            sidecar: found.sidecar,
            seen: found.seen,
            access,
            refusal,
            notices: found.notices,
            device: device::device(&places),
            places,
            patience: lock::PATIENCE,
            saved_before: false,
            damaged_since: None,
        })
    }

    /// The notes that were found, to start a store with. They are handed over: a second call gives
    /// none.
    pub fn sidecar(&mut self) -> Sidecar {
        std::mem::take(&mut self.sidecar)
    }

    /// Whether notes can be saved.
    #[must_use]
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// Why the notes could not even be read; `None` where they could, or where there are none.
    #[must_use]
    pub fn unread(&self) -> Option<Error> {
        let refusal = self.refusal.as_ref().filter(|refusal| refusal.hides_notes());
        refusal.map(|refusal| refusal.error(&self.path))
    }

    /// Where the notes are written.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the reader should know of where the notes were found; sentences.
    #[must_use]
    pub fn notices(&self) -> &[String] {
        &self.notices
    }

    /// The name of this device, for the stamps of edits.
    #[must_use]
    pub fn device(&self) -> Device {
        self.device
    }

    /// Saves `sidecar`, merged with what another program wrote since the last look. When this
    /// returns, the notes survive a crash and a power cut.
    ///
    /// # Errors
    /// Where the notes are read-only, were damaged meanwhile, are being written by another program
    /// for too long, or where the system refuses: the file is then as it was.
    pub fn save(&mut self, sidecar: &Sidecar) -> Result<Saved, Error> {
        if let Some(refusal) = &self.refusal {
            return Err(Error::new("save the notes", &self.path, refusal.why()));
        }
        let mut saved = Saved::default();
        self.prepare_folder()?;
        let _lock = self.lock(&mut saved.notices)?;
        let on_disk = self.read_again()?;
        if let Some(other) = self.changed_meanwhile(on_disk.as_deref())? {
            saved.merged = Some(sidecar.merge(&other));
        }
        let json = saved.merged.as_ref().unwrap_or(sidecar).to_json().into_bytes();
        match &on_disk {
            Some(old) if *old == json => {}
            None if sidecar.is_empty() => return Ok(saved),
            Some(_) | None => self.write(&json, &mut saved.notices)?,
        }
        self.seen = Some(hash(&json));
        Ok(saved)
    }

    /// Renames a damaged notes file to `NAME.EXT.postil.json.damaged-YYYYMMDD-HHMMSS` (UTC), so that
    /// notes can be taken afresh; gives the new name.
    ///
    /// # Errors
    /// Where the notes are not damaged, or the file cannot be renamed.
    pub fn set_aside(&mut self, moment: &Moment) -> Result<PathBuf, Error> {
        let damaged = self.refusal.as_ref().is_some_and(Refusal::is_damage);
        let Some(known) = self.damaged_since.or(self.seen.filter(|_| damaged)) else {
            return Err(Error::new("set the notes aside", &self.path, "they are not damaged"));
        };
        let _lock = self.lock(&mut Vec::new())?;
        let failed = |source| Error::io("set the notes aside", &self.path, source, "");
        if self.read_again()?.is_none_or(|bytes| hash(&bytes) != known) {
            let why = "another program has changed them meanwhile; open the document again";
            return Err(Error::new("set the notes aside", &self.path, why));
        }
        let aside = free_name(&self.path, moment).map_err(failed)?;
        fs::rename(&self.path, &aside).map_err(failed)?;
        places::sync_folder(self.folder()).map_err(failed)?;
        self.refusal = None;
        self.damaged_since = None;
        self.access = Access::Writable;
        self.seen = None;
        Ok(aside)
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new("."))
    }

    /// Makes the folder of notes in the data folder. A folder beside a document is never made: if it
    /// is gone, so is the document.
    fn prepare_folder(&self) -> Result<(), Error> {
        match self.places.notes() {
            Some(notes) if self.folder() == notes => {
                places::make_folder(&notes).map_err(|source| self.not_saved(&source))
            }
            Some(_) | None => Ok(()),
        }
    }

    fn lock(&self, notices: &mut Vec<String>) -> Result<Option<Lock>, Error> {
        let name = short_hash(self.path.as_os_str().as_encoded_bytes());
        match lock::lock(self.folder(), &self.places, &name, self.patience) {
            Ok(lock) => Ok(Some(lock)),
            Err(Unlocked::Busy) => {
                let why = "NOT SAVED: another program has been writing them for too long; try again";
                Err(Error::new("save the notes", &self.path, why))
            }
            Err(Unlocked::Unsupported) => {
                if !self.saved_before {
                    notices.push(format!(
                        "{} cannot be locked; do not take notes on one document in two windows",
                        self.folder().display()
                    ));
                }
                Ok(None)
            }
        }
    }

    fn read_again(&self) -> Result<Option<Vec<u8>>, Error> {
        find::bytes(&self.path).map_err(|refusal| {
            Error::new("save the notes", &self.path, format!("NOT SAVED: {}", refusal.why()))
        })
    }

    fn changed_meanwhile(&mut self, on_disk: Option<&[u8]>) -> Result<Option<Sidecar>, Error> {
        self.damaged_since = None;
        let Some(bytes) = on_disk.filter(|bytes| self.seen != Some(hash(bytes))) else { return Ok(None) };
        match find::parse(bytes) {
            Look::Whole(sidecar) => Ok(Some(sidecar)),
            Look::Newer(_, refusal) | Look::Refused(refusal) => {
                self.damaged_since = refusal.is_damage().then(|| hash(bytes));
                let why = format!("NOT SAVED: changed by another program meanwhile: {}", refusal.why());
                Err(Error::new("save the notes", &self.path, why))
            }
        }
    }

    fn write(&mut self, json: &[u8], notices: &mut Vec<String>) -> Result<(), Error> {
        if !self.saved_before {
            device::keep(self.device, &self.places);
            replace::remove_leftovers(self.folder());
        }
        match replace(&self.path, json, Reach::Private).map_err(|source| self.not_saved(&source))? {
            Owner::Same => {}
            Owner::Changed => {
                notices.push(format!("{} belonged to another user and is yours now", self.path.display()));
            }
        }
        self.saved_before = true;
        Ok(())
    }

    fn not_saved(&self, source: &io::Error) -> Error {
        Error::new("save the notes", &self.path, format!("NOT SAVED: {}", reason(source)))
    }
}

/// A name for a damaged file that nothing stands under, taken by an empty file so that nothing
/// else can take it before the rename.
fn free_name(path: &Path, moment: &Moment) -> io::Result<PathBuf> {
    let stem = format!("{}.damaged-{}", path.display(), moment.time.strftime("%Y%m%d-%H%M%S"));
    let names = std::iter::once(stem.clone()).chain((2..100).map(|n| format!("{stem}-{n}")));
    let mut taken = io::Error::from(io::ErrorKind::AlreadyExists);
    for name in names.map(PathBuf::from) {
        match OpenOptions::new().write(true).create_new(true).open(&name) {
            Ok(_) => return Ok(name),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => taken = error,
            Err(error) => return Err(error),
        }
    }
    Err(taken)
}
