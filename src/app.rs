//! The state machine of the reader: what is on the screen and what each input makes of it.
//!
//! [`App::input`] takes what the reader did, [`App::update`] runs a command, and both may return an
//! [`Effect`]: the only door to the world. The world answers through [`App::report`]. This layer
//! never draws and never touches a file; time and ids come in with each input as a
//! [`Moment`].

pub mod buffer;
pub mod command;
pub mod effect;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod margin;
pub mod outline;
pub mod overlay;
pub mod panes;
pub mod reader;
pub mod words;

mod annotating;
mod citing;
mod finding;
mod furniture;
mod listing;
mod moving;
mod pointing;
mod seen;
mod typing;

use std::cell::OnceCell;
use std::mem;

use self::command::Command;
use self::finding::Search;
use self::furniture::Furniture;
use self::key::{Code, Input, Key};
use self::keymap::{Fed, Keymap};
use self::layout::Pane;
use self::overlay::{Filter, Help, Overlay, Prompt, Purpose, Question};
use self::panes::Turn;
use self::reader::{Grain, Reader, RowEdge, View};
use self::words::{Word, say};
use crate::export::cite::Style;
use crate::notes::{About, Moment, Store};
use crate::text::Document;
use crate::text::flow::{Ends, Flow, Hidden};
use crate::text::fold::Folded;
use crate::text::motion::Unit;
use crate::text::pace::Pace;

pub use self::annotating::{CLIPBOARD_BYTES, EXPORTED};
pub use self::effect::{Effect, Existing, MouseOwner, Outcome};
pub use self::panes::Panes;

/// Whether what the reader did is safe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Keeping {
    /// Everything is on disk.
    #[default]
    Saved,
    /// The last change is not, for this reason.
    Unsaved(String),
    /// Nothing can be kept, for this reason: the reader may look, not write.
    ReadOnly(String),
}

/// How a message is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It is done.
    Plain,
    /// It could not be done, or needs the reader's eye.
    Warning,
}

/// What an [`App`] is made of.
pub struct Opened {
    /// The document.
    pub document: Document,
    /// Its name for the screen.
    pub name: String,
    /// Its annotations.
    pub store: Store,
    /// Whether they can be kept.
    pub keeping: Keeping,
    /// What to tell the reader first.
    pub notice: Option<String>,
}

/// The reader.
pub struct App {
    doc: Document,
    name: String,
    store: Store,
    folded: OnceCell<Folded>,
    flow: Flow,
    furniture: Furniture,
    reader: Reader,
    panes: Panes,
    overlay: Option<Overlay>,
    search: Search,
    keymap: Keymap,
    keeping: Keeping,
    message: Option<(Tone, String)>,
    pace: Pace,
    size: (u16, u16),
    pen: u8,
    style: Style,
    mouse: MouseOwner,
    complete: bool,
    /// Whether the end was asked for before it was read.
    awaits_end: bool,
    /// Whether the mouse went down in the text and is still down.
    dragging: bool,
    documents: Vec<String>,
    document: usize,
}

impl App {
    /// A reader of `opened` on a screen of `width` × `height` cells.
    #[must_use]
    pub fn new(opened: Opened, width: u16, height: u16) -> App {
        let mut app = App {
            pace: Pace::of(opened.document.text()),
            doc: opened.document,
            name: opened.name,
            store: opened.store,
            folded: OnceCell::new(),
            flow: Flow::new(1, Hidden::default(), Ends::default()),
            furniture: Furniture::default(),
            reader: Reader::default(),
            panes: Panes::default(),
            overlay: None,
            search: Search::default(),
            keymap: Keymap::default(),
            keeping: opened.keeping,
            message: opened.notice.map(|notice| (Tone::Warning, notice)),
            size: (width, height),
            pen: 1,
            style: Style::default(),
            mouse: MouseOwner::Postil,
            complete: true,
            awaits_end: false,
            dragging: false,
            documents: Vec::new(),
            document: 0,
        };
        app.flow = Flow::new(1, app.to_hide(), Ends::default());
        app.with_view(Reader::leave_hidden);
        app.refit();
        app.go_to(app.first_shown());
        app.tell_of_orphans();
        app
    }

    /// Names the documents of this sitting, and which one this is; with more than one, shows their
    /// list.
    pub fn among(&mut self, documents: Vec<String>, this: usize) {
        self.documents = documents;
        self.document = this;
        if self.documents.len() > 1 {
            self.list_documents();
        }
    }

