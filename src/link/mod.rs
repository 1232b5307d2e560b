//! Brings the findings of all articles together: actors, stories, events, origins.
