//! Keys and signatures: Ed25519 (RFC 8032), verified strictly, one at a time.
//!
//! Guards: weak and small-order keys never count; batch verification, which can disagree with the
//! single kind, is not used. Next: [`crate::seal`].

use std::fmt;

use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use minicbor::{Decode, Encode};

use crate::id::{DeviceId, InviteId};

/// An Ed25519 signature, 64 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(transparent)]
pub struct Signature(#[cbor(n(0), with = "minicbor::bytes")] pub [u8; 64]);

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signature({:02x}…)", self.0.first().copied().unwrap_or_default())
    }
}

/// A secret key of a device in one community, or of an invite. Wiped when dropped.
pub struct SecretKey(SigningKey);

impl SecretKey {
    /// The key with this seed of 32 bytes, which must come from a cryptographic source.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The seed, to be kept in a file that only its owner can read.
    #[must_use]
    pub fn seed(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// The public half, as the name of a device.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        DeviceId(self.0.verifying_key().to_bytes())
    }

    /// The public half, as the name of an invite.
    #[must_use]
    pub fn invite(&self) -> InviteId {
        InviteId(self.0.verifying_key().to_bytes())
    }

    /// Signs a statement of [`crate::statement`].
    #[must_use]
    pub fn sign(&self, statement: &[u8; 32]) -> Signature {
        Signature(self.0.sign(statement).to_bytes())
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey({:?})", self.device())
    }
}

/// Whether this key can be used at all: a point on the curve, not of small order.
#[must_use]
pub fn is_sound(key: &[u8; 32]) -> bool {
    VerifyingKey::from_bytes(key).is_ok_and(|key| !key.is_weak())
}

/// Whether `key` signed `statement`; false for unsound keys.
#[must_use]
pub fn verify(key: &[u8; 32], statement: &[u8; 32], signature: &Signature) -> bool {
    let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
    VerifyingKey::from_bytes(key)
        .is_ok_and(|key| !key.is_weak() && key.verify_strict(statement, &signature).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_for_one_key_and_one_statement() {
        let key = SecretKey::from_seed(&[7; 32]);
        let other = SecretKey::from_seed(&[8; 32]);
        let signature = key.sign(&[1; 32]);
        assert!(verify(&key.device().0, &[1; 32], &signature));
        assert!(!verify(&key.device().0, &[2; 32], &signature));
        assert!(!verify(&other.device().0, &[1; 32], &signature));
    }

    #[test]
    fn weak_keys_never_count() {
        // The identity and the point of order two (RFC 8032, section 5.1.7 checks do not suffice).
        let mut identity = [0_u8; 32];
        identity[0] = 1;
        for weak in [[0; 32], identity] {
            assert!(!is_sound(&weak));
            assert!(!verify(&weak, &[1; 32], &Signature([0; 64])));
        }
    }
}
