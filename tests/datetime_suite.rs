//! Times against the English cases of Microsoft's Recognizers-Text (MIT), measured from outside: nothing of the suite
//! is kept here.
//!
//! Set `RECOGNIZERS_TEXT` to the folder `Specs/DateTime/English` of a copy of github.com/microsoft/Recognizers-Text;
//! without it this passes over, and says so. Read are all cases of `DateTimeModel.json` (985 inputs, the end-to-end
//! model): every expected date, time, datetime, their ranges, and durations. Left out are sets, zones, expectations
//! without a value ("not resolved"), and those reckoned from the running minute ("in 20 minutes"): the reader knows of
//! an article the day only. Two conventions are mapped: the suite gives both readings of "Friday" or of "5:00" and
//! either is right; the end of "May 3 to May 5" is the start of its last day there and the end of it here. Weeks,
//! months and years "ago" are a day there and a week, month or year here: right if the day lies in it. "The end
//! of Sunday" is its last second there, Sunday with its modifier here; a holiday with its hour is two findings there, one
//! here. Parts of the day are compared by their name, and stretches reckoned from today may differ by a day at either end.

use rashomon::extract::{Granularity, Time, TimeKind, extract};
use rashomon::text::{Article, Block, BlockKind, Day, Span};
use rashomon::understand::Engine;
use serde_json::Value;

/// Least share of values right among the expressions found: what TempEval-3 calls the value of a time (`HeidelTime` has
/// .876 there on news).
const RIGHT_FLOOR: f64 = 0.9;
/// Least share of values right among all 917 expected, those not found counted as wrong; 815 (.889) were when this was
/// set. Many of the rest are the language of orders to an assistant ("EOD", "10D", "7ampm"), which articles do not speak.
const ALL_FLOOR: f64 = 0.876;

/// The kinds of expectation that are measured.
const KINDS: [&str; 7] = ["date", "daterange", "time", "timerange", "datetime", "datetimerange", "duration"];

fn times_in(text: &str, published: Option<Day>) -> Vec<Time> {
    let blocks = vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }];
    let article = Article { text: text.to_owned(), blocks, published, language: "en".to_owned(), ..Article::default() };
    let reading = Engine::shared().read(article.text.as_str().into(), &article.blocks);
    extract(&article, &reading).times
}

fn text_of<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or("")
}

/// The first moment of the last part of a range's value ("2018-05-03/2018-05-05").
fn last_start(time: &Time) -> Option<String> {
    let (_, last) = time.value.split_once('/')?;
    if let Some((year, number)) = last.split_once("-Q") {
        let month = number.parse::<u8>().ok()?.checked_sub(1)? * 3 + 1;
        return Some(format!("{year}-{month:02}-01"));
    }
    Some(match last.len() {
        4 => format!("{last}-01-01"),
        7 => format!("{last}-01"),
        _ => last.to_owned(),
    })
}

fn minutes(clock: &str) -> Option<u16> {
    let mut parts = clock.split(':');
    Some(parts.next()?.parse::<u16>().ok()? * 60 + parts.next()?.parse::<u16>().ok()?)
}

/// "T14:20" as minutes.
fn clock_of(value: &str) -> Option<u16> {
    let clock = &value[value.find('T')? + 1..];
    let hour = clock.get(..2)?.parse::<u16>().ok()?;
    Some(hour * 60 + clock.get(3..5).and_then(|minute| minute.parse().ok()).unwrap_or(0))
}

/// Whether two days are the same or neighbours.
fn beside(one: &str, other: &str) -> bool {
    let (Ok(one), Ok(other)) = (one.parse::<Day>(), other.parse::<Day>()) else { return false };
    (one - other).get_days().abs() <= 1
}

