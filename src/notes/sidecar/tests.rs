use proptest::prelude::*;

use super::super::tests::picture::{annotated, device, moment, picture};
use super::super::{Draft, Snapshot, Store, canon};
use super::*;

/// A file as another tool, or a later postil, may have written it.
const STRANGE: &str = r#"{
"@context":"http://www.w3.org/ns/anno.jsonld",
"id":"urn:uuid:0198c2a4-7d10-7000-8000-0000000000ff","type":"AnnotationSet",
"zebra":18446744073709551616,
"about":{"dc:title":"Thông báo","x:n":1.10},
"postil":{"version":1,"unit":"codepoint","norm":"nfc-lf-1","texts":{},"later":{"b":1e400,"a":[1e2,-0.0]}},
"apple":"\u0000\u00e9\/",
"items":[
{"id":"urn:uuid:0198c2a4-7d10-7000-8000-000000000001","type":"Annotation","motivation":"commenting","created":"2026-01-01T00:00:00Z","x":{"z":1.10,"a":18446744073709551616},"body":[{"type":"TextualBody","value":"first","format":"text/markdown","purpose":"commenting","y":1e2},{"type":"Image","id":"https://example.org/i.png"}],"target":{"source":"s","selector":[{"type":"TextQuoteSelector","exact":"Hội","prefix":"","suffix":" nghị","w":1E+2},{"type":"TextPositionSelector","start":0,"end":3}],"v":[1.0]},"postil":{"text":"sha256:0","occ":[1,1],"pen":"mauve","later":{"\ud83d\ude00":1e400}}},
{"":[1],"items":[2],"id":"urn:uuid:0198c2a4-7d10-7000-8000-000000000002","type":"Annotation","body":[{"type":"TextualBody","value":"economy/growth","purpose":"tagging"},{"type":"TextualBody","value":"a \"second\" one\n"}],"target":"https://example.org/"},
7
],
"last":null}
"#;

fn parse(text: &str) -> Sidecar {
    Sidecar::parse(text.as_bytes()).unwrap()
}

fn damage(bytes: &[u8]) -> String {
    Sidecar::parse(bytes).unwrap_err().to_string()
}

#[test]
fn a_file_comes_back_as_it_was() {
    assert_eq!(parse(STRANGE).to_json(), STRANGE);
    assert_eq!(parse(&Sidecar::new().to_json()), Sidecar::new());
}

