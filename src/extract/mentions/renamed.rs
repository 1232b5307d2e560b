//! Names of an article that stand for another name by how it is told: a part of it ("the Ministry"), a surname with a
//! slip, a name that somebody is also known by.

use super::alike::usual_key;
use super::lexicon::Lexicon;
use super::names::Name;
use super::resolve::Cluster;
use super::words::{edits, key};
use crate::extract::ActorKind;
use crate::understand::Reading;

/// How many heads up the subject of "known" or "calling" is looked for.
const HIGHEST: usize = 5;
/// How far behind "known as" the other name may begin, in tokens.
const FARTHEST: u32 = 6;

/// How often a country must be named for "the South" to be it.
const COUNTRY_NAMED: usize = 3;
/// Surnames of fewer letters differ in one and are two.
const LEAST_SLIPPED: usize = 5;

/// The one longer name of the article that a part of it stands for: "NEW YORK —" for New York City, "the Ministry" for
/// the Ministry of Ports, "the South" for South Sudan, "Norvk" for Ana Norvik.
pub fn by_part(
    lexicon: &Lexicon,
    names: &[Name],
    clusters: &[Cluster],
    longer: &[usize],
    short: &Cluster,
) -> Option<usize> {
    let only = |fits: &dyn Fn(&Cluster, &[&str]) -> bool| {
        let mut found = longer.iter().copied().filter(|&other| {
            let long = usual_key(lexicon, &clusters[other].name);
            fits(&clusters[other], &long.split(' ').collect::<Vec<_>>())
        });
        match (found.next(), found.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    };
    let its = key(&short.name);
    // A dateline names a town.
    if short.names.iter().any(|&at| names[at].dateline) && lexicon.country(&short.name).is_none() {
        let city = format!("{its} city");
        return only(&|_, long| long.join(" ") == city);
    }
    if its.contains(' ') || its.is_empty() {
        return None;
    }
    let after_the = short.names.iter().all(|&at| names[at].after_the);
    if after_the && matches!(its.as_str(), "north" | "south") {
        return only(&|long, words| {
            words[0] == its && long.names.len() >= COUNTRY_NAMED && lexicon.country(&long.name).is_some()
        });
    }
    let first = short.names[0];
    if after_the && lexicon.head_kind(&its) == Some(ActorKind::Organization) {
        return only(&|long, words| {
            let heads = words.last() == Some(&its.as_str()) || words[0] == its && words.get(1) == Some(&"of");
            words.len() > 1 && heads && long.names[0] < first && long.kind() != ActorKind::Person
        });
    }
    // Who is called by a surname has been named in full before.
    let letters = its.chars().count();
    let slip = short.names.len() == 1
        && letters >= LEAST_SLIPPED
        && short.kind() == ActorKind::Person
        && lexicon.given_name(&its).is_none()
        && !lexicon.is_town(&its);
    slip.then(|| {
        only(&|long, words| {
            let surname = words[words.len() - 1];
            words.len() > 1
                && long.kind() == ActorKind::Person
                && long.names[0] < first
                && (surname == its || edits(surname, &its, 1) <= 1)
        })
        .filter(|&other| !key(&clusters[other].name).ends_with(&format!(" {its}")))
    })
    .flatten()
}

/// "A, also known as B", "A calls itself B": pairs of names (A, B).
pub fn also_known(reading: &Reading, names: &[Name]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for cue in 1..reading.tokens.len() as u32 {
        let (before, word) = (reading.lemma(cue - 1), reading.word(cue));
        let own = matches!(word, "itself" | "himself" | "herself" | "themselves");
        if !(own && matches!(before, "call" | "rename" | "dub" | "style")
            || word == "as" && matches!(before, "know" | "register"))
        {
            continue;
        }
        let sentence = reading.sentence_of(cue).tokens.clone();
        let next = names.partition_point(|name| name.tokens.start <= cue);
        let stands = |name: &Name| sentence.contains(&name.tokens.start) && !name.credit;
        // What the participle hangs on, or the subject of a verb above it; else what stands nearest.
        let at = |token: u32| names[..next].iter().position(|name| name.tokens.contains(&token));
        let mut verb = cue - 1;
        let mut one = None;
        for _ in 0..HIGHEST {
            one = one.or_else(|| reading.child_by(verb, &["nsubj", "nsubjpass"]).and_then(at));
            let Some(head) = reading.head(verb).filter(|_| one.is_none()) else { break };
            one = at(head);
            verb = head;
        }
        let one = one.or_else(|| (0..next).rev().find(|&idx| stands(&names[idx])));
        // "the State's “Northern Province”": the last of the phrase.
        let other = (next..names.len()).take_while(|&idx| stands(&names[idx])).find(|&idx| {
            let end = names[idx].tokens.end;
            !(sentence.contains(&end) && matches!(reading.word(end), "'s" | "\u{2019}s" | "'" | "\u{2019}"))
        });
        if let (Some(one), Some(other)) = (one, other.filter(|&other| names[other].tokens.start <= cue + FARTHEST)) {
            pairs.push((one, other));
        }
    }
    pairs
}

/// "Moss, the so-called “Iron Don”", "Moss, nicknamed “Iron Don”": pairs of names (Moss, Iron Don).
pub fn so_called(reading: &Reading, names: &[Name]) -> Vec<(usize, usize)> {
    let plain = |token: u32| {
        matches!(reading.word(token).to_lowercase().as_str(), "the" | "\"" | "\u{201c}" | "'" | "\u{2018}")
    };
    let mut pairs = Vec::new();
    for (one, other) in (0..names.len().saturating_sub(1)).map(|idx| (idx, idx + 1)) {
        let between = names[one].tokens.end..names[other].tokens.start;
        let cue: Vec<String> =
            between.filter(|&token| !plain(token)).map(|token| reading.word(token).to_lowercase()).collect();
        let cue: Vec<&str> = cue.iter().map(String::as_str).collect();
        if matches!(cue[..], [",", "so", "-", "called"] | [",", "so-called" | "nicknamed" | "dubbed"]) {
            pairs.push((one, other));
        }
    }
    pairs
}
