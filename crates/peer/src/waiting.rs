//! What a newcomer or a new device does when somebody of the community is met for the first time.
//!
//! Guards: made and durable before anything leaves, so that a join survives a restart. Next:
//! [`crate::home`].

use act::codec;
use minicbor::{Decode, Encode};

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
            Self::Guest { addresses, .. } | Self::Device { addresses, .. } => addresses,
        }
    }
}
