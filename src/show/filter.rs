//! Which articles a filter lets through: the query language, asked of the articles at hand.

use super::material::{Material, severity_idx};
use super::query::{Has, Head, Pattern, Query, Row, State};
use super::state::Kept;
use super::words;
use crate::text::{Article, Cancel, Day};
use std::cell::OnceCell;

/// What "yesterday" is reckoned from where nobody knows the day: nothing then is of yesterday.
const NO_DAY: Day = Day::constant(1, 1, 2);

/// A filter that was understood.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    query: Query,
    /// What of the query is asked of titles and sources.
    heads: Vec<Head>,
    /// Made when the first article is asked.
    answers: OnceCell<Answers>,
    /// What all texts were asked before.
    texts: Fits,
}

/// For each pattern, whether it fits each of those whom it is asked of.
pub type Fits = Vec<(Pattern, Vec<bool>)>;

/// What is asked once, and not of each article anew.
#[derive(Clone, Debug, Default)]
struct Answers {
    actors: Fits,
    /// For each article, whether its title and source fit; empty where they are not asked.
    heads: Vec<bool>,
}

/// Asks all texts; what longer patterns are asked, only those that the shorter ones fitted. `None` where `cancel` was set.
pub fn ask_texts(material: &Material, patterns: &[Pattern], known: &Fits, cancel: &Cancel) -> Option<Fits> {
    let ask = |pattern: &Pattern| -> Option<(Pattern, Vec<bool>)> {
        let wider = known.iter().filter(|(other, _)| other.is_part_of(pattern)).map(|(_, fits)| fits);
        let wider: Vec<&Vec<bool>> = wider.collect();
        let may = |idx: usize| wider.iter().all(|fits| fits.get(idx).copied().unwrap_or(true));
        let mut fits = Vec::with_capacity(material.articles.len());
        for (idx, article) in material.analysis.articles.iter().enumerate() {
            if cancel.is_set() {
                return None;
            }
            fits.push(may(idx) && pattern.is_in(&article.text));
        }
        Some((pattern.clone(), fits))
    };
    patterns.iter().map(ask).collect()
}

impl Filter {
    /// Reads a filter; the error says what is wrong with it, and in which column.
    pub fn parse(text: &str, today: Option<Day>) -> Result<Self, String> {
        let mut query = Query::parse(text, today.unwrap_or(NO_DAY)).map_err(|error| error.to_string())?;
        let heads = query.take_heads();
        Ok(Self { query, heads, ..Self::default() })
    }

    /// The patterns that texts are asked.
    pub fn texts(&self) -> Vec<Pattern> {
        self.query.texts().cloned().collect()
    }

    /// Takes over what texts were asked before, so that they are not asked again.
    pub fn know_texts(&mut self, texts: &Fits) {
        let asked = self.texts();
        self.texts = texts.iter().filter(|(pattern, _)| asked.contains(pattern)).cloned().collect();
    }

    /// Whether it asks for what has left the list.
    pub fn names_away(&self) -> bool {
        self.query.asks_for_shelved()
    }

    /// Whether it asks to leave out the rows of the user's language model.
    pub fn hides_judge(&self) -> bool {
        self.query.hides_judge()
    }

    /// Whether an article fits. A filter is asked of one material only.
    pub fn fits(&self, material: &Material, article: u32, kept: &Kept) -> bool {
        if self.query.is_empty() && self.heads.is_empty() {
            return true;
        }
        let answers = self.answers.get_or_init(|| Answers::new(&self.query, &self.heads, material));
        if !answers.heads.get(article as usize).copied().unwrap_or(true) {
            return false;
        }
        self.query.fits(&Asked { material, article, kept, answers, texts: &self.texts })
    }
}

impl Answers {
    fn new(query: &Query, heads: &[Head], material: &Material) -> Self {
        let of_actors = |pattern: &Pattern| {
            let actors = material.analysis.linked.actors.iter();
            let fits = actors
                .map(|actor| pattern.is_in(&actor.name) || actor.aliases.iter().any(|(alias, _)| pattern.is_in(alias)));
            (pattern.clone(), fits.collect())
        };
        let mut answers = Self { actors: query.actors().map(of_actors).collect(), heads: Vec::new() };
        for head in heads {
            let fits = material.names.that_fit(&head.titles, &head.sources);
            answers.heads.resize(fits.len(), true);
            for (all, fits) in answers.heads.iter_mut().zip(fits) {
                *all &= fits != head.negated;
            }
        }
        answers
    }
}

/// An article, as a query sees it.
struct Asked<'a> {
    material: &'a Material,
    article: u32,
    kept: &'a Kept,
    answers: &'a Answers,
    texts: &'a Fits,
}

impl Asked<'_> {
    fn shown(&self) -> &Article {
        &self.material.analysis.articles[self.article as usize]
    }

    fn has_dispute(&self, severity: Option<usize>) -> bool {
        let disputes = self.material.articles.get(self.article as usize).map_or(&[][..], |article| &article.disputes);
        disputes.iter().any(|(_, idx)| {
            let discrepancy = &self.material.analysis.discrepancies[*idx as usize];
            severity.is_none_or(|severity| severity_idx(discrepancy.severity) == severity)
        })
    }
}

