//! The whole phrase that a name or a description stands in, as a report writes it: "former |Arden harbour master Ana Ruiz|",
//! "the owner |of the ferry|". Each is one more way in which a report calls somebody.

use super::evidence;
use super::names::Name;
use crate::understand::Reading;
use std::ops::Range;

/// Longest phrase, in tokens.
const LONGEST: u32 = 9;

/// A name with all that stands before it in its noun phrase, without a determiner; nothing where that is no more than the name
/// (with the words that lead to it).
pub fn with_modifiers(reading: &Reading, name: &Name) -> Option<Range<u32>> {
    let first = reading.sentence_of(name.tokens.start).tokens.start;
    let head = evidence::head_of(reading, name);
    let from = if name.before.is_empty() { name.tokens.start } else { name.before.start };
    // "former |Arden Radio| host": what is former is the host.
    let node = reading.token(head);
    if matches!(node.relation, "compound" | "nmod" | "amod") && node.head >= name.tokens.end {
        return None;
    }
    let mut start = from;
    while start > first && name.tokens.end - start < LONGEST {
        let token = start - 1;
        let node = reading.token(token);
        let fits = matches!(node.pos, "NOUN" | "PROPN" | "ADJ" | "NUM")
            || node.relation == "amod"
            || node.tag == "POS"
            || reading.word(token) == "-" && start < name.tokens.start;
        if !fits || !reading.is_below(token, head) || matches!(node.relation, "appos" | "conj" | "nsubj" | "dobj") {
            break;
        }
        start = token;
    }
    // What begins with a mark or a possessive belongs to what stands before it.
    while start < from && matches!(reading.token(start).tag, "POS" | "HYPH" | ":" | ",") {
        start += 1;
    }
    (start < from).then_some(start..name.tokens.end)
}

/// A name with the noun before it and what is compounded with that: "Arden |harbour master| Ana Ruiz"; nothing where no noun
/// stands there.
pub fn with_noun(reading: &Reading, name: &Name) -> Option<Range<u32>> {
    let first = reading.sentence_of(name.tokens.start).tokens.start;
    let noun = name.tokens.start.checked_sub(1).filter(|&noun| noun >= first)?;
    let head = evidence::head_of(reading, name);
    if reading.token(noun).pos != "NOUN" || !reading.is_below(noun, head) {
        return None;
    }
    let compounded = |token: u32| {
        let node = reading.token(token);
        node.pos == "NOUN" && node.relation == "compound" && (token + 1..=noun).contains(&node.head)
    };
    let start = (first..noun).rev().take_while(|&token| compounded(token)).last().unwrap_or(noun);
    Some(start..name.tokens.end)
}

/// Words that lead to what somebody is of, from or at.
const LEADS: [&str; 8] = ["of", "from", "at", "in", "for", "on", "with", "to"];

/// Verbs that say of what somebody is accused, robbed, told.
const OF_WHAT: [&str; 16] = [
    "accuse", "convict", "suspect", "rob", "deprive", "strip", "inform", "warn", "assure", "remind", "notify", "clear",
    "acquit", "cleanse", "relieve", "absolve",
];

/// A phrase with what it is of: "owner |of the ferry|", "an official |from the town hall|"; nothing where there is none, or
/// where the phrase would be too long.
pub fn with_complement(reading: &Reading, tokens: &Range<u32>, head: u32) -> Option<Range<u32>> {
    let of = tokens.end;
    let sentence = &reading.sentence_of(head).tokens;
    if !sentence.contains(&of)
        || !LEADS.contains(&reading.word(of))
        || reading.token(of).relation != "prep"
        || !tokens.contains(&reading.token(of).head)
    {
        return None;
    }
    // "accused |the editor| of fraud": the verb's.
    let (word, verb) = (reading.word(of), reading.lemma(reading.token(head).head));
    if matches!(reading.token(head).relation, "dobj" | "nsubjpass")
        && (word == "of" && OF_WHAT.contains(&verb) || word == "with" && verb == "charge")
    {
        return None;
    }
    let object = reading.child_by(of, &["pobj"])?;
    let plain = |token: u32| !matches!(reading.token(token).relation, "relcl" | "acl" | "appos" | "conj" | "advcl");
    let end = (of..reading.subtree(of).end).find(|&token| !plain(token) || reading.token(token).pos == "PUNCT");
    let end = end.unwrap_or(reading.subtree(of).end);
    (end > object && end - tokens.start <= LONGEST).then_some(tokens.start..end)
}

