//! Does an action, from a key or a command.

use super::{actors, arrive, command, export, finding, following, history, judge, marks, moving, narrow, on_top, pipe};
use super::{pointer, reading, select, stories, triage, watching};
use crate::show::actions::Action;
use crate::show::effect::{Effect, Stirred};
use crate::show::state::{Field, FieldFor, Over, Pane, Screen, State};
use crate::show::target::Target;

/// Does `action`; `argument` is what a command gave after its name.
pub fn perform(state: &mut State, action: Action, argument: &str) -> Vec<Effect> {
    match action {
        Action::Down => moving::step(state, 1),
        Action::Up => moving::step(state, -1),
        Action::HalfDown => moving::half(state, 1),
        Action::HalfUp => moving::half(state, -1),
        Action::PageDown => moving::page(state, 1),
        Action::PageUp => moving::page(state, -1),
        Action::First => moving::to_end(state, false),
        Action::Last => moving::to_end(state, true),
        Action::Left => moving::aside(state, -1),
        Action::Right => moving::aside(state, 1),
        Action::NextPane => moving::to_pane(state, state.place.pane.step(1)),
        Action::PreviousPane => moving::to_pane(state, state.place.pane.step(-1)),
        Action::ToArticles => moving::to_pane(state, Pane::Articles),
        Action::ToReading => moving::to_pane(state, Pane::Reading),
        Action::ToActors => moving::to_pane(state, Pane::Actors),
        Action::ToEvents => moving::to_pane(state, Pane::Events),
        Action::ToDiscrepancies => moving::to_pane(state, Pane::Discrepancies),
        Action::Grow => pointer::grow(state, 4),
        Action::Shrink => pointer::grow(state, -4),
        Action::Zoom => state.zoom = !state.zoom,
        Action::Open => return following::open(state),
        Action::Back => return history::back(state),
        Action::Forward => return history::forward(state),
        Action::Card => following::actor_screen(state, Screen::Card),
        Action::References => following::actor_screen(state, Screen::References),
        Action::ToldElsewhere => following::told_elsewhere(state),
        Action::Peek => on_top::peek(state),
        Action::Hints => reading::hints(state),
        Action::Brief => following::story_screen(state, Screen::Brief),
        Action::Export if !argument.is_empty() => return export::export(state, argument),
        Action::Export => {
            let what = if state.story().is_some() { FieldFor::Brief } else { FieldFor::Report };
            ask(state, what, "");
        }
        Action::Compare => following::story_screen(state, Screen::Compare),
        Action::Timeline => following::story_screen(state, Screen::Timeline),
        Action::Company => following::story_screen(state, Screen::Company),
        Action::Troubles => following::to_screen(state, Screen::Troubles),
        Action::SplitStory => return stories::split(state),
        Action::JoinStories => return stories::join(state),
        Action::MoveToStory => return stories::move_here(state),
        Action::Select => select::begin(state),
        Action::SetMark => marks::ask(state, true),
        Action::GoToMark => marks::ask(state, false),
        Action::Watch => return watching::watch(state, argument),
        Action::Unwatch => return watching::unwatch(state, argument),
        Action::NextWatch => return watching::next(state, true),
        Action::PreviousWatch => return watching::next(state, false),
        Action::Messages => following::to_screen(state, Screen::Messages),
        Action::Pipe if !argument.is_empty() => return pipe::pipe(state, argument),
        Action::Pipe => ask(state, FieldFor::Pipe, ""),
        Action::MarkActor => actors::mark(state),
        Action::JoinActors => return actors::join(state),
        Action::SplitActor => return actors::split(state),
        Action::RenameActor if !argument.is_empty() => return actors::rename(state, argument),
        Action::RenameActor => ask(state, FieldFor::Rename, ""),
        Action::KindOfActor => return actors::kind(state, argument),
        Action::HideActor => return actors::hide(state),
        Action::Links => {
            if let Some(article) = state.place.article {
                following::to_screen(state, Screen::Links(article));
            }
        }
        Action::Furniture => {
            if let Some(article) = state.place.article {
                following::to_screen(state, Screen::Furniture(article));
            }
        }
        Action::NextMention => reading::mention(state, true),
        Action::PreviousMention => reading::mention(state, false),
        Action::NextDiscrepancy => reading::discrepancy(state, true),
        Action::PreviousDiscrepancy => reading::discrepancy(state, false),
        Action::NextEvent => reading::link(state, true, &|_, target| matches!(target, Target::Event(_))),
        Action::PreviousEvent => reading::link(state, false, &|_, target| matches!(target, Target::Event(_))),
        Action::NextLink => reading::link(state, true, &|_, _| true),
        Action::PreviousLink => reading::link(state, false, &|_, _| true),
        Action::NextParagraph => reading::paragraph(state, true),
        Action::PreviousParagraph => reading::paragraph(state, false),
        Action::NextMatch => finding::next(state, true),
        Action::PreviousMatch => finding::next(state, false),
        Action::Find if !argument.is_empty() => finding::find(state, argument),
        Action::Find => ask(state, FieldFor::Find, ""),
        Action::Search if !argument.is_empty() => return finding::search(state, argument),
        Action::Search => ask(state, FieldFor::Search, ""),
        Action::Filter if !argument.is_empty() => finding::filter(state, argument),
        Action::Filter => {
            let filter = state.articles.filter.clone();
            moving::to_pane(state, Pane::Articles);
            ask(state, FieldFor::Filter, &filter);
        }
        Action::ShowAll => finding::show_all(state),
        Action::OnlySource => narrow::source(state),
        Action::OnlyUnread => narrow::only(state, "unread", Some("read")),
        Action::OnlyRead => narrow::only(state, "read", Some("unread")),
        Action::OnlyStarred => narrow::only(state, "starred", None),
        Action::OnlyDisputed => narrow::only(state, "has:discrepancy", None),
        Action::OnlyActor => narrow::actor(state),
        Action::SaveView => return finding::save_view(state, argument),
        Action::View => finding::view(state, argument),
        Action::DeleteView => return finding::delete_view(state, argument),
        Action::Sort => finding::sort(state, argument),
        Action::Group => finding::group(state),
        Action::Fold => finding::fold(state),
        Action::Scope => finding::scope(state),
        Action::Read | Action::Star | Action::Done | Action::Aside => return triage::triage(state, action, argument),
        Action::NextUnread => return triage::next_unread(state, true),
        Action::PreviousUnread => return triage::next_unread(state, false),
        Action::Mark => triage::mark(state),
        Action::MarkAll => triage::mark_all(state),
        Action::MarkWhere => triage::mark_where(state, argument),
        Action::Tag if !argument.is_empty() => return triage::tag(state, argument),
        Action::Tag => ask(state, FieldFor::Tag, ""),
        Action::Note => triage::note(state),
        Action::NoteOutside => return triage::note_outside(state),
        Action::Dismiss => return triage::dismiss(state),
        Action::ShowDismissed => finding::show_dismissed(state),
        Action::JudgeRows => judge::toggle(state),
        Action::Judge => return judge::command(state, argument),
        Action::MoreActors => finding::show_more_actors(state),
        Action::MoreEvents => finding::show_more_events(state),
        Action::LessSure => finding::show_less_sure(state),
        Action::Undo => return triage::undo(state),
        Action::Redo => return triage::redo(state),
        Action::Copy => return following::copy(state),
        Action::OpenLink => return following::open_link(state),
        Action::Command => ask(state, FieldFor::Command, ""),
        Action::Theme => command::theme(state, argument),
        Action::CancelWork => return vec![Effect::CancelWork],
        Action::Analyse => {
            state.settings.analyse = true;
            return vec![Effect::AnalyseNow];
        }
        Action::OpenPath => return command::open_path(state, argument),
        Action::Reload => {
            state.stirred = Stirred::default();
            return vec![Effect::Reload];
        }
        Action::Corpus => return vec![Effect::Corpus],
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Help => on_top::help(state),
        Action::Cancel => on_top::cancel(state),
        Action::Close => return on_top::close(state),
        Action::Quit => return arrive::leave(state),
    }
    Vec::new()
}

/// Opens a line to type into.
fn ask(state: &mut State, what: FieldFor, text: &str) {
    state.over = Some(Over::Field(Field::new(what, text)));
}
