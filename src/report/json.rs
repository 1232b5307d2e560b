//! The analysis in the contract's form, as one JSON document or a line an object.

use super::contract::{
    ActorJson, AliasJson, AnalysisJson, ArticleJson, DiscrepancyJson, EventJson, JoinedJson, MentionJson, NoteJson,
    ParticipantJson, PlaceJson, QuantityJson, RoleJson, SCHEMA, SideJson, StatementJson, StoryJson, TimeJson, WhenJson,
    WhereJson,
};
use crate::extract::{Findings, Quantity, Statement, Time, Unit};
use crate::pipeline::Analysis;
use crate::text::{ArticleIdx, CharMap, Evidence, Span, make_safe};
use serde::Serialize;
use std::collections::HashSet;

/// One document, indented, with a newline at its end.
pub fn json(analysis: &Analysis) -> String {
    let mut text = serde_json::to_string_pretty(&AnalysisJson::new(analysis)).unwrap_or_default();
    text.push('\n');
    text
}

/// A line an object, each with its `type`: first the schema, then the lists in the contract's order.
pub fn jsonl(analysis: &Analysis) -> String {
    let document = AnalysisJson::new(analysis);
    let mut text = format!("{}\n", serde_json::json!({"type": "analysis", "schema": SCHEMA}));
    push_lines(&mut text, "article", &document.articles);
    push_lines(&mut text, "story", &document.stories);
    push_lines(&mut text, "actor", &document.actors);
    push_lines(&mut text, "event", &document.events);
    push_lines(&mut text, "further-event", &document.further_events);
    push_lines(&mut text, "quantity", &document.quantities);
    push_lines(&mut text, "time", &document.times);
    push_lines(&mut text, "statement", &document.statements);
    push_lines(&mut text, "discrepancy", &document.discrepancies);
    text
}

#[derive(Serialize)]
struct Line<'a, T> {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(flatten)]
    object: &'a T,
}

fn push_lines<T: Serialize>(text: &mut String, kind: &'static str, objects: &[T]) {
    for object in objects {
        text.push_str(&serde_json::to_string(&Line { kind, object }).unwrap_or_default());
        text.push('\n');
    }
}

impl AnalysisJson {
    /// The contract's form of `analysis`.
    pub fn new(analysis: &Analysis) -> Self {
        let printer = Printer::new(analysis);
        let (mut quantities, mut times, mut statements) = (Vec::new(), Vec::new(), Vec::new());
        // One article after the other: the findings of all would be many times the size of their bytes.
        for article in 0..analysis.articles.len() {
            let findings = analysis.findings_of(article);
            quantities.extend(printer.quantities(article, &findings));
            times.extend(printer.times(article, &findings));
            statements.extend(printer.statements(article, &findings));
        }
        Self {
            schema: SCHEMA,
            articles: printer.articles(),
            stories: printer.stories(),
            actors: printer.actors(),
            events: printer.events(true),
            further_events: printer.events(false),
            quantities,
            times,
            statements,
            discrepancies: printer.discrepancies(),
        }
    }
}

/// Words between two pieces of one quotation, at most: `"…," the mayor of the town said. "…"`.
const BETWEEN: usize = 25;

/// Statements in order, where a quotation that its cue breaks (`"We lost," she said. "We will be back."`) is one.
fn joined(statements: &[Statement], text: &str) -> Vec<Statement> {
    let mut all: Vec<Statement> = Vec::with_capacity(statements.len());
    for statement in statements {
        let before = all.iter_mut().rev().take(3).find(|before| {
            before.cue_span == statement.cue_span
                && before.span.end <= statement.span.start
                && !(before.quotes.is_empty() || statement.quotes.is_empty())
        });
        let between = |before: &Statement| {
            text.get(before.span.end as usize..statement.span.start as usize)
                .is_some_and(|gap| !gap.contains("\n\n") && gap.split_whitespace().count() <= BETWEEN)
        };
        match before {
            Some(before) if between(before) => {
                before.span = before.span.join(statement.span);
                before.quotes.extend(&statement.quotes);
            }
            _ => all.push(statement.clone()),
        }
    }
    all
}

/// Turns indices into ids and bytes into characters.
struct Printer<'a> {
    analysis: &'a Analysis,
    ids: Vec<String>,
    maps: Vec<CharMap>,
}

impl<'a> Printer<'a> {
    fn new(analysis: &'a Analysis) -> Self {
        let maps = analysis.articles.iter().map(|article| CharMap::new(&article.text)).collect();
        Self { analysis, ids: article_ids(analysis), maps }
    }

    fn id(&self, article: ArticleIdx) -> String {
        self.ids.get(article.idx()).cloned().unwrap_or_default()
    }

