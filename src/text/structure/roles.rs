//! What a chain does: opens sections, numbers paragraphs, counts clauses or the items of a list.

use std::collections::BTreeMap;

use super::chains::Chain;
use super::facts::Fact;

/// What a chain of markers was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChainRole {
    /// Its members open sections.
    Sections,
    /// Its members are numbered paragraphs, and are cited by these numbers.
    Paragraphs,
    /// Its members are clauses of an article.
    Clauses,
    /// Its members are items of a list.
    Items,
}

impl ChainRole {
    /// The name used in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ChainRole::Sections => "sections",
            ChainRole::Paragraphs => "paragraphs",
            ChainRole::Clauses => "clauses",
            ChainRole::Items => "items",
        }
    }
}

/// Why a chain was taken for what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A keyword names it: `Điều`, `Article`.
    Keyword,
    /// The format marks its members as headings.
    Marked,
    /// It lies in one article.
    InArticle,
    /// Most members are short or styled titles with text below them.
    Titles,
    /// A third of the members govern a paragraph without a number.
    Governs,
    /// It numbers most of the paragraphs in its span, and runs through much of the text.
    NumbersProse,
    /// It is the outermost chain of its kind and runs through most of the text.
    Spans,
    /// Nothing speaks for more.
    Nothing,
}

impl Reason {
    /// The name used in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Reason::Keyword => "keyword",
            Reason::Marked => "marked",
            Reason::InArticle => "in_article",
            Reason::Titles => "titles",
            Reason::Governs => "governs",
            Reason::NumbersProse => "numbers_prose",
            Reason::Spans => "spans",
            Reason::Nothing => "nothing",
        }
    }
}

/// What was counted of a group of chains: those of one style under parents of one style.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    members: usize,
    /// Members whose span could be looked at: for a chain of three or more, all but the last.
    spans: usize,
    /// Spans that hold a plain paragraph.
    governing: usize,
    /// Spans that hold anything at all.
    filled: usize,
    /// Members that are short, without a sentence's end, or styled.
    titled: usize,
    /// Members that the format marks as headings.
    marked: usize,
    /// Plain paragraphs in the spans.
    plain: usize,
}

/// The style of a chain and that of its parent.
pub(super) type Group = (u32, Option<u32>);

pub(super) fn group(chains: &[Chain], chain: &Chain) -> Group {
    let parent = chain.parent.and_then(|at| chains.get(at));
    (chain.style, parent.map(|parent| parent.style))
}

/// A decision on a chain.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decision {
    pub(super) role: ChainRole,
    pub(super) reason: Reason,
    /// In per cent.
    pub(super) confidence: u8,
}

/// What was decided on each chain.
pub(super) fn decide(facts: &[Fact], chains: &[Chain]) -> Vec<Decision> {
    let plain = Plain::of(facts);
    let mut counts: BTreeMap<Group, Count> = BTreeMap::new();
    for chain in chains {
        counts.entry(group(chains, chain)).or_default().add(facts, &plain, chain);
    }
    let main = main_numbers(facts, &plain, chains, &counts);
    let of = |(at, chain): (usize, &Chain)| {
        let count = counts.get(&group(chains, chain)).copied().unwrap_or_default();
        let (role, reason) = role(facts, chain, &count, main == Some(at));
        let confidence = confidence(facts, &plain, chain, &count, reason);
        Decision { role, reason, confidence }
    };
    chains.iter().enumerate().map(of).collect()
}

fn role(facts: &[Fact], chain: &Chain, count: &Count, main: bool) -> (ChainRole, Reason) {
    let class = chain.class();
    if class.is_keyword() {
        (ChainRole::Sections, Reason::Keyword)
    } else if count.marked * 2 > count.members {
        (ChainRole::Sections, Reason::Marked)
    } else if chain.in_article {
        (ChainRole::Clauses, Reason::InArticle)
    } else if count.are_titles() {
        (ChainRole::Sections, Reason::Titles)
    } else if count.govern() && !class.is_minor() {
        (ChainRole::Sections, Reason::Governs)
    } else if main {
        (ChainRole::Paragraphs, Reason::NumbersProse)
    } else if class.rank == 60 && chain.parent.is_none() && spans(facts, chain) * 2 > facts.len() {
        (ChainRole::Sections, Reason::Spans)
    } else {
        (ChainRole::Items, Reason::Nothing)
    }
}

/// The chain that numbers the paragraphs of the text, if one does: the longest of those that are not
/// sections, with at least three members over a quarter of the text, and with as many members as
/// there are plain paragraphs from its first one on.
fn main_numbers(
    facts: &[Fact],
    plain: &Plain,
    chains: &[Chain],
    counts: &BTreeMap<Group, Count>,
) -> Option<usize> {
    let numbers = |chain: &Chain| {
        let count = counts.get(&group(chains, chain)).copied().unwrap_or_default();
        let sections = count.are_titles() || count.govern() || count.marked > 0;
        let decimal = matches!(chain.class().name, "1." | "1)" | "(1)" | "1 ");
        let members = chain.members.len();
        let wide = (spans(facts, chain) + 1) * 4 > facts.len();
        let most = members >= 10 || members >= plain.between(chain.first_block(), facts.len());
        decimal && !sections && !chain.in_article && members >= 3 && wide && most && holds_prose(facts, chain)
    };
    let found = chains.iter().enumerate().filter(|(_, chain)| numbers(chain));
    found.max_by_key(|(at, chain)| (chain.members.len(), std::cmp::Reverse(*at))).map(|(at, _)| at)
}

