//! Numbers as addresses, and citations.

use super::overlay::Prompt;
use super::words::{Word, say};
use super::{App, Effect};
use crate::export::cite::{STYLES, Style};
use crate::text::address;

impl App {
    /// The style in which passages are cited.
    #[must_use]
    pub fn style(&self) -> Style {
        self.style
    }

    /// Cites passages in that style from now on.
    pub fn cite_in(&mut self, style: Style) {
        self.style = style;
    }

    /// Goes to the paragraph that an address names.
    pub(super) fn go_to_address(&mut self, typed: &str) {
        match address::find(&self.doc, typed) {
            Some(offset) => self.jump_to(offset),
            None if !self.complete => self.warn(Word::StillLoading.text().to_owned()),
            None => self.warn(say(Word::NoSuchAddress, &[typed])),
        }
    }

    /// `Y`: copies the passage with its citation.
    pub(super) fn cite(&mut self) -> Option<Effect> {
        let span = self.passage_or_say()?;
        self.reader.deselect();
        let quote = self.short_quote(span);
        self.tell(say(Word::Cited, &[self.style.name(), &quote]));
        Some(Effect::Cite { span, style: self.style })
    }

    /// Takes the style that was typed, or else the one that is chosen among those offered.
    pub(super) fn choose_style(&mut self, prompt: &Prompt) {
        let typed = prompt.buffer.text().trim();
        match Style::named(typed).or_else(|| prompt.chosen_style()) {
            Some(style) => {
                self.style = style;
                self.tell(say(Word::CiteStyle, &[style.name(), style.entry().about]));
            }
            None => self.warn(say(Word::NoSuchStyle, &[typed, &STYLES.map(|entry| entry.name).join(", ")])),
        }
    }
}
