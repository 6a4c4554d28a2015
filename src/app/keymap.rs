//! Keys to commands, as one table.

#[allow(clippy::enum_glob_use, reason = "the table reads better with bare names")]
use super::command::Command::{self, *};
use super::key::{Code, Key};

/// What the keys mean at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Reading; digits are counts.
    Read,
    /// A passage is selected; digits are pens.
    Select,
    /// The outline has the keys.
    Outline,
    /// The margin has the keys.
    Notes,
    /// A list lies over the text.
    List,
    /// The help lies over the text.
    Help,
    /// The list of documents lies over the text.
    Documents,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Mode; 7] =
        [Mode::Read, Mode::Select, Mode::Outline, Mode::Notes, Mode::List, Mode::Help, Mode::Documents];
}

/// One line of the key table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where it holds.
    pub modes: &'static [Mode],
    /// The keys, in the notation of [`Key::sequence`].
    pub keys: &'static str,
    /// What they do.
    pub command: Command,
}

const fn on(modes: &'static [Mode], keys: &'static str, command: Command) -> Binding {
    Binding { modes, keys, command }
}

const READ: &[Mode] = &[Mode::Read];
const SELECT: &[Mode] = &[Mode::Select];
const TEXT: &[Mode] = &[Mode::Read, Mode::Select];
const OUTLINE: &[Mode] = &[Mode::Outline];
const NOTES: &[Mode] = &[Mode::Notes];
const LIST: &[Mode] = &[Mode::List];
const ROWS: &[Mode] = &[Mode::Read, Mode::Select, Mode::Outline, Mode::List, Mode::Help, Mode::Documents];
const LISTS: &[Mode] = &[Mode::List, Mode::Help];
const DOCUMENTS: &[Mode] = &[Mode::Documents];
const PANES: &[Mode] = &[Mode::Read, Mode::Outline, Mode::Notes];
const ENTRIES: &[Mode] = &[Mode::Notes, Mode::List];
const EVERYWHERE: &[Mode] = &Mode::ALL;
const SCREEN: &[Mode] = &[Mode::Read, Mode::Select, Mode::Outline, Mode::Notes, Mode::List];

