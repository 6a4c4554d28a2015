use super::super::tests::picture::{annotated, device, moment, picture, shown};
use super::*;

fn words(store: &Store, id: Id) -> String {
    let Some(annotation) = store.get(id) else { return "gone".to_owned() };
    format!("{}|{}|{}", annotation.note(), annotation.pen().unwrap_or("-"), annotation.tags().join(","))
}

#[test]
fn every_action_is_undone_and_done_again() {
    let (doc, spans) = picture("Hội [nghị] lần thứ sáu");
    let mut store = Store::open(Sidecar::new(), &doc, device("k7f3m2q9"));
    let id = store.add(&doc, Draft { span: Some(spans[0]), ..Draft::default() }, &moment(0));
    assert!(store.set_note(id, "note".to_owned(), &moment(1)));
    assert!(store.set_pen(id, Some("figures".to_owned()), &moment(2)));
    assert!(store.set_tags(id, vec!["b".to_owned(), "a".to_owned()], &moment(3)));
    assert!(store.remove(id, &moment(4)));

    let steps = [
        ("gone", ChangeKind::Removed),
        ("note|figures|a,b", ChangeKind::Tags),
        ("note|figures|", ChangeKind::Pen),
        ("note|-|", ChangeKind::Note),
        ("|-|", ChangeKind::Added),
        ("gone", ChangeKind::Removed),
    ];
    assert_eq!(words(&store, id), steps[0].0);
    let back = [ChangeKind::Added, ChangeKind::Tags, ChangeKind::Pen, ChangeKind::Note, ChangeKind::Removed];
    for (kind, (after, _)) in back.into_iter().zip(steps.iter().skip(1)) {
        assert_eq!(store.undo(&doc, &moment(5)), Some(Change { id, kind }));
        assert_eq!(words(&store, id), *after);
    }
    assert_eq!(store.undo(&doc, &moment(6)), None);
    assert_eq!(shown(&doc, &store), "Hội nghị lần thứ sáu");
    for (after, kind) in steps.iter().take(5).rev() {
        assert_eq!(store.redo(&doc, &moment(7)), Some(Change { id, kind: *kind }));
        assert_eq!(words(&store, id), *after);
    }
    assert_eq!(store.redo(&doc, &moment(8)), None);
    store.undo(&doc, &moment(9));
    assert_eq!(shown(&doc, &store), "Hội [nghị] lần thứ sáu = exact");
}

#[test]
fn a_new_edit_ends_what_could_be_done_again() {
    let (doc, mut store, ids) = annotated("Hội [nghị]");
    store.set_note(ids[0], "one".to_owned(), &moment(1));
    store.undo(&doc, &moment(2));
    store.set_note(ids[0], "two".to_owned(), &moment(3));
    assert_eq!(store.redo(&doc, &moment(4)), None);
    assert_eq!(words(&store, ids[0]), "two|-|");
}

#[test]
fn an_edit_that_changes_nothing_is_none() {
    let (doc, mut store, ids) = annotated("Hội [nghị]");
    let json = store.sidecar().to_json();
    assert!(!store.set_note(ids[0], String::new(), &moment(1)));
    assert!(!store.set_pen(ids[0], None, &moment(1)));
    assert!(!store.set_tags(ids[0], vec![" ".to_owned()], &moment(1)));
    assert!(!store.set_note(Id::derived("nobody"), "x".to_owned(), &moment(1)));
    assert_eq!(store.sidecar().to_json(), json);
    assert!(store.remove(ids[0], &moment(2)));
    assert!(!store.remove(ids[0], &moment(2)));
    assert!(!store.set_note(ids[0], "x".to_owned(), &moment(2)));
    assert_eq!(store.undo(&doc, &moment(3)).map(|change| change.kind), Some(ChangeKind::Added));
}

#[test]
fn a_removed_annotation_leaves_a_tombstone() {
    let (_, mut store, ids) = annotated("Hội [nghị] [lần] thứ sáu");
    store.remove(ids[0], &moment(9));
    let read = Sidecar::parse(store.sidecar().to_json().as_bytes()).unwrap();
    assert_eq!((read.annotations().count(), read.annotations.len()), (1, 2));
    let tombstone = r#""deleted":{"stamp":"2026-11-22T10:00:09.000Z+0/k7f3m2q9","seen":{"k7f3m2q9":"2026-11-22T10:00:09.000Z+0/k7f3m2q9"}}"#;
    assert!(read.to_json().contains(tombstone), "{}", read.to_json());
    assert!(!read.is_empty());
    assert_eq!((store.len(), store.placed().len()), (1, 1));
}

#[test]
fn notes_stand_in_the_order_of_the_text() {
    let (doc, store, ids) = annotated("[Hội] nghị [lần [thứ] sáu]");
    assert_eq!(shown(&doc, &store), "[Hội] nghị [lần [thứ] sáu] = exact = exact = exact");
    let order: Vec<Id> = store.placed().iter().map(|placed| placed.id).collect();
    assert_eq!(order, [ids[0], ids[2], ids[1]]);
    let start = doc.text().find("thứ").unwrap();
    let there: Vec<Id> = store.overlapping(start..start + 1).map(|placed| placed.id).collect();
    assert_eq!(there, [ids[2], ids[1]]);
    assert_eq!(store.overlapping(5..10).count(), 0);
}

