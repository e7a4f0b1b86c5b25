//! Random histories of a few people, told as stories.
//!
//! Guards: a failing case prints as a story that `meent replay` and a person can read, and shrinks to
//! fewer steps; forks, retired devices, rival closes and double acknowledgements are common in it.
//! Next: `agree.rs`.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};

/// Lines after which no step is played: more acts make a case slow and no new kind of case.
const LINES: usize = 70;

/// What a step can be, each as often as it stands here.
const KINDS: [Kind; 40] = {
    use Kind::*;
    [
        Learn,
        Learn,
        Meet,
        Meet,
        Comment,
        Approve,
        Approve,
        Withdraw,
        Welcome,
        Welcome,
        Welcome,
        Enrol,
        Enrol,
        Enrol,
        Foreign,
        Retire,
        Retire,
        Leave,
        Open,
        Open,
        Vote,
        Vote,
        Vote,
        Vote,
        Close,
        Close,
        Acknowledge,
        Acknowledge,
        Fork,
        Fork,
        Fork,
        Stolen,
        Stolen,
        Rush,
        Rush,
        Rush,
        Rush,
        Camps,
        Camps,
        Camps,
    ]
};

/// Where in the table an opening stands.
const OPEN: usize = 18;
const _: () = assert!(matches!(KINDS[OPEN], Kind::Open));

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A device catches up with another one.
    Learn,
    /// A device catches up with all.
    Meet,
    Comment,
    Approve,
    Withdraw,
    /// Everybody approves somebody; one act knows it all.
    Welcome,
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
}

/// A step; what its numbers mean depends on what it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
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
    steps: Vec<Step>,
}

/// Any history.
pub(crate) fn plan() -> impl Strategy<Value = Plan> {
    let step = (0..KINDS.len(), 0_usize..64, 0_usize..256, 0_usize..256, 0_u8..3)
        .prop_map(|(kind, who, what, how, sees)| Step { kind, who, what, how, sees });
    (2_usize..=6, 1_usize..=6, 0_usize..4, prop::collection::vec(step, 4..30)).prop_map(
        |(people, founders, quorum, steps)| Plan {
            people,
            founders: founders.min(people),
            quorum,
            steps,
        },
    )
}

/// Devices of each person.
const EACH: usize = 3;

/// The people and their devices: each has three, and the first is the one it came with.
fn device(device: usize) -> String {
    format!(
        "{}{}",
        ["ali", "bea", "cor", "dina", "els", "fatma"][device / EACH],
        ["", "2", "3"][device % EACH]
    )
}

fn person(person: usize) -> &'static str {
    ["Ali", "Bea", "Cor", "Dina", "Els", "Fatma"][person]
}

#[derive(Default)]
struct Teller {
    lines: Vec<Value>,
    people: usize,
    // What a device heard of and has not yet named; its newest act; where it goes on.
    heard: BTreeMap<usize, BTreeSet<usize>>,
    own: BTreeMap<usize, Vec<usize>>,
    prev: BTreeMap<usize, usize>,
    heads: BTreeSet<usize>,
    // Per round its opening, whether by consent, and its closes.
    rounds: Vec<(usize, bool, Vec<usize>)>,
    joins: BTreeMap<usize, usize>,
    enrolled: BTreeMap<usize, usize>,
}

