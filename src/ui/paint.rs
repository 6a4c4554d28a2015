//! The brushes: the only place where words become cells.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::sanitise::{self, Glyph};

/// Paints glyphs from the left of `area`, each in the style that `style` gives it; returns the
/// column after the last one. What does not fit is left out.
pub(super) fn glyphs<'a>(
    buffer: &mut Buffer,
    area: Rect,
    glyphs: impl Iterator<Item = Glyph<'a>>,
    style: impl Fn(&Glyph<'a>) -> Style,
) -> u16 {
    let right = area.x.saturating_add(area.width);
    let mut x = area.x;
    for glyph in glyphs {
        let width = u16::try_from(glyph.width).unwrap_or(u16::MAX);
        if x.saturating_add(width) > right {
            break;
        }
        if width > 0 {
            buffer.set_stringn(x, area.y, &glyph.text, glyph.width, style(&glyph));
            x += width;
        }
    }
    x
}

/// Paints one line of words that may come from anywhere, cut with `…` where it does not fit;
/// returns the column after it.
pub(super) fn line(buffer: &mut Buffer, area: Rect, words: &str, style: Style) -> u16 {
    if area.height == 0 || area.width == 0 {
        return area.x;
    }
    let clipped = sanitise::clip(words, usize::from(area.width));
    let (x, _) = buffer.set_stringn(area.x, area.y, &clipped, usize::from(area.width), style);
    x
}

/// The part of `area` from column `x` on.
pub(super) fn from(area: Rect, x: u16) -> Rect {
    let right = area.x.saturating_add(area.width);
    let x = x.clamp(area.x, right);
    Rect { x, width: right - x, ..area }
}

/// One row of `area`, counted from its top; empty below its end.
pub(super) fn row(area: Rect, row: u16) -> Rect {
    let height = u16::from(row < area.height);
    Rect { y: area.y + row.min(area.height), height, ..area }
}

/// A vertical line.
pub(super) fn vertical(buffer: &mut Buffer, area: Rect, style: Style) {
    for y in area.y..area.y.saturating_add(area.height) {
        line(buffer, Rect { y, height: 1, ..area }, "│", style);
    }
}

/// Empties an area.
pub(super) fn clear(buffer: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(buffer.area);
    let blank = " ".repeat(usize::from(area.width));
    for y in area.y..area.y.saturating_add(area.height) {
        buffer.set_stringn(area.x, y, &blank, usize::from(area.width), Style::reset().patch(style));
    }
}

/// A box with a title, emptied; returns what is inside.
pub(super) fn boxed(buffer: &mut Buffer, area: Rect, title: &str, style: Style) -> Rect {
    let area = area.intersection(buffer.area);
    clear(buffer, area, Style::new());
    if area.width < 4 || area.height < 3 {
        return area;
    }
    let across = "─".repeat(usize::from(area.width - 2));
    let last = area.y + area.height - 1;
    line(buffer, row(area, 0), &format!("┌{across}┐"), style);
    line(buffer, Rect { y: last, height: 1, ..area }, &format!("└{across}┘"), style);
    let title_area = Rect { x: area.x + 2, y: area.y, width: area.width - 4, height: 1 };
    line(buffer, title_area, &format!(" {title} "), style.patch(Style::new().bold()));
    let side = Rect { y: area.y + 1, width: 1, height: area.height - 2, ..area };
    vertical(buffer, side, style);
    vertical(buffer, Rect { x: area.x + area.width - 1, ..side }, style);
    Rect { x: area.x + 2, y: area.y + 1, width: area.width - 4, height: area.height - 2 }
}
