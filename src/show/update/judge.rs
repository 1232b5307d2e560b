//! The rows of the user's own language model: they come, are hidden, and come back, and nothing else moves.

use crate::show::effect::{Effect, JudgeWish};
use crate::show::material::Material;
use crate::show::state::{DisputeRow, Over, Screen, State};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Hides the model's rows, or shows them again.
pub fn toggle(state: &mut State) {
    state.hide_judge = !state.hide_judge;
    keep_to_wish(state);
    let text = if state.hide_judge { "only the program's own rows" } else { "the rows of your language model too" };
    state.say(text);
}

/// What a person says after `:judge`.
pub fn command(state: &mut State, argument: &str) -> Vec<Effect> {
    let story = state.story();
    let wish = match (argument.trim(), story) {
        ("yes", _) => JudgeWish::Agree(story),
        ("all", _) => JudgeWish::All,
        ("", Some(story)) => JudgeWish::Story(story),
        ("again", Some(story)) => JudgeWish::Again(story),
        ("" | "again", None) => {
            state.complain("no story is at hand: :judge all asks about every one");
            return Vec::new();
        }
        (other, _) => {
            state.complain(format!(":judge takes yes, all or again, and not {other}"));
            return Vec::new();
        }
    };
    vec![Effect::Judge(wish)]
}

/// Answers came: the same articles, actors and events with other rows.
pub fn arrived(state: &mut State, material: Arc<Material>) {
    state.judged = None;
    change_rows(state, material);
    keep_to_wish(state);
}

/// Shows the rows with or without the model's, as key and filter have it.
pub fn keep_to_wish(state: &mut State) {
    let hide = state.hide_judge || state.articles.hides_judge();
    if hide {
        if let Some(alone) = state.material.alone.clone() {
            let judged = Arc::clone(&state.material);
            change_rows(state, alone);
            state.judged = Some(judged);
        }
    } else if let Some(judged) = state.judged.take() {
        change_rows(state, judged);
    }
}

/// Other rows in place of those that are shown; whoever stands on one stays on it, if it is still there.
fn change_rows(state: &mut State, material: Arc<Material>) {
    let at = state.panels.dispute(state.place.lists[4].cursor);
    let old = std::mem::replace(&mut state.material, material);
    let new: FxHashMap<String, u32> =
        state.material.discrepancies().zip(0..).map(|(one, idx)| (one.id.to_string(), idx)).collect();
    let moved = |idx: u32| new.get(old.find_discrepancy(idx)?.id.as_str()).copied();
    state.dismissed = state.dismissed.iter().filter_map(|idx| moved(*idx)).collect::<FxHashSet<u32>>();
    let is_there = |screen: &mut Screen| match screen {
        Screen::Phrases(idx) => moved(*idx).map(|new| *idx = new).is_some(),
        _ => true,
    };
    if !is_there(&mut state.place.screen) {
        state.place.screen = Screen::Panes;
    }
    for places in [&mut state.back, &mut state.forward, &mut state.under] {
        places.retain_mut(|place| {
            place.link = None;
            is_there(&mut place.screen)
        });
    }
    // What lies on top may lead to rows by their old numbers; what is being typed goes on.
    state.over.take_if(|over| !matches!(over, Over::Field(_) | Over::Note(_)));
    state.place.link = None;
    state.page = None;
    state.rebuild();
    state.settle();
    let again = at.and_then(moved);
    if let Some(row) =
        again.and_then(|idx| state.panels.discrepancies.iter().position(|other| *other == DisputeRow::One(idx)))
    {
        state.place.lists[4].cursor = row;
    }
}
