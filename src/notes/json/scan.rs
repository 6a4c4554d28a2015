//! Reads JSON (RFC 8259) in one pass, strictly: no key twice, no bottomless nesting.

use std::borrow::Cow;
use std::collections::HashSet;

use super::{Json, Members, is_key, unquoted};

/// How deep values may be nested.
const DEPTH: usize = 127;

/// From how many members on keys are compared by a set and no longer one by one.
const MANY: usize = 16;

/// What is wrong with a text that is not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Fault {
    /// The byte where it is seen.
    pub(in super::super) at: usize,
    pub(in super::super) what: String,
}

/// The value that is all of `text`; `each` gets the values of the list that is its member `apart`.
pub(super) fn parse<'a>(
    text: &'a str,
    apart: Option<&str>,
    each: &mut dyn FnMut(Json<'a>),
) -> Result<Json<'a>, Fault> {
    let mut scan = Scan { text, at: 0, depth: 0, blanks: 0, apart, each };
    scan.blank();
    let value = scan.value()?;
    scan.blank();
    match scan.peek() {
        None => Ok(value),
        Some(_) => Err(scan.fault("something follows the end of the notes")),
    }
}

struct Scan<'a, 'e> {
    text: &'a str,
    at: usize,
    depth: usize,
    /// How many bytes of white space were passed over.
    blanks: usize,
    apart: Option<&'e str>,
    each: &'e mut dyn FnMut(Json<'a>),
}

impl<'a> Scan<'a, '_> {
    fn value(&mut self) -> Result<Json<'a>, Fault> {
        match self.peek() {
            Some(b'{') => self.nested(Scan::object),
            Some(b'[') => self.nested(Scan::array),
            Some(b'"') => Ok(Json::Scalar(Cow::Borrowed(self.string()?))),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'n') => self.word("null"),
            Some(_) => Err(self.fault("expected a value")),
            None => Err(self.cut()),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Json<'a>, Fault>) -> Result<Json<'a>, Fault> {
        if self.depth == DEPTH {
            return Err(self.fault("the values are nested too deeply"));
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn object(&mut self) -> Result<Json<'a>, Fault> {
        let (start, blanks) = (self.at - 1, self.blanks);
        self.blank();
        let mut members = self.members()?;
        if self.blanks == blanks {
            members.spelled = self.text.get(start..self.at);
        }
        Ok(Json::Object(members))
    }

    fn members(&mut self) -> Result<Members<'a>, Fault> {
        let mut members = Members { list: Vec::with_capacity(8), spelled: None };
        let mut keys = Keys::default();
        if self.take(b'}') {
            return Ok(members);
        }
        loop {
            let start = self.at;
            let key = self.string()?;
            if !keys.add(key, &members) {
                return Err(Fault { at: start, what: format!("the member {key} stands twice") });
            }
            self.blank();
            self.demand(b':')?;
            self.blank();
            let apart = self.apart.filter(|name| self.depth == 1 && is_key(key, name));
            let value = match apart.and(self.peek()) {
                Some(b'[') => self.nested(Scan::list_apart)?,
                Some(_) | None => self.value()?,
            };
            members.push(Cow::Borrowed(key), value);
            self.blank();
            if self.take(b'}') {
                return Ok(members);
            }
            self.demand(b',')?;
            self.blank();
        }
    }

    fn array(&mut self) -> Result<Json<'a>, Fault> {
        let mut values = Vec::new();
        self.values(|_, value| values.push(value))?;
        Ok(Json::Array(values))
    }

    fn list_apart(&mut self) -> Result<Json<'a>, Fault> {
        self.values(|scan, value| (scan.each)(value))?;
        Ok(Json::Array(Vec::new()))
    }

    fn values(&mut self, mut each: impl FnMut(&mut Self, Json<'a>)) -> Result<(), Fault> {
        self.blank();
        if self.take(b']') {
            return Ok(());
        }
        loop {
            let value = self.value()?;
            each(self, value);
            self.blank();
            if self.take(b']') {
                return Ok(());
            }
            self.demand(b',')?;
            self.blank();
        }
    }

    /// A string with its quotes.
    fn string(&mut self) -> Result<&'a str, Fault> {
        let start = self.at;
        self.demand(b'"')?;
        loop {
            let rest = self.rest();
            let Some(run) = memchr::memchr2(b'"', b'\\', rest) else {
                self.at = self.text.len();
                return Err(self.cut());
            };
            let inside = rest.get(..run).unwrap_or_default();
            if inside.iter().min().is_some_and(|&byte| byte < b' ') {
                self.at += inside.iter().take_while(|&&byte| byte >= b' ').count();
                return Err(self.fault("a control character stands in a string"));
            }
            self.at += run;
            if self.take(b'"') {
                return Ok(self.text.get(start..self.at).unwrap_or_default());
            }
            self.escape()?;
        }
    }

    fn escape(&mut self) -> Result<(), Fault> {
        let length = match self.rest() {
            [_, b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => 2,
            [_, b'u', hex @ ..] if hex.len() >= 4 && hex.iter().take(4).all(u8::is_ascii_hexdigit) => 6,
            _ => return Err(self.fault("an escape in a string is not one of JSON's")),
        };
        self.at += length;
        Ok(())
    }

    fn number(&mut self) -> Result<Json<'a>, Fault> {
        let start = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _sign = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        Ok(Json::Scalar(Cow::Borrowed(self.text.get(start..self.at).unwrap_or_default())))
    }

    fn digits(&mut self) -> Result<(), Fault> {
        let count = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += count;
        if count > 0 { Ok(()) } else { Err(self.fault("a number lacks a digit")) }
    }

    fn word(&mut self, word: &'static str) -> Result<Json<'a>, Fault> {
        if !self.rest().starts_with(word.as_bytes()) {
            return Err(self.fault("expected a value"));
        }
        self.at += word.len();
        Ok(Json::Scalar(Cow::Borrowed(word)))
    }

    fn blank(&mut self) {
        let blank = |byte: &&u8| matches!(**byte, b' ' | b'\t' | b'\n' | b'\r');
        let count = self.rest().iter().take_while(blank).count();
        self.at += count;
        self.blanks += count;
    }

    fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn demand(&mut self, byte: u8) -> Result<(), Fault> {
        if self.take(byte) {
            return Ok(());
        }
        Err(if self.peek().is_none() {
            self.cut()
        } else {
            self.fault(format!("expected {:?}", char::from(byte)))
        })
    }

    fn peek(&self) -> Option<u8> {
        self.rest().first().copied()
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn cut(&self) -> Fault {
        self.fault("the file ends before the notes do")
    }

    fn fault(&self, what: impl Into<String>) -> Fault {
        Fault { at: self.at, what: what.into() }
    }
}

/// The keys of an object so far.
#[derive(Default)]
struct Keys<'a> {
    escaped: bool,
    set: HashSet<Cow<'a, str>>,
}

