//! How well the body of a page is found: the public set of 181 pages of scrapinghub's article-extraction-benchmark, scored
//! as its `evaluate.py` does (sets of four words in a row, precision and recall averaged over pages).
//!
//! `git clone https://github.com/scrapinghub/article-extraction-benchmark`, then
//! `cargo bench --bench pages -- article-extraction-benchmark`. Without a folder it says so and ends.

use rashomon::read::read_all;
use std::collections::HashMap;
use std::path::Path;

/// Words in a row that are compared.
const N_GRAM: usize = 4;

fn main() {
    let Some(folder) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) else {
        println!("pages: name the folder of article-extraction-benchmark");
        return;
    };
    let truth = std::fs::read(Path::new(&folder).join("ground-truth.json")).expect("ground-truth.json");
    let truth: HashMap<String, serde_json::Value> = serde_json::from_slice(&truth).expect("JSON");
    let (mut precision, mut recall, mut n_found, mut n_missed) = (0.0, 0.0, 0.0, 0);
    for (page, wanted) in &truth {
        let path = Path::new(&folder).join("html").join(format!("{page}.html.gz"));
        let read = read_all(&path.to_string_lossy(), &std::fs::read(&path).expect("a page"));
        let article = read.articles.first();
        let body = article.and_then(|article| article.text.get(article.title.len()..)).unwrap_or("");
        let (wanted, found) = (grams(wanted["articleBody"].as_str().unwrap_or("")), grams(body));
        let right: usize = wanted.iter().map(|(gram, n)| found.get(gram).map_or(0, |other| *other.min(n))).sum();
        let total = |grams: &HashMap<Vec<String>, usize>| grams.values().sum::<usize>().max(1);
        recall += right as f64 / total(&wanted) as f64;
        if found.is_empty() {
            n_missed += 1;
        } else {
            precision += right as f64 / total(&found) as f64;
            n_found += 1.0;
        }
    }
    let (precision, recall) = (precision / n_found, recall / truth.len() as f64);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!(
        "{} pages, {n_missed} without a body: F1 {f1:.3}, precision {precision:.3}, recall {recall:.3}",
        truth.len()
    );
}

/// Four words in a row with how often they stand there; the whole text where it is shorter.
fn grams(text: &str) -> HashMap<Vec<String>, usize> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let mut grams = HashMap::new();
    let rows: Vec<&[String]> = if words.is_empty() {
        Vec::new()
    } else if words.len() < N_GRAM {
        vec![&words]
    } else {
        words.windows(N_GRAM).collect()
    };
    for row in rows {
        *grams.entry(row.to_vec()).or_insert(0) += 1;
    }
    grams
}
