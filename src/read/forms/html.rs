//! Pages: the article's body by `dom_smoothie` (Mozilla's Readability in Rust), what the page says of it by its metadata.

use super::super::front_matter::Head;
use super::super::kinds;
use super::draft::{Draft, some};
use dom_smoothie::{Config, Readability, TextMode};
use regex::Regex;
use std::sync::LazyLock;

/// Elements of the largest page that is looked through; the longest live reports have some 30,000.
const MAX_ELEMENTS: usize = 200_000;

/// Words of a body below which the whole page may hold more than the part that was taken.
const FEW_WORDS: usize = 25;

/// Whether a text that begins with `<` is a page or a part of one.
pub(super) fn is_likely(text: &str) -> bool {
    static BEGINS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?is)^(\s|<\?xml[^>]*>|<!--.*?-->)*<(!doctype\s+html|html|head|body|article|main|section|div|p|h1|table|meta|title|base)\b",
        )
    });
    BEGINS.is_match(text) || text.to_ascii_lowercase().contains("<html")
}

/// The article of a page; the entries of a page that is a list of kept links. `url` is where the page was, if known.
pub(super) fn drafts(html: &str, url: Option<&str>) -> Vec<Draft> {
    static EXPORT: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)<title>\s*(pocket export|instapaper: export|ril_export)\s*</title>"));
    if EXPORT.is_match(html) { links(html) } else { vec![draft(html, url)] }
}

/// The article of a page.
pub(super) fn draft(html: &str, url: Option<&str>) -> Draft {
    let saved_from = url.map(str::to_owned).or_else(|| saved_from(html));
    let config = Config { text_mode: TextMode::Markdown, max_elements_to_parse: MAX_ELEMENTS, ..Config::default() };
    let document = dom_query::Document::from(html);
    let published = published(&document);
    let own_address = address(&document);
    let whole = || document.select("body").try_md();
    let read =
        Readability::with_document(document.clone(), saved_from.as_deref().filter(|url| is_url(url)), Some(config))
            .and_then(|mut page| page.parse());
    let Ok(page) = read else {
        let title = document.select("title").text().to_string();
        let head = Head { title: some(title), url: saved_from, published, ..Head::default() };
        return Draft::markdown(head, whole().unwrap_or_default());
    };
    let byline: Vec<String> = page.byline.iter().flat_map(|names| kinds::split_names(names)).collect();
    let head = Head {
        title: some(page.title),
        site: page.site_name,
        url: saved_from.or(page.url).or(own_address).filter(|url| is_url(url)),
        byline,
        published: page.published_time.filter(|time| time.contains(|c: char| c.is_ascii_digit())).or(published),
        language: page.lang,
        ..Head::default()
    };
    let draft = Draft::markdown(head, page.text_content.to_string());
    if draft.body.split_whitespace().count() < FEW_WORDS {
        draft.noting("there is hardly any text on its page", "save the page when all of it is shown")
    } else {
        draft
    }
}

/// A part of a page that is all article: what a feed, a mail or a book carries.
pub(super) fn fragment(html: &str) -> String {
    let document = dom_query::Document::fragment(html);
    document.select("script, style, noscript, template, svg, form, button, iframe").remove();
    document.md(None).to_string()
}

/// Markdown of the first element that was selected.
trait TryMarkdown {
    fn try_md(&self) -> Option<String>;
}

impl TryMarkdown for dom_query::Selection<'_> {
    fn try_md(&self) -> Option<String> {
        self.nodes().first().map(|node| node.md(None).to_string())
    }
}

/// The time of publication where only the page's body or a rare key tells it.
fn published(document: &dom_query::Document) -> Option<String> {
    const PLACES: [(&str, &str); 9] = [
        ("meta[property='article:published_time']", "content"),
        ("meta[itemprop='datePublished']", "content"),
        ("time[itemprop='datePublished']", "datetime"),
        ("meta[name='parsely-pub-date']", "content"),
        ("meta[name='sailthru.date']", "content"),
        ("meta[name='pubdate'], meta[name='publish-date'], meta[name='publishdate']", "content"),
        ("meta[name='date'], meta[name='DC.date.issued'], meta[name='dcterms.created']", "content"),
        ("article time[datetime]", "datetime"),
        ("time[datetime]", "datetime"),
    ];
    let told = |(place, key): &(&str, &str)| document.select(place).attr(key).map(|value| value.to_string());
    PLACES.iter().filter_map(told).find(|value| super::super::dates::find(value).is_some())
}

/// The address that the page gives itself.
fn address(document: &dom_query::Document) -> Option<String> {
    const PLACES: [(&str, &str); 2] = [("link[rel='canonical']", "href"), ("meta[property='og:url']", "content")];
    let told = |(place, key): &(&str, &str)| document.select(place).attr(key).map(|value| value.to_string());
    PLACES.iter().filter_map(told).find(|url| is_url(url))
}

/// Where the page was saved from, as `SingleFile` and browsers write it in a comment at the top.
fn saved_from(html: &str) -> Option<String> {
    static SAVED: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)<!--(?:[^>]*?\burl:\s*| saved from url=\(\d+\))(https?://[^\s>]+)"));
    SAVED.captures(html).map(|found| found[1].to_owned())
}

/// Pocket and Instapaper keep addresses and titles, and no text.
fn links(html: &str) -> Vec<Draft> {
    let document = dom_query::Document::from(html);
    let draft = |link: dom_query::NodeRef| {
        let url = link.attr("href").map(|url| url.to_string()).filter(|url| is_url(url))?;
        Some(address_only(link.text().to_string(), url))
    };
    document.select("a[href]").nodes().iter().filter_map(|link| draft(*link)).collect()
}

/// An article of which only title and address were kept.
pub(super) fn address_only(title: String, url: String) -> Draft {
    let title = some(title).unwrap_or_else(|| url.clone());
    Draft::markdown(Head { title: Some(title), url: Some(url), ..Head::default() }, String::new())
        .noting("only its title and address were kept, not its text", "save the page at its address")
}

pub(super) fn is_url(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// Whether a text of a form that allows both is HTML.
pub(super) fn is_html(text: &str) -> bool {
    static TAG: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)<(p|div|br|h[1-6]|ul|ol|li|a|em|strong|b|i|blockquote|article|html|span|img|figure)\b[^>]*>")
    });
    TAG.is_match(text)
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of this file")
}
