//! Landmarks: what came down, happened or was found on something by one source, near it by another.
//!
//! "A crate fell on the quay", "a crate was dropped near the quay"; "in the town", "outside the town".

use super::align::{PRONOUNS, Pair, Placed, slot_match};
use super::candidate::Candidate;
use super::cluster::{Point, Points, groups, sides};
use super::story::StoryView;
use super::{DiscrepancyKind, Severity};
use crate::extract::{ActorKind, Field, Slot, SlotRole, is_of};

/// Least nearness of the predicates where what is told of is the same …
const NEAR_PREDICATE: f32 = 0.6;
/// … or how alike the sentences must be.
const LIKE_SENTENCES: f32 = 0.3;

/// How a thing lies to a landmark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lie {
    /// In it, on it.
    Within,
    /// Near it, outside it.
    Beside,
}

pub(super) fn find(view: &StoryView, pairs: &[Pair]) -> Vec<Candidate> {
    let mut points = Points::default();
    let mut lies: Vec<Lie> = Vec::new();
    let mut differing: Vec<(usize, usize, &Pair)> = Vec::new();
    for pair in pairs {
        for &(i, j) in &pair.shared {
            let (ours, theirs) = (&pair.one.frame.slots[i], &pair.other.frame.slots[j]);
            let (Some(a), Some(b)) = (lie(view, pair.one, ours), lie(view, pair.other, theirs)) else { continue };
            if a == b || !is_landmark(view, pair.one, ours) || !of_one_thing(view, pair) {
                continue;
            }
            let mut number = |placed: Placed, slot: &Slot, lie: Lie| {
                let at = points.number(point(view, placed, slot));
                if at == lies.len() {
                    lies.push(lie);
                }
                at
            };
            differing.push((number(pair.one, ours, a), number(pair.other, theirs, b), pair));
        }
    }
    let edges: Vec<(usize, usize)> = differing.iter().map(|&(a, b, _)| (a, b)).collect();
    let candidate = |group: Vec<usize>| {
        let (a, b, pair) = differing.iter().find(|(a, _, _)| group.contains(a))?;
        let what = told_of(view, pair)?;
        Some(Candidate {
            kind: DiscrepancyKind::Place,
            severity: Severity::Differs,
            subject: format!("where {what}"),
            reason: format!(
                "Where {what}: one source writes “{}”, another “{}”.",
                points.all[*a].text, points.all[*b].text
            ),
            confidence: 0.7,
            interest: 0.55,
            event: view.event_of_frame(pair.one.article, pair.one.frame),
            actors: Vec::new(),
            values: sides(&points.all, &group, |a, b| lies[a] == lies[b]),
        })
    };
    groups(points.all.len(), &edges, &[]).into_iter().filter_map(candidate).collect()
}

fn point(view: &StoryView, placed: Placed, slot: &Slot) -> Point {
    let wide = placed.frame.head_span.join(slot.span);
    let span = if view.text(placed.article, wide).split_whitespace().count() <= 12 { wide } else { slot.span };
    Point { article: placed.article, span, text: view.text(placed.article, span).to_string() }
}

fn lie(view: &StoryView, placed: Placed, slot: &Slot) -> Option<Lie> {
    if slot.role != SlotRole::Oblique || slot.time.is_some() {
        return None;
    }
    let before = view.article(placed.article).text[..slot.span.start as usize].trim_end();
    match slot.preposition.as_str() {
        "to" if before.ends_with("next to") || before.ends_with("close to") => Some(Lie::Beside),
        "near" | "outside" | "beside" | "off" => Some(Lie::Beside),
        "of" if before.ends_with("outside of") => Some(Lie::Beside),
        "in" | "on" | "inside" | "into" | "onto" => Some(Lie::Within),
        _ => None,
    }
}

/// A place or a thing that something can be in or beside.
fn is_landmark(view: &StoryView, placed: Placed, slot: &Slot) -> bool {
    match view.slot_actor(placed.article, slot) {
        Some(actor) if view.is_named(actor) => view.linked.actors[actor as usize].kind == ActorKind::Place,
        _ => [Field::Location, Field::Artifact, Field::Terrain].iter().any(|field| is_of(&slot.lemma, *field)),
    }
}

/// What both tell of besides the landmark.
fn theme<'a>(view: &StoryView, pair: &Pair<'a>) -> Option<&'a Slot> {
    let core = |slot: &Slot| matches!(slot.role, SlotRole::Subject | SlotRole::Object) && slot.time.is_none();
    let (one, other) = (pair.one, pair.other);
    pair.shared.iter().map(|&(i, j)| (&one.frame.slots[i], &other.frame.slots[j])).find_map(|(a, b)| {
        let same = core(a)
            && core(b)
            && !PRONOUNS.contains(&a.lemma.as_str())
            && slot_match(view, (one.article, a), (other.article, b)) > 0.8;
        same.then_some(a)
    })
}

/// The thing and what it did or what was done to it: "a crate fell".
fn told_of(view: &StoryView, pair: &Pair) -> Option<String> {
    let article = pair.one.article;
    let thing = view.text(article, theme(view, pair)?.span);
    Some(format!("{thing} {}", view.text(article, pair.one.frame.head_span)))
}

/// Whether both tell of one thing besides the landmark.
fn of_one_thing(view: &StoryView, pair: &Pair) -> bool {
    theme(view, pair).is_some() && (pair.predicate >= NEAR_PREDICATE || pair.context >= LIKE_SENTENCES)
}
