//! What can be wrong at a line of a file, one by one, so that each can be said in words of any language.
//!
//! Guards: a piece of somebody's file in it is short and has no control characters
//! ([`shown`](crate::malformed::shown)). Next: [`crate::malformed`], which says where.

use rules::tally::{dots::MAX_DOTS, ranking::MAX_OPTIONS};

use crate::{
    malformed::{MAX_BYTES, MAX_LINES, MAX_NAME, MAX_WEIGHT},
    own::MAX_WORDS,
    pabulib::DECIMALS,
};

/// What is wrong, and what was expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum Fault {
    #[error("the file is larger than {} MiB: split it", MAX_BYTES >> 20)]
    TooLong,
    #[error("not text in UTF-8: save the file as UTF-8")]
    NoText,
    #[error("more than {MAX_LINES} lines of ballots: let equal ones share one")]
    TooManyLines,
    #[error("the file ends before it says {0}")]
    Ends(Expected),

    #[error("'{0}' is not how many cast a ballot: a whole number from 1 to {MAX_WEIGHT}")]
    Times(String),
    #[error("'{0}' is not how many options there are: a whole number from 1 to {MAX_OPTIONS}")]
    Options(String),
    #[error("'{0}' is not how many seats there are")]
    Seats(String),
    #[error("'{0}' is no number of an option: they count from 1")]
    Number(String),

    #[error("'options' must name what is chosen from")]
    NoOptions,
    #[error("more than {MAX_OPTIONS} options")]
    TooManyOptions,
    #[error("the name of an option is 1 to {MAX_NAME} bytes")]
    Name,
    #[error("two options are called '{0}': give each its own name")]
    SameName(String),

    #[error("the name of candidate {0} is missing, in quotes")]
    NoName(usize),
    #[error("'{0}' is no name in quotes, such as \"Aïcha\"")]
    Unquoted(String),
    #[error("candidate {0} withdrew but isn't there")]
    Withdrew(String),
    #[error("a comment is never closed by '*/'")]
    OpenComment,

    #[error("metadata after the first ballot: put it on top")]
    LateMetadata,
    #[error("no line '# NUMBER ALTERNATIVES: n' above: say how many options there are")]
    NoAlternatives,
    #[error("alternative {number} is named twice, or there are only {alternatives}")]
    Alternative { number: u16, alternatives: u16 },
    #[error("'{0}' is no 'count: order', such as '12: 3,{{1,2}}'")]
    Order(String),
    #[error("braces don't pair up: level options go in one {{1,2}}")]
    Braces,
    #[error("a brace is never closed: level options go in one {{1,2}}")]
    OpenBrace,

    #[error("here the part {0} was expected")]
    Part(String),
    #[error("after the votes no part {0} was expected")]
    AfterVotes(String),
    #[error("here a line was expected that says what the values are")]
    Header,
    #[error("none of the values is called '{0}'")]
    Column(String),
    #[error("here a name and a value were expected, with a semicolon between")]
    Pair,
    #[error("a quote begins that doesn't end on this line")]
    OpenQuote,
    #[error("'{0}' is no amount of money: write digits, and at most {DECIMALS} decimals")]
    Money(String),
    #[error("more money than can be counted")]
    TooMuchMoney,
    #[error("the part META doesn't say the 'budget'")]
    NoBudget,
    #[error("a project costs nothing: give it a cost, or leave it out")]
    Free,
    #[error("votes of the type '{0}' are not counted here, only 'approval'")]
    VoteType(String),
    #[error("'{0}' is not how many projects may be named")]
    MostNamed(String),

    #[error("more than {MAX_WORDS} ballots")]
    TooManyWords,
    #[error("'dots' must say how many everybody has: 1 to {MAX_DOTS}")]
    Dots,
    /// What the reader of JSON found, in its own words.
    #[error("{0}")]
    Json(String),
}

/// What a file ends before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Expected {
    /// In BLT, on top.
    #[error("how many candidates there are")]
    Options,
    /// In BLT, on top.
    #[error("how many seats there are")]
    Seats,
    /// In BLT, after the last one.
    #[error("a ballot, or 0 after the last")]
    Ballot,
    /// In BLT, on a ballot.
    #[error("the next preference, or 0 at the end of the ballot")]
    Preference,
}