/// The table. A key sequence is never the beginning of another one in the same mode.
pub const BINDINGS: &[Binding] = &[
    on(ROWS, "j", Down),
    on(ROWS, "<Down>", Down),
    on(ROWS, "k", Up),
    on(ROWS, "<Up>", Up),
    on(TEXT, "h", Left),
    on(TEXT, "<Left>", Left),
    on(TEXT, "l", Right),
    on(TEXT, "<Right>", Right),
    on(ROWS, "<Space>", PageDown),
    on(ROWS, "f", PageDown),
    on(ROWS, "<PageDown>", PageDown),
    on(ROWS, "<C-f>", PageDown),
    on(READ, "b", PageUp),
    on(LISTS, "b", PageUp),
    on(ROWS, "<PageUp>", PageUp),
    on(ROWS, "<C-b>", PageUp),
    on(ROWS, "<C-d>", HalfDown),
    on(ROWS, "<C-u>", HalfUp),
    on(TEXT, "0", RowStart),
    on(TEXT, "<Home>", RowStart),
    on(TEXT, "$", RowEnd),
    on(TEXT, "<End>", RowEnd),
    on(TEXT, "w", NextWord),
    on(SELECT, "b", PreviousWord),
    on(READ, "B", PreviousWord),
    on(TEXT, "e", WordEnd),
    on(TEXT, ")", NextSentence),
    on(TEXT, "(", PreviousSentence),
    on(TEXT, "}", NextParagraph),
    on(TEXT, "{", PreviousParagraph),
    on(TEXT, "]]", NextSection),
    on(TEXT, "[[", PreviousSection),
    on(ROWS, "gg", Top),
    on(ROWS, "G", End),
    on(TEXT, "zz", Centre),
    on(TEXT, "zt", ToTop),
    on(TEXT, "zb", ToBottom),
    on(TEXT, "zp", ToggleChrome),
    on(TEXT, "zj", ToggleJustify),
    on(READ, "<C-o>", JumpBack),
    on(TEXT, "s", SelectSentence),
    on(TEXT, "x", SelectParagraph),
    on(TEXT, "v", SelectCharacters),
    on(TEXT, "V", SelectRows),
    on(TEXT, "S", LabelSentences),
    on(SELECT, "iw", InnerWord),
    on(SELECT, "is", InnerSentence),
    on(SELECT, "ip", InnerParagraph),
    on(SELECT, "i(", InnerBrackets),
    on(SELECT, "i\"", InnerQuotes),
    on(SELECT, "o", OtherEnd),
    on(TEXT, "gv", Reselect),
    on(SELECT, "<Esc>", Deselect),
    on(SELECT, "q", Deselect),
    on(SELECT, "1", Pen(1)),
    on(SELECT, "2", Pen(2)),
    on(SELECT, "3", Pen(3)),
    on(SELECT, "4", Pen(4)),
    on(SELECT, "5", Pen(5)),
    on(SELECT, "6", Pen(6)),
    on(SELECT, "7", Pen(7)),
    on(SELECT, "8", Pen(8)),
    on(SELECT, "9", Pen(9)),
    on(SCREEN, "<Enter>", Open),
    on(TEXT, "a", Annotate),
    on(READ, "T", Tag),
    on(SELECT, "t", Tag),
    on(READ, "dd", Delete),
    on(ENTRIES, "dd", Delete),
    on(PANES, "u", Undo),
    on(PANES, "<C-r>", Redo),
    on(LIST, "u", Undo),
    on(LIST, "<C-r>", Redo),
    on(READ, "]a", NextAnnotation),
    on(NOTES, "j", NextAnnotation),
    on(NOTES, "<Down>", NextAnnotation),
    on(READ, "[a", PreviousAnnotation),
    on(NOTES, "k", PreviousAnnotation),
    on(NOTES, "<Up>", PreviousAnnotation),
    on(READ, "]n", NextNote),
    on(READ, "[n", PreviousNote),
    on(READ, "/", Search),
    on(SELECT, "/", SearchHere),
    on(TEXT, "n", NextMatch),
    on(TEXT, "N", PreviousMatch),
    on(TEXT, "*", SearchHere),
    on(PANES, "t", FocusOutline),
    on(PANES, "o", ToggleOutline),
    on(PANES, "<Tab>", NextPane),
    on(PANES, "<S-Tab>", PreviousPane),
    on(PANES, "ga", ListNotes),
    on(PANES, "gl", ListDocuments),
    on(OUTLINE, "l", Unfold),
    on(OUTLINE, "<Right>", Unfold),
    on(OUTLINE, "h", Fold),
    on(OUTLINE, "<Left>", Fold),
    on(OUTLINE, "i", Explain),
    on(LISTS, "/", Filter),
    on(ENTRIES, "e", EditEntry),
    on(SCREEN, "?", Help),
    on(SCREEN, "<F1>", Help),
    on(TEXT, "y", Copy),
    on(TEXT, "Y", Cite),
    on(PANES, "E", Export),
    on(PANES, ":", Palette),
    on(SELECT, ":", Palette),
    on(EVERYWHERE, "<C-l>", Redraw),
    on(EVERYWHERE, "<C-z>", Suspend),
    on(PANES, "q", Close),
    on(LISTS, "q", Close),
    on(DOCUMENTS, "q", Close),
    on(DOCUMENTS, "<Esc>", Close),
    on(DOCUMENTS, "<Enter>", Open),
    on(DOCUMENTS, "b", PageUp),
    on(DOCUMENTS, "?", Help),
    on(PANES, "<Esc>", Deselect),
    on(LISTS, "<Esc>", Close),
    on(&[Mode::Help], "?", Close),
];

/// The keys by which a command is reached in a mode, as a reader would say them.
pub fn keys_for(mode: Mode, command: Command) -> impl Iterator<Item = String> {
    let here = BINDINGS.iter().filter(move |b| b.command == command && b.modes.contains(&mode));
    here.map(|binding| spoken(binding.keys))
}

/// The keys of a binding as a reader would say them: `Ctrl-r`, `gg`.
#[must_use]
pub fn spoken(notation: &str) -> String {
    Key::sequence(notation).unwrap_or_default().iter().map(ToString::to_string).collect()
}

