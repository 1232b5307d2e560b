//! Who and what the article names: mentions, referents, roles, relations.
//!
//! [`names`] finds names in their places, [`resolve`] says which of them stand for the same, [`nominals`] finds
//! descriptions, [`sieve`] says whom those and the pronouns stand for, [`roles`] what the article calls them.

pub mod alike;
mod evidence;
mod kinds;
pub mod lexicon;
mod ministries;
mod names;
mod nominals;
pub mod pairs;
mod renamed;
pub mod resolve;
mod roles;
mod sieve;
pub mod tagger;
pub mod telling;
#[cfg(test)]
mod tests;
mod wide;
pub mod words;

use super::{ActorKind, Findings, Form, Limit, Mention, Referent};
use crate::text::fence::check;
use crate::text::{Article, BlockKind};
use crate::understand::Reading;
use names::Name;
use nominals::INSTITUTIONS;
pub use sieve::ANOTHER;
use sieve::Entity;
use std::fmt::Write;
use std::ops::Range;

/// Longest description that is kept as a form of somebody's name, in tokens.
const LONGEST_ALIAS: usize = 9;

/// Places of names that are looked at in one article. Own choice: far more than a report of a few pages has.
const MOST_NAMES: usize = 4_000;

/// Descriptions and pronouns that are looked at in one article.
const MOST_NOMINALS: usize = 12_000;

/// Longest title, in tokens: "Deputy Prime Minister".
const LONGEST_TITLE: u32 = 4;

/// Fills mentions, referents, roles and relations.
pub fn find(reading: &Reading, article: &Article, findings: &mut Findings, limits: &mut Vec<Limit>) {
    let mut names = names::find(reading, article);
    super::bound(&mut names, MOST_NAMES, "places of names", limits);
    check();
    let clusters = resolve::group(reading, &names);
    let mut nominals = nominals::find(reading, &names);
    super::bound(&mut nominals, MOST_NOMINALS, "descriptions and pronouns", limits);
    check();
    let has_title = article.blocks.first().is_some_and(|block| block.kind == BlockKind::Title);
    let mut sieved = sieve::run(reading, &names, &clusters, &nominals, has_title);
    let families = families(&names, &clusters);
    add_couples(reading, &names, &families, &mut sieved.entities);
    let mut entity_of_name = vec![0u32; names.len()];
    for (number, cluster) in clusters.iter().enumerate() {
        for &name in &cluster.names {
            entity_of_name[name] = number as u32;
        }
    }
    let (found_roles, relations) = roles::find(reading, &names, &nominals, &sieved, &entity_of_name);
    // Number what is kept: everything with a name, and of the rest what acts, is counted, or is told of twice.
    let mut number_of = vec![None; sieved.entities.len()];
    for (idx, entity) in sieved.entities.iter().enumerate() {
        if !is_kept(reading, entity) {
            continue;
        }
        number_of[idx] = Some(findings.referents.len() as u32);
        let mut referent = Referent {
            kinds: entity.kinds,
            gender: entity.gender,
            class: entity.class.clone(),
            scope: entity.scope.clone(),
            plural: entity.plural,
            described: described(entity),
            ..Referent::default()
        };
        if let Some(cluster) = entity.cluster.map(|cluster| &clusters[cluster]) {
            if is_model(cluster, &referent.described) {
                "aircraft".clone_into(&mut referent.class);
            }
            if let Some((surname, _)) = families.iter().find(|(_, entity)| *entity == idx) {
                "family".clone_into(&mut referent.class);
                referent.scope.clone_from(surname);
            }
            referent.name.clone_from(&cluster.name);
            referent.implied.clone_from(&cluster.implied);
            for &idx in &cluster.names {
                add_name(reading, &names[idx], &mut referent);
            }
        }
        for (tokens, head, form) in &entity.places {
            if *form == Form::Description && tokens.len() <= LONGEST_ALIAS {
                let text = as_within(reading, tokens.clone());
                count(if referent.class.is_empty() { &mut referent.aliases } else { &mut referent.names }, &text);
                if let Some(whole) = wide::with_complement(reading, tokens, *head) {
                    count(&mut referent.aliases, &written(reading, whole));
                }
            }
        }
        if referent.name.is_empty() {
            // All that it is called may be too long for a name: then it goes by its noun.
            if let (true, Some((_, head, _))) = (referent.names.is_empty(), entity.places.first()) {
                count(&mut referent.names, &as_within(reading, *head..head + 1));
            }
            let given = referent.names.iter().map(|(text, times)| (text.as_str(), *times));
            referent.name = telling::most_telling(given).map(str::to_owned).unwrap_or_default();
        }
        findings.referents.push(referent);
    }
    for (idx, name) in names.iter().enumerate() {
        if let Some(referent) = number_of[entity_of_name[idx] as usize] {
            findings.mentions.push(Mention {
                span: reading.span(name.tokens.clone()),
                head: evidence::head_of(reading, name),
                form: Form::Name,
                referent,
                label: name.label.to_owned(),
            });
        }
    }
    for (idx, entity) in sieved.entities.iter().enumerate() {
        let Some(referent) = number_of[idx] else { continue };
        findings.mentions.extend(entity.places.iter().map(|(tokens, head, form)| Mention {
            span: reading.span(tokens.clone()),
            head: *head,
            form: *form,
            referent,
            label: String::new(),
        }));
    }
    findings.mentions.sort_by_key(|mention| (mention.span, mention.referent));
    for (idx, mention) in findings.mentions.iter().enumerate() {
        findings.referents[mention.referent as usize].mentions.push(idx as u32);
    }
    let kept = |entity: u32| number_of.get(entity as usize).copied().flatten();
    findings.roles.extend(found_roles.into_iter().filter_map(|mut role| {
        role.referent = kept(role.referent)?;
        Some(role)
    }));
    findings.relations.extend(relations.into_iter().filter_map(|mut relation| {
        (relation.from, relation.to) = (kept(relation.from)?, kept(relation.to)?);
        Some(relation)
    }));
}

