//! Numbers: how many, how much, how long, how old.

use super::{Place, Relation, ValueType, Wording, names_of};
use crate::compare::number::{
    Item, exclude, is_measure, is_named, is_rounded_count, is_rounding, items, same_value, signs, word,
};
use crate::compare::slot::Forest;
use crate::compare::story::StoryView;
use crate::compare::{DiscrepancyKind, Severity};
use crate::extract::{Bound, Vector};
use crate::text::{ArticleIdx, Span};
use std::sync::OnceLock;

/// Counts, sums, shares, measures, lengths of time, ages.
pub(in super::super) struct Number;

/// A figure with the words that count.
pub(in super::super) struct Figure<'a> {
    item: Item<'a>,
    place: Place,
    slot: &'a Vector,
}

impl ValueType for Number {
    type Value<'a> = Figure<'a>;
    const NAME: &'static str = "number";
    const KIND: DiscrepancyKind = DiscrepancyKind::Number;
    const SIGNS: &'static [&'static str] = signs::NAMES;

    fn find<'a>(view: &StoryView<'a>, place: &dyn Fn(ArticleIdx, Span) -> Option<Place>) -> Vec<Figure<'a>> {
        let figures = items(view).into_iter().filter_map(|item| {
            let (found, vectors) = (view.found(item.article), view.vectors(item.article));
            let quantity = found.quantities.iter().position(|one| one.span == item.span && one.number == item.number);
            let slot = match quantity {
                Some(idx) => vectors.quantities.get(idx),
                None => vectors.times.get(found.times.iter().position(|time| time.span == item.span)?),
            };
            Some(Figure { place: place(item.article, item.span)?, slot: slot?, item })
        });
        figures.collect()
    }

    fn place(value: &Figure<'_>) -> Place {
        value.place
    }

    fn slot<'v>(value: &'v Figure<'_>) -> &'v Vector {
        value.slot
    }

    fn text(view: &StoryView, value: &Figure<'_>) -> String {
        view.text(value.item.article, value.item.number).to_string()
    }

    fn comparable(one: &Figure<'_>, other: &Figure<'_>) -> bool {
        one.item.unit == other.item.unit
    }

    fn relate(one: &Figure<'_>, other: &Figure<'_>) -> Relation {
        let (one, other) = (&one.item, &other.item);
        if same_value(one, other) || is_rounding(one, other) || is_rounded_count(one, other) {
            Relation::Same
        } else if exclude(one, other) {
            Relation::Exclude
        } else {
            Relation::Compatible
        }
    }

    fn answers(view: &StoryView, one: &Figure<'_>, other: &Figure<'_>) -> bool {
        let relation = Self::relate(one, other);
        (relation == Relation::Exclude || !is_measure(&one.item.unit))
            && !signs::are_of_two(view, &one.item, &other.item)
            && is_named(view, &one.item, &other.item)
    }

    fn signs(view: &StoryView, one: &Figure<'_>, other: &Figure<'_>, out: &mut Vec<f32>) {
        let relation = Self::relate(one, other);
        signs::of_pair(view, &one.item, &other.item, out);
        let flag = |holds: bool| f32::from(u8::from(holds));
        let bound = |figure: &Figure| figure.item.bound != Bound::Exact;
        out.extend([
            flag(relation == Relation::Same),
            flag(relation == Relation::Exclude),
            flag(bound(one) || bound(other)),
        ]);
    }

    fn slot_forest() -> &'static Forest {
        static FOREST: OnceLock<Forest> = OnceLock::new();
        FOREST.get_or_init(|| {
            Forest::named("slot-number", include_str!("../../../assets/compare/slot-number.tsv"), &names_of::<Number>())
        })
    }

    fn forest() -> &'static Forest {
        static FOREST: OnceLock<Forest> = OnceLock::new();
        FOREST.get_or_init(|| {
            Forest::named("pair-number", include_str!("../../../assets/compare/pair-number.tsv"), &names_of::<Number>())
        })
    }

    fn word(view: &StoryView, all: &[&Figure<'_>], one: &Figure<'_>, other: &Figure<'_>) -> (Wording, Severity) {
        let items: Vec<&Item> = all.iter().map(|figure| &figure.item).collect();
        word(view, &items, &one.item, &other.item)
    }
}
