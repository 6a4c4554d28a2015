//! The one error of the outer world: a sentence for the reader.

use std::io;
use std::path::{Path, PathBuf};

/// What could not be done, to which file, why, and what to do about it.
///
/// ```text
/// cannot open: /home/a/notice.txt: no such file; check the name
/// ```
#[derive(Debug, thiserror::Error)]
#[error("cannot {doing}: {}: {why}", self.subject())]
pub struct Error {
    doing: &'static str,
    path: PathBuf,
    why: String,
    source: Option<io::Error>,
}

impl Error {
    /// `cannot DOING: PATH: WHY`. `why` holds the reason and, after a semicolon, what to do.
    pub fn new(doing: &'static str, path: &Path, why: impl Into<String>) -> Error {
        Error { doing, path: path.to_path_buf(), why: why.into(), source: None }
    }

    /// As [`Error::new`], with the reason that the system gave; `advice` says what to do.
    #[must_use]
    pub fn io(doing: &'static str, path: &Path, source: io::Error, advice: &str) -> Error {
        let why = match advice {
            "" => reason(&source),
            advice => format!("{}; {advice}", reason(&source)),
        };
        Error { doing, path: path.to_path_buf(), why, source: Some(source) }
    }

    /// The sentence with the reason before the path, for a row that may be too narrow for both.
    ///
    /// ```text
    /// cannot open: no such file; check the name (/home/a/notice.txt)
    /// ```
    #[must_use]
    pub fn in_a_row(&self) -> String {
        format!("cannot {}: {} ({})", self.doing, self.why, self.subject())
    }

    /// The file that the sentence speaks of.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the reader of the output went away, which is no failure.
    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        self.source.as_ref().is_some_and(|source| source.kind() == io::ErrorKind::BrokenPipe)
    }

    fn subject(&self) -> String {
        if self.path == Path::new("-") {
            return "standard input".to_owned();
        }
        self.path.display().to_string()
    }
}

/// The system's reason in the words of a sentence: lower case, without a number.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::StorageFull => "no space is left on the disk".to_owned(),
        io::ErrorKind::QuotaExceeded => "your disk quota is used up".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => system_text(error),
    }
}

fn system_text(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_a_sentence_with_the_path_and_the_reason() {
        let missing = io::Error::from(io::ErrorKind::NotFound);
        let error = Error::io("open", Path::new("a/b.txt"), missing, "check the name");
        assert_eq!(error.to_string(), "cannot open: a/b.txt: no such file; check the name");
        assert_eq!(error.in_a_row(), "cannot open: no such file; check the name (a/b.txt)");
    }

    #[test]
    fn the_reason_of_the_system_has_no_number() {
        assert_eq!(reason(&io::Error::from_raw_os_error(5)), "input/output error");
    }

    #[test]
    fn a_dash_is_called_standard_input() {
        let error = Error::new("open", Path::new("-"), "it is empty");
        assert_eq!(error.to_string(), "cannot open: standard input: it is empty");
    }
}
