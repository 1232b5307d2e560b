//! Heads and relations: a transition-based dependency parser.
//!
//! In: vectors of the tokens of a block. Out: for each token its head and the label of the arc, and where sentences begin.
//!
//! Arc-eager (Nivre 2003, 2008) with spaCy's additions: a move that says that a sentence begins after the next word, heads
//! that may be replaced later, and a reduction that puts a word without a head back in front of the buffer (non-monotonic:
//! Honnibal, Goldberg & Johnson 2013; Honnibal & Johnson 2015). The move with the best score is taken, with no way back, so
//! time grows with the number of tokens.

use super::labels::Move;
use super::transition::{Choice, Parts, StepNetwork, Stretch};

/// Tokens that a state looks at: the next two, the top three of the stack, the last left child of the next and of the
/// top, the last right child of the top.
pub const PLACES: usize = 8;
/// Marks "no token".
const NONE: u32 = u32::MAX;

/// The moves of the parser, and which of them each kind of state allows.
#[derive(Debug)]
pub struct ParserMoves {
    moves: Vec<Move>,
    /// The allowed moves, by [`ParserState::valid`].
    allowed: [Choice; 16],
}

impl ParserMoves {
    /// From the moves in the order of the network's rows.
    pub fn new(moves: &[Move], network: &StepNetwork) -> Self {
        let kind = |chosen: &Move| match chosen {
            Move::Shift => 1,
            Move::Reduce => 2,
            Move::Left(_) | Move::Right(_) => 4,
            Move::Break => 8,
        };
        let allowed = std::array::from_fn(|valid| {
            network.choice((0u8..).zip(moves).filter(|(_, chosen)| valid & kind(chosen) != 0).map(|(idx, _)| idx))
        });
        Self { moves: moves.to_vec(), allowed }
    }
}

/// Children of one side in the order in which they were attached, as doubly linked lists.
#[derive(Debug, Default)]
struct Children {
    last: Vec<u32>,
    previous: Vec<u32>,
    next: Vec<u32>,
}

impl Children {
    fn reset(&mut self, n_tokens: usize) {
        for list in [&mut self.last, &mut self.previous, &mut self.next] {
            list.clear();
            list.resize(n_tokens, NONE);
        }
    }

    fn push(&mut self, head: u32, child: u32) {
        let last = self.last[head as usize];
        self.previous[child as usize] = last;
        self.next[child as usize] = NONE;
        if last != NONE {
            self.next[last as usize] = child;
        }
        self.last[head as usize] = child;
    }

    fn remove(&mut self, head: u32, child: u32) {
        let (previous, next) = (self.previous[child as usize], self.next[child as usize]);
        if next == NONE {
            self.last[head as usize] = previous;
        } else {
            self.previous[next as usize] = previous;
        }
        if previous != NONE {
            self.next[previous as usize] = next;
        }
    }
}

/// A state of the parser, and at the end its result.
#[derive(Debug, Default)]
pub struct ParserState {
    n_tokens: u32,
    stack: Vec<u32>,
    /// Words put back in front of the buffer, the next one last.
    put_back: Vec<u32>,
    /// The next word that was never on the stack.
    next: u32,
    was_put_back: Vec<bool>,
    /// Head of each token; `None` for those without.
    pub heads: Vec<Option<u32>>,
    /// Label of the arc to the head: index into `Labels::arcs`.
    pub arcs: Vec<u8>,
    is_start: Vec<bool>,
    left: Children,
    right: Children,
}

impl ParserState {
    fn reset(&mut self, n_tokens: usize) {
        self.n_tokens = n_tokens as u32;
        self.stack.clear();
        self.put_back.clear();
        self.next = 0;
        for flags in [&mut self.was_put_back, &mut self.is_start] {
            flags.clear();
            flags.resize(n_tokens, false);
        }
        if let Some(first) = self.is_start.first_mut() {
            *first = true;
        }
        self.heads.clear();
        self.heads.resize(n_tokens, None);
        self.arcs.clear();
        self.arcs.resize(n_tokens, 0);
        self.left.reset(n_tokens);
        self.right.reset(n_tokens);
    }

    fn top(&self, depth: usize) -> Option<u32> {
        self.stack.iter().rev().nth(depth).copied()
    }

