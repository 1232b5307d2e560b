//! What is looked for in a pane.

use crate::text::fold;

/// Words that are looked for. Letters find those with accents, quotation marks and dashes those of any shape, blanks any
/// white space, and letters that are printed as one (a ligature) are found too. Case matters only where a capital was
/// typed.
#[derive(Clone, Debug)]
pub struct Find {
    /// As typed.
    pub words: String,
    /// As looked for.
    pub regex: regex::Regex,
}

/// Two letters that print as one.
const LIGATURES: [(&str, &str); 9] = [
    ("ffi", "ﬃ"),
    ("ffl", "ﬄ"),
    ("ff", "ﬀ"),
    ("fi", "ﬁ"),
    ("fl", "ﬂ"),
    ("ae", "æ"),
    ("oe", "œ"),
    ("ss", "ß"),
    ("st", "ﬆ"),
];

impl Find {
    /// Looks for the words as they stand; `None` where there are none.
    pub fn new(words: &str) -> Option<Self> {
        if words.is_empty() {
            return None;
        }
        let flags = if words.chars().any(char::is_uppercase) { "" } else { "(?i)" };
        let mut pattern = flags.to_owned();
        let mut rest = words;
        while let Some(c) = rest.chars().next() {
            if let Some((letters, one)) = LIGATURES.iter().find(|(letters, _)| rest.starts_with(letters)) {
                let apart: String = letters.chars().map(class).collect();
                pattern.extend(["(?:", &apart, "|", one, ")"]);
                rest = &rest[letters.len()..];
            } else {
                pattern.push_str(&class(c));
                rest = &rest[c.len_utf8()..];
            }
        }
        let regex = regex::Regex::new(&pattern).ok()?;
        Some(Self { words: words.to_owned(), regex })
    }
}

/// What a letter that is typed finds.
fn class(c: char) -> String {
    /// Latin letters with accents.
    const ACCENTED: std::ops::RangeInclusive<char> = '\u{C0}'..='\u{17F}';
    match c {
        '\'' => "['‘’‚′]".to_owned(),
        '"' => "[\"“”„«»]".to_owned(),
        '-' => "[-‐-―−]".to_owned(),
        ' ' => r"\s+".to_owned(),
        'a'..='z' => {
            let like: String = ACCENTED.filter(|other| fold(*other) == c && other.is_lowercase()).collect();
            format!("[{c}{like}]")
        }
        'A'..='Z' => {
            let same = |other: &char| fold(*other) == c.to_ascii_lowercase() && other.is_uppercase();
            let like: String = ACCENTED.filter(same).collect();
            format!("[{c}{like}]")
        }
        c => regex::escape(c.encode_utf8(&mut [0; 4])),
    }
}

#[cfg(test)]
mod tests {
    use super::Find;

    #[test]
    fn accents_quotes_and_ligatures_are_folded_and_capitals_only_where_none_was_typed() {
        for (words, text) in [
            ("cafe", "the Café"),
            ("don't", "they don’t"),
            ("\"so\"", "he said “so”"),
            ("office", "the oﬃce"),
            ("fine", "a ﬁne day"),
            ("strasse", "Straße"),
            ("a b", "a\nb"),
            ("Über", "Über"),
            ("c++ (x)", "in C++ (x)"),
        ] {
            assert!(Find::new(words).expect("words").regex.is_match(text), "{words} in {text}");
        }
        for (words, text) in [("Bridge", "the bridge"), ("café", "the cafe"), ("x.y", "xzy")] {
            assert!(!Find::new(words).expect("words").regex.is_match(text), "{words} not in {text}");
        }
        assert!(Find::new("").is_none());
    }
}
