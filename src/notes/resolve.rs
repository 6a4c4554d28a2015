//! Finds the place of an anchor in the text at hand.
//!
//! Stage 0: the same text, or the same words at the same place between the same words. Stage A: the
//! folded quote stands somewhere, and what stands around it decides. What neither settles is an
//! orphan that says why: asking is better than guessing, and nothing is dropped.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use super::anchor::{self, Position};
use super::context::{Agreement, Context};
use super::find::{self, Hits};
use super::{Anchor, Canon};
use crate::text::fold::Folded;
use crate::text::{Document, Span};

/// Where an annotation stands in the text at hand.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// Where it was made, in the same words.
    Exact(Span),
    /// Found again elsewhere, or in a text that changed.
    Moved {
        /// Where it was found.
        span: Span,
        /// How sure that is, up to 1.
        score: f64,
    },
    /// Not found.
    Orphan {
        /// Why not.
        reason: Reason,
    },
    /// It speaks of the whole document.
    Document,
}

impl Place {
    /// The name used in JSON: `exact`, `moved`, `orphan`, `document`.
    #[must_use]
    pub fn status(&self) -> &'static str {
        match self {
            Place::Exact(_) => "exact",
            Place::Moved { .. } => "moved",
            Place::Orphan { .. } => "orphan",
            Place::Document => "document",
        }
    }

    /// Where it stands, if it stands in the text.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self {
            Place::Exact(span) | Place::Moved { span, .. } => Some(*span),
            Place::Orphan { .. } | Place::Document => None,
        }
    }
}

/// Why an annotation was not found; `Display` is a sentence for the reader.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The words are not in the text.
    #[error("these words are no longer in the text")]
    Gone,
    /// The words stand in several places, and nothing tells which was meant.
    #[error("these words stand in {count} places, and it is not clear which one was meant")]
    Ambiguous {
        /// How many places.
        count: usize,
    },
    /// The words stand in one place, but between other words than they did.
    #[error("these words stand in one place, but what stands around them is different")]
    ContextDiffers,
    /// The positions in the file are no stretch of the text.
    #[error("the position in the notes file is not a place in the text")]
    BadRange,
    /// The position lies inside a character.
    #[error("the position in the notes file cuts a character in two")]
    CutsCharacter,
    /// The annotation holds no words to look for.
    #[error("the notes file does not say which words were marked")]
    NoQuote,
    /// Too many annotations of too common words; this one was not looked for.
    #[error("there were too many places to look at, so this one was not looked for")]
    NotLookedFor,
}

/// What stage A asks of a place. Agreement is the share of the context that is still there, of the
/// better side where `side`, of both where `both`.
mod threshold {
    /// A quote of fewer code points stands in unrelated texts as well: its context must agree.
    pub const SHORT: usize = 12;
    /// A quote of as many code points is hardly ever written twice by chance: alone it is enough.
    pub const LONG: usize = 32;
    /// One hit: unrelated contexts of one language share about a tenth.
    pub const SIDE: f64 = 0.3;
    /// One hit of a short quote.
    pub const SHORT_SIDE: f64 = 0.5;
    /// One hit of a quote that stood several times: the others may have gone, and this be one of them.
    pub const BOTH_ONCE_MANY: f64 = 0.6;
    /// Several hits: the best one must be right by itself …
    pub const BEST: f64 = 0.5;
    /// … and clearly better than the next.
    pub const LEAD: f64 = 0.12;
    /// The confidence where the context says nothing; all of the context adds the rest up to 1.
    pub const CONFIDENCE: f64 = 0.85;
    /// Of how many hits the contexts are compared letter by letter: those that agree longest.
    pub const RIVALS: usize = 8;
}

/// The place of each anchor, in order; no anchor stands for the whole document.
pub(super) fn places<'a>(
    doc: &Document,
    canon: &Canon,
    anchors: impl Iterator<Item = Option<&'a Anchor>>,
) -> Vec<Place> {
    let mut wanted = Vec::new();
    let mut places: Vec<Place> = Vec::new();
    for (index, anchor) in anchors.enumerate() {
        places.push(match anchor.map(|anchor| (anchor, at_position(doc, canon, anchor))) {
            None => Place::Document,
            Some((_, Some(place))) => place,
            Some((anchor, None)) => {
                wanted.push((index, anchor));
                orphan(Reason::NoQuote)
            }
        });
    }
    for (index, place) in by_quote(doc, canon, &wanted) {
        if let Some(slot) = places.get_mut(index) {
            *slot = place;
        }
    }
    places
}

fn orphan(reason: Reason) -> Place {
    Place::Orphan { reason }
}

/// Stage 0; `None` where the quote must be looked for.
fn at_position(doc: &Document, canon: &Canon, anchor: &Anchor) -> Option<Place> {
    let text = doc.text();
    let same_text = !anchor.text.is_empty() && anchor.text == canon.hash(text);
    let range = match &anchor.position {
        Position::At(range) => range,
        Position::Missing => return None,
        Position::Broken => return Some(orphan(Reason::BadRange)),
    };
    let points = canon.points(text);
    let (Some(start), Some(end)) = (points.to_byte(range.start), points.to_byte(range.end)) else {
        return same_text.then_some(orphan(Reason::BadRange));
    };
    let words = text.get(start..end)?;
    let verified = match (anchor.exact.is_empty(), same_text) {
        (true, same_text) => same_text,
        (false, true) => words == anchor.exact,
        (false, false) => words == anchor.exact && stands_between(text, start..end, anchor),
    };
    verified.then(|| exactly(doc, start..end).map_or(orphan(Reason::CutsCharacter), Place::Exact))
}

