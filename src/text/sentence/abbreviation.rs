//! Abbreviations that end in a full stop without ending a sentence: one file per language, looked
//! up as one table.
//!
//! A line of a file is an abbreviation without its last full stop, and how the sentence goes on
//! behind it:
//!
//! ```text
//! TS            always: a name or an explanation follows
//! Art number    where a number follows
//! U.S either    unless the next word is one that only begins sentences
//! v.v ends      unless a capital follows
//! г unit        behind a figure as `ends`, otherwise always
//! ```
//!
//! Texts quote one another, so an abbreviation counts in every language, but not one that is written
//! like an ordinary word: it counts in its own.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::beginning::{self, first_word, is_of_word};
use super::language::{self, LANGUAGES, Languages, Sample};
use super::{initial, is_of_run, number, script};

/// A full stop and what stands around it.
pub(super) struct Stop<'a> {
    pub(super) before: Nearby<'a>,
    /// Quotes and brackets between the full stop and `next`.
    pub(super) closing: &'a str,
    /// What follows, from its first letter or opener on.
    pub(super) next: &'a str,
    pub(super) sample: &'a Sample<'a>,
}

/// The text right before a full stop.
pub(super) struct Nearby<'a> {
    pub(super) text: &'a str,
    /// Whether it reaches back to the beginning of the paragraph or line.
    pub(super) whole: bool,
}

/// How a sentence goes on behind an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Always,
    Number,
    Either,
    Ends,
    Unit,
}

impl Kind {
    fn named(name: &str) -> Option<Kind> {
        match name {
            "" => Some(Kind::Always),
            "number" => Some(Kind::Number),
            "either" => Some(Kind::Either),
            "ends" => Some(Kind::Ends),
            "unit" => Some(Kind::Unit),
            _ => None,
        }
    }
}

/// What one language says of a spelling.
struct Entry {
    kind: Kind,
    own: Languages,
    everywhere: bool,
}

