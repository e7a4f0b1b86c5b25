//! The body of an act: the deed, which stays, and the words, which can be erased.
//!
//! Guards: strings belong to content deeds only and have the lengths that the deed states; their hash
//! is salted, so that erased words can't be guessed back. Next: [`crate::act`].

use minicbor::{Decode, Encode};

use crate::{cap, codec, deed::Deed, statement};

/// The strings of a content deed with their salt.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Words {
    /// 8 random bytes.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub salt: [u8; 8],
    /// The strings, in the order in which the deed speaks of them.
    #[cbor(n(1), decode_with = "codec::bounded::<{ cap::PARTS }, _, _>")]
    pub strings: Vec<String>,
}

impl Words {
    /// The salted hash that stands in the body's hash.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        statement::words(&self.salt, &codec::encode(&self.strings))
    }

    pub(crate) fn fit(&self, deed: &Deed) -> bool {
        let lengths = deed.string_lengths();
        lengths.len() == self.strings.len()
            && self.strings.iter().zip(lengths).all(|(string, chars)| {
                string.len() <= cap::STRING && u32::try_from(string.chars().count()) == Ok(chars)
            })
    }
}

/// The strings of a content act, or what is left of them once they were erased (definition 12).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Strings {
    /// As they were written.
    Whole(Words),
    /// Their salted hash, so that the act's own hash still follows.
    Erased([u8; 32]),
}

impl Strings {
    /// The salted hash that stands in the body's hash.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        match self {
            Self::Whole(words) => words.hash(),
            Self::Erased(hash) => *hash,
        }
    }

    pub(crate) fn fit(&self, deed: &Deed) -> bool {
        match self {
            Self::Whole(words) => words.fit(deed),
            Self::Erased(_) => true,
        }
    }
}

/// What an act says: a deed that we know, or the bytes of one of another version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A deed of our version.
    Known(Deed),
    /// The kept part of an act of another version: stored, passed on, without effect.
    Unknown(Vec<u8>),
}

impl Said {
    /// The canonical bytes of the kept part.
    #[must_use]
    pub fn kept(&self) -> Vec<u8> {
        match self {
            Self::Known(deed) => codec::encode(deed),
            Self::Unknown(bytes) => bytes.clone(),
        }
    }
}
