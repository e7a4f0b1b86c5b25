//! Definitions 2 and 3: a member's word on a change, and when the change is in force.
//!
//! Guards: two thirds of the members known at an act, each with one voice; an approval that is taken
//! back doesn't count; automatic acts approve nothing (R1-R3). Next: [`crate::register`].

use std::collections::BTreeMap;

use act::{clock::Branch, fraction::Fraction, id::MemberId, log::Index};

use crate::{
    device::{Counting, Ground},
    facts::{Facts, Words},
    register::Register,
};

/// The members who approve a change in a past: all their last words on it that count are approvals.
#[must_use]
pub fn approvers(ground: Ground<'_>, facts: &Facts, words: &Words) -> Vec<MemberId> {
    let mut counting = Counting::new(ground, facts);
    // Of the words that count along one branch only the last is in no other one's past.
    let mut last: BTreeMap<MemberId, BTreeMap<Branch, (Index, bool)>> = BTreeMap::new();
    for (index, approves) in words.iter() {
        let Some(member) = ground.author(*index) else { continue };
        if counting.counts(*index, member) {
            let branch = ground.log.entry(*index).branch();
            last.entry(member).or_default().insert(branch, (*index, *approves));
        }
    }
    // Who takes back approves only if each such word is known to another one.
    let approve = |own: &BTreeMap<Branch, (Index, bool)>| {
        own.values()
            .filter(|(_, approves)| !approves)
            .all(|(index, _)| own.values().any(|(other, _)| ground.log.precedes(*index, *other)))
    };
    last.into_iter().filter(|(_, own)| approve(own)).map(|(member, _)| member).collect()
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
