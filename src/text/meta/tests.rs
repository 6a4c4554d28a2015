use super::{Meta, date};
use crate::text::structure::{Block, BlockKind};
use crate::text::{Breaks, Document, SourceLines};

fn iso(line: &str) -> Option<String> {
    date::find(line).map(|found| found.iso)
}

fn place(line: &str) -> Option<String> {
    date::find(line).and_then(|found| date::place(line, &found))
}

fn plain(text: &str) -> Meta {
    Document::plain(text.to_owned()).meta().clone()
}

#[test]
fn dates_are_read_in_words_and_in_figures() {
    for (line, day) in [
        ("29/09/2020 - 20:56", "2020-09-29"),
        ("09/29/2020", "2020-09-29"),
        ("3/4/2021", "2021-04-03"),
        ("29-9-2020", "2020-09-29"),
        ("2024-08-14T10:00", "2024-08-14"),
        ("Hà Nội, ngày 11 tháng 3 năm 2020", "2020-03-11"),
        ("Bali, Indonesia, 15-16 November 2022", "2022-11-16"),
        ("15 and 16 November 2022", "2022-11-16"),
        ("May 30 – June 2, 2022", "2022-06-02"),
        ("Washington, September 24th, 2021", "2021-09-24"),
        ("2021年6月23日", "2021-06-23"),
        ("二〇二一年六月二十三日", "2021-06-23"),
        ("2021년 6월 23일", "2021-06-23"),
        ("Paris, le 1er août 2024", "2024-08-01"),
        ("Berlin, den 3. März 2021", "2021-03-03"),
        ("Madrid, a 4 de mayo de 2019", "2019-05-04"),
        ("Москва, 9 мая 2015 года", "2015-05-09"),
        ("٢٣ يونيو ٢٠٢١", "2021-06-23"),
        ("๒๓ มิถุนายน พ.ศ. ๒๕๖๔", "2021-06-23"),
    ] {
        assert_eq!(iso(line).as_deref(), Some(day), "{line}");
    }
}

#[test]
fn what_is_no_whole_and_possible_date_is_none() {
    for line in [
        "nhiệm kỳ 2020 - 2025",
        "tháng 3 năm 2020",
        "31/02/2020",
        "45/13/2020",
        "Resolution 1445 (2002)",
        "02-NQ/TU",
        "1.5 °C",
        "March 2020",
        "2020/1/2021",
        "99999999999999999999/1/2021",
        "三年一月",
    ] {
        assert_eq!(iso(line), None, "{line}");
    }
}

#[test]
fn a_place_stands_before_a_comma_and_the_date() {
    for (line, named) in [
        ("Hà Nội, ngày 11 tháng 3 năm 2020", Some("Hà Nội")),
        ("Bali, Indonesia, 15-16 November 2022", Some("Bali, Indonesia")),
        ("Brussels, Thursday, 3 June 2021", Some("Brussels")),
        ("Paris, le 1er août 2024", Some("Paris")),
        ("Washington, D.C., May 12, 2022", Some("Washington, D.C.")),
        ("北京，2021年6月23日", Some("北京")),
        ("Thursday, June 3, 2021", None),
        ("29/09/2020 - 20:56", None),
        ("Published: 3 June 2021", None),
        ("Adopted at the meeting, on 4 December 2002", None),
        ("Adopted at its 4653rd meeting, on 4 December 2002", None),
    ] {
        assert_eq!(place(line).as_deref(), named, "{line}");
    }
}

#[test]
fn a_resolution_names_its_number_and_its_council() {
    let meta = plain(
        "Resolution 661 (1990)\nof 6 August 1990\n\nThe Security Council,\n\nReaffirming its resolution 660 (1990) of 2 August 1990,\n\n1. Decides that all States shall prevent the import of goods;\n",
    );
    assert_eq!(meta.number.as_deref(), Some("Resolution 661 (1990)"));
    assert_eq!(meta.body.as_deref(), Some("Security Council"));
    assert_eq!(meta.date_iso.as_deref(), Some("1990-08-06"));
}

#[test]
fn a_title_in_capitals_is_no_body() {
    let text = "COMPTE RENDU DU CONSEIL DES MINISTRES\n\nLe Conseil a examiné les textes qui suivent.\n";
    assert_eq!(plain(text).body, None);
}

#[test]
fn a_vietnamese_letterhead_names_body_number_place_and_date() {
    let meta = plain(
        "CHÍNH PHỦ\n\nSố: 30/2020/NĐ-CP\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nHà Nội, ngày 05 tháng 3 năm 2020\n\nNGHỊ ĐỊNH\n\nCăn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015, và theo đề nghị của Bộ trưởng Bộ Nội vụ về công tác văn thư trong các cơ quan của nhà nước.\n",
    );
    assert_eq!(meta.body.as_deref(), Some("CHÍNH PHỦ"));
    assert_eq!(meta.number.as_deref(), Some("30/2020/NĐ-CP"));
    assert_eq!(meta.place.as_deref(), Some("Hà Nội"));
    assert_eq!(meta.date_iso.as_deref(), Some("2020-03-05"));
    assert_eq!(meta.language.as_deref(), Some("vi"));
}

#[test]
fn front_matter_is_read_by_flat_lines() {
    let yaml = "title: \"Joint Statement\"\ndate: '2021-09-24'\npublisher: The Secretariat\nlang: en\nauthor: [a, b]";
    let text = format!("{yaml}\n\nWe met.\n");
    let block = |start, end, kind| Block { start, end, kind, breaks: Breaks::Kept, bold: false };
    let words = yaml.len() + 2;
    let blocks = [block(0, yaml.len(), BlockKind::FrontMatter), block(words, words + 7, BlockKind::Item(1))];
    let meta = Document::marked(text, &blocks, SourceLines::Text).meta().clone();
    assert_eq!(meta.title.as_deref(), Some("Joint Statement"));
    assert_eq!((meta.date.as_deref(), meta.date_iso.as_deref()), (Some("2021-09-24"), Some("2021-09-24")));
    assert_eq!((meta.body.as_deref(), meta.language.as_deref()), (Some("The Secretariat"), Some("en")));
}

#[test]
fn a_text_that_says_nothing_of_itself_has_no_metadata() {
    assert_eq!(plain("12345\n"), Meta::default());
    let meta = plain("Ông nói về Nghị quyết 02/NQ-CP và Resolution 1445 (2002) trước Quốc hội.\n");
    assert_eq!((meta.number, meta.body, meta.date_iso), (None, None, None));
}
