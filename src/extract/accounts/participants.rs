//! Who takes part in an event, and how: read from the parse.

use super::lexicon::{Lexicon, Support};
use super::predicates::Predicate;
use super::tree::Tree;
use crate::extract::{EventKind, Field, Findings, Form, Part, Participant, is_of};

/// Finds participants of one article's predicates.
pub struct Parts<'a> {
    tree: &'a Tree<'a>,
    lexicon: &'static Lexicon,
    findings: &'a Findings,
    /// For each token: the mention whose head it is (or, failing that, the shortest that holds it).
    mention_of: Vec<Option<u32>>,
    /// For each token: whether it heads an expression of time or stands in one.
    is_time: Vec<bool>,
}

/// Verbs whose object is whom the words are for.
const ADDRESSING: [&str; 9] = ["tell", "inform", "warn", "notify", "assure", "remind", "brief", "ask", "promise"];

/// How deep shared subjects are looked for.
pub const SUBJECT_DEPTH: u32 = 8;

impl<'a> Parts<'a> {
    /// Looks the mentions and times up once.
    pub fn new(tree: &'a Tree<'a>, lexicon: &'static Lexicon, findings: &'a Findings) -> Self {
        let n_tokens = tree.reading.tokens.len();
        let mut mention_of: Vec<Option<u32>> = vec![None; n_tokens];
        for (idx, mention) in findings.mentions.iter().enumerate() {
            if mention.form == Form::Name {
                for token in tree.reading.tokens_in(mention.span) {
                    if let Some(slot) = mention_of.get_mut(token as usize) {
                        slot.get_or_insert(idx as u32);
                    }
                }
            }
        }
        for (idx, mention) in findings.mentions.iter().enumerate() {
            if let Some(slot) = mention_of.get_mut(mention.head as usize) {
                let keeps = slot.is_some_and(|other| {
                    let other = &findings.mentions[other as usize];
                    other.head == mention.head && other.form <= mention.form
                });
                if !keeps {
                    *slot = Some(idx as u32);
                }
            }
        }
        let mut is_time = vec![false; n_tokens];
        let mark = |is_time: &mut Vec<bool>, tokens: std::ops::Range<u32>| {
            for token in tokens {
                is_time[token as usize] = true;
            }
        };
        for time in &findings.times {
            mark(&mut is_time, tree.reading.tokens_in(time.span));
        }
        for name in &tree.reading.names {
            if matches!(name.label, "DATE" | "TIME") {
                mark(&mut is_time, name.tokens.clone());
            }
        }
        Self { tree, lexicon, findings, mention_of, is_time }
    }

    /// Whether the token stands in an expression of time.
    pub fn is_time(&self, token: u32) -> bool {
        self.is_time[token as usize]
    }

    /// Whether a determiner, an owner or a name marks the noun as a known one.
    pub fn is_marked(&self, noun: u32) -> bool {
        self.tree.kids(noun).iter().any(|&kid| {
            self.tree.rel(kid) == "poss"
                || matches!(self.tree.word(kid).to_lowercase().as_str(), "the" | "this" | "that" | "these" | "those")
        })
    }

    /// The referent that a noun phrase's head stands for.
    pub fn referent(&self, head: u32) -> Option<u32> {
        if matches!(self.tree.word(head).to_lowercase().as_str(), "i" | "me" | "my" | "myself") {
            let at = self.tree.reading.token(head).span;
            let said = self.findings.statements.iter().filter(|statement| statement.span.contains(at));
            return said.min_by_key(|statement| statement.span.len()).and_then(|statement| statement.speaker);
        }
        if let Some(mention) = self.mention_of[head as usize] {
            return Some(self.findings.mentions[mention as usize].referent);
        }
        let tree = self.tree;
        tree.kids_by(head, &["appos"])
            .find_map(|kid| self.mention_of[kid as usize])
            .map(|mention| self.findings.mentions[mention as usize].referent)
    }

