//! Those without a name in one article whom another article names and describes in the same words: by their office
//! ("the Chadian grain minister"), by the end of their name ("State police"), by their age, by what they are accused of.

use super::groups::Groups;
use super::why::Why;
use crate::extract::mentions::lexicon::Lexicon;
use crate::extract::mentions::resolve::strongest;
use crate::extract::mentions::words::{is_capital, key};
use crate::extract::{ActorKind, Referent};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Joins them to the one who is meant, where only one can be.
pub fn join(groups: &mut Groups) {
    join_roles(groups);
    join_parts(groups);
    join_ages(groups);
    join_suspects(groups);
}

/// The kind that most speaks for in the article of a node.
pub fn strongest_kind(groups: &Groups, node: u32) -> ActorKind {
    strongest(&groups.nodes[node as usize].it.kinds)
}

/// "the Chadian grain minister", whom another article calls "Chadian grain minister Ana Ruiz"; only where one bears the
/// title, and the title says of what.
fn join_roles(groups: &mut Groups) {
    let mut bearer: FxHashMap<String, Option<u32>> = FxHashMap::default();
    for node in 0..groups.nodes.len() as u32 {
        let it = groups.nodes[node as usize].it;
        if !it.class.is_empty() || strongest_kind(groups, node) != ActorKind::Person {
            continue;
        }
        for (alias, _) in &it.aliases {
            let title = it.names.iter().find_map(|(name, _)| alias.strip_suffix(name.as_str()));
            // "the ferry's owner", which the article calls somebody.
            let Some(title) = title.or_else(|| alias.contains("'s ").then_some(alias.as_str())) else { continue };
            let root = groups.root(node);
            // "Navy Chief Admiral": the Navy chief is meant by less too; a "chief of staff" is no chief.
            let ends = title.match_indices(' ').map(|(end, _)| end).chain([title.len()]);
            let ends = ends.filter(|&end| !title[end..].trim_start().starts_with("of "));
            let roles: BTreeSet<String> = ends.filter_map(|end| role_key(title[..end].trim())).collect();
            for role in roles {
                let known = bearer.entry(role).or_insert(Some(root));
                if known.is_some_and(|other| groups.root(other) != root) {
                    *known = None;
                }
            }
        }
    }
    for node in 0..groups.nodes.len() as u32 {
        let it = groups.nodes[node as usize].it;
        if it.class.is_empty() || strongest_kind(groups, node) != ActorKind::Person {
            continue;
        }
        let known = it.names.iter().find_map(|(name, _)| bearer.get(&role_key(name)?).copied().flatten());
        if let Some(known) = known {
            groups.join(known, node, Why::SameDescription);
        }
    }
}

/// "chadian grain minister" of "the Chadian grain minister", "Chad's" as "Chad"; `None` where it says of nothing.
fn role_key(phrase: &str) -> Option<String> {
    let key = key(phrase);
    let words: Vec<&str> = key
        .split(' ')
        .map(|word| word.strip_suffix("'s").unwrap_or(word))
        .filter(|word| !word.is_empty() && !matches!(*word, "a" | "an"))
        .collect();
    let lexicon = Lexicon::shared();
    let title = words.last().is_some_and(|last| lexicon.title(last).is_some() || *last == "owner");
    let former = words.iter().any(|word| lexicon.is_qualifier(word));
    let owned = phrase.split(' ').any(|word| word.ends_with("'s") || word.ends_with("\u{2019}s"));
    let of_what = owned
        || words.first().is_some_and(|first| phrase.split(' ').any(|word| is_capital(word) && key_is(word, first)));
    (words.len() >= 2 && title && !former && of_what).then(|| words.join(" "))
}

