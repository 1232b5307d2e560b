//! Names: a transition-based finder of spans (Lample et al. 2016, with spaCy's BILUO moves).
//!
//! In: vectors of the tokens of a block, where sentences begin. Out: spans with a kind, in order, never overlapping and
//! never across the start of a sentence. Each token takes one move; it looks at the next token, the first and the last
//! token of the open name.

use super::labels::NameMove;
use super::transition::{Choice, Parts, StepNetwork, Stretch};

/// Tokens that a state looks at.
pub const PLACES: usize = 3;

/// A name: first token, one past the last, index into `Labels::names`.
pub type FoundName = (u32, u32, u8);

/// The moves of the finder, and which of them each kind of state allows.
#[derive(Debug)]
pub struct NameMoves {
    moves: Vec<NameMove>,
    /// While no name is open: by whether one may begin (the next token is of the sentence) and whether one may stand here
    /// (the token is not white space).
    outside: [[Choice; 2]; 2],
    /// While a name is open: by its label, then by whether it may go on.
    inside: Vec<[Choice; 2]>,
}

impl NameMoves {
    /// From the moves in the order of the network's rows, of names of `n_labels` kinds.
    pub fn new(moves: &[NameMove], n_labels: usize, network: &StepNetwork) -> Self {
        let which = |is_allowed: &dyn Fn(NameMove) -> bool| -> Choice {
            network.choice((0u8..).zip(moves).filter(|(_, chosen)| is_allowed(**chosen)).map(|(idx, _)| idx))
        };
        let outside = [false, true].map(|may_go_on| {
            [false, true].map(|is_word| {
                which(&|chosen| match chosen {
                    NameMove::Begin(_) => may_go_on && is_word,
                    NameMove::Unit(_) => is_word,
                    other => other == NameMove::Out,
                })
            })
        });
        let inside = (0..n_labels as u8).map(|label| {
            [false, true].map(|may_go_on| {
                which(&|chosen| chosen == NameMove::Last(label) || (may_go_on && chosen == NameMove::In(label)))
            })
        });
        Self { moves: moves.to_vec(), outside, inside: inside.collect() }
    }
}

/// Finds the names of one block from its tokens, projected by `network`.
pub fn find(
    network: &StepNetwork,
    moves: &NameMoves,
    tokens: Stretch<'_>,
    starts: &[bool],
    is_space: impl Fn(usize) -> bool,
    parts: &mut Parts,
    names: &mut Vec<FoundName>,
) {
    let mut open: Option<(u32, u8)> = None;
    for idx in 0..tokens.n_tokens {
        let next = idx as u32;
        let may_go_on = idx + 1 < tokens.n_tokens && !starts[idx + 1];
        let allowed = match open {
            Some((_, label)) => &moves.inside[usize::from(label)][usize::from(may_go_on)],
            None => &moves.outside[usize::from(may_go_on)][usize::from(!is_space(idx))],
        };
        let places = || {
            let first = open.map(|(first, _)| first);
            [Some(next), first, first.map(|_| next - 1)]
        };
        let chosen = network.choose(tokens, places, parts, allowed);
        match (chosen.map(|idx| moves.moves[usize::from(idx)]), open) {
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
