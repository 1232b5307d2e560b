//! How sure it is that two accounts tell one happening. Used inside an article (with its referents) and across the
//! articles of a story (with actors).
//!
//! What speaks for it: the same act, the same participants in the same parts, the same day, place, numbers and words;
//! what speaks against: others in the same part, another day, another place. The shares below were set on labelled
//! stories and weigh what identifies an event (who and to whom) over what merely fits (place, words).

use super::countries::{Country, named};
use super::lexicon::Lexicon;
use crate::extract::meaning::nearness;
use crate::extract::{Account, EventKind, Findings, Granularity, Part, Referent, Status, TimeKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Two accounts are one happening from here on.
pub const SAME: f32 = 1.9;

/// Days of two reports of one meeting or crash differ by a slip or a time zone, not by more than a week.
const SLIP_DAYS: i32 = 7;

/// Nouns this near in meaning may name the same thing ("passenger", "tourist").
const NEAR: f32 = 0.7;

/// Verb → the groups of `concepts.txt` that it stands in.
static CONCEPTS: LazyLock<FxHashMap<&'static str, Vec<u16>>> = LazyLock::new(|| {
    let mut groups: FxHashMap<&'static str, Vec<u16>> = FxHashMap::default();
    let lines = include_str!("../../../assets/events/concepts.txt").lines();
    for (number, line) in lines.filter(|line| !line.starts_with('#')).enumerate() {
        for verb in line.split(',').map(str::trim).filter(|verb| !verb.is_empty()) {
            groups.entry(verb).or_default().push(number as u16);
        }
    }
    groups
});

/// What identifies an account.
#[derive(Clone, Debug, Default)]
pub struct Sketch {
    /// The verb that tells it.
    pub verb: String,
    /// The groups of verbs that tell the same.
    pub concepts: Vec<u16>,
    kind: EventKind,
    who: Vec<Filler>,
    whom: Vec<Filler>,
    /// All that stand on one side or the other of a meeting.
    pool: Vec<Filler>,
    /// All that take part, in any part; sorted.
    pub all: Vec<u32>,
    /// Those of them that are persons; sorted.
    persons: Vec<u32>,
    /// Countries whose people or bodies take part; sorted.
    countries: Vec<Country>,
    /// Its sentence in its article.
    sentence: u32,
    days: Option<(i32, i32)>,
    fine: bool,
    weekday: Option<u8>,
    places: Vec<u32>,
    numbers: Vec<(String, f64)>,
    words: Vec<String>,
    status: Status,
    /// "the earlier crash", "a similar attack": not the one that the story is about.
    other: bool,
}

/// Somebody or something in a part.
#[derive(Clone, Debug, Default)]
struct Filler {
    id: Option<u32>,
    of: Option<u32>,
    lemma: String,
    words: Vec<String>,
    countries: Vec<Country>,
}

/// Of what very many accounts give together, so many of a part are looked at: the first, each once.
const MOST_FILLERS: usize = 40;

/// Words that tell a happening from the one at hand.
const OTHERS: [&str; 8] = ["earlier", "previous", "prior", "similar", "separate", "unrelated", "second", "subsequent"];

