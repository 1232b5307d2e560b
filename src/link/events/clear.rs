//! Whether a reader can follow a line by itself.
//!
//! In: a stretch of a report's text that tells an event. It is no statement where it joins on to what stands before it or breaks off,
//! it tells nobody who where it begins with a pronoun that nobody resolved, and nothing where it says no more than that somebody
//! spoke.

use crate::extract::EventKind;
use crate::text::Span;

/// Words that point at what stands before them: who reads the line alone does not know at what.
const POINTING: [&str; 18] = [
    "it", "he", "she", "they", "we", "you", "i", "this", "that", "these", "those", "who", "what", "which", "his",
    "her", "their", "its",
];

/// A statement of fewer words says only that somebody spoke.
const TELLING_STATEMENT: usize = 4;

/// Words that join a clause to what stands before it: what begins with one is no statement by itself.
const JOINING: [&str; 29] = [
    "which", "who", "whom", "whose", "where", "when", "as", "because", "after", "before", "while", "although",
    "though", "if", "once", "since", "until", "unless", "whether", "and", "but", "or", "so", "than", "mainly", "with",
    "like", "to", "not",
];

/// Words after which something must follow.
const OPEN_ENDS: [&str; 38] = [
    "the", "a", "an", "of", "to", "in", "on", "at", "by", "for", "with", "and", "or", "but", "that", "which", "who",
    "is", "was", "are", "were", "be", "been", "has", "have", "had", "not", "no", "re", "as", "from", "into", "than",
    "their", "his", "its", "her", "whose",
];

/// Words that a relative clause goes on with behind "that": "that could not open" is one, "that bridge fell" is none.
const AUXILIARIES: [&str; 20] = [
    "is", "was", "are", "were", "has", "have", "had", "can", "could", "will", "would", "may", "might", "must",
    "should", "did", "does", "do", "not", "never",
];

/// Whether a line begins with a personal pronoun or an owner that stands for somebody named before: "She left", "Their boat sank".
/// In somebody's own words ("“They stole it,” she said") who is meant is for the one who speaks to say.
pub fn opens_with_pronoun(line: &str) -> bool {
    if line.starts_with(['"', '“', '‘', '\'']) {
        return false;
    }
    let first =
        line.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default().to_lowercase();
    matches!(
        first.as_str(),
        "it" | "he" | "she" | "they" | "we" | "you" | "i" | "his" | "her" | "their" | "its" | "our" | "my" | "your"
    )
}

/// Whether a stretch of a text reads as a statement by itself, as far as its ends tell: it neither joins on to what stands
/// before it nor breaks off.
pub fn is_whole(text: &str, line: Span) -> bool {
    let words = line.of(text);
    let lower = |word: Option<&str>| {
        let bare = |c: char| !c.is_alphanumeric() && c != '-';
        word.unwrap_or_default().trim_matches(bare).to_lowercase()
    };
    let (first, last) = (lower(words.split_whitespace().next()), lower(words.split_whitespace().next_back()));
    let behind = text[line.end as usize..].chars().next();
    let torn = words.ends_with(['-', '\u{2013}', '\u{2014}', '(', '“', '‘', ','])
        || words.ends_with(char::is_alphanumeric) && behind.is_some_and(|c| c == '-' || c.is_alphanumeric());
    let marks = |open: char, close: char| words.matches(open).count() == words.matches(close).count();
    !torn
        && marks('“', '”')
        && marks('(', ')')
        && words.matches('"').count().is_multiple_of(2)
        // "After the vote, the crowd left" goes on where "After the vote" does not.
        && (words.contains(", ") || !JOINING.contains(&first.as_str()))
        && first != "there"
        && !(first == "that" && words.split_whitespace().nth(1).is_some_and(|next| AUXILIARIES.contains(&next)))
        && !OPEN_ENDS.contains(&last.as_str())
}

/// Whether a line begins with a word that points: "It crashed", "This crashed".
pub fn points(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default().to_lowercase();
    POINTING.contains(&first.as_str())
}

/// Whether an event of a kind may be told to a reader by a line alone; `is_named`: it is known whom its first pronoun stands for.
pub fn is_clear(text: &str, line: Span, kind: EventKind, is_named: bool) -> bool {
    let words = line.of(text);
    // "the official said": what, it does not say.
    let bare = kind == EventKind::Statement && words.split_whitespace().count() < TELLING_STATEMENT;
    is_whole(text, line) && !bare && (is_named || !opens_with_pronoun(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clear(text: &str, line: &str, kind: EventKind, is_named: bool) -> bool {
        let start = text.find(line).expect("the line stands in the text");
        is_clear(text, Span::new(start, start + line.len()), kind, is_named)
    }

    fn alone(line: &str) -> bool {
        clear(line, line, EventKind::Other, false)
    }

    #[test]
    fn a_clause_that_joins_on_or_breaks_off_is_not_clear() {
        for line in [
            "that could not open the bridge",
            "As the storm unfolded",
            "who left the town",
            "The statues now have",
            "“with a mission",
            "senators balk at",
        ] {
            assert!(!alone(line), "{line}");
        }
        assert!(!clear("They burn up while re-entering the air.", "They burn up while re", EventKind::Other, true));
    }

    #[test]
    fn a_statement_by_itself_is_clear() {
        for line in [
            "The ferry left Varby",
            "That bridge has been closed",
            "After the vote, the crowd left",
            "“They stole it,” she told supporters",
            "Council votes to close the bridge",
        ] {
            assert!(alone(line), "{line}");
        }
    }

    #[test]
    fn a_pronoun_is_clear_where_it_is_known_whom_it_stands_for() {
        assert!(!clear("She left the town.", "She left the town", EventKind::Other, false));
        assert!(clear("She left the town.", "She left the town", EventKind::Other, true));
    }

    #[test]
    fn that_somebody_spoke_is_no_news() {
        assert!(!clear("The official said.", "The official said", EventKind::Statement, false));
        assert!(clear(
            "The official denied the report.",
            "The official denied the report",
            EventKind::Statement,
            false
        ));
    }
}
