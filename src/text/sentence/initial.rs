//! Full stops behind a single capital: the initial of a name, or a letter that counts something.

use super::abbreviation::Stop;
use super::beginning::first_word;
use super::language::{self, LANGUAGES};

/// What is counted in letters, so that a letter behind it is no initial: `Annex B.`, `quý I.`.
const LETTERED: [&str; 66] = [
    "annex",
    "appendix",
    "plan",
    "vitamin",
    "group",
    "schedule",
    "part",
    "section",
    "exhibit",
    "category",
    "class",
    "level",
    "type",
    "grade",
    "phase",
    "option",
    "table",
    "hepatitis",
    "influenza",
    "committee",
    "annexe",
    "appendice",
    "groupe",
    "catégorie",
    "partie",
    "titre",
    "tableau",
    "liste",
    "anlage",
    "anhang",
    "gruppe",
    "teil",
    "kategorie",
    "abschnitt",
    "klasse",
    "typ",
    "punkt",
    "anexo",
    "apéndice",
    "grupo",
    "parte",
    "categoría",
    "cuadro",
    "quý",
    "loại",
    "hạng",
    "cấp",
    "nhóm",
    "vực",
    "bậc",
    "phần",
    "mục",
    "chương",
    "lục",
    "đợt",
    "lớp",
    "kỳ",
    "khóa",
    "khoá",
    "bảng",
    "điểm",
    "приложение",
    "группа",
    "группы",
    "часть",
    "категория",
];

/// Vietnamese family names: a name begins with one and ends with the given name.
const FAMILIES: [&str; 48] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
    "Dương", "Lý", "Đinh", "Đoàn", "Trịnh", "Trương", "Mai", "Đào", "Lâm", "Hà", "Cao", "Chu", "Tạ", "Tô",
    "Thái", "Tống", "Vương", "Tăng", "Lương", "Châu", "Quách", "La", "Lưu", "Kiều", "Phùng", "Nông", "Hứa",
    "Thạch", "Mạc", "Nghiêm", "Doãn", "Đàm", "Khổng", "Nguyen",
];

/// Words before a family name that begin a sentence in other places: `J.-Y. Le Drian`.
const PARTICLES: [&str; 16] =
    ["De", "Du", "Des", "La", "Le", "Les", "Las", "Van", "Von", "Der", "Den", "El", "Di", "Da", "Do", "An"];

/// The ends of Russian family names, which precede the initials in a list.
const RUSSIAN_ENDINGS: [&str; 6] = ["ов", "ев", "ёв", "ова", "ева", "ский"];

/// Whether the sentence goes on behind the initial after `lead`: it does, unless the letter counts
/// something, ends a name that stands with its family first, or a word follows that only ever
/// begins sentences.
pub(super) fn goes_on(stop: &Stop, lead: &str) -> bool {
    let previous = lead.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    if stop.next.starts_with(char::is_numeric) {
        return true;
    }
    !counts_letters(previous)
        && !ends_vietnamese_name(lead)
        && (!stop.begins_with_starter() || (may_be_particle(stop) && !is_plain(previous)))
}

/// Whether the sentence goes on behind the last of several letters, `U.S.`, `И.И.`.
pub(super) fn letters_go_on(stop: &Stop, lead: &str, letters: &str) -> bool {
    let previous = lead.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    let listed = RUSSIAN_ENDINGS.iter().any(|ending| previous.ends_with(ending))
        && previous.starts_with(char::is_uppercase);
    letters.contains('-')
        || !listed && (!stop.begins_with_starter() || (may_be_particle(stop) && !is_plain(previous)))
}

fn counts_letters(previous: &str) -> bool {
    let previous = previous.rsplit(['’', '\'']).next().unwrap_or_default();
    LETTERED.iter().any(|word| {
        let (mut given, mut known) = (previous.chars(), word.chars());
        let first = given.next().into_iter().flat_map(char::to_lowercase).eq(known.next());
        first && given.as_str() == known.as_str()
    })
}

/// Whether `lead` ends in at least two names with a family's first: `Nguyễn Văn`.
fn ends_vietnamese_name(lead: &str) -> bool {
    let words = lead.split_whitespace().rev();
    let names = words.take_while(|word| word.starts_with(char::is_uppercase)).take(4);
    names.enumerate().any(|(place, word)| place > 0 && FAMILIES.contains(&word))
}

fn may_be_particle(stop: &Stop) -> bool {
    PARTICLES.contains(&first_word(stop.next))
}

/// A noun or verb in small letters, behind which a letter is not the beginning of a name.
fn is_plain(previous: &str) -> bool {
    let common =
        || (0..LANGUAGES.len()).any(|at| language::of_common(previous).meets(language::Languages::only(at)));
    previous.starts_with(char::is_lowercase) && !common()
}
