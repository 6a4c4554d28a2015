//! Who signs: names, roles and issuing bodies in the last part of a text, and those who receive it.
//!
//! A line signs by its own form (capitals, a name, the first word of a role), by standing beside a
//! name, or by being the name of a body that the head of the text names too.

use super::super::Role;
use super::blocks::{is_capitals, is_finished};
use super::cues;
use super::facts::Fact;
use super::regions::{DATED, EDGE, Regions};

/// A line that signs has no more code points.
const LONGEST: usize = 80;

/// A block of such lines is no wider.
const WIDEST: usize = 400;

/// Words that stand in a name or the name of an office without a capital.
const PARTICLES: &str = "de|du|des|la|le|les|el|al|y|e|et|und|of|the|for|and|von|van|der|den|zu|zur|da|do|das|\
    dos|del|della|di|bin|ibn|của|и";

/// Marks the names, roles and bodies in the last part of the text, read backwards, and everything
/// from the list of receivers on.
pub(super) fn mark(facts: &[Fact], regions: &mut Regions) {
    let runs = |fact: &Fact| (fact.is_long() && !fact.is_bulleted()) || fact.chained;
    let Some(prose) = facts.iter().rposition(runs) else { return };
    let last = facts.len() - facts.len() * 15 / 100;
    let floor = last.min(facts.len().saturating_sub(DATED)).max(prose + 1);
    let short = |block: &usize| {
        let short = |fact: &Fact| fact.is_prose() && fact.width < WIDEST;
        !regions.is_free(*block) || facts.get(*block).is_some_and(short)
    };
    let first = (floor..facts.len()).rev().take_while(short).last().unwrap_or(facts.len());
    let lines = Lines::of(facts, regions, first);
    let signed = (first..facts.len()).rev().take_while(|&block| !regions.is_free(block) || lines.sign(block));
    let sent = |fact: &Fact| fact.words.starts_with("Nơi nhận");
    let receivers = (prose..facts.len()).find(|&block| facts.get(block).is_some_and(sent));
    let from = signed.last().into_iter().chain(receivers).min().unwrap_or(facts.len());
    for block in from..facts.len() {
        regions.set(block, Role::Signature);
    }
}

/// The lines of the last blocks that are free, columns apart, and the head of the text.
struct Lines<'t> {
    head: Vec<String>,
    /// Each with its block.
    lines: Vec<(usize, &'t str)>,
}

impl<'t> Lines<'t> {
    fn of(facts: &[Fact<'t>], regions: &Regions, first: usize) -> Lines<'t> {
        let free = (first..facts.len()).filter(|&block| regions.is_free(block));
        let of = |block: usize| {
            let words = facts.get(block).map_or("", |fact| fact.words);
            words.split('\n').flat_map(columns).map(move |line| (block, line))
        };
        let lines: Vec<(usize, &str)> = free.flat_map(of).collect();
        let heads = facts.iter().take(first.min(EDGE)).filter(|fact| fact.width < WIDEST);
        let head = if lines.is_empty() { Vec::new() } else { heads.map(|fact| small(fact.words)).collect() };
        Lines { head, lines }
    }

    /// Whether all lines of a block sign.
    fn sign(&self, block: usize) -> bool {
        let from = self.lines.partition_point(|&(other, _)| other < block);
        let to = self.lines.partition_point(|&(other, _)| other <= block);
        from < to && (from..to).all(|at| self.signs(at))
    }

    fn signs(&self, at: usize) -> bool {
        let Some(line) = self.at(at) else { return false };
        if line.ends_with([':', ';', ',', '：', '；', '，']) {
            return cues::is_signer(line);
        }
        let shaped = is_capitals(line) || is_name(line) || (cues::is_signer(line) && !line.ends_with('.'));
        shaped || (is_plain(line) && (cues::is_body(line) || self.is_beside_name(at) || self.is_named(line)))
    }

    fn at(&self, at: usize) -> Option<&'t str> {
        self.lines.get(at).map(|&(_, line)| line)
    }

    fn is_beside_name(&self, at: usize) -> bool {
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        beside.filter_map(|at| self.at(at)).any(|line| is_name(line) || is_capitals(line))
    }

    /// Whether the head of the text names what stands on the line.
    fn is_named(&self, line: &str) -> bool {
        let small = small(line);
        small.chars().nth(3).is_some() && self.head.iter().any(|words| words.contains(&small))
    }
}

/// The parts of a line between tabs or runs of white space.
fn columns(line: &str) -> impl Iterator<Item = &str> {
    let parts =
        line.split('\t').flat_map(|part| part.split("  ")).flat_map(|part| part.split("\u{a0}\u{a0}"));
    parts.map(str::trim).filter(|part| !part.is_empty())
}

fn small(words: &str) -> String {
    words.chars().flat_map(char::to_lowercase).collect()
}

/// A short line that is no sentence and holds no figures.
fn is_plain(line: &str) -> bool {
    line.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
        && line.chars().nth(LONGEST).is_none()
        && !is_finished(line)
        && !line.contains(|c: char| c.is_numeric() || "，、；：？！".contains(c))
}

/// Two to eight words that begin with a capital, particles between them, without digits.
fn is_name(line: &str) -> bool {
    let words = line.trim_end_matches('.');
    let count = words.split_whitespace().count();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let fits = |word: &str| capital(word) || PARTICLES.split('|').any(|particle| particle == word);
    (2..=8).contains(&count)
        && words.starts_with(char::is_uppercase)
        && words.split_whitespace().all(fits)
        && words.split_whitespace().next_back().is_some_and(capital)
        && !words.contains(|c: char| c.is_numeric() || matches!(c, ':' | '?' | '!'))
}
