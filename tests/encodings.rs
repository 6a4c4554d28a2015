//! Texts in the encodings they come in, read as what they say.

use std::fs;
use std::path::Path;
use std::process::Command;

use postil::formats::{self, Encoding, Loaded, Warning, load, load_as};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

const SENTENCE: &str = "Hội đồng họp về nước sạch, đường sá và trường học ở Thừa Thiên.";

/// [`SENTENCE`] in the encodings of Vietnamese.
const VIETNAMESE: [(&str, &[u8]); 4] = [
    ("TCVN3", b"H\xe9i \xae\xe5ng h\xe4p v\xd2 n\xad\xedc s\xb9ch, \xae\xad\xeang s\xb8 v\xb5 tr\xad\xeang h\xe4c \xeb Th\xf5a Thi\xaan."),
    ("VNI", b"Ho\xe4i \xf1o\xe0ng ho\xefp ve\xe0 n\xf6\xf4\xf9c sa\xefch, \xf1\xf6\xf4\xf8ng sa\xf9 va\xf8 tr\xf6\xf4\xf8ng ho\xefc \xf4\xfb Th\xf6\xf8a Thie\xe2n."),
    ("VISCII", b"H\xb5i \xf0\xb0ng h\xf7p v\xab n\xdf\xbec s\xd5ch, \xf0\xdf\xb6ng s\xe1 v\xe0 tr\xdf\xb6ng h\xf7c \xb7 Th\xd7a Thi\xean."),
    ("windows-1258", b"H\xf4\xf2i \xf0\xf4\xccng ho\xf2p v\xea\xcc n\xfd\xf5\xecc sa\xf2ch, \xf0\xfd\xf5\xccng s\xe1 v\xe0 tr\xfd\xf5\xccng ho\xf2c \xf5\xd2 Th\xfd\xcca Thi\xean."),
];

fn named(name: &str) -> Encoding {
    Encoding::named(name).expect(name)
}

fn read(bytes: &[u8]) -> Loaded {
    load(bytes, "a.txt").unwrap_or_else(|refusal| panic!("{refusal}: {}", String::from_utf8_lossy(bytes)))
}

/// The text of `bytes` and the name of the encoding that was found, which is said unless it is UTF-8.
fn found(bytes: &[u8]) -> (String, &'static str) {
    let loaded = read(bytes);
    let said = loaded.warnings.contains(&Warning::Assumed(loaded.encoding));
    assert_eq!(said, loaded.encoding != Encoding::Utf8, "{:?}", loaded.warnings);
    (loaded.document.text().to_owned(), loaded.encoding.name())
}

/// `text` in an encoding of the Encoding Standard, which must have all its characters.
fn written(text: &str, name: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_rs::Encoding::for_label(name.as_bytes()).expect(name).encode(text);
    assert!(!lost, "{name} has not all of: {text}");
    bytes.into_owned()
}

