//! `note add`, `note edit`, `note rm`.

use super::annotated::{Annotated, note_text, now};
use super::{Add, Edit, Rm, pen_name};
use crate::notes::{Draft, Snapshot};
use crate::shell::cli::Verdict;
use crate::shell::cli::answer::Answer;
use crate::shell::error::Error;

const ADD: &str = "add the note";

/// Adds an annotation and prints its id.
pub(super) fn add(args: &Add, answer: &mut Answer) -> Result<Verdict, Error> {
    let pen = args.pen.as_deref().map_or(Ok(None), pen_name)?;
    let mut annotated = Annotated::open(&args.document)?;
    let place = args.passage.find(ADD, &args.document.file, &annotated.opened.document)?;
    let Some(span) = place else { return Ok(Verdict::No) };
    let note = args.note.as_deref().map(|note| note_text(note, &args.document.file)).transpose()?;
    let snapshot = if args.no_snapshot { Snapshot::Omit } else { Snapshot::Keep };
    annotated.store.set_about(&annotated.opened.about());
    let note = note.unwrap_or_default();
    let draft = Draft { span: Some(span), pen, note, tags: plain_tags(&args.tags), snapshot };
    let id = annotated.store.add(&annotated.opened.document, draft, &now());
    annotated.save()?;
    answer.line(id)?;
    Ok(Verdict::Yes)
}

/// Changes the note, the pen or the tags of an annotation.
pub(super) fn edit(args: &Edit) -> Result<Verdict, Error> {
    let changes = &args.changes;
    let pen = changes.pen.as_deref().map(pen_name).transpose()?;
    let mut annotated = Annotated::open(&args.document)?;
    let ids = annotated.all_meant("edit the note", std::slice::from_ref(&args.id));
    let Some(&id) = ids.as_deref().and_then(<[_]>::first) else { return Ok(Verdict::No) };
    let note = changes.note.as_deref().map(|note| note_text(note, &args.document.file)).transpose()?;
    if let Some(note) = note {
        annotated.store.set_note(id, note, &now());
    }
    if let Some(pen) = pen {
        annotated.store.set_pen(id, pen, &now());
    }
    if !(changes.tags.is_empty() && changes.untags.is_empty()) {
        let mut tags: Vec<String> =
            annotated.store.get(id).map(|note| note.tags().to_vec()).unwrap_or_default();
        let untags = plain_tags(&changes.untags);
        tags.retain(|tag| !untags.contains(tag));
        tags.extend(plain_tags(&changes.tags));
        annotated.store.set_tags(id, tags, &now());
    }
    annotated.save()?;
    Ok(Verdict::Yes)
}

/// Tags without the `#` that people write before them; empty ones are none.
fn plain_tags(typed: &[String]) -> Vec<String> {
    let plain = typed.iter().map(|tag| tag.trim().trim_start_matches('#').to_owned());
    plain.filter(|tag| !tag.is_empty()).collect()
}

/// Removes annotations: all that are named, or none.
pub(super) fn remove(args: &Rm) -> Result<Verdict, Error> {
    let mut annotated = Annotated::open(&args.document)?;
    let Some(ids) = annotated.all_meant("remove the note", &args.ids) else { return Ok(Verdict::No) };
    for id in ids {
        annotated.store.remove(id, &now());
    }
    annotated.save()?;
    Ok(Verdict::Yes)
}
