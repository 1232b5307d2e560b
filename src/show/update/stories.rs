//! What a person changes about the stories: articles leave one, go to another, two become one. Each change is kept by the
//! articles' content, and the stories that it touches are compared anew.

use crate::link::StoryEdit;
use crate::show::effect::{Change, Effect};
use crate::show::state::{State, Step};
use crate::show::words::count;

/// The articles at hand leave their stories and are one of their own.
pub fn split(state: &mut State) -> Vec<Effect> {
    let articles = state.articles_at_hand();
    let Some(&first) = articles.first() else { return Vec::new() };
    let story = state.material.story_of(first);
    let is_one_story = articles.iter().all(|article| state.material.story_of(*article) == story);
    if is_one_story && members(state, story).len() == articles.len() {
        let what = if articles.len() == 1 { "this article is" } else { "these articles are" };
        state.say(format!("{what} a story already: nothing to split"));
        return Vec::new();
    }
    let what = count(articles.len(), "article is a story of its own", "articles are a story of their own");
    let keys = articles.iter().filter_map(|article| key(state, *article)).collect();
    change(state, what, vec![StoryEdit::Split { articles: keys }])
}

/// The stories of the marked articles and the one at hand become one.
pub fn join(state: &mut State) -> Vec<Effect> {
    let Some(here) = state.story() else { return Vec::new() };
    let mut others: Vec<u32> = marked(state).iter().filter_map(|article| state.material.story_of(*article)).collect();
    others.sort_unstable();
    others.dedup();
    others.retain(|story| *story != here);
    if others.is_empty() {
        state.say("the marked articles are of this story already: mark one of another story");
        return Vec::new();
    }
    let first = |story: u32| members(state, Some(story)).first().and_then(|article| key(state, *article));
    let Some(one) = first(here) else { return Vec::new() };
    let edits = others.iter().filter_map(|story| Some(StoryEdit::Join { one: one.clone(), other: first(*story)? }));
    let edits: Vec<StoryEdit> = edits.collect();
    change(state, format!("{} stories are one", others.len() + 1), edits)
}

/// The marked articles go to the story at hand.
pub fn move_here(state: &mut State) -> Vec<Effect> {
    let Some(here) = state.story() else { return Vec::new() };
    let mut articles = marked(state);
    articles.retain(|article| state.material.story_of(*article) != Some(here));
    let to = members(state, Some(here)).first().and_then(|article| key(state, *article));
    let Some(to) = to.filter(|_| !articles.is_empty()) else {
        state.say("the marked articles are in this story already: mark some of another story");
        return Vec::new();
    };
    let edits =
        articles.iter().filter_map(|article| Some(StoryEdit::Move { article: key(state, *article)?, to: to.clone() }));
    let edits: Vec<StoryEdit> = edits.collect();
    change(state, count(articles.len(), "article moved to this story", "articles moved to this story"), edits)
}

/// Puts changes as they are given; gives how they were, and adds what is to be kept.
pub fn put(
    state: &mut State,
    edits: &[(u64, Option<StoryEdit>)],
    changes: &mut Vec<Change>,
) -> Vec<(u64, Option<StoryEdit>)> {
    let put_one = |(number, edit): &(u64, Option<StoryEdit>)| {
        changes.push(Change::Story(*number, edit.clone()));
        let before = match edit {
            Some(edit) => state.edits.insert(*number, edit.clone()),
            None => state.edits.remove(number),
        };
        (*number, before)
    };
    edits.iter().map(put_one).collect()
}

fn change(state: &mut State, what: String, edits: Vec<StoryEdit>) -> Vec<Effect> {
    let numbers = numbers(state);
    let edits: Vec<_> = numbers.zip(edits.into_iter().map(Some)).collect();
    let mut changes = Vec::new();
    let before = put(state, &edits, &mut changes);
    state.articles.marked.clear();
    state.say(format!("{what}; u undoes it"));
    state.undo.remember(Step { what, edits: before, ..Step::default() });
    vec![Effect::Keep(changes), Effect::Regroup]
}

/// Numbers after all that were given. The lower half tells who gave them, so that two readers of one library never give
/// the same.
fn numbers(state: &State) -> impl Iterator<Item = u64> + use<> {
    let last = state.edits.keys().next_back().map_or(0, |last| last >> 32);
    let reader = u64::from(state.settings.reader);
    (1..).map(move |n| ((last + n) << 32) | reader)
}

fn marked(state: &State) -> Vec<u32> {
    let mut marked: Vec<u32> = state.articles.marked.iter().copied().collect();
    marked.sort_unstable();
    marked
}

fn members(state: &State, story: Option<u32>) -> Vec<u32> {
    let story = story.and_then(|story| state.material.analysis.linked.stories.get(story as usize));
    story.map_or_else(Vec::new, |story| story.articles.iter().map(|article| article.0).collect())
}

fn key(state: &State, article: u32) -> Option<String> {
    state.material.analysis.articles.get(article as usize).map(|article| article.key.clone())
}
