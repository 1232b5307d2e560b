//! Whom a pronoun stands for: the nearest that fits in kind, gender and number, if nothing rivals it.

use super::{PRONOUN_MARGIN, REACH, Sieve, THING_MARGIN};
use crate::extract::{ActorKind, Field, Form, Gender, is_of};
use std::ops::Range;

/// What speaks for the one who says a clause to be its subject: own choice, about what a sentence less of distance is worth.
const TELLER: f32 = 0.5;
/// Tokens on either side of a quoted word among which the verb that says who speaks is looked for: time must stay linear in
/// sentences without end. Own choice; sentences of reports are shorter.
const CUE_REACH: u32 = 60;
/// Evidence from which on a kind is sure.
const SURE: f32 = 2.0;

impl Sieve<'_> {
    pub(super) fn pronoun(&mut self, token: u32) {
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
        let (speaker, teller) = (self.speaker(token), self.teller(token));
        let mut scored: Vec<(f32, usize)> = (0..self.entities.len())
            // Who speaks is "I" in the own words.
            .filter(|&entity| speaker != Some(entity))
            .filter(|&entity| {
                if many {
                    self.is_many(entity) || teller == Some(entity) && self.kind(entity) == ActorKind::Organization
                } else if thing {
                    self.is_thing(entity)
                } else {
                    self.is_someone(entity, gender)
                }
            })
            // In somebody's own words "it" is what that person speaks of, seldom what the report named before.
            .filter(|&entity| word != "it" || !self.quoted[token as usize] || self.is_named_in_words(entity, token))
            .filter_map(|entity| self.nearness(entity, token, possessive, gender).map(|score| (score, entity)))
            .map(|(score, entity)| (score + if teller == Some(entity) { TELLER } else { 0.0 }, entity))
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let margin = if thing { THING_MARGIN } else { PRONOUN_MARGIN };
        let entity = match scored[..] {
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

    /// Whether an entity was named in quoted words not long before a token.
    fn is_named_in_words(&self, entity: usize, token: u32) -> bool {
        let sentence = self.sentence(token);
        let seen = self.entities[entity].seen.iter().rev().take(12);
        seen.take_while(|(_, its, _)| sentence.saturating_sub(*its) <= REACH).any(|&(at, ..)| self.quoted[at as usize])
    }

    /// Whether a token is the subject of a verb of saying.
    fn is_cued(&self, token: u32) -> bool {
        let node = self.reading.token(token);
        node.relation == "nsubj" && is_of(self.reading.lemma(node.head), Field::Saying)
    }

    /// Whose words a token stands in, if its sentence says: `"He left," said Moss`.
    fn speaker(&self, token: u32) -> Option<usize> {
        if !self.quoted[token as usize] {
            return None;
        }
        let sentence = self.reading.sentence_of(token).tokens.clone();
        let near = sentence.start.max(token.saturating_sub(CUE_REACH))..sentence.end.min(token + CUE_REACH);
        let mut outside = near.filter(|&verb| !self.quoted[verb as usize]);
        let cue = outside
            .find(|&verb| self.reading.token(verb).pos == "VERB" && is_of(self.reading.lemma(verb), Field::Saying))?;
        self.entity_at(self.reading.child_by(cue, &["nsubj"])?)
    }

    /// Who says the clause that a token is the subject of: "Moss |said| he would leave".
    fn teller(&self, token: u32) -> Option<usize> {
        let node = self.reading.token(token);
        let verb = node.head;
        if !node.relation.starts_with("nsubj") || self.reading.token(verb).relation != "ccomp" {
            return None;
        }
        let cue = self.reading.token(verb).head;
        let says =
            is_of(self.reading.lemma(cue), Field::Saying) && self.quoted[token as usize] == self.quoted[cue as usize];
        self.entity_at(self.reading.child_by(cue, &["nsubj"])?).filter(|_| says)
    }

    /// "The 28-year-old": the named person told of most nearly, whoever that is.
    pub(super) fn by_age(&mut self, tokens: Range<u32>) {
        let token = tokens.end - 1;
        let mut scored: Vec<(f32, usize)> = (0..self.entities.len())
            .filter(|&entity| self.entities[entity].cluster.is_some() && self.may_be_person(entity))
            .filter_map(|entity| self.nearness(entity, token, false, Gender::Unknown).map(|score| (score, entity)))
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let entity = match scored[..] {
            [(_, only)] => only,
            [(best, entity), (next, _), ..] if best - next >= PRONOUN_MARGIN => entity,
            _ => return,
        };
        self.entities[entity].kinds[ActorKind::Person as usize] += SURE;
        self.entities[entity].places.push((tokens, token, Form::Description));
        self.see(entity, token);
    }

    /// A person, as far as anything says so, or one of whom little says what it is.
    fn may_be_person(&self, entity: usize) -> bool {
        let kinds = &self.entities[entity].kinds;
        let person = kinds[ActorKind::Person as usize];
        person > 0.0 && (self.kind(entity) == ActorKind::Person || kinds.iter().all(|&kind| kind < SURE))
    }

    /// "It is not known whether", "it was clear that": nothing is meant.
    pub(super) fn is_empty_it(&self, token: u32) -> bool {
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
        // "It was ruled that the bridge stays closed".
        let told = node.relation == "nsubjpass" && self.reading.child_by(verb, &["ccomp", "csubj"]).is_some();
        (be && (clause || self.reading.child_by(verb, &["attr"]).is_some())) || passive || told
    }

    pub(super) fn is_someone(&self, entity: usize, gender: Gender) -> bool {
        let it = &self.entities[entity];
        let person = self.kind(entity) == ActorKind::Person;
        person && !it.plural && (it.gender == gender || it.gender == Gender::Unknown)
    }

    pub(super) fn is_thing(&self, entity: usize) -> bool {
        let it = &self.entities[entity];
        !it.plural
            && self.kind(entity) != ActorKind::Person
            && !(it.cluster.is_some()
                && self.kind(entity) == ActorKind::Group
                && it.called.is_empty()
                && it.kinds[2] >= 6.0)
    }

    pub(super) fn is_many(&self, entity: usize) -> bool {
        let it = &self.entities[entity];
        it.plural || self.kind(entity) == ActorKind::Group || it.class == "police"
    }

    /// How near an entity stands to a pronoun, all considered; `None` where it cannot be meant.
    pub(super) fn nearness(&self, entity: usize, token: u32, possessive: bool, gender: Gender) -> Option<f32> {
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
            // Who is named in somebody's words does not say them.
            if away == 0 && self.quoted[at as usize] && !self.quoted[token as usize] && self.is_cued(token) {
                continue;
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
