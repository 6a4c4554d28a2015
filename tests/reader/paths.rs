//! What a reader does and what comes of it, in words rather than whole screens.

use postil::app::Effect;
use postil::app::key::MouseAction;

use crate::desk::Desk;

const TEXT: &str = "Tiêu đề của văn bản\n\nCâu một nói về lúa. Câu hai nói về “hạn mặn” (sâu). \
                    Câu ba.\n\nĐoạn sau có TP. Bến Tre. Hết đoạn.\n";

fn desk() -> Desk {
    Desk::text(TEXT, 60, 16)
}

/// Presses keys and answers what is selected.
fn selected(keys: &str) -> String {
    let mut desk = desk();
    desk.press(keys);
    let range = desk.app.selected_range().unwrap_or(0..0);
    TEXT[range].to_owned()
}

#[test]
fn selections() {
    assert_eq!(selected("}s"), "Câu một nói về lúa.");
    assert_eq!(selected("}ss"), "Câu một nói về lúa. Câu hai nói về “hạn mặn” (sâu).");
    assert_eq!(selected("})x").trim_end(), "Câu một nói về lúa. Câu hai nói về “hạn mặn” (sâu). Câu ba.");
    assert_eq!(selected("}viw"), "Câu");
    assert_eq!(selected("}vee"), "Câu một");
    assert_eq!(selected("})wwwwvi\""), "hạn mặn");
    assert_eq!(selected("})wwwwwwvi("), "sâu");
    assert_eq!(selected("}so<Esc>gv"), "Câu một nói về lúa.");
    assert_eq!(selected("}}s"), "Đoạn sau có TP. Bến Tre.");
}

#[test]
fn the_end_of_the_text_stands_at_the_foot_of_the_screen() {
    let mut desk = Desk::open("central-bank-2030-03.txt", 80, 16);
    desk.press("G");
    let foot = desk.screen().lines().nth(14).map(str::to_owned).unwrap_or_default();
    let text = desk.app.document().text().trim_end().to_owned();
    let last: String = text.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
    assert!(foot.trim_end().ends_with(last.trim_start()), "{}", desk.screen());
}

#[test]
fn brackets_within_brackets_are_matched() {
    let mut desk = Desk::text("Tiêu đề dài của văn bản này\n\nMột (a (b) c) hai.\n", 60, 12);
    desk.press("}wlvi(");
    let range = desk.app.selected_range().unwrap_or(0..0);
    assert_eq!(&desk.app.document().text()[range], "a (b) c");
}

#[test]
fn a_tag_of_several_words_stays_one() {
    let mut desk = desk();
    desk.press("}s1T").type_text("xâm nhập mặn,\n");
    let saves = desk.saves;
    desk.press("T<Enter>");
    assert_eq!(desk.saves, saves, "nothing was changed");
    desk.press("T").type_text(" lúa\nga");
    assert!(desk.screen().contains("#lúa #xâm nhập mặn"), "{}", desk.screen());
}

#[test]
fn the_palette_runs_the_row_that_it_highlights() {
    let mut desk = Desk::open("council-conclusions.md", 100, 24);
    desk.press(":").type_text("select");
    let chosen = desk.screen().lines().find(|line| line.contains("select")).map(str::to_owned);
    assert!(chosen.is_some_and(|line| line.trim_start().starts_with("select ")), "{}", desk.screen());
    desk.press("<Down><Enter>");
    let range = desk.app.selected_range().unwrap_or(0..0);
    assert!(range.len() > 4, "the next row selects a sentence, not one character");
}

#[test]
fn the_pen_of_an_annotation_changes_when_the_same_words_are_drawn_over_again() {
    let mut desk = desk();
    desk.press("}s1s3");
    assert_eq!(desk.quotes(), ["Câu một nói về lúa."]);
    assert!(desk.screen().contains("pen changed to commitment"), "{}", desk.screen());
    desk.press("u");
    assert!(desk.screen().contains("undone: pen as before"));
}

