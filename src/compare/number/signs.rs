//! How likely two quantities count the same thing: signs that speak for it or against it, weighed.
//!
//! The weights (assets/compare/number.tsv) are those of a logistic regression over pairs of figures from labelled stories;
//! nobody set them by hand. A sign is what an editor looks at: what is counted, what becomes of it, where and when, and
//! whether both figures stand where reports tell what they are about.

use super::super::classes::{classes, in_one_class};
use super::super::story::StoryView;
use super::item::Item;
use super::likeness::{
    ANYBODY, SAME_NOUN, as_rounded, exclude, is_scale, is_weak, magnitude, noun_likeness, populations_differ,
    verb_likeness,
};
use crate::extract::{ActorKind, Field, FrameKind, is_of, nearness};
use std::sync::OnceLock;

static WEIGHTS: &str = include_str!("../../../assets/compare/number.tsv");

/// The weights by name: of a pair by itself, and of it among its fellows.
fn weights() -> &'static [(&'static str, Sum)] {
    static TABLE: OnceLock<Vec<(&'static str, Sum)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows = WEIGHTS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
            let mut fields = line.split('\t');
            let mut weight = || fields.next()?.trim().parse().ok();
            let name = line.split('\t').next()?;
            weight();
            Some((name, Sum { alone: weight()?, among: weight()? }))
        });
        rows.collect()
    })
}

/// Summed weights of a pair of figures.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    /// Of the pair by itself: how strong a rival it is to others.
    pub(super) alone: f32,
    /// Of the pair beside its rivals, without what they weigh.
    pub(super) among: f32,
}

/// The weight of a sign; nothing for one that is not in the table.
pub(super) fn weight(name: &str) -> Sum {
    weights().iter().find(|(known, _)| *known == name).map_or_else(Sum::default, |(_, weight)| *weight)
}

/// Sums of weights to a likelihood, 0 to 1.
pub(super) fn likelihood(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}

/// How near two measures are whose things are not both named.
const UNSAID: f32 = 0.6;

/// The summed weight of what speaks for it that two quantities count the same thing; `None` where they cannot.
pub(super) fn sum(view: &StoryView, one: &Item, other: &Item) -> Option<Sum> {
    let (ours, theirs) = (one.value * one.factor, other.value * other.factor);
    let (small, large) = (ours.min(theirs), ours.max(theirs));
    if one.unit != other.unit || large > small * FAR {
        return None;
    }
    let named = !one.counts.is_empty() && !other.counts.is_empty();
    let unit = one.unit.as_str();
    let noun = match unit {
        "count" => noun_likeness(&one.counts, &other.counts),
        // What has the magnitude: a quake is no aftershock.
        unit if is_scale(unit) => scaled(one, other),
        "age" if !named => 0.0,
        _ if named => nearness(&one.counts, &other.counts),
        _ => UNSAID,
    };
    // "The girl" without a name may be any of several.
    let told_of_one = || view.overlap(one.words, other.words, &one.counts) >= MEASURED_OF;
    let anybody = unit == "age" && !(one.setting.leads && other.setting.leads) && !told_of_one();
    let apart = anybody
        || !is_scale(unit) && populations_differ(one, other)
        || is_part_by_kind(one, other)
        || is_part_of_list(one, other)
        || one.of_toll != other.of_toll
        || one.setting.of_another != other.setting.of_another
        || of_two_disasters(view, one, other)
        || of_two_bearers(view, one, other);
    if noun < SAME_NOUN || apart {
        return None;
    }
    let verb = verb_likeness(one, other);
    let near = view.overlap(&one.near, &other.near, &one.counts);
    let sentence = view.overlap(one.words, other.words, &one.counts);
    let actors = shared_actors(view, one, other);
    if unit == "duration" && !is_measured_alike(one, other, verb, near, sentence, actors) {
        return None;
    }
    let (elsewhere, somewhere) = setting(view, one, other);
    let past = (one.past.is_some(), other.past.is_some());
    let ratio = if small > 0.0 { (large / small).ln() as f32 } else { MOST_RATIO };
    let people = |item: &Item| is_of(&item.counts, Field::Person) || ANYBODY.contains(&item.counts.as_str());
    let events = (event(view, one), event(view, other));
    let both_events = events.0.is_some() && events.1.is_some();
    let flag = |holds: bool| f32::from(u8::from(holds));
    let signs = [
        ("noun", noun),
        ("one-noun", flag(!one.counts.is_empty() && one.counts == other.counts)),
        ("unnamed", flag(!named)),
        ("verb", verb),
        ("near", near),
        ("sentence", sentence),
        ("measured", flag(is_measured_alike(one, other, verb, near, sentence, actors))),
        ("elsewhere", flag(elsewhere)),
        ("somewhere", flag(somewhere)),
        ("both-lead", flag(one.setting.leads && other.setting.leads)),
        ("both-past", flag(past.0 && past.1)),
        ("one-past", flag(past.0 != past.1)),
        ("two-pasts", flag(past.0 && past.1 && one.past != other.past)),
        ("one-event", flag(both_events && events.0 == events.1)),
        ("people", flag(unit == "count" && people(one) && people(other))),
        ("toll", flag(is_toll(one, other))),
        ("ratio", ratio.min(MOST_RATIO)),
        ("exclude", flag(exclude(one, other))),
        ("one", flag(small <= 1.0)),
        ("few", flag(small <= 3.0)),
        ("large", flag(small >= 100.0)),
        ("magnitude", magnitude(one, other)),
        ("percent", flag(unit == "percent")),
        ("length", flag(unit == "length")),
    ];
    let mut sum = weight("bias");
    for (name, value) in &signs {
        let weight = weight(name);
        sum.alone += weight.alone * value;
        sum.among += weight.among * value;
    }
    Some(sum)
}

