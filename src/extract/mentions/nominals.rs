//! Descriptions that stand for somebody: noun phrases headed by a word of `nominals.tsv` or of kinship. "the girl",
//! "Israeli troops", "21 freed schoolgirls", "her lawyer"; not "the idea".

use super::lexicon::{Lexicon, Nominal as Nominals};
use super::names::Name;
use super::words::one_line;
use crate::extract::items;
use crate::extract::meaning::{Field, is_of};
use crate::extract::numerals::{Form, numeral_at};
use crate::extract::{ActorKind, Gender};
use crate::understand::Reading;
use std::ops::Range;

/// One description in its place.
#[derive(Clone, Debug)]
pub struct Nominal {
    /// The head noun.
    pub head: u32,
    /// The phrase from determiner to head.
    pub tokens: Range<u32>,
    /// The head's lemma, lower-cased, with the noun before it where both are one word of the lexicon.
    pub lemma: String,
    /// What it is.
    pub kind: ActorKind,
    /// Its class; "~…" for a word that is a class of its own, "kin" for kinship.
    pub class: String,
    /// The country that narrows it.
    pub country: Option<&'static str>,
    /// Names inside the phrase, before the head: indices into the article's names.
    pub names: Vec<usize>,
    /// Its number: "21" of "the 21 girls".
    pub number: Option<u32>,
    /// Several.
    pub plural: bool,
    /// "the", "this", "his": it should be known already.
    pub definite: bool,
    /// "a", "another": it is new.
    pub indefinite: bool,
    /// The possessive pronoun or possessor's head inside the phrase.
    pub possessor: Option<u32>,
    /// What its noun says of gender.
    pub gender: Gender,
    /// What it says besides: "former", "abducted", "left-wing", lower-cased.
    pub adjectives: Vec<String>,
}

/// Bodies of which a country has one: the same class is the same actor inside an article.
pub const INSTITUTIONS: [&str; 9] = [
    "government",
    "military",
    "police",
    "court",
    "parliament",
    "navy",
    "fire department",
    "coast guard",
    "emergency service",
];
/// Nouns that speak for the body named before them: "HTA officials", "a police spokesperson".
pub const VOICES: [&str; 4] = ["official", "spokesman", "militant", "media"];

/// Finds the descriptions of an article.
pub fn find(reading: &Reading, names: &[Name]) -> Vec<Nominal> {
    let lexicon = Lexicon::shared();
    let mut covered = vec![None; reading.tokens.len()];
    for (idx, name) in names.iter().enumerate() {
        for token in name.tokens.clone() {
            covered[token as usize] = Some(idx);
        }
    }
    (0..reading.tokens.len() as u32)
        .filter(|&head| covered[head as usize].is_none() && !leads_to_name(reading, names, head))
        .filter(|&head| !follows_name(reading, names, head))
        .filter_map(|head| read(reading, lexicon, &covered, head))
        .collect()
}

/// Whether the noun stands in what leads to a name: "spokesman" of "spokesman John Smith" is no description of its own.
fn leads_to_name(reading: &Reading, names: &[Name], head: u32) -> bool {
    let next = names.partition_point(|name| name.tokens.start <= head);
    names.get(next).is_some_and(|name| {
        name.before.contains(&head) && reading.token(head).sentence == reading.token(name.tokens.start).sentence
    })
}

/// Whether the noun ends a name: "cosmodrome" of "Vostra cosmodrome".
fn follows_name(reading: &Reading, names: &[Name], head: u32) -> bool {
    let next = names.partition_point(|name| name.tokens.end <= head);
    next > 0 && super::evidence::reach_on(reading, &names[next - 1]).is_some_and(|end| end > head)
}

/// Whether a noun that no list has names people by `WordNet`, and nothing else: "fisherman", "activist"; not "head".
fn names_people(lemma: &str) -> bool {
    let others = [Field::Artifact, Field::Act, Field::Event, Field::Location, Field::Group, Field::Terrain];
    is_of(lemma, Field::Person) && !others.iter().any(|&other| is_of(lemma, other))
}

