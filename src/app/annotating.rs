//! Highlights, notes and tags.

use super::buffer::Buffer;
use super::layout::Pane;
use super::overlay::{Note, Overlay, Purpose, Target};
use super::words::{Word, say};
use super::{App, Effect, Keeping};
use crate::notes::{Annotation, Change, ChangeKind, Draft, Id, Moment, Placed, Snapshot, pen};
use crate::text::{Span, sentence};

/// What the name of an export ends in unless the reader types another.
pub const EXPORTED: &str = ".notes.md";
/// Most bytes that terminals take for their clipboard.
pub const CLIPBOARD_BYTES: usize = 74_000;

/// Which annotations a jump stops at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Any,
    WithNote,
}

impl App {
    /// Whether notes can be written now; tells the reader why not.
    pub(super) fn writable(&mut self) -> bool {
        if !self.complete {
            self.warn(Word::StillLoading.text().to_owned());
            return false;
        }
        if let Keeping::ReadOnly(why) = &self.keeping {
            let message = say(Word::ReadOnlyNotes, &[why]);
            self.warn(message);
            return false;
        }
        true
    }

    /// The innermost annotation at the cursor.
    #[must_use]
    pub fn annotation_here(&self) -> Option<Id> {
        let at = self.reader.cursor();
        let here = self.store.overlapping(at..at + 1);
        here.min_by_key(|placed| placed.span.end() - placed.span.start()).map(|placed| placed.id)
    }

    /// The annotation that covers exactly `span`.
    fn annotation_on(&self, span: Span) -> Option<Id> {
        self.store.overlapping(span.range()).find(|placed| placed.span == span).map(|placed| placed.id)
    }

    /// The selection, else the sentence under the cursor.
    fn passage(&self) -> Option<Span> {
        match self.reader.selection() {
            Some(_) => self.reader.selected(self.view()),
            None => sentence::sentence_at(&self.doc, self.reader.cursor()),
        }
    }

    pub(super) fn passage_or_say(&mut self) -> Option<Span> {
        let passage = self.passage();
        if passage.is_none() {
            self.warn(Word::NothingSelected.text().to_owned());
        }
        passage
    }

    /// Draws over the passage; where it is an annotation already, changes its pen.
    pub(super) fn draw_with(&mut self, digit: u8, now: &Moment) -> Option<Effect> {
        let pen = pen::numbered(digit)?;
        if !self.writable() {
            return None;
        }
        let span = self.passage_or_say()?;
        self.pen = digit;
        if let Some(id) = self.annotation_on(span) {
            self.store.set_pen(id, Some(pen.name.to_owned()), now);
            self.tell(say(Word::PenChanged, &[pen.name]));
        } else {
            self.add(span, String::new(), Vec::new(), now);
            let quote = self.short_quote(span);
            self.tell(say(Word::Highlighted, &[pen.name, &quote]));
        }
        self.reader.deselect();
        Some(Effect::Save)
    }

    pub(super) fn short_quote(&self, span: Span) -> String {
        const SHOWN: usize = 32;
        crate::text::sanitise::clip(self.doc.quote(span), SHOWN)
    }

    fn add(&mut self, span: Span, note: String, tags: Vec<String>, now: &Moment) -> Id {
        let pen = pen::numbered(self.pen).map(|pen| pen.name.to_owned());
        let draft = Draft { span: Some(span), pen, note, tags, snapshot: Snapshot::Keep };
        self.store.add(&self.doc, draft, now)
    }

