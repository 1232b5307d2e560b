//! One story linked by itself: its actors and events, from its own articles and from nothing else. So a story that no new
//! article joins need not be linked again, and what is found in it does not hang on what else is read.

use super::actors::{self, ActorSeen, Ties};
use super::events::EventsSeen;
use super::numbering::{Brief, id_print};
use super::{Linked, Story, events};
use crate::extract::{Findings, Vectors};
use crate::text::{Article, ArticleIdx};
use std::sync::Arc;

/// What linking finds in one story. Articles are numbered from 0 in the order in which they were given.
#[derive(Clone, Debug, Default)]
pub struct StoryLinks {
    /// Actors, events, and the one story. Ids are not numbered: two of one name have the same.
    pub linked: Linked,
    /// For each actor, what ties it to those of other stories.
    pub(super) ties: Vec<Ties>,
    /// For each actor, what tells its place among those of all stories.
    pub(super) briefs: Vec<Brief>,
    /// For each event: see [`id_print`].
    pub(super) event_ids: Vec<u64>,
}

/// What was seen of a story's events and actors, for those who ask and for learning.
#[derive(Clone, Debug, Default)]
pub struct StorySeen {
    /// Of its events.
    pub events: EventsSeen,
    /// Of its actors, in their order.
    pub actors: Vec<ActorSeen>,
}

impl StoryLinks {
    /// Links the articles of a story. `told` are their numbers in order of time, `origins` says which have one origin.
    pub fn of(articles: &[&Article], findings: &[&Findings], told: &[u32], origins: &[u32]) -> Self {
        let story = Story { articles: told.iter().map(|&idx| ArticleIdx(idx)).collect(), ..Story::default() };
        let mut linked = Linked {
            stories: vec![story],
            story_of: vec![0; articles.len()],
            origin_of: origins.to_vec(),
            ..Linked::default()
        };
        let ties = actors::link(articles, findings, &mut linked);
        events::link(articles, findings, &mut linked);
        let briefs = linked.actors.iter().map(Brief::of).collect();
        let event_ids = linked.events.iter().map(|event| id_print(&event.id)).collect();
        Self { linked, ties, briefs, event_ids }
    }

    /// Makes the story's events few: those that tell one happening become one, the most central stand first, and what a
    /// reader is shown is marked, of events and of actors. `vectors` hold one for each article, or none. Gives for each
    /// event the number that it bears now, and what was seen.
    pub fn settle(
        &mut self,
        articles: &[&Article],
        findings: &[&Findings],
        vectors: &[Arc<Vectors>],
    ) -> (Vec<u32>, StorySeen) {
        let (number, events) = events::settle(articles, findings, vectors, &mut self.linked);
        let actors = actors::mark_listed(articles, findings, &mut self.linked);
        self.event_ids = self.linked.events.iter().map(|event| id_print(&event.id)).collect();
        (number, StorySeen { events, actors })
    }
}

/// The articles of one story, for [`StoryLinks::of`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Members {
    /// In rising order.
    pub articles: Vec<ArticleIdx>,
    /// Their places in that list, in order of time.
    pub told: Vec<u32>,
    /// For each: which of them have one origin. Numbered from 0 in order of the list.
    pub origins: Vec<u32>,
}

impl Members {
    /// Of a story of `linked`, which holds stories and origins.
    pub fn of(linked: &Linked, story: u32) -> Self {
        let in_time = &linked.stories[story as usize].articles;
        let mut articles = in_time.clone();
        articles.sort_unstable();
        let place = |idx: &ArticleIdx| articles.binary_search(idx).unwrap_or_default() as u32;
        let told = in_time.iter().map(place).collect();
        let mut known: Vec<u32> = Vec::new();
        let origins = articles
            .iter()
            .map(|article| {
                let origin = linked.origin_of[article.idx()];
                known.iter().position(|other| *other == origin).unwrap_or_else(|| {
                    known.push(origin);
                    known.len() - 1
                }) as u32
            })
            .collect();
        Self { articles, told, origins }
    }

    /// What belongs to these articles, of what belongs to all.
    pub fn pick<'a, T: ?Sized>(&self, all: &[&'a T]) -> Vec<&'a T> {
        self.articles.iter().map(|idx| all[idx.idx()]).collect()
    }
}
