//! A ranking of options, one winner: Schulze's method, links as strong as the votes for them.
//!
//! Source: M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and condorcet-consistent
//! single-winner election method", Social Choice and Welfare 36 (2011), its strength "winning votes".
//! What is left out is below all that is ranked.
//! Guards: a tie is reported and broken only by a lot the caller brings; with a status quo among the
//! options, nothing is adopted that does not beat it on strongest paths. Next: [`super::lot`].

use super::ranking::{Choice, Ranking, choices};
use super::seats::drawn;

/// A number for each ordered pair of options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    options: u16,
    cells: Box<[u64]>,
}

impl Table {
    fn new(options: u16) -> Self {
        let side = usize::from(options);
        Self { options, cells: vec![0; side * side].into() }
    }

    /// From this option to that one.
    ///
    /// # Panics
    /// When one isn't among the options that were counted.
    #[must_use]
    pub fn get(&self, from: Choice, to: Choice) -> u64 {
        self.row(from)[to.index()]
    }

    fn row(&self, from: Choice) -> &[u64] {
        let side = usize::from(self.options);
        &self.cells[from.index() * side..][..side]
    }

    fn row_mut(&mut self, from: Choice) -> &mut [u64] {
        let side = usize::from(self.options);
        &mut self.cells[from.index() * side..][..side]
    }
}

/// Several options that no other beats, and how one of them was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// What tied, in the order of the list.
    pub options: Vec<Choice>,
    /// The one that comes first in the lot; `None` where there was no lot: the tie stands.
    pub by_lot: Option<Choice>,
}

/// What a count of rankings came to, with all that is needed to check it by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// How many rankings were counted, blank ones included.
    pub ballots: u64,
    /// How many of them rank nothing.
    pub blank: u64,
    /// How many rank the one above the other.
    pub preferred: Table,
    /// The strength of the strongest path from the one to the other: of its weakest link, and a link is
    /// as strong as the votes for it when it wins, and nothing otherwise.
    pub paths: Table,
    /// What no other option beats on strongest paths, in the order of the list.
    pub unbeaten: Vec<Choice>,
    /// What is adopted. None when a tie stands, or when nothing unbeaten beats the status quo.
    pub winner: Option<Choice>,
    /// The tie among those that could be adopted, if there was one.
    pub tie: Option<Tie>,
}

impl Count {
    /// Whether the one beats the other on strongest paths.
    #[must_use]
    pub fn beats(&self, one: Choice, other: Choice) -> bool {
        self.paths.get(one, other) > self.paths.get(other, one)
    }
}

/// Counts rankings of `options` options, each with how many cast it.
///
/// With a status quo, an option is adopted only if it beats that one on strongest paths; the status quo
/// is never "adopted", it is what stays. A tie among several is settled by `lot`, an order of options that
/// was drawn: the one that comes first. Without one, or one that doesn't name them all, it stands, and
/// nothing is adopted.
///
/// Takes time with the square of what each ballot ranks, and the cube of the options once.
#[must_use]
pub fn count(
    ballots: &[(u32, Ranking)],
    options: u16,
    status_quo: Option<Choice>,
    lot: Option<&[Choice]>,
) -> Count {
    let cast = |weight: &u32| u64::from(*weight);
    let preferred = preferred(ballots, options);
    let paths = paths(&preferred);
    let unbeaten: Vec<Choice> = choices(options)
        .filter(|one| {
            choices(options).all(|other| paths.get(*one, other) >= paths.get(other, *one))
        })
        .collect();
    let mut count = Count {
        ballots: ballots.iter().map(|(weight, _)| cast(weight)).sum(),
        blank: ballots.iter().filter(|(_, b)| b.is_blank()).map(|(weight, _)| cast(weight)).sum(),
        preferred,
        paths,
        unbeaten,
        winner: None,
        tie: None,
    };
    let adoptable: Vec<Choice> = count
        .unbeaten
        .iter()
        .copied()
        .filter(|one| status_quo.is_none_or(|status_quo| count.beats(*one, status_quo)))
        .collect();
    match adoptable[..] {
        [] => {}
        [one] => count.winner = Some(one),
        _ => {
            let by_lot = lot.and_then(|lot| drawn(&adoptable, lot)?.first().copied());
            count.winner = by_lot;
            count.tie = Some(Tie { options: adoptable, by_lot });
        }
    }
    count
}

