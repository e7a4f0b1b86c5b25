//! What must hold once all lines are mended: everybody has the same, and nothing that was safe is gone.
//!
//! Guards: what is compared names acts, never places in a log, which differ by order of arrival. Next:
//! [`super::schedule`].

use std::collections::{BTreeMap, BTreeSet};

use act::id::{ActId, DeviceId, Digest, MemberId};
use rules::{round::Status, tally::Outcome};

use super::{
    people,
    schedule::{Happening, World},
    session::{CAME_AGAIN, REMEMBERED},
};
use crate::{
    command::Command,
    community::{Community, Hold},
};

/// Milliseconds of good weather after which all must be level, with room for what people do about what
/// they see.
const CALM: u64 = 1_200_000;

/// Milliseconds in which both ends of a stream have noticed that it broke.
const NOTICED: u64 = 20_001;

/// Milliseconds in which what somebody says is with everybody who is in touch, in good weather.
const HEARD: u64 = 5_000;

/// Milliseconds in which sessions that think they are level look again (`sync::session`: 60,000) and deal
/// with what they find, once for each frame that may have come of an older stream, and once more.
const RECHECK: u64 = 80_000 * (REMEMBERED + 1);

/// Everything that people see of a community that others see too.
#[derive(Debug, PartialEq)]
struct Told {
    acts: BTreeSet<ActId>,
    heads: BTreeSet<ActId>,
    document: Vec<String>,
    verdicts: BTreeMap<ActId, (Option<MemberId>, bool)>,
    register: Digest,
    rounds: BTreeMap<ActId, Standings>,
}

/// Where a round stands.
#[derive(Debug, PartialEq)]
struct Standings {
    status: Status,
    outcome: Option<Outcome>,
    closes: BTreeMap<ActId, BTreeSet<MemberId>>,
    double: BTreeSet<MemberId>,
    withdrawn: bool,
    shown: Option<ActId>,
}

impl Told {
    // What is not the same, if anything.
    fn differs(&self, other: &Self) -> Option<String> {
        let odd: Vec<_> = self.acts.symmetric_difference(&other.acts).collect();
        let verdicts = |(act, verdict): &(&ActId, &_)| other.verdicts.get(*act) != Some(*verdict);
        let rounds = |(open, round): &(&ActId, &_)| other.rounds.get(*open) != Some(*round);
        let list = |what: &str, all: Vec<String>| format!("{what}: {}", all.join(", "));
        let name = |(id, value): (&ActId, &dyn std::fmt::Debug)| format!("{id} {value:?}");
        if !odd.is_empty() {
            Some(format!("acts {odd:?}"))
        } else if self.verdicts != other.verdicts {
            let odd = self.verdicts.iter().filter(verdicts);
            Some(list("verdicts", odd.map(|(id, verdict)| name((id, verdict))).collect()))
        } else if self.rounds != other.rounds {
            let odd = self.rounds.iter().filter(rounds);
            Some(list("rounds", odd.map(|(id, round)| name((id, round))).collect()))
        } else if self.register != other.register {
            Some("register".to_owned())
        } else {
            (self != other).then(|| "the document".to_owned())
        }
    }
}

fn told(community: &Community) -> Told {
    let (log, judge) = (community.log(), community.judge());
    let id = |index| log.act(index).id();
    let past = log.clock_of(log.head_indices());
    let verdict = |index| {
        let verdict = judge.verdict(index);
        (id(index), (verdict.author, verdict.is_effective()))
    };
    Told {
        acts: log.since(0).map(id).collect(),
        heads: log.head_indices().map(id).collect(),
        document: community.head_hashes(),
        verdicts: log.since(0).map(verdict).collect(),
        register: community.register().digest(),
        rounds: judge
            .rounds()
            .map(|(open, round)| {
                let state = round.state(log, &past);
                let standings = Standings {
                    status: state.status,
                    outcome: state.outcome,
                    closes: state.closes.into_iter().map(|(close, by)| (id(close), by)).collect(),
                    double: state.double,
                    withdrawn: state.withdrawn,
                    shown: state.shown.map(id),
                };
                (id(open), standings)
            })
            .collect(),
    }
}

