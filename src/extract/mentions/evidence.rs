//! The signs of a name's kind in its place: titles, heads, neighbours, verbs, prepositions, gazetteers. What each is worth
//! is learnt ([`super::kinds`]).

use super::kinds::{Sign, Signs};
use super::lexicon::Lexicon;
use super::names::Name;
use super::words::{is_caps, is_initial};
use crate::extract::{ActorKind, Gender};
use crate::understand::Reading;

/// Nouns whose plural before or after a body's name are its members, not its kind: "Dawn Front fighters".
pub const MEMBERS: [&str; 8] =
    ["militant", "official", "soldier", "police officer", "firefighter", "investigator", "armed group", "worker"];

/// What the tagger says, or else the network's label.
pub fn votes(name: &Name, signs: &mut Signs) {
    if let Some(kinds) = name.kinds {
        for (kind, share) in ActorKind::ALL.into_iter().zip(kinds) {
            signs.add(Sign::of_kind(Sign::TaggedPerson, kind), share);
        }
        return;
    }
    match name.label {
        "PERSON" => signs.see(Sign::LabelPerson),
        "ORG" => signs.see(Sign::LabelOrganization),
        "NORP" => signs.see(Sign::LabelGroup),
        "GPE" | "LOC" => signs.see(Sign::LabelPlace),
        "FAC" => signs.see(Sign::LabelFacility),
        "PRODUCT" | "WORK_OF_ART" | "EVENT" | "LAW" => signs.see(Sign::LabelOther),
        _ => {}
    }
}

/// The words of the name.
pub fn of_words(name: &Name, signs: &mut Signs) {
    let lexicon = Lexicon::shared();
    let words: Vec<&str> = name.text.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let last = words.last().copied().unwrap_or("").to_lowercase();
    if lexicon.country(&name.text).is_some() {
        signs.see(Sign::Country);
    } else if lexicon.is_town(&name.text) {
        signs.see(if words.len() > 1 { Sign::TownOfWords } else { Sign::Town });
    }
    if let Some((kind, _)) = lexicon.body(&name.text) {
        signs.see(Sign::of_kind(Sign::KnownPerson, kind));
    }
    if lexicon.country_of_people(&name.text).is_some() && lexicon.country(&name.text).is_none() {
        signs.see(Sign::People);
    }
    if words.len() > 1 && lexicon.country(words[0]).is_some() && lexicon.country(&name.text).is_none() {
        signs.see(Sign::CountryFirst);
    }
    let chars = |test: fn(char) -> bool| name.text.chars().skip(1).any(test);
    if words.len() > 1 {
        let head = lexicon.head_kind(&last).or_else(|| of_head(lexicon, &name.text));
        let first = words[0].to_lowercase().replace('.', "");
        match (head, lexicon.lead_kind(&first)) {
            (Some(kind), _) | (None, Some(kind)) => signs.see(Sign::of_kind(Sign::HeadPerson, kind)),
            (None, None) if first == "st" => signs.see(Sign::Saint),
            (None, None) => {}
        }
        if lexicon.is_legal_form(words[words.len() - 1]) {
            signs.see(Sign::LegalForm);
        }
        if lexicon.ship_of(&name.text).is_some() {
            signs.see(Sign::Ship);
        }
        let given =
            (lexicon.given_name(words[0]).is_some() && lexicon.country(words[0]).is_none()) || is_initial(words[0]);
        let plain =
            words.iter().all(|word| word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '\u{2019}')));
        if given && head.is_none() && plain && words.len() <= 5 {
            signs.see(Sign::GivenName);
        }
        if words.len() == 2 && matches!(words[0].to_lowercase().as_str(), "al" | "el") {
            signs.see(Sign::AlWord);
        }
        if words.len() >= 4 {
            signs.see(Sign::ManyWords);
        }
    } else {
        signs.see(Sign::OneWord);
        if lexicon.given_name(&name.text).is_some() && !lexicon.is_town(&name.text) {
            signs.see(Sign::OnlyGivenName);
        }
        if is_caps(&name.text) && !name.text.contains(char::is_numeric) {
            signs.see(Sign::Capitals);
        } else if chars(char::is_uppercase) && chars(char::is_lowercase) && !name.text.starts_with("Mc") {
            signs.see(Sign::MixedCase);
        }
    }
    if name.text.contains(char::is_numeric) {
        signs.see(Sign::Digits);
    }
    if name.text.starts_with('@') {
        signs.see(Sign::Handle);
    }
}

