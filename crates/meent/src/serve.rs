//! Being the running peer: listens, meets others, answers over the local socket, until it is told to stop.
//!
//! Guards: stops cleanly on SIGTERM and Ctrl-C; what was answered "ok" is durable before that. A configuration
//! that is read again is taken over as a whole or not at all. Next: [`crate::socket::server`].

use std::{error::Error, io, net::SocketAddr, path::Path, process::ExitCode};

use peer::{
    answer::Answer,
    command::{Command, Request},
    core::Core,
    running::{Options, Peer, RunError},
};
use serde_json::json;
use tokio::{runtime::Builder, task::JoinSet};
use web::{
    monitor::Monitor,
    server::{Links, Page},
};
use words::{say, speech::Words, system};

use crate::{
    args::Serve,
    config::{self, Config, KEYS},
    exit::Exit,
    failure::Failure,
    log::Logging,
    notify::{self, State},
    output,
    page::{self, Opens},
    participant::Before,
    passphrase, show,
    signals::{Signal, Signals},
    socket::server::Server,
};

/// What a peer is to run with.
pub(crate) struct Run {
    /// As typed.
    pub(crate) options: Serve,
    /// What holds: as typed, else as the file says, else as usual.
    pub(crate) config: Config,
    /// Whether it goes on when its terminal is closed (SIGHUP): it was asked to stay on.
    pub(crate) stays: bool,
    /// What it opens by itself.
    pub(crate) opens: Opens,
    /// How it logs.
    pub(crate) logging: Logging,
}

/// What holds: as typed, else as the file says, else as usual.
///
/// # Errors
/// When the file can't be read, or something in it is wrong.
pub(crate) fn config(words: Words, options: &Serve) -> Result<Config, Failure> {
    let file = options.config.as_deref().map(|path| config::read::file(words, path));
    let mut config = file.transpose()?.unwrap_or_default();
    if !options.listen.is_empty() {
        config.listen.clone_from(&options.listen);
    }
    if !options.dial.is_empty() {
        config.dial.clone_from(&options.dial);
    }
    if !options.external.is_empty() {
        config.external.clone_from(&options.external);
    }
    config.relay |= options.relay;
    config.upnp |= options.upnp;
    config.page_port = options.page_port.unwrap_or(config.page_port);
    Ok(config)
}

/// Says what holds, and runs nothing.
pub(crate) fn check(words: Words, options: &Serve, config: &Config, as_json: bool) -> ExitCode {
    let path = options.config.as_deref();
    if as_json {
        return output::json(&json!({ "ok": true, "path": path, "config": config.json() }));
    }
    let said = match path {
        Some(path) => say!(words, "config-sound", path = path.display().to_string()),
        None => say!(words, "config-none"),
    };
    output::text(&format!("# {said}\n{}", config.toml()))
}

/// Runs the peer until it is told to stop.
///
/// # Errors
/// When the profile can't be opened, or the network or the socket can't be started.
pub(crate) fn run(words: Words, dir: &Path, run: Run, as_json: bool) -> Result<ExitCode, Failure> {
    let before = Before::of(dir);
    let opened = passphrase::open(words, dir);
    let core = opened.map_err(|error| Failure::unopened(words, dir, &error))?;
    // Somebody may have filled it since we looked; now it is ours.
    let before = before.filter(|_| core.homes().next().is_none());
    let runtime = Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| unstarted(words, &error))?;
    let served = runtime.block_on(serve(words, dir, core, run, as_json));
    if let (Err(_), Some(before)) = (&served, before) {
        before.restore();
    }
    served
}

