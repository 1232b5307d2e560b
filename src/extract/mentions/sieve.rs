//! Whom descriptions and pronouns stand for, from sure to less sure; what is not sure stays open.
//!
//! Works through the article in order. Sure: apposition, copula, kinship with a known kinsman, a noun that the article
//! has already used of somebody. Less sure: the nearest that fits in kind, gender and number, if nothing rivals it.

use super::evidence::Kinds;
use super::lexicon::Lexicon;
use super::names::Name;
use super::nominals::{INSTITUTIONS, Nominal, VOICES};
use super::resolve::{Cluster, strongest};
use super::words::{key, one_line};
use crate::extract::{ActorKind, Form, Gender};
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
    /// Lemmas and classes that the article uses of it.
    pub called: Vec<(String, String)>,
    /// Its places so far: token, sentence, whether subject.
    pub seen: Vec<(u32, u32, bool)>,
    /// Descriptions and pronouns: tokens, head, form.
    pub places: Vec<(Range<u32>, u32, Form)>,
    /// Whose kin, as what.
    pub kin: Vec<(String, usize)>,
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
}

struct Sieve<'a> {
    reading: &'a Reading,
    lexicon: &'static Lexicon,
    names: &'a [Name],
    nominals: &'a [Nominal],
    entity_of_name: Vec<usize>,
    entities: Vec<Entity>,
    said: Vec<Said>,
    pronouns: FxHashMap<u32, usize>,
    /// Heads of descriptions, and whom they stand for.
    heads: FxHashMap<u32, usize>,
}

