//! Articles of the same happening.

use super::{Linked, Story};
use crate::extract::Findings;
use crate::text::{Article, ArticleIdx};

/// Fills `stories` and `story_of`.
pub fn link(articles: &[Article], _findings: &[Findings], linked: &mut Linked) {
    linked.story_of = vec![0; articles.len()];
    if let Some(first) = articles.first() {
        let articles = (0..articles.len()).map(|idx| ArticleIdx(idx as u32)).collect();
        linked.stories = vec![Story { id: "story:1".into(), title: first.title.clone(), articles }];
    }
}
