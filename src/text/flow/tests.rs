use proptest::prelude::*;

use super::*;
use crate::text::structure::{Block, BlockKind};
use crate::text::{SourceLines, grapheme};

/// A document in which every line of `text` is a paragraph; a blank line makes a gap.
fn lines_of(text: &str, breaks: Breaks) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let from = start + line.len() - line.trim_start().len();
        start += line.len();
        let kind = BlockKind::Prose;
        let block = Block { start: from, end: from + words.len(), kind, breaks, bold: false };
        blocks.extend((!words.is_empty()).then_some(block));
    }
    Document::marked(text.to_owned(), &blocks, SourceLines::Text)
}

const TEXT: &str = "một hai ba\n\nbốn năm sáu bảy\ntám\n\nchín mười\n";

/// Six lines at eight columns: `một hai |ba||bốn năm |sáu bảy|tám||chín |mười`.
fn sample() -> (Document, Flow) {
    (lines_of(TEXT, Breaks::Soft), Flow::new(8, Hidden::default(), Ends::Ragged))
}

fn at(paragraph: usize, row: usize) -> Row {
    Row { paragraph, row }
}

/// A screen with `|` between its lines.
fn screen(doc: &Document, flow: &Flow, top: Row, height: usize) -> String {
    let shown = |line: Line| match line {
        Line::Text { range, .. } => doc.text()[range].to_owned(),
        Line::Folded { paragraphs, .. } => format!("▸{paragraphs}"),
        Line::Gap { .. } => String::new(),
    };
    flow.lines(doc, top, height).into_iter().map(shown).collect::<Vec<_>>().join("|")
}

/// All lines of `doc`, the slow way; `folded` says which paragraphs are folded away.
fn every_line(doc: &Document, width: usize, folded: &[bool]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let is_folded = |paragraph: usize| folded.get(paragraph).is_some_and(|&folded| folded);
    for (paragraph, found) in doc.paragraphs().iter().enumerate() {
        let start = found.content.start;
        if is_folded(paragraph) {
            let gap =
                (found.gap && paragraph + 1 < doc.paragraphs().len()).then_some(Line::Gap { paragraph });
            if paragraph > 0 && is_folded(paragraph - 1) {
                lines.pop_if(|line| matches!(line, Line::Gap { .. }));
                if let Some(Line::Folded { range, paragraphs, .. }) = lines.last_mut() {
                    (range.end, *paragraphs) = (found.content.end, *paragraphs + 1);
                }
            } else {
                let (row, range) = (at(paragraph, 0), found.content.clone());
                lines.push(Line::Folded { row, range, paragraphs: 1 });
            }
            lines.extend(gap);
            continue;
        }
        let rows = wrap(&doc.text()[found.content.clone()], found.breaks, width);
        for row in 0..rows.count() {
            let within = rows.range(row);
            let range = start + within.start..start + within.end;
            lines.push(Line::Text { row: at(paragraph, row), range });
        }
        lines
            .extend((found.gap && paragraph + 1 < doc.paragraphs().len()).then_some(Line::Gap { paragraph }));
    }
    lines
}

/// The row of a line that is no gap.
fn any_row(line: &Line) -> Option<Row> {
    match line {
        Line::Text { row, .. } | Line::Folded { row, .. } => Some(*row),
        Line::Gap { .. } => None,
    }
}

fn text_row(line: &Line) -> Option<Row> {
    line.clone().row()
}

#[test]
fn a_screen_shows_rows_and_gaps() {
    let (doc, flow) = sample();
    assert_eq!(screen(&doc, &flow, at(0, 0), 99), "một hai |ba||bốn năm |sáu bảy|tám||chín |mười");
    assert_eq!(screen(&doc, &flow, at(0, 1), 3), "ba||bốn năm ");
    assert_eq!(screen(&doc, &flow, at(0, 0), 0), "");
}

#[test]
fn a_folded_run_is_one_line_on_which_nothing_stands() {
    let (doc, _) = sample();
    let mut hidden = Hidden::of([1, 2]);
    let flow = Flow::new(8, hidden.clone(), Ends::Ragged);
    assert_eq!(screen(&doc, &flow, at(0, 0), 99), "một hai |ba||▸2||chín |mười");
    assert_eq!((flow.next(&doc, at(0, 1)), flow.previous(&doc, at(3, 0))), (Some(at(3, 0)), Some(at(0, 1))));
    assert_eq!(flow.back(&doc, at(3, 0), 1), at(1, 0));
    assert_eq!(flow.row_at(&doc, TEXT.find("tám").unwrap()), at(1, 0));
    assert!(hidden.open(2..=3) && !hidden.open(1..=1) && hidden.is_empty());
}

