//! A value of the document with everything that was written apart.
//!
//! Guards: where people wrote different values not knowing of each other's, all are shown with who
//! and when; which one stands first is Automerge's choice, and no rule rests on it.
//! Next: [`crate::decision`].

use act::id::{ActId, MemberId};

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<T> {
    /// The value that stands; where several were written apart, the one that Automerge shows.
    pub value: T,
    /// Empty, or all values that were written apart, the one that stands first.
    pub conflicts: Vec<Version<T>>,
}

/// One of several values written apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version<T> {
    /// What was written.
    pub value: T,
    /// Who wrote it.
    pub by: MemberId,
    /// When, in seconds since 1970 by the writer's clock.
    pub at: i64,
    /// The act that wrote it.
    pub act: ActId,
}

impl<T> Field<T> {
    /// Whether different values stand side by side.
    #[must_use]
    pub const fn is_in_conflict(&self) -> bool {
        !self.conflicts.is_empty()
    }

    /// The same versions, each turned into something else.
    #[must_use]
    pub fn map<U>(self, mut to: impl FnMut(T) -> U) -> Field<U> {
        let conflicts = self.conflicts.into_iter().map(|version| Version {
            value: to(version.value),
            by: version.by,
            at: version.at,
            act: version.act,
        });
        let conflicts = conflicts.collect();
        Field { value: to(self.value), conflicts }
    }
}

impl<T> Field<Option<T>> {
    pub(crate) fn or(self, missing: T) -> Field<T>
    where
        T: Clone,
    {
        self.map(|value| value.unwrap_or_else(|| missing.clone()))
    }
}
