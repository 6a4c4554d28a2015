//! The structure that is recovered from texts, seen as a reader sees it: text in, outline out.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use postil::formats;
use postil::text::structure::{Block, BlockKind, ChainRole, Reason, plain_blocks};
use postil::text::{Breaks, Document, Role, SourceLines, grapheme};
use proptest::prelude::*;

/// One line a section with a heading: `level label | title`; other sections: `level kind`.
fn outline(document: &Document) -> String {
    let mut lines = String::new();
    for section in document.sections() {
        let kind = section.kind;
        let words = if kind.has_heading() {
            format!("{} | {}", section.label, section.title)
        } else {
            kind.name().to_owned()
        };
        let _ = writeln!(lines, "{} {}", section.level, words.trim());
    }
    lines
}

/// One line a paragraph: number (`=` before a printed one, `-` for none), role, first words.
fn paragraphs(document: &Document) -> String {
    let mut lines = String::new();
    for paragraph in document.paragraphs() {
        let sign = if paragraph.printed { "=" } else { "" };
        let number = paragraph.number.map_or("-".to_owned(), |number| number.to_string());
        let words: String = document.text()[paragraph.content.clone()].chars().take(12).collect();
        let _ = writeln!(lines, "{sign}{number} {:?} {}", paragraph.role, words.trim().replace('\n', "/"));
    }
    lines
}

fn plain(text: &str) -> Document {
    Document::plain(text.to_owned())
}

fn markdown(text: &str) -> Document {
    formats::load(text.as_bytes(), "text.md").expect("Markdown").document
}

fn lines(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", line.trim())).filter(|line| line != "\n").collect()
}

/// Running text of some length.
const PROSE: &str = "The heads of state and government met to consider the situation and agreed on a number of \
    measures that they will carry out together over the coming years.";

/// The text with running text, each time another, in the place of `~~`.
fn with_prose(text: &str) -> String {
    let parts = text.split("~~").enumerate();
    parts.map(|(at, part)| if at == 0 { part.to_owned() } else { format!("{PROSE} {at}.{part}") }).collect()
}

#[test]
fn a_number_opens_a_topic_where_paragraphs_without_numbers_follow() {
    let text = with_prose(
        "Thông báo kết quả hội nghị\n\n29/09/2020 - 20:56\n\n~~\n\n1. Về kết quả thực hiện, hội nghị thống nhất:\n\n~~\n\n~~\n\n\
         2. Đối với nội dung tổng kết:\n\n~~\n\n3. ~~\n\n4. ~~\n\n~~\n\nBAN CHẤP HÀNH ĐẢNG BỘ TỈNH\n\nChia sẻ bài viết\n\nBÌNH LUẬN\n",
    );
    let document = plain(&text);
    let expected = lines(&format!(
        "1 front
         1 1 | Về kết quả thực hiện, hội nghị thống nhất:
         1 2 | Đối với nội dung tổng kết:
         1 3 | {PROSE} 5.
         1 4 | {PROSE} 6.
         1 closing"
    ));
    assert_eq!(outline(&document), expected);
    let roles: Vec<Role> =
        document.paragraphs().iter().rev().take(4).map(|paragraph| paragraph.role).collect();
    assert_eq!(roles, [Role::Chrome, Role::Chrome, Role::Signature, Role::Closing]);
    assert_eq!(document.meta().date.as_deref(), Some("29/09/2020 - 20:56"));
}

#[test]
fn numbers_that_run_through_headings_number_paragraphs() {
    let text = with_prose(
        "Leaders’ Communiqué\n\nPreamble\n\n1. ~~\n\n2. ~~\n\nUkraine\n\n3. ~~\n\n4, ~~\n\n5.~~\n\nIndo-Pacific\n\n6. ~~\n\n7. ~~\n",
    );
    let document = plain(&text);
    assert_eq!(outline(&document), "1 front\n1 | Preamble\n1 | Ukraine\n1 | Indo-Pacific\n");
    assert_eq!(
        paragraphs(&document),
        lines(
            "- Title Leaders’ Com
             - Heading Preamble
             =1 Body 1. The heads
             =2 Body 2. The heads
             - Heading Ukraine
             =3 Body 3. The heads
             =4 Body 4, The heads
             =5 Body 5.The heads
             - Heading Indo-Pacific
             =6 Body 6. The heads
             =7 Body 7. The heads"
        )
    );
}

