//! Noun phrases as they stand inside a subject: names for pronouns, owners for "his", small letters, number.

use crate::compare::align::{PRONOUNS, Placed, is_empty};
use crate::compare::story::StoryView;
use crate::extract::{ActorKind, FrameKind, Slot, SlotRole, country_of_adjective, is_word};
use crate::text::{ArticleIdx, Span};

/// Words of a phrase that takes part; longer ones bury the clause.
const LONGEST: usize = 9;
/// Where a phrase goes on with what is told of its noun.
const TOLD_OF_IT: [&str; 8] = [", ", " who ", " which ", " that ", " whose ", " where ", "; ", " – "];
/// Words that stand for their owner.
const OWNERS: [&str; 7] = ["his", "her", "their", "its", "my", "our", "your"];

/// The phrase of a slot: a name for a pronoun, an owner's name for "his", no more than its noun needs. `None` where nobody
/// can say what it stands for.
pub(in crate::compare) fn named(view: &StoryView, article: ArticleIdx, slot: &Slot) -> Option<String> {
    if is_empty(view, article, slot) {
        return None;
    }
    if PRONOUNS.contains(&slot.lemma.as_str()) {
        let actor = view.slot_actor(article, slot).filter(|actor| view.is_named(*actor))?;
        return Some(view.linked.actors[actor as usize].name.to_string());
    }
    let text = view.text(article, slot.span);
    let end = TOLD_OF_IT.iter().filter_map(|mark| text.find(mark)).min().unwrap_or(text.len());
    let text = text[..end].split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = text.trim_matches(['“', '”', '"', '‘', '\'']);
    if bare.is_empty() || bare.contains(['(', ')', '[', ']', '“', '"']) || bare.split(' ').count() > LONGEST {
        return None;
    }
    let (first, rest) = bare.split_once(' ').unwrap_or((bare, ""));
    if OWNERS.contains(&first.to_lowercase().as_str()) {
        return Some(format!("{} {rest}", owned(view, article, slot)?));
    }
    let odd =
        ["such", "this", "that", "these", "those", "any", "what", "which", "whose", "no", "none", "nobody", "neither"];
    if odd.contains(&first.to_lowercase().as_str()) {
        return None;
    }
    // A name keeps its capital, whatever else the story writes small.
    Some(if slot.named && !is_function_word(&first.to_lowercase()) { bare.to_string() } else { lowered(view, bare) })
}

/// The name of the owner for "his": "Varga's".
fn owned(view: &StoryView, article: ArticleIdx, slot: &Slot) -> Option<String> {
    let mut phrases = view.found(article).frames.iter().filter(|frame| frame.kind == FrameKind::Nominal);
    let phrase = phrases.find(|frame| frame.head == slot.head)?;
    let owner = phrase.slots.iter().find(|slot| slot.role == SlotRole::Possessor)?;
    let actor = view.slot_actor(article, owner).filter(|actor| view.is_named(*actor))?;
    Some(possessive(&lowered(view, &view.linked.actors[actor as usize].name)))
}

fn possessive(name: &str) -> String {
    if name.ends_with('s') { format!("{name}'") } else { format!("{name}'s") }
}

/// Whose or of what a noun is, where a report says so: "of the sentence", "of Varga".
pub(in crate::compare) fn bearer(view: &StoryView, article: ArticleIdx, head: u32) -> Option<String> {
    let frames = &view.found(article).frames;
    let phrase = frames.iter().find(|frame| frame.kind == FrameKind::Nominal && frame.head == head)?;
    let whose = |slot: &&Slot| {
        let of = slot.role == SlotRole::Oblique && slot.preposition == "of" && slot.quantity.is_none();
        slot.time.is_none() && (of || slot.role == SlotRole::Possessor)
    };
    let slot = phrase.slots.iter().find(whose)?;
    let owner = named(view, article, slot)?;
    let owner = owner.strip_suffix("'s").or_else(|| owner.strip_suffix("’s")).unwrap_or(&owner);
    Some(owner.trim_end_matches(['\'', '’']).to_string())
}

