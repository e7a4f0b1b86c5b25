//! What is hashed and signed, each with a domain of its own so that no statement passes for another.
//!
//! Guards: `SHA-256(domain | parts)` with fixed-length parts, so that parts can't slide into each
//! other; the one variable part always comes last. Next: [`crate::key`].

use sha2::{Digest as _, Sha256};

use crate::id::{ActId, ChangeId, CommunityId, DeviceId, Digest, EntityId, MemberId};

fn hash(domain: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(domain.as_bytes());
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// The id of the act with these canonical header bytes.
#[must_use]
pub fn act_id(header: &[u8]) -> ActId {
    ActId(hash("meent/act/1", &[header]))
}

/// The id of the community that this act founded.
#[must_use]
pub fn community_id(founding: ActId) -> CommunityId {
    CommunityId(hash("meent/community/1", &[founding.bytes()]))
}

/// The id of whoever came in by this act (a founding or a join) with this key.
#[must_use]
pub fn member_id(act: ActId, key: DeviceId) -> MemberId {
    MemberId(hash("meent/person/1", &[act.bytes(), key.bytes()]))
}

/// What a seal signs.
#[must_use]
pub fn seal(community: CommunityId, device: DeviceId, seq: u32, act: ActId) -> [u8; 32] {
    let seq = u64::from(seq).to_be_bytes();
    hash("meent/seal/1", &[community.bytes(), device.bytes(), &seq, act.bytes()])
}

/// What an enrolled or recovered key signs: "member m of c".
#[must_use]
pub fn member(community: CommunityId, member: MemberId) -> [u8; 32] {
    hash("meent/member/1", &[community.bytes(), member.bytes()])
}

/// What a key made for a season signs: "member m of c takes part in what this act planned".
#[must_use]
pub fn season(community: CommunityId, plan: ActId, member: MemberId) -> [u8; 32] {
    hash("meent/season/1", &[community.bytes(), plan.bytes(), member.bytes()])
}

/// What names one chunk of an attachment.
#[must_use]
pub fn chunk(bytes: &[u8]) -> Digest {
    Digest(hash("meent/chunk/1", &[bytes]))
}

/// What names the content of an attachment: its chunks in order, under a key that is erased with the words
/// of its act, so that nobody can tell afterwards whether it was some file that they have.
#[must_use]
pub fn blob(key: &[u8; 16], size: u64, chunks: &[Digest]) -> Digest {
    let chunks: Vec<u8> = chunks.iter().flat_map(|chunk| chunk.0).collect();
    Digest(hash("meent/blob/1", &[key, &size.to_be_bytes(), &chunks]))
}

/// What each founder's key signs: the list of all founders, its kinds and the charter; of a season also
/// what it goes on from.
#[must_use]
pub fn founding(list: &[u8]) -> [u8; 32] {
    hash("meent/founding/1", &[list])
}

/// What an invite's key signs for a newcomer's device.
#[must_use]
pub fn join(community: CommunityId, device: DeviceId) -> [u8; 32] {
    hash("meent/join/1", &[community.bytes(), device.bytes()])
}

/// The hash of salted words: `SHA-256(salt | strings)`, both canonical.
#[must_use]
pub fn words(salt: &[u8; 8], strings: &[u8]) -> [u8; 32] {
    hash("", &[salt, strings])
}

/// The hash of a body: its kept part and, in content acts, the hash of its words.
#[must_use]
pub fn body(words: Option<&[u8; 32]>, kept: &[u8]) -> [u8; 32] {
    match words {
        // The kept part is one canonical CBOR item, so where it ends is never in doubt.
        Some(words) => hash("meent/body/1", &[kept, words]),
        None => hash("meent/body/1", &[kept]),
    }
}

/// The name of the version of a text that a round is about.
#[must_use]
pub fn text(entity: EntityId, version: &[u8]) -> Digest {
    Digest(hash("meent/text/1", &[entity.bytes(), version]))
}

/// The name of a register: people with how they stand, and the charter, in canonical bytes.
#[must_use]
pub fn register(register: &[u8]) -> Digest {
    Digest(hash("meent/register/1", &[register]))
}

/// The name of a change of the register with these canonical bytes.
#[must_use]
pub fn change(change: &[u8]) -> ChangeId {
    ChangeId(hash("meent/change/1", &[change]))
}

/// The Automerge actor of an act of a forked device.
#[must_use]
pub fn forked_actor(act: ActId) -> [u8; 32] {
    hash("meent/actor/1", &[act.bytes()])
}
