//! Small helpers on written words: capitals, folding, keys. Nothing here knows a language.

/// The letter without its accent, lower-cased ("É" → "e"); letters that fold into two give the first.
fn fold_char(c: char) -> char {
    let lower = c.to_lowercase().next().unwrap_or(c);
    match lower {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ə' => 'e',
        'ğ' | 'ģ' | 'ġ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ł' | 'ļ' | 'ľ' | 'ĺ' => 'l',
        'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' | 'ß' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ž' | 'ż' => 'z',
        '\u{2018}' | '\u{2019}' | '`' | '\u{b4}' => '\'',
        '\u{2010}' | '\u{2011}' | '\u{2013}' => '-',
        other => other,
    }
}

/// The letters that stay when a name is spelled another way: consonants, doubled ones once, likely pairs as one.
pub fn skeleton(key: &str) -> String {
    let mut out = String::new();
    for c in key.chars() {
        let c = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w' | '\'' => continue,
            'q' | 'c' | 'g' => 'k',
            'z' => 's',
            'v' => 'f',
            'd' => 't',
            other => other,
        };
        if !out.ends_with(c) || c == ' ' {
            out.push(c);
        }
    }
    out
}

/// A name as names are compared: no accents, capitals, full stops, double quotes, leading "the" or possessive ending;
/// hyphens and white space are one space. "The U.S.'s" → "us", "Navi-Salem" → "navi salem".
pub fn key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        let c = fold_char(c);
        match c {
            '.' | '"' | '\u{201c}' | '\u{201d}' | '#' | '@' | ',' | '(' | ')' => {}
            c if c == '-' || c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    let mut text = out.trim_matches(|c| c == ' ' || c == '\'');
    text = text.strip_prefix("the ").unwrap_or(text);
    text = text.strip_suffix("'s").unwrap_or(text);
    text.trim_end_matches('\'').to_owned()
}

/// The key without any space: "#`BringBackOurGirls`" and "Save Our Reef" have the same.
pub fn squeezed(name: &str) -> String {
    key(name).replace([' ', '\''], "")
}

/// Whether the word's first letter is a capital.
pub fn is_capital(word: &str) -> bool {
    word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
}

/// Whether the word is written in capitals throughout, with at least two of them ("UN", "U.S.", "HTA").
pub fn is_caps(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 2 && !word.chars().any(char::is_lowercase)
}

/// A single letter, with or without a full stop: "R.", "M".
pub fn is_initial(word: &str) -> bool {
    let mut letters = word.chars().filter(|&c| c != '.');
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// The text with each run of white space as one space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many letters must change to make `a` into `b`, counting no further than `most` + 1.
pub fn edits(a: &str, b: &str, most: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let next = (diagonal + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], next);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_drop_what_does_not_tell_names_apart() {
        for (name, expect) in [
            ("The U.S.", "us"),
            ("San José", "san jose"),
            ("Pierre-Alain O’Hara’s", "pierre alain o'hara"),
            ("“Swift Heron”", "swift heron"),
            ("THE", "the"),
            ("", ""),
        ] {
            assert_eq!(key(name), expect);
        }
        assert_eq!(squeezed("#SaveOurReef"), squeezed("Save Our Reef"));
    }

    #[test]
    fn one_changed_letter_is_one_edit() {
        assert_eq!(edits("navi salem", "nevi salem", 2), 1);
        assert_eq!(edits("qaddafi", "gaddafi", 2), 1);
        assert_eq!(edits("a", "abcdef", 2), 3);
    }
}
