//! How far a peer is, what happened, and what is taken along.
//!
//! Guards: as [`super`]. Next: `execute/record.rs`.

use serde::{Deserialize, Serialize};

use super::Linked;
use words::{checkup::Finding, looking::Looking, stand::Stand};

/// Somebody's peer that is or was around.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Around {
    /// Whose device it is.
    pub name: String,
    /// `connected`, `blocked` (by the owner), `online` (others heard of it in the last minutes) or `away`.
    pub state: String,
    /// How many acts it lacks, as far as known; null when it was not heard of.
    pub behind: Option<usize>,
    /// Whether it is another device of the owner's.
    pub mine: bool,
    /// By which way, while connected: `near` (this network), `direct` or `relay`.
    pub path: Option<String>,
    /// Whose device passes everything on, where that is known.
    pub through: Option<String>,
    /// When it was last heard of, by us or by others, in seconds since 1970.
    pub heard: Option<i64>,
}

/// How far this peer and those around it are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// The community's id.
    pub community: String,
    /// Its name.
    pub name: String,
    /// The heads of the document.
    pub heads: Vec<String>,
    /// How many acts there are.
    pub acts: usize,
    /// Hash of the register in force: equal where the members are.
    pub register: String,
    /// Six words for both: equal where acts and members are.
    #[serde(default)]
    pub stand: Box<Stand>,
    /// The addresses this peer listens on; empty when it is not running.
    pub addresses: Vec<String>,
    /// Whether a peer is running.
    pub running: bool,
    /// The others.
    pub around: Vec<Around>,
    /// What is tried to find somebody of a community that is waited for; null when none is.
    #[serde(default)]
    pub looking: Option<Box<Looking>>,
    /// How much contradicts the register that this device knew (scheuring); none as a rule.
    #[serde(default)]
    pub rifts: usize,
    /// The community that this one goes on from.
    #[serde(default)]
    pub before: Option<Box<Linked>>,
    /// The communities that go on from this one, newest first.
    #[serde(default)]
    pub after: Vec<Linked>,
}

/// What contradicts the register that this device knew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schism {
    /// One by one; empty where nothing does.
    pub rifts: Vec<Rift>,
}

/// Something that was done from a past that doesn't know the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rift {
    /// The act with which it came about.
    pub act: String,
    /// A change (`admit`, `rest`, `remove`, `recover`, `clause`, `redact`), or `round`: an outcome was
    /// confirmed, or `invite`: the link by which the owner came names another register than its acts.
    pub what: String,
    /// Whom or what it is about.
    pub about: String,
    /// Who approved or acknowledged it, or made the invite, by name.
    pub by: Vec<String>,
    /// When, by the clock of whoever wrote the act.
    pub at: i64,
}

/// An act in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub by: String,
    /// When, by the writer's clock.
    pub at: i64,
    /// The deed: `found`, `join`, `approve`, `vote`, ...
    pub deed: String,
    /// What it is about: a title, a name; empty when there is nothing to name.
    pub about: String,
    /// Further words: the ballot, the text of a comment.
    pub text: String,
    /// Whether it has effect.
    pub effective: bool,
    /// Whether what it says, or is about, was folded away behind a house rule.
    #[serde(default)]
    pub hidden: bool,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    /// Always true: an answer was given.
    pub ok: bool,
    /// How many acts there are.
    pub acts: usize,
    /// The heads of the document.
    pub heads: Vec<String>,
    /// The acts in causal order.
    pub log: Vec<Line>,
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// Whether everything is as it was derived before.
    pub ok: bool,
    /// How many acts were derived again.
    pub acts: usize,
    /// The heads of the document.
    pub heads: Vec<String>,
    /// What differs, in short; empty when ok.
    pub differences: Vec<String>,
}

/// A file's content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Always true: an answer was given.
    pub ok: bool,
    /// The bytes, base64.
    pub content: String,
    /// The heads of the document in it.
    pub heads: Vec<String>,
    /// How many acts it holds.
    pub acts: usize,
    /// The document's plain JSON.
    pub json: serde_json::Value,
}

/// All of a profile but its keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    /// True.
    pub ok: bool,
    /// The file, base64.
    pub content: String,
    /// How many communities are in it.
    pub communities: usize,
    /// How many acts.
    pub acts: usize,
}

/// What a snapshot is made of, each in its canonical bytes as base64.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The community's id.
    pub community: String,
    /// All acts.
    pub evidence: Vec<String>,
    /// The seals that cover them.
    pub seals: Vec<String>,
}

/// What is amiss, and what is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doctor {
    /// Whether nothing is broken; something may ask attention all the same.
    pub ok: bool,
    /// What was looked at, one by one.
    pub findings: Vec<Finding>,
}

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The act or entity.
    pub id: String,
}
