//! A seal: one signature that covers a device's chain up to an act.
//!
//! Guards: `prev` names the previous act by hash, so the seal on the newest act vouches for all
//! earlier ones; 10,000 acts of 30 devices are 30 checks. Next: [`crate::log`], which keeps them.

use minicbor::{Decode, Encode};

use crate::{
    act::Act,
    id::{ActId, CommunityId, DeviceId},
    key::{SecretKey, Signature, verify},
    statement,
};

/// Acts of a chain from one seal that is kept for good to the next: so much of a long chain can be checked
/// without what comes after it.
pub const MILESTONE: u32 = 256;

/// Whether the seal on an act with this sequence number is kept when later ones cover the act too.
#[must_use]
pub const fn stays(seq: u32) -> bool {
    seq.is_multiple_of(MILESTONE)
}

/// A device's signature over one of its acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Seal {
    /// The community of the act.
    #[n(0)]
    pub community: CommunityId,
    /// The device that wrote the act.
    #[n(1)]
    pub device: DeviceId,
    /// The act's sequence number.
    #[n(2)]
    pub seq: u32,
    /// The act.
    #[n(3)]
    pub act: ActId,
    /// Over [`statement::seal`] of all of the above.
    #[n(4)]
    pub signature: Signature,
}

impl Seal {
    /// Seals an own act.
    #[must_use]
    pub fn new(key: &SecretKey, act: &Act) -> Self {
        let (community, device, seq) = (act.community(), act.device(), act.seq());
        let signature = key.sign(&statement::seal(community, device, seq, act.id()));
        Self { community, device, seq, act: act.id(), signature }
    }

    /// The seal that goes with this act and signature, unverified.
    #[must_use]
    pub fn of(act: &Act, signature: Signature) -> Self {
        Self {
            community: act.community(),
            device: act.device(),
            seq: act.seq(),
            act: act.id(),
            signature,
        }
    }

    /// Whether the device signed it.
    #[must_use]
    pub fn is_genuine(&self) -> bool {
        let statement = statement::seal(self.community, self.device, self.seq, self.act);
        verify(&self.device.0, &statement, &self.signature)
    }
}
