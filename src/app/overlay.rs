//! What can lie over the text: at most one of these at a time.

use super::buffer::Buffer;
use super::command::{Command, Group};
use super::keymap::{BINDINGS, Mode, spoken};
use super::outline::scrolled;
use super::words::{self, Word};
use crate::export::cite::Style;
use crate::notes::Id;
use crate::text::Span;

/// The one thing that lies over the text.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// The keys that work here.
    Help(Help),
    /// The list of annotations.
    List(List),
    /// The list of documents.
    Documents(Choice),
    /// A note being typed.
    Note(Note),
    /// A line being typed.
    Prompt(Prompt),
    /// Sentences with labels.
    Labels(Labels),
    /// A question of yes and no.
    Question(Question),
}

/// A note being typed.
#[derive(Clone, Debug)]
pub struct Note {
    /// What the note is for.
    pub target: Target,
    /// The text.
    pub buffer: Buffer,
    /// The text as it was.
    pub original: String,
}

/// What a note or tags are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An annotation that exists.
    Existing(Id),
    /// A passage that becomes one when something is kept.
    Passage(Span),
}

/// What a line is typed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A search that began at this offset.
    Search {
        /// The cursor when the search began.
        from: usize,
    },
    /// A command by its name.
    Palette {
        /// Which of the offered commands is chosen.
        chosen: usize,
    },
    /// Tags, separated by commas or spaces.
    Tags(Target),
    /// The file to export to.
    Export,
    /// An address to go to.
    Go,
    /// A style of citations by its name.
    CiteStyle {
        /// Which of the offered styles is chosen.
        chosen: usize,
    },
}

/// What a prompt offers for what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// A command.
    Command(Command),
    /// A style of citations.
    Style(Style),
}

impl Offer {
    /// The name by which it is asked for.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Offer::Command(command) => command.name(),
            Offer::Style(style) => style.name(),
        }
    }

    /// What it is, in a phrase.
    #[must_use]
    pub fn about(self) -> String {
        match self {
            Offer::Command(command) => words::describe(command),
            Offer::Style(style) => style.entry().about.to_owned(),
        }
    }
}

/// A line being typed.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What for.
    pub purpose: Purpose,
    /// The line.
    pub buffer: Buffer,
}

/// A question of yes and no.
#[derive(Clone, Debug)]
pub enum Question {
    /// Abandon the note that is being typed?
    Abandon(Note),
    /// Replace the file of that name?
    Overwrite(String),
    /// Quit though the last change is not saved?
    QuitUnsaved,
}

/// Sentences with labels to type.
#[derive(Clone, Debug)]
pub struct Labels {
    /// Each label with its sentence, in text order.
    pub labels: Vec<(String, Span)>,
    /// What has been typed of a label.
    pub typed: String,
}

/// Letters for labels, the easiest to reach first.
const LABEL_LETTERS: &str = "asdfghjklqwertyuiopzxcvbnm";

impl Labels {
    /// Labels for these sentences: one letter each if that is enough, else two.
    #[must_use]
    pub fn new(spans: Vec<Span>) -> Labels {
        let letters = LABEL_LETTERS.chars();
        let names: Vec<String> = if spans.len() <= LABEL_LETTERS.len() {
            letters.map(String::from).collect()
        } else {
            letters.clone().flat_map(|a| letters.clone().map(move |b| format!("{a}{b}"))).collect()
        };
        Labels { labels: names.into_iter().zip(spans).collect(), typed: String::new() }
    }

    /// The labels that can still be meant.
    pub fn open(&self) -> impl Iterator<Item = &(String, Span)> {
        self.labels.iter().filter(|(label, _)| label.starts_with(&self.typed))
    }
}

/// A list of annotations over the text.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// The annotations, in the order shown.
    pub entries: Vec<Id>,
    /// Which entry is selected.
    pub choice: Choice,
    /// The words that narrow the list, and whether they are being typed.
    pub filter: Filter,
}

/// A choice among rows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choice {
    /// Which row is selected.
    pub selected: usize,
    /// The first row on screen.
    pub top: usize,
}

