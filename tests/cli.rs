//! The command line as a script sees it.

#[path = "cli/desk.rs"]
mod desk;

use std::fs;

use desk::{Desk, Run};
use serde_json::{Value, json};

const NOTICE: &str = "Thông báo\n\n1. Về kết quả\n\nGRDP tăng 9,62% so với cùng kỳ. Hội nghị nhất trí.\n\n2. Về nhiệm vụ\n\nHội nghị kết thúc. Kinh tế tăng 9,62% là cao.\n";

/// The code points of `text` from `start` to `end`.
fn cut(text: &str, entry: &Value) -> String {
    let at = |name: &str| usize::try_from(entry[name].as_u64().expect("an offset")).expect("a size");
    text.chars().skip(at("start")).take(at("end") - at("start")).collect()
}

fn desk_with_notice() -> Desk {
    let desk = Desk::new();
    desk.write("notice.txt", NOTICE);
    desk
}

/// Runs `args`, which must succeed, and reads what it prints as JSON.
fn json_of(desk: &Desk, args: &[&str]) -> Value {
    let run = desk.postil(args);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{args:?}");
    serde_json::from_str(&run.out).expect("JSON")
}

#[test]
fn text_is_printed_as_offsets_count_it() {
    let desk = desk_with_notice();
    desk.write("crlf.txt", "\u{feff}Ho\u{323}\u{302}i\r\nnghi\u{323}\r\n");
    assert_eq!(desk.postil(&["text", "notice.txt"]).answer(), format!("{NOTICE}\n"));
    assert_eq!(desk.postil(&["text", "crlf.txt"]).answer(), "Hội\nnghị\n\n");
}

#[test]
fn standard_input_is_a_document_too() {
    let desk = Desk::new();
    let run = desk.postil_with(&["text", "-"], NOTICE.as_bytes());
    assert_eq!((run.status, run.out), (0, format!("{NOTICE}\n")));
}

#[test]
fn sections_paragraphs_and_sentences_tile_the_text_in_code_points() {
    let desk = desk_with_notice();
    for command in ["outline", "paragraphs", "sentences"] {
        let entries = json_of(&desk, &[command, "notice.txt", "--json"]);
        let entries = entries.as_array().expect("a list");
        assert!(!entries.is_empty(), "{command}");
        let whole: String = entries.iter().map(|entry| cut(NOTICE, entry)).collect();
        assert_eq!(whole, NOTICE, "{command}");
    }
}

#[test]
fn meta_tells_what_a_document_says_of_itself_and_null_where_it_says_nothing() {
    let desk = Desk::new();
    desk.write(
        "a.md",
        "---\ndate: '2021-09-24'\ntitle: Joint Statement\n---\n\n# Joint Statement\n\nWe met today.\n",
    );
    let known = json!({
        "title": "Joint Statement", "body": null, "date": "2021-09-24", "date_iso": "2021-09-24",
        "place": null, "number": null, "language": null,
    });
    assert_eq!(json_of(&desk, &["meta", "a.md", "--json"]), known);
    let lines = "title: Joint Statement\ndate: 2021-09-24\ndate_iso: 2021-09-24\n";
    assert_eq!(desk.postil(&["meta", "a.md"]).answer(), lines);
}

#[test]
fn outline_explains_the_chains_of_numbers() {
    let desk = desk_with_notice();
    let chains = json_of(&desk, &["outline", "notice.txt", "--explain", "--json"]);
    assert_eq!(chains[0]["class"], "1.");
    assert_eq!(chains[0]["numbers"], json!([1, 2]));
    assert_eq!((&chains[0]["role"], &chains[0]["lines"]), (&json!("sections"), &json!([3, 7])));
    assert!((0.0..=1.0).contains(&chains[0]["confidence"].as_f64().expect("a number")));
    let line = desk.postil(&["outline", "notice.txt", "--explain"]).answer();
    assert!(line.starts_with("1. 1, 2 opens sections ("), "{line}");
}

#[test]
fn jsonl_prints_the_same_objects_a_line_each() {
    let desk = desk_with_notice();
    let list = json_of(&desk, &["paragraphs", "notice.txt", "--json"]);
    let lines = desk.postil(&["paragraphs", "notice.txt", "--jsonl"]).answer();
    let objects: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(list, Value::Array(objects));
}

