//! Finds where the sources disagree.
//!
//! One file a kind. Each looks at one story and gives candidates; `rank` merges those that are one disagreement, puts
//! values into sides and orders them so that the first ones are the ones an editor would raise.

mod align;
mod calendar;
mod candidate;
mod capitals;
mod choice;
mod classes;
mod cluster;
mod contested;
mod craft;
mod elsewhere;
mod exact;
mod explain;
mod kinship;
mod letters;
mod number;
mod place;
mod quote;
mod quoted;
mod rank;
mod rebuttal;
mod role;
mod row;
mod slot;
mod spelling;
mod state;
mod status;
mod steps;
mod story;
mod time;
mod two_ways;
mod types;
mod value;
mod worded;

pub use elsewhere::{Telling, may_tell, n_tell, told_elsewhere};
pub use exact::{Figure, figures};
pub use explain::{Explanation, JudgedPair, JudgedRow};
pub use types::{By, Discrepancy, DiscrepancyKind, Severity, Side};

use crate::extract::{Findings, Vectors};
use crate::link::Linked;
use crate::text::Article;
use candidate::Candidate;
use std::sync::Arc;

/// The discrepancies of a story of `linked`, by rank. `vectors` are those of all `articles`, empty for those of other stories.
pub fn compare(
    articles: &[&Article],
    findings: &[&Findings],
    vectors: &[Arc<Vectors>],
    linked: &Linked,
    story: u32,
) -> Compared {
    judge(articles, findings, vectors, linked, story, None)
}

/// Every pair and every row of a story that was judged, shown or not, with what was seen of it.
pub fn explain(
    articles: &[&Article],
    findings: &[&Findings],
    vectors: &[Arc<Vectors>],
    linked: &Linked,
    story: u32,
) -> Explanation {
    let mut explanation = Explanation::default();
    judge(articles, findings, vectors, linked, story, Some(&mut explanation));
    explanation
}

fn judge(
    articles: &[&Article],
    findings: &[&Findings],
    vectors: &[Arc<Vectors>],
    linked: &Linked,
    story: u32,
    explanation: Option<&mut Explanation>,
) -> Compared {
    let members = &linked.stories[story as usize].articles;
    let compared = choice::compared(findings, members);
    let view = story::StoryView::new(articles, findings, vectors, linked, story, &compared);
    let of_members: Vec<&Vectors> = compared.iter().map(|&member| view.vectors(member)).collect();
    let alignment = slot::Alignment::new(&of_members);
    let pairs = align::pairs(&view);
    let mut explained = explanation.is_some().then(value::Explained::default);
    let numbers = value::find::<value::Number>(&view, &alignment, explained.as_mut());
    let times = value::find::<value::Moment>(&view, &alignment, explained.as_mut());
    let found: Vec<(&'static str, Vec<Candidate>)> = vec![
        ("number-pairs", numbers),
        ("time-pairs", times),
        ("number", number::find(&view)),
        ("quote", quote::find(&view)),
        ("spelling", spelling::find(&view)),
        ("capitals", capitals::find(&view)),
        ("time", time::find(&view, &pairs)),
        ("calendar", calendar::find(&view)),
        ("place", place::find(&view, &pairs)),
        ("role", role::find(&view)),
        ("contested", contested::find(&view)),
        ("state", state::find(&view)),
        ("status", status::find(&view, &pairs)),
        ("kinship", kinship::find(&view)),
        ("craft", craft::find(&view)),
        ("rebuttal", rebuttal::find(&view)),
    ];
    let candidates = found.into_iter().flat_map(|(by, all)| all.into_iter().map(move |one| (by, one))).collect();
    let rows = rank::rank(&view, &alignment, candidates);
    if let (Some(explanation), Some(explained)) = (explanation, explained) {
        explanation.take(explained, &rows);
    }
    let (mut sure, mut less_sure): (Vec<Discrepancy>, Vec<Discrepancy>) = rows
        .into_iter()
        .map(|row| row.discrepancy)
        .filter(|row| row.confidence >= LEAST_SURE)
        .partition(|row| row.confidence >= SURE);
    for rows in [&mut sure, &mut less_sure] {
        choice::add_prints(articles, members, &compared, rows);
    }
    Compared { sure, less_sure }
}

/// What a story's reports disagree on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compared {
    /// Rows that are shown, the likeliest to be right and worth seeing first.
    pub sure: Vec<Discrepancy>,
    /// Rows that are shown only to those who ask.
    pub less_sure: Vec<Discrepancy>,
}

/// From this probability on a row is shown: on stories that the weights were not learnt from, .46 of those that are were right
/// and of weight 2 or 3 (assets/compare/figures.txt has the table).
const SURE: f32 = 0.325;
/// From this one on it is shown to those who ask for more.
const LEAST_SURE: f32 = 0.12;
