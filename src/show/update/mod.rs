//! The only place where the state changes: something happens, and what is to be done outside comes back.

mod actors;
mod arrive;
mod command;
mod complete;
mod drafts;
mod export;
mod finding;
mod following;
mod history;
mod judge;
mod marks;
mod moving;
mod narrow;
mod on_top;
mod perform;
mod pipe;
mod pointer;
mod reading;
mod select;
mod settle;
mod stories;
mod triage;
mod typing;
mod watching;

use super::actions::{Action, applies, entry, leads_out};
use super::effect::{Effect, Input};
use super::key::{Code, Key, written};
use super::state::{Over, Pane, Screen, State};

pub use complete::completions;
pub use drafts::{again as draft_again, is_due as is_draft_due, keep as keep_draft};

/// Takes one input into the state.
pub fn update(state: &mut State, input: Input) -> Vec<Effect> {
    let mut effects = match input {
        Input::Key(key) => press(state, key),
        Input::Pointer(what, x, y) => pointer::event(state, what, x, y),
        Input::Paste(text) => {
            typing::paste(state, &text);
            Vec::new()
        }
        Input::Resize(width, height) => {
            state.size = (width, height);
            Vec::new()
        }
        Input::Pause => pause(state),
        Input::Stirred(stirred) => {
            state.stirred = stirred;
            Vec::new()
        }
        Input::Rest => {
            let mut effects = drafts::keep(state);
            effects.extend(following::follow_list(state));
            effects
        }
        Input::OthersWrote => Vec::new(),
        Input::Others(recalled) => arrive::others(state, recalled),
        Input::Refused(recalled, why) => {
            arrive::refused(state, recalled, why);
            Vec::new()
        }
        Input::Material(material) => {
            arrive::material(state, material);
            Vec::new()
        }
        Input::More(articles) => {
            arrive::more(state, articles);
            Vec::new()
        }
        Input::AllRead(work) if state.settings.analyse => vec![Effect::Analyse(work)],
        Input::AllRead(_) => {
            state.progress = None;
            Vec::new()
        }
        Input::Progress(progress) => {
            state.progress = progress;
            Vec::new()
        }
        Input::Found(asked, words, places) => {
            arrive::found(state, asked, &words, &places);
            Vec::new()
        }
        Input::Troubles(troubles) => {
            arrive::troubles(state, troubles);
            Vec::new()
        }
        Input::Texts(n_articles, answers) => {
            if n_articles == state.kept.len() {
                finding::answered(state, answers);
            }
            Vec::new()
        }
        Input::Note(article, text) => triage::set_note(state, article, &text),
        Input::Judged(_, material) => {
            if let Some(material) = material {
                judge::arrived(state, material);
            }
            Vec::new()
        }
        Input::Kept(recalled) => {
            arrive::kept(state, recalled);
            Vec::new()
        }
        Input::Return(article) => {
            arrive::return_to(state, article);
            Vec::new()
        }
        Input::Printed(program, text) => {
            on_top::printed(state, &program, &text);
            Vec::new()
        }
        Input::Say(text, is_error) => {
            state.tell(super::state::Message { text, is_error });
            Vec::new()
        }
    };
    judge::keep_to_wish(state);
    effects.extend(state.articles.to_ask().map(Effect::AskTexts));
    state.settle();
    effects
}

/// A key: into a field that is open, or on through the key map.
fn press(state: &mut State, key: Key) -> Vec<Effect> {
    (state.undo.last, state.finished) = (None, None);
    match state.over {
        Some(Over::Field(_)) => return typing::field(state, key),
        Some(Over::Note(_)) => return typing::note(state, key),
        Some(Over::Hints(..)) => return reading::hint_typed(state, key),
        Some(Over::Select(_)) => return select::key(state, key),
        Some(Over::Mark(set)) => return marks::letter(state, key, set),
        _ => {}
    }
    state.message = None;
    if key.code == Code::Esc && !state.pending.is_empty() {
        state.pending.clear();
        return Vec::new();
    }
    state.pending.push(key);
    let lookup = state.keymap.lookup(&state.pending, state.places(), |action| applies(state, action));
    // A sequence waits for its end also where it does nothing: so its last key never begins something else.
    if state.keymap.begins(&state.pending, state.places()) {
        return Vec::new();
    }
    match lookup.action {
        Some(action) => {
            state.pending.clear();
            by_key(state, action)
        }
        None => no_binding(state),
    }
}

/// Does what a key is bound to. What would take many articles from the list at once is asked for twice.
fn by_key(state: &mut State, action: Action) -> Vec<Effect> {
    let asked = state.asked_twice.take();
    if let Some(question) = triage::question(state, action).filter(|_| asked != Some(action)) {
        state.asked_twice = Some(action);
        state.say(question);
        return Vec::new();
    }
    perform::perform(state, action, "")
}

