//! Whom to dial, and when again: configured addresses, addresses out of invites, neighbours
//! found by mDNS, peers that we are asked to look for. Guards: every list and every wait is bounded,
//! nobody is dialled while a direct connection with them stands, and waits differ by chance, so that
//! two peers which missed each other don't miss each other for ever. Who is reached through a relay
//! is dialled directly now and then. Pure but for that chance: the time is handed in.
//! Read [`crate::driver`] next.
use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{BuildHasher as _, Hasher as _, RandomState},
    time::{Duration, Instant},
};

use libp2p::{
    Multiaddr, PeerId,
    swarm::{
        ConnectionId,
        dial_opts::{DialOpts, PeerCondition},
    },
};

use crate::address;
use crate::ledger::Way;
use crate::limits::{
    CROWD_COURTESY, DIAL_ADDRESSES, FOUND, FOUND_ADDRESSES, LEAVE_RELAY, MDNS_COURTESY,
    REDIAL_FIRST, REDIAL_FULL, SOUGHT, SOUGHT_ADDRESSES, TCP_COURTESY,
};
use crate::node::Sought;

pub(crate) mod attempt; // dials to one place, and what came of the last
pub(crate) mod tries; // how it stands with them, for people
#[cfg(test)]
mod tests;

use attempt::{Attempt, Cause, State};

/// Everybody we would like to be connected with.
#[derive(Debug, Default)]
pub(crate) struct Dialling {
    addresses: Vec<Known>,
    /// Neighbours found by mDNS.
    found: BTreeMap<PeerId, Found>,
    /// Peers that we are asked to look for.
    sought: BTreeMap<PeerId, Found>,
    /// Peers that are not dialled though we know where they are: others were chosen.
    spared: BTreeSet<PeerId>,
    /// With whom we parted, until when.
    parted: BTreeMap<PeerId, Instant>,
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

impl Known {
    fn is_spared(&self, spared: &BTreeSet<PeerId>) -> bool {
        !self.configured && self.peer.is_some_and(|peer| spared.contains(&peer))
    }
}

/// A peer of which we know who it is, and where.
#[derive(Debug)]
struct Found {
    addresses: Vec<Multiaddr>,
    /// It is connected, through a relay only.
    relayed: bool,
    attempt: Attempt,
}

impl Found {
    /// Where to dial this time: QUIC and TCP take turns, because the two use ports differently; by
    /// way of relays too, a moment later, unless that is how it is reached already.
    fn targets(&self) -> Vec<Multiaddr> {
        let (relayed, direct): (Vec<_>, Vec<_>) =
            self.addresses.iter().cloned().partition(address::is_relayed);
        let (tcp, quic): (Vec<_>, Vec<_>) = direct.into_iter().partition(address::is_tcp);
        let turn_of_tcp = self.attempt.failures % 2 == 1;
        let direct = if tcp.is_empty() || (!turn_of_tcp && !quic.is_empty()) { quic } else { tcp };
        direct.into_iter().chain(relayed.into_iter().filter(|_| !self.relayed)).collect()
    }

    /// A connection stands: nothing is left to do, or a direct way to be found.
    fn connected(&mut self, way: Way, now: Instant) {
        match way {
            Way::Direct => {
                self.relayed = false;
                self.attempt.connected();
            }
            Way::Relayed if !self.relayed => {
                self.relayed = true;
                let due = now + LEAVE_RELAY;
                let sooner = self.attempt.due().filter(|sooner| *sooner < due);
                self.attempt = Attempt::new(sooner.unwrap_or(due));
            }
            Way::Relayed | Way::Probe => {}
        }
    }
}

/// A dial of one kind of address. QUIC goes out by the socket it listens on (routers then let
/// answers in); TCP by a port of its own: the listening one may be held by another program for
/// some other address, and two dials that cross would meet as one connection with two callers.
fn dial(peer: Option<PeerId>, targets: Vec<Multiaddr>) -> DialOpts {
    let tcp = targets.iter().any(|target| address::is_tcp(target) && !address::is_relayed(target));
    let Some(peer) = peer else {
        let address = targets.into_iter().next().unwrap_or_else(Multiaddr::empty);
        let opts = DialOpts::unknown_peer_id().address(address);
        return if tcp { opts.allocate_new_port().build() } else { opts.build() };
    };
    // It may be connected, through a relay; a second direct connection the gate refuses.
    let opts = DialOpts::peer_id(peer).condition(PeerCondition::Always).addresses(targets);
    if tcp { opts.allocate_new_port().build() } else { opts.build() }
}

/// Doubles with every failure up to `longest`, less up to a quarter by chance.
fn wait(failures: u32, longest: Duration) -> Duration {
    let factor = 2_u32.saturating_pow(failures);
    less_by_chance(REDIAL_FIRST.saturating_mul(factor).min(longest))
}

/// Within a second, or when the two may meet again.
fn soon(parted: &BTreeMap<PeerId, Instant>, peer: &PeerId, now: Instant) -> Instant {
    parted.get(peer).copied().unwrap_or(now).max(now) + REDIAL_FIRST.mul_f64(chance())
}

fn less_by_chance(wait: Duration) -> Duration {
    wait - wait.mul_f64(chance() / 4.0)
}

/// A number in [0, 1). Needs to differ between two machines, not to be secret: the seed of the
/// standard hash tables will do.
pub(crate) fn chance() -> f64 {
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
                known.attempt.anew(Attempt::at(&known.address, now));
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
        let attempt = Attempt::at(&address, now);
        self.addresses.push(Known { address, configured, peer: None, attempt });
    }

