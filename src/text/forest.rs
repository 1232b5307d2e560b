//! A forest of small decision trees, boosted (Friedman 2001): from the signs of a pair or a row to a probability.
//!
//! The form of the file, as `tools/learn/` writes it: lines of tab-separated cells. `signs` with the names of the signs in order;
//! `start` with the sum that all begin with; `calibrate` with slope and shift of the sum (Platt 1999); then one line a
//! tree, its nodes in order: `sign:threshold:left:right` or, for a leaf, the number that it adds.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Weights other than those of the program, by name of their file: for learning, where what judges a story must not have
/// been learnt from it.
static OTHERS: OnceLock<FxHashMap<String, String>> = OnceLock::new();

/// Makes all of this run use other weights: the texts of files by name ("pair-number", "pair-time", "row", "event", "event-pair").
/// To be called before anything is linked or compared; later calls change nothing.
pub fn use_weights(files: impl IntoIterator<Item = (String, String)>) {
    // Who comes second finds the first one's weights: as documented.
    let _ = OTHERS.set(files.into_iter().collect());
}

/// The text of a file of weights: the program's `own`, or the one of this name that was put in its place.
pub fn weights<'a>(name: &str, own: &'a str) -> &'a str {
    OTHERS.get().and_then(|others| others.get(name)).map_or(own, String::as_str)
}

/// A forest as it is read from its file.
pub struct Forest {
    start: f32,
    slope: f32,
    shift: f32,
    trees: Vec<Vec<Node>>,
}

enum Node {
    Split { sign: usize, threshold: f32, left: usize, right: usize },
    Leaf(f32),
}

impl Forest {
    /// The forest of a file that is part of the program, or the one that was put in its place, for signs in the order of
    /// `names`.
    pub fn named(name: &str, own: &str, names: &[&str]) -> Self {
        Self::read(weights(name, own), names)
    }

    /// Reads a forest. The files are part of the program, so that a fault in one is a fault of the program.
    pub fn read(file: &str, names: &[&str]) -> Self {
        let mut forest = Self { start: 0.0, slope: 1.0, shift: 0.0, trees: Vec::new() };
        let mut order: Vec<usize> = Vec::new();
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let number = |cell: Option<&str>| cell.and_then(|cell| cell.parse().ok()).expect("a number");
            match cells.next() {
                Some("signs") => order = cells.map(|sign| place(names, sign)).collect(),
                Some("start") => forest.start = number(cells.next()),
                Some("calibrate") => (forest.slope, forest.shift) = (number(cells.next()), number(cells.next())),
                Some("tree") => forest.trees.push(cells.map(|cell| node(cell, &order)).collect()),
                _ => {}
            }
        }
        forest
    }

    /// The probability that the forest gives to what has these signs.
    pub fn probability(&self, signs: &[f32]) -> f32 {
        let sum: f32 = self.start + self.trees.iter().map(|tree| leaf(tree, signs)).sum::<f32>();
        1.0 / (1.0 + (-(self.slope * sum + self.shift)).exp())
    }
}

/// Where a sign of the file stands among those of the program.
fn place(names: &[&str], sign: &str) -> usize {
    let place = names.iter().position(|name| *name == sign);
    place.unwrap_or_else(|| panic!("the weights know a sign that the program does not see: {sign}"))
}

/// A node of a tree; `order` says where each sign of the file stands.
fn node(cell: &str, order: &[usize]) -> Node {
    let parts: Vec<f32> = cell.split(':').map(|part| part.parse().expect("a number")).collect();
    match parts[..] {
        [sign, threshold, left, right] => {
            Node::Split { sign: order[sign as usize], threshold, left: left as usize, right: right as usize }
        }
        _ => Node::Leaf(parts[0]),
    }
}

/// The leaf of a tree that the signs lead to. Children stand behind their parent, so that every walk ends.
fn leaf(tree: &[Node], signs: &[f32]) -> f32 {
    let mut at = 0;
    loop {
        match tree.get(at) {
            Some(Node::Split { sign, threshold, left, right }) => {
                let next = if signs.get(*sign).copied().unwrap_or(0.0) <= *threshold { *left } else { *right };
                if next <= at {
                    return 0.0;
                }
                at = next;
            }
            Some(Node::Leaf(value)) => return *value,
            None => return 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_lead_to_their_leaf_by_name() {
        let forest = Forest::read("signs\tfar\tnear\nstart\t0\ntree\t1:0.5:1:2\t-2\t2\n", &["near", "far"]);
        assert!(forest.probability(&[0.9, 0.1]) > 0.8);
        assert!(forest.probability(&[0.1, 0.9]) < 0.2);
    }
}
