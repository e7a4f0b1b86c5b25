//! Why a command can't be carried out: one variant for each thing a person could do about it.
//!
//! Guards: a refusal changes nothing on disk. The words for people stand in `words`, keyed by
//! [`Refusal::key`]; the exit code follows from the kind. Next: [`crate::core`].

use serde::{Deserialize, Serialize};

mod task;

pub use task::Refused;

/// A command that wasn't carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "refusal", content = "about")]
pub enum Refusal {
    /// There is no community yet.
    #[error("this profile has no community yet")]
    NoCommunity,
    /// There are several and none was named; their names.
    #[error("this profile has several communities: {0}")]
    WhichCommunity(String),
    /// No community of that name or id.
    #[error("there is no community {0}")]
    UnknownCommunity(String),
    /// Nothing with that id or name.
    #[error("there is nothing called {0}")]
    Unknown(String),
    /// More than one thing begins like that.
    #[error("more than one thing is called {0}")]
    Ambiguous(String),
    /// Still waiting for a peer of the community.
    #[error("nobody of the community was met yet")]
    Waiting,
    /// The owner of this profile is no member (yet).
    #[error("only members can do this")]
    NotMember,
    /// The owner left the community.
    #[error("you left this community")]
    Left,
    /// The others put the owner out.
    #[error("you were removed from this community")]
    Removed,
    /// The owner was a guest and was sent away.
    #[error("you were sent away")]
    Dismissed,
    /// Somebody is no member; who.
    #[error("{0} is no member")]
    NotInRegister(String),
    /// No change with this id waits for approvals.
    #[error("{0} is no change that waits")]
    NotPending(String),
    /// Nobody is voted out of a community of two.
    #[error("this takes at least three members")]
    OnlyTwo,
    /// Somebody wants to have nothing to do with themselves.
    #[error("this is the owner of this peer")]
    BlocksSelf,
    /// Nothing contradicts the register.
    #[error("nothing is kept out")]
    NoSchism,
    /// No season is planned that is not founded.
    #[error("no season is planned")]
    NoSeason,
    /// Only who planned the season fixes who founds it; who did.
    #[error("only {0} can fix who founds it")]
    NotPlanner(String),
    /// More take part than one founding can name; how many it can.
    #[error("at most {0} founders")]
    TooManyFounders(String),
    /// It holds already.
    #[error("that is so already")]
    InForce,
    /// This device no longer stands: retired, or forked.
    #[error("this device no longer counts in this community")]
    DeviceRetired,
    /// That person is no guest.
    #[error("{0} is no guest")]
    NotGuest(String),
    /// The owner can't vote in this round.
    #[error("you are not among the voters of this round")]
    NotElector,
    /// No round is open on it.
    #[error("no round is open on this decision")]
    NotOpen,
    /// A round is open or it is decided: the text stays as it is.
    #[error("a round was opened on this text")]
    Decided,
    /// The round is about another text, method or quorum than the proposal.
    #[error("this round is not about what was proposed")]
    Altered,
    /// There is no close to acknowledge.
    #[error("this round was not closed")]
    NotClosed,
    /// Too few took part; how many more are needed.
    #[error("{0} more ballots are needed")]
    NoQuorum(usize),
    /// The close is not due; from when it is, or 0 when that isn't known.
    #[error("this close is not due yet")]
    NotDue(i64),
    /// The ballot doesn't belong to the method; those that do.
    #[error("that is no ballot of this round: {0}")]
    WrongBallot(String),
    /// The round has no such option; what was typed.
    #[error("{0} is no option")]
    NoOption(String),
    /// An option is named twice.
    #[error("an option is named twice")]
    Twice,
    /// Options are level where each needs a place of its own.
    #[error("each option needs a place of its own")]
    LevelOptions,
    /// More options than fit; how many do.
    #[error("at most {0} options")]
    TooManyOptions(String),
    /// More dots or points than there are; how many there are.
    #[error("there are {0} to lay")]
    Overspent(String),
    /// A choice needs at least two options, and yes or no none.
    #[error("a choice needs at least two options")]
    TooFewOptions,
    /// An option needs what it costs; which.
    #[error("{0} has no cost")]
    NoCost(String),
    /// Tellers are of one kind, and paper counts with two.
    #[error("tellers of two kinds are needed")]
    OneKind,
    /// More proxies than the charter allows; how many it does.
    #[error("at most {0} proxies")]
    TooManyProxies(String),
    /// This round has no proxies.
    #[error("this round has no proxies")]
    NoProxies,
    /// Somebody can't hold a proxy or have a paper ballot in this round; who.
    #[error("{0} does not vote in this round")]
    NoHolder(String),
    /// The owner is no teller of this round.
    #[error("you are no teller of this round")]
    NotTeller,
    /// Only who opened the round takes that back; who did.
    #[error("only {0} can take the opening back")]
    NotOpener(String),
    /// Something about mandates, advice, objections that are weighed, or another party.
    #[error(transparent)]
    Task(#[from] Refused),
    /// An objection needs its reason.
    #[error("an objection needs a reason")]
    NeedsReason,
    /// Two wrote the text apart: settle that first. Which field.
    #[error("{0} is in conflict")]
    InConflict(String),
    /// Others changed the same value since the form was drawn; which. Nothing was written.
    #[error("{0} was changed meanwhile")]
    Changed(String),
    /// A value can't be read: which option, and what was typed.
    #[error("{0} can't be read")]
    Invalid(String),
    /// A text is longer than fits.
    #[error("{0} is too long")]
    TooLong(String),
    /// The link or code can't be used: the reason as a word (`not_a_link`, `damaged`, `newer`, `expired`, `foreign`,
    /// `paper`: no paper key of this community that holds; `other_member`: of somebody else).
    #[error("this link can't be used: {0}")]
    BadLink(String),
    /// The profile already takes part in that community.
    #[error("this profile already takes part in {0}")]
    AlreadyIn(String),
    /// The profile woke up elsewhere: nothing is written until somebody says whether it was moved or copied.
    #[error("this profile was moved or copied")]
    MovedOrCopied,
    /// That isn't asked.
    #[error("this profile is where it was")]
    NotElsewhere,
    /// It was moved, and nobody was met since.
    #[error("nobody was met since this profile was moved")]
    CatchingUp,
    /// The profile came back without a device in this community.
    #[error("this profile has no device in this community")]
    Apart,
    /// A backup comes back into a profile with nothing in it only.
    #[error("this profile has communities already")]
    NotEmpty,
    /// The file is no backup that can be used: `not_one`, `newer` or `damaged`.
    #[error("this backup can't be used: {0}")]
    BadBackup(String),
    /// The file is no bundle that can be used here: `not_one`, `newer`, `cut_off`, `damaged`, `too_large`,
    /// `apart` (it goes on from what isn't here), `foreign` (of a community that the owner isn't in, without
    /// an invite), `nameless` (it has one, and the newcomer gave no name), `too_much` (to be made), `busy`.
    #[error("this bundle can't be used: {0}")]
    BadBundle(String),
    /// The file can't be attached, or not be had: `empty`, `too_large`, `no_alt` (a picture without a text in
    /// its place), `too_much` (the owner attached all that others keep of one person), `not_here`, `erased`,
    /// `busy`.
    #[error("this file can't be used: {0}")]
    BadFile(String),
    /// The passphrase: `wrong`, `short`, `long`, or `damaged`: the file that could tell is.
    #[error("the passphrase can't be used: {0}")]
    Passphrase(String),
    /// There is one paper key until a recovery.
    #[error("you have a paper key already")]
    HasPaperKey,
    /// The words of a paper key can't be right: one that isn't in the list, how many there are, or nothing
    /// when they don't belong together.
    #[error("these are not the words of a paper key: {0}")]
    BadWords(String),
    /// Nobody hides what they wrote themselves.
    #[error("these are your own words")]
    OwnWords,
    /// No house rule that holds is called so; what was typed.
    #[error("{0} is no house rule that holds")]
    NoHouseRule(String),
    /// Nobody wants it hidden.
    #[error("nobody wants this hidden")]
    NotHidden,
    /// Somebody else wrote it; who.
    #[error("only {0} can change this")]
    NotYours(String),
    /// The quorum is below the charter's.
    #[error("the quorum is below the charter's {0}")]
    QuorumTooLow(String),
    /// The disk refused; nothing more is accepted until the peer starts again.
    #[error("could not write to disk: {0}")]
    Disk(String),
    /// This needs a running peer.
    #[error("this needs a running peer")]
    NeedsRunning,
    /// Something that should not happen; what.
    #[error("something went wrong: {0}")]
    Internal(String),
}

impl Refusal {
    /// The key of its words.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NoCommunity => "no-community",
            Self::WhichCommunity(_) => "which-community",
            Self::UnknownCommunity(_) => "unknown-community",
            Self::Unknown(_) => "unknown",
            Self::Ambiguous(_) => "ambiguous",
            Self::Waiting => "waiting",
            Self::NotMember => "not-member",
            Self::Left => "left",
            Self::Removed => "removed",
            Self::Dismissed => "dismissed",
            Self::NotInRegister(_) => "not-in-register",
            Self::NotPending(_) => "not-pending",
            Self::OnlyTwo => "only-two",
            Self::BlocksSelf => "blocks-self",
            Self::NoSchism => "no-schism",
            Self::NoSeason => "no-season",
            Self::NotPlanner(_) => "not-planner",
            Self::TooManyFounders(_) => "too-many-founders",
            Self::InForce => "in-force",
            Self::DeviceRetired => "device-retired",
            Self::NotGuest(_) => "not-guest",
            Self::NotElector => "not-elector",
            Self::NotOpen => "not-open",
            Self::Decided => "decided",
            Self::Altered => "altered",
            Self::NotClosed => "not-closed",
            Self::NoQuorum(_) => "no-quorum",
            Self::NotDue(_) => "not-due",
            Self::WrongBallot(_) => "wrong-ballot",
            Self::NoOption(_) => "no-option",
            Self::Twice => "twice",
            Self::LevelOptions => "level-options",
            Self::TooManyOptions(_) => "too-many-options",
            Self::Overspent(_) => "overspent",
            Self::TooFewOptions => "too-few-options",
            Self::NoCost(_) => "no-cost",
            Self::OneKind => "one-kind",
            Self::TooManyProxies(_) => "too-many-proxies",
            Self::NoProxies => "no-proxies",
            Self::NoHolder(_) => "no-holder",
            Self::NotTeller => "not-teller",
            Self::NotOpener(_) => "not-opener",
            Self::Task(refused) => refused.key(),
            Self::NeedsReason => "needs-reason",
            Self::InConflict(_) => "in-conflict",
            Self::Changed(_) => "changed",
            Self::Invalid(_) => "invalid",
            Self::TooLong(_) => "too-long",
            Self::BadLink(_) => "bad-link",
            Self::AlreadyIn(_) => "already-in",
            Self::Passphrase(_) => "passphrase",
            Self::MovedOrCopied => "moved-or-copied",
            Self::NotElsewhere => "not-elsewhere",
            Self::CatchingUp => "catching-up",
            Self::Apart => "apart",
            Self::NotEmpty => "not-empty",
            Self::BadBackup(_) => "bad-backup",
            Self::BadBundle(_) => "bad-bundle",
            Self::BadFile(_) => "bad-file",
            Self::HasPaperKey => "has-paper-key",
            Self::BadWords(_) => "bad-words",
            Self::OwnWords => "own-words",
            Self::NoHouseRule(_) => "no-house-rule",
            Self::NotHidden => "not-hidden",
            Self::NotYours(_) => "not-yours",
            Self::QuorumTooLow(_) => "quorum-too-low",
            Self::Disk(_) => "disk",
            Self::NeedsRunning => "needs-running",
            Self::Internal(_) => "internal",
        }
    }

    /// What it is about, as text: a name, a number, an option; empty when there is nothing to name.
    #[must_use]
    pub fn about(&self) -> String {
        match self {
            Self::WhichCommunity(about)
            | Self::UnknownCommunity(about)
            | Self::Unknown(about)
            | Self::Ambiguous(about)
            | Self::NotGuest(about)
            | Self::NotInRegister(about)
            | Self::NotPending(about)
            | Self::WrongBallot(about)
            | Self::NoOption(about)
            | Self::TooManyOptions(about)
            | Self::Overspent(about)
            | Self::NoCost(about)
            | Self::TooManyProxies(about)
            | Self::NoHolder(about)
            | Self::NotOpener(about)
            | Self::NotPlanner(about)
            | Self::TooManyFounders(about)
            | Self::InConflict(about)
            | Self::Invalid(about)
            | Self::TooLong(about)
            | Self::BadLink(about)
            | Self::AlreadyIn(about)
            | Self::BadWords(about)
            | Self::BadBackup(about)
            | Self::BadBundle(about)
            | Self::BadFile(about)
            | Self::Passphrase(about)
            | Self::NoHouseRule(about)
            | Self::NotYours(about)
            | Self::QuorumTooLow(about)
            | Self::Changed(about)
            | Self::Disk(about)
            | Self::Internal(about) => about.clone(),
            Self::Task(refused) => refused.about(),
            Self::NoQuorum(more) => more.to_string(),
            Self::NotDue(moment) => moment.to_string(),
            Self::NoCommunity
            | Self::Waiting
            | Self::NotMember
            | Self::Left
            | Self::Removed
            | Self::Dismissed
            | Self::OnlyTwo
            | Self::BlocksSelf
            | Self::InForce
            | Self::NoSchism
            | Self::NoSeason
            | Self::DeviceRetired
            | Self::HasPaperKey
            | Self::MovedOrCopied
            | Self::NotElsewhere
            | Self::CatchingUp
            | Self::Apart
            | Self::NotEmpty
            | Self::NotElector
            | Self::NotOpen
            | Self::Decided
            | Self::Altered
            | Self::NotClosed
            | Self::NeedsReason
            | Self::Twice
            | Self::LevelOptions
            | Self::TooFewOptions
            | Self::OneKind
            | Self::NoProxies
            | Self::NotTeller
            | Self::OwnWords
            | Self::NotHidden
            | Self::NeedsRunning => String::new(),
        }
    }

    /// One of each kind, and of each thing that some are about: to compare with the words and codes that
    /// each must have. [`Self::key`] doesn't compile without a new one.
    #[must_use]
    pub fn one_of_each() -> Vec<Self> {
        let text = || "tuin".to_owned();
        let mut all = vec![
            Self::NoCommunity,
            Self::WhichCommunity(text()),
            Self::UnknownCommunity(text()),
            Self::Unknown(text()),
            Self::Ambiguous(text()),
            Self::Waiting,
            Self::NotMember,
            Self::Left,
            Self::Removed,
            Self::Dismissed,
            Self::NotInRegister(text()),
            Self::NotPending(text()),
            Self::OnlyTwo,
            Self::BlocksSelf,
            Self::InForce,
            Self::NoSchism,
            Self::NoSeason,
            Self::NotPlanner(text()),
            Self::TooManyFounders("64".to_owned()),
            Self::DeviceRetired,
            Self::NotGuest(text()),
            Self::NotElector,
            Self::NotOpen,
            Self::Decided,
            Self::Altered,
            Self::NotClosed,
            Self::NoQuorum(2),
            Self::NotDue(1_796_151_600),
            Self::WrongBallot(text()),
            Self::NoOption(text()),
            Self::Twice,
            Self::LevelOptions,
            Self::TooManyOptions("3".to_owned()),
            Self::Overspent("5".to_owned()),
            Self::TooFewOptions,
            Self::NoCost(text()),
            Self::OneKind,
            Self::TooManyProxies("2".to_owned()),
            Self::NoProxies,
            Self::NoHolder(text()),
            Self::NotTeller,
            Self::NotOpener(text()),
            Self::NeedsReason,
            Self::InConflict("title".to_owned()),
            Self::Changed("title".to_owned()),
            Self::AlreadyIn(text()),
            Self::QuorumTooLow("1/2".to_owned()),
            Self::OwnWords,
            Self::NoHouseRule(text()),
            Self::NotHidden,
            Self::NotYours(text()),
            Self::HasPaperKey,
            Self::MovedOrCopied,
            Self::NotElsewhere,
            Self::CatchingUp,
            Self::Apart,
            Self::NotEmpty,
            Self::BadWords(String::new()),
            Self::BadWords("23".to_owned()),
            Self::BadWords(text()),
            Self::Disk(text()),
            Self::NeedsRunning,
            Self::Internal(text()),
        ];
        all.extend(Refused::one_of_each().into_iter().map(Self::Task));
        let fields = [
            "domain",
            "constraints",
            "report",
            "ceiling",
            "term",
            "until",
            "answer",
            "judges",
            "under",
            "title",
            "text",
            "name",
            "purpose",
            "share",
            "charter",
            "seed",
            "option",
            "cost",
            "pot",
            "ties",
            "since",
            "file",
            "alt",
        ];
        let keys = act::charter::Key::ALL.map(act::charter::Key::word);
        all.extend(fields.into_iter().chain(keys).map(|field| Self::Invalid(field.to_owned())));
        all.extend(
            ["", "text", "name", "domain", "constraints", "report", "file", "alt"]
                .map(|field| Self::TooLong(field.to_owned())),
        );
        let reasons =
            ["not_a_link", "damaged", "newer", "expired", "foreign", "paper", "other_member"];
        all.extend(reasons.map(|reason| Self::BadLink(reason.to_owned())));
        let passphrases = ["wrong", "short", "long", "damaged"];
        all.extend(passphrases.map(|why| Self::Passphrase(why.to_owned())));
        all.extend(["not_one", "newer", "damaged"].map(|why| Self::BadBackup(why.to_owned())));
        let files = ["not_one", "newer", "cut_off", "damaged", "too_large", "apart"];
        let owners = ["foreign", "nameless", "too_much", "busy"];
        all.extend(files.into_iter().chain(owners).map(|why| Self::BadBundle(why.to_owned())));
        let attached = ["empty", "too_large", "no_alt", "too_much", "not_here", "erased", "busy"];
        all.extend(attached.map(|why| Self::BadFile(why.to_owned())));
        all
    }
}
