//! Who did it, and to whom: two frames that share all but one thing.
//!
//! "A civil defense group found the girl" and "a vigilante group found one of the schoolgirls": predicate and object
//! are one, the subjects are not.

use super::align::{PRONOUNS, Pair, Placed, is_empty, slot_match};
use super::candidate::Candidate;
use super::cluster::{Point, Points, groups, sides};
use super::story::StoryView;
use super::worded::{both_say, lowered, named};
use super::{DiscrepancyKind, Severity};
use crate::extract::{Field, FrameKind, Reality, Slot, SlotRole, is_of, nearness, participle, past};
use crate::text::ArticleIdx;

/// Least nearness of the predicates when a participant is compared.
const SAME_PREDICATE: f32 = 0.8;
/// Verbs that are told of anything.
const LIGHT: [&str; 6] = ["be", "have", "do", "make", "get", "become"];
/// Least rarity of what is shared.
const LEAST_SHARED: f32 = 2.0;
/// Least strength of a pair: under it, on reports that no rule was made on, hardly one in ten was of one deed.
const LEAST_SURE: f32 = 0.62;
/// The same where two bodies of one kind are told apart.
const LEAST_SURE_OF_BODIES: f32 = 0.58;

pub(super) fn find(view: &StoryView, pairs: &[Pair]) -> Vec<Candidate> {
    let mut candidates = participants(view, pairs, SlotRole::Subject);
    candidates.extend(participants(view, pairs, SlotRole::Object));
    candidates
}

/// What a slot comparison ends in.
struct Difference<'p> {
    one: usize,
    other: usize,
    strength: f32,
    pair: &'p Pair<'p>,
}

fn participants(view: &StoryView, pairs: &[Pair], role: SlotRole) -> Vec<Candidate> {
    let mut points = Points::default();
    let mut slots: Vec<(ArticleIdx, &Slot)> = Vec::new();
    let mut differing: Vec<Difference> = Vec::new();
    let mut agreeing = Vec::new();
    for pair in pairs {
        let (a, b) = (pair.one.frame, pair.other.frame);
        let told = |reality| reality == Reality::Fact;
        let clauses = a.kind == FrameKind::Verb && b.kind == FrameKind::Verb;
        if !clauses
            || LIGHT.contains(&a.lemma.as_str())
            || is_of(&a.lemma, Field::Saying)
            || pair.predicate < SAME_PREDICATE
            || a.negated != b.negated
            || !told(a.reality)
            || !told(b.reality)
        {
            continue;
        }
        let (ours, theirs) = (of_role(view, pair.one, role), of_role(view, pair.other, role));
        for &slot in &ours {
            for &other in &theirs {
                let matched = slot_match(view, (pair.one.article, slot), (pair.other.article, other)) > 0.8;
                let told_apart = role == SlotRole::Subject && other_modifiers(slot, other);
                if matched && !told_apart {
                    let one = number(view, &mut points, &mut slots, pair.one, slot);
                    let two = number(view, &mut points, &mut slots, pair.other, other);
                    agreeing.push((one, two));
                    continue;
                }
                // "A vigilante group" beside "a civil defense group": bodies, not what a person is called besides.
                let bodies = told_apart && matched && is_of(&slot.lemma, Field::Group);
                let least = if bodies { LEAST_SURE_OF_BODIES } else { LEAST_SURE };
                if pair.weight < LEAST_SHARED || pair.share < 0.35 && pair.context < 0.35 || strength(pair) < least {
                    continue;
                }
                let phrases = (
                    view.text(pair.one.article, slot.span).to_lowercase(),
                    view.text(pair.other.article, other.span).to_lowercase(),
                );
                let bare = |phrase: &str| {
                    phrase.trim_start_matches("a ").trim_start_matches("an ").trim_start_matches("the ").to_string()
                };
                let phrases = (bare(&phrases.0), bare(&phrases.1));
                // "a team of divers" may well be the Varby Dive Team.
                let heads_name = slot.named != other.named && slot.lemma.eq_ignore_ascii_case(&other.lemma);
                if heads_name || phrases.0.contains(&phrases.1) || phrases.1.contains(&phrases.0) {
                    continue;
                }
                let known = !comparable(view, (pair.one.article, slot), (pair.other.article, other))
                    || met(view, &theirs, pair.other.article, (pair.one.article, slot))
                    || met(view, &ours, pair.one.article, (pair.other.article, other));
                if !matched && known {
                    continue;
                }
                let strength = strength(pair);
                let one = number(view, &mut points, &mut slots, pair.one, slot);
                let two = number(view, &mut points, &mut slots, pair.other, other);
                differing.push(Difference { one, other: two, strength, pair });
            }
        }
    }
    let edges: Vec<(usize, usize)> = differing.iter().map(|found| (found.one, found.other)).collect();
    groups(points.all.len(), &edges, &agreeing)
        .into_iter()
        .filter_map(|group| {
            let best = differing
                .iter()
                .filter(|found| group.contains(&found.one) && group.contains(&found.other))
                .max_by(|x, y| x.strength.total_cmp(&y.strength))?;
            let values = sides(&points.all, &group, |a, b| {
                slot_match(view, slots[a], slots[b]) > 0.8 && !other_modifiers(slots[a].1, slots[b].1)
            });
            let one = best.pair.one;
            let said = |number: usize| lowered(view, &points.all[number].text);
            let subject = matter(view, one, role);
            Some(Candidate {
                kind: DiscrepancyKind::Identity,
                severity: Severity::Differs,
                subject,
                reason: both_say(
                    (points.all[best.one].article, &said(best.one)),
                    (points.all[best.other].article, &said(best.other)),
                ),
                confidence: best.strength,
                interest: 0.5,
                event: view.event_of_frame(one.article, one.frame),
                actors: Vec::new(),
                values,
            })
        })
        .collect()
}