/// A phrase that began a sentence, as it stands inside one: "The ferry" → "the ferry", "Prosecutors" → "prosecutors".
pub(in crate::compare) fn lowered(view: &StoryView, phrase: &str) -> String {
    let first = phrase.split([' ', '\'', '’', '-']).next().unwrap_or("");
    let next = phrase[first.len()..].trim_start_matches(|c: char| !c.is_alphabetic());
    let small = first.to_lowercase();
    let capitals = first.chars().filter(|c| c.is_uppercase()).count();
    let opens = |name: &str| name.split(' ').next() == Some(first);
    let is_name = || {
        let actors = view.linked.actors.iter();
        actors.flat_map(|actor| actor.aliases.iter()).any(|(alias, _)| opens(alias))
    };
    let people = country_of_adjective(first).is_some();
    // What the story writes with a small letter too is no name, unless it opens one: "Civil Guard".
    let common = || !next.starts_with(char::is_uppercase) && is_written_small(view, &small);
    // "Felt denied it": a surname may be a word.
    let persons = || view.linked.actors.iter().filter(|actor| actor.kind == ActorKind::Person);
    let borne = || persons().any(|person| person.name.split(' ').any(|word| word == first));
    let dated = next.is_empty() && phrase.contains(|c: char| c.is_ascii_digit());
    let noun = || !people && !dated && !borne() && (common() || is_word(&small) && !is_name());
    if capitals != 1 || !is_function_word(&small) && !noun() {
        return phrase.to_string();
    }
    let mut letters = phrase.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn is_written_small(view: &StoryView, word: &str) -> bool {
    let ends = |text: &str, at: usize| !text[at + word.len()..].starts_with(char::is_alphanumeric);
    let begins = |text: &str, at: usize| text[..at].ends_with([' ', '\n']);
    let texts = view.members.iter().map(|&member| view.article(member).text.as_str());
    texts.into_iter().any(|text| text.match_indices(word).any(|(at, _)| begins(text, at) && ends(text, at)))
}

/// What a noun phrase is of, with the words before its head: "Kraft Foods plant". `None` for clauses.
pub(in crate::compare) fn headed(view: &StoryView, placed: Placed) -> Option<String> {
    let frame = placed.frame;
    let before = |slot: &&Slot| slot.role == SlotRole::Modifier || slot.role == SlotRole::Possessor;
    let from = frame.slots.iter().filter(before).map(|slot| slot.span.start).min()?;
    let span = Span { start: from.min(frame.head_span.start), end: frame.head_span.end };
    let phrase = view.text(placed.article, span);
    let sound = frame.kind == FrameKind::Nominal && phrase.split(' ').count() <= LONGEST;
    sound.then(|| lowered(view, phrase))
}

/// Words that open a phrase and are no nouns.
fn is_function_word(word: &str) -> bool {
    const WORDS: [&str; 25] = [
        "the", "a", "an", "some", "all", "both", "many", "most", "several", "few", "at", "in", "on", "about", "around",
        "up", "more", "less", "no", "another", "each", "every", "just", "nearly", "almost",
    ];
    WORDS.contains(&word)
}

/// The plural of a noun that was told of one: "villager" → "villagers", "person" → "people".
pub(in crate::compare) fn plural(noun: &str) -> String {
    const IRREGULAR: [(&str, &str); 5] =
        [("person", "people"), ("man", "men"), ("woman", "women"), ("child", "children"), ("foot", "feet")];
    let known = IRREGULAR.iter().find_map(|(one, many)| Some(format!("{}{many}", noun.strip_suffix(one)?)));
    known.unwrap_or_else(|| match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if noun.ends_with(['s', 'x', 'z']) || noun.ends_with("ch") || noun.ends_with("sh") => format!("{noun}es"),
        _ => format!("{noun}s"),
    })
}

/// "the" before what has no article, owner or name of its own.
pub(in crate::compare) fn with_article(phrase: &str) -> String {
    let first = phrase.split(' ').next().unwrap_or("").to_lowercase();
    let own = matches!(first.as_str(), "the" | "a" | "an") || first.ends_with("'s") || first.ends_with("’s");
    if own || OWNERS.contains(&first.as_str()) { phrase.to_string() } else { format!("the {phrase}") }
}
