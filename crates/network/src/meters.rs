//! What is counted for who keeps a peer running: connections, dials and pings as libp2p counts them, and
//! who is connected.
//! Guards: no label holds an address, an id or anything that a stranger chose, so that what is kept
//! stays as small as the list of transports and errors. Read [`crate::driver`] next: it records.
use std::fmt;

use libp2p::swarm::SwarmEvent;
use libp2p_metrics::{Metrics, Recorder as _, Registry};
use prometheus_client::{
    encoding::text::encode_registry,
    metrics::{family::Family, gauge::Gauge},
};

use crate::swarm::Happening;

/// What every name of ours begins with; libp2p's own begin with `libp2p`.
const PREFIX: &str = "meent";

/// All counters of a node, in this run.
pub(crate) struct Meters {
    registry: Registry,
    events: Metrics,
    peers: Family<[(&'static str, &'static str); 1], Gauge>,
}

impl Default for Meters {
    fn default() -> Self {
        let mut registry = Registry::default();
        let events = Metrics::new(&mut registry);
        let peers = Family::default();
        let help = "Peers connected now, by whether hello found something in common";
        registry.sub_registry_with_prefix(PREFIX).register("peers", help, peers.clone());
        Self { registry, events, peers }
    }
}

impl fmt::Debug for Meters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Meters").finish_non_exhaustive()
    }
}

impl Meters {
    /// Counts an event of the swarm.
    pub(crate) fn record(&self, event: &SwarmEvent<Happening>) {
        self.events.record(event);
        if let SwarmEvent::Behaviour(Happening::Ping(ping)) = event {
            self.events.record(ping);
        }
    }

    /// All of it in the text format of OpenMetrics, without its last line: others add theirs.
    pub(crate) fn text(&self, greeted: usize, strangers: usize) -> String {
        for (standing, count) in [("greeted", greeted), ("stranger", strangers)] {
            let gauge = self.peers.get_or_create(&[("standing", standing)]);
            gauge.set(i64::try_from(count).unwrap_or(i64::MAX));
        }
        let mut text = String::new();
        encode_registry(&mut text, &self.registry).expect("a string takes all that is written");
        text
    }
}
