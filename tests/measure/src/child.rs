//! A process of this program in another role: lines in, lines out.
//!
//! Guards: whatever is started is gone after it, and one that says nothing ends the measurement.
//! Next: `peer.rs`, `repo.rs`, `quic.rs`: the roles.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    process::{Child as Process, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, SystemTime},
};

use crate::{Done, Failed};

/// How long anything may take; far more than it takes.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// The process.
pub struct Child {
    process: Process,
    told: ChildStdin,
    said: Receiver<String>,
}

impl Child {
    /// Starts this program in a role.
    pub fn start(role: &[&str]) -> Done<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(role).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn()?;
        let told = process.stdin.take().ok_or("no way in")?;
        let lines = BufReader::new(process.stdout.take().ok_or("no way out")?).lines();
        let (sender, said) = channel();
        thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Ok(Self { process, told, said })
    }

    /// Tells it something.
    pub fn tell(&mut self, line: &str) -> Done {
        Ok(writeln!(self.told, "{line}")?)
    }

    /// The words of the next line that begins with this one, without it; other lines are passed over.
    pub fn hear(&self, first: &str) -> Done<Vec<String>> {
        loop {
            let line = self.said.recv_timeout(PATIENCE).map_err(|_| format!("no {first:?}"))?;
            let mut words = line.split(' ').map(str::to_owned);
            if words.next().as_deref() == Some(first) {
                return Ok(words.collect());
            }
        }
    }

    /// Tells it something, and hears the answer.
    pub fn ask(&mut self, line: &str, first: &str) -> Done<Vec<String>> {
        self.tell(line)?;
        self.hear(first)
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// This moment in nanoseconds since 1970: the same clock in every process.
pub fn stamp() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}

/// From one stamp to another, as a process said them.
pub fn between(begin: &str, end: &str) -> Done<Duration> {
    let (begin, end): (u64, u64) = (begin.parse()?, end.parse()?);
    Ok(Duration::from_nanos(end.checked_sub(begin).ok_or("the clock was set back")?))
}

/// What a process is told, line by line.
pub fn lines() -> tokio::io::Lines<tokio::io::BufReader<tokio::io::Stdin>> {
    use tokio::io::AsyncBufReadExt as _;
    tokio::io::BufReader::new(tokio::io::stdin()).lines()
}

/// Says something to who started this process.
pub fn say(line: &str) -> Result<(), Failed> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}
