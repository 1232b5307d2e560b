//! Following links: each leads to a screen or into an article, and the place before is remembered.

use super::{history, moving};
use crate::brief::wordings;
use crate::show::actions::actor_at_hand;
use crate::show::effect::{Change, Effect};
use crate::show::news;
use crate::show::state::{ListAt, Pane, Screen, State};
use crate::show::target::Target;
use crate::show::words;
use crate::text::{Evidence, Span};

/// Enter: opens or follows what is under the cursor.
pub fn open(state: &mut State) -> Vec<Effect> {
    let Some(target) = state.target() else {
        if state.material.is_empty() {
            return vec![Effect::Corpus];
        }
        state.say("no link on this line: ]l goes to the next, f puts letters on all");
        return Vec::new();
    };
    if state.over.is_some() {
        state.over = None;
    }
    follow(state, target)
}

/// Goes where a link leads.
pub fn follow(state: &mut State, target: Target) -> Vec<Effect> {
    match target {
        Target::Article(article) => open_article(state, article, None),
        Target::Phrase(evidence) => open_article(state, evidence.article.0, Some(evidence)),
        Target::Actor(actor) => {
            choose(state, actor);
            to_screen(state, Screen::References(actor));
            Vec::new()
        }
        Target::Event(event) => {
            to_screen(state, Screen::Accounts(event));
            Vec::new()
        }
        Target::Discrepancy(idx) => {
            to_screen(state, Screen::Phrases(idx));
            Vec::new()
        }
        Target::Link(article, number) => match state.address(article, number).map(str::to_owned) {
            Some(url) => open_address(state, url),
            None => Vec::new(),
        },
        Target::Events(story) => {
            to_screen(state, Screen::Timeline(story));
            Vec::new()
        }
        Target::Small => {
            state.panels.show_small = true;
            state.panels.made_for = None;
            Vec::new()
        }
        Target::Story(story) => {
            if state.place.screen == Screen::Panes && state.place.pane == Pane::Articles {
                super::finding::fold(state);
            } else {
                to_screen(state, Screen::Compare(story));
            }
            Vec::new()
        }
    }
}

/// Marks the mentions of an actor from now on.
pub fn choose(state: &mut State, actor: u32) {
    state.place.chosen = Some(actor);
}

/// Opens an article in the reading pane: at a phrase, or where it was left.
pub fn open_article(state: &mut State, article: u32, at: Option<Evidence>) -> Vec<Effect> {
    let mut effects = history::left(state);
    history::remember(state);
    let from_screen = state.place.screen != Screen::Panes;
    if from_screen {
        // What lay under the article is where q comes back to.
        let place = state.place.clone();
        state.under.push(place);
    }
    if let Some(chosen) = actor_at_hand(state).filter(|_| from_screen) {
        state.place.chosen = Some(chosen);
    }
    state.place.screen = Screen::Panes;
    moving::to_pane(state, Pane::Reading);
    show_article(state, article, at.map(|evidence| evidence.span));
    if let Some(row) = state.articles.row_of(article) {
        state.place.lists[0].cursor = row;
    }
    effects.extend(mark_read(state, article));
    effects
}

/// Puts an article into the reading pane, its cursor on a phrase or where it was left.
pub fn show_article(state: &mut State, article: u32, phrase: Option<Span>) {
    let changed = state.place.article != Some(article);
    state.place.article = Some(article);
    match phrase {
        Some(span) => go_to(state, span, None),
        None if changed => {
            state.place.at = state.kept[article as usize].at;
            state.place.row = 0;
            state.place.link = None;
        }
        None => {}
    }
}

/// Moves the cursor of the reading pane to a phrase, a third from the top if it was not in sight.
pub fn go_to(state: &mut State, span: Span, target: Option<Target>) {
    let layout = state.layout();
    let height = layout.inside(Pane::Reading).unwrap_or(layout.page()).height;
    let Some(idx) = state.place.article else { return };
    let width = state.text_width();
    let Some(article) = state.material.analysis.articles.get(idx as usize) else { return };
    let wrapped = state.wraps.get(idx, article, width);
    let (old, new) = (wrapped.line_of(state.place.at), wrapped.line_of(span.start));
    let row = i64::from(state.place.row) + new as i64 - old as i64;
    state.place.at = wrapped.lines.get(new).map_or(span.start, |line| line.start);
    state.place.row = if row >= 1 && row < i64::from(height) - 2 { row as u16 } else { height / 3 };
    let links = state.links_in(idx, span);
    let target = target.or_else(|| links.iter().find(|(place, _)| *place == span).map(|(_, target)| *target));
    state.place.link = target.map(|target| (span, target));
}

/// Shows in the reading pane what the cursor of the list stands on, unread as it is.
pub fn follow_list(state: &mut State) -> Vec<Effect> {
    let Some(article) = state.follows() else { return Vec::new() };
    let effects = history::left(state);
    show_article(state, article, None);
    effects
}

