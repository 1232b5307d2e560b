//! Whom descriptions and pronouns stand for, from sure to less sure; what is not sure stays open.
//!
//! Works through the article in order. Sure: apposition, copula, kinship with a known kinsman, a noun that the article
//! has already used of somebody. Less sure: the nearest that fits in kind, gender and number, if nothing rivals it.

mod descriptions;
mod naming;
mod pronouns;

use crate::extract::mentions::kinds::Kinds;
use crate::extract::mentions::lexicon::Lexicon;
use crate::extract::mentions::names::Name;
use crate::extract::mentions::nominals::{INSTITUTIONS, Nominal};
use crate::extract::mentions::resolve::{Cluster, strongest};
use crate::extract::mentions::words::{is_capital, key, one_line};
use crate::extract::{ActorKind, Form, Gender};
use crate::text::fence::check;
use crate::understand::Reading;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How much nearer the best antecedent of a pronoun must score than the next (set on the labelled texts in tests/data).
const PRONOUN_MARGIN: f32 = 0.3;
/// The same for "it" and "they", which more things can be.
const THING_MARGIN: f32 = 0.5;
/// How many sentences back an antecedent may stand.
const REACH: u32 = 4;
/// The headline and so many sentences may speak of somebody before the name comes.
const LEDE_SENTENCES: u32 = 3;
/// What must speak for a name to be a vehicle's that the article calls nothing else.
const VEHICLE_SIGNS: f32 = 1.9;

/// Somebody or something inside the article, as the sieve fills it.
#[derive(Clone, Debug, Default)]
pub struct Entity {
    /// Index of the named cluster, if it has a name.
    pub cluster: Option<usize>,
    /// For one without a name: its class and what narrows it.
    pub class: String,
    pub scope: String,
    pub kinds: Kinds,
    pub gender: Gender,
    pub plural: bool,
    /// What it is called besides: "abducted", "left-wing".
    pub adjectives: Vec<String>,
    /// Lemmas of verbs that were done to it: "free", "abduct".
    pub undergone: Vec<String>,
    /// Lemmas and classes that the article uses of it.
    pub called: Vec<(String, String)>,
    /// Its places so far: token, sentence, whether subject.
    pub seen: Vec<(u32, u32, bool)>,
    /// Descriptions and pronouns: tokens, head, form.
    pub places: Vec<(Range<u32>, u32, Form)>,
    /// Whose kin, as what.
    pub kin: Vec<(String, usize)>,
    /// The countries that the article ties it to by what it calls it: "Russian President …", "Chad's minister, …".
    pub lands: Vec<&'static str>,
    /// Lemmas that the article uses of it only with what they are of: "president of the grain union".
    pub narrowed: Vec<String>,
}

/// A noun phrase that says what a named one is.
#[derive(Clone, Debug)]
pub struct Said {
    /// Index into the entities.
    pub entity: usize,
    /// The phrase.
    pub nominal: usize,
}

/// What the sieve gives.
pub struct Sieved {
    pub entities: Vec<Entity>,
    pub said: Vec<Said>,
}

enum Step {
    Name(usize),
    Nominal(usize),
    Pronoun(u32),
    /// "The 28-year-old": its tokens.
    Aged(Range<u32>),
}

struct Sieve<'a> {
    reading: &'a Reading,
    lexicon: &'static Lexicon,
    names: &'a [Name],
    clusters: &'a [Cluster],
    nominals: &'a [Nominal],
    entity_of_name: Vec<usize>,
    entities: Vec<Entity>,
    said: Vec<Said>,
    pronouns: FxHashMap<u32, usize>,
    /// Heads of descriptions, and whom they stand for.
    heads: FxHashMap<u32, usize>,
    /// How often the article names each country, its people and what is its.
    countries: FxHashMap<&'static str, u32>,
    has_title: bool,
    /// For each token whether it stands between quotation marks.
    quoted: Vec<bool>,
}

/// For each token whether it stands between quotation marks; a mark that is not closed ends with its block.
fn quoted(reading: &Reading) -> Vec<bool> {
    let (mut open, mut block) = (false, None);
    (0..reading.tokens.len() as u32)
        .map(|token| {
            let here = reading.sentence_of(token).block;
            if block != Some(here) {
                (open, block) = (false, Some(here));
            }
            match reading.word(token) {
                "\u{201c}" | "``" => open = true,
                "\u{201d}" | "''" => open = false,
                "\"" => open = !open,
                _ => return open,
            }
            false
        })
        .collect()
}

