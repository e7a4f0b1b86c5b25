//! What all peers with the same acts must agree on, by the ids of acts: places in a log differ.
//!
//! Guards: nothing that the rules say is left out, so that no order of arrival hides in it. Next:
//! `main.rs`, which delivers in all orders.

use std::collections::{BTreeMap, BTreeSet};

use act::{
    ballot::Ballot,
    id::{ActId, ChangeId, CommunityId, Digest, EntityId, MemberId},
    log::{Index, Log},
    register::Change,
};
use document::projection::Document;
use rules::{
    counting::{Test, Via},
    judge::{Judge, counsel::Missing, moderate::Moderation},
    mandate::Outside,
    round::Status,
    tally::Outcome,
};

/// A ballot that counts: the act that holds it, what it says, how it came, how others weighed it.
type Counted = BTreeMap<MemberId, (ActId, Ballot, Via, Option<Test>)>;

/// A valid close.
#[derive(Debug, PartialEq, Eq)]
struct Closed {
    author: MemberId,
    counted: Counted,
    void: BTreeSet<MemberId>,
    outside: Option<Outside>,
    outcome: Outcome,
    acknowledged: BTreeSet<MemberId>,
}

/// A round, by the acts in it.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    opener: MemberId,
    electorate: Vec<MemberId>,
    confirmers: Vec<MemberId>,
    status: Status,
    outcome: Option<Outcome>,
    is_withdrawn: bool,
    double: BTreeSet<MemberId>,
    closes: BTreeMap<ActId, Closed>,
    shown: Option<ActId>,
    counted_now: (Counted, BTreeSet<MemberId>),
    // At its opening, and now.
    outside: (Option<Outside>, Option<Outside>),
    missing: Missing,
    partner: Option<bool>,
}

/// A grant or appointment in force: whether it holds, whether its term is over and who said so; of a
/// grant who holds it, and what decisions under it come to.
#[derive(Debug, PartialEq, Eq)]
struct Task {
    holds: bool,
    is_over: bool,
    ended: Vec<MemberId>,
    holders: Vec<MemberId>,
    spent: u64,
    rounds: BTreeSet<ActId>,
}

/// Author, whether the device stood, which parts have effect.
type Verdict = (Option<MemberId>, bool, u64);

/// All that peers with the same acts must agree on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Known {
    verdicts: BTreeMap<ActId, Verdict>,
    register: Digest,
    in_force: BTreeSet<ChangeId>,
    redacted: BTreeSet<ActId>,
    rounds: BTreeMap<ActId, Seen>,
    // By the hash of the change, beside what it is about.
    tasks: BTreeMap<ChangeId, (EntityId, Task)>,
    moderated: BTreeMap<ActId, Moderation>,
    seasons: BTreeMap<ActId, Planned>,
}

/// A season, by the acts in it: who takes part, the founders on each list, who signed what, what was
/// founded.
#[derive(Debug, PartialEq, Eq)]
struct Planned {
    parts: BTreeMap<ActId, MemberId>,
    lists: BTreeMap<ActId, BTreeSet<MemberId>>,
    signed: BTreeMap<ActId, (ActId, MemberId)>,
    founded: BTreeMap<ActId, (ActId, CommunityId)>,
}

fn seasons(log: &Log, judge: &Judge) -> BTreeMap<ActId, Planned> {
    let id = |index: Index| log.act(index).id();
    let planned = |(plan, season): (Index, &rules::season::Season)| {
        let parts = season.parts.iter().map(|(act, joined)| (id(*act), joined.member));
        let lists = season.lists.iter().map(|(act, listed)| {
            (id(*act), listed.iter().map(|listed| listed.member).collect::<BTreeSet<_>>())
        });
        let signed = season.signed.iter();
        let founded = season.founded.iter();
        let planned = Planned {
            parts: parts.collect(),
            lists: lists.collect(),
            signed: signed.map(|s| (id(s.act), (id(s.list), s.member))).collect(),
            founded: founded.map(|f| (id(f.act), (id(f.list), f.community))).collect(),
        };
        (id(plan), planned)
    };
    judge.seasons().map(planned).collect()
}

/// What is too dear to look at in every order: the document, and the register at each act.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Deeper {
    document: Vec<[u8; 32]>,
    registers: BTreeMap<ActId, Digest>,
}

fn counted(log: &Log, count: &BTreeMap<MemberId, rules::counting::Counted>) -> Counted {
    let one = |(member, one): (&MemberId, &rules::counting::Counted)| {
        (*member, (log.act(one.act).id(), one.ballot.clone(), one.via, one.test))
    };
    count.iter().map(one).collect()
}