impl Row for Asked<'_> {
    fn is(&self, state: State) -> bool {
        match state {
            State::Unread => !self.kept.read,
            State::Read => self.kept.read,
            State::Starred => self.kept.starred,
            State::Done => self.kept.done,
            State::Aside => self.kept.aside,
        }
    }

    fn has(&self, what: Has) -> bool {
        match what {
            Has::Conflict => self.has_dispute(Some(0)),
            Has::Differs => self.has_dispute(Some(1)),
            Has::Update => self.has_dispute(Some(2)),
            Has::Discrepancy => self.has_dispute(None),
            Has::Note => !self.kept.note().is_empty(),
            Has::Tag => !self.kept.tags().is_empty(),
            Has::Date => self.shown().published.is_some(),
            Has::Star => self.kept.starred,
        }
    }

    fn is_judged(&self) -> bool {
        let disputes = self.material.articles.get(self.article as usize).map_or(&[][..], |article| &article.disputes);
        disputes.iter().any(|(_, idx)| self.material.analysis.discrepancies[*idx as usize].by.judge().is_some())
    }

    fn any_source(&self, pattern: &Pattern) -> bool {
        pattern.is_in(words::source(self.shown()))
    }

    fn any_title(&self, pattern: &Pattern) -> bool {
        pattern.is_in(&self.shown().title)
    }

    fn published(&self) -> Option<Day> {
        self.material.names.published(self.article)
    }

    fn language(&self) -> &str {
        &self.shown().language
    }

    fn any_byline(&self, pattern: &Pattern) -> bool {
        self.shown().byline.iter().any(|writer| pattern.is_in(writer))
    }

    fn any_tag(&self, pattern: &Pattern) -> bool {
        self.kept.tags().iter().any(|tag| pattern.equals(tag))
    }

    fn any_actor(&self, pattern: &Pattern) -> bool {
        let Some((_, fits)) = self.answers.actors.iter().find(|(other, _)| other == pattern) else { return false };
        let mentions = self.material.articles.get(self.article as usize).map_or(&[][..], |article| &article.mentions);
        mentions.iter().any(|(_, actor, _)| fits.get(*actor as usize).copied().unwrap_or(false))
    }

    fn any_story(&self, pattern: &Pattern) -> bool {
        let story = self.material.story_of(self.article);
        let story = story.and_then(|story| self.material.analysis.linked.stories.get(story as usize));
        story.is_some_and(|story| pattern.is_in(&story.title))
    }

    fn any_text(&self, pattern: &Pattern) -> bool {
        match self.texts.iter().find(|(other, _)| other == pattern) {
            Some((_, fits)) => fits.get(self.article as usize).copied().unwrap_or(false),
            None => pattern.is_in(&self.shown().text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Form;
    use crate::link::{Actor, Linked, Place};
    use crate::pipeline::Analysis;
    use crate::text::{ArticleIdx, Span};

    fn material() -> Material {
        let article = |title: &str, source: &str| Article {
            title: title.to_owned(),
            source: source.to_owned(),
            text: format!("{title}\n\nJosé Ortega spoke."),
            ..Article::default()
        };
        let mention = Place { article: ArticleIdx(0), span: Span::new(0, 4), form: Form::Name };
        let actor = Actor {
            name: "José Ortega".into(),
            aliases: [("the Captain".to_owned(), 1)].into(),
            mentions: vec![mention],
            ..Actor::default()
        };
        let linked = Linked { actors: vec![actor], ..Linked::default() };
        let articles = vec![article("Ferry aground", "Harbour Post"), article("Museum opens", "The Bay")];
        Material::new(Analysis {
            articles: articles.into_iter().map(Into::into).collect(),
            linked: linked.into(),
            ..Analysis::default()
        })
    }

    #[track_caller]
    fn check(query: &str, expect: &[u32]) {
        let (material, kept) = (material(), Kept { starred: true, ..Kept::default() });
        let filter = Filter::parse(query, None).unwrap();
        let kept_of = |idx: u32| if idx == 1 { kept.clone() } else { Kept::default() };
        let found: Vec<u32> = (0..2).filter(|idx| filter.fits(&material, *idx, &kept_of(*idx))).collect();
        assert_eq!(found, expect, "{query}");
    }

    #[test]
    fn articles_are_asked_what_the_query_says() {
        check("", &[0, 1]);
        check("actor:ortega", &[0]);
        check("actor:captain", &[0]);
        check("-actor:captain unread", &[1]);
        check("starred", &[1]);
        check("source:bay,harbour museum", &[1]);
        check("-source:bay", &[0]);
        check("title:ferry,museum -aground", &[1]);
        check("bay", &[1]);
        check("harbour source:bay", &[]);
        check("text:spoke", &[0, 1]);
        check("has:conflict", &[]);
        check("on:yesterday", &[]);
    }

    #[test]
    fn a_wrong_filter_says_where() {
        assert!(Filter::parse("unread has:nothing", None).unwrap_err().starts_with("column 12: "));
    }
}
