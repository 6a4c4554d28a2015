//! `postil cite` as a script sees it.

#[path = "cli/desk.rs"]
#[expect(dead_code, reason = "shared with the other tests of the command line")]
mod desk;

use desk::Desk;
use serde_json::{Value, json};

const DECLARATION: &str = "Declaration of the Members\n\nHarrow, 3 May 2031\n\n\
    1. We, the members, met in Harrow to discuss the sea lanes.\n\n\
    2. We agreed on 50 % of the plan & on its costs.\n\n\
    3. We thank our hosts for two days of work. We shall meet again.\n\n\
    4. We ask the Secretary to report on all of this.\n";

const AGREED: &str = "We agreed on 50 % of the plan & on its costs.";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("declaration.txt", DECLARATION);
    desk
}

fn cite(desk: &Desk, args: &[&str]) -> String {
    desk.postil(&[&["cite", "declaration.txt"], args].concat()).answer()
}

#[test]
fn a_passage_is_cited_by_its_words_or_by_its_place() {
    let desk = desk();
    let cited = "“We agreed on 50 % of the plan & on its costs.” — \
                 Declaration of the Members, Harrow, 3 May 2031, ¶ 2\n";
    assert_eq!(cite(&desk, &["--quote", AGREED]), cited);
    let start = DECLARATION.find(AGREED).expect("the words");
    let range = format!("{start}..{}", start + AGREED.len());
    assert_eq!(cite(&desk, &["--range", &range]), cited);
}

#[test]
fn what_is_not_one_place_is_no_answer() {
    let desk = desk();
    for (args, status, said) in [
        (["--quote", "no such words"], 1, "0 places match the quote"),
        (["--quote", "We"], 1, "places match the quote; narrow it"),
        (["--range", "5..9999"], 2, "5..9999 is no part of its"),
    ] {
        let run = desk.postil(&["cite", "declaration.txt", args[0], args[1]]);
        assert_eq!((run.status, run.out.as_str(), run.sentence()), (status, "", true), "{run:?}");
        assert!(run.err.contains(said), "{}", run.err);
    }
    assert_eq!(desk.postil(&["cite", "declaration.txt"]).status, 2);
    assert_eq!(desk.postil(&["cite", "declaration.txt", "--quote", AGREED, "--style", "mla"]).status, 2);
}

#[test]
fn each_style_escapes_what_it_must() {
    let desk = desk();
    let styled = |style| cite(&desk, &["--quote", AGREED, "--style", style]);
    assert!(
        styled("biblatex").contains("annotation = {“We agreed on 50 \\% of the plan \\& on its costs.”}")
    );
    assert!(
        styled("markdown").starts_with("> “We agreed on 50 % of the plan & on its costs.”\n>\n> — *Decl")
    );
    assert!(styled("footnote").contains("”[^declaration-of-the-members-2031-2]\n\n[^declaration-of"));
    let item: Value = serde_json::from_str(&styled("csl-json")).expect("JSON");
    assert_eq!(item[0]["custom"]["quote"], AGREED);
}

#[test]
fn json_tells_the_place_in_code_points() {
    let desk = desk();
    desk.write("long.txt", &format!("Thông báo chung\n\n{DECLARATION}"));
    let printed = desk.postil(&["cite", "long.txt", "--quote", "our hosts", "--json"]).answer();
    let entry: Value = serde_json::from_str(&printed).expect("JSON");
    let before = format!("Thông báo chung\n\n{}", DECLARATION.split("our hosts").next().unwrap_or_default());
    let start = before.chars().count();
    assert_eq!((&entry["start"], &entry["end"]), (&json!(start), &json!(start + 9)));
    assert_eq!((&entry["paragraph"], &entry["printed"]), (&json!(3), &json!(true)));
    assert_eq!((&entry["quote"], &entry["style"]), (&json!("our hosts"), &json!("plain")));
}

#[test]
fn a_template_of_the_reader_takes_the_place_of_the_built_in_one() {
    let desk = desk();
    desk.write("home/.config/postil/cite/markdown.jinja", "own: {{ paragraph }} {{ quote }}\n");
    desk.write("other.jinja", "{{ key }}: {{ location }}\n");
    let quote = ["--quote", AGREED, "--style", "markdown"];
    if cfg!(target_os = "linux") {
        assert_eq!(cite(&desk, &quote), format!("own: ¶ 2 {AGREED}\n"));
    }
    let named = [&quote[..], &["--template", "other.jinja"]].concat();
    assert_eq!(cite(&desk, &named), "declaration-of-the-members-2031: ¶ 2\n");
}

#[test]
fn a_template_that_cannot_be_used_is_told_with_its_path() {
    let desk = desk();
    desk.write("bad.jinja", "{{ quote }}\n{{ publisher }}\n");
    for (template, said) in [("bad.jinja", "bad.jinja: line 2: "), ("none.jinja", "none.jinja: no such file")]
    {
        let run = desk.postil(&["cite", "declaration.txt", "--quote", AGREED, "--template", template]);
        assert_eq!((run.status, run.out.as_str(), run.sentence()), (2, "", true), "{run:?}");
        assert!(run.err.contains(said), "{}", run.err);
    }
}
