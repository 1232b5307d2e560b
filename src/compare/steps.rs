//! Steps of one affair: a charge and a verdict, a purchase and a sale. Their times differ without a discrepancy.

use std::sync::LazyLock;

/// For each affair its steps, for each step the lemmas that tell it (`assets/compare/steps.tsv`).
static AFFAIRS: LazyLock<Vec<Vec<Vec<&'static str>>>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/compare/steps.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').map(|step| step.split(", ").collect()).collect()).collect()
});

/// Whether two lemmas tell two steps of one affair, and never one step.
pub(super) fn are_two(one: &str, other: &str) -> bool {
    let steps = |affair: &[Vec<&str>], lemma: &str| -> Vec<usize> {
        (0..affair.len()).filter(|step| affair[*step].contains(&lemma)).collect()
    };
    let told = AFFAIRS.iter().map(|affair| (steps(affair, one), steps(affair, other)));
    let both: Vec<_> = told.filter(|(ours, theirs)| !ours.is_empty() && !theirs.is_empty()).collect();
    !both.is_empty() && both.iter().all(|(ours, theirs)| !ours.iter().any(|step| theirs.contains(step)))
}

#[cfg(test)]
mod tests {
    use super::are_two;

    #[test]
    fn steps_are_told_apart_and_words_for_one_step_are_not() {
        for (one, other) in [("charge", "acquit"), ("buy", "sell"), ("join", "leave"), ("begin", "end")] {
            assert!(are_two(one, other) && are_two(other, one), "{one} {other}");
        }
        for (one, other) in [("oust", "eject"), ("indict", "charge"), ("sink", "sell"), ("strike", "hit")] {
            assert!(!are_two(one, other), "{one} {other}");
        }
    }
}
