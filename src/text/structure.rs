//! Recovers the structure of a communiqué: blocks, sections, paragraphs, roles.

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
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// The blocks of a plain text.
#[must_use]
pub fn plain_blocks(_text: &str) -> Vec<Block> {
    Vec::new()
}

/// The structure of `text`, whose blocks are known.
#[must_use]
pub fn recover(_text: &str, _blocks: &[Block], _source: &SourceLines) -> Structure {
    Structure::default()
}
