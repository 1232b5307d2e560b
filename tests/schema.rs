//! The contract: what `analyze` prints for the starter corpus holds to its schema, and means what it says.

use rashomon::pipeline::{Analysis, analyze};
use rashomon::text::Cancel;
use rashomon::{read, report};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::OnceLock;

fn analysis() -> &'static Analysis {
    static ANALYSIS: OnceLock<Analysis> = OnceLock::new();
    ANALYSIS.get_or_init(|| {
        let collected = read::read_paths(&[PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds")]);
        assert!(collected.troubles.is_empty(), "{:?}", collected.troubles);
        analyze(collected.articles, &|_| {}, &Cancel::new())
    })
}

fn document() -> Value {
    serde_json::from_str(&report::json(analysis())).expect("JSON")
}

fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key].as_array().expect("a list")
}

#[test]
fn what_is_printed_holds_to_the_schema() {
    let schema: Value = serde_json::from_str(report::JSON_SCHEMA).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let document = document();
    let errors: Vec<String> =
        validator.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path)).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let empty: Value = serde_json::from_str(&report::json(&Analysis::default())).expect("JSON");
    assert!(validator.is_valid(&empty));
    assert!(!validator.is_valid(&serde_json::json!({"schema": "rashomon.analysis/1"})));
}

#[test]
fn every_id_that_is_named_is_there_once() {
    let document = document();
    let ids = |key: &str| -> HashSet<String> {
        let all: Vec<String> =
            list(&document, key).iter().map(|object| object["id"].as_str().expect("an id").to_owned()).collect();
        let unique: HashSet<String> = all.iter().cloned().collect();
        assert_eq!(all.len(), unique.len(), "an id of {key} stands twice");
        unique
    };
    let (articles, stories, actors, events) = (ids("articles"), ids("stories"), ids("actors"), ids("events"));
    ids("discrepancies");
    let known =
        |set: &HashSet<String>, value: &Value| value.is_null() || set.contains(value.as_str().unwrap_or_default());
    for story in list(&document, "stories") {
        assert!(list(story, "articles").iter().all(|id| known(&articles, id)));
    }
    for event in list(&document, "events") {
        assert!(known(&stories, &event["story"]));
        assert!(list(event, "participants").iter().all(|participant| known(&actors, &participant["actor"])));
    }
    for discrepancy in list(&document, "discrepancies") {
        assert!(known(&stories, &discrepancy["story"]) && known(&events, &discrepancy["event"]));
        assert!(list(discrepancy, "actors").iter().all(|id| known(&actors, id)));
        for side in list(discrepancy, "sides") {
            assert!(list(side, "articles").iter().all(|id| known(&articles, id)));
        }
    }
    for statement in list(&document, "statements") {
        assert!(known(&actors, &statement["speaker"]));
    }
}

/// Calls `look` with every object that names a place.
fn each_place(value: &Value, look: &mut impl FnMut(&str, usize, usize)) {
    match value {
        Value::Object(map) => {
            if let (Some(article), Some(start), Some(end)) = (map.get("article"), map.get("start"), map.get("end")) {
                let number = |value: &Value| value.as_u64().expect("a number") as usize;
                look(article.as_str().expect("an id"), number(start), number(end));
            }
            map.values().for_each(|value| each_place(value, look));
        }
        Value::Array(values) => values.iter().for_each(|value| each_place(value, look)),
        _ => {}
    }
}

#[test]
fn every_place_lies_in_its_text_and_covers_whole_words_of_it() {
    let document = document();
    let articles = list(&document, "articles");
    let texts: HashMap<&str, Vec<char>> = articles
        .iter()
        .map(|article| {
            (article["id"].as_str().expect("an id"), article["text"].as_str().expect("a text").chars().collect())
        })
        .collect();
    let mut n_places = 0;
    each_place(&document, &mut |article, start, end| {
        n_places += 1;
        let text = &texts[article];
        assert!(start < end && end <= text.len(), "{article} {start}..{end} of {}", text.len());
        assert!(!text[start].is_whitespace() && !text[end - 1].is_whitespace(), "{article} {start}..{end}");
    });
    assert!(n_places > 100, "only {n_places} places");
}

#[test]
fn evidence_is_the_phrase_and_not_the_paragraph() {
    for discrepancy in analysis().discrepancies.iter() {
        assert!(discrepancy.sides.len() >= 2, "{}", discrepancy.subject);
        for evidence in discrepancy.sides.iter().flat_map(|side| &side.evidence) {
            let phrase = evidence.span.of(&analysis().articles[evidence.article.idx()].text);
            assert!(phrase.split_whitespace().count() <= 30, "{}: {phrase}", discrepancy.subject);
        }
    }
}

#[test]
fn json_lines_say_the_same_as_the_document() {
    let document = document();
    let lines: Vec<Value> =
        report::jsonl(analysis()).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines[0]["schema"], document["schema"]);
    for (kind, key) in
        [("article", "articles"), ("actor", "actors"), ("event", "events"), ("discrepancy", "discrepancies")]
    {
        let of_kind: Vec<&Value> = lines.iter().filter(|line| line["type"] == kind).collect();
        assert_eq!(of_kind.len(), list(&document, key).len());
        for (line, object) in of_kind.iter().zip(list(&document, key)) {
            assert_eq!(line["id"], object["id"]);
        }
    }
}

#[test]
fn neither_the_order_of_files_nor_a_second_run_changes_anything() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut articles = read::read_paths(&[folder]).articles;
    articles.reverse();
    let again = analyze(articles, &|_| {}, &Cancel::new());
    assert_eq!(report::json(&again), report::json(analysis()));
}
