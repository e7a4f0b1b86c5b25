//! Join: a newcomer, or a device that another peer let in, shows the act that brings it in; a new
//! device asks the member's other device to write that act.
//!
//! Guards: nothing is taken in that isn't sealed and of this community; an invite that is over lets
//! nobody new in here, though what others took in stays; a code adds one device, of the member that
//! made it, and is never sent itself. Next: [`crate::intake`], which takes the acts in.

use act::{
    act::Act,
    codec::{self, CodecError},
    deed::Deed,
    id::{CommunityId, DeviceId, Digest},
    key::{self, SecretKey, Signature},
    log::Log,
    register::{Enrol, Invite, Join},
    seal::Seal,
    statement,
};
use minicbor::{Decode, Encode, bytes::ByteVec};

use crate::{
    hello::tag::{keyed, same},
    link::EnrolCode,
};

#[cfg(test)]
mod tests;

/// Bytes of the longest frame of join: a join or enrolment takes a few hundred, with 64 heads seen
/// under three thousand.
pub const FRAME: usize = 8 * 1024;

/// Acts of one introduction: from the one that brings the device in to the next that a seal at hand
/// covers. A device seals after each thing its owner does, so one or two is usual.
pub const ACTS: usize = 16;

/// What somebody who isn't known here asks, in the first frame.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Request {
    /// "These acts bring me in."
    #[n(0)]
    Introduce(#[n(0)] Introduction),
    /// "Let me in as a device of your owner."
    #[n(1)]
    Enrol(#[n(0)] EnrolRequest),
}

impl Request {
    /// Its frame.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        codec::encode(self)
    }

    /// Reads a frame.
    ///
    /// # Errors
    /// When it is longer than [`FRAME`], or no request.
    pub fn decode(frame: &[u8]) -> Result<Self, CodecError> {
        codec::decode(frame, FRAME)
    }
}

/// What is said to that, in the second and last frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Answer {
    /// Taken in: say hello again.
    #[n(0)]
    Welcome,
    /// What it rests on isn't here, or whoever could is elsewhere: try again later, or elsewhere.
    /// Whoever says so may say hello itself, to be served first.
    #[n(1)]
    Later,
    /// No.
    #[n(2)]
    Refused(#[n(0)] Reason),
}

impl Answer {
    /// Its frame.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        codec::encode(self)
    }

    /// Reads a frame.
    ///
    /// # Errors
    /// When it is longer than [`FRAME`], or no answer.
    pub fn decode(frame: &[u8]) -> Result<Self, CodecError> {
        codec::decode(frame, FRAME)
    }
}

/// Why somebody isn't let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, thiserror::Error)]
#[cbor(index_only)]
pub enum Reason {
    /// The invite or code is over by this peer's clock.
    #[n(0)]
    #[error("the invite or code is over")]
    Expired,
    /// No such invite or code was made here, or it doesn't prove this device.
    #[n(1)]
    #[error("the invite or code is not one of ours")]
    UnknownInvite,
    /// The acts are of another community or bring in another device.
    #[n(2)]
    #[error("it is about another community or device")]
    Foreign,
    /// The device or its owner is out of the community.
    #[n(3)]
    #[error("the device or its owner is out")]
    Out,
    /// The acts are no chain of sealed acts.
    #[n(4)]
    #[error("it is not in the form of this protocol")]
    Malformed,
}

/// The acts that bring a device in, one chain, the last of them sealed.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Introduction {
    /// The community; a tag of it matched in hello.
    #[n(0)]
    community: CommunityId,
    /// Canonical acts of one device, in order of `seq`; the first one brings the device in.
    #[cbor(n(1), decode_with = "codec::bounded::<ACTS, _, _>")]
    acts: Vec<ByteVec>,
    /// Of the last.
    #[n(2)]
    seal: Seal,
}

/// What an introduction holds, checked as far as it can be without the log.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The acts; the first one brings the device in.
    pub acts: Vec<Act>,
    /// The seal of the last.
    pub seal: Seal,
}

impl Introduction {
    /// Of a newcomer whose own act (a join) brings it in; none when the act is too long for a frame.
    #[must_use]
    pub fn new(act: &Act, key: &SecretKey) -> Option<Self> {
        Self::of([act].into_iter(), Seal::new(key, act))
    }

    /// Of a device by what its log holds; none when it came with the founding act, which everybody
    /// has, when nothing brings it in, or when no seal near enough is at hand.
    #[must_use]
    pub fn from_log(log: &Log, key: &SecretKey) -> Option<Self> {
        let (origin, _) = log.origins().of(key.device()).first()?;
        let first = log.act(*origin);
        match first.deed()? {
            Deed::Join(_) => Self::new(first, key),
            Deed::Enrol(_) => {
                let branch = log.entry(*origin).branch();
                let mut seals = log.stretch(branch).seals.iter();
                let (end, signature) = seals.find(|(seq, _)| *seq >= first.seq())?;
                let seqs = first.seq()..=*end;
                if seqs.size_hint().0 > ACTS {
                    return None;
                }
                let acts: Option<Vec<_>> =
                    seqs.map(|seq| Some(log.act(log.on_branch(branch, seq)?))).collect();
                let acts = acts?;
                let last = acts.last()?;
                Self::of(acts.iter().copied(), Seal::of(last, *signature))
            }
            _ => None,
        }
    }

