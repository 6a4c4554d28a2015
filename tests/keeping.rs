//! Notes on disk: where they stand, how two writers share them, and what is left beside a document.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use postil::notes::{Canon, Draft, Moment, Sidecar, Snapshot, Store};
use postil::shell::keep::{Access, Kept, Places};
use postil::text::Document;
use tempfile::TempDir;
use uuid::Uuid;

const TEXT: &str = "Hội nghị nhất trí. Kinh tế tăng 9,62%.\n";

/// A document in a folder of its own, and the folders of its user beside that.
struct Shelf {
    folder: TempDir,
}

impl Shelf {
    fn new() -> Shelf {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("shelf")).expect("a folder");
        let shelf = Shelf { folder };
        fs::write(shelf.document(), TEXT).expect("a document");
        shelf
    }

    fn document(&self) -> PathBuf {
        self.beside("a.txt")
    }

    fn sidecar(&self) -> PathBuf {
        self.beside("a.txt.postil.json")
    }

    fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join("shelf").join(name)
    }

    fn places(&self) -> Places {
        let home = self.folder.path().join("home");
        Places { data: Some(home.join("data")), state: Some(home.join("state")) }
    }

    fn writer(&self) -> Writer {
        Writer::open(self.places(), &self.document())
    }

    /// The names beside the document, in order.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path().join("shelf")).expect("a folder").flatten();
        let mut names: Vec<_> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

/// One window with the document open.
struct Writer {
    document: Document,
    kept: Kept,
    store: Store,
}

impl Writer {
    fn open(places: Places, path: &Path) -> Writer {
        let document = Document::plain(TEXT.to_owned());
        let hash = || Canon::new().hash(TEXT).to_owned();
        let mut kept = Kept::open_in(places, path, hash).expect("the document's place");
        let store = Store::open(kept.sidecar(), &document, kept.device());
        Writer { document, kept, store }
    }

    fn add(&mut self, note: &str) {
        let span = self.document.span(0..8);
        let draft = Draft { span, note: note.to_owned(), snapshot: Snapshot::Omit, ..Draft::default() };
        self.store.add(&self.document, draft, &now());
    }

    fn save(&mut self) -> Result<(), String> {
        let saved = self.kept.save(self.store.sidecar()).map_err(|error| error.to_string())?;
        if let Some(merged) = saved.merged {
            self.store.absorb(merged, &self.document);
        }
        Ok(())
    }

    /// What the notes say, in order.
    fn notes(&self) -> Vec<String> {
        let mut notes: Vec<_> =
            self.store.sidecar().annotations().map(|note| note.note().to_owned()).collect();
        notes.sort();
        notes
    }
}

fn now() -> Moment {
    Moment { time: Timestamp::now(), id: Uuid::now_v7() }
}

fn refusal(kept: &Kept) -> &str {
    match kept.access() {
        Access::ReadOnly(why) => why,
        Access::Writable => panic!("the notes are writable"),
    }
}

#[test]
fn notes_stand_beside_the_document_and_come_back() {
    let shelf = Shelf::new();
    let mut writer = shelf.writer();
    writer.add("one");
    writer.save().expect("saved");
    assert_eq!(shelf.names(), ["a.txt", "a.txt.postil.json"]);
    assert_eq!(shelf.writer().notes(), ["one"]);
}

#[test]
fn opening_and_saving_nothing_makes_no_file() {
    let shelf = Shelf::new();
    shelf.writer().save().expect("nothing to do");
    assert_eq!(shelf.names(), ["a.txt"]);
    assert!(!shelf.folder.path().join("home").exists());
}

#[test]
fn two_writers_keep_the_notes_of_both() {
    let shelf = Shelf::new();
    let (mut one, mut two) = (shelf.writer(), shelf.writer());
    one.add("one");
    two.add("two");
    one.save().expect("saved");
    two.save().expect("saved");
    assert_eq!(two.notes(), ["one", "two"]);
    one.add("three");
    one.save().expect("saved");
    assert_eq!(one.notes(), ["one", "three", "two"]);
    assert_eq!(shelf.writer().notes(), ["one", "three", "two"]);
}

#[test]
fn writers_at_the_same_moment_lose_nothing() {
    let shelf = Shelf::new();
    std::thread::scope(|scope| {
        for name in ["a", "b"] {
            let shelf = &shelf;
            scope.spawn(move || {
                for at in 0..20 {
                    let mut writer = shelf.writer();
                    writer.add(&format!("{name}{at}"));
                    writer.save().expect("saved");
                }
            });
        }
    });
    assert_eq!(shelf.writer().notes().len(), 40);
}

#[test]
fn what_is_on_disk_already_is_not_written_again() {
    let shelf = Shelf::new();
    let (mut one, mut two) = (shelf.writer(), shelf.writer());
    one.add("one");
    one.save().expect("saved");
    let inode = file_id(&shelf.sidecar());
    one.save().expect("nothing to do");
    two.save().expect("nothing of its own");
    assert_eq!(two.notes(), ["one"]);
    assert_eq!(file_id(&shelf.sidecar()), inode);
}

