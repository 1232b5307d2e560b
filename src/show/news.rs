//! What is new in a story since a person read in it: reports, disputes, values; and what is settled.

use super::material::Material;
use super::state::State;
use crate::brief::wordings;
use crate::keep::Seen;

/// What is new.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Articles that were not there.
    pub articles: Vec<u32>,
    /// Discrepancies that were not there.
    pub disputes: Vec<u32>,
    /// Discrepancies that are told in more wordings now.
    pub values: Vec<u32>,
    /// How many discrepancies are no longer there.
    pub n_settled: usize,
}

/// What is new in a story that was read in before and has new reports; `None` for all others.
pub fn of(state: &State, story: u32) -> Option<News> {
    if state.seen.is_empty() {
        return None;
    }
    let (_, seen) = seen_of(state, story)?;
    let analysis = &state.material.analysis;
    let key = |idx: u32| analysis.articles[idx as usize].key.as_str();
    let members = members(&state.material, story);
    let articles: Vec<u32> =
        members.iter().copied().filter(|idx| !seen.articles.iter().any(|known| known == key(*idx))).collect();
    if articles.is_empty() {
        return None;
    }
    let mut news = News { articles, ..News::default() };
    let now = &state.material.stories.get(story as usize)?.discrepancies;
    for &idx in now.iter().filter(|idx| !state.dismissed.contains(idx)) {
        let id = &*analysis.discrepancies[idx as usize].id;
        match seen.disputes.iter().find(|(known, _)| known == id) {
            None => news.disputes.push(idx),
            Some((_, n)) if n_wordings(&state.material, idx) > *n => news.values.push(idx),
            Some(_) => {}
        }
    }
    let is_there = |id: &String| now.iter().any(|idx| *analysis.discrepancies[*idx as usize].id == **id);
    news.n_settled = seen.disputes.iter().filter(|(id, _)| !is_there(id)).count();
    Some(news)
}

/// What a story is now, to be remembered under the key of one of its articles.
pub fn now(state: &State, story: u32) -> Option<(String, Seen)> {
    let material = &state.material;
    if material.only_read {
        return None;
    }
    let members = members(material, story);
    let key = |idx: u32| material.analysis.articles[idx as usize].key.clone();
    let anchor =
        seen_of(state, story).map(|(anchor, _)| anchor.clone()).or_else(|| members.first().copied().map(key))?;
    let disputes = material.stories.get(story as usize)?.discrepancies.iter();
    let disputes = disputes
        .map(|&idx| (material.analysis.discrepancies[idx as usize].id.to_string(), n_wordings(material, idx)))
        .collect();
    Some((anchor, Seen { articles: members.into_iter().map(key).collect(), disputes }))
}

/// What was remembered of a story: under the key of any of its articles, that with the most of them.
fn seen_of(state: &State, story: u32) -> Option<(&String, &Seen)> {
    let members = members(&state.material, story);
    let keys = members.iter().map(|idx| &state.material.analysis.articles[*idx as usize].key);
    keys.filter_map(|key| state.seen.get_key_value(key)).max_by_key(|(_, seen)| seen.articles.len())
}

fn members(material: &Material, story: u32) -> Vec<u32> {
    let story = material.analysis.linked.stories.get(story as usize);
    story.map_or_else(Vec::new, |story| story.articles.iter().map(|article| article.0).collect())
}

fn n_wordings(material: &Material, idx: u32) -> u32 {
    let one = &material.analysis.discrepancies[idx as usize];
    one.sides.iter().map(|side| wordings(&material.analysis, one, side).len() as u32).sum()
}
