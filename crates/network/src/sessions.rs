//! What a peer's connections amount to: one session, told as connected and disconnected.
//! Guards: sessions begin and end alternately, and on both sides alike. Each side sees a
//! connection end, so that is what voids a session: whoever had something under way on it must
//! say hello again. A laptop that slept comes back by a new connection while its old one seems
//! alive; the later one then takes its place. Pure: the time is handed in.
//! Read [`crate::driver`] next.
use std::{
    collections::{BTreeMap, VecDeque},
    time::{Duration, Instant},
};

use libp2p::{Multiaddr, PeerId, swarm::ConnectionId};

use crate::{
    address::{self, House},
    dialling::attempt::Cause,
    ledger::Way,
    limits::{STEADY_TIME, SUPERSEDE_TIME, TURNED_AWAY_TIME},
    node::{Event, Path},
};

/// All sessions of a node, and what is to be told about them.
#[derive(Debug)]
pub(crate) struct Sessions {
    own: PeerId,
    crossing_time: Duration,
    sessions: BTreeMap<PeerId, Session>,
    rivals: Vec<Rival>,
    /// Told in this order; the driver takes from the front and bounds it.
    pub(crate) outbox: VecDeque<Event>,
}

#[derive(Debug)]
struct Session {
    since: Instant,
    /// Hello is done.
    greeted: bool,
    /// We are ending it.
    dismissed: bool,
    /// Because one of the two has others enough.
    parting: bool,
    links: BTreeMap<ConnectionId, Link>,
}

/// A connection that counts (one that is being closed doesn't).
#[derive(Debug)]
struct Link {
    since: Instant,
    address: Multiaddr,
    path: Path,
    /// We dialled it, at that address.
    dialled: bool,
}

impl Link {
    fn is_direct(&self) -> bool {
        !matches!(self.path, Path::Relay(_))
    }
}

/// A link that came up long after its session began, or is direct where the session was not, and when
/// it takes over.
#[derive(Debug)]
struct Rival {
    due: Instant,
    peer: PeerId,
    connection: ConnectionId,
}

impl Session {
    fn oldest(&self) -> Option<(ConnectionId, &Link)> {
        let oldest = self.links.iter().min_by_key(|(connection, link)| (link.since, **connection));
        oldest.map(|(connection, link)| (*connection, link))
    }

    fn is_direct(&self) -> bool {
        self.links.values().any(Link::is_direct)
    }
}

impl Sessions {
    pub(crate) fn new(own: PeerId, crossing_time: Duration) -> Self {
        let (sessions, rivals, outbox) = Default::default();
        Self { own, crossing_time, sessions, rivals, outbox }
    }

    pub(crate) fn is_connected(&self, peer: &PeerId) -> bool {
        self.sessions.contains_key(peer)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.sessions.is_empty()
    }

    /// Goes on under another name; everybody is gone.
    pub(crate) fn renewed(&mut self, own: PeerId) {
        self.own = own;
        self.rivals.clear();
        let gone = std::mem::take(&mut self.sessions).into_keys();
        self.outbox.extend(gone.map(|peer| Event::Disconnected { peer }));
    }

    /// Who is connected from this address.
    pub(crate) fn at(&self, address: &Multiaddr) -> Option<PeerId> {
        let at = |session: &Session| session.links.values().any(|link| link.address == *address);
        self.sessions.iter().find(|(_, session)| at(session)).map(|(peer, _)| *peer)
    }

    /// The address at which a connected peer was dialled directly.
    pub(crate) fn dialled_at(&self, peer: &PeerId) -> Option<Multiaddr> {
        let links = self.sessions.get(peer)?.links.values();
        links
            .filter(|link| link.dialled && link.is_direct())
            .map(|link| link.address.clone())
            .next()
    }

    /// How a connected peer is reached.
    pub(crate) fn way(&self, peer: &PeerId) -> Option<Way> {
        let session = self.sessions.get(peer)?;
        Some(if session.is_direct() { Way::Direct } else { Way::Relayed })
    }

    pub(crate) fn is_greeted(&self, peer: &PeerId) -> bool {
        self.sessions.get(peer).is_some_and(|session| session.greeted)
    }

    /// The connection to open streams on: the oldest, because a later one may be about to be
    /// found superfluous by who dialled it.
    pub(crate) fn link(&self, peer: &PeerId) -> Option<ConnectionId> {
        self.sessions.get(peer)?.oldest().map(|(connection, _)| connection)
    }

