//! An event as each source tells it, and a discrepancy in short.

use super::card::dispute_line;
use super::references::{article_head, in_sentence, sentence_span};
use crate::brief::{line_of, one_line, wordings};
use crate::compare::DiscrepancyKind;
use crate::extract::{ActorKind, Findings, Form, Part};
use crate::link::Event;
use crate::show::material::{Material, overlapping};
use crate::show::state::{Page, Piece, State};
use crate::show::target::Target;
use crate::show::theme::Tone;
use crate::show::words;
use crate::text::{ArticleIdx, Evidence, Span};

/// Who, when, where; what is disputed; who took part and what each source calls them; each source's account.
pub fn accounts(state: &State, idx: u32, width: u16) -> Page {
    let material = &state.material;
    let analysis = &material.analysis;
    let event = &analysis.linked.events[idx as usize];
    let n = words::count(words::n_reports(event), "article tells it", "articles tell it");
    let kind = words::event_kind(event.kind);
    let about = [kind.as_str(), words::status(event.status), &n];
    let about: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
    let mut page = Page::new(format!("EVENT  {}", about.join(" · ")), width);
    if let Some(line) = line_of(analysis, event) {
        let by = words::sources(material, std::iter::once(line.article.0));
        let quoted = one_line(material.phrase(line));
        page.text(0, &[(quoted, Tone::Title), (format!("   {by}"), Tone::Source)], Some(Target::Phrase(line)));
        // The accounts are what one comes for.
        page.begin = page.lines.len();
    }

    let disputes = material.disputes_of_event[idx as usize].iter().filter(|dispute| !state.dismissed.contains(dispute));
    let disputes: Vec<u32> = disputes.copied().collect();
    if !disputes.is_empty() {
        page.head("Disputed");
        for dispute in disputes {
            dispute_line(&mut page, material, dispute, &event.summary);
        }
    }
    participants(&mut page, material, event, idx);
    times_and_places(&mut page, material, event);

    page.head("Accounts");
    each_account(&mut page, material, event);
    if !event.reasons.is_empty() {
        page.head("Why these are one event");
        for reason in event.reasons.iter() {
            page.text(2, &[(reason.clone(), Tone::Dim)], None);
        }
    }
    page
}

/// What each report says of an event, sentence by sentence; of a report that says it in the words of one before, whose.
fn each_account(page: &mut Page, material: &Material, event: &Event) {
    let mut reports = event.reports.clone();
    reports.sort_by_key(|report| (report.article, report.span));
    let mut before: Vec<(String, ArticleIdx)> = Vec::new();
    for of_one in reports.chunk_by(|one, other| one.article == other.article) {
        let article = of_one[0].article;
        article_head(page, material, article.0, false);
        let mut told: Vec<(String, Vec<Piece>, Evidence)> = Vec::new();
        for &report in of_one {
            let sentence = in_sentence(material, report, Tone::Evidence, u16::MAX);
            let text = one_line(&sentence.iter().map(|(text, _)| text.as_str()).collect::<String>());
            // One sentence may tell it twice ("met for talks"): it is shown once.
            if told.iter().all(|(known, ..)| !known.contains(&text)) {
                told.push((text, sentence, report));
            }
        }
        let whose = |(text, ..): &(String, Vec<Piece>, Evidence)| {
            before.iter().find(|(known, _)| known.contains(text.as_str())).map(|(_, whose)| *whose)
        };
        let copied: Option<Vec<ArticleIdx>> = told.iter().map(whose).collect();
        if let Some(first) = copied.as_ref().and_then(|copied| copied.first()) {
            let name = words::sources(material, std::iter::once(first.0));
            page.text(2, &[(format!("the same text as {name}"), Tone::Dim)], Some(Target::Phrase(of_one[0])));
            continue;
        }
        for (text, sentence, report) in told {
            page.text(2, &sentence, Some(Target::Phrase(report)));
            before.push((text, article));
        }
    }
}

/// The people whom a phrase names.
fn people_in(material: &Material, phrase: Evidence) -> impl Iterator<Item = u32> {
    let people = mentions_in(material, phrase).filter(|mention| mention.2 == Form::Name).map(|mention| mention.1);
    people.filter(|&actor| material.analysis.linked.actors[actor as usize].kind == ActorKind::Person)
}

/// The mentions that a phrase holds.
fn mentions_in(material: &Material, phrase: Evidence) -> impl Iterator<Item = (Span, u32, Form)> {
    let stands = material.articles.get(phrase.article.idx());
    stands.into_iter().flat_map(move |stands| overlapping(&stands.mentions, phrase.span, |it| it.0)).copied()
}

