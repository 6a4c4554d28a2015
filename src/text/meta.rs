//! What a communiqué says of itself: title, issuing body, date, place, number, language.
//!
//! Pure functions over the paragraphs and their roles. Where nothing is sure, nothing is said: a
//! line is read only where its place or form vouches for it, never because a word in it might fit.

mod date;
mod front;
mod issuer;
mod language;
mod number;

use std::ops::Range;

use super::{Paragraph, Role};

pub(super) use front::title;

/// What the document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The title, on one line.
    pub title: Option<String>,
    /// The dateline as printed; without one, the date of the front matter.
    pub date: Option<String>,
    /// That date as `YYYY-MM-DD`; of several days, the last one.
    pub date_iso: Option<String>,
    /// The place in the dateline.
    pub place: Option<String>,
    /// The issuing body.
    pub body: Option<String>,
    /// The number or symbol of the document: `30/2020/NĐ-CP`, `S/RES/1445 (2002)`.
    pub number: Option<String>,
    /// The language (BCP 47), guessed from script and commonest words.
    pub language: Option<String>,
}

/// The metadata of `text`, whose `title` and paragraphs are known.
#[must_use]
pub fn of(text: &str, paragraphs: &[Paragraph], title: Option<String>) -> Meta {
    let page = Page { text, paragraphs };
    let front = page.with_role(Role::FrontMatter).next().unwrap_or_default();
    let number = number::of(&page, front);
    let dated = dateline(&page)
        .or_else(|| front::value(front, &["date"]).map(|date| (date, None)))
        .or_else(|| in_letterhead(&page))
        .or_else(|| in_title(title.as_deref()?, number.as_deref()?));
    let (line, found) = dated.unzip();
    let found = found.flatten().or_else(|| date::find(line.as_deref()?));
    let place = line.as_deref().zip(found.as_ref()).and_then(|(line, date)| date::place(line, date));
    Meta {
        title,
        date: line,
        date_iso: found.map(|date| date.iso),
        place,
        body: issuer::of(&page, front),
        number,
        language: front::language(front).or_else(|| language::of(&page).map(str::to_owned)),
    }
}

/// The first dateline that is read to its day, else the first one.
fn dateline(page: &Page) -> Option<(String, Option<date::Found>)> {
    let mut lines = page.with_role(Role::Dateline).map(one_line).map(|line| {
        let found = date::find(&line);
        (line, found)
    });
    let first = lines.next()?;
    if first.1.is_some() {
        return Some(first);
    }
    Some(lines.find(|(_, found)| found.is_some()).unwrap_or(first))
}

/// A date in a table's cell, for which the place before it vouches: `Hà Nội, ngày 5 tháng 3 năm 2020`.
fn in_letterhead(page: &Page) -> Option<(String, Option<date::Found>)> {
    let dated = |cell: &str| {
        let found = date::find(cell)?;
        date::place(cell, &found).map(|_| (one_line(cell), None))
    };
    page.rows().filter(|row| row.len() <= ROW).flat_map(cells).find_map(dated)
}

/// A row of a letterhead is not longer than this, in bytes.
const ROW: usize = 1000;

/// The date that ends a title which begins with the document's number:
/// `Resolution 661 (1990) of 6 August 1990`.
fn in_title(title: &str, number: &str) -> Option<(String, Option<date::Found>)> {
    let found = date::find(title.strip_prefix(number)?)?;
    let line = title.get(number.len()..)?.get(found.at)?;
    title.ends_with(line).then(|| (line.to_owned(), None))
}

/// How many paragraphs from either edge may be rows of a letterhead.
const EDGE: usize = 24;

/// The text and its paragraphs.
struct Page<'a> {
    text: &'a str,
    paragraphs: &'a [Paragraph],
}

impl<'a> Page<'a> {
    fn words(&self, content: Range<usize>) -> &'a str {
        self.text.get(content).unwrap_or_default()
    }

    fn with_role(&self, role: Role) -> impl Iterator<Item = &'a str> {
        let words = |paragraph: &Paragraph| self.words(paragraph.content.clone());
        self.paragraphs.iter().filter(move |paragraph| paragraph.role == role).map(words)
    }

    /// The rows of tables at the text's start and end: a letterhead may stand in one.
    fn rows(&self) -> impl Iterator<Item = &'a str> {
        let count = self.paragraphs.len();
        let words = |paragraph: &Paragraph| self.words(paragraph.content.clone());
        let edges = (0..count.min(EDGE)).chain(count.saturating_sub(EDGE).max(EDGE)..count);
        let rows = edges.filter_map(|at| self.paragraphs.get(at)).filter(|at| at.role == Role::Row);
        rows.map(words)
    }

    /// The lines of the first so many paragraphs after the front matter.
    fn first_lines(&self, paragraphs: usize) -> impl Iterator<Item = &'a str> {
        let body = self.paragraphs.iter().filter(|paragraph| paragraph.role != Role::FrontMatter);
        let words = |paragraph: &Paragraph| self.words(paragraph.content.clone());
        body.take(paragraphs).map(words).flat_map(str::lines)
    }
}

/// The cells of a row, and the parts of a line that stand in columns.
fn cells(line: &str) -> impl Iterator<Item = &str> {
    line.split(['\t', '|', '_', '\u{a0}'])
        .flat_map(|cell| cell.split("   "))
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
}

/// Words with every run of white space as one space.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether all letters with case are capitals, and there are at least two.
fn is_capitals(line: &str) -> bool {
    !line.contains(char::is_lowercase) && line.chars().filter(|c| c.is_uppercase()).nth(1).is_some()
}

#[cfg(test)]
mod tests;
