//! Rows tile a paragraph and keep to the width; a screen is walked forth and back the same way.
#![no_main]

use libfuzzer_sys::fuzz_target;
use postil::text::flow::{Ends, Flow, Hidden};
use postil::text::sanitise::row_glyphs;
use postil::text::wrap::wrap;
use postil::text::{Breaks, Document, grapheme};
use postil_fuzz::assert_tiles;

fuzz_target!(|input: (u8, bool, &str)| {
    let (width, soft, text) = input;
    let width = usize::from(width);
    tile(text, if soft { Breaks::Soft } else { Breaks::Kept }, width);
    walk(&Document::plain(text.to_owned()), &Flow::new(width, Hidden::default(), Ends::Even));
});

fn tile(text: &str, breaks: Breaks, width: usize) {
    let rows = wrap(text, breaks, width);
    let ranges = || (0..rows.count()).map(|row| rows.range(row));
    if !text.is_empty() {
        assert_tiles(ranges(), text.len(), "rows");
    }
    for (row, range) in ranges().enumerate() {
        assert!(grapheme::is_boundary(text, range.start));
        assert_eq!(rows.row_of(range.start), row);
        let (mut column, mut shown, mut seen) = (0, 0, 0);
        for glyph in row_glyphs(&text[range], breaks) {
            column += glyph.width;
            if !glyph.hangs() {
                (shown, seen) = (column, seen + 1);
            }
        }
        assert!(shown <= width.max(1) || seen == 1, "a row of {shown} columns at {width}");
    }
}

fn walk(doc: &Document, flow: &Flow) {
    if doc.paragraphs().is_empty() {
        return;
    }
    let first = flow.row_at(doc, 0);
    let mut down = vec![first];
    while let Some(next) = down.last().and_then(|&row| flow.next(doc, row)) {
        down.push(next);
    }
    let mut up = vec![flow.row_at(doc, doc.text().len())];
    while let Some(previous) = up.last().and_then(|&row| flow.previous(doc, row)) {
        up.push(previous);
    }
    up.reverse();
    assert_eq!(down, up, "the same rows both ways");
    for (count, &row) in down.iter().enumerate().take(300) {
        let range = flow.range(doc, row);
        assert_eq!(flow.row_at(doc, range.start), row);
        let column = flow.column_of(doc, row, range.end);
        let last = flow.offset_at(doc, row, column);
        assert!(range.contains(&last) && grapheme::is_boundary(doc.text(), last), "{last} in {range:?}");
        let lines = flow.distance(doc, first, row, usize::MAX).expect("a row below the first");
        assert!(lines >= count);
        assert_eq!((flow.forward(doc, first, lines), flow.back(doc, row, lines)), (row, first));
    }
}
