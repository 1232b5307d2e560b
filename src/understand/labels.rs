//! What the numbers of the network's last layers stand for: tags, parser moves, relations, name moves.

use super::asset;

/// A move of the dependency parser (Nivre 2003, arc-eager; Honnibal & Johnson 2015 for the breaks and the reductions
/// that put a word without head back). Arcs carry the index of their [`ArcLabel`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The next word goes onto the stack.
    Shift,
    /// The word on top of the stack is done.
    Reduce,
    /// The next word becomes the head of the top of the stack.
    Left(u8),
    /// The top of the stack becomes the head of the next word.
    Right(u8),
    /// A sentence begins after the next word.
    Break,
}

/// A move of the name finder: BILUO (Ratinov & Roth 2009); each but `Out` with the index of its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameMove {
    /// A name of more than one token begins.
    Begin(u8),
    /// It goes on.
    In(u8),
    /// It ends here.
    Last(u8),
    /// A name of one token.
    Unit(u8),
    /// No name.
    Out,
    /// A token that was kept out of names beforehand: here none is, so it is never taken.
    Blocked,
}

/// A relation, and for a pseudo-projective arc (Nivre & Nilsson 2005) the relation of its true head.
#[derive(Clone, Copy, Debug)]
pub struct ArcLabel {
    /// Index into [`Labels::relations`].
    pub relation: u8,
    /// The true head is the next word below the head that stands in this relation.
    pub lifted_from: Option<u8>,
}

/// All labels.
#[derive(Debug)]
pub struct Labels {
    /// Penn tags, in the order of the tagger's rows.
    pub tags: Vec<&'static str>,
    /// Relations; the first is `ROOT`.
    pub relations: Vec<&'static str>,
    /// What arcs are labelled with.
    pub arcs: Vec<ArcLabel>,
    /// Moves, in the order of the parser's rows.
    pub moves: Vec<Move>,
    /// Kinds of names.
    pub names: Vec<&'static str>,
    /// Moves, in the order of the name finder's rows.
    pub name_moves: Vec<NameMove>,
}

/// The index of `item` in `list`, appended if it is new.
pub fn intern(list: &mut Vec<&'static str>, item: &'static str) -> u8 {
    let idx = list.iter().position(|&known| known == item).unwrap_or_else(|| {
        list.push(item);
        list.len() - 1
    });
    idx as u8
}

impl Labels {
    /// Index of the relation of a sentence's root.
    pub const ROOT: u8 = 0;

    /// Reads `labels.tsv`.
    pub fn new() -> Self {
        let mut relations = vec!["ROOT"];
        let mut arcs = Vec::new();
        let mut arc = |label: &'static str| {
            let (relation, above) = label.split_once("||").map_or((label, None), |(label, above)| (label, Some(above)));
            let relation = intern(&mut relations, relation);
            let lifted_from = above.map(|above| intern(&mut relations, above));
            arcs.push(ArcLabel { relation, lifted_from });
            (arcs.len() - 1) as u8
        };
        let mut moves = Vec::new();
        for name in asset::row(asset::LABELS, "moves") {
            moves.push(match name.split_once('-') {
                Some(("L", label)) => Move::Left(arc(label)),
                Some(("R", label)) => Move::Right(arc(label)),
                Some(_) => Move::Break,
                None if name == "S" => Move::Shift,
                None => Move::Reduce,
            });
        }
        let mut names = Vec::new();
        let mut name_moves = Vec::new();
        for name in asset::row(asset::LABELS, "name_moves") {
            let (kind, label) = name.split_once('-').unwrap_or((name, ""));
            let mut with = |make: fn(u8) -> NameMove| make(intern(&mut names, label));
            name_moves.push(match kind {
                "U" if label.is_empty() => NameMove::Blocked,
                "B" => with(NameMove::Begin),
                "I" => with(NameMove::In),
                "L" => with(NameMove::Last),
                "U" => with(NameMove::Unit),
                _ => NameMove::Out,
            });
        }
        Self { tags: asset::row(asset::LABELS, "tags"), relations, arcs, moves, names, name_moves }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_last_layers_has_a_label() {
        let labels = Labels::new();
        assert_eq!((labels.tags.len(), labels.moves.len(), labels.name_moves.len()), (50, 106, 74));
        assert_eq!(labels.names.len(), 18);
        assert!(labels.relations.len() < 64 && labels.tags.len() < 64, "the attribute rules keep them as bits");
        assert_eq!(labels.relations[usize::from(Labels::ROOT)], "ROOT");
    }
}
