//! Giving what is at hand to another program: as an argument list, never to a shell.

use crate::report::{self, BriefFormat};
use crate::show::effect::Effect;
use crate::show::state::{Pane, Screen, State};

/// Gives the marked articles, the article at hand or the brief of the story to a command.
pub fn pipe(state: &mut State, command: &str) -> Vec<Effect> {
    let arguments = match arguments(command) {
        Ok(arguments) if arguments.is_empty() => {
            state.complain("name a command: | COMMAND, as | wc -w");
            return Vec::new();
        }
        Ok(arguments) => arguments,
        Err(fault) => {
            state.complain(fault);
            return Vec::new();
        }
    };
    let Some(text) = content(state) else {
        state.complain("nothing is at hand to be given to a command");
        return Vec::new();
    };
    vec![Effect::Pipe(arguments, text)]
}

fn content(state: &State) -> Option<String> {
    let analysis = &state.material.analysis;
    if state.place.screen == Screen::Panes {
        let in_list = state.place.pane == Pane::Articles;
        let articles = if in_list { state.articles_at_hand() } else { state.place.article.into_iter().collect() };
        let texts: Vec<&str> = articles.iter().map(|idx| analysis.articles[*idx as usize].text.as_str()).collect();
        return (!texts.is_empty()).then(|| texts.join("\n\n\n") + "\n");
    }
    let story = state.story()?;
    Some(report::brief(analysis, &[story], &|idx| state.dismissed.contains(&idx), BriefFormat::Markdown))
}

/// The words of a command; quotation marks keep blanks together, and nothing else has a meaning of its own.
fn arguments(command: &str) -> Result<Vec<String>, String> {
    let (mut arguments, mut word, mut quote, mut in_word) = (Vec::new(), String::new(), None, false);
    for c in command.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), c) => word.push(c),
            (None, '"' | '\'') => (quote, in_word) = (Some(c), true),
            (None, c) if c.is_whitespace() => {
                if std::mem::take(&mut in_word) {
                    arguments.push(std::mem::take(&mut word));
                }
            }
            (None, c) => {
                in_word = true;
                word.push(c);
            }
        }
    }
    if quote.is_some() {
        return Err("a quotation mark is not closed".to_owned());
    }
    if in_word {
        arguments.push(word);
    }
    Ok(arguments)
}

#[cfg(test)]
mod tests {
    use super::arguments;

    #[test]
    fn a_command_is_a_list_of_words_and_no_sign_in_it_means_anything() {
        let words = |command: &str| arguments(command).expect(command);
        assert_eq!(words("wc  -w"), ["wc", "-w"]);
        assert_eq!(words("tee 'my file.txt' \"\""), ["tee", "my file.txt", ""]);
        assert_eq!(words("cat; rm $HOME | sh > x"), ["cat;", "rm", "$HOME", "|", "sh", ">", "x"]);
        assert!(arguments("tee 'x").is_err() && words(" ").is_empty());
    }
}
