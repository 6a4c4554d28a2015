//! HTML inside Markdown: tags, comments, scripts and styles are dropped, the words between them
//! stay.
//!
//! A scanner with a state, since a block of HTML comes line by line; it checks nothing and never
//! fails. Its words are decoded and their white space is collapsed, as HTML shows it.

use std::borrow::Cow;

use memchr::{memchr, memchr3, memmem};
use pulldown_cmark::{Event, Parser};

/// The longest name of a character reference, with `&` and `;`, in bytes.
const LONGEST_REFERENCE: usize = 34;

/// The elements that stand in the middle of a line.
const INLINE: [&str; 26] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
];

/// What is left of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Words(Cow<'a, str>),
    LineBreak,
    /// A block starts or ends here; the depth of the heading that starts, if it is one.
    BlockEdge(Option<u8>),
}

#[derive(Clone, Copy, Default)]
enum State {
    #[default]
    Words,
    Tag {
        then: Unread,
    },
    Quoted {
        quote: u8,
        then: Unread,
    },
    Comment,
    Unread(Unread),
}

/// An element whose content is not for reading.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unread {
    Nothing,
    Script,
    Style,
}

/// The scanner; one for each block of HTML.
#[derive(Default)]
pub(super) struct Tags {
    state: State,
}

impl Tags {
    /// Gives the pieces of `html`, each with its offset in bytes.
    pub(super) fn feed(&mut self, html: &str, mut give: impl FnMut(Piece<'_>, usize)) {
        let mut at = 0;
        while let Some(rest) = html.get(at..).filter(|rest| !rest.is_empty()) {
            at += match self.state {
                State::Words => self.words(rest, |piece| give(piece, at)),
                State::Tag { then } => self.tag(rest, then),
                State::Quoted { quote, then } => self.quoted(rest, quote, then),
                State::Comment => self.comment(rest),
                State::Unread(unread) => self.unread(rest, unread),
            };
        }
    }

    // Each of these takes at least one byte of `rest` and says how many it took.

    fn words(&mut self, rest: &str, mut give: impl FnMut(Piece<'_>)) -> usize {
        let open = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
        if let Some(words) = rest.get(..open).filter(|words| !words.is_empty()) {
            give(Piece::Words(readable(words)));
            return open;
        }
        if rest.starts_with("<!--") {
            self.state = State::Comment;
            return "<!--".len();
        }
        let Some(name) = tag_name(rest) else {
            give(Piece::Words(Cow::Borrowed("<")));
            return 1;
        };
        self.state = State::Tag { then: unread(name) };
        if name.eq_ignore_ascii_case("br") {
            give(Piece::LineBreak);
        } else if !INLINE.iter().any(|inline| name.trim_start_matches('/').eq_ignore_ascii_case(inline)) {
            give(Piece::BlockEdge(heading(name)));
        }
        1
    }

    fn tag(&mut self, rest: &str, then: Unread) -> usize {
        let Some(at) = memchr3(b'>', b'"', b'\'', rest.as_bytes()) else { return rest.len() };
        self.state = match (rest.as_bytes().get(at), then) {
            (Some(b'>'), Unread::Nothing) => State::Words,
            (Some(b'>'), then) => State::Unread(then),
            (quote, then) => State::Quoted { quote: quote.copied().unwrap_or(b'"'), then },
        };
        at + 1
    }

    fn quoted(&mut self, rest: &str, quote: u8, then: Unread) -> usize {
        let Some(at) = memchr(quote, rest.as_bytes()) else { return rest.len() };
        self.state = State::Tag { then };
        at + 1
    }

    fn comment(&mut self, rest: &str) -> usize {
        let Some(at) = memmem::find(rest.as_bytes(), b"-->") else { return rest.len() };
        self.state = State::Words;
        at + "-->".len()
    }

    fn unread(&mut self, rest: &str, inside: Unread) -> usize {
        let Some(at) = memmem::find(rest.as_bytes(), b"</") else { return rest.len() };
        let close = rest.get(at..).and_then(tag_name).map(|name| name.trim_start_matches('/'));
        if close.is_some_and(|name| unread(name) == inside) {
            self.state = State::Tag { then: Unread::Nothing };
        }
        at + "</".len()
    }
}

/// Whether an inline tag is `<br>`, however it is written.
pub(super) fn is_line_break(tag: &str) -> bool {
    tag_name(tag).is_some_and(|name| name.eq_ignore_ascii_case("br"))
}

/// The name after `<`, with the `/` of an end tag; `None` where this is no tag.
fn tag_name(tag: &str) -> Option<&str> {
    let inside = tag.strip_prefix('<')?;
    let starts = inside.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '/' | '!' | '?' | '-'));
    let name = inside.get(..end.unwrap_or(inside.len()))?;
    starts.then(|| name.strip_suffix('/').unwrap_or(name))
}

