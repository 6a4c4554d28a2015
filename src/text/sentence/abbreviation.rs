//! Abbreviations that end in a full stop without ending a sentence: one table per language, looked
//! up as one.

use std::collections::HashMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

/// What an abbreviation says of the full stop behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// The sentence goes on: a title before a name, `e.g.`.
    Inside,
    /// It goes on where a number follows: `No. 3`, `Art. L. 5`.
    BeforeNumber,
    /// It goes on unless the next word is one that only begins sentences: `U.S. troops`, `p.m. The`.
    Either,
}

/// The abbreviations of one language, without their last full stop, and words that have a capital
/// only at the beginning of a sentence.
struct Language {
    inside: &'static str,
    before_number: &'static str,
    either: &'static str,
    starters: &'static str,
}

const VIETNAMESE: Language = Language {
    inside: "TP Tp tp TX Tx tx TT Tt PGS GS TS Ts ThS Ths Th.S TSKH BS Bs BSCK KS Ks KTS LS Ls CN DS NS \
             NSND NSƯT NGND NGƯT NNND NNƯT ĐC Đ/c đ/c Đ/C KT TM TL TUQ NXB Nxb HCM.TP",
    before_number: "tr Tr",
    either: "v.v vv",
    starters: "Trong Ngoài Tuy Tại Theo Các Những Ông Bà Đây Đó Do Từ Với Để Khi Nếu Qua Sau Trước Bên \
               Cùng Hiện Năm Ngày Chúng Tôi Và Nhưng Song Vì Về Cũng Đồng Mặt Phát Một",
};

const ENGLISH: Language = Language {
    inside: "Mr Mrs Ms Messrs Dr Prof Gen Lt Col Maj Capt Cmdr Adm Sgt Gov Sen Rep Hon Rev Amb Pres St Ste \
             H.E vs viz cf Cf e.g i.e E.g I.e approx Mt Ft",
    before_number: "No Nos no nos Art Arts art arts Sec Secs sec Para Paras para paras p pp Fig Figs fig Vol \
                    vol Ch ch Res res Doc Add Corr Eq Ex Ref Reg Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec",
    either: "etc Inc Ltd Co Corp Dept a.m p.m Jr Sr Ph.D al Univ Assn Bros",
    starters: "The This These That Those It Its He She They We You In On At For As But And If When While \
               However Moreover Furthermore There Here Our Their His Her An To From With By After Before Since \
               Under During Both All Each Such What Why How Not No Other Some Many Most",
};

const FRENCH: Language = Language {
    inside: "MM Mme Mmes Mlle Mgr Me Pr Dr St Ste cf Cf p.ex env c.-à-d adj",
    before_number: "art arts al chap n nos no vol par p pp fig R.I",
    either: "etc av J.-C",
    starters: "Le La Les Un Une Des Ce Cette Ces Il Elle Ils Elles On Nous Vous En Dans Pour Par Avec Sur \
               Mais Et Si Au Aux Du Son Sa Ses Leur Leurs",
};

const GERMAN: Language = Language {
    inside: "z.B d.h u.a u.U i.d.R o.g s.o s.u z.T v.a bzw ca Dr Prof Hr Hrn Dipl Ing vgl Vgl ggf inkl zzgl evtl \
             sog gem  Bd Hrsg St rd geb",
    before_number: "Nr Nrn nr Abs Art Ziff lit Kap Rn Bd Satz Anm",
    either: "Mio Mrd Tsd usw usf etc ff Jh Str n.Chr v.Chr",
    starters: "Der Die Das Den Dem Ein Eine Einen Im In Am An Auf Aus Bei Mit Nach Von Zu Zum Zur Für Es Er \
               Sie Wir Ich Und Aber Wenn Dies Diese Dieser Damit Dabei Daher Auch Als",
};