/// Whether somebody without a name is worth keeping: institutions, those narrowed by a number, a country or a name,
/// those who act or speak, those told of twice.
fn is_kept(reading: &Reading, entity: &Entity) -> bool {
    if entity.cluster.is_some() {
        return true;
    }
    let acts = entity.places.iter().any(|(_, head, _)| {
        let relation = reading.token(*head).relation;
        relation.starts_with("nsubj")
            || (relation == "pobj" && reading.token(reading.token(*head).head).relation == "agent")
            || relation.starts_with("dobj")
    });
    INSTITUTIONS.contains(&entity.class.as_str()) || !entity.scope.is_empty() || acts || entity.places.len() >= 2
}

/// "Cessna 208 Caravan": what a thing is, and of which there are many; its makers ("Boeing said") have a name.
fn is_model(cluster: &resolve::Cluster, described: &[String]) -> bool {
    let first = cluster.name.split([' ', '-']).next().unwrap_or("").to_lowercase();
    lexicon::Lexicon::shared().is_aircraft_maker(&first)
        && (cluster.name.contains(|c: char| c.is_ascii_digit()) || described.iter().any(|class| class == "aircraft"))
}

/// Clusters that are the plural of a surname, with that surname: "the Hollises" are a family, as couples of that surname
/// are.
fn families(names: &[Name], clusters: &[resolve::Cluster]) -> Vec<(String, usize)> {
    let surnames: Vec<String> = names
        .iter()
        .filter(|&name| name.text.contains(' '))
        .map(|name| words::key(name.text.rsplit(' ').next().unwrap_or("")))
        .collect();
    clusters
        .iter()
        .enumerate()
        .filter(|(_, cluster)| cluster.family && !cluster.name.contains(' '))
        .map(|(idx, cluster)| {
            let plural = words::key(&cluster.name);
            let stems = [plural.strip_suffix('s'), plural.strip_suffix("es")];
            let surname = surnames.iter().find(|surname| stems.contains(&Some(surname.as_str()))).cloned();
            (surname.unwrap_or(plural), idx)
        })
        .collect()
}

/// "Max and Irene Hollis" are two, and a family too.
fn add_couples(reading: &Reading, names: &[Name], families: &[(String, usize)], entities: &mut Vec<Entity>) {
    for (couple, head) in names.iter().filter_map(|name| Some((name.couple.clone()?, name.tokens.start))) {
        let surname = words::key(reading.word(couple.end - 1));
        let family = families.iter().find(|(known, _)| *known == surname).map(|(_, entity)| *entity);
        let is_family = |entity: &Entity| entity.class == "family" && entity.scope == surname;
        let known = family.or_else(|| entities.iter().position(is_family));
        let entity = known.unwrap_or_else(|| {
            entities.push(Entity {
                class: "family".to_owned(),
                scope: surname,
                kinds: [0.0, 0.0, 3.0, 0.0, 0.0],
                plural: true,
                ..Entity::default()
            });
            entities.len() - 1
        });
        entities[entity].places.push((couple, head, Form::Description));
    }
}

