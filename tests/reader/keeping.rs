//! What the reader does with notes that cannot be kept, and with a text that is still being read.

use postil::app::{Effect, Keeping};
use postil::text::Document;

use crate::desk::{Desk, fresh_store};

const BEGINNING: &str = "Tiêu đề của văn bản\n\nCâu một. Câu hai.\n\n";
const REST: &str = "Câu ba về hạn mặn.\n\nHết văn bản ở đây.\n";

/// A reader of the beginning of a text.
fn beginning() -> Desk {
    let mut desk = Desk::text(BEGINNING, 80, 16);
    desk.app.begin();
    desk
}

fn complete(desk: &mut Desk) {
    let whole = Document::plain(format!("{BEGINNING}{REST}"));
    let store = fresh_store(&whole);
    desk.app.complete(whole, store, Keeping::Saved, None);
}

#[test]
fn what_could_not_be_saved_is_said_and_asked_about_before_the_end() {
    let mut desk = Desk::text(BEGINNING, 80, 16);
    desk.unsaved = Some("no space is left on the disk".to_owned());
    desk.press("}s1");
    assert!(desk.screen().contains("NOT SAVED: no space is left on the disk"), "{}", desk.screen());
    desk.press("jq");
    assert!(desk.screen().contains("Quit and lose it?"), "{}", desk.screen());
    desk.press("n");
    assert_eq!(desk.asked, []);
    desk.unsaved = None;
    desk.press(":").type_text("save\n").press("q");
    assert_eq!(desk.asked, [Effect::Quit]);
}

#[test]
fn read_only_notes_can_be_read_and_nothing_else() {
    let mut desk = Desk::text(BEGINNING, 80, 16);
    desk.press("}sa").type_text("ghi chú").press("<Esc>");
    let saves = desk.saves;
    let whole = Document::plain(BEGINNING.to_owned());
    let empty = fresh_store(&whole);
    desk.app.complete(whole, empty, Keeping::ReadOnly("made by a newer version".to_owned()), None);
    for keys in ["s1", "sa", "T", "dd", "u", ":save<Enter>"] {
        desk.press(keys);
        assert!(desk.screen().contains("read-only: made by a newer version"), "{keys}: {}", desk.screen());
        desk.press("<Esc>");
    }
    assert_eq!((desk.saves, desk.quotes().len()), (saves, 0));
}

#[test]
fn nothing_is_written_or_exported_before_the_whole_text_is_there() {
    let mut desk = beginning();
    for keys in ["}s1", "}a", "E", "99G", ":save<Enter>"] {
        desk.press(keys);
        assert!(desk.screen().contains("still reading the rest"), "{keys}: {}", desk.screen());
        desk.press("<Esc>");
    }
    assert_eq!((desk.saves, desk.asked.len()), (0, 0));
}

#[test]
fn the_end_is_gone_to_once_it_is_there_unless_something_else_was_pressed() {
    let mut desk = beginning();
    desk.press("G");
    complete(&mut desk);
    assert_eq!(desk.at_cursor(1), ".");
    let mut desk = beginning();
    desk.press("Ggg");
    complete(&mut desk);
    assert_eq!(desk.at_cursor(7), "Tiêu đề");
}

#[test]
fn a_search_finds_what_was_read_since() {
    let mut desk = beginning();
    desk.press("/").type_text("cau\n");
    assert!(desk.screen().contains("of 2"), "{}", desk.screen());
    complete(&mut desk);
    desk.press("n");
    assert!(desk.screen().contains("of 3"), "{}", desk.screen());
}

#[test]
fn a_text_that_cannot_be_read_to_its_end_stays_readable() {
    let mut desk = beginning();
    desk.app.stay_at_beginning("cannot open: a.txt: it holds NUL bytes".to_owned());
    assert!(desk.screen().contains("it holds NUL bytes"), "{}", desk.screen());
    desk.press("}s1");
    assert!(desk.screen().contains("read-only"), "{}", desk.screen());
}
