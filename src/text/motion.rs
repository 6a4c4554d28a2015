//! How a reader moves: from an offset to an offset by graphemes, words, sentences, paragraphs and
//! sections, as `vim` has it.
//!
//! ```text
//! next word       |Hội nghị, lần 22     Hội |nghị, lần 22     Hội nghị, |lần 22
//! previous word   Hội ng|hị             Hội |nghị             |Hội nghị
//! ```
//!
//! Every result lies on a grapheme boundary inside the content of some paragraph, never behind its
//! last grapheme; a text without paragraphs has the one offset 0. A motion reads the paragraph at
//! hand, mostly only a few words of it, never the whole text. Nothing here knows rows: moving by
//! rows is the flow's.

mod word;

use std::ops::Range;

use super::{Document, Paragraph, Span, grapheme, sentence};

/// What a reader moves by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// What is seen as one character.
    Grapheme,
    /// A word (UAX #29, by dictionary in scripts without spaces); punctuation is passed over.
    Word,
    /// A sentence, see [`sentence`].
    Sentence,
    /// A paragraph.
    Paragraph,
    /// A section of any level.
    Section,
}

/// The start of the text that is read, in bytes.
#[must_use]
pub fn first(doc: &Document) -> usize {
    paragraphs_from(doc, 0).next().map_or(0, |paragraph| paragraph.content.start)
}

/// The start of the last grapheme of the text that is read.
#[must_use]
pub fn last(doc: &Document) -> usize {
    paragraphs_before(doc, doc.paragraphs().len()).next().map_or(0, |paragraph| last_of(doc, paragraph))
}

/// The start of the next `unit` behind `offset`; at the end of the text, its last grapheme.
#[must_use]
pub fn next(doc: &Document, unit: Unit, offset: usize) -> usize {
    let offset = grapheme::floor(doc.text(), offset);
    let found = match unit {
        Unit::Grapheme => next_in_paragraphs(doc, offset, next_grapheme),
        Unit::Word => next_in_paragraphs(doc, offset, next_word),
        Unit::Sentence => next_in_paragraphs(doc, offset, next_sentence),
        Unit::Paragraph => next_in_paragraphs(doc, offset, |_, paragraph, offset| {
            Some(paragraph.content.start).filter(|&start| start > offset)
        }),
        Unit::Section => section_starts_behind(doc, offset).find(|&start| start > offset),
    };
    found.unwrap_or_else(|| last(doc))
}

/// The start of the `unit` at `offset` if that lies before it, else of the unit before; at the start
/// of the text, that.
#[must_use]
pub fn previous(doc: &Document, unit: Unit, offset: usize) -> usize {
    let offset = grapheme::floor(doc.text(), offset);
    let found = match unit {
        Unit::Grapheme => previous_in_paragraphs(doc, offset, previous_grapheme),
        Unit::Word => previous_in_paragraphs(doc, offset, previous_word),
        Unit::Sentence => previous_in_paragraphs(doc, offset, previous_sentence),
        Unit::Paragraph => previous_in_paragraphs(doc, offset, |_, paragraph, offset| {
            Some(paragraph.content.start).filter(|&start| start < offset)
        }),
        Unit::Section => section_starts_before(doc, offset).find(|&start| start < offset),
    };
    found.unwrap_or_else(|| first(doc))
}

/// The start of the last grapheme of the word at `offset`, or of the next word where `offset` stands
/// there already or in no word; behind the last word, the last grapheme of the text.
#[must_use]
pub fn word_end(doc: &Document, offset: usize) -> usize {
    next_in_paragraphs(doc, grapheme::floor(doc.text(), offset), next_word_end).unwrap_or_else(|| last(doc))
}

/// The `unit` at `offset` without the white space around it. `None` between words, and in a text
/// without paragraphs.
#[must_use]
pub fn around(doc: &Document, unit: Unit, offset: usize) -> Option<Span> {
    let offset = grapheme::floor(doc.text(), offset);
    let paragraph = doc.paragraphs().get(doc.paragraph_at(offset))?;
    let range = match unit {
        Unit::Grapheme => {
            let start = settle(doc, paragraph, offset);
            start..grapheme::next(doc.text(), start)
        }
        Unit::Word => {
            let at = offset.checked_sub(paragraph.content.start)?;
            let word =
                word::words_from(content(doc, paragraph), at).next().filter(|word| word.contains(&at))?;
            paragraph.content.start + word.start..paragraph.content.start + word.end
        }
        Unit::Sentence => return sentence::sentence_at(doc, offset),
        Unit::Paragraph => paragraph.content.clone(),
        Unit::Section => {
            let section = doc.sections().get(paragraph.section)?;
            let paragraphs = doc.paragraphs().get(section.paragraphs.clone())?;
            paragraphs.first()?.content.start..paragraphs.last()?.content.end
        }
    };
    doc.span(range)
}

