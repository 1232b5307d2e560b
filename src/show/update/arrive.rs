//! What comes from outside: articles, an analysis, results of a search, what was kept from earlier.

use super::{following, history};
use crate::show::actions::Action;
use crate::show::effect::{Effect, Recalled};
use crate::show::material::Material;
use crate::show::state::{Kept, ListAt, Over, Row, Screen, State};
use crate::text::{Article, Evidence};
use rustc_hash::FxHashSet;
use std::collections::HashMap;
use std::sync::Arc;

/// Takes over articles that were read or analysed. The person stays in the article, on the line, where they are.
pub fn material(state: &mut State, material: Arc<Material>) {
    let old = std::mem::replace(&mut state.material, material);
    let articles = &state.material.analysis.articles[..];
    let same = old.analysis.articles.len() == articles.len()
        && old.analysis.articles.iter().zip(articles).all(|(old, new)| old.key == new.key);
    let was_empty = old.is_empty();
    if !same {
        let places: HashMap<&str, usize> =
            articles.iter().enumerate().map(|(idx, article)| (article.key.as_str(), idx)).collect();
        let new_idx = |idx: u32| {
            let key = old.analysis.articles.get(idx as usize)?.key.as_str();
            places.get(key).map(|&idx| idx as u32)
        };
        let mut kept = vec![Kept::default(); articles.len()];
        for (idx, old_kept) in std::mem::take(&mut state.kept).into_iter().enumerate() {
            if let Some(new) = new_idx(idx as u32) {
                kept[new as usize] = old_kept;
            }
        }
        state.kept = kept;
        state.place.article = state.place.article.and_then(new_idx);
        for one in &mut state.drafts {
            // Those of articles that are gone go with what is recalled next.
            one.article = new_idx(one.article).unwrap_or(u32::MAX);
        }
        // What is written goes on with its article; if that is gone, the draft of it is kept, and waits for it.
        if let Some(Over::Note(note)) = &mut state.over {
            match new_idx(note.article) {
                Some(new) => note.article = new,
                None => state.over = None,
            }
        }
        state.articles.marked = state.articles.marked.iter().filter_map(|&idx| new_idx(idx)).collect();
        state.undo = super::super::state::Undo::default();
        state.wraps.clear();
    }
    // Numbers of actors, events, discrepancies are others now.
    let row = state.articles.rows.get(state.place.lists[0].cursor).copied();
    if same {
        // Places in the panes stay; what led to actors and events is forgotten.
        for place in state.back.iter_mut().chain(&mut state.forward) {
            (place.link, place.chosen) = (None, None);
        }
        state.back.retain(|place| place.screen == Screen::Panes);
        state.forward.retain(|place| place.screen == Screen::Panes);
    } else {
        state.back.clear();
        state.forward.clear();
    }
    state.under.clear();
    state.judged = None;
    let dismissed = std::mem::take(&mut state.dismissed);
    let ids: FxHashSet<&str> =
        dismissed.iter().filter_map(|idx| Some(old.find_discrepancy(*idx)?.id.as_str())).collect();
    let all = state.material.discrepancies().enumerate();
    state.dismissed = all.filter(|(_, one)| ids.contains(one.id.as_str())).map(|(idx, _)| idx as u32).collect();
    state.articles.folded.clear();
    state.told.clear();
    state.page = None;
    // What is being typed goes on.
    state.over.take_if(|over| !matches!(over, Over::Field(_) | Over::Note(_)));
    state.place.screen = Screen::Panes;
    state.place.link = None;
    state.place.chosen = None;
    state.articles.forget_texts();
    state.rebuild();
    state.place.lists[2..].fill(ListAt::default());
    if let Some(at) = row.and_then(|row| state.articles.rows.iter().position(|other| *other == row)) {
        state.place.lists[0].cursor = at;
    }
    if (was_empty || state.place.article.is_none())
        && let Some(at) = state.articles.rows.iter().position(|row| matches!(row, Row::Article(_)))
        && let Row::Article(article) = state.articles.rows[at]
    {
        state.place.lists[0] = ListAt { cursor: at, top: 0 };
        following::show_article(state, article, None);
    }
}

