//! Brings the findings of all articles together: actors, stories, events, origins.

mod types;

pub use types::{Actor, Event, EventPart, Linked, Origin, Place, RoleSeen, Story, When};
