//! Which names of an article stand for the same: "Reiss" for Paul Reiss, "ICRC" for the committee named in full.

use super::evidence::{self, Kinds};
use super::lexicon::Lexicon;
use super::names::Name;
use super::words::{edits, is_caps, is_initial, key, one_line, squeezed};
use crate::extract::{ActorKind, Gender};
use crate::understand::Reading;
use rustc_hash::{FxHashMap, FxHashSet};

/// What the network's labels weigh beside the signs in the text, on a logarithmic scale.
const VOTE_WEIGHT: f32 = 1.6;

/// What it weighs for a person that another person of the article has the same surname.
const KINSHIP: f32 = 1.5;
/// From this weight on a town's name stands for the town, and not for a ship or a team that bears it.
const TOWN_SIGNS: f32 = 3.5;

/// How many heads up the subject of "known" or "calling" is looked for.
const HIGHEST: usize = 5;
/// How far behind "known as" the other name may begin, in tokens.
const FARTHEST: u32 = 6;

/// All places of one name in an article, and the places of others that stand for the same.
#[derive(Clone, Debug, Default)]
pub struct Cluster {
    /// The fullest form.
    pub name: String,
    /// Indices into the article's names.
    pub names: Vec<usize>,
    /// What speaks for each kind.
    pub kinds: Kinds,
    /// What titles and given names say.
    pub gender: Gender,
    /// The fuller name that a sentence implies.
    pub implied: String,
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
    for (idx, name) in names.iter().enumerate() {
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
            add(&mut cluster.kinds, evidence::of_words(name));
        }
        add(&mut cluster.kinds, evidence::of_place(reading, name));
        if cluster.gender == Gender::Unknown {
            cluster.gender = name.gender;
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
        let mut votes = [0.0; 5];
        for &idx in &cluster.names {
            add(&mut votes, evidence::votes(&names[idx]));
        }
        // What the network says ten times is hardly surer than what it says three times.
        add(&mut cluster.kinds, votes.map(|votes: f32| (1.0 + votes).ln() * VOTE_WEIGHT));
        // People are named in full once, then by surname: what is always named in full is no person.
        let words = cluster.name.split([' ', '-']).count();
        if words >= 2 && cluster.names.len() >= 2 && !names[cluster.names[0]].titled {
            let surname = key(cluster.name.rsplit([' ', '-']).next().unwrap_or(""));
            if !names.iter().any(|name| key(&name.text) == surname) {
                cluster.kinds[0] -= (cluster.names.len() as f32 - 1.0).min(3.0) * 0.8;
            }
        }
    }
    share_surnames(&mut clusters);
    families(names, &mut clusters);
    // The longest first: each shorter one looks for a longer one to stand for.
    let mut order: Vec<usize> = (0..clusters.len()).collect();
    order.sort_by_key(|&idx| (std::cmp::Reverse(clusters[idx].name.split([' ', '-']).count()), clusters[idx].names[0]));
    let mut parent: Vec<usize> = (0..clusters.len()).collect();
    for (rank, &idx) in order.iter().enumerate() {
        if let Some(longer) = find_longer(lexicon, reading, names, &clusters, &order[..rank], &parent, idx) {
            parent[idx] = longer;
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
        let (one, other) = (root_of(&parent, one), root_of(&parent, other));
        if one != other {
            parent[other] = one;
        }
    }
    for (one, other) in also_known(reading, names) {
        let (Some(one), Some(other)) = (cluster_of(one), cluster_of(other)) else { continue };
        let (one, other) = (root_of(&parent, one), root_of(&parent, other));
        let known = |idx: usize| lexicon.country(&clusters[idx].name).is_some() || lexicon.is_town(&clusters[idx].name);
        let person = |idx: usize| clusters[idx].kind() == ActorKind::Person;
        if one != other
            && !known(other)
            && person(one) == person(other)
            && clusters[one].names.len() >= clusters[other].names.len()
        {
            parent[other] = one;
        }
    }
    let mut merged: Vec<Cluster> = Vec::new();
    let mut place_of: FxHashMap<usize, usize> = FxHashMap::default();
    for idx in 0..clusters.len() {
        let root = root_of(&parent, idx);
        let place = *place_of.entry(root).or_insert_with(|| {
            merged.push(Cluster { name: clusters[root].name.clone(), ..Cluster::default() });
            merged.len() - 1
        });
        let cluster = std::mem::take(&mut clusters[idx]);
        let into = &mut merged[place];
        into.names.extend(cluster.names);
        add(&mut into.kinds, cluster.kinds);
        if into.gender == Gender::Unknown {
            into.gender = cluster.gender;
        }
        if into.implied.is_empty() {
            into.implied = cluster.implied;
        }
    }
    for cluster in &mut merged {
        cluster.names.sort_unstable();
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

/// "Piara Moss", whom the network takes for a town, beside a Lena Moss: one surname says that both are people.
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
            cluster.kinds[0] += KINSHIP;
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
            cluster.kinds = [0.0, 0.0, 8.0, 0.0, 0.0];
        }
    }
}

