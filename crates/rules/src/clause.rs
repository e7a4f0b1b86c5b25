//! Definition 4, the charter: which clauses hold for a key, and what its value is.
//!
//! Guards: a clause that another in force replaces doesn't hold; of several that hold none wins: the
//! last value that all of them go back to stays, until a clause replaces them all. Next:
//! [`crate::register`], which reads it.

use std::collections::{BTreeMap, BTreeSet};

use act::{
    charter::{Amendment, Charter, Key},
    id::ChangeId,
    register::Change,
};

/// The charter in force.
#[derive(Clone, Debug, Default)]
pub struct Clauses {
    founding: Charter,
    charter: Charter,
    // Per key with clauses in force.
    keys: BTreeMap<Key, Holding>,
}

#[derive(Clone, Debug)]
struct Holding {
    // Those that hold, ascending.
    clauses: Vec<ChangeId>,
    // The one whose value stands.
    value: Option<ChangeId>,
}

// A clause in force, seen from the founding value: how many steps away the nearest clause is that every
// chain of replacements passes, and so on back.
#[derive(Clone, Copy)]
struct Rooted {
    back: Option<ChangeId>,
    depth: usize,
}

impl Clauses {
    /// Works it out of the founding values and the changes in force.
    #[must_use]
    pub fn of<'c>(founding: Charter, in_force: impl Iterator<Item = &'c Change>) -> Self {
        let mut by_key: BTreeMap<Key, BTreeMap<ChangeId, &Amendment>> = BTreeMap::new();
        for change in in_force {
            if let Change::Clause(amendment) = change {
                by_key.entry(amendment.clause.key()).or_default().insert(change.id(), amendment);
            }
        }
        let mut clauses = Self { charter: founding.clone(), founding, keys: BTreeMap::new() };
        for (key, all) in by_key {
            let replaced: BTreeSet<_> =
                all.values().flat_map(|amendment| amendment.replaces.iter().copied()).collect();
            let holding: Vec<_> = all.keys().filter(|id| !replaced.contains(id)).copied().collect();
            let value = value(&all, &holding);
            if let Some(value) = value {
                clauses.charter.amend(all[&value].clause.clone());
            }
            clauses.keys.insert(key, Holding { clauses: holding, value });
        }
        clauses
    }

    /// What holds.
    #[must_use]
    pub const fn charter(&self) -> &Charter {
        &self.charter
    }

    /// What the community began with.
    #[must_use]
    pub const fn founding(&self) -> &Charter {
        &self.founding
    }

    /// The clauses that hold for a key, ascending.
    #[must_use]
    pub fn holding(&self, key: Key) -> &[ChangeId] {
        self.keys.get(&key).map_or(&[], |holding| holding.clauses.as_slice())
    }

    /// The clause whose value stands for a key; none: the founding value.
    #[must_use]
    pub fn standing(&self, key: Key) -> Option<ChangeId> {
        self.keys.get(&key)?.value
    }
}

// The clause whose value stands: the last that every chain of replacements from each of those that hold
// passes; none: the founding value. In graphs: the nearest common dominator (Cooper, Harvey and Kennedy,
// "A simple, fast dominance algorithm", 2001; without cycles one pass in order suffices).
fn value(all: &BTreeMap<ChangeId, &Amendment>, holding: &[ChangeId]) -> Option<ChangeId> {
    let mut rooted: BTreeMap<ChangeId, Rooted> = BTreeMap::new();
    // Each after those that it replaces; those in force all are, so nothing is left over. Hashes can't
    // go round in a circle.
    let mut stack: Vec<ChangeId> = holding.to_vec();
    while let Some(id) = stack.last().copied() {
        let before = || all[&id].replaces.iter().filter(|other| all.contains_key(*other));
        let waiting: Vec<_> = before().filter(|other| !rooted.contains_key(*other)).collect();
        if waiting.is_empty() {
            stack.pop();
            let back = meet(&rooted, before().copied());
            let depth = back.map_or(1, |back| rooted[&back].depth + 1);
            rooted.insert(id, Rooted { back, depth });
        } else {
            stack.extend(waiting.into_iter().copied());
        }
    }
    meet(&rooted, holding.iter().copied())
}

// The nearest clause that all of these go back to, themselves included; none: only the founding value.
fn meet(
    rooted: &BTreeMap<ChangeId, Rooted>,
    clauses: impl Iterator<Item = ChangeId>,
) -> Option<ChangeId> {
    let depth = |id: Option<ChangeId>| id.map_or(0, |id| rooted[&id].depth);
    let back = |id: Option<ChangeId>| id.and_then(|id| rooted[&id].back);
    let pair = |mut a: Option<ChangeId>, mut b: Option<ChangeId>| {
        while a != b {
            if depth(a) >= depth(b) { a = back(a) } else { b = back(b) }
        }
        a
    };
    clauses.map(Some).reduce(pair).flatten()
}

#[cfg(test)]
mod tests {
    use act::{charter::Clause, fraction::Fraction};

    use super::*;

    // Each clause is a step with a quorum of 1 in n, and the numbers of those it replaces.
    fn check(steps: &[(u16, &[u16])], wanted: Option<u16>, holding: usize) {
        let mut ids: BTreeMap<u16, ChangeId> = BTreeMap::new();
        let mut changes = Vec::new();
        for (n, replaces) in steps {
            let mut replaces: Vec<_> = replaces.iter().map(|other| ids[other]).collect();
            replaces.sort_unstable();
            let clause = Clause::Quorum(Fraction::new(1, *n).expect("a share"));
            let change = Change::Clause(Box::new(Amendment { clause, replaces }));
            ids.insert(*n, change.id());
            changes.push(change);
        }
        let founding = Charter { quorum: Fraction::ZERO, ..Charter::default() };
        let clauses = Clauses::of(founding, changes.iter());
        let wanted = wanted.map_or(Fraction::ZERO, |n| Fraction::new(1, n).expect("a share"));
        assert_eq!(clauses.charter().quorum, wanted, "{steps:?}");
        assert_eq!(clauses.holding(Key::Quorum).len(), holding, "{steps:?}");
    }

    #[test]
    fn clauses_that_contradict_leave_the_last_value_they_share() {
        check(&[], None, 0);
        check(&[(2, &[])], Some(2), 1);
        check(&[(2, &[]), (3, &[2])], Some(3), 1);
        // Two apart over the founding value, over a clause, and over a settled conflict.
        check(&[(2, &[]), (3, &[])], None, 2);
        check(&[(2, &[]), (3, &[2]), (4, &[2])], Some(2), 2);
        check(&[(2, &[]), (3, &[]), (4, &[2, 3])], Some(4), 1);
        check(&[(2, &[]), (3, &[]), (4, &[2, 3]), (5, &[4]), (6, &[4])], Some(4), 2);
        // One side longer than the other; and one that replaced only a part of a conflict.
        check(&[(2, &[]), (3, &[2]), (4, &[3]), (5, &[2])], Some(2), 2);
        check(&[(2, &[]), (3, &[2]), (4, &[2]), (5, &[3, 4]), (6, &[2])], Some(2), 2);
        check(&[(2, &[]), (3, &[]), (4, &[2])], None, 2);
    }
}
