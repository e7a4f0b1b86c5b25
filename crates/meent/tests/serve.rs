//! A peer that is always on: its configuration, figures and health, log, signals, and the service manager.
//!
//! Guards: peers here listen on 127.0.0.1 only. Next: `running.rs`, a running peer as everybody has one.
#![cfg(unix)]

#[path = "support/ended.rs"]
mod ended;

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    os::unix::net::UnixDatagram,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use ended::{PATIENCE, ended};
use serde_json::Value;

/// What every file here begins with: nobody is looked for.
const HERE: &str = "listen = ['/ip4/127.0.0.1/tcp/0']\n";

fn meent(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_meent"));
    command.args(["--lang", "en", "--json", "--profile"]).arg(dir.join("profile")).args(args);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.env_remove("MEENT_LOG").env_remove("NOTIFY_SOCKET");
    command
}

fn run(dir: &Path, args: &[&str]) -> Output {
    ended(meent(dir, args).spawn().expect("the binary was built for this test"))
}

fn json(dir: &Path, args: &[&str]) -> Value {
    let output = run(dir, args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one line of JSON")
}

/// A folder with a profile that has a community, and a configuration file.
fn garden(config: &str) -> (tempfile::TempDir, String) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    json(
        dir.path(),
        &["community", "create", "Vlierhof", "--purpose", "Samen", "--name", "Aleida"],
    );
    let path = dir.path().join("meent.toml");
    fs::write(&path, format!("{HERE}{config}")).expect("the folder is ours");
    (dir, path.to_str().expect("UTF-8").to_owned())
}

/// A peer that runs until it is dropped, its log in a file.
struct Running {
    child: Child,
    ready: Value,
    log: PathBuf,
}

impl Running {
    fn start(dir: &Path, args: &[&str]) -> Self {
        Self::begin(dir, meent(dir, &[&["serve"], args].concat()))
    }

    fn begin(dir: &Path, mut command: Command) -> Self {
        let log = dir.join("log");
        command.stderr(fs::File::create(&log).expect("the folder is ours"));
        let mut child = command.spawn().expect("the binary was built for this test");
        let mut line = String::new();
        let out = child.stdout.as_mut().expect("is piped");
        BufReader::new(out).read_line(&mut line).expect("it speaks");
        let ready = serde_json::from_str(&line).unwrap_or_else(|_| {
            panic!("{line:?} {}", fs::read_to_string(&log).unwrap_or_default())
        });
        Self { child, ready, log }
    }

    fn signal(&self, name: &str) {
        let status = Command::new("kill").args([name, &self.child.id().to_string()]).status();
        assert!(status.expect("POSIX has kill").success());
    }

    fn logged(&self) -> String {
        fs::read_to_string(&self.log).expect("it was made")
    }

    /// Waits until its log says this; the first line that does.
    fn says(&self, what: &str) -> String {
        let begin = Instant::now();
        loop {
            if let Some(line) = self.logged().lines().find(|line| line.contains(what)) {
                return line.to_owned();
            }
            assert!(begin.elapsed() < PATIENCE, "{what:?} is not in {}", self.logged());
            sleep(Duration::from_millis(20));
        }
    }

