//! What the screens beside the five panes say: made as pages of lines with links, or as rows of a picture.

mod accounts;
mod brief;
mod card;
mod company;
mod help;
mod references;
mod time;
mod told;

pub use company::{Company, company};
pub use help::{help, manual};
pub use references::sentence_span;
pub use time::events_in_time;

use super::state::{DisputeRow, Page, Pane, Row, Screen, State};
use super::target::Target;
use super::theme::Tone;
use super::words;

/// Columns and rows inside the window of help and peek.
pub fn window(size: (u16, u16)) -> (u16, u16) {
    let width = size.0.saturating_sub(6).clamp(20, 92);
    let height = size.1.saturating_sub(6).max(3);
    (width, height)
}

/// Makes the page of the screen, for `width` columns.
pub fn make(state: &State, width: u16) -> Option<Page> {
    // Longer lines than this are hard to follow.
    let width_of_text = width;
    match state.place.screen {
        Screen::Card(actor) => Some(card::card(&state.material, actor, width_of_text)),
        Screen::References(actor) => {
            Some(references::references(&state.material, actor, state.place.article, width_of_text))
        }
        Screen::Told(sentence) => Some(told::told(&state.material, sentence, width_of_text)),
        Screen::Accounts(event) => Some(accounts::accounts(state, event, width_of_text)),
        Screen::Found => {
            let (words, places) = &state.found;
            Some(references::found(&state.material, words, places, width_of_text))
        }
        Screen::Brief(story) => Some(brief::brief(state, story, width_of_text)),
        Screen::Troubles => Some(troubles(state, width_of_text)),
        Screen::Messages => Some(messages(state, width_of_text)),
        Screen::Links(article) => Some(links(state, article, width_of_text)),
        Screen::Furniture(article) => Some(furniture(state, article, width_of_text)),
        _ => None,
    }
}

/// What a link leads to, for a look without leaving.
pub fn peek(state: &State, target: Target, width: u16) -> Option<Page> {
    let material = &state.material;
    match target {
        Target::Actor(actor) => Some(card::card(material, actor, width)),
        Target::Event(event) => Some(accounts::accounts(state, event, width)),
        Target::Discrepancy(idx) => Some(accounts::discrepancy(material, idx, width)),
        Target::Phrase(evidence) => Some(references::found(material, "", &[evidence], width)),
        Target::Article(_) | Target::Story(_) | Target::Events(_) | Target::Small | Target::Link(..) => None,
    }
}

/// Files that could not be read: the path, and below it what is wrong and what to do.
fn troubles(state: &State, width: u16) -> Page {
    let n = words::count(state.troubles.len(), "file", "files");
    let mut page = Page::new(format!("NOT READ  {n}"), width);
    for trouble in &state.troubles {
        match trouble.split_once(": ") {
            Some((path, what)) => {
                page.head(path);
                page.text(2, &[(what.to_owned(), Tone::Text)], None);
            }
            None => page.head(trouble.clone()),
        }
    }
    page
}

/// What was said, the latest first.
fn messages(state: &State, width: u16) -> Page {
    let mut page = Page::new(format!("MESSAGES  {}", state.said.len()), width);
    for said in state.said.iter().rev() {
        page.text(1, &[(said.text.clone(), if said.is_error { Tone::Error } else { Tone::Text })], None);
    }
    page
}

/// The links of an article, numbered, each with its words and its address.
fn links(state: &State, article: u32, width: u16) -> Page {
    let shown = &state.material.analysis.articles[article as usize];
    let n = words::count(shown.links.len(), "link", "links");
    let mut page = Page::new(format!("LINKS  {n} · {}", words::source(shown)), width);
    for (number, link) in shown.links.iter().enumerate() {
        let words = link.span.of(&shown.text).replace('\n', " ");
        let mut pieces = vec![(format!("{:>3}  ", number + 1), Tone::Count)];
        if words != link.url {
            pieces.push((format!("{words}  "), Tone::Text));
        }
        pieces.push((link.url.clone(), Tone::Source));
        page.text(0, &pieces, Some(Target::Link(article, number as u32)));
    }
    page
}

