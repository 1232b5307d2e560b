//! How many origins stand behind articles: copies are one, wholes or parts; what only looks alike is not.

use rashomon::link::{self, Whole};
use rashomon::text::Article;

const AGENCY_REPORT: &str = "A dam on the river Sule broke before dawn and water rushed through three villages, the \
    governor of the province said. Rescue teams in boats took some two hundred people from the roofs of their houses. \
    The dam was built sixty years ago and had been due for repair since last spring.\n\n\
    Engineers had warned in March that the wall was moving by two millimetres a month. The company that runs it lowered \
    the lake by a metre and then let it fill again when the dry season came. A spokesman for the company said it would \
    help the investigators in every way and asked people to stay away from the valley.\n\n\
    The army sent four helicopters and a field kitchen. Schools in the provincial capital were opened for those who lost \
    their homes, and the railway stopped all trains over the bridge at Torna until divers have looked at its piers.";

const OWN_REPORT: &str = "Villagers along the Sule woke to a roar when the dam above them gave way in the night. Three \
    places were flooded, and boats brought around two hundred people to dry ground. The governor said the wall should \
    have been mended this spring.\n\n\
    It was sixty years old. In March its movement had been measured at two millimetres each month, and the operator let \
    out some water, only to fill the lake later on. The operator says that it will work with investigators. Helicopters \
    of the army are in the valley, and trains do not cross at Torna.";

const LOCAL: &str = "Our reporter spoke with Hana Beks, who keeps a bakery in the first of the three villages. She had \
    heard a noise like a train and ran up the hill with her children and two loaves under her arm. Her oven is full of \
    mud now, she says, but the neighbours have already offered her another one in the school.\n\n\
    The parish will ring its bells on Sunday. Whoever can give blankets or dry wood may bring them to the fire station, \
    where the scouts sort everything by size and carry it over the footbridge to the tents.";

fn article(source: &str, text: &str) -> Article {
    Article {
        key: format!("{source}-{}", text.len()),
        source: source.into(),
        title: "Dam breaks on the Sule".into(),
        text: format!("Dam breaks on the Sule\n\n{text}"),
        ..Article::default()
    }
}

fn linked(articles: &[Article]) -> Whole {
    link::link(articles, &vec![rashomon::extract::Findings::default(); articles.len()])
}

/// Whether the articles have one origin, each one, or something between.
fn check(articles: &[Article], n_origins: usize) {
    for turned in [false, true] {
        let mut articles = articles.to_vec();
        if turned {
            articles.reverse();
        }
        let linked = linked(&articles);
        let names: Vec<&str> = linked.origins.iter().map(|origin| origin.name.as_str()).collect();
        assert_eq!(linked.origins.len(), n_origins, "{names:?}");
        for (idx, origin) in linked.origin_of.iter().enumerate() {
            assert!(linked.origins[*origin as usize].articles.iter().any(|article| article.idx() == idx));
        }
    }
}

#[test]
fn a_report_that_two_sites_print_has_one_origin() {
    check(&[article("north.example", AGENCY_REPORT), article("south.example", AGENCY_REPORT)], 1);
}

#[test]
fn half_a_report_between_own_paragraphs_has_the_origin_of_the_whole() {
    let half = AGENCY_REPORT.split_inclusive("\n\n").take(2).collect::<String>();
    let mixed = format!("{half}{LOCAL}");
    check(&[article("north.example", AGENCY_REPORT), article("south.example", &mixed)], 1);
}

#[test]
fn a_copy_with_a_few_words_changed_is_a_copy() {
    let changed =
        AGENCY_REPORT.replace("before dawn", "in the night").replace("four helicopters", "several helicopters");
    check(&[article("north.example", AGENCY_REPORT), article("south.example", &changed)], 1);
}

#[test]
fn the_same_facts_in_other_words_have_their_own_origin() {
    check(&[article("north.example", AGENCY_REPORT), article("south.example", OWN_REPORT)], 2);
}

#[test]
fn a_quotation_in_two_reports_is_no_copy() {
    let speech = "\u{201C}We stand with every family in this valley tonight, and we shall not leave until each of them has \
        a roof, a stove and a door that closes, whatever it may cost the state and however long it may take us all to \
        build it,\u{201D} the governor said.";
    let (one, other) = (format!("{OWN_REPORT}\n\n{speech}"), format!("{LOCAL}\n\n{speech}"));
    check(&[article("north.example", &one), article("south.example", &other)], 2);
}

#[test]
fn a_paragraph_of_background_that_two_reports_share_is_no_copy() {
    let background = "The Sule rises in the Arden hills and flows through two provinces before it meets the sea at Port \
        Lorn. Eleven dams hold its water.";
    let (one, other) = (format!("{AGENCY_REPORT}\n\n{background}"), format!("{OWN_REPORT} {LOCAL}\n\n{background}"));
    check(&[article("north.example", &one), article("south.example", &other)], 2);
}

#[test]
fn copies_bear_the_name_of_the_agency_that_one_of_them_names() {
    let with_line = format!("TORNA, Sulia (Reuters) - {AGENCY_REPORT}");
    let articles = [article("north.example", AGENCY_REPORT), article("south.example", &with_line)];
    check(&articles, 1);
    assert_eq!(linked(&articles).origins[0].name, "Reuters");
}

#[test]
fn two_agencies_stay_two_though_a_site_prints_both() {
    let one = Article { byline: vec!["Reuters".into()], ..article("north.example", AGENCY_REPORT) };
    let other = Article { byline: vec!["Associated Press".into()], ..article("south.example", OWN_REPORT) };
    let both = article("west.example", &format!("{AGENCY_REPORT}\n\n{OWN_REPORT}"));
    check(&[one, other, both], 2);
}

#[test]
fn first_published_elsewhere_counts_as_published_there() {
    let retold = Article { origin: Some("north.example".into()), ..article("copy.example", OWN_REPORT) };
    check(&[article("www.north.example", LOCAL), retold], 1);
}

#[test]
fn articles_that_name_no_source_are_not_one_source() {
    check(&[article("unknown", OWN_REPORT), article("unknown", LOCAL)], 2);
}
