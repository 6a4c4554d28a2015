//! Numbers as addresses, and citations.

use postil::app::Effect;
use postil::export::cite::Style;

use crate::desk::Desk;

const LAW: &str = "Luật về nước\n\nChương I\nQUY ĐỊNH CHUNG\n\nĐiều 1. Phạm vi\n\nLuật này quy định về nước.\n\n\
    Điều 2. Đối tượng\n\nLuật này áp dụng cho mọi người.\n\nChương II\nTHỰC HIỆN\n\n\
    Điều 3. Hiệu lực\n\nLuật có hiệu lực ngay. Câu hai.\n\nĐiều 4. Thi hành\n\nChính phủ thi hành luật.\n";

fn desk() -> Desk {
    Desk::text(LAW, 70, 16)
}

/// Types a command into the palette.
fn ran<'a>(desk: &'a mut Desk, command: &str) -> &'a mut Desk {
    desk.press(":").type_text(command).press("<Enter>")
}

#[test]
fn an_address_is_gone_to_and_back_from() {
    let mut desk = desk();
    let start = desk.app.reader().cursor();
    ran(&mut desk, "go Điều 3");
    assert_eq!(desk.at_cursor(6), "Điều 3");
    ran(&mut desk, "go chuong 2");
    assert_eq!(desk.at_cursor(9), "Chương II");
    desk.press("<C-o><C-o>");
    assert_eq!(desk.app.reader().cursor(), start);
}

#[test]
fn go_alone_asks_where_to() {
    let mut desk = desk();
    ran(&mut desk, "go");
    assert!(desk.screen().contains("go to:"), "{}", desk.screen());
    desk.type_text("dieu 4\n");
    assert_eq!(desk.at_cursor(6), "Điều 4");
}

#[test]
fn what_is_not_there_is_said_and_the_cursor_stays() {
    let mut desk = desk();
    let start = desk.app.reader().cursor();
    ran(&mut desk, "go Điều 9");
    assert!(desk.screen().contains("nothing here is called Điều 9"), "{}", desk.screen());
    assert_eq!(desk.app.reader().cursor(), start);
}

#[test]
fn a_path_tells_sections_of_one_label_apart() {
    let mut desk = Desk::open("zh-meeting-communique.txt", 80, 24);
    ran(&mut desk, "go 2.3");
    assert_eq!(desk.at_cursor(3), "（三）");
    ran(&mut desk, "go 三");
    assert_eq!(desk.at_cursor(2), "三、");
}

#[test]
fn any_command_that_asks_takes_its_answer_after_its_name() {
    let mut desk = desk();
    ran(&mut desk, "search thi hanh");
    assert_eq!(desk.at_cursor(8), "Thi hành");
    ran(&mut desk, "export notes.md");
    assert!(matches!(desk.asked.as_slice(), [Effect::Export { name, .. }] if name == "notes.md"));
}

/// The passage and the style of the last citation.
fn cited(desk: &Desk) -> Option<(String, Style)> {
    match desk.asked.last()? {
        Effect::Cite { span, style } => Some((desk.app.document().quote(*span).to_owned(), *style)),
        _ => None,
    }
}

#[test]
fn the_sentence_or_the_selection_is_cited() {
    let mut desk = desk();
    ran(&mut desk, "go Điều 3").press("}Y");
    assert_eq!(cited(&desk), Some(("Luật có hiệu lực ngay.".to_owned(), Style::Plain)));
    assert!(desk.screen().contains("cited as plain"), "{}", desk.screen());
    desk.press("ssY");
    assert_eq!(cited(&desk), Some(("Luật có hiệu lực ngay. Câu hai.".to_owned(), Style::Plain)));
    assert_eq!(desk.app.selected_range(), None);
}

#[test]
fn the_style_is_chosen_by_name_or_from_the_list_and_stays() {
    let mut desk = desk();
    ran(&mut desk, "cite-style");
    let screen = desk.screen();
    assert!(screen.contains("biblatex") && screen.contains("csl-json"), "{screen}");
    desk.press("<Down><Enter>}Y");
    assert_eq!(cited(&desk).map(|(_, style)| style), Some(Style::Markdown));
    ran(&mut desk, "cite-style csl-json").press("Y");
    assert_eq!(cited(&desk).map(|(_, style)| style), Some(Style::CslJson));
    ran(&mut desk, "cite-style mla");
    assert!(desk.screen().contains("no style mla"), "{}", desk.screen());
    desk.press("Y");
    assert_eq!(cited(&desk).map(|(_, style)| style), Some(Style::CslJson));
}
