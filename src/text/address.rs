//! What a place in a communiqué is called, and which place a call means.
//!
//! The numbers that a text prints are addresses: `¶ 12`, `§3`, `Điều 3`, `II.A`, `第三条`. [`of`] says
//! by which of them an offset is cited; [`find`] goes the other way, from what a reader types.
//!
//! A label is read as words and numbers. Words are compared folded ([`Profile::Search`]), numbers by
//! their value, in whatever script they are written: `第3条` finds `第三条`, `§2` finds `II`.
//!
//! ```text
//! typed  "II.A"          sections  I  II ▸ A  ▸ B          the start of A below II
//! typed  "dieu 3"        sections  Chương I ▸ Điều 3        the start of Điều 3
//! typed  "12"            paragraph 12: the one that prints it, else the one counted so
//! ```
//!
//! Nothing here searches the words of the text.

use std::fmt;

use super::document::is_han;
use super::fold::{Profile, fold};
use super::structure::numerals::{Alphabet, Numerals};
use super::{Document, Section, SectionKind};

/// The number of a paragraph, and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParagraphNumber {
    /// It stands in the text.
    Printed(u32),
    /// It was counted by us.
    Computed(u32),
}

impl ParagraphNumber {
    /// The number alone.
    #[must_use]
    pub fn number(self) -> u32 {
        match self {
            ParagraphNumber::Printed(number) | ParagraphNumber::Computed(number) => number,
        }
    }
}

/// `¶ 12` where the text prints the number, `[¶ 12]` where it does not.
impl fmt::Display for ParagraphNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParagraphNumber::Printed(number) => write!(f, "¶ {number}"),
            ParagraphNumber::Computed(number) => write!(f, "[¶ {number}]"),
        }
    }
}

/// What a place is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The labels of the sections that hold the place, the outermost first, each as it is read
    /// alone ([`Section::printed_label`]); sections without a label are left out.
    pub path: Vec<String>,
    /// The label of the innermost article that holds it: `Điều 3`.
    pub article: Option<String>,
    /// The number of its paragraph.
    pub paragraph: Option<ParagraphNumber>,
}

impl Address {
    /// The path alone: labels without a word behind one `§`, with full stops between; labels with a
    /// word as they are. Empty where no section has a label.
    ///
    /// ```text
    /// II, A             →  "§II.A"
    /// Chương II, Điều 3 →  "Chương II, Điều 3"
    /// ```
    #[must_use]
    pub fn sections(&self) -> String {
        let mut said = String::new();
        let mut after_bare = false;
        for label in &self.path {
            let bare = is_bare(label);
            match (said.is_empty(), after_bare && bare) {
                (true, _) => {}
                (false, true) => said.push('.'),
                (false, false) => said.push_str(", "),
            }
            if bare && !after_bare && !label.starts_with('§') {
                said.push('§');
            }
            said.push_str(label);
            after_bare = bare;
        }
        said
    }
}

/// `§II.A, ¶ 12`; [`find`] reads it.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sections = Some(self.sections()).filter(|sections| !sections.is_empty());
        let paragraph = self.paragraph.map(|number| number.to_string());
        let parts: Vec<String> = sections.into_iter().chain(paragraph).collect();
        f.write_str(&parts.join(", "))
    }
}

/// What the place at the byte `offset` is called; past the end, the last place.
#[must_use]
pub fn of(doc: &Document, offset: usize) -> Address {
    let paragraph = doc.paragraphs().get(doc.paragraph_at(offset));
    let sections = above(doc.sections(), paragraph.map_or(0, |paragraph| paragraph.section));
    let article = sections.iter().rev().find(|section| section.kind == SectionKind::Article);
    let labelled = sections.iter().filter(|section| !section.label.is_empty());
    Address {
        path: labelled.map(|section| section.printed_label()).collect(),
        article: article.map(|section| section.printed_label()),
        paragraph: paragraph.and_then(|paragraph| {
            let number = paragraph.number?;
            Some(if paragraph.printed {
                ParagraphNumber::Printed(number)
            } else {
                ParagraphNumber::Computed(number)
            })
        }),
    }
}

