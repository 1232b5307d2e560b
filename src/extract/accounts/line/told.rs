//! Whether a predicate tells a happening of its own: not a property, a purpose, a habit, nor a word that only points.

use super::{Teller, Telling};
use crate::extract::accounts::participants::SUBJECT_DEPTH;
use crate::extract::{EventKind, Form, Status};

/// Nouns behind a bare "in" that make a preposition with it: "in exchange for", "in charge of".
const IDIOMS: [&str; 9] = ["exchange", "charge", "search", "return", "call", "trade", "appeal", "fall", "strike"];

/// Nouns of plans and tries: "its plan to send troops" tells of the sending.
const PLANS: [&str; 17] = [
    "pledge",
    "promise",
    "vow",
    "plan",
    "decision",
    "agreement",
    "attempt",
    "effort",
    "bid",
    "offer",
    "threat",
    "refusal",
    "failure",
    "proposal",
    "intention",
    "commitment",
    "mission",
];

/// Prepositions behind which a gerund tells what was done: "after landing", "accused of beating".
const TELLING: [&str; 12] =
    ["after", "by", "since", "upon", "while", "despite", "before", "without", "of", "with", "for", "from"];

impl Teller<'_> {
    /// Whether the predicate tells a happening.
    pub(super) fn tells(&self, telling: &Telling) -> bool {
        if telling.predicate.is_bare_noun() { self.noun_tells(telling) } else { self.verb_tells(telling) }
    }

    fn verb_tells(&self, telling: &Telling) -> bool {
        let tree = self.tree;
        let predicate = telling.predicate;
        let verb = predicate.anchor();
        let saying = predicate.kind == EventKind::Statement;
        // "a plan that protects civilians": a property.
        if tree.rel(verb) == "relcl" && self.holds_now(verb) && !saying {
            return false;
        }
        if !self.form_tells(telling, verb) {
            return false;
        }
        let subjects = if predicate.noun.is_some() && tree.rel(verb) == "acl" {
            vec![predicate.token]
        } else {
            self.parts.subjects(verb, SUBJECT_DEPTH)
        };
        let acts_on = tree.kid(verb, &["dobj"]).is_some_and(|object| !self.is_vague(object));
        if subjects.is_empty() {
            let bare = matches!(tree.rel(verb), "pcomp" | "csubj" | "xcomp") || tree.tag(verb) == "VB";
            let present = matches!(tree.tag(verb), "VBZ" | "VBP");
            return tree.is_passive(verb) && !bare || acts_on && !bare && !present;
        }
        let someone = |head: u32| matches!(tree.word(head).to_lowercase().as_str(), "he" | "she" | "they");
        let concrete = !saying
            && predicate.kind != EventKind::Other
            && (tree.kid(verb, &["dobj"]).is_some() || !telling.times.is_empty());
        let vague = subjects.iter().any(|&head| self.is_vague(head));
        if vague && !(concrete && subjects.iter().all(|&head| someone(head))) {
            return false;
        }
        if subjects.iter().any(|&head| self.is_no_subject(head, verb)) {
            return false;
        }
        self.says_something(telling, verb)
    }

    /// Whether the form of the verb tells what was or will be done: no purpose, no question.
    fn form_tells(&self, telling: &Telling, verb: u32) -> bool {
        let tree = self.tree;
        let infinitive = self.has_to(verb);
        let gerund = tree.tag(verb) == "VBG" && tree.kid(verb, &["aux", "auxpass"]).is_none();
        let Some(head) = tree.head(verb) else { return true };
        match tree.rel(verb) {
            "acl" | "relcl" if infinitive => {
                let subjects = self.parts.subjects(verb, SUBJECT_DEPTH);
                PLANS.contains(&tree.lemma(head)) && !subjects.is_empty() && !subjects.contains(&head)
            }
            "attr" | "acomp" if infinitive => false,
            "xcomp" | "ccomp" if tree.kid(verb, &["nsubj", "nsubjpass"]).is_none() => {
                let asks = |token: u32| matches!(tree.tag(token), "WRB" | "WP" | "WDT");
                let mut kids = tree.kids_by(verb, &["advmod", "dobj", "nsubj"]);
                !kids.any(|kid| asks(kid) || tree.kids(kid).iter().any(|&kid| asks(kid)))
                    && (tree.is_verb(head) || tree.pos(head) == "ADJ")
            }
            "ccomp" => {
                let asks = |token: u32| matches!(tree.tag(token), "WRB" | "WP" | "WDT");
                let mut kids = tree.kids_by(verb, &["advmod", "dobj", "nsubj", "nsubjpass"]);
                !kids.any(|kid| asks(kid) || tree.kids(kid).iter().any(|&kid| asks(kid)))
            }
            "advcl" if infinitive => telling.status == Status::Planned && !self.has_to(head),
            "advcl" if gerund => !self.hangs_on_present(verb),
            "pcomp" if gerund => {
                TELLING.contains(&tree.word(head).to_lowercase().as_str())
                    && matches!(telling.status, Status::Occurred | Status::Alleged)
                    && !self.hangs_on_present(verb)
            }
            _ => true,
        }
    }

    /// "Any", "those", "their trouble": of whom, the clause does not say.
    fn is_no_subject(&self, head: u32, verb: u32) -> bool {
        let tree = self.tree;
        let own = tree.rel(verb) == "acl" && tree.head(verb) == Some(head);
        let pointing = matches!(tree.word(head).to_lowercase().as_str(), "those" | "these" | "anyone");
        let abstract_noun = matches!(tree.lemma(head), "trouble" | "difficulty" | "problem" | "experience" | "risk");
        own && (pointing || abstract_noun)
            || matches!(tree.pos(head), "VERB" | "ADV" | "AUX")
            || matches!(tree.lemma(head), "nobody" | "none")
            || tree.kids_by(head, &["det"]).any(|det| tree.word(det).eq_ignore_ascii_case("any"))
            || tree.phrase_tokens(head).iter().any(|&kid| matches!(tree.tag(kid), "WRB" | "WDT" | "WP" | "WP$"))
    }

    /// Whether more is told than that somebody does something.
    fn says_something(&self, telling: &Telling, verb: u32) -> bool {
        let tree = self.tree;
        let predicate = telling.predicate;
        let vague_object = tree
            .kid(verb, &["dobj"])
            .is_some_and(|object| object > verb && tree.tag(object) == "PRP" && self.is_vague(object));
        let more = tree
            .kids(verb)
            .iter()
            .filter(|&&kid| {
                !matches!(tree.rel(kid), "nsubj" | "punct" | "aux" | "cc" | "conj" | "mark" | "neg" | "det")
            })
            .filter(|&&kid| !(vague_object && tree.rel(kid) == "dobj"))
            .count();
        let at = tree.reading.token(verb).span;
        let cue = self.findings.statements.iter().find(|statement| statement.cue_span.overlaps(at));
        if predicate.kind == EventKind::Statement || cue.is_some() {
            let told = tree
                .kids_by(verb, &["ccomp", "xcomp", "dobj", "attr", "acomp", "oprd"])
                .any(|kid| tree.tag(kid) != "WDT");
            let about = tree
                .kids_by(verb, &["prep"])
                .any(|prep| matches!(tree.lemma(prep), "of" | "about" | "for" | "against" | "to"));
            return told || about || tree.is_passive(verb) || cue.is_some_and(|statement| !statement.quotes.is_empty());
        }
        more > 0 || telling.status != Status::Occurred || predicate.kind != EventKind::Other && !self.holds_now(verb)
    }

    fn noun_tells(&self, telling: &Telling) -> bool {
        let tree = self.tree;
        let noun = telling.predicate.token;
        let idiom = tree.rel(noun) == "pobj"
            && tree.head(noun).is_some_and(|prep| tree.lemma(prep) == "in")
            && IDIOMS.contains(&tree.lemma(noun))
            && tree.kid(noun, &["det", "poss", "amod"]).is_none();
        let nobodys = tree.kids_by(noun, &["poss"]).any(|owner| self.is_vague(owner));
        let none = tree
            .kids_by(noun, &["det"])
            .any(|det| matches!(tree.word(det).to_lowercase().as_str(), "any" | "no" | "every" | "each"));
        let state = matches!(telling.predicate.lemma.as_str(), "failure" | "loss" | "campaign" | "insurgency" | "war");
        !idiom && !nobodys && !none && !state && self.came_to_pass(telling)
    }

    /// Whether the text tells the noun as something that is so: with its time, as what did or suffered something, behind
    /// "after", "during". "Concerns over an offensive" and "a strategy for recovery" tell of none.
    fn came_to_pass(&self, telling: &Telling) -> bool {
        let tree = self.tree;
        let told_so = matches!(telling.status, Status::Occurred | Status::Alleged | Status::Ongoing);
        if !told_so || !telling.times.is_empty() {
            return true;
        }
        let noun = self.first_noun(telling.predicate.token);
        let Some(head) = tree.head(noun) else { return true };
        let told = |verb: u32| matches!(tree.tag(verb), "VBD" | "VBZ" | "VBN" | "VBP") && !self.is_uncertain(verb);
        match tree.rel(noun) {
            "nsubj" | "nsubjpass" => told(head),
            "dobj" => told(head) && self.parts.is_marked(noun),
            "pobj" => {
                let above = tree.head(head).unwrap_or(head);
                match tree.lemma(head).to_lowercase().as_str() {
                    "after" | "during" | "since" | "following" | "follow" | "amid" | "despite" | "because" | "by" => {
                        true
                    }
                    "in" | "at" | "from" | "over" | "with" | "on" => tree.is_verb(above) && told(above),
                    "of" => tree.is_nominal(above) && self.parts.is_marked(noun),
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// Whether a modal or "if" stands over the verb.
    fn is_uncertain(&self, verb: u32) -> bool {
        let tree = self.tree;
        tree.kids_by(verb, &["aux", "mark"]).any(|kid| {
            tree.tag(kid) == "MD" || tree.tag(kid) == "TO" || matches!(tree.word(kid), "if" | "whether" | "unless")
        })
    }

    /// Whether the first verb above that has a tense is told in the present.
    fn hangs_on_present(&self, verb: u32) -> bool {
        let tree = self.tree;
        let tensed =
            |&token: &u32| tree.is_verb(token) && matches!(tree.tag(token), "VBZ" | "VBP" | "VBD" | "VBN" | "VB");
        tree.reading.ancestors(verb).find(tensed).is_some_and(|above| self.holds_now(above))
    }

    /// Whether the verb is told in the present: of what is so, not of what happened.
    fn holds_now(&self, verb: u32) -> bool {
        let tree = self.tree;
        let simple = matches!(tree.tag(verb), "VBZ" | "VBP") && tree.pos(verb) == "VERB";
        simple && tree.kid(verb, &["aux", "auxpass"]).is_none() && !self.is_title(verb)
    }

    /// Whether a pronoun stands here of which the article does not say whom it means.
    fn is_vague(&self, head: u32) -> bool {
        let tree = self.tree;
        let pronoun = tree.pos(head) == "PRON" || matches!(tree.tag(head), "WDT" | "WP" | "PRP" | "PRP$" | "DT" | "EX");
        if !pronoun || tree.tag(head) == "WP$" {
            return !tree.word(head).chars().any(char::is_alphanumeric);
        }
        match tree.word(head).to_lowercase().as_str() {
            "some" | "many" | "others" | "most" | "both" | "all" | "none" | "nobody" | "everyone" | "everybody"
            | "someone" | "somebody" | "another" | "each" | "several" | "few" => false,
            "no" | "one" | "any" | "half" => tree.kids(head).is_empty(),
            "those" | "these" | "anyone" => tree.kid(head, &["acl", "relcl", "prep"]).is_none(),
            "you" | "your" | "yourself" | "there" => true,
            "i" | "my" | "me" | "myself" | "we" | "us" | "our" | "ours" | "mine" => self.parts.referent(head).is_none(),
            _ => !self.parts.referent(head).is_some_and(|referent| self.is_known(referent)),
        }
    }

    /// Whether the article gives a name or a description of the referent.
    fn is_known(&self, referent: u32) -> bool {
        self.findings.referents.get(referent as usize).is_some_and(|known| {
            let mentions = known.mentions.iter().filter_map(|&idx| self.findings.mentions.get(idx as usize));
            mentions.into_iter().any(|mention| mention.form != Form::Pronoun)
        })
    }
}
