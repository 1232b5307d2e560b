//! Accounts of sentences made up for it: predicate, parts, status, line; and the lexicon's own examples.

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
    assert_eq!(account.summary, expect, "{text}");
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
fn lines_read_as_a_person_would_write_them() {
    check_line(
        "On Monday, the mayor met the striking workers.",
        "meet",
        "The mayor met the striking workers on Monday",
    );
    check_line(
        "Four sailors, who had slept below, were rescued by divers.",
        "rescue",
        "Four sailors were rescued by divers",
    );
    check_line("Rebels plan to free the hostages.", "free", "Rebels plan to free the hostages");
    check_line("The firm agreed on Friday to pay the fine.", "pay", "The firm agreed to pay the fine");
    check_line("A court ordered the firm to close the mine.", "close", "The firm was ordered to close the mine");
    check_line("The guard was accused of beating a prisoner.", "beat", "The guard was accused of beating a prisoner");
    check_line("The two ministers were to meet in Oslo.", "meet", "The two ministers were to meet in Oslo");
    check_line("The mayor hoped that the sailors had escaped.", "escape", "The sailors may have escaped");
    check_line("The release of four sailors was announced.", "release", "Four sailors were released");
    check_line("The firm did not pay the fine.", "pay", "The firm did not pay the fine");
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
        let line = told(text, lemma).map(|account| account.summary).filter(|line| !line.is_empty());
        assert_eq!(line, None, "{text}");
    }
}

#[test]
fn words_between_marks_stay_as_they_were_said() {
    check_line(
        "\"We will rebuild the pier before the winter comes,\" mayor Ada Holm said.",
        "say",
        "Ada Holm said: “We will rebuild the pier before the winter comes”",
    );
    check_line(
        "The ferry had left too late, the harbour master said on Friday.",
        "say",
        "The harbour master said on Friday that the ferry had left too late",
    );
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
fn whose_of_those_who_are_told_by_the_clause_ends() {
    check_line(
        "The mayor met those whose houses were destroyed.",
        "meet",
        "The mayor met those whose houses were destroyed",
    );
    assert_eq!(told("He spoke to those whose boats were destroyed.", "destroy").map(|account| account.summary), None);
    // One in the other, and both in one line.
    for text in [
        "The minister whose brother, whose car was stolen, resigned, met those whose sons, whose names nobody gave, died.",
        "Anyone whose neighbours, whose dogs, whose owners left, were shot, may sue these whose shots killed.",
    ] {
        read(text);
    }
}

#[test]
fn a_row_of_nouns_without_end_is_read() {
    let row = "talks, ".repeat(6_000);
    read(&format!("They called for {row}and a truce."));
}
