//! The forms in which articles are kept: invented ones, made as each program writes them (`tests/fixtures/forms/`).

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use rashomon::read::{ReadError, read_all, read_paths};
use rashomon::text::Article;
use std::io::Write;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/forms")
}

fn fixtures() -> Vec<PathBuf> {
    let files = WalkDir::new(folder()).sort_by_file_name().into_iter().flatten();
    files.filter(|entry| entry.file_type().is_file()).map(|entry| entry.path().to_owned()).collect()
}

/// Exports that keep addresses and no text.
fn is_address_only(article: &Article) -> bool {
    ["pocket.csv", "instapaper.csv"].iter().any(|name| article.path.ends_with(name))
}

#[test]
fn a_folder_with_one_of_each_gives_one_article_each() {
    let read = read_paths(&[folder()]);
    assert!(read.troubles.is_empty(), "{:?}", read.troubles);
    assert_eq!(read.articles.len(), fixtures().len());
    for article in &read.articles {
        assert!(article.title.ends_with(" opens in Varby"), "{}: {}", article.path, article.title);
        assert_eq!(article.language, if is_address_only(article) { "und" } else { "en" }, "{}", article.path);
        if is_address_only(article) {
            assert!(article.notes.iter().any(|note| note.message.contains("only its title and address")));
            continue;
        }
        for part in ["opened on Monday, and some 300", "built in two years", "Nobody can tell yet how many"] {
            assert_eq!(article.text.matches(part).count(), 1, "{}: {}", article.path, article.text);
        }
        for part in ["Most read", "Ten hotels", "All rights reserved", "Home", "<p>", "1 Quay Street"] {
            assert!(!article.text.contains(part), "{}: {}", article.path, article.text);
        }
        let is_dated = article.published.map(|day| day.to_string()).as_deref() == Some("2024-03-07");
        assert!(is_dated || article.path.ends_with("readwise.csv"), "{}: {:?}", article.path, article.published_text);
    }
}

#[test]
fn sources_writers_hours_and_addresses_come_along() {
    let read = read_paths(&[folder()]);
    let find = |name: &str| read.articles.iter().find(|article| article.path.contains(name)).expect("a fixture");
    for (name, source, url, hour) in [
        ("page.html", "Varby Herald", Some("https://varby.example/library"), "10:30:00+01:00"),
        ("single-file.html", "Varby Herald", Some("https://varby.example/museum"), "10:30:00+01:00"),
        ("saved.mhtml", "Varby Herald", Some("https://varby.example/theatre"), "10:30:00+01:00"),
        ("message.eml", "Varby Herald", None, "10:30:00+01:00"),
        ("box.mbox", "post.example", None, "10:30:00+01:00"),
        ("feed.rss", "Varby Herald", Some("https://varby.example/tunnel"), "09:30:00+00:00"),
        ("feed.atom", "Varby Herald", Some("https://varby.example/tower"), "09:30:00+00:00"),
        ("book.epub", "Varby Herald", Some("https://varby.example/dam"), "10:30:00+01:00"),
        ("wallabag.json", "varby.example", Some("https://varby.example/mill"), "10:30:00+01:00"),
        ("news-please.json", "varby.example", Some("https://varby.example/market"), "10:30:00"),
        ("analysis.jsonl", "Varby Herald", Some("https://varby.example/pool"), "10:30:00+01:00"),
        ("omnivore.zip", "Varby Herald", Some("https://varby.example/farm"), "09:30:00.000Z"),
    ] {
        let article = find(name);
        assert_eq!((article.source.as_str(), article.url.as_deref()), (source, url), "{name}");
        let time = article.published_text.as_deref().unwrap_or("");
        assert!(time.ends_with(hour), "{name}: {time}");
    }
    assert_eq!(find("trafilatura.json").byline, ["Ana Ruiz", "Tom Lee"]);
    assert_eq!(find("message.eml").title, "Harbour café opens in Varby");
}

