//! One line that a person would write about an account: "Harris met Gantz at the White House on Monday".

use super::inflect::{gerund, participle, past};
use super::lexicon::Lexicon;
use super::participants::Parts;
use super::predicates::Predicate;
use super::tree::Tree;
use crate::extract::{EventKind, Findings, Form, Part, Participant, Status};
use std::cell::Cell;

/// Words that a line holds before what is not needed is left out: a line of the events pane at 80 columns.
const BUDGET: usize = 14;

/// What the line is made from.
pub struct Teller<'a> {
    /// The parse.
    pub tree: &'a Tree<'a>,
    /// The words.
    pub lexicon: &'static Lexicon,
    /// Mentions give pronouns their names.
    pub findings: &'a Findings,
    /// Shared subjects.
    pub parts: &'a Parts<'a>,
    /// The line's subject: its own "his" stays "his".
    pub subject: Cell<Option<u32>>,
}

impl Teller<'_> {
    /// The line.
    pub fn tell(
        &self,
        predicate: &Predicate,
        participants: &[Participant],
        status: Status,
        negated: bool,
        speaker: Option<&str>,
    ) -> String {
        self.subject.set(None);
        let line = if let Some(line) = self.meeting_line(predicate, participants, status) {
            line
        } else if predicate.is_bare_noun() {
            self.noun_line(predicate, status)
        } else {
            self.clause_line(predicate, status, negated, speaker)
        };
        capitalized(&tidy(&line))
    }

    /// "talks between A and B": "A and B held talks".
    fn meeting_line(&self, predicate: &Predicate, participants: &[Participant], status: Status) -> Option<String> {
        if !predicate.is_bare_noun() || predicate.kind != EventKind::Meeting {
            return None;
        }
        let mut heads: Vec<u32> = participants
            .iter()
            .filter(|one| matches!(one.part, Part::Who | Part::With) && one.referent.is_some())
            .map(|one| one.head)
            .collect();
        heads.dedup();
        if heads.len() < 2 {
            return None;
        }
        let noun = self.tree.word(predicate.token).to_lowercase();
        let plural = self.is_plural(predicate.token);
        let done = if plural {
            "hold"
        } else if predicate.verb == "meet" {
            "meet"
        } else {
            "talk"
        };
        let group = match status {
            Status::Planned => format!("will {done}"),
            Status::Hypothetical => format!("could {done}"),
            Status::Occurred => past(self.lexicon, done),
            _ => return None,
        };
        Some(format!("{} {group}{}", self.list(&heads), if plural { format!(" {noun}") } else { String::new() }))
    }

    fn noun_line(&self, predicate: &Predicate, status: Status) -> String {
        let tree = self.tree;
        let tokens = tree.below(predicate.token, &|tree, at, kid| {
            let rel = tree.rel(kid);
            matches!(rel, "relcl" | "appos" | "punct" | "acl" | "advmod" | "advcl" | "predet")
                || (at == predicate.token && matches!(rel, "det" | "conj" | "cc" | "preconj" | "neg"))
        });
        let text = self.text(&tokens);
        let says_so =
            ["planned", "proposed", "possible", "potential", "alleged", "scheduled", "upcoming", "prospective"];
        if says_so.iter().any(|word| text.contains(word)) {
            return text;
        }
        match status {
            Status::Planned => format!("{text} (planned)"),
            Status::Hypothetical => format!("{text} (possible)"),
            Status::Cancelled => format!("{text} (called off)"),
            Status::Denied => format!("{text} (denied)"),
            Status::Alleged => format!("{text} (alleged)"),
            _ => text,
        }
    }

    fn clause_line(&self, predicate: &Predicate, status: Status, negated: bool, speaker: Option<&str>) -> String {
        let tree = self.tree;
        let verb = predicate.anchor();
        let passive = tree.is_passive(verb);
        let reduced_support =
            predicate.noun.is_some() && tree.rel(verb) == "acl" && tree.head(verb) == Some(predicate.token);
        let subjects = if reduced_support {
            vec![predicate.token]
        } else {
            self.parts.subjects(verb, super::participants::SUBJECT_DEPTH)
        };
        let subject = self.list(&subjects);
        if let [only] = subjects.as_slice() {
            self.subject.set(self.parts.referent(*only));
        }
        let plural = subjects.len() > 1 || subjects.first().is_some_and(|&one| self.is_plural(one));
        let lemma = tree.verb_lemma(verb);
        let particle = lemma.split_once(' ').map(|(_, particle)| particle.to_string()).unwrap_or_default();
        let bare = lemma.split(' ').next().unwrap_or_default().to_string();
        let mut line = String::new();
        if subject.is_empty() {
            // Nobody is named: the passive tells it without.
            let objects: Vec<u32> = tree.kids_by(verb, &["dobj"]).collect();
            if let (false, Some(&object)) = (passive, objects.first()) {
                let object_plural = tree.joined(object).len() > 1 || self.is_plural(object);
                line = format!(
                    "{} {}",
                    self.list(&tree.joined(object)),
                    self.verb_group(&bare, true, object_plural, status, negated, verb)
                );
                self.push_rest(&mut line, verb, predicate, true, &[object]);
                return attributed(&line, status, speaker);
            }
            let tokens = super::phrase::tokens(tree, predicate);
            return self.text(&tokens.into_iter().filter(|&t| tree.rel(t) != "mark").collect::<Vec<_>>());
        }
        line.push_str(&subject);
        line.push(' ');
        if matches!(predicate.support, Some((_, super::lexicon::Support::Plan))) {
            let be = if plural { "are" } else { "is" };
            line.push_str(be);
            line.push(' ');
            line.push_str(&if passive { tree.word(verb).to_lowercase() } else { "set".into() });
        } else {
            line.push_str(&self.verb_group(&bare, passive, plural, status, negated, verb));
        }
        if !particle.is_empty() {
            line.push(' ');
            line.push_str(&particle);
        }
        let mut done: Vec<u32> = tree.kids_by(verb, &["prt", "nsubj", "nsubjpass"]).collect();
        if reduced_support {
            done.push(predicate.token);
        }
        if tree.has_object_gap(verb)
            && let Some(head) = tree.head(verb)
            && !subjects.contains(&head)
            && !self.parts.is_time(head)
        {
            line.push(' ');
            line.push_str(&self.list(&[head]));
            done.extend(tree.kids_by(verb, &["dobj"]));
        }
        self.push_rest(&mut line, verb, predicate, passive, &done);
        attributed(&line, status, speaker)
    }

    fn verb_group(&self, bare: &str, passive: bool, plural: bool, status: Status, negated: bool, verb: u32) -> String {
        let tree = self.tree;
        // "No one was hurt" says it already.
        let negated = negated && !self.says_no(verb);
        let not = if negated { " not" } else { "" };
        let be_past = if plural { "were" } else { "was" };
        let be = if plural { "are" } else { "is" };
        let done = if passive && tree.tag(verb) == "VBN" {
            tree.word(verb).to_lowercase()
        } else {
            participle(self.lexicon, bare)
        };
        let modal = tree
            .kids_by(verb, &["aux"])
            .map(|aux| tree.word(aux).to_lowercase())
            .find(|word| matches!(word.as_str(), "may" | "might" | "can" | "should" | "must" | "would" | "could"));
        if bare == "be" {
            return match status {
                Status::Planned => format!("will{not} be"),
                Status::Hypothetical => format!("could{not} be"),
                _ => format!("{be_past}{not}"),
            };
        }
        match (status, passive) {
            (Status::Planned, false) => format!("will{not} {bare}"),
            (Status::Planned, true) => format!("will{not} be {done}"),
            (Status::Hypothetical, _) => {
                let modal = modal.unwrap_or_else(|| "could".into());
                if passive { format!("{modal}{not} be {done}") } else { format!("{modal}{not} {bare}") }
            }
            (Status::Ongoing, false) => format!("{be}{not} {}", gerund(bare)),
            (Status::Ongoing, true) => format!("{be}{not} being {done}"),
            (Status::Cancelled, _) => {
                if passive {
                    format!("{be_past}{not} {done}")
                } else {
                    past(self.lexicon, bare)
                }
            }
            (Status::Alleged, true) => format!("{be_past} allegedly{not} {done}"),
            (Status::Alleged, false) if negated => format!("allegedly did not {bare}"),
            (Status::Alleged, false) => format!("allegedly {}", past(self.lexicon, bare)),
            (_, true) => format!("{be_past}{not} {done}"),
            (_, false) if negated => format!("did not {bare}"),
            // "was sailing" stays; a simple past would say that the journey was made.
            (_, false) if tree.tag(verb) == "VBG" && self.has_aux(verb, &["was", "were"]) => {
                format!("{be_past} {}", tree.word(verb).to_lowercase())
            }
            (_, false) if tree.tag(verb) == "VBG" && self.has_aux(verb, &["been"]) => {
                format!(
                    "{} been {}",
                    if self.has_aux(verb, &["had"]) {
                        "had"
                    } else if plural {
                        "have"
                    } else {
                        "has"
                    },
                    tree.word(verb).to_lowercase()
                )
            }
            (_, false) if tree.tag(verb) == "VBD" => tree.word(verb).to_lowercase(),
            (_, false) => past(self.lexicon, bare),
        }
    }

    /// What follows the verb: objects and complements always, the rest while there is room; times last.
    fn push_rest(&self, line: &mut String, verb: u32, predicate: &Predicate, passive: bool, done: &[u32]) {
        let tree = self.tree;
        let stop = |tree: &Tree, at: u32, kid: u32| {
            let clauses = |at: u32| tree.kids_by(at, &["conj"]).any(|other| tree.is_verb(other));
            matches!(tree.rel(kid), "relcl" | "appos" | "advcl" | "parataxis" | "punct" | "acl")
                || (matches!(tree.rel(kid), "cc" | "conj") && clauses(at))
        };
        let mut needed: Vec<(u32, String)> = Vec::new();
        let mut further: Vec<(bool, u32, String)> = Vec::new();
        for &kid in tree.kids(verb) {
            if done.contains(&kid) {
                continue;
            }
            let rel = tree.rel(kid);
            let text = || self.text(&tree.below(kid, &stop));
            match rel {
                "dobj" | "dative" | "attr" | "acomp" | "oprd" | "agent" | "xcomp"
                    if !matches!(tree.tag(kid), "WDT" | "WP") =>
                {
                    let comes_before = kid < verb && rel != "attr";
                    if !comes_before || rel == "dobj" {
                        needed.push((kid, text()));
                    }
                }
                "ccomp" if kid > verb => needed.push((kid, text())),
                "ccomp" if predicate.kind == EventKind::Statement => {
                    let content = text();
                    needed.push((u32::MAX, format!(": {}", shortened(&content, BUDGET))));
                }
                "prep"
                    if tree
                        .kid(kid, &["pobj", "pcomp", "prep"])
                        .is_none_or(|object| matches!(tree.tag(object), "WDT" | "WP" | "WRB")) => {}
                // "engaged in talks": the event itself.
                "prep"
                    if kid > verb
                        && predicate.noun.is_some()
                        && tree.kid(kid, &["pobj"]).is_some_and(|object| object == predicate.token) =>
                {
                    needed.push((kid, text()));
                }
                "prep" | "npadvmod" | "advmod" => {
                    let time = self.holds_time(kid);
                    if rel != "advmod"
                        || time
                        || matches!(tree.word(kid), "home" | "abroad" | "away" | "there" | "together")
                    {
                        if rel == "advmod" && matches!(tree.tag(kid), "WRB") {
                            continue;
                        }
                        let mut words = text();
                        if words.split_whitespace().count() > 8
                            && let Some(object) = tree.kid(kid, &["pobj"])
                        {
                            words = format!("{} {}", self.word(kid), self.text(&tree.phrase_tokens(object)));
                        }
                        further.push((time, if kid < verb { kid + 1_000_000 } else { kid }, words));
                    }
                }
                _ => {}
            }
        }
        let _ = passive;
        needed.sort_by_key(|&(at, _)| at);
        further.sort_by_key(|&(time, at, _)| (time, at));
        for (_, text) in needed {
            if !text.starts_with(':') {
                line.push(' ');
            }
            line.push_str(&if text.split_whitespace().count() > BUDGET + 4 { shortened(&text, BUDGET) } else { text });
        }
        for (time, _, text) in further {
            let so_far = line.split_whitespace().count();
            let more = text.split_whitespace().count();
            if so_far + more <= BUDGET || (time && more <= 5) {
                line.push(' ');
                line.push_str(&text);
            }
        }
    }

    fn has_aux(&self, verb: u32, words: &[&str]) -> bool {
        self.tree
            .kids_by(verb, &["aux", "auxpass"])
            .any(|aux| words.contains(&self.tree.word(aux).to_lowercase().as_str()))
    }

    fn says_no(&self, verb: u32) -> bool {
        let tree = self.tree;
        let is_no = |token: u32| {
            matches!(tree.word(token).to_lowercase().as_str(), "no" | "nobody" | "none" | "nothing" | "neither" | "nor")
        };
        tree.kid(verb, &["neg"]).is_none_or(|neg| tree.word(neg).eq_ignore_ascii_case("no"))
            && tree
                .kids_by(verb, &["nsubj", "nsubjpass", "dobj"])
                .any(|kid| is_no(kid) || tree.kids(kid).iter().any(|&det| is_no(det)))
    }

    fn holds_time(&self, token: u32) -> bool {
        self.parts.is_time(token) || self.tree.kid(token, &["pobj"]).is_some_and(|object| self.parts.is_time(object))
    }

    fn is_plural(&self, head: u32) -> bool {
        let tree = self.tree;
        matches!(tree.tag(head), "NNS" | "NNPS")
            || matches!(
                tree.word(head).to_lowercase().as_str(),
                "many" | "some" | "several" | "few" | "both" | "all" | "others" | "scores" | "dozens" | "most" | "half"
            )
            || matches!(tree.lemma(head), "people" | "police" | "they" | "we" | "these" | "those" | "you")
            || tree.word(head).eq_ignore_ascii_case("they")
            || (tree.pos(head) == "NUM" && !tree.word(head).eq_ignore_ascii_case("one"))
            || tree.kid(head, &["conj"]).is_some()
    }

    /// "A, B and C"; of more than three the rest are "others".
    fn list(&self, heads: &[u32]) -> String {
        let mut texts: Vec<String> = Vec::new();
        for &head in heads {
            let text = self.text(&self.tree.phrase_tokens(head));
            if !text.is_empty() && !texts.contains(&text) {
                texts.push(text);
            }
        }
        match texts.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [one, other] => format!("{one} and {other}"),
            [one, other, third] => format!("{one}, {other} and {third}"),
            [one, other, ..] => format!("{one}, {other} and others"),
        }
    }

    /// The words of the tokens as they stand, pronouns named, persons by their names alone.
    fn text(&self, tokens: &[u32]) -> String {
        let tree = self.tree;
        let mut skip = rustc_hash::FxHashSet::default();
        let mut named: rustc_hash::FxHashMap<u32, String> = rustc_hash::FxHashMap::default();
        for &token in tokens {
            if matches!(tree.word(token), "I" | "my" | "My" | "me")
                && let Some(speaker) =
                    self.parts.referent(token).and_then(|idx| self.findings.referents.get(idx as usize))
                && !speaker.name.is_empty()
            {
                let owner = tree.tag(token) == "PRP$";
                named.insert(token, if owner { format!("{}’s", speaker.name) } else { speaker.name.clone() });
                continue;
            }
            let Some(mention) = self.findings.mentions.iter().find(|mention| mention.head == token) else { continue };
            let Some(referent) = self.findings.referents.get(mention.referent as usize) else { continue };
            if referent.name.is_empty() {
                continue;
            }
            let owner = tree.rel(token) == "poss" && matches!(tree.tag(token), "PRP$" | "WP$");
            if mention.form == Form::Pronoun && !matches!(tree.tag(token), "WDT" | "WP") {
                if self.names_somebody(mention.referent) && !(owner && self.subject.get() == Some(mention.referent)) {
                    let whose = if referent.name.ends_with('s') { "’" } else { "’s" };
                    let owns = owner && tokens.len() > 1;
                    named.insert(token, if owns { format!("{}{whose}", referent.name) } else { referent.name.clone() });
                }
            } else if mention.form == Form::Name
                && !matches!(tree.rel(token), "compound" | "nmod" | "amod")
                && tree.reading.name_at(token).is_some_and(|name| name.label == "PERSON")
            {
                for &kid in tree.kids(token).iter().filter(|&&kid| {
                    kid < token && matches!(tree.rel(kid), "compound" | "det" | "amod" | "nmod" | "poss")
                }) {
                    skip.extend(tree.below(kid, &|_, _, _| false));
                }
                named.insert(token, referent.name.clone());
            }
        }
        let mut out = String::new();
        let mut last: Option<u32> = None;
        for &token in tokens {
            if skip.contains(&token) {
                continue;
            }
            let joined = last.is_some_and(|last| {
                last + 1 == token && tree.reading.token(last).span.end == tree.reading.token(token).span.start
            });
            if !out.is_empty() && !joined {
                // Marks were left out with what they set off; between two words that both stay, one is put back.
                let mark = last
                    .filter(|&last| last + 2 == token || (tree.rel(token) == "conj" && last + 1 < token))
                    .map_or("", |last| tree.word(last + 1));
                match mark {
                    "," => out.push_str(", "),
                    "-" | "–" | "/" => out.push_str(mark),
                    _ => out.push(' '),
                }
            }
            match named.get(&token) {
                Some(name) => out.push_str(name),
                None if out.is_empty() || last.is_none() => out.push_str(&self.word(token)),
                None => out.push_str(tree.word(token)),
            }
            last = Some(token);
        }
        for word in [" and", " or", " but"] {
            if let Some(kept) = out.strip_suffix(word) {
                out.truncate(kept.len());
            }
        }
        out
    }

    /// A word as it would stand inside a sentence.
    fn word(&self, token: u32) -> String {
        let tree = self.tree;
        if matches!(tree.pos(token), "PROPN" | "NUM")
            || tree.reading.name_at(token).is_some()
            || tree.word(token) == "I"
        {
            tree.word(token).to_string()
        } else {
            lower_first(tree.word(token))
        }
    }

    fn names_somebody(&self, referent: u32) -> bool {
        self.findings.mentions.iter().any(|mention| mention.referent == referent && mention.form == Form::Name)
    }
}

/// A line that is denied says who denies it.
fn attributed(line: &str, status: Status, speaker: Option<&str>) -> String {
    match (status, speaker) {
        (Status::Denied, Some(speaker)) => format!("{speaker} denied that {line}"),
        (Status::Denied, None) => format!("It was denied that {line}"),
        _ => line.to_string(),
    }
}

fn shortened(text: &str, budget: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= budget { words.join(" ") } else { format!("{} …", words[..budget].join(" ")) }
}

fn tidy(line: &str) -> String {
    let joined = line.split_whitespace().collect::<Vec<_>>().join(" ");
    joined.trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '.' | '-' | '–' | '—' | ' ')).replace(" :", ":")
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        // "US", "U.S.", "I": as they are.
        Some(first) if letters.clone().next().is_none_or(char::is_lowercase) && !first.is_numeric() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_string(),
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
