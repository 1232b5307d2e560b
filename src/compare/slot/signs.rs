//! What a pair of values looks like, whatever their type: how near the sentences and the slots lie, what stands around, and
//! how many other values could be meant.

use super::Alignment;
use crate::compare::story::StoryView;
use crate::compare::value::Place;
use crate::extract::Vector;
use crate::text::BlockKind;

/// The names of [`common`]'s signs, in order.
pub(in super::super) const COMMON: &[&str] = &[
    "cosine of sentences",
    "cosine of slots",
    "rank of the other",
    "rank of the one",
    "margin of the other",
    "margin of the one",
    "overlap of sentences",
    "shared actors",
    "both lead",
    "one in a title",
    "both in a title",
    "earlier sentence",
    "later sentence",
    "days between reports",
    "reports without a day",
    "least salience",
    "most salience",
    "articles",
    "rivals of the other",
    "rivals of the one",
    "the other's report gives the one",
    "the one's report gives the other",
    "sentences long",
    "one text",
];

/// What the two reports hold besides the pair: values that could be meant instead.
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Neighbours {
    /// Best cosine of slots between the one and another value of the other's report.
    pub(in super::super) best_of_other: f32,
    /// The same the other way round.
    pub(in super::super) best_of_one: f32,
    /// Values of the other's report whose slot lies nearly as near.
    pub(in super::super) rivals_of_other: usize,
    /// The same the other way round.
    pub(in super::super) rivals_of_one: usize,
    /// Whether the other's report gives the one's value too.
    pub(in super::super) other_gives: bool,
    /// Whether the one's report gives the other's value too.
    pub(in super::super) one_gives: bool,
}

/// The signs of a pair that any type of value has.
pub(in super::super) fn common(
    view: &StoryView,
    alignment: &Alignment,
    (one, other): (&Place, &Place),
    (ours, theirs): (&Vector, &Vector),
    neighbours: &Neighbours,
    out: &mut Vec<f32>,
) {
    let flag = |holds: bool| f32::from(u8::from(holds));
    let (a, b) = (one.number, other.number);
    let slots = ours.cosine(theirs);
    let days = |place: &Place| view.article(place.article).published;
    let gap = days(one).zip(days(other)).map(|(a, b)| (b - a).get_days().unsigned_abs());
    let (first, second) = (one.sentence.min(other.sentence), one.sentence.max(other.sentence));
    let title = |place: &Place| {
        let blocks = &view.article(place.article).blocks;
        blocks.iter().any(|block| block.kind == BlockKind::Title && block.span.contains(place.span))
    };
    let words = |place: &Place| view.words_at(place.article, place.span);
    let actors = |place: &Place| view.actors_at(place.article, place.span);
    let theirs_named = actors(other);
    let shared: f32 = actors(one)
        .into_iter()
        .filter(|actor| theirs_named.contains(actor))
        .map(|actor| view.actor_rarity(actor))
        .sum();
    let text = |place: &Place| view.text(place.article, place.span).to_lowercase();
    out.extend([
        alignment.cosine(a, b),
        slots,
        1.0 / (1.0 + alignment.rank(a, b) as f32),
        1.0 / (1.0 + alignment.rank(b, a) as f32),
        slots - neighbours.best_of_other,
        slots - neighbours.best_of_one,
        view.overlap(words(one), words(other), ""),
        shared.min(6.0),
        flag(second < LEAD),
        flag(title(one) != title(other)),
        flag(title(one) && title(other)),
        (1.0 + first as f32).ln(),
        (1.0 + second as f32).ln(),
        gap.map_or(-1.0, |gap| (1.0 + gap as f32).ln()),
        flag(days(one).is_none()) + flag(days(other).is_none()),
        alignment.salience[a].min(alignment.salience[b]),
        alignment.salience[a].max(alignment.salience[b]),
        (view.members.len() as f32).ln(),
        (1.0 + neighbours.rivals_of_other as f32).ln(),
        (1.0 + neighbours.rivals_of_one as f32).ln(),
        flag(neighbours.other_gives),
        flag(neighbours.one_gives),
        (1.0 + words(one).len().min(words(other).len()) as f32).ln(),
        flag(text(one) == text(other)),
    ]);
}

/// Sentences of a report that are of what it is about.
const LEAD: usize = 6;
