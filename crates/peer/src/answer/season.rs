//! Seasons: what a community goes on from, what goes on from it, and who founds that together.
//!
//! Guards: as [`super`]. Next: `execute/season.rs`, which fills them.

use serde::{Deserialize, Serialize};

/// The seasons of a community.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seasons {
    /// Those that were planned here, newest first.
    pub seasons: Vec<Season>,
    /// The community that this one goes on from.
    pub before: Option<Linked>,
}

/// Another community that this one goes on from, or that goes on from this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linked {
    /// Its id.
    pub community: String,
    /// Its name, where this profile knows it.
    pub name: String,
    /// Whether this profile takes part in it.
    pub here: bool,
}

/// A season that was planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Season {
    /// Its id.
    pub id: String,
    /// `open` (who takes part can still change), `signing` (the list is fixed) or `founded`.
    pub state: String,
    /// Who planned it.
    pub by: String,
    /// When, by the planner's clock.
    pub at: i64,
    /// Whether the owner planned it.
    pub mine: bool,
    /// Whether the owner takes part.
    pub joined: bool,
    /// Who takes part; once the list is fixed, who founds.
    pub founders: Vec<Founder>,
    /// What was founded.
    pub founded: Option<Linked>,
}

/// A decision that came along from an earlier season.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierDecision {
    /// Its id here.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
    /// `adopted` or `chosen`.
    pub outcome: String,
    /// The options that were chosen, by title.
    pub chosen: Vec<String>,
    /// The day on which it was decided.
    pub decided: String,
    /// The day of looking back.
    pub review: String,
    /// Who took it along.
    pub by: String,
    /// The decision that it was where it was taken.
    pub decision: String,
    /// The community in which it was taken.
    pub community: String,
}

/// Somebody who takes part in a season.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Founder {
    /// The member's id.
    pub member: String,
    /// The name.
    pub name: String,
    /// Whether the founding is signed.
    pub signed: bool,
}
