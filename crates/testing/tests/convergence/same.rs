//! Whether peers hold the same, in all that people or other programs see of it.
//!
//! Guards: what is compared names acts, never places in a log, which differ by order of arrival.
//! Next: [`crate::schedule`].

use std::collections::{BTreeMap, BTreeSet};

use act::{
    ballot::Ballot,
    deed::Deed,
    id::{ActId, Digest, MemberId},
    log::Index,
    register::Change,
};
use document::{decision, goal, projection::Document};
use proptest::{prop_assert, prop_assert_eq, test_runner::TestCaseError};
use rules::{
    counting::Counted,
    register::Standing,
    round::{Round, Status},
    tally::Outcome,
};

use crate::{Coverage, peer::Peer};

/// What a close counted, and who acknowledged it.
#[derive(Debug, PartialEq)]
struct Close {
    author: MemberId,
    counted: BTreeMap<MemberId, (Ballot, ActId)>,
    void: BTreeSet<MemberId>,
    outcome: Outcome,
    acknowledged: BTreeSet<MemberId>,
}

/// Where a round stands.
#[derive(Debug, PartialEq)]
struct Standings {
    electorate: Vec<MemberId>,
    status: Status,
    outcome: Option<Outcome>,
    closes: BTreeMap<ActId, Close>,
    double: BTreeSet<MemberId>,
    shown: Option<ActId>,
    // How it would be counted now.
    counted: BTreeMap<MemberId, (Ballot, ActId)>,
    void: BTreeSet<MemberId>,
}

/// Everything that the rules say of a community.
#[derive(Debug, PartialEq)]
struct Judged {
    /// Of every act: whose it is, whether it stands, whether it has effect.
    verdicts: BTreeMap<ActId, (Option<MemberId>, bool, bool)>,
    register: Digest,
    pending: BTreeMap<Change, Vec<MemberId>>,
    rounds: BTreeMap<ActId, Standings>,
}

/// Everything that the document says.
#[derive(Debug, PartialEq)]
struct Written {
    heads: Vec<[u8; 32]>,
    json: serde_json::Value,
    goals: Vec<goal::View>,
    decisions: Vec<decision::View>,
}

/// All peers hold the same; counts what there was to see.
pub(crate) fn check(peers: &[Peer], coverage: &mut Coverage) -> Result<(), TestCaseError> {
    let first = &peers[0];
    let (said, written) = (judged(first), wrote(&first.document));
    for peer in &peers[1..] {
        prop_assert_eq!(peer.log.heads(), first.log.heads());
        prop_assert_eq!(&judged(peer), &said);
        prop_assert_eq!(&wrote(&peer.document), &written);
    }
    for peer in peers {
        prop_assert!(peer.log.seals().all(|seal| seal.is_genuine()));
        let branches: usize = peer.log.devices().map(|(_, branches)| branches.len()).sum();
        prop_assert_eq!(peer.log.seals().count(), branches, "the end of a branch has no seal");
    }
    // And as it is all worked out anew, in the order of one of them.
    let derived = Document::derive(&peers[4].log, &peers[4].judge).unwrap();
    prop_assert_eq!(&wrote(&derived), &written);
    count(first, &said, &written, coverage);
    Ok(())
}

fn judged(peer: &Peer) -> Judged {
    let (log, judge) = (&peer.log, &peer.judge);
    let heads: Vec<_> = log.head_indices().collect();
    let verdict = |index| {
        let judged = judge.verdict(index);
        (peer.id(index), (judged.author, judged.stood, judged.is_effective()))
    };
    Judged {
        verdicts: log.since(0).map(verdict).collect(),
        register: judge.register(log, heads.iter().copied()).digest(),
        pending: judge
            .pending(log, heads.iter().copied())
            .into_iter()
            .map(|(change, voices)| (change, voices.approve))
            .collect(),
        rounds: judge
            .rounds()
            .map(|(open, round)| (peer.id(open), standings(peer, open, round, &heads)))
            .collect(),
    }
}

fn standings(peer: &Peer, open: Index, round: &Round, heads: &[Index]) -> Standings {
    let state = round.state(&peer.log, &peer.log.clock_of(heads.iter().copied()));
    let named = |counted: &BTreeMap<MemberId, Counted>| {
        counted.iter().map(|(who, one)| (*who, (one.ballot.clone(), peer.id(one.act)))).collect()
    };
    let close = |(index, acknowledged): (&Index, &BTreeSet<MemberId>)| {
        let close = &round.closes[index];
        let close = Close {
            author: close.author,
            counted: named(&close.counted),
            void: close.void.clone(),
            outcome: close.outcome.clone(),
            acknowledged: acknowledged.clone(),
        };
        (peer.id(*index), close)
    };
    let now = peer.judge.count(&peer.log, open, heads).unwrap();
    Standings {
        electorate: round.electorate.clone(),
        status: state.status,
        outcome: state.outcome,
        closes: state.closes.iter().map(close).collect(),
        double: state.double,
        shown: state.shown.map(|shown| peer.id(shown)),
        counted: named(&now.counted),
        void: now.void,
    }
}

fn wrote(document: &Document) -> Written {
    Written {
        heads: document.heads(),
        json: document.json().unwrap(),
        goals: document.goals(),
        decisions: document.decisions(),
    }
}

fn count(peer: &Peer, said: &Judged, written: &Written, coverage: &mut Coverage) {
    let (log, rounds) = (&peer.log, said.rounds.values());
    let register = peer.judge.register(log, log.head_indices());
    let with = |standing| register.with(standing).count();
    let became = register
        .with(Standing::Member)
        .filter(|(_, person)| matches!(log.act(person.brought).deed(), Some(Deed::Join(_))));
    let conflicts = written.goals.iter().filter(|goal| goal.title.is_in_conflict()).count()
        + written.decisions.iter().filter(|one| one.title.is_in_conflict()).count();
    let edits: Vec<_> = log
        .iter()
        .filter_map(|(index, entry)| match entry.act.deed() {
            Some(Deed::EditText(edit)) => Some((index, edit.on)),
            _ => None,
        })
        .collect();
    let apart = edits.iter().enumerate().flat_map(|(at, (later, on))| {
        let others = edits[..at].iter().filter(move |(_, other)| other == on);
        others.filter(|(earlier, _)| !log.precedes(*earlier, *later))
    });
    let many = |decision: &decision::View| peer.judge.rounds_on(decision.id).len() > 1;
    let status = |status| rounds.clone().filter(|round| round.status == status).count();
    for (what, times) in [
        ("text edited apart", apart.count()),
        ("title in conflict", conflicts),
        ("round", said.rounds.len()),
        ("round confirmed", status(Status::Confirmed)),
        ("round disputed", status(Status::Disputed)),
        ("round closed twice", rounds.clone().filter(|round| round.closes.len() > 1).count()),
        ("rounds opened apart", written.decisions.iter().filter(|one| many(one)).count()),
        ("ballots that contradict", rounds.clone().filter(|round| !round.void.is_empty()).count()),
        ("guest became member", became.count()),
        ("somebody left", with(Standing::Left)),
        ("device forked", log.devices().filter(|(_, branches)| branches.len() > 1).count()),
    ] {
        if times > 0 {
            *coverage.entry(what).or_default() += times;
        }
    }
}
