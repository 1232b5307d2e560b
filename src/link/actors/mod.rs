//! One actor for all names of the same person, organization, group or place.
//!
//! Inside a story [`groups`] brings the referents of its articles together by what they are called, [`unnamed`] does it
//! for those without a name, [`described`] for those whom another article names, [`build`] makes the actors, and [`ties`] notes by what each may be known elsewhere.
//! [`listed`] says which a reader is shown at once.
//! [`why`] says why two are joined, and when they may not be.
//! [`across`] joins the actors of all stories by those ties, [`merge()`] makes one of several;
//! [`edits`] carries out what a person corrected.

mod across;
mod build;
mod described;
mod edits;
mod groups;
mod listed;
mod merge;
mod spelling;
#[cfg(test)]
mod tests;
mod ties;
mod unnamed;
mod why;

pub use across::groups as groups_across;
pub use edits::{ActorEdit, ActorEdits};
pub use listed::{ActorSeen, mark_listed};
pub use merge::{merge, merged_head};
pub use ties::Ties;
pub use why::Why;

use super::Linked;
use crate::extract::Findings;
use crate::text::Article;
use groups::Groups;

/// Fills `actors` and `actor_of` of one story's articles; gives what ties each actor to those of other stories.
pub fn link(articles: &[&Article], findings: &[&Findings], linked: &mut Linked) -> Vec<Ties> {
    let mut groups = Groups::new(findings);
    groups.join_names();
    groups.join_short_names();
    unnamed::join(&mut groups);
    build::actors(articles, &groups, linked)
}
