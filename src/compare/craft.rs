//! Craft: what kind of plane, ship or vehicle it was, and of which make.
//!
//! "The charter flight" and "a private plane"; "Cessna 208 Caravan" and "Cessna 208B Grand Caravan"; "a van" and "a
//! truck" stand in `identity`.

use super::candidate::{Candidate, Value};
use super::classes::classes;
use super::story::StoryView;
use super::worded::{a, both, both_write};
use super::{DiscrepancyKind, Severity};
use crate::extract::{FrameKind, SlotRole, nearness};
use crate::text::{ArticleIdx, Span};

/// Fewest articles that tell of such a craft before its kind is compared: it must be what the story is about.
const FEWEST: usize = 2;
/// Most words of a make and model.
const MODEL_WORDS: usize = 5;

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    kinds(view).into_iter().chain(models(view)).chain(vehicles(view)).collect()
}

/// Least nearness of the verbs over two vehicles.
const SAME_VERB: f32 = 0.85;
/// Vehicles nearer than this are one word.
const SAME_VEHICLE: f32 = 0.85;

/// "Stopped their car", "their ambulance was stopped": one verb over two vehicles, and each source knows only one.
fn vehicles(view: &StoryView) -> Option<Candidate> {
    let mut told: Vec<(ArticleIdx, &str, &str, Span)> = Vec::new();
    for &article in view.members {
        for frame in view.found(article).frames.iter().filter(|frame| frame.kind == FrameKind::Verb && !frame.negated) {
            for slot in frame.slots.iter().filter(|slot| matches!(slot.role, SlotRole::Object | SlotRole::Subject)) {
                if !slot.named && classes(&slot.lemma, "craft").any(|class| class == "craft:road") {
                    let wide = frame.head_span.join(slot.span);
                    let short = view.text(article, wide).split_whitespace().count() <= 10;
                    told.push((article, &frame.lemma, &slot.lemma, if short { wide } else { slot.span }));
                }
            }
        }
    }
    let of_verb = |verb: &str, theirs: &str| !matches!(verb, "be" | "have") && nearness(verb, theirs) >= SAME_VERB;
    let gives = |article: ArticleIdx, verb: &str, vehicle: &str| {
        told.iter().any(|(whose, theirs, what, _)| {
            *whose == article && of_verb(theirs, verb) && nearness(what, vehicle) >= SAME_VEHICLE
        })
    };
    let pairs = told.iter().enumerate().flat_map(|(at, one)| told[at + 1..].iter().map(move |other| (one, other)));
    let (one, other) = pairs
        .filter(|(one, other)| one.0 != other.0 && of_verb(one.1, other.1))
        .filter(|(one, other)| nearness(one.2, other.2) < SAME_VEHICLE)
        .find(|(one, other)| !gives(one.0, one.1, other.2) && !gives(other.0, one.1, one.2))?;
    let mut sides = vec![one.2, other.2];
    let values = told
        .iter()
        .filter(|(_, verb, ..)| of_verb(verb, one.1))
        .map(|&(article, _, vehicle, span)| {
            let side = sides.iter().position(|side| nearness(side, vehicle) >= SAME_VEHICLE).unwrap_or_else(|| {
                sides.push(vehicle);
                sides.len() - 1
            });
            Value { article, span, text: view.text(article, span).to_string(), side: side as u32 }
        })
        .collect();
    Some(Candidate {
        kind: DiscrepancyKind::Other,
        severity: Severity::Differs,
        subject: "which vehicle it was".into(),
        reason: both_write(view, (one.0, one.3), (other.0, other.3)),
        confidence: 0.7,
        interest: 0.6,
        event: None,
        actors: Vec::new(),
        values,
    })
}

fn kinds(view: &StoryView) -> Option<Candidate> {
    let mut told: Vec<(ArticleIdx, &str, Span)> = Vec::new();
    for &article in view.members {
        for frame in &view.found(article).frames {
            // "Cargo ships" are many; "the cargo ship" is the one.
            let one = ["a ", "an ", "the "]
                .iter()
                .any(|word| view.text(article, frame.span).to_lowercase().starts_with(word));
            let single = view.text(article, frame.head_span).eq_ignore_ascii_case(&frame.lemma);
            if frame.kind == FrameKind::Nominal && one && single && classes(&frame.lemma, "craft").next().is_some() {
                let kind = frame.slots.iter().filter(|slot| slot.role == SlotRole::Modifier).find_map(|slot| {
                    let words = [&slot.lemma].into_iter().chain(&slot.words);
                    words.map(String::as_str).find(|word| classes(word, "use").next().is_some())
                });
                told.extend(kind.map(|kind| (article, kind, frame.span)));
            }
            // "The charter crashed": the kind alone.
            for slot in frame.slots.iter().filter(|slot| slot.lemma == "charter" && slot.role == SlotRole::Subject) {
                told.push((article, "charter", slot.span));
            }
        }
    }
    let gives = |article: ArticleIdx, kind: &str| {
        told.iter().any(|(whose, theirs, _)| *whose == article && nearness(theirs, kind) > 0.9)
    };
    let pairs = told.iter().enumerate().flat_map(|(at, one)| told[at + 1..].iter().map(move |other| (one, other)));
    let (one, other) = pairs
        .filter(|(one, other)| one.0 != other.0 && nearness(one.1, other.1) < 0.8)
        .find(|(one, other)| !gives(one.0, other.1) && !gives(other.0, one.1))?;
    let mut articles: Vec<ArticleIdx> = told.iter().map(|(article, ..)| *article).collect();
    articles.sort_unstable();
    articles.dedup();
    if articles.len() < FEWEST {
        return None;
    }
    let values = told
        .iter()
        .filter(|(_, kind, _)| *kind == one.1 || *kind == other.1)
        .map(|&(article, kind, span)| Value {
            article,
            span,
            text: view.text(article, span).to_string(),
            side: u32::from(kind != one.1),
        })
        .collect();
    Some(Candidate {
        kind: DiscrepancyKind::Other,
        severity: Severity::Differs,
        subject: "what kind of craft it was".into(),
        reason: both_write(view, (one.0, one.2), (other.0, other.2)),
        confidence: 0.65,
        interest: 0.5,
        event: None,
        actors: Vec::new(),
        values,
    })
}

