//! Deeds about rounds: open, vote, give a proxy, record paper ballots, close, acknowledge.
//!
//! Guards: a vote has no voter field, so that voting for another can't be said (D2); what a round asks
//! is fixed by its opening (D1). No free text: reasons are content acts that a vote names, options
//! are content that an opening lists. Next: [`crate::ballot`].

use minicbor::{Decode, Encode};

use crate::{
    ballot::Ballot,
    cap, codec,
    fraction::Fraction,
    id::{ActId, Digest, EntityId, MemberId},
    mandate::Under,
};

/// How ballots become an outcome. Each is counted in `rules::tally`, in a file of its own.
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
    /// At least this share of the electorate is for.
    #[n(4)]
    QualifiedOfAll(#[n(0)] Fraction),
    /// At least one is for, nobody against, and at most so many stand aside.
    #[n(5)]
    Consensus(#[n(0)] u16),
    /// The whole electorate is for.
    #[n(6)]
    Unanimity,
    /// Each names up to `most` options; the `seats` named most are chosen.
    #[n(7)]
    Approval {
        /// How many options a ballot may name.
        #[n(0)]
        most: u16,
        /// How many are chosen.
        #[n(1)]
        seats: u16,
    },
    /// Each gives options 0 to 5; the `seats` with the highest sums are chosen.
    #[n(8)]
    Score {
        /// How many are chosen.
        #[n(0)]
        seats: u16,
    },
    /// Each lays `dots`, at most `most` on one option; the `seats` with most dots are chosen.
    #[n(9)]
    Dots {
        /// How many dots a ballot may lay.
        #[n(0)]
        dots: u16,
        /// How many on one option.
        #[n(1)]
        most: u16,
        /// How many are chosen.
        #[n(2)]
        seats: u16,
    },
    /// Each ranks options; one is chosen (Schulze, winning votes).
    #[n(10)]
    Ranked,
    /// Each ranks options; several are chosen (Scottish STV).
    #[n(11)]
    Seats(#[n(0)] u16),
    /// Each names projects; those named most are paid while the pot lasts. The pot in cents.
    #[n(12)]
    BudgetGreedy(#[n(0)] u64),
    /// Each names projects and pays with an equal share (Method of Equal Shares). The pot in cents.
    #[n(13)]
    BudgetShares(#[n(0)] u64),
    /// Each names options; a picture, never a decision.
    #[n(14)]
    Poll,
    /// So many are drawn from the options, by the numbers of a public draw.
    #[n(15)]
    Lot(#[n(0)] u16),
    /// Who holds a mandate decided; it stands unless somebody objects in term. See [`Under`].
    #[n(16)]
    Mandate,
    /// Somebody is put forward for a role (sociocratic election): consent, and first of all the nominee's
    /// own. See [`Select`].
    #[n(17)]
    Selection,
}

impl Method {
    /// Whether ballots are about a list of options.
    #[must_use]
    pub const fn has_options(self) -> bool {
        match self {
            Self::Majority
            | Self::Absolute
            | Self::Qualified(_)
            | Self::Consent
            | Self::QualifiedOfAll(_)
            | Self::Consensus(_)
            | Self::Unanimity
            | Self::Mandate
            | Self::Selection => false,
            Self::Approval { .. }
            | Self::Score { .. }
            | Self::Dots { .. }
            | Self::Ranked
            | Self::Seats(_)
            | Self::BudgetGreedy(_)
            | Self::BudgetShares(_)
            | Self::Poll
            | Self::Lot(_) => true,
        }
    }

    /// Whether each says to agree or to object, and one objection that stands is enough.
    #[must_use]
    pub const fn asks_consent(self) -> bool {
        matches!(self, Self::Consent | Self::Selection)
    }

    /// Whether options cost something of one pot.
    #[must_use]
    pub const fn has_costs(self) -> bool {
        matches!(self, Self::BudgetGreedy(_) | Self::BudgetShares(_))
    }

    /// The word on the command line, in JSON, in stories and in the document. Numbers stand beside it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Majority => "majority",
            Self::Absolute => "absolute",
            Self::Qualified(_) => "qualified",
            Self::Consent => "consent",
            Self::QualifiedOfAll(_) => "qualified_of_all",
            Self::Consensus(_) => "consensus",
            Self::Unanimity => "unanimity",
            Self::Approval { .. } => "approval",
            Self::Score { .. } => "score",
            Self::Dots { .. } => "dots",
            Self::Ranked => "ranked",
            Self::Seats(_) => "seats",
            Self::BudgetGreedy(_) => "budget_greedy",
            Self::BudgetShares(_) => "budget_shares",
            Self::Poll => "poll",
            Self::Lot(_) => "lot",
            Self::Mandate => "mandate",
            Self::Selection => "selection",
        }
    }

    pub(crate) const fn is_sound(self) -> bool {
        match self {
            Self::Qualified(share) | Self::QualifiedOfAll(share) => share.is_sound(),
            Self::Approval { most, seats } => most > 0 && seats > 0,
            Self::Score { seats } | Self::Seats(seats) | Self::Lot(seats) => seats > 0,
            Self::Dots { dots, most, seats } => dots > 0 && most > 0 && most <= dots && seats > 0,
            Self::Majority
            | Self::Absolute
            | Self::Consent
            | Self::Consensus(_)
            | Self::Unanimity
            | Self::Ranked
            | Self::BudgetGreedy(_)
            | Self::BudgetShares(_)
            | Self::Poll
            | Self::Mandate
            | Self::Selection => true,
        }
    }
}

/// What becomes of a tie; frozen at the opening.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum Ties {
    /// Nothing changes; a seat that is tied for stays empty.
    #[default]
    #[n(0)]
    StatusQuo,
    /// A new round is asked.
    #[n(1)]
    NewRound,
    /// The numbers of a public draw settle it, which a close brings.
    #[n(2)]
    Lot,
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
    /// Who may close besides electors, and first after the deadline; ascending, at most
    /// [`crate::cap::PARTS`].
    #[cbor(n(5), decode_with = "codec::bounded::<{ cap::PARTS }, _, _>")]
    pub closers: Vec<MemberId>,
    /// What is chosen from, in this order; none where a method asks yes or no.
    #[cbor(n(6), decode_with = "codec::bounded::<{ cap::OPTIONS }, _, _>")]
    pub options: Vec<EntityId>,
    /// What each option costs, in cents; only where there is a pot.
    #[cbor(n(7), decode_with = "codec::bounded::<{ cap::OPTIONS }, _, _>")]
    pub costs: Vec<u64>,
    /// The option that stands for leaving things as they are; only with a ranking.
    #[n(8)]
    pub status_quo: Option<u16>,
    /// What becomes of a tie.
    #[n(9)]
    pub ties: Ties,
    /// Who may record paper ballots; ascending, at most [`crate::cap::PARTS`].
    #[cbor(n(10), decode_with = "codec::bounded::<{ cap::PARTS }, _, _>")]
    pub tellers: Vec<MemberId>,
    /// How many proxies one elector may hold; not above the charter's.
    #[n(11)]
    pub proxies: u16,
    /// The round that this one comes in the place of.
    #[n(12)]
    pub replaces: Option<ActId>,
    /// Under which mandate; exactly with [`Method::Mandate`].
    #[n(13)]
    pub under: Option<Under>,
    /// How many people besides the objector must have weighed an objection before it can be found not
    /// valid (the group test): at least 3, only where [`Method::asks_consent`]; none: it always stands.
    #[n(14)]
    pub judges: Option<u16>,
    /// With whom the community agrees (convenant): in force when this member said yes as well.
    #[n(15)]
    pub partner: Option<MemberId>,
    /// Who is put forward for which role; exactly with [`Method::Selection`].
    #[n(16)]
    pub select: Option<Select>,
}

/// Somebody put forward for a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Select {
    /// The role.
    #[n(0)]
    pub role: EntityId,
    /// Who would fill it; without this person's own consent the outcome is no.
    #[n(1)]
    pub nominee: MemberId,
}

impl Open {
    /// A round without options, tellers or proxies, in which only its electors close.
    #[must_use]
    pub const fn plain(
        decision: EntityId,
        text: Digest,
        method: Method,
        quorum: Fraction,
        deadline: i64,
    ) -> Self {
        Self {
            decision,
            text,
            method,
            quorum,
            deadline,
            closers: Vec::new(),
            options: Vec::new(),
            costs: Vec::new(),
            status_quo: None,
            ties: Ties::StatusQuo,
            tellers: Vec::new(),
            proxies: 0,
            replaces: None,
            under: None,
            judges: None,
            partner: None,
            select: None,
        }
    }

    pub(crate) fn is_sound(&self) -> bool {
        let options = self.options.len();
        let mut each = self.options.clone();
        each.sort_unstable();
        each.dedup();
        self.method.is_sound()
            && self.quorum.is_sound()
            && self.closers.is_sorted_by(|a, b| a < b)
            && self.tellers.is_sorted_by(|a, b| a < b)
            && each.len() == options
            && self.method.has_options() == (options > 0)
            && self.costs.len() == if self.method.has_costs() { options } else { 0 }
            && self.costs.iter().all(|cost| *cost > 0)
            && self
                .status_quo
                .is_none_or(|option| self.method == Method::Ranked && usize::from(option) < options)
            && self.under.is_some() == (self.method == Method::Mandate)
            && self.under.as_ref().is_none_or(Under::is_sound)
            && self.judges.is_none_or(|least| self.method.asks_consent() && least >= 3)
            && self.select.is_some() == (self.method == Method::Selection)
    }
}

/// One ballot in one round.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
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

/// Lets somebody else's ballot count for the author as well, in one round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Proxy {
    /// The act that opened the round.
    #[n(0)]
    pub round: ActId,
    /// Whose ballot; nobody's takes the proxy back.
    #[n(1)]
    pub holder: Option<MemberId>,
}

