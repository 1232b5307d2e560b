//! What is known of names before any article is read: countries, cities, given names, titles, kinship, and the nouns
//! that say what a thing is. Read once from `assets/actors/`; look-ups are hash maps on [`super::words::key`].

use super::words::key;
use crate::extract::{ActorKind, Gender};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// A title before or after a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Title {
    /// Address: Mr, Dr, Rabbi.
    Honorific(Gender),
    /// Military, police, clergy, nobility.
    Rank,
    /// What one holds.
    Office,
    /// What one does.
    Job,
}

/// What a common noun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nominal {
    /// What it is.
    pub kind: ActorKind,
    /// Nouns of one class can stand for the same actor; "~" is a class of each lemma alone.
    pub class: &'static str,
}

/// Everything known beforehand.
#[derive(Default)]
pub struct Lexicon {
    country_names: Vec<&'static str>,
    /// The first adjective of each country, "" where there is none.
    usual_adjectives: Vec<&'static str>,
    countries: FxHashMap<String, u16>,
    adjectives: FxHashMap<String, u16>,
    people: FxHashMap<String, u16>,
    towns: FxHashSet<String>,
    capitals: FxHashSet<String>,
    /// The country that a town is in, by number; [`SEVERAL`] where towns of one name lie in several.
    town_countries: FxHashMap<String, u16>,
    bodies: FxHashMap<String, (ActorKind, &'static str)>,
    given: FxHashMap<String, Gender>,
    short_names: FxHashMap<&'static str, Vec<&'static str>>,
    titles: FxHashMap<&'static str, Title>,
    unsure_titles: FxHashSet<&'static str>,
    qualifiers: FxHashSet<&'static str>,
    heads: FxHashMap<&'static str, ActorKind>,
    generic: FxHashSet<&'static str>,
    leads: FxHashMap<&'static str, ActorKind>,
    ship_leads: FxHashSet<&'static str>,
    legal_forms: FxHashSet<&'static str>,
    full_forms: FxHashMap<&'static str, &'static str>,
    region_abbreviations: FxHashSet<&'static str>,
    alike: FxHashMap<&'static str, u16>,
    aircraft: FxHashSet<&'static str>,
    nominals: FxHashMap<&'static str, Vec<Nominal>>,
    kin: FxHashMap<&'static str, Gender>,
    verbs: FxHashMap<&'static str, Vec<&'static str>>,
}

/// The lines of a lexicon that are no comment, as tab-separated fields.
fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t').collect())
}

pub(super) fn kind_of(word: &str) -> ActorKind {
    match word {
        "person" => ActorKind::Person,
        "organization" => ActorKind::Organization,
        "group" => ActorKind::Group,
        "place" => ActorKind::Place,
        _ => ActorKind::Other,
    }
}

fn gender_of(letter: &str) -> Gender {
    match letter {
        "f" => Gender::Female,
        "m" => Gender::Male,
        _ => Gender::Unknown,
    }
}

/// No country: towns of one name lie in several.
const SEVERAL: u16 = u16::MAX;