#[test]
fn the_members_of_json_stand_in_the_order_of_the_contract() {
    let desk = desk_with_notice();
    let keys = |args: &[&str]| -> String {
        let line = desk.postil(args).answer().lines().next().expect("a line").to_owned();
        let object: serde_json::Map<String, Value> = serde_json::from_str(&line).expect("an object");
        object.keys().cloned().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(keys(&["outline", "notice.txt", "--jsonl"]), "level label title start end line kind");
    assert_eq!(keys(&["paragraphs", "notice.txt", "--jsonl"]), "number printed start end line section");
    assert_eq!(keys(&["sentences", "notice.txt", "--jsonl"]), "start end");
    let found = keys(&["search", "hoi nghi", "notice.txt", "--jsonl"]);
    assert_eq!(found, "source start end line section paragraph text");
    desk.postil(&["note", "add", "notice.txt", "--quote", "nhất trí"]).answer();
    let listed = keys(&["note", "list", "notice.txt", "--jsonl"]);
    let contract = "id status score start end quote pen note tags created modified section paragraph source";
    assert_eq!(listed, contract);
}

#[test]
fn a_note_comes_back_as_it_was_given() {
    let desk = desk_with_notice();
    let quote = ["--quote", "tăng 9,62% so với cùng kỳ"];
    let rest = ["--pen", "2", "--note", "kiểm tra\nlại", "--tag", "economy/growth", "--tag", "2020"];
    let args = [&["note", "add", "notice.txt"][..], &quote, &rest].concat();
    let id = desk.postil(&args).answer();
    let list = json_of(&desk, &["note", "list", "notice.txt", "--json"]);
    let note = &list[0];
    assert_eq!(note["id"], json!(id.trim_end()));
    assert_eq!((&note["status"], &note["score"]), (&json!("exact"), &json!(1.0)));
    assert_eq!(cut(NOTICE, note), "tăng 9,62% so với cùng kỳ");
    assert_eq!(note["quote"], json!("tăng 9,62% so với cùng kỳ"));
    assert_eq!((&note["pen"], &note["note"]), (&json!("figures"), &json!("kiểm tra\nlại")));
    assert_eq!(note["tags"], json!(["2020", "economy/growth"]));
    assert_eq!(note["source"], json!("notice.txt"));
    assert_eq!(list.as_array().map(Vec::len), Some(1));
}

#[test]
fn offsets_are_code_points_of_the_composed_text_where_the_file_is_decomposed() {
    let desk = Desk::new();
    desk.write("nfd.txt", "Ho\u{323}\u{302}i nghi\u{323} Tỉnh ủy.\n");
    desk.postil(&["note", "add", "nfd.txt", "--quote", "nghi\u{323}"]).answer();
    let list = json_of(&desk, &["note", "list", "nfd.txt", "--json"]);
    assert_eq!((&list[0]["start"], &list[0]["end"]), (&json!(4), &json!(8)));
    assert_eq!(list[0]["quote"], json!("nghị"));
    desk.postil(&["note", "add", "nfd.txt", "--range", "9..13"]).answer();
    let list = json_of(&desk, &["note", "list", "nfd.txt", "--json"]);
    assert_eq!(list[1]["quote"], json!("Tỉnh"));
}

#[test]
fn a_quote_that_stands_twice_or_nowhere_is_not_annotated() {
    let desk = desk_with_notice();
    let add = |more: &[&str]| desk.postil(&[&["note", "add", "notice.txt"][..], more].concat());
    let twice = add(&["--quote", "Hội nghị"]);
    assert_eq!((twice.status, twice.out.as_str()), (1, ""));
    assert!(twice.err.contains("2 places match the quote"), "{}", twice.err);
    let nowhere = add(&["--quote", "không có"]);
    assert_eq!(nowhere.status, 1);
    assert!(nowhere.err.contains("0 places match the quote"), "{}", nowhere.err);
    assert!(!desk.path("notice.txt.postil.json").exists());
    add(&["--quote", "Hội nghị", "--suffix", " kết thúc"]).answer();
    add(&["--quote", "9,62%", "--prefix", "Kinh tế tăng"]).answer();
    let plain = desk.postil(&["note", "list", "notice.txt", "--plain"]).answer();
    assert_eq!(plain.lines().count(), 2);
}

#[test]
fn plain_lines_hold_the_place_and_the_words_and_no_ids() {
    let desk = desk_with_notice();
    let args =
        ["note", "add", "notice.txt", "--range", "0..9", "--pen", "key", "--note", "a\tb\nc\\", "--tag", "x"];
    let id = desk.postil(&args).answer();
    let plain = desk.postil(&["note", "list", "notice.txt", "--plain"]).answer();
    assert_eq!(plain, "0..9\texact\tkey\tx\tThông báo\ta\\tb\\nc\\\\\n");
    assert!(!plain.contains(id.trim_end()));
}

#[test]
fn a_note_is_changed_and_removed_by_the_beginning_of_its_id() {
    let desk = desk_with_notice();
    let first = desk.postil(&["note", "add", "notice.txt", "--range", "0..5", "--tag", "a"]).answer();
    let second = desk.postil(&["note", "add", "notice.txt", "--range", "6..9"]).answer();
    let (first, second) = (first.trim_end(), second.trim_end());
    let edit =
        ["note", "edit", "notice.txt", first, "--note", "mới", "--pen", "7", "--tag", "b", "--untag", "a"];
    assert_eq!(desk.postil(&edit).answer(), "");
    let list = json_of(&desk, &["note", "show", "notice.txt", first, "--json"]);
    let note = &list[0];
    assert_eq!((&note["note"], &note["pen"], &note["tags"]), (&json!("mới"), &json!("dates"), &json!(["b"])));
    let shared = first.chars().zip(second.chars()).take_while(|(a, b)| a == b).count();
    let both = desk.postil(&["note", "rm", "notice.txt", &first[..shared]]);
    assert_eq!(both.status, 1);
    assert!(both.err.contains("2 annotations"), "{}", both.err);
    let unknown = desk.postil(&["note", "rm", "notice.txt", first, "ffffffff"]);
    assert_eq!(unknown.status, 1);
    assert_eq!(json_of(&desk, &["note", "list", "notice.txt", "--json"]).as_array().map(Vec::len), Some(2));
    assert_eq!(desk.postil(&["note", "rm", "notice.txt", &first[..=shared]]).answer(), "");
    let left = json_of(&desk, &["note", "list", "notice.txt", "--json"]);
    assert_eq!((left.as_array().map(Vec::len), &left[0]["id"]), (Some(1), &json!(second)));
}

#[test]
fn a_note_is_read_from_standard_input() {
    let desk = desk_with_notice();
    let args = ["note", "add", "notice.txt", "--range", "0..5", "--note", "-"];
    assert_eq!(desk.postil_with(&args, "hai\ndòng\n".as_bytes()).status, 0);
    assert_eq!(json_of(&desk, &["note", "list", "notice.txt", "--json"])[0]["note"], json!("hai\ndòng"));
}

#[test]
fn several_documents_and_folders_are_listed_together_and_filtered() {
    let desk = desk_with_notice();
    desk.write("folder/a.txt", "Một câu.\n");
    desk.write("folder/b.md", "Hai câu.\n");
    desk.postil(&["note", "add", "notice.txt", "--range", "0..5", "--pen", "key"]).answer();
    desk.postil(&["note", "add", "folder/a.txt", "--range", "0..3", "--pen", "figures"]).answer();
    desk.postil(&["note", "add", "folder/b.md", "--range", "0..3", "--note", "xem lại"]).answer();
    let list = json_of(&desk, &["note", "list", "notice.txt", "folder", "--json"]);
    let sources: Vec<_> =
        list.as_array().expect("a list").iter().map(|note| note["source"].clone()).collect();
    assert_eq!(sources, [json!("notice.txt"), json!("folder/a.txt"), json!("folder/b.md")]);
    let figures =
        json_of(&desk, &["note", "list", "notice.txt", "folder", "--query", "pen:figures", "--json"]);
    assert_eq!((figures.as_array().map(Vec::len), &figures[0]["quote"]), (Some(1), &json!("Một")));
    let notes = json_of(&desk, &["search", "xem lai", "folder", "--notes", "--json"]);
    assert_eq!((&notes[0]["source"], &notes[0]["text"]), (&json!("folder/b.md"), &json!("xem lại")));
}

#[test]
fn search_says_where_and_whether() {
    let desk = desk_with_notice();
    let found = json_of(&desk, &["search", "hoi nghi", "notice.txt", "--json"]);
    let found = found.as_array().expect("a list");
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|place| cut(NOTICE, place) == "Hội nghị" && place["text"] == json!("Hội nghị")));
    assert_eq!((&found[0]["line"], &found[1]["line"]), (&json!(5), &json!(9)));
    let none = desk.postil(&["search", "--exact", "hoi nghi", "notice.txt", "--json"]);
    assert_eq!((none.status, none.out.as_str(), none.err.as_str()), (1, "[]\n", ""));
    let figures = json_of(&desk, &["search", "--regex", r"\d,\d+%", "notice.txt", "--json"]);
    assert_eq!(figures.as_array().map(Vec::len), Some(2));
    let broken = desk.postil(&["search", "--regex", "(", "notice.txt"]);
    assert_eq!((broken.status, broken.sentence()), (2, true), "{}", broken.err);
}