#[test]
fn unknown_members_survive_an_edit_of_one_note() {
    let (doc, _) = picture("Hội nghị");
    let mut store = Store::open(parse(STRANGE), &doc, device("k7f3m2q9"));
    let id = "0198c2a4-7d10-7000-8000-000000000001".parse().unwrap();
    assert!(store.set_note(id, "edited".to_owned(), &moment(0)));
    let expected = STRANGE
        .replace("\"value\":\"first\"", "\"value\":\"edited\"")
        .replace(
            r#""created":"2026-01-01T00:00:00Z","#,
            r#""created":"2026-01-01T00:00:00Z","modified":"2026-11-22T10:00:00.000Z","#,
        )
        .replace(
            r#""pen":"mauve","later":{"\ud83d\ude00":1e400}}"#,
            r#""pen":"mauve","ed":{"body":"2026-11-22T10:00:00.000Z+0/k7f3m2q9"},"seen":{SEEN},"later":{"\ud83d\ude00":1e400}}"#,
        );
    let json = store.sidecar().to_json();
    let seen = json.split("\"seen\":{").nth(1).and_then(|rest| rest.split('}').next()).unwrap();
    assert!(seen.contains(r#""k7f3m2q9":"2026-11-22T10:00:00.000Z+0/k7f3m2q9""#), "{seen}");
    assert_eq!(json, expected.replace("SEEN", seen));
}

#[test]
fn the_file_is_laid_out_for_people_and_for_diffs() {
    let (doc, spans) = picture("Hội [nghị] lần thứ sáu");
    let mut store = Store::open(Sidecar::new(), &doc, device("k7f3m2q9"));
    let draft = Draft {
        span: Some(spans[0]),
        pen: Some("figures".to_owned()),
        note: "so sánh\nvới 2016".to_owned(),
        tags: vec![" b ".to_owned(), "a/x".to_owned(), String::new(), "b".to_owned()],
        snapshot: Snapshot::Omit,
    };
    store.set_about(&About { title: Some("Thông báo".to_owned()), ..About::default() });
    store.add(&doc, draft, &moment(0));
    let hash = canon::hash(doc.text());
    let stamp = "2026-11-22T10:00:00.000Z+0/k7f3m2q9";
    let id = "019aaaaa-aaaa-7000-8000-000000000000";
    let set = store.sidecar().header.string("id").unwrap().into_owned();
    assert_eq!(
        store.sidecar().to_json(),
        format!(
            r#"{{
"@context":"http://www.w3.org/ns/anno.jsonld",
"id":"{set}","type":"AnnotationSet",
"generator":{{"type":"Software","name":"postil"}},
"about":{{"dc:title":"Thông báo"}},
"postil":{{"version":1,"unit":"codepoint","norm":"nfc-lf-1","texts":{{"{hash}":{{"chars":20,"retrieved":"2026-11-22T10:00:00.000Z"}}}}}},
"items":[
{{"id":"urn:uuid:{id}","type":"Annotation","motivation":"commenting","created":"2026-11-22T10:00:00.000Z","modified":"2026-11-22T10:00:00.000Z","body":[{{"type":"TextualBody","value":"so sánh\nvới 2016","format":"text/markdown","purpose":"commenting"}},{{"type":"TextualBody","value":"a/x","purpose":"tagging"}},{{"type":"TextualBody","value":"b","purpose":"tagging"}}],"target":{{"source":"{hash}","selector":[{{"type":"TextQuoteSelector","exact":"nghị","prefix":"Hội ","suffix":" lần thứ sáu"}},{{"type":"TextPositionSelector","start":4,"end":8}}]}},"postil":{{"text":"{hash}","occ":[1,1],"pen":"figures","ed":{{"body":"{stamp}","mark":"{stamp}"}},"tags":{{"a/x":"{stamp}","b":"{stamp}"}},"seen":{{"k7f3m2q9":"{stamp}"}}}}}}
]}}
"#
        )
    );
}

#[test]
fn the_text_is_kept_once_and_on_request_not() {
    let (doc, mut store, _) = annotated("[Hội] [nghị]");
    let hash = canon::hash(doc.text());
    assert_eq!(store.sidecar().to_json().matches("zlib+base64:").count(), 1);
    assert_eq!(store.sidecar().snapshot(&hash).as_deref(), Some(doc.text()));
    assert_eq!(store.sidecar().text_hashes().collect::<Vec<_>>(), [hash.as_str()]);
    assert_eq!(store.sidecar().snapshot("sha256:0"), None);

    store = Store::open(Sidecar::new(), &doc, device("k7f3m2q9"));
    store.add(&doc, Draft { snapshot: Snapshot::Omit, ..Draft::default() }, &moment(0));
    assert_eq!(store.sidecar().snapshot(&hash), None);
    store.add(&doc, Draft::default(), &moment(1));
    assert_eq!(store.sidecar().snapshot(&hash).as_deref(), Some(doc.text()));
}