/// Natural logarithm of the ratio of two figures from which on they are as far apart as can be.
const MOST_RATIO: f32 = 4.0;
/// Figures further apart than this are of two things: the price of a share and that of the company.
const FAR: f64 = 40.0;

/// The happening that the clause of a figure tells of.
fn event(view: &StoryView, item: &Item) -> Option<u32> {
    let frames = &view.found(item.article).frames;
    let frame = frames
        .iter()
        .find(|frame| frame.kind == FrameKind::Verb && frame.slots.iter().any(|slot| slot.span.overlaps(item.span)))?;
    view.event_of_frame(item.article, frame)
}

/// Rarity from which a place is none of those that the story is about.
const RARE_PLACE: f32 = 2.5;

/// What the places of the sentences say against one fact.
///
/// The first: they name places that have nothing to do with one another, one of them rare in the story; the second: only
/// one of them names such a place.
fn setting(view: &StoryView, one: &Item, other: &Item) -> (bool, bool) {
    let rare = |item: &Item| item.setting.places.iter().any(|place| view.actor_rarity(*place) >= RARE_PLACE);
    let meet = one
        .setting
        .places
        .iter()
        .any(|a| other.setting.places.iter().any(|b| a == b || view.lies_in(*a, *b) || view.lies_in(*b, *a)));
    match (one.setting.places.is_empty(), other.setting.places.is_empty()) {
        _ if meet || !(rare(one) || rare(other)) => (false, false),
        (false, false) => (true, false),
        _ => (false, true),
    }
}

/// Whether two figures are of two doers: how long she has worked there is not how long he has.
///
/// Bodies may differ where people or things are counted: who is said to have arrested a dozen may be another one in each
/// report. Points and goals are always somebody's.
fn of_two_bearers(view: &StoryView, one: &Item, other: &Item) -> bool {
    let person = |actor: u32| view.linked.actors[actor as usize].kind == ActorKind::Person;
    let scored = |item: &Item| in_one_class(&item.counts, &item.counts, "tally");
    match (one.bearer, other.bearer) {
        (Some(ours), Some(theirs)) => {
            !view.may_be_one(ours, theirs) && (one.unit != "count" || person(ours) && person(theirs))
        }
        _ => scored(one) && scored(other),
    }
}

