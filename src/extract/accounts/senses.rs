//! Verbs that tell a kind of event in one of their senses only: "the minister returned to Lima" is a movement, "returned to
//! the subject" is none; "held three men" is an arrest, "held the view" is none. What else stands in the clause decides.

use crate::extract::{ActorKind, EventKind, Field, Findings, Part, Participant, PlacePhrase, is_of};

/// What a clause must hold for the sense to be meant.
#[derive(Clone, Copy)]
enum Needs {
    /// Somebody or something that moves from or to somewhere.
    Way,
    /// People whom it is done to, or whom it befalls.
    People,
    /// A place, a thing, a body or an act that it is done to.
    Thing,
}

/// Kind, what it needs, its verbs.
const SENSES: [(EventKind, Needs, &[&str]); 4] = [
    (
        EventKind::Movement,
        Needs::Way,
        &[
            "go",
            "go on",
            "come",
            "move",
            "move on",
            "move forward",
            "take",
            "bring",
            "carry",
            "send",
            "follow",
            "reach",
            "enter",
            "approach",
            "return",
            "head",
            "cross",
            "advance",
            "walk",
            "drive",
            "withdraw",
            "retreat",
            "leave",
            "land",
            "tour",
            "escape",
        ],
    ),
    (
        EventKind::Closure,
        Needs::Thing,
        &["lose", "freeze", "block", "delay", "cut", "cut off", "abandon", "break", "extend"],
    ),
    (EventKind::Arrest, Needs::People, &["hold", "seize", "capture", "raid", "snatch"]),
    (EventKind::Injury, Needs::People, &["break", "suffer", "treat", "burn", "hurt", "scar"]),
];

/// Nouns that may stand for what is lost or held in figures of speech alone.
const FIGURES: [&str; 12] =
    ["control", "way", "patience", "faith", "hope", "interest", "sight", "touch", "ground", "mind", "temper", "track"];

/// Whether a verb may tell an event of a kind, by those who take part and the places that it names.
pub fn fits(kind: EventKind, verb: &str, parts: &[Participant], places: &[PlacePhrase], findings: &Findings) -> bool {
    let Some((_, needs, _)) = SENSES.iter().find(|(of, _, verbs)| *of == kind && verbs.contains(&verb)) else {
        return true;
    };
    let kind_of = |one: &Participant| {
        let kinds = &findings.referents.get(one.referent? as usize)?.kinds;
        let most = ActorKind::ALL.into_iter().max_by(|&a, &b| kinds[a as usize].total_cmp(&kinds[b as usize]));
        most.filter(|&most| kinds[most as usize] > 0.0)
    };
    let is = |one: &Participant, kinds: &[ActorKind], fields: &[Field]| {
        kind_of(one).map_or_else(|| fields.iter().any(|&field| is_of(&one.lemma, field)), |its| kinds.contains(&its))
    };
    let people = |one: &Participant| is(one, &[ActorKind::Person, ActorKind::Group], &[Field::Person, Field::Group]);
    let place = |one: &Participant| is(one, &[ActorKind::Place], &[Field::Location, Field::Terrain]);
    let mut done_to = parts.iter().filter(|one| one.part == Part::Whom);
    match needs {
        Needs::Way => {
            let mover = |one: &Participant| {
                people(one) || is(one, &[ActorKind::Organization, ActorKind::Other], &[Field::Artifact])
            };
            let somewhere = !places.is_empty()
                || parts.iter().any(|one| matches!(one.part, Part::To | Part::From | Part::Whom) && place(one));
            let moves =
                parts.iter().any(|one| matches!(one.part, Part::Who | Part::Whom) && (mover(one) || place(one)));
            moves && somewhere
        }
        Needs::People => done_to.any(people) || verb == "suffer" && parts.iter().any(|one| one.lemma == "injury"),
        Needs::Thing => done_to.any(|one| {
            let thing = [Field::Location, Field::Artifact, Field::Group, Field::Act, Field::Event];
            let kinds = [ActorKind::Place, ActorKind::Organization, ActorKind::Other];
            is(one, &kinds, &thing) && !is_of(&one.lemma, Field::Person) && !FIGURES.contains(&one.lemma.as_str())
        }),
    }
}
