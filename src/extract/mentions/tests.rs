//! What the mended finding of names must find, and what it must leave alone, on texts of our own.

use super::*;
use crate::text::{Block, Span};
use crate::understand::Engine;
use std::sync::Arc;

/// The referents of a text of one paragraph a line.
fn referents(text: &str) -> Vec<Referent> {
    found(text).referents
}

/// What is found in a text of one paragraph a line.
fn found(text: &str) -> Findings {
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
    find(&reading, &article, &mut findings, &mut Vec::new());
    findings
}

/// The one that bears a name.
fn bearer<'a>(referents: &'a [Referent], name: &str) -> &'a Referent {
    let bears = |it: &&Referent| forms(it).any(|form| form.eq_ignore_ascii_case(name));
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
        assert!(forms(it).any(|its| its.eq_ignore_ascii_case(form)), "{name} is not {form}: {it:#?}");
    }
    for form in not {
        assert!(!forms(it).any(|its| its.eq_ignore_ascii_case(form)), "{name} is {form}: {it:#?}");
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

#[test]
fn a_dateline_gives_a_town() {
    let report = "QUEBEC, Canada (NPN) —\nA train stood still in Quebec City on Friday.";
    check(report, "Quebec City", &["QUEBEC"], &[]);
    // Said in a sentence, it may be the province.
    check("A train from Quebec stood still in Quebec City on Friday.", "Quebec City", &[], &["Quebec"]);
}

#[test]
fn the_agency_of_a_dateline_is_no_agency_of_the_report() {
    let report = "LAGOS (NPN) —\nThousands marched on the electoral commission. The commission gave no number.";
    check(report, "NPN", &[], &["The commission", "the electoral commission"]);
}

#[test]
fn part_of_a_name_stands_for_the_only_longer_one() {
    let report = "The National Grain Council closed the road. The Council said no more.";
    check(report, "National Grain Council", &["Council"], &[]);
    let two = "Officials of the National Grain Council met those of the Arden Ports Council on Friday. The Council \
               said no more.";
    check(two, "National Grain Council", &[], &["Council"]);
    let country = "South Sudan closed the road. South Sudan sent troops. Juba, in South Sudan, was calm, but the South is \
                   at war.";
    check(country, "South Sudan", &["South"], &[]);
    let police = "The Oregon State Police closed the road. Later the state police opened it.";
    check(police, "Oregon State Police", &["the state police"], &[]);
}

#[test]
fn a_surname_with_a_slip_is_that_of_the_one_named_in_full() {
    let report = "Climber Duncan Tarvin fell on Monday. Rescuers found Tarvine, who died.";
    check(report, "Duncan Tarvin", &["Tarvine"], &[]);
    check("Duncan Tarvin met Ana Tarvine. Rescuers found Tarvine.", "Duncan Tarvin", &[], &["Tarvine"]);
}

#[test]
fn so_called_leads_to_another_name_of_the_same() {
    let report = "Prosecutors charged Aldo Moretti, the so-called \"Iron Don\", on Monday. Moretti denied it.";
    check(report, "Aldo Moretti", &["Iron Don"], &[]);
}

#[test]
fn kin_beside_a_name_says_whether_it_is_she_or_he() {
    let report = "Ms. Tarvin is in hospital, her husband, Tavi Tarvin, said by phone.";
    check(report, "Tavi Tarvin", &[], &["Ms. Tarvin"]);
}

#[test]
fn an_island_in_a_sea_is_not_the_sea() {
    let report = "An earthquake shook a Persian Gulf island. It was felt across the Persian Gulf.";
    check(report, "Persian Gulf", &[], &["Persian Gulf island"]);
    check("A quake shook the Gulf island of Tarvo. The island was calm.", "Tarvo", &["The island"], &[]);
}

#[test]
fn a_title_is_the_surname_of_somebody_named_before() {
    let report = "Cpl. Janice Leader took the call. On Friday Leader told reporters that she was calm.";
    check(report, "Janice Leader", &["Leader"], &[]);
}

#[test]
fn a_union_is_called_by_its_name_with_the_word_for_it() {
    check("Workers of the Viestra union walked out. Viestra said so.", "Viestra", &["Viestra union"], &[]);
}

#[test]
fn whose_plane_it_is_may_come_after_the_plane() {
    let report = "A plane crashed in a forest. Officials said that the Swift Air charter fell after it took off.";
    let all = referents(report);
    let plane = all.iter().find(|it| it.class == "aircraft").expect("a plane");
    assert!(forms(plane).any(|form| form == "the Swift Air charter"), "{all:#?}");
}

#[test]
fn names_that_would_stand_for_one_another_in_a_circle_are_told() {
    let all = referents(
        "Americas Defense Ministry exercise The American Defense ministry also thanked American Defense Ministry \
         spokesman American Defense Ministry a sailors.",
    );
    assert!(all.iter().any(|it| it.name.contains("Defense")), "{all:#?}");
}

#[test]
fn a_capital_that_acts_for_its_country_is_a_name_of_it() {
    let report = "Peru closed the border on Monday. Lima accused Ecuador of moving troops. A boy sang in Lima.";
    check(report, "Peru", &["Lima"], &["Ecuador"]);
    let all = referents(report);
    assert!(all.iter().any(|it| it.name == "Lima"), "the town stays one: {all:#?}");
    check("Peru closed the border. Rain fell in Lima.", "Peru", &[], &["Lima"]);
    check("Talks between Lima and Quito failed. Peru and Ecuador closed the border.", "Ecuador", &["Quito"], &["Lima"]);
    check("Lima accused Quito of moving troops.", "Lima", &[], &["Quito"]);
}

#[test]
fn where_a_thing_was_is_no_part_of_its_name() {
    check("A Tarvo Swift in Lagos burned. The Tarvo Swift was old.", "Tarvo Swift", &[], &["Tarvo Swift in Lagos"]);
}

#[test]
fn whom_a_report_tells_by_a_given_name_alone_is_nobody_that_it_names_in_full() {
    let text = "Foreign Minister Sergei Moss met the envoys in Arden on Monday.\nAt the post outside the town Sergei, a \
                commander of the guards, looked at the papers.";
    let all = referents(text);
    let moss = bearer(&all, "Sergei Moss");
    assert!(forms(moss).all(|form| form != "Sergei"), "{moss:#?}");
}

#[test]
fn a_role_keeps_the_word_that_says_that_it_is_past() {
    let findings = found("The former Secretary of State Wanda Moll spoke in Arden.");
    let role = findings.roles.iter().find(|role| role.text.contains("Secretary")).expect("a role");
    assert_eq!(role.qualifier.as_deref(), Some("former"), "{role:?}");
}

#[test]
fn it_in_somebodys_own_words_is_nothing_that_the_report_named_before() {
    let stands_for = |text: &str, name: &str| {
        let findings = found(text);
        let named = |it: &Referent| it.names.iter().any(|(form, _)| form == name);
        let of_it = |one: &Mention| one.form == Form::Pronoun && named(&findings.referents[one.referent as usize]);
        findings.mentions.iter().any(of_it)
    };
    let quoted =
        "Norvik Shipping sent two ferries to Arden. \u{201c}It hurt me,\u{201d} said Wanda Moll, who lost her boat.";
    assert!(!stands_for(quoted, "Norvik Shipping"));
    let plain = "Norvik Shipping sent two ferries to Arden. It sold them in May.";
    assert!(stands_for(plain, "Norvik Shipping"));
    let ruled = "Norvik Shipping sent two ferries to Arden. It was ruled that the bridge stays closed.";
    assert!(!stands_for(ruled, "Norvik Shipping"));
}
