//! What happened, is planned, is said to have happened: predicates, who takes part, when, where, why, and whether.
//!
//! Goes in: the reading, and the times, quantities, mentions and statements found in it. Comes out: accounts in order of
//! the text, each with the clause that tells it. The words that tell events, what governs them and what supports them
//! stand in `assets/events/`.

mod countries;
pub(crate) mod inflect;
mod lexicon;
pub(crate) mod likeness;
mod line;
mod participants;
mod phrase;
mod predicates;
mod same;
mod senses;
mod status;
#[cfg(test)]
mod tests;
mod tree;

use super::meaning::{Field, is_of};
use super::{Account, EventKind, Findings, Part, Status};
use crate::text::{Article, Block, BlockKind};
use crate::understand::Reading;
pub(crate) use lexicon::Lexicon;
use line::{Teller, Telling};
pub(crate) use participants::{Parts, SUBJECT_DEPTH};
use predicates::Predicate;
pub(crate) use tree::Tree;

/// Finds accounts, in order of the text; needs everything else.
pub fn find(reading: &Reading, article: &Article, findings: &Findings) -> Vec<Account> {
    let tree = &Tree::new(reading);
    let lexicon = Lexicon::shared();
    let parts = &Parts::new(tree, lexicon, findings);
    let mut predicates = predicates::find(tree, lexicon);
    predicates.retain(|predicate| !is_list(reading, predicate.token));
    let mut owner_of: Vec<Option<u32>> = vec![None; reading.tokens.len()];
    for (idx, predicate) in predicates.iter().enumerate() {
        owner_of[predicate.token as usize] = Some(idx as u32);
        if let Some((verb, _)) = predicate.support {
            owner_of[verb as usize].get_or_insert(idx as u32);
        }
    }
    let times = phrase::attach_times(tree, findings, &owner_of);
    let is_title = |block: &Block| block.kind == BlockKind::Title;
    let title = article.blocks.iter().position(is_title).map(|block| block as u32);
    let teller = Teller { tree, lexicon, findings, parts, title };
    let statements = statements_by_token(reading, findings);
    let mut accounts = Vec::with_capacity(predicates.len());
    for (idx, predicate) in predicates.iter().enumerate() {
        let own_times = (0..times.len() as u32).filter(|&time| times[time as usize] == Some(idx as u32)).collect();
        if let Some(account) = account(&teller, article, &statements, predicate, own_times) {
            accounts.push(account);
        }
    }
    same::join(&mut accounts, findings);
    accounts
}

/// For each token: the statements that it stands in.
fn statements_by_token(reading: &Reading, findings: &Findings) -> Vec<Vec<u32>> {
    let mut around: Vec<Vec<u32>> = vec![Vec::new(); reading.tokens.len()];
    for (idx, statement) in findings.statements.iter().enumerate() {
        for token in reading.tokens_in(statement.span) {
            around[token as usize].push(idx as u32);
        }
    }
    around
}

