//! Which language a text is in.

/// So much of a text is looked at, in bytes: more adds nothing.
const SAMPLE: usize = 4096;

/// The ISO 639-1 code of the language of `text` ("en"), or "und" where it cannot be told. Uses the trigrams of whatlang.
pub fn detect_language(text: &str) -> String {
    let end = (0..=SAMPLE.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    let code = whatlang::detect(&text[..end]).filter(whatlang::Info::is_reliable).map(|info| two_letters(info.lang()));
    code.unwrap_or("und").to_owned()
}

/// The code of two letters for a language of whatlang's; the code of three where there is none.
fn two_letters(language: whatlang::Lang) -> &'static str {
    /// ISO 639-3 codes whose ISO 639-1 code is in use.
    const CODES: &str = "afr af aka ak amh am ara ar aze az bel be ben bn bul bg cat ca ces cs cmn zh cym cy dan da deu de \
        ell el eng en epo eo est et fin fi fra fr guj gu heb he hin hi hrv hr hun hu hye hy ind id ita it jav jv jpn ja \
        kan kn kat ka khm km kor ko lat la lav lv lit lt mal ml mar mr mkd mk mya my nep ne nld nl nob nb ori or pan pa \
        pes fa pol pl por pt ron ro rus ru sin si slk sk slv sl sna sn spa es srp sr swe sv tam ta tel te tgl tl tha th \
        tuk tk tur tr ukr uk urd ur uzb uz vie vi yid yi zul zu";
    let code = language.code();
    let mut pairs = CODES.split_ascii_whitespace();
    while let (Some(three), Some(two)) = (pairs.next(), pairs.next()) {
        if three == code {
            return two;
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        let check = |text, expect| assert_eq!(detect_language(text), expect, "{text}");
        check("The minister said on Tuesday that the talks would go on until an agreement had been reached.", "en");
        check(
            "Le ministre a déclaré mardi que les discussions se poursuivraient jusqu'à ce qu'un accord soit trouvé.",
            "fr",
        );
        check("Министр заявил во вторник, что переговоры будут продолжены.", "ru");
        check("", "und");
        check("1234 5678", "und");
    }
}
