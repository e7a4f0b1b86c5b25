//! Whom to dial, and when again: configured addresses, addresses out of invites, neighbours
//! found by mDNS. Guards: every list and every wait is bounded, nobody is dialled while a
//! connection with them stands, and waits differ by chance, so that two peers which missed each
//! other don't miss each other for ever. Pure but for that chance: the time is handed in.
//! Read [`crate::driver`] next.
use std::{
    collections::BTreeMap,
    hash::{BuildHasher as _, Hasher as _, RandomState},
    time::{Duration, Instant},
};

use libp2p::{
    Multiaddr, PeerId,
    swarm::{ConnectionId, dial_opts::DialOpts},
};

use crate::address;
use crate::limits::{
    DIAL_ADDRESSES, FOUND, FOUND_ADDRESSES, MDNS_COURTESY, REDIAL_FIRST, REDIAL_SILENT,
    REDIAL_STRANGER,
};

/// Everybody we would like to be connected with.
#[derive(Debug, Default)]
pub(crate) struct Dialling {
    addresses: Vec<Known>,
    found: BTreeMap<PeerId, Found>,
}

/// An address: whoever answers there.
#[derive(Debug)]
struct Known {
    address: Multiaddr,
    /// From the configuration: never makes room for another.
    configured: bool,
    /// Who answered last time.
    peer: Option<PeerId>,
    attempt: Attempt,
}

/// A neighbour found by mDNS.
#[derive(Debug)]
struct Found {
    addresses: Vec<Multiaddr>,
    attempt: Attempt,
}

#[derive(Debug, Clone, Copy)]
struct Attempt {
    state: State,
    /// In a row.
    failures: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting { due: Instant },
    UnderWay(ConnectionId),
    Connected,
}

/// Why there is no connection (any more), which says how long to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    /// Nobody answered, who answered had no room, or who was greeted left soon.
    Silent,
    /// Somebody who has nothing to say to us.
    Stranger,
    /// A greeted peer whose connection ended after it had been steady.
    Lost,
}

impl Attempt {
    fn new(due: Instant) -> Self {
        Self { state: State::Waiting { due }, failures: 0 }
    }

    fn again(&mut self, cause: Cause, now: Instant) {
        let longest = match cause {
            Cause::Silent => REDIAL_SILENT,
            Cause::Stranger => REDIAL_STRANGER,
            Cause::Lost => {
                self.failures = 0;
                REDIAL_FIRST
            }
        };
        let wait = wait(self.failures, longest);
        self.failures = self.failures.saturating_add(1);
        self.state = State::Waiting { due: now + wait };
    }

    fn due(&self) -> Option<Instant> {
        match self.state {
            State::Waiting { due } => Some(due),
            State::UnderWay(_) | State::Connected => None,
        }
    }
}

impl Found {
    /// Where to dial this time: QUIC and TCP take turns, because the two use ports differently.
    fn targets(&self) -> Vec<Multiaddr> {
        let (tcp, quic): (Vec<_>, Vec<_>) =
            self.addresses.iter().cloned().partition(address::is_tcp);
        let turn_of_tcp = self.attempt.failures % 2 == 1;
        if tcp.is_empty() || (!turn_of_tcp && !quic.is_empty()) { quic } else { tcp }
    }
}

/// A dial of one kind of address. QUIC goes out by the socket it listens on (routers then let
/// answers in); TCP by a port of its own: the listening one may be held by another program for
/// some other address, and two dials that cross would meet as one connection with two callers.
fn dial(peer: Option<PeerId>, targets: Vec<Multiaddr>) -> DialOpts {
    let tcp = targets.iter().any(address::is_tcp);
    let Some(peer) = peer else {
        let address = targets.into_iter().next().unwrap_or_else(Multiaddr::empty);
        let opts = DialOpts::unknown_peer_id().address(address);
        return if tcp { opts.allocate_new_port().build() } else { opts.build() };
    };
    let opts = DialOpts::peer_id(peer).addresses(targets);
    if tcp { opts.allocate_new_port().build() } else { opts.build() }
}

/// Doubles with every failure up to `longest`, less up to a quarter by chance.
fn wait(failures: u32, longest: Duration) -> Duration {
    let factor = 2_u32.saturating_pow(failures);
    let wait = REDIAL_FIRST.saturating_mul(factor).min(longest);
    wait - wait.mul_f64(chance() / 4.0)
}