fn content<'a>(doc: &'a Document, paragraph: &Paragraph) -> &'a str {
    doc.text().get(paragraph.content.clone()).unwrap_or_default()
}

/// `offset` as an offset into the paragraph's content.
fn within(paragraph: &Paragraph, offset: usize) -> usize {
    offset.saturating_sub(paragraph.content.start).min(paragraph.content.len())
}

/// The start of the last grapheme of `paragraph`.
fn last_of(doc: &Document, paragraph: &Paragraph) -> usize {
    grapheme::previous(doc.text(), paragraph.content.end).max(paragraph.content.start)
}

/// The start of the grapheme of `paragraph` that is nearest to `offset`.
fn settle(doc: &Document, paragraph: &Paragraph, offset: usize) -> usize {
    let offset = grapheme::floor(doc.text(), offset);
    if offset < paragraph.content.end { offset.max(paragraph.content.start) } else { last_of(doc, paragraph) }
}

/// The paragraphs with something to read, from the one at `index` on.
fn paragraphs_from(doc: &Document, index: usize) -> impl Iterator<Item = &Paragraph> {
    let rest = doc.paragraphs().get(index..).unwrap_or_default();
    rest.iter().filter(|paragraph| !paragraph.content.is_empty())
}

/// The paragraphs with something to read, backwards from the one before `index`.
fn paragraphs_before(doc: &Document, index: usize) -> impl Iterator<Item = &Paragraph> {
    let rest = doc.paragraphs().get(..index).unwrap_or_default();
    rest.iter().rev().filter(|paragraph| !paragraph.content.is_empty())
}

/// What `step` finds behind `offset` in its paragraph, or else in the first one after it where it
/// finds something. A paragraph that starts behind `offset` is searched with its start allowed.
fn next_in_paragraphs(
    doc: &Document,
    offset: usize,
    step: impl Fn(&Document, &Paragraph, usize) -> Option<usize>,
) -> Option<usize> {
    paragraphs_from(doc, doc.paragraph_at(offset)).find_map(|paragraph| step(doc, paragraph, offset))
}

/// [`next_in_paragraphs`], backwards.
fn previous_in_paragraphs(
    doc: &Document,
    offset: usize,
    step: impl Fn(&Document, &Paragraph, usize) -> Option<usize>,
) -> Option<usize> {
    paragraphs_before(doc, doc.paragraph_at(offset) + 1).find_map(|paragraph| step(doc, paragraph, offset))
}

fn next_grapheme(doc: &Document, paragraph: &Paragraph, offset: usize) -> Option<usize> {
    if offset < paragraph.content.start {
        return Some(paragraph.content.start);
    }
    Some(grapheme::next(doc.text(), offset)).filter(|&next| next < paragraph.content.end)
}

fn previous_grapheme(doc: &Document, paragraph: &Paragraph, offset: usize) -> Option<usize> {
    if offset >= paragraph.content.end {
        return Some(last_of(doc, paragraph));
    }
    (offset > paragraph.content.start).then(|| grapheme::previous(doc.text(), offset))
}

fn next_word(doc: &Document, paragraph: &Paragraph, offset: usize) -> Option<usize> {
    let words = word::words_from(content(doc, paragraph), within(paragraph, offset));
    let mut starts = words.map(|word| paragraph.content.start + word.start);
    let start = starts.find(|&start| start > offset)?;
    Some(grapheme::ceil(doc.text(), start)).filter(|&start| start < paragraph.content.end)
}

fn next_word_end(doc: &Document, paragraph: &Paragraph, offset: usize) -> Option<usize> {
    let words = word::words_from(content(doc, paragraph), within(paragraph, offset));
    let mut ends = words.map(|word| grapheme::previous(doc.text(), paragraph.content.start + word.end));
    ends.find(|&end| end > offset)
}

fn previous_word(doc: &Document, paragraph: &Paragraph, offset: usize) -> Option<usize> {
    let start = word::start_before(content(doc, paragraph), within(paragraph, offset))?;
    Some(grapheme::floor(doc.text(), paragraph.content.start + start))
}

fn next_sentence(doc: &Document, paragraph: &Paragraph, offset: usize) -> Option<usize> {
    if offset < paragraph.content.start {
        return Some(paragraph.content.start);
    }
    let end = sentence::around(doc, paragraph, offset).end;
    Some(end).filter(|&end| end > offset && end < paragraph.content.end)
}

