//! Every key of the default map, and every command, does what the table says: each is played where it applies, and what
//! it changed is looked at. A key that is bound and not played here fails the test.

use super::fixture::{reader, told_reader};
use super::play;
use crate::show::actions::{Action, table};
use crate::show::effect::{Effect, Input, JudgeWish, Stirred};
use crate::show::keymap::{Keymap, Place};
use crate::show::material::Material;
use crate::show::state::{FieldFor, Order, Over, Pane, Progress, Scope, Screen, State};
use crate::show::target::Target;
use crate::show::update::update;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Whether a key did its work: the state before, the state after, what was asked to be done outside.
type Check = fn(&State, &State, &[Effect]) -> bool;

/// Name of the action, keys that lead to where it applies, what must hold after it.
const EACH: &[(&str, &str, Check)] = &[
    ("down", "", |before, after, _| cursor(after) == cursor(before) + 1),
    ("up", "jj", |before, after, _| cursor(after) + 1 == cursor(before)),
    ("half-down", "2", |before, after, _| after.place.at > before.place.at),
    ("half-up", "2G", |before, after, _| after.place.at < before.place.at),
    ("page-down", "2", |before, after, _| after.place.at > before.place.at),
    ("page-up", "2G", |before, after, _| after.place.at < before.place.at),
    ("first", "G", |_, after, _| cursor(after) == 0),
    ("last", "", |_, after, _| cursor(after) + 1 == after.articles.rows.len()),
    ("left", "2", |_, after, _| after.place.pane == Pane::Articles),
    ("right", "", |_, after, _| after.place.pane == Pane::Reading),
    ("next-pane", "", |_, after, _| after.place.pane == Pane::Reading),
    ("previous-pane", "", |_, after, _| after.place.pane == Pane::Discrepancies),
    ("articles", "2", |_, after, _| after.place.pane == Pane::Articles),
    ("reading", "", |_, after, _| after.place.pane == Pane::Reading),
    ("actors", "", |_, after, _| after.place.pane == Pane::Actors),
    ("events", "", |_, after, _| after.place.pane == Pane::Events),
    ("discrepancies", "", |_, after, _| after.place.pane == Pane::Discrepancies),
    ("grow", "", |before, after, _| width(after) > width(before)),
    ("shrink", "", |before, after, _| width(after) < width(before)),
    ("zoom", "", |before, after, _| after.zoom && !before.zoom),
    ("open", "3", |_, after, _| after.place.screen == Screen::References(0)),
    ("back", "3<Enter>", |_, after, _| after.place.screen == Screen::Panes && after.place.pane == Pane::Actors),
    ("forward", "3<Enter>H", |_, after, _| after.place.screen == Screen::References(0)),
    ("card", "3", |_, after, _| after.place.screen == Screen::Card(0)),
    ("references", "3", |_, after, _| after.place.screen == Screen::References(0)),
    ("told", "2", |_, after, _| matches!(after.place.screen, Screen::Told(_))),
    ("told", "5<Enter>", |_, after, _| matches!(after.place.screen, Screen::Told(_))),
    ("peek", "2]d", is_peek),
    ("peek", "3", is_peek),
    ("peek", "4", is_peek),
    ("peek", "5", is_peek),
    ("peek", "3gd", is_peek),
    ("peek", "=", is_peek),
    ("peek", "T", is_peek),
    ("peek", "W", is_peek),
    ("hints", "2", |_, after, _| matches!(after.over, Some(Over::Hints(..)))),
    ("hints", "3gd", |_, after, _| matches!(after.over, Some(Over::Hints(..)))),
    ("next-discrepancy", "2", |_, after, _| matches!(after.place.link, Some((_, Target::Discrepancy(_))))),
    ("next-discrepancy", "5<Enter>", |_, after, _| after.place.screen == Screen::Phrases(1)),
    ("previous-discrepancy", "2]d]d", |before, after, _| link(after) < link(before)),
    ("previous-discrepancy", "5<Enter>]d", |_, after, _| after.place.screen == Screen::Phrases(0)),
    ("next-mention", "2", |_, after, _| matches!(after.place.link, Some((_, Target::Actor(_))))),
    ("previous-mention", "2]a]a", |before, after, _| link(after) < link(before)),
    ("next-event", "2", |_, after, _| matches!(after.place.link, Some((_, Target::Event(_))))),
    ("previous-event", "2]e]e", |before, after, _| link(after) < link(before)),
    ("next-paragraph", "2", |before, after, _| after.place.at > before.place.at),
    ("next-paragraph", "3gd", |before, after, _| after.place.page.cursor > before.place.page.cursor),
    ("previous-paragraph", "2G", |before, after, _| after.place.at < before.place.at),
    ("previous-paragraph", "3gdG", |before, after, _| after.place.page.cursor < before.place.page.cursor),
    ("next-link", "2", |_, after, _| after.place.link.is_some()),
    ("previous-link", "2]l]l", |before, after, _| link(after) < link(before)),
    ("select", "2", |_, after, _| matches!(after.over, Some(Over::Select(_)))),
    ("set-mark", "2", |_, after, _| matches!(after.over, Some(Over::Mark(true)))),
    ("go-to-mark", "2mx", |_, after, _| matches!(after.over, Some(Over::Mark(false)))),
    ("watch", "", |_, after, effects| after.watches == ["x"] && keeps(effects)),
    ("unwatch", ":watch x<Enter>", |_, after, effects| after.watches.is_empty() && keeps(effects)),
    ("next-watch", ":watch Norling<Enter>", |_, after, _| after.place.article == Some(1)),
    ("previous-watch", ":watch Norling<Enter>", |_, after, _| after.place.article == Some(2)),
    ("messages", "*", |_, after, _| after.place.screen == Screen::Messages),
    ("pipe", "", |_, after, _| types(after, FieldFor::Pipe)),
    ("mark-actor", "3", |_, after, _| after.panels.marked.contains(&0)),
    ("join-actors", "3mm", |_, after, effects| after.actor_edits.len() == 1 && regroups(effects)),
    ("split-actor", "3gd}", |_, after, effects| after.actor_edits.len() == 1 && regroups(effects)),
    ("rename-actor", "3", |_, after, _| types(after, FieldFor::Rename)),
    ("kind-of-actor", "3", |_, after, effects| after.actor_edits.len() == 1 && regroups(effects)),
    ("hide-actor", "3", |_, after, effects| after.actor_edits.len() == 1 && regroups(effects)),
    ("links", "jj2", |_, after, _| after.place.screen == Screen::Links(2)),
    ("furniture", "2", |_, after, _| after.place.screen == Screen::Furniture(0)),
    ("find", "2", |_, after, _| types(after, FieldFor::Find)),
    ("next-match", "2/bridge<Enter>", |before, after, _| after.place.at != before.place.at),
    ("previous-match", "2/bridge<Enter>n", |before, after, _| after.place.at != before.place.at),
    ("search", "", |_, after, _| types(after, FieldFor::Search)),
    ("search", "2", |_, after, _| types(after, FieldFor::Search)),
    ("search", "3", |_, after, _| types(after, FieldFor::Search)),
    ("search", "4", |_, after, _| types(after, FieldFor::Search)),
    ("search", "5", |_, after, _| types(after, FieldFor::Search)),
    ("filter", "", |_, after, _| types(after, FieldFor::Filter)),
    ("sort", "", |_, after, _| after.articles.order == Order::Date),
    ("group", "", |_, after, _| after.articles.flat),
    ("fold", "", |before, after, _| after.articles.rows.len() < before.articles.rows.len()),
    ("show-all", "x", |before, after, _| after.articles.n_listed == before.articles.n_listed + 1),
    ("only-source", "", |_, after, _| {
        after.articles.n_listed == 2 && after.articles.filter == "source:\"Harbour Post\""
    }),
    ("only-unread", "<Enter>1", |_, after, _| after.articles.n_listed == 5),
    ("only-read", "<Enter>1", |_, after, _| after.articles.n_listed == 1),
    ("only-starred", "*", |_, after, _| after.articles.n_listed == 1),
    ("only-disputed", "", |_, after, _| after.articles.n_listed == 4),
    ("only-actor", "3j<Enter>q1", |_, after, _| after.articles.n_listed == 3),
    ("save-view", "Funread<Enter>", |_, after, _| after.settings.views == [("x".to_owned(), "unread".to_owned())]),
    ("view", "Fstarred<Enter>:save-view x<Enter><Esc>", |_, after, _| after.articles.filter == "starred"),
    ("delete-view", "Fstarred<Enter>:save-view x<Enter>", |_, after, effects| {
        after.settings.views.is_empty() && matches!(effects, [Effect::Keep(_)])
    }),
    ("scope", "", |_, after, _| after.panels.scope == Scope::Article),
    ("read", "", |_, after, effects| after.kept[0].read && keeps(effects)),
    ("read", "2", |_, after, effects| after.kept[0].read && keeps(effects)),
    ("star", "", |_, after, effects| after.kept[0].starred && keeps(effects)),
    ("star", "2", |_, after, effects| after.kept[0].starred && keeps(effects)),
    ("done", "", |_, after, effects| after.kept[0].done && keeps(effects)),
    ("done", "2", |_, after, effects| after.kept[0].done && keeps(effects)),
    ("set-aside", "", |_, after, effects| after.kept[0].aside && keeps(effects)),
    ("set-aside", "2", |_, after, effects| after.kept[0].aside && keeps(effects)),
    ("next-unread", "", |_, after, _| after.kept[0].read && after.place.pane == Pane::Reading),
    ("next-unread", "<Enter>", |_, after, _| after.kept[1].read),
    ("previous-unread", "G", |_, after, _| after.place.article == Some(4)),
    ("mark", "", |_, after, _| after.articles.marked.len() == 1),
    ("mark-all", "", |_, after, _| after.articles.marked.len() == 6),
    ("mark-where", "", |_, after, _| after.articles.marked.len() == 6),
    ("tag", "", |_, after, _| types(after, FieldFor::Tag)),
    ("tag", "2", |_, after, _| types(after, FieldFor::Tag)),
    ("note", "", |_, after, _| matches!(after.over, Some(Over::Note(_)))),
    ("note", "2", |_, after, _| matches!(after.over, Some(Over::Note(_)))),
    ("note-editor", "", |_, _, effects| matches!(effects, [Effect::EditNote(0, _)])),
    ("note-editor", "2", |_, _, effects| matches!(effects, [Effect::EditNote(0, _)])),
    ("brief", "", |_, after, _| after.place.screen == Screen::Brief(0)),
    ("export", "", |_, after, effects| types(after, FieldFor::Brief) || matches!(effects, [Effect::Write(..)])),
    ("compare", "", |_, after, _| after.place.screen == Screen::Compare(0)),
    ("timeline", "", |_, after, _| after.place.screen == Screen::Timeline(0)),
    ("company", "", |_, after, _| after.place.screen == Screen::Company(0)),
    ("split-story", "j", |_, after, effects| after.edits.len() == 1 && regroups(effects)),
    ("join-stories", "jmG", |_, after, effects| after.edits.len() == 1 && regroups(effects)),
    ("move-to-story", "jmG", |_, after, effects| after.edits.len() == 1 && regroups(effects)),
    ("troubles", "", |_, after, _| after.place.screen == Screen::Troubles),
    ("dismiss", "5", |_, after, effects| after.dismissed.contains(&0) && keeps(effects)),
    ("dismiss", "5<Enter>", |_, after, effects| after.dismissed.contains(&0) && keeps(effects)),
    ("dismiss", "=", |_, after, effects| after.dismissed.contains(&0) && keeps(effects)),
    ("show-dismissed", "5x", |_, after, _| after.panels.show_dismissed),
    ("show-dismissed", "=x", |_, after, _| after.panels.show_dismissed),
    ("judge-rows", "5", |before, after, _| after.hide_judge && !before.hide_judge && after.judged.is_some()),
    ("judge-rows", "=", |before, after, _| after.hide_judge && !before.hide_judge && after.judged.is_some()),
    ("judge", "", |_, _, effects| matches!(effects, [Effect::Judge(JudgeWish::Story(0))])),
    ("less-sure", "5", |before, after, _| after.panels.discrepancies.len() == before.panels.discrepancies.len() + 2),
    ("less-sure", "=", |_, after, _| after.panels.show_less_sure && after.compared(0).len() == 6),
    ("more-actors", "3", |before, after, _| after.panels.actors.len() > before.panels.actors.len()),
    ("more-events", "4", |before, after, _| after.panels.events.len() > before.panels.events.len()),
    ("undo", "*", |_, after, _| !after.kept[0].starred),
    ("redo", "*u", |_, after, _| after.kept[0].starred),
    ("copy", "3", |_, _, effects| matches!(effects, [Effect::Copy(_)])),
    ("open-link", "", |_, _, effects| matches!(effects, [Effect::OpenLink(_)])),
    ("command", "", |_, after, _| types(after, FieldFor::Command)),
    ("theme", "", |before, after, _| after.settings.theme != before.settings.theme),
    ("cancel", "", |_, _, effects| effects == [Effect::CancelWork]),
    ("analyse", "", |_, _, effects| effects == [Effect::AnalyseNow]),
    ("open-path", "", |_, _, effects| effects == [Effect::Read(vec!["x".to_owned()])]),
    ("corpus", "", |_, _, effects| effects == [Effect::Corpus]),
    ("reload", "", |_, after, effects| effects == [Effect::Reload] && after.stirred == Stirred::default()),
    ("redraw", "", |_, _, effects| effects == [Effect::Redraw]),
    ("suspend", "", |_, _, effects| effects == [Effect::Suspend]),
    ("escape", "?", |_, after, _| after.over.is_none()),
    ("close", "3", |_, after, _| after.place.pane == Pane::Articles),
    ("quit", "", |_, _, effects| effects.contains(&Effect::Quit)),
    ("help", "", |_, after, _| matches!(after.over, Some(Over::Help(..)))),
];

