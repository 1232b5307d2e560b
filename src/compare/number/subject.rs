//! What a figure counts, as a reader would name it: "number of people killed in the crash", "how long the strike lasted".
//!
//! Noun, verb and what stands by it come from one and the same report: words of two reports put together would tell what
//! nobody tells. A noun that anything may be counted by, without a word of what happened to it or whose it is, names
//! nothing: such a pair has no subject, and is no row.

use super::super::align::{PRONOUNS, Placed};
use super::super::classes::in_one_class;
use super::super::story::StoryView;
use super::super::worded::{bearer, is_transitive, lowered, named, plural, told, with_article};
use super::item::Item;
use super::likeness::{ANYBODY, is_scale, is_weak};
use crate::extract::{ActorKind, Field, Frame, FrameKind, Reality, Slot, SlotRole, is_of, participle, past};
use crate::text::Span;

/// What is in dispute, by how it goes on in a sentence.
pub(super) enum Subject {
    /// "number of people killed", "age of the boy": has a value.
    Noun(String),
    /// "how long the strike lasted".
    Clause(String),
}

impl Subject {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Noun(text) | Self::Clause(text) => text,
        }
    }
}

/// Whose age: "the boy", "Simpson".
fn aged(view: &StoryView, item: &Item) -> String {
    let text = item.counted.map_or(item.counts.as_str(), |span| view.text(item.article, span).trim_start_matches('-'));
    let text = lowered(view, text);
    if text.starts_with(char::is_uppercase) { text } else { with_article(&text) }
}

/// Nouns by which anything is counted.
const LIGHT: [&str; 18] = [
    "time", "thing", "man", "woman", "point", "place", "part", "way", "number", "case", "kind", "day", "more", "half",
    "worth", "value", "sum", "total",
];

/// The subject of two figures: of the item that says most.
pub(super) fn subject(view: &StoryView, one: &Item, other: &Item) -> Option<Subject> {
    let of = |item: &Item| match item.unit.as_str() {
        "count" => counted(view, item),
        "age" => Some((3, Subject::Noun(format!("age of {}", aged(view, item))))),
        "duration" => lasting(view, item),
        _ => measured(view, item),
    };
    let told = [one, other].into_iter().filter_map(|item| {
        let (worth, subject) = of(item)?;
        Some((2 * worth - i32::from(view.in_title(item.article, item.span)), subject))
    });
    // Of two that say as much, the first.
    let best = told.reduce(|best, next| if next.0 > best.0 { next } else { best });
    let (worth, subject) = best?;
    if is_empty(&subject) {
        return in_place(view, one, other, &subject);
    }
    if worth >= NAMES_WHOSE {
        return Some(subject);
    }
    // A bare noun of nobody ("games", "rebounds"): on stories that no rule was made on, such figures were of two things.
    let bare = worth <= 0;
    let named = about(view, one, other, subject);
    (!bare || named.text().ends_with(')')).then_some(named)
}

/// A subject worth this says whose or of what.
const NAMES_WHOSE: i32 = 4;

/// Whether a subject is no more than a noun that anything is counted or measured by.
fn is_empty(subject: &Subject) -> bool {
    let noun = subject.text().trim_start_matches("number of ").trim_start_matches("length of the ");
    ANYBODY.contains(&noun) || LIGHT.iter().any(|light| noun == *light || noun == plural(light))
}

/// "number of people in Varby": whom nothing is told of but a place that both sentences name.
fn in_place(view: &StoryView, one: &Item, other: &Item, subject: &Subject) -> Option<Subject> {
    let people = ANYBODY.contains(&one.counts.as_str()) && ANYBODY.contains(&other.counts.as_str());
    let place = one.setting.places.iter().find(|place| other.setting.places.contains(place)).filter(|_| people)?;
    Some(Subject::Noun(format!("{} in {}", subject.text(), view.linked.actors[*place as usize].name)))
}

/// "number of wives (Varga)": where both sentences name one person or body, it is of that.
fn about(view: &StoryView, one: &Item, other: &Item, subject: Subject) -> Subject {
    let Subject::Noun(text) = subject else { return subject };
    let body = |actor: &u32| {
        let actor = &view.linked.actors[*actor as usize];
        matches!(actor.kind, ActorKind::Person | ActorKind::Organization) && !is_scale(&one.unit)
    };
    let shared = one.actors.iter().copied().filter(|actor| other.actors.contains(actor) && body(actor));
    let rarest = shared.max_by(|a, b| view.actor_rarity(*a).total_cmp(&view.actor_rarity(*b)));
    let name = rarest.map(|actor| view.linked.actors[actor as usize].name.as_str());
    let name = name.filter(|name| name.contains(char::is_lowercase));
    let place = one.setting.places.iter().find(|place| other.setting.places.contains(place));
    if let Some(place) = place.filter(|_| WHOLES.contains(&text.as_str())) {
        return Subject::Noun(format!("{text} of {}", view.linked.actors[*place as usize].name));
    }
    Subject::Noun(match name.filter(|name| !text.to_lowercase().contains(&name.to_lowercase())) {
        Some(name) => format!("{text} ({name})"),
        None => text,
    })
}

