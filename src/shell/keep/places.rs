//! The folders of the user in which postil keeps what does not stand beside a document.

use std::fs::{DirBuilder, File};
use std::io;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// The user's folders; either may be unknown where there is no home.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Where notes are kept that cannot stand beside their document: `notes/` is made in it.
    pub data: Option<PathBuf>,
    /// Where this device's name and its locks are kept.
    pub state: Option<PathBuf>,
}

impl Places {
    /// The folders of the user who runs the program, as the environment names them; none where the
    /// home that it names is no absolute path.
    #[must_use]
    pub fn of_user() -> Places {
        let dirs = ProjectDirs::from("", "", "postil").filter(|dirs| dirs.data_dir().is_absolute());
        let Some(dirs) = dirs else { return Places::default() };
        let state = dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir());
        Places { data: Some(dirs.data_dir().to_path_buf()), state: Some(state.to_path_buf()) }
    }

    /// The folder of the notes that do not stand beside their documents.
    pub(super) fn notes(&self) -> Option<PathBuf> {
        self.data.as_ref().map(|data| data.join("notes"))
    }
}

/// Makes `folder` and what is missing above it, for the user alone, and makes the new names last:
/// a folder whose parent was not synced is lost with all that was saved in it.
pub(in crate::shell) fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
    if let Some(parent) = parent {
        make_folder(parent)?;
    }
    match private_folder(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        Ok(()) | Err(_) => {}
    }
    sync_folder(parent.unwrap_or(Path::new(".")))
}

#[cfg(unix)]
fn private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    DirBuilder::new().mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn private_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().create(folder)
}

/// Makes the names in `folder` last. Some network file systems cannot, and say so with `EINVAL` or
/// `ENOTSUP`; there is nothing more to be done on them.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Ok(())
        }
        result => result,
    }
}

/// Whether files can be made in `folder`.
#[cfg(unix)]
pub(super) fn can_write_in(folder: &Path) -> bool {
    allows(folder, rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK)
}

/// Whether the file at `path` may be written.
#[cfg(unix)]
pub(super) fn can_write(path: &Path) -> bool {
    allows(path, rustix::fs::Access::WRITE_OK)
}

#[cfg(unix)]
fn allows(path: &Path, access: rustix::fs::Access) -> bool {
    rustix::fs::accessat(rustix::fs::CWD, path, access, rustix::fs::AtFlags::EACCESS).is_ok()
}

/// Whether files can be made in `folder`.
#[cfg(not(unix))]
pub(super) fn can_write_in(folder: &Path) -> bool {
    can_write(folder)
}

/// Whether the file at `path` may be written.
#[cfg(not(unix))]
pub(super) fn can_write(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|meta| !meta.permissions().readonly())
}
