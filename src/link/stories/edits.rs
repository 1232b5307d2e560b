//! What a person changed about the stories. Articles are named by their content, so that a change outlives a move of the
//! files and holds while other articles come and go.

use crate::text::Article;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// All changes, in the order in which they were made; taking the last one away undoes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryEdits {
    /// The changes.
    pub edits: Vec<StoryEdit>,
}

/// One change; an article stands by its [`Article::key`]. Articles that are not at hand are passed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
pub enum StoryEdit {
    /// These articles leave their stories and are a story of their own.
    Split {
        /// Their keys.
        articles: Vec<String>,
    },
    /// The stories of these two articles become one.
    Join {
        /// Key of an article of one story.
        one: String,
        /// Key of an article of the other.
        other: String,
    },
    /// An article goes to the story of another article.
    Move {
        /// Key of the article that goes.
        article: String,
        /// Key of an article of the story that it goes to.
        to: String,
    },
}

impl StoryEdits {
    /// Carries the changes out on `groups`: for each article, the number of one article of its group (not always the
    /// same one afterwards).
    pub(super) fn apply(&self, articles: &[&Article], groups: &mut [u32]) {
        if self.edits.is_empty() {
            return;
        }
        let mut by_key: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (idx, article) in articles.iter().enumerate() {
            by_key.entry(&article.key).or_default().push(idx);
        }
        let find = |key: &String| by_key.get(key.as_str()).map_or(&[][..], Vec::as_slice);
        // A new group takes the number of its first article, which another group may bear: so that one is renamed first.
        for edit in &self.edits {
            match edit {
                StoryEdit::Split { articles } => {
                    let leaving: Vec<usize> = articles.iter().flat_map(find).copied().collect();
                    part(groups, &leaving);
                }
                StoryEdit::Join { one, other } => {
                    if let (Some(one), Some(other)) = (find(one).first(), find(other).first()) {
                        let (keep, gone) = (groups[*one], groups[*other]);
                        groups.iter_mut().filter(|group| **group == gone).for_each(|group| *group = keep);
                    }
                }
                StoryEdit::Move { article, to } => {
                    let moving = find(article);
                    if let Some(to) = find(to).iter().find(|to| !moving.contains(to)) {
                        part(groups, moving);
                        let group = groups[*to];
                        for idx in moving {
                            groups[*idx] = group;
                        }
                    }
                }
            }
        }
    }
}

/// Makes `leaving` a group of their own.
fn part(groups: &mut [u32], leaving: &[usize]) {
    let Some(&first) = leaving.first() else { return };
    let staying = |groups: &[u32], old: u32| {
        (0..groups.len()).find(|idx| groups[*idx] == old && !leaving.contains(idx)).map(|idx| idx as u32)
    };
    // Whoever stays behind in the group that bears the leaving one's number gets another name.
    for &idx in leaving {
        let bearer = idx as u32;
        if let Some(heir) = staying(groups, bearer) {
            groups.iter_mut().filter(|group| **group == bearer).for_each(|group| *group = heir);
        }
    }
    for idx in leaving {
        groups[*idx] = first as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(edits: Vec<StoryEdit>, groups: &[u32], expect: &[&[usize]]) {
        let articles: Vec<Article> =
            (0..groups.len()).map(|idx| Article { key: format!("k{idx}"), ..Article::default() }).collect();
        let mut groups = groups.to_vec();
        StoryEdits { edits }.apply(&articles.iter().collect::<Vec<_>>(), &mut groups);
        let mut found: Vec<Vec<usize>> = Vec::new();
        for idx in 0..groups.len() {
            match found.iter_mut().find(|members| groups[members[0]] == groups[idx]) {
                Some(members) => members.push(idx),
                None => found.push(vec![idx]),
            }
        }
        assert_eq!(found, expect);
    }

    fn key(idx: usize) -> String {
        format!("k{idx}")
    }

    #[test]
    fn a_split_takes_articles_out_of_their_story() {
        let split = StoryEdit::Split { articles: vec![key(0), key(2)] };
        check(vec![split], &[0, 0, 0, 0], &[&[0, 2], &[1, 3]]);
    }

    #[test]
    fn a_join_makes_two_stories_one() {
        check(vec![StoryEdit::Join { one: key(0), other: key(3) }], &[0, 0, 2, 2], &[&[0, 1, 2, 3]]);
    }

    #[test]
    fn a_move_takes_one_article_along() {
        check(vec![StoryEdit::Move { article: key(0), to: key(2) }], &[0, 0, 2, 2], &[&[0, 2, 3], &[1]]);
    }

    #[test]
    fn changes_to_articles_that_are_gone_do_nothing() {
        let edits = vec![
            StoryEdit::Split { articles: vec!["gone".into()] },
            StoryEdit::Join { one: "gone".into(), other: key(0) },
            StoryEdit::Move { article: key(0), to: "gone".into() },
            StoryEdit::Move { article: key(0), to: key(0) },
        ];
        check(edits, &[0, 0, 2], &[&[0, 1], &[2]]);
    }

    #[test]
    fn later_changes_see_earlier_ones() {
        let edits = vec![
            StoryEdit::Split { articles: vec![key(1)] },
            StoryEdit::Join { one: key(1), other: key(2) },
            StoryEdit::Move { article: key(0), to: key(1) },
        ];
        check(edits, &[0, 0, 2], &[&[0, 1, 2]]);
    }
}
