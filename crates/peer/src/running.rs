//! The running peer: one async handle for the command line and the page.
//!
//! Guards: whoever asks waits in one bounded queue; one thread owns the profile. Next:
//! `actor.rs`, that thread.

use std::{path::Path, sync::Arc, time::Duration};

use network::{Config, Multiaddr, Node, Places};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot, watch},
    task::spawn_blocking,
    time::sleep,
};

use crate::{
    actor::{self, Ask},
    answer::Answer,
    attachment::{Attach, Content, Upload},
    bundle::{Export, Incoming, Newcomer, Outgoing, Parcel},
    command::Request,
    core::{Core, StartError},
    fetching::{self, Serving},
    figures::Figures,
    greeting::{self, Greetings},
    neighbours::MOST,
    refusal::Refusal,
};

pub mod joining; // coming in, until somebody is met

/// Questions that may wait: commands come from a person, frames wait in their own streams.
const QUEUE: usize = 256;

/// Ticks after which a device that isn't anybody's yet says hello again: 3 s. Others may have heard of it
/// meanwhile, such as that the members recovered its owner; nothing on the wire tells it so.
const HELLO_EVERY: u32 = 15;

/// Bundles on their way in or out at once: each takes up to 128 MiB.
const BUNDLES: usize = 2;

/// Attachments that are taken in or given out at a time: pages show several pictures at once.
const FILES: usize = 16;

/// How a peer takes part in the network.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Addresses to listen on; empty for all interfaces.
    pub listen: Vec<String>,
    /// Addresses to dial for as long as the peer runs.
    pub dial: Vec<String>,
    /// Whether to find others on the same network by mDNS.
    pub mdns: bool,
    /// Whether to carry traffic between members who can't reach each other.
    pub relay: bool,
    /// Addresses at which this peer is reached from outside.
    pub external: Vec<String>,
    /// Whether to ask the router to pass connections on (UPnP).
    pub upnp: bool,
    /// How many connections there may be.
    pub limits: Limits,
}

impl Options {
    // Others keep where it is: then it is to be the same peer there tomorrow.
    fn has_a_place(&self) -> bool {
        let is_fixed = |address: &String| {
            !address.starts_with("/ip4/127.")
                && !address.starts_with("/ip6/::1/")
                && !address.split('/').any(|part| part == "0")
        };
        self.relay || !self.external.is_empty() || self.listen.iter().any(is_fixed)
    }
}

/// How many connections there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// In all; about 100 kB each.
    pub connections: usize,
    /// Of these, with strangers that came to us and haven't said hello.
    pub strangers: usize,
    /// From one address before hello is done.
    pub per_address: usize,
}

impl Default for Limits {
    fn default() -> Self {
        let Places { established, strangers, per_address } = Places::default();
        Self { connections: established, strangers, per_address }
    }
}

/// Whether an address can be listened on.
#[must_use]
pub fn may_listen(address: &str) -> bool {
    address.parse().is_ok_and(|address| Config::may_listen(&address))
}

/// Whether an address can be dialled.
#[must_use]
pub fn may_dial(address: &str) -> bool {
    address.parse().is_ok_and(|address| Config::may_dial(&address))
}

