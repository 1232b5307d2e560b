//! What a report for people says, before it is set as Markdown, text or HTML: the disputed facts first, each with its
//! sources and their phrases; then who takes part, what happened, and the articles that were read.

use crate::brief::{Wording, is_small, line_of, one_line, phrase, source_name, wordings};
use crate::compare::{Discrepancy, Severity, Side};
use crate::link::{Actor, Event, Story};
use crate::pipeline::Analysis;
use crate::text::{ArticleIdx, Evidence};

/// How many actors and events of a story are named; the rest stands in `analyze`.
const N_ACTORS: usize = 15;
const N_EVENTS: usize = 15;

/// How many phrases are shown for one side; more say the same again.
const N_PHRASES: usize = 3;

/// A report.
pub(super) struct Outline {
    /// How much was read and found, as one line.
    pub summary: String,
    /// By weight.
    pub stories: Vec<StoryOutline>,
}

/// One story.
pub(super) struct StoryOutline {
    pub title: String,
    pub facts: Vec<Fact>,
    pub actors: Vec<String>,
    pub events: Vec<String>,
    pub articles: Vec<String>,
}

/// One disputed fact.
pub(super) struct Fact {
    /// "conflict", "differs", "update", with its mark.
    pub mark: &'static str,
    pub severity: &'static str,
    pub kind: String,
    pub subject: String,
    pub reason: String,
    pub sides: Vec<FactSide>,
}

/// One value, who gives it, and in which words.
pub(super) struct FactSide {
    pub value: String,
    pub witnesses: String,
    /// Phrase and who prints it.
    pub phrases: Vec<(String, String)>,
}

impl Outline {
    pub fn new(analysis: &Analysis) -> Self {
        let linked = &analysis.linked;
        let n_small = analysis.discrepancies.iter().filter(|one| is_small(analysis, one)).count();
        let summary = format!(
            "{}, {}, {}{}",
            count(analysis.articles.len(), "article"),
            count(linked.stories.len(), "story"),
            count(analysis.discrepancies.len() - n_small, "disputed fact"),
            if n_small > 0 { format!(" + {n_small} small") } else { String::new() },
        );
        let stories = linked.stories.iter().enumerate().map(|(idx, story)| story_outline(analysis, idx as u32, story));
        Self { summary, stories: stories.collect() }
    }
}

fn story_outline(analysis: &Analysis, idx: u32, story: &Story) -> StoryOutline {
    let discrepancies = analysis.discrepancies.iter().filter(|discrepancy| discrepancy.story == idx);
    let in_story = |actor: &&Actor| actor.mentions.iter().any(|mention| story.articles.contains(&mention.article));
    let actors = analysis.linked.actors.iter().filter(in_story).take(N_ACTORS);
    let events = analysis.linked.events.iter().filter(|event| event.story == idx && event.listed).take(N_EVENTS);
    StoryOutline {
        title: story.title.clone(),
        facts: discrepancies.map(|discrepancy| fact(analysis, discrepancy)).collect(),
        actors: actors.map(|actor| actor_line(actor, story)).collect(),
        events: events.map(|event| event_line(analysis, event)).collect(),
        articles: story.articles.iter().map(|&article| article_line(analysis, article)).collect(),
    }
}

fn fact(analysis: &Analysis, discrepancy: &Discrepancy) -> Fact {
    let (mark, severity) = match discrepancy.severity {
        Severity::Conflict => ("▲", "conflict"),
        Severity::Differs => ("△", "differs"),
        Severity::Update => ("↻", "update"),
    };
    Fact {
        mark,
        severity,
        kind: word(&discrepancy.kind),
        subject: discrepancy.subject.to_string(),
        reason: match discrepancy.by.judge() {
            Some(_) => format!("{} (found by {})", discrepancy.reason, discrepancy.by),
            None => discrepancy.reason.to_string(),
        },
        sides: discrepancy.sides.iter().map(|side| fact_side(analysis, discrepancy, side)).collect(),
    }
}

