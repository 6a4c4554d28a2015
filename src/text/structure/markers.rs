//! How the start of a block is read against the table of marker classes.
//!
//! A marker is only a candidate: whether it opens a section is decided by the sequence it stands in.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::classes::{ARTICLE, CLASSES, Class, Form};
use super::numerals::{Alphabet, Number, Numerals, folded};

/// A candidate at the start of a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marker {
    /// Its row in [`CLASSES`].
    pub(super) class: usize,
    /// What tells it from other markers of its class; markers of one chain agree in it.
    pub(super) style: u32,
    pub(super) value: u32,
    /// The number above it in `2.1`; 0 elsewhere.
    pub(super) above: u32,
    /// Where the label ends, in bytes from the block's start.
    pub(super) label: usize,
    /// Where the rest starts.
    pub(super) rest: usize,
    /// How sure the form alone is.
    pub(super) sure: Sure,
}

/// What the form of a marker allows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sure {
    /// May start a chain.
    Start,
    /// May only continue one: a slip such as `11,` for `11.`.
    Continue,
    /// Repeats the last number with a suffix: `12a`, `5 bis`.
    Insert,
}

impl Marker {
    pub(super) fn class(&self) -> &'static Class {
        CLASSES.get(self.class).unwrap_or(&CLASSES[0])
    }
}

impl Class {
    /// Whether a word names it.
    pub(super) fn is_keyword(&self) -> bool {
        self.rank <= ARTICLE
    }

    /// Whether its numbers stand in brackets.
    pub(super) fn is_bracketed(&self) -> bool {
        matches!(self.form, Form::Bracketed(_))
    }

    /// Whether its markers are lower-case letters or numerals, or signs, which count items.
    pub(super) fn is_minor(&self) -> bool {
        self.rank >= 95
    }
}

/// The words that name a class. The first word of two (`phụ lục`) stands there too, without one.
static WORDS: LazyLock<HashMap<&'static str, Option<usize>>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for (at, class) in CLASSES.iter().enumerate() {
        if let Form::Word(names) = class.form {
            for name in names.split('|') {
                words.insert(name, Some(at));
                if let Some((first, _)) = name.split_once(' ') {
                    words.entry(first).or_insert(None);
                }
            }
        }
    }
    words
});

/// The rows of the classes that no word names.
static SHORTS: LazyLock<Vec<usize>> = LazyLock::new(|| rows(|form| !matches!(form, Form::Word(_))));

/// The rows of those that begin with a decimal digit.
static DECIMALS: LazyLock<Vec<usize>> = LazyLock::new(|| {
    rows(|form| {
        matches!(form, Form::Between("", _) | Form::Closed(Numerals::Digits, _) | Form::Dotted | Form::Bare)
    })
});

fn rows(fits: impl Fn(&Form) -> bool) -> Vec<usize> {
    CLASSES.iter().enumerate().filter(|(_, class)| fits(&class.form)).map(|(at, _)| at).collect()
}

/// What `text`, a block or a line, may open with.
pub(super) fn read(text: &str, alphabet: Alphabet) -> impl Iterator<Item = Marker> {
    let text = text.trim_start_matches(['\u{200e}', '\u{200f}', '\u{2068}', '\u{2067}']);
    let lead = text.chars().next().unwrap_or(' ');
    let word = if lead.is_alphabetic() || lead == '§' { keyword(text, alphabet) } else { None };
    let rows = match lead {
        '0'..='9' => DECIMALS.as_slice(),
        _ if may_be_short(text, lead) => SHORTS.as_slice(),
        _ => &[],
    };
    let shorts = rows.iter().filter_map(move |&at| short(at, CLASSES.get(at)?, text, alphabet));
    word.into_iter().chain(shorts)
}

