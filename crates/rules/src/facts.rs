//! What a past establishes about who is in: facts that only grow, shared by nearly all acts.
//!
//! Guards: the facts of two pasts together are the union of theirs, so they never depend on the
//! order of arrival; equal facts are one value, so that what follows from them is worked out once.
//! Next: [`crate::device`], which reads them.

use std::{collections::BTreeMap, sync::Arc};

use act::{log::Index, register::Change};

/// The acts of a past that say who is in, and the changes in force in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Facts {
    /// Founding, joins, enrolments, retirements and leaves by standing devices, ascending.
    pub acts: Vec<Index>,
    /// Changes in force, ascending.
    pub in_force: Vec<Change>,
}

/// What members said about a change that is not in force: acts that approve it or take that back.
pub type Words = Vec<(Index, bool)>;

/// Per change the words on it, by the number of the interned list.
pub type Pending = Vec<(Change, Id)>;

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

/// The union of two ascending lists.
#[must_use]
pub fn union<T: Ord + Clone>(a: &[T], b: &[T]) -> Vec<T> {
    let mut both = Vec::with_capacity(a.len().max(b.len()));
    both.extend_from_slice(a);
    both.extend_from_slice(b);
    both.sort_unstable();
    both.dedup();
    both
}
