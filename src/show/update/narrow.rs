//! Narrowing the list by one key: a term of the query language goes into the filter, or out of it again. What is asked
//! for stands in the head of the list, so that who presses the key learns the language.

use super::finding;
use crate::show::query::quoted;
use crate::show::state::State;
use crate::show::words;

/// Only the source of the article at hand; where the list is empty, of the open one.
pub fn source(state: &mut State) {
    let Some(article) = state.article_at_hand().or(state.place.article) else { return };
    let name = words::source(&state.material.analysis.articles[article as usize]);
    let term = format!("source:{}", quoted(name));
    only(state, &term, None);
}

/// Only articles that name the chosen actor.
pub fn actor(state: &mut State) {
    let Some(actor) = state.place.chosen.and_then(|idx| state.material.analysis.linked.actors.get(idx as usize)) else {
        return;
    };
    let term = format!("actor:{}", quoted(&actor.name));
    only(state, &term, None);
}

/// Puts `term` into the filter, or takes it out; `against` cannot stand beside it.
pub fn only(state: &mut State, term: &str, against: Option<&str>) {
    let mut terms = terms(&state.articles.filter);
    let n_before = terms.len();
    terms.retain(|other| other != term);
    if terms.len() == n_before {
        terms.retain(|other| Some(other.as_str()) != against);
        terms.push(term.to_owned());
    }
    finding::filter(state, &terms.join(" "));
    let n = state.articles.n_listed;
    let what = if terms.is_empty() { "no filter".to_owned() } else { terms.join(" ") };
    state.say(format!("{what}: {}", words::count(n, "article", "articles")));
}

/// The terms of a filter as typed; blanks between quotation marks part nothing.
fn terms(filter: &str) -> Vec<String> {
    let mut in_quotes = false;
    let parts = filter.split(|c: char| {
        in_quotes ^= c == '"';
        c.is_whitespace() && !in_quotes
    });
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_between_quotation_marks_part_no_terms() {
        assert_eq!(terms("unread source:\"The Quay\"  barge"), ["unread", "source:\"The Quay\"", "barge"]);
        assert!(terms(" ").is_empty());
    }
}
