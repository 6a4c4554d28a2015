//! Where sentences end, with abbreviations and numbers in mind.
//!
//! ```text
//! [Ngày 29-9, TP. Bến Tre đạt 24.300 tỷ đồng. ][PGS.TS. Trần Văn A phát biểu.]
//! [1. Về kết quả. ][会议指出。][要坚持“稳中求进”！]
//! ```
//!
//! A sentence ends at a full stop or a louder mark, with the quotes and brackets that close behind
//! it, when white space and something that can begin a sentence follow; CJK and Indic stops need
//! neither. Colons and semicolons end nothing, but an item of a list that opens a line begins anew.
//! Each mark is judged by what stands right around it, so the sentence at an offset is found without
//! reading the rest of its paragraph; only the language is judged from a sample, and only where a
//! rule depends on it. Thai has no mark for the end: its sentences are paragraphs, cut before the
//! connectives that open one. UAX #29 sentences are not used: they end after `TP.`, `No.` and `U.S.`.

mod abbreviation;
mod beginning;
mod initial;
mod language;
mod number;
mod script;

use std::ops::Range;

use super::{Breaks, Document, Paragraph, Span, grapheme};
use abbreviation::{Nearby, Stop};
use beginning::{begins_item, begins_sentence};
use language::Sample;
use script::{is_closer, is_east_asian, is_either_quote, is_greek, is_open_bracket, is_thai};

/// The sentences of a paragraph of `doc`, as absolute byte ranges that tile it from `start` to
/// `end`: the white space after a sentence belongs to it. Empty where there is no such paragraph.
#[must_use]
pub fn sentences(doc: &Document, paragraph: usize) -> Vec<Range<usize>> {
    let Some(paragraph) = doc.paragraphs().get(paragraph) else { return Vec::new() };
    let mut start = paragraph.start;
    let mut tiles = Vec::new();
    for end in Passage::of(doc, paragraph).ends() {
        let end = paragraph.content.start + end;
        let end = if end == paragraph.content.end { paragraph.end } else { end };
        tiles.push(start..end);
        start = end;
    }
    tiles
}

/// The sentence around the byte `offset`, without the white space at its ends. Between two
/// sentences it is the one before; before the first sentence of a paragraph, that one.
#[must_use]
pub fn sentence_at(doc: &Document, offset: usize) -> Option<Span> {
    let paragraph = doc.paragraphs().get(doc.paragraph_at(offset))?;
    let range = around(doc, paragraph, offset);
    let kept = doc.text().get(range.clone())?.trim_end().len();
    doc.span(range.start..range.start + kept)
}

/// The ends of the sentences of `text`, in bytes, the last one at its end; line feeds are read as
/// spaces. Empty for an empty text.
///
/// ```
/// let text = "TP. Bến Tre đạt 3.5 %. Tốt!";
/// let ends = postil::text::sentence::split(text);
/// assert_eq!(&text[..ends[0]], "TP. Bến Tre đạt 3.5 %. ");
/// ```
#[must_use]
pub fn split(text: &str) -> Vec<usize> {
    Passage { text, breaks: Breaks::Soft, sample: Sample::new(text, text) }.ends()
}

/// The sentence of `paragraph` around the byte `offset` with the white space after it, cut to the
/// paragraph's content.
pub(super) fn around(doc: &Document, paragraph: &Paragraph, offset: usize) -> Range<usize> {
    let content = &paragraph.content;
    let passage = Passage::of(doc, paragraph);
    let within = offset.saturating_sub(content.start).min(passage.text.len());
    let start = passage.start_at(within);
    content.start + start..content.start + passage.end_from(start)
}

/// The text of one paragraph.
struct Passage<'a> {
    text: &'a str,
    breaks: Breaks,
    sample: Sample<'a>,
}

/// What may end a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// A full stop, which has other uses.
    Stop,
    /// A mark that needs white space behind it.
    Loud,
    /// A stop of a script that sets none.
    Full,
    /// A line feed: kept ones end a sentence, soft ones before an item of a list.
    Line,
    /// A space in Thai.
    Gap,
}

/// What stands behind a mark.
struct Behind<'a> {
    /// Quotes, brackets and footnote figures that belong to the sentence.
    closing: &'a str,
    white: &'a str,
    next: &'a str,
}