fn fact_side(analysis: &Analysis, discrepancy: &Discrepancy, side: &Side) -> FactSide {
    let phrase = |evidence: &Evidence| {
        let article = analysis.articles.get(evidence.article.idx())?;
        let phrase = evidence.span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
        Some((phrase, witness(analysis, evidence.article)))
    };
    let mut phrases: Vec<(String, String)> = side.evidence.iter().filter_map(phrase).collect();
    phrases.dedup();
    phrases.truncate(N_PHRASES);
    // Each wording with those who print it so; where all print one, it is said once.
    let told = wordings(analysis, discrepancy, side);
    let words = |wording: &Wording| wording.text.clone();
    let value = told.iter().map(words).collect::<Vec<_>>().join(" / ");
    let by = |wording: &Wording| witnesses(analysis, &wording.articles);
    let witnesses = if told.len() == 1 {
        witnesses(analysis, &side.articles)
    } else {
        told.iter().map(by).collect::<Vec<_>>().join(" / ")
    };
    FactSide { value, witnesses, phrases }
}

/// Who prints an article: its source, or where that is unknown whom it copies, or else its file.
fn witness(analysis: &Analysis, article: ArticleIdx) -> String {
    let Some(article) = analysis.articles.get(article.idx()) else { return String::new() };
    if article.source != "unknown" {
        return source_name(&article.source).to_owned();
    }
    article.origin.as_ref().map_or_else(|| file_name(&article.path), |origin| format!("retold from {origin}"))
}

fn file_name(path: &str) -> String {
    crate::text::make_safe(path.rsplit(['/', '\\']).next().unwrap_or(path))
}

/// The sources of a side, each once; where all of them print one text, that is said.
pub(super) fn witnesses(analysis: &Analysis, articles: &[ArticleIdx]) -> String {
    let mut names: Vec<String> = Vec::new();
    for &article in articles {
        let name = witness(analysis, article);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let origin_of = |article: &ArticleIdx| analysis.linked.origin_of.get(article.idx()).copied();
    let first = articles.first().and_then(origin_of);
    let is_one_text =
        articles.len() > 1 && first.is_some() && articles.iter().all(|article| origin_of(article) == first);
    let note = if is_one_text { " (one text)" } else { "" };
    format!("{}{note}", names.join(", "))
}

fn actor_line(actor: &Actor, story: &Story) -> String {
    let mut articles: Vec<ArticleIdx> = actor.mentions.iter().map(|mention| mention.article).collect();
    articles.retain(|article| story.articles.contains(article));
    let n_mentions = articles.len();
    articles.dedup();
    let mut line = format!("{} ({}", actor.name, word(&actor.kind));
    for role in actor.roles.iter().take(2) {
        line.push_str("; ");
        line.push_str(&role.text);
    }
    format!("{line}): {} in {}", count(n_mentions, "mention"), count(articles.len(), "article"))
}

fn event_line(analysis: &Analysis, event: &Event) -> String {
    let mut articles: Vec<ArticleIdx> = event.accounts.iter().map(|(article, _)| *article).collect();
    articles.sort_unstable();
    articles.dedup();
    let when = event.when.as_ref().map(|when| format!(", {}", when.text)).unwrap_or_default();
    let line = line_of(analysis, event).map_or_else(String::new, |line| one_line(phrase(analysis, line)));
    format!("{line} ({}{when}): {}", word(&event.status), witnesses(analysis, &articles))
}

fn article_line(analysis: &Analysis, article: ArticleIdx) -> String {
    let Some(found) = analysis.articles.get(article.idx()) else { return String::new() };
    let published = found.published.map_or("no date".to_owned(), |day| day.to_string());
    let mut line = format!("{} — {}, {published}", found.title, witness(analysis, article));
    if found.origin.as_ref().is_some_and(|origin| *origin != found.source && found.source != "unknown") {
        line.push_str(", from ");
        line.push_str(found.origin.as_deref().unwrap_or_default());
    }
    for note in &found.notes {
        line.push_str(" [");
        line.push_str(&note.message);
        line.push(']');
    }
    line
}

/// The word under which a kind is serialized ("name-spelling").
fn word<T: serde::Serialize>(kind: &T) -> String {
    serde_json::to_value(kind).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// "1 story", "2 stories".
pub(super) fn count(n: usize, thing: &str) -> String {
    match (n, thing.strip_suffix('y')) {
        (1, _) => format!("1 {thing}"),
        (_, Some(stem)) => format!("{n} {stem}ies"),
        _ => format!("{n} {thing}s"),
    }
}