#[test]
fn operative_paragraphs_of_a_resolution_are_numbered_paragraphs() {
    let document = plain(
        "Resolution 242 (1967)\nof 22 November 1967\n\nThe Security Council,\n\nExpressing its continuing concern with the grave\n\
         situation in the region and recalling\nits earlier resolutions on it,\n\n\
         1. Affirms that the fulfilment of the principles\nrequires the establishment of a just and lasting peace\n\
         which should include both principles:\n\n(a) Withdrawal of armed forces from\nterritories occupied ;\n\n\
         (b) Termination of all claims or states\nof belligerency ;\n\n2. Affirms further the necessity\n\n\
         (a) For guaranteeing freedom of navigation through\ninternational waterways in the area;\n\n\
         (b) For achieving a just settlement;\n\n3. Requests the Secretary-General to designate a\nRepresentative ;\n\n\
         4. Decides to remain seized of the matter.\n",
    );
    assert_eq!(outline(&document), "1 fallback\n");
    assert_eq!(
        paragraphs(&document),
        lines(
            "- Title Resolution 2
             - Body The Security
             - Body Expressing i
             =1 Body 1. Affirms t
             - Item (a) Withdraw
             - Item (b) Terminat
             =2 Body 2. Affirms f
             - Item (a) For guar
             - Item (b) For achi
             =3 Body 3. Requests
             =4 Body 4. Decides t"
        )
    );
}

#[test]
fn a_statement_without_an_outline_gets_none() {
    let text = "Information received since the Committee met in December suggests that\n\
                growth paused in recent months and that output rose by no more than\n1.5 percent after the gains of earlier quarters; it was below\n\
                2. The unemployment rate remains elevated.\n\n\
                To support a stronger recovery the Committee will continue purchasing\nadditional securities at a pace of\n\
                $40 billion a month.\n\nVoting for the action were: Ben S. Bernanke, Chairman;\nWilliam C. Dudley, Vice Chairman.\n";
    let document = plain(text);
    assert_eq!(outline(&document), "1 fallback\n");
    assert_eq!(document.paragraphs().len(), 3);
}

#[test]
fn a_chinese_report_has_two_levels() {
    let prose = "我们贯彻党中央决策部署，统筹推进疫情防控和经济社会发展，主要做了以下工作，取得了显著成效，人民生活得到切实保障，社会大局保持稳定，各项事业取得新的进展。";
    let text = "2021年政府工作报告\n\n各位代表：\n\n一、2020年工作回顾\n\n~~\n\n一是~~\n\n二是~~\n\n二、2021年重点工作\n\n~~\n\n\
                （一）保持宏观政策连续性。~~\n\n~~\n\n（二）深入推进改革。~~\n\n~~\n\n（三）扩大内需。~~\n\n~~\n\n\n\n\n~~\n"
        .replace("~~", prose);
    assert_eq!(
        outline(&plain(&text)),
        lines(
            "1 front
             1 一 | 2020年工作回顾
             1 二 | 2021年重点工作
             2 （一 | 保持宏观政策连续性
             2 （二 | 深入推进改革
             2 （三 | 扩大内需
             1 closing"
        )
    );
}

