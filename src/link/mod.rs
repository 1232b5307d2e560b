//! Brings the findings of all articles together: actors, stories, events, origins.

mod actors;
mod events;
mod origins;
mod stories;
mod types;

pub use actors::link as link_actors;
pub use stories::{StoryEdit, StoryEdits, StoryIndex};
pub use types::{Actor, Event, EventPart, Linked, Origin, Place, RoleSeen, Story, When};

use crate::extract::Findings;
use crate::text::Article;

/// Links everything: actors first, then origins and stories, then events inside each story.
pub fn link(articles: &[Article], findings: &[Findings]) -> Linked {
    let mut index = StoryIndex::default();
    index.add(articles);
    link_known(articles, findings, &index, &StoryEdits::default())
}

/// Links everything, with an index that already holds `articles` in this order and with what a person changed about
/// the stories.
pub fn link_known(articles: &[Article], findings: &[Findings], index: &StoryIndex, edits: &StoryEdits) -> Linked {
    let mut linked = Linked::default();
    actors::link(articles, findings, &mut linked);
    origins::link(articles, index, &mut linked);
    stories::link(articles, index, edits, &mut linked);
    events::link(articles, findings, &mut linked);
    linked
}