    /// Enter: opens what is under the cursor or in the list, goes to a section, or highlights.
    pub(super) fn open(&mut self, now: &Moment) -> Option<Effect> {
        if let Some(Overlay::Documents(choice)) = self.overlay {
            self.overlay = None;
            return (choice.selected != self.document).then_some(Effect::Open(choice.selected));
        }
        if let Some(Overlay::List(list)) = &self.overlay {
            let chosen = list.chosen();
            self.overlay = None;
            self.go_to_annotation(chosen?);
            return None;
        }
        match self.panes.focus {
            Pane::Outline => {
                self.go_to_section(self.panes.outline.selected());
                None
            }
            Pane::Notes => {
                self.edit_here();
                None
            }
            Pane::Reader if self.reader.selection().is_some() => self.draw_with(self.pen, now),
            Pane::Reader => match self.annotation_here() {
                Some(id) => {
                    self.edit(id);
                    None
                }
                None => self.draw_with(self.pen, now),
            },
        }
    }

    pub(super) fn go_to_section(&mut self, section: usize) {
        let start = self.doc.sections().get(section).map(|section| section.paragraphs.start);
        let paragraph = start.and_then(|index| self.doc.paragraphs().get(index));
        if let Some(offset) = paragraph.map(|paragraph| paragraph.content.start) {
            self.panes.focus = Pane::Reader;
            self.refit();
            self.jump_to(offset);
            self.with_view(|reader, view| reader.place_cursor_row(view, 0));
        }
    }

    /// Goes to where an annotation stands; one that stands nowhere opens.
    pub(super) fn go_to_annotation(&mut self, id: Id) {
        match self.store.place(id).and_then(crate::notes::Place::span) {
            Some(span) => self.leave_panes_and_jump(span.start()),
            None => self.edit(id),
        }
    }

    /// Goes to a place in the text, which then has the keys, unless the notes lead through it.
    pub(super) fn leave_panes_and_jump(&mut self, offset: usize) {
        if self.panes.focus == Pane::Outline {
            self.focus(Pane::Reader);
        }
        self.jump_to(offset);
    }

    /// `a`: a note on the selection, on the annotation under the cursor, or on the sentence.
    pub(super) fn annotate(&mut self) {
        if !self.writable() {
            return;
        }
        if self.reader.selection().is_none()
            && let Some(id) = self.annotation_here()
        {
            return self.edit(id);
        }
        let Some(span) = self.passage_or_say() else { return };
        match self.annotation_on(span) {
            Some(id) => self.edit(id),
            None => self.write(Target::Passage(span), String::new()),
        }
    }

    fn edit_here(&mut self) {
        match self.annotation_here() {
            Some(id) => self.edit(id),
            None => self.tell(Word::NothingHere.text().to_owned()),
        }
    }

    pub(super) fn edit(&mut self, id: Id) {
        if let Some(annotation) = self.store.get(id) {
            let note = all_versions(annotation);
            self.write(Target::Existing(id), note);
        }
    }

    fn write(&mut self, target: Target, original: String) {
        let buffer = Buffer::new(&original);
        self.overlay = Some(Overlay::Note(Note { target, buffer, original }));
        self.refit();
    }

    /// Keeps what was typed of a note.
    pub(super) fn keep_note(&mut self, note: &Note, now: &Moment) -> Option<Effect> {
        self.overlay = None;
        self.reader.deselect();
        self.refit();
        let text = note.buffer.text().trim_end().to_owned();
        let unchanged = text == note.original.trim_end();
        if !unchanged && !self.writable() {
            self.overlay = Some(Overlay::Note(note.clone()));
            self.refit();
            return None;
        }
        let changed = match note.target {
            Target::Existing(id) => text != note.original.trim_end() && self.store.set_note(id, text, now),
            Target::Passage(_) if text.is_empty() => {
                self.tell(Word::NothingWritten.text().to_owned());
                return None;
            }
            Target::Passage(span) => {
                self.add(span, text, Vec::new(), now);
                true
            }
        };
        if !changed {
            return None;
        }
        let emptied = note.buffer.text().trim_end().is_empty();
        self.tell(if emptied { Word::NoteEmptied } else { Word::NoteKept }.text().to_owned());
        Some(Effect::Save)
    }

