//! Reads `src/` and holds what the architecture promises: which layer may use which, who touches
//! the terminal and the world, and that nothing outside the tests gives up by a panic.

#[path = "layers/source.rs"]
mod source;

use std::fs;
use std::path::{Path, PathBuf};

use source::{Code, Place};

/// The layers, each with its height: a layer uses itself and those below it. Two of one height do
/// not know each other.
const LAYERS: [(&str, u8); 9] = [
    ("text", 0),
    ("formats", 1),
    ("notes", 2),
    ("compare", 3),
    ("export", 3),
    ("app", 4),
    ("ui", 5),
    ("shell", 6),
    ("main", 7),
];

/// The modules of `std` that touch the world.
const WORLD: [&str; 5] = ["fs", "net", "process", "env", "time"];

/// Words that read the clock.
const CLOCK: [&str; 4] = ["SystemTime", "Timestamp::now", "Zoned::now", "now_v7"];

/// Words that end the program where a value should be returned.
const PANICS: [&str; 6] = [".unwrap()", ".expect(", "panic!", "todo!", "unimplemented!", "unreachable!"];

/// Calls that write to a cell of the screen without sanitising.
const RAW_CELLS: [&str; 2] = ["set_symbol", "set_char"];

/// A file of `src/`, with its path from there.
struct Source {
    path: PathBuf,
    code: Code,
}

impl Source {
    fn new(path: &str, text: &str) -> Source {
        Source { path: PathBuf::from(path), code: Code::new(text) }
    }

    /// The first part of the path without its ending: the layer, or `lib`.
    fn layer(&self) -> &str {
        let first = self.path.iter().next().and_then(|part| part.to_str()).expect("a path has a first part");
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// How many modules deep the file is: 1 for `text.rs`, 2 for `text/wrap.rs`.
    fn depth(&self) -> usize {
        self.path.iter().count()
    }

    /// Whether all of the file is a test module that another file declares.
    fn is_test(&self) -> bool {
        self.path.iter().any(|part| part == "tests.rs" || part == "tests")
    }

    fn is_one_of(&self, layers: &[&str]) -> bool {
        layers.contains(&self.layer())
    }

    fn complain(&self, place: &Place) -> String {
        format!("src/{}:{}: {}", self.path.display(), place.line, place.what)
    }
}

fn height(layer: &str) -> Option<u8> {
    LAYERS.iter().find(|(name, _)| *name == layer).map(|(_, height)| *height)
}

/// Uses of a layer that does not lie below the file's own.
fn turned_arrows(source: &Source) -> Vec<String> {
    let Some(own) = height(source.layer()) else { return Vec::new() };
    let is_turned = |place: &Place| match height(&place.what) {
        Some(other) => place.what != source.layer() && other >= own,
        None => false,
    };
    let roots = ["crate", "postil"].into_iter().flat_map(|root| source.code.paths(root));
    let supers = source.code.paths_above(source.depth());
    roots.chain(supers).filter(is_turned).map(|place| source.complain(&place)).collect()
}

fn words_outside(source: &Source, layers: &[&str], words: &[&str]) -> Vec<String> {
    if source.is_one_of(layers) || source.is_test() {
        return Vec::new();
    }
    let found = words.iter().flat_map(|word| source.code.without_tests().words(word));
    found.map(|place| source.complain(&place)).collect()
}

fn world_outside(source: &Source, layers: &[&str]) -> Vec<String> {
    if source.is_one_of(layers) || source.is_test() {
        return Vec::new();
    }
    let touches = |place: &Place| WORLD.contains(&place.what.as_str()) || place.what == "*";
    let found = source.code.without_tests().paths("std").into_iter().filter(touches);
    found.map(|place| source.complain(&Place { what: format!("std::{}", place.what), ..place })).collect()
}

/// Every file of `src/`.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut found) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("src is readable") {
            let path = entry.expect("an entry of src is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("a source file is UTF-8");
                let path = path.strip_prefix(&root).expect("a file lies in its root").to_path_buf();
                found.push(Source { path, code: Code::new(&text) });
            }
        }
    }
    assert!(found.len() >= LAYERS.len(), "src/ has been looked for in the wrong place");
    found
}

