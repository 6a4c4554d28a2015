//! `export`: annotations for use elsewhere.

use std::path::{Path, PathBuf};

use clap::Args;

use super::answer::Answer;
use super::note::Annotated;
use super::{Files, Verdict, each};
use crate::export::{FORMATS, Format};
use crate::notes::{Annotation, Query};
use crate::shell::error::Error;
use crate::shell::files::{self, Existing};

const WRITE: &str = "write the export";

#[derive(Debug, Args)]
pub(super) struct Export {
    #[command(flatten)]
    documents: Files,
    /// The format: markdown or json
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    to: Format,
    /// Only annotations that match: words, pen:NAME, tag:NAME, has:note, -word
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    query: Option<String>,
    /// The file to write; - is standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if there is one
    #[arg(long, requires = "output")]
    force: bool,
}

pub(super) fn run(args: &Export, answer: &mut Answer) -> Result<Verdict, Error> {
    let query = args.query.as_deref().map(Query::parse);
    let keep = |annotation: &Annotation| query.as_ref().is_none_or(|query| query.matches(annotation));
    let output = args.output.as_deref().filter(|output| *output != Path::new("-"));
    let (mut pages, mut read) = (Vec::new(), Vec::new());
    let verdict = each(&args.documents, |document| {
        let annotated = Annotated::open(document)?;
        let name = annotated.opened.name();
        pages.push(args.to.export(&annotated.opened.document, &annotated.store, &name, keep));
        read.extend([document.file.clone(), annotated.kept.path().to_path_buf()]);
        Ok(())
    });
    let text = together(args.to, &pages);
    match output {
        None => answer.verbatim(&text)?,
        Some(output) => write(output, &text, args.force, &read)?,
    }
    Ok(verdict)
}

fn format(name: &str) -> Result<Format, String> {
    let names = || FORMATS.map(|entry| entry.name).join(", ");
    Format::named(name).ok_or_else(|| format!("the formats are {}", names()))
}

/// The pages of several documents as one file: JSON as an array, Markdown one after the other.
fn together(format: Format, pages: &[String]) -> String {
    match (format, pages) {
        (Format::Json | Format::Markdown, [page]) => page.clone(),
        (Format::Json, pages) => {
            let pages: Vec<_> = pages.iter().map(|page| page.trim_end()).collect();
            format!("[{}]\n", pages.join(",\n"))
        }
        (Format::Markdown, pages) => pages.join("\n"),
    }
}

/// Writes the export to `output`, which is none of the files that were `read` for it.
fn write(output: &Path, text: &str, force: bool, read: &[PathBuf]) -> Result<(), Error> {
    if read.iter().any(|path| files::is_same(path, output)) {
        return Err(Error::new(WRITE, output, "it is what is exported; name another file"));
    }
    let existing = if force { Existing::Replace } else { Existing::Refuse };
    files::write(WRITE, output, text.as_bytes(), existing)
}