    /// Goes to where the document was left.
    pub fn resume(&mut self, offset: usize) {
        self.go_to(offset);
        self.with_view(|reader, view| reader.place_cursor_row(view, view.height / 3));
    }

    /// Closes what lies over the text.
    pub fn close_list(&mut self) {
        self.overlay = None;
    }

    /// Says in the notes what document they are on, unless they say it already.
    pub fn describe(&mut self, about: &About) {
        self.store.set_about(about);
    }

    /// Says who has the mouse.
    pub fn hand_mouse_to(&mut self, owner: MouseOwner) {
        self.mouse = owner;
    }

    /// Takes one input and says what it asks of the world.
    pub fn input(&mut self, input: Input, now: &Moment) -> Option<Effect> {
        match input {
            Input::Key(key) => self.key(key, now),
            Input::Paste(text) => {
                self.pasted(&text);
                None
            }
            Input::Mouse(mouse) => {
                self.pointed(mouse);
                None
            }
            Input::Resize(width, height) => {
                self.size = (width, height);
                self.refit();
                None
            }
        }
    }

    fn key(&mut self, key: Key, now: &Moment) -> Option<Effect> {
        self.message = None;
        self.awaits_end = false;
        if self.takes_text() {
            return self.type_key(key, now);
        }
        match self.keymap.feed(self.mode(), key) {
            Fed::Command(command, count) => self.update(command, count, now),
            Fed::Pending => None,
            Fed::Unbound => {
                if key != Key::plain(Code::Esc) {
                    self.warn(say(Word::NothingBound, &[&key.to_string()]));
                }
                None
            }
        }
    }

    /// Runs a command. `count` is what was typed before it.
    pub fn update(&mut self, command: Command, count: Option<u32>, now: &Moment) -> Option<Effect> {
        use Command as C;
        let times = count.unwrap_or(1).max(1);
        let steps = isize::try_from(times).unwrap_or(isize::MAX);
        match command {
            C::Down => self.step_rows(steps),
            C::Up => self.step_rows(-steps),
            C::PageDown => self.step_pages(steps, Amount::Page),
            C::PageUp => self.step_pages(-steps, Amount::Page),
            C::HalfDown => self.step_pages(steps, Amount::Half),
            C::HalfUp => self.step_pages(-steps, Amount::Half),
            C::Left => self.step_back(Unit::Grapheme, times),
            C::Right => self.step_on(Unit::Grapheme, times),
            C::RowStart => self.row_edge(RowEdge::Start),
            C::RowEnd => self.row_edge(RowEdge::End),
            C::NextWord => self.step_on(Unit::Word, times),
            C::PreviousWord => self.step_back(Unit::Word, times),
            C::WordEnd => self.word_end(times),
            C::NextSentence => self.step_on(Unit::Sentence, times),
            C::PreviousSentence => self.step_back(Unit::Sentence, times),
            C::NextParagraph => self.step_on(Unit::Paragraph, times),
            C::PreviousParagraph => self.step_back(Unit::Paragraph, times),
            C::NextSection => self.step_on(Unit::Section, times),
            C::PreviousSection => self.step_back(Unit::Section, times),
            C::Top => self.top_or_paragraph(count),
            C::End => self.end_or_paragraph(count),
            C::Centre => self.place_row(Amount::Half),
            C::ToTop => self.place_row(Amount::None),
            C::ToBottom => self.place_row(Amount::Page),
            C::Go => self.prompt(Purpose::Go, ""),
            C::JumpBack => self.jump_back(),
            C::SelectSentence => self.select_unit(Unit::Sentence, times),
            C::SelectParagraph => self.select_unit(Unit::Paragraph, times),
            C::SelectCharacters => self.reader.toggle_selection(Grain::Characters),
            C::SelectRows => self.reader.toggle_selection(Grain::Rows),
            C::LabelSentences => self.label_sentences(),
            C::InnerWord => self.select_inner(Unit::Word),
            C::InnerSentence => self.select_inner(Unit::Sentence),
            C::InnerParagraph => self.select_inner(Unit::Paragraph),
            C::InnerBrackets => self.select_between(moving::Pair::Brackets),
            C::InnerQuotes => self.select_between(moving::Pair::Quotes),
            C::OtherEnd => self.with_view(Reader::other_end),
            C::Reselect => self.reselect(),
            C::Deselect => self.back(),
            C::Open => return self.open(now),
            C::Annotate => self.annotate(),
            C::Tag => self.tag(),
            C::Delete => return self.delete(now),
            C::Undo => return self.undo(now),
            C::Redo => return self.redo(now),
            C::Pen(digit) => return self.draw_with(digit, now),
            C::NextAnnotation => self.next_annotation(annotating::Wanted::Any),
            C::PreviousAnnotation => self.previous_annotation(annotating::Wanted::Any),
            C::NextNote => self.next_annotation(annotating::Wanted::WithNote),
            C::PreviousNote => self.previous_annotation(annotating::Wanted::WithNote),
            C::Search => self.prompt(Purpose::Search { from: self.reader.cursor() }, ""),
            C::NextMatch => self.next_match(times),
            C::PreviousMatch => self.previous_match(times),
            C::SearchHere => self.search_here(),
            C::FocusOutline => self.focus_outline(),
            C::ToggleOutline => self.toggle(Pane::Outline),
            C::ToggleChrome => self.toggle_furniture(),
            C::ToggleNotes => self.toggle(Pane::Notes),
            C::NextPane => self.turn_focus(Turn::On),
            C::PreviousPane => self.turn_focus(Turn::Back),
            C::ListNotes => self.list_notes(),
            C::ListDocuments => self.list_documents(),
            C::Help => self.show_help(),
            C::Unfold => self.panes.outline.unfold(),
            C::Explain => self.explain_section(),
            C::Fold => self.fold_section(),
            C::Filter => self.type_filter(),
            C::EditEntry => self.edit_entry(),
            C::Copy => return self.copy(),
            C::Cite => return self.cite(),
            C::CiteStyle => self.prompt(Purpose::CiteStyle { chosen: 0 }, ""),
            C::Export => self.ask_export(),
            C::Palette => self.prompt(Purpose::Palette { chosen: 0 }, ""),
            C::SetAside => return self.set_aside(),
            C::Save => return self.writable().then_some(Effect::Save),
            C::ToggleJustify => self.toggle_justify(),
            C::ToggleMouse => return Some(self.toggle_mouse()),
            C::Redraw => return Some(Effect::Redraw),
            C::Suspend => return Some(Effect::Suspend),
            C::Close => return self.close(),
            C::Quit => return self.quit(),
        }
        None
    }

