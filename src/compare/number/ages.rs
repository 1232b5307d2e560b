//! Ages: one person, two ages.

use super::super::candidate::{Candidate, Value};
use super::super::story::StoryView;
use super::super::{DiscrepancyKind, Severity};
use crate::extract::{ActorKind, Bound, Form, Unit};
use crate::text::{ArticleIdx, Span};

/// Two ages of one person.
pub(super) fn ages(view: &StoryView) -> Vec<Candidate> {
    let mut seen: Vec<(u32, u32, ArticleIdx, Span)> = Vec::new();
    for &article in view.members {
        for role in &view.found(article).roles {
            if let (Some(age), Some(actor)) = (role.age, view.actor(article, Some(role.referent)))
                && bears(view, article, role.span, actor)
            {
                seen.push((actor, age, article, role.span));
            }
        }
    }
    for &article in view.members {
        described(view, article, &mut seen);
    }
    for &article in view.members {
        before_names(view, article, &mut seen);
    }
    let mut candidates = Vec::new();
    let mut done: Vec<u32> = Vec::new();
    for &(actor, age, article, _) in &seen {
        let other = seen.iter().find(|(whose, theirs, in_article, _)| {
            let years = theirs.abs_diff(age);
            let grown = grown(view, article, *in_article);
            *whose == actor && years > 0 && years <= MOST_YEARS && (years > grown || grown == 0)
        });
        let (Some(&(_, other_age, ..)), false) = (other, done.contains(&actor)) else { continue };
        done.push(actor);
        let name = &view.linked.actors[actor as usize].name;
        let values = seen
            .iter()
            .filter(|(whose, theirs, ..)| *whose == actor && (*theirs == age || *theirs == other_age))
            .map(|&(_, theirs, article, span)| Value {
                article,
                span,
                text: theirs.to_string(),
                side: u32::from(theirs != age),
            })
            .collect();
        candidates.push(Candidate {
            kind: DiscrepancyKind::Number,
            severity: Severity::Conflict,
            subject: format!("age of {name}"),
            reason: format!("{name} is {age} in one report and {other_age} in another."),
            confidence: 0.8,
            interest: 0.8,
            event: None,
            actors: vec![actor],
            values,
        });
    }
    candidates
}

/// Birthdays that may lie between two reports: none within a month.
fn grown(view: &StoryView, one: ArticleIdx, other: ArticleIdx) -> u32 {
    let days = match (view.article(one).published, view.article(other).published) {
        (Some(a), Some(b)) => (a - b).get_days().unsigned_abs(),
        _ => 0,
    };
    if days <= 31 { 0 } else { days / 365 + 1 }
}

/// Years by which reports are off about one age.
const NEARLY: u32 = 2;
/// Ages further apart than this are of two people more often than of one.
const MOST_YEARS: u32 = 10;
/// Bytes between a name and the age behind it.
const BEHIND: u32 = 4;

/// Whether the name that an age stands behind can be the actor's: two of one first name are two.
fn bears(view: &StoryView, article: ArticleIdx, age: Span, actor: u32) -> bool {
    let mentions = &view.found(article).mentions;
    let before = mentions.iter().find(|mention| {
        mention.form == Form::Name && mention.span.end <= age.start && age.start - mention.span.end <= BEHIND
    });
    let Some(name) = before.map(|mention| view.text(article, mention.span)) else { return true };
    let actor = &view.linked.actors[actor as usize];
    let last = name.rsplit(' ').next().unwrap_or("");
    !name.contains(' ') || actor.name.contains(last) || actor.aliases.iter().any(|(alias, n)| alias == name && *n > 1)
}

/// "The 32-year-old Englishman A. Baker", "36-year-old C. Dunn": an age whose phrase ends in a name.
fn before_names(view: &StoryView, article: ArticleIdx, seen: &mut Vec<(u32, u32, ArticleIdx, Span)>) {
    let found = view.found(article);
    for quantity in found.quantities.iter().filter(|quantity| quantity.unit == Unit::Age) {
        let named = found.mentions.iter().find(|mention| {
            let ends = mention.span.end == quantity.span.end && mention.span.start <= quantity.span.end;
            mention.form == Form::Name && ends && mention.span.end > quantity.number.end
        });
        let actor = named.and_then(|mention| view.actor(article, Some(mention.referent)));
        let person = |actor: &u32| view.linked.actors[*actor as usize].kind == ActorKind::Person;
        let whole = quantity.value.fract() == 0.0 && quantity.upper.is_none() && quantity.bound == Bound::Exact;
        if let Some(actor) = actor.filter(person).filter(|actor| whole && view.is_named(*actor))
            && !seen.iter().any(|(.., other, span)| *other == article && span.overlaps(quantity.span))
        {
            seen.push((actor, quantity.value as u32, article, quantity.span));
        }
    }
}

/// "The 28-year-old was fourth": a description that is known to stand for somebody with a name.
fn described(view: &StoryView, article: ArticleIdx, seen: &mut Vec<(u32, u32, ArticleIdx, Span)>) {
    let found = view.found(article);
    for mention in found.mentions.iter().filter(|mention| mention.form == Form::Description) {
        let text = view.text(article, mention.span);
        let age = text.strip_suffix("-year-old").and_then(|rest| rest.rsplit([' ', '-']).next()?.parse::<u32>().ok());
        let actor = view.actor(article, Some(mention.referent)).filter(|actor| view.is_named(*actor));
        // Whoever stands behind "the 15-year-old" is a guess, but where the age is nearly the one that others give.
        let near = |age: u32, actor: u32| {
            seen.iter().any(|(whose, theirs, ..)| *whose == actor && theirs.abs_diff(age) <= NEARLY)
        };
        let then =
            view.article(article).text[..mention.span.start as usize].ends_with("then-") || text.starts_with("then-");
        if let (Some(age), Some(actor)) = (age, actor)
            && near(age, actor)
            && !then
        {
            seen.push((actor, age, article, mention.span));
        }
    }
}
