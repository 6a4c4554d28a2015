//! UTF-16 and UTF-32: their byte order marks, and how they are known without one.

use std::borrow::Cow;

use memchr::memchr_iter;

use super::encoding::Encoding;
use super::{Text, read};

/// How many bytes are looked at to tell an encoding; a multiple of four.
const SAMPLE: usize = 64 << 10;

/// The marks; that of UTF-32LE begins as that of UTF-16LE does.
const MARKS: [(&[u8], Encoding); 5] = [
    (b"\xef\xbb\xbf", Encoding::Utf8),
    (b"\xff\xfe\0\0", Encoding::Utf32Le),
    (b"\0\0\xfe\xff", Encoding::Utf32Be),
    (b"\xff\xfe", Encoding::Utf16Le),
    (b"\xfe\xff", Encoding::Utf16Be),
];

/// The encoding that the byte order mark tells, and what follows the mark.
pub(super) fn byte_order_mark(bytes: &[u8]) -> Option<(Encoding, &[u8])> {
    MARKS.iter().find_map(|(mark, encoding)| Some((*encoding, bytes.strip_prefix(*mark)?)))
}

/// The encoding of bytes among which there are NUL bytes: UTF-32 where every unit is a character,
/// UTF-16 in the order in which spaces and letters come out. `None` where it is neither.
pub(super) fn guess(bytes: &[u8]) -> Option<Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let nuls = memchr_iter(0, sample).count();
    if nuls * 4 < sample.len() && std::str::from_utf8(sample).is_ok() {
        return None;
    }
    let known = |encoding: &Encoding| commonness(&read(sample, *encoding));
    let wide = [Encoding::Utf32Le, Encoding::Utf32Be].into_iter().find(|wide| known(wide).is_some());
    let narrow = || {
        let scored =
            [Encoding::Utf16Le, Encoding::Utf16Be].into_iter().filter_map(|one| Some((known(&one)?, one)));
        scored.max_by_key(|(score, _)| *score).map(|(_, encoding)| encoding)
    };
    wide.or_else(narrow)
}

/// How many characters are such as every text has. `None` where it is no text: it has bad bytes, but
/// for a last character that is cut, or controls, or hardly one common character.
fn commonness(text: &Text) -> Option<usize> {
    let control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    if text.bad > 3 || text.text.contains(control) {
        return None;
    }
    let common = |c: &char| c.is_ascii() || matches!(c, '\u{3000}'..='\u{3002}' | '\u{ff0c}');
    let (common, all) = (text.text.chars().filter(common).count(), text.text.chars().count());
    (common > 0 && common * 20 >= all).then_some(common)
}

/// The text of units of four bytes, the order of which `unit` tells.
pub(super) fn utf32(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> Text<'static> {
    let (units, rest) = bytes.as_chunks::<4>();
    let (mut text, mut bad) = (String::with_capacity(bytes.len() / 2), rest.len());
    for bytes in units {
        text.push(char::from_u32(unit(*bytes)).unwrap_or_else(|| {
            bad += 4;
            char::REPLACEMENT_CHARACTER
        }));
    }
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    Text { text: Cow::Owned(text), bad }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn the_order_of_bytes_is_known_without_a_mark() {
        for text in ["Hội nghị lần thứ 22\n", "一次会议，一致同意。\n一九四九年\n", "a b"]
        {
            assert_eq!(guess(&utf16(text, u16::to_le_bytes)), Some(Encoding::Utf16Le), "{text}");
            assert_eq!(guess(&utf16(text, u16::to_be_bytes)), Some(Encoding::Utf16Be), "{text}");
            let wide =
                |unit: fn(u32) -> [u8; 4]| text.chars().flat_map(|c| unit(c.into())).collect::<Vec<_>>();
            assert_eq!(guess(&wide(u32::to_le_bytes)), Some(Encoding::Utf32Le), "{text}");
            assert_eq!(guess(&wide(u32::to_be_bytes)), Some(Encoding::Utf32Be), "{text}");
        }
    }

    #[test]
    fn bytes_with_nul_are_not_taken_for_text() {
        let binary: [&[u8]; 4] =
            [b"plain\0text", b"\x7fELF\x02\x01\x01\0\0\0\0\0", "Hội nghị\0lần thứ 22".as_bytes(), &[0; 64]];
        for bytes in binary {
            assert_eq!(guess(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn a_number_that_is_no_character_is_bad() {
        let text = utf32(b"a\0\0\0\0\xd8\0\0b\0", u32::from_le_bytes);
        assert_eq!((&*text.text, text.bad), ("a\u{fffd}\u{fffd}", 6));
    }
}
