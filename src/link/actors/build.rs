//! From groups of referents to actors: name, kind, aliases, roles, mentions, relations, weight.

use super::groups::Groups;
use super::ties::{Kinds, Ties};
use crate::extract::mentions::lexicon::Lexicon;
use crate::extract::mentions::resolve::strongest;
use crate::extract::mentions::telling::most_telling;
use crate::extract::mentions::words::{is_caps, key, one_line};
use crate::extract::{ActorKind, Form, Referent, Role};
use crate::link::{Actor, Joined, Linked, Place, RoleSeen};
use crate::text::{Article, ArticleIdx, Evidence, Span};
use rustc_hash::{FxHashMap, FxHashSet};

/// One article says at most this much about a kind: a name repeated often is no surer.
const MOST_PER_ARTICLE: f32 = 12.0;
/// A mention in a headline weighs as much as this many others.
const HEADLINE_WEIGHT: f32 = 2.0;
/// What an unnamed actor's mention weighs beside a named one's.
const UNNAMED_WEIGHT: f32 = 0.3;

/// Makes the actors, says which referent is which, and by what each actor may be known elsewhere. Ids are not numbered
/// yet: two actors of one name have the same.
pub fn actors(articles: &[&Article], groups: &Groups, linked: &mut Linked) -> Vec<Ties> {
    let mut members: Vec<(u32, Vec<u32>)> = groups.members().into_iter().collect();
    members.sort_unstable();
    let mut made: Vec<((Actor, Kinds), Vec<u32>)> =
        members.into_iter().map(|(_, nodes)| (actor(articles, groups, &nodes), nodes)).collect();
    made.sort_by(|((a, _), _), ((b, _), _)| by_weight(a, b));
    linked.actor_of = groups.of_article.iter().map(|nodes| vec![None; nodes.len()]).collect();
    for (number, (_, nodes)) in made.iter().enumerate() {
        for &node in nodes {
            let node = &groups.nodes[node as usize];
            linked.actor_of[node.article as usize][node.referent as usize] = Some(number as u32);
        }
    }
    let ties = made.iter().map(|((actor, kinds), nodes)| Ties::of(groups, nodes, actor.kind, *kinds)).collect();
    linked.actors = made.into_iter().map(|((actor, _), _)| actor).collect();
    relate(groups, linked);
    ties
}

/// The heaviest first; equals by name, then by their first place.
fn by_weight(a: &Actor, b: &Actor) -> std::cmp::Ordering {
    let first = |actor: &Actor| actor.mentions.first().map(|place| (place.article, place.span));
    b.weight.total_cmp(&a.weight).then_with(|| a.name.cmp(&b.name)).then_with(|| first(a).cmp(&first(b)))
}