    fn of<'a>(acts: impl Iterator<Item = &'a Act>, seal: Seal) -> Option<Self> {
        let acts = acts.map(|act| ByteVec::from(act.encode())).collect();
        let made = Self { community: seal.community, acts, seal };
        (Request::Introduce(made.clone()).encode().len() <= FRAME).then_some(made)
    }

    /// The community that it is about.
    #[must_use]
    pub const fn community(&self) -> CommunityId {
        self.community
    }

    /// Reads and checks what it holds: one chain, sealed, of this community, that brings in the
    /// device that the other proved in hello.
    ///
    /// # Errors
    /// The reason to refuse it with.
    pub fn open(&self, device: DeviceId) -> Result<Opened, Reason> {
        let acts: Result<Vec<_>, _> = self.acts.iter().map(|act| Act::decode(act)).collect();
        let acts = acts.map_err(|_| Reason::Malformed)?;
        let (Some(first), Some(last)) = (acts.first(), acts.last()) else {
            return Err(Reason::Malformed);
        };
        if acts.iter().any(|act| act.community() != self.community) {
            return Err(Reason::Foreign);
        }
        let follows = |(a, b): (&Act, &Act)| {
            b.device() == a.device()
                && b.seq() == a.seq().saturating_add(1)
                && b.header().prev == Some(a.id())
        };
        let chained = acts.iter().zip(acts.iter().skip(1)).all(follows);
        if !chained || Seal::of(last, self.seal.signature) != self.seal || !self.seal.is_genuine() {
            return Err(Reason::Malformed);
        }
        let brings_in = match first.deed() {
            Some(Deed::Join(_)) => first.device() == device,
            Some(Deed::Enrol(list)) => list.iter().any(|enrol| enrol.device == device),
            _ => false,
        };
        if brings_in { Ok(Opened { acts, seal: self.seal }) } else { Err(Reason::Foreign) }
    }
}

/// Whether somebody may come in here by this act (the first of an [`Opened`] introduction), at this
/// time in seconds since 1970; that what it rests on is here, and the seals, are for the intake, and
/// whether the device is out for the register.
///
/// An act that is here already is welcome whatever its invite says by now: others let it in in time.
///
/// # Errors
/// The answer to give instead.
pub fn check_join(log: &Log, act: &Act, now: i64) -> Result<(), Answer> {
    if act.community() != log.community() {
        return Err(Answer::Refused(Reason::Foreign));
    }
    if log.find(act.id()).is_some() {
        return Ok(());
    }
    if let Some(Deed::Join(join)) = act.deed() {
        let Join { invite, proof, .. } = *join;
        let Some(published) = log.find(invite) else { return Err(Answer::Later) };
        let Some(Deed::Invite(Invite { key, until, .. })) = log.act(published).deed() else {
            return Err(Answer::Refused(Reason::UnknownInvite));
        };
        let statement = statement::join(log.community(), act.device());
        if !key::verify(&key.0, &statement, &proof) {
            return Err(Answer::Refused(Reason::UnknownInvite));
        }
        if now > *until {
            return Err(Answer::Refused(Reason::Expired));
        }
    }
    if act.header().parents().all(|parent| log.find(parent).is_some()) {
        Ok(())
    } else {
        Err(Answer::Later)
    }
}

/// A new device asks to be added by the code that it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct EnrolRequest {
    /// The community.
    #[n(0)]
    community: CommunityId,
    /// The device that made the code: the only one that can check it.
    #[n(1)]
    enroller: DeviceId,
    /// The new device.
    #[n(2)]
    device: DeviceId,
    /// The new key's signature over [`statement::member`]: stands in the enrolment.
    #[n(3)]
    proof: Signature,
    /// HMAC of community and device under the code's one-time secret.
    #[n(4)]
    mac: Digest,
}

impl EnrolRequest {
    /// Asks by a code, for the device with this key.
    #[must_use]
    pub fn new(code: &EnrolCode, key: &SecretKey) -> Self {
        let (community, device) = (code.community, key.device());
        Self {
            community,
            enroller: code.enroller,
            device,
            proof: key.sign(&statement::member(community, code.member)),
            mac: mac(&code.once, community, device),
        }
    }

    /// The community that it is about.
    #[must_use]
    pub const fn community(&self) -> CommunityId {
        self.community
    }

    /// The device that asks.
    #[must_use]
    pub const fn device(&self) -> DeviceId {
        self.device
    }

    /// Checks it against the codes that this device, `here`, made and that were not used yet; `now`
    /// in seconds since 1970. Gives the place of the code, which is used up by that, and the part of
    /// the enrolment to write.
    ///
    /// # Errors
    /// The answer to give instead.
    pub fn check(
        &self,
        here: DeviceId,
        codes: &[EnrolCode],
        now: i64,
    ) -> Result<(usize, Enrol), Answer> {
        if self.enroller != here {
            return Err(Answer::Later);
        }
        let made = |code: &EnrolCode| {
            code.community == self.community
                && same(&mac(&code.once, self.community, self.device).0, &self.mac.0)
        };
        let refused = |reason| Err(Answer::Refused(reason));
        let Some((place, code)) = codes.iter().enumerate().find(|(_, code)| made(code)) else {
            return refused(Reason::UnknownInvite);
        };
        let member = statement::member(self.community, code.member);
        if !key::verify(&self.device.0, &member, &self.proof) {
            return refused(Reason::UnknownInvite);
        }
        if now > code.until {
            return refused(Reason::Expired);
        }
        Ok((place, Enrol { device: self.device, proof: self.proof }))
    }
}

fn mac(once: &[u8; 32], community: CommunityId, device: DeviceId) -> Digest {
    Digest(keyed(once, &[b"meent/enrol/1", community.bytes(), device.bytes()]))
}
