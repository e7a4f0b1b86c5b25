//! What holds of every count of rankings and every draw, whatever the ballots.
//!
//! The single cases are beside the counts, in `rules::tally`; other people's programs are asked in
//! `tests/oracles`. Next: `rules::tally::ranking`.

use meent_rules::tally::lot::{self, Hash};
use meent_rules::tally::ranking::{Choice, Ranking, Strict, choices};
use meent_rules::tally::{schulze, stv};
use proptest::prelude::*;

/// As many as a hand can follow, and enough for cycles, ties and several stages.
const OPTIONS: u16 = 6;

/// An order of some options, and which of them is level with the one before.
fn rankings(level: bool) -> impl Strategy<Value = Vec<(u32, Ranking)>> {
    let order = Just(choices(OPTIONS).collect::<Vec<_>>()).prop_shuffle();
    let joined = prop::collection::vec(any::<bool>(), usize::from(OPTIONS));
    let ballot = (1..5_u32, order, 0..=usize::from(OPTIONS), joined);
    let ballot = ballot.prop_map(move |(weight, order, named, joined)| {
        let mut groups: Vec<Vec<Choice>> = Vec::new();
        for (choice, joined) in order.into_iter().take(named).zip(joined) {
            match groups.last_mut() {
                Some(group) if level && joined => group.push(choice),
                _ => groups.push(vec![choice]),
            }
        }
        (weight, Ranking::new(groups, OPTIONS).expect("each option once"))
    });
    prop::collection::vec(ballot, 0..12)
}

fn strict() -> impl Strategy<Value = Vec<(u32, Strict)>> {
    rankings(false).prop_map(|ballots| {
        let strict = |(weight, ranking): &(u32, Ranking)| {
            (*weight, Strict::try_from(ranking).expect("none is level"))
        };
        ballots.iter().map(strict).collect()
    })
}

/// The same ballots said otherwise: the other way around, each cast one by one.
fn said_otherwise<B: Clone>(ballots: &[(u32, B)]) -> Vec<(u32, B)> {
    let one_by_one = |(weight, ballot): &(u32, B)| vec![(1, ballot.clone()); *weight as usize];
    ballots.iter().rev().flat_map(one_by_one).collect()
}

proptest! {
    #[test]
    fn equal_ballots_give_equal_counts(ranked in rankings(true), papers in strict()) {
        let lot: Vec<Choice> = choices(OPTIONS).rev().collect();
        let again = said_otherwise(&ranked);
        prop_assert_eq!(
            schulze::count(&ranked, OPTIONS, Some(Choice(2)), Some(&lot)),
            schulze::count(&again, OPTIONS, Some(Choice(2)), Some(&lot))
        );
        let again = said_otherwise(&papers);
        prop_assert_eq!(
            stv::count(&papers, OPTIONS, 3, Some(&lot)),
            stv::count(&again, OPTIONS, 3, Some(&lot))
        );
    }

    #[test]
    fn who_beats_everybody_one_by_one_is_the_only_one_unbeaten(ranked in rankings(true)) {
        let count = schulze::count(&ranked, OPTIONS, None, None);
        let wins = |one: Choice, other: Choice| {
            count.preferred.get(one, other) > count.preferred.get(other, one)
        };
        let all_beaten = |one: Choice| {
            choices(OPTIONS).all(|other| other == one || wins(one, other))
        };
        prop_assert!(!count.unbeaten.is_empty());
        if let Some(best) = choices(OPTIONS).find(|one| all_beaten(*one)) {
            prop_assert_eq!(&count.unbeaten, &[best]);
            prop_assert_eq!(count.winner, Some(best));
        }
        prop_assert_eq!(count.winner.is_none(), count.unbeaten.len() > 1);
        prop_assert_eq!(count.tie.is_some(), count.unbeaten.len() > 1);
    }

    #[test]
    fn what_is_adopted_beats_the_status_quo(ranked in rankings(true), quo in 0..OPTIONS) {
        let lot: Vec<Choice> = choices(OPTIONS).collect();
        let count = schulze::count(&ranked, OPTIONS, Some(Choice(quo)), Some(&lot));
        if let Some(winner) = count.winner {
            prop_assert!(count.beats(winner, Choice(quo)));
            prop_assert!(count.unbeaten.contains(&winner));
        }
    }

    #[test]
    fn beating_on_strongest_paths_never_goes_in_a_circle(ranked in rankings(true)) {
        let count = schulze::count(&ranked, OPTIONS, None, None);
        for one in choices(OPTIONS) {
            for two in choices(OPTIONS).filter(|two| count.beats(one, *two)) {
                for three in choices(OPTIONS).filter(|three| count.beats(two, *three)) {
                    prop_assert!(count.beats(one, three));
                }
            }
        }
    }

    #[test]
    fn no_vote_appears_and_every_seat_is_filled(papers in strict(), seats in 0..=OPTIONS) {
        let lot: Vec<Choice> = choices(OPTIONS).collect();
        let count = stv::count(&papers, OPTIONS, seats, Some(&lot));
        prop_assert_eq!(count.winners.len(), usize::from(seats));
        let mut once = count.winners.clone();
        once.sort_unstable();
        once.dedup();
        prop_assert_eq!(once.len(), count.winners.len());
        let all = u128::from(count.valid) * 100_000;
        let quota = u128::from(count.quota) * 100_000;
        for stage in &count.stages {
            let held: u128 = stage.votes.iter().map(|votes| votes.hundred_thousandths()).sum();
            prop_assert_eq!(held + stage.non_transferable.hundred_thousandths(), all);
            for choice in &stage.elected {
                prop_assert!(stage.votes[choice.index()].hundred_thousandths() >= quota);
            }
        }
        // Each stage but the first ends somebody's part in the count.
        prop_assert!(count.stages.len() <= 1 + usize::from(OPTIONS));
    }

    #[test]
    fn without_a_lot_a_count_is_the_beginning_of_the_one_with_it(papers in strict(), seats in 1..4_u16) {
        let lot: Vec<Choice> = choices(OPTIONS).collect();
        let with = stv::count(&papers, OPTIONS, seats, Some(&lot));
        let without = stv::count(&papers, OPTIONS, seats, None);
        prop_assert!(with.stages.starts_with(&without.stages));
        prop_assert!(with.winners.starts_with(&without.winners));
        let stopped = without.ties.iter().filter(|tie| tie.settled == stv::Settled::Nothing).count();
        prop_assert_eq!(stopped, usize::from(without.winners.len() < with.winners.len()));
    }

    #[test]
    fn a_longer_draw_goes_on_where_a_shorter_one_ends(pool in 0..200_u16, wanted in 0..200_u16, seed: u64) {
        let key = lot::key(&[vec![seed]]);
        let all = lot::draw(&key, pool, pool, Hash::Sha256);
        let some = lot::draw(&key, pool, wanted, Hash::Sha256);
        prop_assert!(all.starts_with(&some));
        prop_assert_eq!(some.len(), usize::from(wanted.min(pool)));
    }
}
