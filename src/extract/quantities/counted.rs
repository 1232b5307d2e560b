//! What a number counts, by the parse: the head of its noun phrase, of its "of" phrase, or of the clause it is part of.

use super::words::WORDS;
use crate::understand::Reading;

/// What a number counts.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// Head lemma, normalised.
    pub lemma: String,
    /// Its token, where there is one.
    pub token: Option<u32>,
    /// The token whose place in the clause is the number's place: the noun, or the number itself.
    pub phrase: u32,
    /// A state told of it ("dead", "hurt"), with its token.
    pub state: Option<u32>,
    /// Whether "of them", "of the 25" makes it a part.
    pub part: bool,
    /// Whether what is counted is told by a pronoun or not at all, and must come from what stands before.
    pub borrowed: bool,
}

/// A noun as the name of what is counted: lower case, singular, persons as "people".
pub fn normal(reading: &Reading, token: u32) -> String {
    let it = reading.token(token);
    let mut lemma = it.lemma.as_str().to_lowercase();
    if it.tag == "NNPS" || it.tag == "NNP" && lemma.len() > 3 {
        // Names in the plural and capitals of headlines keep their ending in the lemma.
        if let Some(stem) = lemma.strip_suffix("ies") {
            lemma = format!("{stem}y");
        } else if let Some(stem) = lemma.strip_suffix('s').filter(|stem| !stem.ends_with('s') && it.tag == "NNPS") {
            lemma.truncate(stem.len());
        }
    }
    if matches!(it.tag, "VBN" | "VBG" | "JJ") {
        // "the wounded", "the missing".
        lemma = reading.word(token).to_lowercase();
    } else if let Some(stem) = lemma.strip_suffix("children") {
        lemma = format!("{stem}child");
    } else if let Some(stem) = lemma.strip_suffix("men").filter(|stem| it.tag == "NNS" && stem.len() > 2) {
        lemma = format!("{stem}man");
    }
    match lemma.as_str() {
        "person" | "persons" | "anyone" | "body" if lemma != "body" => "people".into(),
        _ => lemma,
    }
}

fn is_noun(reading: &Reading, token: u32) -> bool {
    matches!(reading.token(token).pos, "NOUN" | "PROPN")
}