/// Whether the text around `range` is what the anchor says, as far as it says anything.
fn stands_between(text: &str, range: Range<usize>, anchor: &Anchor) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let known = !anchor.prefix.is_empty() || !anchor.suffix.is_empty();
    known && before.ends_with(&anchor.prefix) && after.starts_with(&anchor.suffix)
}

/// The span of `range` if that is where its ends are.
fn exactly(doc: &Document, range: Range<usize>) -> Option<Span> {
    doc.span(range.clone()).filter(|span| span.range() == range)
}

/// Stage A: the quotes are looked for together, equal ones once.
fn by_quote(doc: &Document, canon: &Canon, wanted: &[(usize, &Anchor)]) -> Vec<(usize, Place)> {
    let mut indices: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, (_, anchor)) in wanted.iter().enumerate() {
        let quote = anchor.folded();
        if !quote.is_empty() {
            indices.entry(quote).or_default().push(at);
        }
    }
    if indices.is_empty() {
        return Vec::new();
    }
    let folded = canon.folded(doc.text());
    let quotes: Vec<&str> = indices.keys().map(String::as_str).collect();
    let hits = find::find_all(folded.text(), &quotes);
    let found = quotes.iter().zip(&hits).flat_map(|(quote, hits)| {
        let search = Search { doc, folded, quote };
        let anchors = indices.get(*quote).into_iter().flatten().filter_map(|at| wanted.get(*at));
        anchors.map(move |(index, anchor)| (*index, search.place(anchor, hits.as_ref())))
    });
    found.collect()
}

/// A folded quote that is looked for in a folded document.
#[derive(Clone, Copy)]
struct Search<'a> {
    doc: &'a Document,
    folded: &'a Folded,
    quote: &'a str,
}

impl Search<'_> {
    fn place(self, anchor: &Anchor, hits: Option<&Hits>) -> Place {
        let Some(hits) = hits else { return orphan(Reason::NotLookedFor) };
        let context = Context::of(anchor);
        let chosen = match hits.starts.as_slice() {
            [] => Err(Reason::Gone),
            [only] => self.judge(anchor, &context, *only),
            several => self.choose(anchor, &context, several, hits.count),
        };
        chosen.and_then(|(start, agreement)| self.moved(start, agreement)).unwrap_or_else(orphan)
    }

    /// The only hit, if what stands around it does not speak against it.
    fn judge(self, anchor: &Anchor, context: &Context, start: usize) -> Result<(usize, Agreement), Reason> {
        let agreement = self.agreement(context, start);
        let length = self.quote.chars().count();
        let was_many = anchor.occurrence.1 > 1;
        let accepted = match (agreement.best(), agreement.mean()) {
            (Some(_), Some(both)) if was_many => both >= threshold::BOTH_ONCE_MANY,
            (Some(side), _) if length < threshold::SHORT => side >= threshold::SHORT_SIDE,
            (Some(side), _) => length >= threshold::LONG || side >= threshold::SIDE,
            (None, _) => !was_many,
        };
        if accepted { Ok((start, agreement)) } else { Err(Reason::ContextDiffers) }
    }

    /// The hit whose surroundings agree best, if it is clear which; else the one that is as many-eth
    /// as it was, if there are as many as there were and its surroundings do not speak against it.
    fn choose(
        self,
        anchor: &Anchor,
        context: &Context,
        starts: &[usize],
        count: usize,
    ) -> Result<(usize, Agreement), Reason> {
        let unclear = Err(Reason::Ambiguous { count });
        if count > starts.len() {
            return unclear;
        }
        let mut rivals: Vec<usize> = starts.to_vec();
        let run = |start: &usize| context.run(self.folded.text(), *start, *start + self.quote.len());
        rivals.sort_by_cached_key(|start| Reverse(run(start)));
        let mut rivals: Vec<(usize, Agreement, f64)> = rivals
            .into_iter()
            .take(threshold::RIVALS)
            .map(|start| (start, self.agreement(context, start)))
            .filter_map(|(start, agreement)| Some((start, agreement, agreement.mean()?)))
            .collect();
        rivals.sort_by(|(_, _, a), (_, _, b)| b.total_cmp(a));
        if let [(start, agreement, best), (_, _, second), ..] = rivals.as_slice()
            && *best >= threshold::BEST
            && best - second >= threshold::LEAD
        {
            return Ok((*start, *agreement));
        }
        let (ordinal, total) = anchor.occurrence;
        let same = (total == count).then(|| starts.get(ordinal.checked_sub(1)?)).flatten();
        match same.map(|start| (*start, self.agreement(context, *start))) {
            Some((start, agreement)) if agreement.best().is_none_or(|side| side >= threshold::SIDE) => {
                Ok((start, agreement))
            }
            Some(_) | None => unclear,
        }
    }

    fn agreement(self, context: &Context, start: usize) -> Agreement {
        context.agreement(self.folded.text(), start, start + self.quote.len())
    }

    /// The hit in the document, if it is no part of something longer: of a flag, or of a family.
    fn moved(self, start: usize, agreement: Agreement) -> Result<Place, Reason> {
        let range = self.folded.to_source(self.doc.text(), start..start + self.quote.len());
        let span = self.doc.span(range).filter(|span| anchor::folded(self.doc.quote(*span)) == self.quote);
        let span = span.ok_or(Reason::Gone)?;
        let score =
            threshold::CONFIDENCE + (1.0 - threshold::CONFIDENCE) * agreement.mean().unwrap_or_default();
        Ok(Place::Moved { span, score })
    }
}

#[cfg(test)]
mod tests;
