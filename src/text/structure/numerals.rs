//! Numbers as communiqués print them: digits of any script, Roman, Chinese, letters, ordinals.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A way of writing numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::text) enum Numerals {
    /// `12`, `١٢`, `१२`, `１２`.
    Digits,
    /// `IV`, `Ⅳ`.
    UpperRoman,
    /// `iv`.
    LowerRoman,
    /// `十二`.
    Chinese,
    /// `A`, `Đ`, `Б`.
    UpperLetter,
    /// `a`, `đ`, `б`, `가`, `ก`.
    LowerLetter,
    /// `①`, `⑴`.
    Circled,
    /// `premier`, `thứ hai`.
    Ordinal,
    /// `יב`.
    Hebrew,
    /// `፲፪`.
    Ethiopic,
}

/// A number at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::text) struct Number {
    pub(in crate::text) value: u32,
    /// How many bytes it takes.
    pub(in crate::text) len: usize,
}

/// The order of the letters that count items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::text) enum Alphabet {
    Latin,
    /// With đ, without f, j, w and z, as in Vietnamese law.
    Vietnamese,
}

impl Alphabet {
    fn letters(self) -> &'static str {
        match self {
            Alphabet::Latin => "abcdefghijklmnopqrstuvwxyz",
            Alphabet::Vietnamese => "abcdđeghiklmnopqrstuvxy",
        }
    }
}

/// Alphabets of other scripts in the order in which they count items.
const LETTERS: [&str; 6] = [
    "абвгдежзиклмнопрстуфхцчшщэюя",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "가나다라마바사아자차카타파하",
    "กขคงจฉชซฌญ",
    "アイウエオカキクケコ",
    "甲乙丙丁戊己庚辛壬癸",
];

/// The code points of the digit zero, each followed by its one to nine.
const ZEROS: [u32; 19] = [
    0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20,
    0x1040, 0x17e0, 0x1810, 0xff10,
];

/// Ordinals that stand after a keyword, in lower case: the words for one, for two, and so on.
const ORDINALS: [&str; 20] = [
    "nhất|premier|première|primero|primera|primeiro|primeira|primo|prima|first|one|preliminar|первая|اول|یکم|الأولى|الأول",
    "hai|deuxième|segundo|segunda|secondo|seconda|second|two|вторая|دوم|الثانية|الثاني",
    "ba|troisième|tercero|tercera|terceiro|terzo|terza|third|three|третья|سوم|الثالثة|الثالث",
    "tư|quatrième|cuarto|cuarta|quarto|quarta|fourth|four|четвертая|چهارم|الرابعة|الرابع",
    "năm|cinquième|quinto|quinta|fifth|five|пятая|پنجم|الخامسة|الخامس",
    "sáu|sixième|sexto|sexta|sesto|sixth|six|шестая|ششم|السادسة|السادس",
    "bảy|septième|séptimo|séptima|sétimo|settimo|seventh|seven|седьмая|هفتم|السابعة|السابع",
    "tám|huitième|octavo|octava|oitavo|ottavo|eighth|eight|восьмая|هشتم|الثامنة|الثامن",
    "chín|neuvième|noveno|novena|nono|ninth|nine|девятая|نهم|التاسعة|التاسع",
    "mười|dixième|décimo|décima|decimo|tenth|ten|десятая|دهم|العاشرة|العاشر",
    "یازدهم",
    "دوازدهم",
    "سیزدهم",
    "چهاردهم",
    "پانزدهم",
    "شانزدهم",
    "هفدهم",
    "هجدهم|هیجدهم",
    "نوزدهم",
    "بیستم",
];

/// What stands before the ones in Persian ordinals.
const TENS: [(&str, u32); 3] = [("بیست و ", 20), ("سی و ", 30), ("چهل و ", 40)];

/// Persian ordinals of whole tens, written with a zero width non-joiner or without.
const WHOLE_TENS: [(&str, u32); 3] = [("سی\u{200c}ام", 30), ("سیام", 30), ("چهلم", 40)];

static ORDINAL_VALUES: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    let rows = (1..).zip(ORDINALS);
    rows.flat_map(|(value, words)| words.split('|').map(move |word| (word, value)))
        .chain(WHOLE_TENS)
        .collect()
});

impl Numerals {
    /// The number that `text` starts with, the longest one.
    pub(in crate::text) fn read(self, text: &str, alphabet: Alphabet) -> Option<Number> {
        match self {
            Numerals::Digits => digits(text),
            Numerals::UpperRoman => roman(text, &['I', 'V', 'X', 'L', 'C', 'D', 'M'], 'Ⅰ'),
            Numerals::LowerRoman => roman(text, &['i', 'v', 'x', 'l', 'c', 'd', 'm'], 'ⅰ'),
            Numerals::Chinese => chinese(text),
            Numerals::UpperLetter => letter(text, alphabet, char::is_uppercase),
            Numerals::LowerLetter => letter(text, alphabet, |c| !c.is_uppercase()),
            Numerals::Circled => circled(text),
            Numerals::Ordinal => ordinal(text),
            Numerals::Hebrew => summed(text, hebrew_value),
            Numerals::Ethiopic => summed(text, ethiopic_value),
        }
    }
}

