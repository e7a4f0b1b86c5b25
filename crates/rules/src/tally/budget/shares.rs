//! The Method of Equal Shares (gelijke delen): everybody gets an equal share of the pot, and supporters pay for
//! projects together.
//!
//! Source: Peters, Pierczyński, Skowron, *Proportional Participatory Budgeting with Additive Utilities* (2021);
//! equalshares.net. Each turn goes to the project whose supporters can pay it at the lowest price for what it is
//! worth to them; who has less than the price pays all there is left. When no supporters can pay any more, what
//! is in the pot is spent by votes, as [`super::greedy`] does: that is our completion, and its turns are told
//! apart. A blank ballot has a share too, which only the completion spends.
//!
//! Guards: exact, no rounding; nobody pays more than their share. Ties at the lowest price: more votes, then the
//! lower cost. Of those still level it may not matter who goes first; where it does a lot settles it, and
//! without one the count ends there, since all that follows hangs on it. Next: [`super::price`].

use std::collections::BTreeMap;

use num_bigint::BigUint;
use num_integer::Integer as _;

use super::{super::seats::Tie, Ballot, Choice, Count, Plan, Price, Step, Votes, choices, greedy};

/// What a project that is paid is worth to somebody who approved it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// One, whatever it costs: the lowest price goes first. Favours small projects.
    Project,
    /// What it costs: the lowest price per euro goes first, so the most supporters, as far as they can pay.
    Cost,
}

/// Counts ballots, each with how many cast it; valid ones for this plan.
///
/// `lot` is an order of projects that was drawn, which settles ties.
#[must_use]
pub fn count(
    plan: &Plan,
    worth: Worth,
    ballots: &[(u32, Ballot)],
    lot: Option<&[Choice]>,
) -> Count {
    let mut count = Count::begin(plan, Votes::of(plan.projects(), ballots));
    let mut purses = Purses::new(plan, ballots, count.ballots);
    let approved: Vec<_> =
        choices(plan.projects()).filter(|project| count.votes[project.index()] > 0).collect();
    let mut asking: Vec<_> = approved
        .iter()
        .map(|&project| Asking {
            project,
            rate: rate(plan, worth, project, &purses.lowest(plan, project)),
        })
        .collect();
    loop {
        let level = lowest(plan, worth, &purses, &mut asking);
        let level = preferred(plan, &count.votes, level);
        let next = if level.len() < 2 || purses.in_any_order(plan, &level) {
            level
        } else {
            let among: Vec<_> = level.iter().map(|(project, _)| *project).collect();
            let tie = Tie::new(among, 1, lot);
            let first = tie.chosen.first().copied();
            count.ties.push(tie);
            let Some(first) = first else {
                for (project, price) in level {
                    count.turn(project, Step::Level { price });
                }
                return count;
            };
            level.into_iter().filter(|(project, _)| *project == first).collect()
        };
        if next.is_empty() {
            break;
        }
        for (project, price) in next {
            let full = purses.pay(project, &price);
            count.pay(plan, project);
            count.turn(project, Step::Shared { price, full });
            asking.retain(|one| one.project != project);
        }
    }
    for project in approved {
        if !count.winners.contains(&project) {
            let together = purses.together(project);
            count.turn(project, Step::Short { together });
        }
    }
    greedy::spend(plan, &mut count, lot);
    count
}

/// A project that isn't paid yet, with a rate that it can't be below: prices only rise.
struct Asking {
    project: Choice,
    rate: Price,
}

/// What its supporters pay for what it is worth.
fn rate(plan: &Plan, worth: Worth, project: Choice, price: &Price) -> Price {
    match worth {
        Worth::Project => price.clone(),
        Worth::Cost => price.per(plan.cost(project)),
    }
}

/// The projects at the lowest rate, with their prices; those that can't be paid ask no more.
fn lowest(
    plan: &Plan,
    worth: Worth,
    purses: &Purses,
    asking: &mut Vec<Asking>,
) -> Vec<(Choice, Price)> {
    asking.sort_by(|one, other| one.rate.cmp(&other.rate).then(one.project.cmp(&other.project)));
    let mut best: Option<Price> = None;
    let mut level = Vec::new();
    asking.retain_mut(|one| {
        // What it was before is too much already: nobody further on can do better.
        if best.as_ref().is_some_and(|best| one.rate > *best) {
            return true;
        }
        let Some(price) = purses.price(plan, one.project) else { return false };
        one.rate = rate(plan, worth, one.project, &price);
        if best.as_ref().is_none_or(|best| one.rate < *best) {
            best = Some(one.rate.clone());
            level.clear();
        }
        if best.as_ref() == Some(&one.rate) {
            level.push((one.project, price));
        }
        true
    });
    level
}

