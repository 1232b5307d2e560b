//! One happening told in several sentences of an article is one account with retellings.

use super::likeness::{SAME, Sketch, points_back, score};
use crate::extract::{Account, Findings, Status};
use crate::text::fence::check;
use rustc_hash::FxHashMap;

/// Of the accounts of one act before an account, so many are held against it: the nearest. A ticker tells one act
/// thousands of times, and each time it is a retelling of the one before. Own choice: far more than a report has.
const MOST_EARLIER: usize = 60;

/// Fills `same` and `retells`; drops nouns that point back to nothing.
pub fn join(accounts: &mut Vec<Account>, findings: &Findings) {
    let actor = |referent: u32| Some(referent);
    let sketches: Vec<Sketch> = accounts.iter().map(|account| Sketch::new(account, findings, &actor)).collect();
    let mut seen: FxHashMap<u32, u32> = FxHashMap::default();
    for sketch in &sketches {
        for &id in &sketch.all {
            *seen.entry(id).or_default() += 1;
        }
    }
    // An actor of a third of all accounts says little about which of them is meant.
    let often = (accounts.len() as f32 / 3.0).max(2.0);
    let rarity = |id: u32| 1.0 - (seen.get(&id).copied().unwrap_or(0) as f32 / often).min(1.0);
    let mut first_of: Vec<u32> = (0..accounts.len() as u32).collect();
    let mut keep = vec![true; accounts.len()];
    for later in 0..accounts.len() {
        check();
        let mut best: Option<(f32, u32)> = None;
        let mut goes_on = false;
        let of_same_act =
            (0..later).rev().filter(|&earlier| keep[earlier] && sketches[earlier].same_act(&sketches[later]));
        for earlier in of_same_act.take(MOST_EARLIER) {
            let first = first_of[earlier] as usize;
            if points_back(&accounts[later]) {
                // "The talks will continue" is ahead, whatever was told of the talks.
                let ahead = accounts[later].status == Status::Planned && accounts[first].status == Status::Occurred;
                goes_on |= ahead;
                let told = !ahead && !matches!(accounts[first].status, Status::Hypothetical);
                if told && best.is_none() {
                    best = Some((SAME, first as u32));
                }
                continue;
            }
            let with_first = score(&sketches[first], &sketches[later], &rarity, false);
            let with_this = score(&sketches[earlier], &sketches[later], &rarity, false);
            if let (Some(with_first), Some(with_this)) = (with_first, with_this) {
                let mean = with_first.midpoint(with_this);
                if mean >= SAME && best.is_none_or(|(most, _)| mean > most) {
                    best = Some((mean, first as u32));
                }
            }
        }
        match best {
            Some((_, first)) => first_of[later] = first,
            // What cannot be told in a line of its own only adds to what is told elsewhere.
            None if points_back(&accounts[later]) && !goes_on || accounts[later].line.is_none() => {
                keep[later] = false;
            }
            None => {}
        }
    }
    renumber(accounts, &first_of, &keep);
}

fn renumber(accounts: &mut Vec<Account>, first_of: &[u32], keep: &[bool]) {
    let mut place = vec![0u32; keep.len()];
    let mut next = 0;
    for (idx, &kept) in keep.iter().enumerate() {
        place[idx] = next;
        next += u32::from(kept);
    }
    let mut retellings: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (idx, account) in accounts.iter_mut().enumerate() {
        let first = first_of[idx];
        if keep[idx] && first as usize != idx {
            account.retells = Some(place[first as usize]);
            retellings.entry(first).or_default().push(place[idx]);
        }
    }
    for (first, same) in retellings {
        accounts[first as usize].same = same;
    }
    let mut kept = keep.iter();
    accounts.retain(|_| kept.next().copied().unwrap_or(true));
}
