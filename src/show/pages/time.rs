//! A story's events in order of time.

use crate::show::material::Material;
use crate::show::words;
use crate::text::Day;

/// Events with the days from and to which they may have taken place, in order; those of no known day come last.
pub fn events_in_time(material: &Material, story: u32) -> Vec<(u32, Option<(Day, Day)>)> {
    let linked = &material.analysis.linked;
    let events = material.stories.get(story as usize).map_or(&[][..], |story| &story.events);
    let mut timed: Vec<(u32, Option<(Day, Day)>)> = events
        .iter()
        .map(|&idx| {
            let when = linked.events[idx as usize].when.as_deref();
            let first = when.and_then(words::first_day);
            let last = when.and_then(words::last_day).or(first);
            (idx, first.zip(last))
        })
        .collect();
    // Sorting is stable: events of one day stay in order of weight.
    timed.sort_by_key(|(_, days)| days.map_or((true, Day::MAX), |(first, _)| (false, first)));
    timed
}