#[test]
fn what_cannot_be_read_is_one_sentence_and_status_two() {
    let desk = Desk::new();
    desk.write("empty.txt", "");
    desk.write_bytes("binary.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0");
    desk.write_bytes("latin.txt", &[b"Beschl", &[0xfc; 9][..]].concat());
    desk.make_folder("bare");
    for (file, why) in [
        ("absent.txt", "no such file; check the name"),
        ("bare", "it is a folder"),
        ("empty.txt", "empty"),
        ("binary.txt", "not text"),
        ("latin.txt", "name its encoding"),
        ("/dev/zero", "it is not a regular file"),
    ] {
        for command in ["text", "outline", "sentences"] {
            let run = desk.postil(&[command, file]);
            let told =
                run.err.starts_with(&format!("postil: cannot open: {file}: ")) && run.err.contains(why);
            assert!(
                run.status == 2 && run.out.is_empty() && run.sentence() && told,
                "{command} {file}: {run:?}"
            );
        }
    }
    assert!(desk.postil(&["search", "x", "bare"]).err.contains("no document is in this folder"));
}

#[test]
fn one_document_that_cannot_be_read_does_not_hide_the_others() {
    let desk = desk_with_notice();
    let run = desk.postil(&["search", "hoi nghi", "absent.txt", "notice.txt", "--jsonl"]);
    assert_eq!((run.status, run.out.lines().count(), run.sentence()), (2, 2, true));
}

