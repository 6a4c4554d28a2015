use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::text::grapheme;

/// The rows of `text`, with `|` between them.
fn soft(text: &str, width: usize) -> String {
    joined(text, &wrap(text, Breaks::Soft, width))
}

fn kept(text: &str, width: usize) -> String {
    joined(text, &wrap(text, Breaks::Kept, width))
}

fn joined(text: &str, rows: &Rows) -> String {
    (0..rows.count()).map(|row| &text[rows.range(row)]).collect::<Vec<_>>().join("|")
}

/// Columns without what hangs at the end.
fn shown_width(row: &str, breaks: Breaks) -> usize {
    let (mut column, mut shown) = (0, 0);
    for glyph in row_glyphs(row, breaks) {
        column += glyph.width;
        shown = if glyph.hangs() { shown } else { column };
    }
    shown
}

/// Whether `row` keeps to `width`: alone, a grapheme may be wider.
fn keeps_to(row: &str, breaks: Breaks, width: usize) -> bool {
    shown_width(row, breaks) <= width || row_glyphs(row, breaks).skip(1).all(|glyph| glyph.hangs())
}

#[test]
fn rows_end_between_words() {
    assert_eq!(soft("Trong 9 tháng năm 2020", 10), "Trong 9 |tháng năm |2020");
    assert_eq!(soft("Hội nghị", 8), "Hội nghị");
    assert_eq!(soft("Ho\u{323}\u{302}i nghi\u{323}", 4), "Ho\u{323}\u{302}i |nghi\u{323}");
    assert_eq!(soft("", 10), "");
}

#[test]
fn white_space_hangs_and_starts_no_row() {
    assert_eq!(soft("aaaa    bb", 4), "aaaa    |bb");
    assert_eq!(soft("aa \t \u{2003} bb", 4), "aa \t \u{2003} |bb");
    assert_eq!(soft("  aa bb", 4), "  aa |bb");
    assert_eq!(soft("\u{3000}\u{3000}各位代表", 8), "\u{3000}\u{3000}各位|代表");
    assert_eq!(soft("số\u{a0}9 năm", 7), "số\u{a0}9 |năm");
}

#[test]
fn soft_line_feeds_are_spaces_and_kept_ones_end_rows() {
    assert_eq!(soft("một\nhai\nba", 20), "một\nhai\nba");
    assert_eq!(soft("một\nhai\nba", 7), "một\nhai\n|ba");
    assert_eq!(soft("(\nmột hai", 5), "(\nmột |hai");
    assert_eq!(kept("một\nhai\n  ba bốn", 5), "một\n|hai\n|  ba |bốn");
    assert_eq!(kept("một\n\nhai", 3), "một\n|\n|hai");
    assert_eq!(soft("một\u{2028}hai", 9), "một\u{2028}|hai");
}

#[test]
fn document_numbers_stay_whole() {
    assert_eq!(soft("Nghị định số 30/2020/NĐ-CP", 20), "Nghị định số |30/2020/NĐ-CP");
    assert_eq!(soft("Quyết định 02-NQ/TU ngày", 15), "Quyết định |02-NQ/TU ngày");
    assert_eq!(soft("NĐ-CP/2020 x", 10), "NĐ-CP/2020 |x");
    assert_eq!(soft("giai đoạn 2015 - 2020", 17), "giai đoạn 2015 - |2020");
    assert_eq!(soft("năm 2015–2020 x", 9), "năm |2015–2020 |x");
}

#[test]
fn other_dashes_and_numbers_wider_than_a_row_are_broken() {
    assert_eq!(soft("xã hội-chính trị", 8), "xã hội-|chính |trị");
    assert_eq!(soft("số 30/2020/NĐ-CP", 9), "số |30/2020/|NĐ-CP");
}

