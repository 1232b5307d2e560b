//! Roles: what sources call the same person, and what they call the same number of people.

use super::candidate::{Candidate, Value};
use super::classes::class_in;
use super::story::StoryView;
use super::{DiscrepancyKind, Severity};
use crate::extract::{ActorKind, Field, country_of_adjective, is_of, is_word, nearness};
use crate::text::{ArticleIdx, Span};
use rustc_hash::FxHashMap;

/// One role of an actor in one article.
struct Held<'a> {
    article: ArticleIdx,
    span: Span,
    text: &'a str,
    words: Vec<String>,
    former: bool,
    /// The office or trade that one person has one of at a time, with its class.
    office: Option<(&'static str, &'static str)>,
}

/// Short forms of ranks.
const RANKS: [(&str, &str); 12] = [
    ("capt", "captain"),
    ("cmdr", "commander"),
    ("cdr", "commander"),
    ("lt", "lieutenant"),
    ("col", "colonel"),
    ("maj", "major"),
    ("gen", "general"),
    ("brig", "brigadier"),
    ("sgt", "sergeant"),
    ("cpl", "corporal"),
    ("adm", "admiral"),
    ("supt", "superintendent"),
];

/// The office or trade in a role.
fn office(text: &str) -> Option<(&'static str, &'static str)> {
    let long = |word: &str| {
        let bare = word.trim_end_matches('.');
        RANKS.iter().find(|(short, _)| *short == bare).map_or(word.to_string(), |(_, long)| (*long).to_string())
    };
    let text = text.to_lowercase();
    let plain = text.split(' ').map(long).collect::<Vec<_>>().join(" ");
    class_in(&plain, "office")
}

/// Words in a role that only say whose or what kind of country it is, or nothing.
const EMPTY: [&str; 19] = [
    "the", "a", "an", "of", "for", "to", "in", "at", "on", "and", "its", "his", "her", "their", "one", "our", "from",
    "with", "as",
];

/// Bodies that may be left out of a role without changing it.
const BODIES: [&str; 5] = ["agency", "office", "department", "ministry", "group"];

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let mut by_actor: FxHashMap<u32, Vec<Held>> = FxHashMap::default();
    for &article in view.members {
        for role in &view.found(article).roles {
            let Some(actor) = view.actor(article, Some(role.referent)) else { continue };
            if role.age.is_some()
                || view.in_title(article, role.span)
                || view.linked.actors[actor as usize].kind != ActorKind::Person
            {
                continue;
            }
            by_actor.entry(actor).or_default().push(Held {
                article,
                span: role.span,
                text: role.text.as_str(),
                words: words(view, &role.text),
                former: role.qualifier.is_some(),
                office: office(&role.text),
            });
        }
    }
    let mut actors: Vec<u32> = by_actor.keys().copied().collect();
    actors.sort_unstable();
    actors.into_iter().filter_map(|actor| differing_roles(view, actor, &by_actor[&actor])).collect()
}

/// The words of a role that tell, without names of countries and peoples.
fn words(view: &StoryView, role: &str) -> Vec<String> {
    let mut role = role.to_string();
    for name in capital_pairs(&role) {
        if country_of_adjective(&name).is_some() {
            role = role.replace(&name, "");
        }
    }
    role.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-' | '.'))
        .filter(|word| !word.ends_with("'s") && !word.ends_with("’s"))
        .filter(|word| country_of_adjective(word).is_none() && !is_foreign_name(word) && !is_in_a_name(view, word))
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty() && !EMPTY.contains(&word.as_str()) && !BODIES.contains(&word.as_str()))
        .filter(|word| !word.contains(|c: char| c.is_ascii_digit()))
        .map(|word| if word == "spokesperson" || word == "spokeswoman" { "spokesman".into() } else { word })
        .filter(|word| !is_place_or_people(view, word))
        .collect()
}