    /// The named actor that a common noun belongs to: "Israeli" of "Israeli officials", "Kenya" of "the police of Kenya".
    pub fn owner(&self, head: u32) -> Option<u32> {
        let tree = self.tree;
        let near = tree.kids_by(head, &["compound", "amod", "nmod", "poss"]).find_map(|kid| {
            let mention = self.mention_of[kid as usize]?;
            Some(self.findings.mentions[mention as usize].referent)
        });
        near.or_else(|| {
            tree.kids_by(head, &["prep"])
                .filter(|&prep| matches!(tree.lemma(prep), "of" | "from"))
                .filter_map(|prep| tree.kid(prep, &["pobj"]))
                .find_map(|object| {
                    let mention = self.mention_of[object as usize]?;
                    Some(self.findings.mentions[mention as usize].referent)
                })
        })
    }

    /// The participants of a predicate, in order of part, then of the text.
    pub fn find(&self, predicate: &Predicate) -> Vec<Participant> {
        let mut all: Vec<(Part, u32)> = Vec::new();
        if let Some(noun) = predicate.noun {
            self.of_noun(predicate.token, noun.owner_is_whom, noun.of_is_whom, &mut all);
            if let Some((verb, support)) = predicate.support {
                self.of_support(predicate, verb, support, &mut all);
            }
        } else {
            self.of_verb(predicate.token, &mut all);
        }
        let mut seen = rustc_hash::FxHashSet::default();
        all.retain(|&(_, head)| head != predicate.token && !self.is_time(head) && seen.insert(head));
        all.sort_by_key(|&(part, head)| (part, head));
        let mut found: Vec<Participant> = Vec::with_capacity(all.len());
        for (part, head) in all {
            let one = self.participant(part, head);
            // "Harris ended her visit": she takes part once, under her name.
            let known = found
                .iter_mut()
                .find(|other| other.part == part && one.referent.is_some() && other.referent == one.referent);
            match known {
                Some(other) if self.tree.pos(other.head) == "PRON" && self.tree.pos(head) != "PRON" => *other = one,
                Some(_) => {}
                None => found.push(one),
            }
        }
        found
    }

    fn participant(&self, part: Part, head: u32) -> Participant {
        let tree = self.tree;
        // "21 of the girls", "some of them": what is counted is who takes part.
        let counted = (matches!(tree.pos(head), "NUM" | "DET" | "PRON" | "ADJ")
            && !matches!(tree.tag(head), "PRP" | "PRP$"))
        .then(|| tree.kids_by(head, &["prep"]).find(|&prep| tree.lemma(prep) == "of"))
        .flatten()
        .and_then(|of| tree.kid(of, &["pobj"]));
        let named = counted.unwrap_or(head);
        let referent = self.referent(head).or_else(|| self.referent(named));
        let phrase = tree.phrase_tokens(head);
        Participant {
            part,
            span: tree.span_of(&phrase),
            head,
            lemma: if counted.is_none() && tree.pos(head) == "NUM" {
                String::new()
            } else {
                tree.lemma(named).to_lowercase()
            },
            referent,
            of: self.owner(named).filter(|&owner| Some(owner) != referent),
            words: phrase
                .iter()
                .filter(|&&token| matches!(tree.pos(token), "NOUN" | "PROPN" | "ADJ"))
                .map(|&token| tree.lemma(token).to_lowercase())
                .collect(),
            modifier: matches!(tree.rel(head), "compound" | "amod" | "nmod"),
        }
    }

    fn add(&self, part: Part, head: u32, all: &mut Vec<(Part, u32)>) {
        for one in self.tree.joined(head) {
            let one = self.antecedent(one);
            // "20 others of them", "four of the crew": the number stands for the people.
            if self.tree.is_nominal(one) || matches!(self.tree.tag(one), "JJ" | "DT" | "VBN") {
                all.push((part, one));
                self.add_named(part, one, all);
            }
        }
    }

    /// "officials including X and Y", "the ministers, X and Y": those named take part too.
    fn add_named(&self, part: Part, head: u32, all: &mut Vec<(Part, u32)>) {
        let tree = self.tree;
        let including = tree
            .kids_by(head, &["prep"])
            .filter(|&prep| tree.lemma(prep) == "include" || tree.word(prep).eq_ignore_ascii_case("such"))
            .filter_map(|prep| tree.kid(prep, &["pobj"]).or_else(|| tree.kid(tree.kid(prep, &["prep"])?, &["pobj"])));
        let listed = tree.kids_by(head, &["appos"]).filter(|_| matches!(tree.tag(head), "NNS" | "NNPS"));
        let named: Vec<u32> = including.chain(listed).collect();
        for first in named {
            for one in tree.joined(first) {
                if self.mention_of[one as usize].is_some() {
                    all.push((part, one));
                }
            }
        }
    }

