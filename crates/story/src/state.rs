//! What is true in a community after some acts, in the words of a story.
//!
//! Guards: everything is looked up in the real rules; lists are sorted, so that equal states are
//! equal texts. Next: [`crate::compare`].

use std::collections::{BTreeMap, BTreeSet};

use act::{charter::Key, clock::Clock, deed::Deed, id::MemberId, log::Index, register::Change};
use rules::{
    judge::Judge,
    register::{Register, Standing},
    round::Round,
    tally::Outcome,
};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{
    build::Built,
    script::{Line, Person, Script, Told},
};

/// The state after some acts: of their past and themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct State {
    /// The names of the members.
    pub members: Vec<String>,
    /// Who would be a member without the rest.
    pub resting: Vec<String>,
    /// Who was removed.
    pub removed: Vec<String>,
    /// The names of the guests.
    pub guests: Vec<String>,
    /// The labels of the devices that forked.
    pub forked: Vec<String>,
    /// The charter's values in force, as the story names them.
    pub charter: Map<String, Value>,
    /// Keys of the charter with several clauses that hold.
    pub conflicts: Vec<String>,
    /// The acts whose words are erased.
    pub redacted: Vec<String>,
    /// The rounds that were effectively opened, by the id of the opening.
    pub rounds: BTreeMap<String, RoundState>,
}

/// A round in a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoundState {
    /// `open`, `closed`, `confirmed` or `disputed`.
    pub status: &'static str,
    /// `adopted`, `rejected`, `tied`, `told` or the labels of the options chosen, once that is
    /// confirmed; none before, and none when disputed.
    pub outcome: Option<Value>,
    /// Whether the opening was taken back.
    pub withdrawn: bool,
    /// Members with effective acknowledgements of two outcomes.
    pub double: Vec<String>,
    /// The valid closes, by the id of the close.
    pub closes: BTreeMap<String, CloseState>,
}

/// A valid close in a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CloseState {
    /// What its ballots come to, as of a round.
    pub outcome: Value,
    /// The ballots it counts, by person.
    pub counted: BTreeMap<String, String>,
    /// Those whose ballots, made apart, contradict each other.
    pub void: Vec<String>,
    /// Who acknowledged this close.
    pub acknowledged: Vec<String>,
}

/// Looks at a story from a moment in it.
#[derive(Debug)]
pub(crate) struct View<'a> {
    pub(crate) script: &'a Script,
    pub(crate) built: &'a Built,
    pub(crate) judge: &'a Judge,
    /// The line of each act.
    pub(crate) lines: BTreeMap<Index, Line>,
}

