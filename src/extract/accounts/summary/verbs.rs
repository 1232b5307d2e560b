//! Whose line it is, and the verb with the verbs that govern it in the article.

use super::Teller;
use super::tense::{alleged, is_modal};
use super::words::verb_be;
use crate::extract::Status;
use crate::extract::accounts::inflect::{participle, past};
use crate::extract::accounts::participants::SUBJECT_DEPTH;

/// Governing verbs are followed this far up: "is expected to agree to send".
const DEPTH: u32 = 3;

/// Verbs whose object does what they ask for: "the court ordered the firm to pay" is "the firm was ordered to pay".
const DIRECTING: [&str; 28] = [
    "ask",
    "urge",
    "order",
    "tell",
    "force",
    "invite",
    "allow",
    "permit",
    "require",
    "encourage",
    "persuade",
    "request",
    "instruct",
    "warn",
    "advise",
    "authorize",
    "authorise",
    "enable",
    "compel",
    "lead",
    "prompt",
    "push",
    "press",
    "expect",
    "schedule",
    "oblige",
    "appoint",
    "send",
];

/// Verbs that tie what somebody did, or is kept from, to them by a preposition: "accused of beating".
const TYING: [&str; 20] = [
    "accuse",
    "charge",
    "suspect",
    "convict",
    "indict",
    "blame",
    "criticize",
    "criticise",
    "prevent",
    "stop",
    "keep",
    "bar",
    "block",
    "prohibit",
    "discourage",
    "acquit",
    "jail",
    "fine",
    "praise",
    "condemn",
];

/// Nouns of plans and tries, with the verb that says the same of who has them.
const NOUNS: [(&str, &str); 17] = [
    ("pledge", "pledged"),
    ("promise", "promised"),
    ("vow", "vowed"),
    ("plan", "planned"),
    ("decision", "decided"),
    ("agreement", "agreed"),
    ("attempt", "tried"),
    ("effort", "tried"),
    ("bid", "tried"),
    ("offer", "offered"),
    ("threat", "threatened"),
    ("refusal", "refused"),
    ("failure", "failed"),
    ("proposal", "proposed"),
    ("intention", "intended"),
    ("commitment", "pledged"),
    ("mission", "set out"),
];

/// Whose line it is, and its verb group.
pub(super) struct Group {
    /// The heads of the subject.
    pub subjects: Vec<u32>,
    /// "agreed to send".
    pub text: String,
    /// Whether the verb is told in the passive.
    pub passive: bool,
}

