//! Which names of an article stand for the same: "Reiss" for Paul Reiss, "ICRC" for the committee named in full.

use super::alike::{Fit, expands, fit, is_branch, usual_key};
use super::evidence;
use super::kinds::{Kinds, Sign, Signs};
use super::lexicon::Lexicon;
use super::names::Name;
use super::pairs;
use super::renamed::{also_known, by_part, so_called};
use super::words::{edits, is_caps, key, one_line, squeezed};
use crate::extract::{ActorKind, Gender};
use crate::text::DisjointSets;
use crate::text::fence::check;
use crate::understand::Reading;
use rustc_hash::{FxHashMap, FxHashSet};

/// What speaks for a family to be a group.
const FAMILY: Kinds = [0.0, 0.0, 8.0, 0.0, 0.0];

/// All places of one name in an article, and the places of others that stand for the same.
#[derive(Clone, Debug, Default)]
pub struct Cluster {
    /// The fullest form.
    pub name: String,
    /// Indices into the article's names.
    pub names: Vec<usize>,
    /// What was seen of it.
    pub signs: Signs,
    /// What speaks for each kind: what those signs say together.
    pub kinds: Kinds,
    /// What titles and given names say.
    pub gender: Gender,
    /// The fuller name that a sentence implies.
    pub implied: String,
    /// Whether it is the plural of a surname: a family.
    pub family: bool,
}

impl Cluster {
    /// The kind that most speaks for.
    pub fn kind(&self) -> ActorKind {
        strongest(&self.kinds)
    }
}

/// The kind with the most weight; nothing known is [`ActorKind::Other`].
pub fn strongest(kinds: &Kinds) -> ActorKind {
    let mut best = (0.0, ActorKind::Other);
    for (kind, &weight) in ActorKind::ALL.into_iter().zip(kinds) {
        if weight > best.0 {
            best = (weight, kind);
        }
    }
    best.1
}