/// Whether the first few characters leave any class possible that no word names.
fn may_be_short(text: &str, lead: char) -> bool {
    let closes = |c: char| c.is_numeric() || ".．)）-–—/、".contains(c);
    match lead {
        '(' | '（' | '第' | '제' => true,
        _ if lead.is_alphabetic() => text.chars().take(12).any(closes),
        _ => lead.is_numeric(),
    }
}

/// Whether a line opens with a list bullet followed by a space.
pub(super) fn is_bullet(line: &str) -> bool {
    let mut chars = line.chars();
    let sign = |c: char| {
        matches!(
            c,
            '-' | '–' | '—' | '*' | '+' | '•' | '·' | '▪' | '●' | '○' | '◦' | '■' | '➢' | '✓' | '\u{f0b7}'
        )
    };
    chars.next().is_some_and(sign) && chars.next().is_some_and(|c| c.is_whitespace() || c == '—')
}

/// Whether a line opens with a bullet or with a marker that may start a chain or continue one.
pub(super) fn opens(line: &str) -> bool {
    let reads = |alphabet| read(line, alphabet).any(|marker| marker.sure == Sure::Start && !marker.is_bare());
    let counts_d = || line.chars().take(48).any(|c| matches!(c, 'đ' | 'Đ'));
    is_bullet(line) || reads(Alphabet::Latin) || (counts_d() && reads(Alphabet::Vietnamese))
}

impl Marker {
    fn is_bare(&self) -> bool {
        matches!(self.class().form, Form::Bare)
    }
}

fn keyword(text: &str, alphabet: Alphabet) -> Option<Marker> {
    let end = match text.strip_prefix('§') {
        Some(rest) => text.len() - rest.len(),
        None => word_end(text, 0)?,
    };
    let (class, end) = if let Some(class) = *WORDS.get(folded(text.get(..end)?)?.as_str())? {
        (class, end)
    } else {
        let end = word_end(text, skip_space(text, end))?;
        ((*WORDS.get(folded(text.get(..end)?)?.as_str())?)?, end)
    };
    let gap =
        text.get(end..)?.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '፡' | '№'));
    let gap = gap.strip_prefix("thứ ").or_else(|| gap.strip_prefix("số ")).unwrap_or(gap);
    let at = text.len() - gap.len();
    let (number, series) = keyword_number(gap, alphabet)?;
    let (number, sure) = with_suffix(gap, number);
    let label = at + number.len;
    let rest = after_keyword(text, label)?;
    Some(Marker { class, style: style(class, series, ' '), value: number.value, above: 0, label, rest, sure })
}

/// Where the word that starts at `from` ends; `None` for one too long to be a keyword.
fn word_end(text: &str, from: usize) -> Option<usize> {
    let stops =
        |c: char| c.is_whitespace() || c.is_numeric() || matches!(c, '.' | ':' | '፡' | '(' | '-' | '№');
    let found = text.get(from..)?.char_indices().take(20).find(|(_, c)| stops(*c));
    found.map(|(at, _)| from + at)
}

fn keyword_number(text: &str, alphabet: Alphabet) -> Option<(Number, Numerals)> {
    let ambiguous = |number: &Number| number.len == 1 && !text.starts_with(['I', 'V', 'X']);
    let roman = Numerals::UpperRoman.read(text, alphabet).filter(|number| !ambiguous(number));
    if let Some(number) = roman {
        return Some((number, Numerals::UpperRoman));
    }
    let series = [
        Numerals::Digits,
        Numerals::Ordinal,
        Numerals::Hebrew,
        Numerals::Ethiopic,
        Numerals::Chinese,
        Numerals::UpperLetter,
    ];
    series.into_iter().find_map(|numerals| Some((numerals.read(text, alphabet)?, numerals)))
}