    /// Takes what the world answered.
    pub fn report(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Saved(notices) => {
                self.keeping = Keeping::Saved;
                if !notices.is_empty() {
                    self.warn(notices.join("; "));
                }
            }
            Outcome::Merged(sidecar, notices) => {
                self.store.absorb(sidecar, &self.doc);
                self.keeping = Keeping::Saved;
                self.refresh_list();
                let told: Vec<String> = [Word::Merged.text().to_owned()].into_iter().chain(notices).collect();
                self.tell(told.join("; "));
            }
            Outcome::NotSaved(why) => {
                self.warn(format!("{}: {why}", Word::Unsaved.text()));
                self.keeping = Keeping::Unsaved(why);
            }
            Outcome::Exported(name) => self.tell(say(Word::Exported, &[&name])),
            Outcome::ExportExists(name) => self.overlay = Some(Overlay::Question(Question::Overwrite(name))),
            Outcome::WasSetAside(name) => {
                self.keeping = Keeping::Saved;
                self.tell(say(Word::WasSetAside, &[&name]));
            }
            Outcome::Failed(why) => self.warn(why),
        }
    }

    /// Shows only the beginning of the text for now: nothing can be written until
    /// [`App::complete`] brings the rest.
    pub fn begin(&mut self) {
        self.complete = false;
    }

    /// Puts the whole document in the place of its beginning. Offsets stay, so the reader does too.
    pub fn complete(&mut self, document: Document, store: Store, keeping: Keeping, notice: Option<String>) {
        self.pace = Pace::of(document.text());
        self.panes.outline = outline::Outline::default();
        self.doc = document;
        self.store = store;
        self.keeping = keeping;
        self.folded = OnceCell::new();
        self.complete = true;
        self.flow = Flow::new(self.flow.width(), self.to_hide(), self.flow.ends());
        if let Some(notice) = notice {
            self.warn(notice);
        }
        self.tell_of_orphans();
        self.refit();
        if self.search.is_shown() {
            self.search_again();
        }
        let place = if mem::take(&mut self.awaits_end) {
            crate::text::motion::last(&self.doc)
        } else {
            self.reader.cursor()
        };
        self.go_to(place);
    }

    /// The rest of the document could not be read: what is there can be read, not written on.
    pub fn stay_at_beginning(&mut self, why: String) {
        self.complete = true;
        self.warn(why.clone());
        self.keeping = Keeping::ReadOnly(why);
    }

    /// Keeps the note that is being typed, because the program is about to end.
    pub fn keep_draft(&mut self, now: &Moment) -> Option<Effect> {
        match self.overlay.take() {
            Some(Overlay::Note(note) | Overlay::Question(Question::Abandon(note))) => {
                self.keep_note(&note, now)
            }
            other => {
                self.overlay = other;
                None
            }
        }
    }

    /// What was not found is told at once, unless something graver is.
    fn tell_of_orphans(&mut self) {
        let (lost, all) = (self.orphans(), self.store.len());
        if lost > 0 && self.message.is_none() {
            self.warn(say(Word::SomeNotFound, &[&lost.to_string(), &all.to_string()]));
        }
    }

    fn view(&self) -> View<'_> {
        let height = usize::from(self.layout().text.height).max(1);
        View { doc: &self.doc, flow: &self.flow, height }
    }

    fn with_view(&mut self, act: impl FnOnce(&mut Reader, View<'_>)) {
        let height = usize::from(self.layout().text.height).max(1);
        act(&mut self.reader, View { doc: &self.doc, flow: &self.flow, height });
        if self.unfold_here() {
            self.reader.reveal(View { doc: &self.doc, flow: &self.flow, height });
        }
        self.follow();
    }

    fn go_to(&mut self, offset: usize) {
        self.with_view(|reader, view| reader.go(view, offset));
    }

    fn jump_to(&mut self, offset: usize) {
        self.with_view(|reader, view| reader.jump(view, offset));
    }

    /// After anything that changes the size of the text on screen.
    fn refit(&mut self) {
        let width = usize::from(self.layout().text.width);
        if width > 0 && width != self.flow.width() {
            self.flow = Flow::new(width, self.flow.hidden().clone(), self.flow.ends());
        }
        self.with_view(Reader::reveal);
    }

    /// The outline follows the text unless it has the keys.
    fn follow(&mut self) {
        if self.panes.focus != Pane::Outline {
            let height = usize::from(self.layout().outline.height);
            let section = self.doc.section_at(self.reader.cursor());
            self.panes.outline.follow(&self.doc, section, height);
        }
    }

    fn tell(&mut self, message: String) {
        self.message = Some((Tone::Plain, message));
    }

    fn warn(&mut self, message: String) {
        self.message = Some((Tone::Warning, message));
    }

    fn prompt(&mut self, purpose: Purpose, text: &str) {
        self.overlay = Some(Overlay::Prompt(Prompt { purpose, buffer: buffer::Buffer::new(text) }));
    }

    fn show_help(&mut self) {
        let help = Help { mode: self.mode(), top: 0, filter: Filter::default() };
        self.overlay = Some(Overlay::Help(help));
    }

    fn back(&mut self) {
        if self.panes.focus != Pane::Reader {
            self.focus(Pane::Reader);
        } else if self.reader.selection().is_some() {
            self.reader.deselect();
        } else {
            self.search.forget();
        }
    }

    fn toggle_justify(&mut self) {
        let (ends, word) = match self.flow.ends() {
            Ends::Ragged => (Ends::Even, Word::EndsEven),
            Ends::Even => (Ends::Ragged, Word::EndsRagged),
        };
        self.flow = Flow::new(self.flow.width(), self.flow.hidden().clone(), ends);
        self.with_view(Reader::reveal);
        self.tell(word.text().to_owned());
    }

    fn toggle_mouse(&mut self) -> Effect {
        let (owner, word) = match self.mouse {
            MouseOwner::Postil => (MouseOwner::Terminal, Word::MouseOff),
            MouseOwner::Terminal => (MouseOwner::Postil, Word::MouseOn),
        };
        self.mouse = owner;
        self.tell(word.text().to_owned());
        Effect::Mouse(owner)
    }

    fn set_aside(&mut self) -> Option<Effect> {
        if matches!(self.keeping, Keeping::ReadOnly(_) | Keeping::Unsaved(_)) {
            return Some(Effect::SetAside);
        }
        self.tell(Word::NothingToSetAside.text().to_owned());
        None
    }

    fn close(&mut self) -> Option<Effect> {
        if self.clear_filter() || self.overlay.take().is_some() {
            return None;
        }
        if self.panes.focus != Pane::Reader {
            self.focus(Pane::Reader);
            return None;
        }
        self.quit()
    }

    fn quit(&mut self) -> Option<Effect> {
        if matches!(self.keeping, Keeping::Unsaved(_)) {
            self.overlay = Some(Overlay::Question(Question::QuitUnsaved));
            return None;
        }
        Some(Effect::Quit)
    }
}

/// How much of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Amount {
    None,
    Half,
    Page,
}
