//! Inputs that are made to exhaust the machine, of any size: small files of one kind of thing without end.

/// Its name, and the files of so many bytes that it makes.
type Kind = (&'static str, fn(usize) -> Vec<String>);

/// The kinds.
pub const KINDS: [Kind; 15] = [
    ("figures", |n| vec![format!("Deaths rise\n\n{}", filled("12 people died and 13 were hurt, ", n))]),
    ("names without end", |n| {
        let file = |last: char| format!("Talks held\n\nThe envoy A{}{last} met aides on Monday.", "b".repeat(n));
        vec![file('b'), file('c')]
    }),
    ("repeated sentences", |n| {
        let file = |how_many: &str| {
            let sentence = format!("The ferry hit the harbour bridge on Monday, and {how_many} people were hurt. ");
            format!("Ferry hits bridge\n\n{}", filled(&sentence, n / 2))
        };
        vec![file("two"), file("three")]
    }),
    ("prose", |n| {
        let sentence = |day: usize| format!("Report {day} says that the river rose by {} metres in Kelm.\n\n", day % 9);
        vec![format!("River rises\n\n{}", (0..n / 58).map(sentence).collect::<String>())]
    }),
    ("one line", |n| vec!["x".repeat(n)]),
    ("quotation marks", |n| vec![format!("Talks\n\n{}", "“".repeat(n / 3))]),
    ("quotations", |n| vec![format!("Talks\n\n{}", filled("\"a ", n))]),
    ("a title", |n| vec![format!("{}\n\nThe ferry hit the bridge.", filled("Word ", n))]),
    ("a title in a head", |n| vec![format!("---\ntitle: {}\n---\nThe ferry hit the bridge.", filled("word ", n))]),
    ("one paragraph", |n| vec![format!("Flood\n\n{}", filled("the river rose while people left their homes ", n))]),
    ("brackets in a head", |n| vec![format!("---\ntitle: {}\n---\nThe ferry hit the bridge.", "[".repeat(n))]),
    ("addresses", |n| vec![format!("Links\n\n{}", filled("see https://a.example/b and ", n))]),
    ("links", |n| vec![format!("Links\n\n{}", filled("[a](https://a.example/b) ", n))]),
    ("names", |n| vec![format!("Names\n\n{}", filled("Anna Berta Carla Dora Emil Fritz Georg Hans ", n))]),
    ("days", |n| vec![format!("Days\n\n{}", filled("on Monday 3 March 2024 and ", n))]),
];

/// So many bytes of it, over and over.
fn filled(text: &str, n_bytes: usize) -> String {
    text.repeat(n_bytes / text.len() + 1)
}