    pub(super) fn tag(&mut self) {
        if !self.writable() {
            return;
        }
        let here = if self.reader.selection().is_none() { self.annotation_here() } else { None };
        let target = match here {
            Some(id) => Target::Existing(id),
            None => match self.passage_or_say() {
                Some(span) => self.annotation_on(span).map_or(Target::Passage(span), Target::Existing),
                None => return,
            },
        };
        let tags = match target {
            Target::Existing(id) => self.store.get(id).map(tag_line).unwrap_or_default(),
            Target::Passage(_) => String::new(),
        };
        self.prompt(Purpose::Tags(target), &tags);
    }

    /// Keeps the tags that were typed.
    pub(super) fn keep_tags(&mut self, target: &Target, typed: &str, now: &Moment) -> Option<Effect> {
        let tags = parse_tags(typed);
        self.reader.deselect();
        let changed = match *target {
            Target::Existing(id) if self.store.get(id).map(tag_line).as_deref() == Some(typed) => false,
            Target::Existing(id) => self.store.set_tags(id, tags, now),
            Target::Passage(_) if tags.is_empty() => false,
            Target::Passage(span) => {
                self.add(span, String::new(), tags, now);
                true
            }
        };
        if !changed {
            return None;
        }
        self.tell(Word::Tagged.text().to_owned());
        Some(Effect::Save)
    }

    pub(super) fn delete(&mut self, now: &Moment) -> Option<Effect> {
        if !self.writable() {
            return None;
        }
        let id = match &self.overlay {
            Some(Overlay::List(list)) => list.chosen(),
            _ => self.annotation_here(),
        };
        let Some(id) = id else {
            self.tell(Word::NothingHere.text().to_owned());
            return None;
        };
        if !self.store.remove(id, now) {
            self.tell(Word::NothingHere.text().to_owned());
            return None;
        }
        self.refresh_list();
        self.tell(Word::Deleted.text().to_owned());
        Some(Effect::Save)
    }

    pub(super) fn undo(&mut self, now: &Moment) -> Option<Effect> {
        if !self.writable() {
            return None;
        }
        let change = self.store.undo(&self.doc, now);
        self.show_change(change, Word::NothingToUndo, undone)
    }

    pub(super) fn redo(&mut self, now: &Moment) -> Option<Effect> {
        if !self.writable() {
            return None;
        }
        let change = self.store.redo(&self.doc, now);
        self.show_change(change, Word::NothingToRedo, redone)
    }

    fn show_change(
        &mut self,
        change: Option<Change>,
        nothing: Word,
        said: fn(ChangeKind) -> Word,
    ) -> Option<Effect> {
        let Some(change) = change else {
            self.tell(nothing.text().to_owned());
            return None;
        };
        if self.overlay.is_none()
            && let Some(span) = self.store.place(change.id).and_then(crate::notes::Place::span)
        {
            self.go_to(span.start());
        }
        self.refresh_list();
        self.tell(said(change.kind).text().to_owned());
        Some(Effect::Save)
    }

    pub(super) fn next_annotation(&mut self, wanted: Wanted) {
        let at = self.reader.cursor();
        let placed = self.store.placed();
        let from = placed.partition_point(|placed| placed.span.start() <= at);
        let (before, after) = placed.split_at(from.min(placed.len()));
        let found = after.iter().chain(before).find(|placed| self.is_wanted(placed, wanted));
        let found = found.map(|placed| placed.span.start());
        self.go_to_found(found, wanted, |start| start <= at);
    }

    pub(super) fn previous_annotation(&mut self, wanted: Wanted) {
        let at = self.reader.cursor();
        let placed = self.store.placed();
        let from = placed.partition_point(|placed| placed.span.start() < at);
        let (before, after) = placed.split_at(from.min(placed.len()));
        let backwards = before.iter().rev().chain(after.iter().rev());
        let found = backwards.into_iter().find(|placed| self.is_wanted(placed, wanted));
        let found = found.map(|placed| placed.span.start());
        self.go_to_found(found, wanted, |start| start >= at);
    }

