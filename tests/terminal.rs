//! The life of the reader on a real pseudo-terminal: the whole path of a note, and what is left
//! behind when the program ends in good order or not.
#![cfg(unix)]

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// How long anything may take before the test is called failed. Nothing waits for so long unless it
/// is broken.
const PATIENCE: Duration = Duration::from_secs(60);

/// A folder with a document in it, and homes for what the program keeps.
struct Room {
    folder: TempDir,
}

impl Room {
    fn with(sample: &str) -> Room {
        let folder = tempfile::tempdir().expect("a folder");
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-docs").join(sample);
        std::fs::copy(from, folder.path().join(sample)).expect("a copy of the sample");
        Room { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn start(&self, sample: &str, rows: u16, cols: u16, environment: &[(&str, &str)]) -> Screen {
        let command = CommandBuilder::new(env!("CARGO_BIN_EXE_postil"));
        self.start_by(command, sample, rows, cols, environment)
    }

    /// As [`Room::start`], under a limit of the shell's `ulimit`.
    fn start_limited(&self, limit: &str, sample: &str) -> Screen {
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-c", &format!("ulimit {limit}; exec \"$0\" \"$1\""), env!("CARGO_BIN_EXE_postil")]);
        self.start_by(command, sample, 24, 80, &[])
    }

    fn start_by(
        &self,
        mut command: CommandBuilder,
        sample: &str,
        rows: u16,
        cols: u16,
        environment: &[(&str, &str)],
    ) -> Screen {
        command.arg(self.path(sample));
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("HOME", self.folder.path());
        command.env("XDG_STATE_HOME", self.path("state"));
        command.env("XDG_DATA_HOME", self.path("data"));
        for (name, value) in environment {
            command.env(name, value);
        }
        Screen::start(command, rows, cols)
    }
}

/// The program on a terminal of its own.
struct Screen {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    terminal: vt100::Parser,
    everything: Vec<u8>,
    _master: Box<dyn MasterPty + Send>,
}

impl Screen {
    fn start(command: CommandBuilder, rows: u16, cols: u16) -> Screen {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let child = pair.slave.spawn_command(command).expect("the program");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("its output");
        let keys = pair.master.take_writer().expect("its input");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = vec![0; 65536];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let terminal = vt100::Parser::new(dimension(rows), dimension(cols), 0);
        Screen { child, keys, output, terminal, everything: Vec::new(), _master: pair.master }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush()).expect("keys");
    }

    /// Reads until the screen satisfies `wanted`.
    fn wait_until(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !wanted(self.terminal.screen()) {
            match self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("never came: {what}\n{}", self.terminal.screen().contents())
                }
            }
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.terminal.process(bytes);
        self.everything.extend_from_slice(bytes);
    }

    fn wait_for(&mut self, words: &str) {
        self.wait_until(words, |screen| screen.contents().contains(words));
    }

    fn signal(&self, signal: Signal) {
        let id = self.child.process_id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
        kill_process(id.expect("a process"), signal).expect("a signal");
    }

    /// Waits for the end, and reads what was still written.
    fn end(&mut self) -> ExitStatus {
        let status = self.child.wait().expect("an end");
        while let Ok(bytes) = self.output.recv_timeout(PATIENCE) {
            self.take(&bytes);
        }
        status
    }

    fn assert_given_back(&self) {
        let screen = self.terminal.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.bracketed_paste(), "bracketed paste is off");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is given back");
    }

    fn process_state(&self) -> char {
        let id = self.child.process_id().expect("a process");
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        stat.rsplit(") ").next().and_then(|rest| rest.chars().next()).unwrap_or('?')
    }
}

const NOTICE: &str = "thong-bao-hoi-nghi-22.txt";

#[test]
fn a_note_is_written_kept_found_again_and_exported() {
    let room = Room::with(NOTICE);
    let mut screen = room.start(NOTICE, 40, 160, &[]);
    screen.wait_for("READ");
    screen.press("]]]]S");
    screen.wait_for("LABEL");
    screen.press("d");
    screen.wait_for("SELECT");
    screen.press("2");
    screen.wait_for("highlighted with pen figures");
    screen.press("a");
    screen.wait_for("NOTE");
    screen.press("So sánh với hạn mặn năm 2016.\rHỏi lại Sở Nông nghiệp ngày mai.");
    screen.wait_for("ngày mai.");
    screen.press("\u{1b}");
    screen.wait_for("note kept");
    screen.press("q");
    assert!(screen.end().success());
    screen.assert_given_back();

    let sidecar = std::fs::read_to_string(room.path(&format!("{NOTICE}.postil.json"))).expect("the notes");
    assert!(sidecar.contains(r"năm 2016.\nHỏi lại"), "{sidecar}");

    let mut again = room.start(NOTICE, 40, 160, &[]);
    again.wait_for("1 note");
    again.wait_for("So sánh với hạn mặn năm 2016.");
    again.press("E");
    again.wait_for("export to");
    again.press("\r");
    again.wait_for("exported to");
    again.press("q");
    assert!(again.end().success());

    let exported = std::fs::read_to_string(room.path(&format!("{NOTICE}.notes.md"))).expect("the export");
    for words in ["So sánh với hạn mặn năm 2016.", "Hỏi lại Sở Nông nghiệp ngày mai.", "figures"]
    {
        assert!(exported.contains(words), "{words} in\n{exported}");
    }
}