/// Groups the names of an article by whom they stand for.
pub fn group(reading: &Reading, names: &[Name]) -> Vec<Cluster> {
    let lexicon = Lexicon::shared();
    let mut by_key: FxHashMap<String, usize> = FxHashMap::default();
    let mut clusters: Vec<Cluster> = Vec::new();
    let full: FxHashSet<String> =
        names.iter().filter(|name| name.text.contains(' ')).map(|name| usual_key(lexicon, &name.text)).collect();
    // A capital that stands for its country is a name of it where the country is named too.
    let named: FxHashSet<&str> = names.iter().filter_map(|name| lexicon.country(&name.text)).collect();
    let meant = |name: &Name| evidence::country_meant(reading, name).filter(|country| named.contains(country));
    let (capitals, others): (Vec<usize>, Vec<usize>) = (0..names.len()).partition(|&idx| meant(&names[idx]).is_some());
    for idx in others.into_iter().chain(capitals) {
        let name = &names[idx];
        let country = meant(name).and_then(|country| by_key.get(&usual_key(lexicon, country)));
        if let Some(&place) = country {
            clusters[place].names.push(idx);
            clusters[place].names.sort_unstable();
            continue;
        }
        // "Arden city" of an article that names Arden City elsewhere.
        let on = evidence::reach_on(reading, name)
            .map(|end| usual_key(lexicon, &one_line(reading.span(name.tokens.start..end).of(&reading.text))))
            .filter(|on| full.contains(on));
        let place = *by_key.entry(on.unwrap_or_else(|| usual_key(lexicon, &name.text))).or_insert_with(|| {
            clusters.push(Cluster { name: name.text.clone(), ..Cluster::default() });
            clusters.len() - 1
        });
        let cluster = &mut clusters[place];
        cluster.names.push(idx);
        if cluster.names.len() == 1 {
            evidence::of_words(name, &mut cluster.signs);
        }
        evidence::of_place(reading, name, &mut cluster.signs);
        evidence::votes(name, &mut cluster.signs);
        if cluster.gender == Gender::Unknown {
            cluster.gender =
                if name.gender == Gender::Unknown { kin_gender(reading, lexicon, name) } else { name.gender };
        }
        if cluster.implied.is_empty() {
            cluster.implied.clone_from(&name.implied);
        }
        // Mixed case says more than capitals throughout: "SAN JOSE" is "San Jose".
        if name.text.chars().any(char::is_lowercase) && !cluster.name.chars().any(char::is_lowercase) {
            cluster.name.clone_from(&name.text);
        }
    }
    for cluster in &mut clusters {
        // People are named in full once, then by surname: what is always named in full is no person.
        let words = cluster.name.split([' ', '-']).count();
        if words >= 2 && cluster.names.len() >= 2 && !names[cluster.names[0]].titled {
            let surname = key(cluster.name.rsplit([' ', '-']).next().unwrap_or(""));
            if !names.iter().any(|name| key(&name.text) == surname) {
                cluster.signs.add(Sign::AlwaysInFull, (cluster.names.len() as f32 - 1.0).min(3.0));
            }
        }
        cluster.kinds = cluster.signs.kinds();
    }
    share_surnames(&mut clusters);
    families(names, &mut clusters);
    // The longest first: each shorter one looks for a longer one to stand for.
    let mut order: Vec<usize> = (0..clusters.len()).collect();
    order.sort_by_key(|&idx| (std::cmp::Reverse(clusters[idx].name.split([' ', '-']).count()), clusters[idx].names[0]));
    let mut joined = DisjointSets::new(clusters.len());
    for (rank, &idx) in order.iter().enumerate() {
        check();
        if let Some(longer) = find_longer(lexicon, reading, names, &clusters, &order[..rank], &joined, idx) {
            joined.join_under(longer as u32, idx as u32);
        }
    }
    let cluster_of = |name: usize| clusters.iter().position(|cluster| cluster.names.contains(&name));
    let nicknamed = names.iter().enumerate().filter(|(_, name)| !name.nickname.is_empty());
    let nicknamed = nicknamed.flat_map(|(idx, name)| {
        let nickname = key(&name.nickname);
        let others = names.iter().enumerate().filter(move |(_, other)| key(&other.text) == nickname);
        others.map(move |(other, _)| (idx, other)).collect::<Vec<_>>()
    });
    for (one, other) in nicknamed {
        let (Some(one), Some(other)) = (cluster_of(one), cluster_of(other)) else { continue };
        joined.join_under(one as u32, other as u32);
    }
    for (one, other) in also_known(reading, names).into_iter().chain(so_called(reading, names)) {
        let (Some(one), Some(other)) = (cluster_of(one), cluster_of(other)) else { continue };
        let (one, other) = (leader_of(&joined, one), leader_of(&joined, other));
        let known = |idx: usize| lexicon.country(&clusters[idx].name).is_some() || lexicon.is_town(&clusters[idx].name);
        let person = |idx: usize| clusters[idx].kind() == ActorKind::Person;
        if one != other
            && !known(other)
            && (person(one) == person(other) || clusters[other].kind() == ActorKind::Other)
            && clusters[one].names.len() >= clusters[other].names.len()
        {
            joined.join_under(one as u32, other as u32);
        }
    }
    let mut merged: Vec<Cluster> = Vec::new();
    let mut place_of: FxHashMap<usize, usize> = FxHashMap::default();
    for idx in 0..clusters.len() {
        let root = leader_of(&joined, idx);
        let place = *place_of.entry(root).or_insert_with(|| {
            merged.push(Cluster { name: clusters[root].name.clone(), ..Cluster::default() });
            merged.len() - 1
        });
        let cluster = std::mem::take(&mut clusters[idx]);
        let into = &mut merged[place];
        into.names.extend(cluster.names);
        into.signs.join(&cluster.signs);
        if into.gender == Gender::Unknown {
            into.gender = cluster.gender;
        }
        if into.implied.is_empty() {
            into.implied = cluster.implied;
        }
        into.family |= cluster.family;
    }
    for cluster in &mut merged {
        cluster.names.sort_unstable();
        cluster.kinds = if cluster.family { FAMILY } else { cluster.signs.kinds() };
        if cluster.gender == Gender::Unknown && cluster.kind() == ActorKind::Person {
            let first = cluster.name.split([' ', '-']).next().unwrap_or("");
            let alone = !cluster.name.contains(' ') && cluster.implied.is_empty();
            if !alone {
                cluster.gender = lexicon.given_name(first).unwrap_or_default();
            }
        }
    }
    merged
}

