//! What a round asks and how its ballots came, beside the fields of a decision.
//!
//! Guards: as [`super`]. Options are named by their titles; where two are called the same, the
//! beginning of the id stands behind. Next: `execute/round.rs`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Fold;

/// An option of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// What it is called: as typed in a ballot.
    pub title: String,
    /// Its text.
    pub text: String,
    /// What it costs, in cents.
    pub cost: Option<i64>,
    /// Who added it.
    pub by: String,
    /// What members say about showing it; null where nobody ever said anything.
    #[serde(default)]
    pub fold: Option<Fold>,
}

/// The numbers of a method.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbers {
    /// How many are chosen.
    pub seats: Option<i64>,
    /// How many options a ballot names, dots on one option, or people may stand aside.
    pub most: Option<i64>,
    /// How many dots a ballot lays.
    pub dots: Option<i64>,
    /// The pot, in cents.
    pub pot: Option<i64>,
    /// What becomes of a tie: `status_quo`, `new_round` or `lot`.
    pub ties: String,
    /// The option that stands for leaving things as they are, by title.
    pub status_quo: Option<String>,
}

/// How a round is voted in besides one's own ballot, and what happened to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ways {
    /// How each ballot that counts came, by name: `own`, `proxy` (with whose ballot) or `paper` (with who
    /// wrote it down).
    pub via: BTreeMap<String, Via>,
    /// How many proxies one person may hold.
    pub proxies: u16,
    /// Who gave a proxy to whom, by name; also where it isn't used.
    #[serde(default)]
    pub given: BTreeMap<String, String>,
    /// To whom the owner gave a proxy.
    pub my_proxy: Option<String>,
    /// Who gave the owner a proxy.
    pub proxies_for_me: Vec<String>,
    /// Who may record paper ballots, by name.
    pub tellers: Vec<String>,
    /// Whether the owner is one of them.
    pub teller: bool,
    /// The reports of paper ballots.
    pub reports: Vec<Report>,
    /// Whose votes have no effect, by name.
    pub unfit: Vec<String>,
    /// Votes without effect; of those of one person with one fault the last that came.
    #[serde(default)]
    pub invalid: Vec<Invalid>,
    /// Who gave a proxy to whom that the shown close misses; to nobody takes one back.
    #[serde(default)]
    pub late: BTreeMap<String, String>,
    /// Whether the opening was taken back.
    pub withdrawn: bool,
    /// Whether the owner may take the opening back.
    pub may_withdraw: bool,
    /// The round that this one comes in the place of.
    pub replaces: Option<String>,
    /// Whether the core team confirms, and who of it: empty where everybody does.
    pub confirmers: Vec<String>,
    /// The numbers of the public draw, where a lot decided.
    pub seed: Option<String>,
}

/// A vote without effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invalid {
    /// The act.
    pub id: String,
    /// Whose.
    pub by: String,
    /// What it says.
    pub ballot: String,
    /// Why it has none: a word of `rules::ballot::Invalid`.
    pub why: String,
    /// When, by their clock.
    pub at: i64,
}

/// How a ballot came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Via {
    /// `own`, `proxy` or `paper`.
    pub way: String,
    /// Whose ballot, or who wrote it down; empty for an own one.
    pub by: String,
}

/// A report of paper ballots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The act.
    pub id: String,
    /// Who wrote it.
    pub by: String,
    /// When, by their clock.
    pub at: i64,
    /// The ballots, by name.
    pub ballots: BTreeMap<String, String>,
    /// Who signed it besides.
    pub signed: Vec<String>,
    /// Whether tellers of two kinds stand for it, so that it counts.
    pub counts: bool,
    /// Whether they didn't yet in what the shown close knew.
    #[serde(default)]
    pub late: bool,
    /// Whether the owner may sign it.
    pub may_sign: bool,
}