fn units<const N: usize>(text: &str, unit: fn(u32) -> [u8; N]) -> Vec<u8> {
    text.chars().flat_map(|c| unit(c.into())).collect()
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

/// The Vietnamese sample, in the characters that all encodings of Vietnamese have.
fn sample() -> String {
    let text = include_str!("../sample-docs/thong-bao-hoi-nghi-22.txt");
    text.nfc().collect::<String>().replace(['“', '”'], "\"").replace('–', "-").replace('\u{a0}', " ")
}

/// The bytes of `text` in an encoding, found by reading what one letter and one mark can be.
fn spelt(text: &str, encoding: Encoding) -> Vec<u8> {
    let one = |bytes: &[u8]| {
        let loaded = load_as(&[b"x", bytes].concat(), "a.txt", Some(encoding)).ok()?;
        loaded.document.text().strip_prefix('x').map(str::to_owned)
    };
    let alone = (1..=u8::MAX).map(|byte| vec![byte]);
    let marked = b"aeouyAEOUY\xf4\xf6\xd4\xd6"
        .iter()
        .flat_map(|letter| (0xc0..=u8::MAX).map(|mark| vec![*letter, mark]));
    let alphabet: Vec<(Vec<u8>, String)> =
        alone.chain(marked).filter_map(|bytes| Some((bytes.clone(), one(&bytes)?))).collect();
    let spell = |c: char| {
        let letter = c.to_string();
        let known = alphabet.iter().find(|(_, text)| *text == letter).map(|(bytes, _)| bytes.clone());
        known.unwrap_or_else(|| if c.is_ascii() { vec![c as u8] } else { panic!("{encoding} has no {c}") })
    };
    text.chars().flat_map(spell).collect()
}

/// The bytes of `text` in windows-1258, where a tone follows its letter.
fn toned(text: &str) -> Vec<u8> {
    let split = |c: char| {
        let (tones, rest): (Vec<char>, Vec<char>) = std::iter::once(c)
            .nfd()
            .partition(|c| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'));
        rest.into_iter().nfc().chain(tones).collect::<Vec<_>>()
    };
    written(&text.chars().flat_map(split).collect::<String>(), "windows-1258")
}

#[test]
fn a_sentence_is_found_in_each_encoding_of_vietnamese() {
    for (name, bytes) in VIETNAMESE {
        assert_eq!(found(bytes), (SENTENCE.to_owned(), name));
    }
}

#[test]
fn a_communique_is_the_same_in_each_encoding_of_vietnamese() {
    let text = sample();
    for name in ["TCVN3", "VNI", "VISCII"] {
        assert_eq!(found(&spelt(&text, named(name))), (text.clone(), name));
    }
    assert_eq!(found(&toned(&text)), (text.clone(), "windows-1258"));
    let decomposed: String = text.nfd().collect();
    assert_eq!(found(decomposed.as_bytes()), (text, "UTF-8"));
}

#[test]
fn unicode_is_read_with_a_mark_and_without() {
    let text = sample();
    let marked = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let forms: [fn(&str) -> Vec<u8>; 5] = [
        |text| text.as_bytes().to_vec(),
        |text| utf16(text, u16::to_le_bytes),
        |text| utf16(text, u16::to_be_bytes),
        |text| units(text, u32::to_le_bytes),
        |text| units(text, u32::to_be_bytes),
    ];
    for (form, name) in forms.iter().zip(["UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"]) {
        assert_eq!(found(&form(&text)), (text.clone(), name));
        let loaded = read(&form(&marked));
        assert_eq!(
            (loaded.document.text(), loaded.encoding.name(), loaded.warnings.len()),
            (text.as_str(), name, 0)
        );
    }
}

#[test]
fn a_mark_tells_the_order_of_bytes_better_than_a_name() {
    let bytes = utf16("\u{feff}Hội nghị", u16::to_be_bytes);
    let loaded = load_as(&bytes, "a.txt", Some(named("utf-16"))).expect("a text");
    assert_eq!((loaded.document.text(), loaded.encoding), ("Hội nghị", Encoding::Utf16Be));
}

#[test]
fn other_languages_are_not_taken_for_vietnamese() {
    let french = "Le Conseil européen s'est réuni à Bruxelles. Réaffirmant l'unité de l'Union, il a adopté des conclusions : le \
                  marché intérieur, la sécurité énergétique, là où c'est nécessaire, dès l'été.";
    let german = "Die Bundesregierung erklärt: Für die Länder wäre eine Änderung der Verträge schön; über die Größe der \
                  Aufgabe läßt sich reden, müssen wir uns doch bemühen.";
    let russian = "Совет Безопасности, вновь подтверждая свои предыдущие резолюции, выражает серьёзную озабоченность и \
                   призывает все стороны к сдержанности.";
    let portuguese = "O Conselho não aprovou a resolução; são três as razões, é já amanhã que a União decidirá à unanimidade.";
    let cases = [
        (french, "windows-1252", "windows-1252"),
        (german, "windows-1252", "windows-1252"),
        (portuguese, "windows-1252", "windows-1252"),
        (russian, "windows-1251", "windows-1251"),
        (russian, "KOI8-R", "KOI8-U"),
    ];
    for (text, writing, reading) in cases {
        assert_eq!(found(&written(text, writing)), (text.to_owned(), reading));
        assert_eq!(found(text.as_bytes()), (text.to_owned(), "UTF-8"));
    }
}

#[test]
fn the_languages_of_asia_are_found() {
    let chinese = "中国共产党中央委员会第二十届全体会议，于本月在北京举行。全会听取和讨论了工作报告。";
    let taiwan = "行政院會議於本月舉行，聽取並討論了各部會的工作報告，會議一致通過了決議。";
    let japanese = "日本銀行は、本日の政策委員会・金融政策決定会合において、次のとおり決定した。";
    let korean = "국무회의는 오늘 오전에 열려 내년도 예산안을 심의하고 만장일치로 의결하였다.";
    let thai = "คณะรัฐมนตรีมีมติเห็นชอบตามที่กระทรวงการคลังเสนอ และให้ดำเนินการต่อไป";
    for (text, name) in [
        (chinese, "gb18030"),
        (taiwan, "Big5"),
        (japanese, "Shift_JIS"),
        (japanese, "EUC-JP"),
        (japanese, "ISO-2022-JP"),
        (korean, "EUC-KR"),
        (thai, "windows-874"),
    ] {
        assert_eq!(found(&written(text, name)), (text.to_owned(), name));
    }
}

#[test]
fn damaged_utf8_stays_utf8() {
    let text = sample();
    for at in [0, 1, 2, 57, 300, 2000] {
        for bad in [&b"\xff"[..], b"\xe1\xbb", b"\xc0\xaf", b"\xed\xa0\x80"] {
            let (before, after) = text.as_bytes().split_at(at);
            let loaded = read(&[before, bad, after].concat());
            assert_eq!(loaded.encoding, Encoding::Utf8, "{bad:?} at {at}");
            assert!(
                loaded.document.text().contains('\u{fffd}') && loaded.warnings.len() == 1,
                "{bad:?} at {at}"
            );
        }
    }
}

#[test]
fn what_a_named_encoding_has_not_is_shown_and_counted() {
    let loaded = load_as(b"so\x81n \xffx", "a.txt", Some(Encoding::Vni)).expect("a text");
    assert_eq!(loaded.document.text(), "so\u{fffd}n \u{ff}x");
    assert_eq!(loaded.warnings[0].to_string(), "1 byte is not VNI and is shown as \u{fffd}");
    let tcvn = VIETNAMESE[0].1;
    let loaded = load_as(tcvn, "a.txt", Some(Encoding::Utf8)).expect("a text");
    let bytes = tcvn.iter().filter(|byte| !byte.is_ascii()).count();
    assert_eq!(loaded.warnings, [Warning::Undecodable { bytes, encoding: Encoding::Utf8 }]);
}

#[test]
fn what_was_assumed_is_said() {
    let loaded = read(VIETNAMESE[0].1);
    assert_eq!(loaded.warnings[0].to_string(), "read as TCVN3 (ABC); --encoding names another");
    let loaded = load_as(VIETNAMESE[0].1, "a.txt", Some(Encoding::Tcvn3)).expect("a text");
    assert_eq!((loaded.document.text(), loaded.warnings.len()), (SENTENCE, 0));
}

#[test]
fn what_is_nothing_convincing_is_refused_with_a_way_out() {
    for bytes in [&b"H\xe9i ngh\xde"[..], &[b"Beschl", &[0xfc; 9][..]].concat(), b"\xff\x01\xfe\x02\xfd\x03"]
    {
        let said = load(bytes, "a.txt").expect_err("a refusal").to_string();
        assert!(said.contains("neither UTF-8") && said.contains("--encoding windows-1258"), "{said}");
    }
}

#[test]
fn the_command_line_takes_a_name_and_lists_the_names() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.txt"), VIETNAMESE[1].1).expect("a file");
    let run = |args: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_postil")).args(args).current_dir(folder.path()).output();
        let output = output.expect("an end");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let said = "postil: a.txt: read as VNI; --encoding names another\n";
    assert_eq!(run(&["text", "a.txt"]), (Some(0), format!("{SENTENCE}\n"), said.to_owned()));
    let named = run(&["text", "--encoding", "vni", "a.txt"]);
    assert_eq!(named, (Some(0), format!("{SENTENCE}\n"), String::new()));
    for args in [&["text", "--encoding", "klingon", "a.txt"][..], &["--encoding", "klingon", "a.txt"]] {
        let (status, out, err) = run(args);
        assert_eq!((status, out.as_str()), (Some(2), ""));
        assert!(Encoding::names().all(|name| err.contains(name)), "{err}");
    }
}

/// Real files in these encodings, where there are any beside the package.
#[test]
fn files_of_other_programs_are_read_to_the_letter() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let Ok(seed) = fs::read_to_string(corpus.join("vi_communique_0seed.txt")) else { return };
    // TCVN3 and VISCII have no curly quotation marks, VISCII no unbreakable space.
    let plain = |text: &str| text.replace(['“', '”'], "\"").replace('\u{a0}', " ");
    let files = ["cp1258", "nfd", "tcvn", "utf16le_bom_crlf", "utf8_bom_crlf", "viscii", "vni"];
    for name in files {
        let bytes = fs::read(corpus.join(format!("legacy/vi_seed_{name}.txt"))).expect(name);
        let text = read(&bytes).document.text().to_owned();
        match name {
            "tcvn" | "viscii" => assert_eq!(plain(&text), plain(&seed), "{name}"),
            _ => assert_eq!(text, seed, "{name}"),
        }
    }
}

