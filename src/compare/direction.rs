//! Directions and distances: how far and which way from a place, and which part of a country.
//!
//! "130 miles northwest of the capital" and "230 km west of the capital"; "western Germany" and "the north-west German
//! city".

use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::worded::both_say;
use super::{DiscrepancyKind, Severity};
use crate::extract::{ActorKind, Unit, country_of_adjective, is_capital};
use crate::text::{ArticleIdx, Span};
use rustc_hash::FxHashMap;

/// Degrees from north.
const COMPASS: [(&str, u16); 8] = [
    ("north", 0),
    ("northeast", 45),
    ("east", 90),
    ("southeast", 135),
    ("south", 180),
    ("southwest", 225),
    ("west", 270),
    ("northwest", 315),
];
/// Distances within this share of one another are one, rounded.
const ROUNDING: f64 = 0.06;
/// Distances within this share may be meant of one spot even where nothing else is shared.
const SAME_SPOT: f64 = 0.35;
/// … and within this one where the sentences tell of one thing.
const FAR_SPOT: f64 = 0.6;
/// From this share of telling words on they do.
const ONE_THING: f32 = 0.2;
/// Bytes between "of" and the place's name ("of the capital city, San José").
const WITHIN: u32 = 30;
/// Where in a report the part of the country is told for what the report is about.
const FIRST_SENTENCES: usize = 7;

struct Bearing {
    article: ArticleIdx,
    degrees: u16,
    /// Metres, with the phrase.
    distance: Option<(f64, Span)>,
    /// From the direction to the place.
    span: Span,
    place: u32,
    /// Other places named in the sentence.
    beside: Vec<u32>,
    /// The last of them before the bearing: mostly what lies there.
    located: Option<u32>,
}

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let mut bearings: Vec<Bearing> = Vec::new();
    let mut parts: Vec<(ArticleIdx, u16, Span, String)> = Vec::new();
    for &article in view.members {
        for (word, degrees, ending) in directions(&view.article(article).text) {
            if ending {
                parts.extend(part(view, article, word, degrees));
            } else {
                bearings.extend(bearing(view, article, word, degrees));
                parts.extend(part(view, article, word, degrees));
            }
        }
    }
    let mut candidates = from_places(view, &bearings);
    candidates.extend(of_countries(view, &parts));
    candidates
}

/// Whether a direction stands behind a distance: "600 miles (970 km) southeast of".
pub(super) fn is_bearing(text: &str, distance: Span) -> bool {
    let behind = text[distance.end as usize..].trim_start();
    let behind = behind.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(behind, |(_, rest)| rest);
    let word: String = behind.trim_start().chars().take_while(|c| c.is_alphabetic() || *c == '-').collect();
    let plain = word.to_lowercase().replace('-', "");
    COMPASS.iter().any(|(name, _)| *name == plain)
}

/// Words of direction in a text: where, degrees, and whether they end in -ern.
pub(super) fn directions(text: &str) -> impl Iterator<Item = (Span, u16, bool)> {
    let word = |c: char| c.is_alphabetic() || c == '-';
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(word)?;
        let len = text[start..].find(|c| !word(c)).unwrap_or(text.len() - start);
        at = start + len;
        Some((start, &text[start..start + len]))
    })
    .filter_map(|(start, word)| {
        let plain = word.to_lowercase().replace('-', "");
        let (stem, ending) = plain.strip_suffix("ern").map_or((plain.as_str(), false), |stem| (stem, true));
        let (_, degrees) = COMPASS.iter().find(|(name, _)| *name == stem)?;
        Some((Span::new(start, start + word.len()), *degrees, ending))
    })
}

fn places_between(view: &StoryView, article: ArticleIdx, from: u32, to: u32) -> Vec<(u32, Span)> {
    view.found(article)
        .mentions
        .iter()
        .filter(|mention| mention.span.start >= from && mention.span.start < to)
        .filter_map(|mention| Some((view.actor(article, Some(mention.referent))?, mention.span)))
        .filter(|(actor, _)| view.linked.actors[*actor as usize].kind == ActorKind::Place && view.is_named(*actor))
        .collect()
}

/// "The capital" behind "of": of the country whose capital the story names most.
fn the_capital(view: &StoryView, article: ArticleIdx, from: usize) -> Option<(u32, Span)> {
    const PHRASE: &str = " of the capital";
    view.article(article).text[from..].strip_prefix(PHRASE)?;
    let actors = (0..view.linked.actors.len() as u32).filter(|&actor| {
        let it = &view.linked.actors[actor as usize];
        it.kind == ActorKind::Place && is_capital(&it.name)
    });
    let most = actors.min_by(|a, b| view.actor_rarity(*a).total_cmp(&view.actor_rarity(*b)))?;
    Some((most, Span::new(from + " of ".len(), from + PHRASE.len())))
}

