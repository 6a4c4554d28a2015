//! Finds many quotes in one pass over a text.

use std::collections::HashMap;

use memchr::memmem;

/// How many bytes at the start of a quote are looked up at each place of the text.
const HEAD: usize = 8;

/// Up to how many quotes are looked for one by one.
const FEW: usize = 8;

/// How many places are remembered of each quote; more are counted.
const KEPT: usize = 4096;

/// How many bytes are compared in all, where the heads agree, before looking is given up: what
/// thousands of quotes that start alike cost in a text that repeats itself.
const BUDGET: usize = 2_000_000_000;

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
            Some(if few || quote.len() < HEAD { find_up_to(text, quote, KEPT) } else { Hits::default() })
        })
        .collect();
    if !few {
        find_by_heads(text.as_bytes(), quotes, &mut found);
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

fn find_by_heads(text: &[u8], quotes: &[&str], found: &mut [Option<Hits>]) {
    let mut heads: HashMap<[u8; HEAD], Vec<usize>> = HashMap::new();
    let mut sieve = Sieve::new();
    for (index, quote) in quotes.iter().enumerate() {
        if let Some(head) = quote.as_bytes().first_chunk::<HEAD>() {
            sieve.add(*head);
            heads.entry(*head).or_default().push(index);
        }
    }
    let mut budget = BUDGET;
    for (start, window) in text.windows(HEAD).enumerate() {
        let Some(head) = window.first_chunk::<HEAD>().filter(|head| sieve.may_have(**head)) else { continue };
        for index in heads.get(head).into_iter().flatten() {
            let (Some(quote), Some(Some(hits))) = (quotes.get(*index), found.get_mut(*index)) else {
                continue;
            };
            let Some(left) = budget.checked_sub(quote.len()) else {
                return give_up(heads.values().flatten(), found);
            };
            budget = left;
            if text.get(start..start + quote.len()) == Some(quote.as_bytes()) {
                hits.add(start, quote.len(), KEPT);
            }
        }
    }
}

fn give_up<'a>(indices: impl Iterator<Item = &'a usize>, found: &mut [Option<Hits>]) {
    for index in indices {
        if let Some(hits) = found.get_mut(*index) {
            *hits = None;
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

    fn slot(head: [u8; HEAD]) -> (usize, u64) {
        let hash = u64::from_le_bytes(head).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - Sieve::BITS);
        (hash as usize / 64, 1 << (hash % 64))
    }

    fn add(&mut self, head: [u8; HEAD]) {
        let (word, bit) = Sieve::slot(head);
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }

    fn may_have(&self, head: [u8; HEAD]) -> bool {
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
