//! Pairs of short reports that only look as if they disagreed: nothing of the kind may be shown. Each is a way in which
//! real reports misled an earlier version; the sentences are ours.

use rashomon::compare::{Discrepancy, DiscrepancyKind};
use rashomon::text::Cancel;
use rashomon::{pipeline, read};

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
    pipeline::analyze(articles, &|_| {}, &Cancel::new()).discrepancies.iter().cloned().collect()
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
fn a_purpose_or_a_headline_of_what_is_to_come_is_no_deed() {
    check(
        DiscrepancyKind::Status,
        &[
            (
                "Coast guard captain Rita Lopes flew to the island to question the survivors of the crash.",
                "Coast guard captain Rita Lopes questioned the survivors of the crash on the island.",
            ),
            (
                "The Portuguese parliament to honour the dead passengers of the plane with a minute of silence.",
                "The Portuguese parliament decided to honour the dead passengers of the plane with a minute of silence.",
            ),
            ("Firefighters stepped in to stop the fire.", "Firefighters stopped the fire after an hour."),
        ],
    );
}

#[test]
fn who_gives_himself_up_is_arrested_and_who_has_yet_to_wake_has_not_woken() {
    check(
        DiscrepancyKind::Status,
        &[
            ("Pilot Rui Marsh surrendered to the police.", "Pilot Rui Marsh was arrested on Tuesday."),
            (
                "Mechanic Rui Marsh had yet to regain consciousness on Wednesday.",
                "Mechanic Rui Marsh had not regained consciousness on Wednesday.",
            ),
            ("Two men were arrested near the airfield.", "The mechanic was released after an hour."),
            ("A woman was suspended by the airline.", "She fired a flare into the air."),
        ],
    );
}

#[test]
fn what_is_not_so_must_be_what_the_other_says() {
    check(
        DiscrepancyKind::Contested,
        &[
            (
                "Airline chief Jon Brandt openly admits that he sold old engines. He has denied any criminal wrongdoing.",
                "Airline chief Jon Brandt denied any criminal wrongdoing.",
            ),
            (
                "Airline chief Jon Brandt said he was aware of the storm.",
                "Airline chief Jon Brandt said he was not aware of the second warning.",
            ),
            (
                "Pilot Rui Marsh had been hired in May. The airline said it did not know how long he had been awake.",
                "The wreck lies in a field.",
            ),
            ("The mayor rejected calls for a new inquiry.", "Relatives called for a new inquiry into the crash."),
        ],
    );
}

#[test]
fn figures_of_other_matters_are_not_held_against_one_another() {
    check(
        DiscrepancyKind::Number,
        &[
            ("A plane crash killed 31 people at Evora in 2019.", "The crash killed 12 people."),
            (
                "The crash killed three children in the house of the Marsh family.",
                "The crash killed five members of the Marsh family in their house.",
            ),
            (
                "Rescuer Ana Pires found two cousins of hers in the wreck.",
                "Ana Pires found eleven people in the wreck.",
            ),
            ("A quake of magnitude 7.6 shook the region in January.", "A quake of magnitude 6.1 shook it on Tuesday."),
            ("The plane fell from a height of 200 feet.", "The plane fell from a height of 61 metres."),
            ("The plane was worth 2 million euros ($2.4 million).", "The plane was worth 2 million euros."),
            ("Police found bullets in the wreck of the plane.", "Police found a bullet in the door of a house."),
            (
                "More than 8,600 people died on the roads in 2019.",
                "Some 38 road deaths per 100,000 people were counted in 2019.",
            ),
        ],
    );
}

#[test]
fn one_name_in_long_and_short_forms_is_one_spelling() {
    check(
        DiscrepancyKind::NameSpelling,
        &[
            ("The plane was built by Norden Works Ltd.", "The plane was built by Norden Works Limited."),
            ("The hangar belongs to the Sintra Aero Centre.", "The hangar belongs to the Sintra Aero Center."),
        ],
    );
}

#[test]
fn what_a_person_or_a_thing_is_called_besides_makes_no_other_one() {
    check(
        DiscrepancyKind::Identity,
        &[
            (
                "A powerful explosion destroyed the engine of the plane.",
                "A loud explosion destroyed the engine of the plane.",
            ),
            ("The police and the army searched the field.", "The army and the police searched the field."),
            ("Its German parts, Rui Marsh said, were new.", "The Portuguese pilot Rui Marsh died."),
        ],
    );
}

#[test]
fn who_says_less_of_an_office_gives_no_other_office() {
    check(
        DiscrepancyKind::Role,
        &[
            ("National rescue service spokesman Rui Marsh spoke.", "Rescue service spokesman Rui Marsh spoke."),
            ("Rui Marsh, the airline's Senior Pilot, survived.", "Rui Marsh, a pilot, survived."),
        ],
    );
}

#[test]
fn one_deed_in_two_words_and_ships_of_two_kinds_are_no_difference() {
    check(
        DiscrepancyKind::Other,
        &[
            ("Passengers evacuated the burning plane.", "Passengers fled the burning plane."),
            ("The airline dismissed pilot Rui Marsh.", "The airline fired pilot Rui Marsh."),
            (
                "The police said that cargo ships had seen the plane fall.",
                "The police said that two fishing boats had seen the plane fall.",
            ),
        ],
    );
}

#[test]
fn what_is_felt_has_many_causes() {
    check(
        DiscrepancyKind::Cause,
        &[("The storm triggered fears of more crashes.", "The strike of the pilots triggered fears of more crashes.")],
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
