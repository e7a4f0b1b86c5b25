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
use web::server::Page;
use words::{say, speech::Words, system};

use crate::{
    args::Serve,
    exit::Exit,
    failure::Failure,
    output,
    page::{self, Opens},
    participant::Before,
    passphrase, show,
    socket::server::Server,
};

/// Runs the peer until it is told to stop.
///
/// # Errors
/// When the profile can't be opened, or the network or the socket can't be started.
pub(crate) fn run(
    words: Words,
    dir: &Path,
    options: &Serve,
    opens: Opens,
    as_json: bool,
) -> Result<ExitCode, Failure> {
    let before = Before::of(dir);
    let opened = passphrase::open(words, dir);
    let core = opened.map_err(|error| Failure::unopened(words, dir, &error))?;
    // Somebody may have filled it since we looked; now it is ours.
    let before = before.filter(|_| core.homes().next().is_none());
    let runtime = Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| unstarted(words, &error))?;
    let served = runtime.block_on(serve(words, dir, core, options, opens, as_json));
    if let (Err(_), Some(before)) = (&served, before) {
        before.restore();
    }
    served
}

async fn serve(
    words: Words,
    dir: &Path,
    core: Core,
    options: &Serve,
    opens: Opens,
    as_json: bool,
) -> Result<ExitCode, Failure> {
    // Set up first: a signal that comes while we start stops us cleanly too.
    let mut stop = Stop::new().map_err(|error| unstarted(words, &error))?;
    let listen = &options.listen;
    let port = options.page_port;
    let options = Options {
        listen: listen.clone(),
        dial: options.dial.clone(),
        mdns: is_for_others(listen),
        relay: options.relay,
        external: options.external.clone(),
        upnp: options.upnp,
    };
    let peer = Peer::start(core, options).await;
    let peer = peer.map_err(|error| failed(words, dir, listen, &error))?;
    let started = async {
        let page = Page::bind(peer.clone(), port).await;
        let page = page.map_err(|error| no_page(words, port, &error))?;
        let server = Server::bind(dir).map_err(|error| unstarted(words, &error))?;
        Ok((page, server))
    };
    let (page, server) = match started.await {
        Ok(started) => started,
        Err(failure) => {
            peer.stop().await;
            return Err(failure);
        }
    };
    let links = page.links();
    let page = tokio::spawn(page.serve());
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
        let link = links.link();
        let opened = opens == Opens::Browser && page::open(links.link()).await;
        let shown = if opened { show::start::Page::Opened } else { show::start::Page::Linked };
        output::text(&show::start::running(words, dir, &communities, (shown, &link)));
    }
    tokio::select! {
        () = server.serve(&peer, &links) => {}
        () = stop.asked() => {}
    }
    drop(server);
    page.abort();
    peer.stop().await;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

fn no_page(words: Words, port: u16, error: &io::Error) -> Failure {
    let why = system::said(words, error);
    unlistened(words, &format!("127.0.0.1:{port}"), Some(error.kind()), &why)
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

fn failed(words: Words, dir: &Path, listen: &[String], error: &RunError) -> Failure {
    match error {
        RunError::Profile(error) => Failure::unopened(words, dir, error),
        RunError::Address(address) => Failure::new(
            Exit::Usage,
            "address",
            say!(words, "error-address", address = address),
            say!(words, "error-address-hint"),
        ),
        RunError::Network(error) => network(words, listen, error),
        RunError::Key(refusal) => Failure::refused(words, refusal),
        RunError::Thread(error) => unstarted(words, error),
    }
}

fn network(words: Words, listen: &[String], error: &dyn Error) -> Failure {
    let said = error.to_string();
    // The network names the address among its own words; people get back what they typed.
    let typed = listen.iter().find(|address| said.contains(address.as_str()));
    let what = typed.cloned().unwrap_or_else(|| listen.join(", "));
    let cause = error.source().map(ToString::to_string).unwrap_or_default();
    let kind = system::kind_in(&cause);
    let why = if cause.is_empty() { said } else { system::said(words, &io::Error::other(cause)) };
    unlistened(words, &what, kind, &why)
}

// An address that can't be listened on, for the network or the page.
fn unlistened(words: Words, what: &str, kind: Option<io::ErrorKind>, why: &str) -> Failure {
    let hint = say!(words, "error-network-hint");
    if kind == Some(io::ErrorKind::AddrInUse) {
        let message = say!(words, "error-port-taken", what = what);
        return Failure::new(Exit::Unavailable, "port-taken", message, hint);
    }
    let message = say!(words, "error-network", what = what, why = why);
    Failure::new(Exit::Unavailable, "network", message, hint)
}

fn unstarted(words: Words, error: &io::Error) -> Failure {
    let message = say!(words, "error-unstarted", why = system::said(words, error));
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
