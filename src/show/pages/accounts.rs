//! An event as each source tells it, and a discrepancy in short.

use super::card::dispute_line;
use super::references::{article_head, in_sentence};
use crate::compare::DiscrepancyKind;
use crate::extract::{ActorKind, Form, Part};
use crate::show::material::{Material, overlapping};
use crate::show::state::{Page, State};
use crate::show::target::Target;
use crate::show::theme::Tone;
use crate::show::words;
use crate::text::Evidence;

/// Who, when, where; what is disputed; who took part and what each source calls them; each source's account.
pub fn accounts(state: &State, idx: u32, width: u16) -> Page {
    let material = &state.material;
    let linked = &material.analysis.linked;
    let event = &linked.events[idx as usize];
    let n = words::count(words::n_reports(event), "article tells it", "articles tell it");
    let mut about = Vec::new();
    let kind = words::event_kind(event.kind);
    let places: Vec<&str> = event.places.iter().map(|(_, text)| text.as_str()).collect();
    for part in
        [kind.as_str(), words::status(event.status), &words::when(event.when.as_deref()), &places.join(", "), &n]
    {
        if !part.is_empty() {
            about.push(part.to_owned());
        }
    }
    let mut page = Page::new(format!("EVENT  {}", about.join(" · ")), width);
    page.text(0, &[(event.summary.to_string(), Tone::Title)], None);

    let disputes = material.disputes_of_event[idx as usize].iter().filter(|dispute| !state.dismissed.contains(dispute));
    let disputes: Vec<u32> = disputes.copied().collect();
    if !disputes.is_empty() {
        page.head("Disputed");
        for dispute in disputes {
            dispute_line(&mut page, material, dispute, &event.summary);
        }
    }
    participants(&mut page, material, idx);

    page.head("Accounts");
    let mut last = None;
    let mut last_told = None;
    let mut reports = event.reports.clone();
    reports.sort_by_key(|report| (report.article, report.span));
    for report in reports {
        if last != Some(report.article) {
            last = Some(report.article);
            article_head(&mut page, material, report.article.0, false);
        }
        let sentence = in_sentence(material, report, Tone::Evidence, u16::MAX);
        // One sentence may tell it twice ("met for talks"): it is shown once.
        let told: String = sentence.iter().map(|(text, _)| text.as_str()).collect();
        if last_told.as_ref().is_none_or(|last: &String| !last.contains(told.trim())) {
            page.text(2, &sentence, Some(Target::Phrase(report)));
            last_told = Some(told);
        }
    }
    if !event.reasons.is_empty() {
        page.head("Why these are one event");
        for reason in event.reasons.iter() {
            page.text(2, &[(reason.clone(), Tone::Dim)], None);
        }
    }
    page
}

/// The people whom a phrase names.
fn people_in(material: &Material, phrase: Evidence) -> impl Iterator<Item = u32> {
    let stands = material.articles.get(phrase.article.idx());
    let mentions = stands.into_iter().flat_map(move |stands| overlapping(&stands.mentions, phrase.span, |it| it.0));
    let people = mentions.filter(|mention| mention.2 == Form::Name).map(|mention| mention.1);
    people.filter(|&actor| material.analysis.linked.actors[actor as usize].kind == ActorKind::Person)
}

/// Who took part, and what each source calls them: people first, then bodies, then places and things. Where sources
/// disagree on who took part, all whom their phrases name are among them.
fn participants(page: &mut Page, material: &Material, idx: u32) {
    let linked = &material.analysis.linked;
    let event = &linked.events[idx as usize];
    let mut present: Vec<(&str, u32)> = Vec::new();
    let parts = event.participants.iter().filter_map(|part| Some((words::part(part.part), part.actor?)));
    let disputes = material.disputes_of_event[idx as usize].iter();
    let disputes = disputes.filter_map(|&dispute| material.analysis.discrepancies.get(dispute as usize));
    let disputed = disputes.filter(|dispute| dispute.kind == DiscrepancyKind::Participants);
    let phrases = disputed.flat_map(|dispute| dispute.sides.iter().flat_map(|side| &side.evidence));
    let named = phrases.flat_map(|phrase| people_in(material, *phrase)).map(|actor| (words::part(Part::Who), actor));
    for (part, actor) in parts.chain(named) {
        if present.iter().all(|&(_, other)| other != actor) && (actor as usize) < linked.actors.len() {
            present.push((part, actor));
        }
    }
    let unknown: Vec<_> = event.participants.iter().filter(|part| part.actor.is_none()).collect();
    if present.is_empty() && unknown.is_empty() {
        return;
    }
    page.head("Who took part, and what each source calls them");
    present.sort_by_key(|&(_, actor)| match linked.actors[actor as usize].kind {
        ActorKind::Person => 0,
        ActorKind::Organization | ActorKind::Group => 1,
        ActorKind::Place => 2,
        ActorKind::Other => 3,
    });
    for (part, actor_idx) in present {
        let actor = &linked.actors[actor_idx as usize];
        let part = (format!("  {part:<6} "), Tone::Dim);
        page.line(vec![part, (actor.name.to_string(), Tone::Name)], Some(Target::Actor(actor_idx)));
        for role in actor.roles.iter().take(6) {
            let by = words::sources(material, role.evidence.iter().map(|evidence| evidence.article.0));
            let target = role.evidence.first().map(|evidence| Target::Phrase(*evidence));
            let pieces = [(role.text.to_string(), Tone::Text), (format!("   {by}"), Tone::Source)];
            page.text(11, &pieces, target);
        }
    }
    for part in unknown {
        let role = format!("  {:<6} ", words::part(part.part));
        page.line(vec![(role, Tone::Dim), (part.text.to_string(), Tone::Text)], None);
    }
}

/// A discrepancy in short: its fact, why it is shown, each side with its phrases.
pub fn discrepancy(material: &Material, idx: u32, width: u16) -> Page {
    let discrepancy = &material.analysis.discrepancies[idx as usize];
    let severity = words::severity(discrepancy.severity);
    let mut page = Page::new(format!("{}  {}", severity.to_uppercase(), words::kind(discrepancy.kind)), width);
    page.text(0, &[(discrepancy.subject.to_string(), Tone::Title)], None);
    page.text(0, &[(discrepancy.reason.to_string(), Tone::Dim)], None);
    for side in &discrepancy.sides {
        page.head(side.value.to_string());
        for evidence in &side.evidence {
            let article = &material.analysis.articles[evidence.article.idx()];
            page.text(
                2,
                &[
                    (words::source(article).to_owned(), Tone::Source),
                    (format!("  “{}”", material.phrase(*evidence)), Tone::Text),
                ],
                Some(Target::Phrase(*evidence)),
            );
        }
    }
    page
}
