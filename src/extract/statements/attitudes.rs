//! What somebody thinks, plans or wishes, supports, criticizes or speaks of, without a clause of saying: "plans to close the
//! plant", "criticized the ruling", "support for the bill", "called for a boycott".
//!
//! Kept apart from what is said: whoever backs a plan does not say that anything happened. Words stand in
//! `assets/statements/attitudes.txt`, by construction.

use super::Finder;
use super::cued::{Cued, content_of, find as find_cues};
use crate::extract::accounts::Tree;
use crate::extract::{Stance, Statement, Voice};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The file, as written; its examples are checked by the tests.
pub(super) const ATTITUDES: &str = include_str!("../../../assets/statements/attitudes.txt");

/// Words by construction, each with the stance that it tells of.
#[derive(Default)]
struct Words {
    that: FxHashMap<&'static str, Stance>,
    to: FxHashMap<&'static str, Stance>,
    object: FxHashMap<&'static str, Stance>,
    with: FxHashMap<&'static str, Stance>,
    nouns: FxHashMap<&'static str, Stance>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut all = Words::default();
    let mut stance = Stance::Thinks;
    for line in ATTITUDES.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            stance = match name {
                "plans" => Stance::Plans,
                "supports" => Stance::Supports,
                "criticizes" => Stance::Criticizes,
                "discusses" => Stance::Discusses,
                _ => Stance::Thinks,
            };
        } else if let Some((construction, words)) = line.split_once(':') {
            let map = match construction {
                "that" => &mut all.that,
                "to" => &mut all.to,
                "object" => &mut all.object,
                "with" => &mut all.with,
                "nouns" => &mut all.nouns,
                _ => continue,
            };
            for word in words.split(',').map(str::trim) {
                map.entry(word).or_insert(stance);
            }
        }
    }
    all
});

/// Prepositions that bring in what is said of an object: "praised her for her courage", "described it as a loss".
const OF_OBJECT: [&str; 6] = ["as", "for", "of", "with", "over", "to"];

impl Finder<'_> {
    /// All attitudes, in order of the text, where nothing is said by the same cue.
    pub(super) fn attitudes(&self, said: &[Statement]) -> Vec<Statement> {
        let tree = self.tree;
        let n_tokens = tree.reading.tokens.len() as u32;
        let taken = |span: Span| said.iter().any(|statement| statement.cue_span == span);
        let nested = find_cues(tree, self.cues)
            .into_iter()
            .filter(|cue| cue.content.is_some() && self.is_inside_quote(cue.cue_span));
        let found = (0..n_tokens)
            .filter_map(|token| if tree.is_verb(token) { of_verb(tree, token) } else { of_noun(tree, token) });
        let mut all: Vec<Statement> = Vec::new();
        for cue in nested.chain(found) {
            let again = |other: &Statement| other.cue_span == cue.cue_span;
            if !taken(cue.cue_span) && !all.iter().any(again) {
                all.extend(self.attitude(&cue));
            }
        }
        all.sort_by_key(|statement| (statement.span, statement.cue_span));
        all.dedup_by_key(|statement| statement.span);
        all
    }

    /// The finding for a cue; nothing where nobody is told to stand so.
    fn attitude(&self, cue: &Cued) -> Option<Statement> {
        let span = cue.content.filter(|span| !span.is_empty())?;
        let head = match cue.speaker {
            Some(head) => Some(head),
            None if self.tree.pos(cue.cue) == "NOUN" => None,
            None => self.speakers(cue).first().copied(),
        };
        let head = head.filter(|&head| self.acts(head))?;
        let (speaker, speaker_span, voice) = self.speaker(Some(head));
        let quotes = self.quotes.iter().map(|quote| quote.inner).filter(|inner| span.contains(*inner)).collect();
        Some(Statement {
            span,
            speaker,
            speaker_span,
            voice: if speaker_span.is_none() { Voice::Writer } else { voice },
            cue: cue.lemma.clone(),
            cue_span: cue.cue_span,
            stance: cue.stance,
            quotes,
            sentence: self.tree.reading.token(cue.cue).sentence,
        })
    }

    /// Whether a noun stands for somebody or for a document, that can think, plan or speak: no wall supports a roof here.
    fn acts(&self, head: u32) -> bool {
        let tree = self.tree;
        tree.pos(head) == "PRON" && tree.lemma(head) != "it"
            || tree.pos(head) == "PROPN"
            || self.parts.referent(head).is_some()
            || super::speakers::kind_of(tree, head).is_some()
    }
}

