//! The words that bring in what somebody says, read once from `assets/statements/`.

use crate::extract::Stance;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// The cues' file, as written; its examples are checked by the tests.
pub(super) const CUES: &str = include_str!("../../../assets/statements/cues.txt");

/// Cues by lemma.
#[derive(Default)]
pub struct Cues {
    /// Verbs that bring in a clause or a quotation.
    pub verbs: FxHashMap<&'static str, Stance>,
    /// Nouns with a "that" clause.
    pub nouns: FxHashMap<&'static str, Stance>,
    /// Head nouns of speakers without a name.
    pub unnamed: FxHashSet<&'static str>,
}

static ALL: LazyLock<Cues> = LazyLock::new(Cues::read);

impl Cues {
    /// The one list.
    pub fn shared() -> &'static Cues {
        &ALL
    }

    fn read() -> Cues {
        let mut all = Cues::default();
        let mut stance = Stance::Says;
        for line in CUES.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                stance = match name {
                    "claims" => Stance::Claims,
                    "denies" => Stance::Denies,
                    "confirms" => Stance::Confirms,
                    "asks" => Stance::Asks,
                    "promises" => Stance::Promises,
                    _ => Stance::Says,
                };
            } else if let Some(verbs) = line.strip_prefix("verbs:") {
                for verb in verbs.split(',').map(str::trim) {
                    all.verbs.entry(verb).or_insert(stance);
                }
            } else if let Some(nouns) = line.strip_prefix("nouns:") {
                for noun in nouns.split(',').map(str::trim) {
                    all.nouns.entry(noun).or_insert(stance);
                }
            }
        }
        for line in include_str!("../../../assets/statements/unnamed.txt").lines().filter(|line| !line.starts_with('#'))
        {
            all.unnamed.extend(line.split(',').map(str::trim).filter(|word| !word.is_empty()));
        }
        all
    }
}
