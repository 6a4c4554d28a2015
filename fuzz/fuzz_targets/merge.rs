//! Two writers of one notes file: in whatever order they are merged, the same, and no note is lost.
#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use postil::notes::{Draft, Id, Sidecar, Snapshot, Store};
use postil::text::Document;
use postil_fuzz::{assert_placed, device, moment};

const TEXT: &str = "1. Về kết quả\n\nNăm 2020 đạt 24.300 tỷ đồng.\n\n2. Về nhiệm vụ\n\nTiếp tục.\n";

fuzz_target!(|input: (Vec<u8>, Vec<u8>, Vec<u8>)| {
    let (before, here, there) = input;
    if let [Ok(a), Ok(b), Ok(c)] = [&before, &here, &there].map(|bytes| Sidecar::parse(bytes)) {
        assert_joins(&a, &b, &c);
    }
    let doc = Document::plain(TEXT.to_owned());
    let base = Writer::new(Sidecar::new(), &doc, "fuzzbase", 0).work(&before).store;
    let here = Writer::new(base.sidecar().clone(), &doc, "fuzzhere", 1_000_000).work(&here);
    let there = Writer::new(base.sidecar().clone(), &doc, "fuzzther", 1_000_001).work(&there);
    let (a, b) = (here.store.sidecar(), there.store.sidecar());
    assert_joins(base.sidecar(), a, b);

    let merged = a.merge(b);
    for writer in [&here, &there] {
        for id in &writer.written {
            let other = if std::ptr::eq(writer, &here) { &there } else { &here };
            let Some(ours) = writer.store.get(*id) else { continue };
            if ours.note().is_empty() || other.removed.contains(id) && !writer.written.contains(id) {
                continue;
            }
            let kept = merged.get(*id).expect("a note that was written is not removed by the other");
            let there = kept.note() == ours.note() || kept.conflicts().iter().any(|note| note == ours.note());
            assert!(there, "{:?} in {:?} {:?}", ours.note(), kept.note(), kept.conflicts());
        }
    }
    let mut store = Store::open(a.clone(), &doc, device("fuzzhere"));
    store.absorb(merged, &doc);
    assert_placed(&store, &doc);
});

/// The laws of a join.
fn assert_joins(a: &Sidecar, b: &Sidecar, c: &Sidecar) {
    let json = |sidecar: &Sidecar| sidecar.to_json();
    assert_eq!(json(&a.merge(a)), json(a), "idempotent");
    let ab = a.merge(b);
    assert_eq!(json(&ab), json(&b.merge(a)), "commutative");
    assert_eq!(json(&ab.merge(b)), json(&ab), "nothing new the second time");
    assert_eq!(json(&ab.merge(c)), json(&a.merge(&b.merge(c))), "associative");
    let ids =
        |sidecar: &Sidecar| sidecar.annotations().map(|annotation| annotation.id()).collect::<BTreeSet<_>>();
    assert!(ids(&ab).is_subset(&ids(a).union(&ids(b)).copied().collect()), "no note is invented");
    let read = Sidecar::parse(json(&ab).as_bytes()).expect("a merge can be read");
    assert_eq!(json(&read), json(&ab));
}

/// One window with the document open.
struct Writer<'a> {
    store: Store,
    doc: &'a Document,
    clock: u32,
    written: BTreeSet<Id>,
    removed: BTreeSet<Id>,
}

impl<'a> Writer<'a> {
    fn new(sidecar: Sidecar, doc: &'a Document, name: &str, clock: u32) -> Writer<'a> {
        let store = Store::open(sidecar, doc, device(name));
        Writer { store, doc, clock, written: BTreeSet::new(), removed: BTreeSet::new() }
    }

    /// Does what `acts` say: an act in the low bits, whose it is in the high ones.
    fn work(mut self, acts: &[u8]) -> Self {
        for &act in acts.iter().take(40) {
            self.clock += 2;
            let now = moment(self.clock);
            let ids: Vec<_> = self.store.sidecar().annotations().map(|annotation| annotation.id()).collect();
            let id = ids.get(usize::from(act >> 3) % ids.len().max(1)).copied();
            match (act & 7, id) {
                (0 | 1, _) | (_, None) => self.add(act),
                (2, Some(id)) => {
                    self.store.set_note(id, format!("note {}", self.clock), &now);
                    self.written.insert(id);
                }
                (3, Some(id)) => {
                    self.store.set_tags(id, vec![format!("t{}", act >> 5)], &now);
                }
                (4, Some(id)) => {
                    self.store.set_pen(id, Some("key".to_owned()), &now);
                }
                (5, Some(id)) => {
                    self.store.remove(id, &now);
                    self.written.remove(&id);
                    self.removed.insert(id);
                }
                (6, Some(_)) => {
                    self.store.undo(self.doc, &now);
                    self.written.clear();
                }
                (_, Some(_)) => {
                    self.store.redo(self.doc, &now);
                    self.written.clear();
                }
            }
        }
        self
    }

    fn add(&mut self, act: u8) {
        let start = usize::from(act >> 3) % TEXT.len();
        let draft = Draft {
            span: self.doc.span(start..start + 5),
            note: format!("note {}", self.clock),
            snapshot: if act & 1 == 0 { Snapshot::Keep } else { Snapshot::Omit },
            ..Draft::default()
        };
        let id = self.store.add(self.doc, draft, &moment(self.clock));
        self.written.insert(id);
    }
}
