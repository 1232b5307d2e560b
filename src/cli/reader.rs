//! `rashomon [PATH…]`: the reader, or with `--print` one frame of it.

use super::Exit;
use super::args::{PrintForm, ReaderArgs};
use crate::show::{self, Options, picture::Form};

/// Opens the reader.
pub(super) fn run(args: ReaderArgs) -> anyhow::Result<Exit> {
    let print = args.print.map(|form| match form {
        PrintForm::Text => Form::Text,
        PrintForm::Ansi => Form::Ansi,
        PrintForm::Svg => Form::Svg,
    });
    let options = Options {
        paths: args.paths,
        keys: args.keys,
        print,
        size: args.size,
        config: args.config,
        library: args.library,
        theme: args.theme,
        ascii: args.ascii,
        restricted: args.restricted,
        no_analysis: args.no_analysis,
        offline: args.offline,
    };
    match show::run(&options) {
        Ok(0) => Ok(Exit::Done),
        // Told to leave by a signal: shells count 128 and its number, which no other exit code of ours comes near.
        Ok(code) => std::process::exit(code),
        Err(error @ show::Error::NoTerminal) => {
            super::say(&format!("rashomon: {error}"));
            Ok(Exit::NoTerminal)
        }
        Err(error @ show::Error::Told(_)) => {
            super::say(&format!("rashomon: {error}"));
            Ok(Exit::Usage)
        }
        Err(error) => Err(error.into()),
    }
}
