//! Who holds which place: handshakes under way, places per house, strangers, connections.
//! Guards: every place that was taken is given back exactly once, whichever way its connection
//! ends; an address's place already when hello is done, because a whole village may share one.
//! Read [`crate::gate`] next: it asks before every step of a connection.
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Instant,
};

use libp2p::{PeerId, swarm::ConnectionId};

use crate::{
    address::House,
    limits::{Limits, PENDING, PER_PEER},
};

/// Why a connection was not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("too many handshakes are under way")]
    Pending,
    #[error("too many connections without hello from this address")]
    House,
    #[error("too many strangers")]
    Strangers,
    #[error("too many connections")]
    Full,
    #[error("too many connections with this peer")]
    Peer,
    #[error("this peer misbehaved")]
    Outside,
    #[error("a connection with this peer stands already")]
    Superfluous,
    #[error("asked to dial where nobody else has us dial")]
    NotThere,
}

/// How a connection runs, as far as places are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// From one machine to the other.
    Direct,
    /// Through a relay: makes no direct one superfluous, and is so itself beside one.
    Relayed,
    /// Dialled to see whether a member can be reached there, and closed at once: it stands beside
    /// any other.
    Probe,
}

/// A connection that stands.
#[derive(Debug)]
struct Place {
    peer: PeerId,
    way: Way,
    /// We dialled it.
    dialled: bool,
    since: Instant,
    /// It was told to close and has not yet.
    closing: bool,
}

/// The count of everything.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    limits: Limits,
    /// Incoming handshakes under way.
    pending: BTreeSet<ConnectionId>,
    /// The house whose place a connection holds: from its first byte until hello.
    houses: BTreeMap<ConnectionId, House>,
    established: BTreeMap<ConnectionId, Place>,
    /// Peers that said hello, as long as they are connected.
    greeted: BTreeSet<PeerId>,
}

