//! Counting ballots from a file. Next: [`crate::tally`].

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(crate) struct Tally {
    #[arg(id = "tally-method", value_name = "METHOD", value_enum, hide_possible_values = true)]
    pub(crate) method: Method,
    #[arg(id = "tally-files", value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "N")]
    pub(crate) seats: Option<u16>,
    #[arg(id = "status-quo", long, value_name = "NAME")]
    pub(crate) status_quo: Option<String>,
    #[arg(long, value_name = "N")]
    pub(crate) electorate: Option<u64>,
    #[arg(long, value_name = "KEY")]
    pub(crate) lot: Option<String>,
    #[arg(long, value_enum, hide_possible_values = true, value_name = "project|cost")]
    pub(crate) worth: Option<Worth>,
}

/// How to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Method {
    Majority,
    Absolute,
    TwoThirds,
    Consent,
    Approval,
    Score,
    Dots,
    Schulze,
    Stv,
    BudgetGreedy,
    BudgetShares,
    Lot,
}

impl Method {
    /// The word on the command line and in JSON.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Majority => "majority",
            Self::Absolute => "absolute",
            Self::TwoThirds => "two-thirds",
            Self::Consent => "consent",
            Self::Approval => "approval",
            Self::Score => "score",
            Self::Dots => "dots",
            Self::Schulze => "schulze",
            Self::Stv => "stv",
            Self::BudgetGreedy => "budget-greedy",
            Self::BudgetShares => "budget-shares",
            Self::Lot => "lot",
        }
    }
}

/// What a paid project is worth to who approved it.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Worth {
    Project,
    Cost,
}
