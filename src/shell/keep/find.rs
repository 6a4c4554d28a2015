//! Looks for a document's notes: beside it, in the data folder by its path, there by its text.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::places::{self, Places};
use super::{Hash, hash, short_hash};
use crate::notes::Sidecar;
use crate::shell::error::Error;
use crate::shell::files::{self, LARGEST, Refused, SIDECAR};

const LONGEST_NAME: usize = 255;

/// Why notes are not written, or not even read.
#[derive(Clone, Debug)]
pub(super) enum Refusal {
    /// The file is there and is no sidecar; where and why.
    Damaged(String),
    /// The file is there and cannot be read.
    Unreadable(String),
    /// The notes were read but cannot be written.
    Unwritable(String),
}

impl Refusal {
    /// The reason and what to do, as it stands in a sentence after the path.
    pub(super) fn why(&self) -> String {
        match self {
            Refusal::Damaged(why) => {
                format!("they are damaged: {why}; mend the file or move it away, it is not written to")
            }
            Refusal::Unreadable(why) | Refusal::Unwritable(why) => why.clone(),
        }
    }

    pub(super) fn error(&self, path: &Path) -> Error {
        let doing = if self.hides_notes() { "read the notes" } else { "change the notes" };
        Error::new(doing, path, self.why())
    }

    pub(super) fn hides_notes(&self) -> bool {
        match self {
            Refusal::Damaged(_) | Refusal::Unreadable(_) => true,
            Refusal::Unwritable(_) => false,
        }
    }

    pub(super) fn is_damage(&self) -> bool {
        matches!(self, Refusal::Damaged(_))
    }
}

/// The two places where a document's notes may stand.
pub(super) struct Homes {
    /// Beside the document; none for standard input.
    beside: Option<PathBuf>,
    /// In the data folder, by the document's path.
    away: Option<PathBuf>,
    /// Whether files can be made beside the document.
    beside_writable: bool,
}

impl Homes {
    pub(super) fn of(
        document: &Path,
        places: &Places,
        text_hash: &dyn Fn() -> String,
    ) -> Result<Homes, Error> {
        if document == Path::new("-") {
            let away = places.notes().map(|notes| notes.join(away_name(text_hash().as_bytes())));
            return Ok(Homes { beside: None, away, beside_writable: false });
        }
        let document = document.canonicalize().map_err(|source| Error::io("find", document, source, ""))?;
        let key = away_name(document.as_os_str().as_encoded_bytes());
        let beside = beside(&document);
        let folder = document.parent().unwrap_or(Path::new("/"));
        let short = beside.file_name().is_some_and(|name| name.len() <= LONGEST_NAME);
        Ok(Homes {
            beside_writable: short && places::can_write_in(folder),
            away: places.notes().map(|notes| notes.join(key)),
            beside: Some(beside),
        })
    }

    /// Where notes are written, and where else they may stand.
    fn target_and_other(&self) -> (Option<&Path>, Option<&Path>) {
        let (beside, away) = (self.beside.as_deref(), self.away.as_deref());
        if self.beside_writable || away.is_none() { (beside, away) } else { (away, beside) }
    }

    /// Why nothing can be written anywhere.
    pub(super) fn refusal(&self) -> Option<Refusal> {
        (!self.beside_writable && self.away.is_none()).then(|| {
            Refusal::Unwritable("its folder cannot be written, and no home folder is known".to_owned())
        })
    }
}

fn away_name(key: &[u8]) -> String {
    format!("{}{SIDECAR}", short_hash(key))
}

fn beside(document: &Path) -> PathBuf {
    let mut name = document.as_os_str().to_os_string();
    name.push(OsString::from(SIDECAR));
    PathBuf::from(name)
}

/// What was found, and where it will be written.
pub(super) struct Found {
    pub path: PathBuf,
    pub sidecar: Sidecar,
    pub seen: Option<Hash>,
    pub refusal: Option<Refusal>,
    pub notices: Vec<String>,
}

/// Looks in both places, and by the text of the document where neither has anything. Notes that
/// stand elsewhere than where they will be written are merged in and stay where they are.
pub(super) fn find(homes: &Homes, places: &Places, text_hash: &dyn Fn() -> String) -> Found {
    let (target, other) = homes.target_and_other();
    let mut found = look_at(target.unwrap_or(Path::new("-")));
    let elsewhere = other.filter(|other| fs::symlink_metadata(other).is_ok()).map(Path::to_path_buf);
    let nowhere = found.seen.is_none() && found.refusal.is_none();
    let elsewhere = elsewhere.or_else(|| if nowhere { by_text(places, text_hash) } else { None });
    if let Some(elsewhere) = elsewhere {
        take_in(&mut found, &elsewhere);
    } else if homes.beside.is_some() && !homes.beside_writable {
        found.notices.push(format!(
            "the document's folder cannot be written; notes are kept in {}",
            found.path.display()
        ));
    }
    found
}

