//! Finds the words that a reader quotes.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::text::fold::{Folded, Profile, fold};
use crate::text::{Document, grapheme};

/// More places than these are not looked for.
pub(super) const MOST: usize = 10_000;

/// The words to find, and what stands around the right one.
pub(super) struct Quote<'a> {
    pub words: &'a str,
    pub prefix: Option<&'a str>,
    pub suffix: Option<&'a str>,
}

/// Where the quote stands in the document, in bytes and in text order: the places where it stands to
/// the letter; where there is none, those where it stands but for white space, quotation marks,
/// dashes and characters that are not seen.
pub(super) fn find(document: &Document, quote: &Quote) -> Vec<Range<usize>> {
    let text = document.text();
    let fits = |place: &Range<usize>| fits(text, place, quote);
    let words: String = quote.words.nfc().collect();
    let exact: Vec<_> = occurrences(text, &words).into_iter().filter(fits).collect();
    if !exact.is_empty() {
        return exact;
    }
    let folded = Folded::new(text, Profile::Quote);
    let words = fold(quote.words.trim(), Profile::Quote);
    let places = occurrences(folded.text(), &words);
    places.into_iter().map(|place| folded.to_source(text, place)).filter(fits).collect()
}

/// All places of `words`, those that overlap as well.
fn occurrences(text: &str, words: &str) -> Vec<Range<usize>> {
    let Some(step) = words.chars().next().map(char::len_utf8) else { return Vec::new() };
    let finder = memchr::memmem::Finder::new(words);
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(at) = text.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
        places.push(from + at..from + at + words.len());
        from += at + step;
        if places.len() == MOST {
            break;
        }
    }
    places
}

fn fits(text: &str, place: &Range<usize>, quote: &Quote) -> bool {
    let before = || {
        let near = |words: &str| grapheme::floor(text, place.start.saturating_sub(reach(words)));
        quote
            .prefix
            .is_none_or(|words| folded(text, near(words)..place.start).ends_with(&folded_words(words)))
    };
    let after = || {
        let near = |words: &str| grapheme::ceil(text, place.end.saturating_add(reach(words)));
        quote
            .suffix
            .is_none_or(|words| folded(text, place.end..near(words)).starts_with(&folded_words(words)))
    };
    before() && after()
}

/// How far from the quote its context may reach, in bytes: white space and marks may make it longer
/// in the text than in the question.
fn reach(words: &str) -> usize {
    words.len() * 4 + 64
}

fn folded(text: &str, range: Range<usize>) -> String {
    folded_words(text.get(range).unwrap_or_default())
}

fn folded_words(words: &str) -> String {
    fold(words, Profile::Quote).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, words: &str, prefix: Option<&str>, suffix: Option<&str>) -> Vec<String> {
        let document = Document::plain(text.to_owned());
        let places = find(&document, &Quote { words, prefix, suffix });
        places.into_iter().map(|place| format!("{}[{}]", &text[..place.start], &text[place])).collect()
    }

    #[test]
    fn a_quote_is_found_to_the_letter_first() {
        assert_eq!(found("a-b a–b", "a–b", None, None), ["a-b [a–b]"]);
        assert_eq!(found("a–b", "a-b", None, None), ["[a–b]"]);
    }

    #[test]
    fn places_that_overlap_are_all_counted() {
        assert_eq!(found("banana", "ana", None, None).len(), 2);
    }

    #[test]
    fn a_decomposed_quote_is_found_in_a_composed_text() {
        assert_eq!(found("Hội nghị", "Ho\u{323}\u{302}i nghi\u{323}", None, None), ["[Hội nghị]"]);
    }

    #[test]
    fn what_stands_around_tells_two_places_apart() {
        let text = "one two, three two.";
        assert_eq!(found(text, "two", None, None).len(), 2);
        assert_eq!(found(text, "two", Some("three "), None), ["one two, three [two]"]);
        assert_eq!(found(text, "two", None, Some(",")), ["one [two]"]);
    }

    #[test]
    fn a_line_feed_in_the_text_is_a_space_in_the_quote() {
        assert_eq!(found("so\nvới", "so với", None, None), ["[so\nvới]"]);
    }

    #[test]
    fn nothing_is_quoted_by_nothing() {
        assert!(found("text", "", None, None).is_empty());
        assert!(found("text", " \u{200b}", None, None).is_empty());
    }
}