/// Whether a finding says what one of the suite's readings says.
fn agrees(time: &Time, reading: &Value) -> bool {
    let (timex, modifier) = (text_of(reading, "timex"), text_of(reading, "Mod"));
    if time.value == timex {
        return true;
    }
    // Parts of the day begin and end elsewhere there: the day and the part are compared.
    let codes = ["TMO", "TAF", "TEV", "TNI"];
    if let Some(code) = codes.iter().find(|code| timex.ends_with(*code) && time.value.ends_with(*code)) {
        let start = text_of(reading, "start");
        return time.from.is_none() && timex == *code
            || start.get(..10).is_some() && time.value.trim_end_matches(code) == &start[..10];
    }
    let from = time.from.as_deref().unwrap_or("");
    let to = time.to.as_deref().unwrap_or("");
    let day = |stamp: &str| stamp.get(..10).unwrap_or("").to_owned();
    let stamp = |moment: &str| moment.replace(' ', "T").get(..16).unwrap_or("").to_owned();
    match text_of(reading, "type") {
        "duration" => {
            let wanted: f64 = text_of(reading, "value").parse().unwrap_or(-1.0);
            // Months and years have 30 and 365 days there.
            time.seconds.is_some_and(|(least, _)| (least - wanted).abs() <= 0.02 * wanted)
        }
        "date" => {
            let wanted = text_of(reading, "value");
            let coarse = time.granularity > Granularity::Day && time.granularity <= Granularity::Year;
            time.kind == TimeKind::Time && day(from) == wanted
                || day(from) == wanted
                    && (time.granularity == Granularity::Day || time.kind == TimeKind::Date && !coarse)
                || coarse && time.kind == TimeKind::Date && *day(from) <= *wanted && *wanted < *day(to)
        }
        "time" => {
            let wanted = minutes(text_of(reading, "value"));
            wanted.is_some() && time.minute_of_day == wanted
        }
        "datetime" => {
            let wanted = stamp(text_of(reading, "value"));
            // "the end of the day" is its last second there, and the day with a word that says so here.
            if wanted.ends_with("23:59") && time.modifier.as_deref() == Some("end") {
                return day(from) == day(&wanted);
            }
            !wanted.is_empty() && from.get(..16) == Some(&wanted)
        }
        "timerange" => {
            let (start, end) = (minutes(text_of(reading, "start")), minutes(text_of(reading, "end")));
            match (time.value.split_once('/'), modifier) {
                (Some((first, last)), _) => clock_of(first) == start && clock_of(last) == end,
                (None, "") => false,
                (None, _) => time.minute_of_day.is_some() && (time.minute_of_day == start || time.minute_of_day == end),
            }
        }
        kind => {
            let whole = kind == "daterange";
            let cut = |moment: &str| if whole { day(moment) } else { stamp(moment) };
            let (start, end) = (cut(text_of(reading, "start")), cut(text_of(reading, "end")));
            let (mine, after) = (cut(from), cut(to));
            let ends = |end: &str| after == end || last_start(time).is_some_and(|last| cut(&last) == end);
            match (start.is_empty(), end.is_empty()) {
                // "the next three days" begin tomorrow there and today here, and so they end.
                (false, false) if time.kind == TimeKind::Duration => {
                    beside(&mine, &start) && (beside(&after, &end) || ends(&end))
                }
                // "early in 2016" is cut to a half there; here it is the year with a word that says so.
                (false, false) if matches!(modifier, "start" | "mid" | "end") => {
                    *mine <= *start && *end <= *after && time.modifier.is_some()
                }
                (false, false) => mine == start && ends(&end),
                (false, true) => start == mine || start == after,
                (true, false) => end == mine || end == after,
                (true, true) => false,
            }
        }
    }
}

/// Whether an input is a sentence that tells something, as an article does: no question, no order to an assistant, no
/// scrap of less than four words, no address of the web.
fn is_running_text(input: &str) -> bool {
    const ORDERS: [&str; 22] = [
        "cortana",
        "schedule",
        "skype",
        "calendar",
        "meeting",
        "appointment",
        "book ",
        "remind",
        "set up",
        "show ",
        "find ",
        "let's",
        "let’s",
        "please",
        "www.",
        "://",
        "ooo",
        "out of office",
        "meet me",
        "set an",
        "create ",
        "send ",
    ];
    let low = input.to_lowercase();
    low.split_whitespace().count() >= 4 && !low.contains('?') && !ORDERS.iter().any(|order| low.contains(order))
}

