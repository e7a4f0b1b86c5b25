//! Scheuring: acts that contradict the newest register this device knows.
//!
//! Guards: whoever holds the keys of a former majority can write another history from there, and no
//! function of the acts can refuse it; so what changes the register, or confirms a round, from a past
//! that doesn't know the register at hand, and that the people in it would not have carried, is told
//! and never settled in silence (former majorities, `docs/rules.md`). Next: `judge/force.rs`.

use act::{
    deed::Deed,
    id::MemberId,
    log::{Index, Log},
    register::Change,
};

use super::{Judge, establish::said};
use crate::{
    approval::{self, Voices},
    facts::{Facts, Word, Words},
    register::Register,
    round::Status,
};

/// Something that new acts did behind the back of the register at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The act with which it came about.
    pub act: Index,
    /// What it did.
    pub what: Done,
    /// Who did it: those who approved or acknowledged.
    pub by: Vec<MemberId>,
}

/// What came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// A change came in force.
    Change(Change),
    /// An outcome of the round that this act opened was confirmed.
    Round(Index),
}

impl Judge {
    /// What acts from position `from` of the log on contradict of the register in force in the past of
    /// `known`. Nothing where no register was known yet.
    #[must_use]
    pub fn contradictions(&self, log: &Log, known: &[Index], from: usize) -> Vec<Contradiction> {
        let forced: Vec<_> = log
            .since(from)
            .flat_map(|act| self.forced_at(act).into_iter().map(move |change| (act, change)))
            .collect();
        let acknowledges = |act| matches!(log.act(act).deed(), Some(Deed::Acknowledge(_)));
        // Nearly always: nothing was decided.
        if forced.is_empty() && !log.since(from).any(acknowledges) {
            return Vec::new();
        }
        let facts = self.facts_of(log, known.iter().copied());
        let register = Register::of(self.ground(log), &facts);
        if register.members().is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (act, change) in forced {
            let is_new = !facts.in_force.contains(&change) && !self.knows_facts(act, &facts);
            let by = self.carried(log, act, &change);
            if is_new && !carry(&register, &change, &self.standing_by(log, known, &change, &by)) {
                found.push(Contradiction { act, what: Done::Change(change), by });
            }
        }
        found.extend(self.confirmed_behind(log, known, from, &facts, &register));
        found
    }

    // The changes that came in force at an act.
    fn forced_at(&self, act: Index) -> Vec<Change> {
        let judged = self.verdict(act);
        if !judged.establishes() {
            return Vec::new();
        }
        let (before, after) = (self.facts.get(judged.before), self.facts.get(judged.facts));
        before.in_force.lacks(&after.in_force).cloned().collect()
    }

    // Whether an act's past knows all that these facts say.
    fn knows_facts(&self, act: Index, facts: &Facts) -> bool {
        let before = self.facts.get(self.verdict(act).before);
        before.in_force.lacks(&facts.in_force).next().is_none()
            && before.acts.lacks(&facts.acts).next().is_none()
            && before.retirements.lacks(&facts.retirements).next().is_none()
    }

    // Who approve a change that came in force at an act.
    fn carried(&self, log: &Log, act: Index, change: &Change) -> Vec<MemberId> {
        let mut words = Words::default();
        for parent in log.entry(act).parents() {
            let pending = self.pending.get(self.verdict(parent).pending);
            if let Some(spoken) = said(pending, change) {
                words = words.union(self.words.get(spoken));
            }
        }
        if let Some(Deed::Approve(changes)) = log.act(act).deed()
            && changes.contains(change)
        {
            words.insert((act, Word::Approves));
        }
        let facts = self.facts.get(self.verdict(act).facts);
        Voices::of(self.ground(log), facts, &words).approve
    }

    // Of these those who are not known here to have taken it back.
    fn standing_by(
        &self,
        log: &Log,
        known: &[Index],
        change: &Change,
        by: &[MemberId],
    ) -> Vec<MemberId> {
        let words = self.words(log, known.iter().copied());
        let Some((_, words)) = words.into_iter().find(|(other, _)| other == change) else {
            return by.to_vec();
        };
        let facts = self.facts_of(log, known.iter().copied());
        let still = Voices::of(self.ground(log), &facts, &words).approve;
        let took_back = |member: &MemberId| {
            let own = |(act, word): &&(Index, Word)| {
                *word == Word::Withdraws && self.verdict(*act).author == Some(*member)
            };
            !still.contains(member) && words.iter().any(|word| own(&word))
        };
        by.iter().filter(|member| !took_back(member)).copied().collect()
    }

    // Rounds that are confirmed now and weren't, by acknowledgements that don't know the register, and
    // by fewer of its electors than it takes.
    fn confirmed_behind(
        &self,
        log: &Log,
        known: &[Index],
        from: usize,
        facts: &Facts,
        register: &Register,
    ) -> Vec<Contradiction> {
        let before = log.clock_of(known.iter().copied());
        let after = log.clock_of(log.since(from).chain(known.iter().copied()));
        let mut found = Vec::new();
        for (open, round) in self.rounds() {
            if !round.acknowledged.iter().any(|ack| ack.act.at() >= from) {
                continue;
            }
            let was = round.state(log, &before).status;
            if was >= Status::Confirmed || round.state(log, &after).status < Status::Confirmed {
                continue;
            }
            let mut by: Vec<_> = round.acknowledged.iter().map(|ack| ack.member).collect();
            by.sort_unstable();
            by.dedup();
            let electorate = register.electorate();
            let of = by.iter().filter(|member| electorate.binary_search(member).is_ok()).count();
            let behind = round
                .acknowledged
                .iter()
                .find(|ack| ack.act.at() >= from && !self.knows_facts(ack.act, facts));
            if let (Some(behind), true) = (behind, of.saturating_mul(2) <= electorate.len()) {
                found.push(Contradiction { act: behind.act, what: Done::Round(open), by });
            }
        }
        found
    }
}

// Whether the people of a register would bring a change in force: as many as it takes, or its core team.
fn carry(register: &Register, change: &Change, by: &[MemberId]) -> bool {
    let core = register.core();
    let may = match change {
        Change::Admit(_) => core.may.admit,
        Change::Rest(..) => core.may.rest,
        _ => false,
    };
    let of_core = by.iter().filter(|member| core.people.binary_search(member).is_ok()).count();
    approval::needed(register, change)
        .is_some_and(|needed| approval::counted(register, change, by) >= needed)
        || (may && of_core >= core.needed)
}
