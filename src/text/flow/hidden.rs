//! Which paragraphs are folded away: each run of them is one line of the screen.

use std::ops::{Range, RangeInclusive};

use crate::text::{Document, Paragraph, Role};

/// Runs of paragraphs that are folded away, in order, none beside another: a value that a
/// [`Flow`](super::Flow) is made with. The text, its offsets and what is found in it know nothing of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    runs: Vec<Range<usize>>,
}

impl Hidden {
    /// What belongs to the page rather than to the communiqué, and what stands there twice: each run
    /// of such paragraphs that holds a letter or a digit, as an ornament alone takes no more room
    /// than the line that would stand for it. Nothing where all of the text would be hidden.
    #[must_use]
    pub fn furniture(doc: &Document) -> Hidden {
        let paragraphs = doc.paragraphs();
        let mut hidden =
            Hidden::of((0..paragraphs.len()).filter(|&at| paragraphs.get(at).is_some_and(belongs_to_page)));
        hidden.runs.retain(|run| run.len() < paragraphs.len() && run.clone().any(|at| has_words(doc, at)));
        hidden
    }

    /// The runs that the paragraphs of these indices make, which ascend.
    #[must_use]
    pub fn of(paragraphs: impl IntoIterator<Item = usize>) -> Hidden {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for at in paragraphs {
            match runs.last_mut() {
                Some(run) if run.end >= at => run.end = run.end.max(at + 1),
                Some(_) | None => runs.push(at..at + 1),
            }
        }
        Hidden { runs }
    }

    /// Whether nothing is folded away.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The run that holds a paragraph.
    #[must_use]
    pub fn run_at(&self, paragraph: usize) -> Option<Range<usize>> {
        let after = self.runs.partition_point(|run| run.end <= paragraph);
        self.runs.get(after).filter(|run| run.contains(&paragraph)).cloned()
    }

    /// Unfolds the runs that hold one of these paragraphs; `false` where none does.
    pub fn open(&mut self, paragraphs: RangeInclusive<usize>) -> bool {
        let from = self.runs.partition_point(|run| run.end <= *paragraphs.start());
        let to = self.runs.partition_point(|run| run.start <= *paragraphs.end());
        from < to && self.runs.drain(from..to).count() > 0
    }
}

fn belongs_to_page(paragraph: &Paragraph) -> bool {
    match paragraph.role {
        Role::Chrome | Role::Repeat => true,
        Role::FrontMatter
        | Role::Title
        | Role::Dateline
        | Role::Lead
        | Role::Caption
        | Role::Heading
        | Role::Body
        | Role::Item
        | Role::Quote
        | Role::Row
        | Role::Code
        | Role::Footnote
        | Role::Closing
        | Role::Signature => false,
    }
}

fn has_words(doc: &Document, paragraph: usize) -> bool {
    let content = doc.paragraphs().get(paragraph).and_then(|found| doc.text().get(found.content.clone()));
    content.is_some_and(|words| words.contains(char::is_alphanumeric))
}
