//! What travels, and counting, as ratios to Automerge's own sync and reads in the same run.
//!
//! Guards: the rows of the design's table about bytes and counting. `cargo bench -p meent-document
//! --bench wire`. Next: `ratios`, about start and join.
#![expect(clippy::unwrap_used, reason = "a benchmark that can't go on stops")]
#![expect(clippy::print_stdout, reason = "the ratios are what a benchmark is for")]
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock, the room doesn't")]

extern crate meent_document as document;

use std::{
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant},
};

use act::{
    act::Act,
    deed::Deed,
    log::{Index, Log},
    seal::Seal,
};
use automerge::{
    Automerge, ReadDoc as _,
    sync::{State, SyncDoc as _},
};
use document::projection::Document;
use rules::judge::Judge;
use sync::{
    intake::{Admission, Intake},
    pool::Peer,
    session::{Effect, Event, Session},
};
use testing::neighbourhood::{Neighbourhood, neighbourhood};

/// Runs per measurement; the median counts.
const RUNS: usize = 7;

struct Side {
    log: Log,
    intake: Intake,
    session: Session,
}

impl Side {
    fn new(story: &Neighbourhood, acts: &[Arc<Act>], seals: &[Seal]) -> Self {
        let mut log = Log::new(story.id);
        for act in acts {
            log.append(Arc::clone(act)).unwrap();
        }
        for seal in seals {
            log.seal(seal);
        }
        Self { log, intake: Intake::default(), session: Session::new(story.id) }
    }

    // Frames that an event makes; what it delivers is taken in.
    fn handle(&mut self, event: Event) -> Vec<Vec<u8>> {
        let mut frames = Vec::new();
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            for effect in self.session.handle(&self.log, 0, event) {
                match effect {
                    Effect::Send(frame) => frames.push(frame),
                    Effect::Deliver(pack) => {
                        let gate = |_: &Log, _: &Act| Admission::Take;
                        let taken = self.intake.take(&mut self.log, &gate, Peer(1), pack, 0);
                        assert!(taken.refused.is_empty());
                        events.push(Event::Brought(taken.appended));
                    }
                    // Where devices are is the peer's to say.
                    Effect::Known(_)
                    | Effect::Records(_)
                    | Effect::Full(_)
                    | Effect::Around { .. } => {}
                    Effect::Misbehaved(offence) => panic!("{offence}"),
                    Effect::Close => panic!("closed"),
                }
            }
        }
        frames
    }
}

// Bytes both ways until nothing is said any more.
fn talk(one: &mut Side, other: &mut Side, first: Vec<Vec<u8>>) -> usize {
    let (mut to_other, mut to_one, mut bytes) = (first, Vec::new(), 0);
    while !to_other.is_empty() || !to_one.is_empty() {
        for frame in std::mem::take(&mut to_other) {
            bytes += frame.len();
            to_one.extend(other.handle(Event::Frame(frame)));
        }
        for frame in std::mem::take(&mut to_one) {
            bytes += frame.len();
            to_other.extend(one.handle(Event::Frame(frame)));
        }
    }
    bytes
}

fn meet(one: &mut Side, other: &mut Side) -> usize {
    let mut first = one.handle(Event::Start);
    let answer = other.handle(Event::Start);
    let mut bytes: usize = answer.iter().map(Vec::len).sum();
    for frame in answer {
        first.extend(one.handle(Event::Frame(frame)));
    }
    bytes += talk(one, other, first);
    bytes
}

fn automerge_sync(
    one: &mut Automerge,
    other: &mut Automerge,
    states: &mut (State, State),
) -> usize {
    let mut bytes = 0;
    loop {
        let there = one.generate_sync_message(&mut states.0);
        if let Some(message) = &there {
            let encoded = message.clone().encode();
            bytes += encoded.len();
            let message = automerge::sync::Message::decode(&encoded).unwrap();
            other.receive_sync_message(&mut states.1, message).unwrap();
        }
        let back = other.generate_sync_message(&mut states.1);
        if let Some(message) = &back {
            let encoded = message.clone().encode();
            bytes += encoded.len();
            let message = automerge::sync::Message::decode(&encoded).unwrap();
            one.receive_sync_message(&mut states.0, message).unwrap();
        }
        if there.is_none() && back.is_none() {
            return bytes;
        }
    }
}

fn median(mut work: impl FnMut() -> Duration) -> Duration {
    let mut times: Vec<_> = (0..RUNS).map(|_| work()).collect();
    times.sort_unstable();
    times[RUNS / 2]
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let begin = Instant::now();
    let made = black_box(work());
    (begin.elapsed(), made)
}