    /// A connection stands.
    pub(crate) fn opened(
        &mut self,
        peer: PeerId,
        connection: ConnectionId,
        (address, path, dialled): (Multiaddr, Path, bool),
        now: Instant,
    ) {
        let link = Link { since: now, address, path, dialled };
        if let Some(session) = self.sessions.get_mut(&peer) {
            let leaves_relay = link.is_direct() && !session.is_direct();
            session.links.insert(connection, link);
            if leaves_relay || now.duration_since(session.since) >= self.crossing_time {
                self.rivals.push(Rival { due: now + SUPERSEDE_TIME, peer, connection });
            }
            return;
        }
        let links = BTreeMap::from([(connection, link)]);
        let (greeted, dismissed, parting) = Default::default();
        self.sessions.insert(peer, Session { since: now, greeted, dismissed, parting, links });
        self.tell_connected(peer);
    }

    /// The connections with neighbours in this network.
    pub(crate) fn within(&self, network: House) -> Vec<(PeerId, ConnectionId)> {
        let within = |link: &Link| {
            matches!(link.path, Path::Near) && address::network(&link.address) == Some(network)
        };
        let sessions = self.sessions.iter();
        sessions
            .flat_map(|(peer, session)| {
                session.links.iter().map(move |(id, link)| (peer, id, link))
            })
            .filter(|(.., link)| within(link))
            .map(|(peer, connection, _)| (*peer, *connection))
            .collect()
    }

    /// A connection ended, or nothing comes through it any more; `last`: and no other stands, not even
    /// one that is being closed. Says why the session ended, if it did.
    pub(crate) fn closed(
        &mut self,
        peer: PeerId,
        connection: ConnectionId,
        last: bool,
        now: Instant,
    ) -> Option<Cause> {
        self.rivals.retain(|rival| rival.connection != connection);
        let session = self.sessions.get_mut(&peer)?;
        let link = session.links.remove(&connection);
        // One that is being closed may take its time: what it is waiting to send goes nowhere.
        if last || (session.links.is_empty() && !session.dismissed) {
            let session = self.sessions.remove(&peer)?;
            self.outbox.push_back(Event::Disconnected { peer });
            let lasted = now.duration_since(session.since);
            return Some(match session {
                Session { parting: true, .. } => Cause::Full,
                Session { greeted: true, .. } if lasted >= STEADY_TIME => Cause::Lost,
                Session { greeted: true, .. } => Cause::Silent,
                Session { dismissed: false, .. } if lasted < TURNED_AWAY_TIME => Cause::Silent,
                Session { .. } => Cause::Stranger,
            });
        }
        // One that ended at once was a superfluous dial: nothing was under way on it.
        let counted = link.is_some_and(|link| now.duration_since(link.since) >= SUPERSEDE_TIME);
        if counted && !session.dismissed {
            self.renew(peer, now);
        }
        None
    }

    /// Hello is done. Gives the connections that may now have more.
    pub(crate) fn greet(&mut self, peer: &PeerId) -> Vec<ConnectionId> {
        self.sessions.get_mut(peer).map_or_else(Vec::new, |session| {
            session.greeted = true;
            session.links.keys().copied().collect()
        })
    }

    /// We are closing all connections with this peer.
    pub(crate) fn dismiss(&mut self, peer: &PeerId) {
        if let Some(session) = self.sessions.get_mut(peer) {
            session.dismissed = true;
            session.links.clear();
        }
    }

    /// One of the two has others enough: whatever ends the session now, that is why.
    pub(crate) fn part(&mut self, peer: &PeerId) {
        if let Some(session) = self.sessions.get_mut(peer) {
            session.parting = true;
        }
    }

    /// When to call [`Sessions::take_over`] next.
    pub(crate) fn next(&self) -> Option<Instant> {
        self.rivals.iter().map(|rival| rival.due).min()
    }

    /// Rivals that are due and still stand take their sessions over. Gives the connections that
    /// are to be closed for it.
    pub(crate) fn take_over(&mut self, now: Instant) -> Vec<ConnectionId> {
        let mut earlier = Vec::new();
        for rival in std::mem::take(&mut self.rivals) {
            if rival.due > now {
                self.rivals.push(rival);
                continue;
            }
            let Some(session) = self.sessions.get_mut(&rival.peer) else { continue };
            let Some(since) = session.links.get(&rival.connection).map(|link| link.since) else {
                continue;
            };
            let before = earlier.len();
            session.links.retain(|connection, link| {
                let stays = (link.since, *connection) >= (since, rival.connection);
                if !stays {
                    earlier.push(*connection);
                }
                stays
            });
            if earlier.len() > before {
                self.renew(rival.peer, now);
            }
        }
        earlier
    }