/// The frames in which a figure takes part, verbs first, with its slot.
fn holders<'a>(view: &StoryView<'a>, item: &Item) -> Vec<(&'a Frame, &'a Slot)> {
    let found = view.found(item.article);
    let quantity = found.quantities.iter().position(|quantity| quantity.span == item.span).map(|idx| idx as u32);
    let time = found.times.iter().position(|time| time.span == item.span).map(|idx| idx as u32);
    let own = |slot: &&Slot| quantity.is_some() && slot.quantity == quantity || time.is_some() && slot.time == time;
    let held = found.frames.iter().filter_map(|frame| Some((frame, frame.slots.iter().find(own)?)));
    let mut held: Vec<_> = held.filter(|(frame, _)| !frame.negated).collect();
    held.sort_by_key(|(frame, _)| (frame.kind != FrameKind::Verb, frame.lemma != item.verb, frame.head));
    held
}

/// "people killed in Varby": noun, state, and what stands by it; how much it says.
fn counted(view: &StoryView, item: &Item) -> Option<(i32, Subject)> {
    let held = holders(view, item);
    if let Some(whole) = population(view, item, &held) {
        return Some((if whole.contains(" of ") { 3 } else { 1 }, Subject::Noun(whole)));
    }
    let (noun, state) = noun(view, item)?;
    let subject = |what: String| Subject::Noun(format!("number of {what}"));
    if let Some(state) = state {
        return Some((2, subject(format!("{noun} {state}"))));
    }
    if let Some(told) = held.iter().find_map(|&(frame, slot)| told_of(view, item, &noun, frame, slot)) {
        return Some((3, subject(told)));
    }
    if item.part == "object" && !is_weak(item.verb) {
        return Some((2, subject(format!("{noun} {}", participle(item.verb)))));
    }
    let owner = item_head(view, item).and_then(|head| bearer(view, item.article, head));
    match owner.filter(|owner| !noun.contains(owner.as_str())) {
        Some(owner) => Some((2, subject(format!("{noun} of {owner}")))),
        None => Some((i32::from(noun.contains(' ')), subject(noun))),
    }
}

/// "The island has a population of 120,000": the noun that says what the figure is, and whose it is.
fn population(view: &StoryView, item: &Item, held: &[(&Frame, &Slot)]) -> Option<String> {
    let of = |fits: &dyn Fn(&str) -> bool| {
        let nominal = |frame: &Frame| frame.kind == FrameKind::Nominal && fits(&frame.lemma);
        held.iter().find(|(frame, slot)| nominal(frame) && slot.preposition == "of").map(|(frame, _)| *frame)
    };
    // "Varby, a town of 4,000 people".
    if let Some(town) = of(&|lemma| is_of(lemma, Field::Location)).filter(|_| item.counts == "people") {
        let is_town = |slot: &Slot| slot.role == SlotRole::Attribute && slot.head == town.head;
        let named = view.found(item.article).frames.iter().find(|frame| frame.slots.iter().any(is_town))?;
        return Some(format!("population of {}", view.text(item.article, named.head_span)));
    }
    let frame = of(&|lemma| WHOLES.contains(&lemma)).filter(|_| item.counted.is_none())?;
    let has = held.iter().find(|(frame, _)| frame.kind == FrameKind::Verb && frame.lemma == "have");
    let subject = has.and_then(|(frame, _)| frame.slots.iter().find(|slot| slot.role == SlotRole::Subject));
    let owner = subject.and_then(|slot| named(view, item.article, slot));
    let owner = owner.or_else(|| bearer(view, item.article, frame.head));
    Some(owner.map_or_else(|| frame.lemma.clone(), |owner| format!("{} of {owner}", frame.lemma)))
}

/// Nouns that stand for a count of people by themselves.
const WHOLES: [&str; 6] = ["population", "membership", "capacity", "attendance", "audience", "workforce"];