#[test]
fn enter_highlights_with_the_last_pen_and_then_opens() {
    let mut desk = desk();
    desk.press("}s2)<Enter>");
    assert!(desk.screen().contains("highlighted with pen figures"), "{}", desk.screen());
    desk.press("<Enter>").type_text("về mặn\nvề lúa").press("<Esc><Enter>");
    let screen = desk.screen();
    assert!(screen.contains("về mặn") && screen.contains("về lúa"), "{screen}");
}

#[test]
fn a_note_that_was_given_up_leaves_nothing() {
    let mut desk = desk();
    desk.press("}a").type_text("dở dang").press("<C-c>n").type_text("!").press("<C-c>y");
    assert!(desk.screen().contains("abandoned"));
    assert_eq!((desk.quotes().len(), desk.saves), (0, 0));
}

#[test]
fn every_change_is_saved_at_once() {
    let mut desk = desk();
    desk.press("}s1)s2ddu<C-r>T").type_text("mặn\n");
    assert_eq!(desk.saves, 6, "two highlights, one deletion, undone and redone, one tag");
}

#[test]
fn tags_are_typed_with_or_without_a_hash() {
    let mut desk = desk();
    desk.press("}s1T").type_text("#economy/growth mặn\nga");
    assert!(desk.screen().contains("#economy/growth #mặn"), "{}", desk.screen());
    desk.press("/").type_text("#economy").press("<Enter>");
    assert!(desk.screen().contains("Notes (1)"));
    desk.press("/<C-u>").type_text("tag:none").press("<Enter>");
    assert!(desk.screen().contains("nothing matches"));
}

#[test]
fn search_goes_to_the_match_as_it_is_typed_and_back_when_it_is_given_up() {
    let mut desk = desk();
    desk.press("/").type_text("han man");
    assert_eq!(desk.at_cursor(7), "hạn mặn");
    desk.press("<Esc>");
    assert_eq!(desk.at_cursor(7), "Tiêu đề");
    desk.press("/").type_text("ben tre\n");
    assert_eq!(desk.at_cursor(7), "Bến Tre");
    desk.press("gg").press("n");
    assert!(desk.screen().contains("match 1 of 1"), "{}", desk.screen());
    desk.press("n");
    assert!(desk.screen().contains("round the end of the text"), "{}", desk.screen());
}

#[test]
fn an_accent_or_a_capital_in_the_query_must_be_there() {
    let mut desk = desk();
    desk.press("/").type_text("CÂU\n");
    assert!(desk.screen().contains("not found: CÂU"));
    desk.press("/").type_text("cau\n");
    assert!(desk.screen().contains("of 3"), "{}", desk.screen());
}

#[test]
fn copying_asks_for_the_words_without_line_ends() {
    let mut desk = Desk::text(
        "Dòng đầu của một câu dài\nđược ngắt ở đây cho vừa.\n\nĐoạn hai cũng dài như thế\nvà được ngắt.\n",
        60,
        12,
    );
    desk.press("y");
    let copied = desk.asked.iter().find_map(|effect| match effect {
        Effect::Copy(words) => Some(words.clone()),
        _ => None,
    });
    assert!(copied.is_some_and(|words| !words.contains('\n')));
}

#[test]
fn the_mouse_clicks_drags_scrolls_and_opens_sections() {
    let mut desk = Desk::open("thong-bao-hoi-nghi-22.txt", 120, 30);
    desk.mouse(MouseAction::Press, 5, 3);
    assert!(desk.at_cursor(2).starts_with('2'), "{}", desk.at_cursor(20));
    desk.press("gg");
    let layout = desk.app.layout();
    desk.mouse(MouseAction::Press, layout.text.x, layout.text.y);
    desk.mouse(MouseAction::Drag, layout.text.x + 6, layout.text.y);
    desk.mouse(MouseAction::Release, layout.text.x + 6, layout.text.y);
    let selected = desk.app.selected_range().map(|range| desk.app.document().text()[range].to_owned());
    assert_eq!(selected.as_deref(), Some("Tỉnh ủy"));
    let top = desk.app.reader().top();
    desk.press("<Esc>").mouse(MouseAction::ScrollDown, layout.text.x, layout.text.y);
    assert!(desk.app.reader().top() > top);
}

