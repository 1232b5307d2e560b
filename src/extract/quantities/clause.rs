//! The clause around a number: the verb it takes part in, the words that narrow what is counted, change, and when.

use super::counted::Counted;
use super::words::WORDS;
use crate::extract::{Time, TimeKind};
use crate::text::Span;
use crate::understand::Reading;

/// A verb (or event noun, or state) with the part that the number plays in it.
pub struct Predicate {
    /// Its lemma.
    pub lemma: String,
    /// "subject", "object", or the preposition.
    pub part: String,
    /// Its token.
    pub token: u32,
}

/// Finds the predicate of what `counted` stands for.
pub fn predicate(reading: &Reading, counted: &Counted) -> Option<Predicate> {
    if let Some(state) = counted.state {
        let part = if reading.token(state).pos == "VERB" { "object" } else { "subject" };
        return Some(Predicate { lemma: reading.lemma(state).to_lowercase(), part: part.into(), token: state });
    }
    let mut at = counted.phrase;
    for _ in 0..8 {
        let it = reading.token(at);
        let Some(head) = reading.head(at) else {
            // A headline's noun phrase: its participle tells ("12 people killed in crash").
            return participle(reading, at);
        };
        let governor = reading.token(head);
        let made = |part: &str| {
            Some(Predicate { lemma: lemma_of(reading, head), part: part.into(), token: state_of(reading, head) })
        };
        match it.relation {
            "nsubj" | "csubj" => return made("subject"),
            "nsubjpass" | "dobj" => return made("object"),
            "attr" | "oprd" => {
                let there = reading.child_by(head, &["expl"]).is_some();
                return if there { participle(reading, at).or_else(|| made("exist")) } else { made("attribute") };
            }
            "npadvmod" | "dative" | "acomp" | "ccomp" if governor.pos == "VERB" => return made("object"),
            "pobj" | "pcomp" => {
                let above = reading.head(head)?;
                let above_pos = reading.token(above).pos;
                if governor.relation == "agent" {
                    return Some(Predicate { lemma: lemma_of(reading, above), part: "subject".into(), token: above });
                }
                if matches!(above_pos, "VERB" | "AUX")
                    || governor.lemma == "of" && above_pos == "NOUN" && reading.token(above).tag != "CD"
                {
                    return Some(Predicate {
                        lemma: lemma_of(reading, above),
                        part: governor.lemma.to_lowercase().into(),
                        token: state_of(reading, above),
                    });
                }
                at = above;
            }
            _ => {
                if matches!(governor.pos, "VERB" | "AUX") && !matches!(it.relation, "conj" | "appos") {
                    return made("object");
                }
                at = head;
            }
        }
    }
    None
}

/// The participle that hangs on a noun ("12 people killed").
fn participle(reading: &Reading, noun: u32) -> Option<Predicate> {
    let child = reading
        .children_by(noun, &["acl"])
        .find(|&child| reading.token(child).tag == "VBN" || reading.token(child).tag == "VBG")?;
    let part = if reading.token(child).tag == "VBN" { "object" } else { "subject" };
    Some(Predicate { lemma: reading.lemma(child).to_lowercase(), part: part.into(), token: child })
}

/// The token that tells: the adjective of a copula ("are dead", "left 12 dead").
fn state_of(reading: &Reading, verb: u32) -> u32 {
    if matches!(reading.lemma(verb), "be" | "remain" | "leave" | "become" | "go" | "feel" | "stay") {
        return reading
            .children_by(verb, &["acomp", "oprd"])
            .find(|&child| matches!(reading.token(child).pos, "ADJ" | "VERB"))
            .unwrap_or(verb);
    }
    verb
}

fn lemma_of(reading: &Reading, verb: u32) -> String {
    let token = state_of(reading, verb);
    reading.lemma(token).to_lowercase()
}

