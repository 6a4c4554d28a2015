//! Everything that takes typed text: notes, prompts, filters, labels, answers.

use super::buffer::{Buffer, Editing, editing};
use super::command::Command;
use super::key::{Code, Key};
use super::overlay::{Filter, Note, Offer, Overlay, Prompt, Purpose, Question};
use super::words::{Word, say};
use super::{App, Effect, Existing};
use crate::export::cite::{STYLES, Style};
use crate::notes::Moment;
use crate::text::fold::{Profile, fold};

/// The columns left and right of a note's text on screen.
const NOTE_PADDING: u16 = 2;

impl App {
    /// Whether keys are text, or answers, now.
    pub(super) fn takes_text(&self) -> bool {
        match &self.overlay {
            Some(Overlay::Note(_) | Overlay::Prompt(_) | Overlay::Labels(_) | Overlay::Question(_)) => true,
            Some(Overlay::List(list)) => list.filter.typing,
            Some(Overlay::Help(help)) => help.filter.typing,
            Some(Overlay::Documents(_)) | None => false,
        }
    }

    pub(super) fn type_key(&mut self, key: Key, now: &Moment) -> Option<Effect> {
        match self.overlay.take() {
            Some(Overlay::Note(note)) => self.type_note(note, key, now),
            Some(Overlay::Prompt(prompt)) => self.type_prompt(prompt, key, now),
            Some(Overlay::Question(question)) => self.answer(question, key),
            Some(Overlay::Labels(labels)) => {
                self.overlay = Some(Overlay::Labels(labels));
                self.type_label(key);
                None
            }
            Some(Overlay::List(mut list)) => {
                type_filter_key(&mut list.filter, key);
                self.overlay = Some(Overlay::List(list));
                self.refresh_list();
                None
            }
            Some(Overlay::Help(mut help)) => {
                type_filter_key(&mut help.filter, key);
                help.top = 0;
                self.overlay = Some(Overlay::Help(help));
                None
            }
            Some(overlay @ Overlay::Documents(_)) => {
                self.overlay = Some(overlay);
                None
            }
            None => None,
        }
    }

    /// The columns that a note's text has on screen.
    #[must_use]
    pub fn note_width(&self) -> usize {
        usize::from(self.layout().editor.width.saturating_sub(2 * NOTE_PADDING)).clamp(1, 100)
    }

    fn type_note(&mut self, mut note: Note, key: Key, now: &Moment) -> Option<Effect> {
        match editing(key) {
            Some(Editing::Save) => return self.keep_note(&note, now),
            Some(Editing::Abandon) => {
                self.abandon(note);
                return None;
            }
            Some(Editing::NewLine) => note.buffer.new_line(),
            Some(edit) => {
                self.overlay = Some(Overlay::Note(note));
                let width = self.note_width();
                if let Some(Overlay::Note(note)) = &mut self.overlay {
                    note.buffer.edit(edit, width);
                }
                return None;
            }
            None => type_into(&mut note.buffer, key),
        }
        self.overlay = Some(Overlay::Note(note));
        None
    }

    /// Leaves the note without keeping it, asking first where something was typed.
    fn abandon(&mut self, note: Note) {
        if note.buffer.text().trim_end() == note.original.trim_end() {
            self.reader.deselect();
            self.refit();
        } else {
            self.overlay = Some(Overlay::Question(Question::Abandon(note)));
        }
    }

    fn answer(&mut self, question: Question, key: Key) -> Option<Effect> {
        let yes = matches!(key.typed(), Some('y' | 'Y'));
        let no = matches!(key.typed(), Some('n' | 'N')) || key.code == Code::Esc || key.ctrl;
        match (question, yes, no) {
            (Question::Abandon(_), true, _) => {
                self.reader.deselect();
                self.refit();
                self.tell(Word::Abandoned.text().to_owned());
                None
            }
            (Question::Overwrite(name), true, _) => {
                Some(Effect::Export { name, existing: Existing::Replace })
            }
            (Question::QuitUnsaved, true, _) => Some(Effect::Quit),
            (Question::Abandon(note), false, true) => {
                self.overlay = Some(Overlay::Note(note));
                None
            }
            (Question::Overwrite(_) | Question::QuitUnsaved, false, true) => None,
            (question, false, false) => {
                self.overlay = Some(Overlay::Question(question));
                None
            }
        }
    }

