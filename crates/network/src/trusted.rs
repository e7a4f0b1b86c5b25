//! Services for members only: a behaviour that hears nothing of what other peers ask.
//! Guards: whoever was not vouched for gets neither a relay nor a call back, because both cost us
//! what others could use up; what they ask is dropped, which they see as a stream that ends. Nor is
//! anybody else believed in whether we can be reached. Read [`crate::swarm`] next.
use std::collections::{BTreeMap, BTreeSet};

use libp2p::{
    Multiaddr, PeerId,
    swarm::{ConnectionClosed, ConnectionId, FromSwarm, NetworkBehaviour, THandlerOutEvent},
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
    /// What others' connections said, where it is heard once they were vouched for.
    held: Option<Held<THandlerOutEvent<B>>>,
}

type Held<E> = BTreeMap<(PeerId, ConnectionId), Vec<E>>;

impl<B: NetworkBehaviour> Trusted<B> {
    /// One that never hears what was said before its peer was vouched for.
    pub(crate) fn strict(inner: B) -> Self {
        Self::new(inner, Members { members: BTreeSet::new(), held: None })
    }

    /// One that hears it then.
    pub(crate) fn patient(inner: B) -> Self {
        Self::new(inner, Members { members: BTreeSet::new(), held: Some(BTreeMap::new()) })
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

impl<B: NetworkBehaviour> Rules<B> for Members<B> {
    fn may_dial(&self, addresses: &[Multiaddr]) -> bool {
        // Nobody has us knock at the doors of our own network.
        addresses.iter().all(address::is_public)
    }

    fn sees(&mut self, event: &FromSwarm<'_>) -> bool {
        if let FromSwarm::ConnectionClosed(closed) = event {
            let ConnectionClosed { peer_id, connection_id, remaining_established, .. } = closed;
            if *remaining_established == 0 {
                self.members.remove(peer_id);
            }
            if let Some(held) = &mut self.held {
                held.remove(&(*peer_id, *connection_id));
            }
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
    use libp2p::{autonat, core::Endpoint};

    use super::*;

    #[test]
    fn nobody_has_us_call_an_address_of_a_private_network() {
        let mut calling = Trusted::strict(autonat::v2::server::Behaviour::default());
        let [called, other] = [1, 2].map(ConnectionId::new_unchecked);
        calling.dials().pretend(called);
        let mut may = |connection, address: &str| {
            let addresses = [address.parse().unwrap()];
            let (peer, role) = (Some(PeerId::random()), Endpoint::Dialer);
            calling.handle_pending_outbound_connection(connection, peer, &addresses, role).is_ok()
        };
        assert!(may(called, "/ip4/203.0.113.9/tcp/4"));
        assert!(!may(called, "/ip4/192.168.1.1/tcp/80") && !may(called, "/ip4/127.0.0.1/tcp/80"));
        assert!(may(other, "/ip4/192.168.1.1/tcp/80"), "a dial that isn't its own");
    }
}
