//! From a path to a reader's state: the document, its notes, and what to tell first.

use std::path::{Path, PathBuf};

use crate::app::{self, Keeping};
use crate::notes::{About, Canon, Device, Sidecar, Store};
use crate::shell::error::Error;
use crate::shell::files::{self, Opened};
use crate::shell::keep::{Access, Kept};
use crate::shell::recent::Recent;
use crate::text::Document;

/// A documents' notes, or why there is no place for any.
pub(super) enum Notes {
    Kept(Box<Kept>),
    Nowhere(String),
}

/// What to read: the documents named, those of a folder, or what was read last.
pub(super) fn choose(paths: Vec<PathBuf>, recent: &Recent) -> Result<(Vec<PathBuf>, PathBuf), Error> {
    let mut documents = Vec::new();
    for path in paths {
        if path.is_dir() { documents.extend(files::documents_in(&path)?) } else { documents.push(path) }
    }
    if documents.is_empty() {
        let nothing = || Error::new("open the reader", Path::new("postil"), "name a document to read");
        documents.push(recent.last().ok_or_else(nothing)?.to_path_buf());
    }
    let first = documents.first().cloned().unwrap_or_default();
    Ok((documents, first))
}

/// What the sidecar says of its document.
fn about(document: &Document, name: &str) -> About {
    let meta = document.meta();
    About {
        source: Some(name.to_owned()),
        title: meta.title.clone(),
        date: meta.date.clone(),
        ..About::default()
    }
}

pub(super) fn display_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The state of an opened document with its notes.
pub(super) fn with_notes(opened: Opened) -> Result<(app::Opened, Notes), Error> {
    let mut notices = opened.warnings;
    let text = opened.document.text();
    if opened.path == Path::new("-") {
        let why = "standard input has no place beside it for notes; save it as a file first".to_owned();
        let keeping = Keeping::ReadOnly(why.clone());
        let state =
            state(opened.document, &opened.path, Sidecar::new(), Device::unnamed(&[]), keeping, &notices);
        return Ok((state, Notes::Nowhere(why)));
    }
    let mut kept = Kept::open(&opened.path, || Canon::new().hash(text).to_owned())?;
    notices.extend(kept.notices().iter().cloned());
    let keeping = match kept.access() {
        Access::Writable => Keeping::Saved,
        Access::ReadOnly(why) => {
            notices.push(why.clone());
            Keeping::ReadOnly(why.clone())
        }
    };
    let sidecar = kept.sidecar();
    let state = state(opened.document, &opened.path, sidecar, kept.device(), keeping, &notices);
    Ok((state, Notes::Kept(Box::new(kept))))
}

/// The state of the beginning of a document, whose notes come with the rest.
pub(super) fn without_notes(opened: Opened) -> (app::Opened, Notes) {
    let state = state(
        opened.document,
        &opened.path,
        Sidecar::new(),
        Device::unnamed(&[]),
        Keeping::Saved,
        &opened.warnings,
    );
    (state, Notes::Nowhere(String::new()))
}

fn state(
    document: Document,
    path: &Path,
    sidecar: Sidecar,
    device: Device,
    keeping: Keeping,
    notices: &[String],
) -> app::Opened {
    let name = display_name(path);
    let mut store = Store::open(sidecar, &document, device);
    store.set_about(&about(&document, &name));
    let notice = (!notices.is_empty()).then(|| notices.join("; "));
    app::Opened { document, name, store, keeping, notice }
}
