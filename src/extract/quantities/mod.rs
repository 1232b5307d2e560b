//! Numbers with their bound, their unit and what they count.
//!
//! First the numbers are found in the text itself (with bound and unit), then the parse is asked what each counts and
//! which verb it takes part in, last come the ties between numbers: "four of the 25", a sum repeated in another unit.
//! Numbers in dates, names, addresses and labels are left out.

mod clause;
mod concept;
mod counted;
mod figures;
mod words;

use self::counted::{Counted, counted};
use self::figures::{Figure, figures, span_of};
use self::words::WORDS;
use super::items::{Item, cut};
use super::numerals::Form;
use super::{Bound, Quantity, Time, Unit};
use crate::text::Span;
use crate::understand::Reading;

/// How many quantities back a number may look for what it counts ("four of them"). Own choice: farther back lies
/// another subject.
const BORROW_REACH: usize = 4;

/// Finds all quantities that are no times, in order of the text.
pub fn find(reading: &Reading, times: &[Time]) -> Vec<Quantity> {
    let items = cut(reading);
    let mut quantities: Vec<Quantity> = Vec::new();
    let is_stretch = |from: usize| is_stretch(reading, &items, from);
    for figure in figures(&items, times, &is_stretch) {
        if let Some(quantity) = quantity(reading, &items, &figure, times, &quantities) {
            quantities.push(quantity);
        }
    }
    quantities
}

/// Whether "from" begins a stretch of values: "prices range from …", "homes from …"; "rose from …" tells a change.
fn is_stretch(reading: &Reading, items: &[Item], from: usize) -> bool {
    let token = reading.tokens_in(items[from].span).start;
    if from > 0 && items[from - 1].is_any(&["anywhere", "anything", "ranging", "range", "ranges", "ranged", "vary"]) {
        return true;
    }
    let Some(head) = reading.head(token) else { return false };
    let lemma = reading.lemma(head).to_lowercase();
    matches!(lemma.as_str(), "range" | "vary" | "span")
        || matches!(reading.token(head).tag, "NNS" | "NNPS") && !WORDS.has("change", &lemma)
}

/// The token of the number: the one of its tokens that hangs on something outside of it.
fn number_token(reading: &Reading, span: Span) -> Option<(u32, u32)> {
    let tokens = reading.tokens_in(span);
    if tokens.is_empty() {
        return None;
    }
    let head = tokens.clone().find(|&token| reading.head(token).is_none_or(|head| !tokens.contains(&head)))?;
    Some((head, tokens.end))
}

