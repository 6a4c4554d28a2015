//! Headings: members of section chains, headings that the format marks, and lines without a number
//! whose style recurs.

use std::collections::{BTreeMap, HashMap};

use super::super::SectionKind;
use super::chains::Chain;
use super::cues;
use super::facts::Fact;
use super::regions::{Regions, one_line};
use super::roles::{ChainRole, Group, group};

/// A section's heading.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) block: usize,
    /// How many blocks it takes: a keyword and the lines of its title.
    pub(super) blocks: usize,
    /// Depth by the format (7 where it says nothing), then rank of the class.
    pub(super) rank: (u8, u8),
    pub(super) label: String,
    pub(super) title: String,
    pub(super) kind: SectionKind,
}

/// The depth of what the format does not mark as a heading.
const UNMARKED: u8 = 7;

/// A title longer than this, in code points, is cut to its first sentence.
const TITLE: usize = 300;

/// The headings of a text, in order.
pub(super) fn find(facts: &[Fact], regions: &Regions, chains: &[Chain], roles: &[ChainRole]) -> Vec<Head> {
    let mut heads = numbered(facts, regions, chains, roles);
    heads.extend(marked(facts, regions));
    heads.sort_by_key(|head| head.block);
    heads = without_titles_of_others(heads);
    let loose = unnumbered(facts, regions, chains, roles, &heads);
    heads.extend(loose);
    heads.sort_by_key(|head| head.block);
    heads.dedup_by_key(|head| head.block);
    heads
}

fn numbered(facts: &[Fact], regions: &Regions, chains: &[Chain], roles: &[ChainRole]) -> Vec<Head> {
    let mut ranks: BTreeMap<Group, u8> = BTreeMap::new();
    let mut heads = Vec::new();
    for (chain, _) in chains.iter().zip(roles).filter(|(_, role)| **role == ChainRole::Sections) {
        let parent = chain.parent.and_then(|at| chains.get(at));
        let above = parent.and_then(|parent| ranks.get(&group(chains, parent))).copied();
        let class = chain.class();
        let least = if class.is_keyword() { 0 } else { above.map_or(0, |above| above + 1) };
        let rank = *ranks.entry(group(chains, chain)).or_insert(class.rank.max(least));
        let own_lines = titles_below(facts, regions, chain);
        for member in &chain.members {
            let Some(fact) = facts.get(member.block).filter(|_| regions.is_free(member.block)) else {
                continue;
            };
            let depth = fact.heading_depth().unwrap_or(UNMARKED);
            let rest = fact.words.get(member.marker.rest..).unwrap_or_default();
            let below = if rest.is_empty() { own_lines.get(&member.block).copied().unwrap_or(0) } else { 0 };
            let lines = facts.get(member.block + 1..=member.block + below).unwrap_or_default();
            let title =
                lines.iter().fold(section_title(rest), |title, line| title + " " + &one_line(line.words));
            heads.push(Head {
                block: member.block,
                blocks: 1 + below,
                rank: (depth, rank),
                label: one_line(fact.words.get(..member.marker.label).unwrap_or_default()),
                title: title.trim().to_owned(),
                kind: class.kind,
            });
        }
    }
    heads
}