fn add_name(reading: &Reading, name: &Name, referent: &mut Referent) {
    let lexicon = lexicon::Lexicon::shared();
    // A capital that stands for its country: in another report the same word may be the town.
    if lexicon.is_capital(&name.text) && usual_differs(lexicon, &name.text, &referent.name) {
        count(&mut referent.aliases, &name.text);
        return;
    }
    let longer = evidence::reach_on(reading, name).map(|end| written(reading, name.tokens.start..end));
    // "Arden city" of Arden City: "Arden" alone is another place.
    let usual = |text: &str| alike::usual_key(lexicon, text);
    let whole = longer.as_ref().filter(|longer| {
        referent.name.contains(' ') && usual(longer) == usual(&referent.name) && usual(&name.text) != usual(longer)
    });
    count(&mut referent.names, whole.unwrap_or(&name.text));
    if !name.nickname.is_empty() {
        count(&mut referent.aliases, &written(reading, name.tokens.clone()));
        count(&mut referent.aliases, &name.nickname);
    }
    // "Her father Aldo".
    let owner =
        name.before.start.checked_sub(1).filter(|&owner| !name.before.is_empty() && reading.token(owner).tag == "PRP$");
    if let Some(owner) = owner {
        count(&mut referent.aliases, &written(reading, owner..name.tokens.end));
    }
    if !name.before.is_empty() {
        count(&mut referent.aliases, &written(reading, name.before.start..name.tokens.end));
        // "Mr. Marsh" of "director Mr. Marsh" too, "Foreign Minister Ruiz" of "Chadian Foreign Minister Ruiz".
        let lexicon = lexicon::Lexicon::shared();
        let is_title = |from: &u32| {
            lexicon.title(&written(reading, *from..name.before.end).to_lowercase().replace('.', "")).is_some()
        };
        let nearest = name.before.start.max(name.before.end.saturating_sub(LONGEST_TITLE));
        // A word of a longer title is none: nobody calls the "Prime Minister" a "Minister".
        let in_longer = |from: &u32| *from > nearest && is_title(&(from - 1));
        let titles = (nearest..name.before.end).filter(|from| *from > name.before.start);
        for from in titles.filter(|from| is_title(from) && !in_longer(from)) {
            count(&mut referent.aliases, &written(reading, from..name.tokens.end));
        }
    }
    let wider =
        [wide::with_modifiers(reading, name), wide::with_noun(reading, name), wide::with_initials(reading, name)];
    for wider in wider.into_iter().flatten() {
        count(&mut referent.aliases, &written(reading, wider));
    }
    let lead = if name.before.is_empty() { name.tokens.start } else { name.before.start };
    let of = || wide::with_complement(reading, &(lead..name.tokens.end), evidence::head_of(reading, name));
    // "The minister of X" is who it is; "X in Lagos" is where it was.
    if let Some(wider) = Some(name.tokens.end).filter(|&end| is_of(reading, end)).and_then(|_| of()) {
        count(&mut referent.aliases, &written(reading, wider));
    }
    // "western Germany", "the Dutch city of Arnhem".
    let start = name.tokens.start;
    let sentence = reading.sentence_of(start).tokens.start;
    if name.before.is_empty() && start > sentence {
        let previous = reading.token(start - 1);
        let end = evidence::reach_on(reading, name).unwrap_or(name.tokens.end);
        let possessive = matches!(reading.word(start - 1), "'s" | "\u{2019}s") && start >= sentence + 2;
        if previous.relation == "amod" && matches!(previous.pos, "ADJ" | "VERB") {
            // "state-run Norvik company".
            let compound = start >= sentence + 3 && reading.word(start - 2) == "-";
            let from = if compound { start - 3 } else { start - 1 };
            // "59-year-old Ana Ruiz" says how old she is.
            if reading.word(start - 1) != "old" {
                count(&mut referent.aliases, &written(reading, from..end));
            }
        } else if possessive && !name.titled {
            // "Chad's Grain Council".
            let lexicon = lexicon::Lexicon::shared();
            let whose = (1..=2).map(|n| start.saturating_sub(1 + n)).filter(|&from| from >= sentence);
            let mut country = whose.filter(|&from| lexicon.country(&written(reading, from..start - 1)).is_some());
            if let Some(from) = country.next_back() {
                count(&mut referent.aliases, &written(reading, from..end));
            }
        } else if reading.word(start - 1) == "of"
            && start >= sentence + 2
            && evidence::noun_before(reading, lexicon::Lexicon::shared(), name).is_some()
        {
            let mut from = start - 2;
            while from > sentence
                && (matches!(reading.token(from - 1).pos, "ADJ" | "NOUN" | "PROPN") || reading.word(from - 1) == "-")
            {
                from -= 1;
            }
            count(&mut referent.aliases, &written(reading, from..name.tokens.end));
        }
    }
    if whole.is_none()
        && let Some(longer) = longer
    {
        count(&mut referent.names, &longer);
    }
    // "Duluth, Minn.", "Arden, British Columbia".
    if resolve::strongest(&referent.kinds) == ActorKind::Place
        && let Some(end) = region_behind(reading, name)
    {
        count(&mut referent.aliases, &written(reading, name.tokens.start..end));
    }
    referent.credits += u32::from(name.credit);
}

