//! Do two values answer one question? What a pair of values of two reports looks like, and how likely it is that an
//! editor would hold the two against one another.
//!
//! Nothing here is set by hand: the signs of a pair (`signs`, and those that its type of value adds) go to a forest of
//! small decision trees ([`Forest`]), whose weights are learnt from labelled stories by `tools/learn/compare.py`.

mod alignment;
mod signs;

pub(super) use crate::text::Forest;
pub(super) use alignment::Alignment;
pub(super) use signs::{COMMON, Neighbours, common};
