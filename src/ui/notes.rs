//! The margin: the annotations of what is on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::theme::{Theme, pen_letter};
use super::{paint, rect};
use crate::app::App;
use crate::app::layout::{Layout, Pane};
use crate::app::margin::{self, Beside};
use crate::app::words::{Word, say};
use crate::notes::Annotation;
use crate::text::{Breaks, sanitise, wrap};

/// Draws the margin.
pub(super) fn draw(app: &App, theme: Theme, layout: &Layout, buffer: &mut Buffer) {
    let whole = rect(layout.notes);
    if whole.width < 4 {
        return;
    }
    let area = Rect { x: whole.x + 1, width: whole.width - 1, ..whole };
    let free = attention(app, theme, area, buffer);
    let margin = app.margin();
    if margin.beside.is_empty() {
        let word = match (app.store().placed().is_empty(), app.orphans()) {
            (true, 0) => Word::NoNotesYet,
            (true, _) => Word::AllOrphans,
            (false, _) => Word::NoNotesHere,
        };
        rows(buffer, area, free, word.text(), theme.faint(), usize::from(area.height));
    }
    for beside in &margin.beside {
        if let Some(annotation) = app.store().get(beside.id) {
            draw_beside(app, theme, annotation, *beside, area, buffer);
        }
    }
    if margin.more > 0 {
        let more = say(Word::NoteHidden, &[&margin.more.to_string()]);
        paint::line(buffer, paint::row(area, area.height.saturating_sub(1)), &more, theme.faint());
    }
}

/// Says how many annotations stand nowhere in the text; returns the next free row.
fn attention(app: &App, theme: Theme, area: Rect, buffer: &mut Buffer) -> u16 {
    let orphans = app.orphans();
    if orphans == 0 {
        return 0;
    }
    let line = format!("{} ({orphans}): ga", Word::NeedsAttention.text());
    paint::line(buffer, paint::row(area, 0), &line, theme.warning());
    2
}

/// One annotation: pen and tags, then the note, or the passage where there is none.
fn draw_beside(
    app: &App,
    theme: Theme,
    annotation: &Annotation,
    beside: Beside,
    area: Rect,
    buffer: &mut Buffer,
) {
    let line = paint::row(area, beside.row);
    let letter = pen_letter(annotation.pen()).to_string();
    let x = paint::line(buffer, line, &letter, theme.pen(annotation.pen()).patch(theme.strong()));
    let mut label = format!(" {}", annotation.pen().unwrap_or_default());
    for tag in annotation.tags() {
        label.push_str(" #");
        label.push_str(tag);
    }
    paint::line(buffer, paint::from(line, x), &label, theme.faint());
    if app.annotation_here() == Some(beside.id) {
        let focused = app.panes().focus == Pane::Notes;
        buffer.set_style(line, if focused { theme.selected() } else { theme.strong() });
    }
    let style = if annotation.note().is_empty() { theme.faint() } else { theme.plain() };
    rows(buffer, area, beside.row + 1, margin::words(annotation), style, usize::from(beside.words));
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
