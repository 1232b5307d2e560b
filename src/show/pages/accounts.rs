//! An event as each source tells it, and a discrepancy in short.

use super::card::dispute_line;
use super::references::{article_head, in_sentence};
use crate::show::material::Material;
use crate::show::state::{Page, State};
use crate::show::target::Target;
use crate::show::theme::Tone;
use crate::show::words;

/// Who, when, where; what is disputed; who took part and what each source calls them; each source's account.
pub fn accounts(state: &State, idx: u32, width: u16) -> Page {
    let material = &state.material;
    let linked = &material.analysis.linked;
    let event = &linked.events[idx as usize];
    let n = words::count(words::n_reports(event), "article tells it", "articles tell it");
    let mut page = Page::new(format!("EVENT  {}", event.summary), width);
    page.text(0, &[(event.summary.clone(), Tone::Title)], None);
    let mut about = Vec::new();
    let kind = words::event_kind(event.kind);
    let places: Vec<&str> = event.places.iter().map(|(_, text)| text.as_str()).collect();
    for part in [kind.as_str(), words::status(event.status), &words::when(event.when.as_ref()), &places.join(", "), &n]
    {
        if !part.is_empty() {
            about.push(part.to_owned());
        }
    }
    page.text(0, &[(about.join(" · "), Tone::Dim)], None);

    let disputes = material.disputes_of_event[idx as usize].iter().filter(|dispute| !state.dismissed.contains(dispute));
    let disputes: Vec<u32> = disputes.copied().collect();
    if !disputes.is_empty() {
        page.head("Disputed");
        for dispute in disputes {
            dispute_line(&mut page, material, dispute);
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
        if last_told.as_ref() != Some(&told) {
            page.text(2, &sentence, Some(Target::Phrase(report)));
            last_told = Some(told);
        }
    }
    if !event.reasons.is_empty() {
        page.head("Why these are one event");
        for reason in &event.reasons {
            page.text(2, &[(reason.clone(), Tone::Dim)], None);
        }
    }
    page
}

/// Who took part, and what each source calls them.
fn participants(page: &mut Page, material: &Material, idx: u32) {
    let linked = &material.analysis.linked;
    let event = &linked.events[idx as usize];
    if event.participants.is_empty() {
        return;
    }
    page.head("Who took part, and what each source calls them");
    let mut seen = Vec::new();
    for part in &event.participants {
        if part.actor.is_some() && seen.contains(&part.actor) {
            continue;
        }
        seen.push(part.actor);
        let role = format!("  {:<6} ", words::part(part.part));
        let Some((actor_idx, actor)) = part.actor.and_then(|idx| Some((idx, linked.actors.get(idx as usize)?))) else {
            page.line(vec![(role, Tone::Dim), (part.text.clone(), Tone::Text)], None);
            continue;
        };
        page.line(vec![(role, Tone::Dim), (actor.name.clone(), Tone::Name)], Some(Target::Actor(actor_idx)));
        for role in actor.roles.iter().take(6) {
            let by = words::sources(material, role.evidence.iter().map(|evidence| evidence.article.0));
            let target = role.evidence.first().map(|evidence| Target::Phrase(*evidence));
            let pieces = [(role.text.clone(), Tone::Text), (format!("   {by}"), Tone::Source)];
            page.text(11, &pieces, target);
        }
    }
}

/// A discrepancy in short: its fact, why it is shown, each side with its phrases.
pub fn discrepancy(material: &Material, idx: u32, width: u16) -> Page {
    let discrepancy = &material.analysis.discrepancies[idx as usize];
    let severity = words::severity(discrepancy.severity);
    let mut page = Page::new(format!("{severity}  {}", discrepancy.subject), width);
    page.text(0, &[(discrepancy.reason.clone(), Tone::Dim)], None);
    for side in &discrepancy.sides {
        page.head(side.value.clone());
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
