//! A ranking of candidates, several seats: the single transferable vote of Scotland's councils.
//!
//! Source: The Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52,
//! named at each step. Droop quota; a surplus passes on all papers its candidate holds, each at a lower
//! value cut off at five decimals (weighted inclusive Gregory).
//! Guards: votes are whole hundred-thousandths and never appear; a tie is settled by an earlier stage,
//! else by a lot the caller brings, else the count stops there. Next: [`super::lot`].

mod table; // whose papers lie where

use std::fmt;

use super::ranking::{Choice, Strict};

/// Votes, in hundred-thousandths of one: a paper passed on is worth so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Votes(u128);

impl Votes {
    /// One paper's vote. Rule 48(3): five decimal places.
    const ONE: u128 = 100_000;

    const fn whole(votes: u64) -> Self {
        Self(votes as u128 * Self::ONE)
    }

    /// In hundred-thousandths.
    #[must_use]
    pub const fn hundred_thousandths(self) -> u128 {
        self.0
    }
}

impl fmt::Display for Votes {
    /// With all five decimals: `1234.50000`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:05}", self.0 / Self::ONE, self.0 % Self::ONE)
    }
}

/// What a stage of the count did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Rule 45: first preferences.
    First,
    /// Rule 48: the surplus of this candidate was passed on, so much.
    Surplus(Choice, Votes),
    /// Rule 50: this candidate, with the fewest votes, was excluded.
    Exclusion(Choice),
}

/// One stage, with everything a count sheet shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// What was done.
    pub action: Action,
    /// Who received how many votes, in the order of the list. In the first stage: everyone's first
    /// preferences above none.
    pub received: Vec<(Choice, Votes)>,
    /// What had no next preference on it, in this stage.
    pub exhausted: Votes,
    /// What was cut off after five decimals, in this stage.
    pub cut_off: Votes,
    /// Everyone's votes at its end, by position.
    pub votes: Vec<Votes>,
    /// Votes no longer with anyone at its end: all that was exhausted or cut off so far.
    pub non_transferable: Votes,
    /// Rule 47: who reached the quota here. Most votes first; equal ones in the order of the list.
    pub elected: Vec<Choice>,
    /// Rule 52: who was elected because as many were left as seats. Most votes first, as above.
    pub filled: Vec<Choice>,
}

/// What a tie was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Whose surplus passes on first; rule 49: who had the most votes.
    Surplus,
    /// Who is excluded; rule 51: who had the fewest votes.
    Exclusion,
}

/// What settled a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The most recent stage before it at which they were apart, by its position in the stages.
    Stage(usize),
    /// They were equal at all stages: the lot. For a surplus who comes first in its order; excluded is
    /// who comes last.
    Lot,
    /// They were equal at all stages and there was no lot: the count stops.
    Nothing,
}

/// A tie that the count met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// About what.
    pub about: About,
    /// After which stage, by its position.
    pub after: usize,
    /// Who tied, in the order of the list.
    pub candidates: Vec<Choice>,
    /// How it was settled.
    pub settled: Settled,
    /// For whom: whose surplus, or who was excluded.
    pub chosen: Option<Choice>,
}

/// What a count came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Papers with a first preference; blank ones are none.
    pub valid: u64,
    /// Papers that rank nobody.
    pub blank: u64,
    /// Rule 46: the votes that elect.
    pub quota: u64,
    /// How many seats were to be filled.
    pub seats: u16,
    /// Who was elected, in the order of the stages. Fewer than seats when a tie stopped the count, or
    /// when there are fewer candidates.
    pub winners: Vec<Choice>,
    /// The count, stage by stage.
    pub stages: Vec<Stage>,
    /// Every tie it met, in order.
    pub ties: Vec<Tie>,
}

