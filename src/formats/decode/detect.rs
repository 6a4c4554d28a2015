//! The encoding of bytes that are not UTF-8 through and through.
//!
//! A wrong guess is worse than none: what is not convincing is left to UTF-8, and to its refusal.

use unicode_normalization::UnicodeNormalization;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::encoding::Encoding;
use super::read;
use super::syllable::Tally;

/// How many bytes are looked at, from the first that is not ASCII.
const SAMPLE: usize = 64 << 10;
/// This much evidence of UTF-8, before anything that is not, settles it: eight characters of two
/// bytes or two of three, which in other encodings do not come about by chance.
const SETTLED: usize = 8;
/// The single letters that are words in languages of Latin script, in lower case.
const LONE: &str = "àáâäåèéíóôöúý";

/// The encoding of bytes that are not all UTF-8 and have no NUL among them. `None` where nothing is
/// convincing.
pub(super) fn guess(bytes: &[u8]) -> Option<Encoding> {
    if is_damaged_utf8(bytes) {
        return Some(Encoding::Utf8);
    }
    let from = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or_default().saturating_sub(SAMPLE / 64);
    let sample = bytes.get(from..).unwrap_or(bytes);
    let sample = sample.get(..SAMPLE).unwrap_or(sample);
    vietnamese(sample).or_else(|| other(sample))
}

/// Whether ASCII bytes switch between character sets as ISO-2022-JP does.
pub(super) fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny) == encoding_rs::ISO_2022_JP
}

/// Whether the encoding of the whole is known from its beginning, which ends with a line: every byte
/// of it is read alike whatever follows.
pub(in crate::formats) fn is_settled(beginning: &[u8]) -> bool {
    let plain = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | b' '..=b'~');
    let marked = beginning.starts_with(b"\xef\xbb\xbf");
    match std::str::from_utf8(beginning) {
        Ok(text) if !marked && !text.contains('\0') => beginning.iter().all(plain) || is_utf8_so_far(text),
        Ok(text) => marked && !text.contains('\0'),
        Err(_) => false,
    }
}

fn is_utf8_so_far(valid: &str) -> bool {
    let evidence = valid.chars().map(|c| (c.len_utf8() - 1).pow(2));
    let sums = evidence.scan(0, |sum, one| {
        *sum += one;
        Some(*sum)
    });
    sums.into_iter().any(|sum| sum >= SETTLED)
}

/// Whether there is more UTF-8 beyond ASCII than there are stretches of other bytes, or the last
/// character is cut.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut characters, mut stretches, mut tail) = (0, 0, 0);
    for (at, chunk) in bytes.utf8_chunks().enumerate() {
        if at == 0 && is_utf8_so_far(chunk.valid()) {
            return true;
        }
        characters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        stretches += usize::from(!chunk.invalid().is_empty());
        tail = chunk.invalid().len();
    }
    characters > stretches || (stretches == 1 && tail > 1 && bytes.utf8_chunks().count() == 1)
}

/// The Vietnamese encoding in which most words are syllables.
fn vietnamese(sample: &[u8]) -> Option<Encoding> {
    let windows = Encoding::of(encoding_rs::WINDOWS_1258)?;
    let tallies = [Encoding::Vni, Encoding::Viscii, Encoding::Tcvn3, windows]
        .map(|encoding| (Tally::of(&read(sample, encoding).text), encoding));
    let (tally, best) = tallies.into_iter().max_by_key(|(tally, _)| tally.balance())?;
    tally.is_convincing().then_some(best)
}

/// What the statistics of many languages find, where the words it makes look like words.
fn other(sample: &[u8]) -> Option<Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, false);
    let encoding = Encoding::of(detector.guess(None, Utf8Detection::Deny))?;
    let text = read(sample, encoding);
    let cut = if sample.len() == SAMPLE { 4 } else { 0 };
    let bad = text.bad.saturating_sub(cut);
    (bad * 100 <= sample.len() && looks_written(&text.text)).then_some(encoding)
}

/// Whether four of five characters beyond ASCII stand as they do in writing.
fn looks_written(text: &str) -> bool {
    let text: String = text.nfc().collect();
    let (mut good, mut bad) = (0, 0);
    for word in text.split(|c: char| !is_word(c)) {
        let letters = word.chars().filter(|c| !c.is_ascii()).count();
        if is_word_of_one_script(word) { good += letters } else { bad += letters }
    }
    for sign in text.chars().filter(|c| !c.is_ascii_graphic() && !is_word(*c)) {
        match sign {
            '\0'..='\u{7f}' if matches!(sign, ' ' | '\t' | '\n' | '\r' | '\u{c}') => {}
            sign if is_sign_of_print(sign) => good += 1,
            _ => bad += 1,
        }
    }
    good > 0 && good >= bad * 4
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{652}' | '\u{e00}'..='\u{e7f}')
}

/// Signs that print has beyond ASCII: of Latin-1, general punctuation, and the wide ones of East Asia.
fn is_sign_of_print(c: char) -> bool {
    matches!(
        c,
        '\u{a0}'
            | '£'
            | '§'
            | '©'
            | '«'
            | '\u{ad}'
            | '®'
            | '°'
            | '±'
            | '·'
            | '»'
            | '¿'
            | '¡'
            | '×'
            | '،'
            | '؛'
            | '؟'
            | '€'
            | '№'
            | '™'
    ) || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{2190}'..='\u{27bf}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '・')
}

/// Latin letters with accents stand among plain ones or alone as words that there are; letters of
/// other alphabets do not stand among Latin ones; no capital follows a small letter.
fn is_word_of_one_script(word: &str) -> bool {
    let count = |is: fn(char) -> bool| word.chars().filter(|c| is(*c)).count();
    let (plain, accented, wide) =
        (count(|c| c.is_ascii_alphabetic()), count(is_accented_latin), count(is_east_asian));
    let others = count(|c| !c.is_ascii()) - accented - wide;
    let lone = |c: char| c.to_lowercase().all(|c| LONE.contains(c));
    if wide > 0 {
        return accented + others == 0;
    }
    if word
        .chars()
        .zip(word.chars().skip(1))
        .any(|(before, after)| before.is_lowercase() && after.is_uppercase())
    {
        return false;
    }
    match (plain, accented, others) {
        (_, 0, 0) => true,
        (0, 1, 0) => word.chars().all(lone),
        (plain, _, 0) => plain > 0,
        (plain, accented, _) => plain + accented == 0,
    }
}

fn is_accented_latin(c: char) -> bool {
    matches!(c, 'ª' | 'º' | '\u{c0}'..='\u{24f}' | '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}' | '²' | '³' | '¹' | '¼'..='¾')
}

fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}
