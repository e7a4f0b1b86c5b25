//! What a newcomer or a new device does when somebody of the community is met for the first time.
//!
//! Guards: made and durable before anything leaves, so that a join survives a restart. Next:
//! [`crate::home`].

use act::{
    act::Act,
    codec,
    deed::Deed,
    id::{DeviceId, Digest, MemberId},
};
use minicbor::{Decode, Encode};
use sync::link::{EnrolCode, RecoverRequest};

use crate::schism::CameBy;

/// Bytes of one: an act, a code and 16 addresses fit well within.
const LONGEST: usize = 64 * 1024;

/// What waits.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Waiting {
    /// A newcomer with an invite.
    #[n(0)]
    Guest {
        /// The join, encoded.
        #[cbor(n(0), with = "minicbor::bytes")]
        act: Vec<u8>,
        /// The name for the card.
        #[n(1)]
        name: String,
        /// Where to look.
        #[n(2)]
        addresses: Vec<String>,
        /// The register that the invite was made under, by its link.
        #[n(3)]
        checkpoint: Option<Digest>,
    },
    /// A new device of a member.
    #[n(1)]
    Device {
        /// The code that the member's other device made.
        #[n(0)]
        code: String,
        /// Where to look.
        #[n(1)]
        addresses: Vec<String>,
    },
    /// A new device whose owner has a paper key: it recovers itself once it knows all that is known.
    #[n(2)]
    Paper {
        /// The paper key, which is kept among the keys until then.
        #[n(0)]
        key: DeviceId,
        /// Whose it should be, where that is known.
        #[n(1)]
        member: Option<MemberId>,
        /// Where to look.
        #[n(2)]
        addresses: Vec<String>,
    },
    /// A new device for which the others are asked to recover its member.
    #[n(3)]
    Recovery {
        /// The request that they approve.
        #[n(0)]
        request: String,
        /// Where to look.
        #[n(1)]
        addresses: Vec<String>,
    },
    /// A profile that came back from a backup, or a copy: it knows whose it was and has no device.
    #[n(4)]
    Apart {
        /// Whose it was; nobody's when that profile itself was still waiting.
        #[n(0)]
        member: Option<MemberId>,
    },
    /// A founder of a season, who waits for its founding.
    #[n(5)]
    Founder {
        /// The name for the card.
        #[n(0)]
        name: String,
    },
}

impl Waiting {
    /// Its bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        codec::encode(self)
    }

    /// Reads it back; `None` for anything else.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        codec::decode(bytes, LONGEST).ok()
    }

    /// Where to look for somebody of the community.
    #[must_use]
    pub fn addresses(&self) -> &[String] {
        match self {
            Self::Guest { addresses, .. }
            | Self::Device { addresses, .. }
            | Self::Paper { addresses, .. }
            | Self::Recovery { addresses, .. } => addresses,
            Self::Apart { .. } | Self::Founder { .. } => &[],
        }
    }

    /// The invite that a newcomer comes by.
    pub(crate) fn came_by(&self) -> Option<CameBy> {
        let Self::Guest { act, checkpoint, .. } = self else { return None };
        match Act::decode(act).ok()?.deed() {
            Some(Deed::Join(join)) => Some(CameBy { invite: join.invite, checkpoint: *checkpoint }),
            _ => None,
        }
    }

    /// Whose device this one is to become, where that is known.
    #[must_use]
    pub fn member(&self) -> Option<MemberId> {
        match self {
            Self::Guest { .. } | Self::Founder { .. } => None,
            Self::Device { code, .. } => EnrolCode::parse(code).ok().map(|code| code.member),
            Self::Paper { member, .. } | Self::Apart { member } => *member,
            Self::Recovery { request, .. } => {
                RecoverRequest::parse(request).ok().map(|request| request.member)
            }
        }
    }
}