fn read(reading: &Reading, lexicon: &Lexicon, covered: &[Option<usize>], head: u32) -> Option<Nominal> {
    let node = reading.token(head);
    if !matches!(node.pos, "NOUN" | "PROPN" | "ADJ")
        || matches!(node.relation, "compound" | "amod" | "nmod" | "npadvmod" | "quantmod")
    {
        return None;
    }
    let plural = matches!(node.tag, "NNS" | "NNPS") || (node.pos != "NOUN" && reading.word(head).ends_with('s'));
    let mut lemma = node.lemma.to_lowercase().to_string();
    if node.pos == "ADJ" && !matches!(lemma.as_str(), "dead" | "injured" | "wounded" | "accused" | "local") {
        return None;
    }
    let sentence = reading.sentence_of(head).tokens.clone();
    let known = |lemma: &str| !lexicon.nominals(lemma).is_empty() || lexicon.kin(lemma).is_some();
    if node.pos == "PROPN"
        && !known(&lemma)
        && let Some(stem) = lemma.strip_suffix('s')
    {
        lemma.truncate(stem.len());
    }
    let before = (head > sentence.start && covered[head as usize - 1].is_none())
        .then(|| format!("{} {lemma}", reading.word(head - 1).to_lowercase()));
    let nominals = before.as_deref().map_or(&[][..], |two| lexicon.nominals(two));
    if !nominals.is_empty() {
        lemma = before?;
    }
    let left = left_edge(reading, head, &sentence);
    let tokens = left..head + 1;
    let possessor = reading.child_by(head, &["poss"]).filter(|token| tokens.contains(token));
    // "Her head" hurts.
    if lemma == "head" && possessor.is_some_and(|token| reading.token(token).tag == "PRP$") {
        return None;
    }
    let kin = lexicon.kin(&lemma);
    let (kind, class) = if let (Some(_), Some(_)) = (kin, possessor) {
        (if plural { ActorKind::Group } else { ActorKind::Person }, "kin".to_owned())
    } else {
        let nominals = if nominals.is_empty() { lexicon.nominals(&lemma) } else { nominals };
        let fits = |kind: ActorKind, class: &str| match kind {
            ActorKind::Group => {
                plural
                    || matches!(class, "armed group" | "campaign" | "crew" | "family" | "media" | "people")
                        && !matches!(
                            lemma.as_str(),
                            "person"
                                | "man"
                                | "relative"
                                | "parent"
                                | "citizen"
                                | "civilian"
                                | "voter"
                                | "reporter"
                                | "journalist"
                                | "foreigner"
                        )
            }
            ActorKind::Organization => {
                !plural
                    || matches!(
                        lemma.as_str(),
                        "authority"
                            | "police"
                            | "force"
                            | "armed force"
                            | "security force"
                            | "security service"
                            | "emergency service"
                            | "rescue service"
                            | "service"
                    )
            }
            ActorKind::Person | ActorKind::Place => !plural,
            ActorKind::Other => true,
        };
        let by_dictionary = Nominals { kind: if plural { ActorKind::Group } else { ActorKind::Person }, class: "~" };
        let found = nominals.iter().find(|nominal| fits(nominal.kind, nominal.class)).or_else(|| {
            (nominals.is_empty() && node.pos == "NOUN" && names_people(&lemma)).then_some(&by_dictionary)
        })?;
        if !plural
            && matches!(
                lemma.as_str(),
                "authority" | "force" | "business" | "office" | "state" | "area" | "stop" | "flight" | "operator"
            )
            && found.class != "fire department"
        {
            return None;
        }
        (found.kind, if found.class == "~" { format!("~{lemma}") } else { found.class.to_owned() })
    };
    // "Aviation authorities" are an agency, not the government.
    let special = lemma == "authority"
        && (left..head).any(|token| {
            let node = reading.token(token);
            node.relation == "compound"
                && node.pos == "NOUN"
                && !lexicon.nominals(reading.lemma(token)).iter().any(|nominal| nominal.kind == kind)
        });
    let class = if special { "agency".to_owned() } else { class };
    let mut nominal = Nominal {
        head,
        lemma,
        kind,
        class,
        country: None,
        names: Vec::new(),
        number: None,
        plural,
        definite: possessor.is_some(),
        indefinite: false,
        possessor,
        gender: kin.unwrap_or_default(),
        adjectives: Vec::new(),
        tokens,
    };
    fill(reading, lexicon, covered, &mut nominal);
    Some(nominal)
}

/// The first token of the phrase: determiners, numbers, adjectives, compounds and possessors before the head.
fn left_edge(reading: &Reading, head: u32, sentence: &Range<u32>) -> u32 {
    let mut left = head;
    for child in
        reading.children_by(head, &["det", "amod", "nummod", "compound", "poss", "nmod", "predet", "quantmod", "appos"])
    {
        if child < head {
            left = left.min(reading.subtree(child).start);
        }
    }
    let mut left = left.max(sentence.start).max(head.saturating_sub(10));
    let lower = |token: u32| reading.word(token).to_lowercase();
    // "at least 58 people", "more than 20 cars".
    if left > sentence.start
        && match lower(left).as_str() {
            "least" | "most" => lower(left - 1) == "at",
            "than" => matches!(lower(left - 1).as_str(), "more" | "less" | "fewer" | "other"),
            _ => false,
        }
    {
        left -= 1;
    }
    // "even the judge", "only about 8,000 readers".
    while left < head && matches!(lower(left).as_str(), "even" | "only" | "just" | "also" | "especially" | "including")
    {
        left += 1;
    }
    left
}