/// What stands around the name in its place.
pub fn of_place(reading: &Reading, name: &Name, signs: &mut Signs) {
    if name.titled {
        signs.see(Sign::Titled);
    }
    from_neighbours(reading, Lexicon::shared(), name, signs);
}

/// "Ministry of Health", "Port of Duluth": the head stands before "of".
fn of_head(lexicon: &Lexicon, text: &str) -> Option<ActorKind> {
    let lower = text.to_lowercase();
    let before = [" of ", " for "].iter().filter_map(|small| lower.split_once(small)).map(|(left, _)| left).next()?;
    lexicon.head_kind(before.rsplit(' ').next()?)
}

fn from_neighbours(reading: &Reading, lexicon: &Lexicon, name: &Name, signs: &mut Signs) {
    let sentence = reading.sentence_of(name.tokens.start).tokens.clone();
    let head = head_of(reading, name);
    let node = reading.token(head);
    // What stands before it: "the militant group X", "news agency X", "the city of X".
    if let Some(kind) = noun_before(reading, lexicon, name) {
        signs.see(Sign::of_kind(Sign::BeforePerson, kind));
    }
    // What stands behind it: "X satellite", "X prison".
    if let Some((kind, class, plural)) = noun_after(reading, lexicon, name) {
        if class == "plant" {
            // "Norvik plant": where a body works.
            signs.see(Sign::Plant);
        } else if plural && MEMBERS.contains(&class) {
            signs.see(Sign::Members);
        } else if class == "gang" {
            signs.see(Sign::BehindGang);
        } else if kind == ActorKind::Place {
            signs.see(Sign::BehindPlace);
        } else if kind == ActorKind::Organization {
            signs.see(Sign::BehindOrganization);
        } else if matches!(class, "armed group" | "campaign") {
            signs.see(Sign::BehindBand);
        } else if matches!(class, "satellite" | "rocket" | "ship") {
            signs.see(Sign::BehindThing);
        }
    }
    // ", 16," and "who" follow people; ", Ohio" follows places.
    let word = |token: u32| if sentence.contains(&token) { reading.word(token) } else { "" };
    let after = name.tokens.end;
    if word(after) == "," {
        let age = word(after + 1).parse::<u32>().is_ok_and(|age| age < 120)
            && matches!(word(after + 2), "," | "." | ";" | "" | ")");
        if age {
            signs.see(Sign::Age);
        }
        let region = (1..=2).any(|n| {
            let to = (after + 1 + n).min(sentence.end);
            to > after + 1 && {
                let text = reading.span(after + 1..to).of(&reading.text);
                lexicon.country(text).is_some()
                    || (lexicon.is_region(text)
                        && (text.ends_with('.') || reading.name_at(after + 1).is_some_and(|name| name.label == "GPE")))
            }
        });
        let list = word(after + 2) == "and" || word(after + 3) == "and";
        if region && !list {
            signs.see(Sign::Region);
        }
    }
    let who = word(after) == "who" || (word(after) == "," && word(after + 1) == "who");
    if who {
        signs.see(Sign::Who);
    }
    // What it does, what is done.
    if let Some(verb) = reading.head(head).filter(|_| matches!(node.relation, "nsubj")) {
        let lemma = reading.lemma(verb);
        if lexicon.verb_is(lemma, "speech") {
            signs.see(Sign::Speaks);
        }
        if lexicon.verb_is(lemma, "person") {
            signs.see(Sign::ActsAsPerson);
        }
        if lexicon.verb_is(lemma, "vehicle") {
            signs.see(Sign::ActsAsVehicle);
        }
    }
    // "X CEO Ann Marsh".
    if lexicon.verb_is(&word(after).to_lowercase(), "leads-company") {
        signs.see(Sign::Leader);
    }
    // "had 129 people on board", "aboard the X".
    let aboard =
        (name.tokens.end..sentence.end.min(name.tokens.end + 9)).any(|token| matches!(word(token), "board" | "aboard"));
    let mut before = name.tokens.start;
    while before > sentence.start && matches!(word(before - 1), "the" | "The" | "\"" | "\u{201c}" | "\u{2018}" | "'") {
        before -= 1;
    }
    let preposition = if before > sentence.start { word(before - 1).to_lowercase() } else { String::new() };
    let article = matches!(word(name.tokens.start.saturating_sub(1)), "the" | "The");
    if (aboard && article && node.relation.starts_with("nsubj")) || preposition == "aboard" {
        signs.see(Sign::Aboard);
    }
    let quoted = matches!(word(name.tokens.start.wrapping_sub(1)), "\"" | "\u{201c}" | "\u{2018}" | "'");
    if quoted && matches!(word(before), "the" | "The") {
        signs.see(Sign::QuotedAfterThe);
    }
    from_dealings(reading, lexicon, name, signs);
    from_list(reading, lexicon, name, signs);
    from_nouns(reading, lexicon, name, signs);
    let led_by = if before > sentence.start { reading.head(before - 1) } else { None };
    let led_by = led_by.map_or("", |noun| reading.lemma(noun));
    match preposition.as_str() {
        // "Shares in X": a body.
        "in" if lexicon.verb_is(led_by, "leads") => {}
        "in" => signs.see(if article { Sign::InThe } else { Sign::In }),
        "of" if is_direction(led_by) => signs.see(Sign::NorthOf),
        "near" | "across" | "around" | "outside" | "into" => signs.see(Sign::Near),
        "at" | "from" | "to" | "through" => {
            let verb = reading.head(before - 1).map_or("", |verb| reading.lemma(verb));
            signs.see(if lexicon.verb_is(verb, "motion") { Sign::MovedTo } else { Sign::At });
        }
        "by" => signs.see(Sign::By),
        "told" => signs.see(Sign::Told),
        _ => {}
    }
    // "X's brother".
    if matches!(word(after), "'s" | "\u{2019}s" | "'" | "\u{2019}")
        && sentence.contains(&(after + 1))
        && lexicon.kin(reading.lemma(after + 1)).is_some()
    {
        signs.see(Sign::Kin);
    }
    if name.gender != Gender::Unknown {
        signs.see(Sign::Gender);
    }
    // "Israel's State Guard": a country has bodies.
    if matches!(word(before.wrapping_sub(1)), "'s" | "\u{2019}s")
        && before >= 2
        && lexicon.country(word(before - 2)).is_some()
        && !name.titled
    {
        signs.see(Sign::CountrysOwn);
    }
    // "California-based X".
    if word(before.wrapping_sub(1)) == "based" || word(before.wrapping_sub(1)).ends_with("-based") {
        signs.see(Sign::Based);
    }
    if article {
        signs.see(if name.tokens.len() == 1 { Sign::TheOneWord } else { Sign::The });
    }
}

