//! Texts of many scripts, on screens wide and narrow: what stands on a row, and where it ends.

use std::path::{Path, PathBuf};

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use postil::text::flow::Line;
use postil::text::{Breaks, grapheme, sanitise};
use unicode_width::UnicodeWidthStr;

use crate::desk::Desk;

/// What closes in Chinese and Japanese, and never begins a row.
const CLOSING: &str = "、。，．：；！？）］｝〉》」』】〕〗…";

/// Short texts, so that the rules are held without any corpus.
const TEXTS: &[&str] = &[
    "การประชุมคณะกรรมการกลางครั้งที่สองได้พิจารณาแผนพัฒนาเศรษฐกิจและสังคมของประเทศในช่วงห้าปีข้างหน้าอย่างรอบด้าน",
    "ព្រះរាជាណាចក្រកម្ពុជាបានប្រកាសសេចក្តីថ្លែងការណ៍រួមអំពីកិច្ចសហប្រតិបត្តិការសេដ្ឋកិច្ចនិងសន្តិភាពក្នុងតំបន់",
    "ກອງປະຊຸມຄະນະບໍລິຫານງານສູນກາງໄດ້ຕົກລົງກ່ຽວກັບແຜນພັດທະນາເສດຖະກິດແລະສັງຄົມຂອງປະເທດ",
    "လူတိုင်းသည်တူညီလွတ်လပ်သောဂုဏ်သိက္ခာဖြင့်လည်းကောင်းတူညီလွတ်လပ်သောအခွင့်အရေးများဖြင့်လည်းကောင်းမွေးဖွားလာသူများဖြစ်သည်",
    "会议指出，要坚持稳中求进工作总基调（见第三条），全面落实各项任务。会议强调：“质量第一！”大家一致通过了《决议》。",
    "会議は「共同声明」を採択し、各国は引き続き協力することで一致した。カードの「はい」と「いいえ」。",
    "اجتمع المجلس في دورته الثانية وناقش خطة التنمية الاقتصادية والاجتماعية للسنوات الخمس المقبلة.",
    "המועצה התכנסה לישיבתה השנייה ודנה בתוכנית הפיתוח הכלכלי והחברתי לחמש השנים הבאות.",
    "परिषद ने अपनी दूसरी बैठक में आर्थिक और सामाजिक विकास की योजना पर विचार किया।",
    "Ho\u{323}\u{302}i nghi\u{323} Ban Cha\u{302}\u{301}p ha\u{300}nh Trung u\u{31b}o\u{31b}ng la\u{302}\u{300}n thu\u{31b}\u{301} hai \u{111}a\u{303} tho\u{302}ng qua nghi\u{323} quye\u{302}\u{301}t.",
];

/// Pages through the text and holds what must hold of each screen.
fn read_through(desk: &mut Desk, name: &str) {
    desk.press("zp");
    for _ in 0..10_000 {
        check_screen(desk, name);
        let cursor = desk.app.reader().cursor();
        desk.press("<Space>");
        if desk.app.reader().cursor() == cursor {
            return;
        }
    }
    panic!("{name}: no end");
}

fn check_screen(desk: &mut Desk, name: &str) {
    let area = desk.app.layout().text;
    let painted = desk.draw().clone();
    let doc = desk.app.document();
    for (y, line) in (area.y..).zip(desk.app.lines()) {
        let Line::Text { row, range } = line else { continue };
        let words = &doc.text()[range.clone()];
        for edge in [range.start, range.end] {
            assert!(grapheme::is_boundary(doc.text(), edge), "{name}: a grapheme is broken: {words:?}");
        }
        let paragraph = &doc.paragraphs()[row.paragraph];
        if range.start > paragraph.content.start {
            let closing = words.chars().next().is_some_and(|first| CLOSING.contains(first));
            assert!(!closing, "{name}: a row begins with what closes: {words:?}");
            let content = &doc.text()[paragraph.content.clone()];
            let at = range.start - paragraph.content.start;
            assert!(ends_a_word(content, at, usize::from(area.width)), "{name}: a word is broken: {words:?}");
        }
        check_row(words, paragraph.breaks, &painted, (area.x, y, area.width), name);
    }
}

/// The row on the screen is the row of the text, no wider than the screen, measured alike by us and
/// by what paints it.
fn check_row(
    words: &str,
    breaks: Breaks,
    painted: &ratatui::buffer::Buffer,
    (x, y, width): (u16, u16, u16),
    name: &str,
) {
    let shown: Vec<_> = sanitise::row_glyphs(words, breaks).collect();
    let last = shown.iter().rposition(|glyph| !glyph.hangs()).map_or(0, |last| last + 1);
    let columns: usize = shown[..last].iter().map(|glyph| glyph.width).sum();
    let expected: String = shown[..last].iter().map(|glyph| glyph.text.as_ref()).collect();
    assert!(columns <= usize::from(width), "{name}: {columns} columns: {words:?}");
    let (mut found, mut at) = (String::new(), 0);
    while at < width {
        let symbol = painted[(x + at, y)].symbol();
        found.push_str(symbol);
        at += u16::try_from(symbol.width().max(1)).expect("a width");
    }
    assert_eq!(found.trim(), expected.trim(), "{name}");
    let of_glyphs = shown[..last].iter().map(|glyph| glyph.text.width()).sum::<usize>();
    assert_eq!(of_glyphs, columns, "{name}: measured otherwise than painted: {words:?}");
}

/// Whether no word of a script without spaces goes over `at`, unless it is wider than a row.
fn ends_a_word(content: &str, at: usize, width: usize) -> bool {
    let (before, after) = content.split_at(at);
    let joined =
        |c: char| matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}');
    if !before.ends_with(joined) || !after.starts_with(joined) {
        return true;
    }
    let start = before.rfind(|c| !joined(c)).map_or(0, |space| grapheme::next(content, space));
    let end = at + after.find(|c| !joined(c)).unwrap_or(after.len());
    let run = &content[start..end];
    let breaks: Vec<usize> = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default())
        .segment_str(run)
        .map(|b| b + start)
        .collect();
    let word = breaks.windows(2).find(|pair| pair[0] < at && at < pair[1]);
    word.is_none_or(|pair| sanitise::columns(&content[pair[0]..pair[1]]) > width)
}

#[test]
fn rows_of_every_script_are_whole() {
    for text in TEXTS {
        for (width, height) in [(80, 24), (40, 12), (24, 6)] {
            let text = format!("{text}\n\n{text} {text}\n");
            read_through(&mut Desk::text(&text, width, height), &text);
        }
    }
}

/// The same of every translation of the Universal Declaration that lies beside the project.
#[test]
fn the_universal_declaration_reads_in_every_language() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/udhr");
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    for path in files {
        for (width, height) in [(80, 24), (40, 12)] {
            read_through(&mut Desk::open_path(&path, width, height), &path.display().to_string());
        }
    }
}
