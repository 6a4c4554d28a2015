//! The one way from a document's text to the screen.
//!
//! A terminal obeys what it is sent, so nothing of a text is painted as it stands: every extended
//! grapheme cluster (UAX #29) becomes a [`Glyph`], which says what may be shown for it and how many
//! columns that takes. Widths are those of `unicode-width` as ratatui uses it, so that what is
//! measured here is what is painted.
//!
//! | in the text | on the screen |
//! |---|---|
//! | LF, CR, CRLF, VT, FF, NEL, LS, PS | a line break |
//! | TAB | spaces to the next stop, every 8 columns |
//! | other C0, DEL | a control picture: `␛` |
//! | C1 | its number: `<9B>` |
//! | bidirectional embeddings, overrides, isolates | `·` |
//! | zero-width spaces, soft hyphens, directional marks, fillers | nothing, but counted |
//! | joiners, variation selectors, tags | kept where they mean something after a base |
//! | combining marks | at most 15 after a base; without a base after `◌` |
//! | noncharacters, interlinear annotation, private use | `�` |
//!
//! It never changes a text, and it never decides where a row ends: that is [`super::wrap`].

mod cluster;

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::{Breaks, grapheme};

/// How a glyph is to be treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Text.
    Plain,
    /// Stands for a control character: painted dim.
    Picture,
    /// Shows nothing, is counted.
    Hidden,
    /// A line break. Its text is empty where it ends a row, one space where it is read as one.
    Break,
}

/// One extended grapheme cluster as it may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// Its first byte in the source.
    pub start: usize,
    /// The byte after it in the source.
    pub end: usize,
    /// What may be shown.
    pub text: Cow<'a, str>,
    /// How many columns that takes.
    pub width: usize,
    /// How it is to be treated.
    pub kind: Kind,
    /// How many of its code points show nothing.
    pub hidden: usize,
}

impl Glyph<'_> {
    /// Whether the glyph may hang past the end of a row: white space at which a row may end, a
    /// break, or nothing at all.
    #[must_use]
    pub fn hangs(&self) -> bool {
        self.text.chars().all(is_space)
    }
}

/// Whether a row may end at `c` and hang it: white space without the no-break spaces.
pub(crate) fn is_space(c: char) -> bool {
    match c {
        ' ' | '\t' => true,
        '!'..='\u{167f}' => false,
        _ => {
            matches!(c, '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' | '\u{3000}')
        }
    }
}

/// The glyphs of `source`, whose first one stands at `column` (of the tab stops). A break is empty
/// and sets the column back to 0.
///
/// ```
/// use postil::text::sanitise::glyphs;
///
/// let shown: Vec<_> = glyphs("a\tb\u{1b}c", 0).map(|glyph| glyph.text).collect();
/// assert_eq!(shown, ["a", "       ", "b", "␛", "c"]);
/// ```
pub fn glyphs(source: &str, column: usize) -> impl Iterator<Item = Glyph<'_>> {
    Glyphs::new(source, column, Feeds::End)
}

/// The glyphs of one row, or of a paragraph that is to be cut into rows, starting at column 0. A
/// line feed is one space where it is soft; every other break is empty and ends the row.
pub fn row_glyphs(source: &str, breaks: Breaks) -> impl Iterator<Item = Glyph<'_>> {
    let feeds = match breaks {
        Breaks::Soft => Feeds::Soft,
        Breaks::Kept => Feeds::End,
    };
    Glyphs::new(source, 0, feeds)
}

/// `source` on one line, for titles, status and prompts: a run of breaks becomes one space.
#[must_use]
pub fn line(source: &str) -> Cow<'_, str> {
    if source.chars().all(|c| simple_width(c).is_some()) {
        return Cow::Borrowed(source);
    }
    Cow::Owned(line_glyphs(source).map(|glyph| glyph.text).collect())
}

/// How many columns [`line()`] takes.
#[must_use]
pub fn columns(source: &str) -> usize {
    line_glyphs(source).map(|glyph| glyph.width).sum()
}

