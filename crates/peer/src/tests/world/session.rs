//! Sessions on streams between computers, driven as the program's own thread drives them.
//!
//! Guards: step by step what `crate::sessions` does, with a seeded network in the place of libp2p;
//! nobody here is hostile, so whoever would be penalised fails the run. Next: [`super::schedule`].

use std::collections::BTreeSet;

use act::{
    id::{ActId, DeviceId},
    log::{Index, Log},
};
use sync::{
    frame::FRAME,
    pack::Pack,
    pool::Peer,
    session::{Effect, Event, Session},
};

use super::{
    schedule::{Happening, Stream, TICK, World},
    start::NOON,
};
use crate::{
    actor::Terms,
    community::{Ambient, Hold},
    greeting::Known,
};

/// One end of a stream.
#[derive(Debug)]
pub(super) struct Live {
    pub(super) other: usize,
    ours: bool,
    pub(super) session: Session,
    pub(super) blind: Option<Log>,
    /// What the other knew of this device when it said what it has, where this was moved and has to hear that.
    pub(super) knew: BTreeSet<ActId>,
}

/// What a chore that any app could do waits, as in `crate::actor`.
const PATIENCE: i64 = 2;

/// Milliseconds after which somebody whose device isn't known is tried again, as in `crate::greeting`.
const AGAIN: u64 = 30_000;

/// What is counted then.
pub(super) const CAME_AGAIN: &str = "a frame of the stream before came again";

/// How many first frames of a stream are remembered, to come once more on the next one.
pub(super) const REMEMBERED: u64 = 4;

