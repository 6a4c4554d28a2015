//! What single characters fold to, and the tables that remember it.

use std::sync::OnceLock;

use unicode_normalization::char::{
    canonical_combining_class, decompose_canonical, decompose_compatible, is_combining_mark,
};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::Profile;

/// What `piece`, a starter with what composes with it, folds to under `profile`.
pub(super) fn compose(piece: &str, profile: Profile) -> String {
    match profile {
        Profile::Search => shed_marks(piece.chars().flat_map(plain).nfkd()).flat_map(plain).nfc().collect(),
        Profile::Quote => piece.nfc().flat_map(plain).collect(),
    }
}

/// [`compose`] for searching, with marks and strokes kept.
pub(super) fn accented(piece: &str) -> String {
    piece.chars().flat_map(plain).nfkd().flat_map(plain).flat_map(lower).nfc().collect()
}

/// Characters in one page of a table.
const PAGE: usize = 128;
/// Pages for the characters below U+10000; what lies above is worked out each time.
const PAGES: usize = 0x1_0000 / PAGE;

const CHAR: u32 = 0x1F_FFFF;
const STARTER: u32 = 1 << 21;
const SPACE: u32 = 1 << 22;
const DROPPED: u32 = 1 << 23;
const SINGLE: u32 = 1 << 24;
const SHEDS_MARKS: u32 = 1 << 25;
const MARK: u32 = 1 << 26;

/// What is known of a character under one profile: the character it folds to where that is a single
/// one, and its part in a piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter(u32);

impl Letter {
    fn new(c: char, profile: Profile) -> Letter {
        if is_dropped(c, profile) {
            return Letter(DROPPED | STARTER);
        }
        if c.is_whitespace() {
            return Letter(SPACE | STARTER);
        }
        let folded = compose(c.encode_utf8(&mut [0; 4]), profile);
        let mut chars = folded.chars();
        let mut bits = match (chars.next(), chars.next()) {
            (Some(single), None) => u32::from(single) | SINGLE,
            (Some(_) | None, _) => 0,
        };
        let first = decomposition_start(c, profile);
        for (flag, holds) in [
            (STARTER, starts_piece(first)),
            (MARK, is_combining_mark(c)),
            (SHEDS_MARKS, profile == Profile::Search && sheds_marks(first)),
        ] {
            bits |= if holds { flag } else { 0 };
        }
        Letter(bits)
    }

    pub(super) fn is_dropped(self) -> bool {
        self.0 & DROPPED != 0
    }

    pub(super) fn is_space(self) -> bool {
        self.0 & SPACE != 0
    }

    /// Whether a piece starts here, whatever stands before.
    pub(super) fn is_starter(self) -> bool {
        self.0 & STARTER != 0
    }

    /// What the character folds to with `marks` behind it, where that is known without composing.
    pub(super) fn folded(self, marks: Marks) -> Option<char> {
        let known = match marks {
            Marks::None => SINGLE,
            Marks::Plain => SINGLE | SHEDS_MARKS,
            Marks::Other => return None,
        };
        if self.0 & known == known { char::from_u32(self.0 & CHAR) } else { None }
    }
}

/// What follows a starter within its piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marks {
    /// Nothing.
    None,
    /// Combining marks only.
    Plain,
    /// Something that is more than a mark: a vowel sign or a jamo that composes.
    Other,
}

impl Marks {
    pub(super) fn and(self, letter: Letter) -> Marks {
        if self == Marks::Other || letter.0 & MARK == 0 { Marks::Other } else { Marks::Plain }
    }
}

/// The letters of one profile, worked out a page at a time when first asked for.
#[derive(Debug)]
pub(super) struct Letters {
    profile: Profile,
    pages: [OnceLock<Box<[Letter; PAGE]>>; PAGES],
}

impl Letters {
    const fn new(profile: Profile) -> Letters {
        Letters { profile, pages: [const { OnceLock::new() }; PAGES] }
    }

