//! What it costs to judge an act, in communities of 30 and of 300 members.
//!
//! Judging many must stay near-linear: the ratio of the cost of an act among 100,000 to that among
//! 10,000 is printed, and 2 is the most that we accept. Appending to the log is measured apart, and so
//! is memory. The definitions as they read are timed beside it on a thousand acts, about the most that
//! their program holds, and must say the same.
#![expect(clippy::print_stdout, reason = "a benchmark is there to print")]

// As neighbours name this room.
extern crate meent_rules as rules;

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use act::{
    act::{Act, Draft},
    ballot::Ballot,
    body::Words,
    charter::Charter,
    content::{Comment, Create, Entity, Role, Value, Write},
    deed::Deed,
    fraction::Fraction,
    id::{ActId, CommunityId, Digest},
    key::{SecretKey, Signature},
    log::{Index, Log},
    register::{Change, Found, Founder, Invite, Join, Kind},
    round::{Acknowledge, Close, Method, Open, Vote},
    statement,
};
use rules::{judge::Judge, round::Status};

// The definitions as they read: what judging is compared with.
#[path = "../tests/definitions/literal.rs"]
#[expect(dead_code, reason = "of what the definitions say only verdicts and rounds are asked here")]
#[expect(clippy::unwrap_used, reason = "a test that can't go on fails")]
mod literal;

/// The most that an act among 100,000 may cost, compared with one among 10,000.
const MOST: f64 = 2.0;

/// Founders: as many as one act can name; the others come by an invite.
const FOUNDERS: usize = 60;

/// Acts between two rounds.
const PAUSE: usize = 400;

#[expect(clippy::disallowed_methods, reason = "the room reads no clock, its benchmark must")]
fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let begun = Instant::now();
    let done = work();
    (begun.elapsed(), done)
}

/// A community that writes.
struct Town {
    keys: Vec<SecretKey>,
    log: Log,
    last: BTreeMap<usize, Index>,
    seed: u64,
    text: Digest,
}

fn key(what: u8, number: usize) -> SecretKey {
    let mut seed = [what; 32];
    for (byte, from) in seed.iter_mut().zip(number.to_be_bytes()) {
        *byte = from;
    }
    SecretKey::from_seed(&seed)
}

fn draft(community: CommunityId, key: &SecretKey, deed: Deed) -> Draft {
    Draft {
        community,
        device: key.device(),
        seq: 1,
        prev: None,
        seen: Vec::new(),
        claimed_at: 0,
        deed,
        words: None,
    }
}

impl Town {
    fn found(people: usize) -> Self {
        let mut keys: Vec<_> = (0..people).map(|number| key(1, number)).collect();
        keys[..people.min(FOUNDERS)].sort_unstable_by_key(SecretKey::device);
        let founder = |key: &SecretKey| Founder {
            key: key.device(),
            kind: Kind::Resident,
            proof: Signature([0; 64]),
        };
        let founders = keys.iter().take(FOUNDERS).map(founder).collect();
        let mut found =
            Found { nonce: [0; 32], founders, charter: Charter::default(), season: None };
        let statement = found.statement();
        for (founder, key) in found.founders.iter_mut().zip(&keys) {
            founder.proof = key.sign(&statement);
        }
        let act = Act::new(draft(CommunityId::UNFOUNDED, &keys[0], Deed::Found(found)));
        let act = act.expect("a founding is well formed");
        let mut town = Self {
            keys,
            log: Log::new(act.community()),
            last: BTreeMap::new(),
            seed: 1,
            text: Digest([7; 32]),
        };
        let founding = town.log.append(Arc::new(act)).expect("a founding is taken in");
        town.last.insert(0, founding);
        let invites = key(2, 0);
        let deed = Invite { key: invites.invite(), until: 0, guests: 0 };
        let invite = town.write(0, &[], Deed::Invite(deed), None);
        let invite = town.id(invite);
        let mut joins = Vec::new();
        for person in FOUNDERS..people {
            let device = town.keys[person].device();
            let proof = invites.sign(&statement::join(town.log.community(), device));
            let deed = Deed::Join(Join { invite, proof, kind: Kind::Resident });
            joins.push(town.write(person, &[town.last[&0]], deed, None));
        }
        let gathered: Vec<_> =
            joins.chunks(60).map(|some| town.write(0, some, Deed::Gather, None)).collect();
        for person in 0..people.min(FOUNDERS) {
            for some in joins.chunks(60) {
                let admit = some.iter().map(|join| Change::Admit(town.id(*join))).collect();
                let seen: Vec<_> = gathered.last().copied().into_iter().collect();
                town.write(person, &seen, Deed::Approve(admit), None);
            }
        }
        town.meet();
        town
    }

    fn id(&self, index: Index) -> ActId {
        self.log.act(index).id()
    }

