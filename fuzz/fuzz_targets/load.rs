//! Any bytes are a sound document or a refusal, and reading what was read changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use postil::formats::load;
use postil::text::motion::{self, Unit};
use postil::text::{grapheme, sentence};
use postil_fuzz::{assert_sound, assert_tiles};

fuzz_target!(|bytes: &[u8]| {
    for name in ["a.txt", "a.md"] {
        let Ok(loaded) = load(bytes, name) else { continue };
        let doc = &loaded.document;
        assert!(!doc.text().trim().is_empty() && !doc.text().contains('\r'));
        assert!(doc.text().len() <= 3 * bytes.len() + 3, "nothing is multiplied");
        assert_sound(doc);
        for (index, paragraph) in doc.paragraphs().iter().enumerate() {
            let content = &paragraph.content;
            let sentences = sentence::sentences(doc, index);
            assert_tiles(
                sentences.iter().map(|one| one.start - paragraph.start..one.end - paragraph.start),
                paragraph.end - paragraph.start,
                "sentences",
            );
            for unit in [Unit::Grapheme, Unit::Word, Unit::Sentence, Unit::Paragraph, Unit::Section] {
                for to in [motion::next(doc, unit, content.start), motion::previous(doc, unit, content.end)] {
                    assert!(
                        to < doc.text().len() && grapheme::is_boundary(doc.text(), to),
                        "{unit:?} to {to}"
                    );
                }
            }
        }
        if name == "a.txt" {
            let again = load(doc.text().as_bytes(), name).expect("what was read is readable");
            assert_eq!(again.document.text(), doc.text());
            assert!(again.warnings.is_empty());
        }
    }
});
