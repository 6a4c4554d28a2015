//! Rust source as the rules of the architecture see it: code without comments and literals.

/// Something found, and the 1-based line on which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub what: String,
}

/// Source in which comments, strings and characters are blank; its lines are those of the file.
#[derive(Clone)]
pub struct Code(Vec<char>);

impl Code {
    pub fn new(text: &str) -> Code {
        let source: Vec<char> = text.chars().collect();
        let (mut code, mut at) = (Vec::with_capacity(source.len()), 0);
        while at < source.len() {
            let length = blank_length(&source, at);
            if length == 0 {
                code.push(source[at]);
                at += 1;
            } else {
                let end = (at + length).min(source.len());
                code.extend(source[at..end].iter().map(|&c| if c == '\n' { '\n' } else { ' ' }));
                at = end;
            }
        }
        Code(code)
    }

    /// The same lines, with the items under `#[cfg(test)]` blank.
    pub fn without_tests(&self) -> Code {
        let attribute: Vec<char> = "#[cfg(test)]".chars().collect();
        let (mut code, mut at) = (self.0.clone(), 0);
        while let Some(found) = find(&code, &attribute, at) {
            at = item_end(&code, found + attribute.len());
            for c in code[found..at].iter_mut().filter(|c| **c != '\n') {
                *c = ' ';
            }
        }
        Code(code)
    }

    /// Where `word` stands and is not a part of a longer name.
    pub fn words(&self, word: &str) -> Vec<Place> {
        let pattern: Vec<char> = word.chars().collect();
        let starts = self.starts(&pattern).into_iter();
        starts.map(|at| Place { line: self.line(at), what: word.to_owned() }).collect()
    }

    /// The first names after `root::`, those in braces one by one.
    pub fn paths(&self, root: &str) -> Vec<Place> {
        let pattern: Vec<char> = root.chars().collect();
        let starts = self.starts(&pattern).into_iter().filter(|&at| !self.follows_colons(at));
        let after = starts.filter_map(|at| self.after_colons(at + pattern.len()));
        after.flat_map(|at| self.names(at)).collect()
    }

    /// The first names after exactly so many `super::`.
    pub fn paths_above(&self, depth: usize) -> Vec<Place> {
        let pattern: Vec<char> = "super".chars().collect();
        let starts = self.starts(&pattern).into_iter().filter(|&at| !self.follows_colons(at));
        let climb = |at: usize| {
            let (mut at, mut climbed) = (at, 0);
            while self.0[at..].starts_with(&pattern) {
                at = self.after_colons(at + pattern.len())?;
                climbed += 1;
            }
            (climbed == depth).then_some(at)
        };
        starts.filter_map(climb).flat_map(|at| self.names(at)).collect()
    }

    fn starts(&self, pattern: &[char]) -> Vec<usize> {
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some(start) = find(&self.0, pattern, at) {
            at = start + pattern.len();
            let glued_before = is_name(pattern[0]) && start > 0 && is_name(self.0[start - 1]);
            let glued_after =
                is_name(pattern[pattern.len() - 1]) && self.0.get(at).copied().is_some_and(is_name);
            if !glued_before && !glued_after {
                found.push(start);
            }
        }
        found
    }

    fn follows_colons(&self, at: usize) -> bool {
        self.0[..at].iter().rev().find(|c| !c.is_whitespace()) == Some(&':')
    }

    fn after_colons(&self, at: usize) -> Option<usize> {
        let at = self.skip_white(at);
        self.0[at..].starts_with(&[':', ':']).then(|| self.skip_white(at + 2))
    }

    fn skip_white(&self, at: usize) -> usize {
        at + self.0[at..].iter().take_while(|c| c.is_whitespace()).count()
    }

    /// The name at `at`, or the outer names of the group in braces there.
    fn names(&self, at: usize) -> Vec<Place> {
        if self.0.get(at) != Some(&'{') {
            return vec![self.name(at)];
        }
        let (mut names, mut depth) = (Vec::new(), 0_usize);
        for (index, &c) in self.0.iter().enumerate().skip(at) {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            if depth == 1 && matches!(c, '{' | ',') {
                names.push(self.name(self.skip_white(index + 1)));
            }
        }
        names
    }

    fn name(&self, at: usize) -> Place {
        let rest = &self.0[at..];
        let length =
            if rest.first() == Some(&'*') { 1 } else { rest.iter().take_while(|c| is_name(**c)).count() };
        Place { line: self.line(at), what: rest[..length].iter().collect() }
    }

    fn line(&self, at: usize) -> usize {
        self.0[..at].iter().filter(|c| **c == '\n').count() + 1
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn find(code: &[char], pattern: &[char], from: usize) -> Option<usize> {
    let at = code.get(from..)?.windows(pattern.len()).position(|window| window == pattern)?;
    Some(from + at)
}

/// Where the item that starts after `at` ends: at its `;`, or at the `}` of its block.
fn item_end(code: &[char], at: usize) -> usize {
    let mut depth = 0_usize;
    for (index, &c) in code.iter().enumerate().skip(at) {
        match c {
            '{' => depth += 1,
            '}' if depth <= 1 => return index + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return index + 1,
            _ => {}
        }
    }
    code.len()
}

/// How long the comment or literal at `at` is; 0 where there is none.
fn blank_length(source: &[char], at: usize) -> usize {
    let rest = &source[at..];
    let starts_word = at == 0 || !is_name(source[at - 1]);
    match rest {
        ['/', '/', ..] => rest.iter().take_while(|c| **c != '\n').count(),
        ['/', '*', ..] => block_comment(rest),
        ['"', ..] => quoted(rest, '"'),
        ['\'', '\\', ..] | ['\'', _, '\'', ..] => quoted(rest, '\''),
        ['r', '"' | '#', ..] if starts_word => raw_string(rest, 1),
        ['b' | 'c', 'r', '"' | '#', ..] if starts_word => raw_string(rest, 2),
        _ => 0,
    }
}

fn quoted(rest: &[char], quote: char) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            '\\' => at += 2,
            c if c == quote => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// 0 for a raw name such as `r#type`.
fn raw_string(rest: &[char], prefix: usize) -> usize {
    let hashes = rest[prefix..].iter().take_while(|c| **c == '#').count();
    if rest.get(prefix + hashes) != Some(&'"') {
        return 0;
    }
    let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    find(rest, &close, prefix + hashes + 1).map_or(rest.len(), |at| at + close.len())
}

fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        match rest[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] if depth <= 1 => return at + 2,
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    rest.len()
}
