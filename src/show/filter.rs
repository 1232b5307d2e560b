//! Which articles a filter lets through: the query language, asked of the articles at hand.

use super::material::{Material, severity_idx};
use super::query::{Has, Pattern, Query, Row, State};
use super::state::Kept;
use crate::text::{Article, Day};
use std::cell::OnceCell;

/// What "yesterday" is reckoned from where nobody knows the day: nothing then is of yesterday.
const NO_DAY: Day = Day::constant(1, 1, 2);

/// A filter that was understood.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    query: Query,
    /// For each pattern that is asked of actors: whether it fits each of them. Made when the first article is asked.
    actors: OnceCell<Vec<(Pattern, Vec<bool>)>>,
}

impl Filter {
    /// Reads a filter; the error says what is wrong with it, and in which column.
    pub fn parse(text: &str, today: Option<Day>) -> Result<Self, String> {
        let query = Query::parse(text, today.unwrap_or(NO_DAY)).map_err(|error| error.to_string())?;
        Ok(Self { query, actors: OnceCell::new() })
    }

    /// Whether it asks for what has left the list.
    pub fn names_away(&self) -> bool {
        self.query.asks_for_shelved()
    }

    /// Whether an article fits. A filter is asked of one material only.
    pub fn fits(&self, material: &Material, article: u32, kept: &Kept) -> bool {
        if self.query.is_empty() {
            return true;
        }
        let actors = self.actors.get_or_init(|| actors_that_fit(&self.query, material));
        self.query.fits(&Asked { material, article, kept, actors })
    }
}

fn actors_that_fit(query: &Query, material: &Material) -> Vec<(Pattern, Vec<bool>)> {
    let of_pattern = |pattern: &Pattern| {
        let actors = material.analysis.linked.actors.iter();
        let fits = actors
            .map(|actor| pattern.is_in(&actor.name) || actor.aliases.iter().any(|(alias, _)| pattern.is_in(alias)));
        (pattern.clone(), fits.collect())
    };
    query.actors().map(of_pattern).collect()
}

/// An article, as a query sees it.
struct Asked<'a> {
    material: &'a Material,
    article: u32,
    kept: &'a Kept,
    actors: &'a [(Pattern, Vec<bool>)],
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

    fn source(&self) -> &str {
        self.material.names.source(self.article)
    }

    fn title(&self) -> &str {
        self.material.names.title(self.article)
    }

    fn published(&self) -> Option<Day> {
        self.shown().published
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
        let Some((_, fits)) = self.actors.iter().find(|(other, _)| other == pattern) else { return false };
        let mentions = self.material.articles.get(self.article as usize).map_or(&[][..], |article| &article.mentions);
        mentions.iter().any(|(_, actor, _)| fits.get(*actor as usize).copied().unwrap_or(false))
    }

    fn any_story(&self, pattern: &Pattern) -> bool {
        let story = self.material.story_of(self.article);
        let story = story.and_then(|story| self.material.analysis.linked.stories.get(story as usize));
        story.is_some_and(|story| pattern.is_in(&story.title))
    }

    fn any_text(&self, pattern: &Pattern) -> bool {
        pattern.is_in(&self.shown().text)
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
            name: "José Ortega".to_owned(),
            aliases: vec![("the Captain".to_owned(), 1)],
            mentions: vec![mention],
            ..Actor::default()
        };
        let linked = Linked { actors: vec![actor], ..Linked::default() };
        let articles = vec![article("Ferry aground", "Harbour Post"), article("Museum opens", "The Bay")];
        Material::new(Analysis {
            articles: articles.into_iter().map(Into::into).collect(),
            linked,
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
        check("text:spoke", &[0, 1]);
        check("has:conflict", &[]);
        check("on:yesterday", &[]);
    }

    #[test]
    fn a_wrong_filter_says_where() {
        assert!(Filter::parse("unread has:nothing", None).unwrap_err().starts_with("column 12: "));
    }
}
