//! Of the ways in which somebody without a name is described, the one that tells most: "Norvik's interior ministry" rather
//! than "the ministry", however often each is said.

use super::words::is_capital;

/// Words that point at somebody known from what stands before or say how many, and tell nobody apart where a name stands
/// alone.
const POINTING: [&str; 52] = [
    "a", "an", "the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "both",
    "all", "some", "many", "most", "several", "other", "others", "another", "such", "any", "no", "each", "every",
    "more", "few", "whose", "only", "same", "one", "how", "what", "which", "exactly", "about", "around", "nearly",
    "almost", "roughly", "over", "at", "least", "up", "to", "as", "much", "than", "hundred",
];
/// Words for numbers that are written with letters behind figures.
const MAGNITUDES: [&str; 3] = ["thousand", "million", "billion"];
/// More words than these make a description longer, not more telling.
const ENOUGH: usize = 3;

/// The most telling of some descriptions, each with how often it is said; without an article before it.
pub fn most_telling<'a>(given: impl Iterator<Item = (&'a str, u32)>) -> Option<&'a str> {
    let worth = |&(text, times): &(&'a str, u32)| {
        let words: Vec<&str> = text.split(' ').collect();
        // How many there are may be what the reports differ about.
        let pointing = |word: &&&str| {
            let lower = word.to_lowercase();
            let known = |words: &[&str]| words.contains(&lower.as_str());
            known(&POINTING) || known(&MAGNITUDES) || lower.starts_with(|c: char| c.is_ascii_digit())
        };
        let telling = words.iter().filter(|word| !pointing(word)).count();
        let named = words.iter().any(|word| is_capital(word) && !pointing(&word));
        // "his car" is nobody's for one who reads it alone; "the car" is one.
        let owned = matches!(words[0].to_lowercase().as_str(), "his" | "her" | "its" | "their" | "our" | "my" | "your");
        (telling > 0, named, !owned, telling.min(ENOUGH), times, std::cmp::Reverse((text.len(), text)))
    };
    given.max_by_key(worth).map(|(text, _)| without_article(last_part(text)))
}

/// "Old Town fighters" of "thin, tired, Old Town fighters": how they look says little of who they are.
fn last_part(text: &str) -> &str {
    text.rsplit(", ").next().filter(|part| part.contains(' ')).unwrap_or(text)
}

/// "the ministry" as "ministry".
fn without_article(text: &str) -> &str {
    match text.split_once(' ') {
        Some(("a" | "an" | "the" | "A" | "An" | "The", rest)) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(given: &[(&str, u32)]) -> String {
        most_telling(given.iter().copied()).unwrap_or_default().to_owned()
    }

    #[test]
    fn what_says_whose_or_which_goes_before_what_is_said_often() {
        assert_eq!(told(&[("the ministry", 9), ("Norvik's interior ministry", 1)]), "Norvik's interior ministry");
        assert_eq!(told(&[("his car", 4), ("a red car", 1)]), "red car");
        assert_eq!(told(&[("the fighters", 2), ("thin, tired, Old Town fighters", 1)]), "Old Town fighters");
        assert_eq!(told(&[("a resolution", 5), ("the draft resolution", 1)]), "draft resolution");
    }

    #[test]
    fn of_equals_the_commonest_is_taken_and_an_article_left_out() {
        assert_eq!(told(&[("the rebels", 2), ("these rebels", 1)]), "rebels");
        assert_eq!(told(&[("an old woman", 1), ("the old lady", 3)]), "old lady");
        assert_eq!(told(&[("exactly how many people", 1), ("people", 2), ("1.5 million people", 1)]), "people");
        assert_eq!(told(&[]), "");
    }
}
