//! Picks annotations by what a reader types.

use super::{Annotation, pen};
use crate::text::fold::{Profile, fold};

/// What a reader looks for among the annotations. All parts must hold: words (in quote, note or
/// tags, accents and case folded), `pen:figures` or `pen:2`, `tag:economy` or `#economy` (with all
/// that stands below it), `has:note`; `-` before a part negates it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    wanted: bool,
    test: Test,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Test {
    Word(String),
    Pen(String),
    Tag(String),
    HasNote,
}

impl Query {
    /// The query in these words; nothing that is typed is an error.
    #[must_use]
    pub fn parse(text: &str) -> Query {
        Query { parts: text.split_whitespace().filter_map(Part::parse).collect() }
    }

    /// Whether the annotation is one of those looked for. An empty query matches all.
    #[must_use]
    pub fn matches(&self, annotation: &Annotation) -> bool {
        let mut words = None;
        self.parts.iter().all(|part| part.wanted == part.test.holds(annotation, &mut words))
    }
}

impl Part {
    fn parse(typed: &str) -> Option<Part> {
        let (wanted, part) = match typed.strip_prefix('-') {
            Some(rest) if !rest.is_empty() => (false, rest),
            Some(_) | None => (true, typed),
        };
        let field = part.strip_prefix('#').map(|tag| ("tag", tag)).or_else(|| part.split_once(':'));
        let test = match field {
            Some(("tag", tag)) if !tag.is_empty() => Test::Tag(folded(tag)),
            Some(("pen", name)) if !name.is_empty() => {
                Test::Pen(pen::named(name).map_or(name, |pen| pen.name).to_owned())
            }
            Some(("has", "note")) => Test::HasNote,
            _ => Test::Word(Some(folded(part)).filter(|word| !word.is_empty())?),
        };
        Some(Part { wanted, test })
    }
}

impl Test {
    /// Whether the annotation passes; `words` are all its words folded, once something asks for them.
    fn holds(&self, annotation: &Annotation, words: &mut Option<String>) -> bool {
        match self {
            Test::Word(word) => words.get_or_insert_with(|| all_words(annotation)).contains(word),
            Test::Pen(name) => annotation.pen() == Some(name),
            Test::Tag(wanted) => annotation.tags().iter().any(|tag| is_below(&folded(tag), wanted)),
            Test::HasNote => !annotation.note().is_empty(),
        }
    }
}

fn all_words(annotation: &Annotation) -> String {
    let mut words = format!("{}\n{}", folded(annotation.quote()), folded(annotation.note()));
    for tag in annotation.tags() {
        words.push('\n');
        words.push_str(&folded(tag));
    }
    words
}

/// Whether the tag is the wanted one or stands below it: `economy/growth` below `economy`.
fn is_below(tag: &str, wanted: &str) -> bool {
    tag.strip_prefix(wanted.trim_end_matches('/'))
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn folded(text: &str) -> String {
    fold(text, Profile::Search)
}

#[cfg(test)]
mod tests;
