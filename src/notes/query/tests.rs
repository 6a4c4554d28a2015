use super::super::tests::picture::{device, moment, picture};
use super::super::{Draft, Sidecar, Store};
use super::*;

/// Which of three annotations the query picks.
fn picked(query: &str) -> String {
    let (doc, spans) = picture("[Đại hội] nhất trí: [24.300 tỷ đồng] cho [Hội nghị]");
    let mut store = Store::open(Sidecar::new(), &doc, device("k7f3m2q9"));
    let drafts = [
        ("key", "", vec!["party/congress"]),
        ("figures", "so sánh với Quốc hội khóa XIV", vec!["economy/growth", "Kinh tế"]),
        ("mauve", "?", vec!["economics"]),
    ];
    for (n, (span, (pen, note, tags))) in (0..).zip(spans.into_iter().zip(drafts)) {
        let tags = tags.into_iter().map(Into::into).collect();
        let (pen, note) = (Some(pen.to_owned()), note.to_owned());
        store.add(&doc, Draft { span: Some(span), pen, note, tags, ..Draft::default() }, &moment(n));
    }
    let query = Query::parse(query);
    let hits = store.sidecar().annotations().zip(["1", "2", "3"]).filter(|(note, _)| query.matches(note));
    hits.map(|(_, name)| name).collect()
}

#[test]
fn a_query_picks_what_all_its_parts_hold_of() {
    let expected = [
        ("", "123"),
        ("hoi", "123"),
        ("DAI hoi", "1"),
        ("hội nghị", "3"),
        ("quoc -nghi", "2"),
        ("24.300", "2"),
        ("growth", "2"),
        ("pen:figures", "2"),
        ("pen:2", "2"),
        ("pen:mauve", "3"),
        ("-pen:key", "23"),
        ("tag:economy", "2"),
        ("#economy/", "2"),
        ("#economy/growth", "2"),
        ("#econ", ""),
        ("#kinh", ""),
        ("tag:party -has:note", "1"),
        ("has:note", "23"),
        ("-", ""),
        ("pen:", ""),
        ("has:wings", ""),
    ];
    for (query, hits) in expected {
        assert_eq!(picked(query), hits, "{query}");
    }
}
