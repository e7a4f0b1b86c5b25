//! People with the built binary: a profile each, and perhaps a running peer on loopback.
//!
//! Guards: nothing here speaks on the machine's own network: peers listen on 127.0.0.1 and find each
//! other by the addresses in links. Next: `two_neighbours.rs`.

use std::{
    io::{BufRead as _, BufReader},
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;
use tempfile::TempDir;

/// How long anything may take before a test gives up; far more than it takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// Somebody with a machine of their own.
pub(crate) struct Neighbour {
    name: &'static str,
    dir: TempDir,
    running: Option<Child>,
}

impl Neighbour {
    pub(crate) fn new(name: &'static str) -> Self {
        Self { name, dir: TempDir::new().unwrap(), running: None }
    }

    pub(crate) fn profile(&self) -> PathBuf {
        self.dir.path().join("profile")
    }

    /// A command with this profile, its input empty.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_meent"));
        command.arg("--profile").arg(self.profile()).args(["--lang", "en", "--json"]).args(args);
        command.env("MEENT_LOG", "debug").stdin(Stdio::null());
        command
    }

    /// Starts the peer and waits until it is ready.
    pub(crate) fn start(&mut self) {
        self.start_with(&[]);
    }

    /// Starts the peer, which dials this address.
    pub(crate) fn start_dialling(&mut self, address: &str) {
        self.start_with(&["--dial", address]);
    }

    fn start_with(&mut self, more: &[&str]) {
        let listen = [&["serve", "--listen", "/ip4/127.0.0.1/udp/0/quic-v1"], more].concat();
        let log = std::fs::File::create(self.dir.path().join("log")).unwrap();
        let mut child = self.command(&listen).stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let ready: Value = serde_json::from_str(&line).unwrap_or_default();
        assert_eq!(ready["ready"], true, "{} did not start: {line:?} {}", self.name, self.log());
        self.running = Some(child);
    }

    /// Stops the peer the hard way.
    pub(crate) fn kill(&mut self) {
        if let Some(mut child) = self.running.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// Runs a command; whatever comes out.
    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Runs a command that must succeed; its JSON.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        self.answered(args, &self.run(args))
    }

    /// The JSON of a command that must have succeeded.
    pub(crate) fn answered(&self, args: &[&str], output: &Output) -> Value {
        let out = String::from_utf8_lossy(&output.stdout);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {args:?}: {out}{error}{}", self.name, self.log());
        serde_json::from_str(&out).unwrap_or_else(|_| panic!("{args:?} printed {out:?}"))
    }

    /// Waits until a command's answer is as wanted.
    pub(crate) fn until(
        &self,
        what: &str,
        args: &[&str],
        wanted: impl Fn(&Value) -> bool,
    ) -> Value {
        let begin = Instant::now();
        loop {
            let answer = self.json(args);
            if wanted(&answer) {
                return answer;
            }
            assert!(
                begin.elapsed() < PATIENCE,
                "{}: not {what}: {answer:#}{}",
                self.name,
                self.log()
            );
            thread::sleep(Duration::from_millis(50));
        }
    }

    pub(crate) fn log(&self) -> String {
        let log = std::fs::read_to_string(self.dir.path().join("log")).unwrap_or_default();
        let lines: Vec<_> = log.lines().rev().take(40).collect();
        lines.into_iter().rev().map(|line| format!("\n  {line}")).collect()
    }
}

impl Drop for Neighbour {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The items of a list in an answer.
pub(crate) fn list<'a>(answer: &'a Value, key: &str) -> &'a [Value] {
    answer[key].as_array().map_or(&[], Vec::as_slice)
}
