//! Cues and their contents: verbs with a clause, "according to", "as X put it", nouns with a "that" clause.

use super::lexicon::Cues;
use crate::extract::Stance;
use crate::extract::accounts::Tree;
use crate::text::Span;

/// A cue with what it brings in, before quotations and speakers are looked at.
#[derive(Clone, Debug)]
pub struct Cued {
    /// The cue's token.
    pub cue: u32,
    /// Lemma of the cue, with particle; "according to".
    pub lemma: String,
    /// Where the cue stands.
    pub cue_span: Span,
    /// How the speaker stands to the content.
    pub stance: Stance,
    /// What is said, if a clause says it.
    pub content: Option<Span>,
    /// The head of the speaker's noun phrase, where the cue itself names it; otherwise the verb's subject is it.
    pub speaker: Option<u32>,
}

/// Objects are content for cues that cannot say anything else with one: "denied the report", not "told the court".
const TAKE_OBJECTS: [&str; 30] = [
    "deny",
    "confirm",
    "reject",
    "dispute",
    "dismiss",
    "refute",
    "contest",
    "debunk",
    "announce",
    "reveal",
    "claim",
    "admit",
    "acknowledge",
    "express",
    "voice",
    "stress",
    "emphasize",
    "emphasise",
    "underscore",
    "reiterate",
    "reaffirm",
    "affirm",
    "concede",
    "disclose",
    "highlight",
    "allege",
    "predict",
    "demand",
    "declare",
    "cite",
];

/// Every cue of the reading with its clause, in order of the text. Cues without any content are kept too: a quotation
/// may be theirs.
pub fn find(tree: &Tree, cues: &Cues) -> Vec<Cued> {
    let n_tokens = tree.reading.tokens.len() as u32;
    (0..n_tokens)
        .filter_map(|token| {
            verb(tree, cues, token).or_else(|| according(tree, token)).or_else(|| noun(tree, cues, token))
        })
        .collect()
}

fn verb(tree: &Tree, cues: &Cues, token: u32) -> Option<Cued> {
    if !tree.is_verb(token) || matches!(tree.rel(token), "aux" | "auxpass" | "amod" | "compound") {
        return None;
    }
    let lemma = tree.verb_lemma(token);
    let plain = tree.lemma(token).to_lowercase();
    let stance = *cues.verbs.get(lemma.as_str()).or_else(|| cues.verbs.get(plain.as_str()))?;
    let content = clause(tree, token, &plain, stance);
    let stance = if refuses(tree, token) { Stance::Refuses } else { stance };
    Some(Cued { cue: token, lemma, cue_span: tree.reading.token(token).span, stance, content, speaker: None })
}

