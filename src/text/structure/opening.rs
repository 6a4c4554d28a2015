//! What a line or a block opens with: bullets and markers, told from their first characters alone.

/// Whether a line opens with a list bullet followed by a space.
pub(super) fn is_bullet(line: &str) -> bool {
    let mut chars = line.chars();
    let bullet = chars
        .next()
        .is_some_and(|c| matches!(c, '-' | '–' | '—' | '*' | '+' | '•' | '·' | '▪' | '●' | '○' | '◦' | '■'));
    bullet && chars.next().is_some_and(|c| c.is_whitespace() || c == '—')
}

/// Whether a line opens with a bullet or with what may be a marker.
pub(super) fn opens(line: &str) -> bool {
    is_bullet(line) || is_number(line)
}

/// `12.`, `3)`, `(a)`, `（一）`, `b)`, `一、` before white space or the end.
fn is_number(line: &str) -> bool {
    let inner = line.strip_prefix(['(', '（']).unwrap_or(line);
    let label: usize = inner.chars().take(5).take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    let close = inner.get(label..).and_then(|rest| rest.chars().next());
    let after = |rest: Option<char>| rest.is_none_or(char::is_whitespace);
    let head = inner.get(..label).unwrap_or_default();
    let counts = head.chars().all(char::is_numeric)
        || head.chars().count() <= 1
        || head.chars().all(|c| "ivxlIVXL一二三四五六七八九十".contains(c));
    label > 0
        && counts
        && match close {
            Some('.' | ')') => after(inner.get(label + 1..).and_then(|rest| rest.chars().next())),
            Some('、' | '）' | '．') => true,
            Some(_) | None => false,
        }
}
