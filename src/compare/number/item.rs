//! Quantities and lengths of time as they are compared.

use super::super::classes::in_one_class;
use super::super::story::StoryView;
use crate::extract::{
    ActorKind, Bound, Field, Frame, FrameKind, Quantity, Slot, SlotRole, Time, TimeKind, Unit, country_of_adjective,
    country_of_people, is_country, is_of,
};
use crate::text::{ArticleIdx, Span};

/// One quantity as it is compared.
pub(in super::super) struct Item<'a> {
    pub(in super::super) article: ArticleIdx,
    /// The whole phrase.
    pub(in super::super) span: Span,
    /// The number with its bound.
    pub(in super::super) number: Span,
    pub(in super::super) value: f64,
    pub(in super::super) bound: Bound,
    /// What one of its units is in the unit that its kind is compared in.
    pub(in super::super) factor: f64,
    pub(in super::super) low: f64,
    pub(in super::super) high: f64,
    pub(in super::super) unit: String,
    pub(in super::super) counts: String,
    pub(in super::super) counted: Option<Span>,
    pub(in super::super) verb: &'a str,
    /// "subject" or "object" of that, where it is a verb that holds.
    pub(in super::super) part: &'a str,
    /// The verb of the clause that it stands in, where that is another one ("remain captive").
    pub(in super::super) clause_verb: &'a str,
    pub(in super::super) qualifiers: Vec<&'a str>,
    /// Lemmas around it: its clauses with what takes part in them.
    pub(in super::super) near: Vec<String>,
    pub(in super::super) words: &'a [String],
    /// Whether another figure stands beside it in one list: "ten passengers and two pilots".
    pub(in super::super) listed: bool,
    /// Named actors in the sentence.
    pub(in super::super) actors: Vec<u32>,
    /// Who does or has it, by the clause: the named person or body that is its subject.
    pub(in super::super) bearer: Option<u32>,
    pub(in super::super) setting: Setting,
    /// The year or month of an older matter that the sentence tells of ("in August 2007").
    pub(in super::super) past: Option<String>,
    pub(in super::super) partitive: bool,
    /// Whether it is a part of a toll: "nine of the dead".
    pub(in super::super) of_toll: bool,
    /// The clause from the figure to a little behind its verb, lower case: adverbs there cut the population.
    pub(in super::super) clause: String,
    /// Countries and peoples named in the phrase before its noun ends.
    pub(in super::super) nations: Vec<&'static str>,
}

/// Where in the story, and in its report, a figure stands.
pub(in super::super) struct Setting {
    /// Places of the sentence that are named and no countries.
    pub(in super::super) places: Vec<u32>,
    /// Whether its clause tells of another happening of the kind: "another crash", "an earlier attack".
    pub(in super::super) of_another: bool,
    /// Whether it stands in the title or the first sentences: then it is of what the report is about.
    pub(in super::super) leads: bool,
}

