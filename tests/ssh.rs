//! The binary behind a real SSH server on this machine, as the only program of a login: read, follow, copy, lose the line,
//! come back. Passed over where there is no server (Debian: `openssh-server`) or it may not be started.

mod pty;

use portable_pty::CommandBuilder;
use pty::{Home, Pty, command};
use rustix::process::Signal;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A server of this test's own, which ends with it.
struct Server {
    process: Child,
    port: u16,
    user: String,
}

impl Server {
    /// Starts one in `home` that gives every login the restricted reader and nothing else; `None` where that cannot be.
    fn start(home: &Home) -> Option<Self> {
        let program = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd"]
            .into_iter()
            .find(|path| Path::new(path).exists())?;
        let said = |program: &str, arguments: &[&str]| {
            let output =
                Command::new(program).args(arguments).output().ok().filter(|output| output.status.success())?;
            Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
        };
        let (user, is_root) = (said("id", &["-un"])?, said("id", &["-u"])? == "0");
        let file = |name: &str| home.path().join(name).display().to_string();
        for key in ["host_key", "own_key"] {
            said("ssh-keygen", &["-q", "-t", "ed25519", "-N", "", "-f", &file(key)])?;
        }
        if is_root {
            // As root it asks for this folder, which the system's own start of it makes.
            fs::create_dir_all("/run/sshd").ok()?;
        }
        let port = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).ok()?.port();
        let reader = env!("CARGO_BIN_EXE_rashomon");
        let configuration = format!(
            "Port {port}\nListenAddress 127.0.0.1\nPidFile none\nHostKey {host}\nAuthorizedKeysFile {own}.pub\n\
             StrictModes no\nUsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n\
             PermitRootLogin prohibit-password\nPrintMotd no\nPrintLastLog no\nSetEnv HOME={home} LANG=C.UTF-8\n\
             ForceCommand {reader} --restricted --library {library} {articles}\n\
             DisableForwarding yes\nPermitUserRC no\nPermitUserEnvironment no\n",
            host = file("host_key"),
            own = file("own_key"),
            home = home.path().display(),
            library = home.library().display(),
            articles = file("articles"),
        );
        fs::write(file("sshd_config"), configuration).ok()?;
        let mut process = Command::new(program)
            .args(["-D", "-e", "-f", &file("sshd_config")])
            .stdin(Stdio::null())
            .stderr(fs::File::create(file("sshd_log")).ok()?)
            .spawn()
            .ok()?;
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if process.try_wait().ok()?.is_some() || start.elapsed() > pty::PATIENCE {
                eprintln!("passed over: {}", fs::read_to_string(file("sshd_log")).unwrap_or_default());
                return None;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Some(Self { process, port, user })
    }

    /// A login that asks for `wanted`, which it does not get.
    fn login(&self, home: &Home, wanted: &[&str]) -> Pty {
        let mut ssh: CommandBuilder = command("ssh", home.path());
        ssh.args(["-tt", "-F", "/dev/null", "-i", "own_key", "-p", &self.port.to_string()]);
        for option in
            ["IdentitiesOnly=yes", "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR"]
        {
            ssh.args(["-o", option]);
        }
        ssh.arg(format!("{}@127.0.0.1", self.user));
        ssh.args(wanted);
        Pty::start(ssh, 100, 30)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill(); // it may have ended
        let _ = self.process.wait();
    }
}

#[test]
fn over_ssh_it_is_the_only_program_and_a_dropped_line_comes_back_at_the_same_place() {
    let home = Home::new();
    let paragraphs: Vec<String> = (1..=30).map(|n| format!("On day {n} the aqueduct was closed again.\n\n")).collect();
    let paragraphs = paragraphs.concat();
    home.article("aqueduct.md", &format!("---\ntitle: Aqueduct reopens\n---\n{paragraphs}"));
    let Some(server) = Server::start(&home) else { return };
    let mut pty = server.login(&home, &["sh", "-c", "echo a shell"]);
    pty.wait_for("Aqueduct reopens");
    pty.wait_for("disputed fact");
    assert!(!pty.text().contains("a shell"), "the command of the login is not run");
    // Read: from the list to the end of the long article.
    pty.send("\r");
    pty.wait_for("¶ 1/30");
    pty.send("G");
    pty.wait_for("¶ 30/30");
    // Copy: to the clipboard of the person's own machine.
    pty.send("y");
    pty.wait_until("the copy", |output| String::from_utf8_lossy(&output.bytes).contains("\x1b]52;c;"));
    // No way out.
    pty.send("|");
    pty.wait_for("--restricted");
    pty.send("k");
    pty.wait_for("¶ 29/30");
    // The line drops, without a word.
    pty.signal(Signal::KILL);
    pty.wait();
    let place = || rashomon::keep::Library::open(&home.library()).unwrap().made().last_place().to_owned();
    let start = Instant::now();
    while place().is_empty() {
        assert!(start.elapsed() < pty::PATIENCE, "where it was left was never kept");
        std::thread::sleep(Duration::from_millis(50));
    }
    let mut pty = server.login(&home, &[]);
    pty.wait_for("Aqueduct reopens");
    pty.wait_for("On day 29");
    pty.send("2");
    pty.wait_for("¶ 29/30");
    pty.send("qq");
    assert_eq!(pty.wait(), 0);
}
