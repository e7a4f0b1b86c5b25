//! What a past establishes about who is in: facts that only grow, shared by nearly all acts.
//!
//! Guards: the facts of two pasts together are the union of theirs, so they never depend on the
//! order of arrival; equal facts are one value, so that what follows from them is worked out once.
//! Next: [`crate::device`], which reads them.

use std::{collections::BTreeMap, sync::Arc};

use act::{log::Index, register::Change};

use crate::list::List;

/// The acts of a past that say who is in, and the changes in force in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Facts {
    /// Founding, joins, enrolments and leaves by standing devices.
    pub acts: List<Index>,
    /// Retirements by standing devices: apart, since they are few and every act asks for them.
    pub retirements: List<Index>,
    /// Changes in force.
    pub in_force: List<Change>,
}

impl Facts {
    /// What two pasts establish together.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self {
            acts: self.acts.union(&other.acts),
            retirements: self.retirements.union(&other.retirements),
            in_force: self.in_force.union(&other.in_force),
        }
    }
}

/// What members said about a change that is not in force: acts that approve it or take that back.
pub type Words = List<(Index, bool)>;

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
