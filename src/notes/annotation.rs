//! One annotation of the sidecar, as a view of its line.

use jiff::Timestamp;

use super::json::{Json, Members};
use super::record::{ANNOTATION, Record};
use super::{Anchor, Id, Stamp, body};

/// One annotation. Its line of JSON is the truth, unknown members included; the fields are what
/// postil reads in it. An edit makes a new one.
#[derive(Clone, Debug)]
pub struct Annotation {
    line: String,
    id: Id,
    created: Timestamp,
    modified: Timestamp,
    note: String,
    conflicts: Vec<String>,
    tags: Vec<String>,
    pen: Option<String>,
    anchor: Option<Anchor>,
    latest: Option<Stamp>,
    deleted: bool,
}

impl PartialEq for Annotation {
    fn eq(&self, other: &Annotation) -> bool {
        self.line == other.line
    }
}

impl Annotation {
    /// Its name.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }

    /// When it was made; where the file does not say, when its id was made, or else 1970.
    #[must_use]
    pub fn created(&self) -> Timestamp {
        self.created
    }

    /// When it was last changed; where the file does not say, when it was made.
    #[must_use]
    pub fn modified(&self) -> Timestamp {
        self.modified
    }

    /// The reader's note; empty where there is none.
    #[must_use]
    pub fn note(&self) -> &str {
        &self.note
    }

    /// Other versions of the note, written elsewhere at the same time, that wait for the reader to
    /// settle it by changing the note; the newest first.
    #[must_use]
    pub fn conflicts(&self) -> &[String] {
        &self.conflicts
    }

    /// The tags, sorted; a hierarchy is written `economy/growth`.
    #[must_use]
    pub fn tags(&self) -> &[String] {
        &self.tags
    }

    /// The pen's name, which may be one that is not in [`super::pen::PENS`].
    #[must_use]
    pub fn pen(&self) -> Option<&str> {
        self.pen.as_deref()
    }

    /// Where it was made; `None` for a note on the whole document.
    #[must_use]
    pub fn anchor(&self) -> Option<&Anchor> {
        self.anchor.as_ref()
    }

    /// The words it was made on; empty for a note on the whole document.
    #[must_use]
    pub fn quote(&self) -> &str {
        self.anchor.as_ref().map_or("", Anchor::exact)
    }

    /// The annotation in these members. One without an id gets one that depends on its content.
    pub(super) fn read(mut members: Members) -> Annotation {
        let id = id_of(&members).unwrap_or_else(|| {
            let id = Id::derived(&Json::from(members.clone()).spelled());
            members.set(&ANNOTATION, "id", Json::of_str(&id.urn()));
            id
        });
        Annotation::view(id, members)
    }

    /// The same annotation under another id, which depends on its content and on `salt`.
    pub(super) fn renamed(&self, salt: &str) -> Annotation {
        self.changed(|members| {
            let id = Id::derived(&format!("{salt}{}", self.line));
            members.set(&ANNOTATION, "id", Json::of_str(&id.urn()));
        })
    }

    /// The annotation after an edit of its record at that time.
    pub(super) fn edited(&self, stamp: Stamp, time: Timestamp, edit: impl FnOnce(&mut Record)) -> Annotation {
        self.changed(|members| {
            let mut record = Record::read(members);
            record.see(stamp);
            edit(&mut record);
            record.write(members);
            members.set(&ANNOTATION, "modified", Json::of_str(&spelled(time)));
        })
    }

    /// What the annotation knows of its past.
    pub(super) fn record(&self) -> Option<Record> {
        Some(Record::read(self.json().object()?))
    }

    /// The annotation's JSON; `null` is impossible here, as the line was spelled by us.
    pub(super) fn json(&self) -> Json<'_> {
        Json::parse(&self.line).unwrap_or_default()
    }

    /// The annotation as it stands in the file, on one line.
    pub(super) fn line(&self) -> &str {
        &self.line
    }

    /// The last stamp of any of its edits.
    pub(super) fn latest(&self) -> Option<Stamp> {
        self.latest
    }

    /// Whether it was removed: what is left is a tombstone.
    pub(super) fn is_deleted(&self) -> bool {
        self.deleted
    }

    fn changed(&self, change: impl FnOnce(&mut Members)) -> Annotation {
        match self.json() {
            Json::Object(mut members) => {
                change(&mut members);
                Annotation::read(members)
            }
            Json::Array(_) | Json::Scalar(_) => self.clone(),
        }
    }

    fn view(id: Id, members: Members) -> Annotation {
        let time = |name| members.string(name)?.parse::<Timestamp>().ok();
        let made = || id.millisecond().and_then(|time| Timestamp::from_millisecond(time).ok());
        let created = time("created").or_else(made).unwrap_or(Timestamp::UNIX_EPOCH);
        let postil = members.object("postil");
        let past = postil.filter(|postil| postil.get("deleted").or(postil.get("conflicts")).is_some());
        let record = past.map(|_| Record::read(&members));
        let conflicts = record.iter().flat_map(Record::conflicts).map(|(_, note)| note.clone());
        Annotation {
            id,
            created,
            modified: time("modified").unwrap_or(created),
            note: body::note(&members),
            conflicts: conflicts.collect(),
            tags: body::tags(&members).into_iter().collect(),
            pen: postil.and_then(|postil| postil.string("pen")).map(Into::into),
            anchor: Anchor::read(&members),
            latest: postil.and_then(latest_member),
            deleted: record.is_some_and(|record| record.is_deleted()),
            line: Json::Object(members).spelled(),
        }
    }
}

/// The time as the file spells it.
pub(super) fn spelled(time: Timestamp) -> String {
    format!("{time:.3}")
}

/// The annotation's id: another tool's that is no UUID stands for one; `None` where there is none.
pub(super) fn id_of(members: &Members) -> Option<Id> {
    let id = members.get("id")?;
    match id.string() {
        Some(text) if text.is_empty() => None,
        Some(text) => Some(text.parse().unwrap_or_else(|_| Id::derived(&text))),
        None => Some(id.spelled()).filter(|raw| raw != "null").map(|raw| Id::derived(&raw)),
    }
}

/// The last stamp anywhere in these members.
fn latest_member(members: &Members) -> Option<Stamp> {
    members.iter().filter_map(|(_, value)| latest(value)).max()
}

fn latest(value: &Json) -> Option<Stamp> {
    match value {
        Json::Object(members) => latest_member(members),
        Json::Array(values) => values.iter().filter_map(latest).max(),
        Json::Scalar(_) => value.string()?.parse().ok(),
    }
}
