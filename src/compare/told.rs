//! What several reports tell of one thing of which only one can be true: a person's birthplace, a patient's condition.

use super::candidate::Value;
use crate::text::{ArticleIdx, Span};

/// One report's telling.
pub(super) struct Told {
    pub(super) article: ArticleIdx,
    /// The phrase that carries the value.
    pub(super) span: Span,
    /// The value as shown.
    pub(super) text: String,
}

/// The values of the first two tellings of different reports that do not agree, each with all that agree with it. A
/// report that gives what the other one gives as well disagrees with nobody.
pub(super) fn opposed(told: &[Told], agree: impl Fn(usize, usize) -> bool) -> Option<Vec<Value>> {
    let gives = |article: ArticleIdx, value: usize| {
        (0..told.len()).any(|idx| told[idx].article == article && agree(idx, value))
    };
    let (one, other) = (0..told.len()).flat_map(|one| (one + 1..told.len()).map(move |other| (one, other))).find(
        |&(one, other)| {
            let (a, b) = (told[one].article, told[other].article);
            a != b && !agree(one, other) && !gives(a, other) && !gives(b, one)
        },
    )?;
    let side = |idx: usize| match (agree(idx, one), agree(idx, other)) {
        (true, false) => Some(0),
        (false, true) => Some(1),
        _ => None,
    };
    let value = |idx: usize, side| {
        let Told { article, span, text } = &told[idx];
        Value { article: *article, span: *span, text: text.clone(), side }
    };
    Some((0..told.len()).filter_map(|idx| Some(value(idx, side(idx)?))).collect())
}
