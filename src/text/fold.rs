//! Folded copies of a text, with the way back to the exact bytes.
//!
//! A reader types `dai hoi dang` and means `Đại hội Đảng`; an anchor was taken from a text with
//! typographic quotes and meets one with plain ones. Both compare folded copies. A fold works
//! through *pieces*: a starter with the marks that follow it, or a run of white space. What a piece
//! folds to does not depend on how the source composes its letters (UAX #15), so NFC and NFD
//! sources fold alike.
//!
//! ```text
//! source  “ Đ ạ i   h ộ i ”        folded (search)  " d a i   h o i "
//! ```
//!
//! The way back is a sparse list of checkpoints; between two of them the source is folded again.
//! Nothing here searches, and nothing folded is ever stored with an annotation.

mod letter;

use std::ops::Range;

use letter::Letters;

use super::grapheme;

/// What two texts may differ in and still fold alike. All profiles fold typographic quotes, primes
/// and dashes to plain ones, `…` to `...`, any run of white space to one space, and drop characters
/// that are not seen (soft hyphens, zero width spaces, bidirectional controls).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Profile {
    /// For queries: case, diacritics of Latin, Greek and Cyrillic letters, and compatibility forms
    /// (full width, ligatures, superscripts) fold as well.
    Search,
    /// For quotes: case, diacritics and figures stay.
    Quote,
}

/// How many bytes of folded text lie between two checkpoints, at least.
const STRIDE: usize = 512;

/// The start of a piece in the source and in the folded copy, in bytes.
#[derive(Clone, Copy, Debug)]
struct Checkpoint {
    source: usize,
    folded: usize,
}

/// A folded copy of a text. It does not hold the source; [`Folded::to_source`] is given it again.
#[derive(Clone, Debug)]
pub struct Folded {
    text: String,
    checkpoints: Vec<Checkpoint>,
    profile: Profile,
}

impl Folded {
    /// Folds `text`; one pass.
    #[must_use]
    pub fn new(text: &str, profile: Profile) -> Folded {
        let mut folded = String::with_capacity(text.len());
        let mut checkpoints = vec![Checkpoint { source: 0, folded: 0 }];
        let mut pieces = Pieces::new(text, profile);
        let mut due = STRIDE;
        loop {
            pieces.ascii_run(&mut folded);
            let before = folded.len();
            let Some(source) = pieces.next(&mut folded) else { break };
            if before >= due && folded.len() > before {
                checkpoints.push(Checkpoint { source: source.start, folded: before });
                due = before + STRIDE;
            }
        }
        folded.shrink_to_fit();
        Folded { text: folded, checkpoints, profile }
    }

    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The profile that folded it.
    #[must_use]
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// The bytes of `source`, the text that was folded, that fold to the bytes `folded`: from the
    /// start of the first grapheme that has a part in it to the end of the last one. An empty range
    /// gives the empty range where its piece starts.
    ///
    /// ```
    /// use postil::text::fold::{Folded, Profile};
    /// let source = "Đại hội";
    /// let folded = Folded::new(source, Profile::Search);
    /// assert_eq!(folded.text(), "dai hoi");
    /// assert_eq!(&source[folded.to_source(source, 0..3)], "Đại");
    /// ```
    #[must_use]
    pub fn to_source(&self, source: &str, folded: Range<usize>) -> Range<usize> {
        let mut tracer = self.tracer(source);
        let first = tracer.seek(folded.start);
        let start = grapheme::floor(source, first.source.start);
        if folded.is_empty() {
            return start..start;
        }
        let last = tracer.seek(folded.end - 1);
        start..grapheme::ceil(source, last.source.end)
    }

    /// A way through the pieces of `source`, the text that was folded.
    pub(crate) fn tracer<'a>(&'a self, source: &'a str) -> Tracer<'a> {
        Tracer::new(self, source)
    }
}

/// The folded form of `text`.
///
/// ```
/// use postil::text::fold::{Profile, fold};
/// assert_eq!(fold("ĐẠI  HỘI…", Profile::Search), "dai hoi...");
/// assert_eq!(fold("“Đại\u{a0}hội”", Profile::Quote), "\"Đại hội\"");
/// ```
#[must_use]
pub fn fold(text: &str, profile: Profile) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut pieces = Pieces::new(text, profile);
    while pieces.next(&mut folded).is_some() {
        pieces.ascii_run(&mut folded);
    }
    folded
}