fn actor(articles: &[&Article], groups: &Groups, nodes: &[u32]) -> (Actor, Kinds) {
    let mut kinds: Kinds = [0.0; 5];
    let mut names: FxHashMap<&str, u32> = FxHashMap::default();
    let mut aliases: FxHashMap<&str, u32> = FxHashMap::default();
    let mut weight = 0.0;
    let mut mentions = Vec::new();
    let mut roles: FxHashMap<String, RoleSeen> = FxHashMap::default();
    // Names that stand elsewhere than in headlines, as keys.
    let mut in_bodies: FxHashSet<String> = FxHashSet::default();
    let mut unnamed = true;
    for &node in nodes {
        let node = &groups.nodes[node as usize];
        let found = &groups.findings[node.article as usize];
        let it: &Referent = node.it;
        unnamed &= !it.class.is_empty();
        let most = it.kinds.iter().copied().fold(0.0, f32::max);
        let scale = if most > MOST_PER_ARTICLE { MOST_PER_ARTICLE / most } else { 1.0 };
        kinds.iter_mut().zip(it.kinds).for_each(|(sum, its)| *sum += its * scale);
        for (name, times) in &it.names {
            *names.entry(name).or_default() += times;
        }
        if !it.implied.is_empty() {
            *names.entry(&it.implied).or_default() += 1;
        }
        for (name, times) in &it.aliases {
            *aliases.entry(name).or_default() += times;
        }
        let article = ArticleIdx(node.article);
        let title = articles.get(article.idx()).and_then(|article| article.blocks.first()).map(|block| block.span);
        for &mention in &it.mentions {
            let Some(mention) = found.mentions.get(mention as usize) else { continue };
            mentions.push(Place { article, span: mention.span, form: mention.form });
            let headline = title.is_some_and(|title| title.contains(mention.span));
            if mention.form == Form::Name && !headline {
                in_bodies.extend(articles.get(article.idx()).map(|article| key(mention.span.of(&article.text))));
            }
            weight += match mention.form {
                Form::Name => {
                    if headline {
                        HEADLINE_WEIGHT
                    } else {
                        1.0
                    }
                }
                _ => 0.5,
            };
        }
        weight += 1.0 - it.credits.min(it.mentions.len() as u32) as f32;
        for role in found.roles.iter().filter(|role| role.referent == node.referent) {
            let text = articles.get(article.idx()).map_or("", |article| article.text.as_str());
            let span = with_qualifier(text, role);
            let told = if span == role.span { role.text.clone() } else { one_line(span.of(text)) };
            let seen = roles.entry(key(&told)).or_insert_with(|| RoleSeen { text: told.into(), evidence: Vec::new() });
            seen.evidence.push(Evidence { article, span });
        }
    }
    if unnamed {
        weight *= UNNAMED_WEIGHT;
    }
    let kind = strongest(&kinds);
    // A family goes by its surname, whatever else it is called.
    let family = nodes.iter().any(|&node| groups.nodes[node as usize].it.class == "family");
    let name = if unnamed || family { given_name(groups, nodes) } else { None };
    let told = || most_telling(names.iter().map(|(&name, &times)| (name, times))).map(str::to_owned);
    let name = name.or_else(|| if unnamed { told() } else { None });
    let name = name.unwrap_or_else(|| {
        let of_headline = |name: &str| !in_bodies.is_empty() && !in_bodies.contains(&key(name));
        let good = |name: &str| kind != ActorKind::Person || is_personal_name(groups.lexicon, name, of_headline(name));
        let is_any_good = names.keys().any(|name| good(name));
        let fit = names.iter().filter(|(name, _)| !is_any_good || good(name)).map(|(&name, &times)| (name, times));
        whole_name(&best_name(groups, nodes, fit.collect(), kind), aliases.keys().copied())
    });
    for (alias, times) in aliases {
        *names.entry(alias).or_default() += times;
    }
    let mut aliases: Vec<(String, u32)> = names.into_iter().map(|(text, times)| (text.to_owned(), times)).collect();
    aliases.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    mentions.sort_by_key(|place| (place.article, place.span));
    let mut roles: Vec<RoleSeen> = roles.into_values().collect();
    for role in &mut roles {
        role.evidence.sort_unstable();
    }
    roles.sort_by(|a, b| {
        b.evidence.len().cmp(&a.evidence.len()).then_with(|| a.evidence.first().cmp(&b.evidence.first()))
    });
    let actor = Actor {
        id: id_of(kind, &name).into(),
        name: name.into(),
        kind,
        aliases: aliases.into(),
        roles,
        mentions,
        relations: Vec::new(),
        joined: joined(groups, nodes),
        weight: weight.max(0.0),
        listed: true,
    };
    (actor, kinds)
}

/// Why the nodes of a group are one, each join with the first place of both sides.
fn joined(groups: &Groups, nodes: &[u32]) -> Vec<Joined> {
    let first = |node: u32| {
        let node = &groups.nodes[node as usize];
        let mention = groups.findings[node.article as usize].mentions.get(*node.it.mentions.first()? as usize)?;
        Some(Evidence { article: ArticleIdx(node.article), span: mention.span })
    };
    let Some(root) = nodes.first().map(|&node| groups.root(node)).filter(|_| nodes.len() > 1) else {
        return Vec::new();
    };
    groups.joins_of(root).filter_map(|(a, b, why)| Some(Joined { one: first(a)?, other: first(b)?, why })).collect()
}

