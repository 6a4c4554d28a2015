//! Finds a query in a text: folded, letter by letter as strict as it was typed, or by a regular
//! expression.
//!
//! ```text
//! dai hoi   [Đại hội], [ĐẠI HỘI], [dai hoi]     typed plain: any case, any accent
//! Dang      [Đảng], [ĐẢNG], not đảng            a capital asks for a capital there
//! đại       [đại], [ĐẠI], not dai               an accent asks for that very letter
//! ```
//!
//! Matches are byte ranges of the text, on grapheme boundaries. Nothing here knows what a match is
//! shown as.

use std::ops::Range;

use memchr::memmem::Finder;
use regex::{Regex, RegexBuilder};
use unicode_normalization::UnicodeNormalization;

use super::fold::{self, Folded, Pieces, Profile, Tracer};
use super::grapheme;

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Query {
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    Words(Box<Words>),
    Regex(Regex),
}

/// A folded needle, and the letters in it that ask for more than their fold.
#[derive(Clone, Debug)]
struct Words {
    finder: Finder<'static>,
    demands: Vec<Demand>,
}

/// What the text must show under `folded`, a byte range of the needle.
#[derive(Clone, Debug)]
struct Demand {
    folded: Range<usize>,
    wants: Wants,
}

#[derive(Clone, Debug)]
enum Wants {
    Capital,
    /// The letter with its marks, in any case.
    Accent(String),
    CapitalAccent(String),
    /// The letters as they are typed, typography aside.
    Exact(String),
}

impl Query {
    /// A query as it is typed: plain letters match any case and accent; a capital, or a letter with
    /// a diacritic, is asked for. `None` when it folds to nothing but white space.
    #[must_use]
    pub fn new(pattern: &str) -> Option<Query> {
        Query::words(pattern, Wants::as_typed)
    }

    /// A query for the very letters of `pattern`, in this case and with these accents; quotes,
    /// dashes and white space still match in any typography. `None` as for [`Query::new`].
    #[must_use]
    pub fn exact(pattern: &str) -> Option<Query> {
        Query::words(pattern, |typed, _| Some(Wants::Exact(fold::fold(typed, Profile::Quote))))
    }

    /// A query by regular expression on the text as it stands: in any case unless the pattern has a
    /// capital; `^` and `$` match at lines. The error is a sentence.
    ///
    /// # Errors
    /// When `pattern` is not a regular expression, or one too large to run.
    pub fn regex(pattern: &str) -> Result<Query, String> {
        let pattern: String = pattern.nfc().collect();
        RegexBuilder::new(&pattern)
            .case_insensitive(!asks_for_capitals(&pattern))
            .multi_line(true)
            .build()
            .map(|regex| Query { kind: Kind::Regex(regex) })
            .map_err(|error| regex_complaint(&error))
    }

    fn words(pattern: &str, wants: impl Fn(&str, &str) -> Option<Wants>) -> Option<Query> {
        let mut pieces = Pieces::new(pattern, Profile::Search);
        let (mut needle, mut demands) = (String::new(), Vec::new());
        loop {
            let start = needle.len();
            let Some(source) = pieces.next(&mut needle) else { break };
            let (typed, folded) = (pattern.get(source)?, needle.get(start..)?);
            if let Some(wants) = wants(typed, folded) {
                demands.push(Demand { folded: start..needle.len(), wants });
            }
        }
        let finder = Finder::new(needle.as_bytes()).into_owned();
        let kind = Kind::Words(Box::new(Words { finder, demands }));
        (!needle.trim().is_empty()).then_some(Query { kind })
    }
}

impl Wants {
    /// What `typed`, which folds to `folded`, asks for beyond its fold; white space asks for nothing.
    fn as_typed(typed: &str, folded: &str) -> Option<Wants> {
        if folded.trim().is_empty() {
            return None;
        }
        let capital = typed.chars().any(char::is_uppercase);
        let accented = fold::accented(typed);
        match (capital, accented != folded) {
            (false, false) => None,
            (true, false) => Some(Wants::Capital),
            (false, true) => Some(Wants::Accent(accented)),
            (true, true) => Some(Wants::CapitalAccent(accented)),
        }
    }