/// What kinship beside a comma says: "her husband, Didier Moss", "Robin Moss, a grandmother of two".
fn kin_gender(reading: &Reading, lexicon: &Lexicon, name: &Name) -> Gender {
    let start = name.tokens.start;
    let first = reading.sentence_of(start).tokens.start;
    let kin = (start >= first + 3 && reading.word(start - 1) == ",").then(|| start - 2);
    let whose = |kin: &u32| matches!(reading.token(kin - 1).tag, "PRP$" | "POS");
    let head = evidence::head_of(reading, name);
    let behind = reading.children_by(head, &["appos"]).find(|&kin| {
        kin > head && reading.child_by(kin, &["det"]).is_some() && lexicon.kin(reading.lemma(kin)).is_some()
    });
    kin.filter(whose).or(behind).and_then(|kin| lexicon.kin(reading.lemma(kin))).unwrap_or_default()
}

/// "Tarva Moss", whom the network takes for a town, beside a Lena Moss: one surname says that both are people.
fn share_surnames(clusters: &mut [Cluster]) {
    let surname = |cluster: &Cluster| {
        let words = cluster.name.split(' ').count();
        (2..=3).contains(&words).then(|| key(cluster.name.rsplit(' ').next().unwrap_or("")))
    };
    let people: Vec<(usize, String)> = clusters
        .iter()
        .enumerate()
        .filter(|(_, cluster)| cluster.kind() == ActorKind::Person)
        .filter_map(|(idx, cluster)| Some((idx, surname(cluster)?)))
        .collect();
    let lexicon = Lexicon::shared();
    for (idx, cluster) in clusters.iter_mut().enumerate() {
        let Some(its) = surname(cluster).filter(|its| lexicon.head_kind(its).is_none() && !lexicon.is_town(its)) else {
            continue;
        };
        if people.iter().any(|(other, surname)| *other != idx && *surname == its) {
            cluster.signs.see(Sign::SharedSurname);
            cluster.kinds = cluster.signs.kinds();
        }
    }
}

/// "the Hollises": the plural of a surname in the article is a family.
fn families(names: &[Name], clusters: &mut [Cluster]) {
    let surnames: Vec<String> = clusters
        .iter()
        .filter(|cluster| cluster.kind() == ActorKind::Person || !cluster.implied.is_empty())
        .flat_map(|cluster| [&cluster.name, &cluster.implied])
        .filter(|name| name.contains(' '))
        .filter_map(|name| name.rsplit(' ').next().map(key))
        .collect();
    for cluster in clusters.iter_mut().filter(|cluster| !cluster.name.contains(' ')) {
        let plural = key(&cluster.name);
        let stems = [plural.strip_suffix("es"), plural.strip_suffix('s')];
        let the = cluster.names.iter().any(|&idx| names[idx].after_the);
        if the && surnames.iter().any(|surname| stems.contains(&Some(surname.as_str())) && *surname != plural) {
            cluster.kinds = FAMILY;
            cluster.family = true;
        }
    }
}

fn leader_of(joined: &DisjointSets, idx: usize) -> usize {
    joined.leader(idx as u32) as usize
}

