//! The language of a text: by its script, and where languages share one, by their commonest words.
//!
//! Looks at a sample from the text's start; says nothing of a short text or where two come close.

use super::Page;
use crate::text::Role;

/// How much of the text is looked at, in bytes.
const SAMPLE: usize = 16 * 1024;

/// The fewest letters of a script, and words of a language, that a guess stands on.
const LEAST: usize = 12;

/// Scripts that stand for one language: its tag and the first and last letter.
const SCRIPTS: [(&str, char, char); 17] = [
    ("ko", '\u{ac00}', '\u{d7a3}'),
    ("th", '\u{e00}', '\u{e7f}'),
    ("lo", '\u{e80}', '\u{eff}'),
    ("km", '\u{1780}', '\u{17ff}'),
    ("my", '\u{1000}', '\u{109f}'),
    ("el", '\u{370}', '\u{3ff}'),
    ("he", '\u{590}', '\u{5ff}'),
    ("ka", '\u{10a0}', '\u{10ff}'),
    ("hy", '\u{530}', '\u{58f}'),
    ("am", '\u{1200}', '\u{137f}'),
    ("hi", '\u{900}', '\u{97f}'),
    ("bn", '\u{980}', '\u{9ff}'),
    ("ta", '\u{b80}', '\u{bff}'),
    (CYRILLIC, '\u{400}', '\u{4ff}'),
    (ARABIC, '\u{600}', '\u{6ff}'),
    (HAN, '\u{4e00}', '\u{9fff}'),
    (KANA, '\u{3040}', '\u{30ff}'),
];

const CYRILLIC: &str = "Cyrl";
const ARABIC: &str = "Arab";
const HAN: &str = "Hani";
const KANA: &str = "Kana";
const LATIN: &str = "Latn";

/// The commonest words of the languages in Latin script that have words of their own.
const LATIN_WORDS: [(&str, &str); 16] = [
    ("en", "the|of|and|to|in|that|for|is|with|on|by|our|we|this|be|are|as|will"),
    ("fr", "le|la|les|des|et|du|de|en|un|une|dans|pour|que|qui|sur|au|aux|par|est|à"),
    ("es", "el|la|los|las|de|y|en|del|que|un|una|para|por|con|se|su|al|es"),
    ("pt", "o|a|os|as|de|e|do|da|dos|das|em|que|para|por|com|um|uma|não|ao|no|na"),
    ("it", "il|la|di|e|del|della|che|in|per|un|una|dei|delle|con|nel|sono|gli|i"),
    ("de", "der|die|das|und|den|von|zu|des|in|mit|für|auf|ist|im|dem|ein|eine|nicht|wir"),
    ("nl", "de|het|een|van|en|in|op|voor|met|dat|te|zijn|aan|is|door|niet"),
    ("vi", "và|của|các|trong|cho|là|được|những|với|về|có|không|đến|nước|tỉnh|hội|công"),
    ("id", "dan|yang|di|untuk|dengan|dari|pada|dalam|ini|itu|akan|tidak|oleh|sebagai"),
    ("pl", "i|w|z|na|do|się|nie|oraz|jest|przez|dla|o|od|które|że"),
    ("cs", "a|v|se|na|je|že|s|z|o|k|pro|které|jsou|nebo|být"),
    ("sv", "och|att|i|det|som|en|på|är|av|för|med|till|den|har|inte|om"),
    ("da", "og|at|i|det|som|en|på|er|af|for|med|til|den|har|ikke|om"),
    ("fi", "ja|on|ei|että|se|ovat|sekä|tai|jotka|mukaan|myös"),
    ("tr", "ve|bir|bu|için|ile|olarak|da|de|olan|en|daha"),
    ("ro", "și|în|de|a|la|cu|pe|din|care|pentru|este|sunt|al|ale|nu"),
];

const CYRILLIC_WORDS: [(&str, &str); 5] = [
    ("ru", "и|в|на|с|не|что|по|для|от|как|из|к|это|при|мы"),
    ("uk", "і|в|на|з|не|що|та|до|для|від|як|із|у|є|про"),
    ("bg", "и|в|на|с|не|че|по|за|от|как|от|е|се|да|са"),
    ("be", "і|ў|на|з|не|што|па|для|ад|як|у|гэта|аб"),
    ("sr", "и|у|на|с|не|да|по|за|од|као|је|се|су|што"),
];

/// The language, as a tag of BCP 47.
pub(super) fn of(page: &Page) -> Option<&'static str> {
    let sample = sample(page);
    let count = |first: char, last: char| sample.chars().filter(|c| (first..=last).contains(c)).count();
    let mut scripts: Vec<(&str, usize)> =
        SCRIPTS.iter().map(|&(name, first, last)| (name, count(first, last))).collect();
    let latin = sample
        .chars()
        .filter(|c| c.is_alphabetic() && matches!(c, 'A'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'));
    scripts.push((LATIN, latin.count()));
    let all: usize = scripts.iter().map(|(_, count)| count).sum();
    let of = |name: &str| scripts.iter().find(|script| script.0 == name).map_or(0, |script| script.1);
    let (kana, east) = (of(KANA), of(KANA) + of(HAN));
    if east >= LEAST && east * 2 > all {
        return Some(if kana * 8 > east { "ja" } else { "zh" });
    }
    let (name, most) = scripts.iter().copied().max_by_key(|(_, count)| *count)?;
    if most < LEAST || most * 2 <= all {
        return None;
    }
    match name {
        LATIN => by_words(&sample, &LATIN_WORDS),
        CYRILLIC => by_words(&sample, &CYRILLIC_WORDS),
        ARABIC => Some(in_arabic(&sample)),
        _ => Some(name),
    }
}

/// The start of the text, without what its markup and its page add.
fn sample(page: &Page) -> String {
    let mut sample = String::new();
    let read = |role: Role| {
        !matches!(role, Role::FrontMatter | Role::Chrome | Role::Code | Role::Caption | Role::Row)
    };
    for paragraph in page.paragraphs.iter().filter(|paragraph| read(paragraph.role)) {
        let words = page.words(paragraph.content.clone());
        let room = crate::text::grapheme::floor(words, words.len().min(SAMPLE - sample.len()));
        sample.push_str(words.get(..room).unwrap_or_default());
        sample.push('\n');
        if sample.len() >= SAMPLE {
            break;
        }
    }
    sample.to_lowercase()
}

/// The language whose commonest words make up a tenth of the text, and half as many again as those
/// of the next one.
fn by_words(sample: &str, languages: &[(&'static str, &str)]) -> Option<&'static str> {
    let words: Vec<&str> =
        sample.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let hits =
        |table: &str| words.iter().filter(|word| table.split('|').any(|entry| entry == **word)).count();
    let mut counts: Vec<(usize, &'static str)> =
        languages.iter().map(|(name, table)| (hits(table), *name)).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let (best, name) = *counts.first()?;
    let next = counts.get(1).map_or(0, |(count, _)| *count);
    (words.len() >= LEAST && best * 10 >= words.len() && best * 2 >= next * 3).then_some(name)
}

/// Persian and Urdu have letters that Arabic has not.
fn in_arabic(sample: &str) -> &'static str {
    let has = |letters: &str| {
        sample.chars().filter(|c| letters.contains(*c)).count() * 100 > sample.chars().count()
    };
    if has("ٹڈڑےںہ") {
        "ur"
    } else if has("پچژگی") {
        "fa"
    } else {
        "ar"
    }
}