#[test]
fn articles_count_on_through_chapters_and_sections_start_anew() {
    let text = with_prose(
        "NGHỊ ĐỊNH\nVề công tác văn thư\n\nCăn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;\n\nChương I\nQUY ĐỊNH CHUNG\n\
         Điều 1. Phạm vi điều chỉnh\n~~\nĐiều 2. Đối tượng áp dụng\n1. ~~\n2. ~~\nChương II\nSOẠN THẢO VÀ\nKÝ BAN HÀNH\nMục 1\nTHỂ THỨC\n\
         Điều 3. Thể thức\na) ~~\nb) ~~\nMục 2\nSOẠN THẢO\nĐiều 4. Soạn thảo\nTheo quy định tại\nĐiều 2 của Nghị định này.\n\
         Chương III\nĐIỀU KHOẢN THI HÀNH\nĐiều 5. Hiệu lực\n~~\n",
    );
    assert_eq!(
        outline(&plain(&text)),
        lines(
            "1 front
             1 Chương I | QUY ĐỊNH CHUNG
             2 Điều 1 | Phạm vi điều chỉnh
             2 Điều 2 | Đối tượng áp dụng
             1 Chương II | SOẠN THẢO VÀ KÝ BAN HÀNH
             2 Mục 1 | THỂ THỨC
             3 Điều 3 | Thể thức
             2 Mục 2 | SOẠN THẢO
             3 Điều 4 | Soạn thảo
             1 Chương III | ĐIỀU KHOẢN THI HÀNH
             2 Điều 5 | Hiệu lực"
        )
    );
}

#[test]
fn articles_are_known_in_many_scripts() {
    let rows = [
        ["Article premier", "Article 2", "Article 3"],
        ["ARTÍCULO 1.º", "ARTÍCULO 2.º", "Artículo 3."],
        ["Artikel 1", "Artikel 2", "Artikel 3"],
        ["Điều 1:", "Điều 2:", "Điều 3:"],
        ["Статья 1", "Статья 2", "Статья 3"],
        ["第一条", "第二条", "第三条"],
        ["제 1 조", "제 2 조", "제 3 조"],
        ["ข้อ ๑", "ข้อ ๒", "ข้อ ๓"],
        ["المادة ١", "المادة ٢", "المادة ٣"],
        ["Điều 1.", "Điều 2.", "Điều 3."],
    ];
    for [first, second, third] in rows {
        let text = with_prose(&format!("~~\n\n{first}\n~~\n\n{second}\n~~\n\n{third}\n~~\n"));
        let document = plain(&text);
        let kinds: Vec<&str> = document.sections().iter().map(|section| section.kind.name()).collect();
        assert_eq!(kinds, ["front", "article", "article", "article"], "{first}");
    }
}

#[test]
fn a_reference_at_the_start_of_a_line_is_no_article() {
    let text = with_prose("~~\n\nArticle 2 of the Charter\n\n~~\n\nArticle 9 of the Paris Agreement\n\n~~\n");
    assert_eq!(outline(&plain(&text)), "1 fallback\n");
}

#[test]
fn roman_sections_hold_decimal_ones() {
    let text = with_prose(
        "~~\n\nI. MỤC ĐÍCH\n\n1. Mục đích\n\n~~\n\n2. Yêu cầu\n\n~~\n\nII. NỘI DUNG\n\n1. Công tác\n\n~~\n\n2. Kinh phí\n\n~~\n\n3. Thời gian\n\n~~\n",
    );
    assert_eq!(
        outline(&plain(&text)),
        lines(
            "1 front
             1 I | MỤC ĐÍCH
             2 1 | Mục đích
             2 2 | Yêu cầu
             1 II | NỘI DUNG
             2 1 | Công tác
             2 2 | Kinh phí
             2 3 | Thời gian"
        )
    );
}

#[test]
fn a_short_numbered_list_opens_no_sections() {
    let text = with_prose(
        "~~\n\n~~\n\nThe measures are:\n\n1. a fund;\n\n2. a council;\n\n3. a report.\n\n~~\n\n~~\n\n~~\n\n~~\n\n~~\n\n~~\n\n~~\n",
    );
    let document = plain(&text);
    assert_eq!(outline(&document), "1 fallback\n");
    assert!(document.paragraphs().iter().all(|paragraph| !paragraph.printed));
}