fn take_in(found: &mut Found, elsewhere: &Path) {
    let other = look_at(elsewhere);
    let to = found.path.display();
    if let Some(refusal) = other.refusal.as_ref().filter(|refusal| refusal.hides_notes()) {
        found.notices.push(format!("{}; new notes are kept in {to}", refusal.error(elsewhere)));
        return;
    }
    if let Some(refusal) = other.refusal.filter(|_| other.sidecar.is_read_only()) {
        found.refusal.get_or_insert(refusal);
    }
    found.sidecar = found.sidecar.merge(&other.sidecar);
    let from = elsewhere.display();
    found.notices.push(format!("notes from {from} are shown; changes are kept in {to}"));
}

fn look_at(path: &Path) -> Found {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let mut found = Found { path, sidecar: Sidecar::new(), seen: None, refusal: None, notices: Vec::new() };
    match bytes(&found.path) {
        Ok(None) => {}
        Ok(Some(bytes)) => found.take(&bytes),
        Err(refusal) => found.refusal = Some(refusal),
    }
    found
}

impl Found {
    fn take(&mut self, bytes: &[u8]) {
        self.seen = Some(hash(bytes));
        match parse(bytes) {
            Look::Whole(sidecar) => self.sidecar = sidecar,
            Look::Newer(sidecar, refusal) => (self.sidecar, self.refusal) = (sidecar, Some(refusal)),
            Look::Refused(refusal) => self.refusal = Some(refusal),
        }
        if self.refusal.is_none() && !places::can_write(&self.path) {
            let why = "the file is write-protected; make it writable to change notes";
            self.refusal = Some(Refusal::Unwritable(why.to_owned()));
        }
        if has_other_names(&self.path) {
            let path = self.path.display();
            self.notices.push(format!(
                "{path} has a second name (a hard link), which keeps the notes as they are now"
            ));
        }
    }
}

#[cfg(unix)]
fn has_other_names(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).is_ok_and(|meta| meta.nlink() > 1)
}

#[cfg(not(unix))]
fn has_other_names(_path: &Path) -> bool {
    false
}

/// The bytes at `path`; `None` where nothing is.
pub(super) fn bytes(path: &Path) -> Result<Option<Vec<u8>>, Refusal> {
    let linked = || fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink());
    match files::read_regular(path, LARGEST) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(Refused::Io(error)) if error.kind() == io::ErrorKind::NotFound && linked() => {
            Err(Refusal::Unreadable(
                "it is a link to a file that is not there; mend or remove the link".to_owned(),
            ))
        }
        Err(Refused::Io(error)) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(refused) => Err(Refusal::Unreadable(format!("{refused}; notes are neither shown nor taken"))),
    }
}

/// What bytes of a sidecar turn out to be.
pub(super) enum Look {
    /// Notes that can be read and written.
    Whole(Sidecar),
    /// Notes of a newer version: shown, never written.
    Newer(Sidecar, Refusal),
    /// No notes at all.
    Refused(Refusal),
}

pub(super) fn parse(bytes: &[u8]) -> Look {
    match Sidecar::parse(bytes) {
        Err(damage) => Look::Refused(Refusal::Damaged(damage.to_string())),
        Ok(sidecar) if sidecar.is_read_only() => {
            let why = "a newer version of postil made them; update postil to change them";
            Look::Newer(sidecar, Refusal::Unwritable(why.to_owned()))
        }
        Ok(sidecar) => Look::Whole(sidecar),
    }
}

/// The notes in the data folder that were taken on the same text under another path.
fn by_text(places: &Places, text_hash: &dyn Fn() -> String) -> Option<PathBuf> {
    let entries = fs::read_dir(places.notes()?).ok()?.flatten().map(|entry| entry.path());
    let mut named: Vec<_> = entries.filter(|path| path.to_string_lossy().ends_with(SIDECAR)).collect();
    if named.is_empty() {
        return None;
    }
    named.sort();
    let text_hash = text_hash();
    named.into_iter().find(|path| names_text(path, &text_hash))
}

fn names_text(path: &Path, text_hash: &str) -> bool {
    let Ok(Some(bytes)) = bytes(path) else { return false };
    // Parsing is dear; most files do not name the hash at all.
    if memchr::memmem::find(&bytes, text_hash.as_bytes()).is_none() {
        return false;
    }
    match parse(&bytes) {
        Look::Whole(sidecar) | Look::Newer(sidecar, _) => sidecar.text_hashes().any(|hash| hash == text_hash),
        Look::Refused(_) => false,
    }
}