#[test]
fn a_signal_gives_the_terminal_back_and_keeps_what_was_being_typed() {
    for (signal, name) in [(Signal::TERM, "Terminated"), (Signal::HUP, "Hangup")] {
        let room = Room::with(NOTICE);
        let mut screen = room.start(NOTICE, 24, 80, &[]);
        screen.wait_for("READ");
        screen.press("}}a");
        screen.wait_for("NOTE");
        screen.press("dở dang");
        screen.wait_for("dở dang");
        screen.signal(signal);
        let status = screen.end();
        assert_eq!(status.signal(), Some(name));
        screen.assert_given_back();
        let sidecar =
            std::fs::read_to_string(room.path(&format!("{NOTICE}.postil.json"))).expect("the notes");
        assert!(sidecar.contains("dở dang"), "{sidecar}");
    }
}

#[test]
fn a_signal_that_nobody_expects_gives_the_terminal_back_too() {
    for signal in [Signal::USR1, Signal::ALARM, Signal::XCPU] {
        let room = Room::with(NOTICE);
        let mut screen = room.start(NOTICE, 24, 80, &[]);
        screen.wait_for("READ");
        screen.signal(signal);
        assert!(screen.end().signal().is_some(), "it ends by the signal");
        screen.assert_given_back();
    }
}

#[test]
fn a_limit_on_the_size_of_files_is_told_and_ends_nothing() {
    let room = Room::with(NOTICE);
    let mut screen = room.start_limited("-f 0", NOTICE);
    screen.wait_for("READ");
    screen.press("s1");
    screen.wait_for("NOT SAVED: cannot save the notes: file too large");
    screen.press("q");
    screen.wait_for("Quit and lose it?");
    screen.press("y");
    assert!(screen.end().success());
    screen.assert_given_back();
    assert!(!room.path(&format!("{NOTICE}.postil.json")).exists());
}

#[test]
fn what_could_not_be_saved_is_tried_again_when_the_program_has_to_end() {
    let room = Room::with(NOTICE);
    let sidecar = room.path(&format!("{NOTICE}.postil.json"));
    let mut screen = room.start(NOTICE, 24, 80, &[]);
    screen.wait_for("READ");
    std::fs::create_dir(&sidecar).expect("a folder in the way");
    screen.press("s1");
    screen.wait_for("NOT SAVED");
    std::fs::remove_dir(&sidecar).expect("out of the way");
    screen.signal(Signal::TERM);
    assert_eq!(screen.end().signal(), Some("Terminated"));
    let kept = std::fs::read_to_string(&sidecar).expect("the notes");
    assert!(kept.contains("\"pen\""), "{kept}");
}

#[test]
fn a_panic_gives_the_terminal_back_and_is_readable() {
    for stage in ["draw", "key"] {
        let room = Room::with(NOTICE);
        let mut screen = room.start(NOTICE, 24, 80, &[("POSTIL_TEST_PANIC", stage)]);
        if stage == "key" {
            screen.wait_for("READ");
            screen.press("j");
        }
        let status = screen.end();
        assert_eq!(status.exit_code(), 101, "{stage}");
        screen.assert_given_back();
        let said = screen.terminal.screen().contents();
        assert!(said.contains("asked to fail at the stage"), "{stage}: {said}");
    }
}

#[test]
fn control_z_stops_with_the_terminal_given_back_and_resumes() {
    let room = Room::with(NOTICE);
    let mut screen = room.start(NOTICE, 24, 80, &[]);
    screen.wait_for("READ");
    screen.press("\u{1a}");
    screen.wait_until("the terminal given back", |screen| !screen.alternate_screen());
    let deadline = Instant::now() + PATIENCE;
    while screen.process_state() != 'T' {
        assert!(Instant::now() < deadline, "it never stopped");
        std::thread::yield_now();
    }
    screen.assert_given_back();
    screen.signal(Signal::CONT);
    screen.wait_until("the screen again", |screen| {
        screen.alternate_screen() && screen.contents().contains("READ")
    });
    screen.press("q");
    assert!(screen.end().success());
    screen.assert_given_back();
}

#[test]
fn nothing_in_a_document_reaches_the_terminal_as_a_command() {
    let room = Room::with(NOTICE);
    let hostile = "Tiêu đề \u{1b}]0;PWNED\u{7}\n\nMột \u{1b}[31mđoạn\u{9b}2J \u{202e}văn\u{200b} \u{7f}\n";
    std::fs::write(room.path("hostile.txt"), hostile).expect("a document");
    let mut screen = room.start("hostile.txt", 24, 80, &[]);
    screen.wait_for("READ");
    screen.press("?");
    screen.wait_for("HELP");
    screen.press("qsa");
    screen.wait_for("NOTE");
    screen.press("\u{3}");
    screen.wait_for("READ");
    screen.press("q");
    assert!(screen.end().success());
    let bytes = String::from_utf8_lossy(&screen.everything);
    for danger in ["\u{7}", "\u{9b}", "\u{202e}", "\u{200b}", "\u{7f}", "\u{1b}]0", "\u{1b}[31mđoạn"] {
        assert!(!bytes.contains(danger), "{danger:?} was written");
    }
    assert!(bytes.contains('␛'), "controls are shown as pictures");
}

#[test]
fn the_place_is_kept_from_one_sitting_to_the_next() {
    let room = Room::with(NOTICE);
    let mut screen = room.start(NOTICE, 24, 80, &[]);
    screen.wait_for("READ");
    screen.press("G");
    screen.wait_for("100 %");
    screen.press("q");
    assert!(screen.end().success());
    let mut again = room.start(NOTICE, 24, 80, &[]);
    again.wait_for("100 %");
    again.press("q");
    assert!(again.end().success());
}

fn dimension(cells: u16) -> std::num::NonZeroU16 {
    std::num::NonZeroU16::new(cells).expect("a size")
}
