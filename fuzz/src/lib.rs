//! What the targets share: the oracles that more than one of them asks, and a world without clocks.

use std::ops::Range;

use postil::notes::{Device, Moment, Store};
use postil::text::{Document, grapheme};

/// The `count`-th moment of a made-up sitting.
pub fn moment(count: u32) -> Moment {
    let time = jiff::Timestamp::from_millisecond(1_900_000_000_000 + i64::from(count)).expect("a time");
    let id = uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 | u128::from(count));
    Moment { time, id }
}

/// A device of that name.
pub fn device(name: &str) -> Device {
    Device::new(name).expect("a device")
}

/// The parts tile the text in order.
pub fn assert_tiles(parts: impl Iterator<Item = Range<usize>>, len: usize, what: &str) {
    let mut end = 0;
    for part in parts {
        assert_eq!(part.start, end, "{what}: no gap, no overlap");
        assert!(part.start < part.end, "{what}: none is empty");
        end = part.end;
    }
    assert_eq!(end, len, "{what}: the last one ends with the text");
}

/// What [`Document`] promises of itself.
pub fn assert_sound(doc: &Document) {
    let text = doc.text();
    let sections = doc.sections();
    assert_tiles(
        doc.paragraphs().iter().map(|paragraph| paragraph.start..paragraph.end),
        text.len(),
        "paragraphs",
    );
    assert_tiles(sections.iter().map(|section| section.start..section.end), text.len(), "sections");
    for (index, paragraph) in doc.paragraphs().iter().enumerate() {
        let content = &paragraph.content;
        assert!(paragraph.start <= content.start && content.end <= paragraph.end, "{paragraph:?}");
        assert!(!content.is_empty(), "{paragraph:?}");
        for offset in [paragraph.start, content.start, content.end, paragraph.end] {
            assert!(grapheme::is_boundary(text, offset), "{offset} in {paragraph:?}");
        }
        assert!(sections[paragraph.section].paragraphs.contains(&index));
        assert_eq!(doc.paragraph_at(content.start), index);
    }
    for (index, section) in sections.iter().enumerate() {
        assert_eq!(doc.paragraphs()[section.paragraphs.start].start, section.start);
        assert_eq!(doc.section_at(section.start), index);
        assert!(section.level >= 1);
    }
}

/// Every annotation is in exactly one list, and what is found lies on graphemes inside the text.
pub fn assert_placed(store: &Store, doc: &Document) {
    assert_eq!(store.placed().len() + store.unplaced().count(), store.sidecar().annotations().count());
    for placed in store.placed() {
        let range = placed.span.range();
        assert!(!range.is_empty() && range.end <= doc.text().len(), "{placed:?}");
        assert!(grapheme::is_boundary(doc.text(), range.start), "{placed:?}");
        assert!(grapheme::is_boundary(doc.text(), range.end), "{placed:?}");
    }
}

/// Whether a terminal would obey `c` or be reordered by it.
pub fn is_obeyed(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}
