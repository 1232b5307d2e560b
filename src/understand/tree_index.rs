//! Children, subtrees and "stands below" of a reading's trees, each answered in constant time.
//!
//! Worked out once, from the heads, when the first rule asks; time and memory grow with the number of tokens.

use super::reading::{Sentence, Token};
use std::ops::Range;

/// What is worked out; all lists are by token.
#[derive(Clone, Debug, Default)]
pub struct TreeIndex {
    /// Where each token's children begin in `children`; one entry more than there are tokens.
    first_child: Vec<u32>,
    /// Children, in order, head by head.
    children: Vec<u32>,
    /// First and one past the last token of everything below each token, itself included.
    edges: Vec<(u32, u32)>,
    /// When a walk through the trees comes to each token, and when it has left everything below.
    visits: Vec<(u32, u32)>,
}

impl TreeIndex {
    /// Indexes the trees of `tokens`. Heads outside the token's sentence, or in a circle, are left out.
    pub fn new(tokens: &[Token], sentences: &[Sentence]) -> Self {
        let n_tokens = tokens.len();
        let head_of = |idx: usize| {
            let token = &tokens[idx];
            let inside =
                sentences.get(token.sentence as usize).is_some_and(|sentence| sentence.tokens.contains(&token.head));
            (inside && token.head as usize != idx).then_some(token.head as usize)
        };
        let mut first_child = vec![0u32; n_tokens + 1];
        for head in (0..n_tokens).filter_map(head_of) {
            first_child[head + 1] += 1;
        }
        for idx in 0..n_tokens {
            first_child[idx + 1] += first_child[idx];
        }
        let mut next = first_child.clone();
        let mut children = vec![0; first_child[n_tokens] as usize];
        for idx in 0..n_tokens {
            if let Some(head) = head_of(idx) {
                children[next[head] as usize] = idx as u32;
                next[head] += 1;
            }
        }
        let edges = (0..n_tokens as u32).map(|idx| (idx, idx + 1)).collect();
        let mut index = Self { first_child, children, edges, visits: vec![(0, 0); n_tokens] };
        let mut clock = 0;
        for root in (0..n_tokens).filter(|&idx| head_of(idx).is_none()) {
            index.walk(root as u32, &mut clock);
        }
        index
    }

    /// Walks through one tree: visits and edges.
    fn walk(&mut self, root: u32, clock: &mut u32) {
        let mut path = vec![(root, 0)];
        *clock += 1;
        self.visits[root as usize].0 = *clock;
        while let Some((token, n_seen)) = path.last_mut() {
            let (at, child) = (*token as usize, self.children(*token).get(*n_seen).copied());
            *n_seen += 1;
            if let Some(child) = child {
                *clock += 1;
                self.visits[child as usize].0 = *clock;
                path.push((child, 0));
                continue;
            }
            self.visits[at].1 = *clock;
            path.pop();
            if let Some(&(parent, _)) = path.last() {
                let (below, edge) = (self.edges[at], &mut self.edges[parent as usize]);
                *edge = (edge.0.min(below.0), edge.1.max(below.1));
            }
        }
    }

    /// The children of a token, in order.
    pub fn children(&self, token: u32) -> &[u32] {
        let places = self.first_child.get(token as usize..token as usize + 2);
        places.map_or(&[], |places| &self.children[places[0] as usize..places[1] as usize])
    }

    /// First and one past the last token of everything below a token, itself included.
    pub fn subtree(&self, token: u32) -> Range<u32> {
        let (from, to) = self.edges[token as usize];
        from..to
    }

    /// Whether `ancestor` stands above `token` or is it.
    pub fn is_below(&self, token: u32, ancestor: u32) -> bool {
        let (entered, left) = self.visits[ancestor as usize];
        token == ancestor || (entered..=left).contains(&self.visits[token as usize].0) && entered > 0
    }
}
