//! What the article calls people and bodies, and how they stand to one another: titles before names, appositions,
//! "X is the Y", ages, "a spokesman for Z, X", "her father X".

use super::lexicon::{Lexicon, Title};
use super::names::Name;
use super::nominals::Nominal;
use super::sieve::Sieved;
use crate::extract::{Field, Relation, Role, is_of, is_word};
use crate::understand::Reading;
use std::ops::Range;

/// The longest phrase that is still a role, in tokens.
const LONGEST_ROLE: usize = 14;

/// Roles and relations, by entity number.
pub fn find(
    reading: &Reading,
    names: &[Name],
    nominals: &[Nominal],
    sieved: &Sieved,
    entity_of_name: &[u32],
) -> (Vec<Role>, Vec<Relation>) {
    let mut finder =
        Finder { reading, lexicon: Lexicon::shared(), names, entity_of_name, roles: Vec::new(), relations: Vec::new() };
    for (idx, &entity) in entity_of_name.iter().enumerate() {
        finder.before(idx);
        finder.age(idx);
        finder.relative(idx);
        if is_person(&sieved.entities[entity as usize].kinds) {
            finder.beside(idx);
        }
    }
    for said in &sieved.said {
        finder.said(said.entity as u32, &nominals[said.nominal]);
    }
    for (number, entity) in sieved.entities.iter().enumerate() {
        for (word, kinsman) in &entity.kin {
            let place = entity.places.first().map(|(tokens, _, _)| tokens.clone());
            let named = names
                .iter()
                .enumerate()
                .find(|(idx, name)| entity_of_name[*idx] == number as u32 && !name.before.is_empty())
                .map(|(_, name)| name.before.start..name.tokens.end);
            if let Some(tokens) = place.or(named) {
                finder.relations.push(Relation {
                    from: number as u32,
                    to: *kinsman as u32,
                    text: word.clone(),
                    span: reading.span(tokens),
                });
            }
        }
    }
    // Of two readings of one phrase the longer one says more.
    finder.roles.sort_by_key(|role| (role.referent, role.age, std::cmp::Reverse(role.span.end - role.span.start)));
    let mut kept: Vec<Role> = Vec::with_capacity(finder.roles.len());
    for role in std::mem::take(&mut finder.roles) {
        let known = |one: &Role| one.referent == role.referent && one.age == role.age && one.span.overlaps(role.span);
        if !kept.iter().any(known) {
            kept.push(role);
        }
    }
    finder.roles = kept;
    finder.roles.sort_by_key(|role| (role.span, role.referent));
    finder.relations.sort_by_key(|relation| (relation.span, relation.from));
    (finder.roles, finder.relations)
}

/// Endings of words for people by what they do, for those that no word list has ("logistician").
const DOERS: [&str; 6] = ["ist", "cian", "logian", "ologist", "man", "woman"];

/// Whether the evidence speaks for a person before all else.
fn is_person(kinds: &[f32; 5]) -> bool {
    kinds[1..].iter().all(|kind| kinds[0] > *kind)
}

struct Finder<'a> {
    reading: &'a Reading,
    lexicon: &'static Lexicon,
    names: &'a [Name],
    entity_of_name: &'a [u32],
    roles: Vec<Role>,
    relations: Vec<Relation>,
}

