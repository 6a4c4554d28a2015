//! The page under the walk: it gathers words into blocks, blocks into one canonical text, and
//! keeps the lines of the source beside them.
//!
//! Knows nothing of Markdown.

use std::mem::take;

use crate::formats::decode::nfc;
use crate::text::Breaks;
use crate::text::structure::{Block, BlockKind};

/// What is known of a block when it opens.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub(super) kind: BlockKind,
    pub(super) breaks: Breaks,
    /// An item that follows the one before it without a blank line.
    pub(super) tight: bool,
}

/// The words of the block that is open.
#[derive(Default)]
struct Draft {
    words: String,
    /// `(offset in words, line of the source)`, where the line changes.
    lines: Vec<(usize, usize)>,
    has_strong: bool,
    has_light: bool,
}

/// Blocks that follow each other on the next line, without a blank one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
    None,
    Rows,
    Items,
}

pub(super) struct Page {
    text: String,
    blocks: Vec<Block>,
    map: Vec<(usize, usize)>,
    line_feeds: Vec<usize>,
    open: Option<Shape>,
    draft: Draft,
    /// Bullets and numbers that wait for the words after them, and the line of the first.
    mark: Option<(String, usize)>,
    run: Run,
}

impl Page {
    pub(super) fn new(source: &str) -> Page {
        Page {
            text: String::with_capacity(source.len()),
            blocks: Vec::new(),
            map: Vec::new(),
            line_feeds: memchr::memchr_iter(b'\n', source.as_bytes()).collect(),
            open: None,
            draft: Draft::default(),
            mark: None,
            run: Run::None,
        }
    }

    /// The text, its blocks, and `(offset, line)` for each place where the line changes.
    pub(super) fn finish(mut self) -> (String, Vec<Block>, Vec<(usize, usize)>) {
        self.close();
        (self.text, self.blocks, self.map)
    }

    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    pub(super) fn is_code(&self) -> bool {
        matches!(self.open, Some(Shape { kind: BlockKind::Code, .. }))
    }

    pub(super) fn has_mark(&self) -> bool {
        self.mark.is_some()
    }

    /// Sets a bullet or a number before the next block.
    pub(super) fn mark(&mut self, mark: &str, at: usize) {
        let line = self.line_at(at);
        let (marks, _) = self.mark.get_or_insert_with(|| (String::new(), line));
        marks.push_str(mark);
        marks.push(' ');
    }

    /// What follows is no longer of the same table or list.
    pub(super) fn end_run(&mut self) {
        self.run = Run::None;
    }

    /// Opens a block; one that is open is closed first.
    pub(super) fn open(&mut self, shape: Shape) {
        self.close();
        self.open = Some(shape);
        if let Some((mark, line)) = self.mark.take() {
            self.draft.lines.push((0, line));
            self.draft.words.push_str(&mark);
        }
    }

    pub(super) fn words(&mut self, words: &str, at: usize) {
        self.draft.has_light |= words.contains(char::is_alphabetic);
        self.push(words, at);
    }

    pub(super) fn strong_words(&mut self, words: &str, at: usize) {
        self.draft.has_strong |= words.contains(char::is_alphanumeric);
        self.push(words, at);
    }

    /// Words whose line feeds and tabs are the author's.
    pub(super) fn lines(&mut self, lines: &str, at: usize) {
        let mut at = at;
        for line in lines.split_inclusive('\n') {
            self.note_line(at);
            self.draft.words.push_str(line);
            at += line.len();
        }
    }

    pub(super) fn soft_break(&mut self) {
        if !self.draft.words.ends_with([' ', '\n']) {
            self.draft.words.push(' ');
        }
    }

    /// A line feed that stays; in a row of a table, where it would look like the row's end, a space.
    pub(super) fn hard_break(&mut self) {
        match &mut self.open {
            Some(Shape { kind: BlockKind::Row, .. }) | None => self.soft_break(),
            Some(shape) => {
                shape.breaks = Breaks::Kept;
                self.draft.words.push('\n');
            }
        }
    }

    /// The edge between two cells.
    pub(super) fn tab(&mut self) {
        self.draft.words.push('\t');
    }

    /// Ends the block that is open; one without words leaves nothing.
    pub(super) fn close(&mut self) {
        let draft = take(&mut self.draft);
        let Some(shape) = self.open.take() else { return };
        let words = draft.words.trim();
        if words.is_empty() {
            return;
        }
        self.separate(shape);
        let start = self.text.len();
        let lead = draft.words.len() - draft.words.trim_start().len();
        self.append(words, lead, &draft.lines);
        let bold = draft.has_strong && !draft.has_light;
        let end = self.text.len();
        self.blocks.push(Block { start, end, kind: shape.kind, breaks: shape.breaks, bold });
    }

    fn separate(&mut self, shape: Shape) {
        let run = match shape.kind {
            BlockKind::Row => Run::Rows,
            BlockKind::Item(_) | BlockKind::Quote | BlockKind::Footnote if shape.tight => Run::Items,
            BlockKind::Prose
            | BlockKind::Heading(_)
            | BlockKind::Item(_)
            | BlockKind::Quote
            | BlockKind::Code
            | BlockKind::Footnote
            | BlockKind::FrontMatter => Run::None,
        };
        if !self.text.is_empty() {
            let together = run != Run::None && run == self.run;
            self.text.push_str(if together { "\n" } else { "\n\n" });
        }
        self.run = run;
    }

    /// Appends trimmed words in composed form. The line changes only after white space, which
    /// composes with nothing, so that each piece is composed by itself and keeps its place.
    fn append(&mut self, words: &str, lead: usize, lines: &[(usize, usize)]) {
        let places = || lines.iter().map(|&(at, line)| (at.saturating_sub(lead), line));
        let ends = places().skip(1).map(|(at, _)| at).chain([words.len()]);
        for ((from, line), to) in places().zip(ends) {
            let Some(piece) = words.get(from..to.min(words.len())).filter(|piece| !piece.is_empty()) else {
                continue;
            };
            self.map.push((self.text.len(), line));
            match nfc(piece) {
                Some(composed) => self.text.push_str(&composed),
                None => self.text.push_str(piece),
            }
        }
    }

    fn push(&mut self, words: &str, at: usize) {
        self.note_line(at);
        if words.contains(['\n', '\r', '\t']) {
            self.draft
                .words
                .extend(words.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }));
        } else {
            self.draft.words.push_str(words);
        }
    }

    fn note_line(&mut self, at: usize) {
        let line = self.line_at(at);
        let follows_white = self.draft.words.chars().next_back().is_none_or(char::is_whitespace);
        match self.draft.lines.last() {
            Some(&(_, last)) if last == line || !follows_white => {}
            Some(_) | None => self.draft.lines.push((self.draft.words.len(), line)),
        }
    }

    /// The 1-based line of the source at byte `at`.
    fn line_at(&self, at: usize) -> usize {
        self.line_feeds.partition_point(|&line_feed| line_feed < at) + 1
    }
}