    /// For "who", "which", "that": the noun that the relative clause hangs on.
    fn antecedent(&self, head: u32) -> u32 {
        let tree = self.tree;
        let relative = matches!(tree.tag(head), "WDT" | "WP")
            && !matches!(tree.lemma(head), "what" | "whatever" | "whoever" | "whomever")
            || (tree.tag(head) == "IN" && tree.rel(head).starts_with("nsubj"));
        if !relative {
            return head;
        }
        let clause = tree.reading.ancestors(head).find(|&at| tree.rel(at) == "relcl");
        clause.and_then(|clause| tree.head(clause)).unwrap_or(head)
    }

    /// The heads that stand as the subject of a verb, found above it where it shares one.
    pub fn subjects(&self, verb: u32, depth: u32) -> Vec<u32> {
        let tree = self.tree;
        if let Some(subject) = tree.kid(verb, &["nsubj", "nsubjpass"]) {
            // After a dateline the parser takes the place for the subject and the subject for its apposition.
            let subject = if tree.is_dateline(subject) {
                tree.kids(subject).iter().copied().find(|&kid| !tree.is_dateline(kid) && tree.is_nominal(kid))
            } else {
                Some(subject)
            };
            let Some(subject) = subject else { return Vec::new() };
            return tree.joined(subject).into_iter().map(|one| self.antecedent(one)).collect();
        }
        if tree.kid(verb, &["expl", "csubj"]).is_some() || depth == 0 {
            return Vec::new();
        }
        if let Some(subject) = self.misplaced_subject(verb) {
            return tree.joined(subject);
        }
        let Some(head) = tree.head(verb) else { return Vec::new() };
        match tree.rel(verb) {
            // "The charge sheet against X included counts of …, obstructing …": X is said to have done it.
            "advcl" | "conj" if self.charge_above(verb).is_some() => {
                self.charge_above(verb).map_or_else(Vec::new, |charge| {
                    let against =
                        tree.below(charge, &|_, _, _| false).into_iter().find(|&prep| tree.lemma(prep) == "against");
                    against.and_then(|prep| tree.kid(prep, &["pobj"])).into_iter().collect()
                })
            }
            // "denied that X was Y, saying Z": who denied says it.
            "advcl" if tree.tag(verb) == "VBG" && tree.rel(head) == "ccomp" && self.is_saying(verb) => {
                tree.head(head).map_or_else(Vec::new, |above| self.subjects(above, depth - 1))
            }
            // "The bus overturned, killing two": the happening kills, not the bus.
            "advcl" if tree.tag(verb) == "VBG" && verb > head && self.is_outcome(verb, head) => Vec::new(),
            "conj" | "advcl" if tree.is_verb(head) => self.subjects(head, depth - 1),
            // "The aim is to talk": the aim does not talk.
            "xcomp" if tree.lemma(head) == "be" => {
                let subjects = self.subjects(head, depth - 1);
                let acts = |&one: &u32| {
                    let lemma = tree.lemma(one);
                    is_of(lemma, Field::Person) || is_of(lemma, Field::Group) || self.mention_of[one as usize].is_some()
                };
                if subjects.iter().all(acts) { subjects } else { Vec::new() }
            }
            "xcomp" | "ccomp" if tree.is_verb(head) => match tree.kid(head, &["dobj", "dative"]) {
                Some(object) if tree.is_nominal(object) => tree.joined(object),
                _ if tree.is_passive(head) || tree.rel(verb) == "xcomp" || tree.tag(verb) == "VBG" => {
                    self.subjects(head, depth - 1)
                }
                _ => Vec::new(),
            },
            // "is likely to …", "was able to …"
            "xcomp" => tree.head(head).map_or_else(Vec::new, |above| self.subjects(above, depth - 1)),
            "advcl" => tree
                .head(head)
                .filter(|&above| tree.is_verb(above))
                .map_or_else(Vec::new, |above| self.subjects(above, depth - 1)),
            "pcomp" => tree.head(head).map_or_else(Vec::new, |above| {
                if tree.is_verb(above) {
                    self.subjects(above, depth - 1)
                } else {
                    tree.kid(above, &["poss"]).map_or_else(Vec::new, |owner| vec![owner])
                }
            }),
            "acl" if tree.tag(verb) == "VB" || tree.kid(verb, &["aux"]).is_some() => {
                // "plans to open": whose plans, or who has them.
                if let Some(owner) = tree.kid(head, &["poss"]) {
                    return vec![owner];
                }
                tree.head(head)
                    .filter(|&above| tree.is_verb(above))
                    .map_or_else(Vec::new, |above| self.subjects(above, depth - 1))
            }
            "acl" | "relcl" => tree.joined(head),
            _ => Vec::new(),
        }
    }

