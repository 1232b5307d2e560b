//! Which language an article is in.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The commonest English words that are rare in other languages: where whatlang is not sure (a text of two lines), a
/// fifth of all words being of these says English; other
/// languages share only a few of them ("was", "on", "has").
const ENGLISH: &str = "the of and to that is was for on with as by at from have has had his her their they this which \
                       were been are said would who not but after will about over when more";

/// From this share on a short text is taken for English.
const ENGLISH_SHARE: f64 = 0.2;

/// Bytes that are looked at: who writes so much in one language goes on in it.
const SAMPLE: usize = 100_000;

/// ISO 639-1 code of `text`, `und` where it cannot be told. `said` is what the head of the file says.
pub(super) fn tell(text: &str, said: Option<&str>) -> String {
    let end = (0..=text.len().min(SAMPLE)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
    let text = &text[..end];
    if let Some(info) = whatlang::detect(text).filter(whatlang::Info::is_reliable) {
        return short_code(info.lang()).to_owned();
    }
    let said = said.map(|said| said.split(['-', '_']).next().unwrap_or("").to_lowercase());
    if let Some(said) = said.filter(|said| said.len() == 2 && said.bytes().all(|byte| byte.is_ascii_lowercase())) {
        return said;
    }
    if english_share(text) >= ENGLISH_SHARE { "en".to_owned() } else { "und".to_owned() }
}

fn english_share(text: &str) -> f64 {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| ENGLISH.split_whitespace().collect());
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let (mut n_words, mut n_english) = (0u32, 0u32);
    for word in words {
        n_words += 1;
        n_english += u32::from(WORDS.contains(word.to_lowercase().as_str()));
    }
    f64::from(n_english) / f64::from(n_words.max(1))
}

/// The two-letter code of a language; `und` for those without one.
fn short_code(lang: whatlang::Lang) -> &'static str {
    match lang.code() {
        "afr" => "af",
        "aka" => "ak",
        "amh" => "am",
        "ara" => "ar",
        "aze" => "az",
        "bel" => "be",
        "ben" => "bn",
        "bul" => "bg",
        "cat" => "ca",
        "ces" => "cs",
        "cmn" => "zh",
        "cym" => "cy",
        "dan" => "da",
        "deu" => "de",
        "ell" => "el",
        "eng" => "en",
        "epo" => "eo",
        "est" => "et",
        "fin" => "fi",
        "fra" => "fr",
        "guj" => "gu",
        "heb" => "he",
        "hin" => "hi",
        "hrv" => "hr",
        "hun" => "hu",
        "hye" => "hy",
        "ind" => "id",
        "ita" => "it",
        "jav" => "jv",
        "jpn" => "ja",
        "kan" => "kn",
        "kat" => "ka",
        "khm" => "km",
        "kor" => "ko",
        "lat" => "la",
        "lav" => "lv",
        "lit" => "lt",
        "mal" => "ml",
        "mar" => "mr",
        "mkd" => "mk",
        "mya" => "my",
        "nep" => "ne",
        "nld" => "nl",
        "nob" => "nb",
        "ori" => "or",
        "pan" => "pa",
        "pes" => "fa",
        "pol" => "pl",
        "por" => "pt",
        "ron" => "ro",
        "rus" => "ru",
        "sin" => "si",
        "slk" => "sk",
        "slv" => "sl",
        "sna" => "sn",
        "spa" => "es",
        "srp" => "sr",
        "swe" => "sv",
        "tam" => "ta",
        "tel" => "te",
        "tgl" => "tl",
        "tha" => "th",
        "tuk" => "tk",
        "tur" => "tr",
        "ukr" => "uk",
        "urd" => "ur",
        "uzb" => "uz",
        "vie" => "vi",
        "yid" => "yi",
        "zul" => "zu",
        _ => "und",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        let tell = |text| tell(text, None);
        assert_eq!(
            tell("The mayor said on Monday that the bridge over the river would be closed for repairs until May."),
            "en"
        );
        assert_eq!(
            tell(
                "Le maire a déclaré lundi que le pont sur la rivière serait fermé pour travaux jusqu'en mai prochain."
            ),
            "fr"
        );
        assert_eq!(
            tell(
                "Der Bürgermeister sagte am Montag, die Brücke über den Fluss bleibe bis Mai für Bauarbeiten gesperrt."
            ),
            "de"
        );
    }

    #[test]
    fn a_short_english_note_is_english() {
        assert_eq!(tell("Six of the men were found on Monday.", None), "en");
        assert_eq!(tell("4711", Some("de-AT")), "de");
        assert_eq!(tell("4711", None), "und");
    }
}