/// Resolves the descriptions and pronouns of an article; `has_title`: its first block is a headline.
pub fn run(reading: &Reading, names: &[Name], clusters: &[Cluster], nominals: &[Nominal], has_title: bool) -> Sieved {
    let mut entity_of_name = vec![0; names.len()];
    let entities: Vec<Entity> = clusters
        .iter()
        .enumerate()
        .map(|(idx, cluster)| {
            for &name in &cluster.names {
                entity_of_name[name] = idx;
            }
            Entity { cluster: Some(idx), kinds: cluster.kinds, gender: cluster.gender, ..Entity::default() }
        })
        .collect();
    let mut steps: Vec<(u32, Step)> = Vec::new();
    steps.extend(names.iter().enumerate().map(|(idx, name)| (name.tokens.end - 1, Step::Name(idx))));
    steps.extend(nominals.iter().enumerate().map(|(idx, nominal)| (nominal.head, Step::Nominal(idx))));
    steps.extend(
        (0..reading.tokens.len() as u32)
            .filter(|&token| is_pronoun(reading.word(token)))
            .map(|token| (token, Step::Pronoun(token))),
    );
    steps.extend(
        (0..reading.tokens.len() as u32)
            .filter_map(|token| aged(reading, token))
            .map(|tokens| (tokens.end - 1, Step::Aged(tokens))),
    );
    steps.sort_by_key(|(token, _)| *token);
    let lexicon = Lexicon::shared();
    let mut sieve = Sieve {
        reading,
        lexicon,
        names,
        clusters,
        nominals,
        entity_of_name,
        entities,
        said: Vec::new(),
        pronouns: FxHashMap::default(),
        heads: FxHashMap::default(),
        countries: countries(reading, lexicon),
        has_title,
        quoted: quoted(reading),
    };
    for (_, step) in steps {
        check();
        match step {
            Step::Name(idx) => sieve.name(idx),
            Step::Nominal(idx) => sieve.nominal(idx),
            Step::Pronoun(token) => sieve.pronoun(token),
            Step::Aged(tokens) => sieve.by_age(tokens),
        }
    }
    sieve.place_institutions();
    sieve.name_fighters();
    sieve.name_vehicles();
    sieve.name_the_unnamed();
    Sieved { entities: sieve.entities, said: sieve.said }
}

/// How often each country is named, by its name or adjective.
fn countries(reading: &Reading, lexicon: &'static Lexicon) -> FxHashMap<&'static str, u32> {
    let mut counts: FxHashMap<&'static str, u32> = FxHashMap::default();
    let n_tokens = reading.tokens.len() as u32;
    for token in (0..n_tokens).filter(|&token| is_capital(reading.word(token))) {
        let country = |text: &str| lexicon.country(text).or_else(|| lexicon.country_of_adjective(text));
        let two = (token + 1 < n_tokens).then(|| reading.span(token..token + 2).of(&reading.text));
        if let Some(country) = two.and_then(country).or_else(|| country(reading.word(token))) {
            *counts.entry(country).or_default() += 1;
        }
    }
    counts
}

/// "The 28-year-old", standing for somebody by itself, up to its last token.
fn aged(reading: &Reading, last: u32) -> Option<Range<u32>> {
    let first = last.checked_sub(5)?;
    let words = [(2, "-"), (3, "year"), (4, "-"), (5, "old")];
    let is_age = words.iter().all(|&(at, word)| reading.word(first + at) == word)
        && reading.word(first + 1).bytes().all(|byte| byte.is_ascii_digit())
        && reading.word(first).eq_ignore_ascii_case("the");
    let alone = matches!(reading.token(last).relation, "nsubj" | "nsubjpass" | "dobj" | "pobj" | "poss");
    (is_age && alone && reading.sentence_of(first).tokens == reading.sentence_of(last).tokens)
        .then_some(first..last + 1)
}

fn is_pronoun(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "he" | "him"
            | "his"
            | "himself"
            | "she"
            | "her"
            | "hers"
            | "herself"
            | "it"
            | "its"
            | "itself"
            | "they"
            | "them"
            | "their"
            | "theirs"
            | "themselves"
    )
}

