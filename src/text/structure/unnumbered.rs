//! Headings without a number: lines whose style recurs.

use std::collections::{BTreeMap, HashMap};

use super::cues;
use super::facts::Fact;
use super::headings::{Head, UNMARKED};
use super::regions::Regions;

/// The style of a heading without a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Style {
    Bold,
    BoldColon,
    /// A question in bold: of an interview, or of answers to the press.
    Question,
    Capitals,
    /// A short line that stands by itself.
    Apart,
    /// A lead phrase such as `Au titre de …`.
    LeadIn,
}

/// A question that heads its answer is no longer.
const QUESTION: usize = 400;

/// Lines without a number that head what follows: their style recurs, text stands below them, and
/// they lie between the first and the last paragraph. `above` are the headings known already.
pub(super) fn find(facts: &[Fact], regions: &Regions, kinds: Kinds, above: &[Head]) -> Vec<Head> {
    let Some(body) = body(facts) else { return Vec::new() };
    let taken: Vec<usize> = above.iter().flat_map(|head| head.block..head.block + head.blocks).collect();
    let free = |block: &usize| regions.is_free(*block) && taken.binary_search(block).is_err();
    let mut styles = candidates(facts, body.filter(free));
    let bold = styles.get(&Style::Bold).map_or(0, Vec::len);
    styles.retain(|style, blocks| match style {
        Style::Bold | Style::Capitals => blocks.len() > 1 && !kinds.keywords,
        Style::Question => blocks.len() > 2 && !kinds.keywords,
        Style::BoldColon => blocks.len() > 1 && bold < 2 && !kinds.keywords,
        Style::Apart => {
            let enough = if kinds.paragraphs { 2 } else { 3 };
            !kinds.sections && bold < 2 && blocks.len() >= enough && are_few(facts, blocks)
        }
        Style::LeadIn => !above.is_empty() || blocks.len() > 1,
    });
    let ranks = ranks(&styles, above);
    let of = |(style, blocks): (&Style, &Vec<usize>)| {
        let rank = ranks.get(style).copied().unwrap_or((UNMARKED, 0));
        blocks
            .iter()
            .filter_map(|&block| Some(Head::unlabelled(block, rank, facts.get(block)?.words)))
            .collect::<Vec<_>>()
    };
    styles.iter().flat_map(of).collect()
}

/// What other headings and numbers a text has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kinds {
    /// Sections opened by a keyword.
    pub(super) keywords: bool,
    /// Sections of any chain, or headings that the format marks.
    pub(super) sections: bool,
    /// Numbered paragraphs.
    pub(super) paragraphs: bool,
}

/// The blocks of each style that may be headings; a line that stands twice is furniture of the page.
fn candidates(facts: &[Fact], blocks: impl Iterator<Item = usize>) -> BTreeMap<Style, Vec<usize>> {
    let lines: Vec<(usize, &Fact, Style)> = blocks
        .filter_map(|block| facts.get(block).map(|fact| (block, fact)))
        .filter_map(|(block, fact)| Some((block, fact, style(fact)?)))
        .collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (_, fact, _) in &lines {
        *counts.entry(fact.words).or_default() += 1;
    }
    let mut styles: BTreeMap<Style, Vec<usize>> = BTreeMap::new();
    for (block, fact, style) in lines {
        let once = counts.get(fact.words) == Some(&1);
        let placed = match style {
            Style::Apart => stands_apart(facts, block),
            Style::Bold | Style::BoldColon | Style::Question | Style::Capitals | Style::LeadIn => {
                has_text_below(facts, block)
            }
        };
        if once && placed {
            styles.entry(style).or_default().push(block);
        }
    }
    styles
}

/// The blocks from right before the first paragraph up to the last one.
fn body(facts: &[Fact]) -> Option<std::ops::Range<usize>> {
    let runs = |fact: &Fact| fact.is_long() || (fact.chained && fact.finished());
    let (first, last) = (facts.iter().position(runs)?, facts.iter().rposition(runs)?);
    Some(first.saturating_sub(1)..last)
}

