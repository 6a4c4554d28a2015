//! One sitting of the reader: from taking the terminal over to giving it back.
//!
//! Blocks on events, drains what waits, draws once. What a command asks of the world is performed
//! here and answered to the [`App`].

mod opening;

use std::io::Write;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use self::opening::{choose, with_notes, without_notes};
use super::citation;
use super::error::Error;
use super::events::{Event, Events};
use super::files::{self, Opened};
use super::keep::{Kept, Places};
use super::recent::Recent;
use super::terminal::{self, Terminal};
use crate::app::key::Input;
use crate::app::words::{Word, say};
use crate::app::{App, CLIPBOARD_BYTES, Effect, Existing, Keeping, Outcome};
use crate::export::Format;
use crate::export::cite::Style;
use crate::formats::Encoding;
use crate::notes::Moment;
use crate::text::{Span, sanitise};
use crate::ui::{self, theme::Theme};

/// How a sitting ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The reader quit.
    Quit,
    /// A signal asked for it.
    Signal(i32),
    /// The terminal went away.
    HangUp,
    /// A defect: a panic was caught, and what was typed was kept if at all possible.
    Panic,
}

/// Everything that one sitting holds.
struct Session {
    app: App,
    /// Where the notes are kept; `None` while the document is not read to its end.
    notes: Option<Box<Kept>>,
    documents: Vec<PathBuf>,
    /// In what the documents are read, where it was named.
    encoding: Option<Encoding>,
    path: PathBuf,
    recent: Recent,
    /// The offset at which a document was left, behind the beginning that is read first, and where
    /// the cursor waits for it.
    beyond: Option<(usize, usize)>,
    places: Places,
    theme: Theme,
    fault: Option<String>,
    /// Why the end came before the last change was safe, and the note that was being typed.
    last_words: Option<(String, Option<String>)>,
}

/// Reads `documents`, beginning with the first; with more than one, their list is on top. They are
/// in the `encoding` that was named, if one was.
///
/// # Errors
/// Where the first cannot be read, or there is no terminal.
pub fn sit(documents: Vec<PathBuf>, encoding: Option<Encoding>) -> Result<End, Error> {
    let places = Places::of_user();
    let recent = places.state.as_deref().map(Recent::load).unwrap_or_default();
    let (documents, path) = choose(documents, &recent)?;
    let beginning = files::read_beginning(&path, encoding)?;
    let terminal_name = Path::new("terminal");
    if !terminal::is_there() {
        let why = "standard output is not a terminal; `postil text FILE` prints a document";
        return Err(Error::new("open the reader", &path, why));
    }
    if !terminal::can_draw() {
        let why = "this terminal cannot move its cursor (TERM); `postil text FILE` prints a document";
        return Err(Error::new("open the reader", &path, why));
    }
    let unavailable = |source| Error::io("open the reader", terminal_name, source, "run it in a terminal");
    let (width, height) = crossterm::terminal::size().map_err(unavailable)?;
    let mut session = Session::open(beginning, documents, encoding, places, recent, (width, height))?;
    install_panic_hook();
    let events = Events::listen_for_the_end();
    let mut screen = terminal::take().map_err(unavailable)?;
    events.listen_for_keys();
    let end = session.run(&mut screen, &events);
    terminal::give_back();
    session.tell_last_words();
    session.remember();
    Ok(end)
}

impl Session {
    fn open(
        opened: files::Beginning,
        documents: Vec<PathBuf>,
        encoding: Option<Encoding>,
        places: Places,
        recent: Recent,
        size: (u16, u16),
    ) -> Result<Session, Error> {
        let colours = terminal::colours();
        let (path, whole) = (opened.opened.path.clone(), opened.whole);
        let (state, notes) = if whole {
            let (state, kept) = with_notes(opened.opened)?;
            (state, Some(kept))
        } else {
            (without_notes(opened.opened), None)
        };
        let mut app = App::new(state, size.0, size.1);
        if !whole {
            app.begin();
        }
        let names = documents.iter().map(|document| files::name(document)).collect();
        app.among(names, documents.iter().position(|document| *document == path).unwrap_or(0));
        let place = recent.place(&path);
        if let Some(offset) = place {
            app.resume(offset);
        }
        let beyond = place.filter(|&offset| !whole && offset >= app.document().text().len());
        let beyond = beyond.map(|offset| (offset, app.reader().cursor()));
        let fault = std::env::var("POSTIL_TEST_PANIC").ok();
        let theme = Theme::new(colours);
        Ok(Session {
            app,
            notes,
            documents,
            encoding,
            path,
            recent,
            beyond,
            places,
            theme,
            fault,
            last_words: None,
        })
    }