impl Ledger {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
    }

    /// Somebody knocks; nothing is known but the address.
    pub(crate) fn knock(
        &mut self,
        connection: ConnectionId,
        house: Option<House>,
    ) -> Result<(), Refusal> {
        if self.pending.len() >= PENDING {
            return Err(Refusal::Pending);
        }
        if let Some(house) = house {
            let taken = self.houses.values().filter(|other| **other == house).count();
            if taken >= self.limits.per_address {
                return Err(Refusal::House);
            }
            self.houses.insert(connection, house);
        }
        self.pending.insert(connection);
        Ok(())
    }

    /// The handshake of an incoming connection is done. Its house's place stays taken, unless
    /// the peer said hello on another connection.
    pub(crate) fn enter(
        &mut self,
        connection: ConnectionId,
        (peer, way): (PeerId, Way),
        now: Instant,
    ) -> Result<(), Refusal> {
        self.pending.remove(&connection);
        let greeted = self.greeted.contains(&peer);
        if !greeted && self.strangers(false) >= self.limits.strangers {
            return Err(Refusal::Strangers);
        }
        self.take(connection, Place { peer, way, dialled: false, since: now, closing: false })?;
        if greeted {
            self.houses.remove(&connection);
        }
        Ok(())
    }

    /// A connection that we dialled stands. `own` is our id: of two dials that cross, the one
    /// of the lower id stays, so that both sides keep the same; a second dial is superfluous, and
    /// so is one through a relay beside a direct one.
    pub(crate) fn reach(
        &mut self,
        connection: ConnectionId,
        (peer, way): (PeerId, Way),
        own: PeerId,
        now: Instant,
    ) -> Result<(), Refusal> {
        let superfluous = |(_, place): (ConnectionId, &Place)| match (way, place.way) {
            (Way::Probe, _) | (_, Way::Probe) | (Way::Direct, Way::Relayed) => false,
            (Way::Relayed, Way::Direct) => true,
            (Way::Direct, Way::Direct) | (Way::Relayed, Way::Relayed) => {
                place.dialled || peer < own
            }
        };
        // One that is being closed may hang in that for long: it stands in nobody's way.
        if self.places(&peer).filter(|(_, place)| !place.closing).any(superfluous) {
            return Err(Refusal::Superfluous);
        }
        self.take(connection, Place { peer, way, dialled: true, since: now, closing: false })
    }

    fn take(&mut self, connection: ConnectionId, place: Place) -> Result<(), Refusal> {
        if self.of(&place.peer).len() >= PER_PEER {
            return Err(Refusal::Peer);
        }
        if self.established.len() >= self.limits.established {
            return Err(Refusal::Full);
        }
        self.established.insert(connection, place);
        Ok(())
    }

    /// The connection ended, in whatever state.
    pub(crate) fn release(&mut self, connection: ConnectionId) {
        self.pending.remove(&connection);
        self.houses.remove(&connection);
        if let Some(place) = self.established.remove(&connection)
            && self.of(&place.peer).is_empty()
        {
            self.greeted.remove(&place.peer);
        }
    }

    /// Hello is done: not a stranger any more.
    pub(crate) fn greet(&mut self, peer: PeerId) {
        for connection in self.of(&peer) {
            self.houses.remove(&connection);
            self.greeted.insert(peer);
        }
    }

    /// The connection was told to close; its places stay taken until it has.
    pub(crate) fn closing(&mut self, connection: ConnectionId) {
        if let Some(place) = self.established.get_mut(&connection) {
            place.closing = true;
        }
    }

    /// How a connection that stands runs.
    pub(crate) fn way(&self, connection: ConnectionId) -> Option<Way> {
        self.established.get(&connection).map(|place| place.way)
    }

    /// The connections of a peer.
    pub(crate) fn of(&self, peer: &PeerId) -> Vec<ConnectionId> {
        self.places(peer).map(|(connection, _)| connection).collect()
    }

    fn places(&self, peer: &PeerId) -> impl Iterator<Item = (ConnectionId, &Place)> {
        self.established
            .iter()
            .filter(move |(_, place)| place.peer == *peer)
            .map(|(connection, place)| (*connection, place))
    }

    /// Peers connected now: those that said hello, and strangers.
    pub(crate) fn peers(&self) -> (usize, usize) {
        let all: BTreeSet<_> = self.established.values().map(|place| place.peer).collect();
        (self.greeted.len(), all.difference(&self.greeted).count())
    }

    /// Connections with peers that have not said hello, by who dialled.
    pub(crate) fn strangers(&self, dialled: bool) -> usize {
        self.established
            .values()
            .filter(|place| place.dialled == dialled && !self.greeted.contains(&place.peer))
            .count()
    }

    /// Strangers whose time to say hello is over; a second connection gives no more of it.
    pub(crate) fn overdue(&self, now: Instant) -> BTreeSet<PeerId> {
        self.unanswered().filter(|(_, until)| *until <= now).map(|(peer, _)| peer).collect()
    }

    /// When the next stranger's time is over.
    pub(crate) fn next_overdue(&self) -> Option<Instant> {
        self.unanswered().map(|(_, until)| until).min()
    }

    fn unanswered(&self) -> impl Iterator<Item = (PeerId, Instant)> {
        self.established
            .values()
            .filter(|place| !place.closing && !self.greeted.contains(&place.peer))
            .map(|place| (place.peer, place.since + self.limits.hello_time))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLAT: House = House::V4([10, 0, 0, 1]);

    fn ids(from: usize, count: usize) -> Vec<ConnectionId> {
        (from..from + count).map(ConnectionId::new_unchecked).collect()
    }

    fn ledger() -> Ledger {
        Ledger::new(Limits::default())
    }

    #[test]
    fn four_places_per_house_until_hello_or_the_end() {
        let (mut ledger, now) = (ledger(), Instant::now());
        let connections = ids(1, 6);
        for connection in &connections[..4] {
            ledger.knock(*connection, Some(FLAT)).unwrap();
        }
        assert_eq!(ledger.knock(connections[4], Some(FLAT)), Err(Refusal::House));
        let elsewhere = House::V4([10, 0, 0, 2]);
        ledger.knock(connections[5], Some(elsewhere)).unwrap();

        // The handshake alone gives nothing back; hello does, and so does the end.
        let peer = PeerId::random();
        ledger.enter(connections[0], (peer, Way::Direct), now).unwrap();
        assert_eq!(ledger.knock(connections[4], Some(FLAT)), Err(Refusal::House));
        ledger.greet(peer);
        ledger.knock(connections[4], Some(FLAT)).unwrap();
        ledger.release(connections[1]);
        ledger.knock(connections[1], Some(FLAT)).unwrap();
        assert_eq!(ledger.knock(ids(9, 1)[0], Some(FLAT)), Err(Refusal::House));
    }

    #[test]
    fn every_place_is_given_back_once_whichever_way_it_ends() {
        let (mut ledger, now) = (ledger(), Instant::now());
        for round in 0..1000 {
            let connection = ConnectionId::new_unchecked(round);
            let peer = PeerId::random();
            ledger.knock(connection, Some(FLAT)).unwrap();
            if round % 2 == 0 {
                ledger.enter(connection, (peer, Way::Direct), now).unwrap();
            }
            if round % 4 == 0 {
                ledger.greet(peer);
            }
            ledger.release(connection);
            ledger.release(connection);
        }
        assert!(ledger.pending.is_empty() && ledger.houses.is_empty());
        assert!(ledger.established.is_empty() && ledger.greeted.is_empty());
    }

    #[test]
    fn strangers_fill_their_own_places_only() {
        let (mut ledger, now) = (ledger(), Instant::now());
        let limits = Limits::default();
        let friend = PeerId::random();
        for (index, connection) in ids(1, limits.strangers).into_iter().enumerate() {
            let peer = if index == 0 { friend } else { PeerId::random() };
            ledger.knock(connection, None).unwrap();
            ledger.enter(connection, (peer, Way::Direct), now).unwrap();
        }
        let late = ids(100, 2);
        ledger.knock(late[0], None).unwrap();
        assert_eq!(
            ledger.enter(late[0], (PeerId::random(), Way::Direct), now),
            Err(Refusal::Strangers)
        );
        // A greeted peer's further connection and a dial of our own still get in.
        ledger.greet(friend);
        ledger.enter(late[0], (friend, Way::Direct), now).unwrap();
        ledger.reach(late[1], (PeerId::random(), Way::Direct), PeerId::random(), now).unwrap();
    }

    #[test]
    fn established_and_per_peer_are_bounded() {
        let (mut ledger, now) = (ledger(), Instant::now());
        let own = PeerId::random();
        for connection in ids(1, Limits::default().established) {
            ledger.reach(connection, (PeerId::random(), Way::Direct), own, now).unwrap();
        }
        let more = ids(500, 1)[0];
        assert_eq!(
            ledger.reach(more, (PeerId::random(), Way::Direct), own, now),
            Err(Refusal::Full)
        );

        let (mut ledger, peer) = (self::ledger(), PeerId::random());
        for connection in ids(1, PER_PEER) {
            ledger.enter(connection, (peer, Way::Direct), now).unwrap();
        }
        assert_eq!(ledger.enter(more, (peer, Way::Direct), now), Err(Refusal::Peer));
        for connection in ids(1000, PENDING) {
            ledger.knock(connection, None).unwrap();
        }
        assert_eq!(ledger.knock(more, None), Err(Refusal::Pending));
    }

    #[test]
    fn of_two_dials_that_cross_exactly_one_stays_on_both_sides() {
        let now = Instant::now();
        let mut pair = [PeerId::random(), PeerId::random()];
        pair.sort();
        let [low, high] = pair;
        // Each side sees the two connections in either order: c1 was dialled by low.
        let [c1, c2] = [ConnectionId::new_unchecked(1), ConnectionId::new_unchecked(2)];
        for own_first in [true, false] {
            let (mut lower, mut higher) = (ledger(), ledger());
            if own_first {
                lower.reach(c1, (high, Way::Direct), low, now).unwrap();
                lower.enter(c2, (high, Way::Direct), now).unwrap();
                higher.reach(c2, (low, Way::Direct), high, now).unwrap();
                higher.enter(c1, (low, Way::Direct), now).unwrap();
            } else {
                lower.enter(c2, (high, Way::Direct), now).unwrap();
                lower.reach(c1, (high, Way::Direct), low, now).unwrap();
                higher.enter(c1, (low, Way::Direct), now).unwrap();
                assert_eq!(
                    higher.reach(c2, (low, Way::Direct), high, now),
                    Err(Refusal::Superfluous)
                );
            }
            // Low's own dial is never refused for the crossing one, by either side.
            assert!(lower.established.contains_key(&c1) && higher.established.contains_key(&c1));
        }
        let mut twice = ledger();
        twice.reach(c1, (high, Way::Direct), low, now).unwrap();
        assert_eq!(twice.reach(c2, (high, Way::Direct), low, now), Err(Refusal::Superfluous));
        twice.closing(c1);
        twice.reach(c2, (high, Way::Direct), low, now).unwrap();
    }

    #[test]
    fn a_direct_connection_is_never_superfluous_beside_a_relayed_one_and_the_other_way_round_it_is()
    {
        let now = Instant::now();
        let mut pair = [PeerId::random(), PeerId::random()];
        pair.sort();
        let [c1, c2, c3] = [1, 2, 3].map(ConnectionId::new_unchecked);
        for [own, peer] in [pair, [pair[1], pair[0]]] {
            let mut ledger = ledger();
            ledger.enter(c1, (peer, Way::Relayed), now).unwrap();
            ledger.reach(c2, (peer, Way::Direct), own, now).unwrap();
            let again = ledger.reach(c3, (peer, Way::Relayed), own, now);
            assert_eq!(again, Err(Refusal::Superfluous));
            // Whether somebody can be reached is asked while they are connected.
            ledger.reach(c3, (peer, Way::Probe), own, now).unwrap();
            assert_eq!(ledger.of(&peer), [c1, c2, c3]);
        }
        // One that is only asked about makes nothing else superfluous.
        let [own, peer] = pair;
        let mut ledger = ledger();
        ledger.reach(c1, (peer, Way::Probe), own, now).unwrap();
        ledger.reach(c2, (peer, Way::Direct), own, now).unwrap();
    }

    #[test]
    fn a_stranger_has_its_time_and_a_greeted_peer_has_all_the_time() {
        let (mut ledger, now) = (ledger(), Instant::now());
        let [c1, c2] = [ConnectionId::new_unchecked(1), ConnectionId::new_unchecked(2)];
        let (stranger, friend) = (PeerId::random(), PeerId::random());
        ledger.enter(c1, (stranger, Way::Direct), now).unwrap();
        ledger.enter(c2, (friend, Way::Direct), now).unwrap();
        ledger.greet(friend);
        let until = now + Limits::default().hello_time;
        assert_eq!(ledger.next_overdue(), Some(until));
        assert!(ledger.overdue(now).is_empty());
        assert_eq!(ledger.overdue(until), BTreeSet::from([stranger]));
        assert_eq!(ledger.peers(), (1, 1));
        ledger.closing(c1);
        assert_eq!(ledger.next_overdue(), None, "told once");
        ledger.release(c2);
        assert!(!ledger.greeted.contains(&friend), "who left must say hello again");
    }
}
