//! Whether a reader can follow a line by itself.
//!
//! In: a stretch of a report's text that tells an event. It is no statement where it joins on to what stands before it or breaks off,
//! it tells nobody who where it begins with a pronoun that nobody resolved, and nothing where it says no more than that somebody
//! spoke.

use crate::extract::{EventKind, says_number};
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

/// Words that a clause goes on with to what it needs: a line that stops before one has lost it.
const GOES_ON: [&str; 5] = ["of", "for", "to", "than", "that"];

/// Verbs for telling something, in the forms in which news tells them.
const SAYING: [&str; 9] = ["said", "says", "told", "tweeted", "wrote", "announced", "added", "claimed", "stated"];
/// Words that begin where or when something was said, not what.
const BESIDE: [&str; 9] = ["in", "on", "at", "during", "by", "via", "after", "to", "from"];

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
    let next: String = text[line.end as usize..].chars().skip(1).take_while(|c| c.is_alphabetic()).collect();
    // "He was taken" of "He was taken for a fighter".
    let goes_on = behind == Some(' ') && GOES_ON.contains(&next.as_str());
    // "Ten people died, including four", of whom the line does not say.
    let counts = words.split_whitespace().rev().nth(1) == Some("including") && says_number(&last);
    let torn = goes_on
        || counts
        || words.ends_with(['-', '\u{2013}', '\u{2014}', '(', '“', '‘', ','])
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

/// Whether a line says that somebody spoke, and where or when, but not what: "he said in a message on Monday".
fn says_nothing(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let Some(at) = words.iter().position(|word| SAYING.contains(word)) else { return false };
    let rest = &words[at + 1..];
    let tells =
        |word: &&str| matches!(*word, "that" | "he" | "she" | "they" | "it") || word.contains(['"', '“', ',', ':']);
    let before = words[..at].iter().any(|word| word.contains(['"', '“', '”', ',']));
    !before && rest.first().is_none_or(|word| BESIDE.contains(word)) && !rest.iter().any(tells)
}

/// Words of not answering, and of what was asked.
const NOT: [&str; 5] = ["not", "declined", "declines", "refused", "refuses"];
const ANSWERING: [&str; 4] = ["respond", "reply", "answer", "return"];
const ASKED: [&str; 6] = ["question", "request", "email", "inquir", "call", "message"];

/// Whether a line tells that a reporter got no answer: "the police did not respond to a question".
fn leaves_unanswered(line: &str) -> bool {
    let line = line.to_lowercase();
    let words: Vec<&str> =
        line.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
    let Some(at) = words.iter().position(|word| NOT.contains(word) || word.ends_with("n't") || word.ends_with("n’t"))
    else {
        return false;
    };
    let rest = &words[at + 1..];
    let asked = || rest.iter().any(|word| ASKED.iter().any(|stem| word.starts_with(stem)));
    let comments = rest.iter().take(4).any(|word| *word == "comment");
    let reached = rest.starts_with(&["be", "reached"]) || rest.starts_with(&["be", "immediately", "reached"]);
    comments || reached || rest.iter().take(3).any(|word| ANSWERING.contains(word)) && asked()
}

/// Whether an event of a kind may be told to a reader by a line alone; `is_named`: it is known whom its first pronoun stands for.
pub fn is_clear(text: &str, line: Span, kind: EventKind, is_named: bool) -> bool {
    let words = line.of(text);
    // "the official said": what, it does not say.
    let short = words.split_whitespace().count() < TELLING_STATEMENT;
    let bare = kind == EventKind::Statement && (short || says_nothing(words));
    is_whole(text, line) && !bare && !leaves_unanswered(words) && (is_named || !opens_with_pronoun(words))
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
        for (text, line) in [
            ("The men were taken for fighters.", "The men were taken"),
            ("The talks led the two sides to a deal.", "The talks led the two sides"),
            ("Ten people died, including four women.", "Ten people died, including four"),
        ] {
            assert!(!clear(text, line, EventKind::Other, true), "{line}");
            assert!(clear(text, text.trim_end_matches('.'), EventKind::Other, true), "{text}");
        }
        for text in ["The ferry left Varby on Monday.", "The ferry left Varby from the northern pier."] {
            assert!(clear(text, "The ferry left Varby", EventKind::Other, true), "{text}");
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
    fn that_nobody_answered_a_reporter_is_no_news() {
        for line in [
            "The harbour police did not respond to a question about the bridge",
            "The company declined to comment",
            "The mayor's office didn't immediately return calls",
            "Moss could not be reached",
        ] {
            assert!(!alone(line), "{line}");
        }
        for line in [
            "The harbour police did not close the bridge",
            "The court declined to hear the case",
            "Norvik refused to answer the attack on its ships",
            "The suspect could not be named",
        ] {
            assert!(alone(line), "{line}");
        }
    }

    #[test]
    fn that_somebody_spoke_is_no_news() {
        assert!(!clear("The official said.", "The official said", EventKind::Statement, false));
        for (line, tells) in [
            ("The official said in a message on Monday", false),
            ("The official told the Varby Post", true),
            ("The official said on Monday that the bridge is safe", true),
            ("The bridge is safe, the official said on Monday", true),
        ] {
            assert_eq!(clear(line, line, EventKind::Statement, false), tells, "{line}");
        }
        assert!(clear(
            "The official denied the report.",
            "The official denied the report",
            EventKind::Statement,
            false
        ));
    }
}