fn account(
    teller: &Teller,
    article: &Article,
    statements: &[Vec<u32>],
    predicate: &Predicate,
    times: Vec<u32>,
) -> Option<Account> {
    let Teller { tree, lexicon, findings, parts, .. } = teller;
    let reading = tree.reading;
    let participants = parts.find(predicate);
    let places = phrase::places(tree, lexicon, parts, findings, predicate);
    if predicate.is_bare_noun()
        && participants.is_empty()
        && times.is_empty()
        && places.is_empty()
        && !is_pointed(tree, predicate)
    {
        return None;
    }
    if predicate.noun.is_none() && participants.is_empty() {
        return None;
    }
    // A thing that hits another does not attack it.
    let by_thing = || participants.iter().any(|one| one.part == Part::Who && is_of(&one.lemma, Field::Artifact));
    let kind = match predicate.verb.as_str() {
        "hit" | "strike" | "ram" | "slam" | "clip" | "smash"
            if predicate.kind == EventKind::Attack && predicate.noun.is_none() && by_thing() =>
        {
            EventKind::Accident
        }
        "fall" | "plunge" | "slip" | "sink" | "crash" | "collapse" | "topple" | "drop"
            if predicate.kind == EventKind::Accident && is_of_measure(tree, parts, predicate) =>
        {
            EventKind::Other
        }
        verb if predicate.noun.is_none() && !senses::fits(predicate.kind, verb, &participants, &places, findings) => {
            EventKind::Other
        }
        _ => predicate.kind,
    };
    // "headed the delegation": who stands for a side at a meeting.
    let for_side = participants.iter().any(|one| one.part == Part::Whom && SIDES.contains(&one.lemma.as_str()));
    let (kind, verb) = match predicate.verb.as_str() {
        "lead" | "head" | "spearhead" if for_side => (EventKind::Meeting, "talk".to_string()),
        _ => (kind, predicate.verb.clone()),
    };
    let tokens = phrase::tokens(tree, predicate);
    let span = tree.span_of(&tokens);
    let at = reading.token(predicate.token).span;
    let statement = statements.get(predicate.token as usize).and_then(|around| {
        let outside = |&&idx: &&u32| !findings.statements[idx as usize].cue_span.overlaps(at);
        around.iter().filter(outside).min_by_key(|&&idx| findings.statements[idx as usize].span.len()).copied()
    });
    let (status, negated) = status::of(tree, lexicon, findings, predicate, statement);
    // In a headline where every word has a capital the parser guesses: it only adds to what the report tells.
    let titled = teller.is_title(predicate.token) && is_title_case(reading, predicate.token);
    // What stands under a picture is seen there, and seldom the news; bylines tell of the report.
    let block = article.blocks.get(reading.sentence_of(predicate.token).block as usize);
    let aside = block.is_some_and(|block| matches!(block.kind, BlockKind::Caption | BlockKind::Byline));
    let line = if titled || aside { None } else { teller.line(&Telling { predicate, times: &times, status }) };
    let quantities = (0..findings.quantities.len() as u32)
        .filter(|&idx| {
            let quantity = &findings.quantities[idx as usize];
            quantity.predicate_token == Some(predicate.token) || span.contains(quantity.number)
        })
        .collect();
    let mut account = Account {
        span,
        predicate: predicate.token,
        lemma: predicate.lemma.clone(),
        verb,
        kind,
        status,
        negated,
        participants,
        time: times.first().copied(),
        times,
        places,
        cause: phrase::cause(tree, predicate),
        statement,
        quantities,
        same: Vec::new(),
        retells: None,
        line,
        sentence: reading.token(predicate.token).sentence,
        weight: 0.0,
        words: phrase::words(tree, &tokens),
    };
    account.weight = weight(tree, article, predicate, &account);
    Some(account)
}

/// Words of a sentence that shouts: this share of them in capitals, and at least so many, is a list of links to other
/// stories, where no verb belongs to the words beside it. Own choice; headlines in capitals are far shorter.
const SHOUTED: (f32, usize) = (0.15, 6);

/// Whether the token stands in a headline that writes (nearly) all its words with capitals.
fn is_title_case(reading: &Reading, token: u32) -> bool {
    let sentence = reading.sentence_of(token);
    let words = sentence.tokens.clone().map(|token| reading.word(token)).filter(|word| word.len() > 3);
    let (all, capitals) = words.fold((0, 0), |(all, capitals), word| {
        (all + 1, capitals + usize::from(word.starts_with(|c: char| c.is_uppercase() || c.is_numeric())))
    });
    all > 3 && capitals * 10 >= all * 9
}