    /// Runs until the reader ends it, and keeps what was being typed however it ends.
    fn run(&mut self, screen: &mut Terminal, events: &Events) -> End {
        let ran = panic::catch_unwind(AssertUnwindSafe(|| self.turn(screen, events)));
        let end = ran.unwrap_or(End::Panic);
        if end != End::Quit {
            let kept = panic::catch_unwind(AssertUnwindSafe(|| self.keep_draft()));
            drop(kept);
        }
        end
    }

    fn turn(&mut self, screen: &mut Terminal, events: &Events) -> End {
        self.read_rest(events);
        self.draw(screen);
        while let Some(event) = events.wait() {
            let mut next = Some(event);
            while let Some(event) = next {
                if let Some(end) = self.take(event, screen, events) {
                    return end;
                }
                next = events.pending();
            }
            self.draw(screen);
        }
        End::HangUp
    }

    fn draw(&mut self, screen: &mut Terminal) {
        self.fail_if_asked("draw");
        if !terminal::is_ours() {
            return;
        }
        let (app, theme) = (&self.app, self.theme);
        let _ = screen.draw(|frame| ui::draw(app, theme, frame));
    }

    /// Takes one event; says how the sitting ends where it does.
    fn take(&mut self, event: Event, screen: &mut Terminal, events: &Events) -> Option<End> {
        match event {
            Event::Input(input) => {
                self.fail_if_asked("key");
                let effect = self.app.input(input, &now());
                effect.and_then(|effect| self.perform(effect, screen, events))
            }
            Event::End(signal) => Some(End::Signal(signal)),
            Event::HangUp => Some(End::HangUp),
            Event::Stop => {
                self.stop(screen);
                None
            }
            Event::Resumed => {
                self.redraw(screen);
                None
            }
            Event::Read(read) => {
                self.complete(*read);
                None
            }
        }
    }

    fn perform(&mut self, effect: Effect, screen: &mut Terminal, events: &Events) -> Option<End> {
        let outcome = match effect {
            Effect::Quit => return Some(End::Quit),
            Effect::Save => Some(self.save()),
            Effect::Export { name, existing } => Some(self.export(&name, existing)),
            Effect::SetAside => self.set_aside(),
            Effect::Open(index) => self.switch(index, events),
            Effect::Copy(words) => done(terminal::copy(&words)),
            Effect::Cite { span, style } => self.cite(span, style),
            Effect::Mouse(owner) => done(terminal::own_mouse(owner)),
            Effect::Redraw => {
                self.redraw(screen);
                None
            }
            Effect::Suspend => {
                self.stop(screen);
                None
            }
        };
        if let Some(outcome) = outcome {
            self.app.report(outcome);
        }
        None
    }

    fn save(&mut self) -> Outcome {
        self.fail_if_asked("save");
        let Some(kept) = &mut self.notes else {
            return Outcome::NotSaved(Word::StillLoading.text().to_owned());
        };
        self.app.describe(&files::about(self.app.document(), self.app.name()));
        match kept.save(self.app.store().sidecar()) {
            Ok(saved) => match saved.merged {
                Some(sidecar) => Outcome::Merged(sidecar, saved.notices),
                None => Outcome::Saved(saved.notices),
            },
            // The status says NOT SAVED before it.
            Err(error) => Outcome::NotSaved(error.in_a_row().replacen("NOT SAVED: ", "", 1)),
        }
    }

    /// Keeps a note that is being typed, and what could not be saved before, when the program has to
    /// end.
    fn keep_draft(&mut self) {
        let unsaved = matches!(self.app.keeping(), Keeping::Unsaved(_));
        let draft = self.app.draft().map(str::to_owned);
        if (self.app.keep_draft(&now()).is_some() || unsaved)
            && let Outcome::NotSaved(why) = self.save()
        {
            self.last_words = Some((why, draft));
        }
    }

    /// What could not be kept is at least told, once the terminal is given back.
    fn tell_last_words(&self) {
        if let Some((why, draft)) = &self.last_words {
            let mut err = std::io::stderr().lock();
            let _ = writeln!(err, "postil: {}: {}", Word::Unsaved.text(), sanitise::line(why));
            for line in draft.iter().flat_map(|draft| draft.lines()) {
                let _ = writeln!(err, "    {}", sanitise::line(line));
            }
        }
    }

    fn set_aside(&mut self) -> Option<Outcome> {
        let kept = self.notes.as_mut()?;
        Some(match kept.set_aside(&now()) {
            Ok(path) => {
                let saved = self.save();
                let lost = matches!(saved, Outcome::NotSaved(_));
                self.app.report(saved);
                if lost {
                    return None;
                }
                Outcome::WasSetAside(path.display().to_string())
            }
            Err(error) => Outcome::Failed(error.in_a_row()),
        })
    }

