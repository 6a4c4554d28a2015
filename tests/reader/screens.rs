//! Screen scripts: a size, a document, keys, and the screen that comes of them, with its styles.
//!
//! Each `.screen` file in `tests/reader/screens` is one script. After a wanted change of a screen,
//! `POSTIL_BLESS=1 cargo test screens` writes the scripts anew; read the difference before keeping it.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::desk::{Desk, LEGEND};

struct Script {
    size: (u16, u16),
    document: String,
    steps: Vec<Step>,
    head: String,
}

enum Step {
    Press(String),
    Type(String),
    Resize(u16, u16),
}

fn size(text: &str) -> (u16, u16) {
    let (width, height) = text.split_once('x').expect("a size: 80x24");
    (width.parse().expect("columns"), height.parse().expect("rows"))
}

/// Reads the lines before the first `----`.
fn parse(text: &str) -> Script {
    let head = text.split("----\n").next().unwrap_or_default();
    let mut script =
        Script { size: (80, 24), document: String::new(), steps: Vec::new(), head: head.to_owned() };
    for line in head.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (name, value) = line.split_once(": ").unwrap_or_else(|| panic!("not a line of a script: {line}"));
        match name {
            "size" => script.size = size(value),
            "document" => value.clone_into(&mut script.document),
            "press" => script.steps.push(Step::Press(value.to_owned())),
            "type" => script.steps.push(Step::Type(value.replace("\\n", "\n"))),
            "resize" => {
                let (width, height) = size(value);
                script.steps.push(Step::Resize(width, height));
            }
            _ => panic!("unknown in a script: {name}"),
        }
    }
    script
}

fn play(script: &Script) -> String {
    let (width, height) = script.size;
    let mut desk = Desk::open(&script.document, width, height);
    for step in &script.steps {
        match step {
            Step::Press(keys) => desk.press(keys),
            Step::Type(text) => desk.type_text(text),
            Step::Resize(width, height) => desk.resize(*width, *height),
        };
    }
    let mut played = format!("{}----\n{}---- {LEGEND}\n", script.head, desk.screen());
    for (row, line) in (1..).zip(desk.styles().lines()) {
        if !line.is_empty() {
            writeln!(played, "{row:2}|{line}").expect("a line");
        }
    }
    played
}

fn scripts() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reader/screens");
    let mut scripts: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("scripts").map(|entry| entry.expect("a script").path()).collect();
    scripts.sort();
    scripts
}

#[test]
fn screens_are_as_scripted() {
    let mut wrong = String::new();
    for path in scripts() {
        let expected = std::fs::read_to_string(&path).expect("a script");
        let played = play(&parse(&expected));
        if std::env::var_os("POSTIL_BLESS").is_some() {
            std::fs::write(&path, played).expect("a script written");
        } else if played != expected {
            write!(wrong, "\n{}\n{}", path.display(), difference(&expected, &played)).expect("a difference");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn difference(expected: &str, played: &str) -> String {
    let mut lines = expected.lines();
    let mut report = String::new();
    for got in played.lines() {
        let wanted = lines.next().unwrap_or_default();
        if wanted != got {
            writeln!(report, "- {wanted}\n+ {got}").expect("a line");
        }
    }
    report
}
