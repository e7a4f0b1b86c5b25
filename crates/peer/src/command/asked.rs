//! How a decision is to be taken, as it was typed.
//!
//! Guards: as [`super`]: what is left out is the usual. Next: `execute/asked.rs`, which reads it.

use serde::{Deserialize, Serialize};

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

/// The numbers of a method as they were typed; what is left out is the usual.
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
}
