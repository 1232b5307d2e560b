//! States that follow one another: closed and reopened, lost and found again, in hospital and released.
//!
//! Where one article stops at the earlier state of a thing and another has the later one, the later report is an
//! update; where two states exclude one another (found dead and let go), they conflict. The pairs stand in assets/compare/states.tsv.

use super::align::{Placed, is_empty, slot_match};
use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::worded::both_write;
use super::{DiscrepancyKind, Severity};
use crate::extract::{Frame, FrameKind, Reality, Slot, SlotRole, Tense};
use crate::text::ArticleIdx;

static PAIRS: &str = include_str!("../../assets/compare/states.tsv");

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    PAIRS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(earlier, later)| {
            let (earlier, excluding) = earlier.strip_prefix('!').map_or((earlier, false), |earlier| (earlier, true));
            compare(view, &words(earlier), &words(later), excluding)
        })
        .collect()
}

fn words(cell: &str) -> Vec<&str> {
    cell.split(',').map(str::trim).collect()
}

/// What the verb is about: its object, or the subject of a verb without one.
fn theme(placed: Placed<'_>) -> Option<&Slot> {
    let of = |role| placed.frame.slots.iter().find(move |slot| slot.role == role && slot.time.is_none());
    // "The detention of the masseur": the noun's own object.
    let of_noun = || {
        let of = |slot: &&Slot| slot.role == SlotRole::Oblique && slot.preposition == "of";
        placed.frame.slots.iter().find(of).filter(|_| placed.frame.kind == FrameKind::Nominal)
    };
    // "Her ship was lost": the object. "She fired through a wall": not her.
    let goes_through = GOING.contains(&placed.frame.lemma.as_str());
    of(SlotRole::Object).or_else(of_noun).or_else(|| of(SlotRole::Subject).filter(|_| goes_through))
}

/// Verbs whose subject is what changes.
const GOING: [&str; 28] = [
    "die",
    "drown",
    "perish",
    "survive",
    "surrender",
    "give up",
    "turn in",
    "resign",
    "quit",
    "step down",
    "return",
    "reopen",
    "resume",
    "disappear",
    "miss",
    "burn",
    "rage",
    "spread",
    "close",
    "shut",
    "halt",
    "end",
    "lose",
    "regain",
    "recover",
    "clear",
    "missing",
    "dead",
];

/// Words by which what is still to come is settled.
const ALLOWING: [&str; 5] = ["clear", "allow", "permit", "approve", "authorize"];

/// The clauses and nouns with a word of the table, told as done;
/// `ahead`: or settled for the time to come ("will reopen", "was cleared to reopen").
fn told<'a>(view: &StoryView<'a>, verbs: &[&str], ahead: bool) -> Vec<Placed<'a>> {
    view.members
        .iter()
        .flat_map(|&article| view.found(article).frames.iter().map(move |frame| Placed { article, frame }))
        .filter(|placed| !placed.frame.negated)
        .filter(|placed| {
            let frame = placed.frame;
            let fact =
                frame.reality == Reality::Fact && (frame.kind == FrameKind::Nominal || frame.tense != Tense::None);
            let allowed =
                || view.words_at(placed.article, frame.span).iter().any(|word| ALLOWING.contains(&word.as_str()));
            fact || ahead && (frame.reality == Reality::Planned || frame.reality == Reality::Possible && allowed())
        })
        .filter(|placed| verbs.iter().any(|verb| is_told(placed.frame, verb)))
        .collect()
}

/// Whether a clause has a verb of the table, with its noun where it asks for one.
fn is_told(frame: &Frame, verb: &str) -> bool {
    let (lemma, noun) = verb.split_once('+').map_or((verb, None), |(lemma, noun)| (lemma, Some(noun)));
    frame.lemma == lemma && noun.is_none_or(|noun| frame.slots.iter().any(|slot| slot.lemma == noun))
}

fn compare(view: &StoryView, earlier: &[&str], later: &[&str], excluding: bool) -> Vec<Candidate> {
    let (before, after) = (told(view, earlier, false), told(view, later, !excluding));
    let mut found: Vec<(Placed, Placed)> = Vec::new();
    for one in &before {
        for other in after.iter().filter(|other| other.article != one.article) {
            // "He was arrested", and "in 2006 he had been released": another time.
            if year_of(view, *one) != year_of(view, *other) {
                continue;
            }
            let days = (view.article(one.article).published, view.article(other.article).published);
            let backwards = !excluding && matches!(days, (Some(one), Some(other)) if one > other);
            // An article that has both states tells how it went on.
            let has = |article: ArticleIdx, states: &[Placed]| {
                states.iter().any(|state| state.article == article && same_theme(view, *state, *one, excluding))
            };
            let whom = theme(*one).and_then(|slot| view.slot_actor(one.article, slot)).filter(|it| view.is_named(*it));
            let tells_on = |state: &Placed| {
                let takes_part = |whom| {
                    let mut slots = state.frame.slots.iter();
                    slots.any(|slot| view.slot_actor(state.article, slot) == Some(whom))
                };
                state.article == one.article && whom.is_some_and(takes_part)
            };
            let both = has(one.article, &after)
                || !excluding && after.iter().any(tells_on)
                || excluding && has(other.article, &before);
            let known = found.iter().any(|(known, _)| same_theme(view, *known, *one, true));
            if !backwards && !both && !known && same_theme(view, *one, *other, excluding) {
                found.push((*one, *other));
            }
        }
    }
    found.into_iter().map(|(one, other)| candidate(view, one, other, excluding)).collect()
}

