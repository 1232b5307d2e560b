//! What a language model of the user's own says, brought into an analysis: the questions to ask of it, and the answers.
//!
//! The analysis of the program alone stays as it is; the rows with the model's are a list beside it.

use super::Analysis;
use crate::compare::{self, By, Discrepancy, Figure};
use crate::judge::{self, Dropped, Question, Settings, StoryText};
use crate::text::{ArticleIdx, LazyList, Note, Shared, make_safe};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Where answers are kept, by the print of their question and the model's name.
pub trait Answers {
    /// The answer to a question, if it was given before.
    fn answer_to(&self, key: &str, model: &str) -> Option<String>;
}

/// What is asked about one story.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Index into the linked stories.
    pub story: u32,
    /// Which facts differ, then what a second look says, where the first is answered, then whether rows of the program are right,
    /// where there are any.
    pub questions: Vec<Question>,
}

/// What the model has to say about the stories of an analysis.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    /// By rank within each story, in order of stories.
    pub discrepancies: LazyList<Discrepancy>,
    /// The program's less sure rows of which the model said nothing.
    pub less_sure: LazyList<Discrepancy>,
    /// Stories of which there is an answer.
    pub n_answered: usize,
    /// For stories: what is to be told of them.
    pub notes: Vec<(u32, Note)>,
    /// What was dropped from all answers.
    pub dropped: Dropped,
}

/// What there is to ask about the stories of an analysis that nobody has joined with answers yet, in order of stories. A
/// second look is asked for once the first is among the `answers`.
pub fn questions(analysis: &Analysis, settings: &Settings, answers: &dyn Answers) -> Vec<Asked> {
    let own = by_story(analysis);
    let asked = stories(analysis).map(|story| {
        let rows = own.get(&story.story).map_or(&[][..], |own| &own.rows);
        let check = (settings.check && story.articles.len() > 1).then(|| judge::check(&story, rows)).flatten();
        let find = judge::find(&story, settings.room());
        let answered = || answers.answer_to(&find.as_ref().filter(|_| settings.looks > 1)?.key, &settings.model);
        let again = answered().and_then(|answer| judge::again(&story, settings.room(), &answer));
        let questions = find.into_iter().chain(again).chain(check).collect();
        Asked { story: story.story, questions }
    });
    asked.filter(|asked| !asked.questions.is_empty()).collect()
}

/// Of [`questions`], those that are open in a run that has asked those of the keys `done`: what is not answered, or, where all is
/// to be asked `anew`, what was not asked in this run. A second look waits for the first. To be called again after each round,
/// until nothing is open.
pub fn open_questions(
    analysis: &Analysis,
    settings: &Settings,
    answers: &dyn Answers,
    done: &BTreeSet<String>,
    anew: bool,
) -> Vec<Asked> {
    let mut asked = questions(analysis, settings, answers);
    for one in &mut asked {
        let is_first_done = one.questions.iter().any(|one| one.ask == judge::Ask::Find && done.contains(&one.key));
        one.questions.retain(|question| {
            let waits = anew && question.ask == judge::Ask::Again && !is_first_done;
            let is_open = anew || answers.answer_to(&question.key, &settings.model).is_none();
            is_open && !waits && !done.contains(&question.key)
        });
    }
    asked.retain(|one| !one.questions.is_empty());
    asked
}

