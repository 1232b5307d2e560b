//! Brings the findings of all articles together: stories and origins first, then the actors and events of each story by
//! itself, last the stories with one another.
//!
//! What a story gives depends on its own articles alone ([`StoryLinks`]): one article more costs the linking of the story
//! that it joins, and putting the whole together ([`assemble`]).

mod actors;
mod events;
mod lists;
mod origins;
mod stories;
mod story;
mod types;
mod whole;

pub use stories::{StoryEdit, StoryEdits, StoryIndex};
pub use story::{Members, StoryLinks};
pub use types::{Actor, Event, EventPart, Linked, Origin, Place, RoleSeen, Story, When};
pub use whole::{Numbers, assemble, group};

use crate::extract::Findings;
use crate::text::Article;

/// Links everything at once.
pub fn link(articles: &[Article], findings: &[Findings]) -> Linked {
    let mut index = StoryIndex::default();
    index.add(articles);
    link_known(articles, findings, &index, &StoryEdits::default())
}

/// Links everything, with an index that already holds `articles` in this order and with what a person changed about
/// the stories.
pub fn link_known(articles: &[Article], findings: &[Findings], index: &StoryIndex, edits: &StoryEdits) -> Linked {
    let articles: Vec<&Article> = articles.iter().collect();
    let mut linked = group(&articles, index, edits);
    let parts: Vec<StoryLinks> = (0..linked.stories.len() as u32)
        .map(|story| {
            let of = Members::of(&linked, story);
            let (articles, findings) = (of.pick(&articles), of.articles.iter().map(|idx| &findings[idx.idx()]));
            StoryLinks::of(&articles, &findings.collect::<Vec<_>>(), &of.told, &of.origins)
        })
        .collect();
    assemble(&mut linked, &parts.iter().collect::<Vec<_>>());
    linked
}