const SPANISH: Language = Language {
    inside: "Sr Sra Srta Sres Sras Dña Excmo Excma Ilmo Ilma Dr Dra Prof Ud Uds Vd EE Gral Cnel Pdte p.ej",
    before_number: "art arts Art núm Núm núms nº pág págs Pág cap Cap inc párr vol",
    either: "etc UU a.C d.C S.A",
    starters: "El La Los Las Un Una En De Por Para Con Se Su Sus Este Esta Estos Estas Es Al Del Pero Y Si \
               No Como Desde Durante",
};

const PORTUGUESE: Language = Language {
    inside: "Exmo Exma Ex.mo V.Exa Sr.ª Profa Eng Dr.ª Av",
    before_number: "n.º n art págs pág séc",
    either: "etc S.A",
    starters: "O Os As Um Uma Em No Na Nos Nas Ao Do Da Mas Se Para Com Por",
};

const ITALIAN: Language = Language {
    inside: "Sig Sigg Sig.ra Dott Dott.ssa Avv Ing Prof.ssa Geom Gen c.d p.es",
    before_number: "n nn art artt lett pag pagg co cap",
    either: "ecc S.p.A",
    starters: "Il Lo La Gli Le Un Una In Di Per Con Su Si Ma E Nel Nella Al Alla Questo Questa",
};

const DUTCH: Language = Language {
    inside: "dhr mevr mw drs ir ing bijv o.a m.b.t t.a.v i.v.m d.w.z nl jl jhr resp",
    before_number: "nr nrs art blz lid",
    either: "enz etc",
    starters: "De Het Een In Op Van Voor Met Bij Dit Deze Dat Die Ook Er Wij Als",
};

const RUSSIAN: Language = Language {
    inside: "проф акад им ул пр т.е т.н см См напр гр тов св",
    before_number: "ст п пп стр рис гл ч абз №",
    either: "тыс млн млрд трлн руб г гг т.д т.п др пр н.э в вв",
    starters: "В Во На По С Со К Он Она Они Это Эти Мы И Но А Для При Из За От До Также Кроме Однако После",
};

const POLISH: Language = Language {
    inside: "dr prof mgr inż ul tj tzn np m.in św gen płk im ok al ww",
    before_number: "art ust pkt nr poz par str",
    either: "itd itp r",
    starters: "W We Na Z Ze Do Od Po To Ten Ta Te Nie I A Ale Jest Przy Dla",
};

const CZECH: Language = Language {
    inside: "např tzv tj Ing Mgr JUDr MUDr PhDr doc mil",
    before_number: "č čl odst písm str",
    either: "atd apod",
    starters: "V Ve Na Z Ze Do Od Po To Tento Tato A Ale Je Při Pro",
};

const INDONESIAN: Language = Language {
    inside: "Bpk Ir Drs Dra Hj Kab Kec Jl Jln Tn Ny yth Yth a.n u.b PT",
    before_number: "No Nomor hlm Ps",
    either: "dll dsb dst tsb",
    starters: "Di Dari Dalam Pada Untuk Dengan Ini Itu Kami Mereka Kita Dan Namun Para Yang",
};

const TURKISH_AND_NORDIC: Language = Language {
    inside: "Doç Sn Av Öğr Gör bl.a t.ex f.eks bl m.fl ca",
    before_number: "md s nr stk",
    either: "vb vd osv mv",
    starters: "Bu Bir Ve Ancak Det Den Vi I På For En Et",
};

const LANGUAGES: [Language; 13] = [
    VIETNAMESE,
    ENGLISH,
    FRENCH,
    GERMAN,
    SPANISH,
    PORTUGUESE,
    ITALIAN,
    DUTCH,
    RUSSIAN,
    POLISH,
    CZECH,
    INDONESIAN,
    TURKISH_AND_NORDIC,
];

