//! Finds where the sources disagree.
//!
//! One file a kind. Each looks at one story and gives candidates; `rank` merges those that are one disagreement, puts
//! values into sides and orders them so that the first ones are the ones an editor would raise.

mod accusation;
mod align;
mod attribution;
mod calendar;
mod candidate;
mod capitals;
mod cause;
mod choice;
mod classes;
mod clocks;
mod cluster;
mod companions;
mod condition;
mod contested;
mod craft;
mod days;
mod death;
mod deed;
mod direction;
mod exact;
mod happening;
mod identity;
mod journey;
mod kinship;
mod knowledge;
mod landmark;
mod letters;
mod nationality;
mod number;
mod office;
mod opposite;
mod phase;
mod place;
mod plural;
mod quote;
mod quoted;
mod rank;
mod rebuttal;
mod region;
mod role;
mod spelling;
mod state;
mod status;
mod steps;
mod story;
mod superlative;
mod terrain;
mod time;
mod told;
mod two_ways;
mod types;
mod withheld;
mod worded;
mod wording;

pub use exact::{Figure, figures};
pub use types::{By, Discrepancy, DiscrepancyKind, Severity, Side};

use crate::extract::Findings;
use crate::link::Linked;
use crate::text::Article;

/// The discrepancies of a story of `linked`, by rank.
pub fn compare(articles: &[&Article], findings: &[&Findings], linked: &Linked, story: u32) -> Vec<Discrepancy> {
    let members = &linked.stories[story as usize].articles;
    let compared = choice::compared(findings, members);
    let view = story::StoryView::new(articles, findings, linked, story, &compared);
    let pairs = align::pairs(&view);
    let mut candidates = number::find(&view);
    candidates.extend(quote::find(&view));
    candidates.extend(spelling::find(&view));
    candidates.extend(capitals::find(&view));
    candidates.extend(clocks::find(&view));
    candidates.extend(time::find(&view, &pairs));
    candidates.extend(calendar::find(&view));
    candidates.extend(place::find(&view, &pairs));
    candidates.extend(identity::find(&view, &pairs));
    candidates.extend(role::find(&view));
    candidates.extend(attribution::find(&view));
    candidates.extend(cause::find(&view));
    candidates.extend(contested::find(&view));
    candidates.extend(happening::find(&view));
    // Where sentences of the same people show it, whose names they are need not be guessed.
    let disclosed = knowledge::find(&view);
    candidates.extend(if disclosed.is_empty() { withheld::find(&view) } else { disclosed });
    candidates.extend(state::find(&view));
    candidates.extend(status::find(&view, &pairs));
    candidates.extend(deed::find(&view));
    candidates.extend(plural::find(&view));
    candidates.extend(direction::find(&view));
    candidates.extend(terrain::find(&view));
    candidates.extend(journey::find(&view));
    candidates.extend(superlative::find(&view));
    candidates.extend(accusation::find(&view));
    candidates.extend(companions::find(&view));
    candidates.extend(office::find(&view));
    candidates.extend(phase::find(&view));
    candidates.extend(opposite::find(&view));
    candidates.extend(days::find(&view));
    candidates.extend(nationality::find(&view));
    candidates.extend(kinship::find(&view));
    candidates.extend(wording::find(&view));
    candidates.extend(craft::find(&view));
    candidates.extend(rebuttal::find(&view));
    candidates.extend(condition::find(&view));
    candidates.extend(landmark::find(&view, &pairs));
    candidates.extend(region::find(&view));
    candidates.extend(death::find(&view));
    let mut found = rank::rank(&view, candidates);
    choice::add_prints(articles, members, &compared, &mut found);
    found
}
