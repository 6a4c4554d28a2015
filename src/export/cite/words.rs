//! What can be said of a passage: the variables of the templates.

use super::Source;
use crate::export::one_line;
use crate::text::address::{self, Address, ParagraphNumber};
use crate::text::fold::{Profile, fold};
use crate::text::{Document, Span};

/// The most words of a title in a key.
const KEY_WORDS: usize = 4;

/// What can be said of a passage. Every value is on one line, without control characters, and empty
/// where it is not known. The fields have the names that templates know them by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The words of the passage.
    pub quote: String,
    /// The same between the quotation marks that the document uses.
    pub quoted: String,
    /// Who issued the communiqué.
    pub body: String,
    /// Its title; the name of the source where it has none.
    pub title: String,
    /// Its number as printed.
    pub number: String,
    /// Its date as printed.
    pub date: String,
    /// Its date as `2020-09-29`.
    pub date_iso: String,
    /// Where it was issued.
    pub place: String,
    /// Its language (BCP 47).
    pub language: String,
    /// The labels of the sections around the passage: `§II.A`, `Chương II, Điều 3`; where they have
    /// none, the title of the innermost.
    pub section: String,
    /// The innermost article: `Điều 3`.
    pub article: String,
    /// The paragraph: `¶ 12` where the text prints its number, `[¶ 12]` where it was counted;
    /// `¶ 12–14` of a passage of several.
    pub paragraph: String,
    /// Section and paragraph together: `§II.A, ¶ 12`.
    pub location: String,
    /// The file name or address of the document.
    pub source: String,
    /// A key for the communiqué in ASCII: always the same for the same document.
    pub key: String,
    /// A key for the place: the key of the communiqué with the number of the paragraph.
    pub label: String,
}

impl Words {
    /// What can be said of `span`.
    #[must_use]
    pub fn of(doc: &Document, about: &Source<'_>, span: Span) -> Words {
        let meta = doc.meta();
        let said = |words: &Option<String>| words.as_deref().map(one_line).unwrap_or_default();
        let first = address::of(doc, span.start());
        let last = address::of(doc, span.end().saturating_sub(1));
        let (quote, source, date) = (one_line(doc.quote(span)), one_line(about.name), said(&meta.date));
        let title = Some(said(&meta.title)).filter(|title| !title.is_empty());
        let title = title.unwrap_or_else(|| source.clone());
        let known = [said(&meta.date_iso), date.clone()].into_iter().find(|date| !date.is_empty());
        let key = key(&title, &source, &known.unwrap_or_default());
        let section = section(doc, &first, span);
        let paragraph = paragraphs(first.paragraph, last.paragraph);
        let parts = [section.as_str(), paragraph.as_str()];
        let location = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        let label = match first.paragraph {
            Some(number) => format!("{key}-{}", number.number()),
            None => key.clone(),
        };
        Words {
            quoted: quoted(&quote, doc.text()),
            article: first.article.unwrap_or_default(),
            quote,
            title,
            date,
            body: said(&meta.body),
            number: said(&meta.number),
            date_iso: said(&meta.date_iso),
            place: said(&meta.place),
            language: said(&meta.language),
            section,
            paragraph,
            location,
            source,
            key,
            label,
        }
    }

    /// Every value with the name by which a template asks for it.
    #[must_use]
    pub fn named(&self) -> [(&'static str, &str); 16] {
        [
            ("quote", &self.quote),
            ("quoted", &self.quoted),
            ("body", &self.body),
            ("title", &self.title),
            ("number", &self.number),
            ("date", &self.date),
            ("date_iso", &self.date_iso),
            ("place", &self.place),
            ("language", &self.language),
            ("section", &self.section),
            ("article", &self.article),
            ("paragraph", &self.paragraph),
            ("location", &self.location),
            ("source", &self.source),
            ("key", &self.key),
            ("label", &self.label),
        ]
    }
}

fn section(doc: &Document, address: &Address, span: Span) -> String {
    let labels = one_line(&address.sections());
    if !labels.is_empty() {
        return labels;
    }
    let section = doc.sections().get(doc.section_at(span.start()));
    section.filter(|section| section.kind.has_heading()).map(|s| one_line(&s.title)).unwrap_or_default()
}

/// The paragraphs from the first to the last of a passage.
fn paragraphs(first: Option<ParagraphNumber>, last: Option<ParagraphNumber>) -> String {
    use ParagraphNumber::{Computed, Printed};
    match (first, last) {
        (Some(Printed(from)), Some(Printed(to))) if from < to => format!("¶ {from}–{to}"),
        (Some(Printed(from) | Computed(from)), Some(Printed(to) | Computed(to))) if from < to => {
            format!("[¶ {from}–{to}]")
        }
        (Some(number), _) | (None, Some(number)) => number.to_string(),
        (None, None) => String::new(),
    }
}

/// `quote` between the quotation marks that `text` itself uses first, else between the English ones.
fn quoted(quote: &str, text: &str) -> String {
    let rest = text.find(['«', '„', '「', '“']).and_then(|at| text.get(at..)).unwrap_or_default();
    let mut signs = rest.chars();
    let (open, close) = match signs.next() {
        Some('«') if signs.next().is_some_and(char::is_whitespace) => ("«\u{a0}", "\u{a0}»"),
        Some('«') => ("«", "»"),
        Some('„') if signs.find(|sign| matches!(sign, '“' | '”')) == Some('”') => ("„", "”"),
        Some('„') => ("„", "“"),
        Some('「') => ("「", "」"),
        Some(_) | None => ("“", "”"),
    };
    format!("{open}{quote}{close}")
}

/// The first words of the title in ASCII letters and figures, and the year; of the source's name
/// where the title has no such letters.
fn key(title: &str, source: &str, date: &str) -> String {
    let stem = source.rsplit('/').next().unwrap_or_default();
    let stem = stem.split('.').next().unwrap_or_default();
    let slugs = [title, stem].into_iter().map(slug);
    let slug = slugs.into_iter().find(|slug| slug.contains(|c: char| c.is_ascii_alphabetic()));
    let slug = slug.unwrap_or_else(|| "document".to_owned());
    match year(date) {
        Some(year) => format!("{slug}-{year}"),
        None => slug,
    }
}

fn slug(text: &str) -> String {
    let folded = fold(text, Profile::Search);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.take(KEY_WORDS).collect::<Vec<_>>().join("-")
}

/// The first number of four figures from 1000 to 2999.
fn year(date: &str) -> Option<&str> {
    let figures = date.split(|c: char| !c.is_ascii_digit());
    figures.into_iter().find(|run| run.len() == 4 && run.starts_with(['1', '2']))
}