fn any_encoding() -> impl Strategy<Value = Option<Encoding>> {
    let names: Vec<&str> = Encoding::names().collect();
    prop::option::of(prop::sample::select(names).prop_map(named))
}

proptest! {
    #[test]
    fn any_bytes_are_read_in_any_encoding_at_no_great_length(
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(b'a'), Just(b'\n'), Just(0xe1)], 0..200),
        named in any_encoding(),
    ) {
        if let Ok(loaded) = load_as(&bytes, "a.txt", named) {
            let text = loaded.document.text();
            prop_assert!(text.len() <= bytes.len() * 3 + 16, "{} of {}", text.len(), bytes.len());
            prop_assert!(!text.contains(['\r', '\0']) && text.nfc().eq(text.chars()));
            for paragraph in loaded.document.paragraphs() {
                prop_assert!(text.is_char_boundary(paragraph.start) && text.is_char_boundary(paragraph.end));
            }
        }
    }

    #[test]
    fn forms_with_a_mark_agree(text in "[a-zệ\u{301}一😀 \r\n]{1,60}[a-z]") {
        let marked = format!("\u{feff}{text}");
        let texts = [
            marked.as_bytes().to_vec(),
            utf16(&marked, u16::to_le_bytes),
            utf16(&marked, u16::to_be_bytes),
            units(&marked, u32::to_le_bytes),
            units(&marked, u32::to_be_bytes),
        ].map(|bytes| read(&bytes).document.text().to_owned());
        prop_assert!(texts.iter().all(|text| *text == texts[0]), "{texts:?}");
    }

    #[test]
    fn a_beginning_that_settles_the_encoding_is_read_as_in_the_whole(
        beginning in prop_oneof![
            prop::collection::vec(prop_oneof![b' '..=b'~', any::<u8>()], 0..40),
            "[a-zế“\u{1b} é]{0,40}".prop_map(String::into_bytes),
        ],
        rest in prop_oneof![
            prop::collection::vec(1..=u8::MAX, 0..60),
            prop::sample::select(VIETNAMESE.map(|(_, bytes)| bytes.to_vec()).to_vec()),
        ],
    ) {
        let beginning = [beginning, b" words\n".to_vec()].concat();
        let read = |bytes: &[u8]| load(bytes, "a.txt").map(|loaded| loaded.document.text().to_owned());
        if formats::is_settled(&beginning)
            && let (Ok(first), Ok(whole)) = (read(&beginning), read(&[beginning, rest].concat()))
        {
            prop_assert!(whole.starts_with(first.trim_end()), "{whole:?} does not begin with {first:?}");
        }
    }
}