#[test]
fn page_furniture_is_folded_and_ornaments_alone_are_not() {
    let shown = |text: &str| {
        let doc = Document::plain(text.to_owned());
        let flow = Flow::new(60, Hidden::furniture(&doc), Ends::Ragged);
        screen(&doc, &flow, at(0, 0), 99)
    };
    let body = "Hội nghị bàn về lúa và cá.\n\n* * *\n\nĐại biểu dự đông đủ.\n";
    assert_eq!(shown(body), "Hội nghị bàn về lúa và cá.||* * *||Đại biểu dự đông đủ.");
    assert_eq!(shown("* * *\n"), "* * *");
}

#[test]
fn kept_lines_are_rows() {
    let text = "Nơi nhận:\n- Như trên\n- Lưu";
    let blocks =
        [Block { start: 0, end: text.len(), kind: BlockKind::Code, breaks: Breaks::Kept, bold: false }];
    let doc = Document::marked(text.to_owned(), &blocks, SourceLines::Text);
    assert_eq!(
        screen(&doc, &Flow::new(40, Hidden::default(), Ends::Ragged), at(0, 0), 9),
        "Nơi nhận:\n|- Như trên\n|- Lưu"
    );
}

#[test]
fn steps_skip_gaps() {
    let (doc, flow) = sample();
    assert_eq!(flow.next(&doc, at(0, 1)), Some(at(1, 0)));
    assert_eq!(flow.previous(&doc, at(1, 0)), Some(at(0, 1)));
    assert_eq!((flow.previous(&doc, at(0, 0)), flow.next(&doc, at(3, 1))), (None, None));
}

#[test]
fn a_page_counts_gaps() {
    let (doc, flow) = sample();
    assert_eq!(flow.forward(&doc, at(0, 0), 3), at(1, 0));
    assert_eq!(flow.forward(&doc, at(0, 0), 2), at(1, 0));
    assert_eq!(flow.forward(&doc, at(0, 0), 99), at(3, 1));
    assert_eq!(flow.back(&doc, at(1, 0), 3), at(0, 0));
    assert_eq!(flow.back(&doc, at(1, 1), 2), at(1, 0));
    assert_eq!(flow.back(&doc, at(1, 0), 1), at(0, 1));
    assert_eq!(flow.back(&doc, at(1, 0), 99), at(0, 0));
}

#[test]
fn distances_end_where_they_are_asked_to() {
    let (doc, flow) = sample();
    assert_eq!(flow.distance(&doc, at(0, 0), at(3, 1), 99), Some(8));
    assert_eq!(flow.distance(&doc, at(0, 0), at(3, 1), 7), None);
    assert_eq!(flow.distance(&doc, at(1, 0), at(0, 1), 99), None);
    assert_eq!(flow.distance(&doc, at(1, 1), at(1, 1), 0), Some(0));
}

#[test]
fn white_space_between_paragraphs_belongs_to_the_row_before() {
    let (doc, flow) = sample();
    let gap = TEXT.find("\n\n").unwrap();
    assert_eq!(
        [gap, gap + 1, gap + 2].map(|offset| flow.row_at(&doc, offset)),
        [at(0, 1), at(0, 1), at(1, 0)]
    );
    assert_eq!(flow.row_at(&doc, usize::MAX), at(3, 1));
    let indented = lines_of("\n\n  một", Breaks::Soft);
    assert_eq!(flow.row_at(&indented, 0), at(0, 0));
}

#[test]
fn a_blank_document_has_no_lines() {
    for text in ["", "\n \n"] {
        let (doc, flow) = (Document::plain(text.to_owned()), Flow::new(0, Hidden::default(), Ends::Ragged));
        let first = Row::default();
        assert_eq!(flow.row_at(&doc, 7), first);
        assert_eq!(flow.lines(&doc, at(5, 5), 9), []);
        assert_eq!((flow.forward(&doc, at(3, 2), 9), flow.back(&doc, at(3, 2), 9)), (first, first));
        assert_eq!((flow.next(&doc, first), flow.previous(&doc, first)), (None, None));
        assert_eq!(flow.range(&doc, first), 0..0);
        assert_eq!((flow.column_of(&doc, first, 3), flow.offset_at(&doc, first, 3)), (0, 0));
    }
}

#[test]
fn rows_that_are_not_there_are_the_nearest_ones() {
    let (doc, flow) = sample();
    assert_eq!(screen(&doc, &flow, at(0, 99), 2), "ba|");
    assert_eq!(screen(&doc, &flow, at(99, 0), 2), "mười");
    assert_eq!(flow.back(&doc, at(99, 0), 1), at(3, 0));
}

