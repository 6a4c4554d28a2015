//! The issuing body: as the front matter, the signature, the letterhead or the head of a resolution
//! names it.

use super::{Page, cells, front, is_capitals, one_line};
use crate::text::Role;

/// Words of which the names of bodies are made, in lower case.
const BODIES: &str = "council|committee|commission|ministry|department|government|assembly|union|parliament|senate|\
    congress|authority|agency|secretariat|conseil|comité|commission|ministère|gouvernement|assemblée|présidence|parlement|\
    sénat|consejo|comité|comisión|ministerio|gobierno|asamblea|parlamento|senado|bundesregierung|bundesrat|bundestag|\
    ministerium|ausschuss|conselho|governo|ministério|assembleia|consiglio|ministero|совет|комитет|правительство|\
    министерство|ассамблея";

/// How the names of Vietnamese bodies begin, in lower case.
const VIETNAMESE: &str = "chính phủ|quốc hội|ủy ban|uỷ ban|ban chấp hành|ban thường vụ|ban bí thư|bộ chính trị|\
    đảng bộ|đảng ủy|đảng uỷ|tỉnh ủy|tỉnh uỷ|thành ủy|thành uỷ|huyện ủy|huyện uỷ|quận ủy|quận uỷ|hội đồng|\
    văn phòng|tòa án|viện kiểm sát|bộ |sở |tổng cục|cục |ngân hàng nhà nước|mặt trận tổ quốc";

/// Offices, and signatures on behalf of them, which begin as bodies do.
const OFFICES: &str = "bộ trưởng|kt.|tl.|tuq.|chủ tịch|thủ tướng|cục trưởng|chánh ";

/// How the names of bodies end in scripts without capitals.
const ENDS: &str = "委员会|委員會|国务院|國務院|办公厅|外交部|人民政府|代表大会|全国人大|外務省|内閣府|財務省|経済産業省|首相官邸|日本銀行|\
    위원회|외교부|대통령실|국무회의";

/// What a document is: a line that says it is a title.
const DOCUMENTS: &str = "statement|declaration|communiqué|communique|conclusions|report|resolution|decision|minutes|\
    compte|déclaration|rapport|résolution|décision|relevé|declaración|comunicado|informe|resolución|erklärung|bericht|\
    заявление|резолюция|доклад|declaração|dichiarazione";

/// Articles before the name of a body at the head of a resolution.
const ARTICLES: [&str; 8] = ["The ", "Le ", "La ", "L’", "L'", "El ", "Der ", "Die "];

/// How many paragraphs may be a letterhead or the head of a resolution.
const HEAD: usize = 12;

/// The issuing body.
pub(super) fn of(page: &Page, front: &str) -> Option<String> {
    front::value(front, &["publisher", "organization", "organisation", "institution"])
        .or_else(|| signed(page))
        .or_else(|| page.first_lines(HEAD).take(HEAD).flat_map(cells).find_map(in_capitals))
        .or_else(|| page.first_lines(HEAD).find_map(resolving))
        .or_else(|| page.rows().flat_map(cells).find_map(in_capitals))
        .or_else(|| front::value(front, &["author"]))
}

fn signed(page: &Page) -> Option<String> {
    let lines: Vec<&str> = page.with_role(Role::Signature).flat_map(str::lines).flat_map(cells).collect();
    let named = |read: fn(&str) -> Option<String>| lines.iter().find_map(|line| read(line));
    named(in_capitals).or_else(|| named(in_han))
}

/// A line that is the name of a body in capitals; `TM. CHÍNH PHỦ` is signed on its behalf.
fn in_capitals(line: &str) -> Option<String> {
    let name = ["TM. ", "TM "].iter().find_map(|sign| line.strip_prefix(sign)).unwrap_or(line);
    let name = name.trim_end_matches([',', ':', '-', '–', '*', '/']).trim();
    if !is_capitals(name) || name.chars().count() > 90 || name.ends_with(['.', ';', '?', '!']) {
        return None;
    }
    let small = name.to_lowercase();
    let begins = |table: &str| table.split('|').any(|entry| small.starts_with(entry));
    let named = begins(VIETNAMESE) || has_body(&small);
    (named && !begins(OFFICES)).then(|| one_line(name))
}

fn in_han(line: &str) -> Option<String> {
    let fits = (3..=20).contains(&line.chars().count());
    (fits && ENDS.split('|').any(|end| line.ends_with(end))).then(|| line.to_owned())
}

/// `The Security Council,` and nothing after it on its line.
fn resolving(line: &str) -> Option<String> {
    let line = line.trim();
    let name = ARTICLES.iter().find_map(|article| line.strip_prefix(article))?.strip_suffix(',')?;
    let short = name.chars().count() <= 60 && name.starts_with(char::is_uppercase) && !name.contains(',');
    (short && has_body(&name.to_lowercase())).then(|| one_line(name))
}

fn has_body(small: &str) -> bool {
    let holds = |table: &str| {
        small.split(|c: char| !c.is_alphabetic()).any(|word| table.split('|').any(|entry| entry == word))
    };
    holds(BODIES) && !holds(DOCUMENTS)
}
