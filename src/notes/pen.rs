//! The pens: highlights with a meaning.

/// One pen of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pen {
    /// The key that applies it in Select mode.
    pub digit: u8,
    /// Its name in the file.
    pub name: &'static str,
    /// The letter that stands for it where there is no colour.
    pub letter: char,
}

/// Every pen, by digit.
pub const PENS: [Pen; 9] = [
    Pen { digit: 1, name: "key", letter: 'K' },
    Pen { digit: 2, name: "figures", letter: 'F' },
    Pen { digit: 3, name: "commitment", letter: 'C' },
    Pen { digit: 4, name: "new", letter: 'N' },
    Pen { digit: 5, name: "question", letter: 'Q' },
    Pen { digit: 6, name: "names", letter: 'P' },
    Pen { digit: 7, name: "dates", letter: 'D' },
    Pen { digit: 8, name: "dispute", letter: 'X' },
    Pen { digit: 9, name: "other", letter: 'O' },
];

/// The pen of that name, or of that digit as text.
///
/// ```
/// use postil::notes::pen;
/// assert_eq!(pen::named("figures"), pen::named("2"));
/// assert_eq!(pen::named("mauve"), None);
/// ```
#[must_use]
pub fn named(name: &str) -> Option<&'static Pen> {
    PENS.iter().find(|pen| pen.name == name || name.parse() == Ok(pen.digit))
}

/// The pen of that digit.
#[must_use]
pub fn numbered(digit: u8) -> Option<&'static Pen> {
    PENS.iter().find(|pen| pen.digit == digit)
}