fn add(sum: &mut Kinds, more: Kinds) {
    sum.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
}

fn root_of(parent: &[usize], mut idx: usize) -> usize {
    while parent[idx] != idx {
        idx = parent[idx];
    }
    idx
}

/// The key under which all spellings of a country or a known body are one.
pub fn usual_key(lexicon: &Lexicon, name: &str) -> String {
    if name.starts_with(['#', '@']) {
        return format!("#{}", squeezed(name));
    }
    if let Some(country) = lexicon.country(name) {
        return key(country);
    }
    if let Some((_, usual)) = lexicon.body(name) {
        return key(usual);
    }
    let bare = without_legal_form(lexicon, name);
    if bare.len() < name.len() {
        return usual_key(lexicon, bare);
    }
    let name = key(name);
    let words: Vec<&str> = name.split(' ').collect();
    // "U.S. Grain Council", "United States Grain Council".
    let whose = (1..words.len().min(4)).rev().find_map(|n| Some((n, key(lexicon.country(&words[..n].join(" "))?))));
    let words = of_land(lexicon, &words);
    let (n_taken, mut usual) = whose.unwrap_or_default();
    for word in &words[n_taken..] {
        if !usual.is_empty() {
            usual.push(' ');
        }
        usual.push_str(if words.len() > 1 { lexicon.full_form(word).unwrap_or(word) } else { word });
    }
    usual
}

/// "Tarvo" of "Island of Tarvo", "Northern Province of Tarvo".
fn of_land<'a>(lexicon: &Lexicon, words: &'a [&'a str]) -> &'a [&'a str] {
    let after = words.iter().position(|word| *word == "of").filter(|at| (1..=2).contains(at));
    let is_land = |at: usize| {
        matches!(words[at - 1], "island" | "province" | "republic" | "state" | "region" | "district" | "county" | "village")
            && (at == 1 || COMPASS.contains(&words[0]) || lexicon.country_of_adjective(words[0]).is_some())
    };
    match after {
        Some(at) if is_land(at) && words.len() > at + 1 && words[at + 1] != "the" => &words[at + 1..],
        _ => words,
    }
}

/// "Norvik" of "Norvik Ltd.", "Norvik Co., Inc."; the whole name where too little is left.
fn without_legal_form<'a>(lexicon: &Lexicon, name: &'a str) -> &'a str {
    let mut bare = name;
    while let Some((left, last)) = bare.rsplit_once(' ')
        && lexicon.is_legal_form(last)
    {
        bare = left.trim_end_matches([',', ' ', '&']);
    }
    let lower = bare.to_lowercase();
    let says_nothing = !bare.contains(' ') && (lexicon.is_generic(&lower) || !lexicon.nominals(&lower).is_empty());
    if says_nothing { name } else { bare }
}

