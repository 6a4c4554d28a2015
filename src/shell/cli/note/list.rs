//! `note list`, `note show`.

use super::{Annotated, Entry, List, Show};
use crate::notes::{Annotation, CodePoints, Id, Query};
use crate::shell::cli::answer::Answer;
use crate::shell::cli::{Verdict, each};
use crate::shell::error::Error;

/// The shortest beginning of an id that is shown to people.
const SHORTEST: usize = 8;

/// Lists annotations: those in the text in its order, then those that stand in none.
pub(super) fn list(args: &List, answer: &mut Answer) -> Result<Verdict, Error> {
    let query = args.query.as_deref().map(Query::parse);
    let mut entries = Vec::new();
    let verdict = each(&args.documents, |document| {
        let annotated = Annotated::open(document)?;
        let points = CodePoints::new(annotated.opened.document.text());
        let fits = |annotation: &Annotation| query.as_ref().is_none_or(|query| query.matches(annotation));
        let fitting = annotated.all().filter(|(annotation, _)| fits(annotation));
        let found = fitting.map(|(annotation, place)| Entry::new(annotation, place, &annotated, &points));
        entries.extend(found);
        Ok(())
    });
    if args.shape.is_for_programs() {
        answer.list(args.shape, &entries)?;
    } else if args.plain {
        entries.iter().try_for_each(|entry| answer.line(entry.plain()))?;
    } else {
        let ids = short_ids(&entries);
        entries.iter().zip(ids).try_for_each(|(entry, id)| answer.line(entry.line(&id)))?;
    }
    let nothing = query.is_some() && entries.is_empty();
    Ok(if nothing && verdict == Verdict::Yes { Verdict::No } else { verdict })
}

/// Prints annotations whole.
pub(super) fn show(args: &Show, answer: &mut Answer) -> Result<Verdict, Error> {
    let annotated = Annotated::open(&args.document)?;
    let Some(ids) = annotated.all_meant("show the note", &args.ids) else { return Ok(Verdict::No) };
    let points = CodePoints::new(annotated.opened.document.text());
    let entry = |id: &Id| {
        let (annotation, place) = (annotated.store.get(*id)?, annotated.store.place(*id)?);
        Some(Entry::new(annotation, place, &annotated, &points))
    };
    let entries: Vec<_> = ids.iter().filter_map(entry).collect();
    if args.shape.is_for_programs() {
        answer.list(args.shape, &entries)?;
    } else {
        let whole: Vec<_> = entries.iter().map(Entry::whole).collect();
        answer.text(&whole.join("\n\n"))?;
    }
    Ok(Verdict::Yes)
}

/// For each entry the beginning of its id that no other entry's id has.
fn short_ids(entries: &[Entry]) -> Vec<String> {
    let mut sorted: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
    sorted.sort_unstable();
    let short = |entry: &Entry| {
        let at = sorted.partition_point(|id| *id < entry.id.as_str());
        let before = at.checked_sub(1).and_then(|before| sorted.get(before));
        let shared = [before, sorted.get(at + 1)].into_iter().flatten().map(|id| common(id, &entry.id)).max();
        entry.id.chars().take(SHORTEST.max(shared.unwrap_or(0) + 1)).collect()
    };
    entries.iter().map(short).collect()
}

/// How many characters two ids share at their beginning.
fn common(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}
