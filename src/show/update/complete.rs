//! What Tab offers in a line that is typed.

use crate::show::actions::{Argument, applies, named, table};
use crate::show::query;
use crate::show::state::{Field, FieldFor, Order, Over, State};
use crate::show::theme::Theme;

/// Completions that are offered at most.
const MOST: usize = 200;

/// A completion: the whole line as it would be, and what to say of it.
pub type Completion = (String, String);

/// What could be meant by the line so far, as it was before any completion was taken.
pub fn completions(state: &State) -> Vec<Completion> {
    let Some(Over::Field(field)) = &state.over else { return Vec::new() };
    let text = field.completing.as_ref().map_or(field.text.as_str(), |(_, text)| text.as_str());
    let mut found = match field.what {
        FieldFor::Command => commands(state, text),
        FieldFor::Filter => query(state, "", text),
        FieldFor::Tag => {
            tags(state).into_iter().filter(|tag| tag.starts_with(text)).map(|tag| (tag, String::new())).collect()
        }
        FieldFor::Find | FieldFor::Search => Vec::new(),
    };
    found.truncate(MOST);
    found
}

fn commands(state: &State, text: &str) -> Vec<Completion> {
    let Some((name, argument)) = text.split_once(' ') else {
        let places = state.places();
        let fitting = table().iter().filter(|entry| entry.name.starts_with(text));
        let here = fitting.filter(|entry| entry.argument == Argument::Query || applies(state, entry.action));
        return here
            .map(|entry| {
                let keys = state.keymap.keys_of(entry.action, places).join(" ");
                (entry.name.to_owned(), format!("{keys:<8} {} {}", entry.help, entry.argument.written()))
            })
            .collect();
    };
    let Some(entry) = named(name) else { return Vec::new() };
    let offer = |names: Vec<String>| -> Vec<Completion> {
        let fitting = names.into_iter().filter(|other| other.starts_with(argument));
        fitting.map(|other| (format!("{name} {other}"), String::new())).collect()
    };
    match entry.argument {
        Argument::Theme => offer(Theme::names()),
        Argument::Order => offer(Order::ALL.iter().map(|order| order.name().to_owned()).collect()),
        Argument::View => offer(state.settings.views.iter().map(|(view, _)| view.clone()).collect()),
        Argument::Query => query(state, &format!("{name} "), argument),
        Argument::Words(_) if name == "tag" => offer(tags(state)),
        _ => Vec::new(),
    }
}

/// Fields and words of the query language, and the names of sources, actors, tags.
fn query(state: &State, before: &str, text: &str) -> Vec<Completion> {
    let (analysis, names) = (&state.material.analysis, &state.material.names);
    let found = query::complete(text, text.len(), |field| match field {
        "source" => names.sources.clone(),
        "by" => names.writers.clone(),
        "lang" => names.languages.clone(),
        "actor" => analysis.linked.actors.iter().map(|actor| actor.name.to_string()).collect(),
        "story" => analysis.linked.stories.iter().map(|story| story.title.clone()).collect(),
        "tag" => tags(state),
        _ => Vec::new(),
    });
    let head = &text[..found.start];
    found.candidates.into_iter().map(|(word, help)| (format!("{before}{head}{word}"), help.to_owned())).collect()
}

fn tags(state: &State) -> Vec<String> {
    let mut tags: Vec<String> = state.kept.iter().flat_map(|kept| kept.tags().iter().cloned()).collect();
    tags.sort();
    tags.dedup();
    tags
}

/// Takes the next (or previous) completion into the line.
pub fn take(field: &mut Field, completions: &[Completion], by: isize) {
    if completions.is_empty() {
        return;
    }
    let n = completions.len() as isize;
    let (at, text) = match field.completing.take() {
        Some((at, text)) => ((at as isize + by).rem_euclid(n) as usize, text),
        None => (if by > 0 { 0 } else { completions.len() - 1 }, field.text.clone()),
    };
    field.text.clone_from(&completions[at].0);
    field.cursor = field.text.len();
    field.completing = Some((at, text));
}