/// A name with its own short form in brackets behind it: "Norvik Grain Council |(NGC)|".
pub fn with_initials(reading: &Reading, name: &Name) -> Option<Range<u32>> {
    let end = name.tokens.end;
    let sentence = &reading.sentence_of(name.tokens.start).tokens;
    let word = |token: u32| if sentence.contains(&token) { reading.word(token) } else { "" };
    let short = word(end + 1);
    let capitals = short.chars().count() >= 2 && short.chars().all(char::is_uppercase);
    (word(end) == "(" && capitals && word(end + 2) == ")" && name.text.starts_with(&short[..1]))
        .then_some(name.tokens.start..end + 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Article, Block, BlockKind, Span};
    use crate::understand::Engine;
    use std::sync::Arc;

    fn read(text: &str) -> (Reading, Vec<Name>) {
        let blocks = vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }];
        let reading = Engine::shared().read(Arc::from(text), &blocks);
        let article = Article { text: text.to_owned(), blocks, ..Article::default() };
        let names = super::super::names::find(&reading, &article);
        (reading, names)
    }

    #[test]
    fn a_name_with_all_that_leads_to_it() {
        let (reading, names) = read("The committee heard veteran harbour analyst Maria Lopez on Friday.");
        let lopez = names.iter().find(|name| name.text.contains("Lopez")).expect("a name");
        let whole = with_modifiers(&reading, lopez).unwrap_or(lopez.before.start..lopez.tokens.end);
        assert_eq!(reading.span(whole).of(&reading.text), "veteran harbour analyst Maria Lopez");
    }

    #[test]
    fn a_name_alone_has_no_more() {
        let (reading, names) = read("Maria Lopez spoke in Lima.");
        assert!(names.iter().all(|name| with_modifiers(&reading, name).is_none()));
        assert!(names.iter().all(|name| with_initials(&reading, name).is_none()));
    }

    #[test]
    fn a_description_with_what_it_is_of() {
        let (reading, _) = read("The owner of the ferry left the island.");
        let whole = with_complement(&reading, &(0..2), 1).expect("of the ferry");
        assert_eq!(reading.span(whole).of(&reading.text), "The owner of the ferry");
        assert_eq!(with_complement(&reading, &(6..8), 7), None);
    }

    #[test]
    fn a_description_with_where_it_is_from() {
        let (reading, _) = read("An official from the town hall spoke.");
        let whole = with_complement(&reading, &(0..2), 1).expect("from the town hall");
        assert_eq!(reading.span(whole).of(&reading.text), "An official from the town hall");
    }

    #[test]
    fn what_somebody_is_accused_of_is_no_part_of_the_phrase() {
        let (reading, _) = read("Police accused the editor of fraud.");
        assert_eq!(with_complement(&reading, &(2..4), 3), None);
    }

    #[test]
    fn what_stands_before_another_noun_has_none_of_its_adjectives() {
        let (reading, names) = read("The former Arden Radio host Maria Lopez spoke.");
        let radio = names.iter().find(|name| name.text == "Arden Radio");
        assert!(radio.is_none_or(|name| with_modifiers(&reading, name).is_none()));
    }

    #[test]
    fn a_name_with_the_noun_before_it() {
        let (reading, names) = read("The committee heard veteran harbour analyst Maria Lopez on Friday.");
        let lopez = names.iter().find(|name| name.text.contains("Lopez")).expect("a name");
        let whole = with_noun(&reading, lopez).expect("a noun");
        assert_eq!(reading.span(whole).of(&reading.text), "analyst Maria Lopez");
        let (reading, names) = read("Maria Lopez spoke in Lima.");
        assert!(names.iter().all(|name| with_noun(&reading, name).is_none()));
    }

    #[test]
    fn initials_in_brackets_behind_a_name() {
        let (reading, names) = read("Officials of the Norvik Grain Council (NGC) said that the harvest was poor.");
        let whole = names.iter().find_map(|name| with_initials(&reading, name)).expect("initials");
        assert_eq!(reading.span(whole).of(&reading.text), "Norvik Grain Council (NGC)");
    }
}
