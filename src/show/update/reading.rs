//! In the article: from mention to mention, dispute to dispute, event to event, on into the next article; hints.

use super::{following, is_page, moving};
use crate::extract::Form;
use crate::show::effect::Effect;
use crate::show::key::{Code, Key};
use crate::show::material::Material;
use crate::show::state::{HintAt, HintPlace, Over, Pane, Row, Screen, State};
use crate::show::target::Target;
use crate::text::{ArticleIdx, Evidence, Span};

/// Whether a link of an article is one that is looked for.
type Wanted<'a> = &'a dyn Fn(Span, Target) -> bool;

/// The next (or previous) link that is wanted, in this article or one after (before) it.
pub fn link(state: &mut State, onwards: bool, wanted: Wanted) {
    step_through(state, onwards, wanted, false);
}

/// The next mention of the chosen actor, pronouns too; without one, that of the link at hand is chosen.
pub fn mention(state: &mut State, onwards: bool) {
    if state.place.chosen.is_none() {
        let at_hand = state.link_at_hand().and_then(|(_, target)| match target {
            Target::Actor(actor) => Some(actor),
            _ => None,
        });
        state.place.chosen = at_hand.or_else(|| state.panels.actors.first().copied());
    }
    let Some(chosen) = state.place.chosen else {
        state.say("no actor is chosen: 3, then Enter or gd on a name");
        return;
    };
    step_through(state, onwards, &|_, target| target == Target::Actor(chosen), true);
}

/// The next disputed phrase; on the screen of a discrepancy: the next discrepancy.
pub fn discrepancy(state: &mut State, onwards: bool) {
    if let Screen::Phrases(idx) = state.place.screen {
        let list = state.material.discrepancy(idx).story;
        let listed = || (0..state.n_rows(Pane::Discrepancies)).filter_map(|row| state.panels.dispute(row)).collect();
        let list = if state.material.is_sure(idx) { state.disputes_of(list) } else { listed() };
        let at = list.iter().position(|&other| other == idx).unwrap_or(0);
        let next = if onwards { at + 1 } else { at.wrapping_sub(1) };
        if let Some(&next) = list.get(next) {
            super::history::remember(state);
            state.place.screen = Screen::Phrases(next);
            state.place.side = 0;
        } else {
            state.say("no further discrepancy in this story");
        }
        return;
    }
    step_through(state, onwards, &|_, target| matches!(target, Target::Discrepancy(_)), false);
}

fn step_through(state: &mut State, onwards: bool, wanted: Wanted, pronouns: bool) {
    let Some(article) = state.place.article else { return };
    let at = match state.place.link {
        Some((span, _)) => Some((span.start, span.end)),
        None => state.line_at_hand().map(|line| (line.start, 0)),
    };
    let here = wanted_in(state, article, wanted, pronouns);
    let at = at.unwrap_or((0, 0));
    let found = if onwards {
        here.iter().find(|(span, _)| (span.start, span.end) > at)
    } else {
        here.iter().rev().find(|(span, _)| (span.start, span.end) < at)
    };
    if let Some(&(span, target)) = found {
        following::go_to(state, span, Some(target));
        return;
    }
    let order = reading_order(state);
    let place = order.iter().position(|&other| other == article).unwrap_or(0);
    let rest: Box<dyn Iterator<Item = u32>> = if onwards {
        Box::new(order.iter().skip(place + 1).copied())
    } else {
        Box::new(order.iter().take(place).rev().copied())
    };
    for other in rest.collect::<Vec<u32>>() {
        let links = wanted_in(state, other, wanted, pronouns);
        if let Some(&(span, target)) = if onwards { links.first() } else { links.last() } {
            super::history::remember(state);
            following::show_article(state, other, None);
            following::go_to(state, span, Some(target));
            if let Some(row) = state.articles.row_of(other) {
                state.place.lists[0].cursor = row;
            }
            let title = state.material.analysis.articles[other as usize].title.clone();
            state.say(format!("on in: {title}"));
            return;
        }
    }
    state.say(if onwards { "none further on" } else { "none before" });
}

