//! The words that tell events, read once from `assets/events/`.

use crate::extract::{EventKind, Status};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// The kinds' file, as written; its examples are checked by the tests.
pub(super) const KINDS: &str = include_str!("../../../assets/events/kinds.txt");

/// What the lexicon knows of a noun that tells an event.
#[derive(Clone, Debug, PartialEq)]
pub struct EventNoun {
    /// Which kind.
    pub kind: EventKind,
    /// The verb (with particle) that tells the same.
    pub verb: &'static str,
    /// "the arrest of X", "X's arrest": X is whom it is done to.
    pub of_is_whom: bool,
    /// As above, for the possessor.
    pub owner_is_whom: bool,
}

/// How a support word lends itself to an event noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// "held talks".
    Light,
    /// "brokered talks".
    Lead,
    /// "the talks took place".
    Occur,
    /// "called off the talks".
    Cancel,
    /// "is scheduled for talks".
    Plan,
}

/// What a governing word makes of what it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Governor {
    /// The status of the complement; [`Status::Occurred`] leaves it as it is.
    pub status: Status,
    /// The governor tells no event of its own.
    pub silent: bool,
}

/// All word lists of this room.
#[derive(Default)]
pub struct Lexicon {
    /// Verb lemma, with particle, → kind.
    pub verbs: FxHashMap<&'static str, EventKind>,
    /// Noun lemma → what it tells.
    pub nouns: FxHashMap<&'static str, EventNoun>,
    /// Support words, each with every use it has.
    supports: FxHashMap<&'static str, Vec<Support>>,
    governors: FxHashMap<&'static str, Governor>,
    stative: FxHashSet<&'static str>,
    /// Irregular verbs: lemma → (past, participle).
    pub irregular: FxHashMap<&'static str, (&'static str, &'static str)>,
    places: FxHashSet<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

impl Lexicon {
    /// The one lexicon.
    pub fn shared() -> &'static Lexicon {
        &LEXICON
    }

    fn read() -> Lexicon {
        let mut all = Lexicon::default();
        for (head, line) in sections(KINDS) {
            let Some(kind) = kind_named(head) else { continue };
            if let Some(verbs) = line.strip_prefix("verbs:") {
                for verb in words(verbs) {
                    all.verbs.entry(verb).or_insert(kind);
                }
            } else if let Some(nouns) = line.strip_prefix("nouns:") {
                for entry in words(nouns) {
                    let (noun, verb) = entry.split_once('>').unwrap_or((entry, entry));
                    let (owner_is_whom, of_is_whom) = (verb.ends_with('!'), verb.ends_with(['!', '~']));
                    let verb = verb.trim_end_matches(['!', '~']);
                    all.nouns.entry(noun).or_insert(EventNoun { kind, verb, of_is_whom, owner_is_whom });
                }
            }
        }
        for (head, line) in sections(include_str!("../../../assets/events/supports.txt")) {
            let support = match head {
                "lead" => Support::Lead,
                "occur" => Support::Occur,
                "cancel" => Support::Cancel,
                _ => Support::Light,
            };
            for word in words(line) {
                all.supports.entry(word).or_default().push(support);
            }
        }
        for (head, line) in sections(include_str!("../../../assets/events/modality.txt")) {
            let (name, silent) = head.split_once(' ').map_or((head, false), |(name, _)| (name, true));
            let status = match name {
                "planned" => Status::Planned,
                "hypothetical" => Status::Hypothetical,
                "ongoing" => Status::Ongoing,
                "alleged" => Status::Alleged,
                "denied" => Status::Denied,
                _ => Status::Occurred,
            };
            for word in words(line) {
                all.governors.entry(word).or_insert(Governor { status, silent });
            }
        }
        for line in plain(include_str!("../../../assets/events/stative.txt")) {
            all.stative.extend(words(line));
        }
        for line in plain(include_str!("../../../assets/events/places.txt")) {
            all.places.extend(words(line));
        }
        for line in plain(include_str!("../../../assets/events/irregular.txt")) {
            let mut forms = line.split_whitespace();
            if let (Some(lemma), Some(past), Some(participle)) = (forms.next(), forms.next(), forms.next()) {
                all.irregular.insert(lemma, (past, participle));
            }
        }
        all
    }

    /// Whether `word` lends itself to event nouns in the way of `support`.
    pub fn supports(&self, word: &str, support: Support) -> bool {
        self.supports.get(word).is_some_and(|uses| uses.contains(&support))
    }

    /// What `word` makes of its complement.
    pub fn governor(&self, word: &str) -> Option<Governor> {
        self.governors.get(word).copied()
    }

    /// Whether the verb tells a state.
    pub fn is_stative(&self, verb: &str) -> bool {
        self.stative.contains(verb)
    }

    /// Whether the noun names a kind of place.
    pub fn is_place(&self, noun: &str) -> bool {
        self.places.contains(noun)
    }
}

/// The kind of this name, as the assets write it.
pub(super) fn kind_named(name: &str) -> Option<EventKind> {
    use EventKind as Kind;
    Some(match name {
        "meeting" => Kind::Meeting,
        "statement" => Kind::Statement,
        "agreement" => Kind::Agreement,
        "demand" => Kind::Demand,
        "attack" => Kind::Attack,
        "accident" => Kind::Accident,
        "death" => Kind::Death,
        "injury" => Kind::Injury,
        "arrest" => Kind::Arrest,
        "release" => Kind::Release,
        "trial" => Kind::Trial,
        "aid" => Kind::Aid,
        "protest" => Kind::Protest,
        "movement" => Kind::Movement,
        "rescue" => Kind::Rescue,
        "investigation" => Kind::Investigation,
        "election" => Kind::Election,
        "appointment" => Kind::Appointment,
        "launch" => Kind::Launch,
        "closure" => Kind::Closure,
        "disaster" => Kind::Disaster,
        "transfer" => Kind::Transfer,
        "other" => Kind::Other,
        _ => return None,
    })
}

fn plain(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Each line with the head of its section.
pub(super) fn sections(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut head = "";
    plain(text).filter_map(move |line| {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            head = name;
            return None;
        }
        Some((head, line))
    })
}

fn words(line: &'static str) -> impl Iterator<Item = &'static str> {
    line.split(',').map(str::trim).filter(|word| !word.is_empty())
}
