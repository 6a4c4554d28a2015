//! What stands around the body: title, dateline, lead, captions, signature, page chrome.

use std::collections::HashMap;
use std::ops::Range;

use super::super::{Role, meta};
use super::BlockKind;
use super::cues;
use super::facts::Fact;
use super::headings::MARKED;
use super::signature;

/// The roles that a block has by its place and words.
#[derive(Debug, Default)]
pub(super) struct Regions {
    /// For each block the role, where its place and words give one.
    pub(super) roles: Vec<Option<Role>>,
    /// The first block of the signature, end marks and page chrome after the last words.
    pub(super) tail: usize,
    /// The title on one line, from the text or the front matter.
    pub(super) title: Option<String>,
}

impl Regions {
    pub(super) fn is_free(&self, block: usize) -> bool {
        self.roles.get(block) == Some(&None)
    }

    pub(super) fn set(&mut self, block: usize, role: Role) {
        if let Some(slot) = self.roles.get_mut(block).filter(|slot| slot.is_none()) {
            *slot = Some(role);
        }
    }
}

/// How many blocks from either edge may be a dateline.
pub(super) const DATED: usize = 6;

/// How many blocks from either edge may be chrome, captions or leads.
pub(super) const EDGE: usize = 24;

/// The regions of the blocks.
pub(super) fn find(facts: &[Fact]) -> Regions {
    let mut regions = Regions { roles: facts.iter().map(by_kind).collect(), ..Regions::default() };
    chrome(facts, &mut regions);
    captions(facts, &mut regions);
    title(facts, &mut regions);
    dateline(facts, &mut regions);
    lead(facts, &mut regions);
    signature::mark(facts, &mut regions);
    footnotes(facts, &mut regions);
    regions.tail = tail(&regions);
    regions
}

fn by_kind(fact: &Fact) -> Option<Role> {
    match fact.kind {
        BlockKind::FrontMatter => Some(Role::FrontMatter),
        BlockKind::Row => Some(Role::Row),
        BlockKind::Code => Some(Role::Code),
        BlockKind::Footnote => Some(Role::Footnote),
        BlockKind::Quote => Some(Role::Quote),
        BlockKind::Prose | BlockKind::Heading(_) | BlockKind::Item(_) => {
            fact.is_ornament().then_some(Role::Chrome)
        }
    }
}

/// At the end everything from the first line of the page on; at the start only such lines.
fn chrome(facts: &[Fact], regions: &mut Regions) {
    let says =
        |block: usize| facts.get(block).is_some_and(|fact| fact.width < 80 && cues::is_chrome(fact.words));
    let front = 0..facts.len().min(EDGE / 2);
    let short = |block: &usize| facts.get(*block).is_some_and(|fact| fact.width < 100 && !fact.chained);
    let back: Vec<usize> =
        (0..facts.len()).rev().take(EDGE).take_while(short).filter(|&block| says(block)).collect();
    // All that follows the first such line belongs to the page, but only behind the text: in a short
    // one the edges meet, and there each line must say so itself.
    let behind = back.iter().copied().filter(|first| first * 2 >= facts.len()).min();
    let behind = behind.map_or(0..0, |first| first..facts.len());
    for block in front.filter(|&block| says(block)).chain(back).chain(behind) {
        regions.set(block, Role::Chrome);
    }
}

fn captions(facts: &[Fact], regions: &mut Regions) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let short = |fact: &Fact| fact.width < 300 && fact.is_prose() && !fact.chained;
    for (block, fact) in facts.iter().enumerate().filter(|(_, fact)| short(fact)) {
        let caption = cues::is_caption(fact.words);
        if !caption && (block >= EDGE / 2 || fact.width <= 20) {
            continue;
        }
        let repeated = *seen.entry(fact.words).or_insert(block) < block;
        if repeated {
            regions.set(block, Role::Repeat);
        } else if caption {
            regions.set(block, Role::Caption);
        }
    }
}

fn title(facts: &[Fact], regions: &mut Regions) {
    let named = facts
        .iter()
        .find(|fact| fact.kind == BlockKind::FrontMatter)
        .and_then(|fact| meta::title(fact.words));
    let found = title_block(facts, regions, named.is_some());
    for block in found.clone() {
        regions.set(block, Role::Title);
    }
    let lines: Vec<&str> = facts.get(found).unwrap_or_default().iter().map(|fact| fact.words).collect();
    let printed = (!lines.is_empty()).then(|| one_line(lines.join(" ").trim_start_matches('#')));
    regions.title = printed.or(named);
}

