//! Deeds about rounds: open, vote, close, acknowledge.
//!
//! Guards: a vote has no voter field, so that voting for another can't be said (D2). No free text:
//! reasons are content acts that a vote names. Next: [`crate::content`].

use minicbor::{Decode, Encode};

use crate::{
    fraction::Fraction,
    id::{ActId, Digest, EntityId, MemberId},
};

/// How ballots become an outcome. Each is counted in `rules::tally`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub enum Method {
    /// More for than against.
    #[n(0)]
    Majority,
    /// More than half of the electorate is for.
    #[n(1)]
    Absolute,
    /// At least this share of for and against together is for.
    #[n(2)]
    Qualified(#[n(0)] Fraction),
    /// At least one consent or concern and no objection.
    #[n(3)]
    Consent,
}

impl Method {
    pub(crate) const fn is_sound(self) -> bool {
        match self {
            Self::Qualified(share) => share.is_sound(),
            Self::Majority | Self::Absolute | Self::Consent => true,
        }
    }
}

/// What somebody says in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
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
}

impl Ballot {
    /// All ballots, in the order of their numbers.
    pub const ALL: [Self; 7] = [
        Self::For,
        Self::Against,
        Self::Abstain,
        Self::Consent,
        Self::Concern,
        Self::Object,
        Self::Aside,
    ];

    /// The word on the command line, in JSON and in stories.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Abstain => "abstain",
            Self::Consent => "consent",
            Self::Concern => "concern",
            Self::Object => "object",
            Self::Aside => "aside",
        }
    }

    /// The ballot with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ballot| ballot.word() == word)
    }

    /// Whether this ballot can be cast in a round of this method.
    #[must_use]
    pub const fn fits(self, method: Method) -> bool {
        let of_votes = matches!(self, Self::For | Self::Against | Self::Abstain);
        match method {
            Method::Majority | Method::Absolute | Method::Qualified(_) => of_votes,
            Method::Consent => !of_votes,
        }
    }
}

/// Opens a round on a version of a decision's text (D1).
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Open {
    /// The decision (proposal) it is about.
    #[n(0)]
    pub decision: EntityId,
    /// The version of its text, see `document::decision`.
    #[n(1)]
    pub text: Digest,
    /// How ballots are counted.
    #[n(2)]
    pub method: Method,
    /// The share of the electorate that must take part; not below the charter's.
    #[n(3)]
    pub quorum: Fraction,
    /// Seconds since 1970 from which a named closer may close; guarded by apps.
    #[n(4)]
    pub deadline: i64,
    /// Who may close besides electors, and first after the deadline. At most [`crate::cap::PARTS`].
    #[n(5)]
    pub closers: Vec<MemberId>,
}

/// One ballot in one round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Vote {
    /// The act that opened the round.
    #[n(0)]
    pub round: ActId,
    /// The version of the text that was read; a vote on another version doesn't count.
    #[n(1)]
    pub text: Digest,
    /// What is said.
    #[n(2)]
    pub ballot: Ballot,
    /// A content act of the same author with the reason.
    #[n(3)]
    pub reason: Option<ActId>,
}

/// Agrees with a close: "this is how I count it too" (D4). Never consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub struct Acknowledge {
    /// The act that opened the round.
    #[n(0)]
    pub round: ActId,
    /// The act that closed it.
    #[n(1)]
    pub close: ActId,
}
