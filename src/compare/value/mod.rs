//! The types of value that reports are held against one another by: one file a type behind one trait.
//!
//! A type says which values it finds, how two of them stand to one another (exactly: bounds, rounding, units, calendars), what
//! more there is to see of a pair, and how a row of it reads. One driver ([`find`]) pairs them, asks the learnt forests
//! of the type, gathers pairs into facts and makes rows.

mod driver;
mod number;
mod standing;
mod time;

pub(super) use driver::{Explained, find};
pub(super) use number::Number;
pub(super) use time::Moment;

use super::slot::{COMMON, Forest};
use super::story::StoryView;
use super::{DiscrepancyKind, Severity};
use crate::extract::Vector;
use crate::text::{ArticleIdx, Span};
use standing::STANDING;

/// Where a value stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) article: ArticleIdx,
    /// The phrase that carries the value.
    pub(super) span: Span,
    /// The number of its sentence in its article.
    pub(super) sentence: usize,
    /// The number of its sentence in the alignment of the story.
    pub(super) number: usize,
}

/// How two values stand to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// They are one value.
    Same,
    /// They can both be true.
    Compatible,
    /// They cannot.
    Exclude,
}

/// What a row is called and why it is shown.
pub(super) struct Wording {
    pub(super) subject: String,
    pub(super) reason: String,
}

/// The names of the signs of a type, in order.
pub(super) fn names_of<T: ValueType>() -> Vec<&'static str> {
    COMMON.iter().chain(T::SIGNS).chain(STANDING).copied().collect()
}

/// The same by the name of the type.
pub(super) fn names_by_name(name: &str) -> Vec<&'static str> {
    match name {
        Number::NAME => names_of::<Number>(),
        _ => names_of::<Moment>(),
    }
}

/// A type of value.
pub(super) trait ValueType {
    /// One value in its place.
    type Value<'a>;
    /// The type's name in the file of its weights and in explanations.
    const NAME: &'static str;
    /// The kind of the rows that it makes.
    const KIND: DiscrepancyKind;
    /// Names of the signs that it adds to the common ones.
    const SIGNS: &'static [&'static str];

    /// All values of a story; `place` gives a span's place, or nothing where its sentence was not encoded.
    fn find<'a>(view: &StoryView<'a>, place: &dyn Fn(ArticleIdx, Span) -> Option<Place>) -> Vec<Self::Value<'a>>;
    /// Where a value stands.
    fn place(value: &Self::Value<'_>) -> Place;
    /// The vector of what stands around it.
    fn slot<'v>(value: &'v Self::Value<'_>) -> &'v Vector;
    /// As a row shows it.
    fn text(view: &StoryView, value: &Self::Value<'_>) -> String;
    /// Whether the two are of one family (both lengths, both days), so that they can be compared at all.
    fn comparable(one: &Self::Value<'_>, other: &Self::Value<'_>) -> bool;
    /// How they stand to one another.
    fn relate(one: &Self::Value<'_>, other: &Self::Value<'_>) -> Relation;
    /// Whether the two may be held against one another at all: a part and its whole are two things, and what has no name is
    /// no row.
    fn answers(view: &StoryView, one: &Self::Value<'_>, other: &Self::Value<'_>) -> bool;
    /// The signs named by [`ValueType::SIGNS`].
    fn signs(view: &StoryView, one: &Self::Value<'_>, other: &Self::Value<'_>, out: &mut Vec<f32>);
    /// The learnt weights that say whether two values fill one slot, whatever they are.
    fn slot_forest() -> &'static Forest;
    /// The learnt weights that say whether an editor would hold the two against one another.
    fn forest() -> &'static Forest;
    /// How a row reads whose likeliest pair this is, and whether the values of `all` conflict.
    fn word(
        view: &StoryView,
        all: &[&Self::Value<'_>],
        one: &Self::Value<'_>,
        other: &Self::Value<'_>,
    ) -> (Wording, Severity);
}
