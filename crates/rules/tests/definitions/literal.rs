//! The definitions of `docs/rules.md`, written down as they read.
//!
//! Guards: the oracle of the rules. It knows acts and what they name, and nothing of the engine:
//! sets of acts instead of clocks, recursion instead of facts, no sharing but remembered answers.
//! Next: `agree.rs`, which holds the two against each other.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use act::{
    act::Act,
    deed::Deed,
    id::{ActId, DeviceId, MemberId},
    key,
    register::Change,
    round::{Ballot, Method, Open},
    statement,
};

/// A set of acts, by their numbers.
pub(crate) type Acts = u128;
/// The number of an act.
pub(crate) type Number = usize;

/// Who stands how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct People {
    pub(crate) members: BTreeSet<MemberId>,
    pub(crate) guests: BTreeSet<MemberId>,
    pub(crate) left: BTreeSet<MemberId>,
}

/// Ballots by member, and whose are void.
pub(crate) type Ballots = (BTreeMap<MemberId, Ballot>, BTreeSet<MemberId>);

/// A round in a set of acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RoundState {
    pub(crate) status: &'static str,
    pub(crate) outcome: Option<bool>,
    pub(crate) double: BTreeSet<MemberId>,
    /// Who acknowledged each valid close.
    pub(crate) closes: BTreeMap<ActId, BTreeSet<MemberId>>,
}

/// What a valid close came to: adopted or not, with its ballots.
type Closed = Option<(bool, Ballots)>;

/// A history, with the answers given before.
pub(crate) struct Literal {
    acts: Vec<Arc<Act>>,
    numbers: BTreeMap<ActId, Number>,
    pasts: Vec<Acts>,
    stood: RefCell<BTreeMap<Number, bool>>,
    members: RefCell<BTreeMap<Number, Option<MemberId>>>,
    forced: RefCell<BTreeMap<Number, BTreeSet<Change>>>,
    people: RefCell<BTreeMap<Acts, People>>,
    closed: RefCell<BTreeMap<(Number, ActId), Closed>>,
    acknowledged: RefCell<BTreeMap<(Number, usize), bool>>,
}

fn remember<K: Ord, V: Clone>(
    answers: &RefCell<BTreeMap<K, V>>,
    question: K,
    think: impl FnOnce() -> V,
) -> V {
    if let Some(answer) = answers.borrow().get(&question) {
        return answer.clone();
    }
    let answer = think();
    answers.borrow_mut().insert(question, answer.clone());
    answer
}

const fn one(act: Number) -> Acts {
    1 << act
}

const fn has(set: Acts, act: Number) -> bool {
    set >> act & 1 == 1
}

fn each(set: Acts) -> impl Iterator<Item = Number> {
    (0..128).filter(move |act| has(set, *act))
}

fn share(fraction: act::fraction::Fraction) -> (usize, usize) {
    let text = fraction.to_string();
    let (part, whole) = text.split_once('/').unwrap();
    (part.parse().unwrap(), whole.parse().unwrap())
}

impl Literal {
    /// A history in any causal order; at most 128 acts.
    pub(crate) fn of(acts: Vec<Arc<Act>>) -> Self {
        assert!(acts.len() <= 128, "{} acts", acts.len());
        let numbers: BTreeMap<_, _> = acts.iter().map(|act| act.id()).zip(0..).collect();
        let mut pasts: Vec<Acts> = Vec::new();
        for act in &acts {
            let parents = act.header().prev.iter().chain(&act.header().seen);
            let past = parents.map(|id| numbers[id]).fold(0, |all, n| all | pasts[n] | one(n));
            pasts.push(past);
        }
        Self {
            acts,
            numbers,
            pasts,
            stood: RefCell::default(),
            members: RefCell::default(),
            forced: RefCell::default(),
            people: RefCell::default(),
            closed: RefCell::default(),
            acknowledged: RefCell::default(),
        }
    }

    /// All acts reachable by prev and seen.
    pub(crate) fn past(&self, act: Number) -> Acts {
        self.pasts[act]
    }

    /// That, and the act itself.
    pub(crate) fn past_and(&self, act: Number) -> Acts {
        self.pasts[act] | one(act)
    }

    fn deed(&self, act: Number) -> &Deed {
        self.acts[act].deed().unwrap()
    }

    fn device(&self, act: Number) -> DeviceId {
        self.acts[act].device()
    }

    fn id(&self, act: Number) -> ActId {
        self.acts[act].id()
    }

