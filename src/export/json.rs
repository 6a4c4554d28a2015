//! JSON: one page of the W3C Web Annotation model, with nothing of postil's own in it.
//!
//! A pen becomes a body that classifies, a tag one that tags, a note one that comments. An annotation
//! that was found again elsewhere is given where it stands now; one that was not found keeps its
//! quote and has no position. Positions are code points.

use std::fmt::Write;

use serde_json::{Value, json};

use super::Picked;
use crate::notes::{Annotation, CodePoints, Id, Store};
use crate::text::{Document, Span, grapheme};

/// The annotations of `store` on `doc` that `keep` picks, as an `AnnotationPage`; `source` is the file
/// name or address of the document.
#[must_use]
pub fn json(doc: &Document, store: &Store, source: &str, keep: impl Fn(&Annotation) -> bool) -> String {
    let picked = Picked::new(store, keep);
    let target = Target { doc, points: CodePoints::new(doc.text()), source: iri(source) };
    let placed =
        picked.placed.iter().map(|(annotation, _, span)| item(annotation, &target.at(annotation, *span)));
    let whole = picked.whole.iter().map(|annotation| item(annotation, &json!(target.source)));
    let orphans = picked.orphans.iter().map(|(annotation, _)| item(annotation, &target.lost(annotation)));
    let items: Vec<_> = placed.chain(whole).chain(orphans).collect();
    let page = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": Id::derived(&format!("page {source}")).urn(),
        "type": "AnnotationPage",
        "partOf": {
            "id": Id::derived(&format!("collection {source}")).urn(),
            "type": "AnnotationCollection",
            "label": doc.meta().title.as_deref().unwrap_or(source),
            "total": items.len(),
        },
        "startIndex": 0,
        "items": items,
    });
    escape_controls(&format!("{page:#}\n"))
}

fn item(annotation: &Annotation, target: &Value) -> Value {
    let mut item = json!({
        "id": annotation.id().urn(),
        "type": "Annotation",
        "motivation": motivation(annotation),
        "created": annotation.created().to_string(),
        "modified": annotation.modified().to_string(),
    });
    let bodies = bodies(annotation);
    if !bodies.is_empty() {
        item["body"] = Value::from(bodies);
    }
    item["target"] = target.clone();
    item
}

fn motivation(annotation: &Annotation) -> &'static str {
    match (annotation.anchor().is_some(), annotation.note().is_empty()) {
        (true, true) => "highlighting",
        (true, false) => "commenting",
        (false, _) => "describing",
    }
}

fn bodies(annotation: &Annotation) -> Vec<Value> {
    let body =
        |value: &str, purpose: &str| json!({ "type": "TextualBody", "value": value, "purpose": purpose });
    let note = Some(annotation.note()).filter(|note| !note.is_empty()).map(|note| {
        let mut body = body(note, "commenting");
        body["format"] = json!("text/markdown");
        body
    });
    let pen = annotation.pen().map(|pen| body(pen, "classifying"));
    let tags = annotation.tags().iter().map(|tag| body(tag, "tagging"));
    note.into_iter().chain(pen).chain(tags).collect()
}

/// The document that annotations speak of.
struct Target<'a> {
    doc: &'a Document,
    points: CodePoints,
    source: String,
}

impl Target<'_> {
    /// The passage at `span`, in the words that stand there now.
    fn at(&self, annotation: &Annotation, span: Span) -> Value {
        let exact = self.doc.quote(span);
        let (prefix, suffix) = match annotation.anchor().filter(|anchor| anchor.exact() == exact) {
            Some(anchor) if !(anchor.prefix().is_empty() && anchor.suffix().is_empty()) => {
                (anchor.prefix(), anchor.suffix())
            }
            Some(_) | None => self.around(span),
        };
        let (start, end) = (self.points.of_byte(span.start()), self.points.of_byte(span.end()));
        json!({ "source": self.source, "selector": [
            { "type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix },
            { "type": "TextPositionSelector", "start": start, "end": end },
        ] })
    }

    /// The words of an annotation that stands nowhere in the text.
    fn lost(&self, annotation: &Annotation) -> Value {
        let Some(anchor) = annotation.anchor() else { return json!(self.source) };
        json!({ "source": self.source, "selector": [{
            "type": "TextQuoteSelector",
            "exact": anchor.exact(),
            "prefix": anchor.prefix(),
            "suffix": anchor.suffix(),
        }] })
    }

    /// What stands before and after `span`: [`CONTEXT`] code points, without part of a grapheme.
    fn around(&self, span: Span) -> (&str, &str) {
        let text = self.doc.text();
        let (start, end) = (self.points.of_byte(span.start()), self.points.of_byte(span.end()));
        let from = self.points.to_byte(start.saturating_sub(CONTEXT)).unwrap_or(0);
        let to = self.points.to_byte(end + CONTEXT).unwrap_or(text.len());
        let prefix = text.get(grapheme::ceil(text, from)..span.start());
        let suffix = text.get(span.end()..grapheme::floor(text, to));
        (prefix.unwrap_or_default(), suffix.unwrap_or_default())
    }
}

/// How much of the text around a quote tells it from others, in code points.
const CONTEXT: usize = 64;

/// `source` as an IRI: an address as it is, a file name as a reference to it.
fn iri(source: &str) -> String {
    let scheme = source
        .split_once("://")
        .is_some_and(|(scheme, _)| !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric()));
    let safe =
        |c: char| c.is_alphanumeric() || "-._~/!$'()*+,;=@".contains(c) || (scheme && ":?#[]%&".contains(c));
    let mut iri = String::with_capacity(source.len());
    for c in source.chars() {
        if safe(c) {
            iri.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(iri, "%{byte:02X}");
            }
        }
    }
    iri
}

/// Escapes the control characters that JSON lets stand: DEL and C1. They occur in strings only.
fn escape_controls(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7f}'..='\u{9f}' => {
                let _ = write!(escaped, "\\u{:04x}", u32::from(c));
            }
            other => escaped.push(other),
        }
    }
    escaped
}
