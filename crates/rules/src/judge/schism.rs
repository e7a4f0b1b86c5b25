//! Scheuring: acts that contradict the newest register this device knows.
//!
//! Guards: whoever holds the keys of a former majority can write another history from there, and no
//! function of the acts can refuse it; so what changes the register, or confirms a round, from a past
//! that doesn't know the register at hand, and that the people in it would not have carried, is told
//! and never settled in silence (former majorities, `docs/rules.md`). It ends when enough people in it
//! are for it who know both. Next: `judge/force.rs`.

use std::collections::BTreeMap;

use act::{
    deed::Deed,
    id::MemberId,
    log::{Index, Log},
    register::Change,
};

use super::{Judge, establish::said};
use crate::{
    approval::{self, Voices},
    device::Counting,
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

    /// Whether what contradicts the register in force in the past of `known` is carried there by now: by
    /// those who were for it and didn't take that back, and members who approve it knowing both, the act
    /// with which it came about and the register as it was in the past of `then`. An outcome is when more
    /// than half of the electorate acknowledged it, and then [`Judge::contradictions`] names it no more.
    #[must_use]
    pub fn is_carried(
        &self,
        log: &Log,
        known: &[Index],
        then: &[Index],
        one: &Contradiction,
    ) -> bool {
        let Done::Change(change) = &one.what else { return false };
        let facts = self.facts_of(log, known.iter().copied());
        let register = Register::of(self.ground(log), &facts);
        let knowing = self.knowing_both(log, &facts, then, (one.act, change));
        let stand = self.standing_by(log, known, change, &one.by);
        let mut voices: Vec<_> =
            stand.into_iter().filter(|member| !knowing.contains_key(member)).collect();
        voices.extend(knowing.iter().filter(|(_, approves)| **approves).map(|(member, _)| *member));
        voices.sort_unstable();
        carry(&register, change, &voices)
    }

    // What each member last said of a change knowing both: whether all of it that no other word of the
    // same member has seen is approval. Words of devices that were retired since count as elsewhere.
    fn knowing_both(
        &self,
        log: &Log,
        facts: &Facts,
        then: &[Index],
        (act, change): (Index, &Change),
    ) -> BTreeMap<MemberId, bool> {
        let then = self.facts_of(log, then.iter().copied());
        let mut counting = Counting::new(self.ground(log), facts);
        let mut said: BTreeMap<MemberId, Vec<(Index, bool)>> = BTreeMap::new();
        for (index, _) in log.iter().skip(act.at()) {
            let (changes, approves) = match log.act(index).deed() {
                Some(Deed::Approve(changes)) => (changes, true),
                Some(Deed::WithdrawApproval(changes)) => (changes, false),
                _ => continue,
            };
            let Some(part) = changes.iter().position(|other| other == change) else { continue };
            let judged = self.verdict(index);
            let Some(member) = judged.author.filter(|_| judged.has_effect(part)) else { continue };
            if index != act
                && log.reaches(index, act)
                && self.knows_decided(index, &then)
                && counting.counts(index, member)
            {
                said.entry(member).or_default().push((index, approves));
            }
        }
        let last = |words: Vec<(Index, bool)>| {
            let is_last = |at: Index| !words.iter().any(|(other, _)| log.precedes(at, *other));
            words.iter().filter(|(at, _)| is_last(*at)).all(|(_, approves)| *approves)
        };
        said.into_iter().map(|(member, words)| (member, last(words))).collect()
    }

    // Whether an act's past knows what was decided by these facts: guests and devices come and go.
    fn knows_decided(&self, act: Index, facts: &Facts) -> bool {
        let before = self.facts.get(self.verdict(act).before);
        before.in_force.lacks(&facts.in_force).next().is_none()
            && before.retirements.lacks(&facts.retirements).next().is_none()
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
                .filter(|ack| ack.act.at() >= from && !log.holds(&before, ack.act))
                .find(|ack| !self.knows_facts(ack.act, facts));
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