fn quantity(
    reading: &Reading,
    items: &[Item],
    figure: &Figure,
    times: &[Time],
    before: &[Quantity],
) -> Option<Quantity> {
    let core = span_of(items, figure.core);
    let (token, core_end) = number_token(reading, core)?;
    if in_name(reading, token, core_end, figure)
        || is_house(items, figure)
        || is_idle_one(reading, token, figure, before)
    {
        return None;
    }
    let whole = span_of(items, (figure.core.0, figure.end.max(figure.core.1)));
    let (unit_token, end) = number_token(reading, whole)?;
    let mut found = match &figure.unit {
        Unit::Count | Unit::Rank => counted(reading, token, end),
        Unit::Percent => {
            let found = counted(reading, unit_token, end);
            let told = found.token.is_some_and(|noun| noun >= end) || found.part;
            if told || figure.form == Form::Share { found } else { of_measure(reading, unit_token, end) }
        }
        Unit::Age => of_age(reading, items, figure, unit_token, end),
        _ => of_measure(reading, unit_token, end),
    };
    if figure.unit == Unit::Count
        && figure.form == Form::Words
        && figure.value == 0.0
        && matches!(reading.word(token), "nobody" | "Nobody" | "one" | "No" | "no" | "None" | "none")
        && found.token.is_none()
        && !found.part
    {
        found.lemma = "people".into();
        found.borrowed = false;
    }
    let mut part_of = None;
    if found.part || found.borrowed {
        borrow(reading, &mut found, figure, token, before, &mut part_of);
    }
    if found.lemma.is_empty() && figure.unit == Unit::Count && figure.form == Form::Crowd {
        // "Thousands marched": a crowd with no noun is people.
        found.lemma = "people".into();
    }
    // "$8.4 million (£6.7 million)": the same sum in another unit.
    if items[figure.items.0.saturating_sub(1)].is("(")
        && let Some(same) = before.last()
        && same.span.end <= core.start
        && core.start - same.number.end < 12
        && !matches!(figure.unit, Unit::Count | Unit::Age)
        && std::mem::discriminant(&same.unit) == std::mem::discriminant(&figure.unit)
    {
        found.lemma.clone_from(&same.counts);
        found.token = same.counted_token;
    }
    let unit = figure.unit.clone();
    // "handed over 21 girls": the particle belongs to the verb.
    let (mut bound, mut number_items) = (figure.bound, figure.items);
    if bound == Bound::Over && items[figure.items.0].is("over") {
        let over = reading.tokens_in(items[figure.items.0].span).start;
        if reading.token(over).relation == "prt" || reading.token(over).tag == "RP" {
            (bound, number_items.0) = (Bound::Exact, figure.core.0);
        }
    }
    let predicate = clause::predicate(reading, &found);
    let number = span_of(items, number_items);
    let mut span = number.join(whole);
    let noun = found.token.filter(|&noun| noun >= end && reading.token(noun).sentence == reading.token(token).sentence);
    let last = noun.or(found.state).filter(|&last| last >= end);
    if let Some(last) = last {
        span = span.join(reading.token(last).span);
    }
    let counted_span = noun.map(|noun| {
        let first = if reading.lemma(end) == "of" && noun > end { end + 1 } else { end };
        // "1.8 billion-mile (2.8bn km) journey": what stands in parentheses is another quantity.
        let first = (first..noun).rev().find(|&at| reading.word(at) == ")").map_or(first, |close| close + 1);
        reading.span(first.min(noun)..noun + 1)
    });
    let per = figure.per.clone().or_else(|| {
        let behind = noun.filter(|_| figure.unit == Unit::Count).map(|noun| reading.token(noun).span.end)?;
        figures::rate_of_count(items, items.partition_point(|item| item.span.start < behind))
    });
    let phrase = concept::Phrase { number: token, unit: unit_token, end, start: reading.tokens_in(number).start };
    let concept = concept::concept(reading, &phrase, &found, &figure.unit, before);
    let qualifiers = clause::qualifiers(reading, &found, token, end, number);
    let change = clause::change(reading, unit_token, &found).or_else(|| clause::change(reading, token, &found));
    let time = clause::time_of(reading, times, predicate.as_ref().map(|predicate| predicate.token), span);
    Some(Quantity {
        span,
        number,
        value: figure.value,
        upper: figure.upper,
        bound,
        unit,
        counts: found.lemma,
        qualifiers,
        counted: counted_span,
        predicate_token: predicate.as_ref().map(|predicate| predicate.token),
        predicate: predicate.map(|predicate| (predicate.lemma, predicate.part)),
        token,
        counted_token: found.token,
        part_of,
        change,
        time,
        per,
        concept,
        written: figure.written.map(|(value, unit)| (value, unit.to_owned())),
    })
}

/// "575 Hazel Road": the number of a house.
fn is_house(items: &[Item], figure: &Figure) -> bool {
    let behind = items[figure.core.1..].iter().take(4).take_while(|item| item.capital || item.digits().is_some());
    let name: Vec<&Item> = behind.take_while(|item| item.spaced).collect();
    figure.unit == Unit::Count
        && figure.form == Form::Digits
        && name.len() > 1
        && name.iter().skip(1).any(|item| WORDS.has("street", &item.low))
}

