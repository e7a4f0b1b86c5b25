//! Changes of the register that wait for approvals, and the charter.
//!
//! Guards: as [`super`]. What a change says is told in parts, so that words and pages make one
//! sentence of it. Next: `execute/change.rs`.

use serde::{Deserialize, Serialize};

use super::{HouseRule, TaskChange};

/// A change of the register that is spoken of and not in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Its id: the hash of its content.
    pub id: String,
    /// `admit`, `rest`, `remove`, `recover`, `clause`, `redact`, `appoint` or `grant`.
    pub what: String,
    /// Whom it is about, by name; of `redact` whose words; the title of a role, circle or mandate; empty
    /// for a clause.
    pub about: String,
    /// The member id of that person; empty for a clause.
    pub member: String,
    /// Of a clause: what it would become.
    pub clause: Option<Clause>,
    /// Of a clause: what it is now.
    pub now: Option<Clause>,
    /// Of `appoint` and `grant`: who and what.
    #[serde(default)]
    pub task: Option<TaskChange>,
    /// Of `redact`: the act with the words.
    pub act: Option<String>,
    /// Who spoke of it first.
    pub by: String,
    /// When, by their clock.
    pub since: i64,
    /// Whose approvals count now, by name.
    pub approvals: Vec<String>,
    /// Who object to the core team's deciding it, by name.
    pub objections: Vec<String>,
    /// How many approvals it needs; 0 where nothing can bring it in force.
    pub needed: usize,
    /// Of how many people.
    pub of: usize,
    /// How many of the core team it takes, where the team may decide it.
    pub core_needed: Option<usize>,
    /// Whose approvals of the core team count, by name, where the team may decide it.
    pub core_approvals: Vec<String>,
    /// Whether the owner of this profile approves.
    pub approved: bool,
    /// Whether the owner's approval counts for it.
    pub may_approve: bool,
    /// Why it can't come in force as things stand: `two` (a community of two), `overtaken` (the clause
    /// replaces what no longer holds), `out` (whom it is about is out already); else null.
    pub blocked: Option<String>,
}

impl Change {
    /// Of a list of house rules: those that come, and those that go.
    #[must_use]
    pub fn house_rules(&self) -> (Vec<&HouseRule>, Vec<&HouseRule>) {
        let then = self.clause.as_ref().map_or(&[][..], |clause| &clause.rules);
        let now = self.now.as_ref().map_or(&[][..], |clause| &clause.rules);
        let lacks = |rules: &[HouseRule], rule: &HouseRule| rules.iter().all(|r| r.id != rule.id);
        let new = then.iter().filter(|rule| lacks(now, rule)).collect();
        (new, now.iter().filter(|rule| lacks(then, rule)).collect())
    }
}

/// What waits for approvals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// Oldest first.
    pub changes: Vec<Change>,
}

/// One value of a charter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// What it is about, such as `quorum`.
    pub key: String,
    /// The value: a word, a share, a number; terms in seconds. Of a team empty.
    pub value: String,
    /// The core team; null for another key, and where there is none.
    pub team: Option<Team>,
    /// The house rules that it names, by title; none for another key.
    #[serde(default)]
    pub rules: Vec<HouseRule>,
}

/// A core team as a charter names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Who, by name; of somebody unknown the beginning of the key.
    pub people: Vec<String>,
    /// How many of them it takes at least.
    pub k: u16,
    /// `admit`, `rest`, `confirm`.
    pub may: Vec<String>,
}

/// What a community agreed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charter {
    /// All values in force, in the order in which a charter is read out.
    pub clauses: Vec<Standing>,
    /// The core team's members who are members of the community, by name.
    pub core: Vec<String>,
    /// How many of them it takes; 0 without a team, or when it has lost its people.
    pub core_needed: usize,
    /// How many members there are.
    pub members: usize,
    /// How many approvals change the charter now.
    pub needed: usize,
}

/// A value in force, and how it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The value.
    pub clause: Clause,
    /// Whether it is still the founding value.
    pub founding: bool,
    /// The clauses that contradict each other, where several came in force apart: the value stays as it
    /// was before them until one replaces them all.
    pub conflict: Vec<Clause>,
}
