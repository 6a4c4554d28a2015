//! From a path to a reader's state: the document, its notes, and what to tell first.

use std::path::{Path, PathBuf};

use crate::app::{self, Keeping};
use crate::notes::{Canon, Device, Sidecar, Store};
use crate::shell::error::Error;
use crate::shell::files::{self, Opened};
use crate::shell::keep::{Access, Kept};
use crate::shell::recent::Recent;

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

/// The state of an opened document, and the place of its notes.
pub(super) fn with_notes(opened: Opened) -> Result<(app::Opened, Box<Kept>), Error> {
    let text = opened.document.text();
    let mut kept = Kept::open(&opened.path, || Canon::new().hash(text).to_owned())?;
    let mut notices = kept.notices().to_vec();
    let keeping = match kept.access() {
        Access::Writable => Keeping::Saved,
        Access::ReadOnly(why) => {
            notices.push(why.clone());
            Keeping::ReadOnly(why.clone())
        }
    };
    let sidecar = kept.sidecar();
    Ok((state(opened, sidecar, kept.device(), keeping, notices), Box::new(kept)))
}

/// The state of the beginning of a document, whose notes come with the rest.
pub(super) fn without_notes(opened: Opened) -> app::Opened {
    state(opened, Sidecar::new(), Device::unnamed(&[]), Keeping::Saved, Vec::new())
}

fn state(
    opened: Opened,
    sidecar: Sidecar,
    device: Device,
    keeping: Keeping,
    notices: Vec<String>,
) -> app::Opened {
    let store = Store::open(sidecar, &opened.document, device);
    let name = opened.name();
    let told: Vec<String> = opened.warnings.into_iter().chain(notices).collect();
    let notice = (!told.is_empty()).then(|| told.join("; "));
    app::Opened { document: opened.document, name, store, keeping, notice }
}
