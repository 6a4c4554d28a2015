//! The help and the list of annotations, which lie over the text.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::theme::{Theme, pen_letter};
use super::{notes, paint, typing};
use crate::app::App;
use crate::app::overlay::{Choice, Help, HelpLine, List};
use crate::app::words::{self, Word};
use crate::notes::{Annotation, Id, Place};

/// The widest box over the text, in columns.
const WIDEST: u16 = 100;
/// The columns of the keys in the help.
const KEYS: u16 = 26;

fn box_area(buffer: &Buffer) -> Rect {
    let screen = buffer.area;
    let width = screen.width.min(WIDEST);
    let height = screen.height.saturating_sub(2);
    Rect { x: (screen.width - width) / 2, y: u16::from(height > 0), width, height }
}

/// Draws the help; says where the cursor is while its filter is typed.
pub(super) fn help(help: &Help, theme: Theme, buffer: &mut Buffer) -> Option<Position> {
    let title = format!("{}: {}", Word::HelpTitle.text(), words::mode(help.mode).text());
    let inside = paint::boxed(buffer, box_area(buffer), &title, theme.plain());
    let lines = help.lines();
    if lines.is_empty() {
        paint::line(buffer, inside, Word::ListEmpty.text(), theme.faint());
    }
    let keys_width = if inside.width >= 2 * KEYS { KEYS } else { inside.width / 4 };
    for (row, entry) in (0..inside.height).zip(lines.iter().skip(help.top)) {
        let line = paint::row(inside, row);
        match entry {
            HelpLine::Blank => {}
            HelpLine::Heading(word) => {
                paint::line(buffer, line, word.text(), theme.title());
            }
            HelpLine::Keys(keys, what) => {
                paint::line(
                    buffer,
                    Rect { width: keys_width.saturating_sub(1), ..line },
                    keys,
                    theme.strong(),
                );
                paint::line(buffer, paint::from(line, line.x + keys_width), what, theme.plain());
            }
        }
    }
    typing::filter(&help.filter, theme, bottom(buffer), buffer)
}

/// The lower edge of the box.
fn bottom(buffer: &Buffer) -> Rect {
    let area = box_area(buffer);
    let y = area.y + area.height.saturating_sub(1);
    Rect { x: area.x + 2, y, width: area.width.saturating_sub(4), height: 1.min(area.height) }
}

/// Draws the list of annotations; says where the cursor is while its filter is typed.
pub(super) fn list(app: &App, list: &List, theme: Theme, buffer: &mut Buffer) -> Option<Position> {
    let title = format!("{} ({})", Word::Notes.text(), list.entries.len());
    let inside = paint::boxed(buffer, box_area(buffer), &title, theme.plain());
    if list.entries.is_empty() {
        let word = if app.store().is_empty() { Word::NoNotesYet } else { Word::ListEmpty };
        notes::rows(buffer, inside, 0, word.text(), theme.faint(), usize::from(inside.height));
    }
    for (row, (index, id)) in
        (0..inside.height / 2).zip(list.entries.iter().enumerate().skip(list.choice.top))
    {
        let entry = Rect { y: inside.y + row * 2, height: 2, ..inside };
        draw_entry(app, *id, theme, entry, buffer);
        if index == list.choice.selected {
            buffer.set_style(entry, theme.selected());
        }
    }
    typing::filter(&list.filter, theme, bottom(buffer), buffer)
}

/// Draws the list of documents.
pub(super) fn documents(app: &App, choice: Choice, theme: Theme, buffer: &mut Buffer) {
    let inside = paint::boxed(buffer, box_area(buffer), Word::Documents.text(), theme.plain());
    for (row, (index, name)) in (0..inside.height).zip(app.documents().iter().enumerate().skip(choice.top)) {
        let entry = paint::row(inside, row);
        paint::line(buffer, entry, name, theme.plain());
        if index == choice.selected {
            buffer.set_style(entry, theme.selected());
        }
    }
}

/// Two rows: pen, place and quote; then the note and the tags.
fn draw_entry(app: &App, id: Id, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let (Some(annotation), Some(place)) = (app.store().get(id), app.store().place(id)) else { return };
    let first = paint::row(area, 0);
    let letter = pen_letter(annotation.pen()).to_string();
    let x = paint::line(buffer, first, &letter, theme.pen(annotation.pen()).patch(theme.strong()));
    let x = paint::line(buffer, paint::from(first, x + 1), &whereabouts(app, place), theme.faint());
    paint::line(buffer, paint::from(first, x + 1), annotation.quote(), theme.plain());
    let second = paint::row(area, 1);
    let (words, style) = match place {
        Place::Orphan { reason } => (format!("{reason}  {}", details(annotation)), theme.warning()),
        Place::Exact(_) | Place::Moved { .. } | Place::Document => (details(annotation), theme.plain()),
    };
    paint::line(buffer, paint::from(second, second.x + 2), &words, style);
}

fn details(annotation: &Annotation) -> String {
    let tags = annotation.tags().iter().map(|tag| format!("#{tag} "));
    tags.chain([annotation.note().to_owned()]).collect()
}

/// `§1 ¶12`, or why there is no such thing; `~` where the passage had moved.
fn whereabouts(app: &App, place: &Place) -> String {
    let (span, sign) = match place {
        Place::Exact(span) => (span, ""),
        Place::Moved { span, .. } => (span, "~ "),
        Place::Orphan { .. } => return format!("✗ {}:", Word::Orphan.text()),
        Place::Document => return Word::OnDocument.text().to_owned(),
    };
    let doc = app.document();
    let mut parts = Vec::new();
    let section = doc.sections().get(doc.section_at(span.start())).filter(|s| !s.label.is_empty());
    parts.extend(section.map(|section| format!("§{}", section.printed_label())));
    let paragraph = doc.paragraphs().get(doc.paragraph_at(span.start()));
    parts.extend(paragraph.and_then(|p| p.number).map(|number| format!("¶{number}")));
    format!("{sign}{}", parts.join(" "))
}