    /// Asks it to stop; it must, cleanly.
    fn stop(mut self) -> String {
        self.signal("-TERM");
        let begin = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("it is ours") {
                break status;
            }
            assert!(begin.elapsed() < PATIENCE, "doesn't stop");
            sleep(Duration::from_millis(10));
        };
        assert_eq!(status.code(), Some(0));
        self.logged()
    }

    fn get(&self, path: &str, headers: &str) -> String {
        let at = self.ready["metrics"].as_str().expect("it has figures");
        let headers =
            if headers.is_empty() { format!("Host: {at}\r\n") } else { headers.to_owned() };
        let mut stream = TcpStream::connect(at).expect("it listens");
        write!(stream, "GET {path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n")
            .expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        answer
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have stopped already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[test]
fn a_file_says_what_holds_and_what_is_typed_goes_before_it() {
    let (dir, config) =
        garden("page-port = 0\n[log]\nformat = 'json'\n[limits]\nconnections = 100");
    let checked =
        json(dir.path(), &["serve", "--config", &config, "--check", "--page-port", "8123"]);
    assert_eq!(checked["ok"], true, "{checked}");
    assert_eq!(checked["path"], config.as_str());
    let holds = &checked["config"];
    assert_eq!((&holds["limits.connections"], &holds["page-port"]), (&100.into(), &8123.into()));
    assert_eq!((&holds["log.level"], &holds["mdns"]), (&"info".into(), &true.into()));
    assert!(!dir.path().join("profile/socket").exists(), "nothing runs");
    // What it shows is a file that says the same.
    let plain = Command::new(env!("CARGO_BIN_EXE_meent"))
        .args(["serve", "--check", "--config", &config])
        .output()
        .expect("the binary was built for this test");
    fs::write(&config, plain.stdout).expect("the folder is ours");
    assert_eq!(
        json(dir.path(), &["serve", "--config", &config, "--check"])["config"]["limits.connections"],
        100
    );

    fs::write(&config, "listen = []\n\n  conections = 3").expect("the folder is ours");
    for args in [&["serve", "--config", &config][..], &["serve", "--config", &config, "--check"]] {
        let refused = run(dir.path(), args);
        assert_eq!(refused.status.code(), Some(65), "{refused:?}");
        let said: Value = serde_json::from_slice(&refused.stdout).expect("one line of JSON");
        let message = said["message"].as_str().expect("a sentence");
        assert_eq!(said["error"], "config");
        assert!(message.contains("line 3, character 3: I don't know"), "{message}");
        assert!(message.contains("“limits.connections”"), "{message}");
    }
    let gone = run(dir.path(), &["serve", "--config", "/no/such/file"]);
    assert_eq!(gone.status.code(), Some(66), "{gone:?}");
}

#[test]
fn figures_and_health_name_nobody_and_answer_no_other_site() {
    let (dir, config) = garden("page = false\nmetrics = '127.0.0.1:0'");
    let running = Running::start(dir.path(), &["--config", &config]);
    json(dir.path(), &["goal", "add", "Geheim plan", "--text", "Niet voor anderen"]);
    let health = running.get("/health", "");
    assert!(health.starts_with("HTTP/1.1 200"), "{health}");
    let (_, body) = health.split_once("\r\n\r\n").expect("a body");
    let body: Value = serde_json::from_str(body.trim()).expect("JSON");
    assert_eq!((&body["ok"], &body["disk"]), (&true.into(), &"ok".into()));
    let acts = json(dir.path(), &["status"])["acts"].as_u64().expect("a number");
    assert_eq!(body["acts"], acts);

    let metrics = running.get("/metrics", "");
    assert!(metrics.contains("application/openmetrics-text; version=1.0.0"), "{metrics}");
    assert!(metrics.trim_end().ends_with("# EOF"), "{metrics}");
    for line in [
        "meent_communities 1".to_owned(),
        format!("meent_acts {acts}"),
        r#"meent_acts_refused_total{reason="unsealed"} 0"#.to_owned(),
        r#"meent_peers{standing="greeted"} 0"#.to_owned(),
        format!(r#"meent_build_info{{version="{}"}} 1"#, env!("CARGO_PKG_VERSION")),
        "meent_disk_refused 0".to_owned(),
        "meent_sync_sessions_apart 0".to_owned(),
    ] {
        assert!(metrics.lines().any(|one| one == line), "{line} is not in {metrics}");
    }
    // An operator finds each of ours explained.
    let page = include_str!("../../../docs/operating.md");
    let ours = metrics.lines().filter_map(|line| line.strip_prefix("# TYPE meent_"));
    let ours: Vec<_> = ours.filter_map(|line| line.split(' ').next()).collect();
    assert!(ours.len() > 10, "{ours:?}");
    for name in ours {
        assert!(page.contains(&format!("`meent_{name}")), "{name} isn't in docs/operating.md");
    }
    let id = json(dir.path(), &["community", "list"])["communities"][0]["id"].to_string();
    for hidden in ["Vlierhof", "Aleida", "Geheim", "anderen", &id[1..13]] {
        assert!(!metrics.contains(hidden) && !health.contains(hidden), "{hidden}");
    }

    let port =
        running.ready["metrics"].as_str().and_then(|at| at.rsplit(':').next()).expect("a port");
    let elsewhere = format!("Host: 127.0.0.1:{port}\r\nSec-Fetch-Site: cross-site\r\n");
    for (path, headers, status) in [
        ("/metrics", format!("Host: evil.example:{port}\r\n"), "421"),
        ("/health", "Host: 127.0.0.1\r\n".to_owned(), "421"),
        ("/metrics", elsewhere, "403"),
        ("/", String::new(), "404"),
    ] {
        let answer = running.get(path, &headers);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{headers:?}: {answer}");
        assert!(!answer.contains("meent_"), "{answer}");
    }
    // There is no page, and that is said.
    let page = run(dir.path(), &["page"]);
    assert_eq!(page.status.code(), Some(69), "{page:?}");
    assert!(String::from_utf8_lossy(&page.stdout).contains("no-page"), "{page:?}");
    running.stop();
}

#[test]
fn a_hang_up_reads_the_file_again_and_a_wrong_one_changes_nothing() {
    let (dir, config) = garden("[log]\nlevel = 'warn'");
    let running = Running::start(dir.path(), &["--config", &config]);
    let write =
        |text: &str| fs::write(&config, format!("{HERE}{text}")).expect("the folder is ours");
    write("dial = ['/ip4/127.0.0.1/tcp/9']\n[log]\nlevel = 'info'");
    running.signal("-HUP");
    let line = running.says("was read again");
    assert!(line.contains("dial, log.level"), "{line}");
    write("mdns = 1");
    running.signal("-HUP");
    let line = running.says("nothing was changed");
    assert!(line.contains("line 2, character 8"), "{line}");
    write("page-port = 8124\n[limits]\nstrangers = 8");
    running.signal("-HUP");
    let line = running.says("with a restart");
    assert!(line.contains("page-port, limits.strangers, dial"), "{line}");
    assert_eq!(json(dir.path(), &["status"])["running"], true, "it goes on");
    running.stop();

    let running = Running::start(dir.path(), &["--listen", "/ip4/127.0.0.1/tcp/0"]);
    running.signal("-HUP");
    running.says("no configuration file");
    assert_eq!(json(dir.path(), &["status"])["running"], true, "it goes on");
    let log = running.stop();
    assert!(log.contains("stopped"), "a peer that stays on says when it stops: {log}");
}

#[test]
fn the_log_is_json_and_holds_no_words_and_no_secrets() {
    let (dir, config) = garden("metrics = '127.0.0.1:0'\n[log]\nformat = 'json'\nlevel = 'debug'");
    let running = Running::start(dir.path(), &["--config", &config]);
    let begin = Instant::now();
    let invite = loop {
        let invite = json(dir.path(), &["invite"]);
        if invite["link"].as_str().is_some_and(|link| link.len() > 200) {
            break invite;
        }
        assert!(begin.elapsed() < PATIENCE, "{invite}");
    };
    let link = invite["link"].as_str().expect("a link");
    json(dir.path(), &["goal", "add", "Zonnebloemen", "--text", "Langs het hek"]);
    let other = tempfile::tempdir().expect("a temporary folder");
    let joining = Running::start(
        other.path(),
        &[
            "--listen",
            "/ip4/127.0.0.1/tcp/0",
            "--dial",
            running.ready["addresses"][0].as_str().expect("it listens"),
        ],
    );
    json(other.path(), &["join", link, "--name", "Barend"]);
    json(other.path(), &["comment", "Zonnebloemen", "Graag hoge"]);
    let page = json(dir.path(), &["page"])["url"].as_str().expect("a link").to_owned();
    running.get("/metrics", "");
    // Refused: the words of a refusal are somebody's too.
    run(dir.path(), &["goal", "show", "Zonnehoeden"]);
    let begin = Instant::now();
    while json(dir.path(), &["goal", "show", "Zonnebloemen"])["comments"][0]["text"] != "Graag hoge"
    {
        assert!(begin.elapsed() < PATIENCE, "{}", running.logged());
        sleep(Duration::from_millis(50));
    }
    drop(joining);
    let log = running.stop();
    assert!(log.lines().count() > 10, "{log}");
    for line in log.lines() {
        let line: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"));
        let at = line["timestamp"].as_str().unwrap_or_default();
        assert!(at.len() >= 20 && at.ends_with('Z') && at.as_bytes()[10] == b'T', "{line}");
        assert!(line["level"].is_string() && line["target"].is_string(), "{line}");
    }
    let secret = &link[link.len() / 2..link.len() / 2 + 24];
    let code = page.rsplit('/').next().expect("a link has a path");
    for hidden in
        ["Vlierhof", "Aleida", "Barend", "Zonne", "Graag", "hek", secret, &link[..24], code]
    {
        assert!(!log.contains(hidden), "{hidden} stands in {log}");
    }
}

#[test]
fn the_service_manager_hears_when_it_is_ready_and_when_it_stops() {
    let (dir, config) = garden("");
    let path = dir.path().join("notify");
    let listener = UnixDatagram::bind(&path).expect("the folder is ours");
    listener.set_read_timeout(Some(PATIENCE)).expect("a time");
    let heard = |listener: &UnixDatagram| {
        let mut message = [0; 64];
        let bytes = listener.recv(&mut message).expect("a message");
        String::from_utf8_lossy(&message[..bytes]).into_owned()
    };
    let mut command = meent(dir.path(), &["serve", "--config", &config]);
    command.env("NOTIFY_SOCKET", &path);
    let running = Running::begin(dir.path(), command);
    assert_eq!(heard(&listener), "READY=1");
    running.stop();
    assert_eq!(heard(&listener), "STOPPING=1");

    #[cfg(target_os = "linux")]
    {
        use std::os::{linux::net::SocketAddrExt as _, unix::net::SocketAddr};
        let name = format!("meent-test-{}", std::process::id());
        let address = SocketAddr::from_abstract_name(&name).expect("a short name");
        let listener = UnixDatagram::bind_addr(&address).expect("nobody has it");
        listener.set_read_timeout(Some(PATIENCE)).expect("a time");
        let mut command = meent(dir.path(), &["serve", "--config", &config]);
        command.env("NOTIFY_SOCKET", format!("@{name}"));
        let running = Running::begin(dir.path(), command);
        assert_eq!(heard(&listener), "READY=1");
        running.stop();
    }
    // Where nobody listens it runs all the same.
    let mut command = meent(dir.path(), &["serve", "--config", &config]);
    command.env("NOTIFY_SOCKET", dir.path().join("nowhere"));
    let running = Running::begin(dir.path(), command);
    running.says("could not tell the service manager");
    running.stop();
}