#[test]
fn some_bytes_that_are_not_utf8_are_a_warning() {
    let desk = Desk::new();
    desk.write_bytes("a.txt", b"A communique of the meeting, with one bad byte: \xff.\n");
    let run = desk.postil(&["text", "a.txt"]);
    assert_eq!(run.status, 0);
    assert!(run.out.contains('\u{fffd}'));
    assert_eq!(run.err, "postil: a.txt: 1 byte is not UTF-8 and is shown as \u{fffd}\n");
}

#[test]
fn a_wrong_pen_range_or_argument_is_status_two() {
    let desk = desk_with_notice();
    let add = |more: &[&str]| desk.postil(&[&["note", "add", "notice.txt"][..], more].concat());
    let pen = add(&["--range", "0..5", "--pen", "blue"]);
    assert_eq!((pen.status, pen.sentence()), (2, true));
    assert!(pen.err.contains("2 figures"), "{}", pen.err);
    for range in ["5..5", "7..3", "0..99999"] {
        let run = add(&["--range", range]);
        assert_eq!((run.status, run.sentence()), (2, true), "{range}: {}", run.err);
    }
    for wrong in [&["--range", "0-5"][..], &["--pen", "1"], &["--range", "0..5", "--quote", "x"]] {
        assert_eq!(add(wrong).status, 2, "{wrong:?}");
    }
    assert!(!desk.path("notice.txt.postil.json").exists());
}

#[test]
fn notes_that_are_damaged_are_told_and_never_touched() {
    let desk = desk_with_notice();
    desk.postil(&["note", "add", "notice.txt", "--range", "0..5"]).answer();
    let whole = desk.read("notice.txt.postil.json");
    let damaged = &whole[..whole.len() - 20];
    desk.write("notice.txt.postil.json", damaged);
    let id = "0190163d";
    for args in [
        &["note", "list", "notice.txt"][..],
        &["note", "list", "notice.txt", "--json"],
        &["note", "show", "notice.txt", id],
        &["note", "add", "notice.txt", "--range", "6..9"],
        &["note", "edit", "notice.txt", id, "--note", "x"],
        &["note", "rm", "notice.txt", id],
        &["search", "--notes", "x", "notice.txt"],
        &["check", "notice.txt"],
    ] {
        let run = desk.postil(args);
        assert_eq!((run.status, run.sentence()), (2, true), "{args:?}: {run:?}");
        assert!(run.err.contains("notice.txt.postil.json: they are damaged: line "), "{}", run.err);
        assert_eq!(desk.read("notice.txt.postil.json"), damaged, "{args:?}");
    }
    assert_eq!(desk.names("."), ["home", "notice.txt", "notice.txt.postil.json"]);
    assert_eq!(desk.postil(&["text", "notice.txt"]).status, 0);
}

