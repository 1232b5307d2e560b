//! The stories put together: actors that several stories know become one, and everything is numbered through. This is
//! done anew with each article more, so it copies numbers and shares texts.

use super::actors::{by_weight, groups_across, merge};
use super::{Actor, Event, Linked, Place, RoleSeen, StoryEdits, StoryIndex, StoryLinks, origins, stories};
use crate::text::{Article, ArticleIdx, Evidence};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The numbers that a story's own actors, events and articles bear in the whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    /// For each actor of the story.
    pub actors: Vec<u32>,
    /// The number of the story's first event; the others follow.
    pub first_event: u32,
    /// For each article of the story.
    pub articles: Vec<ArticleIdx>,
}

impl Numbers {
    /// Where a phrase of the story stands in the whole.
    pub fn evidence(&self, evidence: Evidence) -> Evidence {
        Evidence { article: self.articles[evidence.article.idx()], ..evidence }
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

/// Puts the stories of `linked`, which holds what [`group`] found, together: `parts` are their links, in their order, the
/// articles of each in rising order. Gives what each story's own numbers have become.
pub fn assemble(linked: &mut Linked, parts: &[&StoryLinks]) -> Vec<Numbers> {
    let mut numbers: Vec<Numbers> = linked
        .stories
        .iter()
        .map(|story| {
            let mut articles = story.articles.clone();
            articles.sort_unstable();
            Numbers { articles, ..Numbers::default() }
        })
        .collect();
    assemble_actors(linked, parts, &mut numbers);
    let mut placed: Vec<Vec<Event>> = parts
        .par_iter()
        .zip(&numbers)
        .enumerate()
        .map(|(story, (part, numbers))| {
            part.linked.events.iter().map(|event| placed_event(event, story as u32, numbers)).collect()
        })
        .collect();
    let ids = parts.iter().flat_map(|part| &part.linked.events).map(|event| event.id.as_str());
    for (event, times) in placed.iter_mut().flatten().zip(repeats(ids)) {
        if times > 1 {
            event.id = format!("{}:{times}", event.id).into();
        }
    }
    let mut first = 0;
    for (numbers, events) in numbers.iter_mut().zip(&placed) {
        numbers.first_event = first;
        first += events.len() as u32;
    }
    linked.events = placed.into_iter().flatten().collect();
    numbers
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
type Member = (u32, u32, u32);

fn assemble_actors(linked: &mut Linked, parts: &[&StoryLinks], numbers: &mut [Numbers]) {
    let ties: Vec<_> = parts.iter().map(|part| part.ties.as_slice()).collect();
    let groups = groups_across(&ties);
    let first_of: Vec<usize> = parts
        .iter()
        .scan(0, |next, part| {
            let first = *next;
            *next += part.linked.actors.len();
            Some(first)
        })
        .collect();
    // The actors of each group together, in order of stories.
    let mut members: Vec<Member> = Vec::with_capacity(groups.len());
    for (story, part) in parts.iter().enumerate() {
        let of_story = &groups[first_of[story]..first_of[story] + part.linked.actors.len()];
        members.extend(of_story.iter().zip(0..).map(|(&group, actor)| (group, story as u32, actor)));
    }
    members.sort_unstable();
    let members: Vec<&[Member]> = members.chunk_by(|a, b| a.0 == b.0).collect();
    let placed = &*numbers;
    let mut made: Vec<(Actor, &[Member])> = members
        .into_par_iter()
        .map(|members| {
            let part = |&(_, story, actor): &Member| {
                let links = parts[story as usize];
                let actor = actor as usize;
                (placed_actor(&links.linked.actors[actor], &placed[story as usize]), &links.ties[actor])
            };
            let actor = match members {
                [only] => part(only).0,
                several => merge(several.iter().map(part).collect()),
            };
            (actor, members)
        })
        .collect();
    sort_by_weight(&mut made);
    for (numbers, part) in numbers.iter_mut().zip(parts) {
        numbers.actors = vec![0; part.linked.actors.len()];
    }
    for (number, (_, members)) in made.iter().enumerate() {
        for &(_, story, actor) in *members {
            numbers[story as usize].actors[actor as usize] = number as u32;
        }
    }
    let times = repeats(made.iter().map(|(actor, _)| actor.id.as_str()));
    for (number, ((actor, members), times)) in made.iter_mut().zip(times).enumerate() {
        if times > 1 {
            actor.id = format!("{}-{times}", actor.id).into();
        }
        for &(_, story, of) in *members {
            relate(actor, number as u32, &parts[story as usize].linked.actors[of as usize], &numbers[story as usize]);
        }
    }
    linked.actors = made.into_iter().map(|(actor, _)| actor).collect();
    linked.actor_of = vec![Vec::new(); linked.story_of.len()];
    for (numbers, part) in numbers.iter().zip(parts) {
        for (article, actors) in numbers.articles.iter().zip(&part.linked.actor_of) {
            let number = |actor: &Option<u32>| actor.map(|actor| numbers.actors[actor as usize]);
            linked.actor_of[article.idx()] = actors.iter().map(number).collect();
        }
    }
}

/// As [`by_weight`] orders them. Most pairs are told apart by a number each; what is large is moved once.
fn sort_by_weight(made: &mut [(Actor, &[Member])]) {
    let mut order: Vec<(u32, u64, usize)> = made
        .iter()
        .enumerate()
        .map(|(at, (actor, _))| {
            let mut first = [0; 8];
            first.iter_mut().zip(actor.name.bytes()).for_each(|(into, byte)| *into = byte);
            // Of numbers that are not negative the bits are in the order of the numbers.
            (!(actor.weight.max(0.0) + 0.0).to_bits(), u64::from_be_bytes(first), at)
        })
        .collect();
    order.par_sort_unstable_by(|a, b| {
        (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| by_weight(&made[a.2].0, &made[b.2].0)).then(a.2.cmp(&b.2))
    });
    let sorted: Vec<(Actor, &[Member])> = order.into_iter().map(|(_, _, at)| std::mem::take(&mut made[at])).collect();
    for (into, actor) in made.iter_mut().zip(sorted) {
        *into = actor;
    }
}

/// A story's actor with its places in the whole; relations are left out until all actors have their numbers.
fn placed_actor(actor: &Actor, numbers: &Numbers) -> Actor {
    let role = |role: &RoleSeen| RoleSeen {
        text: role.text.clone(),
        evidence: role.evidence.iter().map(|&evidence| numbers.evidence(evidence)).collect(),
    };
    let mention = |place: &Place| Place { article: numbers.articles[place.article.idx()], ..*place };
    Actor {
        id: actor.id.clone(),
        name: actor.name.clone(),
        kind: actor.kind,
        aliases: Arc::clone(&actor.aliases),
        roles: actor.roles.iter().map(role).collect(),
        mentions: actor.mentions.iter().map(mention).collect(),
        relations: Vec::new(),
        weight: actor.weight,
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
    placed.places.iter_mut().filter_map(|(actor, _)| actor.as_mut()).for_each(number);
    for account in &mut placed.accounts {
        account.0 = numbers.articles[account.0.idx()];
    }
    for report in &mut placed.reports {
        *report = numbers.evidence(*report);
    }
    placed
}
