//! Finding in a pane, narrowing the list, searching everything.

use super::{following, is_page};
use crate::show::effect::{Change, Effect};
use crate::show::filter::Fits;
use crate::show::pages;
use crate::show::state::{Find, Kept, Order, Pane, Row, Scope, Screen, State};
use crate::text::Span;

/// Looks for words in the pane, from the cursor on.
pub fn find(state: &mut State, words: &str) {
    state.find = Find::new(words);
    next(state, true);
}

/// The next (or previous) match, around the end.
pub fn next(state: &mut State, onwards: bool) {
    let Some(find) = state.find.clone() else { return };
    let missing = format!("“{}” does not stand here", find.words);
    if state.place.screen == Screen::Panes && state.place.pane == Pane::Reading {
        let Some(idx) = state.place.article else { return };
        let material = state.material.clone();
        let text = &material.analysis.articles[idx as usize].text;
        let at = state.place.link.map_or(state.place.at, |(span, _)| span.start) as usize;
        let from = state.line_at_hand().map_or(at, |line| line.end as usize).max(at + 1).min(text.len());
        let found = if onwards {
            let from = (from..=text.len()).find(|&from| text.is_char_boundary(from)).unwrap_or(text.len());
            find.regex.find_at(text, from).or_else(|| find.regex.find(text))
        } else {
            let head = find.regex.find_iter(text).take_while(|found| found.start() < at).last();
            head.or_else(|| find.regex.find_iter(text).last())
        };
        match found {
            Some(found) => {
                let place = find.regex.find_iter(text).take_while(|other| other.start() <= found.start()).count();
                let n = find.regex.find_iter(text).count();
                following::go_to(state, Span::new(found.start(), found.end()), None);
                state.say(format!("{place} of {n}"));
            }
            None => state.say(missing),
        }
        return;
    }
    let (n_rows, at) = match state.place.screen {
        Screen::Panes => (state.n_rows(state.place.pane), state.place.lists[state.place.pane.idx()].cursor),
        screen if is_page(screen) => (state.page.as_ref().map_or(0, |page| page.lines.len()), state.place.page.cursor),
        screen => (pages::n_rows(state, screen), state.place.page.cursor),
    };
    let fits = |row: &usize| find.regex.is_match(&pages::row_text(state, *row));
    let found = if onwards {
        (at + 1..n_rows).chain(0..(at + 1).min(n_rows)).find(fits)
    } else {
        (0..at.min(n_rows)).rev().chain((at.min(n_rows)..n_rows).rev()).find(fits)
    };
    // Long lists are not counted through at each key.
    if let Some(row) = found.filter(|_| n_rows <= COUNTED) {
        let fitting: Vec<usize> = (0..n_rows).filter(fits).collect();
        let place = fitting.iter().position(|other| *other == row).map_or(0, |at| at + 1);
        let n = fitting.len();
        state.say(format!("{place} of {n}"));
    }
    match (found, state.place.screen) {
        (None, _) => state.say(missing),
        (Some(row), Screen::Panes) => state.place.lists[state.place.pane.idx()].cursor = row,
        (Some(row), screen) if is_page(screen) => {
            state.place.page.cursor = state.page.as_ref().map_or(row, |page| page.nearest(row));
        }
        (Some(row), _) => state.place.page.cursor = row,
    }
}

/// Rows whose matches are counted.
const COUNTED: usize = 2_000;

/// Asks for a search of all articles.
pub fn search(state: &mut State, words: &str) -> Vec<Effect> {
    state.asked += 1;
    vec![Effect::Search(state.asked, words.trim().to_owned())]
}

/// Shows only articles that fit.
pub fn filter(state: &mut State, text: &str) {
    text.trim().clone_into(&mut state.articles.filter);
    let was_empty = state.articles.rows.is_empty();
    refilter(state);
    // Where nothing was listed for some letters, the open article is a better place than the first row.
    if was_empty && let Some(at) = state.place.article.and_then(|article| state.articles.row_of(article)) {
        state.place.lists[0].cursor = at;
    }
}

/// Takes over what all texts answered.
pub fn answered(state: &mut State, answers: Fits) {
    if !state.articles.answered(answers) {
        return;
    }
    refilter(state);
    if state.over.is_none() {
        say_how_many(state);
    }
}

/// How many articles a filter leaves.
pub fn say_how_many(state: &mut State) {
    if state.articles.asking.is_empty() {
        state.say(format!("{} fit; Esc shows all again", state.articles.n_listed));
    } else {
        state.say("looking through the texts");
    }
}

/// Makes the rows anew; the cursor stays on its article, or where it was.
pub fn refilter(state: &mut State) {
    let row = state.articles.rows.get(state.place.lists[0].cursor).copied();
    state.articles.refilter(&state.material, &state.kept, state.settings.today);
    stay_on(state, row);
}

/// Takes what was done with some articles into the list; the cursor stays as with [`refilter`].
pub fn changed(state: &mut State, before: &[(u32, Kept)]) {
    let row = state.articles.rows.get(state.place.lists[0].cursor).copied();
    state.articles.changed(&state.material, &state.kept, before);
    stay_on(state, row);
}

fn stay_on(state: &mut State, row: Option<Row>) {
    let at = match row {
        Some(Row::Article(article)) => state.articles.row_of(article),
        Some(story) => state.articles.rows.iter().position(|other| *other == story),
        None => None,
    };
    if let Some(at) = at {
        state.place.lists[0].cursor = at;
    }
}

