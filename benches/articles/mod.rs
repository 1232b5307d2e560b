//! Made-up articles, the same on every run.

use std::fmt::Write;
use std::fs;
use std::path::Path;

const PEOPLE: [&str; 8] =
    ["Anna Berg", "Tomas Lind", "Maria Costa", "Peter Novak", "Ines Duarte", "Karl Holm", "Lucy Ward", "Omar Said"];
const PLACES: [&str; 8] = ["Kallberg", "Portwick", "Sanden", "Marlow Bay", "Tirna", "Westhaven", "Olden", "Rivik"];
const BODIES: [&str; 6] =
    ["the harbour office", "the city council", "the rail company", "the coast guard", "the ministry", "the union"];
const DEEDS: [&str; 8] = [
    "closed the bridge over the river",
    "opened a new hall by the market",
    "signed the agreement on the ferry line",
    "rejected the plan for the tunnel",
    "rescued 12 people from a boat",
    "postponed the vote on the budget",
    "paid 3 million euros for the land",
    "arrested two men at the station",
];
const DAYS: [&str; 5] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
const SOURCES: [&str; 6] =
    ["Harbour Post", "The Bay Courier", "North Line", "Evening Mail", "Radio Tirna", "City Sheet"];

/// So many articles of so many words.
pub struct Articles {
    /// Title, source, text.
    pub all: Vec<(String, &'static str, String)>,
}

impl Articles {
    pub fn new(count: usize, words: usize) -> Self {
        let mut dice = Dice(7);
        let all = (0..count).map(|n| {
            let title = format!("Report {n}: {} {}", dice.pick(&BODIES), dice.pick(&DEEDS));
            (title, dice.pick(&SOURCES), text_of(words, &mut dice))
        });
        Self { all: all.collect() }
    }

    /// One file each, with front matter.
    pub fn write(&self, folder: &Path) {
        fs::create_dir_all(folder).unwrap();
        for (n, (title, source, text)) in self.all.iter().enumerate() {
            let day = 1 + n % 28;
            let file = format!("---\ntitle: \"{title}\"\nsource: \"{source}\"\ndate: 2024-03-{day:02}\n---\n\n{text}");
            fs::write(folder.join(format!("b{n:06}.txt")), file).unwrap();
        }
    }
}

/// The same articles as a feed.
pub fn feed_of(articles: &Articles) -> String {
    let mut feed = "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>Reports</title>\n".to_owned();
    for (n, (title, _, text)) in articles.all.iter().enumerate() {
        let day = 1 + n % 28;
        write!(
            feed,
            "<item><title>{title}</title><guid>g{n}</guid><link>http://a.example/{n}</link>\
             <pubDate>{day:02} Mar 2024 10:00:00 GMT</pubDate><description>{text}</description></item>\n"
        )
        .unwrap();
    }
    feed + "</channel></rss>\n"
}

/// One article of so many bytes.
pub fn long_article(bytes: usize) -> String {
    let mut dice = Dice(11);
    let mut text = "Report on everything\n\n".to_owned();
    while text.len() < bytes {
        text += &text_of(80, &mut dice);
    }
    text
}

fn text_of(words: usize, dice: &mut Dice) -> String {
    let (mut text, mut n_words) = (String::new(), 0);
    while n_words < words {
        let sentence = format!(
            "{} said that {} {} in {} on {}. ",
            dice.pick(&PEOPLE),
            dice.pick(&BODIES),
            dice.pick(&DEEDS),
            dice.pick(&PLACES),
            dice.pick(&DAYS)
        );
        n_words += sentence.split_whitespace().count();
        text += &sentence;
        if dice.roll(4) == 0 {
            text += "\n\n";
        }
    }
    text.trim_end().to_owned() + "\n\n"
}

/// Numbers that look thrown, the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }
}
