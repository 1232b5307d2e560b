//! The table of actions.

use super::Action;

/// Under which head an action stands in help and manual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Moving about.
    Moving,
    /// Following what is found.
    Following,
    /// Reading an article.
    Reading,
    /// Finding and narrowing.
    Finding,
    /// Triage of articles.
    Triage,
    /// Pictures of a story.
    Story,
    /// Everything else.
    Program,
}

impl Topic {
    /// All, in order of the help.
    pub const ALL: [Topic; 7] =
        [Self::Moving, Self::Following, Self::Reading, Self::Finding, Self::Triage, Self::Story, Self::Program];

    /// Its head.
    pub fn title(self) -> &'static str {
        match self {
            Self::Moving => "Moving",
            Self::Following => "Following links",
            Self::Reading => "In the article",
            Self::Finding => "Finding",
            Self::Triage => "Triage",
            Self::Story => "The story",
            Self::Program => "Program",
        }
    }
}

/// What a command takes after its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// Nothing.
    None,
    /// A query for articles; without it, the marked ones or the one at hand.
    Query,
    /// Words.
    Words(&'static str),
    /// One of the themes.
    Theme,
    /// One of the orders.
    Order,
    /// One of the saved views.
    View,
    /// A file or folder.
    Path,
}

impl Argument {
    /// As help writes it.
    pub fn written(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Query => "[QUERY]",
            Self::Words(words) => words,
            Self::Theme => "NAME",
            Self::Order => "[ORDER]",
            Self::View => "[NAME]",
            Self::Path => "PATH",
        }
    }
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The action.
    pub action: Action,
    /// Its name as a command and in the key map.
    pub name: &'static str,
    /// Where it stands in the help.
    pub topic: Topic,
    /// One or two words for the footer; empty where it is no news there.
    pub hint: &'static str,
    /// What it does.
    pub help: &'static str,
    /// What the command takes.
    pub argument: Argument,
}

/// All actions, in order of the help.
pub fn table() -> &'static [Entry] {
    &TABLE
}

/// The line of an action.
pub fn entry(action: Action) -> &'static Entry {
    TABLE.iter().find(|entry| entry.action == action).unwrap_or(&TABLE[0])
}

/// The action of that name.
pub fn named(name: &str) -> Option<&'static Entry> {
    TABLE.iter().find(|entry| entry.name == name)
}

const fn e(
    action: Action,
    name: &'static str,
    topic: Topic,
    hint: &'static str,
    help: &'static str,
    argument: Argument,
) -> Entry {
    Entry { action, name, topic, hint, help, argument }
}

use Argument::{None as Nothing, Order, Path, Query, Theme, View, Words};
use Topic::{Finding, Following, Moving, Program, Reading, Story, Triage};

