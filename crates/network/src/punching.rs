//! From a relayed connection to a direct one, within bounds: DCUtR.
//! Guards: whoever is at the other end of a relayed connection says what is dialled, before hello; so it
//! is few addresses, that anybody could reach, a few times for a connection. Nobody has us knock at the
//! doors of our own network or at somebody else's by the hundred.
//! Read [`crate::swarm`] next.
use std::collections::BTreeMap;

use libp2p::{
    Multiaddr, PeerId, dcutr,
    swarm::{ConnectionClosed, ConnectionId, FromSwarm, THandlerOutEvent},
};

use crate::{
    address,
    guarded::{Guarded, Rules},
    limits::SEEN_AT,
};

/// Attempts for one relayed connection: as many as DCUtR itself makes.
const ATTEMPTS: u8 = 3;

/// DCUtR, held back.
pub(crate) type Punching = Guarded<dcutr::Behaviour, Few>;

/// How often each relayed connection was heard.
#[derive(Debug, Default)]
pub(crate) struct Few(BTreeMap<ConnectionId, u8>);

impl Rules<dcutr::Behaviour> for Few {
    fn may_dial(&self, addresses: &[Multiaddr]) -> bool {
        addresses.len() <= SEEN_AT && addresses.iter().all(address::is_public)
    }

    fn sees(&mut self, event: &FromSwarm<'_>) -> bool {
        if let FromSwarm::ConnectionClosed(ConnectionClosed { connection_id, .. }) = event {
            self.0.remove(connection_id);
        }
        true
    }

    fn hears(
        &mut self,
        (_, connection): (PeerId, ConnectionId),
        said: THandlerOutEvent<dcutr::Behaviour>,
    ) -> Option<THandlerOutEvent<dcutr::Behaviour>> {
        let heard = self.0.entry(connection).or_default();
        *heard = heard.saturating_add(1);
        (*heard <= ATTEMPTS).then_some(said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_end_names_few_addresses_and_none_of_a_private_network() {
        let few = Few::default();
        let public = |count| -> Vec<Multiaddr> {
            let at = |port| format!("/ip4/203.0.113.9/udp/{port}/quic-v1").parse().unwrap();
            (1..=count).map(at).collect()
        };
        assert!(few.may_dial(&public(SEEN_AT)) && !few.may_dial(&public(SEEN_AT + 1)));
        for inside in ["/ip4/127.0.0.1/tcp/22", "/ip4/192.168.1.1/tcp/80", "/ip6/fd00::1/tcp/80"] {
            assert!(
                !few.may_dial(&[public(1), vec![inside.parse().unwrap()]].concat()),
                "{inside}"
            );
        }
    }
}
