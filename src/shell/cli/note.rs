//! `note`: annotations from the command line.

mod annotated;
mod change;
mod entry;
mod list;

use std::path::Path;

use clap::{Args, Subcommand};

pub(super) use self::annotated::Annotated;
use self::entry::Entry;
pub(super) use self::entry::{score, source};
use super::answer::{Answer, Shape};
use super::passage::Passage;
use super::{Files, OneFile, Verdict};
use crate::notes::pen;
use crate::shell::error::Error;

#[derive(Debug, Subcommand)]
pub(super) enum Note {
    /// Add an annotation and print its id
    Add(Box<Add>),
    /// List the annotations on documents
    List(List),
    /// Print annotations whole
    Show(Show),
    /// Change an annotation's note, pen or tags
    Edit(Edit),
    /// Remove annotations
    Rm(Rm),
}

#[derive(Debug, Args)]
pub(super) struct Add {
    #[command(flatten)]
    document: OneFile,
    #[command(flatten)]
    passage: Passage,
    /// The pen, by number or name
    #[arg(long, value_name = "PEN")]
    pen: Option<String>,
    /// The note; - reads it from standard input
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    /// A tag; may be given more than once
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// Do not keep a copy of the document's text with the notes
    #[arg(long)]
    no_snapshot: bool,
}

#[derive(Debug, Args)]
pub(super) struct List {
    #[command(flatten)]
    documents: Files,
    /// Only annotations that match: words, pen:NAME, tag:NAME, has:note, -word
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    query: Option<String>,
    #[command(flatten)]
    shape: Shape,
    /// Print a line each, without ids and times, so that two states can be compared
    #[arg(long, conflicts_with_all = ["json", "jsonl"])]
    plain: bool,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    #[command(flatten)]
    document: OneFile,
    /// Ids, or the beginnings of ids
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    #[command(flatten)]
    shape: Shape,
}

#[derive(Debug, Args)]
pub(super) struct Edit {
    #[command(flatten)]
    document: OneFile,
    /// An id, or the beginning of one
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    changes: Changes,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
struct Changes {
    /// The new note; - reads it from standard input, an empty one removes it
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    /// The new pen, by number or name; an empty one removes it
    #[arg(long, value_name = "PEN")]
    pen: Option<String>,
    /// A tag to add; may be given more than once
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// A tag to remove; may be given more than once
    #[arg(long = "untag", value_name = "TAG")]
    untags: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Rm {
    #[command(flatten)]
    document: OneFile,
    /// Ids, or the beginnings of ids
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
}

pub(super) fn run(note: &Note, answer: &mut Answer) -> Result<Verdict, Error> {
    match note {
        Note::Add(args) => change::add(args, answer),
        Note::List(args) => list::list(args, answer),
        Note::Show(args) => list::show(args, answer),
        Note::Edit(args) => change::edit(args),
        Note::Rm(args) => change::remove(args),
    }
}

/// The name of the pen that `name` or its number stands for; `None` for an empty name.
fn pen_name(name: &str) -> Result<Option<String>, Error> {
    if name.is_empty() {
        return Ok(None);
    }
    pen::named(name).map(|pen| Some(pen.name.to_owned())).ok_or_else(|| {
        let pens: Vec<_> = pen::PENS.iter().map(|pen| format!("{} {}", pen.digit, pen.name)).collect();
        Error::new("use the pen", Path::new(name), format!("no such pen; the pens are {}", pens.join(", ")))
    })
}
