//! What a command tells of goals, and of what is said about something.
//!
//! Guards: as all answers ([`crate::answer`]). Next: [`crate::execute`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Attachment, Fold, Version};

/// A remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Its id.
    pub id: String,
    /// By whom.
    pub by: String,
    /// When, by the writer's clock.
    pub at: i64,
    /// On what: the goal, decision or comment that it answers.
    pub on: String,
    /// What was said.
    pub text: String,
    /// Of what is erased at how many of the members it certainly is, and how many there are; else null.
    #[serde(default)]
    pub erased_at: Option<(usize, usize)>,
    /// What members say about showing it; null where nobody ever said anything.
    #[serde(default)]
    pub fold: Option<Fold>,
}

/// A goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// Its id.
    pub id: String,
    /// Its title; one of the versions when they conflict.
    pub title: String,
    /// Its text.
    pub text: String,
    /// Who added it.
    pub by: String,
    /// When, by the writer's clock.
    pub at: i64,
    /// What this was drawn from: given back with an edit, what others write meanwhile stays.
    pub base: Vec<String>,
    /// Per field the versions that were written apart, all of them; no key where there is one.
    pub conflicts: BTreeMap<String, Vec<Version>>,
    /// The goal that it was in the community that this one goes on from.
    #[serde(default)]
    pub origin: Option<String>,
    /// The discussion.
    pub comments: Vec<Comment>,
    /// Pictures and other files, in the order in which they came.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// What members say about showing it; null where nobody ever said anything.
    #[serde(default)]
    pub fold: Option<Box<Fold>>,
}

/// Goals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goals {
    /// In the order in which they were added.
    pub goals: Vec<Goal>,
}