/// The search fold of `text` with the diacritics kept: what two letters must share where a query
/// asks for an accent.
pub(crate) fn accented(text: &str) -> String {
    letter::accented(text)
}

/// The pieces of a text, each with what it folds to.
#[derive(Clone, Debug)]
pub(crate) struct Pieces<'a> {
    source: &'a str,
    at: usize,
    letters: &'static Letters,
    /// Whether what was folded last ended in a space.
    spaced: bool,
}

impl<'a> Pieces<'a> {
    pub(crate) fn new(source: &'a str, profile: Profile) -> Pieces<'a> {
        Pieces { source, at: 0, letters: Letters::of(profile), spaced: false }
    }

    /// Appends to `out` what the next piece folds to, and tells its bytes in the source. Characters
    /// that fold to nothing lie between the pieces.
    pub(crate) fn next(&mut self, out: &mut String) -> Option<Range<usize>> {
        loop {
            let (start, c) = (self.at, self.peek()?);
            self.at += c.len_utf8();
            let letter = self.letters.get(c);
            if letter.is_dropped() {
                continue;
            }
            let end = if letter.is_space() {
                self.push(' ', out);
                self.space_end()
            } else {
                self.letter(letter, start, out);
                self.at
            };
            return Some(start..end);
        }
    }

    /// Passes many pieces at once: ASCII words and single spaces between them, up to a stride and
    /// short of a letter that something may compose with.
    fn ascii_run(&mut self, out: &mut String) {
        let rest = self.source.get(self.at..).unwrap_or_default();
        let bytes = rest.as_bytes();
        let mut run = 0;
        while run < STRIDE {
            match bytes.get(run..) {
                Some([b'!'..=b'~', ..]) => run += 1,
                Some([b' ', b'!'..=b'~', ..]) if run > 0 => run += 1,
                Some([b'\x80'..=b'\xff', ..]) => {
                    run = run.saturating_sub(1);
                    break;
                }
                Some(_) | None => break,
            }
        }
        let Some(run) = rest.get(..run).filter(|run| !run.is_empty()) else { return };
        let start = out.len();
        out.push_str(run);
        if let (Profile::Search, Some(pushed)) = (self.letters.profile(), out.get_mut(start..)) {
            pushed.make_ascii_lowercase();
        }
        self.at += run.len();
        self.spaced = run.ends_with(' ');
    }

    fn peek(&self) -> Option<char> {
        self.source.get(self.at..)?.chars().next()
    }

    /// Passes the rest of a run of white space; the end of its last white space.
    fn space_end(&mut self) -> usize {
        let mut end = self.at;
        while let Some(c) = self.peek() {
            let letter = self.letters.get(c);
            if !letter.is_space() && !letter.is_dropped() {
                break;
            }
            self.at += c.len_utf8();
            if letter.is_space() {
                end = self.at;
            }
        }
        self.at = end;
        end
    }

    /// Folds the starter at `start`, which has been passed, with the marks that follow it.
    fn letter(&mut self, letter: letter::Letter, start: usize, out: &mut String) {
        let marks = self.pass_marks();
        match letter.folded(marks) {
            Some(c) => self.push(c, out),
            None => self.compose(start, out),
        }
    }

    fn pass_marks(&mut self) -> letter::Marks {
        let mut marks = letter::Marks::None;
        while let Some(c) = self.peek() {
            let letter = self.letters.get(c);
            if letter.is_starter() {
                break;
            }
            self.at += c.len_utf8();
            marks = marks.and(letter);
        }
        marks
    }

    /// Folds what stands from `start` to here through its full decomposition.
    fn compose(&mut self, start: usize, out: &mut String) {
        let Some(piece) = self.source.get(start..self.at) else { return };
        for c in letter::compose(piece, self.letters.profile()).chars() {
            self.push(c, out);
        }
    }

    fn push(&mut self, c: char, out: &mut String) {
        let space = c == ' ';
        if !(space && self.spaced) {
            out.push(c);
        }
        self.spaced = space;
    }
}

/// A piece: its bytes in the source and in the folded copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) source: Range<usize>,
    pub(crate) folded: Range<usize>,
}