/// Ballots on paper, per person, as a teller read them. Counts with the signature of a teller of
/// another kind.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Report {
    /// The act that opened the round.
    #[n(0)]
    pub round: ActId,
    /// The version of the text that stood on the paper.
    #[n(1)]
    pub text: Digest,
    /// Who said what; ascending, each person once.
    #[cbor(n(2), decode_with = "codec::bounded::<{ cap::PARTS }, _, _>")]
    pub ballots: Vec<Paper>,
}

/// One ballot on paper.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Paper {
    /// Whose.
    #[n(0)]
    pub elector: MemberId,
    /// What it says.
    #[n(1)]
    pub ballot: Ballot,
}

/// Weighs another's objection in a round by consent (the group test).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub struct Weigh {
    /// The act that opened the round.
    #[n(0)]
    pub round: ActId,
    /// Whose objection, as it is known here.
    #[n(1)]
    pub objector: MemberId,
    /// Whether it shows, with reasons, that a shared goal is harmed.
    #[n(2)]
    pub harm: bool,
}

/// The other party's word on an agreement (convenant), decided by its own method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Countersign {
    /// The act that opened the round.
    #[n(0)]
    pub round: ActId,
    /// The version of the text that it is about.
    #[n(1)]
    pub text: Digest,
    /// Whether it agrees.
    #[n(2)]
    pub agrees: bool,
    /// A content act of the same author that says how it decided.
    #[n(3)]
    pub reason: Option<ActId>,
}

/// Closes a round.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Close {
    /// The act that opened the round.
    #[n(0)]
    pub round: ActId,
    /// The numbers of the public draw that the proposal names, in the form of RFC 3797 section 4.1:
    /// digits, points and slashes, at most [`cap::SEED`]. Only where a lot decides.
    #[n(1)]
    pub seed: Option<String>,
}

impl Close {
    /// Closes a round that needs no draw.
    #[must_use]
    pub const fn of(round: ActId) -> Self {
        Self { round, seed: None }
    }

    pub(crate) fn is_sound(&self) -> bool {
        let of_a_draw = |byte: u8| byte.is_ascii_digit() || byte == b'.' || byte == b'/';
        self.seed
            .as_ref()
            .is_none_or(|seed| (1..=cap::SEED).contains(&seed.len()) && seed.bytes().all(of_a_draw))
    }
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
