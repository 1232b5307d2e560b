//! Which keys do what, where: the defaults from `assets/show/keys.toml`, and what a person bound otherwise.

use super::actions::{Action, named};
use super::config::Fault;
use super::key::{Key, parse_keys, written};

const DEFAULTS: &str = include_str!("../../assets/show/keys.toml");

/// A part of the screen that has keys of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Everywhere.
    All,
    /// The five panes.
    Panes,
    /// The list of articles.
    Articles,
    /// The reading pane.
    Reading,
    /// The actors.
    Actors,
    /// The events.
    Events,
    /// The discrepancies.
    Discrepancies,
    /// Card, references, accounts, search results, help.
    Pages,
    /// The phrases of one discrepancy.
    Phrases,
    /// The table of disputed facts.
    Compare,
    /// The events along time.
    Timeline,
    /// Who with whom.
    Company,
}

const PLACES: [(&str, Place); 12] = [
    ("all", Place::All),
    ("panes", Place::Panes),
    ("articles", Place::Articles),
    ("reading", Place::Reading),
    ("actors", Place::Actors),
    ("events", Place::Events),
    ("discrepancies", Place::Discrepancies),
    ("pages", Place::Pages),
    ("phrases", Place::Phrases),
    ("compare", Place::Compare),
    ("timeline", Place::Timeline),
    ("company", Place::Company),
];

/// One binding.
#[derive(Clone, Debug, PartialEq)]
struct Binding {
    place: Place,
    action: Action,
    keys: Vec<Key>,
}

/// All bindings.
#[derive(Clone, Debug, PartialEq)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

/// What some keys lead to.
#[derive(Clone, Debug, PartialEq)]
pub struct Lookup {
    /// The action that they are bound to.
    pub action: Option<Action>,
    /// What may follow: the next key, and the action in the end (or `None` where more than one is left).
    pub more: Vec<(Key, Action)>,
}

impl Default for Keymap {
    fn default() -> Self {
        let mut keymap = Self { bindings: Vec::new() };
        let table: toml::Table = DEFAULTS.parse().unwrap_or_default();
        for (place, lines) in &table {
            for (action, keys) in lines.as_table().into_iter().flatten() {
                // A test holds the defaults; a fault in them can't come from a person.
                let _ = keymap.bind(place, action, keys);
            }
        }
        keymap
    }
}

impl Keymap {
    /// Binds an action in a place to other keys; the error says what is wrong.
    pub fn bind(&mut self, place: &str, action: &str, keys: &toml::Value) -> Result<(), String> {
        let Some((_, place)) = PLACES.iter().find(|(name, _)| *name == place) else {
            let known: Vec<&str> = PLACES.iter().map(|(name, _)| *name).collect();
            return Err(format!("no place is called {place}; there are {}", known.join(", ")));
        };
        let Some(entry) = named(action) else {
            return Err(format!("no action is called {action}; `:` and Tab list them all"));
        };
        let texts: Vec<&str> = match keys {
            toml::Value::String(text) => vec![text.as_str()],
            toml::Value::Array(texts) => texts.iter().filter_map(toml::Value::as_str).collect(),
            _ => return Err("keys are written as \"j\" or [\"j\", \"<Down>\"]".to_owned()),
        };
        let mut new = Vec::new();
        for text in texts {
            let keys = parse_keys(text)?;
            if !keys.is_empty() {
                new.push(Binding { place: *place, action: entry.action, keys });
            }
        }
        let is_new = |binding: &Binding| new.iter().any(|new| new.place == binding.place && new.keys == binding.keys);
        self.bindings.retain(|old| (old.place, old.action) != (*place, entry.action) && !is_new(old));
        self.bindings.extend(new);
        Ok(())
    }