impl Sketch {
    /// From an account; `actor` gives a referent its number among those that are compared.
    pub fn new(account: &Account, findings: &Findings, actor: &dyn Fn(u32) -> Option<u32>) -> Self {
        let mut sketch = Sketch {
            verb: account.verb.clone(),
            concepts: concepts(&account.verb),
            kind: account.kind,
            status: account.status,
            sentence: account.sentence,
            ..Sketch::default()
        };
        for one in &account.participants {
            let (id, of) = (one.referent.and_then(actor), one.of.and_then(actor));
            sketch.all.extend(id);
            sketch.all.extend(of);
            if let Some(id) = id
                && one.referent.and_then(|idx| findings.referents.get(idx as usize)).is_some_and(is_person)
            {
                sketch.persons.push(id);
            }
            let countries = named(&one.words);
            sketch.countries.extend(&countries);
            let filler = Filler { id, of, lemma: one.lemma.clone(), words: one.words.clone(), countries };
            if matches!(one.part, Part::Who | Part::Whom | Part::With | Part::To) {
                sketch.pool.push(filler.clone());
            }
            match one.part {
                Part::Who => sketch.who.push(filler),
                Part::Whom => sketch.whom.push(filler),
                _ => {}
            }
        }
        for place in &account.places {
            sketch.places.extend(place.referent.and_then(actor));
        }
        for &time in &account.times {
            let Some(time) = findings.times.get(time as usize) else { continue };
            if !matches!(time.kind, TimeKind::Date | TimeKind::Time) {
                continue;
            }
            if sketch.weekday.is_none() {
                sketch.weekday = time.weekday;
            }
            if sketch.days.is_none()
                && let (Some(from), Some(to)) = (time.from.as_deref().and_then(day), time.to.as_deref().and_then(day))
            {
                sketch.days = Some((from, to.max(from)));
                sketch.fine = time.granularity <= Granularity::Day;
            }
        }
        for &quantity in &account.quantities {
            if let Some(quantity) = findings.quantities.get(quantity as usize) {
                sketch.numbers.push((quantity.counts.clone(), quantity.value));
            }
        }
        sketch.words.clone_from(&account.words);
        sketch.other = account.words.iter().any(|word| OTHERS.contains(&word.as_str()));
        sketch.words.sort_unstable();
        sketch.countries.sort_unstable();
        sketch.countries.dedup();
        for list in [&mut sketch.all, &mut sketch.persons, &mut sketch.places] {
            list.sort_unstable();
            list.dedup();
        }
        sketch
    }

    /// What several accounts of one happening give together.
    pub fn union(sketches: &[&Sketch]) -> Sketch {
        let mut sum = sketches.first().map(|first| (*first).clone()).unwrap_or_default();
        for other in sketches.iter().skip(1) {
            sum.concepts.extend(&other.concepts);
            sum.who.extend(other.who.iter().cloned());
            sum.whom.extend(other.whom.iter().cloned());
            sum.pool.extend(other.pool.iter().cloned());
            sum.all.extend(&other.all);
            sum.persons.extend(&other.persons);
            sum.countries.extend(&other.countries);
            sum.places.extend(&other.places);
            sum.numbers.extend(other.numbers.iter().cloned());
            sum.words.extend(other.words.iter().cloned());
            if sum.days.is_none() {
                (sum.days, sum.fine) = (other.days, other.fine);
            }
            sum.weekday = sum.weekday.or(other.weekday);
            if other.status == Status::Occurred {
                sum.status = Status::Occurred;
            }
            sum.other &= other.other;
        }
        for fillers in [&mut sum.who, &mut sum.whom, &mut sum.pool] {
            if fillers.len() > MOST_FILLERS {
                let mut seen = FxHashSet::default();
                fillers.retain(|filler| seen.insert((filler.id, filler.lemma.clone())));
                fillers.truncate(MOST_FILLERS);
            }
        }
        sum.numbers.truncate(MOST_FILLERS);
        sum.countries.sort_unstable();
        sum.countries.dedup();
        for list in [&mut sum.all, &mut sum.persons, &mut sum.places] {
            list.sort_unstable();
            list.dedup();
        }
        sum.concepts.sort_unstable();
        sum.concepts.dedup();
        sum.words.sort_unstable();
        sum.words.dedup();
        sum
    }

    /// What brings accounts of one happening together when they are sorted: their day, then who takes part.
    pub fn order(&self) -> (Option<(i32, i32)>, Option<u8>, Vec<u32>) {
        (self.days, self.weekday, self.all.clone())
    }

    /// Whether the two acts can be one.
    pub fn same_act(&self, other: &Sketch) -> bool {
        self.verb == other.verb || self.concepts.iter().any(|concept| other.concepts.contains(concept))
    }
}

/// The groups of verbs that a verb stands in.
fn concepts(verb: &str) -> Vec<u16> {
    let plain = verb.split(' ').next().unwrap_or(verb);
    CONCEPTS.get(verb).or_else(|| CONCEPTS.get(plain)).cloned().unwrap_or_default()
}

