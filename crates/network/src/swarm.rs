//! The parts of libp2p put together: transports, behaviours, timeouts.
//! Guards: the transport key is random at each start and lives in memory only, unless this peer is
//! to be found at a fixed place, so that nobody who listens to mDNS can tell that the same person came
//! by again; identify tells no addresses; relaying and calling back are for members only.
//! Read [`crate::driver`] next.
use std::convert::Infallible;

use libp2p::{
    Swarm, SwarmBuilder, autonat, dcutr, identify, identity, mdns, noise, ping, relay,
    swarm::{NetworkBehaviour, behaviour::toggle::Toggle},
    tcp, upnp, yamux,
};

use crate::{
    channels::{Arrival, Channels},
    gate::Gate,
    identifying::{Identifying, Seen},
    limits::{
        CIRCUIT_BYTES, CIRCUIT_TIME, CIRCUITS, CIRCUITS_PER_PEER, IDLE_TIME, Limits, NEGOTIATING,
        PER_PEER, PING_INTERVAL, PING_TIME, QUIC_CONNECTION_WINDOW, QUIC_HANDSHAKE_TIME,
        QUIC_STREAM_WINDOW, QUIC_STREAMS, UPGRADE_TIME, YAMUX_STREAMS,
    },
    node::Config,
    pacing::{self, Discovery},
    punching::{Few, Punching},
    trusted::Trusted,
};

/// What every peer says of itself to anyone who asks: that it is a Meent, and no more.
const IDENTITY: &str = "/meent/1";

/// Our behaviours. The gate comes first: what it refuses, the others never hear of.
#[derive(NetworkBehaviour)]
#[behaviour(to_swarm = "Happening")]
pub(crate) struct Behaviours {
    pub(crate) gate: Gate,
    pub(crate) channels: Channels,
    /// Finding others on the same network.
    pub(crate) mdns: Discovery,
    ping: ping::Behaviour,
    pub(crate) identify: Identifying,
    /// Places at other members' relays, and connections through them.
    circuits: relay::client::Behaviour,
    /// Being a relay, where the owner wants that.
    pub(crate) relay: Toggle<Trusted<relay::Behaviour>>,
    /// From a relayed connection to a direct one.
    punching: Punching,
    /// Whether we can be reached where others see us.
    pub(crate) reachable: Trusted<autonat::v2::client::Behaviour>,
    /// The same for members who ask us.
    pub(crate) calling: Trusted<autonat::v2::server::Behaviour>,
    upnp: Toggle<upnp::tokio::Behaviour>,
}

/// What our behaviours report.
#[derive(Debug)]
pub(crate) enum Happening {
    Arrival(Arrival),
    Mdns(mdns::Event),
    Ping(ping::Event),
    Identified(Box<identify::Event>),
    /// We learnt whether we can be reached at an address.
    Tried(autonat::v2::client::Event),
    /// Only worth a line in the log: what follows from it comes as an event of the swarm.
    Aside(String),
}