    /// The noun of a charge in whose list a participle stands: "the indictment lists counts of assault, throwing stones".
    fn charge_above(&self, verb: u32) -> Option<u32> {
        self.tree.charge_above(verb)
    }

    fn is_saying(&self, verb: u32) -> bool {
        self.lexicon.verbs.get(self.tree.lemma(verb)) == Some(&EventKind::Statement)
    }

    /// A subject that the parser took for something else: in `"…," added the mayor` the one who speaks stands where an
    /// object would; before a past tense a name alone is no adverb.
    fn misplaced_subject(&self, verb: u32) -> Option<u32> {
        let tree = self.tree;
        if !matches!(tree.tag(verb), "VBD" | "VBZ") || tree.kid(verb, &["aux", "auxpass"]).is_some() {
            return None;
        }
        if let Some(object) = tree.kid(verb, &["dobj"]).filter(|&object| object > verb && tree.is_nominal(object)) {
            let said_before = tree.kids_by(verb, &["ccomp"]).any(|kid| kid < verb);
            let quoted = verb > 0 && matches!(tree.word(verb - 1), "”" | "\"" | "’" | "'");
            if said_before && quoted {
                return Some(object);
            }
        }
        tree.kids_by(verb, &["npadvmod"]).find(|&kid| {
            kid < verb && tree.pos(kid) == "PROPN" && !self.is_time(kid) && self.mention_of[kid as usize].is_some()
        })
    }

    /// Whether a participle tells what an accident or a disaster led to.
    fn is_outcome(&self, verb: u32, head: u32) -> bool {
        let kind = |verb: u32| self.lexicon.verbs.get(self.tree.lemma(verb)).copied().unwrap_or_default();
        let harms = matches!(kind(verb), EventKind::Death | EventKind::Injury);
        (harms && !matches!(kind(head), EventKind::Attack | EventKind::Death | EventKind::Injury))
            || (matches!(kind(head), EventKind::Accident | EventKind::Disaster)
                && matches!(self.tree.lemma(verb), "leave" | "displace" | "strand" | "damage" | "destroy"))
    }

    fn of_verb(&self, verb: u32, all: &mut Vec<(Part, u32)>) {
        let tree = self.tree;
        let passive = tree.is_passive(verb);
        let subject_part = if passive { Part::Whom } else { Part::Who };
        for subject in self.subjects(verb, SUBJECT_DEPTH) {
            self.add(subject_part, subject, all);
        }
        let addressed =
            ADDRESSING.contains(&tree.lemma(verb)) && tree.kid(verb, &["ccomp", "xcomp", "dative"]).is_some();
        for object in tree.kids_by(verb, &["dobj"]) {
            self.add(if addressed { Part::To } else { Part::Whom }, object, all);
            if self.lexicon.nouns.contains_key(tree.lemma(object)) {
                self.prepositions(object, false, all);
            }
        }
        for dative in tree.kids_by(verb, &["dative"]) {
            match tree.kid(dative, &["pobj"]) {
                Some(object) => self.add(Part::To, object, all),
                None => self.add(Part::To, dative, all),
            }
        }
        if tree.has_object_gap(verb)
            && let Some(head) = tree.head(verb)
            && let Some(subject) = tree.kid(verb, &["nsubj"])
            && self.antecedent(subject) != head
            && !self.is_time(head)
        {
            self.add(Part::Whom, head, all);
        }
        self.prepositions(verb, true, all);
    }

