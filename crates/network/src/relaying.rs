//! At which members' relays we hold a place, so that others reach us behind a router.
//! Guards: at most [`RELAYS`] places, asked only of peers that were vouched for and offer it; a place
//! that was refused or lost is asked for again, with growing waits. Pure: the time is handed in.
//! Read [`crate::driver`] next.
use std::{collections::BTreeMap, time::Instant};

use libp2p::{Multiaddr, PeerId, core::transport::ListenerId, multiaddr::Protocol};

use crate::limits::{REDIAL_STRANGER, RELAYS, RERESERVE};

/// The relays that are connected.
#[derive(Debug, Default)]
pub(crate) struct Relaying {
    relays: BTreeMap<PeerId, Relay>,
}

#[derive(Debug)]
struct Relay {
    /// Where others reach it.
    address: Multiaddr,
    failures: u32,
    state: State,
}

#[derive(Debug)]
enum State {
    Waiting { due: Instant },
    Asked(ListenerId),
    Held(ListenerId, Vec<Multiaddr>),
}

impl Relay {
    fn listener(&self) -> Option<ListenerId> {
        match self.state {
            State::Waiting { .. } => None,
            State::Asked(listener) | State::Held(listener, _) => Some(listener),
        }
    }

    fn again(&mut self, now: Instant) {
        let wait = RERESERVE.saturating_mul(2_u32.saturating_pow(self.failures));
        self.failures = self.failures.saturating_add(1);
        self.state = State::Waiting { due: now + wait.min(REDIAL_STRANGER) };
    }
}

impl Relaying {
    /// A connected peer relays, and can be reached here.
    pub(crate) fn offered(&mut self, peer: PeerId, address: Multiaddr, now: Instant) {
        let state = State::Waiting { due: now };
        self.relays.entry(peer).or_insert(Relay { address, failures: 0, state });
    }

    /// It is not connected any more; a listener that was there ends by itself.
    pub(crate) fn gone(&mut self, peer: &PeerId) {
        self.relays.remove(peer);
    }

    fn taken(&self) -> usize {
        self.relays.values().filter(|relay| relay.listener().is_some()).count()
    }

    /// When to call [`Relaying::due`] next.
    pub(crate) fn next(&self) -> Option<Instant> {
        let waits = self.relays.values().filter_map(|relay| match relay.state {
            State::Waiting { due } => Some(due),
            State::Asked(_) | State::Held(..) => None,
        });
        waits.min().filter(|_| self.taken() < RELAYS)
    }

    /// Where to listen now, which asks for a place there: the answer to each goes to
    /// [`Relaying::asked`].
    pub(crate) fn due(&self, now: Instant) -> Vec<(PeerId, Multiaddr)> {
        let due = self.relays.iter().filter(|(_, relay)| match relay.state {
            State::Waiting { due } => due <= now,
            State::Asked(_) | State::Held(..) => false,
        });
        due.take(RELAYS.saturating_sub(self.taken()))
            .map(|(peer, relay)| {
                let circuit = relay.address.clone().with(Protocol::P2p(*peer));
                (*peer, circuit.with(Protocol::P2pCircuit))
            })
            .collect()
    }

    /// A place was asked for; `None`: that failed at once.
    pub(crate) fn asked(&mut self, peer: &PeerId, listener: Option<ListenerId>, now: Instant) {
        if let Some(relay) = self.relays.get_mut(peer) {
            match listener {
                Some(listener) => relay.state = State::Asked(listener),
                None => relay.again(now),
            }
        }
    }

    fn of(&mut self, listener: ListenerId) -> Option<&mut Relay> {
        self.relays.values_mut().find(|relay| relay.listener() == Some(listener))
    }

    /// A place was given, with an address; whether it was one of ours.
    pub(crate) fn gained(&mut self, listener: ListenerId, address: &Multiaddr) -> bool {
        let Some(relay) = self.of(listener) else { return false };
        relay.failures = 0;
        match &mut relay.state {
            State::Held(_, addresses) => addresses.push(address.clone()),
            state => *state = State::Held(listener, vec![address.clone()]),
        }
        true
    }

    /// A place was refused or ended; whether it was one of ours.
    pub(crate) fn lost(&mut self, listener: ListenerId, now: Instant) -> bool {
        self.of(listener).map(|relay| relay.again(now)).is_some()
    }

    /// The relays that hold a place for us.
    pub(crate) fn held(&self) -> impl Iterator<Item = PeerId> {
        let held = self.relays.iter().filter(|(_, relay)| matches!(relay.state, State::Held(..)));
        held.map(|(peer, _)| *peer)
    }

    /// Addresses at which we are reached through them.
    pub(crate) fn addresses(&self) -> Vec<Multiaddr> {
        let all = self.relays.values().flat_map(|relay| match &relay.state {
            State::Held(_, addresses) => addresses.as_slice(),
            State::Waiting { .. } | State::Asked(_) => &[],
        });
        all.cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_places_are_held_and_a_lost_one_is_asked_for_elsewhere_and_again() {
        let (mut relaying, now) = (Relaying::default(), Instant::now());
        let mut relays = [PeerId::random(), PeerId::random(), PeerId::random()];
        relays.sort();
        let address: Multiaddr = "/ip4/203.0.113.9/udp/4/quic-v1".parse().unwrap();
        for relay in relays {
            relaying.offered(relay, address.clone(), now);
        }
        let listeners = [ListenerId::next(), ListenerId::next(), ListenerId::next()];
        let due: Vec<_> = relaying.due(now).into_iter().map(|(peer, _)| peer).collect();
        assert_eq!(due, relays[..2]);
        for (peer, listener) in relays.iter().zip(listeners).take(2) {
            relaying.asked(peer, Some(listener), now);
        }
        assert_eq!((relaying.next(), relaying.due(now)), (None, vec![]));
        let circuit: Multiaddr =
            format!("{address}/p2p/{}/p2p-circuit", relays[0]).parse().unwrap();
        assert!(relaying.gained(listeners[0], &circuit));
        assert_eq!((relaying.addresses(), relaying.held().count()), (vec![circuit], 1));

        // The other one refuses: the third is asked, and the other again later.
        assert!(relaying.lost(listeners[1], now) && !relaying.lost(listeners[1], now));
        assert_eq!(relaying.due(now)[0].0, relays[2]);
        relaying.asked(&relays[2], None, now);
        assert_eq!(relaying.next(), Some(now + RERESERVE));
        let mut later = now;
        for _ in 0..20 {
            later = relaying.next().unwrap();
            let (peer, _) = relaying.due(later).remove(0);
            relaying.asked(&peer, None, later);
        }
        assert!(relaying.next().unwrap() <= later + REDIAL_STRANGER);

        // A relay that went away holds nothing, and starts afresh when it is back.
        relaying.gone(&relays[0]);
        assert!(relaying.addresses().is_empty() && !relaying.gained(listeners[0], &address));
        relaying.offered(relays[0], address, later);
        assert_eq!(relaying.due(later)[0].0, relays[0]);
    }
}
