//! One connected peer and one community: what either side lacks is found out and sent.
//!
//! Guards: the same events give the same effects; every queue and every answer is bounded, and
//! nothing is concluded from what a peer says but what to send it. Either side may begin. Next:
//! `compare.rs`, how two peers find where they differ.

mod offence; // what no honest peer does

use std::collections::{BTreeMap, BTreeSet};

use act::{
    clock::Clock,
    id::{ActId, CommunityId},
    log::{Index, Log},
};

use crate::{
    compare::{self, Comparing, Said, Verdict},
    frame::{Frame, Heard, NEEDS},
    frontier::Frontier,
    incoming::Incoming,
    outgoing::Outgoing,
    pack::Pack,
    pool::QUOTA,
    record::SignedRecord,
    unpack::UnpackError,
};

pub use offence::Offence;

/// Milliseconds without an answer or a receipt after which the comparison begins again: two round
/// trips over the slowest line on which anybody would wait.
const STALLED: u64 = 20_000;

/// Milliseconds after which peers that think they are level say their frontiers again: 40 bytes.
const RECHECK: u64 = 60_000;

/// How often that doubles at most: about an hour.
const IN_VAIN: u32 = 6;

/// Questions that a peer may ask in [`WINDOW`]: comparisons take a few, so this is a flood.
const QUESTIONS: u32 = 64;

/// Frames that say where devices are or when they were heard of that are read in [`WINDOW`]: an honest peer
/// passes on once a second and sends its whole book now and then. Each is up to 64 signatures to check; more
/// are passed over, because whoever passes on isn't to blame for how many there are.
const TOLD: u32 = 64;

/// Milliseconds in which these are counted.
const WINDOW: u64 = 10_000;

/// Requests for missing acts that are remembered, so that none is made twice in [`STALLED`].
const ASKED: usize = 1_024;

/// Acts on their way to a peer beyond which no more is done about what it asks for by id: what it can
/// keep that still waits for something. The next comparison finds the rest.
const ENOUGH: usize = QUOTA.acts;

/// What happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// `hello` is done; comparing begins.
    Start,
    /// The peer sent a frame.
    Frame(Vec<u8>),
    /// These are new in the log, durable and sealed: the peer gets them at once.
    Appended(Vec<Index>),
    /// The same, but another peer brought them: the peer gets them at the next [`Event::Tick`], unless it
    /// has them by then. Where many tell each other, ticks that don't coincide keep an act from crossing
    /// a connection both ways.
    Brought(Vec<Index>),
    /// The peer delivered acts that name these, which nobody has delivered.
    Missing(Vec<ActId>),
    /// Something of the transfer that ended was dropped to make room: it wasn't whole.
    Lost,
    /// Time passed; at least once a second.
    Tick,
}

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Send a frame, in order.
    Send(Vec<u8>),
    /// Give these to the intake; store, then tell all sessions what was appended.
    Deliver(Pack),
    /// The peer has device records with this digest: where that isn't ours, it should get them.
    Known([u8; 8]),
    /// The peer told where devices are; each is signed by its device.
    Records(Vec<SignedRecord>),
    /// The peer has neighbours enough and ends the connection; it tells where some of them are.
    Full(Vec<SignedRecord>),
    /// The peer has so many neighbours, and heard of these.
    Around {
        /// How many, itself not counted.
        neighbours: u32,
        /// As [`Frame::Around`] says.
        heard: Vec<Heard>,
    },
    /// The peer did what no honest one does.
    Misbehaved(Offence),
    /// End the connection. Nothing follows.
    Close,
}

/// How far two peers are apart, as far as is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Behind {
    /// Acts that we have and the peer lacks.
    pub they: usize,
    /// Acts that the peer has and we lack.
    pub we: usize,
}

/// The state of one session.
#[derive(Debug)]
pub struct Session {
    incoming: Incoming,
    outgoing: Outgoing,
    /// What others brought, for the next tick.
    later: BTreeSet<Index>,
    /// What the peer has; unknown until the first comparison.
    theirs: Option<Clock>,
    /// What we said last and the peer did not answer.
    said: Option<Said>,
    comparing: Option<Comparing>,
    lacking: usize,
    /// Whether the peer sent all that it found we lack.
    ended: bool,
    asked: BTreeMap<ActId, u64>,
    progress: u64,
    compared: u64,
    /// Acts that one side had and the other lacked at the last comparison, where that was asked in detail.
    apart: usize,
    /// How often in a row that was no fewer than the time before.
    in_vain: u32,
    questions: Rate,
    told: Rate,
    closed: bool,
}

