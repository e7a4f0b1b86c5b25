//! Five peers and the links between them, in one thread.
//!
//! Guards: nothing moves but by a step of the schedule, until all is healed at the end; then all is
//! delivered, and the peers must come to rest. Next: [`crate::same`].

use std::collections::{BTreeMap, VecDeque};

use act::log::Index;
use sync::{
    pool,
    session::{Effect, Event, Session},
};

use crate::{
    Coverage, deeds,
    peer::{Peer, Start},
    schedule::{PEERS, Step, What},
};

/// Milliseconds of a step of waiting: longer than a stalled comparison, 20 s, so that it begins again.
const WHILE: u64 = 21_000;

/// Milliseconds after which peers that think they are level look again: those of `sync::session`,
/// which have to be over.
const RECHECK: u64 = 60_000 + 1;

/// Milliseconds within which peers that hear each other have come to rest.
const REST: u64 = 300_000;

/// Every two peers.
fn pairs() -> impl Iterator<Item = (usize, usize)> {
    (0..PEERS).flat_map(|one| (one + 1..PEERS).map(move |other| (one, other)))
}

/// The peers and what is under way between them.
pub(crate) struct Network<'a> {
    start: &'a Start,
    pub(crate) peers: Vec<Peer>,
    /// How often things happened.
    pub(crate) happened: Coverage,
    wires: BTreeMap<(usize, usize), VecDeque<Vec<u8>>>,
    now: u64,
    turn: usize,
    // A bit for each peer in the camp that stands apart; 0 when all are together.
    camp: u8,
    wrote: [bool; 2],
}

impl<'a> Network<'a> {
    /// Peers that know how it began, all connected; with a clone, the last one has the first one's
    /// device too.
    pub(crate) fn new(start: &'a Start, cloned: bool) -> Self {
        let mut peers: Vec<_> = (0..PEERS).map(|at| start.peer(at)).collect();
        if cloned {
            peers[PEERS - 1].writers.push(0);
        }
        let mut network = Self {
            start,
            peers,
            happened: Coverage::new(),
            wires: BTreeMap::new(),
            now: 1_000,
            turn: 0,
            camp: 0,
            wrote: [false; 2],
        };
        network.connect();
        network
    }

    /// Lets one thing happen.
    pub(crate) fn take(&mut self, step: Step) {
        match step {
            Step::Write { at, what, pick } => self.write(at, what, pick),
            Step::Flow { frames } => {
                for _ in 0..frames {
                    self.deliver();
                }
            }
            Step::Lose { pick } => {
                if let Some(wire) = self.busy(pick.into()) {
                    self.wires.entry(wire).or_default().pop_front();
                    self.note("frame lost");
                }
            }
            Step::Repeat { pick } => {
                if let Some((from, to)) = self.busy(pick.into()) {
                    let wire = self.wires.entry((from, to)).or_default();
                    let frame = wire.pop_front().unwrap();
                    wire.push_back(frame.clone());
                    self.note("frame repeated");
                    self.event(to, from, Event::Frame(frame));
                }
            }
            Step::OutOfTurn { pick } => {
                if let Some((from, to)) = self.busy(pick.into()) {
                    let wire = self.wires.entry((from, to)).or_default();
                    let jumps = wire.len() > 1;
                    let frame = wire.pop_back().unwrap();
                    if jumps {
                        self.note("frame out of turn");
                    }
                    self.event(to, from, Event::Frame(frame));
                }
            }
            Step::Cut { one, other } => self.cut(one, other),
            Step::Part { camp } => {
                (self.camp, self.wrote) = (camp, [false; 2]);
                for (one, other) in pairs() {
                    if self.is_apart(one, other) {
                        self.cut(one, other);
                    }
                }
            }
            Step::Heal => {
                self.camp = 0;
                self.connect();
            }
            Step::Restart { at } => {
                for other in 0..PEERS {
                    self.cut(at, other);
                }
                self.peers[at].start();
                self.note("restart");
                self.connect();
            }
            Step::Wait => self.tick(WHILE),
        }
    }

    /// All hear all, nothing is lost, until nothing moves and all have the same heads.
    pub(crate) fn heal(&mut self) {
        self.take(Step::Heal);
        self.rest();
        // An answer that stayed away so long that the question was asked again may be taken for one
        // to the new question: such peers find out at their next look.
        if self.peers.iter().any(|peer| peer.log.heads() != self.peers[0].log.heads()) {
            self.note("level at the second look");
            self.tick(RECHECK);
            self.rest();
        }
    }

    fn rest(&mut self) {
        let until = self.now + REST;
        while self.deliver() {}
        while !self.is_at_rest() && self.now < until {
            self.tick(1_000);
            while self.deliver() {}
        }
        assert!(self.is_at_rest(), "still not at rest");
    }