    fn export(&self, name: &str, existing: Existing) -> Outcome {
        let path = self.beside(name);
        let shown = path.display().to_string();
        let protected = [Some(self.path.as_path()), self.notes_path()];
        if protected.into_iter().flatten().any(|own| files::is_same(own, &path)) {
            let error = Error::new("export", &path, "that is the document or its notes; choose another name");
            return Outcome::Failed(error.in_a_row());
        }
        if existing == Existing::Keep && path.symlink_metadata().is_ok() {
            return Outcome::ExportExists(name.to_owned());
        }
        let format = format_of(name).unwrap_or(Format::Markdown);
        let (doc, store) = (self.app.document(), self.app.store());
        let text = format.export(doc, store, self.app.name(), |_| true);
        match files::write("export", &path, text.as_bytes(), files::Existing::Replace) {
            Ok(()) => Outcome::Exported(shown),
            Err(error) => Outcome::Failed(error.in_a_row()),
        }
    }

    fn cite(&self, span: Span, style: Style) -> Option<Outcome> {
        let cited = citation::cite(self.app.document(), self.app.name(), span, style, None);
        let citation = match cited {
            Ok(citation) => citation.lines().map(sanitise::line).collect::<Vec<_>>().join("\n"),
            Err(error) => return Some(Outcome::Failed(error.in_a_row())),
        };
        if citation.len() > CLIPBOARD_BYTES {
            let (long, most) = (citation.len().to_string(), CLIPBOARD_BYTES.to_string());
            return Some(Outcome::Failed(say(Word::CopyTooLong, &[&long, &most])));
        }
        done(terminal::copy(&citation))
    }

    fn notes_path(&self) -> Option<&Path> {
        self.notes.as_ref().map(|kept| kept.path())
    }

    /// A name as typed, beside the document unless it has a folder of its own.
    fn beside(&self, name: &str) -> PathBuf {
        let typed = Path::new(name);
        match (typed.components().count(), self.path.parent()) {
            (1, Some(folder)) => folder.join(typed),
            _ => typed.to_path_buf(),
        }
    }

    /// Opens another of the documents; what is not saved yet is saved first, or nothing happens.
    fn switch(&mut self, index: usize, events: &Events) -> Option<Outcome> {
        let path = self.documents.get(index)?.clone();
        if matches!(self.app.keeping(), Keeping::Unsaved(_)) {
            let saved = self.save();
            if matches!(saved, Outcome::NotSaved(_)) {
                return Some(saved);
            }
        }
        self.note_place();
        let (opened, encoding) = (files::read_beginning(&path, self.encoding), self.encoding);
        let size = self.app.size();
        let (documents, places, recent) = (self.documents.clone(), self.places.clone(), self.recent.clone());
        match opened.and_then(|opened| Session::open(opened, documents, encoding, places, recent, size)) {
            Ok(mut session) => {
                session.app.close_list();
                session.app.cite_in(self.app.style());
                session.app.hand_mouse_to(self.app.mouse());
                *self = session;
                self.read_rest(events);
                None
            }
            Err(error) => Some(Outcome::Failed(error.in_a_row())),
        }
    }

    /// Reads the rest of a large document on a thread.
    fn read_rest(&self, events: &Events) {
        if !self.app.is_complete() {
            let (path, encoding) = (self.path.clone(), self.encoding);
            events.later(move || Event::Read(Box::new(files::read_document(&path, encoding))));
        }
    }

    /// Takes the whole of a document in, unless the reader has gone to another one meanwhile.
    fn complete(&mut self, read: Result<Opened, Error>) {
        let of = read.as_ref().map_or_else(Error::path, |opened| &opened.path);
        if of != self.path || self.app.is_complete() {
            return;
        }
        match read.and_then(with_notes) {
            Ok((state, notes)) => {
                self.notes = Some(notes);
                let place = self.place();
                self.app.complete(state.document, state.store, state.keeping, state.notice);
                if self.beyond.take().is_some_and(|(offset, _)| offset == place) {
                    self.app.resume(place);
                }
            }
            Err(error) => self.app.stay_at_beginning(error.in_a_row()),
        }
    }

    #[cfg(unix)]
    fn stop(&mut self, screen: &mut Terminal) {
        terminal::give_back();
        let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
        self.redraw(screen);
    }

    #[cfg(not(unix))]
    fn stop(&mut self, screen: &mut Terminal) {
        self.redraw(screen);
    }