/// A number in [0, 1). Needs to differ between two machines, not to be secret: the seed of the
/// standard hash tables will do.
fn chance() -> f64 {
    let bits = u32::try_from(RandomState::new().build_hasher().finish() >> 32);
    f64::from(bits.unwrap_or(0)) / (f64::from(u32::MAX) + 1.0)
}

impl Dialling {
    /// Keeps trying this address, from now on. When the list is full, the address out of an
    /// invite that failed most makes room; configured ones stay.
    pub(crate) fn add(&mut self, address: Multiaddr, configured: bool, now: Instant) {
        if let Some(known) = self.addresses.iter_mut().find(|known| known.address == address) {
            known.configured |= configured;
            if known.attempt.due().is_some() {
                known.attempt = Attempt::new(now);
            }
            return;
        }
        if self.addresses.len() >= DIAL_ADDRESSES {
            let worst = self
                .addresses
                .iter()
                .enumerate()
                .filter(|(_, known)| !known.configured && known.attempt.due().is_some())
                .max_by_key(|(_, known)| known.attempt.failures)
                .map(|(index, _)| index);
            let Some(worst) = worst else {
                tracing::warn!(%address, "no room for another address to dial");
                return;
            };
            self.addresses.remove(worst);
        }
        let attempt = Attempt::new(now);
        self.addresses.push(Known { address, configured, peer: None, attempt });
    }

    /// Removes the address that this dial went to: it is our own.
    pub(crate) fn is_ourselves(&mut self, connection: ConnectionId, now: Instant) {
        self.failed(connection, Cause::Stranger, now);
        self.addresses.retain(|known| {
            known.configured || !(known.peer.is_none() && known.attempt.failures == 1)
        });
    }

    /// mDNS heard of a neighbour. The lower of two ids dials at once, the other one after a
    /// moment's courtesy.
    pub(crate) fn found(
        &mut self,
        (own, peer): (PeerId, PeerId),
        address: Multiaddr,
        connected: bool,
        now: Instant,
    ) {
        if !self.found.contains_key(&peer) {
            if self.found.len() >= FOUND {
                let worst = self
                    .found
                    .iter()
                    .filter(|(_, found)| found.attempt.due().is_some())
                    .max_by_key(|(_, found)| found.attempt.failures)
                    .map(|(peer, _)| *peer);
                let Some(worst) = worst else { return };
                self.found.remove(&worst);
            }
            let due = if own < peer { now } else { now + MDNS_COURTESY };
            let mut attempt = Attempt::new(due);
            if connected {
                attempt.state = State::Connected;
            }
            self.found.insert(peer, Found { addresses: Vec::new(), attempt });
        }
        if let Some(found) = self.found.get_mut(&peer)
            && found.addresses.len() < FOUND_ADDRESSES
            && !found.addresses.contains(&address)
        {
            found.addresses.push(address);
        }
    }

    /// mDNS has not heard of the neighbour at this address for a while.
    pub(crate) fn faded(&mut self, peer: &PeerId, address: &Multiaddr) {
        if let Some(found) = self.found.get_mut(peer) {
            found.addresses.retain(|other| other != address);
            if found.addresses.is_empty() {
                self.found.remove(peer);
            }
        }
    }

    /// When somebody should be dialled next.
    pub(crate) fn next(&self) -> Option<Instant> {
        self.attempts().filter_map(Attempt::due).min()
    }

    /// Dials under way.
    pub(crate) fn under_way(&self) -> usize {
        self.attempts().filter(|attempt| matches!(attempt.state, State::UnderWay(_))).count()
    }

    fn attempts(&self) -> impl Iterator<Item = &Attempt> {
        self.addresses
            .iter()
            .map(|known| &known.attempt)
            .chain(self.found.values().map(|found| &found.attempt))
    }

