//! What a community's secret makes: tags that only its holders recognise, and the statement that a
//! device signs beside one.
//!
//! Guards: every tag and statement is bound to role, community, both transport ids and both nonces
//! (the connection's own keys are not to be had); comparing takes the same time wherever it fails.
//! Next: [`super::initiator`].

use std::fmt;

use act::{
    id::{CommunityId, Digest},
    key::{self, SecretKey, Signature},
};
use hmac::{Hmac, KeyInit as _, Mac as _, digest::CtOutput};
use minicbor::{Decode, Encode};
use sha2::{Digest as _, Sha256};

use super::Ends;

/// The secret of a community, made at its founding and in every invite: who has it recognises
/// members' peers, no more.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(transparent)]
pub struct CommunitySecret(#[cbor(n(0), with = "minicbor::bytes")] pub [u8; 32]);

impl fmt::Debug for CommunitySecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CommunitySecret(…)")
    }
}

/// Who of the two speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Initiator,
    Responder,
}

/// All that a hello is bound to, apart from role and community.
#[derive(Clone, Debug)]
pub(super) struct Transcript {
    pub(super) ends: Ends,
    pub(super) initiator: [u8; 32],
    pub(super) responder: [u8; 32],
}

impl Transcript {
    /// The bytes that a tag is made of: each part has a fixed length or its length before it.
    fn bytes(&self, role: Role, community: CommunityId) -> Vec<u8> {
        let mut bytes = b"meent/hello/1".to_vec();
        bytes.push(match role {
            Role::Initiator => 1,
            Role::Responder => 2,
        });
        bytes.extend(community.bytes());
        for id in [&self.ends.initiator, &self.ends.responder] {
            bytes.extend((id.len() as u64).to_be_bytes());
            bytes.extend(id);
        }
        bytes.extend(self.initiator);
        bytes.extend(self.responder);
        bytes
    }

    pub(super) fn tag(
        &self,
        role: Role,
        community: CommunityId,
        secret: &CommunitySecret,
    ) -> Digest {
        Digest(keyed(&secret.0, &[&self.bytes(role, community)]))
    }

    fn statement(&self, role: Role, community: CommunityId) -> [u8; 32] {
        let mut hasher = Sha256::new();
        hasher.update(b"meent/hello/1/device");
        hasher.update(community.bytes());
        hasher.update(Sha256::digest(self.bytes(role, community)));
        hasher.finalize().into()
    }

    pub(super) fn sign(&self, role: Role, community: CommunityId, key: &SecretKey) -> Signature {
        key.sign(&self.statement(role, community))
    }

    pub(super) fn is_signed(
        &self,
        role: Role,
        community: CommunityId,
        device: &[u8; 32],
        signature: &Signature,
    ) -> bool {
        key::verify(device, &self.statement(role, community), signature)
    }
}

/// HMAC-SHA256 (RFC 2104) of parts, one after the other.
pub(crate) fn keyed(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// Whether two tags are the same, in the same time wherever they differ.
pub(crate) fn same(a: &[u8; 32], b: &[u8; 32]) -> bool {
    CtOutput::<Hmac<Sha256>>::new((*a).into()) == CtOutput::new((*b).into())
}

/// What fills unused places: HMAC of a counter under a seed, so that nobody without the seed tells
/// it from tags.
#[derive(Debug)]
pub(super) struct Filler {
    seed: [u8; 32],
    used: u64,
}

impl Filler {
    pub(super) const fn new(seed: [u8; 32]) -> Self {
        Self { seed, used: 0 }
    }

    pub(super) fn block(&mut self) -> [u8; 32] {
        let block = keyed(&self.seed, &[b"meent/hello/1/filler", &self.used.to_be_bytes()]);
        self.used = self.used.wrapping_add(1);
        block
    }

    pub(super) fn signature(&mut self) -> Signature {
        let (mut bytes, first, second) = ([0; 64], self.block(), self.block());
        for (byte, filler) in bytes.iter_mut().zip(first.into_iter().chain(second)) {
            *byte = filler;
        }
        Signature(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a second implementation is told.
    const PAGE: &str = include_str!("../../../../docs/protocol.md");

    #[test]
    fn tags_and_statements_are_those_of_the_page() {
        // Computed apart, by Python's hmac and hashlib.
        let transcript = Transcript {
            ends: Ends { initiator: b"peer of Ali".into(), responder: b"peer of Bea".into() },
            initiator: [3; 32],
            responder: [4; 32],
        };
        let (community, secret) = (CommunityId([1; 32]), CommunitySecret([2; 32]));
        for (role, tag, statement) in [
            (
                Role::Initiator,
                "8b3b726f3fa852be934bd8c271a7edec5ac6b53009a1233a19aa67eb7f4de00d",
                "1c06ab14fc5d9629a9de5f47869c7c8d896c1a41377900ec16289518a0b165a9",
            ),
            (
                Role::Responder,
                "889bd88ae992cecd7674f6ec2310b46d0d67eb6a4ebddfd1f180cbb5a6df078b",
                "b656b7027405519483b688d49e3237fa7c19bd656c2159eec6a4ae4a59e909da",
            ),
        ] {
            assert_eq!(transcript.tag(role, community, &secret).to_string(), tag);
            assert_eq!(Digest(transcript.statement(role, community)).to_string(), statement);
            assert!(PAGE.contains(tag) && PAGE.contains(statement));
        }
    }

    #[test]
    fn parts_can_not_slide_into_each_other() {
        let transcript = |initiator: &[u8], responder: &[u8]| Transcript {
            ends: Ends { initiator: initiator.into(), responder: responder.into() },
            initiator: [1; 32],
            responder: [2; 32],
        };
        let tag =
            |t: Transcript| t.tag(Role::Initiator, CommunityId([3; 32]), &CommunitySecret([4; 32]));
        assert_ne!(tag(transcript(b"ab", b"c")), tag(transcript(b"a", b"bc")));
    }

    #[test]
    fn secrets_are_not_printed() {
        assert_eq!(format!("{:?}", CommunitySecret([7; 32])), "CommunitySecret(…)");
    }
}
