//! The command `rashomon`.

use std::process::ExitCode;

fn main() -> ExitCode {
    rashomon::cli::run(std::env::args_os())
}
