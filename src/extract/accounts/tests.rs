//! Accounts of sentences made up for it: predicate, parts, status, the words that tell it; and the lexicon's own examples.

use super::lexicon::{KINDS, kind_named, sections};
use crate::extract::{Account, Findings, Part, Status, extract};
use crate::text::{Article, Block, BlockKind, Span};
use crate::understand::Engine;
use std::sync::Arc;

fn read(text: &str) -> Findings {
    let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) };
    let article = Article { text: text.into(), blocks: vec![block], language: "en".into(), ..Article::default() };
    let reading = Engine::shared().read(Arc::from(text), &article.blocks);
    extract(&article, &reading)
}

fn told(text: &str, lemma: &str) -> Option<Account> {
    read(text).accounts.into_iter().find(|account| account.lemma == lemma)
}

#[track_caller]
fn check_status(text: &str, lemma: &str, expect: Status) {
    let account = told(text, lemma);
    assert_eq!(account.map(|account| account.status), Some(expect), "{lemma} in: {text}");
}

#[track_caller]
fn check_parts(text: &str, lemma: &str, expect: &[(Part, &str)]) {
    let account = told(text, lemma).unwrap_or_else(|| panic!("{lemma} in: {text}"));
    let found: Vec<(Part, &str)> = account.participants.iter().map(|one| (one.part, one.span.of(text))).collect();
    assert_eq!(found, expect, "{text}");
}

#[track_caller]
fn check_line(text: &str, lemma: &str, expect: &str) {
    let account = told(text, lemma).unwrap_or_else(|| panic!("{lemma} in: {text}"));
    assert_eq!(account.line.map(|line| line.of(text)), Some(expect), "{text}");
}

#[test]
fn every_kind_finds_its_example_and_leaves_the_other_alone() {
    for (head, line) in sections(KINDS) {
        let kind = kind_named(head).unwrap_or_else(|| panic!("{head} is no kind"));
        if let Some(example) = line.strip_prefix("find:") {
            let (text, word) = example.trim().split_once('|').expect("an example has a bar");
            let at = text.find(word).expect("the word stands in its sentence");
            let accounts = read(text).accounts;
            assert!(
                accounts.iter().any(|account| account.kind == kind
                    && account.span.start as usize <= at
                    && at < account.span.end as usize),
                "{text}: {accounts:?}"
            );
        } else if let Some(example) = line.strip_prefix("leave:") {
            let (text, word) = example.trim().split_once('|').expect("an example has a bar");
            let accounts = read(text).accounts;
            assert!(
                accounts.iter().all(|account| account.kind != kind || !account.words.contains(&word.to_string())),
                "{text}: {accounts:?}"
            );
        }
    }
}

#[test]
fn whether_it_happened_is_read_from_what_governs_it() {
    check_status("The minister visited the port on Monday.", "visit", Status::Occurred);
    check_status("The minister will visit the port on Monday.", "visit", Status::Planned);
    check_status("The minister is scheduled to visit the port.", "visit", Status::Planned);
    check_status("The two sides agreed to exchange prisoners.", "agree", Status::Occurred);
    check_status("The two sides agreed to exchange prisoners.", "exchange", Status::Planned);
    check_status("Police are searching the forest.", "search", Status::Ongoing);
    check_status("The rebels could attack the town.", "attack", Status::Hypothetical);
    check_status("Prosecutors accused the guard of beating a prisoner.", "beat", Status::Alleged);
    check_status("The guard allegedly beat a prisoner.", "beat", Status::Alleged);
    check_status("The general denied that his men burned the village.", "burn", Status::Denied);
    check_status("The leaders called off the talks.", "talk", Status::Cancelled);
    check_status("If the dam breaks, the town will flood.", "break", Status::Hypothetical);
    check_status("The crew managed to rescue two sailors.", "rescue", Status::Occurred);
}

#[test]
fn parts_are_read_from_the_parse() {
    check_parts("Rebels attacked the town.", "attack", &[(Part::Who, "Rebels"), (Part::Whom, "the town")]);
    check_parts("The town was attacked by rebels.", "attack", &[(Part::Who, "rebels"), (Part::Whom, "The town")]);
    check_parts("Talks between Peru and Chile failed.", "talk", &[(Part::Who, "Peru"), (Part::Who, "Chile")]);
    check_parts(
        "Soldiers found shells fired by the rebels.",
        "fire",
        &[(Part::Who, "the rebels"), (Part::Whom, "shells")],
    );
    check_parts("The nurse who rescued the boy fled.", "rescue", &[(Part::Who, "The nurse"), (Part::Whom, "the boy")]);
    check_parts(
        "Police stormed the house and arrested two men.",
        "arrest",
        &[(Part::Who, "Police"), (Part::Whom, "two men")],
    );
    check_parts("The arrest of the banker shocked the town.", "arrest", &[(Part::Whom, "the banker")]);
}

