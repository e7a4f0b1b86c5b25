//! What somebody says in a round.
//!
//! Guards: one ballot has one form: options by their place in the opening's list, ascending, each
//! once; a ranking in groups, each ascending. Whether it fits a round is for `rules::ballot`. Next:
//! [`crate::content`].

use minicbor::{Decode, Encode};

use crate::{cap, codec};

/// What somebody says in a round.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub enum Ballot {
    /// Voor.
    #[n(0)]
    For,
    /// Tegen.
    #[n(1)]
    Against,
    /// Onthouding.
    #[n(2)]
    Abstain,
    /// Akkoord.
    #[n(3)]
    Consent,
    /// Akkoord, met een zorg.
    #[n(4)]
    Concern,
    /// Zwaarwegend bezwaar.
    #[n(5)]
    Object,
    /// Opzij staan.
    #[n(6)]
    Aside,
    /// These options.
    #[n(7)]
    Options(#[cbor(n(0), decode_with = "codec::bounded::<{ cap::OPTIONS }, _, _>")] Vec<u16>),
    /// So many points or dots for these options.
    #[n(8)]
    Points(#[cbor(n(0), decode_with = "codec::bounded::<{ cap::OPTIONS }, _, _>")] Vec<Points>),
    /// These options, best first; those in one group are level.
    #[n(9)]
    Ranking(#[cbor(n(0), decode_with = "codec::bounded::<{ cap::OPTIONS }, _, _>")] Vec<Group>),
}

/// Points or dots for one option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub struct Points {
    /// The place of the option in the opening's list, from 0.
    #[n(0)]
    pub option: u16,
    /// How many.
    #[n(1)]
    pub points: u16,
}

/// Options that somebody likes equally.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub struct Group(
    /// Their places in the opening's list, ascending.
    #[cbor(n(0), decode_with = "codec::bounded::<{ cap::OPTIONS }, _, _>")]
    pub Vec<u16>,
);

impl Ballot {
    /// The ballots that are a word, in the order of their numbers.
    pub const WORDS: [Self; 7] = [
        Self::For,
        Self::Against,
        Self::Abstain,
        Self::Consent,
        Self::Concern,
        Self::Object,
        Self::Aside,
    ];

    /// The word on the command line, in JSON and in stories; none for one about options.
    #[must_use]
    pub const fn word(&self) -> Option<&'static str> {
        match self {
            Self::For => Some("for"),
            Self::Against => Some("against"),
            Self::Abstain => Some("abstain"),
            Self::Consent => Some("consent"),
            Self::Concern => Some("concern"),
            Self::Object => Some("object"),
            Self::Aside => Some("aside"),
            Self::Options(_) | Self::Points(_) | Self::Ranking(_) => None,
        }
    }

    /// The ballot with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.into_iter().find(|ballot| ballot.word() == Some(word))
    }

    /// Whether it is in its one form.
    pub(crate) fn is_sound(&self) -> bool {
        let ascend = |options: &[u16]| options.is_sorted_by(|a, b| a < b);
        match self {
            Self::Options(options) => ascend(options),
            Self::Points(points) => points.is_sorted_by(|a, b| a.option < b.option),
            Self::Ranking(groups) => {
                groups.iter().all(|group| !group.0.is_empty() && ascend(&group.0))
                    && groups.iter().map(|group| group.0.len()).sum::<usize>() <= cap::OPTIONS
            }
            _ => true,
        }
    }
}
