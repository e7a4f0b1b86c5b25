//! One edit among many, each with about eight neighbours: how soon all have it, and what it costs.
//!
//! Guards: bytes in all grow with how many there are and not faster; an act crosses a connection about
//! once. `peer::neighbours` keeps such a graph.

mod support;

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
};

use act::log::{Index, Log};
use meent_sync::{
    frame::Frame,
    intake::{Admission, Intake},
    pool::Peer,
    session::{Effect, Event, Session},
};
use support::{Rng, founded, write_after};

/// Milliseconds that a frame takes.
const LATENCY: u64 = 5;

/// Milliseconds between the ticks of one peer, as in `peer`.
const TICK: u64 = 200;

struct Node {
    log: Log,
    intake: Intake,
    sessions: BTreeMap<usize, Session>,
}

/// What happens at a moment: a frame arrives, or time passes for a node.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Frame { at: usize, from: usize, frame: Vec<u8> },
    Tick(usize),
}

struct Crowd {
    nodes: Vec<Node>,
    now: u64,
    steps: BinaryHeap<Reverse<(u64, Step)>>,
    bytes: usize,
    pushes: usize,
}

impl Crowd {
    fn new(count: usize, rng: &mut Rng) -> Self {
        let (_, log) = founded(2);
        let node =
            || Node { log: log.clone(), intake: Intake::default(), sessions: BTreeMap::new() };
        let nodes = (0..count).map(|_| node()).collect();
        let steps = (0..count)
            .map(|at| Reverse((u64::try_from(rng.below(200)).expect("small"), Step::Tick(at))))
            .collect();
        let mut crowd = Self { nodes, now: 0, steps, bytes: 0, pushes: 0 };
        for at in 0..count {
            for _ in 0..4 {
                let other = rng.below(count);
                if other != at && !crowd.nodes[at].sessions.contains_key(&other) {
                    for (one, to) in [(at, other), (other, at)] {
                        let session = Session::new(log.community());
                        crowd.nodes[one].sessions.insert(to, session);
                    }
                    crowd.event(at, other, Event::Start);
                }
            }
        }
        crowd.run(2_000);
        (crowd.bytes, crowd.pushes) = (0, 0);
        crowd
    }

    fn links(&self) -> usize {
        self.nodes.iter().map(|node| node.sessions.len()).sum::<usize>() / 2
    }

    fn event(&mut self, at: usize, peer: usize, event: Event) {
        let node = &mut self.nodes[at];
        let Some(session) = node.sessions.get_mut(&peer) else { return };
        for effect in session.handle(&node.log, self.now, event) {
            match effect {
                Effect::Send(frame) => {
                    self.bytes += frame.len();
                    let pushed = matches!(Frame::decode(&frame), Ok(Frame::Push { .. }));
                    self.pushes += usize::from(pushed);
                    let step = Step::Frame { at: peer, from: at, frame };
                    self.steps.push(Reverse((self.now + LATENCY, step)));
                }
                Effect::Deliver(pack) => self.deliver(at, peer, pack),
                other => panic!("{other:?}"),
            }
        }
    }

    fn deliver(&mut self, at: usize, peer: usize, pack: meent_sync::pack::Pack) {
        let node = &mut self.nodes[at];
        let gate = |_: &Log, _: &act::act::Act| Admission::Take;
        let from = Peer(peer as u64);
        let appended = node.intake.take(&mut node.log, &gate, from, pack, self.now).appended;
        if !appended.is_empty() {
            for other in node.sessions.keys().copied().collect::<Vec<_>>() {
                self.event(at, other, Event::Brought(appended.clone()));
            }
        }
    }

    fn write(&mut self, at: usize, index: Index) {
        for other in self.nodes[at].sessions.keys().copied().collect::<Vec<_>>() {
            self.event(at, other, Event::Appended(vec![index]));
        }
    }

    fn run(&mut self, milliseconds: u64) {
        let until = self.now + milliseconds;
        while let Some(Reverse((due, _))) = self.steps.peek()
            && *due <= until
            && let Some(Reverse((due, step))) = self.steps.pop()
        {
            self.now = due;
            match step {
                Step::Frame { at, from, frame } => self.event(at, from, Event::Frame(frame)),
                Step::Tick(at) => {
                    for other in self.nodes[at].sessions.keys().copied().collect::<Vec<_>>() {
                        self.event(at, other, Event::Tick);
                    }
                    self.steps.push(Reverse((due + TICK, Step::Tick(at))));
                }
            }
        }
        self.now = until;
    }
}

#[test]
fn an_edit_reaches_all_within_a_second_and_costs_in_all_as_much_more_as_there_are_more() {
    let mut each = Vec::new();
    println!("| members | connections | ms to all | pushes per connection | bytes in all | each |");
    for count in [50, 100, 200] {
        let mut rng = Rng(count as u64);
        let mut crowd = Crowd::new(count, &mut rng);
        let (keys, _) = founded(2);
        let acts = crowd.nodes[0].log.len();
        let index = write_after(&mut crowd.nodes[0].log, &keys[1], None, 1_790_000_100, &mut rng);
        crowd.write(0, index);
        let begin = crowd.now;
        while crowd.nodes.iter().any(|node| node.log.len() == acts) {
            crowd.run(10);
            assert!(crowd.now < begin + 1_000, "{count}: not everybody has it");
        }
        let took = crowd.now - begin;
        crowd.run(2_000);
        let (links, bytes) = (crowd.links(), crowd.bytes);
        println!(
            "| {count} | {links} | {took} | {}.{:02} | {bytes} | {} |",
            crowd.pushes / links,
            100 * crowd.pushes / links % 100,
            bytes / count
        );
        assert!(crowd.pushes <= links * 6 / 5, "{} over {links} connections", crowd.pushes);
        each.push(bytes / count);
    }
    assert!(each[2] <= each[0] * 5 / 4, "{each:?}");
}
