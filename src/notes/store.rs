//! A sidecar beside its document.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::anchor::Anchor;
use super::history::{Edit, History, Step, Way};
use super::json::{Json, Members};
use super::placed::PlacedList;
use super::record::Record;
use super::{
    About, Annotation, Canon, Change, ChangeKind, Device, Id, Moment, Place, Placed, Sidecar, Snapshot,
    Stamp, annotation, resolve,
};
use crate::text::{Document, Span};

/// What a reader wants to annotate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The passage; `None` for a note on the whole document.
    pub span: Option<Span>,
    /// The pen's name.
    pub pen: Option<String>,
    /// The note; empty for a highlight.
    pub note: String,
    /// The tags.
    pub tags: Vec<String>,
    /// Whether the annotated text is kept in the sidecar.
    pub snapshot: Snapshot,
}

/// The annotations of a document: where each stands, and every edit with its inverse.
///
/// Every `doc` lent to a method is the document that the store was opened with. Edits are made in
/// the value alone; whether it may be written is for [`Sidecar::is_read_only`] to say.
#[derive(Debug)]
pub struct Store {
    sidecar: Sidecar,
    device: Device,
    canon: Canon,
    places: BTreeMap<Id, Place>,
    placed: PlacedList,
    /// Those that do not stand in the text: by whether they are on the whole document, by where
    /// they once stood, by id.
    unplaced: BTreeSet<(bool, usize, Id)>,
    history: History,
    latest: Option<Stamp>,
}

impl Store {
    /// The annotations of `doc`, each looked for in its text. Without annotations it costs nothing.
    #[must_use]
    pub fn open(sidecar: Sidecar, doc: &Document, device: Device) -> Store {
        Store::open_with(sidecar, doc, device, Canon::new())
    }

    /// [`Store::open`] where something of the text of `doc` has already been computed.
    #[must_use]
    pub fn open_with(sidecar: Sidecar, doc: &Document, device: Device, canon: Canon) -> Store {
        let mut store = Store {
            sidecar,
            device,
            canon,
            places: BTreeMap::new(),
            placed: PlacedList::default(),
            unplaced: BTreeSet::new(),
            history: History::default(),
            latest: None,
        };
        store.locate(doc, |_| None);
        store
    }

    /// The file as it should be saved.
    #[must_use]
    pub fn sidecar(&self) -> &Sidecar {
        &self.sidecar
    }

    /// The annotations that stand in the text, by start, end and id.
    #[must_use]
    pub fn placed(&self) -> &[Placed] {
        self.placed.as_slice()
    }

    /// Those of which [`Span::overlaps`] holds, in the order of [`Store::placed`]; the work grows
    /// with the hits, and only as a search does with the annotations.
    pub fn overlapping(&self, range: Range<usize>) -> impl Iterator<Item = &Placed> {
        self.placed.overlapping(range)
    }

    /// Those that do not stand in the text: first the ones that were not found, by where they once
    /// stood, then the notes on the whole document.
    pub fn unplaced(&self) -> impl Iterator<Item = (&Annotation, &Place)> {
        self.unplaced.iter().filter_map(|(_, _, id)| self.get(*id).zip(self.place(*id)))
    }

    /// The annotation of that id.
    #[must_use]
    pub fn get(&self, id: Id) -> Option<&Annotation> {
        self.sidecar.get(id)
    }

    /// Where the annotation of that id stands.
    #[must_use]
    pub fn place(&self, id: Id) -> Option<&Place> {
        self.places.get(&id)
    }

    /// How many annotations there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Writes what is known of the document, unless the sidecar already says something.
    pub fn set_about(&mut self, about: &About) {
        self.sidecar.set_about(about);
    }

    /// Adds an annotation and gives its id.
    pub fn add(&mut self, doc: &Document, draft: Draft, now: &Moment) -> Id {
        let stamp = self.tick(now);
        let mut id = Id::from(now.id);
        while self.sidecar.annotations.contains_key(&id) {
            id = Id::derived(&id.urn());
        }
        let text = doc.text();
        let words = (draft.snapshot == Snapshot::Keep).then_some(text);
        let (hash, chars) = (self.canon.hash(text).to_owned(), self.canon.points(text).total());
        self.sidecar.name(Id::derived(&format!("set of {id}")));
        self.sidecar.keep_text(&hash, chars, now.time, words);
        let anchor = draft.span.map(|span| Anchor::new(doc, &self.canon, span));
        let source = self.sidecar.about().source.unwrap_or_else(|| hash.clone());
        let mut members = blank(id, now, &source, &hash, anchor.as_ref());
        let tags = tidy(draft.tags);
        Record::new(stamp, &draft.note, draft.pen.as_deref(), &tags).write(&mut members);
        self.sidecar.annotations.insert(id, Annotation::read(members));
        self.settle(id, draft.span.map_or(Place::Document, Place::Exact));
        self.history.record(Step { id, edit: Edit::Remove });
        id
    }