#[test]
fn lines_in_capitals_are_headings_where_they_recur() {
    let text = with_prose(
        "COMMUNIQUÉ\n\n~~\n\nLE PRESIDENT\n\n~~\n\n~~\n\nLE PREMIER MINISTRE\n\n~~\n\n~~\n\nJEAN DUPONT\n",
    );
    assert_eq!(outline(&plain(&text)), "1 front\n1 | LE PRESIDENT\n1 | LE PREMIER MINISTRE\n1 closing\n");
    let once = with_prose("~~\n\nLE PRESIDENT\n\n~~\n\n~~\n");
    assert_eq!(outline(&plain(&once)), "1 fallback\n");
}

#[test]
fn markdown_headings_are_sections_and_a_lone_first_one_is_the_title() {
    let document =
        markdown(&with_prose("# Communiqué\n\n~~\n\n## One\n\n~~\n\n### Sub\n\n~~\n\n## Two\n\n~~\n"));
    assert_eq!(outline(&document), "1 front\n1 | One\n2 | Sub\n1 | Two\n");
    assert_eq!(document.meta().title.as_deref(), Some("Communiqué"));
    let numbered =
        markdown(&with_prose("# Report\n\n## 1. Past\n\n~~\n\n## 2. Future\n\n~~\n\n## Annex\n\n~~\n"));
    assert_eq!(outline(&numbered), "1 front\n1 1 | Past\n1 2 | Future\n1 | Annex\n");
}

#[test]
fn questions_in_bold_head_their_answers_where_there_are_three() {
    let asked =
        markdown(&with_prose("# Talk\n\n~~\n\n**Why?**\n\n~~\n\n**How?**\n\n~~\n\n**When?**\n\n~~\n"));
    assert_eq!(outline(&asked), "1 front\n1 | Why?\n1 | How?\n1 | When?\n");
    let once = markdown(&with_prose("# Talk\n\n~~\n\n**Why?**\n\n~~\n\n~~\n"));
    assert_eq!(outline(&once), "1 fallback\n");
}

#[test]
fn what_a_chain_was_taken_for_is_told_with_how_sure_that_is() {
    let numbered = plain(&with_prose("Declaration\n\n1. ~~\n\n2. ~~\n\n3. ~~\n\n4. ~~\n"));
    let [finding] = numbered.findings() else { panic!("one chain") };
    assert_eq!((finding.class, finding.abridged().as_str()), ("1.", "1–4"));
    assert_eq!((finding.role, finding.reason), (ChainRole::Paragraphs, Reason::NumbersProse));
    assert_eq!(finding.confidence, 100);
    assert_eq!(numbered.finding_of(0), None);
    let headed =
        markdown(&with_prose("# Report\n\n## 1. Past\n\n~~\n\n## 2. Now\n\n~~\n\n## 4. Future\n\n~~\n"));
    let finding = headed.finding_of(1).expect("a chain opens it");
    assert_eq!((finding.abridged().as_str(), finding.reason), ("1, 2, 4", Reason::Marked));
    assert_eq!(finding.confidence, 75, "a number of four is missing");
}

#[test]
fn bold_lines_are_headings_and_lead_ins_among_them_are_not() {
    let document = markdown(&with_prose(
        "---\ntitle: \"Leaders\\u2019\\_Communiqu\\xE9\"\n---\n\n**Preamble**\n\n1\\. ~~\n\n**We will:**\n\n- act\n\n**Ukraine**\n\n2\\. ~~\n\n3\\. ~~\n\n**Health**\n\n4\\. ~~\n",
    ));
    assert_eq!(outline(&document), "1 front\n1 | Preamble\n1 | Ukraine\n1 | Health\n");
    assert_eq!(document.meta().title.as_deref(), Some("Leaders’ Communiqué"));
    assert_eq!(document.paragraph_numbered(4), Some(document.paragraphs().len() - 1));
}