impl<'a> Keys<'a> {
    /// Whether the key is new; `members` are those before it.
    fn add(&mut self, key: &'a str, members: &Members<'a>) -> bool {
        self.escaped |= key.contains('\\');
        let before = members.iter();
        match before.len() {
            ..MANY if !self.escaped => before.into_iter().all(|(known, _)| known != key),
            ..MANY => before.into_iter().all(|(known, _)| said(known) != said(key)),
            _ => {
                if self.set.is_empty() {
                    self.set =
                        members.iter().map(|(known, _)| Cow::Owned(said(known).into_owned())).collect();
                }
                self.set.insert(said(key))
            }
        }
    }
}

/// What a key says; one with half a surrogate pair says its spelling.
fn said(key: &str) -> Cow<'_, str> {
    unquoted(key).unwrap_or(Cow::Borrowed(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &str) -> Result<Json<'_>, Fault> {
        super::parse(text, None, &mut |_| {})
    }

    fn fault(text: &str) -> (usize, String) {
        let fault = parse(text).expect_err(text);
        (fault.at, fault.what)
    }

    #[test]
    fn a_fault_says_what_and_where() {
        let expected = [
            ("", 0, "the file ends before the notes do"),
            ("{\"a\":1", 6, "the file ends before the notes do"),
            ("{\"a\":1} x", 8, "something follows the end of the notes"),
            ("{\"a\":1,\"a\":2}", 7, "the member \"a\" stands twice"),
            ("{\"a\":{\"b\":1,\"\\u0062\":2}}", 12, "the member \"\\u0062\" stands twice"),
            ("[1,]", 3, "expected a value"),
            ("[01]", 2, "expected ','"),
            ("[\"\u{1}\"]", 2, "a control character stands in a string"),
            ("[\"\\x\"]", 2, "an escape in a string is not one of JSON's"),
        ];
        for (text, at, what) in expected {
            assert_eq!(fault(text), (at, what.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_key_is_seen_twice_among_many() {
        let members: Vec<String> = (0..100).map(|i| format!("\"k{i}\":{i}")).collect();
        assert!(parse(&format!("{{{}}}", members.join(","))).is_ok());
        let twice = format!("{{{},\"k\\u0037\":0}}", members.join(","));
        assert_eq!(fault(&twice).1, "the member \"k\\u0037\" stands twice");
    }

    #[test]
    fn depth_has_an_end() {
        let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(parse(&nested(127)).is_ok());
        assert_eq!(fault(&nested(128)), (127, "the values are nested too deeply".to_owned()));
        assert_eq!(fault(&"[".repeat(1_000_000)).0, 127);
        assert_eq!(fault(&"{\"a\":".repeat(1_000_000)).1, "the values are nested too deeply");
    }

    fn json() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,9})?([eE][+-]?[0-9]{1,2})?",
            "\\PC{0,9}".prop_map(|text| super::super::quoted(&text)),
            Just("\"\\u0000\\n\\/\"".to_owned()),
            Just("null".to_owned()),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            let inner = proptest::collection::vec(inner, 0..6);
            prop_oneof![
                inner.clone().prop_map(|values| format!("[{}]", values.join(","))),
                inner.prop_map(|values| {
                    let members: Vec<_> =
                        values.iter().enumerate().map(|(i, value)| format!("\"k{i}\":{value}")).collect();
                    format!("{{{}}}", members.join(","))
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_was_read_is_spelled_as_it_was(text in json()) {
            prop_assert_eq!(parse(&text).unwrap().spelled(), text);
        }

        #[test]
        fn accepts_what_serde_json_accepts(text in json(), at in any::<prop::sample::Index>(), byte in 0u8..128) {
            let mut bytes = text.into_bytes();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            if let Ok(text) = String::from_utf8(bytes) {
                let theirs = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
                let twice = parse(&text).is_err_and(|fault| fault.what.ends_with("twice"));
                prop_assert!(twice || parse(&text).is_ok() == theirs, "{}", text);
            }
        }
    }
}
