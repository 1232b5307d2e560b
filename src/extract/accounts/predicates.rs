//! Which words of an article tell an event: verbs, event nouns, and the verbs that only support them.

use super::lexicon::{EventNoun, Lexicon, Support};
use super::tree::Tree;
use crate::extract::EventKind;

/// A word that tells an event.
#[derive(Clone, Debug)]
pub struct Predicate {
    /// The verb or noun.
    pub token: u32,
    /// Its lemma, with particle.
    pub lemma: String,
    /// The verb that tells the same ("collide" for "collision").
    pub verb: String,
    /// Which kind.
    pub kind: EventKind,
    /// What the lexicon knows, if it is a noun.
    pub noun: Option<&'static EventNoun>,
    /// The verb that lends a noun its subject and tense.
    pub support: Option<(u32, Support)>,
}

impl Predicate {
    /// The token that carries tense and mood: the supporting verb, or the word itself.
    pub fn anchor(&self) -> u32 {
        self.support.map_or(self.token, |(verb, _)| verb)
    }

    /// Whether a bare noun tells it.
    pub fn is_bare_noun(&self) -> bool {
        self.noun.is_some() && self.support.is_none()
    }
}

/// All of them, in order of the text.
pub fn find(tree: &Tree, lexicon: &'static Lexicon) -> Vec<Predicate> {
    let n_tokens = tree.reading.tokens.len() as u32;
    let mut found = Vec::new();
    let mut supporting = vec![false; n_tokens as usize];
    for token in 0..n_tokens {
        let Some((lemma, noun)) = event_noun(tree, lexicon, token) else { continue };
        let support = support_of(tree, lexicon, token);
        if let Some((verb, _)) = support {
            supporting[verb as usize] = true;
        }
        found.push(Predicate { token, verb: noun.verb.to_string(), lemma, kind: noun.kind, noun: Some(noun), support });
    }
    for token in 0..n_tokens {
        if !supporting[token as usize]
            && let Some(predicate) = event_verb(tree, lexicon, token)
        {
            found.push(predicate);
        }
    }
    found.sort_by_key(|predicate| predicate.token);
    found
}

fn event_noun(tree: &Tree, lexicon: &'static Lexicon, token: u32) -> Option<(String, &'static EventNoun)> {
    let pos = tree.pos(token);
    if !matches!(pos, "NOUN" | "PROPN") || matches!(tree.rel(token), "compound" | "nmod" | "amod" | "npadvmod") {
        return None;
    }
    let mut lemma = tree.lemma(token).to_lowercase();
    if pos == "PROPN" {
        // Headlines write common nouns with capitals; the tagger then takes them for names.
        if tree.reading.name_at(token).is_some() {
            return None;
        }
        if !lexicon.nouns.contains_key(lemma.as_str()) {
            lemma = lemma.strip_suffix('s').unwrap_or(&lemma).to_string();
        }
    }
    if let Some(first) = tree.kid(token, &["compound", "amod"]) {
        let joined = format!("{} {lemma}", tree.lemma(first).to_lowercase());
        if let Some(noun) = lexicon.nouns.get(joined.as_str()) {
            return Some((joined, noun));
        }
    }
    lexicon.nouns.get(lemma.as_str()).map(|noun| (lemma, noun))
}

