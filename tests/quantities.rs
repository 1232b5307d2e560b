//! How well quantities are read: against sentences written and labelled for this project, before any was run. (Their
//! first run, with rules that had not seen them, gave .976, .930 and .760; what it missed made some rules better.)
//!
//! Figures are F over all sentences: of the values; of values with their unit; of values with their unit and with what
//! they count, right in part (the head found is one of the words of the label). Ranks, scores and numbers that only
//! name something are left out on both sides.

use rashomon::extract::{Quantity, Unit, extract};
use rashomon::text::{Article, Block, BlockKind, Span};
use rashomon::understand::Engine;

/// Least F of the values; the best published system has .92 on a set of its own kind (CQE, Almasian et al. 2023).
const VALUE_FLOOR: f64 = 0.92;
/// Least F of values with units (CQE: .86).
const UNIT_FLOOR: f64 = 0.86;
/// Least F of values with units and what is counted, in part (CQE: .76).
const COUNTED_FLOOR: f64 = 0.76;

struct Label {
    least: f64,
    most: f64,
    unit: String,
    counted: Vec<String>,
    bounds: Vec<String>,
}

fn labels() -> Vec<(String, Vec<Label>)> {
    let mut sentences: Vec<(String, Vec<Label>)> = Vec::new();
    for line in include_str!("data/quantities.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some(label) = line.strip_prefix("    ") {
            let columns: Vec<&str> = label.split(" | ").collect();
            let (least, most) = columns[0].split_once("..").unwrap_or((columns[0], columns[0]));
            let words = |text: &str| text.split(' ').map(str::to_owned).collect();
            sentences.last_mut().expect("a label has its sentence").1.push(Label {
                least: least.parse().expect("a number"),
                most: most.parse().expect("a number"),
                unit: columns[1].to_owned(),
                counted: words(columns[2]),
                bounds: words(columns[3]),
            });
        } else {
            sentences.push((line.to_owned(), Vec::new()));
        }
    }
    sentences
}

fn found_in(sentence: &str) -> Vec<Quantity> {
    let span = Span::new(0, sentence.len());
    let blocks = vec![Block { kind: BlockKind::Paragraph, span }];
    let article = Article { text: sentence.to_owned(), blocks, language: "en".to_owned(), ..Article::default() };
    let reading = Engine::shared().read(article.text.as_str().into(), &article.blocks);
    let quantities = extract(&article, &reading).quantities;
    quantities.into_iter().filter(|quantity| !matches!(quantity.unit, Unit::Rank | Unit::Other)).collect()
}

fn unit_name(unit: &Unit) -> String {
    match unit {
        Unit::Count => "count".into(),
        Unit::Percent => "percent".into(),
        Unit::Age => "age".into(),
        Unit::Money(code) => format!("money {code}"),
        Unit::Measure(symbol, _) => format!("measure {symbol}"),
        Unit::Rank | Unit::Other => "other".into(),
    }
}