/// "Dead", "injured", "missing": adjectives that say what happened to people.
fn is_state(word: &str) -> bool {
    let outcome = ["kill", "injure", "miss"].iter().any(|verb| in_one_class(word, verb, "outcome"));
    outcome && (word == "dead" || word == "missing" || word.ends_with("ed") || word == "hurt")
}

/// The token of the noun that is counted.
fn item_head(view: &StoryView, item: &Item) -> Option<u32> {
    let quantities = &view.found(item.article).quantities;
    quantities.iter().find(|quantity| quantity.span == item.span)?.counted_token
}

/// The counted noun with its modifiers, many of it, and what happened to them where a word beside the figure says so
/// ("9 dead"); `None` where the text has the noun in brackets or marks.
fn noun(view: &StoryView, item: &Item) -> Option<(String, Option<String>)> {
    let span = item.counted.map(|span| behind_figures(view, item, span));
    let text = span.map_or(item.counts.as_str(), |span| view.text(item.article, span));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // "A 12-member crew": one noun for many.
    let (joined, text) = text.strip_prefix('-').map_or((false, text.as_str()), |rest| (true, rest));
    let bare = OPENINGS.iter().fold(text, |text, opening| text.strip_prefix(opening).unwrap_or(text));
    if bare.is_empty() || bare.contains(|c: char| "()[]“”\"".contains(c)) {
        return None;
    }
    let bare = lowered(view, bare);
    let people = ANYBODY.contains(&item.counts.as_str());
    let words = [bare.to_lowercase(), item.verb.to_string()];
    let dead = people && item.qualifiers.contains(&"dead");
    let state = words.into_iter().find(|word| is_state(word)).or_else(|| dead.then(|| "dead".into()));
    if people || is_state(&bare.to_lowercase()) {
        return Some(("people".into(), state.map(|word| if word == "dead" { "killed".into() } else { word })));
    }
    // A figure over one before a noun of one counts something else: "an eight round win".
    let singular = bare.to_lowercase().ends_with(&item.counts) && !item.counts.ends_with('s');
    let one = (item.value - 1.0).abs() < 1e-9;
    if singular && !one && !joined && item.counted.is_some() && !UNCHANGED.contains(&item.counts.as_str()) {
        return None;
    }
    if joined {
        let behind = &view.article(item.article).text[span?.end as usize..];
        let whole: String = behind.trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
        return (!whole.is_empty()).then(|| (format!("{} of the {whole}", plural(&bare)), None));
    }
    Some((if singular && (one || item.counted.is_none()) { plural(&bare) } else { bare }, None))
}

/// Nouns that are the same for one and for many.
const UNCHANGED: [&str; 7] = ["people", "police", "personnel", "staff", "aircraft", "sheep", "fish"];

/// What stands before a noun and is no part of what is counted.
const OPENINGS: [&str; 12] =
    ["of the ", "of its ", "of their ", "of his ", "of her ", "of ", "the ", "other ", "more ", "his ", "her ", "its "];

/// The phrase of the noun without a figure of its own: "the three victims".
fn behind_figures(view: &StoryView, item: &Item, span: Span) -> Span {
    let figures = view.found(item.article).quantities.iter().map(|quantity| quantity.number);
    let inside = figures.filter(|number| span.contains(*number) && number.end < span.end);
    let text = |start: u32| view.text(item.article, Span { start, end: span.end });
    inside.map(|number| number.end).max().map_or(span, |end| {
        let skipped = text(end).len() - text(end).trim_start().len();
        Span { start: end + skipped as u32, end: span.end }
    })
}