/// Longest list that is followed, in names.
const LONGEST_LIST: usize = 8;

/// "North" of "north of X", "outskirts" of "the outskirts of X".
fn is_direction(noun: &str) -> bool {
    let plain = noun.to_lowercase().replace('-', "");
    let compass = ["north", "south", "east", "west"];
    compass.iter().any(|point| plain.starts_with(point) && compass.iter().any(|end| plain.ends_with(end)))
        || matches!(plain.as_str(), "outskirts" | "outskirt" | "suburb" | "coast" | "streets")
}

/// What a body has, what leads to one, what is done to one: "X's shareholders", "a stake in X", "to buy X"; ", which".
fn from_dealings(reading: &Reading, lexicon: &Lexicon, name: &Name, signs: &mut Signs) {
    let sentence = reading.sentence_of(name.tokens.start).tokens.clone();
    let head = head_of(reading, name);
    let node = reading.token(head);
    let lemma_of = |token: u32| reading.lemma(token).to_lowercase();
    if let Some(owned) = reading.head(head).filter(|_| matches!(node.relation, "poss" | "compound" | "nmod"))
        && lexicon.verb_is(&lemma_of(owned), "has")
        && owned >= name.tokens.end
        // "X lawyer Ann Marsh" is no more than a title.
        && !reading.token(owned).tag.starts_with("NNP")
    {
        signs.see(Sign::Owns);
    }
    if let Some(preposition) = reading.head(head).filter(|_| node.relation == "pobj")
        && let Some(noun) = reading.head(preposition)
        && matches!(reading.lemma(preposition), "in" | "of" | "for" | "with" | "at")
        && lexicon.verb_is(&lemma_of(noun), "leads")
        && reading.token(noun).pos == "NOUN"
    {
        signs.see(Sign::LedTo);
    }
    if let Some(verb) = reading.head(head).filter(|_| matches!(node.relation, "dobj" | "nsubjpass"))
        && lexicon.verb_is(&lemma_of(verb), "takes")
    {
        signs.see(Sign::Taken);
    }
    let word = |token: u32| if sentence.contains(&token) { reading.word(token) } else { "" };
    if word(name.tokens.end) == "," && word(name.tokens.end + 1) == "which" {
        signs.see(Sign::Which);
    }
    // "X, north of Y".
    if word(name.tokens.end) == "," && is_direction(word(name.tokens.end + 1)) && word(name.tokens.end + 2) == "of" {
        signs.see(Sign::North);
    }
    // "The company, X,": the noun stands right before the comma.
    let comma = name.tokens.start.checked_sub(2).filter(|&noun| sentence.contains(&noun) && word(noun + 1) == ",");
    let plain =
        |noun: u32| sentence.contains(&(noun.wrapping_sub(1))) && matches!(reading.token(noun - 1).tag, "DT" | "JJ");
    if let Some(noun) = comma.filter(|&noun| reading.token(noun).tag == "NN" && noun > 0 && plain(noun))
        && matches!(word(name.tokens.end), "," | "." | ";" | "")
        && let Some(nominal) = lexicon.nominals(&lemma_of(noun)).first()
        && matches!(nominal.kind, ActorKind::Organization | ActorKind::Place)
    {
        let place = nominal.kind == ActorKind::Place;
        signs.see(if place { Sign::NounOfPlace } else { Sign::NounOfCompany });
    }
}

