//! From blocks, roles and headings to the paragraphs and sections that tile the text.

use super::super::{Paragraph, Role, Section, SectionKind, SourceLines};
use super::chains::Chain;
use super::facts::{Fact, LONG};
use super::headings::Head;
use super::regions::Regions;
use super::roles::ChainRole;
use super::{Block, BlockKind, cues};

/// Where closing matter begins: the first block that follows the last section without being part of
/// it, if there is one.
pub(super) fn closing(facts: &[Fact], regions: &Regions, heads: &[Head]) -> Option<usize> {
    let last = heads.last()?;
    let from = last.block + last.blocks;
    let tail = regions.tail.max(from);
    let said = (from..tail)
        .find(|&block| facts.get(block).is_some_and(|fact| !fact.chained && cues::is_closing(fact.words)));
    let spoken = self_contained(facts, heads).then_some(from);
    let parted = wide_gap(facts, heads, tail);
    let found = [said, spoken, parted].into_iter().flatten().min().unwrap_or(tail);
    (found < facts.len()).then_some(found)
}

/// Whether the last numbered section says all it has to say in its own paragraph, as those before it
/// that end in a full stop do, while others end in a lead-in or a title.
fn self_contained(facts: &[Fact], heads: &[Head]) -> bool {
    let Some((last, before)) = heads.split_last() else { return false };
    let same = |head: &&Head| head.rank == last.rank && head.kind == SectionKind::NumberedSection;
    let whole = |head: &Head| {
        facts
            .get(head.block)
            .is_some_and(|fact| fact.finished() && fact.width > LONG && !fact.words.ends_with([':', '：']))
    };
    let spans = before.iter().zip(before.iter().skip(1).chain([last]));
    let governs = |(head, next): &(&Head, &Head)| whole(head) && next.block > head.block + head.blocks;
    let leads = before.iter().filter(same).any(|head| !whole(head));
    same(&last) && whole(last) && leads && !spans.filter(|(head, _)| same(head)).any(|pair| governs(&pair))
}

/// The block after a gap of blank lines in the last section that is wider than any before it.
fn wide_gap(facts: &[Fact], heads: &[Head], tail: usize) -> Option<usize> {
    let (first, last) = (heads.first()?, heads.last()?);
    let feeds = |block: usize| facts.get(block).map_or(0, |fact| fact.feeds);
    let widest = (first.block..last.block).map(feeds).max().unwrap_or(0).max(3);
    let gap = (last.block..tail.saturating_sub(1)).find(|&block| feeds(block) > widest);
    gap.filter(|_| heads.len() > 2).map(|block| block + 1)
}

/// The sections: front matter before the first heading, one for each heading, closing matter.
pub(super) fn sections(heads: &[Head], closing: Option<usize>, paragraphs: &mut [Paragraph]) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut above: Vec<(u8, u8)> = Vec::new();
    let whole = if heads.is_empty() { SectionKind::Fallback } else { SectionKind::Front };
    if heads.first().is_none_or(|head| head.block > 0) {
        sections.push((0, nameless(whole)));
    }
    for head in heads {
        above.retain(|rank| *rank < head.rank);
        above.push(head.rank);
        let level = u8::try_from(above.len()).unwrap_or(u8::MAX);
        let (label, title) = (head.label.clone(), head.title.clone());
        sections.push((head.block, Section { level, label, title, kind: head.kind, ..nameless(head.kind) }));
    }
    if let Some(closing) = closing {
        sections.push((closing, nameless(SectionKind::Closing)));
    }
    let starts: Vec<usize> = sections.iter().map(|(block, _)| *block).collect();
    let ends = starts.iter().skip(1).copied().chain([paragraphs.len()]);
    let spans: Vec<_> = starts.iter().copied().zip(ends).collect();
    let laid = sections.into_iter().zip(spans).enumerate();
    laid.map(|(at, ((_, section), (from, to)))| laid_over(section, at, from, to, paragraphs)).collect()
}

fn laid_over(section: Section, at: usize, from: usize, to: usize, paragraphs: &mut [Paragraph]) -> Section {
    let mut section = Section { paragraphs: from..to, ..section };
    let Some(own) = paragraphs.get_mut(from..to) else { return section };
    for paragraph in own.iter_mut() {
        paragraph.section = at;
    }
    if let Some((first, last)) = own.first().zip(own.last()) {
        (section.start, section.end, section.line) = (first.start, last.end, first.line);
    }
    section
}

