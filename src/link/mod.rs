//! Brings the findings of all articles together: stories and origins first, then the actors and events of each story by
//! itself, last the stories with one another.
//!
//! What a story gives depends on its own articles alone ([`StoryLinks`]): one article more costs the linking of the story
//! that it joins, and putting the whole together ([`assemble`]).

mod actors;
mod events;
mod lists;
mod numbering;
mod origins;
mod parts;
mod stories;
mod story;
mod types;
mod whole;

pub use actors::{ActorEdit, ActorEdits, ActorSeen, Why};
pub use events::{EventPairSeen, EventsSeen};
pub use parts::{Numbers, Parts};
pub use stories::{StoryEdit, StoryEdits, StoryIndex};
pub use story::{Members, StoryLinks, StorySeen};
pub use types::{Actor, Event, EventPart, Joined, Linked, Origin, Place, RoleSeen, Story, When};
pub use whole::{Whole, assemble, group};

use crate::extract::Findings;
use crate::text::Article;
use std::sync::Arc;

/// Links everything at once.
pub fn link(articles: &[Article], findings: &[Findings]) -> Whole {
    let mut index = StoryIndex::default();
    index.add(articles);
    link_known(articles, findings, &index, &StoryEdits::default())
}

/// Links everything, with an index that already holds `articles` in this order and with what a person changed about
/// the stories.
pub fn link_known(articles: &[Article], findings: &[Findings], index: &StoryIndex, edits: &StoryEdits) -> Whole {
    let articles: Vec<&Article> = articles.iter().collect();
    let grouped = group(&articles, index, edits);
    let links = (0..grouped.stories.len() as u32)
        .map(|story| {
            let of = Members::of(&grouped, story);
            let (articles, findings) = (of.pick(&articles), of.articles.iter().map(|idx| &findings[idx.idx()]));
            Arc::new(StoryLinks::of(&articles, &findings.collect::<Vec<_>>(), &of.told, &of.origins))
        })
        .collect();
    assemble(grouped, links)
}
