//! By votes while the pot lasts: the most approved project is paid, then the next; one that costs more than
//! is left is passed over.
//!
//! What towns do by default, and what Pabulib (pabulib.org) calls `greedy`. Ties: of equally approved ones the
//! cheaper goes first; equally cheap ones are paid all or, when there is not enough for all, by the lot that
//! was drawn. Guards: without a lot none of those is paid, and what they would cost is kept for them, so that
//! a later lot changes nothing for anybody else. Next: [`super::shares`].

use std::cmp::Reverse;

use super::{
    super::seats::{Settled, Tie},
    Ballot, Choice, Count, Plan, Step, Votes, choices,
};

/// Counts ballots, each with how many cast it; valid ones for this plan.
///
/// `lot` is an order of projects that was drawn, which settles ties.
#[must_use]
pub fn count(plan: &Plan, ballots: &[(u32, Ballot)], lot: Option<&[Choice]>) -> Count {
    let mut count = Count::begin(plan, Votes::of(plan.projects(), ballots));
    spend(plan, &mut count, lot);
    count
}

/// Spends what the pot still has, on projects that are not paid yet.
pub(super) fn spend(plan: &Plan, count: &mut Count, lot: Option<&[Choice]>) {
    let votes = |project: &Choice| count.votes[project.index()];
    let rank = |project: &Choice| (Reverse(votes(project)), plan.cost(*project));
    let mut order: Vec<_> =
        choices(plan.projects()).filter(|project| !count.winners.contains(project)).collect();
    order.sort_by_key(rank);
    // Equally approved and equally dear.
    let level: Vec<Vec<Choice>> =
        order.chunk_by(|one, other| rank(one) == rank(other)).map(<[_]>::to_vec).collect();
    // What is kept for those who wait for a lot.
    let mut kept = 0;
    for among in level {
        let (Some(first), many) = (among.first(), among.len()) else { continue };
        if count.votes[first.index()] == 0 {
            among.iter().for_each(|project| count.turn(*project, Step::NoVotes));
            continue;
        }
        let cost = plan.cost(*first);
        let room = usize::try_from((count.left - kept) / cost).unwrap_or(usize::MAX).min(many);
        let tied = room > 0 && room < many;
        let mut paid = if room == many { among.clone() } else { Vec::new() };
        if tied {
            let tie = Tie::new(among.clone(), room, lot);
            paid.clone_from(&tie.chosen);
            let settled = tie.settled;
            count.ties.push(tie);
            if settled == Settled::Nobody {
                among.iter().for_each(|project| count.turn(*project, Step::Tied));
                // No more than is left: the room says so.
                kept += cost * room as u64;
                continue;
            }
        }
        let unpaid: Vec<_> =
            among.iter().copied().filter(|project| !paid.contains(project)).collect();
        for (project, is_paid) in paid
            .into_iter()
            .map(|one| (one, true))
            .chain(unpaid.into_iter().map(|one| (one, false)))
        {
            if is_paid {
                count.pay(plan, project);
                count.turn(project, Step::Paid { left: count.left - kept });
            } else {
                count.turn(project, Step::TooDear { left: count.left - kept });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::ballots, *};

    fn check(
        (pot, costs): (u64, &[u64]),
        cast: &[(u32, &[u16])],
        lot: Option<&[u16]>,
        (winners, left): (&[u16], u64),
        ties: &[(&[u16], usize, Settled)],
    ) {
        let plan = Plan::new(pot, costs).expect("the test's own");
        let cast = ballots(plan.projects(), cast);
        let named = |positions: &[u16]| positions.iter().copied().map(Choice).collect::<Vec<_>>();
        let lot = lot.map(named);
        let count = count(&plan, &cast, lot.as_deref());
        assert_eq!((count.winners, count.left), (named(winners), left), "{costs:?}");
        let ties: Vec<_> =
            ties.iter().map(|(among, room, settled)| (named(among), *room, *settled)).collect();
        let found: Vec<_> =
            count.ties.into_iter().map(|tie| (tie.among, tie.room, tie.settled)).collect();
        assert_eq!(found, ties, "{costs:?}");
        assert_eq!(count.stages.len(), costs.len(), "every project has its turn");
    }

    #[test]
    fn the_most_approved_are_paid_and_one_that_is_too_dear_is_passed_over() {
        check((10, &[6, 5, 4, 1]), &[(5, &[0]), (4, &[1]), (3, &[2])], None, (&[0, 2], 0), &[]);
    }

    #[test]
    fn of_equally_approved_ones_the_cheaper_goes_first() {
        check((6, &[6, 2, 3]), &[(2, &[0, 1, 2])], None, (&[1, 2], 1), &[]);
    }

    #[test]
    fn what_nobody_approves_is_never_paid() {
        check((9, &[1, 1]), &[(1, &[])], None, (&[], 9), &[]);
    }

    #[test]
    fn those_who_wait_for_a_lot_keep_their_money_and_nobody_else_waits() {
        let cast: &[(u32, &[u16])] = &[(3, &[0, 1, 2]), (2, &[3]), (1, &[4])];
        let plan: (u64, &[u64]) = (12, &[5, 5, 5, 3, 2]);
        let tie: &[u16] = &[0, 1, 2];
        check(plan, cast, None, (&[4], 10), &[(tie, 2, Settled::Nobody)]);
        let lot: &[u16] = &[2, 0, 1, 3, 4];
        check(plan, cast, Some(lot), (&[2, 0, 4], 0), &[(tie, 2, Settled::Lot)]);
    }

    #[test]
    fn what_is_left_is_told_without_what_is_kept_for_a_lot() {
        // Of 12 two of three take 5 each, whichever they are: that leaves 2.
        let cast = ballots(5, &[(3, &[0, 1, 2]), (2, &[3]), (1, &[4])]);
        let plan = Plan::new(12, &[5, 5, 5, 3, 2]).expect("the test's own");
        let steps: Vec<_> =
            count(&plan, &cast, None).stages.into_iter().map(|one| one.step).collect();
        let waiting = [Step::Tied, Step::Tied, Step::Tied];
        let others = [Step::TooDear { left: 2 }, Step::Paid { left: 0 }];
        assert_eq!(steps, [&waiting[..], &others[..]].concat());
    }
}
