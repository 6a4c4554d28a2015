//! Colours and styles. Everything that a colour says is said by a letter or an underline too.

use ratatui::style::{Color, Modifier, Style};

use crate::notes::pen;
use crate::text::Role;

/// What the terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// None, or none are wanted (`NO_COLOR`).
    None,
    /// The sixteen of every terminal.
    Sixteen,
    /// 256 and more.
    #[default]
    Many,
}

/// The styles of the screen.
#[derive(Clone, Copy, Debug, Default)]
pub struct Theme {
    colours: Colours,
}

/// Backgrounds of pens 1 to 9: of 256 colours, and of sixteen. Black on each of them is legible.
const PENS: [(u8, Color); 9] = [
    (228, Color::Yellow),
    (157, Color::Green),
    (153, Color::LightBlue),
    (222, Color::LightYellow),
    (225, Color::LightMagenta),
    (159, Color::Cyan),
    (189, Color::LightCyan),
    (217, Color::LightRed),
    (252, Color::Gray),
];

#[expect(
    clippy::unused_self,
    reason = "a theme answers for all its styles, also for those that are the same in each"
)]
impl Theme {
    /// Styles for a terminal with those colours.
    #[must_use]
    pub fn new(colours: Colours) -> Theme {
        Theme { colours }
    }

    pub(super) fn plain(self) -> Style {
        Style::new()
    }

    pub(super) fn faint(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    pub(super) fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    pub(super) fn title(self) -> Style {
        self.coloured(self.strong(), Color::Cyan)
    }

    pub(super) fn mode(self) -> Style {
        self.strong().add_modifier(Modifier::REVERSED)
    }

    pub(super) fn warning(self) -> Style {
        self.coloured(self.strong(), Color::Red)
    }

    pub(super) fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED).remove_modifier(Modifier::DIM)
    }

    pub(super) fn label(self) -> Style {
        match self.colours {
            Colours::None => self.mode(),
            Colours::Sixteen | Colours::Many => self.strong().fg(Color::Black).bg(Color::Yellow),
        }
    }

    pub(super) fn found(self) -> Style {
        match self.colours {
            Colours::None => self.mode(),
            Colours::Sixteen | Colours::Many => self.strong().fg(Color::Black).bg(Color::LightYellow),
        }
    }

    fn coloured(self, style: Style, colour: Color) -> Style {
        match self.colours {
            Colours::None => style,
            Colours::Sixteen | Colours::Many => style.fg(colour),
        }
    }

    /// Words drawn over with a pen.
    pub(super) fn pen(self, name: Option<&str>) -> Style {
        let underlined = Style::new().add_modifier(Modifier::UNDERLINED);
        let number = name.and_then(pen::named).map_or(9, |pen| pen.digit);
        let colours = PENS.get(usize::from(number.saturating_sub(1)));
        match (self.colours, colours) {
            (Colours::None, _) | (_, None) => underlined,
            (Colours::Sixteen, Some(&(_, colour))) => underlined.fg(Color::Black).bg(colour),
            (Colours::Many, Some(&(index, _))) => underlined.fg(Color::Indexed(16)).bg(Color::Indexed(index)),
        }
    }

    /// The words of a paragraph.
    pub(super) fn role(self, role: Role) -> Style {
        match role {
            Role::Title => self.title(),
            Role::Heading | Role::Signature => self.strong(),
            Role::Caption | Role::Dateline => Style::new().add_modifier(Modifier::ITALIC),
            Role::Chrome | Role::Repeat | Role::FrontMatter => self.faint(),
            Role::Lead
            | Role::Body
            | Role::Item
            | Role::Quote
            | Role::Row
            | Role::Code
            | Role::Footnote
            | Role::Closing => Style::new(),
        }
    }
}

/// The letter of a pen in the margin.
pub(super) fn pen_letter(name: Option<&str>) -> char {
    match name {
        None => '·',
        Some(name) => match pen::named(name) {
            Some(pen) => pen.letter,
            None => name.chars().find(|letter| letter.is_alphanumeric()).unwrap_or('·'),
        },
    }
}
