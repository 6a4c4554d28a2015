//! CSL JSON (csl-data.json 1.0.2): an array of one item.

use serde_json::{Value, json};

use super::Words;

/// The item as the text of a file, without a line feed at its end.
pub(super) fn item(words: &Words) -> String {
    let mut item = json!({ "id": words.key, "type": "document", "title": words.title });
    let mut set = |name: &str, value: Value| item[name] = value;
    if !words.body.is_empty() {
        set("author", json!([{ "literal": words.body }]));
    }
    if let Some(parts) = date_parts(&words.date_iso) {
        set("issued", json!({ "date-parts": [parts] }));
    } else if !words.date.is_empty() {
        set("issued", json!({ "literal": words.date }));
    }
    let plain = [
        ("number", &words.number),
        ("publisher-place", &words.place),
        ("language", &words.language),
        ("section", &words.section),
        ("locator", &words.location),
        ("annote", &words.quoted),
    ];
    for (name, value) in plain.into_iter().filter(|(_, value)| !value.is_empty()) {
        set(name, Value::from(value.as_str()));
    }
    let custom = json!({ "quote": words.quote, "source": words.source, "paragraph": words.paragraph });
    set("custom", custom);
    format!("{:#}", Value::Array(vec![item]))
}

/// `2020-09-29` as its numbers; a month or a year alone as well.
fn date_parts(iso: &str) -> Option<Vec<u32>> {
    let parts: Option<Vec<u32>> = iso.split('-').map(|part| part.parse().ok()).collect();
    parts.filter(|parts| (1..=3).contains(&parts.len()))
}
