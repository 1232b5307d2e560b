//! The card of an actor: its names, what each source calls it, its events, its company, the disputes that touch it.

use super::references::in_sentence;
use crate::link::Place;
use crate::show::material::Material;
use crate::show::state::Page;
use crate::show::target::Target;
use crate::show::theme::Tone;
use crate::show::words;
use crate::text::Evidence;
use rustc_hash::FxHashMap;

/// Most rows of one kind on a card; the rest is counted.
const MOST: usize = 12;

/// Makes the card.
pub fn card(material: &Material, idx: u32, width: u16) -> Page {
    let linked = &material.analysis.linked;
    let (actor, of) = (&linked.actors[idx as usize], &material.actors[idx as usize]);
    let mut page = Page::new(format!("CARD  {}", actor.name), width);
    let kind = words::actor_kind(actor.kind);
    let mentions = words::count(actor.mentions.len(), "mention", "mentions");
    let articles = words::count(of.articles.len(), "article", "articles");
    let sources = words::count(material.n_sources(idx, None), "source", "sources");
    page.text(
        0,
        &[
            (actor.name.to_string(), Tone::Title),
            (format!("   {kind} · {mentions} in {articles} of {sources}"), Tone::Dim),
        ],
        Some(Target::Actor(idx)),
    );
    names(&mut page, material, idx);
    reasons(&mut page, material, idx);
    roles(&mut page, material, idx);
    if !of.discrepancies.is_empty() {
        page.head("Disputed");
        for &dispute in of.discrepancies.iter().take(MOST) {
            dispute_line(&mut page, material, dispute, "");
        }
    }
    if !of.events.is_empty() {
        page.head(format!("Events  {}", of.events.len()));
        for &event in of.events.iter().take(MOST) {
            event_line(&mut page, material, event);
        }
        more(&mut page, of.events.len());
    }
    relations(&mut page, material, idx);
    page.head("Mentions");
    for &article in &of.articles {
        let shown = &material.analysis.articles[article as usize];
        let here = actor.mentions.iter().filter(|mention| mention.article.0 == article);
        let first = here.clone().next().map(|mention| mention.article).zip(here.clone().next().map(|m| m.span));
        let target = first.map(|(article, span)| Target::Phrase(Evidence { article, span }));
        page.hanging(
            (format!("  {:>3} ", here.count()), Tone::Count),
            6,
            &[(words::source(shown).to_owned(), Tone::Source), (format!("  {}", shown.title), Tone::Text)],
            target,
        );
    }
    page
}

/// Every form of its name, how often it stands, and in which sources; each leads to where it stands first.
fn names(page: &mut Page, material: &Material, idx: u32) {
    let actor = &material.analysis.linked.actors[idx as usize];
    if actor.aliases.iter().all(|(name, _)| *name == actor.name) {
        return;
    }
    page.head("Names");
    for (name, n) in actor.aliases.iter().take(MOST) {
        let places: Vec<&Place> = actor.mentions.iter().filter(|place| is_called(material, place, name)).collect();
        // A name that is only implied ("their sons David and Paul") stands in no source as it is.
        let Some(first) = places.first() else { continue };
        let by = words::sources(material, places.iter().map(|place| place.article.0));
        page.hanging(
            (format!("  {n:>3} "), Tone::Count),
            6,
            &[(name.clone(), Tone::Text), (format!("   {by}"), Tone::Source)],
            Some(Target::Phrase(Evidence { article: first.article, span: first.span })),
        );
    }
    more(page, actor.aliases.len());
}

/// Why different names are one actor's: each pair, with the reason. That one name is one name needs no line.
fn reasons(page: &mut Page, material: &Material, idx: u32) {
    let actor = &material.analysis.linked.actors[idx as usize];
    let mut told = Vec::new();
    for joined in &actor.joined {
        let (one, other) = (material.phrase(joined.one), material.phrase(joined.other));
        let row = (one.to_lowercase(), other.to_lowercase(), joined.why);
        if row.0 != row.1 && !told.contains(&row) {
            if told.is_empty() {
                page.head("Why one");
            }
            if told.len() < MOST {
                page.text(
                    2,
                    &[
                        (one.to_owned(), Tone::Name),
                        (" = ".to_owned(), Tone::Dim),
                        (other.to_owned(), Tone::Text),
                        (format!("   {}", joined.why.words()), Tone::Dim),
                        (
                            format!("   {}", words::sources(material, [joined.other.article.0].into_iter())),
                            Tone::Source,
                        ),
                    ],
                    Some(Target::Phrase(joined.other)),
                );
            }
            told.push(row);
        }
    }
    more(page, told.len());
}

/// Whether a mention stands in the text as `name`, or as a part of it ("Adviser Jake Sullivan" where the mention is the
/// name alone).
fn is_called(material: &Material, place: &Place, name: &str) -> bool {
    let phrase = material.phrase(Evidence { article: place.article, span: place.span });
    let Some(article) = material.analysis.articles.get(place.article.idx()).filter(|_| !phrase.is_empty()) else {
        return false;
    };
    name.match_indices(phrase).any(|(at, _)| {
        let start = (place.span.start as usize).checked_sub(at);
        start.and_then(|start| article.text.get(start..start + name.len())) == Some(name)
    })
}

