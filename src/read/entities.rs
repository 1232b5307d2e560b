//! Character references of HTML that clippers leave in text: `&eacute;`, `&#8217;`, `&#x2019;`.

use crate::text::make_safe;
use encoding_rs::WINDOWS_1252;
use std::borrow::Cow;

/// A clip that went through two programs has its references referred to (`&amp;eacute;`).
const MAX_ROUNDS: usize = 2;

/// `text` with every named and numeric reference replaced by its character, made safe again. A lone `&` stays.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    let mut now = Cow::Borrowed(text);
    for _ in 0..MAX_ROUNDS {
        let next = match html_escape::decode_html_entities(&now) {
            Cow::Borrowed(_) => break,
            Cow::Owned(next) => next,
        };
        if next == now {
            break;
        }
        now = Cow::Owned(next);
    }
    match now {
        Cow::Borrowed(text) => Cow::Borrowed(text),
        Cow::Owned(text) => Cow::Owned(make_safe(&text.chars().filter_map(shown).collect::<String>())),
    }
}

/// The character as a page shows it: numbers from 128 to 159 mean Windows-1252, as the HTML standard has it; spaces of all
/// kinds are spaces, and what has no width goes.
fn shown(c: char) -> Option<char> {
    match c {
        '\u{80}'..='\u{9F}' => {
            WINDOWS_1252.decode_without_bom_handling(&[c as u8]).0.chars().next().filter(|c| !c.is_control())
        }
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\n' | '\r' => Some(' '),
        '\u{AD}' | '\u{200B}' | '\u{2060}' => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_their_characters() {
        for (given, expect) in [
            ("Zo&euml; &amp; Co. paid &euro;5m &ndash; &#8220;a lot&#8221;", "Zoë & Co. paid €5m – “a lot”"),
            ("The town&#x2019;s&nbsp;bridge", "The town’s bridge"),
            ("The town&#146;s bridge", "The town’s bridge"),
            ("Twice: &amp;eacute; and &amp;#39;", "Twice: é and '"),
            ("AT&T; R&D, A & B &unknown; &copy 2024", "AT&T; R&D, A & B &unknown; &copy 2024"),
        ] {
            assert_eq!(decode(given), expect);
        }
    }

    #[test]
    fn no_reference_brings_in_what_steers_a_terminal() {
        assert_eq!(decode("red &#27;[31m &#8238;alert"), "red &#27;[31m \u{FFFD}alert");
    }
}