/// Words before which a small number with a full stop is an ordinal: `am 3. Oktober`.
const AFTER_ORDINAL: [&str; 24] = [
    "Januar",
    "Jänner",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
    "Jahrhundert",
    "Jahrestag",
    "Weltkrieg",
    "Legislaturperiode",
    "Wahlperiode",
    "Sitzung",
    "Tagung",
    "Deutschen",
    "Deutsche",
    "Bundestag",
    "Jahrhunderts",
];

/// The longest abbreviation that is looked for, in characters.
const LONGEST: usize = 12;

#[derive(Default)]
struct Table {
    classes: HashMap<&'static str, Class>,
    starters: std::collections::HashSet<&'static str>,
}

/// All languages in one: what goes on in any of them goes on, as texts quote one another.
fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::default();
        for language in &LANGUAGES {
            let classes = [
                (language.inside, Class::Inside),
                (language.either, Class::Either),
                (language.before_number, Class::BeforeNumber),
            ];
            for (words, class) in classes {
                for word in words.split_whitespace() {
                    table.classes.entry(word).or_insert(class);
                }
            }
            table.starters.extend(language.starters.split_whitespace());
        }
        table
    })
}

/// Whether the sentence goes on behind the full stop between `before` and `next`, which starts with
/// no white space.
pub(super) fn continues(before: &str, next: &str) -> bool {
    let word = last_word(before);
    if is_small_number(&word) {
        return AFTER_ORDINAL.contains(&first_word(next).as_str());
    }
    match class(&word) {
        Some(Class::Inside) => true,
        Some(Class::BeforeNumber) => begins_with_number(next),
        Some(Class::Either) => !table().starters.contains(first_word(next).as_str()),
        None => false,
    }
}

fn class(word: &str) -> Option<Class> {
    let part = word.rsplit(['.', '-', '/']).next().unwrap_or_default();
    let known = |word| table().classes.get(word).copied();
    match (known(word), is_initial(part)) {
        (Some(class), _) => Some(class),
        (None, true) if part.len() == word.len() => Some(Class::Inside),
        (None, true) => Some(Class::Either),
        (None, false) => known(part),
    }
}

/// The letters, points and figures right before the full stop, composed; empty where they are too
/// many for an abbreviation.
fn last_word(before: &str) -> String {
    let of_word =
        |c: char| c.is_alphanumeric() || is_mark(c) || matches!(c, '.' | '-' | '/' | '№' | 'º' | 'ª');
    let length: usize =
        before.chars().rev().take_while(|&c| of_word(c)).take(2 * LONGEST).map(char::len_utf8).sum();
    let word = before.get(before.len() - length..).unwrap_or_default();
    let composed: String = word.trim_start_matches(['.', '-', '/']).nfc().collect();
    if composed.chars().count() <= LONGEST { composed } else { String::new() }
}

/// The first word of `next`, behind quotes and brackets, composed.
fn first_word(next: &str) -> String {
    let word = next.chars().take(4 * LONGEST).skip_while(|c| !c.is_alphanumeric());
    word.take_while(|&c| c.is_alphanumeric() || is_mark(c)).nfc().collect()
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// A single capital: `H. Kissinger`, the last of `U.S.`; or a single letter of a script that has no
/// capitals and ends no sentence in a word of one letter: `د. محمد`, `พ.ศ. 2563`.
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    let of_a_name = |c: char| c.is_uppercase() || matches!(c, '\u{5d0}'..='\u{64a}' | '\u{e01}'..='\u{e2e}');
    chars.next().is_some_and(of_a_name) && chars.next().is_none()
}

fn is_small_number(word: &str) -> bool {
    (1..=2).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether `next` begins with a figure, a Roman number, or the letter of a code: `L. 123-1`, `A/5`.
fn begins_with_number(next: &str) -> bool {
    let word = first_word(next);
    let roman = !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
    let code =
        is_initial(&word) && next.get(word.len()..).is_some_and(|rest| rest.starts_with(['.', '-', '/']));
    roman
        || code
        || (next.starts_with(|c: char| c.is_numeric() || c == '(') && word.starts_with(char::is_numeric))
}
