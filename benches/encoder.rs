//! How long the sentence encoder, and the tagger of names, take for an article of 500 words.
//!
//! `cargo bench --bench encoder`; `tools/encoder/speed.py` times the same sentences in torch.

use rashomon::understand::transformer::Transformer;
use rashomon::understand::transformer::tagger::{Tagger, Untagged};
use std::time::Instant;

fn main() {
    let sentence = "The harbour police said on Tuesday that at least twelve people had been taken to hospital after the ferry \
                    struck the northern pier in thick fog.";
    let n_sentences = 500 / sentence.split(' ').count();
    let texts = vec![sentence; n_sentences];
    let started = Instant::now();
    let encoder = Transformer::shared();
    println!("made ready in {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
    let mut times: Vec<f64> = (0..30)
        .map(|_| {
            let started = Instant::now();
            let encoded = encoder.encode(&texts);
            assert_eq!(encoded.len(), texts.len());
            started.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let pieces: usize = encoder.encode(&texts).iter().map(|one| one.pieces.len()).sum();
    println!("{} words, {pieces} pieces: median {:.1} ms, fastest {:.1} ms", n_sentences * 26, times[15], times[0]);
    let mut tokens = Vec::new();
    let mut at = 0;
    for word in sentence.split(' ') {
        tokens.push(at..at + word.len() as u32);
        at += word.len() as u32 + 1;
    }
    let signs = vec![vec![0, 1]; tokens.len()];
    let untagged = vec![Untagged { text: sentence, tokens, signs }; n_sentences];
    let tagger = Tagger::shared();
    let mut times: Vec<f64> = (0..30)
        .map(|_| {
            let started = Instant::now();
            assert_eq!(tagger.tag(&untagged).len(), untagged.len());
            started.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("the same, tagged: median {:.1} ms, fastest {:.1} ms", times[15], times[0]);
}
