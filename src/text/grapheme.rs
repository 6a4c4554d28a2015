//! Grapheme boundaries (UAX #29, extended) around a byte offset.
//!
//! No position that a reader can reach lies inside a grapheme; these four functions are how the
//! rest of the program keeps that promise.

use unicode_segmentation::GraphemeCursor;

/// The nearest boundary at or before `offset`; offsets past the end give the end.
///
/// ```
/// assert_eq!(postil::text::grapheme::floor("e\u{301}a", 1), 0);
/// ```
#[must_use]
pub fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    if is_boundary(text, at) { at } else { previous(text, at) }
}

/// The nearest boundary at or after `offset`; offsets past the end give the end.
///
/// ```
/// assert_eq!(postil::text::grapheme::ceil("e\u{301}a", 1), 3);
/// ```
#[must_use]
pub fn ceil(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    if is_boundary(text, at) { at } else { next(text, at) }
}

/// The first boundary after `offset`, or the end of the text.
#[must_use]
pub fn next(text: &str, offset: usize) -> usize {
    let mut cursor = GraphemeCursor::new(offset.min(text.len()), text.len(), true);
    cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// The last boundary before `offset`, or 0.
#[must_use]
pub fn previous(text: &str, offset: usize) -> usize {
    let mut cursor = GraphemeCursor::new(offset.min(text.len()), text.len(), true);
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// Whether `offset` is a character boundary with a grapheme boundary at it.
#[must_use]
pub fn is_boundary(text: &str, offset: usize) -> bool {
    text.is_char_boundary(offset)
        && GraphemeCursor::new(offset, text.len(), true).is_boundary(text, 0).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_and_ceil_never_land_inside_a_cluster() {
        let text = "Hội ✈\u{fe0f} 👨\u{200d}👩\u{200d}👧 ngh\u{69}\u{323}";
        for offset in 0..=text.len() + 3 {
            assert!(is_boundary(text, floor(text, offset)));
            assert!(is_boundary(text, ceil(text, offset)));
            assert!(floor(text, offset) <= ceil(text, offset));
        }
    }
}
