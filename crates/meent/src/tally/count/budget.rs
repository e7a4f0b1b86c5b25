//! Budgets, from files of Pabulib. Next: [`super::options`].

use ballots::pabulib::{self, Budget};
use rules::tally::{
    budget::{Count, Stage, Step, greedy, price::Price, shares},
    ranking::Choice,
};

use super::{Asked, malformed, ties};
use crate::{
    args::tally::{Method, Worth},
    failure::Failure,
    tally::told::{self, Told},
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
    asked.sound(Told {
        ballots: count.ballots,
        blank: count.blank,
        winners: count.winners.iter().map(|choice| name(*choice)).collect(),
        stages: count.stages.iter().map(|stage| told(&budget, &count, stage)).collect(),
        ties: ties("project", &count.ties, name),
        invalid: budget.invalid.iter().cloned().map(Into::into).collect(),
        ..asked.told(budget.title.clone(), None)
    })
}

/// A turn, with money as the file writes it.
fn told(budget: &Budget, count: &Count, stage: &Stage) -> told::Stage {
    let (decimals, project) = (budget.decimals, stage.project);
    let unit = 10_u64.pow(u32::try_from(decimals).unwrap_or_default());
    let whole = |units: u64| money(units, decimals);
    let part = |price: &Price| price.per(unit).to_string();
    let mut told = told::Project {
        phase: "votes",
        project: budget.projects.name(project).to_owned(),
        name: budget.called[project.index()].clone(),
        votes: count.votes[project.index()],
        cost: whole(budget.plan.cost(project)),
        step: "tied",
        price: None,
        full: None,
        about: String::new(),
        together: None,
        left: None,
    };
    match &stage.step {
        Step::Shared { price, full } => {
            (told.phase, told.step) = ("shares", "paid");
            (told.price, told.full) = (Some(part(price)), Some(*full));
            told.about = price.per(unit).cut_off(2);
        }
        Step::Short { together } => {
            (told.phase, told.step) = ("shares", "short");
            told.together = Some(part(together));
            told.about = together.per(unit).cut_off(2);
        }
        Step::Level { price } => {
            (told.phase, told.price) = ("shares", Some(part(price)));
            told.about = price.per(unit).cut_off(2);
        }
        Step::Paid { left } => (told.step, told.left) = ("paid", Some(whole(*left))),
        Step::TooDear { left } => (told.step, told.left) = ("too-dear", Some(whole(*left))),
        Step::NoVotes => told.step = "no-votes",
        Step::Tied => {}
    }
    told::Stage::Project(told)
}

/// An amount as decimals.
fn money(units: u64, decimals: usize) -> String {
    if decimals == 0 {
        return units.to_string();
    }
    let digits = format!("{units:0width$}", width = decimals + 1);
    let (whole, part) = digits.split_at(digits.len() - decimals);
    format!("{whole}.{part}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_has_the_decimals_of_its_file() {
        for (units, decimals, text) in
            [(0, 0, "0"), (1_250, 0, "1250"), (1_250, 2, "12.50"), (5, 2, "0.05"), (0, 1, "0.0")]
        {
            assert_eq!(money(units, decimals), text);
        }
    }
}
