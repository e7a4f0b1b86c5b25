//! The handle that others hold: what a peer can ask of the network, and what it hears from it.
//! Guards: whoever asks waits (bounded queues), nobody here knows what a frame says.
//! Read [`crate::driver`] next: it does what is asked here.
use std::{collections::BTreeSet, fmt, io};

use libp2p::{Multiaddr, PeerId, noise};
use tokio::{
    sync::{mpsc, oneshot, watch},
    time::timeout,
};

use crate::{
    address,
    channels::Reply,
    dialling::tries::Try,
    driver::Driver,
    limits::{
        COMMANDS, ESTABLISHED, EVENTS, Limits, OPEN_TIME, PER_ADDRESS, SOUGHT_ADDRESSES, STRANGERS,
    },
    stream::{Protocol, Stream},
};

/// How a node is started.
#[derive(Clone)]
pub struct Config {
    /// Addresses to listen on (`/ip4|ip6/A/tcp/PORT` or `/ip4|ip6/A/udp/PORT/quic-v1`, port 0:
    /// any). Empty: all interfaces, both families, both transports, any port.
    pub listen: Vec<Multiaddr>,
    /// Find and be found by others on the same network.
    pub mdns: bool,
    /// Addresses to dial for as long as the node runs, whenever nobody who answered there is
    /// connected.
    pub dial: Vec<Multiaddr>,
    /// Carry traffic between members who can't reach each other. Needs an address at which it is
    /// reached from outside: one it listens on, one in `external`, or one that members confirm.
    pub relay: bool,
    /// Addresses at which this peer is reached from outside, where a router passes them on.
    pub external: Vec<Multiaddr>,
    /// Ask the router to pass connections on (UPnP).
    pub upnp: bool,
    /// The secret key (Ed25519) of an identity that stays, for a peer that is to be found at a
    /// fixed place. Without one the identity is new at each start and on each network, so that
    /// nobody can tell that the same person came by again.
    pub key: Option<[u8; 32]>,
    /// How many connections there may be.
    pub places: Places,
}

/// How many connections there may be. An always-on peer of a whole village may want more than a
/// laptop; what else bounds them (`limits.rs`) is the same for everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// In all; about 100 kB each.
    pub established: usize,
    /// Of these, with strangers that came to us and haven't said hello.
    pub strangers: usize,
    /// From one address (IPv6: one /64) before hello is done.
    pub per_address: usize,
}

impl Default for Places {
    fn default() -> Self {
        Self { established: ESTABLISHED, strangers: STRANGERS, per_address: PER_ADDRESS }
    }
}

impl Config {
    /// Whether this is an address that can be listened on.
    #[must_use]
    pub fn may_listen(address: &Multiaddr) -> bool {
        address::plain(address).is_some()
    }

    /// Whether this is an address that can be dialled.
    #[must_use]
    pub fn may_dial(address: &Multiaddr) -> bool {
        Self::dialled_as(address).is_some()
    }

    /// The address that [`Node::dial`] dials for this one, as [`Try`] names it; none when it can't be.
    #[must_use]
    pub fn dialled_as(address: &Multiaddr) -> Option<Multiaddr> {
        address::dialable(address)
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: Vec::new(),
            mdns: true,
            dial: Vec::new(),
            relay: false,
            external: Vec::new(),
            upnp: false,
            key: None,
            places: Places::default(),
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { listen, mdns, dial, relay, external, upnp, key: _, places } = self;
        f.debug_struct("Config")
            .field("listen", listen)
            .field("mdns", mdns)
            .field("dial", dial)
            .field("relay", relay)
            .field("external", external)
            .field("upnp", upnp)
            .field("places", places)
            .finish_non_exhaustive()
    }
}

/// By which way a peer is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Path {
    /// On the same network.
    Near,
    /// Over the internet, from one machine to the other.
    Direct,
    /// Through the relay of this peer, as far as that is known.
    Relay(Option<PeerId>),
}

/// Where a node is, as far as it knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whereabouts {
    /// Its name for this session.
    pub peer: PeerId,
    /// Where anybody can dial it: see [`Node::addresses`].
    pub addresses: Vec<Multiaddr>,
    /// Those of them from outside: configured, opened by the router, or confirmed by members.
    pub outside: Vec<Multiaddr>,
    /// Where members see it, each once for every member who does. Two who dial each other's at one time
    /// may get through their routers.
    pub seen_at: Vec<Multiaddr>,
    /// Where it is reached through relays.
    pub through: Vec<Multiaddr>,
    /// Whose relays hold a place for it.
    pub relays: Vec<PeerId>,
    /// Who answered at configured addresses and is connected.
    pub configured: Vec<PeerId>,
    /// Whether it is a relay itself.
    pub relay: bool,
}

/// Whom to look for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    /// Who, and where each was last heard to be. Of each at most [`crate::SOUGHT_ADDRESSES`] addresses
    /// count, among them such through relays.
    pub peers: Vec<(PeerId, Vec<Multiaddr>)>,
    /// Who isn't dialled though found on this network, or at an address that isn't configured: there are
    /// many, and others were chosen.
    pub spared: BTreeSet<PeerId>,
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
        /// By which way.
        path: Path,
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

