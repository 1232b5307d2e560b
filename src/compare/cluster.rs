//! Groups what differs in pairs into one disagreement with all its values.

use super::candidate::Value;
use crate::text::{ArticleIdx, DisjointSets, Span};

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

/// Groups joined by `differing` pairs, with those that `agree` with one of their members but with no other group.
pub(super) fn groups(n_points: usize, differing: &[(usize, usize)], agreeing: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut joined = DisjointSets::new(n_points);
    let mut involved = vec![false; n_points];
    for &(one, other) in differing {
        joined.join(one as u32, other as u32);
        involved[one] = true;
        involved[other] = true;
    }
    for &(one, other) in agreeing {
        if involved[one] != involved[other] {
            joined.join(one as u32, other as u32);
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); n_points];
    for idx in 0..n_points {
        groups[joined.leader(idx as u32) as usize].push(idx);
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
