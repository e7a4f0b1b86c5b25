//! How a decision is to be taken, as it was typed.
//!
//! Guards: as [`super`]. Next: `execute/asked.rs`.

use serde::{Deserialize, Serialize};

use super::task::Under;

/// How a decision is to be taken; see `act::round::Method`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// More for than against; with a share, at least that share of both.
    Majority,
    /// More than half of all; with a share, at least that share of all.
    Absolute,
    /// Nobody objects.
    Consent,
    /// Nobody is against.
    Consensus,
    /// All are for.
    Unanimity,
    /// Name options.
    Approval,
    /// Give options 0 to 5.
    Score,
    /// Lay dots on options.
    Dots,
    /// Rank options, one is chosen.
    Ranked,
    /// Rank options, several are chosen.
    Seats,
    /// Name projects; the most named are paid while the pot lasts.
    BudgetGreedy,
    /// Name projects; everybody has an equal share of the pot.
    BudgetShares,
    /// Name options; a picture, not a decision.
    Poll,
    /// Draw from options.
    Lot,
    /// Who holds a mandate decides, unless somebody objects.
    Mandate,
    /// Somebody is nominated for a role and put forward; nobody objects, least of all who it is.
    Selection,
}

/// An option as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewOption {
    /// What it is called.
    pub title: String,
    /// Its text.
    #[serde(default)]
    pub text: String,
    /// What it costs, in euros: `150` or `150,50`.
    #[serde(default)]
    pub cost: Option<String>,
}

/// The numbers of a method as they were typed, and what else it asks; what is left out is the usual.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbers {
    /// How many are chosen; one.
    #[serde(default)]
    pub seats: Option<u16>,
    /// How many options a ballot names (all), dots on one option (all), or people may stand aside (none).
    #[serde(default)]
    pub most: Option<u16>,
    /// How many dots a ballot lays; five.
    #[serde(default)]
    pub dots: Option<u16>,
    /// The pot, in euros.
    #[serde(default)]
    pub pot: Option<String>,
    /// What becomes of a tie: `status_quo` (the usual), `new_round` or `lot`.
    #[serde(default)]
    pub ties: Option<String>,
    /// The title of the option that stands for leaving things as they are.
    #[serde(default)]
    pub status_quo: Option<String>,
    /// The role that somebody is chosen for, by title or id; exactly with that method.
    #[serde(default)]
    pub role: Option<String>,
}

/// How a round is opened, as typed; what is left out is the usual.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// Date and time, or a number of days from now such as `7d`; the charter's when left out.
    #[serde(default)]
    pub deadline: Option<String>,
    /// Who may record paper ballots, by name or id.
    #[serde(default)]
    pub tellers: Vec<String>,
    /// How many proxies one person may hold; the charter's when left out.
    #[serde(default)]
    pub proxies: Option<u16>,
    /// Under which mandate; exactly when the proposal's method is that.
    #[serde(default)]
    pub under: Option<Under>,
    /// How many people it takes to weigh an objection, with consent; no test when left out.
    #[serde(default)]
    pub judges: Option<u16>,
    /// The other party of an agreement, by name or id.
    #[serde(default)]
    pub partner: Option<String>,
    /// Who is put forward for the role, by name or id; exactly when the proposal's method is that.
    #[serde(default)]
    pub nominee: Option<String>,
}