    /// At most `room` dials that are due, longest waiting first; they are under way from here.
    pub(crate) fn take_due(&mut self, room: usize, now: Instant) -> Vec<DialOpts> {
        let addresses = self.addresses.iter_mut().map(|known| {
            let targets = vec![known.address.clone()];
            (&mut known.attempt, None, targets)
        });
        let found = self.found.iter_mut().map(|(peer, found)| {
            let targets = found.targets();
            (&mut found.attempt, Some(*peer), targets)
        });
        let mut due: Vec<_> = addresses
            .chain(found)
            .filter(|(attempt, ..)| attempt.due().is_some_and(|due| due <= now))
            .collect();
        due.sort_by_key(|(attempt, ..)| attempt.due());
        due.into_iter()
            .take(room)
            .map(|(attempt, peer, targets)| {
                let opts = dial(peer, targets);
                attempt.state = State::UnderWay(opts.connection_id());
                opts
            })
            .collect()
    }

    /// A dial came to nothing.
    pub(crate) fn failed(&mut self, connection: ConnectionId, cause: Cause, now: Instant) {
        for known in &mut self.addresses {
            if known.attempt.state == State::UnderWay(connection) {
                known.attempt.again(cause, now);
            }
        }
        for found in self.found.values_mut() {
            if found.attempt.state == State::UnderWay(connection) {
                found.attempt.again(cause, now);
            }
        }
    }

    /// A connection with this peer stands (ours or theirs): nothing of theirs is dialled.
    pub(crate) fn connected(&mut self, connection: ConnectionId, peer: PeerId) {
        for known in &mut self.addresses {
            if known.attempt.state == State::UnderWay(connection) {
                known.peer = Some(peer);
                known.attempt.state = State::Connected;
            } else if known.peer == Some(peer) && known.attempt.due().is_some() {
                known.attempt.state = State::Connected;
            }
        }
        if let Some(found) = self.found.get_mut(&peer) {
            found.attempt.state = State::Connected;
        }
    }

    /// The last connection with this peer ended.
    pub(crate) fn disconnected(&mut self, peer: &PeerId, cause: Cause, now: Instant) {
        for known in &mut self.addresses {
            if known.peer == Some(*peer) && known.attempt.state == State::Connected {
                known.attempt.again(cause, now);
            }
        }
        if let Some(found) = self.found.get_mut(peer)
            && found.attempt.state == State::Connected
        {
            found.attempt.again(cause, now);
        }
    }

