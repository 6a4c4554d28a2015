//! The annotations that stand in the text, by position.

use std::ops::Range;

use super::Id;
use crate::text::Span;

/// An annotation that stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The annotation.
    pub id: Id,
    /// Where it stands.
    pub span: Span,
}

impl Placed {
    fn key(&self) -> (usize, usize, Id) {
        (self.span.start(), self.span.end(), self.id)
    }
}

/// The placed annotations by start, end and id, under a tree of the furthest ends: what overlaps a
/// stretch of the text is found in the time of a search for each hit, however long others are.
#[derive(Debug, Default)]
pub(super) struct PlacedList {
    placed: Vec<Placed>,
    /// A binary heap of maxima: node `n` has the children `2n` and `2n + 1`, the leaves are the ends.
    furthest: Vec<usize>,
    leaves: usize,
}

impl PlacedList {
    pub(super) fn new(mut placed: Vec<Placed>) -> PlacedList {
        placed.sort_unstable_by_key(Placed::key);
        let mut list = PlacedList { placed, furthest: Vec::new(), leaves: 0 };
        list.measure();
        list
    }

    pub(super) fn as_slice(&self) -> &[Placed] {
        &self.placed
    }

    pub(super) fn insert(&mut self, placed: Placed) {
        let at = self.placed.partition_point(|other| other.key() < placed.key());
        self.placed.insert(at, placed);
        self.measure();
    }

    pub(super) fn remove(&mut self, id: Id) {
        self.placed.retain(|placed| placed.id != id);
        self.measure();
    }

    pub(super) fn overlapping(&self, range: Range<usize>) -> impl Iterator<Item = &Placed> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = self.ending_after(from, range.start)?;
            from = at + 1;
            self.placed.get(at).filter(|placed| placed.span.start() < range.end)
        })
    }

    /// The first index from `from` on whose annotation ends after `offset`.
    fn ending_after(&self, from: usize, offset: usize) -> Option<usize> {
        let reaches = |node: usize| self.furthest.get(node).is_some_and(|end| *end > offset);
        let mut node = (from < self.leaves).then_some(self.leaves + from)?;
        while !reaches(node) {
            node >>= node.trailing_ones();
            if node == 0 {
                return None;
            }
            node += 1;
        }
        while node < self.leaves {
            node *= 2;
            node += usize::from(!reaches(node));
        }
        Some(node - self.leaves)
    }

    fn measure(&mut self) {
        self.leaves = self.placed.len().next_power_of_two();
        self.furthest = vec![0; self.leaves];
        self.furthest.extend(self.placed.iter().map(|placed| placed.span.end()));
        self.furthest.resize(self.leaves * 2, 0);
        for node in (1..self.leaves).rev() {
            let child = |child: usize| self.furthest.get(child).copied().unwrap_or_default();
            let end = child(node * 2).max(child(node * 2 + 1));
            if let Some(furthest) = self.furthest.get_mut(node) {
                *furthest = end;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn overlapping_is_what_a_scan_finds(
            ranges in proptest::collection::vec((0usize..60, 1usize..60), 0..40),
            start in 0usize..70,
            length in 0usize..20,
        ) {
            let doc = Document::plain("x".repeat(64));
            let spans = ranges.iter().enumerate().filter_map(|(i, (start, length))| {
                let span = doc.span(*start..start + length)?;
                Some(Placed { id: Id::derived(&i.to_string()), span })
            });
            let mut list = PlacedList::default();
            spans.for_each(|placed| list.insert(placed));
            prop_assert!(list.as_slice().is_sorted_by_key(Placed::key));
            let range = start..start + length;
            let found: Vec<_> = list.overlapping(range.clone()).copied().collect();
            let expected: Vec<_> =
                list.as_slice().iter().filter(|placed| placed.span.overlaps(&range)).copied().collect();
            prop_assert_eq!(found, expected);
        }
    }
}
