//! The bodies of an annotation: the reader's note, the tags, and what other tools attach.

use std::collections::BTreeSet;

use super::json::{Json, Members};

/// The members of a textual body, in the order of the file.
pub(super) const TEXTUAL: [&str; 5] = ["type", "value", "format", "language", "purpose"];

/// The purposes (Web Annotation, 3.3.5) of a textual body that is not a note.
const NO_NOTE: [&str; 5] = ["tagging", "classifying", "highlighting", "identifying", "linking"];

/// What a body is to postil.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text that a reader wrote; the first of them is the note.
    Note,
    Tag,
    /// A link, a picture, what another tool knows.
    Other,
}

pub(super) fn kind(body: &Json) -> Kind {
    let Some(members) = body.object().filter(|members| members.string("value").is_some()) else {
        return Kind::Other;
    };
    let textual = members.string("type").is_some_and(|kind| kind == "TextualBody");
    match members.string("purpose") {
        Some(purpose) if textual && purpose == "tagging" => Kind::Tag,
        Some(purpose) if !textual || NO_NOTE.contains(&purpose.as_ref()) => Kind::Other,
        Some(_) => Kind::Note,
        None if textual => Kind::Note,
        None => Kind::Other,
    }
}

/// The text of a note or a tag.
pub(super) fn value(body: &Json) -> Option<String> {
    Some(body.object()?.string("value")?.into_owned())
}

/// The bodies of an annotation, without `bodyValue`.
pub(super) fn bodies<'m, 'a>(members: &'m Members<'a>) -> &'m [Json<'a>] {
    members.get("body").map_or(&[], Json::list)
}

/// The note; empty where there is none.
pub(super) fn note(members: &Members) -> String {
    let note = bodies(members).iter().find(|body| kind(body) == Kind::Note).and_then(value);
    note.or_else(|| members.string("bodyValue").map(Into::into)).unwrap_or_default()
}

/// The tags.
pub(super) fn tags(members: &Members) -> BTreeSet<String> {
    bodies(members).iter().filter(|body| kind(body) == Kind::Tag).filter_map(value).collect()
}

/// A note as postil writes it.
pub(super) fn note_body(note: &str) -> Members<'static> {
    Members::of([
        ("type", Json::of_str("TextualBody")),
        ("value", Json::of_str(note)),
        ("format", Json::of_str("text/markdown")),
        ("purpose", Json::of_str("commenting")),
    ])
}

/// A tag as postil writes it.
pub(super) fn tag_body(tag: &str) -> Members<'static> {
    Members::of([
        ("type", Json::of_str("TextualBody")),
        ("value", Json::of_str(tag)),
        ("purpose", Json::of_str("tagging")),
    ])
}

/// Makes `note` the note. What other tools wrote beside its text stays, and so does everything else.
pub(super) fn set_note(members: &mut Members, order: &[&str], text: &str) {
    if note(members) == text {
        return;
    }
    let mut bodies = take(members);
    match bodies.iter().position(|body| kind(body) == Kind::Note) {
        None if members.string("bodyValue").is_some() => {
            members.set_or_remove(order, "bodyValue", (!text.is_empty()).then(|| Json::of_str(text)));
        }
        None => bodies.insert(0, note_body(text).into()),
        Some(at) if text.is_empty() && is_bare(&bodies, at) && members.get("bodyValue").is_none() => {
            bodies.remove(at);
        }
        Some(at) => {
            if let Some(body) = bodies.get_mut(at).and_then(Json::object_mut) {
                body.set(&TEXTUAL, "value", Json::of_str(text));
            }
        }
    }
    put(members, order, bodies);
}

/// Makes `tags` the tags; bodies that are no tags stay.
pub(super) fn set_tags(members: &mut Members, order: &[&str], wanted: &BTreeSet<&str>) {
    let had = tags(members);
    if had.iter().map(String::as_str).eq(wanted.iter().copied()) {
        return;
    }
    let stays =
        |body: &Json| kind(body) != Kind::Tag || value(body).is_some_and(|tag| wanted.contains(tag.as_str()));
    let mut bodies = take(members);
    bodies.retain(stays);
    bodies.extend(wanted.iter().filter(|tag| !had.contains(**tag)).map(|tag| tag_body(tag).into()));
    put(members, order, bodies);
}

/// Whether the note at `at` holds nothing but its text, and taking it out makes no other text the note.
fn is_bare(bodies: &[Json], at: usize) -> bool {
    let known = ["type", "value", "format", "purpose"].map(super::json::quoted);
    let bare = bodies
        .get(at)
        .and_then(Json::object)
        .is_some_and(|body| body.iter().all(|(key, _)| known.iter().any(|known| known == key)));
    bare && bodies.iter().filter(|body| kind(body) == Kind::Note).count() == 1
}

fn take<'a>(members: &mut Members<'a>) -> Vec<Json<'a>> {
    match members.get_mut("body").map(std::mem::take) {
        Some(Json::Array(bodies)) => bodies,
        Some(body) => vec![body],
        None => Vec::new(),
    }
}

fn put<'a>(members: &mut Members<'a>, order: &[&str], bodies: Vec<Json<'a>>) {
    members.set_or_remove(order, "body", (!bodies.is_empty()).then_some(Json::Array(bodies)));
}