#[test]
fn a_resize_keeps_the_place() {
    let mut desk = Desk::open("thong-bao-hoi-nghi-22.txt", 200, 60);
    desk.press("]]]])");
    let words = desk.at_cursor(20);
    for (width, height) in [(40, 12), (1, 1), (80, 24), (200, 60)] {
        desk.resize(width, height);
        assert_eq!(desk.at_cursor(20), words);
    }
}

#[test]
fn notes_of_a_passage_show_without_colour() {
    use postil::ui::theme::Colours;
    use ratatui::style::{Color, Modifier};
    let mut desk = desk();
    desk.press("}s2");
    let buffer = desk.draw_in(Colours::None);
    assert!(buffer.content.iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset));
    assert!(buffer.content.iter().any(|cell| cell.modifier.contains(Modifier::UNDERLINED)));
    assert!(buffer.content.iter().any(|cell| cell.symbol() == "F"), "the letter of the pen");
}

#[test]
fn a_paragraph_is_reached_by_its_number() {
    let mut desk = Desk::open("resolution-2031.txt", 80, 24);
    desk.press("7G");
    assert!(desk.at_cursor(2).starts_with("7."), "{}", desk.at_cursor(20));
    desk.press("99G");
    assert!(desk.screen().contains("no paragraph 99"));
}

#[test]
fn rows_are_spread_on_demand_and_the_mouse_finds_their_words() {
    let mut desk = Desk::open("thong-bao-hoi-nghi-22.txt", 80, 24);
    desk.press("<Space>");
    let ragged = desk.screen();
    desk.press("zj");
    let text = desk.app.layout().text;
    let spread = desk.screen();
    assert_ne!(spread, ragged);
    let words = |screen: &str| {
        let text: Vec<String> = screen.lines().skip(1).take(20).map(|line| line.replace(' ', "")).collect();
        text.join("|")
    };
    assert_eq!(words(&spread), words(&ragged));
    for y in text.y + 3..text.y + 12 {
        let cells: Vec<String> =
            (text.x..text.x + text.width).map(|x| desk.draw()[(x, y)].symbol().to_owned()).collect();
        for column in [0, 17, 40, 70] {
            if cells[column] != " " {
                desk.mouse(MouseAction::Press, text.x + u16::try_from(column).expect("a column"), y);
                assert_eq!(desk.at_cursor(1), cells[column], "row {y}, column {column}");
            }
        }
    }
    desk.press("zj");
    assert!(desk.screen().contains("rows end where their words do"));
}

#[test]
fn what_runs_to_the_left_stands_at_the_right_edge_in_the_order_of_the_text() {
    let text = "המועצה התכנסה לישיבתה השנייה.\n\nThe Council met.\n";
    let mut desk = Desk::text(text, 60, 12);
    let area = desk.app.layout().text;
    let row = |desk: &mut Desk, line: usize| desk.screen().lines().nth(line).unwrap_or_default().to_owned();
    let first = row(&mut desk, usize::from(area.y));
    assert!(first.ends_with("המועצה התכנסה לישיבתה השנייה."), "{first}");
    assert_eq!(first.chars().count(), usize::from(area.x + area.width));
    assert!(row(&mut desk, usize::from(area.y) + 2).contains("    The Council"));
    desk.mouse(MouseAction::Press, area.x + area.width - 1, area.y);
    assert_eq!(desk.at_cursor(1), ".");
    desk.mouse(MouseAction::Press, area.x, area.y);
    assert_eq!(desk.at_cursor(1), "ה");
    desk.press("s1");
    let marked = row(&mut desk, usize::from(area.y));
    assert!(marked.ends_with("השנייה.K"), "the sign stands where the row begins: {marked}");
}
