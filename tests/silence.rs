//! Pairs of short reports that only look as if they disagreed: nothing of the kind may be shown. Each is a way in which
//! real reports misled an earlier version; the sentences are ours.

use rashomon::compare::{Discrepancy, DiscrepancyKind};
use rashomon::{pipeline, read};
use std::sync::atomic::AtomicBool;

/// The rows of two reports on one crash, each of which goes on with its own sentences.
fn rows(one: &str, other: &str) -> Vec<Discrepancy> {
    const BEGINNING: &str =
        "A small plane of the airline Luso Air crashed near Mafra on Tuesday, the rescue service said. ";
    let article = |(number, (title, rest)): (usize, (&str, &str))| {
        let head = format!("---\ntitle: \"{title}\"\nsite: \"paper-{number}.example\"\npublished: 2031-05-14\n---\n\n");
        let name = format!("report-{number}.md");
        read::read_bytes(&name, format!("{head}{BEGINNING}{rest}\n").as_bytes()).expect("a report")
    };
    let reports = [("Small plane of Luso Air crashes near Mafra", one), ("Luso Air plane crashes near Mafra", other)];
    let articles = reports.into_iter().enumerate().map(article).collect();
    pipeline::analyze(articles, &|_| {}, &AtomicBool::new(false)).discrepancies.iter().cloned().collect()
}

fn check(kind: DiscrepancyKind, pairs: &[(&str, &str)]) {
    let mut shown = Vec::new();
    for (one, other) in pairs {
        for row in rows(one, other).into_iter().filter(|row| row.kind == kind) {
            let sides: Vec<&str> = row.sides.iter().map(|side| side.value.as_str()).collect();
            shown.push(format!("{one} | {other}\n  {}: {}", row.subject, sides.join(" / ")));
        }
    }
    assert!(shown.is_empty(), "{}", shown.join("\n"));
}

#[test]
fn a_purpose_is_no_plan_and_what_is_said_to_be_hard_is_none() {
    check(
        DiscrepancyKind::Status,
        &[
            ("Firefighters stepped in to stop the fire.", "Firefighters stopped the fire after an hour."),
            (
                "Mayor Rita Lopes visited the village to apologize to the families.",
                "Mayor Rita Lopes went to apologize to the families.",
            ),
            ("It is hard to reach the wreck by car.", "Two cars reached the wreck at noon."),
            ("The road is expected to remain closed.", "The road remained closed on Wednesday."),
        ],
    );
}

#[test]
fn what_is_not_so_must_be_what_the_other_says() {
    check(
        DiscrepancyKind::Contested,
        &[
            (
                "Airline chief Jon Brandt said he was aware of the storm.",
                "Airline chief Jon Brandt said he was not aware of the second warning.",
            ),
            (
                "Pilot Rui Marsh had been hired in May. The airline said it did not know how long he had been awake.",
                "The wreck lies in a field.",
            ),
            ("The mayor rejected calls for a new inquiry.", "Relatives called for a new inquiry into the crash."),
            ("We are confident, the airline said.", "We are not sure, the rescue service said."),
        ],
    );
}

#[test]
fn figures_of_other_matters_are_not_held_against_one_another() {
    check(
        DiscrepancyKind::Number,
        &[
            ("The plane fell from a height of 200 feet.", "The plane fell from a height of 61 metres."),
            ("The plane was worth 2 million euros ($2.4 million).", "The plane was worth 2 million euros."),
            ("Two women were killed in the crash.", "Three passengers were killed in the crash."),
            ("The pilot had worked for the airline for 11 years.", "The field has been fallow for at least 20 years."),
        ],
    );
}

#[test]
fn one_name_in_long_and_short_forms_is_one_spelling() {
    check(
        DiscrepancyKind::NameSpelling,
        &[
            ("The plane was built by Norden Works Ltd.", "The plane was built by Norden Works Limited."),
            ("It was hired from Delta Flight Corp.", "It was hired from Delta Flight Corporation."),
            ("The hangar belongs to the Sintra Aero Centre.", "The hangar belongs to the Sintra Aero Center."),
        ],
    );
}

#[test]
fn what_a_person_is_called_besides_makes_no_other_person() {
    check(
        DiscrepancyKind::Identity,
        &[
            ("A former mechanic found the wreck.", "A retired man found the wreck."),
            ("The police and the army searched the field.", "The army and the police searched the field."),
            ("Its German parts, Rui Marsh said, were new.", "The Portuguese pilot Rui Marsh died."),
        ],
    );
}

#[test]
fn two_bodies_that_say_the_same_do_not_disagree() {
    check(
        DiscrepancyKind::Attribution,
        &[(
            "The plane had lost its left engine over the sea before it fell, the police said.",
            "The plane had lost its left engine over the sea before it fell, the prosecutor's office said.",
        )],
    );
}

#[test]
fn states_need_the_thing_that_they_are_told_of() {
    check(
        DiscrepancyKind::Status,
        &[
            ("Two men were arrested near the airfield.", "The mechanic was released after an hour."),
            ("Five people were injured on the ground.", "Five people died in a fire in the hangar."),
            ("A woman was suspended by the airline.", "She fired a flare into the air."),
        ],
    );
}
