//! Help on what works here, and the manual's list of everything: both from the table of actions.

use super::window;
use crate::show::actions::{Topic, applies, table};
use crate::show::keymap::Keymap;
use crate::show::state::{Page, Screen, State};
use crate::show::theme::Tone;

/// What works where the person is.
pub fn help(state: &State) -> Page {
    let (width, _) = window(state.size);
    let places = state.places();
    let where_am_i = match state.place.screen {
        Screen::Panes => state.place.pane.title().to_lowercase(),
        Screen::Card(_) => "card".to_owned(),
        Screen::References(_) => "references".to_owned(),
        Screen::Told(_) => "told elsewhere".to_owned(),
        Screen::Accounts(_) => "accounts of an event".to_owned(),
        Screen::Phrases(_) => "both phrases".to_owned(),
        Screen::Compare(_) => "comparison".to_owned(),
        Screen::Timeline(_) => "timeline".to_owned(),
        Screen::Company(_) => "who with whom".to_owned(),
        Screen::Brief(_) => "brief".to_owned(),
        Screen::Troubles => "files that could not be read".to_owned(),
        Screen::Found => "search results".to_owned(),
        Screen::Messages => "what was said".to_owned(),
        Screen::Links(_) => "links of the article".to_owned(),
        Screen::Furniture(_) => "what was cut away".to_owned(),
    };
    let mut page = Page::new(format!("HELP  what works here: {where_am_i}"), width);
    // Topics that belong to the place come first, moving about last: a newcomer finds the news on top.
    let order =
        [Topic::Following, Topic::Reading, Topic::Triage, Topic::Story, Topic::Finding, Topic::Moving, Topic::Program];
    for topic in order {
        let mut lines = Vec::new();
        for entry in table().iter().filter(|entry| entry.topic == topic && applies(state, entry.action)) {
            let keys = state.keymap.keys_of(entry.action, places);
            if keys.is_empty() {
                continue;
            }
            lines.push((keys.join(" "), entry.help));
        }
        if lines.is_empty() {
            continue;
        }
        page.head(topic.title());
        for (keys, help) in lines {
            explained(&mut page, &keys, Tone::Key, help);
        }
    }
    page.head("Signs");
    for (sign, tone, what) in [
        ("▲", Tone::Conflict, "conflict: the sources cannot all be right"),
        ("△", Tone::Differs, "differs: both can be true, but a careful reader wants to know"),
        ("↻", Tone::Update, "update: a later report goes further"),
        ("≠ · →", Tone::Text, "between two values: conflict, differs, update"),
        ("?", Tone::Dim, "less sure: shown when asked for"),
        ("+ 2 small", Tone::Dim, "so many differences of spelling and wording alone, counted apart"),
        ("◇ ◆", Tone::Dim, "found by your language model; by it and by the program, or held right by it"),
        ("≡ – ·", Tone::Dim, "beside the text: all, some or none of the other reports were found to tell the sentence"),
        ("·", Tone::Dim, "in a table: nothing found in that report"),
        ("● ○", Tone::Unread, "unread, read"),
        ("✓ –", Tone::Dim, "done, set aside"),
        ("★ ✎ #", Tone::Star, "with a star, with a note, a tag"),
        ("+", Tone::Key, "marked"),
        ("◎", Tone::Key, "a story with unread reports of what you watch for"),
        ("▾ ▸", Tone::Heading, "a story, unfolded and folded"),
        ("p o g l t", Tone::Dim, "an actor: person, organization, group, place (location), thing"),
        ("●●● +", Tone::Dim, "so many sources name the actor; more than five"),
        ("●━● ‹ ›", Tone::Dim, "on the timeline: from when to when; before or after what is drawn"),
        ("›", Tone::Key, "the selected row"),
    ] {
        explained(&mut page, sign, tone, what);
    }
    page.gap();
    page.text(0, &[("Every action is a command too: : and Tab list them.".to_owned(), Tone::Dim)], None);
    page
}

/// Columns of the keys, with what stands around them.
const KEYS: usize = 19;

/// Keys or a sign, and beside it what it does, in as many lines as that needs.
fn explained(page: &mut Page, keys: &str, tone: Tone, what: &str) {
    page.hanging((format!("  {keys} "), tone), KEYS, &[(what.to_owned(), Tone::Text)], None);
}

/// A line of the manual: keys, command, what it does.
pub type ManualLine = (String, String, &'static str);

/// All actions, for the manual.
pub fn manual() -> Vec<(Topic, Vec<ManualLine>)> {
    let keymap = Keymap::default();
    let rows = |topic| {
        let entries = table().iter().filter(move |entry| entry.topic == topic);
        entries
            .map(|entry| {
                let command = format!(":{} {}", entry.name, entry.argument.written()).trim_end().to_owned();
                (keymap.anywhere(entry.action).join(" "), command, entry.help)
            })
            .collect()
    };
    Topic::ALL.into_iter().map(|topic| (topic, rows(topic))).collect()
}
