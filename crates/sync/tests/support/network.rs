//! A network of peers in one thread: links that lose, repeat and reorder, partitions, restarts.

use std::collections::{BTreeMap, VecDeque};

use act::{
    id::ActId,
    key::SecretKey,
    log::{Index, Log},
};
use meent_sync::{
    frame::FRAME,
    intake::{Admission, Intake},
    pool::Peer,
    session::{Effect, Event, Session},
};

use super::{Rng, founded, write_after};

/// How bad a network is, in percent of the frames or steps.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Weather {
    pub(crate) lose: u64,
    pub(crate) repeat: u64,
    pub(crate) reorder: u64,
    pub(crate) cut: u64,
    pub(crate) restart: u64,
    pub(crate) fork: u64,
}

pub(crate) struct Node {
    pub(crate) log: Log,
    pub(crate) intake: Intake,
    pub(crate) sessions: BTreeMap<usize, Session>,
    keys: Vec<usize>,
}

pub(crate) struct Network {
    pub(crate) nodes: Vec<Node>,
    pub(crate) keys: Vec<SecretKey>,
    pub(crate) now: u64,
    pub(crate) frames: usize,
    pub(crate) bytes: usize,
    rng: Rng,
    wires: BTreeMap<(usize, usize), VecDeque<Vec<u8>>>,
    weather: Weather,
}

impl Network {
    /// Nodes that all know the founding act, each with a device of its own; the last one may also
    /// write with the first one's (a cloned phone).
    pub(crate) fn new(nodes: usize, seed: u64, weather: Weather) -> Self {
        let (keys, log) = founded(u8::try_from(nodes).unwrap());
        let node = |at: usize| Node {
            log: log.clone(),
            intake: Intake::default(),
            sessions: BTreeMap::new(),
            keys: if at + 1 == nodes && weather.fork > 0 { vec![at, 0] } else { vec![at] },
        };
        let mut network = Self {
            nodes: (0..nodes).map(node).collect(),
            keys,
            now: 1_000,
            frames: 0,
            bytes: 0,
            rng: Rng(seed),
            wires: BTreeMap::new(),
            weather,
        };
        network.connect_all();
        network
    }

    /// Nodes with logs of their own.
    pub(crate) fn of(logs: Vec<Log>) -> Self {
        let mut network = Self::new(logs.len(), 1, Weather::default());
        for (node, log) in network.nodes.iter_mut().zip(logs) {
            node.log = log;
            node.sessions.clear();
        }
        network.wires.clear();
        (network.frames, network.bytes) = (0, 0);
        network.connect_all();
        network
    }

    pub(crate) fn connect_all(&mut self) {
        for a in 0..self.nodes.len() {
            for b in a + 1..self.nodes.len() {
                if !self.nodes[a].sessions.contains_key(&b) {
                    self.connect(a, b);
                }
            }
        }
    }

    fn connect(&mut self, a: usize, b: usize) {
        for (from, to) in [(a, b), (b, a)] {
            let node = &mut self.nodes[from];
            node.sessions.insert(to, Session::new(node.log.community()));
        }
        // Either side may begin, or both at once.
        let both = self.rng.chance(50);
        self.event(a, b, Event::Start);
        if both {
            self.event(b, a, Event::Start);
        }
    }

    pub(crate) fn cut(&mut self, a: usize, b: usize) {
        for (from, to) in [(a, b), (b, a)] {
            self.nodes[from].sessions.remove(&to);
            self.nodes[from].intake.forget(Peer(to as u64));
            self.wires.remove(&(from, to));
        }
    }

    fn restart(&mut self, at: usize) {
        for other in 0..self.nodes.len() {
            if other != at {
                self.cut(at, other);
            }
        }
        self.nodes[at].intake = Intake::default();
    }

    pub(crate) fn event(&mut self, at: usize, peer: usize, event: Event) {
        let mut queue = VecDeque::from([(peer, event)]);
        while let Some((peer, event)) = queue.pop_front() {
            let node = &mut self.nodes[at];
            let Some(session) = node.sessions.get_mut(&peer) else {
                continue;
            };
            for effect in session.handle(&node.log, self.now, event) {
                match effect {
                    Effect::Send(frame) => {
                        assert!(frame.len() <= FRAME);
                        self.frames += 1;
                        self.bytes += frame.len();
                        self.wires.entry((at, peer)).or_default().push_back(frame);
                    }
                    Effect::Deliver(pack) => {
                        let gate = |_: &Log, _: &act::act::Act| Admission::Take;
                        let from = Peer(peer as u64);
                        let taken = node.intake.take(&mut node.log, &gate, from, pack, self.now);
                        assert_eq!(taken.refused, [], "nobody here is hostile");
                        node.intake.check_invariants();
                        if taken.lost {
                            queue.push_back((peer, Event::Lost));
                        }
                        if !taken.missing.is_empty() {
                            queue.push_back((peer, Event::Missing(taken.missing)));
                        }
                        if !taken.appended.is_empty() {
                            for other in node.sessions.keys() {
                                queue.push_back((*other, Event::Brought(taken.appended.clone())));
                            }
                        }
                    }
                    // Where devices are is the peer's to say, and nobody here is anywhere.
                    Effect::Known(_)
                    | Effect::Records(_)
                    | Effect::Full(_)
                    | Effect::Around { .. } => unreachable!(),
                    Effect::Misbehaved(offence) => panic!("nobody here is hostile: {offence}"),
                    Effect::Close => panic!("nobody here is hostile"),
                }
            }
        }
    }