/// Of those at the lowest rate, the most approved; of these the cheapest. In the order of the list.
fn preferred(plan: &Plan, votes: &[u64], mut level: Vec<(Choice, Price)>) -> Vec<(Choice, Price)> {
    let votes = |project: Choice| votes[project.index()];
    let most = level.iter().map(|(project, _)| votes(*project)).max();
    level.retain(|(project, _)| Some(votes(*project)) == most);
    let least = level.iter().map(|(project, _)| plan.cost(*project)).min();
    level.retain(|(project, _)| Some(plan.cost(*project)) == least);
    level.sort_unstable_by_key(|(project, _)| *project);
    level
}

/// What everybody has left. People with the same ballot have the same, and stand together.
#[derive(Clone)]
struct Purses {
    /// How many people stand together.
    people: Vec<u64>,
    /// What each of them has left, in parts of which `whole` make one.
    money: Vec<BigUint>,
    whole: BigUint,
    /// Which groups approve a project.
    supporters: Vec<Vec<usize>>,
}

impl Purses {
    fn new(plan: &Plan, ballots: &[(u32, Ballot)], everybody: u64) -> Self {
        let mut groups = BTreeMap::<&Ballot, u64>::new();
        for (times, ballot) in ballots {
            if *times > 0 && !ballot.named().is_empty() {
                *groups.entry(ballot).or_default() += u64::from(*times);
            }
        }
        let mut supporters = vec![Vec::new(); usize::from(plan.projects())];
        for (group, ballot) in groups.keys().enumerate() {
            for project in ballot.named() {
                supporters[project.index()].push(group);
            }
        }
        Self {
            money: vec![plan.pot().into(); groups.len()],
            people: groups.into_values().collect(),
            // Of nobody there is no share, and no group either.
            whole: everybody.max(1).into(),
            supporters,
        }
    }

    /// The price if nobody falls short: it can't be lower.
    fn lowest(&self, plan: &Plan, project: Choice) -> Price {
        let people: u64 =
            self.supporters[project.index()].iter().map(|group| self.people[*group]).sum();
        Price::new(&plan.cost(project).into(), &people.into())
    }

    /// What its supporters have left together.
    fn together(&self, project: Choice) -> Price {
        let groups = self.supporters[project.index()].iter();
        let sum = groups.map(|group| &self.money[*group] * self.people[*group]).sum();
        Price::new(&sum, &self.whole)
    }

    /// The least that each supporter must be ready to pay; `None` when they have not enough together.
    fn price(&self, plan: &Plan, project: Choice) -> Option<Price> {
        let mut groups: Vec<_> = self.supporters[project.index()]
            .iter()
            .map(|group| (&self.money[*group], self.people[*group]))
            .collect();
        groups.sort_unstable();
        let mut owed = &self.whole * plan.cost(project);
        let mut people: u64 = groups.iter().map(|(_, people)| people).sum();
        for (money, these) in groups {
            // Who is left can pay this each.
            if money * people >= owed {
                return Some(Price::new(&owed, &(&self.whole * people)));
            }
            // These can't, and pay all they have: less than is owed.
            owed -= money * these;
            people -= these;
        }
        None
    }

    /// Supporters pay; tells how many pay the whole price.
    fn pay(&mut self, project: Choice, price: &Price) -> u64 {
        let whole = self.whole.lcm(price.denominator());
        let finer = &whole / &self.whole;
        self.money.iter_mut().for_each(|money| *money *= &finer);
        self.whole = whole;
        let price = price.numerator() * (&self.whole / price.denominator());
        let mut full = 0;
        for group in &self.supporters[project.index()] {
            let money = &mut self.money[*group];
            if *money >= price {
                *money -= &price;
                full += self.people[*group];
            } else {
                *money = BigUint::ZERO;
            }
        }
        full
    }