    fn redraw(&mut self, screen: &mut Terminal) {
        let _ = terminal::retake(screen, self.app.mouse());
        if let Ok((width, height)) = crossterm::terminal::size() {
            self.app.input(Input::Resize(width, height), &now());
        }
    }

    fn note_place(&mut self) {
        if self.path != Path::new("-") {
            self.recent.remember(&self.path, self.place());
        }
    }

    /// The offset at which the reader is, or to which they will be brought once it is read.
    fn place(&self) -> usize {
        let cursor = self.app.reader().cursor();
        self.beyond.filter(|&(_, waits)| waits == cursor).map_or(cursor, |(offset, _)| offset)
    }

    fn remember(&mut self) {
        self.note_place();
        if let Some(folder) = &self.places.state {
            self.recent.save(folder);
        }
    }

    /// Fails on purpose where `POSTIL_TEST_PANIC` names the stage, so that what a panic leaves
    /// behind can be tested from outside.
    fn fail_if_asked(&self, stage: &str) {
        if self.fault.as_deref() == Some(stage) {
            panic::panic_any(format!("asked to fail at the stage “{stage}”"));
        }
    }
}

fn done(result: std::io::Result<()>) -> Option<Outcome> {
    result.err().map(|error| Outcome::Failed(super::error::reason(&error)))
}

fn now() -> Moment {
    Moment { time: jiff::Timestamp::now(), id: Uuid::now_v7() }
}

/// The format that a file's name asks for, by its ending; Markdown where it asks for none.
fn format_of(name: &str) -> Option<Format> {
    Path::new(name).extension().and_then(|ending| Format::named(&ending.to_string_lossy()))
}

/// Gives the terminal back before a panic of the main thread is told. A panic elsewhere does not
/// end the program, so it does not touch the terminal.
fn install_panic_hook() {
    let tell = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if std::thread::current().name() == Some("main") {
            terminal::give_back();
            tell(info);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A document of more than a mebibyte, of which at first only the beginning is read.
    fn large() -> String {
        "Một đoạn văn.\n\n".repeat(90_000)
    }

    fn session(folder: &Path, name: &str, text: &str) -> Session {
        session_left_at(folder, name, text, 0)
    }

    /// A session on a document that was left at byte `offset`.
    fn session_left_at(folder: &Path, name: &str, text: &str, offset: usize) -> Session {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("a document");
        let mut recent = Recent::default();
        recent.remember(&path, offset);
        let beginning = files::read_beginning(&path, None).expect("its beginning");
        let places = Places { data: Some(folder.join("data")), state: Some(folder.join("state")) };
        Session::open(beginning, vec![path], None, places, recent, (80, 24)).expect("a session")
    }

    #[test]
    fn the_rest_of_another_document_is_not_taken_for_this_ones() {
        let folder = tempfile::tempdir().expect("a folder");
        let left = session(folder.path(), "left.txt", &large());
        let mut here = session(folder.path(), "here.txt", "Văn bản khác.\n");
        here.complete(files::read_document(&left.path, None));
        assert_eq!(here.app.document().text(), "Văn bản khác.\n");
        let mut larger = session(folder.path(), "larger.txt", &(large() + "Hết.\n"));
        larger.complete(files::read_document(&left.path, None));
        assert!(!larger.app.is_complete());
        larger.complete(files::read_document(&larger.path, None));
        assert!(larger.app.is_complete() && larger.app.document().text().ends_with("Hết.\n"));
    }

    #[test]
    fn a_document_read_twice_keeps_what_was_done_after_the_first_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut session = session(folder.path(), "a.txt", &large());
        session.complete(files::read_document(&session.path, None));
        for key in crate::app::key::Key::sequence("s1").into_iter().flatten() {
            session.app.input(Input::Key(key), &now());
        }
        session.complete(files::read_document(&session.path, None));
        assert_eq!(session.app.store().len(), 1);
    }

    #[test]
    fn a_large_document_opens_where_it_was_left_once_it_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let left = large().len();
        let open = || session_left_at(folder.path(), "a.txt", &(large() + "Hết.\n"), left);
        let mut session = open();
        assert_eq!(session.place(), left, "leaving it early forgets nothing");
        session.complete(files::read_document(&session.path, None));
        assert_eq!((session.app.reader().cursor(), session.place()), (left, left));

        let mut moved = open();
        for key in crate::app::key::Key::sequence("gg").into_iter().flatten() {
            moved.app.input(Input::Key(key), &now());
        }
        moved.complete(files::read_document(&moved.path, None));
        assert_eq!(moved.place(), 0, "who has gone elsewhere stays there");
    }
}
