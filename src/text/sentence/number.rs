//! Full stops behind figures that are no end: German ordinals, Korean dates.

use super::abbreviation::Stop;
use super::beginning::{first_word, is_roman};
use super::language::{self, Languages};
use super::script::{is_east_asian, is_hangul};

/// German months, before which a number is an ordinal in a text of whatever language.
const MONTHS: [&str; 14] = [
    "Januar",
    "Jänner",
    "Februar",
    "Feber",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// German verbs that end like the adjectives before an ordinal.
const VERBS: [&str; 12] = [
    "waren", "wurden", "haben", "hatten", "lagen", "kamen", "gaben", "stiegen", "fielen", "sanken",
    "betrugen", "zählten",
];

/// Whether the sentence goes on behind the full stop after the figures `number`, which `lead` stands
/// before.
pub(super) fn goes_on(stop: &Stop, lead: &str, number: &str) -> bool {
    is_ordinal(stop, lead, number) || is_korean(stop, lead, number)
}

/// A German ordinal: `am 3. Mai`, `auf ihrer 15. Sitzung`, `Montag, 4. Juni`; not `Artikel 3. Die`.
pub(super) fn is_ordinal(stop: &Stop, lead: &str, number: &str) -> bool {
    let next = first_word(stop.next);
    let figures = number.rsplit(['-', '–', '.', '/']).next().unwrap_or_default();
    let year = figures.starts_with("19") || figures.starts_with("20");
    let counts = is_roman(figures) || figures.len() <= 3 || (figures.len() == 4 && !year);
    counts
        && next.starts_with(char::is_uppercase)
        && stop.next.starts_with(next)
        && stop.sample.languages().meets(Languages::GERMAN)
        && (MONTHS.contains(&next) || (!stop.begins_with_starter() && leads_to_ordinal(stop, lead)))
}

/// Whether the words before a number make an ordinal of it: an article, a preposition, an adjective
/// in a case, or a comma.
fn leads_to_ordinal(stop: &Stop, lead: &str) -> bool {
    if stop.sample.languages() == Languages::ALL {
        return false;
    }
    let lead = lead.trim_end();
    let word = lead.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let inflected = word.starts_with(char::is_lowercase)
        && word.len() > 3
        && ["en", "er", "es", "em"].iter().any(|ending| word.ends_with(ending))
        && !VERBS.contains(&word);
    let common = language::of_common(word).meets(Languages::GERMAN);
    inflected || common || lead.is_empty() || lead.ends_with([',', ':', '(', '–', '„'])
}

/// A Korean date or number, `2020. 9. 29. 국회`, or a number in Chinese or Japanese, whose sentences
/// end in another stop.
fn is_korean(stop: &Stop, lead: &str, number: &str) -> bool {
    let figures = number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit());
    let behind = stop.next.trim_start_matches(|c: char| c.is_ascii_digit());
    let dated = behind.len() < stop.next.len() && behind.starts_with('.');
    let korean = || lead.contains(is_hangul) || stop.next.chars().take(24).any(is_hangul);
    figures
        && (stop.next.starts_with(is_hangul) || stop.next.starts_with(is_east_asian) || (dated && korean()))
}