/// The words that narrow what is counted, as lemmas, each once; those of `figure`, the number with its bound, do not.
pub fn qualifiers(reading: &Reading, counted: &Counted, number: u32, end: u32, figure: Span) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut add = |token: u32| {
        let it = reading.token(token);
        // "More than 1,400" are not 1,400 more.
        if figure.contains(it.span) {
            return;
        }
        let lemma = it.lemma.as_str().to_lowercase();
        let content = matches!(it.pos, "ADJ" | "NOUN" | "PROPN" | "VERB" | "ADV")
            && !matches!(lemma.as_str(), "be" | "have" | "do" | "not" | "-");
        if content && lemma != counted.lemma && !words.contains(&lemma) && words.len() < 10 {
            words.push(lemma);
        }
    };
    if let Some(state) = counted.state {
        for child in reading.children_by(state, &["advmod"]) {
            add(child);
        }
        for between in end..state {
            add(between);
        }
        add(state);
    }
    let heads = [counted.token, (counted.phrase != number || counted.token.is_none()).then_some(counted.phrase)];
    for head in heads.into_iter().flatten() {
        for child in reading.children(head) {
            let relation = reading.token(child).relation;
            match relation {
                "amod" | "compound" | "nmod" | "acl" | "relcl" | "advmod" => {
                    add(child);
                    for inner in reading.children_by(child, &["advmod", "neg", "conj", "amod", "acomp"]) {
                        add(inner);
                    }
                    if matches!(relation, "acl" | "relcl") {
                        for prep in reading.children_by(child, &["prep", "agent"]) {
                            for object in reading.children_by(prep, &["pobj"]) {
                                add(object);
                            }
                        }
                    }
                }
                "prep" if child > number => {
                    for object in reading.children_by(child, &["pobj"]) {
                        if Some(object) == counted.token {
                            continue;
                        }
                        add(object);
                        for inner in reading.children_by(object, &["amod", "compound"]) {
                            add(inner);
                        }
                    }
                }
                _ => {}
            }
        }
    }
    // "another 12", "four of them seriously".
    if number > 0
        && matches!(reading.lemma(number - 1), "another" | "further" | "additional" | "other")
        && reading.token(number - 1).sentence == reading.token(number).sentence
    {
        add(number - 1);
        if reading.lemma(number - 1) == "another" && !words.contains(&"other".to_owned()) {
            words.push("other".into());
        }
    }
    let last = counted.token.filter(|&token| token > number).map_or(end, |token| token + 1).max(end);
    let mut add_more = |token: u32| {
        let lemma = reading.lemma(token).to_lowercase();
        if !words.contains(&lemma) {
            words.push(lemma);
        }
    };
    let tokens = reading.sentence_of(number).tokens.clone();
    let after_part = if counted.borrowed && reading.tokens.get(end as usize).is_some_and(|token| token.lemma == "of") {
        end + 2
    } else {
        last
    };
    if after_part < tokens.end && reading.token(after_part).pos == "ADV" && reading.word(after_part).ends_with("ly") {
        add_more(after_part);
    }
    words
}

/// "rise by", "rise to", "rise from" where the number is the amount, the end or the beginning of a change.
pub fn change(reading: &Reading, number: u32, counted: &Counted) -> Option<String> {
    let of = |token: u32| -> Option<String> {
        let head = reading.head(token)?;
        let it = reading.token(token);
        let governor = reading.token(head);
        if it.relation == "pobj" && matches!(governor.lemma.as_str(), "by" | "to" | "from") {
            let verb = reading.head(head)?;
            let verb =
                if WORDS.has("change", &reading.lemma(verb).to_lowercase()) { verb } else { reading.head(verb)? };
            let lemma = reading.lemma(verb).to_lowercase();
            return WORDS.has("change", &lemma).then(|| format!("{lemma} {}", governor.lemma));
        }
        let lemma = governor.lemma.to_lowercase();
        let amount = matches!(it.relation, "npadvmod" | "dobj" | "advmod" | "nummod" | "quantmod")
            && WORDS.has("change", &lemma);
        let person = matches!(lemma.as_str(), "lose" | "gain" | "shed" | "raise" | "cut" | "double");
        (amount && governor.pos == "VERB" && !(person && it.relation == "dobj")).then(|| format!("{lemma} by"))
    };
    of(number).or_else(|| of(counted.phrase)).or_else(|| {
        let unit = reading.head(number)?;
        of(unit)
    })
}

/// The time of the clause: one that hangs on the same verb, or on the noun itself.
pub fn time_of(reading: &Reading, times: &[Time], verb: Option<u32>, span: Span) -> Option<u32> {
    let verb = verb?;
    let sentence = reading.sentence_of(verb).span;
    let from = times.partition_point(|time| time.span.end <= sentence.start);
    times[from..].iter().take_while(|time| time.span.start < sentence.end).enumerate().find_map(|(offset, time)| {
        if !matches!(time.kind, TimeKind::Date | TimeKind::Time)
            || time.from.is_none() && time.weekday.is_none()
            || time.span.overlaps(span)
        {
            return None;
        }
        let token = reading.tokens_in(time.span).start;
        let governor = reading.ancestors(token).find(|&head| matches!(reading.token(head).pos, "VERB" | "AUX"));
        (governor == Some(verb)).then_some((from + offset) as u32)
    })
}
