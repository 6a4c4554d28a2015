//! Replaces a file as a whole: what stands at the path is the old bytes or the new ones at every
//! moment, also after a crash or a power cut.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use uuid::Uuid;

use super::places::sync_folder;

const PREFIX: &str = ".postil-";
const SUFFIX: &str = ".tmp";
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Who may read a file that is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::shell) enum Reach {
    /// The user alone.
    Private,
    /// Whom the user lets read new files.
    Usual,
}

/// What happened to the owner of a replaced file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::shell) enum Owner {
    /// As it was, or a new file.
    Same,
    /// It belonged to another user and now belongs to this one.
    Changed,
}

/// Writes `bytes` to `path`, which is no symbolic link, by way of a new file in the same folder.
/// The old mode and owner are kept; `reach` tells who may read a new file.
///
/// A sync that failed may have dropped the data from the cache, so that one more sync of the same
/// file proves nothing: that file is thrown away and the whole tried once more with a fresh one.
pub(in crate::shell) fn replace(path: &Path, bytes: &[u8], reach: Reach) -> io::Result<Owner> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let old = match fs::metadata(path) {
        Ok(meta) => Some(meta),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let write = || write_fresh(folder, bytes, old.as_ref(), reach);
    let (fresh, owner) = write().or_else(|error| if is_full(&error) { Err(error) } else { write() })?;
    fresh.take_the_place_of(path)?;
    sync_folder(folder)?;
    Ok(owner)
}

fn is_full(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
    )
}

/// A file under a name that nobody knows; removed unless it took the place of another.
struct Fresh {
    path: PathBuf,
    placed: bool,
}

impl Fresh {
    fn take_the_place_of(mut self, path: &Path) -> io::Result<()> {
        fs::rename(&self.path, path)?;
        self.placed = true;
        Ok(())
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        if !self.placed {
            // Nothing more can be done about a file that cannot be removed; it is never read.
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn write_fresh(
    folder: &Path,
    bytes: &[u8],
    old: Option<&Metadata>,
    reach: Reach,
) -> io::Result<(Fresh, Owner)> {
    let path = folder.join(format!("{PREFIX}{}{SUFFIX}", Uuid::now_v7().simple()));
    let mut file = fresh_file(&path, reach)?;
    let fresh = Fresh { path, placed: false };
    file.write_all(bytes)?;
    let owner = old.map_or(Ok(Owner::Same), |old| take_after(&file, old))?;
    file.sync_all()?;
    Ok((fresh, owner))
}

/// Removes what a program that was killed while saving left in `folder`, when it is a day old.
pub(super) fn remove_leftovers(folder: &Path) {
    for path in leftovers(folder).unwrap_or_default() {
        let age =
            || fs::symlink_metadata(&path).ok().filter(Metadata::is_file)?.modified().ok()?.elapsed().ok();
        if age().is_some_and(|age| age > A_DAY) {
            let _ = fs::remove_file(&path);
        }
    }
}

/// What has the name of a fresh file. Not by `read_dir`, which panics where a folder cannot be closed:
/// tidying up is no reason to end the program.
#[cfg(unix)]
fn leftovers(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let names = rustix::fs::Dir::read_from(File::open(folder)?)?;
    let names = names.flatten().filter_map(|entry| entry.file_name().to_str().ok().map(str::to_owned));
    Ok(names.filter(|name| is_fresh_name(name)).map(|name| folder.join(name)).collect())
}

#[cfg(not(unix))]
fn leftovers(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let names = fs::read_dir(folder)?.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    Ok(names.filter(|name| is_fresh_name(name)).map(|name| folder.join(name)).collect())
}

fn is_fresh_name(name: &str) -> bool {
    let id = name.strip_prefix(PREFIX).and_then(|name| name.strip_suffix(SUFFIX));
    id.is_some_and(|id| Uuid::try_parse(id).is_ok())
}

#[cfg(unix)]
fn fresh_file(path: &Path, reach: Reach) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    let mode = match reach {
        Reach::Private => 0o600,
        Reach::Usual => 0o666,
    };
    OpenOptions::new().write(true).create_new(true).mode(mode).open(path)
}

#[cfg(not(unix))]
fn fresh_file(path: &Path, _reach: Reach) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// Gives `file` the owner, group and mode of `old`, the mode last, since a change of owner may
/// clear bits of it. Only the system's administrator can give a file away: who cannot keeps at
/// least the group.
#[cfg(unix)]
fn take_after(file: &File, old: &Metadata) -> io::Result<Owner> {
    use std::os::unix::fs::{MetadataExt, fchown};

    let new = file.metadata()?;
    let mut owner = Owner::Same;
    if new.uid() != old.uid() && fchown(file, Some(old.uid()), None).is_err() {
        owner = Owner::Changed;
    }
    let grouped = new.gid() == old.gid() || fchown(file, None, Some(old.gid())).is_ok();
    let mut permissions = old.permissions();
    if !grouped {
        // What was granted to one group is not granted to another.
        use std::os::unix::fs::PermissionsExt;
        permissions.set_mode(old.mode() & 0o7707);
    }
    file.set_permissions(permissions)?;
    Ok(owner)
}

#[cfg(not(unix))]
fn take_after(file: &File, old: &Metadata) -> io::Result<Owner> {
    file.set_permissions(old.permissions())?;
    Ok(Owner::Same)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder").flatten();
        let mut names: Vec<_> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_is_private_and_an_old_one_keeps_its_mode() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        let mode = || fs::metadata(&path).expect("a file").permissions().mode() & 0o7777;
        replace(&path, b"one", Reach::Private).expect("written");
        assert_eq!(mode(), 0o600);
        fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).expect("a mode");
        replace(&path, b"two", Reach::Private).expect("written");
        assert_eq!((mode(), fs::read(&path).expect("bytes")), (0o644, b"two".to_vec()));
    }

    #[test]
    fn what_cannot_be_put_in_place_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        fs::create_dir_all(path.join("not empty")).expect("a folder");
        assert!(replace(&path, b"one", Reach::Private).is_err());
        assert_eq!(names(folder.path()), ["a"]);
    }

    #[test]
    fn only_our_own_leftovers_of_yesterday_are_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let old = format!("{PREFIX}0190163d8694739b8a2e3fd5b9a1f1a1{SUFFIX}");
        let new = format!("{PREFIX}0190163d8694739b8a2e3fd5b9a1f1a2{SUFFIX}");
        let others = format!("{PREFIX}mine{SUFFIX}");
        for name in [&old, &new, &others] {
            fs::write(folder.path().join(name), "x").expect("a file");
        }
        let yesterday = std::time::SystemTime::now() - 2 * A_DAY;
        for name in [&old, &others] {
            let file = File::options().write(true).open(folder.path().join(name)).expect("a file");
            file.set_modified(yesterday).expect("a time");
        }
        remove_leftovers(folder.path());
        assert_eq!(names(folder.path()), [new, others]);
    }
}