/// "Two pilots", of "ten passengers and two pilots", are no toll beside "twelve people".
fn is_part_of_list(one: &Item, other: &Item) -> bool {
    let whole = |item: &Item| ANYBODY.contains(&item.counts.as_str());
    one.listed != other.listed && (whole(one) || whole(other))
}

/// A toll or a magnitude belongs to one disaster: what has another year is of another.
fn of_two_disasters(view: &StoryView, one: &Item, other: &Item) -> bool {
    let dated = |item: &Item| view.article(item.article).published.is_some();
    let toll = |item: &Item| {
        ["outcome:death", "outcome:injury"].iter().any(|class| classes(item.verb, "outcome").any(|of| of == *class))
    };
    let of_disaster = toll(one) && toll(other) || is_scale(&one.unit);
    of_disaster && one.past.is_some() != other.past.is_some() && dated(one) && dated(other)
}

/// Words for people of one sex or age, and for kin.
const SEX_AND_AGE: [&str; 24] = [
    "woman",
    "man",
    "child",
    "girl",
    "boy",
    "baby",
    "infant",
    "toddler",
    "teenager",
    "mother",
    "father",
    "kid",
    "cousin",
    "son",
    "daughter",
    "brother",
    "sister",
    "uncle",
    "aunt",
    "nephew",
    "niece",
    "wife",
    "husband",
    "grandchild",
];
/// Counts under this are of parts more often than of other figures for the whole.
const FEW: f64 = 10.0;

/// "Two women" beside "three workers": the women are some of the workers.
fn is_part_by_kind(one: &Item, other: &Item) -> bool {
    let kind = |item: &Item| SEX_AND_AGE.iter().any(|word| *word == item.counts || item.qualifiers.contains(word));
    one.unit == "count" && kind(one) != kind(other) && one.value.min(other.value) < FEW
}

/// Whether what is measured is one: sums, shares, lengths and times mean little without what they are of.
fn is_measured_alike(one: &Item, other: &Item, verb: f32, near: f32, sentence: f32, actors: f32) -> bool {
    if matches!(one.unit.as_str(), "count" | "age") || is_scale(&one.unit) {
        return true;
    }
    let noun = match (one.counts.is_empty(), other.counts.is_empty()) {
        (false, false) => nearness(&one.counts, &other.counts) >= 0.8,
        (true, true) => true,
        _ => false,
    };
    let clear = verb >= 0.8 && !is_weak(one.verb);
    // How long it took or will last: of many things in one sentence.
    let of_one = one.unit != "duration" && (sentence >= MEASURED_OF || actors >= TELLING_ACTORS);
    let counted = !one.counts.is_empty() && one.counts == other.counts && near >= MEASURED_OF / 2.0;
    noun && (clear || near >= MEASURED_OF || counted || of_one)
}

/// Overlap of what takes part around two measures from which on they are of one thing.
const MEASURED_OF: f32 = 0.3;

/// How near the things are that have a figure on a scale: an aftershock is not the quake.
fn scaled(one: &Item, other: &Item) -> f32 {
    let follows = |item: &Item| [item.counts.as_str(), item.verb].iter().any(|word| in_one_class(word, word, "after"));
    if follows(one) == follows(other) { 0.8 } else { 0.0 }
}

/// Whether both count people, of whatever kind, who met with the same, and nothing cuts the population.
fn is_toll(one: &Item, other: &Item) -> bool {
    let whole = |item: &Item| ANYBODY.contains(&item.counts.as_str()) && item.past.is_none() && !item.partitive;
    whole(one) && whole(other) && in_one_class(one.verb, other.verb, "outcome")
}

/// Most rarity of actors that both sentences name that is counted.
const MOST_ACTORS: f32 = 3.0;
/// Actors so rare, named beside both, speak for one matter whatever the verbs.
const TELLING_ACTORS: f32 = 2.5;

/// Rarity of the actors that both sentences name.
fn shared_actors(view: &StoryView, one: &Item, other: &Item) -> f32 {
    let shared = one.actors.iter().filter(|actor| other.actors.contains(actor));
    shared.map(|actor| view.actor_rarity(*actor)).sum::<f32>().min(MOST_ACTORS)
}