/// An article that is opened by a person is read; that is kept, and can be undone by `r`.
pub fn mark_read(state: &mut State, article: u32) -> Vec<Effect> {
    let kept = &mut state.kept[article as usize];
    if kept.read {
        return Vec::new();
    }
    kept.read = true;
    state.articles.n_unread = state.articles.n_unread.saturating_sub(1);
    let mut changes = vec![Change::Article(article, kept.clone())];
    // What the story was is remembered for the next start; what is new in it is still told until then.
    let now = state.material.story_of(article).and_then(|story| news::now(state, story));
    changes.extend(now.map(|(anchor, seen)| Change::Seen(anchor, seen)));
    vec![Effect::Notice(changes)]
}

/// Goes to a screen; what was there lies under it.
pub fn to_screen(state: &mut State, screen: Screen) {
    if state.place.screen == screen {
        return;
    }
    history::remember(state);
    let under = state.place.clone();
    state.under.push(under);
    state.place.screen = screen;
    state.place.page = ListAt::default();
    state.place.side = 0;
    state.page = None;
    state.find = None;
}

/// The card or the references of the actor at hand.
pub fn actor_screen(state: &mut State, screen: fn(u32) -> Screen) {
    if let Some(actor) = actor_at_hand(state) {
        choose(state, actor);
        to_screen(state, screen(actor));
    }
}

/// How the other reports tell the sentence at hand.
pub fn told_elsewhere(state: &mut State) {
    if let Some(sentence) = state.sentence_at_hand() {
        to_screen(state, Screen::Told(sentence));
    }
}

/// A picture of the story at hand; the same key again closes it.
pub fn story_screen(state: &mut State, screen: fn(u32) -> Screen) {
    let Some(story) = state.story() else { return };
    if state.place.screen == screen(story) {
        super::on_top::close_screen(state);
        return;
    }
    // The row of a discrepancy in the panes is the row of the table.
    let at_hand = state.discrepancy_at_hand();
    to_screen(state, screen(story));
    if let (Screen::Compare(story), Some(idx)) = (state.place.screen, at_hand) {
        state.place.page.cursor = state.compared(story).iter().position(|&other| other == idx).unwrap_or(0);
    }
}

/// Copies what is selected, in words.
pub fn copy(state: &mut State) -> Vec<Effect> {
    let material = state.material.clone();
    let analysis = &material.analysis;
    let article_line = |idx: u32| {
        let article = &analysis.articles[idx as usize];
        let url = article.url.as_deref().unwrap_or(&article.path);
        format!("{} ({}) {url}", article.title, words::source(article))
    };
    let text = match state.target() {
        Some(Target::Article(idx)) => article_line(idx),
        Some(Target::Phrase(evidence)) => {
            let from = analysis.articles.get(evidence.article.idx()).map_or("", |article| words::source(article));
            format!("“{}” ({from})", material.phrase(evidence))
        }
        Some(Target::Actor(idx)) => analysis.linked.actors[idx as usize].name.to_string(),
        Some(Target::Event(idx)) => words::event_line(&material, idx),
        Some(Target::Discrepancy(idx)) => {
            let discrepancy = material.discrepancy(idx);
            let sides = discrepancy.sides.iter().map(|side| {
                let told = wordings(analysis, discrepancy, side).into_iter().map(|wording| {
                    let from = words::sources(&material, wording.articles.iter().map(|article| article.0));
                    format!("{} ({from})", wording.text)
                });
                told.collect::<Vec<_>>().join(", ")
            });
            let sides: Vec<String> = sides.collect();
            format!("{}: {}", discrepancy.subject, sides.join(words::between(discrepancy.severity)))
        }
        Some(Target::Link(article, number)) => state.address(article, number).unwrap_or_default().to_owned(),
        Some(Target::Story(idx) | Target::Events(idx)) => analysis.linked.stories[idx as usize].title.clone(),
        None | Some(Target::Small) => match state.place.article {
            Some(article) => {
                let line = state.line_at_hand().map(|span| span.of(&analysis.articles[article as usize].text));
                line.filter(|line| !line.is_empty()).map_or_else(|| article_line(article), str::to_owned)
            }
            None => return Vec::new(),
        },
    };
    let shown: String = text.chars().take(40).collect();
    state.say(format!("copied: {shown}{}", if shown.len() < text.len() { "…" } else { "" }));
    vec![Effect::Copy(text)]
}

/// Opens the address of the link at hand, or else of the article; over SSH it is shown and copied instead.
pub fn open_link(state: &mut State) -> Vec<Effect> {
    if let Some(Target::Link(article, number)) = state.target()
        && let Some(url) = state.address(article, number).map(str::to_owned)
    {
        return open_address(state, url);
    }
    let Some(article) = state.article_at_hand() else { return Vec::new() };
    let Some(url) = state.material.analysis.articles[article as usize].url.clone() else {
        let path = state.material.analysis.articles[article as usize].path.clone();
        state.say(format!("the article gives no address; it was read from {path}"));
        return Vec::new();
    };
    open_address(state, url)
}

fn open_address(state: &mut State, url: String) -> Vec<Effect> {
    if state.settings.remote || state.settings.restricted {
        state.say(format!("copied: {url}"));
        return vec![Effect::Copy(url)];
    }
    vec![Effect::OpenLink(url)]
}
