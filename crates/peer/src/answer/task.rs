//! Roles, circles, topics and mandates, and how a decision under a mandate stands.
//!
//! Guards: as [`super`]. Amounts are in cents. Next: `execute/mandate.rs`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Roles, circles, topics and mandates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tasks {
    /// Circles, oldest first.
    pub circles: Vec<Role>,
    /// Roles, oldest first.
    pub roles: Vec<Role>,
    /// Topics, oldest first.
    pub topics: Vec<Topic>,
    /// Mandates, oldest first.
    pub mandates: Vec<Mandate>,
}

/// What things are about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
}

/// A role or circle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What its people do.
    pub text: String,
    /// Of a role: the circle that it is part of, by title.
    pub circle: Option<String>,
    /// Who fills it, by name; nobody: it is vacant.
    pub people: Vec<String>,
    /// When the term ends, in seconds since 1970.
    pub until: Option<i64>,
    /// `vacant`, `filled`, `over` (the term is) or `conflict` (two appointments were carried apart).
    pub state: String,
    /// Who was proposed, while that waits for approvals: changes by id.
    pub pending: Vec<String>,
}

/// A mandate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mandate {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What may be decided under it.
    pub domain: String,
    /// Within what.
    pub constraints: String,
    /// How and when its holders tell what they did.
    pub report: String,
    /// The day on which is looked back on it.
    pub review: String,
    /// Who wrote it.
    pub by: String,
    /// When, by the writer's clock.
    pub at: i64,
    /// `proposed`, `active`, `suspended`, `withdrawn`, `over` or `conflict`.
    pub state: String,
    /// Who holds it now, by name.
    pub holders: Vec<String>,
    /// Whether the owner of this profile does.
    pub mine: bool,
    /// The role or circle whose people hold it, by title.
    pub circle: Option<String>,
    /// What it is about, by title.
    pub topics: Vec<String>,
    /// What all decisions under it may cost together.
    pub ceiling: i64,
    /// What those taken until now come to.
    pub spent: i64,
    /// Seconds in which anybody may object to a decision.
    pub term: i64,
    /// When it ends, in seconds since 1970; null while it isn't granted.
    pub until: Option<i64>,
    /// What was decided under it: newest last.
    pub decisions: Vec<Decided>,
    /// What was proposed about it, while that waits for approvals: changes by id.
    pub pending: Vec<String>,
}

/// A decision under a mandate, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The decision.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who decided.
    pub by: String,
    /// What it costs.
    pub amount: i64,
    /// `open`, `closed`, `confirmed` or `disputed`.
    pub status: String,
    /// The confirmed outcome.
    pub outcome: Option<String>,
    /// Why it is outside the mandate: `withdrawn`, `not_held`, `over`, `topic`, `ceiling` or `too_many`.
    pub outside: Option<String>,
}

/// What a pending change of a role, circle or mandate says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskChange {
    /// The role, circle or mandate.
    pub id: String,
    /// Who, by name.
    pub people: Vec<String>,
    /// The role or circle whose people hold a mandate, by title.
    pub circle: Option<String>,
    /// What a mandate is about, by title.
    pub topics: Vec<String>,
    /// What all decisions under a mandate may cost together.
    pub ceiling: i64,
    /// Seconds in which anybody may object to a decision.
    pub term: i64,
    /// When it ends, in seconds since 1970.
    pub until: Option<i64>,
    /// Of a mandate: `active`, `suspended` or `withdrawn`.
    pub usable: Option<String>,
}

/// How a decision under a mandate stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Under {
    /// The mandate.
    pub mandate: String,
    /// What it is called.
    pub title: String,
    /// Who decides, by name.
    pub decider: String,
    /// Whether that is the owner of this profile.
    pub mine: bool,
    /// What the decision costs.
    pub amount: i64,
    /// What the grant allows in all; 0 when it no longer holds.
    pub ceiling: i64,
    /// What the other decisions under it come to.
    pub spent: i64,
    /// What it is about, by title.
    pub topics: Vec<String>,
    /// Why it is outside the mandate; null: it is within. Of a closed round at its shown close.
    pub outside: Option<String>,
    /// Who was asked for advice.
    pub advisers: Vec<Adviser>,
    /// Whether the owner may give advice.
    pub may_advise: bool,
}

/// Somebody who was asked for advice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adviser {
    /// By name.
    pub name: String,
    /// Whether anything shows that the question reached them.
    pub reached: bool,
    /// What they advised, in order; empty: nothing yet.
    pub advice: Vec<Advice>,
}

/// An advice, and what was done with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    /// The act.
    pub id: String,
    /// What was advised.
    pub text: String,
    /// When, by the adviser's clock.
    pub at: i64,
    /// `taken`, `partly`, `not`; null: it waits for an answer.
    pub answer: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// How others weighed an objection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Test {
    /// How many find that a shared goal is harmed.
    pub harm: usize,
    /// How many don't.
    pub none: usize,
    /// How many it takes.
    pub needed: u16,
    /// Whether it is found not valid, and counts as a concern.
    pub invalid: bool,
    /// What the owner finds: whether there is harm; null: nothing yet.
    pub mine: Option<bool>,
    /// Whether the owner may weigh it.
    pub may_weigh: bool,
}

/// The other party of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    /// By name.
    pub name: String,
    /// Whether it is the owner of this profile.
    pub mine: bool,
    /// Whether it agrees; null: nothing yet.
    pub agrees: Option<bool>,
    /// How it decided.
    pub reason: Option<String>,
    /// Whether the agreement is in force: adopted, confirmed and agreed to.
    pub in_force: bool,
}

/// What else there is to say of a round: a mandate, weighed objections, another party.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counsel {
    /// How a decision under a mandate stands.
    pub under: Option<Under>,
    /// How each objection was weighed, by name of the objector; empty where the round has no test.
    pub tests: BTreeMap<String, Test>,
    /// How many it takes to weigh an objection.
    pub judges: Option<u16>,
    /// The other party of an agreement.
    pub partner: Option<Partner>,
}
