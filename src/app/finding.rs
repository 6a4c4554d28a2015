//! Searching in the text.

use std::ops::Range;

use super::App;
use super::words::{Word, say};
use crate::text::fold::{Folded, Profile};
use crate::text::motion::{self, Unit};
use crate::text::search::{self, Query};

/// A search and what it found.
#[derive(Clone, Debug, Default)]
pub struct Search {
    query: String,
    accepted: String,
    matches: Vec<Range<usize>>,
    shown: bool,
}

/// Whether a step to a match went round the end of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// It did not.
    Ahead,
    /// It did.
    Round,
}

impl Search {
    /// The matches that touch `range`, in order; none once the search was forgotten.
    #[must_use]
    pub fn matches_in(&self, range: &Range<usize>) -> &[Range<usize>] {
        if !self.shown {
            return &[];
        }
        let from = self.matches.partition_point(|found| found.end <= range.start);
        let to = self.matches.partition_point(|found| found.start < range.end);
        self.matches.get(from..to.max(from)).unwrap_or_default()
    }

    /// Stops showing the matches; `n` brings them back.
    pub(super) fn forget(&mut self) {
        self.shown = false;
    }

    /// Whether its matches are shown.
    pub(super) fn is_shown(&self) -> bool {
        self.shown
    }

    fn first_from(&self, offset: usize) -> Option<(usize, Found)> {
        let ahead = self.matches.partition_point(|found| found.start < offset);
        match self.matches.len() {
            0 => None,
            count if ahead < count => Some((ahead, Found::Ahead)),
            _ => Some((0, Found::Round)),
        }
    }

    fn last_before(&self, offset: usize) -> Option<(usize, Found)> {
        let before = self.matches.partition_point(|found| found.start < offset);
        match before {
            0 => self.matches.len().checked_sub(1).map(|last| (last, Found::Round)),
            before => Some((before - 1, Found::Ahead)),
        }
    }
}

impl App {
    fn run_search(&mut self, pattern: &str) {
        let folded = self.folded.get_or_init(|| Folded::new(self.doc.text(), Profile::Search));
        let matches = Query::new(pattern).map(|query| search::find(self.doc.text(), folded, &query));
        pattern.clone_into(&mut self.search.query);
        self.search.matches = matches.unwrap_or_default();
        self.search.shown = true;
    }

    /// Searches for the same again, in a text that has changed.
    pub(super) fn search_again(&mut self) {
        let query = self.search.query.clone();
        self.run_search(&query);
    }

    /// Shows the first match from `from` on while the query is being typed.
    pub(super) fn preview_search(&mut self, pattern: &str, from: usize) {
        self.run_search(pattern);
        let start = self.search.first_from(from).and_then(|(index, _)| self.match_start(index));
        self.go_to(start.unwrap_or(from));
    }

    /// The query was accepted: stays at the first match from `from` on.
    pub(super) fn accept_search(&mut self, pattern: &str, from: usize) {
        if pattern.is_empty() {
            let earlier = self.search.accepted.clone();
            if earlier.is_empty() {
                return self.warn(Word::NeverSearched.text().to_owned());
            }
            self.run_search(&earlier);
            return self.next_match(1);
        }
        self.run_search(pattern);
        pattern.clone_into(&mut self.search.accepted);
        self.go_to(from);
        match self.search.first_from(from) {
            Some(found) => self.show_match(found),
            None => self.warn(say(Word::NoMatch, &[pattern])),
        }
    }

    /// The search was given up: back to where it began, and to the search before.
    pub(super) fn abandon_search(&mut self, from: usize) {
        let earlier = self.search.accepted.clone();
        self.run_search(&earlier);
        self.search.forget();
        self.go_to(from);
    }

    fn match_start(&self, index: usize) -> Option<usize> {
        self.search.matches.get(index).map(|found| found.start)
    }

    fn show_match(&mut self, (index, found): (usize, Found)) {
        let Some(start) = self.match_start(index) else { return };
        self.search.shown = true;
        self.jump_to(start);
        let word = match found {
            Found::Ahead => Word::MatchOf,
            Found::Round => Word::MatchWrapped,
        };
        let (place, total) = (index + 1, self.search.matches.len());
        self.tell(say(word, &[&place.to_string(), &total.to_string()]));
    }

    pub(super) fn next_match(&mut self, times: u32) {
        for _ in 0..times.min(10_000) {
            let found = self.search.first_from(self.reader.cursor() + 1);
            if !self.step_to_match(found) {
                break;
            }
        }
    }

    pub(super) fn previous_match(&mut self, times: u32) {
        for _ in 0..times.min(10_000) {
            let found = self.search.last_before(self.reader.cursor());
            if !self.step_to_match(found) {
                break;
            }
        }
    }

    fn step_to_match(&mut self, found: Option<(usize, Found)>) -> bool {
        match found {
            Some(found) => self.show_match(found),
            None if self.search.query.is_empty() => self.warn(Word::NeverSearched.text().to_owned()),
            None => self.warn(say(Word::NoMatch, &[&self.search.query.clone()])),
        }
        found.is_some()
    }

    /// Searches the selection, or the word under the cursor.
    pub(super) fn search_here(&mut self) {
        let selected = self.reader.selected(self.view());
        let span = selected.or_else(|| motion::around(&self.doc, Unit::Word, self.reader.cursor()));
        let Some(span) = span else { return self.warn(Word::NothingSelected.text().to_owned()) };
        let pattern = self.doc.quote(span).to_owned();
        self.reader.deselect();
        self.go_to(span.start());
        self.run_search(&pattern);
        self.search.accepted = pattern;
        self.next_match(1);
    }
}