#[test]
fn a_lead_is_repeated_and_a_caption_stands_twice() {
    let caption = "The chair speaks. Photo: A. Name";
    let text = format!("Title\n\nBDK - {PROSE}\n\n{caption}\n\n{caption}\n\n{PROSE} More.\n\nMore.\n");
    assert_eq!(
        paragraphs(&plain(&text)),
        lines(
            "- Title Title
             1 Lead BDK - The he
             - Caption The chair sp
             - Repeat The chair sp
             2 Body The heads of
             3 Body More."
        )
    );
}

/// The last words of a text with running text before them, one line a paragraph.
fn ending(last: &str) -> Vec<String> {
    let document = plain(&with_prose(&format!(
        "Communiqué of the Council of the Lantern Coast\n\n~~\n\n~~\n\n~~\n\n{last}\n"
    )));
    let roles = document.paragraphs().iter().skip(4).map(|paragraph| format!("{:?}", paragraph.role));
    roles.collect()
}

#[test]
fn names_and_offices_sign_in_either_order() {
    for last in [
        "Mireille Castagnède\n\nPorte-parole du Gouvernement",
        "Directeur général des finances\n\nJean-Luc de La Tour",
        "Người phát ngôn Bộ Ngoại giao\n\nLê Thị Thu Hằng",
        "KT. BỘ TRƯỞNG\n\nTHỨ TRƯỞNG\n\nNguyễn Văn A",
        "Nguyễn Văn A\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}Trần Thị B\u{a0}\u{a0}\u{a0}\u{a0}Lê Văn C\u{a0}\u{a0}\u{a0}Phạm D",
        "Council of the Lantern Coast",
        "澜沙河流域合作理事会",
        "外交部发言人\n\n2031年5月18日",
        "Nơi nhận:\n\n- Ban Bí thư;\n\n- Lưu: VT.",
    ] {
        let roles = ending(last);
        let signs = |role: &String| role == "Signature" || role == "Dateline";
        assert!(roles.first().is_some_and(|role| role == "Signature"), "{last}: {roles:?}");
        assert!(roles.iter().all(signs), "{last}: {roles:?}");
    }
}

#[test]
fn a_last_sentence_or_item_does_not_sign() {
    for last in [
        "The council adjourned.",
        "The next session is in May",
        "The President thanked all of them.",
        "- Lưu: VT",
        "会议圆满结束。",
        "Các cấp, các ngành tổ chức thực hiện",
    ] {
        assert!(ending(last).iter().all(|role| role != "Signature"), "{last}: {:?}", ending(last));
    }
}

#[test]
fn wrapped_lines_are_joined_and_short_ones_kept() {
    let text = "The Committee seeks to foster maximum employment and\nprice stability over the medium term and\nbeyond.\n\n\
                Ministry of Finance\n1 Main Street\n\nThe Committee will act as\nappropriate to sustain the expansion and\nits benefits:\n\
                - jobs for all who seek\nthem;\n- stable prices.\n";
    let blocks: Vec<(&str, Breaks)> =
        plain_blocks(text).iter().map(|block| (&text[block.start..block.end], block.breaks)).collect();
    assert_eq!(
        blocks,
        [
            (
                "The Committee seeks to foster maximum employment and\nprice stability over the medium term and\nbeyond.",
                Breaks::Soft
            ),
            ("Ministry of Finance\n1 Main Street", Breaks::Kept),
            (
                "The Committee will act as\nappropriate to sustain the expansion and\nits benefits:",
                Breaks::Soft
            ),
            ("- jobs for all who seek\nthem;", Breaks::Soft),
            ("- stable prices.", Breaks::Soft),
        ]
    );
}

#[test]
fn a_line_is_a_paragraph_where_nothing_is_wrapped() {
    let text = "\u{a0}First. \u{3000}\nSecond\n\n\n  Third\n";
    let blocks: Vec<&str> = plain_blocks(text).iter().map(|block| &text[block.start..block.end]).collect();
    assert_eq!(blocks, ["First.", "Second", "Third"]);
}

