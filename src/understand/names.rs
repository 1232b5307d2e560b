//! Names: a transition-based finder of spans (Lample et al. 2016, with spaCy's BILUO moves).
//!
//! In: vectors of the tokens of a block, where sentences begin. Out: spans with a kind, in order, never overlapping and
//! never across the start of a sentence. Each token takes one move; it looks at the next token, the first and the last
//! token of the open name.

use super::labels::NameMove;
use super::transition::{HIDDEN, Parts, StepNetwork, best};

/// Tokens that a state looks at.
pub const PLACES: usize = 3;

/// A name: first token, one past the last, index into `Labels::names`.
pub type FoundName = (u32, u32, u8);

/// Finds the names of one block from its tokens (`n × HIDDEN`, projected by `network`).
pub fn find(
    network: &StepNetwork,
    moves: &[NameMove],
    tokens: &[f32],
    starts: &[bool],
    is_space: impl Fn(usize) -> bool,
    parts: &mut Parts,
    names: &mut Vec<FoundName>,
) {
    let n_tokens = tokens.len() / HIDDEN;
    let mut scores = vec![0.0; moves.len()];
    let mut open: Option<(u32, u8)> = None;
    parts.reset();
    for idx in 0..n_tokens {
        let next = idx as u32;
        let first = open.map(|(first, _)| first);
        network.scores(tokens, &[Some(next), first, first.map(|_| next - 1)], parts, &mut scores);
        let may_go_on = idx + 1 < n_tokens && !starts[idx + 1];
        let space = is_space(idx);
        let chosen = best(&scores, |idx| match (moves[idx], open) {
            (NameMove::Begin(_), None) => may_go_on && !space,
            (NameMove::Unit(_), None) => !space,
            (NameMove::Out, None) => true,
            (NameMove::In(label), Some((_, opened))) => may_go_on && label == opened,
            (NameMove::Last(label), Some((_, opened))) => label == opened,
            _ => false,
        });
        match (chosen.map(|idx| moves[idx]), open) {
            (Some(NameMove::Begin(label)), _) => open = Some((next, label)),
            (Some(NameMove::Unit(label)), _) => names.push((next, next + 1, label)),
            (Some(NameMove::Last(label)), Some((first, _))) => {
                names.push((first, next + 1, label));
                open = None;
            }
            _ => {}
        }
    }
}
