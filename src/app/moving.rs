//! Getting about and selecting.

use super::layout::Pane;
use super::margin;
use super::overlay::{Labels, Overlay};
use super::reader::RowEdge;
use super::words::{Word, say};
use super::{Amount, App};
use crate::text::motion::{self, Unit};
use crate::text::{Span, grapheme, sentence};

/// Signs that stand around something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pair {
    /// Round, square and full-width brackets.
    Brackets,
    /// Quotation marks of all kinds.
    Quotes,
}

const BRACKETS: &[(char, char)] = &[
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('（', '）'),
    ('［', '］'),
    ('【', '】'),
    ('〔', '〕'),
    ('《', '》'),
];
const QUOTES: &[(char, char)] =
    &[('“', '”'), ('‘', '’'), ('«', '»'), ('„', '“'), ('"', '"'), ('「', '」'), ('『', '』'), ('‹', '›')];

impl App {
    pub(super) fn step_rows(&mut self, rows: isize) {
        if self.step_overlay(rows) {
            return;
        }
        match self.panes.focus {
            Pane::Outline => self.step_outline(rows),
            Pane::Reader | Pane::Notes => self.with_view(|reader, view| reader.move_rows(view, rows)),
        }
    }

    pub(super) fn step_pages(&mut self, pages: isize, amount: Amount) {
        let rows = self.overlay_rows().unwrap_or(match self.panes.focus {
            Pane::Outline => usize::from(self.layout().outline.height),
            Pane::Reader | Pane::Notes => usize::from(self.layout().text.height),
        });
        let lines = match amount {
            Amount::Page => rows.saturating_sub(2),
            Amount::Half | Amount::None => rows / 2,
        };
        let lines = pages.saturating_mul(isize::try_from(lines.max(1)).unwrap_or(1));
        if self.step_overlay(lines) {
            return;
        }
        match self.panes.focus {
            Pane::Outline => self.step_outline(lines),
            Pane::Reader | Pane::Notes => self.with_view(|reader, view| reader.page(view, lines)),
        }
    }

    fn step_outline(&mut self, by: isize) {
        let height = usize::from(self.layout().outline.height);
        self.panes.outline.step(&self.doc, by, height);
    }

    pub(super) fn fold_section(&mut self) {
        let height = usize::from(self.layout().outline.height);
        self.panes.outline.fold(&self.doc, height);
    }

    pub(super) fn step_on(&mut self, unit: Unit, times: u32) {
        self.step_by(times, |app, offset| motion::next(&app.doc, unit, offset));
    }

    pub(super) fn step_back(&mut self, unit: Unit, times: u32) {
        self.step_by(times, |app, offset| motion::previous(&app.doc, unit, offset));
    }

    pub(super) fn word_end(&mut self, times: u32) {
        self.step_by(times, |app, offset| motion::word_end(&app.doc, offset));
    }

    fn step_by(&mut self, times: u32, step: impl Fn(&App, usize) -> usize) {
        let mut offset = self.reader.cursor();
        for _ in 0..times {
            let stepped = step(self, offset);
            if stepped == offset {
                break;
            }
            offset = stepped;
        }
        self.go_to(offset);
    }

    pub(super) fn row_edge(&mut self, edge: RowEdge) {
        self.with_view(|reader, view| reader.row_edge(view, edge));
    }

    pub(super) fn top_or_paragraph(&mut self, count: Option<u32>) {
        if self.step_overlay(isize::MIN) {
            return;
        }
        match (self.panes.focus, count) {
            (Pane::Outline, _) => self.step_outline(isize::MIN),
            (_, Some(number)) => self.go_to_paragraph(number),
            (_, None) => self.jump_to(self.first_shown()),
        }
    }

    pub(super) fn end_or_paragraph(&mut self, count: Option<u32>) {
        if self.step_overlay(isize::MAX) {
            return;
        }
        match (self.panes.focus, count) {
            (Pane::Outline, _) => self.step_outline(isize::MAX),
            (_, Some(number)) => self.go_to_paragraph(number),
            (_, None) => {
                if !self.complete {
                    self.awaits_end = true;
                }
                self.jump_to(self.last_shown());
            }
        }
    }

    pub(super) fn go_to_paragraph(&mut self, number: u32) {
        let paragraph =
            self.doc.paragraph_numbered(number).and_then(|index| self.doc.paragraphs().get(index));
        match paragraph.map(|paragraph| paragraph.content.start) {
            Some(offset) => self.leave_panes_and_jump(offset),
            None if !self.complete => self.warn(Word::StillLoading.text().to_owned()),
            None => self.warn(say(Word::NoSuchParagraph, &[&number.to_string()])),
        }
    }

