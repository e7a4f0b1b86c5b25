//! What a count comes to, for programs: names for positions, whole numbers, fractions and decimals as text.
//!
//! Guards: no number is ever rounded on its way into the JSON. `docs/cli.md` says what each field is. Next:
//! [`super::say`].

use ballots::malformed::InvalidBallot;
use serde::{Serialize, Serializer};

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
}

impl From<InvalidBallot> for Invalid {
    fn from(ballot: InvalidBallot) -> Self {
        Self { line: ballot.line, times: ballot.weight, reason: ballot.reason }
    }
}

/// Options that were level where it mattered.
#[derive(Debug, Serialize)]
pub(super) struct Tie {
    /// `outcome`, `seat`, `surplus`, `exclusion`, `project`.
    pub(super) about: &'static str,
    pub(super) among: Vec<String>,
    /// For how many of them there was room.
    pub(super) room: usize,
    /// `lot`, `stage`, `status-quo`, `nobody`.
    pub(super) settled: &'static str,
    /// The stage that settled it, or after which it came up, from one; only of transferable votes.
    pub(super) stage: Option<usize>,
    /// Whom it was settled for.
    pub(super) chosen: Vec<String>,
}

/// A step of the count.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Stage {
    Words(Words),
    Option(Option_),
    Pairs(Pairs),
    Transfer(Transfer),
    Project(Project),
    Drawn(Drawn),
}

/// How often each word was said.
#[derive(Debug, Serialize)]
pub(super) struct Words {
    #[serde(serialize_with = "as_object")]
    pub(super) counts: Vec<(&'static str, u64)>,
    /// `adopted` or `rejected`.
    pub(super) outcome: &'static str,
}

fn as_object<S: Serializer>(counts: &[(&str, u64)], json: S) -> Result<S::Ok, S::Error> {
    json.collect_map(counts.iter().copied())
}

/// What an option was given.
#[derive(Debug, Serialize)]
pub(super) struct Option_ {
    pub(super) option: String,
    /// Ballots that name it, points or dots.
    pub(super) sum: u64,
    /// How many gave it something.
    pub(super) people: u64,
    /// The sum by the people, as a fraction; only of scores.
    pub(super) mean: Option<String>,
}

/// Each option against each other, in the order of the list.
#[derive(Debug, Serialize)]
pub(super) struct Pairs {
    pub(super) options: Vec<String>,
    /// How many rank that of the row above that of the column.
    pub(super) preferred: Vec<Vec<u64>>,
    /// The strongest path from that of the row to that of the column.
    pub(super) paths: Vec<Vec<u64>>,
    /// What nothing else beats.
    pub(super) unbeaten: Vec<String>,
}

/// A stage of transferable votes; votes as decimals.
#[derive(Debug, Serialize)]
pub(super) struct Transfer {
    pub(super) stage: usize,
    /// `first`, `surplus`, `exclusion`.
    pub(super) action: &'static str,
    pub(super) of: Option<String>,
    pub(super) surplus: Option<String>,
    pub(super) quota: u64,
    pub(super) votes: Vec<Candidate>,
    pub(super) exhausted: String,
    pub(super) cut_off: String,
    pub(super) non_transferable: String,
    /// Who reached the quota here.
    pub(super) elected: Vec<String>,
    /// Who was elected because as many were left as seats.
    pub(super) filled: Vec<String>,
}

/// A candidate's votes at the end of a stage.
#[derive(Debug, Serialize)]
pub(super) struct Candidate {
    pub(super) option: String,
    pub(super) votes: String,
    pub(super) received: Option<String>,
}

/// A project's turn; money as decimals, parts of it as fractions.
#[derive(Debug, Serialize)]
pub(super) struct Project {
    /// `shares` or `votes`.
    pub(super) phase: &'static str,
    pub(super) project: String,
    pub(super) name: String,
    pub(super) votes: u64,
    pub(super) cost: String,
    /// `paid`, `short`, `too-dear`, `no-votes`, `tied`.
    pub(super) step: &'static str,
    /// What a supporter pays at most, and how many pay that much.
    pub(super) price: Option<String>,
    pub(super) full: Option<u64>,
    /// The price as people read it.
    #[serde(skip)]
    pub(super) about: String,
    /// What its supporters have left together.
    pub(super) together: Option<String>,
    /// What the pot has left.
    pub(super) left: Option<String>,
}

/// Who was drawn.
#[derive(Debug, Serialize)]
pub(super) struct Drawn {
    pub(super) drawn: Vec<String>,
    pub(super) pool: u16,
    pub(super) key: String,
    /// `sha-256` or `md5`.
    pub(super) hash: &'static str,
}
