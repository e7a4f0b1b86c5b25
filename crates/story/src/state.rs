//! What is true in a community after some acts, in the words of a story.
//!
//! Guards: everything is looked up in the real rules; lists are sorted, so that equal states are
//! equal texts. Next: [`crate::compare`].

use std::collections::{BTreeMap, BTreeSet};

use act::{
    charter::Key,
    clock::Clock,
    content::Entity,
    deed::Deed,
    id::{EntityId, MemberId},
    log::Index,
    register::Change,
};
use rules::{
    judge::Judge,
    mandate::Outside,
    register::{Register, Standing},
    round::Round,
    season::{Listed, Season},
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
    /// The acts that are folded away.
    pub hidden: Vec<String>,
    /// Who fills each role that was ever appointed to: nobody once the term is over, or where
    /// appointments contradict each other.
    pub roles: BTreeMap<String, Vec<String>>,
    /// The mandates that were ever granted.
    pub mandates: BTreeMap<String, MandateState>,
    /// The rounds that were effectively opened, by the id of the opening.
    pub rounds: BTreeMap<String, RoundState>,
    /// The seasons that were effectively planned, by the id of the plan.
    pub seasons: BTreeMap<String, SeasonState>,
}

/// A season in a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeasonState {
    /// Who takes part.
    pub parts: Vec<String>,
    /// The lists of founders that have effect, by id.
    pub lists: BTreeMap<String, ListState>,
    /// The lists of which a community was founded: one, unless the planner's devices did it apart.
    pub founded: Vec<String>,
}

/// A list of founders in a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListState {
    /// Who is on it.
    pub founders: Vec<String>,
    /// Whose signatures of the founding have effect.
    pub signed: Vec<String>,
}

/// A mandate in a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MandateState {
    /// `active`, `suspended` or `withdrawn`; none where grants contradict each other.
    #[serde(rename = "use")]
    pub usable: Option<&'static str>,
    /// Who holds it.
    pub holders: Vec<String>,
    /// What decisions under the grant that holds come to, in cents.
    pub spent: u64,
    /// Whether its term is over.
    pub over: bool,
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
    /// Why the decision is outside the mandate that it names; none: it isn't, or names none.
    pub outside: Option<&'static str>,
    /// Whether the other party of an agreement agrees; none: it said nothing, or there is none.
    pub partner: Option<bool>,
    /// The valid closes, by the id of the close.
    pub closes: BTreeMap<String, CloseState>,
}

/// A valid close in a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CloseState {
    /// What its ballots come to, as of a round.
    pub outcome: Value,
    /// Why the decision was outside its mandate in the past of the close.
    pub outside: Option<&'static str>,
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
        let outside = self.judge.outside_mandates(log, &heads);
        let moderated = self.judge.moderations(log, &heads);
        let hidden = moderated.iter().filter(|(_, moderation)| moderation.is_hidden);
        let hidden: BTreeSet<_> = hidden.filter_map(|(act, _)| self.id(*act)).collect();
        State {
            members: self.names(register.members().iter().copied()),
            resting: with(Standing::Resting),
            removed: with(Standing::Removed),
            guests: with(Standing::Guest),
            forked,
            charter: if heads.is_empty() { Map::new() } else { self.charter(&register) },
            conflicts: register.conflicts().map(|key| key.word().to_owned()).collect(),
            redacted: self.redacted(&heads, &clock),
            hidden: hidden.into_iter().collect(),
            roles: self.roles(&register, &heads),
            mandates: self.mandates(&register, &heads),
            rounds: rounds
                .filter_map(|(open, round)| {
                    let outside = outside.get(&open).copied().map(Outside::word);
                    Some((self.id(open)?, self.round(open, round, &clock, outside)))
                })
                .collect(),
            seasons: self.seasons(&clock),
        }
    }

    fn seasons(&self, clock: &Clock) -> BTreeMap<String, SeasonState> {
        let is_there = |act: Index| self.built.log.holds(clock, act);
        let state = |season: &Season| {
            let parts = season.parts.iter().filter(|(act, _)| is_there(**act));
            let list = |(act, founders): (&Index, &Vec<Listed>)| {
                let signed = season.signed.iter();
                let signed = signed.filter(|signed| signed.list == *act && is_there(signed.act));
                let founders = self.names(founders.iter().map(|listed| listed.member));
                let signed = self.names(signed.map(|signed| signed.member));
                Some((self.id(*act)?, ListState { founders, signed }))
            };
            let lists = season.lists.iter().filter(|(act, _)| is_there(**act));
            let founded = season.founded.iter().filter(|founded| is_there(founded.act));
            let founded: BTreeSet<_> = founded.filter_map(|f| self.id(f.list)).collect();
            SeasonState {
                parts: self.names(parts.map(|(_, joined)| joined.member)),
                lists: lists.filter_map(list).collect(),
                founded: founded.into_iter().collect(),
            }
        };
        let planned = self.judge.seasons().filter(|(plan, _)| is_there(*plan));
        planned.filter_map(|(plan, season)| Some((self.id(plan)?, state(season)))).collect()
    }

    fn labelled(&self, entity: Entity) -> impl Iterator<Item = (&String, EntityId)> + '_ {
        let things = self.script.things.iter().zip(&self.built.things);
        things.filter(move |((kind, _), _)| *kind == entity).map(|((_, label), id)| (label, *id))
    }

    fn roles(&self, register: &Register, heads: &[Index]) -> BTreeMap<String, Vec<String>> {
        let (log, tasks) = (&self.built.log, register.tasks());
        let appointed = self.labelled(Entity::Role);
        let appointed = appointed.filter(|(_, role)| !tasks.appointments(*role).is_empty());
        let people = |role| match tasks.appointment(role) {
            Some((id, appoint)) if !self.judge.is_term_over(log, *id, heads) => {
                self.names(appoint.people.iter().copied())
            }
            _ => Vec::new(),
        };
        appointed.map(|(label, role)| (label.clone(), people(role))).collect()
    }

    fn mandates(&self, register: &Register, heads: &[Index]) -> BTreeMap<String, MandateState> {
        let (log, tasks) = (&self.built.log, register.tasks());
        let state = |(label, mandate): (&String, EntityId)| {
            let state = match tasks.grants(mandate) {
                [] => return None,
                [(id, grant)] => MandateState {
                    usable: Some(grant.usable.word()),
                    holders: self.names(self.judge.mandate_holders(log, *id, heads).into_iter()),
                    spent: self.judge.spent(log, *id, heads),
                    over: self.judge.is_term_over(log, *id, heads),
                },
                _ => MandateState { usable: None, holders: Vec::new(), spent: 0, over: false },
            };
            Some((label.clone(), state))
        };
        self.labelled(Entity::Mandate).filter_map(state).collect()
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

    fn round(
        &self,
        open: Index,
        round: &Round,
        clock: &Clock,
        outside: Option<&'static str>,
    ) -> RoundState {
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
                outside: close.outside.map(Outside::word),
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
            outside,
            partner: round.partner_says(&self.built.log, clock),
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