/// What a command takes that does nothing without.
const ARGUMENTS: &[(&str, &str)] = &[
    ("save-view", "x"),
    ("delete-view", "x"),
    ("mark-where", "unread"),
    ("theme", "contrast"),
    ("open-path", "x"),
    ("watch", "x"),
    ("unwatch", "x"),
];

fn cursor(state: &State) -> usize {
    state.place.lists[0].cursor
}

fn width(state: &State) -> u16 {
    state.layout().panes[0].map_or(0, |area| area.width)
}

fn link(state: &State) -> u32 {
    state.place.link.map_or(0, |(span, _)| span.start)
}

fn is_peek(_: &State, after: &State, _: &[Effect]) -> bool {
    matches!(after.over, Some(Over::Peek(..)))
}

fn types(state: &State, what: FieldFor) -> bool {
    matches!(&state.over, Some(Over::Field(field)) if field.what == what)
}

fn keeps(effects: &[Effect]) -> bool {
    matches!(effects, [Effect::Keep(_)])
}

fn regroups(effects: &[Effect]) -> bool {
    matches!(effects, [Effect::Keep(_), Effect::Regroup])
}

fn prepared(name: &str, setup: &str) -> State {
    let size = (120, 40);
    let mut state = if matches!(name, "told" | "less-sure" | "more-events" | "more-actors") {
        told_reader(size)
    } else {
        reader(size)
    };
    play(&mut state, setup);
    match name {
        "troubles" => state.troubles = vec!["a.txt: it is not text".to_owned()],
        "cancel" => state.progress = Some(Progress::default()),
        "analyse" => {
            let articles = state.material.analysis.articles.clone();
            update(&mut state, Input::Material(Arc::new(Material::only_read(articles))));
        }
        "judge" | "judge-rows" => {
            state.settings.judge = Some("toy".to_owned());
            update(&mut state, Input::Judged(0, Some(super::judge::judged())));
        }
        _ => {}
    }
    state
}

