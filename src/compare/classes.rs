//! Words that reports use for one another without meaning the same: slap and punch, pilot and crew.
//!
//! `WordNet` knows what is the same and what is wider; it does not know what journalists take for one another. The
//! classes stand in assets/compare/classes.tsv.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

static CLASSES: &str = include_str!("../../assets/compare/classes.tsv");

/// Lemma to the classes that it is in, as "family:class".
fn table() -> &'static FxHashMap<&'static str, Vec<&'static str>> {
    static TABLE: OnceLock<FxHashMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for (class, lemmas) in
            CLASSES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
        {
            for lemma in lemmas.split(',') {
                table.entry(lemma.trim()).or_default().push(class);
            }
        }
        table
    })
}

/// The classes of one family ("deed", "people", "terrain", "event") that a lemma is in.
pub(super) fn classes(lemma: &str, family: &str) -> impl Iterator<Item = &'static str> {
    let all = table().get(lemma).map_or(&[][..], Vec::as_slice);
    all.iter().copied().filter(move |class| class.split_once(':').is_some_and(|(of, _)| of == family))
}

/// Whether two lemmas are in one class of a family.
pub(super) fn in_one_class(one: &str, other: &str, family: &str) -> bool {
    classes(one, family).any(|class| classes(other, family).any(|theirs| theirs == class))
}

/// The longest lemma of a family that stands in a text of lower-case words, and its class.
pub(super) fn class_in(text: &str, family: &str) -> Option<(&'static str, &'static str)> {
    let stands = |lemma: &str| {
        text.match_indices(lemma).any(|(at, _)| {
            let open = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-');
            open(text[..at].chars().next_back()) && open(text[at + lemma.len()..].chars().next())
        })
    };
    let found = table().keys().filter(|lemma| stands(lemma));
    found
        .filter_map(|lemma| classes(lemma, family).next().map(|class| (*lemma, class)))
        .max_by_key(|(lemma, _)| (lemma.len(), *lemma))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_for_one_blow_are_in_one_class_and_nouns_are_in_none_of_theirs() {
        assert!(in_one_class("slap", "punch", "deed"));
        assert!(!in_one_class("slap", "resign", "deed"));
        assert!(!in_one_class("slap", "punch", "people"));
        assert_eq!(classes("forest", "terrain").collect::<Vec<_>>(), ["terrain:wood"]);
        assert_eq!(
            class_in("the minister's former chief of staff", "office").map(|found| found.0),
            Some("chief of staff")
        );
        assert_eq!(class_in("a screwdriver", "office"), None);
    }
}
