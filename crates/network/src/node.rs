//! The handle that others hold: what a peer can ask of the network, and what it hears from it.
//! Guards: whoever asks waits (bounded queues), nobody here knows what a frame says.
//! Read [`crate::driver`] next: it does what is asked here.
use std::io;

use libp2p::{Multiaddr, PeerId, noise};
use tokio::{
    sync::{mpsc, oneshot},
    time::timeout,
};

use crate::{
    address,
    channels::Reply,
    driver::Driver,
    limits::{COMMANDS, EVENTS, Limits, OPEN_TIME},
    stream::{Protocol, Stream},
};

/// How a node is started.
#[derive(Debug, Clone)]
pub struct Config {
    /// Addresses to listen on (`/ip4|ip6/A/tcp/PORT` or `/ip4|ip6/A/udp/PORT/quic-v1`, port 0:
    /// any). Empty: all interfaces, both families, both transports, any port.
    pub listen: Vec<Multiaddr>,
    /// Find and be found by others on the same network.
    pub mdns: bool,
    /// Addresses to dial for as long as the node runs, whenever nobody who answered there is
    /// connected.
    pub dial: Vec<Multiaddr>,
}

impl Default for Config {
    fn default() -> Self {
        Self { listen: Vec::new(), mdns: true, dial: Vec::new() }
    }
}

/// What a node reports, in order.
#[derive(Debug)]
pub enum Event {
    /// The node can be reached here (an address to tell others, as in [`Node::addresses`]).
    Listening(Multiaddr),
    /// A connection with a peer stands. It has about 10 s to become more than a stranger
    /// ([`Node::promote`]). Comes again, after a [`Event::Disconnected`], when the peer came back
    /// before its old connection was seen to be dead: what was agreed before is void.
    Connected {
        /// Its name for this session.
        peer: PeerId,
        /// Where it is (for an incoming connection not an address it can be dialled at).
        address: Multiaddr,
        /// Whether it is on us to say hello. True on exactly one of the two sides, whoever
        /// dialled: two dials may cross. (It is the side with the lower id.)
        initiator: bool,
    },
    /// A peer opened a stream.
    Incoming {
        /// Who.
        peer: PeerId,
        /// What for.
        protocol: Protocol,
        /// The stream. Answer it, or drop it.
        stream: Stream,
    },
    /// The last connection with a peer is gone, and all its streams.
    Disconnected {
        /// Who.
        peer: PeerId,
    },
}

/// Why a node didn't start. Nothing runs then.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// An address is not one of our transports (see [`Config::listen`]), or can't be dialled.
    #[error("{address} is not an address of the form /ip4/…/tcp/… or /ip4/…/udp/…/quic-v1")]
    Address {
        /// As configured.
        address: Multiaddr,
    },
    /// A configured address can't be listened on: taken, not ours, or not allowed.
    #[error("can't listen on {address}")]
    Listen {
        /// As configured.
        address: Multiaddr,
        /// What the system said.
        source: io::Error,
    },
    /// The keys for encrypted connections could not be made.
    #[error("can't make keys for encrypted connections")]
    Keys(#[source] noise::Error),
}

/// Why a stream was not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// No connection with this peer stands, or it ended meanwhile.
    #[error("not connected")]
    NotConnected,
    /// The peer doesn't speak this protocol (another version, or another program).
    #[error("the peer doesn't speak this protocol")]
    Unsupported,
    /// Too many others wait to open a stream with this peer.
    #[error("too many streams wait to be opened with this peer")]
    Busy,
    /// It took too long: the peer is slow, or all places for streams are in use.
    #[error("opening a stream took longer than {} s", OPEN_TIME.as_secs())]
    Slow,
    /// The connection failed.
    #[error("the connection failed")]
    Io(#[source] io::Error),
}