async fn serve(
    words: Words,
    dir: &Path,
    core: Core,
    run: Run,
    as_json: bool,
) -> Result<ExitCode, Failure> {
    // Set up first: a signal that comes while we start stops us cleanly too.
    let mut signals = Signals::new().map_err(|error| unstarted(words, &error))?;
    let config = &run.config;
    let options = Options {
        listen: config.listen.clone(),
        dial: config.dial.clone(),
        mdns: config.mdns && is_for_others(&config.listen),
        limits: config.limits,
        relay: config.relay,
        external: config.external.clone(),
        upnp: config.upnp,
    };
    let peer = Peer::start(core, options).await;
    let peer = peer.map_err(|error| failed(words, dir, &config.listen, &error))?;
    let open = match Open::all(words, dir, &peer, config).await {
        Ok(open) => open,
        Err(failure) => {
            peer.stop().await;
            return Err(failure);
        }
    };
    let addresses = peer.addresses().await;
    tracing::info!(?addresses, profile = %dir.display(), metrics = open.metrics.map(tracing::field::display), "ready");
    if as_json {
        output::json(&json!({
            "ready": true, "addresses": addresses, "profile": dir, "metrics": open.metrics
        }));
    } else {
        greet(words, dir, &peer, open.links.as_ref(), run.opens).await;
    }
    notify::tell(State::Ready);
    let mut reload = Reload { words, run };
    {
        let mut serving = std::pin::pin!(open.server.serve(&peer, open.links.as_ref()));
        loop {
            tokio::select! {
                () = &mut serving => break,
                signal = signals.next() => match signal {
                    Signal::Stop => break,
                    Signal::Reload if reload.run.stays => reload.again(&peer).await,
                    Signal::Reload => break,
                },
            }
        }
    }
    notify::tell(State::Stopping);
    drop(open);
    peer.stop().await;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// What of a running peer others on this machine can reach; closed when it is dropped.
struct Open {
    server: Server,
    /// To the page, if it shows one.
    links: Option<Links>,
    /// Where figures can be had.
    metrics: Option<SocketAddr>,
    #[expect(dead_code, reason = "what is served ends with it")]
    pages: JoinSet<io::Result<()>>,
}

impl Open {
    async fn all(words: Words, dir: &Path, peer: &Peer, config: &Config) -> Result<Self, Failure> {
        let (mut pages, mut links, mut metrics) = (JoinSet::new(), None, None);
        if config.page {
            let page = Page::bind(peer.clone(), config.page_port).await;
            let page = page.map_err(|error| {
                unbound(words, &format!("127.0.0.1:{}", config.page_port), &error)
            })?;
            links = Some(page.links());
            pages.spawn(page.serve());
        }
        if let Some(address) = config.metrics {
            let monitor = Monitor::bind(peer.clone(), address).await;
            let monitor = monitor.map_err(|error| unbound(words, &address.to_string(), &error))?;
            metrics = Some(monitor.address());
            pages.spawn(monitor.serve());
        }
        let server = Server::bind(dir).map_err(|error| unstarted(words, &error))?;
        Ok(Self { server, links, metrics, pages })
    }
}

// What a person reads who started it.
async fn greet(words: Words, dir: &Path, peer: &Peer, links: Option<&Links>, opens: Opens) {
    let list = Request { community: None, command: Command::CommunityList };
    let communities = match peer.execute(list).await {
        Ok(Answer::Communities(list)) => list.communities,
        _ => Vec::new(),
    };
    let link = links.map(Links::link).unwrap_or_default();
    let shown = match links {
        None => show::start::Page::None,
        Some(links) if opens == Opens::Browser && page::open(links.link()).await => {
            show::start::Page::Opened
        }
        Some(_) => show::start::Page::Linked,
    };
    output::text(&show::start::running(words, dir, &communities, (shown, &link)));
}

/// Reads the configuration again when it is told to.
struct Reload {
    words: Words,
    /// What it runs with.
    run: Run,
}

impl Reload {
    // What can change while it runs does; of the rest it is said that it takes a restart.
    async fn again(&mut self, peer: &Peer) {
        let Some(path) = self.run.options.config.clone() else {
            tracing::warn!("SIGHUP: there is no configuration file to read again");
            return;
        };
        let new = match config(self.words, &self.run.options) {
            Ok(new) => new,
            Err(failure) => {
                let why = failure.message;
                tracing::error!(%why, "SIGHUP: nothing was changed");
                return;
            }
        };
        let running = &mut self.run.config;
        let differs = |key: &&config::Key| (key.get)(&new) != (key.get)(running);
        let (mut changed, mut restart): (Vec<_>, Vec<_>) =
            KEYS.iter().filter(differs).partition(|key| key.live);
        self.run.logging.set(new.log.level);
        for address in new.dial.iter().filter(|address| !running.dial.contains(address)) {
            peer.dial(address).await;
        }
        // An address that is dialled is so until the end.
        if running.dial.iter().any(|address| !new.dial.contains(address)) {
            let gone = changed.iter().position(|key| key.name == "dial");
            restart.extend(gone.map(|at| changed.remove(at)));
        }
        running.log.level = new.log.level;
        running.dial.extend(new.dial);
        running.dial.sort();
        running.dial.dedup();
        let names =
            |keys: &[&config::Key]| keys.iter().map(|key| key.name).collect::<Vec<_>>().join(", ");
        let path = path.display();
        tracing::info!(%path, changed = names(&changed), "SIGHUP: the configuration was read again");
        if !restart.is_empty() {
            tracing::warn!(keys = names(&restart), "SIGHUP: these change with a restart");
        }
    }
}

fn unbound(words: Words, address: &str, error: &io::Error) -> Failure {
    unlistened(words, address, Some(error.kind()), &system::said(words, error))
}

/// Whether to look for others on the same network: not when this peer listens on this machine only.
fn is_for_others(listen: &[String]) -> bool {
    let here =
        |address: &String| address.starts_with("/ip4/127.") || address.starts_with("/ip6/::1/");
    listen.is_empty() || !listen.iter().all(here)
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
