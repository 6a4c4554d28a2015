//! A folder of its own for each test, and the program run in it with a home inside.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const POSTIL: &str = env!("CARGO_BIN_EXE_postil");

pub struct Desk {
    folder: TempDir,
}

/// How a run ended and what it printed.
#[derive(Debug)]
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    fn new(output: Output) -> Run {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Run {
            status: output.status.code().expect("no signal"),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// What a run printed that had to go well and to have nothing to say.
    pub fn answer(self) -> String {
        assert_eq!((self.status, self.err.as_str()), (0, ""));
        self.out
    }

    /// Whether exactly one sentence of the program was told.
    pub fn sentence(&self) -> bool {
        self.err.starts_with("postil: cannot ") && self.err.ends_with('\n') && self.err.lines().count() == 1
    }
}

impl Desk {
    pub fn new() -> Desk {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("home")).expect("a home");
        Desk { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        self.write_bytes(name, text.as_bytes());
    }

    pub fn write_bytes(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a text")
    }

    pub fn make_folder(&self, name: &str) {
        fs::create_dir(self.path(name)).expect("a folder");
    }

    /// The names in a folder, in order.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).expect("a folder").flatten();
        let mut names: Vec<_> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    pub fn postil(&self, args: &[&str]) -> Run {
        self.postil_with(args, b"")
    }

    pub fn postil_with(&self, args: &[&str], input: &[u8]) -> Run {
        let mut child = self.command(POSTIL).args(args).spawn().expect("the program");
        // A program that does not read its input may be gone before it is written.
        let _ = child.stdin.take().expect("a pipe").write_all(input);
        Run::new(child.wait_with_output().expect("an end"))
    }

    /// Runs with standard output into the file `out`; `None` where there is no such file.
    pub fn postil_into(&self, args: &[&str], out: &str) -> Option<Run> {
        let out = fs::OpenOptions::new().write(true).open(out).ok()?;
        Some(Run::new(self.command(POSTIL).args(args).stdout(out).output().expect("an end")))
    }

    /// Runs with standard output into a pipe that nobody reads.
    pub fn postil_into_closed_pipe(&self, args: &[&str]) -> Run {
        let mut child = self.command(POSTIL).args(args).spawn().expect("the program");
        drop(child.stdout.take());
        Run::new(child.wait_with_output().expect("an end"))
    }

    /// Takes from everybody the right to write in `folder`.
    pub fn close(&self, folder: &str) {
        let path = self.path(folder);
        let mut permissions = fs::metadata(&path).expect("a folder").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(path, permissions).expect("permissions");
    }

    /// Runs as a user whom the rights of files bind. `None` where that cannot be done: the
    /// administrator, whom they do not bind, needs `setpriv` to become another user.
    pub fn postil_as_nobody(&self, args: &[&str]) -> Option<Run> {
        let probe = self.path("closed/probe");
        if fs::write(&probe, "").is_err() {
            return Some(self.postil(args));
        }
        fs::remove_file(probe).expect("removed");
        let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
        self.open_to_all(Path::new(""));
        self.open_to_all(Path::new("home"));
        let can = self.command("setpriv").args(nobody).args([POSTIL, "--version"]).output();
        if !can.is_ok_and(|output| output.status.success()) {
            eprintln!("skipped: setpriv cannot run the program as another user");
            return None;
        }
        let output = self.command("setpriv").args(nobody).arg(POSTIL).args(args).output();
        Some(Run::new(output.expect("an end")))
    }

    #[cfg(unix)]
    fn open_to_all(&self, folder: &Path) {
        use std::os::unix::fs::PermissionsExt;
        let path = self.folder.path().join(folder);
        fs::set_permissions(path, fs::Permissions::from_mode(0o777)).expect("permissions");
    }

    #[cfg(not(unix))]
    fn open_to_all(&self, _folder: &Path) {}

    /// The program in this folder, with no environment but a home in it.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.folder.path()).env_clear().env("HOME", self.path("home"));
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}