/// `source` on one line of at most `columns` columns, with `…` at its end where it was cut.
#[must_use]
pub fn clip(source: &str, columns: usize) -> String {
    let (mut clipped, mut width) = (String::new(), 0);
    let mut whole = 0;
    for glyph in line_glyphs(source) {
        width += glyph.width;
        if width > columns {
            clipped.truncate(whole);
            clipped.extend((columns > 0).then_some('…'));
            break;
        }
        clipped.push_str(&glyph.text);
        if width < columns {
            whole = clipped.len();
        }
    }
    clipped
}

/// A text as it may be shown, with a map of its offsets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sanitised {
    text: String,
    changes: Vec<Change>,
    source_len: usize,
    hidden: usize,
}

/// A glyph that is not shown as it stands; between two changes the texts are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Change {
    source: usize,
    source_end: usize,
    display: usize,
    display_end: usize,
}

/// `source` as it may be shown. Every break becomes a line feed, the only control character of the
/// result.
#[must_use]
pub fn sanitise(source: &str) -> Sanitised {
    let mut sanitised = Sanitised { source_len: source.len(), ..Sanitised::default() };
    for glyph in glyphs(source, 0) {
        sanitised.push(&glyph, source);
    }
    sanitised
}

impl Sanitised {
    /// What may be shown.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many code points of the source show nothing.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.hidden
    }

    /// The byte of the source that is shown at byte `display` of the text; past the end, the end.
    #[must_use]
    pub fn to_source(&self, display: usize) -> usize {
        let after = self.changes.partition_point(|change| change.display <= display);
        let source = match after.checked_sub(1).and_then(|last| self.changes.get(last)) {
            None => display,
            Some(change) if display < change.display_end => change.source,
            Some(change) => change.source_end + (display - change.display_end),
        };
        source.min(self.source_len)
    }

    /// The byte of the text at which byte `source` of the source is shown; past the end, the end.
    #[must_use]
    pub fn to_display(&self, source: usize) -> usize {
        let after = self.changes.partition_point(|change| change.source <= source);
        let display = match after.checked_sub(1).and_then(|last| self.changes.get(last)) {
            None => source,
            Some(change) if source < change.source_end => change.display,
            Some(change) => change.display_end + (source - change.source_end),
        };
        display.min(self.text.len())
    }

    fn push(&mut self, glyph: &Glyph<'_>, source: &str) {
        let display = self.text.len();
        match glyph.kind {
            Kind::Break => self.text.push('\n'),
            Kind::Plain | Kind::Picture | Kind::Hidden => self.text.push_str(&glyph.text),
        }
        self.hidden += glyph.hidden;
        if self.text.get(display..) != source.get(glyph.start..glyph.end) {
            let display_end = self.text.len();
            self.changes.push(Change { source: glyph.start, source_end: glyph.end, display, display_end });
        }
    }
}

/// What a line break is shown as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Feeds {
    /// Every break ends the row.
    End,
    /// A line feed is a space, the other breaks end the row.
    Soft,
    /// Every break is a space.
    Space,
}

fn line_glyphs(source: &str) -> impl Iterator<Item = Glyph<'_>> {
    let mut broken = false;
    Glyphs::new(source, 0, Feeds::Space).filter(move |glyph| {
        let repeated = broken && glyph.kind == Kind::Break;
        broken = glyph.kind == Kind::Break;
        !repeated
    })
}

struct Glyphs<'a> {
    source: &'a str,
    at: usize,
    column: usize,
    feeds: Feeds,
    /// What was shown last, where it may join with what comes.
    open: Option<Cow<'a, str>>,
    /// Whether what stood between `open` and what comes is not shown as it stood.
    loose: bool,
}

impl<'a> Iterator for Glyphs<'a> {
    type Item = Glyph<'a>;

