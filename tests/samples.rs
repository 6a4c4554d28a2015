//! The texts of `sample-docs/` as a careful reader would mark them up: their outline, what each
//! unusual paragraph is, and the numbers by which paragraphs are cited.

use std::fs;
use std::path::{Path, PathBuf};

use postil::formats::load;
use postil::text::{Document, Paragraph, Role, SectionKind};

/// How much of a title or a paragraph is shown, in code points.
const SHOWN: usize = 40;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-docs")
}

fn sample(name: &str) -> Document {
    let bytes = fs::read(folder().join(name)).expect("the sample is there");
    let loaded = load(&bytes, name).expect("the sample is text");
    assert_eq!(loaded.warnings, []);
    loaded.document
}

/// The beginning of `text`, on one line.
fn shown(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = line.chars().take(SHOWN).collect();
    if cut.len() < line.len() { format!("{}…", cut.trim_end()) } else { line }
}

fn words<'d>(document: &'d Document, paragraph: &Paragraph) -> &'d str {
    &document.text()[paragraph.content.clone()]
}

/// One section a line: its source line, its level as indentation, its label, its title. Closing
/// matter is `~` with its first words, where it is more than names and notes; front matter and
/// stand-ins are left out.
fn outline(document: &Document) -> String {
    let mut lines = Vec::new();
    for section in document.sections() {
        let line = section.line.expect("plain text and Markdown have lines");
        let indent = "  ".repeat(usize::from(section.level).saturating_sub(1));
        let label = if section.label.is_empty() { String::new() } else { format!("[{}] ", section.label) };
        match section.kind {
            SectionKind::Heading | SectionKind::NumberedSection | SectionKind::Article => {
                lines.push(format!("{line:>3} {indent}{label}{}", shown(&section.title)));
            }
            SectionKind::Closing => {
                let first = &document.paragraphs()[section.paragraphs.start];
                if first.role == Role::Closing {
                    lines.push(format!("{line:>3} ~ {}", shown(words(document, first))));
                }
            }
            SectionKind::Front | SectionKind::Fallback => {}
        }
    }
    lines.join("\n")
}

/// One paragraph a line: its role and its first words; text, headings and items are left out.
fn roles(document: &Document) -> String {
    let mut lines = Vec::new();
    for paragraph in document.paragraphs() {
        let role = match paragraph.role {
            Role::Body | Role::Heading | Role::Item => continue,
            Role::FrontMatter => "front matter",
            Role::Title => "title",
            Role::Dateline => "dateline",
            Role::Lead => "lead",
            Role::Caption => "caption",
            Role::Repeat => "repeat",
            Role::Quote => "quote",
            Role::Row => "row",
            Role::Code => "code",
            Role::Footnote => "footnote",
            Role::Closing => "closing",
            Role::Signature => "signature",
            Role::Chrome => "chrome",
        };
        lines.push(format!("{role}: {}", shown(words(document, paragraph))));
    }
    lines.join("\n")
}

/// The source line of every paragraph whose number is printed, as `number:line`.
fn printed(document: &Document) -> String {
    let numbered = document.paragraphs().iter().filter(|paragraph| paragraph.printed);
    let pair = |paragraph: &Paragraph| {
        format!("{}:{}", paragraph.number.expect("a printed number"), paragraph.line.expect("a line"))
    };
    numbered.map(pair).collect::<Vec<_>>().join(" ")
}

/// Where no number is printed, every paragraph of text is counted, from 1 and without a hole, and
/// what is not text is not counted.
fn assert_counted(document: &Document) {
    assert_eq!(printed(document), "");
    let counted: Vec<u32> = document.paragraphs().iter().filter_map(|paragraph| paragraph.number).collect();
    assert_eq!(counted, (1..).take(counted.len()).collect::<Vec<u32>>());
    for paragraph in document.paragraphs() {
        match paragraph.role {
            Role::Body => assert!(paragraph.number.is_some(), "{}", shown(words(document, paragraph))),
            Role::FrontMatter
            | Role::Title
            | Role::Dateline
            | Role::Caption
            | Role::Repeat
            | Role::Signature
            | Role::Chrome => assert_eq!(paragraph.number, None, "{}", shown(words(document, paragraph))),
            Role::Lead
            | Role::Heading
            | Role::Item
            | Role::Quote
            | Role::Row
            | Role::Code
            | Role::Footnote
            | Role::Closing => {}
        }
    }
}

fn count(document: &Document, role: Role) -> usize {
    document.paragraphs().iter().filter(|paragraph| paragraph.role == role).count()
}

#[track_caller]
fn assert_lines(got: &str, wanted: &[&str]) {
    assert_eq!(got.lines().collect::<Vec<_>>(), wanted, "\n{got}\n");
}

