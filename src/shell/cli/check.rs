//! `check`: is each notes file whole, and does each annotation stand in its place?

use clap::Args;
use serde::Serialize;

use super::answer::Answer;
use super::note::{Annotated, score, source};
use super::{Files, Verdict, each, one_line};
use crate::notes::{Annotation, CodePoints, Place};
use crate::shell::error::Error;

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    documents: Files,
    /// Print one JSON value
    #[arg(long)]
    json: bool,
}

/// The report on one document.
#[derive(Serialize)]
struct Report {
    source: String,
    notes: String,
    remarks: Vec<String>,
    annotations: Vec<Finding>,
}

/// The report on one annotation: where it stands now, and what stands there.
#[derive(Serialize)]
struct Finding {
    id: String,
    status: &'static str,
    score: Option<f64>,
    start: Option<usize>,
    end: Option<usize>,
    reason: Option<String>,
    quote: String,
    found: Option<String>,
}

pub(super) fn run(args: &Check, answer: &mut Answer) -> Result<Verdict, Error> {
    let mut reports = Vec::new();
    let verdict = each(&args.documents, |document| {
        reports.push(report(&Annotated::open(document)?));
        Ok(())
    });
    if args.json {
        answer.json(&reports)?;
    } else {
        reports.iter().try_for_each(|report| print(report, answer))?;
        answer.line(summary(&reports))?;
    }
    let in_place =
        reports.iter().flat_map(|report| &report.annotations).all(|finding| finding.reason.is_none());
    Ok(if verdict == Verdict::Yes { Verdict::of(in_place) } else { verdict })
}

/// `12 annotations, 1 of them not in its place`.
fn summary(reports: &[Report]) -> String {
    let all = reports.iter().map(|report| report.annotations.len()).sum::<usize>();
    let astray = reports.iter().flat_map(|report| &report.annotations).filter(|f| f.reason.is_some()).count();
    match (all, astray) {
        (0, _) => "no annotations".to_owned(),
        (all, 0) => format!("{all} annotations, all in their places"),
        (all, astray) => format!("{all} annotations, {astray} not in their places"),
    }
}

fn report(annotated: &Annotated) -> Report {
    let points = CodePoints::new(annotated.opened.document.text());
    Report {
        source: source(&annotated.opened.path),
        notes: source(annotated.kept.path()),
        remarks: annotated.store.sidecar().remarks().to_vec(),
        annotations: annotated.all().map(|(note, place)| finding(annotated, note, place, &points)).collect(),
    }
}

fn finding(annotated: &Annotated, note: &Annotation, place: &Place, points: &CodePoints) -> Finding {
    let span = place.span();
    Finding {
        id: note.id().to_string(),
        status: place.status(),
        score: score(place),
        start: span.map(|span| points.of_byte(span.start())),
        end: span.map(|span| points.of_byte(span.end())),
        reason: reason(place),
        quote: note.quote().to_owned(),
        found: span.map(|span| annotated.opened.document.quote(span).to_owned()),
    }
}

/// Why an annotation is not exactly where it was made; `None` where it is, or has no place.
fn reason(place: &Place) -> Option<String> {
    match place {
        Place::Exact(_) | Place::Document => None,
        Place::Moved { .. } => Some("the text has changed; these words were found again".to_owned()),
        Place::Orphan { reason } => Some(reason.to_string()),
    }
}

fn print(report: &Report, answer: &mut Answer) -> Result<(), Error> {
    report.remarks.iter().try_for_each(|remark| answer.line(format_args!("{}: {remark}", report.notes)))?;
    for finding in &report.annotations {
        let quote = one_line(&finding.quote);
        answer.line(format_args!("{}: {}  {}  “{quote}”", report.source, finding.status, finding.id))?;
        if let Some(reason) = &finding.reason {
            answer.line(format_args!("    {reason}"))?;
        }
        if let Some(found) =
            finding.found.as_ref().map(|found| one_line(found)).filter(|found| *found != quote)
        {
            answer.line(format_args!("    now: “{found}”"))?;
        }
    }
    Ok(())
}
