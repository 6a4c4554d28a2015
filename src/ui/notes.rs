//! The margin: the annotations of what is on the screen, each beside its passage where there is
//! room, else below the one before.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::theme::{Theme, pen_letter};
use super::{paint, rect, text};
use crate::app::App;
use crate::app::layout::{Layout, Pane};
use crate::app::words::{Word, say};
use crate::notes::{Annotation, Placed};
use crate::text::{Breaks, sanitise, wrap};

/// The rows of a note that are shown at most; the editor shows all of it.
const NOTE_ROWS: usize = 8;

/// Draws the margin.
pub(super) fn draw(app: &App, theme: Theme, layout: &Layout, buffer: &mut Buffer) {
    let whole = rect(layout.notes);
    if whole.width < 4 {
        return;
    }
    let area = Rect { x: whole.x + 1, width: whole.width - 1, ..whole };
    let mut free = attention(app, theme, area, buffer);
    let blocks = blocks_in_view(app, layout);
    if blocks.is_empty() {
        let word = if app.store().placed().is_empty() { Word::NoNotesYet } else { Word::NoNotesHere };
        paragraph(buffer, area, free, word.text(), theme.faint());
        return;
    }
    let here = app.annotation_here();
    for (index, (placed, beside)) in blocks.iter().enumerate() {
        let Some(annotation) = app.store().get(placed.id) else { continue };
        let at = free.max(*beside);
        let left = u16::try_from(blocks.len() - index).unwrap_or(u16::MAX);
        if at + 1 >= area.height && left > 1 {
            let more = say(Word::NoteHidden, &[&left.to_string()]);
            paint::line(buffer, paint::row(area, area.height.saturating_sub(1)), &more, theme.faint());
            return;
        }
        free = block(theme, annotation, here == Some(placed.id), app, area, at, buffer);
    }
}

/// Says how many annotations stand nowhere in the text; returns the next free row.
fn attention(app: &App, theme: Theme, area: Rect, buffer: &mut Buffer) -> u16 {
    let orphans = app.store().unplaced().filter(|(_, place)| place.status() == "orphan").count();
    if orphans == 0 {
        return 0;
    }
    let line = format!("{} ({orphans}): ga", Word::NeedsAttention.text());
    paint::line(buffer, paint::row(area, 0), &line, theme.warning());
    2
}

/// The annotations on the screen, each with the row where its passage begins.
fn blocks_in_view<'a>(app: &'a App, layout: &Layout) -> Vec<(&'a Placed, u16)> {
    let below = || app.reader().top()..app.document().text().len();
    let range = text::range_on_screen(app, layout).unwrap_or_else(below);
    let most = usize::from(layout.notes.height);
    let in_view = app.store().overlapping(range).take(most);
    in_view.map(|placed| (placed, text::row_of(app, layout, placed.span.start()).unwrap_or(0))).collect()
}

/// One annotation: pen and tags, then the note, or the passage where there is none. Returns the
/// next free row, with a blank one between where there is room.
fn block(
    theme: Theme,
    annotation: &Annotation,
    here: bool,
    app: &App,
    area: Rect,
    at: u16,
    buffer: &mut Buffer,
) -> u16 {
    let line = paint::row(area, at);
    let letter = pen_letter(annotation.pen()).to_string();
    let x = paint::line(buffer, line, &letter, theme.pen(annotation.pen()).patch(theme.strong()));
    let mut label = format!(" {}", annotation.pen().unwrap_or_default());
    for tag in annotation.tags() {
        label.push_str(" #");
        label.push_str(tag);
    }
    paint::line(buffer, paint::from(line, x), &label, theme.faint());
    if here {
        let focused = app.panes().focus == Pane::Notes;
        buffer.set_style(line, if focused { theme.selected() } else { theme.strong() });
    }
    let (words, style) = match annotation.note() {
        "" => (annotation.quote(), theme.faint()),
        note => (note, theme.plain()),
    };
    let most = if annotation.note().is_empty() { 1 } else { NOTE_ROWS };
    rows(buffer, area, at + 1, words, style, most) + 1
}

fn paragraph(buffer: &mut Buffer, area: Rect, at: u16, words: &str, style: Style) {
    rows(buffer, area, at, words, style, usize::from(area.height));
}

/// Paints wrapped words from row `at` of `area` on, `most` rows at most, the last one ending in
/// `…` where there is more; returns the row after them.
pub(super) fn rows(buffer: &mut Buffer, area: Rect, at: u16, words: &str, style: Style, most: usize) -> u16 {
    let wrapped = wrap::wrap(words, Breaks::Kept, usize::from(area.width.max(1)));
    let shown = wrapped.count().min(most);
    let mut row = at;
    for index in 0..shown {
        let range = wrapped.range(index);
        let last = index + 1 == shown && wrapped.count() > shown;
        let line = words.get(range).unwrap_or_default();
        if last {
            paint::line(buffer, paint::row(area, row), &format!("{} …", line.trim_end()), style);
        } else {
            paint::glyphs(buffer, one_row(area, row), sanitise::glyphs(line, 0), |_| style);
        }
        row += 1;
    }
    row
}

fn one_row(area: Rect, row: u16) -> Rect {
    let line = paint::row(area, row);
    if line.height == 0 { Rect { width: 0, ..line } } else { line }
}
