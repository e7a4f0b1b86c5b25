//! Definition 4, its second half: the clauses that hold, what a conflict leaves, the core team.
//!
//! Guards: no clause wins from another one by order; a team that has lost its people may nothing.
//! Next: [`super::rounds`].

use std::{collections::BTreeSet, sync::Arc};

use act::{
    charter::{Amendment, Charter, Key, Powers},
    deed::Deed,
    id::MemberId,
    register::{Change, Kind},
};

use super::{Acts, Changes, Literal, Name, Set, each, has, one, remember};

/// A core team as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Core {
    /// Those of the people named who are members.
    pub(crate) people: BTreeSet<MemberId>,
    pub(crate) needed: usize,
    pub(crate) may: Powers,
}

impl Literal {
    fn amendment(&self, name: Name) -> Option<&Amendment> {
        match self.change(name) {
            Change::Clause(amendment) => Some(amendment),
            _ => None,
        }
    }

    // The clauses in force for a key.
    fn clauses(&self, forced: Changes, key: Key) -> Vec<Name> {
        let about = |name: &Name| self.amendment(*name).is_some_and(|a| a.clause.key() == key);
        each(forced).filter(about).collect()
    }

    /// The clauses that hold for a key: those in force that no other one in force replaces.
    pub(crate) fn holding(&self, set: Acts, key: Key) -> Vec<Name> {
        let in_force = self.clauses(self.in_force(set), key);
        let replaced = |name: Name, by: Name| {
            self.amendment(by).is_some_and(|a| a.replaces.contains(&self.change(name).id()))
        };
        let holds = |name: &Name| !in_force.iter().any(|by| replaced(*name, *by));
        in_force.iter().copied().filter(holds).collect()
    }

    // What a clause goes back to, itself among it: every chain of `replaces` from it passes these. The
    // founding value lies under all and stands for none of them.
    fn goes_back_to(&self, name: Name, among: &[Name]) -> Changes {
        let Some(amendment) = self.amendment(name) else { return Set::default() };
        let replaces: Vec<Name> = among
            .iter()
            .copied()
            .filter(|other| amendment.replaces.contains(&self.change(*other).id()))
            .collect();
        let below = replaces.iter().map(|other| self.goes_back_to(*other, among));
        below.reduce(|all, one| all & one).unwrap_or_default() | one(name)
    }

    /// What was agreed: per key the value that holds.
    pub(crate) fn charter(&self, set: Acts) -> Arc<Charter> {
        remember(&self.answers.charters, set, || {
            let founding = each(set).find_map(|act| match self.deed(act) {
                Some(Deed::Found(found)) => Some(found.charter.clone()),
                _ => None,
            });
            let mut charter = founding.unwrap_or_default();
            let forced = self.in_force(set);
            for key in Key::ALL {
                let among = self.clauses(forced, key);
                let holding = self.holding(set, key);
                let common = holding.iter().map(|name| self.goes_back_to(*name, &among));
                let common = common.reduce(|all, one| all & one).unwrap_or_default();
                // The last of them goes back to all others.
                let last = each(common).find(|name| {
                    let all = self.goes_back_to(*name, &among);
                    each(common).all(|other| has(all, other))
                });
                if let Some(amendment) = last.and_then(|name| self.amendment(name)) {
                    charter.amend(amendment.clause.clone());
                }
            }
            Arc::new(charter)
        })
    }

    /// The core team: it has its powers while at least three, and at least two thirds, of the people
    /// named are members.
    pub(crate) fn core(&self, set: Acts) -> Core {
        let Some(team) = &self.charter(set).team else { return Core::default() };
        let members = &self.people(set).members;
        let people: BTreeSet<_> = self
            .came_in(set)
            .into_iter()
            .filter(|person| team.people.contains(&person.key) && members.contains(&person.member))
            .map(|person| person.member)
            .collect();
        let has_powers = people.len() >= 3 && people.len() * 3 >= team.people.len() * 2;
        let needed = usize::from(team.k).max((people.len() * 2).div_ceil(3));
        let may = if has_powers { team.may } else { Powers::default() };
        Core { people, needed, may }
    }

    /// Members, without advising ones.
    pub(crate) fn electors(&self, set: Acts) -> BTreeSet<MemberId> {
        let mut electors = self.people(set).members.clone();
        if self.charter(set).organisations == act::charter::Voice::Advises {
            for person in self.came_in(set) {
                if person.kind != Kind::Resident {
                    electors.remove(&person.member);
                }
            }
        }
        electors
    }
}
