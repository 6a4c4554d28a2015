//! Where in a document an offset stands, as people cite it.

use crate::formats::Format;
use crate::text::{Document, SourceLines};

/// The section and the paragraph of a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cite<'a> {
    /// The section's label as printed; its title where it has no label.
    pub section: Option<&'a str>,
    /// The number of the paragraph.
    pub paragraph: Option<u32>,
}

impl<'a> Cite<'a> {
    /// Where the byte `offset` of the document's text stands.
    pub(super) fn at(document: &'a Document, offset: usize) -> Cite<'a> {
        let paragraph = document.paragraphs().get(document.paragraph_at(offset));
        let section = paragraph.map_or_else(|| document.section_at(offset), |paragraph| paragraph.section);
        Cite { section: section_name(document, section), paragraph: paragraph.and_then(|p| p.number) }
    }

    /// `§1 ¶12`, as far as known.
    pub(super) fn words(self) -> String {
        let section = self.section.map(|section| format!("§{section}"));
        let paragraph = self.paragraph.map(|number| format!("¶{number}"));
        [section, paragraph].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// The label of a section as printed; its title where it has no label.
pub(super) fn section_name(document: &Document, section: usize) -> Option<&str> {
    let section = document.sections().get(section)?;
    [section.label.as_str(), section.title.as_str()].into_iter().find(|name| !name.is_empty())
}

/// The 1-based lines of the source at `offsets`, which ascend; one pass over the text, however long
/// its paragraphs are.
pub(super) fn lines_at(document: &Document, format: Format, offsets: &[usize]) -> Vec<Option<usize>> {
    match format {
        Format::Plain => SourceLines::Text.lines_of(document.text(), offsets),
        Format::Markdown => offsets.iter().map(|&offset| document.line_at(offset)).collect(),
    }
}
