//! The words that every room shares: an article, a place in it, evidence. No input or output.

mod article;
pub mod fence;
mod fold;
mod forest;
mod list;
mod safe;
mod search;
mod sets;
mod shared;
mod span;

pub use article::{Article, Block, BlockKind, Cut, Day, Link, Note, TitleFrom};
pub use fence::Cancel;
pub use fold::{fold, is_accent};
pub use forest::{Forest, use_weights, weights};
pub use list::LazyList;
pub use safe::{SafeText, make_safe};
pub use search::Words;
pub use sets::DisjointSets;
pub use shared::Shared;
pub use span::{ArticleIdx, CharMap, Evidence, Span};
