//! Rankings as a file has them: options by name, ballots, and what was set aside.
//!
//! Guards: every ballot is of these options only; nothing set aside goes unnamed.
//! Next: [`crate::preflib`], [`crate::blt`].

use rules::tally::ranking::{Invalid, Ranking};

use crate::malformed::{InvalidBallot, MAX_LINES, Malformed};
use crate::options::Options;

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
    pub ballots: Vec<(u64, Ranking)>,
    /// Ballots that do not count, with the reason.
    pub invalid: Vec<InvalidBallot>,
}

impl Rankings {
    /// Adds the ballot of a line, or sets it aside.
    ///
    /// # Errors
    /// When there are more than [`MAX_LINES`].
    pub(crate) fn add(
        &mut self,
        line: usize,
        weight: u64,
        ranking: Result<Ranking, Invalid>,
    ) -> Result<(), Malformed> {
        if self.ballots.len() + self.invalid.len() >= MAX_LINES {
            let reason =
                format!("more than {MAX_LINES} lines of ballots: let equal ones share one");
            return Err(Malformed::new(line, reason));
        }
        match ranking {
            Ok(ranking) => self.ballots.push((weight, ranking)),
            Err(why) => {
                self.invalid.push(InvalidBallot { line, weight, reason: why.to_string() });
            }
        }
        Ok(())
    }
}