/// Whether an expectation hangs on the running minute: "in 20 minutes", "two hours ago".
fn needs_clock(reading: &Value, words: &str, reference: &str) -> bool {
    let fine_unit = ["minute", "min ", "mins", "hour", "hr", "second", "sec"].iter().any(|unit| words.contains(unit));
    if fine_unit && text_of(reading, "type").starts_with("datetime") {
        return true;
    }
    let clock = reference.get(11..19).unwrap_or("00:00:00");
    let stamps = ["value", "start", "end"].map(|key| text_of(reading, key));
    let fine = text_of(reading, "type").starts_with("datetime");
    let timex = text_of(reading, "timex");
    fine && (timex.contains(",PT") && timex.starts_with('(') && stamps.iter().any(|stamp| stamp.ends_with(clock))
        || !clock.starts_with("00:00") && stamps.iter().any(|stamp| stamp.ends_with(clock.get(3..).unwrap_or("-"))))
}

#[test]
fn times_agree_with_the_public_suite_where_it_is_at_hand() {
    let Some(folder) = std::env::var_os("RECOGNIZERS_TEXT") else {
        println!("passed over: RECOGNIZERS_TEXT names no copy of the suite");
        return;
    };
    let path = std::path::Path::new(&folder).join("DateTimeModel.json");
    let text = std::fs::read_to_string(&path).expect("DateTimeModel.json in the folder that RECOGNIZERS_TEXT names");
    let cases: Vec<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("a list of cases");
    let (mut wanted, mut found, mut right, mut left_out, mut silent, mut alarms) = (0, 0, 0, 0, 0, 0);
    let (mut running, mut running_right) = (0, 0);
    let mut by_kind = std::collections::BTreeMap::<String, (usize, usize)>::new();
    for case in &cases {
        let input = text_of(case, "Input");
        let reference = case.pointer("/Context/ReferenceDateTime").and_then(Value::as_str).unwrap_or("");
        let published = reference.get(..10).and_then(|day| day.parse::<Day>().ok());
        let times = times_in(input, published);
        let results = case.get("Results").and_then(Value::as_array).cloned().unwrap_or_default();
        if results.is_empty() {
            silent += 1;
            alarms += usize::from(!times.is_empty());
        }
        for result in &results {
            let kind = text_of(result, "TypeName").trim_start_matches("datetimeV2.").to_owned();
            let readings = result.pointer("/Resolution/values").and_then(Value::as_array).cloned().unwrap_or_default();
            let unresolved = readings.is_empty() || readings.iter().all(|one| text_of(one, "value") == "not resolved");
            if !KINDS.contains(&kind.as_str())
                || unresolved
                || readings.iter().any(|one| needs_clock(one, text_of(result, "Text"), reference))
            {
                left_out += 1;
                continue;
            }
            wanted += 1;
            let start = result.get("Start").and_then(Value::as_u64).unwrap_or(0) as usize;
            let end = result.get("End").and_then(Value::as_u64).unwrap_or(0) as usize + 1;
            let byte = |place: usize| input.char_indices().nth(place).map_or(input.len(), |(at, _)| at);
            let span = Span::new(byte(start), byte(end));
            let near: Vec<&Time> = times.iter().filter(|time| time.span.overlaps(span)).collect();
            found += usize::from(!near.is_empty());
            let fits = near.iter().any(|time| readings.iter().any(|reading| agrees(time, reading)));
            right += usize::from(fits);
            if is_running_text(input) {
                running += 1;
                running_right += usize::from(fits);
            }
            let tally = by_kind.entry(kind.clone()).or_default();
            tally.0 += 1;
            tally.1 += usize::from(fits);
            if !fits {
                let values: Vec<String> = near
                    .iter()
                    .map(|time| format!("[{}] {} {:?}..{:?}", time.span.of(input), time.value, time.from, time.to))
                    .collect();
                let first = &readings[0];
                println!(
                    "{kind} [{}] in: {input} ({reference})\n    wanted {first}\n    found {values:?}",
                    span.of(input)
                );
            }
        }
    }
    for (kind, (all, fits)) in &by_kind {
        println!("{kind}: {fits} of {all}");
    }
    let share = right as f64 / wanted as f64;
    println!(
        "{} inputs of {}: {wanted} values measured, {left_out} left out; {found} found, {right} right: {share:.3} of all, {:.3} of those found; {alarms} of {silent} silent inputs with a finding",
        cases.len(),
        path.display(),
        right as f64 / found as f64
    );
    println!("in running text: {running_right} of {running} right: {:.3}", running_right as f64 / running as f64);
    assert!(share >= ALL_FLOOR, "{share:.3} of all values are right");
    assert!(right as f64 / found as f64 >= RIGHT_FLOOR, "{right} of {found} found values are right");
}
