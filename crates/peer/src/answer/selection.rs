//! How choosing somebody for a role stands.
//!
//! Guards: as [`super`]. Next: `execute/selection.rs`, which fills it.

use serde::{Deserialize, Serialize};

use super::Fold;

/// Choosing somebody for a role: who is nominated, who is put forward.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// The role.
    pub role: String,
    /// What it is called.
    pub title: String,
    /// What its people do.
    pub text: String,
    /// Who fills it now, by name.
    pub holders: Vec<String>,
    /// Oldest first, also those that somebody replaced by another one.
    pub nominations: Vec<Nomination>,
    /// Those that stood when somebody was put forward, by id.
    pub considered: Vec<String>,
    /// Who is put forward, by name; null before a round, and when it was taken back.
    pub nominee: Option<String>,
    /// Whether that person wants it, by their own word; null: they said nothing.
    pub willing: Option<bool>,
    /// Whether that is the owner of this profile.
    pub mine: bool,
    /// Who votes first and hasn't, by name; null: everybody may. After the deadline everybody may too.
    pub first: Option<String>,
    /// Whether the owner may nominate somebody now.
    pub may_nominate: bool,
    /// Whether somebody was chosen, and the owner may propose to appoint them.
    pub may_appoint: bool,
    /// Whether an appointment of the nominee waits for approvals.
    pub asked: bool,
}

/// Who thinks that whom should fill the role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nomination {
    /// Its id.
    pub id: String,
    /// By whom, by name.
    pub by: String,
    /// Whether that is the owner of this profile.
    pub mine: bool,
    /// Whom, by name.
    pub who: String,
    /// Why.
    pub reason: String,
    /// When, by the writer's clock.
    pub at: i64,
    /// Whether it stands: its author nominated nobody since.
    pub stands: bool,
    /// What members say about showing it; null where nobody ever said anything.
    pub fold: Option<Fold>,
}
