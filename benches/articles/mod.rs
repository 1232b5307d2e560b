//! Made-up articles, the same on every run.

use std::fmt::Write;
use std::fs;
use std::path::Path;

const BODIES: [&str; 6] = ["harbour office", "council", "rail company", "coast guard", "ministry", "union"];
const DEEDS: [&str; 8] = [
    "closed the bridge in",
    "opened a new hall in",
    "signed the agreement on the ferry to",
    "rejected the plan for a tunnel to",
    "rescued people from a boat near",
    "postponed the vote on",
    "paid for the land around",
    "sent two engineers to",
];
const SYLLABLES: [&str; 16] =
    ["ka", "lor", "ten", "vi", "mar", "sol", "bri", "nau", "del", "gor", "pim", "rus", "hal", "ost", "wen", "ji"];
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
        let mut story = Story::new(&mut dice);
        let mut all = Vec::with_capacity(count);
        for n in 0..count {
            if n % ARTICLES_PER_STORY == 0 {
                story = Story::new(&mut dice);
            }
            let title = format!("Report {n}: {} {} {}", story.body, dice.pick(&DEEDS), story.place);
            all.push((title, dice.pick(&SOURCES), story.text_of(words, &mut dice)));
        }
        Self { all }
    }

    /// Articles that all report one story.
    #[allow(dead_code)] // not every bench that has these articles needs them
    pub fn one_story(count: usize, words: usize) -> Self {
        let mut dice = Dice(23);
        let story = Story::new(&mut dice);
        let report = |n: usize| {
            let title = format!("Report {n}: {} {} {}", story.body, dice.pick(&DEEDS), story.place);
            (title, dice.pick(&SOURCES), story.text_of(words, &mut dice))
        };
        Self { all: (0..count).map(report).collect() }
    }

    /// One file each, with front matter.
    #[allow(dead_code)]
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
#[allow(dead_code)]
pub fn feed_of(articles: &Articles) -> String {
    let mut feed = "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>Reports</title>\n".to_owned();
    for (n, (title, _, text)) in articles.all.iter().enumerate() {
        let day = 1 + n % 28;
        writeln!(
            feed,
            "<item><title>{title}</title><guid>g{n}</guid><link>http://a.example/{n}</link>\
             <pubDate>{day:02} Mar 2024 10:00:00 GMT</pubDate><description>{text}</description></item>"
        )
        .unwrap();
    }
    feed + "</channel></rss>\n"
}

/// One article of so many bytes.
#[allow(dead_code)]
pub fn long_article(bytes: usize) -> String {
    let mut dice = Dice(11);
    let mut text = "Report on everything\n\n".to_owned();
    while text.len() < bytes {
        text += &Story::new(&mut dice).text_of(400, &mut dice);
    }
    text
}

/// Who and where a story is about; no two stories share a name.
struct Story {
    people: [String; 3],
    body: String,
    place: String,
}

/// Articles that report one story.
const ARTICLES_PER_STORY: usize = 5;

impl Story {
    fn new(dice: &mut Dice) -> Self {
        let people = [0; 3].map(|_| format!("{} {}", name(2, dice), name(3, dice)));
        let place = name(4, dice);
        Self { people, body: format!("the {place} {}", dice.pick(&BODIES)), place }
    }

    fn text_of(&self, words: usize, dice: &mut Dice) -> String {
        let (mut text, mut n_words) = (String::new(), 0);
        while n_words < words {
            let who = &self.people[dice.roll(3)];
            let (deed, day) = (dice.pick(&DEEDS), dice.pick(&DAYS));
            let sentence = match dice.roll(3) {
                0 => format!("{who} said that {} {deed} {} on {day}. ", self.body, self.place),
                1 => format!("On {day} {who} {deed} {}, with {} people there. ", self.place, 10 + dice.roll(90)),
                _ => format!("{} {deed} {} after a long meeting with {who}. ", self.body, self.place),
            };
            n_words += sentence.split_whitespace().count();
            text += &sentence;
            if dice.roll(4) == 0 {
                text += "\n\n";
            }
        }
        text.trim_end().to_owned() + "\n\n"
    }
}

fn name(n_syllables: usize, dice: &mut Dice) -> String {
    let name: String = (0..n_syllables).map(|_| dice.pick(&SYLLABLES)).collect();
    name[..1].to_uppercase() + &name[1..]
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
