//! The command line: what scripts rely on.
//!
//! Only the answer goes to standard output; what a person should know goes to standard error as
//! sentences. Offsets are code points of the text that `postil text` prints. Exit status: 0 done or
//! found, 1 the answer is no, 2 it could not be done. A closed pipe ends the program quietly.

mod address;
mod answer;
mod check;
mod cite;
mod export;
mod keys;
mod meta;
mod note;
mod passage;
mod quote;
mod reading;
mod search;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use self::answer::Answer;
use super::error::Error;
use super::files::{self, Opened};
use super::session::{self, End};
use crate::formats::Encoding;

/// Read official communiqués in the terminal, and keep notes beside them.
#[derive(Debug, Parser)]
#[command(name = "postil", version, subcommand_precedence_over_arg = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    /// Documents to read, or a folder of them; - is standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    written: Written,
}

/// How the documents are written.
#[derive(Clone, Copy, Debug, Args)]
struct Written {
    /// Read documents in this encoding instead of finding it: utf-16le, windows-1258, tcvn3, vni, …
    #[arg(long, value_name = "NAME", value_parser = encoding, global = true)]
    encoding: Option<Encoding>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print a document's text, exactly as offsets count it
    Text(OneFile),
    /// Print what a document says of itself: title, body, date, place, number, language
    Meta(meta::Meta),
    /// Print the sections of a document
    Outline(reading::Outline),
    /// Print the paragraphs of a document
    Paragraphs(reading::Paragraphs),
    /// Print the sentences of a document
    Sentences(reading::Sentences),
    /// Add, list, show, change and remove annotations
    #[command(subcommand)]
    Note(note::Note),
    /// Search documents, or the notes on them
    Search(search::Search),
    /// Write annotations in a format for elsewhere
    Export(export::Export),
    /// Print a passage with what it is cited by
    Cite(Box<cite::Cite>),
    /// Tell whether notes are whole and in their place
    Check(check::Check),
    /// Print the keys of the reader
    Keys,
}

/// A command on one document.
#[derive(Clone, Debug, Args)]
struct OneFile {
    /// The document; - is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    written: Written,
}

/// A command on one document or more.
#[derive(Debug, Args)]
struct Files {
    /// Documents, or folders of them
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    written: Written,
}

/// How a command ended that did not fail as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// Done, or found.
    Yes,
    /// The answer is no.
    No,
    /// One of several documents could not be read; the others were answered for.
    Partly,
}

impl Verdict {
    fn of(found: bool) -> Verdict {
        if found { Verdict::Yes } else { Verdict::No }
    }
}

/// Runs the program on the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    super::events::outlive_file_size_limit();
    match Cli::try_parse() {
        Ok(Cli { command: Some(command), .. }) => answer(&command),
        Ok(Cli { command: None, paths, written }) => read(paths, written),
        Err(usage) => explain(&usage),
    }
}

/// Prints the help that was asked for, or what is wrong with the arguments. These may be the names
/// of files, and so hold control characters.
fn explain(usage: &clap::Error) -> ExitCode {
    if !usage.use_stderr() {
        // Nobody can be told that help cannot be printed.
        let _ = usage.print();
        return ExitCode::SUCCESS;
    }
    usage.render().to_string().lines().for_each(answer::whisper);
    ExitCode::from(2)
}

/// Runs a command that answers on standard output.
fn answer(command: &Command) -> ExitCode {
    let mut answer = Answer::stdout();
    let verdict = run(command, &mut answer);
    match verdict.and_then(|verdict| answer.finish().map(|()| verdict)) {
        Ok(Verdict::Yes) => ExitCode::SUCCESS,
        Ok(Verdict::No) => ExitCode::from(1),
        Ok(Verdict::Partly) => ExitCode::from(2),
        Err(error) if error.is_closed_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            answer::complain(&error);
            ExitCode::from(2)
        }
    }
}

/// Opens the reader, and ends as it ended: by the signal that asked for it, if one did.
fn read(paths: Vec<PathBuf>, written: Written) -> ExitCode {
    match session::sit(paths, written.encoding) {
        Ok(End::Quit | End::HangUp) => ExitCode::SUCCESS,
        Ok(End::Panic) => ExitCode::from(101),
        Ok(End::Signal(signal)) => die_by(signal),
        Err(error) => {
            answer::complain(&error);
            ExitCode::from(2)
        }
    }
}

#[cfg(unix)]
fn die_by(signal: i32) -> ExitCode {
    let _ = signal_hook::low_level::emulate_default_handler(signal);
    ExitCode::FAILURE
}

#[cfg(not(unix))]
fn die_by(_signal: i32) -> ExitCode {
    ExitCode::FAILURE
}

fn run(command: &Command, answer: &mut Answer) -> Result<Verdict, Error> {
    match command {
        Command::Text(args) => reading::text(args, answer),
        Command::Meta(args) => meta::run(args, answer),
        Command::Outline(args) => reading::outline(args, answer),
        Command::Paragraphs(args) => reading::paragraphs(args, answer),
        Command::Sentences(args) => reading::sentences(args, answer),
        Command::Note(args) => note::run(args, answer),
        Command::Search(args) => search::run(args, answer),
        Command::Export(args) => export::run(args, answer),
        Command::Cite(args) => cite::run(args, answer),
        Command::Check(args) => check::run(args, answer),
        Command::Keys => keys::run(answer),
    }
}

/// Reads a document and tells its warnings.
fn open(document: &OneFile) -> Result<Opened, Error> {
    let opened = files::read_document(&document.file, document.written.encoding)?;
    for warning in &opened.warnings {
        answer::tell(&format!("{}: {warning}", document.file.display()));
    }
    Ok(opened)
}

/// Does `work` for each document of `files`, where a folder stands for the documents in it. What
/// fails is told, and the next one is done.
fn each(files: &Files, mut work: impl FnMut(&OneFile) -> Result<(), Error>) -> Verdict {
    let mut verdict = Verdict::Yes;
    let mut fail = |error: &Error| {
        answer::complain(error);
        verdict = Verdict::Partly;
    };
    for path in &files.paths {
        let documents = if path.is_dir() { files::documents_in(path) } else { Ok(vec![path.clone()]) };
        match documents {
            Ok(documents) => {
                let documents = documents.into_iter().map(|file| OneFile { file, written: files.written });
                for error in documents.filter_map(|document| work(&document).err()) {
                    fail(&error);
                }
            }
            Err(error) => fail(&error),
        }
    }
    verdict
}

fn encoding(name: &str) -> Result<Encoding, String> {
    let names = || Encoding::names().collect::<Vec<_>>().join(", ");
    Encoding::named(name).ok_or_else(|| format!("the encodings are {}", names()))
}

/// The words of a text on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