fn unread(name: &str) -> Unread {
    if name.eq_ignore_ascii_case("script") {
        Unread::Script
    } else if name.eq_ignore_ascii_case("style") {
        Unread::Style
    } else {
        Unread::Nothing
    }
}

fn heading(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h' | b'H', depth @ b'1'..=b'6'] => Some(depth - b'0'),
        _ => None,
    }
}

/// White space collapsed, character references decoded.
fn readable(words: &str) -> Cow<'_, str> {
    let plain =
        !words.contains(|c: char| c == '&' || (c.is_ascii_whitespace() && c != ' ')) && !words.contains("  ");
    if plain {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len());
    for (index, part) in words.split(|c: char| c.is_ascii_whitespace()).enumerate() {
        if index > 0 && !out.ends_with(' ') {
            out.push(' ');
        }
        decode_references(part, &mut out);
    }
    Cow::Owned(out)
}

fn decode_references(words: &str, out: &mut String) {
    let mut rest = words;
    while let Some((before, from)) = memchr(b'&', rest.as_bytes()).and_then(|at| rest.split_at_checked(at)) {
        out.push_str(before);
        let length = memchr(b';', from.as_bytes().get(..LONGEST_REFERENCE).unwrap_or(from.as_bytes()));
        let reference = length.and_then(|length| from.get(..=length));
        match reference.and_then(character) {
            Some(decoded) => out.push_str(&decoded),
            None => out.push_str(reference.unwrap_or("&")),
        }
        rest = from.get(reference.map_or(1, str::len)..).unwrap_or_default();
    }
    out.push_str(rest);
}

/// What `&eacute;` or `&#233;` stands for, by the Markdown parser's own table.
fn character(reference: &str) -> Option<String> {
    let name = reference.strip_prefix('&')?.strip_suffix(';')?;
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#') {
        return None;
    }
    Parser::new(reference).find_map(|event| match event {
        Event::Text(text) if *text != *reference => Some(text.into_string()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces in one line: `|` is a block's edge (with a heading's depth), `/` a line break.
    fn seen(lines: &[&str]) -> String {
        let (mut tags, mut out) = (Tags::default(), String::new());
        for line in lines {
            tags.feed(line, |piece, _| match piece {
                Piece::Words(words) => out.push_str(&words),
                Piece::LineBreak => out.push('/'),
                Piece::BlockEdge(heading) => {
                    out.push('|');
                    out.extend(heading.map(|depth| char::from(b'0' + depth)));
                }
            });
        }
        out
    }

    #[test]
    fn tags_are_dropped_and_words_stay() {
        assert_eq!(seen(&["<div class=\"a>b\">Point <b>one</b><br/>two</div>"]), "|Point one/two|");
        assert_eq!(seen(&["<h2 id=x>Trade</h2>"]), "|2Trade|");
        assert_eq!(seen(&["a < b, 3<4 & c"]), "a < b, 3<4 & c");
    }

    #[test]
    fn a_state_is_kept_from_line_to_line() {
        assert_eq!(seen(&["one<!-- hid\n", "den --> two <p\n", "title='x>y'>three"]), "one two |three");
        assert_eq!(seen(&["<script>let a = '</p>';\n", "b < c</script>shown"]), "|shown");
    }

    #[test]
    fn references_are_decoded_once() {
        assert_eq!(
            seen(&["<p>R&eacute;union&nbsp;: &#233; &amp;lt; &unknown; &"]),
            "|Réunion\u{a0}: é &lt; &unknown; &"
        );
    }
}
