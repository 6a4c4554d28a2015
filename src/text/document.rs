//! A communiqué as it is read: one text, its sections and its paragraphs.

use std::ops::Range;
use std::sync::OnceLock;

use super::grapheme;
use super::meta::{self, Meta};
use super::structure::{self, Block, ChainRole, Finding};

/// A stretch of a document's text, in bytes: not empty, inside the text, both ends on grapheme
/// boundaries. Only a [`Document`] makes one.
///
/// ```text
/// "Hội nghị"   span 4..?   Hội [nghị]
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// The offset of the first byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start
    }

    /// The offset after the last byte.
    #[must_use]
    pub fn end(self) -> usize {
        self.end
    }

    /// The span as a range of bytes.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether `offset` lies inside.
    #[must_use]
    pub fn contains(self, offset: usize) -> bool {
        self.range().contains(&offset)
    }

    /// Whether the span shares at least one byte with `range`.
    #[must_use]
    pub fn overlaps(self, range: &Range<usize>) -> bool {
        self.start < range.end && range.start < self.end
    }
}

/// What a paragraph is in the communiqué.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Metadata before the text (YAML front matter).
    FrontMatter,
    /// The title of the communiqué.
    Title,
    /// Where and when it was issued.
    Dateline,
    /// The summary that a news page sets before the body.
    Lead,
    /// What stands under a picture.
    Caption,
    /// A caption or lead that stands twice to the letter: the second one.
    Repeat,
    /// A line that opens a section.
    Heading,
    /// A paragraph of the text itself.
    Body,
    /// An item of a list.
    Item,
    /// A quoted block.
    Quote,
    /// A row of a table.
    Row,
    /// Preformatted text.
    Code,
    /// A note at the foot.
    Footnote,
    /// Calls and speeches after the last numbered section.
    Closing,
    /// The issuing body's or signers' names at the end.
    Signature,
    /// What belongs to the page, not to the communiqué: share links, comment headings, menus.
    Chrome,
}

/// What a line feed inside a paragraph means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Breaks {
    /// The source was wrapped: a line feed is read as a space.
    Soft,
    /// Each line stands by itself: rows of a table, a signature, verse, code.
    Kept,
}

/// One paragraph. Paragraphs tile the text: `start..end` runs up to the next one and so holds the
/// blank lines around it, `content` is what is read of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The first byte of the tile.
    pub start: usize,
    /// The byte after the tile; the start of the next paragraph.
    pub end: usize,
    /// The text without white space around it; may be empty only where the whole text is blank.
    pub content: Range<usize>,
    /// The number by which it is cited, if it has one.
    pub number: Option<u32>,
    /// Whether that number stands in the text (`12. …`) or was counted by us.
    pub printed: bool,
    /// What it is.
    pub role: Role,
    /// How its line feeds are read.
    pub breaks: Breaks,
    /// Whether a blank row follows it on the screen.
    pub gap: bool,
    /// The index of its section in [`Document::sections`].
    pub section: usize,
    /// The 1-based line of the source where the content starts, where the source has lines.
    pub line: Option<usize>,
}

/// How a section came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SectionKind {
    /// An unnumbered or styled heading.
    Heading,
    /// Opened by a number of a chain: `1.`, `II.`, `一、`.
    NumberedSection,
    /// Opened by a keyword and a number: `Điều 3`, `Article 5`, `第三条`.
    Article,
    /// What stands before the first section.
    Front,
    /// What stands after the last section and does not belong to it.
    Closing,
    /// A section that stands in for an outline where the text has none.
    Fallback,
}

impl SectionKind {
    /// The name used in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            SectionKind::Heading => "heading",
            SectionKind::NumberedSection => "numbered_section",
            SectionKind::Article => "article",
            SectionKind::Front => "front",
            SectionKind::Closing => "closing",
            SectionKind::Fallback => "fallback",
        }
    }

    /// Whether the section has a heading of its own in the text.
    #[must_use]
    pub fn has_heading(self) -> bool {
        match self {
            SectionKind::Heading | SectionKind::NumberedSection | SectionKind::Article => true,
            SectionKind::Front | SectionKind::Closing | SectionKind::Fallback => false,
        }
    }
}

