//! Those without a name: "police", "the Nigerian army", "the 21 girls". A class with a country is one actor wherever it
//! is told of; any other is one only across articles that share somebody.

use super::groups::Groups;
use rustc_hash::FxHashMap;

/// A named actor in more articles than this says nothing about which story an article tells.
const TELLING_ARTICLES: usize = 60;

/// Joins unnamed referents across articles.
pub fn join(groups: &mut Groups) {
    let members = groups.members();
    let mut first: FxHashMap<(String, u32), u32> = FxHashMap::default();
    for article in 0..groups.of_article.len() {
        let nodes = groups.of_article[article].clone();
        let telling: Vec<u32> = nodes
            .clone()
            .filter(|&node| groups.nodes[node as usize].it.class.is_empty())
            .map(|node| groups.root(node))
            .filter(|root| members.get(root).is_some_and(|all| all.len() <= TELLING_ARTICLES))
            .collect();
        for node in nodes {
            let it = groups.nodes[node as usize].it;
            if it.class.is_empty() {
                continue;
            }
            let key = format!("{}|{}", it.class, it.scope);
            let everywhere = !it.scope.is_empty() && groups.lexicon.country(&it.scope).is_some();
            let places = if everywhere { vec![u32::MAX] } else { telling.clone() };
            for place in places {
                let other = *first.entry((key.clone(), place)).or_insert(node);
                if other != node {
                    groups.join(other, node);
                }
            }
        }
    }
}