/// All that can be compared in a story.
pub(in super::super) fn items<'a>(view: &StoryView<'a>) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    for &article in view.members {
        let found = view.found(article);
        for (quantity_idx, quantity) in found.quantities.iter().enumerate() {
            let scaled = scale(view, article, quantity.span, &quantity.counts).is_some();
            let plain =
                quantity.unit == Unit::Count && !scaled && (quantity.counts.is_empty() || quantity.value == 0.0);
            let aged = quantity.unit == Unit::Age && !is_of(&quantity.counts, Field::Person);
            if matches!(quantity.unit, Unit::Other | Unit::Rank)
                || is_converted(view, article, quantity)
                || !scaled && is_designation(view, article, quantity)
                || is_bearing(&view.article(article).text, quantity.span)
                || is_one_of(view, article, quantity)
                || quantity.counts == "age"
                || aged
                || is_change(quantity)
                || plain
            {
                continue;
            }
            let (unit, factor) = scale(view, article, quantity.span, &quantity.counts)
                .filter(|_| quantity.unit == Unit::Count)
                .map_or_else(|| unit(&quantity.unit), |scale| (scale.to_string(), 1.0));
            let (low, high) = range(quantity.value, quantity.upper, quantity.bound);
            let text = view.text(article, quantity.span).to_lowercase();
            items.push(Item {
                article,
                span: quantity.span,
                number: quantity.number,
                value: quantity.value,
                bound: quantity.bound,
                factor,
                low: low * factor,
                high: high * factor,
                unit,
                counts: quantity.counts.to_lowercase(),
                counted: quantity.counted,
                verb: quantity.predicate.as_ref().map_or("", |(lemma, _)| lemma.as_str()),
                part: part(view, article, quantity),
                clause_verb: clause_verb(view, article, quantity_idx as u32),
                qualifiers: quantity.qualifiers.iter().map(String::as_str).collect(),
                near: near(view, article, |slot| slot.quantity == Some(quantity_idx as u32)),
                words: view.words_at(article, quantity.span),
                listed: listed(view, article, quantity_idx),
                actors: view.actors_at(article, quantity.span),
                bearer: bearer(view, article, |slot| slot.quantity == Some(quantity_idx as u32)),
                setting: Setting {
                    places: places(view, article, quantity.span),
                    of_another: of_another(view, article, |slot| slot.quantity == Some(quantity_idx as u32)),
                    leads: leads(view, article, quantity.span),
                },
                past: past(view, article, quantity.span),
                of_toll: TOLLS.iter().any(|toll| text.contains(toll)),
                partitive: quantity.part_of.is_some()
                    || quantity.bound == Bound::Exact
                        && [" of the ", " of our ", " of them", " of its ", " of those "]
                            .iter()
                            .any(|of| text.contains(of)),
                clause: clause(view, article, quantity_idx as u32, quantity.span),
                nations: nations(view.text(article, quantity.span)),
            });
        }
        for (time_idx, time) in found.times.iter().enumerate() {
            let (TimeKind::Duration, Some((least, most))) = (time.kind, time.seconds) else { continue };
            let text = view.text(article, time.span);
            if (least - most).abs() > 1.0 && time.value != "PXY"
                || text.split(' ').any(|word| matches!(word, "next" | "past" | "last" | "few"))
            {
                continue;
            }
            // "A 15-year girl" is an age.
            let of_person = |frame: &Frame| {
                frame.kind == FrameKind::Nominal
                    && is_of(&frame.lemma, Field::Person)
                    && frame.slots.iter().any(|slot| slot.time == Some(time_idx as u32))
            };
            if found.frames.iter().any(of_person) {
                continue;
            }
            let holder = found.frames.iter().find(|frame| {
                frame.slots.iter().any(|slot| slot.time == Some(time_idx as u32)) && frame.kind == FrameKind::Verb
            });
            // "A suspended sentence of four years": what lasts, and its qualifiers.
            let lasting = found.frames.iter().find(|frame| {
                frame.kind == FrameKind::Nominal && frame.slots.iter().any(|slot| slot.time == Some(time_idx as u32))
            });
            let modifiers =
                lasting.iter().flat_map(|frame| &frame.slots).filter(|slot| slot.role == SlotRole::Modifier);
            items.push(Item {
                article,
                span: time.span,
                number: time.span,
                value: least,
                bound: Bound::Exact,
                factor: 1.0,
                low: least,
                high: most,
                unit: "duration".into(),
                counts: lasting.map_or(String::new(), |frame| frame.lemma.clone()),
                counted: None,
                verb: holder.map_or("", |frame| held(frame)),
                part: "",
                clause_verb: holder.map_or("", |frame| frame.lemma.as_str()),
                qualifiers: modifiers.map(|slot| slot.lemma.as_str()).collect(),
                near: near(view, article, |slot| slot.time == Some(time_idx as u32)),
                words: view.words_at(article, time.span),
                listed: false,
                actors: view.actors_at(article, time.span),
                bearer: bearer(view, article, |slot| slot.time == Some(time_idx as u32)),
                setting: Setting {
                    places: places(view, article, time.span),
                    of_another: of_another(view, article, |slot| slot.time == Some(time_idx as u32)),
                    leads: leads(view, article, time.span),
                },
                past: past(view, article, time.span),
                partitive: false,
                of_toll: false,
                clause: String::new(),
                nations: Vec::new(),
            });
        }
    }
    items
}

/// Phrases that make a figure a part of a toll.
const TOLLS: [&str; 8] = [
    " of the dead",
    " of the victims",
    " of the injured",
    " of the wounded",
    " of the missing",
    " of the survivors",
    " of those killed",
    " of those injured",
];

/// What a quantity is to its verb; nothing where the predicate is no verb, or is denied.
fn part<'a>(view: &StoryView<'a>, article: ArticleIdx, quantity: &'a Quantity) -> &'a str {
    let verb =
        view.found(article).frames.iter().find(|frame| {
            frame.kind == FrameKind::Verb && Some(frame.head) == quantity.predicate_token && !frame.negated
        });
    verb.and(quantity.predicate.as_ref()).map_or("", |(_, part)| part.as_str())
}

