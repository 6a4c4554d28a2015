//! Front matter: the values of the keys that tell of a document.
//!
//! Reads flat `key: value` lines of YAML, with quotes and escapes; of a value that is a list or a
//! map, nothing. It is no YAML parser and is not to become one.

use super::one_line;

/// The title that front matter gives.
pub(in super::super) fn title(words: &str) -> Option<String> {
    value(words, &["title"])
}

/// The language that front matter gives, where it looks like a tag of BCP 47.
pub(super) fn language(words: &str) -> Option<String> {
    let tag = value(words, &["lang", "language"])?;
    let part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let first = tag.split('-').next().is_some_and(|first| {
        matches!(first.len(), 2 | 3) && first.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    (first && tag.split('-').all(part)).then_some(tag)
}

/// The value of the first of `keys` that has one, on one line.
pub(super) fn value(words: &str, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| value_of(words, key))
}

fn value_of(words: &str, key: &str) -> Option<String> {
    let mut at = 0;
    let after = words.split_inclusive('\n').find_map(|line| {
        let start = at;
        at += line.len();
        let rest = line.strip_prefix(key)?.strip_prefix(':')?;
        Some(start + line.len() - rest.len())
    })?;
    let value = words.get(after..)?.trim_start_matches(' ');
    let plain = match (value.strip_prefix('"'), value.strip_prefix('\'')) {
        (Some(quoted), _) => unescaped(quoted),
        (None, Some(quoted)) => quoted.split('\'').next().unwrap_or_default().to_owned(),
        (None, None) => value.lines().next().unwrap_or_default().trim().to_owned(),
    };
    let flat = !plain.starts_with(['[', '{', '|', '>', '&', '*']);
    Some(one_line(&plain)).filter(|plain| flat && !plain.is_empty())
}

/// A double-quoted YAML scalar up to its closing quote, without its escapes (YAML 1.2, section 5.7).
fn unescaped(quoted: &str) -> String {
    let mut plain = String::new();
    let mut rest = quoted;
    while let Some(at) = rest.find(['\\', '"']) {
        let (before, after) = rest.split_at(at);
        plain.push_str(before);
        let mut escaped = after.strip_prefix('\\').unwrap_or_default().chars();
        let digits = match escaped.next() {
            Some('x') => 2,
            Some('u') => 4,
            Some('U') => 8,
            Some('\n') => 0,
            Some('_' | 'n' | 't') => {
                plain.push(' ');
                0
            }
            Some(other) => {
                plain.push(other);
                0
            }
            None => return plain,
        };
        let tail = escaped.as_str();
        let code = tail.get(..digits).and_then(|code| u32::from_str_radix(code, 16).ok());
        plain.extend(code.and_then(char::from_u32));
        rest = tail.get(digits..).unwrap_or(tail);
    }
    plain + rest
}