fn style(fact: &Fact) -> Option<Style> {
    let words = fact.words;
    if !fact.is_prose() || fact.chained {
        return None;
    }
    if fact.bold && fact.width <= QUESTION && words.ends_with(['?', '？', '؟']) {
        return Some(Style::Question);
    }
    if fact.width > 200 {
        return None;
    }
    let colon = words.ends_with([':', '：']);
    if fact.finished() && !colon {
        return None;
    }
    if words.chars().find(|c| c.is_alphanumeric()).is_none_or(char::is_lowercase)
        || !words.contains(char::is_alphabetic)
    {
        return None;
    }
    let letters = words.chars().filter(|c| c.is_alphabetic()).count() * 10;
    let lettered = letters >= words.chars().filter(|c| !c.is_whitespace()).count() * 6;
    if fact.capitals() && letters >= 40 && lettered {
        Some(Style::Capitals)
    } else if cues::is_lead_in(words) {
        Some(Style::LeadIn)
    } else if fact.bold && colon {
        Some(Style::BoldColon)
    } else if fact.bold && !fact.finished() {
        Some(Style::Bold)
    } else {
        let apart = fact.width <= 90 && !fact.finished() && !words.ends_with([',', '，', '、', '-', '–']);
        (apart && lettered && !cues::has_date(words)).then_some(Style::Apart)
    }
}

/// Whether a paragraph, an item or another heading follows.
fn has_text_below(facts: &[Fact], block: usize) -> bool {
    let below = facts.get(block + 1..).unwrap_or_default().iter().find(|fact| !fact.is_ornament());
    below.is_some_and(|fact| {
        let item =
            fact.is_bulleted() || matches!(fact.kind, super::BlockKind::Item(_) | super::BlockKind::Quote);
        fact.is_long()
            || fact.chained
            || item
            || fact.finished()
            || style(fact).is_some_and(|style| style != Style::Apart)
    })
}

/// Whether a short line has running text right below it and ends what stood before.
fn stands_apart(facts: &[Fact], block: usize) -> bool {
    let below = facts.get(block + 1).is_some_and(|fact| fact.is_long() || (fact.chained && fact.finished()));
    let above = block.checked_sub(1).and_then(|above| facts.get(above));
    let spaced = above.is_none_or(|above| above.feeds > 1 || above.is_long());
    below && spaced && above.is_none_or(|above| above.finished() || above.width <= 200)
}

/// No more headings than paragraphs: a run of short lines is a table or a poem.
fn are_few(facts: &[Fact], blocks: &[usize]) -> bool {
    facts.iter().filter(|fact| fact.is_long()).count() >= blocks.len()
}

/// The ranks of the styles: by first appearance; above the numbered headings where two of them hold
/// some, below those in whose midst they begin, else beside them.
fn ranks(styles: &BTreeMap<Style, Vec<usize>>, heads: &[Head]) -> BTreeMap<Style, (u8, u8)> {
    let mut order: Vec<(usize, Style)> =
        styles.iter().filter_map(|(style, blocks)| Some((*blocks.first()?, *style))).collect();
    order.sort_unstable();
    let mut ranks = BTreeMap::new();
    for (place, (first, style)) in (1..).zip(order) {
        let blocks = styles.get(&style).map(Vec::as_slice).unwrap_or_default();
        let ends = blocks.iter().skip(1).copied().chain([usize::MAX]);
        let holds = |(from, to): &(&usize, usize)| {
            let after = heads.partition_point(|head| head.block < **from);
            heads.get(after).is_some_and(|head| head.block < *to)
        };
        let before =
            heads.partition_point(|head| head.block < first).checked_sub(1).and_then(|at| heads.get(at));
        let rank = match (before, heads.first()) {
            (_, None) => (UNMARKED, place),
            (_, Some(_)) if style == Style::LeadIn => (UNMARKED, 200),
            (_, Some(top)) if blocks.iter().zip(ends).filter(holds).count() > 1 => (top.rank.0, place),
            (Some(before), _) => (UNMARKED, before.rank.1.saturating_add(place)),
            (None, Some(beside)) => beside.rank,
        };
        ranks.insert(style, rank);
    }
    ranks
}