    // A deed that names an act outside its own past has no effect.
    fn in_past(&self, act: Number, named: ActId) -> Option<Number> {
        self.numbers.get(&named).copied().filter(|named| has(self.past(act), *named))
    }

    // Definition 1: whose a device is. What brings it in: a founding, a join, an enrolment.
    fn owners(&self, set: Acts, device: DeviceId) -> BTreeSet<MemberId> {
        each(set)
            .filter_map(|act| match self.deed(act) {
                Deed::Found(found) => found
                    .founders
                    .iter()
                    .any(|founder| founder.key == device)
                    .then(|| statement::member_id(self.id(act), device)),
                Deed::Join(_) => (self.device(act) == device && self.stood(act))
                    .then(|| statement::member_id(self.id(act), device)),
                Deed::Enrol(_) => self.enrols(act, device).then(|| self.member(act)).flatten(),
                _ => None,
            })
            .collect()
    }

    /// The member whose act it is.
    pub(crate) fn member(&self, act: Number) -> Option<MemberId> {
        remember(&self.members, act, || {
            let (device, past) = (self.device(act), self.past(act));
            let owners = self.owners(past, device);
            let comes = matches!(self.deed(act), Deed::Found(_) | Deed::Join(_));
            if comes && owners.is_empty() {
                return Some(statement::member_id(self.id(act), device));
            }
            // "... and belongs to no other member."
            if owners.len() == 1 { owners.first().copied() } else { None }
        })
    }

    /// Whether the device of an act stands at it.
    pub(crate) fn stood(&self, act: Number) -> bool {
        remember(&self.stood, act, || {
            let (device, past) = (self.device(act), self.past(act));
            match self.deed(act) {
                // Founding stands by itself; ...
                Deed::Found(_) => true,
                // ... a join by a person's first device, with a standing device's invite in its past.
                Deed::Join(join) => {
                    let first = self.owners(past, device).is_empty()
                        && !each(past).any(|earlier| self.brings(earlier, device));
                    first && self.in_past(act, join.invite).is_some_and(|i| self.stood(i))
                }
                _ => self.member(act).is_some_and(|member| self.stands(past, device, member)),
            }
        })
    }

    // Whether an act brings a device in, with or without effect.
    fn brings(&self, act: Number, device: DeviceId) -> bool {
        match self.deed(act) {
            Deed::Found(found) => found.founders.iter().any(|founder| founder.key == device),
            Deed::Join(_) => self.device(act) == device,
            Deed::Enrol(_) => self.enrols(act, device),
            _ => false,
        }
    }

    /// It is a root, or an enrolment by a device of that member that counts there names it; no such
    /// retirement by a standing device does; and no two different acts of it with one seq are there.
    pub(crate) fn stands(&self, set: Acts, device: DeviceId, member: MemberId) -> bool {
        let brought = each(set).any(|act| match self.deed(act) {
            Deed::Found(_) | Deed::Join(_) => {
                self.brings(act, device)
                    && self.stood(act)
                    && statement::member_id(self.id(act), device) == member
            }
            Deed::Enrol(_) => {
                self.enrols(act, device)
                    && self.member(act) == Some(member)
                    && self.counts(act, set)
            }
            _ => false,
        });
        let retired = each(set).any(|act| self.retires(act, device, member));
        brought && !retired && !self.forked(set, device)
    }

    pub(crate) fn forked(&self, set: Acts, device: DeviceId) -> bool {
        let own: Vec<_> = each(set).filter(|act| self.device(*act) == device).collect();
        own.iter().any(|a| own.iter().any(|b| a != b && self.acts[*a].seq() == self.acts[*b].seq()))
    }

    fn enrols(&self, act: Number, device: DeviceId) -> bool {
        let Deed::Enrol(list) = self.deed(act) else { return false };
        let part = list.iter().position(|enrol| enrol.device == device);
        part.is_some_and(|part| self.effect(act, part) == Some(true))
    }

    fn retires(&self, act: Number, device: DeviceId, member: MemberId) -> bool {
        let Deed::Retire(list) = self.deed(act) else { return false };
        let part = list.iter().position(|retired| *retired == device);
        part.is_some_and(|part| self.effect(act, part) == Some(true))
            && self.member(act) == Some(member)
    }

    /// Its device stood, and each retirement of its device by a standing device of the same member
    /// has it in its past.
    pub(crate) fn counts(&self, act: Number, set: Acts) -> bool {
        let Some(member) = self.member(act) else { return false };
        self.stood(act)
            && each(set)
                .filter(|other| self.retires(*other, self.device(act), member))
                .all(|retirement| has(self.past(retirement), act))
    }

