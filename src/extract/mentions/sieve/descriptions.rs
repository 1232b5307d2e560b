//! Whom a description stands for: apposition and copula, kinship, bodies and institutions, what was told of before.

use super::{ANOTHER, Entity, REACH, Said, Sieve, is_another, scope_of};
use crate::extract::mentions::nominals::{INSTITUTIONS, Nominal, VOICES};
use crate::extract::mentions::words::key;
use crate::extract::{ActorKind, Gender};

/// Whether an adjective says what was done to somebody: "freed" of those who were freed.
fn underwent(entity: &Entity, adjective: &str) -> bool {
    let stem = adjective.strip_suffix("ed").or_else(|| adjective.strip_suffix('d')).unwrap_or(adjective);
    let alike = |verb: &String| {
        let bare = verb.strip_suffix('e').unwrap_or(verb);
        verb == adjective || verb == stem || bare == stem
    };
    entity.undergone.iter().any(alike)
}

impl Sieve<'_> {
    pub(super) fn nominal(&mut self, idx: usize) {
        let nominal = self.nominals[idx].clone();
        if let Some(entity) = self.land_of(&nominal).and_then(|name| self.entity_at(name)) {
            self.call(entity, &nominal.lemma, &nominal.class);
            self.heads.insert(nominal.head, entity);
            return;
        }
        if let Some(entity) = self.equated(&nominal) {
            self.said.push(Said { entity, nominal: idx });
            self.entities[entity].lands.extend(nominal.country);
            if self.is_narrowed(&nominal)
                && !self.entities[entity].called.iter().any(|(lemma, _)| *lemma == nominal.lemma)
            {
                self.entities[entity].narrowed.push(nominal.lemma.clone());
            }
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
            if nominal.class == "kin"
                && let Some(kinsman) = nominal.possessor.and_then(|poss| self.entity_at(poss))
            {
                self.entities[entity].kin.push((nominal.lemma.clone(), kinsman));
            }
            return;
        }
        if nominal.class == "kin" {
            self.kinsman(&nominal);
            return;
        }
        let found = self
            .part_of_name(&nominal)
            .or_else(|| self.body_of(&nominal))
            .or_else(|| self.institution(&nominal))
            .or_else(|| self.known(&nominal));
        let found = found.or_else(|| self.of_headline(&nominal)).or_else(|| self.by_owner(&nominal));
        let entity = found.unwrap_or_else(|| self.new_entity(&nominal));
        if self.entities[entity].cluster.is_none() && self.entities[entity].scope.is_empty() {
            self.entities[entity].scope = scope_of(self, &nominal);
        }
        if INSTITUTIONS.contains(&nominal.class.as_str())
            && self.entities[entity].class == nominal.class
            && self.entities[entity].scope.is_empty()
        {
            nominal.country.unwrap_or("").clone_into(&mut self.entities[entity].scope);
        }
        self.call(entity, &nominal.lemma, &nominal.class);
        self.entities[entity].adjectives.extend(nominal.adjectives.iter().cloned());
        self.place(entity, &nominal);
    }

    /// The named one that the phrase is set beside: "Moss, a lawmaker", "Moss is a lawmaker".
    pub(super) fn equated(&self, nominal: &Nominal) -> Option<usize> {
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
        if let Some(entity) = self.named_as(nominal).and_then(named).filter(fits) {
            return Some(entity);
        }
        if matches!(node.relation, "attr") && reading.lemma(node.head) == "be" {
            let negated = reading.child_by(node.head, &["neg"]).is_some();
            let subject = reading.child_by(node.head, &["nsubj"])?;
            return self.entity_at(subject).filter(fits).filter(|&entity| !negated && !self.entities[entity].plural);
        }
        // "who is a lawmaker" hangs on the name.
        None
    }

    /// "the Gulf island of Tarvo" is Tarvo: the name's head; a suburb of it, or its capital, is not.
    fn land_of(&self, nominal: &Nominal) -> Option<u32> {
        let land = matches!(
            nominal.lemma.as_str(),
            "island"
                | "city"
                | "port city"
                | "town"
                | "village"
                | "province"
                | "district"
                | "county"
                | "state"
                | "region"
        );
        let of = self.reading.children_by(nominal.head, &["prep"]).find(|&of| of == nominal.head + 1)?;
        let name = self.reading.child_by(of, &["pobj"]).filter(|_| land && nominal.definite)?;
        (self.reading.word(of) == "of" && self.reading.token(name).pos == "PROPN").then_some(name)
    }

    /// "the capital of San José" is San José; that of Costa Rica is another place.
    fn capital_of(&self, nominal: &Nominal) -> Option<usize> {
        let of = self.reading.children_by(nominal.head, &["prep"]).find(|&of| of == nominal.head + 1)?;
        let named = self.entity_at(self.reading.child_by(of, &["pobj"])?)?;
        let name = self.entities[named].cluster.map_or("", |cluster| self.clusters[cluster].name.as_str());
        (self.reading.word(of) == "of" && self.lexicon.is_capital(name)).then_some(named)
    }

    /// "The captain, named as Moss", "a woman identified as Moss", "the man was named as Moss": the name's head.
    fn named_as(&self, nominal: &Nominal) -> Option<u32> {
        let reading = self.reading;
        let names = |verb: u32| matches!(reading.lemma(verb), "name" | "identify");
        let inside = reading.children_by(nominal.head, &["acl"]).find(|&verb| names(verb));
        let of = || (reading.token(nominal.head).relation == "nsubjpass").then(|| reading.token(nominal.head).head);
        let verb = inside.or_else(|| of().filter(|&verb| names(verb)))?;
        let by_as = reading.children_by(verb, &["prep"]).find(|&word| reading.lemma(word) == "as");
        let named = by_as.and_then(|word| reading.child_by(word, &["pobj"]));
        named.or_else(|| reading.child_by(verb, &["oprd", "dobj", "attr"]))
    }

    pub(super) fn kind_fits(&self, entity: usize, nominal: &Nominal) -> bool {
        let kind = self.kind(entity);
        let weights = &self.entities[entity].kinds;
        let sure = weights[kind as usize] >= 2.0;
        let bodies = |kind| matches!(kind, ActorKind::Organization | ActorKind::Group);
        kind == nominal.kind || (bodies(kind) && bodies(nominal.kind)) || !sure
    }

    /// "her father": the one already known as her father, or a new one known only so.
    pub(super) fn kinsman(&mut self, nominal: &Nominal) {
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

    pub(super) fn label_of(&self, entity: usize) -> String {
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

    /// "HTA officials", "Dawn Front militants", "a police spokesperson": the body itself speaks or acts.
    pub(super) fn body_of(&mut self, nominal: &Nominal) -> Option<usize> {
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
            body.class.clone_into(&mut as_body.class);
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

    /// "State police" of "Oregon State Police", "Arden police" of "Arden Police Department": the one body of the article
    /// whose name begins or ends so.
    fn part_of_name(&self, nominal: &Nominal) -> Option<usize> {
        if nominal.kind != ActorKind::Organization || nominal.indefinite {
            return None;
        }
        // "Norvik Press (NP) news agency".
        let namesake = matches!(nominal.class.as_str(), "news" | "agency" | "company" | "party" | "union" | "charity");
        let last = nominal.names.last().filter(|_| namesake).map(|&idx| (&self.names[idx], self.entity_of_name[idx]));
        if let Some((name, entity)) = last
            && self.kind(entity) == ActorKind::Organization
            && self.reading.word(name.tokens.end) == ")"
        {
            return Some(entity);
        }
        let first = nominal.tokens.start;
        let first = first + u32::from(matches!(self.reading.token(first).tag, "DT" | "PRP$"));
        let phrase = key(self.reading.span(first..nominal.head + 1).of(&self.reading.text));
        if !phrase.contains(' ') {
            return None;
        }
        let is_body = |word: &str| self.lexicon.head_kind(word) == Some(ActorKind::Organization);
        let mut named = (0..self.entities.len()).filter(|&entity| {
            let Some(cluster) = self.entities[entity].cluster else { return false };
            let name = key(&self.clusters[cluster].name);
            let begins = name.strip_prefix(&phrase).and_then(|rest| rest.strip_prefix(' ')).is_some_and(is_body);
            let ends = name.strip_suffix(&phrase).is_some_and(|rest| rest.ends_with(' '));
            (begins || ends) && self.kind(entity) != ActorKind::Person
        });
        match (named.next(), named.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    }

    /// "the army": the one army of the article, or of the country that is named with it.
    pub(super) fn institution(&self, nominal: &Nominal) -> Option<usize> {
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
            // Two in one sentence are two.
            let sentence = self.sentence(nominal.head);
            let beside = |entity: usize| self.entities[entity].seen.iter().any(|seen| seen.1 == sentence);
            return exact.or_else(|| match (open.next(), open.next()) {
                (Some(only), None) if self.entities[only].scope.is_empty() && !beside(only) => Some(only),
                _ => None,
            });
        }
        // The one just spoken of; else that of the country that the article is about.
        let sentence = self.sentence(nominal.head);
        all.iter().filter(same).copied().max_by_key(|&entity| {
            let it = &self.entities[entity];
            let last = it.seen.last().copied().unwrap_or_default();
            let near = sentence.saturating_sub(last.1) <= 1;
            let told = self.countries.get(it.scope.as_str()).copied().unwrap_or(0);
            (near, told, it.seen.len(), last.0)
        })
    }

    /// "One MTA worker", of whom the headline says "1 worker": what the headline tells without a name is told again.
    pub(super) fn of_headline(&self, nominal: &Nominal) -> Option<usize> {
        let in_title = |token: u32| self.reading.sentence_of(token).block == 0;
        if !self.has_title || in_title(nominal.head) || is_another(self.reading, &nominal.tokens) {
            return None;
        }
        let scope = scope_of(self, nominal);
        let mut told = (0..self.entities.len()).filter(|&entity| {
            let it = &self.entities[entity];
            it.cluster.is_none()
                && !it.seen.is_empty()
                && it.seen.iter().all(|seen| in_title(seen.0))
                && it.plural == nominal.plural
                && it.called.iter().any(|(lemma, _)| *lemma == nominal.lemma)
                && (it.scope.is_empty() || scope.is_empty() || it.scope == scope)
        });
        match (told.next(), told.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    }

    /// "the Swift Air charter", of the one plane of which the article has told: whose it is comes later.
    fn by_owner(&self, nominal: &Nominal) -> Option<usize> {
        let owned = nominal.definite && !nominal.plural && nominal.number.is_none() && !nominal.names.is_empty();
        if !owned || !matches!(nominal.class.as_str(), "aircraft" | "ship" | "train" | "satellite" | "rocket") {
            return None;
        }
        let mut told = (0..self.entities.len()).filter(|&entity| {
            let it = &self.entities[entity];
            !it.plural && it.called.iter().any(|(_, class)| *class == nominal.class)
        });
        match (told.next(), told.next()) {
            (Some(only), None) if self.entities[only].scope.is_empty() => Some(only),
            _ => None,
        }
    }

    /// Somebody already known that the phrase can stand for.
    pub(super) fn known(&self, nominal: &Nominal) -> Option<usize> {
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
        let others = nominal.adjectives.iter().any(|word| {
            matches!(word.as_str(), "other" | "remaining" | "missing" | "more" | "additional" | "second" | "third")
        });
        let apart = |entity: usize| {
            let it = &self.entities[entity];
            let counted = it.cluster.is_none() && it.plural && it.scope.parse::<u32>().is_ok();
            others
                || (counted
                    && scope.is_empty()
                    && !nominal.adjectives.is_empty()
                    && !nominal.adjectives.iter().any(|word| it.adjectives.contains(word) || underwent(it, word)))
                || it.scope == ANOTHER && !is_another(self.reading, &nominal.tokens)
        };
        // "the militants", of the one armed group that the article names.
        if nominal.class == "militant" && nominal.plural && nominal.definite && scope.is_empty() && !others {
            let mut armed = (0..self.entities.len()).filter(|&entity| self.is_armed(entity));
            if let (Some(only), None) = (armed.next(), armed.next()) {
                return Some(only);
            }
        }
        let bare = !self.is_narrowed(nominal);
        let called = |by_class: bool| {
            (0..self.entities.len())
                .filter(|&entity| fits(entity) && narrowed(entity) && !apart(entity))
                .filter(|&entity| self.of_one_country(entity, nominal, by_class))
                .filter(|&entity| {
                    let it = &self.entities[entity];
                    it.called.iter().any(|(lemma, class)| {
                        let both = *lemma == nominal.lemma
                            || (by_class && !class.is_empty() && *class == nominal.class && !class.starts_with('~'));
                        // One with a name is meant only where it should be known; "the hospital" is not its director.
                        both && (it.cluster.is_none() || nominal.definite && self.kind_fits(entity, nominal))
                    })
                })
                // "The president" is the one called so without a word of what, before that of a union.
                .max_by_key(|&entity| {
                    (!bare || !self.entities[entity].narrowed.contains(&nominal.lemma), recent(entity))
                })
        };
        if let Some(capital) = self.capital_of(nominal).filter(|_| nominal.lemma == "capital") {
            return Some(capital);
        }
        // A city that is called something else is not the capital.
        if let Some(entity) = called(false).or_else(|| if nominal.lemma == "capital" { None } else { called(true) }) {
            return Some(entity);
        }
        if !nominal.definite || nominal.plural || nominal.number.is_some() {
            return None;
        }
        if nominal.lemma == "capital" {
            return self.capital(nominal);
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
                // The Supreme Court is called a court, and not "the commission".
                .filter(|&entity| {
                    let called = &self.entities[entity].called;
                    let body = |class: &String| INSTITUTIONS.contains(&class.as_str()) || class == "agency";
                    !called.iter().any(|(_, class)| body(class))
                        || called.iter().any(|(_, class)| *class == nominal.class)
                })
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
                .filter(|&entity| !self.holds_office(entity))
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

    /// Whether a phrase says of what somebody is something: "president of the union", "the union's president".
    fn is_narrowed(&self, nominal: &Nominal) -> bool {
        let of =
            self.reading.children_by(nominal.head, &["prep"]).any(|of| matches!(self.reading.word(of), "of" | "for"));
        of || nominal.country.is_some() || !nominal.names.is_empty() || nominal.possessor.is_some()
    }

    /// Whether somebody with a name may be meant by "the Chadian leader": who is tied to other countries is not, and who
    /// is tied to none only by the very word.
    fn of_one_country(&self, entity: usize, nominal: &Nominal, by_class: bool) -> bool {
        let it = &self.entities[entity];
        let Some(country) = nominal.country.filter(|_| it.cluster.is_some() && self.kind(entity) == ActorKind::Person)
        else {
            return true;
        };
        it.lands.contains(&country) || it.lands.is_empty() && !by_class
    }

    /// "the Greek capital", "the capital": the one capital that the article names, of that country or of any.
    fn capital(&self, nominal: &Nominal) -> Option<usize> {
        let of_other = nominal.country.is_none()
            && self.reading.children_by(nominal.head, &["prep", "poss"]).any(|child| self.reading.word(child) != "in");
        let mut named = (0..self.entities.len()).filter(|&entity| {
            let name = self.entities[entity].cluster.map_or("", |cluster| self.clusters[cluster].name.as_str());
            self.lexicon.is_capital(name)
                && nominal.country.is_none_or(|country| self.lexicon.country_of_town(name) == Some(country))
        });
        match (named.next(), named.next()) {
            (Some(only), None) if !of_other => Some(only),
            _ => None,
        }
    }

    pub(super) fn new_entity(&mut self, nominal: &Nominal) -> usize {
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
}
