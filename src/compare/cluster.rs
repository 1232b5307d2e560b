//! Groups what differs in pairs into one disagreement with all its values.

use super::candidate::Value;
use crate::text::{ArticleIdx, Span};

/// One value before it has a side.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) article: ArticleIdx,
    pub(super) span: Span,
    pub(super) text: String,
}

/// Points by number, each once.
#[derive(Default)]
pub(super) struct Points {
    pub(super) all: Vec<Point>,
}

impl Points {
    /// The number of a point, new or known.
    pub(super) fn number(&mut self, point: Point) -> usize {
        self.all.iter().position(|known| *known == point).unwrap_or_else(|| {
            self.all.push(point);
            self.all.len() - 1
        })
    }
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

fn join(parent: &mut [usize], one: usize, other: usize) {
    let (a, b) = (root(parent, one), root(parent, other));
    parent[a.max(b)] = a.min(b);
}

/// Groups joined by `differing` pairs, with those that `agree` with one of their members but with no other group.
pub(super) fn groups(n_points: usize, differing: &[(usize, usize)], agreeing: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut parent: Vec<usize> = (0..n_points).collect();
    let mut involved = vec![false; n_points];
    for &(one, other) in differing {
        join(&mut parent, one, other);
        involved[one] = true;
        involved[other] = true;
    }
    for &(one, other) in agreeing {
        if involved[one] != involved[other] {
            join(&mut parent, one, other);
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); n_points];
    for idx in 0..n_points {
        groups[root(&mut parent, idx)].push(idx);
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// The points of a group as values, equal ones on one side.
pub(super) fn sides(points: &[Point], group: &[usize], same: impl Fn(usize, usize) -> bool) -> Vec<Value> {
    let mut firsts: Vec<usize> = Vec::new();
    group
        .iter()
        .map(|&idx| {
            let side = firsts.iter().position(|&first| same(first, idx)).unwrap_or_else(|| {
                firsts.push(idx);
                firsts.len() - 1
            });
            let point = &points[idx];
            Value { article: point.article, span: point.span, text: point.text.clone(), side: side as u32 }
        })
        .collect()
}