/// Whether two figures cannot be of one thing: a part of the people beside all of them, some of the dead, another happening.
pub(in super::super) fn are_of_two(view: &StoryView, one: &Item, other: &Item) -> bool {
    !is_scale(&one.unit) && populations_differ(one, other)
        || is_part_by_kind(one, other)
        || is_part_of_list(one, other)
        || one.of_toll != other.of_toll
        || one.setting.of_another != other.setting.of_another
        || of_two_disasters(view, one, other)
        || of_two_bearers(view, one, other)
}

/// The names of the signs of [`of_pair`], and of the three that say how the figures stand to one another.
pub(in super::super) const NAMES: &[&str] = &[
    "nearness of nouns",
    "one noun",
    "nouns not said",
    "nearness of verbs",
    "overlap of clauses",
    "elsewhere",
    "somewhere",
    "both in the lead by the clause",
    "both of the past",
    "one of the past",
    "two pasts",
    "one event",
    "people",
    "toll",
    "ratio",
    "one",
    "few",
    "large",
    "near in magnitude",
    "populations differ",
    "part by kind",
    "part of a list",
    "one of a toll",
    "one of another",
    "two disasters",
    "two bearers",
    "partitive",
    "listed",
    "count",
    "money",
    "percent",
    "age",
    "duration",
    "measured alike",
    "as rounded",
    "same",
    "exclude",
    "one bounded",
];

/// What a pair of figures looks like.
pub(in super::super) fn of_pair(view: &StoryView, one: &Item, other: &Item, out: &mut Vec<f32>) {
    let flag = |holds: bool| f32::from(u8::from(holds));
    let (ours, theirs) = (one.value * one.factor, other.value * other.factor);
    let (small, large) = (ours.min(theirs), ours.max(theirs));
    let named = !one.counts.is_empty() && !other.counts.is_empty();
    let noun = if named { noun_likeness(&one.counts, &other.counts) } else { UNSAID };
    let verb = verb_likeness(one, other);
    let near = view.overlap(&one.near, &other.near, &one.counts);
    let sentence = view.overlap(one.words, other.words, &one.counts);
    let actors = shared_actors(view, one, other);
    let (elsewhere, somewhere) = setting(view, one, other);
    let past = (one.past.is_some(), other.past.is_some());
    let ratio = if small > 0.0 { (large / small).ln() as f32 } else { MOST_RATIO };
    let people = |item: &Item| is_of(&item.counts, Field::Person) || ANYBODY.contains(&item.counts.as_str());
    let events = (event(view, one), event(view, other));
    out.extend([
        noun,
        flag(named && one.counts == other.counts),
        flag(one.counts.is_empty()) + flag(other.counts.is_empty()),
        verb,
        near,
        flag(elsewhere),
        flag(somewhere),
        flag(one.setting.leads && other.setting.leads),
        flag(past.0 && past.1),
        flag(past.0 != past.1),
        flag(past.0 && past.1 && one.past != other.past),
        flag(events.0.is_some() && events.0 == events.1),
        flag(people(one)) + flag(people(other)),
        flag(is_toll(one, other)),
        ratio.min(MOST_RATIO),
        flag(small <= 1.0),
        flag(small <= 3.0),
        flag(small >= 100.0),
        magnitude(one, other),
        flag(populations_differ(one, other)),
        flag(is_part_by_kind(one, other)),
        flag(is_part_of_list(one, other)),
        flag(one.of_toll != other.of_toll),
        flag(one.setting.of_another != other.setting.of_another),
        flag(of_two_disasters(view, one, other)),
        flag(of_two_bearers(view, one, other)),
        flag(one.partitive) + flag(other.partitive),
        flag(one.listed) + flag(other.listed),
        flag(one.unit == "count"),
        flag(one.unit.starts_with("money")),
        flag(one.unit == "percent"),
        flag(one.unit == "age"),
        flag(one.unit == "duration"),
        flag(is_measured_alike(one, other, verb, near, sentence, actors)),
        flag(as_rounded(one, other)),
    ]);
}
