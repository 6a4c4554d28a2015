//! The text pane: rows of the document, cut by highlights, matches and the selection, and the
//! gutter with paragraph numbers and the letters of pens.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::theme::{Theme, pen_letter};
use super::{paint, rect};
use crate::app::App;
use crate::app::layout::Layout;
use crate::app::overlay::Labels;
use crate::app::words::{Word, say};
use crate::notes::Placed;
use crate::text::Paragraph;
use crate::text::direction::Direction;
use crate::text::flow::{Line, Row};
use crate::text::sanitise::{Glyph, Kind};

/// One row of the screen with the document's bytes on it.
struct ScreenRow {
    y: u16,
    row: Row,
    range: Range<usize>,
}

/// Draws the gutter and the text.
pub(super) fn draw(app: &App, theme: Theme, layout: &Layout, buffer: &mut Buffer) {
    draw_folded(app, theme, layout, buffer);
    let rows = screen_rows(app, layout);
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
    let marks: Vec<&Placed> = app.store().overlapping(first.range.start..last.range.end).collect();
    let selection = app.selected_range();
    for row in &rows {
        let here: Vec<&Placed> =
            marks.iter().copied().filter(|mark| mark.span.overlaps(&row.range)).collect();
        draw_row(app, theme, layout, buffer, row, &here, selection.as_ref());
        draw_gutter(app, theme, layout, buffer, row, &here);
    }
}

/// The rows of text on the screen, from the top.
fn screen_rows(app: &App, layout: &Layout) -> Vec<ScreenRow> {
    let numbered = (layout.text.y..).zip(app.lines());
    let rows = numbered.filter_map(|(y, line)| match line {
        Line::Text { row, range } => Some(ScreenRow { y, row, range }),
        Line::Folded { .. } | Line::Gap { .. } => None,
    });
    rows.take_while(|row| row.y < layout.text.y + layout.text.height).collect()
}

/// Says of each run that is folded away how much it is.
fn draw_folded(app: &App, theme: Theme, layout: &Layout, buffer: &mut Buffer) {
    let text = rect(layout.text);
    let selection = app.selected_range();
    for (y, line) in (text.y..text.bottom()).zip(app.lines()) {
        let Line::Folded { range, paragraphs, .. } = line else { continue };
        let words = match paragraphs {
            1 => Word::OneFolded.text().to_owned(),
            paragraphs => say(Word::SomeFolded, &[&paragraphs.to_string()]),
        };
        let selected = selection.as_ref().is_some_and(|s| s.start < range.end && range.start < s.end);
        let style = if selected { theme.selected() } else { theme.faint() };
        paint::line(buffer, Rect { y, height: 1, ..text }, &words, style);
    }
}

fn paragraph_of<'a>(app: &'a App, row: &ScreenRow) -> Option<&'a Paragraph> {
    app.document().paragraphs().get(row.row.paragraph)
}

fn draw_row(
    app: &App,
    theme: Theme,
    layout: &Layout,
    buffer: &mut Buffer,
    row: &ScreenRow,
    marks: &[&Placed],
    selection: Option<&Range<usize>>,
) {
    let Some(paragraph) = paragraph_of(app, row) else { return };
    let Some(words) = app.document().text().get(row.range.clone()) else { return };
    let base = theme.role(paragraph.role);
    let found = app.search().matches_in(&row.range);
    let hanging = row.range.start + words.trim_end().len();
    let style = |glyph: &Glyph<'_>| {
        let at = row.range.start + glyph.start;
        if at >= hanging {
            return base;
        }
        let mut style = base;
        if let Some(mark) = innermost(marks, at) {
            style = style.patch(theme.pen(app.store().get(mark.id).and_then(|found| found.pen())));
        }
        if found.iter().any(|range| range.contains(&at)) {
            style = style.patch(theme.found());
        }
        if selection.is_some_and(|range| range.contains(&at)) {
            style = style.patch(theme.selected());
        }
        match glyph.kind {
            Kind::Picture => style.patch(theme.faint()),
            Kind::Plain | Kind::Hidden | Kind::Break => style,
        }
    };
    let (indent, glyphs) = app.flow().painted(app.document(), row.row);
    let area = Rect { y: row.y, height: 1, ..rect(layout.text) };
    let start = area.x.saturating_add(u16::try_from(indent).unwrap_or(u16::MAX));
    paint::glyphs(buffer, paint::from(area, start), glyphs, style);
}

