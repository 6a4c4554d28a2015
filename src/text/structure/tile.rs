//! From blocks to the paragraphs and sections that tile the text.

use super::super::{Paragraph, Role, Section, SectionKind, SourceLines};
use super::{Block, Meta, Structure};

/// Running text longer than this, in code points, is set off by a blank row where the source has no
/// blank lines at all.
const RUNNING: usize = 120;

pub(super) fn structure(text: &str, blocks: &[Block], source: &SourceLines) -> Structure {
    if blocks.is_empty() {
        return Structure::default();
    }
    let paragraphs = paragraphs(text, blocks, source);
    let whole = Section {
        start: 0,
        end: text.len(),
        level: 1,
        label: String::new(),
        title: String::new(),
        kind: SectionKind::Fallback,
        line: paragraphs.first().and_then(|paragraph| paragraph.line),
        paragraphs: 0..paragraphs.len(),
    };
    Structure { sections: vec![whole], paragraphs, meta: Meta::default() }
}

fn paragraphs(text: &str, blocks: &[Block], source: &SourceLines) -> Vec<Paragraph> {
    let starts: Vec<usize> = blocks.iter().map(|block| block.start).collect();
    let lines = source.lines_of(text, &starts);
    let after = starts.iter().skip(1).copied().chain([text.len()]);
    let blank =
        |from: usize, to: usize| text.get(from..to).is_some_and(|gap| gap.matches('\n').nth(1).is_some());
    let spaced: Vec<bool> =
        blocks.iter().zip(after.clone()).map(|(block, next)| blank(block.end, next)).collect();
    let dense = !spaced.iter().take(blocks.len() - 1).any(|&gap| gap);
    let rest = blocks.iter().zip(after).zip(lines).zip(spaced);
    rest.zip(1..)
        .map(|((((block, end), line), spaced), number)| {
            let content = block.start..block.end;
            let long = text.get(content.clone()).is_some_and(|words| words.chars().nth(RUNNING).is_some());
            Paragraph {
                start: if number == 1 { 0 } else { block.start },
                end,
                content,
                number: Some(number),
                printed: false,
                role: Role::Body,
                breaks: block.breaks,
                gap: spaced || (dense && long),
                section: 0,
                line,
            }
        })
        .collect()
}
