//! Words that a line may not lose: without them it says something else.

use super::Teller;

/// Negators, bounds and hedges; modals are known by their tag.
const GUARDS: [&str; 50] = [
    "not",
    "n't",
    "n’t",
    "never",
    "no",
    "neither",
    "nor",
    "nobody",
    "none",
    "nothing",
    "hardly",
    "barely",
    "scarcely",
    "almost",
    "nearly",
    "without",
    "if",
    "unless",
    "whether",
    "until",
    "till",
    "before",
    "except",
    "only",
    "than",
    "yet",
    "longer",
    "allegedly",
    "reportedly",
    "apparently",
    "possibly",
    "probably",
    "perhaps",
    "maybe",
    "likely",
    "unlikely",
    "supposedly",
    "purportedly",
    "alleged",
    "suspected",
    "presumably",
    "but",
    "instead",
    "rather",
    "despite",
    "lest",
    "initially",
    "partly",
    "falsely",
    "wrongly",
];

/// Marks that bind a clause to the one above it: by itself the clause would tell what need not have happened.
pub(super) fn binds(mark: &str) -> bool {
    matches!(mark, "if" | "unless" | "whether" | "before" | "until" | "till" | "lest" | "once" | "so" | "that" | "than")
}

impl Teller<'_> {
    /// Whether a line may not lose this token.
    pub(super) fn is_guard(&self, token: u32) -> bool {
        let tree = self.tree;
        tree.tag(token) == "MD"
            || tree.rel(token) == "neg"
            || GUARDS.contains(&tree.word(token).to_lowercase().as_str())
    }

    /// Whether it holds such a word or a date.
    pub(super) fn holds_guard(&self, tokens: &[u32]) -> bool {
        tokens.iter().any(|&token| self.is_guard(token) || self.parts.is_time(token))
    }
}