/// One line an action. The first hints that apply stand in the footer, so the order matters inside a topic.
static TABLE: [Entry; 119] = [
    e(Action::Down, "down", Moving, "", "one down", Nothing),
    e(Action::Up, "up", Moving, "", "one up", Nothing),
    e(Action::HalfDown, "half-down", Moving, "", "half a page down", Nothing),
    e(Action::HalfUp, "half-up", Moving, "", "half a page up", Nothing),
    e(Action::PageDown, "page-down", Moving, "", "a page down", Nothing),
    e(Action::PageUp, "page-up", Moving, "", "a page up", Nothing),
    e(Action::First, "first", Moving, "", "to the first", Nothing),
    e(Action::Last, "last", Moving, "", "to the last", Nothing),
    e(Action::Left, "left", Moving, "", "left: the pane, side or column to the left", Nothing),
    e(Action::Right, "right", Moving, "next side", "right: the pane, side or column to the right", Nothing),
    e(Action::NextPane, "next-pane", Moving, "", "the next pane", Nothing),
    e(Action::PreviousPane, "previous-pane", Moving, "", "the pane before", Nothing),
    e(Action::ToArticles, "articles", Moving, "", "go to the articles", Nothing),
    e(Action::ToReading, "reading", Moving, "", "go to the reading pane", Nothing),
    e(Action::ToActors, "actors", Moving, "", "go to the actors", Nothing),
    e(Action::ToEvents, "events", Moving, "", "go to the events", Nothing),
    e(Action::ToDiscrepancies, "discrepancies", Moving, "", "go to the discrepancies", Nothing),
    e(Action::Zoom, "zoom", Moving, "", "the pane alone on the screen; again: back", Nothing),
    e(Action::Grow, "grow", Moving, "", "the pane gets wider", Nothing),
    e(Action::Shrink, "shrink", Moving, "", "the pane gets narrower", Nothing),
    e(
        Action::Open,
        "open",
        Following,
        "open",
        "open, follow: actor → mentions, event → accounts, discrepancy → both phrases",
        Nothing,
    ),
    e(Action::Back, "back", Following, "", "back to the place before, line and all", Nothing),
    e(Action::Forward, "forward", Following, "", "forward again", Nothing),
    e(Action::Card, "card", Following, "", "the card of the actor: names, roles, events, discrepancies", Nothing),
    e(Action::References, "references", Following, "", "every mention of the actor, each in its sentence", Nothing),
    e(
        Action::ToldElsewhere,
        "told",
        Following,
        "elsewhere",
        "how the other reports tell the sentence: nearest passages, words that differ marked",
        Nothing,
    ),
    e(Action::Peek, "peek", Following, "", "look at what the link leads to without leaving", Nothing),
    e(Action::Hints, "hints", Following, "links", "letters on every link that is seen; type them to go there", Nothing),
    e(
        Action::NextDiscrepancy,
        "next-discrepancy",
        Reading,
        "dispute",
        "next disputed phrase, on into the next article",
        Nothing,
    ),
    e(Action::PreviousDiscrepancy, "previous-discrepancy", Reading, "", "disputed phrase before", Nothing),
    e(
        Action::NextMention,
        "next-mention",
        Reading,
        "",
        "next mention of the chosen actor, on into the next article",
        Nothing,
    ),
    e(Action::PreviousMention, "previous-mention", Reading, "", "mention of the chosen actor before", Nothing),
    e(Action::NextEvent, "next-event", Reading, "", "next account of an event", Nothing),
    e(Action::PreviousEvent, "previous-event", Reading, "", "account of an event before", Nothing),
    e(Action::NextParagraph, "next-paragraph", Reading, "", "next paragraph; in a list: next group", Nothing),
    e(Action::PreviousParagraph, "previous-paragraph", Reading, "", "paragraph or group before", Nothing),
    e(Action::NextLink, "next-link", Reading, "", "next link of any kind", Nothing),
    e(Action::PreviousLink, "previous-link", Reading, "", "link before", Nothing),
    e(
        Action::Select,
        "select",
        Reading,
        "select",
        "select a passage: copy it as a quotation, mark it, note about it",
        Nothing,
    ),
    e(Action::SetMark, "set-mark", Reading, "", "give this place a letter", Nothing),
    e(Action::GoToMark, "go-to-mark", Following, "", "to the place with a letter", Nothing),
    e(
        Action::NextWatch,
        "next-watch",
        Reading,
        "",
        "next place of what is watched for, on into the next article",
        Nothing,
    ),
    e(Action::PreviousWatch, "previous-watch", Reading, "", "place of what is watched for before", Nothing),
    e(Action::Links, "links", Reading, "", "the links of the article, numbered; o opens one", Nothing),
    e(Action::Furniture, "furniture", Reading, "", "what was cut away as furniture of the site", Nothing),
    e(Action::Find, "find", Finding, "", "find in this pane", Words("[WORDS]")),
    e(Action::NextMatch, "next-match", Finding, "", "next match", Nothing),
    e(Action::PreviousMatch, "previous-match", Finding, "", "match before", Nothing),
    e(Action::Search, "search", Finding, "", "search the text of all articles", Words("[WORDS]")),
    e(
        Action::Filter,
        "filter",
        Finding,
        "filter",
        "show only articles that fit, as you type: source:x unread actor:y has:conflict",
        Words("[QUERY]"),
    ),
    e(
        Action::Sort,
        "sort",
        Finding,
        "",
        "order by weight, date, source or disputes; without a name: the next order",
        Order,
    ),
    e(Action::Group, "group", Finding, "", "grouped by story, or one flat list", Nothing),
    e(Action::Fold, "fold", Finding, "", "fold or unfold the story", Nothing),
    e(Action::ShowAll, "show-all", Finding, "", "show done and set-aside articles too; again: hide them", Nothing),
    e(Action::OnlySource, "only-source", Finding, "", "only the source of this article; again: all sources", Nothing),
    e(Action::OnlyUnread, "only-unread", Finding, "", "only unread articles; again: all", Nothing),
    e(Action::OnlyRead, "only-read", Finding, "", "only read articles; again: all", Nothing),
    e(Action::OnlyStarred, "only-starred", Finding, "", "only starred articles; again: all", Nothing),
    e(Action::OnlyDisputed, "only-disputed", Finding, "", "only articles with disputed facts; again: all", Nothing),
    e(Action::OnlyActor, "only-actor", Finding, "", "only articles that name the chosen actor; again: all", Nothing),
    e(Action::SaveView, "save-view", Finding, "", "keep the filter under a name", Words("NAME")),
    e(Action::View, "view", Finding, "", "a saved view; without a name: the next one", View),
    e(Action::DeleteView, "delete-view", Finding, "", "take a saved view away", View),
    e(Action::Scope, "scope", Finding, "", "panels show the story, the article, everything", Nothing),
    e(Action::Read, "read", Triage, "read", "read or unread", Query),
    e(Action::Star, "star", Triage, "star", "star or unstar", Query),
    e(Action::Done, "done", Triage, "done", "done: leaves the list", Query),
    e(Action::Aside, "set-aside", Triage, "", "set aside: leaves the list", Query),
    e(Action::NextUnread, "next-unread", Triage, "unread", "open the next unread article", Nothing),
    e(Action::PreviousUnread, "previous-unread", Triage, "", "open the unread article before", Nothing),
    e(Action::Mark, "mark", Triage, "", "mark, to triage several at once; on a story: all of it", Nothing),
    e(Action::MarkAll, "mark-all", Triage, "", "mark all that are listed; again: unmark them", Nothing),
    e(Action::MarkWhere, "mark-where", Triage, "", "mark all articles that fit; without a query: unmark all", Query),
    e(Action::Tag, "tag", Triage, "", "add a tag; -NAME takes it away", Words("[NAME]")),
    e(Action::Note, "note", Triage, "", "write a note on the article", Nothing),
    e(Action::NoteOutside, "note-editor", Triage, "", "write the note in $EDITOR", Nothing),
    e(
        Action::Brief,
        "brief",
        Story,
        "brief",
        "one page: what several tell, what is disputed, what only one tells",
        Nothing,
    ),
    e(
        Action::Export,
        "export",
        Story,
        "",
        "write the brief of the story to a file; with brief, report, list or notes before the name: that; .md, .txt, .html or .json",
        Words("[WHAT] FILE"),
    ),
    e(
        Action::Compare,
        "compare",
        Story,
        "compare",
        "the disputed facts of the story, a row a fact, a column a source",
        Nothing,
    ),
    e(Action::Timeline, "timeline", Story, "timeline", "the story's events along time", Nothing),
    e(Action::Company, "company", Story, "", "who appears with whom, as a picture", Nothing),
    e(
        Action::SplitStory,
        "split-story",
        Story,
        "",
        "the marked articles, or this one, become a story of their own",
        Nothing,
    ),
    e(
        Action::JoinStories,
        "join-stories",
        Story,
        "",
        "the stories of the marked articles and this one become one story",
        Nothing,
    ),
    e(Action::MoveToStory, "move-to-story", Story, "", "the marked articles go to this story", Nothing),
    e(Action::Dismiss, "dismiss", Story, "no dispute", "not a discrepancy: leaves the list; u brings it back", Nothing),
    e(
        Action::ShowDismissed,
        "show-dismissed",
        Story,
        "",
        "show dismissed discrepancies too; again: hide them",
        Nothing,
    ),
    e(Action::JudgeRows, "judge-rows", Story, "", "hide the rows of your language model; again: show them", Nothing),
    e(
        Action::Judge,
        "judge",
        Story,
        "",
        "ask your language model about this story; all: every story; again: once more; yes: texts may be sent to it",
        Words("[yes|all|again]"),
    ),
    e(
        Action::LessSure,
        "less-sure",
        Story,
        "less sure",
        "show the discrepancies that are less sure too, told apart; again: hide them",
        Nothing,
    ),
    e(
        Action::MoreActors,
        "more-actors",
        Story,
        "more",
        "show the actors too that play a small part or have no name; again: hide them",
        Nothing,
    ),
    e(
        Action::MoreEvents,
        "more-events",
        Story,
        "more",
        "show the events behind the main ones too: background, statements, details; again: hide them",
        Nothing,
    ),
    e(Action::Undo, "undo", Triage, "", "undo triage, tags, notes, dismissals, changed stories", Nothing),
    e(Action::Redo, "redo", Triage, "", "do it again", Nothing),
    e(Action::Copy, "copy", Program, "", "copy what is selected", Nothing),
    e(Action::OpenLink, "open-link", Program, "", "open or show the article's address", Nothing),
    e(Action::Command, "command", Program, "", "type a command; Tab completes", Nothing),
    e(Action::Theme, "theme", Program, "", "other colours", Theme),
    e(Action::CancelWork, "cancel", Program, "", "stop the analysis; what is found so far stays", Nothing),
    e(
        Action::Analyse,
        "analyse",
        Program,
        "",
        "analyse what was read: after a stop, or a start without analysis",
        Nothing,
    ),
    e(Action::OpenPath, "open-path", Program, "", "read a file or folder", Path),
    e(Action::Watch, "watch", Finding, "", "watch for words; without any, for the chosen actor", Words("[WORDS]")),
    e(Action::Unwatch, "unwatch", Finding, "", "watch no longer", Words("WORDS")),
    e(
        Action::Pipe,
        "pipe",
        Program,
        "",
        "give the article, the marked ones or the brief to a command",
        Words("[COMMAND]"),
    ),
    e(Action::Messages, "messages", Program, "", "what was said so far", Nothing),
    e(Action::MarkActor, "mark-actor", Story, "", "mark an actor, to make several one", Nothing),
    e(Action::JoinActors, "join-actors", Story, "", "the marked actors, two at least, become one", Nothing),
    e(Action::SplitActor, "split-actor", Story, "", "on a name of a card: it is that of another one", Nothing),
    e(Action::RenameActor, "rename-actor", Story, "", "another name for the actor", Words("[NAME]")),
    e(Action::KindOfActor, "kind-of-actor", Story, "", "another kind: person, organization …", Words("[KIND]")),
    e(Action::HideActor, "hide-actor", Story, "", "this is no actor: leaves all lists; u brings it back", Nothing),
    e(
        Action::Reload,
        "reload",
        Program,
        "",
        "read the opened files again: take in what came, changed or went",
        Nothing,
    ),
    e(Action::Corpus, "corpus", Program, "", "open the starter corpus", Nothing),
    e(Action::Troubles, "troubles", Program, "", "files that could not be read, each with what to do", Nothing),
    e(Action::Redraw, "redraw", Program, "", "draw the screen afresh", Nothing),
    e(Action::Suspend, "suspend", Program, "", "to the shell; fg comes back", Nothing),
    e(Action::Cancel, "escape", Program, "", "close or cancel; never quits", Nothing),
    e(Action::Close, "close", Program, "", "close what is on top; on the bottom: quit", Nothing),
    e(Action::Quit, "quit", Program, "", "quit", Nothing),
    e(Action::Help, "help", Program, "help", "what works here", Nothing),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_action_and_each_name_stands_once_in_the_table() {
        for (idx, one) in TABLE.iter().enumerate() {
            for other in &TABLE[idx + 1..] {
                assert!(one.action != other.action && one.name != other.name, "{} {}", one.name, other.name);
            }
            assert!(!one.help.is_empty() && one.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'));
            assert_eq!(entry(one.action).name, one.name);
        }
    }
}
