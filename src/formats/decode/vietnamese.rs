//! The Vietnamese encodings that the Encoding Standard does not have: TCVN3, VNI, VISCII.
//!
//! Sources: TCVN 5712:1993 (VN1) and RFC 1456 (VISCII), which agree with the charmaps of the GNU C
//! library; the double-byte layout of the VNI fonts for Windows.

use std::borrow::Cow;

use super::Text;

/// What the bytes from 0x80 on stand for in TCVN3. The five marks combine with the letter before.
const TCVN3: &str = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\
    \u{a0}ĂÂÊÔƠƯĐăâêôơưđẰ\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴ\
    ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";
/// The capitals that TCVN3 has in the place of control characters.
const TCVN3_LOW: [(u8, char); 12] = [
    (0x01, 'Ú'),
    (0x02, 'Ụ'),
    (0x04, 'Ừ'),
    (0x05, 'Ử'),
    (0x06, 'Ữ'),
    (0x11, 'Ứ'),
    (0x12, 'Ự'),
    (0x13, 'Ỳ'),
    (0x14, 'Ỷ'),
    (0x15, 'Ỹ'),
    (0x16, 'Ý'),
    (0x17, 'Ỵ'),
];

/// What the bytes from 0x80 on stand for in VISCII.
const VISCII: &str = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ\
    ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";
/// The capitals that VISCII has in the place of control characters.
const VISCII_LOW: [(u8, char); 6] =
    [(0x02, 'Ẳ'), (0x05, 'Ẵ'), (0x06, 'Ẫ'), (0x14, 'Ỷ'), (0x19, 'Ỹ'), (0x1e, 'Ỵ')];

/// The letters that VNI has as one byte.
const VNI_LETTERS: [(u8, char); 16] = [
    (0xd1, 'Đ'),
    (0xf1, 'đ'),
    (0xd4, 'Ơ'),
    (0xf4, 'ơ'),
    (0xd6, 'Ư'),
    (0xf6, 'ư'),
    (0xcd, 'Í'),
    (0xed, 'í'),
    (0xcc, 'Ì'),
    (0xec, 'ì'),
    (0xc6, 'Ỉ'),
    (0xe6, 'ỉ'),
    (0xd3, 'Ĩ'),
    (0xf3, 'ĩ'),
    (0xd2, 'Ị'),
    (0xf2, 'ị'),
];
const VNI_Y: [(u8, char); 2] = [(0xce, 'Ỵ'), (0xee, 'ỵ')];

/// The marks of VNI, by their lower-case byte: after which letters they stand, and what they are.
/// The upper-case byte is lower by 0x20.
const VNI_MARKS: [(u8, &str, &str); 17] = [
    (0xf9, "aeouyơư", "\u{301}"),
    (0xf8, "aeouyơư", "\u{300}"),
    (0xfb, "aeouyơư", "\u{309}"),
    (0xf5, "aeouyơư", "\u{303}"),
    (0xef, "aeouơư", "\u{323}"),
    (0xe2, "aeo", "\u{302}"),
    (0xe1, "aeo", "\u{302}\u{301}"),
    (0xe0, "aeo", "\u{302}\u{300}"),
    (0xe5, "aeo", "\u{302}\u{309}"),
    (0xe3, "aeo", "\u{302}\u{303}"),
    (0xe4, "aeo", "\u{302}\u{323}"),
    (0xea, "a", "\u{306}"),
    (0xe9, "a", "\u{306}\u{301}"),
    (0xe8, "a", "\u{306}\u{300}"),
    (0xfa, "a", "\u{306}\u{309}"),
    (0xfc, "a", "\u{306}\u{303}"),
    (0xeb, "a", "\u{306}\u{323}"),
];

/// What a byte of VNI stands for.
#[derive(Clone, Copy)]
enum Vni {
    Letter(char),
    /// The letters it stands after, and the combining marks that it puts on them.
    Mark(&'static str, &'static str),
    None,
}

/// Bytes as TCVN3, with capitals where a font for capitals was meant.
pub(super) fn tcvn3(bytes: &[u8]) -> Text<'static> {
    let text = single(bytes, TCVN3, &TCVN3_LOW);
    Text { text: Cow::Owned(raise_all(&text)), bad: 0 }
}

/// Bytes as VISCII.
pub(super) fn viscii(bytes: &[u8]) -> Text<'static> {
    Text { text: Cow::Owned(single(bytes, VISCII, &VISCII_LOW)), bad: 0 }
}

/// Bytes as VNI for Windows, the marks as combining characters. A mark that stands after no letter
/// that can bear it is bad. Punctuation is that of windows-1252, as in the fonts.
pub(super) fn vni(bytes: &[u8]) -> Text<'static> {
    let table = vni_table();
    let (mut text, mut bad, mut before) = (String::with_capacity(bytes.len() * 3 / 2), 0, ' ');
    for byte in bytes {
        match table.get(usize::from(*byte)) {
            Some(Vni::Letter(letter)) => {
                text.push(*letter);
                before = letter.to_lowercase().next().unwrap_or(*letter);
            }
            Some(Vni::Mark(letters, marks)) if letters.contains(before) => {
                text.push_str(marks);
                before = ' ';
            }
            Some(Vni::Mark(..) | Vni::None) | None => {
                text.push(char::REPLACEMENT_CHARACTER);
                bad += 1;
                before = ' ';
            }
        }
    }
    Text { text: Cow::Owned(text), bad }
}

