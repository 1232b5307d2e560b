//! How badly somebody is hurt: "in critical condition" in one report, "listed in stable condition" in another. Which is the
//! later one is known only where the reports have different days.

use super::candidate::Candidate;
use super::story::StoryView;
use super::told::{Told, opposed};
use super::{DiscrepancyKind, Severity};
use crate::extract::ActorKind;
use crate::text::{ArticleIdx, Span};
use regex::Regex;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What hospitals say of a patient: one grade, or "critical but stable", which is none of them alone.
static GRADES: LazyLock<Regex> = LazyLock::new(|| {
    let grade = "critical|serious|grave|stable|fair|good|satisfactory|guarded";
    Regex::new(&format!(
        r"(?i)\b(?:in (?:an? )?)?({grade})(,? (?:but|and|yet) \w+)? condition\b|\bcondition (?:was|is|as) ({grade})\b"
    ))
    .expect("a fixed pattern")
});

/// A grade with those that mean much the same.
fn class(grade: &str) -> u8 {
    match grade.to_lowercase().as_str() {
        "critical" | "grave" => 0,
        "serious" => 1,
        "stable" | "guarded" => 2,
        _ => 3,
    }
}

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let mut by_patient: FxHashMap<u32, Vec<(Told, u8)>> = FxHashMap::default();
    for &article in view.members {
        let text = &view.article(article).text;
        for found in GRADES.captures_iter(text) {
            let whole = found.get(0).map_or(0..0, |whole| whole.range());
            let span = Span::new(whole.start, whole.end);
            let grade = found.get(1).or_else(|| found.get(3)).filter(|_| found.get(2).is_none());
            if let (Some(grade), Some(patient)) = (grade, patient(view, article, span)) {
                let told = Told { article, span, text: view.text(article, span).to_string() };
                by_patient.entry(patient).or_default().push((told, class(grade.as_str())));
            }
        }
    }
    let mut patients: Vec<u32> = by_patient.keys().copied().collect();
    patients.sort_unstable();
    patients.into_iter().filter_map(|patient| differing(view, patient, by_patient.remove(&patient)?)).collect()
}

/// The person named last before the grade, in the same sentence; "he" stands for whom he is.
fn patient(view: &StoryView, article: ArticleIdx, span: Span) -> Option<u32> {
    let found = view.found(article);
    let sentence = found.sentences[view.sentence_at(article, span)?].span;
    let before = |mention: &&crate::extract::Mention| sentence.contains(mention.span) && mention.span.end <= span.start;
    let people = found.mentions.iter().filter(before).filter_map(|mention| view.actor(article, Some(mention.referent)));
    let mut people = people.filter(|&actor| view.linked.actors[actor as usize].kind == ActorKind::Person);
    people.next_back().filter(|&actor| view.is_named(actor))
}

fn differing(view: &StoryView, patient: u32, given: Vec<(Told, u8)>) -> Option<Candidate> {
    let (told, classes): (Vec<Told>, Vec<u8>) = given.into_iter().unzip();
    let mut values = opposed(&told, |one, other| classes[one] == classes[other])?;
    // Which grade is the later one, only the days of the reports can tell.
    let day = |side| {
        let days = values.iter().filter(|value| value.side == side).map(|value| view.article(value.article).published);
        days.min().flatten()
    };
    let (first, second) = (day(0), day(1));
    let known = first.is_some() && second.is_some() && first != second;
    if known && first > second {
        for value in &mut values {
            value.side = 1 - value.side;
        }
    }
    let name = &view.linked.actors[patient as usize].name;
    let text = |side| values.iter().find(|value| value.side == side).map_or("", |value| value.text.as_str());
    Some(Candidate {
        kind: DiscrepancyKind::Status,
        severity: if known { Severity::Update } else { Severity::Differs },
        subject: format!("condition of {name}"),
        reason: format!("{name} is “{}” by one report, “{}” by another.", text(0), text(1)),
        confidence: 0.8,
        interest: 0.7,
        event: None,
        actors: vec![patient],
        values,
    })
}
