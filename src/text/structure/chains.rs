//! Chains: candidates of one class and style whose numbers follow one another.

use std::collections::BTreeMap;

use super::classes::{ARTICLE, CLASSES, Class};
use super::facts::{Candidate, Fact};
use super::markers::Sure;

/// Markers that count on from one another.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    pub(super) style: u32,
    pub(super) members: Vec<Candidate>,
    /// The chain in whose span, between two members, this one lies.
    pub(super) parent: Option<usize>,
    /// The scope in which it started: keyword sections and headings open one.
    scope: usize,
    /// Whether that scope was opened by an article and holds all members.
    pub(super) in_article: bool,
}

impl Chain {
    pub(super) fn class(&self) -> &'static Class {
        self.members.first().map_or(&CLASSES[0], |member| member.marker.class())
    }

    pub(super) fn first_block(&self) -> usize {
        self.members.first().map_or(0, |member| member.block)
    }

    pub(super) fn last_block(&self) -> usize {
        self.members.last().map_or(0, |member| member.block)
    }

    pub(super) fn first_value(&self) -> u32 {
        self.members.first().map_or(0, |member| member.marker.value)
    }

    pub(super) fn last_value(&self) -> u32 {
        self.members.last().map_or(0, |member| member.marker.value)
    }

    fn above(&self) -> u32 {
        self.members.first().map_or(0, |member| member.marker.above)
    }
}

/// How many chains of one style may be open: an outer list, its inner ones, and a few strays.
const OPEN: usize = 8;

/// How far a missing number is looked for before a gap in the numbers is believed, in candidates.
const AHEAD: usize = 64;

/// The chains of a text, the keyword ones first. Marks their members in `facts`.
pub(super) fn find(facts: &mut [Fact], candidates: &[Candidate]) -> Vec<Chain> {
    let mut styles: BTreeMap<u32, Vec<Candidate>> = BTreeMap::new();
    for candidate in candidates {
        let depth = facts.get(candidate.block).and_then(Fact::heading_depth).unwrap_or(0);
        let keyword = candidate.marker.class().is_keyword();
        let key =
            if keyword { candidate.marker.style } else { candidate.marker.style ^ (u32::from(depth) << 17) };
        styles.entry(key).or_default().push(*candidate);
    }
    let is_keyword =
        |of: &[Candidate]| of.first().is_some_and(|candidate| candidate.marker.class().is_keyword());
    let (words, others): (Vec<_>, Vec<_>) = styles.into_iter().partition(|(_, of)| is_keyword(of));
    let mut chains: Vec<Chain> =
        words.into_iter().flat_map(|(style, of)| keyword_chains(style, &of)).collect();
    let scopes = Scopes::of(facts, &chains);
    chains.extend(others.into_iter().flat_map(|(style, of)| link(style, &of, &scopes, is_believable)));
    let mut chains = without_clashes(&chains, facts.len());
    for member in chains.iter().flat_map(|chain| &chain.members) {
        if let Some(fact) = facts.get_mut(member.block) {
            fact.chained = true;
        }
    }
    mark_articles(&mut chains, &scopes);
    find_parents(&mut chains);
    chains
}

/// A lone keyword is a reference, unless its class counts elsewhere and starts anew here.
fn keyword_chains(style: u32, of: &[Candidate]) -> Vec<Chain> {
    let chains = link(style, of, &Scopes::default(), |_| true);
    let counts = chains.iter().any(|chain| chain.members.len() > 1);
    let keeps = |chain: &Chain| chain.members.len() > 1 || (counts && chain.first_value() == 1);
    chains.into_iter().filter(keeps).collect()
}

/// Digits at a line's start prove nothing: a chain starts at one, or is long.
fn is_believable(chain: &Chain) -> bool {
    let enough = match chain.first_value() {
        0 | 1 => 2,
        2 | 3 => 5,
        4.. => 8,
    };
    let dotted = chain.above() > 0;
    let bare = chain.class().name == "1 ";
    chain.members.len()
        >= if bare {
            4
        } else if dotted {
            2
        } else {
            enough
        }
}

/// The chains of one style that `keeps` lets stand, in order.
fn link(style: u32, of: &[Candidate], scopes: &Scopes, keeps: impl Fn(&Chain) -> bool) -> Vec<Chain> {
    let mut open: Vec<Chain> = Vec::with_capacity(OPEN + 1);
    let mut done = Vec::new();
    for (at, candidate) in of.iter().enumerate() {
        if let Some(which) = continued(&open, candidate, of.get(at + 1..).unwrap_or_default()) {
            if let Some(chain) = open.get_mut(which) {
                chain.members.push(*candidate);
            }
            if let Some(touched) = open.get_mut(which..) {
                touched.rotate_left(1);
            }
        } else if candidate.marker.sure == Sure::Start {
            let scope = scopes.number(candidate.block);
            if candidate.marker.value == 1 {
                done.extend(open.extract_if(.., |chain| chain.scope != scope).filter(&keeps));
            }
            open.push(Chain { style, members: vec![*candidate], parent: None, scope, in_article: false });
            if open.len() > OPEN {
                done.extend(open.drain(..1).filter(&keeps));
            }
        }
    }
    done.extend(open.into_iter().filter(keeps));
    done.sort_by_key(Chain::first_block);
    done
}

