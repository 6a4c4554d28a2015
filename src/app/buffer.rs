//! Text being typed: a note of many lines or a prompt of one.
//!
//! Everything typed or pasted becomes NFC with plain line feeds; the cursor stands on grapheme
//! boundaries only, so that deleting takes a letter with its tone marks.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::key::Key;
use super::words::Word;
use crate::text::{Breaks, grapheme, sanitise, wrap};

/// What a key does to the text being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Editing {
    /// Keep the note, or accept the prompt.
    Save,
    /// Abandon it.
    Abandon,
    /// A new line, or accept the prompt.
    NewLine,
    /// A character left.
    Left,
    /// A character right.
    Right,
    /// A row up.
    Up,
    /// A row down.
    Down,
    /// Ten rows up.
    PageUp,
    /// Ten rows down.
    PageDown,
    /// Start of the line.
    Start,
    /// End of the line.
    End,
    /// A word left.
    WordLeft,
    /// A word right.
    WordRight,
    /// Delete to the left.
    Backspace,
    /// Delete to the right.
    Delete,
    /// Delete the word to the left.
    DeleteWord,
    /// Delete to the start of the line.
    DeleteLine,
    /// Undo the last typing.
    Undo,
}

/// The keys of typing, with what the help says of them.
pub const EDITING: &[(&str, Editing, Word)] = &[
    ("<Esc>", Editing::Save, Word::EditSave),
    ("<C-s>", Editing::Save, Word::EditSave),
    ("<C-c>", Editing::Abandon, Word::EditAbandon),
    ("<Enter>", Editing::NewLine, Word::EditNewLine),
    ("<Left>", Editing::Left, Word::EditLeft),
    ("<Right>", Editing::Right, Word::EditRight),
    ("<Up>", Editing::Up, Word::EditUp),
    ("<Down>", Editing::Down, Word::EditDown),
    ("<PageUp>", Editing::PageUp, Word::EditPageUp),
    ("<PageDown>", Editing::PageDown, Word::EditPageDown),
    ("<Home>", Editing::Start, Word::EditStart),
    ("<C-a>", Editing::Start, Word::EditStart),
    ("<End>", Editing::End, Word::EditEnd),
    ("<C-e>", Editing::End, Word::EditEnd),
    ("<M-b>", Editing::WordLeft, Word::EditWordLeft),
    ("<C-Left>", Editing::WordLeft, Word::EditWordLeft),
    ("<M-f>", Editing::WordRight, Word::EditWordRight),
    ("<C-Right>", Editing::WordRight, Word::EditWordRight),
    ("<Backspace>", Editing::Backspace, Word::EditBackspace),
    ("<C-h>", Editing::Backspace, Word::EditBackspace),
    ("<Delete>", Editing::Delete, Word::EditDelete),
    ("<C-d>", Editing::Delete, Word::EditDelete),
    ("<C-w>", Editing::DeleteWord, Word::EditDeleteWord),
    ("<C-u>", Editing::DeleteLine, Word::EditDeleteLine),
    ("<C-z>", Editing::Undo, Word::EditUndo),
];

/// What a key does while text is typed; `None` where it types itself or nothing.
#[must_use]
pub fn editing(key: Key) -> Option<Editing> {
    let bound = |notation: &str| Key::sequence(notation).is_some_and(|keys| keys == [key]);
    EDITING.iter().find(|(notation, _, _)| bound(notation)).map(|&(_, editing, _)| editing)
}

/// How many states of the text can be undone.
const UNDO_DEPTH: usize = 200;

/// Text with a cursor.
#[derive(Clone, Debug, Default)]
pub struct Buffer {
    text: String,
    cursor: usize,
    goal: Option<usize>,
    past: Vec<(String, usize)>,
    run: bool,
}

impl Buffer {
    /// A buffer that holds `text`, the cursor at its end.
    #[must_use]
    pub fn new(text: &str) -> Buffer {
        Buffer { text: text.to_owned(), cursor: text.len(), ..Buffer::default() }
    }