fn bearing(view: &StoryView, article: ArticleIdx, word: Span, degrees: u16) -> Option<Bearing> {
    let text = &view.article(article).text;
    text[word.end as usize..].strip_prefix(" of ")?;
    let named = places_between(view, article, word.end, word.end + 4 + WITHIN).first().copied();
    let (place, name) = named.or_else(|| the_capital(view, article, word.end as usize))?;
    let found = view.found(article);
    let distance = found.quantities.iter().rev().find_map(|quantity| {
        let Unit::Measure(symbol, Some(factor)) = &quantity.unit else { return None };
        let length = matches!(symbol.as_str(), "km" | "m" | "mi" | "ft" | "yd" | "nmi");
        let gap = text.get(quantity.span.end as usize..word.start as usize)?;
        let near = gap.trim().is_empty()
            || gap.trim_start().starts_with('(') && gap.trim_end().ends_with(')') && gap.len() < 24;
        (length && near).then_some((quantity.value * factor, quantity.span))
    });
    let sentence = &found.sentences[view.sentence_at(article, word)?];
    let before = distance.map_or(word, |(_, span)| span).start;
    let mut places = places_between(view, article, sentence.span.start, sentence.span.end);
    places.retain(|(actor, _)| *actor != place);
    let located = places.iter().rev().find(|(_, span)| span.end <= before).map(|(actor, _)| *actor);
    let beside = places.into_iter().map(|(actor, _)| actor).collect();
    let span = distance.map_or(word, |(_, span)| span.join(word)).join(name);
    Some(Bearing { article, degrees, distance, span, place, beside, located })
}

pub(super) fn angle(one: u16, other: u16) -> u16 {
    let apart = one.abs_diff(other);
    apart.min(360 - apart)
}

/// Whether two bearings are of two places: "Berlin, 600 miles southeast of" and "Moscow, 700 miles southeast of".
fn located_apart(view: &StoryView, one: &Bearing, other: &Bearing) -> bool {
    let (Some(a), Some(b)) = (one.located, other.located) else { return false };
    let shared = one.beside.iter().any(|place| other.beside.contains(place));
    a != b && !shared && !view.lies_in(a, b) && !view.lies_in(b, a)
}

fn from_places(view: &StoryView, bearings: &[Bearing]) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for (at, one) in bearings.iter().enumerate() {
        for other in &bearings[at + 1..] {
            if one.article == other.article || one.place != other.place || located_apart(view, one, other) {
                continue;
            }
            let ratio = match (one.distance, other.distance) {
                (Some((a, _)), Some((b, _))) if a > 0.0 && b > 0.0 => Some(1.0 - a.min(b) / a.max(b)),
                _ => None,
            };
            let beside = one.beside.iter().any(|place| other.beside.contains(place));
            // The sentences tell of one thing: the epicentre, the camp.
            let alike =
                view.overlap(view.words_at(one.article, one.span), view.words_at(other.article, other.span), "")
                    >= ONE_THING;
            // "North of the capital" of the quake and of a fault: a direction alone needs sentences that tell of one thing.
            let beside = beside && (ratio.is_some() || alike) || alike && ratio.is_some();
            let near = ratio.is_some_and(|ratio| ratio <= if alike { FAR_SPOT } else { SAME_SPOT });
            if !(near && (beside || ratio.is_some_and(|ratio| ratio <= SAME_SPOT / 2.0)) || beside && ratio.is_none()) {
                continue;
            }
            let name_of = |place: u32| &view.linked.actors[place as usize].name;
            let name = name_of(one.place);
            let of = match one.beside.iter().filter(|place| other.beside.contains(place)).collect::<Vec<_>>()[..] {
                [place] => format!(" of {}", name_of(*place)),
                _ => String::new(),
            };
            let candidate = |kind, subject: String, reason: String, spans: [Span; 2]| Candidate {
                kind,
                severity: Severity::Differs,
                subject,
                reason,
                confidence: if beside { 0.85 } else { 0.7 },
                interest: 0.6,
                event: None,
                actors: vec![one.place],
                values: [(one, spans[0], 0), (other, spans[1], 1)]
                    .into_iter()
                    .map(|(bearing, span, side)| Value {
                        article: bearing.article,
                        span,
                        text: view.text(bearing.article, span).to_string(),
                        side,
                    })
                    .collect(),
            };
            let texts = (view.text(one.article, one.span), view.text(other.article, other.span));
            if angle(one.degrees, other.degrees) >= 45 {
                candidates.push(candidate(
                    DiscrepancyKind::Place,
                    format!("direction{of} from {name}"),
                    both_say((one.article, texts.0), (other.article, texts.1)),
                    [one.span, other.span],
                ));
            }
            if let (Some((_, a)), Some((_, b)), Some(ratio)) = (one.distance, other.distance, ratio)
                && ratio > ROUNDING
            {
                candidates.push(candidate(
                    DiscrepancyKind::Number,
                    format!("distance{of} from {name}"),
                    both_say((one.article, view.text(one.article, a)), (other.article, view.text(other.article, b))),
                    [a, b],
                ));
            }
        }
    }
    candidates
}

