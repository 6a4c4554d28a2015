//! What can be said of each block by itself, before its neighbours are asked.

use super::blocks::{is_capitals, is_finished};
use super::classes::Class;
use super::markers::{self, Marker};
use super::numerals::Alphabet;
use super::{Block, BlockKind};

/// What a block looks like.
#[derive(Debug)]
pub(super) struct Fact<'t> {
    pub(super) words: &'t str,
    pub(super) kind: BlockKind,
    pub(super) bold: bool,
    /// Its length: code points, ideographs and the like counted twice.
    pub(super) width: usize,
    /// Line feeds between it and the next block.
    pub(super) feeds: usize,
    pub(super) opening: Opening,
    /// Set once it is known to be a member of a chain.
    pub(super) chained: bool,
}

/// What a block begins with, whether or not a chain comes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    Words,
    /// A list bullet.
    Bullet,
    /// A number in brackets or a small letter.
    Listed,
}

/// A block longer than this is running text.
pub(super) const LONG: usize = 120;

impl Fact<'_> {
    /// Whether it ends as a sentence, a clause or a lead-in ends.
    pub(super) fn finished(&self) -> bool {
        is_finished(self.words)
    }

    /// Whether all its letters with case are capitals.
    pub(super) fn capitals(&self) -> bool {
        is_capitals(self.words)
    }

    /// Whether it opens with a list bullet.
    pub(super) fn is_bulleted(&self) -> bool {
        self.opening == Opening::Bullet
    }

    /// Whether it opens with a number in brackets or a small letter.
    pub(super) fn is_listed(&self) -> bool {
        self.opening == Opening::Listed
    }

    /// Running prose: neither a heading nor an item, a row or a note.
    pub(super) fn is_prose(&self) -> bool {
        matches!(self.kind, BlockKind::Prose) && !self.is_bulleted()
    }

    pub(super) fn is_long(&self) -> bool {
        matches!(self.kind, BlockKind::Prose | BlockKind::Item(_) | BlockKind::Quote) && self.width > LONG
    }

    /// A paragraph that carries no number and could.
    pub(super) fn is_plain(&self) -> bool {
        self.is_prose()
            && !self.chained
            && !self.is_listed()
            && !self.bold
            && (self.width > LONG || (self.finished() && self.width > 40))
    }

    pub(super) fn heading_depth(&self) -> Option<u8> {
        match self.kind {
            BlockKind::Heading(depth) => Some(depth),
            BlockKind::Prose
            | BlockKind::Item(_)
            | BlockKind::Quote
            | BlockKind::Row
            | BlockKind::Code
            | BlockKind::Footnote
            | BlockKind::FrontMatter => None,
        }
    }

    /// Rules and ornaments: `* * *`, `______`, `###`.
    pub(super) fn is_ornament(&self) -> bool {
        self.width < 200 && !self.words.contains(char::is_alphanumeric)
    }
}

/// The facts of all blocks.
pub(super) fn of<'t>(text: &'t str, blocks: &[Block]) -> Vec<Fact<'t>> {
    let nexts = blocks.iter().skip(1).map(|block| block.start).chain([text.len()]);
    blocks.iter().zip(nexts).map(|(block, next)| fact(text, block, next)).collect()
}

fn fact<'t>(text: &'t str, block: &Block, next: usize) -> Fact<'t> {
    let words = text.get(block.start..block.end).unwrap_or_default();
    let gap = text.get(block.end..next).unwrap_or_default();
    Fact {
        words,
        kind: block.kind,
        bold: block.bold,
        width: width(words),
        opening: if markers::is_bullet(words) { Opening::Bullet } else { Opening::Words },
        feeds: memchr::memchr_iter(b'\n', gap.as_bytes()).count(),
        chained: false,
    }
}

/// Code points, those from U+2E80 on counted twice; counted over the bytes of UTF-8, where these are
/// the characters that begin with E2 BA or with a higher pair.
fn width(words: &str) -> usize {
    let bytes = words.as_bytes();
    let wide = |first: u8, second: u8| first > 0xe2 || (first == 0xe2 && second >= 0xba);
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    words.chars().count() + pairs.filter(|&(&first, &second)| wide(first, second)).count()
}

/// A candidate and the block that it opens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) block: usize,
    pub(super) marker: Marker,
}

/// The candidates of all blocks, in order. Marks the blocks that look like items.
pub(super) fn candidates(facts: &mut [Fact]) -> Vec<Candidate> {
    let may = |fact: &Fact| {
        matches!(fact.kind, BlockKind::Prose | BlockKind::Heading(_) | BlockKind::Item(_) | BlockKind::Quote)
    };
    let vietnamese =
        facts.iter().any(|fact| fact.words.starts_with(['đ', 'Đ']) && opens_with_letter(fact.words));
    let alphabet = if vietnamese { Alphabet::Vietnamese } else { Alphabet::Latin };
    let mut candidates: Vec<Candidate> = Vec::new();
    for (block, fact) in facts.iter_mut().enumerate().filter(|(_, fact)| may(fact) && !fact.is_bulleted()) {
        let from = candidates.len();
        candidates.extend(markers::read(fact.words, alphabet).map(|marker| Candidate { block, marker }));
        let own = candidates.get(from..).unwrap_or_default();
        let listed = |class: &Class| class.is_minor() || class.is_bracketed();
        if own.iter().any(|candidate| listed(candidate.marker.class())) {
            fact.opening = Opening::Listed;
        }
    }
    candidates
}

fn opens_with_letter(words: &str) -> bool {
    words.chars().nth(1).is_some_and(|c| matches!(c, ')' | '.'))
}
