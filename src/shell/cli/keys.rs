//! `postil keys`: the keys of the reader, from the tables that they run through.

use super::Verdict;
use super::answer::Answer;
use crate::app::keymap::Mode;
use crate::app::overlay::{Filter, Help, HelpLine};
use crate::app::words;
use crate::shell::error::Error;

/// The columns of the keys.
const KEYS: usize = 30;

/// Prints every mode with its keys and what they do.
pub(super) fn run(answer: &mut Answer) -> Result<Verdict, Error> {
    for mode in Mode::ALL {
        answer.line(words::mode(mode).text())?;
        let help = Help { mode, top: 0, filter: Filter::default() };
        for line in help.bindings() {
            match line {
                HelpLine::Blank => answer.line("")?,
                HelpLine::Heading(word) => answer.line(format_args!("  {}", word.text()))?,
                HelpLine::Keys(keys, what) => answer.line(format_args!("    {keys:KEYS$} {what}"))?,
            }
        }
        answer.line("")?;
    }
    for line in Help::typing_and_commands() {
        match line {
            HelpLine::Blank => answer.line("")?,
            HelpLine::Heading(word) => answer.line(word.text())?,
            HelpLine::Keys(keys, what) => answer.line(format_args!("    {keys:KEYS$} {what}"))?,
        }
    }
    Ok(Verdict::Yes)
}
