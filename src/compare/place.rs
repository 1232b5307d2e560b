//! Places: one event, or one thing, put in two places.

use super::align::{Pair, Placed, slot_match};
use super::candidate::Candidate;
use super::cluster::{Point, Points, groups, sides};
use super::status::other_figures;
use super::story::StoryView;
use super::worded::{both_say, where_};
use super::{DiscrepancyKind, Severity};
use crate::extract::{ActorKind, Field, FrameKind, Slot, SlotRole, is_country, is_of};
use crate::text::ArticleIdx;

/// Least nearness of the predicates.
const SAME_PREDICATE: f32 = 0.75;
/// Least strength of a pair.
const LEAST_SURE: f32 = 0.5;
/// … and where the places have no names.
const SURE_UNNAMED: f32 = 0.75;
/// What is added to the class of a place with a name.
const NAMED: u8 = 4;

pub(super) fn find(view: &StoryView, pairs: &[Pair]) -> Vec<Candidate> {
    let mut points = Points::default();
    let mut slots: Vec<(ArticleIdx, &Slot)> = Vec::new();
    let (mut differing, mut agreeing) = (Vec::new(), Vec::new());
    // "The camp in Unity State", "a camp at Yida": where a thing without a name lies can be told in many ways.
    let told = |placed: Placed| {
        placed.frame.kind != FrameKind::Nominal
            || placed.frame.slots.iter().any(|slot| slot.role == SlotRole::Modifier && slot.named)
    };
    // "10 houses in Varby" are not the "300 houses in Norvia".
    let one_thing = |pair: &&Pair| pair.predicate >= SAME_PREDICATE && !other_figures(view, pair);
    for pair in pairs.iter().filter(one_thing).filter(|pair| told(pair.one) && told(pair.other)) {
        let (ours, theirs) = (places_of(view, pair.one), places_of(view, pair.other));
        for &(slot, class) in &ours {
            for &(other, _) in theirs.iter().filter(|(_, their_class)| *their_class == class) {
                let same = slot_match(view, (pair.one.article, slot), (pair.other.article, other)) > 0.8;
                // What is shared besides the places themselves must carry the pair.
                if !same && strength(pair) < LEAST_SURE {
                    continue;
                }
                let one_verb = pair.predicate > 0.95 && pair.weight >= 1.0 && pair.share >= 0.2;
                if !same && !one_verb && (pair.weight < 1.5 || pair.share < 0.3 && pair.context < 0.3) {
                    continue;
                }
                let met = |list: &[(&Slot, u8)], article, one: (ArticleIdx, &Slot)| {
                    list.iter().any(|(slot, _)| slot_match(view, (article, slot), one) > 0.8)
                };
                let phrases = (view.text(pair.one.article, slot.span), view.text(pair.other.article, other.span));
                if !same && (phrases.0.contains(phrases.1) || phrases.1.contains(phrases.0)) {
                    continue;
                }
                // The other source gives this place too, beside its own.
                if !same
                    && (met(&theirs, pair.other.article, (pair.one.article, slot))
                        || met(&ours, pair.one.article, (pair.other.article, other))
                        || contains(view, (pair.one.article, slot), (pair.other.article, other)))
                {
                    continue;
                }
                let a = number(view, &mut points, &mut slots, pair.one, slot);
                let b = number(view, &mut points, &mut slots, pair.other, other);
                if same {
                    agreeing.push((a, b));
                } else {
                    differing.push((a, b, pair, class));
                }
            }
        }
    }
    // "In a region": nothing that could be another place.
    let named = |class: u8| class >= NAMED;
    differing.retain(|(_, _, pair, class): &(usize, usize, &Pair, u8)| named(*class) || strength(pair) >= SURE_UNNAMED);
    let edges: Vec<(usize, usize)> = differing.iter().map(|(a, b, ..)| (*a, *b)).collect();
    groups(points.all.len(), &edges, &agreeing)
        .into_iter()
        .filter_map(|group| {
            let best = differing
                .iter()
                .filter(|(a, b, ..)| group.contains(a) && group.contains(b))
                .max_by(|x, y| strength(x.2).total_cmp(&strength(y.2)))?;
            let values = sides(&points.all, &group, |a, b| slot_match(view, slots[a], slots[b]) > 0.8);
            let pair = best.2;
            let text = |number: usize| (points.all[number].article, points.all[number].text.as_str());
            let disputed = [best.0, best.1].map(|number| (slots[number].0, slots[number].1.span));
            Some(Candidate {
                kind: DiscrepancyKind::Place,
                severity: Severity::Differs,
                subject: where_(view, &[pair.one, pair.other], &disputed),
                reason: both_say(text(best.0), text(best.1)),
                confidence: strength(pair),
                interest: 0.6,
                event: view.event_of_frame(pair.one.article, pair.one.frame),
                actors: Vec::new(),
                values,
            })
        })
        .collect()
}

