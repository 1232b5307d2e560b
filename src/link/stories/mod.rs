//! Articles of the same happening, and not merely of the same subject: articles → stories, each with a title and an id
//! that stays. Candidates are found by rare shared words, scored by words, headlines, names, numbers, days and copied
//! runs ([`score`]), and grouped by average linkage ([`cluster`]). What a person changed is done last ([`edits`]).

mod background;
mod cluster;
mod edits;
mod headline;
mod index;
mod profile;
mod score;
pub(super) mod words;

pub use edits::{StoryEdit, StoryEdits};
pub use index::StoryIndex;

use super::{Linked, Story};
use crate::text::{Article, ArticleIdx};

/// Fills `stories` and `story_of` from an index that holds `articles` in this order.
pub fn link(articles: &[&Article], index: &StoryIndex, edits: &StoryEdits, linked: &mut Linked) {
    let mut groups = index.groups().to_vec();
    edits.apply(articles, &mut groups);
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); articles.len()];
    // In order of time, so that the first of them names the story.
    for &idx in index.in_time() {
        members[groups[idx as usize] as usize].push(idx);
    }
    members.retain(|members| !members.is_empty());
    let mut stories: Vec<(Vec<u32>, Option<crate::text::Day>, String)> = members
        .into_iter()
        .map(|members| {
            let latest = members.iter().filter_map(|idx| articles[*idx as usize].published).max();
            let id = format!("story:{}", articles[members[0] as usize].key);
            (members, latest, id)
        })
        .collect();
    stories.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
    linked.story_of = vec![0; articles.len()];
    linked.stories.clear();
    for (story, (members, _, id)) in stories.into_iter().enumerate() {
        for idx in &members {
            linked.story_of[*idx as usize] = story as u32;
        }
        let title = headline::title(&members, index);
        linked.stories.push(Story { id, title, articles: members.into_iter().map(ArticleIdx).collect() });
    }
}
