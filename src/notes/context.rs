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
    before: Option<Side>,
    after: Option<Side>,
}

#[derive(Clone, Debug)]
struct Side {
    text: String,
    trigrams: Vec<[char; 3]>,
    /// How many code points of a text are held against it.
    room: usize,
}

/// How far both sides agree at a place, from 0 to 1; `None` on a side of which nothing is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Agreement {
    before: Option<f64>,
    after: Option<f64>,
}

impl Context {
    pub(super) fn of(anchor: &Anchor) -> Context {
        Context { before: Side::of(anchor.prefix()), after: Side::of(anchor.suffix()) }
    }

    /// How far the context agrees with what stands around `start..end` of the folded text.
    pub(super) fn agreement(&self, folded: &str, start: usize, end: usize) -> Agreement {
        let before = self.before.as_ref().map(|side| {
            let text = folded.get(..start).unwrap_or_default();
            let from = text.char_indices().rev().take(side.room).last().map_or(start, |(at, _)| at);
            side.shared(text.get(from..).unwrap_or_default())
        });
        let after = self.after.as_ref().map(|side| {
            let text = folded.get(end..).unwrap_or_default();
            let until = text.char_indices().nth(side.room).map_or(text.len(), |(at, _)| at);
            side.shared(text.get(..until).unwrap_or_default())
        });
        Agreement { before, after }
    }

    /// How many bytes agree without a gap on both sides of `start..end`: a quick first judgement.
    pub(super) fn run(&self, folded: &str, start: usize, end: usize) -> usize {
        let before = folded.get(..start).unwrap_or_default();
        let after = folded.get(end..).unwrap_or_default();
        let left = self.before.iter().flat_map(|side| side.text.bytes().rev().zip(before.bytes().rev()));
        let right = self.after.iter().flat_map(|side| side.text.bytes().zip(after.bytes()));
        left.take_while(|(a, b)| a == b).count() + right.take_while(|(a, b)| a == b).count()
    }
}

impl Side {
    fn of(context: &str) -> Option<Side> {
        let text = fold(context, Profile::Quote);
        let length = text.chars().count();
        let trigrams = trigrams(&text);
        (length >= SHORTEST).then_some(Side { text, trigrams, room: length + SLACK })
    }

    /// The share of the side's trigrams that `text` has as well. Two texts of one language that have
    /// nothing to do with each other share about a tenth; one word put in or taken out costs little.
    fn shared(&self, text: &str) -> f64 {
        let (side, text) = (&self.trigrams, trigrams(text));
        let (mut i, mut j, mut common) = (0, 0, 0_u32);
        while let (Some(a), Some(b)) = (side.get(i), text.get(j)) {
            let order = a.cmp(b);
            common += u32::from(order == Ordering::Equal);
            i += usize::from(order != Ordering::Greater);
            j += usize::from(order != Ordering::Less);
        }
        f64::from(common) / f64::from(u32::try_from(side.len()).unwrap_or(u32::MAX).max(1))
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

/// Every three code points that follow each other, sorted.
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
        let shared = |text| Side::of(side).unwrap().shared(text);
        assert!(shared(side) > 0.999);
        assert!(shared(edited) > 0.9);
        assert!(shared(other) < 0.3);
        assert!(shared("") < 0.001);
        assert!(Side::of("ngắn").is_none());
    }
}