    fn type_prompt(&mut self, mut prompt: Prompt, key: Key, now: &Moment) -> Option<Effect> {
        match (key.code, editing(key)) {
            (Code::Esc, _) | (_, Some(Editing::Abandon)) => {
                self.leave_prompt(&prompt.purpose);
                return None;
            }
            (Code::Backspace, _) if prompt.buffer.text().is_empty() => {
                self.leave_prompt(&prompt.purpose);
                return None;
            }
            (_, Some(Editing::NewLine | Editing::Save)) => return self.accept(&prompt, now),
            (Code::Tab, _) => complete(&mut prompt),
            (_, Some(Editing::Up)) => choose(&mut prompt, -1),
            (_, Some(Editing::Down)) => choose(&mut prompt, 1),
            (_, Some(edit)) => {
                prompt.buffer.edit(edit, usize::MAX / 2);
                choose(&mut prompt, isize::MIN);
            }
            (_, None) => {
                type_into(&mut prompt.buffer, key);
                choose(&mut prompt, isize::MIN);
            }
        }
        self.show_prompt(prompt);
        None
    }

    fn show_prompt(&mut self, prompt: Prompt) {
        if let Purpose::Search { from } = prompt.purpose {
            let pattern = prompt.buffer.text().to_owned();
            self.preview_search(&pattern, from);
        }
        self.overlay = Some(Overlay::Prompt(prompt));
    }

    fn leave_prompt(&mut self, purpose: &Purpose) {
        if let Purpose::Search { from } = *purpose {
            self.abandon_search(from);
        }
    }

    fn accept(&mut self, prompt: &Prompt, now: &Moment) -> Option<Effect> {
        let typed = prompt.buffer.text().trim();
        match &prompt.purpose {
            Purpose::Search { from } => {
                self.accept_search(prompt.buffer.text(), *from);
                None
            }
            Purpose::Palette { .. } => self.run_named(prompt, now),
            Purpose::Tags(target) => self.keep_tags(target, typed, now),
            Purpose::Export | Purpose::Go if typed.is_empty() => None,
            Purpose::Export => Some(Effect::Export { name: typed.to_owned(), existing: Existing::Keep }),
            Purpose::Go => {
                self.go_to_address(typed);
                None
            }
            Purpose::CiteStyle { .. } => {
                self.choose_style(prompt);
                None
            }
        }
    }

    /// Runs the command that the palette has chosen, with what is typed after its name, or goes to
    /// the paragraph whose number was typed.
    fn run_named(&mut self, prompt: &Prompt, now: &Moment) -> Option<Effect> {
        let typed = prompt.buffer.text().trim();
        if let Ok(number) = typed.parse() {
            self.go_to_paragraph(number);
            return None;
        }
        if typed.is_empty() {
            return None;
        }
        if let Some((command, argument)) = Command::with_argument(typed) {
            return self.run_with(command, argument, now);
        }
        if let Some(command) = prompt.chosen_command() {
            return self.update(command, None, now);
        }
        self.warn(say(Word::NoSuchCommand, &[typed]));
        None
    }

    /// Runs a command that asks for a line to be typed, and takes `argument` as that line.
    fn run_with(&mut self, command: Command, argument: &str, now: &Moment) -> Option<Effect> {
        let asked = self.update(command, None, now);
        match self.overlay.take() {
            Some(Overlay::Prompt(prompt)) => {
                self.accept(&Prompt { buffer: Buffer::new(argument), ..prompt }, now)
            }
            other => {
                self.overlay = other;
                asked
            }
        }
    }

    pub(super) fn pasted(&mut self, text: &str) {
        match &mut self.overlay {
            Some(Overlay::Note(note)) => note.buffer.paste(text),
            Some(Overlay::List(list)) if list.filter.typing => {
                list.filter.buffer.paste(&one_line(text));
                self.refresh_list();
            }
            Some(Overlay::Help(help)) if help.filter.typing => help.filter.buffer.paste(&one_line(text)),
            Some(Overlay::Prompt(_)) => {
                if let Some(Overlay::Prompt(mut prompt)) = self.overlay.take() {
                    prompt.buffer.paste(&one_line(text));
                    self.show_prompt(prompt);
                }
            }
            _ => {}
        }
    }

    fn type_label(&mut self, key: Key) {
        let Some(Overlay::Labels(labels)) = &mut self.overlay else { return };
        let Some(letter) = key.typed() else {
            self.overlay = None;
            return;
        };
        labels.typed.push(letter);
        let open: Vec<_> = labels.open().collect();
        let chosen = open.iter().find(|(label, _)| *label == labels.typed).map(|(_, span)| *span);
        if chosen.is_some() || open.is_empty() {
            self.overlay = None;
        }
        if let Some(span) = chosen {
            self.with_view(|reader, view| reader.extend_over(view, span));
        }
    }

