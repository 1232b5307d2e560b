//! Joins the rooms: from paths to everything that is known about the articles in them.

use crate::compare::Discrepancy;
use crate::extract::Findings;
use crate::link::Linked;
use crate::text::Article;

/// Everything known about a set of articles. What the screen says and what `analyze` prints are both drawn from this.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// In order of path.
    pub articles: Vec<Article>,
    /// For each article.
    pub findings: Vec<Findings>,
    /// Across articles.
    pub linked: Linked,
    /// By rank, the first the one that an editor would raise first.
    pub discrepancies: Vec<Discrepancy>,
}
