//! One ministry under several names: "Ministry of Safety", "Public Safety Ministry"; not "Ministry of Health" beside
//! "Ministry of Defense".

use super::lexicon::Lexicon;

/// Words that say little of what a ministry is for.
const PLAIN: [&str; 11] =
    ["public", "national", "state", "federal", "general", "affairs", "royal", "of", "for", "and", "the"];

/// Whether two names (as words of keys, without possessives) are of one ministry, as far as the names tell.
pub fn same(lexicon: &Lexicon, one: &[&str], other: &[&str]) -> bool {
    let (Some(a), Some(b)) = (Ministry::of(lexicon, one), Ministry::of(lexicon, other)) else { return false };
    let met = |from: &Ministry, to: &Ministry| {
        from.matters.iter().all(|word| to.matters.iter().any(|theirs| lexicon.is_alike(word, theirs)))
    };
    let nations = a.country.is_none() || b.country.is_none() || a.country == b.country;
    a.head == b.head && nations && (met(&a, &b) || met(&b, &a))
}

struct Ministry<'a> {
    head: &'a str,
    country: Option<&'static str>,
    /// What it is for.
    matters: Vec<&'a str>,
}

impl<'a> Ministry<'a> {
    fn of(lexicon: &Lexicon, words: &[&'a str]) -> Option<Self> {
        let is_head = |word: &&str| matches!(*word, "ministry" | "department");
        let head = words.last().filter(|word| is_head(word)).or(words.first().filter(|word| is_head(word)))?;
        let country = |text: &str| lexicon.country(text).or_else(|| lexicon.country_of_adjective(text));
        let (mut at, mut matters, mut whose) = (0, Vec::new(), None);
        while at < words.len() {
            let two = (at + 1 < words.len()).then(|| words[at..at + 2].join(" "));
            if let Some(found) = two.as_deref().and_then(country) {
                whose = Some(found);
                at += 2;
                continue;
            }
            match country(words[at]) {
                Some(found) => whose = Some(found),
                None if words[at] == *head || PLAIN.contains(&words[at]) => {}
                None => matters.push(words[at]),
            }
            at += 1;
        }
        (!matters.is_empty()).then_some(Self { head, country: whose, matters })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_one(one: &str, other: &str) -> bool {
        let (a, b): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
        let lexicon = Lexicon::shared();
        assert_eq!(same(lexicon, &a, &b), same(lexicon, &b, &a));
        same(lexicon, &a, &b)
    }

    #[test]
    fn one_ministry_has_its_name_in_either_order_and_in_near_words() {
        assert!(is_one("ministry of safety", "public safety ministry"));
        assert!(is_one("ministry of public security", "public safety ministry"));
        assert!(is_one("ministry of health", "peruvian health ministry"));
        assert!(is_one("defence ministry", "ministry of national defense"));
    }

    #[test]
    fn two_ministries_stay_two() {
        assert!(!is_one("ministry of health", "ministry of defense"));
        assert!(!is_one("peruvian health ministry", "ministry of health of chad"));
        assert!(!is_one("health department", "health ministry"));
        assert!(!is_one("ministry", "ministry of health"));
    }
}
