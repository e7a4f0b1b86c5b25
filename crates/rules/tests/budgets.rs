//! What every count of a budget keeps to, on random ones: held against the rule said again in the simplest way.
//!
//! Guards: `tests/oracles` compares with other people's programs where Python is; this holds everywhere. Next:
//! `rules::tally::budget`.

// As neighbours name this room.
extern crate meent_rules as rules;

use std::collections::BTreeMap;

use proptest::{collection::vec, prelude::*, sample::subsequence};
use rules::tally::{
    approval::{self, Ballot},
    budget::{Count, Plan, Step, greedy, shares},
    ranking::Choice,
};

/// A pot, costs, and the projects that everybody approves.
type Case = (u64, Vec<u64>, Vec<Vec<u16>>);

fn cases() -> impl Strategy<Value = Case> {
    (1_u16..7).prop_flat_map(|projects| {
        let all: Vec<u16> = (0..projects).collect();
        let approved = subsequence(all, 0..=usize::from(projects));
        (0_u64..60, vec(1_u64..13, usize::from(projects)), vec(approved, 0..10))
    })
}

fn ballots(projects: usize, people: &[Vec<u16>]) -> Vec<(u32, Ballot)> {
    let options = u16::try_from(projects).expect("few");
    let rules = approval::Rules { options, most: options, seats: 0 };
    let named = |one: &Vec<u16>| one.iter().copied().map(Choice).collect::<Vec<_>>();
    let ballot = |one| (1, Ballot::new(&rules, &named(one)).expect("each once"));
    people.iter().map(ballot).collect()
}

/// Both methods, and equal shares by both worths; a lot in the order of the list where it is asked.
fn counts((pot, costs, people): &Case, with_lot: bool) -> Vec<Count> {
    let plan = Plan::new(*pot, costs).expect("all cost something");
    let cast = ballots(costs.len(), people);
    let lot: Vec<_> = (0..plan.projects()).map(Choice).collect();
    let lot = with_lot.then_some(lot.as_slice());
    vec![
        greedy::count(&plan, &cast, lot),
        shares::count(&plan, shares::Worth::Project, &cast, lot),
        shares::count(&plan, shares::Worth::Cost, &cast, lot),
    ]
}

/// A price as a fraction; small ones only.
fn fraction(written: &str) -> (i128, i128) {
    let (above, below) = written.split_once('/').unwrap_or((written, "1"));
    (above.parse().expect("small"), below.parse().expect("small"))
}

fn common(one: i128, other: i128) -> i128 {
    if other == 0 { one } else { common(other, one % other) }
}

/// What everybody has left when the prices of this count are paid in its order, each purse by itself; none
/// when a price doesn't pay its project exactly.
fn pay((pot, costs, people): &Case, count: &Count) -> Option<Vec<(i128, i128)>> {
    let everybody = i128::try_from(people.len().max(1)).expect("few");
    let mut purses = vec![(i128::from(*pot), everybody); people.len()];
    for stage in &count.stages {
        let Step::Shared { price, .. } = &stage.step else { continue };
        let (above, below) = fraction(&price.to_string());
        let mut paid = (0, 1);
        for (purse, approved) in purses.iter_mut().zip(people) {
            if !approved.contains(&stage.project.0) {
                continue;
            }
            let most = if purse.0 * below < above * purse.1 { *purse } else { (above, below) };
            *purse = less(*purse, most);
            paid = less(paid, (-most.0, most.1));
        }
        let cost = i128::from(costs[stage.project.index()]);
        if paid != (cost, 1) {
            return None;
        }
    }
    Some(purses)
}

fn less(one: (i128, i128), other: (i128, i128)) -> (i128, i128) {
    let (above, below) = (one.0 * other.1 - other.0 * one.1, one.1 * other.1);
    let factor = common(above.abs(), below);
    (above / factor, below / factor)
}

proptest! {
    #[test]
    fn no_more_is_spent_than_there_is_and_only_on_what_somebody_approves(case in cases()) {
        for count in counts(&case, false).into_iter().chain(counts(&case, true)) {
            let spent: u64 = count.winners.iter().map(|one| case.1[one.index()]).sum();
            prop_assert_eq!(spent + count.left, case.0);
            prop_assert!(count.winners.iter().all(|one| count.votes[one.index()] > 0));
            let once: std::collections::BTreeSet<_> = count.winners.iter().collect();
            prop_assert_eq!(once.len(), count.winners.len());
        }
    }

    #[test]
    fn who_votes_first_changes_nothing_and_equal_ballots_may_stand_together(case in cases()) {
        let (pot, costs, people) = &case;
        let turned = (*pot, costs.clone(), people.iter().rev().cloned().collect());
        prop_assert_eq!(counts(&case, false), counts(&turned, false));
        let plan = Plan::new(*pot, costs).expect("all cost something");
        let mut together = BTreeMap::<Ballot, u32>::new();
        for (times, ballot) in ballots(costs.len(), people) {
            *together.entry(ballot).or_default() += times;
        }
        let together: Vec<_> = together.into_iter().map(|(one, times)| (times, one)).collect();
        let apart = counts(&case, false);
        prop_assert_eq!(&greedy::count(&plan, &together, None), &apart[0]);
        let shared = shares::count(&plan, shares::Worth::Project, &together, None);
        prop_assert_eq!(&shared, &apart[1]);
    }

    #[test]
    fn a_lot_changes_nothing_where_nobody_is_level(case in cases()) {
        for (open, drawn) in counts(&case, false).into_iter().zip(counts(&case, true)) {
            if open.ties.is_empty() {
                prop_assert_eq!(open, drawn);
            } else {
                prop_assert!(open.winners.iter().all(|one| drawn.winners.contains(one)));
            }
        }
    }

    #[test]
    fn equal_shares_pay_each_project_exactly_and_nobody_pays_more_than_there_is(case in cases()) {
        for count in counts(&case, true).iter().skip(1) {
            let Some(purses) = pay(&case, count) else {
                return Err(TestCaseError::fail("a price doesn't pay its project"));
            };
            prop_assert!(purses.iter().all(|purse| purse.0 >= 0));
            // Whose supporters could still pay it together was paid.
            for (project, cost) in case.1.iter().enumerate() {
                let id = u16::try_from(project).expect("few");
                let supporters = purses.iter().zip(&case.2).filter(|(_, one)| one.contains(&id));
                let together = supporters.fold((0, 1), |sum, (purse, _)| less(sum, (-purse.0, purse.1)));
                let by_shares = count.stages.iter().any(|stage| {
                    stage.project.0 == id && matches!(stage.step, Step::Shared { .. })
                });
                prop_assert!(by_shares || together.0 < i128::from(*cost) * together.1);
            }
        }
    }
}
