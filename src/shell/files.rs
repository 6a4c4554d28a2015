//! Documents from the file system and from standard input.
//!
//! Reading a document changes nothing beside it, never blocks on what is not a regular file, and
//! never takes more than [`LARGEST`] bytes.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::error::{self, Error};
use super::keep::{self, Reach};
use crate::app::EXPORTED;
use crate::formats::{self, Encoding, Format};
use crate::notes::About;
use crate::text::Document;

/// The largest document, in bytes.
pub const LARGEST: u64 = 256 << 20;

/// The ending of the file that keeps a document's notes: `NAME.EXT.postil.json`.
pub const SIDECAR: &str = ".postil.json";

const ENDINGS: [&str; 3] = ["txt", "md", "markdown"];

/// A document that was read, with what the reader should know of it.
#[derive(Debug)]
pub struct Opened {
    /// The document.
    pub document: Document,
    /// Sentences for the reader: what was assumed or replaced.
    pub warnings: Vec<String>,
    /// As what it was read.
    pub format: Format,
    /// The path as it was given; `-` for standard input.
    pub path: PathBuf,
}

impl Opened {
    /// The name of the file, without its folder.
    #[must_use]
    pub fn name(&self) -> String {
        name(&self.path)
    }

    /// What the notes say of the document they are on.
    #[must_use]
    pub fn about(&self) -> About {
        about(&self.document, &self.name())
    }
}

/// The name of a file, without its folder.
#[must_use]
pub fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// What notes say of the document of that name.
#[must_use]
pub fn about(document: &Document, name: &str) -> About {
    let format = match Format::of(name) {
        Format::Plain => "text/plain",
        Format::Markdown => "text/markdown",
    };
    let meta = document.meta().clone();
    About {
        source: Some(name.to_owned()).filter(|name| name != "-"),
        title: meta.title,
        publisher: meta.body,
        date: meta.date,
        language: meta.language,
        format: Some(format.to_owned()),
    }
}

/// Reads the document at `path`, in the encoding that is `named` if one is; `-` is standard input.
///
/// # Errors
/// A missing file, a folder, anything but a regular file, a file over [`LARGEST`] bytes, and what
/// the formats refuse: each one sentence.
pub fn read_document(path: &Path, named: Option<Encoding>) -> Result<Opened, Error> {
    let bytes = if path == Path::new("-") { standard_input()? } else { document_bytes(path)? };
    decoded(path, &bytes, named)
}

fn decoded(path: &Path, bytes: &[u8], named: Option<Encoding>) -> Result<Opened, Error> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let loaded = formats::load_as(bytes, &name, named);
    let loaded = loaded.map_err(|refusal| Error::new("open", path, refusal.to_string()))?;
    let warnings = loaded.warnings.iter().map(ToString::to_string).collect();
    Ok(Opened { document: loaded.document, warnings, format: loaded.format, path: path.to_path_buf() })
}

/// The beginning of a document: all of it, unless it is large.
#[derive(Debug)]
pub struct Beginning {
    /// What was read.
    pub opened: Opened,
    /// Whether that is the whole document.
    pub whole: bool,
}

/// From this size on, in bytes, the first screen does not wait for the whole document.
const LARGE: u64 = 1 << 20;
/// How much of a large document is read for the first screen, in bytes.
const FIRST: u64 = 64 << 10;

/// Reads a document, or of a large plain text its beginning up to a line's end, so that the first
/// screen does not depend on its size. Offsets are the same in both, because it is done only where
/// the beginning tells the encoding of the whole.
///
/// # Errors
/// As [`read_document`].
pub fn read_beginning(path: &Path, named: Option<Encoding>) -> Result<Beginning, Error> {
    let large = fs::metadata(path).is_ok_and(|meta| meta.is_file() && (LARGE..LARGEST).contains(&meta.len()));
    let plain = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("txt"));
    let alike = named.is_none_or(|named| named == Encoding::Utf8);
    let opened = if large && plain && alike { first_lines(path, named).ok() } else { None };
    match opened {
        Some(opened) => Ok(Beginning { opened, whole: false }),
        None => Ok(Beginning { opened: read_document(path, named)?, whole: true }),
    }
}

