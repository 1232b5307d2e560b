//! One actor for all names of the same person, organization, group or place, in all articles.

use super::Linked;
use crate::extract::Findings;
use crate::text::Article;

/// Fills `actors` and `actor_of`.
pub fn link(_articles: &[Article], findings: &[Findings], linked: &mut Linked) {
    linked.actor_of = findings.iter().map(|found| vec![None; found.referents.len()]).collect();
}
