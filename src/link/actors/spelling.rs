//! One name spelled in two ways: a slip ("Norvrik"), another transliteration ("Tarvuz", "Tarvouz"), words written
//! together ("Del Sol", "Delsol").

use crate::extract::mentions::lexicon::Lexicon;
use crate::extract::mentions::words::edits;

/// Words of one name that may be spelled in two ways ("Ibrahim Moussa", "Ibrahima Mossa").
const MOST_MISSPELLED: usize = 2;
/// Given names known to the lexicon may differ in a letter from this length on ("Elias", "Ilias"; but "Jon" and "Jan").
const LEAST_GIVEN: usize = 5;
/// Single words must have so many letters to be a slip of one another.
const LEAST_SINGLE: usize = 6;

/// Whether two persons' full names, as words, are one name in two spellings. That they may be kin is for the caller to
/// rule out: two who stand in one article are two.
pub fn same_person(lexicon: &Lexicon, one: &[&str], other: &[&str]) -> bool {
    if one.len() != other.len() {
        // "Aldo Del Sol", "Aldo Delsol".
        return one.len() >= 2 && other.len() >= 2 && one.concat() == other.concat();
    }
    let differ = one.iter().zip(other).filter(|(x, y)| x != y).count();
    let surname = one.last() == other.last();
    (1..=MOST_MISSPELLED).contains(&differ)
        && one.iter().zip(other).enumerate().all(|(at, (x, y))| {
            let known = lexicon.given_name(x).is_some() && lexicon.given_name(y).is_some();
            let letters = x.chars().count();
            x == y
                || (letters >= 4 && is_slip(x, y) && !(known && at == 0))
                || (letters >= 7 && edits(x, y, 2) <= 2)
                || (at == 0 && surname && differ == 1 && letters >= LEAST_GIVEN && is_slip(x, y))
        })
}

/// Whether two single words, both long enough, are one with a slip.
pub fn is_same_word(one: &str, other: &str) -> bool {
    one.chars().count().min(other.chars().count()) >= LEAST_SINGLE
        && !one.contains(char::is_numeric)
        && is_slip(one, other)
}

/// One letter more, less or other, or two neighbours in the other order.
pub fn is_slip(one: &str, other: &str) -> bool {
    edits(one, other, 1) <= 1 || is_swap(one, other)
}

fn is_swap(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let differ: Vec<usize> = (0..a.len().min(b.len())).filter(|&at| a[at] != b[at]).collect();
    a.len() == b.len() && matches!(differ[..], [x, y] if y == x + 1 && a[x] == b[y] && a[y] == b[x])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_one(one: &str, other: &str) -> bool {
        let (a, b): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
        same_person(Lexicon::shared(), &a, &b)
    }

    #[test]
    fn one_name_has_several_spellings() {
        assert!(is_one("elias tarvakos", "ilias tarvakos"));
        assert!(is_one("heydar tarvosh", "heidar tarvoshi"));
        assert!(is_one("aldo del sol", "aldo delsol"));
        assert!(is_same_word("norvikstad", "norivkstad"));
        assert!(is_same_word("tarvaliya", "tarvalya"));
    }

    #[test]
    fn kin_and_strangers_stay_apart() {
        assert!(!is_one("jon moss", "jan moss"));
        assert!(!is_one("peter moss", "paula moss"));
        assert!(!is_one("elias tarvakos", "ilias papados"));
        assert!(!is_same_word("arden", "arten"));
    }
}
