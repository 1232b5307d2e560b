//! Referents of all articles, joined by their names: first the same names, then one person's or body's fuller and
//! shorter ones inside small blocks, last single surnames and given names, by the company that they keep.

use super::spelling::{self, is_same_word};
use super::why::{self, Why};
use crate::extract::mentions::alike::{
    expands, is_branch, is_owned, is_swapped, same_body, same_person, same_place, usual_key,
};
use crate::extract::mentions::lexicon::Lexicon;
use crate::extract::mentions::pairs;
use crate::extract::mentions::resolve::strongest;
use crate::extract::mentions::words::{edits, is_caps, key, skeleton, squeezed};
use crate::extract::{ActorKind, Findings, Gender, Referent};
use crate::text::DisjointSets;
use crate::text::fence::check;
use rustc_hash::{FxHashMap, FxHashSet};

/// One referent of one article.
pub struct Node<'a> {
    /// The article.
    pub article: u32,
    /// Its number in the article.
    pub referent: u32,
    /// The referent.
    pub it: &'a Referent,
}

/// Everything that is to be joined, and what is joined so far.
pub struct Groups<'a> {
    /// All referents of all articles, in order.
    pub nodes: Vec<Node<'a>>,
    /// The findings that they come from.
    pub findings: &'a [&'a Findings],
    joined: DisjointSets,
    /// For each leader of a group of several: its nodes.
    members: FxHashMap<u32, Vec<u32>>,
    /// What was joined, and why, in order.
    joins: Vec<(u32, u32, Why)>,
    /// Nodes of which one article tells that they are two, the lesser first.
    opposed: FxHashSet<(u32, u32)>,
    /// For each article: its nodes.
    pub of_article: Vec<std::ops::Range<u32>>,
    pub lexicon: &'static Lexicon,
}

/// Names of the same block are compared pair by pair only up to here; larger blocks hold names too common to tell.
const LARGEST_BLOCK: usize = 64;
/// Articles looked at to learn in whose company somebody stands.
const COMPANY_ARTICLES: usize = 24;
/// What speaks for a kind from here on is more than a guess of the network.
const SURE: f32 = 4.0;
/// So much a person's kind may weigh where the network says it again and again, and nothing else does.
const MOST_GUESSED: f32 = 6.0;
/// The same for the name of a town: a title before it, or more, is needed to outweigh that.
const MOST_OF_TOWN: f32 = 10.0;

/// A single word of so many letters may be two words elsewhere.
const LEAST_WRITTEN_TOGETHER: usize = 6;

/// Words of so many letters may be what two names share.
const LEAST_TELLING: usize = 4;

/// A thing goes by the last word of its name ("Camry" of "Toyota Camry") if that has so many letters.
const LEAST_MODEL: usize = 4;

/// One name as all articles that have it give it.
struct Named {
    /// A node that bears it.
    node: u32,
    key: String,
    kind: ActorKind,
    /// Whether its kind is no more than a guess.
    unsure: bool,
    gender: Gender,
    name: String,
}