/// The byte offset where the content of the paragraph starts that `typed` names; `None` where
/// nothing is called so.
///
/// A number alone, or after `¶`, is that of a paragraph: printed first, else counted. Anything else,
/// and a number that no paragraph has, is the label of a section, after those of the sections around
/// it if more than one is typed; then the whole title of one. A number after the label of a section
/// that has no such section below it is that of a paragraph in it. Where several fit equally well,
/// the first.
///
/// ```
/// use postil::text::{Document, address};
/// let doc = Document::plain("Điều 1. Phạm vi\n\nMột.\n\nĐiều 2. Đối tượng\n\nHai.\n".to_owned());
/// let found = address::find(&doc, "dieu 2");
/// assert_eq!(found, doc.text().find("Điều 2"));
/// assert_eq!(address::find(&doc, "Điều 3"), None);
/// ```
#[must_use]
pub fn find(doc: &Document, typed: &str) -> Option<usize> {
    let typed = typed.trim();
    if let Some((_, number)) = typed.rsplit_once('¶') {
        return numbered(doc, tokens(number).first()?.value?);
    }
    let wanted = tokens(typed);
    let alone = match wanted.as_slice() {
        [token] if token.is_figure() => token.value,
        _ => None,
    };
    let first = alone.filter(|_| typed.chars().all(char::is_alphanumeric));
    first
        .and_then(|number| numbered(doc, number))
        .or_else(|| start_of(doc, labelled(doc, &wanted)?))
        .or_else(|| start_of(doc, titled(doc, typed)?))
        .or_else(|| numbered(doc, alone?))
        .or_else(|| numbered_in(doc, &wanted))
}

/// The sections that hold section `index`, from the outermost to itself.
fn above(sections: &[Section], index: usize) -> Vec<&Section> {
    let mut holding: Vec<&Section> = Vec::new();
    for section in sections.get(..=index).unwrap_or_default().iter().rev() {
        if holding.last().is_none_or(|inner| section.level < inner.level) {
            holding.push(section);
        }
    }
    holding.reverse();
    holding
}

/// Whether a label is a number or a letter without a word: `II`, `（一）`, `A`.
fn is_bare(label: &str) -> bool {
    let tokens = tokens(label);
    tokens.iter().all(|token| token.value.is_some() || token.written.chars().count() == 1)
        && !label.starts_with(['第', '제'])
}

fn start_of(doc: &Document, section: usize) -> Option<usize> {
    let first = doc.sections().get(section)?.paragraphs.start;
    doc.paragraphs().get(first).map(|paragraph| paragraph.content.start)
}

fn numbered(doc: &Document, number: u32) -> Option<usize> {
    let paragraph = doc.paragraphs().get(doc.paragraph_numbered(number)?)?;
    Some(paragraph.content.start)
}

/// The paragraph of the last number of `wanted` in the section that the rest names.
fn numbered_in(doc: &Document, wanted: &[Token]) -> Option<usize> {
    let (last, path) = wanted.split_last()?;
    let number = last.value?;
    let index = labelled(doc, path)?;
    let (outer, below) = doc.sections().get(index..)?.split_first()?;
    let end = below.iter().take_while(|section| section.level > outer.level).last().unwrap_or(outer);
    let held = doc.paragraphs().get(outer.paragraphs.start..end.paragraphs.end)?;
    let with = |printed| held.iter().find(|p| p.number == Some(number) && p.printed == printed);
    with(true).or_else(|| with(false)).map(|paragraph| paragraph.content.start)
}

/// The first section with that title, folded.
fn titled(doc: &Document, typed: &str) -> Option<usize> {
    let wanted = Some(fold(typed, Profile::Search)).filter(|wanted| !wanted.is_empty())?;
    doc.sections().iter().position(|section| fold(section.title.trim(), Profile::Search) == wanted)
}

/// The section whose label, after those of sections around it, is most like `wanted`.
fn labelled(doc: &Document, wanted: &[Token]) -> Option<usize> {
    let mut open: Vec<(u8, Vec<Token>)> = Vec::new();
    let mut best: Option<(Likeness, usize)> = None;
    for (index, section) in doc.sections().iter().enumerate() {
        while open.last().is_some_and(|(level, _)| *level >= section.level) {
            open.pop();
        }
        open.push((section.level, tokens(&section.label)));
        let like = path_likeness(&open, wanted);
        best = match (best, like) {
            (Some((known, _)), Some(like)) if like >= known => best,
            (_, Some(like)) => Some((like, index)),
            (_, None) => best,
        };
    }
    best.map(|(_, index)| index)
}

/// How like two labels are, the most alike first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// To the letter.
    Letters,
    /// But for case and accents.
    Words,
    /// But for how the number is written.
    Values,
    /// But for the end of a word: `art 5`.
    Beginnings,
    /// In the numbers; the word was not typed.
    Numbers,
}