/// An attitude that a verb tells.
fn of_verb(tree: &Tree, verb: u32) -> Option<Cued> {
    if matches!(tree.rel(verb), "aux" | "auxpass" | "amod" | "compound") {
        return None;
    }
    let words = &*WORDS;
    let (with_particle, plain) = (tree.verb_lemma(verb), tree.lemma(verb).to_lowercase());
    let known = |map: &FxHashMap<&'static str, Stance>| {
        map.get(with_particle.as_str()).or_else(|| map.get(plain.as_str())).copied()
    };
    let cue = |content: Span, stance: Stance, speaker: Option<u32>| Cued {
        cue: verb,
        lemma: with_particle.clone(),
        cue_span: tree.reading.token(verb).span,
        stance,
        content: Some(content),
        speaker,
    };
    if let Some(stance) = known(&words.that)
        && let Some(clause) = tree.kids_by(verb, &["ccomp"]).find(|&kid| kid > verb)
    {
        return Some(cue(content_of(tree, clause, verb), stance, None));
    }
    let infinitive = |kid: &u32| tree.kids_by(*kid, &["aux"]).any(|aux| tree.tag(aux) == "TO");
    let to = tree.kids_by(verb, &["xcomp", "ccomp"]).find(|kid| *kid > verb && infinitive(kid));
    if let (Some(stance), Some(to)) = (known(&words.to), to) {
        let content = content_of(tree, to, verb);
        let object = tree.kid(verb, &["dobj"]).filter(|&object| object > verb && object < to);
        let content = object.map_or(content, |object| phrase(tree, object, verb).join(content));
        return Some(cue(content, stance, None));
    }
    for prep in tree.kids_by(verb, &["prep", "agent"]).filter(|&prep| prep > verb) {
        let Some(&stance) = words.with.get(format!("{plain} {}", tree.lemma(prep)).as_str()) else { continue };
        let Some(object) = tree.kid(prep, &["pobj", "pcomp"]) else { continue };
        let content = phrase(tree, object, verb);
        // "called on the firm to close".
        let content = to.map_or(content, |to| content.join(content_of(tree, to, verb)));
        return Some(cue(content, stance, None));
    }
    let stance = known(&words.object)?;
    if tree.is_passive(verb) {
        let by = tree.kid(verb, &["agent"]).and_then(|by| tree.kid(by, &["pobj"]))?;
        let object = tree.kid(verb, &["nsubjpass"]).or_else(|| tree.head(verb).filter(|_| tree.rel(verb) == "acl"))?;
        return Some(cue(tree.phrase(object), stance, Some(by)));
    }
    let content = with_complement(tree, verb)?;
    Some(cue(content, stance, None))
}

/// The object of a verb with what is said of it: "the ruling", "the bill a disgrace", "the mayor of lying".
pub(super) fn with_complement(tree: &Tree, verb: u32) -> Option<Span> {
    let object = tree.kids_by(verb, &["dobj", "oprd", "ccomp"]).find(|&kid| kid > verb)?;
    let mut content = phrase(tree, object, verb);
    for kid in tree.kids_by(verb, &["oprd", "xcomp", "prep", "ccomp", "acomp"]).filter(|&kid| kid > object) {
        let joins = tree.rel(kid) != "prep" || OF_OBJECT.contains(&tree.lemma(kid));
        let timed = tree.rel(kid) == "prep" && tree.kid(kid, &["pobj", "pcomp"]).is_none();
        if joins && !timed {
            content = content.join(phrase(tree, kid, verb));
        }
    }
    Some(content)
}

/// An attitude that a noun tells, with whose it is.
fn of_noun(tree: &Tree, noun: u32) -> Option<Cued> {
    if tree.pos(noun) != "NOUN" {
        return None;
    }
    let lemma = tree.lemma(noun).to_lowercase();
    let known = |joint: &str| WORDS.nouns.get(format!("{lemma} {joint}").as_str()).copied();
    let infinitive = tree
        .kids_by(noun, &["acl", "relcl"])
        .find(|&kid| kid > noun && tree.kids_by(kid, &["aux"]).any(|aux| tree.tag(aux) == "TO"));
    let of_preposition = || {
        tree.kids_by(noun, &["prep"]).find_map(|prep| {
            let stance = known(tree.lemma(prep))?;
            Some((stance, phrase(tree, tree.kid(prep, &["pobj", "pcomp"])?, noun)))
        })
    };
    let (stance, content) = match infinitive.and_then(|kid| Some((known("to")?, content_of(tree, kid, noun)))) {
        Some(found) => found,
        None => of_preposition()?,
    };
    let verb = tree.head(noun).filter(|&verb| tree.is_verb(verb) && matches!(tree.rel(noun), "dobj" | "pobj"));
    let owner = tree
        .kid(noun, &["poss"])
        .or_else(|| verb.and_then(|verb| tree.kid(verb, &["nsubj"])))
        .or_else(|| {
            let by = tree.kids_by(noun, &["prep"]).find(|&prep| matches!(tree.lemma(prep), "by" | "from" | "among"))?;
            tree.kid(by, &["pobj"])
        })
        .or_else(|| tree.kids_by(noun, &["compound"]).find(|&kid| tree.pos(kid) == "PROPN"))?;
    Some(Cued {
        cue: noun,
        lemma,
        cue_span: tree.reading.token(noun).span,
        stance,
        content: Some(content),
        speaker: Some(owner),
    })
}

/// A phrase with all that hangs on it, but not the remark behind a comma ("the bill, which has failed twice").
fn phrase(tree: &Tree, head: u32, cue: u32) -> Span {
    let tokens = tree.below(head, &|tree, _, kid| {
        kid == cue || tree.rel(kid) == "relcl" && kid > head && super::cued::behind_comma(tree, kid)
    });
    let part: Vec<u32> = tokens.into_iter().filter(|&token| token > cue).collect();
    tree.span_of(&part)
}
