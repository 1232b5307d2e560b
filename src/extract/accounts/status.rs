//! Whether a happening happened: from auxiliaries, negation, governing words and the statement it is told in.

use super::lexicon::{Lexicon, Support};
use super::predicates::Predicate;
use super::tree::Tree;
use crate::extract::{Findings, Stance, Status, Voice};

/// How far up governing words are looked for.
const DEPTH: usize = 6;

/// The status of a predicate, and whether it is negated. `statement`: the one in which it is told.
pub fn of(
    tree: &Tree,
    lexicon: &Lexicon,
    findings: &Findings,
    predicate: &Predicate,
    statement: Option<u32>,
) -> (Status, bool) {
    let anchor = predicate.anchor();
    let mut negated = is_negated(tree, anchor)
        || (predicate.noun.is_some() && tree.kids(predicate.token).iter().any(|&kid| is_no(tree, kid)));
    let mut status = if predicate.is_bare_noun() {
        of_noun(tree, lexicon, predicate.token)
    } else {
        of_verb(tree, lexicon, anchor, DEPTH, &mut negated)
    };
    if let Some((_, Support::Cancel)) = predicate.support
        && status == Status::Occurred
        && !negated
    {
        return (Status::Cancelled, false);
    }
    if let Some((_, Support::Plan)) = predicate.support
        && !negated
    {
        return (Status::Planned, false);
    }
    if predicate.noun.is_some() && status == Status::Occurred {
        status = by_adjective(tree, predicate.token).unwrap_or(status);
    }
    if cancelled_above(tree, lexicon, predicate) {
        return (Status::Cancelled, negated);
    }
    if matches!(status, Status::Occurred | Status::Ongoing)
        && let Some(statement) = statement.and_then(|idx| findings.statements.get(idx as usize))
    {
        status = match (statement.stance, statement.voice) {
            (Stance::Claims, _) | (Stance::Says | Stance::Confirms, Voice::Unnamed) => Status::Alleged,
            (Stance::Denies, _) => Status::Denied,
            (Stance::Asks, _) => Status::Hypothetical,
            (Stance::Promises, _) => Status::Planned,
            _ => status,
        };
    }
    (status, negated)
}

fn is_no(tree: &Tree, token: u32) -> bool {
    matches!(tree.word(token).to_lowercase().as_str(), "no" | "neither" | "nor")
}

fn is_negated(tree: &Tree, verb: u32) -> bool {
    tree.kids(verb).iter().any(|&kid| {
        tree.rel(kid) == "neg"
            || tree.word(kid).eq_ignore_ascii_case("never")
            || is_no_longer(tree, kid)
            || (matches!(tree.rel(kid), "nsubj" | "nsubjpass" | "dobj")
                && (is_no(tree, kid)
                    || matches!(tree.word(kid).to_lowercase().as_str(), "nobody" | "none" | "nothing")
                    || tree.kids(kid).iter().any(|&det| tree.rel(det) == "det" && is_no(tree, det))))
    }) || (tree.rel(verb) == "pcomp" && tree.head(verb).is_some_and(|prep| tree.lemma(prep) == "without"))
}

/// "No longer", "not … any longer", "anymore".
fn is_no_longer(tree: &Tree, adverb: u32) -> bool {
    tree.word(adverb).eq_ignore_ascii_case("longer") && tree.kids(adverb).iter().any(|&kid| is_no(tree, kid))
}

/// "Had the dam broken", "were he to go", "should it rain": a condition whose auxiliary stands before its subject.
fn is_inverted_condition(tree: &Tree, verb: u32) -> bool {
    let Some(subject) = tree.kid(verb, &["nsubj", "nsubjpass", "expl"]) else { return false };
    let first = tree.kids_by(verb, &["aux", "auxpass"]).next();
    let opens = first.is_some_and(|aux| {
        aux < subject && matches!(tree.word(aux).to_lowercase().as_str(), "had" | "were" | "should")
    });
    let question = tree.reading.sentence_of(verb).tokens.end.checked_sub(1).is_some_and(|last| tree.word(last) == "?");
    opens && !question
}

