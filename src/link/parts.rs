//! What stands in a story, said with the numbers of the whole. A story's links keep their own numbers and are shared by
//! every whole that holds the story; what is asked for of them is copied, and nothing else.

use super::actors::merge;
use super::{Actor, Event, Joined, Place, RoleSeen, StoryLinks};
use crate::text::{ArticleIdx, Evidence};
use std::sync::Arc;

/// The stories of a whole.
#[derive(Debug, Default)]
pub struct Parts {
    /// Each by itself.
    pub(super) links: Vec<Arc<StoryLinks>>,
    /// For each story.
    pub numbers: Vec<Numbers>,
    pub(super) actors: ActorsOfStories,
    /// For each event of the whole: the how-manieth of its id it is, from 1.
    pub(super) event_times: Vec<u32>,
}

/// Of which actors of stories the actors of the whole are made.
#[derive(Debug, Default)]
pub(super) struct ActorsOfStories {
    /// Story, and number there; those that are one actor of the whole stand together, in order of stories.
    pub members: Vec<(u32, u32)>,
    /// For each actor of the whole: the end of its `members`.
    pub ends: Vec<u32>,
    /// For each actor of the whole: the how-manieth of its id it is, from 1.
    pub times: Vec<u32>,
}

impl ActorsOfStories {
    /// How many actors the whole has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    fn of(&self, number: usize) -> &[(u32, u32)] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.members[start as usize..self.ends[number] as usize]
    }
}

/// The numbers that a story's own actors, events and articles bear in the whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    /// For each actor of the story.
    pub actors: Vec<u32>,
    /// The number of the story's first event; the others follow.
    pub first_event: u32,
    /// For each article of the story, in rising order.
    pub articles: Vec<ArticleIdx>,
}

impl Numbers {
    /// Where a phrase of the story stands in the whole.
    pub fn evidence(&self, evidence: Evidence) -> Evidence {
        Evidence { article: self.articles[evidence.article.idx()], ..evidence }
    }

    /// A mention in the whole.
    pub(super) fn place(&self, place: Place) -> Place {
        Place { article: self.articles[place.article.idx()], ..place }
    }
}

impl Parts {
    /// The actors of stories of which an actor of the whole is made, in order of stories.
    fn members(&self, number: usize) -> impl ExactSizeIterator<Item = (&StoryLinks, &Numbers, usize)> + Clone {
        self.actors.of(number).iter().map(|&(story, actor)| {
            let story = story as usize;
            (&*self.links[story], &self.numbers[story], actor as usize)
        })
    }

    /// An actor of the whole.
    pub(super) fn actor(&self, number: usize) -> Actor {
        let members = self.members(number);
        let mut parts: Vec<_> = members
            .clone()
            .map(|(links, numbers, actor)| (placed_actor(&links.linked.actors[actor], numbers), &links.ties[actor]))
            .collect();
        let mut actor = if parts.len() == 1 { parts.remove(0).0 } else { merge(parts) };
        let times = self.actors.times[number];
        if times > 1 {
            actor.id = format!("{}-{times}", actor.id).into();
        }
        for (links, numbers, of) in members {
            relate(&mut actor, number as u32, &links.linked.actors[of], numbers);
        }
        actor
    }

    /// An event of the whole.
    pub(super) fn event(&self, number: usize) -> Event {
        // Of stories without events, which share their first number with the next one, the last is it.
        let story = self.numbers.partition_point(|numbers| numbers.first_event as usize <= number) - 1;
        let numbers = &self.numbers[story];
        let event = &self.links[story].linked.events[number - numbers.first_event as usize];
        let mut placed = placed_event(event, story as u32, numbers);
        let times = self.event_times[number];
        if times > 1 {
            placed.id = format!("{}:{times}", placed.id).into();
        }
        placed
    }

    /// Which actor of the whole a referent of an article is.
    pub(super) fn actor_of(&self, story: u32, article: ArticleIdx, referent: u32) -> Option<u32> {
        let (links, numbers) = (self.links.get(story as usize)?, self.numbers.get(story as usize)?);
        let article = numbers.articles.binary_search(&article).ok()?;
        let actor = links.linked.actor_of.get(article)?.get(referent as usize).copied().flatten()?;
        Some(numbers.actors[actor as usize])
    }
}

/// A story's actor with its places in the whole, but without its relations.
fn placed_actor(actor: &Actor, numbers: &Numbers) -> Actor {
    let role = |role: &RoleSeen| RoleSeen {
        text: role.text.clone(),
        evidence: role.evidence.iter().map(|&evidence| numbers.evidence(evidence)).collect(),
    };
    Actor {
        id: actor.id.clone(),
        name: actor.name.clone(),
        kind: actor.kind,
        aliases: Arc::clone(&actor.aliases),
        roles: actor.roles.iter().map(role).collect(),
        mentions: actor.mentions.iter().map(|&mention| numbers.place(mention)).collect(),
        relations: Vec::new(),
        joined: actor
            .joined
            .iter()
            .map(|joined| Joined {
                one: numbers.evidence(joined.one),
                other: numbers.evidence(joined.other),
                why: joined.why,
            })
            .collect(),
        weight: actor.weight,
        listed: actor.listed,
    }
}

/// Takes over the relations of one of the actors that `actor` is made of, each once.
fn relate(actor: &mut Actor, number: u32, part: &Actor, numbers: &Numbers) {
    for (to, text, evidence) in &part.relations {
        let to = numbers.actors[*to as usize];
        if to != number && !actor.relations.iter().any(|(other, known, _)| *other == to && known == text) {
            actor.relations.push((to, text.clone(), numbers.evidence(*evidence)));
        }
    }
}

/// A story's event with its numbers in the whole.
fn placed_event(event: &Event, story: u32, numbers: &Numbers) -> Event {
    let mut placed = Event { story, ..event.clone() };
    let number = |actor: &mut u32| *actor = numbers.actors[*actor as usize];
    placed.participants.iter_mut().filter_map(|part| part.actor.as_mut()).for_each(number);
    placed.stands_for.iter_mut().for_each(number);
    placed.places.iter_mut().filter_map(|(actor, _)| actor.as_mut()).for_each(number);
    for account in &mut placed.accounts {
        account.0 = numbers.articles[account.0.idx()];
    }
    placed.tellers.iter_mut().for_each(|article| *article = numbers.articles[article.idx()]);
    let phrases = placed.participants.iter_mut().flat_map(|part| &mut part.phrases);
    for evidence in placed.reports.iter_mut().chain(phrases).chain(&mut placed.line) {
        *evidence = numbers.evidence(*evidence);
    }
    placed
}