/// Finds the pieces of a source by their folded offsets. Going forward costs what is passed or, if
/// less, one stride.
#[derive(Clone, Debug)]
pub(crate) struct Tracer<'a> {
    folded: &'a Folded,
    pieces: Pieces<'a>,
    piece: Piece,
    scratch: String,
}

impl<'a> Tracer<'a> {
    fn new(folded: &'a Folded, source: &'a str) -> Tracer<'a> {
        let pieces = Pieces::new(source, folded.profile);
        Tracer { folded, pieces, piece: Piece::default(), scratch: String::new() }
    }

    /// The piece that holds the byte `offset` of the folded text; past its end, an empty piece at
    /// the end.
    pub(crate) fn seek(&mut self, offset: usize) -> Piece {
        if offset < self.piece.folded.start || offset >= self.piece.folded.end {
            self.jump(offset);
            while self.piece.folded.end <= offset && self.step() {}
        }
        if offset >= self.piece.folded.end {
            let (source, folded) = (self.pieces.source.len(), self.folded.text.len());
            return Piece { source: source..source, folded: folded..folded };
        }
        self.piece.clone()
    }

    /// Goes to the last checkpoint at or before `offset`, unless the way from here is shorter.
    fn jump(&mut self, offset: usize) {
        let checkpoints = &self.folded.checkpoints;
        let after = checkpoints.partition_point(|checkpoint| checkpoint.folded <= offset);
        let Some(&Checkpoint { source, folded }) = checkpoints.get(after.saturating_sub(1)) else { return };
        if (folded..=offset).contains(&self.piece.folded.end) {
            return;
        }
        let before = folded.checked_sub(1).and_then(|last| self.folded.text.as_bytes().get(last));
        self.pieces.spaced = before == Some(&b' ');
        self.pieces.at = source;
        self.piece = Piece { source: source..source, folded: folded..folded };
    }

    fn step(&mut self) -> bool {
        self.scratch.clear();
        let Some(source) = self.pieces.next(&mut self.scratch) else { return false };
        let start = self.piece.folded.end;
        self.piece = Piece { source, folded: start..start + self.scratch.len() };
        true
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn search(text: &str) -> String {
        fold(text, Profile::Search)
    }

    fn quote(text: &str) -> String {
        fold(text, Profile::Quote)
    }

    #[test]
    fn search_folds_case_accents_and_strokes() {
        for (source, folded) in [
            ("Đại hội Đảng bộ TỈNH", "dai hoi dang bo tinh"),
            ("ĐƯỜNG Lối đổi mới", "duong loi doi moi"),
            ("Ðảng Ɖảng", "dang dang"),
            ("Straße STRASSE", "strasse strasse"),
            ("Łódź, Ærø, Œuvre, İstanbul, ışık", "lodz, aero, oeuvre, istanbul, isik"),
            ("Ἀθῆναι ΛΌΓΟΣ λόγος", "αθηναι λογοσ λογοσ"),
            ("Ёлка Й", "елка и"),
            ("ＡＢＣ１２ ﬁn x² ㎏", "abc12 fin x2 kg"),
        ] {
            assert_eq!(search(source), folded);
        }
    }

    #[test]
    fn marks_that_make_the_word_stay() {
        for word in ["ประชุม", "น้ำ", "हिन्दी", "がか", "مُحَمَّد", "한국어", "שָׁלוֹם"]
        {
            let kept: String = word.nfkc().collect();
            assert_eq!(search(word), kept);
        }
        assert_eq!(search("ｶﾞ"), "ガ");
    }

    #[test]
    fn typography_and_what_is_not_seen_fold_in_both() {
        for (source, folded) in [
            ("“a” ‘b’ «c» ‹d› 5′ 6″", "\"a\" 'b' \"c\" 'd' 5' 6\""),
            ("a–b—c‑d−e", "a-b-c-d-e"),
            ("a…", "a..."),
            ("a \u{a0}\n\u{3000}\u{200b} b", "a b"),
            ("co\u{ad}op\u{200b}er\u{feff}ate\u{202e}", "cooperate"),
        ] {
            assert_eq!((search(source), quote(source)), (folded.to_owned(), folded.to_owned()));
        }
    }

    #[test]
    fn quotes_keep_case_accents_and_figures() {
        assert_eq!(quote("Đại Hội x² ＡＢＣ ﬁn ½"), "Đại Hội x² ＡＢＣ ﬁn ½");
        assert_eq!(quote("Đa\u{323}i hô\u{323}i"), "Đại hội");
    }

    /// The pieces of the source under each byte range of the folded copy, drawn as `folded=source`.
    fn back(source: &str, folded: &str) -> String {
        let copy = Folded::new(source, Profile::Search);
        let at = copy.text().find(folded).unwrap();
        source[copy.to_source(source, at..at + folded.len())].to_owned()
    }

    #[test]
    fn the_way_back_gives_whole_clusters() {
        assert_eq!(back("một Đại hội", "dai"), "Đại");
        assert_eq!(back("mô\u{323}t Đa\u{323}i hô\u{323}i", "hoi"), "hô\u{323}i");
        assert_eq!(back("a \u{a0}\u{200b} b", " "), " \u{a0}\u{200b} ");
        assert_eq!(back("co\u{ad}op", "coop"), "co\u{ad}op");
        assert_eq!(back("co\u{ad}op", "co"), "co");
        assert_eq!(back("oﬃce", "ff"), "ﬃ");
        assert_eq!(back("น้ำใจ", "น"), "น้ำ");
    }

    fn texts() -> impl Strategy<Value = String> {
        let parts = prop_oneof![
            "[a-zA-Z .,]{1,9}",
            Just("Đại hội Đảng bộ ".to_owned()),
            Just("e\u{301}\u{323} o\u{31b}\u{309}".to_owned()),
            Just("“…” \u{a0}\u{ad}\u{200d}".to_owned()),
            Just("国务院。ｶﾞ".to_owned()),
            Just("น้ำ한국\u{1112}\u{1161}\u{11ab}".to_owned()),
            Just("👨\u{200d}👩\u{200d}👧🇻🇳ﷺ".to_owned()),
            any::<char>().prop_map(String::from),
        ];
        prop::collection::vec(parts, 0..80).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn composed_and_decomposed_texts_fold_alike(text in texts()) {
            let (nfc, nfd): (String, String) = (text.nfc().collect(), text.nfd().collect());
            prop_assert_eq!(search(&nfc), search(&nfd));
            prop_assert_eq!(quote(&nfc), quote(&nfd));
        }

        #[test]
        fn every_piece_is_found_again(text in texts(), search in any::<bool>()) {
            let profile = if search { Profile::Search } else { Profile::Quote };
            let folded = Folded::new(&text, profile);
            let mut pieces = Pieces::new(&text, profile);
            let mut whole = String::new();
            let mut last = 0;
            loop {
                let start = whole.len();
                let Some(source) = pieces.next(&mut whole) else { break };
                prop_assert!(last <= source.start && source.start < source.end);
                last = source.end;
                for offset in [start, whole.len() - 1] {
                    if whole.len() == start {
                        continue;
                    }
                    let piece = folded.tracer(&text).seek(offset);
                    prop_assert_eq!(&piece, &Piece { source: source.clone(), folded: start..whole.len() });
                }
            }
            prop_assert_eq!(whole, folded.text());
        }

        #[test]
        fn the_way_back_ends_on_graphemes_and_folds_to_what_was_asked(
            text in texts(), a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>()
        ) {
            let folded = Folded::new(&text, Profile::Search);
            let offsets: Vec<usize> = folded.text().char_indices().map(|(at, _)| at).collect();
            prop_assume!(!offsets.is_empty());
            let (a, b) = (*a.get(&offsets), *b.get(&offsets));
            let range = folded.to_source(&text, a.min(b)..a.max(b));
            prop_assert!(grapheme::is_boundary(&text, range.start));
            prop_assert!(grapheme::is_boundary(&text, range.end));
            let again = fold(&text[range], Profile::Search);
            prop_assert!(again.contains(folded.text()[a.min(b)..a.max(b)].trim()), "{again:?}");
        }
    }
}
