//! `cite`: a passage with what it is cited by.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::answer::Answer;
use super::passage::Passage;
use super::{OneFile, Verdict, open};
use crate::export::cite::{STYLES, Source, Style, Words};
use crate::notes::CodePoints;
use crate::shell::citation;
use crate::shell::error::Error;
use crate::text::address::{self, ParagraphNumber};

#[derive(Debug, Args)]
pub(super) struct Cite {
    #[command(flatten)]
    document: OneFile,
    #[command(flatten)]
    passage: Passage,
    /// The style: plain, markdown, footnote, biblatex or csl-json
    #[arg(long, value_name = "STYLE", value_parser = style, default_value = "plain")]
    style: Style,
    /// Write it by this template, escaped as the style needs
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    /// Print one JSON value
    #[arg(long)]
    json: bool,
}

/// A citation in JSON. `start` and `end` are code points.
#[derive(Serialize)]
struct Entry<'a> {
    source: &'a str,
    start: usize,
    end: usize,
    quote: &'a str,
    section: Option<&'a str>,
    article: Option<&'a str>,
    paragraph: Option<u32>,
    /// Whether the number of the paragraph stands in the text.
    printed: bool,
    style: &'a str,
    citation: &'a str,
}

pub(super) fn run(args: &Cite, answer: &mut Answer) -> Result<Verdict, Error> {
    let opened = open(&args.document)?;
    let document = &opened.document;
    let Some(span) = args.passage.find("cite", &args.document.file, document)? else {
        return Ok(Verdict::No);
    };
    let source = opened.about().source.unwrap_or_default();
    let citation = citation::cite(document, &source, span, args.style, args.template.as_deref())?;
    if !args.json {
        answer.text(&citation)?;
        return Ok(Verdict::Yes);
    }
    let words = Words::of(document, &Source { name: &source }, span);
    let paragraph = address::of(document, span.start()).paragraph;
    let points = CodePoints::new(document.text());
    answer.json(&Entry {
        source: &source,
        start: points.of_byte(span.start()),
        end: points.of_byte(span.end()),
        quote: document.quote(span),
        section: Some(words.section.as_str()).filter(|section| !section.is_empty()),
        article: Some(words.article.as_str()).filter(|article| !article.is_empty()),
        paragraph: paragraph.map(ParagraphNumber::number),
        printed: matches!(paragraph, Some(ParagraphNumber::Printed(_))),
        style: args.style.name(),
        citation: &citation,
    })?;
    Ok(Verdict::Yes)
}

fn style(name: &str) -> Result<Style, String> {
    let names = || STYLES.map(|entry| entry.name).join(", ");
    Style::named(name).ok_or_else(|| format!("the styles are {}", names()))
}