    fn next(&mut self) -> Option<Glyph<'a>> {
        let rest = self.source.get(self.at..)?;
        let glyph = match self.simple(rest) {
            Some(glyph) => glyph,
            None => self.cluster(rest.graphemes(true).next()?),
        };
        self.at = glyph.end;
        self.column = match glyph.kind {
            Kind::Break if glyph.width == 0 => 0,
            Kind::Break | Kind::Plain | Kind::Picture | Kind::Hidden => self.column + glyph.width,
        };
        Some(glyph)
    }
}

impl<'a> Glyphs<'a> {
    fn new(source: &'a str, column: usize, feeds: Feeds) -> Glyphs<'a> {
        Glyphs { source, at: 0, column, feeds, open: None, loose: false }
    }

    /// The glyph at the start of `rest` where that is a character that neither joins with its
    /// neighbours nor needs a look at a table: nearly all of Latin, Greek, Cyrillic, Han, Kana and
    /// Hangul.
    fn simple(&mut self, rest: &'a str) -> Option<Glyph<'a>> {
        let mut chars = rest.chars();
        let width = simple_width(chars.next()?)?;
        let (start, end) = (self.at, self.source.len() - chars.as_str().len());
        let alone = chars.next().is_none_or(|next| next.is_ascii() || simple_width(next).is_some());
        if !alone || (self.loose && self.open.is_some()) {
            return None;
        }
        (self.open, self.loose) = (None, false);
        let text = Cow::Borrowed(self.source.get(start..end)?);
        Some(Glyph { start, end, text, width, kind: Kind::Plain, hidden: 0 })
    }

    fn cluster(&mut self, cluster: &'a str) -> Glyph<'a> {
        let shown = cluster::show(cluster, self.column);
        let (start, end) = (self.at, self.at + cluster.len());
        let mut glyph = Glyph {
            start,
            end,
            text: shown.text,
            width: shown.width,
            kind: shown.kind,
            hidden: shown.hidden,
        };
        if glyph.kind == Kind::Break && self.is_space_here(cluster) {
            (glyph.text, glyph.width) = (Cow::Borrowed(" "), 1);
        }
        self.keep_apart(&mut glyph, cluster);
        glyph
    }

    fn is_space_here(&self, line_break: &str) -> bool {
        match self.feeds {
            Feeds::End => false,
            Feeds::Soft => matches!(line_break, "\n" | "\r" | "\r\n"),
            Feeds::Space => true,
        }
    }

    /// Two clusters that stand apart in the source must not become one on the screen when what
    /// stood between them is not shown, as in `🇦` ZWSP `🇧`: a dot takes its place.
    fn keep_apart(&mut self, glyph: &mut Glyph<'a>, cluster: &str) {
        let changed = glyph.text != cluster;
        if glyph.kind == Kind::Hidden {
            self.loose = true;
            return;
        }
        if (self.loose || changed) && self.open.as_deref().is_some_and(|open| joins(open, &glyph.text)) {
            glyph.text = Cow::Owned(format!("{}{}", cluster::DOT, glyph.text));
            glyph.width += 1;
        }
        self.loose = changed;
        self.open = match glyph.kind {
            Kind::Plain => Some(glyph.text.clone()),
            Kind::Picture | Kind::Hidden | Kind::Break => None,
        };
    }
}

/// Whether no grapheme ends between `before` and `after` when one is set after the other.
fn joins(before: &str, after: &str) -> bool {
    !after.is_empty() && !grapheme::is_boundary(&format!("{before}{after}"), before.len())
}

/// The columns of a character that makes a cluster by itself between any two of its kind.
fn simple_width(c: char) -> Option<usize> {
    match c {
        ' '..='~'
        | '\u{a0}'..='\u{ac}'
        | '\u{ae}'..='\u{2ff}'
        | '\u{370}'..='\u{482}'
        | '\u{48a}'..='\u{58f}'
        | '\u{1e00}'..='\u{1fff}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205e}'
        | '\u{20a0}'..='\u{20c0}' => Some(1),
        '\u{3000}'..='\u{3029}'
        | '\u{3041}'..='\u{3096}'
        | '\u{309b}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{ff01}'..='\u{ff60}' => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