/// Days since year 0 of "2024-03-18T00:00".
fn day(iso: &str) -> Option<i32> {
    let date: jiff::civil::Date = iso.get(..10)?.parse().ok()?;
    let year = i32::from(date.year());
    Some(year * 366 + i32::from(date.day_of_year()))
}

/// How the dates of two accounts stand to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dates {
    /// One or both give none.
    Open,
    /// They can be one.
    Fit,
    /// They differ by little: a slip, or another event.
    Near,
    /// They are far apart: two events.
    Far,
}

/// Compares two accounts' dates.
pub fn dates(one: &Sketch, other: &Sketch) -> Dates {
    match (one.days, other.days) {
        (Some((from, to)), Some((other_from, other_to))) => {
            if from < other_to && other_from < to || from == other_from {
                Dates::Fit
            } else if (from - other_from).abs() <= SLIP_DAYS && one.fine && other.fine {
                Dates::Near
            } else {
                Dates::Far
            }
        }
        _ => match (one.weekday, other.weekday) {
            (Some(day), Some(other)) if day == other => Dates::Fit,
            (Some(_), Some(_)) => Dates::Near,
            _ => Dates::Open,
        },
    }
}

/// In one article, accounts this many sentences apart stand together.
const TOGETHER: u32 = 2;

/// How much speaks for one happening; `None`: it cannot be. `rarity` is 1 for an actor of few accounts and near 0 for
/// one that stands in all of them; `apart`: the accounts come from two articles.
pub fn score(one: &Sketch, other: &Sketch, rarity: &dyn Fn(u32) -> f32, apart: bool) -> Option<f32> {
    if !one.same_act(other) {
        return None;
    }
    let exact = one.verb == other.verb;
    let mut score = if exact { 1.0 } else { 0.7 };
    let shared: Vec<u32> = one.all.iter().copied().filter(|id| other.all.contains(id)).collect();
    for &id in &shared {
        score += 0.35 + 0.65 * rarity(id);
    }
    let sides = one.countries.iter().filter(|country| other.countries.contains(country)).count();
    if symmetric(one.kind) {
        // Two countries talk: both sides the same is much, one is little.
        score += if sides >= 2 { 0.9 } else { 0.15 * sides as f32 };
    }
    let when = dates(one, other);
    match when {
        Dates::Far => return None,
        Dates::Fit => score += if one.fine && other.fine || one.days.is_none() { 0.7 } else { 0.3 },
        Dates::Near => {
            // Two reports of one happening may slip by days; one report does not.
            if !apart || shared.len().max(sides) < 2 {
                return None;
            }
            score -= 0.6;
        }
        Dates::Open => {}
    }
    let statement = one.kind == EventKind::Statement || other.kind == EventKind::Statement;
    let words = overlap(&one.words, &other.words);
    score += if statement { 1.6 * words - 0.9 } else { 1.2 * words };
    // Somebody else in the same part: another event, unless a list names some of the same.
    if symmetric(one.kind) {
        score += part(&one.pool, &other.pool);
        // "A met B" and "A met C": who is not shared on both sides are two partners.
        let alone = |ids: &[u32], others: &[u32]| ids.iter().any(|id| !others.contains(id));
        if alone(&one.persons, &other.persons) && alone(&other.persons, &one.persons) && shared.len() < 3 {
            score -= 1.0;
        }
    } else {
        score += part(&one.who, &other.who);
        score += part(&one.whom, &other.whom);
    }
    if !one.places.is_empty() && !other.places.is_empty() {
        score += if one.places.iter().any(|place| other.places.contains(place)) { 0.4 } else { -0.3 };
    }
    for (counts, value) in &one.numbers {
        for (other_counts, other_value) in &other.numbers {
            if counts == other_counts
                || counts.is_empty()
                || other_counts.is_empty()
                || nearness(counts, other_counts) > NEAR
            {
                score += if (value - other_value).abs() < 0.5 && *value > 2.0 { 0.5 } else { 0.0 };
            }
        }
    }
    if one.other != other.other {
        score -= 1.0;
    }
    // Articles of one story tell the same few grave happenings; what people do all the time proves nothing.
    score += match one.kind {
        EventKind::Accident
        | EventKind::Death
        | EventKind::Arrest
        | EventKind::Release
        | EventKind::Trial
        | EventKind::Disaster
        | EventKind::Rescue
        | EventKind::Injury
        | EventKind::Closure => 0.3,
        EventKind::Movement | EventKind::Other => -0.2,
        _ => 0.0,
    };
    // What may come and what came are two, unless it is the plan of one article that another saw carried out.
    let open = |status: Status| match status {
        Status::Hypothetical => 2,
        Status::Planned => 1,
        _ => 0,
    };
    score -= match (open(one.status), open(other.status)) {
        (a, b) if a == b => 0.0,
        (2, _) | (_, 2) => 0.8,
        _ if apart => 0.1,
        _ => 0.5,
    };
    let told_often = matches!(one.kind, EventKind::Statement | EventKind::Movement | EventKind::Other);
    if !apart && !told_often {
        score += match one.sentence.abs_diff(other.sentence) {
            0..=1 if symmetric(one.kind) => 0.8,
            0..=1 => 0.6,
            2..=TOGETHER => 0.4,
            _ => 0.0,
        };
    }
    Some(score)
}

