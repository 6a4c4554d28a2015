//! The terminal: taken over for the reader, and given back as it was, whatever happens.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crossterm::{Command, cursor, execute, queue, terminal};
use ratatui::backend::CrosstermBackend;

use crate::app::MouseOwner;
use crate::ui::theme::Colours;

/// A frame is written in one go: most are smaller than this.
const FRAME_BYTES: usize = 64 * 1024;

/// Whether the terminal is ours now, so that giving it back twice does nothing.
static OURS: AtomicBool = AtomicBool::new(false);

/// Held while the terminal is given back: who comes second waits until it is.
static RESTORING: Mutex<()> = Mutex::new(());

/// Whether the terminal is ours now.
#[must_use]
pub fn is_ours() -> bool {
    OURS.load(Ordering::SeqCst)
}

/// What draws on the terminal.
pub type Terminal = ratatui::Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// The mouse as far as it is used: buttons, drag and wheel, not every motion.
struct TakeMouse;
/// The mouse back to the terminal.
struct GiveMouse;

impl Command for TakeMouse {
    fn write_ansi(&self, f: &mut impl std::fmt::Write) -> std::fmt::Result {
        f.write_str("\x1b[?1000h\x1b[?1002h\x1b[?1006h")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        crossterm::event::EnableMouseCapture.execute_winapi()
    }
}

impl Command for GiveMouse {
    fn write_ansi(&self, f: &mut impl std::fmt::Write) -> std::fmt::Result {
        f.write_str("\x1b[?1006l\x1b[?1002l\x1b[?1000l")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        crossterm::event::DisableMouseCapture.execute_winapi()
    }
}

/// Whether there is a terminal to draw on.
#[must_use]
pub fn is_there() -> bool {
    io::stdout().is_terminal()
}

/// Whether the terminal can move its cursor at all (`TERM=dumb` cannot).
#[must_use]
pub fn can_draw() -> bool {
    std::env::var_os("TERM").is_none_or(|term| term != "dumb" && !term.is_empty())
}

/// What colours to use: none with `NO_COLOR`, few on terminals that say so.
#[must_use]
pub fn colours() -> Colours {
    let set = |name: &str| std::env::var(name).unwrap_or_default();
    let term = set("TERM");
    if !set("NO_COLOR").is_empty() || term.starts_with("vt") {
        Colours::None
    } else if !set("COLORTERM").is_empty() || term.contains("256") || term.contains("direct") {
        Colours::Many
    } else {
        Colours::Sixteen
    }
}

/// Takes the terminal over.
///
/// # Errors
/// Where there is no terminal to read keys from, or it cannot be written to.
pub fn take() -> io::Result<Terminal> {
    terminal::enable_raw_mode()?;
    OURS.store(true, Ordering::SeqCst);
    let taken = set_modes().and_then(|()| {
        ratatui::Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(FRAME_BYTES, io::stdout())))
    });
    if taken.is_err() {
        give_back();
    }
    taken
}

fn set_modes() -> io::Result<()> {
    let mut out = io::stdout();
    queue!(out, terminal::EnterAlternateScreen, crossterm::event::EnableBracketedPaste, TakeMouse)?;
    out.flush()
}

/// Gives the terminal back as it was found. Safe to call from anywhere, any number of times; what
/// fails is left, for there is nobody to tell.
pub fn give_back() {
    let _one_at_a_time = RESTORING.lock().unwrap_or_else(PoisonError::into_inner);
    if !OURS.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _ = execute!(
        out,
        GiveMouse,
        crossterm::event::DisableBracketedPaste,
        terminal::LeaveAlternateScreen,
        cursor::Show
    );
    let _ = terminal::disable_raw_mode();
}

/// Takes the terminal over again after somebody else had it, and forgets what it showed.
///
/// # Errors
/// As [`take`].
pub fn retake(terminal: &mut Terminal, mouse: MouseOwner) -> io::Result<()> {
    let _ = terminal::disable_raw_mode();
    terminal::enable_raw_mode()?;
    OURS.store(true, Ordering::SeqCst);
    set_modes()?;
    own_mouse(mouse)?;
    forget(terminal)
}

/// Clears the screen and forgets what stood on it, so that the next frame is drawn whole.
/// `Terminal::clear` would ask the terminal where its cursor is and wait for the answer.
fn forget(terminal: &mut Terminal) -> io::Result<()> {
    let size = terminal.size()?;
    terminal.resize(size.into())
}

/// Takes the mouse, or gives it to the terminal so that its own selection works.
///
/// # Errors
/// Where the terminal cannot be written to.
pub fn own_mouse(owner: MouseOwner) -> io::Result<()> {
    match owner {
        MouseOwner::Postil => execute!(io::stdout(), TakeMouse),
        MouseOwner::Terminal => execute!(io::stdout(), GiveMouse),
    }
}

/// Sends words to the terminal's clipboard (OSC 52).
///
/// # Errors
/// Where the terminal cannot be written to.
pub fn copy(words: &str) -> io::Result<()> {
    execute!(io::stdout(), crossterm::clipboard::CopyToClipboard::to_clipboard_from(words))
}
