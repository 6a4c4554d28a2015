//! Bytes to canonical text: UTF-8 without a byte order mark, line feeds only, NFC (UAX #15).
//!
//! Text that is canonical already is borrowed, not copied. Whatever else is in it stays: control
//! characters are a matter of display.

use std::borrow::Cow;

use memchr::{memchr, memrchr};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{Refusal, Warning};

/// How many bytes must be there for one bad byte to be tolerated.
const BYTES_PER_BAD_BYTE: usize = 10;

/// The first bytes of files that are often taken for texts.
const MAGIC: [(&[u8], &str); 12] = [
    (b"%PDF-", "looks like a PDF"),
    (b"%!PS", "looks like PostScript"),
    (b"PK\x03\x04", "looks like a ZIP archive, as DOCX, ODT and EPUB files are"),
    (b"\xd0\xcf\x11\xe0", "looks like an old Word or Excel file"),
    (b"{\\rtf", "looks like RTF"),
    (b"\x1f\x8b", "looks like a gzip archive"),
    (b"BZh", "looks like a bzip2 archive"),
    (b"\xfd7zXZ", "looks like an xz archive"),
    (b"\x28\xb5\x2f\xfd", "looks like a zstd archive"),
    (b"\x89PNG", "looks like a picture"),
    (b"\xff\xd8\xff", "looks like a picture"),
    (b"GIF8", "looks like a picture"),
];

pub(super) struct Decoded<'a> {
    /// Canonical text; borrowed from the bytes where nothing had to change.
    pub(super) text: Cow<'a, str>,
    pub(super) warnings: Vec<Warning>,
}

pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Refusal> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    refuse_other_kinds(bytes)?;
    let (text, bad) = utf8(bytes);
    if bad > bytes.len() / BYTES_PER_BAD_BYTE {
        return Err(Refusal::NotUtf8);
    }
    let warnings = if bad == 0 { Vec::new() } else { vec![Warning::NotUtf8 { bytes: bad }] };
    Ok(Decoded { text: map_cow(map_cow(text, line_feeds), nfc), warnings })
}

fn refuse_other_kinds(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(Refusal::Utf16);
    }
    if let Some((_, looks)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(Refusal::NotText(looks));
    }
    if memchr(0, bytes).is_some() {
        return Err(Refusal::NotText("holds NUL bytes"));
    }
    Ok(())
}

/// The text, with one U+FFFD for each maximal stretch that is no character, and how many bytes
/// those stretches have.
fn utf8(bytes: &[u8]) -> (Cow<'_, str>, usize) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), 0);
    }
    let (mut text, mut bad) = (String::with_capacity(bytes.len()), 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            bad += chunk.invalid().len();
        }
    }
    (Cow::Owned(text), bad)
}