/// Who took part, and what each source that tells the event calls them: people first, then bodies, then places and
/// things. Whom no sentence that tells it names is not shown, and no source stands here for what it says elsewhere of
/// somebody whom it does not name in it. Where sources disagree on who took part, all whom their phrases name are shown.
fn participants(page: &mut Page, material: &Material, event: &Event, idx: u32) {
    let linked = &material.analysis.linked;
    let disputes = material.disputes_of_event[idx as usize].iter();
    let disputes = disputes.filter_map(|&dispute| material.analysis.discrepancies.get(dispute as usize));
    let disputed = disputes.filter(|dispute| dispute.kind == DiscrepancyKind::Participants);
    let phrases: Vec<Evidence> =
        disputed.flat_map(|dispute| dispute.sides.iter().flat_map(|side| &side.evidence)).copied().collect();
    let sentences = event.reports.iter().map(|report| {
        let text = material.analysis.articles.get(report.article.idx()).map_or("", |article| article.text.as_str());
        Evidence { span: sentence_span(text, report.span), ..*report }
    });
    let sentences: Vec<Evidence> = sentences.chain(phrases.iter().copied()).collect();

    let mut present: Vec<(&str, u32)> = Vec::new();
    let parts = event.participants.iter().filter_map(|part| Some((words::part(part.part), part.actor?)));
    let named = phrases.iter().flat_map(|phrase| people_in(material, *phrase));
    for (part, actor) in parts.chain(named.map(|actor| (words::part(Part::Who), actor))) {
        if present.iter().all(|&(_, other)| other != actor) && (actor as usize) < linked.actors.len() {
            present.push((part, actor));
        }
    }
    present.sort_by_key(|&(_, actor)| match linked.actors[actor as usize].kind {
        ActorKind::Person => 0,
        ActorKind::Organization | ActorKind::Group => 1,
        ActorKind::Place => 2,
        ActorKind::Other => 3,
    });
    let mut has_head = false;
    for (part, actor_idx) in present {
        let called = called(material, actor_idx, &sentences);
        if called.is_empty() {
            continue;
        }
        if !has_head {
            page.head("Who took part, and what each source calls them");
            has_head = true;
        }
        let name = linked.actors[actor_idx as usize].name.to_string();
        let part = (format!("  {part:<6} "), Tone::Dim);
        page.hanging(part, 9, &[(name, Tone::Name)], Some(Target::Actor(actor_idx)));
        for (text, places) in called {
            let by = words::sources(material, places.iter().map(|place| place.article.0));
            let target = places.first().map(|place| Target::Phrase(*place));
            page.text(11, &[(text, Tone::Text), (format!("   {by}"), Tone::Source)], target);
        }
    }
}

/// What the sources of some sentences call an actor that the sentences name: the roles that those sources give; of a
/// source that gives none, the words of the sentence. Each with its places.
fn called(material: &Material, actor: u32, sentences: &[Evidence]) -> Vec<(String, Vec<Evidence>)> {
    let naming = sentences.iter().flat_map(|sentence| {
        let here = mentions_in(material, *sentence).filter(move |mention| mention.1 == actor);
        here.map(move |mention| (mention.2, Evidence { article: sentence.article, span: mention.0 }))
    });
    let naming: Vec<(Form, Evidence)> = naming.collect();
    let names = |article: ArticleIdx| naming.iter().any(|(_, place)| place.article == article);
    let mut called: Vec<(String, Vec<Evidence>)> = Vec::new();
    for role in &material.analysis.linked.actors[actor as usize].roles {
        let places: Vec<Evidence> = role.evidence.iter().filter(|place| names(place.article)).copied().collect();
        if !places.is_empty() {
            called.push((role.text.to_string(), places));
        }
    }
    for &(_, place) in naming.iter().filter(|(form, _)| *form != Form::Pronoun) {
        let known = |(_, places): &(String, Vec<Evidence>)| places.iter().any(|other| other.article == place.article);
        if called.iter().any(known) {
            continue;
        }
        let text = one_line(material.phrase(place));
        match called.iter_mut().find(|(other, _)| *other == text) {
            Some((_, places)) => places.push(place),
            None => called.push((text, vec![place])),
        }
    }
    called
}

/// When and where, as each source that tells the event writes it.
fn times_and_places(page: &mut Page, material: &Material, event: &Event) {
    let analysis = &material.analysis;
    let mut told: Vec<(&str, String, Vec<Evidence>)> = Vec::new();
    let mut last: Option<(ArticleIdx, Findings)> = None;
    for &(article, number) in &event.accounts {
        if last.as_ref().is_none_or(|(known, _)| *known != article) {
            last = Some((article, analysis.findings_of(article.idx())));
        }
        let Some((_, findings)) = &last else { continue };
        let Some(account) = findings.accounts.get(number as usize) else { continue };
        let times = account.time.and_then(|time| findings.times.get(time as usize)).map(|time| ("when", time.span));
        for (what, span) in times.into_iter().chain(account.places.iter().map(|place| ("where", place.span))) {
            let place = Evidence { article, span };
            let text = one_line(material.phrase(place));
            match told.iter_mut().find(|(other, known, _)| *other == what && *known == text) {
                Some((.., places)) => places.push(place),
                None => told.push((what, text, vec![place])),
            }
        }
    }
    if told.is_empty() {
        return;
    }
    told.sort_by_key(|(what, ..)| *what);
    page.head("When and where, as each source writes it");
    for (what, text, places) in told {
        let by = words::sources(material, places.iter().map(|place| place.article.0));
        let pieces = [(format!("{what:<6} "), Tone::Dim), (text, Tone::Text), (format!("   {by}"), Tone::Source)];
        page.text(2, &pieces, places.first().map(|place| Target::Phrase(*place)));
    }
}

/// A discrepancy in short: its fact, why it is shown, each side with its phrases.
pub fn discrepancy(material: &Material, idx: u32, width: u16) -> Page {
    let discrepancy = material.discrepancy(idx);
    let severity = words::severity(discrepancy.severity);
    let mut page = Page::new(format!("{}  {}", severity.to_uppercase(), words::kind(discrepancy.kind)), width);
    page.text(0, &[(discrepancy.subject.to_string(), Tone::Title)], None);
    page.text(0, &[(discrepancy.reason.to_string(), Tone::Dim)], None);
    for side in &discrepancy.sides {
        let told = wordings(&material.analysis, discrepancy, side);
        page.head(told.iter().map(|wording| wording.text.as_str()).collect::<Vec<_>>().join(" / "));
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
