//! How a person corrected actors: two that are one, one that is two, a name, a kind, one that is none. Carried out on the
//! whole after everything is put together, so that what a story says by itself does not hang on it.

use super::super::{Actor, Event, Whole};
use crate::extract::ActorKind;
use crate::text::{Article, LazyList, Shared};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// All corrections, in the order in which they were made; taking the last one away undoes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorEdits {
    /// The corrections.
    pub edits: Vec<ActorEdit>,
}

/// One correction; an actor stands by its [`Actor::id`]. Those that are not at hand are passed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
pub enum ActorEdit {
    /// Two are one, under the name of the first.
    Join {
        /// Id of the one that stays.
        one: String,
        /// Id of the one that goes into it.
        other: String,
    },
    /// Whoever is called by this name is another one.
    Split {
        /// Id of the one whom it was taken for.
        actor: String,
        /// The name, as it stands in the articles.
        name: String,
    },
    /// It goes by another name.
    Rename {
        /// Its id.
        actor: String,
        /// The name.
        name: String,
    },
    /// It is of another kind.
    Kind {
        /// Its id.
        actor: String,
        /// What it is.
        kind: ActorKind,
    },
    /// It is nobody.
    Hide {
        /// Its id.
        actor: String,
    },
}

impl ActorEdits {
    /// Carries the corrections out; gives for each actor the one that it is now. Numbers stay: one that went into another
    /// or is nobody keeps its own, without mentions.
    pub fn apply(&self, whole: &mut Whole, articles: &[Arc<Article>]) -> Vec<u32> {
        let mut actors: Vec<Actor> = whole.actors.iter().cloned().collect();
        let mut now: Vec<u32> = (0..actors.len() as u32).collect();
        for edit in &self.edits {
            let find = |id: &str| actors.iter().position(|actor| *actor.id == *id);
            match edit {
                ActorEdit::Join { one, other } => {
                    let (Some(one), Some(other)) = (find(one), find(other)) else { continue };
                    join(&mut actors, one, other);
                    now.iter_mut().filter(|idx| **idx == other as u32).for_each(|idx| *idx = one as u32);
                }
                ActorEdit::Split { actor, name } => {
                    let Some(idx) = find(actor) else { continue };
                    let new = split(&mut actors[idx], name, articles);
                    now.push(actors.len() as u32);
                    actors.push(new);
                }
                ActorEdit::Rename { actor, name } => {
                    if let Some(idx) = find(actor) {
                        actors[idx].name = name.as_str().into();
                        actors[idx].listed = true;
                    }
                }
                ActorEdit::Kind { actor, kind } => {
                    if let Some(idx) = find(actor) {
                        actors[idx].kind = *kind;
                    }
                }
                ActorEdit::Hide { actor } => {
                    if let Some(idx) = find(actor) {
                        actors[idx].mentions.clear();
                        actors[idx].roles.clear();
                    }
                }
            }
        }
        let (events, places) = (whole.events.clone(), now.clone());
        whole.events = LazyList::new(events.len(), move |idx| placed(&events[idx], &places));
        for actor in &mut actors {
            actor.relations.iter_mut().for_each(|(other, ..)| *other = now[*other as usize]);
        }
        whole.actors = actors.into();
        now
    }
}

/// Everything of one becomes part of another.
fn join(actors: &mut [Actor], one: usize, other: usize) {
    if one == other {
        return;
    }
    let gone = std::mem::take(&mut actors[other].mentions);
    let roles = std::mem::take(&mut actors[other].roles);
    let relations = std::mem::take(&mut actors[other].relations);
    let (aliases, weight) = (Arc::clone(&actors[other].aliases), actors[other].weight);
    let actor = &mut actors[one];
    actor.mentions.extend(gone);
    actor.mentions.sort_by_key(|place| (place.article, place.span));
    for role in roles {
        match actor.roles.iter_mut().find(|known| known.text == role.text) {
            Some(known) => known.evidence.extend(role.evidence),
            None => actor.roles.push(role),
        }
    }
    actor.relations.extend(relations.into_iter().filter(|(to, ..)| *to != one as u32));
    let mut names = actor.aliases.to_vec();
    for (name, n) in aliases.iter() {
        match names.iter_mut().find(|(known, _)| known == name) {
            Some((_, times)) => *times += n,
            None => names.push((name.clone(), *n)),
        }
    }
    names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    actor.aliases = names.into();
    actor.weight += weight;
    // What a person took in hand is shown.
    actor.listed = true;
}