fn find_longer(
    lexicon: &Lexicon,
    reading: &Reading,
    names: &[Name],
    clusters: &[Cluster],
    longer: &[usize],
    parent: &[usize],
    idx: usize,
) -> Option<usize> {
    let short = &clusters[idx];
    if short.name.starts_with(['#', '@']) {
        return longer.iter().chain(parent.iter()).copied().find(|&other| {
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
                && parent[other] == other
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
                Fit::Surname | Fit::Given => !gender_clash(long.gender, short.gender),
                Fit::No => expands(&long.name, &short.name),
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

/// "A, also known as B", "A calls itself B": pairs of names (A, B).
fn also_known(reading: &Reading, names: &[Name]) -> Vec<(usize, usize)> {
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

/// How a shorter name fits a longer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Not.
    No,
    /// The same full name but for initials, second names, generic words.
    Same,
    /// It is the surname of the person.
    Surname,
    /// It is the given name of the person.
    Given,
}

/// Whether `short` can stand for `long`; `kinds` speak for the short one.
pub fn fit(lexicon: &Lexicon, long: &str, long_kind: ActorKind, short: &str, kinds: &Kinds) -> Fit {
    let (long_key, short_key) = (key(long), key(short));
    let long_words: Vec<&str> = long_key.split(' ').collect();
    let short_words: Vec<&str> = short_key.split(' ').collect();
    if long_words.len() < 2 || short_words.iter().any(|word| word.is_empty()) {
        return Fit::No;
    }
    // "Swift Heron" of "MV Swift Heron"; a town of the name stays the town.
    if let Some(ship) = lexicon.ship_of(long)
        && key(ship) == lexicon.ship_of(short).map_or(short_key.clone(), key)
    {
        let town = lexicon.is_town(short) && strongest(kinds) == ActorKind::Place && kinds[3] > TOWN_SIGNS;
        return if town { Fit::No } else { Fit::Same };
    }
    if long_kind == ActorKind::Person {
        if kinds[2] >= 8.0 {
            return Fit::No;
        }
        let place =
            kinds[3] > kinds[0].max(kinds[1]) + 0.5 && (lexicon.is_town(short) || lexicon.country(short).is_some());
        if short_words.len() > 1 {
            return if same_person(lexicon, &long_words, &short_words) { Fit::Same } else { Fit::No };
        }
        let word = short_words[0];
        let rest = &long_words[1..];
        if place || word.len() < 2 {
            Fit::No
        } else if rest.last() == Some(&word)
            || (rest.len() > 1 && rest.contains(&word) && !is_initial(word) && word.len() > 3)
        {
            Fit::Surname
        } else if long_words[0] == word || (lexicon.is_short_for(word, long_words[0]) && kinds[0] > 0.0) {
            Fit::Given
        } else {
            Fit::No
        }
    } else if strongest(kinds) == ActorKind::Place
        && (kinds[3] > TOWN_SIGNS || lexicon.is_town(short))
        && lexicon.head_kind(long_words[long_words.len() - 1]) == Some(ActorKind::Organization)
    {
        // "Arden" the town is not the Arden Police Department.
        Fit::No
    } else if same_body(lexicon, &long_words, &short_words) || same_place(lexicon, &long_words, &short_words) {
        Fit::Same
    } else {
        Fit::No
    }
}

/// "Amanda R. Beck" and "Amanda Beck", "Laura Vega Ruiz" and "Laura Vega".
pub fn same_person(lexicon: &Lexicon, long: &[&str], short: &[&str]) -> bool {
    let first = long[0] == short[0]
        || (is_initial(long[0]) != is_initial(short[0]) && long[0].chars().next() == short[0].chars().next())
        || lexicon.is_short_for(long[0], short[0]);
    // "Robert Kane" of "Englishman Robert Kane", "Van Dael" of "Herman Van Dael", "Khalid Amin" of "Sawari Khalid Amin".
    if short.len() >= 2 && long.len() > short.len() && long.ends_with(short) {
        return true;
    }
    if !first {
        return false;
    }
    let strip = |words: &[&str]| {
        words[1..].iter().filter(|word| !is_initial(word)).map(|word| (*word).to_owned()).collect::<Vec<_>>()
    };
    let (mut long, mut short) = (strip(long), strip(short));
    if long.len() < short.len() {
        std::mem::swap(&mut long, &mut short);
    }
    if short.is_empty() || long.is_empty() {
        return false;
    }
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| other == word))
}

/// One organization's or place's name with and without generic words: "Lumen Group" and "Lumen", "International
/// Committee of the Red Cross" and "International Red Cross"; but two councils of one subject are two.
pub fn same_body(lexicon: &Lexicon, long: &[&str], short: &[&str]) -> bool {
    let bare = |words: &[&str]| words.iter().map(|word| word.strip_suffix("'s").unwrap_or(word).to_owned()).collect();
    let (long, short): (Vec<String>, Vec<String>) = (bare(long), bare(short));
    let (long, short): (Vec<&str>, Vec<&str>) =
        (long.iter().map(String::as_str).collect(), short.iter().map(String::as_str).collect());
    let (long, short) = (long.as_slice(), short.as_slice());
    if super::ministries::same(lexicon, long, short) {
        return true;
    }
    let known = |words: &[&str]| lexicon.country(&words.join(" ")).is_some() || lexicon.is_town(&words.join(" "));
    if known(short) {
        return false;
    }
    // "Vulkan" of "Vulkan Rocket and Space Corporation".
    let is_body = |word: &str| lexicon.head_kind(word) == Some(ActorKind::Organization);
    let common = short.len() == 1
        && (lexicon.given_name(short[0]).is_some()
            || is_body(short[0])
            || !lexicon.nominals(short[0]).is_empty()
            || COMPASS.contains(&short[0]));
    if long.len() > short.len() && long[..short.len()] == *short && is_body(long[long.len() - 1]) && !common {
        let tail = &long[short.len()..];
        // "Mormon" is not the Mormon Hills School.
        if tail.len() > 1 && tail.iter().any(|word| SITED.contains(word)) || OWNED.contains(&tail[tail.len() - 1]) {
            return false;
        }
        return short.len() == 1
            || tail.iter().all(|word| lexicon.is_generic(word) || is_body(word)) && tail.len() == 1;
    }
    if long.len() == short.len() + 1 && long[..short.len()] == *short && long[short.len()].chars().all(char::is_numeric)
    {
        // "Halo" of "Halo-1".
        return short.iter().all(|word| word.len() > 3)
            && !short
                .iter()
                .any(|word| matches!(*word, "flight" | "boeing" | "airbus" | "route" | "highway" | "apollo"));
    }
    let n_more = long.len().saturating_sub(short.len());
    if matches!(n_more, 1 | 2) && long[n_more..] == *short && short.len() >= 2 {
        // "US State Department", "Israeli State Guard", "Costa Rica Ports Council".
        let whose = long[..n_more].join(" ");
        return lexicon.country(&whose).is_some()
            || lexicon.country_of_adjective(&whose).is_some()
            || lexicon.is_town(&whose);
    }
    let content = |words: &[&str]| {
        words
            .iter()
            .filter(|word| !lexicon.is_generic(word) || **word == "international")
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    let (a, b) = (content(long), content(short));
    a == b
        && a.len() >= 2
        && b.len() >= 2
        && (short.iter().all(|word| long.contains(word)) || function_words_only(long, short))
}

/// What a town or a country has and is not called by: "Arden" is not the Arden Police.
const OWNED: [&str; 12] = [
    "police", "department", "court", "council", "government", "parliament", "army", "navy", "ministry", "force", "forces",
    "guard",
];
/// Whether this heads what a town or a country has.
pub fn is_owned(head: &str) -> bool {
    OWNED.contains(&head)
}

/// Heads of bodies that are called by what stands right before, if they are called by less than their whole name.
const SITED: [&str; 10] = [
    "school", "church", "hospital", "college", "university", "police", "department", "museum", "court", "temple",
];
/// Words that begin many names and are none of them.
const COMPASS: [&str; 8] = ["north", "south", "east", "west", "northern", "southern", "eastern", "western"];

/// "Tarvo island" and "Tarvo", "Mount Tarvo National Park" and "Aru Mount Tarvo National Park", "Tarvo Hospital Medical
/// Center" and "Tarvo Hospital": what stands there, with and without a word that says no more than that.
pub fn same_place(lexicon: &Lexicon, long: &[&str], short: &[&str]) -> bool {
    let headed = |words: &[&str]| {
        words.len() >= 2
            && lexicon
                .head_kind(words[words.len() - 1])
                .is_some_and(|kind| matches!(kind, ActorKind::Place | ActorKind::Organization))
    };
    // Islands, provinces and rivers are known without the word; a city is not its province.
    if long.len() == short.len() + 1 && long.starts_with(short) && LANDS.contains(&long[long.len() - 1]) {
        return true;
    }
    if long.len() > short.len() && long.starts_with(short) && headed(short) {
        let tail = &long[short.len()..];
        return tail.iter().all(|word| ADDED.contains(word));
    }
    // "Tarvo Grand Hotel".
    if long.len() == short.len() + 1
        && short.len() == 2
        && long[0] == short[0]
        && long[long.len() - 1] == short[1]
        && SITES.contains(&short[1])
    {
        return true;
    }
    // "Royal Tarvo Hospital" of a town, "Aru Mount Tarvo National Park".
    if long.len() > short.len() && long.ends_with(short) && headed(short) {
        let whose = long[..long.len() - short.len()].join(" ");
        return SITES.contains(&short[short.len() - 1])
            || short.len() >= 3 && lexicon.head_kind(short[short.len() - 1]) == Some(ActorKind::Place)
            || lexicon.is_town(&whose)
            || lexicon.country(&whose).is_some();
    }
    false
}

/// Heads of names that one word more or less does not make another's.
const SITES: [&str; 10] = [
    "hospital", "hotel", "airport", "prison", "bridge", "stadium", "mosque", "cathedral", "monastery", "courthouse",
];
/// Words that a place may be named without.
const LANDS: [&str; 14] = [
    "island", "islands", "isle", "province", "river", "sea", "peninsula", "mountains", "archipelago", "desert", "volcano",
    "governorate", "oblast", "prefecture",
];
/// What a hospital, hotel or school may be called besides.
const ADDED: [&str; 9] =
    ["medical", "center", "centre", "clinic", "resort", "spa", "campus", "complex", "foundation"];

/// What is left of a body's name without generic words, whoever writes them; `None` where too little is left.
pub fn body_key(lexicon: &Lexicon, name: &str) -> Option<String> {
    let key = key(name);
    let words: Vec<&str> = key
        .split(' ')
        .map(|word| word.strip_suffix("'s").unwrap_or(word))
        .filter(|word| !lexicon.is_generic(word))
        .collect();
    let left = words.join(" ");
    (words.len() >= 2 && lexicon.country(&left).is_none() && !lexicon.is_town(&left)).then_some(left)
}

fn function_words_only(a: &[&str], b: &[&str]) -> bool {
    const SMALL: [&str; 7] = ["of", "for", "the", "and", "in", "on", "to"];
    let strip = |words: &[&str]| {
        words.iter().filter(|word| !SMALL.contains(word)).map(|word| (*word).to_owned()).collect::<Vec<_>>()
    };
    strip(a) == strip(b)
}

/// "HTA" for "Harbour Transit Authority": the initials of the words, small ones left out or not.
pub fn expands(long: &str, short: &str) -> bool {
    let letters: String = short.chars().filter(|c| c.is_alphanumeric()).collect();
    if !is_caps(short) || letters.chars().count() < 2 || short.contains(' ') {
        return false;
    }
    let words: Vec<&str> = long.split([' ', '-', '\u{2019}', '\'']).filter(|word| !word.is_empty()).collect();
    // "U.S. Grain Survey" has USGS for its letters, not UGS only.
    let letters_of = |word: &&&str| -> String {
        let all: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        if is_caps(word) { all } else { all.chars().take(1).collect() }
    };
    let whole: String = words
        .iter()
        .filter(|word| !matches!(word.to_lowercase().as_str(), "of" | "the" | "for" | "and" | "in" | "&"))
        .map(|word| letters_of(&word).to_uppercase())
        .collect();
    let initials = |small: bool| -> String {
        words
            .iter()
            .filter(|word| {
                small
                    || !matches!(
                        word.to_lowercase().as_str(),
                        "of" | "the" | "for" | "and" | "in" | "on" | "s" | "&" | "to" | "de"
                    )
            })
            .filter_map(|word| word.chars().next())
            .flat_map(char::to_uppercase)
            .collect()
    };
    words.len() >= 2 && (initials(false) == letters || initials(true) == letters || whole == letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_stand_for_the_words() {
        assert!(expands("Harbour Transit Authority", "HTA"));
        assert!(expands("Department of Fisheries", "DOF"));
        assert!(!expands("Harbour Transit Authority", "HT"));
        assert!(!expands("Harbour Transit Authority", "Hta"));
    }

    #[test]
    fn a_person_keeps_one_name_with_and_without_initials() {
        let lexicon = Lexicon::shared();
        let same = |a: &str, b: &str| {
            same_person(lexicon, &a.split(' ').collect::<Vec<_>>(), &b.split(' ').collect::<Vec<_>>())
        };
        assert!(same("marta r. olsen", "marta olsen"));
        assert!(same("juan pablo rios vega", "juan rios"));
        assert!(same("robert kane", "bob kane"));
        assert!(!same("marta olsen", "nils olsen"));
        assert!(!same("marta olsen", "marta lund"));
    }

    #[test]
    fn two_bodies_of_one_subject_stay_two() {
        let lexicon = Lexicon::shared();
        let same =
            |a: &str, b: &str| same_body(lexicon, &a.split(' ').collect::<Vec<_>>(), &b.split(' ').collect::<Vec<_>>());
        assert!(!same("national grain council", "national grain board"));
        assert!(same("us state department", "state department"));
        assert!(same("northern lights group", "northern lights"));
        assert!(!same("punta verde airport", "punta verde"));
    }
}
