//! Which countries a phrase names: by name, adjective, capital or seat of government. "White House officials" and "the US
//! delegation" are of one side.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A country by its two letters.
pub type Country = [u8; 2];

static TABLE: LazyLock<FxHashMap<String, Country>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    let code = |text: &str| -> Option<Country> { text.as_bytes().try_into().ok() };
    let lines = |text: &'static str| text.lines().filter(|line| !line.starts_with('#'));
    for line in lines(include_str!("../../../assets/actors/countries.tsv")) {
        let mut fields = line.split('\t');
        let Some(country) = fields.next().and_then(code) else { continue };
        for name in fields.flat_map(|field| field.split('|')) {
            table.entry(name.to_lowercase()).or_insert(country);
        }
    }
    for line in lines(include_str!("../../../assets/events/seats.txt")) {
        if let Some((seat, country)) = line.split_once('\t')
            && let Some(country) = code(country)
        {
            table.insert(seat.to_string(), country);
        }
    }
    table.remove("");
    table
});

/// The countries that the words (lower case, in order) name, each once.
pub fn named(words: &[String]) -> Vec<Country> {
    let mut found: Vec<Country> = Vec::new();
    for (idx, word) in words.iter().enumerate() {
        let pair = words.get(idx + 1).map(|next| format!("{word} {next}"));
        let country = pair.and_then(|pair| TABLE.get(&pair)).or_else(|| TABLE.get(word));
        if let Some(&country) = country
            && !found.contains(&country)
        {
            found.push(country);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_is_named_by_its_country_its_adjective_or_its_seat() {
        let words = |text: &str| text.split(' ').map(str::to_string).collect::<Vec<_>>();
        assert_eq!(named(&words("senior white house official")), named(&words("american delegation")));
        assert_eq!(named(&words("peruvian authority")), named(&words("peru")));
        assert!(named(&words("the striking worker")).is_empty());
    }
}