fn nameless(kind: SectionKind) -> Section {
    let (label, title) = (String::new(), String::new());
    Section { start: 0, end: 0, level: 1, label, title, kind, line: None, paragraphs: 0..0 }
}

/// What is known of each block when paragraphs are made of them.
pub(super) struct Known<'a> {
    pub(super) regions: &'a Regions,
    pub(super) heads: &'a [Head],
    pub(super) chains: &'a [Chain],
    pub(super) roles: &'a [ChainRole],
    pub(super) closing: Option<usize>,
}

/// The role of each block, and the number that a chain of numbered paragraphs prints on it.
pub(super) fn roles(facts: &[Fact], known: &Known) -> Vec<(Role, Option<u32>)> {
    let closing = known.closing.unwrap_or(facts.len());
    let of = |(block, fact): (usize, &Fact)| match known.regions.roles.get(block).copied().flatten() {
        Some(role) => (role, None),
        None if fact.is_bulleted() || fact.is_listed() || matches!(fact.kind, BlockKind::Item(_)) => {
            (Role::Item, None)
        }
        None if block >= closing => (Role::Closing, None),
        None => (Role::Body, None),
    };
    let mut roles: Vec<(Role, Option<u32>)> = facts.iter().enumerate().map(of).collect();
    let mut set = |block: usize, role: Role, number: Option<u32>| {
        if let Some(slot) =
            roles.get_mut(block).filter(|slot| matches!(slot.0, Role::Body | Role::Item | Role::Closing))
        {
            *slot = (role, number);
        }
    };
    for (chain, role) in known.chains.iter().zip(known.roles) {
        for member in &chain.members {
            match role {
                ChainRole::Sections => {}
                ChainRole::Paragraphs => set(member.block, Role::Body, Some(member.marker.value)),
                ChainRole::Clauses | ChainRole::Items => set(member.block, Role::Item, None),
            }
        }
    }
    for head in known.heads {
        (head.block..head.block + head.blocks).for_each(|block| set(block, Role::Heading, None));
    }
    roles
}

/// The paragraphs, without their sections.
pub(super) fn paragraphs(
    text: &str,
    blocks: &[Block],
    source: &SourceLines,
    facts: &[Fact],
    known: &Known,
) -> Vec<Paragraph> {
    let starts: Vec<usize> = blocks.iter().map(|block| block.start).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let lines = source.lines_of(text, &starts);
    let dense = !facts.iter().rev().skip(1).any(|fact| fact.feeds > 1);
    let roles = roles(facts, known);
    let numbered = roles.iter().any(|(_, number)| number.is_some());
    let labelled: Vec<usize> =
        known.heads.iter().filter(|head| !head.label.is_empty()).map(|head| head.block).collect();
    let mut count = 0;
    let rest = facts.iter().zip(roles).zip(ends).zip(lines).enumerate();
    blocks
        .iter()
        .zip(rest)
        .map(|(block, (at, (((fact, (role, printed)), end), line)))| {
            let counts = is_counted(role) || labelled.binary_search(&at).is_ok();
            count += u32::from(counts);
            Paragraph {
                start: if at == 0 { 0 } else { block.start },
                end,
                content: block.start..block.end,
                number: printed.or((counts && !numbered).then_some(count)),
                printed: printed.is_some(),
                role,
                breaks: block.breaks,
                gap: fact.feeds > 1 || (dense && fact.width > LONG),
                section: 0,
                line,
            }
        })
        .collect()
}

/// Whether paragraphs of a role are counted where the text prints no numbers.
fn is_counted(role: Role) -> bool {
    match role {
        Role::Lead | Role::Body | Role::Item | Role::Quote | Role::Closing => true,
        Role::FrontMatter
        | Role::Title
        | Role::Dateline
        | Role::Caption
        | Role::Repeat
        | Role::Heading
        | Role::Row
        | Role::Code
        | Role::Footnote
        | Role::Signature
        | Role::Chrome => false,
    }
}
