//! A reader at a desk: a document, a screen of some size, and keys.

use std::path::{Path, PathBuf};

use postil::app::key::{Input, Key, Mouse, MouseAction};
use postil::app::{App, Effect, Keeping, Opened, Outcome};
use postil::notes::{Device, Moment, Sidecar, Store};
use postil::text::Document;
use postil::ui::{self, theme::Colours, theme::Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// The folder of the samples.
pub fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-docs")
}

/// The documents among the samples, in order.
pub fn sample_files() -> Vec<PathBuf> {
    postil::shell::files::documents_in(&samples()).expect("samples")
}

pub struct Desk {
    pub app: App,
    terminal: Terminal<TestBackend>,
    clock: i64,
    /// What the reader asked of the world, but for saving.
    pub asked: Vec<Effect>,
    /// How often the sidecar was saved.
    pub saves: usize,
    /// Why saving fails, where a test wants it to.
    pub unsaved: Option<String>,
}

impl Desk {
    /// Opens a sample, as if for the first time.
    pub fn open(sample: &str, width: u16, height: u16) -> Desk {
        Desk::open_path(&samples().join(sample), width, height)
    }

    pub fn open_path(path: &Path, width: u16, height: u16) -> Desk {
        let bytes = std::fs::read(path).expect("a document");
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let loaded = postil::formats::load(&bytes, &name).expect("a readable document");
        Desk::with(loaded.document, &name, width, height)
    }

    /// Opens a text that stands in the test.
    pub fn text(text: &str, width: u16, height: u16) -> Desk {
        Desk::with(Document::plain(text.to_owned()), "text.txt", width, height)
    }

    fn with(document: Document, name: &str, width: u16, height: u16) -> Desk {
        let store = fresh_store(&document);
        let opened = Opened { document, name: name.to_owned(), store, keeping: Keeping::Saved, notice: None };
        let app = App::new(opened, width, height);
        let terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen");
        Desk { app, terminal, clock: 0, asked: Vec::new(), saves: 0, unsaved: None }
    }

    fn now(&mut self) -> Moment {
        self.clock += 1;
        let time = jiff::Timestamp::from_millisecond(1_900_000_000_000 + self.clock).expect("a time");
        let id = uuid::Uuid::from_u128(
            0x0190_0000_0000_7000_8000_0000_0000_0000 | u128::from(self.clock.unsigned_abs()),
        );
        Moment { time, id }
    }

    /// Gives one input to the reader and answers what it asks of the world.
    pub fn input(&mut self, input: Input) {
        let now = self.now();
        match self.app.input(input, &now) {
            Some(Effect::Save) => {
                self.saves += 1;
                self.app.report(match &self.unsaved {
                    Some(why) => Outcome::NotSaved(why.clone()),
                    None => Outcome::Saved(Vec::new()),
                });
            }
            Some(effect) => self.asked.push(effect),
            None => {}
        }
    }

    /// Presses keys, in the notation of the key tables: `S`, `<C-r>`, `gg`.
    pub fn press(&mut self, notation: &str) -> &mut Desk {
        for key in Key::sequence(notation).unwrap_or_else(|| panic!("not a key: {notation}")) {
            self.input(Input::Key(key));
        }
        self
    }

    /// Types text, every character as it is.
    pub fn type_text(&mut self, text: &str) -> &mut Desk {
        for character in text.chars() {
            let key = match character {
                '\n' => Key::sequence("<Enter>"),
                character => Some(vec![Key::plain(postil::app::key::Code::Char(character))]),
            };
            key.into_iter().flatten().for_each(|key| self.input(Input::Key(key)));
        }
        self
    }

    pub fn mouse(&mut self, action: MouseAction, column: u16, row: u16) -> &mut Desk {
        self.input(Input::Mouse(Mouse { action, column, row }));
        self
    }

    pub fn resize(&mut self, width: u16, height: u16) -> &mut Desk {
        self.terminal.backend_mut().resize(width, height);
        self.input(Input::Resize(width, height));
        self
    }

    /// Draws the screen in many colours.
    pub fn draw(&mut self) -> &Buffer {
        self.draw_in(Colours::Many)
    }

    pub fn draw_in(&mut self, colours: Colours) -> &Buffer {
        let app = &self.app;
        // A terminal blanks the second cell of a wide sign when that is drawn; this backend does not.
        self.terminal.clear().expect("a blank screen");
        self.terminal.draw(|frame| ui::draw(app, Theme::new(colours), frame)).expect("a frame");
        self.terminal.backend().buffer()
    }

    /// The screen as text, a line a row, without the white space at the ends.
    pub fn screen(&mut self) -> String {
        rows(self.draw(), |cell, _| cell.symbol().to_owned())
    }

    /// The screen as styles, a letter a cell; see [`LEGEND`].
    pub fn styles(&mut self) -> String {
        rows(self.draw(), |cell, _| style_letter(cell).to_string())
    }

    /// The quotes of all annotations, in text order.
    pub fn quotes(&self) -> Vec<String> {
        let store = self.app.store();
        let placed = store.placed().iter().filter_map(|placed| store.get(placed.id));
        placed.map(|annotation| annotation.quote().to_owned()).collect()
    }

    /// The word under the cursor and what follows it, as far as `length` characters.
    pub fn at_cursor(&self, length: usize) -> String {
        let text = self.app.document().text();
        text[self.app.reader().cursor()..].chars().take(length).collect()
    }
}

/// The notes of a document that has none yet.
pub fn fresh_store(document: &Document) -> Store {
    Store::open(Sidecar::new(), document, Device::new("testdesk").expect("a device"))
}

/// What the letters of [`Desk::styles`] mean.
pub const LEGEND: &str =
    "b bold  d dim  i italic  r reversed  t title  f found  l label  w warning  1-9 pen (underlined)";

fn rows(buffer: &Buffer, show: impl Fn(&Cell, u16) -> String) -> String {
    let width = usize::from(buffer.area.width);
    let mut text = String::new();
    for row in buffer.content.chunks(width) {
        let mut line = String::new();
        let mut covered = 0;
        for (x, cell) in (0..).zip(row) {
            if covered == 0 {
                line.push_str(&show(cell, x));
                covered = postil::text::sanitise::columns(cell.symbol());
            }
            covered = covered.saturating_sub(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn style_letter(cell: &Cell) -> char {
    const PENS: [u8; 9] = [228, 157, 153, 222, 225, 159, 189, 217, 252];
    let has = |modifier| cell.modifier.contains(modifier);
    if has(Modifier::REVERSED) {
        return 'r';
    }
    if let Color::Indexed(index) = cell.bg
        && let Some(pen) = PENS.iter().position(|&pen| pen == index)
    {
        assert!(has(Modifier::UNDERLINED), "a pen is underlined too");
        return char::from(b'1' + u8::try_from(pen).unwrap_or(0));
    }
    match (cell.bg, cell.fg) {
        (Color::LightYellow, _) => 'f',
        (Color::Yellow, _) => 'l',
        (_, Color::Cyan) => 't',
        (_, Color::Red) => 'w',
        _ if has(Modifier::BOLD) => 'b',
        _ if has(Modifier::DIM) => 'd',
        _ if has(Modifier::ITALIC) => 'i',
        _ => ' ',
    }
}
