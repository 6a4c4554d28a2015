//! Which way a paragraph runs.

/// The base direction of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// As Latin, Han, Thai.
    #[default]
    LeftToRight,
    /// As Arabic, Hebrew, Persian.
    RightToLeft,
}

impl Direction {
    /// The direction of the first strong character that stands in no isolate (UAX #9, P2 and P3); left
    /// to right where there is none.
    ///
    /// ```
    /// use postil::text::direction::Direction;
    ///
    /// assert_eq!(Direction::of("12. שלום"), Direction::RightToLeft);
    /// assert_eq!(Direction::of("(a) שלום"), Direction::LeftToRight);
    /// ```
    #[must_use]
    pub fn of(paragraph: &str) -> Direction {
        let mut isolates = 0_usize;
        let strong = paragraph.chars().find_map(|c| {
            match c {
                '\u{2066}'..='\u{2068}' => isolates += 1,
                '\u{2069}' => isolates = isolates.saturating_sub(1),
                _ if isolates == 0 => return strong(c),
                _ => {}
            }
            None
        });
        strong.unwrap_or_default()
    }
}

/// The direction of a character that has one: letters, and the marks that say it.
fn strong(c: char) -> Option<Direction> {
    match c {
        '\u{200e}' => Some(Direction::LeftToRight),
        '\u{200f}' | '\u{61c}' => Some(Direction::RightToLeft),
        _ if !c.is_alphabetic() => None,
        '\u{590}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}' => Some(Direction::RightToLeft),
        _ => Some(Direction::LeftToRight),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_strong_character_decides() {
        let right_to_left = |text: &str| Direction::of(text) == Direction::RightToLeft;
        assert!(right_to_left("اجتمع المجلس"));
        assert!(right_to_left("1. «שלום» World"));
        assert!(right_to_left("٣- قرار") && right_to_left("\u{200f}G7"));
        assert!(!right_to_left("G7 القمة") && !right_to_left("") && !right_to_left("12 – 15"));
        assert!(!right_to_left("\u{2067}שלום\u{2069} World"));
        assert!(right_to_left("\u{2066}World\u{2069} שלום"));
    }
}
