//! Roles, circles and mandates: who fills them, and whether a decision stays within a mandate.
//!
//! Guards: the newest grant in force holds and no other; amounts decided apart that exceed the ceiling
//! together are outside it together, so nobody gains by being first; what was decided in time stays
//! in time when a term ends. Next: `judge/entrust.rs`, which asks this of an act's past.

use std::collections::{BTreeMap, BTreeSet};

use act::{
    id::{ChangeId, EntityId, MemberId},
    log::Index,
    mandate::{Appoint, Grant, Taken, Under, Use},
    register::Change,
};

/// The most rounds that may be opened under one grant, whatever became of them: a grant that was used so
/// often is due for a new one, and who checks a ceiling looks at each.
pub const MOST: usize = 256;

/// Roles, circles and mandates as the changes in force have them.
#[derive(Clone, Debug, Default)]
pub struct Tasks {
    // Of each those with the highest number: one, or several that were carried apart.
    appointments: BTreeMap<EntityId, Vec<(ChangeId, Appoint)>>,
    grants: BTreeMap<EntityId, Vec<(ChangeId, Grant)>>,
    // Every grant that ever came in force.
    granted: BTreeSet<ChangeId>,
}

impl Tasks {
    /// Works them out of the changes in force.
    #[must_use]
    pub fn of<'c>(in_force: impl Iterator<Item = &'c Change>) -> Self {
        let mut tasks = Self::default();
        for change in in_force {
            match change {
                Change::Appoint(appoint) => {
                    let all = tasks.appointments.entry(appoint.to).or_default();
                    newest(all, change.id(), appoint, |appoint| appoint.n);
                }
                Change::Grant(grant) => {
                    let all = tasks.grants.entry(grant.mandate).or_default();
                    tasks.granted.insert(change.id());
                    newest(all, change.id(), grant, |grant| grant.n);
                }
                _ => {}
            }
        }
        tasks
    }

    /// The appointments to a role or circle with the highest number: none, one that holds, or several
    /// that contradict each other, of which none does.
    #[must_use]
    pub fn appointments(&self, to: EntityId) -> &[(ChangeId, Appoint)] {
        self.appointments.get(&to).map_or(&[], Vec::as_slice)
    }

    /// The grants of a mandate with the highest number: none, one that holds, or several that contradict
    /// each other, of which none does.
    #[must_use]
    pub fn grants(&self, mandate: EntityId) -> &[(ChangeId, Grant)] {
        self.grants.get(&mandate).map_or(&[], Vec::as_slice)
    }

    /// The appointment to a role or circle that holds.
    #[must_use]
    pub fn appointment(&self, to: EntityId) -> Option<&(ChangeId, Appoint)> {
        only(self.appointments(to))
    }

    /// Whether a grant with this name ever came in force.
    #[must_use]
    pub fn was_granted(&self, id: ChangeId) -> bool {
        self.granted.contains(&id)
    }

    /// Whether this is the name of a grant or appointment that holds.
    #[must_use]
    pub fn holds(&self, id: ChangeId) -> bool {
        let appointed = |all: &Vec<_>| only(all).is_some_and(|(own, _): &(_, Appoint)| *own == id);
        self.appointments.values().any(appointed) || self.grant(id).is_some()
    }

    /// The grant with this name, when it holds.
    #[must_use]
    pub fn grant(&self, id: ChangeId) -> Option<&Grant> {
        let mut holding = self.grants.values().filter_map(|all| only(all));
        holding.find(|(grant, _)| *grant == id).map(|(_, grant)| grant)
    }
}

fn newest<T: Clone>(all: &mut Vec<(ChangeId, T)>, id: ChangeId, new: &T, n: impl Fn(&T) -> u32) {
    let best = all.first().map_or(0, |(_, known)| n(known));
    if n(new) > best {
        all.clear();
    }
    if n(new) >= best {
        all.push((id, new.clone()));
        all.sort_unstable_by_key(|(id, _)| *id);
    }
}

const fn only<T>(all: &[T]) -> Option<&T> {
    if let [one] = all { Some(one) } else { None }
}

/// Why a decision is outside the mandate that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outside {
    /// The grant doesn't hold: it was suspended, withdrawn, followed by another, or is contradicted.
    Withdrawn,
    /// Who decided doesn't hold the mandate, or handed it back, or is no member.
    NotHeld,
    /// Its term is over.
    Over,
    /// It is about something else.
    Topic,
    /// It costs more than is left.
    Ceiling,
    /// Too many decisions were taken under the grant ([`MOST`]).
    TooMany,
}