const PLACES: [Place; 12] = [
    Place::All,
    Place::Panes,
    Place::Articles,
    Place::Reading,
    Place::Actors,
    Place::Events,
    Place::Discrepancies,
    Place::Pages,
    Place::Phrases,
    Place::Compare,
    Place::Timeline,
    Place::Company,
];

#[test]
fn every_key_that_is_bound_does_what_the_table_says() {
    let keymap = Keymap::default();
    let mut played = FxHashSet::default();
    for (name, setup, check) in EACH {
        let action = table().iter().find(|entry| entry.name == *name).expect("an action of that name").action;
        let before = prepared(name, setup);
        for place in before.places() {
            for keys in keymap.keys_of(action, &[*place]) {
                let mut after = before.clone();
                let mut effects = play(&mut after, &keys);
                if after.waits() {
                    effects.extend(update(&mut after, Input::Pause));
                }
                assert!(check(&before, &after, &effects), "{name}: {keys} after {setup:?}");
                played.insert((*place, action, keys));
            }
        }
    }
    for entry in table() {
        for place in PLACES {
            for keys in keymap.keys_of(entry.action, &[place]) {
                let name = entry.name;
                assert!(
                    played.contains(&(place, entry.action, keys.clone())),
                    "[{place:?}] {name} = {keys} is untried"
                );
            }
        }
    }
}