fn digit(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let code = u32::from(c);
    ZEROS.iter().find_map(|&zero| code.checked_sub(zero).filter(|&value| value < 10))
}

fn digits(text: &str) -> Option<Number> {
    let (mut value, mut len, mut count) = (0, 0, 0);
    for (c, digit) in text.chars().map_while(|c| digit(c).map(|digit| (c, digit))) {
        count += 1;
        if count > 4 {
            return None;
        }
        value = value * 10 + digit;
        len += c.len_utf8();
    }
    (count > 0 && value > 0).then_some(Number { value, len })
}

/// A Roman numeral in its canonical form, or one of the single code points for 1 to 12.
fn roman(text: &str, signs: &[char; 7], first: char) -> Option<Number> {
    const VALUES: [u32; 7] = [1, 5, 10, 50, 100, 500, 1000];
    let lead = text.chars().next()?;
    if let Some(value) = u32::from(lead).checked_sub(u32::from(first)).filter(|&value| value < 12) {
        return Some(Number { value: value + 1, len: lead.len_utf8() });
    }
    let len = text.chars().take(12).take_while(|c| signs.contains(c)).count();
    if len == 0 || text.get(len..)?.starts_with(char::is_alphabetic) {
        return None;
    }
    let run: Vec<usize> =
        text.chars().take(len).map_while(|c| signs.iter().position(|&sign| sign == c)).collect();
    let mut value = 0;
    for (at, &sign) in run.iter().enumerate() {
        let worth = VALUES.get(sign)?;
        let less = run.get(at + 1).is_some_and(|&next| next > sign);
        value = if less { value + 10_000 - worth } else { value + worth };
    }
    let value = value % 10_000;
    let spelled = canonical_roman(value)?;
    (spelled == run).then_some(Number { value, len })
}

/// The signs of `value` as indices into I V X L C D M.
fn canonical_roman(value: u32) -> Option<Vec<usize>> {
    const STEPS: [(u32, &[usize]); 13] = [
        (1000, &[6]),
        (900, &[4, 6]),
        (500, &[5]),
        (400, &[4, 5]),
        (100, &[4]),
        (90, &[2, 4]),
        (50, &[3]),
        (40, &[2, 3]),
        (10, &[2]),
        (9, &[0, 2]),
        (5, &[1]),
        (4, &[0, 1]),
        (1, &[0]),
    ];
    let mut rest = value;
    let mut signs = Vec::new();
    for (worth, spelled) in STEPS {
        while rest >= worth {
            rest -= worth;
            signs.extend_from_slice(spelled);
        }
    }
    (!signs.is_empty() && value < 4000).then_some(signs)
}

fn chinese(text: &str) -> Option<Number> {
    if text.starts_with(|c| c < '〇') {
        return None;
    }
    let one = |c: char| {
        let at = ["〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"]
            .iter()
            .find_map(|signs| signs.chars().position(|sign| sign == c));
        at.and_then(|at| u32::try_from(at).ok())
    };
    let (mut total, mut current, mut len): (u32, u32, usize) = (0, 0, 0);
    for c in text.chars().take(9) {
        if let Some(one) = one(c) {
            current = one;
        } else if let Some((_, unit)) =
            [('十', 10), ('拾', 10), ('百', 100), ('千', 1000)].iter().find(|(sign, _)| *sign == c)
        {
            total += current.max(1) * unit;
            current = 0;
        } else {
            break;
        }
        len += c.len_utf8();
    }
    (total + current > 0).then_some(Number { value: total + current, len })
}

fn letter(text: &str, alphabet: Alphabet, case: impl Fn(char) -> bool) -> Option<Number> {
    let mut chars = text.chars();
    let sign = chars.next().filter(|&c| c.is_alphanumeric() && case(c))?;
    if chars.next().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let small = sign.to_lowercase().next()?;
    let position = |letters: &str| letters.chars().position(|c| c == small);
    let at = position(alphabet.letters()).or_else(|| LETTERS.iter().find_map(|letters| position(letters)))?;
    Some(Number { value: u32::try_from(at).ok()? + 1, len: sign.len_utf8() })
}

fn circled(text: &str) -> Option<Number> {
    let sign = text.chars().next()?;
    let code = u32::from(sign);
    let value =
        [0x2460, 0x2474, 0x2488].iter().find_map(|&one| code.checked_sub(one).filter(|&value| value < 20))?;
    Some(Number { value: value + 1, len: sign.len_utf8() })
}