/// The year that the sentence writes out, where it is not that of the report.
fn year_of<'a>(view: &StoryView<'a>, placed: Placed) -> Option<&'a str> {
    let found = view.found(placed.article);
    let sentence = found.sentences.get(placed.frame.sentence as usize)?.span;
    let words = view.text(placed.article, sentence).split(|c: char| !c.is_ascii_alphanumeric());
    let now = view.article(placed.article).published.map(|day| day.year().to_string());
    words.into_iter().filter(|word| now.as_deref() != Some(*word)).find(|word| {
        word.len() == 4
            && word.bytes().all(|byte| byte.is_ascii_digit())
            && (word.starts_with("19") || word.starts_with("20"))
    })
}

/// Whether two states are of one thing; `named`: of one that has a name.
fn same_theme(view: &StoryView, one: Placed, other: Placed, named: bool) -> bool {
    let (Some(ours), Some(theirs)) = (theme(one), theme(other)) else { return false };
    // "Four people" in both, though nobody can say who they are.
    let figure = |placed: Placed, slot: &Slot| {
        let quantities = &view.found(placed.article).quantities;
        slot.quantity.and_then(|idx| quantities.get(idx as usize)).map(|quantity| quantity.value.to_bits())
    };
    if named {
        let actor = |placed: Placed, slot: &Slot| view.slot_actor(placed.article, slot).filter(|&it| view.is_named(it));
        return actor(one, ours).is_some() && actor(one, ours) == actor(other, theirs);
    }
    let context =
        view.overlap(view.words_at(one.article, one.frame.span), view.words_at(other.article, other.frame.span), "");
    let (a, b) = (figure(one, ours), figure(other, theirs));
    if a.is_some() || b.is_some() {
        return ours.lemma == theirs.lemma && a == b && context >= SAME_SENTENCE;
    }
    // "Two leaders" are not "its leader".
    let many = |placed: Placed, slot: &Slot| {
        let text = view.text(placed.article, slot.span).to_lowercase();
        !slot.named && text.contains(&format!("{}s", slot.lemma))
    };
    if many(one, ours) != many(other, theirs) {
        return false;
    }
    let actor = |placed: Placed, slot: &Slot| view.slot_actor(placed.article, slot);
    let known = actor(one, ours).is_some_and(|it| view.is_named(it)) && actor(one, ours) == actor(other, theirs);
    // "The bridge" in both: the one that the story is about.
    let the = |placed: Placed, slot: &Slot| {
        let text = view.text(placed.article, slot.span);
        text.starts_with("the ") || text.starts_with("The ") || is_empty(view, placed.article, slot)
    };
    let one_thing = view.rarity(&ours.lemma) >= TELLING || the(one, ours) && the(other, theirs);
    let telling = ours.lemma == theirs.lemma && one_thing && context >= SAME_SENTENCE;
    known || telling && slot_match(view, (one.article, ours), (other.article, theirs)) > 0.8
}

/// Overlap of the sentences from which on a thing without a name is taken for one …
const SAME_SENTENCE: f32 = 0.3;
/// … and rarity from which its noun alone says which one.
const TELLING: f32 = 2.2;

fn candidate(view: &StoryView, one: Placed, other: Placed, excluding: bool) -> Candidate {
    let value = |placed: Placed, side| Value {
        article: placed.article,
        span: placed.frame.span,
        text: view.text(placed.article, placed.frame.span).to_string(),
        side,
    };
    let actor = theme(one).and_then(|slot| view.slot_actor(one.article, slot)).filter(|&actor| view.is_named(actor));
    let name = actor.map(|actor| view.linked.actors[actor as usize].name.as_str());
    let thing = name.unwrap_or_else(|| theme(one).map_or("it", |slot| view.text(one.article, slot.span)));
    let thing = thing.strip_prefix("The ").map_or_else(|| thing.to_string(), |rest| format!("the {rest}"));
    let values = vec![value(one, 0), value(other, 1)];
    Candidate {
        kind: DiscrepancyKind::Status,
        severity: if excluding { Severity::Conflict } else { Severity::Update },
        subject: format!("what became of {thing}"),
        reason: both_write(view, (one.article, one.frame.span), (other.article, other.frame.span)),
        confidence: 0.75,
        interest: 0.7,
        event: view.event_of_frame(other.article, other.frame),
        actors: actor.into_iter().collect(),
        values,
    }
}
