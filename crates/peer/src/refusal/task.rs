//! Why something about mandates, advice, objections, nominations or another party can't be done.
//!
//! Guards: as [`super`]. Next: `execute/mandate.rs`.

use serde::{Deserialize, Serialize};

/// What wasn't carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "task", content = "of")]
pub enum Refused {
    /// A mandate isn't granted, or was suspended or withdrawn, or is over; which.
    #[error("the mandate {0} can't be used")]
    NotGranted(String),
    /// The owner doesn't hold a mandate; which.
    #[error("you don't hold the mandate {0}")]
    NotHolder(String),
    /// A mandate needs somebody to hold it.
    #[error("a mandate needs somebody who holds it")]
    NoHolders,
    /// A decision under a mandate says which.
    #[error("say under which mandate you decide")]
    WhichMandate,
    /// The decision is about something else than the mandate; what that is about.
    #[error("this mandate is about {0}")]
    OutsideTopics(String),
    /// It costs more than is left under the mandate; how many cents are.
    #[error("{0} cents are left under this mandate")]
    OverCeiling(String),
    /// The owner wasn't asked for advice.
    #[error("you were not asked for advice")]
    NotAdviser,
    /// Only who decides answers advice; who does.
    #[error("only {0} answers the advice")]
    NotDecider(String),
    /// Somebody gave no advice; who.
    #[error("{0} gave no advice")]
    NoAdvice(String),
    /// Somebody's advice has no answer yet; whose.
    #[error("the advice of {0} has no answer")]
    Unanswered(String),
    /// Nothing shows that the question for advice reached somebody; whom.
    #[error("the question did not reach {0}")]
    Unreached(String),
    /// Whoever doesn't wholly take up an advice says why.
    #[error("say why")]
    NeedsWhy,
    /// Objections aren't weighed in this round.
    #[error("objections are not weighed in this round")]
    NoTest,
    /// Somebody has no objection that the owner could weigh; who.
    #[error("{0} has no objection to weigh")]
    NoObjection(String),
    /// This decision has no other party.
    #[error("this decision has no other party")]
    NoPartner,
    /// Somebody else is the other party; who.
    #[error("only {0} speaks as the other party")]
    NotPartner(String),
    /// Nobody is chosen for a role by this proposal.
    #[error("this proposal chooses nobody for a role")]
    NoSelection,
    /// Choosing somebody is for a role, and only that is.
    #[error("say for which role somebody is chosen")]
    WhichRole,
    /// Who opens the round says who is put forward.
    #[error("say who is put forward")]
    WhichNominee,
    /// Somebody has no vote here, so can't be chosen; who.
    #[error("{0} can't be chosen")]
    NotElectable(String),
    /// Nobody nominates somebody; whom.
    #[error("nobody nominates {0}")]
    NotNominated(String),
    /// A nomination has a reason.
    #[error("say why the role suits this person")]
    NominateWhy,
    /// Somebody is put forward already; who.
    #[error("{0} is put forward already")]
    PutForward(String),
    /// Who is put forward speaks first; who.
    #[error("{0} speaks first")]
    NomineeFirst(String),
    /// More than fit in one deed; how many do.
    #[error("at most {0}")]
    TooMany(String),
}

impl Refused {
    /// The key of its words.
    pub(super) const fn key(&self) -> &'static str {
        match self {
            Self::NotGranted(_) => "not-granted",
            Self::NotHolder(_) => "not-holder",
            Self::NoHolders => "no-holders",
            Self::WhichMandate => "which-mandate",
            Self::OutsideTopics(_) => "outside-topics",
            Self::OverCeiling(_) => "over-ceiling",
            Self::NotAdviser => "not-adviser",
            Self::NotDecider(_) => "not-decider",
            Self::NoAdvice(_) => "no-advice",
            Self::Unanswered(_) => "unanswered",
            Self::Unreached(_) => "unreached",
            Self::NeedsWhy => "needs-why",
            Self::NoTest => "no-test",
            Self::NoObjection(_) => "no-objection",
            Self::NoPartner => "no-partner",
            Self::NotPartner(_) => "not-partner",
            Self::NoSelection => "no-selection",
            Self::WhichRole => "which-role",
            Self::WhichNominee => "which-nominee",
            Self::NotElectable(_) => "not-electable",
            Self::NotNominated(_) => "not-nominated",
            Self::NominateWhy => "nominate-why",
            Self::PutForward(_) => "put-forward",
            Self::NomineeFirst(_) => "nominee-first",
            Self::TooMany(_) => "too-many",
        }
    }

    /// What it is about, as text.
    pub(super) fn about(&self) -> String {
        match self {
            Self::NotGranted(about)
            | Self::NotHolder(about)
            | Self::OutsideTopics(about)
            | Self::OverCeiling(about)
            | Self::NotDecider(about)
            | Self::NoAdvice(about)
            | Self::Unanswered(about)
            | Self::Unreached(about)
            | Self::NoObjection(about)
            | Self::NotPartner(about)
            | Self::NotElectable(about)
            | Self::NotNominated(about)
            | Self::NomineeFirst(about)
            | Self::PutForward(about)
            | Self::TooMany(about) => about.clone(),
            Self::NoHolders
            | Self::WhichMandate
            | Self::NotAdviser
            | Self::NeedsWhy
            | Self::NoTest
            | Self::NoSelection
            | Self::WhichRole
            | Self::WhichNominee
            | Self::NominateWhy
            | Self::NoPartner => String::new(),
        }
    }

    /// One of each kind.
    pub(super) fn one_of_each() -> Vec<Self> {
        let text = || "tuin".to_owned();
        vec![
            Self::NoSelection,
            Self::WhichRole,
            Self::WhichNominee,
            Self::NotElectable(text()),
            Self::NotNominated(text()),
            Self::NominateWhy,
            Self::PutForward(text()),
            Self::NomineeFirst(text()),
            Self::NotGranted(text()),
            Self::NotHolder(text()),
            Self::NoHolders,
            Self::WhichMandate,
            Self::OutsideTopics(text()),
            Self::OverCeiling("1250".to_owned()),
            Self::NotAdviser,
            Self::NotDecider(text()),
            Self::NoAdvice(text()),
            Self::Unanswered(text()),
            Self::Unreached(text()),
            Self::NeedsWhy,
            Self::NoTest,
            Self::NoObjection(text()),
            Self::NoPartner,
            Self::NotPartner(text()),
            Self::TooMany("64".to_owned()),
        ]
    }
}