#[test]
fn a_hundred_saves_leave_nothing_else_beside_the_document() {
    let shelf = Shelf::new();
    let mut writer = shelf.writer();
    for at in 0..100 {
        writer.add(&at.to_string());
        writer.save().expect("saved");
    }
    assert_eq!(shelf.names(), ["a.txt", "a.txt.postil.json"]);
    assert_eq!(shelf.writer().notes().len(), 100);
}

#[test]
fn notes_that_were_deleted_meanwhile_are_written_again() {
    let shelf = Shelf::new();
    let mut writer = shelf.writer();
    writer.add("one");
    writer.save().expect("saved");
    fs::remove_file(shelf.sidecar()).expect("removed");
    writer.save().expect("saved");
    assert_eq!(shelf.writer().notes(), ["one"]);
}

#[test]
fn notes_that_were_damaged_meanwhile_are_not_written_over() {
    let shelf = Shelf::new();
    let mut writer = shelf.writer();
    writer.add("one");
    writer.save().expect("saved");
    fs::write(shelf.sidecar(), "{\"items\":[").expect("damage");
    writer.add("two");
    let told = writer.save().expect_err("refused");
    assert!(
        told.contains("NOT SAVED: changed by another program meanwhile: they are damaged: line 1"),
        "{told}"
    );
    assert_eq!(fs::read_to_string(shelf.sidecar()).ok().as_deref(), Some("{\"items\":["));
}

#[test]
fn damaged_notes_can_be_set_aside_without_losing_either_copy() {
    let shelf = Shelf::new();
    let moment = Moment { time: "2026-11-22T10:00:00Z".parse().expect("a time"), id: Uuid::nil() };
    for expected in
        ["a.txt.postil.json.damaged-20261122-100000", "a.txt.postil.json.damaged-20261122-100000-2"]
    {
        fs::write(shelf.sidecar(), format!("damage before {expected}")).expect("damage");
        let mut writer = shelf.writer();
        assert!(refusal(&writer.kept).contains("they are damaged: line 1"));
        let aside = writer.kept.set_aside(&moment).expect("set aside");
        assert_eq!(aside.file_name().and_then(|name| name.to_str()), Some(expected));
        assert_eq!(fs::read_to_string(aside).ok(), Some(format!("damage before {expected}")));
        writer.add("afresh");
        writer.save().expect("saved");
        assert_eq!(shelf.writer().notes(), ["afresh"]);
    }
}

#[test]
fn whole_notes_are_not_set_aside() {
    let shelf = Shelf::new();
    let mut writer = shelf.writer();
    writer.add("one");
    writer.save().expect("saved");
    assert!(writer.kept.set_aside(&now()).is_err());
    assert_eq!(shelf.writer().notes(), ["one"]);
}

#[test]
fn a_file_that_is_no_notes_file_is_neither_read_nor_written() {
    for (make, why) in [
        ((|path| fs::create_dir(path)) as fn(&Path) -> std::io::Result<()>, "it is a folder"),
        (|path| fs::write(path, ""), "they are damaged: line 1"),
        (|path| fs::write(path, "   \n"), "they are damaged: line"),
        (|path| fs::write(path, [0; 64]), "they are damaged: line 1"),
    ] {
        let shelf = Shelf::new();
        make(&shelf.sidecar()).expect("something in the way");
        let mut writer = shelf.writer();
        assert!(refusal(&writer.kept).contains(why), "{}", refusal(&writer.kept));
        assert!(refusal(&writer.kept).contains("a.txt.postil.json"));
        writer.add("one");
        assert!(writer.save().is_err());
        assert_eq!(shelf.names(), ["a.txt", "a.txt.postil.json"]);
    }
}

#[test]
fn notes_found_by_the_text_of_a_moved_document_are_shown() {
    let shelf = Shelf::new();
    let elsewhere = Writer::open(shelf.places(), Path::new("-"));
    let mut elsewhere = elsewhere;
    elsewhere.add("one");
    elsewhere.save().expect("saved");
    let mut writer = shelf.writer();
    assert_eq!(writer.notes(), ["one"]);
    assert!(writer.kept.notices().iter().any(|notice| notice.contains("changes are kept in")));
    writer.add("two");
    writer.save().expect("saved");
    assert_eq!(shelf.names(), ["a.txt", "a.txt.postil.json"]);
    assert_eq!(shelf.writer().notes(), ["one", "two"]);
}

#[test]
fn a_name_too_long_for_a_second_ending_keeps_its_notes_in_the_data_folder() {
    let shelf = Shelf::new();
    let path = shelf.beside(&format!("{}.txt", "n".repeat(240)));
    fs::write(&path, TEXT).expect("a document");
    let mut writer = Writer::open(shelf.places(), &path);
    writer.add("one");
    writer.save().expect("saved");
    assert!(writer.kept.path().starts_with(shelf.places().data.expect("given")));
    assert_eq!(Writer::open(shelf.places(), &path).notes(), ["one"]);
}