fn rounds(log: &Log, judge: &Judge, heads: &[Index]) -> BTreeMap<ActId, Seen> {
    let past = log.clock_of(heads.iter().copied());
    let outside = judge.outside_mandates(log, heads);
    let id = |index: Index| log.act(index).id();
    let seen = |(open, round): (Index, &rules::round::Round)| {
        let state = round.state(log, &past);
        let closes = state.closes.into_iter().map(|(at, by)| {
            let close = &round.closes[&at];
            let closed = Closed {
                author: close.author,
                counted: counted(log, &close.counted),
                void: close.void.clone(),
                outside: close.outside,
                outcome: close.outcome.clone(),
                acknowledged: by,
            };
            (id(at), closed)
        });
        let now = judge.count(log, open, heads).expect("a round that was opened");
        let seen = Seen {
            opener: round.opener,
            electorate: round.electorate.clone(),
            confirmers: round.confirmers().to_vec(),
            status: state.status,
            outcome: state.outcome,
            is_withdrawn: state.withdrawn,
            double: state.double,
            closes: closes.collect(),
            shown: state.shown.map(id),
            counted_now: (counted(log, &now.counted), now.void),
            outside: (round.outside, outside.get(&open).copied()),
            missing: judge.advice_missing(log, open, heads),
            partner: round.partner_says(log, &past),
        };
        (id(open), seen)
    };
    judge.rounds().map(seen).collect()
}

fn tasks(
    log: &Log,
    judge: &Judge,
    heads: &[Index],
    in_force: &[Change],
) -> BTreeMap<ChangeId, (EntityId, Task)> {
    if !in_force.iter().any(|change| matches!(change, Change::Grant(_) | Change::Appoint(_))) {
        return BTreeMap::new();
    }
    let register = judge.register(log, heads.iter().copied());
    let task = |change: &Change| {
        let about = match change {
            Change::Grant(grant) => grant.mandate,
            Change::Appoint(appoint) => appoint.to,
            _ => return None,
        };
        let id = change.id();
        let members = register.members().iter().copied();
        let task = Task {
            holds: register.tasks().holds(id),
            is_over: judge.is_term_over(log, id, heads),
            ended: members.filter(|m| judge.has_ended_term(log, id, *m, heads)).collect(),
            holders: judge.mandate_holders(log, id, heads),
            spent: judge.spent(log, id, heads),
            rounds: judge.rounds_under(id).iter().map(|open| log.act(*open).id()).collect(),
        };
        Some((id, (about, task)))
    };
    in_force.iter().filter_map(task).collect()
}

pub(crate) fn known(log: &Log, judge: &Judge) -> Known {
    let heads: Vec<_> = log.head_indices().collect();
    let verdict = |(index, entry): (Index, &act::log::Entry)| {
        let judged = judge.verdict(index);
        // A deed has at most 64 parts.
        let parts = (0..64).filter(|part| judged.has_effect(*part));
        let parts = parts.fold(0_u64, |parts, part| parts | 1 << part);
        (entry.act.id(), (judged.author, judged.stood, parts))
    };
    let in_force = judge.in_force(log, heads.iter().copied());
    Known {
        verdicts: log.iter().map(verdict).collect(),
        register: judge.register(log, heads.iter().copied()).digest(),
        in_force: in_force.iter().map(act::register::Change::id).collect(),
        redacted: judge.redacted().map(|index| log.act(index).id()).collect(),
        rounds: rounds(log, judge, &heads),
        tasks: tasks(log, judge, &heads, &in_force),
        moderated: judge
            .moderations(log, &heads)
            .into_iter()
            .map(|(act, moderation)| (log.act(act).id(), moderation))
            .collect(),
        seasons: seasons(log, judge),
    }
}

/// What never falls while acts come in: how far each round is, whether the other party agrees.
#[derive(Debug, Default)]
pub(crate) struct Settled(BTreeMap<ActId, (Status, Option<Outcome>, bool)>);

impl Settled {
    /// Takes note of what is settled now; fails when something settled before is no more.
    pub(crate) fn climbs(&mut self, log: &Log, judge: &Judge) {
        let past = log.clock_of(log.head_indices());
        for (open, round) in judge.rounds() {
            let state = round.state(log, &past);
            let agrees = round.partner_says(log, &past) == Some(true);
            let now = (state.status, state.outcome, agrees);
            let Some(before) = self.0.insert(log.act(open).id(), now.clone()) else { continue };
            let same = before.0 != Status::Confirmed || now.0 > before.0 || now.1 == before.1;
            let fell = now.0 < before.0 || !same || (before.2 && !agrees);
            assert!(!fell, "{before:?} became {now:?} in {:?}", round.open);
        }
    }
}

pub(crate) fn deeper(log: &Log, judge: &Judge, document: &Document) -> Deeper {
    let register = |(index, entry): (Index, &act::log::Entry)| {
        (entry.act.id(), judge.register(log, [index]).digest())
    };
    Deeper { document: document.heads(), registers: log.iter().map(register).collect() }
}
