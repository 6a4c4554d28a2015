//! Recovers the structure of a communiqué: blocks, sections, paragraphs, roles.

mod blocks;
mod opening;
mod tile;

use super::{Meta, Paragraph, Section, SourceLines};

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
    /// Title and date.
    pub meta: Meta,
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
    let blocks = usable(text, blocks);
    tile::structure(text, &blocks, source)
}

/// The blocks that lie in the text, in order, none too long; the whole text where there are none.
fn usable(text: &str, given: &[Block]) -> Vec<Block> {
    let mut after = 0;
    let mut found = Vec::with_capacity(given.len());
    for block in given {
        let range = blocks::trim(text, block.start..block.end);
        if range.start >= after && range.start < range.end {
            after = range.end;
            found.extend(blocks::cut(text, Block { start: range.start, end: range.end, ..*block }));
        }
    }
    if found.is_empty() { blocks::of_plain(text) } else { found }
}