/// What stands in one list with places is one: "the villages of A, B and C", "between Bern and X".
fn from_list(reading: &Reading, lexicon: &Lexicon, name: &Name, signs: &mut Signs) {
    let of_place = |token: u32| {
        let preposition = reading.head(token).filter(|_| reading.token(token).relation == "pobj");
        let noun = preposition.filter(|&of| reading.word(of) == "of").and_then(|of| reading.head(of));
        noun.is_some_and(|noun| {
            let nominals = lexicon.nominals(reading.lemma(noun));
            reading.token(noun).tag == "NNS"
                && nominals.iter().any(|nominal| matches!(nominal.class, "city" | "region" | "country" | "island"))
        })
    };
    let known = |token: u32| {
        let text = reading.word(token);
        lexicon.country(text).is_some() || lexicon.is_town(text)
    };
    let mut at = head_of(reading, name);
    if of_place(at) {
        signs.see(Sign::ListOfPlaces);
    }
    let mut beside = reading.children_by(at, &["conj"]).any(known);
    for _ in 0..LONGEST_LIST {
        let Some(head) = reading.head(at).filter(|_| matches!(reading.token(at).relation, "conj" | "appos")) else {
            break;
        };
        beside |= known(head);
        at = head;
        if of_place(at) {
            signs.see(Sign::ListOfPlaces);
        }
    }
    if beside && reading.token(at).relation == "pobj" {
        signs.see(Sign::BesidePlace);
    }
}

