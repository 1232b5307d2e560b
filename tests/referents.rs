//! Whom pronouns and descriptions stand for, on reports of our own words: how many are resolved, how many rightly.

use rashomon::extract::mentions::words::key;
use rashomon::extract::{Findings, Form, extract};
use rashomon::text::{Article, Block, BlockKind, Span};
use rashomon::understand::Engine;
use std::sync::Arc;

/// Of those resolved, so many must be right.
const RIGHT: f32 = 0.85;
/// So many must be resolved.
const RESOLVED: f32 = 0.60;

/// A label: where it stands in the text without markup, and whom it stands for.
struct Label {
    span: Span,
    who: String,
}

/// The reports without markup, with their labels.
fn reports() -> Vec<(Article, Vec<Label>)> {
    let data = include_str!("data/referents.txt");
    let reports = data.split("\n== ").skip(1).map(|report| report.split_once('\n').map_or("", |(_, text)| text));
    reports
        .map(|report| {
            let (mut text, mut labels) = (String::new(), Vec::new());
            let mut rest = report.trim();
            while let Some(open) = rest.find("[[") {
                text.push_str(&rest[..open]);
                let close = rest.find("]]").expect("closed");
                let (phrase, who) = rest[open + 2..close].split_once('|').expect("phrase|name");
                let start = text.len();
                text.push_str(phrase);
                labels.push(Label { span: Span::new(start, text.len()), who: who.to_owned() });
                rest = &rest[close + 2..];
            }
            text.push_str(rest);
            let mut at = 0;
            let blocks = text
                .split("\n\n")
                .map(|part| {
                    let span = Span::new(at, at + part.len());
                    at += part.len() + 2;
                    Block { kind: BlockKind::Paragraph, span }
                })
                .collect();
            (Article { language: "en".to_owned(), text, blocks, ..Article::default() }, labels)
        })
        .collect()
}

/// Whom the findings say a phrase stands for: all names and descriptions of its referent.
fn said_of(findings: &Findings, label: &Label) -> Option<Vec<String>> {
    let mention = findings.mentions.iter().find(|mention| {
        mention.form != Form::Name && mention.span.end == label.span.end && mention.span.overlaps(label.span)
    })?;
    let referent = &findings.referents[mention.referent as usize];
    let forms = referent.names.iter().chain(&referent.aliases).map(|(text, _)| key(text));
    Some(forms.chain([key(&referent.name)]).collect())
}

#[test]
fn pronouns_and_descriptions_stand_for_whom_they_mean() {
    let (mut all, mut resolved, mut right) = (0, 0, 0);
    for (article, labels) in reports() {
        let reading = Engine::shared().read(Arc::from(article.text.as_str()), &article.blocks);
        let findings = extract(&article, &reading);
        for label in &labels {
            all += 1;
            let Some(forms) = said_of(&findings, label) else { continue };
            let own = key(label.span.of(&article.text));
            // A description that is known by nothing but itself is not resolved.
            let wanted = key(&label.who);
            if forms.iter().all(|form| *form == own) && wanted != own {
                continue;
            }
            resolved += 1;
            let fits = forms.iter().any(|form| {
                *form == wanted || form.ends_with(&format!(" {wanted}")) || wanted.starts_with(form.as_str())
            });
            right += u32::from(fits);
            if !fits {
                println!(
                    "{:?} at {} means {}, not {}",
                    label.span.of(&article.text),
                    label.span.start,
                    label.who,
                    forms.join(", ")
                );
            }
        }
    }
    let (share_right, share) = (right as f32 / resolved as f32, resolved as f32 / all as f32);
    println!("{all} labelled, {resolved} resolved ({share:.3}), {right} right ({share_right:.3})");
    assert!(share_right >= RIGHT, "right: {share_right:.3}");
    assert!(share >= RESOLVED, "resolved: {share:.3}");
}

#[test]
fn odd_texts_give_findings_and_no_panic() {
    let odd = [
        "@",
        "#",
        "@ #",
        "of",
        "'s",
        "- - -",
        "President",
        "Mr.",
        "the",
        "(MTA)",
        "X (",
        "St.",
        "53rd",
        "53rd Street",
        "al-",
        "al-X",
        "A",
        "I",
        "U.S.",
        "Ministry of",
        "Secretary of State",
        "his",
        "His",
        "her her her",
        "and Anna Bell",
        "Ben and Anna Bell and their sons",
        "\u{201c}\u{201c}\u{201d}",
        "É",
        "日本",
        "ex-President",
        "Team #1 @home",
        "21",
        "The 21",
        "a",
        "\u{2014}",
        "It",
        "who is",
        ", who",
    ];
    for text in odd.iter().map(|text| (*text).to_owned()).chain([odd.join(" "), odd.join("\n")]) {
        let blocks = vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }];
        let article = Article { language: "en".to_owned(), text: text.clone(), blocks, ..Article::default() };
        let reading = Engine::shared().read(Arc::from(text.as_str()), &article.blocks);
        let findings = extract(&article, &reading);
        for mention in &findings.mentions {
            assert!(text.get(mention.span.start as usize..mention.span.end as usize).is_some(), "{text:?}");
        }
    }
}