/// The clause that a verb brings in.
fn clause(tree: &Tree, verb: u32, lemma: &str, stance: Stance) -> Option<Span> {
    if let Some(content) = tree.kids_by(verb, &["ccomp"]).find(|&kid| !tree.word(kid).is_empty()) {
        return Some(content_of(tree, content, verb));
    }
    // "The bridge, he said, would reopen": the cue hangs on what is said.
    if matches!(tree.rel(verb), "parataxis" | "intj")
        && tree.kid(verb, &["nsubj"]).is_some()
        && let Some(head) = tree.head(verb)
    {
        return Some(without(tree, head, verb));
    }
    // "as the minister put it": the main clause is what is said.
    if tree.rel(verb) == "advcl"
        && tree.kid(verb, &["mark", "advmod"]).is_some_and(|mark| tree.word(mark).eq_ignore_ascii_case("as"))
        && tree.kid(verb, &["ccomp", "dobj"]).is_none_or(|object| tree.lemma(object) == "it")
        && let Some(head) = tree.head(verb)
    {
        return Some(without(tree, head, verb));
    }
    // "who asked not to be named" says nothing.
    let namelessly = |kid: u32| matches!(tree.lemma(kid), "name" | "identify" | "quote");
    let infinitive = tree.kids_by(verb, &["xcomp"]).find(|&kid| tree.is_verb(kid) && !namelessly(kid));
    if let Some(content) = infinitive
        && (matches!(stance, Stance::Claims | Stance::Promises | Stance::Asks | Stance::Denies | Stance::Confirms)
            || matches!(lemma, "say" | "report" | "believe" | "think" | "announce"))
    {
        let asked = tree
            .kid(verb, &["dobj"])
            .filter(|&object| matches!(stance, Stance::Asks) && object < content && object > verb);
        let said = content_of(tree, content, verb);
        // "urged the crowd to leave": who is to leave belongs to it.
        return Some(asked.map_or(said, |object| tree.phrase(object).join(said)));
    }
    // "denied having known", "accused of stealing"
    let gerund = tree
        .kids_by(verb, &["prep"])
        .chain(tree.kids_by(verb, &["dobj"]).flat_map(|object| tree.kids_by(object, &["prep"]).collect::<Vec<_>>()))
        .filter(|&prep| matches!(tree.lemma(prep), "of" | "to" | "with"))
        .find_map(|prep| tree.kid(prep, &["pcomp"]));
    if let Some(content) = gerund
        && !matches!(stance, Stance::Says)
    {
        return Some(content_of(tree, content, verb));
    }
    if TAKE_OBJECTS.contains(&lemma)
        && let Some(object) = tree
            .kid(verb, &["dobj", "nsubjpass"])
            .filter(|&object| matches!(tree.pos(object), "NOUN" | "VERB" | "PROPN"))
    {
        return Some(content_of(tree, object, verb));
    }
    None
}

/// A clause or phrase as content: without its "that", without the cue, and without what another cue adds to it.
pub(super) fn content_of(tree: &Tree, content: u32, cue: u32) -> Span {
    let all = tree.below(content, &|tree, at, kid| {
        kid == cue
            || (at == content && is_of_writer(tree, content, kid, cue))
            || (tree.rel(kid) == "relcl" && kid > cue && content > cue && behind_comma(tree, kid))
            || (at == content && tree.rel(kid) == "mark" && tree.word(kid).eq_ignore_ascii_case("that"))
            || (at == content && kid > content && tree.rel(kid) == "parataxis")
            || (at == content
                && tree.rel(kid) == "advcl"
                && tree.tag(kid) == "VBG"
                && ADDING.contains(&tree.lemma(kid)))
    });
    // "The plant, the owner said, will close": what is said stands on both sides of the cue.
    let amid = tree.kid(content, &["nsubj", "nsubjpass"]).is_some_and(|subject| subject < cue) && content > cue;
    let part: Vec<u32> =
        all.into_iter().filter(|&token| amid || if content < cue { token < cue } else { token > cue }).collect();
    tree.span_of(&part)
}

/// Whether a clause that hangs on a content tells on beside it: "…, though he also praised her", "said he would order a
/// review and warned against cuts".
fn is_of_writer(tree: &Tree, content: u32, kid: u32, cue: u32) -> bool {
    let beside = tree
        .kids_by(kid, &["mark"])
        .any(|mark| matches!(tree.word(mark).to_lowercase().as_str(), "though" | "although" | "while" | "whereas"));
    let later = kid > content && content > cue;
    let goes_on = tree.rel(kid) == "conj"
        && tree.is_verb(cue)
        && matches!(tree.tag(kid), "VBD" | "VBZ" | "VBP")
        && tree.tag(kid) == tree.tag(cue)
        && tree.kid(kid, &["nsubj", "nsubjpass"]).is_none()
        && matches!(tree.tag(content), "VB" | "VBG")
        && tree.kid(content, &["nsubj"]).is_some();
    later && (tree.rel(kid) == "advcl" && beside && behind_comma(tree, kid) || goes_on)
}

/// Whether a clause is set off by a comma before it.
pub(super) fn behind_comma(tree: &Tree, clause: u32) -> bool {
    let first = tree.below(clause, &|_, _, _| false).first().copied().unwrap_or(clause);
    first > 0 && tree.word(first - 1) == ","
}

/// Participles by which a speaker goes on: "…, adding that".
const ADDING: [&str; 8] = ["add", "say", "note", "warn", "explain", "insist", "call", "describe"];