#[test]
fn a_party_notice_has_five_topics_and_closing_matter() {
    let notice = sample("thong-bao-hoi-nghi-22.txt");
    assert_lines(
        &outline(&notice),
        &[
            " 15 [1] Về 9 tháng thực hiện Nghị quyết năm 2020…",
            " 31 [2] Về đại hội Đảng ở cấp cơ sở và cấp trên…",
            " 37 [3] Về Nghị quyết số 02-NQ/TU do Tỉnh ủy ban…",
            " 45 [4] Về bốn kết luận mang số 27, 28, 29 và 30…",
            " 47 [5] Hội nghị dành phiên cuối nghe lãnh đạo C…",
            " 49 ~ Trước những thử thách còn dài, Tỉnh ủy m…",
        ],
    );
    assert_lines(
        &roles(&notice),
        &[
            "title: Tỉnh ủy thông báo kết quả Hội nghị lần t…",
            "dateline: 29/09/2020 - 20:56",
            "lead: BDK - Trong ngày 29-9-2020, Tỉnh ủy Bến…",
            "caption: Quang cảnh phiên khai mạc Hội nghị lần t…",
            "repeat: Quang cảnh phiên khai mạc Hội nghị lần t…",
            "closing: Trước những thử thách còn dài, Tỉnh ủy m…",
            "closing: Khép lại hội nghị, Bí thư Tỉnh ủy nêu rõ…",
            "closing: Về sản xuất, đồng chí lưu ý phải đoán tr…",
            "closing: Về trật tự, đơn thư của người dân phải đ…",
            "closing: Đồng chí Bí thư nhấn mạnh: khối lượng cô…",
            "signature: BAN CHẤP HÀNH ĐẢNG BỘ TỈNH BẾN TRE KHÓA…",
            "chrome: Chia sẻ bài này",
            "chrome: BÌNH LUẬN",
        ],
    );
    assert_counted(&notice);
    assert_eq!(
        notice.meta().title.as_deref(),
        Some("Tỉnh ủy thông báo kết quả Hội nghị lần thứ 22 (mở rộng), khóa X")
    );
    assert_eq!(notice.meta().date.as_deref(), Some("29/09/2020 - 20:56"));
}

#[test]
fn the_title_of_a_topic_is_its_whole_line_without_the_number() {
    let notice = sample("thong-bao-hoi-nghi-22.txt");
    let second = notice.sections().iter().find(|section| section.label == "2").expect("section 2");
    assert_eq!(second.title, "Về đại hội Đảng ở cấp cơ sở và cấp trên cơ sở, hội nghị đánh giá:");
}

#[test]
fn a_no_break_space_at_a_paragraph_s_start_is_white_space() {
    let notice = sample("thong-bao-hoi-nghi-22.txt");
    let paragraph = notice.paragraphs().iter().find(|paragraph| paragraph.line == Some(35)).expect("line 35");
    assert_eq!(shown(words(&notice, paragraph)), "Điểm yếu chung là không khí thảo luận cò…");
}

#[test]
fn a_declaration_numbers_its_paragraphs_straight_through_its_headings() {
    let declaration = sample("g7-style-declaration.txt");
    assert_lines(
        &outline(&declaration),
        &[
            "  5 Preamble",
            " 20 Economy and Prices",
            " 40 Sea Lanes and Trade",
            " 61 Climate and Coasts",
            " 96 Energy",
            "108 Health",
            "121 Digital Society",
            "137 Migration",
            "145 Regional Affairs",
            "156 Conclusion",
        ],
    );
    assert_eq!(
        printed(&declaration),
        "1:7 2:13 3:22 4:29 5:35 6:42 7:50 8:56 9:63 10:71 11:85 12:91 13:98 14:103 15:110 16:117 17:123 \
         18:128 19:134 20:139 21:147 22:152 23:158"
    );
    assert_lines(
        &roles(&declaration),
        &["title: Leaders' Declaration of the Lantern Coas…", "dateline: Port Avelle, 17 June 2030"],
    );
    assert_eq!(count(&declaration, Role::Item), 3);
}

#[test]
fn a_resolution_has_numbered_paragraphs_and_no_sections() {
    let resolution = sample("resolution-2031.txt");
    assert_lines(&outline(&resolution), &[]);
    assert_eq!(printed(&resolution), "1:39 2:42 3:46 4:49 5:63 6:67 7:78 8:82 9:86 10:90 11:94 12:98");
    assert_lines(
        &roles(&resolution),
        &["title: Resolution 58 (2031)", "dateline: Adopted by the Council of the Meridian U…"],
    );
    let (fifth, sixth) = (resolution.paragraph_numbered(5), resolution.paragraph_numbered(6));
    assert_eq!(sixth.zip(fifth).map(|(sixth, fifth)| sixth - fifth), Some(1));
    let letters = ["(a) To", "(b) To", "(c) To", "(d) To"];
    let starts = |letter: &&str| {
        let starts = |paragraph: &&Paragraph| words(&resolution, paragraph).starts_with(*letter);
        resolution.paragraphs().iter().filter(starts).count()
    };
    assert_eq!(letters.iter().map(starts).collect::<Vec<_>>(), [2, 2, 2, 1]);
}

