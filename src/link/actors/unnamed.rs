//! Those without a name: "police", "the Nigerian army", "the 21 girls". A class with a country is one actor wherever it
//! is told of; any other is one only across articles that share somebody.

use super::described::{self, strongest_kind};
use super::groups::Groups;
use super::why::Why;
use crate::extract::ActorKind;
use crate::extract::mentions::ANOTHER;
use crate::extract::mentions::alike::body_key;
use crate::extract::mentions::lexicon::Lexicon;
use crate::extract::mentions::words::key;
use rustc_hash::FxHashMap;

/// Classes of things with names of their own.
const THINGS: [&str; 5] = ["ship", "aircraft", "satellite", "rocket", "train"];
/// Classes of those who speak for somebody, of whom every body has some.
const MANY: [&str; 6] = ["spokesman", "official", "source", "~official", "~witness", "~analyst"];
/// From this weight on a single word that ends in "s" is a person's name, and not a family's.
const SURE_PERSON: f32 = 4.0;
/// A named actor in more articles than this says nothing about which story an article tells.
const TELLING_ARTICLES: usize = 60;

/// Joins unnamed referents across articles.
pub fn join(groups: &mut Groups) {
    join_written_alike(groups);
    join_everywhere(groups);
    join_named(groups);
    described::join(groups);
    join_in_company(groups);
    join_families(groups);
    join_kin(groups);
}

/// "the Grain Council", taken for a description in one article, is the Grain Council; "Chad's grain agency" is Chad
/// Grain.
fn join_written_alike(groups: &mut Groups) {
    let mut named: FxHashMap<String, u32> = FxHashMap::default();
    for node in 0..groups.nodes.len() as u32 {
        let it = groups.nodes[node as usize].it;
        if it.class.is_empty() && it.kinds[0] < it.kinds[1] + it.kinds[3] {
            for (name, _) in it.names.iter().filter(|(name, _)| name.contains(' ')) {
                if let Some(key) = body_key(groups.lexicon, name) {
                    named.entry(key).or_insert(node);
                }
            }
        }
    }
    for node in 0..groups.nodes.len() as u32 {
        let it = groups.nodes[node as usize].it;
        let alike = (!it.class.is_empty())
            .then(|| it.names.iter().find_map(|(name, _)| named.get(&body_key(groups.lexicon, name)?).copied()))
            .flatten();
        if let Some(other) = alike {
            groups.join(other, node, Why::NameAsDescription);
        }
    }
}

/// "the Nigerian army": of a country there is one.
fn join_everywhere(groups: &mut Groups) {
    let mut first: FxHashMap<(&str, &str), u32> = FxHashMap::default();
    for node in 0..groups.nodes.len() as u32 {
        let it = groups.nodes[node as usize].it;
        if it.class.is_empty() || groups.lexicon.country(&it.scope).is_none() {
            continue;
        }
        let other = *first.entry((&it.class, &it.scope)).or_insert(node);
        groups.join(other, node, Why::OneOfCountry);
    }
}

/// "the vessel", where the same article names the ship that another article calls one.
fn join_named(groups: &mut Groups) {
    let mut called: FxHashMap<u32, Vec<&str>> = FxHashMap::default();
    for node in 0..groups.nodes.len() as u32 {
        let it = groups.nodes[node as usize].it;
        if it.class.is_empty() {
            called.entry(groups.root(node)).or_default().extend(it.described.iter().map(String::as_str));
        }
    }
    for article in 0..groups.of_article.len() {
        let nodes = groups.of_article[article].clone();
        for node in nodes.clone() {
            let it = groups.nodes[node as usize].it;
            if !THINGS.contains(&it.class.as_str())
                || it.plural
                || it.scope.parse::<u32>().is_ok()
                || it.scope == ANOTHER
            {
                continue;
            }
            let same = |other: &u32| {
                let other_it = groups.nodes[*other as usize].it;
                other_it.class.is_empty()
                    && other_it.described.is_empty()
                    && called.get(&groups.root(*other)).is_some_and(|classes| classes.contains(&it.class.as_str()))
            };
            let rival = |other: &u32| {
                let other = groups.nodes[*other as usize].it;
                other.class == it.class && !other.plural && other.scope != ANOTHER
            };
            let unnamed = nodes.clone().filter(rival).count();
            let mut named = nodes.clone().filter(same);
            if let (Some(only), None, 1) = (named.next(), named.next(), unnamed) {
                groups.join(only, node, Why::SameDescription);
            }
        }
    }
}

