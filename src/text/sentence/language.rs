//! Which languages a text may be in, told from its commonest words: only where a rule of one
//! language is wrong in another (German ordinals, `ca.`, a name that is a word elsewhere).
//!
//! A text is in a set of languages: one where the words tell, all where they do not. Scripts are
//! not asked for here: the letters at hand tell them.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::BitOr;
use std::sync::OnceLock;

/// The files of one language: its abbreviations, and words that are common in it and written with a
/// capital only where a sentence begins (which German pronouns and Vietnamese names are not).
pub(super) struct Language {
    pub(super) abbreviations: &'static str,
    words: &'static str,
}

macro_rules! language {
    ($code:literal) => {
        Language {
            abbreviations: include_str!(concat!("abbreviations/", $code, ".txt")),
            words: include_str!(concat!("words/", $code, ".txt")),
        }
    };
}

pub(super) static LANGUAGES: [Language; 15] = [
    language!("vi"),
    language!("en"),
    language!("fr"),
    language!("de"),
    language!("es"),
    language!("pt"),
    language!("it"),
    language!("nl"),
    language!("ru"),
    language!("ar"),
    language!("pl"),
    language!("cs"),
    language!("id"),
    language!("tr"),
    language!("nordic"),
];

/// A set of the languages of [`LANGUAGES`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Languages(u32);

impl Languages {
    pub(super) const ALL: Languages = Languages(u32::MAX);
    pub(super) const GERMAN: Languages = Languages::only(3);
    const NONE: Languages = Languages(0);

    /// The set of the language that stands at `index` in the table.
    pub(super) const fn only(index: usize) -> Languages {
        Languages(1 << index)
    }

    pub(super) fn meets(self, other: Languages) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Languages {
    type Output = Languages;

    fn bitor(self, other: Languages) -> Languages {
        Languages(self.0 | other.0)
    }
}

/// What a passage is judged by: itself, and where that does not tell, the text it stands in.
pub(super) struct Sample<'a> {
    passage: &'a str,
    whole: &'a str,
    judged: OnceCell<Languages>,
}

/// How much of a passage, and of each of three places in a text, is read, in bytes.
const SAMPLE: usize = 600;

/// How many words more than any other language a passage must show to be judged by itself.
const CLEAR: usize = 4;

impl<'a> Sample<'a> {
    pub(super) fn new(passage: &'a str, whole: &'a str) -> Sample<'a> {
        Sample { passage, whole, judged: OnceCell::new() }
    }

    /// The languages that the passage may be in; read once, when first asked for.
    pub(super) fn languages(&self) -> Languages {
        *self.judged.get_or_init(|| self.judge())
    }

    fn judge(&self) -> Languages {
        let mut hits = [0; LANGUAGES.len()];
        count(piece(self.passage, 0), &mut hits);
        let mut sorted = hits;
        sorted.sort_unstable_by(|a, b| b.cmp(a));
        let [best, second, ..] = sorted;
        if best < second + CLEAR && self.whole.len() > self.passage.len() {
            for third in 0..3 {
                count(piece(self.whole, self.whole.len() / 3 * third), &mut hits);
            }
        }
        foremost(&hits)
    }
}

/// The languages that have nearly as many words as the one with the most.
fn foremost(hits: &[usize]) -> Languages {
    let best = hits.iter().copied().max().unwrap_or(0);
    if best == 0 {
        return Languages::ALL;
    }
    let near = hits.iter().enumerate().filter(|&(_, &count)| count * 5 > best * 4);
    near.fold(Languages::NONE, |set, (index, _)| set | Languages::only(index))
}

fn piece(text: &str, from: usize) -> &str {
    let boundary = |at: usize| (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    text.get(boundary(from)..boundary(from + SAMPLE)).unwrap_or_default()
}

fn count(text: &str, hits: &mut [usize; LANGUAGES.len()]) {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 1);
    for languages in words.filter_map(|word| common().get(word)) {
        for (index, hits) in hits.iter_mut().enumerate() {
            *hits += usize::from(languages.meets(Languages::only(index)));
        }
    }
}

/// The languages in which `word` begins a sentence whenever it has its capital.
pub(super) fn of_starter(word: &str) -> Languages {
    if word.starts_with(char::is_uppercase) {
        common().get(word).copied().unwrap_or_default()
    } else {
        Languages::NONE
    }
}

/// The languages in which `word`, with or without a capital, is one of the commonest.
pub(super) fn of_common(word: &str) -> Languages {
    common().get(word).copied().unwrap_or_default()
}

/// The common words of all languages, small and with a capital.
fn common() -> &'static HashMap<Box<str>, Languages> {
    static COMMON: OnceLock<HashMap<Box<str>, Languages>> = OnceLock::new();
    COMMON.get_or_init(|| {
        let mut table: HashMap<Box<str>, Languages> = HashMap::new();
        for (index, language) in LANGUAGES.iter().enumerate() {
            for word in language.words.split_whitespace() {
                for spelling in [word.into(), capitalised(word)] {
                    let languages = table.entry(spelling).or_default();
                    *languages = *languages | Languages::only(index);
                }
            }
        }
        table
    })
}

/// `word` with its first letter as a capital.
pub(super) fn capitalised(word: &str) -> Box<str> {
    let mut chars = word.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_told_from_its_words() {
        let sample = |text| Sample::new(text, text).languages();
        assert_eq!(
            sample("Die Sitzung fand am Montag in Berlin statt und wurde vertagt."),
            Languages::GERMAN
        );
        assert_eq!(sample("Hội nghị của các đại biểu được tổ chức tại Bến Tre."), Languages::only(0));
        assert_eq!(sample("Tokyo 2020"), Languages::ALL);
    }
}
