//! Prints of runs of words, by which copied text is known: winnowing (Schleimer, Wilkerson, Aiken 2003), which keeps
//! the least hash of every window, so that a shared run of `RUN + WINDOW - 1` words is always seen.

use crate::link::stories::words::hash;
use crate::text::{Article, BlockKind};

/// Words in a run: shorter ones ("the president of the United States said") recur in texts that nobody copied.
const RUN: usize = 6;
/// Of so many runs that follow one another one is kept at least.
const WINDOW: usize = 4;

/// The prints of an article's running text in rising order, each once. Words in quotation marks are left out: two
/// writers who quote one speaker copied nothing from one another.
pub fn prints_of(article: &Article) -> Vec<u32> {
    let mut prints = Vec::new();
    for block in &article.blocks {
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) {
            paragraph(block.span.of(&article.text), &mut prints);
        }
    }
    if article.blocks.is_empty() {
        article.text.split("\n\n").for_each(|text| paragraph(text, &mut prints));
    }
    prints.sort_unstable();
    prints.dedup();
    prints
}

fn paragraph(text: &str, prints: &mut Vec<u32>) {
    let mut open = false;
    let mut stretch: Vec<u32> = Vec::new();
    let mut from = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        if letter.is_alphanumeric() {
            from.get_or_insert(at);
            continue;
        }
        if let Some(start) = from.take()
            && !open
        {
            stretch.push(hash(text[start..at].to_lowercase().as_bytes()));
        }
        let was_open = open;
        match letter {
            '"' => open = !open,
            '\u{201C}' => open = true,
            '\u{201D}' => open = false,
            _ => {}
        }
        if open != was_open {
            winnow(&stretch, prints);
            stretch.clear();
        }
    }
    winnow(&stretch, prints);
}

/// Adds the least hash of every window of runs; a stretch shorter than a window gives its least one.
fn winnow(stretch: &[u32], prints: &mut Vec<u32>) {
    let runs: Vec<u32> = stretch.windows(RUN).map(run).collect();
    if runs.len() < WINDOW {
        prints.extend(runs.iter().min());
    }
    prints.extend(runs.windows(WINDOW).filter_map(|window| window.iter().min()));
}

fn run(words: &[u32]) -> u32 {
    let mut mixed = 0u64;
    for &word in words {
        mixed = (mixed.rotate_left(23) ^ u64::from(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    (mixed >> 32) as u32
}
