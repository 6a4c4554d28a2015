//! `text`, `outline`, `paragraphs`, `sentences`: what postil makes of a document.

use std::ops::Range;

use clap::Args;
use serde::Serialize;

use super::address::section_name;
use super::answer::{Answer, Shape};
use super::{OneFile, Verdict, one_line, open};
use crate::app::words;
use crate::notes::CodePoints;
use crate::shell::error::Error;
use crate::text::structure::Finding;
use crate::text::{Document, Section, sentence};

#[derive(Debug, Args)]
pub(super) struct Outline {
    #[command(flatten)]
    document: OneFile,
    #[command(flatten)]
    shape: Shape,
    /// Print the chains of numbers that were found instead, what each was taken for, and why
    #[arg(long)]
    explain: bool,
}

#[derive(Debug, Args)]
pub(super) struct Paragraphs {
    #[command(flatten)]
    document: OneFile,
    #[command(flatten)]
    shape: Shape,
}

#[derive(Debug, Args)]
pub(super) struct Sentences {
    #[command(flatten)]
    document: OneFile,
    #[command(flatten)]
    shape: Shape,
}

#[derive(Serialize)]
struct SectionEntry<'a> {
    level: u8,
    label: &'a str,
    title: &'a str,
    start: usize,
    end: usize,
    line: Option<usize>,
    kind: &'static str,
}

/// A chain of numbers.
#[derive(Serialize)]
struct FindingEntry<'a> {
    class: &'static str,
    numbers: &'a [u32],
    role: &'static str,
    reason: &'static str,
    why: &'static str,
    /// From 0 to 1.
    confidence: f64,
    /// Where the paragraphs start that open with the numbers.
    starts: Vec<usize>,
    lines: Vec<Option<usize>>,
}

#[derive(Serialize)]
struct ParagraphEntry<'a> {
    number: Option<u32>,
    printed: bool,
    start: usize,
    end: usize,
    line: Option<usize>,
    section: Option<&'a str>,
}

#[derive(Serialize)]
struct SentenceEntry {
    start: usize,
    end: usize,
}

/// The text, exactly as offsets count it, and a line feed.
pub(super) fn text(document: &OneFile, answer: &mut Answer) -> Result<Verdict, Error> {
    let opened = open(document)?;
    answer.text(opened.document.text())?;
    Ok(Verdict::Yes)
}

/// The sections.
pub(super) fn outline(args: &Outline, answer: &mut Answer) -> Result<Verdict, Error> {
    let document = open(&args.document)?.document;
    if args.explain {
        return explain(&document, args.shape, answer);
    }
    if !args.shape.is_for_programs() {
        document.sections().iter().try_for_each(|section| answer.line(outline_line(section)))?;
        return Ok(Verdict::Yes);
    }
    let points = CodePoints::new(document.text());
    let entry = |section| section_entry(section, &points);
    let entries: Vec<_> = document.sections().iter().map(entry).collect();
    answer.list(args.shape, &entries)?;
    Ok(Verdict::Yes)
}

/// The chains, and why each is what it was taken for.
fn explain(document: &Document, shape: Shape, answer: &mut Answer) -> Result<Verdict, Error> {
    let findings = document.findings();
    if !shape.is_for_programs() {
        if findings.is_empty() {
            answer.line(words::Word::NoFindings.text())?;
        }
        findings.iter().try_for_each(|finding| answer.line(words::finding(finding)))?;
        return Ok(Verdict::Yes);
    }
    let points = CodePoints::new(document.text());
    let entries: Vec<_> = findings.iter().map(|finding| finding_entry(finding, document, &points)).collect();
    answer.list(shape, &entries)?;
    Ok(Verdict::Yes)
}

fn finding_entry<'a>(finding: &'a Finding, document: &Document, points: &CodePoints) -> FindingEntry<'a> {
    let opened = || finding.paragraphs.iter().filter_map(|&at| document.paragraphs().get(at));
    FindingEntry {
        class: finding.class,
        numbers: &finding.numbers,
        role: finding.role.name(),
        reason: finding.reason.name(),
        why: words::reason(finding.reason).text(),
        confidence: f64::from(finding.confidence) / 100.0,
        starts: opened().map(|paragraph| points.of_byte(paragraph.content.start)).collect(),
        lines: opened().map(|paragraph| paragraph.line).collect(),
    }
}

fn section_entry<'a>(section: &'a Section, points: &CodePoints) -> SectionEntry<'a> {
    SectionEntry {
        level: section.level,
        label: &section.label,
        title: &section.title,
        start: points.of_byte(section.start),
        end: points.of_byte(section.end),
        line: section.line,
        kind: section.kind.name(),
    }
}

/// `  1. Title  (line 12)`, indented by the level; front and closing matter by its kind.
fn outline_line(section: &Section) -> String {
    let indent = "  ".repeat(usize::from(section.level.saturating_sub(1)));
    let name = words::section(section);
    let line = section.line.map_or_else(String::new, |line| format!("  (line {line})"));
    format!("{indent}{name}{line}")
}

/// The paragraphs.
pub(super) fn paragraphs(args: &Paragraphs, answer: &mut Answer) -> Result<Verdict, Error> {
    let document = open(&args.document)?.document;
    let points = CodePoints::new(document.text());
    let entries: Vec<_> = document
        .paragraphs()
        .iter()
        .map(|paragraph| ParagraphEntry {
            number: paragraph.number,
            printed: paragraph.printed,
            start: points.of_byte(paragraph.start),
            end: points.of_byte(paragraph.end),
            line: paragraph.line,
            section: section_name(&document, paragraph.section),
        })
        .collect();
    if args.shape.is_for_programs() {
        answer.list(args.shape, &entries)?;
        return Ok(Verdict::Yes);
    }
    for (entry, paragraph) in entries.iter().zip(document.paragraphs()) {
        let number = entry.number.map_or_else(String::new, |number| format!("¶{number}"));
        let words = document.text().get(paragraph.content.clone()).unwrap_or_default();
        answer.line(format_args!("{number:>6}  {}", one_line(words)))?;
    }
    Ok(Verdict::Yes)
}

/// The sentences.
pub(super) fn sentences(args: &Sentences, answer: &mut Answer) -> Result<Verdict, Error> {
    let document = open(&args.document)?.document;
    let tiles =
        (0..document.paragraphs().len()).flat_map(|paragraph| sentence::sentences(&document, paragraph));
    if args.shape.is_for_programs() {
        let points = CodePoints::new(document.text());
        let entry = |tile: Range<usize>| SentenceEntry {
            start: points.of_byte(tile.start),
            end: points.of_byte(tile.end),
        };
        let entries: Vec<_> = tiles.map(entry).collect();
        answer.list(args.shape, &entries)?;
    } else {
        let words = tiles.map(|tile| one_line(document.text().get(tile).unwrap_or_default()));
        words.into_iter().try_for_each(|words| answer.line(words))?;
    }
    Ok(Verdict::Yes)
}