fn first_lines(path: &Path, named: Option<Encoding>) -> Result<Opened, Error> {
    let unread = |source| Error::io("open", path, source, "");
    let mut bytes = Vec::with_capacity(FIRST as usize);
    open_without_waiting(path).map_err(unread)?.take(FIRST).read_to_end(&mut bytes).map_err(unread)?;
    let lines =
        memchr::memrchr(b'\n', &bytes).ok_or_else(|| Error::new("open", path, "it has no line's end"))?;
    bytes.truncate(lines + 1);
    if named.is_none() && !formats::is_settled(&bytes) {
        return Err(Error::new("open", path, "its beginning does not tell its encoding"));
    }
    decoded(path, &bytes, named)
}

fn document_bytes(path: &Path) -> Result<Vec<u8>, Error> {
    read_regular(path, LARGEST).map_err(|refused| match refused {
        Refused::Io(source) => {
            let advice = match source.kind() {
                io::ErrorKind::NotFound => "check the name",
                io::ErrorKind::PermissionDenied => "ask its owner for leave to read it",
                _ => "",
            };
            Error::io("open", path, source, advice)
        }
        Refused::Folder => Error::new("open", path, "it is a folder; name a document in it"),
        Refused::Special | Refused::Large => Error::new("open", path, refused.to_string()),
    })
}

fn standard_input() -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|source| Error::io("open", Path::new("-"), source, ""))?;
    if bytes.len() as u64 > LARGEST {
        return Err(Error::new("open", Path::new("-"), Refused::Large.to_string()));
    }
    Ok(bytes)
}

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    #[error("it is a folder")]
    Folder,
    #[error("it is not a regular file; only regular files are read")]
    Special,
    #[error("it is larger than {} MiB, which is the most that is read", LARGEST >> 20)]
    Large,
    #[error("{}", error::reason(.0))]
    Io(io::Error),
}

/// The bytes of a regular file of at most `cap` bytes. A FIFO or a device is refused without
/// waiting for it: what the path names is looked at before it is opened, and once more after, since
/// it may have been changed in between; the opening itself cannot block.
pub(crate) fn read_regular(path: &Path, cap: u64) -> Result<Vec<u8>, Refused> {
    accept(&fs::metadata(path).map_err(Refused::Io)?, cap)?;
    let file = open_without_waiting(path).map_err(Refused::Io)?;
    let meta = file.metadata().map_err(Refused::Io)?;
    accept(&meta, cap)?;
    let mut bytes = Vec::with_capacity(meta.len() as usize);
    file.take(cap + 1).read_to_end(&mut bytes).map_err(Refused::Io)?;
    if bytes.len() as u64 > cap { Err(Refused::Large) } else { Ok(bytes) }
}

fn accept(meta: &Metadata, cap: u64) -> Result<(), Refused> {
    match meta {
        meta if meta.is_dir() => Err(Refused::Folder),
        meta if !meta.is_file() => Err(Refused::Special),
        meta if meta.len() > cap => Err(Refused::Large),
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn open_without_waiting(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path)
}

#[cfg(not(unix))]
fn open_without_waiting(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

/// The documents of a folder by name: plain text and Markdown; neither hidden files, nor sidecars,
/// nor exported notes.
///
/// # Errors
/// A folder that cannot be read, and one that holds no document.
pub fn documents_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let unreadable = |source| Error::io("open", folder, source, "");
    let mut documents = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if is_document_name(&path) && path.is_file() {
            documents.push(path);
        }
    }
    if documents.is_empty() {
        return Err(Error::new(
            "open",
            folder,
            "no document is in this folder; .txt, .md and .markdown are read",
        ));
    }
    documents.sort();
    Ok(documents)
}