/// Bytes behind the verb in which an adverb still belongs to it ("were hurt seriously").
const BEHIND_VERB: u32 = 14;

fn clause(view: &StoryView, article: ArticleIdx, quantity: u32, span: Span) -> String {
    let text = &view.article(article).text;
    let verb = view.found(article).frames.iter().find(|frame| {
        frame.kind != FrameKind::Nominal && frame.slots.iter().any(|slot| slot.quantity == Some(quantity))
    });
    let Some(verb) = verb else { return String::new() };
    let wide = span.join(verb.head_span);
    let mut end = (wide.end + BEHIND_VERB).min(text.len() as u32) as usize;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(wide.start as usize, end).of(text).to_lowercase()
}

fn clause_verb<'a>(view: &StoryView<'a>, article: ArticleIdx, quantity: u32) -> &'a str {
    let mut frames = view.found(article).frames.iter().filter(|frame| frame.kind == FrameKind::Verb);
    let holder = frames.find(|frame| frame.slots.iter().any(|slot| slot.quantity == Some(quantity)));
    holder.map_or("", |frame| frame.lemma.as_str())
}

/// What a clause is about: of "protests have been held", the protests.
fn held(frame: &Frame) -> &str {
    let light = matches!(frame.lemma.as_str(), "hold" | "stage" | "conduct" | "make" | "have" | "do");
    let object = frame.slots.iter().find(|slot| slot.role == SlotRole::Object).filter(|_| light);
    object.map_or(frame.lemma.as_str(), |slot| slot.lemma.as_str())
}

/// Countries whose people or things are named: "10 American tourists" are no "12 people".
fn nations(phrase: &str) -> Vec<&'static str> {
    let words = phrase.split(|c: char| !(c.is_alphanumeric() || c == '.'));
    let country = |word| country_of_adjective(word).or_else(|| country_of_people(word));
    let mut found: Vec<&'static str> = words.filter_map(country).collect();
    found.extend(["U.S.", "US"].iter().any(|us| phrase.split(' ').any(|word| word == *us)).then_some("United States"));
    found.truncate(1);
    found
}

/// Whether "and" joins a count of people to another: they are parts of a whole.
fn listed(view: &StoryView, article: ArticleIdx, idx: usize) -> bool {
    let found = view.found(article);
    let text = &view.article(article).text;
    let quantity = &found.quantities[idx];
    let people = |quantity: &Quantity| quantity.unit == Unit::Count && is_of(&quantity.counts, Field::Person);
    let joined = |one: Span, other: Span| {
        let gap = text.get(one.end as usize..other.start as usize).unwrap_or("").trim();
        matches!(gap, "and" | ", and" | "as well as" | ",")
    };
    people(quantity)
        && found.quantities.iter().any(|other| {
            other.span != quantity.span
                && people(other)
                && (joined(quantity.span, other.span) || joined(other.span, quantity.span))
        })
}

/// Scales whose figures are no counts; the word stands beside the figure.
pub(in super::super) const SCALES: [&str; 2] = ["magnitude", "category"];
/// Words between the two ("put the magnitude at 7.0").
const BESIDE: usize = 2;
/// Words after a figure in which its scale is named ("on the Richter scale").
const ON_THE_SCALE: usize = 3;

fn scale(view: &StoryView, article: ArticleIdx, span: Span, counts: &str) -> Option<&'static str> {
    let text = &view.article(article).text;
    let before =
        text.get(..span.start as usize)?.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let after = text
        .get(span.start as usize..)?
        .split(|c: char| !(c.is_alphanumeric() || c == '.'))
        .filter(|word| !word.is_empty());
    let mut beside = before.take(BESIDE).chain(after.skip(1).take(1));
    let named = beside.find_map(|word| SCALES.into_iter().find(|scale| word.eq_ignore_ascii_case(scale)));
    // "Measured 6.0 on the Richter scale": what newspapers call so is the magnitude.
    let richter = || {
        let mut behind = text[span.start as usize..].split_whitespace().skip(1).take(ON_THE_SCALE);
        behind.any(|word| word == "Richter").then_some(SCALES[0])
    };
    // "A 7.0 tremor": nobody counts tenths of them.
    let shock = || span.of(text).contains('.') && in_one_class(counts, counts, "shock");
    named.or_else(richter).or_else(|| shock().then_some(SCALES[0]))
}