/// One section. Sections tile the text in order; a section ends where the next one, of whatever
/// level, begins. The tree is in the levels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The first byte of the tile, which is the start of a paragraph.
    pub start: usize,
    /// The byte after the tile.
    pub end: usize,
    /// Depth in the tree, from 1.
    pub level: u8,
    /// The label as printed without its closing punctuation (`1`, `II`, `Điều 3`, `（一`); may be empty.
    pub label: String,
    /// The title without the label; empty for front and closing matter.
    pub title: String,
    /// How it came to be.
    pub kind: SectionKind,
    /// The 1-based line of the source where it starts, where the source has lines.
    pub line: Option<usize>,
    /// Its paragraphs, as indices into [`Document::paragraphs`].
    pub paragraphs: Range<usize>,
}

impl Section {
    /// The label as it is read alone: an opening bracket is closed. `（一` → `（一）`, `(a` → `(a)`.
    ///
    /// ```text
    /// label "（一"  →  "（一）"
    /// label "II"   →  "II"
    /// ```
    #[must_use]
    pub fn printed_label(&self) -> String {
        let closing = match self.label.chars().next() {
            Some('（') => "）",
            Some('(') => ")",
            Some('[') => "]",
            Some(_) | None => "",
        };
        let closed = self.label.ends_with(closing);
        if closed { self.label.clone() } else { format!("{}{closing}", self.label) }
    }

    /// Label and title on one line, as the text would print them; empty where it has neither.
    #[must_use]
    pub fn heading(&self) -> String {
        let label = self.printed_label();
        let between = match label.chars().last() {
            _ if self.title.is_empty() => "",
            None | Some('）') => "",
            Some(')' | ']') => " ",
            Some(last) if is_han(last) && label.starts_with('第') => " ",
            Some(last) if is_han(last) => "、",
            Some(_) => ". ",
        };
        format!("{label}{between}{}", self.title)
    }
}

pub(super) fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}')
}

/// How offsets of the text become lines of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceLines {
    /// The text is the source: count line feeds.
    Text,
    /// `(offset, line)` in ascending order of offset: text from `offset` on stands on `line`.
    Map(Vec<(usize, usize)>),
    /// The source has no lines.
    None,
}

impl SourceLines {
    /// The lines of `offsets`, which ascend; one pass over the text.
    pub(crate) fn lines_of(&self, text: &str, offsets: &[usize]) -> Vec<Option<usize>> {
        match self {
            SourceLines::Text => {
                let (mut line, mut from) = (1, 0);
                let mut lines = Vec::with_capacity(offsets.len());
                for &offset in offsets {
                    line += line_feeds(&text[from..offset]);
                    from = offset;
                    lines.push(Some(line));
                }
                lines
            }
            SourceLines::Map(map) => offsets.iter().map(|&offset| mapped_line(map, offset)).collect(),
            SourceLines::None => vec![None; offsets.len()],
        }
    }
}

fn mapped_line(map: &[(usize, usize)], offset: usize) -> Option<usize> {
    let after = map.partition_point(|&(start, _)| start <= offset);
    map.get(after.saturating_sub(1)).map(|&(_, line)| line)
}

fn line_feeds(text: &str) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes()).count()
}

/// An immutable text with its structure.
///
/// Invariants: the paragraphs tile the text and so do the sections, every section starts where a
/// paragraph starts, and every offset given out lies on a grapheme boundary. A blank text has no
/// paragraphs and no sections.
#[derive(Clone, Debug)]
pub struct Document {
    text: String,
    sections: Vec<Section>,
    paragraphs: Vec<Paragraph>,
    title: Option<String>,
    meta: OnceLock<Meta>,
    findings: Vec<Finding>,
    source: SourceLines,
}

