//! Finds many quotes in one pass over a text.

use memchr::memmem;

/// Up to how many quotes are looked for one by one.
const FEW: usize = 8;

/// How many places are remembered of each quote; more are counted.
const KEPT: usize = 4096;

/// How many quotes are held against the text, in all, before looking is given up: what thousands of
/// quotes that begin each other cost in a text that repeats itself.
const BUDGET: usize = 500_000_000;

/// Where a quote stands, from the left, without overlap; in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hits {
    /// The first byte of each place, or of the first thousands.
    pub(super) starts: Vec<usize>,
    /// How many places there are.
    pub(super) count: usize,
    after: usize,
}

impl Hits {
    fn add(&mut self, start: usize, length: usize, kept: usize) {
        if start >= self.after {
            self.after = start + length;
            self.count += 1;
            if self.starts.len() < kept {
                self.starts.push(start);
            }
        }
    }
}

/// Every place of one quote; none of an empty one.
pub(super) fn find(text: &str, quote: &str) -> Hits {
    find_up_to(text, quote, usize::MAX)
}

/// The places of each quote, which are all different; `None` for one that was not looked for.
pub(super) fn find_all(text: &str, quotes: &[&str]) -> Vec<Option<Hits>> {
    let few = quotes.len() <= FEW;
    let mut found: Vec<Option<Hits>> = quotes
        .iter()
        .map(|quote| {
            let alone = few || quote.len() < 3;
            Some(if alone { find_up_to(text, quote, KEPT) } else { Hits::default() })
        })
        .collect();
    if !few {
        let long = Sorted::new(quotes, |quote| quote.len() >= 8);
        long.find::<8>(text.as_bytes(), &mut found);
        let short = Sorted::new(quotes, |quote| (3..8).contains(&quote.len()));
        short.find::<3>(text.as_bytes(), &mut found);
    }
    found
}

fn find_up_to(text: &str, quote: &str, kept: usize) -> Hits {
    let mut hits = Hits::default();
    if !quote.is_empty() {
        for start in memmem::find_iter(text.as_bytes(), quote.as_bytes()) {
            hits.add(start, quote.len(), kept);
        }
    }
    hits
}

/// Quotes in the order of their bytes, so that those with which a text begins are found together.
struct Sorted<'a> {
    /// The quotes with their indices.
    quotes: Vec<(&'a [u8], usize)>,
    /// The longest other quote with which each one begins.
    begins: Vec<Option<usize>>,
}

impl<'a> Sorted<'a> {
    fn new(quotes: &[&'a str], of: impl Fn(&str) -> bool) -> Sorted<'a> {
        let with_index = quotes.iter().enumerate().filter(|(_, quote)| of(quote));
        let mut quotes: Vec<_> = with_index.map(|(index, quote)| (quote.as_bytes(), index)).collect();
        quotes.sort_unstable();
        let mut open: Vec<(&[u8], usize)> = Vec::new();
        let mut begins = Vec::with_capacity(quotes.len());
        for (at, (quote, _)) in quotes.iter().enumerate() {
            while open.pop_if(|(beginning, _)| !quote.starts_with(beginning)).is_some() {}
            begins.push(open.last().map(|(_, at)| *at));
            open.push((quote, at));
        }
        Sorted { quotes, begins }
    }

    /// Adds every place of every quote; each has at least `HEAD` bytes.
    fn find<const HEAD: usize>(&self, text: &[u8], found: &mut [Option<Hits>]) {
        let mut sieve = Sieve::new();
        let heads = self.quotes.iter().filter_map(|(quote, _)| quote.first_chunk::<HEAD>());
        heads.for_each(|head| sieve.add(head));
        let mut budget = BUDGET;
        for (start, window) in text.windows(HEAD).enumerate() {
            if window.first_chunk::<HEAD>().is_none_or(|head| !sieve.may_have(head)) {
                continue;
            }
            let rest = text.get(start..).unwrap_or_default();
            let mut next = self.quotes.partition_point(|(quote, _)| *quote <= rest).checked_sub(1);
            while let Some((quote, index)) = next.and_then(|at| self.quotes.get(at)) {
                let Some(left) = budget.checked_sub(1) else { return self.give_up(found) };
                budget = left;
                if let Some(Some(hits)) = found.get_mut(*index).filter(|_| rest.starts_with(quote)) {
                    hits.add(start, quote.len(), KEPT);
                }
                next = next.and_then(|at| *self.begins.get(at)?);
            }
        }
    }

    fn give_up(&self, found: &mut [Option<Hits>]) {
        for (_, index) in &self.quotes {
            if let Some(hits) = found.get_mut(*index) {
                *hits = None;
            }
        }
    }
}

/// A filter (Bloom, with one hash) that lets through every head it was given, and few others.
struct Sieve(Vec<u64>);

impl Sieve {
    /// 128 KiB of bits.
    const BITS: u32 = 20;

    fn new() -> Sieve {
        Sieve(vec![0; 1 << (Sieve::BITS - 6)])
    }

    fn slot<const HEAD: usize>(head: &[u8; HEAD]) -> (usize, u64) {
        let bits = head.iter().rev().fold(0, |bits, byte| bits << 8 | u64::from(*byte));
        let hash = bits.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - Sieve::BITS);
        (hash as usize / 64, 1 << (hash % 64))
    }

    fn add<const HEAD: usize>(&mut self, head: &[u8; HEAD]) {
        let (word, bit) = Sieve::slot(head);
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }

    fn may_have<const HEAD: usize>(&self, head: &[u8; HEAD]) -> bool {
        let (word, bit) = Sieve::slot(head);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn places_do_not_overlap() {
        assert_eq!(find("aaaaa", "aa").starts, [0, 2]);
        assert_eq!(find("abc", "").count, 0);
    }

    proptest! {
        #[test]
        fn one_pass_finds_what_one_search_each_finds(
            text in "[ab ]{0,300}",
            quotes in proptest::collection::btree_set("[ab ]{1,14}", 9..40),
        ) {
            let quotes: Vec<&str> = quotes.iter().map(String::as_str).collect();
            let expected: Vec<_> = quotes.iter().map(|quote| Some(find(&text, quote))).collect();
            prop_assert_eq!(find_all(&text, &quotes), expected);
        }
    }
}