/// Applies a step that answers `None` where the text may stay as it is.
fn map_cow(text: Cow<'_, str>, step: impl Fn(&str) -> Option<String>) -> Cow<'_, str> {
    match step(&text) {
        Some(changed) => Cow::Owned(changed),
        None => text,
    }
}

/// CRLF and lone CR as LF.
fn line_feeds(text: &str) -> Option<String> {
    let mut at = memchr(b'\r', text.as_bytes())?;
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((line, after)) = rest.split_at_checked(at) {
        out.push_str(line);
        out.push('\n');
        let after = after.strip_prefix('\r').unwrap_or(after);
        rest = after.strip_prefix('\n').unwrap_or(after);
        match memchr(b'\r', rest.as_bytes()) {
            Some(next) => at = next,
            None => break,
        }
    }
    out.push_str(rest);
    Some(out)
}

/// The composed form, or `None` where the text is composed already. A line feed composes with
/// nothing, so that only the lines that need it are looked at and normalised.
pub(super) fn nfc(text: &str) -> Option<String> {
    let (mut out, mut copied, mut at) = (String::new(), 0, 0);
    while let Some(found) = unsettled(text.as_bytes(), at) {
        let start = memrchr(b'\n', text.as_bytes().get(..found)?).map_or(0, |feed| feed + 1);
        let end = memchr(b'\n', text.as_bytes().get(found..)?).map_or(text.len(), |feed| found + feed + 1);
        let line = text.get(start..end)?;
        if !is_nfc(line) {
            out.push_str(text.get(copied..start)?);
            out.extend(line.nfc());
            copied = end;
        }
        at = end;
    }
    out.push_str(text.get(copied..).filter(|_| copied > 0)?);
    Some(out)
}

/// Where the first byte from `from` on stands that may begin a character which is not composed or
/// composes with what is before it. Looks at a stretch at a time, without branches.
fn unsettled(bytes: &[u8], from: usize) -> Option<usize> {
    const STRETCH: usize = 512;
    let rest = bytes.get(from..)?;
    let triple = |at: usize| {
        let byte = |at: usize| rest.get(at).copied().unwrap_or(u8::MAX);
        !is_settled(byte(at), byte(at + 1), byte(at + 2))
    };
    for (stretch, at) in rest.chunks(STRETCH).zip((0..).step_by(STRETCH)) {
        let (next, third) = (rest.get(at + 1..).unwrap_or_default(), rest.get(at + 2..).unwrap_or_default());
        let triples = stretch.iter().zip(next).zip(third);
        let settled = triples.fold(true, |all, ((&a, &b), &c)| all & is_settled(a, b, c));
        if !settled || at + STRETCH + 2 > rest.len() {
            let found = (at..at + stretch.len()).find(|&at| triple(at));
            if let Some(found) = found {
                return Some(from + found);
            }
        }
    }
    None
}

/// Whether these bytes do not begin a character that normalisation may touch: those below U+0300, and
/// of Cyrillic, Latin, punctuation, ideographs and Hangul the blocks that are composed throughout.
#[expect(clippy::needless_bitwise_bool, reason = "without branches it is done for many bytes at once")]
fn is_settled(first: u8, second: u8, third: u8) -> bool {
    (first < 0xcc)
        | (first == 0xd0)
        | (first == 0xd1)
        | ((first == 0xe1) & (0xb8..=0xbb).contains(&second))
        | ((first == 0xe2) & (second == 0x80) & (third >= 0x82))
        | ((first == 0xe3) & (second == 0x80) & (third < 0xaa))
        | (0xe4..=0xe9).contains(&first)
        | (first == 0xeb)
        | (first == 0xec)
        | ((first == 0xef) & (second == 0xbc))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).expect("is text").text.into_owned()
    }

    #[test]
    fn line_ends_become_line_feeds() {
        assert_eq!(text(b"a\r\nb\rc\n\r\nd\r"), "a\nb\nc\n\nd\n");
        assert_eq!(text(b"\r\r\n\n"), "\n\n\n");
    }

    #[test]
    fn a_byte_order_mark_is_taken_off_at_the_start_only() {
        assert_eq!(text("\u{feff}a\u{feff}b".as_bytes()), "a\u{feff}b");
    }

    #[test]
    fn decomposed_text_is_composed() {
        assert_eq!(text("Ho\u{323}\u{302}i nghi\u{323}\nhọp".as_bytes()), "Hội nghị\nhọp");
    }

    #[test]
    fn canonical_text_is_borrowed() {
        let decoded = decode("Thông báo\nkết quả".as_bytes()).expect("is text");
        assert!(matches!(decoded.text, Cow::Borrowed(_)));
    }

    #[test]
    fn other_kinds_of_file_are_named() {
        let said = |bytes: &[u8]| decode(bytes).err().map(|refusal| refusal.to_string()).unwrap_or_default();
        assert!(said(b"%PDF-1.7\n").contains("a PDF"));
        assert!(said(b"PK\x03\x04\x14").contains("ZIP"));
        assert!(said(b"PK\x03\x04\x14").contains("DOCX"));
        assert!(said(b"{\\rtf1\\ansi").contains("RTF"));
        assert!(said(b"plain\0text").contains("NUL"));
        assert!(said(b"\xff\xfea\0b\0").contains("UTF-16"));
    }

    #[test]
    fn a_tenth_of_bad_bytes_is_the_limit() {
        let tenth = b"nine good\xff";
        assert_eq!(text(tenth), "nine good\u{fffd}");
        assert_eq!(decode(tenth).expect("is text").warnings, [Warning::NotUtf8 { bytes: 1 }]);
        assert!(matches!(decode(b"nine goo\xff"), Err(Refusal::NotUtf8)));
        assert!(matches!(decode(b"H\xe9i ngh\xde"), Err(Refusal::NotUtf8)));
    }

    #[test]
    fn a_cut_character_is_one_mark_and_all_its_bytes_are_counted() {
        let mut bytes = "twenty characters of text and more: ệ".as_bytes().to_vec();
        bytes.pop();
        let decoded = decode(&bytes).expect("is text");
        assert_eq!(decoded.text, "twenty characters of text and more: \u{fffd}");
        assert_eq!(decoded.warnings, [Warning::NotUtf8 { bytes: 2 }]);
    }

    #[test]
    fn what_is_settled_is_composed_and_composes_with_nothing_before_it() {
        for c in ('\0'..=char::MAX).filter(|c| !matches!(c, '\u{ac00}'..='\u{d7a3}')) {
            let text = format!("e{c}e");
            let settled = unsettled(text.as_bytes(), 0).is_none();
            assert!(!settled || (is_nfc(&text) && text.nfc().eq(text.chars())), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_composed(text in "[a-e\u{2f0}-\u{360}\u{1e00}-\u{1f20}\u{2000}-\u{2002}ệ가\u{1161}\n]{0,40}") {
            let whole: String = text.nfc().collect();
            prop_assert_eq!(nfc(&text).unwrap_or(text), whole);
        }

        #[test]
        fn what_comes_out_is_canonical_and_comes_out_again_unchanged(bytes in "[a-eệ\u{301}\u{323}\u{feff} \r\n]{0,40}") {
            if let Ok(decoded) = decode(bytes.as_bytes()) {
                prop_assert!(is_nfc(&decoded.text) && !decoded.text.contains('\r'));
                let again = text(format!("|{}", decoded.text).as_bytes());
                prop_assert_eq!(again.strip_prefix('|'), Some(&*decoded.text));
            }
        }

        #[test]
        fn any_bytes_are_text_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(decoded) = decode(&bytes) {
                prop_assert!(!decoded.text.contains(['\r', '\0']));
            }
        }
    }
}
