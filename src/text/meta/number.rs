//! The number of a document, where a line gives it and nothing else.
//!
//! A number in running text is one that the text refers to, and is left alone.

use std::sync::LazyLock;

use regex::Regex;

use super::{Page, front, one_line};

/// `Số: 30/2020/NĐ-CP`, with nothing before it on its line but capitals.
static VIETNAMESE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^[^\p{Ll}]*(?i:Số)\s*:\s*(\d{1,6}(?:/\d{4})?[-/][\p{Lu}\d]+(?:[-/][\p{Lu}\d]+)*)").ok()
});

/// `S/RES/1445 (2002)` at the end of a line.
static SYMBOL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:^|\s)([ASE]/(?:[A-Z][A-Z0-9.-]*/)*(?:\d+/)*[A-Z]?\.?\d+(?:/(?:Rev|Add|Corr)\.\d+)?(?: \(\d{4}\))?)$").ok()
});

/// Whole lines: `Resolution 2031 (2030)`, `No. 12/2020`, `COM(2020) 456 final`, `国发〔2021〕5号`.
static LINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(?:((?i:Resolution|Résolution|Resolución|Резолюция) \d+(?:/\d+)?(?: \(\d{4}\))?)|(?:No\.?|N°|Nº|Nr\.?|№)\s?(\d+(?:[/-][\p{Lu}\d]+)+)|((?:COM|SWD|JOIN)\(\d{4}\) \d+ final)|(\p{Han}{1,6}[〔\[（]\d{4}[〕\]）]\d+号))$",
    )
    .ok()
});

/// How many paragraphs from the start may hold it.
const HEAD: usize = 8;

/// The longest line that is looked at, in bytes.
const LONGEST: usize = 300;

/// The number of the document.
pub(super) fn of(page: &Page, front: &str) -> Option<String> {
    let head = || page.first_lines(HEAD).map(str::trim).filter(|line| line.len() <= LONGEST);
    let rows = page.rows().flat_map(str::lines).filter(|line| line.len() <= LONGEST);
    front::value(front, &["number", "symbol", "reference"])
        .or_else(|| head().chain(rows).find_map(|line| captured(VIETNAMESE.as_ref()?, line)))
        .or_else(|| head().find_map(|line| captured(SYMBOL.as_ref()?, line)))
        .or_else(|| head().find_map(|line| captured(LINE.as_ref()?, line)))
}

fn captured(pattern: &Regex, line: &str) -> Option<String> {
    let found = pattern.captures(line)?;
    found.iter().skip(1).flatten().next().map(|number| one_line(number.as_str()))
}
