//! What an annotation knows of its own past: which versions it holds and which it has seen.
//!
//! A causal lattice (dotted version vectors; Almeida, Shoker, Baquero 2018): every version of the
//! note and every tag bears the stamp of the edit that wrote it, `seen` is the last stamp of each
//! device that is included, and a version that one side lacks is gone only where that side had seen
//! it. What was written without a stamp, by another tool, gets one that depends on its text alone.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::body;
use super::json::{Json, Members, quoted};
use super::stamp::{Seen, Stamp};

/// The members of an annotation, in the order of the file.
pub(super) const ANNOTATION: [&str; 11] = [
    "@context",
    "id",
    "type",
    "motivation",
    "created",
    "modified",
    "creator",
    "body",
    "bodyValue",
    "target",
    "postil",
];

/// The members of an annotation's `postil`, in the order of the file.
pub(super) const POSTIL: [&str; 10] =
    ["text", "occ", "pen", "style", "anchor", "ed", "tags", "conflicts", "seen", "deleted"];

/// The registers of which the newest stamp decides.
const MARK: [&str; 3] = ["pen", "style", "anchor"];

/// The state of one annotation as far as edits and merges change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    versions: BTreeSet<(Stamp, String)>,
    mark: Mark,
    tags: BTreeMap<String, BTreeSet<Stamp>>,
    seen: Seen,
    /// What the writer of the tombstone had seen; empty without a tombstone.
    deleted: Seen,
}

/// Pen, style and confirmed anchor, as spelled, with the stamp of the last change.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    stamp: Option<Stamp>,
    values: [Option<String>; 3],
}

impl Record {
    /// The record of a new annotation.
    pub(super) fn new(stamp: Stamp, note: &str, pen: Option<&str>, tags: &[String]) -> Record {
        let mut record = Record {
            versions: BTreeSet::new(),
            mark: Mark::default(),
            tags: BTreeMap::new(),
            seen: [stamp].into_iter().collect(),
            deleted: Seen::default(),
        };
        record.set_versions(stamp, note, []);
        record.set_pen(stamp, pen);
        record.set_tags(stamp, tags);
        record
    }

    pub(super) fn read(members: &Members) -> Record {
        let nothing = Members::default();
        let postil = members.object("postil").unwrap_or(&nothing);
        let stamps = postil.object("tags").unwrap_or(&nothing);
        let mut record = Record {
            versions: versions(members, postil),
            mark: Mark {
                stamp: edited(postil, "mark"),
                values: MARK.map(|name| postil.get(name).map(Json::spelled)),
            },
            tags: body::tags(members).into_iter().map(|tag| tag_stamps(tag, stamps)).collect(),
            seen: vector(postil.get("seen")),
            deleted: Seen::default(),
        };
        let live: Vec<Stamp> = record.live().chain(record.mark.stamp).collect();
        record.seen.extend(live);
        record.deleted = tombstone(postil.get("deleted"), &record.seen);
        record.seen.extend(record.deleted.iter());
        record
    }

    /// Writes the record into the annotation it was read from, or into two of them joined.
    pub(super) fn write(&self, members: &mut Members) {
        body::set_note(members, &ANNOTATION, self.note());
        let tags: BTreeSet<&str> = self.tags().collect();
        body::set_tags(members, &ANNOTATION, &tags);
        self.write_motivation(members);
        let foreign = members.get("postil").is_none();
        members.edit(&ANNOTATION, "postil", |postil| self.write_postil(postil));
        if foreign && members.object("postil").is_some_and(Members::is_empty) {
            members.remove("postil");
        }
    }

    /// Whether the annotation was removed and nobody changed it unseen by who removed it.
    pub(super) fn is_deleted(&self) -> bool {
        !self.deleted.is_empty() && self.deleted.covers_all(&self.seen)
    }

    /// The newest version of the note.
    pub(super) fn note(&self) -> &str {
        self.versions.last().map_or("", |(_, note)| note)
    }

