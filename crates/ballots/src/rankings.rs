//! Rankings as a file has them: options by name, ballots, and what was set aside.
//!
//! Guards: every ballot is of these options only; nothing set aside goes unnamed.
//! Next: [`crate::preflib`], [`crate::blt`].

use rules::tally::ranking::{Invalid, Ranking, Strict};

use crate::fault::Fault;
use crate::malformed::{InvalidBallot, MAX_LINES, Malformed};
use crate::options::Options;
use crate::unfit::Unfit;

/// A file of rankings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rankings {
    /// What it calls itself.
    pub title: Option<String>,
    /// What is ranked. Who withdrew is not among them.
    pub options: Options,
    /// How many seats it says are to be filled.
    pub seats: Option<u16>,
    /// Who was on the ballots but withdrew, by name: rankings close up where they stood.
    pub withdrawn: Vec<String>,
    /// How many cast a ranking, and the ranking. Blank ones included.
    pub ballots: Vec<(u32, Ranking)>,
    /// The line of each of `ballots`, from one.
    lines: Vec<usize>,
    /// Ballots that do not count, with the reason.
    pub invalid: Vec<InvalidBallot>,
}

impl Rankings {
    /// The ballots for a count in which each option needs a place of its own, and those invalid there:
    /// [`Self::invalid`] and whatever puts options level, by line.
    #[must_use]
    pub fn strict(&self) -> (Vec<(u32, Strict)>, Vec<InvalidBallot>) {
        let mut ballots = Vec::new();
        let mut invalid = self.invalid.clone();
        for ((weight, ranking), line) in self.ballots.iter().zip(&self.lines) {
            match Strict::try_from(ranking) {
                Ok(strict) => ballots.push((*weight, strict)),
                Err(why) => invalid.push(InvalidBallot {
                    line: *line,
                    weight: *weight,
                    reason: self.level(why),
                }),
            }
        }
        invalid.sort_by_key(|ballot| ballot.line);
        (ballots, invalid)
    }

    /// Why, with the names of what is level: numbers may be others than the file's.
    fn level(&self, why: Invalid) -> Unfit {
        match why {
            Invalid::Level(one, other) => {
                let name = |option| self.options.name(option).to_owned();
                Unfit::Level(name(one), name(other))
            }
            other => other.into(),
        }
    }

    /// Adds the ballot of a line, or sets it aside.
    ///
    /// # Errors
    /// When there are more than [`MAX_LINES`].
    pub(crate) fn add(
        &mut self,
        line: usize,
        weight: u32,
        ranking: Result<Ranking, Invalid>,
    ) -> Result<(), Malformed> {
        if self.ballots.len() + self.invalid.len() >= MAX_LINES {
            return Err(Malformed::new(line, Fault::TooManyLines));
        }
        match ranking {
            Ok(ranking) => {
                self.ballots.push((weight, ranking));
                self.lines.push(line);
            }
            Err(why) => {
                self.invalid.push(InvalidBallot { line, weight, reason: why.into() });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use rules::tally::ranking::Choice;

    use super::*;

    #[test]
    fn level_options_are_named_where_each_needs_a_place_of_its_own() {
        let mut file = Rankings::default();
        let strict = Ranking::new([[Choice(1)], [Choice(0)]], 2);
        let level = Ranking::new([[Choice(1), Choice(0)]], 2);
        for (line, ranking) in [(4, level), (5, strict), (6, Err(Invalid::Unknown(Choice(2))))] {
            assert!(file.add(line, 3, ranking).is_ok());
        }
        assert_eq!((file.ballots.len(), file.invalid.len()), (2, 1));
        let (ballots, invalid) = file.strict();
        assert_eq!(ballots.len(), 1);
        assert!(ballots.iter().all(|(_, ballot)| ballot.order() == [Choice(1), Choice(0)]));
        let lines: Vec<usize> = invalid.iter().map(|ballot| ballot.line).collect();
        assert_eq!(lines, [4, 6]);
        assert!(matches!(invalid[0].reason, Unfit::Level(..)));
    }
}