/// Finds what the number at `number` (a token; `end` is the first token behind the number and its unit) counts.
pub fn counted(reading: &Reading, number: u32, end: u32) -> Counted {
    let of_noun =
        |token: u32| Counted { lemma: normal(reading, token), token: Some(token), phrase: token, ..Counted::default() };
    // "four of them", "21 of the girls", "dozens of people", "76% of voters".
    let sentence = reading.sentence_of(number).tokens.clone();
    let next = (end < sentence.end).then_some(end);
    if let Some(of) = next.filter(|&next| reading.lemma(next) == "of" || reading.word(next) == "of") {
        let object = reading.child_by(of, &["pobj", "pcomp"]).or_else(|| first_noun(reading, of + 1, sentence.end));
        if let Some(object) = object {
            let pronoun = matches!(reading.token(object).pos, "PRON" | "DET");
            let definite = reading.children(object).any(|child| {
                matches!(
                    reading.lemma(child),
                    "the" | "these" | "those" | "its" | "their" | "his" | "her" | "our" | "all" | "they"
                ) || reading.token(child).tag == "CD"
            });
            let mut found = of_noun(object);
            if pronoun && reading.lemma(object) == "those" {
                found.lemma = "people".into();
            } else if pronoun {
                found.lemma.clear();
                found.token = None;
                found.borrowed = true;
            } else if reading.token(object).tag == "CD" {
                // "four of the 25".
                found.lemma.clear();
                found.borrowed = true;
            }
            found.part = pronoun || definite;
            found.phrase = number;
            if reading.token(object).lemma == "other" || reading.token(object).lemma == "others" {
                found.lemma = "people".into();
            }
            return found;
        }
    }
    // "one in five children".
    if let Some(next) = next
        .filter(|&next| reading.lemma(next) == "in" && next + 2 < sentence.end && reading.token(next + 1).tag == "CD")
        && let Some(noun) = noun_phrase_head(reading, next + 2, sentence.end)
    {
        return Counted { phrase: number, ..of_noun(noun) };
    }
    // "three-storey building", "nine-member panel".
    if let Some(next) =
        next.filter(|&next| reading.word(next) == "-" && next + 1 < sentence.end && is_noun(reading, next + 1))
    {
        return Counted { phrase: number, ..of_noun(next + 1) };
    }
    // "25 people": the head of the number stands behind it, perhaps over a few nouns and adjectives.
    let mut head = reading.token(number).head;
    if head != number && reading.token(number).relation == "quantmod" {
        head = reading.token(head).head;
    }
    if head >= end
        && head < sentence.end
        && is_noun(reading, head)
        && head - number < 9
        && !crosses_verb(reading, end, head)
    {
        return of_noun(full_head(reading, head, sentence.end));
    }
    // A state: "12 dead", "27 hurt", "four seriously injured".
    let mut at = end;
    while at < sentence.end && matches!(reading.token(at).pos, "ADV") && at < end + 2 {
        at += 1;
    }
    if at < sentence.end && WORDS.has("state", &reading.word(at).to_lowercase()) {
        let adjectival = matches!(reading.token(at).pos, "ADJ" | "VERB" | "NOUN" | "PROPN" | "ADV");
        if adjectival {
            if at + 1 < sentence.end && is_noun(reading, at + 1) && reading.token(at).head == at + 1 {
                return of_noun(full_head(reading, at + 1, sentence.end));
            }
            return Counted { lemma: "people".into(), phrase: number, state: Some(at), ..Counted::default() };
        }
    }
    // Where the parse lost the phrase: adjectives and nouns straight behind the number.
    if let Some(noun) = noun_phrase_head(reading, end, sentence.end) {
        return of_noun(noun);
    }
    alone(reading, number)
}

/// The number stands alone: it counts what its clause or its noun speaks of.
fn alone(reading: &Reading, number: u32) -> Counted {
    let it = reading.token(number);
    let mut found = Counted { phrase: number, borrowed: true, ..Counted::default() };
    // "Of the injured, 14 were discharged".
    let first = reading.sentence_of(number).tokens.start;
    if reading.word(first) == "Of"
        && let Some(object) = reading
            .child_by(first, &["pobj"])
            .filter(|&object| object + 1 < number && reading.token(object).tag != "CD")
    {
        return Counted {
            lemma: normal(reading, object),
            token: Some(object),
            phrase: number,
            part: true,
            ..Counted::default()
        };
    }
    let Some(head) = reading.head(number) else { return found };
    let governor = reading.token(head);
    match it.relation {
        "pobj" => {
            if let Some(above) = reading.head(head) {
                let lemma = reading.lemma(above).to_lowercase();
                if governor.lemma == "of" && WORDS.has("collective", &lemma) {
                    return Counted { lemma: "people".into(), token: Some(above), phrase: above, ..Counted::default() };
                }
                let is_figure = |noun: u32| WORDS.has("figure", &reading.lemma(noun).to_lowercase());
                let figure = if is_noun(reading, above) {
                    Some(above).filter(|&above| is_figure(above))
                } else {
                    reading.children_by(above, &["dobj", "nsubj", "nsubjpass"]).find(|&child| is_figure(child))
                };
                if let Some(figure) = figure {
                    return of_figure(reading, figure, number);
                }
                if governor.lemma == "of" && is_noun(reading, above) {
                    return Counted {
                        lemma: normal(reading, above),
                        token: Some(above),
                        phrase: above,
                        ..Counted::default()
                    };
                }
            }
        }
        "nsubj" | "nsubjpass" | "dobj" | "attr" | "oprd" | "npadvmod" | "acomp" => {
            if let Some(attribute) = reading
                .child_by(head, &["attr"])
                .filter(|&attribute| attribute != number && is_noun(reading, attribute) && it.relation == "nsubj")
            {
                return Counted {
                    lemma: normal(reading, attribute),
                    token: Some(attribute),
                    phrase: number,
                    ..Counted::default()
                };
            }
            if let Some(subject) = reading.child_by(head, &["nsubj", "nsubjpass"]).filter(|&subject| subject != number)
                && WORDS.has("figure", &reading.lemma(subject).to_lowercase())
            {
                return of_figure(reading, subject, number);
            }
            if matches!(governor.lemma.as_str(), "number" | "total")
                && it.relation != "nsubj"
                && let Some(subject) = reading.child_by(head, &["nsubj"]).filter(|&subject| is_noun(reading, subject))
            {
                return Counted {
                    lemma: normal(reading, subject),
                    token: Some(subject),
                    phrase: number,
                    ..Counted::default()
                };
            }
            if WORDS.has("person", &governor.lemma) {
                found.lemma = "people".into();
                found.borrowed = false;
            }
        }
        "appos" | "conj" if is_noun(reading, head) && governor.tag != "CD" => {
            found.lemma = normal(reading, head);
            found.token = Some(head);
            found.borrowed = false;
        }
        _ => {}
    }
    if found.borrowed && governor.pos == "VERB" && WORDS.has("person", &governor.lemma) {
        found.lemma = "people".into();
        found.borrowed = false;
    }
    found
}

