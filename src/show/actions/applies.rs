//! When an action applies. Keys, help, footer and commands all ask here, so none offers what does not work.

use super::Action;
use crate::show::state::{Over, Pane, Row, Screen, State};
use crate::show::target::Target;

/// Whether `action` does something where the person is.
#[allow(clippy::match_same_arms, reason = "actions are listed by what they are, not by what they need")]
pub fn applies(state: &State, action: Action) -> bool {
    if let Some(Over::Help(..) | Over::Peek(..)) = &state.over {
        return on_top(action) && !(state.settings.restricted && leads_out(action));
    }
    if state.settings.restricted && leads_out(action) {
        return false;
    }
    let panes = state.place.screen == Screen::Panes;
    let pane = state.place.pane;
    let reading = panes && pane == Pane::Reading && state.place.article.is_some();
    let empty = state.material.is_empty();
    let articles = panes && !empty && pane == Pane::Articles;
    let paged = state.page.is_some();
    match action {
        Action::Grow | Action::Shrink => panes && !state.layout().bars.is_empty(),
        Action::Zoom | Action::NextPane | Action::PreviousPane => panes,
        Action::Left | Action::Right => panes || has_columns(state.place.screen),
        Action::Open => empty || state.target().is_some() || (articles && !state.articles.rows.is_empty()),
        Action::Back => !state.back.is_empty(),
        Action::Forward => !state.forward.is_empty(),
        Action::Card | Action::References => actor_at_hand(state).is_some(),
        Action::ToldElsewhere => state.sentence_at_hand().is_some(),
        Action::Peek => state.target().is_some() && !articles,
        Action::Hints | Action::NextParagraph | Action::PreviousParagraph => reading || paged,
        Action::NextDiscrepancy | Action::PreviousDiscrepancy => {
            reading || matches!(state.place.screen, Screen::Phrases(_))
        }
        Action::NextMention
        | Action::PreviousMention
        | Action::NextEvent
        | Action::PreviousEvent
        | Action::NextLink
        | Action::PreviousLink => reading,
        Action::Select | Action::SetMark => reading,
        Action::GoToMark => !state.marks.is_empty(),
        Action::Watch => !empty,
        Action::Unwatch => !state.watches.is_empty(),
        Action::NextWatch | Action::PreviousWatch => panes && !state.watches.is_empty(),
        Action::Messages => !state.said.is_empty(),
        Action::Pipe => !empty,
        Action::MarkActor => panes && pane == Pane::Actors && actor_at_hand(state).is_some(),
        Action::JoinActors => panes && pane == Pane::Actors && !state.panels.marked.is_empty(),
        Action::RenameActor | Action::KindOfActor | Action::HideActor => actor_at_hand(state).is_some(),
        Action::SplitActor => state.name_at_hand().is_some(),
        Action::Links => {
            let article = state.place.article.and_then(|idx| state.material.analysis.articles.get(idx as usize));
            reading && article.is_some_and(|article| !article.links.is_empty())
        }
        Action::Furniture => {
            let article = state.place.article.and_then(|idx| state.material.analysis.articles.get(idx as usize));
            reading && article.is_some_and(|article| !article.cuts.is_empty())
        }
        Action::NextMatch | Action::PreviousMatch => state.find.is_some(),
        Action::Search
        | Action::Filter
        | Action::Sort
        | Action::ShowAll
        | Action::SaveView
        | Action::MarkWhere
        | Action::NextUnread
        | Action::PreviousUnread
        | Action::Scope => panes && !empty,
        Action::View | Action::DeleteView => panes && !state.settings.views.is_empty(),
        Action::OnlySource => articles && (state.article_at_hand().is_some() || state.place.article.is_some()),
        Action::OnlyUnread | Action::OnlyRead | Action::OnlyStarred | Action::OnlyDisputed => articles,
        Action::OnlyActor => articles && state.place.chosen.is_some(),
        Action::Group => articles && !state.material.analysis.linked.stories.is_empty(),
        Action::Fold => articles && !state.articles.flat && state.story().is_some(),
        Action::Read | Action::Star | Action::Done | Action::Aside | Action::Tag => {
            reading || (articles && !state.articles.rows.is_empty())
        }
        Action::Note | Action::NoteOutside => reading || (articles && row_is_article(state)),
        Action::SplitStory => articles && state.story().is_some(),
        Action::JoinStories | Action::MoveToStory => {
            articles && state.story().is_some() && !state.articles.marked.is_empty()
        }
        Action::Mark | Action::MarkAll => articles && !state.articles.rows.is_empty(),
        Action::Export => !empty,
        Action::Brief | Action::Compare | Action::Timeline | Action::Company => !empty && state.story().is_some(),
        Action::Dismiss => state.discrepancy_at_hand().is_some(),
        Action::ShowDismissed => {
            !state.dismissed.is_empty()
                && (panes && pane == Pane::Discrepancies || matches!(state.place.screen, Screen::Compare(_)))
        }
        Action::JudgeRows => state.material.alone.is_some() || state.judged.is_some(),
        Action::Judge => state.settings.judge.is_some() && !empty && !state.material.only_read,
        Action::MoreActors => panes && pane == Pane::Actors && state.panels.n_more_actors > 0,
        Action::MoreEvents => panes && pane == Pane::Events && state.panels.n_more_events > 0,
        Action::LessSure => match state.place.screen {
            Screen::Compare(story) => {
                state.material.stories.get(story as usize).is_some_and(|story| !story.less_sure.is_empty())
            }
            _ => panes && pane == Pane::Discrepancies && state.panels.n_less_sure > 0,
        },
        Action::Undo => !state.undo.done.is_empty(),
        Action::Redo => !state.undo.undone.is_empty(),
        Action::Copy | Action::Find => !empty,
        Action::OpenLink => state.article_at_hand().is_some(),
        Action::Analyse => state.material.only_read && !empty && state.progress.is_none(),
        Action::CancelWork => state.progress.is_some(),
        Action::Troubles => panes && !empty && !state.troubles.is_empty(),
        Action::Reload => panes && !empty,
        Action::Corpus => state.settings.corpus,
        _ => true,
    }
}

/// Whether it starts another program, reads or writes files of the person's choice, or gives way to a shell: what a login
/// that is given nothing but the reader must not do.
pub(in crate::show) fn leads_out(action: Action) -> bool {
    matches!(
        action,
        Action::Pipe | Action::NoteOutside | Action::Export | Action::OpenPath | Action::Suspend | Action::Judge
    )
}

/// What works in a window on top.
fn on_top(action: Action) -> bool {
    matches!(
        action,
        Action::Down
            | Action::Up
            | Action::First
            | Action::Last
            | Action::HalfDown
            | Action::HalfUp
            | Action::PageDown
            | Action::PageUp
            | Action::Open
            | Action::Close
            | Action::Cancel
            | Action::Help
            | Action::Redraw
            | Action::Suspend
            | Action::Quit
            | Action::NextParagraph
            | Action::PreviousParagraph
    )
}

fn has_columns(screen: Screen) -> bool {
    matches!(screen, Screen::Phrases(_) | Screen::Compare(_))
}

fn row_is_article(state: &State) -> bool {
    matches!(state.articles.rows.get(state.place.lists[0].cursor), Some(Row::Article(_)))
}

/// The actor that card and references are about.
pub(in crate::show) fn actor_at_hand(state: &State) -> Option<u32> {
    match (state.target(), state.place.screen) {
        (Some(Target::Actor(actor)), _) | (_, Screen::Card(actor) | Screen::References(actor)) => Some(actor),
        _ => None,
    }
}