/// What a noun calls it: "X, a website for gossip", "X is a company".
fn from_nouns(reading: &Reading, lexicon: &Lexicon, name: &Name, signs: &mut Signs) {
    let head = head_of(reading, name);
    let behind = reading.children_by(head, &["appos"]);
    let is = reading.head(head).filter(|&verb| {
        reading.token(head).relation == "nsubj" && reading.lemma(verb) == "be" && reading.token(verb).pos != "NOUN"
    });
    let told = is.into_iter().flat_map(|verb| reading.children_by(verb, &["attr"]));
    for noun in behind.chain(told).filter(|&noun| matches!(reading.token(noun).tag, "NN" | "NNS")) {
        if let Some(nominal) = lexicon.nominals(&reading.lemma(noun).to_lowercase()).first() {
            signs.see(Sign::of_kind(Sign::CalledPerson, nominal.kind));
        }
    }
}

/// The country that a capital stands for where it acts or is dealt with as a government: "Lima denied it", "talks between
/// Quito and Lima", "Lima's allies", "Lima-backed".
pub fn country_meant(reading: &Reading, name: &Name) -> Option<&'static str> {
    let lexicon = Lexicon::shared();
    if name.titled || !lexicon.is_capital(&name.text) || lexicon.country(&name.text).is_some() {
        return None;
    }
    let country = lexicon.country_of_town(&name.text)?;
    let sentence = reading.sentence_of(name.tokens.start).tokens.clone();
    let word = |token: u32| if sentence.contains(&token) { reading.word(token) } else { "" };
    let after = name.tokens.end;
    let behind = word(after + 1).to_lowercase();
    if word(after) == "-" && lexicon.verb_is(&behind, "by-state") {
        return Some(country);
    }
    let mut head = head_of(reading, name);
    for _ in 0..LONGEST_LIST {
        let Some(first) = reading.head(head).filter(|_| reading.token(head).relation == "conj") else { break };
        head = first;
    }
    let of = reading.head(head)?;
    let is = |token: u32, kind: &str| lexicon.verb_is(&reading.lemma(token).to_lowercase(), kind);
    let holds = match reading.token(head).relation {
        "nsubj" => is(of, "speech") || is(of, "as-state"),
        "dobj" | "nsubjpass" => is(of, "to-state"),
        "poss" => is(of, "of-state"),
        "pobj" => match reading.lemma(of) {
            "between" | "with" => reading.head(of).is_some_and(|noun| is(noun, "among-states")),
            "by" => reading.head(of).is_some_and(|verb| is(verb, "as-state") || is(verb, "speech")),
            _ => false,
        },
        _ => false,
    };
    holds.then_some(country)
}

/// The token of a name that the rest of it hangs on.
pub fn head_of(reading: &Reading, name: &Name) -> u32 {
    name.tokens
        .clone()
        .rev()
        .find(|&token| reading.head(token).is_none_or(|head| !name.tokens.contains(&head)))
        .unwrap_or(name.tokens.end.saturating_sub(1).max(name.tokens.start))
}

/// The kind that a common noun right before a name gives it.
pub fn noun_before(reading: &Reading, lexicon: &Lexicon, name: &Name) -> Option<ActorKind> {
    let sentence = reading.sentence_of(name.tokens.start).tokens.clone();
    let is_quote = |token: &u32| matches!(reading.word(*token), "\"" | "\u{201c}" | "\u{2018}" | "'" | "``");
    let last = name.before.clone().rev().find(|token| !is_quote(token));
    let of =
        name.tokens.start.checked_sub(1).filter(|&of| of > sentence.start && reading.word(of) == "of").map(|of| of - 1);
    let of = of.filter(|&noun| {
        lexicon.nominals(reading.lemma(noun)).iter().any(|nominal| matches!(nominal.kind, ActorKind::Place))
    });
    let noun = last.or(of)?;
    if reading.token(noun).pos == "VERB" || reading.token(noun).tag == "NNS" {
        return None;
    }
    let lemma = reading.lemma(noun).to_lowercase();
    let two = (noun > sentence.start).then(|| format!("{} {lemma}", reading.word(noun - 1).to_lowercase()));
    let nominals = two.as_deref().map_or(&[][..], |two| lexicon.nominals(two));
    let nominals = if nominals.is_empty() { lexicon.nominals(&lemma) } else { nominals };
    let kind = nominals
        .iter()
        .map(|nominal| nominal.kind)
        .find(|kind| of.is_none() || last.is_some() || *kind == ActorKind::Place)?;
    // One person's word for many ("officer") stands in the list of groups too; "gang", "family" are words for many.
    let many = nominals
        .iter()
        .any(|nominal| matches!(nominal.class, "armed group" | "campaign" | "crew" | "family" | "media" | "people"));
    if kind == ActorKind::Group && (lexicon.title(&lemma).is_some() || !many) {
        Some(ActorKind::Person)
    } else {
        Some(kind)
    }
}