    /// Changes the note, which settles its conflicts; empty removes it. Whether anything changed.
    pub fn set_note(&mut self, id: Id, note: String, now: &Moment) -> bool {
        self.edit(None, id, Edit::Note(note, Vec::new()), now)
    }

    /// Changes the pen. Whether anything changed.
    pub fn set_pen(&mut self, id: Id, pen: Option<String>, now: &Moment) -> bool {
        self.edit(None, id, Edit::Pen(pen), now)
    }

    /// Changes the tags. Whether anything changed.
    pub fn set_tags(&mut self, id: Id, tags: Vec<String>, now: &Moment) -> bool {
        self.edit(None, id, Edit::Tags(tidy(tags)), now)
    }

    /// Removes the annotation; a tombstone stays in the file. Whether anything changed.
    pub fn remove(&mut self, id: Id, now: &Moment) -> bool {
        self.edit(None, id, Edit::Remove, now)
    }

    /// Takes the last change back and says what happened. Changes of what another writer has
    /// removed since are passed over.
    pub fn undo(&mut self, doc: &Document, now: &Moment) -> Option<Change> {
        self.travel(Way::Back, doc, now)
    }

    /// Makes the change again that was last taken back.
    pub fn redo(&mut self, doc: &Document, now: &Moment) -> Option<Change> {
        self.travel(Way::Forth, doc, now)
    }

    /// Takes over what a save merged from another writer; the history stays.
    pub fn absorb(&mut self, merged: Sidecar, doc: &Document) {
        let before = std::mem::replace(&mut self.sidecar, merged);
        let places = std::mem::take(&mut self.places);
        self.locate(doc, |annotation| {
            let known = before.get(annotation.id())?;
            (known.anchor() == annotation.anchor()).then(|| places.get(&annotation.id()).cloned())?
        });
    }
}

impl Store {
    /// Places every annotation; `known` are places that need not be looked for again.
    fn locate(&mut self, doc: &Document, known: impl Fn(&Annotation) -> Option<Place>) {
        let (old, new): (Vec<_>, Vec<_>) = self
            .sidecar
            .annotations()
            .map(|annotation| (annotation, known(annotation)))
            .partition(|(_, place)| place.is_some());
        let found = resolve::places(doc, &self.canon, new.iter().map(|(annotation, _)| annotation.anchor()));
        let found = new.iter().map(|(annotation, _)| annotation.id()).zip(found);
        let old = old.into_iter().filter_map(|(annotation, place)| Some((annotation.id(), place?)));
        self.places = found.chain(old).collect();
        let placed =
            self.places.iter().filter_map(|(id, place)| Some(Placed { id: *id, span: place.span()? }));
        self.placed = PlacedList::new(placed.collect());
        let unplaced = self.places.iter().filter(|(_, place)| place.span().is_none());
        self.unplaced = unplaced.map(|(id, place)| self.rank(*id, place)).collect();
        self.latest = self.latest.max(self.sidecar.latest());
    }

    /// Notes where an annotation stands that was not there.
    fn settle(&mut self, id: Id, place: Place) {
        if let Some(span) = place.span() {
            self.placed.insert(Placed { id, span });
        } else {
            let rank = self.rank(id, &place);
            self.unplaced.insert(rank);
        }
        self.places.insert(id, place);
    }

    /// Forgets where an annotation stands.
    fn unsettle(&mut self, id: Id) {
        match self.places.remove(&id) {
            Some(place) if place.span().is_none() => {
                let rank = self.rank(id, &place);
                self.unplaced.remove(&rank);
            }
            Some(_) | None => self.placed.remove(id),
        }
    }

    fn rank(&self, id: Id, place: &Place) -> (bool, usize, Id) {
        let anchor = self.sidecar.annotations.get(&id).and_then(Annotation::anchor);
        (*place == Place::Document, anchor.map_or(0, Anchor::start), id)
    }

    fn edit(&mut self, doc: Option<&Document>, id: Id, edit: Edit, now: &Moment) -> bool {
        let Some((inverse, _)) = self.apply(doc, &Step { id, edit }, now) else { return false };
        self.history.record(inverse);
        true
    }

    fn travel(&mut self, way: Way, doc: &Document, now: &Moment) -> Option<Change> {
        loop {
            let step = self.history.next(way)?;
            if let Some((inverse, kind)) = self.apply(Some(doc), &step, now) {
                self.history.passed(way, inverse);
                return Some(Change { id: step.id, kind });
            }
        }
    }

