//! A community of peers, each with some neighbours, and the lines between them.
//!
//! Guards: the same number of peers gives the same run. Next: [`super::figure`].

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, BinaryHeap, VecDeque},
    sync::Arc,
};

use act::{
    act::Act,
    deed::Deed,
    id::ActId,
    key::SecretKey,
    log::Log,
    register::{Invite, Join, Kind},
    statement,
};
use meent_sync::{
    intake::{Admission, Intake},
    pool::Peer,
    session::{Effect, Event, Session},
};

use super::{
    Measured,
    support::{self, Rng},
};

/// Acts of each person.
pub(crate) const ACTS: usize = 20;

/// In so many sittings, of which each peer has one in every five minutes: somebody looks, votes three
/// times and says something.
const SITTINGS: usize = 4;
const EVERY: u64 = 300_000;

/// Neighbours that each peer keeps at random, half of whom it chose itself.
const NEIGHBOURS: usize = 8;

/// Peers that one always-on peer serves: with its own neighbours it stays within the 64 connections that
/// a peer accepts.
const SERVED: usize = 50;

/// Milliseconds between two ticks of a peer, of which one a second is simulated whatever happens, the
/// others where something is to be passed on then.
const TICK: u64 = 200;

/// Milliseconds on the way: between two in one street, and over two mobile lines.
const DELAY: (u64, u64) = (10, 120);

/// When the next thing happens: its time, and a number that says which came first.
type When = Reverse<(u64, u64)>;

enum Happening {
    Frame { to: usize, link: usize, frame: Vec<u8> },
    Sitting { at: usize },
    Tick { at: usize },
    PassOn { at: usize },
}

struct Node {
    log: Log,
    intake: Intake,
    key: SecretKey,
    /// Each neighbour, and where this peer is in the list of that one.
    links: Vec<Link>,
    sent: usize,
    /// Whether others brought something that goes on at the next tick.
    passes_on: bool,
}

struct Link {
    to: usize,
    back: usize,
    delay: u64,
    last: u64,
    session: Session,
}

/// How far an act has come.
struct Spread {
    written: u64,
    holders: usize,
}

/// The peers.
pub(crate) struct Town {
    nodes: Vec<Node>,
    rng: Rng,
    now: u64,
    heap: BinaryHeap<(When, usize)>,
    slots: Vec<Option<Happening>>,
    free: Vec<usize>,
    number: u64,
    acts: BTreeMap<ActId, Arc<Act>>,
    spread: BTreeMap<ActId, Spread>,
    waits: Vec<u64>,
}

impl Town {
    /// So many peers who all know that all are in, and nothing else.
    pub(crate) fn new(peers: usize) -> Self {
        let (keys, log) = joined(peers);
        let mut rng = Rng(peers as u64);
        let links = links(peers, &mut rng);
        let node = |(key, links): (SecretKey, Vec<Link>)| Node {
            log: log.clone(),
            intake: Intake::default(),
            key,
            links,
            sent: 0,
            passes_on: false,
        };
        let links = with_sessions(&links, &log, &mut rng);
        let mut town = Self {
            nodes: keys.into_iter().zip(links).map(node).collect(),
            rng,
            now: 0,
            heap: BinaryHeap::new(),
            slots: Vec::new(),
            free: Vec::new(),
            number: 0,
            acts: BTreeMap::new(),
            spread: BTreeMap::new(),
            waits: Vec::new(),
        };
        for at in 0..peers {
            let first = town.rng.next() % 1_000;
            town.at(first, Happening::Tick { at });
            for sitting in 0..SITTINGS as u64 {
                let moment = 10_000 + sitting * EVERY + town.rng.next() % EVERY;
                town.at(moment, Happening::Sitting { at });
            }
        }
        // Who was dialled begins, as the lower id does.
        for at in 0..peers {
            for link in 0..town.nodes[at].links.len() {
                if town.nodes[at].links[link].to > at {
                    town.event(at, link, Event::Start);
                }
            }
        }
        town
    }

