//! `meta`: what a document says of itself.

use clap::Args;
use serde::Serialize;

use super::answer::Answer;
use super::{OneFile, Verdict, open};
use crate::shell::error::Error;

#[derive(Debug, Args)]
pub(super) struct Meta {
    #[command(flatten)]
    document: OneFile,
    /// Print one JSON value
    #[arg(long)]
    json: bool,
}

/// What is known, `null` where nothing is.
#[derive(Serialize)]
struct Entry<'a> {
    title: Option<&'a str>,
    body: Option<&'a str>,
    date: Option<&'a str>,
    date_iso: Option<&'a str>,
    place: Option<&'a str>,
    number: Option<&'a str>,
    language: Option<&'a str>,
}

/// `name: value` lines of what is known, or all of it as JSON.
pub(super) fn run(args: &Meta, answer: &mut Answer) -> Result<Verdict, Error> {
    let document = open(&args.document)?.document;
    let meta = document.meta();
    let entry = Entry {
        title: meta.title.as_deref(),
        body: meta.body.as_deref(),
        date: meta.date.as_deref(),
        date_iso: meta.date_iso.as_deref(),
        place: meta.place.as_deref(),
        number: meta.number.as_deref(),
        language: meta.language.as_deref(),
    };
    if args.json {
        answer.json(&entry)?;
        return Ok(Verdict::Yes);
    }
    let lines = [
        ("title", entry.title),
        ("body", entry.body),
        ("date", entry.date),
        ("date_iso", entry.date_iso),
        ("place", entry.place),
        ("number", entry.number),
        ("language", entry.language),
    ];
    let known = lines.into_iter().filter_map(|(name, value)| Some((name, value?)));
    known.into_iter().try_for_each(|(name, value)| answer.line(format_args!("{name}: {value}")))?;
    Ok(Verdict::Yes)
}
