//! Why a notes file could not be read.

use super::json::Fault;

/// What is wrong with a notes file and where; its `Display` is a sentence for the reader.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {what}")]
pub struct Damage {
    line: usize,
    column: usize,
    what: String,
}

impl Damage {
    /// The 1-based line of the file.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// The 1-based column of that line, in code points.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }

    /// The text of a notes file, or why it is none: empty, blank, or not UTF-8. A byte order mark
    /// is left out.
    pub(super) fn text(bytes: &[u8]) -> Result<&str, Damage> {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let whole = |what: &str| Err(Damage { line: 1, column: 1, what: what.to_owned() });
        if bytes.iter().all(|&byte| byte == 0) && !bytes.is_empty() {
            return whole("the file holds nothing but zero bytes");
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return whole("the file is empty");
        }
        std::str::from_utf8(bytes).map_err(|error| {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let before = String::from_utf8_lossy(valid);
            Damage::after(&before, "a byte is not UTF-8".to_owned())
        })
    }

    /// The damage that `fault` is in `text`.
    pub(super) fn fault(text: &str, fault: Fault) -> Damage {
        Damage::after(text.get(..fault.at).unwrap_or(text), fault.what)
    }

    fn after(before: &str, what: String) -> Damage {
        let line = 1 + memchr::memchr_iter(b'\n', before.as_bytes()).count();
        let column = 1 + before.rsplit('\n').next().map_or(0, |last| last.chars().count());
        Damage { line, column, what }
    }
}