/// The noun with its verb: "people killed by the quake", "people who fled to the hills", "people missing".
fn told_of(view: &StoryView, item: &Item, noun: &str, frame: &Frame, slot: &Slot) -> Option<String> {
    let person = is_of(&item.counts, Field::Person) || noun == "people";
    let hurt = in_one_class(&frame.lemma, "injure", "outcome");
    let titled = view.in_title(item.article, item.span);
    if frame.kind != FrameKind::Verb || is_of(&frame.lemma, Field::Saying) || hurt && !person {
        return None;
    }
    let phrase = |slot: &Slot| named(view, item.article, slot).filter(|phrase| !phrase.contains(noun));
    let first = |role: SlotRole| {
        frame.slots.iter().find(|other| other.role == role && other.head != slot.head && other.time.is_none())
    };
    let head = view.text(item.article, frame.head_span).to_lowercase();
    let weak = is_weak(&frame.lemma);
    let line = match slot.role {
        SlotRole::Object if frame.lemma == "have" => format!("{noun} that {} had", phrase(first(SlotRole::Subject)?)?),
        SlotRole::Object => {
            // "Were given treatment": what is given stands behind the verb, who gets it before.
            let given = first(SlotRole::Object)
                .filter(|other| slot.span.start < frame.head_span.start && frame.head_span.start < other.span.start);
            let given = given
                .filter(|_| GIVING.contains(&frame.lemma.as_str()))
                .and_then(phrase)
                .map_or(String::new(), |given| format!(" {given}"));
            let by = doer(view, item, frame).map_or(String::new(), |doer| format!(" by {doer}"));
            if weak && by.is_empty() {
                return None;
            }
            format!("{noun} {}{given}{by}", participle(&frame.lemma))
        }
        SlotRole::Subject => {
            let who = if person { "who" } else { "that" };
            match first(SlotRole::Object).map(phrase) {
                // "1.3 million people are in Varby"; of the city "which had fewer" nobody is told.
                _ if frame.lemma == "be" => noun.to_string(),
                _ if weak => return None,
                Some(object) => format!("{noun} {who} {} {}", past(&frame.lemma), object?),
                // Headlines tell what is done in the present: the past is a participle.
                None if titled && head == participle(&frame.lemma) => format!("{noun} {head}"),
                None if head.ends_with("ing") && is_state(&head) => format!("{noun} {head}"),
                // "Remain captive": what they remain stands behind it.
                None if frame.lemma == "remain" => {
                    let rest = &view.article(item.article).text[frame.head_span.end as usize..];
                    let state = rest.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty())?;
                    format!("{noun} {who} remained {state}")
                }
                // "55 others injured": the parse takes the participle for a verb.
                None if hurt || frame.lemma == "kill" || is_transitive(view, &frame.lemma) => {
                    format!("{noun} {}", participle(&frame.lemma))
                }
                None => format!("{noun} {who} {}", past(&frame.lemma)),
            }
        }
        _ => return None,
    };
    let beside = frame.slots.iter().find(|other| {
        let where_ = matches!(other.preposition.as_str(), "in" | "at" | "from" | "near" | "aboard" | "off");
        // "Accounted for most of the vote": without an object the verb may need what stands by it.
        let needed = slot.role == SlotRole::Subject && first(SlotRole::Object).is_none();
        let where_ = where_ || needed && !other.preposition.is_empty();
        other.role == SlotRole::Oblique && where_ && other.time.is_none() && other.head != slot.head
    });
    let beside =
        beside.and_then(|slot| Some((phrase(slot)?, slot))).filter(|(phrase, slot)| slot.named || phrase.contains(' '));
    let beside = beside.map(|(phrase, slot)| format!(" {} {phrase}", slot.preposition));
    let line = line + &beside.unwrap_or_default();
    (line != noun && line.split(' ').count() <= LONGEST).then_some(line)
}

/// Verbs by which somebody gets something: in the passive both stand beside them.
const GIVING: [&str; 8] = ["give", "pay", "offer", "send", "grant", "award", "promise", "hand"];

/// Who or what did it. In "a ferry sank, killing nine" it is not the ferry that killed; what a pronoun stands for is less
/// sure than what is named.
fn doer(view: &StoryView, item: &Item, frame: &Frame) -> Option<String> {
    let slot = frame.slots.iter().find(|slot| slot.role == SlotRole::Subject)?;
    let head = view.text(item.article, frame.head_span);
    let direct = !is_scale(&slot.lemma) && !PRONOUNS.contains(&slot.lemma.as_str());
    let own = direct && (is_weak(&frame.lemma) || !head.ends_with("ing"));
    named(view, item.article, slot).filter(|_| own)
}

/// Words of what is counted; longer ones are not read at a glance.
const LONGEST: usize = 14;

/// "length of Varga's sentence", "how long the jury deliberated".
fn lasting(view: &StoryView, item: &Item) -> Option<(i32, Subject)> {
    let held = holders(view, item);
    let noun = held.iter().find(|(frame, _)| frame.kind == FrameKind::Nominal);
    if let Some((frame, _)) = noun.filter(|_| !item.counts.is_empty()) {
        let of = bearer(view, item.article, frame.head);
        let what = format!("length of the {}", item.counts);
        return Some(match of {
            Some(owner) => (2, Subject::Noun(format!("{what} of {owner}"))),
            None => (1, Subject::Noun(what)),
        });
    }
    let verbs: Vec<Placed> = held
        .iter()
        .filter(|(frame, _)| frame.kind == FrameKind::Verb && frame.lemma != "say")
        .map(|&(frame, _)| Placed { article: item.article, frame })
        .collect();
    let mut sentenced = verbs.iter().filter(|placed| SENTENCING.contains(&placed.frame.lemma.as_str()));
    if let Some(placed) = sentenced.rfind(|placed| placed.frame.reality == Reality::Fact) {
        let slot = |role| placed.frame.slots.iter().find(|slot| slot.role == role && slot.time.is_none());
        let who = slot(SlotRole::Object).or_else(|| slot(SlotRole::Subject))?;
        return Some((3, Subject::Noun(format!("prison sentence of {}", named(view, item.article, who)?))));
    }
    let clause = told(view, &verbs, &[(item.article, item.span)])?;
    Some((3, Subject::Clause(format!("how long {clause}"))))
}

