//! No text commands the terminal: what is shown is harmless, stays so, and maps back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use postil::text::sanitise::{Kind, clip, columns, glyphs, line, sanitise};
use postil_fuzz::is_obeyed;
use unicode_segmentation::UnicodeSegmentation;

fuzz_target!(|text: &str| {
    let graphemes = text.grapheme_indices(true).map(|(at, cluster)| (at, at + cluster.len()));
    assert!(glyphs(text, 0).map(|glyph| (glyph.start, glyph.end)).eq(graphemes), "a glyph is a grapheme");
    let shown = sanitise(text);
    for glyph in glyphs(text, 0) {
        assert!(!glyph.text.chars().any(is_obeyed), "{glyph:?}");
        assert!(glyph.text.graphemes(true).all(|cluster| cluster.chars().count() <= 16), "{glyph:?}");
        assert!(glyph.kind != Kind::Plain || glyph.width > 0, "{glyph:?}");
        if glyph.kind != Kind::Hidden {
            assert_eq!(shown.to_source(shown.to_display(glyph.start)), glyph.start);
        }
    }
    let again = sanitise(shown.text());
    assert_eq!((again.text(), again.hidden()), (shown.text(), 0));
    assert!((0..shown.text().len()).all(|at| shown.to_source(at) <= shown.to_source(at + 1)));
    assert_eq!(shown.to_source(shown.text().len()), text.len());

    let title = line(text);
    assert_eq!(line(&title), title);
    let most = text.len() % 40;
    let clipped = clip(text, most);
    assert!(columns(&clipped) <= most, "{clipped:?}");
    assert_eq!(clipped == title, columns(text) <= most);
});