    fn met_by(&self, letter: &str) -> bool {
        let capital = || letter.chars().any(char::is_uppercase);
        match self {
            Wants::Capital => capital(),
            Wants::Accent(accented) => fold::accented(letter) == *accented,
            Wants::CapitalAccent(accented) => capital() && fold::accented(letter) == *accented,
            Wants::Exact(exact) => fold::fold(letter, Profile::Quote) == *exact,
        }
    }
}

/// The matches of `query` in `text`, of which `folded` is the copy under [`Profile::Search`]: in
/// text order, not empty, not overlapping, in bytes. A match of a part of a grapheme (a letter of a
/// ligature, a Thai consonant under its vowel) is widened to the whole.
///
/// ```
/// use postil::text::fold::{Folded, Profile};
/// use postil::text::search::{Query, find};
/// let text = "Đại hội Đảng";
/// let folded = Folded::new(text, Profile::Search);
/// let query = Query::new("hoi dang").unwrap();
/// assert_eq!(find(text, &folded, &query).first().map(|found| &text[found.clone()]), Some("hội Đảng"));
/// ```
#[must_use]
pub fn find(text: &str, folded: &Folded, query: &Query) -> Vec<Range<usize>> {
    let mut matches = Matches { text, found: Vec::new() };
    match &query.kind {
        Kind::Words(words) => words.find(text, folded, &mut matches),
        Kind::Regex(regex) => regex.find_iter(text).for_each(|hit| matches.push(hit.range())),
    }
    matches.found
}

impl Words {
    fn find(&self, text: &str, folded: &Folded, matches: &mut Matches<'_>) {
        let (copy, needle) = (folded.text().as_bytes(), self.finder.needle().len());
        let mut tracer = folded.tracer(text);
        let mut from = 0;
        while let Some(at) = copy.get(from..).and_then(|rest| self.finder.find(rest)) {
            let hit = from + at;
            if self.is_met(text, &mut tracer, hit) {
                let start = tracer.seek(hit).source.start;
                matches.push(start..tracer.seek(hit + needle - 1).source.end);
                from = hit + needle;
            } else {
                from = hit + 1;
            }
        }
    }

    /// Whether the text under the folded `hit` is all that the query asks for.
    fn is_met(&self, text: &str, tracer: &mut Tracer<'_>, hit: usize) -> bool {
        self.demands.iter().all(|Demand { folded, wants }| {
            let start = tracer.seek(hit + folded.start).source.start;
            let end = tracer.seek((hit + folded.end).saturating_sub(1)).source.end;
            text.get(start..end).is_some_and(|letter| wants.met_by(letter))
        })
    }
}

/// Collects matches in order, widened to graphemes. Boundaries are looked for from the end of the
/// last match only, so that no text makes the work grow faster than itself.
struct Matches<'a> {
    text: &'a str,
    found: Vec<Range<usize>>,
}

impl Matches<'_> {
    fn push(&mut self, hit: Range<usize>) {
        let known = self.found.last().map_or(0, |last| last.end);
        let Some(rest) = self.text.get(known..) else { return };
        let (Some(start), Some(end)) = (hit.start.checked_sub(known), hit.end.checked_sub(known)) else {
            return;
        };
        if start < end {
            let start = grapheme::floor(rest, start);
            let end = grapheme::ceil(rest, end);
            self.found.push(known + start..known + end);
        }
    }
}

/// Whether a regular expression has a capital that stands for itself (`\W` and `\p{L}` do not).
fn asks_for_capitals(pattern: &str) -> bool {
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        if c == '\\' {
            let class = chars.next();
            if matches!(class, Some('p' | 'P')) && chars.next() == Some('{') {
                chars.by_ref().find(|&c| c == '}');
            }
        } else if c.is_uppercase() {
            return true;
        }
    }
    false
}

