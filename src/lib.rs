//! postil: a terminal reader and annotator for official communiqués.
//!
//! A postil is a note written in a margin. The program opens a communiqué, recovers its sections,
//! shows them in panes, lets a reader highlight and annotate from the keyboard, keeps what was
//! written in a JSON file beside the document, finds its place again when the text is revised, and
//! exports it.
//!
//! # The layers
//!
//! One package: this library and a thin binary. An arrow never turns; `tests/layers.rs` reads `src/`
//! and says so.
//!
//! ```text
//! text ← formats ← notes ← export ← app ← ui ← shell ← main
//! ```
//!
//! | layer | what it is | what it never does |
//! |---|---|---|
//! | [`text`] | the [`Document`](text::Document), structure, motions, wrapping, folding, search | no I/O, no terminal, cannot fail |
//! | [`formats`] | bytes to a document with warnings, or a refusal in words | knows no paths |
//! | [`notes`] | annotations, anchors, the [`Store`](notes::Store), the [`Sidecar`](notes::Sidecar) and its merging | no files, no clock: time and ids are arguments |
//! | [`export`] | a store and a document, or a passage, to text for other programs | reads no templates of the reader: they are given |
//! | [`app`] | the state machine: commands, keys, panes, prompts, effects | never draws, never touches the world |
//! | [`ui`] | [`draw`](ui::draw): the state to cells | reads, never decides |
//! | [`shell`] | files, lock, clock, terminal, signals, clipboard, command line | the only I/O |
//!
//! The lower layers cannot fail: they return a value and warnings, or a state such as
//! [`Place::Orphan`](notes::Place::Orphan). [`shell::error::Error`] is the one error, and it is a
//! sentence with the path in it.
//!
//! # The path of a key
//!
//! A terminal event becomes our own [`Key`](app::key::Key) in [`shell::events`] and waits in one
//! queue with signals and the end of the terminal. [`App::input`](app::App::input) gives it to the
//! text being typed, or to the [`Keymap`](app::keymap::Keymap), whose table makes a
//! [`Command`](app::command::Command) of it. [`App::update`](app::App::update) is a table of
//! contents, one line a command; what the world must do comes back as an
//! [`Effect`](app::Effect). [`shell::session`] performs it and answers with an
//! [`Outcome`](app::Outcome). When no event waits, [`ui::draw`] paints one frame. Nothing ticks.
//!
//! Help, palette and `postil keys` are printed from the same tables that the keys run through, and
//! the words of the interface stand in [`app::words`]; what could not be done is told in the sentence of its
//! [`Error`](shell::error::Error).
//!
//! # The path of a document
//!
//! [`shell::files`] reads the bytes of a regular file; [`formats::load_as`] finds their encoding
//! unless it is named, makes them canonical (NFC, line feeds, no byte order mark) and hands blocks to [`text::structure`], which recovers sections,
//! paragraphs and roles: a [`Document`](text::Document), immutable from then on.
//! [`shell::keep`] finds the sidecar, and [`Store::open`](notes::Store::open) resolves each
//! annotation's [`Anchor`](notes::Anchor) in the text. A [`Flow`](text::flow::Flow) wraps only the
//! paragraphs that a screen asks for; [`ui`] paints exactly those rows, cut by highlights, through
//! [`text::sanitise`], the only way from a text to the screen. Of a large text the beginning is shown
//! while the rest is read on a thread; offsets are the same in both.
//!
//! # Invariants worth knowing
//!
//! - Positions are byte offsets into the document's text, on grapheme boundaries. They become code
//!   points only in the sidecar and in JSON ([`notes::CodePoints`]); rows and columns live for one
//!   frame, so that a resize keeps the place.
//! - Sections tile the text, and so do paragraphs; rows tile a paragraph; sentences tile one too.
//! - A [`Span`](text::Span) is made only by its document: not empty, inside the text.
//! - An annotation is found where its words are, or said to be moved or orphaned; it is never dropped
//!   and never silently elsewhere.
//! - What a sidecar holds that we do not understand comes back as it was, in value and order. What
//!   we cannot read is never written over.
//! - Every width is measured on sanitised text; no control character of a document reaches the
//!   terminal.

pub mod app;
pub mod export;
pub mod formats;
pub mod notes;
pub mod shell;
pub mod text;
pub mod ui;
