//! The name of this device, by which the stamps of its edits are told from those of others.

use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::places::{Places, make_folder};
use super::replace::{Reach, replace};
use crate::notes::Device;
use crate::shell::files::read_regular;

const LENGTH: usize = 8;
const LETTERS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";

/// The name kept in the state folder; where none is, a new one, which [`keep`] makes last.
pub(super) fn device(places: &Places) -> Device {
    path(places).and_then(|path| kept(&path)).unwrap_or_else(invented)
}

/// Keeps `device` as the name of this device, unless one is kept. A device whose name cannot be
/// kept has another one in each run, which costs nothing but some bytes in the notes.
pub(super) fn keep(device: Device, places: &Places) {
    let Some(path) = path(places).filter(|path| kept(path).is_none()) else { return };
    let made = path.parent().is_some_and(|folder| make_folder(folder).is_ok());
    if made {
        let _ = replace(&path, format!("{device}\n").as_bytes(), Reach::Private);
    }
}

fn path(places: &Places) -> Option<PathBuf> {
    places.state.as_ref().map(|state| state.join("device"))
}

fn kept(path: &Path) -> Option<Device> {
    let bytes = read_regular(path, 64).ok()?;
    Device::new(std::str::from_utf8(&bytes).ok()?.trim_end())
}

fn invented() -> Device {
    loop {
        let random = Uuid::now_v7().as_u128();
        let letters = (0..LENGTH as u32).map(|at| random / 36_u128.pow(at) % 36);
        let name: String =
            letters.filter_map(|letter| LETTERS.get(letter as usize)).map(|&b| char::from(b)).collect();
        if let Some(device) = Device::new(&name) {
            return device;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_keeps_the_name_of_its_first_save() {
        let home = tempfile::tempdir().expect("a folder");
        let places = Places { data: None, state: Some(home.path().join("state/postil")) };
        let first = device(&places);
        keep(first, &places);
        assert_eq!(device(&places).to_string(), first.to_string());
        keep(invented(), &places);
        assert_eq!(device(&places).to_string(), first.to_string());
    }

    #[test]
    fn without_a_kept_name_every_run_has_its_own() {
        assert_ne!(invented().to_string(), invented().to_string());
    }
}
