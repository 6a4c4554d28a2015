//! The only layer that touches the world.

use std::path::PathBuf;

pub mod cli;
pub mod error;
pub mod files;
pub mod keep;

/// Opens the reader on `paths`.
///
/// # Errors
/// Where a document cannot be read.
pub fn read(paths: &[PathBuf]) -> Result<(), error::Error> {
    paths.iter().try_for_each(|path| files::read_document(path).map(|_| ()))
}