    fn ids(&self, articles: &[ArticleIdx]) -> Vec<String> {
        articles.iter().map(|&article| self.id(article)).collect()
    }

    fn place(&self, article: usize, span: Span) -> PlaceJson {
        let text = &self.analysis.articles[article].text;
        let map = &self.maps[article];
        PlaceJson {
            article: self.ids[article].clone(),
            start: map.chars_before(text, span.start),
            end: map.chars_before(text, span.end),
        }
    }

    fn places(&self, evidence: &[Evidence]) -> Vec<PlaceJson> {
        evidence.iter().map(|evidence| self.place(evidence.article.idx(), evidence.span)).collect()
    }

    fn actor(&self, actor: Option<u32>) -> Option<String> {
        actor.and_then(|idx| self.analysis.linked.actors.get(idx as usize)).map(|actor| actor.id.to_string())
    }

    fn story(&self, story: u32) -> Option<String> {
        self.analysis.linked.stories.get(story as usize).map(|story| story.id.clone())
    }

    fn articles(&self) -> Vec<ArticleJson> {
        let linked = &self.analysis.linked;
        let articles = self.analysis.articles.iter().enumerate();
        articles
            .map(|(idx, article)| {
                let origin = linked.origin_of.get(idx).and_then(|&origin| linked.origins.get(origin as usize));
                ArticleJson {
                    id: self.ids[idx].clone(),
                    path: make_safe(&article.path),
                    title: article.title.clone(),
                    source: article.source.clone(),
                    url: article.url.clone(),
                    byline: article.byline.clone(),
                    published: article
                        .published
                        .map(|day| published(day.to_string(), article.published_text.as_deref())),
                    language: article.language.clone(),
                    story: linked.story_of.get(idx).and_then(|&story| self.story(story)),
                    origin: article
                        .origin
                        .clone()
                        .or_else(|| origin.map(|origin| origin.name.clone()))
                        .unwrap_or_else(|| article.source.clone()),
                    text: article.text.clone(),
                    notes: article
                        .notes
                        .iter()
                        .map(|note| NoteJson { message: note.message.clone(), hint: note.hint.clone() })
                        .collect(),
                }
            })
            .collect()
    }

    fn stories(&self) -> Vec<StoryJson> {
        let stories = self.analysis.linked.stories.iter();
        stories
            .map(|story| StoryJson {
                id: story.id.clone(),
                title: story.title.clone(),
                articles: self.ids(&story.articles),
            })
            .collect()
    }

    fn actors(&self) -> Vec<ActorJson> {
        let actors = self.analysis.linked.actors.iter();
        actors
            .map(|actor| ActorJson {
                id: actor.id.to_string(),
                name: actor.name.to_string(),
                kind: actor.kind,
                aliases: actor
                    .aliases
                    .iter()
                    .map(|(text, count)| AliasJson { text: text.clone(), count: *count })
                    .collect(),
                roles: actor
                    .roles
                    .iter()
                    .map(|role| RoleJson { text: role.text.to_string(), evidence: self.places(&role.evidence) })
                    .collect(),
                mentions: actor
                    .mentions
                    .iter()
                    .map(|mention| MentionJson {
                        place: self.place(mention.article.idx(), mention.span),
                        form: mention.form,
                    })
                    .collect(),
                listed: actor.listed,
                joined: actor
                    .joined
                    .iter()
                    .map(|joined| JoinedJson {
                        one: self.place(joined.one.article.idx(), joined.one.span),
                        other: self.place(joined.other.article.idx(), joined.other.span),
                        why: joined.why.words(),
                    })
                    .collect(),
            })
            .collect()
    }

    fn events(&self, listed: bool) -> Vec<EventJson> {
        let events = self.analysis.linked.events.iter().filter(|event| event.listed == listed);
        events
            .map(|event| EventJson {
                id: event.id.to_string(),
                story: self.story(event.story),
                summary: event.summary.to_string(),
                line: event.line.map(|line| self.place(line.article.idx(), line.span)),
                kind: event.kind,
                status: event.status,
                participants: event
                    .participants
                    .iter()
                    .map(|participant| ParticipantJson {
                        part: participant.part,
                        actor: self.actor(participant.actor),
                        text: participant.text.to_string(),
                        evidence: self.places(&participant.phrases),
                    })
                    .collect(),
                when: event.when.as_ref().map(|when| WhenJson {
                    text: when.text.clone(),
                    from: when.from.clone(),
                    to: when.to.clone(),
                    granularity: when.granularity,
                }),
                places: event
                    .places
                    .iter()
                    .map(|(actor, text)| WhereJson { actor: self.actor(*actor), text: text.to_string() })
                    .collect(),
                reports: self.places(&event.reports),
                told_by: event.tellers.iter().map(|article| self.ids[article.idx()].clone()).collect(),
                negated: event.negated,
            })
            .collect()
    }

