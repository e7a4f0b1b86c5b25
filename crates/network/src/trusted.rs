//! Services for members only: a behaviour that hears nothing of what other peers ask.
//! Guards: whoever was not vouched for gets neither a relay nor a call back, because both cost us
//! what others could use up; what they ask is dropped, which they see as a stream that ends. Nor is
//! anybody else believed in whether we can be reached. Read [`crate::swarm`] next.
use std::collections::{BTreeMap, BTreeSet};

use libp2p::{
    Multiaddr, PeerId,
    swarm::{
        ConnectionClosed, ConnectionId, ExpiredListenAddr, FromSwarm, NetworkBehaviour,
        NewListenAddr, THandlerOutEvent,
    },
};

use crate::{
    address,
    guarded::{Guarded, Rules},
};

/// What is kept of a connection before its peer was vouched for.
const HELD: usize = 2;

/// A service for those who were vouched for, for as long as they are connected.
pub(crate) type Trusted<B> = Guarded<B, Members<B>>;

/// Who was vouched for.
pub(crate) struct Members<B: NetworkBehaviour> {
    members: BTreeSet<PeerId>,
    /// Where this machine listens.
    here: BTreeSet<Multiaddr>,
    /// What others' connections said, where it is heard once they were vouched for.
    held: Option<Held<THandlerOutEvent<B>>>,
}

type Held<E> = BTreeMap<(PeerId, ConnectionId), Vec<E>>;

impl<B: NetworkBehaviour> Trusted<B> {
    /// One that never hears what was said before its peer was vouched for.
    pub(crate) fn strict(inner: B) -> Self {
        Self::new(inner, Members::new(None))
    }

    /// One that hears it then.
    pub(crate) fn patient(inner: B) -> Self {
        Self::new(inner, Members::new(Some(BTreeMap::new())))
    }

    /// Serves a connected peer from now on.
    pub(crate) fn vouch(&mut self, peer: PeerId) {
        self.rules.members.insert(peer);
        let Some(held) = &mut self.rules.held else { return };
        let theirs: Vec<_> = held.keys().copied().filter(|(of, _)| *of == peer).collect();
        for key in theirs {
            for said in held.remove(&key).unwrap_or_default() {
                self.inner.on_connection_handler_event(peer, key.1, said);
            }
        }
    }
}

impl<B: NetworkBehaviour> Members<B> {
    const fn new(held: Option<Held<THandlerOutEvent<B>>>) -> Self {
        Self { members: BTreeSet::new(), here: BTreeSet::new(), held }
    }
}

impl<B: NetworkBehaviour> Rules<B> for Members<B> {
    fn may_dial(&self, addresses: &[Multiaddr]) -> bool {
        // Nobody has us knock at the doors of our own network: of IPv6 its addresses are public too.
        let ours: BTreeSet<_> = self.here.iter().filter_map(address::house).collect();
        addresses.iter().all(|at| {
            address::is_public(at) && address::house(at).is_none_or(|house| !ours.contains(&house))
        })
    }

    fn sees(&mut self, event: &FromSwarm<'_>) -> bool {
        match event {
            FromSwarm::NewListenAddr(NewListenAddr { addr, .. }) => {
                self.here.insert((*addr).clone());
            }
            FromSwarm::ExpiredListenAddr(ExpiredListenAddr { addr, .. }) => {
                self.here.remove(*addr);
            }
            FromSwarm::ConnectionClosed(closed) => {
                let ConnectionClosed { peer_id, connection_id, remaining_established, .. } = closed;
                if *remaining_established == 0 {
                    self.members.remove(peer_id);
                }
                if let Some(held) = &mut self.held {
                    held.remove(&(*peer_id, *connection_id));
                }
            }
            _ => {}
        }
        true
    }

    fn hears(
        &mut self,
        (peer, connection): (PeerId, ConnectionId),
        said: THandlerOutEvent<B>,
    ) -> Option<THandlerOutEvent<B>> {
        if self.members.contains(&peer) {
            return Some(said);
        }
        if let Some(held) = &mut self.held {
            let held = held.entry((peer, connection)).or_default();
            if held.len() < HELD {
                held.push(said);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use libp2p::{
        autonat,
        core::{Endpoint, transport::ListenerId},
    };

    use super::*;

    #[test]
    fn nobody_has_us_call_an_address_of_a_private_network() {
        let mut calling = Trusted::strict(autonat::v2::server::Behaviour::default());
        let [called, other] = [1, 2].map(ConnectionId::new_unchecked);
        calling.dials().pretend(called);
        let (listener_id, addr) =
            (ListenerId::next(), "/ip6/2001:db8:1::7/tcp/4001".parse().unwrap());
        let listening = NewListenAddr { listener_id, addr: &addr };
        calling.on_swarm_event(FromSwarm::NewListenAddr(listening));
        let mut may = |connection, address: &str| {
            let addresses = [address.parse().unwrap()];
            let (peer, role) = (Some(PeerId::random()), Endpoint::Dialer);
            calling.handle_pending_outbound_connection(connection, peer, &addresses, role).is_ok()
        };
        assert!(may(called, "/ip4/203.0.113.9/tcp/4"));
        assert!(!may(called, "/ip4/192.168.1.1/tcp/80") && !may(called, "/ip4/127.0.0.1/tcp/80"));
        assert!(may(called, "/ip6/2001:db8:2::1/tcp/80"));
        assert!(!may(called, "/ip6/2001:db8:1::1/tcp/80"), "a neighbour of this machine");
        assert!(may(other, "/ip4/192.168.1.1/tcp/80"), "a dial that isn't its own");
    }
}