#[test]
fn a_home_that_cannot_be_made_does_not_keep_notes_from_being_saved() {
    let shelf = Shelf::new();
    let in_the_way = Places { data: None, state: Some(shelf.document().join("state")) };
    let mut writer = Writer::open(in_the_way, &shelf.document());
    writer.add("one");
    writer.save().expect("saved");
    assert_eq!(shelf.writer().notes(), ["one"]);
}

#[test]
fn a_sidecar_alone_is_enough_to_start_from() {
    let shelf = Shelf::new();
    let mut kept = Kept::open_in(shelf.places(), &shelf.document(), String::new).expect("a place");
    assert_eq!(kept.access(), &Access::Writable);
    assert!(kept.save(&Sidecar::new()).is_ok_and(|saved| saved.merged.is_none()));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("a file").permissions().mode() & 0o7777
    }

    #[test]
    fn a_link_to_the_notes_stays_a_link() {
        let shelf = Shelf::new();
        let real = shelf.folder.path().join("real");
        fs::create_dir(&real).expect("a folder");
        symlink("../real/notes.json", shelf.beside("second")).expect("a link");
        symlink("second", shelf.sidecar()).expect("a link");
        fs::write(real.join("notes.json"), Sidecar::new().to_json()).expect("notes");
        let mut writer = shelf.writer();
        writer.add("one");
        writer.save().expect("saved");
        assert_eq!(fs::read_link(shelf.sidecar()).ok(), Some(PathBuf::from("second")));
        assert!(fs::read_to_string(real.join("notes.json")).is_ok_and(|json| json.contains("one")));
        assert_eq!(shelf.writer().notes(), ["one"]);
    }

    #[test]
    fn a_link_to_nothing_is_told_and_nothing_is_made() {
        let shelf = Shelf::new();
        symlink("absent.json", shelf.sidecar()).expect("a link");
        let mut writer = shelf.writer();
        assert!(refusal(&writer.kept).contains("a link to a file that is not there"));
        writer.add("one");
        assert!(writer.save().is_err());
        assert_eq!(shelf.names(), ["a.txt", "a.txt.postil.json"]);
    }

    #[test]
    fn a_link_in_a_circle_is_told() {
        let shelf = Shelf::new();
        symlink("a.txt.postil.json", shelf.sidecar()).expect("a link");
        assert!(refusal(&shelf.writer().kept).starts_with("cannot read the notes: "));
    }

    #[test]
    fn a_document_has_the_same_notes_by_each_of_its_paths() {
        let shelf = Shelf::new();
        symlink(shelf.document(), shelf.beside("link.txt")).expect("a link");
        let mut writer = Writer::open(shelf.places(), &shelf.beside("link.txt"));
        writer.add("one");
        writer.save().expect("saved");
        assert_eq!(shelf.writer().notes(), ["one"]);
    }

    #[test]
    fn the_mode_of_the_notes_is_kept_and_a_new_file_is_private() {
        let shelf = Shelf::new();
        let mut writer = shelf.writer();
        writer.add("one");
        writer.save().expect("saved");
        assert_eq!(mode(&shelf.sidecar()), 0o600);
        fs::set_permissions(shelf.sidecar(), fs::Permissions::from_mode(0o640)).expect("a mode");
        writer.add("two");
        writer.save().expect("saved");
        assert_eq!(mode(&shelf.sidecar()), 0o640);
        assert_eq!(mode(&shelf.places().state.expect("given")), 0o700);
    }

    #[test]
    fn a_fifo_in_the_way_does_not_hold_the_program_up() {
        let shelf = Shelf::new();
        let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
        rustix::fs::mknodat(rustix::fs::CWD, shelf.sidecar(), rustix::fs::FileType::Fifo, mode, 0)
            .expect("a fifo");
        assert!(refusal(&shelf.writer().kept).contains("it is not a regular file"));
    }

    #[test]
    fn a_second_name_of_the_notes_file_is_told() {
        let shelf = Shelf::new();
        let mut writer = shelf.writer();
        writer.add("one");
        writer.save().expect("saved");
        fs::hard_link(shelf.sidecar(), shelf.beside("copy")).expect("a hard link");
        assert!(shelf.writer().kept.notices().iter().any(|notice| notice.contains("a second name")));
        assert_eq!(fs::metadata(shelf.beside("copy")).expect("a file").nlink(), 2);
    }
}

#[cfg(unix)]
fn file_id(path: &Path) -> u64 {
    std::os::unix::fs::MetadataExt::ino(&fs::metadata(path).expect("a file"))
}

#[cfg(not(unix))]
fn file_id(path: &Path) -> std::time::SystemTime {
    fs::metadata(path).and_then(|meta| meta.modified()).expect("a time")
}