/// "western Germany", "the north-west German city": the country and the phrase.
fn part(view: &StoryView, article: ArticleIdx, word: Span, degrees: u16) -> Option<(ArticleIdx, u16, Span, String)> {
    let at = view.sentence_at(article, word)?;
    if at >= FIRST_SENTENCES || view.in_title(article, word) {
        return None;
    }
    let text = &view.article(article).text;
    let rest = text[word.end as usize..].strip_prefix(' ')?;
    let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, ' ' | '.')).collect();
    let words: Vec<&str> = name.split(' ').take(2).collect();
    // The longest first: "Costa Rican" before "Costa".
    let (country, len) = (1..=words.len()).rev().find_map(|n| {
        let name = words[..n].join(" ");
        let span = Span::new(word.end as usize + 1, word.end as usize + 1 + name.len());
        let by_adjective = country_of_adjective(&name).map(str::to_string);
        let by_mention = || {
            places_between(view, article, span.start, span.start + 1)
                .first()
                .filter(|(_, mention)| mention.end == span.end)
                .map(|(actor, _)| view.linked.actors[*actor as usize].name.to_string())
        };
        by_adjective.or_else(by_mention).map(|country| (country, name.len()))
    })?;
    let end = word.end as usize + 1 + len;
    // "The north-west German |city|": the noun that the adjective stands before.
    let noun =
        text[end..].strip_prefix(' ').filter(|_| country_of_adjective(&text[word.end as usize + 1..end]).is_some());
    let more = noun.map_or(0, |rest| 1 + rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()));
    Some((article, degrees, Span::new(word.start as usize, end + if more > 2 { more } else { 0 }), country))
}

/// "The north-west German city", but "western Germany".
fn in_words(part: &str) -> String {
    let last = part.rsplit(' ').next().unwrap_or("");
    if last.starts_with(char::is_lowercase) { format!("the {part}") } else { part.to_string() }
}

fn of_countries(view: &StoryView, parts: &[(ArticleIdx, u16, Span, String)]) -> Vec<Candidate> {
    let mut by_country: FxHashMap<&str, Vec<&(ArticleIdx, u16, Span, String)>> = FxHashMap::default();
    for part in parts {
        by_country.entry(&part.3).or_default().push(part);
    }
    let mut countries: Vec<&str> = by_country.keys().copied().collect();
    countries.sort_unstable();
    let mut candidates = Vec::new();
    for country in countries {
        let told = &by_country[country];
        // A report that speaks of two parts of the country speaks of two things.
        let single = |article: ArticleIdx| {
            told.iter()
                .filter(|part| part.0 == article)
                .all(|part| angle(part.1, told.iter().find(|first| first.0 == article).map_or(0, |first| first.1)) == 0)
        };
        let sure: Vec<_> = told.iter().filter(|part| single(part.0)).collect();
        let Some(first) = sure.first() else { continue };
        let Some(other) = sure.iter().find(|part| part.0 != first.0 && angle(part.1, first.1) >= 45) else { continue };
        let values = sure
            .iter()
            .filter(|part| part.1 == first.1 || part.1 == other.1)
            .map(|part| Value {
                article: part.0,
                span: part.2,
                text: view.text(part.0, part.2).to_string(),
                side: u32::from(part.1 != first.1),
            })
            .collect();
        candidates.push(Candidate {
            kind: DiscrepancyKind::Place,
            severity: Severity::Differs,
            subject: format!("in which part of {country} it happened"),
            reason: format!(
                "One report puts it in {}, another in {}.",
                in_words(view.text(first.0, first.2)),
                in_words(view.text(other.0, other.2))
            ),
            confidence: 0.7,
            interest: 0.45,
            event: None,
            actors: Vec::new(),
            values,
        });
    }
    candidates
}