impl Document {
    /// A document from plain text, which is taken as it is: already canonical (NFC, LF, no BOM).
    #[must_use]
    pub fn plain(text: String) -> Document {
        let blocks = structure::plain_blocks(&text);
        Document::marked(text, &blocks, SourceLines::Text)
    }

    /// A document whose format has already told its blocks. `blocks` are in text order and do not
    /// overlap; what lies between them is white space.
    #[must_use]
    pub fn marked(text: String, blocks: &[Block], source: SourceLines) -> Document {
        let found = structure::recover(&text, blocks, &source);
        let structure::Structure { sections, paragraphs, title, findings } = found;
        Document { text, sections, paragraphs, title, meta: OnceLock::new(), findings, source }
    }

    /// The canonical text: all of a plain file; the words without the markup of a marked-up one.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The sections, in text order.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The paragraphs, in text order.
    #[must_use]
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The title, on one line.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// What the document says of itself: read from the text when it is first asked for, as reading
    /// needs none of it.
    #[must_use]
    pub fn meta(&self) -> &Meta {
        self.meta.get_or_init(|| meta::of(&self.text, &self.paragraphs, self.title.clone()))
    }

    /// The chains of numbers that were found, in text order, and what each was taken for.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The chain whose member opens `section`, an index into [`Document::sections`]; `None` where a
    /// heading without a number does, or nothing.
    #[must_use]
    pub fn finding_of(&self, section: usize) -> Option<&Finding> {
        let opening =
            self.sections.get(section).filter(|section| section.kind.has_heading())?.paragraphs.start;
        let opens =
            |finding: &&Finding| finding.role == ChainRole::Sections && finding.paragraphs.contains(&opening);
        self.findings.iter().find(opens)
    }

    /// The span of `range`, cut to the text and widened to whole graphemes; `None` where nothing is
    /// left.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        let start = grapheme::floor(&self.text, range.start);
        let end = grapheme::ceil(&self.text, range.end);
        (range.start < range.end && start < end).then_some(Span { start, end })
    }

    /// The words of a span.
    #[must_use]
    pub fn quote(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The index of the paragraph that holds `offset`; past the end, the last one. 0 for a blank
    /// text.
    #[must_use]
    pub fn paragraph_at(&self, offset: usize) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.start <= offset).saturating_sub(1)
    }

    /// The index of the section that holds `offset`; past the end, the last one. 0 for a blank text.
    #[must_use]
    pub fn section_at(&self, offset: usize) -> usize {
        self.sections.partition_point(|section| section.start <= offset).saturating_sub(1)
    }

    /// The index of the paragraph that is cited as `number`: the first one that prints it, else the
    /// first one that was counted so.
    #[must_use]
    pub fn paragraph_numbered(&self, number: u32) -> Option<usize> {
        let with =
            |printed| self.paragraphs.iter().position(|p| p.number == Some(number) && p.printed == printed);
        with(true).or_else(|| with(false))
    }

    /// The 1-based line of the source at `offset`, where the source has lines.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> Option<usize> {
        match &self.source {
            SourceLines::Text => {
                let paragraph = self.paragraphs.get(self.paragraph_at(offset))?;
                let (from, line) = (paragraph.content.start, paragraph.line?);
                Some(match self.text.get(from..offset) {
                    Some(between) => line + line_feeds(between),
                    None => line - line_feeds(self.text.get(offset..from)?),
                })
            }
            SourceLines::Map(map) => mapped_line(map, offset),
            SourceLines::None => None,
        }
    }

    /// How many code points stand before `offset`.
    #[must_use]
    pub fn chars_before(&self, offset: usize) -> usize {
        self.text.get(..offset).map_or(0, |before| before.chars().count())
    }
}
