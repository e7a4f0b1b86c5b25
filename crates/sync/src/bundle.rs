//! A community's acts as one file, for a stick or a message: what a peer would send, with an end that
//! says whether all of it is there.
//!
//! Guards: read in pieces of any size, in memory bounded by the caps of the wire; what was cut off or
//! changed on the way is no bundle, and nothing of it comes out. Who is in it is for the intake to
//! check, as from the wire. Written in [`writer`], read in [`reader`]. Next: [`crate::pack`].

pub mod reader; // a file becomes acts, or an error
pub mod writer; // acts become a file, piece by piece

use std::{collections::BTreeSet, sync::Arc};

use act::{
    act::Act,
    clock::Clock,
    id::{CommunityId, Digest},
    log::{Index, Log},
    seal::Seal,
};
use minicbor::{Decode, Encode};

use crate::{compare, link::InviteLink, pack::Pack};

/// What a bundle begins with.
const FORM: &[u8; 15] = b"meent bundle 1\n";

/// What any of them begins with, up to its number.
pub const ANY: &[u8; 13] = b"meent bundle ";

/// Bytes of a whole file.
pub const FILE: usize = REST + ATTACHMENTS;

/// Bytes of a file but for the contents of attachments: the acts take at most half of it, the rest is room
/// for what is passed over.
const REST: usize = 256 * 1024 * 1024;

/// Bytes of the contents of attachments in a file: as many as a device keeps of a community.
pub const ATTACHMENTS: usize = 2 * 1024 * 1024 * 1024;

/// Bytes of the first frame: three names of 32 bytes, with room for what a later version adds.
const HEAD: usize = 256;

// Kinds of frames. Those of acts are the ones of `sync`; from 128 on whoever doesn't know a kind passes
// it over, below that the file is for a newer Meent.
const KIND_PART: u8 = 5;
const KIND_DONE: u8 = 6;
const KIND_HEAD: u8 = 16;
const KIND_INVITE: u8 = 17;
const KIND_END: u8 = 31;
const KIND_OUTLINE: u8 = 128;
const KIND_CHUNK: u8 = 129;
const OPTIONAL: u8 = 128;

/// What a bundle says of itself first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Head {
    /// The community that all of it is about.
    #[n(0)]
    pub community: CommunityId,
    /// The frontier of who made it: whoever has this one too has exactly what its maker had.
    #[n(1)]
    pub frontier: Digest,
    /// The newest register that its maker saw in force.
    #[n(2)]
    pub checkpoint: Digest,
}

/// What was read from a whole file.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// What it said of itself.
    pub head: Head,
    /// The invite with which a newcomer may join; its act is among the acts.
    pub invite: Option<InviteLink>,
    /// The acts, in causal order, and the seals that came with them, not verified.
    pub acts: Vec<Arc<Act>>,
    /// Seals on some of the acts.
    pub seals: Vec<Seal>,
}

impl Bundle {
    /// Its acts for the intake, all of them before anything is concluded.
    #[must_use]
    pub fn pack(&self) -> Pack {
        Pack { acts: self.acts.clone(), seals: self.seals.clone(), more: true }
    }
}

/// A piece of the content of an attachment; who has the act that names it verifies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Its outline ([`act::blob::Outline`]); before its chunks.
    Outline {
        /// What names the content.
        root: Digest,
        /// 32 bytes for each chunk.
        outline: Vec<u8>,
    },
    /// One of its chunks.
    Chunk {
        /// What names the content.
        root: Digest,
        /// Which one.
        number: u32,
        /// Its bytes.
        bytes: Vec<u8>,
    },
}

impl Piece {
    fn encode(&self) -> Vec<u8> {
        match self {
            Self::Outline { root, outline } => [&[KIND_OUTLINE], &root.0[..], outline].concat(),
            Self::Chunk { root, number, bytes } => {
                [&[KIND_CHUNK], &root.0[..], &number.to_be_bytes(), bytes].concat()
            }
        }
    }

    // None for a frame that is something else, or not as it should be: it is passed over.
    fn decode(kind: u8, content: &[u8]) -> Option<Self> {
        let (root, rest) = content.split_first_chunk::<32>()?;
        let root = Digest(*root);
        match kind {
            KIND_OUTLINE => Some(Self::Outline { root, outline: rest.to_vec() }),
            KIND_CHUNK => {
                let (number, bytes) = rest.split_first_chunk::<4>()?;
                let number = u32::from_be_bytes(*number);
                Some(Self::Chunk { root, number, bytes: bytes.to_vec() })
            }
            _ => None,
        }
    }
}

/// Why a file isn't a bundle that can be used. Nothing of it comes out then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum BundleError {
    /// Something else.
    #[error("this is no bundle")]
    NotOne,
    /// It holds what only a newer version knows.
    #[error("the bundle was made by a newer version")]
    Newer,
    /// Its end is missing.
    #[error("the bundle was cut off")]
    CutOff,
    /// Something in it isn't as it was written.
    #[error("the bundle is damaged or was changed")]
    Damaged,
    /// More bytes than [`FILE`], or more acts than a large transfer may hold ([`crate::pool::LARGE`]).
    #[error("the bundle is larger than is read")]
    TooLarge,
}

/// All acts that somebody lacks who has this much, so that each comes with what it names or that is in
/// the clock.
#[must_use]
pub fn beyond(log: &Log, clock: &Clock) -> BTreeSet<Index> {
    compare::not_held(log, clock)
}

/// All acts that say they are of this moment or later (seconds since 1970), and whatever knows one of
/// them: whoever has all of before it can take all of it in. Clocks of devices choose what goes in, and
/// nothing else: an act that claims too early a moment is taken along by the next one that knows it.
#[must_use]
pub fn since(log: &Log, moment: i64) -> BTreeSet<Index> {
    let mut recent = BTreeSet::new();
    for (index, entry) in log.iter() {
        let claimed = entry.act.header().claimed_at;
        if claimed >= moment || entry.parents().any(|parent| recent.contains(&parent)) {
            recent.insert(index);
        }
    }
    recent
}
