//! The row of one name that is written in two ways.

use super::candidate::{Candidate, Value};
use super::letters::words;
use super::story::StoryView;
use super::worded::both;
use super::{DiscrepancyKind, Severity};
use crate::text::{ArticleIdx, Span};

/// Places shown of each way.
const MOST_PLACES: usize = 12;
/// Letters in which two spellings of one name differ at most; what differs in more is another name.
const MOST_LETTERS: usize = 3;

/// A name at its places in the one way and in the other.
pub(super) fn two_ways(
    view: &StoryView,
    ones: &[(ArticleIdx, Span)],
    others: &[(ArticleIdx, Span)],
    confidence: f32,
    actors: Vec<u32>,
) -> Candidate {
    let text = |&(article, span): &(ArticleIdx, Span)| view.text(article, span).to_string();
    let value = |place: &(ArticleIdx, Span), side| Value { article: place.0, span: place.1, text: text(place), side };
    let of_one = ones.iter().take(MOST_PLACES).map(|place| value(place, 0));
    let values = of_one.chain(others.iter().take(MOST_PLACES).map(|place| value(place, 1))).collect();
    // Of two places in one report nothing is told of another.
    let apart = || others.iter().find(|(article, _)| *article != ones[0].0).unwrap_or(&others[0]);
    let (one, other) = (&ones[0], apart());
    let (a, b) = (text(one), text(other));
    let letters = |name: &str| words(name).concat();
    let spelled = strsim::damerau_levenshtein(&letters(&a), &letters(&b)) <= MOST_LETTERS;
    Candidate {
        kind: DiscrepancyKind::NameSpelling,
        severity: Severity::Differs,
        subject: if spelled { format!("spelling of {a}") } else { format!("name of {a}") },
        reason: both("writes", (one.0, &a), (other.0, &b)),
        confidence,
        interest: 0.4,
        event: None,
        actors,
        values,
    }
}
