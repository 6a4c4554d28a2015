//! Where the glyphs of a row stand: one after another, or spread over the width of the screen.
//!
//! Painter, cursor and mouse all take columns from here, so that they agree.

use std::borrow::Cow;

use crate::text::Breaks;
use crate::text::sanitise::{Glyph, Kind, row_glyphs};

/// How the ends of rows lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ends {
    /// Where their words end.
    #[default]
    Ragged,
    /// At the last column, but for the last row of a paragraph.
    Even,
}

/// What is widened to spread a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// Each stretch of spaces between words.
    Space,
    /// The place between two Chinese or Japanese signs, where a row has no spaces.
    Han,
}

/// How much room goes where in one row, in columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spread {
    /// What goes before the first glyph.
    pub(super) indent: usize,
    joint: Joint,
    joints: usize,
    room: usize,
}

impl Spread {
    /// Spreads nothing.
    pub(super) const NONE: Spread = Spread { indent: 0, joint: Joint::Space, joints: 0, room: 0 };

    /// What spreads the row `words` over `width` columns. A row of one word, and one that a kept line
    /// break ends, stay as they are.
    pub(super) fn over(words: &str, breaks: Breaks, width: usize) -> Spread {
        let row = Measured::new(words, breaks, width);
        let (joint, joints) = if row.spaces > 0 { (Joint::Space, row.spaces) } else { (Joint::Han, row.han) };
        if joints == 0 || row.broken {
            return Spread::NONE;
        }
        Spread { joint, joints, room: width.saturating_sub(row.shown), ..Spread::NONE }
    }

    /// What sets the row `words` against the right edge, where nothing spreads it.
    pub(super) fn to_right(self, words: &str, breaks: Breaks, width: usize) -> Spread {
        if self.joints > 0 {
            return self;
        }
        Spread { indent: width.saturating_sub(Measured::new(words, breaks, width).shown), ..self }
    }

    /// The glyphs of the row, those before a joint widened by their share of the room.
    pub(super) fn glyphs(self, words: &str, breaks: Breaks) -> impl Iterator<Item = Glyph<'_>> {
        let mut ahead = row_glyphs(words, breaks).peekable();
        let (mut before, mut passed) = (Before::default(), 0);
        std::iter::from_fn(move || {
            let mut glyph = ahead.next()?;
            before.joint(&glyph);
            let joint = ahead.peek().and_then(|next| before.clone().joint(next));
            if self.room > 0 && joint == Some(self.joint) && passed < self.joints {
                widen(&mut glyph, self.share(passed));
                passed += 1;
            }
            Some(glyph)
        })
    }

    /// The columns that the joint of that number gets, so that they lie evenly.
    fn share(self, joint: usize) -> usize {
        let until = |joint: usize| (self.room * joint).checked_div(self.joints).unwrap_or(0);
        until(joint + 1) - until(joint)
    }
}

/// A row before anything is spread.
#[derive(Clone, Copy, Debug, Default)]
struct Measured {
    /// Its columns without what hangs at its end.
    shown: usize,
    /// How many stretches of spaces stand between its words.
    spaces: usize,
    /// How many places stand between two Chinese or Japanese signs.
    han: usize,
    /// Whether a line break ends it.
    broken: bool,
}

impl Measured {
    fn new(words: &str, breaks: Breaks, width: usize) -> Measured {
        let (mut row, mut column) = (Measured::default(), 0);
        let mut before = Before::default();
        for glyph in row_glyphs(words, breaks) {
            row.broken |= glyph.kind == Kind::Break && glyph.width == 0;
            column += glyph.width;
            if row.broken || (column > width && glyph.hangs()) {
                break;
            }
            match before.joint(&glyph) {
                Some(Joint::Space) => row.spaces += 1,
                Some(Joint::Han) => row.han += 1,
                None => {}
            }
            row.shown = if glyph.hangs() { row.shown } else { column };
        }
        row
    }
}

fn widen(glyph: &mut Glyph<'_>, by: usize) {
    if by > 0 {
        glyph.text = Cow::Owned(format!("{}{:by$}", glyph.text, ""));
        glyph.width += by;
    }
}

/// What stands before a glyph in its row.
#[derive(Clone, Debug, Default)]
struct Before {
    /// Whether there are words.
    words: bool,
    /// Whether a space is the last that is shown.
    space: bool,
    /// Whether a Chinese or Japanese sign is.
    han: bool,
}

impl Before {
    /// Takes the next glyph, and says what joint it closes.
    fn joint(&mut self, glyph: &Glyph<'_>) -> Option<Joint> {
        if glyph.width == 0 {
            return None;
        }
        let (space, han) = (glyph.hangs(), is_han(glyph));
        let joint = match (self.words, self.space, self.han) {
            (true, true, _) if !space => Some(Joint::Space),
            (true, false, true) if han => Some(Joint::Han),
            (true | false, _, _) => None,
        };
        *self = Before { words: self.words || !space, space, han };
        joint
    }
}

fn is_han(glyph: &Glyph<'_>) -> bool {
    let wide = |c: char| matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}');
    glyph.width == 2 && glyph.text.chars().next().is_some_and(wide)
}
