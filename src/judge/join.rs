//! Rows of the model and of the program in one list, each fact once.

use super::rows::{Verdict, Weighed};
use crate::compare::{By, Discrepancy, DiscrepancyKind};
use crate::text::{Evidence, Shared};

/// The rows of one story after the model was asked.
#[derive(Debug, Default)]
pub struct Joined {
    /// Rows that are shown: first what both found, then what the model found, by weight, then the program's rows that the
    /// model holds right, then the sure ones that it was not asked about or gave no answer to that stands.
    pub sure: Vec<Discrepancy>,
    /// The program's less sure rows that the model said nothing of.
    pub less_sure: Vec<Discrepancy>,
}

/// Joins the rows of the program, of which the first `n_sure` are sure, with those of the model and its verdicts on the
/// program's. What the model holds wrong goes, what it holds right is sure. A row that both found bears both names; it keeps
/// the program's words and places where the program was sure, else the model's.
pub fn join(own: &[&Discrepancy], n_sure: usize, found: Vec<Weighed>, verdicts: &[Verdict], model: &Shared) -> Joined {
    let mut met = vec![false; own.len()];
    let both = |row: &Discrepancy| Discrepancy { by: By::Both(model.clone()), ..row.clone() };
    let mut rows: Vec<(u8, Discrepancy)> = Vec::new();
    for (weight, row) in found {
        match (0..own.len()).find(|&at| is_same(own[at], &row)) {
            Some(at) if !met[at] => {
                met[at] = true;
                let told = if at < n_sure { own[at] } else { &row };
                rows.push((0, both(told)));
            }
            // A second row of the model's for one of the program's says nothing new.
            Some(_) => {}
            None => rows.push((2 * (4 - weight) + u8::from(is_soft(row.kind)), row)),
        }
    }
    let mut less_sure = Vec::new();
    for (at, row) in own.iter().enumerate().filter(|(at, _)| !met[*at]) {
        match verdicts.iter().find(|verdict| verdict.row == at).map(|verdict| verdict.is_right) {
            Some(true) => rows.push((8, both(row))),
            Some(false) => {}
            None if at < n_sure => rows.push((9, (*row).clone())),
            None => less_sure.push((*row).clone()),
        }
    }
    rows.sort_by_key(|(order, _)| *order);
    Joined { sure: rows.into_iter().map(|(_, row)| row).collect(), less_sure }
}

/// Kinds of which a row is more often a matter of opinion.
fn is_soft(kind: DiscrepancyKind) -> bool {
    matches!(kind, DiscrepancyKind::Contested | DiscrepancyKind::Other)
}

/// Whether two rows are one fact: two sides of one share phrases with two sides of the other.
fn is_same(one: &Discrepancy, other: &Discrepancy) -> bool {
    let meets = |a: &Evidence, b: &Evidence| a.article == b.article && a.span.overlaps(b.span);
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (at, side) in one.sides.iter().enumerate() {
        for (of, others) in other.sides.iter().enumerate() {
            if side.evidence.iter().any(|a| others.evidence.iter().any(|b| meets(a, b))) {
                pairs.push((at, of));
            }
        }
    }
    pairs.iter().any(|a| pairs.iter().any(|b| a.0 != b.0 && a.1 != b.1))
}
