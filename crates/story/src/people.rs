//! Keys for the devices and invites of a story, from their labels.
//!
//! Guards: the same story gives the same bytes everywhere. Everybody can compute these keys, so they
//! guard nothing: they must never be used outside a story. Next: [`crate::build`].

use act::key::SecretKey;
use sha2::{Digest as _, Sha256};

/// 32 bytes that follow from what something is and its label.
pub(crate) fn bytes(what: &str, label: &str) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update("meent/story/1/");
    hasher.update(what);
    hasher.update([0]);
    hasher.update(label);
    hasher.finalize().into()
}

/// The key of a device or an invite.
pub(crate) fn key(what: &str, label: &str) -> SecretKey {
    SecretKey::from_seed(&bytes(what, label))
}
