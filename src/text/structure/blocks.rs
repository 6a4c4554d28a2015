//! From lines to blocks: finds out once whether a plain text is wrapped, and joins or keeps its
//! lines accordingly. It never says what a block is.

use std::ops::Range;

use super::super::{Breaks, grapheme};
use super::{Block, BlockKind, markers};

/// No block is longer, in bytes: what is done downstream is proportional to a paragraph.
pub(super) const LONGEST: usize = 16 * 1024;

/// A wrapped text has a measure between these two, in code points.
const MEASURES: std::ops::RangeInclusive<usize> = 25..=130;

/// The blocks of a plain text, in order and trimmed.
pub(super) fn of_plain(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let blocks = match layout(text, &lines) {
        Layout::Lines => lines.iter().map(|line| prose(line.start..line.end, Breaks::Soft)).collect(),
        Layout::Wrapped { measure } => joined(text, &lines, measure),
    };
    let blocks = with_rows(text, &lines, blocks);
    if blocks.iter().all(|block| block.end - block.start <= LONGEST) { blocks } else { usable(text, &blocks) }
}

/// The blocks that lie in the text, in order, trimmed, none longer than [`LONGEST`].
pub(super) fn usable(text: &str, given: &[Block]) -> Vec<Block> {
    let mut after = 0;
    let mut found = Vec::with_capacity(given.len());
    for block in given {
        let range = trim(text, block.start..block.end);
        if range.start >= after && range.start < range.end {
            after = range.end;
            cut(text, Block { start: range.start, end: range.end, ..*block }, &mut found);
        }
    }
    found
}

/// Gives a trimmed block in pieces of at most [`LONGEST`] bytes, cut after a sentence where possible,
/// else at white space, else between graphemes.
fn cut(text: &str, block: Block, pieces: &mut Vec<Block>) {
    let mut rest = block.start..block.end;
    while rest.len() > LONGEST {
        let at = rest.start + cut_offset(text.get(rest.clone()).unwrap_or_default());
        push_trimmed(pieces, text, rest.start..at, block);
        rest.start = at;
    }
    if rest.start == block.start {
        pieces.push(block);
    } else {
        push_trimmed(pieces, text, rest, block);
    }
}

fn push_trimmed(pieces: &mut Vec<Block>, text: &str, range: Range<usize>, block: Block) {
    let Range { start, end } = trim(text, range);
    if start < end {
        pieces.push(Block { start, end, ..block });
    }
}

/// Where to cut `slice`, which is longer than [`LONGEST`]: past 0, on a grapheme boundary.
fn cut_offset(slice: &str) -> usize {
    let limit = grapheme::floor(slice, LONGEST);
    if limit == 0 {
        return grapheme::ceil(slice, LONGEST);
    }
    let window = slice.get(..limit).unwrap_or_default();
    let half = grapheme::floor(slice, LONGEST / 2);
    let sentence = window.rmatch_indices(ends_sentence).map(|(at, mark)| at + mark.len()).find(|&after| {
        let space = window.get(after..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
        space || window.get(..after).is_some_and(|head| head.ends_with(['。', '！', '？', '।']))
    });
    let space = || window.rfind(char::is_whitespace);
    let at = sentence.filter(|&at| at > half).or_else(|| space().filter(|&at| at > 0)).unwrap_or(limit);
    let at = grapheme::floor(slice, at);
    if at == 0 { limit } else { at }
}

/// `range` without the white space at its ends, both ends on grapheme boundaries.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = text.get(range.clone()).unwrap_or_default();
    let inner = slice.trim_start_matches(is_space);
    let start = slice.len() - inner.len();
    let inner = inner.trim_end_matches(is_space);
    let end = start + inner.len();
    if inner.is_empty() {
        return range.start..range.start;
    }
    let start = if inner.starts_with(stands_alone) { start } else { grapheme::floor(slice, start) };
    let end = if inner.ends_with(stands_alone) { end } else { grapheme::ceil(slice, end) };
    range.start + start..range.start + end
}

/// Whether a character, with white space beside it, is sure to have a grapheme boundary between: the
/// letters of most texts, none of which extends or prepends (UAX #29).
fn stands_alone(c: char) -> bool {
    matches!(c, '\0'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}' | '\u{4e00}'..='\u{9fff}')
}

/// White space, and the marks without width that stand for it at a line's ends.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

/// A line that is not blank: `start..end` without white space at its ends.
struct Line {
    /// Where the white space before it starts.
    from: usize,
    start: usize,
    end: usize,
    /// Whether a blank line, or nothing, stands before it.
    fresh: bool,
}

impl Line {
    fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Its length in code points.
    fn width(&self, text: &str) -> usize {
        self.of(text).chars().count()
    }

    /// White space before it, in code points.
    fn indent(&self, text: &str) -> usize {
        text.get(self.from..self.start).map_or(0, |white| white.chars().count())
    }
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut from, mut fresh) = (0, true);
    for raw in text.split('\n') {
        let Range { start, end } = trim(text, from..from + raw.len());
        if start < end {
            lines.push(Line { from, start, end, fresh });
        }
        fresh = start >= end;
        from += raw.len() + 1;
    }
    lines
}

enum Layout {
    /// Each line is a paragraph.
    Lines,
    /// Lines break at a measure, in code points, and run on.
    Wrapped { measure: usize },
}