    fn is_at_rest(&self) -> bool {
        let at_rest = |peer: &Peer| {
            peer.intake.waiting() == 0 && peer.sessions.values().all(Session::is_settled)
        };
        self.peers.iter().all(at_rest)
    }

    fn note(&mut self, what: &'static str) {
        *self.happened.entry(what).or_default() += 1;
    }

    fn is_apart(&self, one: usize, other: usize) -> bool {
        self.camp >> one & 1 != self.camp >> other & 1
    }

    fn connect(&mut self) {
        for (one, other) in pairs() {
            if self.is_apart(one, other) || self.peers[one].sessions.contains_key(&other) {
                continue;
            }
            for (at, to) in [(one, other), (other, one)] {
                let peer = &mut self.peers[at];
                peer.sessions.insert(to, Session::new(peer.log.community()));
            }
            // Either side may begin, or both at once.
            self.turn += 1;
            if !self.turn.is_multiple_of(3) {
                self.event(one, other, Event::Start);
            }
            if self.turn % 3 != 1 {
                self.event(other, one, Event::Start);
            }
        }
    }

    fn cut(&mut self, one: usize, other: usize) {
        for (at, to) in [(one, other), (other, one)] {
            self.peers[at].sessions.remove(&to);
            self.peers[at].intake.forget(pool::Peer(to as u64));
            self.wires.remove(&(at, to));
        }
    }

    fn tick(&mut self, milliseconds: u64) {
        self.now += milliseconds;
        for at in 0..PEERS {
            for to in self.neighbours(at) {
                self.event(at, to, Event::Tick);
            }
        }
    }

    fn neighbours(&self, at: usize) -> Vec<usize> {
        self.peers[at].sessions.keys().copied().collect()
    }

    // A link with a frame under way.
    fn busy(&self, pick: usize) -> Option<(usize, usize)> {
        let busy: Vec<_> = self.wires.iter().filter(|(_, wire)| !wire.is_empty()).collect();
        busy.get(pick % busy.len().max(1)).map(|(link, _)| **link)
    }

    fn deliver(&mut self) -> bool {
        // Seven shares no factor with the twenty links, so every link has its turn.
        self.turn += 7;
        let Some((from, to)) = self.busy(self.turn) else { return false };
        let frame = self.wires.entry((from, to)).or_default().pop_front().unwrap();
        self.event(to, from, Event::Frame(frame));
        true
    }

    fn event(&mut self, at: usize, peer: usize, event: Event) {
        let mut queue = VecDeque::from([(peer, event)]);
        while let Some((peer, event)) = queue.pop_front() {
            let now = self.now;
            let here = &mut self.peers[at];
            let Some(session) = here.sessions.get_mut(&peer) else { continue };
            for effect in session.handle(&here.log, now, event) {
                match effect {
                    Effect::Send(frame) => {
                        self.wires.entry((at, peer)).or_default().push_back(frame);
                    }
                    Effect::Deliver(pack) => {
                        let taken = here.hear(peer, pack, now);
                        if !taken.missing.is_empty() {
                            queue.push_back((peer, Event::Missing(taken.missing)));
                        }
                        if !taken.appended.is_empty() {
                            for other in here.sessions.keys() {
                                queue.push_back((*other, Event::Brought(taken.appended.clone())));
                            }
                        }
                    }
                    // Where devices are is the peer's to say.
                    Effect::Known(_)
                    | Effect::Records(_)
                    | Effect::Full(_)
                    | Effect::Around { .. } => {}
                    Effect::Misbehaved(offence) => panic!("nobody here is hostile: {offence}"),
                    Effect::Close => panic!("nobody here is hostile"),
                }
            }
        }
    }

    fn write(&mut self, at: usize, what: What, pick: u8) {
        let Some((key, deed, strings)) = deeds::next(&self.peers[at], self.start, what, pick)
        else {
            return;
        };
        self.now += 1_000;
        let shown = format!("{deed:?}");
        let index = self.peers[at].write(&self.start.keys[key], self.now, deed, strings);
        let peer = &self.peers[at];
        assert!(peer.judge.verdict(index).is_effective(), "without effect: {shown}");
        let second = deeds::enrolled(peer, self.start, index);
        self.note("act");
        if let Some(second) = second {
            // Not on the computer of the one whose it is: a telephone, somewhere else.
            let host = (at + 1 + usize::from(pick) % (PEERS - 1)) % PEERS;
            self.peers[host].writers.push(second);
        }
        if key >= PEERS {
            self.note("second device wrote");
        }
        if self.camp != 0 {
            self.wrote[usize::from(self.camp >> at & 1)] = true;
            if self.wrote == [true; 2] {
                self.note("written on both sides of a partition");
            }
        }
        self.announce(at, index);
    }

    fn announce(&mut self, at: usize, index: Index) {
        for to in self.neighbours(at) {
            self.event(at, to, Event::Appended(vec![index]));
        }
    }
}
