//! How Vietnamese a text is: by the syllables of its words that are not ASCII.
//!
//! Vietnamese writes every syllable as a word, and a syllable has a narrow shape: an onset, a rime,
//! one tone at most, and only two of the tones before a stop. Wrongly read bytes hardly ever have it.

use unicode_normalization::UnicodeNormalization;

const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p",
    "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
];
const CODAS: [&str; 8] = ["ch", "ng", "nh", "c", "m", "n", "p", "t"];
/// No syllable has more bytes of UTF-8 than this, composed or not.
const LONGEST: usize = 24;

/// How many of the words that are not ASCII are what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    words: usize,
    syllables: usize,
    /// Syllables with a letter that hardly another language has.
    own: usize,
}

impl Tally {
    pub(super) fn of(text: &str) -> Tally {
        let mut tally = Tally::default();
        let words = text.split(is_between_words).map(|word| word.trim_matches(['«', '»', '°', '·', '…']));
        for word in words.filter(|word| !word.is_ascii()) {
            tally.words += 1;
            if is_syllable(word) {
                tally.syllables += 1;
                tally.own += usize::from(word.nfc().any(is_own));
            }
        }
        tally
    }

    /// How many more are syllables than are not.
    pub(super) fn balance(self) -> isize {
        self.syllables.cast_signed() * 2 - self.words.cast_signed()
    }

    /// Whether it is Vietnamese beyond a doubt: three of four words are syllables, and a third of
    /// those have letters of its own.
    pub(super) fn is_convincing(self) -> bool {
        self.syllables >= 3 && self.syllables * 4 >= self.words * 3 && self.own * 3 >= self.syllables
    }
}

/// Wrongly read bytes come out as signs within words, so that only spaces and signs that stand
/// between words in every language end one.
fn is_between_words(c: char) -> bool {
    match c {
        '\0'..='\u{a0}' => !c.is_ascii_alphabetic(),
        _ => matches!(c, '\u{2000}'..='\u{206f}'),
    }
}

fn is_own(c: char) -> bool {
    matches!(c, 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'đ' | 'Đ' | '\u{1ea0}'..='\u{1ef9}')
}

fn is_syllable(word: &str) -> bool {
    let cased = |before: char, after: char| !(before.is_lowercase() && after.is_uppercase());
    if word.len() > LONGEST
        || !word.chars().zip(word.chars().skip(1)).all(|(before, after)| cased(before, after))
    {
        return false;
    }
    let (mut letters, mut tones) = (String::with_capacity(word.len()), Vec::new());
    for c in word.nfd().flat_map(char::to_lowercase) {
        match c {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => tones.push(c),
            letter => letters.push(letter),
        }
    }
    let letters: String = letters.nfc().collect();
    let rime = |onset: &&str| letters.strip_prefix(onset).is_some_and(|rime| is_rime(rime, &tones));
    tones.len() <= 1 && ONSETS.iter().any(rime)
}

fn is_rime(rime: &str, tones: &[char]) -> bool {
    let closed = CODAS.iter().find_map(|coda| Some((rime.strip_suffix(coda)?, *coda)));
    match closed {
        None => is_open(rime),
        Some((vowels, "c" | "ch" | "p" | "t")) => {
            is_closable(vowels) && tones.iter().all(|tone| ['\u{301}', '\u{323}'].contains(tone))
        }
        Some((vowels, _)) => is_closable(vowels),
    }
}

/// Vowels that end a syllable.
fn is_open(vowels: &str) -> bool {
    matches!(
        vowels,
        "a" | "ai"
            | "ao"
            | "au"
            | "ay"
            | "âu"
            | "ây"
            | "e"
            | "eo"
            | "ê"
            | "êu"
            | "i"
            | "ia"
            | "iu"
            | "iêu"
            | "o"
            | "oa"
            | "oai"
            | "oao"
            | "oay"
            | "oe"
            | "oeo"
            | "oi"
            | "ô"
            | "ôi"
            | "ơ"
            | "ơi"
            | "u"
            | "ua"
            | "ui"
            | "uê"
            | "uơ"
            | "uôi"
            | "uy"
            | "uya"
            | "uyu"
            | "uây"
            | "ư"
            | "ưa"
            | "ưi"
            | "ưu"
            | "ươi"
            | "ươu"
            | "y"
            | "yêu"
    )
}

/// Vowels that a consonant may follow.
fn is_closable(vowels: &str) -> bool {
    matches!(
        vowels,
        "a" | "ă"
            | "â"
            | "e"
            | "ê"
            | "i"
            | "iê"
            | "o"
            | "oa"
            | "oă"
            | "oe"
            | "oo"
            | "ô"
            | "ôô"
            | "ơ"
            | "u"
            | "uâ"
            | "uê"
            | "uô"
            | "uy"
            | "uyê"
            | "ư"
            | "ươ"
            | "y"
            | "yê"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_known_by_their_shape() {
        for word in
            "Hội nghị Đảng khóa khoá quốc gì giếng ỦY nghiêng Quỳnh quýt khuya thuở yếu người".split(' ')
        {
            assert!(is_syllable(word), "{word}");
            assert!(is_syllable(&word.nfd().collect::<String>()), "{word} decomposed");
        }
        for word in
            "Héi ngh nghÞ für Köln république hộị hÔi mạch\u{fffd} pàt привет 會議 \u{fffd}".split(' ')
        {
            assert!(!is_syllable(word), "{word}");
        }
    }

    #[test]
    fn other_languages_are_not_convincing() {
        let french = "Le Conseil a été réuni à Paris; le thé, né là, était très fraîchement goûté.";
        let german = "Für die Länder wäre eine Änderung der Verträge schön; über Köln läßt sich reden.";
        let czech = "Příští zasedání rady se koná v Praze; účastníci přijali závěry ohledně budoucnosti.";
        for text in [french, german, czech, "Совет принял решение о мерах", "plain words"]
        {
            assert!(!Tally::of(text).is_convincing(), "{text}");
        }
        assert!(Tally::of("Thông báo kết quả Hội nghị lần thứ 22").is_convincing());
    }
}
