//! What is being typed: the prompt, the note, and questions.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::theme::Theme;
use super::{paint, rect};
use crate::app::App;
use crate::app::keymap::{Mode, keys_for};
use crate::app::layout::{Area, Layout};
use crate::app::overlay::{Note, Offer, Prompt, Purpose, Question, Target};
use crate::app::words::{Word, say};
use crate::text::sanitise;

/// The most that a prompt offers at once.
const OFFERED: u16 = 10;

/// Draws the prompt on the status line and what it offers above it; says where the cursor
/// is.
pub(super) fn prompt(
    prompt: &Prompt,
    theme: Theme,
    layout: &Layout,
    buffer: &mut Buffer,
) -> Option<Position> {
    let line = rect(layout.status);
    if line.height == 0 {
        return None;
    }
    if let Some(chosen) = prompt.choice() {
        offers(prompt, chosen, theme, line, buffer);
    }
    let word = match prompt.purpose {
        Purpose::Search { .. } => Word::PromptSearch,
        Purpose::Palette { .. } => Word::PromptPalette,
        Purpose::Tags(_) => Word::PromptTag,
        Purpose::Export => Word::PromptExport,
        Purpose::Go => Word::PromptGo,
        Purpose::CiteStyle { .. } => Word::PromptCiteStyle,
    };
    paint::clear(buffer, line, theme.plain());
    let x = paint::line(buffer, line, word.text(), theme.strong());
    Some(typed_line(buffer, paint::from(line, x), prompt.buffer.text(), prompt.buffer.cursor(), theme))
}

/// Paints a line being typed so that its cursor is in view.
pub(super) fn typed_line(
    buffer: &mut Buffer,
    area: Rect,
    text: &str,
    cursor: usize,
    theme: Theme,
) -> Position {
    let room = usize::from(area.width.max(1));
    let before: Vec<_> = sanitise::glyphs(text.get(..cursor).unwrap_or_default(), 0).collect();
    let mut skipped = 0;
    let mut column: usize = before.iter().map(|glyph| glyph.width).sum();
    for glyph in &before {
        if column < room {
            break;
        }
        column -= glyph.width;
        skipped = glyph.end;
    }
    let shown = text.get(skipped..).unwrap_or_default();
    paint::glyphs(buffer, area, sanitise::glyphs(shown, 0), |_| theme.plain());
    let column = u16::try_from(column).unwrap_or(0);
    Position { x: area.x + column.min(area.width.saturating_sub(1)), y: area.y }
}

fn offers(prompt: &Prompt, chosen: usize, theme: Theme, line: Rect, buffer: &mut Buffer) {
    let offered = prompt.offered();
    let height = OFFERED.min(line.y).min(u16::try_from(offered.len()).unwrap_or(OFFERED));
    let top = centred(chosen, offered.len(), usize::from(height));
    let area = Rect { y: line.y - height, height, ..line };
    paint::clear(buffer, area, theme.plain());
    for (row, (index, offer)) in (0..height).zip(offered.iter().enumerate().skip(top)) {
        let keys: Vec<String> = match offer {
            Offer::Command(command) => keys_for(Mode::Read, *command).collect(),
            Offer::Style(_) => Vec::new(),
        };
        let (name, what) = (offer.name(), offer.about());
        let words = if line.width < 60 {
            format!(" {name}: {what}")
        } else {
            format!(" {name:24} {:14} {what}", keys.join(" "))
        };
        let entry = paint::row(area, row);
        paint::line(buffer, entry, &words, theme.plain());
        if index == chosen {
            buffer.set_style(entry, theme.selected());
        }
    }
}

/// Draws the note being typed; says where the cursor is.
pub(super) fn note(
    app: &App,
    note: &Note,
    theme: Theme,
    area: Area,
    buffer: &mut Buffer,
) -> Option<Position> {
    let area = rect(area);
    if area.height < 2 || area.width < 8 {
        return None;
    }
    paint::clear(buffer, area, theme.plain());
    let rule = "─".repeat(usize::from(area.width));
    paint::line(buffer, paint::row(area, 0), &rule, theme.faint());
    let title = Rect { x: area.x + 2, width: area.width - 4, height: 1, ..area };
    paint::line(buffer, title, &format!(" {} ", note_title(app, note, title.width)), theme.strong());
    let text = Rect { x: area.x + 2, y: area.y + 1, width: area.width - 4, height: area.height - 1 };
    let width = app.note_width();
    let (row, column) = note.buffer.place(width);
    let rows = note.buffer.rows(width);
    let top = centred(row, rows.len(), usize::from(text.height));
    for (line, range) in (0..text.height).zip(rows.into_iter().skip(top)) {
        let words = note.buffer.text().get(range).unwrap_or_default();
        paint::glyphs(buffer, paint::row(text, line), sanitise::glyphs(words, 0), |_| theme.plain());
    }
    let x = text.x + u16::try_from(column).unwrap_or(0).min(text.width);
    Some(Position { x, y: text.y + u16::try_from(row - top).unwrap_or(0) })
}

/// The first of `count` rows that is shown so that `row` stands in the middle of `height`, as far as
/// there is something above and below it.
fn centred(row: usize, count: usize, height: usize) -> usize {
    row.saturating_sub(height / 2).min(count.saturating_sub(height))
}

fn note_title(app: &App, note: &Note, width: u16) -> String {
    let quote = match note.target {
        Target::Passage(span) => Some(app.document().quote(span)),
        Target::Existing(id) => {
            app.store().get(id).filter(|a| a.anchor().is_some()).map(crate::notes::Annotation::quote)
        }
    };
    match quote {
        Some(quote) => {
            let room = usize::from(width).saturating_sub(sanitise::columns(Word::NoteOn.text()) + 2);
            say(Word::NoteOn, &[&sanitise::clip(quote, room)])
        }
        None => Word::NoteOnDocument.text().to_owned(),
    }
}

/// Draws a question on the status line.
pub(super) fn question(question: &Question, theme: Theme, area: Area, buffer: &mut Buffer) {
    let words = match question {
        Question::Abandon(_) => Word::AskAbandon.text().to_owned(),
        Question::Overwrite(name) => say(Word::AskOverwrite, &[name]),
        Question::QuitUnsaved => Word::AskQuitUnsaved.text().to_owned(),
    };
    let line = rect(area);
    paint::clear(buffer, line, theme.mode());
    paint::line(buffer, line, &format!(" {words}"), theme.mode());
}

/// Paints the filter of a list at the bottom of its box where there is one; says where the cursor
/// is while it is typed.
pub(super) fn filter(
    filter: &crate::app::overlay::Filter,
    theme: Theme,
    line: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    if !filter.typing && filter.buffer.text().is_empty() {
        return None;
    }
    let x = paint::line(buffer, line, Word::PromptFilter.text(), theme.strong());
    let area = paint::from(line, x);
    let position = typed_line(buffer, area, filter.buffer.text(), filter.buffer.cursor(), theme);
    filter.typing.then_some(position)
}
