//! Markdown (`CommonMark` with tables, footnotes, strikethrough and YAML front matter): the words
//! without the markup, each block with what the markup said of it.
//!
//! Follows the events of the parser and looks for markup itself in two places only: front matter,
//! since the parser takes any two rules in the text for its fences, and `##Title` without a space.

mod html;
mod page;

use std::mem::take;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::text::structure::{Block, BlockKind};
use crate::text::{Breaks, Document, SourceLines};

use html::{Piece, Tags};
use page::{Page, Shape};

pub(super) fn document(source: &str) -> Document {
    let (text, blocks, lines) = page(source);
    Document::marked(text, &blocks, SourceLines::Map(lines))
}

/// The text of `source`, its blocks, and `(offset, line)` where the line of the source changes.
fn page(source: &str) -> (String, Vec<Block>, Vec<(usize, usize)>) {
    let front = front_matter(source);
    let body = front.as_ref().map_or(0, |front| front.body);
    let mut walk = Walk::new(source, body);
    if let Some(front) = front {
        walk.front_matter(front.yaml);
    }
    let (_, markdown) = source.split_at_checked(body).unwrap_or(("", source));
    for (event, range) in Parser::new_ext(markdown, options()).into_offset_iter() {
        walk.event(event, range);
    }
    walk.page.finish()
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH
}

/// Where the YAML stands between its fences, and where the body starts, in bytes of the source.
struct FrontMatter {
    yaml: Range<usize>,
    body: usize,
}

/// `---`, at least one line that is not blank, `---` or `...`, at the very start.
fn front_matter(source: &str) -> Option<FrontMatter> {
    let mut lines = source.split_inclusive('\n');
    let fence = lines.next().filter(|line| line.trim_end() == "---")?.len();
    let mut at = fence;
    for line in lines {
        match line.trim_end() {
            "---" | "..." if at > fence => {
                return Some(FrontMatter { yaml: fence..at, body: at + line.len() });
            }
            "" | "---" | "..." if at == fence => return None,
            _ => at += line.len(),
        }
    }
    None
}

/// What a block stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Container {
    Quote,
    Item,
    Footnote,
}

/// The walk over the parser's events.
struct Walk<'s> {
    source: &'s str,
    page: Page,
    /// Where the parsed part starts in the source, in bytes.
    body: usize,
    containers: Vec<Container>,
    lists: u8,
    strong: usize,
    cells: usize,
    /// The hashes before the words that come next.
    hashes: usize,
    tags: Tags,
    /// The heading that an HTML tag has opened.
    html_heading: Option<u8>,
}