#[test]
fn every_command_does_what_its_key_does() {
    for entry in table() {
        let mut tried = false;
        for (name, setup, check) in EACH.iter().filter(|(name, ..)| *name == entry.name) {
            let before = prepared(name, setup);
            // A window on top has no command line.
            if before.over.is_some() {
                continue;
            }
            let argument = ARGUMENTS.iter().find(|(other, _)| other == name).map_or("", |(_, argument)| argument);
            let mut after = before.clone();
            let effects = play(&mut after, &format!(":{name} {argument}<Enter>"));
            assert!(check(&before, &after, &effects), ":{name} {argument} after {setup:?}: {:?}", after.message);
            tried = true;
        }
        assert!(tried || entry.action == Action::Cancel, "{} is untried", entry.name);
    }
}

/// The keys that the reader is designed around: what other programs of the terminal have taught people's fingers.
const DESIGNED: &[(&str, &[&str])] = &[
    ("articles", &["1"]),
    ("reading", &["2"]),
    ("actors", &["3"]),
    ("events", &["4"]),
    ("discrepancies", &["5"]),
    ("next-pane", &["<Tab>"]),
    ("previous-pane", &["<S-Tab>"]),
    ("left", &["h"]),
    ("right", &["l"]),
    ("down", &["j", "<Down>"]),
    ("up", &["k", "<Up>"]),
    ("first", &["g"]),
    ("last", &["G"]),
    ("half-down", &["<C-d>"]),
    ("half-up", &["<C-u>"]),
    ("page-down", &["<Space>"]),
    ("page-up", &["b"]),
    ("open", &["<Enter>"]),
    ("back", &["H", "<C-o>"]),
    ("forward", &["L", "<C-i>"]),
    ("find", &["/"]),
    ("next-match", &["n"]),
    ("previous-match", &["N"]),
    ("search", &["s"]),
    ("help", &["?"]),
    ("command", &[":"]),
    ("zoom", &["z"]),
    ("undo", &["u"]),
    ("redo", &["U"]),
    ("copy", &["y"]),
    ("open-link", &["o"]),
    ("close", &["q", "<C-c>"]),
    ("escape", &["<Esc>"]),
    ("hints", &["f"]),
    ("next-mention", &["]a"]),
    ("previous-mention", &["[a"]),
    ("next-discrepancy", &["]d"]),
    ("previous-discrepancy", &["[d"]),
    ("next-event", &["]e"]),
    ("previous-event", &["[e"]),
    ("next-paragraph", &["]p"]),
    ("previous-paragraph", &["[p"]),
    ("card", &["gd"]),
    ("references", &["gr"]),
    ("told", &["gt"]),
    ("peek", &["K"]),
    ("read", &["r"]),
    ("star", &["*"]),
    ("done", &["x"]),
    ("set-aside", &["i"]),
    ("next-unread", &["]u"]),
    ("previous-unread", &["[u"]),
    ("mark", &["m"]),
    ("tag", &["t"]),
    ("note", &["e"]),
    ("compare", &["="]),
    ("timeline", &["T"]),
    ("split-story", &["D"]),
    ("join-stories", &["J"]),
    ("move-to-story", &["P"]),
];

#[test]
fn the_designed_keys_are_the_defaults() {
    let keymap = Keymap::default();
    for (name, keys) in DESIGNED {
        let action = table().iter().find(|entry| entry.name == *name).expect("an action of that name").action;
        let bound = keymap.anywhere(action);
        for key in *keys {
            assert!(bound.iter().any(|other| other == key), "{name}: {key} is not among {bound:?}");
        }
    }
}
