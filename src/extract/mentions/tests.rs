//! What the mended finding of names must find, and what it must leave alone, on texts of our own.

use super::*;
use crate::text::{Block, Span};
use crate::understand::Engine;
use std::sync::Arc;

/// The referents of a text of one paragraph a line.
fn referents(text: &str) -> Vec<Referent> {
    let mut at = 0;
    let blocks = text
        .split('\n')
        .map(|part| {
            let span = Span::new(at, at + part.len());
            at += part.len() + 1;
            Block { kind: BlockKind::Paragraph, span }
        })
        .collect();
    let article = Article { language: "en".to_owned(), text: text.to_owned(), blocks, ..Article::default() };
    let reading = Engine::shared().read(Arc::from(text), &article.blocks);
    let mut findings = Findings::default();
    find(&reading, &article, &mut findings);
    findings.referents
}

/// The one that bears a name.
fn bearer<'a>(referents: &'a [Referent], name: &str) -> &'a Referent {
    let bears = |it: &&Referent| forms(it).any(|form| form == name);
    referents.iter().find(bears).unwrap_or_else(|| panic!("nobody is called {name} in {referents:#?}"))
}

fn forms(it: &Referent) -> impl Iterator<Item = &str> {
    it.names.iter().chain(&it.aliases).map(|(form, _)| form.as_str())
}

/// Who bears the first name bears, or does not bear, the others.
fn check(text: &str, name: &str, also: &[&str], not: &[&str]) {
    let all = referents(text);
    let it = bearer(&all, name);
    for form in also {
        assert!(forms(it).any(|its| its == *form), "{name} is not {form}: {it:#?}");
    }
    for form in not {
        assert!(!forms(it).any(|its| its == *form), "{name} is {form}: {it:#?}");
    }
}

fn check_kind(text: &str, name: &str, expect: ActorKind) {
    let all = referents(text);
    let it = bearer(&all, name);
    assert_eq!(resolve::strongest(&it.kinds), expect, "{name}: {it:#?}");
}

#[test]
fn shortened_titles_lead_to_their_names() {
    check(
        "Arden police Const. Tom Rask told reporters that the road was closed.",
        "Tom Rask",
        &["Const. Tom Rask"],
        &[],
    );
    check("The road was closed, said Arden Police Sgt. Ana Ruiz.", "Ana Ruiz", &["Sgt. Ana Ruiz"], &[]);
    check("Dora Marsh spoke first. Ms Marsh then left the room.", "Dora Marsh", &["Marsh", "Ms Marsh"], &[]);
}

#[test]
fn a_title_inside_a_run_of_capitals_ends_what_stands_before_it() {
    for (text, name) in [
        ("Tarvo Governor Paul Reiss said that help was on its way.", "Paul Reiss"),
        ("Attorney-General Wanda Moll said no.", "Wanda Moll"),
    ] {
        assert_eq!(bearer(&referents(text), name).name, name);
    }
}

#[test]
fn a_nickname_belongs_to_the_name_around_it() {
    let text = "Aldo \"The Rock\" Moss died in prison.\nMoss was known for his silence, and the Rock never spoke.";
    check(text, "Aldo Moss", &["Moss", "Aldo \"The Rock\" Moss"], &[]);
    check("Reuters (Friday) Moss said so.", "Moss", &[], &["Reuters (Friday) Moss"]);
}

#[test]
fn a_region_behind_a_town_is_one_of_its_forms() {
    check("The fire began in Arden, British Columbia, at noon.", "Arden", &["Arden, British Columbia"], &[]);
    check("He flew from Arden, the capital of Chad.", "Arden", &[], &["Arden, the capital"]);
}

#[test]
fn ships_and_companies_are_known_by_lead_and_legal_form() {
    check_kind(
        "The MV Swift Heron left the port. Sailors on the Swift Heron waved.",
        "MV Swift Heron",
        ActorKind::Other,
    );
    check("The MV Swift Heron left port.\nThe Swift Heron sank at noon.", "MV Swift Heron", &["Swift Heron"], &[]);
    check_kind("Norvira Corp. said on Monday that profits fell.", "Norvira Corp.", ActorKind::Organization);
    check_kind("The jewels were stolen on the Rue de Verre.", "Rue de Verre", ActorKind::Place);
}

#[test]
fn a_description_keeps_to_the_kind_of_whom_it_stands_for() {
    let text = "Hospital director Ana Ruiz said that two were hurt.\nThe hospital was full, she added.";
    check(text, "Ana Ruiz", &[], &["The hospital"]);
}

#[test]
fn who_speaks_of_a_suspect_is_not_the_suspect() {
    let text = "A man was shot dead in a shop on Friday.\nThe man had just arrived, said Constable Tom Rask. Rask \
                gave no name.";
    check(text, "Tom Rask", &["Rask"], &["A man", "The man"]);
}

#[test]
fn the_plant_of_a_company_is_not_the_company() {
    check("Norvik said that workers at the Norvik plant were safe.", "Norvik", &[], &["Norvik plant"]);
}

#[test]
fn a_town_is_not_its_police() {
    let text = "The Arden Police Department closed the road. Arden is a small town near the coast.";
    check(text, "Arden Police Department", &[], &["Arden"]);
}