impl Stop<'_> {
    /// Whether the sentence goes on behind the full stop.
    pub(super) fn goes_on(&self) -> bool {
        let text = self.before.text.trim_end_matches(script::is_invisible);
        if text.ends_with(script::is_thai) || self.follows_label(text) {
            return true;
        }
        let word = last_word(text);
        let lead = text.get(..text.len() - word.len()).unwrap_or_default();
        if word.is_empty() {
            return false;
        }
        if word.chars().all(|c| c.is_numeric() || matches!(c, '.' | '-' | '/')) {
            return number::goes_on(self, lead, word);
        }
        let known = joined(lead, word, self).or_else(|| lookup(&composed(word), self));
        match known {
            Some(kind) if is_initial(word) => {
                self.goes_on_behind(kind, lead)
                    || (kind == Kind::Number && self.goes_on_behind_letters(lead, word))
            }
            Some(kind) => self.closing.contains([')', ']']) || self.goes_on_behind(kind, lead),
            None => self.goes_on_behind_letters(lead, word),
        }
    }

    /// Whether the next word is one that has its capital only because a sentence begins.
    pub(super) fn begins_with_starter(&self) -> bool {
        let word = first_word(self.next);
        if beginning::is_letter(word) && beginning::is_pointed(self.next) {
            return false;
        }
        let starts = language::of_starter(&composed(word));
        starts.meets(self.sample.languages())
    }

    fn goes_on_behind(&self, kind: Kind, lead: &str) -> bool {
        let figure = lead.trim_end().ends_with(char::is_numeric);
        match kind {
            Kind::Always => true,
            Kind::Number => begins_with_number(self.next),
            Kind::Either => !self.begins_with_starter(),
            Kind::Unit if !figure => true,
            Kind::Unit if self.has_just_begun(lead) => !self.begins_with_starter(),
            Kind::Ends | Kind::Unit => first_word(self.next).starts_with(char::is_numeric),
        }
    }

    /// Whether the sentence is no longer than a date with its preposition: `К 1 января 2020 г.`
    fn has_just_begun(&self, lead: &str) -> bool {
        let words = || lead.split_whitespace().rev().take(6).take_while(|word| !word.ends_with(is_of_run));
        let begins = |word: &str| language::of_starter(word) != Languages::default();
        words().any(begins) || (self.before.whole && lead.split_whitespace().count() < 4)
    }

    /// Whether `text` is, from where its sentence begins, only the label of a section.
    fn follows_label(&self, text: &str) -> bool {
        if self.before.whole && beginning::is_label(text) {
            return true;
        }
        let (before, label) = beginning::last_beginning(text);
        let word = last_word(before.trim_end_matches(is_of_run));
        let ended = word.chars().count() > 1
            && !word.contains(char::is_numeric)
            && lookup(&composed(word), self).is_none();
        ended && beginning::is_inner_label(label)
    }

    /// Whether the sentence goes on behind `word`, which no file names: letters with points between
    /// them do, and titles in a row, `PGS.TS`.
    fn goes_on_behind_letters(&self, lead: &str, word: &str) -> bool {
        let word = match word.rsplit(['-', '/']).next() {
            Some(tail) if word.contains(char::is_numeric) && tail.contains('.') => tail,
            Some(_) | None => word,
        };
        if word.contains(char::is_numeric) {
            return false;
        }
        let part = word.rsplit(['.', '-', '/']).next().unwrap_or_default();
        let alone = part.len() == word.len();
        if beginning::is_roman(word) && number::is_ordinal(self, lead, word) {
            return true;
        }
        if is_initial(part) {
            let arabic = part.starts_with(script::is_lone_letter);
            return match alone {
                true if arabic => true,
                true => initial::goes_on(self, lead),
                false => initial::letters_go_on(self, lead, word),
            };
        }
        let titles = !alone && word.starts_with(char::is_uppercase);
        titles && lookup(&composed(part), self).is_some_and(|kind| self.goes_on_behind(kind, lead))
    }
}

/// The abbreviations of all languages, by spelling.
fn table() -> &'static HashMap<Box<str>, Vec<Entry>> {
    static TABLE: OnceLock<HashMap<Box<str>, Vec<Entry>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: HashMap<Box<str>, Vec<Entry>> = HashMap::new();
        for (index, language) in LANGUAGES.iter().enumerate() {
            let own = Languages::only(index);
            for (spelling, kind) in language.abbreviations.lines().filter_map(parse) {
                let mut add = |spelling: Box<str>, kind, everywhere| {
                    table.entry(spelling).or_default().push(Entry { kind, own, everywhere });
                };
                add(spelling.into(), kind, counts_everywhere(spelling));
                if !beginning::is_letter(spelling) {
                    add(language::capitalised(spelling), kind, false);
                }
                for (at, _) in spelling.match_indices('.').skip(1) {
                    add(spelling.get(..at).unwrap_or_default().into(), Kind::Always, false);
                }
            }
        }
        table
    })
}

fn parse(line: &'static str) -> Option<(&'static str, Kind)> {
    let line = line.split('#').next().unwrap_or_default().trim();
    let (spelling, kind) = line.split_once(' ').unwrap_or((line, ""));
    Some((spelling, Kind::named(kind.trim())?)).filter(|(spelling, _)| !spelling.is_empty())
}

/// Whether a spelling is an abbreviation wherever it stands: it has a point in it, or a capital and
/// more than one letter.
fn counts_everywhere(spelling: &str) -> bool {
    spelling.contains('.') || (spelling.starts_with(char::is_uppercase) && !beginning::is_letter(spelling))
}

/// What the languages of the text say of `spelling`, and if they are silent, what others do.
fn lookup(spelling: &str, stop: &Stop) -> Option<Kind> {
    let entries = table().get(spelling)?;
    let languages = stop.sample.languages();
    let own = entries.iter().find(|entry| entry.own.meets(languages));
    own.or_else(|| entries.iter().find(|entry| entry.everywhere)).map(|entry| entry.kind)
}

