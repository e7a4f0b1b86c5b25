//! The sync sessions of this run, and how they touch the communities.
//!
//! Guards: what a session delivers is stored before it is told to any other; a session that can't
//! keep up or misbehaves is ended alone. Next: `sync::session`, the protocol itself.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use act::{
    id::{CommunityId, DeviceId},
    log::{Index, Log},
};
use network::{Path, PeerId};
use sync::{
    frame::Frame,
    pack::Pack,
    pool::Peer,
    session::{Effect, Event, Session},
};
use tokio::{sync::mpsc, time::sleep};

use crate::{
    actor::{Actor, SessionId, Terms},
    core::{ambiently, now},
    figures::Sync,
    home::Met,
    presence::Told,
};

/// How often a session may get the whole address book.
const COMPARED: Duration = Duration::from_secs(20);

/// How long who is out, or parted with, stays connected, to be told so.
pub(crate) const LAST_WORDS: Duration = Duration::from_secs(1);

/// Points for an act that everyone refuses: an honest peer has refused it itself.
const REFUSED: u32 = 20;

/// All sessions.
#[derive(Debug)]
pub(crate) struct Sessions {
    all: BTreeMap<SessionId, Live>,
    next: SessionId,
    // The sessions' own clock counts milliseconds from here.
    started: Instant,
}

#[derive(Debug)]
struct Live {
    other: PeerId,
    community: CommunityId,
    device: DeviceId,
    /// What the device brings stands under this number, of all sessions that it has.
    peer: Peer,
    ours: bool,
    session: Session,
    outbox: mpsc::Sender<Vec<u8>>,
    /// Since when, by the sessions' clock.
    since: u64,
    /// How many neighbours the other says to have.
    neighbours: Option<usize>,
    /// Who was heard of, as the two told each other.
    told: Told,
    /// When its owner last got our whole address book.
    compared: Option<Instant>,
    /// Since when the two haven't had the same, by the sessions' clock; nothing while they have.
    apart_since: Option<u64>,
    /// Where we don't know who it is: an empty log, which is all that it gets to see of ours.
    blind: Option<Log>,
}

/// A neighbour in one community.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Neighbour {
    pub(crate) peer: PeerId,
    pub(crate) device: DeviceId,
    /// Since when, by the sessions' clock.
    pub(crate) since: u64,
    /// How many neighbours it says to have.
    pub(crate) neighbours: Option<usize>,
}

impl Default for Sessions {
    fn default() -> Self {
        Self { all: BTreeMap::new(), next: 1, started: Instant::now() }
    }
}

impl Sessions {
    /// The sessions with a peer.
    pub(crate) fn of(&self, other: PeerId) -> Vec<SessionId> {
        self.all.iter().filter(|(_, live)| live.other == other).map(|(id, _)| *id).collect()
    }

    /// The sessions with a peer about a community: one, or none.
    pub(crate) fn between(&self, other: PeerId, community: CommunityId) -> Vec<SessionId> {
        let of =
            |(_, live): &(&SessionId, &Live)| live.other == other && live.community == community;
        self.all.iter().filter(of).map(|(id, _)| *id).collect()
    }

    /// Who of these peers has the session that began first.
    pub(crate) fn oldest(&self, peers: &BTreeSet<PeerId>) -> Option<PeerId> {
        self.all.values().map(|live| live.other).find(|other| peers.contains(other))
    }

    /// What a session with somebody whom we know is about.
    pub(crate) fn community(&self, id: SessionId) -> Option<CommunityId> {
        self.all.get(&id).filter(|live| live.blind.is_none()).map(|live| live.community)
    }

    /// The sessions with those whom we know, and about which community.
    pub(crate) fn known(&self) -> Vec<(SessionId, CommunityId)> {
        let known = self.all.iter().filter(|(_, live)| live.blind.is_none());
        known.map(|(id, live)| (*id, live.community)).collect()
    }

    /// Whether a session may get the whole address book now.
    pub(crate) fn may_compare(&mut self, id: SessionId) -> bool {
        let Some(live) = self.all.get_mut(&id) else { return false };
        let may = live.compared.is_none_or(|last| last.elapsed() >= COMPARED);
        if may {
            live.compared = Some(Instant::now());
        }
        may
    }