/// Tells a history as a story of one line an act.
pub(crate) fn tell(plan: &Plan) -> String {
    let mut teller = Teller { people: plan.people, ..Teller::default() };
    let founders: Vec<_> = (0..plan.founders).map(person).collect();
    let quorum = ["0", "1/3", "1/2", "1/3"][plan.quorum];
    teller.write(0, json!({"found": {"founders": founders, "charter": {"quorum": quorum}}}), 0);
    let invite = teller.write(0, json!({"invite": {}}), 0);
    for joiner in 0..plan.people {
        teller.hear(EACH * joiner, [invite]);
        // Some founders use the invite too; that makes nobody twice.
        if joiner >= plan.founders || plan.quorum == 3 {
            let join = teller.write(EACH * joiner, json!({"join": {"invite": id(invite)}}), 0);
            teller.joins.insert(joiner, join);
        }
    }
    if plan.quorum > 0 {
        // Most histories have a round from the start.
        teller.step(Step { kind: OPEN, who: 0, what: 1, how: plan.steps.len(), sees: 2 });
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

fn id(line: usize) -> String {
    format!("a{line}")
}

impl Teller {
    fn hear(&mut self, device: usize, lines: impl IntoIterator<Item = usize>) {
        self.heard.entry(device).or_default().extend(lines);
    }

    fn write(&mut self, by: usize, deed: Value, sees: u8) -> usize {
        let line = self.lines.len();
        if sees == 2 {
            let heads = self.heads.clone();
            self.hear(by, heads);
        }
        let mut act = json!({"id": id(line), "by": device(by)});
        let fields = act.as_object_mut().unwrap();
        let seen = self.heard.remove(&by).unwrap_or_default();
        if !seen.is_empty() {
            fields.insert("seen".to_owned(), seen.iter().map(|line| id(*line)).collect());
        }
        if let Some(prev) = self.prev.remove(&by) {
            fields.insert("prev".to_owned(), id(prev).into());
            self.heads.remove(&prev);
        } else if let Some(last) = self.own.get(&by).and_then(|own| own.last()) {
            self.heads.remove(last);
        }
        fields.extend(deed.as_object().unwrap().clone());
        self.heads = self.heads.iter().copied().filter(|head| !seen.contains(head)).collect();
        self.heads.insert(line);
        self.own.entry(by).or_default().push(line);
        self.lines.push(act);
        line
    }

    // A device that can write: people's first ones, and enrolled ones.
    fn writer(&self, who: usize) -> usize {
        let device = who % (EACH * self.people);
        let known = device.is_multiple_of(EACH) || self.enrolled.contains_key(&device);
        if known { device } else { device - device % EACH }
    }

    fn write_about(&mut self, step: Step, about: usize, deed: Value) -> usize {
        let by = self.writer(step.who);
        if step.sees > 0 {
            self.hear(by, [about]);
        }
        self.write(by, deed, step.sees)
    }

    fn step(&mut self, step: Step) {
        let by = self.writer(step.who);
        let owner = by / EACH;
        let newcomers: Vec<_> = self.joins.iter().map(|(person, join)| (*person, *join)).collect();
        let newcomer = newcomers.get(step.what % newcomers.len().max(1)).copied();
        let round = step.what % self.rounds.len().max(1);
        match KINDS[step.kind] {
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
            Kind::Approve | Kind::Withdraw => {
                let Some((newcomer, join)) = newcomer else { return };
                let deed =
                    if KINDS[step.kind] == Kind::Approve { "approve" } else { "withdraw_approval" };
                self.write_about(step, join, json!({deed: {"admit": person(newcomer)}}));
            }
            Kind::Welcome => {
                let Some((newcomer, join)) = newcomer else { return };
                let mut said = Vec::new();
                for other in (0..self.people).filter(|other| *other != newcomer) {
                    if (step.how & step.who) >> other & 1 == 0 {
                        self.hear(EACH * other, [join]);
                        said.push(self.write(
                            EACH * other,
                            json!({"approve": {"admit": person(newcomer)}}),
                            step.sees,
                        ));
                    }
                }
                self.hear(by, said);
                self.write(by, json!({"comment": {}}), 0);
            }
            Kind::Enrol | Kind::Foreign => {
                let second = if KINDS[step.kind] == Kind::Enrol {
                    EACH * owner + 1 + step.how % (EACH - 1)
                } else {
                    EACH * (step.what % self.people) + 1
                };
                let line = self.write(by, json!({"enrol": {"device": device(second)}}), step.sees);
                self.hear(second, [line]);
                if second / EACH == owner {
                    self.enrolled.insert(second, line);
                }
            }
            Kind::Retire => {
                // Mostly an own one; each third the other way around.
                let other = if step.how.is_multiple_of(3) {
                    step.what % (EACH * self.people)
                } else {
                    EACH * owner + step.what % EACH
                };
                self.write(by, json!({"retire": {"device": device(other)}}), step.sees);
            }
            Kind::Leave => {
                // Not everybody at once, and rather somebody's second thought.
                if step.how.is_multiple_of(2) {
                    self.write(by, json!({"leave": {}}), step.sees);
                }
            }
            Kind::Open => {
                let methods = ["majority", "absolute", "two_thirds", "consent"];
                let method = methods[step.how % 4];
                let quorum = ["1/2", "1/3", "0", "2/3"][step.what % 4];
                let closer = person(step.what / 4 % self.people);
                let deed =
                    json!({"open": {"method": method, "quorum": quorum, "closers": [closer]}});
                let line = self.write(by, deed, step.sees);
                self.rounds.push((line, method == "consent", Vec::new()));
            }
            Kind::Vote => {
                let Some((open, consent, _)) = self.rounds.get(round) else { return };
                let (open, ballot) = (*open, ballot(*consent, step.how));
                self.write_about(
                    step,
                    open,
                    json!({"vote": {"round": id(open), "ballot": ballot}}),
                );
            }
            Kind::Close => {
                let Some((open, ..)) = self.rounds.get(round) else { return };
                let open = *open;
                let line = self.write_about(step, open, json!({"close": {"round": id(open)}}));
                self.rounds[round].2.push(line);
            }
            Kind::Acknowledge => {
                let Some((open, _, closes)) = self.rounds.get(round) else { return };
                let (open, Some(close)) =
                    (*open, closes.get(step.how % closes.len().max(1)).copied())
                else {
                    return;
                };
                let deed = json!({"acknowledge": {"round": id(open), "close": id(close)}});
                self.write_about(step, close, deed);
            }
            Kind::Fork => {
                let own = self.own.get(&by).map_or(&[][..], Vec::as_slice);
                let back = step.how % 3 + 2;
                if let Some(prev) = own.len().checked_sub(back).and_then(|at| own.get(at)) {
                    self.prev.insert(by, *prev);
                }
            }
            Kind::Stolen => self.stolen(step, owner),
            Kind::Rush => self.rush(step, round),
            Kind::Camps => self.camps(step, round),
        }
    }

    fn stolen(&mut self, step: Step, owner: usize) {
        let (first, second, third) = (EACH * owner, EACH * owner + 1, EACH * owner + 2);
        if !self.enrolled.contains_key(&second) {
            let line = self.write(first, json!({"enrol": {"device": device(second)}}), step.sees);
            self.hear(second, [line]);
            self.enrolled.insert(second, line);
        }
        let swap = step.how.is_multiple_of(2);
        let (thief, other) = if swap { (first, second) } else { (second, first) };
        let retired = self.write(other, json!({"retire": {"device": device(thief)}}), 0);
        let line = self.write(thief, json!({"enrol": {"device": device(third)}}), 0);
        self.enrolled.insert(third, line);
        self.hear(third, [line]);
        if step.sees > 0 {
            self.hear(third, [retired]);
        }
        self.write(third, json!({"comment": {}}), 0);
    }

    fn rush(&mut self, step: Step, round: usize) {
        let Some((open, consent, _)) = self.rounds.get(round) else { return };
        let (open, consent) = (*open, *consent);
        let mut votes = vec![open];
        for voter in 0..self.people {
            if (step.how | step.who) >> voter & 1 == 1 {
                let by = self.writer(EACH * voter + usize::from(step.sees));
                self.hear(by, [open]);
                let deed = json!({"vote": {"round": id(open), "ballot": ballot(consent, step.what / 7 + voter * step.how / 5)}});
                votes.push(self.write(by, deed, 0));
            }
        }
        let by = self.writer(step.who);
        self.hear(by, votes);
        let close = self.write(by, json!({"close": {"round": id(open)}}), step.sees);
        self.rounds[round].2.push(close);
        for voter in 0..self.people {
            if (step.what | step.how) >> voter & 1 == 1 {
                let by = self.writer(EACH * voter + usize::from(step.sees));
                self.hear(by, [close]);
                let deed = json!({"acknowledge": {"round": id(open), "close": id(close)}});
                self.write(by, deed, 0);
            }
        }
    }

    fn camps(&mut self, step: Step, round: usize) {
        let Some((open, consent, _)) = self.rounds.get(round) else { return };
        let (open, consent) = (*open, *consent);
        let before: BTreeMap<_, _> =
            self.own.iter().filter_map(|(by, own)| Some((*by, *own.last()?))).collect();
        for camp in 0..2 {
            let bits = if camp == 0 { step.how | step.who } else { step.what | step.how };
            let there: Vec<_> = (0..self.people).filter(|person| bits >> person & 1 == 1).collect();
            let by = |teller: &Self, person: usize| teller.writer(EACH * person + camp);
            let mut votes = vec![open];
            for person in &there {
                let by = by(self, *person);
                if camp == 1
                    && let Some(own) = before.get(&by)
                    && self.own[&by].last() != Some(own)
                {
                    self.prev.insert(by, *own);
                }
                self.hear(by, [open]);
                let ballot = ballot(consent, if consent { 2 * camp } else { camp });
                votes.push(self.write(
                    by,
                    json!({"vote": {"round": id(open), "ballot": ballot}}),
                    0,
                ));
            }
            let Some(first) = there.first() else { continue };
            let closer = by(self, *first);
            self.hear(closer, votes);
            let close = self.write(closer, json!({"close": {"round": id(open)}}), 0);
            self.rounds[round].2.push(close);
            for person in there {
                let by = by(self, person);
                self.hear(by, [close]);
                let deed = json!({"acknowledge": {"round": id(open), "close": id(close)}});
                self.write(by, deed, 0);
            }
        }
    }
}

// One that the method knows, or sometimes not.
fn ballot(consent: bool, how: usize) -> &'static str {
    let votes = ["for", "against", "for", "abstain"];
    let consents = ["consent", "concern", "object", "aside"];
    let strange = how % 16 == 15;
    if consent == strange { votes[how % 4] } else { consents[how % 4] }
}
