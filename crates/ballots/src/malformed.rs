//! Why a text is no file of ballots: the line, and what to do there. And how large one may be.
//!
//! Guards: no text makes a reader take more memory than a small multiple of its own length. A ballot
//! that can be read but not counted is no reason to refuse its file: it is listed as invalid.
//! Next: [`crate::rankings`].

use rules::tally::ranking::MAX_OPTIONS;

use crate::{fault::Fault, unfit::Unfit};

/// The largest file, in bytes. The largest public ones (a city's) are some 10 MB.
pub const MAX_BYTES: usize = 64 << 20;
/// The most lines with ballots; equal ballots can share one line.
pub const MAX_LINES: usize = 1_000_000;
/// The most people one line can speak for, so that a million such lines still add up in 64 bits.
pub const MAX_WEIGHT: u32 = 1_000_000_000;
/// The longest name, in bytes.
pub const MAX_NAME: usize = 1_000;

/// Where a text stops being a file of ballots.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct Malformed {
    /// The line, from one; where something is missing at the end, the last.
    pub line: usize,
    /// What is wrong there and what was expected.
    pub reason: Fault,
}

impl Malformed {
    /// Something wrong at a line, from one.
    #[must_use]
    pub const fn new(line: usize, reason: Fault) -> Self {
        Self { line, reason }
    }
}

/// A ballot that was read but does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidBallot {
    /// Its line, from one.
    pub line: usize,
    /// How many cast it.
    pub weight: u32,
    /// Why it does not count.
    pub reason: Unfit,
}

/// A text no longer than [`MAX_BYTES`], in UTF-8; a byte order mark at its start is passed over.
///
/// # Errors
/// Where it stops being one.
pub fn text(bytes: &[u8]) -> Result<&str, Malformed> {
    if bytes.len() > MAX_BYTES {
        return Err(Malformed::new(1, Fault::TooLong));
    }
    match str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            Err(Malformed::new(line, Fault::NoText))
        }
    }
}

/// A piece of somebody's file as it can be shown: what it begins with, control characters taken out.
#[must_use]
pub fn shown(piece: &str) -> String {
    /// Enough to find it by.
    const SHOWN: usize = 40;
    let mut shown: String =
        piece.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if piece.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

/// How many cast a ballot, as a file says it.
///
/// # Errors
/// When it is no whole number from 1 to [`MAX_WEIGHT`].
pub fn weight(word: &str, line: usize) -> Result<u32, Malformed> {
    let weight = word.parse().ok().filter(|weight| (1..=MAX_WEIGHT).contains(weight));
    weight.ok_or_else(|| Malformed::new(line, Fault::Times(shown(word))))
}

/// How many options there are, as a file says it.
///
/// # Errors
/// When it is no whole number from 1 to [`MAX_OPTIONS`].
pub fn how_many_options(word: &str, line: usize) -> Result<u16, Malformed> {
    let options = word.parse().ok().filter(|options| (1..=MAX_OPTIONS).contains(options));
    options.ok_or_else(|| Malformed::new(line, Fault::Options(shown(word))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], want: Result<&str, usize>) {
        assert_eq!(text(bytes).map_err(|malformed| malformed.line), want);
    }

    #[test]
    fn what_is_no_text_is_refused_at_its_line() {
        check(b"\xef\xbb\xbfa\nb", Ok("a\nb"));
        check(b"a\nb\xff", Err(2));
        check(&vec![b'a'; MAX_BYTES + 1], Err(1));
    }

    #[test]
    fn a_piece_of_a_file_is_shown_short_and_without_control() {
        assert_eq!(shown("a\u{1b}[2Jb"), "a [2Jb");
        assert_eq!(shown(&"x".repeat(41)), format!("{}…", "x".repeat(40)));
        assert!(weight("0", 3).is_err() && weight("1000000001", 3).is_err());
        assert!(weight("-1", 3).is_err_and(|malformed| malformed.line == 3));
        assert_eq!(weight("12", 3), Ok(12));
        assert!(how_many_options("1001", 1).is_err() && how_many_options("0", 1).is_err());
        assert_eq!(how_many_options("1000", 1), Ok(1000));
    }
}