/// The open chain that `candidate` continues: the one touched last whose next number it is, else one
/// of which a number or two are missing for good.
fn continued(open: &[Chain], candidate: &Candidate, ahead: &[Candidate]) -> Option<usize> {
    let marker = &candidate.marker;
    let same = |chain: &Chain| chain.above() == marker.above;
    if marker.sure == Sure::Insert {
        return open.iter().rposition(|chain| same(chain) && chain.last_value() == marker.value);
    }
    let exact = open.iter().rposition(|chain| same(chain) && chain.last_value() + 1 == marker.value);
    exact.or_else(|| {
        open.iter().rposition(|chain| {
            let missing = chain.last_value() + 1..marker.value;
            let comes = |value| ahead.iter().take(AHEAD).any(|next| next.marker.value == value);
            same(chain)
                && chain.members.len() > 1
                && (1..=2).contains(&missing.len())
                && marker.sure == Sure::Start
                && !missing.clone().any(comes)
        })
    })
}

/// Where scopes open, in order, and whether an article opens them.
#[derive(Default)]
struct Scopes(Vec<(usize, bool)>);

impl Scopes {
    fn of(facts: &[Fact], words: &[Chain]) -> Scopes {
        let marked = facts.iter().enumerate().filter(|(_, fact)| fact.heading_depth().is_some());
        let mut opens: Vec<(usize, bool)> = marked.map(|(block, _)| (block, false)).collect();
        for chain in words {
            let article = chain.class().rank == ARTICLE;
            opens.extend(chain.members.iter().map(|member| (member.block, article)));
        }
        opens.sort_by_key(|&(block, _)| block);
        opens.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                kept.1 = later.1;
            }
            same
        });
        Scopes(opens)
    }

    /// Which scope `block` lies in, from 0.
    fn number(&self, block: usize) -> usize {
        self.0.partition_point(|&(start, _)| start <= block)
    }

    /// Whether an article opened that scope.
    fn is_article(&self, number: usize) -> bool {
        number.checked_sub(1).and_then(|at| self.0.get(at)).is_some_and(|&(_, article)| article)
    }
}

fn mark_articles(chains: &mut [Chain], scopes: &Scopes) {
    for chain in chains {
        let (first, last) = (scopes.number(chain.first_block()), scopes.number(chain.last_block()));
        chain.in_article = first == last && scopes.is_article(first);
    }
}

/// A block belongs to one chain: the longest that claims it (`i)` after `h)` is a letter).
fn without_clashes(chains: &[Chain], blocks: usize) -> Vec<Chain> {
    let mut order: Vec<usize> = (0..chains.len()).collect();
    order.sort_by_key(|&at| {
        let chain = chains.get(at);
        let keyword = chain.is_some_and(|chain| chain.class().is_keyword());
        (!keyword, std::cmp::Reverse(chain.map_or(0, |chain| chain.members.len())), at)
    });
    let mut taken = vec![false; blocks];
    let mut kept = Vec::new();
    for chain in order.into_iter().filter_map(|at| chains.get(at)) {
        let free = |member: &&Candidate| taken.get(member.block) == Some(&false);
        let members: Vec<Candidate> = chain.members.iter().filter(free).copied().collect();
        if members.len() == chain.members.len()
            || members.len() > 1 && members.len() * 2 > chain.members.len()
        {
            for member in &members {
                if let Some(slot) = taken.get_mut(member.block) {
                    *slot = true;
                }
            }
            kept.push(Chain { members, ..chain.clone() });
        }
    }
    kept.sort_by_key(Chain::first_block);
    kept
}

/// The parent of a chain: among the chains of other styles that have a member right before it and no
/// other member before its end, and that go on after it or rank above it, the one whose member is
/// nearest.
fn find_parents(chains: &mut [Chain]) {
    let mut members: BTreeMap<u32, Vec<(usize, usize)>> = BTreeMap::new();
    for (at, chain) in chains.iter().enumerate() {
        let blocks = chain.members.iter().map(|member| (member.block, at));
        members.entry(chain.style).or_default().extend(blocks);
    }
    for blocks in members.values_mut() {
        blocks.sort_unstable();
    }
    let parent = |chain: &Chain| {
        let around = |(style, blocks): (&u32, &Vec<(usize, usize)>)| {
            let after = blocks.partition_point(|&(block, _)| block < chain.first_block());
            let before = *blocks.get(after.checked_sub(1)?)?;
            let next = blocks.get(after);
            let clear = next.is_none_or(|&(block, _)| block > chain.last_block());
            let above = chains.get(before.1).is_some_and(|other| other.class().rank < chain.class().rank);
            let goes_on = next.is_some_and(|&(_, at)| at == before.1);
            (clear && (above || goes_on) && *style != chain.style).then_some(before)
        };
        members.iter().filter_map(around).max().map(|(_, at)| at)
    };
    let parents: Vec<Option<usize>> = chains.iter().map(parent).collect();
    for (chain, parent) in chains.iter_mut().zip(parents) {
        chain.parent = parent;
    }
}