fn fill(reading: &Reading, lexicon: &Lexicon, covered: &[Option<usize>], nominal: &mut Nominal) {
    let head = nominal.head;
    let mut token = nominal.tokens.start;
    while token < head {
        let word = reading.word(token).to_lowercase();
        let node = reading.token(token);
        match word.as_str() {
            "the" | "this" | "that" | "these" | "those" | "both" if token == nominal.tokens.start => {
                nominal.definite = true;
            }
            "a" | "an" | "another" | "some" | "several" | "other" | "no" | "any" | "more"
                if token == nominal.tokens.start =>
            {
                nominal.indefinite = true;
            }
            _ => {}
        }
        // "Russian-built", "Saudi-led": says who made or leads it, not whose it is.
        if is_maker(reading, token, head) {
            token += 1;
            continue;
        }
        if let Some(idx) = covered[token as usize]
            && nominal.names.last() != Some(&idx)
        {
            nominal.names.push(idx);
        }
        let two = (token + 1 < head && super::words::is_capital(reading.word(token)) && word != "the")
            .then(|| reading.span(token..token + 2).of(&reading.text));
        let country = two.and_then(|two| lexicon.country_of_adjective(two).or_else(|| lexicon.country(two)));
        let country = country.or_else(|| {
            let one = reading.word(token);
            super::words::is_capital(one)
                .then(|| lexicon.country_of_adjective(one).or_else(|| lexicon.country(one)))
                .flatten()
        });
        nominal.country = nominal.country.or(country);
        if node.pos == "NUM" && matches!(node.relation, "nummod") && nominal.number.is_none() {
            nominal.number = number(reading, token, head);
        }
        if matches!(node.pos, "ADJ" | "VERB") && node.pos != "PROPN" {
            nominal.adjectives.push(word);
        }
        token += 1;
    }
    // "the government of Chad".
    if let Some(of) = reading.children_by(head, &["prep"]).find(|&prep| prep > head && reading.lemma(prep) == "of")
        && let Some(object) = reading.child_by(of, &["pobj"])
    {
        let from = reading.subtree(object).start;
        let phrase = one_line(reading.span(from..object + 1).of(&reading.text));
        if let Some(country) = lexicon.country(&phrase) {
            nominal.country = nominal.country.or(Some(country));
            if from <= head + 3 {
                nominal.tokens.end = object + 1;
            }
        }
    }
    if nominal.gender == Gender::Unknown && !nominal.plural {
        nominal.gender = match nominal.lemma.as_str() {
            "girl" | "schoolgirl" | "woman" | "lady" | "actress" | "daughter" | "spokeswoman" | "queen"
            | "princess" | "chairwoman" | "congresswoman" | "businesswoman" | "policewoman" => Gender::Female,
            "boy" | "schoolboy" | "man" | "gentleman" | "guy" | "son" | "spokesman" | "king" | "prince"
            | "chairman" | "congressman" | "businessman" | "policeman" | "gunman" | "priest" | "rabbi" | "imam"
            | "bishop" | "pope" => Gender::Male,
            _ => Gender::Unknown,
        };
    }
}

/// The first word of "Russian-built", "U.S.-backed": a name, a hyphen, a participle.
fn is_maker(reading: &Reading, token: u32, head: u32) -> bool {
    token + 2 < head
        && reading.word(token + 1) == "-"
        && super::words::is_capital(reading.word(token))
        && matches!(reading.token(token + 2).tag, "VBN" | "VBD")
}

/// The value of a number word inside a phrase: "21", "twenty-one", "two".
fn number(reading: &Reading, token: u32, head: u32) -> Option<u32> {
    let sentence = reading.sentence_of(token).tokens.start;
    let mut from = token;
    while from > sentence && from + 3 > token && (reading.word(from - 1) == "-" || reading.token(from - 1).pos == "NUM")
    {
        from -= 1;
    }
    let mut to = token + 1;
    while to < head && (reading.word(to) == "-" || reading.token(to).pos == "NUM") {
        to += 1;
    }
    let mut items = Vec::new();
    items::cut_span(&reading.text, reading.span(from..to), &mut items);
    let found = numeral_at(&items, 0)?;
    let whole = found.end == items.len() && matches!(found.form, Form::Digits | Form::Words);
    (whole && found.least.fract() == 0.0 && found.least < f64::from(u32::MAX)).then_some(found.least as u32)
}