fn innermost<'a>(marks: &[&'a Placed], at: usize) -> Option<&'a Placed> {
    let here = marks.iter().copied().filter(|mark| mark.span.contains(at));
    here.min_by_key(|mark| mark.span.end() - mark.span.start())
}

/// The paragraph's number on its first row, then the letter of the pen of what begins on the row,
/// and a dot where that has a note.
fn draw_gutter(
    app: &App,
    theme: Theme,
    layout: &Layout,
    buffer: &mut Buffer,
    row: &ScreenRow,
    marks: &[&Placed],
) {
    let area = Rect { y: row.y, height: 1, ..rect(layout.gutter) };
    let marks_width = if area.width >= 7 { 3 } else { 1 };
    let number_width = area.width.saturating_sub(marks_width + 1);
    if let Some(paragraph) = paragraph_of(app, row).filter(|_| row.row.row == 0)
        && let Some(number) = paragraph.number
    {
        let style = if paragraph.printed { theme.plain() } else { theme.faint() };
        let number = format!("{number:>width$}", width = usize::from(number_width));
        paint::line(buffer, Rect { width: number_width, ..area }, &number, style);
    }
    let beginning = marks.iter().copied().filter(|mark| row.range.contains(&mark.span.start()));
    if let Some(mark) =
        beginning.max_by_key(|mark| app.store().get(mark.id).is_some_and(|a| !a.note().is_empty()))
        && let Some(annotation) = app.store().get(mark.id)
    {
        let letter = pen_letter(annotation.pen());
        let left = area.x + number_width + u16::from(marks_width > 1);
        let right = mirrored(app, layout, buffer, row);
        let style = theme.pen(annotation.pen()).patch(theme.strong());
        paint::line(buffer, Rect { x: right.unwrap_or(left), width: 1, ..area }, &letter.to_string(), style);
        if marks_width > 1 && !annotation.note().is_empty() {
            paint::line(buffer, Rect { x: left + 1, width: 1, ..area }, "•", theme.plain());
        }
    }
}

/// The column right of the text, where a row that runs to the left begins, if it is free.
fn mirrored(app: &App, layout: &Layout, buffer: &Buffer, row: &ScreenRow) -> Option<u16> {
    let right = layout.text.x + layout.text.width;
    let end = if layout.notes.width > 0 { layout.notes.x.saturating_sub(1) } else { buffer.area.right() };
    match app.flow().direction(app.document(), row.row.paragraph) {
        Direction::RightToLeft if right < end => Some(right),
        Direction::RightToLeft | Direction::LeftToRight => None,
    }
}

/// Draws the labels over the beginnings of their sentences.
pub(super) fn labels(app: &App, labels: &Labels, theme: Theme, layout: &Layout, buffer: &mut Buffer) {
    let rows = screen_rows(app, layout);
    let Some(first) = rows.first() else { return };
    for (label, span) in labels.open() {
        let start = span.start().max(first.range.start);
        if let Some(position) = place(app, layout, &rows, start) {
            let rest = label.get(labels.typed.len()..).unwrap_or_default();
            let text = rect(layout.text);
            let area = paint::from(Rect { y: position.y, height: 1, ..text }, position.x);
            paint::line(buffer, area, rest, theme.label());
        }
    }
}

/// Where the cursor stands on the screen, if it does.
pub(super) fn cursor(app: &App, layout: &Layout) -> Option<Position> {
    place(app, layout, &screen_rows(app, layout), app.reader().cursor())
}

fn place(app: &App, layout: &Layout, rows: &[ScreenRow], offset: usize) -> Option<Position> {
    let row = rows.iter().find(|row| row.range.contains(&offset))?;
    let column = app.flow().column_of(app.document(), row.row, offset);
    let column = u16::try_from(column).ok()?.min(layout.text.width.saturating_sub(1));
    Some(Position { x: layout.text.x + column, y: row.y })
}