/// What is asked: "who found the girl", "what the court fined", "who was fined".
fn matter(view: &StoryView, placed: Placed, role: SlotRole) -> String {
    let beside =
        |role: SlotRole| of_role(view, placed, role).into_iter().find_map(|slot| named(view, placed.article, slot));
    let verb = &placed.frame.lemma;
    match (role, beside(SlotRole::Subject), beside(SlotRole::Object)) {
        (SlotRole::Subject, _, Some(object)) => format!("who {} {object}", past(verb)),
        (SlotRole::Subject, _, None) => format!("who {}", past(verb)),
        (_, Some(doer), _) => format!("whom or what {doer} {}", past(verb)),
        _ => format!("who or what was {}", participle(verb)),
    }
}

fn strength(pair: &Pair) -> f32 {
    (0.2 * pair.predicate + 0.35 * pair.share + 0.55 * pair.context).min(1.0)
}

/// One noun under words that share nothing: "civil defense group", "vigilante group".
fn other_modifiers(one: &Slot, other: &Slot) -> bool {
    let apart = one.words.iter().all(|word| other.words.iter().all(|theirs| nearness(word, theirs) < 0.4));
    let person = is_of(&one.lemma, Field::Person) || is_of(&one.lemma, Field::Group);
    let counted = one.quantity.is_some() || other.quantity.is_some();
    person
        && !counted
        && one.lemma == other.lemma
        && !one.named
        && !one.words.is_empty()
        && !other.words.is_empty()
        && apart
}

fn of_role<'a>(view: &StoryView, placed: Placed<'a>, role: SlotRole) -> Vec<&'a Slot> {
    placed
        .frame
        .slots
        .iter()
        .filter(|slot| slot.role == role && slot.time.is_none() && !is_empty(view, placed.article, slot))
        .filter(|slot| !PRONOUNS.contains(&slot.lemma.as_str()) && view.text(placed.article, slot.span).len() > 2)
        // A dateline stands where a subject would.
        .filter(|slot| view.text(placed.article, slot.span).chars().any(char::is_lowercase))
        .collect()
}

fn met(view: &StoryView, list: &[&Slot], article: ArticleIdx, one: (ArticleIdx, &Slot)) -> bool {
    list.iter().any(|slot| slot_match(view, (article, slot), one) > 0.8)
}

/// Two fillers of one kind, neither of them a wider word for the other.
fn comparable(view: &StoryView, one: (ArticleIdx, &Slot), other: (ArticleIdx, &Slot)) -> bool {
    let actors = (view.slot_actor(one.0, one.1), view.slot_actor(other.0, other.1));
    match actors {
        (Some(a), Some(b)) => {
            let actor = |actor: u32| &view.linked.actors[actor as usize];
            // "The Mysore" and "INS Mysore" may well be one, whatever linking thought.
            let shared =
                actor(a).name.split(' ').any(|word| word.len() > 2 && actor(b).name.split(' ').any(|w| w == word));
            // "The bureau and the agency offered": both, and each is first in one report.
            let beside =
                view.actors_at(one.0, one.1.span).contains(&b) || view.actors_at(other.0, other.1.span).contains(&a);
            a != b && !beside && actor(a).kind == actor(b).kind && !shared && view.is_named(a) && view.is_named(b)
        }
        // A name beside a description may well be the same one.
        // … and two descriptions ("the gunman", "the former worker") nearly always are of one.
        _ => false,
    }
}

fn number<'a>(
    view: &StoryView,
    points: &mut Points,
    slots: &mut Vec<(ArticleIdx, &'a Slot)>,
    placed: Placed,
    slot: &'a Slot,
) -> usize {
    let text = view.text(placed.article, slot.span).to_string();
    let at = points.number(Point { article: placed.article, span: slot.span, text });
    if at == slots.len() {
        slots.push((placed.article, slot));
    }
    at
}