    /// The older versions of the note that nobody has settled.
    pub(super) fn conflicts(&self) -> impl Iterator<Item = &(Stamp, String)> {
        self.versions.iter().rev().skip(1)
    }

    /// The tags, sorted.
    pub(super) fn tags(&self) -> impl Iterator<Item = &str> {
        self.tags.keys().map(String::as_str)
    }

    /// Notes that an edit was made here; every edit below is followed by it.
    pub(super) fn see(&mut self, stamp: Stamp) {
        self.seen.insert(stamp);
    }

    /// Makes `note` the note, with `conflicts` still to be settled.
    pub(super) fn set_versions(
        &mut self,
        stamp: Stamp,
        note: &str,
        conflicts: impl IntoIterator<Item = (Stamp, String)>,
    ) {
        self.versions = conflicts.into_iter().collect();
        self.versions.insert((stamp, note.to_owned()));
    }

    pub(super) fn set_pen(&mut self, stamp: Stamp, pen: Option<&str>) {
        self.mark.stamp = Some(stamp);
        if let Some(value) = self.mark.values.first_mut() {
            *value = pen.map(quoted);
        }
    }

    pub(super) fn set_tags(&mut self, stamp: Stamp, tags: &[String]) {
        self.tags.retain(|tag, _| tags.contains(tag));
        for tag in tags {
            self.tags.entry(tag.clone()).or_insert_with(|| [stamp].into());
        }
    }

    pub(super) fn delete(&mut self, stamp: Stamp) {
        self.see(stamp);
        self.deleted = self.seen.clone();
    }

    /// Both records as one.
    pub(super) fn join(&self, other: &Record) -> Record {
        let mut seen = self.seen.clone();
        seen.extend(other.seen.iter());
        let mut deleted = self.deleted.clone();
        deleted.extend(other.deleted.iter());
        let tags = self.tags.keys().chain(other.tags.keys());
        let tags = tags.map(|tag| (tag.clone(), self.join_tag(other, tag)));
        Record {
            versions: self.join_versions(other),
            mark: self.mark.clone().max(other.mark.clone()),
            tags: tags.filter(|(_, stamps)| !stamps.is_empty()).collect(),
            seen,
            deleted,
        }
    }

    fn join_versions(&self, other: &Record) -> BTreeSet<(Stamp, String)> {
        let survivors = |from: &Record, to: &Record| -> Vec<(Stamp, String)> {
            let held: BTreeSet<Stamp> = to.versions.iter().map(|(stamp, _)| *stamp).collect();
            let stays = |(stamp, _): &&(Stamp, String)| held.contains(stamp) || !to.seen.covers(*stamp);
            from.versions.iter().filter(stays).cloned().collect()
        };
        without_blanks(survivors(self, other).into_iter().chain(survivors(other, self)).collect())
    }

    fn join_tag(&self, other: &Record, tag: &str) -> BTreeSet<Stamp> {
        let none = BTreeSet::new();
        let (ours, theirs) = (self.tags.get(tag).unwrap_or(&none), other.tags.get(tag).unwrap_or(&none));
        let ours_stay = ours.iter().filter(|stamp| theirs.contains(stamp) || !other.seen.covers(**stamp));
        let theirs_stay = theirs.iter().filter(|stamp| ours.contains(stamp) || !self.seen.covers(**stamp));
        ours_stay.chain(theirs_stay).copied().collect()
    }

    fn live(&self) -> impl Iterator<Item = Stamp> {
        let notes = self.versions.iter().map(|(stamp, _)| *stamp);
        notes.chain(self.tags.values().flatten().copied())
    }

    fn write_motivation(&self, members: &mut Members) {
        let suited = if self.note().is_empty() { "highlighting" } else { "commenting" };
        if members.string("motivation").is_some_and(|is| is_plain(&is) && is != suited) {
            members.set(&ANNOTATION, "motivation", Json::of_str(suited));
        }
    }

