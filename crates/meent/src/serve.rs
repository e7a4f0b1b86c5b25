//! Being the running peer: listens, meets others, answers over the local socket, until it is told to stop.
//!
//! Guards: stops cleanly on SIGTERM and Ctrl-C; what was answered "ok" is durable before that. Next:
//! [`crate::socket::server`].

use std::{error::Error, io, path::Path, process::ExitCode};

use peer::{
    answer::Answer,
    command::{Command, Request},
    core::Core,
    running::{Options, Peer, RunError},
};
use serde_json::json;
use tokio::runtime::Builder;
use words::{say, speech::Words};

use crate::{args::Serve, exit::Exit, failure::Failure, output, show, socket::server::Server};

/// Runs the peer until it is told to stop.
///
/// # Errors
/// When the profile can't be opened, or the network or the socket can't be started.
pub(crate) fn run(
    words: Words,
    dir: &Path,
    options: &Serve,
    as_json: bool,
) -> Result<ExitCode, Failure> {
    let core = Core::open(dir).map_err(|error| Failure::unopened(words, dir, &error))?;
    let runtime = Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| unstarted(words, &error))?;
    runtime.block_on(serve(words, dir, core, options, as_json))
}

async fn serve(
    words: Words,
    dir: &Path,
    core: Core,
    options: &Serve,
    as_json: bool,
) -> Result<ExitCode, Failure> {
    // Set up first: a signal that comes while we start stops us cleanly too.
    let mut stop = Stop::new().map_err(|error| unstarted(words, &error))?;
    let options = Options {
        listen: options.listen.clone(),
        dial: options.dial.clone(),
        mdns: is_for_others(&options.listen),
    };
    let peer = Peer::start(core, options).await.map_err(|error| failed(words, dir, &error))?;
    let server = Server::bind(dir).map_err(|error| unstarted(words, &error))?;
    let addresses = peer.addresses().await;
    tracing::info!(?addresses, profile = %dir.display(), "ready");
    if as_json {
        output::json(&json!({ "ready": true, "addresses": addresses, "profile": dir }));
    } else {
        let list = Request { community: None, command: Command::CommunityList };
        let communities = match peer.execute(list).await {
            Ok(Answer::Communities(list)) => list.communities,
            _ => Vec::new(),
        };
        output::text(&show::start::running(words, dir, &communities));
    }
    tokio::select! {
        () = server.serve(&peer) => {}
        () = stop.asked() => {}
    }
    drop(server);
    peer.stop().await;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// Whether to look for others on the same network: not when this peer listens on this machine only.
fn is_for_others(listen: &[String]) -> bool {
    let here =
        |address: &String| address.starts_with("/ip4/127.") || address.starts_with("/ip6/::1/");
    listen.is_empty() || !listen.iter().all(here)
}

/// What asks the process to stop.
struct Stop {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
}

impl Stop {
    #[cfg(unix)]
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    #[cfg(unix)]
    async fn asked(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }

    #[cfg(not(unix))]
    fn new() -> io::Result<Self> {
        Ok(Self {})
    }

    #[cfg(not(unix))]
    async fn asked(&mut self) {
        // Without a console nobody can ask: then it runs until the system ends it.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

fn failed(words: Words, dir: &Path, error: &RunError) -> Failure {
    match error {
        RunError::Profile(error) => Failure::unopened(words, dir, error),
        RunError::Address(address) => Failure::new(
            Exit::Usage,
            "address",
            say!(words, "error-address", address = address),
            say!(words, "error-address-hint"),
        ),
        RunError::Network(error) => network(words, error),
        RunError::Thread(error) => unstarted(words, error),
    }
}

fn network(words: Words, error: &dyn Error) -> Failure {
    let why = error.source().map_or_else(String::new, |cause| format!(": {cause}"));
    let why = format!("{error}{why}");
    let (key, message) = if is_taken(&why) {
        ("port-taken", say!(words, "error-port-taken", what = why))
    } else {
        ("network", say!(words, "error-network", why = why))
    };
    Failure::new(Exit::Unavailable, key, message, say!(words, "error-network-hint"))
}

/// Whether the system says that another process has the address. The transports below hide what it said
/// in types of their own; its number stays in the text, as `std` writes it.
fn is_taken(why: &str) -> bool {
    let number =
        why.rsplit_once("(os error ").and_then(|(_, rest)| rest.split(')').next()?.parse().ok());
    let kind = number.map(|number| io::Error::from_raw_os_error(number).kind());
    kind == Some(io::ErrorKind::AddrInUse)
}

fn unstarted(words: Words, error: &io::Error) -> Failure {
    let message = say!(words, "error-unstarted", why = error.to_string());
    Failure::new(Exit::Io, "unstarted", message, say!(words, "error-unstarted-hint"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_listens_here_only_looks_for_nobody() {
        let of = |listen: &[&str]| {
            is_for_others(&listen.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        assert!(of(&[]));
        assert!(of(&["/ip4/127.0.0.1/tcp/0", "/ip4/0.0.0.0/tcp/0"]));
        assert!(!of(&["/ip4/127.0.0.1/tcp/0", "/ip6/::1/udp/0/quic-v1"]));
    }
}