impl View<'_> {
    /// The state after these lines.
    pub(crate) fn after(&self, after: &[Line]) -> State {
        let log = &self.built.log;
        let known = |line: &Line| self.built.known.get(*line).map_or(&[][..], Vec::as_slice);
        let heads: Vec<_> = after.iter().flat_map(known).copied().collect();
        let register = self.judge.register(log, heads.iter().copied());
        let clock = log.clock_of(heads.iter().copied());
        let forked = self.built.devices.iter().filter(|(id, _)| log.is_forked(**id, &clock));
        let mut forked: Vec<_> = forked
            .filter_map(|(_, device)| self.script.devices.get(*device))
            .map(|(label, _)| label.clone())
            .collect();
        forked.sort_unstable();
        let with = |standing| self.names(register.with(standing).map(|(member, _)| member));
        let rounds = self.judge.rounds().filter(|(open, _)| log.holds(&clock, *open));
        State {
            members: self.names(register.members().iter().copied()),
            resting: with(Standing::Resting),
            removed: with(Standing::Removed),
            guests: with(Standing::Guest),
            forked,
            charter: if heads.is_empty() { Map::new() } else { self.charter(&register) },
            conflicts: register.conflicts().map(|key| key.word().to_owned()).collect(),
            redacted: self.redacted(&heads, &clock),
            rounds: rounds
                .filter_map(|(open, round)| Some((self.id(open)?, self.round(open, round, &clock))))
                .collect(),
        }
    }

    // Own words that were erased, and those that a change in force erases.
    fn redacted(&self, heads: &[Index], past: &Clock) -> Vec<String> {
        let log = &self.built.log;
        let own = log.iter().filter(|(index, _)| log.holds(past, *index));
        let own = own.flat_map(|(index, entry)| {
            let parts = match entry.act.deed() {
                Some(Deed::Redact(acts)) => acts.as_slice(),
                _ => &[],
            };
            let judged = self.judge.verdict(index);
            parts.iter().enumerate().filter(|(part, _)| judged.has_effect(*part)).map(|(_, a)| *a)
        });
        let in_force = self.judge.in_force(log, heads.iter().copied());
        let decided = in_force.into_iter().filter_map(|change| match change {
            Change::Redact(act) => Some(act),
            _ => None,
        });
        let acts = own.chain(decided).filter_map(|act| self.id(log.find(act)?));
        acts.collect::<BTreeSet<_>>().into_iter().collect()
    }

    // The founding values as the story names them, and those of clauses over them.
    fn charter(&self, register: &Register) -> Map<String, Value> {
        let founding = match self.script.lines.first().map(|line| &line.deed) {
            Some(Told::Found { charter, .. }) => charter.clone(),
            _ => Map::new(),
        };
        let clauses = Key::ALL.into_iter().filter_map(|key| {
            let label = self.built.labels.get(&register.clause(key)?)?;
            let written = self.script.clauses.get(*label)?;
            Some((key.word().to_owned(), written.json.clone()))
        });
        founding.into_iter().chain(clauses).collect()
    }

    fn round(&self, open: Index, round: &Round, clock: &Clock) -> RoundState {
        let state = round.state(&self.built.log, clock);
        let labels = self.options(open);
        let label = |option: u16| labels.get(usize::from(option)).cloned().unwrap_or_default();
        let outcome = |outcome: &Outcome| match outcome {
            Outcome::Chosen(options) => {
                let mut chosen: Vec<_> = options.iter().map(|option| label(*option)).collect();
                chosen.sort_unstable();
                chosen.into()
            }
            other => Value::from(other.word()),
        };
        let close = |index: &Index, acknowledged| {
            let close = round.closes.get(index)?;
            let ballots = close.counted.iter();
            Some(CloseState {
                outcome: outcome(&close.outcome),
                counted: ballots
                    .map(|(member, counted)| {
                        (self.name(*member), rules::ballot::written(&counted.ballot, label))
                    })
                    .collect(),
                void: self.names(close.void.iter().copied()),
                acknowledged,
            })
        };
        let closes = state.closes.iter().filter_map(|(index, acknowledged)| {
            let acknowledged = self.names(acknowledged.iter().copied());
            Some((self.id(*index)?, close(index, acknowledged)?))
        });
        RoundState {
            status: state.status.word(),
            outcome: state.outcome.as_ref().map(outcome),
            withdrawn: state.withdrawn,
            double: self.names(state.double.iter().copied()),
            closes: closes.collect(),
        }
    }

    // The labels of a round's options, in the order of its opening.
    fn options(&self, open: Index) -> Vec<String> {
        let line = self.lines.get(&open).and_then(|line| self.script.lines.get(*line));
        let Some(Told::Open(opening)) = line.map(|line| &line.deed) else { return Vec::new() };
        let label = |option: &usize| self.script.options.get(*option).cloned();
        opening.options.iter().filter_map(label).collect()
    }

    fn id(&self, act: Index) -> Option<String> {
        let line = self.lines.get(&act)?;
        self.script.lines.get(*line).map(|line| line.id.clone())
    }

    fn name(&self, member: MemberId) -> String {
        let person: Option<&Person> = self.built.members.get(&member);
        person
            .and_then(|person| self.script.people.get(*person))
            .cloned()
            .unwrap_or_else(|| member.to_string())
    }

    fn names(&self, members: impl Iterator<Item = MemberId>) -> Vec<String> {
        let mut names: Vec<_> = members.map(|member| self.name(member)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}