    /// One of its owners writes at this node.
    pub(crate) fn write(&mut self, at: usize) -> Index {
        let node = &self.nodes[at];
        let key = *self.rng.pick(&node.keys);
        let tips = node.log.tips(self.keys[key].device());
        let prev = tips.last().copied();
        self.write_after(at, key, prev)
    }

    pub(crate) fn write_after(&mut self, at: usize, key: usize, prev: Option<Index>) -> Index {
        let time = i64::try_from(self.now / 1000).unwrap() + 1_790_000_000;
        let log = &mut self.nodes[at].log;
        let index = write_after(log, &self.keys[key], prev, time, &mut self.rng);
        for peer in self.nodes[at].sessions.keys().copied().collect::<Vec<_>>() {
            self.event(at, peer, Event::Appended(vec![index]));
        }
        index
    }

    fn deliver_one(&mut self) -> bool {
        let busy: Vec<_> = self.wires.iter().filter(|(_, wire)| !wire.is_empty()).collect();
        if busy.is_empty() {
            return false;
        }
        let (from, to) = *self.rng.pick(&busy).0;
        let reorder = self.rng.chance(self.weather.reorder);
        let wire = self.wires.get_mut(&(from, to)).unwrap();
        let at = if reorder { self.rng.below(wire.len()) } else { 0 };
        let frame = wire.remove(at).unwrap();
        if self.rng.chance(self.weather.repeat) {
            wire.push_back(frame.clone());
        }
        if !self.rng.chance(self.weather.lose) {
            self.event(to, from, Event::Frame(frame));
        }
        true
    }

    pub(crate) fn tick(&mut self, milliseconds: u64) {
        self.now += milliseconds;
        for at in 0..self.nodes.len() {
            for peer in self.nodes[at].sessions.keys().copied().collect::<Vec<_>>() {
                self.event(at, peer, Event::Tick);
            }
        }
    }

    /// Lets things happen.
    pub(crate) fn run(&mut self, steps: usize) {
        for _ in 0..steps {
            let (a, b) = (self.rng.below(self.nodes.len()), self.rng.below(self.nodes.len()));
            match self.rng.below(12) {
                0 | 1 => {
                    self.write(a);
                }
                2 => self.tick(1_500),
                3 if a != b && self.rng.chance(self.weather.cut) => self.cut(a, b),
                4 if a != b && !self.nodes[a].sessions.contains_key(&b) => self.connect(a, b),
                5 if self.rng.chance(self.weather.restart) => self.restart(a),
                _ => {
                    self.deliver_one();
                }
            }
        }
    }

    /// Delivers all that is under way; ticks never come.
    pub(crate) fn quiesce(&mut self) {
        while self.deliver_one() {}
    }

    /// Good weather, all connected, until nothing moves. Returns the seconds that it took.
    pub(crate) fn calm(&mut self) -> u64 {
        self.weather = Weather::default();
        self.connect_all();
        let begun = self.now;
        self.quiesce();
        while !self.is_settled() && self.now < begun + 300_000 {
            self.tick(1_000);
            self.quiesce();
        }
        (self.now - begun) / 1_000
    }

    pub(crate) fn is_settled(&self) -> bool {
        let sessions = self.nodes.iter().flat_map(|node| node.sessions.values());
        let waiting = self.nodes.iter().any(|node| node.intake.waiting() > 0);
        !waiting && sessions.into_iter().all(Session::is_settled)
    }

    pub(crate) fn set_of(&self, at: usize) -> Vec<ActId> {
        let mut set: Vec<_> = self.nodes[at].log.iter().map(|(_, e)| e.act.id()).collect();
        set.sort_unstable();
        set
    }

    /// All nodes hold the same acts, the end of every branch is sealed, nothing waits.
    pub(crate) fn check(&self) {
        for node in &self.nodes {
            check_sealed(&node.log);
        }
        for at in 1..self.nodes.len() {
            assert_eq!(self.set_of(at).len(), self.set_of(0).len(), "node {at}");
            assert_eq!(self.set_of(at), self.set_of(0), "node {at}");
        }
        assert!(self.is_settled());
    }
}

/// The end of every branch is sealed, by a genuine seal.
pub(crate) fn check_sealed(log: &Log) {
    let ends = log.devices().flat_map(|(_, branches)| branches);
    for branch in ends {
        let stretch = log.stretch(*branch);
        let last = log.act(*stretch.acts.last().unwrap()).seq();
        assert_eq!(Some(stretch.sealed()), Some(last));
    }
    assert!(log.seals().all(|seal| seal.is_genuine()));
}
