//! From bytes to safe text: finds the encoding, evens out line ends and spaces, takes out what could steer a terminal.

use super::{ReadError, mojibake};
use crate::text::fence::check;
use crate::text::{Note, make_safe};
use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use regex::Regex;
use std::sync::LazyLock;

/// What the bytes of a file say.
pub(super) struct Decoded {
    /// The text as it stands, damage mended; not safe yet. For forms in which spaces and escapes have a meaning.
    pub raw: String,
    /// The same, evened out and safe.
    pub text: String,
    /// That its encoding had to be guessed, that it was damaged.
    pub notes: Vec<Note>,
}

/// The text of a file, with a note where its encoding had to be guessed.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, ReadError> {
    let mut notes = Vec::new();
    let text = if let Some(text) = utf_32(bytes) {
        text
    } else if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        encoding.decode_without_bom_handling(&bytes[length..]).0.into_owned()
    } else if let Some(encoding) = utf_16(bytes) {
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        text.to_owned()
    } else {
        let mut detector = EncodingDetector::new();
        detector.feed(bytes, true);
        // A file that is almost all UTF-8 with a byte or two broken off is better read as what it mostly is.
        let as_utf8 = String::from_utf8_lossy(bytes);
        let n_broken = as_utf8.chars().filter(|&c| c == '\u{FFFD}').count();
        let n_foreign = as_utf8.chars().filter(|c| !c.is_ascii() && *c != '\u{FFFD}').count();
        let encoding = if n_foreign > 4 * n_broken {
            UTF_8
        } else {
            declared(bytes).unwrap_or_else(|| detector.guess(None, true))
        };
        notes.push(Note {
            message: format!("the text was not plain UTF-8 and was read as {}", encoding.name()),
            hint: "if letters look wrong, save the file as UTF-8".to_owned(),
        });
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    };
    if is_binary(&text) {
        return Err(ReadError::NotText);
    }
    check();
    let mended = mojibake::mend(&text);
    if let Some((_, encoding)) = &mended {
        notes.push(Note {
            message: format!("its letters were damaged (UTF-8 once read as {encoding}) and have been mended"),
            hint: "look at the page itself where a letter seems wrong".to_owned(),
        });
    }
    let text = mended.map_or(text, |(text, _)| text);
    let n_lost = text.chars().filter(|&c| c == '\u{FFFD}').count();
    if n_lost > 0 {
        notes.push(Note {
            message: format!("letters of it were lost before it came here ({n_lost} shown as \u{FFFD})"),
            hint: "save the page again".to_owned(),
        });
    }
    let raw = text;
    check();
    let even = even_out(&raw);
    check();
    let text = make_safe(&even);
    check();
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(Decoded { raw, text, notes })
}

/// The encoding that a page or a feed names at its top.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?i)(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_:-]+)"#).expect("a pattern of this file")
    });
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]);
    if !start.trim_start().starts_with('<') {
        return None;
    }
    Encoding::for_label(NAMED.captures(&start)?.get(1)?.as_str().as_bytes())
}

/// The text of bytes in UTF-32, by its mark or by the zeros that stand before (behind) every letter.
fn utf_32(bytes: &[u8]) -> Option<String> {
    let units = bytes.chunks_exact(4);
    if bytes.len() < 8 || !units.remainder().is_empty() {
        return None;
    }
    let start = &bytes[..bytes.len().min(SAMPLE)];
    let n_units = start.len() / 4;
    // No letter is beyond the 16th plane: the first byte is always zero, the second nearly so.
    let is_wide = |a: usize, b: usize, c: usize| {
        let quads = || start.chunks_exact(4);
        quads().filter(|unit| unit[a] == 0 && unit[b] <= 0x10).count() == n_units
            && quads().filter(|unit| unit[b] == 0 && unit[c] == 0).count() * 10 > n_units * 3
    };
    let to_number: fn([u8; 4]) -> u32 = if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || is_wide(3, 2, 1) {
        u32::from_le_bytes
    } else if bytes.starts_with(&[0, 0, 0xFE, 0xFF]) || is_wide(0, 1, 2) {
        u32::from_be_bytes
    } else {
        return None;
    };
    let numbers = units.map(|unit| to_number([unit[0], unit[1], unit[2], unit[3]]));
    Some(numbers.map(|number| char::from_u32(number).unwrap_or('\u{FFFD}')).collect())
}

/// UTF-16 without its mark: every second byte of most letters is zero.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(SAMPLE)];
    let n_pairs = start.len() / 2;
    let n_zero = |at: usize| start.chunks_exact(2).filter(|pair| pair[at] == 0).count();
    let (first, second) = (n_zero(0), n_zero(1));
    if n_pairs < 4 {
        None
    } else if second * 2 > n_pairs && first * 20 < n_pairs {
        Some(UTF_16LE)
    } else if first * 2 > n_pairs && second * 20 < n_pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Bytes that are looked at to tell an encoding without a mark.
const SAMPLE: usize = 4096;

/// More than one control character in fifty is no text that a person wrote.
fn is_binary(text: &str) -> bool {
    let n_control = text.chars().take(8192).filter(|&c| c < ' ' && !matches!(c, '\n' | '\r' | '\t' | '\x0c' | '\x1b'));
    n_control.count() * 50 > text.chars().take(8192).count()
}

/// Every line end is `\n`; every kind of space is a space; what has no width is gone.
pub(super) fn even_out(text: &str) -> String {
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
        assert_eq!(decode(bytes).map(|decoded| decoded.text).ok().as_deref(), Some(expect));
    }

    #[test]
    fn encodings_are_told_apart() {
        check("Zoë spoke.".as_bytes(), "Zoë spoke.");
        check(b"\xEF\xBB\xBFZo\xC3\xAB spoke.", "Zoë spoke.");
        check(b"\xFF\xFEZ\0o\0\xEB\0", "Zoë");
        check(b"Z\0o\0\xEB\0 \0s\0p\0o\0k\0e\0", "Zoë spoke");
        check(b"\0Z\0o\0\xEB\0 \0s\0p\0o\0k\0e", "Zoë spoke");
        check(b"\xFF\xFE\0\0Z\0\0\0o\0\0\0\xEB\0\0\0", "Zoë");
        check(b"\0\0\0Z\0\0\0o\0\0\0\xEB", "Zoë");
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
    fn damage_is_mended_and_told() {
        let Decoded { text, notes, .. } = decode("Zoë said: â€œNo.â€\u{9D}".as_bytes()).expect("text");
        assert_eq!(text, "Zoë said: “No.”");
        assert!(notes[0].message.contains("windows-1252"), "{notes:?}");
        let Decoded { notes, .. } = decode("Zo\u{FFFD} spoke.".as_bytes()).expect("text");
        assert!(notes[0].message.contains("lost"), "{notes:?}");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(matches!(decode(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0"), Err(ReadError::NotText)));
        assert!(matches!(decode(b" \n\t\n"), Err(ReadError::Empty)));
    }
}
