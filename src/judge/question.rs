//! The questions, as prompts that a reader can answer who sees nothing else.
//!
//! *Find*: the reports of a story → the facts on which they differ. *Again*: the same reports and the table that came of it → the
//! table put right. *Check*: rows of the program with the passages around
//! their phrases → whether each is one fact, and whether the values differ. A prompt is a pure function of the story and
//! of how much a model takes in, so its print names it: what was asked once is known by it, and asked again only when an
//! article, the wording of the prompt or the room for it changes.

use super::{passages, reply};
use crate::compare::Discrepancy;
use crate::text::{Article, ArticleIdx, Evidence, make_safe};
use std::fmt::Write;

/// Which question it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ask {
    /// Which facts differ.
    Find,
    /// What the answer to that lacks, and what of it does not hold.
    Again,
    /// Whether rows of the program are right.
    Check,
}

impl Ask {
    /// As file names say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Find => "find",
            Self::Again => "again",
            Self::Check => "check",
        }
    }

    /// The JSON Schema of its answer.
    pub fn schema(self) -> &'static str {
        match self {
            Self::Find | Self::Again => include_str!("../../assets/judge/find.json"),
            Self::Check => include_str!("../../assets/judge/check.json"),
        }
    }

    fn instructions(self) -> &'static str {
        let text = match self {
            Self::Find => include_str!("../../assets/judge/find.txt"),
            Self::Again => include_str!("../../assets/judge/again.txt"),
            Self::Check => include_str!("../../assets/judge/check.txt"),
        };
        // The first line says what the file is.
        text.split_once('\n').map_or(text, |(_, text)| text)
    }
}

/// A question that can be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Which.
    pub ask: Ask,
    /// Print of the prompt: 16 hexadecimal digits.
    pub key: String,
    /// Name for a file, without its ending: the question, the story, the print.
    pub name: String,
    /// What is sent.
    pub prompt: String,
    /// Whether passages were left out for want of room.
    pub is_cut: bool,
}

impl Question {
    fn new(ask: Ask, story: &StoryText, prompt: String, is_cut: bool) -> Self {
        let key = print(&prompt);
        let name = format!("{}-{}-{key}", ask.name(), slug(story.title));
        Self { ask, key, name, prompt, is_cut }
    }

    /// About how many tokens it is.
    pub fn n_tokens(&self) -> usize {
        n_tokens(&self.prompt)
    }
}

/// One story, as questions are made of it.
#[derive(Clone, Debug)]
pub struct StoryText<'a> {
    /// Index into the linked stories.
    pub story: u32,
    /// Its headline.
    pub title: &'a str,
    /// Its articles in order of time; the first is `a1` to the model.
    pub articles: Vec<(ArticleIdx, &'a Article)>,
}

impl StoryText<'_> {
    /// The article that a model calls by this label.
    pub(super) fn labelled(&self, label: &str) -> Option<usize> {
        let digits = label.trim().trim_start_matches(|c: char| !c.is_ascii_digit());
        let number: usize = digits.parse().ok()?;
        number.checked_sub(1).filter(|at| *at < self.articles.len())
    }

    pub(super) fn place_of(&self, article: ArticleIdx) -> Option<usize> {
        self.articles.iter().position(|(idx, _)| *idx == article)
    }
}

/// Characters a token, for English; no tokenizer is at hand, and models differ by a tenth.
const CHARACTERS_A_TOKEN: usize = 4;

/// About how many tokens a text is.
pub(super) fn n_tokens(text: &str) -> usize {
    text.chars().count().div_ceil(CHARACTERS_A_TOKEN)
}

/// Which facts differ? `None` of a story of one report. `room` is in tokens.
pub fn find(story: &StoryText, room: usize) -> Option<Question> {
    (story.articles.len() > 1).then(|| {
        let (prompt, is_cut) = with_reports(Ask::Find.instructions(), story, room);
        Question::new(Ask::Find, story, prompt, is_cut)
    })
}

/// What does this table lack, and what of it does not hold? `answer` is the one to *Find*. `None` where it holds no rows, or
/// takes more than half of the room.
pub fn again(story: &StoryText, room: usize, answer: &str) -> Option<Question> {
    let read = reply::read(answer).filter(|_| story.articles.len() > 1)?;
    let table = unfenced(&serde_json::json!({ "rows": read.rows }).to_string());
    let taken = n_tokens(&table);
    (taken * 2 <= room).then(|| {
        let (mut prompt, is_cut) = with_reports(Ask::Again.instructions(), story, room - taken);
        // Writing to a string cannot fail.
        let _ = write!(prompt, "===== table\n{table}\n===== end of table\n");
        Question::new(Ask::Again, story, prompt, is_cut)
    })
}