fn regex_complaint(error: &regex::Error) -> String {
    let text = error.to_string();
    let reason = text.lines().last().unwrap_or_default().trim_start_matches("error: ");
    format!("This is not a regular expression that can be run: {}.", reason.trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The text with the matches of `query` in brackets.
    fn marked(text: &str, query: &Query) -> String {
        let folded = Folded::new(text, Profile::Search);
        let mut marked = text.to_owned();
        for found in find(text, &folded, query).into_iter().rev() {
            marked.insert(found.end, ']');
            marked.insert(found.start, '[');
        }
        marked
    }

    fn typed(pattern: &str, text: &str) -> String {
        marked(text, &Query::new(pattern).unwrap())
    }

    fn regex(pattern: &str, text: &str) -> String {
        marked(text, &Query::regex(pattern).unwrap())
    }

    #[test]
    fn what_is_typed_plain_matches_any_case_and_accent() {
        assert_eq!(typed("dai hoi dang", "Đại hội Đảng, ĐẠI HỘI ĐẢNG"), "[Đại hội Đảng], [ĐẠI HỘI ĐẢNG]");
        assert_eq!(typed("hoi", "hô\u{323}i HO\u{323}\u{302}I"), "[hô\u{323}i] [HO\u{323}\u{302}I]");
        assert_eq!(typed("dai hoi", "Đại\u{a0}\nhội"), "[Đại\u{a0}\nhội]");
        assert_eq!(typed("\"a\"...", "“a”…"), "[“a”…]");
    }

    #[test]
    fn white_space_matches_white_space_however_much() {
        for pattern in ["hội  nghị", "hội\nnghị", "hội \r\n nghị", "hội\u{a0}\tnghị"] {
            assert_eq!(
                typed(pattern, "a hội nghị, hội\n\n nghị"),
                "a [hội nghị], [hội\n\n nghị]",
                "{pattern:?}"
            );
        }
    }

    #[test]
    fn a_capital_asks_for_a_capital_there() {
        assert_eq!(typed("Dang", "Đảng ĐẢNG đảng dang Dang"), "[Đảng] [ĐẢNG] đảng dang [Dang]");
        assert_eq!(typed("dAng", "ĐẢNG Đảng"), "[ĐẢNG] Đảng");
    }

    #[test]
    fn an_accent_asks_for_that_very_letter() {
        assert_eq!(typed("đang", "dang đang Đảng"), "dang [đang] [Đảng]");
        assert_eq!(typed("đại", "ĐẠI đại dai đai Đa\u{323}i"), "[ĐẠI] [đại] dai đai [Đa\u{323}i]");
        assert_eq!(typed("Đa\u{323}i", "Đại đại"), "[Đại] đại");
        assert_eq!(typed("hôi", "hội hôi hoi"), "hội [hôi] hoi");
        assert_eq!(typed("trương", "trương truong TRƯƠNG"), "[trương] truong [TRƯƠNG]");
    }

    #[test]
    fn a_demand_that_fails_does_not_hide_the_next_match() {
        assert_eq!(typed("aaÁ", "aaaá aaaÁ"), "aaaá a[aaÁ]");
    }

    #[test]
    fn parts_of_a_grapheme_are_widened_once() {
        assert_eq!(typed("s", "Maße"), "Ma[ß]e");
        assert_eq!(typed("off", "oﬃce"), "[oﬃ]ce");
        assert_eq!(typed("น", "น้ำ"), "[น้ำ]");
        assert_eq!(typed("하", "한 하"), "한 [하]");
    }

    #[test]
    fn an_exact_query_takes_letters_as_they_are() {
        let exact = |pattern, text| marked(text, &Query::exact(pattern).unwrap());
        assert_eq!(exact("dang", "Dang đang dang"), "Dang đang [dang]");
        assert_eq!(exact("“x²”", "\"x2\" \"x²\""), "\"x2\" [\"x²\"]");
    }

    #[test]
    fn nothing_to_look_for_is_no_query() {
        assert!(Query::new("").is_none());
        assert!(Query::new(" \u{a0}\u{ad}").is_none());
        assert!(Query::exact("\u{200b}").is_none());
    }

    #[test]
    fn a_regular_expression_is_strict_about_case_only_with_a_capital() {
        assert_eq!(regex(r"đảng\w*", "Đảng đảng"), "[Đảng] [đảng]");
        assert_eq!(regex(r"Đảng\W", "Đảng. đảng."), "[Đảng.] đảng.");
        assert_eq!(regex(r"\p{Lu}i", "Ai ai"), "[Ai] [ai]");
        assert_eq!(regex("e\u{301}", "\u{e9}"), "[\u{e9}]");
        assert_eq!(regex("^1|x*", "1\n1"), "[1]\n[1]");
        assert_eq!(regex("o", "o\u{323}"), "[o\u{323}]");
    }

    #[test]
    fn a_broken_regular_expression_is_told_in_a_sentence() {
        let complaint = Query::regex("(a").unwrap_err();
        assert_eq!(complaint, "This is not a regular expression that can be run: unclosed group.");
        assert!(!Query::regex(r"\w{5000}{5000}").unwrap_err().contains('\n'));
    }

    #[test]
    fn texts_of_one_long_grapheme_or_flag_run_stay_quick() {
        let flags = "🇻🇳".repeat(20_000);
        let marks = format!("ก{}", "\u{e48}".repeat(100_000));
        for (text, pattern, count) in [(flags, "🇻🇳", 20_000), (marks, "\u{e48}", 1)] {
            let folded = Folded::new(&text, Profile::Search);
            assert_eq!(find(&text, &folded, &Query::new(pattern).unwrap()).len(), count);
        }
    }

    /// Counts by the rules themselves: fold every run of letters of the right length and compare.
    fn naive(pattern: &str, text: &str) -> usize {
        let (needle, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
        let alike = |typed: char, read: char| {
            let plain = |c: char| fold::fold(&c.to_string(), Profile::Search);
            let lower = |c: char| c.to_lowercase().to_string();
            plain(typed) == plain(read)
                && (!typed.is_uppercase() || read.is_uppercase())
                && (lower(typed) == plain(typed) || lower(typed) == lower(read))
        };
        let (mut at, mut count) = (0, 0);
        while at + needle.len() <= text.len() {
            let here = needle.iter().zip(&text[at..]).all(|(&typed, &read)| alike(typed, read));
            at += if here { needle.len() } else { 1 };
            count += usize::from(here);
        }
        count
    }

    proptest! {
        #[test]
        fn matches_are_as_many_as_a_naive_search_finds(
            text in "[aAáÁạdDđĐ .]{0,300}", pattern in "[aAáÁạdDđĐ]{1,3}"
        ) {
            let text = text.replace("  ", ".");
            let folded = Folded::new(&text, Profile::Search);
            let found = find(&text, &folded, &Query::new(&pattern).unwrap());
            prop_assert_eq!(found.len(), naive(&pattern, &text));
            for found in found {
                let needle = fold::fold(&pattern, Profile::Search);
                prop_assert_eq!(fold::fold(&text[found], Profile::Search), needle);
            }
        }

        #[test]
        fn matches_are_whole_graphemes_in_order(text in "(\\PC|[aạn]\u{323}?|น้ำ|🇻🇳| ){0,80}", pattern in "\\PC{1,3}") {
            let folded = Folded::new(&text, Profile::Search);
            let queries = [Query::new(&pattern), Query::exact(&pattern), Query::regex("n|.[ạ]").ok()];
            for query in queries.into_iter().flatten() {
                let mut last = 0;
                for found in find(&text, &folded, &query) {
                    prop_assert!(last <= found.start && found.start < found.end);
                    prop_assert!(grapheme::is_boundary(&text, found.start));
                    prop_assert!(grapheme::is_boundary(&text, found.end));
                    last = found.end;
                }
            }
        }
    }
}