    /// Something changed (a new network, a new community): everybody is worth another try soon,
    /// spread over a second.
    pub(crate) fn wake(&mut self, now: Instant) {
        let known = self.addresses.iter_mut().map(|known| &mut known.attempt);
        let found = self.found.values_mut().map(|found| &mut found.attempt);
        for attempt in known.chain(found) {
            let soon = now + REDIAL_FIRST.mul_f64(chance());
            if attempt.due().is_some_and(|due| due > soon) {
                *attempt = Attempt::new(soon);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(port: usize) -> Multiaddr {
        format!("/ip4/192.168.7.1/tcp/{port}").parse().unwrap()
    }

    fn dialled(dialling: &mut Dialling, now: Instant) -> Vec<ConnectionId> {
        dialling.take_due(usize::MAX, now).iter().map(DialOpts::connection_id).collect()
    }

    #[test]
    fn waits_double_up_to_their_bound_and_differ() {
        for (failures, whole) in [(0, 1), (1, 2), (3, 8), (5, 20), (40, 20)] {
            let whole = Duration::from_secs(whole);
            let waits: Vec<_> = (0..50).map(|_| wait(failures, REDIAL_SILENT)).collect();
            assert!(waits.iter().all(|wait| *wait <= whole && *wait >= whole * 3 / 4));
            assert!(waits.iter().any(|wait| *wait != waits[0]), "by chance");
        }
        assert!(wait(60, REDIAL_STRANGER) > REDIAL_SILENT);
    }

    #[test]
    fn an_address_is_tried_until_somebody_answers_and_again_when_they_leave() {
        let (mut dialling, mut now) = (Dialling::default(), Instant::now());
        dialling.add(address(1), false, now);
        for _ in 0..10 {
            let under_way = dialled(&mut dialling, now);
            assert_eq!((under_way.len(), dialling.under_way()), (1, 1));
            assert!(dialled(&mut dialling, now).is_empty(), "one dial at a time");
            dialling.failed(under_way[0], Cause::Silent, now);
            let next = dialling.next().unwrap();
            assert!(next > now && next <= now + REDIAL_SILENT);
            now = next;
        }
        let peer = PeerId::random();
        let under_way = dialled(&mut dialling, now);
        dialling.connected(under_way[0], peer);
        assert_eq!((dialling.next(), dialling.under_way()), (None, 0));
        dialling.disconnected(&peer, Cause::Lost, now);
        assert!(dialling.next().unwrap() <= now + REDIAL_FIRST, "failures are forgotten");
    }

    #[test]
    fn all_addresses_of_a_connected_peer_rest() {
        let (mut dialling, now) = (Dialling::default(), Instant::now());
        let (own, peer) = (PeerId::random(), PeerId::random());
        dialling.add(address(1), true, now);
        dialling.found((own, peer), address(2), false, now);
        let later = now + MDNS_COURTESY;
        let under_way = dialled(&mut dialling, later);
        assert_eq!(under_way.len(), 2);
        // One answers, the other is refused as superfluous: the same peer at both.
        dialling.connected(under_way[0], peer);
        dialling.connected(under_way[1], peer);
        assert_eq!(dialling.next(), None);
        dialling.disconnected(&peer, Cause::Stranger, later);
        assert_eq!(dialling.attempts().filter_map(Attempt::due).count(), 2);
    }

    #[test]
    fn the_lower_id_dials_at_once_and_the_higher_one_after_a_moment() {
        let mut pair = [PeerId::random(), PeerId::random()];
        pair.sort();
        let (mut low, mut high, now) = (Dialling::default(), Dialling::default(), Instant::now());
        low.found((pair[0], pair[1]), address(1), false, now);
        high.found((pair[1], pair[0]), address(2), false, now);
        assert_eq!(low.next(), Some(now));
        assert_eq!(high.next(), Some(now + MDNS_COURTESY));
        high.connected(ConnectionId::new_unchecked(0), pair[0]);
        assert_eq!(high.next(), None);
    }

    #[test]
    fn a_found_neighbour_is_dialled_by_quic_first_and_by_tcp_when_that_fails() {
        let (mut dialling, mut now) = (Dialling::default(), Instant::now());
        let (own, peer) = (PeerId::random(), PeerId::random());
        let quic: Multiaddr = "/ip4/192.168.7.1/udp/1/quic-v1".parse().unwrap();
        dialling.found((own, peer), address(2), false, now);
        assert_eq!(dialling.found[&peer].targets(), [address(2)], "all there is");
        dialling.found((own, peer), quic.clone(), false, now);
        now += MDNS_COURTESY;
        for expected in [quic.clone(), address(2), quic] {
            assert_eq!(dialling.found[&peer].targets(), [expected]);
            let under_way = dialled(&mut dialling, now);
            dialling.failed(under_way[0], Cause::Silent, now);
            now += REDIAL_SILENT;
        }
    }

    #[test]
    fn floods_of_addresses_and_neighbours_are_bounded() {
        let (mut dialling, now) = (Dialling::default(), Instant::now());
        dialling.add(address(1), true, now);
        for port in 2..1000 {
            dialling.add(address(port), false, now);
            dialling.found((PeerId::random(), PeerId::random()), address(port), false, now);
        }
        let (own, peer) = (PeerId::random(), PeerId::random());
        for port in 1..100 {
            dialling.found((own, peer), address(port), false, now);
        }
        assert_eq!(dialling.addresses.len(), DIAL_ADDRESSES);
        assert_eq!(dialling.found.len(), FOUND);
        assert_eq!(dialling.found[&peer].addresses.len(), FOUND_ADDRESSES);
        assert!(dialling.addresses.iter().any(|known| known.address == address(1)));
        assert_eq!(dialling.take_due(8, now + MDNS_COURTESY).len(), 8);
        for port in 1..100 {
            dialling.faded(&peer, &address(port));
        }
        assert!(!dialling.found.contains_key(&peer));
    }

    #[test]
    fn a_change_wakes_who_waits_long() {
        let (mut dialling, now) = (Dialling::default(), Instant::now());
        dialling.add(address(1), true, now);
        for _ in 0..9 {
            let under_way = dialled(&mut dialling, now + REDIAL_STRANGER * 9);
            dialling.failed(under_way[0], Cause::Stranger, now);
        }
        assert!(dialling.next().unwrap() > now + REDIAL_SILENT);
        dialling.wake(now);
        assert!(dialling.next().unwrap() <= now + REDIAL_FIRST);
    }
}