#[test]
fn a_blank_text_has_neither_sections_nor_paragraphs() {
    for text in ["", " ", "\n\n\u{3000}\n"] {
        let document = plain(text);
        assert!(document.sections().is_empty() && document.paragraphs().is_empty(), "{text:?}");
    }
}

#[test]
fn no_paragraph_is_long() {
    for text in
        ["word and word. ".repeat(5_000), "ạ\u{323}".repeat(30_000), "🇻🇳".repeat(9_000), "人".repeat(20_000)]
    {
        let longest = plain(&text).paragraphs().iter().map(|paragraph| paragraph.content.len()).max();
        assert!(longest <= Some(16 * 1024), "{longest:?}");
    }
}

/// Paragraphs and sections tile the text, and every offset lies between graphemes.
fn assert_tiles(document: &Document) {
    let (text, paragraphs, sections) = (document.text(), document.paragraphs(), document.sections());
    assert_eq!(
        paragraphs.is_empty(),
        text.trim_matches(|c: char| c.is_whitespace() || "\u{200b}\u{feff}".contains(c)).is_empty()
    );
    assert_eq!(paragraphs.is_empty(), sections.is_empty());
    let mut at = 0;
    for paragraph in paragraphs {
        assert_eq!(paragraph.start, at);
        assert!(
            paragraph.start <= paragraph.content.start && paragraph.content.start < paragraph.content.end
        );
        assert!(paragraph.content.end <= paragraph.end);
        for offset in [paragraph.start, paragraph.content.start, paragraph.content.end, paragraph.end] {
            assert!(grapheme::is_boundary(text, offset), "{offset} in {text:?}");
        }
        assert!(paragraph.section < sections.len());
        at = paragraph.end;
    }
    assert!(paragraphs.is_empty() || at == text.len());
    let (mut at, mut next) = (0, 0);
    for (index, section) in sections.iter().enumerate() {
        assert_eq!((section.start, section.paragraphs.start), (at, next));
        assert!(section.paragraphs.start < section.paragraphs.end && section.level > 0);
        let own = &paragraphs[section.paragraphs.clone()];
        assert!(own.iter().all(|paragraph| paragraph.section == index));
        assert_eq!((own[0].start, own[own.len() - 1].end), (section.start, section.end));
        assert_eq!(section.line, own[0].line);
        (at, next) = (section.end, section.paragraphs.end);
    }
    assert_eq!(next, paragraphs.len());
}

const SAMPLE: &str = "Thông báo\n\n29/09/2020 - 20:56\n\nBDK - Lead.\n\n1. Về kết quả:\n\nTrong 9 tháng (1) và 1.5 %.\n\n\
    Điều 1. A\nĐiều 2. B\n第一条　为了\n一、二\n（一）三。四\n(a) x;\n(b) y\nI. A\nII. B\n\n| a | b |\n| c | d |\nKT. BỘ TRƯỞNG\n\nChia sẻ\n";

#[test]
fn every_prefix_and_suffix_of_a_sample_has_a_structure() {
    for (at, _) in SAMPLE.char_indices() {
        assert_tiles(&plain(&SAMPLE[..at]));
        assert_tiles(&plain(&SAMPLE[at..]));
    }
}

fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![
        Just("\n"),
        Just("\n\n"),
        Just(" "),
        Just("\u{3000}"),
        Just("\t"),
        Just("1. "),
        Just("2. "),
        Just("3) "),
        Just("(a) "),
        Just("12a"),
        Just("I. "),
        Just("II- "),
        Just("一、"),
        Just("（二）"),
        Just("第三条 "),
        Just("제 1 조("),
        Just("Điều 1"),
        Just("Article premier"),
        Just("1.2.3 A"),
        Just("- "),
        Just("**"),
        Just("•"),
        Just("BÌNH LUẬN"),
        Just("Ảnh: X"),
        Just("2021年6月23日"),
        Just("title: \"\\u20"),
        Just("e\u{301}"),
        Just("\u{301}"),
        Just("\u{200d}"),
        Just("\u{600}"),
        Just("\r\n"),
        Just("🇻🇳"),
        Just("\u{200b}"),
        Just("Words that run on for a while and then stop. "),
        Just("QUY ĐỊNH CHUNG"),
        Just("§ 4 "),
        Just("Ⅳ. "),
        Just("①"),
        Just("#"),
        Just("|"),
        Just("9999999999. "),
    ];
    proptest::collection::vec(scrap, 0..60).prop_map(|scraps| scraps.concat())
}

