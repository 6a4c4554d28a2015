//! Text as LaTeX that shows that text, for the fields of a BibLaTeX entry.

/// `text` for a field in braces: no sign of it is a command, and its braces do not count.
pub(super) fn latex(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '`' => escaped.push_str("\\textasciigrave{}"),
            '\'' => escaped.push_str("\\textquotesingle{}"),
            '#' | '$' | '%' | '&' | '_' => {
                escaped.push('\\');
                escaped.push(c);
            }
            other => escaped.push(other),
        }
    }
    escaped.replace("--", "-{}-{}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_is_a_command() {
        assert_eq!(
            latex("R&D 5 % {a}_b^c~$x$ #1"),
            "R\\&D 5 \\% \\textbraceleft{}a\\textbraceright{}\\_b\\textasciicircum{}c\\textasciitilde{}\\$x\\$ \\#1"
        );
        assert_eq!(
            latex("\\input{x} a--b---c"),
            "\\textbackslash{}input\\textbraceleft{}x\\textbraceright{} a-{}-{}b-{}-{}-c"
        );
        assert_eq!(latex("Thông báo “tốt”, 29/09"), "Thông báo “tốt”, 29/09");
    }
}