fn bound_name(quantity: &Quantity) -> String {
    serde_json::to_value(quantity.bound).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn f_score(right: usize, found: usize, labelled: usize) -> f64 {
    2.0 * right as f64 / (found + labelled) as f64
}

#[test]
fn quantities_in_news_sentences_are_read_with_unit_and_counted_thing() {
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-3 * a.abs().max(1.0);
    let (mut labelled, mut found, mut value, mut unit, mut counted, mut bound) = (0, 0, 0, 0, 0, 0);
    let sentences = labels();
    for (sentence, labels) in &sentences {
        let mut left = found_in(sentence);
        labelled += labels.len();
        found += left.len();
        for label in labels {
            let place = left.iter().position(|quantity| {
                near(quantity.value, label.least) && near(quantity.upper.unwrap_or(quantity.value), label.most)
            });
            let Some(place) = place else {
                println!("missed {}..{} in: {sentence}", label.least, label.most);
                continue;
            };
            let quantity = left.remove(place);
            let number = quantity.number.of(sentence);
            value += 1;
            let unit_right = unit_name(&quantity.unit) == label.unit;
            let counts = if quantity.counts.is_empty() { "-" } else { &quantity.counts };
            let counted_right = unit_right && label.counted.iter().any(|word| word == counts);
            unit += usize::from(unit_right);
            counted += usize::from(counted_right);
            if !unit_right {
                println!("unit {} for {} of {number} in: {sentence}", unit_name(&quantity.unit), label.unit);
            } else if !counted_right {
                println!("counts {counts} for {:?} of {number} in: {sentence}", label.counted);
            }
            if label.bounds.contains(&bound_name(&quantity)) {
                bound += 1;
            } else {
                println!("bound {} for {:?} of {number} in: {sentence}", bound_name(&quantity), label.bounds);
            }
        }
        for quantity in left {
            println!("false {:?} {} in: {sentence}", quantity.number.of(sentence), quantity.value);
        }
    }
    let scores = [value, unit, counted].map(|right| f_score(right, found, labelled));
    println!(
        "{} sentences, {labelled} quantities, {found} found: value {:.3} F, with unit {:.3}, with counted thing {:.3}; bound right in {:.3}",
        sentences.len(),
        scores[0],
        scores[1],
        scores[2],
        bound as f64 / value as f64
    );
    assert!(sentences.len() >= 150, "{} sentences", sentences.len());
    assert!(scores[0] >= VALUE_FLOOR, "values {:.3}", scores[0]);
    assert!(scores[1] >= UNIT_FLOOR, "units {:.3}", scores[1]);
    assert!(scores[2] >= COUNTED_FLOOR, "counted {:.3}", scores[2]);
}

/// What is found in a sentence: value, upper value, unit, what a rate is for one of.
fn check(sentence: &str, wanted: &[(f64, Option<f64>, &str, Option<&str>)]) {
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(1.0);
    let found = found_in(sentence);
    for &(value, upper, unit, per) in wanted {
        let hit = found.iter().any(|quantity| {
            near(quantity.value, value)
                && match (quantity.upper, upper) {
                    (Some(a), Some(b)) => near(a, b),
                    (a, b) => a.is_none() && b.is_none(),
                }
                && unit_name(&quantity.unit) == unit
                && quantity.per.as_deref() == per
        });
        assert!(hit, "{value} {unit} in: {sentence}\n{found:#?}");
    }
}

#[test]
fn ranges_with_repeated_units_are_one_range() {
    check("Rents rose between 5% and 6% last year.", &[(5.0, Some(6.0), "percent", None)]);
    check("Tickets cost between $62 and $68.", &[(62.0, Some(68.0), "money USD", None)]);
    check("Prices range from $750,000 to $1 million.", &[(750_000.0, Some(1e6), "money USD", None)]);
    check("The firm promised $89 to $93 billion.", &[(89e9, Some(93e9), "money USD", None)]);
    check("Homes from 40 metres to 60 metres were flooded.", &[(40.0, Some(60.0), "measure m", None)]);
    check("The rate rose from 5% to 6%.", &[(5.0, None, "percent", None), (6.0, None, "percent", None)]);
}

#[test]
fn signs_belong_to_their_number() {
    check("It was minus 20 degrees in Varby.", &[(-20.0, None, "measure °", None)]);
    check("The lake lay at -5 degrees.", &[(-5.0, None, "measure °", None)]);
    check("Shares moved -1.3% on Monday.", &[(-1.3, None, "percent", None)]);
    check("The balance fell to $-50bn.", &[(-50e9, None, "money USD", None)]);
    check("Six teams played 3-1 and 2-0.", &[(6.0, None, "count", None)]);
}

#[test]
fn units_that_touch_their_number_are_read() {
    check("Each bottle holds 250ml.", &[(250.0, None, "measure ml", None)]);
    check("They hear up to 15kHz.", &[(15.0, None, "measure kilohertz", None)]);
    check("The deal was worth AUD1.5m.", &[(1.5e6, None, "money AUD", None)]);
    check("The roof covers 32m2.", &[(32.0, None, "measure m²", None)]);
    check("A whale 37m (121ft) long was found.", &[(37.0, None, "measure m", None), (121.0, None, "measure ft", None)]);
}

#[test]
fn money_of_other_countries_keeps_its_country() {
    check("He paid $A25,474,373 for it.", &[(25_474_373.0, None, "money AUD", None)]);
    check("It cost HK $5.4m.", &[(5.4e6, None, "money HKD", None)]);
    check("The stall took RM23.50.", &[(23.5, None, "money MYR", None)]);
    check("They raised 7.5 million Danish crowns.", &[(7.5e6, None, "money DKK", None)]);
    check("They have a $3500 mortgage.", &[(3500.0, None, "money USD", None)]);
}

#[test]
fn rates_keep_what_they_are_for_one_of() {
    check("The car does 24 miles per gallon.", &[(24.0, None, "measure mile per gallon", None)]);
    check("Petrol cost $2.11 per gallon.", &[(2.11, None, "money USD", Some("gal"))]);
    check("The fee is £24 a year.", &[(24.0, None, "money GBP", Some("year"))]);
    check("Gold stood at $1,271.2 an ounce.", &[(1271.2, None, "money USD", Some("oz"))]);
    check("They make 3,000 tests per day.", &[(3000.0, None, "count", Some("day"))]);
}

#[test]
fn fractions_and_multiples_have_their_value() {
    check("Add 1/2 pound of butter.", &[(0.5, None, "measure lb", None)]);
    check("One fourth of the towns lost power.", &[(25.0, None, "percent", None)]);
    check("One in four farmers lost cattle.", &[(25.0, None, "percent", None)]);
    check("A third of the crew is ill.", &[(100.0 / 3.0, None, "percent", None)]);
    check("A sixfold rise was seen.", &[(6.0, None, "count", None)]);
}

#[test]
fn an_age_in_months_is_no_age_in_years() {
    let found = found_in("A 9-month-old boy was saved.");
    let age = found.iter().find(|quantity| quantity.unit == Unit::Age).expect("an age");
    assert!((age.value - 0.75).abs() < 1e-9, "{age:?}");
    assert_eq!(age.written, Some((9.0, "month of age".to_owned())));
}

#[test]
fn the_concept_of_a_quantity_is_what_is_measured() {
    let concept = |sentence: &str| {
        let found = found_in(sentence);
        found.first().and_then(|quantity| quantity.concept).map_or("", |span| span.of(sentence)).to_owned()
    };
    assert_eq!(concept("Norfield Mills advanced 8% on Tuesday."), "Norfield Mills");
    assert_eq!(concept("The town gave a discount of $20."), "discount");
    assert_eq!(concept("It fell 8%."), "");
}

#[test]
fn points_of_percent_are_no_percent() {
    check(
        "Turnout rose by 6 percentage points to 71 percent.",
        &[(6.0, None, "measure percentage point", None), (71.0, None, "percent", None)],
    );
    check(
        "The bank raised its rate by a quarter of a percentage point.",
        &[(0.25, None, "measure percentage point", None)],
    );
}

#[test]
fn a_comma_may_be_the_point() {
    check("The tunnel cost 4,75 million euros.", &[(4.75e6, None, "money EUR", None)]);
    check("Wages grew 0,9 percent in 1,200 firms.", &[(0.9, None, "percent", None), (1200.0, None, "count", None)]);
}

#[test]
fn digits_that_are_dialled_or_name_a_place_count_nothing() {
    for sentence in [
        "Families may ring 0300 555 0142 at any hour.",
        "Call 212-555-0142 or write to the desk.",
        "The number is +49 30 5550142.",
        "The jet left from runway 09 and not from hangar 3.",
    ] {
        assert_eq!(found_in(sentence), [], "in: {sentence}");
    }
}

#[test]
fn a_text_may_end_with_any_word_behind_a_number() {
    let ends =
        ["dead", "injured", "missing", "wounded", "killed", "seriously hurt", "of", "in", "-", "more than", "people"];
    for end in ends {
        for sentence in [format!("The toll is 12 {end}"), format!("It said 45 near {end}"), format!("12 {end}")] {
            found_in(&sentence);
        }
    }
    check("At least 12 dead", &[(12.0, None, "count", None)]);
}
