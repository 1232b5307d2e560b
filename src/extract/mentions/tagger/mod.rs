//! Which tokens of an article are names, and of what kind: what the learnt tagger says ([`crate::understand::transformer::tagger`]).
//!
//! In: a reading. Out: a reading whose names are the tagger's, each with the probability of each kind. [`signs`] says what
//! the tagger is told of each token.

mod signs;

use super::lexicon::Lexicon;
use super::words::is_capital;
use crate::extract::ActorKind;
use crate::understand::transformer::tagger::{Tagger, Untagged, decode};
use crate::understand::{Name, Reading};
use rustc_hash::FxHashMap;
use std::fmt::Write;
use std::ops::Range;

/// Sentences of an article that are tagged; in those behind, the network's names stand. Own choice: a report of a few
/// pages has fewer, and time must stay bounded.
const MOST_SENTENCES: usize = 600;
/// Longest sentence that is tagged, in tokens: what is longer is a list or no prose.
const LONGEST: usize = 400;

/// From here on a probability is no mere noise.
const UNSURE: f32 = 0.15;

/// The labels of the network that the tagger knows better: names of actors and of what has a proper name.
const BETTER_KNOWN: [&str; 10] =
    ["PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"];

/// The kind that a label of the network stands for.
fn kind_of(label: &str) -> ActorKind {
    match label {
        "PERSON" => ActorKind::Person,
        "ORG" => ActorKind::Organization,
        "NORP" => ActorKind::Group,
        "GPE" | "LOC" | "FAC" => ActorKind::Place,
        _ => ActorKind::Other,
    }
}

/// The label for a kind, where the network has none that fits.
fn label_of(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "PERSON",
        ActorKind::Organization => "ORG",
        ActorKind::Group => "NORP",
        ActorKind::Place => "GPE",
        ActorKind::Other => "PRODUCT",
    }
}

/// Whether two kinds are one, or both none of a person: the network and the tagger may differ over what a body is.
fn alike(one: ActorKind, other: ActorKind) -> bool {
    one == other || one != ActorKind::Person && other != ActorKind::Person
}

/// Adds a name to those before it, of which it may be the rest: what ends in "for" or "of" goes on, and where the network
/// sees one name of that kind, it is one.
fn push(reading: &Reading, names: &mut Vec<Name>, mut tokens: Range<u32>, kind: ActorKind, mut kinds: [f32; 5]) {
    let network = reading.name_at(tokens.end - 1).filter(|name| BETTER_KNOWN.contains(&name.label));
    let network = network.filter(|name| kind_of(name.label) == kind);
    let one = network.map_or(tokens.clone(), |name| name.tokens.clone());
    let capitals = |mut between: Range<u32>| between.all(|token| is_capital(reading.word(token)));
    if let Some(last) = names.last() {
        let open = last.tokens.end == tokens.start
            && matches!(reading.word(tokens.start - 1).to_lowercase().as_str(), "of" | "for" | "and" | "&")
            && last.tokens.len() > 1
            && kind_of(last.label) == kind;
        let of_one = one.start <= last.tokens.start
            && last.tokens.end <= tokens.start
            && capitals(last.tokens.end..tokens.start);
        if open || of_one && (kind_of(last.label) == kind || last.kinds.is_some_and(|its| its[kind as usize] > UNSURE))
        {
            let (n, more) = (last.tokens.len() as f32, tokens.len() as f32);
            let before = last.kinds.unwrap_or_default();
            kinds.iter_mut().zip(before).for_each(|(its, before)| *its = (*its * more + before * n) / (more + n));
            tokens.start = last.tokens.start;
            names.pop();
        }
    }
    // The network's name begins before it: "|Ruiz|" of "Ana Ruiz".
    let free = names.last().is_none_or(|last| last.tokens.end <= one.start);
    if free && one.start < tokens.start && capitals(one.start..tokens.start) {
        tokens.start = one.start;
    }
    let label = network.map_or(label_of(kind), |name| name.label);
    names.push(Name { tokens, label, kinds: Some(kinds) });
}

