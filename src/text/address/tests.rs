use std::path::Path;

use proptest::prelude::*;

use super::*;

fn document(text: &str) -> Document {
    Document::plain(text.to_owned())
}

/// The line of `text` to which `typed` leads.
fn line<'a>(doc: &'a Document, typed: &str) -> Option<&'a str> {
    doc.text().get(find(doc, typed)?..)?.lines().next()
}

fn samples() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-docs");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts = paths.iter().map(|path| std::fs::read_to_string(path).unwrap());
    texts.map(|text| document(&text)).collect()
}

const LAW: &str = "Chương I\nQUY ĐỊNH CHUNG\n\nĐiều 1. Phạm vi\n\nLuật này quy định về nước.\n\n\
    Điều 2. Đối tượng\n\nLuật này áp dụng cho mọi người.\n\nChương II\nTHỰC HIỆN\n\n\
    Điều 3. Hiệu lực\n\nLuật có hiệu lực ngay.\n\nĐiều 4. Thi hành\n\nChính phủ thi hành luật.\n";

const PLAN: &str = "Kế hoạch\n\nI. Mục tiêu\n\nA. Chung\n\nMột đoạn về mục tiêu chung của năm.\n\n\
    B. Riêng\n\nMột đoạn về mục tiêu riêng của năm.\n\nII. Nhiệm vụ\n\nA. Trước mắt\n\n\
    Một đoạn về nhiệm vụ trước mắt.\n\nB. Lâu dài\n\nMột đoạn về nhiệm vụ lâu dài.\n";

#[test]
fn an_article_is_found_by_its_word_and_number() {
    let doc = document(LAW);
    for typed in ["Điều 3", "điều 3", "dieu 3.", "Điều III", "Chương II, Điều 3", "chuong 2 dieu 3", "§3"]
    {
        assert_eq!(line(&doc, typed), Some("Điều 3. Hiệu lực"), "{typed}");
    }
    assert_eq!(line(&doc, "chương 2"), Some("Chương II"));
    for typed in ["Điều 9", "Chương I, Điều 3", "Mục 3", "", "§", "¶", "¶q"] {
        assert_eq!(line(&doc, typed), None, "{typed}");
    }
}

#[test]
fn a_path_tells_sections_of_one_label_apart() {
    let doc = document(PLAN);
    assert_eq!(line(&doc, "A"), Some("A. Chung"));
    for typed in ["II.A", "§II.A", "2.a", "II A", "ii. a."] {
        assert_eq!(line(&doc, typed), Some("A. Trước mắt"), "{typed}");
    }
    assert_eq!(line(&doc, "II"), Some("II. Nhiệm vụ"));
    assert_eq!(line(&doc, "lau dai"), Some("B. Lâu dài"));
    assert_eq!(of(&doc, doc.text().find("lâu dài").unwrap()).sections(), "§II.B");
}

#[test]
fn numbers_of_all_scripts_are_equal() {
    let chinese = document("第一条 为了保护水。\n\n第二条 本法适用于河流。\n\n第三条 国家保护水源。\n");
    for typed in ["第三条", "第3条", "第 3 条", "第３条", "§3"] {
        assert_eq!(line(&chinese, typed), Some("第三条 国家保护水源。"), "{typed}");
    }
    let arabic = document("المادة ١\n\nالنص الأول هنا.\n\nالمادة ٢\n\nالنص الثاني هنا.\n");
    for typed in ["المادة 2", "المادة ٢", "المادة الثانية"] {
        assert_eq!(line(&arabic, typed), Some("المادة ٢"), "{typed}");
    }
    let french = document("Article premier\n\nLe texte est là.\n\nArticle 2\n\nLe texte est ici.\n");
    for typed in ["Article 1", "art 1", "art. premier", "ARTICLE I"] {
        assert_eq!(line(&french, typed), Some("Article premier"), "{typed}");
    }
}

#[test]
fn a_number_alone_is_a_paragraph_printed_before_counted() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-docs/g7-style-declaration.txt");
    let doc = document(&std::fs::read_to_string(path).unwrap());
    for typed in ["12", "¶12", "¶ 12", "[¶ 12]", "12.", "١٢", "§2, ¶ 12"] {
        let at = find(&doc, typed).unwrap();
        let paragraph = &doc.paragraphs()[doc.paragraph_at(at)];
        assert_eq!((paragraph.number, paragraph.content.start), (Some(12), at), "{typed}");
    }
}

#[test]
fn every_label_of_every_sample_leads_to_a_section_with_that_label() {
    for doc in samples() {
        for section in doc.sections().iter().filter(|section| !section.label.is_empty()) {
            let label = &section.label;
            let at = find(&doc, &format!("§{label}")).unwrap_or_else(|| panic!("{label}"));
            assert_eq!(&doc.sections()[doc.section_at(at)].label, label);
        }
    }
}

#[test]
fn every_address_of_every_sample_leads_to_the_paragraph_that_it_names() {
    for doc in samples() {
        for paragraph in doc.paragraphs().iter().filter(|paragraph| paragraph.number.is_some()) {
            let address = of(&doc, paragraph.content.start).to_string();
            let found = find(&doc, &address).map(|at| doc.paragraphs()[doc.paragraph_at(at)].number);
            assert_eq!(found, Some(paragraph.number), "{address}");
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_leads_to_the_start_of_a_paragraph_or_nowhere(
        typed in "([¶§0-9IVXivAđ第三条.) ]|\\PC){0,12}"
    ) {
        for text in [LAW, PLAN] {
            let doc = document(text);
            if let Some(at) = find(&doc, &typed) {
                prop_assert_eq!(doc.paragraphs()[doc.paragraph_at(at)].content.start, at);
            }
        }
    }

    #[test]
    fn an_article_of_any_number_is_found(number in 1_u32..300, first in 1_u32..300) {
        let articles = (first..first + 4)
            .map(|number| format!("Article {number}\n\nThe parties agree on point {number}."));
        let text = articles.collect::<Vec<_>>().join("\n\n");
        let doc = document(&text);
        let labelled = doc.sections().iter().any(|section| section.label == format!("Article {number}"));
        let found = line(&doc, &format!("art. {number}")).map(str::to_owned);
        prop_assert_eq!(found, labelled.then(|| format!("Article {number}")));
    }
}