/// Fills in what "four of them" or a bare number counts from the quantities before it, and ties part to whole.
fn borrow(
    reading: &Reading,
    found: &mut Counted,
    figure: &Figure,
    token: u32,
    before: &[Quantity],
    part_of: &mut Option<u32>,
) {
    let sentence = reading.token(token).sentence;
    let near = before.iter().enumerate().rev().take(BORROW_REACH).find(|(_, earlier)| {
        earlier.unit == Unit::Count
            && !earlier.counts.is_empty()
            && sentence - reading.token(earlier.token).sentence.min(sentence) <= 1
            && (!found.part || earlier.value >= figure.value)
    });
    if let Some((number, earlier)) = near
        && found.borrowed
    {
        if found.lemma.is_empty() {
            found.lemma.clone_from(&earlier.counts);
        }
        if found.part {
            *part_of = Some(number as u32);
        }
        return;
    }
    if found.borrowed && found.part && found.lemma.is_empty() {
        // "one of them" with no number before: the last plural noun of the sentence or the one before.
        let noun = (0..token).rev().take(40).find(|&earlier| {
            let it = reading.token(earlier);
            matches!(it.tag, "NNS" | "NNPS") && sentence - it.sentence.min(sentence) <= 1
        });
        if let Some(noun) = noun {
            found.lemma = counted::normal(reading, noun);
        }
    }
}

/// Whose age it is: the noun behind "15-year-old", the name before ", 16,", or the subject of "is 16 years old".
fn of_age(reading: &Reading, items: &[Item], figure: &Figure, token: u32, end: u32) -> Counted {
    let sentence = reading.sentence_of(token).tokens.clone();
    let named = |noun: u32| Counted {
        lemma: counted::normal(reading, noun),
        token: Some(noun),
        phrase: noun,
        ..Counted::default()
    };
    let noun = |at: u32| matches!(reading.token(at).pos, "NOUN" | "PROPN");
    let compound = figure.end > figure.core.1;
    if compound {
        let behind = (end..sentence.end.min(end + 4))
            .take_while(|&at| noun(at) || reading.token(at).pos == "ADJ")
            .filter(|&at| noun(at))
            .last();
        if let Some(behind) = behind {
            return named(behind);
        }
    }
    let first = reading.tokens_in(items[figure.items.0].span).start;
    let before = (sentence.start..first).rev().take(4).find(|&at| noun(at));
    if let Some(before) = before {
        return named(before);
    }
    let subject = reading.ancestors(token).find_map(|head| reading.child_by(head, &["nsubj", "nsubjpass"]));
    subject.map_or(Counted { phrase: token, lemma: "people".into(), ..Counted::default() }, named)
}

