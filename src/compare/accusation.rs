//! Accusations: what somebody is charged with, by one source and by another.
//!
//! Offences stand in assets/compare/offences.txt. Only sentences that speak of charges count, and only those that name
//! the same accused.

use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::worded::{both, cut};
use super::{DiscrepancyKind, Severity};
use crate::extract::ActorKind;
use crate::text::{ArticleIdx, Span};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

static OFFENCES: &str = include_str!("../../assets/compare/offences.txt");

/// Lemmas by which a sentence speaks of charges.
const CHARGING: [&str; 12] = [
    "charge",
    "indict",
    "indictment",
    "accuse",
    "count",
    "account",
    "prosecute",
    "convict",
    "suspect",
    "arraign",
    "sentence",
    "plead",
];

/// The line of an offence, by lemma.
fn offences() -> &'static FxHashMap<&'static str, usize> {
    static TABLE: OnceLock<FxHashMap<&'static str, usize>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = OFFENCES.lines().filter(|line| !line.starts_with('#')).enumerate();
        lines.flat_map(|(idx, line)| line.split(',').map(move |lemma| (lemma.trim(), idx))).collect()
    })
}

/// The charges in one sentence.
struct Sheet {
    article: ArticleIdx,
    accused: Vec<u32>,
    /// Line of the offence, and the phrase.
    offences: Vec<(usize, Span)>,
}

pub(super) fn find(view: &StoryView) -> Option<Candidate> {
    let sheets: Vec<Sheet> = view.members.iter().flat_map(|&article| sheets(view, article)).collect();
    let of_article = |article: ArticleIdx, accused: &[u32]| -> Vec<usize> {
        let mut all: Vec<usize> = sheets
            .iter()
            .filter(|sheet| sheet.article == article && sheet.accused.iter().any(|actor| accused.contains(actor)))
            .flat_map(|sheet| sheet.offences.iter().map(|(offence, _)| *offence))
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let pairs = sheets.iter().enumerate().flat_map(|(at, one)| sheets[at + 1..].iter().map(move |other| (one, other)));
    for (one, other) in pairs.filter(|(one, other)| one.article != other.article) {
        let accused: Vec<u32> = one.accused.iter().copied().filter(|actor| other.accused.contains(actor)).collect();
        let Some(&whom) = accused.first() else { continue };
        let (ours, theirs) = (of_article(one.article, &accused), of_article(other.article, &accused));
        let more = |from: &[usize], than: &[usize]| from.iter().any(|offence| !than.contains(offence));
        if !(more(&ours, &theirs) && more(&theirs, &ours)) {
            continue;
        }
        let mut values = Vec::new();
        for sheet in sheets.iter().filter(|sheet| sheet.accused.contains(&whom)) {
            let all = of_article(sheet.article, &accused);
            let side = u32::from(all != ours);
            if side == 1 && all != theirs {
                continue;
            }
            for (_, span) in &sheet.offences {
                let text = view.text(sheet.article, *span).to_string();
                values.push(Value { article: sheet.article, span: *span, text, side });
            }
        }
        let name = &view.linked.actors[whom as usize].name;
        let list = |sheet: &Sheet| {
            let quoted = |(_, span): &(_, Span)| format!("“{}”", cut(view.text(sheet.article, *span)));
            sheet.offences.iter().map(quoted).collect::<Vec<_>>().join("; ")
        };
        return Some(Candidate {
            kind: DiscrepancyKind::Other,
            severity: Severity::Differs,
            subject: format!("what {name} is accused of"),
            reason: both("writes", (one.article, &list(one)), (other.article, &list(other))),
            confidence: 0.7,
            interest: 0.7,
            event: None,
            actors: vec![whom],
            values,
        });
    }
    None
}

fn sheets(view: &StoryView, article: ArticleIdx) -> Vec<Sheet> {
    let found = view.found(article);
    let mut sheets = Vec::new();
    for (idx, sentence) in found.sentences.iter().enumerate() {
        let Some(cue) = found
            .frames
            .iter()
            .filter(|frame| frame.sentence as usize == idx && !frame.negated)
            .flat_map(|frame| {
                let slots = frame.slots.iter().map(|slot| (slot.lemma.as_str(), slot.span.start));
                [(frame.lemma.as_str(), frame.head_span.start)].into_iter().chain(slots)
            })
            .filter(|(lemma, _)| CHARGING.contains(lemma))
            .map(|(_, at)| at)
            .min()
        else {
            continue;
        };
        let mut offences_here: Vec<(usize, Span)> = Vec::new();
        for frame in found.frames.iter().filter(|frame| frame.sentence as usize == idx && frame.head_span.start > cue) {
            // "The attack" is what happened, no count of a charge.
            let known_one = view.text(article, frame.span).to_lowercase().starts_with("the ");
            if let Some(&offence) = offences().get(frame.lemma.as_str()).filter(|_| !known_one)
                && !offences_here.iter().any(|(known, _)| *known == offence)
            {
                offences_here.push((offence, frame.span));
            }
        }
        let accused: Vec<u32> = found
            .mentions
            .iter()
            .filter(|mention| sentence.span.contains(mention.span))
            .filter_map(|mention| view.actor(article, Some(mention.referent)))
            .filter(|actor| view.linked.actors[*actor as usize].kind == ActorKind::Person && view.is_named(*actor))
            .collect();
        if !offences_here.is_empty() && !accused.is_empty() {
            sheets.push(Sheet { article, accused, offences: offences_here });
        }
    }
    sheets
}