/// The common noun that a name stands before as part of it: its kind, its class, whether it is plural.
pub fn noun_after(reading: &Reading, lexicon: &Lexicon, name: &Name) -> Option<(ActorKind, &'static str, bool)> {
    let sentence = reading.sentence_of(name.tokens.start).tokens.clone();
    // "the Angola satellite" is no name: a country says whose. "The Rhine river" is.
    let known_place = lexicon.country(&name.text).is_some()
        || lexicon.body(&name.text).is_some_and(|(kind, _)| kind == ActorKind::Place);
    let mut at = name.tokens.end;
    let mut steps = 0;
    while sentence.contains(&at) && steps < 5 {
        let node = reading.token(at);
        if matches!(reading.word(at), "\u{2019}" | "'" | "\"" | "\u{201d}") {
            at += 1;
            continue;
        }
        if !matches!(node.pos, "NOUN" | "ADJ") && reading.word(at) != "-" {
            return None;
        }
        let last = !(matches!(node.relation, "compound" | "amod" | "nmod") && node.head > at);
        if node.pos == "NOUN" && last {
            let lemma = reading.lemma(at).to_lowercase();
            let nominal = lexicon.nominals(&lemma).first()?;
            // "a Gulf island" is not the Gulf.
            let in_water = nominal.class != "river" && lexicon.is_water(&name.text);
            let fits = !in_water && (!known_place || nominal.kind == ActorKind::Place);
            return fits.then_some((nominal.kind, nominal.class, node.tag == "NNS"));
        }
        at += 1;
        steps += 1;
    }
    None
}

/// Where a name ends together with the common noun that it stands before as part of it: "Vostra |cosmodrome|",
/// "Rhine |river|", "Arden |military prison|"; members and makers ("Swift Air |pilots") are no part of a name.
pub fn reach_on(reading: &Reading, name: &Name) -> Option<u32> {
    let (kind, class, plural) = noun_after(reading, Lexicon::shared(), name)?;
    // "the Norvik plant" is not Norvik.
    if plural
        || class == "plant"
        || !(kind == ActorKind::Place
            || matches!(
                class,
                "satellite"
                    | "rocket"
                    | "ship"
                    | "campaign"
                    | "company"
                    | "agency"
                    | "armed group"
                    | "gang"
                    | "party"
                    | "union"
                    | "charity"
                    | "club"
            ))
    {
        return None;
    }
    let lexicon = Lexicon::shared();
    let club = matches!(class, "party" | "union" | "charity" | "club");
    let town = lexicon.is_town(&name.text) || club && name.label == "GPE";
    if kind != ActorKind::Place && class != "campaign" && class != "armed group" && town {
        return None;
    }
    let sentence = reading.sentence_of(name.tokens.start).tokens.clone();
    let mut end = name.tokens.end;
    while sentence.contains(&end) && (matches!(reading.token(end).pos, "NOUN" | "ADJ") || reading.word(end) == "-") {
        let node = reading.token(end);
        end += 1;
        if node.pos == "NOUN" && !(matches!(node.relation, "compound" | "amod" | "nmod") && node.head >= end) {
            break;
        }
    }
    (end > name.tokens.end).then_some(end)
}