/// Whether half of the members are sentences or longer than a line; after a lead-in that ends in a
/// colon, whether half are running text.
fn holds_prose(facts: &[Fact], chain: &Chain) -> bool {
    let above = chain.first_block().checked_sub(1).and_then(|above| facts.get(above));
    let listed = above.is_some_and(|fact| fact.words.ends_with([':', '：']));
    let prose = |fact: &Fact| if listed { fact.is_long() } else { fact.width > 80 || fact.finished() };
    let of = |block: usize| facts.get(block).is_some_and(prose);
    chain.members.iter().filter(|member| of(member.block)).count() * 2 >= chain.members.len()
}

/// How many blocks a chain spans.
fn spans(facts: &[Fact], chain: &Chain) -> usize {
    (chain.last_block() + 1 - chain.first_block()).min(facts.len())
}

/// How much of what was counted speaks for the decision, in per cent: the share of the numbers from
/// first to last that are there, times the share of the evidence that the reason names. It weighs the
/// evidence in this text and is no probability.
fn confidence(facts: &[Fact], plain: &Plain, chain: &Chain, count: &Count, reason: Reason) -> u8 {
    let titled = (count.titled, count.members);
    let governing = (count.governing, count.spans);
    let alone = chain.members.len() < 2;
    let share = match reason {
        Reason::Keyword => (1, 1 + usize::from(alone)),
        Reason::Marked => (count.marked, count.members),
        Reason::InArticle => (1, 1),
        Reason::Titles => titled,
        Reason::Governs => governing,
        Reason::NumbersProse => {
            let others = plain.between(chain.first_block(), chain.last_block());
            (chain.members.len(), chain.members.len() + others)
        }
        Reason::Spans => (spans(facts, chain), facts.len()),
        Reason::Nothing => {
            let against = per_cent(titled).max(per_cent(governing));
            (100 - against, 100)
        }
    };
    let numbers = (chain.last_value() as usize + 1).saturating_sub(chain.first_value() as usize);
    let present = per_cent((chain.members.len().min(numbers), numbers));
    u8::try_from(per_cent(share) * present / 100).unwrap_or(100)
}

fn per_cent((part, whole): (usize, usize)) -> usize {
    (part * 100).checked_div(whole).unwrap_or(0).min(100)
}

impl Count {
    fn add(&mut self, facts: &[Fact], plain: &Plain, chain: &Chain) {
        self.members += chain.members.len();
        for member in &chain.members {
            let fact = facts.get(member.block);
            self.titled += usize::from(fact.is_some_and(|fact| is_title(fact, member.marker.rest)));
            self.marked += usize::from(fact.is_some_and(|fact| fact.heading_depth().is_some()));
        }
        for pair in chain.members.windows(2) {
            if let [member, next] = pair {
                self.look(plain, member.block + 1, next.block);
            }
        }
        if chain.members.len() < 3 {
            let from = chain.last_block() + 1;
            self.look(plain, from, (from + 2).min(facts.len()));
        }
    }

    fn look(&mut self, plain: &Plain, from: usize, to: usize) {
        let found = plain.between(from, to);
        self.spans += 1;
        self.plain += found;
        self.governing += usize::from(found > 0);
        self.filled += usize::from(to > from);
    }

    fn are_titles(&self) -> bool {
        self.titled * 10 >= self.members * 7 && self.filled * 2 >= self.spans && self.spans > 0
    }

    fn govern(&self) -> bool {
        let numbered = self.members * 10 >= (self.members + self.plain) * 7;
        self.governing * 3 >= self.spans && self.governing > 0 && !numbered
    }
}

/// A member that is a title: short and not a sentence, or styled.
fn is_title(fact: &Fact, rest: usize) -> bool {
    let words = fact.words.get(rest..).unwrap_or_default();
    let short = fact.width <= 150 && !words.is_empty() && (!fact.finished() || words.ends_with([':', '：']));
    short || fact.bold || fact.heading_depth().is_some()
}

/// How many plain paragraphs stand before each block.
struct Plain(Vec<usize>);

impl Plain {
    fn of(facts: &[Fact]) -> Plain {
        let mut sum = 0;
        let sums = facts.iter().map(|fact| {
            sum += usize::from(fact.is_plain());
            sum
        });
        Plain(std::iter::once(0).chain(sums).collect())
    }

    fn between(&self, from: usize, to: usize) -> usize {
        let before = |at: usize| self.0.get(at).or(self.0.last()).copied().unwrap_or(0);
        before(to).saturating_sub(before(from))
    }
}
