//! A home of its own for each test: articles, a library, the reader opened on them.

use super::{Pty, command, rashomon};
use std::fs;
use std::path::{Path, PathBuf};

/// A home with a folder of two short articles.
pub struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    /// Makes it.
    pub fn new() -> Self {
        let home = Self { folder: tempfile::tempdir().unwrap() };
        home.article(
            "bridge.txt",
            "Harbour bridge closes\n\nThe harbour bridge closed on Monday after a ferry hit it.\n",
        );
        home.article("museum.txt", "Museum opens doors\n\nThe museum of clocks opened its doors on Friday.\n");
        home
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Puts an article into its folder.
    pub fn article(&self, name: &str, text: &str) {
        let folder = self.path().join("articles");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), text).unwrap();
    }

    /// Where its library lies.
    pub fn library(&self) -> PathBuf {
        self.path().join(".local/share/rashomon")
    }

    /// The reader, opened on the articles.
    pub fn open(&self, variables: &[(&str, &str)]) -> Pty {
        let mut command = rashomon(self.path());
        command.arg("articles");
        for (name, value) in variables {
            command.env(name, value);
        }
        let pty = Pty::start(command, 100, 30);
        pty.wait_for("Museum opens");
        pty
    }

    /// The reader, opened on the articles by a shell that then says how it ended and stays, as at home. Without one the
    /// line is hung up when the reader ends, and what it sent last and nobody has taken yet is lost.
    pub fn open_in_a_shell(&self, variables: &[(&str, &str)]) -> Pty {
        let mut shell = command("sh", self.path());
        shell.args(["-c", "\"$READER\" articles; echo \"ended with $?\"; read -r _"]);
        shell.env("READER", env!("CARGO_BIN_EXE_rashomon"));
        for (name, value) in variables {
            shell.env(name, value);
        }
        let pty = Pty::start(shell, 100, 30);
        pty.wait_for("Museum opens");
        pty
    }
}