/// Whether the sentence of a token is a list of links run together.
fn is_list(reading: &Reading, token: u32) -> bool {
    let sentence = reading.sentence_of(token);
    let words = sentence.tokens.clone().map(|token| reading.word(token)).filter(|word| word.len() > 1);
    let (mut all, mut shouted) = (0, 0);
    for word in words {
        all += 1;
        shouted += usize::from(word.len() > 3 && word.chars().all(char::is_uppercase));
    }
    all > 30 && shouted >= SHOUTED.1 && shouted as f32 >= SHOUTED.0 * all as f32
}

/// What rises and falls without harm to anybody.
const MEASURES: [&str; 30] = [
    "share",
    "stock",
    "price",
    "rate",
    "index",
    "profit",
    "sale",
    "revenue",
    "currency",
    "market",
    "temperature",
    "rain",
    "snow",
    "night",
    "darkness",
    "silence",
    "bond",
    "value",
    "number",
    "figure",
    "level",
    "support",
    "popularity",
    "rating",
    "demand",
    "output",
    "export",
    "import",
    "income",
    "vote",
];

/// "Shares fell", "the price of oil crashed".
fn is_of_measure(tree: &Tree, parts: &Parts, predicate: &Predicate) -> bool {
    let fallen = if predicate.noun.is_none() {
        parts.subjects(predicate.token, SUBJECT_DEPTH)
    } else {
        let of = tree.kids_by(predicate.token, &["prep"]).filter(|&prep| matches!(tree.lemma(prep), "of" | "in"));
        of.filter_map(|prep| tree.kid(prep, &["pobj"])).collect()
    };
    fallen.iter().any(|&head| MEASURES.contains(&tree.lemma(head).to_lowercase().as_str()))
}

/// Nouns for a side at a meeting.
const SIDES: [&str; 5] = ["delegation", "team", "contingent", "side", "negotiator"];

/// "the crash", "this meeting": it points to something told elsewhere.
fn is_pointed(tree: &Tree, predicate: &Predicate) -> bool {
    tree.kids(predicate.token)
        .iter()
        .any(|&kid| matches!(tree.word(kid).to_lowercase().as_str(), "the" | "this" | "that" | "these" | "those"))
}

/// How much an account is news: headline and main clause, early, concrete, with named participants; 0 to 1. The shares
/// were set by hand so that what a lead sentence tells comes before what a background paragraph tells.
fn weight(tree: &Tree, article: &Article, predicate: &Predicate, account: &Account) -> f32 {
    let reading = tree.reading;
    let sentence = reading.sentence_of(predicate.token);
    let block = sentence.block as usize;
    let is_title = article.blocks.get(block).is_some_and(|block| block.kind == BlockKind::Title);
    let depth = account.span.start as f32 / reading.text.len().max(1) as f32;
    let mut weight = 0.35 + 0.25 * (1.0 - depth);
    if is_title {
        weight += 0.15;
    }
    let anchor = predicate.anchor();
    match tree.rel(anchor) {
        _ if predicate.is_bare_noun() => weight -= 0.15,
        "ROOT" => weight += 0.15,
        "ccomp" | "conj" | "relcl" => weight += 0.05,
        "advcl" | "acl" | "xcomp" | "pcomp" => {}
        _ => weight -= 0.05,
    }
    if account.participants.iter().any(|one| one.part == Part::Who && one.referent.is_some()) {
        weight += 0.05;
    }
    if account.participants.iter().any(|one| one.part != Part::Who && one.referent.is_some()) {
        weight += 0.05;
    }
    if account.time.is_some() {
        weight += 0.05;
    }
    match account.kind {
        EventKind::Other => weight -= 0.15,
        EventKind::Statement => weight -= 0.2,
        _ => weight += 0.05,
    }
    if account.status == Status::Hypothetical {
        weight -= 0.15;
    }
    // "had been": told to explain.
    if tree.kids_by(anchor, &["aux"]).any(|aux| tree.word(aux).eq_ignore_ascii_case("had")) {
        weight -= 0.1;
    }
    weight.clamp(0.0, 1.0)
}
