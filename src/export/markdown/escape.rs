//! Text as Markdown that shows that text (`CommonMark` 0.31, with the additions of GFM and Obsidian).

use crate::export::printable;
use crate::text::Breaks;

/// `text`, which has no line feed, for the middle of a line.
pub(super) fn inline(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    push_inline(text, &mut escaped);
    escaped
}

/// `text` as paragraphs, without a line feed at the end. A blank line parts paragraphs. Where `breaks` are kept, so are line feeds and the white space around
/// them; where they are soft, both are read as a space.
pub(super) fn block(text: &str, breaks: Breaks) -> String {
    let text = printable(text);
    let mut escaped = String::with_capacity(text.len());
    let (mut blank, mut first) = (false, true);
    for line in text.split('\n') {
        if line.trim().is_empty() {
            blank = true;
            continue;
        }
        match (first, blank, breaks) {
            (true, _, _) => {}
            (false, true, _) => escaped.push_str("\n\n"),
            (false, false, Breaks::Kept) => escaped.push_str("\\\n"),
            (false, false, Breaks::Soft) => escaped.push('\n'),
        }
        (blank, first) = (false, false);
        match breaks {
            Breaks::Kept => push_kept_line(line, &mut escaped),
            Breaks::Soft => push_line(line.trim_matches(EDGE), &mut escaped),
        }
    }
    escaped
}

/// White space that Markdown drops at both ends of a line.
const EDGE: [char; 2] = [' ', '\t'];

/// A line with the white space at its ends, as numbers that no engine drops.
fn push_kept_line(line: &str, escaped: &mut String) {
    let rest = line.trim_start_matches(EDGE);
    let inner = rest.trim_end_matches(EDGE);
    let (Some(before), Some(after)) = (line.get(..line.len() - rest.len()), rest.get(inner.len()..)) else {
        return;
    };
    push_edge(before, escaped);
    if before.is_empty() {
        push_line(inner, escaped);
    } else {
        push_inline(inner, escaped);
    }
    push_edge(after, escaped);
}

fn push_edge(white: &str, escaped: &mut String) {
    for c in white.chars() {
        escaped.push_str(if c == '\t' { "&#9;" } else { "&#32;" });
    }
}

/// A line, of which nothing may open a block.
fn push_line(line: &str, escaped: &mut String) {
    let number = line.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = line.split_at(number);
    escaped.push_str(digits);
    let list = rest.strip_prefix(['.', ')']).is_some_and(|after| after.is_empty() || after.starts_with(EDGE));
    let opens = if number > 0 { list } else { rest.starts_with(['-', '+', '=', ':', '>', '%']) };
    if opens {
        escaped.push('\\');
    }
    push_inline_after(opens, rest, escaped);
}

fn push_inline(text: &str, escaped: &mut String) {
    push_inline_after(false, text, escaped);
}

/// The text with every character escaped that may mean something; the first one, if `opened` says
/// so, is escaped already.
fn push_inline_after(opened: bool, text: &str, escaped: &mut String) {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        match c {
            '<' => escaped.push_str("&lt;"),
            '&' if is_entity(after) => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '|' | '$' | '^' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '=' | '%' if !(opened && at == 0) && (before == c || after.starts_with(c)) => {
                escaped.push('\\');
                escaped.push(c);
            }
            other => escaped.push(other),
        }
        before = c;
    }
}

/// Whether an ampersand before `after` would begin an entity.
fn is_entity(after: &str) -> bool {
    let name = after.trim_start_matches('#');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    end > 0 && name.get(end..).is_some_and(|rest| rest.starts_with(';'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    /// What an engine shows of `markdown`: text only, or the event that is more than text.
    fn shown(markdown: &str) -> Result<String, String> {
        let mut shown = String::new();
        let mut paragraphs = 0;
        for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(text) => shown.push_str(&text),
                Event::SoftBreak | Event::HardBreak => shown.push('\n'),
                Event::Start(Tag::Paragraph) => {
                    paragraphs += 1;
                    shown.push_str(if paragraphs > 1 { "\n\n" } else { "" });
                }
                Event::End(TagEnd::Paragraph) => {}
                other => return Err(format!("{other:?} in {markdown:?}")),
            }
        }
        Ok(shown)
    }

    const HOSTILE: [&str; 22] = [
        "[a](javascript:alert(1)) ![x](y) [[wiki]] [^1]: note",
        "<img src=x onerror=alert(1)> <!-- a --> <https://a.b>",
        "`code` ``` ~~~ ~~gone~~ ==marked== %%hidden%% $x$ ^block",
        "---",
        "***",
        "===",
        "# Heading #",
        "> quote",
        "- item",
        "+ item",
        "* item",
        "1. Về kết quả",
        "12) item",
        "| a | b |\n|---|---|\n| c | d |",
        "a | b\n--- | ---",
        "Title\n===\nTitle\n---",
        ": definition",
        "&amp; &#60; &copy; R&D AT&T; & ;",
        "\\ \\* C:\\dir\\",
        "***bold*** __bold__ *a*_b_",
        "```\ncode\n```",
        "+++\n---\ntitle: x\n---",
    ];

    #[test]
    fn hostile_text_is_shown_as_it_is() {
        for text in HOSTILE {
            assert_eq!(shown(&block(text, Breaks::Soft)), Ok(text.to_owned()));
            assert_eq!(shown(&block(text, Breaks::Kept)), Ok(text.to_owned()));
        }
    }

    #[test]
    fn hostile_lines_are_shown_as_they_are_in_a_heading() {
        for text in HOSTILE.iter().flat_map(|text| text.lines()) {
            let heading = format!("# {}", inline(text));
            let events: Vec<_> = Parser::new_ext(&heading, Options::all()).collect();
            assert!(matches!(events.first(), Some(Event::Start(Tag::Heading { .. }))), "{text:?}");
            let inside = &events[1..events.len() - 1];
            assert!(inside.iter().all(|event| matches!(event, Event::Text(_))), "{inside:?}");
        }
    }

    #[test]
    fn plain_prose_is_left_alone() {
        for text in ["Đạt 24.300 tỷ đồng (9,6 %) - “tốt”!", "24.300 tỷ", "x = 5 > 3, R&D 50%"]
        {
            assert_eq!(block(text, Breaks::Soft), text);
        }
    }

    #[test]
    fn kept_lines_keep_their_white_space_and_soft_ones_lose_it() {
        assert_eq!(block(" a\t\n  - b\n\n\n\tc ", Breaks::Soft), "a\n\\- b\n\nc");
        assert_eq!(
            shown(&block(" a\t\n  - b\n\n\n\tc ", Breaks::Kept)),
            Ok(" a\t\n  - b\n\n\tc ".to_owned())
        );
        assert_eq!((block(" \n\n", Breaks::Soft), block("", Breaks::Kept)), (String::new(), String::new()));
    }

    proptest! {
        #[test]
        fn any_text_is_shown_as_it_is(
            text in "([-+=:>#*_`~|<&;!\\[\\]()\\\\^$%.0-9a\u{a0}\u{3000}ệ\n\t ]|\\PC){0,40}"
        ) {
            let lines: Vec<_> = text.split('\n').filter(|line| !line.trim().is_empty()).collect();
            let text = lines.join("\n");
            prop_assert_eq!(shown(&block(&text, Breaks::Kept)), Ok(text.clone()));
            let trimmed: Vec<_> = lines.iter().map(|line| line.trim_matches(EDGE)).collect();
            prop_assert_eq!(shown(&block(&text, Breaks::Soft)), Ok(trimmed.join("\n")));
        }
    }
}