impl<'s> Walk<'s> {
    fn new(source: &'s str, body: usize) -> Walk<'s> {
        Walk {
            source,
            page: Page::new(source),
            body,
            containers: Vec::new(),
            lists: 0,
            strong: 0,
            cells: 0,
            hashes: 0,
            tags: Tags::default(),
            html_heading: None,
        }
    }

    fn front_matter(&mut self, yaml: Range<usize>) {
        self.page.open(Shape { kind: BlockKind::FrontMatter, breaks: Breaks::Kept, tight: false });
        let at = yaml.start;
        self.page.lines(self.source.get(yaml).unwrap_or_default(), at);
        self.page.close();
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let at = self.body + range.start;
        match event {
            Event::Start(Tag::Paragraph) => self.paragraph(at..self.body + range.end),
            Event::Start(tag) => self.start(&tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.page.is_code() => self.page.lines(&words, at),
            Event::Text(words) | Event::Code(words) => self.words(&words, at),
            Event::FootnoteReference(label) => self.words(&format!("[{label}]"), at),
            Event::SoftBreak => self.page.soft_break(),
            Event::HardBreak => self.page.hard_break(),
            Event::InlineHtml(tag) if html::is_line_break(&tag) => self.page.hard_break(),
            Event::Html(tags) => self.html(&tags, at),
            Event::Rule => self.page.close(),
            Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, at: usize) {
        match tag {
            Tag::Heading { level, .. } => {
                self.open(self.heading(*level as u8), Breaks::Soft);
            }
            Tag::CodeBlock(_) => self.open(BlockKind::Code, Breaks::Kept),
            Tag::HtmlBlock => {
                self.page.close();
                self.tags = Tags::default();
            }
            Tag::BlockQuote(_) => self.enter(Container::Quote),
            Tag::List(_) => {
                self.page.close();
                if self.lists == 0 {
                    self.page.end_run();
                }
                self.lists = self.lists.saturating_add(1);
            }
            Tag::Item => {
                self.enter(Container::Item);
                self.page.mark(marker(self.source, at), at);
            }
            Tag::FootnoteDefinition(label) => {
                self.enter(Container::Footnote);
                self.page.mark(&format!("[{label}]"), at);
            }
            Tag::Table(_) => self.page.end_run(),
            Tag::TableHead | Tag::TableRow => {
                self.cells = 0;
                self.open(BlockKind::Row, Breaks::Kept);
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.page.tab();
                }
                self.cells += 1;
            }
            Tag::Strong => self.strong += 1,
            _ => {}
        }
    }

    fn paragraph(&mut self, range: Range<usize>) {
        let words = self.source.get(range).unwrap_or_default();
        self.hashes = glued_hashes(words);
        match u8::try_from(self.hashes) {
            Ok(0) | Err(_) => self.open_prose(false),
            Ok(level) => self.open(self.heading(level), Breaks::Soft),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::TableHead
            | TagEnd::TableRow => {
                self.page.close();
                self.html_heading = None;
            }
            TagEnd::Item | TagEnd::FootnoteDefinition => {
                if self.page.has_mark() {
                    self.open_prose(true);
                }
                self.leave();
            }
            TagEnd::BlockQuote(_) => self.leave(),
            TagEnd::List(_) => {
                self.page.close();
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            _ => {}
        }
    }

    fn enter(&mut self, container: Container) {
        self.page.close();
        self.containers.push(container);
    }

    fn leave(&mut self) {
        self.page.close();
        self.containers.pop();
    }

    fn open(&mut self, kind: BlockKind, breaks: Breaks) {
        self.page.open(Shape { kind, breaks, tight: false });
    }

    fn open_prose(&mut self, tight: bool) {
        self.page.open(Shape { kind: self.prose(), breaks: Breaks::Soft, tight });
    }

    /// What running text is here: an item's own text is what follows its bullet or number; the
    /// paragraphs after it are prose.
    fn prose(&self) -> BlockKind {
        match self.html_heading {
            Some(level) => self.heading(level),
            None if self.stands_in(Container::Footnote) => BlockKind::Footnote,
            None if self.stands_in(Container::Quote) => BlockKind::Quote,
            None if self.page.has_mark() => BlockKind::Item(self.lists.max(1)),
            None => BlockKind::Prose,
        }
    }

    /// A heading inside a quote or a note opens no section of this text.
    fn heading(&self, level: u8) -> BlockKind {
        if self.stands_in(Container::Footnote) {
            BlockKind::Footnote
        } else if self.stands_in(Container::Quote) {
            BlockKind::Quote
        } else {
            BlockKind::Heading(level)
        }
    }

    fn stands_in(&self, container: Container) -> bool {
        self.containers.contains(&container)
    }

    fn words(&mut self, words: &str, at: usize) {
        if !self.page.is_open() {
            self.open_prose(true);
        }
        let words = if take(&mut self.hashes) > 0 { words.trim_start_matches('#') } else { words };
        if self.strong > 0 {
            self.page.strong_words(words, at);
        } else {
            self.page.words(words, at);
        }
    }

    fn html(&mut self, tags: &str, at: usize) {
        let mut state = take(&mut self.tags);
        state.feed(tags, |piece, offset| match piece {
            Piece::Words(words) => self.words(&words, at + offset),
            Piece::LineBreak => self.page.hard_break(),
            Piece::BlockEdge(heading) => {
                self.page.close();
                self.html_heading = heading;
            }
        });
        self.tags = state;
    }
}

/// The hashes of a heading such as `##Trade`, which `CommonMark` takes for a paragraph since no space
/// follows them, and which texts have all the same; 0 where it is none. One hash may be a hashtag.
fn glued_hashes(paragraph: &str) -> usize {
    let words = paragraph.trim_end();
    let title = words.trim_start_matches('#');
    let hashes = words.len() - title.len();
    let is_title = title.starts_with(char::is_alphanumeric) && !title.contains('\n');
    if is_title && (2..=6).contains(&hashes) { hashes } else { 0 }
}

/// The bullet or the number that is printed where an item starts: `-`, `*`, `12.`, `3)`.
fn marker(source: &str, at: usize) -> &str {
    let rest = source.get(at..).unwrap_or_default().trim_start_matches(' ');
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    rest.get(..=digits).unwrap_or_default()
}

#[cfg(test)]
mod tests;