/// What a measure or a sum of money belongs to: "a $5 million ransom", "a depth of 20 metres", "210 million in revenue".
fn of_measure(reading: &Reading, token: u32, end: u32) -> Counted {
    let sentence = reading.sentence_of(token).tokens.clone();
    let named = |noun: u32| Counted {
        lemma: counted::normal(reading, noun),
        token: Some(noun),
        phrase: noun,
        ..Counted::default()
    };
    let noun = |at: u32| matches!(reading.token(at).pos, "NOUN" | "PROPN");
    let none = Counted { phrase: token, ..Counted::default() };
    // "a tunnel 30 metres long", "the tower is 90 metres high".
    if end < sentence.end
        && matches!(reading.lemma(end), "long" | "wide" | "tall" | "high" | "deep" | "thick" | "across" | "heavy")
    {
        let above = reading.ancestors(end).find(|&head| noun(head) && head < token);
        let subject = || reading.ancestors(end).find_map(|head| reading.child_by(head, &["nsubj", "nsubjpass"]));
        let before = || (sentence.start..token).rev().take(4).find(|&at| noun(at));
        return above.or_else(before).or_else(subject).map_or(none, |noun| Counted { phrase: token, ..named(noun) });
    }
    if let Some(next) = (end < sentence.end).then_some(end) {
        let word = reading.word(next).to_lowercase();
        if matches!(word.as_str(), "of" | "in" | "worth") {
            let from = if word == "worth" && next + 1 < sentence.end && reading.word(next + 1) == "of" {
                next + 1
            } else {
                next
            };
            let object = reading.child_by(from, &["pobj"]);
            if let Some(object) =
                object.filter(|&object| noun(object) && (word != "in" || reading.name_at(object).is_none()))
            {
                return Counted { phrase: token, ..named(object) };
            }
        }
        // "a $5 million ransom", "101-metre vessel".
        let head = reading.token(token).head;
        if head >= end && head < sentence.end && noun(head) && head - end < 5 {
            return named(head);
        }
        let behind = (end..sentence.end.min(end + 3))
            .take_while(|&at| noun(at) || reading.token(at).pos == "ADJ")
            .filter(|&at| noun(at))
            .last();
        if let Some(behind) = behind {
            return named(behind);
        }
    }
    // "a depth of 20 metres", "winds of 30 knots"; "costs $5": the subject.
    let mut at = token;
    for _ in 0..3 {
        let Some(head) = reading.head(at) else { break };
        let (relation, governor) = (reading.token(at).relation, reading.token(head));
        if relation == "pobj"
            && let Some(above) = reading.head(head)
        {
            if matches!(governor.lemma.as_str(), "of" | "at" | "to") && noun(above) {
                return Counted { phrase: token, ..named(above) };
            }
            if governor.lemma == "worth" || reading.token(above).relation == "acl" {
                let noun = reading.ancestors(head).find(|&at| noun(at));
                return noun.map_or(none, |noun| Counted { phrase: token, ..named(noun) });
            }
            if reading.token(above).pos == "VERB"
                && let Some(subject) = reading
                    .child_by(above, &["nsubj", "nsubjpass"])
                    .filter(|&subject| noun(subject) && matches!(governor.lemma.as_str(), "at" | "to" | "by" | "from"))
            {
                return Counted { phrase: token, ..named(subject) };
            }
            break;
        }
        if matches!(relation, "attr" | "dobj" | "npadvmod" | "advmod")
            && (matches!(
                reading.lemma(head),
                "be" | "cost"
                    | "measure"
                    | "weigh"
                    | "total"
                    | "reach"
                    | "stand"
                    | "exceed"
                    | "average"
                    | "hit"
                    | "top"
            ) || WORDS.has("change", reading.lemma(head)))
            && let Some(subject) = reading.child_by(head, &["nsubj", "nsubjpass"]).filter(|&subject| noun(subject))
        {
            return Counted { phrase: token, ..named(subject) };
        }
        if governor.lemma == "worth" {
            let noun = reading.ancestors(head).find(|&at| noun(at));
            return noun.map_or(none, |noun| Counted { phrase: token, ..named(noun) });
        }
        if matches!(relation, "nummod" | "quantmod" | "compound" | "nmod" | "amod" | "conj" | "appos") {
            at = head;
            continue;
        }
        break;
    }
    none
}