impl Outside {
    /// The word in JSON, stories and the document.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::NotHeld => "not_held",
            Self::Over => "over",
            Self::Topic => "topic",
            Self::Ceiling => "ceiling",
            Self::TooMany => "too_many",
        }
    }
}

/// What a grant allows of what a round asks, but for money and terms.
///
/// # Errors
/// Why it doesn't.
pub fn allows(
    tasks: &Tasks,
    under: &Under,
    holds: impl Fn(&Grant) -> bool,
) -> Result<u64, Outside> {
    let grant = tasks.grant(under.grant).filter(|grant| grant.usable == Use::Active);
    let grant = grant.ok_or(Outside::Withdrawn)?;
    if !holds(grant) {
        return Err(Outside::NotHeld);
    }
    let within = under.topics.iter().all(|topic| grant.topics.binary_search(topic).is_ok());
    if !within || (under.topics.is_empty() && !grant.topics.is_empty()) {
        return Err(Outside::Topic);
    }
    Ok(grant.ceiling)
}

/// What was done about appointments and grants on this peer, each by the hash of its change.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// Who said that the term is over.
    pub ended: BTreeMap<ChangeId, Vec<(Index, MemberId)>>,
    /// Who handed it back.
    pub returned: BTreeMap<ChangeId, Vec<(Index, MemberId)>>,
    /// The rounds opened under a grant.
    pub rounds: BTreeMap<ChangeId, Vec<Index>>,
    /// Those of them that were within it at their opening.
    pub within: BTreeMap<ChangeId, Vec<Index>>,
}

/// Advice on a decision under a mandate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advised {
    /// The act that holds its words.
    pub act: Index,
    /// Who gave it.
    pub adviser: MemberId,
}

/// What was done with an advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The act.
    pub act: Index,
    /// The advice.
    pub advice: Index,
    /// What was done with it.
    pub taken: Taken,
    /// The act that says why.
    pub reason: Option<Index>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(n: u32, holder: u8) -> Change {
        Change::Grant(Box::new(Grant {
            mandate: EntityId([1; 32]),
            n,
            usable: Use::Active,
            holders: vec![MemberId([holder; 32])],
            circle: None,
            topics: vec![EntityId([7; 32])],
            ceiling: 500,
            term: 0,
            until: 0,
        }))
    }

    fn under(change: &Change, topics: &[u8]) -> Under {
        let topics = topics.iter().map(|topic| EntityId([*topic; 32])).collect();
        Under { grant: change.id(), amount: 0, topics, advisers: Vec::new() }
    }

    #[test]
    fn the_newest_grant_holds_and_of_two_carried_apart_neither() {
        let (first, second, rival) = (grant(1, 1), grant(2, 2), grant(2, 3));
        let tasks = Tasks::of([&first, &second].into_iter());
        assert!(tasks.grant(first.id()).is_none() && tasks.grant(second.id()).is_some());
        let tasks = Tasks::of([&rival, &first, &second].into_iter());
        assert_eq!(tasks.grants(EntityId([1; 32])).len(), 2);
        assert!([&first, &second, &rival].iter().all(|change| tasks.grant(change.id()).is_none()));
        assert!(!tasks.holds(second.id()) && tasks.was_granted(second.id()));
        let settled = grant(3, 2);
        let tasks = Tasks::of([&rival, &settled, &second].into_iter());
        assert!(tasks.grant(settled.id()).is_some());
        assert!(tasks.holds(settled.id()) && !tasks.holds(first.id()));
    }

    #[test]
    fn a_mandate_allows_its_holders_its_topics_and_nothing_else() {
        let change = grant(1, 1);
        let tasks = Tasks::of([&change].into_iter());
        let asked = |topics: &[u8], who: u8| {
            allows(&tasks, &under(&change, topics), |grant| {
                grant.holders.contains(&MemberId([who; 32]))
            })
        };
        assert_eq!(asked(&[7], 1), Ok(500));
        assert_eq!(asked(&[7], 2), Err(Outside::NotHeld));
        assert_eq!(asked(&[7, 8], 1), Err(Outside::Topic));
        assert_eq!(asked(&[], 1), Err(Outside::Topic), "a decision about nothing in particular");
        let other = grant(2, 1);
        assert_eq!(allows(&tasks, &under(&other, &[7]), |_| true), Err(Outside::Withdrawn));
    }
}
