//! Deeds: the same doer and the same sufferer, and what was done is told with another verb.
//!
//! "Slapped the soldiers" in one report, "punched a soldier" in another: no synonyms, and a careful reader wants to
//! know. Verbs are of one class of assets/compare/classes.tsv. A source that uses both verbs disagrees with nobody.

use super::align::{Placed, is_empty, slot_match};
use super::candidate::{Candidate, Value};
use super::classes::{classes, in_one_class};
use super::story::StoryView;
use super::worded::lowered;
use super::{DiscrepancyKind, Severity};
use crate::extract::{FrameKind, Reality, Slot, SlotRole, nearness};
use crate::text::ArticleIdx;
use rustc_hash::FxHashMap;

/// Verbs nearer than this are one verb.
const SYNONYMS: f32 = 0.9;
/// Words of evidence, from verb to sufferer.
const EVIDENCE_WORDS: usize = 12;
/// More verbs than this for one deed are several deeds.
const MOST_VERBS: usize = 4;

/// A verb with its doer and its sufferer.
#[derive(Clone, Copy)]
struct Deed<'a> {
    placed: Placed<'a>,
    doer: Option<&'a Slot>,
    sufferer: &'a Slot,
}

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let mut by_class: FxHashMap<&str, Vec<Deed>> = FxHashMap::default();
    for &article in view.members {
        for frame in &view.found(article).frames {
            let told = frame.kind == FrameKind::Verb && !frame.negated && frame.reality == Reality::Fact;
            if !told {
                continue;
            }
            let placed = Placed { article, frame };
            let of = |role: SlotRole| {
                frame
                    .slots
                    .iter()
                    .find(|slot| slot.role == role && slot.time.is_none() && !is_empty(view, article, slot))
            };
            let Some(sufferer) = of(SlotRole::Object) else { continue };
            for class in classes(&frame.lemma, "deed") {
                by_class.entry(class).or_default().push(Deed { placed, doer: of(SlotRole::Subject), sufferer });
            }
        }
    }
    let mut keys: Vec<&str> = by_class.keys().copied().collect();
    keys.sort_unstable();
    keys.into_iter().flat_map(|class| of_class(view, &by_class[class])).collect()
}

/// Whether two verbs tell the same deed.
fn is_one_verb(one: &str, other: &str) -> bool {
    nearness(one, other) >= SYNONYMS || in_one_class(one, other, "same")
}

/// Whether two are told of one sufferer, and how surely.
fn one_matter(view: &StoryView, one: &Deed, other: &Deed) -> Option<f32> {
    let (a, b) = (one.placed.article, other.placed.article);
    let same = |x: &Slot, y: &Slot| slot_match(view, (a, x), (b, y)) > 0.8;
    let one_kind = one.sufferer.referent.is_none_or(|_| !one.sufferer.named)
        && !other.sufferer.named
        && (one.sufferer.lemma == other.sufferer.lemma
            || in_one_class(&one.sufferer.lemma, &other.sufferer.lemma, "people"));
    let figure = |article: ArticleIdx, slot: &Slot| {
        slot.quantity.and_then(|idx| view.found(article).quantities.get(idx as usize)).map(|quantity| quantity.value)
    };
    // "42 buildings" and "a building": some of many.
    let counted_apart = match (figure(a, one.sufferer), figure(b, other.sufferer)) {
        (Some(x), Some(y)) => (x - y).abs() > 0.5,
        (None, None) => false,
        _ => !(one.sufferer.named && other.sufferer.named),
    };
    // "Houses" are any of them: not the 22 of another sentence.
    let (ours, theirs) = (is_any(view, a, one.sufferer), is_any(view, b, other.sufferer));
    if counted_apart || ours || theirs || !same(one.sufferer, other.sufferer) && !one_kind {
        return None;
    }
    match (one.doer, other.doer) {
        (Some(x), Some(y)) if same(x, y) => Some(0.8),
        (Some(_), Some(_)) => None,
        _ => {
            let context =
                view.overlap(view.words_at(a, one.placed.frame.span), view.words_at(b, other.placed.frame.span), "");
            (context >= 0.3).then_some(0.4 + 0.4 * context)
        }
    }
}

/// Words that say which ones or how many.
const TELLING_WHICH: [&str; 18] = [
    "the", "a", "an", "his", "her", "its", "their", "this", "that", "these", "those", "some", "several", "many",
    "most", "all", "both", "no",
];

