//! Whether a word is an address on the net, which is never split further.
//!
//! The same language as spaCy's URL expression: an optional `scheme://`, an optional `user@`, an IPv4 address outside the
//! private ranges or a name with a top level, an optional port, an optional path. Written as a scan, because the
//! expression backtracks; each character is looked at a few times at most.

use super::characters::CharClass;

/// Recognizes addresses.
#[derive(Debug)]
pub struct AddressMatcher {
    host: CharClass,
    scheme: CharClass,
    top_level: CharClass,
}

impl AddressMatcher {
    /// Longest part of a host name between two dots, in characters.
    const MAX_LABEL: usize = 64;

    /// Reads the classes.
    pub fn new() -> Self {
        Self {
            host: CharClass::named("host"),
            scheme: CharClass::named("scheme"),
            top_level: CharClass::named("lower_letter"),
        }
    }

    /// Whether all of `word` is an address.
    pub fn matches(&self, word: &str) -> bool {
        if !word.contains('.') {
            return false;
        }
        if self.after_scheme(word) {
            return true;
        }
        word.split_once("://").is_some_and(|(scheme, rest)| {
            scheme.chars().nth(1).is_some() && scheme.chars().all(|c| self.scheme.has(c)) && self.after_scheme(rest)
        })
    }

    /// Host and what follows, with or without `user@` before.
    fn after_scheme(&self, word: &str) -> bool {
        let users = word.char_indices().filter(|&(at, c)| c == '@' && at > 0).map(|(at, _)| at + 1);
        std::iter::once(0).chain(users).any(|at| self.is_name(&word[at..]) || is_public_ip(&word[at..]))
    }

    /// A host name, then port and path.
    fn is_name(&self, word: &str) -> bool {
        let mut rest = word;
        loop {
            let in_label = |c: char| c == '-' || c == '_' || self.host.has(c);
            let end = rest.find(|c| !in_label(c)).unwrap_or(rest.len());
            let (label, after) = rest.split_at(end);
            let ends_well = self.host.has_some(label.chars().next()) && self.host.has_some(label.chars().next_back());
            if !ends_well || !after.starts_with('.') || label.chars().count() > Self::MAX_LABEL {
                return false;
            }
            rest = &after[1..];
            let end = rest.find(|c| !self.top_level.has(c)).unwrap_or(rest.len());
            if (2..64).contains(&rest[..end].chars().count()) && is_port_and_path(&rest[end..]) {
                return true;
            }
        }
    }
}

/// `:8080`, `/path`, both, or nothing.
fn is_port_and_path(rest: &str) -> bool {
    let path = |rest: &str| rest.is_empty() || rest.starts_with(['/', '?', '#']);
    let after_port = rest.strip_prefix(':').is_some_and(|port| {
        let digits = port.bytes().take_while(u8::is_ascii_digit).count();
        (2..=5).contains(&digits) && path(&port[digits..])
    });
    path(rest) || after_port
}

/// An IPv4 address that is not private, then port and path.
fn is_public_ip(word: &str) -> bool {
    let end = word.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(word.len());
    let parts: Vec<&str> = word[..end].splitn(5, '.').collect();
    let [first, second, third, last] = parts[..] else { return false };
    let number = |part: &str, plain: bool| -> Option<u32> {
        let fits = (1..=3).contains(&part.len()) && (plain || !part.starts_with('0'));
        part.parse().ok().filter(|&value| fits && value < 256)
    };
    let (Some(first), Some(second), Some(_), Some(last)) =
        (number(first, false), number(second, true), number(third, true), number(last, false))
    else {
        return false;
    };
    let is_private = match first {
        10 | 127 => true,
        169 => second == 254,
        192 => second == 168,
        172 => (16..32).contains(&second),
        _ => false,
    };
    first < 224 && last < 255 && !is_private && is_port_and_path(&word[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_words() {
        let matcher = AddressMatcher::new();
        for word in ["example.com", "https://www.example.org/a?b=c", "me@example.co.uk", "8.8.8.8:53", "a-b.example/x"]
        {
            assert!(matcher.matches(word), "{word}");
        }
        for word in ["U.S.", "end", "3.14", "a..b", "10.0.0.1", "-x.com", "example.c", "Mr.Smith"] {
            assert!(!matcher.matches(word), "{word}");
        }
    }
}