impl From<Infallible> for Happening {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl From<Arrival> for Happening {
    fn from(arrival: Arrival) -> Self {
        Self::Arrival(arrival)
    }
}

impl From<mdns::Event> for Happening {
    fn from(event: mdns::Event) -> Self {
        Self::Mdns(event)
    }
}

impl From<ping::Event> for Happening {
    fn from(event: ping::Event) -> Self {
        Self::Ping(event)
    }
}

impl From<identify::Event> for Happening {
    fn from(event: identify::Event) -> Self {
        Self::Identified(Box::new(event))
    }
}

impl From<autonat::v2::client::Event> for Happening {
    fn from(event: autonat::v2::client::Event) -> Self {
        Self::Tried(event)
    }
}

impl From<relay::client::Event> for Happening {
    fn from(event: relay::client::Event) -> Self {
        Self::Aside(format!("{event:?}"))
    }
}

impl From<relay::Event> for Happening {
    fn from(event: relay::Event) -> Self {
        Self::Aside(format!("{event:?}"))
    }
}

impl From<dcutr::Event> for Happening {
    fn from(event: dcutr::Event) -> Self {
        Self::Aside(format!("{event:?}"))
    }
}

impl From<autonat::v2::server::Event> for Happening {
    fn from(event: autonat::v2::server::Event) -> Self {
        Self::Aside(format!("called back: {:?}", event.result))
    }
}

impl From<upnp::Event> for Happening {
    fn from(event: upnp::Event) -> Self {
        Self::Aside(format!("{event:?}"))
    }
}

/// A swarm that listens nowhere yet, with a new identity where none is configured.
pub(crate) fn build(config: &Config, limits: Limits) -> Result<Swarm<Behaviours>, noise::Error> {
    let key = match config.key {
        // Any 32 bytes are a secret key of Ed25519 (RFC 8032, 5.1.5).
        Some(mut secret) => identity::Keypair::ed25519_from_bytes(&mut secret)
            .unwrap_or_else(|_| identity::Keypair::generate_ed25519()),
        None => identity::Keypair::generate_ed25519(),
    };
    let muxer = || {
        let mut yamux = yamux::Config::default();
        yamux.set_max_num_streams(YAMUX_STREAMS);
        yamux
    };
    let builder = SwarmBuilder::with_existing_identity(key)
        .with_tokio()
        .with_tcp(tcp::Config::default().nodelay(true), noise::Config::new, muxer)?
        .with_quic_config(|mut quic| {
            quic.handshake_timeout = QUIC_HANDSHAKE_TIME;
            quic.max_concurrent_stream_limit = QUIC_STREAMS;
            quic.max_stream_data = QUIC_STREAM_WINDOW;
            quic.max_connection_data = QUIC_CONNECTION_WINDOW;
            quic
        })
        .with_relay_client(noise::Config::new, muxer)?;
    let builder = match builder.with_behaviour(|key, circuits| {
        let own = key.public().to_peer_id();
        let identify = identify::Config::new(IDENTITY.to_owned(), key.public())
            .with_agent_version(IDENTITY.to_owned())
            .with_hide_listen_addrs(true)
            // What others say of themselves is not used, so it is not kept.
            .with_cache_size(0);
        let ping = ping::Config::new().with_interval(PING_INTERVAL).with_timeout(PING_TIME);
        let relay =
            config.relay.then(|| Trusted::strict(relay::Behaviour::new(own, relay_config())));
        let calling = Trusted::strict(autonat::v2::server::Behaviour::default());
        Behaviours {
            gate: Gate::new(own, limits, calling.dials()),
            channels: Channels::default(),
            mdns: pacing::discovery(config.mdns, own),
            ping: ping::Behaviour::new(ping),
            identify: Identifying::new(identify::Behaviour::new(identify), Seen::default()),
            circuits,
            relay: Toggle::from(relay),
            punching: Punching::new(dcutr::Behaviour::new(own), Few::default()),
            reachable: Trusted::patient(autonat::v2::client::Behaviour::default()),
            calling,
            upnp: Toggle::from(config.upnp.then(upnp::tokio::Behaviour::default)),
        }
    }) {
        Ok(builder) => builder,
        Err(never) => match never {},
    };
    let mut swarm = builder
        .with_swarm_config(|swarm| {
            swarm
                .with_idle_connection_timeout(IDLE_TIME)
                .with_max_negotiating_inbound_streams(NEGOTIATING)
                .with_smart_dial()
        })
        .with_connection_timeout(UPGRADE_TIME)
        .build();
    for address in &config.external {
        swarm.add_external_address(address.clone());
    }
    Ok(swarm)
}

fn relay_config() -> relay::Config {
    relay::Config {
        max_reservations: CIRCUITS,
        max_reservations_per_peer: PER_PEER,
        max_circuits: CIRCUITS,
        max_circuits_per_peer: CIRCUITS_PER_PEER,
        max_circuit_duration: CIRCUIT_TIME,
        max_circuit_bytes: CIRCUIT_BYTES,
        // Only members get here, and libp2p's own limits per minute are for everybody.
        reservation_rate_limiters: Vec::new(),
        circuit_src_rate_limiters: Vec::new(),
        ..relay::Config::default()
    }
}
