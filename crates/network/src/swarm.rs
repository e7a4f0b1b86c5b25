//! The parts of libp2p put together: transports, behaviours, timeouts.
//! Guards: the transport key is random at each start and lives in memory only, so that nobody
//! who listens to mDNS can tell that the same person came by again; identify tells no listen
//! addresses. Read [`crate::driver`] next.
use std::convert::Infallible;

use libp2p::{
    Swarm, SwarmBuilder, identify, mdns, noise, ping,
    swarm::{NetworkBehaviour, behaviour::toggle::Toggle},
    tcp, yamux,
};

use crate::{
    channels::{Arrival, Channels},
    gate::Gate,
    limits::{
        IDLE_TIME, Limits, MDNS_INTERVAL, NEGOTIATING, PING_INTERVAL, PING_TIME,
        QUIC_CONNECTION_WINDOW, QUIC_HANDSHAKE_TIME, QUIC_STREAM_WINDOW, QUIC_STREAMS,
        UPGRADE_TIME, YAMUX_STREAMS,
    },
};

/// What every peer says of itself to anyone who asks: that it is a Meent, and no more.
const IDENTITY: &str = "/meent/1";

/// Our behaviours. The gate comes first: what it refuses, the others never hear of.
#[derive(NetworkBehaviour)]
#[behaviour(to_swarm = "Happening")]
pub(crate) struct Behaviours {
    pub(crate) gate: Gate,
    pub(crate) channels: Channels,
    mdns: Toggle<mdns::tokio::Behaviour>,
    ping: ping::Behaviour,
    identify: identify::Behaviour,
}

/// What our behaviours report.
#[derive(Debug)]
pub(crate) enum Happening {
    Arrival(Arrival),
    Mdns(mdns::Event),
    Ping(ping::Event),
    /// Identify's answers are not used yet (relays will).
    Identified,
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
    fn from(_: identify::Event) -> Self {
        Self::Identified
    }
}

/// A swarm with a new identity that listens nowhere yet.
pub(crate) fn build(mdns: bool, limits: Limits) -> Result<Swarm<Behaviours>, noise::Error> {
    let builder = SwarmBuilder::with_new_identity()
        .with_tokio()
        .with_tcp(tcp::Config::default().nodelay(true), noise::Config::new, || {
            let mut yamux = yamux::Config::default();
            yamux.set_max_num_streams(YAMUX_STREAMS);
            yamux
        })?
        .with_quic_config(|mut quic| {
            quic.handshake_timeout = QUIC_HANDSHAKE_TIME;
            quic.max_concurrent_stream_limit = QUIC_STREAMS;
            quic.max_stream_data = QUIC_STREAM_WINDOW;
            quic.max_connection_data = QUIC_CONNECTION_WINDOW;
            quic
        });
    let builder = match builder.with_behaviour(|key| {
        let own = key.public().to_peer_id();
        let identify = identify::Config::new(IDENTITY.to_owned(), key.public())
            .with_agent_version(IDENTITY.to_owned())
            .with_hide_listen_addrs(true)
            // What others say of themselves is not used, so it is not kept.
            .with_cache_size(0);
        let ping = ping::Config::new().with_interval(PING_INTERVAL).with_timeout(PING_TIME);
        Behaviours {
            gate: Gate::new(own, limits),
            channels: Channels::default(),
            mdns: Toggle::from(mdns.then(|| listen_to_neighbours(own)).flatten()),
            ping: ping::Behaviour::new(ping),
            identify: identify::Behaviour::new(identify),
        }
    }) {
        Ok(builder) => builder,
        Err(never) => match never {},
    };
    Ok(builder
        .with_swarm_config(|swarm| {
            swarm
                .with_idle_connection_timeout(IDLE_TIME)
                .with_max_negotiating_inbound_streams(NEGOTIATING)
                .with_smart_dial()
        })
        .with_connection_timeout(UPGRADE_TIME)
        .build())
}

/// Without mDNS (no permission to watch interfaces, say) a peer still works by addresses.
fn listen_to_neighbours(own: libp2p::PeerId) -> Option<mdns::tokio::Behaviour> {
    let config = mdns::Config { query_interval: MDNS_INTERVAL, ..mdns::Config::default() };
    mdns::tokio::Behaviour::new(config, own)
        .inspect_err(|error| tracing::warn!(%error, "neighbours on this network can't be found"))
        .ok()
}
