//! From the parser's arcs to trees: sentence boundaries, and arcs that were lifted go back to their true heads.
//!
//! Pseudo-projective parsing (Nivre & Nilsson 2005): where the true head lies across other arcs, the parser attaches a
//! word higher up under a label `X||Y`; the true head is then the first word below, breadth first, in relation `Y`.

use super::labels::{ArcLabel, Labels};

/// The trees of one block.
#[derive(Debug, Default)]
pub struct Trees {
    /// Head of each token; itself for a root.
    pub heads: Vec<u32>,
    /// Relation to the head: index into `Labels::relations`.
    pub relations: Vec<u8>,
    /// Whether a sentence begins with the token.
    pub starts: Vec<bool>,
    left_edge: Vec<u32>,
    right_edge: Vec<u32>,
}

/// So many words are looked at for the true head of one arc: more than any sentence of news has, few enough that a text
/// without sentences costs no more than others.
const MAX_SEARCH: usize = 4096;
/// How often the edges are widened until no head lies outside its sentence.
const MAX_ROUNDS: usize = 12;

impl Trees {
    /// Makes trees of heads and arc labels; `is_space` says which tokens are white space.
    pub fn build(&mut self, heads: &[Option<u32>], arcs: &[u8], labels: &[ArcLabel], is_space: impl Fn(usize) -> bool) {
        self.heads.clear();
        self.relations.clear();
        let mut lifted = Vec::new();
        for (idx, (&head, &arc)) in heads.iter().zip(arcs).enumerate() {
            let label = labels[usize::from(arc)];
            self.heads.push(head.unwrap_or(idx as u32));
            self.relations.push(if head.is_some() { label.relation } else { Labels::ROOT });
            if let (Some(_), Some(above)) = (head, label.lifted_from) {
                lifted.push((idx, above));
            }
        }
        self.find_sentences();
        if !lifted.is_empty() {
            for (idx, above) in lifted {
                self.heads[idx] = self.true_head(idx, above, labels, arcs, &is_space);
            }
            self.find_sentences();
        }
    }

    /// The first word below the head of `child`, breadth first, that stands in relation `above`.
    fn true_head(
        &self,
        child: usize,
        above: u8,
        labels: &[ArcLabel],
        arcs: &[u8],
        is_space: &impl Fn(usize) -> bool,
    ) -> u32 {
        let mut queue = vec![self.heads[child] as usize];
        let mut budget = MAX_SEARCH;
        let mut at = 0;
        while at < queue.len() {
            let parent = queue[at];
            let (first, last) = (self.left_edge[parent] as usize, self.right_edge[parent] as usize);
            for idx in (first..=last).filter(|&idx| idx != parent) {
                if self.heads[idx] as usize != parent || idx == child || is_space(idx) {
                    continue;
                }
                // A word further on that was lifted too still has its label of two parts, which is no plain relation.
                let is_plain = idx < child || labels[usize::from(arcs[idx])].lifted_from.is_none();
                if is_plain && self.relations[idx] == above {
                    return idx as u32;
                }
                queue.push(idx);
            }
            budget = budget.saturating_sub(last - first + 1);
            if budget == 0 {
                break;
            }
            at += 1;
        }
        self.heads[child]
    }

    /// Works out the edges of all subtrees, and from those of the roots where sentences begin.
    fn find_sentences(&mut self) {
        let n_tokens = self.heads.len();
        self.left_edge.clear();
        self.left_edge.extend(0..n_tokens as u32);
        self.right_edge.clear();
        self.right_edge.extend(0..n_tokens as u32);
        for _ in 0..MAX_ROUNDS {
            for idx in (0..n_tokens).chain((0..n_tokens).rev()) {
                let head = self.heads[idx] as usize;
                self.left_edge[head] = self.left_edge[head].min(self.left_edge[idx]);
                self.right_edge[head] = self.right_edge[head].max(self.right_edge[idx]);
            }
            self.starts.clear();
            self.starts.resize(n_tokens, false);
            for idx in (0..n_tokens).filter(|&idx| self.heads[idx] as usize == idx) {
                self.starts[self.left_edge[idx] as usize] = true;
            }
            if self.heads_stay_inside() {
                break;
            }
        }
        // A sentence begins with the first token whatever the trees say.
        if let Some(first) = self.starts.first_mut() {
            *first = true;
        }
    }

    /// Whether every head lies in the sentence of its token.
    fn heads_stay_inside(&self) -> bool {
        let n_tokens = self.heads.len();
        let mut start = 0;
        for idx in 0..n_tokens {
            if (idx > 0 && self.starts[idx]) || idx == n_tokens - 1 {
                let inside = start..idx + 1;
                if !self.heads[start..idx].iter().all(|&head| inside.contains(&(head as usize))) {
                    return false;
                }
                start = idx;
            }
        }
        true
    }
}
