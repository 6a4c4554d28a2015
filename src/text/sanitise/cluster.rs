//! What may be shown of one grapheme cluster.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::Kind;
use crate::text::grapheme;

/// Stands for a control that has a direction but no width.
pub(super) const DOT: char = '·';

const TAB_STOP: usize = 8;
const SPACES: &str = "        ";
const REPLACEMENT: &str = "\u{fffd}";
const DOTTED_CIRCLE: char = '\u{25cc}';
/// Code points that may follow a base.
const MARKS: usize = 15;

/// What is shown of a cluster.
pub(super) struct Shown<'a> {
    pub text: Cow<'a, str>,
    /// Columns.
    pub width: usize,
    pub kind: Kind,
    /// Code points that show nothing.
    pub hidden: usize,
}

impl<'a> Shown<'a> {
    fn new(text: impl Into<Cow<'a, str>>, kind: Kind) -> Shown<'a> {
        let text = text.into();
        Shown { width: width(&text), text, kind, hidden: 0 }
    }
}

/// What may be shown of `cluster`, one extended grapheme cluster that stands at `column`.
pub(super) fn show(cluster: &str, column: usize) -> Shown<'_> {
    match cluster.chars().next() {
        Some('\t') => Shown::new(SPACES.get(column % TAB_STOP..).unwrap_or(SPACES), Kind::Plain),
        Some('\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}') => Shown::new("", Kind::Break),
        Some(c) if c.is_control() => Shown::new(picture(c), Kind::Picture),
        Some('\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') => Shown::new(DOT.to_string(), Kind::Picture),
        Some(_) => visible(cluster),
        None => Shown::new("", Kind::Hidden),
    }
}

/// Columns as ratatui counts them in a cell: `unicode-width`, and one more for each of the half
/// width sound marks, which extend a cluster but take a column of their own.
fn width(text: &str) -> usize {
    let sound_marks = text.chars().filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}')).count();
    text.width() + sound_marks
}

fn picture(control: char) -> String {
    match u32::from(control) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code).map(String::from).unwrap_or_default(),
        0x7f => "\u{2421}".to_owned(),
        code => format!("<{code:02X}>"),
    }
}

fn visible(cluster: &str) -> Shown<'_> {
    let shown = if ordinary(cluster) { Shown::new(cluster, Kind::Plain) } else { filtered(cluster) };
    if shown.width > 0 || shown.kind == Kind::Hidden {
        shown
    } else if is_format(cluster) {
        nothing(cluster.chars().count())
    } else {
        replaced(cluster)
    }
}

fn nothing<'a>(hidden: usize) -> Shown<'a> {
    Shown { hidden, ..Shown::new("", Kind::Hidden) }
}

fn replaced(cluster: &str) -> Shown<'_> {
    Shown { hidden: cluster.chars().count() - 1, ..Shown::new(REPLACEMENT, Kind::Plain) }
}

/// Whether the cluster is a base with a few marks, none of which needs a second look.
fn ordinary(cluster: &str) -> bool {
    let starts = cluster.chars().next().is_some_and(|first| stands(first, role(first)));
    let rest = cluster.chars().skip(1).take(MARKS + 1);
    let mut count = 0;
    let plain = rest.inspect(|_| count += 1).all(|c| matches!(role(c), Role::Base | Role::Mark));
    starts && plain && count <= MARKS
}

/// Whether a cluster can begin with `c`: with a base, or with one of the marks that do not attach
/// to what is before them, such as the Burmese vowel sign `ာ`.
fn stands(c: char, role: Role) -> bool {
    match role {
        Role::Base => true,
        Role::Mark => grapheme::is_boundary(&format!("a{c}"), 1),
        Role::Prefix | Role::Joiner | Role::Selector | Role::Tag | Role::Filler | Role::Forbidden => false,
    }
}

/// Whether `cluster` is a format character: nothing can be set over it (`Grapheme_Cluster_Break` =
/// `Control`).
fn is_format(cluster: &str) -> bool {
    grapheme::is_boundary(&format!("{cluster}\u{301}"), cluster.len())
}

/// What a code point is to its cluster.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Stands by itself.
    Base,
    /// Is set on a base.
    Mark,
    /// Takes the next character into its cluster: the Arabic number signs and their like.
    Prefix,
    /// ZWJ, ZWNJ.
    Joiner,
    /// Chooses a form of the base before it.
    Selector,
    /// Spells a region after a black flag.
    Tag,
    /// Stands for a letter that is not there.
    Filler,
    /// Has no meaning that a terminal can be trusted with.
    Forbidden,
}

fn role(c: char) -> Role {
    match c {
        ' '..='~' => Role::Base,
        '\u{200c}' | '\u{200d}' => Role::Joiner,
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{180b}'..='\u{180d}' | '\u{180f}' => {
            Role::Selector
        }
        '\u{e0020}'..='\u{e007f}' => Role::Tag,
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => Role::Filler,
        '\u{fff9}'..='\u{fffb}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{f0000}'..='\u{10ffff}' => Role::Forbidden,
        c if u32::from(c) & 0xfffe == 0xfffe => Role::Forbidden,
        c if is_prefix(c) => Role::Prefix,
        '\u{e33}' | '\u{eb3}' | '\u{ff9e}' | '\u{ff9f}' | '\u{1f3fb}'..='\u{1f3ff}' => Role::Mark,
        c if is_combining_mark(c) => Role::Mark,
        _ => Role::Base,
    }
}

