//! What is asked about roles, circles, topics and mandates, and about advice, objections and agreements.
//!
//! Guards: as [`super`]. Next: `execute/mandate.rs` and `execute/counsel.rs`.

use serde::{Deserialize, Serialize};

/// What somebody takes on, as a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    /// Werkgroep.
    Circle,
    /// Rol.
    Role,
    /// Onderwerp.
    Topic,
}

/// The terms of a mandate as they were typed; what is left out stays as it was granted before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Who holds it, by name or id.
    #[serde(default)]
    pub holders: Option<Vec<String>>,
    /// The role or circle whose people hold it too, by title or id; empty for none.
    #[serde(default)]
    pub circle: Option<String>,
    /// What it is about: topics by title or id.
    #[serde(default)]
    pub topics: Option<Vec<String>>,
    /// What all decisions under it may cost together, in euros; nothing when never said.
    #[serde(default)]
    pub ceiling: Option<String>,
    /// How long anybody may object to a decision: `3d`, `12h`; the charter's shortest term when never said.
    #[serde(default)]
    pub term: Option<String>,
    /// When it ends: a day or moment as for a deadline; in a year when never said.
    #[serde(default)]
    pub until: Option<String>,
}

/// What is asked about roles, circles, topics and mandates.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "task")]
pub enum Task {
    /// Lists them all. Answers [`crate::answer::Answer::Tasks`], as do the others.
    List,
    /// Shows one mandate. Answers [`crate::answer::Answer::Mandate`].
    Show {
        /// The mandate, by title or id.
        id: String,
    },
    /// Describes a circle, role or topic.
    Create {
        /// Which.
        kind: TaskKind,
        /// Its name.
        title: String,
        /// What its people do; not of a topic.
        #[serde(default)]
        text: String,
        /// Of a role: the circle that it is part of.
        #[serde(default)]
        circle: Option<String>,
    },
    /// Proposes who fills a role or makes up a circle, or approves that.
    Appoint {
        /// The role or circle, by title or id.
        id: String,
        /// Who, by name or id; nobody: it is vacant.
        people: Vec<String>,
        /// When the term ends; never when left out.
        #[serde(default)]
        until: Option<String>,
    },
    /// Writes a mandate and proposes to grant it.
    Write {
        /// What it is called.
        title: String,
        /// What may be decided under it.
        domain: String,
        /// Within what.
        #[serde(default)]
        constraints: String,
        /// How and when its holders tell what they did.
        #[serde(default)]
        report: String,
        /// The day on which is looked back on it, `YYYY-MM-DD`.
        review: String,
        /// Who, for what, how long.
        terms: Terms,
    },
    /// Proposes other terms for a mandate, or to grant it again.
    Grant {
        /// The mandate, by title or id.
        id: String,
        /// What changes.
        terms: Terms,
    },
    /// Proposes to suspend a mandate.
    Suspend {
        /// The mandate.
        id: String,
    },
    /// Proposes to withdraw a mandate.
    Withdraw {
        /// The mandate.
        id: String,
    },
    /// Hands an own mandate back.
    Return {
        /// The mandate.
        id: String,
    },
}

/// What is said in a round besides ballots.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "counsel")]
pub enum Counsel {
    /// Gives the advice that was asked for.
    Advise {
        /// The decision.
        id: String,
        /// The advice.
        text: String,
    },
    /// Says what was done with somebody's advice.
    Answer {
        /// The decision.
        id: String,
        /// Whose advice, by name or id.
        who: String,
        /// `taken`, `partly` or `not`.
        taken: String,
        /// Why; needed unless it was taken.
        #[serde(default)]
        reason: Option<String>,
    },
    /// Weighs somebody's objection.
    Weigh {
        /// The decision.
        id: String,
        /// Whose objection, by name or id.
        who: String,
        /// Whether it shows that a shared goal is harmed.
        harm: bool,
    },
    /// Says who should fill the role that somebody is chosen for.
    Nominate {
        /// The decision.
        id: String,
        /// Who, by name or id.
        who: String,
        /// Why.
        reason: String,
    },
    /// Says as the other party whether it agrees.
    Agree {
        /// The decision.
        id: String,
        /// Whether it does.
        agrees: bool,
        /// How it decided: by whom, when, under what number.
        #[serde(default)]
        reason: Option<String>,
    },
}

/// Under which mandate a decision is opened, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Under {
    /// The mandate, by title or id.
    pub mandate: String,
    /// What the decision costs, in euros; nothing when left out.
    #[serde(default)]
    pub cost: Option<String>,
    /// What it is about: topics by title or id; all of the mandate's when left out and there is one.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Who is asked for advice, by name or id.
    #[serde(default)]
    pub advisers: Vec<String>,
}
