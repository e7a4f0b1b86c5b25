//! Budgets, from files of Pabulib. Next: [`super::options`].

use ballots::pabulib;
use rules::tally::{
    budget::{greedy, shares},
    ranking::Choice,
};
use words::tally::{Stage, named};

use super::{Asked, malformed};
use crate::{
    args::tally::{Method, Worth},
    failure::Failure,
    tally::told::Told,
};

/// Counts a budget by votes or by equal shares.
pub(super) fn count(asked: &Asked<'_>) -> Result<Told, Failure> {
    let budget =
        pabulib::read(asked.text).map_err(|error| malformed(asked.words, asked.file, &error))?;
    let lot = asked.lot(budget.plan.projects(), None);
    let (plan, ballots, lot) = (&budget.plan, &budget.ballots, lot.as_deref());
    let count = if asked.tally.method == Method::BudgetShares {
        let worth = match asked.tally.worth {
            Some(Worth::Cost) => shares::Worth::Cost,
            Some(Worth::Project) | None => shares::Worth::Project,
        };
        shares::count(plan, worth, ballots, lot)
    } else {
        greedy::count(plan, ballots, lot)
    };
    let name = |choice: Choice| budget.projects.name(choice).to_owned();
    // Money as the file writes it.
    let called = |of: Choice| (name(of), budget.called[of.index()].clone());
    let cost = |of| budget.plan.cost(of);
    let turn = |stage| named::project(&count, stage, cost, budget.decimals, called);
    asked.sound(Told {
        ballots: count.ballots,
        blank: count.blank,
        winners: count.winners.iter().map(|choice| name(*choice)).collect(),
        stages: count.stages.iter().map(turn).map(Stage::Project).collect(),
        ties: named::ties("project", &count.ties, name),
        invalid: budget.invalid.iter().cloned().map(Into::into).collect(),
        ..asked.told(budget.title.clone(), None)
    })
}
