//! Bytes to canonical text: no byte order mark, line feeds only, NFC (UAX #15).
//!
//! UTF-8 that is canonical already is borrowed, not copied. Whatever else is in it stays: control
//! characters are a matter of display.

pub(super) mod detect;
pub(super) mod encoding;
mod syllable;
mod unicode;
mod vietnamese;

use std::borrow::Cow;

use encoding_rs::DecoderResult;
use memchr::{memchr, memrchr};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use self::encoding::Encoding;
use super::{Refusal, Warning};

/// How many bytes must be there for one bad byte to be tolerated.
const BYTES_PER_BAD_BYTE: usize = 10;

/// Room that a decoder never needs more than for one character, in bytes.
const SPACE: usize = 64;

const NUL: Refusal = Refusal::NotText("holds NUL bytes");

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
    pub(super) encoding: Encoding,
}

/// What bytes are in an encoding.
struct Text<'a> {
    /// The characters, with U+FFFD for each stretch that is none.
    text: Cow<'a, str>,
    /// How many bytes those stretches have.
    bad: usize,
}

/// The text of `bytes` in the encoding that is `named`, or else in the one that its byte order mark
/// tells, or else in the one that it looks like. A mark may say in which order a named encoding is.
pub(super) fn decode(bytes: &[u8], named: Option<Encoding>) -> Result<Decoded<'_>, Refusal> {
    let mark = unicode::byte_order_mark(bytes);
    let mark = mark.filter(|(told, _)| named.is_none_or(|named| told.is_kin(named)));
    let (told, bytes) = mark.map_or((named, bytes), |(told, rest)| (Some(told), rest));
    refuse_other_kinds(bytes)?;
    if told.is_none()
        && let Some(text) = clean_utf8(bytes)
    {
        let text = canonical(Cow::Borrowed(text));
        return Ok(Decoded { text, warnings: Vec::new(), encoding: Encoding::Utf8 });
    }
    let encoding = told.map_or_else(|| guess(bytes), Ok)?;
    let Text { text, bad } = read(bytes, encoding);
    if named.is_none() && is_too_bad(bad, bytes.len()) {
        return Err(Refusal::Broken(encoding));
    }
    if memchr(0, text.as_bytes()).is_some() {
        return Err(NUL);
    }
    let assumed = (told.is_none() && encoding != Encoding::Utf8).then_some(Warning::Assumed(encoding));
    let undecodable = (bad > 0).then_some(Warning::Undecodable { bytes: bad, encoding });
    let warnings = assumed.into_iter().chain(undecodable).collect();
    Ok(Decoded { text: canonical(text), warnings, encoding })
}

fn refuse_other_kinds(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    match MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        Some((_, looks)) => Err(Refusal::NotText(looks)),
        None => Ok(()),
    }
}

fn is_too_bad(bad: usize, all: usize) -> bool {
    bad > all / BYTES_PER_BAD_BYTE
}

/// The bytes as they are, where all of them are UTF-8 and nothing speaks against it.
fn clean_utf8(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok().filter(|_| memchr(0, bytes).is_none())?;
    (!is_switching(bytes)).then_some(text)
}

fn is_switching(bytes: &[u8]) -> bool {
    bytes.is_ascii() && memchr(0x1b, bytes).is_some() && detect::is_iso_2022_jp(bytes)
}

/// The encoding of bytes that are not simply UTF-8.
fn guess(bytes: &[u8]) -> Result<Encoding, Refusal> {
    if memchr(0, bytes).is_some() {
        return unicode::guess(bytes).ok_or(NUL);
    }
    if bytes.is_ascii() {
        return Encoding::of(encoding_rs::ISO_2022_JP).ok_or(Refusal::Unknown);
    }
    let unknown =
        || if is_too_bad(utf8(bytes).bad, bytes.len()) { Err(Refusal::Unknown) } else { Ok(Encoding::Utf8) };
    detect::guess(bytes).map_or_else(unknown, Ok)
}