/// Joins the program's rows with what was answered.
pub fn judged(analysis: &Analysis, settings: &Settings, answers: &dyn Answers) -> Judged {
    let model: Shared = make_safe(&settings.model).replace('\n', " ").into();
    let asked: FxHashMap<u32, Vec<Question>> =
        questions(analysis, settings, answers).into_iter().map(|asked| (asked.story, asked.questions)).collect();
    let own = by_story(analysis);
    let mut judged = Judged::default();
    let (mut rows, mut less_sure) = (Vec::new(), Vec::new());
    for story in stories(analysis) {
        let (own, n_sure) = own.get(&story.story).map_or((&[][..], 0), |own| (&own.rows[..], own.n_sure));
        let (mut found, mut verdicts) = (Vec::new(), Vec::new());
        let (mut is_answered, mut dropped, mut is_unread) = (false, Dropped::default(), false);
        for question in asked.get(&story.story).into_iter().flatten() {
            let Some(answer) = answers.answer_to(&question.key, &settings.model) else { continue };
            is_answered = true;
            match question.ask {
                // A second look, where it was taken, is the table.
                judge::Ask::Find | judge::Ask::Again => {
                    match judge::found(&story, &figures(analysis, &story), &answer, &model) {
                        Some(held) => {
                            dropped = held.dropped;
                            // A model that is lost for words at the second look has not taken back the first.
                            if found.is_empty() || !held.rows.is_empty() {
                                found = held.rows;
                            }
                        }
                        None => is_unread = true,
                    }
                }
                judge::Ask::Check => match judge::verdicts(&story, own, &answer) {
                    Some(held) => {
                        dropped.add(held.dropped);
                        verdicts = held.rows;
                    }
                    None => is_unread = true,
                },
            }
        }
        judged.n_answered += usize::from(is_answered);
        judged.dropped.add(dropped);
        if is_unread {
            let message = format!("{model}: an answer about this story holds no rows");
            judged.notes.push((story.story, Note { message, hint: "ask again, or ask another model".to_owned() }));
        }
        if !dropped.is_nothing() {
            let hint = "what stands in no report is not shown".to_owned();
            judged.notes.push((story.story, Note { message: format!("{model}: dropped {dropped}"), hint }));
        }
        let joined = judge::join(own, n_sure, found, &verdicts, &model);
        rows.extend(joined.sure);
        less_sure.extend(joined.less_sure);
    }
    place(analysis, &mut rows);
    judged.discrepancies = rows.into();
    judged.less_sure = less_sure.into();
    judged
}

/// The figures of each article of a story.
fn figures(analysis: &Analysis, story: &StoryText) -> Vec<Vec<Figure>> {
    story.articles.iter().map(|(idx, _)| compare::figures(&analysis.findings_of(idx.idx()))).collect()
}

/// The program's rows of one story: the sure ones first.
#[derive(Default)]
struct Own<'a> {
    rows: Vec<&'a Discrepancy>,
    n_sure: usize,
}

/// The program's rows, by story.
fn by_story(analysis: &Analysis) -> FxHashMap<u32, Own<'_>> {
    let mut own: FxHashMap<u32, Own> = FxHashMap::default();
    for row in analysis.discrepancies.iter() {
        let own = own.entry(row.story).or_default();
        own.rows.push(row);
        own.n_sure += 1;
    }
    for row in analysis.less_sure.iter() {
        own.entry(row.story).or_default().rows.push(row);
    }
    own
}

fn stories(analysis: &Analysis) -> impl Iterator<Item = StoryText<'_>> {
    analysis.linked.stories.iter().enumerate().map(|(idx, story)| StoryText {
        story: idx as u32,
        title: &story.title,
        articles: story.articles.iter().map(|&idx| (idx, &*analysis.articles[idx.idx()])).collect(),
    })
}

/// Says of the model's rows which actors their phrases name, so that they stand on their cards.
fn place(analysis: &Analysis, rows: &mut [Discrepancy]) {
    let mut phrases: FxHashMap<ArticleIdx, Vec<(crate::text::Span, usize)>> = FxHashMap::default();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| matches!(row.by, By::Judge(_))) {
        for evidence in row.sides.iter().flat_map(|side| &side.evidence) {
            phrases.entry(evidence.article).or_default().push((evidence.span, at));
        }
    }
    if phrases.is_empty() {
        return;
    }
    for (number, actor) in analysis.linked.actors.iter().enumerate() {
        for mention in &actor.mentions {
            for (span, at) in phrases.get(&mention.article).into_iter().flatten() {
                let actors = &mut rows[*at].actors;
                if span.overlaps(mention.span) && actors.last() != Some(&(number as u32)) {
                    actors.push(number as u32);
                }
            }
        }
    }
}