fn strength(pair: &Pair) -> f32 {
    (0.25 * pair.predicate + 0.4 * pair.share + 0.45 * pair.context).min(1.0)
}

fn number<'a>(
    view: &StoryView,
    points: &mut Points,
    slots: &mut Vec<(ArticleIdx, &'a Slot)>,
    placed: Placed,
    slot: &'a Slot,
) -> usize {
    let wide = placed.frame.head_span.join(slot.span);
    let span = if view.text(placed.article, wide).split_whitespace().count() <= 12 { wide } else { slot.span };
    let text = format!("{} {}", slot.preposition, view.text(placed.article, slot.span));
    let at = points.number(Point { article: placed.article, span, text });
    if at == slots.len() {
        slots.push((placed.article, slot));
    }
    at
}

/// Slots that say where, with a class: at a place, to a place, from a place.
fn places_of<'a>(view: &StoryView, placed: Placed<'a>) -> Vec<(&'a Slot, u8)> {
    placed
        .frame
        .slots
        .iter()
        .filter(|slot| slot.role == SlotRole::Oblique)
        .filter_map(|slot| {
            let class = match slot.preposition.as_str() {
                "into" | "onto" | "in" | "at" | "near" | "on" | "outside" | "inside" | "off" | "around" | "by"
                | "beside" | "over" => 0,
                "to" | "toward" | "towards" => 1,
                "from" => 2,
                _ => return None,
            };
            let is_place = match view.slot_actor(placed.article, slot) {
                Some(actor) => view.linked.actors[actor as usize].kind == ActorKind::Place,
                None => is_of(&slot.lemma, Field::Location) || is_of(&slot.lemma, Field::Terrain),
            };
            // "In the country's north": a part, which `direction` compares.
            let part =
                ["north", "south", "east", "west", "part", "side", "center", "centre"].contains(&slot.lemma.as_str());
            (is_place && !part).then_some((slot, class + if slot.named { NAMED } else { 0 }))
        })
        .collect()
}

/// Whether the library knows that one place lies in the other.
fn contains(view: &StoryView, one: (ArticleIdx, &Slot), other: (ArticleIdx, &Slot)) -> bool {
    let (Some(a), Some(b)) = (view.slot_actor(one.0, one.1), view.slot_actor(other.0, other.1)) else { return false };
    // A country, a sea, a region holds most of what a story names.
    let wide = |actor: u32| is_country(&view.linked.actors[actor as usize].name);
    view.lies_in(a, b) || view.lies_in(b, a) || wide(a) != wide(b) || told_together(view, a, b)
}

/// What stands between two names of which one lies in the other: "X, in Y", "Y's X".
const TOGETHER: [&str; 8] = [", ", " in ", ", in ", "'s ", "’s ", " of ", ", near ", ", a "];

/// Whether some report of the story names one right behind the other, as a part and its whole stand.
fn told_together(view: &StoryView, a: u32, b: u32) -> bool {
    let joined = |article: ArticleIdx| {
        let mentions = &view.found(article).mentions;
        mentions.windows(2).any(|pair| {
            let of = |at: usize| view.actor(article, Some(pair[at].referent));
            let both = of(0) == Some(a) && of(1) == Some(b) || of(0) == Some(b) && of(1) == Some(a);
            let text = &view.article(article).text;
            let gap = || text.get(pair[0].span.end as usize..pair[1].span.start as usize);
            both && gap().is_some_and(|gap| TOGETHER.contains(&gap))
        })
    };
    view.members.iter().any(|&member| joined(member))
}