    /// What has been typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte offset of the cursor, on a grapheme boundary.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Types one character. A combining mark joins the letter before it.
    pub fn insert(&mut self, character: char) {
        let Some(character) = admitted(character) else { return };
        let in_run = self.run && !character.is_whitespace();
        if !in_run {
            self.remember();
        }
        let from = grapheme::previous(&self.text, self.cursor);
        self.text.insert(self.cursor, character);
        let to = self.cursor + character.len_utf8();
        self.compose(from..to);
        self.run = true;
    }

    fn compose(&mut self, range: Range<usize>) {
        let composed: String = self.text.get(range.clone()).unwrap_or_default().nfc().collect();
        let end = range.start + composed.len();
        self.text.replace_range(range, &composed);
        self.cursor = grapheme::ceil(&self.text, end);
    }

    /// Inserts pasted text: line ends become line feeds, control characters go.
    pub fn paste(&mut self, pasted: &str) {
        self.remember();
        let plain = pasted.replace("\r\n", "\n").replace('\r', "\n");
        let kept: String = plain.chars().filter_map(admitted).nfc().collect();
        let from = grapheme::previous(&self.text, self.cursor);
        self.text.insert_str(self.cursor, &kept);
        self.compose(from..self.cursor + kept.len());
    }

    /// Types a new line.
    pub fn new_line(&mut self) {
        self.remember();
        self.text.insert(self.cursor, '\n');
        self.cursor += 1;
    }

    /// Moves or deletes. `width` is the columns that the text has on screen. What belongs to the
    /// one who holds the buffer (save, abandon, new line) does nothing here.
    pub fn edit(&mut self, editing: Editing, width: usize) {
        match editing {
            Editing::Save | Editing::Abandon | Editing::NewLine => {}
            Editing::Left => self.move_to(grapheme::previous(&self.text, self.cursor)),
            Editing::Right => self.move_to(grapheme::next(&self.text, self.cursor)),
            Editing::Up => self.move_rows(-1, width),
            Editing::Down => self.move_rows(1, width),
            Editing::PageUp => self.move_rows(-10, width),
            Editing::PageDown => self.move_rows(10, width),
            Editing::Start => self.move_to(self.line_start()),
            Editing::End => self.move_to(self.line_end()),
            Editing::WordLeft => self.move_to(self.word_left()),
            Editing::WordRight => self.move_to(self.word_right()),
            Editing::Backspace => self.delete(grapheme::previous(&self.text, self.cursor)..self.cursor),
            Editing::Delete => self.delete(self.cursor..grapheme::next(&self.text, self.cursor)),
            Editing::DeleteWord => self.delete(self.word_left()..self.cursor),
            Editing::DeleteLine => self.delete(self.line_start()..self.cursor),
            Editing::Undo => self.undo(),
        }
    }

    fn move_to(&mut self, offset: usize) {
        self.cursor = offset;
        self.goal = None;
        self.run = false;
    }