impl<'a> Passage<'a> {
    fn of(doc: &'a Document, paragraph: &Paragraph) -> Passage<'a> {
        let text = doc.text().get(paragraph.content.clone()).unwrap_or_default();
        Passage { text, breaks: paragraph.breaks, sample: Sample::new(text, doc.text()) }
    }

    fn ends(&self) -> Vec<usize> {
        let mut ends = Vec::new();
        let mut start = 0;
        while start < self.text.len() {
            start = self.end_from(start);
            ends.push(start);
        }
        ends
    }

    /// The end of the sentence that starts at `start`.
    fn end_from(&self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or_default();
        let mut ends = rest.char_indices().filter_map(|(at, c)| self.end_at(start + at, c));
        ends.find(|&end| end > start).unwrap_or(self.text.len())
    }

    /// The start of the sentence that holds `offset`; at the end of the text, of the last one.
    fn start_at(&self, offset: usize) -> usize {
        let offset = if offset < self.text.len() { offset } else { grapheme::previous(self.text, offset) };
        let before = self.text.get(..grapheme::floor(self.text, offset)).unwrap_or_default();
        let mut ends = before.char_indices().rev().filter_map(|(at, c)| self.end_at(at, c));
        ends.find(|&end| end <= offset).unwrap_or(0)
    }

    /// The end of the sentence that `c`, which stands at `at`, ends: behind closing marks and white
    /// space. Of a run of marks only the last one ends anything.
    fn end_at(&self, at: usize, c: char) -> Option<usize> {
        let mark = mark(c)?;
        let (before, rest) = (self.text.get(..at)?, self.text.get(at + c.len_utf8()..)?);
        let behind = match mark {
            Mark::Line | Mark::Gap => {
                return self.line_or_gap_ends(mark, before, rest).then(|| self.last(rest));
            }
            Mark::Stop | Mark::Loud | Mark::Full => Behind::of(before, rest),
        };
        let ends = self.ends_here(&behind)
            || match mark {
                Mark::Full => ends_full(before, c, &behind),
                Mark::Loud => ends_loud(before, c, &behind),
                Mark::Stop => apart(before, &behind) && !self.goes_on(before, &behind),
                Mark::Line | Mark::Gap => false,
            };
        ends.then(|| self.last(behind.next))
    }

    /// Where a sentence ends that is followed by white space and the last part of the text.
    fn last(&self, next: &str) -> usize {
        grapheme::ceil(self.text, self.text.len() - next.trim_start().len())
    }

    fn line_or_gap_ends(&self, mark: Mark, before: &str, rest: &str) -> bool {
        if mark == Mark::Gap {
            return before.ends_with(is_thai) && script::begins_thai(rest);
        }
        let more = rest.chars().take_while(|c| c.is_whitespace()).any(|c| c == '\n');
        let led_in = || before.chars().rev().find(|&c| c != ' ').is_some_and(leads_in);
        !more && (self.breaks == Breaks::Kept || (led_in() && begins_item(rest)))
    }

    /// Whether the text or its kept line ends behind a mark.
    fn ends_here(&self, behind: &Behind) -> bool {
        behind.next.is_empty() || (self.breaks == Breaks::Kept && behind.white.contains('\n'))
    }

    /// Whether a full stop after `before` belongs to an abbreviation, an initial, a number or a
    /// label, so that the sentence goes on.
    fn goes_on(&self, before: &str, behind: &Behind) -> bool {
        if before.ends_with(is_of_run) {
            return false;
        }
        let near = before.char_indices().rev().nth(NEAR).and_then(|(at, _)| before.get(at..));
        let mut nearby = Nearby { text: near.unwrap_or(before), whole: near.is_none() };
        if let (Breaks::Kept, Some((_, line))) = (self.breaks, nearby.text.rsplit_once('\n')) {
            nearby = Nearby { text: line, whole: true };
        }
        Stop { before: nearby, closing: behind.closing, next: behind.next, sample: &self.sample }.goes_on()
    }
}

/// How far back a full stop is judged by, in code points: farther than the longest label or the
/// longest name before an initial.
const NEAR: usize = 64;

impl<'a> Behind<'a> {
    /// What stands in `rest`, behind a mark that `before` leads up to.
    fn of(before: &str, rest: &'a str) -> Behind<'a> {
        let after = rest.get(closing(before, rest)..).unwrap_or_default();
        let next = after.trim_start();
        let closing = rest.get(..rest.len() - after.len()).unwrap_or_default();
        Behind { closing, white: after.get(..after.len() - next.len()).unwrap_or_default(), next }
    }
}

/// How much of `rest`, in bytes, closes the sentence that a mark ends.
fn closing(before: &str, rest: &str) -> usize {
    let mut closed = note(before, rest);
    while let Some(c) = rest.get(closed..).and_then(|rest| rest.chars().next()) {
        let more = rest.get(closed..).unwrap_or_default();
        let behind = more.get(c.len_utf8()..).unwrap_or_default();
        let sure = is_closer(c) || (is_either_quote(c) && !behind.starts_with(char::is_alphanumeric));
        closed += match (sure, spaced_closer(more)) {
            (true, _) => c.len_utf8(),
            (false, Some(length)) => length,
            (false, None) => match reference(more) {
                Some(length) => length,
                None => break,
            },
        };
    }
    closed
}

/// The bytes of a quote that closes behind a space, as in French: `. »`.
fn spaced_closer(rest: &str) -> Option<usize> {
    let quote = rest.strip_prefix([' ', '\u{a0}', '\u{202f}'])?;
    let behind = quote.strip_prefix(['»', '›', '”'])?;
    (!behind.starts_with(char::is_alphanumeric)).then(|| rest.len() - behind.len())
}

/// The bytes of a reference to a note: `[12]`, `(3)`.
fn reference(rest: &str) -> Option<usize> {
    let figures = rest.strip_prefix(['[', '('])?;
    let behind = figures.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix([']', ')'])?;
    (2..=5)
        .contains(&(rest.len() - behind.len()))
        .then(|| rest.len() - behind.len())
        .filter(|&length| length > 2)
}

/// The bytes of a note's figures that stand right behind the full stop of a word: `measures.12 The`.
fn note(before: &str, rest: &str) -> usize {
    let figures = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let of_word = || before.chars().rev().take(4).filter(|c| c.is_lowercase()).count() == 4;
    let apart = || rest.get(figures..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    if (1..=3).contains(&figures) && of_word() && apart() { figures } else { 0 }
}

fn mark(c: char) -> Option<Mark> {
    match c {
        '.' => Some(Mark::Stop),
        '!' | '?' | '…' | '؟' | '۔' | '‼' | '⁇' | '⁈' | '⁉' | ';' | '\u{37e}' | '։' => {
            Some(Mark::Loud)
        }
        '。' | '！' | '？' | '｡' | '．' | '।' | '॥' | '။' | '។' | '៕' | '።' | '፧' => {
            Some(Mark::Full)
        }
        '\n' => Some(Mark::Line),
        ' ' => Some(Mark::Gap),
        _ => None,
    }
}

/// Marks that come in runs, of which the last one ends the sentence.
fn is_of_run(c: char) -> bool {
    c != ';' && matches!(mark(c), Some(Mark::Stop | Mark::Loud | Mark::Full))
}

/// What stands before an item of a list, on the line above.
fn leads_in(c: char) -> bool {
    matches!(c, ';' | ':' | '；' | '：' | '؛') || is_of_run(c)
}

/// Whether white space and something that can begin a sentence follow a mark, and the mark is not
/// all that its brackets hold.
fn apart(before: &str, behind: &Behind) -> bool {
    !behind.white.is_empty()
        && begins_sentence(behind.next)
        && !is_bracketed(before, behind)
        && (!has_quote(behind.closing) || !script::takes_up_quotation(behind.next))
}

/// Whether a mark stands alone in brackets or quotes: `(?)`, `[…]`, 「。」.
fn is_bracketed(before: &str, behind: &Behind) -> bool {
    let lead = before.chars().rev().take(4).find(|&c| !is_of_run(c));
    !behind.closing.is_empty() && lead.is_some_and(is_open_bracket)
}

fn has_quote(closing: &str) -> bool {
    closing.contains(['”', '’', '"', '」', '』', '»', '“', '\'', '）'])
}

/// Whether a loud `mark` ends a sentence: `;` only in Greek, and without white space only between
/// Han or kana, an ellipsis there where it is a double one.
fn ends_loud(before: &str, mark: char, behind: &Behind) -> bool {
    let last = before.chars().rev().take(4).find(|&c| !is_of_run(c));
    match mark {
        ';' => last.is_some_and(is_greek) && apart(before, behind),
        '…' if behind.white.is_empty() && !before.ends_with('…') => false,
        '!' | '?' | '…' if behind.white.is_empty() => {
            last.is_some_and(is_east_asian)
                && behind.next.starts_with(is_east_asian)
                && ends_full(before, mark, behind)
        }
        _ => apart(before, behind),
    }
}

/// Whether a stop of a script without spaces ends a sentence: no comma or further stop follows, and
/// nothing takes up the quotation that it closes.
fn ends_full(before: &str, mark: char, behind: &Behind) -> bool {
    let taken_up = behind
        .next
        .starts_with(|c| is_of_run(c) || matches!(c, '，' | '、' | '､' | '；' | '：' | ',' | ':' | ';'));
    let in_figures = mark == '．' && !before.ends_with(is_east_asian);
    let quoted = has_quote(behind.closing) || (mark == '…' && behind.closing.is_empty());
    let goes_on = taken_up || in_figures || (quoted && script::takes_up_quotation(behind.next));
    !goes_on && !is_bracketed(before, behind)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::structure::{Block, BlockKind};
    use super::super::{Breaks, SourceLines};
    use super::*;

    /// The sentences of `text` between bars.
    fn cut(text: &str) -> String {
        let mut start = 0;
        let sentences = split(text).into_iter().map(|end| &text[std::mem::replace(&mut start, end)..end]);
        sentences.map(str::trim).collect::<Vec<_>>().join(" | ")
    }

    /// Checks a text in which bars stand where sentences end.
    fn check(expected: &str) {
        assert_eq!(cut(&expected.replace("| ", "")), expected);
        assert_eq!(cut(&expected.replace('|', "")).replace("  ", " "), expected);
    }

    #[test]
    fn sentences_end_at_stops_before_a_capital_a_figure_or_a_quote() {
        check(
            "Đại hội thành công. | Ngày 29-9, hội nghị bế mạc! | 12 đại biểu dự? | “Tốt.” | (Ảnh.) | - Hết…",
        );
        check("Tăng 3.5 % và 24.300 tỷ đồng. | Đạt 1.200. | Giảm.");
        check("“Why?” he asked. | She said: “No.” | Then … nothing. | Wait... | What?! | Yes.");
        check("Gồm: a; b; c; d. | a) Một.");
    }

    #[test]
    fn abbreviations_and_initials_go_on() {
        for text in [
            "Đảng bộ TP. Bến Tre họp",
            "Ông PGS.TS. Trần Văn Ba và ThS. Lê Ân dự",
            "KT. BỘ TRƯỞNG",
            "The U.S. Government met Mr. Smith and H. Kissinger",
            "See No. 3, Art. 5 and Art. L. 123-1 (e.g. Paris) at 5 p.m. Monday",
            "M. Le Drian et Mme. Colonna",
            "Gemäß Art. 5 Abs. 2 GG, z.B. Berlin, am 3. Oktober mit 5 Mio. Euro",
            "El Sr. Pérez de los EE. UU. Mexicanos",
            "В 2020 г. Москва",
            "د. محمد",
            "พ.ศ. 2563",
            "J.-P. Sartre, J.F. Kennedy",
        ] {
            check(text);
        }
        check("It ended at 5 p.m. | The Council rose.");
        check("He said no. | The end. | Art. | We like it.");
    }

    #[test]
    fn a_number_before_the_text_belongs_to_its_sentence() {
        check("1. Về kết quả. | Năm 2020. | Tỉnh đạt.");
        for text in
            ["IV. Kết luận", "a. Một", "2.3. Hai", "Điều 3. Phạm vi", "Article 1er. Le texte", "§ 5. Foo"]
        {
            check(text);
        }
    }

    #[test]
    fn scripts_that_set_no_space_have_their_own_stops() {
        assert_eq!(
            cut("会议指出。要坚持“稳中求进！”他说：「好。」，很好？对"),
            "会议指出。 | 要坚持“稳中求进！” | 他说：「好。」，很好？ | 对"
        );
        assert_eq!(cut("यह है। वह है॥ अंत"), "यह है। | वह है॥ | अंत");
        check("ما هذا؟ | هذا كتاب. | پہلا۔ | دوسرا۔");
        assert_eq!(cut("การประชุม ครั้งที่ 1 เสร็จ"), "การประชุม ครั้งที่ 1 เสร็จ");
        check("회의가 열렸다. | 대통령은 말했다.");
    }

    #[test]
    fn decomposed_text_is_cut_like_composed() {
        assert_eq!(
            cut("NSU\u{31b}T. Lan. Đa\u{323}i ho\u{323}\u{302}i."),
            "NSU\u{31b}T. Lan. | Đa\u{323}i ho\u{323}\u{302}i."
        );
    }

    fn document(text: &str, breaks: Breaks) -> Document {
        let start = text.len() - text.trim_start().len();
        let block = Block { start, end: text.trim_end().len(), kind: BlockKind::Prose, breaks, bold: false };
        Document::marked(text.to_owned(), &[block], SourceLines::Text)
    }

    fn read(text: &str, breaks: Breaks) -> Vec<String> {
        let doc = document(text, breaks);
        let tiles: Vec<_> = (0..doc.paragraphs().len()).flat_map(|index| sentences(&doc, index)).collect();
        tiles.into_iter().map(|tile| doc.text()[tile].to_owned()).collect()
    }

    #[test]
    fn a_kept_line_feed_ends_a_sentence_and_a_soft_one_does_not() {
        assert_eq!(read("a\nb. \n c\n", Breaks::Kept), ["a\n", "b. \n ", "c\n"]);
        assert_eq!(read("một\nhai. Ba\n", Breaks::Soft), ["một\nhai. ", "Ba\n"]);
    }

    #[test]
    fn the_sentence_at_an_offset_is_trimmed() {
        let doc = document(" Một hai.  Ba bốn. ", Breaks::Soft);
        let at = |offset| sentence_at(&doc, offset).map(|span| doc.quote(span));
        let (first, second) = (Some("Một hai."), Some("Ba bốn."));
        assert_eq!((at(0), at(10), at(11), at(12)), (first, first, first, first));
        assert_eq!((at(13), at(21), at(99)), (second, second, second));
    }

    #[test]
    fn a_blank_document_has_no_sentence() {
        let doc = document(" \n", Breaks::Soft);
        assert_eq!(sentence_at(&doc, 0), None);
        assert!(sentences(&doc, 7).is_empty());
    }

    #[test]
    fn long_runs_of_marks_stay_quick() {
        for text in ["....".repeat(50_000), ".)".repeat(50_000), ". ".repeat(50_000), "a.\n".repeat(50_000)] {
            let doc = document(&text, Breaks::Kept);
            assert!(sentence_at(&doc, text.len()).is_some());
            assert!(!sentences(&doc, 0).is_empty());
        }
    }

    proptest! {
        #[test]
        fn sentences_tile_the_text_on_graphemes(text in "([A-Za-zạ1. !?…。\n\u{301}”()]|TP\\.|🇻🇳|น้ำ|\\PC){0,60}") {
            let mut last = 0;
            for end in split(&text) {
                prop_assert!(last < end && grapheme::is_boundary(&text, end));
                last = end;
            }
            prop_assert_eq!(last, text.len());
        }

        #[test]
        fn the_sentence_at_an_offset_is_the_one_of_the_list(text in "[A-Za. !?。\n)”]{0,60}") {
            for breaks in [Breaks::Soft, Breaks::Kept] {
                let passage = Passage { text: &text, breaks, sample: Sample::new(&text, &text) };
                let mut start = 0;
                for end in passage.ends() {
                    for offset in start..end {
                        let offset = grapheme::floor(&text, offset);
                        prop_assert_eq!(passage.start_at(offset), start);
                        prop_assert_eq!(passage.end_from(start), end);
                    }
                    start = end;
                }
            }
        }
    }
}