/// For the members of a keyword chain that have no title on their line: how many blocks below are
/// the title. Lines in capitals are; a plain short line is where half of such members have one.
fn titles_below(facts: &[Fact], regions: &Regions, chain: &Chain) -> HashMap<usize, usize> {
    let bare = |block: usize, rest: usize| facts.get(block).is_some_and(|fact| rest >= fact.words.len());
    let members: Vec<usize> = chain
        .members
        .iter()
        .filter(|member| bare(member.block, member.marker.rest))
        .map(|member| member.block)
        .collect();
    if !chain.class().is_keyword() {
        return HashMap::new();
    }
    let fits = |fact: &Fact| fact.width <= 200 && !fact.chained && !fact.bullet() && !fact.finished();
    let capitals = |block: usize| {
        facts.get(block).is_some_and(|fact| fits(fact) && fact.capitals()) && regions.is_free(block)
    };
    let plain = |block: usize| {
        let starts =
            |fact: &Fact| fact.words.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
        let followed =
            facts.get(block + 1).is_some_and(|next| next.is_long() || next.chained || next.finished());
        facts
            .get(block)
            .is_some_and(|fact| fits(fact) && fact.width <= 120 && !fact.words.ends_with(',') && starts(fact))
            && regions.is_free(block)
            && followed
    };
    let titled = members.iter().filter(|&&block| plain(block + 1)).count() * 2 >= members.len();
    let count = |block: usize| {
        let upper = (1..=3).take_while(|&below| capitals(block + below)).count();
        if upper == 0 { usize::from(titled && plain(block + 1)) } else { upper }
    };
    members.into_iter().map(|block| (block, count(block))).collect()
}

/// The title on one line: what stands in brackets before an article's text, the first sentence of a
/// Chinese or Japanese paragraph, else the whole unless it is long.
fn section_title(rest: &str) -> String {
    for (open, close) in [('(', ')'), ('（', '）'), ('【', '】')] {
        let inside = rest.strip_prefix(open).and_then(|inside| inside.split_once(close));
        if let Some((title, _)) =
            inside.filter(|(title, after)| !title.is_empty() && title.len() < 200 && !after.is_empty())
        {
            return one_line(title);
        }
    }
    if let Some((sentence, _)) = rest.split_once('。') {
        return cut(&one_line(sentence));
    }
    if rest.chars().nth(TITLE).is_none() {
        return one_line(rest);
    }
    let sentence =
        rest.match_indices(". ").map(|(at, _)| at + 1).find(|&at| at > 40).and_then(|at| rest.get(..at));
    cut(&one_line(sentence.unwrap_or(rest.get(..rest.len().min(4 * TITLE)).unwrap_or(rest))))
}

/// At most [`TITLE`] code points, whole words where there are any.
fn cut(title: &str) -> String {
    let Some((end, _)) = title.char_indices().nth(TITLE) else { return title.to_owned() };
    let head = title.get(..super::super::grapheme::floor(title, end)).unwrap_or_default();
    head.rsplit_once(' ').map_or(head, |(words, _)| words).to_owned()
}

fn marked(facts: &[Fact], regions: &Regions) -> Vec<Head> {
    let of = |(block, fact): (usize, &Fact)| {
        let depth = fact.heading_depth().filter(|_| !fact.chained && regions.is_free(block))?;
        let title = section_title(fact.words);
        Some(Head {
            block,
            blocks: 1,
            rank: (depth, 0),
            label: String::new(),
            title,
            kind: SectionKind::Heading,
        })
    };
    facts.iter().enumerate().filter_map(of).collect()
}

/// Leaves out the headings that are the title lines of a keyword heading.
fn without_titles_of_others(heads: Vec<Head>) -> Vec<Head> {
    let mut end = 0;
    let mut kept: Vec<Head> = Vec::with_capacity(heads.len());
    for head in heads {
        if head.block >= end {
            end = head.block + head.blocks;
            kept.push(head);
        }
    }
    kept
}

/// The style of a heading without a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Style {
    Bold,
    BoldColon,
    Capitals,
    /// A short line that stands by itself.
    Apart,
    /// A lead phrase such as `Au titre de …`.
    LeadIn,
}

