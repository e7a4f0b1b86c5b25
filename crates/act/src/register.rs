//! Deeds about who is in: founding, invites, joins, changes that members approve, devices.
//!
//! Guards: nothing here says who may; that is for the rules (R1-R8, `rules::register`). No free text
//! stands in these deeds. Next: [`crate::round`].

use minicbor::{Decode, Encode};

use crate::{
    charter::{Amendment, Charter},
    codec,
    id::{ActId, ChangeId, CommunityId, DeviceId, InviteId, MemberId},
    key::{self, Signature},
    mandate::{Appoint, Grant},
    season::Source,
    statement,
};

/// What kind of participant: told, shown; one member one vote, whatever the kind.
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

impl Kind {
    /// Whether one voice stands for several people, who may each have a device of it.
    #[must_use]
    pub const fn is_organisation(self) -> bool {
        !matches!(self, Self::Resident)
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
    /// What it goes on from, where it is a season of another community.
    #[n(3)]
    pub season: Option<Source>,
}

impl Found {
    /// The canonical bytes that each founder signs: nonce, keys with kinds, charter; of a season also what
    /// it goes on from.
    #[must_use]
    pub fn list(&self) -> Vec<u8> {
        let people: Vec<_> = self.founders.iter().map(|f| (f.key, f.kind)).collect();
        let nonce = minicbor::bytes::ByteArray::from(self.nonce);
        match &self.season {
            None => codec::encode(&(nonce, people, &self.charter)),
            Some(season) => codec::encode(&(nonce, people, &self.charter, season)),
        }
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
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub enum Change {
    /// Makes a member of the guest who came by this act.
    #[n(0)]
    Admit(#[n(0)] ActId),
    /// Puts somebody to rest who was last heard of in this act; back by the own next act by hand (R5).
    #[n(1)]
    Rest(#[n(0)] MemberId, #[n(1)] ActId),
    /// Puts somebody out for good.
    #[n(2)]
    Remove(#[n(0)] MemberId),
    /// Gives a member a new root, instead of lost or stolen devices (R8).
    #[n(3)]
    Recover(#[n(0)] Box<Recover>),
    /// Changes the charter in one key.
    #[n(4)]
    Clause(#[n(0)] Box<Amendment>),
    /// Erases the words of an act about somebody else than its author (section 6).
    #[n(5)]
    Redact(#[n(0)] ActId),
    /// Says who fills a role or makes up a circle.
    #[n(6)]
    Appoint(#[n(0)] Box<Appoint>),
    /// Grants a mandate, extends, suspends or withdraws it.
    #[n(7)]
    Grant(#[n(0)] Box<Grant>),
}

impl Change {
    /// Its name: the hash of its canonical bytes.
    #[must_use]
    pub fn id(&self) -> ChangeId {
        statement::change(&codec::encode(self))
    }

    pub(crate) fn is_sound(&self) -> bool {
        match self {
            Self::Clause(amendment) => {
                amendment.clause.is_sound() && amendment.replaces.is_sorted_by(|a, b| a < b)
            }
            Self::Appoint(appoint) => appoint.is_sound(),
            Self::Grant(grant) => grant.is_sound(),
            Self::Admit(_)
            | Self::Rest(..)
            | Self::Remove(_)
            | Self::Recover(_)
            | Self::Redact(_) => true,
        }
    }
}

/// A member's new root. Of several in force those with the highest number are it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub struct Recover {
    /// Whose.
    #[n(0)]
    pub member: MemberId,
    /// One more than the last recovery of this member.
    #[n(1)]
    pub n: u32,
    /// The device that the member goes on with.
    #[n(2)]
    pub key: DeviceId,
    /// That key's signature over [`statement::member`].
    #[n(3)]
    pub proof: Signature,
}

impl Recover {
    /// Whether the new key itself says that it is this member's.
    #[must_use]
    pub fn is_signed(&self, community: CommunityId) -> bool {
        key::is_sound(&self.key.0)
            && key::verify(&self.key.0, &statement::member(community, self.member), &self.proof)
    }
}

/// Adds a device, or a paper key, to the author's member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Enrol {
    /// The new key.
    #[n(0)]
    pub device: DeviceId,
    /// The new key's signature over [`statement::member`].
    #[n(1)]
    pub proof: Signature,
}
