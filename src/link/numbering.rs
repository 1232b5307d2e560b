//! Which actor of the whole each story's actors are, and in which order those stand. Every actor of every story is looked
//! at here with each article more, so what tells their order stands side by side ([`Brief`]).

use super::actors::{groups_across, merged_head};
use super::parts::{ActorsOfStories, Numbers};
use super::{Actor, StoryLinks};
use crate::text::{ArticleIdx, Shared, Span};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// What of an actor is looked at to put it among all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Brief {
    weight: f32,
    /// The first letters of its name, which tell most equals apart.
    letters: u64,
    /// See [`id_print`].
    id: u64,
    /// Where it is mentioned first.
    first: Option<(ArticleIdx, Span)>,
}

impl Brief {
    pub fn of(actor: &Actor) -> Self {
        let mut letters = [0; 8];
        letters.iter_mut().zip(actor.name.bytes()).for_each(|(into, byte)| *into = byte);
        Self {
            weight: actor.weight,
            letters: u64::from_be_bytes(letters),
            id: id_print(&actor.id),
            first: actor.mentions.first().map(|place| (place.article, place.span)),
        }
    }
}

/// What equal ids have in common: of 64 bits, so that no two of a million are taken for one by chance.
pub(super) fn id_print(id: &Shared) -> u64 {
    let mut hasher = FxHasher::default();
    id.as_str().hash(&mut hasher);
    hasher.finish()
}

/// For each id, by its print: the how-manieth of its name it is, from 1.
pub(super) fn repeats(ids: impl Iterator<Item = u64>, at_most: usize) -> Vec<u32> {
    let mut taken: FxHashMap<u64, u32> = FxHashMap::with_capacity_and_hasher(at_most, FxBuildHasher);
    ids.map(|id| {
        let times = taken.entry(id).or_default();
        *times += 1;
        *times
    })
    .collect()
}

/// An actor of a story: the group that it is in, the story, its number there.
type Grouped = (u32, u32, u32);

/// An actor of the whole that is put in order.
struct Ranked<'a> {
    brief: Brief,
    /// Its name stands there.
    head: &'a Actor,
    members: &'a [Grouped],
}

impl Ranked<'_> {
    /// The heaviest first; equals by name, then by their first place.
    fn cmp(&self, other: &Self) -> Ordering {
        let (one, two) = (&self.brief, &other.brief);
        let by_name = || one.letters.cmp(&two.letters).then_with(|| self.head.name.cmp(&other.head.name));
        two.weight
            .total_cmp(&one.weight)
            .then_with(by_name)
            .then_with(|| (one.first, self.members).cmp(&(two.first, other.members)))
    }
}

/// Gives each actor its number, and says of which actors of stories it is made.
pub(super) fn number_actors(links: &[Arc<StoryLinks>], numbers: &mut [Numbers]) -> ActorsOfStories {
    let all = grouped(links);
    let groups = || all.chunk_by(|a, b| a.0 == b.0);
    let merged: Vec<Actor> =
        groups().filter(|members| members.len() > 1).map(|members| head_of(links, members)).collect();
    let mut merged = merged.iter();
    let mut ranked: Vec<Ranked> = groups()
        .map(|members| {
            let firsts = members.iter().filter_map(|&(_, story, actor)| {
                let (article, span) = links[story as usize].briefs[actor as usize].first?;
                Some((numbers[story as usize].articles[article.idx()], span))
            });
            let first = firsts.min();
            let (brief, head) = match *members {
                [(_, story, actor)] => {
                    let (links, actor) = (&links[story as usize], actor as usize);
                    (links.briefs[actor], &links.linked.actors[actor])
                }
                _ => merged.next().map(|head| (Brief::of(head), head)).expect("a head for each of several members"),
            };
            Ranked { brief: Brief { first, ..brief }, head, members }
        })
        .collect();
    ranked.sort_unstable_by(Ranked::cmp);
    let times = repeats(ranked.iter().map(|actor| actor.brief.id), ranked.len());
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

/// The actors of all stories, those of one group together, in order of stories.
fn grouped(links: &[Arc<StoryLinks>]) -> Vec<Grouped> {
    let ties: Vec<_> = links.iter().map(|links| links.ties.as_slice()).collect();
    let mut groups = groups_across(&ties).into_iter();
    let mut all = Vec::with_capacity(groups.len());
    for (story, ties) in ties.iter().enumerate() {
        all.extend((0..ties.len() as u32).zip(&mut groups).map(|(actor, group)| (group, story as u32, actor)));
    }
    all.sort_unstable();
    all
}

/// What the actors of several stories are called together.
fn head_of(links: &[Arc<StoryLinks>], members: &[Grouped]) -> Actor {
    let tied = |&(_, story, actor): &Grouped| {
        let (links, actor) = (&links[story as usize], actor as usize);
        (&links.linked.actors[actor], &links.ties[actor])
    };
    merged_head(&members.iter().map(tied).collect::<Vec<_>>())
}
