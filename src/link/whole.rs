//! The stories put together: actors that several stories know become one, and everything gets its number. This is done
//! anew with each article more, so it numbers and does not copy: an actor or event is put together from its [`Parts`]
//! when it is asked for.

use super::numbering::{number_actors, repeats};
use super::parts::{Numbers, Parts};
use super::{Actor, Event, Linked, Origin, Story, StoryEdits, StoryIndex, StoryLinks, origins, stories};
use crate::text::{Article, ArticleIdx, LazyList};
use std::sync::Arc;

/// Everything that holds across articles, all stories together.
#[derive(Clone, Debug, Default)]
pub struct Whole {
    /// By weight, the heaviest first.
    pub actors: LazyList<Actor>,
    /// By weight, the heaviest first.
    pub stories: Vec<Story>,
    /// For each article: index into `stories`.
    pub story_of: Vec<u32>,
    /// By story, then by weight.
    pub events: LazyList<Event>,
    /// For each article: index into `origins`.
    pub origin_of: Vec<u32>,
    /// Who wrote first what several articles print.
    pub origins: Vec<Origin>,
    parts: Arc<Parts>,
}

impl Whole {
    /// Index into `actors` of a referent of an article.
    pub fn actor_of(&self, article: ArticleIdx, referent: u32) -> Option<u32> {
        self.parts.actor_of(*self.story_of.get(article.idx())?, article, referent)
    }

    /// The stories by themselves.
    pub fn parts(&self) -> &Arc<Parts> {
        &self.parts
    }
}

/// What bears the numbers of the whole already; whose referents its actors are is not known.
impl From<Linked> for Whole {
    fn from(linked: Linked) -> Self {
        Self {
            actors: linked.actors.into(),
            stories: linked.stories,
            story_of: linked.story_of,
            events: linked.events.into(),
            origin_of: linked.origin_of,
            origins: linked.origins,
            parts: Arc::default(),
        }
    }
}

/// Which articles are one story and which have one origin: the first step, from an index that holds `articles` in this
/// order and from what a person changed about the stories.
pub fn group(articles: &[&Article], index: &StoryIndex, edits: &StoryEdits) -> Linked {
    let mut linked = Linked::default();
    origins::link(articles, index, &mut linked);
    stories::link(articles, index, edits, &mut linked);
    linked
}

/// Puts the stories of `grouped`, which holds what [`group`] found, together: `links` are theirs, in their order, the
/// articles of each in rising order.
pub fn assemble(grouped: Linked, links: Vec<Arc<StoryLinks>>) -> Whole {
    let mut first_event = 0;
    let of_story = |(story, links): (&Story, &Arc<StoryLinks>)| {
        let mut articles = story.articles.clone();
        articles.sort_unstable();
        let actors = vec![0; links.linked.actors.len()];
        let numbers = Numbers { actors, first_event, articles };
        first_event += links.linked.events.len() as u32;
        numbers
    };
    let mut numbers: Vec<Numbers> = grouped.stories.iter().zip(&links).map(of_story).collect();
    let actors = number_actors(&links, &mut numbers);
    let event_ids = links.iter().flat_map(|links| links.event_ids.iter().copied());
    let event_times = repeats(event_ids, first_event as usize);
    let parts = Arc::new(Parts { links, numbers, actors, event_times });
    let (of_actors, of_events) = (Arc::clone(&parts), Arc::clone(&parts));
    Whole {
        actors: LazyList::new(parts.actors.len(), move |number| of_actors.actor(number)),
        events: LazyList::new(parts.event_times.len(), move |number| of_events.event(number)),
        parts,
        ..grouped.into()
    }
}
