//! What is shown as a disagreement and what is not, on pairs of short reports in our own words.

use rashomon::compare::{Discrepancy, DiscrepancyKind, Severity};
use rashomon::{pipeline, read};
use std::sync::atomic::AtomicBool;

/// The discrepancies between reports, given as (day of publication, title, body).
fn compared(reports: &[(&str, &str, &str)]) -> Vec<Discrepancy> {
    let articles = reports
        .iter()
        .enumerate()
        .map(|(number, (day, title, body))| {
            let text =
                format!("---\ntitle: \"{title}\"\nsite: \"paper-{number}.example\"\npublished: {day}\n---\n\n{body}\n");
            read::read_bytes(&format!("report-{number}.md"), text.as_bytes()).expect("a report")
        })
        .collect();
    pipeline::analyze(articles, &|_| {}, &AtomicBool::new(false)).discrepancies
}

fn shown(found: &[Discrepancy]) -> String {
    found
        .iter()
        .map(|one| {
            let sides: Vec<&str> = one.sides.iter().map(|side| side.value.as_str()).collect();
            format!("{:?} {:?} {}: {}", one.kind, one.severity, one.subject, sides.join(" / "))
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn must_find(kind: DiscrepancyKind, values: [&str; 2], reports: &[(&str, &str, &str)]) -> Discrepancy {
    let found = compared(reports);
    let has = |one: &Discrepancy, value: &str| one.sides.iter().any(|side| side.value.contains(value));
    found
        .iter()
        .find(|one| one.kind == kind && values.iter().all(|value| has(one, value)))
        .cloned()
        .unwrap_or_else(|| panic!("no {kind:?} with {values:?}; found:\n{}", shown(&found)))
}

fn must_not_find(kind: DiscrepancyKind, reports: &[(&str, &str, &str)]) {
    let found: Vec<Discrepancy> = compared(reports).into_iter().filter(|one| one.kind == kind).collect();
    assert!(found.is_empty(), "{}", shown(&found));
}

const FERRY: &str = "The ferry Sund Queen struck the northern pier of Varby harbour on Tuesday evening, police said. ";

fn ferry(rest: &str) -> String {
    format!("{FERRY}{rest}")
}

#[test]
fn two_figures_for_the_same_people_are_a_conflict() {
    let one = ferry("Police said that 25 people were injured in the crash.");
    let other = ferry("Police said that 27 people were injured in the crash.");
    let found = must_find(
        DiscrepancyKind::Number,
        ["25", "27"],
        &[
            ("2031-05-14", "Ferry strikes pier in Varby harbour", &one),
            ("2031-05-14", "Ferry hits pier in Varby, many hurt", &other),
        ],
    );
    assert_eq!(found.severity, Severity::Conflict);
}

#[test]
fn the_same_figure_in_words_and_digits_is_no_disagreement() {
    let one = ferry("Police said that twelve people were injured in the crash.");
    let other = ferry("Police said that 12 people were hurt in the crash.");
    must_not_find(
        DiscrepancyKind::Number,
        &[
            ("2031-05-14", "Ferry strikes pier in Varby harbour", &one),
            ("2031-05-14", "Ferry hits pier in Varby", &other),
        ],
    );
}

#[test]
fn the_badly_hurt_are_a_part_of_the_hurt() {
    let one = ferry("Police said that 25 people were injured in the crash.");
    let other = ferry("Police said that four people were seriously injured in the crash.");
    must_not_find(
        DiscrepancyKind::Number,
        &[
            ("2031-05-14", "Ferry strikes pier in Varby harbour", &one),
            ("2031-05-14", "Ferry hits pier in Varby", &other),
        ],
    );
}

#[test]
fn a_report_that_is_silent_does_not_disagree() {
    let one = ferry("Police said that 25 people were injured in the crash.");
    let other = ferry("The harbour was closed for the night.");
    assert!(
        compared(&[
            ("2031-05-14", "Ferry strikes pier in Varby harbour", &one),
            ("2031-05-14", "Ferry hits pier in Varby", &other),
        ])
        .is_empty()
    );
}

#[test]
fn one_name_in_two_spellings_is_found() {
    let one = ferry("The harbour master, Mikhail Vorontsov, said that the ferry came in too fast.");
    let other = ferry("The harbour master, Mikhail Voronzov, said that the ferry came in too fast.");
    must_find(
        DiscrepancyKind::NameSpelling,
        ["Vorontsov", "Voronzov"],
        &[
            ("2031-05-14", "Ferry strikes pier in Varby harbour", &one),
            ("2031-05-14", "Ferry hits pier in Varby", &other),
        ],
    );
}

#[test]
fn two_wordings_of_one_utterance_are_found() {
    let one = ferry("\"We will find out why the engines stopped before the summer ends,\" mayor Ada Holm said.");
    let other = ferry("\"We shall find out why the engines stopped before the summer is over,\" mayor Ada Holm said.");
    must_find(
        DiscrepancyKind::Quote,
        ["engines stopped", "engines stopped"],
        &[
            ("2031-05-14", "Ferry strikes pier in Varby harbour", &one),
            ("2031-05-14", "Ferry hits pier in Varby", &other),
        ],
    );
}

#[test]
fn a_cause_beside_an_unknown_cause_is_an_update() {
    let one = ferry("The cause of the crash is not yet known.");
    let other = ferry("Strong currents caused the crash, the harbour master said on Thursday.");
    let found = must_find(
        DiscrepancyKind::Cause,
        ["not yet known", "currents"],
        &[
            ("2031-05-14", "Ferry strikes pier in Varby harbour", &one),
            ("2031-05-16", "Ferry hit pier in Varby", &other),
        ],
    );
    assert_eq!(found.severity, Severity::Update);
}

#[test]
fn a_claim_and_its_denial_in_one_report_are_contested() {
    let one = ferry(
        "Union leaders said that the crew had warned of the engines, but the owner of the ferry denied that there was any \
         warning.",
    );
    let other = ferry("The harbour was closed for the night.");
    let found = must_find(
        DiscrepancyKind::Contested,
        ["crew had warned", "denied"],
        &[
            ("2031-05-14", "Ferry strikes pier in Varby harbour", &one),
            ("2031-05-14", "Ferry hits pier in Varby", &other),
        ],
    );
    assert_eq!(found.severity, Severity::Conflict);
}

#[test]
fn copies_of_one_report_do_not_disagree() {
    let copy = ferry("Police said that 25 people were injured in the crash, and 103 passengers went on by bus.");
    assert!(
        compared(&[
            ("2031-05-14", "Ferry strikes pier in Varby harbour", &copy),
            ("2031-05-14", "Ferry strikes pier in Varby harbour", &copy),
        ])
        .is_empty()
    );
}

#[test]
fn every_phrase_shown_stands_in_its_article_and_is_short() {
    let one = ferry("Police said that 25 people were injured in the crash.");
    let other = ferry("Police said that 27 people were injured in the crash.");
    for discrepancy in compared(&[
        ("2031-05-14", "Ferry strikes pier in Varby harbour", &one),
        ("2031-05-14", "Ferry hits pier in Varby", &other),
    ]) {
        assert!(discrepancy.sides.len() > 1);
        for side in &discrepancy.sides {
            assert!(!side.evidence.is_empty());
            assert!(side.evidence.iter().all(|evidence| !evidence.span.is_empty()));
        }
    }
}
