//! From a group of accounts to an event: who, when, where, whether, one line, and why they were taken for one.

use super::clear;
use crate::extract::{Account, ActorKind, EventKind, Findings, Form, Part, Participant, Status, TimeKind};
use crate::link::{Event, EventPart, Linked, When};
use crate::text::{Article, ArticleIdx, BlockKind, Evidence, Shared, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything that an event is made from.
pub struct Sources<'a> {
    /// The articles.
    pub articles: &'a [&'a Article],
    /// For each article.
    pub findings: &'a [&'a Findings],
    /// Actors, stories.
    pub linked: &'a Linked,
}

/// Words of a line that is read at a glance.
const COMFORTABLE: usize = 16;

/// An account by article and number.
pub type At = (ArticleIdx, u32);

impl Sources<'_> {
    fn account(&self, at: At) -> &Account {
        &self.findings[at.0.idx()].accounts[at.1 as usize]
    }

    fn actor(&self, article: ArticleIdx, referent: Option<u32>) -> Option<u32> {
        self.linked.actor_of.get(article.idx())?.get(referent? as usize).copied().flatten()
    }

    /// The event of a group of accounts.
    pub fn event(&self, story: u32, accounts: &[At]) -> Event {
        let best = self.best(accounts);
        let first = self.account(best);
        let status = self.status(accounts);
        let participants = self.participants(accounts, best);
        let mut n_articles: Vec<u32> = accounts.iter().map(|at| at.0.0).collect();
        n_articles.sort_unstable();
        n_articles.dedup();
        let heaviest = accounts.iter().map(|&at| self.account(at).weight).fold(0.0_f32, f32::max);
        Event {
            id: Shared::default(),
            story,
            summary: self.words(best).into(),
            line: first.line.map(|span| Evidence { article: best.0, span }),
            kind: self.kind(accounts),
            status,
            negated: first.negated,
            stands_for: None,
            when: self.when(accounts, best).map(Arc::new),
            places: self.places(accounts),
            reports: self.reports(accounts),
            tellers: n_articles.iter().copied().map(ArticleIdx).collect(),
            reasons: self.reasons(accounts, &participants, n_articles.len()).into(),
            participants,
            accounts: accounts.to_vec(),
            // What several articles tell is the news of the story.
            weight: heaviest * (1.0 + 0.5 * (n_articles.len() as f32).ln()) + 0.02 * (accounts.len() as f32).ln(),
            listed: true,
        }
    }

    /// An event as its best report tells it, for whoever reads it: who took part in which way stands in that report's clause, or
    /// in another report's clause with the same verb and somebody in the same part; of all others whom accounts name, no
    /// more is said than that. So for kind, time and place. `near` says whether an account's sentence tells what another's
    /// does, as far as an encoder sees.
    pub fn as_told(&self, event: &Event, near: &dyn Fn(At, At) -> bool) -> Event {
        let best = self.best(&event.accounts);
        let first = self.account(best);
        let part_of = |at: At, one: &Participant| Some((one.part, self.actor(at.0, one.referent)?));
        let told: Vec<(Part, u32)> = first.participants.iter().filter_map(|one| part_of(best, one)).collect();
        // Who tells a thing as planned, or that it was not so, does not tell that it happened.
        let agrees = |at: At| {
            let account = self.account(at);
            account.negated == first.negated && account.status == first.status
        };
        let tells = |at: At| {
            let account = self.account(at);
            let shared =
                || account.participants.iter().filter_map(|one| part_of(at, one)).any(|one| told.contains(&one));
            at == best || agrees(at) && account.verb == first.verb && account.kind == first.kind && shared()
        };
        let mut order: Vec<At> = vec![best];
        order.extend(event.accounts.iter().copied().filter(|&at| at != best && tells(at)));
        let mut participants: Vec<EventPart> = Vec::new();
        for &at in &order {
            let text: &str = &self.articles[at.0.idx()].text;
            for one in &self.account(at).participants {
                let actor = self.actor(at.0, one.referent);
                let place = actor.is_some_and(|actor| self.linked.actors[actor as usize].kind == ActorKind::Place);
                if one.modifier
                    || place && one.part == Part::About
                    || actor.is_none() && at != best
                    || one.words.is_empty()
                {
                    continue;
                }
                let phrase = Evidence { article: at.0, span: one.span };
                match participants.iter_mut().find(|part| actor.is_some() && part.actor == actor) {
                    Some(part) => part.phrases.push(phrase),
                    None => participants.push(EventPart {
                        part: one.part,
                        actor,
                        text: match actor {
                            Some(actor) => self.linked.actors[actor as usize].name.clone(),
                            None => one.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ").into(),
                        },
                        phrases: vec![phrase],
                    }),
                }
            }
        }
        participants.sort_by_key(|part| (part.part, std::cmp::Reverse(part.phrases.len())));
        for part in event.participants.iter().filter(|part| part.actor.is_some()) {
            if participants.iter().all(|known| known.actor != part.actor) {
                participants.push(EventPart { part: Part::Named, ..part.clone() });
            }
        }
        let telling =
            event.accounts.iter().filter(|&&at| order.contains(&at) || agrees(at) && near(best, at)).map(|at| at.0);
        let mut tellers: Vec<ArticleIdx> = telling.collect();
        tellers.sort_unstable();
        tellers.dedup();
        let kind = if first.kind == EventKind::Other { self.kind(&order) } else { first.kind };
        let when = self.when(&order[..1], best).or_else(|| self.when(&order, best)).map(Arc::new);
        let places = self.places(&order);
        let stands_for = self.stands_for(event.line);
        Event { stands_for, kind, participants, when, places, tellers, ..event.clone() }
    }

    /// The words of an account's line, on one line.
    fn words(&self, at: At) -> String {
        let text: &str = &self.articles[at.0.idx()].text;
        let line = self.account(at).line.map_or("", |line| line.of(text));
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The account whose line tells the event best: a clause that names who takes part and when, not long, told as most
    /// tell it. Where one says "he", another that gives the name is taken.
    pub fn best(&self, accounts: &[At]) -> At {
        let (status, kind) = (self.status(accounts), self.kind(accounts));
        let worth = |at: At| {
            let account = self.account(at);
            let Some(line) = account.line else { return account.weight - 10.0 };
            let text: &str = &self.articles[at.0.idx()].text;
            let named =
                |one: &&Participant| line.contains(one.span) && self.actor(at.0, one.referent.or(one.of)).is_some();
            let names = account.participants.iter().filter(named).count();
            let whole = account.participants.iter().any(|one| one.part == Part::Who);
            let n_words = line.of(text).split_whitespace().count();
            let mut worth = account.weight + 0.25 * names.min(3) as f32;
            worth += if account.verb == account.lemma { 0.3 } else { -0.3 };
            worth += if whole { 0.3 } else { 0.0 };
            worth += if account.time.is_some() { 0.15 } else { 0.0 };
            worth += if account.status == status { 0.5 } else { 0.0 };
            worth += if account.kind == kind { 0.3 } else { 0.0 };
            worth -= if n_words > COMFORTABLE { 0.05 * (n_words - COMFORTABLE) as f32 } else { 0.0 };
            worth -= if n_words < 4 { 0.4 } else { 0.0 };
            // Told in passing: the clause is another happening's.
            worth -= if line.len() > account.span.len().max(1) * 3 / 2 { 0.5 } else { 0.0 };
            // Headlines leave words out.
            let title = self.articles[at.0.idx()].blocks.first().filter(|block| block.kind == BlockKind::Title);
            worth -= if title.is_some_and(|title| title.span.contains(line)) { 0.15 } else { 0.0 };
            worth -= if self.points(at, line) { 0.7 } else { 0.0 };
            worth -= if clear::is_whole(text, line) { 0.0 } else { 1.0 };
            worth -= if line.of(text).contains(['"', '“', '”', '(']) { 0.3 } else { 0.0 };
            worth
        };
        accounts
            .iter()
            .copied()
            .max_by(|&a, &b| worth(a).total_cmp(&worth(b)).then(b.cmp(&a)))
            .unwrap_or((ArticleIdx(0), 0))
    }

    /// The actor whom the pronoun stands for that a line opens with.
    fn stands_for(&self, line: Option<Evidence>) -> Option<u32> {
        let line =
            line.filter(|line| clear::opens_with_pronoun(line.span.of(&self.articles[line.article.idx()].text)))?;
        let mentions = &self.findings[line.article.idx()].mentions;
        let first = mentions.iter().find(|one| {
            one.form == Form::Pronoun && line.span.contains(one.span) && one.span.start <= line.span.start + 3
        })?;
        self.actor(line.article, Some(first.referent))
    }

    /// "It crashed": true, but of nobody.
    fn points(&self, at: At, line: Span) -> bool {
        let mentions = &self.findings[at.0.idx()].mentions;
        let pronoun = mentions.iter().any(|one| one.form == Form::Pronoun && one.span.start == line.start);
        pronoun || clear::points(line.of(&self.articles[at.0.idx()].text))
    }

    /// The kind that weighs most over all accounts.
    fn kind(&self, accounts: &[At]) -> EventKind {
        let mut weights: BTreeMap<u8, (f32, EventKind)> = BTreeMap::new();
        for &at in accounts {
            let account = self.account(at);
            weights.entry(account.kind as u8).or_insert((0.0, account.kind)).0 += account.weight + 0.05;
        }
        weights.into_values().max_by(|a, b| a.0.total_cmp(&b.0)).map_or(EventKind::Other, |(_, kind)| kind)
    }

    /// The status that weighs most over all accounts; a thing that came to pass outweighs what was said before.
    fn status(&self, accounts: &[At]) -> Status {
        let mut weights: BTreeMap<u8, (f32, Status)> = BTreeMap::new();
        for &at in accounts {
            let account = self.account(at);
            let factor = if account.status == Status::Occurred { 1.2 } else { 1.0 };
            weights.entry(account.status as u8).or_insert((0.0, account.status)).0 += factor * (account.weight + 0.05);
        }
        weights.into_values().max_by(|a, b| a.0.total_cmp(&b.0)).map_or(Status::Occurred, |(_, status)| status)
    }

    /// Who takes part by any report, with the phrases that say so; the best report's words come first.
    fn participants(&self, accounts: &[At], best: At) -> Vec<EventPart> {
        let mut order: Vec<At> = vec![best];
        order.extend(accounts.iter().copied().filter(|&at| at != best));
        let mut found: Vec<(EventPart, String)> = Vec::new();
        for at in order {
            let text: &str = &self.articles[at.0.idx()].text;
            for one in &self.account(at).participants {
                let actor = self.actor(at.0, one.referent);
                let words = one.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
                let of = self.actor(at.0, one.of);
                for (actor, shown) in [(actor, words), (of, String::new())] {
                    if actor.is_none() && (shown.is_empty() || one.words.is_empty()) {
                        continue;
                    }
                    let text: Shared = match actor {
                        Some(actor) => self.linked.actors[actor as usize].name.clone(),
                        None => shown.into(),
                    };
                    let phrase = Evidence { article: at.0, span: one.span };
                    let known = found.iter_mut().find(|(part, lemma)| match actor {
                        Some(_) => part.actor == actor,
                        None => part.actor.is_none() && (*lemma == one.lemma || part.text == text),
                    });
                    match known {
                        Some((part, _)) => part.phrases.push(phrase),
                        None => found.push((
                            EventPart { part: one.part, actor, text, phrases: vec![phrase] },
                            one.lemma.clone(),
                        )),
                    }
                }
            }
        }
        found.sort_by_key(|(part, _)| (part.part, std::cmp::Reverse(part.phrases.len())));
        found.into_iter().map(|(part, _)| part).collect()
    }

    fn when(&self, accounts: &[At], best: At) -> Option<When> {
        let mut order: Vec<At> = vec![best];
        order.extend(accounts.iter().copied().filter(|&at| at != best));
        let mut found: Vec<(When, u32)> = Vec::new();
        for at in order {
            let findings = &self.findings[at.0.idx()];
            for &time in &self.account(at).times {
                let Some(time) = findings.times.get(time as usize) else { continue };
                if !matches!(time.kind, TimeKind::Date | TimeKind::Time) {
                    continue;
                }
                let text = time.span.of(&self.articles[at.0.idx()].text).to_string();
                let known = found.iter_mut().find(|(when, _)| {
                    if time.from.is_some() { when.from == time.from && when.to == time.to } else { when.text == text }
                });
                match known {
                    Some((_, count)) => *count += 1,
                    None => found.push((
                        When { text, from: time.from.clone(), to: time.to.clone(), granularity: time.granularity },
                        1,
                    )),
                }
            }
        }
        // The commonest; among equals the finest, then the one that the summary's account gives.
        found
            .into_iter()
            .enumerate()
            .min_by_key(|(place, (when, count))| {
                (std::cmp::Reverse(*count), when.from.is_none(), when.granularity, *place)
            })
            .map(|(_, (when, _))| when)
    }

    fn places(&self, accounts: &[At]) -> Vec<(Option<u32>, Shared)> {
        let mut found: Vec<(Option<u32>, Shared)> = Vec::new();
        for &at in accounts {
            for place in &self.account(at).places {
                let actor = self.actor(at.0, place.referent);
                let words =
                    place.span.of(&self.articles[at.0.idx()].text).split_whitespace().collect::<Vec<_>>().join(" ");
                let known =
                    found.iter().any(|(other, text)| if actor.is_some() { *other == actor } else { *text == words });
                if !known {
                    found.push((actor, words.into()));
                }
            }
        }
        found
    }

    fn reports(&self, accounts: &[At]) -> Vec<Evidence> {
        let mut reports: Vec<Evidence> =
            accounts.iter().map(|&at| Evidence { article: at.0, span: self.account(at).span }).collect();
        reports.sort();
        reports.dedup();
        reports
    }

    fn reasons(&self, accounts: &[At], participants: &[EventPart], n_articles: usize) -> Vec<String> {
        if accounts.len() < 2 {
            return Vec::new();
        }
        let mut verbs: Vec<&str> = accounts.iter().map(|&at| self.account(at).lemma.as_str()).collect();
        verbs.sort_unstable();
        verbs.dedup();
        verbs.truncate(4);
        let mut reasons = vec![format!(
            "told {} times in {} under “{}”",
            accounts.len(),
            if n_articles == 1 { "one article".to_string() } else { format!("{n_articles} articles") },
            verbs.join("”, “")
        )];
        let shared: Vec<&str> = participants
            .iter()
            .filter(|part| {
                part.actor.is_some_and(|actor| {
                    let with = accounts.iter().filter(|&&at| {
                        self.account(at).participants.iter().any(|one| {
                            self.actor(at.0, one.referent) == Some(actor) || self.actor(at.0, one.of) == Some(actor)
                        })
                    });
                    with.count() >= 2
                })
            })
            .map(|part| part.text.as_str())
            .take(4)
            .collect();
        if !shared.is_empty() {
            reasons.push(format!("the same taking part: {}", shared.join(", ")));
        }
        let mut times: Vec<&str> = Vec::new();
        for &at in accounts {
            if let Some(time) =
                self.account(at).time.and_then(|time| self.findings[at.0.idx()].times.get(time as usize))
            {
                let text = time.span.of(&self.articles[at.0.idx()].text);
                if !times.contains(&text) {
                    times.push(text);
                }
            }
        }
        if times.len() > 1 {
            times.truncate(4);
            reasons.push(format!("times given: {}", times.join(", ")));
        }
        reasons
    }
}
