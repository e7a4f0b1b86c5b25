//! Deeds about a new season: members found a community together that goes on from this one.
//!
//! Guards: nobody founds in somebody else's name: each founder's new key says whose it is, and signs the
//! whole founding, which is known to the last byte before anybody signs. No free text stands in these
//! deeds. Next: [`crate::register::Found`], what comes of it.

use minicbor::{Decode, Encode};

use crate::{
    cap,
    charter::Charter,
    codec,
    id::{ActId, CommunityId, DeviceId, MemberId},
    key::{self, Signature},
    statement,
};

/// What a community goes on from; part of its founding, and so of what each founder signs.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Source {
    /// The community of which it is a season.
    #[n(0)]
    pub community: CommunityId,
    /// The acts of it that it goes on from, with all that they know; ascending, at most
    /// [`cap::SEEN`]. The act that fixed the list of founders, where they founded together.
    #[cbor(n(1), decode_with = "codec::bounded::<{ cap::SEEN }, _, _>")]
    pub heads: Vec<ActId>,
}

impl Source {
    pub(crate) fn is_sound(&self) -> bool {
        !self.heads.is_empty() && self.heads.is_sorted_by(|a, b| a < b)
    }
}

/// Plans a season. The act's id is its name.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Plan {
    /// 32 random bytes, which become those of the founding.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub nonce: [u8; 32],
    /// What the new community starts with.
    #[n(1)]
    pub charter: Charter,
}

/// Takes part in a planned season, with a key made for the new community.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Part {
    /// The act that planned it.
    #[n(0)]
    pub plan: ActId,
    /// The device that the founder comes with there.
    #[n(1)]
    pub key: DeviceId,
    /// That key's signature over [`statement::season`].
    #[n(2)]
    pub proof: Signature,
}

impl Part {
    /// Whether the key itself says that it is this member's for this plan.
    #[must_use]
    pub fn is_signed(&self, community: CommunityId, member: MemberId) -> bool {
        let statement = statement::season(community, self.plan, member);
        key::is_sound(&self.key.0) && key::verify(&self.key.0, &statement, &self.proof)
    }
}

/// Fixes which of those who take part become founders.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct List {
    /// The act that planned the season.
    #[n(0)]
    pub plan: ActId,
    /// The acts with which they took part; ascending, at most [`cap::FOUNDERS`].
    #[cbor(n(1), decode_with = "codec::bounded::<{ cap::FOUNDERS }, _, _>")]
    pub parts: Vec<ActId>,
}

/// What apps do by themselves once the list is fixed.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Step {
    /// A founder signs the founding.
    #[n(0)]
    Sign {
        /// The act that fixed the list.
        #[n(0)]
        list: ActId,
        /// The founder's new key over [`statement::founding`].
        #[n(1)]
        proof: Signature,
    },
    /// Whoever planned it founds the community, which follows from the list and the signatures.
    #[n(1)]
    Found {
        /// The act that fixed the list.
        #[n(0)]
        list: ActId,
        /// The acts with which the founders signed, one of each; ascending, at most
        /// [`cap::FOUNDERS`].
        #[cbor(n(1), decode_with = "codec::bounded::<{ cap::FOUNDERS }, _, _>")]
        signed: Vec<ActId>,
        /// By which its members' peers recognise each other.
        #[cbor(n(2), with = "minicbor::bytes")]
        secret: [u8; 32],
    },
}

impl Step {
    /// The act that fixed the list that it is about.
    #[must_use]
    pub const fn list(&self) -> ActId {
        match self {
            Self::Sign { list, .. } | Self::Found { list, .. } => *list,
        }
    }

    pub(crate) fn is_sound(&self) -> bool {
        match self {
            Self::Sign { .. } => true,
            Self::Found { signed, .. } => is_list(signed),
        }
    }
}

impl List {
    pub(crate) fn is_sound(&self) -> bool {
        is_list(&self.parts)
    }
}

fn is_list(acts: &[ActId]) -> bool {
    (1..=cap::FOUNDERS).contains(&acts.len()) && acts.is_sorted_by(|a, b| a < b)
}
