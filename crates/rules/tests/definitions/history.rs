//! Random histories of a few people, told as stories.
//!
//! Guards: a failing case prints as a story that `meent replay` and a person can read, and shrinks to
//! fewer steps; forks, retired devices, recoveries, rival clauses and closes, a core team and double
//! acknowledgements are common in it. Next: [`teller`], which writes the lines.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

mod changes; // what is done about the register
mod devices; // what is done with devices
mod rounds; // what is done in rounds
mod teller; // who knows what, and the lines

use teller::Teller;

/// Lines after which no step is played: more acts make a case slow and no new kind of case.
const LINES: usize = 80;

/// What a step can be, and how often.
const KINDS: [(Kind, usize); 33] = {
    use Kind::*;
    [
        (Learn, 3),
        (Meet, 4),
        (Comment, 4),
        (Speak, 4),
        (Decide, 10),
        (Clash, 3),
        (Team, 8),
        (Rest, 4),
        (Break, 3),
        (Remove, 2),
        (Dismiss, 2),
        (Redact, 3),
        (Lost, 5),
        (Old, 3),
        (Paper, 4),
        (Enrol, 3),
        (Foreign, 1),
        (Retire, 2),
        (Stolen, 1),
        (Leave, 1),
        (Open, 2),
        (Vote, 4),
        (Close, 2),
        (Acknowledge, 2),
        (Fork, 3),
        (Rush, 4),
        (Camps, 3),
        (Object, 2),
        (Proxies, 4),
        (Papers, 4),
        (Withdraw, 1),
        (Newer, 2),
        (Fold, 3),
    ]
};

const ALL: usize = {
    let (mut sum, mut at) = (0, 0);
    while at < KINDS.len() {
        sum += KINDS[at].1;
        at += 1;
    }
    sum
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A device catches up with another one.
    Learn,
    /// A device catches up with all.
    Meet,
    Comment,
    /// Somebody approves a change or takes that back.
    Speak,
    /// Somebody objects to a change.
    Object,
    /// Several approve a change; one act knows it all.
    Decide,
    /// Several approve two clauses apart, sometimes also one that replaces both.
    Clash,
    /// People of the core team approve, others get to know, some object.
    Team,
    /// Several put somebody to rest.
    Rest,
    /// Who was at rest acts, in time or too late.
    Break,
    Remove,
    Dismiss,
    /// Own words, or somebody's by decision.
    Redact,
    /// A member is recovered; the old device goes on.
    Lost,
    /// A device acts from an old past.
    Old,
    /// A paper key is given, or used.
    Paper,
    /// Somebody's other device.
    Enrol,
    /// Somebody else's device.
    Foreign,
    Retire,
    /// A device is retired, and brings in another one that who retired it doesn't know.
    Stolen,
    Leave,
    Open,
    Vote,
    Close,
    Acknowledge,
    /// The next act of a device follows on an older one.
    Fork,
    /// Several vote in a round, one closes, several acknowledge.
    Rush,
    /// Two camps that don't hear of each other vote, close and acknowledge; some people are in both,
    /// by another device or by a fork.
    Camps,
    /// Several give a proxy, to one who votes.
    Proxies,
    /// Tellers report what stands on paper.
    Papers,
    /// Somebody takes an opening back.
    Withdraw,
    /// Something of a version that this program doesn't know.
    Newer,
    /// Several fold away what somebody wrote, some want it shown.
    Fold,
}

fn kind(mut step: usize) -> Kind {
    for (kind, often) in KINDS {
        match step.checked_sub(often) {
            Some(rest) => step = rest,
            None => return kind,
        }
    }
    Kind::Comment
}

/// A step; what its numbers mean depends on what it is.
#[derive(Clone, Copy, Debug)]
struct Step {
    kind: usize,
    who: usize,
    what: usize,
    how: usize,
    /// 0: the writer knows what it knew; 1: also what it speaks of; 2: all there is.
    sees: u8,
}

/// A history before it is told.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    people: usize,
    founders: usize,
    quorum: usize,
    team: usize,
    proxies: usize,
    /// Whether everybody who came is a member from the start.
    settled: bool,
    steps: Vec<Step>,
}

/// Any history.
pub(crate) fn plan() -> impl Strategy<Value = Plan> {
    let step = (0..ALL, 0_usize..64, 0_usize..256, 0_usize..256, 0_u8..3)
        .prop_map(|(kind, who, what, how, sees)| Step { kind, who, what, how, sees });
    let steps = prop::collection::vec(step, 4..30);
    let people = prop::sample::select(vec![2, 3, 4, 5, 5, 6, 6, 6]);
    let charter = (0_usize..4, 0_usize..8, prop::sample::select(vec![0, 1, 1, 2, 3]));
    (people, 1_usize..=6, charter, any::<bool>(), steps).prop_map(
        |(people, founders, (quorum, team, proxies), settled, steps)| Plan {
            people,
            founders: founders.min(people),
            quorum,
            team,
            proxies,
            settled,
            steps,
        },
    )
}

/// Devices of each person: the one it came with, two others, and a paper key.
const EACH: usize = 4;