/// `1er`, `1º`, `12a`, `5 bis`.
fn with_suffix(text: &str, number: Number) -> (Number, Sure) {
    let rest = text.get(number.len..).unwrap_or_default();
    let longer = |suffix: &str| Number { len: number.len + suffix.len(), ..number };
    for suffix in ["er", "re", "ère", ".º", "º", "°", "ª"] {
        if rest.starts_with(suffix) {
            return (longer(suffix), Sure::Start);
        }
    }
    for suffix in [" bis", " ter", "bis", "ter", "a", "b", "c", "A", "B", "C"] {
        let inserted = rest.strip_prefix(suffix).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        if inserted {
            return (longer(suffix), Sure::Insert);
        }
    }
    (number, Sure::Start)
}

/// Where the rest starts after a keyword's number; `None` where the words run on as in a reference
/// (`Article 9 of the Paris Agreement`).
fn after_keyword(text: &str, label: usize) -> Option<usize> {
    let tail = text.get(label..)?;
    if tail
        .starts_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '(' | '/' | '%' | ')' | '،' | '，'))
    {
        return None;
    }
    let rest = tail.trim_start_matches(|c: char| c.is_whitespace() || ".:-–—፤:：．।։".contains(c));
    let gap = tail.get(..tail.len() - rest.len())?;
    let parted =
        rest.is_empty() || gap.contains(|c: char| !c.is_whitespace() || c == '\n' || c == '\u{3000}');
    let words = rest.strip_prefix('(').unwrap_or(rest);
    let runs_on = words.starts_with(|c: char| c.is_lowercase() || c.is_numeric());
    (parted || !runs_on).then_some(text.len() - rest.len())
}

fn short(at: usize, class: &Class, text: &str, alphabet: Alphabet) -> Option<Marker> {
    match class.form {
        Form::Word(_) => None,
        Form::Between(before, after) => between(at, class, text, before, after),
        Form::Closed(numerals, closes) => closed(at, text, numerals, closes, alphabet),
        Form::Bracketed(numerals) => bracketed(at, text, numerals, alphabet),
        Form::Sign(numerals) => {
            let number = numerals.read(text, alphabet)?;
            Some(marker(at, numerals, ' ', number, number.len, skip_space(text, number.len)))
        }
        Form::Dotted => dotted(at, text),
        Form::Bare => bare(at, text),
    }
}

fn marker(class: usize, series: Numerals, close: char, number: Number, label: usize, rest: usize) -> Marker {
    let style = style(class, series, close);
    Marker { class, style, value: number.value, above: 0, label, rest, sure: Sure::Start }
}

/// Keywords differ by their class and numerals alone; other markers by their closing sign too.
fn style(class: usize, series: Numerals, close: char) -> u32 {
    let first = CLASSES.get(class).map_or(class, |row| {
        if row.is_keyword() {
            CLASSES.iter().position(|other| other.name == row.name).unwrap_or(class)
        } else {
            class
        }
    });
    let sign = match close {
        '，' | ',' | '．' | '.' => '.',
        '）' => ')',
        '–' | '—' => '-',
        other => other,
    };
    let keyword = CLASSES.get(class).is_some_and(Class::is_keyword);
    let series = if keyword && series != Numerals::UpperRoman { Numerals::Digits } else { series };
    (u32::try_from(first).unwrap_or(0) << 24) | ((series as u32) << 20) | (u32::from(sign) & 0xf_ffff)
}

fn skip_space(text: &str, from: usize) -> usize {
    text.get(from..).map_or(from, |rest| text.len() - rest.trim_start().len())
}

fn between(at: usize, class: &Class, text: &str, before: &str, after: &[&str]) -> Option<Marker> {
    let inner = text.strip_prefix(before)?;
    let inner = if before.is_empty() { inner } else { inner.trim_start() };
    let series = if before == "第" { [Numerals::Chinese, Numerals::Digits] } else { [Numerals::Digits; 2] };
    let (number, numerals) =
        series.into_iter().find_map(|numerals| Some((numerals.read(inner, Alphabet::Latin)?, numerals)))?;
    let tail = inner.get(number.len..)?;
    let tail = if before.is_empty() { tail } else { tail.trim_start() };
    let word = after.iter().find(|word| tail.starts_with(**word))?;
    let rest = tail.get(word.len()..)?;
    let parted = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || "：:【（(.".contains(c));
    let glued = class.rank < ARTICLE && rest.chars().nth(30).is_none() && !rest.ends_with(['。', '，', '.']);
    let label = text.len() - rest.len();
    let rest = text.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || "：:.".contains(c)).len();
    (parted || glued).then(|| marker(at, numerals, ' ', number, label, rest))
}

