//! A counted file, for programs: what it was, and what was counted in the shapes of `words::tally`.
//!
//! Guards: no number is ever rounded on its way into the JSON. `docs/cli.md` says what each field is. Next:
//! `say.rs` beside this file.

use ballots::{malformed::InvalidBallot, unfit::Unfit};
use serde::Serialize;
use words::tally::{Stage, Tie};

/// A counted file.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    pub(super) method: &'static str,
    pub(super) file: String,
    pub(super) title: Option<String>,
    pub(super) electorate: Option<u64>,
    pub(super) quorum: Option<Quorum>,
    /// How many ballots count; blank ones included.
    pub(super) ballots: u64,
    pub(super) blank: u64,
    pub(super) invalid: Vec<Invalid>,
    /// Who was on the ballots but can't win any more.
    pub(super) withdrawn: Vec<String>,
    pub(super) winners: Vec<String>,
    pub(super) stages: Vec<Stage>,
    pub(super) ties: Vec<Tie>,
}

/// How many had to take part.
#[derive(Debug, Serialize)]
pub(super) struct Quorum {
    pub(super) share: String,
    pub(super) needed: u64,
    pub(super) reached: bool,
}

/// A ballot that doesn't count.
#[derive(Debug, Serialize)]
pub(super) struct Invalid {
    /// Its line; in our own files, which ballot it is.
    pub(super) line: usize,
    /// How many cast it.
    pub(super) times: u32,
    pub(super) reason: String,
    /// The same for people.
    #[serde(skip)]
    pub(super) why: Unfit,
}

impl From<InvalidBallot> for Invalid {
    fn from(ballot: InvalidBallot) -> Self {
        Self {
            line: ballot.line,
            times: ballot.weight,
            reason: ballot.reason.to_string(),
            why: ballot.reason,
        }
    }
}
