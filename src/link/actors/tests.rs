//! Which names of several reports are one actor's, and which are two, on texts of our own.

use super::*;
use crate::extract::extract;
use crate::link::Actor;
use crate::text::{Block, BlockKind, Span};
use crate::understand::Engine;
use std::sync::Arc;

/// The actors of reports, a paragraph each.
fn actors(reports: &[&str]) -> Vec<Actor> {
    let articles: Vec<Article> = reports
        .iter()
        .map(|text| {
            let blocks = vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }];
            Article { language: "en".to_owned(), text: (*text).to_owned(), blocks, ..Article::default() }
        })
        .collect();
    let read = |article: &Article| Engine::shared().read(Arc::from(article.text.as_str()), &article.blocks);
    let findings: Vec<Findings> = articles.iter().map(|article| extract(article, &read(article))).collect();
    let mut linked = Linked::default();
    link(&articles.iter().collect::<Vec<_>>(), &findings.iter().collect::<Vec<_>>(), &mut linked);
    linked.actors
}

/// Whether two names are borne by one actor.
fn is_one(reports: &[&str], one: &str, other: &str) -> bool {
    let actors = actors(reports);
    let bears = |actor: &Actor, name: &str| actor.aliases.iter().any(|(alias, _)| *alias == *name);
    assert!(actors.iter().any(|actor| bears(actor, one)), "nobody is called {one}: {actors:#?}");
    assert!(actors.iter().any(|actor| bears(actor, other)), "nobody is called {other}: {actors:#?}");
    actors.iter().any(|actor| bears(actor, one) && bears(actor, other))
}

#[test]
fn a_body_keeps_its_name_with_and_without_country_and_legal_form() {
    let reports = ["The U.S. Grain Survey said so on Monday.", "The United States Grain Survey said so."];
    assert!(is_one(&reports, "U.S. Grain Survey", "United States Grain Survey"));
    let reports = ["Norvira Foods Ltd. was sold.", "Norvira Foods was sold on Monday."];
    assert!(is_one(&reports, "Norvira Foods Ltd.", "Norvira Foods"));
}

#[test]
fn one_surname_and_a_given_name_in_two_spellings_are_one_person() {
    let reports = ["Union leader Elias Tarvakos spoke in Athens.", "Union leader Ilias Tarvakos spoke in Athens."];
    assert!(is_one(&reports, "Elias Tarvakos", "Ilias Tarvakos"));
    let both = ["Elias Tarvakos and his brother Ilias Tarvakos spoke in Athens."];
    assert!(!is_one(&both, "Elias Tarvakos", "Ilias Tarvakos"));
}

#[test]
fn an_office_told_with_a_name_elsewhere_is_its_bearer() {
    let reports =
        ["Chadian grain minister Ana Ruiz flew to Lagos.", "The Chadian grain minister flew to Lagos on Friday."];
    assert!(is_one(&reports, "Ana Ruiz", "The Chadian grain minister"));
    let two = [
        "Chadian grain minister Ana Ruiz flew to Lagos.",
        "Chadian grain minister Paul Reiss flew to Lagos.",
        "The Chadian grain minister flew to Lagos on Friday.",
    ];
    assert!(!is_one(&two, "Ana Ruiz", "The Chadian grain minister"));
}

#[test]
fn a_town_is_not_the_city_or_the_police_of_its_name() {
    let reports = ["The Arden Police Department closed the road on Friday.", "The road to Arden was closed on Friday."];
    assert!(!is_one(&reports, "Arden Police Department", "Arden"));
}
