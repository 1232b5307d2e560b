//! How other reports tell what a sentence tells: the passages of each that lie nearest.
//!
//! Nothing here is a claim, so that nothing can be false; it is how an editor reads. In: the vectors of a story's reports and a
//! sentence of one. Out: for each other report its nearest sentences, the best first, or none where it does not tell it.

use crate::extract::{Vector, Vectors};

/// Under this cosine a report has nothing near it: of labelled differences, four in five have their other side above it and
/// among the three nearest.
const LEAST_COSINE: f32 = 0.35;
/// From this cosine on a report is as likely as not to tell it.
const EVEN: f32 = 0.5;
/// Passages of a report that are shown.
const MOST: usize = 3;

/// A sentence of another report.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Telling {
    /// Its number in its report.
    pub sentence: usize,
    /// How near it lies, 0 to 1.
    pub cosine: f32,
    /// Whether it is so near that it tells the same.
    pub tells: bool,
}

/// For each report (in the order of `reports`) the sentences that tell what `sentence` of report `of` tells, best first; empty for that
/// report itself.
pub fn told_elsewhere(reports: &[&Vectors], of: usize, sentence: usize) -> Vec<Vec<Telling>> {
    let Some(vector) = reports.get(of).and_then(|report| report.sentences.get(sentence)) else {
        return vec![Vec::new(); reports.len()];
    };
    let tellings = |(number, report): (usize, &&Vectors)| {
        if number == of {
            return Vec::new();
        }
        let all = report.sentences.iter().enumerate();
        let mut near: Vec<Telling> = all
            .map(|(sentence, other)| Telling { sentence, cosine: vector.cosine(other), tells: vector.tells(other) })
            .filter(|telling| telling.cosine >= LEAST_COSINE)
            .collect();
        near.sort_by(|a, b| b.cosine.total_cmp(&a.cosine).then(a.sentence.cmp(&b.sentence)));
        near.truncate(MOST);
        near
    };
    reports.iter().enumerate().map(tellings).collect()
}

/// How many of the other reports tell what `sentence` of report `of` tells, and how many have a passage near it.
pub fn n_tell(reports: &[&Vectors], of: usize, sentence: usize) -> (usize, usize) {
    let Some(vector) = reports.get(of).and_then(|report| report.sentences.get(sentence)) else { return (0, 0) };
    let others = reports.iter().enumerate().filter(|(number, _)| *number != of);
    others.fold((0, 0), |(tell, near), (_, report)| {
        let any = |holds: &dyn Fn(&Vector) -> bool| usize::from(report.sentences.iter().any(holds));
        (tell + any(&|other| vector.tells(other)), near + any(&|other| vector.cosine(other) >= LEAST_COSINE))
    })
}

/// Whether a report may tell what a sentence of another one tells: no less likely than not.
pub fn may_tell(report: &Vectors, sentence: usize, other: &Vectors) -> bool {
    let Some(vector) = report.sentences.get(sentence) else { return false };
    other.sentences.iter().any(|other| vector.cosine(other) >= EVEN)
}