fn ordinal(text: &str) -> Option<Number> {
    let ten =
        |(words, value): (&str, u32)| text.strip_prefix(words).map(|rest| (value, text.len() - rest.len()));
    let tens = TENS.into_iter().find_map(ten).unwrap_or((0, 0));
    let rest = text.get(tens.1..)?;
    let len = rest.find(|c: char| !c.is_alphabetic() && !is_mark(c) && c != '\u{200c}').unwrap_or(rest.len());
    let value = ORDINAL_VALUES.get(folded(rest.get(..len)?)?.as_str())?;
    Some(Number { value: tens.0 + value, len: tens.1 + len })
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// A short word in NFC and lower case; `None` for what is too long to be a keyword.
pub(super) fn folded(word: &str) -> Option<String> {
    if word.is_empty() || word.len() > 64 {
        None
    } else if word.is_ascii() {
        Some(word.to_ascii_lowercase())
    } else {
        let small: String = word.chars().flat_map(char::to_lowercase).collect();
        Some(if is_nfc(&small) { small } else { small.nfc().collect() })
    }
}

fn summed(text: &str, worth: fn(char) -> Option<u32>) -> Option<Number> {
    let (mut value, mut len, mut count) = (0, 0, 0);
    for (c, worth) in text.chars().map_while(|c| worth(c).map(|worth| (c, worth))) {
        count += 1;
        value = if worth == 100 && value > 0 { value * 100 } else { value + worth };
        len += c.len_utf8();
        if count > 4 {
            return None;
        }
    }
    (count > 0 && !text.get(len..)?.starts_with(char::is_alphanumeric)).then_some(Number { value, len })
}

fn hebrew_value(c: char) -> Option<u32> {
    const LETTERS: &str = "אבגדהוזחטיכלמנסעפצקרשת";
    let at = u32::try_from(LETTERS.chars().position(|letter| letter == c)?).ok()?;
    Some(match at {
        0..=9 => at + 1,
        10..=18 => (at - 8) * 10,
        19.. => (at - 17) * 100,
    })
}

fn ethiopic_value(c: char) -> Option<u32> {
    let at = u32::from(c).checked_sub(0x1369)?;
    match at {
        0..=8 => Some(at + 1),
        9..=17 => Some((at - 8) * 10),
        18 => Some(100),
        19.. => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(numerals: Numerals, text: &str) -> Option<(u32, &str)> {
        let number = numerals.read(text, Alphabet::Latin)?;
        Some((number.value, text.get(number.len..)?))
    }

    #[test]
    fn each_script_counts() {
        assert_eq!(read(Numerals::Digits, "24.We"), Some((24, ".We")));
        assert_eq!(read(Numerals::Digits, "١٢ "), Some((12, " ")));
        assert_eq!(read(Numerals::Digits, "２１"), Some((21, "")));
        assert_eq!(read(Numerals::Digits, "20200"), None);
        assert_eq!(read(Numerals::UpperRoman, "XIV. "), Some((14, ". ")));
        assert_eq!(read(Numerals::UpperRoman, "IIII"), None);
        assert_eq!(read(Numerals::UpperRoman, "VIM"), None);
        assert_eq!(read(Numerals::UpperRoman, "Ⅳ、"), Some((4, "、")));
        assert_eq!(read(Numerals::LowerRoman, "viii)"), Some((8, ")")));
        assert_eq!(read(Numerals::Chinese, "二十一、"), Some((21, "、")));
        assert_eq!(read(Numerals::Chinese, "十条"), Some((10, "条")));
        assert_eq!(read(Numerals::Chinese, "一百零五条"), Some((105, "条")));
        assert_eq!(read(Numerals::Hebrew, "כה."), Some((25, ".")));
        assert_eq!(read(Numerals::Ethiopic, "፲፪፤"), Some((12, "፤")));
        assert_eq!(read(Numerals::Circled, "③ "), Some((3, " ")));
        assert_eq!(read(Numerals::Ordinal, "Premier\n"), Some((1, "\n")));
        assert_eq!(read(Numerals::Ordinal, "nhất"), Some((1, "")));
        assert_eq!(read(Numerals::Ordinal, "بیست و نهم"), Some((29, "")));
        assert_eq!(read(Numerals::Ordinal, "سی\u{200c}ام\n"), Some((30, "\n")));
        assert_eq!(read(Numerals::LowerLetter, "đ)"), None);
    }

    #[test]
    fn the_vietnamese_alphabet_has_its_own_order() {
        let read = |text| Numerals::LowerLetter.read(text, Alphabet::Vietnamese).map(|number| number.value);
        assert_eq!(["d)", "đ)", "e)", "g)"].map(read), [Some(4), Some(5), Some(6), Some(7)]);
        assert_eq!(read("f)"), None);
    }
}
