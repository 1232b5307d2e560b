//! The line of an event noun that no verb supports: a sentence, made with the verb that the noun stands for, or with
//! "took place".

use super::words::verb_be;
use super::{Teller, Telling};
use crate::extract::accounts::inflect::participle;
use crate::extract::{EventKind, Part, Status, TimeKind};

/// Nouns that are reached, not held.
const REACHED: [&str; 10] = [
    "agreement",
    "deal",
    "accord",
    "pact",
    "treaty",
    "settlement",
    "compromise",
    "truce",
    "ceasefire",
    "understanding",
];

/// Nouns behind a bare "in" that make a preposition with it: "in exchange for", "in charge of".
const IDIOMS: [&str; 9] = ["exchange", "charge", "search", "return", "call", "trade", "appeal", "fall", "strike"];

impl Teller<'_> {
    pub(super) fn noun_line(&self, telling: &Telling) -> Option<String> {
        let tree = self.tree;
        let token = telling.predicate.token;
        if self.is_idiom(token) || tree.kids_by(token, &["poss"]).any(|owner| self.is_vague(owner)) {
            return None;
        }
        if !self.came_to_pass(telling)
            || matches!(telling.predicate.lemma.as_str(), "failure" | "loss" | "campaign" | "insurgency" | "war")
        {
            return None;
        }
        let plural = self.is_plural(token);
        if let Some(line) = self.done_to(telling) {
            return Some(line);
        }
        let tokens = tree.below(token, &|tree, at, kid| {
            let rel = tree.rel(kid);
            let loose = matches!(rel, "relcl" | "appos" | "punct" | "acl" | "advmod" | "advcl" | "predet" | "npadvmod");
            let outer = at == token && matches!(rel, "conj" | "cc" | "preconj" | "neg");
            let timed = at == token && rel == "prep" && self.holds_time(kid);
            let behind = at == token && rel == "amod" && kid > token;
            (loose && !(rel == "npadvmod" && at != token)) || outer || timed || behind
        });
        let mut text = self.fitting(&tokens);
        let bare = tree.kid(token, &["det", "poss", "nummod"]).is_none();
        if bare && !plural && self.is_title(token) {
            text = format!("the {text}");
        }
        let place = tree
            .kids_by(token, &["det"])
            .any(|det| matches!(tree.word(det).to_lowercase().as_str(), "any" | "no" | "every" | "each"));
        if place {
            return None;
        }
        let noun = telling.predicate.lemma.as_str();
        let (is, was) = (verb_be(plural, false), verb_be(plural, true));
        let happened = match telling.predicate.kind {
            EventKind::Statement | EventKind::Demand => format!("{was} made"),
            EventKind::Agreement if REACHED.contains(&noun) => format!("{was} reached"),
            EventKind::Accident | EventKind::Disaster | EventKind::Injury | EventKind::Death => "happened".into(),
            _ => "took place".into(),
        };
        let line = match telling.status {
            Status::Occurred => format!("{text} {happened}"),
            Status::Ongoing => format!("{text} {is} going on"),
            Status::Planned => format!("{text} {is} to take place"),
            Status::Hypothetical => format!("{text} may take place"),
            Status::Cancelled => format!("{text} {was} called off"),
            Status::Denied => format!("{text} {was} denied"),
            Status::Alleged => format!("{text} {is} said to have taken place"),
        };
        Some(self.with_times(line, telling))
    }

    /// Whether the text tells the noun as something that is so: with its time, as what did or suffered something, behind
    /// "after", "during". "Concerns over an offensive" and "a strategy for recovery" tell of none.
    fn came_to_pass(&self, telling: &Telling) -> bool {
        let tree = self.tree;
        let mut token = telling.predicate.token;
        let told_so = matches!(telling.status, Status::Occurred | Status::Alleged | Status::Ongoing);
        if !told_so || !telling.times.is_empty() {
            return true;
        }
        while tree.rel(token) == "conj"
            && let Some(head) = tree.head(token)
        {
            token = head;
        }
        let Some(head) = tree.head(token) else { return true };
        let told = |verb: u32| matches!(tree.tag(verb), "VBD" | "VBZ" | "VBN" | "VBP") && !self.is_uncertain(verb);
        match tree.rel(token) {
            "nsubj" | "nsubjpass" => told(head),
            "dobj" => told(head) && self.parts.is_marked(token),
            "pobj" => {
                let prep = tree.lemma(head).to_lowercase();
                let above = tree.head(head).unwrap_or(head);
                match prep.as_str() {
                    "after" | "during" | "since" | "following" | "follow" | "amid" | "despite" | "because" | "by" => {
                        true
                    }
                    "in" | "at" | "from" | "over" | "with" | "on" => tree.is_verb(above) && told(above),
                    "of" => tree.is_nominal(above) && self.parts.is_marked(token),
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

    /// "the release of the hostages": "the hostages were released"; "the death of two men": "two men died".
    fn done_to(&self, telling: &Telling) -> Option<String> {
        let known = telling.predicate.noun?;
        if telling.status != Status::Occurred {
            return None;
        }
        let of = |part: Part| -> Vec<u32> {
            let heads = telling.participants.iter().filter(|one| one.part == part).map(|one| one.head);
            // "the mass abduction", "deaths and displacement": those who are named by "of" or own it, not what joins them.
            heads
                .filter(|&head| {
                    let outside = !matches!(self.tree.rel(head), "compound" | "amod" | "nmod");
                    outside && !self.lexicon.nouns.contains_key(self.tree.lemma(head))
                })
                .collect()
        };
        let (who, whom) = (of(Part::Who), of(Part::Whom));
        if who.iter().chain(&whom).any(|&head| self.is_vague(head) || self.parts.is_time(head)) {
            return None;
        }
        let plural = |heads: &[u32]| heads.len() > 1 || heads.first().is_some_and(|&head| self.is_plural(head));
        let harm = matches!(known.kind, EventKind::Arrest | EventKind::Release | EventKind::Death | EventKind::Injury);
        let mut line = if known.verb == "die" && !who.is_empty() {
            format!("{} died", self.list(&who))
        } else if known.of_is_whom && harm && !whom.is_empty() && known.verb != "suicide" {
            let done = participle(self.lexicon, known.verb);
            let by = if who.is_empty() { String::new() } else { format!(" by {}", self.list(&who)) };
            format!("{} {} {done}{by}", self.list(&whom), verb_be(plural(&whom), true))
        } else {
            return None;
        };
        for prep in self.tree.kids_by(telling.predicate.token, &["prep"]) {
            let spatial = matches!(self.tree.lemma(prep), "in" | "at" | "near" | "outside" | "inside" | "from");
            if spatial && !self.holds_time(prep) {
                line = format!("{line} {}", self.text(&self.tree.below(prep, &super::rest::loose)));
            }
        }
        Some(self.with_times(line, telling))
    }

    /// The line with its first time behind it, where it does not hold it yet.
    fn with_times(&self, line: String, telling: &Telling) -> String {
        let text = &self.tree.reading.text;
        let Some(time) = telling.times.first().and_then(|&time| self.findings.times.get(time as usize)) else {
            return line;
        };
        if matches!(time.kind, TimeKind::Duration | TimeKind::Set) {
            return line;
        }
        let words = time.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        if line.to_lowercase().contains(&words.to_lowercase()) {
            return line;
        }
        let top = self.tree.reading.tokens_in(time.span).start;
        let before = top.checked_sub(1).filter(|&before| self.tree.pos(before) == "ADP");
        match before.map(|before| self.tree.word(before).to_lowercase()) {
            Some(prep) if prep != "of" => format!("{line} {prep} {words}"),
            _ => format!("{line} {words}"),
        }
    }

    fn is_idiom(&self, noun: u32) -> bool {
        let tree = self.tree;
        tree.rel(noun) == "pobj"
            && tree.head(noun).is_some_and(|prep| tree.lemma(prep) == "in")
            && IDIOMS.contains(&tree.lemma(noun))
            && tree.kid(noun, &["det", "poss", "amod"]).is_none()
    }
}
