//! A seeded world in the place of network, disk and clock: what happens when, one thing after another.
//!
//! Guards: the same seed gives the same happenings to the byte, which are hashed as they come; streams
//! keep their frames in order, as libp2p's do, and lose them only by breaking. Next: [`super::trouble`],
//! what goes wrong.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use act::id::{ActId, DeviceId, MemberId};
use sha2::{Digest as _, Sha256};
use sync::session::Event;

use super::{
    dice::{Dice, Tally},
    machine::Machine,
    promises::Seen,
    start::Start,
};
use crate::actor::Terms;

/// Milliseconds between two ticks of a computer where something moves, and where nothing does: less
/// often than the program's second, so that a quiet hour costs little.
const BUSY: u64 = 1_000;
const QUIET: u64 = 15_000;

/// Milliseconds between two ticks of the program: what others brought is passed on within these.
pub(super) const TICK: u64 = 200;

/// Something that happens.
#[derive(Debug)]
pub(super) enum Happening {
    /// A frame arrives.
    Arrive { stream: u64, to: usize, frame: Vec<u8> },
    /// The other end hears of a stream that was opened.
    Open { stream: u64 },
    /// An end notices that a stream is broken.
    Broken { stream: u64, at: usize },
    /// Two find each other.
    Meet { one: usize, other: usize },
    /// A computer's second.
    Tick { at: usize, starts: u64 },
    /// Its next tick, where others brought something that it passes on then.
    PassOn { at: usize, starts: u64 },
    /// A person does something.
    Live { person: usize },
    /// Something goes wrong.
    Trouble,
    /// What was cut hears again.
    Heal { cut: Vec<(usize, usize)> },
    /// A computer starts again.
    Rise { at: usize },
    /// Somebody says whether a profile was moved or is a copy.
    Answer { at: usize },
}

/// A stream between two computers.
#[derive(Debug)]
pub(super) struct Stream {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Of who opened it, and of the other.
    pub(super) terms: [Terms; 2],
    /// When the last frame from either arrives.
    pub(super) last: [u64; 2],
    pub(super) sent: [u64; 2],
    /// What comes first, since it came on the stream before.
    pub(super) again: [Vec<Vec<u8>>; 2],
    /// What each knew of the other's device when it began, where the other has to hear that.
    pub(super) knew: [Option<BTreeSet<ActId>>; 2],
    pub(super) is_broken: bool,
}

impl Stream {
    pub(super) const fn new(from: usize, to: usize, terms: [Terms; 2], opened: u64) -> Self {
        let again = [Vec::new(), Vec::new()];
        let knew = [None, None];
        Self { from, to, terms, last: [opened; 2], sent: [0; 2], again, knew, is_broken: false }
    }

    pub(super) const fn other(&self, at: usize) -> usize {
        if at == self.from { self.to } else { self.from }
    }

    pub(super) fn side(&self, at: usize) -> usize {
        usize::from(at != self.from)
    }
}

/// Everything there is.
#[derive(Debug)]
pub(super) struct World<'a> {
    pub(super) seed: u64,
    pub(super) start: &'a Start,
    pub(super) dice: Dice,
    pub(super) tally: Tally,
    /// Milliseconds since it began.
    pub(super) now: u64,
    /// Days that passed at once.
    pub(super) days: i64,
    pub(super) machines: Vec<Machine>,
    pub(super) streams: BTreeMap<u64, Stream>,
    pub(super) next_stream: u64,
    /// Who doesn't hear whom: from, to.
    pub(super) blocked: BTreeSet<(usize, usize)>,
    /// The first frames of the last stream from one to another.
    pub(super) remembered: BTreeMap<(usize, usize), Vec<Vec<u8>>>,
    /// Who met without knowing the other's device: of how many acts, and when.
    pub(super) strangers: BTreeMap<(usize, usize), (usize, u64)>,
    /// Milliseconds between two things that one person does: at least, and at most.
    pub(super) pause: (u64, u64),
    /// Whether things go wrong.
    pub(super) is_bad: bool,
    pub(super) frames: u64,
    pub(super) bytes: u64,
    /// What somebody was told is safe, and on which computer.
    pub(super) promised: Vec<(usize, ActId)>,
    /// Devices that two programs used by mistake.
    pub(super) cloned: BTreeSet<DeviceId>,
    /// What anybody saw in force or confirmed.
    pub(super) seen: Seen,
    /// Who asks to be recovered, with the request.
    pub(super) requests: Vec<(MemberId, String)>,
    queue: BTreeMap<(u64, u64), Happening>,
    next: u64,
    hash: Sha256,
    failed: Option<String>,
}

impl<'a> World<'a> {
    /// A world that begins with these, all connected.
    pub(super) fn new(seed: u64, start: &'a Start) -> Self {
        let mut world = Self {
            seed,
            start,
            dice: Dice::new(seed),
            tally: Tally::default(),
            now: 0,
            days: 0,
            machines: Vec::new(),
            streams: BTreeMap::new(),
            next_stream: 0,
            blocked: BTreeSet::new(),
            remembered: BTreeMap::new(),
            strangers: BTreeMap::new(),
            pause: (1_000, 18_000),
            is_bad: true,
            frames: 0,
            bytes: 0,
            promised: Vec::new(),
            cloned: BTreeSet::new(),
            seen: Seen::default(),
            requests: Vec::new(),
            queue: BTreeMap::new(),
            next: 0,
            hash: Sha256::new(),
            failed: None,
        };
        for (person, disk) in start.disks.iter().enumerate() {
            world.machines.push(Machine::new(person, disk.clone()));
            world.rise(person);
        }
        world
    }

