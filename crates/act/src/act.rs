//! An act: header and body together, checked on the way in and byte-exact on the way out.
//!
//! Guards: every `Act` is well formed: what it says fits its header, its caps hold, its id is the
//! hash of its header. Whether it may is for the rules. Next: [`crate::log`].

use minicbor::{Decode, Encode};

use crate::{
    body::{Said, Strings, Words},
    cap,
    codec::{self, CodecError},
    deed::{Class, Deed},
    header::{Header, VERSION},
    id::{ActId, CommunityId, DeviceId},
    statement,
};

/// A well-formed act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    id: ActId,
    header: Header,
    said: Said,
    strings: Option<Strings>,
}

/// What somebody is about to do: an act before its hashes.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The community; [`CommunityId::UNFOUNDED`] for a founding act.
    pub community: CommunityId,
    /// The device that writes.
    pub device: DeviceId,
    /// Its next sequence number, from 1.
    pub seq: u32,
    /// Its previous act.
    pub prev: Option<ActId>,
    /// Other heads known; sorted by [`Act::new`].
    pub seen: Vec<ActId>,
    /// Seconds since 1970.
    pub claimed_at: i64,
    /// What is done.
    pub deed: Deed,
    /// The strings of a content deed.
    pub words: Option<Words>,
}

/// The parts of an act as they travel: what follows from the rest is left out.
#[derive(Clone, Debug)]
pub struct Parts {
    /// As in [`Header`].
    pub version: u16,
    /// As in [`Header`].
    pub class: Class,
    /// As in [`Header`].
    pub community: CommunityId,
    /// As in [`Header`].
    pub device: DeviceId,
    /// As in [`Header`].
    pub seq: u32,
    /// As in [`Header`].
    pub prev: Option<ActId>,
    /// As in [`Header`].
    pub seen: Vec<ActId>,
    /// As in [`Header`].
    pub claimed_at: i64,
    /// The canonical bytes of the deed.
    pub kept: Vec<u8>,
    /// The strings of a content deed, or what is left of them.
    pub strings: Option<Strings>,
}

/// Why something is no act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActError {
    /// The bytes are not in our form.
    #[error("could not read an act: {0}")]
    Codec(#[from] CodecError),
    /// The bytes have the form, but the parts contradict each other or break a cap.
    #[error("the parts of an act contradict each other or are too many")]
    Contradiction,
}

#[derive(Encode, Decode)]
struct Whole {
    #[n(0)]
    version: u16,
    #[n(1)]
    class: Class,
    #[n(2)]
    community: CommunityId,
    #[n(3)]
    device: DeviceId,
    #[n(4)]
    seq: u32,
    #[n(5)]
    prev: Option<ActId>,
    #[cbor(n(6), decode_with = "codec::bounded::<{ cap::SEEN }, _, _>")]
    seen: Vec<ActId>,
    #[n(7)]
    claimed_at: i64,
    #[cbor(n(8), with = "minicbor::bytes")]
    kept: Vec<u8>,
    #[n(9)]
    words: Option<Words>,
    #[cbor(n(10), with = "minicbor::bytes")]
    erased: Option<[u8; 32]>,
}

impl Act {
    /// Makes an act of a draft.
    ///
    /// # Errors
    /// When a cap is broken or the draft contradicts itself.
    pub fn new(mut draft: Draft) -> Result<Self, ActError> {
        draft.seen.sort_unstable();
        draft.seen.dedup();
        Self::from_parts(Parts {
            version: VERSION,
            class: draft.deed.class(),
            community: draft.community,
            device: draft.device,
            seq: draft.seq,
            prev: draft.prev,
            seen: draft.seen,
            claimed_at: draft.claimed_at,
            kept: codec::encode(&draft.deed),
            strings: draft.words.map(Strings::Whole),
        })
    }

    /// Puts an act together from what travelled.
    ///
    /// # Errors
    /// When a part is malformed, breaks a cap, or contradicts another one.
    pub fn from_parts(parts: Parts) -> Result<Self, ActError> {
        let said = if parts.version == VERSION {
            Said::Known(codec::decode(&parts.kept, cap::ACT)?)
        } else {
            Said::Unknown(parts.kept.clone())
        };
        let words_hash = parts.strings.as_ref().map(Strings::hash);
        let header = Header {
            version: parts.version,
            class: parts.class,
            community: parts.community,
            device: parts.device,
            seq: parts.seq,
            prev: parts.prev,
            seen: parts.seen,
            claimed_at: parts.claimed_at,
            body_hash: statement::body(words_hash.as_ref(), &parts.kept),
        };
        let act = Self { id: header.id(), header, said, strings: parts.strings };
        if act.is_well_formed() && act.encode().len() <= cap::ACT {
            Ok(act)
        } else {
            Err(ActError::Contradiction)
        }
    }