/// The rest, in articles that share a telling name: what is narrowed alike is one, and what nothing narrows joins it if
/// there is only one such.
fn join_in_company(groups: &mut Groups) {
    let members = groups.members();
    let mut of_class: FxHashMap<(&str, u32), Vec<u32>> = FxHashMap::default();
    for article in 0..groups.of_article.len() {
        let nodes = groups.of_article[article].clone();
        let mut telling: Vec<u32> = nodes
            .clone()
            .filter(|&node| groups.nodes[node as usize].it.class.is_empty())
            .map(|node| groups.root(node))
            .filter(|root| members.get(root).is_some_and(|all| all.len() <= TELLING_ARTICLES))
            .collect();
        telling.dedup();
        for node in nodes {
            let it = groups.nodes[node as usize].it;
            if !it.class.is_empty() && !it.class.starts_with("kin ") {
                for &place in &telling {
                    of_class.entry((&it.class, place)).or_default().push(node);
                }
            }
        }
    }
    let mut keys: Vec<(&str, u32)> = of_class.keys().copied().collect();
    keys.sort_unstable();
    let mut scope_of: FxHashMap<u32, String> = FxHashMap::default();
    for block in keys {
        join_alike(groups, &mut scope_of, &of_class[&block]);
    }
}

/// Of nodes of one class in one company: what is narrowed alike, and what nothing narrows with the only one there is.
fn join_alike(groups: &mut Groups, scope_of: &mut FxHashMap<u32, String>, nodes: &[u32]) {
    let mut clusters: Vec<u32> = Vec::new();
    for &node in nodes {
        let its = scope(groups, scope_of, node);
        let same = |&cluster: &u32| is_alike(groups, cluster, node);
        let exact = clusters.iter().copied().filter(same).find(|&cluster| scope(groups, scope_of, cluster) == its);
        // Of spokesmen and officials there are many in one affair: "the official" of two reports may be two.
        let many = MANY.contains(&groups.nodes[node as usize].it.class.as_str());
        let exact = exact.filter(|_| !many || !its.is_empty());
        let mut open = clusters.iter().copied().filter(same).filter(|&cluster| {
            let theirs = scope(groups, scope_of, cluster);
            !many && (its.is_empty() || theirs.is_empty()) && its != ANOTHER && theirs != ANOTHER
        });
        let found = exact.or_else(|| match (open.next(), open.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        });
        match found {
            Some(cluster) if groups.root(cluster) != groups.root(node) && groups.share_article(cluster, node) => {
                clusters.push(node);
            }
            Some(cluster) => {
                let known = scope(groups, scope_of, cluster);
                let its = if known.is_empty() { its } else { known };
                groups.join(cluster, node, Why::InCompany);
                scope_of.insert(groups.root(node), its);
            }
            None => clusters.push(node),
        }
    }
}

/// Whether two without a name are of one kind, and both one thing or both several.
fn is_alike(groups: &Groups, one: u32, other: u32) -> bool {
    let kind = strongest_kind(groups, one);
    let several = |node: u32| groups.nodes[node as usize].it.plural;
    let thing = matches!(kind, ActorKind::Other | ActorKind::Place);
    kind == strongest_kind(groups, other) && (!thing || several(one) == several(other))
}

/// What narrows the whole group that a node is in.
fn scope(groups: &Groups, scope_of: &FxHashMap<u32, String>, node: u32) -> String {
    let root = groups.root(node);
    scope_of
        .get(&root)
        .cloned()
        .filter(|scope| !scope.is_empty())
        .unwrap_or_else(|| groups.nodes[node as usize].it.scope.clone())
}

/// "The Hollises" in one article, "Max and Irene Hollis" in another: in one story a surname has one family.
fn join_families(groups: &mut Groups) {
    let mut family_of: FxHashMap<&str, u32> = FxHashMap::default();
    for node in 0..groups.nodes.len() as u32 {
        let it = groups.nodes[node as usize].it;
        if it.class == "family" && !it.scope.is_empty() {
            let other = *family_of.entry(&it.scope).or_insert(node);
            groups.join(other, node, Why::Kin);
        }
    }
    for node in 0..groups.nodes.len() as u32 {
        let it = groups.nodes[node as usize].it;
        if it.class.is_empty() && !it.name.contains(' ') && it.kinds[0] < SURE_PERSON {
            let plural = key(&it.name);
            let stems = [plural.strip_suffix("es"), plural.strip_suffix('s')];
            if let Some(&family) = stems.iter().flatten().find_map(|stem| family_of.get(stem)) {
                groups.join(family, node, Why::Kin);
            }
        }
    }
}

/// "her father" in one article and "his wife Ann" in another: of such kin everybody has one.
fn join_kin(groups: &mut Groups) {
    let lexicon = Lexicon::shared();
    let mut first: FxHashMap<(String, u32), u32> = FxHashMap::default();
    for (article, found) in groups.findings.iter().enumerate() {
        let base = groups.of_article[article].start;
        for relation in &found.relations {
            if lexicon.kin(&relation.text).is_none() {
                continue;
            }
            let (from, to) = (base + relation.from, groups.root(base + relation.to));
            let named = groups.nodes[from as usize].it.class.is_empty();
            let only = matches!(relation.text.as_str(), "father" | "mother" | "husband" | "wife" | "widow");
            let other = *first.entry((relation.text.clone(), to)).or_insert(from);
            let other_named = groups.nodes[other as usize].it.class.is_empty();
            if other != from
                && (only && !(named && other_named) || !named && !other_named)
                && !groups.share_article(other, from)
            {
                groups.join(other, from, Why::Kin);
            }
        }
    }
}
