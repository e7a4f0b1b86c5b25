//! What it costs when somebody means harm: words given and taken back, guests who invite the next,
//! a device that forks again and again, a member who proposes 64 clauses and rests in each act, and
//! decisions under a mandate opened and taken back, or by who doesn't hold it, closed 64 at a time.
//!
//! Such acts are taken in like any other, so an act among four times as many may not cost four times
//! as much. The growth is printed, with the memory of the process. See `judging` for honest days.
#![expect(clippy::print_stdout, reason = "a benchmark is there to print")]

// As neighbours name this room.
extern crate meent_rules as rules;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use act::{
    act::{Act, Draft},
    body::Words,
    cap::PARTS,
    charter::{Amendment, Charter, Clause},
    content::{Create, Entity, Value, Write},
    deed::Deed,
    fraction::Fraction,
    id::{CommunityId, Digest, EntityId},
    key::{SecretKey, Signature},
    log::{Index, Log},
    mandate::{Grant, Under, Use},
    register::{Change, Found, Founder, Invite, Join, Kind},
    round::{Close, Method, Open},
    statement,
};
use rules::judge::Judge;

#[expect(clippy::disallowed_methods, reason = "the room reads no clock, its benchmark must")]
fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let begun = Instant::now();
    let done = work();
    (begun.elapsed(), done)
}

fn key(what: u8, number: usize) -> SecretKey {
    let mut seed = [what; 32];
    for (byte, from) in seed.iter_mut().zip(number.to_be_bytes()) {
        *byte = from;
    }
    SecretKey::from_seed(&seed)
}

/// A story with about so many acts.
type Tell = fn(usize) -> Town;

/// Three founders, and whoever they let in.
struct Town {
    log: Log,
    founding: Index,
}

impl Town {
    fn found() -> Self {
        let mut keys: Vec<_> = (0..3).map(|number| key(1, number)).collect();
        keys.sort_unstable_by_key(SecretKey::device);
        let founder = |key: &SecretKey| Founder {
            key: key.device(),
            kind: Kind::Resident,
            proof: Signature([0; 64]),
        };
        let founders = keys.iter().map(founder).collect();
        let mut found =
            Found { nonce: [0; 32], founders, charter: Charter::default(), season: None };
        let statement = found.statement();
        for (founder, key) in found.founders.iter_mut().zip(&keys) {
            founder.proof = key.sign(&statement);
        }
        let act = Act::new(Draft {
            community: CommunityId::UNFOUNDED,
            device: key(1, 0).device(),
            seq: 1,
            prev: None,
            seen: Vec::new(),
            claimed_at: 0,
            deed: Deed::Found(found),
            words: None,
        })
        .expect("a founding is well formed");
        let mut log = Log::new(act.community());
        let founding = log.append(Arc::new(act)).expect("a founding is taken in");
        Self { log, founding }
    }

    fn write(&mut self, key: &SecretKey, prev: Option<Index>, seen: &[Index], deed: Deed) -> Index {
        self.tell(key, prev, seen, deed, 0)
    }

    fn tell(
        &mut self,
        key: &SecretKey,
        prev: Option<Index>,
        seen: &[Index],
        deed: Deed,
        claimed_at: i64,
    ) -> Index {
        let log = &mut self.log;
        let lengths = deed.string_lengths().into_iter();
        let strings: Vec<_> = lengths.map(|chars| "x".repeat(chars as usize)).collect();
        let words = (!strings.is_empty()).then_some(Words { salt: [0; 8], strings });
        let act = Act::new(Draft {
            community: log.community(),
            device: key.device(),
            seq: prev.map_or(1, |prev| log.act(prev).seq() + 1),
            prev: prev.map(|prev| log.act(prev).id()),
            seen: seen.iter().map(|act| log.act(*act).id()).collect(),
            claimed_at,
            deed,
            words,
        });
        log.append(Arc::new(act.expect("an act is well formed"))).expect("an act is taken in")
    }

    fn invite(&mut self, by: &SecretKey, prev: Index, number: usize) -> Index {
        let invites = key(2, number);
        let deed = Invite { key: invites.invite(), until: 0, guests: 0 };
        self.write(by, Some(prev), &[], Deed::Invite(deed))
    }

    fn join(&mut self, guest: &SecretKey, invite: Index, number: usize) -> Index {
        let proof = key(2, number).sign(&statement::join(self.log.community(), guest.device()));
        let invited = self.log.act(invite).id();
        let deed = Deed::Join(Join { invite: invited, proof, kind: Kind::Resident });
        self.write(guest, None, &[invite], deed)
    }

    // A member approves a guest, takes it back, approves again.
    fn words(acts: usize) -> Self {
        let mut town = Self::found();
        let member = key(1, 0);
        let invite = town.invite(&member, town.founding, 0);
        let join = town.join(&key(3, 0), invite, 0);
        let change = vec![Change::Admit(town.log.act(join).id())];
        let (mut last, mut seen) = (invite, vec![join]);
        for number in 0..acts {
            let change = change.clone();
            let taken_back = number % 2 == 1;
            let deed =
                if taken_back { Deed::WithdrawApproval(change) } else { Deed::Approve(change) };
            last = town.write(&member, Some(last), &seen, deed);
            seen.clear();
        }
        town
    }

    // Each guest invites the next.
    fn guests(acts: usize) -> Self {
        let mut town = Self::found();
        let mut invite = town.invite(&key(1, 0), town.founding, 0);
        for number in 0..acts / 2 {
            let guest = key(3, number);
            let join = town.join(&guest, invite, number);
            invite = town.invite(&guest, join, number + 1);
        }
        town
    }

