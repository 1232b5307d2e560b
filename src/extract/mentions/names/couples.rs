//! Names that share a surname: "Max and Irene Hollis", "their sons Max and Tom".

use super::{Finder, Name};
use std::ops::Range;

impl Finder<'_> {
    /// "Max and Irene Hollis": the first shares the second's surname; "their sons Max and Tom" share the parents'.
    pub(super) fn couples(&self, names: &mut [Name]) {
        for idx in 1..names.len() {
            let (left, right) = names.split_at_mut(idx);
            let (first, second) = (&mut left[idx - 1], &right[0]);
            let gap = first.tokens.end..second.tokens.start;
            let joined = gap.len() == 1 && matches!(self.word(gap.start), "and" | "&");
            let given = self.lexicon.given_name(&first.text).is_some();
            let words = second.text.split(' ').count();
            if joined
                && first.tokens.len() == 1
                && given
                && words >= 2
                && self.lexicon.given_name(second.text.split(' ').next().unwrap_or("")).is_some()
                && !matches!(second.label, "ORG" | "GPE")
            {
                let surname = second.text.rsplit(' ').next().unwrap_or("");
                first.implied = format!("{} {surname}", first.text);
                first.couple = Some(first.before.start..second.tokens.end);
            }
        }
        for idx in 1..names.len() {
            self.imply_children(names, idx);
        }
    }

    /// "X and Y Surname and their sons A, B and C": the children's implied surname.
    pub(super) fn imply_children(&self, names: &mut [Name], idx: usize) {
        let name = &names[idx];
        if name.tokens.len() != 1 || !name.implied.is_empty() || self.lexicon.given_name(&name.text).is_none() {
            return;
        }
        let sentence = self.reading.token(name.tokens.start).sentence;
        let previous = &names[idx - 1];
        let same = self.reading.token(previous.tokens.start).sentence == sentence;
        let gap = previous.tokens.end..name.tokens.start;
        let list = same && gap.len() <= 2 && gap.clone().all(|token| matches!(self.word(token), "," | "and" | ";"));
        if list && !previous.implied.is_empty() && previous.tokens.len() == 1 && idx >= 2 {
            let surname = previous.implied.rsplit(' ').next().unwrap_or("").to_owned();
            let chained = names[idx - 1].before.is_empty() || self.is_kin_range(&names[idx - 1].before);
            if chained {
                names[idx].implied = format!("{} {surname}", names[idx].text);
            }
            return;
        }
        let kin = gap.len() <= 6
            && gap.clone().any(|token| self.is_children(token))
            && gap.clone().any(|token| matches!(self.reading.token(token).tag, "PRP$"));
        if same && kin && previous.tokens.len() >= 2 {
            let surname = previous.text.rsplit(' ').next().unwrap_or("").to_owned();
            names[idx].implied = format!("{} {surname}", names[idx].text);
        }
    }

    pub(super) fn is_children(&self, token: u32) -> bool {
        matches!(self.reading.lemma(token), "son" | "daughter" | "child" | "kid" | "twin" | "brother" | "sister")
    }

    pub(super) fn is_kin_range(&self, tokens: &Range<u32>) -> bool {
        tokens.clone().any(|token| self.is_children(token))
    }
}