/// What was cut away from an article as furniture of its site.
fn furniture(state: &State, article: u32, width: u16) -> Page {
    let article = &state.material.analysis.articles[article as usize];
    let mut page = Page::new(format!("CUT AWAY  {}", words::source(article)), width);
    page.text(0, &[("This stood with the article, and is no part of it.".to_owned(), Tone::Dim)], None);
    for cut in &article.cuts {
        page.head(cut.why);
        for line in cut.text.lines() {
            page.text(2, &[(line.to_owned(), Tone::Text)], None);
        }
    }
    page
}

/// Rows of a table or picture that are seen at once; the rest of the screen belongs to what is drawn below.
pub fn rows_seen(screen: Screen, size: (u16, u16)) -> usize {
    let height = usize::from(size.1.saturating_sub(2));
    match screen {
        // Heads of columns above, passages below.
        Screen::Compare(_) => (height.saturating_sub(3) / 2).max(1),
        Screen::Timeline(_) => height.saturating_sub(5).max(1),
        Screen::Company(_) => height.saturating_sub(7).max(1),
        _ => height.max(1),
    }
}

/// Rows of a table or picture.
pub fn n_rows(state: &State, screen: Screen) -> usize {
    match screen {
        Screen::Compare(story) => state.compared(story).len(),
        Screen::Timeline(story) => events_in_time(&state.material, story).len(),
        Screen::Company(story) => company(&state.material, story).actors.len(),
        _ => 0,
    }
}

/// The letters of a row, for finding.
pub fn row_text(state: &State, row: usize) -> String {
    let analysis = &state.material.analysis;
    let actor = |idx: u32| {
        let actor = &analysis.linked.actors[idx as usize];
        let roles: Vec<&str> = actor.roles.iter().map(|role| role.text.as_str()).collect();
        format!("{} {}", actor.name, roles.join(" "))
    };
    let discrepancy = |idx: u32| {
        let discrepancy = state.material.discrepancy(idx);
        let sides: String = words::sides(&state.material, discrepancy).into_iter().map(|(text, _)| text).collect();
        format!("{} {} {sides}", words::severity(discrepancy.severity), discrepancy.subject)
    };
    let article = |idx: u32| {
        let article = &analysis.articles[idx as usize];
        format!("{} {}", words::source(article), article.title)
    };
    match state.place.screen {
        Screen::Panes => match state.place.pane {
            Pane::Articles => match state.articles.rows.get(row) {
                Some(Row::Story(story)) => analysis.linked.stories[*story as usize].title.clone(),
                Some(Row::Article(idx)) => article(*idx),
                None => String::new(),
            },
            Pane::Reading => String::new(),
            Pane::Actors => state.panels.actors.get(row).map_or_else(String::new, |&idx| actor(idx)),
            Pane::Events => {
                let event = state.panels.events.get(row);
                event.map_or_else(String::new, |&idx| words::event_line(&state.material, idx))
            }
            Pane::Discrepancies => match state.panels.discrepancies.get(row) {
                Some(DisputeRow::One(idx)) => discrepancy(*idx),
                Some(DisputeRow::Story(story)) => analysis.linked.stories[*story as usize].title.clone(),
                Some(DisputeRow::Small(_)) | None => String::new(),
            },
        },
        Screen::Compare(story) => state.compared(story).get(row).map_or_else(String::new, |&idx| discrepancy(idx)),
        Screen::Timeline(story) => events_in_time(&state.material, story)
            .get(row)
            .map_or_else(String::new, |&(idx, _)| words::event_line(&state.material, idx)),
        Screen::Company(story) => {
            company(&state.material, story).actors.get(row).map_or_else(String::new, |&idx| actor(idx))
        }
        _ => match state.page.as_ref().and_then(|page| page.lines.get(row)) {
            Some(line) if line.target.is_some() => line.text(),
            _ => String::new(),
        },
    }
}