/// What a key press came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fed {
    /// A command, with the count typed before it.
    Command(Command, Option<u32>),
    /// The beginning of something.
    Pending,
    /// Nothing is bound to it here.
    Unbound,
}

/// The keys typed so far that are not yet a command.
#[derive(Clone, Debug)]
pub struct Keymap {
    table: Vec<(&'static [Mode], Vec<Key>, Command)>,
    pending: Vec<Key>,
    count: Option<u32>,
}

impl Default for Keymap {
    fn default() -> Keymap {
        let table = BINDINGS.iter().filter_map(|b| Some((b.modes, Key::sequence(b.keys)?, b.command)));
        Keymap { table: table.collect(), pending: Vec::new(), count: None }
    }
}

impl Keymap {
    /// Takes one key press. In [`Mode::Read`] digits gather into a count.
    pub fn feed(&mut self, mode: Mode, key: Key) -> Fed {
        if self.pending.is_empty() && self.count_digit(mode, key) {
            return Fed::Pending;
        }
        if key == Key::plain(Code::Esc) && !self.is_idle() {
            self.clear();
            return Fed::Pending;
        }
        self.pending.push(key);
        let mut begins = false;
        for (modes, keys, command) in &self.table {
            if !modes.contains(&mode) || !keys.starts_with(&self.pending) {
                continue;
            }
            if keys.len() == self.pending.len() {
                let fed = Fed::Command(*command, self.count);
                self.clear();
                return fed;
            }
            begins = true;
        }
        if begins {
            return Fed::Pending;
        }
        self.clear();
        Fed::Unbound
    }

    fn count_digit(&mut self, mode: Mode, key: Key) -> bool {
        let digit = key.typed().and_then(|character| character.to_digit(10));
        let Some(digit) = digit.filter(|&digit| mode == Mode::Read && (digit > 0 || self.count.is_some()))
        else {
            return false;
        };
        let count = self.count.unwrap_or(0).saturating_mul(10).saturating_add(digit);
        self.count = Some(count.min(9_999_999));
        true
    }

    fn is_idle(&self) -> bool {
        self.pending.is_empty() && self.count.is_none()
    }

    fn clear(&mut self) {
        self.pending.clear();
        self.count = None;
    }

    /// What has been typed so far, for the status line.
    #[must_use]
    pub fn typed(&self) -> String {
        let count = self.count.map(|count| count.to_string()).unwrap_or_default();
        let keys: String = self.pending.iter().map(ToString::to_string).collect();
        count + &keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notation_in_the_table_is_understood() {
        for binding in BINDINGS {
            assert!(Key::sequence(binding.keys).is_some_and(|keys| !keys.is_empty()), "{}", binding.keys);
        }
    }

    #[test]
    fn no_keys_clash_and_none_begin_another() {
        for mode in Mode::ALL {
            let here: Vec<Vec<Key>> = BINDINGS
                .iter()
                .filter(|binding| binding.modes.contains(&mode))
                .filter_map(|binding| Key::sequence(binding.keys))
                .collect();
            for (index, keys) in here.iter().enumerate() {
                for (other_index, other) in here.iter().enumerate() {
                    assert!(index == other_index || !other.starts_with(keys), "{mode:?}: {keys:?} {other:?}");
                }
            }
        }
    }

    #[test]
    fn a_count_goes_with_the_command_that_follows() {
        let mut keymap = Keymap::default();
        for key in Key::sequence("42").into_iter().flatten() {
            assert_eq!(keymap.feed(Mode::Read, key), Fed::Pending);
        }
        let capital_g = Key::plain(Code::Char('G'));
        assert_eq!(keymap.feed(Mode::Read, capital_g), Fed::Command(End, Some(42)));
        assert_eq!(keymap.feed(Mode::Read, capital_g), Fed::Command(End, None));
    }

    #[test]
    fn digits_are_pens_in_select_mode() {
        let mut keymap = Keymap::default();
        let fed = keymap.feed(Mode::Select, Key::plain(Code::Char('3')));
        assert_eq!(fed, Fed::Command(Pen(3), None));
    }
}