/// The keys so far lead nowhere. A sequence that is bound, if not here, is refused as a whole; else, if all keys but the
/// last are an action, they are that action, and the last begins anew.
fn no_binding(state: &mut State) -> Vec<Effect> {
    let keys = std::mem::take(&mut state.pending);
    state.asked_twice = None;
    if keys.len() > 1 && state.keymap.known(&keys, state.places()).is_none() {
        let head = &keys[..keys.len() - 1];
        let lookup = state.keymap.lookup(head, state.places(), |action| applies(state, action));
        if let Some(action) = lookup.action {
            let mut effects = perform::perform(state, action, "");
            effects.extend(press(state, keys[keys.len() - 1]));
            return effects;
        }
    }
    if let Some(action) = state.keymap.known(&keys, state.places()) {
        state.say(why_not(state, action));
    } else {
        let help = state.keymap.keys_of(Action::Help, state.places());
        let help = help.first().map_or(":help", String::as_str);
        state.say(format!("{} does nothing here; {help} lists what does", written(&keys)));
    }
    Vec::new()
}

/// Why a known action does nothing at the moment.
#[allow(clippy::match_same_arms, reason = "actions are listed by what they are, not by what they lead to")]
fn why_not(state: &State, action: Action) -> String {
    if state.settings.restricted && leads_out(action) {
        return format!("no {} here: the reader was started with --restricted", entry(action).name.replace('-', " "));
    }
    match action {
        Action::Back => "this is the first place: nothing lies before it".to_owned(),
        Action::Forward => "no place lies ahead: go back first".to_owned(),
        Action::Undo => "nothing to undo".to_owned(),
        Action::Redo => "nothing to do again".to_owned(),
        Action::NextMatch | Action::PreviousMatch => "nothing is looked for yet: / finds".to_owned(),
        Action::View => "no view is saved: filter, then :save-view NAME".to_owned(),
        Action::Troubles => "every file could be read".to_owned(),
        Action::Reload => "the files are as they were read".to_owned(),
        Action::JoinStories | Action::MoveToStory if state.story().is_some() => {
            "mark articles of the other story first (m), then come back to this one".to_owned()
        }
        _ if comes_with_analysis(action) && state.material.only_read && state.progress.is_none() => {
            "nothing is analysed: :analyse looks for it now".to_owned()
        }
        _ if comes_with_analysis(action) && state.material.only_read => {
            "the analysis is still at work; this comes with it".to_owned()
        }
        Action::ToldElsewhere if state.place.pane != Pane::Reading || state.place.screen != Screen::Panes => {
            "how others tell a sentence is asked where the sentence stands: 2, then gt".to_owned()
        }
        Action::ToldElsewhere => "no sentence here that other reports of the story could tell".to_owned(),
        Action::MoreActors => "all actors found here are listed".to_owned(),
        Action::MoreEvents => "all events found here are listed".to_owned(),
        Action::LessSure => "no row here is less sure".to_owned(),
        Action::Peek | Action::Card | Action::References => {
            "no name or link on this line: ]l goes to the next".to_owned()
        }
        Action::SplitActor => "no name here to split off: choose one under “Names”".to_owned(),
        Action::JoinActors => "mark at least two actors that are the same one first (m)".to_owned(),
        _ => format!("this does nothing here: {}", entry(action).help),
    }
}

/// Whether it needs what the analysis finds.
fn comes_with_analysis(action: Action) -> bool {
    matches!(
        action,
        Action::Brief
            | Action::Compare
            | Action::Timeline
            | Action::Company
            | Action::SplitStory
            | Action::JoinStories
            | Action::MoveToStory
            | Action::ToldElsewhere
            | Action::Card
            | Action::References
            | Action::MoreActors
            | Action::MoreEvents
            | Action::LessSure
            | Action::Dismiss
            | Action::MarkActor
            | Action::JoinActors
            | Action::RenameActor
            | Action::KindOfActor
            | Action::HideActor
    )
}

/// No further key came: what was pressed so far counts, if it is an action.
fn pause(state: &mut State) -> Vec<Effect> {
    if state.pending.is_empty() {
        return Vec::new();
    }
    let lookup = state.keymap.lookup(&state.pending, state.places(), |action| applies(state, action));
    match lookup.action {
        Some(action) => {
            state.pending.clear();
            by_key(state, action)
        }
        None => Vec::new(),
    }
}

/// Whether the screen shows a page that was made for it.
fn is_page(screen: Screen) -> bool {
    matches!(
        screen,
        Screen::Card(_)
            | Screen::References(_)
            | Screen::Told(_)
            | Screen::Accounts(_)
            | Screen::Found
            | Screen::Messages
            | Screen::Links(_)
            | Screen::Furniture(_)
            | Screen::Brief(_)
            | Screen::Troubles
    )
}