    /// Until everybody has everything, and said so.
    pub(crate) fn live(&mut self) {
        let last = 10_000 + SITTINGS as u64 * EVERY;
        while let Some((Reverse((moment, _)), slot)) = self.heap.pop() {
            self.now = moment;
            let happening = self.slots[slot].take().expect("it is in the heap once");
            self.free.push(slot);
            match happening {
                Happening::Frame { to, link, frame } => self.event(to, link, Event::Frame(frame)),
                Happening::Sitting { at } => self.sit(at),
                Happening::PassOn { at } => self.pass_on(at),
                Happening::Tick { at } => {
                    self.pass_on(at);
                    if self.now < last || !self.spread.is_empty() {
                        self.at(self.now + 1_000, Happening::Tick { at });
                    }
                }
            }
        }
        let heads = self.nodes[0].log.heads();
        assert!(self.nodes.iter().all(|node| node.log.heads() == heads), "all have the same");
        assert_eq!(self.waits.len(), self.nodes.len() * ACTS);
    }

    /// What it took.
    #[expect(clippy::cast_precision_loss, reason = "figures for people")]
    pub(crate) fn measured(&mut self) -> Measured {
        let peers = self.nodes.len();
        let degrees = self.nodes.iter().map(|node| node.links.len());
        let sent = self.nodes.iter().map(|node| node.sent);
        let total: usize = sent.clone().sum();
        self.waits.sort_unstable();
        let wait = |part: f64| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place")]
            let place = (self.waits.len() as f64 * part) as usize;
            self.waits[place.min(self.waits.len() - 1)] as f64 / 1_000.0
        };
        Measured {
            peers,
            acts: peers * ACTS,
            connections: (
                degrees.clone().sum::<usize>() as f64 / peers as f64,
                degrees.max().unwrap_or(0),
            ),
            bytes_per_act: total as f64 / 1_000.0 / peers as f64 / (peers * ACTS) as f64,
            megabytes: (total as f64 / 1e6 / peers as f64, sent.max().unwrap_or(0) as f64 / 1e6),
            seconds: [wait(0.5), wait(0.99), wait(1.0)],
        }
    }

    fn at(&mut self, moment: u64, happening: Happening) {
        let slot = self.free.pop().unwrap_or_else(|| {
            self.slots.push(None);
            self.slots.len() - 1
        });
        self.slots[slot] = Some(happening);
        self.number += 1;
        self.heap.push((Reverse((moment, self.number)), slot));
    }

    // What others brought goes on, once for all that came since the tick before.
    fn pass_on(&mut self, at: usize) {
        self.nodes[at].passes_on = false;
        for link in 0..self.nodes[at].links.len() {
            self.event(at, link, Event::Tick);
        }
    }

    // One sitting: some acts, all durable, then told.
    fn sit(&mut self, at: usize) {
        let node = &mut self.nodes[at];
        let time = 1_790_000_000 + i64::try_from(self.now / 1_000).expect("minutes");
        let mut written = Vec::new();
        for _ in 0..ACTS / SITTINGS {
            while node.log.head_indices().count() > act::cap::SEEN {
                let prev = node.log.tips(node.key.device()).last().copied();
                let gather = support::draft(&node.log, &node.key, prev, time, Deed::Gather);
                written.push(support::add(&mut node.log, &node.key, gather));
            }
            written.push(support::write(&mut node.log, &node.key, time, &mut self.rng));
        }
        // Gathering isn't anybody's act.
        let count = written.len();
        for (place, index) in written.iter().enumerate() {
            let act = Arc::clone(&node.log.entry(*index).act);
            if place + ACTS / SITTINGS >= count {
                self.spread.insert(act.id(), Spread { written: self.now, holders: 1 });
            }
            self.acts.insert(act.id(), act);
        }
        for link in 0..self.nodes[at].links.len() {
            self.event(at, link, Event::Appended(written.clone()));
        }
    }

    fn event(&mut self, at: usize, link: usize, event: Event) {
        let mut queue = VecDeque::from([(link, event)]);
        while let Some((link, event)) = queue.pop_front() {
            let node = &mut self.nodes[at];
            for effect in node.links[link].session.handle(&node.log, self.now, event) {
                match effect {
                    Effect::Send(frame) => self.send(at, link, frame),
                    Effect::Deliver(mut pack) => {
                        let node = &mut self.nodes[at];
                        // One copy of each act in memory is enough; whatever differed would have
                        // another id.
                        for act in &mut pack.acts {
                            if let Some(same) = self.acts.get(&act.id()) {
                                *act = Arc::clone(same);
                            }
                        }
                        let gate = |_: &Log, _: &Act| Admission::Take;
                        let taken = node.intake.take(
                            &mut node.log,
                            &gate,
                            Peer(link as u64),
                            pack,
                            self.now,
                        );
                        assert_eq!(taken.refused, [], "nobody here is hostile");
                        if !taken.missing.is_empty() {
                            queue.push_back((link, Event::Missing(taken.missing)));
                        }
                        if taken.appended.is_empty() {
                            continue;
                        }
                        for other in 0..node.links.len() {
                            queue.push_back((other, Event::Brought(taken.appended.clone())));
                        }
                        let ids = taken.appended.iter().map(|index| node.log.act(*index).id());
                        let ids: Vec<_> = ids.collect();
                        if !std::mem::replace(&mut node.passes_on, true) {
                            let wait = self.rng.next() % TICK;
                            self.at(self.now + wait, Happening::PassOn { at });
                        }
                        for id in ids {
                            self.arrived(id);
                        }
                    }
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

    fn arrived(&mut self, id: ActId) {
        let Some(spread) = self.spread.get_mut(&id) else { return };
        spread.holders += 1;
        if spread.holders == self.nodes.len() {
            self.waits.push(self.now - spread.written);
            self.spread.remove(&id);
        }
    }

    fn send(&mut self, at: usize, link: usize, frame: Vec<u8>) {
        let node = &mut self.nodes[at];
        node.sent += frame.len();
        let link = &mut node.links[link];
        link.last = (self.now + link.delay).max(link.last);
        let (moment, to, back) = (link.last, link.to, link.back);
        self.at(moment, Happening::Frame { to, link: back, frame });
    }
}

// Keys, and the log in which all of them came in by one invite.
fn joined(peers: usize) -> (Vec<SecretKey>, Log) {
    let (mut keys, mut log) = support::founded(1);
    let secret = SecretKey::from_seed(&[200; 32]);
    let guests = u16::try_from(peers).expect("some thousands at most");
    let invite = Deed::Invite(Invite { key: secret.invite(), until: i64::MAX, guests });
    let prev = log.tips(keys[0].device()).last().copied();
    let invite = support::draft(&log, &keys[0], prev, 1_790_000_000, invite);
    let invite = support::add(&mut log, &keys[0], invite);
    let invite = log.act(invite).id();
    for number in 1..peers {
        let mut seed = [9; 32];
        seed[..8].copy_from_slice(&(number as u64).to_be_bytes());
        let key = SecretKey::from_seed(&seed);
        let proof = secret.sign(&statement::join(log.community(), key.device()));
        let join = Deed::Join(Join { invite, proof, kind: Kind::Resident });
        let join = support::draft(&log, &key, None, 1_790_000_000, join);
        support::add(&mut log, &key, join);
        keys.push(key);
    }
    (keys, log)
}

// Who is connected with whom: half of its neighbours each chose by itself, and one is always on.
fn links(peers: usize, rng: &mut Rng) -> BTreeSet<(usize, usize)> {
    let always_on = peers.div_ceil(SERVED);
    let mut links = BTreeSet::new();
    let mut link = |a: usize, b: usize| a != b && links.insert((a.min(b), a.max(b)));
    for at in 0..peers {
        link(at, at % always_on);
        // Where so few are left, whoever is found is a neighbour already.
        let tries = (0..4 * NEIGHBOURS).map(|_| rng.below(peers)).collect::<Vec<_>>();
        tries.into_iter().filter(|other| link(at, *other)).take(NEIGHBOURS / 2).for_each(drop);
    }
    links
}

fn with_sessions(links: &BTreeSet<(usize, usize)>, log: &Log, rng: &mut Rng) -> Vec<Vec<Link>> {
    let peers = links.iter().map(|(_, b)| b + 1).max().unwrap_or(1);
    let mut nodes: Vec<Vec<Link>> = (0..peers).map(|_| Vec::new()).collect();
    for (a, b) in links {
        let delay = DELAY.0 + rng.next() % (DELAY.1 - DELAY.0);
        let places = [nodes[*b].len(), nodes[*a].len()];
        for (from, to, back) in [(*a, *b, places[0]), (*b, *a, places[1])] {
            let session = Session::new(log.community());
            nodes[from].push(Link { to, back, delay, last: 0, session });
        }
    }
    nodes
}