/// Whether a phrase is a plural without a word that says which ones or how many.
fn is_any(view: &StoryView, article: ArticleIdx, slot: &Slot) -> bool {
    let text = view.text(article, slot.span).to_lowercase();
    let first = text.split(' ').next().unwrap_or("");
    let plural = text.split(' ').any(|word| word.strip_suffix('s').is_some_and(|stem| slot.lemma.starts_with(stem)));
    let told = slot.named
        || slot.quantity.is_some()
        || TELLING_WHICH.contains(&first)
        || text.contains("'s ")
        || text.contains("’s ");
    plural && !told && slot.lemma != text && !view.in_title(article, slot.span)
}

fn of_class(view: &StoryView, deeds: &[Deed]) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut best: Vec<(usize, usize, f32)> = Vec::new();
    let lemma = |idx: usize| deeds[idx].placed.frame.lemma.as_str();
    let article = |idx: usize| deeds[idx].placed.article;
    for one in 0..deeds.len() {
        for other in one + 1..deeds.len() {
            if article(one) == article(other) || is_one_verb(lemma(one), lemma(other)) {
                continue;
            }
            let Some(sure) = one_matter(view, &deeds[one], &deeds[other]) else { continue };
            // A source that has the other verb too, of this sufferer, does not disagree.
            let also = |whose: ArticleIdx, verb: &str, like: &Deed| {
                deeds.iter().any(|deed| {
                    deed.placed.article == whose
                        && is_one_verb(&deed.placed.frame.lemma, verb)
                        && one_matter(view, deed, like).is_some()
                })
            };
            if also(article(one), lemma(other), &deeds[other]) || also(article(other), lemma(one), &deeds[one]) {
                continue;
            }
            best.push((one, other, sure));
        }
    }
    best.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| (a.0, a.1).cmp(&(b.0, b.1))));
    let mut used = vec![false; deeds.len()];
    for &(one, other, sure) in &best {
        if used[one] || used[other] {
            continue;
        }
        let mut verbs: Vec<&str> = vec![lemma(one), lemma(other)];
        let mut values = Vec::new();
        for (idx, deed) in deeds.iter().enumerate() {
            let belongs = idx == one
                || idx == other
                || best.iter().any(|&(a, b, _)| {
                    (a == idx || b == idx)
                        && one_matter(view, deed, &deeds[one])
                            .or_else(|| one_matter(view, deed, &deeds[other]))
                            .is_some()
                });
            if !belongs {
                continue;
            }
            let side = verbs.iter().position(|verb| is_one_verb(verb, lemma(idx))).unwrap_or_else(|| {
                verbs.push(lemma(idx));
                verbs.len() - 1
            });
            used[idx] = true;
            values.push(value(view, deed, side as u32));
        }
        if verbs.len() > MOST_VERBS {
            continue;
        }
        // Headlines drop their articles: the body reads better.
        let of_side = |side: u32| {
            let mut all = values.iter().filter(|value: &&Value| value.side == side);
            all.clone().find(|value| !view.in_title(value.article, value.span)).or_else(|| all.next())
        };
        let text = |side: u32| of_side(side).map_or("", |value| value.text.as_str());
        let body = [one, other].into_iter().find(|&idx| !view.in_title(article(idx), deeds[idx].sufferer.span));
        let body = body.unwrap_or(one);
        let sufferer = view.text(article(body), deeds[body].sufferer.span);
        candidates.push(Candidate {
            kind: DiscrepancyKind::Other,
            severity: Severity::Differs,
            subject: format!("what was done to {}", lowered(view, sufferer)),
            reason: format!("One report writes “{}”, another “{}”.", text(0), text(1)),
            confidence: sure,
            interest: 0.8,
            event: view.event_of_frame(article(one), deeds[one].placed.frame),
            actors: Vec::new(),
            values,
        });
    }
    candidates
}

fn value(view: &StoryView, deed: &Deed, side: u32) -> Value {
    let (article, frame) = (deed.placed.article, deed.placed.frame);
    let wide = frame.head_span.join(deed.sufferer.span);
    let short = view.text(article, wide).split_whitespace().count() <= EVIDENCE_WORDS;
    let span = if short { wide } else { frame.head_span };
    Value { article, span, text: view.text(article, span).to_string(), side }
}
