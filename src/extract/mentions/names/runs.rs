//! Runs of capitals: where a name that begins at a token ends.

use super::{Finder, HABITS, PARTICLES};
use crate::extract::ActorKind;
use crate::extract::mentions::words::{is_capital, is_caps};
use std::ops::Range;

/// "208B", "320neo": the number of a model.
fn is_model_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(|c: char| c.is_ascii_uppercase())
}

impl Finder<'_> {
    /// Where the run of capitals that begins at `from` ends.
    pub(super) fn run_end(&self, from: u32, sentence: &Range<u32>) -> u32 {
        if self.is_tagged(from) {
            return self.tagged_end(from, sentence);
        }
        let mut end = from + 1;
        while end < sentence.end {
            let word = self.word(end);
            let lower = word.to_lowercase();
            let next = (end + 1 < sentence.end).then_some(end + 1);
            let next_names = next.is_some_and(|next| self.is_name_word(next, sentence.start));
            if self.is_name_word(end, sentence.start) {
                end += 1;
            } else if self.hyphened_word_inside(from, end, sentence) {
                end += 3;
            } else if self.hyphen_joins(end, next) || next_names && self.binds(end, &lower) {
                end += 2;
            } else if PARTICLES.contains(&lower.as_str()) && self.hyphened(end, sentence) {
                end += 3;
            } else if matches!(lower.as_str(), "of" | "for" | "on" | "against")
                && self.may_go_on(from, end, next, sentence)
            {
                end += 1 + u32::from(!next_names);
                while end < sentence.end && self.is_name_word(end, sentence.start) {
                    end += 1;
                }
            } else if next_names
                && (lower == "and" && self.joins(from, end)
                    || matches!(word, "'s" | "\u{2019}s")
                        && (self.covered(end - 1, end + 1) && self.possessive_inside(end)
                            || self.owner_in_name(end, sentence)))
            {
                end += 2;
            } else if (self.reading.token(end).pos == "NUM" || is_model_number(word))
                && self.number_inside(from, end, sentence)
            {
                end += 1;
            } else {
                break;
            }
        }
        end
    }

    /// Where the tagger's name ends that a token is part of. "Iranian |Embassy": with the noun behind it that heads a name.
    fn tagged_end(&self, from: u32, sentence: &Range<u32>) -> u32 {
        let name = self.reading.name_at(from).filter(|_| self.is_named(from));
        let mut end = name.map_or(from + 1, |name| name.tokens.end.min(sentence.end));
        while end < sentence.end
            && !self.is_named(end)
            && is_capital(self.word(end))
            && self.label(from) != "PERSON"
            && self.lexicon.head_kind(&self.lower(end..end + 1)).is_some()
        {
            end += 1;
        }
        end
    }

    /// "Jean-Luc", "Halo-3": a hyphen without spaces, before a capital or a number.
    fn hyphen_joins(&self, hyphen: u32, next: Option<u32>) -> bool {
        let Some(next) = next.filter(|&next| self.glued(hyphen - 1, hyphen) && self.glued(hyphen, next)) else {
            return false;
        };
        let word = self.word(next);
        matches!(self.word(hyphen), "-" | "\u{2010}" | "\u{2011}")
            && word.chars().any(char::is_alphanumeric)
            && (is_capital(word) || word.chars().all(char::is_numeric) || self.covered(hyphen - 1, next))
    }

    /// "Church of the Second-|day Pilgrims": a hyphen and a small noun, in what a body is of, before another capital.
    fn hyphened_word_inside(&self, from: u32, hyphen: u32, sentence: &Range<u32>) -> bool {
        hyphen + 2 < sentence.end
            && self.word(hyphen) == "-"
            && self.glued(hyphen - 1, hyphen)
            && self.glued(hyphen, hyphen + 1)
            && self.reading.token(hyphen + 1).tag == "NN"
            && is_capital(self.word(hyphen + 2))
            && (from..hyphen).any(|token| self.word(token) == "of")
    }

    /// "Baker's Circle": owner and owned stand together again and again, and who owns is no person and no country.
    fn owner_in_name(&self, possessive: u32, sentence: &Range<u32>) -> bool {
        let (left, right) = (possessive - 1, possessive + 1);
        let owner = self.lower(left..right - 1);
        let known = self.lexicon.country(&owner).is_some()
            || self.lexicon.is_town(&owner)
            || self.lexicon.body(&owner).is_some()
            || self.lexicon.given_name(&owner).is_some()
            || matches!(self.label(left), "PERSON" | "GPE" | "NORP");
        if known || right >= sentence.end || !self.reading.token(right).tag.starts_with("NN") {
            return false;
        }
        let n_tokens = self.reading.tokens.len() as u32;
        let same = |at: &u32| {
            self.word(*at) == self.word(left)
                && matches!(self.word(at + 1), "'s" | "\u{2019}s")
                && self.word(at + 2) == self.word(right)
        };
        (0..n_tokens.saturating_sub(2)).filter(same).take(2).count() == 2
    }

    /// Whether a small word between two names is part of one: "&", "de", the hyphen of "al-", "Our" of "Save Our Reef".
    fn binds(&self, small: u32, lower: &str) -> bool {
        let word = self.word(small);
        let titled = is_capital(word)
            && !matches!(lower, "i" | "the" | "a" | "he" | "she" | "it" | "we" | "they")
            && !HABITS.contains(&lower)
            && word.chars().all(char::is_alphabetic);
        let hyphen = word == "-" && PARTICLES.contains(&self.lower(small - 1..small).as_str());
        titled || hyphen || word == "&" || PARTICLES.contains(&lower)
    }

    /// "al-Barnawi": a particle, a hyphen, a capital, without a space.
    pub(super) fn hyphened(&self, particle: u32, sentence: &Range<u32>) -> bool {
        particle + 2 < sentence.end
            && self.word(particle + 1) == "-"
            && self.glued(particle, particle + 1)
            && self.glued(particle + 1, particle + 2)
            && is_capital(self.word(particle + 2))
    }

    /// "Ministry of Health", "Secretary of State": whether "of", "for" goes on with a name.
    pub(super) fn may_go_on(&self, from: u32, small: u32, next: Option<u32>, sentence: &Range<u32>) -> bool {
        let Some(next) = next else { return false };
        let begins = |token: u32| {
            self.is_name_word(token, sentence.start)
                && self.lexicon.country_of_adjective(self.word(token)).is_none_or(|_| self.covered(small, token))
        };
        let after_the = self.word(next) == "the" && next + 1 < sentence.end && begins(next + 1);
        if !(begins(next) || after_the) {
            return false;
        }
        let head = self.lower(small - 1..small);
        let last = if after_the { next + 1 } else { next };
        let is_head = self.lexicon.head_kind(&head).is_some()
            || matches!(
                head.as_str(),
                "university" | "center" | "centre" | "republic" | "house" | "states" | "doctors" | "son"
            )
            || self.lexicon.title(&head).is_some();
        // "the Government of Chad", "the President of Turkey": the country is named for itself.
        let own = self.lexicon.country(&self.lower(last..last + 1)).is_some() && !self.covered(small, last);
        let two = self.lexicon.country(&self.lower(last..(last + 2).min(sentence.end))).is_some()
            && !self.covered(small, last);
        if own || two {
            return false;
        }
        // "Church of Saint Ann of the Hill": what a body is of, and of what that is.
        let of_body = (from + 1..small).any(|token| {
            matches!(self.word(token), "of" | "for")
                && self.lexicon.head_kind(&self.lower(token - 1..token)) == Some(ActorKind::Organization)
        });
        (is_head && self.word(small) != "on")
            || of_body && self.word(small) == "of"
            || (self.covered(small - 1, last) && self.label(from) != "PERSON")
    }

    /// "Rocket and Space Corporation": whether "and" stands inside one name.
    pub(super) fn joins(&self, from: u32, and: u32) -> bool {
        if !self.covered(and - 1, and + 1) || self.label(from) == "PERSON" {
            return false;
        }
        let left = self.lower(and - 1..and);
        self.lexicon.country(&left).is_none() && !self.lexicon.is_town(&left) && !is_caps(self.word(and - 1))
    }

    pub(super) fn possessive_inside(&self, possessive: u32) -> bool {
        let left = self.lower(possessive - 1..possessive);
        self.lexicon.country(&left).is_none()
            && self.reading.name_at(possessive).is_some_and(|name| {
                let head = self.lower(name.tokens.end - 1..name.tokens.end);
                matches!(self.lexicon.head_kind(&head), Some(ActorKind::Organization | ActorKind::Place))
            })
    }

    /// "`Halo` 1", "Flight 208", "Cessna 208 Caravan": a number that is part of the name.
    pub(super) fn number_inside(&self, from: u32, number: u32, sentence: &Range<u32>) -> bool {
        let word = self.word(number);
        if word.len() > 4 || !word.starts_with(|c: char| c.is_ascii_digit()) || !word.chars().all(char::is_alphanumeric)
        {
            return false;
        }
        if matches!(self.lower(number - 1..number).as_str(), "page" | "chapter" | "age") || self.label(from) == "PERSON"
        {
            return false;
        }
        let goes_on = number + 1 < sentence.end && self.is_name_word(number + 1, sentence.start);
        let counts = number + 1 < sentence.end && self.reading.token(number + 1).tag == "NNS";
        !counts && (self.covered(number - 1, number) || goes_on)
    }
}