impl Lexicon {
    /// The one lexicon of this process.
    pub fn shared() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Self::read)
    }

    fn read() -> Self {
        let mut lexicon = Self::default();
        lexicon.read_places();
        lexicon.read_people();
        lexicon.read_nouns();
        lexicon
    }

    fn read_places(&mut self) {
        let mut by_code: FxHashMap<&str, u16> = FxHashMap::default();
        for row in rows(include_str!("../../../assets/actors/countries.tsv")) {
            let [code, names, adjectives, people, capital] = row[..] else { continue };
            let number = self.country_names.len() as u16;
            by_code.insert(code, number);
            self.town_countries.insert(key(capital), number);
            let mut all = names.split('|');
            self.country_names.push(all.clone().next().unwrap_or(names));
            self.usual_adjectives.push(adjectives.split('|').next().unwrap_or(""));
            for name in all.by_ref() {
                self.countries.entry(key(name)).or_insert(number);
            }
            for adjective in adjectives.split('|').filter(|word| !word.is_empty()) {
                self.adjectives.entry(key(adjective)).or_insert(number);
            }
            for people in people.split('|').filter(|word| !word.is_empty()) {
                self.people.entry(key(people)).or_insert(number);
            }
            self.towns.insert(key(capital));
            self.capitals.insert(key(capital));
        }
        let lists =
            [include_str!("../../../assets/actors/cities.tsv"), include_str!("../../../assets/actors/regions.tsv")];
        for row in lists.into_iter().flat_map(rows) {
            for name in row.get(1).into_iter().flat_map(|names| names.split('|')).map(key) {
                if let Some(&country) = row.first().and_then(|code| by_code.get(code)) {
                    let known = *self.town_countries.entry(name.clone()).or_insert(country);
                    if known != country && !self.capitals.contains(&name) {
                        self.town_countries.insert(name.clone(), SEVERAL);
                    }
                }
                self.towns.insert(name);
            }
        }
        for row in rows(include_str!("../../../assets/actors/region_abbreviations.tsv")) {
            self.region_abbreviations.extend(row.get(1).into_iter().flat_map(|names| names.split('|')));
        }
        for row in rows(include_str!("../../../assets/actors/bodies.tsv")) {
            let [kind, names] = row[..] else { continue };
            let first = names.split('|').next().unwrap_or(names);
            for name in names.split('|') {
                self.bodies.entry(key(name)).or_insert((kind_of(kind), first));
            }
        }
    }

    fn read_people(&mut self) {
        let mut gender = Gender::Unknown;
        for line in include_str!("../../../assets/actors/first_names.txt").lines() {
            if line.starts_with('#') {
                continue;
            }
            let mut words = line.split(' ');
            gender = words.next().map_or(gender, gender_of);
            self.given.extend(words.map(|word| (key(word), gender)));
        }
        for row in rows(include_str!("../../../assets/actors/nicknames.tsv")) {
            if let [name, short] = row[..] {
                self.short_names.insert(name, short.split(' ').collect());
            }
        }
        for row in rows(include_str!("../../../assets/actors/titles.tsv")) {
            let [kind, words] = row[..] else { continue };
            let title = match kind {
                "honorific-m" => Title::Honorific(Gender::Male),
                "honorific-f" => Title::Honorific(Gender::Female),
                "honorific-u" => Title::Honorific(Gender::Unknown),
                "rank" => Title::Rank,
                "office" => Title::Office,
                "job" => Title::Job,
                "qualifier" => {
                    self.qualifiers.extend(words.split('|'));
                    continue;
                }
                _ => {
                    self.unsure_titles.extend(words.split('|'));
                    continue;
                }
            };
            for word in words.split('|') {
                self.titles.entry(word).or_insert(title);
            }
        }
        for row in rows(include_str!("../../../assets/actors/kinship.tsv")) {
            if let [gender, words] = row[..] {
                self.kin.extend(words.split('|').map(|word| (word, gender_of(gender))));
            }
        }
    }

    fn read_nouns(&mut self) {
        for row in rows(include_str!("../../../assets/actors/heads.tsv")) {
            let [kind, words] = row[..] else { continue };
            if kind == "generic" {
                self.generic.extend(words.split('|'));
                continue;
            }
            if kind == "aircraft" {
                self.aircraft.extend(words.split('|'));
                continue;
            }
            if let Some(kind) = kind.strip_prefix("leads-") {
                if kind == "ship" {
                    self.ship_leads.extend(words.split('|'));
                } else {
                    self.leads.extend(words.split('|').map(|word| (word, kind_of(kind))));
                }
                continue;
            }
            if kind == "legal" {
                self.legal_forms.extend(words.split('|'));
                continue;
            }
            if kind == "short" {
                self.full_forms.extend(words.split_once('|'));
                continue;
            }
            if kind == "alike" {
                let row = self.alike.len() as u16;
                self.alike.extend(words.split('|').map(|word| (word, row)));
                continue;
            }
            for word in words.split('|') {
                self.heads.entry(word).or_insert(kind_of(kind));
            }
        }
        for row in rows(include_str!("../../../assets/actors/nominals.tsv")) {
            let [kind, class, words] = row[..] else { continue };
            for word in words.split('|') {
                self.nominals.entry(word).or_default().push(Nominal { kind: kind_of(kind), class });
            }
        }
        for row in rows(include_str!("../../../assets/actors/verbs.tsv")) {
            let [kind, words] = row[..] else { continue };
            for word in words.split('|') {
                self.verbs.entry(word).or_default().push(kind);
            }
        }
    }

    /// The usual name of the country that this is a name of.
    pub fn country(&self, name: &str) -> Option<&'static str> {
        self.countries.get(&key(name)).map(|&number| self.country_names[number as usize])
    }

    /// The country that an adjective belongs to: "Swiss" → Switzerland.
    pub fn country_of_adjective(&self, word: &str) -> Option<&'static str> {
        self.adjectives.get(&key(word)).map(|&number| self.country_names[number as usize])
    }

    /// The country whose people this names: "Israelis" → Israel.
    pub fn country_of_people(&self, word: &str) -> Option<&'static str> {
        self.people.get(&key(word)).map(|&number| self.country_names[number as usize])
    }

    /// The adjective of a country: Switzerland → "Swiss".
    pub fn adjective(&self, country: &str) -> Option<&'static str> {
        let number = *self.countries.get(&key(country))?;
        Some(self.usual_adjectives[number as usize]).filter(|word| !word.is_empty())
    }

    /// Whether this is a large city, a capital, a state or province.
    pub fn is_town(&self, name: &str) -> bool {
        self.towns.contains(&key(name))
    }

    /// The country that a large city lies in, where only one has a city of that name.
    pub fn country_of_town(&self, name: &str) -> Option<&'static str> {
        let number = self.town_countries.get(&key(name)).filter(|&&number| number != SEVERAL)?;
        Some(self.country_names[*number as usize])
    }

    /// Whether a country has this city for its capital.
    pub fn is_capital(&self, name: &str) -> bool {
        self.capitals.contains(&key(name))
    }

    /// A body known the world over: its kind and usual name.
    pub fn body(&self, name: &str) -> Option<(ActorKind, &'static str)> {
        self.bodies.get(&key(name)).copied()
    }

    /// Whether this names a sea: what lies in it, or on it, has a name of its own.
    pub fn is_water(&self, name: &str) -> bool {
        let usual = self.body(name).map_or_else(|| key(name), |(_, usual)| key(usual));
        usual.split(' ').any(|word| {
            matches!(word, "sea" | "ocean" | "gulf" | "caribbean" | "mediterranean" | "pacific" | "atlantic" | "baltic")
        })
    }

    /// Likely gender, where the word is a given name.
    pub fn given_name(&self, word: &str) -> Option<Gender> {
        self.given.get(&key(word)).copied()
    }

    /// Whether one given name is a short form of the other: "Mitch" and "Mitchell".
    pub fn is_short_for(&self, a: &str, b: &str) -> bool {
        let (a, b) = (key(a), key(b));
        let holds = |name: &str, short: &str| self.short_names.get(name).is_some_and(|all| all.contains(&short));
        holds(&a, &b) || holds(&b, &a)
    }

    /// The title that the words (lower-cased, full stops left out) are; plurals too ("Presidents").
    pub fn title(&self, words: &str) -> Option<Title> {
        let find = |words: &str| self.titles.get(words).copied();
        // "Presidents X and Y"; but "All Saints" are no title.
        let many = |words: &str| words.strip_suffix('s').and_then(find).filter(|_| words != "saints");
        let plain = |words: &str| find(words).or_else(|| many(words));
        // "Attorney-General", "brigadier-general".
        plain(words).or_else(|| words.contains('-').then(|| plain(&words.replace('-', " "))).flatten())
    }

    /// Whether a title may as well be part of a name: "King", "Dean".
    pub fn is_unsure_title(&self, word: &str) -> bool {
        self.unsure_titles.contains(word)
    }

    /// "former", "acting": the role does not hold, or not quite.
    pub fn is_qualifier(&self, word: &str) -> bool {
        self.qualifiers.contains(word)
    }

    /// What a name headed by this noun names: "Ministry" → an organization.
    pub fn head_kind(&self, word: &str) -> Option<ActorKind> {
        self.heads.get(word).copied()
    }

    /// What a name that begins with this word names: "Rue" → a place.
    pub fn lead_kind(&self, word: &str) -> Option<ActorKind> {
        self.leads.get(word).copied()
    }

    /// What a ship is called behind what says that it is one: "Swift Heron" of "MV Swift Heron", "USS Swift Heron",
    /// "Indian Naval Ship Swift Heron".
    pub fn ship_of<'a>(&self, name: &'a str) -> Option<&'a str> {
        let (lead, rest) = name.split_once(' ')?;
        if lead.chars().any(char::is_alphabetic)
            && !lead.chars().any(char::is_lowercase)
            && self.ship_leads.contains(lead.to_lowercase().replace('.', "").as_str())
        {
            return Some(rest);
        }
        let naval = name.to_lowercase().find("naval ship ").filter(|&at| name.is_char_boundary(at))?;
        name.get(naval + "naval ship ".len()..)
    }

    /// Whether the word is what ends a company's name: "Ltd", "Inc.".
    pub fn is_legal_form(&self, word: &str) -> bool {
        self.legal_forms.contains(word.to_lowercase().replace('.', "").as_str())
            // "Ana Sa" is no company: short forms that may be names stand in capitals, or with a full stop.
            && (word.chars().count() > 2 || word.ends_with('.') || !word.chars().any(char::is_lowercase))
    }

    /// The word that a name shortens: "mt" → "mount".
    pub fn full_form(&self, word: &str) -> Option<&'static str> {
        self.full_forms.get(word).copied()
    }

    /// Whether this names what a town lies in: "Ohio", "B.C.", "Chad".
    pub fn is_region(&self, text: &str) -> bool {
        self.region_abbreviations.contains(text) || self.country(text).is_some() || self.is_town(text)
    }

    /// Whether the word says nothing of its own in an organization's name.
    pub fn is_generic(&self, word: &str) -> bool {
        self.generic.contains(word)
    }

    /// Whether names of aircraft begin with this word (lower case).
    pub fn is_aircraft_maker(&self, word: &str) -> bool {
        self.aircraft.contains(word)
    }

    /// Whether two words say the same in the name of a ministry: "safety" and "security".
    pub fn is_alike(&self, a: &str, b: &str) -> bool {
        a == b || self.alike.get(a).is_some_and(|row| self.alike.get(b) == Some(row))
    }

    /// What a common noun (lemma, of one or two words) stands for; several where it can be several things.
    pub fn nominals(&self, lemma: &str) -> &[Nominal] {
        self.nominals.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Gender of the one that a word of kinship names.
    pub fn kin(&self, lemma: &str) -> Option<Gender> {
        self.kin.get(lemma).copied()
    }

    /// Whether a verb (lemma) is of a kind: "speech", "person", "vehicle".
    pub fn verb_is(&self, lemma: &str, kind: &str) -> bool {
        self.verbs.get(lemma).is_some_and(|kinds| kinds.contains(&kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_found_under_all_their_names() {
        let lexicon = Lexicon::shared();
        for name in ["US", "U.S.", "America", "the United States", "USA"] {
            assert_eq!(lexicon.country(name), Some("United States"), "{name}");
        }
        assert_eq!(lexicon.country_of_adjective("Dutch"), Some("Netherlands"));
        assert_eq!(lexicon.country_of_people("Poles"), Some("Poland"));
        assert!(lexicon.is_town("Lagos") && lexicon.is_town("Bern"));
        assert_eq!(lexicon.body("U.N."), Some((ActorKind::Organization, "United Nations")));
    }

    #[test]
    fn given_names_titles_and_kin_have_their_gender() {
        let lexicon = Lexicon::shared();
        assert_eq!(lexicon.given_name("Irene"), Some(Gender::Female));
        assert_eq!(lexicon.given_name("Yusuf"), Some(Gender::Male));
        assert_eq!(lexicon.given_name("Table"), None);
        assert_eq!(lexicon.title("mrs"), Some(Title::Honorific(Gender::Female)));
        assert_eq!(lexicon.title("presidents"), Some(Title::Office));
        assert!(lexicon.is_short_for("Mitch", "Mitchell"));
        assert_eq!(lexicon.kin("niece"), Some(Gender::Female));
    }
}