    fn quantities(&self, article: usize, findings: &Findings) -> Vec<QuantityJson> {
        let text = &self.analysis.articles[article].text;
        let json = |quantity: &Quantity| QuantityJson {
            value: quantity.written.as_ref().map_or(quantity.value, |(value, _)| *value),
            upper: quantity.upper,
            bound: quantity.bound,
            unit: unit(quantity),
            counts: counts(quantity, text),
            per: quantity.per.clone(),
            concept: quantity.concept.map(|span| span.of(text).to_owned()),
            place: self.place(article, quantity.span),
        };
        findings.quantities.iter().map(json).collect()
    }

    fn times(&self, article: usize, findings: &Findings) -> Vec<TimeJson> {
        let text = &self.analysis.articles[article].text;
        let json = |time: &Time| TimeJson {
            text: time.span.of(text).to_owned(),
            value: time.value.clone(),
            from: time.from.clone(),
            to: time.to.clone(),
            place: self.place(article, time.span),
        };
        findings.times.iter().map(json).collect()
    }

    fn statements(&self, article: usize, findings: &Findings) -> Vec<StatementJson> {
        let actor = |referent: u32| self.analysis.linked.actor_of(ArticleIdx(article as u32), referent);
        let json = |statement: &Statement| StatementJson {
            speaker: self.actor(statement.speaker.and_then(actor)),
            cue: statement.cue.clone(),
            stance: statement.stance,
            quoted: !statement.quotes.is_empty(),
            place: self.place(article, statement.span),
        };
        let text: &str = &self.analysis.articles[article].text;
        let mut all = joined(&findings.statements, text);
        all.extend(findings.attitudes.iter().cloned());
        all.sort_by_key(|statement| (statement.span, statement.cue_span));
        all.iter().map(json).collect()
    }

    fn discrepancies(&self) -> Vec<DiscrepancyJson> {
        let discrepancies = self.analysis.discrepancies.iter();
        discrepancies
            .map(|discrepancy| DiscrepancyJson {
                id: discrepancy.id.to_string(),
                story: self.story(discrepancy.story),
                kind: discrepancy.kind,
                severity: discrepancy.severity,
                confidence: (discrepancy.confidence * 100.0).round() / 100.0,
                by: discrepancy.by.to_string(),
                subject: discrepancy.subject.to_string(),
                reason: discrepancy.reason.to_string(),
                event: discrepancy
                    .event
                    .and_then(|event| self.analysis.linked.events.get(event as usize))
                    .map(|event| event.id.to_string()),
                actors: discrepancy.actors.iter().filter_map(|&actor| self.actor(Some(actor))).collect(),
                sides: discrepancy
                    .sides
                    .iter()
                    .map(|side| SideJson {
                        value: side.value.to_string(),
                        articles: self.ids(&side.articles),
                        evidence: self.places(&side.evidence),
                    })
                    .collect(),
            })
            .collect()
    }
}

/// An article's key is its id; a second article with the same content gets "-2".
fn article_ids(analysis: &Analysis) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut ids = Vec::with_capacity(analysis.articles.len());
    for article in &analysis.articles {
        let mut id = article.key.clone();
        let mut n_same = 1;
        while !taken.insert(id.clone()) {
            n_same += 1;
            id = format!("{}-{n_same}", article.key);
        }
        ids.push(id);
    }
    ids
}

/// The day, or the source's own time stamp where it is ISO 8601 and gives a time of day.
fn published(day: String, given: Option<&str>) -> String {
    match given {
        Some(given) if given.starts_with(&day) && given.as_bytes().get(10) == Some(&b'T') => given.to_owned(),
        _ => day,
    }
}

/// What a quantity counts, or measures.
fn counts(quantity: &Quantity, text: &str) -> String {
    let measured = matches!(quantity.unit, Unit::Percent | Unit::Money(_) | Unit::Measure(..) | Unit::Age);
    let told = quantity.concept.filter(|_| measured).or(quantity.counted);
    told.map_or(quantity.counts.as_str(), |span| span.of(text)).to_owned()
}

fn unit(quantity: &Quantity) -> String {
    if let Some((_, unit)) = &quantity.written {
        return unit.clone();
    }
    match &quantity.unit {
        Unit::Count => "count".to_owned(),
        Unit::Percent => "percent".to_owned(),
        Unit::Age => "age".to_owned(),
        Unit::Rank => "rank".to_owned(),
        Unit::Other => "other".to_owned(),
        Unit::Money(code) => code.clone(),
        Unit::Measure(symbol, _) => symbol.clone(),
    }
}
