//! What a link leads to. Everything that is found is a link.

use crate::text::Evidence;

/// What a link leads to; numbers are indices into the analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// An article, at the place where it was left.
    Article(u32),
    /// A phrase in an article.
    Phrase(Evidence),
    /// An actor: all its mentions.
    Actor(u32),
    /// An event: each source's account of it.
    Event(u32),
    /// A discrepancy: the phrases that disagree.
    Discrepancy(u32),
    /// A story: its disputed facts as a table.
    Story(u32),
    /// The events of a story, in order of time.
    Events(u32),
    /// An address in an article: the article, and the number of the link.
    Link(u32, u32),
    /// The small differences of a panel that are folded into one line.
    Small,
}