/// Whether a name is not a name of the country that another one names.
fn usual_differs(lexicon: &lexicon::Lexicon, name: &str, country: &str) -> bool {
    lexicon.country(country).is_some_and(|country| lexicon.country(name) != Some(country))
}

fn is_of(reading: &Reading, token: u32) -> bool {
    (token as usize) < reading.tokens.len() && reading.word(token) == "of"
}

/// Where the region ends that stands behind a town and a comma.
fn region_behind(reading: &Reading, name: &Name) -> Option<u32> {
    let (end, last) = (name.tokens.end, reading.sentence_of(name.tokens.start).tokens.end);
    let lexicon = lexicon::Lexicon::shared();
    // "Norvik, New Arden and Tarvo" are three; "in Tarvo, Norvik's council said" tells of Norvik's council.
    let goes_on = |to: u32| {
        let word = |token: u32| if token < last { reading.word(token) } else { "" };
        let listed = matches!(word(to), "and" | "or" | ",") && lexicon.is_region(word(to + 1));
        listed || matches!(word(to), "\u{2019}s" | "'s")
    };
    let is_region = |to: &u32| {
        *to <= last
            && !goes_on(*to)
            && !matches!(reading.word(to - 1), "." | "," | "\u{2019}s" | "'s")
            && !reading.word(end + 1).eq_ignore_ascii_case("the")
            && lexicon.is_region(&written(reading, end + 1..*to))
    };
    (end + 1 < last && reading.word(end) == ",").then(|| (end + 2..=end + 3).rev().find(is_region)).flatten()
}

/// The words of some tokens on one line.
fn written(reading: &Reading, tokens: Range<u32>) -> String {
    words::one_line(reading.span(tokens).of(&reading.text))
}

/// The words of a description as they stand inside a sentence: "Rebels" and "The rebels" that open one are "rebels" and "the
/// rebels"; "Swiss police" keeps its capital.
fn as_within(reading: &Reading, tokens: Range<u32>) -> String {
    let (first, text) = (tokens.start, written(reading, tokens));
    let word = reading.word(first);
    let node = reading.token(first);
    let lower = word.to_lowercase();
    let one_capital = words::is_capital(word) && !word.chars().skip(1).any(char::is_uppercase);
    let opens = first == reading.sentence_of(first).tokens.start
        || matches!(reading.word(first - 1), "\"" | "\u{201c}" | "\u{2018}" | "'" | ":");
    let lexicon = lexicon::Lexicon::shared();
    let named = node.pos == "PROPN"
        || reading.name_at(first).is_some_and(|name| !matches!(name.label, "CARDINAL" | "ORDINAL" | "QUANTITY"))
        || lexicon.country_of_adjective(word).is_some();
    let common = || matches!(node.tag, "DT" | "PDT" | "PRP$" | "CD" | "WP$") || crate::extract::is_word(&lower);
    if opens && one_capital && !named && common() { format!("{lower}{}", &text[word.len()..]) } else { text }
}

/// What was seen of each name's kind, for who learns the weights: a line a referent with the forms of its name between
/// bars, then each sign and what it counts.
pub fn printed_kinds(reading: &Reading, article: &Article) -> String {
    let names = names::find(reading, article);
    let mut out = String::new();
    for cluster in resolve::group(reading, &names).iter().filter(|cluster| !cluster.family) {
        let mut forms: Vec<&str> = cluster.names.iter().map(|&idx| names[idx].text.as_str()).collect();
        forms.sort_unstable();
        forms.dedup();
        out.push_str(&forms.join("|"));
        for (sign, amount) in cluster.signs.seen() {
            write!(out, "\t{}={amount}", sign.name()).expect("a String takes all that is written");
        }
        out.push('\n');
    }
    out
}

/// The classes of nouns that the article uses of somebody, each once.
fn described(entity: &Entity) -> Vec<String> {
    let mut classes: Vec<String> = entity
        .called
        .iter()
        .map(|(_, class)| class.clone())
        .filter(|class| !class.is_empty() && class != "kin")
        .collect();
    classes.sort_unstable();
    classes.dedup();
    classes
}

/// Counts a form of a name.
fn count(forms: &mut Vec<(String, u32)>, text: &str) {
    match forms.iter_mut().find(|(form, _)| form == text) {
        Some((_, times)) => *times += 1,
        None => forms.push((text.to_owned(), 1)),
    }
}

/// The index of a kind in [`Referent::kinds`].
fn slot(kind: ActorKind) -> usize {
    kind as usize
}