#[test]
fn words_wider_than_a_row_break_between_graphemes() {
    assert_eq!(soft("abcdefgh", 3), "abc|def|gh");
    assert_eq!(soft("x abcdefgh y", 3), "x |abc|def|gh |y");
    assert_eq!(soft("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}e\u{301}|e\u{301}");
    assert_eq!(soft("好 好", 1), "好 |好");
    assert_eq!(soft("ab", 0), "a|b");
    assert_eq!(soft("👨\u{200d}👩\u{200d}👧👍🏽", 2), "👨\u{200d}👩\u{200d}👧|👍🏽");
}

#[test]
fn east_asian_punctuation_stays_with_its_word() {
    assert_eq!(soft("会议决定。大家", 8), "会议决|定。大家");
    assert_eq!(soft("会议（决定）大家", 6), "会议|（决|定）大|家");
    assert_eq!(soft("彼は「はい」と", 6), "彼は|「は|い」と");
    assert_eq!(soft("カード", 4), "カー|ド");
}

#[test]
fn scripts_without_spaces_break_between_words() {
    assert_eq!(soft("การประชุมคณะกรรมการ", 10), "การประชุม|คณะกรรมการ");
    assert_eq!(soft("ព្រះរាជាណាចក្រកម្ពុជា", 12), "ព្រះរាជាណាចក្រ|កម្ពុជា");
}

#[test]
fn hidden_characters_take_no_room() {
    assert_eq!(soft("ab\u{ad}cd", 2), "ab\u{ad}|cd");
    assert_eq!(soft("ab\u{200b}cd", 4), "ab\u{200b}cd");
    assert_eq!(soft("ab\u{200b}cd", 3), "ab\u{200b}|cd");
    assert_eq!(soft("one\u{ad}two x", 5), "one\u{ad}tw|o x");
}

#[test]
fn rows_are_found_by_offset() {
    let rows = wrap("Trong 9 tháng năm 2020", Breaks::Soft, 10);
    assert_eq!((rows.count(), rows.range(1), rows.range(9)), (3, 8..20, 24..24));
    assert_eq!([0, 7, 8, 19, 20, 24, 99].map(|offset| rows.row_of(offset)), [0, 0, 1, 1, 2, 2, 2]);
}

/// What [`wrap`] promises, the slow way: at each row try every end, the farthest first.
fn reference(source: &str, breaks: Breaks, width: usize) -> Vec<usize> {
    let width = width.max(1);
    let ends = reference_ends(source, breaks, width);
    let (mut starts, mut start) = (vec![0], 0);
    while start < source.len() {
        let row = &source[start..];
        let last = row_glyphs(row, breaks).find(|glyph| glyph.kind == Kind::Break && glyph.width == 0);
        let limit = last.map_or(row.len(), |glyph| glyph.end);
        let graphemes: Vec<usize> =
            row.grapheme_indices(true).map(|(at, cluster)| at + cluster.len()).collect();
        let mut farthest = graphemes
            .iter()
            .rev()
            .copied()
            .filter(|&end| end <= limit && keeps_to(&row[..end], breaks, width));
        let allowed = farthest.clone().find(|&end| end == limit || ends.contains(&(start + end)));
        start += allowed.or_else(|| farthest.next()).expect("one grapheme always fits");
        starts.extend((start < source.len()).then_some(start));
    }
    starts
}

fn reference_ends(source: &str, breaks: Breaks, width: usize) -> Vec<usize> {
    let line = if breaks == Breaks::Soft { source.replace(['\n', '\r'], " ") } else { source.to_owned() };
    let segmenter = LineSegmenter::new_dictionary(LineBreakOptions::default());
    let mut ends: Vec<usize> = segmenter.segment_str(&line).collect();
    ends.retain(|&end| !line[end..].starts_with(is_space) && !line[..end].ends_with('\u{ad}'));
    let joint = |end: usize| {
        let before: Vec<char> = line[..end].chars().rev().take(2).collect();
        matches!(before[..], ['-' | '/' | '\u{2010}' | '\u{2013}', c] if !c.is_whitespace())
            && line[end..].starts_with(|c: char| !c.is_whitespace())
    };
    let words: Vec<usize> =
        ends.iter().copied().filter(|&end| !joint(end)).chain([0, source.len()]).collect();
    ends.retain(|&end| {
        let from = words.iter().copied().filter(|&word| word < end).max().unwrap_or(0);
        let to = words.iter().copied().filter(|&word| word > end).min().unwrap_or(source.len());
        let word = &source[from..to];
        !(joint(end) && word.chars().any(char::is_numeric) && shown_width(word, breaks) <= width)
    });
    ends
}

fn any_text() -> impl Strategy<Value = String> {
    let words = [
        "Hội",
        "nghị",
        " ",
        " ",
        " ",
        "\n",
        "\t",
        "30/2020/NĐ-CP",
        "2015–2020",
        "-",
        "/",
        "(",
        ")",
        "。",
        "「",
        "」",
        "好",
        "会议",
        "ー",
        "กำลัง",
        "ประชุม",
        "\u{301}",
        "\u{200b}",
        "\u{ad}",
        "\u{a0}",
        "\u{2060}",
        "👨\u{200d}👩",
        "🇻",
        "🇳",
        "한국",
        "ᄀ",
        "ᅡ",
        "\u{1b}",
        "\u{9b}",
        "\u{202e}",
        "\u{2028}",
        "\r",
        "\u{3000}",
        "\u{600}",
        "abcdefghij",
        "1",
        "…",
        "“",
        "”",
    ];
    let one = prop_oneof![
        12 => prop::sample::select(words.to_vec()).prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(one, 0..40).prop_map(|parts| parts.concat())
}

fn any_breaks() -> impl Strategy<Value = Breaks> {
    prop::sample::select(vec![Breaks::Soft, Breaks::Kept])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn rows_are_those_of_the_reference(text in any_text(), breaks in any_breaks(), width in 0..40_usize) {
        let rows = wrap(&text, breaks, width);
        prop_assert_eq!(&rows.starts, &reference(&text, breaks, width));
    }

    #[test]
    fn rows_tile_the_text_and_keep_to_the_width(text in any_text(), breaks in any_breaks(), width in 1..200_usize) {
        let rows = wrap(&text, breaks, width);
        let mut end = 0;
        for row in 0..rows.count() {
            let range = rows.range(row);
            prop_assert_eq!(range.start, end);
            prop_assert!(grapheme::is_boundary(&text, range.start));
            prop_assert_eq!(rows.row_of(range.start), row);
            end = range.end;
            let shown = &text[range];
            prop_assert!(!shown.is_empty() || text.is_empty());
            prop_assert!(keeps_to(shown, breaks, width));
            let after_break = row == 0 || text[..end - shown.len()].ends_with(|c: char| c.is_control() || c == '\u{2028}');
            prop_assert!(after_break || row_glyphs(shown, breaks).next().is_some_and(|glyph| glyph.width == 0 || !glyph.hangs()));
        }
        prop_assert_eq!(end, text.len());
    }
}
