//! What folds alike is found, on whole graphemes, and what is found folds to what was asked.
#![no_main]

use libfuzzer_sys::fuzz_target;
use postil::text::fold::{Folded, Profile, fold};
use postil::text::grapheme;
use postil::text::search::{Query, find};

fuzz_target!(|input: (u8, u8, &str)| {
    let (from, length, text) = input;
    for profile in [Profile::Search, Profile::Quote] {
        assert_eq!(Folded::new(text, profile).text(), fold(text, profile));
    }
    let folded = Folded::new(text, Profile::Search);
    let start = grapheme::floor(text, usize::from(from).min(text.len()));
    let end = grapheme::ceil(text, (start + usize::from(length)).min(text.len()));
    let words = &text[start..end];
    // What joins with its neighbours, as a mark or a jamo does, is not looked for alone; nor is a
    // control before a mark, which would join but for the rule that nothing joins a control.
    let alone: String =
        [&text[..start], words, &text[end..]].map(|part| fold(part, Profile::Search)).concat();
    let joins =
        |c: &char| matches!(c, '\u{1100}'..='\u{11ff}') || !grapheme::is_boundary(&format!("a{c}"), 1);
    let first_and_next = words.chars().next().into_iter().chain(text[end..].chars().next());
    let starts = words.starts_with(|c: char| c.is_alphanumeric() || c.is_whitespace());
    let whole = alone == folded.text() && starts && !first_and_next.into_iter().any(|c| joins(&c));
    for (query, must) in
        [(Query::new(words), whole), (Query::exact(words), whole), (Query::regex(words).ok(), false)]
    {
        let Some(query) = query else { continue };
        let found = find(text, &folded, &query);
        let mut last = 0;
        for range in &found {
            assert!(last <= range.start && range.start < range.end, "{range:?}");
            assert!(
                grapheme::is_boundary(text, range.start) && grapheme::is_boundary(text, range.end),
                "{range:?}"
            );
            last = range.end;
            if must {
                let (asked, got) =
                    (fold(words, Profile::Search), fold(&text[range.clone()], Profile::Search));
                assert!(got.contains(asked.trim()), "{asked:?} in {got:?}");
            }
        }
        assert!(!must || !found.is_empty(), "{words:?} is in the text");
    }
});
