//! Brings a name into its last form, or refuses it: what stays of it without address, articles and stray marks.

use super::{Finder, NO_NAMES, Name, PARTICLES};
use crate::extract::Gender;
use crate::extract::mentions::lexicon::Title;
use crate::extract::mentions::words::{is_caps, one_line};
use std::ops::Range;

/// Words that stand for somebody and name nobody, in headlines with a capital too; "US" and "IT" are names.
fn is_pointing(word: &str) -> bool {
    !is_caps(word)
        && matches!(
            word.to_lowercase().as_str(),
            "he" | "she"
                | "it"
                | "we"
                | "they"
                | "you"
                | "them"
                | "us"
                | "his"
                | "her"
                | "its"
                | "our"
                | "their"
                | "your"
                | "this"
                | "that"
                | "these"
                | "those"
                | "there"
                | "here"
                | "who"
                | "one"
                | "ones"
                | "other"
                | "others"
                | "another"
                | "both"
        )
}

impl Finder<'_> {
    pub(super) fn push(
        &self,
        mut tokens: Range<u32>,
        mut before: Range<u32>,
        label: &'static str,
        out: &mut Vec<Name>,
    ) {
        // Honorifics, "the", and a dangling hyphen or full stop belong to no name.
        while tokens.len() > 1 {
            let word = self.lower(tokens.start..tokens.start + 1);
            let honorific = matches!(self.lexicon.title(&word), Some(Title::Honorific(_)))
                && (before.is_empty() || !self.lexicon.is_unsure_title(&word));
            if word == "the" || honorific && !matches!(word.as_str(), "st" | "saint") {
                if before.is_empty() {
                    before = tokens.start..tokens.start;
                }
                tokens.start += 1;
                before.end = tokens.start;
            } else {
                break;
            }
        }
        // "members of the Security Council", "civilians and Norvik forces": a name begins with a capital, or with a particle
        // and one ("al-Nusra", "von der Berg", "53rd Street").
        let begins = |token: &u32| {
            let word = self.word(*token);
            let particle = PARTICLES.contains(&word) && self.joins_capital(*token, tokens.end);
            particle || word.starts_with(['#', '@']) || word.contains(|c: char| c.is_uppercase() || c.is_ascii_digit())
        };
        let Some(start) = tokens.clone().find(begins) else { return };
        tokens.start = start;
        // "Senior White House officials", at the head of a sentence: "Senior" belongs to the officials. "Stopping Arden Radio"
        // is what is done to it.
        let first = self.reading.token(tokens.start);
        if tokens.len() > 1
            && tokens.start == self.reading.sentence_of(tokens.start).tokens.start
            && (matches!(first.relation, "amod" | "advmod" | "nummod")
                && first.pos != "PROPN"
                && !tokens.contains(&first.head)
                || first.tag == "VBG"
                    && self.reading.child_by(tokens.start, &["dobj"]).is_some_and(|of| tokens.contains(&of)))
        {
            tokens.start += 1;
        }
        while tokens.len() > 1
            && matches!(
                self.word(tokens.end - 1),
                "-" | "." | "'" | "\u{2019}" | "of" | "the" | "and" | "'s" | "\u{2019}s"
            )
        {
            tokens.end -= 1;
        }
        let text = one_line(self.reading.span(tokens.clone()).of(&self.reading.text));
        let text = text
            .trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '#' | '@'))
            .trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.')
            .trim_end_matches("'s")
            .trim_end_matches("\u{2019}s")
            .to_owned();
        if !text.chars().any(char::is_alphabetic) || text.chars().count() < 2 {
            return;
        }
        let single = tokens.len() == 1;
        if single {
            let node = self.reading.token(tokens.start);
            if is_pointing(&text) {
                return;
            }
            let demonym = self.lexicon.country_of_adjective(&text).is_some();
            let people = self.lexicon.country_of_people(&text).is_some();
            let modifies = matches!(node.relation, "amod" | "compound" | "nmod" | "advmod");
            // "Israeli" of "Israeli strikes" says which; "the Dutch", "Israelis" are people.
            if demonym
                && self.lexicon.country(&text).is_none()
                && (!people || modifies || node.pos == "ADJ" && node.relation != "nsubj")
            {
                return;
            }
            if self.lexicon.title(&text.to_lowercase()).is_some()
                && label.is_empty()
                && !self.is_surname(tokens.start, out)
            {
                return;
            }
            // "May" is a month unless the network sees a person; "Islamist" of "Islamist fighters" says which.
            if text == "May" && self.label(tokens.start) != "PERSON"
                || modifies && self.label(tokens.start) == "NORP" && node.pos != "NOUN" && !people
            {
                return;
            }
            // "the Islamists": fighters are described, not named.
            let lemma = self.reading.lemma(tokens.start).to_lowercase();
            let singular = lemma.strip_suffix('s').unwrap_or(&lemma);
            if !modifies && self.lexicon.nominals(singular).iter().any(|nominal| nominal.class == "militant") {
                return;
            }
            // A capital at the head of a sentence, that nothing else calls a name.
            let first = self.reading.sentence_of(tokens.start).tokens.start == tokens.start;
            if first
                && self.label(tokens.start).is_empty()
                && !text.starts_with(['#', '@'])
                && !demonym
                && self.lexicon.country(&text).is_none()
                && self.lexicon.body(&text).is_none()
                && !self.lexicon.is_town(&text)
                && !is_caps(&text)
            {
                let again = self.reading.tokens.iter().enumerate().any(|(other, _)| {
                    other as u32 != tokens.start
                        && self.word(other as u32) == text
                        && self.reading.sentence_of(other as u32).tokens.start != other as u32
                });
                if !again || node.pos != "PROPN" {
                    return;
                }
            }
        } else if self.lexicon.country_of_adjective(&text).is_some() && self.lexicon.country(&text).is_none() {
            return;
        }
        let mut titled = false;
        let mut gender = Gender::Unknown;
        for at in before.clone() {
            match self.lexicon.title(&self.lower(at..at + 1)) {
                Some(Title::Honorific(its)) => {
                    (titled, gender) = (true, if its == Gender::Unknown { gender } else { its });
                }
                Some(_) => titled = true,
                None => {}
            }
            if let Some(its) = self.lexicon.kin(self.reading.lemma(at)) {
                (titled, gender) = (true, its);
            }
        }
        // "husband and wife Bruce Hill": the given name knows better.
        let own = text.split([' ', '-']).next().and_then(|first| self.lexicon.given_name(first)).unwrap_or_default();
        if !single && own != Gender::Unknown && gender != Gender::Unknown {
            gender = own;
        }
        let label = if label.is_empty() { self.network_label(&tokens) } else { label };
        let after_the = tokens.start > self.reading.sentence_of(tokens.start).tokens.start
            && self.lower(tokens.start - 1..tokens.start) == "the";
        let kinds = self.reading.name_at(tokens.end - 1).and_then(|name| name.kinds);
        out.push(Name {
            tokens,
            text,
            label,
            kinds,
            before,
            gender,
            titled,
            implied: String::new(),
            nickname: String::new(),
            after_the,
            couple: None,
            headline: false,
            credit: false,
            dateline: false,
        });
    }

    /// Whether a particle stands right before a capital, a hyphen, or another particle that does.
    fn joins_capital(&self, mut token: u32, end: u32) -> bool {
        while token < end && (PARTICLES.contains(&self.word(token)) || self.word(token) == "-") {
            token += 1;
        }
        token < end && self.word(token).starts_with(char::is_uppercase)
    }

    /// "Leader said", of a Cpl. Janice Leader: what would be a title is the surname of somebody named before.
    pub(super) fn is_surname(&self, token: u32, before: &[Name]) -> bool {
        let end = format!(" {}", self.word(token));
        let the = token > 0 && self.lower(token - 1..token) == "the";
        !the && before.iter().any(|name| name.titled && name.text.ends_with(&end))
    }

    /// The network's label of most of the tokens, the last counting most.
    pub(super) fn network_label(&self, tokens: &Range<u32>) -> &'static str {
        let last = self.label(tokens.end - 1);
        let label = if last.is_empty() { self.label(tokens.start) } else { last };
        if NO_NAMES.contains(&label) { "" } else { label }
    }
}