/// Two words in capitals that stand together ("Costa Rican").
fn capital_pairs(role: &str) -> Vec<String> {
    let words: Vec<&str> = role.split(' ').collect();
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    words.windows(2).filter(|pair| capital(pair[0]) && capital(pair[1])).map(|pair| pair.join(" ")).collect()
}

/// Whether a capital word is part of a person's or body's name ("President Putin's spokesman").
fn is_in_a_name(view: &StoryView, word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
        && !is_word(&word.to_lowercase())
        && view
            .linked
            .actors
            .iter()
            .any(|actor| actor.kind == ActorKind::Person && actor.name.split(' ').any(|part| part == word))
}

/// A capital word that is no word of the language: part of a name ("Boko Haram leader").
fn is_foreign_name(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && !is_word(&word.to_lowercase())
}

fn is_place_or_people(view: &StoryView, word: &str) -> bool {
    view.linked.actors.iter().any(|actor| {
        matches!(actor.kind, ActorKind::Place | ActorKind::Group)
            && actor.aliases.iter().any(|(alias, _)| alias.eq_ignore_ascii_case(word))
    })
}

/// Roles with one head and different words besides: "director" and "director general".
fn differing_roles(view: &StoryView, actor: u32, held: &[Held]) -> Option<Candidate> {
    let mut best: Option<(usize, usize, f32)> = None;
    for (one, a) in held.iter().enumerate() {
        for (other, b) in held.iter().enumerate().skip(one + 1) {
            if a.article == b.article || a.former != b.former {
                continue;
            }
            let rival = || rival_offices(a, b, held);
            let Some(strength) = differ(a, b).filter(|_| !a.former).or_else(rival) else { continue };
            // Each source must stay with its own: a source that gives both roles does not disagree.
            let gives = |article: ArticleIdx, words: &[String]| {
                held.iter().any(|role| role.article == article && role.words == words)
            };
            // A short form ("the minister") says nothing against the full one in the same article.
            let short = |one: &Held, other: &Held| {
                held.iter().any(|role| {
                    role.article == one.article
                        && role.words.len() > one.words.len()
                        && other.words.iter().all(|word| role.words.contains(word))
                })
            };
            if gives(a.article, &b.words) || gives(b.article, &a.words) || short(a, b) || short(b, a) {
                continue;
            }
            if best.is_none_or(|(.., known)| strength > known) {
                best = Some((one, other, strength));
            }
        }
    }
    let (one, other, strength) = best?;
    let (a, b) = (&held[one], &held[other]);
    let values: Vec<Value> = held
        .iter()
        .filter_map(|role| {
            let side = if role.words == a.words {
                0
            } else if role.words == b.words {
                1
            } else {
                return None;
            };
            Some(Value { article: role.article, span: role.span, text: role.text.to_string(), side })
        })
        .collect();
    let name = &view.linked.actors[actor as usize].name;
    Some(Candidate {
        kind: DiscrepancyKind::Role,
        severity: Severity::Differs,
        subject: format!("role of {name}"),
        reason: format!("{name} is called “{}” in one report and “{}” in another.", a.text, b.text),
        confidence: strength,
        interest: 0.5,
        event: None,
        actors: vec![actor],
        values,
    })
}

/// How sure that two roles are two offices of which nobody holds both: neither source gives the other's anywhere.
fn rival_offices(a: &Held, b: &Held, held: &[Held]) -> Option<f32> {
    let ((ours, class), (theirs, other)) = (a.office?, b.office?);
    let gives = |article: ArticleIdx, office: &str| {
        held.iter().any(|role| role.article == article && role.office.is_some_and(|(name, _)| name == office))
    };
    // "Chairman" beside "chairman and chief executive": the one holds both.
    let holds = |held: &Held, office: &str| held.text.to_lowercase().contains(office);
    let same = ours == theirs
        || holds(a, theirs)
        || holds(b, ours)
        || ours.contains(theirs)
        || theirs.contains(ours)
        || nearness(ours, theirs) > SAME_OFFICE;
    (class == other && !same && !gives(a.article, theirs) && !gives(b.article, ours)).then_some(RIVALS)
}

