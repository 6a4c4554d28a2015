//! JSON: one page of the W3C Web Annotation model, with nothing of postil's own in it.
//!
//! An annotation keeps its creator, its motivation and every body that the notes file has; its pen
//! becomes a body that classifies. One that was found again elsewhere is given where it stands now,
//! one that was not found keeps its quote and has no position. Positions are code points.

use std::collections::HashMap;
use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::Picked;
use crate::notes::{Annotation, CodePoints, Id, Store};
use crate::text::{Document, Span, grapheme};

const CONTEXT_IRI: &str = "http://www.w3.org/ns/anno.jsonld";

/// The annotations of `store` on `doc` that `keep` picks, as an `AnnotationPage`; `source` is the file
/// name or address of the document.
#[must_use]
pub fn json(doc: &Document, store: &Store, source: &str, keep: impl Fn(&Annotation) -> bool) -> String {
    let picked = Picked::new(store, keep);
    let written = written(store);
    let target = Target { doc, points: CodePoints::new(doc.text()), source: iri(source) };
    let item =
        |annotation: &Annotation, target| item(annotation, written.get(&annotation.id().urn()), target);
    let placed =
        picked.placed.iter().map(|(annotation, _, span)| item(annotation, target.at(annotation, *span)));
    let whole = picked.whole.iter().map(|annotation| item(annotation, json!(target.source)));
    let orphans = picked.orphans.iter().map(|(annotation, _)| item(annotation, target.lost(annotation)));
    let items: Vec<_> = placed.chain(whole).chain(orphans).collect();
    let title = doc.meta().title.as_deref().unwrap_or(source);
    escape_controls(&format!("{:#}\n", page(source, title, &items)))
}

fn page(source: &str, title: &str, items: &[Value]) -> Value {
    let id = Id::derived(&format!("page {source}")).urn();
    json!({
        "@context": CONTEXT_IRI,
        "id": id,
        "type": "AnnotationPage",
        "partOf": {
            "id": Id::derived(&format!("collection {source}")).urn(),
            "type": "AnnotationCollection",
            "label": title,
            "total": items.len(),
            "first": id,
        },
        "startIndex": 0,
        "items": items,
    })
}

/// The annotations as the notes file has them, by id.
fn written(store: &Store) -> HashMap<String, Map<String, Value>> {
    let Ok(Value::Object(mut file)) = serde_json::from_str(&store.sidecar().to_json()) else {
        return HashMap::new();
    };
    let items = file.remove("items").and_then(|items| match items {
        Value::Array(items) => Some(items),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => None,
    });
    let by_id = |item: Value| match item {
        Value::Object(item) => Some((item.get("id")?.as_str()?.to_owned(), item)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => None,
    };
    items.into_iter().flatten().filter_map(by_id).collect()
}

/// One annotation; `written` is the same one in the notes file.
fn item(annotation: &Annotation, written: Option<&Map<String, Value>>, target: Value) -> Value {
    let member = |name: &str| written.and_then(|written| written.get(name)).cloned();
    let motivation =
        member("motivation").filter(|is| is.as_str().is_some_and(|is| MOTIVATIONS.contains(&is)));
    let mut item = json!({
        "@context": CONTEXT_IRI,
        "id": annotation.id().urn(),
        "type": "Annotation",
        "motivation": motivation.unwrap_or_else(|| json!(plain_motivation(annotation))),
        "created": annotation.created().to_string(),
        "modified": annotation.modified().to_string(),
    });
    if let Some(creator) = member("creator") {
        item["creator"] = creator;
    }
    let mut bodies = match member("body") {
        Some(Value::Array(bodies)) => bodies,
        Some(body) => vec![body],
        None => bodies(annotation),
    };
    bodies.extend(annotation.pen().map(|pen| body(pen, "classifying")));
    if !bodies.is_empty() {
        item["body"] = Value::from(bodies);
    }
    item["target"] = target;
    item
}

/// The motivations of the model (Web Annotation Vocabulary, 3.3.5).
const MOTIVATIONS: [&str; 13] = [
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "tagging",
];

fn plain_motivation(annotation: &Annotation) -> &'static str {
    match (annotation.anchor().is_some(), annotation.note().is_empty()) {
        (true, true) => "highlighting",
        (true, false) => "commenting",
        (false, _) => "describing",
    }
}

/// The bodies of an annotation whose note and tags the file does not have as bodies.
fn bodies(annotation: &Annotation) -> Vec<Value> {
    let note = Some(annotation.note()).filter(|note| !note.is_empty()).map(|note| body(note, "commenting"));
    note.into_iter().chain(annotation.tags().iter().map(|tag| body(tag, "tagging"))).collect()
}

