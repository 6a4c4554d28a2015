//! What belongs to the page is folded away, and is there when something leads to it.

use postil::app::key::MouseAction;

use crate::desk::Desk;

const TEXT: &str = "HỘI NGHỊ LẦN THỨ 22\n\nChia sẻ lên Facebook\n\nIn trang này\n\n\
    Hội nghị bàn về lúa và cá, về việc trữ nước ngọt cho mùa khô và về đê bao của ba huyện ven biển. Đại \
    biểu dự đông đủ.\n\nTỉnh ủy giao các huyện thực hiện việc này trong năm 2020 và báo cáo kết quả trước \
    ngày 15 tháng 12; sở tài chính bố trí vốn.\n\nBình luận\n\nChia sẻ\n";

fn shows(desk: &mut Desk, words: &str) -> bool {
    desk.screen().contains(words)
}

fn desk() -> Desk {
    let mut desk = Desk::text(TEXT, 60, 20);
    assert!(shows(&mut desk, "▸ 2 lines of page furniture"), "{}", desk.screen());
    assert!(!shows(&mut desk, "In trang này"));
    desk
}

#[test]
fn a_key_shows_it_and_hides_it_again() {
    let mut desk = desk();
    desk.press("zp");
    assert!(shows(&mut desk, "In trang này") && !shows(&mut desk, "▸"), "{}", desk.screen());
    desk.press("zp");
    assert!(shows(&mut desk, "▸ 2 lines") && !shows(&mut desk, "In trang này"), "{}", desk.screen());
    desk.press(":").type_text("toggle-chrome\n");
    assert!(shows(&mut desk, "In trang này"));
}

#[test]
fn rows_and_pages_pass_over_it() {
    let mut desk = desk();
    desk.press("j");
    assert_eq!(desk.at_cursor(8), "Hội nghị");
    desk.press("k");
    assert_eq!(desk.at_cursor(8), "HỘI NGHỊ");
    desk.press("<Space><Space>");
    assert_eq!(desk.at_cursor(9), "tài chính");
    desk.press("G");
    assert_eq!(desk.at_cursor(1), ".");
}

#[test]
fn what_lands_in_it_unfolds_that_run_and_no_other() {
    for keys in ["/trang nay<Enter>", "gg}"] {
        let mut desk = desk();
        desk.press(&keys.replace(' ', "<Space>"));
        assert!(shows(&mut desk, "In trang này"), "{keys}\n{}", desk.screen());
        assert!(shows(&mut desk, "▸ 2 lines"), "the other run: {keys}\n{}", desk.screen());
    }
    let mut desk = desk();
    let line = desk.screen().lines().position(|line| line.contains('▸')).expect("a folded run");
    let text = desk.app.layout().text;
    desk.mouse(MouseAction::Press, text.x + 3, u16::try_from(line).expect("a row"));
    assert_eq!(desk.at_cursor(7), "Chia sẻ");
}

#[test]
fn what_is_annotated_is_not_folded() {
    let mut desk = desk();
    desk.press("/trang<Enter>s1zpzp");
    assert!(shows(&mut desk, "In trang này"), "{}", desk.screen());
    desk.press("ddzpzp");
    assert!(!shows(&mut desk, "In trang này"), "{}", desk.screen());
}

#[test]
fn hiding_takes_the_cursor_out_of_it() {
    let mut desk = desk();
    desk.press("/trang<Enter>zpzp");
    assert_eq!(desk.at_cursor(8), "Hội nghị");
}

#[test]
fn labels_are_for_what_is_in_view() {
    let mut desk = desk();
    desk.press("S");
    let Some(postil::app::overlay::Overlay::Labels(labels)) = desk.app.overlay().cloned() else {
        panic!("labels")
    };
    let labelled: Vec<_> = labels.labels.iter().map(|(_, span)| desk.app.document().quote(*span)).collect();
    assert!(labelled.iter().all(|words| !words.contains("trang")), "{labelled:?}");
}