/// Takes the mentions under a name away, for an actor of their own.
fn split(actor: &mut Actor, name: &str, articles: &[Arc<Article>]) -> Actor {
    let is_called = |place: &super::super::Place| {
        articles.get(place.article.idx()).is_some_and(|article| place.span.of(&article.text) == name)
    };
    let (theirs, rest): (Vec<_>, Vec<_>) = actor.mentions.drain(..).partition(is_called);
    actor.mentions = rest;
    let own = |(known, _): &&(String, u32)| known == name;
    let aliases: Vec<(String, u32)> = actor.aliases.iter().filter(own).cloned().collect();
    actor.aliases = actor.aliases.iter().filter(|one| !own(one)).cloned().collect();
    Actor {
        id: Shared::from(format!("{}/{name}", actor.id)),
        name: name.into(),
        kind: actor.kind,
        aliases: aliases.into(),
        weight: actor.weight * theirs.len() as f32 / (theirs.len() + actor.mentions.len()).max(1) as f32,
        mentions: theirs,
        listed: true,
        ..Actor::default()
    }
}

/// An event with the actors that its own are now.
fn placed(event: &Event, now: &[u32]) -> Event {
    let mut placed = event.clone();
    let of = |actor: &mut u32| *actor = now[*actor as usize];
    placed.participants.iter_mut().filter_map(|part| part.actor.as_mut()).for_each(of);
    placed.stands_for.iter_mut().for_each(of);
    placed.places.iter_mut().filter_map(|(actor, _)| actor.as_mut()).for_each(of);
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Form;
    use crate::link::{Linked, Place};
    use crate::text::{ArticleIdx, Span};

    const TEXT: &str = "Ada Lund met Lund of the harbour.";

    fn whole() -> (Whole, Vec<Arc<Article>>) {
        let place = |at, end| Place { article: ArticleIdx(0), span: Span::new(at, end), form: Form::Name };
        let actor = |id: &str, name: &str, mentions| Actor {
            id: id.into(),
            name: name.into(),
            aliases: [(name.to_owned(), 1)].into(),
            mentions,
            ..Actor::default()
        };
        let one = actor("person:ada-lund", "Ada Lund", vec![place(0, 8)]);
        let other = actor("person:lund", "Lund", vec![place(13, 17)]);
        let article = Article { text: TEXT.to_owned(), ..Article::default() };
        (Linked { actors: vec![one, other], ..Linked::default() }.into(), vec![article.into()])
    }

    fn after(edits: Vec<ActorEdit>) -> Vec<(String, usize)> {
        let (mut whole, articles) = whole();
        ActorEdits { edits }.apply(&mut whole, &articles);
        whole.actors.iter().map(|actor| (actor.name.to_string(), actor.mentions.len())).collect()
    }

    #[test]
    fn two_become_one_and_one_becomes_two_again() {
        let join = ActorEdit::Join { one: "person:ada-lund".into(), other: "person:lund".into() };
        assert_eq!(after(vec![join.clone()]), [("Ada Lund".into(), 2), ("Lund".into(), 0)]);
        let split = ActorEdit::Split { actor: "person:ada-lund".into(), name: "Lund".into() };
        assert_eq!(after(vec![join, split]), [("Ada Lund".into(), 1), ("Lund".into(), 0), ("Lund".into(), 1)]);
    }

    #[test]
    fn a_name_is_changed_one_is_hidden_and_who_is_not_there_is_passed_over() {
        let rename = ActorEdit::Rename { actor: "person:lund".into(), name: "Bo Lund".into() };
        let hide = ActorEdit::Hide { actor: "person:ada-lund".into() };
        let nobody = ActorEdit::Hide { actor: "person:nobody".into() };
        assert_eq!(after(vec![rename, hide, nobody]), [("Ada Lund".into(), 0), ("Bo Lund".into(), 1)]);
    }
}
