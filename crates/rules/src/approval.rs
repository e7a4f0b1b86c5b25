//! Definitions 2 and 3: a member's word on a change, and when the change is in force.
//!
//! Guards: two thirds of the members known at an act, each with one voice; an approval that is taken
//! back doesn't count; automatic acts approve nothing (R1-R3). Next: [`crate::register`].

use act::{fraction::Fraction, id::MemberId, log::Index};

use crate::{
    device::Ground,
    facts::{Facts, Words},
    register::Register,
};

/// The members who approve a change in a past: all their last words on it that count are approvals.
#[must_use]
pub fn approvers(ground: Ground<'_>, facts: &Facts, words: &Words) -> Vec<MemberId> {
    let counting: Vec<_> = words
        .iter()
        .filter_map(|(index, approves)| {
            let member = ground.author(*index)?;
            ground.counts(facts, *index, member).then_some((member, *index, *approves))
        })
        .collect();
    let mut approving: Vec<_> = counting.iter().map(|(member, ..)| *member).collect();
    approving.sort_unstable();
    approving.dedup();
    approving.retain(|member| {
        let own = || counting.iter().filter(|(other, ..)| other == member);
        let last = |index: Index| !own().any(|(_, other, _)| ground.log.precedes(index, *other));
        own().filter(|(_, index, _)| last(*index)).all(|(.., approves)| *approves)
    });
    approving
}

/// How many approvals make a change of membership in force among so many members.
#[must_use]
pub fn needed(members: usize) -> usize {
    Fraction::TWO_THIRDS.least_of(members)
}

/// Whether enough members of a register approve (definition 3).
#[must_use]
pub fn suffices(register: &Register, approvers: &[MemberId]) -> bool {
    let members = register.members().len();
    let count = approvers.iter().filter(|member| register.is_member(**member)).count();
    members > 0 && count >= needed(members)
}
