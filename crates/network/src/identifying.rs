//! What peers say of each other's addresses: identify, which tells nobody where we are and is believed
//! only of those who were vouched for.
//! Guards: a stranger learns no address (those through a relay would say whose), and can't have us ask
//! members to call somebody back; what one peer says of us is bounded.
//! Read [`crate::swarm`] next.
use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    mem::discriminant,
};

use libp2p::{
    Multiaddr, PeerId, identify,
    swarm::{ConnectionClosed, FromSwarm, ToSwarm},
};

use crate::{
    address,
    guarded::{Guarded, Rules, Said},
    limits::SEEN_AT,
};

/// Identify, held back.
pub(crate) type Identifying = Guarded<identify::Behaviour, Seen>;

/// Where others see us.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    by: BTreeMap<PeerId, By>,
    /// Who spoke last: what identify proposes then is from them.
    speaker: Option<PeerId>,
    /// Places where members see us, which others are to try.
    ready: VecDeque<Multiaddr>,
}

/// Where one connected peer sees us.
#[derive(Debug, Default)]
struct By {
    vouched: bool,
    at: BTreeSet<Multiaddr>,
}

impl Seen {
    /// Believes a connected peer from now on, and what it said.
    pub(crate) fn vouch(&mut self, peer: PeerId) {
        let by = self.by.entry(peer).or_default();
        if !std::mem::replace(&mut by.vouched, true) {
            self.ready.extend(by.at.iter().cloned());
        }
    }

    /// Where members see us, each place once for each of them, and two of each at most: who lies fills
    /// no more than that.
    pub(crate) fn at(&self) -> impl Iterator<Item = &Multiaddr> {
        self.by.values().filter(|by| by.vouched).flat_map(|by| by.at.iter().take(2))
    }

    /// Whether members see us, in the same family of addresses, and none of them at the machine of this one:
    /// a router that dialled in again has another.
    pub(crate) fn is_elsewhere(&self, than: &Multiaddr) -> bool {
        let Some(was) = address::house(than) else { return false };
        let houses = self.at().filter_map(address::house);
        let mut houses = houses.filter(|at| discriminant(at) == discriminant(&was)).peekable();
        houses.peek().is_some() && houses.all(|at| at != was)
    }

    // Tells whether to pass it on now.
    fn proposed(&mut self, at: &Multiaddr) -> bool {
        let Some(peer) = self.speaker.filter(|_| address::is_public(at)) else { return false };
        let by = self.by.entry(peer).or_default();
        by.at.len() < SEEN_AT && by.at.insert(at.clone()) && by.vouched
    }
}

impl Rules<identify::Behaviour> for Seen {
    fn sees(&mut self, event: &FromSwarm<'_>) -> bool {
        if let FromSwarm::ConnectionClosed(closed) = event {
            let ConnectionClosed { peer_id, remaining_established, .. } = closed;
            if *remaining_established == 0 {
                self.by.remove(peer_id);
            }
        }
        // It would tell them to everybody.
        !matches!(event, FromSwarm::ExternalAddrConfirmed(_))
    }

    fn says(&mut self, said: Said<identify::Behaviour>) -> Option<Said<identify::Behaviour>> {
        match &said {
            // Identify reports what it was told, and right after it where that puts us.
            ToSwarm::GenerateEvent(identify::Event::Received { peer_id, .. }) => {
                self.speaker = Some(*peer_id);
                Some(said)
            }
            ToSwarm::NewExternalAddrCandidate(at) => self.proposed(at).then_some(said),
            _ => Some(said),
        }
    }

    fn first(&mut self) -> Option<Said<identify::Behaviour>> {
        self.ready.pop_front().map(ToSwarm::NewExternalAddrCandidate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_not_vouched_for_is_not_believed_and_a_liar_fills_two_places() {
        let (mut seen, peer) = (Seen::default(), PeerId::random());
        let at = |port: u16| format!("/ip4/203.0.113.9/udp/{port}/quic-v1").parse().unwrap();
        seen.speaker = Some(peer);
        assert!(!seen.proposed(&at(1)) && !seen.proposed(&at(2)));
        assert_eq!((seen.at().count(), seen.first().is_some()), (0, false));
        seen.vouch(peer);
        assert!(seen.first().is_some() && seen.first().is_some() && seen.first().is_none());
        assert!(!seen.proposed(&"/ip4/192.168.1.2/tcp/4".parse().unwrap()), "of no use to others");
        let passed_on = (3..100).filter(|port| seen.proposed(&at(*port))).count();
        assert_eq!((passed_on, seen.at().count()), (SEEN_AT - 2, 2));
    }
    #[test]
    fn who_is_seen_at_another_address_has_left_the_first() {
        let at = |text: &str| text.parse::<Multiaddr>().unwrap();
        let (first, second) = ("/ip4/203.0.113.9/udp/4/quic-v1", "/ip4/203.0.113.7/udp/9/quic-v1");
        let mut seen = Seen::default();
        let says = |seen: &mut Seen, place: &str| {
            let peer = PeerId::random();
            seen.speaker = Some(peer);
            seen.vouch(peer);
            assert!(seen.proposed(&at(place)));
        };
        assert!(!seen.is_elsewhere(&at(first)), "nobody says anything");
        says(&mut seen, "/ip6/2001:db8:9::1/udp/4/quic-v1");
        assert!(!seen.is_elsewhere(&at(first)), "nobody says anything of IPv4");
        says(&mut seen, second);
        assert!(seen.is_elsewhere(&at(first)));
        assert!(!seen.is_elsewhere(&at("/ip4/203.0.113.7/tcp/4001")), "another port");
        says(&mut seen, first);
        assert!(!seen.is_elsewhere(&at(first)), "somebody still sees us there");
    }
}
