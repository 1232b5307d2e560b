//! A real SSH server on the loopback, with the lines that the README gives for a login that is given nothing else: somebody
//! logs in, reads, copies, loses the line in the middle of a note, and logs in again.
//!
//! The server is Debian's `openssh-server`. Where it is missing it is installed, if whoever runs the test may; where that
//! cannot be, the test passes over itself and prints why.

mod pty;

use pty::{Home, PATIENCE, Pty, command};
use rashomon::text::make_safe;
use rustix::process::{Pid, Signal, geteuid, kill_process};
use std::fs::{self, File};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// From a line that drops until nothing of the reader runs any more: a second, and as much again for a machine that does
/// much else, several times over.
const LONGEST_END: Duration = Duration::from_secs(8);

/// Where the server is, after it was installed if that was needed and could be; otherwise why there is none.
fn sshd() -> Result<PathBuf, String> {
    let find = || ["/usr/sbin/sshd", "/usr/local/sbin/sshd"].map(PathBuf::from).into_iter().find(|path| path.exists());
    if let Some(path) = find() {
        return Ok(path);
    }
    if !geteuid().is_root() {
        return Err("no sshd is here, and only root could install one".to_owned());
    }
    let mut install = Command::new("apt-get");
    install.args(["install", "-y", "openssh-server"]).env("DEBIAN_FRONTEND", "noninteractive");
    let done = install.stdin(Stdio::null()).output();
    find().ok_or_else(|| format!("no sshd is here, and apt-get could not install one: {done:?}"))
}

/// A server with a folder of its own, which ends with the test.
struct Server {
    child: Child,
    folder: PathBuf,
    port: u16,
    user: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill(); // it may have ended
        let _ = self.child.wait();
    }
}

