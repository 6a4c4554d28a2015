//! Whatever is pressed, at whatever size: no panic, nothing lost, nothing unsafe on the screen.

use postil::app::key::{Input, Key};
use postil::text::grapheme;
use proptest::prelude::*;

use crate::desk::{Desk, sample_files};

/// Keys that a reader, or a cat, may press.
const KEYS: &[&str] = &[
    "j",
    "k",
    "h",
    "l",
    "<Space>",
    "b",
    "B",
    "<C-d>",
    "<C-u>",
    "w",
    "e",
    ")",
    "(",
    "}",
    "{",
    "]]",
    "[[",
    "gg",
    "G",
    "7G",
    "zz",
    "zt",
    "zb",
    "<C-o>",
    "zp",
    "zj",
    "s",
    "x",
    "v",
    "V",
    "S",
    "a",
    "f",
    "iw",
    "is",
    "ip",
    "i(",
    "o",
    "gv",
    "<Esc>",
    "1",
    "2",
    "9",
    "<Enter>",
    "dd",
    "u",
    "<C-r>",
    "]a",
    "[a",
    "]n",
    "[n",
    "/",
    "n",
    "N",
    "*",
    "t",
    "T",
    "<Tab>",
    "<S-Tab>",
    "ga",
    "gl",
    "y",
    "Y",
    "E",
    ":",
    "?",
    "<Backspace>",
    "<C-w>",
    "<C-c>",
    "y",
    "đ",
    "\u{301}",
    "ệ",
    "会",
    "0",
    "$",
];

#[derive(Clone, Debug)]
enum Act {
    Press(&'static str),
    Resize(u16, u16),
    Click(u16, u16),
    Paste(&'static str),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        20 => prop::sample::select(KEYS).prop_map(Act::Press),
        1 => (0_u16..220, 0_u16..70).prop_map(|(width, height)| Act::Resize(width, height)),
        1 => (0_u16..220, 0_u16..70).prop_map(|(column, row)| Act::Click(column, row)),
        1 => prop::sample::select(&["một\r\nhai", "\u{1b}]52;c;eA==\u{7}", "会議\u{202e}x"][..]).prop_map(Act::Paste),
    ]
}

fn perform(desk: &mut Desk, act: &Act) {
    use postil::app::key::MouseAction::{Drag, Press, Release};
    match *act {
        Act::Press(keys) => {
            Key::sequence(keys).into_iter().flatten().for_each(|key| desk.input(Input::Key(key)));
        }
        Act::Resize(width, height) => {
            desk.resize(width, height);
        }
        Act::Click(column, row) => {
            desk.mouse(Press, column, row)
                .mouse(Drag, column.wrapping_add(9), row)
                .mouse(Release, column, row);
        }
        Act::Paste(text) => desk.input(Input::Paste(text.to_owned())),
    }
}

/// What must hold after every act.
fn check(desk: &mut Desk) {
    let (cursor, top) = (desk.app.reader().cursor(), desk.app.reader().top());
    let text = desk.app.document().text().to_owned();
    assert!(cursor < text.len() && grapheme::is_boundary(&text, cursor), "cursor at {cursor}");
    assert!(top < text.len() && grapheme::is_boundary(&text, top), "top at {top}");
    let (doc, flow) = (desk.app.document(), desk.app.flow());
    let row = flow.row_at(doc, cursor);
    assert!(flow.hidden().run_at(row.paragraph).is_none(), "cursor at {cursor}, which is folded away");
    for placed in desk.app.store().placed() {
        let quote = &text[placed.span.range()];
        assert_eq!(quote, quote.trim(), "a quote has no white space around it");
    }
    for cell in &desk.draw().content {
        let unsafe_sign =
            |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!cell.symbol().chars().any(unsafe_sign), "{:?}", cell.symbol());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_pressed_breaks_the_reader(
        sample in 0_usize..64,
        size in prop::sample::select(&[(80_u16, 24_u16), (200, 60), (40, 12), (13, 4), (1, 1)][..]),
        acts in prop::collection::vec(act(), 1..60),
    ) {
        let samples = sample_files();
        let mut desk = Desk::open_path(&samples[sample % samples.len()], size.0, size.1);
        for act in &acts {
            perform(&mut desk, act);
            check(&mut desk);
        }
    }

    #[test]
    fn everything_can_be_undone_and_redone(acts in prop::collection::vec(prop::sample::select(
        &["s1", "x2", "sj3", "dd", "}", ")", "sa", "]a", "gg", "G"][..]), 1..25)) {
        let mut desk = Desk::open("resolution-2031.txt", 80, 24);
        for keys in &acts {
            desk.press(keys);
            if desk.app.overlay().is_some() {
                desk.type_text("ghi chú").press("<Esc>");
            }
        }
        let done = desk.quotes();
        let changes = desk.saves;
        for _ in 0..changes {
            desk.press("u");
        }
        prop_assert_eq!(desk.quotes(), Vec::<String>::new());
        for _ in 0..changes {
            desk.press("<C-r>");
        }
        prop_assert_eq!(desk.quotes(), done);
    }
}