    /// The one table of `profile`.
    pub(super) fn of(profile: Profile) -> &'static Letters {
        static SEARCH: Letters = Letters::new(Profile::Search);
        static QUOTE: Letters = Letters::new(Profile::Quote);
        match profile {
            Profile::Search => &SEARCH,
            Profile::Quote => &QUOTE,
        }
    }

    pub(super) fn profile(&self) -> Profile {
        self.profile
    }

    pub(super) fn get(&self, c: char) -> Letter {
        let (page, place) = (c as usize / PAGE, c as usize % PAGE);
        let known = self.pages.get(page).map(|letters| letters.get_or_init(|| self.page(page)));
        known.and_then(|letters| letters.get(place).copied()).unwrap_or_else(|| Letter::new(c, self.profile))
    }

    fn page(&self, page: usize) -> Box<[Letter; PAGE]> {
        let letter = |place| {
            let c = u32::try_from(page * PAGE + place).ok().and_then(char::from_u32);
            c.map_or(Letter(0), |c| Letter::new(c, self.profile))
        };
        Box::new(std::array::from_fn(letter))
    }
}

/// Characters that are not seen and that separate nothing.
fn is_dropped(c: char, profile: Profile) -> bool {
    let by_both = matches!(c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}');
    let by_search = matches!(c,
        '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{2061}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}' | '\u{e0000}'..='\u{e0fff}');
    by_both || (by_search && profile == Profile::Search)
}

/// The first character of the decomposition under which `profile` compares.
fn decomposition_start(c: char, profile: Profile) -> char {
    let mut first = None;
    let keep_first = |c| first = first.or(Some(c));
    match profile {
        Profile::Search => decompose_compatible(c, keep_first),
        Profile::Quote => decompose_canonical(c, keep_first),
    }
    first.unwrap_or(c)
}

/// Whether `c`, which is decomposed, neither is reordered nor composes with what stands before it.
fn starts_piece(c: char) -> bool {
    canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) != IsNormalized::Maybe
}

/// Whether diacritics of `c` fold away: letters of the Latin, Greek and Cyrillic scripts. Marks of
/// other scripts are vowels and tones without which words are not told apart.
fn sheds_marks(c: char) -> bool {
    c.is_ascii_alphabetic()
        || (c.is_alphabetic()
            && matches!(c,
                '\u{c0}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{1d00}'..='\u{1fff}'
                | '\u{2c60}'..='\u{2c7f}' | '\u{a640}'..='\u{a69f}' | '\u{a720}'..='\u{a7ff}'
                | '\u{ab30}'..='\u{ab6f}'))
}

/// Drops the diacritics, strokes and case of letters that shed them; `chars` are decomposed.
fn shed_marks(chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut shedding = false;
    let kept = chars.filter(move |&c| {
        let mark = is_combining_mark(c);
        shedding = if mark { shedding } else { sheds_marks(c) };
        !(mark && shedding)
    });
    kept.flat_map(lower).map(without_stroke)
}

/// `c` in lower case; the letters that only German or Greek writes at some places as the usual ones.
fn lower(c: char) -> impl Iterator<Item = char> {
    let (first, rest) = match c {
        'ß' | 'ẞ' => ('s', Some('s')),
        'ς' => ('σ', None),
        'æ' | 'Æ' => ('a', Some('e')),
        'œ' | 'Œ' => ('o', Some('e')),
        other => (other, None),
    };
    first.to_lowercase().chain(rest)
}

/// The letter under a stroke, a hook or without its dot, which no decomposition knows. `ð` and `ɖ`
/// are here because their capitals are often typed for `Đ`.
fn without_stroke(c: char) -> char {
    match c {
        'đ' | 'ð' | 'ɖ' => 'd',
        'ł' => 'l',
        'ø' => 'o',
        'ħ' => 'h',
        'ŧ' => 't',
        'ı' => 'i',
        other => other,
    }
}

/// A typographic quote, prime, dash or ellipsis as it is typed on a keyboard.
fn plain(c: char) -> impl Iterator<Item = char> {
    let (c, times) = match c {
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '‵' | 'ʹ' | 'ʼ' | '´' => ('\'', 1),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '‶' | '〝' | '〞' | '〟' => ('"', 1),
        '‴' | '‷' => ('\'', 3),
        '‐'..='―' | '−' | '⁃' => ('-', 1),
        '⁄' => ('/', 1),
        '…' => ('.', 3),
        other => (other, 1),
    };
    std::iter::repeat_n(c, times)
}
