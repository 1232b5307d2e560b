//! From bytes to safe text: finds the encoding, evens out line ends and spaces, takes out what could steer a terminal.

use super::ReadError;
use crate::text::{Note, make_safe};
use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8};

/// The text of a file, with a note where its encoding had to be guessed.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Vec<Note>), ReadError> {
    let mut notes = Vec::new();
    let text = if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        encoding.decode_without_bom_handling(&bytes[length..]).0.into_owned()
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        text.to_owned()
    } else {
        let mut detector = EncodingDetector::new();
        detector.feed(bytes, true);
        // A file that is almost all UTF-8 with a byte or two broken off is better read as what it mostly is.
        let as_utf8 = String::from_utf8_lossy(bytes);
        let n_broken = as_utf8.chars().filter(|&c| c == '\u{FFFD}').count();
        let n_foreign = as_utf8.chars().filter(|c| !c.is_ascii() && *c != '\u{FFFD}').count();
        let encoding = if n_foreign > 4 * n_broken { UTF_8 } else { detector.guess(None, true) };
        notes.push(Note {
            message: format!("the text was not plain UTF-8 and was read as {}", encoding.name()),
            hint: "if letters look wrong, save the file as UTF-8".to_owned(),
        });
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    };
    if is_binary(&text) {
        return Err(ReadError::NotText);
    }
    let text = make_safe(&even_out(&text));
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    Ok((text, notes))
}

/// More than one control character in fifty is no text that a person wrote.
fn is_binary(text: &str) -> bool {
    let n_control = text.chars().take(8192).filter(|&c| c < ' ' && !matches!(c, '\n' | '\r' | '\t' | '\x0c' | '\x1b'));
    n_control.count() * 50 > text.chars().take(8192).count()
}

/// Every line end is `\n`; every kind of space is a space; what has no width is gone.
fn even_out(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\u{85}' | '\u{2028}' | '\u{2029}' | '\x0b' | '\x0c' => out.push('\n'),
            '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => out.push(' '),
            '\u{AD}' | '\u{200B}' | '\u{2060}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expect: &str) {
        assert_eq!(decode(bytes).map(|(text, _)| text).ok().as_deref(), Some(expect));
    }

    #[test]
    fn encodings_are_told_apart() {
        check("Zoë spoke.".as_bytes(), "Zoë spoke.");
        check(b"\xEF\xBB\xBFZo\xC3\xAB spoke.", "Zoë spoke.");
        check(b"\xFF\xFEZ\0o\0\xEB\0", "Zoë");
        check(
            b"The caf\xE9 in Orl\xE9ans \x93closed\x94 on Monday, its owner said.",
            "The café in Orléans “closed” on Monday, its owner said.",
        );
    }

    #[test]
    fn line_ends_and_spaces_are_evened_out() {
        check(b"one\r\ntwo\rthree", "one\ntwo\nthree");
        check("a\u{A0}b\u{200B}c".as_bytes(), "a bc");
    }

    #[test]
    fn what_steers_a_terminal_is_shown_not_sent() {
        check(b"red \x1b[31m alert", "red \u{241B}[31m alert");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(matches!(decode(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0"), Err(ReadError::NotText)));
        assert!(matches!(decode(b" \n\t\n"), Err(ReadError::Empty)));
    }
}
