//! Correcting actors: two that are one, one that is two, a name, a kind, one that is nobody. Each correction is kept by
//! the actors' ids and undone as everything else.

use crate::extract::ActorKind;
use crate::link::ActorEdit;
use crate::show::actions::actor_at_hand;
use crate::show::effect::{Change, Effect};
use crate::show::state::{Screen, State, Step};
use crate::show::words;

/// Marks the actor at hand, or unmarks it, and goes on.
pub fn mark(state: &mut State) {
    let Some(actor) = actor_at_hand(state) else { return };
    if !state.panels.marked.remove(&actor) {
        state.panels.marked.insert(actor);
    }
    super::moving::step(state, 1);
    let n = state.panels.marked.len();
    let then = if n > 1 { "J makes them one" } else { "mark the others that are the same one, then J" };
    state.say(format!("{} marked; {then}", words::count(n, "actor", "actors")));
}

/// The marked actors become one, and no other: that at hand if it is marked, else the weightiest of them.
pub fn join(state: &mut State) -> Vec<Effect> {
    let mut others: Vec<u32> = state.panels.marked.iter().copied().collect();
    others.sort_unstable();
    let at_hand = actor_at_hand(state).filter(|actor| others.contains(actor));
    let Some(one) = at_hand.or(others.first().copied()).filter(|_| others.len() > 1) else {
        state.say("mark at least two actors that are the same one first (m), then J");
        return Vec::new();
    };
    others.retain(|other| *other != one);
    let (Some(id), name) = (id(state, one), name(state, one)) else { return Vec::new() };
    let edits =
        others.iter().filter_map(|other| Some(ActorEdit::Join { one: id.clone(), other: self::id(state, *other)? }));
    let edits: Vec<ActorEdit> = edits.collect();
    let what = format!("{} are {name}", words::count(others.len() + 1, "actor", "actors"));
    change(state, what, edits)
}

/// The name at hand on a card is that of another one.
pub fn split(state: &mut State) -> Vec<Effect> {
    let Some((actor, name)) = state.name_at_hand() else { return Vec::new() };
    let Some(id) = id(state, actor) else { return Vec::new() };
    let what = format!("{name} is another one");
    change(state, what, vec![ActorEdit::Split { actor: id, name }])
}

/// It goes by another name.
pub fn rename(state: &mut State, name: &str) -> Vec<Effect> {
    let Some(actor) = actor_at_hand(state) else { return Vec::new() };
    let Some(id) = id(state, actor) else { return Vec::new() };
    let what = format!("{} is called {name}", self::name(state, actor));
    change(state, what, vec![ActorEdit::Rename { actor: id, name: name.to_owned() }])
}

/// It is of the kind of that name, or of the next one.
pub fn kind(state: &mut State, name: &str) -> Vec<Effect> {
    const KINDS: [ActorKind; 5] =
        [ActorKind::Person, ActorKind::Organization, ActorKind::Group, ActorKind::Place, ActorKind::Other];
    let Some(actor) = actor_at_hand(state) else { return Vec::new() };
    let Some(id) = id(state, actor) else { return Vec::new() };
    let is = state.material.analysis.linked.actors[actor as usize].kind;
    let next = KINDS.iter().position(|kind| *kind == is).map_or(0, |at| (at + 1) % KINDS.len());
    let kind = if name.is_empty() {
        Some(KINDS[next])
    } else {
        KINDS.into_iter().find(|kind| words::actor_kind(*kind).starts_with(name))
    };
    let Some(kind) = kind else {
        let known: Vec<&str> = KINDS.iter().map(|kind| words::actor_kind(*kind)).collect();
        state.complain(format!("no kind is called {name}; there are {}", known.join(", ")));
        return Vec::new();
    };
    let what = format!("{}: {}", self::name(state, actor), words::actor_kind(kind));
    change(state, what, vec![ActorEdit::Kind { actor: id, kind }])
}

/// It is nobody.
pub fn hide(state: &mut State) -> Vec<Effect> {
    let Some(actor) = actor_at_hand(state) else { return Vec::new() };
    let Some(id) = id(state, actor) else { return Vec::new() };
    let what = format!("{} is hidden", name(state, actor));
    change(state, what, vec![ActorEdit::Hide { actor: id }])
}

/// Puts corrections as they are given; gives how they were, and adds what is to be kept.
pub fn put(
    state: &mut State,
    edits: &[(u64, Option<ActorEdit>)],
    changes: &mut Vec<Change>,
) -> Vec<(u64, Option<ActorEdit>)> {
    let put_one = |(number, edit): &(u64, Option<ActorEdit>)| {
        changes.push(Change::Actor(*number, edit.clone()));
        let before = match edit {
            Some(edit) => state.actor_edits.insert(*number, edit.clone()),
            None => state.actor_edits.remove(number),
        };
        (*number, before)
    };
    edits.iter().map(put_one).collect()
}

fn change(state: &mut State, what: String, edits: Vec<ActorEdit>) -> Vec<Effect> {
    let last = state.actor_edits.keys().next_back().map_or(0, |last| last >> 32);
    // The lower half tells who gave it, so that two readers of one library never give the same.
    let reader = u64::from(state.settings.reader);
    let numbers = (1..).map(move |n| ((last + n) << 32) | reader);
    let edits: Vec<_> = numbers.zip(edits.into_iter().map(Some)).collect();
    let mut changes = Vec::new();
    let before = put(state, &edits, &mut changes);
    state.panels.marked.clear();
    // A card or a list of mentions is of one that may be another now.
    if state.place.screen != Screen::Panes {
        super::on_top::close_screen(state);
    }
    state.say(format!("{what}; u undoes it"));
    state.undo.remember(Step { what, actors: before, ..Step::default() });
    vec![Effect::Keep(changes), Effect::Regroup]
}

fn id(state: &State, actor: u32) -> Option<String> {
    state.material.analysis.linked.actors.get(actor as usize).map(|actor| actor.id.to_string())
}

fn name(state: &State, actor: u32) -> String {
    state.material.analysis.linked.actors.get(actor as usize).map_or_else(String::new, |actor| actor.name.to_string())
}
