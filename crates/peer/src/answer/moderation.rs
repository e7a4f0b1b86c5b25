//! House rules, what members fold away behind them, and who speaks for an organisation.
//!
//! Guards: as [`super`]. What is folded away is in the answer like everything else: nothing is lost.
//! Next: `execute/moderation.rs`.

use serde::{Deserialize, Serialize};

/// A house rule (huisregel).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseRule {
    /// Its id.
    pub id: String,
    /// The rule in a line.
    pub title: String,
    /// What else there is to say of it.
    pub text: String,
}

/// Who wants something folded away, and by which house rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Against {
    /// Who.
    pub by: String,
    /// The house rule, in a line.
    pub rule: String,
    /// Its id.
    pub rule_id: String,
    /// When, by their clock.
    pub at: i64,
}

/// What members say about showing something that somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fold {
    /// Whether it is folded away.
    pub hidden: bool,
    /// Who wants that, longest ago first.
    pub hide: Vec<Against>,
    /// Who wants it shown, by name.
    pub show: Vec<String>,
    /// Whether who wrote it asks for it to be shown.
    pub appealed: bool,
    /// What the owner of this profile said last: `hide`, `show` or null.
    pub mine: Option<String>,
}

/// Something that somebody wrote, of which was said that it goes against a house rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Its id: that of the act that holds it.
    pub id: String,
    /// `comment`, `reason`, `advice`, `goal`, `decision`, `option`, `nomination`, `attachment`, `earlier` (a
    /// decision of an earlier season) or `other`.
    pub kind: String,
    /// Who wrote it.
    pub by: String,
    /// When, by the writer's clock.
    pub at: i64,
    /// The title of a goal, decision or option.
    pub title: String,
    /// The words.
    pub text: String,
    /// The goal or decision that it is, or is about.
    pub on: String,
    /// `goal` or `decision`; empty where it is neither.
    pub of: String,
    /// Since when somebody wants it folded away, by their clock; null when nobody does now.
    pub since: Option<i64>,
    /// Whether the owner of this profile wrote it.
    pub own: bool,
    /// Of what is erased at how many of the members it certainly is, and how many there are; else null.
    #[serde(default)]
    pub erased_at: Option<(usize, usize)>,
    /// What members say about showing it.
    pub fold: Fold,
}

/// All of which was ever said that it goes against a house rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moderation {
    /// What is folded away first, then what was asked; the newest first.
    pub cases: Vec<Case>,
    /// The house rules that hold.
    pub house_rules: Vec<HouseRule>,
}

/// Somebody who speaks for an organisation (vertegenwoordiger).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Representative {
    /// Its id.
    pub id: String,
    /// Their name; one of the versions when they conflict.
    pub name: String,
    /// What they may say and promise.
    pub text: String,
}