#[test]
fn what_did_not_come_to_pass_is_not_told_as_done() {
    check_status("Had the dam broken, the town would have flooded.", "break", Status::Hypothetical);
    check_status("Had the dam broken, the town would have flooded.", "flood", Status::Hypothetical);
    check_status("The minister was yet to visit the port.", "visit", Status::Planned);
    check_status("The firm has yet to pay the fine.", "pay", Status::Planned);
    check_status("The merger of the two banks fell through in May.", "merger", Status::Cancelled);
    for text in ["The ferry no longer carries lorries to Split.", "The union never signed the accord."] {
        let accounts = read(text).accounts;
        assert!(accounts.iter().all(|account| account.negated), "{text}: {accounts:?}");
    }
}

#[test]
fn a_line_is_a_clause_of_its_report() {
    check_line(
        "However, on Monday the mayor met the striking workers.",
        "meet",
        "on Monday the mayor met the striking workers",
    );
    check_line("Police stormed the house and arrested two men.", "storm", "Police stormed the house");
    check_line(
        "Police stormed the house and arrested two men.",
        "arrest",
        "Police stormed the house and arrested two men",
    );
    check_line("The bomb killed and wounded dozens.", "kill", "The bomb killed and wounded dozens");
    check_line("The release of four sailors was announced.", "release", "The release of four sailors");
    check_line("Two men were arrested on Friday, police said.", "arrest", "Two men were arrested on Friday");
    check_line("Officials said that a court freed the editor.", "free", "a court freed the editor");
    check_line(
        "\"We will rebuild the pier before the winter comes,\" mayor Ada Holm said.",
        "say",
        "\"We will rebuild the pier before the winter comes,\" mayor Ada Holm said",
    );
}

#[test]
fn a_line_keeps_what_decides_whether_it_happened() {
    for (text, lemma) in [
        ("Rebels plan to free the hostages", "free"),
        ("The firm agreed on Friday to pay the fine", "pay"),
        ("A court ordered the firm to close the mine", "close"),
        ("The guard was accused of beating a prisoner", "beat"),
        ("The two ministers were to meet in Oslo", "meet"),
        ("The mayor hoped that the sailors had escaped", "escape"),
        ("The general denied that his men burned the village", "burn"),
        ("The firm did not pay the fine", "pay"),
        ("If the dam breaks, the town will flood", "break"),
        ("The club said that it would not sell the stadium", "sell"),
    ] {
        check_line(&format!("{text}."), lemma, text);
    }
}

#[test]
fn a_line_is_shortened_at_the_ends_of_phrases_and_loses_no_date_or_negator() {
    let long = "The navy rescued eleven fishermen near the northern reef after their boat had struck a rock that no chart \
                of the bay showed to sailors.";
    let account = told(long, "rescue").expect("the rescue is told");
    // The clause behind "after" holds a negator, so that it stays whole or goes no further than it.
    assert!(account.line.is_some_and(|line| line.of(long).contains("no chart")), "{account:?}");
    let plain = "The navy rescued eleven fishermen near the northern reef after their boat had struck a rock in the wide \
                 bay of the old town.";
    let account = told(plain, "rescue").expect("the rescue is told");
    assert_eq!(
        account.line.map(|line| line.of(plain)),
        Some("The navy rescued eleven fishermen near the northern reef after their boat had struck a rock"),
    );
    let dated = "The navy rescued eleven fishermen near the northern reef of the long and narrow island group of the south on \
                 Monday.";
    let account = told(dated, "rescue").expect("the rescue is told");
    assert!(account.line.is_some_and(|line| line.of(dated).ends_with("on Monday")), "{account:?}");
}

#[test]
fn what_is_no_happening_has_no_account() {
    for (text, lemma) in [
        ("The army closed the road to prevent attacks.", "prevent"),
        ("The senator voiced concerns over a major ground invasion.", "invasion"),
        ("The rebels swapped prisoners in exchange for medicine.", "exchange"),
        ("Nobody knows how many people died.", "die"),
        ("The law names a plan that protects forests.", "protect"),
        ("The town has had trouble holding markets.", "hold"),
    ] {
        let line = told(text, lemma).and_then(|account| account.line).map(|line| line.of(text));
        assert_eq!(line, None, "{text}");
    }
}

#[test]
fn one_happening_told_twice_is_one() {
    let accounts =
        read("A ferry hit a pier in Split on Monday. Nine people were hurt when the ferry hit the pier.").accounts;
    let hits: Vec<&Account> = accounts.iter().filter(|account| account.lemma == "hit").collect();
    assert_eq!(hits.len(), 2, "{accounts:?}");
    assert!(hits[1].retells.is_some(), "{accounts:?}");
}

#[test]
fn relative_clauses_one_in_the_other_are_read() {
    for text in [
        "The minister whose brother, whose car was stolen, resigned, met those whose sons, whose names nobody gave, died.",
        "Anyone whose neighbours, whose dogs, whose owners left, were shot, may sue these whose shots killed.",
    ] {
        for line in read(text).accounts.into_iter().filter_map(|account| account.line) {
            assert!(!line.of(text).trim().is_empty());
        }
    }
}

#[test]
fn a_row_of_nouns_without_end_is_read() {
    let row = "talks, ".repeat(6_000);
    read(&format!("They called for {row}and a truce."));
}
