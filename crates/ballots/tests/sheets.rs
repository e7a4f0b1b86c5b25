//! Counts that others published, counted again: every total of every stage, to five decimals.
//!
//! The files and their count sheets are in `tests/oracles/stv`, each with its source. The same are counted
//! by the binary in `tests/oracles`. Next: `rules::tally::stv`.

use std::fs;
use std::path::{Path, PathBuf};

use meent_ballots::{blt, malformed};
use rules::tally::ranking::{Choice, choices};
use rules::tally::stv::{self, Stage, Votes};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/oracles/stv")
}

/// What a sheet says of `key`, line by line.
fn said<'a>(sheet: &'a str, key: &str) -> Vec<&'a str> {
    let lines = sheet.lines().filter_map(|line| line.split_once(": "));
    lines.filter(|(name, _)| *name == key).map(|(_, value)| value).collect()
}

/// A stage as a sheet has it: what is exhausted so far, then everyone's votes.
fn line(stages: &[Stage]) -> Option<String> {
    let exhausted: u128 = stages.iter().map(|stage| stage.exhausted.hundred_thousandths()).sum();
    let votes: Vec<String> = stages.last()?.votes.iter().map(Votes::to_string).collect();
    Some(format!("{}.{:05} | {}", exhausted / 100_000, exhausted % 100_000, votes.join(" ")))
}

fn check(name: &str) {
    let bytes = fs::read(folder().join(format!("{name}.blt"))).expect("a file of ballots");
    let sheet = fs::read_to_string(folder().join(format!("{name}.sheet"))).expect("a count sheet");
    let file = blt::read(malformed::text(&bytes).expect("text")).expect("ballots");
    let (ballots, invalid) = file.strict();
    assert_eq!(invalid, []);
    let options = file.options.len();
    let seats = file.seats.expect("BLT names the seats");
    let lot: Vec<Choice> = choices(options).collect();
    let lot = (!said(&sheet, "lot").is_empty()).then_some(lot.as_slice());
    let count = stv::count(&ballots, options, seats, lot);
    assert_eq!(said(&sheet, "quota"), [count.quota.to_string()], "{name}");
    let stages: Vec<String> =
        (1..=count.stages.len()).filter_map(|so_far| line(&count.stages[..so_far])).collect();
    assert_eq!(stages, said(&sheet, "stage"), "{name}");
    let winners: Vec<&str> = count.winners.iter().map(|one| file.options.name(*one)).collect();
    assert_eq!(said(&sheet, "winners"), [winners.join("; ")], "{name}");
}

#[test]
fn published_counts_come_out_to_the_last_decimal() {
    check("steering-committee-2005");
    check("fewest-before");
}