/// A make with a number in its name, in words.
struct Model<'a> {
    article: ArticleIdx,
    span: Span,
    words: Vec<&'a str>,
}

fn models(view: &StoryView) -> Option<Candidate> {
    // "27 Jul 2016 At" is a date, whatever stands behind it.
    let is_date = |model: &Model| view.found(model.article).times.iter().any(|time| time.span.overlaps(model.span));
    let all = view.members.iter().flat_map(|&article| models_of(view, article));
    let found: Vec<Model> = all.filter(|model| !is_date(model)).collect();
    let differ = |one: &Model, other: &Model| {
        let more = |from: &Model, than: &Model| from.words.iter().any(|word| !than.words.contains(word));
        one.words[0] == other.words[0] && more(one, other) && more(other, one)
    };
    let gives = |article: ArticleIdx, like: &Model| {
        found.iter().any(|model| model.article == article && model.words == like.words)
    };
    let pairs = found.iter().enumerate().flat_map(|(at, one)| found[at + 1..].iter().map(move |other| (one, other)));
    let (one, other) = pairs
        .filter(|(one, other)| one.article != other.article && differ(one, other))
        .find(|(one, other)| !gives(one.article, other) && !gives(other.article, one))?;
    let text = |model: &Model| view.text(model.article, model.span).to_string();
    let values = found
        .iter()
        .filter(|model| model.words == one.words || model.words == other.words)
        .map(|model| Value {
            article: model.article,
            span: model.span,
            text: text(model),
            side: u32::from(model.words != one.words),
        })
        .collect();
    Some(Candidate {
        kind: DiscrepancyKind::Identity,
        severity: Severity::Differs,
        subject: format!("which {} it was", one.words[0]),
        reason: both("names", (one.article, &a(&text(one))), (other.article, &a(&text(other)))),
        confidence: 0.75,
        interest: 0.5,
        event: None,
        actors: Vec::new(),
        values,
    })
}

/// Capital words around a word with a digit: "Boeing 737 MAX 8". Dates, roads and flight numbers are none.
fn models_of<'a>(view: &StoryView<'a>, article: ArticleIdx) -> Vec<Model<'a>> {
    let text: &str = &view.article(article).text;
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for word in text.split([' ', '\n']) {
        words.push((at, word));
        at += word.len() + 1;
    }
    let bare = |word: &str| word.trim_end_matches([',', '.', ';', ':', ')', '’', '\'', '"', '”']).len();
    let capital = |word: &str| {
        word.chars().next().is_some_and(char::is_uppercase) && word.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let mut models = Vec::new();
    for idx in 1..words.len() {
        let number = &words[idx].1[..bare(words[idx].1)];
        let designation = number.chars().any(|c| c.is_ascii_digit())
            && number.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && (2..=8).contains(&number.len());
        let make = words[idx - 1].1;
        if !designation
            || !capital(make)
            || is_no_make(make)
            || view.in_title(article, Span::new(words[idx].0, words[idx].0 + 1))
        {
            continue;
        }
        let mut last = idx;
        while last + 1 < words.len()
            && last + 1 - idx < MODEL_WORDS - 1
            && bare(words[last].1) == words[last].1.len()
            && capital(&words[last + 1].1[..bare(words[last + 1].1)])
        {
            last += 1;
        }
        let span = Span::new(words[idx - 1].0, words[last].0 + bare(words[last].1));
        let parts: Vec<&str> = words[idx - 1..=last].iter().map(|(_, word)| &word[..bare(word)]).collect();
        // A bare number of one or two digits is an age or a score.
        if parts.len() > 2 || number.len() > 2 {
            models.push(Model { article, span, words: parts });
        }
    }
    models
}

/// Capital words before numbers that make no model of them.
fn is_no_make(word: &str) -> bool {
    const NONE: [&str; 30] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Flight",
        "Route",
        "Highway",
        "Interstate",
        "Article",
        "Section",
        "Chapter",
        "Group",
        "Room",
        "Page",
        "Resolution",
        "Act",
        "In",
        "The",
        "East",
        "West",
        "North",
        "South",
    ];
    NONE.contains(&word) || word.len() < 3
}
