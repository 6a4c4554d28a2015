//! What a reader does with keyboard and mouse, in our own words: the terminal library stays in `shell`.

use std::fmt;

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character as typed; capitals arrive as capitals.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Delete to the left.
    Backspace,
    /// Delete to the right.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    F(u8),
}

/// A key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether Control was held.
    pub ctrl: bool,
    /// Whether Alt was held.
    pub alt: bool,
}

impl Key {
    /// A key without modifiers.
    #[must_use]
    pub fn plain(code: Code) -> Key {
        Key { code, ctrl: false, alt: false }
    }

    /// The character that this key types, if it types one.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(character) if !self.ctrl && !self.alt => Some(character),
            _ => None,
        }
    }

    /// Reads the notation of the key tables: `gg`, `]a`, `<C-r>`, `<Space>`, `<PageDown>`.
    ///
    /// `None` where a name in angle brackets is not known.
    ///
    /// ```
    /// use postil::app::key::Key;
    /// assert_eq!(Key::sequence("g<C-x>").map(|keys| keys.len()), Some(2));
    /// assert_eq!(Key::sequence("<Nonsense>"), None);
    /// ```
    #[must_use]
    pub fn sequence(notation: &str) -> Option<Vec<Key>> {
        let mut keys = Vec::new();
        let mut rest = notation;
        while let Some(first) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|after| after.split_once('>'));
            if let Some((name, after)) = named {
                keys.push(Key::named(name)?);
                rest = after;
            } else {
                keys.push(Key::plain(Code::Char(first)));
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
            }
        }
        Some(keys)
    }

    fn named(name: &str) -> Option<Key> {
        if let Some(inner) = name.strip_prefix("C-") {
            return Some(Key { ctrl: true, ..Key::named(inner)? });
        }
        if let Some(inner) = name.strip_prefix("M-") {
            return Some(Key { alt: true, ..Key::named(inner)? });
        }
        if let Some(number) = name.strip_prefix('F').and_then(|digits| digits.parse().ok()) {
            return Some(Key::plain(Code::F(number)));
        }
        let mut characters = name.chars();
        if let (Some(character), None) = (characters.next(), characters.next()) {
            return Some(Key::plain(Code::Char(character)));
        }
        let known = NAMES.iter().find(|(known, _)| *known == name);
        known.map(|&(_, code)| Key::plain(code))
    }
}

const NAMES: [(&str, Code); 16] = [
    ("Space", Code::Char(' ')),
    ("lt", Code::Char('<')),
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("S-Tab", Code::BackTab),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PageUp", Code::PageUp),
    ("PageDown", Code::PageDown),
];

impl fmt::Display for Key {
    /// As a reader would say it: `Ctrl-r`, `Space`, `G`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match self.code {
            Code::Char('<') => f.write_str("<"),
            Code::F(number) => write!(f, "F{number}"),
            code => match (NAMES.iter().find(|(_, known)| *known == code), code) {
                (Some((name, _)), _) => f.write_str(name),
                (None, Code::Char(character)) => write!(f, "{character}"),
                (None, _) => Ok(()),
            },
        }
    }
}

/// What the mouse did, in screen cells from the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// The action.
    pub action: MouseAction,
    /// Columns from the left.
    pub column: u16,
    /// Rows from the top.
    pub row: u16,
}

/// What a mouse can do here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseAction {
    /// The left button went down.
    Press,
    /// The mouse moved with the left button down.
    Drag,
    /// The left button came up.
    Release,
    /// The wheel turned towards the reader.
    ScrollDown,
    /// The wheel turned away from the reader.
    ScrollUp,
}

/// Everything that can come from outside while a document is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key press.
    Key(Key),
    /// Pasted text, as it came.
    Paste(String),
    /// The mouse.
    Mouse(Mouse),
    /// The screen has a new size, in columns and rows.
    Resize(u16, u16),
}
