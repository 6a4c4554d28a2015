//! Where sentences end, with abbreviations and numbers in mind.
//!
//! ```text
//! [Ngày 29-9, TP. Bến Tre đạt 24.300 tỷ đồng. ][PGS.TS. Trần Văn A phát biểu.]
//! [1. Về kết quả. ][会议指出。][要坚持“稳中求进”！]
//! ```
//!
//! A sentence ends at a full stop or a louder mark, with the quotes and brackets that close behind
//! it, when white space and something that can begin a sentence follow; CJK and Indic stops need
//! neither. Each mark is judged by what stands right around it, so the sentence at an offset is
//! found without reading the rest of its paragraph. UAX #29 sentences are not used: they end after
//! `TP.`, `No.` and `U.S.`.

mod abbreviation;

use std::ops::Range;

use super::{Breaks, Document, Paragraph, Span, grapheme};

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
    Passage { text, breaks: Breaks::Soft }.ends()
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
    /// A line feed that is kept.
    Line,
}

impl<'a> Passage<'a> {
    fn of(doc: &'a Document, paragraph: &Paragraph) -> Passage<'a> {
        let text = doc.text().get(paragraph.content.clone()).unwrap_or_default();
        Passage { text, breaks: paragraph.breaks }
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
        let mark = self.mark(c)?;
        let (before, rest) = (self.text.get(..at)?, self.text.get(at + c.len_utf8()..)?);
        let after = if mark == Mark::Line { rest } else { rest.trim_start_matches(is_closer) };
        let next = after.trim_start();
        let white = after.get(..after.len() - next.len())?;
        let ends = match mark {
            Mark::Line => !white.contains('\n'),
            Mark::Full => self.ends_here(after, next) || may_follow_full_stop(next),
            Mark::Loud => self.ends_here(after, next) || (!white.is_empty() && begins_sentence(next)),
            Mark::Stop => {
                let apart = !white.is_empty() && begins_sentence(next);
                self.ends_here(after, next) || (apart && !self.continues(before, next))
            }
        };
        ends.then(|| grapheme::ceil(self.text, self.text.len() - next.len()))
    }

    fn mark(&self, c: char) -> Option<Mark> {
        match c {
            '.' => Some(Mark::Stop),
            '!' | '?' | '…' | '؟' | '۔' | '‼' | '⁇' | '⁈' | '⁉' => Some(Mark::Loud),
            '。' | '！' | '？' | '｡' | '।' | '॥' | '။' | '។' | '៕' | '።' => Some(Mark::Full),
            '\n' if self.breaks == Breaks::Kept => Some(Mark::Line),
            _ => None,
        }
    }

    /// Whether the text or its line ends between `after` and `next`, the same without white space.
    fn ends_here(&self, after: &str, next: &str) -> bool {
        let white = after.len() - next.len();
        let line_ends = || after.get(..white).is_some_and(|white| white.contains('\n'));
        next.is_empty() || (self.breaks == Breaks::Kept && line_ends())
    }

    /// Whether a full stop after `before` belongs to an abbreviation, an initial or a label, so that
    /// the sentence goes on with `next`.
    fn continues(&self, before: &str, next: &str) -> bool {
        if before.ends_with(|c| self.mark(c).is_some()) {
            return false;
        }
        let near =
            before.char_indices().rev().nth(LABEL).and_then(|(at, _)| before.get(at..)).unwrap_or(before);
        let line = match self.breaks {
            Breaks::Soft => near,
            Breaks::Kept => near.rsplit('\n').next().unwrap_or_default(),
        };
        is_label(line) || abbreviation::continues(before, next)
    }
}

/// Quotes and brackets that close what a sentence said, and footnote figures.
fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | '›'
            | ')'
            | ']'
            | '}'
            | '」'
            | '』'
            | '》'
            | '〉'
            | '】'
            | '）'
            | '］'
            | '〕'
            | '｣'
            | '*'
            | '_'
            | '¹'
            | '²'
            | '³'
            | '⁰'
            | '⁴'..='⁹'
    )
}

/// Quotes, brackets, dashes and bullets that may stand before the first letter of a sentence.
fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '‘'
            | '„'
            | '‚'
            | '«'
            | '‹'
            | '('
            | '['
            | '{'
            | '「'
            | '『'
            | '《'
            | '〈'
            | '【'
            | '（'
            | '¿'
            | '¡'
            | '*'
            | '_'
            | '#'
            | '-'
            | '+'
            | '–'
            | '—'
            | '•'
            | '·'
            | '▪'
            | '●'
            | '◦'
    )
}

/// How many openers and spaces are passed before a sentence must show a letter.
const OPENERS: usize = 8;

/// Whether `next` can be the beginning of a sentence: behind openers a capital, a figure, a letter of
/// a script without case, or the letter of a list, `a)`.
fn begins_sentence(next: &str) -> bool {
    let mut chars = next
        .chars()
        .enumerate()
        .skip_while(|&(passed, c)| passed < OPENERS && (is_opener(c) || (passed > 0 && c.is_whitespace())));
    let (first, second) = (chars.next(), chars.next());
    first.is_some_and(|(_, c)| c.is_numeric() || (c.is_alphabetic() && !c.is_lowercase()))
        || (first.is_some_and(|(_, c)| c.is_alphabetic()) && second.is_some_and(|(_, c)| c == ')'))
}

/// Whether a sentence that ended in a CJK or Indic stop ends for good: no comma or further stop
/// takes it up.
fn may_follow_full_stop(next: &str) -> bool {
    !next.starts_with(['，', '、', '；', '：', '。', '！', '？', '…', '!', '?', '.', ',', ';', ':', '।', '॥'])
}

/// The longest label, in code points: `Chương XXXVIII`, `Artículo 115 bis`.
const LABEL: usize = 40;

/// Whether `line`, which ends before a full stop, is no more than the number of a paragraph or
/// section: `1`, `IV`, `a`, `2.3`, `Điều 3`, `Article 1er`.
fn is_label(line: &str) -> bool {
    if line.chars().nth(LABEL).is_some() {
        return false;
    }
    let mut words = line.trim_start_matches(|c: char| is_opener(c) || c.is_whitespace()).split_whitespace();
    match (words.next(), words.next(), words.next()) {
        (Some(number), None, None) => is_number(number) || is_letter(number),
        (Some(keyword), Some(number), None) => !keyword.starts_with(char::is_lowercase) && is_number(number),
        (None, _, _) | (_, _, Some(_)) => false,
    }
}

fn is_letter(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.as_str().is_empty()
}

/// Whether `word` numbers a section: up to three digits, also with points between or `er` behind, or
/// a small Roman number.
fn is_number(word: &str) -> bool {
    let digits = word.chars().take_while(|c| c.is_numeric()).count();
    let roman = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
    let rest = word.trim_start_matches(char::is_numeric);
    let suffix = rest.split('.').all(|part| part.chars().count() <= 3);
    roman || ((1..=3).contains(&digits) && suffix)
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
            "rau, quả, v.v. Việt Nam",
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
                let passage = Passage { text: &text, breaks };
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
