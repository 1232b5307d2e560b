//! Who wrote first what several articles print: articles → origins. Two articles have one origin when the one says so
//! (an agency's line, "first published on"), or when one's text stands in large part in the other. Agreement is counted
//! by origin: ten sites that print one agency's report are one voice.

mod agency;
mod prints;

pub use agency::named_origin;
pub use prints::prints_of;

use super::lists::n_shared;
use super::{Linked, Origin, StoryIndex};
use crate::text::{Article, ArticleIdx, DisjointSets};
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

/// A name, as written and as two are compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Name {
    text: Box<str>,
    folded: Box<str>,
}

impl Name {
    /// From the name as written.
    pub fn new(text: &str) -> Self {
        Self { text: text.into(), folded: fold(text).into() }
    }
}

/// The share of the shorter text that stands in the other, from their prints, where that is enough for a copy; else 0.
/// `score` is how much the two articles are alike; what was copied is in it, so that a low one is no copy.
pub fn copied(score: f32, a: &[u32], b: &[u32]) -> f32 {
    if score < COPIED * COPIED {
        return 0.0;
    }
    let n_shared = n_shared(a, b);
    let share = n_shared as f32 / a.len().min(b.len()).max(1) as f32;
    if n_shared >= LEAST_SHARED && share >= COPIED { share } else { 0.0 }
}

/// Fills `origins` and `origin_of`; `index` holds `articles` in this order.
pub fn link(articles: &[&Article], index: &StoryIndex, linked: &mut Linked) {
    let named: Vec<Option<&Name>> = (0..articles.len() as u32).map(|idx| index.named_origin(idx)).collect();
    let names = named.iter().map(|name| name.map(|name| &*name.folded)).collect();
    let mut groups = Groups { joined: DisjointSets::new(articles.len()), names };
    for (_, a, b) in copies(articles, index) {
        groups.join(a, b);
    }
    let mut name_of: FxHashMap<u32, &Name> = FxHashMap::default();
    // In order of time, so that the first of a group without a name is the one that others copied.
    for &idx in index.in_time() {
        if let Some(name) = named[idx as usize] {
            name_of.entry(groups.root(idx)).or_insert(name);
        }
    }
    let mut of_group: FxHashMap<u32, u32> = FxHashMap::default();
    let mut of_name: FxHashMap<&str, u32> = FxHashMap::default();
    linked.origins.clear();
    linked.origin_of = vec![0; articles.len()];
    for &idx in index.in_time() {
        let group = groups.root(idx);
        let origin = *of_group.entry(group).or_insert_with(|| {
            let name = name_of.get(&group).copied().unwrap_or_else(|| index.source(idx));
            let known = !name.text.is_empty() && *name.text != *UNKNOWN;
            let fresh = linked.origins.len() as u32;
            let origin = if known { *of_name.entry(&name.folded).or_insert(fresh) } else { fresh };
            if origin == fresh {
                linked.origins.push(Origin { name: name.text.to_string(), articles: Vec::new() });
            }
            origin
        });
        linked.origin_of[idx as usize] = origin;
        linked.origins[origin as usize].articles.push(ArticleIdx(idx));
    }
}

/// Pairs of which one stands in large part in the other, the plainest first, equals in order of content.
fn copies(articles: &[&Article], index: &StoryIndex) -> Vec<(f32, u32, u32)> {
    let mut pairs: Vec<(f32, u32, u32)> = index.copies().collect();
    let place = |idx: u32| (articles[idx as usize].key.as_str(), idx);
    let places = |pair: &(f32, u32, u32)| (place(pair.1), place(pair.2));
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| places(x).cmp(&places(y))));
    pairs
}

/// Articles of one text. A group bears at most one name, so that a page made of two agencies' reports does not make
/// the agencies one.
struct Groups<'a> {
    joined: DisjointSets,
    names: Vec<Option<&'a str>>,
}

impl Groups<'_> {
    fn root(&self, idx: u32) -> u32 {
        self.joined.leader(idx)
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        let conflict = match (self.names[a as usize], self.names[b as usize]) {
            (Some(one), Some(other)) => one != other,
            _ => false,
        };
        if a != b && !conflict {
            let name = self.names[b as usize].take();
            self.names[a as usize] = self.names[a as usize].or(name);
            self.joined.join_under(a, b);
        }
    }
}