fn read(bytes: &[u8], encoding: Encoding) -> Text<'_> {
    match encoding {
        Encoding::Utf8 => utf8(bytes),
        Encoding::Utf16Le => standard(bytes, encoding_rs::UTF_16LE),
        Encoding::Utf16Be => standard(bytes, encoding_rs::UTF_16BE),
        Encoding::Utf32Le => unicode::utf32(bytes, u32::from_le_bytes),
        Encoding::Utf32Be => unicode::utf32(bytes, u32::from_be_bytes),
        Encoding::Tcvn3 => vietnamese::tcvn3(bytes),
        Encoding::Vni => vietnamese::vni(bytes),
        Encoding::Viscii => vietnamese::viscii(bytes),
        Encoding::Standard(encoding) => standard(bytes, encoding.codec()),
    }
}

fn utf8(bytes: &[u8]) -> Text<'_> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Text { text: Cow::Borrowed(text), bad: 0 };
    }
    let (mut text, mut bad) = (String::with_capacity(bytes.len()), 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            bad += chunk.invalid().len();
        }
    }
    Text { text: Cow::Owned(text), bad }
}

fn standard(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> Text<'static> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut text, mut bad, mut rest) = (String::new(), 0, bytes);
    loop {
        text.reserve(rest.len() + SPACE);
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, _) => {
                text.push(char::REPLACEMENT_CHARACTER);
                bad += usize::from(length);
            }
        }
    }
    Text { text: Cow::Owned(text), bad }
}

fn canonical(text: Cow<'_, str>) -> Cow<'_, str> {
    map_cow(map_cow(text, line_feeds), nfc)
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
        decode(bytes, None).expect("is text").text.into_owned()
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
        let decoded = decode("Thông báo\nkết quả".as_bytes(), None).expect("is text");
        assert!(matches!(decoded.text, Cow::Borrowed(_)));
    }

    #[test]
    fn other_kinds_of_file_are_named() {
        let said =
            |bytes: &[u8]| decode(bytes, None).err().map(|refusal| refusal.to_string()).unwrap_or_default();
        assert!(said(b"%PDF-1.7\n").contains("a PDF"));
        assert!(said(b"PK\x03\x04\x14").contains("ZIP"));
        assert!(said(b"PK\x03\x04\x14").contains("DOCX"));
        assert!(said(b"{\\rtf1\\ansi").contains("RTF"));
        assert!(said(b"plain\0text").contains("NUL"));
    }

    #[test]
    fn a_tenth_of_bad_bytes_is_the_limit() {
        let bad = |bytes| vec![Warning::Undecodable { bytes, encoding: Encoding::Utf8 }];
        let tenth = b"so good: \xff";
        assert_eq!(text(tenth), "so good: \u{fffd}");
        assert_eq!(decode(tenth, None).expect("is text").warnings, bad(1));
        assert_eq!(decode(b"no good \xff", None).err(), Some(Refusal::Unknown));
        assert_eq!(decode(b"H\xe9i ngh\xde", None).err(), Some(Refusal::Unknown));
    }

    #[test]
    fn a_cut_character_is_one_mark_and_all_its_bytes_are_counted() {
        let mut bytes = "twenty characters of text and more: ệ".as_bytes().to_vec();
        bytes.pop();
        let decoded = decode(&bytes, None).expect("is text");
        assert_eq!(decoded.text, "twenty characters of text and more: \u{fffd}");
        assert_eq!(decoded.warnings, [Warning::Undecodable { bytes: 2, encoding: Encoding::Utf8 }]);
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
            if let Ok(decoded) = decode(bytes.as_bytes(), None) {
                prop_assert!(is_nfc(&decoded.text) && !decoded.text.contains('\r'));
                let again = text(format!("|{}", decoded.text).as_bytes());
                prop_assert_eq!(again.strip_prefix('|'), Some(&*decoded.text));
            }
        }

        #[test]
        fn any_bytes_are_text_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(decoded) = decode(&bytes, None) {
                prop_assert!(!decoded.text.contains(['\r', '\0']));
            }
        }
    }
}