    /// Whether each of these has the same price wherever it stands in the row. That holds when it holds in this
    /// order: an equal price means that each supporter pays for each what they would pay for the first, so who
    /// supports k of them pays k times.
    fn in_any_order(&self, plan: &Plan, level: &[(Choice, Price)]) -> bool {
        let mut tried = self.clone();
        level.iter().all(|(project, price)| {
            let same = tried.price(plan, *project).as_ref() == Some(price);
            tried.pay(*project, price);
            same
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::ballots, *};

    fn run(
        (pot, costs): (u64, &[u64]),
        worth: Worth,
        cast: &[(u32, &[u16])],
        lot: Option<&[u16]>,
    ) -> Count {
        let plan = Plan::new(pot, costs).expect("the test's own");
        let cast = ballots(plan.projects(), cast);
        let lot: Option<Vec<_>> = lot.map(|lot| lot.iter().copied().map(Choice).collect());
        count(&plan, worth, &cast, lot.as_deref())
    }

    /// The turns as words: which project, what came of it.
    fn check(
        plan: (u64, &[u64]),
        worth: Worth,
        cast: &[(u32, &[u16])],
        lot: Option<&[u16]>,
        turns: &[&str],
    ) {
        let count = run(plan, worth, cast, lot);
        let turn = |stage: &super::super::Stage| {
            let project = stage.project.0;
            match &stage.step {
                Step::Shared { price, full } => format!("{project}: {full} pay {price}"),
                Step::Short { together } => format!("{project}: only {together}"),
                Step::Paid { left } => format!("{project}: paid, {left} left"),
                Step::TooDear { left } => format!("{project}: too dear for {left}"),
                Step::NoVotes => format!("{project}: nobody"),
                Step::Level { price } => format!("{project}: level at {price}"),
                Step::Tied => format!("{project}: tied"),
            }
        };
        assert_eq!(count.stages.iter().map(turn).collect::<Vec<_>>(), turns);
    }

    #[test]
    fn a_minority_that_stands_together_spends_its_own_share() {
        // By votes the sixty would have it all.
        let cast: &[(u32, &[u16])] = &[(60, &[0, 1, 2]), (40, &[3])];
        check(
            (100, &[20, 30, 35, 40]),
            Worth::Project,
            cast,
            None,
            &["0: 60 pay 1/3", "1: 60 pay 1/2", "3: 40 pay 1", "2: only 10", "2: too dear for 10"],
        );
    }

    #[test]
    fn who_has_less_than_the_price_pays_all_there_is_left() {
        // Each has 10. Three pay 2 for the first; then 8, 8 and 9 make 25.
        check(
            (40, &[6, 25]),
            Worth::Project,
            &[(1, &[0, 1]), (1, &[0, 1]), (1, &[0]), (1, &[1])],
            None,
            &["0: 3 pay 2", "1: 1 pay 9"],
        );
    }

    #[test]
    fn what_supporters_have_left_says_whose_price_is_the_lowest_not_what_they_began_with() {
        // Each has 10. At first three would pay 6 for the second and one 7 for the third; but two pay 5 for
        // the first, and 5, 5 and 8 make the 18 of the second then: that is more than 7.
        check(
            (40, &[10, 18, 7]),
            Worth::Project,
            &[(2, &[0, 1]), (1, &[1]), (1, &[2])],
            None,
            &["0: 2 pay 5", "2: 1 pay 7", "1: 1 pay 8"],
        );
    }

    #[test]
    fn worth_says_whether_small_or_well_supported_ones_go_first() {
        let cast: &[(u32, &[u16])] = &[(3, &[0]), (1, &[0, 1])];
        let plan: (u64, &[u64]) = (40, &[36, 5]);
        let small_first = ["1: 1 pay 5", "0: only 35", "0: too dear for 35"];
        check(plan, Worth::Project, cast, None, &small_first);
        check(plan, Worth::Cost, cast, None, &["0: 4 pay 9", "1: only 1", "1: too dear for 4"]);
    }

    #[test]
    fn what_no_supporters_can_pay_is_left_to_the_votes() {
        check(
            (30, &[20, 12, 10]),
            Worth::Project,
            &[(1, &[0]), (1, &[0, 1]), (1, &[])],
            None,
            &["0: 2 pay 10", "1: only 0", "1: too dear for 10", "2: nobody"],
        );
        check(
            (30, &[12]),
            Worth::Project,
            &[(1, &[0]), (2, &[])],
            None,
            &["0: only 10", "0: paid, 18 left"],
        );
    }

    #[test]
    fn where_it_matters_who_goes_first_a_lot_says_and_else_the_count_ends_there() {
        // Both cost all that two of them have; the one in the middle approves both.
        let cast: &[(u32, &[u16])] = &[(1, &[0]), (1, &[0, 1]), (1, &[1])];
        let plan: (u64, &[u64]) = (30, &[20, 20]);
        check(plan, Worth::Project, cast, None, &["0: level at 10", "1: level at 10"]);
        check(
            plan,
            Worth::Project,
            cast,
            Some(&[1, 0]),
            &["1: 2 pay 10", "0: only 10", "0: too dear for 10"],
        );
        let tie = run(plan, Worth::Project, cast, None).ties;
        assert_eq!(tie, [Tie::new(vec![Choice(0), Choice(1)], 1, None)]);
    }

    #[test]
    fn where_it_does_not_matter_who_goes_first_nobody_is_asked_to_draw_a_lot() {
        let cast: &[(u32, &[u16])] = &[(1, &[0]), (1, &[0, 1]), (1, &[1])];
        let count = run((30, &[10, 10]), Worth::Project, cast, None);
        assert_eq!(count.winners, [Choice(0), Choice(1)]);
        assert_eq!((count.ties, count.left), (Vec::new(), 10));
    }

    #[test]
    fn nobody_at_all_spends_nothing() {
        check((30, &[10]), Worth::Cost, &[], None, &["0: nobody"]);
        check((0, &[10]), Worth::Cost, &[(2, &[0])], None, &["0: only 0", "0: too dear for 0"]);
    }
}
