//! Rankings: one winner by Schulze's method, several seats by transferable votes. Any ranking file serves both.
//! Next: [`super::budget`].

use ballots::{blt, preflib, rankings::Rankings};
use rules::tally::{ranking::Choice, schulze, stv};
use words::{say, tally::named};

use super::{Asked, Exit, malformed, usage};
use crate::{failure::Failure, tally::told::Told};

fn read(asked: &Asked<'_>) -> Result<Rankings, Failure> {
    let extension = asked.file.extension().and_then(|extension| extension.to_str());
    let is_preflib = match extension.map(str::to_ascii_lowercase).as_deref() {
        Some("soc" | "soi" | "toc" | "toi") => true,
        Some("blt") => false,
        // What every file of PrefLib says of itself, and no BLT does.
        _ => asked.text.lines().any(|line| line.starts_with("# ALTERNATIVE NAME")),
    };
    let read = if is_preflib { preflib::read(asked.text) } else { blt::read(asked.text) };
    read.map_err(|error| malformed(asked.words, asked.file, &error))
}

/// One winner.
pub(super) fn schulze(asked: &Asked<'_>) -> Result<Told, Failure> {
    let rankings = read(asked)?;
    let options = rankings.options.len();
    let name = |choice: Choice| rankings.options.name(choice).to_owned();
    let status_quo = match &asked.tally.status_quo {
        None => None,
        Some(name) => Some(rankings.options.find(name).ok_or_else(|| unknown(asked, name))?),
    };
    let lot = asked.lot(options, None);
    let count = schulze::count(&rankings.ballots, options, status_quo, lot.as_deref());
    asked.sound(Told {
        ballots: count.ballots,
        blank: count.blank,
        invalid: rankings.invalid.iter().cloned().map(Into::into).collect(),
        withdrawn: rankings.withdrawn.clone(),
        winners: count.winner.into_iter().map(name).collect(),
        stages: vec![named::pairs(&count, options, name)],
        ties: named::ranked_tie(&count, name).into_iter().collect(),
        ..asked.told(rankings.title.clone(), None)
    })
}

fn unknown(asked: &Asked<'_>, name: &str) -> Failure {
    let words = asked.words;
    let message = say!(words, "tally-unknown", name = name);
    Failure::new(Exit::NoInput, "unknown", message, say!(words, "tally-unknown-hint"))
}

/// Several seats.
pub(super) fn stv(asked: &Asked<'_>) -> Result<Told, Failure> {
    let rankings = read(asked)?;
    let seats = asked.tally.seats.or(rankings.seats);
    let seats = seats.ok_or_else(|| usage(asked.words, say!(asked.words, "tally-no-seats")))?;
    let options = rankings.options.len();
    let name = |choice: Choice| rankings.options.name(choice).to_owned();
    let (papers, invalid) = rankings.strict();
    let lot = asked.lot(options, None);
    let count = stv::count(&papers, options, seats, lot.as_deref());
    asked.sound(Told {
        ballots: count.valid + count.blank,
        blank: count.blank,
        invalid: invalid.into_iter().map(Into::into).collect(),
        withdrawn: rankings.withdrawn.clone(),
        winners: count.winners.iter().copied().map(name).collect(),
        stages: named::transfers(&count, options, name),
        ties: named::transfer_ties(&count, name),
        ..asked.told(rankings.title.clone(), None)
    })
}