/// Why a peer didn't start.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The profile couldn't be opened.
    #[error(transparent)]
    Profile(#[from] StartError),
    /// An address can't be read; which.
    #[error("{0} is not an address")]
    Address(String),
    /// The network didn't start.
    #[error(transparent)]
    Network(#[from] network::StartError),
    /// A key of its own couldn't be kept.
    #[error(transparent)]
    Key(#[from] Refusal),
    /// The thread of the profile didn't start.
    #[error("could not start a thread")]
    Thread(#[source] std::io::Error),
}

/// A handle to the running peer; clones are handles to the same one.
#[derive(Clone, Debug)]
pub struct Peer {
    asks: mpsc::Sender<Ask>,
    shared: Shared,
}

/// What a handle is made of but for the queue, which would keep the peer alive.
#[derive(Clone, Debug)]
pub(crate) struct Shared {
    node: Node,
    greetings: Greetings,
    changes: watch::Receiver<u64>,
    bundles: Arc<Semaphore>,
    files: Arc<Semaphore>,
    serving: Serving,
    /// The profile's folder.
    dir: Arc<Path>,
}

impl Shared {
    /// The handle.
    pub(crate) fn peer(&self, asks: mpsc::Sender<Ask>) -> Peer {
        Peer { asks, shared: self.clone() }
    }
}

impl Peer {
    /// Opens a profile and starts taking part.
    ///
    /// # Errors
    /// When the profile can't be opened, or an address can't be listened on.
    pub async fn open(dir: &Path, options: Options) -> Result<Self, RunError> {
        Self::start(Core::open(dir)?, options).await
    }

    /// Starts taking part with an open profile. Must be called inside a tokio runtime.
    ///
    /// # Errors
    /// When an address can't be read or listened on.
    pub async fn start(mut core: Core, options: Options) -> Result<Self, RunError> {
        let key = if options.has_a_place() { Some(core.network_key()?) } else { None };
        let Limits { connections, strangers, per_address } = options.limits;
        // Who is there for all keeps all it has room for: the rest is for who comes and is told of others.
        let most = if options.has_a_place() { connections / 4 * 3 } else { MOST };
        let config = Config {
            listen: addresses(&options.listen)?,
            mdns: options.mdns,
            dial: addresses(&options.dial)?,
            relay: options.relay,
            external: addresses(&options.external)?,
            upnp: options.upnp,
            key,
            places: Places { established: connections, strangers, per_address },
        };
        let (node, events) = Node::start(config).await?;
        core.running.finds = Some(options.mdns);
        let dir = Arc::from(core.profile().dir());
        let (asks, queue) = mpsc::channel(QUEUE);
        let wanted: Vec<_> = core.homes().filter_map(|home| home.waiting.clone()).collect();
        let (changed, changes) = watch::channel(0);
        actor::spawn(core, node.clone(), most.max(MOST), changed, queue)
            .map_err(RunError::Thread)?;
        let shared = Shared {
            node,
            greetings: Greetings::default(),
            changes,
            bundles: Arc::new(Semaphore::new(BUNDLES)),
            files: Arc::new(Semaphore::new(FILES)),
            serving: Serving::default(),
            dir,
        };
        let peer = shared.peer(asks);
        for waiting in wanted {
            peer.look_for(waiting.addresses()).await;
        }
        tokio::spawn(greeting::attend(peer.clone(), events));
        // A link made from now on says where this peer is.
        peer.asks.send(Ask::Tick(peer.node().whereabouts().await)).await.ok();
        let asks = peer.asks.downgrade();
        tokio::spawn(fetching::fetch_all(asks.clone(), shared.clone(), peer.changes()));
        tokio::spawn(keep_time(asks, shared));
        Ok(peer)
    }

    /// Carries out a command.
    ///
    /// # Errors
    /// When it can't be done, or the peer stopped.
    pub async fn execute(&self, request: Request) -> Result<Answer, Refusal> {
        if request.command.joins() {
            return self.join(request, joining::PATIENCE, |_| {}).await;
        }
        self.ask(|reply| Ask::Execute(Box::new(request), reply)).await.ok_or_else(stopped)?
    }

    /// Makes a file of a community; its bytes come as they are asked for, and hold nobody up.
    ///
    /// # Errors
    /// When it can't be made, other files are under way, or the peer stopped.
    pub async fn export(&self, export: Export) -> Result<Outgoing, Refusal> {
        let place = Arc::clone(&self.shared.bundles).try_acquire_owned().map_err(|_| busy())?;
        let outgoing = self.ask(|reply| Ask::Export(export, reply)).await.ok_or_else(stopped)??;
        Ok(outgoing.holding(place))
    }

    /// Room for a file that comes in.
    ///
    /// # Errors
    /// When other files are under way.
    pub fn incoming(&self) -> Result<Incoming, Refusal> {
        let place = Arc::clone(&self.shared.bundles).try_acquire_owned().map_err(|_| busy())?;
        Ok(Incoming::holding(place, &self.shared.dir))
    }

    /// Takes in what was in a file, see [`Core::import`].
    ///
    /// # Errors
    /// When it can't be taken in, or the peer stopped.
    pub async fn import(
        &self,
        mut parcel: Parcel,
        newcomer: Option<Newcomer>,
    ) -> Result<Answer, Refusal> {
        let spool = std::mem::take(&mut parcel.spool);
        let asked = self.ask(|reply| Ask::Import(Box::new(parcel), newcomer, reply)).await;
        let mut answer = asked.ok_or_else(stopped)??;
        // Contents may be many: they hold nobody up.
        let wants = self.ask(Ask::Lacking).await.ok_or_else(stopped)?;
        let wanted: Vec<_> = wants.lacks.into_iter().map(|lack| lack.name).collect();
        let placed = spawn_blocking(move || spool.place(&wanted, &wants.blobs)).await;
        match placed {
            Ok(Ok(whole)) => {
                if let Answer::Unbundled(told) = &mut answer {
                    told.attachments = whole.len();
                }
                for root in whole {
                    self.ask(|reply| Ask::Fetched(root, reply)).await;
                }
            }
            // The acts are in; what is missing comes otherwise.
            Ok(Err(error)) => tracing::warn!(%error, "could not keep the attachments in a file"),
            Err(_) => {}
        }
        Ok(answer)
    }

    /// Room for a file that somebody attaches.
    ///
    /// # Errors
    /// When other files are under way, or nothing may be written.
    pub async fn upload(&self) -> Result<Upload, Refusal> {
        let place = self.file_place()?;
        let upload = self.ask(Ask::Upload).await.ok_or_else(stopped)??;
        Ok(upload.holding(place))
    }

    /// Attaches a file of which all came in, see [`Core::attach`].
    ///
    /// # Errors
    /// When it is empty, may not be attached, the disk refuses, or the peer stopped.
    pub async fn attach(&self, upload: Upload, attach: Attach) -> Result<Answer, Refusal> {
        // Waits for the disk, which may take seconds: the runtime's threads are for others.
        let uploaded = spawn_blocking(move || upload.finish()).await.map_err(|_| stopped())??;
        let attached = Box::new((uploaded, attach));
        self.ask(|reply| Ask::Attach(attached, reply)).await.ok_or_else(stopped)?
    }

    /// The content of an attachment, see [`Core::attachment`].
    ///
    /// # Errors
    /// When it isn't here, other files are under way, or the peer stopped.
    pub async fn attachment(
        &self,
        community: Option<String>,
        id: String,
    ) -> Result<Content, Refusal> {
        let place = self.file_place()?;
        let content = self.ask(|reply| Ask::Content(community, id, reply)).await;
        Ok(content.ok_or_else(stopped)??.holding(place))
    }

    fn file_place(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        let place = Arc::clone(&self.shared.files).try_acquire_owned();
        place.map_err(|_| Refusal::BadFile("busy".to_owned()))
    }

    /// Where this peer can be reached.
    pub async fn addresses(&self) -> Vec<String> {
        self.node().addresses().await.iter().map(ToString::to_string).collect()
    }

    /// A number that goes up whenever something that a page shows may look different: acts came, somebody
    /// came or went, the disk refused.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.shared.changes.clone()
    }

    /// How the peer is doing; `None` when it stopped.
    pub async fn figures(&self) -> Option<Figures> {
        self.ask(Ask::Figures).await
    }

    /// The same, and what the network counted, as OpenMetrics text; `None` when it stopped.
    pub async fn metrics(&self) -> Option<String> {
        let figures = self.figures().await?;
        Some(figures.text(&self.node().meters().await))
    }

    /// Stops: whatever was answered "ok" is durable already.
    pub async fn stop(&self) {
        self.ask(Ask::Stop).await;
        self.node().stop().await;
    }

    pub(crate) const fn node(&self) -> &Node {
        &self.shared.node
    }

    pub(crate) const fn greetings(&self) -> &Greetings {
        &self.shared.greetings
    }

    pub(crate) const fn serving(&self) -> &Serving {
        &self.shared.serving
    }

    pub(crate) async fn ask<T>(&self, ask: impl FnOnce(oneshot::Sender<T>) -> Ask) -> Option<T> {
        let (reply, answer) = oneshot::channel();
        self.asks.send(ask(reply)).await.ok()?;
        answer.await.ok()
    }

    /// Dials an address from now on, for as long as the peer runs; one that can't be dialled is left out.
    pub async fn dial(&self, address: &str) {
        if let Ok(address) = address.parse() {
            self.node().dial(address).await;
        }
    }

    async fn look_for(&self, wanted: &[String]) {
        for address in wanted {
            self.dial(address).await;
        }
        self.node().retry().await;
    }
}

fn busy() -> Refusal {
    Refusal::BadBundle("busy".to_owned())
}

fn stopped() -> Refusal {
    Refusal::Internal("the peer stopped".to_owned())
}

fn addresses(typed: &[String]) -> Result<Vec<Multiaddr>, RunError> {
    typed.iter().map(|text| text.parse().map_err(|_| RunError::Address(text.clone()))).collect()
}

// Ticks the actor, and tells it where it can be reached; ends when the peer does.
async fn keep_time(asks: mpsc::WeakSender<Ask>, shared: Shared) {
    let mut ticks = 0_u32;
    loop {
        // Few enough to cost nothing, often enough that nobody waits for an acknowledgement.
        sleep(Duration::from_millis(200)).await;
        let here = if ticks.is_multiple_of(5) { shared.node.whereabouts().await } else { None };
        let says_hello = ticks.is_multiple_of(HELLO_EVERY);
        ticks = ticks.wrapping_add(1);
        let Some(asks) = asks.upgrade() else { return };
        // As often as a person would look.
        if here.is_some() && asks.send(Ask::Tried(shared.node.tries().await)).await.is_err() {
            return;
        }
        if asks.send(Ask::Tick(here)).await.is_err() {
            return;
        }
        if says_hello {
            let peer = shared.peer(asks);
            if peer.ask(Ask::Unsettled).await == Some(true) {
                greeting::greet_all(&peer).await;
            }
        }
    }
}
