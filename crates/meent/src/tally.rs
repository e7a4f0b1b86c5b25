//! Ballots from a file, counted with no community at all: anybody can check us against a published election.
//!
//! Guards: a file that isn't there or can't be read stops everything before the first line; what isn't
//! counted is named. The readers are in `ballots`, the counts in `rules::tally`. Next: [`count`].

mod count; // a file by a method
mod fault; // what is wrong with a file
mod say; // for people
mod told; // for programs

use std::{path::Path, process::ExitCode};

use ballots::{
    fault::Fault,
    malformed::{MAX_BYTES, Malformed, text},
};
use words::{say, speech::Words};

use crate::{args::tally::Tally, exit::Exit, failure::Failure, keep, output};

/// Counts the files.
///
/// # Errors
/// When a file can't be read or counted by this method.
pub(crate) fn run(words: Words, asked: &Tally, as_json: bool) -> Result<ExitCode, Failure> {
    count::check(words, asked)?;
    let mut told = Vec::with_capacity(asked.files.len());
    for file in &asked.files {
        let bytes = keep::read(file, MAX_BYTES as u64).map_err(|error| {
            if error.kind() == std::io::ErrorKind::FileTooLarge {
                return malformed(words, file, &Malformed::new(1, Fault::TooLong));
            }
            Failure::unread(words, file, &error)
        })?;
        let text = text(&bytes).map_err(|error| malformed(words, file, &error))?;
        told.push(count::file(words, asked, file, text)?);
    }
    for one in &told {
        if as_json {
            output::json(one);
        } else {
            output::text(&say::lines(words, one, asked.method));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A file that isn't what it should be: the line, and what the reader found there.
fn malformed(words: Words, file: &Path, error: &Malformed) -> Failure {
    let message = say!(
        words,
        "tally-malformed",
        file = file.display().to_string(),
        line = error.line,
        what = fault::said(words, &error.reason)
    );
    Failure::new(Exit::Data, "malformed", message, say!(words, "tally-malformed-hint"))
}
