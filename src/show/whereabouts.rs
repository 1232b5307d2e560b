//! Where the reader is, kept whenever the keys rest, so that the next start begins there whatever ends this one.

use super::state::State;
use crate::keep::{Change, Deed};

/// What was last given out to be kept.
#[derive(Debug, Default)]
pub struct Whereabouts {
    /// The article's key and the byte on the cursor's line.
    kept: Option<(String, u32)>,
}

impl Whereabouts {
    /// Whether the reader is elsewhere than when it was last asked. What the library holds is no measure: another reader of
    /// it is somewhere else, and two that answered one another would never rest.
    pub fn is_due(&self, state: &State) -> bool {
        here(state)
            .is_some_and(|(key, at)| self.kept.as_ref().is_none_or(|kept| (kept.0.as_str(), kept.1) != (key, at)))
    }

    /// What keeps the place; nothing where it is kept already.
    pub fn change(&mut self, state: &State) -> Change {
        if !self.is_due(state) {
            return Change::default();
        }
        self.kept = here(state).map(|(key, at)| (key.to_owned(), at));
        let place = self.kept.iter().flat_map(|(key, at)| {
            [Deed::Place { key: key.clone(), at: Some(*at) }, Deed::LastPlace { place: key.clone() }]
        });
        place.collect()
    }
}

/// The open article's key, and the byte on the cursor's line.
fn here(state: &State) -> Option<(&str, u32)> {
    let article = state.material.analysis.articles.get(state.place.article? as usize)?;
    Some((&article.key, state.place.at))
}
