//! Neighbourhood budget (buurtbudget): one pot, projects with a cost, everybody approves projects.
//!
//! [`greedy`] pays by votes while the pot lasts, as most towns do; [`shares`] gives everybody an equal share
//! of the pot and lets supporters pay together. Guards: no more is spent than there is; a project is paid
//! whole or not at all, and one that nobody approved never. Money is whole: cents, or the smallest unit that
//! the caller has. Ties: more votes first, then the lower cost, then a lot that was drawn; without one nobody
//! is picked, and that is told. Next: [`greedy`].

pub mod greedy; // by votes, while the pot lasts
pub mod price; // an exact part of an amount
pub mod shares; // the Method of Equal Shares

use super::{
    approval::{Ballot, Votes},
    ranking::{Choice, MAX_OPTIONS, choices},
    seats::Tie,
};
use price::Price;

/// The pot and what each project costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pot: u64,
    costs: Box<[u64]>,
}

/// Why there is nothing to count for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPlan {
    /// A project that costs nothing needs no vote.
    #[error("project {} costs nothing: give it a cost, or leave it out", .0.index() + 1)]
    Free(Choice),
    /// More projects than one count takes.
    #[error("more than {MAX_OPTIONS} projects")]
    TooMany,
}

impl Plan {
    /// A pot, and the cost of each project in the order of the list; both in the same unit.
    ///
    /// # Errors
    /// When a project costs nothing, or there are more than [`MAX_OPTIONS`].
    pub fn new(pot: u64, costs: &[u64]) -> Result<Self, BadPlan> {
        let options = u16::try_from(costs.len()).unwrap_or(u16::MAX);
        if options > MAX_OPTIONS {
            return Err(BadPlan::TooMany);
        }
        match choices(options).find(|project| costs[project.index()] == 0) {
            Some(free) => Err(BadPlan::Free(free)),
            None => Ok(Self { pot, costs: costs.into() }),
        }
    }

    /// The pot.
    #[must_use]
    pub const fn pot(&self) -> u64 {
        self.pot
    }

    /// What a project of this plan costs.
    #[must_use]
    pub fn cost(&self, project: Choice) -> u64 {
        self.costs[project.index()]
    }

    /// How many projects there are.
    #[must_use]
    pub fn projects(&self) -> u16 {
        u16::try_from(self.costs.len()).expect("a plan has no more than MAX_OPTIONS")
    }
}

/// One project's turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Whose turn it is.
    pub project: Choice,
    /// What came of it.
    pub step: Step,
}

/// What came of a project's turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Equal shares: its supporters pay it together.
    Shared {
        /// What a supporter pays at most.
        price: Price,
        /// How many pay that much; the others pay all they have left.
        full: u64,
    },
    /// Equal shares: its supporters together have less than it costs.
    Short {
        /// What they have left together.
        together: Price,
    },
    /// Equal shares: level with others where it matters who goes first, and no lot was drawn.
    Level {
        /// What a supporter would pay at most.
        price: Price,
    },
    /// By votes: the pot pays it.
    Paid {
        /// What is left after it.
        left: u64,
    },
    /// By votes: there is less than it costs; the next one gets its turn.
    TooDear {
        /// What is left.
        left: u64,
    },
    /// Nobody approved it.
    NoVotes,
    /// By votes: level with others, not enough for all of them, and no lot was drawn.
    Tied,
}

/// What it came to, and all that explains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The projects that are paid, in the order of their turns.
    pub winners: Vec<Choice>,
    /// How many approved each project, in the order of the list.
    pub votes: Vec<u64>,
    /// Every turn.
    pub stages: Vec<Stage>,
    /// Who were level where it mattered.
    pub ties: Vec<Tie>,
    /// How many took part.
    pub ballots: u64,
    /// How many of them approved nothing.
    pub blank: u64,
    /// What the winners leave in the pot.
    pub left: u64,
}

impl Count {
    fn begin(plan: &Plan, votes: Votes) -> Self {
        Self {
            winners: Vec::new(),
            votes: votes.votes,
            stages: Vec::new(),
            ties: Vec::new(),
            ballots: votes.ballots,
            blank: votes.blank,
            left: plan.pot,
        }
    }

    fn pay(&mut self, plan: &Plan, project: Choice) {
        // Whoever pays has seen that it is there.
        self.left -= plan.cost(project);
        self.winners.push(project);
    }

    fn turn(&mut self, project: Choice, step: Step) {
        self.stages.push(Stage { project, step });
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{super::approval, *};

    /// Ballots of this many projects.
    pub(crate) fn ballots(projects: u16, cast: &[(u32, &[u16])]) -> Vec<(u32, Ballot)> {
        let rules = approval::Rules { options: projects, most: projects, seats: 0 };
        let ballot = |named: &[u16]| {
            let named: Vec<_> = named.iter().copied().map(Choice).collect();
            Ballot::new(&rules, &named).expect("the test's own")
        };
        cast.iter().map(|(times, named)| (*times, ballot(named))).collect()
    }

    #[test]
    fn a_plan_has_a_cost_for_each_project_and_an_end() {
        assert_eq!(Plan::new(9, &[1, 0]), Err(BadPlan::Free(Choice(1))));
        assert_eq!(Plan::new(9, &[1; 1_001]), Err(BadPlan::TooMany));
        assert!(Plan::new(0, &[u64::MAX; 1_000]).is_ok());
    }
}