    pub(super) fn at(&mut self, moment: u64, what: Happening) {
        self.queue.insert((moment.max(self.now), self.next), what);
        self.next += 1;
    }

    pub(super) fn after(&mut self, wait: u64, what: Happening) {
        self.at(self.now + wait, what);
    }

    /// How long a frame is under way now: one that waits behind a slow line takes long.
    pub(super) fn delay(&mut self) -> u64 {
        if self.is_bad && self.dice.chance(2) {
            self.tally.note("a line was slow");
            return self.dice.between(1_000, 15_000);
        }
        self.dice.between(2, 250)
    }

    /// Something is not as it must be.
    pub(super) fn fail(&mut self, what: &str) {
        self.failed.get_or_insert_with(|| what.to_owned());
    }

    /// What went wrong first.
    pub(super) fn outcome(&self) -> Result<(), String> {
        match &self.failed {
            None => Ok(()),
            Some(what) => Err(format!(
                "seed {}: {what}\nMEENT_SIM_FROM={} MEENT_SIM_RUNS=1 cargo test -p meent-peer --lib \
                 whatever_the_network -- --nocapture",
                self.seed, self.seed
            )),
        }
    }

    /// A name for all that happened.
    pub(super) fn digest(&self) -> [u8; 32] {
        self.hash.clone().finalize().into()
    }

    /// Lets so much time pass, as long as nothing fails.
    pub(super) fn run(&mut self, milliseconds: u64) {
        let end = self.now + milliseconds;
        while self.failed.is_none()
            && let Some(next) = self.queue.first_entry().filter(|next| next.key().0 <= end)
        {
            let ((moment, _), what) = next.remove_entry();
            self.now = moment;
            self.hash(&what);
            self.happen(what);
        }
        self.now = end;
    }

    fn hash(&mut self, what: &Happening) {
        self.hash.update(self.now.to_be_bytes());
        match what {
            Happening::Arrive { stream, to, frame } => {
                self.hash.update(stream.to_be_bytes());
                self.hash.update(to.to_be_bytes());
                self.hash.update(frame);
            }
            other => {
                let mut text = String::new();
                write!(text, "{other:?}").expect("a text takes it");
                self.hash.update(text);
            }
        }
    }

    fn happen(&mut self, what: Happening) {
        match what {
            Happening::Arrive { stream, to, frame } => {
                if self.streams.get(&stream).is_some_and(|stream| !stream.is_broken) {
                    self.drive(to, stream, Event::Frame(frame));
                }
            }
            Happening::Open { stream } => {
                let to = self.streams.get(&stream).filter(|s| !s.is_broken).map(|s| s.to);
                if let Some(to) = to {
                    self.begin(to, stream, false);
                }
            }
            Happening::Broken { stream, at } => {
                self.end(at, stream);
                self.streams.get_mut(&stream).into_iter().for_each(|s| s.is_broken = true);
                let held = |machine: &Machine| machine.sessions.contains_key(&stream);
                if !self.machines.iter().any(held) {
                    self.streams.remove(&stream);
                }
            }
            Happening::Meet { one, other } => self.meet(one, other),
            Happening::Tick { at, starts } => self.second(at, starts),
            Happening::PassOn { at, starts } => {
                if self.machines[at].starts == starts && self.machines[at].passes_on {
                    self.pass_on(at);
                }
            }
            Happening::Live { person } => self.live(person),
            Happening::Trouble => self.trouble(),
            Happening::Heal { cut } => cut.iter().for_each(|pair| {
                self.blocked.remove(pair);
            }),
            Happening::Rise { at } => self.rise(at),
            Happening::Answer { at } => self.answer(at),
        }
    }

    fn second(&mut self, at: usize, starts: u64) {
        let machine = &self.machines[at];
        if machine.starts != starts || machine.home.is_none() {
            return;
        }
        self.tick(at);
        self.look_for(at);
        let machine = &self.machines[at];
        let moves = machine.sessions.values().any(|live| !live.session.is_settled());
        let waits = !machine.waiting_chores.is_empty();
        let next = if moves || waits { BUSY } else { self.dice.between(QUIET / 2, QUIET) };
        self.after(next, Happening::Tick { at, starts });
    }

    // Whoever is not in touch is looked for.
    fn look_for(&mut self, at: usize) {
        let its = self.machines[at].sessions.iter();
        let in_touch =
            its.filter(|(number, live)| self.machines[live.other].sessions.contains_key(*number));
        let in_touch: BTreeSet<_> = in_touch.map(|(_, live)| live.other).collect();
        let others = (0..self.machines.len()).filter(|other| *other != at);
        let lost: Vec<_> = others
            .filter(|other| self.machines[*other].home.is_some() && !in_touch.contains(other))
            .collect();
        for other in lost {
            let wait = self.dice.between(1, 4_000);
            self.after(wait, Happening::Meet { one: at, other });
        }
    }

    /// A computer starts.
    pub(super) fn rise(&mut self, at: usize) {
        if self.machines[at].is_lost || self.machines[at].home.is_some() {
            return;
        }
        self.machines[at].start();
        let starts = self.machines[at].starts;
        self.after(1, Happening::Tick { at, starts });
    }

    /// A computer stops; all that wasn't stored is gone.
    pub(super) fn fall(&mut self, at: usize) {
        let numbers: Vec<_> = self.machines[at].sessions.keys().copied().collect();
        for number in numbers {
            self.end(at, number);
        }
        let machine = &mut self.machines[at];
        (machine.home, machine.crash) = (None, None);
        let wait = self.dice.between(500, 60_000);
        self.after(wait, Happening::Rise { at });
    }
}
