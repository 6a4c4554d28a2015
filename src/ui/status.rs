//! The line at the top with the titles of the panes, and the status line at the bottom.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::theme::Theme;
use super::{paint, rect};
use crate::app::layout::{Area, Layout, Pane};
use crate::app::overlay::Overlay;
use crate::app::words::{self, Word, say};
use crate::app::{App, Keeping, Tone};
use crate::text::{Role, sanitise};

/// Draws the titles of the panes.
pub(super) fn header(app: &App, theme: Theme, layout: &Layout, buffer: &mut Buffer) {
    let top = rect(layout.header);
    let focus = app.panes().focus;
    let style = |pane| if pane == focus { theme.strong() } else { theme.faint() };
    let above = |area: Area| Rect { x: area.x, width: area.width, ..top };
    paint::line(buffer, above(layout.outline), Word::Outline.text(), style(Pane::Outline));
    if layout.text.width > 0 {
        let title = header_title(app);
        let area = Rect { x: layout.text.x, width: layout.text.width, ..top };
        let x = paint::line(buffer, area, title, style(Pane::Reader));
        let rest = paint::from(area, x);
        let room = usize::from(rest.width);
        let mut dates = header_dates(app).map(|date| format!(" · {date}"));
        if let Some(date) = dates.find(|date| sanitise::columns(date) <= room) {
            paint::line(buffer, rest, &date, theme.faint());
        }
    }
    let notes = above(layout.notes);
    paint::line(buffer, paint::from(notes, notes.x + 1), Word::Notes.text(), style(Pane::Notes));
}

/// The title of the document; its file's name while the title itself is on the screen.
fn header_title(app: &App) -> &str {
    let doc = app.document();
    let title = doc.paragraphs().iter().take(20).find(|paragraph| paragraph.role == Role::Title);
    let shows_title = title.is_some_and(|title| app.reader().top() <= title.content.start);
    doc.title().filter(|_| !shows_title).unwrap_or(app.name())
}

/// The date of the document as printed, then in figures; none while the title is on the screen.
fn header_dates(app: &App) -> impl Iterator<Item = &str> {
    let shown = app.document().title() == Some(header_title(app));
    let meta = shown.then(|| app.document().meta());
    let dates = meta.map(|meta| [meta.date.as_deref(), meta.date_iso.as_deref()]);
    dates.into_iter().flatten().flatten().filter(|date| date.chars().count() <= 40)
}

/// Draws the status line: mode, place, what is safe, and the keys that most likely come next; or
/// the message that there is.
pub(super) fn status(app: &App, theme: Theme, area: Area, buffer: &mut Buffer) {
    let line = rect(area);
    if line.height == 0 {
        return;
    }
    let mode = format!(" {} ", mode_word(app).text());
    let after_mode = paint::line(buffer, line, &mode, theme.mode());
    let mut rest = paint::from(line, after_mode + 1);
    let pending = app.pending();
    if !pending.is_empty() {
        let x = paint::line(buffer, rest, &pending, theme.strong());
        rest = paint::from(line, x + 1);
    }
    if let Some((tone, message)) = app.message() {
        let style = match tone {
            Tone::Plain => theme.plain(),
            Tone::Warning => theme.warning(),
        };
        paint::line(buffer, rest, message, style);
        return;
    }
    if app.overlay().is_some() {
        paint::line(buffer, rest, hint(app).text(), theme.faint());
        return;
    }
    let (kept, kept_style) = keeping(app, theme);
    let room = usize::from(rest.width).saturating_sub(sanitise::columns(kept) + 2);
    let x = paint::line(buffer, rest, &place(app, room), theme.plain());
    let x = paint::line(buffer, paint::from(line, x + 2), kept, kept_style);
    right_aligned(buffer, paint::from(line, x + 2), hint(app).text(), theme.faint());
}

fn mode_word(app: &App) -> Word {
    match app.overlay() {
        Some(Overlay::Note(_)) => Word::ModeNote,
        Some(Overlay::Prompt(_)) => Word::ModePrompt,
        Some(Overlay::Labels(_)) => Word::ModeLabel,
        Some(Overlay::Question(_)) => Word::ModeQuestion,
        Some(Overlay::Help(_) | Overlay::List(_) | Overlay::Documents(_)) | None => words::mode(app.mode()),
    }
}

fn keeping(app: &App, theme: Theme) -> (&'static str, Style) {
    if !app.is_complete() {
        return (Word::Loading.text(), theme.faint());
    }
    match app.keeping() {
        Keeping::Saved => (Word::Saved.text(), theme.faint()),
        Keeping::Unsaved(_) => (Word::Unsaved.text(), theme.warning()),
        Keeping::ReadOnly(_) => (Word::ReadOnly.text(), theme.warning()),
    }
}

/// `§1 ¶12  34 %  3 notes  6 min left`, as much of it as `room` columns hold: where there is little,
/// the time goes first.
fn place(app: &App, room: usize) -> String {
    let mut parts = vec![whereabouts(app), format!("{} %", app.progress())];
    parts.extend(note_count(app));
    parts.push(match app.minutes_left() {
        0 => Word::LastMinute.text().to_owned(),
        minutes => say(Word::MinutesLeft, &[&minutes.to_string()]),
    });
    parts.retain(|part| !part.is_empty());
    while parts.len() > 1 && sanitise::columns(&parts.join("  ")) > room {
        parts.pop();
    }
    parts.join("  ")
}

fn note_count(app: &App) -> Option<String> {
    let lost = app.orphans();
    if lost > 0 {
        return Some(say(Word::NotFoundCount, &[&lost.to_string()]));
    }
    match app.store().len() {
        0 => None,
        1 => Some(Word::OneNote.text().to_owned()),
        notes => Some(say(Word::NoteCount, &[&notes.to_string()])),
    }
}

/// `§1 ¶12`.
fn whereabouts(app: &App) -> String {
    const TITLE_COLUMNS: usize = 18;
    let (doc, cursor) = (app.document(), app.reader().cursor());
    let mut parts = Vec::new();
    if let Some(section) = doc.sections().get(doc.section_at(cursor)).filter(|s| s.kind.has_heading()) {
        let name = if section.label.is_empty() { section.title.clone() } else { section.printed_label() };
        parts.push(format!("§{}", sanitise::clip(&name, TITLE_COLUMNS)));
    }
    if let Some(number) = doc.paragraphs().get(doc.paragraph_at(cursor)).and_then(|p| p.number) {
        parts.push(format!("¶{number}"));
    }
    parts.join(" ")
}

/// The keys that most likely come next.
fn hint(app: &App) -> Word {
    match app.overlay() {
        Some(Overlay::Note(_)) => Word::HintNote,
        Some(Overlay::Labels(_)) => Word::HintLabel,
        Some(Overlay::List(list)) if list.filter.typing => Word::HintFilter,
        Some(Overlay::Help(help)) if help.filter.typing => Word::HintFilter,
        _ => words::hint(app.mode()),
    }
}

/// Words at the right end, where they fit whole.
fn right_aligned(buffer: &mut Buffer, area: Rect, words: &str, style: Style) {
    let width = u16::try_from(sanitise::columns(words)).unwrap_or(u16::MAX);
    if width <= area.width {
        paint::line(buffer, paint::from(area, area.x + area.width - width), words, style);
    }
}
