//! What happens outside, as one queue: keys, signals, the terminal going away, a document read.
//!
//! Each source has a thread of its own that blocks until something happens; nothing ticks.

use std::io::IsTerminal;
#[cfg(unix)]
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, KeyCode, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};

use crate::app::key::{Code, Input, Key, Mouse, MouseAction};
use crate::shell::error::Error;
use crate::shell::files::Opened;

/// How long the reader has to end in good order once a signal asked for it.
const GRACE: Duration = Duration::from_secs(2);

/// How long a terminal may take to be given back before it is taken for blocked.
const BLOCKED: Duration = Duration::from_millis(500);

/// Something that happened outside.
#[derive(Debug)]
pub enum Event {
    /// The reader did something.
    Input(Input),
    /// A signal asks the program to end.
    End(i32),
    /// A signal asks the program to stop until it is resumed.
    Stop,
    /// The program was resumed.
    Resumed,
    /// The terminal went away.
    HangUp,
    /// The whole document was read.
    Read(Box<Result<Opened, Error>>),
}

/// The queue and its feeders.
pub struct Events {
    queue: Receiver<Event>,
    feed: Sender<Event>,
}

impl Events {
    /// Starts to listen for signals, before the terminal is taken: an end that comes between the
    /// two leaves it as it was.
    #[must_use]
    pub fn listen_for_the_end() -> Events {
        let (feed, queue) = channel();
        listen_for_signals(feed.clone());
        Events { queue, feed }
    }

    /// Starts to listen for keys, and for the terminal to go away.
    pub fn listen_for_keys(&self) {
        let keys = self.feed.clone();
        spawn("keys", move || read_keys(&keys));
        let terminal = self.feed.clone();
        spawn("terminal", move || watch_terminal(&terminal));
    }

    /// Waits for the next event; `None` once nothing can come any more.
    #[must_use]
    pub fn wait(&self) -> Option<Event> {
        self.queue.recv().ok()
    }

    /// The next event if one waits.
    #[must_use]
    pub fn pending(&self) -> Option<Event> {
        self.queue.try_recv().ok()
    }

    /// Runs `work` on a thread and queues what comes of it.
    pub fn later(&self, work: impl FnOnce() -> Event + Send + 'static) {
        let feed = self.feed.clone();
        spawn("work", move || {
            let _ = feed.send(work());
        });
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) {
    let _ = thread::Builder::new().name(name.to_owned()).spawn(work);
}

fn read_keys(feed: &Sender<Event>) {
    while let Ok(event) = event::read() {
        if let Some(input) = translate(event)
            && feed.send(Event::Input(input)).is_err()
        {
            return;
        }
    }
    let _ = feed.send(Event::HangUp);
}

#[cfg(unix)]
fn listen_for_signals(feed: Sender<Event>) {
    use signal_hook::consts::{
        SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM,
        SIGXCPU,
    };

    let end = [SIGTERM, SIGINT, SIGQUIT, SIGHUP];
    let end_too = [SIGALRM, SIGPROF, SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU];
    let signals = end.iter().chain(&end_too).chain(&[SIGTSTP, SIGCONT]);
    let Ok(mut signals) = signal_hook::iterator::Signals::new(signals) else { return };
    spawn("signals", move || {
        let asked = AtomicBool::new(false);
        for signal in signals.forever() {
            let event = match signal {
                SIGTSTP => Event::Stop,
                SIGCONT => Event::Resumed,
                _ if asked.swap(true, Ordering::SeqCst) => end_now(signal),
                _ => {
                    spawn("grace", move || {
                        thread::sleep(GRACE);
                        end_now(signal);
                    });
                    Event::End(signal)
                }
            };
            if feed.send(event).is_err() {
                return;
            }
        }
    });
}

#[cfg(not(unix))]
fn listen_for_signals(_feed: Sender<Event>) {}

/// Makes a write past the limit of file sizes (`ulimit -f`) fail, so that it can be told: by default
/// it is a signal that ends the program on the spot.
#[cfg(unix)]
pub fn outlive_file_size_limit() {
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}

#[cfg(not(unix))]
pub fn outlive_file_size_limit() {}

/// Ends the program although the reader could not end in good order: the terminal goes back first,
/// unless it takes nothing any more.
#[cfg(unix)]
fn end_now(signal: i32) -> ! {
    let (done, is_done) = channel();
    spawn("restore", move || {
        super::terminal::give_back();
        let _ = done.send(());
    });
    if is_done.recv_timeout(BLOCKED).is_err() {
        let _ = crossterm::terminal::disable_raw_mode();
    }
    let _ = signal_hook::low_level::emulate_default_handler(signal);
    std::process::exit(1)
}

/// Waits until the terminal is gone: reading keys would not tell, it would only spin.
#[cfg(unix)]
fn watch_terminal(feed: &Sender<Event>) {
    use rustix::event::{PollFd, PollFlags, poll};

    let stdin = std::io::stdin();
    let tty = if stdin.is_terminal() { None } else { std::fs::File::open("/dev/tty").ok() };
    loop {
        let watched = match &tty {
            Some(file) => PollFd::new(file, PollFlags::empty()),
            None => PollFd::new(&stdin, PollFlags::empty()),
        };
        match poll(&mut [watched], None) {
            Err(rustix::io::Errno::INTR) => {}
            Ok(_) | Err(_) => break,
        }
    }
    let _ = feed.send(Event::HangUp);
}

#[cfg(not(unix))]
fn watch_terminal(_feed: &Sender<Event>) {}

fn translate(event: event::Event) -> Option<Input> {
    match event {
        event::Event::Key(key) if key.kind != KeyEventKind::Release => translate_key(key).map(Input::Key),
        event::Event::Paste(text) => Some(Input::Paste(text)),
        event::Event::Resize(width, height) => Some(Input::Resize(width, height)),
        event::Event::Mouse(mouse) => {
            let action = mouse_action(mouse.kind)?;
            Some(Input::Mouse(Mouse { action, column: mouse.column, row: mouse.row }))
        }
        event::Event::Key(_) | event::Event::FocusGained | event::Event::FocusLost => None,
    }
}

fn mouse_action(kind: MouseEventKind) -> Option<MouseAction> {
    match kind {
        MouseEventKind::Down(MouseButton::Left) => Some(MouseAction::Press),
        MouseEventKind::Drag(MouseButton::Left) => Some(MouseAction::Drag),
        MouseEventKind::Up(MouseButton::Left) => Some(MouseAction::Release),
        MouseEventKind::ScrollDown => Some(MouseAction::ScrollDown),
        MouseEventKind::ScrollUp => Some(MouseAction::ScrollUp),
        _ => None,
    }
}

fn translate_key(key: event::KeyEvent) -> Option<Key> {
    let code = match key.code {
        KeyCode::Char(character) => Code::Char(character),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number) => Code::F(number),
        _ => return None,
    };
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    Some(Key { code, ctrl, alt })
}
