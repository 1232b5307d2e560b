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
    let bears = |actor: &Actor, name: &str| actor.aliases.iter().any(|(alias, _)| alias.eq_ignore_ascii_case(name));
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

#[test]
fn a_body_is_known_with_and_without_whose_it_is() {
    let reports = ["Peru's Geophysical Institute said so.", "The Geophysical Institute of Peru said so on Monday."];
    assert!(is_one(&reports, "Geophysical Institute", "Geophysical Institute of Peru"));
    let reports = ["The state news agency TARNA said so.", "The Egyptian TARNA said so on Monday."];
    assert!(is_one(&reports, "TARNA", "Egyptian TARNA"));
    let reports = ["The cyclist rides for Veltra-Kestrel.", "The cyclist left Kestrel-Veltra on Monday."];
    assert!(is_one(&reports, "Veltra-Kestrel", "Kestrel-Veltra"));
    let reports = [
        "The Tarvo Mountain Alpine Rescue Team found him.",
        "The Tarvo Mountain Department of Parks Alpine Rescue Team found him.",
    ];
    let long = "Tarvo Mountain Department of Parks Alpine Rescue Team";
    assert!(is_one(&reports, "Tarvo Mountain Alpine Rescue Team", long));
}

#[test]
fn an_age_tells_one_person_of_a_story() {
    let reports = [
        "The quake in Tarvo killed a 10-year-old girl, officials in Tarvo said.",
        "Among the dead in Tarvo was a 10-year-old girl, identified as Ana Moss.",
    ];
    assert_eq!(bearers(&reports, "a 10-year-old girl"), 1);
    let another = ["The quake in Tarvo killed a 12-year-old girl.", reports[1]];
    assert!(!is_one(&another, "a 12-year-old girl", "Ana Moss"));
}

#[test]
fn the_gunman_of_one_report_is_the_only_one_whom_others_name() {
    let unnamed = "Police in Lagos said that the gunman opened fire from a roof.";
    let named = "The gunman, Andrew Moss, opened fire in Lagos, police said.";
    assert!(is_one(&[unnamed, named], "the gunman", "Andrew Moss"));
    let two = [unnamed, named, "The gunman, Paul Reiss, opened fire in Lagos, police said."];
    assert_eq!(bearers(&two, "the gunman"), 3, "two are named, and one is not");
}

#[test]
fn an_office_may_be_told_with_a_rank_or_with_what_is_owned() {
    let reports = ["Navy Chief Admiral Paul Reiss spoke in Lagos.", "The Navy chief spoke in Lagos on Friday."];
    assert!(is_one(&reports, "Paul Reiss", "The Navy chief"));
}

#[test]
fn one_boat_is_not_several() {
    let reports = ["The boat left Lagos. The boat sank off Lagos.", "The boats left Lagos. The boats sank off Lagos."];
    assert!(!is_one(&reports, "The boat", "The boats"));
}

#[test]
fn a_thing_goes_by_the_last_word_of_its_name() {
    let reports = ["He drove a Toyota Camry in Lagos.", "The Camry was found in Lagos on Friday."];
    assert!(is_one(&reports, "Toyota Camry", "Camry"));
}

#[test]
fn a_car_is_no_country() {
    let actors = actors(&["The thieves set fire to their car. The car burned, and their car was lost."]);
    assert!(actors.iter().all(|actor| *actor.name != *"Central African Republic"), "{actors:#?}");
}

#[test]
fn a_body_goes_by_its_whole_name() {
    let actors = actors(&["The Tarvo Grain Council closed the road. The Council said no more, and the Council left."]);
    assert!(actors.iter().any(|actor| *actor.name == *"Tarvo Grain Council"), "{actors:#?}");
}

/// How many actors bear a name.
fn bearers(reports: &[&str], name: &str) -> usize {
    let bears = |actor: &&Actor| actor.aliases.iter().any(|(alias, _)| *alias == *name);
    actors(reports).iter().filter(bears).count()
}

#[test]
fn each_join_has_its_reason_and_its_places() {
    let reports = [
        "Harbour master Ana Ruiz spoke in Lima. The Norvik Grain Council (NGC) met.",
        "Ana Ruiz spoke in Lima on Monday. Officials of the NGC met there.",
    ];
    let actors = actors(&reports);
    let told: Vec<(String, String, Why)> = actors
        .iter()
        .flat_map(|actor| &actor.joined)
        .map(|joined| {
            let word = |evidence: crate::text::Evidence| evidence.span.of(reports[evidence.article.idx()]).to_owned();
            (word(joined.one), word(joined.other), joined.why)
        })
        .collect();
    let pair = |one: &str, other: &str, why| (one.to_owned(), other.to_owned(), why);
    assert!(told.contains(&pair("Ana Ruiz", "Ana Ruiz", Why::SameName)), "{told:?}");
    assert!(told.iter().any(|(one, other, _)| one == "Norvik Grain Council" && other == "NGC"), "{told:?}");
    println!("{told:#?}");
}

#[test]
fn two_people_of_one_report_stay_two_whatever_joins_them_elsewhere() {
    let reports = [
        "Maria Elena Ruiz met Maria Lopez Ruiz in Lima.",
        "Maria Ruiz spoke in Lima on Monday.",
        "Maria Lopez Ruiz and Maria Elena Ruiz spoke in Lima.",
    ];
    assert!(!is_one(&reports, "Maria Elena Ruiz", "Maria Lopez Ruiz"));
}