/// A number that is part of a name: "Cessna 208", "53rd Street", "World War II".
fn in_name(reading: &Reading, token: u32, end: u32, figure: &Figure) -> bool {
    if matches!(figure.unit, Unit::Money(_) | Unit::Percent | Unit::Age | Unit::Measure(..)) {
        return false;
    }
    let it = reading.token(token);
    let first = reading.sentence_of(token).tokens.start;
    // Digits between two names in the singular: "the Galaxy 20 Ultra"; a plural would be counted, and in a headline
    // every word has a capital.
    if token > first && it.tag == "CD" && figure.unit == Unit::Count && figure.form == Form::Digits {
        let sentence = reading.sentence_of(token).tokens.clone();
        let capital = |at: u32| reading.word(at).starts_with(char::is_uppercase);
        let behind = (end < sentence.end).then_some(end).filter(|&behind| {
            let next = reading.token(behind);
            capital(behind) && !matches!(next.tag, "NNS" | "NNPS") && !next.lemma.ends_with('s')
        });
        let running =
            || sentence.clone().any(|at| matches!(reading.token(at).tag, "NN" | "NNS" | "VBD") && !capital(at));
        if reading.token(token - 1).tag == "NNP" && behind.is_some() && running() {
            return true;
        }
    }
    // A number whose noun has another: "two new 737 jets".
    if figure.unit == Unit::Count
        && figure.form == Form::Digits
        && it.relation == "nummod"
        && reading.children_by(it.head, &["nummod"]).any(|other| other < token && reading.token(other).tag == "CD")
        && reading.head(token).is_some_and(|head| head > token)
    {
        return true;
    }
    // Digits straight behind a proper noun that they hang on: "Windows 10".
    if token > first && it.tag == "CD" && figure.unit == Unit::Count {
        let before = reading.token(token - 1);
        let behind = reading.tokens.get(end as usize).filter(|next| next.sentence == it.sentence);
        let counts = behind.is_some_and(|next| {
            matches!(next.pos, "NOUN" | "ADJ" | "PROPN") || WORDS_OF_STATE.contains(&next.lemma.as_str())
        });
        if before.tag == "NNP" && (it.head == token - 1 || before.head == token) && !counts {
            return true;
        }
    }
    let Some(name) = reading.name_at(token) else { return false };
    let proper = name.tokens.clone().any(|other| other != token && reading.token(other).pos == "PROPN");
    let label = matches!(name.label, "ORG" | "PRODUCT" | "FAC" | "WORK_OF_ART" | "LAW" | "EVENT" | "PERSON");
    let begins =
        name.tokens.start == token || name.tokens.start + 1 == token && reading.lemma(name.tokens.start) == "the";
    let rank = figure.unit == Unit::Rank;
    label && proper && (!begins || rank)
}

/// States that may follow a number in a headline.
const WORDS_OF_STATE: [&str; 8] = ["dead", "kill", "hurt", "injure", "wound", "die", "missing", "arrest"];

/// "one another", "the one", "one must", "at one point": no number.
fn is_idle_one(reading: &Reading, token: u32, figure: &Figure, earlier: &[Quantity]) -> bool {
    if figure.unit == Unit::Rank {
        return !matches!(reading.token(token).relation, "amod" | "nummod" | "compound")
            || reading.lemma(token) == "last";
    }
    if figure.form != Form::Words
        || (figure.value - 1.0).abs() > f64::EPSILON
        || figure.unit != Unit::Count
        || figure.bound != Bound::Exact
    {
        return false;
    }
    let it = reading.token(token);
    let next = reading.tokens.get(token as usize + 1);
    let next_lemma = next.map_or("", |next| next.lemma.as_str());
    if next_lemma == "of"
        || it.relation == "nummod"
            && next.is_some_and(|next| {
                !matches!(next_lemma, "day" | "time" | "thing" | "point" | "way" | "hand" | "side" | "another")
                    && next.tag != "CD"
            })
    {
        return false;
    }
    let before = token.checked_sub(1).map_or("", |before| reading.lemma(before));
    // "four are in hospital, and one has died": one of those counted before.
    if matches!(it.relation, "nsubj" | "nsubjpass")
        && matches!(before, "and" | "while" | "but" | "," | "or")
        && earlier
            .last()
            .is_some_and(|last| last.unit == Unit::Count && reading.token(last.token).sentence == it.sentence)
    {
        return false;
    }
    it.tag != "CD"
        || matches!(before, "the" | "this" | "that" | "which" | "no" | "every" | "any" | "each" | "another" | "by")
        || next_lemma == "another"
        || !matches!(it.relation, "nsubj" | "nsubjpass" | "nummod")
        || matches!(next_lemma, "day" | "time" | "thing" | "point" | "way" | "hand" | "side")
}
