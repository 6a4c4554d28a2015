//! Words that tell what a line is, by language: tables of data, entries parted by `|`, and the
//! look-ups in them.

/// Lines of a page that are no part of the communiqué, in lower case, as they begin.
const CHROME: &str = "chia sẻ|bình luận|ý kiến bạn đọc|gửi bình luận|in bài|in trang|tin liên quan|\
    tin cùng chuyên mục|các tin khác|tin khác|tin mới|bài viết khác|bài liên quan|xem thêm|từ khóa|\
    từ khoá|đọc tiếp|về trang chủ|lên đầu trang|theo dõi chúng tôi|facebook|zalo|twitter|tweet|\
    linkedin|whatsapp|telegram|email|copy link|share|print|related|read more|more news|comments|\
    leave a comment|subscribe|sign up|follow us|back to top|skip to|cookie|download pdf|tags:|\
    partager|imprimer|à lire aussi|sur le même sujet|commentaires|retour en haut|télécharger le pdf|\
    📄 télécharger|teilen|drucken|seite drucken|compartir|imprimir|compartilhar|поделиться|分享到|【打印】|\
    打印本页|责任编辑|シェア";

/// What stands in a caption before the name of who took the picture, in lower case.
const CREDITS: &str = "ảnh:|ảnh minh họa|nguồn ảnh|photo:|photos:|photo credit|photo by|image:|foto:|crédit photo|\
    photo :|фото:|写真：|사진=";

/// Names of months, and the words for month and year that stand in dates.
const MONTHS: &str = "january|february|march|april|may|june|july|august|september|october|november|december|janvier|\
    février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|\
    marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|januar|februar|märz|\
    juni|juli|oktober|dezember|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|\
    dezembro|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|\
    tháng";

/// How a signer's line begins, in lower case.
const SIGNERS: &str = "kt.|tm.|tl.|tuq.|nơi nhận|bộ trưởng|thứ trưởng|thủ tướng|chủ tịch|phó |bí thư|chánh văn phòng|\
    le ministre|la ministre|le président|le premier ministre|le secrétaire|the minister|\
    the president|the secretary|minister |president|chairman|chair of|secretary|(signed)|signed|\
    pour le ";

/// How the names of bodies and offices end in scripts without capitals.
const BODIES: &str = "会|會|院|部|府|局|厅|廳|办公室|署|委|党|社|庁|省|外务省|国务院|主席|总理|总书记|发言人|総理大臣|大臣|\
    官房長官|위원회|협의회|정부|회의|부|처|청|장관|대변인|총리|대통령";

/// Lines of a letterhead, in lower case.
const LETTERHEADS: &str = "cộng hòa xã hội|cộng hoà xã hội|độc lập - tự do|độc lập – tự do|số:|đảng cộng sản việt nam|\
    united nations|distr.|distr:";

/// How matter begins that closes a text and no longer belongs to its last section, in lower case.
const CLOSINGS: &str = "phát biểu bế mạc|phát biểu kết luận|kết thúc hội nghị|bế mạc hội nghị|in witness whereof|\
    done at|done in|adopted in|adopted at|en foi de quoi|fait à|fait en|hecho en|en fe de lo cual|\
    geschehen zu|zu urkund dessen|全会号召|会议号召|大会号召|各位代表！|重任在肩|in fede di|совершено в|feito em";

/// Calls that close a Vietnamese notice when they stand within its first words.
const CALLS: [&str; 2] = [" kêu gọi ", " bế mạc "];

/// Lead phrases that head a list in the communiqués of French-speaking governments.
const LEAD_INS: &str = "au titre d|au titre de";

/// Names of sections that open a text.
const OPENINGS: &str = "preamble|introduction|préambule|preámbulo|präambel|preambule|preâmbulo|preambolo|преамбула|\
    lời nói đầu|mở đầu|前言|序言|전문";

fn small(words: &str) -> String {
    opening(words, 160)
}

/// The first code points in lower case.
fn opening(words: &str, count: usize) -> String {
    words.chars().take(count).flat_map(char::to_lowercase).collect()
}

/// Whether a short line belongs to the page: it begins as one of the table does and says little more.
pub(super) fn is_chrome(words: &str) -> bool {
    let small = small(words);
    let small = small.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '【' && c != '📄');
    CHROME.split('|').any(|cue| {
        let rest = small.strip_prefix(cue);
        rest.is_some_and(|rest| rest.chars().count() <= 20 && !rest.starts_with(char::is_alphabetic))
    })
}