fn body(value: &str, purpose: &str) -> Value {
    json!({ "type": "TextualBody", "value": value, "purpose": purpose })
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

/// `source` as an absolute IRI, which the model demands: an address as it is, a file name as a `file:`
/// IRI.
fn iri(source: &str) -> String {
    let address = source
        .split_once("://")
        .is_some_and(|(scheme, _)| !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric()));
    let safe = |c: char| {
        c.is_ascii_alphanumeric() || "-._~/!$'()*+,;=@".contains(c) || (address && ":?#[]%&".contains(c))
    };
    let scheme = match (address, source.starts_with('/')) {
        (true, _) => "",
        (false, true) => "file://",
        (false, false) => "file:",
    };
    let mut iri = scheme.to_owned();
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

#[cfg(test)]
mod tests {
    use super::super::tests::{Desk, store_of};
    use super::*;

    fn items(page: &str) -> Vec<Value> {
        let page: Value = serde_json::from_str(page).unwrap();
        page["items"].as_array().unwrap().clone()
    }

    #[test]
    fn a_page_names_itself_and_what_it_is_part_of() {
        let desk = Desk::new("Đại hội.\n");
        let page: Value = serde_json::from_str(&json(&desk.doc, &desk.store, "a b.txt", |_| true)).unwrap();
        assert_eq!((&page["@context"], &page["type"]), (&json!(CONTEXT_IRI), &json!("AnnotationPage")));
        assert_eq!(page["partOf"]["first"], page["id"]);
        assert_eq!((&page["partOf"]["total"], &page["items"]), (&json!(0), &json!([])));
        assert_eq!(
            json(&desk.doc, &desk.store, "a b.txt", |_| true),
            json(&desk.doc, &desk.store, "a b.txt", |_| true)
        );
    }

    #[test]
    fn an_annotation_stands_in_code_points_with_its_bodies() {
        let mut desk = Desk::new("Ngày 29-9, Đại hội “𝄞” thành công.\n");
        desk.add("“𝄞”", Some("figures"), "so\nsánh", &["b", "a/c"]);
        let page = json(&desk.doc, &desk.store, "báo cáo.txt", |_| true);
        let [item] = &items(&page)[..] else { panic!("{page}") };
        let body = |value: &str, purpose: &str, item: &Value| {
            (json!(value), json!(purpose)) == (item["value"].clone(), item["purpose"].clone())
        };
        let bodies = item["body"].as_array().unwrap();
        assert!(body("so\nsánh", "commenting", &bodies[0]) && body("a/c", "tagging", &bodies[1]));
        assert!(body("b", "tagging", &bodies[2]) && body("figures", "classifying", &bodies[3]));
        assert_eq!((bodies.len(), &item["motivation"]), (4, &json!("commenting")));
        assert_eq!(item["target"]["source"], "file:b%C3%A1o%20c%C3%A1o.txt");
        let [quote, position] = &item["target"]["selector"].as_array().unwrap()[..] else { panic!("{item}") };
        assert_eq!((&quote["type"], &quote["exact"]), (&json!("TextQuoteSelector"), &json!("“𝄞”")));
        assert!(quote["prefix"].as_str().unwrap().ends_with("Đại hội "));
        assert_eq!(*position, json!({ "type": "TextPositionSelector", "start": 19, "end": 22 }));
        assert!(!page.contains("\"postil\"") && !page.contains("bodyValue"));
    }

    #[test]
    fn a_highlight_has_no_body_and_a_note_on_the_document_no_selector() {
        let mut desk = Desk::new("Đại hội thành công.\n");
        desk.add("Đại hội", None, "", &[]);
        desk.add_on_the_whole("Toàn văn");
        let page = items(&json(&desk.doc, &desk.store, "https://a.b/c?d=1", |_| true));
        assert!(page[0].get("body").is_none());
        assert_eq!(
            (&page[0]["motivation"], &page[1]["motivation"]),
            (&json!("highlighting"), &json!("describing"))
        );
        assert_eq!(page[1]["target"], "https://a.b/c?d=1");
    }

    #[test]
    fn what_was_not_found_keeps_its_quote_without_a_position() {
        let mut desk = Desk::new("Đại hội lần thứ mười thành công tốt đẹp.\n");
        desk.add("thành công", None, "", &[]);
        let desk = desk.with_text("Không có gì ở đây cả, hoàn toàn khác.\n");
        let page = items(&json(&desk.doc, &desk.store, "a.txt", |_| true));
        let selectors = page[0]["target"]["selector"].as_array().unwrap();
        assert_eq!((selectors.len(), &selectors[0]["exact"]), (1, &json!("thành công")));
    }

    #[test]
    fn what_another_tool_wrote_stays_and_what_is_ours_goes() {
        let line = r#"{"id":"urn:uuid:0198c2a4-7d10-7000-8000-000000000001","type":"Annotation",
            "motivation":"questioning","creator":{"type":"Person","name":"Lan"},
            "body":[{"id":"https://a.b/c.png","type":"Image"}],"via":"x",
            "target":{"source":"a","selector":[{"type":"TextQuoteSelector","exact":"hai"}]},"postil":{"pen":"key"}}"#;
        let desk = store_of("một hai ba\n", &line.replace('\n', ""));
        let page = items(&json(&desk.doc, &desk.store, "a", |_| true));
        assert_eq!(
            (&page[0]["motivation"], &page[0]["creator"]["name"]),
            (&json!("questioning"), &json!("Lan"))
        );
        assert_eq!(page[0]["body"][0]["id"], "https://a.b/c.png");
        assert_eq!((&page[0]["body"][1]["value"], page[0].get("postil")), (&json!("key"), None));
    }

    #[test]
    fn control_characters_are_escaped() {
        let mut desk = Desk::new("Đại\u{9b}31m hội \u{1b}[0m\u{7f}.\n");
        desk.add("\u{9b}31m hội \u{1b}[0m\u{7f}", None, "\u{9d}x", &["\u{1b}c"]);
        let page = json(&desk.doc, &desk.store, "a", |_| true);
        assert!(!page.contains(|c: char| c.is_control() && c != '\n'));
        assert_eq!(items(&page)[0]["target"]["selector"][0]["exact"], "\u{9b}31m hội \u{1b}[0m\u{7f}");
    }
}