impl<'a> Groups<'a> {
    /// Every referent stands alone.
    pub fn new(findings: &'a [&'a Findings]) -> Self {
        let mut nodes = Vec::new();
        let mut of_article = Vec::with_capacity(findings.len());
        for (article, found) in findings.iter().enumerate() {
            let from = nodes.len() as u32;
            nodes.extend(found.referents.iter().enumerate().map(|(referent, it)| Node {
                article: article as u32,
                referent: referent as u32,
                it,
            }));
            of_article.push(from..nodes.len() as u32);
        }
        let joined = DisjointSets::new(nodes.len());
        let opposed = findings.iter().zip(&of_article).flat_map(|(found, of)| {
            why::opposed(found).into_iter().map(|(one, other)| (of.start + one, of.start + other))
        });
        let opposed = opposed.collect();
        let (members, joins) = (FxHashMap::default(), Vec::new());
        Self { nodes, findings, joined, members, joins, opposed, of_article, lexicon: Lexicon::shared() }
    }

    /// The first node of the group that a node is in.
    pub fn root(&self, node: u32) -> u32 {
        check();
        self.joined.leader(node)
    }

    /// Joins two groups, unless something forbids it; the earlier node stays the root, so that the order of work changes
    /// nothing.
    #[expect(clippy::stable_sort_primitive, reason = "a stable sort merges two rising runs in one pass")]
    pub fn join(&mut self, a: u32, b: u32, why: Why) {
        let (one, other) = (self.root(a), self.root(b));
        if one == other || self.is_forbidden(one, other) {
            return;
        }
        self.joins.push((a, b, why));
        self.joined.join(a, b);
        let mut all = self.members.remove(&one).unwrap_or_else(|| vec![one]);
        all.extend(self.members.remove(&other).unwrap_or_else(|| vec![other]));
        all.sort();
        self.members.insert(self.root(a), all);
    }

    /// Whether some article tells of a member of one group and a member of the other as of two.
    fn is_forbidden(&self, one: u32, other: u32) -> bool {
        let article = |node: u32| self.nodes[node as usize].article;
        let two = |a: u32, b: u32| {
            let (x, y) = (self.nodes[a as usize].it, self.nodes[b as usize].it);
            self.opposed.contains(&(a.min(b), a.max(b))) || why::two_people(self.lexicon, x, y)
        };
        let alone = [[one], [other]];
        let of = |at: usize| self.members.get(&alone[at][0]).map_or(&alone[at][..], Vec::as_slice);
        let (one, other) = (of(0), of(1));
        let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
        // Nodes stand in order of articles.
        few.iter().any(|&a| {
            let from = many.partition_point(|&b| article(b) < article(a));
            many[from..].iter().take_while(|&&b| article(b) == article(a)).any(|&b| two(a, b))
        })
    }

    /// What was joined inside a group, and why.
    pub fn joins_of(&self, root: u32) -> impl Iterator<Item = (u32, u32, Why)> + '_ {
        self.joins.iter().copied().filter(move |&(one, _, _)| self.root(one) == root)
    }

    /// Whether two groups each have a referent in the same article: then that article tells them apart. Only the
    /// articles of the two nodes themselves are looked at.
    pub fn share_article(&self, a: u32, b: u32) -> bool {
        self.nodes[a as usize].article == self.nodes[b as usize].article
    }

    fn is_named(&self, node: u32) -> bool {
        self.nodes[node as usize].it.class.is_empty()
    }

    /// The names of all groups, each once, with the kind that all its articles together give it.
    fn names(&self) -> Vec<Named> {
        let mut kinds: FxHashMap<u32, ([f32; 5], Gender)> = FxHashMap::default();
        for node in 0..self.nodes.len() as u32 {
            let it = self.nodes[node as usize].it;
            let entry = kinds.entry(self.root(node)).or_default();
            entry.0.iter_mut().zip(it.kinds).for_each(|(sum, weight)| *sum += weight);
            if entry.1 == Gender::Unknown {
                entry.1 = it.gender;
            }
        }
        let mut seen = FxHashSet::default();
        let mut all = Vec::new();
        for node in 0..self.nodes.len() as u32 {
            if !self.is_named(node) {
                continue;
            }
            let root = self.root(node);
            let it = self.nodes[node as usize].it;
            let (sum, gender) = kinds[&root];
            let implied = (!it.implied.is_empty()).then_some(&it.implied);
            // "UNRA" of a body that is named in full too.
            // "Arden Hotel" of one that is named "Arden" too.
            let person = strongest(&sum) == ActorKind::Person;
            let short = it.names.iter().map(|(name, _)| name).filter(|name| {
                is_caps(name) && !name.contains(' ') || !person && name.contains(' ') && **name != it.name
            });
            for name in std::iter::once(&it.name).chain(implied).chain(short) {
                let key = usual_key(self.lexicon, name);
                if seen.insert((root, key.clone())) {
                    let kind = strongest(&sum);
                    let unsure = sum[kind as usize] < SURE;
                    all.push(Named {
                        node,
                        key: without_generation(key, kind),
                        kind,
                        unsure,
                        gender,
                        name: name.clone(),
                    });
                }
            }
        }
        all
    }

    /// Joins what bears the same name, then fuller and shorter forms inside blocks.
    pub fn join_names(&mut self) {
        let mut first: FxHashMap<String, u32> = FxHashMap::default();
        for node in 0..self.nodes.len() as u32 {
            if !self.is_named(node) {
                continue;
            }
            let it = self.nodes[node as usize].it;
            let keys: Vec<String> = std::iter::once(&it.name)
                .chain((!it.implied.is_empty()).then_some(&it.implied))
                .chain(it.names.iter().map(|(name, _)| name).filter(|name| {
                    // "Arden city" may be Arden, or Arden City.
                    (it.name.contains(' ') || !name.ends_with(" city")) && stands_alone(name, strongest(&it.kinds))
                }))
                .flat_map(|name| {
                    // "Zero Hedge", "ZeroHedge".
                    let long = name.contains(' ') || name.chars().count() >= LEAST_WRITTEN_TOGETHER;
                    let tag = (long && strongest(&it.kinds) != ActorKind::Person)
                        .then(|| format!("#{}", squeezed(&usual_key(self.lexicon, name))));
                    std::iter::once(usual_key(self.lexicon, name)).chain(tag)
                })
                .collect();
            let single = !it.name.contains(' ') && strongest(&it.kinds) == ActorKind::Person && it.implied.is_empty();
            if single {
                continue;
            }
            for key in keys {
                let other = *first.entry(key).or_insert(node);
                if other != node && self.agree(other, node) {
                    self.join(other, node, Why::SameName);
                }
            }
        }
        self.join_blocks();
    }

    /// Whether two bearers of one name can be one: not a person here and a place there, both surely.
    fn agree(&self, a: u32, b: u32) -> bool {
        let (a, b) = (&self.nodes[a as usize].it, &self.nodes[b as usize].it);
        let (one, two) = (strongest(&a.kinds), strongest(&b.kinds));
        let sure = |it: &Referent| {
            let mut sorted = it.kinds;
            sorted.sort_by(f32::total_cmp);
            sorted[4] >= 4.0 && sorted[4] > 2.0 * sorted[3]
        };
        one == two || !(sure(a) && sure(b)) || (one != ActorKind::Person && two != ActorKind::Person)
    }

    /// Compares names that share a telling word.
    fn join_blocks(&mut self) {
        let names = self.names();
        let mut blocks: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (idx, named) in names.iter().enumerate() {
            for block in blocks_of(self.lexicon, named) {
                blocks.entry(block).or_default().push(idx);
            }
        }
        let mut keys: Vec<&String> = blocks.keys().collect();
        keys.sort_unstable();
        for block in keys {
            let members = &blocks[block];
            if members.len() < 2 || members.len() > LARGEST_BLOCK {
                continue;
            }
            for (n, &a) in members.iter().enumerate() {
                for &b in &members[n + 1..] {
                    let (a, b) = (&names[a], &names[b]);
                    if self.root(a.node) != self.root(b.node) && self.same(a, b) && !self.apart(a.node, b.node) {
                        self.join(a.node, b.node, Why::FormOfName);
                    }
                }
            }
        }
    }

    /// Whether one article names both as two: then they are two.
    fn apart(&self, a: u32, b: u32) -> bool {
        self.nodes[a as usize].article == self.nodes[b as usize].article
    }

    /// Whether two names, as their articles have them, are of one.
    fn same(&self, a: &Named, b: &Named) -> bool {
        let (long, short) = if a.key.len() >= b.key.len() { (a, b) } else { (b, a) };
        let (long_words, short_words): (Vec<&str>, Vec<&str>) =
            (long.key.split(' ').collect(), short.key.split(' ').collect());
        let known =
            |named: &Named| self.lexicon.country(&named.name).is_some() || self.lexicon.body(&named.name).is_some();
        if known(a) && known(b) {
            return false;
        }
        let ship = |named: &Named| self.lexicon.ship_of(&named.name).map(key);
        match (ship(a), ship(b)) {
            (Some(a), Some(b)) => return a == b,
            (Some(ship), None) if ship == b.key => return b.unsure || !self.lexicon.is_town(&b.name),
            (None, Some(ship)) if ship == a.key => return a.unsure || !self.lexicon.is_town(&a.name),
            _ => {}
        }
        let clash = a.gender != b.gender && a.gender != Gender::Unknown && b.gender != Gender::Unknown;
        if a.kind == ActorKind::Person && b.kind == ActorKind::Person && short_words.len() >= 2 {
            return !clash
                && (spelling::same_person(self.lexicon, &long_words, &short_words)
                    || same_person(self.lexicon, &long_words, &short_words)
                    || pairs::chance(self.lexicon, long.kind, &long.name, &short.name)
                        .is_some_and(|chance| chance >= pairs::LEAST));
        }
        if a.kind == ActorKind::Person || b.kind == ActorKind::Person {
            // "Lund-Meyer", taken for a company, is Nils Lund-Meyer; "Norivk" is a slip of "Norvik".
            let (person, other) = if a.kind == ActorKind::Person { (a, b) } else { (b, a) };
            let surname = other.unsure && other.name.contains('-') && person.key.ends_with(&format!(" {}", other.key));
            let slip = person.unsure
                && person.gender == Gender::Unknown
                && short_words.len() == 1
                && long_words.len() == 1
                && is_same_word(long_words[0], short_words[0]);
            return surname || slip && a.kind != b.kind;
        }
        if expands(&long.name, &short.name)
            || is_branch(self.lexicon, &long_words, &short.name)
            || is_swapped(&long.name, &short.name)
        {
            return true;
        }
        let chance = pairs::chance(self.lexicon, long.kind, &long.name, &short.name);
        if let Some(chance) = chance.filter(|&chance| chance >= pairs::LEAST || chance <= pairs::MOST_OF_TWO) {
            return chance >= pairs::LEAST;
        }
        // "Camry" of "Toyota Camry".
        if long.kind == ActorKind::Other
            && (short.kind == ActorKind::Other || short.unsure)
            && matches!(long_words[..], [_, last] if last == short.key && last.chars().count() >= LEAST_MODEL)
            && self.lexicon.nominals(&short.key).is_empty()
        {
            return true;
        }
        let towns = [&a.name, &b.name].iter().filter(|name| self.lexicon.is_town(name)).count();
        let spelled = long_words.len() == short_words.len()
            && if long_words.len() > 1 {
                edits(&long.key, &short.key, 1) <= 1
                    && short.key.chars().count() >= 6
                    && !long.key.contains(char::is_numeric)
            } else {
                // Of two towns that differ in a letter each is one.
                is_same_word(&long.key, &short.key)
                    && towns < 2
                    && [&a.name, &b.name].iter().all(|name| self.lexicon.country(name).is_none())
            };
        if spelled || same_place(self.lexicon, &long_words, &short_words) {
            return true;
        }
        // "Norvik Deep" of "Norvik Deep Devices".
        if long.kind == ActorKind::Organization
            && short.kind == ActorKind::Organization
            && short_words.len() == 2
            && long_words.len() == 3
            && long_words.starts_with(&short_words)
            && self.lexicon.head_kind(long_words[2]) == Some(ActorKind::Organization)
            && !is_owned(long_words[2])
            && !self.lexicon.is_town(&short.name)
        {
            return true;
        }
        // "Arden" the town is not the Arden Police Department.
        let town = short.kind == ActorKind::Place && (!short.unsure || self.lexicon.is_town(&short.name));
        // A legal form, which the key lacks, may head what describes a body: "Vulkan Rocket and Space Corporation".
        let whole = key(&long.name);
        let whole: Vec<&str> = whole.split(' ').collect();
        !town && (same_body(self.lexicon, &long_words, &short_words) || same_body(self.lexicon, &whole, &short_words))
    }

    /// Surnames and given names alone: whoever of that name stands in the same company.
    pub fn join_short_names(&mut self) {
        let names = self.names();
        let mut by_word: FxHashMap<&str, Vec<(u32, bool)>> = FxHashMap::default();
        for named in names.iter().filter(|named| named.kind == ActorKind::Person) {
            let words: Vec<&str> = named.key.split(' ').collect();
            if words.len() < 2 {
                continue;
            }
            let root = self.root(named.node);
            for (idx, word) in words.iter().enumerate() {
                let entry = by_word.entry(word).or_default();
                if word.chars().count() > 1 && !entry.iter().any(|&(other, _)| other == root) {
                    entry.push((root, idx > 0));
                }
            }
        }
        let members = self.members();
        let company = Company { groups: self, members: &members };
        let mut joins = Vec::new();
        let mut things: FxHashMap<&str, (u32, bool)> = FxHashMap::default();
        for named in names.iter().filter(|named| named.kind != ActorKind::Person && !named.key.contains(' ')) {
            things.entry(&named.key).or_insert((named.node, named.unsure));
        }
        let mut alone: FxHashMap<String, u32> = FxHashMap::default();
        for node in 0..self.nodes.len() as u32 {
            let it = self.nodes[node as usize].it;
            if !self.is_named(node)
                || it.name.contains([' ', '-'])
                || !it.implied.is_empty()
                || it.name.starts_with(['#', '@'])
            {
                continue;
            }
            let kind = strongest(&it.kinds);
            let given = self.lexicon.given_name(&it.name).is_some() && !self.lexicon.is_town(&it.name);
            let sole = members.get(&self.root(node)).map_or(1, Vec::len) == 1;
            if kind != ActorKind::Person
                && (!sole
                    || self.lexicon.country(&it.name).is_some()
                    || self.lexicon.body(&it.name).is_some()
                    || !given && it.kinds[3] >= 2.0
                    || !given && kind == ActorKind::Place && it.kinds[3] > 1.5)
            {
                continue;
            }
            let word = key(&it.name);
            let best = |word: &str| by_word.get(word).and_then(|candidates| company.best(node, candidates));
            // "Rask" of Tom Raske: a surname with a slip.
            let slipped = || {
                let mut near: Vec<&str> =
                    by_word.keys().copied().filter(|other| is_slipped_surname(other, &word)).collect();
                near.sort_unstable();
                near.into_iter().find_map(best)
            };
            let found = best(&word).or_else(|| (kind == ActorKind::Person).then(slipped).flatten());
            let thing = things.get(word.as_str()).filter(|(_, unsure)| {
                // The network takes a village for a person in one article, for a place in the next.
                // A town's name is the town's, whatever a pronoun behind it seems to say.
                let town = self.lexicon.is_town(&it.name);
                let most = if *unsure {
                    SURE
                } else if town {
                    MOST_OF_TOWN
                } else {
                    MOST_GUESSED
                };
                (town || it.gender == Gender::Unknown) && it.kinds[0] < most
            });
            match found {
                Some(root) => joins.push((root, node)),
                None if kind == ActorKind::Person && thing.is_some() => {
                    joins.extend(thing.map(|&(thing, _)| (thing, node)));
                }
                None if kind == ActorKind::Person => {
                    // Nobody is known by a fuller name: those in one company are one.
                    let other = *alone.entry(word).or_insert(node);
                    if other != node && company.shared(node, &[other]) > 0 {
                        joins.push((other, node));
                    }
                }
                None => {}
            }
        }
        for (a, b) in joins {
            self.join(a, b, Why::ShortName);
        }
    }

    /// The nodes of each group.
    pub fn members(&self) -> FxHashMap<u32, Vec<u32>> {
        let mut members: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for node in 0..self.nodes.len() as u32 {
            members.entry(self.root(node)).or_default().push(node);
        }
        members
    }
}

