//! Which frames of two articles tell the same fact.
//!
//! Candidates come from an inverted index over what stands in the frames (actors, telling lemmas); each pair is then
//! scored by how near its predicates are, by the slots that they share, weighed by rarity, and by what the sentences
//! share besides.

use super::story::StoryView;
use crate::extract::{ActorKind, Frame, FrameKind, Slot, SlotRole, nearness};
use crate::text::ArticleIdx;
use crate::text::fence::check;
use rustc_hash::{FxHashMap, FxHashSet};

/// A frame in its article.
#[derive(Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) article: ArticleIdx,
    pub(super) frame: &'a Frame,
}

/// Two frames that share something.
pub(super) struct Pair<'a> {
    pub(super) one: Placed<'a>,
    pub(super) other: Placed<'a>,
    /// How near the predicates are, 0 to 1.
    pub(super) predicate: f32,
    /// Slots of the one that match slots of the other: indices.
    pub(super) shared: Vec<(usize, usize)>,
    /// Rarity of all that is shared.
    pub(super) weight: f32,
    /// Share of the rarer frame's own rarity that is shared, 0 to 1.
    pub(super) share: f32,
    /// How alike the sentences are, 0 to 1.
    pub(super) context: f32,
}

/// Postings longer than this say nothing and would make the work quadratic.
const LONGEST_POSTING: usize = 120;
/// Keys rarer than this (natural logarithm of sentences by sentences with it) may propose a pair alone.
const TELLING: f32 = 1.6;

/// What a slot can be found by.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Key<'a> {
    Actor(u32),
    Lemma(&'a str),
}

/// All pairs of frames from different articles that share at least one telling thing.
pub(super) fn pairs<'a>(view: &StoryView<'a>) -> Vec<Pair<'a>> {
    let mut placed: Vec<Placed<'a>> = Vec::new();
    for &article in view.members {
        placed.extend(view.found(article).frames.iter().map(|frame| Placed { article, frame }));
    }
    let mut postings: FxHashMap<Key<'a>, Vec<u32>> = FxHashMap::default();
    for (idx, one) in placed.iter().enumerate() {
        let mut keys: FxHashSet<Key<'a>> = FxHashSet::default();
        for slot in &one.frame.slots {
            if let Some(actor) = view.slot_actor(one.article, slot) {
                keys.insert(Key::Actor(actor));
            } else if slot.role != SlotRole::Time {
                keys.insert(Key::Lemma(&slot.lemma));
            }
        }
        keys.insert(Key::Lemma(&one.frame.lemma));
        for key in keys {
            postings.entry(key).or_default().push(idx as u32);
        }
    }
    let mut proposed: FxHashMap<(u32, u32), f32> = FxHashMap::default();
    for (key, list) in &postings {
        let rarity = match key {
            Key::Actor(_) => 1.2,
            Key::Lemma(lemma) => view.rarity(lemma),
        };
        if list.len() > LONGEST_POSTING {
            continue;
        }
        check();
        for (at, &one) in list.iter().enumerate() {
            for &other in &list[at + 1..] {
                if placed[one as usize].article != placed[other as usize].article {
                    *proposed.entry((one, other)).or_default() += rarity;
                }
            }
        }
    }
    let mut keys: Vec<((u32, u32), f32)> = proposed.into_iter().filter(|(_, rarity)| *rarity >= TELLING).collect();
    keys.sort_unstable_by_key(|(pair, _)| *pair);
    keys.into_iter().filter_map(|((one, other), _)| align(view, placed[one as usize], placed[other as usize])).collect()
}

/// Words that name nothing by themselves.
pub(super) const PRONOUNS: [&str; 24] = [
    "he", "she", "it", "they", "we", "i", "you", "who", "which", "that", "this", "these", "those", "what", "there",
    "one", "other", "his", "her", "their", "its", "my", "our", "them",
];

/// Whether a slot names nothing that could be compared.
pub(super) fn is_empty(view: &StoryView, article: ArticleIdx, slot: &Slot) -> bool {
    view.slot_actor(article, slot).is_none() && PRONOUNS.contains(&slot.lemma.as_str())
}

/// How far two slots name the same, 0 to 1.
pub(super) fn slot_match(view: &StoryView, one: (ArticleIdx, &Slot), other: (ArticleIdx, &Slot)) -> f32 {
    match (view.slot_actor(one.0, one.1), view.slot_actor(other.0, other.1)) {
        (Some(a), Some(b)) => return if a == b { 1.0 } else { 0.0 },
        (None, None) if one.1.named && other.1.named => return f32::from(one.1.lemma == other.1.lemma),
        // "Shares in the one" and "the other's shares" are two things.
        _ if owned_by_two(view, one, other) => return 0.0,
        // A description in one article that is known for somebody there may be the same one here.
        _ if one.1.lemma == other.1.lemma && !PRONOUNS.contains(&one.1.lemma.as_str()) => return 0.9,
        _ => {}
    }
    if is_empty(view, one.0, one.1) || is_empty(view, other.0, other.1) {
        return 0.0;
    }
    let near = nearness(&one.1.lemma, &other.1.lemma);
    if near > 0.8 { near } else { 0.0 }
}

