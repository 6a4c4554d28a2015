//! Dates in words and figures, by small tables: a date is three numbers, or two and a month's name,
//! with nothing but signs and little words between them.

use std::ops::Range;

use jiff::civil::Date;

/// The names of the months, January first, in lower case as they stand in dates; entries parted by `|`.
const MONTHS: [&str; 12] = [
    "january|jan|janvier|enero|januar|jänner|janeiro|gennaio|januari|января|січня|يناير|มกราคม",
    "february|feb|février|fevrier|febrero|februar|fevereiro|febbraio|februari|февраля|лютого|فبراير|กุมภาพันธ์",
    "march|mar|mars|marzo|märz|março|maart|maret|марта|березня|مارس|มีนาคม",
    "april|apr|avril|abril|aprile|апреля|квітня|أبريل|เมษายน",
    "may|mai|mayo|maio|maggio|mei|мая|травня|مايو|พฤษภาคม",
    "june|jun|juin|junio|juni|junho|giugno|июня|червня|يونيو|มิถุนายน",
    "july|jul|juillet|julio|juli|julho|luglio|июля|липня|يوليو|กรกฎาคม",
    "august|aug|août|aout|agosto|augustus|agustus|августа|серпня|أغسطس|สิงหาคม",
    "september|sep|sept|septembre|septiembre|setiembre|setembro|settembre|сентября|вересня|سبتمبر|กันยายน",
    "october|oct|octobre|octubre|oktober|outubro|ottobre|октября|жовтня|أكتوبر|ตุลาคม",
    "november|nov|novembre|noviembre|novembro|ноября|листопада|نوفمبر|พฤศจิกายน",
    "december|dec|décembre|decembre|diciembre|dezember|dezembro|dicembre|desember|декабря|грудня|ديسمبر|ธันวาคม",
];

/// Little words inside a date that say nothing of it.
const LITTLE: &str = "de|del|of|the|st|nd|rd|th|er|re|e|den|do|di|года|พ|ศ|من|ngày|năm|tháng";

/// Little words and days of the week between a place and its date.
const BEFORE: &str = "ngày|on|le|the|den|am|a|el|il|em|op|thứ|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\
    lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|\
    sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo";

/// Words with a small initial inside the name of a place.
const PARTICLES: &str = "de|del|della|des|du|la|le|of|the|and|da|do|am|an|der|den|sur|los|las|el|al|d";

/// The years of the Buddhist calendar are those of the common era and so many more.
const BUDDHIST: u32 = 543;

/// A date and where it stands in its line, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// `YYYY-MM-DD`.
    pub(super) iso: String,
    pub(super) at: Range<usize>,
}

/// The first date in a line that is complete and possible.
pub(super) fn find(line: &str) -> Option<Found> {
    let tokens = tokens(line);
    (0..tokens.len()).find_map(|from| {
        let rest = tokens.get(from..)?;
        let (date, used) = in_figures(rest).or_else(|| in_han(rest)).or_else(|| with_month(rest))?;
        let last = rest.get(used.checked_sub(1)?)?;
        Some(Found { iso: date.to_string(), at: rest.first()?.at.start..last.at.end })
    })
}

/// The place that a dateline names before its date and a comma: `Hà Nội, ngày 11 …`.
pub(super) fn place(line: &str, date: &Found) -> Option<String> {
    let mut before = line.get(..date.at.start)?.trim_end();
    while let Some((rest, word)) = last_word(before).filter(|(_, word)| listed(BEFORE, &word.to_lowercase()))
    {
        before = rest.trim_end().strip_suffix(word).unwrap_or(rest).trim_end();
        before = before.strip_suffix('.').unwrap_or(before);
    }
    let place = before.strip_suffix([',', '，'])?.trim();
    let named = |word: &str| !word.starts_with(char::is_lowercase) || listed(PARTICLES, word);
    let words = place.split([' ', '-', '’', '\'', ',']).filter(|word| !word.is_empty());
    let letters = place.starts_with(char::is_alphabetic) && !place.contains(|c: char| c.is_numeric());
    let short = place.chars().count() <= 60 && words.clone().count() <= 7;
    let plain = !place.contains([':', ';', '!', '?', '"', '“', '(', '|']);
    (letters && short && plain && words.clone().all(named)).then(|| place.to_owned())
}