    /// Definition 2: a member's word on a change.
    pub(crate) fn approves(&self, set: Acts, member: MemberId, change: Change) -> bool {
        let words: Vec<(Number, bool)> = each(set)
            .filter_map(|act| match self.deed(act) {
                Deed::Approve(list) => Some((act, list, true)),
                Deed::WithdrawApproval(list) => Some((act, list, false)),
                _ => None,
            })
            .filter_map(|(act, list, approves)| {
                let part = list.iter().position(|named| *named == change)?;
                let own = self.effect(act, part) == Some(true) && self.member(act) == Some(member);
                (own && self.counts(act, set)).then_some((act, approves))
            })
            .collect();
        let last = |act: Number| !words.iter().any(|(other, _)| has(self.past(*other), act));
        !words.is_empty() && words.iter().all(|(act, approves)| *approves || !last(*act))
    }

    /// The changes that somebody in a set speaks of with effect.
    pub(crate) fn spoken(&self, set: Acts) -> BTreeSet<Change> {
        let mut spoken = BTreeSet::new();
        for act in each(set) {
            let (Deed::Approve(list) | Deed::WithdrawApproval(list)) = self.deed(act) else {
                continue;
            };
            let effective = |(part, _): &(usize, &Change)| self.effect(act, *part) == Some(true);
            spoken.extend(list.iter().enumerate().filter(effective).map(|(_, change)| *change));
        }
        spoken
    }

    // Definition 3: what is in force at an act.
    fn in_force_at(&self, act: Number) -> BTreeSet<Change> {
        remember(&self.forced, act, || {
            let electors = self.people(self.past(act)).members;
            let within = self.past_and(act);
            let by_member = self.member(act).is_some_and(|member| electors.contains(&member));
            if !self.stood(act) || !by_member {
                return BTreeSet::new();
            }
            let two_thirds = |change: &Change| {
                let approve = electors.iter().filter(|m| self.approves(within, **m, *change));
                approve.count() * 3 >= electors.len() * 2
            };
            self.spoken(within).into_iter().filter(two_thirds).collect()
        })
    }

    /// In force in a set: at some act in it.
    pub(crate) fn in_force(&self, set: Acts) -> BTreeSet<Change> {
        each(set).flat_map(|act| self.in_force_at(act)).collect()
    }

    /// Definition 4: founders + admitted - left.
    pub(crate) fn people(&self, set: Acts) -> People {
        remember(&self.people, set, || {
            let in_force = self.in_force(set);
            let mut people = People::default();
            for act in each(set) {
                match self.deed(act) {
                    Deed::Found(found) => people.members.extend(
                        found.founders.iter().map(|f| statement::member_id(self.id(act), f.key)),
                    ),
                    Deed::Join(_) if self.stood(act) => {
                        let member = statement::member_id(self.id(act), self.device(act));
                        if in_force.contains(&Change::Admit(self.id(act))) {
                            people.members.insert(member);
                        } else {
                            people.guests.insert(member);
                        }
                    }
                    _ => {}
                }
            }
            for act in each(set).filter(|act| matches!(self.deed(*act), Deed::Leave)) {
                if let Some(member) = self.member(act).filter(|_| self.counts(act, set)) {
                    let known = people.members.remove(&member) || people.guests.remove(&member);
                    if known {
                        people.left.insert(member);
                    }
                }
            }
            people
        })
    }

    fn charter_quorum(&self, set: Acts) -> (usize, usize) {
        let founding = each(set).find_map(|act| match self.deed(act) {
            Deed::Found(found) => Some(share(found.charter.quorum)),
            _ => None,
        });
        founding.unwrap_or((0, 1))
    }

    // Definition 7: an opening by a member, with no less than the charter's quorum.
    fn opened(&self, act: Number) -> Option<&Open> {
        let Deed::Open(open) = self.deed(act) else { return None };
        let (part, whole) = share(open.quorum);
        let (least, of) = self.charter_quorum(self.past(act));
        let by = self.member(act)?;
        let may = self.stood(act) && self.people(self.past(act)).members.contains(&by);
        (may && part * of >= least * whole).then_some(open)
    }

    /// Who may vote: the members of the register in the opening's past.
    pub(crate) fn electorate(&self, open: Number) -> BTreeSet<MemberId> {
        self.people(self.past(open)).members
    }