/// Takes further articles into the list, behind those that are there.
pub fn more(state: &mut State, articles: Vec<Arc<Article>>) {
    Arc::make_mut(&mut state.material).add(articles);
    state.kept.resize_with(state.material.articles.len(), Kept::default);
    state.articles.forget_texts();
    state.articles.reorder(&state.material);
    super::finding::refilter(state);
    state.panels.made_for = None;
}

/// Takes over what was kept from earlier.
pub fn kept(state: &mut State, recalled: Recalled) {
    take_over(state, recalled);
    if state.place.at == 0
        && let Some(article) = state.place.article
    {
        state.place.at = state.kept[article as usize].at;
    }
}

/// Takes over what another reader did; nothing moves.
pub fn others(state: &mut State, recalled: Recalled) -> Vec<Effect> {
    let regroup = recalled.edits != state.edits || recalled.actor_edits != state.actor_edits;
    take_over(state, recalled);
    if regroup && state.settings.analyse { vec![Effect::Regroup] } else { Vec::new() }
}

/// What was done could not be kept: it is not shown either.
pub fn refused(state: &mut State, recalled: Recalled, why: String) {
    super::triage::take_back(state);
    take_over(state, recalled);
    if let Some(note) = state.finished.take() {
        state.over = Some(Over::Note(note));
    }
    state.complain(why);
}

fn take_over(state: &mut State, recalled: Recalled) {
    if recalled.kept.len() == state.kept.len() {
        state.kept = recalled.kept;
    }
    state.dismissed = recalled.dismissed.into_iter().collect();
    state.edits = recalled.edits;
    state.actor_edits = recalled.actor_edits;
    state.watches = recalled.watches;
    state.seen = recalled.seen;
    let configured = state.settings.n_configured_views;
    state.settings.views.truncate(configured);
    let is_new = |(name, _): &(String, String)| state.settings.views.iter().all(|(other, _)| other != name);
    let views: Vec<_> = recalled.views.into_iter().filter(is_new).collect();
    state.settings.views.extend(views);
    super::watching::raise(state);
    state.panels.made_for = None;
    super::finding::refilter(state);
    super::drafts::offer(state, recalled.drafts);
}

/// Lines above the place that one comes back to.
const LINES_ABOVE: u16 = 6;

/// Goes back to the article that was open when the reader was left; the keys stay with the list.
pub fn return_to(state: &mut State, article: u32) {
    let at = state.kept.get(article as usize).map_or(0, |kept| kept.at);
    following::show_article(state, article, None);
    state.place.at = at;
    // A few lines above show where one was.
    state.place.row = LINES_ABOVE;
    if let Some(row) = state.articles.row_of(article) {
        state.place.lists[0].cursor = row;
    }
}

/// Shows what a search found, if it is the last that was asked for.
pub fn found(state: &mut State, asked: u32, words: &str, places: &[Evidence]) {
    if asked != state.asked {
        return;
    }
    if places.is_empty() {
        state.say(format!("“{words}” stands in no article"));
        return;
    }
    if state.place.screen == Screen::Found {
        state.place.page = ListAt::default();
    } else {
        following::to_screen(state, Screen::Found);
    }
    state.found = (words.to_owned(), places.to_vec());
    state.page = None;
    state.find = super::super::state::Find::new(words);
}

/// Takes note of files that could not be read.
pub fn troubles(state: &mut State, troubles: Vec<String>) {
    let keys = state.keymap.keys_of(Action::Troubles, state.places());
    match &troubles[..] {
        [] => {}
        [one] => state.complain(one.clone()),
        [first, ..] => {
            let key = keys.first().map_or(":troubles", String::as_str);
            state.complain(format!("{} files could not be read, {key} lists them: {first}", troubles.len()));
        }
    }
    state.troubles = troubles;
    if state.place.screen == Screen::Troubles {
        state.page = None;
    }
}

/// Leaves, with everything kept.
pub fn leave(state: &mut State) -> Vec<Effect> {
    let mut effects = history::left(state);
    effects.push(Effect::Quit);
    effects
}
