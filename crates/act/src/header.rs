//! What is hashed, linked and sealed: the header of an act, whose layout never changes.
//!
//! Guards: `prev` links an act to its device's previous one and `seen` to other heads, so the past of
//! an act is fixed by its id. Next: [`crate::body`], whose hash stands in it.

use minicbor::{Decode, Encode};

use crate::{
    cap, codec,
    deed::Class,
    id::{ActId, CommunityId, DeviceId},
    statement,
};

/// The version of acts that this program writes; acts of another version are kept, passed on, and
/// without effect (definition 11).
pub const VERSION: u16 = 1;

/// The header of an act.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Header {
    /// The version of the deeds.
    #[n(0)]
    pub version: u16,
    /// What class of deed the body holds.
    #[n(1)]
    pub class: Class,
    /// The community; all zero in a founding act.
    #[n(2)]
    pub community: CommunityId,
    /// The device that wrote it.
    #[n(3)]
    pub device: DeviceId,
    /// The how-manieth act of this device, from 1.
    #[n(4)]
    pub seq: u32,
    /// This device's previous act; none for the first.
    #[n(5)]
    pub prev: Option<ActId>,
    /// Other heads known, ascending, at most [`cap::SEEN`]; none of them in the past of another or of `prev`.
    #[cbor(n(6), decode_with = "codec::bounded::<{ cap::SEEN }, _, _>")]
    pub seen: Vec<ActId>,
    /// Seconds since 1970 by the writer's clock; shown as claimed, never used by a rule.
    #[n(7)]
    pub claimed_at: i64,
    /// See [`statement::body`].
    #[cbor(n(8), with = "minicbor::bytes")]
    pub body_hash: [u8; 32],
}

impl Header {
    /// The id of the act with this header.
    #[must_use]
    pub fn id(&self) -> ActId {
        statement::act_id(&codec::encode(self))
    }

    /// All acts that it names directly.
    pub fn parents(&self) -> impl Iterator<Item = ActId> + '_ {
        self.prev.iter().chain(&self.seen).copied()
    }

    pub(crate) fn is_well_formed(&self) -> bool {
        (1..=cap::SEQ).contains(&self.seq)
            && self.prev.is_none() == (self.seq == 1)
            && self.seen.len() <= cap::SEEN
            && self.seen.is_sorted_by(|a, b| a < b)
            && self.prev.is_none_or(|prev| !self.seen.contains(&prev))
    }
}
