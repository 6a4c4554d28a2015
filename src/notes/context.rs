//! How much of what stood around a quote still stands around a place.

use std::cmp::Ordering;

use super::Anchor;
use crate::text::fold::{Profile, fold};

/// A context of fewer code points says too little, and counts as missing.
const SHORTEST: usize = 8;

/// How many code points more than the context has are looked at: room for a word put in.
const SLACK: usize = 16;

/// The folded context of a quote; `None` on a side of which nothing is known.
#[derive(Clone, Debug)]
pub(super) struct Context {
    before: Option<String>,
    after: Option<String>,
}

/// How far both sides agree at a place, from 0 to 1; `None` on a side of which nothing is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Agreement {
    before: Option<f64>,
    after: Option<f64>,
}

impl Context {
    pub(super) fn of(anchor: &Anchor) -> Context {
        let side = |text| Some(fold(text, Profile::Quote)).filter(|side| side.chars().count() >= SHORTEST);
        Context { before: side(anchor.prefix()), after: side(anchor.suffix()) }
    }

    /// How far the context agrees with what stands around `start..end` of the folded text.
    pub(super) fn agreement(&self, folded: &str, start: usize, end: usize) -> Agreement {
        let before = self.before.as_deref().map(|side| {
            let room = side.chars().count() + SLACK;
            let text = folded.get(..start).unwrap_or_default();
            let from = text.char_indices().rev().take(room).last().map_or(start, |(at, _)| at);
            shared(side, text.get(from..).unwrap_or_default())
        });
        let after = self.after.as_deref().map(|side| {
            let room = side.chars().count() + SLACK;
            let text = folded.get(end..).unwrap_or_default();
            let until = text.char_indices().nth(room).map_or(text.len(), |(at, _)| at);
            shared(side, text.get(..until).unwrap_or_default())
        });
        Agreement { before, after }
    }

    /// How many bytes agree without a gap on both sides of `start..end`: a quick first judgement.
    pub(super) fn run(&self, folded: &str, start: usize, end: usize) -> usize {
        let run = |pairs: &mut dyn Iterator<Item = (u8, u8)>| pairs.take_while(|(a, b)| a == b).count();
        let before = folded.as_bytes().get(..start).unwrap_or_default();
        let after = folded.as_bytes().get(end..).unwrap_or_default();
        let left = self
            .before
            .as_deref()
            .map_or(0, |side| run(&mut side.bytes().rev().zip(before.iter().rev().copied())));
        let right = self.after.as_deref().map_or(0, |side| run(&mut side.bytes().zip(after.iter().copied())));
        left + right
    }
}

impl Agreement {
    /// The better side.
    pub(super) fn best(self) -> Option<f64> {
        self.sides().max_by(f64::total_cmp)
    }

    /// The mean of the sides that are known.
    pub(super) fn mean(self) -> Option<f64> {
        let sides = self.sides().count();
        (sides > 0).then(|| self.sides().sum::<f64>() / if sides == 2 { 2.0 } else { 1.0 })
    }

    fn sides(self) -> impl Iterator<Item = f64> {
        self.before.into_iter().chain(self.after)
    }
}

/// The share of the trigrams of `side` that `text` has as well. Two texts of one language that have
/// nothing to do with each other share about a tenth; one word put in or taken out costs little.
fn shared(side: &str, text: &str) -> f64 {
    let (side, text) = (trigrams(side), trigrams(text));
    let (mut i, mut j, mut common) = (0, 0, 0_u32);
    while let (Some(a), Some(b)) = (side.get(i), text.get(j)) {
        let order = a.cmp(b);
        common += u32::from(order == Ordering::Equal);
        i += usize::from(order != Ordering::Greater);
        j += usize::from(order != Ordering::Less);
    }
    f64::from(common) / f64::from(u32::try_from(side.len()).unwrap_or(u32::MAX).max(1))
}

fn trigrams(text: &str) -> Vec<[char; 3]> {
    let letters = || text.chars();
    let mut found: Vec<[char; 3]> =
        letters().zip(letters().skip(1)).zip(letters().skip(2)).map(|((a, b), c)| [a, b, c]).collect();
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_put_in_costs_little_and_another_text_shares_little() {
        let side = "nghị quyết của Ban Chấp hành Trung ương về phát triển kinh tế ";
        let edited = "nghị quyết mới của Ban Chấp hành Trung ương về phát triển kinh tế ";
        let other = "các đại biểu đã thảo luận và biểu quyết thông qua chương trình làm việc";
        assert!(shared(side, side) > 0.999);
        assert!(shared(side, edited) > 0.9);
        assert!(shared(side, other) < 0.3);
        assert!(shared(side, "") < 0.001);
    }
}