/// Resolves the descriptions and pronouns of an article.
pub fn run(reading: &Reading, names: &[Name], clusters: &[Cluster], nominals: &[Nominal]) -> Sieved {
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
    steps.sort_by_key(|&(token, _)| token);
    let lexicon = Lexicon::shared();
    let mut sieve = Sieve {
        reading,
        lexicon,
        names,
        nominals,
        entity_of_name,
        entities,
        said: Vec::new(),
        pronouns: FxHashMap::default(),
        heads: FxHashMap::default(),
    };
    for (_, step) in steps {
        match step {
            Step::Name(idx) => sieve.name(idx),
            Step::Nominal(idx) => sieve.nominal(idx),
            Step::Pronoun(token) => sieve.pronoun(token),
        }
    }
    sieve.name_vehicles();
    sieve.name_the_unnamed();
    Sieved { entities: sieve.entities, said: sieve.said }
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
        self.reading.token(token).relation.starts_with("nsubj")
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
        if name.credit {
            return;
        }
        self.see(entity, super::evidence::head_of(self.reading, name));
        for token in name.before.clone() {
            let lemma = self.reading.lemma(token).to_lowercase();
            let class = self.lexicon.nominals(&lemma).first().map_or("", |nominal| nominal.class);
            // "former President X" is not whom "the president" means.
            let ex = name.before.start.checked_sub(2).is_some_and(|ex| self.reading.word(ex + 1) == "-" && self.lexicon.is_qualifier(&self.reading.word(ex).to_lowercase()));
            let past = ex
                || name.before.clone().any(|token| self.lexicon.is_qualifier(&self.reading.word(token).to_lowercase()));
            if !past && (self.lexicon.title(&lemma).is_some() || !class.is_empty()) {
                self.call(entity, &lemma, class);
            }
            if self.lexicon.kin(&lemma).is_some() {
                let head = super::evidence::head_of(self.reading, name);
                if let Some(kinsman) = self.possessor(token).or_else(|| self.possessor(head)) {
                    self.entities[entity].kin.push((lemma.clone(), kinsman));
                }
            }
        }
        let after = super::evidence::noun_after(self.reading, self.lexicon, name);
        if matches!(after, Some((_, "militant", true))) {
            self.call(entity, "group", "armed group");
        }
        if let Some((_, class, false)) = after {
            if matches!(
                class,
                "satellite"
                    | "rocket"
                    | "ship"
                    | "campaign"
                    | "company"
                    | "agency"
                    | "prison"
                    | "launch site"
                    | "bridge"
                    | "armed group"
            ) {
                self.call(entity, class, class);
            }
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
        self.entities[entity].places.push((nominal.tokens.clone(), nominal.head, Form::Description));
        self.heads.insert(nominal.head, entity);
        self.see(entity, nominal.head);
    }

    fn nominal(&mut self, idx: usize) {
        let nominal = self.nominals[idx].clone();
        if let Some(entity) = self.equated(&nominal) {
            self.said.push(Said { entity, nominal: idx });
            if !nominal.adjectives.iter().any(|word| self.lexicon.is_qualifier(word)) {
                self.call(entity, &nominal.lemma, &nominal.class);
            }
            let signs = if nominal.kind == ActorKind::Group && self.lexicon.title(&nominal.lemma).is_some() {
                ActorKind::Person
            } else {
                nominal.kind
            };
            self.entities[entity].kinds[signs as usize] += 2.0;
            if self.entities[entity].gender == Gender::Unknown {
                self.entities[entity].gender = nominal.gender;
            }
            self.place(entity, &nominal);
            if nominal.class == "kin" {
                if let Some(kinsman) = nominal.possessor.and_then(|poss| self.entity_at(poss)) {
                    self.entities[entity].kin.push((nominal.lemma.clone(), kinsman));
                }
            }
            return;
        }
        if nominal.class == "kin" {
            self.kinsman(&nominal);
            return;
        }
        let found = self.body_of(&nominal).or_else(|| self.institution(&nominal)).or_else(|| self.known(&nominal));
        let entity = found.unwrap_or_else(|| self.new_entity(&nominal));
        if INSTITUTIONS.contains(&nominal.class.as_str())
            && self.entities[entity].class == nominal.class
            && self.entities[entity].scope.is_empty()
        {
            self.entities[entity].scope = nominal.country.unwrap_or("").to_owned();
        }
        self.call(entity, &nominal.lemma, &nominal.class);
        self.entities[entity].adjectives.extend(nominal.adjectives.iter().cloned());
        self.place(entity, &nominal);
    }

    /// The named one that the phrase is set beside: "Jarrar, a lawmaker", "Jarrar is a lawmaker".
    fn equated(&self, nominal: &Nominal) -> Option<usize> {
        if nominal.plural {
            return None;
        }
        let reading = self.reading;
        let node = reading.token(nominal.head);
        let named = |token: u32| {
            let dash = (token.min(nominal.head)..token.max(nominal.head))
                .any(|between| matches!(reading.word(between), "\u{2014}" | "\u{2013}" | "--" | "-" | ":"));
            self.entity_at(token).filter(|&entity| !dash && self.entities[entity].cluster.is_some())
        };
        let fits = |entity: &usize| self.kind_fits(*entity, nominal);
        if node.relation == "appos" {
            return named(node.head).filter(fits);
        }
        if let Some(child) = reading.children_by(nominal.head, &["appos"]).find(|&child| child > nominal.head) {
            return named(child).filter(fits);
        }
        if matches!(node.relation, "attr") && reading.lemma(node.head) == "be" {
            let negated = reading.child_by(node.head, &["neg"]).is_some();
            let subject = reading.child_by(node.head, &["nsubj"])?;
            return self.entity_at(subject).filter(fits).filter(|&entity| !negated && !self.entities[entity].plural);
        }
        // "who is a lawmaker" hangs on the name.
        None
    }

    fn kind_fits(&self, entity: usize, nominal: &Nominal) -> bool {
        let kind = self.kind(entity);
        let weights = &self.entities[entity].kinds;
        let sure = weights[kind as usize] >= 2.0;
        let bodies = |kind| matches!(kind, ActorKind::Organization | ActorKind::Group);
        kind == nominal.kind || (bodies(kind) && bodies(nominal.kind)) || !sure
    }

    /// "her father": the one already known as her father, or a new one known only so.
    fn kinsman(&mut self, nominal: &Nominal) {
        let Some(kinsman) = nominal.possessor.and_then(|poss| self.entity_at(poss)) else { return };
        let lemma = nominal.lemma.clone();
        let known = self
            .entities
            .iter()
            .position(|entity| entity.kin.iter().any(|(word, of)| *word == lemma && *of == kinsman));
        let entity = known.unwrap_or_else(|| {
            let scope = self.label_of(kinsman);
            let entity = self.new_entity(nominal);
            self.entities[entity].class = format!("kin {lemma}");
            self.entities[entity].scope = scope;
            self.entities[entity].kin.push((lemma.clone(), kinsman));
            entity
        });
        self.call(entity, &lemma, "kin");
        self.place(entity, nominal);
    }

    fn label_of(&self, entity: usize) -> String {
        let it = &self.entities[entity];
        match it.seen.first() {
            Some(_) if it.cluster.is_some() => {
                let name = self
                    .entity_of_name
                    .iter()
                    .enumerate()
                    .filter(|&(_, &of)| of == entity)
                    .map(|(idx, _)| &self.names[idx].text)
                    .max_by_key(|text| text.len());
                name.map(|name| key(name)).unwrap_or_default()
            }
            _ => format!("{}|{}", it.class, it.scope),
        }
    }

    /// "MTA officials", "Boko Haram militants", "a police spokesperson": the body itself speaks or acts.
    fn body_of(&mut self, nominal: &Nominal) -> Option<usize> {
        if !VOICES.contains(&nominal.class.as_str()) {
            return None;
        }
        for &idx in nominal.names.iter().rev() {
            let entity = self.entity_of_name[idx];
            if matches!(self.kind(entity), ActorKind::Organization | ActorKind::Group) {
                return Some(entity);
            }
        }
        if nominal.class == "media" || nominal.class == "militant" {
            return None;
        }
        let compound = (nominal.tokens.start..nominal.head).rev().find_map(|token| {
            let lemma = self.reading.lemma(token).to_lowercase();
            let two = (token > nominal.tokens.start)
                .then(|| format!("{} {lemma}", self.reading.word(token - 1).to_lowercase()));
            let found = two
                .as_deref()
                .map(|two| self.lexicon.nominals(two))
                .filter(|all| !all.is_empty())
                .unwrap_or_else(|| self.lexicon.nominals(&lemma));
            found.iter().find(|found| INSTITUTIONS.contains(&found.class)).copied()
        });
        if let Some(body) = compound {
            let mut as_body = nominal.clone();
            as_body.class = body.class.to_owned();
            as_body.kind = body.kind;
            return Some(self.institution(&as_body).unwrap_or_else(|| self.new_entity(&as_body)));
        }
        if nominal.class == "official" && (nominal.country.is_some()) {
            let mut as_body = nominal.clone();
            "government".clone_into(&mut as_body.class);
            as_body.kind = ActorKind::Organization;
            return Some(self.institution(&as_body).unwrap_or_else(|| self.new_entity(&as_body)));
        }
        None
    }

    /// "the army": the one army of the article, or of the country that is named with it.
    fn institution(&self, nominal: &Nominal) -> Option<usize> {
        if !INSTITUTIONS.contains(&nominal.class.as_str()) {
            return None;
        }
        let scope = nominal.country.unwrap_or("");
        let same = |entity: &&usize| self.entities[**entity].class == nominal.class;
        let all: Vec<usize> = (0..self.entities.len()).collect();
        let exact =
            all.iter().filter(same).copied().find(|&entity| self.entities[entity].scope == scope && !scope.is_empty());
        if !scope.is_empty() {
            // "the army", told of before its country: it is that country's, if no other's is told of.
            let mut open = all.iter().filter(same).copied();
            return exact.or_else(|| match (open.next(), open.next()) {
                (Some(only), None) if self.entities[only].scope.is_empty() => Some(only),
                _ => None,
            });
        }
        all.iter()
            .filter(same)
            .copied()
            .max_by_key(|&entity| (self.entities[entity].seen.len(), self.entities[entity].seen.last().map_or(0, |seen| seen.0)))
    }

    /// Somebody already known that the phrase can stand for.
    fn known(&self, nominal: &Nominal) -> Option<usize> {
        if nominal.indefinite {
            return None;
        }
        let sentence = self.sentence(nominal.head);
        let recent = |entity: usize| self.entities[entity].seen.last().map_or(0, |seen| seen.0);
        let fits = |entity: usize| {
            let it = &self.entities[entity];
            let clash =
                it.gender != Gender::Unknown && nominal.gender != Gender::Unknown && it.gender != nominal.gender;
            !it.seen.is_empty() && !clash && (it.plural == nominal.plural || it.cluster.is_some() && !nominal.plural)
        };
        let scope = scope_of(self, nominal);
        let narrowed = |entity: usize| {
            let it = &self.entities[entity];
            it.cluster.is_some() || scope.is_empty() && (nominal.definite || nominal.plural) || it.scope == scope
        };
        // "the other girls", "the abducted girls" after "21 girls": others, unless they were called so.
        let others = nominal.adjectives.iter().any(|word| matches!(word.as_str(), "other" | "remaining" | "missing" | "more" | "additional" | "second" | "third"));
        let apart = |entity: usize| {
            let it = &self.entities[entity];
            let counted = it.cluster.is_none() && it.plural && it.scope.parse::<u32>().is_ok();
            others || (counted && scope.is_empty() && !nominal.adjectives.is_empty() && !nominal.adjectives.iter().any(|word| it.adjectives.contains(word)))
        };
        let called = |by_class: bool| {
            (0..self.entities.len())
                .filter(|&entity| fits(entity) && narrowed(entity) && !apart(entity))
                .filter(|&entity| {
                    let it = &self.entities[entity];
                    it.called.iter().any(|(lemma, class)| {
                        let both = *lemma == nominal.lemma
                            || (by_class && !class.is_empty() && *class == nominal.class && !class.starts_with('~'));
                        // One with a name is meant only where it should be known.
                        both && (it.cluster.is_none() || nominal.definite)
                    })
                })
                .max_by_key(|&entity| recent(entity))
        };
        if let Some(entity) = called(false).or_else(|| called(true)) {
            return Some(entity);
        }
        // "the militants", of the one armed group that the article names.
        if nominal.class == "militant" && nominal.plural && nominal.definite {
            let mut armed = (0..self.entities.len()).filter(|&entity| {
                self.entities[entity].cluster.is_some()
                    && !self.entities[entity].seen.is_empty()
                    && self.entities[entity].called.iter().any(|(_, class)| class == "armed group")
            });
            if let (Some(only), None) = (armed.next(), armed.next()) {
                return Some(only);
            }
        }
        if !nominal.definite || nominal.plural || nominal.number.is_some() {
            return None;
        }
        // "the group", "the company": the body last named, if it is near.
        if matches!(nominal.class.as_str(), "armed group" | "company" | "agency") || nominal.lemma == "organization" {
            let plain = nominal.adjectives.is_empty() && nominal.lemma == "group";
            let wanted = |kind| match kind {
                ActorKind::Organization => nominal.class != "armed group" || plain,
                ActorKind::Group => nominal.class == "armed group",
                _ => false,
            };
            let near: Vec<usize> = (0..self.entities.len())
                .filter(|&entity| self.entities[entity].cluster.is_some() && wanted(self.kind(entity)))
                .filter(|&entity| {
                    self.entities[entity].seen.last().is_some_and(|seen| sentence.saturating_sub(seen.1) <= 2)
                })
                .collect();
            let subject: Vec<usize> = near
                .iter()
                .copied()
                .filter(|&entity| {
                    self.entities[entity].seen.iter().any(|seen| seen.2 && sentence.saturating_sub(seen.1) <= 2)
                })
                .collect();
            return match (&near[..], &subject[..]) {
                ([one], _) | (_, [one]) => Some(*one),
                _ => None,
            };
        }
        // "the teenager", "the woman": the only one of whom it can be said.
        if matches!(
            nominal.lemma.as_str(),
            "man" | "woman" | "girl" | "boy" | "teenager" | "teen" | "schoolgirl" | "schoolboy"
        ) {
            let people: Vec<usize> = (0..self.entities.len())
                .filter(|&entity| {
                    self.kind(entity) == ActorKind::Person && !self.entities[entity].plural && fits(entity)
                })
                .filter(|&entity| nominal.gender == Gender::Unknown || self.entities[entity].gender == nominal.gender)
                .filter(|&entity| {
                    self.entities[entity].seen.last().is_some_and(|seen| sentence.saturating_sub(seen.1) <= REACH)
                })
                .collect();
            if let [one] = people[..] {
                return Some(one);
            }
        }
        None
    }

    /// "A tourist ship struck a bridge. The Swift Heron …": one vehicle without a name, one name for a vehicle.
    fn name_vehicles(&mut self) {
        let is_vehicle =
            |class: &str| matches!(class, "ship" | "aircraft" | "train" | "satellite" | "rocket" | "vehicle");
        for class in ["ship", "aircraft", "train", "satellite", "rocket"] {
            let unnamed: Vec<usize> = (0..self.entities.len())
                .filter(|&entity| {
                    self.entities[entity].cluster.is_none()
                        && self.entities[entity].class == class
                        && !self.entities[entity].plural
                        && self.entities[entity].scope.parse::<u32>().is_err()
                        && !self.is_another(entity)
                })
                .collect();
            let named: Vec<usize> = (0..self.entities.len())
                .filter(|&entity| {
                    let it = &self.entities[entity];
                    let called = it.called.iter().any(|(_, called)| called == class);
                    let other = it.called.iter().any(|(_, called)| is_vehicle(called) && called != class);
                    it.cluster.is_some()
                        && self.kind(entity) == ActorKind::Other
                        && (called || (!other && it.kinds[4] >= VEHICLE_SIGNS && class == "ship"))
                })
                .collect();
            if let ([one], [name]) = (&unnamed[..], &named[..]) {
                self.absorb(*one, *name);
            }
        }
    }

    /// "another ship": surely not the one that has a name.
    fn is_another(&self, entity: usize) -> bool {
        let first = self.entities[entity].places.first().map(|(tokens, _, _)| self.reading.word(tokens.start).to_lowercase());
        first.is_some_and(|word| matches!(word.as_str(), "another" | "other" | "second"))
    }

    /// "A teenage girl was charged … Lena Moss, 16, …": the headline's girl is the one named soon after, if only one of
    /// that gender is.
    fn name_the_unnamed(&mut self) {
        for unnamed in 0..self.entities.len() {
            let it = &self.entities[unnamed];
            let first = it.seen.first().map_or(u32::MAX, |seen| seen.1);
            if it.cluster.is_some()
                || it.plural
                || first > LEDE_SENTENCES
                || !matches!(it.class.as_str(), "girl" | "boy" | "woman" | "man" | "child" | "suspect")
            {
                continue;
            }
            let fits: Vec<(usize, usize)> = (0..self.entities.len())
                .filter(|&entity| {
                    let other = &self.entities[entity];
                    let clash =
                        it.gender != Gender::Unknown && other.gender != Gender::Unknown && it.gender != other.gender;
                    other.cluster.is_some()
                        && !clash
                        && self.kind(entity) == ActorKind::Person
                        && other
                            .seen
                            .first()
                            .is_some_and(|seen| seen.1 >= first && seen.1 <= first + LEDE_SENTENCES + 1)
                })
                .map(|entity| (self.entities[entity].seen.len(), entity))
                .collect();
            let best = fits.iter().max().copied();
            let rival = fits.iter().filter(|fit| Some(**fit) != best).map(|fit| fit.0).max().unwrap_or(0);
            if let Some((times, entity)) = best {
                if times >= 2 * rival.max(1) {
                    self.absorb(unnamed, entity);
                }
            }
        }
    }

    /// All that stands for one entity stands for another.
    fn absorb(&mut self, from: usize, into: usize) {
        let it = std::mem::take(&mut self.entities[from]);
        self.entities[into].places.extend(it.places);
        self.entities[into].seen.extend(it.seen);
        for (lemma, class) in &it.called {
            self.call(into, lemma, class);
        }
        if it.cluster.is_none() {
            self.entities[into].kinds[strongest(&it.kinds) as usize] += 2.0;
        }
        if self.entities[into].gender == Gender::Unknown {
            self.entities[into].gender = it.gender;
        }
        for said in &mut self.said {
            if said.entity == from {
                said.entity = into;
            }
        }
        for entity in &mut self.entities {
            for (_, kinsman) in &mut entity.kin {
                if *kinsman == from {
                    *kinsman = into;
                }
            }
        }
    }

    fn new_entity(&mut self, nominal: &Nominal) -> usize {
        let mut kinds = [0.0; 5];
        kinds[nominal.kind as usize] = 3.0;
        let scope = scope_of(self, nominal);
        self.entities.push(Entity {
            class: nominal.class.clone(),
            scope,
            kinds,
            gender: nominal.gender,
            plural: nominal.plural,
            ..Entity::default()
        });
        self.entities.len() - 1
    }

    fn pronoun(&mut self, token: u32) {
        let word = self.reading.word(token).to_lowercase();
        let (gender, thing, many) = match word.as_str() {
            "he" | "him" | "his" | "himself" => (Gender::Male, false, false),
            "she" | "her" | "hers" | "herself" => (Gender::Female, false, false),
            "it" | "its" | "itself" => (Gender::Unknown, true, false),
            _ => (Gender::Unknown, true, true),
        };
        if word == "it" && self.is_empty_it(token) {
            return;
        }
        let possessive =
            matches!(self.reading.token(token).tag, "PRP$") || self.reading.token(token).relation == "poss";
        let mut scored: Vec<(f32, usize)> = (0..self.entities.len())
            .filter(|&entity| {
                if many {
                    self.is_many(entity)
                } else if thing {
                    self.is_thing(entity)
                } else {
                    self.is_someone(entity, gender)
                }
            })
            .filter_map(|entity| self.nearness(entity, token, possessive, gender).map(|score| (score, entity)))
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let margin = if thing { THING_MARGIN } else { PRONOUN_MARGIN };
        let entity = match scored[..] {
            [] => return,
            [(_, only)] => only,
            [(best, entity), (next, _), ..] if best - next >= margin => entity,
            _ => return,
        };
        if self.entities[entity].gender == Gender::Unknown && !thing {
            self.entities[entity].gender = gender;
        }
        if !thing && self.entities[entity].cluster.is_some() {
            self.entities[entity].kinds[0] += 0.5;
        }
        self.pronouns.insert(token, entity);
        self.entities[entity].places.push((token..token + 1, token, Form::Pronoun));
        self.see(entity, token);
    }

    /// "It is not known whether", "it was clear that": nothing is meant.
    fn is_empty_it(&self, token: u32) -> bool {
        let node = self.reading.token(token);
        if node.relation == "expl" {
            return true;
        }
        if !node.relation.starts_with("nsubj") {
            return false;
        }
        let verb = node.head;
        let clause = self.reading.child_by(verb, &["ccomp", "xcomp", "csubj", "acomp"]).is_some();
        let be = matches!(self.reading.lemma(verb), "be" | "seem" | "appear" | "become" | "take");
        let passive = node.relation == "nsubjpass"
            && matches!(
                self.reading.lemma(verb),
                "know" | "believe" | "think" | "fear" | "say" | "report" | "expect" | "hope"
            );
        (be && (clause || self.reading.child_by(verb, &["attr"]).is_some())) || passive
    }

    fn is_someone(&self, entity: usize, gender: Gender) -> bool {
        let it = &self.entities[entity];
        let person = self.kind(entity) == ActorKind::Person;
        person && !it.plural && (it.gender == gender || it.gender == Gender::Unknown)
    }

    fn is_thing(&self, entity: usize) -> bool {
        let it = &self.entities[entity];
        !it.plural
            && self.kind(entity) != ActorKind::Person
            && !(it.cluster.is_some()
                && self.kind(entity) == ActorKind::Group
                && it.called.is_empty()
                && it.kinds[2] >= 6.0)
    }

    fn is_many(&self, entity: usize) -> bool {
        let it = &self.entities[entity];
        it.plural || self.kind(entity) == ActorKind::Group || it.class == "police"
    }

    /// How near an entity stands to a pronoun, all considered; `None` where it cannot be meant.
    fn nearness(&self, entity: usize, token: u32, possessive: bool, gender: Gender) -> Option<f32> {
        let it = &self.entities[entity];
        let sentence = self.sentence(token);
        let verb = self.reading.token(token).head;
        let reflexive = self.reading.word(token).to_lowercase().ends_with("sel")
            || self.reading.word(token).ends_with("self")
            || self.reading.word(token).ends_with("selves");
        let mut best: Option<f32> = None;
        for &(at, its_sentence, subject) in it.seen.iter().rev().take(12) {
            let away = sentence.saturating_sub(its_sentence);
            if away > REACH {
                break;
            }
            // Subject and object of one verb are two, but for "himself".
            let same_verb = self.reading.token(at).head == verb && away == 0;
            if same_verb && !possessive && !reflexive {
                continue;
            }
            let mut score = match away {
                0 => 2.6,
                1 => 2.2,
                2 => 1.3,
                _ => 0.7,
            };
            score += if subject { 0.9 } else { 0.0 };
            if subject && away == 0 && possessive {
                score += 0.3;
            }
            if !subject && matches!(self.reading.token(at).relation, "pobj" | "poss" | "compound" | "appos") {
                score -= 0.3;
            }
            best = Some(best.map_or(score, |known: f32| known.max(score)));
        }
        let mut score = best?;
        score += (it.seen.len() as f32 * 0.08).min(0.6);
        if gender != Gender::Unknown {
            score += if it.gender == gender { 0.5 } else { -0.3 };
        }
        if it.cluster.is_none() {
            score -= 0.3;
        }
        Some(score)
    }
}

/// What narrows an unnamed one: its number, its country, the name before it, what it is called besides.
fn scope_of(sieve: &Sieve, nominal: &Nominal) -> String {
    if INSTITUTIONS.contains(&nominal.class.as_str()) {
        return nominal.country.unwrap_or("").to_owned();
    }
    if let Some(number) = nominal.number.filter(|&number| number > 1) {
        return number.to_string();
    }
    if let Some(country) = nominal.country {
        return country.to_owned();
    }
    nominal.names.last().map(|&idx| key(&one_line(&sieve.names[idx].text))).unwrap_or_default()
}