fn kind() -> impl Strategy<Value = BlockKind> {
    prop_oneof![
        Just(BlockKind::Prose),
        (0..9u8).prop_map(BlockKind::Heading),
        (0..9u8).prop_map(BlockKind::Item),
        Just(BlockKind::Quote),
        Just(BlockKind::Row),
        Just(BlockKind::Code),
        Just(BlockKind::Footnote),
        Just(BlockKind::FrontMatter),
    ]
}

proptest! {
    #[test]
    fn any_text_is_tiled(text in scraps()) {
        assert_tiles(&plain(&text));
    }

    #[test]
    fn any_characters_are_tiled(text in any::<String>()) {
        assert_tiles(&plain(&text));
    }

    #[test]
    fn any_marks_of_a_format_are_tiled(text in scraps(), kinds in proptest::collection::vec((kind(), any::<bool>()), 1..40)) {
        let blocks: Vec<Block> = plain_blocks(&text)
            .into_iter()
            .zip(kinds.into_iter().cycle())
            .map(|(block, (kind, bold))| Block { kind, bold, ..block })
            .collect();
        assert_tiles(&Document::marked(text, &blocks, SourceLines::None));
    }
}

/// The texts with outlines labelled by hand, where they are at hand.
fn corpus() -> Option<PathBuf> {
    Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus")).filter(|corpus| corpus.is_dir())
}

/// `line level label` of each labelled heading.
fn labelled(corpus: &Path, name: &str) -> Vec<(u64, u64, String)> {
    let json = std::fs::read_to_string(corpus.join("outlines").join(format!("{name}.json"))).expect(name);
    let entries: Vec<serde_json::Value> = serde_json::from_str(&json).expect(name);
    let entry = |entry: serde_json::Value| {
        Some((entry["start_line"].as_u64()?, entry["level"].as_u64()?, entry["label"].as_str()?.to_owned()))
    };
    entries.into_iter().filter_map(entry).collect()
}

#[test]
fn labelled_texts_come_out_as_labelled() {
    let Some(corpus) = corpus() else { return };
    for name in
        ["vi_communique_0seed.txt", "zh_govreport_1.txt", "en_g7_2.md", "en_g20_1.md", "fr_conseil_1.md"]
    {
        let bytes = std::fs::read(corpus.join(name)).expect(name);
        let document = formats::load(&bytes, name).expect(name).document;
        let found: Vec<(u64, u64, String)> = document
            .sections()
            .iter()
            .filter(|section| section.kind.has_heading())
            .map(|section| {
                (section.line.unwrap_or(0) as u64, u64::from(section.level), section.label.clone())
            })
            .collect();
        assert_eq!(found, labelled(&corpus, name), "{name}");
    }
}

#[test]
fn a_share_link_near_the_top_of_a_short_text_takes_nothing_with_it() {
    use postil::text::Role;
    let text = "Thông báo ngắn\n\nChia sẻ bài viết\n\nĐoạn một của văn bản.\n\nĐoạn hai.\n";
    let doc = Document::plain(text.to_owned());
    let chrome = doc.paragraphs().iter().filter(|paragraph| paragraph.role == Role::Chrome);
    let chrome: Vec<&str> = chrome.map(|paragraph| &text[paragraph.content.clone()]).collect();
    assert_eq!(chrome, ["Chia sẻ bài viết"]);
}
