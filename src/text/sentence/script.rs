//! The characters that a sentence ends and begins with, script by script.

/// Quotes and brackets that only ever close, and what may hang behind a sentence with them:
/// footnote figures, marks of emphasis, and signs of direction that take no room.
pub(super) fn is_closer(c: char) -> bool {
    matches!(
        c,
        '\'' | '”'
            | '’'
            | '»'
            | '›'
            | ')'
            | ']'
            | '}'
            | '」'
            | '』'
            | '》'
            | '〉'
            | '】'
            | '）'
            | '］'
            | '〕'
            | '〗'
            | '〙'
            | '｣'
            | '｝'
            | '＂'
            | '＇'
            | '〞'
            | '〟'
            | '*'
            | '_'
            | '¹'
            | '²'
            | '³'
            | '⁰'
            | '⁴'..='⁹' | '†' | '‡'
    ) || is_invisible(c)
}

/// Quotes that close in one language and open in another: “so” but „so“, »so« but « so ».
pub(super) fn is_either_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '‘' | '«' | '‹')
}

/// Signs that set the direction of writing or forbid a break: no one sees them.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{61c}' | '\u{feff}')
}

/// Quotes, brackets, dashes and bullets that may stand before the first letter of a sentence.
pub(super) fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '”'
            | '‘'
            | '’'
            | '„'
            | '‚'
            | '‟'
            | '«'
            | '‹'
            | '»'
            | '›'
            | '('
            | '['
            | '{'
            | '「'
            | '『'
            | '《'
            | '〈'
            | '【'
            | '（'
            | '［'
            | '〔'
            | '¿'
            | '¡'
            | '…'
            | '*'
            | '_'
            | '#'
            | '-'
            | '+'
            | '‑'
            | '‐'
            | '–'
            | '—'
            | '―'
            | '•'
            | '·'
            | '▪'
            | '●'
            | '◦'
            | '■'
            | '□'
            | '►'
            | '➢'
            | '✓'
            | '※'
            | '○'
            | '◆'
            | '▲'
            | '¹'
            | '²'
            | '³'
    ) || is_invisible(c)
}

/// Brackets that open; what stands in them alone is no sentence: `[…]`, `(?)`.
pub(super) fn is_open_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '（' | '［' | '“' | '「' | '«' | '"' | '‘' | '『')
}

/// Han and kana, which are written without spaces.
pub(super) fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

pub(super) fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}')
}

pub(super) fn is_thai(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{e4e}')
}

pub(super) fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}')
}

/// Whether a sentence may not begin with the letter `c`: a small letter, but not of Georgian, whose
/// sentences all begin with one.
pub(super) fn is_small(c: char) -> bool {
    c.is_lowercase() && !matches!(c, '\u{10d0}'..='\u{10ff}')
}

/// Letters of scripts without capitals that are set apart by spaces, in which one letter with a full
/// stop is an abbreviation: Hebrew, Arabic, Thai.
pub(super) fn is_lone_letter(c: char) -> bool {
    matches!(c, '\u{5d0}'..='\u{64a}' | '\u{e01}'..='\u{e2e}')
}

/// The connectives with which a Thai sentence begins behind a space; Thai has no mark for its end.
const THAI_CONNECTIVES: [&str; 8] =
    ["ทั้งนี้", "นอกจากนี้", "อย่างไรก็ตาม", "อย่างไรก็ดี", "อนึ่ง", "ในการนี้", "ในโอกาสนี้", "ขณะเดียวกัน"];

/// Whether a new Thai sentence begins with `next`.
pub(super) fn begins_thai(next: &str) -> bool {
    next.starts_with(is_thai) && THAI_CONNECTIVES.iter().any(|word| next.starts_with(word))
}

/// What takes a sentence up behind a Chinese quotation that ends in a stop: 的, and so on.
const CHINESE_LINKS: [&str; 16] =
    ["的", "等", "和", "与", "及", "或", "之", "而", "是", "为", "这一", "這一", "與", "為", "并", "後"];

/// Particles that take a sentence up behind a Japanese quotation.
const JAPANESE_PARTICLES: [&str; 12] =
    ["と", "の", "が", "を", "は", "に", "も", "で", "や", "か", "など", "って"];

/// Words that begin like a particle and yet begin a sentence.
const JAPANESE_STARTERS: [&str; 14] = [
    "もし",
    "もちろん",
    "もっとも",
    "かつて",
    "のち",
    "とくに",
    "ところ",
    "とりわけ",
    "ともに",
    "とはいえ",
    "でも",
    "ですから",
    "やがて",
    "はじめ",
];

/// Particles that take a sentence up behind a Korean quotation.
const KOREAN_PARTICLES: [&str; 7] = ["라고", "라는", "라며", "이라고", "이라는", "고 ", "며 "];

/// Whether `next` takes up the sentence in which a quotation has just ended.
pub(super) fn takes_up_quotation(next: &str) -> bool {
    let starts = |words: &[&str]| words.iter().any(|word| next.starts_with(word));
    starts(&CHINESE_LINKS)
        || starts(&KOREAN_PARTICLES)
        || (starts(&JAPANESE_PARTICLES) && !starts(&JAPANESE_STARTERS))
}
