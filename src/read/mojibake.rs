//! Mends text whose UTF-8 was once read as an old encoding: `â€œ` for “, `Ã©` for é, `‚Äô` for ’.
//!
//! Each such sequence is put back into the bytes that it was and read as UTF-8. What no sequence makes stays as it is, so a
//! text that is damaged in parts is mended in parts.

use crate::text::fence::check;
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1251, WINDOWS_1252};
use rustc_hash::FxHashMap;

/// Encodings in which programs read UTF-8 by mistake, the likeliest first.
const MISTAKEN: [&Encoding; 3] = [WINDOWS_1252, MACINTOSH, WINDOWS_1251];

/// A text that went through the mistake again and again was seen at three times.
const MAX_ROUNDS: usize = 3;

/// From this share of the letters beyond ASCII on, sequences that could be chance are taken for damage.
const DAMAGED_SHARE: f64 = 0.7;

/// The mended text and the encoding it was read as by mistake; `None` where nothing is damaged.
pub(super) fn mend(text: &str) -> Option<(String, &'static str)> {
    if text.is_ascii() {
        return None;
    }
    let mut found: Option<(String, &'static str)> = None;
    for _ in 0..MAX_ROUNDS {
        let now = found.as_ref().map_or(text, |(text, _)| text);
        let next = MISTAKEN.iter().find_map(|encoding| Some((mend_as(now, encoding)?, encoding.name())));
        let Some(next) = next else { break };
        found = Some(next);
    }
    found
}

fn mend_as(text: &str, encoding: &'static Encoding) -> Option<String> {
    check();
    let bytes_of = table(encoding);
    let chars: Vec<char> = text.chars().collect();
    let sequences: Vec<Sequence> = sequences(&chars, &bytes_of);
    let n_foreign = chars.iter().filter(|c| !c.is_ascii()).count();
    let n_in: usize = sequences.iter().map(|found| found.n_chars).sum();
    let mostly = n_in as f64 >= DAMAGED_SHARE * n_foreign as f64;
    let n_sure = sequences.iter().filter(|found| found.is_sure()).count();
    let n_long = sequences.iter().filter(|found| found.n_chars > 2).count();
    if n_sure == 0 && !(mostly && (n_long > 0 || sequences.len() > 1)) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for found in sequences.iter().filter(|found| mostly || found.is_sure() || found.is_latin()) {
        out.extend(&chars[at..found.at]);
        out.push(found.meant);
        at = found.at + found.n_chars;
    }
    out.extend(&chars[at..]);
    Some(out)
}

/// Characters that were one.
struct Sequence {
    at: usize,
    n_chars: usize,
    meant: char,
}

impl Sequence {
    /// Quotation marks, dashes, the euro sign: what stands in their place is written by nobody.
    fn is_sure(&self) -> bool {
        self.n_chars > 2 && matches!(self.meant, '\u{2010}'..='\u{2044}' | '€' | '™')
    }

    /// A letter or sign of Western Europe, or of what Windows adds to them (which is what damage twice over is made of).
    fn is_latin(&self) -> bool {
        matches!(self.meant, '\u{A0}'..='\u{FF}' | 'Œ' | 'œ' | 'Š' | 'š' | 'Ž' | 'ž' | 'Ÿ' | 'ƒ' | 'ˆ' | '˜')
    }
}

fn sequences(chars: &[char], bytes_of: &FxHashMap<char, u8>) -> Vec<Sequence> {
    let byte = |at: usize| chars.get(at).and_then(|c| bytes_of.get(c)).copied();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let n_bytes = match byte(at) {
            Some(0xC2..=0xDF) => 2,
            Some(0xE0..=0xEF) => 3,
            Some(0xF0..=0xF4) => 4,
            _ => {
                at += 1;
                continue;
            }
        };
        let bytes: Vec<u8> = (at..at + n_bytes).map_while(byte).collect();
        let meant = std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next());
        if let Some(meant) = meant {
            found.push(Sequence { at, n_chars: n_bytes, meant });
            at += n_bytes;
        } else if n_bytes == 3 && bytes.as_slice() == [0xE2, 0x80] {
            // The third byte of ” is none of the encoding and got lost, or became the sign for a lost one.
            let n_chars = 2 + usize::from(chars.get(at + 2) == Some(&'\u{FFFD}'));
            found.push(Sequence { at, n_chars, meant: '”' });
            at += n_chars;
        } else {
            at += 1;
        }
    }
    found
}

/// The byte above ASCII that each character of the encoding is; controls of ISO 8859-1 are their own.
fn table(encoding: &'static Encoding) -> FxHashMap<char, u8> {
    let controls = (0x80..=0x9F).map(|byte| (char::from(byte), byte));
    let known = (0x80..=0xFF).filter_map(|byte| {
        let c = encoding.decode_without_bom_handling(&[byte]).0.chars().next()?;
        (c != '\u{FFFD}').then_some((c, byte))
    });
    controls.chain(known).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` as a program shows it that takes its UTF-8 for `encoding`.
    fn damage(text: &str, encoding: &'static Encoding) -> String {
        encoding.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn damaged_text_is_mended_whatever_it_was_taken_for() {
        for text in ["“We’ll see,” said Zoë – for €4m.", "The café’s owner, José Ørsted", "Мэр города сказал: «Нет»"]
        {
            for encoding in MISTAKEN {
                let damaged = damage(text, encoding);
                if damaged.contains('\u{FFFD}') {
                    continue;
                }
                assert_eq!(mend(&damaged), Some((text.to_owned(), encoding.name())), "{damaged}");
            }
            let twice = damage(&damage(text, WINDOWS_1252), WINDOWS_1252);
            assert_eq!(mend(&twice).map(|(text, _)| text).as_deref(), Some(text), "{twice}");
        }
    }

    #[test]
    fn a_closing_mark_whose_last_byte_got_lost_is_one() {
        assert_eq!(mend("â€œNo,â€ she said.").map(|(text, _)| text).as_deref(), Some("“No,” she said."));
    }

    #[test]
    fn a_text_damaged_in_parts_keeps_its_sound_parts() {
        let twice = format!("Zoë, José and Åse: {}", damage(&damage("It’s a ‘deal’", WINDOWS_1252), WINDOWS_1252));
        assert_eq!(mend(&twice).map(|(text, _)| text).as_deref(), Some("Zoë, José and Åse: It’s a ‘deal’"));
        let text = "“Zoë” and â€œJosÃ©â€\u{9D}";
        assert_eq!(mend(text).map(|(text, _)| text).as_deref(), Some("“Zoë” and “José”"));
    }

    #[test]
    fn sound_text_is_left_alone() {
        for text in [
            "“We’ll see,” said Zoë – for €4m.",
            "LA SOCIÉTÉ\u{A0}: « Où va-t-on\u{A0}? » À QUÉBEC…",
            "NÃO, disse o São João; manhã",
            "Ångström, Ærø, Øre, ß, ÿ",
            "Мэр города сказал",
            "市議会は火曜日",
        ] {
            assert_eq!(mend(text), None, "{text}");
        }
    }
}
