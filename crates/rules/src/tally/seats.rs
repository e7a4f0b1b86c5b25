//! Who takes the seats when the most of something wins; and what a tie is, here and in budgets.
//!
//! Guards: a tie for the last seat fills nobody there, unless a lot was drawn among all who are
//! tied; either way it is told. Next: [`super::approval`], [`super::score`], [`super::dots`].

use std::cmp::Reverse;

use super::ranking::{Choice, choices};

/// How a tie came to rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// By the lot that the caller drew.
    Lot,
    /// Not: it fills nobody, until a lot or a new round does.
    Nobody,
}

/// Options that are level where not all of them can have what comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// Who are level, in the order of the list; at least two.
    pub among: Vec<Choice>,
    /// For how many of them there is room; fewer than they are.
    pub room: usize,
    /// How it came to rest.
    pub settled: Settled,
    /// Who have it: so many as there is room for, in the order of the lot, or nobody.
    pub chosen: Vec<Choice>,
}

impl Tie {
    /// Settled by the lot when it names them all.
    pub(super) fn new(among: Vec<Choice>, room: usize, lot: Option<&[Choice]>) -> Self {
        let drawn = lot.and_then(|lot| drawn(&among, lot));
        let settled = if drawn.is_some() { Settled::Lot } else { Settled::Nobody };
        let chosen = drawn.unwrap_or_default().into_iter().take(room).collect();
        Self { among, room, settled, chosen }
    }
}

/// Who takes the seats, and who are tied for the last of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The most first. Level ones that all have a seat stand in the order of the list.
    pub winners: Vec<Choice>,
    /// The tie for the last seats, if there is one.
    pub tie: Option<Tie>,
}

/// Fills `seats` by the highest of `sums`, one per option of the list. Who has nothing takes no seat.
///
/// `lot` is an order of options that was drawn, first come first: it settles a tie when all who are tied
/// are in it.
#[must_use]
pub fn fill(sums: &[u64], seats: u16, lot: Option<&[Choice]>) -> Filled {
    let seats = usize::from(seats);
    let options = u16::try_from(sums.len()).unwrap_or(u16::MAX);
    let sum = |choice: &Choice| sums[choice.index()];
    let mut order: Vec<_> = choices(options).filter(|choice| sum(choice) > 0).collect();
    // Stable: level ones stay in the order of the list.
    order.sort_by_key(|choice| Reverse(sum(choice)));
    let Some(last) = seats.checked_sub(1).and_then(|last| order.get(last)).map(sum) else {
        let winners = if seats == 0 { Vec::new() } else { order };
        return Filled { winners, tie: None };
    };
    let sure = order.partition_point(|choice| sum(choice) > last);
    let level = order.partition_point(|choice| sum(choice) >= last);
    if level == seats {
        order.truncate(seats);
        return Filled { winners: order, tie: None };
    }
    let among = order[sure..level].to_vec();
    let room = seats - sure;
    order.truncate(sure);
    let tie = Tie::new(among, room, lot);
    order.extend(&tie.chosen);
    Filled { winners: order, tie: Some(tie) }
}

/// These in the order of the lot; `None` when one of them was not drawn.
pub(super) fn drawn(among: &[Choice], lot: &[Choice]) -> Option<Vec<Choice>> {
    let place = |choice: &Choice| lot.iter().position(|one| one == choice);
    let placed = among.iter().map(|choice| Some((place(choice)?, *choice)));
    let mut placed = placed.collect::<Option<Vec<_>>>()?;
    placed.sort_unstable();
    Some(placed.into_iter().map(|(_, choice)| choice).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(positions: &[u16]) -> Vec<Choice> {
        positions.iter().copied().map(Choice).collect()
    }

    fn check(
        (sums, seats, lot): (&[u64], u16, Option<&[u16]>),
        winners: &[u16],
        tie: Option<(&[u16], usize, Settled)>,
    ) {
        let lot = lot.map(named);
        let filled = fill(sums, seats, lot.as_deref());
        assert_eq!(filled.winners, named(winners), "{sums:?} for {seats}");
        let found = filled.tie.map(|tie| (tie.among, tie.room, tie.settled));
        let tie = tie.map(|(among, room, settled)| (named(among), room, settled));
        assert_eq!(found, tie, "{sums:?} for {seats}");
    }

    #[test]
    fn the_most_takes_the_seat_and_who_has_nothing_takes_none() {
        check((&[3, 9, 5], 1, None), &[1], None);
        check((&[3, 9, 5], 2, None), &[1, 2], None);
        check((&[3, 9, 5], 7, None), &[1, 2, 0], None);
        check((&[0, 9, 0], 3, None), &[1], None);
        check((&[3, 9, 5], 0, None), &[], None);
        check((&[], 2, None), &[], None);
    }

    #[test]
    fn a_tie_for_the_last_seat_fills_nobody_there() {
        check((&[4, 9, 4], 2, None), &[1], Some((&[0, 2], 1, Settled::Nobody)));
        check((&[4, 4, 4], 2, None), &[], Some((&[0, 1, 2], 2, Settled::Nobody)));
        // Level, but with room for both: no tie.
        check((&[4, 9, 4], 3, None), &[1, 0, 2], None);
    }

    #[test]
    fn a_lot_settles_a_tie_when_all_who_are_tied_were_drawn() {
        check((&[4, 9, 4], 2, Some(&[2, 1, 0])), &[1, 2], Some((&[0, 2], 1, Settled::Lot)));
        check((&[4, 4, 4], 2, Some(&[2, 0, 1])), &[2, 0], Some((&[0, 1, 2], 2, Settled::Lot)));
        check((&[4, 9, 4], 2, Some(&[2, 1])), &[1], Some((&[0, 2], 1, Settled::Nobody)));
    }
}