/// Whether a line is what stands under a picture.
pub(super) fn is_caption(words: &str) -> bool {
    let bytes = words.as_bytes();
    let signed = memchr::memchr2(b':', b'=', bytes).is_some() || words.contains('：');
    let said = || {
        if words.is_ascii() { memchr::memchr2(b'p', b'P', bytes).is_some() } else { words.contains("minh ") }
    };
    if bytes.len() < "ảnh:".len() || !(signed || said()) {
        return false;
    }
    let small = small(words);
    CREDITS.split('|').any(|cue| small.find(cue).is_some_and(|at| small.len() - at < 80))
}

/// Whether a line holds a date with its year.
pub(super) fn has_date(words: &str) -> bool {
    if !words.bytes().any(|byte| byte.is_ascii_digit()) {
        return is_spelled_date(words);
    }
    let small = small(words);
    let mut years = small.split(|c: char| !c.is_ascii_digit());
    let year = years.any(|run| {
        run.len() == 4 && (run.starts_with("19") || run.starts_with("20") || run.starts_with("25"))
    });
    let word = || small.split(|c: char| !c.is_alphabetic()).any(|word| listed(MONTHS, word));
    year && (small.contains('年') && small.contains('月')
        || small.contains('년')
        || is_numeric_date(&small)
        || word())
}

/// `二〇二一年六月二十三日`.
fn is_spelled_date(words: &str) -> bool {
    let Some((year, rest)) = words.split_once('年') else { return false };
    let mut last = year.chars().rev().take(4);
    rest.contains('月')
        && year.chars().nth(3).is_some()
        && last.all(|c| "〇○零一二三四五六七八九".contains(c))
}

/// `29/09/2020`, `29-9-2020`, `2020-09-29`, `29.9.2020`.
fn is_numeric_date(small: &str) -> bool {
    let dated = |token: &str| {
        ['/', '-', '.'].iter().any(|&sign| {
            let parts: Vec<&str> = token.split(sign).collect();
            let digits =
                |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            parts.len() == 3 && parts.iter().all(digits) && parts.iter().any(|part| part.len() == 4)
        })
    };
    small.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | 't')).any(dated)
}

/// Whether a line begins as a signer's line does.
pub(super) fn is_signer(words: &str) -> bool {
    begins(words, SIGNERS)
}

/// Whether a line in a script without capitals ends as the name of a body or an office does.
pub(super) fn is_body(words: &str) -> bool {
    words.chars().nth(2).is_some() && BODIES.split('|').any(|end| words.ends_with(end))
}

/// Whether a line is one of a letterhead.
pub(super) fn is_letterhead(words: &str) -> bool {
    let small = small(words);
    LETTERHEADS
        .split('|')
        .any(|cue| small.starts_with(cue) || (cue.chars().count() > 5 && small.contains(cue)))
}

/// Whether a paragraph begins as closing matter does.
pub(super) fn is_closing(words: &str) -> bool {
    let head = words.char_indices().nth(80).map_or(words, |(end, _)| words.get(..end).unwrap_or(words));
    CALLS.iter().any(|call| head.contains(call)) || begins(words, CLOSINGS)
}

/// Whether a short line is a lead phrase that acts as a heading.
pub(super) fn is_lead_in(words: &str) -> bool {
    words.ends_with([':', ',']) && begins(words, LEAD_INS)
}

/// Whether a line is the name of an opening section.
pub(super) fn is_opening(words: &str) -> bool {
    let small = small(words);
    listed(OPENINGS, small.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether `words` begin with an entry of `table`, none of which is longer than 40 code points.
fn begins(words: &str, table: &str) -> bool {
    let small = opening(words, 40);
    table.split('|').any(|cue| small.starts_with(cue))
}

fn listed(table: &str, word: &str) -> bool {
    table.split('|').any(|entry| entry == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_a_year_and_a_month() {
        for line in [
            "29/09/2020 - 20:56",
            "Bali, Indonesia, 15-16 November 2022",
            "Hà Nội, ngày 11 tháng 3 năm 2020",
            "2021年6月23日",
            "二○二一年六月二十三日",
            "14 août 2024",
            "2024-08-14",
        ] {
            assert!(has_date(line), "{line}");
        }
        for line in [
            "nhiệm kỳ 2020 - 2025",
            "02-NQ/TU",
            "Resolution 1445 (2002)",
            "Kỳ họp tháng 3",
            "1.5 °C",
            "三年一月",
        ] {
            assert!(!has_date(line), "{line}");
        }
    }

    #[test]
    fn chrome_says_little_more_than_its_cue() {
        assert!(is_chrome("Chia sẻ bài viết"));
        assert!(is_chrome("BÌNH LUẬN"));
        assert!(is_chrome("Share this:"));
        assert!(!is_chrome("Share prices rose in the third quarter of the year"));
        assert!(!is_chrome("Printing works"));
    }
}