/// "State police" in one article, "Oregon State Police" in another: the one body of the story whose name ends so.
fn join_parts(groups: &mut Groups) {
    let mut named: Vec<(String, u32)> = Vec::new();
    for node in 0..groups.nodes.len() as u32 {
        let it = groups.nodes[node as usize].it;
        if it.class.is_empty() && strongest_kind(groups, node) != ActorKind::Person {
            named.extend(it.names.iter().filter(|(name, _)| name.contains(' ')).map(|(name, _)| (key(name), node)));
        }
    }
    for node in 0..groups.nodes.len() as u32 {
        let it = groups.nodes[node as usize].it;
        if it.class.is_empty() || strongest_kind(groups, node) != ActorKind::Organization {
            continue;
        }
        let parts = it.names.iter().map(|(name, _)| key(name)).filter(|part| part.contains(' '));
        let bearers: BTreeSet<u32> = parts
            .flat_map(|part| {
                let end = format!(" {part}");
                named.iter().filter(move |(name, _)| name.ends_with(&end)).map(|(_, other)| *other).collect::<Vec<_>>()
            })
            .map(|other| groups.root(other))
            .collect();
        if let (Some(&only), 1) = (bearers.first(), bearers.len())
            && !groups.share_article(only, node)
        {
            groups.join(only, node, Why::SameDescription);
        }
    }
}

/// "a 10-year-old girl" in one article, "a 10-year-old girl, identified as Ana Moss," in another: an age and a noun tell
/// one person of a story, if they tell one only.
fn join_ages(groups: &mut Groups) {
    let mut named: FxHashMap<String, BTreeSet<u32>> = FxHashMap::default();
    let ages =
        |names: &[(String, u32)]| -> BTreeSet<String> { names.iter().filter_map(|(name, _)| age_key(name)).collect() };
    for node in 0..groups.nodes.len() as u32 {
        let it = groups.nodes[node as usize].it;
        if it.class.is_empty() {
            for age in ages(&it.aliases) {
                named.entry(age).or_default().insert(groups.root(node));
            }
        }
    }
    for node in 0..groups.nodes.len() as u32 {
        let it = groups.nodes[node as usize].it;
        if it.class.is_empty() || strongest_kind(groups, node) != ActorKind::Person {
            continue;
        }
        let meant: BTreeSet<u32> = ages(&it.names).iter().filter_map(|age| named.get(age)).flatten().copied().collect();
        let Some(&only) = meant.first().filter(|_| meant.len() == 1) else { continue };
        let beside = groups.of_article[groups.nodes[node as usize].article as usize].clone();
        if beside.into_iter().all(|other| groups.root(other) != groups.root(only)) {
            groups.join(only, node, Why::SameDescription);
        }
    }
}

/// "the gunman" of a report without a name is the one whom others name as the gunman, if they name one only.
fn join_suspects(groups: &mut Groups) {
    let is_suspect = |it: &Referent| it.described.iter().any(|class| class == "suspect");
    let all = 0..groups.nodes.len() as u32;
    let named = |node: &u32| {
        let it = groups.nodes[*node as usize].it;
        it.class.is_empty() && is_suspect(it) && strongest_kind(groups, *node) == ActorKind::Person
    };
    let suspects: BTreeSet<u32> = all.filter(named).map(|node| groups.root(node)).collect();
    let Some(&only) = suspects.first().filter(|_| suspects.len() == 1) else { return };
    for article in 0..groups.of_article.len() {
        let nodes = groups.of_article[article].clone();
        let unnamed: Vec<u32> = nodes
            .clone()
            .filter(|&node| {
                let it = groups.nodes[node as usize].it;
                it.class == "suspect" && strongest_kind(groups, node) == ActorKind::Person
            })
            .collect();
        if let [node] = unnamed[..]
            && groups.nodes[node as usize].it.scope.is_empty()
            && nodes.into_iter().all(|other| groups.root(other) != groups.root(only))
        {
            groups.join(only, node, Why::SameDescription);
        }
    }
}

/// "10 girl" of "a young 10-year-old girl".
fn age_key(phrase: &str) -> Option<String> {
    let key = key(phrase);
    let words: Vec<&str> = key.split(' ').collect();
    let at = words.windows(3).position(|three| matches!(three, [_, "year", "old"]))?;
    let noun = words.last().filter(|_| words.len() > at + 3)?;
    words[at].parse::<u32>().is_ok().then(|| format!("{} {noun}", words[at]))
}

fn key_is(word: &str, first: &str) -> bool {
    key(word) == first
}
