//! The outline pane: the tree of sections with the count of notes in each.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::Theme;
use super::{paint, rect};
use crate::app::App;
use crate::app::layout::{Area, Pane};
use crate::app::outline::{self, has_children};
use crate::app::words;

/// Draws the outline.
pub(super) fn draw(app: &App, theme: Theme, area: Area, buffer: &mut Buffer) {
    if area.width == 0 {
        return;
    }
    let (doc, outline) = (app.document(), &app.panes().outline);
    let current = doc.section_at(app.reader().cursor());
    let visible = outline.visible(doc, usize::from(area.height));
    for (row, index) in (0..).zip(&visible) {
        let line = paint::row(rect(area), row);
        let focused = app.panes().focus == Pane::Outline && *index == outline.selected();
        draw_entry(app, theme, *index, line, buffer);
        if focused {
            buffer.set_style(line, theme.selected());
        } else if *index == outline.selected() && stands_for(app, *index, current) {
            buffer.set_style(line, theme.strong());
        }
    }
}

/// Whether the entry is the current section, or a folded one that holds it.
fn stands_for(app: &App, entry: usize, current: usize) -> bool {
    entry == current || (app.panes().outline.is_folded(entry) && entry < current)
}

fn draw_entry(app: &App, theme: Theme, index: usize, area: Rect, buffer: &mut Buffer) {
    let Some(section) = app.document().sections().get(index) else { return };
    let folded = app.panes().outline.is_folded(index);
    let sign = match (has_children(app.document(), index), folded) {
        (true, true) => "▸",
        (true, false) => "▾",
        (false, _) => " ",
    };
    let indent = usize::from(section.level.saturating_sub(1)) * 2;
    let title = format!("{}{sign} {}", " ".repeat(indent.min(12)), words::section(section));
    let end = if folded { outline::end_of_branch(app.document(), index) } else { section.end };
    let notes = app.store().overlapping(section.start..end).count();
    let count = if notes == 0 { String::new() } else { format!("●{notes}") };
    let count_width = u16::try_from(crate::text::sanitise::columns(&count)).unwrap_or(0);
    let style = if section.kind.has_heading() { theme.plain() } else { theme.faint() };
    let title_area = Rect { width: area.width.saturating_sub(count_width + 1), ..area };
    paint::line(buffer, title_area, &title, style);
    let x = area.x + area.width.saturating_sub(count_width);
    paint::line(buffer, paint::from(area, x), &count, theme.plain());
}
