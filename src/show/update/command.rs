//! The command line: every action by its name, with what it takes.

use super::perform::perform;
use crate::show::actions::{Action, Argument, applies, named, table};
use crate::show::effect::Effect;
use crate::show::state::State;
use crate::show::theme::Theme;

/// Whether an action changes what a person made or leaves the reader: such a command is never guessed from the beginning
/// of its name.
fn wants_its_whole_name(action: Action) -> bool {
    matches!(
        action,
        Action::Quit
            | Action::Read
            | Action::Star
            | Action::Done
            | Action::Aside
            | Action::Tag
            | Action::Dismiss
            | Action::SplitStory
            | Action::JoinStories
            | Action::MoveToStory
            | Action::JoinActors
            | Action::SplitActor
            | Action::RenameActor
            | Action::KindOfActor
            | Action::HideActor
            | Action::DeleteView
            | Action::Unwatch
            | Action::Pipe
            | Action::Export
    )
}

/// Runs a command as typed: a name, or the only one that begins so where it changes nothing that a person made; and its
/// argument.
pub fn run(state: &mut State, line: &str) -> Vec<Effect> {
    let (name, argument) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    if name.is_empty() {
        return Vec::new();
    }
    let short = match name {
        "q" | "q!" | "wq" | "x" | "exit" => Some(Action::Quit),
        "h" => Some(Action::Help),
        _ => None,
    };
    let beginning: Vec<_> = table().iter().filter(|entry| entry.name.starts_with(name)).collect();
    let entry = short.map(crate::show::actions::entry).or_else(|| named(name));
    let entry = entry.or_else(|| if beginning.len() == 1 { beginning.first().copied() } else { None });
    if let Some(entry) = entry
        && entry.name != name
        && short.is_none()
        && wants_its_whole_name(entry.action)
    {
        state.complain(format!("{name} may mean {}: it is done only under its whole name", entry.name));
        return Vec::new();
    }
    let Some(entry) = entry else {
        let names: Vec<&str> = beginning.iter().take(6).map(|entry| entry.name).collect();
        state.complain(if names.is_empty() {
            format!("no command is called {name}; : and Tab list them all")
        } else {
            format!("{name} could be {}", names.join(", "))
        });
        return Vec::new();
    };
    let argument = argument.trim();
    if entry.argument == Argument::None && !argument.is_empty() {
        state.complain(format!("{} takes nothing after its name", entry.name));
        return Vec::new();
    }
    // With a query it is about other articles than the one at hand.
    let by_query = entry.argument == Argument::Query && !argument.is_empty();
    if !by_query && !applies(state, entry.action) {
        state.complain(format!("{} does not apply here", entry.name));
        return Vec::new();
    }
    perform(state, entry.action, argument)
}

/// Other colours.
pub fn theme(state: &mut State, name: &str) {
    let settings = &state.settings;
    match Theme::named(name, settings.colors, settings.theme.ascii) {
        Ok(theme) => state.settings.theme = theme,
        Err(fault) => state.complain(fault),
    }
}

/// Reads other files.
pub fn open_path(state: &mut State, path: &str) -> Vec<Effect> {
    if path.is_empty() {
        state.complain("name a file or folder: :open-path PATH");
        return Vec::new();
    }
    vec![Effect::Read(vec![path.to_owned()])]
}
