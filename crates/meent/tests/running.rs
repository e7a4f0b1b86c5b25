//! A running peer on this machine: driven over its socket, alone on its profile, stopped cleanly.
//!
//! Guards: peers here listen on 127.0.0.1 only. Next: `two_neighbours.rs`.
#![cfg(unix)]

#[path = "support/ended.rs"]
mod ended;

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    os::unix::{fs::PermissionsExt as _, net::UnixStream},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use ended::{PATIENCE, ended};
use serde_json::Value;

fn meent(profile: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_meent"));
    command.args(["--lang", "en", "--json", "--profile"]).arg(profile).args(args);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(profile: &Path, args: &[&str]) -> Output {
    ended(meent(profile, args).spawn().expect("the binary was built for this test"))
}

fn json(profile: &Path, args: &[&str]) -> Value {
    let output = run(profile, args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one line of JSON")
}

/// A peer that runs until it is dropped.
struct Running {
    child: Option<Child>,
    ready: Value,
}

impl Running {
    fn start(profile: &Path) -> Self {
        let mut command = meent(profile, &["serve", "--listen", "/ip4/127.0.0.1/tcp/0"]);
        let mut child =
            command.stderr(Stdio::null()).spawn().expect("the binary was built for this test");
        let mut line = String::new();
        let out = child.stdout.as_mut().expect("is piped");
        BufReader::new(out).read_line(&mut line).expect("it speaks");
        let ready =
            serde_json::from_str(&line).unwrap_or_else(|_| panic!("is not ready: {line:?}"));
        // It hears a little later at which addresses it can be reached.
        let begin = Instant::now();
        while json(profile, &["status"])["running"] != true {
            assert!(begin.elapsed() < PATIENCE, "doesn't know its addresses");
            sleep(Duration::from_millis(20));
        }
        Self { child: Some(child), ready }
    }

    fn pid(&self) -> String {
        self.child.as_ref().expect("it runs").id().to_string()
    }

    /// Asks it to stop, as an init system does.
    fn stop(mut self) -> Output {
        let status =
            Command::new("kill").args(["-TERM", &self.pid()]).status().expect("POSIX has kill");
        assert!(status.success());
        ended(self.child.take().expect("it runs"))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("it runs");
            child.wait().expect("it ran");
        }
    }
}

/// A folder with a profile that has a community.
fn garden() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let profile = dir.path().join("profile");
    json(&profile, &["community", "create", "Tuin", "--purpose", "Samen", "--name", "Ali"]);
    (dir, profile)
}

#[test]
fn a_running_peer_is_driven_over_its_socket_and_stops_cleanly() {
    let (_dir, profile) = garden();
    assert_eq!(json(&profile, &["status"])["running"], false);
    let running = Running::start(&profile);
    assert_eq!(running.ready["ready"], true);
    assert_eq!(running.ready["profile"], profile.to_str().expect("UTF-8"));
    let mode = fs::metadata(profile.join("socket")).expect("it listens").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);

    let status = json(&profile, &["status"]);
    assert_eq!(status["running"], true, "{status}");
    assert_eq!(status["addresses"], running.ready["addresses"]);
    // A refusal travels as well as an answer, and as the kind it is.
    let added = json(
        &profile,
        &[
            "decision",
            "propose",
            "Eik",
            "--text",
            "Een eik",
            "--review",
            "2030-01-01",
            "--method",
            "consent",
        ],
    );
    assert_eq!(added["status"], "draft", "{added}");
    let refused = run(&profile, &["vote", "Eik", "consent"]);
    assert_eq!(refused.status.code(), Some(69), "{refused:?}");

    let stopped = running.stop();
    assert_eq!(stopped.status.code(), Some(0), "{stopped:?}");
    assert!(!profile.join("socket").exists(), "the socket is gone");
    // What was answered is there without it.
    assert_eq!(json(&profile, &["decision", "list"])["decisions"][0]["id"], added["id"]);
}

#[test]
fn the_page_of_a_running_peer_opens_by_a_link_that_works_once() {
    let (_dir, profile) = garden();
    let without = run(&profile, &["page"]);
    assert_eq!(without.status.code(), Some(69), "{without:?}");
    let running = Running::start(&profile);
    let url = json(&profile, &["page"])["url"].as_str().expect("a link").to_owned();
    let rest = url.strip_prefix("http://127.0.0.1:").expect("on this machine only");
    let (port, path) = rest.split_once('/').expect("a link has a path");
    let ask = || {
        let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).expect("it listens");
        let head = format!("GET /{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n");
        write!(stream, "{head}Connection: close\r\n\r\n").expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        answer
    };
    let (first, second) = (ask(), ask());
    assert!(first.starts_with("HTTP/1.1 200"), "{first}");
    assert!(first.contains("set-cookie: meent-"), "{first}");
    assert!(second.starts_with("HTTP/1.1 403"), "{second}");
    assert_ne!(json(&profile, &["page"])["url"], url, "a new link each time");
    drop(running);
}

