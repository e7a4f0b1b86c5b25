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

use crate::{
    args::Serve,
    exit::Exit,
    failure::Failure,
    output, show,
    socket::server::Server,
};

/// Runs the peer until it is told to stop.
///
/// # Errors
/// When the profile can't be opened, or the network or the socket can't be started.
pub(crate) fn run(words: Words, dir: &Path, options: &Serve, as_json: bool) -> Result<ExitCode, Failure> {
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
    let here = |address: &String| address.starts_with("/ip4/127.") || address.starts_with("/ip6/::1/");
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

fn network(words: Words, error: &(dyn Error + 'static)) -> Failure {
    let (key, message) = if is_taken(error) {
        ("port-taken", say!(words, "error-port-taken", what = error.to_string()))
    } else {
        let why = error.source().map_or_else(String::new, |cause| format!(": {cause}"));
        ("network", say!(words, "error-network", why = format!("{error}{why}")))
    };
    Failure::new(Exit::Unavailable, key, message, say!(words, "error-network-hint"))
}

/// Whether the system says, somewhere below, that another process has the address.
fn is_taken(error: &(dyn Error + 'static)) -> bool {
    let io = error.downcast_ref::<io::Error>();
    let here = io.is_some_and(|io| io.kind() == io::ErrorKind::AddrInUse);
    // An io::Error that wraps another error doesn't give it as its source, but that one's source.
    let within = io.and_then(io::Error::get_ref).is_some_and(|inner| is_taken(inner));
    here || within || error.source().is_some_and(is_taken)
}

fn unstarted(words: Words, error: &io::Error) -> Failure {
    let message = say!(words, "error-unstarted", why = error.to_string());
    Failure::new(Exit::Io, "unstarted", message, say!(words, "error-unstarted-hint"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_address_is_recognised_however_deep() {
        let taken = || io::Error::from(io::ErrorKind::AddrInUse);
        assert!(is_taken(&taken()));
        assert!(is_taken(&io::Error::other(io::Error::other(taken()))));
        assert!(!is_taken(&io::Error::other(io::Error::from(io::ErrorKind::AddrNotAvailable))));
    }

    #[test]
    fn who_listens_here_only_looks_for_nobody() {
        let of = |listen: &[&str]| is_for_others(&listen.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert!(of(&[]));
        assert!(of(&["/ip4/127.0.0.1/tcp/0", "/ip4/0.0.0.0/tcp/0"]));
        assert!(!of(&["/ip4/127.0.0.1/tcp/0", "/ip6/::1/udp/0/quic-v1"]));
    }
}