/// Under which words a name is to be compared.
fn blocks_of(lexicon: &Lexicon, named: &Named) -> Vec<String> {
    let words: Vec<&str> = named.key.split(' ').collect();
    let initials: String = words
        .iter()
        .filter(|word| !matches!(**word, "of" | "the" | "for" | "and" | "&"))
        .filter_map(|word| word.chars().next())
        .collect();
    let mut blocks = Vec::new();
    if named.kind == ActorKind::Person {
        if words.len() >= 2 {
            let first = words[0].chars().next().unwrap_or(' ');
            for word in words[1..].iter().filter(|word| word.chars().count() > 1) {
                blocks.push(format!("p {first} {word}"));
            }
            // Spellings differ inside words: compare what begins with the same letters.
            blocks.push(format!("i {initials}"));
            blocks.push(format!("n {}", words[words.len() - 1]));
            blocks.push(format!("g {}", words[0]));
            blocks.push(format!("q {}", words[1..].concat()));
        } else {
            blocks.push(format!("s {}", skeleton(&named.key)));
            blocks.push(format!("b {}", head_letters(&named.key)));
        }
    } else if words.len() >= 2 {
        blocks.push(format!("a {initials}"));
        blocks.push(format!("s {}", skeleton(&named.key)));
        for pair in words.windows(2).rev().take(3) {
            blocks.push(format!("o {} {}", pair[0], pair[1]));
        }
        blocks.push(format!("f {}", words[0]));
        blocks.extend(words[1..].iter().filter(|word| word.len() >= LEAST_TELLING).map(|word| format!("f {word}")));
        if let Some(head) = words.iter().find(|word| matches!(**word, "ministry" | "department")) {
            blocks.push(format!("m {head}"));
        }
    } else {
        blocks.push(format!("f {}", words[0]));
        if is_caps(&named.name) {
            blocks.push(format!("a {}", named.key));
        } else {
            blocks.push(format!("s {}", skeleton(&named.key)));
            blocks.push(format!("b {}", head_letters(&named.key)));
        }
    }
    if let Some(ship) = lexicon.ship_of(&named.name) {
        blocks.push(format!("v {}", key(ship)));
    } else if !named.name.contains(' ') || named.kind == ActorKind::Other {
        blocks.push(format!("v {}", named.key));
    }
    if let Some((_, last)) = named
        .key
        .rsplit_once(' ')
        .or_else(|| (named.kind == ActorKind::Other || is_caps(&named.name)).then_some(("", &named.key)))
    {
        blocks.push(format!("l {last}"));
    }
    blocks
}

