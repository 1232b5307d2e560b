//! What sources tell differently of a place, a patient, a name, a deed: a pair that must be found and one that must not
//! for each. The reports are ours.

use rashomon::compare::{Discrepancy, DiscrepancyKind};
use rashomon::pipeline::{Collection, NothingKnown};
use rashomon::text::Cancel;
use rashomon::{pipeline, read};

/// The rows of one kind of two reports on one shooting.
fn rows(kind: DiscrepancyKind, one: &str, other: &str) -> Vec<Discrepancy> {
    const BEGINNING: &str = "Two people were shot at the Hallam cannery in Ostrava on Tuesday evening, police said. ";
    let article = |(number, rest): (usize, &str)| {
        let head = format!(
            "---\ntitle: \"Shooting at Hallam cannery in Ostrava\"\nsite: \"paper-{number}.example\"\npublished: 2031-05-14\n---\n\n"
        );
        read::read_bytes(&format!("report-{number}.md"), format!("{head}{BEGINNING}{rest}\n").as_bytes())
            .expect("a report")
    };
    let articles = [one, other].into_iter().enumerate().map(article).collect();
    let mut collection = Collection::default();
    collection.add(pipeline::prepare(articles), &NothingKnown, &|_| {}, &Cancel::new());
    let judged = collection.explain().into_iter().flat_map(|(_, story)| story.rows).map(|row| row.discrepancy);
    judged.filter(|row| row.kind == kind).collect()
}

fn shown(rows: &[Discrepancy]) -> String {
    let line = |row: &Discrepancy| {
        let sides: Vec<&str> = row.sides.iter().map(|side| side.value.as_str()).collect();
        format!("{}: {}", row.subject, sides.join(" / "))
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn must_find(kind: DiscrepancyKind, subject: &str, one: &str, other: &str) {
    let found = rows(kind, one, other);
    assert!(found.iter().any(|row| row.subject.contains(subject)), "no “{subject}” in:\n{}", shown(&found));
}

fn must_not_find(kind: DiscrepancyKind, one: &str, other: &str) {
    let found = rows(kind, one, other);
    assert!(found.is_empty(), "{}", shown(&found));
}

#[test]
fn two_conditions_of_one_patient_are_shown_and_critical_but_stable_is_neither() {
    let critical = "Peter Marsh, 39, was shot in the neck and is in critical condition.";
    let stable = "Peter Marsh was taken to the Lund hospital, where he was listed in stable condition.";
    let both = "Peter Marsh was taken to the Lund hospital, where he is in critical but stable condition.";
    must_find(DiscrepancyKind::Status, "condition of Peter Marsh", critical, stable);
    must_not_find(DiscrepancyKind::Status, critical, both);
}

#[test]
fn a_name_kept_back_by_one_and_given_by_another_is_an_update() {
    let kept = "The name of the deceased will not be released until relatives are told.";
    let given = "The gunman killed Peter Marsh, 40, at the gate of the cannery.";
    let of_another = "The gunman killed Peter Marsh, 40. The name of a second victim will not be released yet.";
    must_find(DiscrepancyKind::Status, "whether a victim has been named", kept, given);
    must_not_find(DiscrepancyKind::Status, of_another, given);
}

#[test]
fn the_part_of_a_country_or_island_is_a_place() {
    let north = "The owners come from the northern province of Bohemia.";
    let west = "The owners come from the western province of Bohemia.";
    let northwest = "The owners come from the western tip of Sicily and the northern tip of Sicily.";
    must_find(DiscrepancyKind::Place, "where Bohemia lies", north, west);
    must_find(
        DiscrepancyKind::Place,
        "which tip of Sicily",
        "The cannery's fish comes from the western tip of Sicily.",
        "The cannery's fish comes from the northern tip of Sicily.",
    );
    must_not_find(DiscrepancyKind::Place, "The fish comes from the western tip of Sicily.", northwest);
}

#[test]
fn on_a_landmark_and_near_it_are_two_places() {
    let on = "Two grenades fell on an airstrip behind the cannery.";
    let near = "Two grenades were dropped near the airstrip behind the cannery.";
    let also_on = "Two grenades fell onto the airstrip behind the cannery.";
    must_find(DiscrepancyKind::Place, "grenades", on, near);
    must_not_find(DiscrepancyKind::Place, on, also_on);
}

#[test]
fn damaged_and_destroyed_are_two_deeds_unless_any_of_many_are_meant() {
    let damaged = "Fire damaged several villages near the river Odra, officials said.";
    let destroyed = "Fire destroyed several villages near the river Odra, officials said.";
    let any = "Fire destroyed villages near the river Odra, officials said.";
    must_find(DiscrepancyKind::Other, "villages", damaged, destroyed);
    must_not_find(DiscrepancyKind::Other, damaged, any);
}

#[test]
fn captured_and_intercepted_are_two_deeds() {
    let captured = "The coast guard captured the three boats of the gunmen on the Odra.";
    let intercepted = "The coast guard intercepted the three boats of the gunmen on the Odra.";
    must_find(DiscrepancyKind::Other, "three boats", captured, intercepted);
}

#[test]
fn a_cause_of_death_that_one_report_does_not_know_is_an_update() {
    let known = "Cannery owner Peter Marsh died of heart failure on Wednesday.";
    let unknown = "Cannery owner Peter Marsh died on Wednesday; the cause of his death was not immediately known.";
    let of_another = "Peter Marsh mourned his foreman, Karl Holm. The cause of the death was not known.";
    must_find(DiscrepancyKind::Cause, "cause of death of Peter Marsh", known, unknown);
    must_not_find(DiscrepancyKind::Cause, known, of_another);
}