#[test]
fn notes_of_a_newer_version_are_shown_and_not_changed() {
    let desk = desk_with_notice();
    let id = desk.postil(&["note", "add", "notice.txt", "--range", "0..5"]).answer();
    let newer = desk.read("notice.txt.postil.json").replace("\"version\":1", "\"version\":2");
    desk.write("notice.txt.postil.json", &newer);
    assert_eq!(json_of(&desk, &["note", "list", "notice.txt", "--json"])[0]["id"], json!(id.trim_end()));
    let run = desk.postil(&["note", "rm", "notice.txt", id.trim_end()]);
    assert_eq!((run.status, run.sentence()), (2, true));
    assert!(run.err.contains("newer version"), "{}", run.err);
    assert_eq!(desk.read("notice.txt.postil.json"), newer);
}

#[test]
fn check_says_which_notes_lost_their_place_and_why() {
    let desk = desk_with_notice();
    desk.postil(&["note", "add", "notice.txt", "--quote", "nhất trí"]).answer();
    assert_eq!(desk.postil(&["check", "notice.txt"]).status, 0);
    desk.write("notice.txt", &NOTICE.replace(" nhất trí", ""));
    let run = desk.postil(&["check", "notice.txt", "--json"]);
    assert_eq!((run.status, run.err.as_str()), (1, ""));
    let reports: Value = serde_json::from_str(&run.out).expect("JSON");
    let finding = &reports[0]["annotations"][0];
    assert_eq!((&finding["status"], &finding["quote"]), (&json!("orphan"), &json!("nhất trí")));
    assert!(finding["reason"].as_str().is_some_and(|reason| !reason.is_empty()));
    let list = json_of(&desk, &["note", "list", "notice.txt", "--json"]);
    assert_eq!(
        (&list[0]["start"], &list[0]["end"], &list[0]["score"]),
        (&json!(null), &json!(null), &json!(null))
    );
}

#[test]
fn a_folder_in_the_way_of_the_notes_is_told() {
    let desk = desk_with_notice();
    desk.make_folder("notice.txt.postil.json");
    let run = desk.postil(&["note", "add", "notice.txt", "--range", "0..5"]);
    assert_eq!((run.status, run.sentence()), (2, true));
    assert!(run.err.contains("it is a folder"), "{}", run.err);
}

#[test]
fn notes_on_a_document_in_a_read_only_folder_are_kept_in_the_data_folder() {
    let desk = Desk::new();
    desk.write("closed/notice.txt", NOTICE);
    desk.close("closed");
    let add = ["note", "add", "closed/notice.txt", "--range", "0..5", "--note", "xa"];
    let Some(run) = desk.postil_as_nobody(&add) else { return };
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.err.contains("the document's folder cannot be written; notes are kept in "), "{}", run.err);
    assert_eq!(desk.names("closed"), ["notice.txt"]);
    let list = desk.postil_as_nobody(&["note", "list", "closed/notice.txt", "--plain"]).expect("as before");
    assert_eq!(list.out, "0..5\texact\t\t\tThông\txa\n");
}

#[test]
fn an_export_goes_to_standard_output_or_to_a_new_file() {
    let desk = desk_with_notice();
    desk.postil(&["note", "add", "notice.txt", "--quote", "nhất trí", "--note", "xem lại"]).answer();
    desk.postil(&["note", "add", "notice.txt", "--range", "0..5", "--pen", "key"]).answer();
    let markdown = desk.postil(&["export", "notice.txt", "--to", "markdown"]).answer();
    assert!(markdown.contains("nhất trí") && markdown.contains("xem lại") && markdown.contains("Thông"));
    let page = json_of(&desk, &["export", "notice.txt", "--to", "json", "--query", "pen:key"]);
    assert_eq!((&page["type"], page["items"].as_array().map(Vec::len)), (&json!("AnnotationPage"), Some(1)));
    let out = ["export", "notice.txt", "--to", "markdown", "--output", "out.md"];
    assert_eq!(desk.postil(&out).answer(), "");
    assert_eq!(desk.read("out.md"), markdown);
    assert_eq!(desk.postil(&["export", "notice.txt", "--to", "scroll"]).status, 2);
}