    // Knuth's MMIX generator: the same town in every run.
    fn pick(&mut self, below: usize) -> usize {
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.seed >> 33).expect("31 bits fit") % below
    }

    fn write(&mut self, by: usize, seen: &[Index], deed: Deed, words: Option<Words>) -> Index {
        let log = &mut self.log;
        let prev = self.last.get(&by).copied();
        let mut past = log.clock_of(prev);
        let mut names = Vec::new();
        let mut seen = seen.to_vec();
        seen.sort_unstable();
        for act in seen.into_iter().rev() {
            if !log.holds(&past, act) {
                past.join(&log.clock(act));
                names.push(log.act(act).id());
            }
        }
        let seq = prev.map_or(1, |prev| log.act(prev).seq() + 1);
        let prev = prev.map(|prev| log.act(prev).id());
        let draft = draft(log.community(), &self.keys[by], deed);
        let act = Act::new(Draft { seq, prev, seen: names, words, ..draft });
        let act = act.expect("an act is well formed");
        let index = log.append(Arc::new(act)).expect("an act is taken in");
        self.last.insert(by, index);
        index
    }

    // One act that knows all there is, and is known to whoever writes next.
    fn meet(&mut self) -> Index {
        loop {
            let heads: Vec<_> = self.log.head_indices().take(60).collect();
            let met = self.write(0, &heads, Deed::Gather, None);
            if self.log.head_indices().count() == 1 {
                return met;
            }
        }
    }

    fn comment(&mut self, by: usize, seen: &[Index]) -> Index {
        let on = self.id(self.log.since(0).next().expect("founded"));
        let words = Words { salt: [0; 8], strings: vec!["goed plan".to_owned()] };
        let comment = Comment { on, role: Role::Comment, chars: 9 };
        self.write(by, seen, Deed::Comment(comment), Some(words))
    }

    // Everybody votes apart, one closes, everybody acknowledges apart.
    fn round(&mut self) {
        let met = self.meet();
        let create = Create {
            entity: Entity::Decision,
            fields: vec![
                Write { field: 0, value: Value::Words(4) },
                Write { field: 2, value: Value::Date(0) },
                Write { field: 4, value: Value::Choice(0) },
            ],
        };
        let words = Words { salt: [0; 8], strings: vec!["plan".to_owned()] };
        let decision = self.write(0, &[met], Deed::Create(create), Some(words));
        let on = self.id(decision).into();
        let open = Open::plain(on, self.text, Method::Majority, Fraction::HALF, 0);
        let open = Deed::Open(Box::new(open));
        let open = self.write(0, &[], open, None);
        let round = self.id(open);
        for by in 0..self.keys.len() {
            let ballot = if self.pick(3) == 0 { Ballot::Against } else { Ballot::For };
            let vote = Vote { round, text: self.text, ballot, reason: None };
            self.write(by, &[open], Deed::Vote(vec![vote]), None);
        }
        self.meet();
        let close = self.write(0, &[], Deed::Close(vec![Close::of(round)]), None);
        for by in 0..self.keys.len() {
            let ack = Acknowledge { round, close: self.id(close) };
            self.write(by, &[close], Deed::Acknowledge(vec![ack]), None);
        }
        self.meet();
    }

    /// Writes until there are so many acts; tells how many rounds there were.
    fn write_until(&mut self, acts: usize) -> usize {
        let (mut recent, mut rounds) = (vec![self.meet()], 0);
        while self.log.len() < acts {
            if self.log.len().is_multiple_of(PAUSE) && self.log.len() + 3 * self.keys.len() < acts {
                self.round();
                rounds += 1;
                recent = self.log.head_indices().collect();
            }
            // People write while they know some of the latest, not all.
            let by = self.pick(self.keys.len());
            let seen = recent[self.pick(recent.len())];
            recent.push(self.comment(by, &[seen]));
            if recent.len() > 8 {
                recent.remove(0);
            }
        }
        rounds
    }
}

// Resident memory in kB, where the system tells.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

// What an act of a community of so many costs by the definitions as they read, which say the same of each.
fn against_the_definitions(acts: usize) {
    let mut town = Town::found(30);
    town.round();
    town.write_until(acts);
    let log = &town.log;
    let acts = log.len();
    let (engine, judge) = timed(|| {
        let mut judge = Judge::default();
        for index in log.since(0) {
            judge.judge(log, index);
        }
        judge
    });
    let (read, (literal, verdicts)) = timed(|| {
        let all = log.iter().map(|(_, entry)| Arc::clone(&entry.act)).collect();
        let literal = literal::Literal::of(all);
        let verdict = |act| (literal.stood(act), literal.effect(act, 0));
        let verdicts: Vec<_> = (0..acts).map(verdict).collect();
        (literal, verdicts)
    });
    for (index, (stood, effect)) in log.since(0).zip(verdicts) {
        let found = judge.verdict(index);
        assert_eq!(found.stood, stood, "whether the device of {index:?} stood");
        assert!(effect.is_none_or(|effect| effect == found.has_effect(0)), "effect of {index:?}");
    }
    let clock = log.clock_of(log.head_indices());
    for (open, round) in judge.rounds() {
        let (found, wanted) = (round.state(log, &clock), literal.state(open.at(), literal.all()));
        assert_eq!(found.status.word(), wanted.status, "how far round {open:?} is");
        assert!(found.closes.values().eq(wanted.closes.values()), "who acknowledged in {open:?}");
    }
    println!(
        "30 members, {acts} acts: judge {:.2} us/act, the definitions as they read {:.2} us/act, {:.0}x",
        engine.as_secs_f64() * 1e6 / acts as f64,
        read.as_secs_f64() * 1e6 / acts as f64,
        read.as_secs_f64() / engine.as_secs_f64(),
    );
}