    /// Reads an act from its canonical bytes, at most [`cap::ACT`].
    ///
    /// # Errors
    /// When it isn't exactly one well-formed act.
    pub fn decode(bytes: &[u8]) -> Result<Self, ActError> {
        let whole: Whole = codec::decode(bytes, cap::ACT)?;
        let strings = match (whole.words, whole.erased) {
            (words, None) => words.map(Strings::Whole),
            (None, Some(hash)) => Some(Strings::Erased(hash)),
            (Some(_), Some(_)) => return Err(ActError::Contradiction),
        };
        Self::from_parts(Parts {
            version: whole.version,
            class: whole.class,
            community: whole.community,
            device: whole.device,
            seq: whole.seq,
            prev: whole.prev,
            seen: whole.seen,
            claimed_at: whole.claimed_at,
            kept: whole.kept,
            strings,
        })
    }

    /// Its canonical bytes: all but the hash of the body, which follows from the rest.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let Header { version, class, community, device, seq, prev, claimed_at, .. } = self.header;
        codec::encode(&Whole {
            version,
            class,
            community,
            device,
            seq,
            prev,
            seen: self.header.seen.clone(),
            claimed_at,
            kept: self.said.kept(),
            words: self.words().cloned(),
            erased: match &self.strings {
                Some(Strings::Erased(hash)) => Some(*hash),
                _ => None,
            },
        })
    }

    /// Its id.
    #[must_use]
    pub const fn id(&self) -> ActId {
        self.id
    }

    /// Its header.
    #[must_use]
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// The device that wrote it.
    #[must_use]
    pub const fn device(&self) -> DeviceId {
        self.header.device
    }

    /// Its sequence number in its device's chain.
    #[must_use]
    pub const fn seq(&self) -> u32 {
        self.header.seq
    }

    /// The community it belongs to; of a founding act the one it founds.
    #[must_use]
    pub fn community(&self) -> CommunityId {
        match self.deed() {
            Some(Deed::Found(_)) => statement::community_id(self.id),
            _ => self.header.community,
        }
    }

    /// What it says.
    #[must_use]
    pub const fn said(&self) -> &Said {
        &self.said
    }

    /// Its deed, when it is of our version.
    #[must_use]
    pub const fn deed(&self) -> Option<&Deed> {
        match &self.said {
            Said::Known(deed) => Some(deed),
            Said::Unknown(_) => None,
        }
    }

    /// Its words with their salt, in content acts whose words were not erased.
    #[must_use]
    pub const fn words(&self) -> Option<&Words> {
        match &self.strings {
            Some(Strings::Whole(words)) => Some(words),
            _ => None,
        }
    }

    /// What it has of words: in content acts.
    #[must_use]
    pub const fn text(&self) -> Option<&Strings> {
        self.strings.as_ref()
    }

    /// Whether its words were erased.
    #[must_use]
    pub const fn is_erased(&self) -> bool {
        matches!(self.strings, Some(Strings::Erased(_)))
    }

    /// Its strings, in the order in which the deed speaks of them; none once they were erased.
    #[must_use]
    pub fn strings(&self) -> &[String] {
        self.words().map_or(&[], |words| words.strings.as_slice())
    }

    /// The same act without its words: its id, its hashes and what the seals cover stay.
    #[must_use]
    pub fn erased(&self) -> Self {
        let strings = self.strings.as_ref().map(|strings| Strings::Erased(strings.hash()));
        Self { strings, ..self.clone() }
    }

    fn is_well_formed(&self) -> bool {
        let Said::Known(deed) = &self.said else {
            // Nothing can be said of the body of another version, but where words may stand.
            return self.header.is_well_formed()
                && self.header.community != CommunityId::UNFOUNDED
                && self.strings.is_some() == (self.header.class == Class::Content);
        };
        let founding = matches!(deed, Deed::Found(_));
        let first = founding || matches!(deed, Deed::Join(_));
        self.header.is_well_formed()
            && deed.class() == self.header.class
            && deed.is_well_formed()
            && founding == (self.header.community == CommunityId::UNFOUNDED)
            && (!first || self.header.seq == 1)
            && (!founding || self.header.seen.is_empty())
            && match &self.strings {
                Some(strings) => self.header.class == Class::Content && strings.fit(deed),
                None => self.header.class != Class::Content,
            }
    }
}