#[test]
fn columns_are_those_of_the_screen() {
    let doc = lines_of("a好\u{200b}e\u{301}\u{1b} b ", Breaks::Soft);
    let (flow, row) = (Flow::new(40, Hidden::default(), Ends::Ragged), at(0, 0));
    let offsets = [0, 1, 4, 7, 10, 11, 12];
    assert_eq!(offsets.map(|offset| flow.column_of(&doc, row, offset)), [0, 1, 3, 3, 4, 5, 6]);
    assert_eq!(
        [0, 1, 2, 3, 4, 5, 6, 7, 99].map(|column| flow.offset_at(&doc, row, column)),
        [0, 1, 1, 7, 10, 11, 12, 12, 12]
    );
}

#[test]
fn even_rows_are_spread_between_words_but_for_the_last() {
    assert_eq!(even("một hai ba bốn năm sáu", 13), "một  hai   ba|bốn năm sáu");
    assert_eq!(even("aa bb cccc dd", 8), "aa    bb|cccc dd");
    assert_eq!(even("aaaa bbbbbb cc", 6), "aaaa|bbbbbb|cc");
}

#[test]
fn chinese_rows_are_spread_only_where_they_have_no_spaces() {
    assert_eq!(even("会议决定。大家", 7), "会议 决|定。 大|家");
    assert_eq!(even("会议 决定大家", 8), "会议  决|定大家");
}

#[test]
fn only_what_is_walked_is_wrapped() {
    let doc = lines_of(&"một hai ba\n\n".repeat(10_000), Breaks::Soft);
    let flow = Flow::new(8, Hidden::default(), Ends::Ragged);
    assert_eq!(flow.lines(&doc, at(5000, 0), 30).len(), 30);
    assert_eq!(flow.back(&doc, at(5000, 0), 30), at(4990, 0));
    assert_eq!(flow.distance(&doc, at(0, 0), at(9999, 0), 30), None);
    let cache = flow.cache.borrow();
    assert!(cache.late.len() < 50, "{}", cache.late.len());
}

fn any_document() -> impl Strategy<Value = Document> {
    let words =
        ["Hội", "nghị ", " ", "好", "\t", "\u{200b}", "e\u{301}", "\n", "\n\n", "30/2020/NĐ-CP", "\u{1b}"];
    let text =
        prop::collection::vec(prop::sample::select(words.to_vec()), 0..60).prop_map(|words| words.concat());
    let breaks = prop::sample::select(vec![Breaks::Soft, Breaks::Kept]);
    (text, breaks).prop_map(|(text, breaks)| lines_of(&text, breaks))
}

/// A document and which of its paragraphs are folded away.
fn any_folded() -> impl Strategy<Value = (Document, Vec<bool>)> {
    any_document().prop_flat_map(|doc| {
        let folded = prop::collection::vec(any::<bool>(), doc.paragraphs().len());
        (Just(doc), folded)
    })
}

fn any_ends() -> impl Strategy<Value = Ends> {
    prop::sample::select(vec![Ends::Ragged, Ends::Even])
}

/// A row as it is painted, without what hangs at its end.
fn shown(flow: &Flow, doc: &Document, row: Row) -> String {
    let glyphs: Vec<_> = flow.painted(doc, row).1.collect();
    let last = glyphs.iter().rposition(|glyph| !glyph.hangs()).map_or(0, |last| last + 1);
    glyphs[..last].iter().map(|glyph| glyph.text.as_ref()).collect()
}

/// The rows of a text with even ends, with `|` between them.
fn even(text: &str, width: usize) -> String {
    let doc = lines_of(text, Breaks::Soft);
    let flow = Flow::new(width, Hidden::default(), Ends::Even);
    let rows = flow.lines(&doc, at(0, 0), 99).into_iter().filter_map(Line::row);
    rows.map(|row| shown(&flow, &doc, row)).collect::<Vec<_>>().join("|")
}

fn hidden(folded: &[bool]) -> Hidden {
    Hidden::of((0..folded.len()).filter(|&paragraph| folded[paragraph]))
}

