//! The line of a clause: subject, verb group, what follows.

use super::{Teller, Telling, attributed};
use crate::extract::accounts::lexicon::Support;
use crate::extract::accounts::participants::SUBJECT_DEPTH;
use crate::extract::{EventKind, Status};
use std::fmt::Write;

impl Teller<'_> {
    pub(super) fn clause_line(&self, telling: &Telling) -> Option<String> {
        let tree = self.tree;
        let predicate = telling.predicate;
        let verb = predicate.anchor();
        // "a plan that protects civilians": a property, no happening.
        if tree.rel(verb) == "relcl" && self.holds_now(verb) && predicate.kind != EventKind::Statement {
            return None;
        }
        let reduced = predicate.noun.is_some()
            && tree.rel(verb) == "acl"
            && (tree.head(verb) == Some(predicate.token) || tree.is_passive(verb));
        let mut group = self.group(verb, telling.status)?;
        if reduced {
            group.subjects = vec![predicate.token];
        }
        if group.subjects.is_empty() {
            return self.without_subject(telling, verb, &group.text);
        }
        // "They will begin an inquiry" still tells a happening; "it said" tells nothing.
        let someone = |head: u32| matches!(tree.word(head).to_lowercase().as_str(), "he" | "she" | "they");
        let vague = group.subjects.iter().any(|&head| self.is_vague(head));
        let concrete = !matches!(predicate.kind, EventKind::Statement | EventKind::Other)
            && (tree.kid(verb, &["dobj"]).is_some() || !telling.times.is_empty());
        if vague && !(concrete && group.subjects.iter().all(|&head| someone(head) && tree.head(head) == Some(verb))) {
            return None;
        }
        // "Their kidnapping shocked the world": whose?
        let whose =
            |&head: &u32| tree.kids_by(head, &["poss"]).any(|owner| tree.tag(owner) == "PRP$" && self.is_vague(owner));
        if group.subjects.iter().any(whose) {
            return None;
        }
        let wrong = |&head: &u32| {
            let own = tree.rel(verb) == "acl" && tree.head(verb) == Some(head);
            let pointing = matches!(tree.word(head).to_lowercase().as_str(), "those" | "these" | "anyone");
            let abstract_noun =
                matches!(tree.lemma(head), "trouble" | "difficulty" | "problem" | "experience" | "risk");
            own && (pointing || abstract_noun)
                || matches!(tree.pos(head), "VERB" | "ADV" | "AUX")
                || tree.kids_by(head, &["det"]).any(|det| tree.word(det).eq_ignore_ascii_case("any"))
                || tree.pos(head) == "ADJ" && tree.kid(head, &["det", "nummod"]).is_none() && !self.is_plural(head)
                || tree.phrase_tokens(head).iter().any(|&kid| matches!(tree.tag(kid), "WRB" | "WDT" | "WP"))
        };
        if group.subjects.iter().any(wrong) {
            return None;
        }
        let subject = self.list(&group.subjects);
        if subject.is_empty()
            || subject.split_whitespace().next().is_some_and(|first| first.eq_ignore_ascii_case("whose"))
        {
            return None;
        }
        let mut line = format!("{subject} ");
        if let [only] = group.subjects.as_slice() {
            self.subject.set(self.parts.referent(*only));
        }
        if matches!(predicate.support, Some((_, Support::Plan))) {
            let plural = group.subjects.len() > 1 || self.is_plural(group.subjects[0]);
            let set = if group.passive { tree.word(verb).to_lowercase() } else { "set".into() };
            let _ = write!(line, "{} {set}", super::words::verb_be(plural, false));
        } else {
            line.push_str(&group.text);
        }
        if let Some(particle) = tree.kid(verb, &["prt"]) {
            line.push(' ');
            line.push_str(tree.word(particle));
        }
        let mut done: Vec<u32> = tree.kids_by(verb, &["prt", "nsubj", "nsubjpass"]).collect();
        done.extend(&group.subjects);
        let saying = predicate.kind == EventKind::Statement || self.statement_of(verb).is_some();
        let mut whole_object = false;
        let mut whole = group.passive || self.stands_alone(verb, predicate.kind);
        if let Some(object) = self.parts.object_above(verb).filter(|object| !group.subjects.contains(object)) {
            if self.is_vague(object) {
                return None;
            }
            line.push(' ');
            line.push_str(&self.list(&[object]));
            done.extend(tree.kids_by(verb, &["dobj"]));
            whole = true;
            whole_object = true;
        }
        let more = self.push_rest(&mut line, verb, telling, &done);
        // "met them", "trading extends": with nothing more, neither says anything.
        let object = tree.kid(verb, &["dobj"]).filter(|&object| object > verb);
        let only_pronoun = object.is_some_and(|object| self.is_vague(object) && tree.tag(object) == "PRP")
            && line
                .split_whitespace()
                .last()
                .is_some_and(|last| object.is_some_and(|object| tree.word(object) == last));
        let stranded = tree.kids_by(verb, &["prep"]).any(|prep| prep > verb && tree.kids(prep).is_empty());
        if only_pronoun
            || !more && !whole_object && (stranded || telling.status == Status::Occurred && self.holds_now(verb))
        {
            return None;
        }
        // "the photo that CNN obtained": without the noun nothing whole is told.
        let gap = tree.kids_by(verb, &["dobj", "pobj"]).any(|kid| {
            matches!(tree.tag(kid), "WDT" | "WP")
                || tree.word(kid).eq_ignore_ascii_case("that") && tree.kids(kid).is_empty()
        });
        if gap && !whole_object {
            return None;
        }
        let told =
            tree.kids_by(verb, &["ccomp", "xcomp", "dobj", "attr", "acomp", "oprd"]).any(|kid| tree.tag(kid) != "WDT");
        let speaks = matches!(tree.lemma(verb), "speak" | "talk" | "comment" | "respond" | "reply" | "apologize");
        if saying
            && !told
            && !speaks
            && !group.passive
            && predicate.noun.is_none()
            && tree
                .kid(verb, &["prep"])
                .is_none_or(|prep| !matches!(tree.lemma(prep), "of" | "about" | "for" | "against" | "to"))
        {
            if predicate.kind != EventKind::Statement
                && !tree.kids_by(verb, &["ccomp"]).any(|kid| kid < verb)
                && self.follows_quote(verb).is_none()
            {
                return None;
            }
            let quote = self.quotation(verb, None)?;
            line.push_str(": ");
            line.push_str(&quote);
            whole = true;
        }
        (whole || more).then(|| attributed(line, telling.status, telling.speaker))
    }

    /// Nobody is named: the passive tells it without.
    fn without_subject(&self, telling: &Telling, verb: u32, group: &str) -> Option<String> {
        let tree = self.tree;
        let fact = matches!(telling.status, Status::Occurred | Status::Alleged | Status::Cancelled);
        let bare_clause = matches!(tree.rel(verb), "pcomp" | "csubj" | "xcomp") || tree.tag(verb) == "VB";
        if tree.is_passive(verb)
            || matches!(tree.tag(verb), "VBZ" | "VBP")
            || !fact
            || bare_clause
            || telling.negated
            || group.contains(" not ")
        {
            return None;
        }
        let object = tree.kid(verb, &["dobj"]).filter(|&object| tree.is_nominal(object) && !self.is_vague(object))?;
        let objects = tree.joined(object);
        let plural = objects.len() > 1 || self.is_plural(object);
        let allegedly = if telling.status == Status::Alleged { " allegedly" } else { "" };
        let be = super::words::verb_be(plural, true);
        let mut line = format!("{} {be}{allegedly} {}", self.list(&objects), self.done_form(verb));
        let mut done: Vec<u32> = objects;
        if let Some(particle) = tree.kid(verb, &["prt"]) {
            line.push(' ');
            line.push_str(tree.word(particle));
            done.push(particle);
        }
        self.push_rest(&mut line, verb, telling, &done);
        Some(attributed(line, telling.status, telling.speaker))
    }

    /// The closing mark right before the clause of a verb that brings in a quotation.
    fn follows_quote(&self, verb: u32) -> Option<u32> {
        let tree = self.tree;
        let first = tree.below(verb, &|tree, _, kid| matches!(tree.rel(kid), "ccomp" | "punct")).first().copied()?;
        (first.saturating_sub(2)..first).find(|&token| matches!(tree.word(token), "”" | "\"" | "’"))
    }

    /// Whether the verb tells something without an object: "died", "fled", "crashed".
    fn stands_alone(&self, verb: u32, kind: EventKind) -> bool {
        let tree = self.tree;
        kind != EventKind::Statement
            && self.statement_of(verb).is_none()
            && (kind != EventKind::Other || tree.kid(verb, &["prt", "dobj"]).is_some())
            && !self.parts.subjects(verb, SUBJECT_DEPTH).is_empty()
    }
}