/// Whose or of what a noun is: the named actors in the slots of the phrase that it heads.
pub(super) fn owners(view: &StoryView, article: ArticleIdx, slot: &Slot) -> Vec<u32> {
    let phrase =
        view.found(article).frames.iter().find(|frame| frame.kind == FrameKind::Nominal && frame.head == slot.head);
    let of = |slot: &&Slot| {
        slot.role == SlotRole::Possessor
            || slot.role == SlotRole::Modifier
            || slot.role == SlotRole::Oblique && matches!(slot.preposition.as_str(), "of" | "in" | "for" | "at")
    };
    let slots = phrase.iter().flat_map(|frame| &frame.slots).filter(of);
    slots.filter_map(|slot| view.slot_actor(article, slot)).filter(|actor| view.is_named(*actor)).collect()
}

fn owned_by_two(view: &StoryView, one: (ArticleIdx, &Slot), other: (ArticleIdx, &Slot)) -> bool {
    if one.1.lemma != other.1.lemma {
        return false;
    }
    // A body and a place can both stand by one noun: "the Relief's clinic", "the clinic in Arden".
    let bodies = |(article, slot): (ArticleIdx, &Slot)| -> Vec<u32> {
        let place = |actor: &u32| view.linked.actors[*actor as usize].kind == ActorKind::Place;
        owners(view, article, slot).into_iter().filter(|actor| !place(actor)).collect()
    };
    let (ours, theirs) = (bodies(one), bodies(other));
    !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|owner| theirs.contains(owner))
}

/// How well two roles fit: a possessor or a modifier is often the subject or object of the verb that a noun comes from.
fn role_fit(one: SlotRole, other: SlotRole) -> f32 {
    use SlotRole::{Attribute, Clause, Modifier, Object, Oblique, Possessor, Subject, Time};
    match (one, other) {
        (a, b) if a == b => 1.0,
        (Time | Clause, _) | (_, Time | Clause) => 0.0,
        (Subject, Object) | (Object, Subject) => 0.4,
        (Possessor | Modifier, Subject | Object | Oblique)
        | (Subject | Object | Oblique, Possessor | Modifier)
        | (Oblique, Object)
        | (Object, Oblique) => 0.8,
        (Attribute, _) | (_, Attribute) => 0.5,
        _ => 0.7,
    }
}

fn slot_rarity(view: &StoryView, article: ArticleIdx, slot: &Slot) -> f32 {
    if slot.role == SlotRole::Time || slot.role == SlotRole::Clause || is_empty(view, article, slot) {
        return 0.0;
    }
    view.rarity(&slot.lemma) + 0.3 * slot.words.iter().map(|word| view.rarity(word)).fold(0.0, f32::max)
}

/// Aligns two frames, or nothing where they share nothing.
pub(super) fn align<'a>(view: &StoryView, one: Placed<'a>, other: Placed<'a>) -> Option<Pair<'a>> {
    let predicate = predicate_nearness(one.frame, other.frame);
    let mut shared = Vec::new();
    let mut weight = 0.0;
    let mut taken: FxHashSet<usize> = FxHashSet::default();
    for (i, slot) in one.frame.slots.iter().enumerate() {
        let best = other
            .frame
            .slots
            .iter()
            .enumerate()
            .filter(|(j, _)| !taken.contains(j))
            .map(|(j, theirs)| {
                let fit = role_fit(slot.role, theirs.role);
                (j, fit * slot_match(view, (one.article, slot), (other.article, theirs)))
            })
            .filter(|(_, fit)| *fit > 0.3)
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((j, fit)) = best {
            taken.insert(j);
            shared.push((i, j));
            weight +=
                fit * slot_rarity(view, one.article, slot).min(slot_rarity(view, other.article, &other.frame.slots[j]));
        }
    }
    if shared.is_empty() && predicate < 0.9 {
        return None;
    }
    let own = |placed: Placed| -> f32 {
        placed.frame.slots.iter().map(|slot| slot_rarity(view, placed.article, slot)).sum::<f32>()
    };
    let smaller = own(one).min(own(other)).max(0.1);
    let words = |placed: Placed| -> &[String] {
        let sentences = &view.found(placed.article).sentences;
        sentences.get(placed.frame.sentence as usize).map_or(&[], |sentence| sentence.words.as_slice())
    };
    Some(Pair {
        one,
        other,
        predicate,
        share: (weight / smaller).min(1.0),
        shared,
        weight,
        context: view.likeness(words(one), words(other)),
    })
}

/// How near two predicates are: for nouns that carry no event, only the same noun counts.
fn predicate_nearness(one: &Frame, other: &Frame) -> f32 {
    let near = nearness(&one.lemma, &other.lemma);
    let both_nominal = one.kind == FrameKind::Nominal && other.kind == FrameKind::Nominal;
    if both_nominal && near < 0.9 { near * 0.5 } else { near }
}