/// How sure that two sources with two offices disagree.
const RIVALS: f32 = 0.65;
/// From this nearness on two names are of one office: adviser and advisor.
const SAME_OFFICE: f32 = 0.85;

/// Words that make another office of one.
const CHANGING: [&str; 14] = [
    "deputy",
    "vice",
    "assistant",
    "associate",
    "general",
    "lieutenant",
    "major",
    "acting",
    "interim",
    "honorary",
    "under",
    "sub",
    "executive",
    "co",
];

/// Offices that say little without what they are for.
const PORTFOLIOS: [&str; 4] = ["minister", "secretary", "spokesman", "envoy"];

/// Whether the office is one that is somebody's or of something.
fn portfolio(heads: &[String]) -> bool {
    heads.iter().any(|head| PORTFOLIOS.contains(&head.as_str()))
}

/// Whether only a rank tells the one from the other: who has a rank has a post too.
fn ranked(a: &Held, b: &Held) -> bool {
    a.office.is_some() != b.office.is_some()
        && [a, b]
            .iter()
            .any(|held| held.words.iter().any(|word| office(word).is_some_and(|(_, class)| class == "office:rank")))
}

/// Whether what `long` has beyond `short` makes another office of it.
fn changes(long: &Held, short: &Held) -> bool {
    // Of a minister or a spokesman it matters which or whose.
    let told = |held: &Held| held.words.iter().any(|word| PORTFOLIOS.contains(&word.as_str()));
    let past = long.words.iter().any(|word| matches!(word.as_str(), "one-time" | "onetime" | "former" | "then"));
    // "Spokesman" beside "agency spokesman" merely says less.
    let bare = short.words.len() == 1;
    if told(long) && told(short) && !past && bare && !short.words.iter().any(|word| word == "spokesman") {
        return true;
    }
    long.words.iter().any(|word| {
        let parts = || word.split('-').any(|part| CHANGING.contains(&part));
        !short.words.contains(word) && parts()
    })
}

/// How sure that two roles are two: the same office with other words, or two trades; `None` where one merely says less.
fn differ(a: &Held, b: &Held) -> Option<f32> {
    let (Some(_), Some(_)) = (a.words.first(), b.words.first()) else { return None };
    // "Chairman" beside "chairman and chief executive": the one says more.
    let (ours, theirs) = (a.text.to_lowercase(), b.text.to_lowercase());
    let both =
        |long: &str, short: &str| long.contains(&format!("{short} and ")) || long.contains(&format!(" and {short}"));
    if a.words == b.words || ours == theirs || both(&ours, &theirs) || both(&theirs, &ours) {
        return None;
    }
    let person = |word: &&String| is_of(word, Field::Person);
    let heads = |held: &Held| -> Vec<String> { held.words.iter().filter(person).cloned().collect() };
    let (ours, theirs) = (heads(a), heads(b));
    let shared = ours.iter().any(|one| theirs.iter().any(|other| nearness(one, other) > 0.85));
    let extra = |from: &Held, than: &Held| {
        from.words.iter().filter(|word| !than.words.iter().any(|other| nearness(word, other) > 0.85)).count()
    };
    let (more_a, more_b) = (extra(a, b), extra(b, a));
    match (shared, more_a, more_b) {
        // One merely says more, unless what it says more is another office: "director" and "deputy director".
        (true, 0, 1..=2) if changes(b, a) => Some(0.6),
        (true, 1..=2, 0) if changes(a, b) => Some(0.6),
        // "The president's spokesman" and "the government's": of others any word is in use.
        (true, 1..=2, 1..=2) if portfolio(&ours) && !ranked(a, b) => Some(0.5),
        _ => None,
    }
}
