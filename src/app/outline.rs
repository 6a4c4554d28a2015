//! The outline pane: which sections are unfolded, which one is selected, where it is scrolled.

use std::collections::BTreeSet;

use crate::text::Document;

/// The state of the outline pane. Sections are indices into [`Document::sections`].
#[derive(Clone, Debug, Default)]
pub struct Outline {
    selected: usize,
    top: usize,
    folded: BTreeSet<usize>,
}

impl Outline {
    /// The selected section.
    #[must_use]
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// Whether a section's children are folded away.
    #[must_use]
    pub fn is_folded(&self, section: usize) -> bool {
        self.folded.contains(&section)
    }

    /// The sections that are not folded away, in order.
    #[must_use]
    pub fn entries(&self, doc: &Document) -> Vec<usize> {
        let mut hidden_below = None;
        let mut entries = Vec::new();
        for (index, section) in doc.sections().iter().enumerate() {
            if hidden_below.is_some_and(|level| section.level > level) {
                continue;
            }
            hidden_below = self.is_folded(index).then_some(section.level);
            entries.push(index);
        }
        entries
    }

    /// The entries that a pane of `height` rows shows.
    #[must_use]
    pub fn visible(&self, doc: &Document, height: usize) -> Vec<usize> {
        self.entries(doc).into_iter().skip(self.top).take(height).collect()
    }

    /// Selects `section`, unfolding nothing: a folded section stands for what is in it.
    pub fn follow(&mut self, doc: &Document, section: usize, height: usize) {
        let entries = self.entries(doc);
        let place = entries.partition_point(|&entry| entry <= section).saturating_sub(1);
        self.select_place(&entries, place, height);
    }

    /// Moves the selection by so many entries.
    pub fn step(&mut self, doc: &Document, by: isize, height: usize) {
        let entries = self.entries(doc);
        let here = entries.partition_point(|&entry| entry < self.selected);
        let place = here.saturating_add_signed(by).min(entries.len().saturating_sub(1));
        self.select_place(&entries, place, height);
    }

    fn select_place(&mut self, entries: &[usize], place: usize, height: usize) {
        self.selected = entries.get(place).copied().unwrap_or(0);
        self.top = scrolled(self.top, place, height).min(entries.len().saturating_sub(height.max(1)));
    }

    /// Folds the selected section; on a leaf or a folded one, its parent.
    pub fn fold(&mut self, doc: &Document, height: usize) {
        let target = if has_children(doc, self.selected) && !self.is_folded(self.selected) {
            Some(self.selected)
        } else {
            parent(doc, self.selected)
        };
        if let Some(section) = target {
            self.folded.insert(section);
            self.follow(doc, section, height);
        }
    }

    /// Unfolds the selected section.
    pub fn unfold(&mut self) {
        self.folded.remove(&self.selected);
    }
}

/// The first row of a list that shows `place` on `height` rows, moving as little as possible.
#[must_use]
pub fn scrolled(top: usize, place: usize, height: usize) -> usize {
    top.clamp((place + 1).saturating_sub(height.max(1)), place)
}

/// Whether deeper sections follow.
#[must_use]
pub fn has_children(doc: &Document, section: usize) -> bool {
    let level = |index: usize| doc.sections().get(index).map(|section| section.level);
    level(section + 1) > level(section)
}

/// The offset where a section ends with all that is below it in the tree.
#[must_use]
pub fn end_of_branch(doc: &Document, section: usize) -> usize {
    let Some(level) = doc.sections().get(section).map(|section| section.level) else { return 0 };
    let below = doc.sections().iter().skip(section + 1).find(|next| next.level <= level);
    below.map_or(doc.text().len(), |next| next.start)
}

fn parent(doc: &Document, section: usize) -> Option<usize> {
    let sections = doc.sections();
    let level = sections.get(section)?.level;
    sections.get(..section)?.iter().rposition(|before| before.level < level)
}