proptest! {
    #[test]
    fn walks_agree_with_the_list_of_all_lines(
        (doc, folded) in any_folded(),
        width in 1..20_usize,
        n in 0..12_usize,
    ) {
        let flow = Flow::new(width, hidden(&folded), Ends::Ragged);
        let all = every_line(&doc, width, &folded);
        let rows: Vec<(usize, Row)> =
            all.iter().enumerate().filter_map(|(line, shown)| Some((line, any_row(shown)?))).collect();
        let from_line = |line: usize| rows.iter().find(|(at, _)| *at >= line).or(rows.last()).map(|(_, row)| *row);
        for (index, &(line, row)) in rows.iter().enumerate() {
            let end = all.len().min(line + n);
            prop_assert_eq!(flow.lines(&doc, row, n), &all[line..end]);
            prop_assert_eq!(flow.next(&doc, row), all[line + 1..].iter().find_map(text_row));
            prop_assert_eq!(flow.previous(&doc, row), all[..line].iter().rev().find_map(text_row));
            prop_assert_eq!(Some(flow.forward(&doc, row, n)), from_line(line + n));
            let above = index.checked_sub(1).map(|index| rows[index].1);
            let back = if n == 1 { above.or(Some(row)) } else { from_line(line.saturating_sub(n)) };
            prop_assert_eq!(Some(flow.back(&doc, row, n)), back);
            for &(other, to) in &rows {
                let distance = other.checked_sub(line).filter(|&distance| distance <= n);
                prop_assert_eq!(flow.distance(&doc, row, to, n), distance);
            }
        }
    }

    #[test]
    fn every_offset_is_on_a_row((doc, folded) in any_folded(), width in 1..20_usize) {
        let flow = Flow::new(width, hidden(&folded), Ends::Ragged);
        let rows: Vec<Row> = every_line(&doc, width, &folded).iter().filter_map(any_row).collect();
        for offset in 0..doc.text().len() + 2 {
            let before = rows.iter().rev().find(|&&row| flow.range(&doc, row).start <= offset);
            let expected = before.or(rows.first()).copied().unwrap_or_default();
            prop_assert_eq!(flow.row_at(&doc, offset), expected);
        }
    }

    #[test]
    fn columns_and_offsets_agree(doc in any_document(), width in 1..20_usize, ends in any_ends()) {
        let flow = Flow::new(width, Hidden::default(), ends);
        for row in every_line(&doc, width, &[]).iter().filter_map(text_row) {
            let range = flow.range(&doc, row);
            for column in 0..24 {
                let offset = flow.offset_at(&doc, row, column);
                prop_assert!(range.contains(&offset) || offset == range.start);
                prop_assert!(grapheme::is_boundary(doc.text(), offset));
                let start = flow.column_of(&doc, row, offset);
                prop_assert!(start <= column);
                prop_assert_eq!(flow.offset_at(&doc, row, start), offset);
            }
            for glyph in flow.painted(&doc, row).1.filter(|glyph| glyph.width > 0) {
                let column = flow.column_of(&doc, row, range.start + glyph.start);
                prop_assert_eq!(flow.offset_at(&doc, row, column), range.start + glyph.start);
            }
        }
    }

    #[test]
    fn rows_that_run_to_the_left_end_at_the_right_edge(
        words in prop::collection::vec(prop::sample::select(vec!["המועצה", "قرار ", " ", "G7", "12", "\n\n", "\u{200b}"]), 0..30),
        width in 8..20_usize,
        ends in any_ends(),
    ) {
        let doc = lines_of(&words.concat(), Breaks::Soft);
        let flow = Flow::new(width, Hidden::default(), ends);
        for row in every_line(&doc, width, &[]).iter().filter_map(text_row) {
            let (indent, glyphs) = flow.painted(&doc, row);
            let range = flow.range(&doc, row);
            match flow.direction(&doc, row.paragraph) {
                Direction::LeftToRight => prop_assert_eq!(indent, 0),
                Direction::RightToLeft => {
                    prop_assert_eq!(indent + crate::text::sanitise::columns(&shown(&flow, &doc, row)), width);
                }
            }
            for glyph in glyphs.filter(|glyph| glyph.width > 0) {
                let column = flow.column_of(&doc, row, range.start + glyph.start);
                prop_assert!(column >= indent);
                prop_assert_eq!(flow.offset_at(&doc, row, column), range.start + glyph.start);
            }
            if indent > 0 {
                prop_assert_eq!(flow.column_of(&doc, row, flow.offset_at(&doc, row, 0)), indent);
            }
        }
    }

    #[test]
    fn even_rows_are_exactly_as_wide_as_the_screen(doc in any_document(), width in 1..20_usize) {
        let (even, ragged) = [Ends::Even, Ends::Ragged].map(|ends| Flow::new(width, Hidden::default(), ends)).into();
        for row in every_line(&doc, width, &[]).iter().filter_map(text_row) {
            let (was, is) = (shown(&ragged, &doc, row), shown(&even, &doc, row));
            let last = even.next(&doc, row).is_none_or(|next| next.paragraph != row.paragraph);
            let kept = doc.paragraphs()[row.paragraph].breaks == Breaks::Kept;
            let words = is.trim().split(char::is_whitespace).filter(|word| !word.is_empty()).count();
            if last || kept || doc.text()[even.range(&doc, row)].ends_with('\u{2028}') {
                prop_assert_eq!(&is, &was);
            } else if words > 1 || was.contains("好好") {
                prop_assert_eq!(crate::text::sanitise::columns(&is), width, "{:?}", is);
            }
            let bare = |row: &str| row.replace(' ', "");
            prop_assert_eq!(bare(&is), bare(&was));
        }
    }
}