    /// Forgets the neighbours of a network that we left, with everything that was under way there: its
    /// end is never heard of.
    pub(crate) fn moved(&mut self, now: Instant) {
        self.found.clear();
        for known in &mut self.addresses {
            known.peer = None;
            known.attempt = Attempt::at(&known.address, now);
        }
        for found in self.sought.values_mut() {
            found.relayed = false;
            found.attempt = Attempt::new(now);
        }
    }

    /// Removes the address that this dial went to: it is our own.
    pub(crate) fn is_ourselves(&mut self, connection: ConnectionId, now: Instant) {
        self.failed(connection, Cause::Stranger, now);
        self.addresses.retain(|known| {
            known.configured || !(known.peer.is_none() && known.attempt.failures == 1)
        });
    }

    /// mDNS heard of a neighbour. The lower of two ids dials at once, the other one after a
    /// moment's courtesy; among many all wait longer, because members soon hear whose it is.
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
            let due = match (self.spared.is_empty(), own < peer) {
                (true, true) => now,
                (true, false) => now + MDNS_COURTESY,
                (false, _) => now + CROWD_COURTESY.mul_f64(chance()),
            };
            let attempt = Attempt::new(due);
            let mut found = Found { addresses: Vec::new(), relayed: false, attempt };
            if connected {
                found.connected(Way::Direct, now);
            }
            self.found.insert(peer, found);
        }
        if let Some(found) = self.found.get_mut(&peer)
            && found.addresses.len() < FOUND_ADDRESSES
            && !found.addresses.contains(&address)
        {
            found.addresses.push(address);
        }
    }

    /// Whom to look for from now on, and where; who isn't named is left alone, and who is spared isn't
    /// dialled though found. `connected` says who is connected, and how.
    pub(crate) fn seek(
        &mut self,
        Sought { peers, spared }: Sought,
        connected: impl Fn(&PeerId) -> Option<Way>,
        now: Instant,
    ) {
        self.spared = spared;
        let mut before = std::mem::take(&mut self.sought);
        for (peer, addresses) in peers.into_iter().take(SOUGHT) {
            let mut addresses: Vec<_> =
                addresses.iter().filter_map(|at| address::dialable_for(at, peer)).collect();
            addresses.truncate(SOUGHT_ADDRESSES);
            if addresses.is_empty() {
                continue;
            }
            let found = match before.remove(&peer) {
                Some(found) if found.addresses == addresses => found,
                // Somewhere else: worth a try soon, once what is under way has ended, so that nobody makes us
                // dial more by saying ever other places.
                Some(mut found) => {
                    found.addresses = addresses;
                    found.attempt.failures = 0;
                    if found.attempt.due().is_some() && !found.relayed {
                        found.attempt = Attempt::new(soon(&self.parted, &peer, now));
                    }
                    found
                }
                None => {
                    let attempt = Attempt::new(soon(&self.parted, &peer, now));
                    let mut found = Found { addresses, relayed: false, attempt };
                    if let Some(way) = connected(&peer) {
                        found.connected(way, now);
                    }
                    found
                }
            };
            self.sought.insert(peer, found);
        }
    }

    /// Where a peer is that we look for.
    pub(crate) fn sought(&self, peer: &PeerId) -> &[Multiaddr] {
        self.sought.get(peer).map_or(&[], |found| &found.addresses)
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

    /// Who answered at configured addresses and is connected.
    pub(crate) fn configured(&self) -> impl Iterator<Item = PeerId> + '_ {
        let known = self.addresses.iter().filter(|known| known.configured);
        known.filter(|known| known.attempt.state == State::Connected).filter_map(|known| known.peer)
    }

    /// When somebody should be dialled next.
    pub(crate) fn next(&self) -> Option<Instant> {
        let known = self.addresses.iter().filter(|known| !known.is_spared(&self.spared));
        let found = self.found.iter().filter(|(peer, _)| !self.spared.contains(peer));
        let attempts = known.map(|known| &known.attempt);
        let attempts = attempts.chain(found.chain(&self.sought).map(|(_, found)| &found.attempt));
        attempts.filter_map(Attempt::due).min()
    }

    /// Dials under way.
    pub(crate) fn under_way(&self) -> usize {
        self.attempts().filter(|attempt| matches!(attempt.state, State::UnderWay(_))).count()
    }

    fn attempts(&self) -> impl Iterator<Item = &Attempt> {
        self.addresses
            .iter()
            .map(|known| &known.attempt)
            .chain(self.found.values().chain(self.sought.values()).map(|found| &found.attempt))
    }

    /// At most `room` dials that are due, longest waiting first; they are under way from here.
    pub(crate) fn take_due(&mut self, room: usize, now: Instant) -> Vec<DialOpts> {
        let spared = &self.spared;
        let known = self.addresses.iter_mut().filter(|known| !known.is_spared(spared));
        let addresses = known.map(|known| {
            let targets = vec![known.address.clone()];
            (&mut known.attempt, None, targets)
        });
        let found = self.found.iter_mut().filter(|(peer, _)| !spared.contains(peer));
        let found = found.chain(&mut self.sought).map(|(peer, found)| {
            let targets = found.targets();
            (&mut found.attempt, Some(*peer), targets)
        });
        let mut due: Vec<_> = addresses
            .chain(found)
            .filter(|(attempt, _, targets)| {
                !targets.is_empty() && attempt.due().is_some_and(|due| due <= now)
            })
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
        for found in self.found.values_mut().chain(self.sought.values_mut()) {
            if found.attempt.state == State::UnderWay(connection) {
                // A way past the relay is worth no more than a look now and then.
                let cause = if found.relayed { Cause::Stranger } else { cause };
                found.attempt.again(cause, now);
            }
        }
    }

    /// A connection with this peer stands (ours or theirs): nothing of theirs is dialled any more
    /// when it is direct.
    pub(crate) fn connected(
        &mut self,
        connection: ConnectionId,
        (peer, way): (PeerId, Way),
        now: Instant,
    ) {
        for known in &mut self.addresses {
            let answers = known.attempt.state == State::UnderWay(connection);
            if answers {
                known.peer = Some(peer);
            }
            let is_there = way == Way::Direct && known.peer == Some(peer);
            if answers || (is_there && known.attempt.due().is_some()) {
                known.attempt.connected();
            }
        }
        for all in [&mut self.found, &mut self.sought] {
            if let Some(found) = all.get_mut(&peer) {
                found.connected(way, now);
            }
        }
    }

    /// The direct connection with this peer ended and one through a relay is left.
    pub(crate) fn only_relayed(&mut self, peer: &PeerId, now: Instant) {
        for all in [&mut self.found, &mut self.sought] {
            if let Some(found) = all.get_mut(peer).filter(|found| !found.relayed) {
                found.connected(Way::Relayed, now);
            }
        }
    }

    /// The last connection with this peer ended.
    pub(crate) fn disconnected(&mut self, peer: &PeerId, cause: Cause, now: Instant) {
        self.parted.retain(|_, until| *until > now);
        if cause == Cause::Full {
            self.parted.insert(*peer, now + REDIAL_FULL);
        }
        for known in &mut self.addresses {
            if known.peer == Some(*peer) && known.attempt.state == State::Connected {
                let later =
                    if address::is_tcp(&known.address) { TCP_COURTESY } else { Duration::ZERO };
                known.attempt.again(cause, now + later);
            }
        }
        for all in [&mut self.found, &mut self.sought] {
            if let Some(found) = all.get_mut(peer) {
                if found.attempt.state == State::Connected || found.relayed {
                    found.attempt.again(cause, now);
                }
                found.relayed = false;
            }
        }
    }

    /// Something changed (a new network, a new community): everybody is worth another try soon,
    /// spread over half a second, TCP after that.
    pub(crate) fn wake(&mut self, now: Instant) {
        let known = self.addresses.iter_mut().map(|known| {
            let later = if address::is_tcp(&known.address) { TCP_COURTESY } else { Duration::ZERO };
            (&mut known.attempt, later)
        });
        let found = self.found.values_mut().chain(self.sought.values_mut());
        for (attempt, later) in known.chain(found.map(|found| (&mut found.attempt, Duration::ZERO)))
        {
            let soon = now + (REDIAL_FIRST / 2).mul_f64(chance()) + 3 * later;
            if attempt.due().is_some_and(|due| due > soon) {
                attempt.anew(Attempt::new(soon));
            }
        }
    }
}