/// From the verb's own auxiliaries, then from what governs it.
fn of_verb(tree: &Tree, lexicon: &Lexicon, verb: u32, depth: usize, negated: &mut bool) -> Status {
    let aux: Vec<String> = tree.kids_by(verb, &["aux", "auxpass"]).map(|kid| tree.word(kid).to_lowercase()).collect();
    let has = |words: &[&str]| aux.iter().any(|word| words.contains(&word.as_str()));
    let adverb = |words: &[&str]| {
        tree.kids_by(verb, &["advmod"]).any(|kid| words.contains(&tree.word(kid).to_lowercase().as_str()))
    };
    if adverb(&["allegedly", "reportedly", "apparently", "supposedly", "purportedly"]) {
        return Status::Alleged;
    }
    if let Some(mark) = tree.kid(verb, &["mark"]) {
        match tree.word(mark).to_lowercase().as_str() {
            "if" | "unless" | "whether" => return Status::Hypothetical,
            _ => {}
        }
    }
    if is_inverted_condition(tree, verb) {
        return Status::Hypothetical;
    }
    if has(&["will", "'ll", "’ll", "shall", "wo"]) {
        return Status::Planned;
    }
    let condition = tree.kids_by(verb, &["advcl"]).any(|kid| {
        tree.kids_by(kid, &["mark"]).any(|mark| matches!(tree.word(mark).to_lowercase().as_str(), "if" | "unless"))
    });
    let perfect = has(&["have", "'ve", "’ve"]);
    if has(&["would", "'d", "’d"]) && !has(&["had", "been"]) {
        return if condition || perfect { Status::Hypothetical } else { Status::Planned };
    }
    if has(&["could", "may", "might", "can", "ca", "should", "must", "ought"]) {
        return Status::Hypothetical;
    }
    let governed = governed(tree, lexicon, verb, depth, negated);
    if let Some(status) = governed {
        return status;
    }
    // "is to meet"
    if has(&["to"]) && tree.rel(verb) == "xcomp" && tree.head(verb).is_some_and(|head| tree.lemma(head) == "be") {
        return Status::Planned;
    }
    // A headline: "Minister to visit port".
    if has(&["to"]) && tree.rel(verb) == "ROOT" {
        return Status::Planned;
    }
    let question = tree.reading.sentence_of(verb).tokens.end.checked_sub(1).is_some_and(|last| tree.word(last) == "?");
    if question && tree.rel(verb) == "ROOT" {
        return Status::Hypothetical;
    }
    let tag = tree.tag(verb);
    // "has been repairing" tells what was done up to now; "is repairing", what is going on.
    let progressive = (tag == "VBG" && has(&["is", "are", "am", "'s", "’s", "'re", "’re", "be"]) && !has(&["been"]))
        || has(&["being"]) && has(&["is", "are", "'s", "’s"]);
    if progressive { Status::Ongoing } else { Status::Occurred }
}