/// "Sales fell 5 percent": how much something changed is no figure of it. What falls ten metres falls so far.
fn is_change(quantity: &Quantity) -> bool {
    let of_length = matches!(&quantity.unit, Unit::Measure(..)) && unit(&quantity.unit).0 == "length";
    !of_length && quantity.change.as_deref().is_some_and(|change| !change.ends_with(" to"))
}

/// "One of its ships" counts nothing.
fn is_one_of(view: &StoryView, article: ArticleIdx, quantity: &Quantity) -> bool {
    let behind = &view.article(article).text[quantity.number.end as usize..];
    (quantity.value - 1.0).abs() < 1e-9 && quantity.bound == Bound::Exact && behind.starts_with(" of ")
}

/// "32-bit", ".38-caliber", ".358": what a thing is called by, or a figure that was torn.
fn is_designation(view: &StoryView, article: ArticleIdx, quantity: &Quantity) -> bool {
    let text = &view.article(article).text;
    // "A 12-member crew" is a count.
    let joined = text[quantity.number.end as usize..].starts_with('-') && !is_of(&quantity.counts, Field::Person);
    let torn = text[..quantity.number.start as usize].trim_end().ends_with('.')
        && text[..quantity.number.start as usize].chars().rev().nth(1).is_some_and(|c| c == ' ' || c == ',');
    // "One in every 500 users" is a share, "3 deaths per 100,000 people" a rate.
    let before = text[..quantity.span.start as usize].trim_end();
    let share = ["one in", "in every", "out of every", " per", "for every", "for each"]
        .iter()
        .any(|words| before.ends_with(words));
    let rate = text[quantity.span.end as usize..].trim_start().starts_with("per ");
    quantity.unit == Unit::Count && (joined || torn || share || rate)
}

/// "30 billion euros ($40 billion)", "10 kilometres (6 miles)": the same figure again, in another unit.
fn is_converted(view: &StoryView, article: ArticleIdx, quantity: &Quantity) -> bool {
    let text = &view.article(article).text;
    let opened = text[..quantity.span.start as usize].trim_end().strip_suffix('(');
    let figure = |before: &str| before.chars().rev().take(BEFORE_BRACKET).any(|c| c.is_ascii_digit());
    !matches!(quantity.unit, Unit::Count) && opened.is_some_and(figure)
}

/// Characters before a bracket in which the figure stands that it has in another unit.
const BEFORE_BRACKET: usize = 18;

fn bearer(view: &StoryView, article: ArticleIdx, holds: impl Fn(&Slot) -> bool) -> Option<u32> {
    let mut frames = view.found(article).frames.iter().filter(|frame| frame.kind == FrameKind::Verb);
    let frame = frames.find(|frame| frame.slots.iter().any(&holds))?;
    let subject = frame.slots.iter().find(|slot| slot.role == SlotRole::Subject && !holds(slot))?;
    let body = |actor: &u32| {
        matches!(view.linked.actors[*actor as usize].kind, ActorKind::Person | ActorKind::Organization)
            && view.is_named(*actor)
    };
    view.slot_actor(article, subject).filter(body)
}

/// Words before a happening that say that it is not the one at hand.
const ANOTHER: [&str; 6] = ["another", "earlier", "previous", "separate", "similar", "unrelated"];

fn of_another(view: &StoryView, article: ArticleIdx, holds: impl Fn(&Slot) -> bool) -> bool {
    let other = |slot: &Slot| {
        let doer = !holds(slot) && matches!(slot.role, SlotRole::Subject | SlotRole::Oblique);
        let text = if doer { view.text(article, slot.span).to_lowercase() } else { String::new() };
        text.split(' ').any(|word| ANOTHER.contains(&word))
    };
    let mut frames = view.found(article).frames.iter().filter(|frame| frame.slots.iter().any(&holds));
    frames.any(|frame| frame.slots.iter().any(other))
}

/// Sentences of a report that are of what it is about.
const LEAD: usize = 6;

fn leads(view: &StoryView, article: ArticleIdx, span: Span) -> bool {
    view.in_title(article, span) || view.sentence_at(article, span).is_some_and(|at| at < LEAD)
}

/// Places that a sentence names, without countries, in which most of a story lies.
fn places(view: &StoryView, article: ArticleIdx, span: Span) -> Vec<u32> {
    let place = |actor: &u32| {
        let actor = &view.linked.actors[*actor as usize];
        actor.kind == ActorKind::Place && !is_country(&actor.name)
    };
    view.actors_at(article, span).into_iter().filter(place).collect()
}