/// What a handle asks of the loop.
#[derive(Debug)]
pub(crate) enum Command {
    Open { peer: PeerId, protocol: Protocol, reply: Reply },
    Dial(Multiaddr),
    Retry,
    Addresses(oneshot::Sender<Vec<Multiaddr>>),
    Promote(PeerId),
    Disconnect(PeerId),
    Penalise(PeerId, u32),
}

/// A running node. Clones are handles to the same one. It stops when the last handle or the
/// receiver of its events is dropped; after that every call does nothing.
#[derive(Debug, Clone)]
pub struct Node {
    id: PeerId,
    commands: mpsc::Sender<Command>,
}

impl Node {
    /// Starts a node with a new, random id, which it forgets when it stops. Must be called
    /// inside a tokio runtime. The events must be taken: a reader that stops reading stops the
    /// node's own reading in the end.
    pub async fn start(config: Config) -> Result<(Self, mpsc::Receiver<Event>), StartError> {
        Self::start_within(config, Limits::default()).await
    }

    pub(crate) async fn start_within(
        config: Config,
        limits: Limits,
    ) -> Result<(Self, mpsc::Receiver<Event>), StartError> {
        let (commands, orders) = mpsc::channel(COMMANDS);
        let (reports, events) = mpsc::channel(EVENTS);
        let mut driver = Driver::new(&config, limits, orders, reports)?;
        driver.settle().await;
        let id = driver.id();
        tokio::spawn(driver.run());
        Ok((Self { id, commands }, events))
    }

    /// This node's name for this session.
    pub fn id(&self) -> PeerId {
        self.id
    }

    /// Opens a stream on the connection that stands with this peer; never dials. Waits its turn
    /// when many are open. The stream counts only from the other side's first frame on.
    pub async fn open(&self, peer: PeerId, protocol: Protocol) -> Result<Stream, OpenError> {
        let opened = async {
            let (reply, answer) = oneshot::channel();
            self.ask(Command::Open { peer, protocol, reply }).await;
            answer.await.unwrap_or(Err(OpenError::NotConnected))
        };
        timeout(OPEN_TIME, opened).await.unwrap_or(Err(OpenError::Slow))
    }

    /// Dials an address (of an invite, say; a `/p2p/…` at its end is ignored) and keeps trying
    /// with growing waits, and again when whoever answered is lost. An address that can't be
    /// dialled is left out. At most 64 are kept; the one that failed most makes room.
    pub async fn dial(&self, address: Multiaddr) {
        match address::dialable(&address) {
            Some(address) => self.ask(Command::Dial(address)).await,
            None => tracing::info!(%address, "an address that can't be dialled"),
        }
    }

    /// Tries everybody again who is waited for: when a community was joined, strangers of before
    /// may be neighbours.
    pub async fn retry(&self) {
        self.ask(Command::Retry).await;
    }

    /// Where this node can be reached, to put in an invite: each interface apart, QUIC first,
    /// no `/p2p` suffix, no link-local IPv6, loopback only where it was asked for.
    pub async fn addresses(&self) -> Vec<Multiaddr> {
        let (reply, answer) = oneshot::channel();
        self.ask(Command::Addresses(reply)).await;
        answer.await.unwrap_or_default()
    }

    /// Hello is done: the peer is no stranger any more, may stay, and its address's place is
    /// free for the next. Ends with the connection.
    pub async fn promote(&self, peer: PeerId) {
        self.ask(Command::Promote(peer)).await;
    }

    /// Closes all connections with this peer.
    pub async fn disconnect(&self, peer: PeerId) {
        self.ask(Command::Disconnect(peer)).await;
    }

    /// Adds points for misbehaviour. At 100 the peer's connections are closed and it is refused
    /// for an hour, which is also how long points are remembered. Ten for a bad frame.
    pub async fn penalise(&self, peer: PeerId, points: u32) {
        self.ask(Command::Penalise(peer, points)).await;
    }

    async fn ask(&self, command: Command) {
        // A node that has stopped answers nothing; callers that wait for a reply see it dropped.
        if self.commands.send(command).await.is_err() {
            tracing::debug!("the node has stopped");
        }
    }
}