/// A text is wrapped where the lines that have another right below them are of one moderate length
/// and a third of them run on into it.
fn layout(text: &str, lines: &[Line]) -> Layout {
    let followed =
        || lines.windows(2).filter_map(|pair| pair.first().zip(pair.last())).filter(|(_, b)| !b.fresh);
    let mut widths: Vec<usize> = followed().map(|(line, _)| line.width(text)).collect();
    if widths.is_empty() {
        return Layout::Lines;
    }
    let place = widths.len() - 1 - widths.len() / 10;
    let measure = *widths.select_nth_unstable(place).1;
    let run_on = || followed().filter(|(line, next)| runs_on(text, line, next, measure)).count();
    if MEASURES.contains(&measure) && run_on() * 3 >= widths.len() {
        Layout::Wrapped { measure }
    } else {
        Layout::Lines
    }
}

fn runs_on(text: &str, line: &Line, next: &Line, measure: usize) -> bool {
    let first = next.of(text).chars().find(|c| c.is_alphanumeric());
    let fits = first.is_some_and(|c| {
        c.is_lowercase() || (!c.is_uppercase() && c.is_alphabetic() && line.width(text) * 4 >= measure * 3)
    });
    fits && !is_finished(line.of(text)) && !markers::opens(next.of(text))
}

/// The blocks of a wrapped text.
fn joined(text: &str, lines: &[Line], measure: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut from = 0;
    for at in 1..=lines.len() {
        let parts = match (lines.get(at - 1), lines.get(at)) {
            (Some(last), Some(next)) => next.fresh || parts(text, last, next, measure),
            (Some(_) | None, None) | (None, Some(_)) => true,
        };
        let group = lines.get(from..at).unwrap_or_default();
        if let (true, Some((first, last))) = (parts, group.first().zip(group.last())) {
            blocks.push(prose(first.start..last.end, breaks_of(text, group, measure)));
            from = at;
        }
    }
    blocks
}

/// Whether a new block begins at `next` although no blank line stands before it.
fn parts(text: &str, last: &Line, next: &Line, measure: usize) -> bool {
    let (above, below) = (last.of(text), next.of(text));
    let finished = is_finished(above);
    let width = last.width(text);
    let short = width * 10 < measure * 6;
    let capital = below.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let listed =
        markers::is_bullet(above) && markers::is_bullet(below) && last.indent(text) == next.indent(text);
    let opens = (finished || short || listed || above.ends_with([',', '，'])) && markers::opens(below);
    let headed = (finished || short) && is_capitals(above) != is_capitals(below);
    let broken = capital && short && (finished || (above.ends_with(',') && width * 5 < measure * 2));
    let indented = finished && next.indent(text) >= last.indent(text) + 2 && !markers::opens(above);
    below.starts_with('•') || opens || headed || broken || indented
}

/// Lines that are all short and do not run on, or that stand in columns, keep their breaks.
fn breaks_of(text: &str, group: &[Line], measure: usize) -> Breaks {
    let short = group.iter().all(|line| line.width(text) * 10 < measure * 6);
    let lowers = |line: &Line| line.of(text).starts_with(char::is_lowercase);
    let apart = short && !group.iter().skip(1).any(lowers);
    let columns = group.iter().filter(|line| has_columns(line.of(text))).count();
    if group.len() > 1 && (apart || columns * 2 > group.len()) { Breaks::Kept } else { Breaks::Soft }
}

fn has_columns(line: &str) -> bool {
    line.starts_with('|') || line.contains('\t') || line.contains("   ")
}

/// Marks rows of a table: lines that begin with `|`, and neighbouring lines with a tab inside.
fn with_rows(text: &str, lines: &[Line], blocks: Vec<Block>) -> Vec<Block> {
    if memchr::memchr2(b'\t', b'|', text.as_bytes()).is_none() {
        return blocks;
    }
    let tabbed = |at: usize| lines.get(at).is_some_and(|line| line.of(text).contains('\t'));
    let is_row = |at: usize| {
        let neighbour = tabbed(at + 1) || at.checked_sub(1).is_some_and(tabbed);
        lines.get(at).is_some_and(|line| line.of(text).starts_with('|')) || (tabbed(at) && neighbour)
    };
    let mut at = 0;
    let mut found = Vec::with_capacity(blocks.len());
    for block in blocks {
        let from = at;
        while lines.get(at).is_some_and(|line| line.start < block.end) {
            at += 1;
        }
        if (from..at).all(is_row) {
            let rows = lines.get(from..at).unwrap_or_default();
            found.extend(rows.iter().map(|line| Block {
                kind: BlockKind::Row,
                breaks: Breaks::Kept,
                ..prose(line.start..line.end, Breaks::Kept)
            }));
        } else {
            found.push(block);
        }
    }
    found
}

fn prose(range: Range<usize>, breaks: Breaks) -> Block {
    Block { start: range.start, end: range.end, kind: BlockKind::Prose, breaks, bold: false }
}

/// Whether a line ends as a sentence, a clause or a lead-in ends.
pub(super) fn is_finished(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '”', '’', '»', ')', '）', '」', '』', ']', '*', '_']).trim_end();
    bare.ends_with(ends_sentence) || bare.ends_with([';', ':', '；', '：', '…', '؛'])
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '．' | '।' | '؟' | '۔' | '።' | '။' | '។' | '།')
}

/// Whether all letters with case are capitals, and there are at least two.
pub(super) fn is_capitals(line: &str) -> bool {
    let mut capitals = 0;
    for c in line.chars() {
        if c.is_lowercase() {
            return false;
        }
        capitals += usize::from(c.is_uppercase());
    }
    capitals >= 2
}
