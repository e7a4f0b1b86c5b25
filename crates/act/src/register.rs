//! Deeds about who is in: founding, invites, joins, approvals, devices, leaving.
//!
//! Guards: nothing here says who may; that is for the rules (R1-R8, `rules::register`). No free text
//! stands in these deeds. Next: [`crate::round`].

use minicbor::{Decode, Encode};

use crate::{
    codec,
    fraction::Fraction,
    id::{ActId, DeviceId, InviteId},
    key::Signature,
    round::Method,
    statement,
};

/// What kind of participant: told, shown, never asked about by a rule (one member one vote).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum Kind {
    /// A resident (bewoner).
    #[n(0)]
    Resident,
    /// A business (ondernemer).
    #[n(1)]
    Business,
    /// A civic organisation (maatschappelijke organisatie).
    #[n(2)]
    Organisation,
    /// A municipality (gemeente): an equal peer.
    #[n(3)]
    Municipality,
}

/// What a community agreed on when it began. Terms are seconds; apps keep them, rules read no clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Charter {
    /// The method proposed for a new round.
    #[n(0)]
    pub method: Method,
    /// The least quorum an opening may ask; one with less is ineffective (definition 7).
    #[n(1)]
    pub quorum: Fraction,
    /// Seconds since this app got the opening before which it acknowledges no close.
    #[n(2)]
    pub shortest_term: u32,
    /// Seconds after the opening that are proposed as the deadline.
    #[n(3)]
    pub deadline: u32,
    /// Seconds after the deadline in which only a named closer's close is acknowledged.
    #[n(4)]
    pub grace: u32,
    /// Seconds that a new invite is good for.
    #[n(5)]
    pub invite_term: u32,
    /// Guests that a new invite is good for.
    #[n(6)]
    pub invite_guests: u16,
}

/// Seconds in a day.
pub const DAY: u32 = 24 * 60 * 60;

impl Default for Charter {
    /// The defaults of a new charter (`document.md`, section 5).
    fn default() -> Self {
        Self {
            method: Method::Majority,
            quorum: Fraction::HALF,
            shortest_term: DAY,
            deadline: DAY.saturating_mul(7),
            grace: DAY.saturating_mul(3),
            invite_term: DAY.saturating_mul(30),
            invite_guests: 20,
        }
    }
}

/// One founder: a key, what kind of participant, and that key's signature over the whole list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Founder {
    /// The device the founder comes with.
    #[n(0)]
    pub key: DeviceId,
    /// What kind of participant.
    #[n(1)]
    pub kind: Kind,
    /// Signs [`statement::founding`] of [`Found::list`].
    #[n(2)]
    pub proof: Signature,
}

/// The first act of a community: its founders and starting charter.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Found {
    /// 32 random bytes, so that the same people can found twice.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub nonce: [u8; 32],
    /// The founders, the author among them, at most [`crate::cap::FOUNDERS`], keys ascending.
    #[n(1)]
    pub founders: Vec<Founder>,
    /// What was agreed.
    #[n(2)]
    pub charter: Charter,
}

impl Found {
    /// The canonical bytes that each founder signs: nonce, keys with kinds, charter.
    #[must_use]
    pub fn list(&self) -> Vec<u8> {
        let people: Vec<_> = self.founders.iter().map(|f| (f.key, f.kind)).collect();
        codec::encode(&(minicbor::bytes::ByteArray::from(self.nonce), people, self.charter))
    }

    /// The statement that each founder's key signs.
    #[must_use]
    pub fn statement(&self) -> [u8; 32] {
        statement::founding(&self.list())
    }
}

/// Publishes the key of an invite; the secret travels in a link, QR code or file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Invite {
    /// The invite's public key.
    #[n(0)]
    pub key: InviteId,
    /// Seconds since 1970 until which apps let somebody in by it.
    #[n(1)]
    pub until: i64,
    /// How many guests it is for; more are shown as surplus, lowest ids first.
    #[n(2)]
    pub guests: u16,
}

/// A newcomer's first act: proves an invite with its own key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Join {
    /// The act that published the invite.
    #[n(0)]
    pub invite: ActId,
    /// The invite's signature over [`statement::join`] of this device.
    #[n(1)]
    pub proof: Signature,
    /// What kind of participant.
    #[n(2)]
    pub kind: Kind,
}

/// A change of the register; the same content is the same change (R1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub enum Change {
    /// Makes a member of the guest who came by this act.
    #[n(0)]
    Admit(#[n(0)] ActId),
}

/// Adds a device to the author's member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Enrol {
    /// The new device.
    #[n(0)]
    pub device: DeviceId,
    /// The new key's signature over [`statement::member`].
    #[n(1)]
    pub proof: Signature,
}
