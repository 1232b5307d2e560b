//! `rashomon judge PATH…`: asks a language model of the user's own about a folder ahead of time; writes what would be
//! asked, reads what was answered elsewhere. And what `analyze` and `report` need of it: rows joined with kept answers.

use super::args::{JudgeArgs, KeptArgs};
use super::{Exit, analyze};
use crate::judge::Settings;
use crate::keep::{FindingsStore, library_folder};
use crate::pipeline::{self, Analysis, Answers, Asked, FINDINGS_VERSION};
use crate::show::read_config;
use crate::text::make_safe;
use anyhow::{Context, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// The endings of a file that holds an answer.
const ENDINGS: [&str; 3] = ["json", "txt", "md"];

/// Answers that are kept in the library.
struct Kept(FindingsStore);

impl Answers for Kept {
    fn answer_to(&self, key: &str, model: &str) -> Option<String> {
        self.0.answer_to(key, model)
    }
}

/// Runs the command.
pub(super) fn run(args: &JudgeArgs) -> anyhow::Result<Exit> {
    let mut settings = configured(args.kept.config.as_deref())?.unwrap_or_default();
    if let Some(model) = &args.model {
        settings.model.clone_from(model);
    }
    let (analysis, exit) = analyze::analysis_of(&args.paths)?;
    let asked = pipeline::questions(&analysis, &settings);
    if asked.is_empty() {
        bail!("nothing to ask: no story has two reports");
    }
    if let Some(folder) = &args.prompts {
        write_prompts(folder, &asked)?;
        return Ok(exit);
    }
    if let Some(folder) = &args.replies {
        read_replies(folder, args, &settings, &analysis, &asked)?;
        return Ok(exit);
    }
    bail!("say what to do: --prompts FOLDER, --replies FOLDER")
}

/// The settings of `[judge]`, where there are any.
fn configured(config: Option<&Path>) -> anyhow::Result<Option<Settings>> {
    let (config, path) = read_config(config)?;
    for fault in &config.faults {
        eprintln!("rashomon: {}:{}: {}; passed over", path.display(), fault.line, make_safe(&fault.what));
    }
    Ok(config.judge)
}

/// A prompt a file, named by question, story and print.
fn write_prompts(folder: &Path, asked: &[Asked]) -> anyhow::Result<()> {
    let problem =
        || format!("cannot write to {}: check that it can be made and the disk is not full", folder.display());
    fs::create_dir_all(folder).with_context(problem)?;
    let mut n_tokens = 0;
    for question in asked.iter().flat_map(|asked| &asked.questions) {
        fs::write(folder.join(format!("{}.txt", question.name)), &question.prompt).with_context(problem)?;
        n_tokens += question.n_tokens();
    }
    let n: usize = asked.iter().map(|asked| asked.questions.len()).sum();
    eprintln!("{n} prompts about {} stories, about {n_tokens} tokens, in {}", asked.len(), folder.display());
    eprintln!("an answer to NAME.txt is read from NAME.json by `rashomon judge PATH --replies FOLDER`");
    Ok(())
}

/// Reads answers from files that are named as the prompts, and keeps those that hold rows.
fn read_replies(
    folder: &Path,
    args: &JudgeArgs,
    settings: &Settings,
    analysis: &Analysis,
    asked: &[Asked],
) -> anyhow::Result<()> {
    let model = settings.name();
    if model.is_empty() {
        bail!("name who answered: --model NAME, or model under [judge] in the configuration");
    }
    let settings = Settings { model, ..settings.clone() };
    let store = FindingsStore::open(&library_folder(args.kept.library.as_deref())?, &FINDINGS_VERSION.to_string())?;
    let (mut n_read, mut n_missing) = (0, 0);
    for question in asked.iter().flat_map(|asked| &asked.questions) {
        let files = ENDINGS.iter().map(|ending| folder.join(format!("{}.{ending}", question.name)));
        match files.filter(|path| path.is_file()).map(|path| read(&path)).next() {
            Some(answer) => {
                store.keep_answer(&question.key, &settings.model, &answer?)?;
                n_read += 1;
            }
            None => n_missing += 1,
        }
    }
    let judged = pipeline::judged(analysis, &settings, &Kept(store));
    let n_rows = judged.discrepancies.iter().filter(|row| row.by.judge().is_some()).count();
    eprintln!("{n_read} answers read, {n_missing} not there; {n_rows} rows of {} stand", make_safe(&settings.model));
    for (story, note) in &judged.notes {
        let title = analysis.linked.stories.get(*story as usize).map_or("", |story| &story.title);
        eprintln!("{}: {}; {}", make_safe(title), note.message, note.hint);
    }
    Ok(())
}

/// An answer is text of some pages; what is longer is none.
const LONGEST_ANSWER: u64 = 4 * 1024 * 1024;

fn read(path: &Path) -> anyhow::Result<String> {
    let problem = || format!("cannot read {}", path.display());
    if fs::metadata(path).with_context(problem)?.len() > LONGEST_ANSWER {
        bail!("{}: longer than 4 MB, so it is no answer; take it away", path.display());
    }
    let bytes = fs::read(path).with_context(problem)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Joins an analysis with the answers that the library keeps, if a model is configured. Asks nobody.
pub(super) fn join_kept(analysis: &mut Analysis, args: &KeptArgs) -> anyhow::Result<()> {
    if args.no_judge {
        return Ok(());
    }
    let Some(settings) = configured(args.config.as_deref())? else { return Ok(()) };
    let settings = Settings { model: settings.name(), ..settings };
    let folder: PathBuf = library_folder(args.library.as_deref())?;
    if !folder.join("findings.db").exists() {
        return Ok(());
    }
    let store = FindingsStore::open(&folder, &FINDINGS_VERSION.to_string())?;
    let judged = pipeline::judged(analysis, &settings, &Kept(store));
    analysis.discrepancies = judged.discrepancies;
    Ok(())
}
