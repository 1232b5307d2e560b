//! How long the sentence encoder takes for an article of 500 words, and for batches of short sentences.
//!
//! `cargo bench --bench encoder`; `tools/encoder/speed.py` times the same sentences in torch.

use rashomon::understand::transformer::Transformer;
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
}