/// The device with a number; the first of each person is the one it came with.
fn device(device: usize) -> String {
    format!(
        "{}{}",
        ["ali", "bea", "cor", "dina", "els", "fatma"][device / EACH],
        ["", "2", "3", "paper"][device % EACH]
    )
}

fn person(person: usize) -> &'static str {
    ["Ali", "Bea", "Cor", "Dina", "Els", "Fatma"][person]
}

// A core team of these people, some of whom may never come.
fn team(people: usize, how: usize) -> Value {
    let named = (3 + how % 2).min(people);
    let named: BTreeSet<_> = (0..named).map(|at| person((at + how / 16) % people)).collect();
    let may = [&["admit", "rest", "confirm"][..], &["admit", "rest"], &["confirm"], &["rest"]];
    json!({"people": named, "k": how % 4, "may": may[how / 4 % 4]})
}

/// Tells a history as a story of one line an act.
pub(crate) fn tell(plan: &Plan) -> String {
    let mut teller = Teller::new(plan.people, plan.proxies);
    let founders: Vec<_> = (0..plan.founders).map(person).collect();
    let quorum = ["0", "1/3", "1/2", "1/3"][plan.quorum];
    let mut charter = json!({"quorum": quorum, "proxies": plan.proxies});
    let fields = charter.as_object_mut().unwrap();
    if plan.team >= 4 && plan.people >= 3 {
        fields.insert("team".to_owned(), team(plan.people, plan.team / 2));
    }
    if plan.team % 4 == 1 {
        fields.insert("organisations".to_owned(), "advise".into());
    }
    teller.write(0, json!({"found": {"founders": founders, "charter": charter}}), 0);
    let invite = teller.write(0, json!({"invite": {}}), 0);
    for joiner in 0..plan.people {
        teller.hear(EACH * joiner, [invite]);
        // Some founders use the invite too; that makes nobody twice.
        if joiner >= plan.founders || plan.quorum == 3 {
            let kind =
                ["resident", "resident", "business", "municipality"][(joiner + plan.team) % 4];
            let join = json!({"join": {"invite": teller::id(invite), "kind": kind}});
            let join = teller.write(EACH * joiner, join, 0);
            teller.joins.insert(joiner, join);
        }
    }
    if plan.settled {
        teller.settle(plan.founders);
    }
    if plan.quorum > 0 {
        // Most histories have a round from the start.
        teller.open(Step { kind: 0, who: 0, what: 1, how: plan.steps.len(), sees: 2 });
    }
    for step in &plan.steps {
        if teller.lines.len() >= LINES {
            break;
        }
        teller.step(*step);
    }
    let devices: Vec<_> = (0..EACH * plan.people)
        .map(|i| format!("\"{}\": \"{}\"", device(i), person(i / EACH)))
        .collect();
    let lines: Vec<_> = teller.lines.iter().map(|line| format!("  {line}")).collect();
    format!(
        "{{\"title\": \"A random history\",\n \"devices\": {{{}}},\n \"acts\": [\n{}\n ],\n \"expect\": []}}\n",
        devices.join(", "),
        lines.join(",\n")
    )
}

impl Teller {
    fn step(&mut self, step: Step) {
        let by = self.writer(step.who);
        match kind(step.kind) {
            Kind::Learn => {
                let from = self.writer(step.what);
                let lines = self.own.get(&from).and_then(|own| own.last()).copied();
                self.hear(by, lines);
            }
            Kind::Meet => {
                let heads = self.heads.clone();
                self.hear(by, heads);
            }
            Kind::Comment => {
                self.write(by, json!({"comment": {}}), step.sees);
            }
            Kind::Speak | Kind::Object => self.speak(step, kind(step.kind) == Kind::Object),
            Kind::Decide => self.decide(step),
            Kind::Clash => self.clash(step),
            Kind::Team => self.team(step),
            Kind::Rest => self.rest(step),
            Kind::Break => self.wake(step),
            Kind::Remove => self.remove(step),
            Kind::Dismiss => self.dismiss(step),
            Kind::Redact => self.redact(step),
            Kind::Lost => self.lost(step),
            Kind::Old => self.old(step),
            Kind::Paper => self.paper(step),
            Kind::Enrol | Kind::Foreign => self.enrol(step, kind(step.kind) == Kind::Foreign),
            Kind::Retire => self.retire(step),
            Kind::Stolen => self.stolen(step),
            Kind::Leave => {
                // Not everybody at once, and rather somebody's second thought.
                if step.how.is_multiple_of(2) {
                    self.write(by, json!({"leave": {}}), step.sees);
                }
            }
            Kind::Open => self.open(step),
            Kind::Vote => self.vote(step),
            Kind::Close => self.close(step),
            Kind::Acknowledge => self.acknowledge(step),
            Kind::Fork => self.fork(step),
            Kind::Rush => self.rush(step),
            Kind::Camps => self.camps(step),
            Kind::Proxies => self.proxies(step),
            Kind::Papers => self.papers(step),
            Kind::Withdraw => self.withdraw(step),
            Kind::Fold => self.fold(step),
            Kind::Newer => drop(self.write(by, json!({"newer": {}}), step.sees)),
        }
    }
}
