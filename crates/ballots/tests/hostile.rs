//! Texts that were never meant well: every reader gives ballots or a line with a reason, never a panic.
//!
//! Random bytes hardly ever get past a first line, so these are made of what the formats are made of.
//! Next: [`meent_ballots::malformed`].

use meent_ballots::malformed::{MAX_LINES, Malformed, text};
use meent_ballots::rankings::Rankings;
use meent_ballots::{blt, own, pabulib, preflib};
use proptest::prelude::*;

/// What BLT and PrefLib's files are made of, and what they are not.
const PIECES: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "-1",
    "-",
    "65535",
    "65536",
    "99999999999",
    "1=2",
    "=",
    " ",
    " ",
    "\n",
    "\n",
    "\r\n",
    "\"a\"",
    "\"b\"",
    "\"",
    "#",
    "/*",
    "*/",
    "{",
    "}",
    ",",
    ": ",
    "1: 1,2\n",
    "1: {1,2},3\n",
    "# NUMBER ALTERNATIVES: 3\n",
    "# ALTERNATIVE NAME 1: a\n",
    "# ALTERNATIVE NAME 3: a\n",
    "# TITLE: t\n",
    "3 2\n",
    "-2\n",
    "1 1 2 0\n",
    "5 2=1 - 3 0\n",
    "0\n\"a\"\n\"b\"\n\"c\"\n",
    "é",
    "\u{feff}",
    "\0",
    // Budgets and JSON of ours.
    "META\n",
    "PROJECTS\n",
    "VOTES\n",
    "key;value\n",
    "budget;100\n",
    "vote_type;approval\n",
    "project_id;cost\n",
    "p;10\n",
    "voter_id;vote\n",
    "1;p\n",
    ";",
    "{\"options\":[\"a\",\"b\"],",
    "\"ballots\":[",
    "{\"ballot\":[\"a\"]}",
    "]}",
    "\"key\":\"1./\"",
];

/// How files begin and end, so that what lies between is read as ballots.
const HEADS: &[&str] = &["", "3 2\n", "3 2 -2\n", "# NUMBER ALTERNATIVES: 3\n"];
const TAILS: &[&str] = &["", "\n0\n\"a\"\n\"b\"\n\"c\"\n"];

fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..12);
    let head = prop::sample::select(HEADS);
    let tail = prop::sample::select(TAILS);
    (head, pieces, tail).prop_map(|(head, pieces, tail)| format!("{head}{}{tail}", pieces.concat()))
}

/// Every line that is named is a line of the text.
fn check(read: Result<Rankings, Malformed>, lines: usize) -> Result<(), TestCaseError> {
    match read {
        Ok(file) => {
            for (_, ranking) in &file.ballots {
                for (choice, _) in ranking.places() {
                    prop_assert!(!file.options.name(*choice).is_empty());
                }
            }
            let (strict, invalid) = file.strict();
            prop_assert_eq!(strict.len() + invalid.len(), file.ballots.len() + file.invalid.len());
            prop_assert!(invalid.iter().all(|ballot| (1..=lines).contains(&ballot.line)));
        }
        Err(malformed) => {
            prop_assert!((1..=lines).contains(&malformed.line), "{}", malformed);
            let reason = malformed.reason.to_string();
            prop_assert!(reason.len() < 2_000 && !reason.contains(char::is_control), "{}", reason);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_text_makes_a_reader_panic(written in texts()) {
        let lines = written.matches('\n').count() + 1;
        check(preflib::read(&written), lines)?;
        check(blt::read(&written), lines)?;
        // Read or refused, whichever it is.
        drop((pabulib::read(&written), own::read(&written)));
    }

    #[test]
    fn no_bytes_make_a_text_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(written) = text(&bytes) {
            drop((preflib::read(written), blt::read(written)));
        }
    }
}

#[test]
fn more_lines_of_ballots_than_a_file_may_have_are_refused() {
    let ballots = "1 1 0\n".repeat(MAX_LINES + 1);
    let refused = blt::read(&format!("1 1\n{ballots}0\n\"a\"\n")).map(|file| file.ballots.len());
    assert!(refused.is_err_and(|malformed| malformed.line == MAX_LINES + 2));
}
