//! Bytes to code points and back: the border between the program and the file.

/// One bit a byte of a text, set where a code point starts, with a running count: rank and select.
/// An eighth of the text in memory, and no reference to it.
///
/// ```
/// let points = postil::notes::CodePoints::new("Hội nghị");
/// assert_eq!(points.of_byte(6), 4);
/// assert_eq!(points.to_byte(4), Some(6));
/// assert_eq!(points.to_byte(99), None);
/// ```
#[derive(Clone, Debug)]
pub struct CodePoints {
    words: Vec<u64>,
    /// How many code points start before each word.
    before: Vec<usize>,
    bytes: usize,
    total: usize,
}

impl CodePoints {
    /// The index of `text`, in one pass.
    #[must_use]
    pub fn new(text: &str) -> CodePoints {
        let mut total = 0;
        let words: Vec<u64> = text.as_bytes().chunks(64).map(starts).collect();
        let mut before = Vec::with_capacity(words.len());
        for word in &words {
            before.push(total);
            total += word.count_ones() as usize;
        }
        CodePoints { words, before, bytes: text.len(), total }
    }

    /// How many code points the text has.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }

    /// How many code points start before byte `offset`; past the end, all of them.
    #[must_use]
    pub fn of_byte(&self, offset: usize) -> usize {
        match (self.words.get(offset / 64), self.before.get(offset / 64)) {
            (Some(word), Some(before)) => before + (word & ((1 << (offset % 64)) - 1)).count_ones() as usize,
            (None, _) | (_, None) => self.total,
        }
    }

    /// The byte offset at which code point `index` starts; the length of the text for the index
    /// after the last one; `None` past that.
    #[must_use]
    pub fn to_byte(&self, index: usize) -> Option<usize> {
        if index >= self.total {
            return (index == self.total).then_some(self.bytes);
        }
        let at = self.before.partition_point(|&before| before <= index).checked_sub(1)?;
        let mut word = *self.words.get(at)?;
        for _ in *self.before.get(at)?..index {
            word &= word.wrapping_sub(1);
        }
        Some(at * 64 + word.trailing_zeros() as usize)
    }
}

/// The bits of up to 64 bytes that are not continuation bytes of UTF-8.
fn starts(bytes: &[u8]) -> u64 {
    bytes.iter().enumerate().fold(0, |word, (i, &byte)| word | (u64::from(byte & 0xC0 != 0x80) << i))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting(text in "(\\PC|[a-c\u{300}]){0,200}") {
            let points = CodePoints::new(&text);
            prop_assert_eq!(points.total(), text.chars().count());
            for (index, (offset, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.of_byte(offset), index);
                prop_assert_eq!(points.to_byte(index), Some(offset));
            }
            prop_assert_eq!(points.to_byte(points.total()), Some(text.len()));
            prop_assert_eq!(points.of_byte(text.len()), points.total());
            prop_assert_eq!(points.to_byte(points.total() + 1), None);
        }
    }
}