    fn delete(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.remember();
            self.cursor = range.start;
            self.text.replace_range(range, "");
            self.cursor = grapheme::floor(&self.text, self.cursor);
        }
    }

    fn remember(&mut self) {
        if self.past.len() >= UNDO_DEPTH {
            self.past.remove(0);
        }
        self.past.push((self.text.clone(), self.cursor));
        self.goal = None;
        self.run = false;
    }

    fn undo(&mut self) {
        if let Some((text, cursor)) = self.past.pop() {
            self.text = text;
            self.move_to(cursor);
        }
    }

    fn line_start(&self) -> usize {
        self.before().rfind('\n').map_or(0, |feed| feed + 1)
    }

    fn line_end(&self) -> usize {
        self.after().find('\n').map_or(self.text.len(), |feed| self.cursor + feed)
    }

    fn word_left(&self) -> usize {
        let trimmed = self.before().trim_end();
        trimmed.rfind(char::is_whitespace).map_or(0, |space| grapheme::next(&self.text, space))
    }

    fn word_right(&self) -> usize {
        let after = self.after();
        let gap = after.len() - after.trim_start().len();
        let rest = after.get(gap..).unwrap_or_default();
        let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
        grapheme::ceil(&self.text, self.cursor + gap + word)
    }

    fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    fn after(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    /// The rows of the text at `width` columns, as byte ranges; at least one.
    #[must_use]
    pub fn rows(&self, width: usize) -> Vec<Range<usize>> {
        let wrapped = wrap::wrap(&self.text, Breaks::Kept, width);
        let mut rows: Vec<Range<usize>> = (0..wrapped.count()).map(|row| wrapped.range(row)).collect();
        if self.text.ends_with('\n') {
            rows.push(self.text.len()..self.text.len());
        }
        rows
    }

    /// The row and the column of the cursor at `width` columns.
    #[must_use]
    pub fn place(&self, width: usize) -> (usize, usize) {
        let rows = self.rows(width);
        let row = rows.partition_point(|range| range.start <= self.cursor).saturating_sub(1);
        let column = rows.get(row).map_or(0, |range| self.column(range));
        (row, column)
    }

    fn column(&self, row: &Range<usize>) -> usize {
        let before = self.text.get(row.start..self.cursor.max(row.start)).unwrap_or_default();
        sanitise::glyphs(before, 0).map(|glyph| glyph.width).sum()
    }

    fn move_rows(&mut self, by: isize, width: usize) {
        let rows = self.rows(width);
        let (row, column) = self.place(width);
        let column = self.goal.unwrap_or(column);
        let target = row.saturating_add_signed(by).min(rows.len().saturating_sub(1));
        let range = rows.get(target).cloned().unwrap_or(0..0);
        self.move_to(self.offset_in(range, column));
        self.goal = Some(column);
    }

    fn offset_in(&self, row: Range<usize>, column: usize) -> usize {
        let words = self.text.get(row.clone()).unwrap_or_default();
        let mut at = 0;
        for glyph in sanitise::glyphs(words, 0) {
            if at + glyph.width > column || glyph.kind == sanitise::Kind::Break {
                return row.start + glyph.start;
            }
            at += glyph.width;
        }
        if row.end == self.text.len() { row.end } else { grapheme::previous(&self.text, row.end) }
    }
}

/// What may be typed: everything but control characters; a tab is kept.
fn admitted(character: char) -> Option<char> {
    (!character.is_control() || matches!(character, '\n' | '\t')).then_some(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Buffer {
        let mut buffer = Buffer::default();
        text.chars().for_each(|character| buffer.insert(character));
        buffer
    }

    #[test]
    fn tone_marks_typed_after_the_letter_join_it_and_go_with_it() {
        let mut buffer = typed("ngho\u{323}\u{302}");
        assert_eq!(buffer.text(), "nghộ");
        buffer.edit(Editing::Backspace, 40);
        assert_eq!(buffer.text(), "ngh");
    }

    #[test]
    fn pasted_line_ends_become_line_feeds_and_controls_go() {
        let mut buffer = Buffer::default();
        buffer.paste("một\r\nhai\rba\u{1b}[31m");
        assert_eq!(buffer.text(), "một\nhai\nba[31m");
    }

    #[test]
    fn the_cursor_keeps_its_column_over_short_rows() {
        let mut buffer = Buffer::new("dài dài\nx\ndài dài");
        buffer.edit(Editing::Up, 40);
        buffer.edit(Editing::Up, 40);
        buffer.insert('!');
        assert_eq!(buffer.text(), "dài dài!\nx\ndài dài");
    }

    #[test]
    fn undo_gives_back_what_a_word_delete_took() {
        let mut buffer = typed("hai từ");
        buffer.edit(Editing::DeleteWord, 40);
        assert_eq!(buffer.text(), "hai ");
        buffer.edit(Editing::Undo, 40);
        assert_eq!(buffer.text(), "hai từ");
    }

    #[test]
    fn rows_always_hold_the_cursor() {
        let buffer = typed("một dòng\n");
        assert_eq!(buffer.place(40), (1, 0));
        assert_eq!(Buffer::default().place(40), (0, 0));
    }
}