    pub(super) fn place_row(&mut self, amount: Amount) {
        let height = self.view().height;
        let lines = match amount {
            Amount::None => 0,
            Amount::Half => height / 2,
            Amount::Page => height.saturating_sub(1),
        };
        self.with_view(|reader, view| reader.place_cursor_row(view, lines));
    }

    pub(super) fn jump_back(&mut self) {
        let mut went = false;
        self.with_view(|reader, view| went = reader.jump_back(view));
        if !went {
            self.tell(Word::NowhereBack.text().to_owned());
        }
    }

    pub(super) fn select_unit(&mut self, unit: Unit, times: u32) {
        let mut selected = true;
        self.with_view(|reader, view| {
            for _ in 0..times.min(1000) {
                selected &= reader.select_unit(view, unit);
            }
        });
        if !selected {
            self.warn(Word::NothingSelected.text().to_owned());
        }
    }

    pub(super) fn select_inner(&mut self, unit: Unit) {
        match motion::around(&self.doc, unit, self.reader.cursor()) {
            Some(span) => self.with_view(|reader, view| reader.select(view, span)),
            None => self.warn(Word::NothingSelected.text().to_owned()),
        }
    }

    pub(super) fn reselect(&mut self) {
        let mut selected = false;
        self.with_view(|reader, view| selected = reader.reselect(view));
        if !selected {
            self.warn(Word::NothingSelected.text().to_owned());
        }
    }

    pub(super) fn select_between(&mut self, pair: Pair) {
        let nothing = match pair {
            Pair::Brackets => Word::NoBrackets,
            Pair::Quotes => Word::NoQuotes,
        };
        match self.between(pair) {
            Some(span) => self.with_view(|reader, view| reader.select(view, span)),
            None => self.warn(nothing.text().to_owned()),
        }
    }

    /// What stands between the nearest signs around the cursor, in its paragraph.
    fn between(&self, pair: Pair) -> Option<Span> {
        let signs = match pair {
            Pair::Brackets => BRACKETS,
            Pair::Quotes => QUOTES,
        };
        let cursor = self.reader.cursor();
        let paragraph = self.doc.paragraphs().get(self.doc.paragraph_at(cursor))?;
        let text = self.doc.text();
        let after_cursor = grapheme::next(text, cursor);
        let before = text.get(paragraph.start..cursor)?;
        let after = text.get(after_cursor..paragraph.end)?;
        let candidates = signs.iter().filter_map(|&(open, close)| {
            let start = paragraph.start + unclosed(before, open, close)? + open.len_utf8();
            let end = after_cursor + unopened(after, open, close)?;
            (start < end).then_some(start..end)
        });
        self.doc.span(candidates.max_by_key(|range| range.start)?)
    }

    /// The sentences that stand on the screen, wholly or in part.
    fn sentences_on_screen(&self) -> Vec<Span> {
        let Some(shown) = margin::range_of(&self.lines()).filter(|shown| !shown.is_empty()) else {
            return Vec::new();
        };
        (self.doc.paragraph_at(shown.start)..=self.doc.paragraph_at(shown.end - 1))
            .filter(|&paragraph| self.flow.hidden().run_at(paragraph).is_none())
            .flat_map(|paragraph| sentence::sentences(&self.doc, paragraph))
            .filter(|range| range.start < shown.end && shown.start < range.end)
            .filter_map(|range| sentence::sentence_at(&self.doc, range.start))
            .collect()
    }

    pub(super) fn label_sentences(&mut self) {
        let sentences = self.sentences_on_screen();
        if sentences.is_empty() {
            self.warn(Word::NothingSelected.text().to_owned());
        } else {
            self.overlay = Some(Overlay::Labels(Labels::new(sentences)));
        }
    }
}

/// The offset of the first `close` in `after` that is not opened there.
fn unopened(after: &str, open: char, close: char) -> Option<usize> {
    let mut opened = 0_usize;
    for (offset, character) in after.char_indices() {
        if character == close {
            if opened == 0 {
                return Some(offset);
            }
            opened -= 1;
        } else if character == open {
            opened += 1;
        }
    }
    None
}

/// The offset of the last `open` in `before` that is not closed there.
fn unclosed(before: &str, open: char, close: char) -> Option<usize> {
    if open == close {
        let odd = before.matches(open).count() % 2 == 1;
        return if odd { before.rfind(open) } else { None };
    }
    let mut closed = 0_usize;
    for (offset, character) in before.char_indices().rev() {
        if character == close {
            closed += 1;
        } else if character == open {
            if closed == 0 {
                return Some(offset);
            }
            closed -= 1;
        }
    }
    None
}