    /// Those with whom we sync about a community, and know them.
    pub(crate) fn neighbours(
        &self,
        community: CommunityId,
    ) -> impl Iterator<Item = Neighbour> + '_ {
        let known = move |live: &&Live| live.community == community && live.blind.is_none();
        self.all.values().filter(known).map(|live| Neighbour {
            peer: live.other,
            device: live.device,
            since: live.since,
            neighbours: live.neighbours,
        })
    }

    /// The other side of a session has so many neighbours, and heard of these.
    pub(crate) fn has_told(&mut self, id: SessionId, count: usize, heard: &[(DeviceId, i64)]) {
        if let Some(live) = self.all.get_mut(&id) {
            live.neighbours = Some(count);
            for (device, at) in heard {
                live.told.hears(*device, *at);
            }
        }
    }

    /// Tells the other side of a session who was heard of, as far as that is news.
    pub(crate) fn say_who_is_around(
        &mut self,
        id: SessionId,
        count: usize,
        heard: &[(DeviceId, i64)],
        now: i64,
    ) {
        let Some(live) = self.all.get_mut(&id) else { return };
        let (device, heard) = (live.device, heard.iter().copied());
        let news = live.told.news(count, heard.filter(|(one, _)| *one != device), now);
        if let Some(news) = news {
            self.send(id, &news);
        }
    }

    fn is_blind(&self, id: SessionId) -> bool {
        self.all.get(&id).is_none_or(|live| live.blind.is_some())
    }

    /// Sends a frame beside those of the session; one that finds no room is left out.
    pub(crate) fn send(&self, id: SessionId, frame: &Frame) {
        if let Some(live) = self.all.get(&id)
            && live.outbox.try_send(frame.encode()).is_err()
        {
            tracing::debug!(other = %live.other, "no room to say where devices are");
        }
    }

    fn in_community(&self, community: CommunityId) -> Vec<SessionId> {
        let live = self.all.iter().filter(|(_, live)| live.community == community);
        live.filter(|(_, live)| live.blind.is_none()).map(|(id, _)| *id).collect()
    }

    /// How far all of them are.
    pub(crate) fn progress(&self) -> Sync {
        let (now, mut sync) = (self.milliseconds(), Sync::default());
        for live in self.all.values() {
            let behind = live.session.behind();
            sync.to_send += behind.they;
            sync.to_receive = sync.to_receive.max(behind.we);
            match live.apart_since {
                None => sync.level += 1,
                Some(since) => {
                    sync.apart += 1;
                    let apart = Duration::from_millis(now.saturating_sub(since));
                    sync.longest = sync.longest.max(apart);
                }
            }
        }
        sync
    }

    /// The most acts that somebody has and we lack, by community; `here` says how many of one are here.
    pub(crate) fn to_come(
        &self,
        here: impl Fn(CommunityId) -> usize,
    ) -> BTreeMap<CommunityId, usize> {
        let mut most = BTreeMap::new();
        for live in self.all.values() {
            let to_come: &mut usize = most.entry(live.community).or_default();
            // Whom we don't know gets to see nothing of what is here, so what it has is counted from nothing.
            let counted = if live.blind.is_some() { here(live.community) } else { 0 };
            *to_come = (*to_come).max(live.session.behind().we.saturating_sub(counted));
        }
        most
    }

    /// The sessions' own clock.
    pub(crate) fn milliseconds(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

impl Actor {
    /// Begins a session on a stream that was opened; `None` when hello didn't agree on it, or when
    /// the two already have one.
    pub(crate) fn begin(
        &mut self,
        other: PeerId,
        community: CommunityId,
        ours: bool,
        outbox: mpsc::Sender<Vec<u8>>,
    ) -> Option<SessionId> {
        let (device, terms) = *self.met.get(&(other, community))?;
        // It may be out since hello was said.
        if terms == Terms::Serve && !self.core.takes_part(community, device) {
            return None;
        }
        let same =
            |(_, live): &(&SessionId, &Live)| live.other == other && live.community == community;
        if let Some((id, live)) = self.sessions.all.iter().find(same) {
            // Both opened one at once: the one that the lower id opened goes on, on both sides.
            let keep_ours = self.node.id() < other;
            if live.ours == ours || ours != keep_ours {
                return None;
            }
            let old = *id;
            self.end(old);
        }
        let id = self.sessions.next;
        self.sessions.next += 1;
        // However many transport ids a device has: what it brings counts as one's.
        let mut its = self.sessions.all.values().filter(|live| live.device == device);
        let peer = its.next().map_or(Peer(id), |live| live.peer);
        let session = Session::new(community);
        let blind = (terms == Terms::BeServed).then(|| Log::new(community));
        let known = blind.is_none();
        let path = self.connected.get(&other).copied().unwrap_or(Path::Direct);
        let since = self.sessions.milliseconds();
        let live = Live {
            other,
            community,
            device,
            peer,
            ours,
            session,
            outbox,
            since,
            neighbours: None,
            told: Told::default(),
            compared: None,
            apart_since: Some(since),
            blind,
        };
        self.sessions.all.insert(id, live);
        if let Some(home) = self.core.home_mut(community).filter(|_| known) {
            home.around.insert(device, Met { behind: Some(0), path, heard: now() });
        }
        self.drive(id, Event::Start);
        if known {
            self.compare_books(id, community);
            // At once: a newcomer who hears that there are many needn't look for everybody.
            self.say_to(community, &[id]);
        }
        Some(id)
    }

    /// A frame arrived; tells whether the session goes on.
    pub(crate) fn frame(&mut self, id: SessionId, frame: Vec<u8>) -> bool {
        self.drive(id, Event::Frame(frame));
        self.sessions.all.contains_key(&id)
    }

    /// Tells those around what is new here and durable; who is out by it hears that, and nothing any more.
    pub(crate) fn tell(&mut self, community: CommunityId, new: &[Index]) {
        self.tell_all(community, &Event::Appended(new.to_vec()));
    }

    fn tell_all(&mut self, community: CommunityId, event: &Event) {
        for id in self.sessions.in_community(community) {
            self.drive(id, event.clone());
        }
        self.turn_out(community);
    }

    /// Ends what was agreed with whoever takes part no more in any community.
    pub(crate) fn turn_out_all(&mut self) {
        let communities: BTreeSet<_> = self.met.keys().map(|(_, of)| *of).collect();
        for community in communities {
            self.turn_out(community);
        }
    }

    // Ends what was agreed with devices that take part no more (removed, left, dismissed, retired, blocked),
    // whether a session goes on or not.
    fn turn_out(&mut self, community: CommunityId) {
        let served =
            |((other, of), (device, terms)): (&(PeerId, CommunityId), &(DeviceId, Terms))| {
                (*of == community && *terms == Terms::Serve).then_some((*other, *device))
            };
        let mut out: Vec<_> = self.met.iter().filter_map(served).collect();
        out.retain(|(_, device)| !self.core.takes_part(community, *device));
        for (other, _) in out {
            for id in self.sessions.between(other, community) {
                self.end(id);
            }
            self.met.remove(&(other, community));
            self.shown.remove(&(other, community));
            self.lost(other);
            // With it ends what our peer does for members' peers.
            let node = self.node.clone();
            self.runtime.spawn(async move {
                sleep(LAST_WORDS).await;
                node.disconnect(other).await;
            });
        }
    }

    /// Lets time pass for every session.
    pub(crate) fn tick_sessions(&mut self) {
        let ids: Vec<_> = self.sessions.all.keys().copied().collect();
        for id in ids {
            self.drive(id, Event::Tick);
        }
    }

    /// Ends every session.
    pub(crate) fn end_all(&mut self) {
        let ids: Vec<_> = self.sessions.all.keys().copied().collect();
        for id in ids {
            self.end(id);
        }
    }

    /// Ends a session; tells with whom it was, if it was not over already.
    pub(crate) fn end(&mut self, id: SessionId) -> Option<PeerId> {
        let live = self.sessions.all.remove(&id)?;
        let still = self
            .sessions
            .all
            .values()
            .any(|other| other.community == live.community && other.device == live.device);
        if let Some(home) = self.core.home_mut(live.community).filter(|_| !still) {
            home.community.forget(live.peer);
            let met = home.around.get_mut(&live.device).filter(|_| live.blind.is_none());
            if let Some(met) = met {
                *met = Met { behind: None, heard: now(), ..*met };
            }
        }
        Some(live.other)
    }

    fn drive(&mut self, id: SessionId, event: Event) {
        let time = self.sessions.milliseconds();
        let Some(live) = self.sessions.all.get_mut(&id) else { return };
        let (other, community, device) = (live.other, live.community, live.device);
        let Some(home) = self.core.home_mut(community) else { return };
        let log = live.blind.as_ref().unwrap_or_else(|| home.community.log());
        let effects = live.session.handle(log, time, event);
        live.apart_since =
            if live.session.is_settled() { None } else { live.apart_since.or(Some(time)) };
        if live.blind.is_none()
            && let Some(met) = home.around.get_mut(&device)
        {
            met.behind = Some(live.session.behind().they);
        }
        let outbox = live.outbox.clone();
        for effect in effects {
            match effect {
                Effect::Send(frame) => {
                    if outbox.try_send(frame).is_err() {
                        // Too slow or gone; it comes back and goes on where it was.
                        self.end(id);
                        return;
                    }
                }
                Effect::Deliver(pack) => self.deliver(id, community, pack),
                // Who isn't known here learns nothing of where others are, and is asked nothing.
                Effect::Known(_) | Effect::Records(_) | Effect::Full(_) | Effect::Around { .. }
                    if self.sessions.is_blind(id) => {}
                Effect::Known(theirs) => self.compared(id, community, theirs),
                Effect::Records(told) => self.told(id, community, told),
                Effect::Full(told) => self.is_full(id, community, told),
                Effect::Around { neighbours, heard } => {
                    self.is_around(id, community, (neighbours, heard));
                }
                Effect::Misbehaved(offence) => {
                    self.counts.misbehaved(&offence);
                    tracing::warn!(%other, %offence, "a peer misbehaved");
                    self.penalise(other, offence.points());
                }
                Effect::Close => {
                    self.end(id);
                    return;
                }
            }
        }
        // Only now: what the other side brought just now is stored, and what it names is here.
        let level = self.sessions.all.get(&id);
        if level.is_some_and(|live| live.blind.is_none() && live.session.is_settled())
            && let Some(home) = self.core.home_mut(community)
        {
            home.community.has_met();
        }
    }

    fn deliver(&mut self, id: SessionId, community: CommunityId, pack: Pack) {
        let more = pack.more;
        let Some(peer) = self.sessions.all.get(&id).map(|live| live.peer) else { return };
        let taken = ambiently(|ambient| {
            let home = self.core.home_mut(community)?;
            let taken = home.community.take(peer, pack, ambient.now);
            let kept = self.core.keep(community, ambient);
            match (taken, kept) {
                (Ok(taken), Ok(())) => Some(taken),
                (Err(refusal), _) | (_, Err(refusal)) => {
                    tracing::error!(%refusal, "could not keep what a peer brought");
                    None
                }
            }
        });
        let Some(taken) = taken else {
            self.end(id);
            return;
        };
        for (by, act, refusal) in &taken.refused {
            self.counts.refused(refusal);
            // It may have waited for what this delivery brought, and be of another peer.
            let mut its = self.sessions.all.values().filter(|live| live.peer == *by);
            let Some(guilty) = its.next().map(|live| live.other) else { continue };
            tracing::warn!(other = %guilty, %act, %refusal, "refused an act");
            self.penalise(guilty, REFUSED);
        }
        let blind = self.sessions.all.get(&id).is_some_and(|live| live.blind.is_some());
        if taken.lost {
            self.drive(id, Event::Lost);
        }
        if !taken.missing.is_empty() && !blind {
            self.drive(id, Event::Missing(taken.missing));
        }
        let stored = self.core.home_mut(community).map(|home| std::mem::take(&mut home.stored));
        if let Some(stored) = stored.filter(|stored| !stored.is_empty()) {
            self.tell_all(community, &Event::Brought(stored));
        }
        if blind && !more {
            // What it had says who it is, if anything does: it says hello again, and the two sync as
            // equals.
            self.end(id);
        }
    }
}
