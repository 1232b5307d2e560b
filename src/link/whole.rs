//! The stories put together: actors that several stories know become one, and everything is numbered through.

use super::actors::{by_weight, groups_across, merge};
use super::{Actor, Event, Linked, StoryEdits, StoryIndex, StoryLinks, origins, stories};
use crate::text::{Article, ArticleIdx, Evidence};
use rustc_hash::FxHashMap;

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
    let mut taken: FxHashMap<&str, u32> = FxHashMap::default();
    let mut events = Vec::with_capacity(parts.iter().map(|part| part.linked.events.len()).sum());
    for (story, part) in parts.iter().enumerate() {
        numbers[story].first_event = events.len() as u32;
        for event in &part.linked.events {
            let times = taken.entry(&event.id).or_default();
            *times += 1;
            events.push(placed_event(event, story as u32, *times, &numbers[story]));
        }
    }
    linked.events = events;
    numbers
}

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
    // The actors of each group, in order of stories.
    let mut members: FxHashMap<u32, Vec<(u32, u32)>> = FxHashMap::default();
    for (story, part) in parts.iter().enumerate() {
        for actor in 0..part.linked.actors.len() {
            members.entry(groups[first_of[story] + actor]).or_default().push((story as u32, actor as u32));
        }
    }
    let mut made: Vec<(Actor, Vec<(u32, u32)>)> = members
        .into_values()
        .map(|members| {
            let part = |&(story, actor): &(u32, u32)| {
                let links = parts[story as usize];
                let placed = placed_actor(&links.linked.actors[actor as usize], &numbers[story as usize]);
                (placed, &links.ties[actor as usize])
            };
            let actor = match &members[..] {
                [only] => part(only).0,
                several => merge(several.iter().map(part).collect()),
            };
            (actor, members)
        })
        .collect();
    made.sort_by(|(a, _), (b, _)| by_weight(a, b));
    for (numbers, part) in numbers.iter_mut().zip(parts) {
        numbers.actors = vec![0; part.linked.actors.len()];
    }
    let mut taken: FxHashMap<String, u32> = FxHashMap::default();
    for (number, (actor, members)) in made.iter_mut().enumerate() {
        for &(story, actor) in members.iter() {
            numbers[story as usize].actors[actor as usize] = number as u32;
        }
        if let Some(times) = taken.get_mut(&actor.id) {
            *times += 1;
            actor.id = format!("{}-{times}", actor.id);
        } else {
            taken.insert(actor.id.clone(), 1);
        }
    }
    for (number, (actor, members)) in made.iter_mut().enumerate() {
        for &(story, of) in members.iter() {
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

/// A story's actor with its places in the whole; relations are left out until all actors have their numbers.
fn placed_actor(actor: &Actor, numbers: &Numbers) -> Actor {
    let mut placed = Actor { relations: Vec::new(), ..actor.clone() };
    for mention in &mut placed.mentions {
        mention.article = numbers.articles[mention.article.idx()];
    }
    for evidence in placed.roles.iter_mut().flat_map(|role| &mut role.evidence) {
        *evidence = numbers.evidence(*evidence);
    }
    placed
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

/// A story's event with its numbers in the whole, the so-manieth of its id.
fn placed_event(event: &Event, story: u32, times: u32, numbers: &Numbers) -> Event {
    let mut placed = Event { story, ..event.clone() };
    if times > 1 {
        placed.id = format!("{}:{times}", event.id);
    }
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
