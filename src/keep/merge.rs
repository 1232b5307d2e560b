//! Two readers of one library: what one wrote while the other was writing is never written over.

use super::deed::Deed;
use super::made::Made;

/// The note that holds what both wrote, `mine` and `theirs`, each beginning with `before`. What only one of them changed
/// is as that one left it.
pub fn merge_notes(before: &str, mine: &str, theirs: &str) -> String {
    if theirs == before {
        return mine.to_owned();
    }
    if mine == before || theirs.contains(mine) {
        return theirs.to_owned();
    }
    if mine.contains(theirs) {
        return mine.to_owned();
    }
    // What was added at the end goes behind what they wrote; anything else follows it whole.
    let added = mine.strip_prefix(before).map_or(mine, |added| added.trim_start_matches('\n'));
    format!("{}\n{added}", theirs.trim_end_matches('\n'))
}

/// The deed as it is done where another reader has written meanwhile: `known` is what this reader knew, `fresh` what the
/// library holds. All but words say what shall hold of one thing, and are done as they are.
pub(super) fn onto(deed: &Deed, known: &Made, fresh: &Made) -> Deed {
    match deed {
        Deed::Note { key, text } => {
            let text = merge_notes(known.marks(key).note(), text, fresh.marks(key).note());
            Deed::Note { key: key.clone(), text }
        }
        Deed::Highlight { key, start, end, note: Some(note) } => {
            let of = |made: &Made| {
                let all = made.marks(key).highlights().iter();
                all.filter(|one| (one.start, one.end) == (*start, *end)).map(|one| one.note.clone()).next_back()
            };
            let merged = merge_notes(&of(known).unwrap_or_default(), note, &of(fresh).unwrap_or_default());
            Deed::Highlight { key: key.clone(), start: *start, end: *end, note: Some(merged) }
        }
        deed => deed.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_one_changed_is_as_that_one_left_it() {
        assert_eq!(merge_notes("a", "a", "b"), "b");
        assert_eq!(merge_notes("a", "b", "a"), "b");
        assert_eq!(merge_notes("", "b", "b"), "b");
        assert_eq!(merge_notes("a", "", "a"), "", "one takes it away");
        assert_eq!(merge_notes("a", "", "b"), "b", "what they wrote is not taken away unseen");
    }

    #[test]
    fn what_both_wrote_is_all_there() {
        assert_eq!(
            merge_notes("call them", "call them\nat noon", "call them\nor write"),
            "call them\nor write\nat noon"
        );
        assert_eq!(merge_notes("a", "mine", "theirs"), "theirs\nmine");
    }
}
