//! Hello: which communities do two peers have in common, without telling a stranger any.
//!
//! Guards: whoever doesn't hold a community's secret sees the same frames, of the same sizes and
//! counts, whether the community is here or not; a tag or signature is good for one role, one pair
//! of transport ids and one pair of nonces, so nothing can be echoed, replayed or passed on; each
//! device proves its key before anything about the community is said to it.
//! Enter at [`Initiator`](initiator::Initiator) or [`Responder`](responder::Responder); each step
//! takes itself, so no frame can come out of turn. Next: [`crate::join`].

pub mod initiator; // asks first, proves second
pub mod responder; // proves first
pub mod tag; // the community's secret and what it makes

mod frame; // five frames of constant size
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, sync::Arc};

use act::{
    codec::CodecError,
    id::{CommunityId, DeviceId, Digest},
    key::SecretKey,
};
use sha2::{Digest as _, Sha256};

use self::tag::CommunitySecret;

/// Communities that one hello speaks of: 16 tags are half a kilobyte, and few people are in more. A
/// responder with more shows a window of them that its nonce chooses, another one at each hello.
pub const WINDOW: usize = 16;

/// Bytes of the longest frame of hello, with room: the fourth has 16 slots of about 175 bytes.
pub const FRAME: usize = 8 * 1024;

/// What this peer brings to hello for one of its communities.
#[derive(Clone, Debug)]
pub struct Membership {
    /// The community.
    pub community: CommunityId,
    /// Its secret.
    pub secret: CommunitySecret,
    /// This device's key there; it need not stand in the community yet.
    pub key: Arc<SecretKey>,
}

/// The transport ids of both ends as the secured connection proved them, as opaque bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ends {
    /// Of who says hello first.
    pub initiator: Vec<u8>,
    /// Of who answers.
    pub responder: Vec<u8>,
}

/// 64 bytes from a cryptographic source, new for each hello.
#[derive(Clone)]
pub struct Randomness {
    /// This peer's nonce: sent in clear.
    pub nonce: [u8; 32],
    /// The seed of what fills unused places: never sent.
    pub filler: [u8; 32],
}

impl std::fmt::Debug for Randomness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Randomness(…)")
    }
}

/// How far a peer is: what it says to a device that it knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standpoint {
    /// The digest of its frontier: equal digests, nothing to sync.
    pub frontier: Digest,
    /// The digest of the newest register it has seen in force.
    pub checkpoint: Digest,
}

impl Standpoint {
    /// The digest that stands for how far a peer is in this community, as people compare it by its first
    /// 66 bits: equal where the acts and the members are.
    #[must_use]
    pub fn stand(&self, community: CommunityId) -> Digest {
        let hasher = Sha256::new()
            .chain_update("meent/stand/1")
            .chain_update(community.0)
            .chain_update(self.frontier.bytes())
            .chain_update(self.checkpoint.bytes());
        Digest(hasher.finalize().into())
    }
}

/// What a device is to us. A peer whose log of the community is empty knows everybody: it has
/// nothing to compare with and nothing to give away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Of a member or guest: it is told how far we are, and served.
    Known(Standpoint),
    /// Never heard of: it has to introduce itself.
    Unknown,
    /// It or its owner is out: it gets the answer of a stranger.
    Out,
}

/// What the other side said of our device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum There {
    /// It knows us, and is this far.
    Known(Standpoint),
    /// It has never heard of us: introduce yourself (`join`).
    Unknown,
    /// Nothing: we don't know it and so have not heard.
    Unsaid,
}

/// A community that both have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The community.
    pub community: CommunityId,
    /// The other's device there, proven; none when it doesn't know ours and hid its own.
    pub device: Option<DeviceId>,
    /// Whether we know the other's device: only then may it be served.
    pub known_here: bool,
    /// What the other said of ours.
    pub there: There,
}

impl Meeting {
    /// Whether both know each other: sync both ways.
    #[must_use]
    pub const fn is_mutual(&self) -> bool {
        self.known_here && matches!(self.there, There::Known(_))
    }

    /// Whether we have to introduce ourselves.
    #[must_use]
    pub const fn asks_introduction(&self) -> bool {
        matches!(self.there, There::Unknown)
    }
}

/// Why hello failed; the connection has no common ground and its peer made a mistake or worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HelloError {
    /// A frame is not what comes now.
    #[error("a frame of hello could not be read")]
    Frame(#[from] CodecError),
    /// The other holds the community's secret and shows a device whose key it does not hold.
    #[error("a device in community {0} was claimed without its key")]
    Forged(CommunityId),
}

/// Each community once, in order of id.
fn in_order(own: Vec<Membership>) -> Vec<Membership> {
    let by_id: BTreeMap<_, _> = own.into_iter().map(|own| (own.community, own)).collect();
    by_id.into_values().collect()
}