    /// What was agreed before is void; the session goes on with the links it has.
    fn renew(&mut self, peer: PeerId, now: Instant) {
        if let Some(session) = self.sessions.get_mut(&peer) {
            session.since = now;
            self.rivals.retain(|rival| rival.peer != peer);
            self.outbox.push_back(Event::Disconnected { peer });
            self.tell_connected(peer);
        }
    }

    fn tell_connected(&mut self, peer: PeerId) {
        let initiator = self.own < peer;
        let oldest = self.sessions.get(&peer).and_then(Session::oldest);
        if let Some((address, path)) = oldest.map(|(_, link)| (link.address.clone(), link.path)) {
            self.outbox.push_back(Event::Connected { peer, address, path, initiator });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::CROSSING_TIME;

    const MOMENT: Duration = Duration::from_millis(10);

    struct One {
        sessions: Sessions,
        peer: PeerId,
        now: Instant,
    }

    impl One {
        fn new() -> Self {
            let sessions = Sessions::new(PeerId::random(), CROSSING_TIME);
            Self { sessions, peer: PeerId::random(), now: Instant::now() }
        }

        fn after(&mut self, time: Duration) -> &mut Self {
            self.now += time;
            self
        }

        fn open(&mut self, number: usize) {
            self.open_by(number, Path::Direct);
        }

        fn open_by(&mut self, number: usize, path: Path) {
            let id = ConnectionId::new_unchecked(number);
            self.sessions.opened(self.peer, id, (Multiaddr::empty(), path, false), self.now);
        }

        fn close(&mut self, number: usize, last: bool) -> Option<Cause> {
            let id = ConnectionId::new_unchecked(number);
            self.sessions.closed(self.peer, id, last, self.now)
        }

        /// What was told since last time: + connected, - disconnected.
        fn told(&mut self) -> String {
            let sign = |event| match event {
                Event::Connected { .. } => '+',
                Event::Disconnected { .. } => '-',
                Event::Listening(_) | Event::Incoming { .. } => '?',
            };
            self.sessions.outbox.drain(..).map(sign).collect()
        }
    }

    #[test]
    fn crossing_dials_and_superfluous_ones_are_one_session() {
        let mut one = One::new();
        one.open(1);
        one.after(MOMENT).open(2);
        assert_eq!((one.told().as_str(), one.sessions.next()), ("+", None));
        // The other side found its dial superfluous.
        assert_eq!(one.after(MOMENT).close(2, false), None);
        // Much later another one, that is found superfluous too.
        one.after(CROSSING_TIME).open(3);
        one.after(MOMENT).close(3, false);
        assert_eq!((one.told().as_str(), one.sessions.next()), ("", None));
        assert_eq!(one.close(1, true), Some(Cause::Stranger));
        assert_eq!(one.told(), "-");
    }

    #[test]
    fn a_later_connection_takes_over_and_both_sides_tell_it_once() {
        // This side's moment comes first, or it sees the other side's closing first.
        for ours_first in [true, false] {
            let mut one = One::new();
            one.open(1);
            one.sessions.greet(&one.peer);
            one.after(CROSSING_TIME).open(2);
            assert_eq!(one.sessions.link(&one.peer), Some(ConnectionId::new_unchecked(1)));
            assert_eq!(one.told(), "+");
            one.after(SUPERSEDE_TIME);
            if ours_first {
                let earlier = one.sessions.take_over(one.now);
                assert_eq!(earlier, [ConnectionId::new_unchecked(1)]);
                assert_eq!(one.told(), "-+");
                one.close(1, false);
            } else {
                one.close(1, false);
                assert_eq!(one.told(), "-+");
                assert!(one.sessions.take_over(one.now).is_empty());
            }
            assert_eq!((one.told().as_str(), one.sessions.next()), ("", None));
            assert_eq!(one.sessions.link(&one.peer), Some(ConnectionId::new_unchecked(2)));
            assert!(one.sessions.is_greeted(&one.peer), "its name is as good as before");
        }
    }

    #[test]
    fn a_direct_connection_takes_over_from_a_relayed_one_however_soon_it_comes() {
        let mut one = One::new();
        one.open_by(1, Path::Relay(None));
        assert_eq!(one.sessions.way(&one.peer), Some(Way::Relayed));
        one.after(MOMENT).open(2);
        assert_eq!(one.sessions.way(&one.peer), Some(Way::Direct));
        one.after(SUPERSEDE_TIME);
        let earlier = one.sessions.take_over(one.now);
        assert_eq!(earlier, [ConnectionId::new_unchecked(1)]);
        assert_eq!(one.told(), "+-+");
        // And back: what is left when it goes.
        one.open_by(3, Path::Relay(None));
        one.after(SUPERSEDE_TIME).close(2, false);
        assert_eq!((one.told().as_str(), one.sessions.way(&one.peer)), ("-+", Some(Way::Relayed)));
    }

    #[test]
    fn a_connection_that_ends_voids_the_session_that_others_carry_on() {
        let mut one = One::new();
        one.open(1);
        one.open(2);
        one.after(SUPERSEDE_TIME).close(1, false);
        assert_eq!(one.told(), "+-+");
        assert_eq!(one.close(2, true), Some(Cause::Silent));
        assert_eq!((one.told().as_str(), one.sessions.is_connected(&one.peer)), ("-", false));
    }

    #[test]
    fn a_connection_that_hangs_ends_its_session_though_it_still_stands() {
        let mut one = One::new();
        one.open(1);
        one.sessions.greet(&one.peer);
        assert_eq!(one.after(STEADY_TIME).close(1, false), Some(Cause::Lost));
        assert_eq!((one.told().as_str(), one.sessions.is_connected(&one.peer)), ("+-", false));
        // A new one is a session of its own, and ends while the old one still hangs.
        one.after(MOMENT).open(2);
        assert!(!one.sessions.is_greeted(&one.peer), "who left must say hello again");
        assert_eq!(one.after(MOMENT).close(2, false), Some(Cause::Silent));
        assert_eq!(one.after(MOMENT).close(1, true), None, "the old one at last");
        assert_eq!(one.told(), "+-");
    }

    #[test]
    fn neighbours_are_told_by_the_network_they_are_in() {
        let mut one = One::new();
        let at = |address: &str| address.parse::<Multiaddr>().unwrap();
        for (number, address, path) in [
            (1, "/ip4/192.168.7.1/tcp/4001", Path::Near),
            (2, "/ip4/192.168.8.1/tcp/4001", Path::Near),
            (3, "/ip4/192.168.7.2/tcp/4001", Path::Relay(None)),
        ] {
            let (peer, id) = (PeerId::random(), ConnectionId::new_unchecked(number));
            one.sessions.opened(peer, id, (at(address), path, true), one.now);
        }
        let network = address::network(&at("/ip4/192.168.7.77/udp/1/quic-v1")).unwrap();
        let within: Vec<_> = one.sessions.within(network).into_iter().map(|(_, id)| id).collect();
        assert_eq!(within, [ConnectionId::new_unchecked(1)]);
    }

    #[test]
    fn a_dismissed_session_ends_once_however_many_connections_it_has() {
        let mut one = One::new();
        one.open(1);
        one.open(2);
        one.after(SUPERSEDE_TIME);
        one.sessions.dismiss(&one.peer);
        assert_eq!(one.sessions.link(&one.peer), None);
        assert_eq!(one.close(1, false), None);
        assert_eq!(one.close(2, true), Some(Cause::Stranger));
        assert_eq!(one.told(), "+-");
    }

    #[test]
    fn why_it_ended_says_how_soon_to_dial_again() {
        for (greeted, dismissed, lasted, cause) in [
            (true, false, STEADY_TIME, Cause::Lost),
            (true, false, MOMENT, Cause::Silent),
            (false, false, MOMENT, Cause::Silent),
            (false, true, MOMENT, Cause::Stranger),
            (false, false, STEADY_TIME, Cause::Stranger),
        ] {
            let mut one = One::new();
            one.open(1);
            if greeted {
                one.sessions.greet(&one.peer);
            }
            if dismissed {
                one.sessions.dismiss(&one.peer);
            }
            assert_eq!(one.after(lasted).close(1, true), Some(cause));
        }
    }
}