/// Whether a surname is another one with a slip.
fn is_slipped_surname(known: &str, word: &str) -> bool {
    word != known && known.chars().count().max(word.chars().count()) >= 5 && spelling::is_slip(known, word)
}

/// By which letters single words are compared that may hold a slip.
fn head_letters(key: &str) -> String {
    key.chars().take(3).collect()
}

/// "Paul Moss" of "Paul Moss Jr."; that both may stand in one article is for the caller to see.
fn without_generation(key: String, kind: ActorKind) -> String {
    let bare = key.rsplit_once(' ').filter(|(left, last)| {
        kind == ActorKind::Person && left.contains(' ') && matches!(*last, "jr" | "sr" | "ii" | "iii" | "iv")
    });
    bare.map(|(left, _)| left.to_owned()).unwrap_or(key)
}

/// Whether a form of a name tells whom it means without the article around it.
pub fn stands_alone(name: &str, kind: ActorKind) -> bool {
    kind != ActorKind::Person || name.split([' ', '-']).count() >= 2
}

/// Who stands with whom.
struct Company<'a, 'b> {
    groups: &'a Groups<'b>,
    members: &'a FxHashMap<u32, Vec<u32>>,
}

impl Company<'_, '_> {
    /// How many groups the article of `node` shares with an article of `others`, at best; countries count for little.
    fn shared(&self, node: u32, others: &[u32]) -> usize {
        let groups = self.groups;
        let roots = |article: u32| -> FxHashSet<u32> {
            groups.of_article[article as usize]
                .clone()
                .filter(|&other| groups.nodes[other as usize].it.class.is_empty())
                .map(|other| groups.root(other))
                .collect()
        };
        let article = groups.nodes[node as usize].article;
        let own = roots(article);
        others
            .iter()
            .rev()
            .take(COMPANY_ARTICLES)
            .map(|&other| groups.nodes[other as usize].article)
            .filter(|&other| other != article)
            .map(|other| roots(other).intersection(&own).count())
            .max()
            .unwrap_or(0)
    }