/// Bytes of which each is a character: ASCII, but for the `low` ones, and from 0x80 on `high`.
fn single(bytes: &[u8], high: &str, low: &[(u8, char)]) -> String {
    let mut table: Vec<char> = (0..0x80).map(char::from).chain(high.chars()).collect();
    for (byte, capital) in low {
        if let Some(entry) = table.get_mut(usize::from(*byte)) {
            *entry = *capital;
        }
    }
    let letter = |byte: &u8| table.get(usize::from(*byte)).copied().unwrap_or(char::REPLACEMENT_CHARACTER);
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    text.extend(bytes.iter().map(letter));
    text
}

fn vni_table() -> Vec<Vni> {
    let plain = |byte: u8| {
        let letter = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next();
        letter.filter(|letter| *letter < '\u{80}' || *letter >= '\u{a0}').map_or(Vni::None, Vni::Letter)
    };
    let mut table: Vec<Vni> = (0..=u8::MAX).map(plain).collect();
    let mut set = |byte: u8, entry| {
        if let Some(at) = table.get_mut(usize::from(byte)) {
            *at = entry;
        }
    };
    VNI_LETTERS.iter().chain(&VNI_Y).for_each(|(byte, letter)| set(*byte, Vni::Letter(*letter)));
    for (byte, letters, marks) in VNI_MARKS {
        set(byte, Vni::Mark(letters, marks));
        set(byte - 0x20, Vni::Mark(letters, marks));
    }
    table
}

/// TCVN3 writes most capitals with accents as small letters in a font that draws them as capitals
/// (`.VnTimeH`), so that a heading reads `HộI NGHị`. The small letters of a word whose other letters
/// show that it was one of those become capitals.
fn raise_all(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.split_inclusive('\n').for_each(|line| raise(line, &mut out));
    out
}

fn raise(line: &str, out: &mut String) {
    let words: Vec<&str> = line.split_inclusive(|c: char| !c.is_alphabetic()).collect();
    let letters: Vec<&str> =
        words.iter().copied().filter(|word| word.starts_with(char::is_alphabetic)).collect();
    let sure: Vec<bool> = letters.iter().map(|word| is_raised(word)).collect();
    if !sure.contains(&true) {
        out.push_str(line);
        return;
    }
    let beside = |at: usize| {
        at.checked_sub(1).and_then(|at| sure.get(at)) == Some(&true) || sure.get(at + 1) == Some(&true)
    };
    let mut at = 0;
    for word in words {
        if !word.starts_with(char::is_alphabetic) {
            out.push_str(word);
            continue;
        }
        let raised =
            sure.get(at) == Some(&true) || (beside(at) && !word.contains(|c: char| c.is_ascii_lowercase()));
        if raised {
            out.extend(word.chars().flat_map(char::to_uppercase));
        } else {
            out.push_str(word);
        }
        at += 1;
    }
}

/// Whether a word has a small letter with an accent, and all its letters without one are capitals:
/// two of them, or one that follows the small letter.
fn is_raised(word: &str) -> bool {
    let small = |c: char| !c.is_ascii() && c.is_lowercase();
    let Some(first) = word.find(small) else { return false };
    let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
    let follows = word.get(first..).is_some_and(|rest| rest.contains(|c: char| c.is_ascii_uppercase()));
    (capitals >= 2 || follows) && !word.contains(|c: char| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_has_its_letter() {
        assert_eq!((TCVN3.chars().count(), VISCII.chars().count()), (128, 128));
        assert_eq!(tcvn3(b"H\xe9i ngh\xde \x81nh").text, "Hội nghị Ảnh");
        assert_eq!(viscii(b"H\xb5i ngh\xb8 \xc4nh").text, "Hội nghị Ảnh");
        assert_eq!(vni(b"Ho\xe4i ngh\xf2").text, "Ho\u{302}\u{323}i nghị");
        assert_eq!(tcvn3(b"\x11ng x\x06").text, "Ứng xỮ");
        assert_eq!(viscii(b"\x14 \x02").text, "Ỷ Ẳ");
    }

    #[test]
    fn a_mark_of_vni_is_borne_by_a_letter_or_bad() {
        assert_eq!(vni(b"th\xf6\xef A\xdbnh A\xfbnh").text, "thư\u{323} A\u{309}nh A\u{309}nh");
        let stray = vni(b"n\xf9 aa\xf9\xf9 i\xf9 \x81");
        assert_eq!((&*stray.text, stray.bad), ("n\u{fffd} aa\u{301}\u{fffd} i\u{fffd} \u{fffd}", 4));
        assert_eq!(vni(b"\x93\xd1\xf6\x94 \x96").text, "“Đư” –");
    }

    #[test]
    fn words_in_a_font_of_capitals_get_their_capitals() {
        let raised = |text: &str| raise_all(text);
        assert_eq!(raised("CộNG HòA Xã HộI CHủ NGHĩA"), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA");
        assert_eq!(raised("ủY BAN Tự DO"), "ỦY BAN Tự DO");
        assert_eq!(
            raised("ĐộC LậP – Tự DO – HạNH PHúC\nSố 12-NQ/TU"),
            "ĐỘC LẬP – TỰ DO – HẠNH PHÚC\nSố 12-NQ/TU"
        );
        assert_eq!(raised("Bộ Tài chính, ý kiến của Bộ"), "Bộ Tài chính, ý kiến của Bộ");
    }
}