/// What the word above makes of a verb; `None`: nothing.
fn governed(tree: &Tree, lexicon: &Lexicon, verb: u32, depth: usize, negated: &mut bool) -> Option<Status> {
    let head = tree.head(verb)?;
    if depth == 0 {
        return None;
    }
    let infinitive = tree.kids_by(verb, &["aux"]).any(|kid| tree.word(kid).eq_ignore_ascii_case("to"));
    if tree.charge_above(verb).is_some() {
        return Some(Status::Alleged);
    }
    match tree.rel(verb) {
        "csubj" => Some(Status::Hypothetical),
        "conj" if tree.is_verb(head) => {
            // "will meet and discuss": a bare form shares the mood of the first.
            let gerunds = tree.tag(verb) == "VBG" && tree.tag(head) == "VBG";
            let bare = (matches!(tree.tag(verb), "VB" | "VBN") || gerunds)
                && tree.kid(verb, &["aux", "auxpass", "nsubj"]).is_none();
            let inherits = bare || infinitive;
            let mut other = false;
            if inherits {
                let status = of_verb(tree, lexicon, head, depth - 1, &mut other);
                return (status != Status::Occurred).then_some(status);
            }
            None
        }
        "xcomp" | "ccomp" | "acl" | "pcomp" | "advcl" => {
            let mut governor = head;
            let mut through_prep = false;
            if tree.pos(governor) == "ADP" || tree.rel(governor) == "prep" {
                // "charged with throwing", "accused of beating"
                governor = tree.head(governor)?;
                through_prep = true;
            }
            let known =
                lexicon.governor(&tree.verb_lemma(governor)).or_else(|| lexicon.governor(&tree.plain_lemma(governor)));
            if tree.rel(verb) == "advcl" || (through_prep && known.is_none_or(|known| known.status != Status::Alleged))
            {
                // A purpose: "to discuss"; it may or may not be reached.
                if infinitive {
                    return Some(match own_future(tree, lexicon, governor, depth) {
                        Status::Occurred => Status::Hypothetical,
                        other => other,
                    });
                }
                // "the need for closing …", "without …": the act may never come; "after", "by closing …": it came.
                let prep = tree.lemma(head).to_lowercase();
                let came = matches!(
                    prep.as_str(),
                    "after"
                        | "by"
                        | "since"
                        | "upon"
                        | "in"
                        | "on"
                        | "while"
                        | "despite"
                        | "with"
                        | "without"
                        | "before"
                        | "from"
                );
                if through_prep && !came {
                    return Some(Status::Hypothetical);
                }
                return Some(own_future(tree, lexicon, governor, depth))
                    .filter(|&status| status != Status::Occurred && through_prep);
            }
            // "rejected reports that the army fired": what the reports say is denied; "claims that": alleged.
            if !infinitive && tree.is_nominal(governor) && matches!(tree.rel(verb), "acl" | "ccomp") {
                let rejects = |above: &u32| {
                    matches!(tree.lemma(*above), "reject" | "dismiss" | "deny" | "dispute" | "debunk" | "refute")
                };
                let said = matches!(
                    tree.lemma(governor),
                    "report" | "claim" | "allegation" | "rumour" | "rumor" | "accusation"
                );
                let that = tree.kid(verb, &["mark"]).is_some();
                if that && tree.rel(governor) == "dobj" && tree.head(governor).as_ref().is_some_and(rejects) {
                    return Some(Status::Denied);
                }
                if that && said {
                    return Some(Status::Alleged);
                }
            }
            // "has yet to answer", "has to leave": it did not happen so far.
            if infinitive && tree.lemma(governor) == "have" {
                let yet = tree.kids_by(governor, &["advmod"]).chain(tree.kids_by(verb, &["advmod"]));
                let yet = yet.into_iter().any(|kid| tree.word(kid).eq_ignore_ascii_case("yet"));
                return Some(if yet { Status::Planned } else { Status::Hypothetical });
            }
            let clause_of_saying = tree.rel(verb) == "ccomp";
            if let Some(known) = known {
                let gerund = tree.tag(verb) == "VBG";
                let governor_negated = is_negated(tree, governor);
                match known.status {
                    Status::Occurred => {
                        *negated |= governor_negated;
                        return Some(own_future(tree, lexicon, governor, depth)).filter(|&s| s != Status::Occurred);
                    }
                    Status::Ongoing => {
                        let above = own_future(tree, lexicon, governor, depth);
                        return Some(if above == Status::Occurred { Status::Ongoing } else { above });
                    }
                    // "claimed that", "believed to have": the clause counts, "threatened that": its own tense does.
                    Status::Alleged | Status::Denied => return Some(known.status),
                    status if infinitive || gerund || !clause_of_saying || tree.tag(verb) == "VB" => {
                        return Some(match own_future(tree, lexicon, governor, depth) {
                            Status::Hypothetical => Status::Hypothetical,
                            _ => status,
                        });
                    }
                    // "hoped that she was freed", "fear that many died".
                    Status::Hypothetical if known.silent => return Some(Status::Hypothetical),
                    _ => {}
                }
            }
            if infinitive && tree.rel(verb) == "acl" {
                return Some(Status::Hypothetical);
            }
            if clause_of_saying || tree.rel(verb) == "acl" {
                return None;
            }
            if infinitive {
                return Some(own_future(tree, lexicon, governor, depth)).filter(|&s| s != Status::Occurred);
            }
            None
        }
        _ => None,
    }
}

fn own_future(tree: &Tree, lexicon: &Lexicon, governor: u32, depth: usize) -> Status {
    if tree.is_verb(governor) {
        let mut ignored = false;
        of_verb(tree, lexicon, governor, depth.saturating_sub(1), &mut ignored)
    } else if let Some(verb) = tree.head(governor).filter(|&verb| tree.is_verb(verb) && tree.pos(governor) == "ADJ") {
        let mut ignored = false;
        of_verb(tree, lexicon, verb, depth.saturating_sub(1), &mut ignored)
    } else {
        Status::Occurred
    }
}

