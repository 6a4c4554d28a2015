//! Recovers the structure of a communiqué: blocks, sections, paragraphs, roles.
//!
//! A digit at a line's start proves nothing; a sequence does. So the blocks of a text are read
//! against one table of marker classes (`markers`), the candidates of one class and style are linked
//! into chains (`chains`), and only then is it decided what each chain does (`roles`): open
//! sections, number paragraphs, count clauses or items. Lines without a number are headings where
//! the format says so or where their style recurs (`headings`); what stands around the body is told
//! by its place and words (`regions`, `cues`). A text without an outline gets none.
//!
//! Nothing here looks at the world, keeps state, or fails.

mod blocks;
mod chains;
mod classes;
mod cues;
mod facts;
mod headings;
mod markers;
pub(super) mod numerals;
mod regions;
mod roles;
mod signature;
mod tile;
mod unnumbered;

pub use roles::{ChainRole, Reason};

use super::{Paragraph, Section, SourceLines};

/// What a format knows of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Running text, or a line of a plain file of which nothing is known yet.
    Prose,
    /// A heading that the format marks as one, with its depth from 1.
    Heading(u8),
    /// A list item, with its depth from 1.
    Item(u8),
    /// A quoted block.
    Quote,
    /// A row of a table.
    Row,
    /// Preformatted text.
    Code,
    /// A footnote's text.
    Footnote,
    /// Front matter.
    FrontMatter,
}

/// A block of the text before anything is known of its role: `start..end` holds no white space at
/// its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// What the format says of it.
    pub kind: BlockKind,
    /// Whether line feeds inside are soft or kept.
    pub breaks: super::Breaks,
    /// Whether all of it stands in bold.
    pub bold: bool,
}

/// What was recovered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// The sections, tiling the text.
    pub sections: Vec<Section>,
    /// The paragraphs, tiling the text.
    pub paragraphs: Vec<Paragraph>,
    /// The title, on one line.
    pub title: Option<String>,
    /// The chains of markers that were found, in text order, and what they were taken for.
    pub findings: Vec<Finding>,
}

/// A chain of markers and the decision on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The class of the markers, as in the table: `1.`, `一、`, `article`.
    pub class: &'static str,
    /// The numbers, as they follow each other.
    pub numbers: Vec<u32>,
    /// The paragraphs that open with a marker of the chain, as indices.
    pub paragraphs: Vec<usize>,
    /// What the chain was taken for.
    pub role: ChainRole,
    /// Why.
    pub reason: Reason,
    /// How much of what was counted speaks for it, from 0 to 100: the share of the numbers from first
    /// to last that are there, times the share of the evidence that the reason names. Of a keyword
    /// and of clauses that evidence is whole, of a keyword that stands alone half; of a chain for
    /// which nothing speaks it is what is left beside the strongest sign that it opens sections.
    pub confidence: u8,
}

impl Finding {
    /// The numbers, abridged: `1–5`, `1, 2, 4–9`; of many runs the first ones and the last number.
    #[must_use]
    pub fn abridged(&self) -> String {
        const RUNS: usize = 6;
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for &number in &self.numbers {
            match runs.last_mut().filter(|(_, last)| last.checked_add(1) == Some(number)) {
                Some((_, last)) => *last = number,
                None => runs.push((number, number)),
            }
        }
        let said = |&(first, last): &(u32, u32)| match last - first {
            0 => first.to_string(),
            1 => format!("{first}, {last}"),
            2.. => format!("{first}–{last}"),
        };
        let mut parts: Vec<String> = runs.iter().take(RUNS).map(said).collect();
        if let Some((_, last)) = runs.get(RUNS..).and_then(<[_]>::last) {
            parts.push(format!("… {last}"));
        }
        parts.join(", ")
    }
}

/// The blocks of a plain text, in order and without white space at their ends.
///
/// Decides once whether the text is wrapped or a line is a paragraph. No block is longer than 16 kB.
#[must_use]
pub fn plain_blocks(text: &str) -> Vec<Block> {
    blocks::of_plain(text)
}

/// The structure of `text`, whose blocks are known.
#[must_use]
pub fn recover(text: &str, blocks: &[Block], source: &SourceLines) -> Structure {
    let given = blocks::usable(text, blocks);
    let blocks = if given.is_empty() { blocks::of_plain(text) } else { given };
    let mut facts = facts::of(text, &blocks);
    let candidates = facts::candidates(&mut facts);
    let chains = chains::find(&mut facts, &candidates);
    let decided = roles::decide(&facts, &chains);
    let roles: Vec<ChainRole> = decided.iter().map(|decision| decision.role).collect();
    let regions = regions::find(&facts);
    let heads = headings::find(&facts, &regions, &chains, &roles);
    let closing = tile::closing(&facts, &regions, &heads);
    let known = tile::Known { regions: &regions, heads: &heads, chains: &chains, roles: &roles, closing };
    let mut paragraphs = tile::paragraphs(text, &blocks, source, &facts, &known);
    let sections =
        if blocks.is_empty() { Vec::new() } else { tile::sections(&heads, closing, &mut paragraphs) };
    let mut findings: Vec<Finding> =
        chains.iter().zip(decided).map(|(chain, decision)| finding(chain, decision)).collect();
    findings.sort_by_key(|finding| finding.paragraphs.first().copied());
    Structure { sections, paragraphs, title: regions.title, findings }
}

fn finding(chain: &chains::Chain, decision: roles::Decision) -> Finding {
    let roles::Decision { role, reason, confidence } = decision;
    let paragraphs = chain.members.iter().map(|member| member.block).collect();
    let numbers = chain.members.iter().map(|member| member.marker.value).collect();
    Finding { class: chain.class().name, numbers, paragraphs, role, reason, confidence }
}