impl Teller<'_> {
    /// The group of `verb`; none where no line can be made with it.
    pub(super) fn group(&self, verb: u32, status: Status) -> Option<Group> {
        self.group_at(verb, status, DEPTH)
    }

    fn group_at(&self, verb: u32, status: Status, depth: u32) -> Option<Group> {
        let tree = self.tree;
        let first = self.first_of_row(verb);
        let infinitive = self.has_to(first);
        let finite_aux = |aux: u32| !matches!(tree.word(aux).to_lowercase().as_str(), "being" | "having" | "been");
        let gerund = matches!(tree.tag(verb), "VBG" | "VBN")
            && !tree.kids_by(first, &["aux", "auxpass"]).any(finite_aux)
            && (tree.tag(verb) == "VBG" || tree.rel(first) == "pcomp");
        let passive = tree.is_passive(verb);
        let head = tree.head(first);
        let governed = depth > 0 && (infinitive || gerund);
        match tree.rel(first) {
            "xcomp" | "ccomp" if governed && tree.kid(first, &["nsubj", "nsubjpass"]).is_none() => {
                self.under(head?, first, verb, status, depth)
            }
            "acl" | "relcl" if infinitive => {
                let noun = head?;
                let told = NOUNS.iter().find(|(name, _)| *name == tree.lemma(noun)).map(|(_, told)| *told)?;
                let subjects = self.parts.subjects(first, SUBJECT_DEPTH);
                // "a plan to go": whose plan is not said.
                (!subjects.is_empty() && !subjects.contains(&noun)).then(|| Group {
                    subjects,
                    text: format!("{told} to {}", self.base(verb, first)),
                    passive,
                })
            }
            "acl" | "xcomp" | "attr" | "acomp" if infinitive => None,
            // A purpose tells no deed.
            "advcl" if infinitive && (status != Status::Planned || head.is_some_and(|head| self.has_to(head))) => None,
            // "reflects …, while balancing …": what goes with what holds is no deed.
            "advcl" if gerund && self.hangs_on_present(first) => None,
            "pcomp" if gerund => self.behind_preposition(head?, first, verb, status, depth),
            _ => Some(Group {
                subjects: self.parts.subjects(verb, SUBJECT_DEPTH),
                text: self.finite(verb, first, status),
                passive,
            }),
        }
    }

    /// Under a governing verb: "agreed to send", "was ordered to pay", "is likely to fail", "kept firing".
    fn under(&self, head: u32, first: u32, verb: u32, status: Status, depth: u32) -> Option<Group> {
        let tree = self.tree;
        let passive = tree.is_passive(verb);
        let infinitive = self.has_to(first);
        // "how best to move": what is asked, not what is done.
        let asks = |token: u32| matches!(tree.tag(token), "WRB" | "WP" | "WDT");
        if tree
            .kids_by(first, &["advmod", "dobj", "nsubj"])
            .any(|kid| asks(kid) || tree.kids(kid).iter().any(|&kid| asks(kid)))
        {
            return None;
        }
        let form = if infinitive { format!("to {}", self.base(verb, first)) } else { tree.word(verb).to_lowercase() };
        if !tree.is_verb(head) {
            let be = tree.head(head).filter(|&be| tree.pos(head) == "ADJ" && tree.is_verb(be))?;
            let group = self.group_at(be, Status::Occurred, depth - 1)?;
            let adjective = tree.word(head).to_lowercase();
            return Some(Group { text: format!("{} {adjective} {form}", group.text), passive, ..group });
        }
        let object = tree.kid(head, &["dobj", "dative"]).filter(|&object| tree.is_nominal(object));
        let Some(object) = object else {
            if !infinitive && tree.tag(verb) != "VBG" {
                return None;
            }
            let group = self.group_at(head, Status::Occurred, depth - 1)?;
            return Some(Group { text: format!("{} {form}", group.text), passive, ..group });
        };
        if infinitive && DIRECTING.contains(&tree.lemma(head)) {
            let subjects = tree.joined(object);
            let text = format!("{} {form}", self.turned(head, self.are_plural(&subjects), depth)?);
            return Some(Group { subjects, text, passive });
        }
        // "helped the men (to) flee", "saw them leave": it came to pass where the status says so.
        (status == Status::Occurred).then(|| Group {
            subjects: tree.joined(object),
            text: self.finite(verb, verb, status),
            passive,
        })
    }

    /// Behind a preposition: "was accused of beating", "without paying", "after landing".
    fn behind_preposition(&self, prep: u32, first: u32, verb: u32, status: Status, depth: u32) -> Option<Group> {
        let tree = self.tree;
        let above = tree.head(prep)?;
        let passive = tree.is_passive(verb);
        if !tree.is_verb(above) {
            let owner = tree.kid(above, &["poss"])?;
            return (status == Status::Occurred && above != verb).then(|| Group {
                subjects: vec![owner],
                text: past(self.lexicon, tree.lemma(verb)),
                passive,
            });
        }
        let word = tree.word(prep).to_lowercase();
        let words = format!("{word} {}", tree.word(verb).to_lowercase());
        if TYING.contains(&tree.lemma(above)) && matches!(word.as_str(), "of" | "with" | "for" | "from") {
            if let Some(object) = tree.kid(above, &["dobj"]).filter(|&object| tree.is_nominal(object)) {
                let subjects = tree.joined(object);
                let text = format!("{} {words}", self.turned(above, self.are_plural(&subjects), depth)?);
                return Some(Group { subjects, text, passive });
            }
            let group = self.group_at(above, Status::Occurred, depth.checked_sub(1)?)?;
            return tree.is_passive(above).then(|| Group { text: format!("{} {words}", group.text), passive, ..group });
        }
        if status != Status::Occurred && status != Status::Alleged {
            return None;
        }
        if self.hangs_on_present(first) || tree.tag(verb) == "VBN" {
            return None;
        }
        let subjects = self.parts.subjects(first, SUBJECT_DEPTH);
        let bare = tree.lemma(verb).to_lowercase();
        let text = match word.as_str() {
            "without" => format!("did not {bare}"),
            "on" if prep > above => return None,
            "after" | "by" | "since" | "upon" | "on" | "while" | "despite" | "before" | "when" => {
                self.simple_past(verb)
            }
            _ => return None,
        };
        Some(Group { subjects, text: alleged(text, status), passive })
    }

    /// The governing verb told of its object: "ordered the firm" as "was ordered"; none where it is not plainly told.
    fn turned(&self, verb: u32, plural: bool, depth: u32) -> Option<String> {
        let tree = self.tree;
        let first = self.first_of_row(verb);
        let done = participle(self.lexicon, tree.lemma(verb));
        let aux = self.auxiliaries(first);
        if let Some(modal) = aux.iter().find(|word| is_modal(word)) {
            let not = if aux.iter().any(|word| word == "not") { " not" } else { "" };
            return Some(format!("{modal}{not} be {done}"));
        }
        if aux.iter().any(|word| word == "not") || self.has_to(first) || tree.kid(verb, &["neg"]).is_some() {
            return None;
        }
        // A governing verb that is no fact itself gives none to what it governs.
        if tree.tag(verb) == "VBG" && matches!(tree.rel(first), "pcomp" | "acl" | "xcomp") || depth == 0 {
            return None;
        }
        let now = matches!(tree.tag(verb), "VBZ" | "VBP") && aux.is_empty();
        Some(format!("{} {done}", verb_be(plural, !now)))
    }

    /// Whether the first verb above that has a tense is told in the present.
    fn hangs_on_present(&self, verb: u32) -> bool {
        let tree = self.tree;
        let tensed =
            |&token: &u32| tree.is_verb(token) && matches!(tree.tag(token), "VBZ" | "VBP" | "VBD" | "VBN" | "VB");
        tree.reading.ancestors(verb).find(tensed).is_some_and(|above| self.holds_now(above))
    }

    /// Whether the verb is told in the present: of what is so, not of what happened.
    pub(super) fn holds_now(&self, verb: u32) -> bool {
        let tree = self.tree;
        let simple = matches!(tree.tag(verb), "VBZ" | "VBP") && tree.pos(verb) == "VERB";
        simple && tree.kid(verb, &["aux", "auxpass"]).is_none() && !self.is_title(verb)
    }

    pub(super) fn are_plural(&self, heads: &[u32]) -> bool {
        heads.len() > 1 || heads.first().is_some_and(|&one| self.is_plural(one))
    }

    /// The verb whose auxiliaries a row of joined verbs shares: "will meet and discuss".
    fn first_of_row(&self, verb: u32) -> u32 {
        let tree = self.tree;
        let mut at = verb;
        for _ in 0..4 {
            let own = tree.kid(at, &["aux", "auxpass", "nsubj", "nsubjpass", "mark"]).is_some();
            let Some(head) = tree.head(at).filter(|&head| tree.rel(at) == "conj" && tree.is_verb(head) && !own) else {
                break;
            };
            let alike = tree.tag(at) == tree.tag(head) && matches!(tree.tag(at), "VB" | "VBN" | "VBG");
            if !alike {
                break;
            }
            at = head;
        }
        at
    }

    fn has_to(&self, verb: u32) -> bool {
        self.tree
            .kids_by(verb, &["aux"])
            .any(|aux| self.tree.tag(aux) == "TO" || self.tree.word(aux).eq_ignore_ascii_case("to"))
    }

    /// The infinitive: "send", "be sent", "have been sent".
    fn base(&self, verb: u32, first: u32) -> String {
        let mut words: Vec<String> = self.auxiliaries(first).into_iter().filter(|word| word != "to").collect();
        words.push(self.tree.word(verb).to_lowercase());
        words.join(" ")
    }
}
