//! The notation of the tests: texts with `[brackets]` around what is annotated.

use jiff::Timestamp;
use uuid::Uuid;

use crate::notes::{Device, Draft, Id, Moment, Place, Sidecar, Store};
use crate::text::{Document, Span};

/// The document of a picture and its bracketed spans, from left to right.
pub(in crate::notes) fn picture(text: &str) -> (Document, Vec<Span>) {
    let mut plain = String::new();
    let mut open = Vec::new();
    let mut ranges = Vec::new();
    for c in text.chars() {
        match c {
            '[' => open.push(plain.len()),
            ']' => ranges.push(open.pop().unwrap()..plain.len()),
            _ => plain.push(c),
        }
    }
    let doc = Document::plain(plain);
    let spans = ranges.into_iter().map(|range| doc.span(range).unwrap()).collect();
    (doc, spans)
}

/// The `n`th second after ten o'clock, with the `n`th id.
pub(in crate::notes) fn moment(n: u64) -> Moment {
    let time: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
    let time = time + jiff::SignedDuration::from_secs(n.try_into().unwrap());
    Moment { time, id: Uuid::from_u128(0x019a_aaaa_aaaa_7000_8000_0000_0000_0000 + u128::from(n)) }
}

pub(in crate::notes) fn device(name: &str) -> Device {
    Device::new(name).unwrap()
}

/// A store in which every bracketed span of the picture is annotated.
pub(in crate::notes) fn annotated(text: &str) -> (Document, Store, Vec<Id>) {
    let (doc, spans) = picture(text);
    let mut store = Store::open(Sidecar::new(), &doc, device("k7f3m2q9"));
    let draft = |span| Draft { span: Some(span), ..Draft::default() };
    let ids = (0..).zip(spans).map(|(n, span)| store.add(&doc, draft(span), &moment(n))).collect();
    (doc, store, ids)
}

/// The text with brackets around every annotation, and one line each: its status, and why.
pub(in crate::notes) fn shown(doc: &Document, store: &Store) -> String {
    let mut text = doc.text().to_owned();
    let mut cuts: Vec<(usize, char)> = store
        .placed()
        .iter()
        .flat_map(|placed| [(placed.span.start(), '['), (placed.span.end(), ']')])
        .collect();
    cuts.sort_unstable();
    for (at, bracket) in cuts.into_iter().rev() {
        text.insert(at, bracket);
    }
    for annotation in store.sidecar().annotations() {
        text.push_str(match store.place(annotation.id()).unwrap() {
            Place::Exact(_) => " = exact",
            Place::Moved { .. } => " = moved",
            Place::Document => " = document",
            Place::Orphan { .. } => " = orphan",
        });
        if let Place::Orphan { reason } = store.place(annotation.id()).unwrap() {
            text.push_str(": ");
            text.push_str(&reason.to_string());
        }
    }
    text
}

/// The annotations of one text, looked for in another one.
pub(in crate::notes) fn carried(old: &str, new: &str) -> String {
    let (_, store, _) = annotated(old);
    let doc = Document::plain(new.to_owned());
    let store = Store::open(store.sidecar().clone(), &doc, device("k7f3m2q9"));
    shown(&doc, &store)
}