    // A member approves clauses and rests that nobody asked for, as many as an act can hold; another
    // one goes on meanwhile, and knows all of it.
    fn spam(acts: usize) -> Self {
        let mut town = Self::found();
        let (member, other) = (key(1, 0), key(1, 1));
        let resting = statement::member_id(town.log.act(town.founding).id(), other.device());
        let (mut last, mut others) = (town.founding, None);
        let mut own = vec![town.founding];
        for number in 0..acts {
            let rests = own.iter().rev().take(PARTS / 2);
            let rests = rests.map(|act| Change::Rest(resting, town.log.act(*act).id()));
            let clause = |part: usize| {
                let seconds = u32::try_from(number * PARTS + part).expect("few enough");
                let clause = Clause::Deadline(seconds);
                Change::Clause(Box::new(Amendment { clause, replaces: Vec::new() }))
            };
            let changes: Vec<_> = rests.chain((0..PARTS).map(clause)).take(PARTS).collect();
            let prev = Some(last);
            last = town.write(&member, prev, &[], Deed::Approve(changes));
            own.push(last);
            if number % 10 == 9 {
                others = Some(town.write(&other, others, &[last], Deed::Gather));
            }
        }
        town
    }

    // Two members grant one of them a mandate; that one opens decisions under it and takes them back, the
    // other, who doesn't hold it, opens as many. Each closes all that it knows, as many as an act can.
    fn mandates(acts: usize) -> Self {
        let mut town = Self::found();
        let (holder, other) = (key(1, 0), key(1, 1));
        let words = |field| Write { field, value: Value::Words(1) };
        let date = |field| Write { field, value: Value::Date(0) };
        let method = Write { field: 4, value: Value::Choice(0) };
        let create = |entity, fields| Deed::Create(Create { entity, fields });
        let about = create(Entity::Decision, vec![words(0), date(2), method]);
        let about = town.write(&holder, Some(town.founding), &[], about);
        let mandate = create(Entity::Mandate, vec![words(0), words(1), date(4)]);
        let mandate = town.write(&holder, Some(about), &[], mandate);
        let id = |town: &Self, act| EntityId::from(town.log.act(act).id());
        let change = Change::Grant(Box::new(Grant {
            mandate: id(&town, mandate),
            n: 1,
            usable: Use::Active,
            holders: vec![statement::member_id(town.log.act(town.founding).id(), holder.device())],
            circle: None,
            topics: Vec::new(),
            ceiling: 1_000,
            term: 0,
            until: 0,
        }));
        let decision = id(&town, about);
        let grant = change.id();
        let approve = Deed::Approve(vec![change]);
        let mut own = town.write(&holder, Some(mandate), &[], approve.clone());
        let mut theirs = town.write(&other, None, &[own], approve);
        let plain = Open::plain(decision, Digest([0; 32]), Method::Mandate, Fraction::ZERO, 0);
        let under = Under { grant, amount: 1, topics: Vec::new(), advisers: Vec::new() };
        let open = Deed::Open(Box::new(Open { under: Some(under), ..plain }));
        let mut rounds = Vec::new();
        own = town.write(&holder, Some(own), &[theirs], Deed::Gather);
        for number in 0..acts / 5 {
            own = town.write(&holder, Some(own), &[], open.clone());
            let opened = town.log.act(own).id();
            rounds.push(opened);
            own = town.write(&holder, Some(own), &[], Deed::WithdrawOpening(vec![opened]));
            theirs = town.write(&other, Some(theirs), &[], open.clone());
            rounds.push(town.log.act(theirs).id());
            let last = rounds.iter().rev().step_by(1 + number / PARTS).take(PARTS);
            let closes: Vec<_> = last.map(|round| Close::of(*round)).collect();
            theirs = town.write(&other, Some(theirs), &[own], Deed::Close(closes.clone()));
            own = town.write(&holder, Some(own), &[theirs], Deed::Close(closes));
        }
        town
    }

    // A guest writes many second acts; a member takes note of all of them.
    fn forks(acts: usize) -> Self {
        let mut town = Self::found();
        let member = key(1, 0);
        let guest = key(3, 0);
        let invite = town.invite(&member, town.founding, 0);
        let join = town.join(&guest, invite, 0);
        let forks: Vec<_> = (0_i64..)
            .take(acts)
            .map(|number| town.tell(&guest, Some(join), &[], Deed::Gather, number))
            .collect();
        let mut last = invite;
        for some in forks.chunks(60) {
            last = town.write(&member, Some(last), some, Deed::Gather);
        }
        town
    }
}

// Resident memory, where the system tells.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned())
}

fn main() {
    let many = [1_000, 4_000, 16_000];
    let stories: [(&str, Tell, [usize; 3]); 5] = [
        ("words taken back", Town::words, many),
        ("guests in a chain", Town::guests, many),
        ("forks of a device", Town::forks, many),
        // 64 changes an act: as many words as 16,000 acts of one.
        ("clauses and rests", Town::spam, [250, 500, 1_000]),
        // 64 closes in two of five acts.
        ("decisions under a mandate", Town::mandates, [500, 1_000, 2_000]),
    ];
    for (name, tell, sizes) in stories {
        let mut before: Option<f64> = None;
        for acts in sizes {
            let (told, town) = timed(|| tell(acts));
            let (log, mut judge) = (town.log, Judge::default());
            let logged = memory();
            let (time, ()) = timed(|| {
                for index in log.since(0) {
                    judge.judge(&log, index);
                }
            });
            let each = time.as_secs_f64() * 1e6 / log.len() as f64;
            let growth = before.map_or(String::new(), |before| {
                format!(", {:.1}x of the row above", each / before)
            });
            println!(
                "{name}, {} acts: told in {told:.1?} ({logged}), judge {each:.2} us/act ({}){growth}",
                log.len(),
                memory(),
            );
            before = Some(each);
        }
    }
}