/// The longest part of an abbreviation that is written with spaces, in code points.
const PART: usize = 4;

/// What is said of an abbreviation with spaces in it, `z. B.`, `и т. д.`, `EE. UU.`, that ends in
/// `word`, or begins with it and goes on in what follows.
fn joined(lead: &str, word: &str, stop: &Stop) -> Option<Kind> {
    let is_part = |part: &str| (1..=PART).contains(&part.chars().count()) && !part.contains(char::is_numeric);
    if !is_part(word) {
        return None;
    }
    let next = first_word(stop.next);
    let follows = is_part(next) && stop.next.get(next.len()..).is_some_and(|rest| rest.starts_with('.'));
    if follows && lookup(&format!("{word}.{next}"), stop).is_some() {
        return Some(Kind::Always);
    }
    if !lead.trim_end().ends_with('.') {
        return None;
    }
    let mut parts = vec![word];
    let mut lead = lead;
    while parts.len() < 4 {
        let Some(before) = lead.trim_end().strip_suffix('.') else { break };
        let part = last_word(before);
        if lead.ends_with('.') || !is_part(part) {
            break;
        }
        parts.push(part);
        lead = before.get(..before.len() - part.len()).unwrap_or_default();
    }
    let spellings = (2..=parts.len()).rev().filter_map(|count| parts.get(..count));
    spellings
        .map(|parts| parts.iter().rev().copied().collect::<Vec<_>>().join("."))
        .find_map(|spelling| lookup(&spelling, stop))
}

/// The longest abbreviation or document number that is looked at, in code points.
const LONGEST: usize = 40;

/// The letters, points and figures at the end of `text`; empty where they are too many.
fn last_word(text: &str) -> &str {
    let of_word = |c: char| is_of_word(c) || matches!(c, '.' | '-' | '/' | '№' | 'º' | 'ª' | '§');
    let length: usize =
        text.chars().rev().take(LONGEST + 1).take_while(|&c| of_word(c)).map(char::len_utf8).sum();
    let word = text.get(text.len() - length..).unwrap_or_default().trim_start_matches(['.', '-', '/']);
    if word.chars().count() <= LONGEST { word } else { "" }
}

fn composed(word: &str) -> Cow<'_, str> {
    if is_nfc(word) { Cow::Borrowed(word) } else { Cow::Owned(word.nfc().collect()) }
}

/// A single capital, `H. Kissinger`, the last of `U.S.`; or a single letter of a script without
/// capitals, `د. محمد`.
fn is_initial(word: &str) -> bool {
    let mut chars = word.nfc();
    chars.next().is_some_and(|c| c.is_uppercase() || script::is_lone_letter(c)) && chars.next().is_none()
}

/// Whether `next` begins with a figure, a Roman number, or the letter of a code: `L. 123-1`, `A/5`.
fn begins_with_number(next: &str) -> bool {
    let word = first_word(next);
    let behind = next.get(word.len()..).unwrap_or_default();
    let code = is_initial(word) && next.starts_with(word) && behind.starts_with(['.', '-', '/']);
    beginning::is_roman(word) || code || word.starts_with(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_file_is_read() {
        for language in &LANGUAGES {
            for line in language.abbreviations.lines().filter(|line| !line.starts_with('#')) {
                assert!(parse(line).is_some(), "{line:?}");
            }
        }
    }

    #[test]
    fn a_document_number_is_no_abbreviation() {
        for number in ["02-NQ/TU", "30/2020/NĐ-CP", "A/RES/70/1", "15/KH-TT"] {
            assert_eq!(
                super::super::split(&format!("Theo số {number}. Trần Văn Ba nói.")).len(),
                2,
                "{number}"
            );
        }
    }
}