/// Instructions and the reports behind them, each between its fences, cut to the room; and whether they had to be cut.
fn with_reports(instructions: &str, story: &StoryText, room: usize) -> (String, bool) {
    let fence = print(&story.articles.iter().map(|(_, article)| article.key.as_str()).collect::<Vec<_>>().join(" "));
    let fence = &fence[..8];
    let heads: Vec<String> = (0..story.articles.len()).map(|at| head(story, at, fence)).collect();
    let n_fixed = n_tokens(instructions) + heads.iter().map(|head| n_tokens(head) + 16).sum::<usize>();
    let articles: Vec<&Article> = story.articles.iter().map(|(_, article)| *article).collect();
    let (texts, is_cut) = passages::within(&articles, room.saturating_sub(n_fixed));
    let mut prompt = format!("{instructions}\n");
    for (at, (head, text)) in heads.iter().zip(texts).enumerate() {
        // Writing to a string cannot fail.
        let _ = write!(prompt, "{head}\n{}\n===== end of report a{} {fence}\n\n", unfenced(&text), at + 1);
    }
    (prompt, is_cut)
}

/// The opening fence of a report: its label, who published it, when.
fn head(story: &StoryText, at: usize, fence: &str) -> String {
    let article = story.articles[at].1;
    let day = article.published.map_or("no date".to_owned(), |day| day.to_string());
    let source = make_safe(&article.source).replace('\n', " ");
    format!("===== report a{} {fence} · {source} · {day}", at + 1)
}

/// A text in which no line looks like a fence.
fn unfenced(text: &str) -> String {
    text.replace("=====", "== ==")
}

/// The most rows of one Check question: those of the highest rank.
const MOST_ROWS: usize = 30;
/// Characters of a passage on each side of the phrase.
const AROUND: usize = 240;

/// Are these rows of the program right? `None` where there is none.
pub fn check(story: &StoryText, own: &[&Discrepancy]) -> Option<Question> {
    if own.is_empty() {
        return None;
    }
    let mut prompt = format!("{}\n", Ask::Check.instructions());
    for (n, row) in own.iter().take(MOST_ROWS).enumerate() {
        let _ = writeln!(prompt, "===== row {} · in dispute: {}", n + 1, unfenced(&on_one_line(&row.subject)));
        for (n, side) in row.sides.iter().enumerate() {
            let _ = writeln!(prompt, "side {}: {}", n + 1, unfenced(&on_one_line(&side.value)));
            for evidence in &side.evidence {
                let Some(at) = story.place_of(evidence.article) else { continue };
                let _ = writeln!(prompt, "  a{}: {}", at + 1, unfenced(&passage(story.articles[at].1, *evidence)));
            }
        }
        prompt.push('\n');
    }
    prompt.push_str("===== end of rows\n");
    Some(Question::new(Ask::Check, story, prompt, false))
}

/// The phrase between its marks, in its paragraph.
fn passage(article: &Article, evidence: Evidence) -> String {
    let text = &article.text;
    let (start, end) = (evidence.span.start as usize, evidence.span.end as usize);
    let (Some(before), Some(phrase), Some(after)) = (text.get(..start), text.get(start..end), text.get(end..)) else {
        return String::new();
    };
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    let head: String = match before.char_indices().rev().nth(AROUND) {
        Some((at, _)) => format!("…{}", before[at..].split_once(' ').map_or("", |(_, rest)| rest)),
        None => before.to_owned(),
    };
    let tail: String = match after.char_indices().nth(AROUND) {
        Some((at, _)) => format!("{}…", after[..at].rsplit_once(' ').map_or("", |(rest, _)| rest)),
        None => after.to_owned(),
    };
    on_one_line(&format!("{head}⟦{phrase}⟧{tail}"))
}

pub(super) fn on_one_line(text: &str) -> String {
    make_safe(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// FNV-1a, 16 hexadecimal digits: the same on every machine and in every version.
fn print(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

/// Letters of a title that a file name may bear.
const SLUG: usize = 40;

fn slug(title: &str) -> String {
    let words: Vec<String> = title
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let mut slug = words.join("-");
    slug.truncate(SLUG);
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "story".to_owned() } else { slug.to_owned() }
}