/// How like `wanted` is to the last label of `open` with some of those before it.
fn path_likeness(open: &[(u8, Vec<Token>)], wanted: &[Token]) -> Option<Likeness> {
    let ((_, own), around) = open.split_last()?;
    let (mut like, mut rest) = taken(own, wanted)?;
    for (_, label) in around.iter().rev() {
        if let Some((other, before)) = taken(label, rest) {
            (like, rest) = (like.max(other), before);
        }
    }
    rest.is_empty().then_some(like)
}

/// How like the end of `wanted` is to `label`, and what stands before that end.
fn taken<'a>(label: &[Token], wanted: &'a [Token]) -> Option<(Likeness, &'a [Token])> {
    let whole: Vec<&Token> = label.iter().collect();
    let numbers: Vec<&Token> = label.iter().filter(|token| token.value.is_some()).collect();
    let ends = |label: &[&Token]| {
        let (before, end) = wanted.split_at_checked(wanted.len().checked_sub(label.len())?)?;
        let likes = label.iter().zip(end).map(|(token, typed)| token.likeness(typed));
        let like = likes.collect::<Option<Vec<_>>>()?.into_iter().max()?;
        Some((like, before))
    };
    ends(&whole).or_else(|| ends(&numbers).map(|(_, before)| (Likeness::Numbers, before)))
}

/// A word or a number of a label.
#[derive(Clone, Debug)]
struct Token {
    /// As it stands there, with the bracket that opens before it.
    written: String,
    folded: String,
    /// The number, if it may be one: `3`, `III`, `三`, `first`.
    value: Option<u32>,
}

impl Token {
    /// Whether it is written in decimal digits.
    fn is_figure(&self) -> bool {
        let number = Numerals::Digits.read(&self.written, Alphabet::Latin);
        number.is_some_and(|number| number.len == self.written.len())
    }

    fn likeness(&self, other: &Token) -> Option<Likeness> {
        let begins = |long: &str, short: &str| short.chars().count() >= 2 && long.starts_with(short);
        match (self.value, other.value) {
            _ if self.written == other.written => Some(Likeness::Letters),
            _ if self.folded == other.folded => Some(Likeness::Words),
            (Some(one), Some(two)) => (one == two).then_some(Likeness::Values),
            (None, None) => {
                let alike = begins(&self.folded, &other.folded) || begins(&other.folded, &self.folded);
                alike.then_some(Likeness::Beginnings)
            }
            (Some(_), None) | (None, Some(_)) => None,
        }
    }
}

/// Words that stand between a keyword and its number and say nothing.
const BETWEEN: [&str; 2] = ["thứ", "số"];

fn tokens(label: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = label;
    while let Some((signs, text)) =
        rest.find(char::is_alphanumeric).and_then(|start| rest.split_at_checked(start))
    {
        let Some((word, after)) = text.split_at_checked(token_len(text)) else { break };
        rest = after;
        if BETWEEN.contains(&word.to_lowercase().as_str()) {
            continue;
        }
        let bracket: String = signs.chars().filter(|sign| "(（[".contains(*sign)).collect();
        let value = number(word).filter(|number| number.1 == word.len()).map(|number| number.0);
        tokens.push(Token { written: bracket + word, folded: fold(word, Profile::Search), value });
    }
    tokens
}

/// The bytes of the word or number that `text` starts with.
fn token_len(text: &str) -> usize {
    if let Some((_, len)) = number(text) {
        return len;
    }
    let mark = unicode_normalization::char::is_combining_mark;
    let inside = |c: char| (c.is_alphabetic() && !is_han(c)) || mark(c);
    let first = text.chars().next().map_or(0, char::len_utf8);
    let more = text.chars().skip(1).take_while(|&c| inside(c)).map(char::len_utf8).sum::<usize>();
    if text.chars().next().is_some_and(inside) { first + more } else { first }
}

/// The value and the bytes of the number that `text` starts with.
fn number(text: &str) -> Option<(u32, usize)> {
    use Numerals::{Chinese, Circled, Digits, Ethiopic, LowerRoman, Ordinal, UpperRoman};
    let series = [Digits, Circled, Chinese, Ethiopic, UpperRoman, LowerRoman, Ordinal];
    let number = series.into_iter().find_map(|numerals| numerals.read(text, Alphabet::Latin))?;
    Some((number.value, number.len))
}

#[cfg(test)]
mod tests;
