//! Words that are watched for: new mentions raise their story, and keys go from one to the next.

use super::{following, history, moving};
use crate::show::effect::{Change, Effect};
use crate::show::state::{Find, Pane, Row, State};
use crate::text::Span;
use rustc_hash::FxHashSet;

/// Watches for words; without any, for the chosen actor.
pub fn watch(state: &mut State, words: &str) -> Vec<Effect> {
    let chosen = state.place.chosen.and_then(|idx| state.material.analysis.linked.actors.get(idx as usize));
    let words = match (words.trim(), chosen) {
        ("", Some(actor)) => actor.name.to_string(),
        ("", None) => {
            let known = if state.watches.is_empty() { "nothing".to_owned() } else { state.watches.join(", ") };
            state.say(format!("watched for: {known}; :watch WORDS adds some, :unwatch WORDS takes them away"));
            return Vec::new();
        }
        (words, _) => words.to_owned(),
    };
    if state.watches.contains(&words) {
        state.say(format!("“{words}” is watched for already"));
        return Vec::new();
    }
    state.watches.push(words.clone());
    state.watches.sort();
    let n = raise(state);
    state.say(format!("watching for “{words}”: {n} unread; ]w goes to the next"));
    vec![Effect::Keep(vec![Change::Watch(words, true)])]
}

/// Watches no longer.
pub fn unwatch(state: &mut State, words: &str) -> Vec<Effect> {
    let n_before = state.watches.len();
    state.watches.retain(|other| other != words.trim());
    if state.watches.len() == n_before {
        state.complain(format!("“{words}” is not watched for; there are {}", state.watches.join(", ")));
        return Vec::new();
    }
    raise(state);
    state.say(format!("“{words}” is no longer watched for"));
    vec![Effect::Keep(vec![Change::Watch(words.trim().to_owned(), false)])]
}

/// Articles whose texts are looked through at once, in a few milliseconds.
const AT_ONCE: usize = 2_000;

/// Brings stories up that have unread articles with watched words; gives how many such articles there are. Of more
/// articles than can be looked through between two keys none is raised.
pub fn raise(state: &mut State) -> usize {
    let wanted = wanted(state);
    let mut raised: FxHashSet<u32> = FxHashSet::default();
    let mut n = 0;
    if !wanted.is_empty() && state.kept.len() <= AT_ONCE {
        for (idx, article) in state.material.analysis.articles.iter().enumerate() {
            let is_new = !state.kept[idx].read && wanted.iter().any(|find| find.regex.is_match(&article.text));
            if is_new {
                n += 1;
                raised.extend(state.material.story_of(idx as u32));
            }
        }
    }
    if raised != state.articles.raised {
        state.articles.raised = raised;
        state.articles.reorder(&state.material);
        super::finding::refilter(state);
    }
    n
}

fn wanted(state: &State) -> Vec<Find> {
    state.watches.iter().filter_map(|words| Find::new(words)).collect()
}

/// The next (or previous) place where watched words stand, in this article or one after (before) it as listed.
pub fn next(state: &mut State, onwards: bool) -> Vec<Effect> {
    let wanted = wanted(state);
    if wanted.is_empty() {
        state.say("nothing is watched for: :watch WORDS");
        return Vec::new();
    }
    let rows = state.articles.rows.iter();
    let order: Vec<u32> = rows.filter_map(|row| if let Row::Article(idx) = row { Some(*idx) } else { None }).collect();
    let here = state.place.article.and_then(|article| order.iter().position(|other| *other == article)).unwrap_or(0);
    let places = |article: u32| -> Vec<Span> {
        let text = &state.material.analysis.articles[article as usize].text;
        let found = wanted.iter().flat_map(|find| find.regex.find_iter(text));
        let mut places: Vec<Span> = found.map(|found| Span::new(found.start(), found.end())).collect();
        places.sort_unstable();
        places
    };
    let line = state.line_at_hand();
    let in_list = state.place.pane == Pane::Articles;
    let n = order.len();
    let found = (0..=n).find_map(|step| {
        let at = if onwards { (here + step) % n.max(1) } else { (here + n - step % n.max(1)) % n.max(1) };
        let article = *order.get(at)?;
        let mut all = places(article);
        // In the open article only what lies ahead counts.
        if step == 0 && !in_list {
            let line = line?;
            all.retain(|place| if onwards { place.start >= line.end } else { place.end <= line.start });
        }
        let place = if onwards { all.first() } else { all.last() };
        place.map(|place| (article, *place))
    });
    let Some((article, span)) = found else {
        state.say(format!("none of what is watched for stands in the list: {}", state.watches.join(", ")));
        return Vec::new();
    };
    let mut effects = history::left(state);
    history::remember(state);
    moving::to_pane(state, Pane::Reading);
    following::show_article(state, article, Some(span));
    if let Some(row) = state.articles.row_of(article) {
        state.place.lists[0].cursor = row;
    }
    effects.extend(following::mark_read(state, article));
    effects
}