fn all(check: impl Fn(&Source) -> Vec<String>) {
    let mut complaints: Vec<String> = sources().iter().flat_map(check).collect();
    complaints.sort();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn every_file_belongs_to_a_layer() {
    all(|source| {
        let known = height(source.layer()).is_some() || source.layer() == "lib";
        if known { Vec::new() } else { vec![format!("src/{} is in no layer", source.path.display())] }
    });
}

#[test]
fn an_arrow_between_layers_never_turns() {
    all(turned_arrows);
}

#[test]
fn only_ui_and_shell_know_the_terminal() {
    all(|source| words_outside(source, &["ui", "shell"], &["ratatui", "crossterm"]));
}

#[test]
fn only_shell_touches_the_world() {
    all(|source| world_outside(source, &["shell", "main"]));
    all(|source| words_outside(source, &["shell", "main"], &CLOCK));
}

#[test]
fn nothing_gives_up_by_a_panic() {
    all(|source| words_outside(source, &[], &PANICS));
}

#[test]
fn one_file_of_ui_writes_raw_cells() {
    all(|source| words_outside(source, &["ui"], &RAW_CELLS));
    let writes = |source: &Source| !words_outside(source, &[], &RAW_CELLS).is_empty();
    let painters: Vec<_> = sources().into_iter().filter(writes).map(|source| source.path).collect();
    assert!(painters.len() <= 1, "more than one painter: {painters:?}");
}

#[test]
fn a_turned_arrow_is_found_however_it_is_written() {
    let turned = |path, text| turned_arrows(&Source::new(path, text));
    assert_eq!(turned("text/wrap.rs", "\nuse crate::ui::draw;"), ["src/text/wrap.rs:2: ui"]);
    assert_eq!(
        turned("app.rs", "use crate::{\n    text::Document,\n    shell::{Job, self},\n};"),
        ["src/app.rs:3: shell"]
    );
    assert_eq!(turned("notes/pen.rs", "fn f() { super::super::app::go() }"), ["src/notes/pen.rs:1: app"]);
    assert_eq!(turned("export.rs", "use crate::compare::redline;"), ["src/export.rs:1: compare"]);
    assert_eq!(turned("formats.rs", "use super::notes;"), ["src/formats.rs:1: notes"]);
    assert_eq!(turned("text.rs", "pub use postil :: app;"), ["src/text.rs:1: app"]);
}

#[test]
fn a_right_arrow_and_what_only_looks_like_one_are_left_alone() {
    let turned = |path, text| turned_arrows(&Source::new(path, text));
    assert!(turned("ui/rows.rs", "use crate::{app::App, text::{Span, flow}};").is_empty());
    assert!(
        turned("text/wrap.rs", "//! See [`crate::ui`].\nconst A: &str = \"crate::ui\"; /* crate::app */")
            .is_empty()
    );
    assert!(
        turned("text/wrap.rs", "use super::app; use other_crate::ui; let r = r#\"crate::\"ui\"#;").is_empty()
    );
    assert!(turned("main.rs", "use postil::shell;").is_empty());
}

#[test]
fn a_panic_is_found_outside_tests_only() {
    let panics = |text| words_outside(&Source::new("app.rs", text), &[], &PANICS);
    assert_eq!(panics("fn f() {\n    x.unwrap();\n}"), ["src/app.rs:2: .unwrap()"]);
    assert_eq!(panics("fn f() { x.expect(\"y\") }"), ["src/app.rs:1: .expect("]);
    assert!(panics("#[expect(lint)]\nfn f() { x.unwrap_or(1) } // .unwrap()").is_empty());
    assert!(panics("#[cfg(test)]\nmod tests {\n    fn f() { g({ x.unwrap() }); }\n}").is_empty());
    assert_eq!(panics("#[cfg(test)]\nmod tests;\nfn f() { '\"'; todo!() }"), ["src/app.rs:3: todo!"]);
    assert_eq!(
        panics("#[cfg(test)]\nfn only() { x.unwrap() }\nfn f<'a>() { y.unwrap() }"),
        ["src/app.rs:3: .unwrap()"]
    );
}

#[test]
fn a_touch_of_the_world_is_found_however_it_is_written() {
    let touched = |text| world_outside(&Source::new("notes/store.rs", text), &["shell"]);
    assert_eq!(touched("use std::fs::File;"), ["src/notes/store.rs:1: std::fs"]);
    assert_eq!(touched("use std::{fmt, env::{args}};"), ["src/notes/store.rs:1: std::env"]);
    assert_eq!(touched("use std::*;"), ["src/notes/store.rs:1: std::*"]);
    assert!(touched("use std::{fmt, mem}; use crate::std_like::fs;").is_empty());
}