impl Choice {
    /// Moves the selection among `count` rows and scrolls to it; `height` is the rows that fit.
    pub fn step(&mut self, by: isize, count: usize, height: usize) {
        self.selected = self.selected.saturating_add_signed(by).min(count.saturating_sub(1));
        self.top = scrolled(self.top, self.selected, height);
    }
}

/// Words that narrow a list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The words.
    pub buffer: Buffer,
    /// Whether they are being typed.
    pub typing: bool,
}

impl List {
    /// Moves the selection and scrolls to it; `height` is the entries that fit.
    pub fn step(&mut self, by: isize, height: usize) {
        self.choice.step(by, self.entries.len(), height);
    }

    /// The selected annotation.
    #[must_use]
    pub fn chosen(&self) -> Option<Id> {
        self.entries.get(self.choice.selected).copied()
    }
}

/// The help over the text.
#[derive(Clone, Debug)]
pub struct Help {
    /// The mode whose keys it shows.
    pub mode: Mode,
    /// The first line on screen.
    pub top: usize,
    /// The words that narrow it.
    pub filter: Filter,
}

/// One line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// A heading.
    Heading(Word),
    /// Keys and what they do.
    Keys(String, String),
    /// An empty line.
    Blank,
}

impl Help {
    /// The lines, from the tables: keys of the mode by group, then typing, then what has no key.
    #[must_use]
    pub fn lines(&self) -> Vec<HelpLine> {
        let mut lines = self.bindings();
        self.section(&mut lines, Word::HelpEditing, editing_lines());
        self.section(&mut lines, Word::HelpCommands, unbound_lines());
        lines
    }

    /// The keys of the mode by group.
    #[must_use]
    pub fn bindings(&self) -> Vec<HelpLine> {
        let mut lines = Vec::new();
        for group in Group::ALL {
            let bound = Command::ALL.iter().filter(|c| c.group() == group).filter_map(|&c| self.bound(c));
            self.section(&mut lines, words::group(group), bound.collect());
        }
        lines
    }

    /// The keys of typing, and the commands that have no key.
    #[must_use]
    pub fn typing_and_commands() -> Vec<HelpLine> {
        let all = Help { mode: Mode::Read, top: 0, filter: Filter::default() };
        let mut lines = Vec::new();
        all.section(&mut lines, Word::HelpEditing, editing_lines());
        all.section(&mut lines, Word::HelpCommands, unbound_lines());
        lines
    }

    fn bound(&self, command: Command) -> Option<(String, String)> {
        let keys: Vec<String> = super::keymap::keys_for(self.mode, command).collect();
        (!keys.is_empty()).then(|| (keys.join("  "), words::describe(command)))
    }

    fn section(&self, lines: &mut Vec<HelpLine>, heading: Word, entries: Vec<(String, String)>) {
        let wanted = self.filter.buffer.text();
        let kept: Vec<_> = entries.into_iter().filter(|(keys, what)| matches(wanted, keys, what)).collect();
        if kept.is_empty() {
            return;
        }
        if !lines.is_empty() {
            lines.push(HelpLine::Blank);
        }
        lines.push(HelpLine::Heading(heading));
        lines.extend(kept.into_iter().map(|(keys, what)| HelpLine::Keys(keys, what)));
    }
}

fn unbound_lines() -> Vec<(String, String)> {
    let unbound = Command::ALL.iter().filter(|c| BINDINGS.iter().all(|binding| binding.command != **c));
    unbound.map(|c| (format!(":{}", c.name()), words::describe(*c))).collect()
}

fn editing_lines() -> Vec<(String, String)> {
    let mut lines: Vec<(String, String)> = Vec::new();
    for (keys, _, word) in super::buffer::EDITING {
        match lines.last_mut() {
            Some((known, what)) if what == word.text() => *known = format!("{known}  {}", spoken(keys)),
            _ => lines.push((spoken(keys), word.text().to_owned())),
        }
    }
    lines
}

fn matches(wanted: &str, keys: &str, what: &str) -> bool {
    use crate::text::fold::{Profile, fold};
    wanted.is_empty()
        || keys.contains(wanted)
        || fold(what, Profile::Search).contains(&fold(wanted, Profile::Search))
}