/// "Norvik Council Ana Ruiz", "the envoy for Chad Ana Ruiz": where what a person's name begins with is the name of something
/// else, in this article or for all the world, two names stand side by side.
fn parted(reading: &Reading, names: Vec<Name>) -> Vec<Name> {
    let lexicon = Lexicon::shared();
    let text = |tokens: Range<u32>| reading.span(tokens).of(&reading.text);
    let mut kinds: FxHashMap<&str, [u32; 2]> = FxHashMap::default();
    for name in &names {
        kinds.entry(text(name.tokens.clone())).or_default()[usize::from(kind_of(name.label) == ActorKind::Person)] += 1;
    }
    // What the article names thrice by itself is no given name of others, of whatever kind it is.
    let is_other = |tokens: Range<u32>| {
        let long = tokens.len() > 1;
        kinds
            .get(text(tokens))
            .is_some_and(|[others, people]| *others >= 2 && others > people || long && others + people >= 3)
    };
    let is_land = |tokens: Range<u32>| {
        let led = tokens.start > 0 && matches!(reading.word(tokens.start - 1), "for" | "to" | "of" | "in");
        led && lexicon.country(text(tokens)).is_some()
    };
    let mut out = Vec::with_capacity(names.len());
    for name in names {
        let Range { start, end } = name.tokens;
        let cut = (start + 1..end.saturating_sub(1))
            .rev()
            .find(|&cut| is_other(start..cut) || is_land(start..cut))
            .filter(|_| kind_of(name.label) == ActorKind::Person);
        if let Some(cut) = cut {
            let label = if lexicon.country(text(start..cut)).is_some() { "GPE" } else { "ORG" };
            out.push(Name { tokens: start..cut, label, kinds: None });
            out.push(Name { tokens: cut..end, ..name });
        } else {
            out.push(name);
        }
    }
    out
}

/// A copy of a reading in which the tagger's names stand in place of the network's; dates, figures and the like stay. Its
/// sentences say whether they were tagged.
pub fn with_names(reading: &Reading) -> Reading {
    let mut out = reading.clone();
    let mut untagged: Vec<Untagged> = Vec::new();
    // A sentence, and the place in `untagged` of the first that is the same to the letter.
    let mut numbers: Vec<(usize, usize)> = Vec::new();
    let mut seen: FxHashMap<(&str, Vec<Vec<u8>>), usize> = FxHashMap::default();
    for (number, sentence) in reading.sentences.iter().enumerate().take(MOST_SENTENCES) {
        if sentence.tokens.len() > LONGEST {
            continue;
        }
        out.sentences[number].tagged = true;
        // Without a capital there is no name.
        if !sentence.tokens.clone().any(|token| is_capital(reading.word(token))) {
            continue;
        }
        let start = sentence.span.start;
        let place = |token: u32| {
            let span = reading.token(token).span;
            span.start - start..span.end - start
        };
        let (text, signs) = (sentence.span.of(&reading.text), signs::of(reading, &sentence.tokens));
        let first = *seen.entry((text, signs.clone())).or_insert(untagged.len());
        if first == untagged.len() {
            untagged.push(Untagged { text, tokens: sentence.tokens.clone().map(place).collect(), signs });
        }
        numbers.push((number, first));
    }
    let mut names: Vec<Name> = Vec::new();
    let scores = Tagger::shared().tag(&untagged);
    for (number, same) in numbers {
        let first = reading.sentences[number].tokens.start;
        for found in decode(&scores[same]) {
            let tokens = first + found.tokens.start as u32..first + found.tokens.end as u32;
            push(reading, &mut names, tokens, ActorKind::ALL[found.kind], found.kinds);
        }
    }
    for at in 0..names.len() {
        let (end, kind) = (names[at].tokens.end, kind_of(names[at].label));
        let next = names.get(at + 1).map_or(u32::MAX, |next| next.tokens.start);
        let network = reading.name_at(end - 1).filter(|name| BETTER_KNOWN.contains(&name.label));
        let goes_on = network.filter(|name| {
            let mut behind = end..name.tokens.end;
            alike(kind_of(name.label), kind)
                && name.tokens.end <= next
                && behind.all(|token| is_capital(reading.word(token)))
        });
        names[at].tokens.end = goes_on.map_or(end, |name| name.tokens.end);
    }
    let mut names = parted(reading, names);
    let tagged = |name: &Name| {
        let sentence = reading.token(name.tokens.start).sentence;
        out.sentences[sentence as usize].tagged
    };
    let free = |name: &Name| {
        let next = names.partition_point(|other| other.tokens.end <= name.tokens.start);
        names.get(next).is_none_or(|other| other.tokens.start >= name.tokens.end)
    };
    let kept: Vec<Name> = reading
        .names
        .iter()
        .filter(|name| if BETTER_KNOWN.contains(&name.label) { !tagged(name) } else { free(name) })
        .cloned()
        .collect();
    names.extend(kept);
    names.sort_by_key(|name| name.tokens.start);
    out.names = names;
    out
}

