//! What Tab offers in a line that is typed.

use crate::show::actions::{Argument, Entry, applies, named, table};
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
        FieldFor::Find | FieldFor::Search | FieldFor::Pipe | FieldFor::Rename | FieldFor::Brief | FieldFor::Report => {
            Vec::new()
        }
    };
    found.truncate(MOST);
    found
}

fn commands(state: &State, text: &str) -> Vec<Completion> {
    let Some((name, argument)) = text.split_once(' ') else {
        let places = state.places();
        let here = table().iter().filter(|entry| entry.argument == Argument::Query || applies(state, entry.action));
        let mut fitting: Vec<(u8, &Entry)> =
            here.filter_map(|entry| Some((likeness(text, entry.name, entry.help)?, entry))).collect();
        // Sorting is stable: those that fit as well stay in order of the help.
        fitting.sort_by_key(|(likeness, _)| *likeness);
        return fitting
            .into_iter()
            .map(|(_, entry)| {
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

/// How well what was typed fits a command, 0 the best: its name begins so, a word of its name does, its letters stand in
/// the name in this order, or a word of its help begins so.
fn likeness(typed: &str, name: &str, help: &str) -> Option<u8> {
    let typed = typed.to_lowercase();
    if name.starts_with(&typed) {
        return Some(0);
    }
    if name.split('-').any(|word| word.starts_with(&typed)) {
        return Some(1);
    }
    let mut letters = name.chars();
    if typed.chars().all(|c| letters.any(|other| other == c)) {
        return Some(2);
    }
    let mut words = help.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.any(|word| word.starts_with(&typed)).then_some(3)
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

#[cfg(test)]
mod tests {
    use super::likeness;

    #[test]
    fn a_command_is_found_by_its_name_by_letters_of_it_and_by_its_help() {
        let of = |typed: &str| likeness(typed, "set-aside", "set aside: leaves the list");
        assert_eq!([of("set"), of("as"), of("std"), of("leav"), of("zoo")], [Some(0), Some(1), Some(2), Some(3), None]);
    }
}
