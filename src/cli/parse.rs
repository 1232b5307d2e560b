//! `rashomon parse`: what the language engine makes of a text.

use super::args::ParseFormat;
use super::{Exit, analyze};
use crate::pipeline;
use crate::read::{self, ReadError, Trouble};
use crate::text::{Block, BlockKind, Span};
use crate::understand::{Engine, conllu};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Prints the parse of every sentence of the files in `paths`. The whole file is parsed as it stands, head and furniture
/// and all: this shows what the engine does, not what an article is.
pub(super) fn run(paths: &[PathBuf], format: ParseFormat) -> anyhow::Result<Exit> {
    let (found, mut troubles) = read::list_paths(paths);
    for path in found {
        match read::read_text(&path).and_then(|text| printed(&path, text, format)) {
            // The text was made safe as it was read; the tabs of the table are ours.
            Ok(printed) => analyze::print_own(&printed)?,
            Err(error) => troubles.push(Trouble::new(&path, error)),
        }
    }
    for trouble in &troubles {
        super::say(&format!("rashomon: {trouble}"));
    }
    Ok(if troubles.is_empty() { Exit::Done } else { Exit::Partly })
}

/// What stands between empty lines.
fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Span> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end_matches('\n').len());
        at += line.len();
        if line.trim().is_empty() {
            blocks.extend(open.take().map(|span| Block { kind: BlockKind::Paragraph, span }));
        } else {
            open = Some(open.map_or(span, |open| open.join(span)));
        }
    }
    blocks.extend(open.map(|span| Block { kind: BlockKind::Paragraph, span }));
    blocks
}

fn printed(path: &Path, text: String, format: ParseFormat) -> Result<String, ReadError> {
    let read = |engine: &Engine, text: String| {
        let blocks = paragraphs(&text);
        engine.read(Arc::from(text), &blocks)
    };
    Ok(match format {
        ParseFormat::Conllu => conllu::write(&read(Engine::as_spacy(), text)),
        ParseFormat::Tree => {
            let reading = read(Engine::as_spacy(), text);
            let trees = (0..reading.sentences.len()).map(|sentence| conllu::tree(&reading, sentence));
            trees.collect::<Vec<_>>().join("\n")
        }
        ParseFormat::Signs => pipeline::printed_signs(&read(Engine::shared(), text)),
        ParseFormat::Pairs => pipeline::printed_pairs(&text),
        ParseFormat::Kinds => pipeline::printed_kinds(&read::read_bytes(&path.to_string_lossy(), text.as_bytes())?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_what_stands_between_empty_lines() {
        let text = "One\ntwo.\n\n \nThree.\n";
        let parts: Vec<&str> = paragraphs(text).iter().map(|block| block.span.of(text)).collect();
        assert_eq!(parts, ["One\ntwo.", "Three."]);
    }
}