    /// The openings in a set that have effect.
    pub(crate) fn rounds(&self, set: Acts) -> Vec<Number> {
        each(set).filter(|act| self.opened(*act).is_some()).collect()
    }

    // A vote of an elector on the text of the round, with a ballot of its method.
    fn voted(&self, act: Number, part: usize) -> Option<(Number, MemberId, Ballot)> {
        let Deed::Vote(list) = self.deed(act) else { return None };
        let vote = list.get(part)?;
        let at = self.in_past(act, vote.round)?;
        let open = self.opened(at)?;
        let member = self.member(act)?;
        let words: &[Ballot] = match open.method {
            Method::Consent => &[Ballot::Consent, Ballot::Concern, Ballot::Object, Ballot::Aside],
            _ => &[Ballot::For, Ballot::Against, Ballot::Abstain],
        };
        let counts = self.stood(act)
            && self.electorate(at).contains(&member)
            && words.contains(&vote.ballot)
            && vote.text == open.text
            && vote.reason.is_none();
        counts.then_some((at, member, vote.ballot))
    }

    /// Definition 7: the ballots of a round in a set of acts.
    pub(crate) fn ballots(&self, open: Number, set: Acts) -> Ballots {
        let mut cast: BTreeMap<MemberId, Vec<(Number, Ballot)>> = BTreeMap::new();
        for act in each(set).filter(|act| has(self.past(*act), open) && self.counts(*act, set)) {
            let Deed::Vote(list) = self.deed(act) else { continue };
            for part in 0..list.len() {
                if self.effect(act, part) == Some(true)
                    && let Some((at, member, ballot)) = self.voted(act, part)
                    && at == open
                {
                    cast.entry(member).or_default().push((act, ballot));
                }
            }
        }
        let (mut counted, mut void) = (BTreeMap::new(), BTreeSet::new());
        for (member, votes) in cast {
            let last: BTreeSet<Ballot> = votes
                .iter()
                .filter(|(act, _)| !votes.iter().any(|(other, _)| has(self.past(*other), *act)))
                .map(|(_, ballot)| *ballot)
                .collect();
            if last.len() == 1 {
                counted.extend(last.first().map(|ballot| (member, *ballot)));
            } else {
                void.insert(member);
            }
        }
        (counted, void)
    }

    /// Definition 8: what a close of a round comes to, if it is valid.
    pub(crate) fn closed(&self, act: Number, round: ActId) -> Closed {
        remember(&self.closed, (act, round), || {
            let at = self.in_past(act, round)?;
            let open = self.opened(at)?;
            let electorate = self.electorate(at);
            let author = self.member(act)?;
            let present = self.people(self.past(act)).members;
            let still = present.intersection(&electorate).count();
            let ballots = self.ballots(at, self.past(act));
            let (part, whole) = share(open.quorum);
            let valid = self.stood(act)
                && (electorate.contains(&author) || open.closers.contains(&author))
                && still * 2 > present.len()
                && !ballots.0.is_empty()
                && ballots.0.len() * whole >= part * electorate.len();
            valid.then(|| (adopted(open.method, &ballots.0, electorate.len()), ballots))
        })
    }

    /// Whether an act validly closes a round.
    fn is_close(&self, act: Number, round: ActId) -> Closed {
        let Deed::Close(list) = self.deed(act) else { return None };
        let part = list.iter().position(|named| *named == round)?;
        if self.effect(act, part) == Some(true) { self.closed(act, round) } else { None }
    }

    // Definition 9.
    fn acknowledges(&self, act: Number, part: usize) -> bool {
        remember(&self.acknowledged, (act, part), || {
            let Deed::Acknowledge(list) = self.deed(act) else { return false };
            let ack = list[part];
            let (Some(at), Some(close), Some(member)) =
                (self.in_past(act, ack.round), self.in_past(act, ack.close), self.member(act))
            else {
                return false;
            };
            let Some((outcome, _)) = self.is_close(close, ack.round) else { return false };
            self.stood(act)
                && self.electorate(at).contains(&member)
                && !self
                    .acknowledgements(at, self.past(act))
                    .iter()
                    .any(|(by, _, other)| *by == member && *other != outcome)
        })
    }