    /// The one of several groups, of which this is the surname or given name, in whose company it stands.
    fn best(&self, node: u32, candidates: &[(u32, bool)]) -> Option<u32> {
        let it = self.groups.nodes[node as usize].it;
        let article = self.groups.nodes[node as usize].article;
        let mut scored: Vec<(usize, bool, u32)> = Vec::new();
        for &(root, surname) in candidates.iter().take(LARGEST_BLOCK) {
            let members = self.members.get(&root).map_or(&[][..], Vec::as_slice);
            if members.iter().any(|&other| self.groups.nodes[other as usize].article == article) {
                continue;
            }
            let clash = members.iter().any(|&other| {
                let gender = self.groups.nodes[other as usize].it.gender;
                gender != Gender::Unknown && it.gender != Gender::Unknown && gender != it.gender
            });
            let shared = self.shared(node, members);
            if !clash && shared > 0 {
                scored.push((shared, surname, root));
            }
        }
        // Surnames before given names; then the most company; a tie stays open.
        scored.sort_by_key(|&(shared, surname, root)| (std::cmp::Reverse((surname, shared)), root));
        match scored[..] {
            [] => None,
            [(_, _, only)] => Some(only),
            [(a, x, best), (b, y, _), ..] => ((x && !y) || a > b).then_some(best),
        }
    }
}
