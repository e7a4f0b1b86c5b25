//! Names of 32 bytes for communities, acts, members, devices and entities.
//!
//! Guards: an id of one kind is never taken for another. Shown as lowercase hex; people may shorten
//! one to a unique prefix. Next: [`crate::statement`], which makes most of them.

use std::fmt;

use minicbor::{Decode, Encode};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
        #[cbor(transparent)]
        pub struct $name(#[cbor(n(0), with = "minicbor::bytes")] pub [u8; 32]);

        impl $name {
            /// The raw 32 bytes.
            #[must_use]
            pub const fn bytes(&self) -> &[u8; 32] {
                &self.0
            }

            /// Reads 64 hexadecimal digits; `None` for anything else.
            #[must_use]
            pub fn from_hex(text: &str) -> Option<Self> {
                from_hex(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "("))?;
                self.0.iter().take(4).try_for_each(|byte| write!(f, "{byte:02x}"))?;
                write!(f, ")")
            }
        }
    };
}

id! {
    /// A community: hash of the id of its founding act. All zero in that act's own header.
    CommunityId
}
id! {
    /// An act: hash of the canonical bytes of its header.
    ActId
}
id! {
    /// A member or guest: hash of the act that brought them in and the key they came with.
    MemberId
}
id! {
    /// A device in one community: its Ed25519 public key there. Not its libp2p identity.
    DeviceId
}
id! {
    /// The public key of an invite; the secret half travels in the link.
    InviteId
}
id! {
    /// A change of the register: hash of its content, so that the same content is the same change.
    ChangeId
}
id! {
    /// Something people write about: a goal or decision (the act that created it), a card (its
    /// member), the community itself.
    EntityId
}
id! {
    /// A SHA-256 digest of something that is not one of the other ids, such as a text version.
    Digest
}

impl CommunityId {
    /// The community of a founding header, which can't know its own id.
    pub const UNFOUNDED: Self = Self([0; 32]);
}

impl From<ActId> for EntityId {
    fn from(act: ActId) -> Self {
        Self(act.0)
    }
}

impl From<MemberId> for EntityId {
    fn from(member: MemberId) -> Self {
        Self(member.0)
    }
}

impl From<CommunityId> for EntityId {
    fn from(community: CommunityId) -> Self {
        Self(community.0)
    }
}

impl EntityId {
    /// The act that created it, where it was created by one.
    #[must_use]
    pub const fn act(self) -> ActId {
        ActId(self.0)
    }
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut bytes = [0_u8; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let high = char::from(*pair.first()?).to_digit(16)?;
        let low = char::from(*pair.get(1)?).to_digit(16)?;
        *byte = u8::try_from(high.checked_mul(16)?.checked_add(low)?).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_round_trips_and_refuses_the_rest() {
        let id = ActId(std::array::from_fn(|i| u8::try_from(i * 7 % 256).unwrap()));
        assert_eq!(ActId::from_hex(&id.to_string()), Some(id));
        for bad in ["", "zz", &"0".repeat(63), &"0".repeat(65), &"g".repeat(64), &"é".repeat(32)] {
            assert_eq!(ActId::from_hex(bad), None, "{bad}");
        }
    }
}