    /// Takes a person's lines over; gives what was passed over.
    pub fn bind_all<'a>(
        &mut self,
        lines: impl IntoIterator<Item = (usize, &'a str, &'a str, &'a toml::Value)>,
    ) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (line, place, action, keys) in lines {
            if let Err(what) = self.bind(place, action, keys) {
                faults.push(Fault { line, what });
            }
        }
        faults
    }

    /// What `keys` mean where `places` (the nearest first) apply and `can` says which actions do.
    pub fn lookup(&self, keys: &[Key], places: &[Place], can: impl Fn(Action) -> bool) -> Lookup {
        let mut lookup = Lookup { action: None, more: Vec::new() };
        for place in places {
            for binding in self.bindings.iter().filter(|binding| binding.place == *place && can(binding.action)) {
                if binding.keys == keys {
                    lookup.action = lookup.action.or(Some(binding.action));
                } else if binding.keys.len() > keys.len() && binding.keys.starts_with(keys) {
                    let next = binding.keys[keys.len()];
                    if !lookup.more.iter().any(|(key, _)| *key == next) {
                        lookup.more.push((next, binding.action));
                    }
                }
            }
        }
        lookup
    }

    /// Whether a longer sequence begins with `keys` where `places` apply, whether or not it does anything at the moment.
    pub fn begins(&self, keys: &[Key], places: &[Place]) -> bool {
        let longer = |binding: &Binding| binding.keys.len() > keys.len() && binding.keys.starts_with(keys);
        self.bindings.iter().any(|binding| places.contains(&binding.place) && longer(binding))
    }

    /// What `keys` are bound to, in whatever place: the nearest of `places` first.
    pub fn known(&self, keys: &[Key], places: &[Place]) -> Option<Action> {
        let here = self.lookup(keys, places, |_| true).action;
        here.or_else(|| self.bindings.iter().find(|binding| binding.keys == keys).map(|binding| binding.action))
    }

    /// The keys of an action where `places` apply, the nearest first, as help writes them.
    pub fn keys_of(&self, action: Action, places: &[Place]) -> Vec<String> {
        let mut keys = Vec::new();
        for place in places {
            let here = self.bindings.iter().filter(|binding| binding.place == *place && binding.action == action);
            keys.extend(here.map(|binding| written(&binding.keys)));
        }
        keys
    }

    /// The keys of an action in any place, for the manual.
    pub fn anywhere(&self, action: Action) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for binding in self.bindings.iter().filter(|binding| binding.action == action) {
            let keys_here = written(&binding.keys);
            if !keys.contains(&keys_here) {
                keys.push(keys_here);
            }
        }
        keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_keys_name_known_places_actions_and_keys() {
        let table: toml::Table = DEFAULTS.parse().expect("keys.toml is TOML");
        let mut keymap = Keymap { bindings: Vec::new() };
        for (place, lines) in &table {
            for (action, keys) in lines.as_table().expect("a section") {
                keymap.bind(place, action, keys).unwrap_or_else(|error| panic!("[{place}] {action}: {error}"));
            }
        }
        for (idx, one) in keymap.bindings.iter().enumerate() {
            let twice = keymap.bindings[idx + 1..].iter().any(|b| b.place == one.place && b.keys == one.keys);
            assert!(!twice, "{:?} {} is bound twice", one.place, written(&one.keys));
        }
    }

    #[test]
    fn a_nearer_place_wins_and_a_prefix_lists_what_may_follow() {
        let keymap = Keymap::default();
        let keys = parse_keys("x").expect("x");
        let lookup = |places: &[Place]| keymap.lookup(&keys, places, |_| true).action;
        assert_eq!(lookup(&[Place::Articles, Place::All]), Some(Action::Done));
        assert_eq!(lookup(&[Place::Discrepancies, Place::All]), Some(Action::Dismiss));
        let prefix = keymap.lookup(&parse_keys("]").expect("]"), &[Place::Reading, Place::Panes, Place::All], |_| true);
        assert_eq!(prefix.action, None);
        assert!(prefix.more.contains(&(Key::char('u'), Action::NextUnread)));
    }
}