    fn write_postil(&self, postil: &mut Members) {
        for (name, value) in MARK.iter().zip(&self.mark.values) {
            if postil.get(name).map(Json::spelled) != *value {
                let value = value.as_deref().map(|raw| Json::Scalar(raw.to_owned().into()));
                postil.set_or_remove(&POSTIL, name, value);
            }
        }
        self.write_stamps(postil);
        self.write_tags(postil);
        self.write_conflicts(postil);
        write_vector(postil, &POSTIL, "seen", &self.unimplied());
        if !self.deleted.is_empty() {
            postil.edit(&POSTIL, "deleted", |deleted| {
                let stamp = self.deleted.iter().max().map(|stamp| Json::of_str(&stamp.to_string()));
                deleted.set_or_remove(&["stamp", "seen"], "stamp", stamp);
                write_vector(deleted, &["stamp", "seen"], "seen", &self.deleted);
            });
        }
    }

    fn write_stamps(&self, postil: &mut Members) {
        let note = self.versions.last().filter(|(stamp, note)| *stamp != unstamped("note", note));
        let stamps = [("body", note.map(|(stamp, _)| *stamp)), ("mark", self.mark.stamp)];
        for (name, stamp) in stamps {
            if edited(postil, name) != stamp {
                let value = stamp.map(|stamp| Json::of_str(&stamp.to_string()));
                postil.edit(&POSTIL, "ed", |ed| ed.set_or_remove(&["body", "mark"], name, value));
            }
        }
    }

    /// The stamps of the tags, sorted; a member that is no stamp stays.
    fn write_tags(&self, postil: &mut Members) {
        let stamped = self.tags.iter().filter(|(tag, stamps)| **stamps != [unstamped("tag", tag)].into());
        let mut entries: BTreeMap<String, Json> = stamped
            .map(|(tag, stamps)| {
                let texts: Vec<String> = stamps.iter().map(Stamp::to_string).collect();
                let value = match texts.as_slice() {
                    [one] => Json::of_str(one),
                    several => Json::of_strings(several),
                };
                (quoted(tag), value)
            })
            .collect();
        for (key, value) in postil.object("tags").into_iter().flat_map(Members::iter) {
            if stamps_in(value).is_empty() && !value.list().is_empty() {
                entries.entry(key.to_owned()).or_insert_with(|| value.clone().into_owned());
            }
        }
        rewrite(postil, &POSTIL, "tags", entries);
    }

    fn write_conflicts(&self, postil: &mut Members) {
        let conflicts: Vec<Json> = self
            .conflicts()
            .map(|(stamp, note)| {
                let stamp = Json::of_str(&stamp.to_string());
                Members::of([("stamp", stamp), ("value", Json::of_str(note))]).into()
            })
            .collect();
        if !conflicts.is_empty() {
            postil.set(&POSTIL, "conflicts", Json::Array(conflicts));
        } else if matches!(postil.get("conflicts"), Some(Json::Array(_))) {
            postil.remove("conflicts");
        }
    }

    /// What has been seen, without the stamps that say themselves: those of unstamped text.
    fn unimplied(&self) -> Seen {
        let notes = self.versions.last().map(|(_, note)| unstamped("note", note));
        let implied: BTreeSet<Stamp> =
            self.tags.keys().map(|tag| unstamped("tag", tag)).chain(notes).collect();
        let live: BTreeSet<Stamp> = self.live().collect();
        self.seen.iter().filter(|stamp| !(implied.contains(stamp) && live.contains(stamp))).collect()
    }
}

/// Whether the motivation says no more than whether there is a note.
pub(super) fn is_plain(motivation: &str) -> bool {
    motivation == "highlighting" || motivation == "commenting"
}