    fn is_wanted(&self, placed: &Placed, wanted: Wanted) -> bool {
        match wanted {
            Wanted::Any => true,
            Wanted::WithNote => self.store.get(placed.id).is_some_and(|found| !found.note().is_empty()),
        }
    }

    /// `went_round` tells whether a found start lies round the end of the text.
    fn go_to_found(&mut self, found: Option<usize>, wanted: Wanted, went_round: impl Fn(usize) -> bool) {
        match (found, wanted) {
            (Some(start), _) => {
                self.jump_to(start);
                if went_round(start) {
                    self.tell(Word::WentRound.text().to_owned());
                }
            }
            (None, Wanted::Any) => self.tell(Word::NoOtherAnnotation.text().to_owned()),
            (None, Wanted::WithNote) => self.tell(Word::NoOtherNote.text().to_owned()),
        }
    }

    pub(super) fn copy(&mut self) -> Option<Effect> {
        let span = self.passage_or_say()?;
        let words = crate::text::sanitise::line(self.doc.quote(span)).into_owned();
        self.reader.deselect();
        if words.len() > CLIPBOARD_BYTES {
            let (long, most) = (words.len().to_string(), CLIPBOARD_BYTES.to_string());
            self.warn(say(Word::CopyTooLong, &[&long, &most]));
            return None;
        }
        let quote = self.short_quote(span);
        self.tell(say(Word::Copied, &[&quote]));
        Some(Effect::Copy(words))
    }

    pub(super) fn ask_export(&mut self) {
        if !self.complete {
            return self.warn(Word::StillLoading.text().to_owned());
        }
        let name = format!("{}{EXPORTED}", self.name);
        self.prompt(Purpose::Export, &name);
    }
}

/// The note with the versions of it that were written elsewhere below it, for the reader to settle.
fn all_versions(annotation: &Annotation) -> String {
    let others = annotation.conflicts().iter();
    let others = others.map(|version| format!("\n\n— {} —\n{version}", Word::AlsoWritten.text()));
    [annotation.note().to_owned()].into_iter().chain(others).collect()
}

/// The tags on one line, so that reading it again gives the same: a lone tag of several words has a
/// comma behind it.
fn tag_line(annotation: &Annotation) -> String {
    match annotation.tags() {
        [tag] if tag.contains(char::is_whitespace) => format!("{tag},"),
        tags => tags.join(", "),
    }
}

/// Tags as typed: separated by commas, or by spaces where there is no comma; a leading `#` goes.
fn parse_tags(typed: &str) -> Vec<String> {
    let by_comma = typed.contains(',');
    let pieces = typed.split(|character: char| character == ',' || (!by_comma && character.is_whitespace()));
    let mut tags: Vec<String> = pieces
        .map(|piece| piece.trim().trim_start_matches('#').to_owned())
        .filter(|tag| !tag.is_empty())
        .collect();
    tags.sort();
    tags.dedup();
    tags
}

fn undone(kind: ChangeKind) -> Word {
    match kind {
        ChangeKind::Added => Word::UndoneRemove,
        ChangeKind::Removed => Word::UndoneAdd,
        ChangeKind::Note => Word::UndoneNote,
        ChangeKind::Pen => Word::UndonePen,
        ChangeKind::Tags => Word::UndoneTags,
    }
}

fn redone(kind: ChangeKind) -> Word {
    match kind {
        ChangeKind::Added => Word::RedoneAdd,
        ChangeKind::Removed => Word::RedoneRemove,
        ChangeKind::Note => Word::RedoneNote,
        ChangeKind::Pen => Word::RedonePen,
        ChangeKind::Tags => Word::RedoneTags,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_by_comma_or_by_space() {
        assert_eq!(parse_tags("#economy/growth mặn"), ["economy/growth", "mặn"]);
        assert_eq!(parse_tags("xâm nhập mặn, economy,"), ["economy", "xâm nhập mặn"]);
    }
}