#[test]
fn what_is_no_sidecar_is_damage_that_says_where() {
    let twice = "{\n\"postil\":{},\n  \"postil\":{}}";
    let expected: [(&[u8], &str); 14] = [
        (b"", "line 1, column 1: the file is empty"),
        (b" \n\t ", "line 1, column 1: the file is empty"),
        (b"\xef\xbb\xbf", "line 1, column 1: the file is empty"),
        (b"\0\0\0\0", "line 1, column 1: the file holds nothing but zero bytes"),
        (b"{}\0", "line 1, column 3: something follows the end of the notes"),
        (b"{\n\"\xc3\xa9\": \xe9}", "line 2, column 6: a byte is not UTF-8"),
        (b"\xff\xfe{\0}\0", "line 1, column 1: a byte is not UTF-8"),
        (twice.as_bytes(), "line 3, column 3: the member \"postil\" stands twice"),
        (b"{\"x\":[{\"a\":1,\"a\":1}]}", "line 1, column 14: the member \"a\" stands twice"),
        (b"[]", "line 1, column 1: the file is not a set of notes"),
        (b"null", "line 1, column 1: the file is not a set of notes"),
        (b"{\"items\":{}}", "line 1, column 1: the annotations are not a list"),
        (b"{\"items\":[\n{},\n]}", "line 3, column 1: expected a value"),
        (b"{\n<<<<<<< HEAD\n", "line 2, column 1: expected '\"'"),
    ];
    for (bytes, sentence) in expected {
        assert_eq!(damage(bytes), sentence, "{}", String::from_utf8_lossy(bytes));
    }
    assert!(damage("[".repeat(1_000_000).as_bytes()).ends_with("nested too deeply"));
    assert!(damage(format!("{{\"x\":{}}}", "[".repeat(200)).as_bytes()).ends_with("nested too deeply"));
}

#[test]
fn a_byte_order_mark_is_read() {
    let bytes = [b"\xef\xbb\xbf", STRANGE.as_bytes()].concat();
    assert_eq!(Sidecar::parse(&bytes).unwrap(), parse(STRANGE));
}

#[test]
fn a_newer_version_is_read_and_not_to_be_written() {
    let version = |version: &str| {
        let sidecar = parse(&format!("{{\"postil\":{{\"version\":{version}}},\"items\":[{{}}]}}"));
        (sidecar.is_read_only(), sidecar.annotations().count())
    };
    for newer in ["2", "2.0", "1e400", "\"2\"", "\"3-draft\"", "\"2.1.0\""] {
        assert_eq!(version(newer), (true, 1), "{newer}");
    }
    for known in ["1", "1.9", "0", "null", "\"1.2.3\"", "[2]", "true"] {
        assert_eq!(version(known), (false, 1), "{known}");
    }
    let changed = "{\n\"postil\":{\"version\":2},\n\"items\":{\"by\":\"page\"}}\n";
    assert!(parse(changed).is_read_only());
    assert_eq!(parse(changed).to_json(), changed);
}

#[test]
fn ids_that_stand_twice_or_are_empty_are_mended_and_told() {
    let twice = |first: &str, second: &str| {
        format!(
            r#"{{"items":[{{{first}"body":{{"type":"TextualBody","value":"one"}}}},{{{second}"body":{{"type":"TextualBody","value":"two"}}}}]}}"#
        )
    };
    let id = r#""id":"urn:uuid:0198c2a4-7d10-7000-8000-000000000001","#;
    let long = format!("\"id\":\"{}\",", "x".repeat(1 << 20));
    for (text, remarks) in [
        (twice(id, id), 1),
        (twice("\"id\":\"\",", "\"id\":\"\","), 2),
        (twice("", "\"id\":null,"), 2),
        (twice("\"id\":7,", "\"id\":7,"), 1),
        (twice("\"id\":\"https://example.org/a\",", "\"id\":\"https://example.org/a\","), 1),
        (twice(&long, &long), 1),
    ] {
        let sidecar = parse(&text);
        let notes: BTreeSet<&str> = sidecar.annotations().map(Annotation::note).collect();
        assert_eq!(notes, BTreeSet::from(["one", "two"]));
        assert_eq!(sidecar.remarks().len(), remarks, "{:?}", sidecar.remarks());
        assert_eq!(parse(&text).to_json(), sidecar.to_json());
        assert_eq!(parse(&sidecar.to_json()), sidecar);
        assert!(parse(&sidecar.to_json()).remarks().is_empty());
    }
    let same = format!("{{\"items\":[{{{id}\"a\":1}},{{{id}\"a\": 1}}]}}");
    assert_eq!((parse(&same).annotations().count(), parse(&same).remarks().len()), (1, 0));
}