fn row(what: &str, ours: f64, anchor: f64, unit: &str, reach: f64) {
    let ratio = ours / anchor;
    let verdict = if ratio <= reach { "reached" } else { "NOT reached" };
    println!(
        "  {what:<44} {ours:>10.0} {unit} against {anchor:>10.0}  {ratio:>7.3}x  (<= {reach}x: {verdict})"
    );
}

fn measure(count: usize) {
    let mut story = neighbourhood(count);
    let (acts, seals) = (story.acts.clone(), story.seals.clone());
    let mut log = Log::new(story.id);
    let mut judge = Judge::default();
    for act in &acts {
        let index = log.append(Arc::clone(act)).unwrap();
        judge.judge(&log, index);
    }
    let mut document = Document::derive(&log, &judge).unwrap();
    let saved = document.save().unwrap();
    println!("{count} acts; saved {} B", saved.len());

    let mut one = Side::new(&story, &acts, &seals);
    let mut other = Side::new(&story, &[], &[]);
    let cold = meet(&mut one, &mut other);
    assert_eq!(other.log.len(), acts.len());
    let salts = 8 * acts.iter().filter(|act| act.words().is_some()).count();
    row("cold sync, without salts", (cold - salts) as f64, saved.len() as f64, "B", 1.0);

    // Reconnect with nothing new: sessions begin anew, the logs are level.
    let (mut bytes, mut theirs) = (0, 0);
    let ours = median(|| {
        let mut again =
            Side { session: Session::new(story.id), ..Side::new(&story, &acts, &seals) };
        let mut back = Side { session: Session::new(story.id), ..Side::new(&story, &acts, &seals) };
        let (took, sent) = timed(|| meet(&mut again, &mut back));
        bytes = sent;
        took
    });
    let loaded = Automerge::load(&saved).unwrap();
    let anchor = median(|| {
        let (mut a, mut b) = (loaded.clone(), loaded.clone());
        let (took, sent) =
            timed(|| automerge_sync(&mut a, &mut b, &mut (State::new(), State::new())));
        theirs = sent;
        took
    });
    row("reconnect, nothing new", bytes as f64, theirs as f64, "B", 0.02);
    row("reconnect, nothing new", ours.as_nanos() as f64, anchor.as_nanos() as f64, "ns", 0.01);

    // One more act, live.
    let (act, seal) = story.next_act();
    let index = one.log.append(Arc::clone(&act)).unwrap();
    one.log.seal(&seal);
    let push = one.handle(Event::Appended(vec![index]));
    let delta: usize = push.iter().map(Vec::len).sum();
    let before = loaded.clone();
    let index = log.append(act).unwrap();
    judge.judge(&log, index);
    document.advance(&log, &judge).unwrap();
    let (mut a, mut b) = (Automerge::load(&document.save().unwrap()).unwrap(), before);
    let mut states = (State::new(), State::new());
    let mut level = loaded.clone();
    automerge_sync(&mut level, &mut b, &mut states);
    let anchor = automerge_sync(&mut a, &mut b, &mut states);
    row("one act, live", delta as f64, anchor as f64, "B", 0.6);

    tally(&log, &judge, &document, &loaded);
}

// Counting the largest round at the past of its close, against reading the same map now.
fn tally(log: &Log, judge: &Judge, document: &Document, automerge: &Automerge) {
    let largest = judge.rounds().max_by_key(|(_, round)| round.votes.len());
    let Some((open, round)) = largest else { return };
    let Some(close) = round.closes.keys().next().copied() else { return };
    assert!(matches!(log.act(open).deed(), Some(Deed::Open(_))));
    assert!(document.change_hash(open).is_some());
    let counted = |heads: &[Index]| judge.count(log, open, heads).unwrap();
    let ours = median(|| timed(|| counted(&[close])).0);
    let id = log.act(open).id().to_string();
    let read = || {
        let (_, rounds) = automerge.get(automerge::ROOT, "rounds").unwrap().unwrap();
        let (_, round) = automerge.get(&rounds, &id).unwrap().unwrap();
        let (_, ballots) = automerge.get(&round, "ballots").unwrap().unwrap();
        automerge.map_range(&ballots, ..).count()
    };
    let anchor = median(|| timed(read).0);
    let what = format!("count {} ballots at a past", round.votes.len());
    row(&what, ours.as_nanos() as f64, anchor.as_nanos() as f64, "ns", 2.5);
}

fn main() {
    for count in [1_000, 10_000] {
        measure(count);
    }
}