fn by_adjective(tree: &Tree, noun: u32) -> Option<Status> {
    tree.kids_by(noun, &["amod", "compound"]).find_map(|kid| match tree.lemma(kid).to_lowercase().as_str() {
        "plan" | "planned" | "upcoming" | "schedule" | "scheduled" | "forthcoming" | "next" | "future" => {
            Some(Status::Planned)
        }
        "possible" | "potential" | "prospective" | "propose" | "proposed" | "threaten" | "threatened" | "imminent"
        | "eventual" | "would-be" | "hypothetical" => Some(Status::Hypothetical),
        "ongoing" | "continue" | "continuing" | "current" => Some(Status::Ongoing),
        "alleged" | "allege" | "purported" | "suspected" | "suspect" | "reported" => Some(Status::Alleged),
        "cancel" | "cancelled" | "canceled" => Some(Status::Cancelled),
        _ => None,
    })
}

/// A noun without a supporting verb: from what it hangs on.
fn of_noun(tree: &Tree, lexicon: &Lexicon, mut noun: u32) -> Status {
    // "talks, a visit and a summit": the last one shares what is said of the first. A row has no bound, so no recursion.
    while let Some(before) = joined_before(tree, noun) {
        if let Some(status) = by_adjective(tree, noun) {
            return status;
        }
        noun = before;
    }
    if let Some(status) = by_adjective(tree, noun) {
        return status;
    }
    let definite = tree.kids(noun).iter().any(|&kid| {
        tree.rel(kid) == "poss"
            || matches!(tree.word(kid).to_lowercase().as_str(), "the" | "this" | "that" | "these" | "those")
    });
    let Some(head) = tree.head(noun) else { return Status::Occurred };
    match tree.rel(noun) {
        "pobj" => {
            let prep = tree.lemma(head).to_lowercase();
            if matches!(prep.as_str(), "after" | "following" | "since" | "during" | "amid" | "despite") {
                return Status::Occurred;
            }
            let Some(above) = tree.head(head) else { return Status::Occurred };
            if let Some(known) = lexicon.governor(&tree.lemma(above).to_lowercase())
                && !matches!(known.status, Status::Occurred | Status::Denied | Status::Ongoing)
                && matches!(prep.as_str(), "for" | "of" | "to" | "in" | "with")
                && !(known.status == Status::Alleged && definite)
            {
                return known.status;
            }
            inherited(tree, lexicon, above, definite)
        }
        "dobj" => {
            if let Some(known) = lexicon.governor(&tree.lemma(head).to_lowercase())
                && matches!(known.status, Status::Planned | Status::Hypothetical)
            {
                return known.status;
            }
            inherited(tree, lexicon, head, definite)
        }
        _ => Status::Occurred,
    }
}

/// The noun that this one is joined to by "and" or a comma.
fn joined_before(tree: &Tree, noun: u32) -> Option<u32> {
    tree.head(noun).filter(|&head| tree.rel(noun) == "conj" && tree.is_nominal(head))
}

/// An indefinite noun shares the mood of its verb: "will attend a meeting".
fn inherited(tree: &Tree, lexicon: &Lexicon, above: u32, definite: bool) -> Status {
    if definite || !tree.is_verb(above) {
        return Status::Occurred;
    }
    let mut ignored = false;
    match of_verb(tree, lexicon, above, DEPTH / 2, &mut ignored) {
        status @ (Status::Planned | Status::Hypothetical) => status,
        _ => Status::Occurred,
    }
}

/// "called off a visit", "plans to meet were disrupted".
fn cancelled_above(tree: &Tree, lexicon: &Lexicon, predicate: &Predicate) -> bool {
    let noun_or_verb = predicate.token;
    let Some(head) = tree.head(noun_or_verb) else { return false };
    let plan = match tree.rel(noun_or_verb) {
        "acl" if tree.is_nominal(head) => head,
        "pobj" => match tree.head(head) {
            Some(above) if tree.is_nominal(above) && tree.lemma(above) == "plan" => above,
            _ => return false,
        },
        _ => return false,
    };
    let Some(verb) = tree.head(plan).filter(|&verb| tree.is_verb(verb)) else { return false };
    matches!(tree.rel(plan), "nsubjpass" | "dobj") && lexicon.supports(&tree.verb_lemma(verb), Support::Cancel)
}