/// The place of a role with the word before it that says of when it is: who was president is a "former president".
fn with_qualifier(text: &str, role: &Role) -> Span {
    let Some(qualifier) = &role.qualifier else { return role.span };
    let before = text.get(..role.span.start as usize).unwrap_or_default();
    let head = before.trim_end_matches(|c: char| c.is_whitespace() || c == '-');
    let start = head.len().wrapping_sub(qualifier.len());
    match head.get(start..) {
        Some(word) if word.eq_ignore_ascii_case(qualifier) => Span { start: start as u32, ..role.span },
        _ => role.span,
    }
}

/// An id from kind and name.
pub fn id_of(kind: ActorKind, name: &str) -> String {
    let kind = match kind {
        ActorKind::Person => "person",
        ActorKind::Organization => "organization",
        ActorKind::Group => "group",
        ActorKind::Place => "place",
        ActorKind::Other => "other",
    };
    let words: Vec<String> =
        key(name).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    format!("{kind}:{}", words.join("-"))
}

/// The name that a reader knows it by: a country's usual one; else the commonest full one.
fn best_name(groups: &Groups, nodes: &[u32], given: Vec<(&str, u32)>, kind: ActorKind) -> String {
    let implied = || {
        nodes.iter().map(|&node| &groups.nodes[node as usize].it.implied).find(|implied| !implied.is_empty()).cloned()
    };
    match known_name(given, kind) {
        Some(name) if kind == ActorKind::Person && !name.contains(' ') => implied().unwrap_or(name),
        Some(name) => name,
        None => nodes.first().map_or_else(String::new, |&node| groups.nodes[node as usize].it.name.clone()),
    }
}

/// From so many letters on a first word in "-ing" that is no given name is a verb.
const LEAST_DOING: usize = 7;

/// Whether a person may be known by it: every word but particles has a capital ("Moss camp" is no name of Moss), none has
/// further words in it ("`MossNews`"), and what only a headline has, where every word has a capital, begins with a given name
/// ("Freeing Moss" has none).
fn is_personal_name(lexicon: &Lexicon, name: &str, is_of_headline: bool) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let is_particle = |word: &str| word.len() <= 3 || word.contains(['-', '\'', '’']);
    let small = |word: &str| word.starts_with(char::is_lowercase) && !is_particle(word);
    let run_on = |word: &str| {
        let letters: Vec<char> = word.chars().collect();
        letters.windows(3).any(|three| three[0].is_lowercase() && three[1].is_uppercase() && three[2].is_uppercase())
    };
    let led = words.len() < 2 || lexicon.given_name(words[0]).is_some();
    // "Freeing Moss was no choice": at the head of a sentence too.
    let doing = words[0].ends_with("ing") && words[0].chars().count() >= LEAST_DOING;
    !words.iter().any(|word| small(word) || run_on(word)) && (led || !is_of_headline && !doing)
}

/// Small words that a name does not begin with: what begins so has lost its first words.
const NO_FIRST: [&str; 8] = ["Without", "Against", "Beyond", "for", "of", "and", "Of", "And"];

/// The name with the words before it that belong to it, where an alias has them: "St. Mary's Chapel" of "Mary's Chapel",
/// "Printer's Guild" of "Guild", "Pilots Without Planes" of "Without Planes".
fn whole_name<'a>(name: &str, aliases: impl Iterator<Item = &'a str>) -> String {
    let belongs = |before: &str| {
        let one = !before.contains(' ') && before.starts_with(char::is_uppercase);
        let owner = before.ends_with("'s") || before.ends_with("’s");
        let first = name.split(' ').next().unwrap_or_default();
        one && (owner && name.contains(" of ") || matches!(before, "St." | "St" | "Saint") || NO_FIRST.contains(&first))
    };
    let longer = aliases.filter(|alias| alias.strip_suffix(name).is_some_and(|before| belongs(before.trim_end())));
    longer.min_by_key(|alias| (alias.len(), *alias)).unwrap_or(name).to_owned()
}