/// Kinds in which those who take part do the same.
fn symmetric(kind: EventKind) -> bool {
    matches!(kind, EventKind::Meeting | EventKind::Agreement)
}

fn is_person(referent: &Referent) -> bool {
    let most = referent.kinds.iter().copied().fold(0.0_f32, f32::max);
    most > 0.0 && referent.kinds[0] >= most
}

/// What one part says: shared fillers, or others in their place.
fn part(ones: &[Filler], others: &[Filler]) -> f32 {
    let known = |filler: &&Filler| {
        filler.id.is_some()
            || !matches!(
                filler.lemma.as_str(),
                "" | "they"
                    | "it"
                    | "he"
                    | "she"
                    | "we"
                    | "i"
                    | "him"
                    | "her"
                    | "them"
                    | "that"
                    | "who"
                    | "which"
                    | "you"
                    | "all"
                    | "some"
            )
    };
    let (ones, others): (Vec<&Filler>, Vec<&Filler>) =
        (ones.iter().filter(known).collect(), others.iter().filter(known).collect());
    if ones.is_empty() || others.is_empty() {
        return 0.0;
    }
    let mut best = -1.0_f32;
    for one in &ones {
        for other in &others {
            best = best.max(filler(one, other));
        }
    }
    best
}

fn filler(one: &Filler, other: &Filler) -> f32 {
    if one.id.is_some() && one.id == other.id {
        return 0.3;
    }
    let same_owner = one.of.is_some() && one.of == other.of;
    let other_owner = one.of.is_some() && other.of.is_some() && one.of != other.of;
    let alike = one.lemma == other.lemma || nearness(&one.lemma, &other.lemma) > NEAR;
    if alike {
        return if other_owner
            && !(one.id.is_none()
                && other.id.is_none()
                && one.words.iter().any(|word| *word != one.lemma && other.words.contains(word)))
        {
            -0.5
        } else {
            0.5
        };
    }
    if same_owner {
        return 0.0;
    }
    // "the group" and its fighters: the one stands for the other.
    if one.id.is_some() && one.id == other.of || other.id.is_some() && other.id == one.of {
        return 0.2;
    }
    if one.words.iter().any(|word| other.words.contains(word))
        || one.countries.iter().any(|country| other.countries.contains(country))
    {
        return 0.1;
    }
    match (one.id, other.id) {
        (Some(_), Some(_)) => -1.1,
        (None, None) => -0.7,
        // A name and a description that was not resolved may be one.
        _ => -0.4,
    }
}

/// Share of common words of the shorter list, dampened for very short ones.
fn overlap(one: &[String], other: &[String]) -> f32 {
    let common = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
    let least = one.len().min(other.len()).max(3);
    common as f32 / least as f32
}

/// Whether an account only points back: "the crash", without anything of its own.
pub fn points_back(account: &Account) -> bool {
    account.words.len() <= 2
        && Lexicon::shared().nouns.contains_key(account.lemma.as_str())
        && account.participants.is_empty()
        && account.time.is_none()
        && account.places.is_empty()
}
