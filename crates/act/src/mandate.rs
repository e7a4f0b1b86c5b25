//! Roles, circles and mandates: who fills them, what somebody may decide alone, advice and its answer.
//!
//! Guards: what a mandate says in words is content that is written once, so that a change names it by
//! its id and nobody alters it afterwards; numbers and people stand here. Nothing here says who
//! may; that is for `rules::mandate`. Next: [`crate::register`], where a grant is a change.

use minicbor::{Decode, Encode};

use crate::{
    cap, codec,
    id::{ActId, ChangeId, EntityId, MemberId},
};

/// Who fills a role or makes up a circle. Of several in force the one with the highest number holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub struct Appoint {
    /// The role or circle.
    #[n(0)]
    pub to: EntityId,
    /// One more than the last appointment to it.
    #[n(1)]
    pub n: u32,
    /// The people, ascending; none: it is vacant. At most [`cap::PARTS`].
    #[cbor(n(2), decode_with = "codec::bounded::<{ cap::PARTS }, _, _>")]
    pub people: Vec<MemberId>,
    /// Seconds since 1970 at which the term is over; apps say so then, see [`crate::deed::Deed::EndTerm`].
    #[n(3)]
    pub until: Option<i64>,
}

/// Whether a mandate may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum Use {
    /// Its holders decide under it.
    #[n(0)]
    Active,
    /// For now they don't (opgeschort).
    #[n(1)]
    Suspended,
    /// It was taken back (ingetrokken).
    #[n(2)]
    Withdrawn,
}

impl Use {
    /// The word on the command line, in JSON and in stories.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// What somebody may decide without a round, as the community granted it. Of several in force for one
/// mandate the one with the highest number holds; of several with that number none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub struct Grant {
    /// Its words: content of the kind *mandate*, which is written once.
    #[n(0)]
    pub mandate: EntityId,
    /// One more than the last grant of it.
    #[n(1)]
    pub n: u32,
    /// Whether it may be used.
    #[n(2)]
    pub usable: Use,
    /// Who holds it, ascending, at most [`cap::PARTS`].
    #[cbor(n(3), decode_with = "codec::bounded::<{ cap::PARTS }, _, _>")]
    pub holders: Vec<MemberId>,
    /// A role or circle whose people hold it too.
    #[n(4)]
    pub circle: Option<EntityId>,
    /// What it is about: content of the kind *topic*, ascending, at most [`cap::PARTS`]; none: only its
    /// words say.
    #[cbor(n(5), decode_with = "codec::bounded::<{ cap::PARTS }, _, _>")]
    pub topics: Vec<EntityId>,
    /// Cents that all decisions under it come to together, at most; none: nothing that costs money.
    #[n(6)]
    pub ceiling: u64,
    /// Seconds in which anybody may object to a decision under it, kept by apps.
    #[n(7)]
    pub term: u32,
    /// Seconds since 1970 at which it is over; apps say so then.
    #[n(8)]
    pub until: i64,
}

impl Appoint {
    pub(crate) fn is_sound(&self) -> bool {
        self.n > 0 && self.people.is_sorted_by(|a, b| a < b)
    }
}

impl Grant {
    pub(crate) fn is_sound(&self) -> bool {
        self.n > 0
            && self.holders.is_sorted_by(|a, b| a < b)
            && self.topics.is_sorted_by(|a, b| a < b)
    }
}

/// Under which grant a round decides, and what that asks.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Under {
    /// The grant, by the hash of its change.
    #[n(0)]
    pub grant: ChangeId,
    /// What the decision costs, in cents.
    #[n(1)]
    pub amount: u64,
    /// What it is about, ascending, at most [`cap::PARTS`].
    #[cbor(n(2), decode_with = "codec::bounded::<{ cap::PARTS }, _, _>")]
    pub topics: Vec<EntityId>,
    /// Who is asked for advice, ascending, at most [`cap::PARTS`].
    #[cbor(n(3), decode_with = "codec::bounded::<{ cap::PARTS }, _, _>")]
    pub advisers: Vec<MemberId>,
}

impl Under {
    pub(crate) fn is_sound(&self) -> bool {
        self.topics.is_sorted_by(|a, b| a < b) && self.advisers.is_sorted_by(|a, b| a < b)
    }
}

/// What was done with an advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum Taken {
    /// Overgenomen.
    #[n(0)]
    Wholly,
    /// Deels overgenomen.
    #[n(1)]
    Partly,
    /// Niet overgenomen.
    #[n(2)]
    Not,
}

impl Taken {
    /// All, in order.
    pub const ALL: [Self; 3] = [Self::Wholly, Self::Partly, Self::Not];

    /// The word on the command line, in JSON and in stories.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Wholly => "taken",
            Self::Partly => "partly",
            Self::Not => "not",
        }
    }

    /// What has this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|taken| taken.word() == word)
    }
}

/// Says what was done with an advice; by who decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Answer {
    /// The comment of the kind *advice*.
    #[n(0)]
    pub advice: ActId,
    /// What was done with it.
    #[n(1)]
    pub taken: Taken,
    /// A content act of the same author with the reason.
    #[n(2)]
    pub reason: Option<ActId>,
}
