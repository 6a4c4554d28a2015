//! What can be said of each block by itself, before its neighbours are asked.

use super::blocks::{is_capitals, is_finished};
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
    /// Opens with a number in brackets or a small letter, whether or not a chain comes of it.
    pub(super) listed: bool,
    /// Set once it is known to be a member of a chain.
    pub(super) chained: bool,
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
    pub(super) fn bullet(&self) -> bool {
        markers::is_bullet(self.words)
    }

    /// Running prose: neither a heading nor an item, a row or a note.
    pub(super) fn is_prose(&self) -> bool {
        matches!(self.kind, BlockKind::Prose) && !self.bullet()
    }

    pub(super) fn is_long(&self) -> bool {
        matches!(self.kind, BlockKind::Prose | BlockKind::Item(_) | BlockKind::Quote) && self.width > LONG
    }

    /// A paragraph that carries no number and could.
    pub(super) fn is_plain(&self) -> bool {
        self.is_prose()
            && !self.chained
            && !self.listed
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
        width: words.chars().map(|c| if u32::from(c) >= 0x2e80 { 2 } else { 1 }).sum(),
        feeds: memchr::memchr_iter(b'\n', gap.as_bytes()).count(),
        listed: false,
        chained: false,
    }
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
    let of = |(block, fact): (usize, &Fact)| {
        let may = may(fact) && !fact.bullet();
        let words = if may { fact.words } else { "" };
        markers::read(words, alphabet).map(move |marker| Candidate { block, marker }).collect::<Vec<_>>()
    };
    let candidates: Vec<Candidate> = facts.iter().enumerate().flat_map(of).collect();
    for candidate in &candidates {
        let class = candidate.marker.class();
        if let Some(fact) =
            facts.get_mut(candidate.block).filter(|_| class.is_minor() || class.is_bracketed())
        {
            fact.listed = true;
        }
    }
    candidates
}

fn opens_with_letter(words: &str) -> bool {
    words.chars().nth(1).is_some_and(|c| matches!(c, ')' | '.'))
}