    /// Empties the filter of what lies over the text; `false` where there is none.
    pub(super) fn clear_filter(&mut self) -> bool {
        let filter = match &mut self.overlay {
            Some(Overlay::List(list)) => &mut list.filter,
            Some(Overlay::Help(help)) => &mut help.filter,
            _ => return false,
        };
        let filtered = !filter.buffer.text().is_empty();
        *filter = Filter::default();
        self.refresh_list();
        filtered
    }

    pub(super) fn type_filter(&mut self) {
        match &mut self.overlay {
            Some(Overlay::List(list)) => list.filter.typing = true,
            Some(Overlay::Help(help)) => help.filter.typing = true,
            _ => {}
        }
    }
}

impl Prompt {
    /// What the prompt offers for what is typed, the best first.
    #[must_use]
    pub fn offered(&self) -> Vec<Offer> {
        match self.purpose {
            Purpose::Palette { .. } => self.commands().into_iter().map(Offer::Command).collect(),
            Purpose::CiteStyle { .. } => {
                let typed = self.buffer.text().trim();
                let named = STYLES.iter().filter(|entry| entry.name.contains(typed));
                named.map(|entry| Offer::Style(entry.style)).collect()
            }
            Purpose::Search { .. } | Purpose::Tags(_) | Purpose::Export | Purpose::Go => Vec::new(),
        }
    }

    fn commands(&self) -> Vec<Command> {
        if let Some((command, _)) = Command::with_argument(self.buffer.text()) {
            return vec![command];
        }
        let wanted = fold(self.buffer.text().trim(), Profile::Search);
        let mut offered: Vec<(usize, usize, Command)> = Vec::new();
        for (index, &command) in Command::ALL.iter().enumerate() {
            let described = fold(&super::words::describe(command), Profile::Search);
            let rank = match command.name().find(&wanted) {
                Some(0) if command.name() == wanted => Some(0),
                Some(0) => Some(1),
                Some(_) => Some(2),
                None if described.contains(&wanted) => Some(3),
                None => None,
            };
            offered.extend(rank.map(|rank| (rank, index, command)));
        }
        offered.sort_by_key(|&(rank, index, _)| (rank, index));
        offered.into_iter().map(|(_, _, command)| command).collect()
    }

    /// Which of what is offered is chosen, counted from 0.
    #[must_use]
    pub fn choice(&self) -> Option<usize> {
        match self.purpose {
            Purpose::Palette { chosen } | Purpose::CiteStyle { chosen } => Some(chosen),
            Purpose::Search { .. } | Purpose::Tags(_) | Purpose::Export | Purpose::Go => None,
        }
    }

    fn chosen(&self) -> Option<Offer> {
        self.offered().get(self.choice()?).copied()
    }

    fn chosen_command(&self) -> Option<Command> {
        match self.chosen()? {
            Offer::Command(command) => Some(command),
            Offer::Style(_) => None,
        }
    }

    pub(super) fn chosen_style(&self) -> Option<Style> {
        match self.chosen()? {
            Offer::Style(style) => Some(style),
            Offer::Command(_) => None,
        }
    }
}

fn choose(prompt: &mut Prompt, by: isize) {
    let last = prompt.offered().len().saturating_sub(1);
    if let Purpose::Palette { chosen } | Purpose::CiteStyle { chosen } = &mut prompt.purpose {
        *chosen = chosen.saturating_add_signed(by).min(last);
    }
}

fn complete(prompt: &mut Prompt) {
    if let Some(offer) = prompt.chosen().filter(|_| Command::with_argument(prompt.buffer.text()).is_none()) {
        prompt.buffer = Buffer::new(offer.name());
        choose(prompt, isize::MIN);
    }
}

fn type_into(buffer: &mut Buffer, key: Key) {
    match (key.typed(), key.code) {
        (Some(character), _) => buffer.insert(character),
        (None, Code::Tab) => buffer.insert('\t'),
        (None, _) => {}
    }
}

fn type_filter_key(filter: &mut Filter, key: Key) {
    match (key.code, editing(key)) {
        (Code::Esc, _) | (_, Some(Editing::Abandon)) => *filter = Filter::default(),
        (Code::Enter, _) => filter.typing = false,
        (Code::Backspace, _) if filter.buffer.text().is_empty() => filter.typing = false,
        (_, Some(edit)) => filter.buffer.edit(edit, usize::MAX / 2),
        (_, None) => type_into(&mut filter.buffer, key),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
