//! One writer at a time.
//!
//! The lock is on the folder of the notes file: on the notes file itself it would be lost with each
//! replacement, and a lock file beside it would be litter. It is the kernel's, so it ends with the
//! process. Where a folder cannot be locked, a file in the state folder stands in for it; where
//! that fails too, the saver relies on reading the notes file again before it writes.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::places::{Places, make_folder};

/// How long a saver waits for another one.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

const LONGEST_PAUSE: Duration = Duration::from_millis(50);

/// A lock, held until it is dropped.
#[derive(Debug)]
#[must_use]
pub(super) struct Lock(#[expect(dead_code, reason = "closing the file is what ends the lock")] File);

/// Why there is no lock.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unlocked {
    /// Another saver held it all the time.
    Busy,
    /// This file system knows no locks.
    Unsupported,
}

/// Locks what stands for the notes in `folder`; `name` is what the stand-in is called.
pub(super) fn lock(folder: &Path, places: &Places, name: &str, patience: Duration) -> Result<Lock, Unlocked> {
    match hold(File::open(folder), patience) {
        Err(Unlocked::Unsupported) => hold(stand_in(places, name), patience),
        result => result,
    }
}

fn stand_in(places: &Places, name: &str) -> io::Result<File> {
    let state = places.state.as_ref().ok_or(io::ErrorKind::NotFound)?;
    make_folder(state)?;
    OpenOptions::new().write(true).create(true).truncate(false).open(state.join(format!("{name}.lock")))
}

fn hold(file: io::Result<File>, patience: Duration) -> Result<Lock, Unlocked> {
    let file = file.map_err(|_| Unlocked::Unsupported)?;
    let start = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Lock(file)),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(TryLockError::Error(_)) => return Err(Unlocked::Unsupported),
            Err(TryLockError::WouldBlock) if start.elapsed() >= patience => return Err(Unlocked::Busy),
            Err(TryLockError::WouldBlock) => {
                thread::sleep(pause);
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_saver_is_told_that_the_first_one_is_busy() {
        let folder = tempfile::tempdir().expect("a folder");
        let try_lock = || lock(folder.path(), &Places::default(), "x", Duration::ZERO);
        let first = try_lock().expect("a lock");
        assert_eq!(try_lock().map(drop), Err(Unlocked::Busy));
        drop(first);
        assert!(try_lock().is_ok());
    }

    #[test]
    fn a_lock_leaves_nothing_in_the_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        drop(lock(folder.path(), &Places::default(), "x", Duration::ZERO));
        assert_eq!(folder.path().read_dir().map(Iterator::count).ok(), Some(0));
    }

    #[test]
    fn where_the_folder_cannot_be_opened_a_file_of_ours_stands_in() {
        let home = tempfile::tempdir().expect("a folder");
        let places = Places { data: None, state: Some(home.path().join("state")) };
        let try_lock = || lock(&home.path().join("absent"), &places, "x", Duration::ZERO);
        let first = try_lock().expect("a lock");
        assert_eq!(try_lock().map(drop), Err(Unlocked::Busy));
        drop(first);
    }
}
