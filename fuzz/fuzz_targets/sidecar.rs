//! A notes file is read whole or refused; what is read is written as it was, and annotates safely.
#![no_main]

use libfuzzer_sys::fuzz_target;
use postil::export;
use postil::formats::load;
use postil::notes::{Sidecar, Store};
use postil_fuzz::{assert_placed, device, moment};
use serde_json::Value;

const TEXT: &str =
    "1. Về kết quả\n\nNăm 2020 đạt 24.300 tỷ đồng.\n\nHội nghị\u{323} kết thúc 👨\u{200d}👩.\n";

fuzz_target!(|bytes: &[u8]| {
    let Ok(sidecar) = Sidecar::parse(bytes) else { return };
    let written = sidecar.to_json();
    let again = Sidecar::parse(written.as_bytes()).expect("what is written can be read");
    assert_eq!(again, sidecar);
    assert_eq!(again.to_json(), written);
    assert_unknown_members_kept(bytes, &written);

    let doc = load(TEXT.as_bytes(), "a.txt").expect("a text").document;
    let mut store = Store::open(sidecar, &doc, device("fuzzfuzz"));
    assert_placed(&store, &doc);
    let page = export::json(&doc, &store, "a.txt", |_| true);
    let value: Value = serde_json::from_str(&page).expect("JSON");
    assert_eq!(value["items"].as_array().map(Vec::len), Some(store.len()));
    let ids: Vec<_> = store.sidecar().annotations().map(|annotation| annotation.id()).collect();
    for (count, id) in (1..).zip(ids) {
        store.set_note(id, "ghi chú".to_owned(), &moment(count));
        assert_eq!(store.get(id).map(|annotation| annotation.note().to_owned()).as_deref(), Some("ghi chú"));
    }
    assert_placed(&store, &doc);
});

/// Every member of the file but its items has the value that it had.
fn assert_unknown_members_kept(before: &[u8], after: &str) {
    let before = before.strip_prefix("\u{feff}".as_bytes()).unwrap_or(before);
    let (Ok(Value::Object(before)), Ok(Value::Object(after))) =
        (serde_json::from_slice(before), serde_json::from_str(after))
    else {
        return;
    };
    for (key, value) in before.iter().filter(|(key, _)| *key != "items") {
        assert_eq!(after.get(key), Some(value), "{key}");
    }
}