/// Days before a report from which on a date is of an older matter.
const OLDER: i32 = 60;

/// The year of an older matter: the latest date of the sentence, where it lies well before the report.
fn past(view: &StoryView, article: ArticleIdx, span: Span) -> Option<String> {
    let found = view.found(article);
    let sentence = found.sentences[view.sentence_at(article, span)?].span;
    let day = |text: &str| text.get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok());
    let dates = || found.times.iter().filter(|time| sentence.contains(time.span));
    let Some(published) = view.article(article).published else {
        // Without a date of its own: a year is written out for what did not happen now.
        let near = |time: &&Time| time.span.start <= sentence.start + OPENING || beside(view, article, span, time.span);
        let year = |time: &Time| {
            let year = time.value.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
            year.filter(|_| time.kind == TimeKind::Date).map(str::to_string)
        };
        let days = view.members.iter().filter_map(|&member| view.article(member).published);
        let now = days.map(|day| day.year().to_string()).max();
        return dates().filter(near).find_map(year).filter(|year| now.as_ref() != Some(year));
    };
    let latest = dates().filter_map(|time| day(time.to.as_deref()?)).max()?;
    let days = (published - latest).get_days();
    (days > OLDER).then(|| latest.year().to_string())
}

/// Bytes in which a time opens a sentence ("In 2004, …").
const OPENING: u32 = 8;

/// Whether a figure and a time take part in one clause.
fn beside(view: &StoryView, article: ArticleIdx, figure: Span, time: Span) -> bool {
    view.found(article).frames.iter().any(|frame| {
        let holds = |span: Span| frame.slots.iter().any(|slot| slot.span.overlaps(span));
        frame.kind != FrameKind::Nominal && holds(figure) && holds(time)
    })
}

/// Lemmas of the clauses in which a slot of the quantity stands, and of what else takes part in them.
fn near(view: &StoryView, article: ArticleIdx, holds: impl Fn(&Slot) -> bool) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for frame in view.found(article).frames.iter().filter(|frame| frame.slots.iter().any(&holds)) {
        words.push(frame.lemma.clone());
        for slot in frame.slots.iter().filter(|slot| !holds(slot) && slot.role != SlotRole::Time) {
            words.push(slot.lemma.clone());
            words.extend(slot.words.iter().cloned());
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// The name under which units can be compared, and the factor to it.
fn unit(unit: &Unit) -> (String, f64) {
    match unit {
        Unit::Count => ("count".into(), 1.0),
        Unit::Percent => ("percent".into(), 1.0),
        Unit::Money(code) => (format!("money {code}"), 1.0),
        Unit::Measure(symbol, Some(factor)) => {
            let dimension = match symbol.as_str() {
                "km" | "m" | "cm" | "mm" | "mi" | "ft" | "in" | "yd" | "nmi" => "length",
                "kg" | "g" | "t" | "lb" | "oz" => "mass",
                "km/h" | "mph" | "kn" | "m/s" => "speed",
                other => other,
            };
            (dimension.to_string(), *factor)
        }
        Unit::Measure(symbol, None) => (symbol.clone(), 1.0),
        Unit::Age => ("age".into(), 1.0),
        Unit::Rank | Unit::Other => ("other".into(), 1.0),
    }
}

/// All values that the wording allows.
fn range(value: f64, upper: Option<f64>, bound: Bound) -> (f64, f64) {
    match bound {
        Bound::Exact | Bound::Between => (value, upper.unwrap_or(value)),
        Bound::About => (value * 0.93, upper.unwrap_or(value) * 1.07),
        Bound::AtLeast | Bound::Over => (value, f64::INFINITY),
        Bound::AtMost | Bound::UpTo | Bound::Under => (0.0, value),
    }
}

const COMPASS: [&str; 8] = ["north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"];

/// Whether a direction stands behind a distance: "600 miles (970 km) southeast of".
fn is_bearing(text: &str, distance: Span) -> bool {
    let behind = text[distance.end as usize..].trim_start();
    let behind = behind.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(behind, |(_, rest)| rest);
    let word: String = behind.trim_start().chars().take_while(|c| c.is_alphabetic() || *c == '-').collect();
    let plain = word.to_lowercase().replace('-', "");
    COMPASS.contains(&plain.as_str())
}
