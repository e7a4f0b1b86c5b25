//! A count as it is told: names for positions, whole numbers, fractions and decimals as text.
//!
//! Guards: no number is rounded on its way from `rules::tally` to a reader, so that whoever recounts finds
//! the same; the same shapes in a decision's JSON and in that of `meent tally`, where `docs/cli.md` says what
//! each field is. Next: [`named`], which makes them of a count; [`said`], which says them.

pub mod named; // a count by positions, by name
pub mod said; // a stage in sentences

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What the ballots of a round come to, with all that explains it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// How many ballots count; blank ones and those without a preference included.
    pub ballots: u64,
    /// How many of them say nothing of any option.
    pub blank: u64,
    /// Who or what is chosen, in order; `for` or `consent` when a proposal is adopted.
    pub winners: Vec<String>,
    /// Step by step.
    pub stages: Vec<Stage>,
    /// What was level where it mattered.
    pub ties: Vec<Tie>,
}

/// Options that were level where it mattered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// `outcome`, `seat`, `surplus`, `exclusion`, `project`.
    pub about: String,
    /// What is level.
    pub among: Vec<String>,
    /// For how many of them there was room.
    pub room: usize,
    /// `lot`, `stage`, `status-quo`, `nobody`.
    pub settled: String,
    /// The stage that settled it, or after which it came up, from one; only of transferable votes.
    pub stage: Option<usize>,
    /// Whom it was settled for.
    pub chosen: Vec<String>,
}

/// A step of the count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Stage {
    /// How often each word was said.
    Words(Said),
    /// What an option was given.
    Option(Given),
    /// Each option against each other.
    Pairs(Pairs),
    /// A stage of transferable votes.
    Transfer(Transfer),
    /// A project's turn.
    Project(Project),
    /// Who was drawn.
    Drawn(Drawn),
}

/// How often each word was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// By word.
    pub counts: BTreeMap<String, u64>,
    /// `adopted`, `rejected` or `tied`.
    pub outcome: String,
}

/// What an option was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Which.
    pub option: String,
    /// Ballots that name it, points or dots.
    pub sum: u64,
    /// How many gave it something.
    pub people: u64,
    /// The sum by the people, as a fraction; only of scores that somebody gave.
    pub mean: Option<String>,
}

/// Each option against each other, in the order of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pairs {
    /// The options; rows and columns below.
    pub options: Vec<String>,
    /// How many rank that of the row above that of the column.
    pub preferred: Vec<Vec<u64>>,
    /// The strongest path from that of the row to that of the column.
    pub paths: Vec<Vec<u64>>,
    /// What nothing else beats.
    pub unbeaten: Vec<String>,
}

/// A stage of transferable votes; votes as decimals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// Which, from one.
    pub stage: usize,
    /// `first`, `surplus`, `exclusion`.
    pub action: String,
    /// Whose votes are passed on.
    pub of: Option<String>,
    /// How many more than the quota they have.
    pub surplus: Option<String>,
    /// How many votes elect.
    pub quota: u64,
    /// What each has at the end of it.
    pub votes: Vec<Candidate>,
    /// Votes of ballots that name nobody else.
    pub exhausted: String,
    /// What was cut off after five decimals.
    pub cut_off: String,
    /// Votes that nobody holds any more, in all.
    pub non_transferable: String,
    /// Who reached the quota here.
    pub elected: Vec<String>,
    /// Who was elected because as many were left as seats.
    pub filled: Vec<String>,
}

/// A candidate's votes at the end of a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Who.
    pub option: String,
    /// With five decimals.
    pub votes: String,
    /// What came in this stage.
    pub received: Option<String>,
}

/// A project's turn; money as decimals, parts of it as fractions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// `shares` or `votes`.
    pub phase: String,
    /// Which: its id in a file, its title in a round.
    pub project: String,
    /// What the file calls it; empty in a round.
    pub name: String,
    /// How many approved it.
    pub votes: u64,
    /// What it costs.
    pub cost: String,
    /// `paid`, `short`, `too-dear`, `no-votes`, `tied`.
    pub step: String,
    /// What a supporter pays at most.
    pub price: Option<String>,
    /// How many pay that much.
    pub full: Option<u64>,
    /// That price, or what its supporters have left together, cut off at two decimals: to read, not to count with.
    #[serde(default)]
    pub about: String,
    /// What its supporters have left together.
    pub together: Option<String>,
    /// What the pot has left.
    pub left: Option<String>,
}

/// Who was drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// In the order in which they were drawn.
    pub drawn: Vec<String>,
    /// From how many.
    pub pool: u16,
    /// The numbers of the public draw.
    pub key: String,
    /// `sha-256` or `md5`.
    pub hash: String,
}