/// What each source calls it.
fn roles(page: &mut Page, material: &Material, idx: u32) {
    let actor = &material.analysis.linked.actors[idx as usize];
    if actor.roles.is_empty() {
        return;
    }
    page.head("What it is called");
    for role in actor.roles.iter().take(MOST) {
        let by = words::sources(material, role.evidence.iter().map(|evidence| evidence.article.0));
        let target = role.evidence.first().map(|evidence| Target::Phrase(*evidence));
        page.text(2, &[(role.text.to_string(), Tone::Text), (format!("   {by}"), Tone::Source)], target);
    }
    more(page, actor.roles.len());
}

/// Relations as stated, and who it takes part in events with; that leads to the weightiest of these events, whose
/// accounts are what shows it.
fn relations(page: &mut Page, material: &Material, idx: u32) {
    let linked = &material.analysis.linked;
    let actor = &linked.actors[idx as usize];
    if !actor.relations.is_empty() {
        page.head("Stands to");
        for (other, how, evidence) in actor.relations.iter().take(MOST) {
            let Some(name) = linked.actors.get(*other as usize).map(|other| other.name.clone()) else { continue };
            page.text(
                2,
                &[(format!("{how} "), Tone::Dim), (name.to_string(), Tone::Name)],
                Some(Target::Actor(*other)),
            );
            let mut pieces = in_sentence(material, *evidence, Tone::Evidence, page.width.saturating_sub(4));
            pieces.insert(0, ("  ".to_owned(), Tone::Dim));
            page.line(pieces, Some(Target::Phrase(*evidence)));
        }
    }
    let mut with: FxHashMap<u32, (u32, u32)> = FxHashMap::default();
    for &event in &material.actors[idx as usize].events {
        let mut others: Vec<u32> =
            linked.events[event as usize].participants.iter().filter_map(|part| part.actor).collect();
        others.sort_unstable();
        others.dedup();
        for other in others.into_iter().filter(|&other| other != idx) {
            with.entry(other).or_insert((0, event)).0 += 1;
        }
    }
    if with.is_empty() {
        return;
    }
    let mut with: Vec<(u32, (u32, u32))> = with.into_iter().collect();
    with.sort_by_key(|&(other, (n, _))| (std::cmp::Reverse(n), other));
    page.head("Appears with");
    for (other, (n, first)) in with.into_iter().take(MOST) {
        let name = linked.actors[other as usize].name.clone();
        let events = words::count(n as usize, "event", "events");
        page.text(
            2,
            &[(name.to_string(), Tone::Name), (format!("   {events}"), Tone::Count)],
            Some(Target::Event(first)),
        );
    }
}

fn more(page: &mut Page, n: usize) {
    if n > MOST {
        page.text(2, &[(format!("… and {} more", n - MOST), Tone::Dim)], None);
    }
}

/// A discrepancy: its fact, and what each source says. Of the fact, what is `known` on this page is left out.
pub fn dispute_line(page: &mut Page, material: &Material, idx: u32, known: &str) {
    let discrepancy = &material.analysis.discrepancies[idx as usize];
    let tone = words::severity_tone(discrepancy.severity);
    let subject = discrepancy.subject.strip_suffix(known).map(|subject| subject.trim_end_matches([':', ' ']));
    let subject = subject.filter(|subject| !known.is_empty() && !subject.is_empty()).unwrap_or(&discrepancy.subject);
    let sign = (format!("{} ", words::sign(discrepancy.severity)), tone);
    let mut pieces = vec![sign, (format!("{subject}   "), Tone::Text)];
    pieces.extend(words::sides(material, discrepancy));
    page.text(2, &pieces, Some(Target::Discrepancy(idx)));
}

/// An event: when, its line, how many tell it.
pub fn event_line(page: &mut Page, material: &Material, idx: u32) {
    let event = &material.analysis.linked.events[idx as usize];
    let when = words::when(event.when.as_deref(), material.year_of_story(event.story));
    let when = if when.is_empty() { "–".to_owned() } else { when };
    let status = words::status(event.status);
    let worst = material.worst(material.disputes_of_event[idx as usize].iter().copied());
    let sign = worst.map_or("    ".to_owned(), |severity| format!("  {} ", words::sign(severity)));
    page.hanging(
        (sign, worst.map_or(Tone::Text, words::severity_tone)),
        4,
        &[
            (format!("{when:<10} "), Tone::Source),
            (words::event_line(material, idx), Tone::Text),
            (format!("   {}", words::count(words::n_reports(event), "report", "reports")), Tone::Count),
            (if status.is_empty() { String::new() } else { format!(", {status}") }, Tone::Dim),
        ],
        Some(Target::Event(idx)),
    );
}