/// `Grapheme_Cluster_Break` = `Prepend`.
fn is_prefix(c: char) -> bool {
    matches!(
        c,
        '\u{600}'..='\u{605}'
            | '\u{6dd}'
            | '\u{70f}'
            | '\u{890}'
            | '\u{891}'
            | '\u{8e2}'
            | '\u{d4e}'
            | '\u{110bd}'
            | '\u{110cd}'
            | '\u{111c2}'
            | '\u{111c3}'
            | '\u{113d1}'
            | '\u{1193f}'
            | '\u{11941}'
            | '\u{11a84}'..='\u{11a89}'
            | '\u{11d46}'
            | '\u{11f02}'
    )
}

/// What is left of a cluster when every code point has given its reason to be there.
fn filtered(cluster: &str) -> Shown<'_> {
    let mut kept = Kept { flag: is_flag(cluster), ..Kept::default() };
    let mut chars = cluster.chars().peekable();
    while let Some(c) = chars.next() {
        kept.push(c, chars.peek().copied());
    }
    if kept.text.is_empty() {
        return nothing(kept.hidden);
    }
    if kept.base.is_some_and(is_prefix) && kept.marks == 0 {
        kept.set_base(DOTTED_CIRCLE);
    }
    let one = kept.text.graphemes(true).nth(1).is_none() && kept.text.chars().nth(MARKS + 1).is_none();
    if !one || width(&kept.text) == 0 {
        return replaced(cluster);
    }
    Shown { hidden: kept.hidden, ..Shown::new(kept.text, Kind::Plain) }
}

#[derive(Default)]
struct Kept {
    text: String,
    /// The last base, and how many code points were kept after it.
    base: Option<char>,
    marks: usize,
    /// Whether the cluster is a flag spelt in tags.
    flag: bool,
    hidden: usize,
}

impl Kept {
    fn push(&mut self, c: char, next: Option<char>) {
        match role(c) {
            Role::Base | Role::Prefix => self.set_base(c),
            Role::Forbidden => self.set_base(char::REPLACEMENT_CHARACTER),
            Role::Filler => self.hidden += 1,
            Role::Mark if self.base.is_some() => self.set_mark(c, true),
            Role::Mark if stands(c, Role::Mark) => self.set_base(c),
            Role::Mark => {
                self.set_base(DOTTED_CIRCLE);
                self.set_mark(c, true);
            }
            Role::Joiner => self.set_mark(c, self.joiner_means(c, next)),
            Role::Selector => self.set_mark(c, self.selector_means(c)),
            Role::Tag => self.set_mark(c, self.flag),
        }
    }

    fn set_base(&mut self, c: char) {
        self.text.push(c);
        (self.base, self.marks) = (Some(c), 0);
    }

    fn set_mark(&mut self, c: char, means: bool) {
        if means && self.marks < MARKS {
            self.text.push(c);
            self.marks += 1;
        } else {
            self.hidden += 1;
        }
    }

    /// A joiner joins a base with the next one, or shapes a letter of a script that has joining
    /// forms or conjuncts.
    fn joiner_means(&self, joiner: char, next: Option<char>) -> bool {
        let joins_next = joiner == '\u{200d}' && next.is_some_and(|next| role(next) == Role::Base);
        let doubled = self.text.ends_with(['\u{200c}', '\u{200d}']);
        !doubled && self.base.is_some_and(|base| joins_next || is_shaped(base))
    }

    /// A selector chooses between the forms that a base has.
    fn selector_means(&self, selector: char) -> bool {
        let Some(base) = self.base.filter(|_| self.marks == 0) else { return false };
        match selector {
            '\u{fe0e}' | '\u{fe0f}' => format!("{base}\u{fe0f}").width() == 2,
            '\u{180b}'..='\u{180f}' => matches!(base, '\u{1800}'..='\u{18af}'),
            '\u{e0100}'.. => {
                matches!(base, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
            }
            _ => !base.is_ascii(),
        }
    }
}

/// Whether `base` belongs to a script in which a joiner changes the shape of a letter: from Hebrew
/// and Arabic over the scripts of India and South East Asia to Mongolian.
fn is_shaped(base: char) -> bool {
    matches!(
        base,
        '\u{590}'..='\u{10ff}'
            | '\u{1700}'..='\u{1cff}'
            | '\u{2d30}'..='\u{2d7f}'
            | '\u{a800}'..='\u{abff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{11fff}'
            | '\u{1e800}'..='\u{1e95f}'
    )
}

/// Whether `cluster` is an emoji tag sequence (UTS #51): a black flag, tags, the cancel tag.
fn is_flag(cluster: &str) -> bool {
    let tags = cluster.strip_prefix('\u{1f3f4}').and_then(|tags| tags.strip_suffix('\u{e007f}'));
    tags.is_some_and(|tags| !tags.is_empty() && tags.chars().all(|c| matches!(c, '\u{e0020}'..='\u{e007e}')))
}