/// The links of an article that are wanted, in order of place.
fn wanted_in(state: &State, article: u32, wanted: Wanted, pronouns: bool) -> Vec<(Span, Target)> {
    if pronouns {
        let Some(stands) = state.material.articles.get(article as usize) else { return Vec::new() };
        let mentions = stands.mentions.iter().map(|&(span, actor, _): &(Span, u32, Form)| (span, Target::Actor(actor)));
        return mentions.filter(|&(span, target)| wanted(span, target)).collect();
    }
    let Some(stands) = state.material.articles.get(article as usize) else { return Vec::new() };
    let mut links: Vec<(Span, Target)> = Vec::new();
    let mentions = stands.mentions.iter().filter(|mention| mention.2 != Form::Pronoun);
    links.extend(mentions.map(|mention| (mention.0, Target::Actor(mention.1))));
    let disputes = stands.disputes.iter().filter(|dispute| !state.dismissed.contains(&dispute.1));
    links.extend(disputes.map(|dispute| (dispute.0, Target::Discrepancy(dispute.1))));
    links.extend(stands.events.iter().map(|event| (event.0, Target::Event(event.1))));
    if let Some(shown) = state.material.analysis.articles.get(article as usize) {
        let numbered = shown.links.iter().enumerate();
        links.extend(numbered.map(|(number, link)| (link.span, Target::Link(article, number as u32))));
    }
    links.retain(|&(span, target)| wanted(span, target));
    links.sort_by_key(|(span, _)| (span.start, span.end));
    links
}

/// Articles as they are read one after the other: as listed, folded ones left out.
fn reading_order(state: &State) -> Vec<u32> {
    let listed = state.articles.rows.iter();
    listed.filter_map(|row| if let Row::Article(article) = row { Some(*article) } else { None }).collect()
}

/// The next paragraph; on a page, the next group.
pub fn paragraph(state: &mut State, onwards: bool) {
    if let Some(Over::Help(page, at) | Over::Peek(page, at)) = &mut state.over {
        at.cursor = page.next_group(at.cursor, onwards);
        return;
    }
    if is_page(state.place.screen) {
        if let Some(page) = &state.page {
            state.place.page.cursor = page.next_group(state.place.page.cursor, onwards);
        }
        return;
    }
    let Some(wrapped) = state.wrapped() else { return };
    let from = wrapped.line_of(state.place.at);
    let begins = |idx: &usize| wrapped.lines[*idx].is_text() && wrapped.lines[*idx].first;
    let found = if onwards { (from + 1..wrapped.lines.len()).find(begins) } else { (0..from).rev().find(begins) };
    if let Some(line) = found {
        let at = wrapped.lines[line].start;
        following::go_to(state, Span { start: at, end: at }, None);
        return;
    }
    // On into the article after (before) this one.
    let order = reading_order(state);
    let place = order.iter().position(|&article| Some(article) == state.place.article);
    let next = place.and_then(|place| order.get(if onwards { place + 1 } else { place.wrapping_sub(1) }));
    if let Some(&article) = next {
        super::history::remember(state);
        following::show_article(state, article, None);
        moving::to_end(state, !onwards);
        if let Some(row) = state.articles.row_of(article) {
            state.place.lists[0].cursor = row;
        }
    } else {
        state.say(if onwards { "the end of the last article" } else { "the beginning of the first article" });
    }
}

/// Whether a mention is a letter alone or a pronoun: a hint would hide it, and there are better places to go from.
fn is_small_word(material: &Material, article: u32, span: Span) -> bool {
    const PRONOUNS: [&str; 26] = [
        "i", "me", "my", "mine", "we", "us", "our", "ours", "you", "your", "he", "him", "his", "she", "her", "hers",
        "it", "its", "they", "them", "their", "theirs", "who", "whom", "whose", "himself",
    ];
    let phrase = material.phrase(Evidence { article: ArticleIdx(article), span }).to_lowercase();
    phrase.chars().filter(|c| c.is_alphanumeric()).count() < 2 || PRONOUNS.contains(&phrase.as_str())
}