fn versions(members: &Members, postil: &Members) -> BTreeSet<(Stamp, String)> {
    let note = body::note(members);
    let mut versions = BTreeSet::new();
    for conflict in postil.get("conflicts").map_or(&[][..], Json::list) {
        if let Some(value) = body::value(conflict) {
            let stamp = conflict.object().and_then(|conflict| stamp_in(conflict.get("stamp")?));
            versions.insert((stamp.unwrap_or_else(|| unstamped("note", &value)), value));
        }
    }
    match edited(postil, "body") {
        Some(stamp) => drop(versions.insert((stamp, note))),
        None if note.is_empty() => {}
        None => drop(versions.insert((unstamped("note", &note), note))),
    }
    without_blanks(versions)
}

/// Versions of one stamp differ only where another tool changed the text: an empty one then says less.
fn without_blanks(versions: BTreeSet<(Stamp, String)>) -> BTreeSet<(Stamp, String)> {
    let spoken: BTreeSet<Stamp> =
        versions.iter().filter(|(_, note)| !note.is_empty()).map(|(stamp, _)| *stamp).collect();
    versions.into_iter().filter(|(stamp, note)| !note.is_empty() || !spoken.contains(stamp)).collect()
}

fn tag_stamps(tag: String, stamps: &Members) -> (String, BTreeSet<Stamp>) {
    let mut found = stamps.get(&tag).map(stamps_in).unwrap_or_default();
    if found.is_empty() {
        found.insert(unstamped("tag", &tag));
    }
    (tag, found)
}

/// The stamp of what was written without one.
fn unstamped(kind: &str, text: &str) -> Stamp {
    Stamp::unstamped(&Sha256::digest(format!("{kind}\0{text}").as_bytes()))
}

fn edited(postil: &Members, name: &str) -> Option<Stamp> {
    stamp_in(postil.object("ed")?.get(name)?)
}

fn stamp_in(value: &Json) -> Option<Stamp> {
    value.string()?.parse().ok()
}

/// A stamp or a list of them.
fn stamps_in(value: &Json) -> BTreeSet<Stamp> {
    value.list().iter().filter_map(stamp_in).collect()
}

/// The stamps of a version vector; the member's name is the stamp's device.
fn vector(value: Option<&Json>) -> Seen {
    let members = value.and_then(Json::object).into_iter().flat_map(Members::iter);
    members.filter_map(|(_, value)| stamp_in(value)).collect()
}

/// What the writer of a tombstone had seen: `{"stamp": …, "seen": {…}}`, or a stamp alone.
fn tombstone(value: Option<&Json>, seen: &Seen) -> Seen {
    let Some(value) = value else { return Seen::default() };
    let Some(deleted) = value.object() else {
        return stamp_in(value).map(|stamp| seen.iter().chain([stamp]).collect()).unwrap_or_default();
    };
    let stamp = deleted.get("stamp").and_then(stamp_in);
    vector(deleted.get("seen")).iter().chain(stamp).collect()
}

fn write_vector(members: &mut Members, order: &[&str], name: &str, seen: &Seen) {
    let mut entries: BTreeMap<String, Json> = seen
        .iter()
        .map(|stamp| (quoted(&stamp.device().to_string()), Json::of_str(&stamp.to_string())))
        .collect();
    for (key, value) in members.object(name).into_iter().flat_map(Members::iter) {
        if stamp_in(value).is_none() {
            entries.entry(key.to_owned()).or_insert_with(|| value.clone().into_owned());
        }
    }
    rewrite(members, order, name, entries);
}

/// Makes the entries, whose keys are spelled, the members of the member; nothing is written where
/// there are none and were none.
fn rewrite(members: &mut Members, order: &[&str], name: &str, entries: BTreeMap<String, Json<'static>>) {
    if entries.is_empty() && members.object(name).is_none_or(Members::is_empty) {
        return;
    }
    let mut object = Members::default();
    for (key, value) in entries {
        object.push(key.into(), value);
    }
    members.set(order, name, object.into());
}