#[test]
fn statements_of_a_bank_have_no_outline_and_six_counted_paragraphs() {
    for (name, date) in
        [("central-bank-2030-03.txt", "20 March 2030"), ("central-bank-2030-05.txt", "15 May 2030")]
    {
        let statement = sample(name);
        assert_lines(&outline(&statement), &[]);
        assert_lines(
            &roles(&statement),
            &["title: Statement of the Monetary Council of the…", &format!("dateline: {date}")],
        );
        assert_counted(&statement);
        let last = statement.paragraph_numbered(6).map(|index| &statement.paragraphs()[index]);
        assert_eq!(
            last.map(|paragraph| shown(words(&statement, paragraph))).as_deref(),
            Some("Voting for the decision were Ingrid Halv…")
        );
        assert_eq!(statement.paragraph_numbered(7), None);
        assert_eq!(statement.meta().date.as_deref(), Some(date));
    }
}

#[test]
fn a_chinese_communique_nests_its_numerals() {
    let communique = sample("zh-meeting-communique.txt");
    assert_lines(
        &outline(&communique),
        &[
            "  9 [一] 一年来的工作",
            " 15 [二] 今后两年的重点任务",
            " 19   [（一] 健全水情共享机制",
            " 25   [（二] 提升航道通行能力",
            " 31   [（三] 保护河流生态",
            " 37 [三] 组织和经费",
            " 43 [四] 下次会议",
            " 47 ~ 会议号召流域各成员和沿岸人民同饮一江水，共护一条河，不分上下游，不分左右岸，把澜…",
        ],
    );
    assert_lines(
        &roles(&communique),
        &[
            "title: 澜沙河流域合作理事会第十二次会议公报",
            "dateline: （2031年5月18日于云汀市通过）",
            "closing: 会议号召流域各成员和沿岸人民同饮一江水，共护一条河，不分上下游，不分左右岸，把澜…",
            "signature: 澜沙河流域合作理事会",
        ],
    );
    assert_counted(&communique);
}

#[test]
fn conclusions_in_markdown_have_two_levels_below_the_title() {
    let conclusions = sample("council-conclusions.md");
    assert_lines(
        &outline(&conclusions),
        &[
            " 16 Water and drought",
            " 22   Emergency measures",
            " 36   The Brannock Reservoir Plan",
            " 50 Energy this winter",
            " 64 Relations with the Lantern Coast",
            " 66   Traffic in the Narrows of Orm",
            " 72   Tessaly Basin talks",
            " 77 Next meeting",
        ],
    );
    assert_lines(
        &roles(&conclusions),
        &[
            "front matter: title: Conclusions of the Council of the…",
            "title: Conclusions of the Council of the Tessal…",
            "dateline: Brannock, 8 and 9 October 2030",
            "row: Canton Storage (million m³) Share of cos…",
            "row: Ostrava Minor 41 38.5 % January 2031",
            "row: Hallmark 26 24.0 % January 2031",
            "row: Lower Venn 22 21.5 % July 2031",
            "row: Sant'Aurel 17 16.0 % July 2031",
            "quote: No house shall be cold because a neighbo…",
            "footnote: [venn] Lower Venn considers that its sha…",
        ],
    );
    assert_eq!(count(&conclusions, Role::Item), 9);
    assert_counted(&conclusions);
}

#[test]
fn a_french_communique_is_headed_by_capitals() {
    let communique = sample("communique-conseil.txt");
    assert_lines(
        &outline(&communique),
        &["  7 PROJETS DE LOI", " 13 DÉCRETS", " 19 COMMUNICATIONS", " 33 MESURES INDIVIDUELLES"],
    );
    assert_lines(
        &roles(&communique),
        &[
            "title: COMPTE RENDU DU CONSEIL DES MINISTRES",
            "dateline: Port-Sérac, le mercredi 13 mars 2030",
            "signature: Mireille Castagnède",
            "signature: Porte-parole du Gouvernement",
        ],
    );
    assert_eq!(count(&communique, Role::Item), 3);
    assert_counted(&communique);
}

#[test]
fn every_sample_opens_and_its_paragraphs_and_sections_tile() {
    let mut opened = 0;
    for entry in fs::read_dir(folder()).expect("the samples are there") {
        let name = entry.expect("an entry").file_name().into_string().expect("a name in UTF-8");
        let document = sample(&name);
        opened += 1;
        let (mut end, mut next) = (0, 0);
        for (index, section) in document.sections().iter().enumerate() {
            assert_eq!((section.start, section.paragraphs.start), (end, next), "{name}, section {index}");
            (end, next) = (section.end, section.paragraphs.end);
            for paragraph in &document.paragraphs()[section.paragraphs.clone()] {
                assert_eq!(paragraph.section, index, "{name}, {}", shown(words(&document, paragraph)));
            }
        }
        assert_eq!((end, next), (document.text().len(), document.paragraphs().len()), "{name}");
        let mut end = 0;
        for paragraph in document.paragraphs() {
            assert_eq!(paragraph.start, end, "{name}, {}", shown(words(&document, paragraph)));
            let (before, after) =
                (paragraph.start..paragraph.content.start, paragraph.content.end..paragraph.end);
            assert_eq!(document.text()[before].trim(), "", "{name}");
            assert_eq!(document.text()[after].trim(), "", "{name}");
            end = paragraph.end;
        }
        assert_eq!(end, document.text().len(), "{name}");
    }
    assert!(opened >= 8, "{opened} samples");
}
