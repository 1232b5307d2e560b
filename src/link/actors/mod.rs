//! One actor for all names of the same person, organization, group or place, in all articles.
//!
//! [`groups`] brings the referents of all articles together by what they are called, [`unnamed`] does it for those
//! without a name, [`build`] makes the actors. Blocks of names keep the work near linear in the number of articles.

mod build;
mod groups;
mod unnamed;

use super::Linked;
use crate::extract::Findings;
use crate::text::Article;
use groups::Groups;

/// Fills `actors` and `actor_of`.
pub fn link(articles: &[Article], findings: &[Findings], linked: &mut Linked) {
    let mut groups = Groups::new(findings);
    groups.join_names();
    groups.join_short_names();
    unnamed::join(&mut groups);
    build::actors(articles, &groups, linked);
}
