//! What somebody wants to see at a glance: what is asked of them, what is new, lists in short, versions.
//!
//! Guards: as [`crate::answer`]: fields are only added. Next: `execute/overview.rs`, which fills them.

use serde::{Deserialize, Serialize};

use super::{EarlierDecision, Fold, Line};

/// What is asked of the owner, and what is new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForYou {
    /// The community's id.
    pub community: String,
    /// Its name.
    pub name: String,
    /// How many acts there are: given back to say that all was seen.
    pub acts: usize,
    /// What is asked, most urgent first.
    pub todo: Vec<Todo>,
    /// What others did since the owner last said to have seen everything: the newest 50, newest first.
    pub news: Vec<Line>,
    /// How much that is in all.
    pub fresh: usize,
}

/// Something that is asked of the owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Todo {
    /// `decide`, `settle`, `welcome`, `approve`, `close`, `review`, `open`, `rest`, `object` (to a
    /// decision under a mandate), `advise`, `answer` (advice), `weigh` (an objection), `agree` (as the other
    /// party), `nominate` (for a role), `stand` (for one, by who is put forward), `appoint` (who was chosen for
    /// one), `appeal`; about seasons `take_part`, `together` (found together, now that there are five) or
    /// `season` (begin anew).
    pub kind: String,
    /// The goal, decision, guest, change, member, plan, or what was folded away; of `together` and `season` the
    /// community.
    pub id: String,
    /// Its title or name; of a change whom it is about, or the key of the charter; of what was folded away
    /// who wrote it.
    pub title: String,
    /// Until when, if there is a term.
    pub until: Option<i64>,
    /// Who proposed or added it.
    pub by: String,
    /// `goal`, `decision`, `member`, `change`, `case` or `season`.
    pub of: String,
    /// Since when: of a change when it was first spoken of, of `rest` when the member was last heard of, of a season
    /// when it was planned, else when the community was founded.
    #[serde(default)]
    pub since: Option<i64>,
    /// Whether it is a goal or decision that members folded away behind a house rule.
    #[serde(default)]
    pub hidden: bool,
}

/// Goals in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalBoard {
    /// In the order in which they were added. Named otherwise in JSON than whole goals, or an empty list
    /// would read back as one of those.
    #[serde(rename = "goal_cards")]
    pub goals: Vec<GoalCard>,
}

/// A goal in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalCard {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The beginning of its text.
    pub text: String,
    /// Who added it.
    pub by: String,
    /// When, by the writer's clock.
    pub at: i64,
    /// How many remarks there are about it.
    pub comments: usize,
    /// How many decisions serve it.
    pub decisions: usize,
    /// Whether its title was written in different ways apart.
    pub conflict: bool,
    /// Whether members folded it away behind a house rule.
    #[serde(default)]
    pub hidden: bool,
}

/// Decisions in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionBoard {
    /// In the order in which they were proposed. Named otherwise in JSON than whole decisions.
    #[serde(rename = "decision_cards")]
    pub decisions: Vec<DecisionCard>,
    /// Those that came along from earlier seasons, the newest first.
    #[serde(default)]
    pub earlier: Vec<EarlierDecision>,
}

/// A decision in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionCard {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who proposed it.
    pub by: String,
    /// When, by the writer's clock.
    pub at: i64,
    /// `draft`, `open`, `closed`, `confirmed` or `disputed`.
    pub status: String,
    /// The method's name, as of `Decision::method`: of the shown round, else as proposed.
    pub method: String,
    /// The confirmed outcome.
    pub outcome: Option<String>,
    /// The outcome of the shown close while it is not confirmed.
    pub provisional: Option<String>,
    /// From when a named closer may close.
    pub deadline: Option<i64>,
    /// How many took part.
    pub took: usize,
    /// How many may.
    pub of: usize,
    /// The owner's ballot, if there is one.
    pub mine: Option<String>,
    /// Whether the owner may vote.
    pub elector: bool,
    /// The goal that it serves.
    pub goal: Option<String>,
    /// The day of looking back.
    pub review: String,
    /// How many remarks there are about it.
    pub comments: usize,
    /// Whether title or review day were written in different ways apart.
    pub conflict: bool,
    /// Whether members folded it away behind a house rule.
    #[serde(default)]
    pub hidden: bool,
}

/// The versions of a goal or decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// Its id.
    pub id: String,
    /// `goal` or `decision`.
    pub kind: String,
    /// Its title now.
    pub title: String,
    /// The version that reads as it does now; null when versions written apart were merged since, or
    /// stand in conflict.
    pub current: Option<String>,
    /// Oldest first, at most the newest 200.
    pub editions: Vec<Edition>,
    /// Who made it.
    #[serde(default)]
    pub by: String,
    /// What members say about showing it; null where nobody ever said anything.
    #[serde(default)]
    pub fold: Option<Box<Fold>>,
}

/// How a goal or decision read after a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// The act that made it so.
    pub id: String,
    /// Who changed it.
    pub by: String,
    /// When, by the writer's clock.
    pub at: i64,
    /// The title.
    pub title: String,
    /// The text.
    pub text: String,
    /// For a decision: the day of looking back.
    pub review: Option<String>,
}

/// A part of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogPage {
    /// How many acts there are.
    pub acts: usize,
    /// The position of the last line here: ask for what is before it to go on. 0 at the beginning.
    pub from: usize,
    /// Newest first.
    pub lines: Vec<Line>,
}

/// The language and colours of a profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// `nl`, `en` or `auto`.
    pub language: String,
    /// `light`, `dark` or `auto`.
    pub theme: String,
}