/// How many rank the one above the other. In no more time than what each ballot itself ranks, squared:
/// what it leaves out is counted at once, as all who rank the one less those who rank both otherwise.
fn preferred(ballots: &[(u32, Ranking)], options: u16) -> Table {
    let mut ranked = vec![0; usize::from(options)];
    // How many rank both, the one at the same place as the other or above it.
    let mut not_below = Table::new(options);
    for (weight, ranking) in ballots {
        let weight = u64::from(*weight);
        let mut rest = ranking.places();
        for group in ranking.places().chunk_by(|one, next| one.1 == next.1) {
            for (one, _) in group {
                ranked[one.index()] += weight;
                let row = not_below.row_mut(*one);
                for (other, _) in rest {
                    row[other.index()] += weight;
                }
            }
            rest = &rest[group.len()..];
        }
    }
    let mut preferred = Table::new(options);
    for one in choices(options) {
        for other in choices(options).filter(|other| *other != one) {
            // Those rank the one, so they are among all who do.
            preferred.row_mut(one)[other.index()] = ranked[one.index()] - not_below.get(other, one);
        }
    }
    preferred
}

/// The strongest path between each two: Floyd and Warshall's way, with the weakest link as length.
fn paths(preferred: &Table) -> Table {
    let options = preferred.options;
    let mut paths = Table::new(options);
    for one in choices(options) {
        for other in choices(options) {
            let votes = preferred.get(one, other);
            if votes > preferred.get(other, one) {
                paths.row_mut(one)[other.index()] = votes;
            }
        }
    }
    for through in choices(options) {
        let onward = paths.row(through).to_vec();
        for from in choices(options).filter(|from| *from != through) {
            let so_far = paths.get(from, through);
            if so_far == 0 {
                continue;
            }
            for (strength, onward) in paths.row_mut(from).iter_mut().zip(&onward) {
                *strength = (*strength).max(so_far.min(*onward));
            }
            // Nobody leads a path to oneself.
            paths.row_mut(from)[from.index()] = 0;
        }
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "5 acbed": five who rank a, c, b, e, d; (bc) is level.
    fn ballot(line: &str, options: u16) -> (u32, Ranking) {
        let (weight, ranking) = line.split_once(' ').expect("a weight and a ranking");
        let mut groups: Vec<Vec<Choice>> = Vec::new();
        let mut level = false;
        for letter in ranking.bytes() {
            match letter {
                b'(' => {
                    groups.push(Vec::new());
                    level = true;
                }
                b')' => level = false,
                _ if level => groups.last_mut().expect("opened").push(choice(letter)),
                _ => groups.push(vec![choice(letter)]),
            }
        }
        let ranking = Ranking::new(groups, options).expect("each option once");
        (weight.parse().expect("a weight"), ranking)
    }

    fn choice(letter: u8) -> Choice {
        Choice(u16::from(letter - b'a'))
    }

    fn letters(choices: &[Choice]) -> String {
        choices
            .iter()
            .map(|choice| char::from(b'a' + u8::try_from(choice.0).expect("few")))
            .collect()
    }

    /// `want`: who is unbeaten, and who is adopted.
    fn check(options: u16, lines: &[&str], status_quo: Option<u8>, want: (&str, &str)) -> Count {
        let ballots: Vec<_> = lines.iter().map(|line| ballot(line, options)).collect();
        let count = count(&ballots, options, status_quo.map(choice), None);
        let adopted: Vec<Choice> = count.winner.into_iter().collect();
        assert_eq!(
            (letters(&count.unbeaten).as_str(), letters(&adopted).as_str()),
            want,
            "{lines:?}"
        );
        // Nobody is preferred by more than there are, and the strongest path is no stronger.
        for one in choices(options) {
            for other in choices(options).filter(|other| *other != one) {
                let both = count.preferred.get(one, other) + count.preferred.get(other, one);
                assert!(both <= count.ballots);
                assert!(count.paths.get(one, other) <= count.ballots);
            }
        }
        count
    }

    /// The example with 45 voters: e wins.
    const PAPER: [&str; 8] =
        ["5 acbed", "5 adecb", "8 bedac", "3 cabed", "7 caebd", "2 cbade", "7 dceba", "8 ebadc"];

    #[test]
    fn the_paper_s_own_example_comes_out_as_printed() {
        let count = check(5, &PAPER, None, ("e", "e"));
        let rows = |table: &Table| -> Vec<Vec<u64>> {
            choices(5).map(|one| choices(5).map(|other| table.get(one, other)).collect()).collect()
        };
        assert_eq!(
            rows(&count.preferred),
            [
                [0, 20, 26, 30, 22],
                [25, 0, 16, 33, 18],
                [19, 29, 0, 17, 24],
                [15, 12, 28, 0, 14],
                [23, 27, 21, 31, 0]
            ]
        );
        assert_eq!(
            rows(&count.paths),
            [
                [0, 28, 28, 30, 24],
                [25, 0, 28, 33, 24],
                [25, 29, 0, 29, 24],
                [25, 28, 28, 0, 24],
                [25, 28, 28, 31, 0]
            ]
        );
    }

    #[test]
    fn what_is_left_out_is_below_and_level_ones_prefer_nothing() {
        let count = check(3, &["2 a", "1 (bc)", "1 ", "1 b"], None, ("ab", ""));
        assert_eq!(count.preferred.get(choice(b'a'), choice(b'c')), 2);
        assert_eq!(count.preferred.get(choice(b'b'), choice(b'a')), 2);
        assert_eq!(count.preferred.get(choice(b'b'), choice(b'c')), 1);
        assert_eq!(count.preferred.get(choice(b'c'), choice(b'b')), 0);
        assert_eq!((count.ballots, count.blank), (5, 1));
        check(3, &["3 (abc)"], None, ("abc", ""));
        check(2, &[], None, ("ab", ""));
        check(0, &[], None, ("", ""));
    }

    #[test]
    fn a_link_is_as_strong_as_the_votes_for_it_not_as_its_margin() {
        // a beats b by 5 to 3, b beats c by 5 to 4, c beats a by 4 to 2. The link with the fewest votes is
        // that from c to a: without it a is unbeaten. By margins it would be that from b to c, and c.
        check(3, &["2 abc", "3 b", "1 c", "3 ca"], None, ("a", "a"));
    }

    #[test]
    fn two_that_are_level_are_no_link_for_a_path() {
        // a and b are level at 3; b beats c by 4 to 3, and c beats a by 2 to 1. Were the level ones a link of 3,
        // a would come to c on a path of 3 and be unbeaten too.
        check(3, &["3 b", "1 (ac)", "2 cab", "1 (ab)"], None, ("b", "b"));
    }

    #[test]
    fn nothing_is_adopted_that_does_not_beat_the_status_quo() {
        check(3, &["2 abc", "1 cab"], Some(b'c'), ("a", "a"));
        check(3, &["1 abc", "2 cab"], Some(b'c'), ("c", ""));
        // Level with the status quo is not better.
        let count = check(2, &["1 ab", "1 ba"], Some(b'b'), ("ab", ""));
        assert_eq!(count.tie, None, "the status quo stays, and that is no tie to settle");
    }

    #[test]
    fn a_tie_stands_until_a_lot_settles_it() {
        let tied = [ballot("1 ab", 3), ballot("1 ba", 3)];
        let stands = count(&tied, 3, None, None);
        let both = vec![Choice(0), Choice(1)];
        assert_eq!(stands.winner, None);
        assert_eq!(stands.tie, Some(Tie { options: both.clone(), by_lot: None }));
        let settled = count(&tied, 3, None, Some(&[Choice(2), Choice(1), Choice(0)]));
        assert_eq!(settled.winner, Some(Choice(1)));
        assert_eq!(settled.tie, Some(Tie { options: both, by_lot: Some(Choice(1)) }));
    }
}
