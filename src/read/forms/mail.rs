//! Mail by `mail-parser`: messages, mailboxes, digests of lists, pages saved as MHTML.

use super::super::front_matter::Head;
use super::super::piece::bare;
use super::draft::{Draft, some};
use super::html;
use mail_parser::{Address, HeaderValue, Message, MessageParser, PartType};
use std::borrow::Cow;

/// Fields that only mail has.
const OF_MAIL: [&str; 9] = [
    "message-id",
    "mime-version",
    "received",
    "return-path",
    "delivered-to",
    "content-transfer-encoding",
    "dkim-signature",
    "x-mailer",
    "list-id",
];

/// Words of a message's plain text from which on it is taken for the whole of it.
const MIN_PLAIN: usize = 30;

/// Messages inside a message are opened this deep.
const MAX_DEPTH: u8 = 3;

/// Whether the bytes begin a mailbox: "From ", who, when; then fields.
pub(super) fn is_mbox(start: &[u8]) -> bool {
    let Some(rest) = start.strip_prefix(b"From ") else { return false };
    let Some(end) = rest.iter().position(|byte| *byte == b'\n') else { return false };
    is_separator(&start[..end + 5]) && is_message(&rest[end + 1..])
}

/// Whether the bytes begin a message: fields only, up to an empty line, some of them of mail alone.
pub(super) fn is_message(start: &[u8]) -> bool {
    let text = String::from_utf8_lossy(start);
    let (mut n_fields, mut of_mail, mut from) = (0, false, false);
    for line in text.lines() {
        if line.trim().is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) && n_fields > 0 {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') {
            return false;
        }
        let name = name.to_ascii_lowercase();
        n_fields += 1;
        of_mail |= OF_MAIL.contains(&name.as_str());
        from |= matches!(name.as_str(), "from" | "subject");
    }
    n_fields >= 2 && of_mail && from
}

/// "From ana@a.example Thu Mar  7 10:00:00 2024".
fn is_separator(line: &[u8]) -> bool {
    let line = String::from_utf8_lossy(line);
    let words: Vec<&str> = line.split_whitespace().collect();
    line.starts_with("From ") && words.len() > 5 && words.iter().any(|word| word.contains(':') && word.len() >= 5)
}

/// The articles of a mailbox.
pub(super) fn mailbox(bytes: &[u8]) -> Vec<Draft> {
    let mut message: Vec<u8> = Vec::new();
    let mut found = Vec::new();
    let mut after_empty = true;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if after_empty && line.starts_with(b"From ") && is_separator(line) {
            found.extend(drafts(&message));
            message.clear();
            continue;
        }
        after_empty = line.iter().all(u8::is_ascii_whitespace);
        // ">From " was "From " before it came into a mailbox.
        let quoted = line.iter().position(|byte| *byte != b'>').unwrap_or(0);
        let is_quoted = quoted > 0 && line[quoted..].starts_with(b"From ");
        message.extend_from_slice(if is_quoted { &line[1..] } else { line });
    }
    found.extend(drafts(&message));
    found
}

/// The articles of one message: itself, or the messages that it carries.
pub(super) fn drafts(bytes: &[u8]) -> Vec<Draft> {
    MessageParser::default().parse(bytes).map_or_else(Vec::new, |message| of_message(&message, 0))
}

fn of_message(message: &Message, depth: u8) -> Vec<Draft> {
    if depth < MAX_DEPTH {
        let inner = message.parts.iter().filter_map(|part| match &part.body {
            PartType::Message(inner) => Some(of_message(inner, depth + 1)),
            _ => None,
        });
        let inner: Vec<Draft> = inner.flatten().collect();
        if !inner.is_empty() {
            return inner;
        }
    }
    let page = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) => Some(html.as_ref()),
        _ => None,
    });
    if let (Some(html), true) = (page, is_page(message)) {
        let url = field(message, "Snapshot-Content-Location").or_else(|| location(message));
        return vec![html::draft(html, url.as_deref())];
    }
    let plain = message.text_bodies().find_map(|part| match &part.body {
        PartType::Text(text) => Some(text.as_ref()),
        _ => None,
    });
    let plain = plain.filter(|text| page.is_none() || text.split_whitespace().count() >= MIN_PLAIN);
    let draft = match (plain, page) {
        (Some(text), _) => Draft { body: unsigned(text).into_owned(), ..Draft::default() },
        (None, Some(html)) => html::draft(html, None),
        (None, None) => return Vec::new(),
    };
    vec![Draft { head: head(message, draft.head), ..draft }]
}

/// Whether a browser wrote the message to keep a page.
fn is_page(message: &Message) -> bool {
    field(message, "Snapshot-Content-Location").is_some()
        || location(message).is_some()
        || message.from().and_then(|from| from.first()?.name()).is_some_and(|name| name.contains("Saved by"))
}

/// Where the first part of the message that is a page came from.
fn location(message: &Message) -> Option<String> {
    let parts = message.parts.iter().filter(|part| matches!(part.body, PartType::Html(_)));
    let mut places = parts.filter_map(|part| {
        let value = part.headers.iter().find(|header| header.name().eq_ignore_ascii_case("Content-Location"))?;
        text_of(value.value())
    });
    places.find(|place| html::is_url(place))
}

fn field(message: &Message, name: &str) -> Option<String> {
    message.header_raw(name).map(|value| value.trim().to_owned()).and_then(some)
}

fn text_of(value: &HeaderValue) -> Option<String> {
    value.as_text().map(|text| text.trim().to_owned())
}

/// What the message's fields say. A sender whose name is its own address' is an outlet, another one is a writer.
fn head(message: &Message, of_page: Head) -> Head {
    let (name, address) = message.from().map_or((None, None), sender);
    let domain = address.as_deref().and_then(|address| address.rsplit('@').next()).map(str::to_owned);
    let list =
        field(message, "List-Id").and_then(|id| some(id.split('<').next().unwrap_or("").trim_matches(['"', ' '])));
    let is_outlet = match (&name, &domain) {
        (Some(name), Some(domain)) => bare(domain).contains(&bare(name)),
        _ => true,
    };
    let url = ["Archived-At", "X-Source-Url", "Content-Location"].iter().find_map(|name| field(message, name));
    let url = url.map(|url| url.trim_matches(['<', '>']).to_owned()).filter(|url| html::is_url(url));
    Head {
        title: message.subject().map(str::to_owned).and_then(some).or(of_page.title),
        site: list.or_else(|| if is_outlet { name.clone().or(domain.clone()) } else { domain.clone() }),
        url: url.or(of_page.url),
        byline: name.filter(|_| !is_outlet).into_iter().collect(),
        published: message.date().map(mail_parser::DateTime::to_rfc3339).or(of_page.published),
        language: field(message, "Content-Language").or(of_page.language),
        ..Head::default()
    }
}

fn sender(from: &Address) -> (Option<String>, Option<String>) {
    let first = from.first();
    let name = first.and_then(|sender| sender.name()).map(str::to_owned).and_then(some);
    (name, first.and_then(|sender| sender.address()).map(str::to_owned))
}

/// The text without what stands below "-- ", as mail programs set a signature.
fn unsigned(text: &str) -> Cow<'_, str> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > 0 && line.trim_end_matches(['\r', '\n']) == "-- " {
            return Cow::Borrowed(&text[..at]);
        }
        at += line.len();
    }
    Cow::Borrowed(text)
}