/// What stands before the last word of `words`, and that word.
fn last_word(words: &str) -> Option<(&str, &str)> {
    let bare = words.trim_end_matches([',', '.']).trim_end();
    let at = bare.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let word = bare.get(at..).filter(|word| word.starts_with(char::is_alphabetic))?;
    bare.get(..at).map(|rest| (rest, word))
}

#[derive(Clone, Debug)]
struct Token {
    at: Range<usize>,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Number(u32),
    /// A word in lower case; an ideograph by itself.
    Word(String),
    Sign(char),
}

/// The tokens of a line; white space parts them and is left out.
fn tokens(line: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = line.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        let class = class(c);
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) =
            rest.peek().filter(|_| class.runs()).filter(|(_, next)| class == self::class(*next))
        {
            end = at + next.len_utf8();
            rest.next();
        }
        let run = line.get(start..end).unwrap_or_default();
        let kind = match class {
            Class::Space => continue,
            // A number too long for a date parts what stands around it all the same.
            Class::Digit => figures(run).map_or(Kind::Sign(c), Kind::Number),
            Class::Han => han_number(run).map_or(Kind::Sign(c), Kind::Number),
            Class::Letter => Kind::Word(run.to_lowercase()),
            Class::Ideograph => Kind::Word(c.to_string()),
            Class::Sign => Kind::Sign(c),
        };
        tokens.push(Token { at: start..end, kind });
    }
    tokens
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Digit,
    /// A Chinese numeral.
    Han,
    Letter,
    Ideograph,
    Sign,
}

impl Class {
    fn runs(self) -> bool {
        matches!(self, Class::Digit | Class::Han | Class::Letter)
    }
}

fn class(c: char) -> Class {
    if c.is_whitespace() {
        Class::Space
    } else if digit(c).is_some() {
        Class::Digit
    } else if han_digit(c).is_some() || c == '十' {
        Class::Han
    } else if matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}') {
        Class::Ideograph
    } else if c.is_alphabetic() || matches!(c, '\u{e31}'..='\u{e4e}') {
        Class::Letter
    } else {
        Class::Sign
    }
}

/// European, Arabic, Persian, Thai and full-width digits.
fn digit(c: char) -> Option<u32> {
    ['0', '٠', '۰', '๐', '０']
        .into_iter()
        .find_map(|zero| u32::from(c).checked_sub(u32::from(zero)).filter(|value| *value < 10))
}

fn han_digit(c: char) -> Option<u32> {
    let place = "〇一二三四五六七八九".chars().position(|digit| digit == c);
    place.or((matches!(c, '○' | '零')).then_some(0)).and_then(|value| u32::try_from(value).ok())
}

fn figures(run: &str) -> Option<u32> {
    run.chars().try_fold(0_u32, |value, c| value.checked_mul(10)?.checked_add(digit(c)?))
}

/// `二〇二一` by its digits, `二十三` by its tens.
fn han_number(run: &str) -> Option<u32> {
    let digits =
        |run: &str| run.chars().try_fold(0_u32, |value, c| value.checked_mul(10)?.checked_add(han_digit(c)?));
    match run.split_once('十') {
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digits(tens)? };
            tens.checked_mul(10)?.checked_add(digits(ones)?)
        }
        None => digits(run),
    }
}

impl Token {
    fn number(&self) -> Option<u32> {
        match self.kind {
            Kind::Number(value) => Some(value),
            Kind::Word(_) | Kind::Sign(_) => None,
        }
    }

    /// A year of four digits.
    fn year(&self) -> Option<u32> {
        self.number().filter(|year| (1800..2700).contains(year))
    }

    /// A day, in at most two digits.
    fn day(&self) -> Option<u32> {
        self.number().filter(|day| (1..=31).contains(day))
    }

    fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            Kind::Number(_) | Kind::Sign(_) => None,
        }
    }

    fn sign(&self) -> Option<char> {
        match self.kind {
            Kind::Sign(sign) => Some(sign),
            Kind::Number(_) | Kind::Word(_) => None,
        }
    }

    /// The month that the word names, from 1.
    fn month(&self) -> Option<u32> {
        let word = self.word()?;
        (1..).zip(MONTHS).find(|(_, names)| listed(names, word)).map(|(month, _)| month)
    }

    fn is_little(&self) -> bool {
        self.word().is_some_and(|word| listed(LITTLE, word))
            || self.sign().is_some_and(|sign| ",،.º°ª".contains(sign))
    }

    fn is_range(&self) -> bool {
        self.sign().is_some_and(|sign| "-–—/&".contains(sign))
            || self.word().is_some_and(|word| listed("and|et|und|y|to|bis|au|đến|и|e", word))
    }
}

/// `2020-09-29`, `29/09/2020`, `29.9.2020`: the day first unless that is impossible.
fn in_figures(tokens: &[Token]) -> Option<(Date, usize)> {
    let [first, sign, second, again, third, ..] = tokens else { return None };
    let sign = sign.sign().filter(|sign| "-/.".contains(*sign))?;
    if again.sign() != Some(sign) {
        return None;
    }
    let second = second.number()?;
    let date = match (first.year(), third.year()) {
        (Some(year), None) => civil(year, second, third.day()?),
        (None, Some(year)) if second > 12 => civil(year, first.number()?, second),
        (None, Some(year)) => civil(year, second, first.number()?),
        (Some(_), Some(_)) | (None, None) => None,
    };
    Some((date?, 5))
}

/// `2021年6月23日`, `2021년 6월 23일`.
fn in_han(tokens: &[Token]) -> Option<(Date, usize)> {
    let [year, after_year, month, after_month, day, after_day, ..] = tokens else { return None };
    let said = [after_year.word()?, after_month.word()?, after_day.word()?];
    let signs = matches!(said, ["年", "月", "日" | "號" | "号"] | ["년", "월", "일"]);
    let date = civil(year.year()?, month.number()?, day.day()?)?;
    signs.then_some((date, 6))
}

/// `11 tháng 3 năm 2020`, `15-16 November 2022`, `September 29, 2020`, `1er août 2024`.
fn with_month(tokens: &[Token]) -> Option<(Date, usize)> {
    let mut at = Steps { tokens, next: 0 };
    let (month, day) = if let Some(month) = at.month() {
        at.little();
        (month, at.last_day()?)
    } else {
        let day = at.last_day()?;
        at.little_of_months();
        (at.month()?, day)
    };
    at.little();
    let year = at.take(Token::year)?;
    let year = if year > 2400 { year - BUDDHIST } else { year };
    civil(year, month, day).map(|date| (date, at.next))
}

/// A walk along tokens.
struct Steps<'a> {
    tokens: &'a [Token],
    next: usize,
}

impl Steps<'_> {
    fn take<T>(&mut self, read: impl Fn(&Token) -> Option<T>) -> Option<T> {
        let value = read(self.tokens.get(self.next)?)?;
        self.next += 1;
        Some(value)
    }

    fn little(&mut self) {
        while self.take(|token| token.is_little().then_some(())).is_some() {}
    }

    /// Little words, but not the one that Vietnamese has for month.
    fn little_of_months(&mut self) {
        let little = |token: &Token| (token.is_little() && token.word() != Some("tháng")).then_some(());
        while self.take(little).is_some() {}
    }

    /// A month by its name, or `tháng 3`.
    fn month(&mut self) -> Option<u32> {
        if let Some(month) = self.take(Token::month) {
            return Some(month);
        }
        let rest = self.tokens.get(self.next..)?;
        let number = rest.first().filter(|token| token.word() == Some("tháng")).and(rest.get(1))?.number()?;
        self.next += 2;
        Some(number)
    }

    /// The last one of `15`, `15-16`, `15 and 16`.
    fn last_day(&mut self) -> Option<u32> {
        let mut day = self.take(Token::day)?;
        loop {
            let here = self.next;
            self.little();
            let more = self.take(|token| token.is_range().then_some(())).is_some();
            let Some(later) = self.take(Token::day).filter(|_| more) else {
                self.next = here;
                return Some(day);
            };
            day = later;
        }
    }
}

fn civil(year: u32, month: u32, day: u32) -> Option<Date> {
    let (year, month, day) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok()
}

fn listed(table: &str, word: &str) -> bool {
    table.split('|').any(|entry| entry == word)
}