#[test]
fn what_does_not_stand_in_the_text_is_listed_with_the_reason() {
    let (old, mut store, _) = annotated("Hội [nghị] [lần] thứ sáu");
    let whole = store.add(&old, Draft { note: "all".to_owned(), ..Draft::default() }, &moment(7));
    let doc = Document::plain("Một bài khác".to_owned());
    let mut store = Store::open(store.sidecar().clone(), &doc, device("aaaaaaaa"));
    let list: Vec<_> = store.unplaced().map(|(note, place)| (note.quote(), place.status())).collect();
    assert_eq!(list, [("nghị", "orphan"), ("lần", "orphan"), ("", "document")]);
    store.remove(whole, &moment(8));
    assert_eq!(store.unplaced().count(), 2);
    store.undo(&doc, &moment(8));
    assert_eq!(store.unplaced().last().map(|(note, _)| note.id()), Some(whole));
}

#[test]
fn a_clock_that_goes_back_does_not_undo_what_comes_later() {
    let (doc, mut store, ids) = annotated("Hội [nghị]");
    store.set_note(
        ids[0],
        "in 2200".to_owned(),
        &Moment { time: "2200-01-01T00:00:00Z".parse().unwrap(), ..moment(1) },
    );
    let before = store.sidecar().clone();
    let mut later = Store::open(before.clone(), &doc, device("bbbbbbbb"));
    later.set_note(
        ids[0],
        "in 1970".to_owned(),
        &Moment { time: "1970-01-01T00:00:00Z".parse().unwrap(), ..moment(2) },
    );
    let merged = before.merge(later.sidecar());
    assert_eq!(merged.get(ids[0]).unwrap().note(), "in 1970");
    assert!(merged.get(ids[0]).unwrap().conflicts().is_empty());
}

#[test]
fn what_another_writer_did_is_taken_over_and_the_history_stays() {
    let (doc, mut ours, ids) = annotated("[Hội] [nghị] lần thứ sáu");
    let mut theirs = Store::open(ours.sidecar().clone(), &doc, device("bbbbbbbb"));
    let span = doc.span(doc.text().find("sáu").unwrap()..doc.text().len());
    theirs.add(&doc, Draft { span, ..Draft::default() }, &moment(70));
    theirs.remove(ids[1], &moment(71));
    ours.set_note(ids[0], "ours".to_owned(), &moment(72));
    let merged = ours.sidecar().merge(theirs.sidecar());
    ours.absorb(merged, &doc);
    assert_eq!(shown(&doc, &ours), "[Hội] nghị lần thứ [sáu] = exact = exact");
    assert_eq!(ours.undo(&doc, &moment(73)), Some(Change { id: ids[0], kind: ChangeKind::Note }));
    assert_eq!(ours.undo(&doc, &moment(74)), Some(Change { id: ids[0], kind: ChangeKind::Removed }));
    assert_eq!(ours.undo(&doc, &moment(75)), None);
}

#[test]
fn conflicts_come_back_when_their_settling_is_undone() {
    let (doc, mut ours, ids) = annotated("Hội [nghị]");
    let mut theirs = Store::open(ours.sidecar().clone(), &doc, device("bbbbbbbb"));
    ours.set_note(ids[0], "ours".to_owned(), &moment(1));
    theirs.set_note(ids[0], "theirs".to_owned(), &moment(2));
    ours.absorb(ours.sidecar().merge(theirs.sidecar()), &doc);
    let both = |store: &Store| {
        (store.get(ids[0]).unwrap().note().to_owned(), store.get(ids[0]).unwrap().conflicts().to_vec())
    };
    assert_eq!(both(&ours), ("theirs".to_owned(), vec!["ours".to_owned()]));
    assert!(ours.set_note(ids[0], "theirs".to_owned(), &moment(3)));
    assert_eq!(both(&ours), ("theirs".to_owned(), vec![]));
    ours.undo(&doc, &moment(4));
    assert_eq!(both(&ours), ("theirs".to_owned(), vec!["ours".to_owned()]));
}

#[test]
fn context_grows_until_it_tells_the_place() {
    let row = "| tổng số | 100 tỷ đồng | tăng 5% so với cùng kỳ năm trước ";
    let (doc, _) =
        picture(&format!("{}Bảng 1 {}Bảng 2 {}", "Lời nói đầu. ".repeat(9), row.repeat(8), row.repeat(8)));
    let mut store = Store::open(Sidecar::new(), &doc, device("k7f3m2q9"));
    let lengths = |store: &mut Store, nth: usize| {
        let start = doc.text().match_indices("100 tỷ").nth(nth).unwrap().0;
        let span = doc.span(start..start + "100 tỷ".len());
        let id = store.add(&doc, Draft { span, ..Draft::default() }, &moment(nth as u64));
        let anchor = store.get(id).unwrap().anchor().unwrap().clone();
        assert_eq!(anchor.occurrence(), (nth + 1, 16));
        (anchor.prefix().chars().count(), anchor.suffix().chars().count())
    };
    assert_eq!(lengths(&mut store, 0), (64, 64));
    assert_eq!(lengths(&mut store, 2), (160, 160));
    assert_eq!(lengths(&mut store, 4), (192, 192));
    assert_eq!(shown(&doc, &store).matches('[').count(), 3);
}

#[test]
fn context_does_not_cut_a_character_in_two() {
    let family = "👨\u{200d}👩\u{200d}👧";
    let (doc, store, ids) = annotated(&format!("{}[x]{}", family.repeat(30), family.repeat(30)));
    let anchor = store.get(ids[0]).unwrap().anchor().unwrap().clone();
    assert_eq!((anchor.prefix(), anchor.suffix()), (&*family.repeat(12), &*family.repeat(12)));
    assert_eq!((anchor.start(), anchor.end()), (150, 151));
    assert_eq!(doc.text().chars().nth(150), Some('x'));
}