fn previous_sentence(doc: &Document, paragraph: &Paragraph, offset: usize) -> Option<usize> {
    let before = offset.min(paragraph.content.end).checked_sub(1)?;
    (before >= paragraph.content.start).then(|| sentence::around(doc, paragraph, before).start)
}

/// Where sections start to be read, from the one at `offset` on.
fn section_starts_behind(doc: &Document, offset: usize) -> impl Iterator<Item = usize> {
    let sections = doc.sections().get(doc.section_at(offset)..).unwrap_or_default();
    sections.iter().filter_map(|section| start_of(doc, &section.paragraphs))
}

/// Where sections start to be read, backwards from the one at `offset`.
fn section_starts_before(doc: &Document, offset: usize) -> impl Iterator<Item = usize> {
    let sections = doc.sections().get(..=doc.section_at(offset)).unwrap_or_default();
    sections.iter().rev().filter_map(|section| start_of(doc, &section.paragraphs))
}

fn start_of(doc: &Document, paragraphs: &Range<usize>) -> Option<usize> {
    let paragraph = paragraphs_from(doc, paragraphs.start).next()?;
    Some(paragraph.content.start)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const UNITS: [Unit; 5] = [Unit::Grapheme, Unit::Word, Unit::Sentence, Unit::Paragraph, Unit::Section];

    fn document(text: &str) -> Document {
        Document::plain(text.to_owned())
    }

    /// The text with a bar at every offset that `step` reaches from `from`.
    fn walk(doc: &Document, from: usize, step: impl Fn(usize) -> usize) -> String {
        let (mut stops, mut at) = (vec![from], from);
        while step(at) != at {
            at = step(at);
            stops.push(at);
        }
        stops.sort_unstable();
        let mut text = doc.text().to_owned();
        stops.into_iter().rev().for_each(|stop| text.insert(stop, '|'));
        text
    }

    fn forward(text: &str, unit: Unit) -> String {
        let doc = document(text);
        walk(&doc, first(&doc), |at| next(&doc, unit, at))
    }

    fn backward(text: &str, unit: Unit) -> String {
        let doc = document(text);
        walk(&doc, last(&doc), |at| previous(&doc, unit, at))
    }

    const TWO: &str = "\nHội nghị, “lần 22” đạt 24.300 tỷ. Tốt!\n\nBa bốn.\n";

    #[test]
    fn words_are_stepped_over_punctuation_and_paragraphs() {
        let stops = "\n|Hội |nghị, “|lần |22” |đạt |24.300 |tỷ. |Tốt!\n\n|Ba |bốn|.\n";
        assert_eq!(forward(TWO, Unit::Word), stops);
        assert_eq!(backward(TWO, Unit::Word), stops);
        let doc = document(TWO);
        assert_eq!(
            walk(&doc, first(&doc), |at| word_end(&doc, at)),
            "\n|Hộ|i ngh|ị, “lầ|n 2|2” đạ|t 24.30|0 t|ỷ. Tố|t!\n\nB|a bố|n|.\n"
        );
    }

    #[test]
    fn words_without_spaces_are_found_by_dictionary() {
        assert_eq!(forward("国务院新闻办公室发布。", Unit::Word), "|国务院|新闻|办公|室|发布|。");
        assert_eq!(backward("国务院新闻办公室发布。", Unit::Word), "|国务院|新闻|办公|室|发布|。");
        assert_eq!(forward("การประชุมของ", Unit::Word), "|การ|ประชุม|ขอ|ง");
    }

    #[test]
    fn sentences_and_paragraphs_are_stepped_over_blank_lines() {
        let stops = "\n|Hội nghị, “lần 22” đạt 24.300 tỷ. |Tốt!\n\n|Ba bốn|.\n";
        assert_eq!(forward(TWO, Unit::Sentence), stops);
        assert_eq!(backward(TWO, Unit::Sentence), stops);
        let stops = TWO.replace("Hội", "|Hội").replace("Ba bốn", "|Ba bốn|");
        assert_eq!(forward(TWO, Unit::Paragraph), stops);
        assert_eq!(backward(TWO, Unit::Paragraph), stops);
    }

    #[test]
    fn graphemes_are_never_split() {
        let (text, stops) = ("ạ🇻🇳\n\na\u{323}b", "|ạ|🇻🇳\n\n|a\u{323}|b");
        assert_eq!(
            (forward(text, Unit::Grapheme), backward(text, Unit::Grapheme)),
            (stops.into(), stops.into())
        );
    }

    #[test]
    fn sections_are_stepped_over_at_every_level() {
        let text = "# Một\n\nA.\n\n## Hai\n\nB.\n\n# Ba\n\nC.\n";
        let doc = document(text);
        let starts: Vec<_> = doc.sections().iter().map(|section| section.start).collect();
        let mut stops = vec![first(&doc)];
        while let Some(&at) = stops.last()
            && next(&doc, Unit::Section, at) != last(&doc)
        {
            stops.push(next(&doc, Unit::Section, at));
        }
        assert_eq!(stops, starts);
    }

    #[test]
    fn the_unit_at_an_offset_stands_without_white_space() {
        let doc = document(TWO);
        let at = |unit, text: &str| {
            let span = around(&doc, unit, TWO.find(text).unwrap());
            span.map(|span| doc.quote(span))
        };
        assert_eq!(at(Unit::Word, "ội"), Some("Hội"));
        assert_eq!(at(Unit::Word, "300"), Some("24.300"));
        assert_eq!(
            (at(Unit::Word, ", “"), at(Unit::Word, " nghị"), at(Unit::Word, "\n\n")),
            (None, None, None)
        );
        assert_eq!(at(Unit::Grapheme, "\n\nBa"), Some("!"));
        assert_eq!(at(Unit::Sentence, " Tốt"), Some("Hội nghị, “lần 22” đạt 24.300 tỷ."));
        assert_eq!(at(Unit::Paragraph, "bốn"), Some("Ba bốn."));
        assert_eq!(at(Unit::Section, "bốn"), Some(TWO.trim()));
    }

    #[test]
    fn a_text_without_paragraphs_has_one_offset() {
        let doc = document(" \n ");
        for unit in UNITS {
            assert_eq!((next(&doc, unit, 2), previous(&doc, unit, 2), around(&doc, unit, 2)), (0, 0, None));
        }
        assert_eq!((first(&doc), last(&doc), word_end(&doc, 7)), (0, 0, 0));
    }

    #[test]
    fn a_line_without_any_space_is_not_read_to_its_end() {
        let doc = document(&"x".repeat(3_000_000));
        assert!(word_end(&doc, 1_500_000) <= 1_500_000 + 5000);
        assert!(previous(&doc, Unit::Word, 1_500_000) >= 1_500_000 - 5000);
        let flags = document(&"🇻🇳".repeat(50_000));
        assert_eq!(next(&flags, Unit::Word, 0), last(&flags));
        assert_eq!(previous(&flags, Unit::Word, last(&flags)), 0);
    }

    fn texts() -> impl Strategy<Value = String> {
        "([A-Za-zạ1 .,!?。国“”\n\u{301}]|น้ำ|TP\\.|🇻🇳|\n\n|\\PC){0,60}"
    }

    /// The offsets that `step` reaches from `from`, in order, without the ends of the text.
    fn stops(doc: &Document, from: usize, step: impl Fn(usize) -> usize) -> Vec<usize> {
        let mut stops: Vec<_> =
            std::iter::successors(Some(from), |&at| Some(step(at)).filter(|&to| to != at)).collect();
        stops.retain(|&stop| stop != first(doc) && stop != last(doc));
        stops.sort_unstable();
        stops
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn motions_stay_in_content_on_graphemes_and_move_on(text in texts()) {
            let doc = document(&text);
            let (first, last) = (first(&doc), last(&doc));
            let reached = |to: usize| {
                let inside = doc.paragraphs().iter().any(|paragraph| paragraph.content.contains(&to));
                (inside || doc.paragraphs().is_empty()) && grapheme::is_boundary(&text, to)
            };
            for offset in 0..=text.len() + 1 {
                for unit in UNITS {
                    let (next, previous) = (next(&doc, unit, offset), previous(&doc, unit, offset));
                    prop_assert!(reached(next) && reached(previous), "{unit:?} {offset}: {next} {previous}");
                    prop_assert!(next > offset || next == last, "{unit:?} {offset}: {next}");
                    prop_assert!(previous < offset || previous == first, "{unit:?} {offset}: {previous}");
                }
                let end = word_end(&doc, offset);
                prop_assert!(reached(end) && (end > offset || end == last));
            }
        }

        #[test]
        fn words_and_sentences_stop_alike_both_ways(text in texts()) {
            let doc = document(&text);
            for unit in [Unit::Grapheme, Unit::Word, Unit::Sentence, Unit::Paragraph] {
                let ahead = stops(&doc, first(&doc), |at| next(&doc, unit, at));
                let behind = stops(&doc, last(&doc), |at| previous(&doc, unit, at));
                prop_assert_eq!(ahead, behind);
            }
        }
    }
}
