//! Where we listen: what was asked for, what the system made of it, and what died since.
//! Guards: an address is told to others only if they can dial it; a listener that died is opened
//! again. Read [`crate::address`] next.
use std::{collections::BTreeSet, time::Instant};

use libp2p::{
    Multiaddr, Swarm, TransportError, core::transport::ListenerId, swarm::NetworkBehaviour,
};

use crate::{
    address::{self, House},
    limits::RELISTEN_TIME,
    node::StartError,
};

/// Any port on every interface, QUIC and TCP, IPv4 and IPv6.
const USUAL: [&str; 4] =
    ["/ip4/0.0.0.0/udp/0/quic-v1", "/ip4/0.0.0.0/tcp/0", "/ip6/::/udp/0/quic-v1", "/ip6/::/tcp/0"];

/// All listeners of a node.
#[derive(Debug, Default)]
pub(crate) struct Listening {
    listeners: Vec<Listener>,
    /// Addresses whose listener died, and when to try them again.
    lost: Vec<(Instant, Multiaddr)>,
}

#[derive(Debug)]
struct Listener {
    id: ListenerId,
    asked: Multiaddr,
    at: Vec<Multiaddr>,
}

impl Listener {
    fn told(&self) -> impl Iterator<Item = &Multiaddr> {
        let loopback = address::is_loopback(&self.asked);
        self.at.iter().filter(move |at| address::worth_telling(at, loopback))
    }
}

impl Listening {
    /// Opens a listener for everything that was asked for, or the usual ones.
    pub(crate) fn start<B: NetworkBehaviour>(
        swarm: &mut Swarm<B>,
        asked: &[Multiaddr],
    ) -> Result<Self, StartError> {
        let mut listening = Self::default();
        for address in asked {
            let plain = address::plain(address)
                .ok_or_else(|| StartError::Address { address: address.clone() })?;
            listening.open(swarm, plain)?;
        }
        if asked.is_empty() {
            listening.start_usual(swarm)?;
        }
        Ok(listening)
    }

    /// A machine without IPv6 (or without IPv4) still listens on what it has.
    fn start_usual<B: NetworkBehaviour>(&mut self, swarm: &mut Swarm<B>) -> Result<(), StartError> {
        let mut failure = None;
        for address in USUAL {
            let address = address.parse().expect("a constant of the right form");
            if let Err(error) = self.open(swarm, address) {
                tracing::info!(%error, "not listening on one of the usual addresses");
                failure = Some(error);
            }
        }
        match failure {
            Some(error) if self.listeners.is_empty() => Err(error),
            _ => Ok(()),
        }
    }

    fn open<B: NetworkBehaviour>(
        &mut self,
        swarm: &mut Swarm<B>,
        asked: Multiaddr,
    ) -> Result<(), StartError> {
        match swarm.listen_on(asked.clone()) {
            Ok(id) => {
                self.listeners.push(Listener { id, asked, at: Vec::new() });
                Ok(())
            }
            Err(TransportError::Other(source)) => {
                Err(StartError::Listen { address: asked, source })
            }
            Err(TransportError::MultiaddrNotSupported(address)) => {
                Err(StartError::Address { address })
            }
        }
    }

    /// Whether every listener knows at least one of its addresses.
    pub(crate) fn is_settled(&self) -> bool {
        self.listeners.iter().all(|listener| !listener.at.is_empty())
    }

    /// A listener got an address; says whether to tell others.
    pub(crate) fn gained(&mut self, id: ListenerId, address: &Multiaddr) -> bool {
        self.listeners.iter_mut().find(|listener| listener.id == id).is_some_and(|listener| {
            listener.at.push(address.clone());
            listener.told().any(|told| told == address)
        })
    }

    /// A listener lost an address.
    pub(crate) fn expired(&mut self, id: ListenerId, address: &Multiaddr) {
        for listener in self.listeners.iter_mut().filter(|listener| listener.id == id) {
            listener.at.retain(|at| at != address);
        }
    }

    /// A listener died; its address is tried again later.
    pub(crate) fn died(&mut self, id: ListenerId, now: Instant) {
        if let Some(index) = self.listeners.iter().position(|listener| listener.id == id) {
            let Listener { asked, .. } = self.listeners.swap_remove(index);
            tracing::warn!(address = %asked, "stopped listening");
            self.lost.push((now + RELISTEN_TIME, asked));
        }
    }

    /// When to call [`Listening::revive`] next.
    pub(crate) fn next(&self) -> Option<Instant> {
        self.lost.iter().map(|(due, _)| *due).min()
    }

    /// Opens again what died and is due.
    pub(crate) fn revive<B: NetworkBehaviour>(&mut self, swarm: &mut Swarm<B>, now: Instant) {
        for (due, address) in std::mem::take(&mut self.lost) {
            if due > now {
                self.lost.push((due, address));
            } else if let Err(error) = self.open(swarm, address.clone()) {
                tracing::debug!(%error, "still not listening");
                self.lost.push((now + RELISTEN_TIME, address));
            }
        }
    }

    /// All addresses we listen on, whoever can reach them.
    pub(crate) fn all(&self) -> Vec<Multiaddr> {
        self.listeners.iter().flat_map(|listener| listener.at.clone()).collect()
    }

    /// The networks we are in, loopback aside.
    pub(crate) fn networks(&self) -> BTreeSet<House> {
        let at = self.listeners.iter().flat_map(|listener| &listener.at);
        at.filter(|at| address::worth_telling(at, false)).filter_map(address::network).collect()
    }

    /// The addresses worth telling, in the order to try them.
    pub(crate) fn told(&self) -> Vec<Multiaddr> {
        let mut told: Vec<_> = self.listeners.iter().flat_map(Listener::told).cloned().collect();
        told.sort_by_key(|at| (address::rank(at), at.to_string()));
        told.dedup();
        told
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use libp2p::{SwarmBuilder, swarm::dummy};

    use super::*;

    #[tokio::test]
    async fn a_listener_that_died_is_opened_again() {
        let mut swarm = SwarmBuilder::with_new_identity()
            .with_tokio()
            .with_quic()
            .with_behaviour(|_| dummy::Behaviour)
            .unwrap()
            .build();
        let asked: Multiaddr = "/ip4/127.0.0.1/udp/0/quic-v1".parse().unwrap();
        let mut listening = Listening::start(&mut swarm, std::slice::from_ref(&asked)).unwrap();
        let id = listening.listeners[0].id;
        let at: Multiaddr = "/ip4/127.0.0.1/udp/9/quic-v1".parse().unwrap();
        assert!(!listening.is_settled());
        assert!(listening.gained(id, &at) && listening.is_settled());
        let now = Instant::now();
        listening.died(id, now);
        assert_eq!((listening.told(), listening.next()), (vec![], Some(now + RELISTEN_TIME)));
        listening.revive(&mut swarm, now + RELISTEN_TIME - Duration::from_secs(1));
        assert!(listening.listeners.is_empty(), "not yet");
        listening.revive(&mut swarm, now + RELISTEN_TIME);
        assert_eq!((listening.listeners[0].asked.clone(), listening.next()), (asked, None));
    }
}