impl Finder<'_> {
    fn name_at(&self, token: u32) -> Option<u32> {
        let idx = self.names.partition_point(|name| name.tokens.end <= token);
        self.names.get(idx).filter(|name| name.tokens.contains(&token)).map(|_| self.entity_of_name[idx])
    }

    fn push(&mut self, referent: u32, tokens: Range<u32>) {
        let mut tokens = tokens;
        let mut qualifier = None;
        while !tokens.is_empty() {
            let word = self.reading.word(tokens.start).to_lowercase();
            if self.lexicon.is_qualifier(&word) && tokens.len() > 1 && word != "deputy" {
                qualifier = qualifier.or(Some(word));
                tokens.start += 1;
            } else if matches!(
                word.as_str(),
                "the" | "a" | "an" | "," | "-" | "\"" | "\u{201c}" | "\u{2018}" | "'s" | "\u{2019}s"
            ) {
                tokens.start += 1;
            } else {
                break;
            }
        }
        // "The former |Secretary of State": where the role was taken without it.
        let sentence = self.reading.sentence_of(tokens.start.min(tokens.end.saturating_sub(1))).tokens.clone();
        let before = tokens.start.checked_sub(1).filter(|before| sentence.contains(before));
        let before = before.map(|before| self.reading.word(before).to_lowercase());
        qualifier = qualifier.or(before.filter(|word| self.lexicon.is_qualifier(word) && word != "deputy"));
        while tokens.len() > 1
            && matches!(
                self.reading.word(tokens.end - 1),
                "," | "\"" | "\u{201d}" | "-" | "(" | "\u{2014}" | "\u{201c}" | "'" | "\u{2018}"
            )
        {
            tokens.end -= 1;
        }
        if tokens.is_empty() || tokens.len() > LONGEST_ROLE {
            return;
        }
        let has_noun = tokens.clone().any(|token| matches!(self.reading.token(token).pos, "NOUN" | "PROPN"));
        let span = self.reading.span(tokens);
        let text = super::words::one_line(span.of(&self.reading.text));
        let ends_open = text.ends_with(" and") || text.ends_with(" or");
        // "local", "6 and almost 10": without a noun nobody is told what somebody is.
        if text.chars().any(char::is_alphabetic) && !ends_open && has_noun {
            self.roles.push(Role { referent, text, span, qualifier, age: None });
        }
    }

    /// "Israeli Defense Minister |Paul Reiss", without mere address.
    fn before(&mut self, idx: usize) {
        let name = &self.names[idx];
        let mut tokens = name.before.clone();
        while let Some(last) = tokens.clone().next_back() {
            let word = self.reading.word(last).to_lowercase().replace('.', "");
            let address = matches!(self.lexicon.title(&word), Some(Title::Honorific(_)))
                && !matches!(
                    word.as_str(),
                    "rabbi" | "sheikh" | "imam" | "ayatollah" | "professor" | "sister" | "brother" | "father" | "chief"
                );
            if address || self.lexicon.kin(self.reading.lemma(last)).is_some() {
                tokens.end -= 1;
            } else {
                break;
            }
        }
        if tokens.is_empty() {
            return;
        }
        if let Some(years) = tokens.clone().find_map(|token| self.years(token)) {
            self.push_age(self.entity_of_name[idx], years);
        }
        // "Presidential candidates Ana Ruiz and Bo Lind": what two are is the role of neither alone.
        if matches!(self.reading.token(tokens.end - 1).tag, "NNS" | "NNPS") {
            return;
        }
        self.push(self.entity_of_name[idx], tokens);
    }

    /// "33-year-old": the number, and its token.
    fn years(&self, token: u32) -> Option<(u32, u32)> {
        let word = self.reading.word(token);
        let age = word.strip_suffix("-year-old").unwrap_or(word).parse::<u32>().ok().filter(|&age| age < 120)?;
        let sentence = self.reading.sentence_of(token).tokens.clone();
        let rest = self.reading.span(token..(token + 5).min(sentence.end)).of(&self.reading.text);
        rest.contains("year-old").then_some((age, token))
    }

    fn push_age(&mut self, referent: u32, (age, token): (u32, u32)) {
        let span = self.reading.token(token).span;
        self.roles.push(Role {
            referent,
            text: span.of(&self.reading.text).to_owned(),
            span,
            qualifier: None,
            age: Some(age),
        });
    }

    /// "Lena Moss, 16,".
    fn age(&mut self, idx: usize) {
        let end = self.names[idx].tokens.end;
        let sentence = self.reading.sentence_of(end - 1).tokens.clone();
        if end + 1 >= sentence.end || self.reading.word(end) != "," {
            return;
        }
        let closes = end + 2 >= sentence.end || matches!(self.reading.word(end + 2), "," | "." | ";" | ")" | "and");
        if let (true, Ok(age)) = (closes, self.reading.word(end + 1).parse::<u32>())
            && (1..120).contains(&age)
        {
            self.push_age(self.entity_of_name[idx], (age, end + 1));
        }
    }

    /// "X, who is the dean of the college,".
    fn relative(&mut self, idx: usize) {
        let name = &self.names[idx];
        let head = super::evidence::head_of(self.reading, name);
        let Some(clause) = self.reading.child_by(head, &["relcl"]) else { return };
        if self.reading.lemma(clause) != "be" {
            return;
        }
        if let Some(attribute) = self.reading.child_by(clause, &["attr"]) {
            let tokens = self.reading.subtree(attribute);
            self.push(self.entity_of_name[idx], tokens);
        }
    }

    /// Whether a token is a noun for what somebody is.
    fn is_trade(&self, token: u32) -> bool {
        let word = self.reading.word(token).to_lowercase().replace('.', "");
        let title = self.lexicon.title(&word);
        let doer = || !is_word(&word) && DOERS.iter().any(|ending| word.ends_with(ending));
        matches!(self.reading.token(token).tag, "NN" | "NNP")
            && !matches!(title, Some(Title::Honorific(_)))
            && (title.is_some() || is_of(&self.reading.lemma(token).to_lowercase(), Field::Person) || doer())
            && self.name_at(token).is_none()
    }

    /// What stands beside a person's name and says what that person is, whatever the trade: "the surgeon X", "X, a
    /// midwife", "the minister's driver, X".
    fn beside(&mut self, idx: usize) {
        let (name, entity) = (&self.names[idx], self.entity_of_name[idx]);
        let reading = self.reading;
        let head = super::evidence::head_of(reading, name);
        // Right before it: "French surgeon |Claire Vann".
        let start = name.before.start.min(name.tokens.start);
        let last = start.checked_sub(1).filter(|&last| {
            name.before.is_empty()
                && reading.token(last).relation == "compound"
                && name.tokens.contains(&reading.token(last).head)
                && self.is_trade(last)
        });
        if let Some(last) = last {
            let sentence = reading.sentence_of(last).tokens.clone();
            let from = (sentence.start..last)
                .rev()
                .take_while(|&token| {
                    matches!(reading.token(token).relation, "compound" | "amod" | "nmod" | "poss" | "case")
                })
                .last();
            self.push(entity, from.unwrap_or(last)..last + 1);
        }
        // Behind it, or it behind the noun.
        let behind = reading.children_by(head, &["appos"]).find(|&noun| self.is_trade(noun));
        let of = reading.token(head);
        let ahead = (of.relation == "appos").then_some(of.head).filter(|&noun| self.is_trade(noun));
        // "The minister's driver, X, told": the parser at times takes both for subjects.
        let twin = (start >= 2 && reading.word(start - 1) == ",").then(|| start - 2).filter(|&noun| {
            let (noun_, name_) = (reading.token(noun), reading.token(head));
            noun_.head == name_.head && noun_.relation.starts_with("nsubj") && name_.relation.starts_with("nsubj")
        });
        let twin = twin.filter(|&noun| self.is_trade(noun));
        for noun in behind.into_iter().chain(ahead).chain(twin) {
            let mut tokens = reading.subtree(noun);
            let stop = (noun + 1..tokens.end).find(|&token| {
                matches!(reading.word(token), "," | ";" | ":" | "(" | "\u{2014}" | "who" | "which" | "that" | "and")
                    || self.name_at(token) == Some(entity)
            });
            tokens.end = stop.unwrap_or(tokens.end);
            // What comes before the noun belongs to it as far as it is one phrase.
            tokens.start = (tokens.start..noun)
                .rev()
                .take_while(|&token| !matches!(reading.word(token), "," | ";" | ":" | "\u{2014}" | "\""))
                .last()
                .unwrap_or(noun);
            self.push(entity, tokens);
        }
    }

    /// A noun phrase set beside a name: as a role, with what it is of.
    fn said(&mut self, entity: u32, nominal: &Nominal) {
        let reading = self.reading;
        let mut tokens = nominal.tokens.clone();
        for child in reading.children_by(nominal.head, &["prep"]) {
            if child > nominal.head {
                tokens.end = tokens.end.max(reading.subtree(child).end);
            }
        }
        // Stop before the name itself, a relative clause, a comma.
        let stop = (nominal.head + 1..tokens.end).find(|&token| {
            matches!(reading.word(token), "," | ";" | "\u{2014}" | "who" | "which" | "that")
                || self.name_at(token) == Some(entity)
        });
        tokens.end = stop.unwrap_or(tokens.end);
        if nominal.class != "kin" {
            self.push(entity, tokens.clone());
        }
        // "a spokesman for Reiss": of whom.
        let object = reading
            .children_by(nominal.head, &["prep"])
            .filter(|&prep| matches!(reading.lemma(prep), "of" | "for" | "at" | "with"))
            .find_map(|prep| reading.child_by(prep, &["pobj"]))
            .or(nominal.possessor);
        if let Some(to) = object.and_then(|object| self.name_at(object)).filter(|&to| to != entity)
            && nominal.class != "kin"
        {
            self.relations.push(Relation { from: entity, to, text: nominal.lemma.clone(), span: reading.span(tokens) });
        }
    }
}
