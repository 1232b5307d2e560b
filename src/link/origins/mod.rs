//! Who wrote first what several articles print.

use super::{Linked, Origin};
use crate::text::{Article, ArticleIdx};

/// Fills `origins` and `origin_of`.
pub fn link(articles: &[Article], linked: &mut Linked) {
    for (idx, article) in articles.iter().enumerate() {
        linked.origin_of.push(idx as u32);
        linked.origins.push(Origin { name: article.source.clone(), articles: vec![ArticleIdx(idx as u32)] });
    }
}