impl World<'_> {
    /// Seconds since 1970 by this computer's clock; before 1970 counts as 1970 (`core::now`).
    pub(super) fn clock(&self, at: usize) -> i64 {
        let seconds = i64::try_from(self.now / 1_000).unwrap();
        (NOON + self.days * 86_400 + seconds + self.machines[at].clock).max(0)
    }

    /// The two meet and say hello; who knows the other's device syncs.
    pub(super) fn meet(&mut self, one: usize, other: usize) {
        let up = |at: usize| self.machines[at].home.is_some();
        let blocked = self.blocked.contains(&(one, other)) || self.blocked.contains(&(other, one));
        if one == other || !up(one) || !up(other) || blocked || self.is_between(one, other) {
            return;
        }
        for (at, with) in [(one, other), (other, one)] {
            self.forget(at, with);
        }
        let Some(terms) = self.hello(one, other) else { return };
        if terms != [Terms::Serve; 2] {
            // What it has may say who it is; when it doesn't, it is tried again later.
            let acts = |at: usize| self.machines[at].disk.acts.len();
            let now = (acts(one) + acts(other), self.now);
            let last = self.strangers.insert((one.min(other), one.max(other)), now);
            if last.is_some_and(|last| last.0 == now.0 && now.1 < last.1 + AGAIN) {
                self.strangers.extend(last.map(|last| ((one.min(other), one.max(other)), last)));
                return;
            }
            self.tally.note("one didn't know the other's device yet");
        }
        let number = self.open(one, other, terms);
        let crossed = self.dice.chance(15);
        if crossed {
            self.tally.note("both opened a stream at once");
            let second = self.open(other, one, [terms[1], terms[0]]);
            self.begin(other, second, true);
        }
        self.begin(one, number, true);
    }

    // What each says of the other: `None` when there is nothing to sync.
    fn hello(&mut self, one: usize, other: usize) -> Option<[Terms; 2]> {
        let ids = [one, other]
            .map(|at| self.machines[at].home.as_ref().expect("up").membership().key.device());
        let mut knows = |at: usize, device: DeviceId| -> Option<bool> {
            let known: &Known = self.machines[at].home.as_mut().expect("up").known();
            if known.empty { Some(true) } else { known.devices.get(&device).copied() }
        };
        match (knows(one, ids[1]), knows(other, ids[0])) {
            (Some(true), Some(true)) => Some([Terms::Serve; 2]),
            (None, Some(true)) => Some([Terms::BeServed, Terms::Serve]),
            (Some(true), None) => Some([Terms::Serve, Terms::BeServed]),
            _ => None,
        }
    }

    fn open(&mut self, from: usize, to: usize, terms: [Terms; 2]) -> u64 {
        let number = self.next_stream;
        self.next_stream += 1;
        let delay = self.delay();
        let mut stream = Stream::new(from, to, terms, self.now + delay);
        for at in [0, 1] {
            let ends = if at == 0 { (from, to) } else { (to, from) };
            if let Some(before) = self.remembered.remove(&ends)
                && self.dice.chance(10)
            {
                stream.again[at] = before;
            }
        }
        self.streams.insert(number, stream);
        self.after(delay, Happening::Open { stream: number });
        number
    }

    /// One end begins; as in `Actor::begin`.
    pub(super) fn begin(&mut self, at: usize, number: u64, ours: bool) {
        let Some(stream) = self.streams.get(&number) else { return };
        let (other, terms) = (stream.other(at), stream.terms[stream.side(at)]);
        if self.machines[at].home.is_none() {
            return;
        }
        let same = |live: &&Live| live.other == other;
        let old = self.machines[at].sessions.iter().find(|(_, live)| same(live));
        if let Some((old, live)) = old {
            let keep_ours = at < other;
            if live.ours == ours || ours != keep_ours {
                self.hang_up(number, at);
                return;
            }
            let old = *old;
            self.end(at, old);
        }
        let id = self.machines[at].home.as_ref().expect("up").record.id;
        let blind = (terms == Terms::BeServed).then(|| Log::new(id));
        let is_plain = self.streams[&number].again.iter().all(Vec::is_empty);
        // Each says what it has when it begins; what comes to it later may be on its way.
        let known = |one: usize, other: usize| {
            let disk = &self.machines[other].disk;
            let is_moved = is_plain && disk.hold == Hold::CatchingUp;
            if is_moved { self.of_device(one, disk.key.device()) } else { BTreeSet::new() }
        };
        let (said, now) = (known(at, other), known(other, at));
        let stream = self.streams.get_mut(&number).expect("it was there");
        let knew = std::mem::take(&mut stream.knew[stream.side(other)]).unwrap_or(now);
        let side = stream.side(at);
        stream.knew[side] = Some(said);
        let live = Live { other, ours, session: Session::new(id), blind, knew };
        self.machines[at].sessions.insert(number, live);
        self.drive(at, number, Event::Start);
        // What came on the stream before comes on this one too.
        let side = self.streams.get(&number).map(|stream| stream.side(other));
        let again = side.and_then(|side| {
            self.streams.get_mut(&number).map(|stream| std::mem::take(&mut stream.again[side]))
        });
        for frame in again.into_iter().flatten() {
            self.tally.note(CAME_AGAIN);
            self.drive(at, number, Event::Frame(frame));
        }
    }

    /// Ends a session here; the other end notices after a while.
    pub(super) fn end(&mut self, at: usize, number: u64) {
        let machine = &mut self.machines[at];
        if machine.sessions.remove(&number).is_some() {
            if let Some(home) = machine.home.as_mut() {
                home.community.forget(Peer(number));
            }
            self.hang_up(number, at);
        }
    }

    fn hang_up(&mut self, number: u64, at: usize) {
        if let Some(stream) = self.streams.get(&number) {
            let other = stream.other(at);
            let wait = self.dice.between(1, 20_000);
            self.after(wait, Happening::Broken { stream: number, at: other });
        }
    }

    fn forget(&mut self, at: usize, with: usize) {
        let sessions = &self.machines[at].sessions;
        let its: Vec<_> =
            sessions.iter().filter(|(_, live)| live.other == with).map(|(id, _)| *id).collect();
        for number in its {
            self.end(at, number);
        }
    }

    /// Whether both have a session with each other.
    pub(super) fn is_between(&self, one: usize, other: usize) -> bool {
        let mut its = self.machines[one].sessions.iter().filter(|(_, live)| live.other == other);
        its.any(|(number, _)| self.machines[other].sessions.contains_key(number))
    }

    /// An event for one end, and all that follows from it; as in `Actor::drive`.
    pub(super) fn drive(&mut self, at: usize, number: u64, event: Event) {
        let machine = &mut self.machines[at];
        let (Some(home), Some(live)) = (machine.home.as_mut(), machine.sessions.get_mut(&number))
        else {
            return;
        };
        let log = live.blind.as_ref().unwrap_or_else(|| home.community.log());
        let effects = live.session.handle(log, self.now, event);
        for effect in effects {
            match effect {
                Effect::Send(frame) => self.send(at, number, frame),
                Effect::Deliver(pack) => {
                    if !self.deliver(at, number, pack) {
                        return;
                    }
                }
                // Where devices are is the network's, and here it is the world's.
                Effect::Known(_) | Effect::Records(_) | Effect::Full(_) | Effect::Around { .. } => {
                }
                Effect::Misbehaved(offence) => {
                    self.fail(&format!("{at} would penalise an honest peer: {offence}"));
                }
                Effect::Close => return self.end(at, number),
            }
        }
        self.level(at, number);
    }

    // Whether the two have the same, so that others were heard; as at the end of `Actor::drive`.
    fn level(&mut self, at: usize, number: u64) {
        let machine = &mut self.machines[at];
        let live = machine.sessions.get(&number).filter(|live| live.blind.is_none());
        let (Some(live), Some(home)) = (live, machine.home.as_mut()) else { return };
        if live.session.is_settled() {
            let is_first = !home.community.met && home.community.hold == Hold::CatchingUp;
            home.community.has_met();
            if is_first {
                self.caught_up(at, number);
            }
        }
    }

    // Tells whether this computer still runs.
    fn deliver(&mut self, at: usize, number: u64, pack: Pack) -> bool {
        let (now, more) = (self.clock(at), pack.more);
        let Some(home) = self.machines[at].home.as_mut() else { return false };
        let taken = home.community.take(Peer(number), pack, now).expect("the document follows");
        home.community.intake.check_invariants();
        if !self.keep(at) {
            return false;
        }
        if let Some((by, act, refusal)) = taken.refused.first() {
            self.fail(&format!("{at} would penalise {by:?} for {act}: {refusal}"));
        }
        let blind = self.machines[at].sessions.get(&number).is_some_and(|l| l.blind.is_some());
        if taken.lost {
            self.drive(at, number, Event::Lost);
        }
        if !taken.missing.is_empty() && !blind {
            self.drive(at, number, Event::Missing(taken.missing));
        }
        self.tell_all(at, true);
        if blind && !more {
            let other = self.machines[at].sessions.get(&number).map(|live| live.other);
            self.end(at, number);
            if let Some(other) = other {
                self.after(3_000, Happening::Meet { one: at, other });
            }
        }
        true
    }

    /// Stores what is new; tells whether the computer still runs.
    pub(super) fn keep(&mut self, at: usize) -> bool {
        let now = self.clock(at);
        match self.machines[at].keep(now, &mut self.dice) {
            Ok(_) => true,
            Err(crash) => {
                self.tally.note(crash.word());
                self.fall(at);
                false
            }
        }
    }

    /// Tells those around what is stored and was written here; as in `Actor::settle`.
    pub(super) fn tell(&mut self, at: usize) {
        self.tell_all(at, false);
    }

    fn tell_all(&mut self, at: usize, is_brought: bool) {
        let Some(home) = self.machines[at].home.as_mut() else { return };
        let stored: Vec<Index> = std::mem::take(&mut home.stored);
        if std::mem::take(&mut home.renewed) {
            // It is somebody's device since now: it says hello to all again.
            let numbers: Vec<_> = self.machines[at].sessions.keys().copied().collect();
            numbers.into_iter().for_each(|number| self.end(at, number));
            return;
        }
        if stored.is_empty() {
            return;
        }
        let known = self.machines[at].sessions.iter().filter(|(_, live)| live.blind.is_none());
        for number in known.map(|(number, _)| *number).collect::<Vec<_>>() {
            let new = stored.clone();
            let event = if is_brought { Event::Brought(new) } else { Event::Appended(new) };
            self.drive(at, number, event);
        }
        let (machine, wait) = (&mut self.machines[at], self.dice.between(1, TICK));
        if is_brought && !std::mem::replace(&mut machine.passes_on, true) {
            let starts = machine.starts;
            self.after(wait, Happening::PassOn { at, starts });
        }
    }

    fn send(&mut self, at: usize, number: u64, frame: Vec<u8>) {
        assert!(frame.len() <= FRAME);
        let Some(stream) = self.streams.get_mut(&number) else { return };
        let (side, to) = (stream.side(at), stream.other(at));
        self.frames += 1;
        self.bytes += frame.len() as u64;
        if self.is_bad {
            let before = self.remembered.entry((at, to)).or_default();
            if stream.sent[side] < REMEMBERED {
                if stream.sent[side] == 0 {
                    before.clear();
                }
                before.push(frame.clone());
            }
            stream.sent[side] += 1;
        }
        if stream.is_broken || self.blocked.contains(&(at, to)) {
            self.tally.note("a frame was lost with its stream");
            return self.break_off(number);
        }
        let again = self.is_bad && self.dice.chance(3);
        let arrives = (self.now + self.delay()).max(self.streams[&number].last[side] + 1);
        self.streams.get_mut(&number).expect("it is there").last[side] = arrives;
        if again {
            self.tally.note("a frame came twice");
            self.at(arrives, Happening::Arrive { stream: number, to, frame: frame.clone() });
        }
        self.at(arrives, Happening::Arrive { stream: number, to, frame });
    }

    /// A stream breaks: what is under way is lost, and each end notices when it does.
    pub(super) fn break_off(&mut self, number: u64) {
        let Some(stream) = self.streams.get_mut(&number).filter(|stream| !stream.is_broken) else {
            return;
        };
        stream.is_broken = true;
        for at in [stream.from, stream.to] {
            let wait = self.dice.between(10, 20_000);
            self.after(wait, Happening::Broken { stream: number, at });
        }
    }

    /// What others brought is passed on; as in `Actor::tick_sessions`.
    pub(super) fn pass_on(&mut self, at: usize) {
        self.machines[at].passes_on = false;
        for number in self.machines[at].sessions.keys().copied().collect::<Vec<_>>() {
            self.drive(at, number, Event::Tick);
        }
    }

    /// Time passes for one computer; as in `Actor::tick`.
    pub(super) fn tick(&mut self, at: usize) {
        self.pass_on(at);
        let now = self.clock(at);
        let Some(home) = self.machines[at].home.as_mut() else { return };
        let dice = &mut self.dice;
        let mut random = |buffer: &mut [u8]| dice.fill(buffer);
        if home.recover_by_paper(&Ambient { now, random: &mut random }) {
            self.tally.note("recovered by a paper key");
            if !self.keep(at) {
                return;
            }
        }
        self.machines[at].heard();
        self.do_chores(at);
        self.tell(at);
    }

    // As in `Actor::do_chores`.
    fn do_chores(&mut self, at: usize) {
        let now = self.clock(at);
        let machine = &mut self.machines[at];
        let Some(home) = machine.home.as_mut() else { return };
        let looked = (home.community.log().len(), now);
        if std::mem::replace(&mut home.chored, looked) == looked {
            return;
        }
        let number = i64::from(home.community.device().0[0]);
        let due: BTreeSet<_> = home.community.chores(now).into_iter().collect();
        machine.waiting_chores.retain(|chore, _| due.contains(chore));
        for chore in due {
            let machine = &mut self.machines[at];
            if chore.is_shared() {
                let since = *machine.waiting_chores.entry(chore).or_insert(now);
                if now - since < 1 + number % (PATIENCE + 1) {
                    continue;
                }
            }
            let dice = &mut self.dice;
            let mut random = |buffer: &mut [u8]| dice.fill(buffer);
            let ambient = &mut Ambient { now, random: &mut random };
            let Some(home) = machine.home.as_mut() else { return };
            if home.community.perform(chore, ambient).is_ok() {
                self.tally.note("an app did what was due");
            }
            if !self.keep(at) {
                return;
            }
        }
    }
}