impl Whereabouts {
    /// What members need to find it again, in the order to try; through relays last, and always. At most
    /// [`crate::SOUGHT_ADDRESSES`].
    #[must_use]
    pub fn for_members(&self) -> Vec<Multiaddr> {
        let Self { addresses, seen_at, through, .. } = self;
        let mut all: Vec<Multiaddr> = Vec::new();
        for at in addresses.iter().chain(seen_at) {
            if all.len() + through.len() < SOUGHT_ADDRESSES && !all.contains(at) {
                all.push(at.clone());
            }
        }
        all.extend(through.iter().take(SOUGHT_ADDRESSES).cloned());
        all
    }
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
    Open {
        peer: PeerId,
        protocol: Protocol,
        reply: Reply,
    },
    Dial(Multiaddr),
    Retry,
    Addresses(oneshot::Sender<Vec<Multiaddr>>),
    Whereabouts(oneshot::Sender<Whereabouts>),
    Tries(oneshot::Sender<Vec<Try>>),
    Seek(Sought),
    Meters(oneshot::Sender<String>),
    Promote(PeerId),
    Vouch(PeerId),
    Disconnect(PeerId),
    Part(PeerId),
    Penalise(PeerId, u32),
    #[cfg(test)]
    FallOver,
    Stop(oneshot::Sender<()>),
}

/// A running node. Clones are handles to the same one. It stops when the last handle or the
/// receiver of its events is dropped; after that every call does nothing.
#[derive(Debug, Clone)]
pub struct Node {
    id: watch::Receiver<PeerId>,
    commands: mpsc::Sender<Command>,
}

impl Node {
    /// Starts a node with a new, random id, which it forgets when it stops. Must be called
    /// inside a tokio runtime. The events must be taken: a reader that stops reading stops the
    /// node's own reading in the end.
    pub async fn start(config: Config) -> Result<(Self, mpsc::Receiver<Event>), StartError> {
        let Places { established, strangers, per_address } = config.places;
        let limits = Limits { established, strangers, per_address, ..Limits::default() };
        Self::start_within(config, limits).await
    }

    pub(crate) async fn start_within(
        config: Config,
        limits: Limits,
    ) -> Result<(Self, mpsc::Receiver<Event>), StartError> {
        let (commands, orders) = mpsc::channel(COMMANDS);
        let (reports, events) = mpsc::channel(EVENTS);
        let (mut driver, id) = Driver::new(config, limits, orders, reports)?;
        driver.settle().await;
        tokio::spawn(driver.run());
        Ok((Self { id, commands }, events))
    }

    /// This node's name for this session. Without a [`Config::key`] it has a new one when it comes
    /// into another network while nobody is connected.
    pub fn id(&self) -> PeerId {
        *self.id.borrow()
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

    /// Where this node is: what members need to find it again.
    pub async fn whereabouts(&self) -> Option<Whereabouts> {
        let (reply, answer) = oneshot::channel();
        self.ask(Command::Whereabouts(reply)).await;
        answer.await.ok()
    }

    /// How it stands with the dials, place by place; empty once the node has stopped.
    pub async fn tries(&self) -> Vec<Try> {
        let (reply, answer) = oneshot::channel();
        self.ask(Command::Tries(reply)).await;
        answer.await.unwrap_or_default()
    }

    /// Whom to look for from now on, instead of all who were named before: dialled until they are
    /// connected. Who isn't named and is connected stays so.
    pub async fn seek(&self, sought: Sought) {
        self.ask(Command::Seek(sought)).await;
    }

    /// A connected peer's owner is a member: it may use this node as a relay (where it is one), ask
    /// to be called back, and is believed in where it sees us. Ends with the connection.
    pub async fn vouch(&self, peer: PeerId) {
        self.ask(Command::Vouch(peer)).await;
    }

    /// What was counted in this run, in the text format of OpenMetrics without its last line
    /// (`# EOF`); empty once the node has stopped. No label names anybody.
    pub async fn meters(&self) -> String {
        let (reply, answer) = oneshot::channel();
        self.ask(Command::Meters(reply)).await;
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

    /// One of the two has others enough, and says so now: whichever then closes the connection, that is why,
    /// and the peer isn't dialled for two minutes, nor what is at addresses that aren't configured.
    pub async fn part(&self, peer: PeerId) {
        self.ask(Command::Part(peer)).await;
    }

    /// Adds points for misbehaviour. At 100 the peer's connections are closed and it is refused
    /// for an hour, which is also how long points are remembered. Ten for a bad frame.
    pub async fn penalise(&self, peer: PeerId, points: u32) {
        self.ask(Command::Penalise(peer, points)).await;
    }

    /// Says goodbye to everybody who is connected, so that they know at once, and stops; waits half a second
    /// at most.
    pub async fn stop(&self) {
        let (reply, stopped) = oneshot::channel();
        self.ask(Command::Stop(reply)).await;
        // Dropped without an answer, it has stopped as well.
        drop(stopped.await);
    }

    /// As if something in libp2p panicked.
    #[cfg(test)]
    pub(crate) async fn fall_over(&self) {
        self.ask(Command::FallOver).await;
    }

    async fn ask(&self, command: Command) {
        // A node that has stopped answers nothing; callers that wait for a reply see it dropped.
        if self.commands.send(command).await.is_err() {
            tracing::debug!("the node has stopped");
        }
    }
}
