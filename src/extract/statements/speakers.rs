//! Whom a speaker's words stand for, where no mention was found for them: a pronoun goes back to who spoke last, a noun for
//! a person or a document ("the nominee", "a poll released on Monday") is somebody or something of its own.

use crate::extract::accounts::Tree;
use crate::extract::{Field, Findings, Form, Gender, Mention, Referent, Statement, is_of};
use crate::text::Span;

/// A pronoun goes back at most so many sentences to who spoke before. Own choice.
const REACH: u32 = 4;

/// Nouns for inquiries and their fruit, which news lets speak: no writings in the table of meanings.
const INQUIRIES: [&str; 17] = [
    "poll",
    "survey",
    "study",
    "analysis",
    "review",
    "research",
    "data",
    "statistic",
    "figure",
    "investigation",
    "inquiry",
    "census",
    "audit",
    "footage",
    "video",
    "record",
    "complaint",
];

/// Which kind of speaker a common noun is: an index into [`Referent::kinds`].
pub(super) fn kind_of(tree: &Tree, head: u32) -> Option<usize> {
    if tree.pos(head) != "NOUN" {
        return None;
    }
    let lemma = tree.lemma(head).to_lowercase();
    let several = matches!(tree.tag(head), "NNS");
    if is_of(&lemma, Field::Person) {
        Some(if several { 2 } else { 0 })
    } else if is_of(&lemma, Field::Group) {
        Some(1)
    } else if is_of(&lemma, Field::Writing) || INQUIRIES.contains(&lemma.as_str()) {
        Some(4)
    } else {
        None
    }
}

/// Gives every statement whose speaker's words stand for nobody yet a referent, and these words a mention.
pub fn settle(tree: &Tree, findings: &mut Findings, mut statements: Vec<&mut Statement>) {
    statements.sort_by_key(|statement| statement.cue_span);
    let mut added: Vec<Mention> = Vec::new();
    let mut last: Option<(u32, u32)> = None;
    for statement in statements {
        let sentence = statement.sentence;
        let found = statement.speaker.or_else(|| {
            let span = statement.speaker_span?;
            let head = head_in(tree, span)?;
            if let Some(known) = added.iter().find(|mention| mention.head == head) {
                return Some(known.referent);
            }
            let before = last.filter(|&(_, at)| sentence.saturating_sub(at) <= REACH).map(|(referent, _)| referent);
            let (referent, form) = if tree.pos(head) == "PRON" {
                (before.filter(|&before| fits(tree, head, &findings.referents[before as usize]))?, Form::Pronoun)
            } else {
                (of_noun(tree, head, findings)?, Form::Description)
            };
            let place = if form == Form::Pronoun { tree.reading.token(head).span } else { tree.phrase(head) };
            added.push(Mention { span: place, head, form, referent, label: String::new() });
            Some(referent)
        });
        statement.speaker = found;
        if let Some(referent) = found {
            last = Some((referent, sentence));
        }
    }
    if added.is_empty() {
        return;
    }
    findings.mentions.extend(added);
    findings.mentions.sort_by_key(|mention| (mention.span, mention.referent));
    for referent in &mut findings.referents {
        referent.mentions.clear();
    }
    for (idx, mention) in findings.mentions.iter().enumerate() {
        findings.referents[mention.referent as usize].mentions.push(idx as u32);
    }
}

/// The head of a phrase: the token whose own head lies outside it.
fn head_in(tree: &Tree, span: Span) -> Option<u32> {
    let tokens = tree.reading.tokens_in(span);
    tokens.clone().find(|&token| tree.head(token).is_none_or(|head| !tokens.contains(&head)))
}

/// Whether a pronoun may stand for a referent.
fn fits(tree: &Tree, pronoun: u32, referent: &Referent) -> bool {
    let is_person = referent.kinds[0] > 0.0 && referent.kinds.iter().all(|&kind| kind <= referent.kinds[0]);
    match tree.word(pronoun).to_lowercase().as_str() {
        "he" | "him" | "his" => is_person && !referent.plural && referent.gender != Gender::Female,
        "she" | "her" => is_person && !referent.plural && referent.gender != Gender::Male,
        "they" | "their" => !is_person || referent.plural,
        "it" | "its" => !is_person && !referent.plural,
        _ => false,
    }
}

/// The referent of a noun that has none: the one made before for the same noun, where this one is told as known.
fn of_noun(tree: &Tree, head: u32, findings: &mut Findings) -> Option<u32> {
    let kind = kind_of(tree, head)?;
    let class = format!("~{}", tree.lemma(head).to_lowercase());
    let plural = tree.tag(head) == "NNS";
    let definite = tree.kids_by(head, &["det"]).any(|kid| tree.lemma(kid) == "the");
    let known = findings.referents.iter().position(|other| other.class == class && other.plural == plural);
    if let Some(known) = known.filter(|_| definite) {
        return Some(known as u32);
    }
    let name = tree.phrase(head).of(&tree.reading.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut referent = Referent { names: vec![(name.clone(), 1)], name, class, plural, ..Referent::default() };
    referent.kinds[kind] = 1.0;
    findings.referents.push(referent);
    Some(findings.referents.len() as u32 - 1)
}
