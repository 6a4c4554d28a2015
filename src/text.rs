//! The text of a communiqué and everything that can be said of it without touching the world.
//!
//! [`Document`] is the immutable text with its sections and paragraphs. Around it stand the pure
//! functions of reading: what a place is called ([`address`]), what may be shown ([`sanitise`]),
//! where rows break ([`wrap`], [`flow`]), where sentences end ([`sentence`]), how a reader moves
//! ([`motion`]), how a query is found ([`fold`], [`search`]), how the structure was recovered
//! ([`structure`]), and what a document says of itself ([`meta`]).
//!
//! This layer has no I/O, knows no terminal, and cannot fail: it returns a value.
//! Every position is a byte offset into the document's text unless a name says otherwise.

pub mod address;
pub mod direction;
pub mod document;
pub mod flow;
pub mod fold;
pub mod grapheme;
pub mod meta;
pub mod motion;
pub mod pace;
pub mod sanitise;
pub mod search;
pub mod sentence;
pub mod structure;
pub mod wrap;

pub use document::{Breaks, Document, Paragraph, Role, Section, SectionKind, SourceLines, Span};
pub use meta::Meta;