/// Lines without a number that head what follows: their style recurs, text stands below them, and
/// they lie between the first and the last paragraph.
fn unnumbered(
    facts: &[Fact],
    regions: &Regions,
    chains: &[Chain],
    roles: &[ChainRole],
    heads: &[Head],
) -> Vec<Head> {
    let taken: Vec<usize> = heads.iter().flat_map(|head| head.block..head.block + head.blocks).collect();
    let free = |block: usize| regions.is_free(block) && taken.binary_search(&block).is_err();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for fact in facts.iter().filter(|fact| fact.width <= TITLE) {
        *counts.entry(fact.words).or_default() += 1;
    }
    let numbered = roles.contains(&ChainRole::Paragraphs);
    let keyword = chains
        .iter()
        .zip(roles)
        .any(|(chain, role)| chain.class().is_keyword() && *role == ChainRole::Sections);
    let sections =
        roles.contains(&ChainRole::Sections) || facts.iter().any(|fact| fact.heading_depth().is_some());
    let Some(body) = body(facts) else { return Vec::new() };
    let mut styles: BTreeMap<Style, Vec<usize>> = BTreeMap::new();
    for (block, fact) in facts.iter().enumerate().filter(|(block, _)| body.contains(block) && free(*block)) {
        let once = counts.get(fact.words) == Some(&1);
        let style = style(fact).filter(|_| once && has_text_below(facts, block));
        if let Some(style) = style.filter(|style| *style != Style::Apart || stands_apart(facts, block)) {
            styles.entry(style).or_default().push(block);
        }
    }
    let bold = styles.get(&Style::Bold).map_or(0, Vec::len);
    styles.retain(|style, blocks| match style {
        Style::Bold | Style::Capitals => blocks.len() > 1 && !keyword,
        Style::BoldColon => blocks.len() > 1 && bold < 2 && !keyword,
        Style::Apart => {
            !sections && bold < 2 && blocks.len() > if numbered { 1 } else { 2 } && are_few(facts, blocks)
        }
        Style::LeadIn => !heads.is_empty() || blocks.len() > 1,
    });
    let ranks = ranks(&styles, heads);
    let of = |(style, blocks): (Style, Vec<usize>)| {
        let rank = ranks.get(&style).copied().unwrap_or((UNMARKED, 0));
        blocks.into_iter().filter_map(move |block| {
            let title = section_title(facts.get(block)?.words);
            Some(Head { block, blocks: 1, rank, label: String::new(), title, kind: SectionKind::Heading })
        })
    };
    styles.clone().into_iter().flat_map(of).collect()
}

/// The blocks from right before the first paragraph up to the last one.
fn body(facts: &[Fact]) -> Option<std::ops::Range<usize>> {
    let runs = |fact: &Fact| fact.is_long() || (fact.chained && fact.finished());
    let (first, last) = (facts.iter().position(runs)?, facts.iter().rposition(runs)?);
    Some(first.saturating_sub(1)..last)
}

fn style(fact: &Fact) -> Option<Style> {
    let text =
        fact.is_prose() && !fact.chained && fact.width <= 200 && fact.words.contains(char::is_alphabetic);
    let starts = fact.words.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let colon = fact.words.ends_with([':', '：']);
    let letters = fact.words.chars().filter(|c| c.is_alphabetic()).count() * 10;
    let wordy = letters >= fact.words.chars().filter(|c| !c.is_whitespace()).count() * 6;
    if !text || !starts {
        None
    } else if cues::is_lead_in(fact.words) {
        Some(Style::LeadIn)
    } else if fact.capitals() && letters >= 40 && wordy && (!fact.finished() || colon) {
        Some(Style::Capitals)
    } else if fact.bold && colon {
        Some(Style::BoldColon)
    } else if fact.bold && !fact.finished() {
        Some(Style::Bold)
    } else {
        let apart =
            fact.width <= 90 && !fact.finished() && !fact.words.ends_with([',', '，', '、', '-', '–']);
        (apart && wordy && !cues::has_date(fact.words)).then_some(Style::Apart)
    }
}

/// Whether a paragraph, an item or another heading follows.
fn has_text_below(facts: &[Fact], block: usize) -> bool {
    let below = facts.get(block + 1..).unwrap_or_default().iter().find(|fact| !fact.is_ornament());
    below.is_some_and(|fact| {
        let item = fact.bullet() || matches!(fact.kind, super::BlockKind::Item(_) | super::BlockKind::Quote);
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