impl Sieve<'_> {
    fn sentence(&self, token: u32) -> u32 {
        self.reading.token(token).sentence
    }

    fn is_subject(&self, token: u32) -> bool {
        let node = self.reading.token(token);
        // "The mayor, Lena Moss, said": the name is the subject as much as the noun is.
        let beside = node.relation == "appos" && self.reading.token(node.head).relation.starts_with("nsubj");
        beside || node.relation.starts_with("nsubj")
    }

    fn see(&mut self, entity: usize, token: u32) {
        let seen = (token, self.sentence(token), self.is_subject(token));
        self.entities[entity].seen.push(seen);
    }

    fn kind(&self, entity: usize) -> ActorKind {
        strongest(&self.entities[entity].kinds)
    }

    fn call(&mut self, entity: usize, lemma: &str, class: &str) {
        let called = &mut self.entities[entity].called;
        if !called.iter().any(|(word, _)| word == lemma) {
            called.push((lemma.to_owned(), class.to_owned()));
        }
    }

    fn name(&mut self, idx: usize) {
        let name = &self.names[idx];
        let entity = self.entity_of_name[idx];
        for token in name.before.clone() {
            let word = self.reading.word(token);
            let land = self.lexicon.country_of_adjective(word).or_else(|| self.lexicon.country(word));
            self.entities[entity].lands.extend(land.filter(|_| is_capital(word)));
        }
        // "OSLO (Wire) —": no "the agency" of the report is the agency that wrote it.
        let wrote = name.dateline && name.tokens.start > 0 && self.reading.word(name.tokens.start - 1) == "(";
        if name.credit || wrote {
            return;
        }
        self.see(entity, crate::extract::mentions::evidence::head_of(self.reading, name));
        for token in name.before.clone() {
            let lemma = self.reading.lemma(token).to_lowercase();
            let class = self.lexicon.nominals(&lemma).first().map_or("", |nominal| nominal.class);
            // "former President X" is not whom "the president" means.
            let ex = name.before.start.checked_sub(2).is_some_and(|ex| {
                self.reading.word(ex + 1) == "-" && self.lexicon.is_qualifier(&self.reading.word(ex).to_lowercase())
            });
            let past = ex
                || name.before.clone().any(|token| self.lexicon.is_qualifier(&self.reading.word(token).to_lowercase()));
            if !past && (self.lexicon.title(&lemma).is_some() || !class.is_empty()) {
                self.call(entity, &lemma, class);
            }
            if self.lexicon.kin(&lemma).is_some() {
                let head = crate::extract::mentions::evidence::head_of(self.reading, name);
                if let Some(kinsman) = self.possessor(token).or_else(|| self.possessor(head)) {
                    self.entities[entity].kin.push((lemma.clone(), kinsman));
                }
            }
        }
        let after = crate::extract::mentions::evidence::noun_after(self.reading, self.lexicon, name);
        if matches!(after, Some((_, "militant", true))) {
            self.call(entity, "group", "armed group");
        }
        // "the hospital" after "Arden Hospital", "the island" after "Tarvo Island".
        if let Some((_, last)) = name.text.rsplit_once(' ') {
            let lemma = last.to_lowercase();
            let kind = self.kind(entity);
            if let Some(class) = self.lexicon.nominals(&lemma).iter().find(|nominal| nominal.kind == kind) {
                self.call(entity, &lemma, class.class);
            }
        }
        if self.lexicon.ship_of(&name.text).is_some() {
            self.call(entity, "ship", "ship");
        }
        let first = name.text.split([' ', '-']).next().unwrap_or("").to_lowercase();
        if let Some((_, class, false)) = after
            && (class != "aircraft" || self.lexicon.is_aircraft_maker(&first))
            && matches!(
                class,
                "satellite"
                    | "aircraft"
                    | "rocket"
                    | "ship"
                    | "campaign"
                    | "company"
                    | "agency"
                    | "prison"
                    | "launch site"
                    | "bridge"
                    | "island"
                    | "armed group"
                    | "gang"
            )
        {
            self.call(entity, class, class);
        }
    }

    /// Whose: the entity behind the possessive of a noun.
    fn possessor(&self, noun: u32) -> Option<usize> {
        let poss = self.reading.child_by(noun, &["poss"])?;
        self.entity_at(poss)
    }

    fn entity_at(&self, token: u32) -> Option<usize> {
        if let Some(&entity) = self.pronouns.get(&token).or_else(|| self.heads.get(&token)) {
            return Some(entity);
        }
        let idx = self.names.partition_point(|name| name.tokens.end <= token);
        self.names.get(idx).filter(|name| name.tokens.contains(&token)).map(|_| self.entity_of_name[idx])
    }

    fn place(&mut self, entity: usize, nominal: &Nominal) {
        // "21 girls were freed": "the freed girls" are those.
        let node = self.reading.token(nominal.head);
        if matches!(node.relation, "nsubjpass" | "dobj") && self.entities[entity].cluster.is_none() {
            let verb = self.reading.lemma(node.head).to_lowercase();
            self.entities[entity].undergone.push(verb);
        }
        self.entities[entity].places.push((nominal.tokens.clone(), nominal.head, Form::Description));
        self.heads.insert(nominal.head, entity);
        self.see(entity, nominal.head);
    }
}

/// What narrows one of whom it is only said that it is not the one told of.
pub const ANOTHER: &str = "another";

/// "another ship", "a second bus".
fn is_another(reading: &Reading, phrase: &Range<u32>) -> bool {
    phrase.clone().take(2).any(|token| matches!(reading.lemma(token), "another" | "other" | "second" | "replacement"))
}

/// What narrows an unnamed one: its number, its country, the name before it, what it is called besides.
fn scope_of(sieve: &Sieve, nominal: &Nominal) -> String {
    if INSTITUTIONS.contains(&nominal.class.as_str()) {
        return nominal.country.unwrap_or("").to_owned();
    }
    if let Some(number) = nominal.number.filter(|&number| number > 1) {
        return number.to_string();
    }
    if is_another(sieve.reading, &nominal.tokens) {
        return ANOTHER.to_owned();
    }
    if let Some(country) = nominal.country {
        return country.to_owned();
    }
    nominal.names.last().map(|&idx| key(&one_line(&sieve.names[idx].text))).unwrap_or_default()
}