fn closed(at: usize, text: &str, numerals: Numerals, closes: &str, alphabet: Alphabet) -> Option<Marker> {
    let number = numerals.read(text, alphabet)?;
    let tail = text.get(number.len..)?;
    let dashed = tail.trim_start_matches(' ');
    let tail = if dashed.starts_with(['-', '–', '—']) { dashed } else { tail };
    let close = tail.chars().next().filter(|c| closes.contains(*c))?;
    let after = tail.get(close.len_utf8()..)?;
    let next = after.chars().next();
    let glued = next.is_some_and(|c| !c.is_whitespace());
    let fits = match close {
        '、' | '．' | '）' => true,
        ')' => !next.is_some_and(|c| matches!(c, '.' | ',' | ';' | ')')),
        '-' | '–' | '—' | ',' | ':' | '/' => {
            !glued || (close != ',' && next.is_some_and(char::is_uppercase))
        }
        _ => {
            !glued
                || (numerals != Numerals::UpperLetter
                    && next.is_some_and(|c| c.is_alphabetic() || "“\"«".contains(c)))
        }
    };
    let rest = text.len() - after.trim_start_matches(|c: char| c.is_whitespace() || "-–—".contains(c)).len();
    let sure = if close == ',' { Sure::Continue } else { Sure::Start };
    fits.then(|| Marker { sure, ..marker(at, numerals, close, number, number.len, rest) })
}

fn bracketed(at: usize, text: &str, numerals: Numerals, alphabet: Alphabet) -> Option<Marker> {
    let inner = text.strip_prefix(['(', '（'])?;
    let number = numerals.read(inner, alphabet)?;
    let label = text.len() - inner.len() + number.len;
    let close = text.get(label..)?.chars().next().filter(|c| matches!(c, ')' | '）'))?;
    Some(marker(at, numerals, close, number, label, skip_space(text, label + close.len_utf8())))
}

/// `2.1`, `2.1.`: the number above is 2. Deeper ones count under `2.1`.
fn dotted(at: usize, text: &str) -> Option<Marker> {
    let (mut above, mut len, mut last) = (0, 0, Numerals::Digits.read(text, Alphabet::Latin)?);
    let mut depth = 1;
    while let Some(number) = text
        .get(len + last.len..)
        .and_then(|tail| Numerals::Digits.read(tail.strip_prefix('.')?, Alphabet::Latin))
    {
        if depth == 4 {
            return None;
        }
        above = above % 1000 * 1000 + last.value;
        len += last.len + 1;
        last = number;
        depth += 1;
    }
    let label = len + last.len;
    let tail = text.get(label..)?;
    let rest = tail.strip_prefix('.').unwrap_or(tail);
    let fits = depth >= 2 && last.value < 200 && rest.starts_with(char::is_whitespace);
    let capital = rest.trim_start().starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    let found = marker(at, Numerals::Digits, ' ', last, label, skip_space(text, text.len() - rest.len()));
    (fits && capital).then_some(Marker { above, style: found.style + depth, ..found })
}

fn bare(at: usize, text: &str) -> Option<Marker> {
    let number = Numerals::Digits.read(text, Alphabet::Latin).filter(|number| number.value < 500)?;
    let tail = text.get(number.len..)?;
    let capitals = tail.trim_start().chars().take(2).all(char::is_uppercase);
    let fits = tail.starts_with(char::is_whitespace) && capitals;
    fits.then(|| marker(at, Numerals::Digits, ' ', number, number.len, skip_space(text, number.len)))
}
