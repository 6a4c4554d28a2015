//! What a command prints.
//!
//! A document's words may hold control characters: on a terminal every line passes the sanitiser,
//! into a pipe or a file it goes as it is.

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::Path;

use clap::Args;
use serde::Serialize;

use crate::shell::error::Error;
use crate::text::sanitise;

/// The answer of a command, on standard output.
pub(super) struct Answer {
    out: BufWriter<StdoutLock<'static>>,
    to: Reader,
}

/// Who reads the answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    Person,
    Program,
}

/// Whether a list is printed for people or as JSON.
#[derive(Clone, Copy, Debug, Args)]
#[group(multiple = false)]
pub(super) struct Shape {
    /// Print one JSON value
    #[arg(long)]
    pub json: bool,
    /// Print one JSON object a line
    #[arg(long)]
    pub jsonl: bool,
}

impl Shape {
    pub(super) fn is_for_programs(self) -> bool {
        self.json || self.jsonl
    }
}

impl Answer {
    pub(super) fn stdout() -> Answer {
        let out = io::stdout();
        let to = if out.is_terminal() { Reader::Person } else { Reader::Program };
        Answer { out: BufWriter::with_capacity(1 << 16, out.lock()), to }
    }

    /// One line.
    pub(super) fn line(&mut self, line: impl Display) -> Result<(), Error> {
        let written = match self.to {
            Reader::Program => writeln!(self.out, "{line}"),
            Reader::Person => writeln!(self.out, "{}", sanitise::line(&line.to_string())),
        };
        written.map_err(cannot_write)
    }

    /// A text of many lines, with a line feed added at its end.
    pub(super) fn text(&mut self, text: &str) -> Result<(), Error> {
        match self.to {
            Reader::Program => self.verbatim(text)?,
            Reader::Person => return text.split('\n').try_for_each(|line| self.line(line)),
        }
        self.verbatim("\n")
    }

    /// A text that ends as it ends.
    pub(super) fn verbatim(&mut self, text: &str) -> Result<(), Error> {
        match self.to {
            Reader::Program => self.out.write_all(text.as_bytes()).map_err(cannot_write),
            Reader::Person => text.lines().try_for_each(|line| self.line(line)),
        }
    }

    /// One JSON value.
    pub(super) fn json(&mut self, value: &impl Serialize) -> Result<(), Error> {
        let json = serde_json::to_string(value).map_err(|error| cannot_write(error.into()))?;
        self.line(json)
    }

    /// A list, each of its values on a line of its own; as one JSON array or one object a line.
    pub(super) fn list(&mut self, shape: Shape, values: &[impl Serialize]) -> Result<(), Error> {
        if shape.jsonl {
            return values.iter().try_for_each(|value| self.json(value));
        }
        if values.is_empty() {
            return self.line("[]");
        }
        for (at, value) in values.iter().enumerate() {
            let json = serde_json::to_string(value).map_err(|error| cannot_write(error.into()))?;
            let (before, after) =
                (if at == 0 { "[" } else { "" }, if at + 1 == values.len() { "]" } else { "," });
            self.line(format_args!("{before}{json}{after}"))?;
        }
        Ok(())
    }

    /// Hands over what is still held back.
    pub(super) fn finish(&mut self) -> Result<(), Error> {
        self.out.flush().map_err(cannot_write)
    }
}

fn cannot_write(source: io::Error) -> Error {
    Error::io("write", Path::new("standard output"), source, "")
}

/// Says a sentence to the person at the terminal.
pub(super) fn tell(sentence: &str) {
    whisper(&format!("postil: {}", sentence.replace('\n', " ")));
}

/// Prints a line on standard error.
pub(super) fn whisper(line: &str) {
    // Nobody can be told that standard error is closed.
    let _ = writeln!(io::stderr(), "{}", sanitise::line(line));
}

/// Says why something could not be done.
pub(super) fn complain(error: &Error) {
    tell(&error.to_string());
}
