//! Draws the state of the reader. It reads and never decides: nothing here changes an
//! [`App`], and nothing of a document reaches the screen but through
//! [`sanitise`](crate::text::sanitise).

pub mod theme;

mod notes;
mod outline;
mod overlays;
mod paint;
mod status;
mod sweep;
mod text;
mod typing;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use self::theme::Theme;
use crate::app::App;
use crate::app::layout::{Area, Layout, Pane};
use crate::app::overlay::{Overlay, Question};
use crate::app::words::Word;

/// The least screen on which the panes are drawn, in columns and rows.
const LEAST: (u16, u16) = (12, 3);

/// Draws one frame. The work is proportional to the screen, not to the document.
pub fn draw(app: &App, theme: Theme, frame: &mut Frame<'_>) {
    let screen = frame.area();
    if screen.width < LEAST.0 || screen.height < LEAST.1 {
        paint::line(frame.buffer_mut(), screen, Word::TooSmall.text(), theme.plain());
        return;
    }
    let layout = within(app.layout(), screen);
    draw_panes(app, theme, &layout, frame);
    let cursor = draw_on_top(app, theme, &layout, frame);
    if let Some(position) = cursor.filter(|position| screen.contains(*position)) {
        frame.set_cursor_position(position);
    }
    sweep::sweep(frame.buffer_mut());
}

/// The layout, cut to the screen that there really is: between a resize and the next input the two
/// can differ.
fn within(layout: Layout, screen: Rect) -> Layout {
    let cut = |area: Area| {
        let rect = rect(area).intersection(screen);
        Area { x: rect.x, y: rect.y, width: rect.width, height: rect.height }
    };
    Layout {
        header: cut(layout.header),
        outline: cut(layout.outline),
        gutter: cut(layout.gutter),
        text: cut(layout.text),
        notes: cut(layout.notes),
        editor: cut(layout.editor),
        status: cut(layout.status),
    }
}

fn rect(area: Area) -> Rect {
    Rect { x: area.x, y: area.y, width: area.width, height: area.height }
}

fn draw_panes(app: &App, theme: Theme, layout: &Layout, frame: &mut Frame<'_>) {
    let buffer = frame.buffer_mut();
    outline::draw(app, theme, layout.outline, buffer);
    text::draw(app, theme, layout, buffer);
    notes::draw(app, theme, layout, buffer);
    status::header(app, theme, layout, buffer);
    separators(theme, layout, buffer);
}

fn separators(theme: Theme, layout: &Layout, buffer: &mut ratatui::buffer::Buffer) {
    let beside = |area: Area, x: u16| Rect { x, y: area.y, width: 1, height: area.height };
    if layout.outline.width > 0 && layout.text.width > 0 {
        let x = layout.outline.x + layout.outline.width;
        paint::vertical(buffer, beside(layout.outline, x), theme.faint());
    }
    if layout.notes.width > 0 && layout.text.width > 0 {
        paint::vertical(buffer, beside(layout.notes, layout.notes.x - 1), theme.faint());
    }
}

/// Draws the status line and what lies over the text; says where the cursor is.
fn draw_on_top(app: &App, theme: Theme, layout: &Layout, frame: &mut Frame<'_>) -> Option<Position> {
    let buffer = frame.buffer_mut();
    match app.overlay() {
        Some(Overlay::Prompt(prompt)) => typing::prompt(prompt, theme, layout, buffer),
        Some(Overlay::Note(note)) => {
            status::status(app, theme, layout.status, buffer);
            typing::note(app, note, theme, layout.editor, buffer)
        }
        Some(Overlay::Question(question)) => {
            if let Question::Abandon(note) = question {
                typing::note(app, note, theme, layout.editor, buffer);
            }
            typing::question(question, theme, layout.status, buffer);
            None
        }
        Some(Overlay::Help(help)) => {
            status::status(app, theme, layout.status, buffer);
            overlays::help(help, theme, buffer)
        }
        Some(Overlay::List(list)) => {
            status::status(app, theme, layout.status, buffer);
            overlays::list(app, list, theme, buffer)
        }
        Some(Overlay::Documents(choice)) => {
            status::status(app, theme, layout.status, buffer);
            overlays::documents(app, *choice, theme, buffer);
            None
        }
        Some(Overlay::Labels(labels)) => {
            status::status(app, theme, layout.status, buffer);
            text::labels(app, labels, theme, layout, buffer);
            None
        }
        None => {
            status::status(app, theme, layout.status, buffer);
            match app.panes().focus {
                Pane::Reader => text::cursor(app, layout),
                Pane::Outline | Pane::Notes => None,
            }
        }
    }
}