/// The signs of every token, for who learns the weights: a line a token with its text and the numbers of its signs, an
/// empty line behind each sentence.
pub fn printed(reading: &Reading) -> String {
    let mut out = String::new();
    for sentence in &reading.sentences {
        for (token, signs) in sentence.tokens.clone().zip(signs::of(reading, &sentence.tokens)) {
            let signs: Vec<String> = signs.iter().map(u8::to_string).collect();
            writeln!(out, "{}\t{}", reading.word(token), signs.join(" ")).expect("a String takes all that is written");
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Block, BlockKind, Span};
    use crate::understand::Engine;
    use std::sync::Arc;

    fn read(text: &str) -> Reading {
        Engine::shared().read(Arc::from(text), &[Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }])
    }

    fn names(reading: &Reading) -> Vec<(&str, &str)> {
        reading.names.iter().map(|name| (reading.span(name.tokens.clone()).of(&reading.text), name.label)).collect()
    }

    #[test]
    fn the_weights_know_as_many_signs_as_there_are() {
        assert_eq!(Tagger::shared().n_signs(), signs::COUNT);
    }

    #[test]
    fn names_are_the_taggers_and_dates_stay_the_networks() {
        let reading = read("Ana Ruiz met officials of the World Bank in Lima on Monday.");
        let tagged = with_names(&reading);
        assert!(tagged.sentences.iter().all(|sentence| sentence.tagged));
        let found = names(&tagged);
        for wanted in [("Ana Ruiz", "PERSON"), ("World Bank", "ORG"), ("Lima", "GPE"), ("Monday", "DATE")] {
            assert!(found.contains(&wanted), "{wanted:?} in {found:?}");
        }
        let sure = tagged.names.iter().filter_map(|name| name.kinds).all(|kinds| kinds.iter().sum::<f32>() > 0.5);
        assert!(sure, "{:?}", tagged.names);
    }

    #[test]
    fn a_country_before_a_person_is_no_part_of_the_name() {
        let reading = read("The envoy for Chad Ana Maria Ruiz arrived.");
        let found = |reading: &Reading| names(reading).iter().map(|(text, _)| (*text).to_owned()).collect::<Vec<_>>();
        let one = Name { tokens: 3..7, label: "PERSON", kinds: Some([1.0, 0.0, 0.0, 0.0, 0.0]) };
        let tagged = Reading { names: parted(&reading, vec![one.clone()]), ..reading.clone() };
        assert_eq!(found(&tagged), ["Chad", "Ana Maria Ruiz"]);
        let whole = Name { tokens: 4..7, ..one };
        assert_eq!(found(&Reading { names: parted(&reading, vec![whole]), ..reading.clone() }), ["Ana Maria Ruiz"]);
    }

    #[test]
    fn names_stand_in_order_and_never_overlap() {
        let reading = read(
            "The Alliance for Renewal of Portugal and the Bank of Lima sued Ana Ruiz, the Chadian minister for trade, on May 3.",
        );
        let tagged = with_names(&reading);
        assert!(tagged.names.windows(2).all(|two| two[0].tokens.end <= two[1].tokens.start), "{:?}", names(&tagged));
    }

    #[test]
    fn a_sentence_too_long_for_prose_keeps_the_networks_names() {
        let reading = read(&"Ana Ruiz, ".repeat(300));
        let tagged = with_names(&reading);
        assert!(tagged.sentences.iter().any(|sentence| !sentence.tagged));
    }
}