#[test]
fn names_say_nothing_of_what_a_file_is() {
    for file in fixtures() {
        let bytes = std::fs::read(&file).expect("a fixture");
        let read = read_all("nameless", &bytes);
        assert_eq!((read.articles.len(), read.troubles.len()), (1, 0), "{}", file.display());
        assert!(read.articles[0].title.ends_with(" opens in Varby"), "{}", file.display());
    }
}

#[test]
fn files_broken_off_or_damaged_are_told_of_and_never_fail_inside() {
    for file in fixtures() {
        let bytes = std::fs::read(&file).expect("a fixture");
        for part in 1..8 {
            let mut broken = bytes[..bytes.len() * part / 8].to_vec();
            let whole = read_all("broken", &broken);
            let at = broken.len() / 2;
            if let Some(byte) = broken.get_mut(at) {
                *byte ^= 0x55;
            }
            for trouble in whole.troubles.iter().chain(&read_all("broken", &broken).troubles) {
                assert!(!matches!(trouble.error, ReadError::Failed), "{} {part}/8", file.display());
            }
        }
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

#[test]
fn small_files_cannot_grow_or_nest_without_end() {
    let text = b"Rain in Varby\n\nIt rained all day in Varby, and nobody went out.\n";
    let twice = gzip(&gzip(text));
    assert_eq!(read_all("a.gz", &twice).articles.len(), 1);
    let deep = gzip(&gzip(&twice));
    assert!(matches!(read_all("a.gz", &deep).troubles[0].error, ReadError::TooDeep));
    let huge = gzip(&vec![b' '; 300_000_000]);
    assert!(huge.len() < 4_000_000);
    assert!(matches!(read_all("a.gz", &huge).troubles[0].error, ReadError::Unpacked));
}

#[test]
fn what_forms_hide_in_escapes_is_made_safe() {
    let json = r#"{"title": "Bridge \u001b]8;;x\u0007falls", "text": "It \u001b[2Jfell \u202eon Monday, and nobody was hurt."}"#;
    let page =
        "<html><head><title>Bridge &#x1b;[31m falls</title></head><body><p>It fell &#8238;on Monday.</p></body></html>";
    for text in [json, page] {
        for article in read_all("a", text.as_bytes()).articles {
            let steers = |c: char| c.is_control() && c != '\n' || c == '\u{202E}';
            assert!(!article.text.contains(steers) && !article.title.contains(steers), "{:?}", article.text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_bytes_behind_any_beginning_are_read_or_refused(
        start in prop::sample::select(vec![
            "", "<html>", "<?xml version='1.0'?><rss>", "{\"title\":", "[", "PK\u{3}\u{4}", "From a b Thu Mar 7 10:30:00 2024\nFrom: a\nMessage-ID: b\n",
            "From: a\nMIME-Version: 1.0\n\n", "title,url,tags\n", "---\n",
        ]),
        rest in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let mut bytes = start.as_bytes().to_vec();
        bytes.extend(rest);
        for trouble in read_all("any", &bytes).troubles {
            prop_assert!(!matches!(trouble.error, ReadError::Failed));
        }
    }
}

#[test]
fn data_beside_the_articles_of_a_folder_is_passed_over_and_told_where_it_was_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("labels.json");
    std::fs::write(&data, r#"{"cluster": "ferry", "rows": [{"kind": "number", "sides": []}]}"#).expect("data");
    std::fs::write(folder.path().join("one.md"), "# Ferry\n\nThe ferry ran aground off Varby.\n").expect("an article");
    let of_folder = read_paths(&[folder.path().to_path_buf()]);
    assert_eq!((of_folder.articles.len(), of_folder.troubles.len()), (1, 0));
    let of_file = read_paths(&[data]);
    assert!(matches!(of_file.troubles[..], [ref trouble] if matches!(trouble.error, ReadError::NoArticles)));
}
