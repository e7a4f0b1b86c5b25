//! What a past establishes about who is in: facts that only grow, shared by nearly all acts.
//!
//! Guards: the facts of two pasts together are the union of theirs, so they never depend on the
//! order of arrival; equal facts are one value, so that what follows from them is worked out once.
//! Next: [`crate::device`], which reads them.

use std::{cmp::Ordering, collections::BTreeMap, sync::Arc};

use act::{
    id::{ActId, MemberId},
    log::Index,
    register::{Change, Recover},
};

use crate::list::List;

/// The acts of a past that say who is in, and the changes in force in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Facts {
    /// Founding, joins, enrolments, paper keys, leaves and dismissals by standing devices.
    pub acts: List<Index>,
    /// Retirements by standing devices: apart, since they are few and every act asks for them.
    pub retirements: List<Index>,
    /// Approvals of recoveries by members, and recoveries by paper keys: what those know of the recovered
    /// member counts that came before it was in force and aren't its own.
    pub vouchers: List<Index>,
    /// Changes in force.
    pub in_force: List<Change>,
    /// Rests in force whose person did something by hand that the rest didn't know.
    pub woken: List<Change>,
}

impl Facts {
    /// What two pasts establish together, but for rests that only both together show to be over.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self {
            acts: self.acts.union(&other.acts),
            retirements: self.retirements.union(&other.retirements),
            vouchers: self.vouchers.union(&other.vouchers),
            in_force: self.in_force.union(&other.in_force),
            woken: self.woken.union(&other.woken),
        }
    }

    /// The recoveries in force that say what the root of a member is: those with the highest number.
    #[must_use]
    pub fn recoveries(&self, member: MemberId) -> Vec<&Recover> {
        let mut newest: Vec<&Recover> = Vec::new();
        let order = |change: &Change| match change {
            Change::Recover(recover) => recover.member.cmp(&member),
            Change::Admit(_) | Change::Rest(..) | Change::Remove(_) => Ordering::Less,
            Change::Clause(_) | Change::Redact(_) | Change::Appoint(_) | Change::Grant(_) => {
                Ordering::Greater
            }
        };
        for change in self.in_force.starting_at(order) {
            let Change::Recover(recover) = change else { break };
            if recover.member != member {
                break;
            }
            newest.retain(|other| other.n >= recover.n);
            newest.push(recover);
        }
        newest
    }

    /// Whether any recovery is in force.
    #[must_use]
    pub fn has_recoveries(&self) -> bool {
        let order = |change: &Change| match change {
            Change::Recover(_) => Ordering::Equal,
            Change::Admit(_) | Change::Rest(..) | Change::Remove(_) => Ordering::Less,
            Change::Clause(_) | Change::Redact(_) | Change::Appoint(_) | Change::Grant(_) => {
                Ordering::Greater
            }
        };
        self.in_force.find(order).is_some()
    }

    /// The rests in force that nothing is known to have ended: who, and the last that was known.
    pub fn rests(&self) -> impl Iterator<Item = (&Change, MemberId, ActId)> + '_ {
        let order = |change: &Change| match change {
            Change::Admit(_) => Ordering::Less,
            _ => Ordering::Greater,
        };
        let rests = self.in_force.starting_at(order).map_while(|change| match change {
            Change::Rest(member, last) => Some((change, *member, *last)),
            _ => None,
        });
        rests.filter(|(change, ..)| !self.woken.contains(change))
    }
}

/// What somebody says about a change that is not in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word {
    /// Takes an approval back.
    Withdraws,
    /// Approves.
    Approves,
    /// Doesn't want a core team to decide it.
    Objects,
}

/// What members said about a change that is not in force, and in which acts.
pub type Words = List<(Index, Word)>;

/// Per change the words on it, by the number of the interned list; a change stands in it once.
pub type Pending = List<(Change, Id)>;

/// The number of an interned value.
pub type Id = u32;

/// Equal values kept once, named by a number.
#[derive(Clone, Debug)]
pub struct Interner<T> {
    values: Vec<Arc<T>>,
    ids: BTreeMap<Arc<T>, Id>,
}

impl<T: Ord + Default> Default for Interner<T> {
    fn default() -> Self {
        let mut empty = Self { values: Vec::new(), ids: BTreeMap::new() };
        empty.id(T::default());
        empty
    }
}

impl<T: Ord> Interner<T> {
    /// The number of the empty value.
    pub const EMPTY: Id = 0;

    /// The number of a value.
    pub fn id(&mut self, value: T) -> Id {
        if let Some(id) = self.ids.get(&value) {
            return *id;
        }
        let id = Id::try_from(self.values.len()).expect("no more values than acts");
        let value = Arc::new(value);
        self.values.push(Arc::clone(&value));
        self.ids.insert(value, id);
        id
    }

    /// The value with a number given out here.
    #[must_use]
    pub fn get(&self, id: Id) -> &Arc<T> {
        self.values.get(id as usize).expect("a number was given out here")
    }
}
