//! The words of a text around an offset, found without reading far.
//!
//! White space and the stops and brackets of CJK texts never stand inside a word, so that a text is
//! cut at them into *runs* and only the run at hand is segmented: by UAX #29, or by dictionary where
//! it has letters of a script that sets no spaces.

use std::ops::Range;
use std::sync::OnceLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::super::grapheme;

/// The longest run that is segmented at once, in bytes to either side of the offset. Text without any
/// separator for longer is no prose, and is cut there.
const REACH: usize = 4096;

/// The words of `text` that end behind the byte `offset`, in order. A word has a letter or a figure.
pub(super) fn words_from(text: &str, offset: usize) -> impl Iterator<Item = Range<usize>> {
    let mut at = run_start(text, offset);
    let runs = std::iter::from_fn(move || {
        let rest = text.get(at..)?.trim_start_matches(is_separator);
        let start = text.len() - rest.len();
        at = run_end(text, start);
        (start < at).then_some(start..at)
    });
    runs.flat_map(|run| words(text, run)).filter(move |word| word.end > offset)
}

/// The start of the last word of `text` that starts before the byte `offset`.
pub(super) fn start_before(text: &str, offset: usize) -> Option<usize> {
    let mut end = floor_char(text, offset);
    loop {
        end = text.get(..end)?.trim_end_matches(is_separator).len();
        if end == 0 {
            return None;
        }
        let run = run_start(text, end)..run_end(text, end);
        end = run.start;
        if let Some(word) = words(text, run).into_iter().rev().find(|word| word.start < offset) {
            return Some(word.start);
        }
    }
}

/// The start of the run that reaches up to `end`; `end` where a separator stands before it.
fn run_start(text: &str, end: usize) -> usize {
    let end = floor_char(text, end);
    let reach = floor_char(text, end.saturating_sub(REACH));
    let before = text.get(reach..end).unwrap_or_default();
    end - before.len() + before.trim_end_matches(|c| !is_separator(c)).len()
}

/// The end of the run that reaches from `start` on.
fn run_end(text: &str, start: usize) -> usize {
    let reach = floor_char(text, start.saturating_add(REACH));
    let after = text.get(start..reach).unwrap_or_default();
    start + after.find(is_separator).unwrap_or(after.len())
}

/// The nearest character boundary at or before `at`.
fn floor_char(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// What never stands inside a word in any script.
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '。' | '、'
                | '！'
                | '？'
                | '「'
                | '」'
                | '『'
                | '』'
                | '《'
                | '》'
                | '〈'
                | '〉'
                | '【'
                | '】'
                | '（'
                | '）'
                | '“'
                | '”'
                | '…'
                | '—'
        )
}

/// The words of a run, widened to whole graphemes. A mark without a letter before it belongs to no
/// word.
fn words(text: &str, run: Range<usize>) -> Vec<Range<usize>> {
    let letters = text.get(run.clone()).unwrap_or_default();
    let (mut words, mut start, mut known) = (Vec::new(), 0, 0);
    for end in ends(letters) {
        let segment = letters.get(std::mem::replace(&mut start, end)..end).unwrap_or_default();
        let word = segment.trim_start_matches(is_combining_mark);
        if let Some(rest) = letters.get(known..)
            && word.contains(char::is_alphanumeric)
            && end > known
        {
            let first = known + grapheme::floor(rest, (end - word.len()).saturating_sub(known));
            known += grapheme::ceil(rest, end - known);
            words.push(run.start + first..run.start + known);
        }
    }
    words
}

/// Where the segments of a run end.
fn ends(run: &str) -> Vec<usize> {
    static BY_DICTIONARY: OnceLock<WordSegmenterBorrowed<'static>> = OnceLock::new();
    if run.contains(sets_no_spaces) {
        let segmenter =
            BY_DICTIONARY.get_or_init(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
        segmenter.segment_str(run).filter(|&end| end > 0).collect()
    } else {
        run.split_word_bound_indices().map(|(start, segment)| start + segment.len()).collect()
    }
}

/// Letters of Thai, Lao, Burmese, Khmer, Japanese and Chinese.
fn sets_no_spaces(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aa7f}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}
