//! Two sidecars of one document as one.
//!
//! The merge is a join of lattices: commutative, associative, idempotent. What edits change is
//! joined by what each writer had seen ([`Record`]); of everything else the union is kept, and where
//! the two sides say different things, the one that sorts last, so that every device keeps the same.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::Annotation;
use super::body::{self, Kind, TEXTUAL};
use super::json::{Json, Members, unquoted};
use super::record::{self, ANNOTATION, Record};
use super::sidecar::{self, HEADER, Sidecar};

impl Sidecar {
    /// This sidecar and another one of the same document as one. The order of the two does not
    /// matter, and merging again changes nothing. A note that the other side had not seen is kept:
    /// of two, the newer is shown and the older is one of [`Annotation::conflicts`].
    #[must_use]
    pub fn merge(&self, other: &Sidecar) -> Sidecar {
        let mut merged = Sidecar::of(self.header.clone());
        if self.header != other.header {
            merged = Sidecar::of(join_members(self.header.clone(), other.header.clone(), &SIDECAR_SHAPE));
        }
        merged.strays = self.strays.union(&other.strays).cloned().collect();
        merged.annotations = self.annotations.clone();
        for (id, theirs) in &other.annotations {
            let both = self.annotations.get(id).map(|ours| ours.join(theirs));
            merged.annotations.insert(*id, both.unwrap_or_else(|| theirs.clone()));
        }
        merged
    }
}

impl Annotation {
    fn join(&self, other: &Annotation) -> Annotation {
        match (self.json(), other.json()) {
            (Json::Object(ours), Json::Object(theirs)) if self != other => {
                Annotation::read(join_annotations(ours, theirs))
            }
            _ => self.clone(),
        }
    }
}

fn join_annotations<'a>(ours: Members<'a>, theirs: Members<'a>) -> Members<'a> {
    let record = Record::read(&ours).join(&Record::read(&theirs));
    let bodies = Bodies::of(&ours).join(Bodies::of(&theirs)).list(&record);
    let motivation = motivation(&ours, &theirs);
    let modified = modified(&ours, &theirs);
    let mut joined = join_members(ours, theirs, &ANNOTATION_SHAPE);
    joined.remove("bodyValue");
    joined.set_or_remove(&ANNOTATION, "body", (!bodies.is_empty()).then_some(Json::Array(bodies)));
    joined.set_or_remove(&ANNOTATION, "motivation", motivation);
    joined.set_or_remove(&ANNOTATION, "modified", modified);
    record.write(&mut joined);
    joined
}

/// A motivation that says more than whether there is a note goes before one that does not.
fn motivation<'a>(ours: &Members<'a>, theirs: &Members<'a>) -> Option<Json<'a>> {
    let mut both: Vec<&Json> = ours.get("motivation").into_iter().chain(theirs.get("motivation")).collect();
    if both.iter().any(|motivation| !is_plain(motivation)) {
        both.retain(|motivation| !is_plain(motivation));
    }
    both.into_iter().cloned().reduce(|ours, theirs| join(ours, theirs, &FREE))
}

fn is_plain(motivation: &Json) -> bool {
    motivation.string().is_some_and(|motivation| record::is_plain(&motivation))
}

fn modified<'a>(ours: &Members<'a>, theirs: &Members<'a>) -> Option<Json<'a>> {
    let time = |value: &Json| value.string().and_then(|time| time.parse::<jiff::Timestamp>().ok());
    let both = ours.get("modified").into_iter().chain(theirs.get("modified"));
    both.max_by_key(|value| (time(value), value.spelled())).cloned()
}

/// The bodies of an annotation by what they are to postil, notes and tags without their values.
struct Bodies<'a> {
    note: Option<Members<'a>>,
    tags: BTreeMap<String, Option<Members<'a>>>,
    others: BTreeSet<String>,
}

impl<'a> Bodies<'a> {
    fn of(members: &Members<'a>) -> Bodies<'a> {
        let mut found = Bodies { note: None, tags: BTreeMap::new(), others: BTreeSet::new() };
        let mut noted = false;
        for body in body::bodies(members) {
            match (body::kind(body), body.object(), body::value(body)) {
                (Kind::Note, Some(note), _) if !noted => {
                    noted = true;
                    found.note = bare(note, body::note_body(""));
                }
                (Kind::Tag, Some(tag), Some(value)) => {
                    let tag = bare(tag, body::tag_body(""));
                    let known = found.tags.remove(&value).flatten();
                    found.tags.insert(value, join_some(known, tag));
                }
                _ => drop(found.others.insert(body.spelled())),
            }
        }
        if let Some(note) = members.string("bodyValue").filter(|_| noted) {
            found.others.insert(Json::from(body::note_body(&note)).spelled());
        }
        found
    }

    fn join(self, other: Bodies<'a>) -> Bodies<'a> {
        let mut tags = self.tags;
        for (tag, theirs) in other.tags {
            let ours = tags.remove(&tag).flatten();
            tags.insert(tag, join_some(ours, theirs));
        }
        Bodies {
            note: join_some(self.note, other.note),
            tags,
            others: self.others.into_iter().chain(other.others).collect(),
        }
    }

    /// The bodies in the order of the file: the note, the tags of the record, the others.
    fn list(mut self, record: &Record) -> Vec<Json<'a>> {
        let others: Vec<Json> = self
            .others
            .iter()
            .map(|raw| Json::parse(raw).map(Json::into_owned).unwrap_or_default())
            .collect();
        let mistaken = others.iter().any(|other| body::kind(other) == Kind::Note);
        let note = (!record.note().is_empty() || self.note.is_some() || mistaken)
            .then(|| valued(self.note, record.note(), body::note_body("")));
        let tags = record.tags().map(|tag| {
            let known = self.tags.remove(tag).flatten();
            valued(known, tag, body::tag_body(""))
        });
        note.into_iter().chain(tags).chain(others).collect()
    }
}

/// A body without its value; `None` for one that is as postil writes it.
fn bare<'a>(body: &Members<'a>, plain: Members<'a>) -> Option<Members<'a>> {
    let strip = |mut body: Members<'a>| {
        body.remove("value");
        body
    };
    let body = strip(body.clone());
    (body != strip(plain)).then_some(body)
}