/// Counts papers that rank `options` candidates, each with how many cast it, for so many seats.
///
/// Takes time with what the papers rank in all, plus candidates squared: a paper passes each name once.
#[must_use]
pub fn count(ballots: &[(u32, Strict)], options: u16, seats: u16, lot: Option<&[Choice]>) -> Count {
    table::Table::new(ballots, options, seats).count(lot)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "5 abc": five who rank a, b, c.
    fn ballots(lines: &[&str], options: u16) -> Vec<(u32, Strict)> {
        let read = |line: &&str| {
            let (weight, order) = line.split_once(' ').expect("a weight and a ranking");
            let order = order.bytes().map(choice);
            let ballot = Strict::new(order, options).expect("each once");
            (weight.parse().expect("a weight"), ballot)
        };
        lines.iter().map(read).collect()
    }

    fn choice(letter: u8) -> Choice {
        Choice(u16::from(letter - b'a'))
    }

    fn letters(choices: &[Choice]) -> String {
        choices.iter().map(|one| char::from(b'a' + u8::try_from(one.0).expect("few"))).collect()
    }

    fn stage(stage: &Stage) -> String {
        let action = match stage.action {
            Action::First => "first".to_owned(),
            Action::Surplus(of, surplus) => format!("surplus {} {surplus}", letters(&[of])),
            Action::Exclusion(of) => format!("exclusion {}", letters(&[of])),
        };
        let votes: Vec<String> = stage.votes.iter().map(Votes::to_string).collect();
        let (out, elected) = (stage.non_transferable, letters(&stage.elected));
        format!("{action}: {} | {out} | {elected}+{}", votes.join(" "), letters(&stage.filled))
    }

    /// `sheet`: what was done, everyone's votes, votes with nobody, elected by quota and by rule 52.
    fn check(
        lines: &[&str],
        (options, seats): (u16, u16),
        lot: Option<&str>,
        want: (u64, &str, &[&str]),
    ) -> Vec<Tie> {
        let lot: Option<Vec<Choice>> = lot.map(|lot| lot.bytes().map(choice).collect());
        let count = count(&ballots(lines, options), options, seats, lot.as_deref());
        let sheet: Vec<String> = count.stages.iter().map(stage).collect();
        assert_eq!((count.quota, letters(&count.winners).as_str()), (want.0, want.1), "{sheet:#?}");
        assert_eq!(sheet, want.2);
        for stage in &count.stages {
            let with_someone: u128 = stage.votes.iter().map(|votes| votes.0).sum();
            let all = Votes(with_someone + stage.non_transferable.0);
            assert_eq!(all, Votes::whole(count.valid), "no vote appears or gets lost");
        }
        count.ties
    }

    #[test]
    fn a_surplus_passes_on_every_paper_cut_off_at_five_decimals() {
        // Two seats: 7 elect, so each of a's 11 papers passes on 4/11 = 0.36363, six of them to b.
        let lines = ["6 abc", "3 ac", "2 a", "5 bd", "2 c", "2 d"];
        let ties = check(
            &lines,
            (4, 2),
            None,
            (
                7,
                "ab",
                &[
                    "first: 11.00000 5.00000 2.00000 2.00000 | 0.00000 | a+",
                    "surplus a 4.00000: 7.00000 7.18178 3.09089 2.00000 | 0.72733 | b+",
                ],
            ),
        );
        assert_eq!(ties, []);
        // Three seats: 6 elect and a paper passes on 5/11 = 0.45454. b has 7.72724 then, and passes on
        // 1.72724 * 0.45454 / 7.72724 = 0.10160 of a paper that came from a, 0.22352 of b's own.
        check(
            &lines,
            (4, 3),
            None,
            (
                6,
                "abc",
                &[
                    "first: 11.00000 5.00000 2.00000 2.00000 | 0.00000 | a+",
                    "surplus a 5.00000: 6.00000 7.72724 3.36362 2.00000 | 0.90914 | b+",
                    "surplus b 1.72724: 6.00000 6.00000 3.97322 3.11760 | 0.90918 | +",
                    "exclusion d: 6.00000 6.00000 3.97322 0.00000 | 4.02678 | +c",
                ],
            ),
        );
    }

    #[test]
    fn a_count_sheet_tells_who_received_and_apart_what_was_exhausted_and_what_cut_off() {
        // As above: of a's 11 papers, each worth 0.36363 now, six go to b, three to c, and two name nobody
        // more. The 0.00001 and 2/11 that each loses are 0.00007 of the surplus of 4.
        let lines = ["6 abc", "3 ac", "2 a", "5 bd", "2 c", "2 d"];
        let stages = count(&ballots(&lines, 4), 4, 2, None).stages;
        let received = |stage: &Stage| -> Vec<String> {
            let one = |(of, votes): &(Choice, Votes)| format!("{} {votes}", letters(&[*of]));
            stage.received.iter().map(one).collect()
        };
        assert_eq!(received(&stages[0]), ["a 11.00000", "b 5.00000", "c 2.00000", "d 2.00000"]);
        assert_eq!(received(&stages[1]), ["b 2.18178", "c 1.09089"]);
        let lost = |stage: &Stage| (stage.exhausted.to_string(), stage.cut_off.to_string());
        assert_eq!(lost(&stages[1]), ("0.72726".to_owned(), "0.00007".to_owned()));
    }

    #[test]
    fn the_highest_surplus_first_and_nobody_excluded_before() {
        check(
            &["9 ac", "7 bc", "1 c", "3 d"],
            (4, 3),
            None,
            (
                6,
                "abc",
                &[
                    "first: 9.00000 7.00000 1.00000 3.00000 | 0.00000 | ab+",
                    "surplus a 3.00000: 6.00000 7.00000 3.99997 3.00000 | 0.00003 | +",
                    "surplus b 1.00000: 6.00000 6.00000 4.99992 3.00000 | 0.00008 | +",
                    "exclusion d: 6.00000 6.00000 4.99992 0.00000 | 3.00008 | +c",
                ],
            ),
        );
    }

    #[test]
    fn as_many_left_as_seats_are_all_elected_and_no_more_is_passed_on() {
        check(
            &["3 a", "1 b"],
            (2, 2),
            None,
            (2, "ab", &["first: 3.00000 1.00000 | 0.00000 | a+b"]),
        );
        check(&["3 a"], (1, 3), None, (1, "a", &["first: 3.00000 | 0.00000 | a+"]));
        check(&["3 a", "2 "], (2, 0), None, (4, "", &["first: 3.00000 0.00000 | 0.00000 | +"]));
        check(&[], (0, 2), None, (1, "", &["first:  | 0.00000 | +"]));
    }

    #[test]
    fn a_tie_for_exclusion_goes_by_the_most_recent_stage_apart() {
        // b and c are level after a's papers passed on; before, b had fewer.
        let ties = check(
            &["1 ab", "2 b", "3 c", "4 d", "5 e"],
            (5, 2),
            None,
            (
                6,
                "ed",
                &[
                    "first: 1.00000 2.00000 3.00000 4.00000 5.00000 | 0.00000 | +",
                    "exclusion a: 0.00000 3.00000 3.00000 4.00000 5.00000 | 0.00000 | +",
                    "exclusion b: 0.00000 0.00000 3.00000 4.00000 5.00000 | 3.00000 | +",
                    "exclusion c: 0.00000 0.00000 0.00000 4.00000 5.00000 | 6.00000 | +ed",
                ],
            ),
        );
        let tie = Tie {
            about: About::Exclusion,
            after: 1,
            candidates: vec![choice(b'b'), choice(b'c')],
            settled: Settled::Stage(0),
            chosen: Some(choice(b'b')),
        };
        assert_eq!(ties, [tie]);
    }

    #[test]
    fn a_tie_for_a_surplus_goes_by_the_most_recent_stage_apart() {
        // 7 elect. a's surplus makes b level with c, who had more before: c's passes on first.
        let lines = ["14 ab", "3 bd", "10 ce", "2 d", "2 e"];
        let found = count(&ballots(&lines, 5), 5, 4, None);
        let tie = found.ties.first().expect("b and c have 10 each");
        assert_eq!((tie.about, tie.after, tie.settled), (About::Surplus, 1, Settled::Stage(0)));
        assert_eq!((letters(&tie.candidates).as_str(), tie.chosen), ("bc", Some(choice(b'c'))));
    }

    #[test]
    fn equal_at_all_stages_is_for_the_lot_and_stops_the_count_without_one() {
        let lines = ["4 a", "2 bc", "2 cb", "3 d"];
        let first = "first: 4.00000 2.00000 2.00000 3.00000 | 0.00000 | a+";
        let ties = check(&lines, (4, 2), None, (4, "a", &[first]));
        assert_eq!((ties[0].settled, ties[0].chosen), (Settled::Nothing, None));
        // Who comes last in the lot's order goes out; a lot that doesn't name both settles nothing.
        let out = "exclusion c: 4.00000 4.00000 0.00000 3.00000 | 0.00000 | b+";
        let ties = check(&lines, (4, 2), Some("dbac"), (4, "ab", &[first, out]));
        assert_eq!((ties[0].settled, ties[0].chosen), (Settled::Lot, Some(choice(b'c'))));
        check(&lines, (4, 2), Some("dba"), (4, "a", &[first]));
    }
}