#[test]
fn a_member_of_another_type_reads_as_if_it_were_not_there_and_stays() {
    let item = r#"{"id":"0198c2a4-7d10-7000-8000-000000000001","motivation":5,"created":7,"modified":"soon","body":[5,{"type":"TextualBody","value":8}],"target":[{"selector":3}],"postil":{"pen":3,"tags":"economy","occ":"1","text":[],"seen":[1],"ed":{"body":5,"mark":"never"},"deleted":true,"conflicts":1}}"#;
    let text =
        format!("{{\n\"about\":7,\n\"postil\":{{\"version\":1,\"texts\":[1]}},\n\"items\":[\n{item}\n]}}\n");
    let sidecar = parse(&text);
    let annotation = sidecar.annotations().next().unwrap();
    assert_eq!((annotation.note(), annotation.pen(), annotation.tags().len()), ("", None, 0));
    assert_eq!(annotation.created(), annotation.modified());
    assert_eq!(annotation.quote(), "");
    assert_eq!(sidecar.text_hashes().count(), 0);
    assert_eq!(sidecar.to_json(), text);

    let (doc, _) = picture("Hội nghị");
    let mut store = Store::open(sidecar, &doc, device("k7f3m2q9"));
    let id = store.sidecar().annotations().next().unwrap().id();
    assert!(store.set_note(id, "now".to_owned(), &moment(0)));
    let json = store.sidecar().to_json();
    let kept = [
        r#""motivation":5"#,
        r#""pen":3"#,
        r#""tags":"economy""#,
        r#""deleted":true"#,
        r#""purpose":"commenting"},5,{"type":"TextualBody","value":8}]"#,
    ];
    for kept in kept {
        assert!(json.contains(kept), "{kept} in {json}");
    }
    assert_eq!(store.get(id).unwrap().note(), "now");
}

#[test]
fn every_cut_and_every_flipped_bit_is_told_or_read() {
    let bytes = STRANGE.as_bytes();
    for length in 0..bytes.len() - 2 {
        assert!(Sidecar::parse(&bytes[..length]).is_err(), "{length}");
    }
    for (at, bit) in (0..bytes.len()).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
        let mut bytes = bytes.to_vec();
        bytes[at] ^= 1 << bit;
        if let Ok(sidecar) = Sidecar::parse(&bytes) {
            assert_eq!(parse(&sidecar.to_json()), sidecar);
        }
    }
}

proptest! {
    #[test]
    fn what_was_written_is_read_back(
        words in proptest::collection::vec(("\\PC{0,12}", "\\PC{0,12}", proptest::collection::vec("\\PC{1,6}", 0..4)), 0..6),
        text in "[a-c ]{1,40}",
    ) {
        let (doc, _) = picture(&text);
        let mut store = Store::open(Sidecar::new(), &doc, device("k7f3m2q9"));
        for (n, (note, pen, tags)) in (0..).zip(words) {
            let span = doc.span(0..1 + usize::try_from(n).unwrap());
            let draft = Draft { span, pen: Some(pen), note, tags, snapshot: Snapshot::Keep };
            store.add(&doc, draft, &moment(n));
        }
        let sidecar = store.sidecar();
        let read = parse(&sidecar.to_json());
        prop_assert_eq!(&read, sidecar);
        for (ours, theirs) in sidecar.annotations().zip(read.annotations()) {
            prop_assert_eq!(
                (ours.id(), ours.note(), ours.tags(), ours.pen(), ours.anchor()),
                (theirs.id(), theirs.note(), theirs.tags(), theirs.pen(), theirs.anchor())
            );
        }
    }
}
