//! Meent as it ships: `meent serve` on loopback, asked over its local socket as the command line asks.
//!
//! Guards: it listens on 127.0.0.1 only, so it looks for nobody on the network. Next: `cold.rs`.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
    process::{Child, Command as Process, Stdio},
};

use peer::command::{Command, Request};
use serde_json::Value;

use crate::Done;

/// A running peer.
pub struct Program {
    process: Child,
    socket: PathBuf,
}

impl Program {
    /// Starts it on a profile, and waits until it is ready.
    pub fn start(meent: &Path, profile: &Path) -> Done<Self> {
        let mut process = Process::new(meent)
            .arg("--profile")
            .arg(profile)
            .args(["--json", "serve", "--listen", "/ip4/127.0.0.1/udp/0/quic-v1"])
            .env("MEENT_LOG", "error")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        let out = process.stdout.as_mut().ok_or("no way out")?;
        BufReader::new(out).read_line(&mut line)?;
        let program = Self { process, socket: profile.join("socket") };
        if !line.contains("\"ready\":true") {
            return Err(format!("meent did not start: {line:?}").into());
        }
        Ok(program)
    }

    /// Asks it something; what kind of answer it is, is known from the question.
    pub fn ask(&self, command: Command) -> Done<Value> {
        ask(&self.socket, command)
    }

    /// Where it is asked.
    pub fn socket(&self) -> &Path {
        &self.socket
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Asks the peer that listens there.
pub fn ask(socket: &Path, command: Command) -> Done<Value> {
    let mut stream = UnixStream::connect(socket)?;
    let mut line = serde_json::to_vec(&Request { community: None, command })?;
    line.push(b'\n');
    stream.write_all(&line)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let mut answer: Value = serde_json::from_slice(&answer)?;
    match answer["Answer"].as_object_mut().and_then(|kinds| kinds.values_mut().next()) {
        Some(answer) => Ok(answer.take()),
        None => Err(format!("refused: {answer}").into()),
    }
}
