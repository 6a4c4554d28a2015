use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::tests::picture::{annotated, device, moment};
use super::super::{ChangeKind, Draft, Id, Store};
use super::*;
use crate::text::Document;

/// Two annotations of another tool: one without any stamp, one of which it knows more than we do.
const FOREIGN: &str = r#"{"later":{"b":1e2,"a":1.10},"items":[
{"id":"urn:uuid:0198c2a4-7d10-7000-8000-000000000001","x":18446744073709551616,"body":[{"type":"TextualBody","value":"foreign0","y":1.10},{"type":"TextualBody","value":"t0","purpose":"tagging"}],"target":{"selector":{"type":"TextQuoteSelector","exact":"Hội"}},"w":[1e400]},
{"id":"https://example.org/2","motivation":"highlighting","bodyValue":"foreign1","target":"x"}]}"#;

fn parse(json: &str) -> Sidecar {
    Sidecar::parse(json.as_bytes()).unwrap()
}

/// Two devices with one annotation each of the same origin, changed by `ours` and `theirs`.
fn both(ours: impl Fn(&mut Store, Id), theirs: impl Fn(&mut Store, Id)) -> (Sidecar, Id) {
    let (doc, origin, ids) = annotated("Hội [nghị]");
    let changed = |name: &str, change: &dyn Fn(&mut Store, Id)| {
        let mut store = Store::open(origin.sidecar().clone(), &doc, device(name));
        change(&mut store, ids[0]);
        store.sidecar().clone()
    };
    let (ours, theirs) = (changed("aaaaaaaa", &ours), changed("bbbbbbbb", &theirs));
    let merged = ours.merge(&theirs);
    assert_eq!(merged.to_json(), theirs.merge(&ours).to_json());
    (merged, ids[0])
}

fn note(store: &mut Store, id: Id, text: &str, n: u64) {
    assert!(store.set_note(id, text.to_owned(), &moment(n)));
}

fn tags(store: &mut Store, id: Id, tags: &[&str], n: u64) {
    assert!(store.set_tags(id, tags.iter().map(|&tag| tag.to_owned()).collect(), &moment(n)));
}

#[test]
fn a_version_that_was_seen_is_replaced() {
    let (merged, id) = both(|store, id| note(store, id, "one", 1), |_, _| {});
    let annotation = merged.get(id).unwrap();
    assert_eq!((annotation.note(), annotation.conflicts().len()), ("one", 0));
}

#[test]
fn of_two_versions_the_newer_is_shown_and_both_are_kept() {
    let (merged, id) = both(|store, id| note(store, id, "older", 1), |store, id| note(store, id, "newer", 2));
    let annotation = merged.get(id).unwrap();
    assert_eq!((annotation.note(), annotation.conflicts()), ("newer", &["older".to_owned()][..]));
    assert!(
        merged
            .to_json()
            .contains(r#""conflicts":[{"stamp":"2026-11-22T10:00:01.000Z+0/aaaaaaaa","value":"older"}]"#)
    );
    assert_eq!(parse(&merged.to_json()), merged);
}

#[test]
fn the_newest_pen_wins() {
    let pen = |name: &'static str, n| {
        move |store: &mut Store, id| assert!(store.set_pen(id, Some(name.to_owned()), &moment(n)))
    };
    let (merged, id) = both(pen("key", 5), pen("dates", 4));
    assert_eq!(merged.get(id).unwrap().pen(), Some("key"));
}

#[test]
fn a_tag_is_removed_only_where_it_was_seen() {
    let (merged, id) = both(
        |store, id| {
            tags(store, id, &["a", "b"], 1);
            tags(store, id, &["b"], 3);
        },
        |store, id| tags(store, id, &["a", "c"], 2),
    );
    assert_eq!(merged.get(id).unwrap().tags(), ["a", "b", "c"]);
    let (merged, id) = both(|store, id| tags(store, id, &["a"], 1), |_, _| {});
    let (doc, _, _) = annotated("Hội [nghị]");
    let mut later = Store::open(merged.clone(), &doc, device("bbbbbbbb"));
    tags(&mut later, id, &[], 4);
    assert!(merged.merge(later.sidecar()).get(id).unwrap().tags().is_empty());
}

#[test]
fn a_removal_wins_over_what_it_saw_and_loses_to_what_it_did_not() {
    let remove = |store: &mut Store, id| assert!(store.remove(id, &moment(9)));
    let (merged, id) = both(remove, |_, _| {});
    assert!(merged.get(id).is_none());
    let (merged, id) = both(remove, |store, id| note(store, id, "still here", 1));
    assert_eq!(merged.get(id).map(Annotation::note), Some("still here"));
    let (merged, id) = both(remove, |store, id| {
        tags(store, id, &["a"], 1);
        tags(store, id, &[], 2);
    });
    assert!(merged.get(id).is_some());
    let (merged, id) = both(remove, remove);
    assert!(merged.get(id).is_none());
}

