//! The stories put together: actors that several stories know become one, and everything gets its number. This is done
//! anew with each article more, so it numbers and does not copy: an actor or event is put together from its [`Parts`]
//! when it is asked for.

use super::actors::{groups_across, merged_head};
use super::parts::{ActorsOfStories, Numbers, Parts};
use super::{Actor, Event, Linked, Origin, Story, StoryEdits, StoryIndex, StoryLinks, origins, stories};
use crate::text::{Article, ArticleIdx, LazyList};
use rustc_hash::FxHashMap;
use std::cmp::Ordering;
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
    let event_times = repeats(links.iter().flat_map(|links| &links.linked.events).map(|event| event.id.as_str()));
    let parts = Arc::new(Parts { links, numbers, actors, event_times });
    let (of_actors, of_events) = (Arc::clone(&parts), Arc::clone(&parts));
    Whole {
        actors: LazyList::new(parts.actors.len(), move |number| of_actors.actor(number)),
        events: LazyList::new(parts.event_times.len(), move |number| of_events.event(number)),
        parts,
        ..grouped.into()
    }
}

/// For each id, the how-manieth of its name it is, from 1.
fn repeats<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<u32> {
    let mut taken: FxHashMap<&str, u32> = FxHashMap::default();
    ids.map(|id| {
        let times = taken.entry(id).or_default();
        *times += 1;
        *times
    })
    .collect()
}

/// An actor of a story: the group that it is in, the story, its number there.
type Grouped = (u32, u32, u32);

/// Gives each actor its number, and says of which actors of stories it is made.
fn number_actors(links: &[Arc<StoryLinks>], numbers: &mut [Numbers]) -> ActorsOfStories {
    let ties: Vec<_> = links.iter().map(|links| links.ties.as_slice()).collect();
    let mut groups = groups_across(&ties).into_iter();
    // The actors of each group together, in order of stories.
    let mut all: Vec<Grouped> = Vec::with_capacity(groups.len());
    for (story, ties) in ties.iter().enumerate() {
        all.extend((0..ties.len() as u32).zip(&mut groups).map(|(actor, group)| (group, story as u32, actor)));
    }
    all.sort_unstable();
    let in_story = |&(_, story, actor): &Grouped| &links[story as usize].linked.actors[actor as usize];
    let merged: Vec<Actor> = all
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|members| members.len() > 1)
        .map(|members| {
            let tied = |member: &Grouped| (in_story(member), &ties[member.1 as usize][member.2 as usize]);
            merged_head(&members.iter().map(tied).collect::<Vec<_>>())
        })
        .collect();
    let mut merged = merged.iter();
    let mut ranked: Vec<Ranked> = all
        .chunk_by(|a, b| a.0 == b.0)
        .map(|members| match members {
            [only] => Ranked::new(in_story(only), members),
            _ => Ranked::new(merged.next().expect("one for each of several members"), members),
        })
        .collect();
    let placed = &*numbers;
    let first = |member: &Grouped| {
        let place = in_story(member).mentions.first()?;
        Some((placed[member.1 as usize].place(*place).article, place.span))
    };
    let first_of = |members: &[Grouped]| members.iter().filter_map(first).min();
    ranked.sort_unstable_by(|a, b| {
        a.cmp_by_weight(b).then_with(|| first_of(a.members).cmp(&first_of(b.members))).then(a.members.cmp(b.members))
    });
    let times = repeats(ranked.iter().map(|actor| actor.head.id.as_str()));
    let mut actors = ActorsOfStories { times, ..ActorsOfStories::default() };
    for (number, actor) in ranked.iter().enumerate() {
        for &(_, story, actor) in actor.members {
            numbers[story as usize].actors[actor as usize] = number as u32;
            actors.members.push((story, actor));
        }
        actors.ends.push(actors.members.len() as u32);
    }
    actors
}

/// An actor of the whole that is put in order.
struct Ranked<'a> {
    weight: f32,
    /// The first letters of its name, which tell most equals apart.
    letters: u64,
    /// Name and id.
    head: &'a Actor,
    members: &'a [Grouped],
}

impl<'a> Ranked<'a> {
    fn new(head: &'a Actor, members: &'a [Grouped]) -> Self {
        let mut letters = [0; 8];
        letters.iter_mut().zip(head.name.bytes()).for_each(|(into, byte)| *into = byte);
        Self { weight: head.weight, letters: u64::from_be_bytes(letters), head, members }
    }

    /// The heaviest first; equals by name.
    fn cmp_by_weight(&self, other: &Self) -> Ordering {
        let by_letters = || self.letters.cmp(&other.letters).then_with(|| self.head.name.cmp(&other.head.name));
        other.weight.total_cmp(&self.weight).then_with(by_letters)
    }
}