    fn ahead(&self, idx: usize) -> Option<u32> {
        match self.put_back.len().checked_sub(idx + 1) {
            Some(at) => Some(self.put_back[at]),
            None => Some(self.next + (idx - self.put_back.len()) as u32).filter(|&word| word < self.n_tokens),
        }
    }

    fn n_ahead(&self) -> usize {
        (self.n_tokens - self.next) as usize + self.put_back.len()
    }

    fn is_final(&self) -> bool {
        self.stack.is_empty() && self.n_ahead() == 0
    }

    fn places(&self) -> [Option<u32>; PLACES] {
        let (next, top) = (self.ahead(0), self.top(0));
        let last = |children: &Children, head: Option<u32>| {
            head.map(|head| children.last[head as usize]).filter(|&child| child != NONE)
        };
        [
            next,
            self.ahead(1),
            top,
            self.top(1),
            self.top(2),
            last(&self.left, next),
            last(&self.left, top),
            last(&self.right, top),
        ]
    }

    /// Which kinds of moves are allowed, as bits: shift, reduce, arcs, break.
    fn valid(&self) -> usize {
        let (is_empty, n_ahead) = (self.stack.is_empty(), self.n_ahead());
        let next = self.ahead(0);
        let starts = next.is_some_and(|next| self.is_start[next as usize]);
        let was_put_back = next.is_some_and(|next| self.was_put_back[next as usize]);
        let shift = is_empty || (n_ahead >= 2 && !starts && !was_put_back);
        let arc = !is_empty && n_ahead > 0 && !starts;
        let breaks = match (next, self.ahead(1)) {
            (Some(next), Some(second)) => second == next + 1 && !self.is_start[second as usize],
            _ => false,
        };
        usize::from(shift) | usize::from(!is_empty) << 1 | usize::from(arc) << 2 | usize::from(breaks) << 3
    }

    fn shift(&mut self) {
        let word = self.put_back.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(word);
    }

    fn attach(&mut self, head: u32, child: u32, arc: u8) {
        if let Some(old) = self.heads[child as usize] {
            self.side(old, child).remove(old, child);
        }
        self.side(head, child).push(head, child);
        self.heads[child as usize] = Some(head);
        self.arcs[child as usize] = arc;
    }

    fn side(&mut self, head: u32, child: u32) -> &mut Children {
        if head > child { &mut self.left } else { &mut self.right }
    }

    fn take(&mut self, chosen: Move) {
        match (chosen, self.top(0), self.ahead(0)) {
            (Move::Shift, _, Some(_)) => self.shift(),
            (Move::Reduce, Some(top), _) => {
                self.stack.pop();
                if self.heads[top as usize].is_none() && !self.stack.is_empty() {
                    self.was_put_back[top as usize] = true;
                    self.put_back.push(top);
                }
            }
            (Move::Left(arc), Some(top), Some(next)) => {
                self.attach(next, top, arc);
                self.was_put_back[next as usize] = false;
                self.stack.pop();
            }
            (Move::Right(arc), Some(top), Some(next)) => {
                self.attach(top, next, arc);
                self.shift();
            }
            (Move::Break, _, _) => {
                if let Some(second) = self.ahead(1) {
                    self.is_start[second as usize] = true;
                }
            }
            _ => self.stop(),
        }
    }

    /// Ends at once; what has no head stays without.
    fn stop(&mut self) {
        self.stack.clear();
        self.put_back.clear();
        self.next = self.n_tokens;
    }

    /// Parses the tokens of one block, projected by `network`; the result is in `heads` and `arcs`.
    pub fn parse(&mut self, network: &StepNetwork, moves: &ParserMoves, tokens: Stretch<'_>, parts: &mut Parts) {
        /// Every token is shifted, reduced, given heads and put back a bounded number of times; news needs 2 to 3 moves a
        /// token. The limit only makes the end of the loop plain.
        const MAX_MOVES_PER_TOKEN: usize = 64;
        self.reset(tokens.n_tokens);
        for _ in 0..tokens.n_tokens * MAX_MOVES_PER_TOKEN {
            if self.is_final() {
                break;
            }
            let allowed = &moves.allowed[self.valid()];
            match network.choose(tokens, || self.places(), parts, allowed) {
                Some(idx) => self.take(moves.moves[usize::from(idx)]),
                None => self.stop(),
            }
        }
    }
}
