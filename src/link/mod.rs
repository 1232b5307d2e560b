//! Brings the findings of all articles together: actors, stories, events, origins.

mod actors;
mod events;
mod origins;
mod stories;
mod types;

pub use types::{Actor, Event, EventPart, Linked, Origin, Place, RoleSeen, Story, When};

use crate::extract::Findings;
use crate::text::Article;

/// Links everything: actors first, then stories, then events inside each story.
pub fn link(articles: &[Article], findings: &[Findings]) -> Linked {
    let mut linked = Linked::default();
    actors::link(articles, findings, &mut linked);
    origins::link(articles, &mut linked);
    stories::link(articles, findings, &mut linked);
    events::link(articles, findings, &mut linked);
    linked
}