/// The verb that supports an event noun, and how.
fn support_of(tree: &Tree, lexicon: &Lexicon, noun: u32) -> Option<(u32, Support)> {
    let own = |verb: u32, uses: &[Support]| {
        let lemma = tree.verb_lemma(verb);
        uses.iter().copied().find(|&support| lexicon.supports(&lemma, support)).map(|support| (verb, support))
    };
    // "talks held in Oslo", "negotiations brokered by …"
    let reduced = tree
        .kids_by(noun, &["acl"])
        .filter(|&kid| tree.tag(kid) == "VBN")
        .find_map(|kid| own(kid, &[Support::Light, Support::Lead, Support::Cancel]))
        .or_else(|| {
            // "talks between A and B, brokered by C": the participle is hung on the last name.
            let sides = tree.kids_by(noun, &["prep"]).filter(|&prep| matches!(tree.lemma(prep), "between" | "with"));
            let named = sides.filter_map(|prep| tree.kid(prep, &["pobj"])).flat_map(|side| tree.joined(side));
            let hung = named.flat_map(|side| tree.kids_by(side, &["acl"]).collect::<Vec<_>>());
            hung.filter(|&kid| tree.tag(kid) == "VBN" && tree.kid(kid, &["agent"]).is_some())
                .find_map(|kid| own(kid, &[Support::Lead]))
        });
    let mut first = noun;
    while tree.rel(first) == "conj" {
        first = tree.head(first)?;
    }
    let head = tree.head(first)?;
    let by_verb = match tree.rel(first) {
        "dobj" if tree.is_verb(head) => own(head, &[Support::Cancel, Support::Light, Support::Lead]),
        "nsubjpass" => own(head, &[Support::Cancel, Support::Light, Support::Lead, Support::Occur]),
        "nsubj" if tree.is_verb(head) => {
            let whole = tree
                .kid(head, &["dobj"])
                .map(|object| format!("{} {}", tree.lemma(head).to_lowercase(), tree.lemma(object).to_lowercase()));
            let place = whole.as_deref() == Some("take place");
            let bare = tree.kid(head, &["dobj", "attr", "acomp", "ccomp", "xcomp"]).is_none();
            let be = tree.lemma(head) == "be" && tree.kid(head, &["prep", "npadvmod"]).is_some();
            if place || (bare && be) {
                Some((head, Support::Occur))
            } else if bare && fell_through(tree, lexicon, head) {
                Some((head, Support::Cancel))
            } else if bare {
                own(head, &[Support::Occur])
            } else {
                None
            }
        }
        "pobj"
            if tree.lemma(head) == "for"
                && tree
                    .head(head)
                    .is_some_and(|verb| matches!(tree.lemma(verb), "schedule" | "slate" | "set" | "plan")) =>
        {
            tree.head(head).map(|verb| (verb, Support::Plan))
        }
        "pobj" if matches!(tree.lemma(head), "in" | "on" | "out" | "into" | "from" | "to" | "with") => {
            let verb = tree.head(head).filter(|&verb| tree.is_verb(verb))?;
            let fits = match tree.lemma(verb) {
                "lead" | "represent" | "head" | "engage" | "participate" => tree.lemma(head) == "in",
                "agree" => tree.lemma(head) == "on",
                _ => false,
            };
            if fits { own(verb, &[Support::Light, Support::Lead]) } else { None }
        }
        _ => None,
    };
    by_verb.or(reduced)
}

/// "The merger fell through": a verb that calls off what it is said of, with the word that makes it do so.
fn fell_through(tree: &Tree, lexicon: &Lexicon, verb: u32) -> bool {
    let alone = tree.kids_by(verb, &["prep", "advmod", "prt"]).filter(|&kid| tree.kids(kid).is_empty());
    let mut phrases = alone.map(|kid| format!("{} {}", tree.plain_lemma(verb), tree.word(kid).to_lowercase()));
    phrases.any(|phrase| lexicon.supports(&phrase, Support::Cancel))
}

fn event_verb(tree: &Tree, lexicon: &Lexicon, token: u32) -> Option<Predicate> {
    if tree.pos(token) != "VERB" || matches!(tree.rel(token), "aux" | "auxpass" | "amod" | "compound" | "case" | "prep")
    {
        return None;
    }
    let lemma = tree.verb_lemma(token);
    let plain = tree.plain_lemma(token);
    let kind = lexicon.verbs.get(lemma.as_str()).or_else(|| lexicon.verbs.get(plain.as_str())).copied();
    let complement = tree.kid(token, &["xcomp", "ccomp"]).filter(|&kid| tree.is_verb(kid));
    let silent = lexicon.governor(&plain).is_some_and(|governor| governor.silent);
    if silent && complement.is_some() {
        return None;
    }
    if lexicon.is_stative(&lemma) || (kind.is_none() && lexicon.is_stative(&plain)) {
        return None;
    }
    // "led to", "came after": one thing stands to another, nothing happens.
    let relates = |prep: u32| lexicon.is_stative(&format!("{plain} {}", tree.lemma(prep).to_lowercase()));
    if tree.kids_by(token, &["prep"]).any(relates) {
        return None;
    }
    // Broken words are no verbs: "-", "re".
    if kind.is_none() && (plain.len() < 3 || !plain.chars().all(char::is_alphabetic)) {
        return None;
    }
    // `"…," added the mayor`, with the verb taken for an attribute of the name.
    if token > 0
        && tree.tag(token) != "VBG"
        && matches!(tree.rel(token), "acl" | "amod")
        && matches!(tree.word(token - 1), "”" | "\"" | "’" | "'")
    {
        return None;
    }
    // A name taken for a verb: a capital inside a sentence that is not a headline.
    if kind.is_none()
        && tree.word(token).starts_with(char::is_uppercase)
        && tree.reading.sentence_of(token).tokens.start != token
        && tree.reading.sentence_of(token).block > 0
    {
        return None;
    }
    // Words that only look like verbs: "according to", "including", "regarding", "following".
    if matches!(plain.as_str(), "accord" | "include" | "regard" | "follow" | "concern") && tree.tag(token) == "VBG" {
        return None;
    }
    Some(Predicate { token, verb: lemma.clone(), lemma, kind: kind.unwrap_or_default(), noun: None, support: None })
}