impl World<'_> {
    /// Good weather until nothing moves, and then all that must hold.
    pub(super) fn calm(&mut self) {
        self.is_bad = false;
        self.blocked.clear();
        self.remembered.clear();
        for at in 0..self.machines.len() {
            self.machines[at].crash = None;
            self.after(1, Happening::Rise { at });
        }
        // What came of an older stream has numbers that a new transfer has too, which is passed over then:
        // found out when they look again, once for each.
        self.look_again();
        // All lines are made anew, so that none has numbers of an older stream. Then everybody who can says
        // once more that they are there: what an app held back is named then.
        let (mut anew, mut spoke) = (false, false);
        let end = self.now + CALM;
        while self.outcome().is_ok() {
            self.run(5_000);
            if self.now < end && self.go_on() {
                continue;
            }
            let settled = self.is_settled();
            if settled && spoke {
                break;
            }
            if settled && !anew {
                anew = true;
                self.streams.keys().copied().collect::<Vec<_>>().into_iter().for_each(|number| {
                    self.break_off(number);
                });
                self.run(NOTICED);
            } else if settled {
                spoke = true;
                let (inside, before) = (self.inside(), self.promised.len());
                self.part_two();
                self.all_speak();
                self.run(HEARD);
                let said = self.promised.get(before..).unwrap_or_default().to_vec();
                // Unless that brought somebody in or put somebody out.
                if inside == self.inside() {
                    self.check_heard(&said);
                }
                self.blocked.clear();
            }
            if self.now > end {
                let why = self.restless();
                return self.fail(&format!("they are not level after all was mended: {why}"));
            }
        }
        self.check();
    }

    // What came in force while two camps didn't hear each other may contradict the register that one
    // of them knew: people see that, with names, and go on with it.
    fn go_on(&mut self) -> bool {
        let inside = self.inside();
        let warned = |at: &usize| {
            let community = &self.machines[*at].home.as_ref().expect("up").community;
            !community.rifts().is_empty()
        };
        let is_rift = inside.iter().any(warned);
        if is_rift {
            for at in inside {
                self.do_at(at, "went on with what contradicted", Command::SchismAccept);
            }
        }
        is_rift
    }

    fn look_again(&mut self) {
        if self.tally.count(CAME_AGAIN) > 0 {
            self.run(RECHECK);
        }
    }

    // Two who don't hear each other hear of each other through a third.
    fn part_two(&mut self) {
        if let [one, _, .., other] = self.inside()[..] {
            self.blocked.extend([(one, other), (other, one)]);
        }
    }

    fn all_speak(&mut self) {
        for at in self.inside() {
            self.do_at(at, "spoke in the end", people::last_word());
        }
    }

    /// The computers whose device every other one of them knows and lets in.
    pub(super) fn inside(&mut self) -> Vec<usize> {
        let up = (0..self.machines.len()).filter(|at| self.machines[*at].home.is_some());
        let up: Vec<_> = up.collect();
        let device: BTreeMap<usize, DeviceId> =
            up.iter().map(|at| (*at, self.machines[*at].disk.key.device())).collect();
        let mut inside = up.clone();
        for at in up {
            let known = &self.machines[at].home.as_mut().expect("up").known().devices;
            // Who doesn't know of itself knows nothing of the others either.
            if known.get(&device[&at]) == Some(&true) {
                inside.retain(|other| known.get(&device[other]) != Some(&false));
            }
        }
        inside.retain(|at| {
            let known = &self.machines[*at].home.as_mut().expect("up").known().devices;
            known.get(&device[at]) == Some(&true)
        });
        inside
    }

    /// Where all stand.
    pub(super) fn restless(&mut self) -> String {
        let inside = self.inside();
        let of = |at: &usize| {
            let machine = &self.machines[*at];
            let community = &machine.home.as_ref().expect("up").community;
            let settled = machine.sessions.values().filter(|l| l.session.is_settled()).count();
            format!(
                "{at} ({}, of {}): {} acts, {} of {} sessions settled, {} wait, {:?} due\n",
                machine.name(),
                machine.person,
                community.log().len(),
                settled,
                machine.sessions.len(),
                community.intake.waiting(),
                community.chores(self.clock(*at)),
            )
        };
        inside.iter().map(of).collect()
    }

    fn is_settled(&mut self) -> bool {
        let inside = self.inside();
        let pairs = || inside.iter().flat_map(|a| inside.iter().map(move |b| (*a, *b)));
        let together = pairs().filter(|(a, b)| a < b).all(|(a, b)| self.is_between(a, b));
        together
            && self.machines.iter().all(|machine| machine.home.is_some() || machine.is_lost)
            && inside.iter().all(|at| {
                let machine = &self.machines[*at];
                let home = machine.home.as_ref().expect("up");
                let live = machine.sessions.values();
                let live = live.filter(|live| inside.contains(&live.other));
                live.into_iter().all(|live| live.session.is_settled())
                    && home.community.chores(self.clock(*at)).is_empty()
                    && home.waiting.is_none()
                    && machine.disk.hold != Hold::CatchingUp
            })
    }

    fn check(&mut self) {
        if self.outcome().is_err() {
            return;
        }
        let inside = self.inside();
        if inside.len() < 2 {
            self.tally.note("fewer than two were left to compare");
        }
        let told = |at: &usize| told(&self.machines[*at].home.as_ref().expect("up").community);
        let all: Vec<_> = inside.iter().map(told).collect();
        for (at, other) in inside.iter().zip(&all).skip(1) {
            if let Some(what) = other.differs(&all[0]) {
                let all = self.restless();
                return self.fail(&format!("{at} differs from {}: {what}\n{all}", inside[0]));
            }
        }
        let stored = self.machines.iter().filter(|machine| !machine.is_lost);
        let stored: BTreeSet<_> =
            stored.flat_map(|machine| machine.disk.acts.iter().map(act::act::Act::id)).collect();
        if let Some((at, act)) = self.promised.iter().find(|(_, act)| !stored.contains(act)) {
            return self.fail(&format!("{act} was safe on {at} and is nowhere"));
        }
        if let Some(first) = all.first()
            && let Some((at, act)) = self
                .promised
                .iter()
                .find(|(at, act)| inside.contains(at) && !first.acts.contains(act))
        {
            return self.fail(&format!("{act} was safe on {at} and isn't with all"));
        }
        self.check_promises();
        self.check_let_in();
        let forked = self.forked();
        if let Some(device) = forked.iter().find(|device| !self.cloned.contains(*device)) {
            return self.fail(&format!("{device} forked, and nobody copied it"));
        }
        self.count(&all, forked.len());
    }

    /// Devices of which two acts have one number.
    pub(super) fn forked(&self) -> BTreeSet<DeviceId> {
        let homes = self.machines.iter().filter_map(|machine| machine.home.as_ref());
        homes
            .flat_map(|home| home.community.log().devices().filter(|(_, all)| all.len() > 1))
            .map(|(device, _)| device)
            .collect()
    }

    fn count(&mut self, all: &[Told], forked: usize) {
        let Some(first) = all.first() else { return };
        for standings in first.rounds.values() {
            self.tally.note(match standings.status {
                Status::Open => "round open",
                Status::Closed => "round closed, not confirmed",
                Status::Confirmed => "round confirmed",
                Status::Disputed => "round disputed",
            });
        }
        for _ in 0..forked {
            self.tally.note("a device that two used forked, and all went on");
        }
    }
}