    fn prepositions(&self, at: u32, is_verb: bool, all: &mut Vec<(Part, u32)>) {
        let tree = self.tree;
        for prep in tree.kids_by(at, &["prep", "agent"]) {
            let Some(object) = tree.kid(prep, &["pobj"]) else { continue };
            if self.is_time(object) {
                continue;
            }
            let part = match (tree.rel(prep), tree.lemma(prep).to_lowercase().as_str()) {
                ("agent", _) | (_, "between") => Part::Who,
                (_, "by") if is_verb => Part::By,
                (_, "with" | "alongside") => Part::With,
                (_, "to" | "toward" | "towards" | "into") => Part::To,
                (_, "from") => Part::From,
                (_, "about" | "over" | "regarding" | "concerning" | "on")
                    if is_verb || self.referent(object).is_some() =>
                {
                    Part::About
                }
                (_, "for") => Part::For,
                (_, "against") => Part::Whom,
                // "identified the dead as …"
                (_, "as") if is_verb && self.referent(object).is_some() => Part::Whom,
                _ => continue,
            };
            if is_verb || !matches!(part, Part::For | Part::About) {
                self.add(part, object, all);
            }
        }
    }

    fn of_noun(&self, noun: u32, owner_is_whom: bool, of_is_whom: bool, all: &mut Vec<(Part, u32)>) {
        let tree = self.tree;
        let owner_part = if owner_is_whom { Part::Whom } else { Part::Who };
        for owner in tree.kids_by(noun, &["poss"]) {
            self.add(owner_part, owner, all);
        }
        for prep in tree.kids_by(noun, &["prep", "agent"]) {
            let Some(object) = tree.kid(prep, &["pobj"]) else { continue };
            if self.is_time(object) {
                continue;
            }
            let part = match tree.lemma(prep).to_lowercase().as_str() {
                "of" if of_is_whom => Part::Whom,
                "of" | "by" | "between" | "among" => Part::Who,
                "with" => Part::With,
                "against" => Part::Whom,
                "on" if self.lexicon.nouns.get(tree.lemma(noun)).is_some_and(|known| takes_target(known.kind)) => {
                    Part::Whom
                }
                "to" | "toward" | "towards" | "into" => Part::To,
                "about" | "on" | "over" | "regarding" | "concerning" => Part::About,
                "from" => Part::From,
                "for" => Part::For,
                _ => continue,
            };
            self.add(part, object, all);
        }
        for modifier in tree.kids_by(noun, &["compound", "amod", "nmod"]) {
            if self.is_time(modifier) {
                continue;
            }
            let named = self.mention_of[modifier as usize].is_some();
            if named || (tree.rel(modifier) == "compound" && tree.pos(modifier) == "NOUN") {
                let part = if of_is_whom && !(named && tree.rel(modifier) == "amod") { Part::Whom } else { Part::Who };
                all.push((part, modifier));
                // "US-Israel talks"
                for other in tree.kids_by(modifier, &["compound", "nmod"]) {
                    if self.mention_of[other as usize].is_some() && self.referent(other) != self.referent(modifier) {
                        all.push((part, other));
                    }
                }
            }
        }
    }

    fn of_support(&self, predicate: &Predicate, verb: u32, support: Support, all: &mut Vec<(Part, u32)>) {
        let tree = self.tree;
        let reduced = tree.rel(verb) == "acl" && tree.head(verb) == Some(predicate.token);
        let passive = tree.is_passive(verb);
        if support == Support::Plan || (support != Support::Occur && !passive && !reduced) {
            for subject in self.subjects(verb, SUBJECT_DEPTH) {
                self.add(Part::Who, subject, all);
            }
        }
        // "led the Chilean team in talks": the team takes part.
        if support == Support::Lead {
            for object in tree.kids_by(verb, &["dobj"]).filter(|&object| object != predicate.token) {
                self.add(Part::Who, object, all);
            }
        }
        self.prepositions(verb, true, all);
    }
}

/// Kinds whose "on X" names whom it is done to: "attack on", not "talks on".
fn takes_target(kind: EventKind) -> bool {
    use EventKind as Kind;
    matches!(kind, Kind::Attack | Kind::Protest | Kind::Arrest | Kind::Closure)
}
