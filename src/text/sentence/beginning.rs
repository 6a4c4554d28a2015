//! What a sentence begins with: a capital, a figure, a letter without case; an item of a list; the
//! label of a paragraph or section.

use super::is_of_run;
use super::script::{is_east_asian, is_invisible, is_opener, is_small};

/// How many openers and spaces are passed before a sentence must show a letter.
const OPENERS: usize = 8;

/// Omissions that may stand before the first word.
const OMISSIONS: [&str; 6] = ["[…]", "(…)", "[...]", "(...)", "[..]", "[. . .]"];

/// Whether `next` can be the beginning of a sentence: behind openers a capital, a figure, a letter of
/// a script without case, an amount of money, a section sign, or the letter of a list, `a)`, `a.`.
pub(super) fn begins_sentence(next: &str) -> bool {
    let next =
        OMISSIONS.iter().find_map(|omission| next.strip_prefix(omission)).map_or(next, str::trim_start);
    let word = word(next);
    let Some(first) = word.chars().next() else { return false };
    first.is_numeric() || (first.is_alphabetic() && !is_small(first)) || is_sign(word) || is_item_letter(word)
}

/// Whether the line `next` opens with the marker of an item: a bullet, `a)`, `(ii)`, `3.`, `（一）`.
pub(super) fn begins_item(next: &str) -> bool {
    let line = next.trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}']);
    let bulleted = line.strip_prefix(['-', '*', '+', '•', '–', '—', '▪', '●', '◦', '·', '■']);
    let labelled = || {
        let label = line.trim_start_matches(['(', '（']);
        let length = label.chars().take(5).take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
        let (name, behind) = label.split_at_checked(length).unwrap_or_default();
        let closed = behind.starts_with([')', '）', '、']);
        let pointed = behind.starts_with('.') && (is_number(name) || is_letter(name));
        !name.is_empty() && ((closed && is_item_name(name)) || pointed)
    };
    bulleted.is_some_and(|rest| rest.starts_with(char::is_whitespace)) || labelled()
}

/// `next` from its first letter, figure or sign on, behind openers.
fn word(next: &str) -> &str {
    let mut passed = 0;
    let opens = |c: char| {
        passed += 1;
        passed <= OPENERS && (is_opener(c) || (passed > 1 && c.is_whitespace()))
    };
    next.trim_start_matches(opens)
}

/// The first word of `next`, behind openers.
pub(super) fn first_word(next: &str) -> &str {
    let word = word(next);
    let length = word.chars().take(48).take_while(|&c| is_of_word(c)).map(char::len_utf8).sum();
    word.get(..length).unwrap_or_default()
}

/// Whether a full stop stands right behind the first word of `next`.
pub(super) fn is_pointed(next: &str) -> bool {
    word(next).trim_start_matches(is_of_word).starts_with('.')
}

/// Letters, figures, and the marks that hang on them.
pub(super) fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

fn is_sign(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| matches!(c, '$' | '€' | '£' | '¥' | '₫' | '₽' | '§'))
        && chars.find(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '§')).is_some_and(char::is_numeric)
}

fn is_item_letter(word: &str) -> bool {
    let name = first_word(word);
    let behind = word.get(name.len()..).unwrap_or_default();
    let pointed = || behind.strip_prefix(". ").is_some_and(|rest| rest.starts_with(char::is_uppercase));
    !name.is_empty() && is_item_name(name) && (behind.starts_with(')') || (is_letter(name) && pointed()))
}

/// What counts items: a letter, a figure or two, a small Roman number, a Chinese one.
fn is_item_name(name: &str) -> bool {
    let digits = name.len() <= 3 && name.chars().all(|c| c.is_ascii_digit());
    let roman = name.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'I' | 'V' | 'X'));
    digits || roman || is_letter(name) || name.chars().all(is_east_asian)
}

/// The longest label, in code points: `Chương XXXVIII`, `Artículo 115 bis`.
const LABEL: usize = 40;

/// Whether `line`, which ends before a full stop, is no more than the number of a paragraph or
/// section: `1`, `IV`, `a`, `2.3`, `Điều 3`, `Article 1er`.
pub(super) fn is_label(line: &str) -> bool {
    if line.chars().nth(LABEL).is_some() {
        return false;
    }
    let mut words = line.trim_start_matches(|c: char| is_opener(c) || c.is_whitespace()).split_whitespace();
    match (words.next(), words.next(), words.next()) {
        (Some(number), None, None) => is_number(number) || is_letter(number),
        (Some(keyword), Some(number), None) => !keyword.starts_with(char::is_lowercase) && is_number(number),
        (None, _, _) | (_, _, Some(_)) => false,
    }
}

/// `near` cut before the last sentence that seems to begin in it; the first part is empty where none does.
pub(super) fn last_beginning(near: &str) -> (&str, &str) {
    let places = near.char_indices().rev().map(|(at, c)| (at, at + c.len_utf8(), c));
    let cuts = places.filter_map(|(at, end, c)| match c {
        '。' | '！' | '？' => near.split_at_checked(end),
        _ if c.is_whitespace() => Some((near.get(..at)?, near.get(end..)?)),
        _ => None,
    });
    let mut ended = cuts.filter(|(before, _)| before.trim_end_matches(is_invisible).ends_with(is_of_run));
    ended.next().unwrap_or_default()
}

/// Words that number the parts of a document, and are followed by a number and a full stop.
const KEYWORDS: [&str; 22] = [
    "Điều",
    "Khoản",
    "Chương",
    "Mục",
    "Phần",
    "Article",
    "Art.",
    "Section",
    "Chapter",
    "Part",
    "Title",
    "Chapitre",
    "Titre",
    "Artikel",
    "Kapitel",
    "Artículo",
    "Capítulo",
    "Título",
    "Artigo",
    "Articolo",
    "Статья",
    "Глава",
];

/// Whether `label`, which begins a sentence inside a paragraph, only numbers it: `2`, `b`, `Article 2`.
pub(super) fn is_inner_label(label: &str) -> bool {
    let keyword = KEYWORDS.iter().find_map(|keyword| label.strip_prefix(keyword));
    let name = keyword.map_or(label, str::trim_start);
    is_number(name) || (keyword.is_none() && is_letter(name))
}

pub(super) fn is_letter(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.as_str().is_empty()
}

/// Whether `word` numbers a section: up to three digits, also with points between or `er` behind, or
/// a small Roman number.
pub(super) fn is_number(word: &str) -> bool {
    let digits = word.chars().take_while(|c| c.is_numeric()).count();
    let rest = word.trim_start_matches(char::is_numeric);
    let suffix = rest
        .split('.')
        .all(|part| part.chars().count() <= if part.starts_with(char::is_numeric) { 2 } else { 3 });
    is_roman(word) || ((1..=3).contains(&digits) && suffix)
}

pub(super) fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'))
}