/// What hints are made of: the home row first, digits last. As many as there are lines on most screens, so that one
/// letter does on a page, and two only where an article is full of names.
const LETTERS: &[u8] = b"asdfghjklewioruntvcmpqybxz0123456789";

/// Puts letters on every link in sight.
pub fn hints(state: &mut State) {
    let mut links: Vec<(HintPlace, Target)> = Vec::new();
    if is_page(state.place.screen) {
        if let Some(page) = &state.page {
            let height = usize::from(state.layout().page().height);
            let top = state.place.page.top;
            for idx in top..(top + height).min(page.lines.len()) {
                if let Some(target) = page.lines[idx].target.filter(|_| !page.continues(idx)) {
                    links.push((HintPlace::Line(idx), target));
                }
            }
        }
    } else if let (Some(article), Some(seen)) = (state.place.article, seen(state)) {
        for (span, target) in state.links_in(article, seen) {
            // Accounts are whole clauses; only those with nothing else at their beginning get letters.
            let taken =
                |place: &(HintPlace, Target)| matches!(place.0, HintPlace::Text(other) if other.start == span.start);
            let hides_it = matches!(target, Target::Actor(_)) && is_small_word(&state.material, article, span);
            if span.start >= seen.start && !hides_it && !links.iter().any(taken) {
                links.push((HintPlace::Text(span), target));
            }
        }
    }
    if links.is_empty() {
        state.say("no link in sight");
        return;
    }
    let two = links.len() > LETTERS.len();
    let letters = |idx: usize| {
        let letter = |idx: usize| char::from(LETTERS[idx % LETTERS.len()]);
        if two { format!("{}{}", letter(idx / LETTERS.len()), letter(idx)) } else { letter(idx).to_string() }
    };
    let hints = links.into_iter().take(LETTERS.len() * LETTERS.len()).enumerate();
    let hints = hints.map(|(idx, (at, target))| HintAt { letters: letters(idx), target, at }).collect();
    state.over = Some(Over::Hints(String::new(), hints));
}

/// The stretch of the open article that is in sight.
fn seen(state: &State) -> Option<Span> {
    let wrapped = state.wrapped()?;
    let layout = state.layout();
    let height = usize::from(layout.inside(crate::show::state::Pane::Reading)?.height);
    let top = wrapped.line_of(state.place.at).saturating_sub(usize::from(state.place.row));
    let last = (top + height).min(wrapped.lines.len()).checked_sub(1)?;
    Some(Span { start: wrapped.lines[top].start, end: wrapped.lines[last].end })
}

/// A letter of a hint.
pub fn hint_typed(state: &mut State, key: Key) -> Vec<Effect> {
    let Some(Over::Hints(typed, hints)) = &mut state.over else { return Vec::new() };
    match key.typed() {
        Some(letter) => typed.push(letter.to_ascii_lowercase()),
        None if key.code == Code::Backspace && typed.pop().is_some() => return Vec::new(),
        None => {
            state.over = None;
            return Vec::new();
        }
    }
    let fitting: Vec<&HintAt> = hints.iter().filter(|hint| hint.letters.starts_with(typed.as_str())).collect();
    let chosen = fitting.iter().find(|hint| hint.letters == *typed).map(|hint| (*hint).clone());
    if let Some(hint) = chosen {
        state.over = None;
        match hint.at {
            HintPlace::Text(span) => following::go_to(state, span, Some(hint.target)),
            HintPlace::Line(idx) => state.place.page.cursor = idx,
        }
        return following::follow(state, hint.target);
    }
    if fitting.is_empty() {
        state.over = None;
        state.say("no link has these letters");
    }
    Vec::new()
}