/// The blocks of the title: a heading that stands alone in its depth, else the first short block
/// before the first paragraph.
fn title_block(facts: &[Fact], regions: &Regions, named: bool) -> Range<usize> {
    let depth = facts.iter().filter_map(Fact::heading_depth).min();
    let top = |fact: &Fact| depth.is_some() && fact.heading_depth() == depth && !fact.chained;
    let marked =
        facts.iter().take(DATED).position(top).filter(|_| facts.iter().filter(|fact| top(fact)).count() == 1);
    if let Some(block) = marked {
        return block..block + 1;
    }
    let before = |fact: &&Fact| !fact.is_long() || cues::is_letterhead(fact.words);
    let leading = facts.iter().take(EDGE / 2).take_while(before);
    let first = leading.enumerate().position(|(block, fact)| is_title(fact) && regions.is_free(block));
    let opens_section = |block: &usize| {
        facts.get(*block).is_some_and(|fact| cues::is_opening(fact.words) || (named && fact.bold))
    };
    let Some(block) = first.filter(|block| !opens_section(block)) else {
        return 0..0;
    };
    let continued = facts.get(block).zip(facts.get(block + 1)).is_some_and(|(fact, next)| {
        let headed = fact.heading_depth().is_some() && next.heading_depth().is_some();
        let kind = fact.capitals() && fact.width <= 40 && fact.feeds == 1 && is_title(next);
        (kind || (headed && is_title(next))) && regions.is_free(block + 1)
    });
    block..block + 1 + usize::from(continued)
}

fn is_title(fact: &Fact) -> bool {
    let kind = matches!(fact.kind, BlockKind::Prose | BlockKind::Heading(_));
    let dated =
        fact.width < 60 && cues::has_date(fact.words) && fact.words.starts_with(|c: char| !c.is_alphabetic());
    kind && fact.width < 300
        && !fact.chained
        && !fact.is_bulleted()
        && !dated
        && !cues::is_letterhead(fact.words)
        && fact.words.contains(char::is_alphabetic)
}

fn dateline(facts: &[Fact], regions: &mut Regions) {
    let is = |fact: &Fact| {
        let free = !fact.chained && !fact.is_bulleted() && fact.heading_depth().is_none();
        free && fact.width <= 120
            && !fact.finished()
            && !fact.words.ends_with([',', '，'])
            && cues::has_date(fact.words)
    };
    let visible = || (0..facts.len()).filter(|&block| regions.is_free(block));
    let back: Vec<usize> = visible().rev().take(DATED).collect();
    let edges = visible().take(DATED).chain(back.into_iter().rev());
    let found: Vec<usize> = edges.filter(|&block| facts.get(block).is_some_and(is)).collect();
    for block in found {
        regions.set(block, Role::Dateline);
    }
}

/// A lead says, perhaps after the paper's sign, what a later paragraph begins with, or is set in large
/// type below the title.
fn lead(facts: &[Fact], regions: &mut Regions) {
    let large = |fact: &Fact| fact.heading_depth().is_some() && fact.width > MARKED && !fact.chained;
    if let Some(block) = facts.iter().take(DATED).position(large) {
        regions.set(block, Role::Lead);
    }
    let openings: Vec<(usize, &str)> = facts
        .iter()
        .enumerate()
        .take(EDGE)
        .filter_map(|(block, fact)| Some((block, head(fact.words)?)))
        .collect();
    for (block, fact) in
        facts.iter().enumerate().take(EDGE / 2).filter(|(_, fact)| fact.is_prose() && !fact.chained)
    {
        let bare =
            fact.words.split_once(" - ").filter(|(sign, _)| sign.chars().count() <= 20).map(|(_, rest)| rest);
        let said = [Some(fact.words), bare].into_iter().flatten().filter_map(head);
        let later = |said: &str| openings.iter().any(|&(other, opening)| other > block && opening == said);
        if said.into_iter().any(later) && regions.is_free(block) {
            regions.set(block, Role::Lead);
            return;
        }
    }
}

/// The first sixty code points of a longer text.
fn head(words: &str) -> Option<&str> {
    words.char_indices().nth(60).and_then(|(end, _)| words.get(..end))
}

/// Notes below a rule near the end.
fn footnotes(facts: &[Fact], regions: &mut Regions) {
    let from = facts.len() - facts.len() * 15 / 100;
    let rule =
        (from.saturating_sub(1)..facts.len()).find(|&block| facts.get(block).is_some_and(Fact::is_ornament));
    let under_rule = |fact: &&Fact| {
        fact.words.split_once('\n').is_some_and(|(rule, _)| !rule.contains(char::is_alphanumeric))
    };
    if let Some(block) = (from.min(facts.len().saturating_sub(DATED))..facts.len())
        .find(|&block| facts.get(block).as_ref().is_some_and(under_rule))
    {
        regions.set(block, Role::Footnote);
    }
    for block in rule.map_or(0..0, |rule| rule + 1..facts.len()) {
        let note = |fact: &Fact| {
            !fact.chained && fact.words.starts_with(|c: char| c.is_numeric() || c == '[' || c == '*')
        };
        if facts.get(block).is_some_and(note) {
            regions.set(block, Role::Footnote);
        }
    }
}

fn tail(regions: &Regions) -> usize {
    let outside = |role: &Option<Role>| {
        matches!(role, Some(Role::Signature | Role::Chrome | Role::Dateline | Role::Footnote))
    };
    regions.roles.iter().rposition(|role| !outside(role)).map_or(0, |last| last + 1)
}

/// Words with every run of white space as one space.
pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
