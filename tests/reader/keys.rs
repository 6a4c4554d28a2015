//! Every key that the help names does something, and what typing offers is what it does.

use postil::app::keymap::{BINDINGS, Mode};

use crate::desk::Desk;

/// Ways to get into a mode in which its keys have something to act on.
fn ways(mode: Mode) -> &'static [&'static str] {
    const WITH_NOTES: &str = "}}}s1}s2}saGhi chú<Esc>gg}}}}/Council<Enter>l";
    match mode {
        Mode::Read => &[WITH_NOTES, "}}}s1dd}}", "}}}}vll<Esc>", "}}}s1u", "G}}}zz"],
        Mode::Select => &["}}}}vwwww", "}}}}v", "}}s", "}}}}/Council<Enter>vww", "v"],
        Mode::Outline => &["s1t", "tjj", "tj", "s1ut", "s1ddt", "tG", "tjh"],
        Mode::Notes => &["}}s1}s2<Tab><Tab>", "}}s1}s2ggu<Tab><Tab>", "}}s1}s2gg<Tab><Tab>"],
        Mode::List => &[
            "s1}s2}s3gagg",
            "s1}s2}s3ga",
            "s1}s2}s3gaj",
            "s1}s2s1ddga",
            "s1}s2}s1}s1}s1}s1}s1}s1}s1}s1}s1}s1gaG",
            "s1uga",
        ],
        Mode::Help => &["?", "?jjjj", "?G"],
        Mode::Documents => &["<Esc>gl", "<Esc>gljj", "<Esc>glG"],
    }
}

fn opened(way: &str) -> Desk {
    let mut desk = Desk::open("council-conclusions.md", 120, 20);
    let names = (1..40).map(|number| format!("{number}.txt")).collect();
    desk.app.among(names, 0);
    desk.press("<Esc>");
    desk.press(way);
    desk
}

/// Everything that a reader could notice.
fn state(desk: &mut Desk) -> String {
    let cursor = desk.app.reader().cursor();
    let (screen, styles) = (desk.screen(), desk.styles());
    format!("{screen}\n{styles}\n{cursor}\n{:?}\n{:?}", desk.quotes(), desk.asked)
}

#[test]
fn every_key_in_the_tables_does_something() {
    for binding in BINDINGS {
        for &mode in binding.modes {
            let acts = ways(mode).iter().any(|way| {
                let mut desk = opened(way);
                assert_eq!(desk.app.mode(), mode, "{way}");
                let before = state(&mut desk);
                desk.press(binding.keys);
                before != state(&mut desk)
            });
            assert!(acts, "{} does nothing in {mode:?}", binding.keys);
        }
    }
}

#[test]
fn the_outline_tells_why_a_section_is_one() {
    let mut desk = Desk::open("thong-bao-hoi-nghi-22.txt", 120, 20);
    desk.press("<Esc>tji");
    assert!(desk.screen().contains("1. 1–"), "{}", desk.screen());
    assert!(desk.screen().contains("opens sections ("), "{}", desk.screen());
    desk.press("gggg").press("i");
    assert!(desk.screen().contains("what stands before the first section"), "{}", desk.screen());
}

#[test]
fn the_date_stands_beside_the_title_where_there_is_room() {
    let mut printed = Desk::open("central-bank-2030-03.txt", 160, 20);
    printed.press("<Esc>G");
    assert!(printed.screen().contains("Bank of Ardmere · 20 March 2030"), "{}", printed.screen());
    let mut figures = Desk::open("g7-style-declaration.txt", 160, 20);
    figures.press("<Esc>G");
    assert!(figures.screen().contains("Coast Seven · 2030-06-17"), "{}", figures.screen());
    let mut narrow = Desk::open("g7-style-declaration.txt", 50, 20);
    narrow.press("<Esc>G");
    assert!(!narrow.screen().contains("Coast Seven ·"), "{}", narrow.screen());
}

#[test]
fn a_key_that_is_not_bound_says_so() {
    let mut desk = opened("");
    desk.press("Z");
    assert!(desk.screen().contains("Z: nothing here; ? shows the keys"));
}

#[test]
fn the_help_can_be_searched() {
    let mut desk = opened("?/");
    desk.type_text("tuong tu").press("<Enter>");
    assert!(desk.screen().contains("nothing matches"));
    desk.press("/<C-u>").type_text("undo").press("<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("undo") && !screen.contains("next sentence"), "{screen}");
}

#[test]
fn the_palette_runs_what_it_names_and_goes_to_paragraphs() {
    let mut desk = opened(":");
    desk.type_text("list-no\n");
    assert_eq!(desk.app.mode(), Mode::List);
    desk.press("q:").type_text("3\n");
    assert!(desk.screen().contains("¶3"), "{}", desk.screen());
    desk.press(":").type_text("nonsense\n");
    assert!(desk.screen().contains("no command “nonsense”"));
}