/// What becomes of a file that stands where another is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and nothing is written.
    Refuse,
    /// It is replaced as a whole; a link to it stays.
    Replace,
}

/// Writes a file as a whole: when this fails, what stood at `path` still does. `doing` is how the
/// error begins.
///
/// # Errors
/// Where something stands at `path` that is not to be replaced, or the system refuses.
pub fn write(doing: &'static str, path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Error> {
    let refused = |why| Err(Error::new(doing, path, why));
    match (fs::metadata(path), existing) {
        (Ok(meta), _) if !meta.is_file() => return refused("what stands there is not a regular file"),
        (Ok(_), Existing::Refuse) => return refused("it exists; give --force to replace it"),
        (Ok(_), Existing::Replace) | (Err(_), _) => {}
    }
    let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    match keep::replace(&target, bytes, Reach::Usual) {
        Ok(_) => Ok(()),
        Err(source) if source.kind() == io::ErrorKind::NotFound => {
            Err(Error::io(doing, path, source, "make its folder first"))
        }
        Err(source) => Err(Error::io(doing, path, source, "")),
    }
}

/// Whether two paths name the same file, by whatever links, as far as can be known.
#[must_use]
pub fn is_same(one: &Path, other: &Path) -> bool {
    let canonical = |path: &Path| path.canonicalize().ok();
    let linked =
        || fs::metadata(one).ok().zip(fs::metadata(other).ok()).is_some_and(|(a, b)| is_one_file(&a, &b));
    one == other || canonical(one).is_some_and(|one| canonical(other) == Some(one)) || linked()
}

#[cfg(unix)]
fn is_one_file(a: &Metadata, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn is_one_file(_a: &Metadata, _b: &Metadata) -> bool {
    false
}

fn is_document_name(path: &Path) -> bool {
    let hidden = path.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b"."));
    let known =
        path.extension().is_some_and(|ending| ENDINGS.iter().any(|&e| ending.eq_ignore_ascii_case(e)));
    let exported = path.to_string_lossy().ends_with(EXPORTED);
    known && !hidden && !exported
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let documents = documents_in(folder).unwrap_or_default();
        documents
            .iter()
            .map(|path| path.file_name().unwrap_or_default().to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn a_folder_gives_its_documents_in_order_without_sidecars_and_hidden_files() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["b.TXT", "a.md", "c.Markdown", "a.md.postil.json", ".hidden.txt", "picture.png"] {
            fs::write(folder.path().join(name), "x").expect("a file");
        }
        fs::create_dir(folder.path().join("folder.txt")).expect("a folder");
        assert_eq!(names(folder.path()), ["a.md", "b.TXT", "c.Markdown"]);
    }

    #[test]
    fn a_folder_without_documents_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let error = documents_in(folder.path()).expect_err("nothing to read");
        assert!(error.to_string().contains("no document is in this folder"), "{error}");
    }

    #[test]
    fn a_file_over_the_cap_is_refused_before_it_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sparse.txt");
        File::create(&path).and_then(|file| file.set_len(1 << 40)).expect("a sparse file");
        assert!(matches!(read_regular(&path, LARGEST), Err(Refused::Large)));
    }

    #[cfg(unix)]
    #[test]
    fn a_fifo_without_a_writer_is_refused_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("fifo.txt");
        let mode = rustix::fs::Mode::RUSR;
        rustix::fs::mknodat(rustix::fs::CWD, &path, rustix::fs::FileType::Fifo, mode, 0).expect("a fifo");
        assert!(matches!(read_regular(&path, LARGEST), Err(Refused::Special)));
    }

    #[cfg(unix)]
    #[test]
    fn a_socket_is_refused_as_what_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("socket.txt");
        let _listener = std::os::unix::net::UnixListener::bind(&path).expect("a socket");
        assert!(matches!(read_regular(&path, LARGEST), Err(Refused::Special)));
    }
}