/// Of several names, with how often each, the one that a reader knows their bearer by.
pub fn known_name(mut given: Vec<(&str, u32)>, kind: ActorKind) -> Option<String> {
    let lexicon = Lexicon::shared();
    given.sort_unstable();
    // "car" is not the CAR.
    let written = |name: &str| name.split(' ').next_back().is_some_and(|last| last.chars().any(char::is_uppercase));
    if let Some(usual) = given.iter().filter(|(name, _)| written(name)).find_map(|(name, _)| lexicon.country(name)) {
        return Some(usual.to_owned());
    }
    let bodies = given.iter().filter_map(|(name, times)| Some((lexicon.body(name)?.1, *times)));
    if let Some((usual, _)) = bodies.max_by_key(|(usual, times)| (*times, std::cmp::Reverse(*usual))) {
        return Some(usual.to_owned());
    }
    let n_words = |name: &str| name.split(' ').count();
    let best = given.iter().max_by_key(|(name, times)| {
        let full = match kind {
            ActorKind::Person => n_words(name) >= 2,
            // "the Council" is said of many.
            ActorKind::Organization => {
                n_words(name) >= 2 || !is_caps(name) && lexicon.head_kind(&name.to_lowercase()).is_none()
            }
            _ => name.chars().any(char::is_lowercase),
        };
        let handle = name.starts_with(['#', '@']);
        (!handle, full, *times, std::cmp::Reverse(name.len()))
    });
    best.map(|(name, _)| match kind {
        ActorKind::Person if !name.contains(' ') => (*name).to_owned(),
        _ => name.strip_prefix("the ").unwrap_or(name).to_owned(),
    })
}

/// What a reader would call one without a name: "Swiss police", "Hollis family", "Moss's father".
fn given_name(groups: &Groups, nodes: &[u32]) -> Option<String> {
    let title = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    let its = nodes.iter().map(|&node| groups.nodes[node as usize].it);
    let it = its.clone().find(|it| !it.scope.is_empty()).or_else(|| its.clone().next())?;
    if it.scope.is_empty() || it.scope.contains('|') {
        return None;
    }
    if it.class == "family" {
        return Some(format!("{} family", title(&it.scope)));
    }
    if let Some(kin) = it.class.strip_prefix("kin ") {
        let surname = it.scope.rsplit(' ').next().unwrap_or(&it.scope);
        return Some(format!("{}'s {kin}", title(surname)));
    }
    let adjective = groups.lexicon.adjective(&it.scope)?;
    let institution =
        matches!(it.class.as_str(), "government" | "military" | "police" | "parliament" | "navy" | "coast guard");
    institution.then(|| format!("{adjective} {}", it.class))
}

/// Relations between referents become relations between actors, each once.
fn relate(groups: &Groups, linked: &mut Linked) {
    for (article, found) in groups.findings.iter().enumerate() {
        for relation in &found.relations {
            let of = |referent: u32| linked.actor_of[article].get(referent as usize).copied().flatten();
            let (Some(from), Some(to)) = (of(relation.from), of(relation.to)) else { continue };
            let evidence = Evidence { article: ArticleIdx(article as u32), span: relation.span };
            let all = &mut linked.actors[from as usize].relations;
            if from != to && !all.iter().any(|(other, text, _)| *other == to && *text == relation.text) {
                all.push((to, relation.text.clone().into(), evidence));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headlines_verb_and_words_run_on_to_a_surname_are_no_name_of_a_person() {
        let is_name = |name: &str, is_of_headline: bool| is_personal_name(Lexicon::shared(), name, is_of_headline);
        assert!(!is_name("Freeing Moss", true) && is_name("Anna Moss", true) && is_name("Moss", true));
        assert!(is_name("Tarvek Moss", false), "a body writes it so");
        assert!(!is_name("Tranquilizing Moss", false) && is_name("Ding Moss", false));
        assert!(!is_name("Moss camp", false) && !is_name("Anna MossNEWS", false));
        assert!(is_name("Omar al-Rask", false) && is_name("Lena van der Moll", false) && is_name("Ian McRae", false));
    }
}