/// Nouns that are sums themselves; of anything else money is the value.
const MONEY: [&str; 36] = [
    "price",
    "cost",
    "revenue",
    "sale",
    "profit",
    "loss",
    "fine",
    "sum",
    "debt",
    "deficit",
    "budget",
    "fee",
    "salary",
    "wage",
    "pay",
    "ransom",
    "bail",
    "tax",
    "bill",
    "investment",
    "loan",
    "grant",
    "aid",
    "fund",
    "funding",
    "income",
    "earnings",
    "saving",
    "payment",
    "compensation",
    "bribe",
    "cash",
    "worth",
    "value",
    "bid",
    "damages",
];

/// Verbs of which a length of time is a sentence: it did not last while the court spoke.
const SENTENCING: [&str; 3] = ["sentence", "jail", "imprison"];

/// Sums, shares, lengths, scales: the noun that has the measure, or the verb of which it is the object.
fn measured(view: &StoryView, item: &Item) -> Option<(i32, Subject)> {
    if is_scale(&item.unit) {
        return Some((2, Subject::Noun(item.unit.clone())));
    }
    let money = item.unit.starts_with("money");
    let text = item.counted.map_or(item.counts.as_str(), |span| view.text(item.article, span));
    let text = text.trim_start_matches("in ").trim_start_matches("of ").trim_start_matches("the ");
    let sound = text.starts_with(char::is_alphabetic) && !text.contains(|c: char| "()[]“”\"".contains(c));
    if sound && !text.is_empty() {
        let noun = lowered(view, text);
        let owner = item_head(view, item).and_then(|head| bearer(view, item.article, head));
        let owner = owner.filter(|owner| !noun.contains(owner.as_str()));
        let sum = MONEY.contains(&item.counts.as_str());
        let what = if money && !sum { format!("value of the {noun}") } else { noun };
        return Some(match owner {
            Some(owner) => (2, Subject::Noun(format!("{what} of {owner}"))),
            None => (1, Subject::Noun(what)),
        });
    }
    let what = if money {
        "sum"
    } else if item.unit == "percent" {
        "share"
    } else if item.unit == "length" {
        return distance(view, item);
    } else {
        return None;
    };
    let held = holders(view, item);
    let done = held.iter().filter(|(frame, slot)| frame.kind == FrameKind::Verb && slot.role == SlotRole::Object);
    let line = done.clone().find_map(|&(frame, slot)| told_of(view, item, what, frame, slot))?;
    Some((if line.contains(" by ") { 3 } else { 1 }, Subject::Noun(line)))
}

/// "distance from Varby", "how far the climber fell".
fn distance(view: &StoryView, item: &Item) -> Option<(i32, Subject)> {
    const FROM: &str = " from ";
    let end = item.span.end as usize;
    let from = view.article(item.article).text[end..].starts_with(FROM).then_some((end + FROM.len()) as u32);
    let mention = view.found(item.article).mentions.iter().find(|mention| Some(mention.span.start) == from);
    let place = mention.and_then(|mention| view.actor(item.article, Some(mention.referent)));
    if let Some(place) = place.filter(|&actor| view.linked.actors[actor as usize].kind == ActorKind::Place) {
        return Some((3, Subject::Noun(format!("distance from {}", view.linked.actors[place as usize].name))));
    }
    let verbs: Vec<Placed> = holders(view, item)
        .iter()
        .filter(|(frame, _)| frame.kind == FrameKind::Verb && MOVING.contains(&frame.lemma.as_str()))
        .map(|&(frame, _)| Placed { article: item.article, frame })
        .collect();
    let clause = told(view, &verbs, &[(item.article, item.span)])?;
    Some((3, Subject::Clause(format!("how far {clause}"))))
}

/// Verbs that say over how long a way something goes.
const MOVING: [&str; 14] = [
    "fall", "plunge", "drop", "travel", "walk", "run", "drive", "fly", "sail", "swim", "march", "chase", "drag",
    "throw",
];
