//! A file by a method: read in the form the method asks for, counted, told by name.
//!
//! Guards: a choice on the command line that this method doesn't know is refused, not passed over. Next:
//! [`super::told`].

mod budget; // projects
mod options; // words, approval, score, dots, lots
mod ranked; // rankings

use std::path::Path;

use act::fraction::Fraction;
use ballots::own::{self, Own};
use rules::tally::{
    lot::{self, Hash},
    ranking::Choice,
};
use words::{say, speech::Words, tally::said::number};

use super::{malformed, told};
use crate::{
    args::tally::{Method, Tally},
    exit::Exit,
    failure::Failure,
};

/// What is asked of one file.
struct Asked<'a> {
    words: Words,
    tally: &'a Tally,
    file: &'a Path,
    text: &'a str,
}

/// Refuses what doesn't go together.
///
/// # Errors
/// When a choice doesn't fit the method.
pub(super) fn check(words: Words, asked: &Tally) -> Result<(), Failure> {
    use Method::{
        Absolute, Approval, BudgetShares, Consent, Dots, Lot, Majority, Schulze, Score, Stv,
        TwoThirds,
    };
    let method = asked.method;
    let of_words = matches!(method, Majority | Absolute | TwoThirds | Consent);
    let several = matches!(method, Approval | Score | Dots | Stv | Lot);
    for (given, fits, choice) in [
        (asked.seats.is_some(), several, "--seats"),
        (asked.status_quo.is_some(), method == Schulze, "--status-quo"),
        (asked.lot.is_some(), !of_words, "--lot"),
        (asked.worth.is_some(), method == BudgetShares, "--worth"),
    ] {
        if given && !fits {
            let message = say!(words, "tally-unfit", what = choice, method = method.word());
            return Err(usage(words, message));
        }
    }
    Ok(())
}

/// Counts a file.
///
/// # Errors
/// When it can't be read as what the method asks for, or lacks something.
pub(super) fn file(
    words: Words,
    tally: &Tally,
    file: &Path,
    text: &str,
) -> Result<told::Told, Failure> {
    let asked = Asked { words, tally, file, text };
    match tally.method {
        Method::Schulze => ranked::schulze(&asked),
        Method::Stv => ranked::stv(&asked),
        Method::BudgetGreedy | Method::BudgetShares => budget::count(&asked),
        _ => {
            let own = own::read(text).map_err(|error| malformed(words, file, &error))?;
            let told = options::count(&asked, &own)?;
            asked.with_quorum(&own, told)
        }
    }
}

fn usage(words: Words, message: String) -> Failure {
    Failure::new(Exit::Usage, "usage", message, say!(words, "tally-usage-hint"))
}

impl Asked<'_> {
    /// A count that came to nothing yet.
    fn told(&self, title: Option<String>, electorate: Option<u64>) -> told::Told {
        told::Told {
            method: self.tally.method.word(),
            file: self.file.display().to_string(),
            title,
            electorate: self.tally.electorate.or(electorate),
            quorum: None,
            ballots: 0,
            blank: 0,
            invalid: Vec::new(),
            withdrawn: Vec::new(),
            winners: Vec::new(),
            stages: Vec::new(),
            ties: Vec::new(),
        }
    }

    /// The order in which a lot puts so many options.
    fn lot(&self, options: u16, hash: Option<Hash>) -> Option<Vec<Choice>> {
        let hash = hash.unwrap_or(Hash::Sha256);
        self.tally.lot.as_ref().map(|key| lot::draw(key, options, options, hash))
    }

    /// Seats from the command line, or those of the file, which is always asked.
    fn seats(&self, of_file: u16) -> u16 {
        self.tally.seats.unwrap_or(of_file)
    }

    /// Refuses more ballots than people.
    fn sound(&self, told: told::Told) -> Result<told::Told, Failure> {
        let all: u64 = told.invalid.iter().map(|one| u64::from(one.times)).sum::<u64>();
        match told.electorate.filter(|electorate| *electorate < told.ballots + all) {
            None => Ok(told),
            Some(electorate) => Err(Failure::new(
                Exit::Data,
                "too-many",
                say!(
                    self.words,
                    "tally-too-many",
                    file = &told.file,
                    ballots = number(told.ballots + all),
                    electorate = number(electorate)
                ),
                say!(self.words, "tally-too-many-hint"),
            )),
        }
    }

    /// Without the quorum that the file asks for, nothing is chosen.
    fn with_quorum(&self, own: &Own, mut told: told::Told) -> Result<told::Told, Failure> {
        if let Some(share) = own.quorum {
            let electorate = told.electorate.ok_or_else(|| self.no_electorate())?;
            let share = Fraction::new(share.numerator, share.denominator)
                .expect("the reader takes none but shares of a whole");
            let reached = share.is_reached(number(told.ballots), number(electorate));
            told.quorum = Some(told::Quorum {
                share: share.to_string(),
                needed: share.least_of(number(electorate)) as u64,
                reached,
            });
            if !reached {
                told.winners.clear();
            }
        }
        Ok(told)
    }

    fn no_electorate(&self) -> Failure {
        usage(self.words, say!(self.words, "tally-no-electorate"))
    }
}
