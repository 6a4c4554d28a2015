//! How long reading takes, judged from the beginning of a text.

use super::grapheme;

/// How much of the text is looked at, in bytes: enough to know its script.
const SAMPLE: usize = 8 * 1024;
/// Words a minute, of an attentive reader of official prose.
const WORDS: f64 = 200.0;
/// Characters a minute, in scripts without spaces between words.
const CHARACTERS: f64 = 350.0;

/// The pace of a reader in one text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    minutes_per_byte: f64,
}

impl Pace {
    /// The pace for `text`, from its first 8 kB.
    #[must_use]
    pub fn of(text: &str) -> Pace {
        let sample = text.get(..grapheme::floor(text, SAMPLE)).unwrap_or_default();
        let dense = sample.chars().filter(|&character| is_dense(character)).count();
        let words = sample.split_whitespace().filter(|word| !word.chars().any(is_dense)).count();
        let minutes = amount(words) / WORDS + amount(dense) / CHARACTERS;
        Pace { minutes_per_byte: minutes / amount(sample.len()).max(1.0) }
    }

    /// The minutes that `bytes` of the text take, rounded.
    #[must_use]
    #[expect(clippy::cast_sign_loss, reason = "a product of two amounts is not negative")]
    pub fn minutes(&self, bytes: usize) -> usize {
        (amount(bytes) * self.minutes_per_byte).round() as usize
    }
}

#[expect(clippy::cast_precision_loss, reason = "a reading time needs no more than 52 bits")]
fn amount(count: usize) -> f64 {
    count as f64
}

/// Whether a script writes words without spaces: Han, kana, Thai, Lao, Khmer, Burmese.
fn is_dense(character: char) -> bool {
    matches!(character,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_words_take_five_minutes() {
        let text = "nghị quyết ".repeat(500);
        assert_eq!(Pace::of(&text).minutes(text.len()), 5);
    }

    #[test]
    fn scripts_without_spaces_are_counted_by_character() {
        let text = "会议公报".repeat(350);
        assert_eq!(Pace::of(&text).minutes(text.len()), 4);
    }

    #[test]
    fn a_blank_text_takes_no_time() {
        assert_eq!(Pace::of("").minutes(0), 0);
    }
}
