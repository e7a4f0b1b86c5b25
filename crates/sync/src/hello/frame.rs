//! The five frames of hello.
//!
//! Guards: each has one size, whoever speaks and whatever they have in common. Next:
//! [`super::responder`].

use act::{
    codec::{self, CodecError},
    id::{DeviceId, Digest},
    key::Signature,
};
use minicbor::{Decode, Encode};

use super::{FRAME, Standpoint, WINDOW, tag::Filler};

/// First, from the initiator.
#[derive(Encode, Decode)]
pub(super) struct Greeting {
    #[cbor(n(0), with = "minicbor::bytes")]
    pub(super) nonce: [u8; 32],
}

/// Second: the responder proves first. Tags ascending, fillers among them.
#[derive(Encode, Decode)]
pub(super) struct Challenge {
    #[cbor(n(0), with = "minicbor::bytes")]
    pub(super) nonce: [u8; 32],
    #[n(1)]
    pub(super) tags: [Digest; WINDOW],
}

/// Third: the initiator's tag and device for each community that it recognised. Tags ascending,
/// fillers among them.
#[derive(Encode, Decode)]
pub(super) struct Proof {
    #[n(0)]
    pub(super) cards: [Card; WINDOW],
}

#[derive(Clone, Copy, Encode, Decode)]
pub(super) struct Card {
    #[n(0)]
    pub(super) tag: Digest,
    #[n(1)]
    pub(super) device: DeviceId,
    #[n(2)]
    pub(super) signature: Signature,
}

impl Card {
    pub(super) fn filler(filler: &mut Filler) -> Self {
        Self {
            tag: Digest(filler.block()),
            device: DeviceId(filler.block()),
            signature: filler.signature(),
        }
    }
}

/// What is said of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub(super) enum Word {
    /// Nothing: the rest is filler.
    #[n(0)]
    Nothing,
    /// Known: the rest holds.
    #[n(1)]
    Known,
    /// Unknown: the rest is filler.
    #[n(2)]
    Unknown,
}

/// Fourth: the responder's word on each card, in the order of the cards.
#[derive(Encode, Decode)]
pub(super) struct Reply {
    #[n(0)]
    pub(super) slots: [Slot; WINDOW],
}

#[derive(Clone, Copy, Encode, Decode)]
pub(super) struct Slot {
    #[n(0)]
    pub(super) verdict: Verdict,
    #[n(1)]
    pub(super) device: DeviceId,
    #[n(2)]
    pub(super) signature: Signature,
}

impl Slot {
    pub(super) fn filler(word: Word, filler: &mut Filler) -> Self {
        Self {
            verdict: Verdict::filler(word, filler),
            device: DeviceId(filler.block()),
            signature: filler.signature(),
        }
    }
}

/// Fifth and last: the initiator's word on each known slot, in the order of the cards.
#[derive(Encode, Decode)]
pub(super) struct Ending {
    #[n(0)]
    pub(super) verdicts: [Verdict; WINDOW],
}

#[derive(Clone, Copy, Encode, Decode)]
pub(super) struct Verdict {
    #[n(0)]
    pub(super) word: Word,
    #[n(1)]
    pub(super) frontier: Digest,
    #[n(2)]
    pub(super) checkpoint: Digest,
}

impl Verdict {
    pub(super) const fn known(standpoint: Standpoint) -> Self {
        let Standpoint { frontier, checkpoint } = standpoint;
        Self { word: Word::Known, frontier, checkpoint }
    }

    pub(super) fn filler(word: Word, filler: &mut Filler) -> Self {
        let (frontier, checkpoint) = (Digest(filler.block()), Digest(filler.block()));
        Self { word, frontier, checkpoint }
    }

    pub(super) const fn standpoint(&self) -> Standpoint {
        Standpoint { frontier: self.frontier, checkpoint: self.checkpoint }
    }
}

/// Reads a frame of hello.
pub(super) fn read<T: for<'b> Decode<'b, ()> + Encode<()>>(bytes: &[u8]) -> Result<T, CodecError> {
    codec::decode(bytes, FRAME)
}
