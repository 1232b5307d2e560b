//! Who wrote first what several articles print: articles → origins. Two articles have one origin when the one says so
//! (an agency's line, "first published on"), or when one's text stands in large part in the other. Agreement is counted
//! by origin: ten sites that print one agency's report are one voice.

mod agency;
mod prints;

pub use agency::named_origin;
pub use prints::{prints_of, shared};

use super::{Linked, Origin, StoryIndex};
use crate::text::{Article, ArticleIdx};
use agency::fold;
use rustc_hash::FxHashMap;

/// The share of the shorter text's prints that must stand in the other: half an agency's report between paragraphs of
/// one's own is .5 less what the seams take; a background paragraph that a paper prints under each of its reports is
/// .1 to .25 of a report.
const COPIED: f32 = 0.4;
/// Prints that must be shared whatever the length: some 25 words, more than a set phrase or a name with its titles.
const LEAST_SHARED: usize = 8;
/// The source of an article that names none: two such are not one source.
const UNKNOWN: &str = "unknown";

/// Fills `origins` and `origin_of`; `index` holds `articles` in this order.
pub fn link(articles: &[&Article], index: &StoryIndex, linked: &mut Linked) {
    let mut order: Vec<u32> = (0..articles.len() as u32).collect();
    order.sort_by_key(|idx| (&articles[*idx as usize].key, *idx));
    let named: Vec<Option<&str>> = (0..articles.len() as u32).map(|idx| index.named_origin(idx)).collect();
    let mut groups =
        Groups { into: (0..articles.len() as u32).collect(), names: named.iter().map(|name| name.map(fold)).collect() };
    for (_, a, b) in copies(&order, index) {
        groups.join(a, b);
    }
    // In order of time, so that the first of a group without a name is the one that others copied.
    order.sort_by_key(|idx| {
        let article = articles[*idx as usize];
        (article.published.is_none(), article.published, &article.key, *idx)
    });
    let mut name_of: FxHashMap<u32, &str> = FxHashMap::default();
    for &idx in &order {
        if let Some(name) = named[idx as usize] {
            name_of.entry(groups.root(idx)).or_insert(name);
        }
    }
    let mut of_group: FxHashMap<u32, u32> = FxHashMap::default();
    let mut of_name: FxHashMap<String, u32> = FxHashMap::default();
    linked.origins.clear();
    linked.origin_of = vec![0; articles.len()];
    for &idx in &order {
        let group = groups.root(idx);
        let origin = *of_group.entry(group).or_insert_with(|| {
            let name =
                name_of.get(&group).map_or_else(|| articles[idx as usize].source.clone(), |name| (*name).to_owned());
            let known = !name.is_empty() && name != UNKNOWN;
            let fresh = linked.origins.len() as u32;
            let origin = if known { *of_name.entry(fold(&name)).or_insert(fresh) } else { fresh };
            if origin == fresh {
                linked.origins.push(Origin { name, articles: Vec::new() });
            }
            origin
        });
        linked.origin_of[idx as usize] = origin;
        linked.origins[origin as usize].articles.push(ArticleIdx(idx));
    }
}

/// Pairs of which one stands in large part in the other, the plainest first.
fn copies(order: &[u32], index: &StoryIndex) -> Vec<(f32, u32, u32)> {
    let mut pairs: Vec<(f32, u32, u32)> = Vec::new();
    for &a in order {
        // What was copied is in the score: a pair that scores less is no copy.
        for (b, _) in index.like(a).filter(|(b, score)| a < *b && *score >= COPIED * COPIED) {
            let n_shared = shared(index.prints(a), index.prints(b));
            let share = n_shared as f32 / index.prints(a).len().min(index.prints(b).len()).max(1) as f32;
            if n_shared >= LEAST_SHARED && share >= COPIED {
                pairs.push((share, a, b));
            }
        }
    }
    let mut place = vec![0u32; order.len()];
    order.iter().enumerate().for_each(|(at, idx)| place[*idx as usize] = at as u32);
    pairs.sort_by(|x, y| {
        y.0.total_cmp(&x.0)
            .then((place[x.1 as usize], place[x.2 as usize]).cmp(&(place[y.1 as usize], place[y.2 as usize])))
    });
    pairs
}

/// Articles of one text. A group bears at most one name, so that a page made of two agencies' reports does not make
/// the agencies one.
struct Groups {
    into: Vec<u32>,
    names: Vec<Option<String>>,
}

impl Groups {
    fn root(&mut self, idx: u32) -> u32 {
        let mut root = idx;
        while self.into[root as usize] != root {
            root = self.into[root as usize];
        }
        self.into[idx as usize] = root;
        root
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        let conflict = match (&self.names[a as usize], &self.names[b as usize]) {
            (Some(one), Some(other)) => one != other,
            _ => false,
        };
        if a != b && !conflict {
            let name = self.names[b as usize].take();
            self.names[a as usize] = self.names[a as usize].take().or(name);
            self.into[b as usize] = a;
        }
    }
}
