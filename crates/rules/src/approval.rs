//! Definitions 2 and 3: a member's word on a change, and whether it is enough.
//!
//! Guards: two thirds of the members known at an act, each with one voice; nobody is voted out of a
//! community of two; an approval that is taken back doesn't count; automatic acts approve nothing
//! (R1-R3). Next: [`crate::register`].

use std::collections::{BTreeMap, BTreeSet};

use act::{clock::Branch, fraction::Fraction, id::MemberId, log::Index, register::Change};

use crate::{
    device::{Counting, Ground},
    facts::{Facts, Word, Words},
    register::Register,
};

/// What members think of a change in a past: whose every last word on it that counts is an approval,
/// and who objects to a core team's deciding it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Voices {
    /// Who approve, ascending.
    pub approve: Vec<MemberId>,
    /// Who object, ascending.
    pub object: Vec<MemberId>,
}

impl Voices {
    /// Works them out of the words on a change in a past with these facts.
    #[must_use]
    pub fn of(ground: Ground<'_>, facts: &Facts, words: &Words) -> Self {
        let mut counting = Counting::new(ground, facts);
        // Of the words that count along one branch only the last is in no other one's past.
        let mut last: BTreeMap<MemberId, BTreeMap<Branch, (Index, Word)>> = BTreeMap::new();
        let mut object = BTreeSet::new();
        for (index, word) in words.iter() {
            let Some(member) = ground.author(*index) else { continue };
            if !counting.counts(*index, member) {
                continue;
            }
            match word {
                Word::Objects => drop(object.insert(member)),
                Word::Approves | Word::Withdraws => {
                    let branch = ground.log.entry(*index).branch();
                    last.entry(member).or_default().insert(branch, (*index, *word));
                }
            }
        }
        // Who takes back approves only if each such word is known to another one.
        let approve = |own: &BTreeMap<Branch, (Index, Word)>| {
            own.values().filter(|(_, word)| *word == Word::Withdraws).all(|(index, _)| {
                own.values().any(|(other, _)| ground.log.precedes(*index, *other))
            })
        };
        Self {
            approve: last
                .into_iter()
                .filter(|(_, own)| approve(own))
                .map(|(member, _)| member)
                .collect(),
            object: object.into_iter().collect(),
        }
    }
}

/// How many approvals bring a change in force in this register, of the people whose approval counts
/// for it; `None` where nothing can: nobody is voted out of a community of two (R3).
#[must_use]
pub fn needed(register: &Register, change: &Change) -> Option<usize> {
    let members = register.members().len();
    match target(change) {
        None => (members > 0).then(|| Fraction::TWO_THIRDS.least_of(members)),
        // Two thirds of the others, and more than half of all.
        Some(target) if members >= 3 => {
            let others = members - usize::from(register.is_member(target));
            Some(Fraction::TWO_THIRDS.least_of(others).max(members / 2 + 1))
        }
        Some(_) => None,
    }
}

/// How many of these voices count for a change in this register: members, but not the person whom it
/// removes or recovers.
#[must_use]
pub fn counted(register: &Register, change: &Change, approve: &[MemberId]) -> usize {
    let counts =
        |member: &&MemberId| register.is_member(**member) && Some(**member) != target(change);
    approve.iter().filter(counts).count()
}

/// Whether the members at large bring a change in force (definition 3); a clause besides only when it
/// replaces exactly what holds, an appointment or grant only when its number is the next.
#[must_use]
pub fn suffices(register: &Register, change: &Change, approve: &[MemberId]) -> bool {
    let fits = match change {
        Change::Clause(amendment) => {
            register.holding(amendment.clause.key()) == amendment.replaces.as_slice()
        }
        Change::Appoint(appoint) => {
            let known = register.tasks().appointments(appoint.to).first();
            appoint.n == next(known.map(|(_, known)| known.n))
        }
        Change::Grant(grant) => {
            let known = register.tasks().grants(grant.mandate).first();
            grant.n == next(known.map(|(_, known)| known.n))
        }
        Change::Admit(_)
        | Change::Rest(..)
        | Change::Remove(_)
        | Change::Recover(_)
        | Change::Redact(_) => true,
    };
    fits && needed(register, change)
        .is_some_and(|needed| counted(register, change, approve) >= needed)
}

// One more than the highest number that is in force: a greater one would leave no number to go on from.
fn next(known: Option<u32>) -> u32 {
    known.map_or(1, |n| n.saturating_add(1))
}

/// Who has no say in a change: whom it removes or recovers.
#[must_use]
pub const fn target(change: &Change) -> Option<MemberId> {
    match change {
        Change::Remove(member) => Some(*member),
        Change::Recover(recover) => Some(recover.member),
        Change::Admit(_)
        | Change::Rest(..)
        | Change::Clause(_)
        | Change::Redact(_)
        | Change::Appoint(_)
        | Change::Grant(_) => None,
    }
}