/// What a program prints, which must succeed.
fn printed(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

impl Server {
    /// Starts one whose logins are given the reader on the articles of this home and nothing else.
    fn start(sshd: &Path, home: &Home) -> Self {
        let folder = home.path().join("ssh");
        fs::create_dir(&folder).unwrap();
        for name in ["host", "person"] {
            let mut keygen = Command::new("ssh-keygen");
            printed(keygen.args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(folder.join(name)));
        }
        fs::copy(folder.join("person.pub"), folder.join("authorized_keys")).unwrap();
        // Freed again at once: another program could take it in between, and the server would say so.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let host_key = fs::read_to_string(folder.join("host.pub")).unwrap();
        fs::write(folder.join("known_hosts"), format!("[127.0.0.1]:{port} {host_key}")).unwrap();
        let (at, binary) = (folder.display(), env!("CARGO_BIN_EXE_rashomon"));
        let (library, articles) = (home.library(), home.path().join("articles"));
        let (library, articles) = (library.display(), articles.display());
        let config = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {at}/host\nPidFile {at}/pid\n\
             AuthorizedKeysFile {at}/authorized_keys\nStrictModes no\nUsePAM no\nPasswordAuthentication no\n\
             KbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\nPrintMotd no\nPrintLastLog no\n\
             SetEnv LANG=C.UTF-8 XDG_CONFIG_HOME={at}/config\n\
             ForceCommand {binary} --restricted --library {library} {articles}\n\
             DisableForwarding yes\nPermitUserRC no\nPermitUserEnvironment no\n"
        );
        fs::write(folder.join("sshd_config"), config).unwrap();
        if geteuid().is_root() {
            // Where the server gives up its rights; the service makes it when it starts.
            fs::create_dir_all("/run/sshd").unwrap();
        }
        let mut server = Command::new(sshd);
        server.args(["-D", "-e", "-f"]).arg(folder.join("sshd_config"));
        server.stdin(Stdio::null()).stdout(Stdio::null()).stderr(File::create(folder.join("log")).unwrap());
        let child = server.spawn().unwrap();
        let mut server = Self { child, folder, port, user: printed(Command::new("id").arg("-un")) };
        server.wait_until_it_answers();
        server
    }

    fn wait_until_it_answers(&mut self) {
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            let ended = self.child.try_wait().unwrap();
            assert!(ended.is_none() && start.elapsed() < PATIENCE, "{ended:?}: {}", self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    /// What the client is told to log in with.
    fn arguments(&self) -> Vec<String> {
        let at = self.folder.display();
        let options = [
            format!("UserKnownHostsFile={at}/known_hosts"),
            "StrictHostKeyChecking=yes".to_owned(),
            "IdentitiesOnly=yes".to_owned(),
            "PreferredAuthentications=publickey".to_owned(),
            "LogLevel=ERROR".to_owned(),
        ];
        let mut arguments: Vec<String> =
            ["-F", "/dev/null", "-e", "none", "-p", &self.port.to_string(), "-i", &format!("{at}/person")]
                .map(str::to_owned)
                .to_vec();
        arguments.extend(options.into_iter().flat_map(|option| ["-o".to_owned(), option]));
        arguments.push(format!("{}@127.0.0.1", self.user));
        arguments
    }

    /// Logs in on a terminal, with a command line of the client's own or without.
    fn log_in(&self, line: Option<&str>) -> Pty {
        let mut ssh = command("ssh", &self.folder);
        ssh.arg("-tt");
        ssh.args(self.arguments());
        ssh.args(line);
        Pty::start(ssh, 100, 30)
    }

    /// Logs in without a terminal.
    fn ask(&self, line: &str) -> Output {
        Command::new("ssh").args(self.arguments()).arg(line).stdin(Stdio::null()).output().unwrap()
    }
}

/// A process: its number, its parent's, its name, its command line. One that has ended and waits to be taken note of has no
/// command line.
struct Process {
    pid: i32,
    parent: i32,
    name: String,
    line: String,
}

fn processes() -> Vec<Process> {
    let look = |pid: i32| {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        let line = fs::read(format!("/proc/{pid}/cmdline")).ok()?;
        let (before, after) = stat.rsplit_once(')')?;
        let name = before.split_once('(')?.1.to_owned();
        let parent = after.split_whitespace().nth(1)?.parse().ok()?;
        Some(Process { pid, parent, name, line: String::from_utf8_lossy(&line).replace('\0', " ") })
    };
    let entries = fs::read_dir("/proc").unwrap().filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    entries.filter_map(look).collect()
}

/// The reader of this library and all that it has started.
fn readers(home: &Home) -> Vec<i32> {
    let all = processes();
    let library = home.library().display().to_string();
    let is_reader = |one: &&Process| one.line.contains(env!("CARGO_BIN_EXE_rashomon")) && one.line.contains(&library);
    let mut found: Vec<i32> = all.iter().filter(is_reader).map(|one| one.pid).collect();
    let mut at = 0;
    while at < found.len() {
        let below = all.iter().filter(|one| one.parent == found[at] && !found.contains(&one.pid)).map(|one| one.pid);
        found.extend(below.collect::<Vec<_>>());
        at += 1;
    }
    found
}

/// The process of the server that has the line of this process.
fn session_of(pid: i32) -> Pid {
    let all = processes();
    let find = |pid: i32| all.iter().find(|one| one.pid == pid).expect("a process");
    let mut at = find(pid);
    while !at.name.starts_with("sshd") {
        at = find(at.parent);
    }
    Pid::from_raw(at.pid).expect("a process")
}

/// Whether the process still runs; one that has ended, and whose end nobody has taken note of, does not.
fn runs(pid: i32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_some_and(|(_, state)| !state.starts_with(['Z', 'X']))
}

/// What was put on the clipboard.
fn copied(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let pieces = text.split("\x1b]52;c;").skip(1).filter_map(|rest| rest.split_once("\x1b\\"));
    pieces.map(|(base64, _)| of_base64(base64)).collect()
}

fn of_base64(base64: &str) -> String {
    let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let bits = base64.trim_end_matches('=').chars().flat_map(|c| {
        let six = letters.iter().position(|letter| *letter == c).expect("a letter of base64");
        (0..6).rev().map(move |bit| six >> bit & 1 == 1)
    });
    let bits: Vec<bool> = bits.collect();
    let bytes = bits.chunks_exact(8).map(|bits| bits.iter().fold(0u8, |byte, bit| byte << 1 | u8::from(*bit)));
    String::from_utf8(bytes.collect()).expect("UTF-8")
}

/// The line of the open article on which its cursor stands.
fn cursor_line(screen: &str) -> Option<String> {
    let in_text = screen.lines().filter_map(|line| line.split_once('│')?.1.strip_prefix('›'));
    in_text.map(|line| line.trim().to_owned()).next()
}

/// A home with an article that is long enough to read in, and holds a sequence that would reach the clipboard.
fn home() -> Home {
    let home = Home::new();
    let day = |n: usize| format!("On day {n} the port counted {} lorries on the old road.\n\n", n * 31);
    home.article(
        "bridge.txt",
        &format!(
            "Harbour bridge closes\n\nThe harbour bridge in Toledo closed on Monday, Mayor Ana Ruiz said.\n\n{}The \
             bridge \x1b]52;c;b3duZWQ=\x07 opens again in spring, Ana Ruiz told reporters.\n",
            (1..=12).map(day).collect::<String>()
        ),
    );
    home
}

#[test]
fn a_login_that_is_given_the_reader_alone_reads_copies_and_comes_back_after_the_line_has_dropped() {
    let sshd = match sshd() {
        Ok(sshd) => sshd,
        Err(why) => {
            println!("passed over: {why}");
            return;
        }
    };
    let on_line = |output: &pty::Output, part: &str| {
        cursor_line(&output.screen.screen().contents()).is_some_and(|line| line.contains(part))
    };
    for dropped_by in ["the client", "the server"] {
        let home = home();
        let server = Server::start(&sshd, &home);

        // A command line of the client's own is not run, neither with a terminal nor without.
        let mark = home.path().join("owned");
        let line = format!("sh -c 'echo owned > {}'", mark.display());
        let without = server.ask(&line);
        assert!(!without.status.success() && without.stdout.is_empty(), "{without:?}");
        let said = String::from_utf8_lossy(&without.stderr);
        assert!(said.contains("the reader needs a terminal"), "{said}; the server's log:\n{}", server.log());
        let mut pty = server.log_in(Some(&line));
        pty.wait_for("Museum opens");
        assert!(!mark.exists(), "the client's line was run");

        // The reader is there. It reads; a link leads elsewhere, and back.
        pty.wait_for("disputed fact");
        pty.send("\r");
        pty.wait_until("the cursor", |output| on_line(output, "Harbour bridge"));
        pty.send("jjj]a\r");
        pty.wait_for("REFERENCES");
        pty.send("H");
        pty.wait_until("the text", |output| on_line(output, "On day"));

        // What is copied goes to the terminal of the person as safe text, and what the article held does not.
        pty.send("G");
        pty.wait_until("the last line", |output| on_line(output, "told reporters"));
        pty.send("k");
        pty.wait_until("the line before", |output| on_line(output, "opens again"));
        pty.send("vy");
        pty.wait_until("a copy", |output| !copied(&output.bytes).is_empty());
        let on_clipboard = copied(&pty.output().bytes);
        let [text] = &on_clipboard[..] else { panic!("copied: {on_clipboard:?}") };
        assert!(text.contains("]52;c;b3duZWQ=") && text.contains("Ana Ruiz told reporters"), "{text:?}");
        assert_eq!(*text, make_safe(text));

        // The line drops in the middle of a note.
        pty.send("kkkk");
        pty.wait_until("four lines up", |output| on_line(output, "On day 9"));
        let place = cursor_line(&pty.text()).expect("a cursor");
        pty.send("e");
        pty.wait_for("NOTE");
        pty.send("ask the harbour off");
        pty.wait_for("harbour off");
        let running = readers(&home);
        assert!(!running.is_empty(), "no reader is found");
        let start = Instant::now();
        match dropped_by {
            "the client" => pty.signal(Signal::KILL),
            _ => kill_process(session_of(running[0]), Signal::KILL).unwrap(),
        }
        while running.iter().any(|pid| runs(*pid)) {
            assert!(start.elapsed() < LONGEST_END, "{dropped_by} has gone, and the reader stays");
            std::thread::sleep(Duration::from_millis(10));
        }
        println!("{dropped_by} gone: {} processes ended within {:?}", running.len(), start.elapsed());
        pty.wait();
        assert!(readers(&home).is_empty(), "something of the reader stays");

        // The next login is at the same place, and offers the note.
        let mut pty = server.log_in(None);
        pty.wait_for("1 note was begun and not finished");
        pty.wait_until(&format!("the cursor on {place:?}"), |output| {
            cursor_line(&output.screen.screen().contents()).is_some_and(|line| line == place)
        });
        pty.send("e");
        pty.wait_for("ask the harbour off");
        pty.send("ice\x1b");
        pty.wait_for("note kept");
        pty.send("q");
        assert_eq!(pty.wait(), 0, "the client gives the reader's exit code");
        assert!(!mark.exists(), "the client's line was run");
    }
}
