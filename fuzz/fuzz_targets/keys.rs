//! Whatever is pressed, pasted, clicked and resized: no panic, a cursor in the text, a harmless
//! screen, and no note lost when the reader leaves.
#![no_main]

use libfuzzer_sys::fuzz_target;
use postil::app::key::{Code, Input, Key, Mouse, MouseAction};
use postil::app::{App, Effect, Keeping, Opened, Outcome};
use postil::formats::load;
use postil::notes::{Sidecar, Store};
use postil::text::grapheme;
use postil::ui::{self, theme::Colours, theme::Theme};
use postil_fuzz::{assert_placed, device, is_obeyed, moment};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const KEYS: [&str; 48] = [
    "j",
    "k",
    "h",
    "l",
    "<Space>",
    "b",
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
    "zz",
    "<C-o>",
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
    "o",
    "gv",
    "<Esc>",
    "<Enter>",
    "dd",
    "u",
    "<C-r>",
    "]a",
    "[n",
    "/",
    "n",
    "*",
    "t",
    "<Tab>",
    "<Backspace>",
    "<C-w>",
    "<Left>",
    "E",
];

fuzz_target!(|input: (Vec<u8>, &str)| {
    let (acts, text) = input;
    let Ok(loaded) = load(text.as_bytes(), "a.txt") else { return };
    let store = Store::open(Sidecar::new(), &loaded.document, device("fuzzfuzz"));
    let opened = Opened {
        document: loaded.document,
        name: text.chars().take(60).collect(),
        store,
        keeping: Keeping::Saved,
        notice: None,
    };
    let mut desk = Desk {
        app: App::new(opened, 40, 12),
        terminal: Terminal::new(TestBackend::new(40, 12)).expect("a screen"),
        clock: 0,
        saves: 0,
    };
    let mut acts = acts.into_iter().take(120);
    while let Some(act) = acts.next() {
        let (a, b) = (u16::from(act), u16::from(acts.next().unwrap_or_default()));
        match act {
            200..=219 => {
                desk.terminal.backend_mut().resize(b, a - 200);
                desk.input(Input::Resize(b, a - 200));
            }
            220..=229 => {
                let action =
                    [MouseAction::Press, MouseAction::Drag, MouseAction::Release][usize::from(act) % 3];
                desk.input(Input::Mouse(Mouse { action, column: b, row: a - 220 }));
            }
            230..=239 => desk.input(Input::Paste(text.to_owned())),
            240..=255 => {
                let typed = text.chars().nth(usize::from(b)).unwrap_or('ệ');
                desk.input(Input::Key(Key::plain(Code::Char(typed))));
            }
            0..=199 => {
                let keys = Key::sequence(KEYS[usize::from(act) % KEYS.len()]).expect("keys");
                keys.into_iter().for_each(|key| desk.input(Input::Key(key)));
            }
        }
        desk.check();
    }
});

struct Desk {
    app: App,
    terminal: Terminal<TestBackend>,
    clock: u32,
    saves: usize,
}

impl Desk {
    fn input(&mut self, input: Input) {
        self.clock += 1;
        let before = self.app.store().sidecar().to_json();
        if self.app.input(input, &moment(self.clock)) == Some(Effect::Save) {
            self.saves += 1;
            self.app.report(Outcome::Saved(Vec::new()));
        } else {
            assert_eq!(self.app.store().sidecar().to_json(), before, "what changed is saved");
        }
    }

    fn check(&mut self) {
        let text = self.app.document().text();
        for offset in [self.app.reader().cursor(), self.app.reader().top()] {
            assert!(offset < text.len() && grapheme::is_boundary(text, offset), "at {offset}");
        }
        assert_placed(self.app.store(), self.app.document());
        let (app, theme) = (&self.app, Theme::new(Colours::Many));
        self.terminal.draw(|frame| ui::draw(app, theme, frame)).expect("a frame");
        for cell in &self.terminal.backend().buffer().content {
            assert!(!cell.symbol().chars().any(is_obeyed), "{:?}", cell.symbol());
        }
    }
}