fn without(tree: &Tree, head: u32, cue: u32) -> Span {
    tree.span_of(&tree.below(head, &|_, _, kid| kid == cue))
}

/// "declined to say", "would not comment", "did not confirm".
fn refuses(tree: &Tree, verb: u32) -> bool {
    let governed = tree.rel(verb) == "xcomp"
        && tree
            .head(verb)
            .is_some_and(|head| matches!(tree.lemma(head), "decline" | "refuse" | "fail" | "unable" | "able"))
        && tree.head(verb).is_some_and(|head| tree.lemma(head) != "able" || is_negated(tree, head));
    governed
        || (is_negated(tree, verb)
            && matches!(
                tree.lemma(verb),
                "say" | "confirm" | "comment" | "reveal" | "disclose" | "respond" | "specify" | "elaborate" | "tell"
            ))
}

fn is_negated(tree: &Tree, verb: u32) -> bool {
    tree.kids(verb).iter().any(|&kid| tree.rel(kid) == "neg")
}

/// "according to the police", "per the mayor's office".
fn according(tree: &Tree, token: u32) -> Option<Cued> {
    let word = tree.word(token).to_lowercase();
    let (to, lemma) = match word.as_str() {
        "according" => (
            tree.kids(token).iter().copied().find(|&kid| tree.lemma(kid) == "to").or_else(|| {
                let next = token + 1;
                ((next as usize) < tree.reading.tokens.len() && tree.word(next) == "to").then_some(next)
            })?,
            "according to",
        ),
        _ => return None,
    };
    let speaker = tree.kid(to, &["pobj"])?;
    let head = tree.head(token)?;
    let cue_span = tree.reading.token(token).span.join(tree.reading.token(to).span);
    let content = if tree.is_verb(head) { clause_around(tree, head, token) } else { without(tree, head, token) };
    Some(Cued {
        cue: token,
        lemma: lemma.into(),
        cue_span,
        stance: Stance::Says,
        content: Some(content),
        speaker: Some(speaker),
    })
}

/// The clause of a verb without the attribution that hangs on it.
fn clause_around(tree: &Tree, verb: u32, attribution: u32) -> Span {
    let tokens = tree.below(verb, &|_, _, kid| kid == attribution);
    // "The bridge, according to the review, is old": what is said stands on both sides.
    if tree.kid(verb, &["nsubj", "nsubjpass"]).is_some_and(|subject| subject < attribution) && attribution < verb {
        return tree.span_of(&tokens);
    }
    // The attribution stands first or last: what lies on its other side is not what is said.
    let part: Vec<u32> = tokens.into_iter().filter(|&token| (token < attribution) == (verb < attribution)).collect();
    tree.span_of(&part)
}

/// "the claim that the dam was unsafe".
fn noun(tree: &Tree, cues: &Cues, token: u32) -> Option<Cued> {
    if tree.pos(token) != "NOUN" {
        return None;
    }
    let lemma = tree.lemma(token).to_lowercase();
    let stance = *cues.nouns.get(lemma.as_str())?;
    let that = tree
        .kids_by(token, &["acl", "ccomp", "relcl"])
        .find(|&kid| tree.kids_by(kid, &["mark"]).any(|mark| tree.word(mark).eq_ignore_ascii_case("that")))?;
    let owner = tree.kid(token, &["poss"]).or_else(|| {
        tree.kids_by(token, &["prep"])
            .filter(|&prep| matches!(tree.lemma(prep), "by" | "of" | "from"))
            .find_map(|prep| tree.kid(prep, &["pobj"]))
    });
    let subject = || {
        tree.head(token)
            .filter(|&verb| tree.is_verb(verb) && tree.rel(token) == "dobj")
            .and_then(|verb| tree.kid(verb, &["nsubj"]))
    };
    Some(Cued {
        cue: token,
        lemma,
        cue_span: tree.reading.token(token).span,
        stance,
        content: Some(content_of(tree, that, token)),
        speaker: owner.or_else(subject),
    })
}
