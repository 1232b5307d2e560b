//! Why a row is shown or not: what was seen of each pair and each row, for those who ask and for learning.

use super::rank::Ranked;
use super::value::{Explained, Relation, names_by_name};
use super::{Discrepancy, row};
use crate::text::Evidence;

/// All that was judged in one story.
#[derive(Clone, Debug, Default)]
pub struct Explanation {
    /// Pairs of values of two reports.
    pub pairs: Vec<JudgedPair>,
    /// Rows, by rank, those under the threshold too.
    pub rows: Vec<JudgedRow>,
}

/// A pair of values.
#[derive(Clone, Debug)]
pub struct JudgedPair {
    /// "number", "time".
    pub value_type: &'static str,
    /// Where the two stand.
    pub places: [Evidence; 2],
    /// "same", "compatible" or "exclude".
    pub relation: &'static str,
    /// That an editor would hold the two against one another.
    pub probability: f32,
    /// What was seen of it, by name.
    pub signs: Vec<(&'static str, f32)>,
}

/// A row.
#[derive(Clone, Debug)]
pub struct JudgedRow {
    /// What found it.
    pub by: &'static str,
    /// The row; its confidence is the probability that it is right and worth seeing.
    pub discrepancy: Discrepancy,
    /// What was seen of it, by name.
    pub signs: Vec<(&'static str, f32)>,
}

impl Explanation {
    pub(super) fn take(&mut self, explained: Explained, rows: &[Ranked]) {
        self.pairs = explained
            .pairs
            .into_iter()
            .map(|pair| JudgedPair {
                value_type: pair.value_type,
                places: pair.places.map(|(article, span)| Evidence { article, span }),
                relation: match pair.relation {
                    Relation::Same => "same",
                    Relation::Compatible => "compatible",
                    Relation::Exclude => "exclude",
                },
                probability: pair.probability,
                signs: names_by_name(pair.value_type).into_iter().zip(pair.signs).collect(),
            })
            .collect();
        let row = |ranked: &Ranked| JudgedRow {
            by: ranked.by,
            discrepancy: ranked.discrepancy.clone(),
            signs: row::names().into_iter().zip(ranked.signs.iter().copied()).collect(),
        };
        self.rows = rows.iter().map(row).collect();
    }
}
