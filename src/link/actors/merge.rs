//! One actor made of those that several stories know: names, roles and mentions of all, kind and name decided again.

use super::build::{id_of, known_name};
use super::ties::{Kinds, Ties};
use crate::extract::mentions::resolve::strongest;
use crate::extract::mentions::words::key;
use crate::link::{Actor, RoleSeen};
use rustc_hash::FxHashMap;

/// Kind, name, id and weight of the actor that `parts`, which are not empty, are together.
pub fn merged_head(parts: &[(&Actor, &Ties)]) -> Actor {
    let mut kinds: Kinds = [0.0; 5];
    let mut called: FxHashMap<&str, u32> = FxHashMap::default();
    let mut weight = 0.0;
    let mut listed = false;
    let named = parts.iter().any(|(_, ties)| ties.is_named);
    for (part, ties) in parts {
        kinds.iter_mut().zip(ties.kinds).for_each(|(sum, its)| *sum += its);
        if ties.is_named || !named {
            let times = part.aliases.iter().find(|(alias, _)| *alias == part.name).map_or(1, |(_, times)| *times);
            *called.entry(&part.name).or_default() += times;
        }
        weight += part.weight;
        listed |= part.listed;
    }
    let kind = strongest(&kinds);
    let name = known_name(called.into_iter().collect(), kind).unwrap_or_default();
    Actor { id: id_of(kind, &name).into(), name: name.into(), kind, weight, listed, ..Actor::default() }
}

/// Merges actors whose mentions and roles already point into the whole library; `parts` are not empty. Relations are left
/// to the caller, who knows the numbers.
pub fn merge(parts: Vec<(Actor, &Ties)>) -> Actor {
    let mut whole = merged_head(&parts.iter().map(|(part, ties)| (part, *ties)).collect::<Vec<_>>());
    let mut aliases: FxHashMap<&str, u32> = FxHashMap::default();
    let mut roles: FxHashMap<String, RoleSeen> = FxHashMap::default();
    for (alias, times) in parts.iter().flat_map(|(part, _)| part.aliases.iter()) {
        *aliases.entry(alias).or_default() += times;
    }
    let mut aliases: Vec<(String, u32)> = aliases.into_iter().map(|(alias, times)| (alias.to_owned(), times)).collect();
    aliases.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    whole.aliases = aliases.into();
    for (part, _) in parts {
        for role in part.roles {
            match roles.entry(key(&role.text)) {
                std::collections::hash_map::Entry::Occupied(mut seen) => seen.get_mut().evidence.extend(role.evidence),
                std::collections::hash_map::Entry::Vacant(free) => drop(free.insert(role)),
            }
        }
        whole.mentions.extend(part.mentions);
        whole.joined.extend(part.joined);
    }
    whole.mentions.sort_by_key(|place| (place.article, place.span));
    whole.roles = roles.into_values().collect();
    for role in &mut whole.roles {
        role.evidence.sort_unstable();
    }
    whole.roles.sort_by(|a, b| {
        b.evidence.len().cmp(&a.evidence.len()).then_with(|| a.evidence.first().cmp(&b.evidence.first()))
    });
    whole
}