fn find_longer(
    lexicon: &Lexicon,
    reading: &Reading,
    names: &[Name],
    clusters: &[Cluster],
    longer: &[usize],
    joined: &DisjointSets,
    idx: usize,
) -> Option<usize> {
    let short = &clusters[idx];
    if short.name.starts_with(['#', '@']) {
        let leaders = (0..clusters.len()).map(|other| leader_of(joined, other));
        return longer.iter().copied().chain(leaders).find(|&other| {
            other != idx
                && !clusters[other].name.starts_with(['#', '@'])
                && handle_fits(&short.name, &clusters[other], names, reading, short)
        });
    }
    // "North Atlantic Command (NORAC)": in parentheses right after the name, with its first letter.
    let bracketed = short.names.iter().find_map(|&at| {
        let start = names[at].tokens.start;
        let opens = start >= 2
            && reading.word(start - 1) == "("
            && is_caps(&names[at].text)
            && at > 0
            && names[at - 1].tokens.end == start - 1;
        opens.then(|| at - 1)
    });
    if let Some(before) = bracketed {
        let other = (0..clusters.len()).find(|&other| other != idx && clusters[other].names.contains(&before));
        if let Some(other) = other.filter(|&other| {
            longer.contains(&other)
                && clusters[other].name.chars().next() == short.name.chars().next()
                && clusters[other].name.contains(' ')
        }) {
            return Some(other);
        }
    }
    // One letter wrong, once, in a name that stands right elsewhere.
    if short.names.len() == 1 && short.name.contains(' ') {
        let its = key(&short.name);
        let right = (0..clusters.len()).find(|&other| {
            let other_key = key(&clusters[other].name);
            other != idx
                && leader_of(joined, other) == other
                && clusters[other].names.len() >= 3
                && other_key.len() >= 8
                && edits(&other_key, &its, 1) == 1
                && !its.contains(char::is_numeric)
                && other_key
                    .split(' ')
                    .zip(its.split(' '))
                    .all(|(a, b)| a == b || lexicon.given_name(a).is_none() || lexicon.given_name(b).is_none())
        });
        if right.is_some() {
            return right;
        }
    }
    if let Some(other) = by_part(lexicon, names, clusters, longer, short) {
        return Some(other);
    }
    // "Sergey, a commander at the post": who is told like that by a given name alone is nobody of those named in full.
    let is_introduced = short.names.iter().any(|&at| {
        let end = names[at].tokens.end;
        let sentence = reading.sentence_of(names[at].tokens.start).tokens.clone();
        let word = |token: u32| if token < sentence.end { reading.word(token).to_lowercase() } else { String::new() };
        word(end) == "," && matches!(word(end + 1).as_str(), "a" | "an" | "one")
    });
    let known_place = lexicon.country(&short.name).is_some() || lexicon.body(&short.name).is_some();
    let mut found: Vec<usize> = longer
        .iter()
        .copied()
        .filter(|&other| {
            let long = &clusters[other];
            if known_place {
                return false;
            }
            match fit(lexicon, &long.name, long.kind(), &short.name, &short.kinds) {
                Fit::Same => true,
                Fit::Surname => !gender_clash(long.gender, short.gender),
                Fit::Given => !gender_clash(long.gender, short.gender) && !is_introduced,
                Fit::No => {
                    let long_key = key(&long.name);
                    expands(&long.name, &short.name)
                        || is_branch(lexicon, &long_key.split(' ').collect::<Vec<_>>(), &short.name)
                        || long.kind() != ActorKind::Person
                            && short.kind() != ActorKind::Person
                            && !lexicon.is_town(&short.name)
                            && short.name.split(' ').any(|word| word.len() >= 4 && long.name.contains(word))
                            && pairs::chance(lexicon, long.kind(), &long.name, &short.name)
                                .is_some_and(|chance| chance >= pairs::LEAST)
                }
            }
        })
        .collect();
    // A surname beats a given name; among several of one surname, the one named last before the short form first stands.
    let is_surname = |other: &usize| key(&clusters[*other].name).ends_with(&key(&short.name));
    if found.iter().any(is_surname) {
        found.retain(is_surname);
    }
    let first = short.names[0];
    let sexed: Vec<usize> = found
        .iter()
        .copied()
        .filter(|&other| {
            short.gender != Gender::Unknown && given_gender(lexicon, &clusters[other].name) == short.gender
        })
        .collect();
    if sexed.len() == 1 {
        return Some(sexed[0]);
    }
    // Of several, the one that the article named first: later ones of the surname are kin.
    let before: Vec<usize> = found.iter().copied().filter(|&other| clusters[other].names[0] < first).collect();
    let from = if before.is_empty() { &found } else { &before };
    from.iter().copied().min_by_key(|&other| clusters[other].names[0])
}

fn given_gender(lexicon: &Lexicon, name: &str) -> Gender {
    name.split([' ', '-']).next().and_then(|first| lexicon.given_name(first)).unwrap_or_default()
}

fn gender_clash(a: Gender, b: Gender) -> bool {
    a != b && a != Gender::Unknown && b != Gender::Unknown
}

/// "@`PReiss`" right after "Paul Reiss", "#`SaveOurReef`" beside "Save Our Reef".
fn handle_fits(handle: &str, long: &Cluster, names: &[Name], reading: &Reading, short: &Cluster) -> bool {
    let its = squeezed(handle);
    if its == squeezed(&long.name) {
        return true;
    }
    handle.starts_with('@')
        && short.names.iter().any(|&at| {
            long.names.iter().any(|&other| {
                let gap = names[at].tokens.start.saturating_sub(names[other].tokens.end);
                names[other].tokens.end <= names[at].tokens.start
                    && gap <= 1
                    && (gap == 0 || reading.word(names[other].tokens.end) == "(")
            })
        })
}
