//! Statements in sentences of our own: what is said, who says it, and what is thought, wanted, backed or criticized.

use rashomon::{pipeline, read, report, text::Cancel};
use serde_json::Value;

/// The statements of an article of these paragraphs: content, speaker's name, stance.
fn statements_in(body: &str) -> Vec<(String, String, String)> {
    let article = read::read_bytes("a.txt", format!("Report\n\n{body}\n").as_bytes()).expect("an article");
    let analysis = pipeline::analyze(vec![article], &|_| {}, &Cancel::new());
    let json: Value = serde_json::from_str(&report::json(&analysis)).expect("JSON");
    let text: Vec<char> = json["articles"][0]["text"].as_str().expect("a text").chars().collect();
    let actors = json["actors"].as_array().expect("actors");
    let name = |id: &Value| {
        actors.iter().find(|actor| actor["id"] == *id).map_or("", |actor| actor["name"].as_str().unwrap_or(""))
    };
    let at = |statement: &Value, key: &str| statement[key].as_u64().unwrap_or(0) as usize;
    let all = json["statements"].as_array().expect("statements");
    all.iter()
        .map(|one| {
            let content: String = text[at(one, "start")..at(one, "end")].iter().collect();
            (content, name(&one["speaker"]).to_owned(), one["stance"].as_str().unwrap_or("").to_owned())
        })
        .collect()
}

#[track_caller]
fn check(body: &str, content: &str, speaker: &str, stance: &str) {
    let found = statements_in(body);
    let right = |one: &&(String, String, String)| one.0 == content && one.1.contains(speaker) && one.2 == stance;
    assert!(found.iter().any(|one| right(&one)), "{body}: {found:?}");
}

#[test]
fn a_quotation_that_its_cue_breaks_is_one_statement() {
    let found = statements_in("“We lost the match,” Anna Brown said on Monday. “We will be back in May.”");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].0.starts_with("We lost") && found[0].0.ends_with("back in May."), "{found:?}");
    assert!(found[0].1.contains("Brown"), "{found:?}");
}

#[test]
fn quotations_are_found_behind_names_and_in_all_marks() {
    check(
        "“This is the worst road in the county.”\n\n— Anna Brown, a driver",
        "This is the worst road in the county.",
        "Brown",
        "says",
    );
    check("``We lost the match,'' Anna Brown said.", "We lost the match", "Brown", "says");
}

#[test]
fn content_has_both_sides_of_an_attribution_and_ends_where_the_writer_goes_on() {
    check(
        "The old bridge, according to a review of records, is unsafe.",
        "The old bridge, according to a review of records, is unsafe",
        "review",
        "says",
    );
    check(
        "Anna Brown said the road was safe, though she also praised the engineers.",
        "the road was safe",
        "Brown",
        "says",
    );
}

#[test]
fn documents_polls_and_people_without_a_name_speak() {
    check("A poll released on Monday shows that the mayor is ahead.", "the mayor is ahead", "poll", "says");
    check("The nominee said the vote was fair.", "the vote was fair", "nominee", "says");
}

#[test]
fn who_disagrees_says_what_follows() {
    let found = statements_in("Miners say the bridge is safe, but doctors disagree, saying that it was built badly.");
    let badly = found.iter().find(|one| one.0.contains("built badly")).expect("the second statement");
    assert!(badly.1.contains("doctor"), "{found:?}");
}

#[test]
fn attitudes_have_a_stance_of_their_own() {
    check("Anna Brown plans to close the mill.", "to close the mill", "Brown", "plans");
    check("Anna Brown called for a boycott of the port.", "a boycott of the port", "Brown", "plans");
    check("Anna Brown supports the new harbour.", "the new harbour", "Brown", "supports");
    check("Two lawyers criticized the ruling.", "the ruling", "lawyers", "criticizes");
    check("Anna Brown hopes that the mill will stay open.", "the mill will stay open", "Brown", "thinks");
    assert!(statements_in("The wall supports the roof.").is_empty());
}
