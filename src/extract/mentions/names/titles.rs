//! Cuts a run of capitals into names and what stands before them: titles, countries, counted things.

use super::{Finder, HABITS, Name};
use crate::extract::ActorKind;
use crate::extract::mentions::lexicon::Title;
use crate::extract::mentions::words::{is_capital, is_caps};
use std::ops::Range;

impl Finder<'_> {
    /// Cuts a run of capitals into names and what stands before them.
    pub(super) fn split(&self, run: Range<u32>, sentence: &Range<u32>, out: &mut Vec<Name>) {
        // "US-Israel talks": two names, not one.
        let mut from = run.start;
        for dash in run.clone() {
            if self.word(dash) == "-"
                && dash > from
                && dash + 1 < run.end
                && self.is_known_place(from..dash)
                && self.is_known_place(dash + 1..dash + 2)
            {
                self.split_titles(from..dash, sentence, out);
                from = dash + 1;
            }
        }
        self.split_titles(from..run.end, sentence, out);
    }

    /// "Girls", "Soldiers": a plural that stands for people wherever it is written small.
    pub(super) fn is_plural_noun(&self, token: u32) -> bool {
        let lower = self.lower(token..token + 1);
        lower.strip_suffix('s').is_some_and(|stem| {
            self.lexicon
                .nominals(stem)
                .iter()
                .any(|nominal| matches!(nominal.kind, ActorKind::Group | ActorKind::Person))
        }) && self.lexicon.title(&lower).is_none_or(|title| title == Title::Job)
    }

    pub(super) fn is_known_place(&self, tokens: Range<u32>) -> bool {
        let words = self.lower(tokens);
        self.lexicon.country(&words).is_some()
            || self.lexicon.is_town(&words)
            || self.lexicon.country_of_adjective(&words).is_some()
            || self.lexicon.body(&words).is_some_and(|(kind, _)| kind == ActorKind::Place)
    }

    /// The last title in a run, as tokens.
    pub(super) fn last_title(&self, run: &Range<u32>) -> Option<Range<u32>> {
        let mut found: Option<Range<u32>> = None;
        let mut at = run.start;
        while at < run.end {
            let longest = (1..=5u32).rev().find(|&n| {
                at + n <= run.end && {
                    let words = self.lower(at..at + n);
                    self.lexicon.title(&words).is_some()
                        && (n > 1
                            || !self.lexicon.is_unsure_title(&words)
                            || at == run.start
                            || found.as_ref().is_some_and(|title| title.end == at)
                            || self.is_known_place(run.start..at)
                            || self.leads_person(at..at + n, run)
                            || (at > run.start
                                && self.lexicon.head_kind(&self.lower(at - 1..at)) == Some(ActorKind::Organization)))
                }
            });
            if let Some(n) = longest {
                found = Some(at..at + n);
                at += n;
            } else {
                at += 1;
            }
        }
        found
    }

    /// "Tarvo Governor |Paul Reiss": a title inside a run of capitals, and a person's full name behind it.
    fn leads_person(&self, title: Range<u32>, run: &Range<u32>) -> bool {
        let rest = title.end..run.end;
        let last = self.lower(run.end - 1..run.end);
        let person = self.reading.name_at(title.end).is_some_and(|name| name.label == "PERSON");
        title.start > run.start
            && (2..=4).contains(&rest.len())
            && (self.lexicon.given_name(self.word(rest.start)).is_some() || person)
            && self.lexicon.head_kind(&last).is_none()
            && self.lexicon.given_name(self.word(title.start - 1)).is_none()
    }

    pub(super) fn split_titles(&self, mut run: Range<u32>, sentence: &Range<u32>, out: &mut Vec<Name>) {
        // "1st Angola", "Arden Girls": what counts and what is counted are no part of the name.
        let headed = matches!(
            self.lexicon.head_kind(&self.lower(run.end - 1..run.end)),
            Some(ActorKind::Place | ActorKind::Organization)
        );
        while run.len() > 1
            && !headed
            && self.word(run.start).starts_with(|c: char| c.is_ascii_digit())
            && (!self.covered(run.start, run.start + 1)
                || self.word(run.start).ends_with(|c: char| c.is_ascii_lowercase()))
        {
            run.start += 1;
        }
        while run.len() > 1
            && !headed
            && self.is_plural_noun(run.end - 1)
            && self.lexicon.body(&self.lower(run.clone())).is_none()
            && run.len() <= 3
        {
            run.end -= 1;
        }
        if run.is_empty() {
            return;
        }
        let last = self.lower(run.end - 1..run.end);
        let whole = self.lower(run.clone());
        let body_head = matches!(self.lexicon.head_kind(&last), Some(ActorKind::Organization | ActorKind::Place));
        if self.lexicon.country(&whole).is_some()
            || self.lexicon.body(&whole).is_some()
            || (run.len() > 1 && self.lexicon.is_town(&whole))
        {
            self.push(run.clone(), self.reach_back(run.start, sentence)..run.start, self.label(run.start), out);
            return;
        }
        if let Some(title) = self.last_title(&run) {
            let mut start = title.end;
            if start < run.end && matches!(self.lower(start..start + 1).as_str(), "of" | "for" | "on") {
                let person = (start + 1..run.end).find(|&token| {
                    self.reading.name_at(token).is_some_and(|name| name.label == "PERSON" && name.tokens.start == token)
                });
                let given = (start + 2..run.end.saturating_sub(1))
                    .find(|&token| self.lexicon.given_name(self.word(token)).is_some());
                match person.or(given) {
                    Some(token) if token > start + 1 => start = token,
                    _ => {
                        let inner = start + 1..run.end;
                        let words = self.lower(inner.clone());
                        let head = self.lower(run.end - 1..run.end);
                        if self.is_known_place(inner.clone())
                            || self.lexicon.body(&words).is_some()
                            || (inner.len() > 1 && self.lexicon.head_kind(&head).is_some())
                        {
                            self.push(inner, start..start, "", out);
                        }
                        return;
                    }
                }
            }
            let rest = start..run.end;
            let surname = rest.is_empty()
                && run.len() >= 2
                && title.len() == 1
                && self.lexicon.is_unsure_title(&last)
                && title.start > run.start
                && self.lexicon.given_name(self.word(title.start - 1)).is_some();
            let is_body = body_head
                && !rest.is_empty()
                && self.reading.name_at(rest.start).is_none_or(|name| name.label != "PERSON");
            if run.len() == 1 && self.is_surname(run.start, out) {
                self.push(run.clone(), run.start..run.start, "", out);
                return;
            }
            if rest.is_empty() && !surname {
                self.modifiers(run.start..title.start, out);
                return;
            }
            if !surname && !is_body {
                self.modifiers(run.start..title.start, out);
                let before = self.reach_back(run.start, sentence)..rest.start;
                self.push(rest, before, "", out);
                return;
            }
        }
        // "Israeli Paul Reiss", "BBC Peter Smith": the network sees a person begin inside the run.
        let person = run.clone().skip(1).find(|&token| {
            self.reading
                .name_at(token)
                .is_some_and(|name| name.label == "PERSON" && name.tokens.start == token && name.tokens.end >= run.end)
        });
        if let Some(token) = person
            && !body_head
            && (self.is_known_place(run.start..token)
                || (self.label(run.start) == "ORG" && !self.glued(token - 1, token) && self.word(token - 1) != "-"))
        {
            self.modifiers(run.start..token, out);
            self.push(token..run.end, self.reach_back(token, sentence)..token, "PERSON", out);
            return;
        }
        let adjective = self.lexicon.country_of_adjective(&self.lower(run.start..run.start + 1)).is_some()
            || self.lexicon.country_of_adjective(&self.lower(run.start..(run.start + 2).min(run.end))).is_some();
        if adjective && run.len() >= 2 {
            let rest = self.lower(run.end - 1..run.end);
            let common = self.lexicon.nominals(&rest).iter().any(|nominal| {
                crate::extract::mentions::nominals::INSTITUTIONS.contains(&nominal.class) && rest != "authority"
                    || matches!(nominal.kind, ActorKind::Group | ActorKind::Person)
            });
            if self.lexicon.body(&self.lower(run.start + 1..run.end)).is_some() {
                // "British BBC": the body, and whose it is.
                self.push(run.start + 1..run.end, run.start..run.start + 1, "", out);
                return;
            }
            if common && run.len() <= 3 {
                // "the Nigerian Army": a description, not a name.
                return;
            }
        }
        self.push(run.clone(), self.reach_back(run.start, sentence)..run.start, "", out);
    }

    /// Names inside what stands before a title: "US" of "US Secretary of State", "State Department" of "State
    /// Department Spokesman".
    pub(super) fn modifiers(&self, tokens: Range<u32>, out: &mut Vec<Name>) {
        if tokens.is_empty() {
            return;
        }
        let words = self.lower(tokens.clone());
        let head = self.lower(tokens.end - 1..tokens.end);
        let is_body = tokens.len() > 1 && self.lexicon.head_kind(&head) == Some(ActorKind::Organization);
        if self.lexicon.country(&words).is_some()
            || self.lexicon.body(&words).is_some()
            || is_body
            || (tokens.len() == 1 && is_caps(self.word(tokens.start)))
            || self
                .reading
                .name_at(tokens.start)
                .is_some_and(|name| name.tokens == tokens && matches!(name.label, "ORG" | "GPE"))
        {
            self.push(tokens.clone(), tokens.start..tokens.start, "", out);
        } else if tokens.len() > 1 && self.lexicon.country(&self.lower(tokens.start..tokens.start + 1)).is_some() {
            self.push(tokens.start..tokens.start + 1, tokens.start..tokens.start, "GPE", out);
        }
    }

    /// Where an office of several words begins that ends right before a token: "Secretary of State |Ana Ruiz", "Minister for
    /// Grain Affairs |Ana Ruiz".
    fn office_before(&self, from: u32, sentence: &Range<u32>) -> Option<u32> {
        let known = |words: u32| {
            let start = from.checked_sub(words).filter(|&start| start >= sentence.start)?;
            let inner = (start + 1..from).any(|token| matches!(self.word(token), "of" | "for"));
            (inner && self.lexicon.title(&self.lower(start..from)).is_some()).then_some(start)
        };
        if let Some(start) = (3..=5).rev().find_map(known) {
            return Some(start);
        }
        let capital =
            |token: &u32| is_capital(self.word(*token)) && matches!(self.reading.token(*token).pos, "PROPN" | "NOUN");
        let first = (sentence.start.max(from.saturating_sub(4))..from).rev().take_while(capital).last()?;
        let title = first.checked_sub(2).filter(|&title| title >= sentence.start)?;
        let leads = matches!(self.word(title + 1), "of" | "for") && is_capital(self.word(title));
        let office = || {
            self.lexicon.title(&self.lower(title..title + 1)).is_some_and(|known| !matches!(known, Title::Honorific(_)))
        };
        (leads && office()).then_some(title)
    }

    /// How far the words that say what a name is reach back before it: "the militant group |Dawn Front", "spokesman
    /// |John Smith", "Drs. |Mitchell".
    pub(super) fn reach_back(&self, from: u32, sentence: &Range<u32>) -> u32 {
        let Some(last) = from.checked_sub(1).filter(|last| sentence.contains(last)) else { return from };
        if let Some(start) = self.office_before(from, sentence) {
            return self.reach_back(start, sentence);
        }
        let mut at = last;
        let quoted = matches!(self.word(at), "\"" | "\u{201c}" | "\u{2018}" | "'") && at > sentence.start;
        if quoted {
            at -= 1;
        }
        // "Capt. |Arturo": the full stop of an abbreviation, as a token of its own.
        if self.word(at) == "."
            && at > sentence.start
            && self.glued(at - 1, at)
            && self.lexicon.title(&self.lower(at - 1..at)).is_some()
        {
            at -= 1;
        }
        let lemma = self.reading.lemma(at).to_lowercase();
        let node = self.reading.token(at);
        let lower = self.lower(at..at + 1);
        let says = (matches!(node.pos, "NOUN" | "PROPN")
            && (self.lexicon.title(&lower).is_some()
                || !self.lexicon.nominals(&lemma).is_empty()
                || self.lexicon.kin(&lemma).is_some()))
            || self.lexicon.title(&lower).is_some_and(|title| matches!(title, Title::Honorific(_) | Title::Rank));
        // "Ms |Marsh", though the network takes both words for the name.
        let address =
            self.lexicon.title(&lower).is_some_and(|title| matches!(title, Title::Honorific(_) | Title::Rank))
                && !self.lexicon.is_unsure_title(&lower);
        if !says
            || !address
                && self
                    .reading
                    .name_at(at)
                    .is_some_and(|name| name.tokens.start == at && name.label == "PERSON" && name.tokens.len() > 1)
        {
            return from;
        }
        while at > sentence.start {
            let before = at - 1;
            let node = self.reading.token(before);
            let word = self.word(before);
            let fits = matches!(node.pos, "NOUN" | "PROPN" | "ADJ" | "NUM") && !matches!(node.tag, "NNPS")
                || (word == "-" && before > sentence.start && self.glued(before, at))
                || (node.pos == "VERB" && matches!(node.relation, "amod" | "compound"))
                || matches!(word, "'s" | "\u{2019}s");
            if !fits || HABITS.contains(&word.to_lowercase().as_str()) || self.label(before) == "DATE" {
                break;
            }
            at = before;
        }
        at
    }
}