fn valued<'a>(body: Option<Members<'a>>, value: &str, plain: Members<'a>) -> Json<'a> {
    let mut body = body.unwrap_or(plain);
    body.set(&TEXTUAL, "value", Json::of_str(value));
    body.into()
}

fn join_some<'a>(ours: Option<Members<'a>>, theirs: Option<Members<'a>>) -> Option<Members<'a>> {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) if ours != theirs => Some(join_members(ours, theirs, &TEXTUAL_SHAPE)),
        (Some(one), _) | (None, Some(one)) => Some(one),
        (None, None) => None,
    }
}

/// The known members of an object in the order of the file, and the shapes of some of them.
struct Shape {
    order: &'static [&'static str],
    parts: &'static [(&'static str, Shape)],
}

/// An object of which nothing is known.
const FREE: Shape = Shape { order: &[], parts: &[] };

const TEXTUAL_SHAPE: Shape = Shape { order: &TEXTUAL, parts: &[] };

const SIDECAR_SHAPE: Shape =
    Shape { order: &HEADER, parts: &[("postil", Shape { order: &sidecar::POSTIL, parts: &[] })] };

const ANNOTATION_SHAPE: Shape = Shape {
    order: &ANNOTATION,
    parts: &[(
        "postil",
        Shape { order: &record::POSTIL, parts: &[("ed", Shape { order: &["body", "mark"], parts: &[] })] },
    )],
};

/// The union of two objects: the known members in their order, then the others: as they stand
/// where both sides agree on them, and sorted where not.
fn join_members<'a>(ours: Members<'a>, theirs: Members<'a>, shape: &Shape) -> Members<'a> {
    let keys = join_keys(&keys(&ours), &keys(&theirs), shape.order);
    let (mut ours, mut theirs) = (by_name(ours), by_name(theirs));
    let mut joined = Members::default();
    for key in keys {
        let name = said(&key);
        let inner = shape.parts.iter().find(|(part, _)| *part == name).map_or(&FREE, |(_, inner)| inner);
        let both = match (ours.remove(&name), theirs.remove(&name)) {
            (Some(ours), Some(theirs)) => Some((ours, theirs)),
            (Some(value), None) | (None, Some(value)) => Some((value.clone(), value)),
            (None, None) => None,
        };
        if let Some((ours, theirs)) = both {
            joined.push(Cow::Owned(key), join(ours, theirs, inner));
        }
    }
    joined
}

fn join_keys(ours: &[String], theirs: &[String], known: &[&str]) -> Vec<String> {
    let rank = |key: &String| known.iter().position(|name| *name == said(key));
    let unknown =
        |keys: &[String]| -> Vec<String> { keys.iter().filter(|key| rank(key).is_none()).cloned().collect() };
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for key in ours.iter().chain(theirs) {
        let spelled = all.entry(said(key)).or_default();
        if *spelled < *key {
            spelled.clone_from(key);
        }
    }
    let mut first: Vec<String> = all.values().filter(|key| rank(key).is_some()).cloned().collect();
    first.sort_by_key(rank);
    let rest = if unknown(ours) == unknown(theirs) {
        unknown(ours)
    } else {
        all.into_values().filter(|key| rank(key).is_none()).collect()
    };
    first.into_iter().chain(rest).collect()
}

/// Both values as one: objects member by member; of other values the one that sorts last.
fn join<'a>(ours: Json<'a>, theirs: Json<'a>, shape: &Shape) -> Json<'a> {
    match (ours, theirs) {
        (Json::Object(ours), Json::Object(theirs)) => join_members(ours, theirs, shape).into(),
        (ours, theirs) => match compare(&ours, &theirs) {
            Ordering::Less => theirs,
            Ordering::Equal | Ordering::Greater => ours,
        },
    }
}

/// Objects after lists after other values, numbers by size, then by spelling.
fn compare(ours: &Json, theirs: &Json) -> Ordering {
    let (our_rank, our_number) = rank(ours);
    let (their_rank, their_number) = rank(theirs);
    let by_rank = our_rank.cmp(&their_rank).then(our_number.total_cmp(&their_number));
    by_rank.then_with(|| ours.spelled().cmp(&theirs.spelled()))
}

fn rank(value: &Json) -> (u8, f64) {
    match value {
        Json::Object(_) => (2, 0.0),
        Json::Array(_) => (1, 0.0),
        Json::Scalar(raw) => (0, raw.parse().unwrap_or(f64::NEG_INFINITY)),
    }
}

fn keys(members: &Members) -> Vec<String> {
    members.iter().map(|(key, _)| key.to_owned()).collect()
}

fn by_name(members: Members<'_>) -> BTreeMap<String, Json<'_>> {
    members.into_members().into_iter().map(|(key, value)| (said(&key), value)).collect()
}

/// What a key says.
fn said(key: &str) -> String {
    unquoted(key).map_or_else(|| key.to_owned(), Cow::into_owned)
}

#[cfg(test)]
mod tests;
