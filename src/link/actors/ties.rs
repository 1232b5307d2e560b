//! By what an actor of one story may be known in another: its full names, or, where a report gives no more, a surname.

use super::groups::{Groups, stands_alone};
use crate::extract::mentions::alike::usual_key;
use crate::extract::mentions::resolve::strongest;
use crate::extract::mentions::words::{is_initial, key, squeezed};
use crate::extract::{ActorKind, Gender};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// What speaks for each kind: person, organization, group, place, other.
pub type Kinds = [f32; 5];

/// Kinds are sure from this weight on …
const SURE: f32 = 4.0;
/// … where the next weighs less than its part.
const SURE_PART: f32 = 0.5;

/// What ties an actor to those of other stories.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ties {
    /// What speaks for each kind, all its articles together.
    pub kinds: Kinds,
    /// What titles and given names say.
    pub gender: Gender,
    /// Whether it has a name.
    pub is_named: bool,
    /// Whether it is a person known by a single word only.
    pub is_short: bool,
    /// Hashes of what nobody else is called: full names, a country's army.
    pub keys: Vec<u64>,
    /// Hashes of the words of a person's names, and whether each can be a surname.
    pub words: Vec<(u64, bool)>,
}

impl Ties {
    /// The ties of a story's actor, which stands at `nodes`.
    pub fn of(groups: &Groups, nodes: &[u32], kind: ActorKind, kinds: Kinds) -> Self {
        let lexicon = groups.lexicon;
        let mut ties = Self { kinds, ..Self::default() };
        let person = kind == ActorKind::Person;
        let mut single = None;
        for &node in nodes {
            let it = groups.nodes[node as usize].it;
            if ties.gender == Gender::Unknown {
                ties.gender = it.gender;
            }
            if !it.class.is_empty() {
                // Of a country there is one army.
                if lexicon.country(&it.scope).is_some() {
                    ties.keys.push(hash(&["class", &it.class, &it.scope]));
                }
                continue;
            }
            ties.is_named = true;
            single = single.or_else(|| person.then(|| hash(&["word", &key(&it.name)])));
            let implied = (!it.implied.is_empty()).then_some(&it.implied);
            let names = std::iter::once(&it.name).chain(implied).chain(it.names.iter().map(|(name, _)| name));
            for name in names.filter(|name| stands_alone(name, kind)) {
                ties.keys.push(hash(&["name", &usual_key(lexicon, name)]));
                if person {
                    ties.add_person(&key(name));
                } else if name.contains(' ') {
                    ties.keys.push(hash(&["name", &format!("#{}", squeezed(name))]));
                }
            }
        }
        ties.is_short = ties.keys.is_empty() && single.is_some();
        if ties.is_short {
            ties.words.extend(single.map(|word| (word, true)));
        }
        ties.keys.sort_unstable();
        ties.keys.dedup();
        ties.words.sort_unstable();
        ties.words.dedup();
        ties
    }

    /// First and last word, whatever stands between them; every word, by which others may call the person.
    fn add_person(&mut self, name: &str) {
        let words: Vec<&str> = name.split(' ').collect();
        let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return };
        if words.len() > 2 && !is_initial(first) && last.chars().count() > 2 {
            self.keys.push(hash(&["name", &format!("{first} {last}")]));
        }
        let telling = words.iter().enumerate().filter(|(_, word)| word.chars().count() > 1);
        self.words.extend(telling.map(|(at, word)| (hash(&["word", word]), at > 0)));
    }

    /// The kind, where it is sure.
    pub fn sure_kind(&self) -> Option<ActorKind> {
        let mut sorted = self.kinds;
        sorted.sort_by(f32::total_cmp);
        (sorted[4] >= SURE && sorted[3] < SURE_PART * sorted[4]).then(|| strongest(&self.kinds))
    }
}

fn hash(parts: &[&str]) -> u64 {
    let mut hasher = FxHasher::default();
    parts.hash(&mut hasher);
    hasher.finish()
}