    // The effective acknowledgements of a round in a set: who, which close, its outcome.
    fn acknowledgements(&self, open: Number, set: Acts) -> Vec<(MemberId, ActId, bool)> {
        let mut all = Vec::new();
        for act in each(set) {
            let Deed::Acknowledge(list) = self.deed(act) else { continue };
            for (part, ack) in list.iter().enumerate() {
                if ack.round == self.id(open)
                    && self.effect(act, part) == Some(true)
                    && let Some(member) = self.member(act)
                    && let Some((outcome, _)) = self.is_close(self.numbers[&ack.close], ack.round)
                {
                    all.push((member, ack.close, outcome));
                }
            }
        }
        all
    }

    /// Definitions 9 and 10: how far a round is in a set of acts.
    pub(crate) fn state(&self, open: Number, set: Acts) -> RoundState {
        let round = self.id(open);
        let electorate = self.electorate(open);
        let mut closes: BTreeMap<_, _> = each(set)
            .filter(|act| self.is_close(*act, round).is_some())
            .map(|act| (self.id(act), BTreeSet::new()))
            .collect();
        let mut voices: BTreeMap<bool, BTreeSet<MemberId>> = BTreeMap::new();
        for (member, close, outcome) in self.acknowledgements(open, set) {
            closes.entry(close).or_default().insert(member);
            voices.entry(outcome).or_default().insert(member);
        }
        let none = BTreeSet::new();
        let of = |outcome| voices.get(&outcome).unwrap_or(&none);
        let confirmed = |outcome| of(outcome).len() * 2 > electorate.len();
        let (status, outcome) = match (confirmed(true), confirmed(false)) {
            (true, true) => ("disputed", None),
            (true, false) => ("confirmed", Some(true)),
            (false, true) => ("confirmed", Some(false)),
            _ if closes.is_empty() => ("open", None),
            _ => ("closed", None),
        };
        let double = of(true).intersection(of(false)).copied().collect();
        RoundState { status, outcome, double, closes }
    }

    /// Whether a part of a deed has effect; none for content, which no definition is about.
    pub(crate) fn effect(&self, act: Number, part: usize) -> Option<bool> {
        let own = match self.deed(act) {
            Deed::Create(_) | Deed::Set(_) | Deed::EditText(_) | Deed::Comment(_) => return None,
            Deed::Found(_) | Deed::Join(_) | Deed::Invite(_) | Deed::Leave | Deed::Gather => true,
            Deed::Approve(list) | Deed::WithdrawApproval(list) => {
                let Change::Admit(join) = list[part];
                // It names the act that brought its person in.
                once(list, |change| *change)
                    && self.in_past(act, join).is_some_and(|join| {
                        matches!(self.deed(join), Deed::Join(_)) && self.stood(join)
                    })
            }
            Deed::Enrol(list) => {
                let enrol = &list[part];
                let others = self.owners(self.past(act), enrol.device);
                once(list, |enrol| enrol.device)
                    && self.member(act).is_some_and(|member| {
                        let statement = statement::member(self.acts[0].community(), member);
                        key::verify(&enrol.device.0, &statement, &enrol.proof)
                            && others.iter().all(|other| *other == member)
                    })
            }
            Deed::Retire(list) => once(list, |device| *device),
            Deed::Open(_) => self.opened(act).is_some(),
            Deed::Vote(list) => once(list, |vote| vote.round) && self.voted(act, part).is_some(),
            Deed::Close(list) => {
                once(list, |round| *round) && self.closed(act, list[part]).is_some()
            }
            Deed::Acknowledge(list) => once(list, |ack| ack.round) && self.acknowledges(act, part),
        };
        Some(own && self.stood(act))
    }
}

// Definition 13: several only about different rounds, changes or devices.
fn once<T, K: Ord>(list: &[T], about: impl Fn(&T) -> K) -> bool {
    list.iter().map(about).collect::<BTreeSet<_>>().len() == list.len()
}

// The table of methods.
fn adopted(method: Method, ballots: &BTreeMap<MemberId, Ballot>, electorate: usize) -> bool {
    let cast = |wanted: Ballot| ballots.values().filter(|ballot| **ballot == wanted).count();
    match method {
        Method::Majority => cast(Ballot::For) > cast(Ballot::Against),
        Method::Absolute => cast(Ballot::For) * 2 > electorate,
        Method::Qualified(asked) => {
            let (part, whole) = share(asked);
            let (yes, no) = (cast(Ballot::For), cast(Ballot::Against));
            yes > 0 && yes * whole >= (yes + no) * part
        }
        Method::Consent => {
            cast(Ballot::Consent) + cast(Ballot::Concern) > 0 && cast(Ballot::Object) == 0
        }
    }
}