impl Session {
    /// A session about this community, before [`Event::Start`].
    #[must_use]
    pub fn new(community: CommunityId) -> Self {
        Self {
            incoming: Incoming::new(community),
            outgoing: Outgoing::default(),
            later: BTreeSet::new(),
            theirs: None,
            said: None,
            comparing: None,
            lacking: 0,
            ended: false,
            asked: BTreeMap::new(),
            progress: 0,
            compared: 0,
            apart: 0,
            in_vain: 0,
            questions: Rate::default(),
            told: Rate::default(),
            closed: false,
        }
    }

    /// How far the two are apart, as far as is known.
    #[must_use]
    pub fn behind(&self) -> Behind {
        Behind { they: self.outgoing.behind() + self.later.len(), we: self.lacking }
    }

    /// Whether both have the same acts, as far as is known.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.theirs.is_some()
            && self.said.is_none()
            && self.outgoing.is_idle()
            && self.later.is_empty()
            && self.lacking == 0
            && !self.incoming.is_busy()
            && self.ended
    }

    /// Deals with one event. `now` is any clock of the caller's that doesn't go back, in milliseconds.
    pub fn handle(&mut self, log: &Log, now: u64, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.closed {
            return effects;
        }
        match event {
            Event::Start => self.say(log, now, false, &mut effects),
            Event::Frame(bytes) => self.frame(log, now, &bytes, &mut effects),
            Event::Appended(acts) => {
                let new = self.appended(log, &acts);
                self.outgoing.add(new);
            }
            Event::Brought(acts) => {
                let new = self.appended(log, &acts);
                self.later.extend(new);
            }
            Event::Missing(ids) => self.missing(now, ids, &mut effects),
            Event::Lost => {
                // Compared again soon, and not sent in vain.
                self.ended = false;
                self.apart = 0;
            }
            Event::Tick => self.tick(log, now, &mut effects),
        }
        if !self.closed
            && let Some(theirs) = &mut self.theirs
        {
            for frame in self.outgoing.frames(log, theirs) {
                self.progress = now;
                send(&mut effects, &frame);
            }
        }
        effects
    }

    fn frame(&mut self, log: &Log, now: u64, bytes: &[u8], effects: &mut Vec<Effect>) {
        let frame = match Frame::decode(bytes) {
            Ok(frame) => frame,
            Err(error) => return self.close(Offence::Frame(error), effects),
        };
        if is_question(&frame) && !self.questions.allows(QUESTIONS, now) {
            return effects.push(Effect::Misbehaved(Offence::Flood));
        }
        match frame {
            Frame::Frontier { answer, digest, acts, tips } => {
                // When both asked, each question answers the other.
                if self.said.is_none() && !answer {
                    self.say(log, now, true, effects);
                }
                let Some(said) = self.said.take() else { return };
                self.compared = now;
                let verdict = compare::begin(&said, digest, acts, tips);
                self.begin(log, said, verdict, effects);
            }
            Frame::Buckets { tag, buckets } => {
                if let Some(comparing) = self.comparing_of(tag) {
                    let frame = comparing.buckets(&buckets);
                    effects.extend(frame.map(|frame| Effect::Send(frame.encode())));
                }
            }
            Frame::Tips { tag, buckets, tips } => {
                let Some(comparing) = self.comparing_of(tag) else {
                    return;
                };
                let mine = comparing.tips_once(buckets);
                let found = comparing.compare(log, buckets, &tips);
                effects.extend(mine.map(|frame| Effect::Send(frame.encode())));
                if !found.want.is_empty() {
                    let tips = found.want;
                    send(effects, &Frame::Want { tag, tips });
                }
                let surplus = compare::not_held(log, &found.theirs);
                self.found_apart(surplus.len() + found.lacking);
                self.lacking = found.lacking;
                self.outgoing.set(surplus);
                self.theirs = Some(found.theirs);
            }
            Frame::Want { tag, tips } => {
                if let Some(comparing) = self.comparing_of(tag) {
                    let acts = comparing.wanted(log, &tips);
                    self.outgoing.add(acts);
                }
            }
            Frame::Need(ids) => {
                let enough = ENOUGH.saturating_sub(self.outgoing.behind());
                if enough > 0 {
                    self.outgoing.add(compare::needed(log, &ids, enough));
                }
            }
            Frame::Ack { transfer, number } => {
                if self.outgoing.ack(transfer, number) {
                    self.progress = now;
                }
            }
            Frame::Part { transfer, number, pack } => {
                let arrived = self.incoming.part(transfer, number, &pack);
                self.arrived(now, arrived, transfer, number, effects);
            }
            Frame::Push { transfer, pack } => {
                let arrived = self.incoming.push(transfer, &pack);
                self.arrived(now, arrived, transfer, 0, effects);
                self.ended = true;
                self.lacking = self.still_wanted(log);
            }
            Frame::Known(digest) => effects.push(Effect::Known(digest)),
            Frame::Records(_) | Frame::Full(_) | Frame::Around { .. }
                if !self.told.allows(TOLD, now) => {}
            Frame::Records(records) => {
                self.records(&records, Effect::Records, effects);
            }
            Frame::Full(records) => self.records(&records, Effect::Full, effects),
            Frame::Around { neighbours, heard } => {
                effects.push(Effect::Around { neighbours, heard });
            }
            Frame::Done { transfer, parts, more } => {
                if let Some(whole) = self.incoming.done(transfer, parts) {
                    let end = Pack { more: more && whole, ..Pack::default() };
                    effects.push(Effect::Deliver(end));
                }
                if !more {
                    self.ended = true;
                    self.lacking = self.still_wanted(log);
                }
            }
        }
    }

    // What one of the two doesn't take in (its member's credit is used up, say) is sent more and more seldom.
    fn found_apart(&mut self, acts: usize) {
        let is_in_vain = self.apart > 0 && acts >= self.apart;
        self.in_vain = if is_in_vain { (self.in_vain + 1).min(IN_VAIN) } else { 0 };
        self.apart = acts;
    }

    fn begin(&mut self, log: &Log, said: Said, verdict: Verdict, effects: &mut Vec<Effect>) {
        self.lacking = 0;
        self.comparing = None;
        self.ended = matches!(verdict, Verdict::Level | Verdict::TheyAreNew);
        match verdict {
            Verdict::Level => {
                self.found_apart(0);
                let theirs = said.frontier.clock(log);
                self.outgoing.add(compare::not_held(log, &theirs));
                self.theirs = Some(theirs);
            }
            Verdict::TheyAreNew => {
                let theirs = Clock::default();
                self.outgoing.set(compare::not_held(log, &theirs));
                self.theirs = Some(theirs);
            }
            Verdict::WeAreNew { acts } => {
                self.theirs.get_or_insert_default();
                self.lacking = acts;
            }
            Verdict::Apart { comparison, short } => {
                let mut comparing = Comparing::new(comparison, said.frontier);
                let frame = if short {
                    comparing.tips_once(u64::MAX)
                } else {
                    Some(comparing.own_buckets())
                };
                effects.extend(frame.map(|frame| Effect::Send(frame.encode())));
                self.comparing = Some(comparing);
            }
        }
    }

    fn arrived(
        &mut self,
        now: u64,
        arrived: Result<Option<Pack>, UnpackError>,
        transfer: u32,
        number: u32,
        effects: &mut Vec<Effect>,
    ) {
        match arrived {
            Ok(Some(pack)) => effects.push(Effect::Deliver(pack)),
            // It came before, or something before it was lost: then the sender will begin again.
            Ok(None) => return,
            Err(error) => return self.close(Offence::Pack(error), effects),
        }
        self.progress = now;
        send(effects, &Frame::Ack { transfer, number });
    }

    fn records(
        &mut self,
        records: &[Vec<u8>],
        effect: impl FnOnce(Vec<SignedRecord>) -> Effect,
        effects: &mut Vec<Effect>,
    ) {
        match records.iter().map(|bytes| SignedRecord::decode(bytes)).collect() {
            Ok(records) => effects.push(effect(records)),
            Err(error) => self.close(Offence::Record(error), effects),
        }
    }

    // Which of these the peer lacks.
    fn appended(&mut self, log: &Log, acts: &[Index]) -> Vec<Index> {
        // Before the first comparison nothing is known; that one will find these too.
        let Some(theirs) = &mut self.theirs else {
            return Vec::new();
        };
        self.incoming.settle(log, theirs);
        let new: Vec<_> = acts.iter().copied().filter(|act| !log.holds(theirs, *act)).collect();
        self.lacking = self.lacking.saturating_sub(acts.len() - new.len());
        if self.ended {
            self.lacking = self.lacking.min(self.still_wanted(log));
        }
        new
    }

    fn missing(&mut self, now: u64, ids: Vec<ActId>, effects: &mut Vec<Effect>) {
        if self.asked.len() > ASKED {
            self.asked.clear();
        }
        let mut needs: Vec<_> = ids.into_iter().take(NEEDS).collect();
        needs.retain(|id| self.asked.get(id).is_none_or(|asked| asked + STALLED <= now));
        needs.sort_unstable();
        needs.dedup();
        if !needs.is_empty() {
            self.asked.extend(needs.iter().map(|id| (*id, now)));
            send(effects, &Frame::Need(needs));
        }
    }

    fn tick(&mut self, log: &Log, now: u64, effects: &mut Vec<Effect>) {
        if let (Some(theirs), false) = (&mut self.theirs, self.later.is_empty()) {
            self.incoming.settle(log, theirs);
            let later = std::mem::take(&mut self.later);
            self.outgoing.add(later.into_iter().filter(|act| !log.holds(theirs, *act)));
        }
        let since = |then: u64| now.saturating_sub(then);
        let waits = self.outgoing.waits() || self.incoming.is_busy();
        if waits {
            if since(self.progress) > STALLED {
                // What never arrived wasn't sent in vain.
                self.apart = 0;
                self.outgoing.reset();
                self.say(log, now, false, effects);
            }
        } else if !self.ended || self.said.is_some() || self.theirs.is_none() {
            if since(self.compared) > STALLED {
                self.say(log, now, false, effects);
            }
        } else if since(self.compared) > RECHECK << self.in_vain {
            self.say(log, now, false, effects);
        }
    }

    fn say(&mut self, log: &Log, now: u64, answer: bool, effects: &mut Vec<Effect>) {
        let said = Said::new(Frontier::of(log), log.len());
        send(effects, &said.frame(answer));
        self.said = Some(said);
        self.compared = now;
        self.progress = now;
    }

    // All that the peer sent by itself is here: what we lack still is what we asked for.
    fn still_wanted(&self, log: &Log) -> usize {
        self.comparing.as_ref().map_or(0, |comparing| comparing.still_wanted(log))
    }

    fn comparing_of(&mut self, tag: [u8; 4]) -> Option<&mut Comparing> {
        self.comparing.as_mut().filter(|c| c.tag() == tag)
    }

    fn close(&mut self, offence: Offence, effects: &mut Vec<Effect>) {
        self.closed = true;
        effects.push(Effect::Misbehaved(offence));
        effects.push(Effect::Close);
    }
}

/// How much came of late.
#[derive(Clone, Copy, Debug, Default)]
struct Rate {
    since: u64,
    count: u32,
}

impl Rate {
    // Counts one more; whether it is among the first so many of its window.
    const fn allows(&mut self, most: u32, now: u64) -> bool {
        if now.saturating_sub(self.since) > WINDOW {
            *self = Self { since: now, count: 0 };
        }
        self.count = self.count.saturating_add(1);
        self.count <= most
    }
}

const fn is_question(frame: &Frame) -> bool {
    match frame {
        Frame::Frontier { .. }
        | Frame::Buckets { .. }
        | Frame::Tips { .. }
        | Frame::Want { .. }
        | Frame::Need(_) => true,
        // What is told of devices is passed on: whoever does is not to blame for how much there is.
        Frame::Part { .. }
        | Frame::Done { .. }
        | Frame::Push { .. }
        | Frame::Ack { .. }
        | Frame::Known(_)
        | Frame::Records(_)
        | Frame::Full(_)
        | Frame::Around { .. } => false,
    }
}

fn send(effects: &mut Vec<Effect>, frame: &Frame) {
    effects.push(Effect::Send(frame.encode()));
}