    /// Makes an edit and gives the one that takes it back; `None` where it changes nothing.
    fn apply(&mut self, doc: Option<&Document>, step: &Step, now: &Moment) -> Option<(Step, ChangeKind)> {
        let id = step.id;
        let annotation = self.sidecar.annotations.get(&id)?;
        if annotation.is_deleted() != (step.edit == Edit::Revive) {
            return None;
        }
        let (inverse, kind) = inverse(annotation, &step.edit)?;
        let stamp = Stamp::next(now.time, self.latest, self.device);
        let edited = annotation.edited(stamp, now.time, |record| make(record, stamp, &step.edit));
        self.latest = Some(stamp);
        self.sidecar.annotations.insert(id, edited);
        match kind {
            ChangeKind::Removed => self.unsettle(id),
            ChangeKind::Added => self.resettle(doc, id),
            ChangeKind::Note | ChangeKind::Pen | ChangeKind::Tags => {}
        }
        Some((Step { id, edit: inverse }, kind))
    }

    fn resettle(&mut self, doc: Option<&Document>, id: Id) {
        let anchor = self.sidecar.get(id).map(Annotation::anchor);
        let place = doc
            .zip(anchor)
            .and_then(|(doc, anchor)| resolve::places(doc, &self.canon, std::iter::once(anchor)).pop());
        if let Some(place) = place {
            self.settle(id, place);
        }
    }

    fn tick(&mut self, now: &Moment) -> Stamp {
        let stamp = Stamp::next(now.time, self.latest, self.device);
        self.latest = Some(stamp);
        stamp
    }
}

/// What takes the edit back, and what it does; `None` where it changes nothing.
fn inverse(annotation: &Annotation, edit: &Edit) -> Option<(Edit, ChangeKind)> {
    match edit {
        Edit::Note(note, conflicts) => {
            let before: Vec<_> = annotation.record()?.conflicts().cloned().collect();
            let same = note == annotation.note() && *conflicts == before;
            (!same).then(|| (Edit::Note(annotation.note().to_owned(), before), ChangeKind::Note))
        }
        Edit::Pen(pen) => {
            let before = annotation.pen();
            (pen.as_deref() != before).then(|| (Edit::Pen(before.map(Into::into)), ChangeKind::Pen))
        }
        Edit::Tags(tags) => {
            let before = annotation.tags();
            (tags != before).then(|| (Edit::Tags(before.to_vec()), ChangeKind::Tags))
        }
        Edit::Remove => Some((Edit::Revive, ChangeKind::Removed)),
        Edit::Revive => Some((Edit::Remove, ChangeKind::Added)),
    }
}

fn make(record: &mut Record, stamp: Stamp, edit: &Edit) {
    match edit {
        Edit::Note(note, conflicts) => record.set_versions(stamp, note, conflicts.iter().cloned()),
        Edit::Pen(pen) => record.set_pen(stamp, pen.as_deref()),
        Edit::Tags(tags) => record.set_tags(stamp, tags),
        Edit::Remove => record.delete(stamp),
        Edit::Revive => {}
    }
}

/// An annotation without note, pen and tags.
fn blank(id: Id, now: &Moment, source: &str, hash: &str, anchor: Option<&Anchor>) -> Members<'static> {
    let time = annotation::spelled(now.time);
    let motivation = if anchor.is_some() { "highlighting" } else { "describing" };
    let mut target = Members::of([("source", Json::of_str(source))]);
    let mut postil = Members::of([("text", Json::of_str(hash))]);
    if let Some(anchor) = anchor {
        target.set(&[], "selector", anchor.selectors());
        let (ordinal, total) = anchor.occurrence();
        postil.set(&[], "occ", Json::Array(vec![Json::of_number(ordinal), Json::of_number(total)]));
    }
    Members::of([
        ("id", Json::of_str(&id.urn())),
        ("type", Json::of_str("Annotation")),
        ("motivation", Json::of_str(motivation)),
        ("created", Json::of_str(&time)),
        ("modified", Json::of_str(&time)),
        ("target", target.into()),
        ("postil", postil.into()),
    ])
}

/// Tags without white space around them, without empty ones, sorted, each once.
fn tidy(tags: Vec<String>) -> Vec<String> {
    let trimmed = tags.into_iter().map(|tag| match tag.trim() {
        whole if whole.len() == tag.len() => tag,
        part => part.to_owned(),
    });
    let tags: BTreeSet<String> = trimmed.filter(|tag| !tag.is_empty()).collect();
    tags.into_iter().collect()
}

#[cfg(test)]
mod tests;