#[test]
fn a_second_peer_on_a_profile_is_refused_with_the_pid() {
    let (_dir, profile) = garden();
    let running = Running::start(&profile);
    let second = run(&profile, &["serve", "--listen", "/ip4/127.0.0.1/tcp/0"]);
    assert_eq!(second.status.code(), Some(75), "{second:?}");
    let said = String::from_utf8_lossy(&second.stderr);
    assert!(said.contains(&running.pid()), "{said}");
    // The first one didn't notice.
    assert_eq!(json(&profile, &["status"])["running"], true);
}

#[test]
fn a_taken_port_is_said() {
    let (_dir, profile) = garden();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("loopback has ports");
    let port = taken.local_addr().expect("it is bound").port();
    let output = run(&profile, &["serve", "--listen", &format!("/ip4/127.0.0.1/tcp/{port}")]);
    assert_eq!(output.status.code(), Some(69), "{output:?}");
    let json: Value = serde_json::from_slice(&output.stdout).expect("one line of JSON");
    assert_eq!(json["error"], "port-taken", "{json}");
    let message = json["message"].as_str().expect("a sentence");
    assert!(message.ends_with(&format!("/ip4/127.0.0.1/tcp/{port}")), "{message}");
    // What stood there stays; where nothing stood, nothing is left.
    assert_eq!(self::json(&profile, &["community", "list"])["communities"][0]["name"], "Tuin");
    let dir = tempfile::tempdir().expect("a temporary folder");
    let listen = format!("/ip4/127.0.0.1/tcp/{port}");
    let output = run(&dir.path().join("deep/p"), &["serve", "--listen", &listen]);
    assert_eq!(output.status.code(), Some(69), "{output:?}");
    assert_eq!(fs::read_dir(dir.path()).expect("the test made it").count(), 0);
}

#[test]
fn what_a_killed_peer_leaves_is_replaced() {
    let (_dir, profile) = garden();
    drop(Running::start(&profile));
    assert!(profile.join("socket").exists(), "a killed peer leaves its socket");
    // Without a peer the command opens the profile itself, and a new peer takes the place.
    assert_eq!(json(&profile, &["status"])["running"], false);
    let running = Running::start(&profile);
    assert_eq!(json(&profile, &["status"])["running"], true);
    assert_eq!(running.stop().status.code(), Some(0));
}

#[test]
fn a_profile_deep_down_has_its_socket_elsewhere() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let profile = dir.path().join("d".repeat(60)).join("e".repeat(60));
    json(&profile, &["community", "create", "Tuin", "--purpose", "Samen", "--name", "Ali"]);
    let running = Running::start(&profile);
    let pointer = fs::read_to_string(profile.join("socket.path")).expect("it says where");
    let place = Path::new(&pointer);
    assert_eq!(json(&profile, &["status"])["running"], true);
    let folder = fs::metadata(place.parent().expect("it has a folder")).expect("is there");
    assert_eq!(folder.permissions().mode() & 0o777, 0o700);
    assert_eq!(running.stop().status.code(), Some(0));
    assert!(!place.exists() && !place.parent().expect("it had a folder").exists());
}

#[test]
fn whatever_is_said_over_the_socket_the_peer_goes_on() {
    let (_dir, profile) = garden();
    let running = Running::start(&profile);
    let long = vec![b'x'; (1 << 20) + 1];
    for bytes in [
        &b"\n"[..],
        b"{}\n",
        b"\xff\xfe\n",
        b"{\"community\":null,\"command\":{\"verb\":\"fly\"}}\n",
        &long,
    ] {
        let mut stream = UnixStream::connect(profile.join("socket")).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("is not zero");
        // It may hang up before it has read all; that is an answer too.
        drop(stream.write_all(bytes));
        let mut answer = Vec::new();
        if stream.read_to_end(&mut answer).is_ok() && !answer.is_empty() {
            let answer: Value = serde_json::from_slice(&answer).expect("it speaks JSON");
            assert!(answer["Refused"].is_object(), "{answer}");
        }
    }
    // Those who connect and say nothing hold up nobody.
    let silent: Vec<_> = (0..8).map(|_| UnixStream::connect(profile.join("socket"))).collect();
    assert!(silent.iter().all(Result::is_ok));
    assert_eq!(json(&profile, &["status"])["running"], true);
    assert_eq!(running.stop().status.code(), Some(0));
}
