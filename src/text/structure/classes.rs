//! The one table of marker classes: a row for each way of numbering.

use super::super::SectionKind::{self, Article, Heading, NumberedSection};
use super::numerals::Numerals::{
    self, Chinese, Circled, Digits, LowerLetter, LowerRoman, UpperLetter, UpperRoman,
};

/// A class of markers: one row of the table.
#[derive(Debug)]
pub(super) struct Class {
    /// What the class is called where a decision is explained. Rows of one name are one class of
    /// keywords: `Article 1`, `第二条`.
    pub(super) name: &'static str,
    /// Its depth where nothing else tells: smaller is higher.
    pub(super) rank: u8,
    /// What a section opened by it is.
    pub(super) kind: SectionKind,
    pub(super) form: Form,
}

/// How a marker is printed.
#[derive(Debug)]
pub(super) enum Form {
    /// One of these words (in lower case, parted by `|`), then a number: `Điều 3`.
    Word(&'static str),
    /// A number between two signs, the second one of these: `第三条`, `제 3 조`, `3. cikk`.
    Between(&'static str, &'static [&'static str]),
    /// A number that one of these signs closes: `1.`, `I-`, `一、`.
    Closed(Numerals, &'static str),
    /// A number in brackets: `(a)`, `（一）`.
    Bracketed(Numerals),
    /// A number that is a sign of its own: `①`.
    Sign(Numerals),
    /// A number under another one: `2.1`.
    Dotted,
    /// A number before words in capitals: `1 WE, the Member States`.
    Bare,
}

use Form::{Bare, Between, Bracketed, Closed, Dotted, Sign, Word};

/// The rank of an article: what stands below it in its span is a clause.
pub(super) const ARTICLE: u8 = 50;

const fn class(name: &'static str, rank: u8, kind: SectionKind, form: Form) -> Class {
    Class { name, rank, kind, form }
}

/// Every class that is known. Keywords have fixed ranks; the others only where they do not nest
/// otherwise in the text.
pub(super) static CLASSES: [Class; 36] = [
    class("annex", 5, Heading, Word(ANNEX)),
    class("part", 10, Heading, Word(PART)),
    class("part", 10, Heading, Between("第", &["编", "編", "部"])),
    class("part", 10, Heading, Between("제", &["편"])),
    class("title", 20, Heading, Word("title|titre|título|titel|titolo|titlul")),
    class("chapter", 30, Heading, Word(CHAPTER)),
    class("chapter", 30, Heading, Between("第", &["章"])),
    class("chapter", 30, Heading, Between("제", &["장"])),
    class("section", 40, Heading, Word(SECTION)),
    class("section", 40, Heading, Between("第", &["节", "節"])),
    class("section", 40, Heading, Between("제", &["절"])),
    class("subsection", 45, Heading, Word("subsection|sous-section|tiểu mục|unterabschnitt|subsección")),
    class("subsection", 45, Heading, Between("第", &["款"])),
    class("subsection", 45, Heading, Between("제", &["관"])),
    class("article", ARTICLE, Article, Word(ARTICLES)),
    class("article", ARTICLE, Article, Between("第", &["条", "條"])),
    class("article", ARTICLE, Article, Between("제", &["조"])),
    class(
        "article",
        ARTICLE,
        Article,
        Between("", &[". cikk", ".cikk", "-modda", "-бап", "-статья", " §", ". §", " artikla"]),
    ),
    class("rule", ARTICLE, Article, Word("rule|regla|règle|regel|правило|principle|principe|principio")),
    class("一、", 60, NumberedSection, Closed(Chinese, "、．.")),
    class("I.", 60, NumberedSection, Closed(UpperRoman, ".．-–—/)、")),
    class("（一）", 70, NumberedSection, Bracketed(Chinese)),
    class("A.", 70, NumberedSection, Closed(UpperLetter, ".)/-–")),
    class("(A)", 75, NumberedSection, Bracketed(UpperLetter)),
    class("(I)", 75, NumberedSection, Bracketed(UpperRoman)),
    class("1.", 80, NumberedSection, Closed(Digits, ".．、-–/,")),
    class("1 ", 80, NumberedSection, Bare),
    class("1.1", 85, NumberedSection, Dotted),
    class("1)", 90, NumberedSection, Closed(Digits, ")）")),
    class("(1)", 90, NumberedSection, Bracketed(Digits)),
    class("①", 95, NumberedSection, Sign(Circled)),
    class("a)", 100, NumberedSection, Closed(LowerLetter, ")）./")),
    class("(a)", 100, NumberedSection, Bracketed(LowerLetter)),
    class("i)", 110, NumberedSection, Closed(LowerRoman, ").")),
    class("(i)", 110, NumberedSection, Bracketed(LowerRoman)),
    class("para", 80, NumberedSection, Word("paragraph|para|absatz|párrafo|khoản|пункт|п")),
];

const ANNEX: &str = "annex|annexe|anhang|anlage|anexo|allegato|bijlage|appendix|phụ lục|приложение|додаток|załącznik|\
    lampiran|ek|ภาคผนวก|ملحق|الملحق";

const PART: &str = "phần|part|partie|teil|parte|deel|часть|частина|del|bölüm|bagian|bahagian|část|część|rész|osa|partea|\
    ภาค|ភាគ|ພາກ|भाग|ভাগ|الجزء|بخش";

const CHAPTER: &str = "chương|chapter|chapitre|kapitel|kapittel|capítulo|capitulo|capitolo|capitolul|hoofdstuk|глава|\
    розділ|rozdział|hlava|poglavlje|fejezet|luku|bab|หมวด|หมวดที่|ជំពូក|ໝວດ|ໝວດທີ|الفصل|الباب|فصل|باب|अध्याय|অধ্যায়|κεφάλαιο";

const SECTION: &str = "mục|section|abschnitt|sección|seção|secção|sezione|secțiunea|afdeling|avsnitt|oddíl|oddział|\
    раздел|القسم|ส่วนที่|ផ្នែក|τμήμα";

const ARTICLES: &str = "điều|article|artikel|artikkel|artikla|artículo|articulo|artigo|articolo|articolul|art|статья|\
    статия|стаття|артыкул|член|članak|čl|článek|článok|artykuł|straipsnis|pants|artikkeli|άρθρο|αρθρο|madde|maddə|pasal|\
    perkara|neni|grein|المادة|مادة|ماده|مادهٔ|סעיף|มาตรา|ข้อ|មាត្រា|ມາດຕາ|अनुच्छेद|ধারা|অনুচ্ছেদ|உறுப்புரை|အပိုဒ်|მუხლი|հոդված|\
    አንቀጽ|§";