#[test]
fn what_another_tool_wrote_without_stamps_is_kept_beside_ours() {
    let (doc, _, _) = annotated("Hội nghị");
    let id = "0198c2a4-7d10-7000-8000-000000000001".parse().unwrap();
    let theirs = parse(&FOREIGN.replace("foreign0", "changed by them"));
    let mut ours = Store::open(parse(FOREIGN), &doc, device("aaaaaaaa"));
    note(&mut ours, id, "ours", 1);
    let seen = ours.sidecar().merge(&parse(FOREIGN));
    assert_eq!((seen.get(id).unwrap().note(), seen.get(id).unwrap().conflicts().len()), ("ours", 0));
    let merged = ours.sidecar().merge(&theirs);
    let annotation = merged.get(id).unwrap();
    assert_eq!((annotation.note(), annotation.conflicts()), ("ours", &["changed by them".to_owned()][..]));
    for kept in [r#""x":18446744073709551616"#, r#""y":1.10"#, r#""w":[1e400]"#, r#"{"b":1e2,"a":1.10}"#] {
        assert!(merged.to_json().contains(kept), "{kept}");
    }
}

#[test]
fn unknown_members_are_united_and_the_one_that_sorts_last_is_kept() {
    let item = |members: &str| {
        parse(&format!(r#"{{"items":[{{"id":"urn:uuid:0198c2a4-7d10-7000-8000-000000000001",{members}}}]}}"#))
    };
    let (a, b) = (item(r#""z":{"b":9,"a":1},"q":[1]"#), item(r#""z":{"b":10,"c":2},"p":null"#));
    assert_eq!(a.merge(&b).to_json(), b.merge(&a).to_json());
    assert!(
        a.merge(&b).to_json().contains(r#""p":null,"q":[1],"z":{"a":1,"b":10,"c":2}}"#),
        "{}",
        a.merge(&b).to_json()
    );
    let same = item(r#""z":{"b":9,"a":1},"q":[1],"motivation":"commenting""#);
    assert!(a.merge(&same).to_json().contains(r#""motivation":"highlighting","z":{"b":9,"a":1},"q":[1]}"#));
}

/// What happens on one of three devices.
#[derive(Clone, Debug)]
enum Event {
    Add(usize),
    Note(usize, usize),
    ClearNote(usize, usize),
    Pen(usize, usize, usize),
    Tags(usize, usize, u8),
    Remove(usize, usize),
    Undo(usize),
    Redo(usize),
    /// Another tool changes every note of a device's file and leaves the stamps: it then passes for
    /// what the stamps say, so that nothing is promised of its text but the laws of merging.
    Scribble(usize),
    /// The first device takes over what the second one has.
    Sync(usize, usize),
}

fn event() -> impl Strategy<Value = Event> {
    let (d, n) = (0..3usize, 0..4usize);
    prop_oneof![
        1 => d.clone().prop_map(Event::Add),
        4 => (d.clone(), n.clone()).prop_map(|(d, n)| Event::Note(d, n)),
        1 => (d.clone(), n.clone()).prop_map(|(d, n)| Event::ClearNote(d, n)),
        2 => (d.clone(), n.clone(), 0..9usize).prop_map(|(d, n, pen)| Event::Pen(d, n, pen)),
        3 => (d.clone(), n.clone(), 0..8u8).prop_map(|(d, n, tags)| Event::Tags(d, n, tags)),
        2 => (d.clone(), n.clone()).prop_map(|(d, n)| Event::Remove(d, n)),
        2 => d.clone().prop_map(Event::Undo),
        1 => d.clone().prop_map(Event::Redo),
        1 => d.clone().prop_map(Event::Scribble),
        4 => (d.clone(), d).prop_map(|(a, b)| Event::Sync(a, b)),
    ]
}

/// Three devices, and what of all that was written nobody has replaced.
struct World {
    doc: Document,
    devices: Vec<Store>,
    clock: u64,
    live: BTreeMap<String, Id>,
    replaced: BTreeSet<String>,
}

impl World {
    fn new() -> World {
        let (doc, _, _) = annotated("Hội nghị lần thứ sáu");
        let open = |name| Store::open(parse(FOREIGN), &doc, device(name));
        let devices = ["aaaaaaaa", "bbbbbbbb", "cccccccc"].map(open).into();
        let live = texts(&parse(FOREIGN));
        World { doc, devices, clock: 0, live, replaced: BTreeSet::new() }
    }

    fn after(events: &[Event]) -> World {
        let mut world = World::new();
        for event in events {
            world.happen(event);
        }
        world
    }

    fn happen(&mut self, event: &Event) {
        self.clock += 1;
        // The devices' clocks differ by minutes, both ways.
        let at =
            |device: usize| moment(100_000 + self.clock * 7 % 13 * 60 + device as u64 * 1_000 + self.clock);
        let (Event::Add(d)
        | Event::Note(d, _)
        | Event::ClearNote(d, _)
        | Event::Pen(d, ..)
        | Event::Tags(d, ..)
        | Event::Remove(d, _)
        | Event::Undo(d)
        | Event::Redo(d)
        | Event::Scribble(d)
        | Event::Sync(d, _)) = event;
        let (now, text) = (at(*d), format!("text {}", self.clock));
        if let Event::Sync(to, from) = event {
            let merged = self.devices[*to].sidecar().merge(self.devices[*from].sidecar());
            self.devices[*to].absorb(merged, &self.doc);
            return;
        }
        let store = &mut self.devices[*d];
        let nth = |n: &usize| {
            let ids: Vec<Id> = store.sidecar().annotations().map(Annotation::id).collect();
            ids.get(n % ids.len().max(1)).copied().unwrap_or_else(|| Id::derived("nobody"))
        };
        let before = texts(store.sidecar());
        let did = |done: bool, kind| done.then_some(kind);
        let kind = match event {
            Event::Add(_) => {
                store.add(
                    &self.doc,
                    Draft { note: text, span: self.doc.span(0..4), ..Draft::default() },
                    &now,
                );
                Some(ChangeKind::Added)
            }
            Event::Note(_, n) => did(store.set_note(nth(n), text, &now), ChangeKind::Note),
            Event::ClearNote(_, n) => did(store.set_note(nth(n), String::new(), &now), ChangeKind::Note),
            Event::Pen(_, n, pen) => {
                let pen = super::super::pen::PENS.get(*pen).map(|pen| pen.name.to_owned());
                did(store.set_pen(nth(n), pen, &now), ChangeKind::Pen)
            }
            Event::Tags(_, n, set) => {
                let tags = (0..3).filter(|bit| set & 1 << bit != 0).map(|bit| format!("t{bit}"));
                did(store.set_tags(nth(n), tags.collect(), &now), ChangeKind::Tags)
            }
            Event::Remove(_, n) => did(store.remove(nth(n), &now), ChangeKind::Removed),
            Event::Undo(_) => store.undo(&self.doc, &now).map(|change| change.kind),
            Event::Redo(_) => store.redo(&self.doc, &now).map(|change| change.kind),
            Event::Scribble(_) => {
                let json = store.sidecar().to_json().replace(r#","value":"text "#, r#","value":"scribbled "#);
                store.absorb(parse(&json), &self.doc);
                None
            }
            Event::Sync(..) => None,
        };
        let after = texts(store.sidecar());
        let notes: BTreeSet<&str> = store.sidecar().annotations().map(Annotation::note).collect();
        let appeared = after.iter().filter(|(text, _)| !before.contains_key(*text));
        let vanished = before.keys().filter(|text| !after.contains_key(*text));
        self.live.retain(|text, _| after.contains_key(text) || !before.contains_key(text));
        if matches!(kind, Some(ChangeKind::Note) | None) {
            self.replaced.extend(vanished.cloned());
        }
        // The note is written anew; what comes back beside it, or with its annotation, is not.
        let written = |text: &str| kind == Some(ChangeKind::Note) && notes.contains(text);
        for (text, id) in appeared.filter(|(text, _)| !text.starts_with("scribbled")) {
            if written(text) || !self.replaced.contains(text) {
                self.replaced.remove(text);
                self.live.insert(text.clone(), *id);
            }
        }
    }

    fn sidecar(&self, device: usize) -> &Sidecar {
        self.devices[device].sidecar()
    }
}

/// Every note and every version of one that a reader of the file finds.
fn texts(sidecar: &Sidecar) -> BTreeMap<String, Id> {
    let texts = sidecar.annotations().flat_map(|annotation| {
        let conflicts = annotation.conflicts().iter().map(String::as_str);
        conflicts.chain([annotation.note()]).map(|text| (text.to_owned(), annotation.id()))
    });
    texts.filter(|(text, _)| !text.is_empty()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_order_of_merging_does_not_matter(events in proptest::collection::vec(event(), 0..30)) {
        let world = World::after(&events);
        let (a, b, c) = (world.sidecar(0), world.sidecar(1), world.sidecar(2));
        prop_assert_eq!(a.merge(b).to_json(), b.merge(a).to_json());
        prop_assert_eq!(a.merge(&b.merge(c)).to_json(), a.merge(b).merge(c).to_json());
        prop_assert_eq!(a.merge(a).to_json(), a.to_json());
        prop_assert_eq!(a.merge(b).merge(b).to_json(), a.merge(b).to_json());
        prop_assert_eq!(a.merge(b).merge(a).to_json(), a.merge(b).to_json());
        prop_assert_eq!(parse(&a.merge(b).to_json()), a.merge(b));
    }

    #[test]
    fn nothing_is_lost_that_nobody_replaced(events in proptest::collection::vec(event(), 0..30)) {
        let world = World::after(&events);
        let merged = world.sidecar(0).merge(world.sidecar(1)).merge(world.sidecar(2));
        let found = texts(&merged);
        for (text, id) in &world.live {
            prop_assert_eq!(found.get(text), Some(id), "{} in {}", text, merged.to_json());
        }
        let texts = |sidecar: &Sidecar| sidecar.annotations.keys().copied().collect::<Vec<_>>();
        for device in 0..3 {
            prop_assert!(texts(world.sidecar(device)).iter().all(|id| merged.annotations.contains_key(id)));
        }
        for unknown in [r#""later":{"b":1e2,"a":1.10}"#, r#""x":18446744073709551616"#] {
            prop_assert!(merged.to_json().contains(unknown), "{}", unknown);
        }
    }
}