// A community of so many people and acts, judged; tells what an act cost, in microseconds.
fn row(people: usize, acts: usize) -> f64 {
    let mut town = Town::found(people);
    let rounds = town.write_until(acts);
    let acts: Vec<_> = town.log.iter().map(|(_, entry)| Arc::clone(&entry.act)).collect();
    let mut log = Log::new(town.log.community());
    let (append, _) = timed(|| {
        for act in acts {
            log.append(act).expect("what was taken in is taken in again");
        }
    });
    let mut judge = Judge::default();
    let before = memory();
    let (time, _) = timed(|| {
        for index in log.since(0) {
            judge.judge(&log, index);
        }
    });
    let taken = memory().zip(before).map_or_else(String::new, |(now, before)| {
        let bytes = now.saturating_sub(before) * 1024;
        format!(" and {:.0} bytes", bytes as f64 / log.len() as f64)
    });
    let heads: Vec<_> = log.head_indices().collect();
    let (register, members) = timed(|| judge.register(&log, heads.iter().copied()).members().len());
    assert_eq!(members, people, "everybody is a member");
    let all = log.clock_of(heads);
    let confirmed =
        judge.rounds().filter(|(_, round)| round.state(&log, &all).status == Status::Confirmed);
    assert_eq!(confirmed.count(), rounds, "every round was confirmed");
    let each = time.as_secs_f64() * 1e6 / log.len() as f64;
    println!(
        "{people} members, {} acts, {rounds} rounds: judge {each:.2} us{taken} an act, append {:.2} us/act, register {register:.1?}",
        log.len(),
        append.as_secs_f64() * 1e6 / log.len() as f64,
    );
    each
}

// A round in which everybody votes and acknowledges apart: acts, bytes (each act by itself, without what
// packing saves) and the time to judge them, from the proposal until the outcome is confirmed.
fn apart(people: usize) {
    let mut town = Town::found(people);
    town.meet();
    let before = town.log.len();
    let mut judge = Judge::default();
    for index in town.log.since(0) {
        judge.judge(&town.log, index);
    }
    town.round();
    let log = &town.log;
    let (mut acts, mut bytes, mut time, mut confirmed) = (0, 0, Duration::ZERO, None);
    for index in log.since(before) {
        let (judged, _) = timed(|| judge.judge(log, index));
        acts += 1;
        bytes += log.act(index).encode().len();
        time += judged;
        let past = log.clock(index);
        let known = judge.rounds().any(|(_, round)| {
            round.acknowledged.len() * 2 > people
                && round.state(log, &past).status == Status::Confirmed
        });
        if known && confirmed.is_none() {
            confirmed = Some((acts, bytes, time));
        }
    }
    let (acts, bytes, time) = confirmed.expect("who knows all acknowledgements sees it confirmed");
    println!(
        "a round of {people} who vote apart: {acts} acts, {bytes} bytes, judged in {time:.1?}, until it is confirmed"
    );
}

// A row in a process of its own, so that its memory is its own.
fn in_a_process(people: usize, acts: usize) -> f64 {
    let program = std::env::current_exe().expect("a program has a path");
    let row = std::process::Command::new(program)
        .args([people.to_string(), acts.to_string()])
        .output()
        .expect("the program that runs can be run");
    let told = String::from_utf8(row.stdout).expect("it prints text");
    let (line, cost) = told.trim_end().rsplit_once('\n').expect("a line and a number");
    println!("{line}");
    cost.parse().expect("the last line is a number")
}

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    if let [people, acts] = asked[..] {
        println!("{}", row(people, acts));
        return;
    }
    for acts in [120, 1_000] {
        against_the_definitions(acts);
    }
    for people in [30, 300] {
        apart(people);
    }
    for people in [30, 300] {
        let rows = [1_000, 10_000, 100_000].map(|acts| in_a_process(people, acts));
        let growth = rows[2] / rows[1];
        let verdict = if growth <= MOST { "near-linear" } else { "NOT near-linear" };
        println!(
            "  {verdict}: an act among 100,000 costs {growth:.2}x one among 10,000, {MOST}x at most"
        );
    }
}