/// Lists done and set-aside articles too, or hides them.
pub fn show_all(state: &mut State) {
    state.articles.show_all = !state.articles.show_all;
    refilter(state);
    state.say(if state.articles.show_all { "done and set-aside articles too" } else { "without done and set-aside" });
}

/// Keeps the filter under a name.
pub fn save_view(state: &mut State, name: &str) -> Vec<Effect> {
    let name = name.trim().to_owned();
    if name.is_empty() {
        state.complain("a view needs a name: :save-view NAME");
        return Vec::new();
    }
    let query = state.articles.filter.clone();
    if query.is_empty() {
        state.complain("there is no filter to keep: F makes one");
        return Vec::new();
    }
    if is_configured(state, &name) {
        state.complain(format!("view {name} stands in the configuration file; take another name"));
        return Vec::new();
    }
    state.settings.views.retain(|(other, _)| *other != name);
    state.settings.views.push((name.clone(), query.clone()));
    state.say(format!("view {name} saved; :view {name} or V brings it back"));
    vec![Effect::Keep(vec![Change::View(name, query)])]
}

/// A saved view by name, or the next one; after the last comes the list without a filter.
pub fn view(state: &mut State, name: &str) {
    let views = &state.settings.views;
    let found = if name.is_empty() {
        let at = views.iter().position(|(_, query)| *query == state.articles.filter);
        views.get(at.map_or(0, |at| at + 1)).cloned()
    } else {
        views.iter().find(|(other, _)| other == name).cloned()
    };
    match found {
        Some((name, query)) => {
            filter(state, &query);
            state.say(format!("view {name}: {query}"));
        }
        None if name.is_empty() => {
            filter(state, "");
            state.say("no filter");
        }
        None => state.complain(format!("no view is called {name}")),
    }
}

/// Takes a saved view away.
pub fn delete_view(state: &mut State, name: &str) -> Vec<Effect> {
    if name.is_empty() {
        state.complain("name the view: :delete-view NAME");
        return Vec::new();
    }
    if is_configured(state, name) {
        state.complain(format!("view {name} stands in the configuration file; take its line out there"));
        return Vec::new();
    }
    let n_before = state.settings.views.len();
    state.settings.views.retain(|(other, _)| other != name);
    if state.settings.views.len() == n_before {
        state.complain(format!("no view is called {name}"));
        return Vec::new();
    }
    state.say(format!("view {name} deleted"));
    vec![Effect::Keep(vec![Change::View(name.to_owned(), String::new())])]
}

/// Whether a view comes from the configuration file, which the reader never writes.
fn is_configured(state: &State, name: &str) -> bool {
    state.settings.views.iter().take(state.settings.n_configured_views).any(|(other, _)| other == name)
}

/// Another order: the one named, or the next.
pub fn sort(state: &mut State, name: &str) {
    let at = Order::ALL.iter().position(|order| *order == state.articles.order).unwrap_or(0);
    let order = if name.is_empty() {
        Some(Order::ALL[(at + 1) % Order::ALL.len()])
    } else {
        Order::ALL.into_iter().find(|order| order.name() == name)
    };
    let Some(order) = order else {
        let names: Vec<&str> = Order::ALL.iter().map(|order| order.name()).collect();
        state.complain(format!("no order is called {name}; there are {}", names.join(", ")));
        return;
    };
    state.articles.order = order;
    state.articles.reorder(&state.material);
    refilter(state);
    state.say(format!("sorted by {}", order.name()));
}

/// Grouped by story, or flat.
pub fn group(state: &mut State) {
    state.articles.flat = !state.articles.flat;
    state.articles.reorder(&state.material);
    refilter(state);
}

/// Folds or unfolds the story at hand; the cursor goes to its head.
pub fn fold(state: &mut State) {
    let Some(story) = state.story() else { return };
    if !state.articles.folded.remove(&story) {
        state.articles.folded.insert(story);
    }
    state.articles.refilter(&state.material, &state.kept, state.settings.today);
    if let Some(at) = state.articles.rows.iter().position(|row| *row == Row::Story(story)) {
        state.place.lists[0].cursor = at;
    }
}

/// The panels show the story, the article, everything.
pub fn scope(state: &mut State) {
    state.panels.scope = match state.panels.scope {
        Scope::Story => Scope::Article,
        Scope::Article => Scope::All,
        Scope::All => Scope::Story,
    };
    let what = match state.panels.scope {
        Scope::Story => "panels show the story of the open article",
        Scope::Article => "panels show the open article alone",
        Scope::All => "panels show all articles",
    };
    state.say(what);
}

/// Lists discrepancies that are less sure too, or hides them.
pub fn show_less_sure(state: &mut State) {
    state.panels.show_less_sure = !state.panels.show_less_sure;
    state.panels.made_for = None;
}

/// Lists the actors behind the main ones too, or hides them.
pub fn show_more_actors(state: &mut State) {
    state.panels.show_more_actors = !state.panels.show_more_actors;
    state.panels.made_for = None;
}

/// Lists the events behind the main ones too, or hides them.
pub fn show_more_events(state: &mut State) {
    state.panels.show_more_events = !state.panels.show_more_events;
    state.panels.made_for = None;
}

/// Lists dismissed discrepancies too, or hides them.
pub fn show_dismissed(state: &mut State) {
    state.panels.show_dismissed = !state.panels.show_dismissed;
    state.panels.made_for = None;
    state.say(if state.panels.show_dismissed { "dismissed discrepancies too" } else { "without dismissed ones" });
}