/// "the death toll stands at 12", "the number of injured rose to 25".
fn of_figure(reading: &Reading, figure: u32, number: u32) -> Counted {
    let object = reading
        .child_by(figure, &["prep"])
        .filter(|&prep| reading.lemma(prep) == "of")
        .and_then(|of| reading.child_by(of, &["pobj"]));
    let lemma = match object {
        Some(object) if reading.token(object).tag != "CD" => normal(reading, object),
        _ if matches!(
            reading.lemma(figure),
            "toll" | "population" | "turnout" | "attendance" | "casualty" | "headcount"
        ) =>
        {
            "people".into()
        }
        _ => reading
            .children_by(figure, &["compound", "amod"])
            .find(|&child| is_noun(reading, child))
            .map_or_else(|| normal(reading, figure), |child| normal(reading, child)),
    };
    Counted { lemma, token: Some(object.unwrap_or(figure)), phrase: number, ..Counted::default() }
}

/// Where nouns follow one another, the last is the head ("26 crew members").
fn full_head(reading: &Reading, head: u32, end: u32) -> u32 {
    let mut at = head;
    while at + 1 < end
        && is_noun(reading, at + 1)
        && reading.token(at).relation == "compound"
        && reading.token(at).head == at + 1
    {
        at += 1;
    }
    at
}

fn crosses_verb(reading: &Reading, from: u32, to: u32) -> bool {
    (from..to).any(|at| {
        let it = reading.token(at);
        it.pos == "AUX"
            || it.pos == "VERB" && !matches!(it.tag, "VBN" | "VBG")
            || matches!(it.tag, "," | ":" | "." | "IN") && it.lemma != "-"
    })
}

/// The last noun of the nouns and adjectives that begin at `at`.
fn noun_phrase_head(reading: &Reading, at: u32, end: u32) -> Option<u32> {
    let mut found = None;
    for token in at..end.min(at + 7) {
        let it = reading.token(token);
        match it.pos {
            "NOUN" | "PROPN" => found = Some(token),
            "ADJ" | "NUM" if found.is_none() => {}
            "VERB" if found.is_none() && matches!(it.tag, "VBN" | "VBG") && token > at => {}
            "PUNCT" if found.is_none() && it.lemma == "-" => {}
            _ => break,
        }
    }
    found
}

fn first_noun(reading: &Reading, from: u32, end: u32) -> Option<u32> {
    (from..end.min(from + 6)).find(|&token| is_noun(reading, token))
}