#[test]
fn an_export_replaces_nothing_unasked_and_never_what_it_was_made_of() {
    let desk = desk_with_notice();
    desk.postil(&["note", "add", "notice.txt", "--range", "0..5"]).answer();
    let notes = desk.read("notice.txt.postil.json");
    desk.write("out.md", "mine");
    fs::hard_link(desk.path("notice.txt"), desk.path("second.txt")).expect("a hard link");
    let export =
        |more: &[&str]| desk.postil(&[&["export", "notice.txt", "--to", "markdown"][..], more].concat());
    for (output, force, why) in [
        ("out.md", &[][..], "it exists; give --force to replace it"),
        ("notice.txt", &["--force"], "it is what is exported"),
        ("./home/../notice.txt", &["--force"], "it is what is exported"),
        ("second.txt", &["--force"], "it is what is exported"),
        ("notice.txt.postil.json", &["--force"], "it is what is exported"),
        ("home", &["--force"], "not a regular file"),
        ("absent/out.md", &[], "make its folder first"),
    ] {
        let run = export(&[&["--output", output][..], force].concat());
        assert!(run.status == 2 && run.sentence() && run.err.contains(why), "{output}: {run:?}");
    }
    assert_eq!((desk.read("notice.txt").as_str(), desk.read("notice.txt.postil.json")), (NOTICE, notes));
    assert_eq!(desk.read("out.md"), "mine");
    export(&["--output", "out.md", "--force"]).answer();
    assert_ne!(desk.read("out.md"), "mine");
}

#[test]
fn several_documents_are_one_export() {
    let desk = desk_with_notice();
    desk.write("b.txt", "Hai câu.\n");
    desk.postil(&["note", "add", "b.txt", "--range", "0..3"]).answer();
    let pages = json_of(&desk, &["export", "notice.txt", "b.txt", "--to", "json"]);
    assert_eq!(pages.as_array().map(Vec::len), Some(2));
}

#[test]
fn one_standard_input_is_not_a_document_and_a_note_at_once() {
    let desk = Desk::new();
    let run = desk.postil_with(&["note", "add", "-", "--range", "0..5", "--note", "-"], NOTICE.as_bytes());
    assert_eq!((run.status, run.sentence()), (2, true), "{run:?}");
}

#[test]
fn control_characters_in_arguments_are_shown_and_never_sent() {
    let desk = Desk::new();
    for args in
        [&["text", "a\u{1b}[2J"][..], &["text", "--a\u{1b}[2J"], &["search", "--regex", "(\u{1b}[2J", "x"]]
    {
        let run = desk.postil(args);
        assert!(run.status == 2 && !run.err.contains('\u{1b}') && run.err.contains('a'), "{run:?}");
    }
}

#[test]
fn a_full_disk_behind_the_output_is_told() {
    let desk = desk_with_notice();
    let Some(run) = desk.postil_into(&["text", "notice.txt"], "/dev/full") else { return };
    assert_eq!((run.status, run.sentence()), (2, true), "{run:?}");
    assert!(run.err.contains("cannot write: standard output: no space"), "{}", run.err);
}

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    let desk = Desk::new();
    desk.write("long.txt", &"Một dòng dài của văn bản.\n".repeat(100_000));
    let run: Run = desk.postil_into_closed_pipe(&["text", "long.txt"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
}

#[test]
fn the_document_is_never_changed() {
    let desk = desk_with_notice();
    let before = fs::metadata(desk.path("notice.txt")).and_then(|meta| meta.modified()).expect("a time");
    desk.postil(&["note", "add", "notice.txt", "--range", "0..5"]).answer();
    desk.postil(&["check", "notice.txt"]).answer();
    let after = fs::metadata(desk.path("notice.txt")).and_then(|meta| meta.modified()).expect("a time");
    assert_eq!((desk.read("notice.txt").as_str(), after), (NOTICE, before));
}
