//! Citations: a passage in its own words, with what it is cited by.
//!
//! A style is a template (Jinja, as `minijinja` reads it) whose variables are those of [`Words`];
//! each value is escaped for the style as it is filled in, so that a template, a reader's own too,
//! need not know what a text may hold. CSL JSON has no template: it is data.
//!
//! ```text
//! “GRDP tăng 9,62 %” — Tỉnh ủy Bến Tre, Thông báo kết quả Hội nghị lần thứ 22, 29/09/2020, §1, [¶ 5]
//! ```
//!
//! Nothing here reads a file: templates other than the built-in ones are given.

mod csl;
mod escape;
mod words;

use std::fmt::Write as _;

use minijinja::{Environment, UndefinedBehavior, Value};

pub use words::Words;

use crate::text::{Document, Span};

/// How a citation is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// Plain text on one line.
    #[default]
    Plain,
    /// A quote in Markdown.
    Markdown,
    /// A quote with a footnote in Markdown.
    Footnote,
    /// An entry of a BibLaTeX file.
    Biblatex,
    /// An item of a CSL JSON file.
    CslJson,
}

/// What is said of a style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StyleEntry {
    /// The style.
    pub style: Style,
    /// The name by which it is asked for, and that of its template.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Its template; `None` for what has none.
    pub template: Option<&'static str>,
}

/// Every style.
pub const STYLES: [StyleEntry; 5] = [
    StyleEntry {
        style: Style::Plain,
        name: "plain",
        about: "the words and where they stand, on one line",
        template: Some(include_str!("cite/plain.jinja")),
    },
    StyleEntry {
        style: Style::Markdown,
        name: "markdown",
        about: "a Markdown quote, with where it stands below",
        template: Some(include_str!("cite/markdown.jinja")),
    },
    StyleEntry {
        style: Style::Footnote,
        name: "footnote",
        about: "the words with a Markdown footnote",
        template: Some(include_str!("cite/footnote.jinja")),
    },
    StyleEntry {
        style: Style::Biblatex,
        name: "biblatex",
        about: "a BibLaTeX entry, the words as its annotation",
        template: Some(include_str!("cite/biblatex.jinja")),
    },
    StyleEntry {
        style: Style::CslJson,
        name: "csl-json",
        about: "CSL JSON, as Zotero and pandoc read it",
        template: None,
    },
];

impl Style {
    /// The style of that name.
    ///
    /// ```
    /// use postil::export::cite::Style;
    /// assert_eq!(Style::named("csl-json"), Some(Style::CslJson));
    /// assert_eq!(Style::named("mla"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Style> {
        STYLES.iter().find(|entry| entry.name == name).map(|entry| entry.style)
    }

    /// What is said of it.
    #[must_use]
    pub fn entry(self) -> StyleEntry {
        STYLES.into_iter().find(|entry| entry.style == self).unwrap_or(STYLES[0])
    }

    /// The name by which it is asked for.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// `text`, on one line, so that a program that reads this style shows the very text.
    fn escaped(self, text: &str) -> String {
        match self {
            Style::Plain | Style::CslJson => text.to_owned(),
            Style::Markdown | Style::Footnote => super::markdown::escaped(text),
            Style::Biblatex => escape::latex(text),
        }
    }
}

/// Where a document came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Source<'a> {
    /// Its file name or address; empty where it has none.
    pub name: &'a str,
}

/// Why a template could not be filled in: a sentence, with the line where it is known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct TemplateError(String);

impl From<minijinja::Error> for TemplateError {
    fn from(error: minijinja::Error) -> TemplateError {
        let mut said = error.line().map(|line| format!("line {line}: ")).unwrap_or_default();
        // A string takes whatever is written to it.
        let _ = match error.detail() {
            Some(detail) => write!(said, "{} ({detail})", error.kind()),
            None => write!(said, "{}", error.kind()),
        };
        TemplateError(said)
    }
}

/// The citation of `span` in `style`, by its built-in template or by `template`, without a line feed
/// at its end.
///
/// # Errors
/// Where `template` is no template, asks for what there is not, or is given to a style without one.
pub fn cite(
    doc: &Document,
    about: &Source<'_>,
    span: Span,
    style: Style,
    template: Option<&str>,
) -> Result<String, TemplateError> {
    let words = Words::of(doc, about, span);
    match template.or(style.entry().template) {
        Some(_) if style == Style::CslJson => {
            Err(TemplateError(format!("{} is not written by a template", style.name())))
        }
        Some(template) => fill(template, style, &words),
        None => Ok(csl::item(&words)),
    }
}

fn fill(template: &str, style: Style, words: &Words) -> Result<String, TemplateError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_formatter(move |out, state, value| match value.as_str() {
        Some(text) if !value.is_safe() => Ok(out.write_str(&style.escaped(text))?),
        Some(_) | None => minijinja::escape_formatter(out, state, value),
    });
    let values = words.named().into_iter().map(|(name, value)| (name, Value::from(value)));
    let filled = environment.render_str(template, Value::from_pairs(values))?;
    Ok(filled.trim_end_matches('\n').to_owned())
}

#[cfg(test)]
mod tests;
