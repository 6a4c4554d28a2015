//! Headings: members of section chains, headings that the format marks, and lines without a number
//! whose style recurs.

use std::collections::{BTreeMap, HashMap};

use super::super::SectionKind;
use super::chains::Chain;
use super::classes::ARTICLE;
use super::facts::Fact;
use super::regions::{Regions, one_line};
use super::roles::{ChainRole, Group, group};
use super::unnumbered::{self, Kinds};

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
pub(super) const UNMARKED: u8 = 7;

/// A title longer than this, in code points, is cut to its first sentence.
const TITLE: usize = 300;

/// What the format marks as a heading and is longer than this is a lead set in large type.
pub(super) const MARKED: usize = 250;

impl Head {
    /// A heading of one block without a number.
    pub(super) fn unlabelled(block: usize, rank: (u8, u8), words: &str) -> Head {
        let (label, title) = (String::new(), section_title(words));
        Head { block, blocks: 1, rank, label, title, kind: SectionKind::Heading }
    }
}

/// The headings of a text, in order.
pub(super) fn find(facts: &[Fact], regions: &Regions, chains: &[Chain], roles: &[ChainRole]) -> Vec<Head> {
    let mut heads = numbered(facts, regions, chains, roles);
    heads.extend(marked(facts, regions));
    heads.sort_by_key(|head| head.block);
    heads = without_titles_of_others(heads);
    level_out(&mut heads);
    let has = |wanted: ChainRole| roles.contains(&wanted);
    let kinds = Kinds {
        keywords: heads.iter().any(|head| head.rank.1 > 0 && head.rank.1 <= ARTICLE),
        sections: !heads.is_empty() || has(ChainRole::Sections),
        paragraphs: has(ChainRole::Paragraphs),
    };
    let others = unnumbered::find(facts, regions, kinds, &heads);
    heads.extend(others);
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
            let title = lines
                .iter()
                .fold(section_title(rest), |title, line| title + " " + &section_title(line.words));
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
    let fits = |fact: &Fact| fact.width <= 200 && !fact.chained && !fact.is_bulleted() && !fact.finished();
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
    let rest = rest.trim_start_matches('#');
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
        let free = !fact.chained && fact.width <= MARKED && regions.is_free(block);
        let depth = fact.heading_depth().filter(|_| free)?;
        Some(Head::unlabelled(block, (depth, 0), fact.words))
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

/// Makes keywords stand as their ranks say, whatever depths the format gives them, and other marked
/// headings beside the highest keyword of their depth.
fn level_out(heads: &mut [Head]) {
    let keyword = |head: &Head| (1..=ARTICLE).contains(&head.rank.1);
    let depth = heads.iter().filter(|head| keyword(head)).map(|head| head.rank.0).min();
    for head in heads.iter_mut().filter(|head| keyword(head)) {
        head.rank.0 = depth.unwrap_or(UNMARKED);
    }
    let top = heads.iter().filter(|head| keyword(head)).map(|head| head.rank.1).min();
    for head in heads.iter_mut().filter(|head| !keyword(head) && head.rank.0 < UNMARKED) {
        head.rank.1 = top.filter(|_| depth == Some(head.rank.0)).unwrap_or(0);
    }
}
