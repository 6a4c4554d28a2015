//! Bytes to documents: what a file holds becomes a [`Document`] with warnings, or a refusal that
//! says why in words.
//!
//! This layer takes bytes and a name, never a path; it opens nothing and knows no terminal.

mod decode;
mod markdown;
mod plain;

pub use self::decode::encoding::{Encoding, Standard};
use crate::text::Document;

/// A document, and what the reader should know of how it was read.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What is read.
    pub document: Document,
    /// What was not as it should be and was read all the same.
    pub warnings: Vec<Warning>,
    /// As what it was read.
    pub format: Format,
    /// As what its bytes were read.
    pub encoding: Encoding,
}

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// The text is the file.
    Plain,
    /// `CommonMark` with tables, footnotes and front matter: the text is the words without the markup.
    Markdown,
}

impl Format {
    /// The format that a file's name tells: Markdown by its ending, else plain text.
    #[must_use]
    pub fn of(name: &str) -> Format {
        const MARKDOWN: [&str; 3] = ["md", "markdown", "mdown"];
        match name.rsplit_once('.') {
            Some((_, ending)) if MARKDOWN.iter().any(|known| ending.eq_ignore_ascii_case(known)) => {
                Format::Markdown
            }
            Some(_) | None => Format::Plain,
        }
    }
}

/// Why a file is not read; a fragment of a sentence that follows the file's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It has no bytes.
    #[error("the file is empty; there is nothing to read")]
    Empty,
    /// It has bytes but no words.
    #[error("the file holds no words; there is nothing to read")]
    Blank,
    /// It is another kind of file, known by its first bytes or by its NUL bytes.
    #[error("this is not text (it {0}): postil reads plain text and Markdown")]
    NotText(&'static str),
    /// Its encoding is known, and still too much of it would be lost.
    #[error("more than a tenth of it is not {0}; --encoding names another")]
    Broken(Encoding),
    /// Nothing tells its encoding.
    #[error(
        "it is neither UTF-8 nor clearly anything else; name its encoding, for example --encoding windows-1258"
    )]
    Unknown,
}

/// What was wrong with a file that was read all the same; a sentence without its full stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Warning {
    /// Nothing but its bytes told the encoding, which is not UTF-8.
    #[error("read as {0}; --encoding names another")]
    Assumed(Encoding),
    /// So many bytes belong to no character.
    #[error("{bytes} {} shown as \u{fffd}", not(*.bytes, *.encoding))]
    Undecodable {
        /// How many.
        bytes: usize,
        /// In what they are none.
        encoding: Encoding,
    },
}

fn not(bytes: usize, encoding: Encoding) -> String {
    if bytes == 1 {
        format!("byte is not {encoding} and is")
    } else {
        format!("bytes are not {encoding} and are")
    }
}

/// The document in `bytes`; `name` is the file's name, whose ending tells the format.
///
/// ```
/// let loaded = postil::formats::load("1. Nội dung\r\n".as_bytes(), "thong-bao.txt").unwrap();
/// assert_eq!(loaded.document.text(), "1. Nội dung\n");
/// assert!(postil::formats::load(b"%PDF-1.7", "report.pdf").is_err());
/// ```
///
/// # Errors
/// A [`Refusal`] where there is nothing to read or what is there is not text.
pub fn load(bytes: &[u8], name: &str) -> Result<Loaded, Refusal> {
    load_as(bytes, name, None)
}

/// As [`load`], in the encoding that is `named`; bytes that are none of it are shown as U+FFFD and
/// counted, however many they are. `None` finds the encoding.
///
/// ```
/// use postil::formats::{Encoding, load_as};
/// let loaded = load_as(b"H\xe9i ngh\xde", "thong-bao.txt", Encoding::named("abc")).unwrap();
/// assert_eq!(loaded.document.text(), "Hội nghị");
/// ```
///
/// # Errors
/// As [`load`].
pub fn load_as(bytes: &[u8], name: &str, named: Option<Encoding>) -> Result<Loaded, Refusal> {
    let decoded = decode::decode(bytes, named)?;
    let format = Format::of(name);
    let document = match format {
        Format::Plain => plain::document(decoded.text),
        Format::Markdown => markdown::document(&decoded.text),
    };
    if document.text().trim().is_empty() {
        return Err(Refusal::Blank);
    }
    Ok(Loaded { document, warnings: decoded.warnings, format, encoding: decoded.encoding })
}

/// Whether the encoding of a file is known from its `beginning`, which ends with a line: then
/// [`load`] reads these bytes alike with whatever follows.
#[must_use]
pub fn is_settled(beginning: &[u8]) -> bool {
    decode::detect::is_settled(beginning)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn refusal(bytes: &[u8], name: &str) -> String {
        load(bytes, name).map(|loaded| loaded.document.text().to_owned()).unwrap_err().to_string()
    }

    #[test]
    fn the_name_tells_the_format() {
        for name in ["a.md", "A.MD", "notes.2030.markdown", "x.mdown"] {
            assert_eq!(Format::of(name), Format::Markdown, "{name}");
        }
        for name in ["a.txt", "md", "README", "a.md.txt", "a.mdx", ""] {
            assert_eq!(Format::of(name), Format::Plain, "{name}");
        }
    }

    #[test]
    fn nothing_to_read_is_said_so() {
        assert_eq!(refusal(b"", "a.txt"), "the file is empty; there is nothing to read");
        assert_eq!(refusal(b"\xef\xbb\xbf", "a.txt"), "the file is empty; there is nothing to read");
        for (blank, name) in [(" \n\u{a0}\r\n", "a.txt"), ("<!-- draft -->\n\n---\n", "a.md")] {
            let said = refusal(blank.as_bytes(), name);
            assert_eq!(said, "the file holds no words; there is nothing to read");
        }
    }

    #[test]
    fn a_warning_counts_bytes_in_the_right_number() {
        let said = |bytes: &[u8]| load(bytes, "a.txt").unwrap().warnings[0].to_string();
        assert_eq!(said(b"twenty plain characters \xff"), "1 byte is not UTF-8 and is shown as \u{fffd}");
        assert_eq!(
            said(b"thirty characters of plain words \xff\xfe"),
            "2 bytes are not UTF-8 and are shown as \u{fffd}"
        );
    }

    #[test]
    fn clean_text_has_no_warning() {
        let loaded = load("Hội nghị".as_bytes(), "a.txt").unwrap();
        assert_eq!((loaded.document.text(), loaded.warnings.len()), ("Hội nghị", 0));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
            let text = String::from_utf8_lossy(&bytes);
            for name in ["a.txt", "a.md"] {
                for bytes in [&bytes, text.as_bytes()] {
                    let read = load(bytes, name).map(|loaded| loaded.document.text().trim().is_empty());
                    prop_assert!(!matches!(read, Ok(true)));
                }
            }
        }
    }
}
